"""Compara la búsqueda propia con otros motores: mismo corpus, mismos fragmentos, mismo modelo, una sola pasada.

Lo llama `python -m tests.mediciones.comparacion` y pide el extra `[comparacion]`. Qué se compara y con qué
reservas está en `docs/comparacion.md`.
"""

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mediciones.comparacion.datos import (
    SEMILLA,
    Conjunto,
    ErrorDeComparacion,
    Pregunta,
    escribir_corpus,
    leer_conjunto,
)
from tests.mediciones.comparacion.informe import Comparacion, Medicion, escribir_informe
from tests.mediciones.comparacion.material import Material, abrir_embeddings, guardar_material, preparar_vectores
from tests.mediciones.comparacion.memoria import Ocupacion, medir_ocupacion
from tests.mediciones.comparacion.motores import AJENOS, NOMBRES, PROPIO, Motor, abrir_motor, exigir_extra
from tests.mediciones.medidas import puesto_de

Avisar = Callable[[str], None]

_CALENTAMIENTO = 5
_MUESTRA_DE_MEMORIA = 50
_AVISAR_CADA = 100


@dataclass(frozen=True, slots=True)
class ComparacionPedida:
    """Qué se compara: el archivo SQuAD v2, cuántas de sus preguntas (0, todas) y con qué motores, por su clave.

    `salida` es la carpeta del resultado y `datos`, la del modelo y los índices.
    """

    archivo: Path
    salida: Path
    datos: Path
    modelo: str | None = None
    preguntas: int = 0
    ajenos: Sequence[str] = AJENOS


def comparar(pedida: ComparacionPedida, avisar: Avisar) -> str:
    """Compara la búsqueda propia con otros motores y devuelve las tablas en Markdown.

    Deja en la salida comparacion.md, comparacion.json y comparacion.png. Raises `ErrorDeComparacion` si falta el
    extra, el archivo no sirve o no se puede escribir la salida.
    """
    exigir_extra()
    conjunto = leer_conjunto(pedida.archivo, pedida.preguntas)
    try:
        pedida.salida.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ErrorDeComparacion(f"No se puede crear {pedida.salida}: {error.strerror}. Elija otra carpeta.") from error
    with tempfile.TemporaryDirectory() as provisional:
        material = _preparar(pedida, conjunto, Path(provisional), avisar)
        carga = os.getloadavg()[0]
        ocupaciones = _medir_ocupaciones(material, conjunto, (PROPIO, *pedida.ajenos), avisar)
        mediciones = _medir_en_una_pasada(material, conjunto.preguntas, ocupaciones, avisar)
        comparacion = Comparacion(
            datos=pedida.archivo.name,
            parrafos=len(conjunto.parrafos),
            fragmentos=len(material.textos),
            preguntas=len(conjunto.preguntas),
            respondibles=conjunto.respondibles,
            semilla=SEMILLA,
            carga=carga,
            mediciones=mediciones,
        )
    return escribir_informe(comparacion, pedida.salida)


def _preparar(pedida: ComparacionPedida, conjunto: Conjunto, provisional: Path, avisar: Avisar) -> Material:
    """Indexa los párrafos y deja a todos los motores los fragmentos y los vectores de ese índice."""
    from indices.abrir import abrir_buscador

    corpus = escribir_corpus(conjunto, pedida.datos).resolve()
    documentos = abrir_buscador(corpus, pedida.datos, pedida.modelo, avisar).documentos
    fragmentos = [fragmento for documento in documentos for fragmento in documento.fragmentos]
    material = Material(
        corpus,
        pedida.datos.resolve(),
        pedida.modelo,
        tuple(fragmento.texto for fragmento in fragmentos),
        tuple(fragmento.documento for fragmento in fragmentos),
        provisional,
    )
    preparar_vectores(material, avisar)
    return material


def _medir_ocupaciones(
    material: Material, conjunto: Conjunto, claves: Sequence[str], avisar: Avisar
) -> dict[str, Ocupacion]:
    """Abre cada motor en un proceso aparte, de uno en uno, y los devuelve en el orden de `claves`."""
    archivo = guardar_material(material, [pregunta.texto for pregunta in conjunto.preguntas[:_MUESTRA_DE_MEMORIA]])
    ocupaciones: dict[str, Ocupacion] = {}
    for clave in claves:
        avisar(f"Midiendo la memoria de {NOMBRES[clave]}…")
        ocupaciones[clave] = medir_ocupacion(archivo, clave)
    return ocupaciones


def _medir_en_una_pasada(
    material: Material, preguntas: Sequence[Pregunta], ocupaciones: dict[str, Ocupacion], avisar: Avisar
) -> tuple[Medicion, ...]:
    """Hace cada pregunta a todos los motores, empezando cada vez por uno distinto, y cronometra."""
    embeddings = abrir_embeddings(material)
    motores = [abrir_motor(clave, material, embeddings) for clave in ocupaciones]
    for pregunta in preguntas[:_CALENTAMIENTO]:
        for motor in motores:
            motor.buscar(pregunta.texto)
    puestos: dict[str, list[int | None]] = {clave: [] for clave in ocupaciones}
    milisegundos: dict[str, list[float]] = {clave: [] for clave in ocupaciones}
    procesador: dict[str, list[float]] = {clave: [] for clave in ocupaciones}
    for numero, pregunta in enumerate(preguntas):
        for motor in _rotados(motores, numero):
            procesador_antes, antes = time.process_time(), time.perf_counter()
            hallados = motor.buscar(pregunta.texto)
            despues, procesador_despues = time.perf_counter(), time.process_time()
            milisegundos[motor.clave].append((despues - antes) * 1_000)
            procesador[motor.clave].append((procesador_despues - procesador_antes) * 1_000)
            puestos[motor.clave].append(puesto_de(hallados, pregunta.parrafo))
        if (numero + 1) % _AVISAR_CADA == 0:
            avisar(f"Preguntas comparadas: {numero + 1} de {len(preguntas)}.")
    return tuple(
        Medicion(clave, tuple(puestos[clave]), tuple(milisegundos[clave]), tuple(procesador[clave]), ocupaciones[clave])
        for clave in ocupaciones
    )


def _rotados(motores: Sequence[Motor], numero: int) -> list[Motor]:
    desde = numero % len(motores)
    return [*motores[desde:], *motores[:desde]]
