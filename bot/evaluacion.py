"""Preguntas sueltas o por miles, por el mismo camino que una conversación: `decidir` y el buscador real.

Lo usan `alianzas preguntar` y `alianzas evaluar`. No toca el almacén ni los canales.
"""

import json
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TypedDict, cast

from bot.canal.consola import a_texto
from bot.canal.limpieza import limpiar
from bot.dialogo.decidir import decidir
from bot.dialogo.preguntas import preparar, recordar
from bot.dialogo.tipos import (
    AnotarConsulta,
    Buscar,
    Contexto,
    Enviar,
    Estado,
    MensajeRecibido,
    PasajesEncontrados,
    Turno,
)
from bot.puertos import Buscador
from conocimiento.legible import ErrorLegible
from conocimiento.modelo import Cita, Hallazgo, Pasaje

FRAGMENTOS = 10
_SIGUE_A = re.compile(r"^\[sigue a ([^\]\s]+)\]")


class ErrorCasos(ErrorLegible):
    """El archivo de casos no se puede leer; el mensaje dice la línea y qué se esperaba."""


class FragmentoJson(TypedDict):
    """Un fragmento recuperado."""

    documento: str
    apartado: str
    texto: str
    puntuacion: float


class CitaJson(TypedDict):
    """Una cita literal: `texto` es el documento entre `inicio` y `fin` (caracteres)."""

    documento: str
    version: str
    apartado: str
    pagina: int | None
    texto: str
    inicio: int
    fin: int


class RespuestaJson(TypedDict):
    """Lo que devuelve `alianzas preguntar --json`."""

    estado: str
    texto: str
    confianza: float
    citas: list[CitaJson]
    fragmentos: list[FragmentoJson]
    ms: float


@dataclass(frozen=True, slots=True)
class Caso:
    """Una pregunta con las que se hicieron antes en la misma conversación."""

    identificador: str
    pregunta: str
    historial: tuple[str, ...] = ()


def leer_casos(ruta: Path) -> tuple[Caso, ...]:
    """Lee un JSONL con `id`, `pregunta` y `historial` (opcional).

    Sin `historial`, un `esperado` que empieza por «[sigue a ID]» toma como historial la pregunta de ese caso.
    Raises `ErrorCasos`.
    """
    try:
        lineas = ruta.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ErrorCasos(f"{ruta}: no se puede leer como texto UTF-8; revise la ruta y el archivo.") from error
    casos: list[Caso] = []
    preguntas: dict[str, str] = {}
    for numero, linea in enumerate(lineas, 1):
        if not linea.strip():
            continue
        try:
            leido = cast("dict[str, object]", json.loads(linea))
            identificador, pregunta = str(leido["id"]), leido["pregunta"]
            historial = leido.get("historial")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ErrorCasos(f"{ruta}:{numero}: se esperaba un objeto JSON con «id» y «pregunta».") from error
        if not isinstance(pregunta, str) or not isinstance(historial, list | None):
            raise ErrorCasos(f"{ruta}:{numero}: «pregunta» debe ser texto e «historial», una lista de textos.")
        preguntas[identificador] = pregunta
        sigue = _SIGUE_A.match(str(leido.get("esperado", "")))
        if historial is None:
            previas = (preguntas[sigue.group(1)],) if sigue and sigue.group(1) in preguntas else ()
        else:
            previas = tuple(str(previa) for previa in cast("list[object]", historial))
        casos.append(Caso(identificador, pregunta, previas))
    return tuple(casos)


def responder_casos(
    contexto: Contexto, buscador: Buscador, casos: Sequence[Caso]
) -> Iterator[tuple[Caso, RespuestaJson]]:
    """Devuelve las respuestas en el orden de los casos; `ms` es lo que tardó cada una, de la pregunta al mensaje."""
    for caso in casos:
        estado = _estado_inicial(caso)
        inicio = time.perf_counter()
        turno = decidir(contexto, estado, MensajeRecibido(limpiar(caso.pregunta)))
        consultas = next((efecto.consultas for efecto in turno.efectos if isinstance(efecto, Buscar)), ())
        hallazgos = buscador.buscar(consultas) if consultas else ()
        if consultas:
            turno = decidir(contexto, turno.estado, PasajesEncontrados(hallazgos))
        yield caso, _en_json(turno, hallazgos, (time.perf_counter() - inicio) * 1000)


def _estado_inicial(caso: Caso) -> Estado:
    recordadas: tuple[str, ...] = ()
    for previa in caso.historial:
        recordadas = recordar(recordadas, preparar(limpiar(previa), recordadas))
    return Estado(saludada=True, preguntas=recordadas)


def _en_json(turno: Turno, hallazgos: Sequence[Hallazgo], milisegundos: float) -> RespuestaJson:
    anotada = next(efecto for efecto in turno.efectos if isinstance(efecto, AnotarConsulta))
    textos = [a_texto(efecto.mensaje) for efecto in turno.efectos if isinstance(efecto, Enviar)]
    return {
        "estado": anotada.estado,
        "texto": "\n\n".join(textos),
        "confianza": round(anotada.confianza, 4),
        "citas": [_cita(cita) for cita in anotada.citas],
        "fragmentos": [_fragmento(pasaje) for pasaje in _intercalar(hallazgos)],
        "ms": round(milisegundos, 2),
    }


def _intercalar(hallazgos: Sequence[Hallazgo]) -> list[Pasaje]:
    """Los primeros de cada parte, por turnos y sin repetir fragmentos."""
    vistos: dict[tuple[str, int], Pasaje] = {}
    for fila in zip_longest(*(hallazgo.pasajes for hallazgo in hallazgos)):
        for pasaje in cast("tuple[Pasaje | None, ...]", fila):
            if pasaje is not None:
                vistos.setdefault((pasaje.fragmento.documento, pasaje.fragmento.inicio), pasaje)
    return list(vistos.values())[:FRAGMENTOS]


def _cita(cita: Cita) -> CitaJson:
    return {
        "documento": cita.documento,
        "version": cita.version,
        "apartado": cita.apartado,
        "pagina": cita.pagina,
        "texto": cita.texto,
        "inicio": cita.inicio,
        "fin": cita.fin,
    }


def _fragmento(pasaje: Pasaje) -> FragmentoJson:
    return {
        "documento": pasaje.fragmento.documento,
        "apartado": pasaje.fragmento.apartado,
        "texto": pasaje.fragmento.texto,
        "puntuacion": round(pasaje.puntuacion, 4),
    }
