"""Las placas de los vehículos del Perú: las inconfundibles, las que van cerca de un vehículo y las anunciadas."""

from bisect import bisect_left
from collections.abc import Iterator

from bot.revision.tachado.formas.normal import Normal
from bot.revision.tachado.formas.numeros import Tramo
from conocimiento.expresiones import diferida
from conocimiento.palabras import un_numero

PLACA = "PLACA"

_VEHICULOS = "|".join(
    r"""placas? placa(?=[a-z]\d) matricula soat carros? carrito autos? automovil camion\w* bus buses minibus combi micro
    moto moto(?:taxi|carro|car|kar|cicleta|furgon|lineal|s) trimoto trimovil cuatrimoto vehiculos? pick.?up ambulancias?
    furgon\w* unidad unidades chofer conductor conduzco manejo papeletas? multas? panamericana tracto tractor trailer
    carreta remolque volquete taxi minivan van custer coaster coche station wagon cisterna grua patrullero movilidad
    peaje toyota hilux nissan hyundai kia honda bajaj yamaha suzuki susuki mazda volvo isuzu chevrolet mitsubishi ford
    volkswagen scania yaris estacionad[oa] robaron choc[ao] atropell[ao]""".split()
)
_VEHICULO = diferida(rf"(?<![a-z0-9])(?:{_VEHICULOS}|tarjeta de propiedad|revision tecnica)(?![a-z]{{2}})")
_ENTRE = r"[ \-._/]{0,3}"
_SEGURA = diferida(rf"(?<![a-z0-9])[a-z]\d[a-z]{_ENTRE}\d{{3}}(?![a-z0-9]|[.,]\d)")
_CERCANA = diferida(
    rf"(?<![a-z0-9])(?:(?=[a-z0-9]{{0,2}}[a-z])[a-z0-9]{{3}}{_ENTRE}\d ?\d ?\d|\d{{4}}(?: ?- ?)?\d?[a-z]{{1,2}}"
    rf"|\d{{4}} \d[a-z]|[a-z][a-z0-9]{_ENTRE}\d{{4,5}}|\d{{4}} [a-z]{{2}})(?![a-z0-9]|[.,]\d)"
)
_EN_LETRAS = rf"(?:{un_numero(1, 999)}|cero)(?: y [a-z]{{2,6}})?(?![a-z])"
_DICHA = diferida(
    r"(?<![a-z])(?:placas? ?|matricula )(?:de rodaje |diplomatica |pe\b|nro\.? |n° ?|numero |es |:|,| ){0,4}"
    rf"(?P<placa>(?=(?:[a-z \-]{{0,5}}\d){{2}}|(?:[a-z0-9]{{1,3}}[ \-]){{0,3}}{_EN_LETRAS}[ ,\-]+{_EN_LETRAS})"
    rf"(?:(?:{_EN_LETRAS}|[a-z0-9]{{1,4}}|guion)[ ,\-]{{0,3}}){{1,8}}?(?:(?<=\d)(?:-?[a-z]{{1,2}})?|(?<=[a-z]{{3}})))"
    r"(?![a-z0-9]| ?-? ?\d)"
)
_COMO_FRASE = diferida(r"[a-z]+ [\d ]+|\d+ [a-z]+")
"""«con 120» y «4580 de», si no van en mayúsculas como «ABC 120» y «4580 AB»."""
_ALCANCE = 60


def placas(normal: Normal) -> Iterator[Tramo]:
    """Las del texto."""
    texto = normal.texto
    for hallada in _SEGURA.finditer(texto):
        yield hallada.start(), hallada.end(), PLACA
    vehiculos = [lugar for hallado in _VEHICULO.finditer(texto) for lugar in hallado.span()]
    for hallada in _DICHA.finditer(texto) if vehiculos else ():
        yield hallada.start("placa"), hallada.end("placa"), PLACA
    for inicio, fin in _cercanas(normal) if vehiculos else ():
        despues = bisect_left(vehiculos, fin)  # el primer borde de un vehículo tras la placa; el anterior va antes
        cercanos = vehiculos[max(0, despues - 1) : despues + 1]
        if any(inicio - _ALCANCE <= lugar <= fin + _ALCANCE for lugar in cercanos):
            yield inicio, fin, PLACA


def _cercanas(normal: Normal) -> Iterator[tuple[int, int]]:
    """Las que lo serían con un vehículo cerca."""
    desde = 0
    while hallada := _CERCANA.search(normal.texto, desde):
        inicio, fin = hallada.span()
        letra = fin - 1 if hallada.group()[0].isdigit() else inicio
        if _COMO_FRASE.fullmatch(hallada.group()) and not normal.empieza_en_mayuscula(letra):
            desde = inicio + 1
        else:
            yield inicio, fin
            desde = fin
