"""Las marcas de un texto que se completa con lo que la persona ya dijo: «Alianza {tema}[ para {lugar}]»."""

import re
from collections.abc import Iterator, Sequence

from bot.entrevista.comprension.sugerir import completar
from conocimiento.nodos import Nodo, fuera_de_lista

_MARCA = re.compile(r"\{([^{}]*)\}")
_ENTRE_CORCHETES = re.compile(r"\[[^\[\]]*\]")
_SIEMPRE_SE_SABE = "tema"


def comprobar_marcas(nodo: Nodo, campo: str, texto: str, admitidas: tuple[str, ...]) -> bool:
    """Dice si las marcas y los corchetes de un texto están bien puestos; si no, anota qué corregir."""
    antes = len(nodo.fallos)
    for marca in _MARCA.findall(texto):
        if marca not in admitidas:
            nodo.fallar(fuera_de_lista("marca", marca, admitidas), campo)
    sueltas = set(_MARCA.findall(_ENTRE_CORCHETES.sub("", texto))) & set(admitidas) - {_SIEMPRE_SE_SABE}
    for marca in sorted(sueltas):
        nodo.fallar(f"«{{{marca}}}» puede no saberse: póngala entre corchetes, como «[ en {{{marca}}}]»", campo)
    if re.search(r"[\[\]]", _ENTRE_CORCHETES.sub("", texto)) or re.search(r"[{}]", _MARCA.sub("", texto)):
        nodo.fallar("hay un corchete o una llave sin pareja", campo)
    return len(nodo.fallos) == antes


def variantes(texto: str, lugares: Sequence[str], temas: Sequence[str]) -> Iterator[str]:
    """El texto más corto y el más largo que puede quedar: sin lugar, y con los dos lugares más largos."""
    largos = " y ".join(sorted(lugares, key=len)[-2:])
    for lugar in ("", largos):
        for tema in (min(temas, key=len, default=""), max(temas, key=len, default="")):
            yield completar(texto, {"tema": tema, "lugar": lugar, "departamento": lugar})
