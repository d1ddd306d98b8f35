"""De una lectura y sus fragmentos a lo que se ve: por cada página, los títulos y los recuadros de lo que se citará."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.dialogo.preguntas.citas import citar, fuente
from conocimiento.lectura.valores import (
    Bloque,
    ClaseDeBloque,
    Lectura,
    Origen,
    Pagina,
    celdas_de,
    columnas_de,
    lugares_de_las_citadas,
)
from conocimiento.modelo import Ficha, Fragmento, Tramo

SIN_CITAR = (ClaseDeBloque.TITULO, ClaseDeBloque.ROTULO)


@dataclass(frozen=True, slots=True)
class Trozo:
    """Un texto seguido; `pagina` es la que empieza con él, si empieza una."""

    texto: str
    pagina: int | None = None


@dataclass(frozen=True, slots=True)
class Parte:
    """Lo que hay de un bloque en un recuadro: sus trozos o, si es una tabla, sus filas de celdas."""

    clase: ClaseDeBloque
    trozos: tuple[Trozo, ...] = ()
    cabecera: tuple[str, ...] = ()
    filas: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Recuadro:
    """Un fragmento, o varias filas seguidas de una tabla que se citan cada una aparte; `lugares` son sus inicios."""

    cita: str
    apartado: str
    partes: tuple[Parte, ...]
    lugares: tuple[int, ...]
    es_reconocido: bool

    @property
    def clases(self) -> tuple[ClaseDeBloque, ...]:
        """Las de sus partes, sin repetir y en orden."""
        return tuple(dict.fromkeys(parte.clase for parte in self.partes))


@dataclass(frozen=True, slots=True)
class Suelto:
    """Un título o un rótulo: ordena lo que sigue y no se cita."""

    clase: ClaseDeBloque
    texto: str
    nivel: int
    lugar: int


@dataclass(frozen=True, slots=True)
class Hoja:
    """Lo que se leyó de una página; `pagina` falta si el formato no las tiene."""

    pagina: Pagina | None
    cosas: tuple[Recuadro | Suelto, ...]


def ordenar(lectura: Lectura, ficha: Ficha, fragmentos: Sequence[Fragmento]) -> tuple[Hoja, ...]:
    """Devuelve una hoja por página, en orden y aunque nada se haya leído de ella; una sola, si no hay páginas."""
    por_pagina: dict[int, list[Recuadro | Suelto]] = {pagina.numero: [] for pagina in lectura.paginas}
    lugar_de = lugares_de_las_citadas(lectura.paginas)
    numero = lectura.paginas[0].numero if lectura.paginas else 0
    reconocidas = {pagina.numero for pagina in lectura.paginas if pagina.origen is Origen.RECONOCIDA}
    for citada, cosa in _cosas(lectura, ficha, fragmentos):
        numero = lugar_de.get(citada or 0, numero)
        if isinstance(cosa, Recuadro) and numero in reconocidas:
            cosa = replace(cosa, es_reconocido=True)
        por_pagina.setdefault(numero, []).append(cosa)
    paginas = {pagina.numero: pagina for pagina in lectura.paginas}
    return tuple(Hoja(paginas.get(numero), tuple(cosas)) for numero, cosas in sorted(por_pagina.items()))


def indice(lectura: Lectura, fragmentos: Sequence[Fragmento]) -> list[tuple[Bloque, str]]:
    """Cada bloque que abre un apartado y el nombre del lugar en que está: tantos como se dice que se leyeron."""
    inicios = [uno.inicio for uno in fragmentos]
    lugares: list[tuple[Bloque, str]] = []
    for bloque in lectura.bloques:
        if bloque.apartado:
            suyo = bisect_right(inicios, bloque.inicio) - 1
            dentro = suyo >= 0 and bloque.inicio < fragmentos[suyo].fin
            lugares.append((bloque, f"f{inicios[suyo]}" if dentro else f"t{bloque.inicio}"))
    return lugares


def como_se_citara(fragmento: Fragmento, ficha: Ficha) -> str:
    """«…, Artículo 5, pág. 9»: la fuente que llevará, sin lo que es igual en todas: el título y el autor."""
    callada = replace(ficha, documento=fragmento.documento, institucion="", anio=None)
    dicha = fuente(citar(fragmento), (callada,))
    return f"…{dicha.removeprefix(ficha.titulo)}" if ficha.titulo else f"…, {dicha}"


def _cosas(
    lectura: Lectura, ficha: Ficha, fragmentos: Sequence[Fragmento]
) -> Iterator[tuple[int | None, Recuadro | Suelto]]:
    """Los recuadros y los sueltos, en el orden del texto, con la página citada en que empieza cada uno."""
    cubiertos = [(uno.inicio, uno.fin) for uno in fragmentos]
    cosas: list[tuple[int, int | None, Recuadro | Suelto]] = []
    siguiente = 0
    for bloque in lectura.bloques:
        while siguiente < len(cubiertos) and cubiertos[siguiente][1] <= bloque.inicio:
            siguiente += 1
        dentro = siguiente < len(cubiertos) and cubiertos[siguiente][0] <= bloque.inicio
        if bloque.clase in SIN_CITAR and not dentro:
            suelto = Suelto(bloque.clase, lectura.texto[bloque.inicio : bloque.fin], bloque.nivel, bloque.inicio)
            cosas.append((bloque.inicio, bloque.cortes[0].pagina if bloque.cortes else None, suelto))
    for _, juntos in groupby(fragmentos, key=_juntos):
        grupo = tuple(juntos)
        cosas.append((grupo[0].inicio, grupo[0].pagina_en(grupo[0].inicio), _recuadro(lectura, ficha, grupo)))
    for _, citada, cosa in sorted(cosas, key=lambda una: una[0]):
        yield citada, cosa


def _juntos(fragmento: Fragmento) -> tuple[int, str, tuple[int, ...]]:
    """Lo que comparten las filas que se ven en un mismo recuadro; lo demás va solo."""
    suya = fragmento.cabecera
    return (
        (suya.inicio, fragmento.apartado, tuple(pagina for _, pagina in fragmento.paginas))
        if suya
        else (-1 - fragmento.inicio, "", ())
    )


def _recuadro(lectura: Lectura, ficha: Ficha, grupo: Sequence[Fragmento]) -> Recuadro:
    primero, cabecera = grupo[0], grupo[0].cabecera
    if cabecera is not None:
        filas = tuple(_celdas(uno.texto) for uno in grupo)
        partes: tuple[Parte, ...] = (Parte(ClaseDeBloque.TABLA, (), tuple(columnas_de(cabecera.texto)), filas),)
    else:
        partes = tuple(_parte(lectura.texto, bloque, primero) for bloque in _bloques_de(lectura, primero))
    lugares = tuple(uno.inicio for uno in grupo)
    return Recuadro(como_se_citara(primero, ficha), primero.apartado, partes, lugares, es_reconocido=False)


def _bloques_de(lectura: Lectura, fragmento: Fragmento) -> Iterator[Bloque]:
    bloques = lectura.bloques
    lugar = max(0, bisect_right(bloques, fragmento.inicio, key=lambda uno: uno.inicio) - 1)
    while lugar < len(bloques) and bloques[lugar].inicio < fragmento.fin:
        if bloques[lugar].fin > fragmento.inicio:
            yield bloques[lugar]
        lugar += 1


def _parte(texto: str, bloque: Bloque, fragmento: Fragmento) -> Parte:
    tramo = Tramo(max(bloque.inicio, fragmento.inicio), min(bloque.fin, fragmento.fin))
    if bloque.clase is ClaseDeBloque.TABLA and bloque.filas:
        cabecera, *filas = (_celdas(texto[fila.inicio : fila.fin]) for fila in bloque.filas)
        return Parte(bloque.clase, (), cabecera, tuple(filas))
    cortes = [(desde, pagina) for desde, pagina in fragmento.paginas if tramo.inicio < desde < tramo.fin]
    bordes = [tramo.inicio, *(desde for desde, _ in cortes), tramo.fin]
    paginas = (None, *(pagina for _, pagina in cortes))
    trozos = zip(bordes, bordes[1:], paginas, strict=False)
    return Parte(bloque.clase, tuple(Trozo(texto[desde:hasta], pagina) for desde, hasta, pagina in trozos))


def _celdas(fila: str) -> tuple[str, ...]:
    return tuple(celda.strip() for celda in celdas_de(fila))
