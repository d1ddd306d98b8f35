"""Dónde se dice dinero en un texto: cada cifra con su moneda, y si es el total o lo que toca a cada mes o persona."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from bot.entrevista.esquema import Moneda
from bot.entrevista.valores.cifras.lector import Duda, Numero
from bot.entrevista.valores.cifras.numeros import (
    APROXIMADAS,
    TIEMPO,
    cuenta_otra_cosa,
    es_porcentaje,
    es_proporcion,
    leer_numeros,
    trozo_tras,
)
from bot.entrevista.valores.cifras.trozos import Clase, liso_de, trozos_de
from conocimiento.expresiones import diferida

_PUENTE = frozenset({"de", "d", "en", "nuevos", "nuevo", "(", "-", "*", "=", ":", "los", "unos"}) | APROXIMADAS
"""Lo que puede haber entre una cifra y su moneda sin cambiar lo que vale."""
_PUENTE_MAXIMO = 5
_CENTIMO = Decimal("0.01")
_ANTES = frozenset({":", "(", "*", "=", "."})
_PERIODO = diferida(
    r"\s*+(?:[,(]\s*+)?(?:(?:(?:por|x|cada|per|al?|a la|/)\s*+(?:cada\s++)?)"
    r"(?P<unidad>mes|ano|anio|dia|semana|quincena|trimestre|bimestre|semestre|month|year|week|day)\b"
    r"|(?P<adjetivo>mensual|anual|diari|semanal|quincenal|trimestral|semestral|bimestral|monthly|yearly|annual)\w*)"
)
_ADJETIVOS = {
    "mensual": "mes", "anual": "ano", "diari": "dia", "semanal": "semana", "quincenal": "quincena",
    "trimestral": "trimestre", "semestral": "semestre", "bimestral": "bimestre", "monthly": "mes", "yearly": "ano",
    "annual": "ano",
}  # fmt: skip
POR_UNIDAD = diferida(
    r"\s*+(?:(?:por|x|para|a)\s++cada|cada|por|x|/|per)\s*(?:un[ao]?\s+)?(?:familia|persona|hogar|nin[oa]|productora?"
    r"|benefici\w+|alumn[oa]|estudiante|hectarea|socio|socia|casa|vivienda|comunidad|cabeza|becari[oa]|beca|taller)\b"
    r"|\s*(?:c/u|cada un[oa]\b|por cabeza|each)"
)
_PARTES_DICHAS = {
    "mitad": Decimal("0.5"), "tercera": Decimal(1) / 3, "tercio": Decimal(1) / 3, "cuarta": Decimal("0.25"),
    "quinta": Decimal("0.2"), "doble": Decimal(2), "triple": Decimal(3), "half": Decimal("0.5"),
}  # fmt: skip
_ACLARA = diferida(r"\s*+(?:\(|=|(?:,\s*+)?(?:o\s+sea|es\s+decir|equival\w+))[^);\n]{0,25}$")
_VECES = frozenset("por durante x en los las for during a lo largo de ( , * total y - ) (en".split())


@dataclass(frozen=True, slots=True)
class Dicho:
    """Una cifra que puede ser dinero, de la letra `inicio` a `fin`.

    `monedas`: los códigos que lleva pegados; vacío si ninguno. `cada`: «mes», «ano»… o «unidad», si no es un total.
    `veces`: cuántos de esos se dicen; None si no se sabe. `es_ajena`: cuenta otra cosa, si hay algo mejor.
    """

    numero: Numero
    inicio: int
    fin: int
    lecturas: tuple[Decimal, ...]
    monedas: tuple[str, ...] = ()
    cada: str = ""
    veces: Decimal | None = None
    es_ajena: bool = False

    @property
    def es_claro(self) -> bool:
        """Se sabe cuánto es, en qué moneda y que es el total."""
        return len(self.lecturas) == len(self.monedas) == 1 and self.numero.duda is Duda.NINGUNA and not self.cada


@lru_cache(maxsize=8)
def dinero_en(texto: str, monedas: tuple[Moneda, ...]) -> tuple[Dicho, ...]:
    """Las cifras de un texto que pueden ser dinero, en orden."""
    return tuple(Lector(texto, monedas).dichos())


class Lector:
    """Un texto, sus trozos y sus números."""

    def __init__(self, texto: str, monedas: tuple[Moneda, ...]) -> None:
        self.texto, self.liso, self.monedas = texto, liso_de(texto), monedas
        self.trozos = trozos_de(texto, monedas)
        self.numeros = leer_numeros(texto, monedas)
        self.comienzos = [trozo.inicio for trozo in self.trozos]

    def dichos(self) -> Iterator[Dicho]:
        """Las cifras que pueden ser dinero; las que cuentan otra cosa, no."""
        libre = 0
        previo: Dicho | None = None
        for lugar, numero in enumerate(self.numeros):
            dicho = self._dicho(numero, libre)
            libre = self._siguiente(dicho)
            if previo is not None and self._son_centimos(numero):
                previo = _con_centimos(previo, dicho)
                continue
            es_ajeno = cuenta_otra_cosa(self.trozos, numero) or es_proporcion(self.trozos, self.numeros, lugar)
            if es_ajeno and not dicho.monedas:
                continue
            if previo is not None:
                yield previo
            previo = dicho
        if previo is not None:
            yield previo

    def _siguiente(self, dicho: Dicho) -> int:
        return bisect_left(self.comienzos, dicho.fin)

    def _dicho(self, numero: Numero, libre: int) -> Dicho:
        lecturas, inicio, fin, monedas = numero.lecturas, numero.inicio, numero.fin, list[str]()
        antes = numero.primera - 1
        while antes >= libre and self.trozos[antes].texto in _ANTES:
            antes -= 1
        sin_escala = numero.escala == 1
        es_escala_antes = (
            antes > libre and self.trozos[antes].clase is Clase.ESCALA and sin_escala
        )  # «US$ millones 125»
        veces = self.trozos[antes].lecturas[0] if es_escala_antes else Decimal(1)
        antes -= es_escala_antes
        if antes >= libre and self.trozos[antes].clase is Clase.MONEDA:
            monedas.append(self.trozos[antes].texto)
            inicio = self.trozos[antes].inicio
            lecturas = tuple(uno * veces for uno in lecturas)
        detras = self._moneda_tras(numero, tiene=bool(monedas))
        siguiente = numero.siguiente
        if detras is not None:
            monedas.append(self.trozos[detras].texto)
            fin, siguiente = self.trozos[detras].fin, detras + 1
        if monedas and sin_escala:
            sigue = siguiente + (siguiente < len(self.trozos) and self.trozos[siguiente].texto in ("(", "de"))
            if sigue < len(self.trozos) and self.trozos[sigue].clase is Clase.ESCALA:  # «125 USD millones»
                lecturas = tuple(uno * vez for uno in lecturas for vez in self.trozos[sigue].lecturas)
                fin, siguiente = self.trozos[sigue].fin, sigue + 1
        cada, veces_dichas = self._periodo(fin, siguiente)
        palabra = trozo_tras(self.trozos, numero)
        es_ajena = not monedas and sin_escala and palabra is not None and palabra.texto not in APROXIMADAS | _VECES
        return Dicho(numero, inicio, fin, lecturas, tuple(dict.fromkeys(monedas)), cada, veces_dichas, es_ajena)

    def _moneda_tras(self, numero: Numero, *, tiene: bool) -> int | None:
        """El trozo de la moneda que va detrás; no el que es de la cifra siguiente («100 mil (S/ 370 mil)»)."""
        lugar = numero.siguiente
        maximo = 1 if tiene else _PUENTE_MAXIMO
        while lugar < len(self.trozos) and self.trozos[lugar].texto in _PUENTE and lugar - numero.siguiente < maximo:
            lugar += 1
        if lugar >= len(self.trozos) or self.trozos[lugar].clase is not Clase.MONEDA:
            return None
        trozo = self.trozos[lugar]
        sigue = self.trozos[lugar + 1] if lugar + 1 < len(self.trozos) else None
        es_signo = not self.liso[trozo.inicio : trozo.fin].isalpha() or trozo.fin - trozo.inicio == len("usd")
        es_de_otra = sigue is not None and sigue.clase in (Clase.CIFRAS, Clase.NUMERO, Clase.PARTE) and es_signo
        return None if es_de_otra and trozo.inicio != numero.fin else lugar

    def _periodo(self, fin: int, siguiente: int) -> tuple[str, Decimal | None]:
        """Si es por mes, por año o por persona, y cuántas veces se dice que son."""
        periodo = _PERIODO.match(self.liso, fin)
        if periodo is None and (por := self._por_cuantos(siguiente)) is not None:
            return "vez", por
        if periodo is None:
            return ("unidad", None) if POR_UNIDAD.match(self.liso, fin) else ("", None)
        cada = periodo["unidad"] or _ADJETIVOS[periodo["adjetivo"]]
        aqui = bisect_left(self.numeros, periodo.end(), key=lambda uno: uno.inicio)
        numero = self.numeros[aqui] if aqui < len(self.numeros) else None
        if numero is None or not numero.es_claro:
            return cada, None
        entre = {trozo.texto for trozo in self.trozos[siguiente : numero.primera] if trozo.inicio >= periodo.end()}
        unidad = trozo_tras(self.trozos, numero)
        if unidad is None or unidad.texto not in TIEMPO or not entre <= _VECES:
            return cada, None
        return cada, numero.lecturas[0] * TIEMPO[unidad.texto] / TIEMPO[cada]

    def _por_cuantos(self, siguiente: int) -> Decimal | None:
        """«S/ 10,000 x 18 meses»: por cuánto se multiplica; None si no se multiplica."""
        if siguiente >= len(self.trozos) or self.trozos[siguiente].texto not in ("x", "*", "×"):
            return None
        aqui = bisect_left(self.numeros, siguiente + 1, key=lambda uno: uno.primera)
        numero = self.numeros[aqui] if aqui < len(self.numeros) else None
        sigue = numero is not None and numero.primera == siguiente + 1 and numero.es_claro
        return numero.lecturas[0] if numero is not None and sigue else None

    def _son_centimos(self, numero: Numero) -> bool:
        palabra = trozo_tras(self.trozos, numero)
        return palabra is not None and palabra.texto in ("centimos", "centavos", "cents", "ctvs")

    def veces_antes(self, dicho: Dicho) -> Decimal | None:
        """«18 cuotas de S/ 10,000»: cuántas veces se dice que es; None si ninguna."""
        primera, previo = self._previo(dicho)
        if previo is None or not previo.es_claro or previo.escala > 1:
            return None
        entre = [trozo.texto for trozo in self.trozos[previo.siguiente : primera]]
        se_repite = len(entre) in (2, 3) and entre[-1] in ("de", "a", "x", "por") and entre[0].isalpha()
        return previo.lecturas[0] if se_repite or entre in (["x"], ["*"]) else None

    def _previo(self, dicho: Dicho) -> tuple[int, Numero | None]:
        """El primer trozo de una cifra y el número que va antes."""
        primera = bisect_left(self.comienzos, dicho.inicio)
        antes = bisect_right(self.numeros, primera, key=lambda uno: uno.siguiente)
        return primera, self.numeros[antes - 1] if antes else None

    def gente_cerca(self, dicho: Dicho) -> Decimal | None:
        """«500 soles por familia para 300 familias»: cuántos son aquellos a quienes toca; None si no se dice."""
        otros = [
            n for n in self.numeros if n is not dicho.numero and n.es_claro and trozo_tras(self.trozos, n) is not None
        ]
        return otros[0].lecturas[0] if len(otros) == 1 else None

    def parte_antes(self, dicho: Dicho) -> Decimal | None:
        """«el 40% de 480 mil», «la mitad de un millón»: qué parte se dice que es; None si se dice entera."""
        primera, previo = self._previo(dicho)
        antes = [trozo.texto for trozo in self.trozos[max(0, primera - 4) : primera]]
        if antes[-1:] not in (["de"], ["del"], ["of"], ["los"], ["unos"], ["un"]):
            return None
        if parte := next((_PARTES_DICHAS[palabra] for palabra in antes if palabra in _PARTES_DICHAS), None):
            return parte
        if previo is None or not es_porcentaje(self.trozos, previo) or not previo.es_claro:
            return None
        return previo.lecturas[0] / 100 if primera - previo.siguiente <= len(antes) else None

    def se_suman(self, dichos: Sequence[Dicho]) -> bool:
        """«S/ 300,000 + S/ 100,000»: entre una cifra y la otra se dice que se suman."""
        entre = [self.liso[uno.fin : otro.inicio] for uno, otro in pairwise(dichos)]
        return all("+" in medio or re.search(r"\bmas\b(?! o )", medio) for medio in entre)


def es_la_misma(texto: str, una: Dicho, otra: Dicho) -> bool:
    """La segunda aclara la primera: «S/ 180,000 (ciento ochenta mil soles)», «US$ 100 mil (S/ 370 mil)»."""
    return _ACLARA.match(texto, una.fin, otra.inicio) is not None


def total_de(dicho: Dicho) -> tuple[Decimal, str] | None:
    """Cuánto es en total y en qué moneda, si se sabe: «S/ 10,000 mensuales por 18 meses» son 180,000."""
    if dicho.es_claro:
        return dicho.lecturas[0].quantize(_CENTIMO), dicho.monedas[0]
    if (
        dicho.veces is None
        or len(dicho.lecturas) != 1
        or len(dicho.monedas) != 1
        or dicho.numero.duda is not Duda.NINGUNA
    ):
        return None
    return (dicho.lecturas[0] * dicho.veces).quantize(_CENTIMO), dicho.monedas[0]


def _con_centimos(entero: Dicho, centimos: Dicho) -> Dicho:
    lecturas = tuple(uno + otro / 100 for uno in entero.lecturas for otro in centimos.lecturas)
    return Dicho(entero.numero, entero.inicio, centimos.fin, lecturas, entero.monedas or centimos.monedas)
