"""Las oraciones de un documento de las que alguien preguntaría algo, cada una con el sitio en que está."""

import re
from collections.abc import Iterator

from conocimiento.biblioteca.borrador.formas import preguntas_de
from conocimiento.biblioteca.borrador.partes import sin_marca
from conocimiento.biblioteca.borrador.sitio import Sitio
from conocimiento.biblioteca.borrador.sobrante import nadie_lo_pregunta
from conocimiento.expresiones import diferida
from conocimiento.frases import en_un_renglon
from conocimiento.lectura.encabezados import ARTICULO, DISPOSICION, OTRA_NORMA, esta_en_mayusculas
from conocimiento.lectura.valores import Bloque, ClaseDeBloque, Lectura
from conocimiento.palabras import plegar

MAS_CORTA = 25
"""Caracteres: las más cortas no dicen nada."""
RENGLON_DE_LISTA = 60
"""Caracteres: uno más corto («b) Ministerio de Educación») se entiende con los demás, y no se propone aparte."""
_DE_LISTA = diferida(r"[a-zñ0-9]{1,2}[).]\s|[•‣–—-]\s")
_ENTRE_ORACIONES = diferida(r"(?<=[.;])\s{1,9}(?=[«“\"(¿¡]{0,2}[A-ZÁÉÍÓÚÑ])")
_ABREVIATURA = diferida(r"(?:\b(?:Art|Nº|N°|Nro|inc|lit|núm|num|S|Sr|Sra|Dr|Ing|etc|pág|vs|art)|\b[A-Z])\.$")
_NUMERO_DE_NORMA = diferida(r"(?:RESOLUCI[OÓ]N|ORDENANZA|DECRETO|LEY|ACUERDO|DIRECTIVA)\b.{0,60}\d")


def oraciones_con_su_sitio(lectura: Lectura) -> Iterator[tuple[str, Sitio]]:
    """En el orden del documento; sin títulos, fórmulas ni lo que un extracto trae de otra norma."""
    apartado, epigrafe, presenta, es_de_otra, es_la_primera = "", "", "", False, False
    for bloque in lectura.bloques:
        if bloque.apartado:
            es_de_otra = bloque.apartado.startswith(OTRA_NORMA)
            apartado, epigrafe, presenta, es_la_primera = bloque.apartado, "", "", True
        if es_de_otra:
            continue
        for oracion in _oraciones(lectura, bloque):
            if bloque.apartado and _es_epigrafe(oracion):
                epigrafe = oracion
                continue
            yield oracion, Sitio(apartado, epigrafe, es_la_primera, presenta)
            es_la_primera = False
            presenta = oracion if oracion.endswith(":") else presenta


def _es_epigrafe(oracion: str) -> bool:
    """Lo que sigue a «Artículo 5.-» y es su nombre, que no dice nada: sin punto y sin lo que alguien hace."""
    return oracion[-1:].isalnum() and not preguntas_de(oracion, Sitio(manda=True))


def _oraciones(lectura: Lectura, bloque: Bloque) -> Iterator[str]:
    """Lo que un bloque manda o explica, sin el encabezado con que empieza ni las fórmulas con que se firma."""
    if bloque.clase not in (ClaseDeBloque.PARRAFO, ClaseDeBloque.VINETA):
        return
    texto = en_un_renglon(lectura.texto[bloque.inicio : bloque.fin])
    if _NUMERO_DE_NORMA.match(texto) and esta_en_mayusculas(texto.replace("p", "P")) and len(texto) < 120:
        yield texto
        return
    for hallada in _unidas(_ENTRE_ORACIONES.split(_sin_encabezado(texto, bloque.apartado))):
        es_renglon = len(hallada) < RENGLON_DE_LISTA and _DE_LISTA.match(hallada)
        oracion = sin_marca(hallada)
        if len(oracion) < MAS_CORTA or es_renglon or esta_en_mayusculas(oracion) or nadie_lo_pregunta(oracion):
            continue
        yield oracion


def _unidas(trozos: list[str]) -> Iterator[str]:
    """Los trozos de un párrafo, sin partirlo tras una abreviatura («Art. 5», «S.A.»)."""
    juntado = ""
    for trozo in trozos:
        juntado = f"{juntado} {trozo}" if juntado else trozo
        if not _ABREVIATURA.search(juntado):
            yield juntado
            juntado = ""
    if juntado:
        yield juntado


def _sin_encabezado(texto: str, apartado: str) -> str:
    """«Artículo 5.- Definiciones» no es nada que citar, y de «Artículo 1.- Aprobar el reglamento» sí lo que aprueba."""
    if not apartado:
        return texto
    abre = ARTICULO.match(texto) or DISPOSICION.match(texto)
    sigue = texto[abre.end() :] if abre else texto
    return "" if _palabras(sigue) in _palabras(apartado) else sigue


def _palabras(texto: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', plegar(texto.replace('º', '').replace('°', ''))))} "
