"""Una hoja de cálculo, hoja a hoja: los renglones de título o de pie son párrafos; lo demás, una tabla."""

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from conocimiento.errores import ErrorDeLectura
from conocimiento.expresiones import diferida
from conocimiento.lectura import motivos
from conocimiento.lectura.formatos.comprimidos import ROTURAS, abrir_comprimido, leer_xml
from conocimiento.lectura.formatos.tipo import Tipo, decodificar, separador_de
from conocimiento.lectura.oficina.armado import Armado
from conocimiento.lectura.oficina.hojas.celdas import LoOculto, Unida, escribir
from conocimiento.lectura.oficina.hojas.excel import ocultas_de_excel
from conocimiento.lectura.oficina.hojas.excel_antiguo import ocultas_de_excel_antiguo
from conocimiento.lectura.oficina.hojas.opendocument import ocultas_de_opendocument
from conocimiento.lectura.valores import ClaseDeAviso, ClaseDeBloque, Lectura, extender

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

CELDAS = 5_000_000
_SIN_NOMBRE = diferida(r"(?:hoja|sheet|feuille|planilha)\s?\d{0,4}", re.IGNORECASE)


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
    """Lo que no se ve de cada hoja y el título que dice el archivo."""
    if tipo is Tipo.XLS:
        return ocultas_de_excel_antiguo(ruta), ""
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
        if una.name not in ocultas:  # lo que no se sabe si se ve no se lee
            raise ErrorDeLectura(ruta, motivos.danado(clase="una hoja de cálculo"))
        oculto = ocultas[una.name]
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
    """Las filas que se ven, como texto; vacías las celdas que no."""
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
    unidas = _con_las_unidas(filas, hoja.merged_cell_ranges or oculto.unidas)
    return [fila for numero, fila in enumerate(unidas) if numero not in oculto.filas]


def _con_las_unidas(filas: list[list[str]], unidas: Sequence[Unida]) -> list[list[str]]:
    """Las filas, con lo que dice cada celda unida en todos los lugares que abarca."""
    alto, ancho = len(filas), max(map(len, filas), default=0)
    abarcan = [
        (range(arriba, min(abajo + 1, alto)), range(izquierda, min(derecha + 1, ancho)))
        for (arriba, izquierda), (abajo, derecha) in unidas
    ]
    if not abarcan or sum(len(suyas) * len(columnas) for suyas, columnas in abarcan) > CELDAS:
        return filas
    lugares: list[list[int | None]] = [[*range(fila * ancho, (fila + 1) * ancho)] for fila in range(alto)]
    for suyas, columnas in abarcan:
        for fila in suyas:
            lugares[fila][columnas.start : columnas.stop] = [suyas.start * ancho + columnas.start] * len(columnas)
    textos = {fila * ancho + columna: celda for fila, suyas in enumerate(filas) for columna, celda in enumerate(suyas)}
    return extender(lugares, textos)


def _agregar(filas: Sequence[Sequence[str]], armado: Armado) -> None:
    """La tabla de una hoja. Los renglones de una celda que la anuncian, o que van tras ella y aparte, son párrafos."""
    llenas = [sum(bool(celda.strip()) for celda in fila) for fila in filas]
    anchas = [lugar for lugar, celdas in enumerate(llenas) if celdas > 1]
    desde = hasta = len(filas)
    if anchas:
        desde, ultima = anchas[0], anchas[-1]
        hasta = next((lugar for lugar in range(ultima, len(filas)) if not llenas[lugar]), len(filas))
    for fila in filas[:desde]:
        armado.agregar(ClaseDeBloque.PARRAFO, " ".join(fila))
    armado.agregar_tabla(filas[desde:hasta])
    for fila in filas[hasta:]:
        armado.agregar(ClaseDeBloque.PARRAFO, " ".join(fila))
