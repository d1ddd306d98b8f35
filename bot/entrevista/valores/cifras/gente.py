"""Dónde se dice cuánta gente es: personas, familias o comunidades, y qué cifras no cuentan a nadie."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.entrevista.esquema import Unidades
from bot.entrevista.valores.cifras.lector import Duda, Numero
from bot.entrevista.valores.cifras.numeros import APROXIMADAS, TIEMPO, es_porcentaje, es_proporcion, leer_numeros
from bot.entrevista.valores.cifras.trozos import Clase, Trozo, liso_de, trozos_de
from bot.entrevista.valores.lectura import plegadas
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

_OTRAS_PERSONAS = (
    "hombre", "varon", "madre", "padre", "gestante", "anciano", "anciana", "bebe", "campesino", "campesina", "comunero",
    "comunera", "peruano", "fam", "hab", "pers", "family", "families", "people", "person", "household", "child",
    "children", "women", "woman", "men", "farmer", "student", "resident", "inhabitant", "beneficiary", "beneficiaries",
)  # fmt: skip
"""Con qué se cuenta también a la gente: abreviado, o como lo escribe un socio extranjero."""
_OTROS_COLECTIVOS = ("caserio", "anexo", "centro", "colegio", "escuela", "distrito", "asociacion", "pueblo", "village")
"""Lo que se reparte («12 caseríos con 30 familias cada uno») y no es gente."""
_DE_FAMILIAS = ("famil", "hogar", "household", "fam")
_ADJETIVOS = frozenset(
    "pequenos pequenas nuevas nuevos buenas jovenes mujeres hombres ninos ninas primeras primeros de los las mil total "
    "humildes pobres rurales vulnerables otras otros mas".split()
)
_CADA = diferida(
    r"\s*(?:\w+\s+){0,3}?(?:c/u|cada\s+un[oa]\b|(?:en|por|x)\s+cada\s+(?P<a>(?!un[oa]\b)\w+)|por\s+(?P<b>(?!cada\b)\w+)|each\b|per\s+(?P<c>\w+))"
)
_PARTE_DE = diferida(
    r"\b(?:de\s+(?:las|los)\s+(?:que|cuales)|de\s+ell[oa]s|entre\s+ell[oa]s|incluye|incluyendo|incluid[oa]s|sobre\s+todo|en\s+especial"
    r"|principalmente|son|que\s+son|of\s+which|including|of\s+whom)\b|\("
)
_LARGO_CON_ERRATA = 7
_POR_PERIODO = diferida(
    r"\s+(?:(?:por|al|a la|cada|per)\s+(?:ano|mes|semana|semestre|trimestre|year|month)|anual\w*|mensual\w*)\b"
)
_DE_CADA = diferida(r"\s+(?:de|por)\s+cada\s+(?!un[oa]\b)(?:\d|\w+(?:\s|$))")
"""«3 niños de cada 10»."""
_POR_ALGO = diferida(r"\s+(?:por|x|en\s+cada)\s+(\w{4})")
_CERCA = 3
"""Números a cada lado en que se busca cuántos grupos son."""


@dataclass(frozen=True, slots=True)
class Gente:
    """Una cifra de gente, de la letra `inicio` a `fin`. `unidad`: como se dijo.

    `extrana`: lo que hay entre la cifra y su unidad y no se conoce.
    """

    inicio: int
    fin: int
    lecturas: tuple[int, ...]
    unidad: str
    es_colectivo: bool
    duda: Duda = Duda.NINGUNA
    extrana: str = ""


@lru_cache(maxsize=4)
def _raices(unidades: Unidades) -> tuple[frozenset[str], frozenset[str]]:
    """Las palabras con que se cuentan personas y colectivos, en singular y en plural."""
    if not unidades:
        return frozenset(), frozenset()
    personas, colectivos = plegadas(unidades.personas) | set(_OTRAS_PERSONAS), plegadas(unidades.colectivos)
    return tuple(  # pyright: ignore[reportReturnType]
        frozenset(forma for palabra in todas for forma in (palabra, f"{palabra}s", f"{palabra}es"))
        for todas in (personas, colectivos)
    )


@lru_cache(maxsize=4096)
def clase_de_gente(palabra: str, unidades: Unidades) -> str:
    """«persona», «colectivo» o nada; acepta una errata en una palabra larga."""
    for clase, formas in zip(("persona", "colectivo"), _raices(unidades), strict=True):
        if palabra in formas:
            return clase
    if len(palabra) < _LARGO_CON_ERRATA - 1:
        return ""
    for clase, formas in zip(("persona", "colectivo"), _raices(unidades), strict=True):
        if any(len(f) >= _LARGO_CON_ERRATA and OSA.distance(palabra, f, score_cutoff=1) <= 1 for f in formas):
            return clase
    return ""


def gente_en(texto: str, unidades: Unidades) -> tuple[Gente, ...]:
    """La gente que se cuenta en un texto, en orden; las proporciones («3 de cada 10 niños») no cuentan a nadie."""
    return tuple(_Lector(texto, unidades).gente())


_EN_TOTAL = diferida(
    r"\ben total\s(?:son\s|unas?\s|unos\s)?(\d{1,3}(?:[ .,]\d{3}){1,2}|\d{1,7})"
    r"(?![\d.,]*\d)(?!\s(?!(?:en|por|al|para|durante|entre|y)\s)[a-z])"
)


def total_dicho(texto: str) -> int | None:
    """Cuántos son en todo el plazo, si se dice sin repetir quiénes: «90 gestantes por año, en total 135»."""
    dicho = _EN_TOTAL.search(plano(texto))
    return int(re.sub(r"\D", "", dicho[1])) if dicho else None


class _Lector:
    def __init__(self, texto: str, unidades: Unidades) -> None:
        self.texto, self.liso, self.unidades = texto, liso_de(texto), unidades
        self.trozos = trozos_de(texto)
        self.numeros = leer_numeros(texto)

    def gente(self) -> Iterator[Gente]:
        """Cada cifra con su unidad; lo que toca a cada grupo, multiplicado por los grupos si se dicen."""
        for lugar, numero in enumerate(self.numeros):
            if es_porcentaje(self.trozos, numero) or es_proporcion(self.trozos, self.numeros, lugar):
                continue
            una = self._una(numero)
            if una is None or _DE_CADA.match(self.liso, una.fin):
                continue
            if (parte := self._parte(lugar)) is not None:
                lecturas = (*(int(uno * parte) for uno in una.lecturas), *una.lecturas)
                una = replace(una, lecturas=lecturas, duda=Duda.MANERAS)
            yield self._por_cada(lugar, una) if not una.es_colectivo else una

    def _una(self, numero: Numero) -> Gente | None:
        enteras = [int(uno) for uno in numero.lecturas if uno == uno.to_integral_value() and uno > 0]
        # Las personas no se cuentan con decimales: «1.200 familias» son mil doscientas.
        if numero.duda is Duda.MANERAS and numero.escala == 1 and "." in self.trozos[numero.primera].texto:
            enteras = [max(enteras, default=0)]
        if not enteras or self._es_edad(numero):
            return None
        unidad, extranas = self._unidad(numero)
        if unidad is None:
            return None
        es_clara = len(enteras) == 1 and numero.duda in (Duda.NINGUNA, Duda.MANERAS)
        duda = Duda.NINGUNA if es_clara else numero.duda
        es_colectivo = clase_de_gente(unidad.texto, self.unidades) == "colectivo"
        dicha = self.texto[unidad.inicio : unidad.fin]
        return Gente(
            min(numero.inicio, unidad.inicio),
            max(numero.fin, unidad.fin),
            tuple(enteras),
            dicha,
            es_colectivo,
            duda,
            extrana=" ".join(extranas),
        )

    def _unidad(self, numero: Numero) -> tuple[Trozo | None, list[str]]:
        """La palabra que dice qué se cuenta y, en medio, lo que no se conoce."""
        extranas: list[str] = []
        for trozo in self.trozos[numero.siguiente : numero.siguiente + 4]:
            if clase_de_gente(trozo.texto, self.unidades):
                return trozo, extranas
            if (
                trozo.clase is not Clase.PALABRA
                or trozo.texto in TIEMPO
                or len(extranas) > 1
                or trozo.texto in _NO_UNEN
            ):
                break
            if trozo.texto not in _ADJETIVOS | APROXIMADAS:
                extranas.append(self.texto[trozo.inicio : trozo.fin])
        antes = self.trozos[max(0, numero.primera - 2) : numero.primera]
        con_rotulo = len(antes) == 2 and antes[1].texto in (":", "=") and clase_de_gente(antes[0].texto, self.unidades)
        return (antes[0], []) if con_rotulo else (None, [])  # «familias: 500»

    def _es_edad(self, numero: Numero) -> bool:
        return numero.siguiente < len(self.trozos) and self.trozos[numero.siguiente].texto in TIEMPO

    def _parte(self, lugar: int) -> Decimal | None:
        """«el 30% de 500 niños», «la mitad de 500 familias»: la parte de ellos que se dice."""
        numero, previo = self.numeros[lugar], self.numeros[lugar - 1] if lugar else None
        antes = [trozo.texto for trozo in self.trozos[max(0, numero.primera - 3) : numero.primera]]
        if "mitad" in antes and antes[-1:] in (["de"], ["las"], ["los"]):
            return Decimal("0.5")
        if (
            previo is None
            or not previo.lecturas
            or not es_porcentaje(self.trozos, previo)
            or numero.primera - previo.siguiente > 4
        ):
            return None
        return previo.lecturas[0] / 100 if antes[-1:] in (["de"], ["las"], ["los"], ["of"]) else None

    def _por_cada(self, lugar: int, una: Gente) -> Gente:
        """«12 comunidades con 30 familias cada una»: multiplicado; sin saber cuántas comunidades, se duda."""
        cada = _CADA.match(self.liso, una.fin) if una.fin < len(self.liso) else None
        cada_antes = re.search(r"\bcada\s+\w+\s+(?:\w+\s+){0,2}$", self.liso[max(0, una.inicio - 40) : una.inicio])
        de_que = next((uno for uno in cada.groups() if uno), "") if cada else ""
        if cada is not None and de_que and not self._es_grupo(de_que):
            cada = None
        if cada is None and cada_antes is None:
            return self._por_grupos(lugar, una)
        grupos = [
            n for n in self.numeros[max(0, lugar - _CERCA) : lugar] + self.numeros[lugar + 1 : lugar + 1 + _CERCA]
            if n.es_claro and (tras := self._tras(n)) is not None and self._es_grupo(tras)
            and (not de_que or tras[:5] == de_que[:5])
        ]  # fmt: skip
        una = replace(una, fin=cada.end() if cada else una.fin)
        if len(grupos) == 1:
            veces = int(grupos[0].lecturas[0])
            lugares = (una.inicio, una.fin, grupos[0].inicio, grupos[0].fin)
            lecturas = tuple(uno * veces for uno in una.lecturas)
            return replace(una, inicio=min(lugares), fin=max(lugares), lecturas=lecturas)
        return replace(una, duda=Duda.MANERAS)

    def _por_grupos(self, lugar: int, una: Gente) -> Gente:
        """«8 colegios x 120 alumnos», «40 jóvenes por año»: puede ser el total o lo de cada grupo."""
        if (periodo := _POR_PERIODO.match(self.liso, una.fin)) is not None:
            siguiente = self.numeros[lugar + 1] if lugar + 1 < len(self.numeros) else None
            veces = siguiente.lecturas if siguiente is not None and self._es_edad(siguiente) else ()
            totales = tuple(uno * int(vez) for uno in una.lecturas for vez in veces)
            return replace(una, fin=periodo.end(), lecturas=(*totales, *una.lecturas), duda=Duda.MANERAS)
        if (algo := _POR_ALGO.match(self.liso, una.fin)) is not None:  # «20 niños por aula en 6 aulas»
            cercanos = self.numeros[max(0, lugar - _CERCA) : lugar] + self.numeros[lugar + 1 : lugar + 1 + _CERCA]
            veces = [n for n in cercanos if n.es_claro and (self._tras(n) or "").startswith(algo[1])]
            totales = tuple(uno * int(veces[0].lecturas[0]) for uno in una.lecturas) if len(veces) == 1 else ()
            return replace(una, lecturas=(*totales, *una.lecturas), duda=Duda.MANERAS) if totales else una
        numero, previo = self.numeros[lugar], self.numeros[lugar - 1] if lugar else None
        if previo is not None and [t.texto for t in self.trozos[previo.siguiente : numero.primera]] == [","]:
            alternas = tuple(int(uno) for uno in previo.lecturas if uno == uno.to_integral_value())
            return replace(una, inicio=previo.inicio, lecturas=(*alternas, *una.lecturas), duda=Duda.RANGO)
        if previo is None or not previo.es_claro or numero.primera - previo.siguiente != 2:
            return una
        grupo, enlace = self.trozos[previo.siguiente : numero.primera]
        if enlace.texto not in ("x", "de", "*", "por") or not self._es_grupo(grupo.texto):
            return una
        totales = tuple(uno * int(previo.lecturas[0]) for uno in una.lecturas)
        return replace(una, inicio=previo.inicio, lecturas=(*totales, *una.lecturas), duda=Duda.MANERAS)

    def _tras(self, numero: Numero) -> str | None:
        sigue = self.trozos[numero.siguiente : numero.siguiente + 1]
        return sigue[0].texto if sigue and sigue[0].clase is Clase.PALABRA else None

    def _es_grupo(self, palabra: str) -> bool:
        singular = palabra.removesuffix("s")
        es_otro = any(palabra.startswith(otro) for otro in _OTROS_COLECTIVOS)
        return (
            es_otro
            or clase_de_gente(singular, self.unidades) == "colectivo"
            or clase_de_gente(palabra, self.unidades) == "colectivo"
        )


_NO_UNEN = frozenset("y o a en con para por que al del entre desde hasta and or for with soles dolares ni".split())


def decidir_gente(texto: str, dichas: Sequence[Gente]) -> tuple[tuple[int, str], ...]:
    """Cuántos son: la cifra y su unidad, o las que pueden ser; nada si no se dice."""
    if not dichas:
        return ()
    personas = [una for una in dichas if not una.es_colectivo]
    elegidas = personas or dichas[:1]
    primera, *otras = elegidas
    if primera.duda is not Duda.NINGUNA or primera.extrana:
        return tuple((uno, primera.unidad) for uno in primera.lecturas)
    suman: list[Gente] = [primera]
    for otra in otras:
        entre = liso_de(texto[suman[-1].fin : otra.inicio])
        es_otra_medida = _es_de_familias(primera) != _es_de_familias(otra)
        if _PARTE_DE.search(entre) or es_otra_medida or otra.lecturas == primera.lecturas:
            continue
        suman.append(otra)
    if len(suman) == 1:
        return ((primera.lecturas[0], primera.unidad),)
    unidad = primera.unidad if len({liso_de(una.unidad) for una in suman}) == 1 else "personas"
    total = sum(una.lecturas[0] for una in suman)
    return ((total, unidad), *((una.lecturas[0], una.unidad) for una in suman[:2]))


def es_seguro(dichas: Sequence[Gente]) -> bool:
    """Dice si la primera cifra de gente se entiende sin preguntar."""
    personas = [una for una in dichas if not una.es_colectivo] or list(dichas)
    return not personas or (personas[0].duda is Duda.NINGUNA and not personas[0].extrana)


def _es_de_familias(una: Gente) -> bool:
    return liso_de(una.unidad).startswith(_DE_FAMILIAS)
