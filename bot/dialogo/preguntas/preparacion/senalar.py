"""«El segundo», «el que viene después», «¿y el otro?»: por su lugar se señala uno de los que el documento enumera.

Se busca por su nombre; si el documento anuncia más de los que desarrolla, por el lugar del que falta. Solo si lo demás
de la pregunta no habla de otra cosa.
"""

import re
from collections.abc import Iterator, Sequence

from bot.dialogo.preguntas import textos
from conocimiento.expresiones import diferida
from conocimiento.formas.rotulados import ListaRotulada
from conocimiento.palabras import AL_PEDIR, NUMEROS, ORDINALES, VACIAS, palabras, plegar, raiz, sin_abreviaturas

_NOMBRES = ("primer", "segundo", "tercer", "cuarto", "quinto", "sexto", "septimo", "octavo")
_LUGAR = diferida(rf"\b(?:(?P<n>{'|'.join(ORDINALES)})|(?P<ultimo>ultim[oa]|last))\b")
_SIGUIENTE = diferida(
    r"\b(?:viene|sigue|va|esta|toca|habria|hay)\b[^?.]{0,24}\b(?:despues|detras|luego|enseguida|a continuacion)\b"
    r"|\b(?:despues|detras|luego|a continuacion) de\b[^?.]{0,40}\b(?:viene|sigue|va|cual|que|otro)\b"
    r"|\b(?:luego|despues) de (?:ese|esa|el|ella|eso) \w* ?(?:viene|sigue|va)\b"
    r"|\b(?:el|la) (?:que (?:viene|sigue)|siguiente)\b|\bnext\b"
)
_FALTA = diferida(
    r"^(?:ya|y|pero|ahi|entonces|\W)*+(?:cual (?:es|era|seria) )?(?:el|la) (?:otr[oa]|que (?:falta|sobra|queda))\W*$"
    r"|\bsalen? menos\b|\b(?:falta|faltaria|sobra|queda|comieron|escap\w+|olvid\w+|no me ha (?:dicho|nombrado))\W*$"
)
_DE_SENALAR = frozenset(
    """lista listado orden numero explicamelo expliquemelo explica explique explicar significa quiere define definen
    definido salte salto falto faltaba ahora vaya viene sigue despues detras luego inmediatamente siguiente va esta
    repite repitame repiteme ese esa ellos ahi cosa next the one llama llaman nombre
    nombra menos salen sale falta sobra queda otro otra comieron escapado escapo olvido olvidaron dicho nombrado mismo
    detallado detalla dan dieron pusieron puso haber habria tendria habra continuacion enseguida toca muestre muestreme
    muestrame muestra""".split()
)
"""Lo que se dice al señalar, además de lo que se dice al pedir cualquier cosa."""


_PIDE_VARIOS = diferida(r"\b(?:cual(?:es)? son|quien(?:es)?|(?:que|q|los|las|sus) \w{4,}s)\b")
"""Lo que se contesta enumerando: lo que después se señale por su lugar es de eso."""


def nombrar_lo_senalado(parte: str, anteriores: Sequence[str], listas: Sequence[ListaRotulada]) -> str | None:
    """Devuelve la pregunta con el nombre de lo que se señala; None si no se señala ninguno de una lista.

    La lista es de la que se habla en la pregunta o, si no, en las anteriores, de la última a la primera, y hasta la que
    pidió otra enumeración: tras «¿qué características hay?», «la primera» ya no es un principio.
    """
    dichos = (parte, *_desde_la_ultima_enumeracion(anteriores, listas))
    for lista in listas:
        dicho = plegar(sin_abreviaturas(parte.lower()))
        hablado = [texto for texto in dichos if _habla_de(texto, lista)]
        if not hablado or not _solo_senala(dicho, lista):
            continue
        lugar = _lugar_senalado(dicho, _ultimo_nombrado(dichos, lista), lista)
        if lugar is None or lugar > max(len(lista.rotulos), lista.anunciados):
            continue
        if lugar <= len(lista.rotulos):
            return textos.de_un_rotulo(lista.rotulos[lugar - 1])
        ordinal = _NOMBRES[lugar - 1] if lugar <= len(_NOMBRES) else str(lugar)
        return textos.del_que_falta(ordinal, lista.nombre, _singular(lista.nombre))
    return None


def _desde_la_ultima_enumeracion(anteriores: Sequence[str], listas: Sequence[ListaRotulada]) -> Iterator[str]:
    """Las anteriores, de la última a la primera, hasta la que pide enumerar lo que no es de ninguna de las listas."""
    for texto in reversed(anteriores):
        if _PIDE_VARIOS.search(plegar(texto)) and not any(_habla_de(texto, lista) for lista in listas):
            return
        yield texto


def _habla_de(texto: str, lista: ListaRotulada) -> bool:
    raices = set(map(raiz, palabras(texto)))
    return raiz(lista.nombre) in raices or any(raiz(plegar(rotulo)) in raices for rotulo in lista.rotulos)


def es_solo_un_lugar(parte: str) -> bool:
    """Dice si no se dice más que un lugar («la primera», «y el segundo cuál es»): es de lo último que se preguntó."""
    dicho = plegar(sin_abreviaturas(parte.lower()))
    return _LUGAR.search(dicho) is not None and not _lo_que_queda(dicho)


def lugar_a_solas(parte: str, cuantos: int) -> int | None:
    """El lugar que se dice sin decir nada más, desde 1, entre `cuantos`; None si se dice otra cosa o no hay tantos."""
    hallado = _LUGAR.search(plegar(sin_abreviaturas(parte.lower()))) if es_solo_un_lugar(parte) else None
    if hallado is None:
        return None
    lugar = cuantos if hallado["ultimo"] else _numero_de(hallado["n"])
    return lugar if lugar <= cuantos else None


def _numero_de(ordinal: str) -> int:
    return next(numero for numero, forma in enumerate(ORDINALES, 1) if re.fullmatch(forma, ordinal))


def _solo_senala(dicho: str, lista: ListaRotulada) -> bool:
    """Dice si, quitado el lugar y el nombre de la lista, no queda de qué más hable."""
    propias = {raiz(lista.nombre), *(raiz(plegar(rotulo)) for rotulo in lista.rotulos)}
    return all(raiz(palabra) in propias for palabra in _lo_que_queda(dicho))


def _lo_que_queda(dicho: str) -> list[str]:
    """Las palabras de lo dicho que ni señalan un lugar ni se dicen al pedir."""
    return [
        palabra
        for palabra in palabras(_LUGAR.sub(" ", dicho))
        if palabra not in VACIAS | AL_PEDIR | _DE_SENALAR and palabra not in NUMEROS and not palabra.isdigit()
    ]


def _lugar_senalado(dicho: str, ultimo: int | None, lista: ListaRotulada) -> int | None:
    """El lugar, desde 1; None si no se señala ninguno. `ultimo` es el del que se nombró lo último."""
    if ultimo is not None and _SIGUIENTE.search(dicho):
        return ultimo + 1
    if hallado := _LUGAR.search(dicho):
        if hallado["ultimo"]:
            return max(len(lista.rotulos), lista.anunciados)
        return _numero_de(hallado["n"])
    return len(lista.rotulos) + 1 if lista.anunciados > len(lista.rotulos) and _FALTA.search(dicho) else None


def _ultimo_nombrado(textos: Sequence[str], lista: ListaRotulada) -> int | None:
    """El lugar del rótulo que se nombró lo último; `textos` va del más reciente al más antiguo."""
    for texto in textos:
        dichas = list(map(raiz, palabras(texto)))
        rotulos = [raiz(plegar(rotulo)) for rotulo in lista.rotulos]
        lugares = [(dichas.index(rotulo), numero) for numero, rotulo in enumerate(rotulos, 1) if rotulo in dichas]
        if lugares:
            return max(lugares)[1]
    return None


def _singular(nombre: str) -> str:
    return nombre[:-2] if nombre.endswith("es") else nombre.removesuffix("s")
