"""Qué oraciones se leen de lo que no se lee completo: enteras, en su orden y nunca sin lo que presentan."""

from collections.abc import Iterator, Sequence

from bot.dialogo.preguntas.citas import solo_presenta
from conocimiento.expresiones import diferida
from conocimiento.modelo import Fragmento, Tramo
from conocimiento.palabras import plegar, raices_con_sentido

Punto = tuple[Fragmento, Tramo]
"""Una oración, con la que la presenta («…la siguiente definición:») si la hay."""

_DE_LA_ANTERIOR = diferida(
    r"(?:dich[oa]s?|est[eo]s?|estas?|es[oe]s?|esas?|ellos|ellas|asimismo|ademas|tambien|de (?:igual|esta|la misma)"
    r" (?:forma|manera|modo)|por (?:ello|eso|tanto|lo tanto)|sin embargo|se trata|su|sus)\b"
)
"""Cómo empieza la que no se entiende sin la que va antes."""


def puntos_de(fragmentos: Sequence[Fragmento]) -> list[Punto]:
    """Los de unos fragmentos. La que solo presenta va con la siguiente; sin ella, lo que anuncia no está y se omite."""
    return [punto for fragmento in fragmentos for punto in _puntos(fragmento)]


def escoger(bloques: Sequence[Sequence[Fragmento]], cuantos: int) -> list[Punto]:
    """Tantos puntos, en el orden del documento: el principal de cada bloque y después los que más dicen.

    El principal es el que define o enumera («…: …») o, si ninguno, el primero que se entiende sin el de antes. Si hay
    más bloques que puntos, quedan el primero y los que más palabras comparten con lo demás.
    """
    unidos = [puntos for bloque in bloques if (puntos := puntos_de(bloque))]
    todos = [uno for puntos in unidos for uno in puntos]
    raices = {uno: frozenset(raices_con_sentido(uno[0].oracion(uno[1]))) for uno in todos}
    peso: dict[str, int] = {}
    for suyas in raices.values():
        for raiz in suyas:
            peso[raiz] = peso.get(raiz, -1) + 1

    def dice(uno: Punto) -> int:
        return sum(peso[raiz] for raiz in raices[uno])

    principales = list(map(_principal, unidos))
    if cuantos < len(principales):
        principales = [*principales[:1], *sorted(principales[1:], key=dice, reverse=True)]
    demas = sorted((uno for uno in todos if uno not in principales), key=dice, reverse=True)
    elegidos = [*principales, *demas][:cuantos]
    return [uno for uno in todos if uno in elegidos]


def _principal(puntos: Sequence[Punto]) -> Punto:
    definen = (uno for uno in puntos if ": " in uno[0].oracion(uno[1]))
    enteras = (uno for uno in puntos if not _DE_LA_ANTERIOR.match(plegar(uno[0].oracion(uno[1]))))
    return [*definen, *enteras, *puntos][0]


def _puntos(fragmento: Fragmento) -> Iterator[Punto]:
    inicio: int | None = None
    for tramo in fragmento.oraciones:
        desde = tramo.inicio if inicio is None else inicio
        inicio = desde if solo_presenta(fragmento.oracion(tramo)) else None
        if inicio is None:
            yield fragmento, Tramo(desde, tramo.fin)
