"""Si lo que se abrió para citarlo se sigue citando, según el catálogo que hay ahora en el disco."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from conocimiento.biblioteca.errores import ErrorDeBiblioteca
from conocimiento.biblioteca.guardado import leer_catalogo, senal_del_catalogo
from conocimiento.ingesta.corpus import clave_propia, vigentes_de
from conocimiento.modelo import CARPETA_DE_LA_BIBLIOTECA, Documento, Ficha


def siguen_en_vigor(documentos: Iterable[Documento], datos: Path, dia: date) -> bool:
    """Si de la biblioteca y de lo que trae el programa se cita, ese día, justo lo que hay entre los documentos."""
    abiertos = tuple(documentos)
    suyos = {(uno.ficha.documento, uno.ficha.version) for uno in abiertos if _es_de_la_biblioteca(uno)}
    vigentes = {(uno.documento, uno.version) for uno, _ in vigentes_de(datos, leer_catalogo(datos), dia)}
    return suyos == vigentes and not fuera_de_vigor(abiertos, datos, dia)


def fuera_de_vigor(documentos: Iterable[Documento], datos: Path, dia: date) -> frozenset[str]:
    """Los nombres de los que, ese día, el catálogo ya no cita: retirados, reemplazados o con el plazo cumplido.

    Raises `CatalogoDanado`, `OSError`.
    """
    catalogo = leer_catalogo(datos)
    fuera = catalogo.propios_fuera(dia)
    vigentes = {(uno.documento, uno.version) for uno, _ in vigentes_de(datos, catalogo, dia)}
    return frozenset(
        uno.ficha.documento
        for uno in documentos
        if clave_propia(uno) in fuera
        or (_es_de_la_biblioteca(uno) and (uno.ficha.documento, uno.ficha.version) not in vigentes)
    )


def fichas_segun(documentos: Iterable[Documento], fuera: frozenset[str]) -> tuple[Ficha, ...]:
    """La ficha de cada uno; la de los que están fuera, caducada."""
    fichas = (uno.ficha for uno in documentos)
    return tuple(replace(una, vigente_hasta=date.min) if una.documento in fuera else una for una in fichas)


class Vigencia:
    """De unos documentos abiertos, cuáles se dejaron de citar; preguntarlo sin que nada cambie es mirar una fecha.

    Quien atiende cambia de índice cada pocos segundos; esto vale entre tanto, para que lo retirado no se cite ni una
    vez más.
    """

    def __init__(self, documentos: Iterable[Documento], datos: Path) -> None:
        self._documentos = tuple(documentos)
        self._datos = datos
        self._visto: tuple[object, frozenset[str]] | None = None

    def fuera(self, dia: date) -> frozenset[str]:
        """Como `fuera_de_vigor`; si el catálogo no se entiende, lo último que se supo."""
        senal = (dia, senal_del_catalogo(self._datos))
        visto = self._visto  # otro hilo puede estar preguntando lo mismo
        if visto is not None and visto[0] == senal:
            return visto[1]
        try:
            nombres = fuera_de_vigor(self._documentos, self._datos, dia)
        except (ErrorDeBiblioteca, OSError):
            nombres = visto[1] if visto is not None else frozenset[str]()
        self._visto = (senal, nombres)
        return nombres


def _es_de_la_biblioteca(documento: Documento) -> bool:
    return documento.ficha.documento.startswith(CARPETA_DE_LA_BIBLIOTECA)
