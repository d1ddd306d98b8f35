"""Las medidas que se hacen con números sueltos, y su intervalo por remuestreo.

El intervalo es el de percentiles del remuestreo de casos (Efron, 1979) con semilla fija. Una proporción
de 0 o 100 % no varía al remuestrear; en ese caso se da el de Wilson (1927).

Las pruebas las comparan con SciPy y scikit-learn. Aquí no se usan: cargarlas tarda más que toda la cuenta y ocupa cien
megabytes, y su AUC, que se remuestrea mil veces, tarda cincuenta veces más.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

Z_95 = 1.959964
REPETICIONES = 1000
SEMILLA = 20261123
TRAMOS = 10

Numeros = npt.NDArray[np.float64]
Lugares = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Medida:
    """Un valor con su intervalo del 95 % (None si no tiene sentido) y el número de casos.

    `unidad`: «proporción» (0 a 1), «puntos» (100 = todo), «caracteres», «ms» o «índice» (0 a 1).
    """

    valor: float
    bajo: float | None
    alto: float | None
    n: int
    unidad: str = "proporción"


def wilson(aciertos: int, total: int) -> tuple[float, float]:
    """Devuelve el intervalo de Wilson al 95 % de una proporción."""
    if not total:
        return 0.0, 1.0
    parte = aciertos / total
    divisor = 1 + Z_95**2 / total
    centro = (parte + Z_95**2 / (2 * total)) / divisor
    radio = Z_95 * sqrt(parte * (1 - parte) / total + Z_95**2 / (4 * total**2)) / divisor
    return max(0.0, centro - radio), min(1.0, centro + radio)


def remuestrear(
    total: int, medir: Callable[[Lugares], float], unidad: str, repeticiones: int = REPETICIONES
) -> Medida | None:
    """Mide con todos los casos y con muestras del mismo tamaño; None si no hay casos o la medida no existe.

    `medir` recibe los lugares de los casos elegidos y devuelve NaN cuando con ellos no se puede medir.
    """
    if not total:
        return None
    valor = medir(np.arange(total))
    if np.isnan(valor):
        return None
    azar = np.random.default_rng(SEMILLA)
    valores = np.array([medir(azar.integers(total, size=total)) for _ in range(repeticiones)])
    bajo, alto = np.nanpercentile(valores, (2.5, 97.5))
    return Medida(float(valor), float(bajo), float(alto), total, unidad)


def media(valores: Sequence[float], unidad: str = "índice") -> Medida | None:
    """Devuelve la media de valores de 0 a 1 (o de diferencias de puntos) con su intervalo."""
    numeros = np.array(valores, dtype=float)
    if unidad != "puntos" and len(set(valores)) == 1 and valores[0] in (0.0, 1.0):
        bajo, alto = wilson(int(sum(valores)), len(valores))
        return Medida(float(valores[0]), bajo, alto, len(valores), unidad)
    return remuestrear(len(numeros), lambda lugares: float(numeros[lugares].mean()), unidad)


def proporcion(aciertos: Sequence[bool]) -> Medida | None:
    """Devuelve la proporción de aciertos con su intervalo."""
    return media([float(acierto) for acierto in aciertos], "proporción")


def percentil(valores: Sequence[float], cual: float, unidad: str) -> Medida | None:
    """Devuelve un percentil (0 a 100) con su intervalo."""
    numeros = np.array(valores, dtype=float)
    return remuestrear(len(numeros), lambda lugares: float(np.percentile(numeros[lugares], cual)), unidad)


def perdida(antes: Sequence[float], despues: Sequence[float]) -> Medida | None:
    """Devuelve cuántos puntos se pierden, con el intervalo pareado: se remuestrean los casos, no cada lado."""
    return media([100 * (uno - otro) for uno, otro in zip(antes, despues, strict=True)], "puntos")


def area_bajo_la_curva(confianzas: Numeros, positivos: npt.NDArray[np.bool_]) -> float:
    """Devuelve la AUC: en qué parte de los pares un positivo supera a uno que no lo es; un empate cuenta la mitad.

    NaN si falta una de las dos clases.
    """
    si, no = confianzas[positivos], np.sort(confianzas[~positivos])
    if not len(si) or not len(no):
        return float("nan")
    superados = np.searchsorted(no, si, "left") + np.searchsorted(no, si, "right")
    return float(superados.mean() / (2 * len(no)))


def respondidas_con_falsas(confianzas: Numeros, positivos: npt.NDArray[np.bool_], tope: float) -> float:
    """Devuelve qué parte de las respondibles se responde con el umbral que deja pasar como mucho `tope` de las demás.

    NaN si falta una de las dos clases.
    """
    si, no = positivos.sum(), (~positivos).sum()
    if not si or not no:
        return float("nan")
    orden, cortes = _de_mayor_a_menor(confianzas)
    verdaderas = np.cumsum(positivos[orden])[cortes] / si
    falsas = np.cumsum(~positivos[orden])[cortes] / no
    return float(np.max(verdaderas[falsas <= tope], initial=0.0))


def curva_riesgo_cobertura(
    confianzas: Numeros, errores: npt.NDArray[np.bool_], total: int
) -> tuple[tuple[float, float], ...]:
    """Devuelve pares (cobertura, riesgo) al bajar el umbral: parte del `total` que se contesta y parte errada de ella.

    `confianzas` y `errores` son de las que se contestaron; las demás del `total` nunca se cubren.
    """
    if not len(confianzas):
        return ()
    orden, cortes = _de_mayor_a_menor(confianzas)
    contestadas = np.arange(1, len(orden) + 1)[cortes]
    riesgos = np.cumsum(errores[orden])[cortes] / contestadas
    return tuple(zip((contestadas / total).tolist(), riesgos.tolist(), strict=True))


def cobertura(confianzas: Numeros, errores: npt.NDArray[np.bool_], total: int, riesgo: float) -> float:
    """Devuelve la mayor cobertura que no pasa de un riesgo."""
    curva = curva_riesgo_cobertura(confianzas, errores, total)
    return max((cubierto for cubierto, errado in curva if errado <= riesgo), default=0.0)


def fiabilidad(
    confianzas: Numeros, ciertas: npt.NDArray[np.bool_], tramos: int = TRAMOS
) -> tuple[tuple[float, float, int], ...]:
    """Devuelve, de cada tramo igual de [0, 1] con casos, su confianza media, su frecuencia de ciertas y cuántos son."""
    casos, suma_de_confianzas, suma_de_ciertas = _por_tramo(confianzas, ciertas, tramos)
    return tuple(
        (float(suma_de_confianzas[tramo] / casos[tramo]), float(suma_de_ciertas[tramo] / casos[tramo]), cuantos)
        for tramo, cuantos in enumerate(casos.tolist())
        if cuantos
    )


def error_de_calibracion(confianzas: Numeros, ciertas: npt.NDArray[np.bool_]) -> float:
    """Devuelve el error de calibración esperado (ECE), con `TRAMOS` tramos iguales."""
    _, suma_de_confianzas, suma_de_ciertas = _por_tramo(confianzas, ciertas, TRAMOS)
    return float(np.abs(suma_de_confianzas - suma_de_ciertas).sum() / len(confianzas))


def _por_tramo(confianzas: Numeros, ciertas: npt.NDArray[np.bool_], tramos: int) -> tuple[Lugares, Numeros, Numeros]:
    """De cada tramo: casos, suma de confianzas y cuántas ciertas."""
    donde = np.minimum((confianzas * tramos).astype(int), tramos - 1)
    return (
        np.bincount(donde, minlength=tramos).astype(np.int64),
        np.bincount(donde, weights=confianzas, minlength=tramos).astype(np.float64),
        np.bincount(donde, weights=ciertas, minlength=tramos).astype(np.float64),
    )


def _de_mayor_a_menor(confianzas: Numeros) -> tuple[Lugares, npt.NDArray[np.bool_]]:
    """El orden y dónde se puede cortar: entre confianzas iguales no hay umbral posible."""
    orden = np.argsort(-confianzas, kind="stable")
    ordenadas = confianzas[orden]
    return orden, np.append(ordenadas[1:] != ordenadas[:-1], True)
