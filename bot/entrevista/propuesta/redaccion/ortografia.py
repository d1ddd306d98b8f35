"""La palabra que se quiso escribir, si solo puede ser una.

De lo más seguro a lo menos: la misma con otra tilde; una que suena igual («nesesita»), con una diferencia o con dos;
una con dos letras cambiadas de lugar, con una repetida o sin una. Si en un mismo grado hay dos, ninguna es segura.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.entrevista.propuesta.redaccion.modelo import Diccionario
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

LARGO_MAXIMO = 20
_LARGO_QUE_SUENA = 3
_LARGO_CON_ERRATA, _LARGO_DE_LA_ERRATA = 7, 12
_VOCALES_CON_TILDE = 4  # la última, las dos anteriores y, si dos van juntas, una más
_SIN_TILDE = str.maketrans("áéíóúü", "aeiouu")
_CON_TILDE = str.maketrans("aeiou", "áéíóú")
_LETRAS = "abcdefghijlmnopqrstuvxyz"
_DE_OTRA_LENGUA = diferida(r"[kw]|q(?!u[ei])|^cc|tt|pp|sh|th|ph|[fgjmñp]$|y[bcdfgjmpqt]")
"""Letras que el español no junta: quechua, aimara o inglés, que el diccionario no tiene por qué conocer."""
_SUENAN_IGUAL = (
    ("se", "ce"), ("si", "ci"), ("ce", "se"), ("ci", "si"), ("s", "z"), ("z", "s"), ("ze", "ce"), ("zi", "ci"),
    ("b", "v"), ("v", "b"), ("je", "ge"), ("ji", "gi"), ("ge", "je"), ("gi", "ji"), ("y", "ll"), ("ll", "y"),
    ("nb", "mb"), ("np", "mp"), ("nv", "mb"), ("mv", "nv"), ("x", "s"), ("s", "x"), ("cc", "c"), ("ci", "cci"),
    ("xi", "cci"), ("se", "sce"), ("ce", "sce"), ("si", "sci"), ("ci", "sci"), ("ge", "gue"), ("gi", "gui"),
    ("n", "ñ"), ("gue", "hue"), ("gua", "hua"), ("gue", "güe"), ("xs", "x"), ("ex", "exc"), ("es", "exc"),
    ("ni", "ñ"),
)  # fmt: skip
_CAMBIOS_A_LA_VEZ = 2
_FORMAS_MAXIMAS = 120


def con_su_tilde(palabra: str, diccionario: Diccionario) -> str | None:
    """La misma palabra con la única tilde que puede llevar; vacía si hay varias; None si de ninguna manera existe."""
    if not 2 <= len(palabra) <= LARGO_MAXIMO:
        return None
    halladas = _las_que_conoce([_sin_tildes(palabra)], diccionario)
    if halladas and palabra.endswith("a") and diccionario.conoce(f"{palabra}d"):
        return ""  # «calida»: «cálida» o «calidad»
    if len(halladas) == 1 and _es_de_uno_mismo(halladas[0], diccionario):
        return ""
    return None if not halladas else halladas[0] if len(halladas) == 1 else ""


@lru_cache(maxsize=8_192)
def sin_errata(palabra: str, diccionario: Diccionario) -> str:
    """La que se quiso escribir en lugar de una que no existe con ninguna tilde; vacía si no es seguro.

    Tarda hasta unas centésimas de segundo.
    """
    lisa = _sin_tildes(palabra)
    es_nombre_propio = any(diccionario.conoce(una.capitalize()) for una in _con_cada_tilde(lisa))
    if es_nombre_propio or not _LARGO_QUE_SUENA <= len(palabra) <= LARGO_MAXIMO or _DE_OTRA_LENGUA.search(lisa):
        return ""
    for formas in _por_grados(lisa):
        halladas = dict.fromkeys(_las_que_conoce(formas, diccionario))
        if seguras := [una for una in halladas if not _es_otra_cosa(lisa, una, diccionario)]:
            return _la_mas_usual(seguras, diccionario)
    return ""


def _sin_tildes(palabra: str) -> str:
    return palabra.translate(_SIN_TILDE)


def _la_mas_usual(halladas: list[str], diccionario: Diccionario) -> str:
    """La única; de «colegio» y «colegió», el nombre; de «pague» y «pagué», lo que no se dice de uno mismo."""
    if len(halladas) == 1:
        return halladas[0]
    if len({plano(una) for una in halladas}) > 1:
        return ""
    nombres = [una for una in halladas if diccionario.es_nombre(una)]
    if len(nombres) == 1:
        return nombres[0]
    lisas = [una for una in halladas if una == plano(una)]
    otras = [una for una in halladas if una not in lisas]
    return lisas[0] if lisas and not nombres and all(una.endswith("é") for una in otras) else ""


def con_otra_tilde(palabra: str, diccionario: Diccionario) -> list[str]:
    """Los nombres que solo se distinguen de esa palabra en la tilde: de «calculo», «cálculo»."""
    return [una for una in _con_cada_tilde(plano(palabra)) if una != palabra and diccionario.es_nombre(una)]


def _las_que_conoce(formas: Iterable[str], diccionario: Diccionario) -> list[str]:
    return [una for forma in formas for una in _con_cada_tilde(forma) if diccionario.conoce(una)]


@lru_cache(maxsize=4096)
def _con_cada_tilde(forma: str) -> tuple[str, ...]:
    """Sin tilde, y con ella en cada una de sus últimas vocales."""
    vocales = [lugar for lugar, letra in enumerate(forma) if letra in "aeiou"][-_VOCALES_CON_TILDE:]
    con_tilde = (forma[:lugar] + forma[lugar].translate(_CON_TILDE) + forma[lugar + 1 :] for lugar in vocales)
    return (forma, *con_tilde)


def _por_grados(palabra: str) -> Iterator[list[str]]:
    vistas = {palabra}
    grado = [palabra]
    for _ in range(_CAMBIOS_A_LA_VEZ):
        grado = [
            una for forma in grado for una in _que_suenan_igual(forma) if una not in vistas and not vistas.add(una)
        ]
        grado = grado[:_FORMAS_MAXIMAS]
        yield grado
    if _LARGO_CON_ERRATA <= len(palabra) <= _LARGO_DE_LA_ERRATA:
        yield [
            *(palabra[:n] + palabra[n + 1] + palabra[n] + palabra[n + 2 :] for n in range(len(palabra) - 1)),
            *(palabra[:n] + palabra[n + 1 :] for n in range(1, len(palabra)) if palabra[n] == palabra[n - 1]),
            *(palabra[:n] + letra + palabra[n:] for n in range(1, len(palabra)) for letra in _LETRAS),
        ]


def _que_suenan_igual(palabra: str) -> Iterator[str]:
    """Con una sola diferencia de las que no se oyen."""
    if palabra[0] in "aeiou":
        yield "h" + palabra
    if palabra[0] == "h":
        yield palabra[1:]
    if palabra[-1] in "aeiou":
        yield palabra + "d"  # «comunida»
    for lugar in range(1, len(palabra)):
        if palabra[lugar] in "aeiou" and palabra[lugar - 1] in "aeioudlnr":
            yield palabra[:lugar] + "h" + palabra[lugar:]
    for mal, bien in _SUENAN_IGUAL:
        desde = palabra.find(mal)
        while desde >= 0:
            yield palabra[:desde] + bien + palabra[desde + len(mal) :]
            desde = palabra.find(mal, desde + 1)


def _es_de_uno_mismo(hallada: str, diccionario: Diccionario) -> bool:
    """«Parí», «hinchí»: en un borrador no se cuenta así, y sin tilde suele ser un nombre."""
    return hallada.endswith(("é", "í")) and diccionario.es_verbo(hallada) and not diccionario.es_nombre(hallada)


def _es_otra_cosa(palabra: str, hallada: str, diccionario: Diccionario) -> bool:
    """No es lo que se quiso escribir: lo que uno mismo hizo («hinchí»), u otra palabra de la misma familia.

    De la familia: la misma en plural, en singular o en el otro género.
    """
    if _es_de_uno_mismo(hallada, diccionario):
        return True
    lisa = plano(hallada)
    if {palabra, lisa} == {palabra.removesuffix("s"), palabra.removesuffix("s") + "s"}:
        return True
    return palabra.rstrip("s")[:-1] == lisa.rstrip("s")[:-1] and palabra != lisa
