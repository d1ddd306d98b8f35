"""Divide un texto en apartados y fragmentos citables, por posiciones.

Los títulos nombran el apartado y los rótulos de gráficos («GRÁFICO N°3» y su leyenda) solo anuncian
lo que el texto no trae: ninguno es texto citable. Nada se reescribe.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from conocimiento.ingesta.oraciones import LARGO_MAXIMO, cortar_en_oraciones, recortar
from conocimiento.modelo import Fragmento, Tramo

LARGO_MINIMO = 200

_LINEA = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_TITULO_MARKDOWN = re.compile(r"#{1,6}[ \t]+(.+?)[ \t]*#*$")
_CERCO = re.compile(r"(?:```|~~~)")
_NUMERADO = re.compile(r"\d+(?:\.\d+)+\.?[ \t]+\S")
_DIVISION = re.compile(r"(?:CAP[IÍ]TULO|T[IÍ]TULO|PARTE|SECCI[OÓ]N|ANEXO)\s+(?:[IVXLC]+|\d+)$", re.IGNORECASE)
_ROTULO = re.compile(
    r"[\W_]*(?:GR[AÁ]FICO|FIGURA|CUADRO|TABLA|IMAGEN|ILUSTRACI[OÓ]N)\s*+N?\s*+[°º.]*+\s*+\d+[\W_]*$", re.I
)
_COLA_DE_TITULO = re.compile(r"[.\s:\-–—]+$")
_ROMANO = re.compile(r"[IVXLC]+$")
_FINAL_DE_ORACION = (".", "!", "?", "…", ":", ";", "»", "”", '"', ")")


@dataclass(frozen=True, slots=True)
class _Parrafo:
    tramo: Tramo
    apartado: str


def segmentar(texto: str, documento: str, version: str, es_markdown: bool) -> tuple[Fragmento, ...]:
    """Devuelve los fragmentos en orden; cada uno tiene al menos una oración.

    Si todo parece título o rótulo, se toma el texto entero como párrafos: perderlo sería peor.
    """
    parrafos = list(_parrafos_citables(texto, es_markdown)) or [_Parrafo(tramo, "") for tramo in _parrafos(texto)]
    grupos = [_Parrafo(tramo, parrafo.apartado) for parrafo in parrafos for tramo in _partir(texto, parrafo.tramo)]
    return tuple(
        Fragmento(
            documento=documento,
            version=version,
            apartado=grupo[0].apartado,
            texto=texto[grupo[0].tramo.inicio : grupo[-1].tramo.fin],
            inicio=grupo[0].tramo.inicio,
            fin=grupo[-1].tramo.fin,
            oraciones=tuple(
                oracion
                for parrafo in grupo
                for oracion in cortar_en_oraciones(texto, parrafo.tramo.inicio, parrafo.tramo.fin)
            ),
        )
        for grupo in _juntar_cortos(grupos)
    )


def _parrafos(texto: str) -> Iterator[Tramo]:
    """Los bloques de líneas seguidas no vacías."""
    inicio: int | None = None
    fin = 0
    for linea in _lineas(texto):
        if linea.fin == linea.inicio:
            if inicio is not None:
                yield Tramo(inicio, fin)
            inicio = None
        else:
            inicio = linea.inicio if inicio is None else inicio
            fin = linea.fin
    if inicio is not None:
        yield Tramo(inicio, fin)


def _lineas(texto: str) -> Iterator[Tramo]:
    for hallada in _LINEA.finditer(texto):
        if hallada.end() > hallada.start():
            yield recortar(texto, hallada.start(), hallada.end())


def _parrafos_citables(texto: str, es_markdown: bool) -> Iterator[_Parrafo]:
    apartado, tras_division, tras_rotulo, en_cerco = "", False, False, False
    for bloque in _parrafos(texto):
        resto: Tramo | None = None
        for linea in _lineas(texto[bloque.inicio : bloque.fin]):
            tramo = Tramo(bloque.inicio + linea.inicio, bloque.inicio + linea.fin)
            contenido = texto[tramo.inicio : tramo.fin]
            en_cerco ^= es_markdown and _CERCO.match(contenido) is not None
            es_sola = tramo == bloque
            titulo = None if en_cerco else _titulo(contenido, es_markdown, es_sola)
            es_leyenda = tras_rotulo and es_sola and not contenido.endswith(_FINAL_DE_ORACION)
            if titulo is not None:
                if resto is not None:
                    yield _Parrafo(resto, apartado)
                apartado, resto = titulo, None
                tras_division, tras_rotulo = _DIVISION.match(titulo) is not None, False
            elif _ROTULO.match(contenido):
                if resto is not None:
                    yield _Parrafo(resto, apartado)
                resto, tras_rotulo = None, True
            elif (tras_division and es_sola and len(contenido) <= 200) or es_leyenda:
                tras_division = False
            else:
                resto = Tramo(resto.inicio if resto else tramo.inicio, tramo.fin)
                tras_division = tras_rotulo = False
        if resto is not None:
            yield _Parrafo(resto, apartado)


def _titulo(linea: str, es_markdown: bool, es_sola: bool) -> str | None:
    """El título como se muestra, o `None` si la línea no lo es."""
    if es_markdown and (hallado := _TITULO_MARKDOWN.match(linea)):
        return hallado.group(1).strip("*_ ")
    if len(linea) > 120 or not es_sola:
        return None
    limpio = _COLA_DE_TITULO.sub("", linea)
    letras = [caracter for caracter in limpio if caracter.isalpha()]
    en_mayusculas = len(letras) >= 4 and all(letra.isupper() for letra in letras) and not _ROTULO.match(linea)
    if en_mayusculas:
        return _en_minusculas(limpio)
    if _NUMERADO.match(linea) and not linea.endswith(_FINAL_DE_ORACION):
        return limpio
    return None


def _en_minusculas(titulo: str) -> str:
    """«2.1 CONCEPTO» → «2.1 Concepto»; los números romanos se quedan como están."""
    palabras = [palabra if _ROMANO.match(palabra) else palabra.lower() for palabra in titulo.split()]
    primera = next((numero for numero, palabra in enumerate(palabras) if palabra[:1].isalpha()), None)
    if primera is not None:
        palabras[primera] = palabras[primera][:1].upper() + palabras[primera][1:]
    return " ".join(palabras)


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


def _juntar_cortos(parrafos: list[_Parrafo]) -> list[list[_Parrafo]]:
    """Une los párrafos de menos de `LARGO_MINIMO` caracteres con el vecino de su apartado, si caben."""
    grupos: list[list[_Parrafo]] = []
    for parrafo in parrafos:
        if grupos:
            anterior = grupos[-1]
            desde, hasta = anterior[0].tramo.inicio, anterior[-1].tramo.fin
            hay_corto = hasta - desde < LARGO_MINIMO or parrafo.tramo.fin - parrafo.tramo.inicio < LARGO_MINIMO
            if hay_corto and anterior[0].apartado == parrafo.apartado and parrafo.tramo.fin - desde <= LARGO_MAXIMO:
                anterior.append(parrafo)
                continue
        grupos.append([parrafo])
    return grupos
