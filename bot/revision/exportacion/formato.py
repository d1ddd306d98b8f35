"""El formato `conversacion/1`: lo que hay en `conversaciones.jsonl`. Su esquema: `conversacion.schema.json`.

La primera línea es el encabezado y cada una de las siguientes, una conversación. Las horas son de Lima.
"""

import hashlib
import json
from typing import Any, TypedDict

FORMATO = "conversacion/1"
FORMATO_ANOTACIONES = "anotaciones/1"

RUBRICA: dict[str, dict[str, str]] = {
    "respuesta": {
        "correcta": "Correcta",
        "parcial": "Parcial",
        "incorrecta": "Incorrecta",
        "debia_abstenerse": "Debía abstenerse",
    },
    "fuente": {"correcta": "Correcta", "falta": "Falta", "sobra": "Sobra"},
    "trato": {"claro": "Claro", "confuso": "Confuso"},
    "entrevista": {
        "entendio": "Entendió",
        "no_entendio": "No entendió",
        "pregunto_de_mas": "Preguntó de más",
    },
    "grave": {"legal": "Legal", "datos_personales": "Datos personales", "invencion": "Invención"},
}
"""Lo que se marca en cada turno; ninguna dimensión es obligatoria."""


class CitaJson(TypedDict):
    """Palabras textuales de un documento, con su lugar."""

    documento: str
    version: str
    apartado: str
    pagina: int | None
    texto: str
    inicio: int
    fin: int
    hasta_pagina: int | None  # si acaba en otra página


class PreguntaJson(TypedDict):
    """Una pregunta a los documentos y cómo se contestó."""

    pregunta: str
    estado: str
    confianza: float
    citas: list[CitaJson]


class CambioJson(TypedDict):
    """Lo que un turno cambió en el borrador; `antes` y `despues` son None si no había o no quedó respuesta."""

    clave: str
    rotulo: str
    antes: str | None
    despues: str | None


class TachadoJson(TypedDict):
    """Un seudónimo puesto en [inicio, fin) del campo."""

    campo: str
    inicio: int
    fin: int
    tipo: str
    seudonimo: str


class AnotacionJson(TypedDict):
    """Lo que marcó un revisor."""

    revisor: str
    instante: str
    valores: dict[str, str]
    nota: str
    respuesta_correcta: str
    fuentes_correctas: list[str]
    definitiva: bool


class TurnoJson(TypedDict):
    """Lo que la persona dijo y lo que se le respondió. `numero`: su lugar en toda la conversación, no en el período."""

    turno: str
    numero: int
    instante: str
    modo: str
    persona: str
    asistente: str
    valoracion: str | None
    traspaso: bool
    consultas: list[PreguntaJson]
    cambios: list[CambioJson]
    tropiezos: int
    redacciones: list[TachadoJson]
    anotaciones: list[AnotacionJson]


class SenalJson(TypedDict):
    """Una señal de la revisión automática que solo ve el personal.

    `frase`: las palabras que la motivaron, ya redactadas; None si la persona no autorizó que se lea su borrador.
    """

    regla: str
    titulo: str
    frase: str | None


class ConversacionJson(TypedDict):
    """Una conversación con sus turnos del período; `n_turnos_en_total`, con los de antes y después."""

    clase: str
    conversacion: str
    canal: str
    inicio: str
    fin: str
    organizacion: str | None
    tipo_organizacion: str | None
    departamentos: list[str]
    ods: list[int]
    borrador_autorizado: bool | None
    estado: str
    abandono_en: str | None
    respondidas: int
    preguntas: int
    n_turnos: int
    n_turnos_en_total: int
    n_reintentos: int
    n_sin_respuesta: int
    valoraciones: dict[str, int]
    traspasos: int
    reglas: list[str]
    senales: list[SenalJson]
    respuestas: list[CambioJson]
    turnos: list[TurnoJson]


def en_una_linea(dato: Any) -> str:
    """Devuelve el dato como JSON compacto, sin salto final."""
    return json.dumps(dato, ensure_ascii=False, separators=(",", ":"))


def huella_de_rubrica() -> str:
    """Devuelve la huella de la rúbrica: lo anotado con otra no se puede mezclar con esta."""
    return hashlib.sha256(en_una_linea(RUBRICA).encode("utf-8")).hexdigest()
