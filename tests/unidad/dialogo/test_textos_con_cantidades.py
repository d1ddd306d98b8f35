"""Ninguna frase dice «unos 1 minuto», «1 mensajes» ni «S.A.C..», se le dé la cantidad y el nombre que se le dé."""

import dataclasses
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

import bot.dialogo
from bot.dialogo.borrador.textos import lo_entendido
from bot.dialogo.mensajes import Mensaje, Parrafo
from bot.dialogo.peticiones import Filtros
from bot.entrevista.eventos import Creado
from conocimiento.frases import cantidad, punto_tras, unos

NOMBRE = "Agua Clara S.A.C."
FIJOS = {"severidad": "critica", "titulo": "Un punto", "base": "marco", "cual": ""}
"""Lo que no escribe ninguna persona: está en las reglas o en el código."""
DE_UNA_ORDEN = {"personal.consultas.textos.como_se_usa"}
"""Su texto es el nombre de una orden que existe."""
MAL_CONTADO = re.compile(r"\bunos 1\b|\b1 (?!mes\b|es\b)\w+s\b|\b[02-9] (?:día|mes|minuto|turno|borrador|mensaje)\b")
DOBLE_PUNTO = re.compile(r"(?<!\.)\.\.(?!\.)|…\.|[?!]\.")


class NoSeSabeHacer(Exception):
    """El argumento pide una conversación entera: lo prueban las conversaciones."""


def hacer(tipo: Any, cuantos: int) -> Any:
    """Un valor del tipo, con esa cantidad en todo lo que cuenta."""
    if tipo is int:
        return cuantos
    if tipo is str:
        return NOMBRE
    if tipo is bool:
        return bool(cuantos)
    if tipo is datetime:
        return datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    if tipo is date:
        return date(2026, 11, 23)
    if tipo is Filtros:
        return Filtros()
    origen, partes = get_origin(tipo), get_args(tipo)
    if origen in (tuple, Sequence) and (origen is Sequence or partes[1:] == (...,)):
        return tuple(hacer(partes[0], cuantos) for _ in range(cuantos))
    if origen is tuple:
        return tuple(hacer(parte, cuantos) for parte in partes)
    if origen in (Union, UnionType) and type(None) in partes:
        return None if cuantos == 0 else hacer(next(parte for parte in partes if parte is not type(None)), cuantos)
    if dataclasses.is_dataclass(tipo) and isinstance(tipo, type) and not tipo.__module__.endswith(("turno", "sesion")):
        tipos = get_type_hints(tipo)
        campos = [campo.name for campo in dataclasses.fields(tipo) if campo.init]
        return tipo(**{campo: FIJOS[campo] if campo in FIJOS else hacer(tipos[campo], cuantos) for campo in campos})
    if tipo is not None and "Evento" in str(tipo):
        return Creado(datetime(2026, 11, 23, tzinfo=UTC), "1", "1")
    raise NoSeSabeHacer(tipo)


def modulos() -> Iterator[Any]:
    yield lo_entendido
    for modulo in pkgutil.walk_packages(bot.dialogo.__path__, "bot.dialogo."):
        if ".textos" in modulo.name:
            yield importlib.import_module(modulo.name)


def llamables() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Las funciones públicas de los módulos de textos a las que se les puede dar una cantidad o un nombre."""
    for modulo in modulos():
        for nombre, funcion in vars(modulo).items():
            if inspect.isfunction(funcion) and funcion.__module__ == modulo.__name__ and not nombre.startswith("_"):
                try:
                    argumentos(funcion, 2)
                except NoSeSabeHacer:
                    continue
                suyo = f"{modulo.__name__.removeprefix('bot.dialogo.')}.{nombre}"
                if inspect.signature(funcion).parameters and suyo not in DE_UNA_ORDEN:
                    yield suyo, funcion


def argumentos(funcion: Callable[..., Any], cuantos: int) -> tuple[list[Any], dict[str, Any]]:
    tipos = get_type_hints(funcion)
    puestos: list[Any] = []
    por_nombre: dict[str, Any] = {}
    for nombre, parametro in inspect.signature(funcion).parameters.items():
        if parametro.kind is parametro.VAR_POSITIONAL:
            continue
        valor = FIJOS[nombre] if nombre in FIJOS else hacer(tipos[nombre], cuantos)
        if parametro.kind is parametro.KEYWORD_ONLY:
            por_nombre[nombre] = valor
        else:
            puestos.append(valor)
    return puestos, por_nombre


def textos_de(dicho: Any) -> Iterator[str]:
    if isinstance(dicho, str | Mensaje | Parrafo):
        yield dicho if isinstance(dicho, str) else dicho.texto
    elif isinstance(dicho, tuple | list):
        for uno in dicho:
            yield from textos_de(uno)


FUNCIONES = dict(llamables())


def test_se_miran_los_textos_que_se_pueden_mirar() -> None:
    assert len(FUNCIONES) >= 60
    assert {"datos.textos.recibo", "personal.consultas.textos.demasiados", "borrador.textos.responder.quitado"} <= {
        *FUNCIONES
    }


@pytest.mark.parametrize("nombre", FUNCIONES)
@pytest.mark.parametrize("cuantos", [0, 1, 2])
def test_la_cantidad_y_el_nombre_se_dicen_bien(nombre: str, cuantos: int) -> None:
    puestos, por_nombre = argumentos(FUNCIONES[nombre], cuantos)
    for texto in textos_de(FUNCIONES[nombre](*puestos, **por_nombre)):
        assert not MAL_CONTADO.search(texto), texto
        assert not DOBLE_PUNTO.search(texto), texto


@pytest.mark.parametrize(
    ("cuantos", "dicho"), [(0, "unos 0 minutos"), (1, "1 minuto"), (2, "unos 2 minutos"), (21, "unos 21 minutos")]
)
def test_una_cantidad_aproximada(cuantos: int, dicho: str) -> None:
    assert unos(cuantos, "minuto") == dicho
    assert cantidad(cuantos, "minuto") in dicho


@pytest.mark.parametrize("nombre", ["Agua Clara S.A.C.", "Pozo E.I.R.L.", "Cáritas, etc.", "¿Y eso?", "¡Ya!", "Agua…"])
def test_una_frase_no_termina_en_dos_puntos_seguidos(nombre: str) -> None:
    assert punto_tras(nombre) == ""
    assert punto_tras(f"{nombre} del Perú") == "."
