"""Las tablas de una página, por sus rayas. Las celdas las traza pdfplumber; su texto es el que se ve en ellas."""

import ctypes
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from math import hypot
from typing import Any

from conocimiento.lectura.encabezados import esta_en_mayusculas
from conocimiento.lectura.pdf.caracteres import Caja, Linea, Palabra, pdfium, vista_de
from conocimiento.lectura.pdf.titulos import cierra_oracion
from conocimiento.lectura.valores import extender

_GROSOR = 2.5  # puntos; lo más delgado que esto es una raya
_LARGO = 5.0
"""Los trazos menores son de un dibujo, y corren las rayas vecinas."""
_RAYAS = 3  # de cada dirección: menos no hacen una tabla
_PUNTAS = 6  # de un recuadro; una letra dibujada tiene más
_TRAZOS = 5_000
_PROFUNDIDAD = 4  # de los dibujos dentro de dibujos
_CERCA = 3  # puntos: rayas a menos distancia son la misma, o se tocan
_CELDAS = 4
_LINEAS_DE_TITULO = 4
_ENCIMA = 3.0  # cuerpos de letra entre el título y su tabla, o entre sus líneas
_PALABRAS_A_MEDIAS = 4
"""Las que ha de decir una celda para que la de la otra página pueda ser su final: «mg/L» bajo «mg/L» es otra."""
_DESCENTRADO = 0.06  # del ancho de la tabla

Matriz = tuple[float, float, float, float, float, float]
Lado = tuple[Caja, bool]
"""Una raya, y si está dibujada o solo es donde termina un color."""
_IDENTIDAD: Matriz = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Tabla:
    """Una tabla con raya: el texto de cada celda, por filas, y dónde está."""

    pagina: int
    caja: Caja
    filas: tuple[tuple[str, ...], ...]
    titulo: tuple[Linea, ...] = ()
    """Las líneas que la nombran, encima de ella."""


def rayas_de(pagina: Any) -> list[Caja]:
    """Las rayas tendidas y de pie de una página, como cajas sin grosor; ninguna si no alcanzan para una tabla."""
    objetos = (pdfium.FPDFPage_GetObject(pagina, n) for n in range(pdfium.FPDFPage_CountObjects(pagina)))
    vista = vista_de(pagina)
    lados = [lado for objeto in objetos for lado in _rayas(objeto, vista, _PROFUNDIDAD)]
    tendidas = {round(raya.y0) for raya, dibujada in lados if dibujada and raya.y0 == raya.y1}
    de_pie = {round(raya.x0) for raya, dibujada in lados if dibujada and raya.x0 == raya.x1}
    return [raya for raya, _ in lados] if min(len(tendidas), len(de_pie)) >= _RAYAS else []


def _rayas(objeto: Any, vista: Matriz, profundidad: int) -> Iterator[Lado]:
    clase = pdfium.FPDFPageObj_GetType(objeto)
    if clase == pdfium.FPDF_PAGEOBJ_FORM and profundidad:
        dentro = _componer(_matriz(objeto), vista)
        for lugar in range(pdfium.FPDFFormObj_CountObjects(objeto)):
            yield from _rayas(pdfium.FPDFFormObj_GetObject(objeto, lugar), dentro, profundidad - 1)
    elif clase == pdfium.FPDF_PAGEOBJ_PATH and _puede_ser_raya(objeto, vista):
        relleno, borde = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(objeto, relleno, borde)
        for puntos in _figuras(objeto, _componer(_matriz(objeto), vista)):
            yield from _lados(puntos, con_borde=bool(borde.value), con_relleno=bool(relleno.value))


def _puede_ser_raya(objeto: Any, vista: Matriz) -> bool:
    """Si no es una letra dibujada ni el trocito de un dibujo: hay miles por página, y recorrer sus puntos es lo que
    más tarda."""
    trazos = pdfium.FPDFPath_CountSegments(objeto)
    if trazos <= 2 or trazos > _TRAZOS:
        return trazos <= 2
    lados = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(objeto, *lados):
        return True
    x0, y0, x1, y1 = (lado.value for lado in lados)
    a, b, c, d, _, _ = vista
    return max(x1 - x0, y1 - y0) * max(hypot(a, b), hypot(c, d)) >= _LARGO


def _lados(puntos: list[tuple[float, float]], *, con_borde: bool, con_relleno: bool) -> Iterator[Lado]:
    """Una figura delgada es una raya; de un recuadro, sus lados: se dibujan si tiene borde, y si no, el color acaba."""
    equis, yes = [x for x, _ in puntos], [y for _, y in puntos]
    caja = Caja(min(equis), min(yes), max(equis), max(yes))
    ancho, alto = caja.x1 - caja.x0, caja.y1 - caja.y0
    if not con_borde and not con_relleno:
        return
    if min(ancho, alto) < _GROSOR:
        medio_x, medio_y = (caja.x0 + caja.x1) / 2, (caja.y0 + caja.y1) / 2
        largo = 1 if len(puntos) == 2 else _LARGO  # una raya puede venir en trozos
        if ancho >= largo:
            yield Caja(caja.x0, medio_y, caja.x1, medio_y), True
        elif alto >= largo:
            yield Caja(medio_x, caja.y0, medio_x, caja.y1), True
    elif len(puntos) <= _PUNTAS and min(ancho, alto) >= _LARGO:
        yield from ((Caja(caja.x0, y, caja.x1, y), con_borde) for y in (caja.y0, caja.y1))
        yield from ((Caja(x, caja.y0, x, caja.y1), con_borde) for x in (caja.x0, caja.x1))


def _figuras(objeto: Any, vista: Matriz) -> Iterator[list[tuple[float, float]]]:
    """Los puntos de cada figura de un trazo, en la página como se ve."""
    a, b, c, d, e, f = vista
    x, y = ctypes.c_float(), ctypes.c_float()
    puntos: list[tuple[float, float]] = []
    for lugar in range(pdfium.FPDFPath_CountSegments(objeto)):
        segmento = pdfium.FPDFPath_GetPathSegment(objeto, lugar)
        if pdfium.FPDFPathSegment_GetType(segmento) == pdfium.FPDF_SEGMENT_MOVETO:
            if puntos:
                yield puntos
            puntos = []
        pdfium.FPDFPathSegment_GetPoint(segmento, x, y)
        puntos.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
    if puntos:
        yield puntos


def _matriz(objeto: Any) -> Matriz:
    matriz = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(objeto, matriz):
        return _IDENTIDAD
    return matriz.a, matriz.b, matriz.c, matriz.d, matriz.e, matriz.f


def _componer(primera: Matriz, segunda: Matriz) -> Matriz:
    a, b, c, d, e, f = primera
    p, q, r, s, t, u = segunda
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def tablas_de(rayas: Sequence[Caja], numero: int, lineas: Sequence[Linea]) -> list[Tabla]:
    """Las tablas que trazan las rayas de una página, con las palabras de sus líneas."""
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    lados = merge_edges([_lado(raya) for raya in rayas], _CERCA, _CERCA, _CERCA, _CERCA)
    halladas = cells_to_tables(intersections_to_cells(edges_to_intersections(lados, _CERCA, _CERCA)))
    palabras = [palabra for linea in lineas for palabra in linea.palabras]
    tablas: list[Tabla] = []
    for celdas in halladas:
        if len(celdas) < _CELDAS:
            continue
        cajas = [Caja(*celda) for celda in celdas]
        textos = {numero: _texto_en(caja, palabras) for numero, caja in enumerate(cajas)}
        limpias = _sin_vacias(extender(_lugares(cajas), textos))
        if len(limpias) >= 2 and len(limpias[0]) >= 2:
            tablas.append(Tabla(numero, _que_abarca(cajas), tuple(limpias)))
    return tablas


def _lugares(cajas: Sequence[Caja]) -> list[list[int | None]]:
    """Qué celda, por su número, ocupa cada fila y columna: la unida, todas las que abarca."""
    izquierdas, altos = sorted({caja.x0 for caja in cajas}), sorted({caja.y0 for caja in cajas})
    lugares: list[list[int | None]] = [[None] * len(izquierdas) for _ in altos]
    for numero, caja in enumerate(cajas):
        desde, hasta = bisect_left(izquierdas, caja.x0), bisect_left(izquierdas, caja.x1 - _CERCA)
        for fila in range(bisect_left(altos, caja.y0), bisect_left(altos, caja.y1 - _CERCA)):
            for columna in range(desde, hasta):
                lugares[fila][columna] = numero
    return lugares


def _que_abarca(cajas: Sequence[Caja]) -> Caja:
    return Caja(
        min(caja.x0 for caja in cajas),
        min(caja.y0 for caja in cajas),
        max(caja.x1 for caja in cajas),
        max(caja.y1 for caja in cajas),
    )


def _lado(raya: Caja) -> dict[str, Any]:
    """La raya como la pide pdfplumber."""
    return {
        "x0": raya.x0,
        "x1": raya.x1,
        "top": raya.y0,
        "bottom": raya.y1,
        "width": raya.x1 - raya.x0,
        "height": raya.y1 - raya.y0,
        "orientation": "h" if raya.y0 == raya.y1 else "v",
        "object_type": "line",
    }


def poner_tablas(lineas: Sequence[Linea], tablas: Sequence[Tabla]) -> list[Linea | Tabla]:
    """Las líneas sin las palabras de las tablas, y cada tabla, con las que la nombran, donde empezaban las suyas."""
    piezas: list[Linea | Tabla] = []
    puestas: set[int] = set()
    for linea in lineas:
        fuera: list[Palabra] = []
        for palabra in linea.palabras:
            tabla = next((una for una in tablas if _dentro(una.caja, palabra)), None)
            if tabla is None:
                fuera.append(palabra)
            elif id(tabla) not in puestas:
                puestas.add(id(tabla))
                titulo = _titulo_de(tabla, piezas)
                del piezas[len(piezas) - len(titulo) :]
                piezas.append(replace(tabla, titulo=titulo))
        if fuera:
            es_entera = len(fuera) == len(linea.palabras)
            piezas.append(linea if es_entera else Linea(tuple(fuera), linea.pagina))
    return piezas


def _titulo_de(tabla: Tabla, piezas: Sequence[Linea | Tabla]) -> tuple[Linea, ...]:
    """Las últimas líneas, si están justo encima de la tabla, resaltadas, centradas en ella y sin cerrar oración."""
    suyas: list[Linea] = []
    arriba = tabla.caja.y0
    medio, margen = (tabla.caja.x0 + tabla.caja.x1) / 2, _DESCENTRADO * (tabla.caja.x1 - tabla.caja.x0)
    for pieza in reversed(piezas):
        if not isinstance(pieza, Linea) or len(suyas) == _LINEAS_DE_TITULO:
            break
        resalta = pieza.negrita or esta_en_mayusculas(pieza.texto)
        cerca = 0 <= arriba - pieza.base < _ENCIMA * pieza.cuerpo
        centrada = abs((pieza.x0 + pieza.x1) / 2 - medio) < margen
        if not (resalta and cerca and centrada) or pieza.texto.endswith((".", ";", ",", ":")):
            break
        suyas.insert(0, pieza)
        arriba = pieza.y0
    return tuple(suyas)


def _texto_en(celda: Caja, palabras: Sequence[Palabra]) -> str:
    from conocimiento.lectura.pdf.texto import unir_palabras

    return unir_palabras([palabra for palabra in palabras if _dentro(celda, palabra)])


def _dentro(caja: Caja, palabra: Palabra) -> bool:
    return caja.contiene((palabra.caja.x0 + palabra.caja.x1) / 2, (palabra.caja.y0 + palabra.caja.y1) / 2)


def _sin_vacias(filas: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Sin las filas ni las columnas en que no hay nada."""
    con_algo = [fila for fila in filas if any(fila)]
    columnas = [n for n in range(max(map(len, con_algo), default=0)) if any(n < len(f) and f[n] for f in con_algo)]
    return [tuple(fila[n] if n < len(fila) else "" for n in columnas) for fila in con_algo]


def juntar_la_fila_cortada(antes: Tabla, despues: Tabla) -> tuple[Tabla, Tabla | None]:
    """Las dos, si una tabla sigue en otra página o columna y el corte partió una fila, con esa fila entera en la
    primera; la segunda falta si no traía más que eso y la cabecera repetida."""
    repetidas = _cabecera_repetida(antes, despues)
    if despues.titulo or repetidas == len(despues.filas):
        return antes, despues
    ultima, resto = antes.filas[-1], despues.filas[repetidas]
    if repetidas == len(antes.filas) or not _sigue_la_fila(ultima, resto):
        return antes, despues
    entera = tuple(f"{una} {otra}".strip() for una, otra in zip(ultima, resto, strict=True))
    quedan = (*despues.filas[:repetidas], *despues.filas[repetidas + 1 :])
    segunda = replace(despues, filas=quedan) if len(quedan) > repetidas else None
    return replace(antes, filas=(*antes.filas[:-1], entera)), segunda


def _sigue_la_fila(ultima: Sequence[str], resto: Sequence[str]) -> bool:
    """Si lo que hay en cada celda continúa lo de encima, y alguna ya había acabado: una fila nueva las trae todas."""
    if len(ultima) != len(resto) or all(resto):
        return False
    parejas = [(arriba, celda) for arriba, celda in zip(ultima, resto, strict=True) if celda]
    return all(celda[0].islower() and arriba and not cierra_oracion(arriba) for arriba, celda in parejas)


def seguir_las_unidas(antes: Tabla, despues: Tabla) -> tuple[Tabla, Tabla]:
    """Las dos, si el corte de página partió una celda que abarca varias filas: lo que dice, entero, en todas ellas.

    Se sabe que abarca varias porque las dos últimas de antes dicen lo mismo. En la otra página queda el final de lo que
    dice o, si es de las primeras columnas, quizá nada.
    """
    repetidas = _cabecera_repetida(antes, despues)
    if despues.titulo or repetidas == len(despues.filas) or len(antes.filas) < repetidas + 2:
        return antes, despues
    arriba, abajo = [list(fila) for fila in antes.filas], [list(fila) for fila in despues.filas]
    if len(arriba[-1]) != len(abajo[repetidas]):
        return antes, despues
    primeras_vacias = sum(1 for _ in takewhile(lambda celda: celda == "", abajo[repetidas]))
    for columna, dicho in enumerate(arriba[-1]):
        resto = abajo[repetidas][columna]
        es_su_final = len(dicho.split()) >= _PALABRAS_A_MEDIAS and resto[:1].islower() and not cierra_oracion(dicho)
        if not dicho or arriba[-2][columna] != dicho or not (columna < primeras_vacias or es_su_final):
            continue
        entero = f"{dicho} {resto}".strip()
        for filas, viejo in ((arriba[::-1], dicho), (abajo[repetidas:], resto)):
            for fila in takewhile(lambda una, columna=columna, viejo=viejo: una[columna] == viejo, filas):
                fila[columna] = entero
    return replace(antes, filas=tuple(map(tuple, arriba))), replace(despues, filas=tuple(map(tuple, abajo)))


def _cabecera_repetida(antes: Tabla, despues: Tabla) -> int:
    """Cuántas de las primeras filas de una tabla son las mismas en la otra."""
    iguales = takewhile(lambda par: par[0] == par[1], zip(antes.filas, despues.filas, strict=False))
    return sum(1 for _ in iguales)
