"""Qué apartados de qué documento se piden y cuánto de ellos: «¿qué dice el capítulo II?», «la última parte», «los
principios en 3 puntos».

Se reconoce por la forma de toda la pregunta: lo que nombra un lugar del documento y, en lo que queda, ninguna palabra
que hable de otra cosa («¿qué dice el capítulo II de la confianza?» se busca).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from bot.dialogo.preguntas import textos
from bot.dialogo.preguntas.lecturas import cuanto, formas, parrafos, rodeos
from bot.dialogo.preguntas.lecturas.lugares import (
    Apartado,
    Busqueda,
    Texto,
    buscar_lugares,
    por_nombre,
    puede_haber_lugares,
)
from bot.dialogo.preguntas.parte import LosMismos, fichas_vigentes, raices_del_tema
from bot.dialogo.turno import Contexto
from conocimiento.modelo import CARPETA_DE_RESPUESTAS, Fragmento
from conocimiento.palabras import raices_con_sentido


@dataclass(frozen=True, slots=True)
class Pedido:
    """Lo que se pide leer: esos apartados (ninguno si no los tengo), tantos puntos (0 si no se dice) o todo."""

    texto: Texto
    elegidos: tuple[Apartado, ...]
    puntos: int = 0
    resumido: bool = False
    completo: bool = False
    corto: bool = False
    indice: bool = False
    parrafo: str = ""  # si es solo uno de un apartado, cuál: «el párrafo 2»


@dataclass(frozen=True, slots=True)
class _Dicho:
    """Lo que dice una pregunta, sea cual sea el documento: se mira una vez y no una por cada uno."""

    plana: str
    sin_cuantos: str
    puntos: int
    resumido: bool
    es_indice: bool
    nombra_una_seccion: bool
    nombra_un_lugar: bool
    nombra_el_documento: bool
    se_pide_todo: bool
    con_rodeos: bool

    @property
    def por_nombre(self) -> bool:
        """Si puede nombrarse un apartado solo por su nombre."""
        return bool(self.puntos or self.resumido or self.nombra_una_seccion)


def leer_pedido(contexto: Contexto, parte: str) -> Pedido | None:
    """Devuelve qué se pide leer; None si no se pide eso. De varios documentos, el primero que lo tiene."""
    directo, con_clausulas = _dicho(formas.aplanada(parte)), rodeos.con_sus_clausulas(parte)
    # Con rodeos, si se pide en poco: lo demás que se diga puede ser el motivo.
    rodeado = _dicho(con_clausulas, con_rodeos=True) if cuanto.pide_poco(con_clausulas) else None
    sin_el: Pedido | None = None
    for texto in textos_de(contexto):
        pedido = _pedido(texto, directo) or (rodeado and _pedido(texto, rodeado))
        if pedido is not None and pedido.elegidos:
            return pedido
        sin_el = sin_el or pedido
    return sin_el


def pide_un_parrafo(parte: str) -> bool:
    """Dice si se pide un párrafo sin decir de qué («¿y el segundo párrafo?»): si algo se leyó, es de eso."""
    plana = formas.aplanada(parte)
    nombrados = parrafos.nombrados(plana)
    for hallado, _ in nombrados:
        plana = plana.replace(hallado.group(), " ")
    if not nombrados or formas.nombra_el_documento(plana):
        return False
    return formas.solo_pide(cuanto.sin_cuantos(plana), admitidas=frozenset(), del_apartado=False)


@lru_cache(1)
def _apartados_de(los: LosMismos[Fragmento]) -> tuple[tuple[str, tuple[Apartado, ...]], ...]:
    """Los de cada documento, que no cambian de una pregunta a otra."""
    return tuple(
        (
            documento,
            tuple(
                Apartado(titulo, tuple(grupo))
                for titulo, grupo in groupby(suyos, key=lambda uno: uno.apartado)
                if titulo
            ),
        )
        for documento, suyos in groupby(los.mismos, key=lambda uno: uno.documento)
    )


def textos_de(contexto: Contexto) -> Iterator[Texto]:
    """Los documentos vigentes con sus apartados; las respuestas oficiales no los tienen."""
    fichas = {ficha.documento: ficha for ficha in fichas_vigentes(contexto)}
    for documento, apartados in _apartados_de(LosMismos(contexto.fragmentos)):
        if documento in fichas and not documento.startswith(CARPETA_DE_RESPUESTAS):
            ficha = fichas[documento]
            titulos = {uno.titulo for uno in apartados}
            anunciados = dict.fromkeys(uno.apartado for uno in ficha.vacios if uno.apartado not in titulos)
            if apartados:
                yield Texto(ficha, (*apartados, *(Apartado(titulo, ()) for titulo in anunciados if titulo)))


def _dicho(plana: str, *, con_rodeos: bool = False) -> _Dicho:
    sin_cuantos = cuanto.sin_cuantos(plana)
    return _Dicho(
        plana,
        sin_cuantos,
        cuanto.cuantos_puntos(plana),
        cuanto.pide_resumir(plana),
        formas.INDICE.search(plana) is not None,
        re.search(rf"\b{formas.SECCION}\b", plana) is not None,
        puede_haber_lugares(sin_cuantos),
        formas.nombra_el_documento(plana),
        _se_pide_todo(plana, con_rodeos),
        con_rodeos,
    )


def _pedido(texto: Texto, dicho: _Dicho) -> Pedido | None:
    """Lo que se pide leer de un documento."""
    plana, es_indice, con_rodeos = dicho.plana, dicho.es_indice, dicho.con_rodeos
    busqueda = Busqueda(texto, plana, dicho.sin_cuantos, [])
    del_capitulo = buscar_lugares(busqueda) if dicho.nombra_un_lugar else ()
    if dicho.por_nombre or busqueda.parrafo is not None:
        por_nombre(busqueda)
    elegidos = tuple(uno for uno in texto.apartados if uno in busqueda.elegidos)
    de_un_lugar = bool(elegidos or busqueda.faltan or del_capitulo or busqueda.parrafo is not None or busqueda.desde)
    del_apartado = de_un_lugar or dicho.nombra_el_documento
    if not (elegidos or busqueda.faltan):
        if es_indice:
            busqueda.resto = formas.INDICE.sub(" ", busqueda.resto)
            elegidos = texto.apartados
        elif del_capitulo:
            elegidos = del_capitulo
        elif de_un_lugar or dicho.se_pide_todo:
            elegidos = texto.apartados
        else:
            return None
    if de_un_lugar and (formas.es_de_lo_suyo(busqueda.resto) or (formas.CUENTA.search(plana) and not es_indice)):
        return None
    admitidas = raices_del_tema(texto.ficha) if del_apartado else frozenset[str]()
    admitidas |= {una for uno in elegidos if busqueda.elegidos for una in raices_con_sentido(uno.nombre)}
    if con_rodeos:
        del_documento = _raices_de(texto)
        if not rodeos.solo_rodea(plana, busqueda.resto, admitidas=admitidas, del_documento=del_documento):
            return None
    elif not formas.solo_pide(busqueda.resto, admitidas=admitidas, del_apartado=del_apartado):
        return None
    del_indice = es_indice and elegidos == texto.apartados
    todo, menos = cuanto.pide_todo(plana), cuanto.pide_menos(plana)
    pedido = Pedido(texto, elegidos, dicho.puntos, dicho.resumido, todo, menos, indice=del_indice)
    return _solo_su_parrafo(pedido, busqueda)


def _se_pide_todo(plana: str, con_rodeos: bool) -> bool:
    """Lo principal, sin decir de qué, solo es del documento si no se dice nada más."""
    del_documento = formas.nombra_el_documento(plana) and formas.pide_leerlo(plana)
    return del_documento or (cuanto.es_lo_principal(plana) and not con_rodeos)


def _raices_de(texto: Texto) -> frozenset[str]:
    return frozenset(
        una for uno in texto.apartados for fragmento in uno.fragmentos for una in raices_con_sentido(fragmento.texto)
    )


def _solo_su_parrafo(pedido: Pedido, busqueda: Busqueda) -> Pedido:
    """Lo mismo, pero solo el párrafo que se nombró, si se nombró uno; ninguno si no lo hay."""
    fragmentos = [fragmento for uno in pedido.elegidos for fragmento in uno.fragmentos]
    if busqueda.desde:
        elegido, cual = busqueda.desde, ""
    elif busqueda.parrafo is None or not fragmentos:
        return pedido
    else:
        todos, lugar = parrafos.parrafos_de(fragmentos), busqueda.parrafo
        if not -len(todos) <= lugar < len(todos):
            return replace(pedido, elegidos=())
        elegido, cual = todos[lugar], textos.un_parrafo(lugar)
    apartado = Apartado(elegido[0].apartado, elegido)
    return replace(pedido, elegidos=(apartado,), completo=False, parrafo=cual)
