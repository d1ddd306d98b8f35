"""Lo que no puede cambiar de un texto a otro: números, nombres, negaciones, fuerza, condiciones y cantidades."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.entrevista.comprension.fidelidad.vocabulario import (
    CONDICIONAN,
    CUENTAN,
    DE_TODOS_LOS_DIAS,
    DERIVAN,
    DOS_PALABRAS_QUE_OBLIGAN,
    FUERZAS,
    NIEGAN,
    REPITEN,
)
from conocimiento.expresiones import diferida
from conocimiento.palabras import NUMEROS, UN_MES, VACIAS, plegar, raiz

_TROZO = diferida(r"\d+(?:[.,:/-]\d+)*|%|[^\W\d_]+(?:[-'’][^\W\d_]+)*|[.!?…:;\n]", re.UNICODE)
_CIERRA = frozenset(".!?…:;\n")
_UNA = frozenset({"un", "uno", "una"})
_SE_CUENTAN = frozenset(
    "ano anos mes meses dia dias semana semanas hora horas vez veces sol soles dolar dolares".split()
)
"""Tras «un» o «una», es un número: «un año» dice cuántos."""
_ESCALAS = frozenset("mil millon millones docena docenas decena decenas centenar centenares ciento par".split())
HASTA_REPETIR, HASTA_LO_NEGADO = 8, 5
"""Hasta cuántas palabras después un «ninguno» repite el «no», y hasta cuántas está lo que se niega."""
LETRAS_DE_UNA_FAMILIA = 5
"""Con tantas iguales al empezar, una raíz es de la misma familia que otra: «cumpl-a», «cumpl-imiento»."""
_MESES = frozenset(UN_MES.split("|"))


@dataclass(frozen=True, slots=True)
class Palabra:
    """Una palabra de un texto: como se escribió, plegada, su raíz y si pudo llevar mayúscula solo por empezar."""

    escrita: str
    plegada: str
    raiz: str
    inicio: int
    empieza: bool

    @property
    def es_numero(self) -> bool:
        """Si dice cuánto, en cifras o en letras."""
        letras = self.plegada in NUMEROS and self.plegada not in _UNA
        return self.plegada[:1].isdigit() or self.plegada == "%" or letras or self.plegada in _ESCALAS

    @property
    def es_sigla(self) -> bool:
        """Si va toda en mayúsculas: «APCI», «S.A.C.»."""
        return len(self.escrita) > 1 and self.escrita.isupper()

    @property
    def es_nombre(self) -> bool:
        """Si lleva mayúscula donde no la pide el comienzo de una oración, o es una sigla."""
        return self.escrita[:1].isupper() and (self.es_sigla or not self.empieza)

    @property
    def tiene_sentido(self) -> bool:
        """Si dice algo por sí sola: lo demás une, cuenta, niega o da fuerza."""
        vacia = self.plegada in VACIAS or self.plegada in NIEGAN | CONDICIONAN | CUENTAN or len(self.plegada) < 2
        return not (vacia or self.es_numero or self.raiz in DE_TODOS_LOS_DIAS or self.raiz in CON_FUERZA)


CON_FUERZA = frozenset[str]().union(*FUERZAS.values())


def palabras_de(texto: str) -> tuple[Palabra, ...]:
    """Las de un texto, en orden; los signos que cierran una oración dicen qué palabra empieza otra."""
    halladas: list[Palabra] = []
    empieza = True
    for hallado in _TROZO.finditer(texto):
        escrita = hallado.group()
        if escrita in _CIERRA:
            empieza = True
            continue
        plegada = plegar(escrita)
        halladas.append(Palabra(escrita, plegada, raiz(plegada), hallado.start(), empieza))
        empieza = False
    return tuple(halladas)


def numeros(dichas: Sequence[Palabra]) -> tuple[str, ...]:
    """Lo que se cuenta, con lo que se cuenta: «30 dia», «2030», «uno ano», «junio»."""
    return tuple(_numeros(dichas))


def _numeros(dichas: Sequence[Palabra]) -> Iterator[str]:
    for lugar, una in enumerate(dichas):
        sigue = dichas[lugar + 1] if lugar + 1 < len(dichas) else None
        if una.plegada in _MESES:
            yield una.plegada
        elif una.plegada in _UNA and sigue is not None and sigue.plegada in _SE_CUENTAN:
            yield f"1 {sigue.raiz}"
        elif una.es_numero:
            valor = str(NUMEROS[una.plegada]) if una.plegada in NUMEROS else una.plegada.replace(",", "")
            contada = sigue is not None and not sigue.es_numero and sigue.plegada not in VACIAS
            yield f"{valor} {sigue.raiz}" if contada and sigue is not None else valor


def nombres(dichas: Sequence[Palabra]) -> tuple[str, ...]:
    """Los nombres propios y las siglas, en orden."""
    return tuple(una.plegada for una in dichas if una.es_nombre)


def negaciones(dichas: Sequence[Palabra]) -> tuple[str, ...]:
    """Lo que se niega, en orden: la raíz de la palabra con sentido que sigue a cada «no», o nada si no sigue ninguna.

    «No obtiene ninguna exoneración» niega una vez: lo que repite un «no» no cuenta.
    """
    lugares = [lugar for lugar, una in enumerate(dichas) if una.plegada in NIEGAN]
    repiten = {
        otro for uno, otro in pairwise(lugares) if otro - uno <= HASTA_REPETIR and dichas[otro].plegada in REPITEN
    }
    return tuple(_lo_que_sigue(dichas, lugar) for lugar in lugares if lugar not in repiten)


def _lo_que_sigue(dichas: Sequence[Palabra], lugar: int) -> str:
    siguen = dichas[lugar + 1 : lugar + 1 + HASTA_LO_NEGADO]
    return next((una.raiz for una in siguen if una.tiene_sentido or una.raiz in CON_FUERZA), "")


def fuerzas(dichas: Sequence[Palabra]) -> tuple[str, ...]:
    """Las clases de fuerza con que se dice algo, cada vez y en orden: obliga, permite, recomienda, promete…"""
    return tuple(_fuerzas(dichas))


def _fuerzas(dichas: Sequence[Palabra]) -> Iterator[str]:
    for lugar, una in enumerate(dichas):
        yield from (clase for clase, raices in FUERZAS.items() if una.raiz in raices)
        if " ".join(otra.plegada for otra in dichas[lugar : lugar + 2]) in DOS_PALABRAS_QUE_OBLIGAN:
            yield "obliga"


def condiciones(dichas: Sequence[Palabra]) -> tuple[str, ...]:
    """De qué depende lo dicho, en orden."""
    return tuple(una.plegada for una in dichas if una.plegada in CONDICIONAN and una.escrita != "sí")


def cantidades(dichas: Sequence[Palabra]) -> tuple[str, ...]:
    """A cuántos alcanza, o cuánto, en orden: «todos», «solo», «máximo»."""
    return tuple(una.raiz for una in dichas if una.plegada in CUENTAN or una.raiz in CUENTAN)


def con_sentido(dichas: Sequence[Palabra]) -> tuple[str, ...]:
    """Las raíces de las palabras que dicen algo por sí solas, en orden."""
    return tuple(una.raiz for una in dichas if una.tiene_sentido)


def como_en(una: str, otras: Collection[str]) -> str:
    """La raíz de la misma familia que hay entre otras; la misma si no hay ninguna."""
    return una if una in otras else next((otra for otra in otras if son_de_una_familia(una, otra)), una)


def son_de_una_familia(una: str, otra: str) -> bool:
    """Si de una se hace la otra sin hablar de otra cosa: «cumpl» y «cumplimient», y no «comun» y «comunic»."""
    corta, larga = sorted((una, otra), key=len)
    return corta == larga or (
        len(corta) >= LETRAS_DE_UNA_FAMILIA and larga.startswith(corta) and larga.removeprefix(corta) in DERIVAN
    )
