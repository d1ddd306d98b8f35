"""Qué conversaciones se exportan, y cómo se dice con palabras.

ErrorLegible
└── ErrorDeFiltro   un filtro no existe o no se entiende
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.dialogo.personal.exportaciones.textos import filtro_desconocido
from bot.dialogo.peticiones import Filtros
from bot.entrevista.esquema import Catalogos
from conocimiento.errores import ErrorLegible
from conocimiento.expresiones import diferida
from conocimiento.palabras import plegar

SENALES = ("sin_respuesta", "valoracion_negativa", "abandono")
PERIODOS = ("hoy", "semana", "mes", "todo")
DIAS_DE_UNA_SEMANA = 7

_PARTES = diferida(r"[\w/-]+")
_FECHA = diferida(r"\d+[-/][\d/-]+")
_DE_ENLACE = frozenset("de del desde a al hasta y e con el la los las en un una por tipo departamento filtro".split())
_DEL_FINAL = frozenset(("al", "hasta"))
_PALABRAS_SEGUIDAS = 3
_LARGO_DEL_ECO = 40


class ErrorDeFiltro(ErrorLegible):
    """Un filtro no existe o no se entiende."""


def leer_senales(texto: str) -> tuple[str, ...]:
    """Lee «sin_respuesta,abandono». Raises `ErrorDeFiltro`."""
    pedidas = tuple(parte.strip() for parte in texto.split(",") if parte.strip())
    for una in pedidas:
        if una not in SENALES:
            raise ErrorDeFiltro(f"No existe el filtro «{una}»; los que hay: {', '.join(SENALES)}.", codigo_de_salida=2)
    return pedidas


def leer_dia(texto: str | None) -> date | None:
    """Lee 2026-11-23 o 23/11/2026. Raises `ErrorDeFiltro`."""
    if texto is None:
        return None
    for forma in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(texto, forma).date()
        except ValueError:
            continue
    raise ErrorDeFiltro(f"«{texto}» no es una fecha; escríbala como 2026-11-23 o 23/11/2026.", codigo_de_salida=2)


def leer_tipo(texto: str, catalogos: Catalogos) -> str:
    """Comprueba que un tipo de organización sea del catálogo; vacío vale. Raises `ErrorDeFiltro`."""
    tipos = [tipo.valor for tipo in catalogos.tipos_actor]
    if texto and texto not in tipos:
        raise ErrorDeFiltro(f"No existe el tipo «{texto}»; los que hay: {', '.join(tipos)}.", codigo_de_salida=2)
    return texto


def de_periodo(periodo: str, hoy: date) -> Filtros:
    """Los filtros de uno de `PERIODOS`: hoy, los últimos siete días, lo que va del mes o todo."""
    primero = {
        "hoy": hoy,
        "semana": hoy - timedelta(days=DIAS_DE_UNA_SEMANA - 1),
        "mes": hoy.replace(day=1),
        "todo": None,
    }[periodo]
    return Filtros(desde=primero, hasta=None if primero is None else hoy)


def leer_filtros(texto: str, hoy: date, catalogos: Catalogos) -> Filtros:
    """Lee «2026-11-01 2026-11-23 sin_respuesta», «semana», «del 01/11/2026 al 23/11/2026, ods 6, Cusco».

    Raises `ErrorDeFiltro` con lo que sí se puede pedir.
    """
    partes = _PARTES.findall(plegar(texto))
    conocidos = _conocidos(catalogos)
    filtros, periodo, es_final = Filtros(), "", False
    while partes:
        nombre, cuantas = _mas_largo(partes, conocidos)
        if nombre in PERIODOS:
            periodo = nombre
        elif nombre:
            campo, valor = conocidos[nombre]
            filtros = replace(filtros, **{campo: (*filtros.senales, valor) if campo == "senales" else valor})
        elif _FECHA.fullmatch(partes[0]):
            filtros = _con_fecha(filtros, leer_dia(partes[0]), es_final=es_final)
        elif partes[0] not in _DE_ENLACE:
            desconocido = " ".join(partes[: 2 if partes[0] == "ods" else 1])[:_LARGO_DEL_ECO]
            tipos = [tipo.valor for tipo in catalogos.tipos_actor]
            raise ErrorDeFiltro(filtro_desconocido(desconocido, PERIODOS, SENALES, tipos))
        es_final = partes[0] in _DEL_FINAL or (es_final and partes[0] in _DE_ENLACE)
        partes = partes[cuantas:]
    if periodo and (filtros.desde or filtros.hasta):
        raise ErrorDeFiltro(f"Elija el período «{periodo}» o las fechas, no los dos.")
    if filtros.desde and filtros.hasta and filtros.hasta < filtros.desde:
        raise ErrorDeFiltro("La segunda fecha es anterior a la primera; escriba primero la más antigua.")
    if not periodo:
        return filtros
    del_periodo = de_periodo(periodo, hoy)
    return replace(filtros, desde=del_periodo.desde, hasta=del_periodo.hasta)


def _conocidos(catalogos: Catalogos) -> dict[str, tuple[str, Any]]:
    """Todo lo que se puede decir, plegado, con el filtro que pone; un período no pone ninguno todavía."""
    dichos: dict[str, tuple[str, Any]] = dict.fromkeys(PERIODOS, ("", None))
    dichos |= {plegar(uno.nombre): ("departamento", uno.nombre) for uno in catalogos.departamentos}
    dichos |= {f"ods {uno.numero}": ("ods", uno.numero) for uno in catalogos.ods}
    for campo, valores in (
        ("tipo_organizacion", [tipo.valor for tipo in catalogos.tipos_actor]),
        ("senales", SENALES),
    ):
        dichos |= {forma: (campo, valor) for valor in valores for forma in (valor, valor.replace("_", " "))}
    return dichos


def _mas_largo(partes: Sequence[str], conocidos: dict[str, tuple[str, Any]]) -> tuple[str, int]:
    """Devuelve el nombre conocido con que empiezan las partes y cuántas ocupa; vacío y una si no es ninguno."""
    for cuantas in range(min(_PALABRAS_SEGUIDAS, len(partes)), 0, -1):
        nombre = " ".join(partes[:cuantas])
        if nombre in conocidos:
            return nombre, cuantas
    return "", 1


def _con_fecha(filtros: Filtros, dia: date | None, *, es_final: bool) -> Filtros:
    if filtros.hasta is not None:
        raise ErrorDeFiltro("Hay más de dos fechas; escriba la primera y la última.")
    if es_final or filtros.desde is not None:
        return replace(filtros, hasta=dia)
    return replace(filtros, desde=dia)
