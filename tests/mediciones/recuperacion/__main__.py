"""Mide la búsqueda y, con `--calibrar`, recalcula los coeficientes de la confianza.

    python -m tests.mediciones.recuperacion --datos squad.json [--casos casos.jsonl] [--calibrar]

`--datos` es un archivo con el formato de SQuAD v2 (artículos, párrafos, preguntas); `--casos`, una línea
JSON por pregunta del dominio con `pregunta` y `evidencia`. Imprime nDCG@10, R@1 y AUC con su n. No forma
parte de las pruebas: los datos no viajan con el proyecto.
"""

import argparse
import random
import shlex
from pathlib import Path

from indices.confianza import calibracion
from indices.confianza.calibracion import Calibraciones
from indices.guardado import vectores
from indices.guardado.vectores import VectoresGuardados
from indices.modelo.preparacion import preparar_modelo
from indices.modelo.servicio import EmbeddingsLocales
from tests.apoyo.rutas import RAIZ
from tests.mediciones.recuperacion.banco import Banco, leer_datos
from tests.mediciones.recuperacion.calibrar import (
    medir_calibracion,
    medir_dato,
    medir_por_corpus,
    sacar_ejemplos,
    sacar_ejemplos_de_dato,
)
from tests.mediciones.recuperacion.ordenar import medir_casos, medir_orden


def principal() -> int:
    """Lee los argumentos, mide e imprime."""
    lector = argparse.ArgumentParser(
        prog="python -m tests.mediciones.recuperacion",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    lector.add_argument("--datos", type=Path, required=True)
    lector.add_argument("--casos", type=Path)
    lector.add_argument("--carpeta-datos", type=Path, default=RAIZ / "datos" / "pruebas")
    lector.add_argument(
        "--preguntas", type=int, default=0, help="cuántas usar para medir el orden; 0, todas; -1, ninguna"
    )
    lector.add_argument("--calibrar", action="store_true", help="escribe indices/confianza/calibracion_base.json")
    opciones = lector.parse_args()
    azar = random.Random(20)
    embeddings = EmbeddingsLocales(preparar_modelo(opciones.carpeta_datos, None, print))
    datos = leer_datos(opciones.datos, azar)
    memoria = VectoresGuardados(embeddings, vectores.leer_por_clave(opciones.carpeta_datos / "evaluacion"))
    banco = Banco(datos, memoria, embeddings.conoce, print)
    _guardar_memoria(opciones.carpeta_datos, memoria)
    # Cada medida con su azar: así ninguna cambia porque se omita otra.
    if opciones.preguntas >= 0:
        medir_orden(banco, random.Random(21), opciones.preguntas)
    orden = f"python -m tests.mediciones.recuperacion --datos {shlex.quote(opciones.datos.name)} --calibrar"
    ejemplos = sacar_ejemplos(banco, random.Random(22))
    tema = medir_calibracion(ejemplos)
    dato = medir_dato(sacar_ejemplos_de_dato(banco, random.Random(23)))
    _guardar_memoria(opciones.carpeta_datos, memoria)
    if opciones.calibrar:
        calibracion.guardar(Calibraciones(tema, dato, calibracion.cargar().sin_revisar, orden))
        print(f"Coeficientes escritos en {calibracion.RUTA_BASE.name}.", flush=True)
    medir_por_corpus(banco, ejemplos, random.Random(24))
    _guardar_memoria(opciones.carpeta_datos, memoria)
    if opciones.casos:
        medir_casos(opciones.casos, opciones.carpeta_datos)
    return 0


def _guardar_memoria(carpeta_datos: Path, memoria: VectoresGuardados) -> None:
    if not memoria.calculados:
        return
    carpeta = carpeta_datos / "evaluacion"
    carpeta.mkdir(parents=True, exist_ok=True)
    vectores.escribir(carpeta, {"todo": memoria.todo()})


if __name__ == "__main__":
    raise SystemExit(principal())
