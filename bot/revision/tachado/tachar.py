"""El tachado: quita de un texto los datos personales y los sustituye por seudónimos estables.

Primero, los valores que la entrevista guardó; después, lo que se reconoce por su forma, hasta que no queda nada que
reconocer. El mismo dato tiene el mismo seudónimo en toda la exportación y otro en la siguiente: depende de su sal.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.entrevista.esquema import FormaDeDato
from bot.revision.tachado.conocidos import ENTIDAD, PERSONA, Buscados, Conocido, Publico, clave_de, formas_de
from bot.revision.tachado.formas.normal import HUECO, Normal, normalizar
from bot.revision.tachado.formas.reconocer import reconocer
from bot.revision.tachado.nombres import Erratas, Nombres, basta
from bot.revision.tachado.texto import Alineado, alinear, alinear_sin_cortes
from conocimiento.expresiones import diferida

POLITICA = "seudonimos/2"
SIN_REDACTAR = "sin-redactar"
CIFRAS = 12
"""Las de un seudónimo: son 48 bits, y entre un millón de datos la probabilidad de que dos coincidan es del 0,2 %."""
SEUDONIMO = diferida(rf"[A-Z_]{{1,15}}-[0-9A-F]{{10,{CIFRAS}}}")
_VUELTAS = 4


@dataclass(frozen=True, slots=True)
class Tachado:
    """Un seudónimo puesto en [inicio, fin) del texto ya tachado, en lugar de lo que en el original va de `desde` a
    `hasta`."""

    inicio: int
    fin: int
    tipo: str
    seudonimo: str
    desde: int
    hasta: int


@dataclass(frozen=True, slots=True)
class _Hallado:
    inicio: int
    fin: int
    tipo: str
    seudonimo: str


def seudonimo(sal: bytes, tipo: str, clave: str, cifras: int = CIFRAS) -> str:
    """Devuelve «TIPO-» y unas cifras hexadecimales del HMAC-SHA256 del dato."""
    resumen = hmac.new(sal, f"{tipo}:{clave}".encode(), hashlib.sha256).hexdigest()
    return f"{tipo}-{resumen[:cifras].upper()}"


class Tachador:
    """Tacha textos con los valores conocidos de todas las entrevistas y las formas, también las de la agencia."""

    def __init__(
        self, sal: bytes, publico: Publico, conocidos: Iterable[Conocido], propias: Sequence[FormaDeDato] = ()
    ) -> None:
        self._sal, self._publico, self._propias = sal, publico, propias
        self._buscados, self._erratas = Buscados(), Erratas(publico)
        for conocido in conocidos:
            if publico.es_organismo(conocido):
                continue
            nombre = seudonimo(sal, conocido.tipo, clave_de(conocido))
            for forma in formas_de(conocido):
                if len(forma) > 2 and not publico.es_publica(forma):
                    self._buscados.agregar(forma, (conocido.tipo, nombre))
            self._erratas.agregar(conocido)
        self._recordar = lru_cache(maxsize=20_000)(self._tachar_sin_nombres)

    def organizacion(self, nombre: str) -> str:
        """Devuelve el seudónimo de una organización."""
        return seudonimo(self._sal, ENTIDAD, clave_de(Conocido(ENTIDAD, nombre)))

    def tachar(self, texto: str, propios: Iterable[Conocido] = ()) -> tuple[str, tuple[Tachado, ...]]:
        """Devuelve el texto ya tachado y cada tachado. `propios`: los valores de esta misma conversación."""
        nombres = Nombres(self._publico, propios)
        return self._aplicar(texto, nombres) if nombres else self._recordar(texto)

    def repasar(self, texto: str) -> str:
        """Devuelve un texto ya tachado sin lo que, al recortarlo o juntarlo, haya tomado la forma de un dato."""
        puestos = [_Hallado(*uno.span(), "", uno.group()) for uno in SEUDONIMO.finditer(texto)]
        hallados = [*puestos, *self._de_formas(_con_huecos(texto, puestos))]
        return _sustituir(texto, hallados)[0]

    def _tachar_sin_nombres(self, texto: str) -> tuple[str, tuple[Tachado, ...]]:
        return self._aplicar(texto, None)

    def _aplicar(self, texto: str, nombres: Nombres | None) -> tuple[str, tuple[Tachado, ...]]:
        hallados = [*self._de_conocidos(normalizar(texto), nombres), *self._de_formas(Normal(texto, texto))]
        # Al quitar un dato, lo que lo rodeaba puede tomar la forma de otro: se mira otra vez sin él.
        for _ in range(_VUELTAS):
            nuevos = list(self._de_formas(_con_huecos(texto, hallados))) if hallados else []
            if not nuevos:
                break
            hallados += nuevos
        return _sustituir(texto, hallados) if hallados else (texto, ())

    def _de_formas(self, visto: Normal) -> Iterator[_Hallado]:
        for uno in reconocer(visto.texto, self._propias):
            inicio, fin = visto.tramo(uno.inicio, uno.fin)
            yield _Hallado(inicio, fin, uno.tipo, seudonimo(self._sal, uno.tipo, uno.clave))

    def _de_conocidos(self, normal: Normal, nombres: Nombres | None) -> Iterator[_Hallado]:
        for alineado in (alinear(normal.texto), *alinear_sin_cortes(normal.texto)):
            for hallado in self._buscar(alineado):
                yield _en_el_original(normal, hallado)
            corregido = self._erratas.corregir(normal, alineado)
            for hallado in self._buscar(corregido, con_erratas=True) if corregido is not None else ():
                yield _en_el_original(normal, hallado)
            for leido in (alineado, corregido) if nombres is not None else ():
                for inicio, fin, conocido in nombres.hallar(normal, leido) if nombres and leido is not None else ():
                    dicho = seudonimo(self._sal, PERSONA, clave_de(conocido))
                    yield _en_el_original(normal, _Hallado(inicio, fin, PERSONA, dicho))

    def _buscar(self, alineado: Alineado, *, con_erratas: bool = False) -> Iterator[_Hallado]:
        for desde, hasta, (tipo, nombre) in self._buscados.buscar(alineado.raices):
            if not con_erratas or basta(alineado.raices[desde:hasta]):
                yield _Hallado(*alineado.tramo(desde + 1, hasta - 2), tipo, nombre)


def _en_el_original(normal: Normal, hallado: _Hallado) -> _Hallado:
    return _Hallado(*normal.tramo(hallado.inicio, hallado.fin), hallado.tipo, hallado.seudonimo)


def _juntos(hallados: Iterable[_Hallado]) -> Iterator[_Hallado]:
    """Cada grupo de tramos que se tocan, entero; manda el más largo y, a igual largo, el primero."""
    ordenados = sorted(hallados, key=lambda uno: (uno.inicio, uno.inicio - uno.fin))
    lugar = 0
    while lugar < len(ordenados):
        elegido, inicio, fin = ordenados[lugar], ordenados[lugar].inicio, ordenados[lugar].fin
        lugar += 1
        while lugar < len(ordenados) and ordenados[lugar].inicio < fin:
            otro = ordenados[lugar]
            fin = max(fin, otro.fin)
            if otro.fin - otro.inicio > elegido.fin - elegido.inicio:
                elegido = otro
            lugar += 1
        yield _Hallado(inicio, fin, elegido.tipo, elegido.seudonimo)


def _con_huecos(texto: str, hallados: Iterable[_Hallado]) -> Normal:
    """El texto con un hueco por cada dato hallado."""
    partes: list[str] = []
    lugares: list[tuple[int, int]] = []
    desde = 0
    for uno in _juntos(hallados):
        partes += (texto[desde : uno.inicio], HUECO)
        lugares += [*((lugar, lugar + 1) for lugar in range(desde, uno.inicio)), (uno.inicio, uno.fin)]
        desde = uno.fin
    lugares += ((lugar, lugar + 1) for lugar in range(desde, len(texto)))
    return Normal(texto, "".join((*partes, texto[desde:])), lugares)


def _sustituir(texto: str, hallados: list[_Hallado]) -> tuple[str, tuple[Tachado, ...]]:
    """El texto con el seudónimo de cada grupo en su lugar."""
    partes: list[str] = []
    tachados: list[Tachado] = []
    desde = largo = 0
    for uno in _juntos(hallados):
        partes += (texto[desde : uno.inicio], uno.seudonimo)
        largo += uno.inicio - desde
        tachados.append(Tachado(largo, largo + len(uno.seudonimo), uno.tipo, uno.seudonimo, uno.inicio, uno.fin))
        largo += len(uno.seudonimo)
        desde = uno.fin
    return "".join((*partes, texto[desde:])), tuple(tachados)
