"""Los párrafos de un documento y cómo se nombran: «el segundo párrafo», «el párrafo con que cierra»."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.dialogo.preguntas.lecturas import cuanto, formas
from conocimiento.expresiones import diferida
from conocimiento.modelo import Fragmento, Tramo
from conocimiento.palabras import palabras, plegar

Parrafo = tuple[Fragmento, ...]
"""Lo citable de un párrafo: un fragmento o, de uno muy largo, los seguidos en que se partió."""

SEPARACION = 2
"""Caracteres entre dos párrafos; entre los trozos de uno solo que se partió hay un espacio o un cambio de línea."""

_PARRAFO = r"(?:parrafo|parrafito|parrafada|paragraph)"
_QUE = r"(?:(?:con|en|de) )?(?:el |lo |donde )?(?:(?:que|cual|donde) )?(?:se |nos |ya ){0,2}"
_EN_ORDEN = diferida(
    rf"\b({formas.UN_LUGAR}) {_PARRAFO}\b|(?<!\bun )(?<!\bsolo )\b{_PARRAFO} (?:n(?:umero|ro)? )?"
    rf"({formas.UN_LUGAR}|\d{{1,2}}|{cuanto.UN_ENTERO})\b(?! (?:\w+ )?(?:bullet|punt|line|frase|oracion|idea|vineta))"
)
_POR_LO_QUE_HACE: tuple[tuple[re.Pattern[str], int], ...] = (
    (diferida(rf"\b{_PARRAFO} (?:{_QUE}{formas.EMPIEZA}|de (?:apertura|entrada|inicio|arranque))\b(?: todo)?"), 0),
    (diferida(rf"\b{_PARRAFO} (?:{_QUE}{formas.TERMINA}|de (?:cierre|salida|remate))\b(?: todo)?"), -1),
)
_CON_ESAS_PALABRAS = diferida(
    rf"\b(?:{formas.EMPIEZA}|dice|diciendo) (?:con |por |diciendo |en )?(?:(?:el|la|los|las|un|una) )?(?=\w)"
)
_PALABRAS_CITADAS = 4
_PRIMERA = diferida(r"\w+")


def parrafos_de(fragmentos: Sequence[Fragmento]) -> list[Parrafo]:
    """Los de unos fragmentos seguidos de un documento, en orden: los cortos que se juntaron, otra vez por separado."""
    parrafos: list[list[Fragmento]] = []
    fin = 0
    for fragmento in fragmentos:
        for trozo in _separados(fragmento):
            if parrafos and trozo.inicio - fin < SEPARACION and trozo.apartado == parrafos[-1][-1].apartado:
                parrafos[-1].append(trozo)
            else:
                parrafos.append([trozo])
            fin = trozo.fin
    return [tuple(uno) for uno in parrafos]


def _separados(fragmento: Fragmento) -> Iterator[Fragmento]:
    grupos: list[list[Tramo]] = []
    for tramo in fragmento.oraciones:
        entre = fragmento.oracion(Tramo(grupos[-1][-1].fin, tramo.inicio)) if grupos else ""
        if grupos and len(entre.splitlines()) <= 2 and entre.count("\n") < 2:
            grupos[-1].append(tramo)
        else:
            grupos.append([tramo])
    if len(grupos) < 2:
        yield fragmento
        return
    for grupo in grupos:
        entero = Tramo(grupo[0].inicio, grupo[-1].fin)
        texto = fragmento.oracion(entero)
        yield replace(fragmento, texto=texto, inicio=entero.inicio, fin=entero.fin, oraciones=tuple(grupo))


def nombrados(plana: str) -> list[tuple[re.Match[str], int]]:
    """Dónde se nombra un párrafo y su lugar, desde 0 o, si es negativo, desde el final; en el orden en que se dice."""
    en_orden = [(hallado, _lugar(hallado.group(1) or hallado.group(2))) for hallado in _EN_ORDEN.finditer(plana)]
    por_lo_que_hace = [(hallado, lugar) for forma, lugar in _POR_LO_QUE_HACE for hallado in forma.finditer(plana)]
    return sorted((*en_orden, *por_lo_que_hace), key=lambda uno: uno[0].start())


def _lugar(dicho: str) -> int:
    es_numero = dicho.isdigit() or dicho in cuanto.ENTEROS
    return cuanto.entero(dicho) - 1 if es_numero else formas.lugar_de(dicho)


def puede_nombrarse_uno(plana: str) -> bool:
    """Dice si se nombra un párrafo, por su lugar o por cómo empieza, lo haya o no."""
    return bool(nombrados(plana)) or _CON_ESAS_PALABRAS.search(plana) is not None


def desde_esas_palabras(plana: str, de_donde: Callable[[], Sequence[Fragmento]]) -> tuple[Tramo, Parrafo] | None:
    """Dónde se dice cómo empieza una oración («donde empieza con finalmente») y lo que va de ella al punto aparte.

    `de_donde` da los fragmentos en que se mira, si hace falta mirar.

    None si no se dice o ninguna empieza así.
    """
    for dicho in _CON_ESAS_PALABRAS.finditer(plana):
        siguientes = palabras(plana[dicho.end() :])[:_PALABRAS_CITADAS]
        fragmentos = de_donde()
        if not siguientes or not any(_puede_empezar(uno, siguientes[0]) for uno in fragmentos):
            continue
        suyos = parrafos_de(fragmentos)
        for cuantas in range(len(siguientes), 0, -1):
            buscadas = siguientes[:cuantas]
            if cuantas == 1 and len(buscadas[0]) <= 4:
                continue
            for parrafo in suyos:
                if (resto := _desde(parrafo, buscadas)) is not None:
                    fin = dicho.end() + plana[dicho.end() :].index(buscadas[-1]) + len(buscadas[-1])
                    return Tramo(dicho.start(), fin), resto
    return None


def _puede_empezar(fragmento: Fragmento, palabra: str) -> bool:
    """Dice si alguna de sus oraciones puede empezar con esa palabra.

    Entre miles de fragmentos casi ninguna lo hace: mirar solo la primera palabra ahorra plegarlas todas.
    """
    for tramo in fragmento.oraciones:
        primera = _PRIMERA.search(fragmento.texto, tramo.inicio - fragmento.inicio, tramo.fin - fragmento.inicio)
        if primera is not None and palabra.startswith(plegar(primera.group())):
            return True
    return False


def _desde(parrafo: Parrafo, buscadas: tuple[str, ...]) -> Parrafo | None:
    for lugar, fragmento in enumerate(parrafo):
        for numero, tramo in enumerate(fragmento.oraciones):
            if palabras(plegar(fragmento.oracion(tramo)))[: len(buscadas)] == buscadas:
                texto = fragmento.texto[tramo.inicio - fragmento.inicio :]
                primero = replace(fragmento, texto=texto, inicio=tramo.inicio, oraciones=fragmento.oraciones[numero:])
                return (primero, *parrafo[lugar + 1 :])
    return None
