"""Los números de un texto, en cifras, con escala («250 mil») o en palabras: el único lector que los lee.

Cada número lleva todas sus lecturas, y por qué hay más de una: un punto seguido de tres cifras («250.000»), un rango
(«entre diez y veinte mil») o una cifra a medias («mil y pico»). Elegir una en silencio puede equivocarse por mil.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from itertools import product

from bot.entrevista.valores.cifras.fichas import Clase, Ficha, fichas_de
from bot.entrevista.valores.cifras.vocabulario import APROXIMADAS, EMPIEZAN, LUCAS, MIL, MILLON, VAGAS, parece_numero
from conocimiento.palabras import VACIAS

_ENTRE = frozenset({"entre", "between"})
_HASTA = frozenset({"a", "-", "o", "u", "hasta", "to", "or", "/", "ó"})
_QUIZA = frozenset("quiza quizas tal vez talvez incluso mejor hasta mas bien si maximo minimo como mucho de".split())
_ENLACES = frozenset({"y", "con", "and"})
_EMPIEZAN_NUMERO = frozenset({Clase.CIFRAS, Clase.NUMERO, Clase.ESCALA, Clase.PARTE})
_CUARTO_EN_INGLES = "quarter"
_SIGUEN_A_CIFRAS = frozenset({Clase.ESCALA, Clase.PARTE, Clase.CENTIMOS})
_CORRIENTES = frozenset(
    "seria monto costo total pone ponen dona paga fondo vale valen suma suman meta maso cada hacen".split()
)
_APROXIMAN = APROXIMADAS - {"mas"}
_MEDIO_MAXIMO = 8
"""Fichas que puede haber entre los dos extremos de un rango."""


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
    """Un número y su lugar: de la ficha `primera` a la anterior a `siguiente`, y de la letra `inicio` a `fin`.

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


def numeros_en(fichas: Sequence[Ficha]) -> tuple[Numero, ...]:
    """Los números de unas fichas, en orden; dos que forman un rango, o el mismo dos veces, son uno."""
    sueltos: list[Numero] = []
    lugar = 0
    while lugar < len(fichas):
        if fichas[lugar].clase not in _EMPIEZAN_NUMERO and fichas[lugar].texto != _CUARTO_EN_INGLES:
            lugar += 1
            continue
        numero = _solo(fichas, lugar) or _Lector(fichas, lugar).leer()
        if numero is not None:
            sueltos.append(numero)
        lugar = numero.siguiente if numero is not None else lugar + 1
    return tuple(_juntar(fichas, [_con_sospecha(fichas, uno) for uno in sueltos]))


def extrana_junto_a(fichas: Sequence[Ficha], numero: Numero) -> Ficha | None:
    """La palabra que parece de número y está pegada a uno, sin contar una «y»; None si no hay."""
    antes, despues = numero.primera - 1, numero.siguiente
    antes -= antes > 0 and fichas[antes].texto in _ENLACES
    despues += despues < len(fichas) and fichas[despues].texto in _ENLACES
    sin_cuantos = fichas[numero.primera].clase is Clase.ESCALA and antes == numero.primera - 1 >= 0
    if sin_cuantos and _es_corta_y_rara(fichas[antes]):  # «sies mil»
        return fichas[antes]
    if antes >= 0 and fichas[antes].clase is Clase.PALABRA and parece_numero(fichas[antes].texto):
        return fichas[antes]
    # Detrás, solo si le sigue una escala: «dos millones quinetos mil»; «100 docentes» no es un número a medias.
    sigue_escala = despues + 1 < len(fichas) and fichas[despues + 1].clase is Clase.ESCALA
    if sigue_escala and fichas[despues].clase is Clase.PALABRA and parece_numero(fichas[despues].texto):
        return fichas[despues]
    return None


def _es_corta_y_rara(ficha: Ficha) -> bool:
    """Una palabra como un número de los pequeños, y que no es de las que van delante de cualquier cosa."""
    es_corriente = ficha.texto in VACIAS or ficha.texto in APROXIMADAS or ficha.texto in _CORRIENTES
    return ficha.clase is Clase.PALABRA and 3 <= len(ficha.texto) <= 5 and not es_corriente


def _con_sospecha(fichas: Sequence[Ficha], numero: Numero) -> Numero:
    return numero if extrana_junto_a(fichas, numero) is None else replace(numero, duda=Duda.EXTRANA)


def _solo(fichas: Sequence[Ficha], lugar: int) -> Numero | None:
    """Unas cifras a las que nada se les agrega, que son casi todas; None si hay que leerlas despacio."""
    ficha, sigue = fichas[lugar], fichas[lugar + 1] if lugar + 1 < len(fichas) else None
    if ficha.clase is not Clase.CIFRAS or len(ficha.lecturas) != 1:
        return None
    if sigue is not None and (sigue.clase in _SIGUEN_A_CIFRAS or sigue.texto in _ENLACES or sigue.texto == "/"):
        return None
    return Numero(lugar, lugar + 1, ficha.inicio, ficha.fin, ficha.lecturas, en_cifras=True)


def leer_numeros(texto: str) -> tuple[Numero, ...]:
    """Los números de un texto."""
    return numeros_en(fichas_de(texto))


class _Lector:
    """Un número que empieza en una ficha y de la que se van leyendo las que le siguen."""

    def __init__(self, fichas: Sequence[Ficha], desde: int) -> None:
        self.fichas, self.desde, self.lugar = fichas, desde, desde
        self.duda = Duda.NINGUNA
        previas = [ficha.texto for ficha in fichas[max(0, desde - 3) : desde]]
        self.tras_entre = not _ENTRE.isdisjoint(previas)

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
                es_palabra = self.fichas[hasta - 1].clase is Clase.NUMERO
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
        primera, ultima = self.fichas[self.desde], self.fichas[self.lugar - 1]
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
        return lugar < len(self.fichas) and self.fichas[lugar].clase in clases

    def _dice(self, lugar: int, *textos: str) -> bool:
        return lugar < len(self.fichas) and self.fichas[lugar].texto in textos

    def _tramo(self, escala_previa: Decimal) -> tuple[tuple[Decimal, ...], int] | None:
        """Lo que va hasta una escala: sus lecturas y dónde acaba. Tras otra escala puede llevar un enlace."""
        lugar = self.lugar
        if escala_previa and not self.tras_entre and lugar < len(self.fichas) and self.fichas[lugar].texto in _ENLACES:
            lugar += 1
        if not self._es(lugar, Clase.ESCALA):
            return self._parte(lugar, escala_previa) or self._cifras(lugar, escala_previa) or self._palabras(lugar)
        es_comienzo = not escala_previa and self.fichas[lugar].texto in EMPIEZAN
        es_mil = escala_previa > MIL and self.fichas[lugar].texto == "mil"
        return ((Decimal(1),), lugar) if es_comienzo or es_mil else None

    def _parte(self, lugar: int, escala_previa: Decimal) -> tuple[tuple[Decimal, ...], int] | None:
        """«medio millón», «un cuarto de millón», «tres cuartos de millón»."""
        veces = Decimal(1)
        if not escala_previa and self._es(lugar, Clase.NUMERO) and self._dice(lugar + 1, "cuarto", "cuartos"):
            veces, lugar = self.fichas[lugar].lecturas[0], lugar + 1
        if not escala_previa and (quebrado := self._quebrado(lugar)) is not None:
            return quebrado
        if escala_previa or not (self._es(lugar, Clase.PARTE) or self._dice(lugar, _CUARTO_EN_INGLES)):
            return None
        if self._dice(lugar, _CUARTO_EN_INGLES):
            siguiente = lugar + 1 + self._dice(lugar + 1, "of")
            siguiente += self._dice(siguiente, "a")
            return ((Decimal("0.25"),), siguiente) if self._es(siguiente, Clase.ESCALA) else None
        siguiente = lugar + 1 + self._dice(lugar + 1, "de", "a")
        return ((self.fichas[lugar].lecturas[0] * veces,), siguiente) if self._es(siguiente, Clase.ESCALA) else None

    def _quebrado(self, lugar: int) -> tuple[tuple[Decimal, ...], int] | None:
        """«1/2 millón», «3/4 de millón»."""
        if not (self._es(lugar, Clase.CIFRAS) and self._dice(lugar + 1, "/") and self._es(lugar + 2, Clase.CIFRAS)):
            return None
        arriba, abajo = (self.fichas[lugar + n].lecturas[:1] or (Decimal(0),) for n in (0, 2))
        siguiente = lugar + 3 + self._dice(lugar + 3, "de")
        if not 0 < arriba[0] < abajo[0] <= 10 or not self._es(siguiente, Clase.ESCALA):
            return None
        return (arriba[0] / abajo[0],), siguiente

    def _cifras(self, lugar: int, escala_previa: Decimal) -> tuple[tuple[Decimal, ...], int] | None:
        if not self._es(lugar, Clase.CIFRAS):
            return None
        cifras = self.fichas[lugar]
        if escala_previa and not cifras.lecturas:
            return None
        lecturas, lugar = cifras.lecturas, lugar + 1
        if self._es(lugar, Clase.PARTE) and not self.fichas[lugar].texto.isalpha():  # «1 ½ millones»
            return tuple(uno + self.fichas[lugar].lecturas[0] for uno in lecturas), lugar + 1
        sigue = self._dice(lugar, "y") and self._es(lugar + 1, Clase.CIFRAS) and self._es(lugar + 2, Clase.ESCALA)
        if sigue and not self.tras_entre and lecturas and lecturas[0] % 10 == 0 and 20 <= lecturas[0] < 100:
            unidad = self.fichas[lugar + 1].lecturas
            if unidad and unidad[0] < 10:  # «20 y 5 mil»
                return (lecturas[0] + unidad[0], unidad[0]), lugar + 2
        return self._y_medio(lecturas, lugar)

    def _palabras(self, lugar: int) -> tuple[tuple[Decimal, ...], int] | None:
        """«doscientos treinta y cinco», «tres cientos»: de mayor a menor, y nada más."""
        if not self._es(lugar, Clase.NUMERO):
            return None
        comienzo, suma, tope = lugar, Decimal(0), Decimal(1_000)
        while self._es(lugar, Clase.NUMERO) and self.fichas[lugar].lecturas[0] < tope:
            valor = self.fichas[lugar].lecturas[0]
            lugar += 1
            if self._es(lugar, Clase.CIENTOS) and valor < 10:
                valor, lugar = valor * 100, lugar + 1
            suma, tope = suma + valor, _tope_tras(valor)
            sigue = self._dice(lugar, "y", "i", "and") and self._es(lugar + 1, Clase.NUMERO)
            if sigue and tope > 1 and self.fichas[lugar + 1].lecturas[0] < min(tope, Decimal(10)):
                lugar += 1
        if lugar == comienzo + 1 and self.fichas[comienzo].texto in ("un", "una", "uno", "one"):
            de_algo = self._es(lugar, Clase.ESCALA) or self._dice(lugar, "y", "and", "punto", "coma")
            if not de_algo:  # «un presupuesto de…»
                return None
        if self._dice(lugar, "punto", "coma", "point") and self._es(lugar + 1, Clase.NUMERO):
            decimal = self.fichas[lugar + 1].lecturas[0]  # «dos punto cinco millones»
            if decimal < 100 and self._es(lugar + 2, Clase.ESCALA):
                return (Decimal(f"{suma}.{decimal}"),), lugar + 2
        return self._y_medio((suma,), lugar)

    def _y_medio(self, lecturas: tuple[Decimal, ...], lugar: int) -> tuple[tuple[Decimal, ...], int]:
        """«tres y medio millones», «200 y pico mil»."""
        if not self._dice(lugar, "y", "and"):
            return lecturas, lugar
        parte = lugar + 1 + self._dice(lugar + 1, "a")
        if self._es(parte, Clase.PARTE) and self._es(parte + 1, Clase.ESCALA):
            return tuple(uno + self.fichas[parte].lecturas[0] for uno in lecturas), parte + 1
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
            if not self._es(aqui, Clase.ESCALA) or (lugar > desde and max(self.fichas[aqui].lecturas) < max(veces)):
                return veces, lugar
            ficha = self.fichas[aqui]
            if ficha.texto in LUCAS and (lugar > desde or min(lecturas, default=MIL) >= MIL):
                return veces, aqui + 1
            veces = tuple(vez * uno for vez, uno in product(veces, ficha.lecturas))
            lugar = aqui + 1

    def _cola(self, escala: Decimal) -> Decimal:
        """«un millón y medio», «mil y pico»: lo que se agrega en partes de la escala."""
        if not self._dice(self.lugar, "y", "and"):
            return Decimal(0)
        if self._es(self.lugar + 1, Clase.PARTE) and not self._es(self.lugar + 2, Clase.ESCALA):
            parte = self.fichas[self.lugar + 1].lecturas[0]
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
        es_de_cifras = any(ficha.clase is Clase.CIFRAS for ficha in self.fichas[self.lugar : self.lugar + 2])
        return es_de_cifras and escala == MIL and not (resto[0] >= 100 and totales[0] < 100 * MIL)

    def _centimos(self, totales: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
        lugar = self.lugar + self._dice(self.lugar, "con", "y")
        if not self._es(lugar, Clase.CENTIMOS):
            return totales
        self.lugar = lugar + 1
        return tuple(total + self.fichas[lugar].lecturas[0] for total in totales)


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


def _juntar(fichas: Sequence[Ficha], sueltos: Sequence[Numero]) -> Iterator[Numero]:
    """Los números, con los rangos y lo dicho dos veces («veinticuatro (24)») como uno solo."""
    previo: Numero | None = None
    for numero in sueltos:
        junto = _repetido(fichas, previo, numero) or _rango(fichas, previo, numero) if previo else None
        if previo is not None and junto is None:
            yield previo
        previo = junto or numero
    if previo is not None:
        yield previo


def _repetido(fichas: Sequence[Ficha], uno: Numero, otro: Numero) -> Numero | None:
    """El mismo número otra vez entre paréntesis; si no es el mismo, valen los dos y se duda."""
    if otro.primera != uno.siguiente + 1 or fichas[uno.siguiente].texto != "(":
        return None
    despues = fichas[otro.siguiente].texto if otro.siguiente < len(fichas) else ""
    if despues != ")" or uno.en_cifras == otro.en_cifras:
        return None
    fin = {"siguiente": otro.siguiente + 1, "fin": fichas[otro.siguiente].fin}
    comunes = tuple(a for a in uno.lecturas for b in otro.lecturas if int(a) == int(b))
    if comunes:
        return replace(uno, lecturas=comunes, duda=Duda.NINGUNA, **fin)
    return replace(uno, lecturas=uno.lecturas + otro.lecturas, duda=Duda.DISTINTAS, **fin)


def _rango(fichas: Sequence[Ficha], uno: Numero, otro: Numero) -> Numero | None:
    """«10 a 20 mil», «entre diez y veinte mil», «10 mil o 20 mil»: un número con dos lecturas."""
    if not 0 < otro.primera - uno.siguiente <= _MEDIO_MAXIMO:
        return None
    medio = [ficha for ficha in fichas[uno.siguiente : otro.primera] if ficha.clase is not Clase.MONEDA]
    textos = [ficha.texto for ficha in medio if ficha.texto not in _APROXIMAN]
    antes = {ficha.texto for ficha in fichas[max(0, uno.primera - 4) : uno.primera]}
    con_y = textos[:1] in (["y"], ["and"]) and not _ENTRE.isdisjoint(antes)
    es_tope = textos[:1] in (["y"], ["pero"]) and textos[1:2] in (["hasta"], ["maximo"])
    if not textos or len(textos) > 4 or not (textos[0] in _HASTA or con_y or es_tope):
        return None
    if not set(textos[1:]) <= _QUIZA or not uno.lecturas or not otro.lecturas:
        return None
    bajas = uno.lecturas
    if uno.escala < otro.escala and max(bajas) < otro.escala:
        escala = otro.escala if max(bajas) * otro.escala <= max(otro.lecturas) else otro.escala / MIL
        bajas = tuple(baja * escala for baja in bajas) if escala > 1 else bajas
    if textos[0] not in ("o", "or", "u") and min(bajas) >= max(otro.lecturas):
        return None
    return replace(
        uno,
        siguiente=otro.siguiente,
        fin=otro.fin,
        lecturas=tuple(dict.fromkeys((*bajas, *otro.lecturas))),
        escala=max(uno.escala, otro.escala),
        duda=Duda.RANGO,
    )
