"""Los números que son un dato de alguien: documentos, teléfonos, cuentas y tarjetas, escritos como se escriban.

Los grupos de cifras que solo separan espacios o signos son una serie, y de ella se mira cuántas cifras tiene, cómo van
agrupadas y qué palabra la anuncia. Un monto, una fecha, un código público o una lista de números no son de nadie.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from stdnum import luhn
from stdnum.pe import ruc

from bot.revision.tachado.formas.anuncios import (
    CANTIDAD,
    CE,
    CELULAR,
    CODIGO,
    CUENTA,
    DNI,
    DOCUMENTO,
    MONEDA,
    RUC,
    TARJETA,
    Anuncio,
    Anuncios,
)
from bot.revision.tachado.formas.normal import HUECO, Normal
from conocimiento.expresiones import diferida

NUMERO, RUC_ERRADO = "NUMERO", "RUC_ERRADO"
Tramo = tuple[int, int, str]
"""[inicio, fin) del texto normal, y de qué es."""

_GRUPO = diferida(r"\d+")
_SERIE = diferida(r"[+(]{0,2}\d+(?:(?: ?[.,/_*|~\-]{1,3} ?|\) ?-?| ?\(|[ \n]{1,3})\d+)*+")
_FECHA = diferida(
    r"(?<![\d.,/\-])(?:(?:0?[1-9]|[12]\d|3[01])(?P<a> ?[-/.] ?| )(?:0?[1-9]|1[0-2])(?P=a)(?:(?:19|20)\d{2}|(?<! )\d{2})"
    r"|(?:19|20)\d{2}(?P<c>[-/.]?)(?:0[1-9]|1[0-2]|(?<=[-/.])[1-9])(?P=c)(?:0?[1-9]|[12]\d|3[01]))"
    r"(?!\d|[ ]?[/\-][ ]?\d|[.,]\d|(?<= \d\d) \d)"
)
_MENOS_CIFRAS = 5
_UN_ANIO = diferida(r"(?:19|20)\d{2}")
_FIJOS = diferida(r"0(?:1|4[1-4]|5[1-46]|6[1-7]|7[2-46]|8[2-4])")
_DE_RUC = ("10", "15", "16", "17", "20")
_ADMITE = {
    DNI: range(7, 10),
    RUC: range(10, 13),
    CE: range(6, 13),
    DOCUMENTO: range(5, 13),
    CELULAR: range(7, 16),
    CUENTA: range(8, 23),
    TARJETA: range(13, 20),
}
"""Cuántas cifras puede tener un número anunciado; `_EXACTO`, cuántas debería."""
_EXACTO = {DNI: 8, RUC: 11, CELULAR: 9, TARJETA: 16, CE: 9}
_FIJO_SIN_CODIGO = range(6, 16)
_SIN_DUDA = diferida(r"9\d{2}[ .\-/]\d{3}[ .\-/]\d{3}(?!\d)|\d{8,22}")
_TARJETAS = {(4, 4, 4, 4), (4, 6, 5), (4, 6, 6), (4, 6, 4), (8, 8), (4, 4, 8), (16,), (15,)}
_CON_COMAS = {(2, 3, 3), (3, 3, 3), (2, 3, 3, 3)}
_CON_DOS_SIGNOS = {(2, 3, 3), (4, 4), (2, 2, 2, 2)}
_CON_ESPACIOS = {(2, 3, 3, 3), (4, 4, 4, 4), (2, 2, 7)}
_UNIDO_A_LETRAS = diferida(r"[a-z0-9]{2,}[-/]$")
_SIGUEN_LETRAS = diferida(r"-?[a-z]{2,}|[a-z]")
_LETRAS_DELANTE = diferida(r"(?<![a-z0-9])[a-z]{1,4}[ \-.]{0,2}$")
_LETRAS_DETRAS = diferida(r"-?[a-z]{1,2}(?![a-z0-9])")
_VERIFICADOR = diferida(r" ?- ?\d(?!\d)")
_Y_OTRO = diferida(r"[ ,/\-yeo]{1,5}")


@dataclass(frozen=True, slots=True)
class _Serie:
    """Unos grupos de cifras seguidos: dónde está cada uno y qué signo («+», «(») lleva el primero delante."""

    texto: str
    lugares: tuple[tuple[int, int], ...]
    signo: str = ""

    @property
    def inicio(self) -> int:
        return self.lugares[0][0] - len(self.signo)

    @property
    def fin(self) -> int:
        return self.lugares[-1][1]

    @property
    def grupos(self) -> list[str]:
        return [self.texto[desde:hasta] for desde, hasta in self.lugares]

    @property
    def cifras(self) -> str:
        return "".join(self.grupos)

    @property
    def largos(self) -> tuple[int, ...]:
        return tuple(hasta - desde for desde, hasta in self.lugares)

    @property
    def cortes(self) -> list[str]:
        return [self.texto[hasta:desde] for (_, hasta), (desde, _) in pairwise(self.lugares)]

    def parte(self, desde: int, hasta: int) -> "_Serie":
        """Los grupos [desde, hasta)."""
        return _Serie(self.texto, self.lugares[desde:hasta], "" if desde else self.signo)


def numeros(normal: Normal, anuncios: Anuncios) -> Iterator[Tramo]:
    """Los números del texto que son un dato de alguien, con sus letras si las llevan."""
    texto = normal.texto
    sin_fechas = _FECHA.sub(lambda hallada: HUECO * len(hallada.group()), texto)
    hasta, clase = 0, ""
    for hallado in _SERIE.finditer(sin_fechas):
        escrito = hallado.group()
        if sum(map(str.isdigit, escrito)) < _MENOS_CIFRAS:
            continue
        lugares = tuple(grupo.span() for grupo in _GRUPO.finditer(sin_fechas, *hallado.span()))
        serie = _Serie(texto, lugares, escrito[: len(escrito) - len(escrito.lstrip("+("))])
        es_otro_igual = clase and _Y_OTRO.fullmatch(texto, hasta, serie.inicio)
        anuncio = Anuncio(clase, 1) if es_otro_igual else anuncios.de(serie.inicio)
        for inicio, hasta, clase in _de_serie(serie, anuncio, anuncios):
            es_errado = clase == RUC and not ruc.is_valid(re.sub(r"\D", "", texto[inicio:hasta]))
            yield inicio, hasta, RUC_ERRADO if es_errado else clase


def _de_serie(serie: _Serie, anuncio: Anuncio | None, anuncios: Anuncios) -> Iterator[Tramo]:
    if anuncio is not None and (anunciada := _anunciada(serie, anuncio, anuncios)) is not None:
        yield _con_letras(anunciada, anuncio.que)
        serie = serie.parte(len(anunciada.lugares), len(serie.lugares))
        anuncio = None
    if serie.lugares:
        yield from _sin_anunciar(serie, anuncio, anuncios)


def _anunciada(serie: _Serie, anuncio: Anuncio, anuncios: Anuncios) -> _Serie | None:
    """Los primeros grupos que dan un número de lo anunciado: con las cifras que debe tener o, si no, las que admite."""
    clase = anuncio.que
    if clase not in _ADMITE or (clase == CELULAR and _UN_ANIO.fullmatch(serie.grupos[0])):
        return None
    admite = _FIJO_SIN_CODIGO if clase == CELULAR and anuncio.distancia <= 12 else _ADMITE[clase]
    candidatas = [serie.parte(0, hasta) for hasta in range(1, min(len(serie.lugares), admite.stop) + 1)]
    candidatas = [una for una in candidatas if len(una.cifras) in admite]
    exactas = [una for una in candidatas if len(una.cifras) == _EXACTO.get(clase)]
    elegida = (exactas or candidatas[-1:] or [None])[-1]
    if elegida is None or (
        anuncios.es_cantidad(elegida.fin) and (anuncio.distancia > 20 or (clase != DNI and len(elegida.cifras) < 9))
    ):
        return None
    return elegida


def _con_letras(serie: _Serie, clase: str) -> Tramo:
    """El número con las letras de su pasaporte o cédula: «AB 482 9163», «V-19.447.302», «6849317-LP»."""
    inicio, fin = serie.inicio, serie.fin
    if clase in (CE, DOCUMENTO):
        if delante := _LETRAS_DELANTE.search(serie.texto, max(0, inicio - 8), inicio):
            inicio = delante.start()
        if detras := _LETRAS_DETRAS.match(serie.texto, fin):
            fin = detras.end()
    elif clase == DNI and (verificador := _VERIFICADOR.match(serie.texto, fin)):
        fin = verificador.end()
    return inicio, fin, clase


def _sin_anunciar(serie: _Serie, anuncio: Anuncio | None, anuncios: Anuncios) -> Iterator[Tramo]:
    clase = _clase_de(serie)
    if clase is not None:
        if not _no_es_de_nadie(serie, clase, anuncio, anuncios):
            yield serie.inicio, serie.fin, clase
        return
    partes = _partir(serie)
    if len(partes) > 1:
        for parte in partes:
            if parte.fin - parte.inicio >= _MENOS_CIFRAS:
                yield from _de_serie(parte, anuncios.de(parte.inicio), anuncios)
    elif len(serie.lugares) > 1:
        # De una serie que no se entiende, lo que sin duda es un teléfono o un número largo.
        for hallado in _SIN_DUDA.finditer(serie.texto, serie.inicio, serie.fin):
            yield hallado.start(), hallado.end(), CELULAR if hallado.group()[0] == "9" else NUMERO


def _partir(serie: _Serie) -> list[_Serie]:
    """La serie cortada donde menos une lo que separa: un salto, una coma con espacio, un espacio."""
    fuerzas = [_fuerza(corte) for corte in serie.cortes]
    debil = min(fuerzas, default=0)
    if not fuerzas or (debil == max(fuerzas) and debil > 1):
        return [serie]
    lugares = [lugar + 1 for lugar, fuerza in enumerate(fuerzas) if fuerza == debil]
    cortadas = zip([0, *lugares], [*lugares, len(serie.lugares)], strict=True)
    return [serie.parte(desde, hasta) for desde, hasta in cortadas]


def _fuerza(corte: str) -> int:
    if "\n" in corte:
        return 0
    if not corte.strip():
        return 2
    return 1 if " " in corte else 3


def _clase_de(serie: _Serie) -> str | None:
    """De qué es una serie entera por sus cifras y sus grupos; None si no se sabe."""
    largos = serie.largos
    cuantas = sum(largos)
    if "+" in serie.signo and 8 <= cuantas <= 15:
        return CELULAR
    if not 8 <= cuantas <= 22 or not _es_un_numero(serie):
        return None
    cifras = serie.cifras
    match cuantas:
        case 8:
            return DNI if cifras.rstrip("0")[3:] else None
        case 9 if largos == (8, 1):
            return DNI
        case 9 if cifras[0] == "9" or _FIJOS.match(cifras):
            return CELULAR
        case 9 if len(largos) == 1 or cifras[0] == "0":
            return NUMERO
        case 10 if cifras.startswith("511"):
            return CELULAR
        case 11 if cifras.startswith(_DE_RUC) and ("," not in "".join(serie.cortes) or ruc.is_valid(cifras)):
            return RUC
        case 11 | 13 if cifras.startswith(("519", "00519")):
            return CELULAR
        case 15 | 16 if cifras[0] in "23456" and (largos in _TARJETAS or luhn.is_valid(cifras)):
            return TARJETA
        case _ if len(largos) == 1 or max(largos) >= 6 or "-" in serie.cortes or set(largos) == {1}:
            if cuantas >= 13 and luhn.is_valid(cifras):
                return TARJETA
            return CUENTA if cuantas >= 11 else NUMERO
        case _:
            return None


def _es_un_numero(serie: _Serie) -> bool:
    """Dice si los grupos pueden ser de un solo número, y no una lista, unos años, un decimal o una versión."""
    grupos, largos, cortes = serie.grupos, serie.largos, serie.cortes
    signos = {corte.strip() or " " for corte in cortes}
    cuantas = sum(largos)
    if len(grupos) == 1:
        return True
    if set(largos) == {1}:
        return not signos & {",", "."}
    if any("\n" in corte for corte in cortes):
        return cuantas == 11 and ruc.is_valid(serie.cifras)
    if any(corte in (", ", ". ") for corte in cortes):
        return largos == (3, 3, 3) and serie.cifras[0] == "9"
    anios = [bool(_UN_ANIO.fullmatch(grupo)) for grupo in grupos]
    if sum(anios) > 1 or (len(grupos) == 2 and any(anios)) or all(grupo.endswith("00") for grupo in grupos):
        return False
    if "," in signos:
        return len(signos) == 1 and largos in _CON_COMAS
    if "." in signos:
        return min(largos) > 1 and len(signos) == 1
    if signos & {" ", "/"} and max(largos) >= 8 and (min(largos) >= 7 or cuantas not in (9, 11, 13, 14, 16, 18, 20)):
        return largos == (8, 8) and signos == {" "} and serie.cifras[0] in "345"
    if signos == {" "} and cuantas > 9:
        return max(largos) >= 6 or largos in _CON_ESPACIOS
    return len(signos) == 1 or cuantas != 8 or largos in _CON_DOS_SIGNOS


def _no_es_de_nadie(serie: _Serie, clase: str, anuncio: Anuncio | None, anuncios: Anuncios) -> bool:
    """Un monto, una cantidad, un código público o parte de una palabra."""
    texto, que = serie.texto, anuncio.que if anuncio else ""
    if (que == MONEDA and len(serie.cifras) < 12) or anuncios.es_unidad(serie.fin):
        return True
    if texto[max(0, serie.inicio - 1) : serie.inicio].isalpha() and not (anuncio and anuncio.distancia <= 1):
        return True
    if clase == TARJETA or (clase == RUC and ruc.is_valid(serie.cifras)):
        return False
    if clase == CUENTA:
        return que == CODIGO
    if _UNIDO_A_LETRAS.search(texto, max(0, serie.inicio - 20), serie.inicio) or _SIGUEN_LETRAS.match(texto, serie.fin):
        return True
    if que == CODIGO:
        return clase != RUC or len(serie.lugares) > 1
    return que == CANTIDAD or anuncios.es_cantidad(serie.fin)
