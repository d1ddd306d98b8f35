"""Lo que comparten las pruebas: el modelo de embeddings se prepara una vez y se reutiliza."""

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
