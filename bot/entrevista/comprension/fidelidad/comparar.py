"""Si un texto escrito de otra manera sigue diciendo lo mismo: ni un dato de más, ni uno de menos, ni en otro orden.

No entiende el texto: compara lo que no puede cambiar. Ante la duda, cambió.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.entrevista.comprension.fidelidad import senas
from bot.entrevista.comprension.fidelidad.senas import Palabra, palabras_de
from bot.entrevista.comprension.fidelidad.vocabulario import FUTURO, PASADO
from conocimiento.palabras import VACIAS

LARGO_MINIMO, LARGO_MAXIMO = 0.6, 1.5
"""Cuánto puede medir el texto nuevo, en partes del de antes."""


class Cambio(StrEnum):
    """Qué cambió de lo que no puede cambiar."""

    LARGO = "largo"
    NUMEROS = "números"
    NOMBRES = "nombres"
    NEGACION = "negación"
    FUERZA = "fuerza"
    CONDICION = "condición"
    CANTIDAD = "cantidad"
    PALABRAS = "palabras"
    ORDEN = "orden"
    TIEMPO = "tiempo"
    PLURAL = "plural"


@dataclass(frozen=True, slots=True)
class Diferencia:
    """Lo que va de un texto a otro: lo que cambió y no podía, y de qué letra a qué letra hay palabras nuevas."""

    cambios: tuple[Cambio, ...]
    nuevas: tuple[tuple[int, int], ...]

    @property
    def dice_lo_mismo(self) -> bool:
        """Si nada de lo que se mira cambió."""
        return not self.cambios


def comparar(antes: str, despues: str) -> Diferencia:
    """Lo que va de `antes` a `despues`; las letras de `nuevas` son de `despues`."""
    viejas, ahora = palabras_de(antes), palabras_de(despues)
    ya_dichas = {una.plegada for una in viejas}
    nuevas = tuple((una.inicio, una.inicio + len(una.escrita)) for una in ahora if una.plegada not in ya_dichas)
    return Diferencia(tuple(dict.fromkeys(_cambios(antes, despues, viejas, ahora))), nuevas)


def _cambios(antes: str, despues: str, viejas: Sequence[Palabra], ahora: Sequence[Palabra]) -> Iterator[Cambio]:
    if not LARGO_MINIMO <= len(despues.strip()) / max(1, len(antes.strip())) <= LARGO_MAXIMO:
        yield Cambio.LARGO
    if senas.numeros(viejas) != senas.numeros(ahora):
        yield Cambio.NUMEROS
    if _cambian_los_nombres(viejas, ahora):
        yield Cambio.NOMBRES
    for cambio, mira in (
        (Cambio.NEGACION, senas.negaciones),
        (Cambio.FUERZA, senas.fuerzas),
        (Cambio.CONDICION, senas.condiciones),
        (Cambio.CANTIDAD, senas.cantidades),
    ):
        if mira(viejas) != mira(ahora):
            yield cambio
    yield from _de_las_palabras(_con_sentido(viejas), _con_sentido(ahora))


def _cambian_los_nombres(viejas: Sequence[Palabra], ahora: Sequence[Palabra]) -> bool:
    """Si falta un nombre, sobra uno o dos cambian de lugar; escribirlo con mayúscula no lo hace otro."""
    son = {una.plegada for una in (*viejas, *ahora) if una.es_nombre and una.plegada not in VACIAS}
    antes, despues = ([una.plegada for una in dichas if una.plegada in son] for dichas in (viejas, ahora))
    return antes != despues


def _con_sentido(dichas: Sequence[Palabra]) -> list[tuple[Palabra, str]]:
    """Las que dicen algo por sí solas, sin la que solo repite a la anterior, y cada una con la que lleva delante."""
    halladas: list[tuple[Palabra, str]] = []
    for lugar, una in enumerate(dichas):
        if una.tiene_sentido and not (halladas and halladas[-1][0].raiz == una.raiz):
            halladas.append((una, dichas[lugar - 1].plegada if lugar else ""))
    return halladas


def _de_las_palabras(viejas: Sequence[tuple[Palabra, str]], ahora: Sequence[tuple[Palabra, str]]) -> Iterator[Cambio]:
    antes, despues = [una.raiz for una, _ in viejas], [una.raiz for una, _ in ahora]
    despues = [senas.como_en(una, antes) for una in despues]
    if antes != despues:
        yield Cambio.ORDEN if Counter(antes) == Counter(despues) else Cambio.PALABRAS
        return
    for (vieja, delante), (nueva, _) in zip(viejas, ahora, strict=True):
        if _tiempo(vieja.plegada) != _tiempo(nueva.plegada) and vieja.raiz == nueva.raiz:
            yield Cambio.TIEMPO
        es_plural = nueva.plegada.endswith("s")
        # «los niño» ya decía que son varios: ponerle la «s» no agrega ninguno.
        if vieja.plegada.endswith("s") != es_plural and delante.endswith("s") != es_plural:
            yield Cambio.PLURAL


def _tiempo(plegada: str) -> str:
    if plegada.endswith(FUTURO):
        return "futuro"
    return "pasado" if plegada.endswith(PASADO) else ""
