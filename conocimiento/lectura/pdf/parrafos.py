"""De las líneas de un PDF, en orden de lectura, a los títulos, párrafos, viñetas y notas."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from conocimiento.expresiones import diferida
from conocimiento.lectura.encabezados import abre_apartado, esta_en_mayusculas
from conocimiento.lectura.pdf.caracteres import Linea
from conocimiento.lectura.pdf.tablas import Tabla
from conocimiento.lectura.pdf.titulos import (
    cierra_norma,
    cierra_oracion,
    empieza_con_marca,
    es_division,
    es_numeral_de,
    es_titulo,
)
from conocimiento.lectura.valores import ClaseDeBloque
from conocimiento.palabras import VACIAS, plegar

_HUECO = 1.3  # veces el paso entre líneas; más, es otro párrafo
_AL_BORDE = 1.5  # puntos
_LLAMADA = diferida(r"[\[(]?(?:\d{1,3}|\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹]+)[\]).]?(?:\s|$|(?=[«“\"¿¡A-ZÁÉÍÓÚÑ]))")
_SANGRIA = 0.8  # veces el cuerpo de la letra


@dataclass(frozen=True, slots=True)
class Grupo:
    """Las líneas de un bloque."""

    clase: ClaseDeBloque
    lineas: tuple[Linea, ...]


Pieza = Linea | Tabla | Grupo
"""Un grupo ya hecho no se junta con nada: cada línea de un índice."""


@dataclass(frozen=True, slots=True)
class Renglon:
    """Una línea con los bordes de su columna y el paso habitual entre líneas de su página, en puntos."""

    linea: Linea
    izquierda: float
    derecha: float
    paso: float
    justificada: bool
    """Si casi todas las líneas de su columna llegan al borde derecho."""


def agrupar(piezas: Iterable[Pieza], cuerpo: float) -> Iterator[Grupo | Tabla]:
    """Los bloques de un documento, en orden. `cuerpo` es el de la letra de su texto, en puntos."""
    abiertas: list[Renglon] = []
    es_de_titulo = False
    articulo = ""
    pendientes: list[Tabla | Grupo] = []
    for pieza in _con_columnas(piezas):
        if not isinstance(pieza, Renglon):
            if abiertas and (es_de_titulo or cierra_oracion(abiertas[-1].linea.texto)):
                yield _grupo(abiertas, es_de_titulo)
                abiertas = []
            if abiertas:
                pendientes.append(pieza)
            else:
                yield pieza
            continue
        abre = _abre_articulo(abiertas, pieza)
        articulo = abre["numero"] if abre else articulo
        titulo = not abre and es_titulo(pieza.linea, cuerpo) and not es_numeral_de(articulo, pieza.linea.texto)
        if abiertas and titulo and not es_de_titulo and _sigue_abierta(abiertas[-1], pieza):
            titulo = _resalta_sobre(abiertas[-1].linea, pieza.linea)
        junta = abiertas and titulo == es_de_titulo
        if junta:
            junta = _sigue_el_titulo(abiertas, pieza) if titulo else not _separa(abiertas, pieza)
            if pendientes and not pieza.linea.texto[:1].islower():
                junta = False
        elif abiertas and es_de_titulo:
            # Si la oración sigue, no era un título: «1.1. La presente ley tiene / como objeto…».
            completa = _completa_el_titulo(abiertas, pieza) or _nombra_la_division(abiertas, pieza)
            continua = not completa and not es_division(abiertas[0].linea.texto) and _continua(abiertas[-1], pieza)
            junta = continua or completa
            titulo = junta and not continua
        if not junta and abiertas:
            yield _grupo(abiertas, es_de_titulo)
            yield from pendientes
            abiertas, pendientes = [], []
        abiertas.append(pieza)
        es_de_titulo = titulo
    if abiertas:
        yield _grupo(abiertas, es_de_titulo)
    yield from pendientes


def agrupar_notas(lineas: Sequence[Linea]) -> Iterator[Grupo]:
    """Las notas al pie de una página: cada una empieza en su número o su asterisco."""
    nota: list[Linea] = []
    for linea in lineas:
        if nota and abre_nota(linea):
            yield Grupo(ClaseDeBloque.NOTA, tuple(nota))
            nota = []
        nota.append(linea)
    if nota:
        yield Grupo(ClaseDeBloque.NOTA, tuple(nota))


def abre_nota(linea: Linea) -> bool:
    """Si la línea empieza con el número o el asterisco de una nota al pie."""
    return _LLAMADA.match(linea.texto) is not None


def _grupo(renglones: Sequence[Renglon], es_de_titulo: bool) -> Grupo:
    lineas = tuple(uno.linea for uno in renglones)
    if es_de_titulo:
        return Grupo(ClaseDeBloque.TITULO, lineas)
    es_lista = empieza_con_marca(lineas[0].texto)
    return Grupo(ClaseDeBloque.VINETA if es_lista else ClaseDeBloque.PARRAFO, lineas)


def _con_columnas(piezas: Iterable[Pieza]) -> Iterator[Renglon | Tabla | Grupo]:
    """A cada línea, los bordes de su columna: los de las líneas seguidas que bajan sin cambiar de sitio.

    Delante de una tabla, su título.
    """
    tira: list[Linea] = []
    for pieza in piezas:
        if not isinstance(pieza, Linea):
            yield from _renglones(tira)
            tira = []
            if isinstance(pieza, Tabla) and pieza.titulo:
                yield Grupo(ClaseDeBloque.TITULO, pieza.titulo)
            yield pieza
        else:
            if tira and not _baja(tira, pieza):
                yield from _renglones(tira)
                tira = []
            tira.append(pieza)
    yield from _renglones(tira)


def _baja(tira: Sequence[Linea], linea: Linea) -> bool:
    anterior = tira[-1]
    if anterior.pagina != linea.pagina or linea.base < anterior.base - anterior.cuerpo / 2:
        return False
    return min(linea.x1, max(una.x1 for una in tira[-6:])) > max(linea.x0, min(una.x0 for una in tira[-6:]))


def _renglones(tira: Sequence[Linea]) -> Iterator[Renglon]:
    if not tira:
        return
    pasos = [b.base - a.base for a, b in pairwise(tira) if b.base - a.base > a.cuerpo / 2]
    paso = median(pasos) if len(pasos) > 2 else 1.25 * tira[0].cuerpo
    paso = min(paso, 2.2 * median(linea.cuerpo for linea in tira))
    izquierda, derecha = min(linea.x0 for linea in tira), max(linea.x1 for linea in tira)
    al_borde = sum(linea.x1 > derecha - _AL_BORDE for linea in tira)
    for linea in tira:
        yield Renglon(linea, izquierda, derecha, paso, len(tira) > 3 and 2 * al_borde > len(tira))


def _abre_articulo(abiertas: Sequence[Renglon], nueva: Renglon) -> re.Match[str] | None:
    """Si la línea empieza un artículo o una disposición y no es la mitad de una oración que los nombra."""
    hallado = abre_apartado(nueva.linea.texto)
    return hallado if not abiertas or not _sigue_abierta(abiertas[-1], nueva) else None


def _resalta_sobre(anterior: Linea, nueva: Linea) -> bool:
    """Si, aunque la anterior no cierre su oración, la nueva es más grande o es una división en negrita tras la fina."""
    es_otra = es_division(nueva.texto) and nueva.negrita and not anterior.negrita
    return es_otra or nueva.cuerpo > anterior.cuerpo * 1.1


def _sigue_abierta(anterior: Renglon, nueva: Renglon) -> bool:
    """Si la oración de la línea anterior quedó a medias y esta la continúa sin dejar hueco."""
    if cierra_oracion(anterior.linea.texto) or not _llena(anterior, nueva):
        return False
    return not _esta_debajo(anterior, nueva) or nueva.linea.base - anterior.linea.base <= _HUECO * nueva.paso


def _continua(anterior: Renglon, nueva: Renglon) -> bool:
    """Si la línea sigue la oración que la anterior, llena, dejó a medias.

    Sigue en minúscula, tras un «el» o un «de», o con la misma letra y llenando también la columna.
    """
    queda_en_el_aire = plegar(anterior.linea.palabras[-1].texto) in VACIAS
    es_igual = anterior.linea.negrita == nueva.linea.negrita and not esta_en_mayusculas(anterior.linea.texto)
    return (nueva.linea.texto[:1].islower() or queda_en_el_aire or es_igual) and _sigue_abierta(anterior, nueva)


def _llena(anterior: Renglon, nueva: Renglon) -> bool:
    """Si la primera palabra de la línea nueva no cabía ya en la anterior."""
    primera = nueva.linea.palabras[0].caja
    return anterior.linea.x1 + (primera.x1 - primera.x0) + 0.25 * anterior.linea.cuerpo > anterior.derecha


def _esta_debajo(anterior: Renglon, nueva: Renglon) -> bool:
    """En la misma columna de la misma página, o sea, en su misma tira."""
    return (
        anterior.linea.pagina == nueva.linea.pagina
        and anterior.izquierda == nueva.izquierda
        and anterior.derecha == nueva.derecha
        and nueva.linea.base >= anterior.linea.base - anterior.linea.cuerpo / 2
    )


def _separa(abiertas: Sequence[Renglon], nueva: Renglon) -> bool:
    """Si la línea empieza otro párrafo."""
    anterior = abiertas[-1]
    texto, previo = nueva.linea.texto, anterior.linea.texto
    if _abre_articulo(abiertas, nueva) or cierra_norma(previo):
        return True
    if empieza_con_marca(texto) and not _sigue_abierta(anterior, nueva):
        return True
    if not _esta_debajo(anterior, nueva):
        return _separa_al_saltar(anterior, nueva)
    abre, en_negrita = abre_apartado(abiertas[0].linea.texto) is not None, abiertas[0].linea.negrita
    if abre and en_negrita and anterior.linea.negrita and not nueva.linea.negrita:
        return True
    if nueva.linea.base - anterior.linea.base > _HUECO * max(nueva.paso, nueva.linea.cuerpo):
        return True
    if abs(nueva.linea.cuerpo - anterior.linea.cuerpo) > 0.2 * anterior.linea.cuerpo and cierra_oracion(previo):
        return True
    es_corta = not _llena(anterior, nueva)
    es_epigrafe = abre and not _queda_a_medias(anterior, nueva)
    if es_corta and (cierra_oracion(previo) or es_epigrafe or _cambia_de_grosor(anterior, nueva)):
        return True
    sangra = nueva.linea.x0 - anterior.linea.x0 > _SANGRIA * nueva.linea.cuerpo
    return sangra and cierra_oracion(previo) and not empieza_con_marca(abiertas[0].linea.texto)


def _separa_al_saltar(anterior: Renglon, nueva: Renglon) -> bool:
    """Si al pasar de columna o de página empieza otro párrafo.

    Sigue el mismo si la oración quedó a medias o si la última línea llega justo al borde y la nueva no tiene sangría.
    """
    if cierra_oracion(anterior.linea.texto):
        sangra = nueva.linea.x0 - nueva.izquierda > _SANGRIA * nueva.linea.cuerpo
        return not anterior.justificada or sangra or anterior.linea.x1 < anterior.derecha - _AL_BORDE
    if plegar(anterior.linea.palabras[-1].texto) in VACIAS:
        return False  # «los candidatos a la / Presidencia de la República»
    llega = anterior.linea.x1 > anterior.derecha - _AL_BORDE if anterior.justificada else False
    return not llega and not nueva.linea.texto[:1].islower()


def _queda_a_medias(anterior: Renglon, nueva: Renglon) -> bool:
    """Si la línea, aunque sobre sitio, sigue en la de abajo: «…, conforme / al texto», «el Diario El / Peruano»."""
    en_el_aire = plegar(anterior.linea.palabras[-1].texto) in VACIAS or nueva.linea.texto[:1].islower()
    return en_el_aire and not cierra_oracion(anterior.linea.texto)


def _cambia_de_grosor(anterior: Renglon, nueva: Renglon) -> bool:
    return anterior.linea.negrita and not nueva.linea.negrita


def _sigue_el_titulo(abiertas: Sequence[Renglon], nueva: Renglon) -> bool:
    """Si la línea es otro renglón del mismo título."""
    anterior = abiertas[-1]
    if es_division(nueva.linea.texto) or not _esta_debajo(anterior, nueva):
        return False
    if es_division(anterior.linea.texto):
        return _nombra_la_division(abiertas, nueva)
    parecidas = abs(anterior.linea.cuerpo - nueva.linea.cuerpo) < 0.5 and anterior.linea.negrita == nueva.linea.negrita
    cerca = nueva.linea.base - anterior.linea.base < 1.7 * nueva.linea.cuerpo
    return parecidas and cerca and not empieza_con_marca(nueva.linea.texto) and not cierra_oracion(anterior.linea.texto)


def _completa_el_titulo(abiertas: Sequence[Renglon], nueva: Renglon) -> bool:
    """Si la línea termina un título en mayúsculas: «DISPOSICIONES COMPLEMENTARIAS / FINALES»."""
    anterior, linea = abiertas[-1].linea, nueva.linea
    if es_division(abiertas[0].linea.texto) or abre_apartado(linea.texto) or empieza_con_marca(linea.texto):
        return False
    if not linea.texto.isupper() or not anterior.texto.isupper() or cierra_oracion(anterior.texto):
        return False
    iguales = abs(anterior.cuerpo - linea.cuerpo) < 0.5 and anterior.negrita == linea.negrita
    return iguales and _esta_debajo(abiertas[-1], nueva) and linea.base - anterior.base < 1.7 * linea.cuerpo


def _nombra_la_division(abiertas: Sequence[Renglon], nueva: Renglon) -> bool:
    """Si bajo «CAPÍTULO II» viene su nombre: en mayúsculas o en negrita, y cerca."""
    texto = " ".join(uno.linea.texto for uno in abiertas)
    anterior, linea = abiertas[-1].linea, nueva.linea
    if not es_division(texto) or es_division(linea.texto) or abre_apartado(linea.texto) or len(texto) > 200:
        return False
    cerca = anterior.pagina < linea.pagina or 0 < linea.base - anterior.base < 3 * linea.cuerpo
    return cerca and (linea.texto.isupper() or (linea.negrita and anterior.negrita))
