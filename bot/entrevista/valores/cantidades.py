"""Los números de un texto, en cifras, con escala («250 mil») o en palabras, y el tipo «entero».

Cada número lleva todas sus lecturas: un punto seguido de tres cifras («250.000») es ambiguo, y elegir una en
silencio puede equivocarse por mil.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.entrevista.esquema import Campo
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.definicion import Tipo, TipoDeCampo
from bot.entrevista.valores.lectura import Entorno, Explicacion, Lectura, Valido
from conocimiento.palabras import NUMEROS, plano

ESCALAS = {
    "mil": 1_000,
    "miles": 1_000,
    "k": 1_000,
    "millon": 1_000_000,
    "millones": 1_000_000,
    "m": 1_000_000,
    "mm": 1_000_000,
}
_MITAD = Decimal("0.5")
_FICHA = re.compile(r"\d+(?:[.,' ]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[a-z]+")


@dataclass(frozen=True, slots=True)
class Cantidad:
    """Un número hallado en un texto, con todas sus lecturas posibles."""

    lecturas: tuple[Decimal, ...]


def cantidades(texto: str) -> list[Cantidad]:
    """Encuentra los números de un texto: en cifras, con escala («250 mil») o en palabras."""
    fichas = _FICHA.findall(plano(texto))
    halladas: list[Cantidad] = []
    desde = 0
    while desde < len(fichas):
        lector = _Lector(fichas, desde)
        while usadas := lector.avanzar():
            lector.lugar += usadas
        if lector.lugar:
            halladas.append(Cantidad(lector.lecturas()))
        desde += lector.lugar or 1
    return halladas


def leer_entero(texto: str, minimo: int = 0, maximo: int = 1_000_000_000) -> Lectura:
    """Lee una cantidad sola: «300», «1,200», «12 mil»."""
    halladas = cantidades(texto)
    if len(halladas) != 1 or len(halladas[0].lecturas) != 1:
        return Explicacion("necesito un solo número, sin decimales")
    numero = halladas[0].lecturas[0]
    if numero != numero.to_integral_value():
        return Explicacion("necesito un número sin decimales", str(numero))
    if not minimo <= numero <= maximo:
        return Explicacion(f"debe estar entre {minimo} y {maximo}", str(numero))
    return Valido(int(numero), f"{int(numero):,}")


def mostrar_entero(valor: Valor) -> str:
    """Con comas de miles."""
    return f"{valor:,}" if isinstance(valor, int) else str(valor)


def _es_su_cifra(campo: Campo, texto: str, _entorno: Entorno) -> bool:
    """«mes 1», no «300 familias»."""
    nombres = "|".join(re.escape(plano(nombre)) for nombre in (campo.rotulo, *campo.variantes))
    return re.fullmatch(rf"(?:(?:el|en\s+el)\s++)?(?:{nombres})?\s*+\d+", plano(texto)) is not None


@dataclass(slots=True)
class _Lector:
    """Una cantidad que empieza en la ficha `desde` y de la que ya se leyeron `lugar` fichas.

    `totales`: lo que ya cerró una escala («doscientos mil»). `tramo`: lo que va desde ella, o None si aún nada.
    `escala`: la última dicha, o 0. Los dos primeros llevan todas las lecturas posibles.
    """

    fichas: list[str]
    desde: int
    lugar: int = 0
    totales: tuple[Decimal, ...] = (Decimal(0),)
    tramo: tuple[Decimal, ...] | None = None
    escala: int = 0

    def avanzar(self) -> int:
        """Toma lo que sigue y dice cuántas fichas son; 0 si ya no es de la cantidad."""
        aqui = self.desde + self.lugar
        match self.fichas[aqui : aqui + 3]:
            case ["medio" | "media", escala, *_] if escala in ESCALAS and not self.lugar:  # «medio millón»
                self.tramo = (_MITAD,)
            case ["y", "medio" | "media", escala] if escala in ESCALAS and self.tramo:  # «tres y medio millones»
                self.tramo = tuple(valor + _MITAD for valor in self.tramo)
                return 2
            case ["y", "medio" | "media", *_] if self.escala and self.tramo is None:  # «un millón y medio»
                self.totales = tuple(total + Decimal(self.escala) / 2 for total in self.totales)
                return 2
            case ["y", palabra, *_] if palabra in NUMEROS and (self.tramo or self.escala):  # «treinta y cinco»
                pass
            case ["un" | "una" | "uno", otra, *_] if otra not in ESCALAS and self.tramo is None:  # «un presupuesto de…»
                return 0
            case [palabra, *_] if palabra in NUMEROS and self._admite_palabras():
                self.tramo = tuple(valor + NUMEROS[palabra] for valor in self.tramo or (Decimal(0),))
            case [cifras, *_] if cifras[0].isdigit() and self._admite_cifras(cifras):
                self.tramo = _lecturas(cifras)
            case [escala, *_] if escala in ESCALAS and (self.tramo or self._empieza_con(escala)):  # «250 mil», «mil»
                self._escalar(ESCALAS[escala])
            case _:
                return 0
        return 1

    def lecturas(self) -> tuple[Decimal, ...]:
        """Lo que puede valer lo leído."""
        return tuple(total + valor for total in self.totales for valor in self.tramo or (Decimal(0),))

    @property
    def _ultima(self) -> str:
        return self.fichas[self.desde + self.lugar - 1]

    def _admite_palabras(self) -> bool:
        """Ni tras un decimal («dos y medio tres») ni tras unas cifras sin escala («5 tres»)."""
        es_entero = self.tramo is None or self.tramo[0] == self.tramo[0].to_integral_value()
        tras_cifras = self.lugar > 0 and self._ultima[0].isdigit()
        return es_entero and (self.escala > 0 or not tras_cifras)

    def _admite_cifras(self, cifras: str) -> bool:
        """Unas solas; tras una escala, lo que completa el millar: «2 millones 300 mil»."""
        return self.tramo is None and (not self.escala or len(cifras) <= 3)

    def _empieza_con(self, escala: str) -> bool:
        return not self.lugar and escala in ("mil", "millon")

    def _escalar(self, escala: int) -> None:
        """«doscientos mil millones»: una escala mayor multiplica todo lo anterior; una menor se suma."""
        tramo = self.tramo or (Decimal(1),)
        if escala == 1_000 and self.tramo and min(self.tramo) >= 1_000 and self._ultima[0].isdigit():
            tramo = (*(valor / 1_000 for valor in tramo), *tramo)  # «250,000 mil»: los miles se dijeron dos veces
        multiplica_todo = 0 < self.escala <= escala
        self.totales = tuple(
            (total + valor) * escala if multiplica_todo else total + valor * escala
            for total in self.totales
            for valor in tramo
        )
        self.tramo, self.escala = None, escala


def _lecturas(cifras: str) -> tuple[Decimal, ...]:
    """Las lecturas posibles de un número en cifras; más de una si es ambiguo."""
    cifras = cifras.replace("'", "").replace(" ", "")
    puntos, comas = cifras.count("."), cifras.count(",")
    if puntos and comas:
        decimal = max(cifras.rfind("."), cifras.rfind(","))
        entero, resto = re.sub(r"[.,]", "", cifras[:decimal]), cifras[decimal + 1 :]
        if len(resto) == 3:  # «1,200.000» mezcla dos costumbres: puede ser mil doscientos o un millón doscientos mil
            return Decimal(entero + resto), Decimal(f"{entero}.{resto}")
        return (Decimal(f"{entero}.{resto}"),)
    if puntos > 1 or comas > 1:
        return (Decimal(re.sub(r"[.,]", "", cifras)),)
    if puntos:
        entero, resto = cifras.split(".")
        if len(resto) == 3 and entero.strip("0") and len(entero) <= 3:
            return Decimal(entero + resto), Decimal(entero) + Decimal(f"0.{resto}")
        return (Decimal(cifras),)
    if comas:
        entero, resto = cifras.split(",")
        if len(resto) == 3 and entero.strip("0"):
            return (Decimal(entero + resto),)
        return (Decimal(f"{entero}.{resto}"),)
    return (Decimal(cifras),)


TIPOS = {
    "entero": Tipo(
        leer=lambda pregunta, texto, _: leer_entero(texto, pregunta.minimo or 0, pregunta.maximo or 1_000_000_000),
        muestra=lambda pregunta, _: pregunta.maximo or 300,
        mostrar=lambda _, valor, __: mostrar_entero(valor),
        con_numero=lambda numero: numero,
        minutos=0.2,
        es_estricto=True,
        es_dato=True,
    ),
}

CAMPOS = {
    "entero": TipoDeCampo(
        leer=lambda _, texto, __: leer_entero(texto),
        muestra=lambda _, muestra: muestra.variante % 12 + 1,
        mostrar=lambda _, valor: mostrar_entero(valor),
        reconoce=_es_su_cifra,
    ),
}
