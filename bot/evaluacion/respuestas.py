"""Las respuestas a los casos, con `decidir` y el buscador real; lo que se escribe en JSON.

Lo usan `alianzas preguntar` y `alianzas evaluar`.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import TypedDict, cast

from bot.canal.consola import a_texto
from bot.canal.limpieza import limpiar
from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import AnotarPregunta, Enviar
from bot.dialogo.entradas import MensajeRecibido
from bot.dialogo.peticiones import Buscar, Consultar, LenguajeFallo, LenguajeRespondio, PasajesEncontrados, Pedido
from bot.dialogo.preguntas.preparacion.separar import preparar, recordar
from bot.dialogo.turno import Contexto, Estado, Turno
from bot.evaluacion.casos import Caso
from bot.servicio.puertos import Buscador
from conocimiento.modelo import Cita, Hallazgo, Pasaje

FRAGMENTOS = 10


class FragmentoJson(TypedDict):
    """Un fragmento recuperado."""

    documento: str
    apartado: str
    pagina: int | None
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
    hasta_pagina: int | None


class RespuestaJson(TypedDict):
    """Lo que devuelve `alianzas preguntar --json`."""

    estado: str
    texto: str
    confianza: float
    citas: list[CitaJson]
    fragmentos: list[FragmentoJson]
    ms: float


Preguntarle = Callable[[Pedido], LenguajeRespondio | LenguajeFallo]
"""Cómo se le pregunta al modelo de lenguaje, si hay uno."""


def responder_casos(
    contexto: Contexto, buscador: Buscador, casos: Sequence[Caso], consultar: Preguntarle | None = None
) -> Iterator[tuple[Caso, RespuestaJson]]:
    """Devuelve las respuestas en el orden de los casos; `ms` es lo que tardó cada una, de la pregunta al mensaje."""
    for caso in casos:
        estado = _estado_inicial(contexto, caso)
        inicio = time.perf_counter()
        turno = decidir(contexto, estado, MensajeRecibido(limpiar(caso.pregunta)))
        hallazgos: tuple[Hallazgo, ...] = ()
        while consultas := _por_buscar(turno):
            hallazgos = buscador.buscar(consultas)
            turno = decidir(contexto, turno.estado, PasajesEncontrados(hallazgos))
        for efecto in turno.efectos:
            if isinstance(efecto, Consultar) and consultar is not None:
                turno = decidir(contexto, turno.estado, consultar(efecto.pedido))
        yield caso, _en_json(turno, hallazgos, (time.perf_counter() - inicio) * 1000)


def consultas_de(contexto: Contexto, caso: Caso) -> tuple[str, ...]:
    """Lo que se busca para contestar un caso; vacío si se contesta sin buscar."""
    turno = decidir(contexto, _estado_inicial(contexto, caso), MensajeRecibido(limpiar(caso.pregunta)))
    return _por_buscar(turno)


def _por_buscar(turno: Turno) -> tuple[str, ...]:
    return next((efecto.consultas for efecto in turno.efectos if isinstance(efecto, Buscar)), ())


def _estado_inicial(contexto: Contexto, caso: Caso) -> Estado:
    recordadas: tuple[str, ...] = ()
    for previa in caso.historial:
        recordadas = recordar(recordadas, preparar(limpiar(previa), recordadas, contexto.listas))
    return Estado(saludada=True, preguntas=recordadas)


def _en_json(turno: Turno, hallazgos: Sequence[Hallazgo], milisegundos: float) -> RespuestaJson:
    ofrecida = AnotarPregunta(
        "", "accion", 1.0, ()
    )  # a quien cuenta una idea se le ofrece ordenarla, y no se anota nada
    anotada = next((efecto for efecto in turno.efectos if isinstance(efecto, AnotarPregunta)), ofrecida)
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
        "hasta_pagina": cita.hasta_pagina,
    }


def _fragmento(pasaje: Pasaje) -> FragmentoJson:
    return {
        "documento": pasaje.fragmento.documento,
        "apartado": pasaje.fragmento.apartado,
        "pagina": pasaje.fragmento.pagina_en(pasaje.oracion.inicio),
        "texto": pasaje.fragmento.texto,
        "puntuacion": round(pasaje.puntuacion, 4),
    }
