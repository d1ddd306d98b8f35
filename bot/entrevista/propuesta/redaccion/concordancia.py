"""El número que falta tras un artículo en plural o una cifra: «los niño», «86 mujer artesana», «todos los mes».

Solo si la palabra es un nombre que no puede ser un verbo («los capacita») y lo que sigue no lo contradice.
"""

from collections.abc import Sequence

from bot.entrevista.propuesta.redaccion.modelo import Clase, Diccionario
from bot.entrevista.propuesta.redaccion.trozos import Trozo, junto, palabras_de

_EN_PLURAL = frozenset(
    "los las unos unas estos estas esos esas muchos muchas varios varias algunos algunas sus nuestros nuestras".split()
)
_ENTRE_MEDIO = frozenset("otros otras mismos mismas pocos pocas primeros primeras".split())
_NUMEROS = frozenset("dos tres cuatro cinco seis siete ocho nueve diez doce quince veinte treinta cien".split())
_NO_ES_NOMBRE = frozenset(
    "que de del cual mil mas menos dia uno una tal solo cada por para con sin como demas mayor menor y o a en al "
    "cerca casi nuestro suyo mio tuyo total tarde mitad".split()
)
_PREPOSICIONES = frozenset("a de con en para por sobre entre hasta desde".split())
_ANTES_DE_CONTAR = frozenset("de a los las unos unas y o con para por en son somos hay otros otras estos estas".split())
_SIGUE_BIEN = frozenset(
    "de del que con en y e o a al para por no se ya sin ni como pero porque desde hasta sobre entre segun donde "
    "cuando mas menos tambien van vienen son estan tienen eran fueron hacen han".split()
)


def concordar(trozos: list[Trozo], diccionario: Diccionario) -> list[Trozo]:
    """Los trozos con el plural que falta donde es seguro."""
    lugares = palabras_de(trozos)
    nuevos = list(trozos)
    for orden, lugar in enumerate(lugares):
        trozo = nuevos[lugar]
        tras_cifra = _sigue_a_una_cifra(nuevos, lugar, diccionario)
        if trozo.liso in _NO_ES_NOMBRE or not (tras_cifra or _sigue_a_un_plural(nuevos, lugares, orden)):
            continue
        plural = _plural(trozo, diccionario)
        es_seguro = tras_cifra or _tras_preposicion(nuevos, lugares, orden) or not diccionario.es_verbo(trozo.nuevo)
        if not plural or not es_seguro:
            continue
        sigue = nuevos[lugares[orden + 1]] if junto(nuevos, lugares, orden) else None
        if sigue is None or sigue.liso in _SIGUE_BIEN or sigue.liso.endswith(("n", "s", "ndo")):
            nuevos[lugar] = trozo.con(plural, Clase.CONCORDANCIA)
        elif suyo := _plural(sigue, diccionario):
            nuevos[lugar] = trozo.con(plural, Clase.CONCORDANCIA)
            nuevos[lugares[orden + 1]] = sigue.con(suyo, Clase.CONCORDANCIA)
    return nuevos


def _sigue_a_un_plural(trozos: Sequence[Trozo], lugares: Sequence[int], orden: int) -> bool:
    """La anterior es un artículo o un número en plural; «los otros sector» también."""
    if not junto(trozos, lugares, orden - 1):
        return False
    antes = trozos[lugares[orden - 1]].liso
    if antes in _ENTRE_MEDIO and junto(trozos, lugares, orden - 2):
        antes = trozos[lugares[orden - 2]].liso
    return antes in _EN_PLURAL or antes in _NUMEROS


def _tras_preposicion(trozos: Sequence[Trozo], lugares: Sequence[int], orden: int) -> bool:
    """«A los anexo»: tras una preposición, «los» no es el pronombre de un verbo."""
    return junto(trozos, lugares, orden - 2) and trozos[lugares[orden - 2]].liso in _PREPOSICIONES


def _sigue_a_una_cifra(trozos: Sequence[Trozo], lugar: int, diccionario: Diccionario) -> bool:
    """Una cifra que cuenta: no un año, ni el número de algo («ODS 14 vida submarina», «el sector 4»)."""
    if lugar < 2 or trozos[lugar - 1].texto.strip() or "\n" in trozos[lugar - 1].texto:
        return False
    cifra = trozos[lugar - 2].texto
    es_anio = len(cifra) == 4 and cifra[:2] in ("19", "20")
    if not cifra.replace(",", "").isdecimal() or cifra in ("1", "01") or es_anio:
        return False
    antes = trozos[lugar - 4] if lugar >= 4 and trozos[lugar - 3].texto == " " else None
    if antes is None or not antes.es_palabra:
        return lugar < 3 or trozos[lugar - 3].texto.strip() != ""
    return antes.liso in _ANTES_DE_CONTAR or (
        diccionario.es_verbo(antes.nuevo) and not diccionario.es_nombre(antes.nuevo)
    )


def _plural(trozo: Trozo, diccionario: Diccionario) -> str:
    if trozo.fijo or not trozo.nuevo.islower() or (trozo.nuevo.endswith("s") and len(trozo.nuevo) > 3):
        return ""
    return diccionario.plural(trozo.nuevo)
