"""Lo que no se ve en el dibujo de la página no es texto: lo que está bajo un recuadro, blanco sobre blanco o fuera.

Se mira palabra por palabra. Un color no basta: blanco sobre azul se ve.
"""

import io
import math
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from conocimiento.lectura.pdf.caracteres import Caja, Linea, Palabra

Niveles = npt.NDArray[np.uint8]
Numeros = npt.NDArray[np.float64]
Dibujo = tuple[Niveles, ...]
"""Los niveles de una página, un dibujo por color."""
_PPP = 108
_ESCALA = _PPP / 72
_CONTRASTE = 24  # niveles de 256 entre lo más claro y lo más oscuro de la caja
_DELGADA = 2  # puntos
_MITAD_ALTA = 1 << 32
_PARTE_VISIBLE = 0.4
"""De las letras de una línea. Con menos, lo que asoma es el borde de una línea tapada."""


def dibujar(ruta: Path, numero: int, ppp: int) -> bytes:
    """El PNG de una página, desde 1. Raises `pypdfium2.PdfiumError` si no se puede abrir."""
    import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

    with pypdfium2.PdfDocument(ruta) as documento:
        pagina: Any = documento[numero - 1]
        salida = io.BytesIO()
        pagina.render(scale=ppp / 72).to_pil().save(salida, format="PNG")
        return salida.getvalue()


def quitar_lo_que_no_se_ve(pagina: Any, lineas: tuple[Linea, ...], *, es_capa: bool) -> tuple[list[Linea], list[str]]:
    """Las líneas con solo las palabras que se ven, y el texto de lo que se quitó, línea por línea.

    `es_capa` dice que el texto sin tinta es el que un programa reconoció en la imagen de la página, y se conserva.
    """
    dibujo = _colores(pagina.render(scale=_ESCALA).to_numpy())
    cajas = [palabra.caja for linea in lineas for palabra in linea.palabras]
    a_la_vista = set[Caja]() if es_capa else _a_la_vista(dibujo[0], cajas)
    visibles: list[Linea] = []
    ocultas: list[str] = []
    for linea in lineas:
        se_ven = tuple(
            palabra
            for palabra in linea.palabras
            if (
                _hay_tinta(dibujo, palabra.caja)
                if es_capa
                else not palabra.sin_tinta and (palabra.caja in a_la_vista or _se_ve(dibujo, palabra.caja))
            )
        )
        if not es_capa and _letras(se_ven) < _PARTE_VISIBLE * _letras(linea.palabras):
            se_ven = ()
        if len(se_ven) < len(linea.palabras):
            ocultas.append(" ".join(palabra.texto for palabra in linea.palabras if palabra not in se_ven))
        if se_ven:
            cortada = linea.cortada and se_ven[-1] is linea.palabras[-1]
            visibles.append(Linea(se_ven, linea.pagina, cortada))
    return visibles, ocultas


def _letras(palabras: tuple[Palabra, ...]) -> int:
    return sum(len(palabra.texto) for palabra in palabras)


def _a_la_vista(color: Niveles, cajas: list[Caja]) -> set[Caja]:
    """Las cajas en que seguro se ve algo, miradas todas a la vez; las demás se miran de una en una (`_se_ve`).

    En cada parte que mira `_se_ve` basta que haya fondo, que es lo más claro de la página, y algo bastante más oscuro.
    Se mira en los cuadros de dos por dos puntos que caen enteros dentro; cuántos hay de cada clase se sabe por las
    sumas desde la esquina de la página.
    """
    if not cajas:
        return set()
    fondo = int(color.max())
    claros, oscuros = _en_cuadros(color, np.maximum) == fondo, _en_cuadros(color, np.minimum) <= fondo - _CONTRASTE
    alto, ancho = claros.shape
    sumas = np.zeros((alto + 1, ancho + 1), dtype=np.int64)
    # De cada cuadro se cuentan las dos clases en un solo número, la oscura en su mitad alta.
    np.cumsum(np.cumsum(claros + oscuros * _MITAD_ALTA, axis=1), axis=0, out=sumas[1:, 1:])
    x0, y0, x1, y1 = _partes(cajas) * _ESCALA
    x0, y0, x1, y1 = np.trunc(x0), np.trunc(y0), np.ceil(x1), np.ceil(y1)
    borde = np.minimum(x1 - x0, y1 - y0) <= _DELGADA * _ESCALA
    izquierda, derecha = _hasta(np.ceil((x0 - borde) / 2), ancho), _hasta((x1 + borde) // 2, ancho)
    arriba, abajo = _hasta(np.ceil((y0 - borde) / 2), alto), _hasta((y1 + borde) // 2, alto)
    cuantos = sumas[abajo, derecha] - sumas[arriba, derecha] - sumas[abajo, izquierda] + sumas[arriba, izquierda]
    hay_cuadros = (derecha > izquierda) & (abajo > arriba)
    se_ve = (hay_cuadros & (cuantos >= _MITAD_ALTA) & (cuantos % _MITAD_ALTA > 0)).all(axis=0)
    return {cajas[lugar] for lugar in np.flatnonzero(se_ve)}


def _partes(cajas: list[Caja]) -> Numeros:
    """Los lados de las cuatro partes de cada caja que mira `_se_ve`: (lados, partes, cajas)."""
    lados: Numeros = np.array([(una.x0, una.y0, una.x1, una.y1) for una in cajas], dtype=np.float64).T
    x0, y0, x1, y1 = lados
    entera = (x1 - x0 <= _DELGADA) | (y1 - y0 <= _DELGADA)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    partes: Numeros = np.repeat(lados[:, None], 4, axis=1)
    partes[3, 0], partes[1, 1] = np.where(entera, y1, y), np.where(entera, y0, y)
    partes[2, 2], partes[0, 3] = np.where(entera, x1, x), np.where(entera, x0, x)
    return partes


def _hasta(lugares: Numeros, tope: int) -> npt.NDArray[np.intp]:
    return np.clip(lugares, 0, tope).astype(np.intp)


def _en_cuadros(color: Niveles, juntar: np.ufunc) -> Niveles:
    """Lo que da `juntar` en cada cuadro de dos por dos puntos; lo que sobra al final no está en ninguno."""
    alto, ancho = (lado // 2 * 2 for lado in color.shape)
    filas = juntar(color[0:alto:2, :ancho], color[1:alto:2, :ancho])
    return juntar(filas[:, 0::2], filas[:, 1::2])


def _se_ve(dibujo: Dibujo, caja: Caja) -> bool:
    """Si hay tinta en las cuatro mitades de la caja: de una palabra tapada a medias asoma solo un lado."""
    if caja.x1 - caja.x0 <= _DELGADA or caja.y1 - caja.y0 <= _DELGADA:
        return _hay_tinta(dibujo, caja)
    x, y = (caja.x0 + caja.x1) / 2, (caja.y0 + caja.y1) / 2
    mitades = (
        Caja(caja.x0, caja.y0, caja.x1, y),
        Caja(caja.x0, y, caja.x1, caja.y1),
        Caja(caja.x0, caja.y0, x, caja.y1),
        Caja(x, caja.y0, caja.x1, caja.y1),
    )
    return all(_hay_tinta(dibujo, mitad) for mitad in mitades)


def _hay_tinta(dibujo: Dibujo, caja: Caja) -> bool:
    x0, y0 = int(caja.x0 * _ESCALA), int(caja.y0 * _ESCALA)
    x1, y1 = math.ceil(caja.x1 * _ESCALA), math.ceil(caja.y1 * _ESCALA)
    if min(x1 - x0, y1 - y0) <= _DELGADA * _ESCALA:  # un guion o un punto llenan su caja: se mira también su borde
        x0, y0, x1, y1 = x0 - 1, y0 - 1, x1 + 1, y1 + 1
    # Casi todo es negro sobre blanco: basta el primer color, y los demás se miran solo si en él no se ve nada.
    for color in dibujo:
        trozo = color[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)]
        if trozo.size == 0:
            return False
        if int(trozo.max()) - int(trozo.min()) >= _CONTRASTE:
            return True
    return False


def _colores(dibujo: npt.NDArray[np.uint8]) -> Dibujo:
    """Un dibujo por color: en cada uno, lo que se mira de una palabra está seguido en la memoria."""
    niveles = dibujo if dibujo.ndim == 3 else dibujo[..., None]
    return tuple(np.ascontiguousarray(niveles[..., color]) for color in range(niveles.shape[-1]))
