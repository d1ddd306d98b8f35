"""Lo que cada integrante no autorizó no sale, lo autoricen o no los demás."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from bot.almacen import AlmacenSQL
from bot.almacen.personal.alianzas import leer_alianzas
from bot.almacen.personal.lectura import leer_conversaciones
from bot.dialogo.efectos import AnotarPregunta, Enviar
from bot.dialogo.mensajes import Mensaje, parrafo
from bot.entrevista.eventos import Autorizada, Respondida, Revocada
from bot.revision.exportacion.alianzas import SIN_AUTORIZAR, Resumidor
from bot.revision.exportacion.conversacion import Escritor
from bot.revision.exportacion.formato import en_una_linea
from bot.revision.exportacion.hojas import fila_de_alianza
from bot.servicio.puertos import TurnoAtendido
from tests.apoyo.almacen import AHORA, abrir
from tests.apoyo.chat import ENTREVISTA
from tests.apoyo.varios import anotar, integrante, juntar

CUANTOS = 4
CALLADO = 3
"""Entró, mira y pregunta, pero no respondió nada."""


def contar(almacen: AlmacenSQL, numero: int) -> str:
    """Lo que dice un integrante: en su respuesta, al contestarle y al preguntar. Devuelve su marca."""
    marca = f"MARCA{numero}"
    suyo = f"{marca} aporta dos técnicos para la cloración del agua"
    eventos = () if numero == CALLADO else (Respondida(AHORA, ("rol", f"a{numero}"), suyo, suyo),)
    anotar(almacen, numero, *eventos, dicho=suyo, efectos=(Enviar(Mensaje((parrafo(f"Anotado: {suyo}"),))),))
    return marca


def autorizar(almacen: AlmacenSQL, numero: int, *, autoriza: bool) -> None:
    aviso = ENTREVISTA.aviso_compartir.version
    anotar(almacen, numero, Autorizada(AHORA, aviso) if autoriza else Revocada(AHORA))


def ver(almacen: AlmacenSQL, numero: int, entero: str) -> None:
    """Mira el borrador de todos, y pregunta a los documentos."""
    estado, cambio = almacen.cargar(integrante(numero))
    vista = Enviar(Mensaje((parrafo(entero),), reservado=True))
    pregunta = AnotarPregunta("¿Qué es una alianza?", "respuesta", 0.9, ())
    nuevo = replace(estado, turno=estado.turno + 1)
    almacen.guardar(integrante(numero), TurnoAtendido(cambio, None, "ver", nuevo, (vista, pregunta), AHORA))


def comprobar_alianza(
    almacen: AlmacenSQL, escritor: Escritor, conversaciones: list[str], autorizan: tuple[bool, ...]
) -> None:
    """De la alianza sale cuál es la conversación de quien lo autorizó, y nada de lo que dijo nadie."""
    todas = {una.persona for una in leer_conversaciones(almacen._motor)}
    (guardada,) = leer_alianzas(almacen._motor, todas)
    una = Resumidor(ENTREVISTA, b"sal", escritor.nombrar, todas, AHORA).resumir(guardada)
    dichas = [suya if si else SIN_AUTORIZAR for suya, si in zip(conversaciones, autorizan, strict=True)]
    assert [uno["conversacion"] for uno in una["integrantes"]] == dichas
    assert "MARCA" not in en_una_linea(una) + repr(fila_de_alianza(una))
    assert [*leer_alianzas(almacen._motor, {max(todas) + 1})] == []


@pytest.mark.parametrize("base", ["sqlite", "cifrado"])
def test_solo_sale_lo_de_quienes_lo_autorizaron(
    base: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    almacen = abrir(f"sqlite:///{tmp_path / base / 'alianzas.db'}")
    juntar(almacen, CUANTOS)
    marcas = [contar(almacen, numero) for numero in range(CUANTOS)]
    for numero in range(CUANTOS):
        ver(almacen, numero, " ".join(marcas))
    escritor = Escritor(ENTREVISTA, b"sal", lambda texto, _: (texto, ()), AHORA)
    casos = list(product((False, True), repeat=CUANTOS))
    for autorizan in casos:
        for numero, si in enumerate(autorizan):
            autorizar(almacen, numero, autoriza=si)
        escritas = [en_una_linea(escritor.escribir(una)) for una in leer_conversaciones(almacen._motor)]
        comprobar_alianza(almacen, escritor, [json.loads(escrita)["conversacion"] for escrita in escritas], autorizan)
        assert len(escritas) == CUANTOS
        for numero, escrita in enumerate(escritas):
            propia = [marcas[numero]] if autorizan[numero] else []
            assert [una for una in marcas if una in escrita] == propia, (autorizan, numero)
            assert "¿Qué es una alianza?" in escrita
    almacen.cerrar()
    record_property("probados", len(casos) * CUANTOS)
