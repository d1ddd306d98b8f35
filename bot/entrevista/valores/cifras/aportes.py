"""Qué montos declara un aporte, cada uno una vez y en total.

Lo leen así el documento, que imprime lo que es dinero y seguro, y la revisión, que cuenta también lo valorizado.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.entrevista.esquema import Moneda
from bot.entrevista.valores.cifras.dinero import Dicho, Lector, es_la_misma, total_de
from bot.entrevista.valores.cifras.lector import Duda
from bot.entrevista.valores.cifras.numeros import TIEMPO, UN_MES_EN_DIAS
from conocimiento.expresiones import diferida

_EQUIVALE = diferida(r"\b(?:cambio|equival\w{1,8}|o sea|es decir|vienen? a ser|total|suman?|hacen)\b")
"""Lo que sigue es lo mismo dicho de otra manera: «25 000 euros; al cambio de hoy, 100 000 soles»."""

PARTES_DE_UN_TOTAL = 2
"""Con una sola no se sabe: «S/ 500 y S/ 500» pueden ser dos aportes."""
_DICE_UNA_PARTE = diferida(
    r"\b(?:de\s(?:l[oa]s\s(?:que|cuales)|ell[oa]s|eso|ese\smonto|ese\stotal)|inclu(?:ye|yen|yendo|id[oa]s?)|la\smitad|el\sresto"
    r"|lo\sdemas)\b"
)
"""«S/ 50 000, de los cuales S/ 20 000 son jornales»."""
_SIGUEN_LAS_PARTES = diferida(r"[:(]|\b(?:repart|divid|distrib|desglos|compuest|son)\w{0,8}\b")
_ES_EL_TOTAL = diferida(
    r"\b(?:en|un|el|hacen|suman?)\s(?:un\s)?total(?:\s(?:de|es|son|seria))?\s?[:=]?\s?$|\b(?:suman|hacen)\s$"
)
"""Lo que va justo antes de un total que no repite la moneda: «S/ 4 000 y S/ 600; en total 4 600»."""
_SIGUE_EL_TOTAL = diferida(r"[:=]|\b(?:total|suman?|hacen)\b")

Total = tuple[Decimal, str]
"""Cuánto y en qué moneda."""


@dataclass(frozen=True, slots=True)
class Puesto:
    """Un monto: la cifra que lo dice primero, las que lo repiten («S/ 180,000 (ciento ochenta mil)») y sus totales."""

    dicho: Dicho
    totales: tuple[Total, ...]

    def en(self, preferida: str) -> Total | None:
        """Cuánto es, en esa moneda si se dijo en ella; None si no se sabe."""
        return next((uno for uno in self.totales if uno[1] == preferida), next(iter(self.totales), None))


@dataclass(frozen=True, slots=True)
class AporteLeido:
    """Los montos de un aporte. `entero`: se sabe cuánto es todo. `se_resume`: se dice también cuánto es en conjunto."""

    lector: Lector
    puestos: tuple[Puesto, ...]
    entero: bool
    se_resume: bool
    conjunto: Puesto | None = None
    """De lo que también se dijo por partes, cuánto es todo."""

    def montos(self, preferida: str) -> tuple[Total, ...]:
        """Lo que suma, sin contar nada dos veces; de lo dicho en dos monedas, la preferida."""
        puestos = self.puestos if self.conjunto is None else (self.conjunto,)
        dichos = tuple(total for puesto in puestos if (total := puesto.en(preferida)) is not None)
        if not self.se_resume or not dichos:
            return dichos
        return (max((uno for uno in dichos if uno[1] == preferida), default=dichos[0]),)


def leer_montos(texto: str, monedas: tuple[Moneda, ...], meses: Decimal | None = None) -> AporteLeido:
    """Los montos con moneda de un aporte; lo que se da cada mes sin decir por cuánto tiempo, por `meses`."""
    lector = Lector(texto, monedas)
    dichos = [dicho for dicho in lector.dichos() if dicho.monedas]
    puestos = tuple(_puestos(lector, dichos, meses))
    sin_partes = _sin_partes(lector, dichos, meses)
    conjunto = next(_puestos(lector, sin_partes, meses)) if len(sin_partes) < len(dichos) else None
    conjunto = _total_sin_moneda(lector, dichos) or conjunto
    se_resume = (conjunto is not None and not conjunto.dicho.monedas) or (
        len(dichos) > 1 and _EQUIVALE.search(lector.liso, dichos[0].fin) is not None
    )
    entero = se_resume or conjunto is not None or all(puesto.totales for puesto in puestos)
    return AporteLeido(lector, puestos, bool(puestos) and entero, se_resume, conjunto)


def _total_sin_moneda(lector: Lector, dichos: Sequence[Dicho]) -> Puesto | None:
    """El total que se dice sin moneda, si todo lo demás está en la misma."""
    monedas = {dicho.monedas for dicho in dichos}
    sueltos = [uno for uno in lector.dichos() if not uno.monedas and _ES_EL_TOTAL.search(lector.liso[: uno.inicio])]
    if len(monedas) != 1 or len(sueltos) != 1:
        return None
    total = total_de(replace(sueltos[0], monedas=dichos[0].monedas))
    return None if total is None else Puesto(sueltos[0], (total,))


def _sin_partes(lector: Lector, dichos: Sequence[Dicho], meses: Decimal | None) -> Sequence[Dicho]:
    """Solo el conjunto, si también se dicen sus partes: «S/ 50 000: S/ 20 000 en plata y S/ 30 000 en jornales»."""
    if len(dichos) < 2:
        return dichos
    totales = [en_el_plazo(dicho, meses) for dicho in dichos]
    primero, ultimo = totales[0], totales[-1]
    if primero is not None and _DICE_UNA_PARTE.search(lector.liso, dichos[0].fin):
        partes = [total for total in totales[1:] if total is not None and total[1] == primero[1]]
        if len(partes) == len(dichos) - 1 and sum(parte[0] for parte in partes) <= primero[0]:
            return dichos[:1]
    if len(dichos) <= PARTES_DE_UN_TOTAL:
        return dichos
    tras_el_primero = lector.liso[dichos[0].fin : dichos[1].inicio]
    if primero is not None and _SIGUEN_LAS_PARTES.search(tras_el_primero) and _suman(totales[1:], primero):
        return dichos[:1]
    antes_del_ultimo = lector.liso[dichos[-2].fin : dichos[-1].inicio]
    if ultimo is not None and _SIGUE_EL_TOTAL.search(antes_del_ultimo) and _suman(totales[:-1], ultimo):
        return dichos[-1:]
    return dichos


def _suman(partes: Sequence[Total | None], total: Total) -> bool:
    suyas = [parte[0] for parte in partes if parte is not None and parte[1] == total[1]]
    return len(suyas) == len(partes) and sum(suyas) == total[0]


def _puestos(lector: Lector, dichos: Sequence[Dicho], meses: Decimal | None) -> Iterator[Puesto]:
    lugar = 0
    while lugar < len(dichos):
        iguales = [dichos[lugar]]
        while lugar + 1 < len(dichos) and _repite(lector, dichos[lugar], dichos[lugar + 1], meses):
            lugar += 1
            iguales.append(dichos[lugar])
        lugar += 1
        # «2 600 jornales a S/ 50»: no se dice cuánto es en total.
        enteros = [dicho for dicho in iguales if lector.veces_antes(dicho) is None]
        totales = tuple(total for dicho in enteros if (total := en_el_plazo(dicho, meses)) is not None)
        yield Puesto(iguales[0], totales)


def _repite(lector: Lector, una: Dicho, otra: Dicho, meses: Decimal | None) -> bool:
    """La segunda aclara la primera, o una es el total de lo que la otra dice por veces: «2 500 al mes, S/ 45 000»."""
    if es_la_misma(lector.liso, una, otra):
        return True
    de_veces, de_una_vez = (una, otra) if otra.es_claro else (otra, una)
    if not de_una_vez.es_claro or lector.veces_antes(de_una_vez) is not None:
        return False
    veces = lector.veces_antes(de_veces)
    if not de_veces.cada and veces is None:
        return False
    claro = total_de(replace(de_veces, cada="", veces=None)) if veces is not None else None
    total = (claro[0] * veces, claro[1]) if claro is not None and veces is not None else en_el_plazo(de_veces, meses)
    return total is not None and total == total_de(de_una_vez)


def en_el_plazo(dicho: Dicho, meses: Decimal | None) -> Total | None:
    """Cuánto es en total; si se da cada mes o cada año y no se dice por cuánto tiempo, durante el plazo."""
    if (total := total_de(dicho)) is not None or meses is None or dicho.veces is not None:
        return total
    es_clara = len(dicho.lecturas) == len(dicho.monedas) == 1 and dicho.numero.duda is Duda.NINGUNA
    if not es_clara or dicho.cada not in TIEMPO:
        return None
    return dicho.lecturas[0] * meses * UN_MES_EN_DIAS / TIEMPO[dicho.cada], dicho.monedas[0]
