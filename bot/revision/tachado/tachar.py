"""El tachado: quita de un texto los datos personales y los sustituye por seudónimos estables.

Primero, los valores que la entrevista guardó; después, lo que se reconoce por su forma. El mismo dato
tiene el mismo seudónimo en toda la exportación y otro distinto en la siguiente: depende de su sal.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.revision.tachado.conocidos import (
    ENTIDAD,
    PERSONA,
    Buscados,
    Conocido,
    Publico,
    clave_de,
    formas_de,
    sueltas_de,
)
from bot.revision.tachado.patrones import reconocer
from bot.revision.tachado.texto import Alineado, alinear, alinear_sin_cortes

POLITICA = "seudonimos/1"
SIN_REDACTAR = "sin-redactar"


@dataclass(frozen=True, slots=True)
class Tachado:
    """Un seudónimo puesto en [inicio, fin) del texto ya tachado."""

    inicio: int
    fin: int
    tipo: str
    seudonimo: str


@dataclass(frozen=True, slots=True)
class _Hallado:
    inicio: int
    fin: int
    tipo: str
    seudonimo: str


def seudonimo(sal: bytes, tipo: str, clave: str, cifras: int = 8) -> str:
    """Devuelve «TIPO-» y unas cifras hexadecimales del HMAC-SHA256 del dato."""
    resumen = hmac.new(sal, f"{tipo}:{clave}".encode(), hashlib.sha256).hexdigest()
    return f"{tipo}-{resumen[:cifras].upper()}"


class Tachador:
    """Tacha textos con los valores conocidos de todas las entrevistas."""

    def __init__(self, sal: bytes, publico: Publico, conocidos: Iterable[Conocido]) -> None:
        self._sal = sal
        self._buscados = Buscados()
        for conocido in conocidos:
            nombre = seudonimo(sal, conocido.tipo, clave_de(conocido))
            for forma in formas_de(conocido):
                if len(forma) > 2 and not publico.es_publica(forma):
                    self._buscados.agregar(forma, (conocido.tipo, nombre))
        self._recordar = lru_cache(maxsize=20_000)(self._tachar_sin_nombres)

    def organizacion(self, nombre: str) -> str:
        """Devuelve el seudónimo de una organización."""
        return seudonimo(self._sal, ENTIDAD, clave_de(Conocido(ENTIDAD, nombre)))

    def tachar(self, texto: str, propios: Iterable[Conocido] = ()) -> tuple[str, tuple[Tachado, ...]]:
        """Devuelve el texto ya tachado y cada tachado. `propios`: los valores de esta misma conversación."""
        sueltas = {raiz: conocido for conocido in propios for raiz in sueltas_de(conocido)}
        return self._aplicar(texto, sueltas) if sueltas else self._recordar(texto)

    def _tachar_sin_nombres(self, texto: str) -> tuple[str, tuple[Tachado, ...]]:
        return self._aplicar(texto, {})

    def _aplicar(self, texto: str, sueltas: dict[str, Conocido]) -> tuple[str, tuple[Tachado, ...]]:
        hallados: list[_Hallado] = []
        for alineado in (alinear(texto), *alinear_sin_cortes(texto)):
            hallados += self._conocidos(alineado)
            if sueltas:
                hallados += self._nombres(texto, alineado, sueltas)
        for uno in reconocer(texto):
            hallados.append(_Hallado(uno.inicio, uno.fin, uno.tipo, seudonimo(self._sal, uno.tipo, uno.clave)))
        return _sustituir(texto, hallados) if hallados else (texto, ())

    def _conocidos(self, alineado: Alineado) -> Iterable[_Hallado]:
        for desde, hasta, (tipo, nombre) in self._buscados.buscar(alineado.raices):
            inicio, fin = alineado.tramo(desde + 1, hasta - 2)
            yield _Hallado(inicio, fin, tipo, nombre)

    def _nombres(self, texto: str, alineado: Alineado, sueltas: dict[str, Conocido]) -> Iterable[_Hallado]:
        for raiz, (inicio, fin) in zip(alineado.raices.split(), alineado.tramos, strict=True):
            conocido = sueltas.get(raiz)
            if conocido is not None and texto[inicio].isupper():
                yield _Hallado(inicio, fin, PERSONA, seudonimo(self._sal, PERSONA, clave_de(conocido)))


def _sustituir(texto: str, hallados: list[_Hallado]) -> tuple[str, tuple[Tachado, ...]]:
    """Sustituye cada grupo de tramos que se tocan; manda el más largo y, a igual largo, el primero."""
    hallados.sort(key=lambda uno: (uno.inicio, uno.inicio - uno.fin))
    partes: list[str] = []
    tachados: list[Tachado] = []
    desde = largo = 0
    lugar = 0
    while lugar < len(hallados):
        elegido, inicio, fin = hallados[lugar], hallados[lugar].inicio, hallados[lugar].fin
        lugar += 1
        while lugar < len(hallados) and hallados[lugar].inicio < fin:
            otro = hallados[lugar]
            fin = max(fin, otro.fin)
            if otro.fin - otro.inicio > elegido.fin - elegido.inicio:
                elegido = otro
            lugar += 1
        partes += (texto[desde:inicio], elegido.seudonimo)
        largo += inicio - desde
        tachados.append(Tachado(largo, largo + len(elegido.seudonimo), elegido.tipo, elegido.seudonimo))
        largo += len(elegido.seudonimo)
        desde = fin
    partes.append(texto[desde:])
    return "".join(partes), tuple(tachados)
