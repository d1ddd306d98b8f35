"""Un número, del primer trozo al último: en cifras, con escala («250 mil») o en palabras.

Cada número lleva todas sus lecturas, y por qué hay más de una: un punto seguido de tres cifras («250.000»), un rango
(«entre diez y veinte mil») o una cifra a medias («mil y pico»). Elegir una en silencio puede equivocarse por mil.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from itertools import product

from bot.entrevista.valores.cifras.trozos import Clase, Trozo
from bot.entrevista.valores.cifras.vocabulario import EMPIEZAN, LUCAS, MIL, MILLON, VAGAS

ENTRE = frozenset({"entre", "between"})
ENLACES = frozenset({"y", "con", "and"})
_EMPIEZAN_NUMERO = frozenset({Clase.CIFRAS, Clase.NUMERO, Clase.ESCALA, Clase.PARTE})
_TRAS_DIEZ_Y = frozenset(map(Decimal, (6, 7, 8, 9)))
_CUARTO_EN_INGLES = "quarter"
_SIGUEN_A_CIFRAS = frozenset({Clase.ESCALA, Clase.PARTE, Clase.CENTIMOS})


class Duda(Enum):
    """Por qué un número tiene más de una lectura."""

    NINGUNA = auto()
    MANERAS = auto()
    RANGO = auto()
    VAGO = auto()
    DISTINTAS = auto()
    EXTRANA = auto()
    """Al lado hay una palabra que parece de número y no se sabe cuál es: «trenta y cinco mil»."""


@dataclass(frozen=True, slots=True)
class Numero:
    """Un número y su lugar: del trozo `primera` al anterior a `siguiente`, y de la letra `inicio` a `fin`.

    `escala`: la última dicha, o 1. `lecturas`: lo que puede valer; vacías si sus cifras están mal agrupadas.
    """

    primera: int
    siguiente: int
    inicio: int
    fin: int
    lecturas: tuple[Decimal, ...]
    escala: Decimal = Decimal(1)
    duda: Duda = Duda.NINGUNA
    en_cifras: bool = False

    @property
    def es_claro(self) -> bool:
        return len(self.lecturas) == 1 and self.duda is Duda.NINGUNA


def leer_numero(trozos: Sequence[Trozo], lugar: int) -> Numero | None:
    """El número que empieza en ese trozo; None si no empieza ninguno."""
    if trozos[lugar].clase not in _EMPIEZAN_NUMERO and trozos[lugar].texto != _CUARTO_EN_INGLES:
        return None
    return _solo(trozos, lugar) or _Lector(trozos, lugar).leer()


def _solo(trozos: Sequence[Trozo], lugar: int) -> Numero | None:
    """Unas cifras a las que nada se les agrega, que son casi todas; None si hay que leerlas despacio."""
    trozo, sigue = trozos[lugar], trozos[lugar + 1] if lugar + 1 < len(trozos) else None
    if trozo.clase is not Clase.CIFRAS or len(trozo.lecturas) != 1:
        return None
    if sigue is not None and (sigue.clase in _SIGUEN_A_CIFRAS or sigue.texto in ENLACES or sigue.texto == "/"):
        return None
    return Numero(lugar, lugar + 1, trozo.inicio, trozo.fin, trozo.lecturas, en_cifras=True)


class _Lector:
    """Un número que empieza en un trozo y va tomando los que le siguen."""

    def __init__(self, trozos: Sequence[Trozo], desde: int) -> None:
        self.trozos, self.desde, self.lugar = trozos, desde, desde
        self.duda = Duda.NINGUNA
        previas = [trozo.texto for trozo in trozos[max(0, desde - 3) : desde]]
        self.tras_entre = not ENTRE.isdisjoint(previas)

    def leer(self) -> Numero | None:
        """El número; None si ahí no empieza ninguno."""
        totales: tuple[Decimal, ...] = (Decimal(0),)
        escala_previa, escala = Decimal(0), Decimal(1)
        while True:
            tramo = self._tramo(escala_previa)
            if tramo is None:
                break
            lecturas, hasta = tramo
            veces, hasta = self._escalas(lecturas, hasta)
            if escala_previa and max((uno * vez for uno in lecturas for vez in veces), default=MILLON) >= escala_previa:
                break
            lecturas = tuple(dict.fromkeys(lectura for uno in lecturas for lectura in _escalar(uno, veces)))
            con_resto = tuple(total + uno for total, uno in product(totales, lecturas))
            if escala_previa and self._resto_dudoso(totales, lecturas, escala_previa, veces):
                es_palabra = self.trozos[hasta - 1].clase is Clase.NUMERO
                otra = tuple(total + uno * MIL for total, uno in product(totales, lecturas)) if es_palabra else totales
                con_resto, self.duda = con_resto + otra, Duda.MANERAS
            totales, self.lugar, escala = con_resto, hasta, max(veces)
            if escala == 1:
                break
            if vaga := self._cola(escala):
                totales = tuple(total + vaga for total in totales)
            escala_previa = escala
            if self.duda is Duda.VAGO:
                break
        if self.lugar == self.desde:
            return None
        totales = self._centimos(totales)
        if len(set(totales)) > 1 and self.duda is Duda.NINGUNA:
            self.duda = Duda.MANERAS
        primera, ultima = self.trozos[self.desde], self.trozos[self.lugar - 1]
        return Numero(
            self.desde,
            self.lugar,
            primera.inicio,
            ultima.fin,
            tuple(dict.fromkeys(totales)),
            max(escala, escala_previa, Decimal(1)),
            self.duda,
            en_cifras=primera.clase is Clase.CIFRAS,
        )

    def _es(self, lugar: int, *clases: Clase) -> bool:
        return lugar < len(self.trozos) and self.trozos[lugar].clase in clases

    def _dice(self, lugar: int, *textos: str) -> bool:
        return lugar < len(self.trozos) and self.trozos[lugar].texto in textos

    def _tramo(self, escala_previa: Decimal) -> tuple[tuple[Decimal, ...], int] | None:
        """Lo que va hasta una escala: sus lecturas y dónde acaba. Tras otra escala puede llevar un enlace."""
        lugar = self.lugar
        if escala_previa and not self.tras_entre and lugar < len(self.trozos) and self.trozos[lugar].texto in ENLACES:
            lugar += 1
        if not self._es(lugar, Clase.ESCALA):
            return self._parte(lugar, escala_previa) or self._cifras(lugar, escala_previa) or self._palabras(lugar)
        es_comienzo = not escala_previa and self.trozos[lugar].texto in EMPIEZAN
        es_mil = escala_previa > MIL and self.trozos[lugar].texto == "mil"
        return ((Decimal(1),), lugar) if es_comienzo or es_mil else None

    def _parte(self, lugar: int, escala_previa: Decimal) -> tuple[tuple[Decimal, ...], int] | None:
        """«medio millón», «un cuarto de millón», «tres cuartos de millón»."""
        veces = Decimal(1)
        if not escala_previa and self._es(lugar, Clase.NUMERO) and self._dice(lugar + 1, "cuarto", "cuartos"):
            veces, lugar = self.trozos[lugar].lecturas[0], lugar + 1
        if not escala_previa and (quebrado := self._quebrado(lugar)) is not None:
            return quebrado
        if escala_previa or not (self._es(lugar, Clase.PARTE) or self._dice(lugar, _CUARTO_EN_INGLES)):
            return None
        if self._dice(lugar, _CUARTO_EN_INGLES):
            siguiente = lugar + 1 + self._dice(lugar + 1, "of")
            siguiente += self._dice(siguiente, "a")
            return ((Decimal("0.25"),), siguiente) if self._es(siguiente, Clase.ESCALA) else None
        siguiente = lugar + 1 + self._dice(lugar + 1, "de", "a")
        return ((self.trozos[lugar].lecturas[0] * veces,), siguiente) if self._es(siguiente, Clase.ESCALA) else None

    def _quebrado(self, lugar: int) -> tuple[tuple[Decimal, ...], int] | None:
        """«1/2 millón», «3/4 de millón»."""
        if not (self._es(lugar, Clase.CIFRAS) and self._dice(lugar + 1, "/") and self._es(lugar + 2, Clase.CIFRAS)):
            return None
        arriba, abajo = (self.trozos[lugar + n].lecturas[:1] or (Decimal(0),) for n in (0, 2))
        siguiente = lugar + 3 + self._dice(lugar + 3, "de")
        if not 0 < arriba[0] < abajo[0] <= 10 or not self._es(siguiente, Clase.ESCALA):
            return None
        return (arriba[0] / abajo[0],), siguiente

    def _cifras(self, lugar: int, escala_previa: Decimal) -> tuple[tuple[Decimal, ...], int] | None:
        if not self._es(lugar, Clase.CIFRAS):
            return None
        cifras = self.trozos[lugar]
        if escala_previa and not cifras.lecturas:
            return None
        lecturas, lugar = cifras.lecturas, lugar + 1
        if self._es(lugar, Clase.PARTE) and not self.trozos[lugar].texto.isalpha():  # «1 ½ millones»
            return tuple(uno + self.trozos[lugar].lecturas[0] for uno in lecturas), lugar + 1
        sigue = self._dice(lugar, "y") and self._es(lugar + 1, Clase.CIFRAS) and self._es(lugar + 2, Clase.ESCALA)
        if sigue and not self.tras_entre and lecturas and lecturas[0] % 10 == 0 and 20 <= lecturas[0] < 100:
            unidad = self.trozos[lugar + 1].lecturas
            if unidad and unidad[0] < 10:  # «20 y 5 mil»
                return (lecturas[0] + unidad[0], unidad[0]), lugar + 2
        return self._y_medio(lecturas, lugar)

    def _palabras(self, lugar: int) -> tuple[tuple[Decimal, ...], int] | None:
        """«doscientos treinta y cinco», «tres cientos»: de mayor a menor, y nada más."""
        if not self._es(lugar, Clase.NUMERO):
            return None
        comienzo, suma, tope = lugar, Decimal(0), Decimal(1_000)
        while self._es(lugar, Clase.NUMERO) and self.trozos[lugar].lecturas[0] < tope:
            valor = self.trozos[lugar].lecturas[0]
            lugar += 1
            if self._es(lugar, Clase.CIENTOS) and valor < 10:
                valor, lugar = valor * 100, lugar + 1
            suma, tope = suma + valor, _tope_tras(valor)
            sigue = self._dice(lugar, "y", "i", "and") and self._es(lugar + 1, Clase.NUMERO)
            if sigue and valor == 10 and not self.tras_entre and self.trozos[lugar + 1].lecturas[0] in _TRAS_DIEZ_Y:
                tope = Decimal(10)  # «diez y ocho»
            if sigue and tope > 1 and self.trozos[lugar + 1].lecturas[0] < min(tope, Decimal(10)):
                lugar += 1
        if lugar == comienzo + 1 and self.trozos[comienzo].texto in ("un", "una", "uno", "one"):
            de_algo = self._es(lugar, Clase.ESCALA) or self._dice(lugar, "y", "and", "punto", "coma")
            if not de_algo:  # «un presupuesto de…»
                return None
        if self._dice(lugar, "punto", "coma", "point") and self._es(lugar + 1, Clase.NUMERO):
            decimal = self.trozos[lugar + 1].lecturas[0]  # «dos punto cinco millones»
            if decimal < 100 and self._es(lugar + 2, Clase.ESCALA):
                return (Decimal(f"{suma}.{decimal}"),), lugar + 2
        return self._y_medio((suma,), lugar)

    def _y_medio(self, lecturas: tuple[Decimal, ...], lugar: int) -> tuple[tuple[Decimal, ...], int]:
        """«tres y medio millones», «200 y pico mil»."""
        if not self._dice(lugar, "y", "and"):
            return lecturas, lugar
        parte = lugar + 1 + self._dice(lugar + 1, "a")
        if self._es(parte, Clase.PARTE) and self._es(parte + 1, Clase.ESCALA):
            return tuple(uno + self.trozos[parte].lecturas[0] for uno in lecturas), parte + 1
        if self._dice(lugar + 1, *VAGAS):
            self.duda = Duda.VAGO
            return lecturas, lugar + 2
        return lecturas, lugar

    def _escalas(self, lecturas: tuple[Decimal, ...], lugar: int) -> tuple[tuple[Decimal, ...], int]:
        """Por cuánto multiplican las escalas que siguen: «mil millones» es una sola."""
        veces: tuple[Decimal, ...] = (Decimal(1),)
        desde = lugar
        while True:
            aqui = lugar + (self._dice(lugar, "de") and lugar > desde)
            if not self._es(aqui, Clase.ESCALA) or (lugar > desde and max(self.trozos[aqui].lecturas) < max(veces)):
                return veces, lugar
            trozo = self.trozos[aqui]
            if trozo.texto in LUCAS and (lugar > desde or min(lecturas, default=MIL) >= MIL):
                return veces, aqui + 1
            veces = tuple(vez * uno for vez, uno in product(veces, trozo.lecturas))
            lugar = aqui + 1

    def _cola(self, escala: Decimal) -> Decimal:
        """«un millón y medio», «mil y pico»: lo que se agrega en partes de la escala."""
        if not self._dice(self.lugar, "y", "and"):
            return Decimal(0)
        if self._es(self.lugar + 1, Clase.PARTE) and not self._es(self.lugar + 2, Clase.ESCALA):
            parte = self.trozos[self.lugar + 1].lecturas[0]
            self.lugar += 2
            return parte * escala
        if self._dice(self.lugar + 1, *VAGAS) or (
            self._dice(self.lugar + 1, "un") and self._dice(self.lugar + 2, *VAGAS)
        ):
            self.lugar += 2 + self._dice(self.lugar + 1, "un")
            self.duda = Duda.VAGO
        return Decimal(0)

    def _resto_dudoso(
        self, totales: tuple[Decimal, ...], resto: tuple[Decimal, ...], escala: Decimal, veces: tuple[Decimal, ...]
    ) -> bool:
        """«un millón doscientos» puede ser un millón doscientos mil; «200 mil 18», otra cosa después."""
        if max(veces) > 1 or not resto:
            return False
        if escala == MILLON and resto[0] % 100 == 0 and resto[0] < MIL:
            return True
        es_de_cifras = any(trozo.clase is Clase.CIFRAS for trozo in self.trozos[self.lugar : self.lugar + 2])
        return es_de_cifras and escala == MIL and not (resto[0] >= 100 and totales[0] < 100 * MIL)

    def _centimos(self, totales: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
        lugar = self.lugar + self._dice(self.lugar, "con", "y")
        if not self._es(lugar, Clase.CENTIMOS):
            return totales
        self.lugar = lugar + 1
        return tuple(total + self.trozos[lugar].lecturas[0] for total in totales)


def _tope_tras(valor: Decimal) -> Decimal:
    """Menor que esto ha de ser lo que sigue: tras un ciento, una decena; tras una decena, una unidad."""
    if valor >= 100:
        return Decimal(100)
    return Decimal(10) if valor % 10 == 0 and valor >= 20 else Decimal(0)


def _escalar(valor: Decimal, veces: tuple[Decimal, ...]) -> Iterator[Decimal]:
    """«250,000 mil»: los miles pudieron decirse dos veces."""
    for vez in veces:
        if (vez > 1 and valor >= vez) or (vez == MILLON and valor >= 100 * MIL):
            yield valor
        yield valor * vez
