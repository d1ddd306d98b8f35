"""De los bloques de una lectura a los fragmentos citables, por posiciones. Nada se reescribe.

Los títulos nombran el apartado; ni ellos, ni un encabezado solo, ni los rótulos se citan. Una tabla que cabe en un
teléfono se cita entera; de las demás, cada fila es un fragmento que lleva su cabecera.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from conocimiento.expresiones import diferida
from conocimiento.ingesta.oraciones import LARGO_MAXIMO, cortar_en_oraciones
from conocimiento.lectura.encabezados import OTRA_NORMA, abre_apartado, esta_en_mayusculas
from conocimiento.lectura.valores import Bloque, ClaseDeBloque, Corte, Lectura, celdas_de
from conocimiento.modelo import Cabecera, Fragmento, Tramo
from conocimiento.palabras import UN_MES

LARGO_MINIMO = 200
TABLA_ENTERA = 600
"""Caracteres de una tabla que se cita entera."""
FILAS_DE_CABECERA = 3
NOTA_AL_PIE = "nota al pie"
_LUGAR_Y_FECHA = diferida(rf"[^\W\d_][\w ]{{2,30}}, \d{{1,2}} de (?:{UN_MES}) del? \d{{4}}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Trozo:
    """Lo que será un fragmento, o parte de uno con sus vecinos si `se_junta`."""

    tramo: Tramo
    apartado: str
    oraciones: tuple[Tramo, ...]
    cortes: tuple[Corte, ...]
    se_junta: bool = True
    cabecera: Tramo | None = None


def de_muestra(fragmentos: Sequence[Fragmento], titulo: str) -> Fragmento | None:
    """El que enseña mejor cómo se citarán todos: uno con apartado propio, y de su norma si el archivo trae otra."""
    con_apartado = [uno for uno in fragmentos if uno.apartado]
    propios = [uno for uno in con_apartado if uno.apartado != titulo and not uno.apartado.startswith(OTRA_NORMA)]
    return next(iter((*propios, *con_apartado, *fragmentos)), None)


def segmentar(lectura: Lectura, documento: str, version: str) -> tuple[Fragmento, ...]:
    """Devuelve los fragmentos en orden; cada uno tiene al menos una oración."""
    texto = lectura.texto
    return tuple(
        Fragmento(
            documento=documento,
            version=version,
            apartado=grupo[0].apartado,
            texto=texto[grupo[0].tramo.inicio : grupo[-1].tramo.fin],
            inicio=grupo[0].tramo.inicio,
            fin=grupo[-1].tramo.fin,
            oraciones=tuple(oracion for trozo in grupo for oracion in trozo.oraciones),
            paginas=_sin_repetir(corte for trozo in grupo for corte in trozo.cortes),
            cabecera=_cabecera(texto, grupo[0].cabecera),
        )
        for grupo in _sin_encabezados(texto, _juntar_cortos(list(_trozos(lectura))))
    )


def _sin_encabezados(texto: str, grupos: list[list[_Trozo]]) -> Iterator[list[_Trozo]]:
    """Los mismos, sin los que solo encabezan lo que sigue en su apartado: «Artículo 7.- Del plazo» no dice nada."""
    for grupo, siguiente in pairwise(grupos):
        apartado = grupo[0].apartado
        encabeza = apartado and siguiente[0].apartado.startswith(apartado)
        if not encabeza or not all(_es_encabezado(texto[uno.tramo.inicio : uno.tramo.fin]) for uno in grupo):
            yield grupo
    yield from grupos[-1:]


def _es_encabezado(parrafo: str) -> bool:
    cierra = parrafo.rstrip("»”\"')").endswith((".", ";", ":", "?", "!", "…"))
    return not cierra and (
        esta_en_mayusculas(parrafo) or abre_apartado(parrafo) is not None or _LUGAR_Y_FECHA.match(parrafo) is not None
    )


def _trozos(lectura: Lectura) -> Iterator[_Trozo]:
    apartado = ""
    for bloque in lectura.bloques:
        apartado = bloque.apartado or apartado
        match bloque.clase:
            case ClaseDeBloque.TITULO | ClaseDeBloque.ROTULO:
                pass
            case ClaseDeBloque.PARRAFO | ClaseDeBloque.VINETA:
                yield from _de_parrafo(lectura.texto, bloque, apartado)
            case ClaseDeBloque.NOTA:
                suyo = ", ".join(filter(None, (apartado, NOTA_AL_PIE)))
                yield from _de_parrafo(lectura.texto, bloque, suyo)
            case ClaseDeBloque.TABLA:
                yield from _de_tabla(lectura.texto, bloque, apartado)


def _de_parrafo(texto: str, bloque: Bloque, apartado: str) -> Iterator[_Trozo]:
    for tramo in _partir(texto, Tramo(bloque.inicio, bloque.fin)):
        oraciones = cortar_en_oraciones(texto, tramo.inicio, tramo.fin)
        yield _Trozo(tramo, apartado, oraciones, _cortes_de(bloque, tramo))


def _de_tabla(texto: str, bloque: Bloque, apartado: str) -> Iterator[_Trozo]:
    entera = Tramo(bloque.inicio, bloque.fin)
    if entera.fin - entera.inicio <= TABLA_ENTERA or len(bloque.filas) < 2:
        yield _Trozo(entera, apartado, (entera,), bloque.cortes, se_junta=False)
        return
    cuantas = _filas_de_cabecera([texto[fila.inicio : fila.fin] for fila in bloque.filas])
    cabecera = Tramo(bloque.filas[0].inicio, bloque.filas[cuantas - 1].fin)
    for fila in bloque.filas[cuantas:]:
        yield _Trozo(fila, apartado, (fila,), _cortes_de(bloque, fila), se_junta=False, cabecera=cabecera)


def _filas_de_cabecera(filas: Sequence[str]) -> int:
    """Cuántas filas dicen qué es cada columna: la primera y las que, detrás, no traen otra primera celda."""
    de_la_primera = ("", celdas_de(filas[0])[0])
    seguidas = takewhile(lambda fila: celdas_de(fila)[0] in de_la_primera, filas[1:FILAS_DE_CABECERA])
    return min(1 + sum(1 for _ in seguidas), len(filas) - 1)


def _cortes_de(bloque: Bloque, tramo: Tramo) -> tuple[Corte, ...]:
    """Los cortes que tocan el tramo; el primero, llevado a su inicio."""
    vigentes = [corte for corte in bloque.cortes if corte.posicion <= tramo.inicio][-1:]
    dentro = [corte for corte in bloque.cortes if tramo.inicio < corte.posicion < tramo.fin]
    return (*(Corte(tramo.inicio, corte.pagina) for corte in vigentes), *dentro)


def _sin_repetir(cortes: Iterable[Corte]) -> tuple[tuple[int, int], ...]:
    """Como pares (posición, página), sin los que no cambian de página."""
    pares: list[tuple[int, int]] = []
    for corte in cortes:
        if not pares or pares[-1][1] != corte.pagina:
            pares.append((corte.posicion, corte.pagina))
    return tuple(pares)


def _cabecera(texto: str, tramo: Tramo | None) -> Cabecera | None:
    return tramo and Cabecera(texto[tramo.inicio : tramo.fin], tramo.inicio, tramo.fin)


def _partir(texto: str, parrafo: Tramo) -> Iterator[Tramo]:
    """Parte por oraciones un párrafo de más de `LARGO_MAXIMO` caracteres, en trozos parecidos."""
    largo = parrafo.fin - parrafo.inicio
    if largo <= LARGO_MAXIMO:
        yield parrafo
        return
    deseado = largo / -(-largo // LARGO_MAXIMO)
    oraciones = cortar_en_oraciones(texto, parrafo.inicio, parrafo.fin)
    inicio, fin = oraciones[0].inicio, oraciones[0].fin
    for oracion in oraciones[1:]:
        if oracion.fin - inicio > LARGO_MAXIMO or fin - inicio >= deseado:
            yield Tramo(inicio, fin)
            inicio = oracion.inicio
        fin = oracion.fin
    yield Tramo(inicio, fin)


def _juntar_cortos(trozos: list[_Trozo]) -> list[list[_Trozo]]:
    """Une los párrafos de menos de `LARGO_MINIMO` caracteres con el vecino de su apartado, si caben."""
    grupos: list[list[_Trozo]] = []
    for trozo in trozos:
        if grupos and trozo.se_junta and grupos[-1][0].se_junta:
            anterior = grupos[-1]
            desde, hasta = anterior[0].tramo.inicio, anterior[-1].tramo.fin
            hay_corto = hasta - desde < LARGO_MINIMO or trozo.tramo.fin - trozo.tramo.inicio < LARGO_MINIMO
            if hay_corto and anterior[0].apartado == trozo.apartado and trozo.tramo.fin - desde <= LARGO_MAXIMO:
                anterior.append(trozo)
                continue
        grupos.append([trozo])
    return grupos
