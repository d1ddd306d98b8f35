"""Lo que comparten las pruebas: el modelo y el índice del producto se preparan una vez y se reutilizan."""

import os
from pathlib import Path

import pytest

RAIZ = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def carpeta_modelo() -> Path:
    """Devuelve una carpeta de datos con el modelo ya preparado; la primera vez tarda un minuto.

    Es la de `PRUEBAS_DATOS` o, si no, `datos/pruebas` dentro del proyecto (git no la ve).
    """
    from indices.modelo_preparacion import preparar_modelo

    carpeta = Path(os.environ.get("PRUEBAS_DATOS") or RAIZ / "datos" / "pruebas")
    preparar_modelo(carpeta, None, print)
    return carpeta


@pytest.fixture(scope="session")
def carpeta_producto(carpeta_modelo: Path) -> Path:
    """La misma carpeta, con el índice de los documentos del producto ya construido."""
    from indices.buscador import abrir_buscador

    abrir_buscador(RAIZ / "conocimiento" / "documentos", carpeta_modelo)
    return carpeta_modelo


def enlazar_datos(nueva: Path, carpeta_producto: Path) -> Path:
    """Crea una carpeta de datos sin almacén que comparte el modelo y el índice, y la devuelve."""
    nueva.mkdir(parents=True, exist_ok=True)
    for parte in ("modelo", "indice"):
        (nueva / parte).symlink_to((carpeta_producto / parte).resolve(), target_is_directory=True)
    return nueva
