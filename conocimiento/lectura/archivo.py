"""Un archivo de cualquier formato, leído aquí mismo. Lo que viene de fuera se lee con `aparte`."""

from collections.abc import Callable
from pathlib import Path
from typing import assert_never

from conocimiento.errores import ErrorDeLectura
from conocimiento.lectura import motivos
from conocimiento.lectura.formatos.tipo import Tipo, tipo_de
from conocimiento.lectura.maquinas import avisar_lo_dirigido
from conocimiento.lectura.valores import ClaseDeBloque, Lectura, Origen

LETRAS = 5_000_000
_NO_SE_CITAN = (ClaseDeBloque.TITULO, ClaseDeBloque.ROTULO)


def leer_archivo(ruta: Path, avanzar: Callable[[int, int], None]) -> Lectura:
    """Lee el archivo con el lector de su tipo; `avanzar` recibe la página leída y cuántas son, si las tiene.

    Raises `ErrorDeLectura` si no se puede, no trae texto o pasa de un límite.
    """
    lectura = _leer(ruta, avanzar)
    _medir(ruta, lectura.texto)
    if all(bloque.clase in _NO_SE_CITAN for bloque in lectura.bloques):
        imagenes = [pagina for pagina in lectura.paginas if pagina.origen is Origen.IMAGEN]
        if imagenes and len(imagenes) == len(lectura.paginas):
            raise ErrorDeLectura(ruta, motivos.solo_imagenes(len(imagenes)))
        raise ErrorDeLectura(ruta, motivos.SIN_TEXTO)
    return avisar_lo_dirigido(lectura)


def _leer(ruta: Path, avanzar: Callable[[int, int], None]) -> Lectura:
    tipo = tipo_de(ruta)
    match tipo:
        case Tipo.PDF:
            from conocimiento.lectura.pdf import leer_pdf

            return leer_pdf(ruta, avanzar)
        case Tipo.DOCX:
            from conocimiento.lectura.oficina.word import leer_word

            return leer_word(ruta)
        case Tipo.HTML:
            from conocimiento.lectura.oficina.web import leer_web

            return leer_web(ruta)
        case Tipo.XLSX | Tipo.XLS | Tipo.ODS | Tipo.CSV:
            from conocimiento.lectura.oficina.hojas import leer_hojas

            return leer_hojas(ruta, tipo)
        case Tipo.MD | Tipo.TXT:
            from conocimiento.lectura.escrito import leer_escrito

            texto = _utf8(ruta)
            _medir(ruta, texto)
            return leer_escrito(texto, es_markdown=tipo is Tipo.MD)
        case _:
            assert_never(tipo)


def _medir(ruta: Path, texto: str) -> None:
    if len(texto) > LETRAS:
        raise ErrorDeLectura(ruta, motivos.demasiado(f"tiene {len(texto):,} letras", f"{LETRAS:,}"))


def _utf8(ruta: Path) -> str:
    octetos = ruta.read_bytes()
    try:
        return octetos.decode("utf-8")
    except UnicodeDecodeError as error:
        linea = octetos.count(b"\n", 0, error.start) + 1
        raise ErrorDeLectura(ruta, motivos.SIN_UTF_8, linea) from error
