"""Los datos personales que se reconocen por su forma en el Perú, se disfracen como se disfracen.

| tipo | qué se reconoce |
|---|---|
| RUC, RUC_ERRADO | once cifras que empiezan como un RUC, con su dígito verificador o con otro |
| DNI | ocho cifras, también dictadas, partidas o con su dígito; una cantidad («12000000 soles») no lo es |
| CE, DOCUMENTO | lo que sigue a «carné de extranjería», «pasaporte», «PTP», «cédula»… y los códigos de un pasaporte |
| CELULAR | nueve cifras que empiezan por 9, fijos con su código o anunciados, y números con +51 o de otro país |
| CORREO, USUARIO | direcciones de correo, nombres de usuario (@nombre) y páginas de una red social |
| CUENTA, TARJETA | cuentas de banco, códigos interbancarios y tarjetas |
| DIRECCION, UBICACION | «av. los pinos 123», «mz. B lt. 5», coordenadas y enlaces a un mapa |
| NACIMIENTO, PLACA | la fecha en que alguien nació o cumple años; la placa de un vehículo |
| NUMERO | otro número largo que no es cantidad, fecha ni código público |

Además, las formas que agrega la agencia. Cada expresión avanza sin volver sobre lo leído, o vuelve un tramo de largo
fijo: el tiempo crece con el largo del texto y no más.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.entrevista.esquema import FormaDeDato
from bot.revision.tachado.formas.anuncios import CE, CODIGO, DOCUMENTO, Anuncios
from bot.revision.tachado.formas.contactos import contactos
from bot.revision.tachado.formas.coordenadas import coordenadas
from bot.revision.tachado.formas.dictado import poner_en_cifras
from bot.revision.tachado.formas.direcciones import direcciones
from bot.revision.tachado.formas.nacimientos import nacimientos
from bot.revision.tachado.formas.normal import Normal, descubrir, normalizar, tiene_cifras
from bot.revision.tachado.formas.numeros import Tramo, numeros
from bot.revision.tachado.formas.placas import placas
from bot.revision.tachado.texto import sin_adornos
from conocimiento.expresiones import diferida

_PASAPORTE = diferida(
    r"(?<![a-z0-9\-/])(?:[a-z]{1,3}\d{6,9}[a-z]?|(?=(?:[a-z]{0,8}\d){3})(?=(?:\d{0,8}[a-z]){3})[a-z0-9]{8,10})"
    r"(?![a-z0-9\-])"
)
_CON_LETRAS = diferida(r"(?<![a-z0-9])(?=[a-z\-]{0,6}\d)(?=(?:[a-z0-9]-?){5})[a-z0-9\-]{5,18}(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class Reconocido:
    """Un tramo [inicio, fin) del texto que tiene la forma de un dato personal."""

    inicio: int
    fin: int
    tipo: str
    clave: str  # el dato sin adornos: el mismo dato, escrito de otro modo, tiene la misma clave


def reconocer(texto: str, propias: Iterable[FormaDeDato] = ()) -> Iterator[Reconocido]:
    """Devuelve los datos que hay en el texto; pueden solaparse. `propias`: las formas que agregó la agencia."""
    normal = poner_en_cifras(descubrir(normalizar(texto)))
    for desde, hasta, tipo in (*_tramos(normal), *_de_la_agencia(normal.texto, propias)):
        inicio, fin = normal.tramo(desde, hasta)
        yield Reconocido(inicio, fin, tipo, _sin_prefijo(sin_adornos(normal.texto[desde:hasta])))


def _tramos(normal: Normal) -> Iterator[Tramo]:
    anuncios = Anuncios(normal)
    yield from contactos(normal)
    yield from direcciones(normal, anuncios)
    yield from coordenadas(normal.texto)
    yield from nacimientos(normal.texto)
    if tiene_cifras(normal.texto) or "placa" in normal.texto:
        yield from placas(normal)
    if tiene_cifras(normal.texto):
        yield from numeros(normal, anuncios)
        yield from _documentos(normal.texto, anuncios)


def _documentos(texto: str, anuncios: Anuncios) -> Iterator[Tramo]:
    """Los que mezclan letras y cifras: como un pasaporte, o lo que siga a «pasaporte», «cédula», «carné»…"""
    for hallado in _PASAPORTE.finditer(texto):
        anuncio = anuncios.de(hallado.start())
        if anuncio is None or anuncio.que != CODIGO:
            yield hallado.start(), hallado.end(), DOCUMENTO
    for hallado in _CON_LETRAS.finditer(texto):
        anuncio = anuncios.de(hallado.start())
        if anuncio is not None and anuncio.que in (CE, DOCUMENTO):
            yield hallado.start(), hallado.end(), anuncio.que


def _de_la_agencia(texto: str, propias: Iterable[FormaDeDato]) -> Iterator[Tramo]:
    for una in propias:
        for patron in una.patrones:
            for hallado in patron.finditer(texto):
                yield hallado.start(), hallado.end(), una.nombre


def _sin_prefijo(clave: str) -> str:
    """El número sin el prefijo del Perú, si es el de un celular."""
    for prefijo in ("0051", "51"):
        if clave.isdigit() and clave.startswith(f"{prefijo}9") and len(clave) == len(prefijo) + 9:
            return clave.removeprefix(prefijo)
    return clave
