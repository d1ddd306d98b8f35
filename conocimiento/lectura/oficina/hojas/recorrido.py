"""Una hoja de cálculo, hoja a hoja: los renglones de título o de pie son párrafos; lo demás, una tabla."""

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from conocimiento.errores import ErrorDeLectura
from conocimiento.lectura import motivos
from conocimiento.lectura.oficina.armado import Armado
from conocimiento.lectura.oficina.comprimidos import ROTURAS, abrir_comprimido, leer_xml
from conocimiento.lectura.oficina.hojas.celdas import LoOculto, escribir
from conocimiento.lectura.oficina.hojas.excel import ocultas_de_excel
from conocimiento.lectura.oficina.hojas.opendocument import ocultas_de_opendocument
from conocimiento.lectura.tipo import Tipo, decodificar, separador_de
from conocimiento.lectura.valores import ClaseDeAviso, ClaseDeBloque, Lectura

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

CELDAS = 5_000_000
_SIN_NOMBRE = re.compile(r"(?:hoja|sheet|feuille|planilha)\s?\d{0,4}", re.IGNORECASE)


def leer_hojas(ruta: Path, tipo: Tipo) -> Lectura:
    """Lee un .xlsx, .xls, .ods o .csv. Raises `ErrorDeLectura` si está dañado, protegido o tiene demasiadas celdas."""
    if tipo is Tipo.CSV:
        return _leer_csv(ruta)
    ocultas, titulo = _mirar(ruta, tipo)
    armado = Armado()
    with _abrir(ruta) as libro:
        _de_libro(ruta, libro, ocultas, armado)
    return armado.lectura(tipo.value, titulo)


def _leer_csv(ruta: Path) -> Lectura:
    texto = decodificar(ruta.read_bytes()) or ""
    armado = Armado()
    try:
        filas = list(csv.reader(texto.lstrip("\ufeff").splitlines(keepends=True), delimiter=separador_de(texto) or ","))
    except csv.Error as error:
        raise ErrorDeLectura(ruta, motivos.danado(clase="una tabla")) from error
    _agregar(filas, armado)
    return armado.lectura("csv")


def _mirar(ruta: Path, tipo: Tipo) -> tuple[dict[str, LoOculto], str]:
    """Lo que no se ve de cada hoja y el título que dice el archivo. Un .xls no lo deja mirar."""
    if tipo is Tipo.XLS:
        return {}, ""
    with abrir_comprimido(ruta) as abierto:
        try:
            ocultas = ocultas_de_excel(abierto) if tipo is Tipo.XLSX else ocultas_de_opendocument(abierto)
        except (*ROTURAS, KeyError) as error:
            raise ErrorDeLectura(ruta, motivos.danado(clase="una hoja de cálculo")) from error
        propiedades = leer_xml(abierto, "docProps/core.xml" if tipo is Tipo.XLSX else "meta.xml")
    titulo = None if propiedades is None else next(propiedades.iter("{http://purl.org/dc/elements/1.1/}title"), None)
    for uno in ocultas.values():
        if uno.filas_en_total * uno.columnas_en_total > CELDAS:
            cuanto = f"tiene una hoja de {uno.filas_en_total:,} filas y {uno.columnas_en_total:,} columnas"
            raise ErrorDeLectura(ruta, motivos.demasiado(cuanto, f"{CELDAS:,} celdas"))
    return ocultas, "" if titulo is None else titulo.text or ""


def _abrir(ruta: Path) -> "CalamineWorkbook":
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_path(ruta)  # pyright: ignore[reportUnknownMemberType]
    except PasswordError as error:
        raise ErrorDeLectura(ruta, motivos.PROTEGIDO) from error
    except (CalamineError, OSError, ValueError) as error:
        raise ErrorDeLectura(ruta, motivos.danado(clase="una hoja de cálculo")) from error


def _de_libro(ruta: Path, libro: "CalamineWorkbook", ocultas: dict[str, LoOculto], armado: Armado) -> None:
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum

    de_datos = [una for una in libro.sheets_metadata if una.typ == SheetTypeEnum.WorkSheet]
    visibles = [una for una in de_datos if una.visible == SheetVisibleEnum.Visible]
    for una in de_datos:
        if una.visible != SheetVisibleEnum.Visible:
            armado.avisar(ClaseDeAviso.HOJA_OCULTA, una.name)
    for una in visibles:
        if una.name not in ocultas and ocultas:  # lo que no se sabe si se ve no se lee
            raise ErrorDeLectura(ruta, motivos.danado(clase="una hoja de cálculo"))
        oculto = ocultas.get(una.name, LoOculto())
        if oculto.sin_valor:
            armado.avisar(ClaseDeAviso.SIN_VALOR, f"{una.name}, {oculto.sin_valor[0]}", len(oculto.sin_valor))
        try:
            filas = _visibles(libro.get_sheet_by_name(una.name), oculto, armado)
        except (CalamineError, OSError, ValueError) as error:
            raise ErrorDeLectura(ruta, motivos.danado(clase="una hoja de cálculo")) from error
        if any(any(fila) for fila in filas):
            if len(visibles) > 1 or not _SIN_NOMBRE.fullmatch(una.name.strip()):
                armado.agregar(ClaseDeBloque.TITULO, una.name, 1)
            _agregar(filas, armado)


def _visibles(hoja: "CalamineSheet", oculto: LoOculto, armado: Armado) -> list[list[str]]:
    """Las celdas de la hoja como texto, vacías las que no se ven."""
    filas: list[list[str]] = []
    for numero, valores in enumerate(hoja.to_python(skip_empty_area=False)):
        fila: list[str] = []
        for columna, valor in enumerate(valores):
            escrito = escribir(valor, oculto.decimales.get((numero, columna)))
            if escrito and oculto.oculta(numero, columna):
                armado.avisar(ClaseDeAviso.TEXTO_INVISIBLE, escrito)
                escrito = ""
            fila.append(escrito)
        filas.append(fila)
    return filas


def _agregar(filas: Sequence[Sequence[str]], armado: Armado) -> None:
    """La tabla de una hoja. Los renglones de una sola celda, antes o después de ella, son párrafos."""
    llenas = [fila for fila in filas if any(celda.strip() for celda in fila)]
    anchas = [lugar for lugar, fila in enumerate(llenas) if sum(bool(celda.strip()) for celda in fila) > 1]
    desde, hasta = (anchas[0], anchas[-1] + 1) if anchas else (len(llenas), len(llenas))
    for fila in llenas[:desde]:
        armado.agregar(ClaseDeBloque.PARRAFO, " ".join(fila))
    armado.agregar_tabla(llenas[desde:hasta])
    for fila in llenas[hasta:]:
        armado.agregar(ClaseDeBloque.PARRAFO, " ".join(fila))
