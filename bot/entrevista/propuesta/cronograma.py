"""El cronograma: las actividades con sus meses en un gráfico de barras, que es un cuadro y se puede leer en voz alta.

La columna «Cuándo» dice con palabras lo mismo que las barras.
"""

from math import ceil

from bot.entrevista.eventos import Valor
from bot.entrevista.propuesta.modelo import BARRA, Cuadro
from bot.entrevista.propuesta.oraciones import con_mayuscula
from bot.entrevista.valores.compuestos.campos import DETALLE, escribir_campo
from bot.entrevista.valores.compuestos.tramos import meses_sueltos, ultimo_mes
from bot.entrevista.visible import Visible
from conocimiento.frases import enumerar, fecha_en_palabras

COLUMNAS = 12
"""Cuántas barras caben al lado de una actividad; un plazo más largo se dibuja de varios meses en varios meses."""
_PASOS = (1, 2, 3, 4, 6)
_UN_ANIO = 12
POR_DEFINIR = "por definir"


def cronograma(visible: Visible) -> Cuadro | None:
    """Las actividades y sus meses; sin barras, si de ninguna se sabe cuándo. None si no hay actividades."""
    clave = visible.entrevista.papeles.actividades
    elementos = visible.elementos(clave) if clave else ()
    if not elementos:
        return None
    campos = {campo.clave: campo for campo in visible.entrevista.pregunta(clave).campos}
    ultimo = max(meses_de(visible, uno.get("mes"))[1] for uno in elementos)
    duracion = max(ultimo, duracion_del_plazo(visible)) if ultimo else 0
    anios = ceil(duracion / (COLUMNAS * _UN_ANIO))
    paso = next((uno for uno in _PASOS if ceil(duracion / uno) <= COLUMNAS), anios * _UN_ANIO)
    columnas = ceil(duracion / paso)
    filas: list[tuple[str | None, ...]] = []
    for uno in elementos:
        escritos = {
            nombre: escribir_campo(campo, uno.get(nombre), visible.nombre_de) for nombre, campo in campos.items()
        }
        (desde, hasta), sueltos = meses_de(visible, uno.get("mes")), meses_sueltos(uno.get("mes"))
        barras = tuple(
            BARRA
            if (
                any(columna * paso < mes <= (columna + 1) * paso for mes in sueltos)
                if sueltos
                else desde <= (columna + 1) * paso and columna * paso < hasta
            )
            else ""
            for columna in range(columnas)
        )
        que = con_mayuscula(con_detalle(escritos.get("actividad"), escritos.get(DETALLE)) or "")
        filas.append((que, escritos.get("responsable"), _cuando(visible, uno.get("mes")), *barras))
    rotulos = tuple(str(columna * paso + 1) for columna in range(columnas))
    anchos = (28, 20, 16, *([3] * columnas)) if columnas else (48, 28, 24)
    nota = _nota(visible, paso) if columnas else ""
    return Cuadro(("Actividad", "Responsable", "Cuándo", *rotulos), tuple(filas), repartir(anchos), nota=nota)


def repartir(partes: tuple[int, ...]) -> tuple[int, ...]:
    """Las mismas partes llevadas a cien; lo que sobra va a la primera."""
    suma = sum(partes)
    enteros = [parte * 100 // suma for parte in partes]
    return (enteros[0] + 100 - sum(enteros), *enteros[1:])


def con_detalle(dicho: str | None, detalle: Valor) -> str | None:
    """Lo dicho y, en otro renglón, lo que se contó además."""
    return f"{dicho or ''}\n{con_mayuscula(str(detalle))}".strip() if detalle else dicho


def meses_de(visible: Visible, valor: Valor) -> tuple[int, int]:
    """El primer y el último mes, desde 1; «desde el 10» llega al final del plazo. 0 y 0: no se sabe."""
    ultimo = ultimo_mes(valor)
    if ultimo is None:
        return 0, 0
    if not isinstance(valor, dict):
        return ultimo, ultimo
    desde = valor.get("desde")
    primero = desde if isinstance(desde, int) else ultimo
    if valor.get("hasta") is None:
        return primero, max(duracion_del_plazo(visible), primero)
    return primero, ultimo


def duracion_del_plazo(visible: Visible) -> int:
    """Los meses que duraría la alianza; 0 si no se sabe."""
    meses = visible.campo(visible.entrevista.papeles.plazo, "meses") if visible.entrevista.papeles.plazo else None
    return meses if isinstance(meses, int) else 0


def _cuando(visible: Visible, valor: Valor) -> str:
    desde, hasta = meses_de(visible, valor)
    if not hasta:
        return POR_DEFINIR
    if sueltos := meses_sueltos(valor):
        return f"meses {enumerar([str(mes) for mes in sueltos])}"
    return f"mes {desde}" if desde == hasta else f"meses {desde} a {hasta}"


def _nota(visible: Visible, paso: int) -> str:
    inicio = visible.campo(visible.entrevista.papeles.plazo, "inicio") if visible.entrevista.papeles.plazo else None
    desde = f", {fecha_en_palabras(str(inicio))}" if isinstance(inicio, str) and inicio else ""
    columnas = "" if paso == 1 else f" Cada columna son {paso} meses."
    return f"Los meses se cuentan desde el inicio{desde}.{columnas}"
