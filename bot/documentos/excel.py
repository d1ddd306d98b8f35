"""El Excel de la propuesta: el presupuesto por actor, la matriz, los resultados y el cronograma, para trabajarlos.

Cada monto va como número, con el formato de su moneda, y las sumas son fórmulas: si se cambia un aporte, cambian. Lo
que escribe una persona va siempre como texto, aunque empiece por «=».
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell  # pyright: ignore[reportMissingTypeStubs]

from bot.documentos.contexto import titulo_del_archivo
from bot.documentos.texto import PENDIENTE, limpiar
from bot.entrevista.propuesta.modelo import BARRA, Cuadro, Monto, Propuesta
from bot.entrevista.propuesta.oraciones import con_mayuscula
from conocimiento.frases import recortar

LARGO_DE_CELDA = 32_767  # caracteres, los que admite Excel
AVISO = "Borrador. No es una aprobación ni una presentación ante la APCI."
_SIMBOLOS = {"PEN": '"S/" #,##0.00', "USD": '"US$" #,##0.00', "EUR": '"€" #,##0.00'}
_NOMBRES = {"PEN": "Dinero en soles", "USD": "Dinero en dólares", "EUR": "Dinero en euros"}
_PRIMERA_FILA = 3
_ULTIMA_FILA = 5_000
_LARGO_DEL_TITULO = 100  # letras: caben en una hoja A4 apaisada
_ALTO_DE_RENGLON, _ALTO_MAXIMO = 15.0, 409.0  # puntos; Excel no admite filas más altas
_PARTE_QUE_SE_LLENA = 0.95  # de cada renglón: las palabras no se parten
_AZUL = "#1f3a4d"


def escribir_excel(propuesta: Propuesta) -> bytes:
    """Devuelve el libro con una hoja por cuadro; la misma propuesta da el mismo contenido."""
    archivo = BytesIO()
    opciones = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    libro: Any = xlsxwriter.Workbook(archivo, opciones)
    with libro:
        # La fecha de la propuesta y no la del reloj: el mismo borrador da los mismos bytes.
        libro.set_properties(
            {"title": titulo_del_archivo(propuesta)[:255], "created": datetime.combine(propuesta.fecha, time())}
        )
        hojas = _Hojas(libro, propuesta)
        hojas.presupuesto()
        hojas.matriz()
        for nombre, primera in (("Resultados", "Resultado"), ("Cronograma", "Actividad"), ("Riesgos", "Riesgo")):
            cuadro = _cuadro(propuesta, primera)
            if cuadro is not None:
                hojas.cuadro(nombre, cuadro)
    return archivo.getvalue()


def _cuadro(propuesta: Propuesta, primera: str) -> Cuadro | None:
    """El cuadro de la propuesta cuya primera columna se llama así."""
    cuadros = (cuadro for seccion in propuesta.secciones for cuadro in seccion.cuadros)
    return next((cuadro for cuadro in cuadros if cuadro.titulos[0] == primera), None)


class _Hojas:
    """Las hojas del libro, todas con el mismo título, aviso y estilo."""

    def __init__(self, libro: Any, propuesta: Propuesta) -> None:
        self._libro, self._propuesta = libro, propuesta
        self._titulo = libro.add_format({"bold": True, "font_size": 14, "font_color": _AZUL})
        self._aviso = libro.add_format({"font_color": "#54636d"})
        borde = {"border": 1, "border_color": "#b8c4cc", "valign": "top", "text_wrap": True}
        self._encabezado = libro.add_format({**borde, "indent": 1, "bold": True, "bg_color": "#eef2f4"})
        self._texto = libro.add_format({**borde, "indent": 1})
        self._pendiente = libro.add_format({**borde, "indent": 1, "bold": True, "font_color": "#9c2f00"})
        self._suma = libro.add_format({**borde, "indent": 1, "bold": True, "bg_color": "#eef2f4"})
        self._barra = libro.add_format({**borde, "bg_color": _AZUL, "font_color": _AZUL})
        self._monedas: dict[tuple[str, bool], Any] = {}
        self._borde = borde
        self._ancho_de: list[float] = []
        self._alto_de: dict[int, float] = {}

    def presupuesto(self) -> None:
        """Quién pone qué: una columna por moneda, que se suman por separado."""
        datos = self._propuesta.presupuesto
        otras = [uno for uno in (datos.total, datos.por_conseguir) if uno is not None]
        monedas = list(dict.fromkeys(monto.moneda for monto in (*datos.sumas, *otras))) or ["PEN"]
        de_dinero = (_NOMBRES.get(moneda, f"Dinero en {moneda}") for moneda in monedas)
        hoja = self._hoja("Presupuesto", ("Quién", *de_dinero, "Lo que ofrece"))
        self._anchos(hoja, [38, *([18] * len(monedas)), 60])
        fila = _PRIMERA_FILA
        for aporte in datos.aportes:
            fila += 1
            self._celda(hoja, fila, 0, aporte.actor)
            for columna, moneda in enumerate(monedas, 1):
                self._monto(hoja, fila, columna, moneda, aporte.dinero)
            palabras = con_mayuscula(aporte.palabras) if aporte.palabras is not None else None
            self._celda(hoja, fila, len(monedas) + 1, palabras)
        if datos.aportes:
            fila = self._sumas(hoja, fila, monedas)
        self._totales(hoja, fila, monedas)

    def _sumas(self, hoja: Any, ultima: int, monedas: Sequence[str]) -> int:
        """La suma de cada columna de dinero, como fórmula; devuelve su fila."""
        self._celda(hoja, ultima + 1, 0, "Suma del dinero ofrecido", self._suma)
        for columna, moneda in enumerate(monedas, 1):
            rango = xl_range(_PRIMERA_FILA + 1, columna, ultima, columna)
            suyas = (monto.cuanto for monto in self._propuesta.presupuesto.sumas if monto.moneda == moneda)
            estilo = self._formato(moneda, suma=True)
            hoja.write_formula(ultima + 1, columna, f"=SUM({rango})", estilo, float(sum(suyas, Decimal(0))))
        self._celda(hoja, ultima + 1, len(monedas) + 1, "", self._suma)
        return ultima + 1

    def _totales(self, hoja: Any, suma: int, monedas: Sequence[str]) -> None:
        """El costo de todo y lo que falta; la diferencia, como fórmula. `suma`: la fila de la suma."""
        datos, fila = self._propuesta.presupuesto, suma
        falta = "Por conseguir o valorizar (diferencia)" if datos.es_diferencia else "Por conseguir"
        for rotulo, monto in (("Presupuesto total aproximado", datos.total), (falta, datos.por_conseguir)):
            if monto is not None:
                fila += 1
                self._celda(hoja, fila, 0, rotulo, self._suma)
                for columna, moneda in enumerate(monedas, 1):
                    self._monto(hoja, fila, columna, moneda, [monto], suma=True)
                self._celda(hoja, fila, len(monedas) + 1, "", self._suma)
        if datos.es_diferencia and datos.por_conseguir is not None:
            moneda, cuanto = datos.por_conseguir.moneda, float(datos.por_conseguir.cuanto)
            columna = 1 + monedas.index(moneda)
            resta = f"={xl_rowcol_to_cell(suma + 1, columna)}-{xl_rowcol_to_cell(suma, columna)}"
            hoja.write_formula(fila, columna, resta, self._formato(moneda, suma=True), cuanto)
        if len(monedas) > 1:
            hoja.write_string(fila + 2, 0, "Hay montos en monedas distintas: no se suman entre sí.", self._aviso)

    def matriz(self) -> None:
        """Lo que toca a cada actor, una fila por actor."""
        titulos = ("Actor", "Tipo", "Se encarga de", "Aporta", "Gana", "Riesgo que asume", "Qué lo motiva")
        hoja = self._hoja("Matriz", titulos)
        self._anchos(hoja, [24, 18, 28, 22, 22, 22, 22])
        for lugar, uno in enumerate(self._propuesta.actores, _PRIMERA_FILA + 1):
            celdas = (uno.nombre, uno.tipo, uno.responsabilidad, uno.aporte, uno.beneficio, uno.riesgo, uno.motivacion)
            for columna, celda in enumerate(celdas):
                self._celda(hoja, lugar, columna, celda)

    def cuadro(self, nombre: str, cuadro: Cuadro) -> None:
        """Un cuadro del documento, tal cual."""
        hoja = self._hoja(nombre, cuadro.titulos)
        self._anchos(hoja, [parte * 1.3 for parte in cuadro.anchos])
        for lugar, fila in enumerate(cuadro.filas, _PRIMERA_FILA + 1):
            for columna, celda in enumerate(fila):
                self._celda(hoja, lugar, columna, celda)

    def _hoja(self, nombre: str, titulos: Sequence[str]) -> Any:
        hoja: Any = self._libro.add_worksheet(nombre)
        hoja.set_landscape()
        hoja.set_paper(9)  # A4
        hoja.fit_to_pages(1, 0)
        hoja.set_footer(f"&L{AVISO}&RPágina &P de &N")
        titulo = recortar(titulo_del_archivo(self._propuesta), _LARGO_DEL_TITULO - len(nombre))
        hoja.write_string(0, 0, f"{titulo} · {nombre}", self._titulo)
        hoja.write_string(1, 0, f"{AVISO} Versión {self._propuesta.numero}.", self._aviso)
        for columna, titulo in enumerate(titulos):
            hoja.write_string(_PRIMERA_FILA, columna, _en_celda(titulo), self._encabezado)
        hoja.freeze_panes(_PRIMERA_FILA + 1, 1)
        hoja.repeat_rows(_PRIMERA_FILA)
        # Una meta «12» se escribe como la dijo la persona: que Excel no la señale como un error.
        hoja.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(_ULTIMA_FILA, len(titulos))}"})
        return hoja

    def _anchos(self, hoja: Any, anchos: Iterable[float]) -> None:
        self._ancho_de, self._alto_de = list(anchos), dict[int, float]()
        for columna, ancho in enumerate(self._ancho_de):
            hoja.set_column(columna, columna, ancho)

    def _celda(self, hoja: Any, fila: int, columna: int, texto: str | None, estilo: Any = None) -> None:
        self._dar_alto(hoja, fila, columna, texto or "")
        if texto is None:
            hoja.write_string(fila, columna, PENDIENTE, self._pendiente)
        else:
            de_celda = self._barra if texto == BARRA else self._texto
            hoja.write_string(fila, columna, _en_celda(texto), estilo or de_celda)

    def _dar_alto(self, hoja: Any, fila: int, columna: int, texto: str) -> None:
        """El alto que pide la celda con más renglones: no todos los programas lo calculan al abrir el archivo."""
        letras = max(1.0, self._ancho_de[columna] * _PARTE_QUE_SE_LLENA)
        renglones = sum(max(1, ceil(len(linea) / letras)) for linea in texto.split("\n"))
        alto = min(renglones * _ALTO_DE_RENGLON, _ALTO_MAXIMO)
        if alto > self._alto_de.get(fila, _ALTO_DE_RENGLON):
            self._alto_de[fila] = alto
            hoja.set_row(fila, alto)

    def _monto(
        self, hoja: Any, fila: int, columna: int, moneda: str, montos: Sequence[Monto], *, suma: bool = False
    ) -> None:
        estilo = self._formato(moneda, suma=suma)
        suyos = [monto.cuanto for monto in montos if monto.moneda == moneda]
        if suyos:
            hoja.write_number(fila, columna, float(sum(suyos)), estilo)
        else:
            hoja.write_blank(fila, columna, None, estilo)

    def _formato(self, moneda: str, *, suma: bool) -> Any:
        if (moneda, suma) not in self._monedas:
            numero = _SIMBOLOS.get(moneda, f'"{moneda}" #,##0.00')
            de_suma = {"bold": True, "bg_color": "#eef2f4"} if suma else {}
            self._monedas[moneda, suma] = self._libro.add_format({**self._borde, **de_suma, "num_format": numero})
        return self._monedas[moneda, suma]


def _en_celda(texto: str) -> str:
    return recortar(limpiar(texto), LARGO_DE_CELDA)
