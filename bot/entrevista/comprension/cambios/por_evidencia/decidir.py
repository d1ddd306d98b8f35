"""De qué se habla, qué se dice y qué se pide: si las tres se entienden, el cambio; si no, lo que haya que preguntar."""

import re
from collections.abc import Sequence

from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    LecturaDeCambio,
    LoUltimo,
    PorSenalar,
    Posibles,
    Tenido,
)
from bot.entrevista.comprension.cambios.por_evidencia.apuntar import Apuntada, apuntadas
from bot.entrevista.comprension.cambios.por_evidencia.cifras import con_otra_cifra
from bot.entrevista.comprension.cambios.por_evidencia.en_su_sitio import (
    con,
    frases_para,
    lo_que_se_quita,
    repite,
    se_suma,
    sin_ello,
)
from bot.entrevista.comprension.cambios.por_evidencia.lo_nuevo import (
    PROBABLE,
    SEGURA,
    Frase,
    frases_nuevas,
)
from bot.entrevista.comprension.cambios.por_evidencia.oraciones import Oracion, oraciones
from bot.entrevista.comprension.cambios.por_partes.senalar import no_pide_nada, pide
from bot.entrevista.comprension.cambios.senales import QUITAR, citas, es_claro
from bot.entrevista.esquema import Linea
from bot.entrevista.eventos import Llave
from conocimiento.palabras import plano

BASTA, VENTAJA, SOBRA = 4.0, 2.0, 6.0
"""Desde qué peso se habla de una parte, cuánto más que de la segunda y desde cuál no hay duda."""
CUANTAS = 3
ORACIONES_DE_UN_PEDIDO = 4
_QUITA = re.compile(r"\bya no (?:les? |me |lo |la )?(?:pong|dig|mencion|consign)\w+|\bretir\w+|\bsupri\w+|\bno (?:lo |la )?pong\w+")


def afinar(tenido: Tenido, texto: str, leida: LecturaDeCambio | None) -> LecturaDeCambio | None:
    """Lo leído por la forma de la frase o lo que dice la evidencia; si los dos hacen cosas distintas, cuál."""
    liso = plano(texto)
    if no_pide_nada(liso) or isinstance(leida, LoUltimo):
        return leida
    otra = leer_por_evidencia(tenido, texto)
    match leida, otra:
        case _, None:
            return leida
        case Cambio() | Posibles(), PorSenalar():
            return leida
        case Cambio(), Cambio():
            if leida.llave[0] == tenido.entrevista.papeles.actores:
                return leida
            return otra if leida.llave == otra.llave else Posibles((otra, leida))
        case Cambio(), Posibles(cambios):
            return leida if leida.llave in {uno.llave for uno in cambios} else Posibles((*cambios, leida)[:CUANTAS])
        case Posibles(), Posibles() | Cambio():
            return otra
        case _:
            return otra


def leer_por_evidencia(tenido: Tenido, texto: str) -> LecturaDeCambio | None:
    """El cambio, las lecturas entre las que dudar o de qué respuestas se habla; None si no se habla de ninguna."""
    dichas = oraciones(texto)
    if not pide(plano(texto)):
        return None
    senaladas = apuntadas(tenido, dichas)
    cifras = con_otra_cifra(tenido, texto, dichas, senaladas)
    if cifras and cifras[0].peso >= BASTA:
        mejor = cifras[0]
        rivales = [otra for otra in cifras[1:] if otra.peso > mejor.peso - VENTAJA and otra.cambio != mejor.cambio]
        if not rivales:
            return mejor.cambio if mejor.peso >= SOBRA and es_claro(plano(texto)) else Posibles((mejor.cambio,))
        return Posibles((mejor.cambio, *(otra.cambio for otra in rivales))[:CUANTAS])
    return _por_palabras(tenido, texto, dichas, senaladas)


def _por_palabras(
    tenido: Tenido, texto: str, dichas: Sequence[Oracion], senaladas: list[Apuntada]
) -> LecturaDeCambio | None:
    mejor = senaladas[0] if senaladas else None
    if mejor is None or mejor.peso < BASTA:
        return None
    rivales = [otra for otra in senaladas[1:] if otra.peso > mejor.peso - VENTAJA]
    tipo = tenido.pregunta(mejor.hoja.llave).tipo
    if tipo in ("texto", "matriz", "lista") and not rivales:
        frases = _las_suyas(tenido, mejor, texto, dichas)
        if frases and frases[0].fuerza >= PROBABLE:
            return _con_lo_nuevo(tenido, texto, dichas, mejor, frases[0])
        liso = plano(texto)
        if QUITAR.search(liso) or _QUITA.search(liso):
            cambio = sin_ello(tenido, mejor.hoja, lo_que_se_quita(dichas))
            if cambio is not None:
                return Posibles((cambio,))
        if frases:
            return _con_lo_nuevo(tenido, texto, dichas, mejor, frases[0])
    llaves: dict[Llave, None] = dict.fromkeys(una.hoja.llave for una in (mejor, *rivales))
    return PorSenalar(tuple(llaves)[:CUANTAS])


def _las_suyas(tenido: Tenido, mejor: Apuntada, texto: str, dichas: Sequence[Oracion]) -> list[Frase]:
    lineas: Sequence[Linea] = tenido.pregunta(mejor.hoja.llave).lineas
    suyas = frases_para(mejor.hoja, lineas, dichas, frases_nuevas(dichas))
    citadas = citas(texto)
    ultima = citadas[-1] if citadas else ""
    if ultima and (len(citadas) > 1 or not repite(mejor.hoja, ultima)):
        return [una for una in suyas if una.dicho == ultima] or suyas
    return [una for una in suyas if una.dicho not in citadas]


def _con_lo_nuevo(
    tenido: Tenido, texto: str, dichas: Sequence[Oracion], mejor: Apuntada, frase: Frase
) -> LecturaDeCambio | None:
    suma = se_suma(dichas, frase)
    cambio = con(tenido, mejor.hoja, frase.dicho, suma=suma)
    if cambio is None:
        return PorSenalar((mejor.hoja.llave,))
    seguro = (
        frase.fuerza >= SEGURA
        and mejor.peso >= SOBRA
        and es_claro(plano(texto))
        and len(dichas) <= ORACIONES_DE_UN_PEDIDO
    )
    return cambio if seguro else Posibles((cambio,))
