"""Lo que da leer un archivo, sea cual sea su formato: el texto, sus bloques, sus páginas y lo que hay que avisar.

`Lectura.texto` es el texto canónico: se escribe una vez y no cambia; de él se cita por posiciones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from conocimiento.modelo import Tramo

if TYPE_CHECKING:
    from pydantic import TypeAdapter

CELDA = " | "
"""Lo que separa las celdas de una fila en el texto canónico."""


class ClaseDeBloque(StrEnum):
    """Qué es un bloque. Un título y un rótulo («GRÁFICO N.º 3») no se citan; lo demás, sí."""

    TITULO = "titulo"
    PARRAFO = "parrafo"
    VINETA = "vineta"
    TABLA = "tabla"
    NOTA = "nota"  # al pie de página
    ROTULO = "rotulo"


class Origen(StrEnum):
    """De dónde salió el texto de una página."""

    TEXTO = "texto"
    IMAGEN = "imagen"  # es una imagen y no se leyó
    RECONOCIDA = "reconocida"  # es una imagen y su texto lo puso un programa de reconocimiento


class ClaseDeAviso(StrEnum):
    """Lo que quien publica debe mirar antes."""

    PAGINA_DE_IMAGEN = "pagina_de_imagen"
    PAGINA_ROTA = "pagina_rota"
    TEXTO_INVISIBLE = "texto_invisible"
    LETRA_DIMINUTA = "letra_diminuta"
    ORDEN_DUDOSO = "orden_dudoso"
    NO_COINCIDE = "no_coincide"  # las letras de un bloque no están seguidas en las de su página
    RECONOCIDA_CON_DUDAS = "reconocida_con_dudas"
    DIRIGIDO_A_MAQUINAS = "dirigido_a_maquinas"  # «ignore sus instrucciones»: se conserva y se avisa
    HOJA_OCULTA = "hoja_oculta"
    SIN_VALOR = "sin_valor"  # fórmulas que el archivo no trae calculadas
    CAMBIOS_SIN_ACEPTAR = "cambios_sin_aceptar"
    OTRA_NORMA_TAPADA = "otra_norma_tapada"  # texto que no se ve, y es de una norma vecina en la página del diario
    OTRA_NORMA = "otra_norma"  # el archivo trae, además, parte de otra; la muestra dice cuál, si se sabe


@dataclass(frozen=True, slots=True)
class Corte:
    """Desde esta posición del texto, todo está en esta página, hasta el corte siguiente."""

    posicion: int
    pagina: int  # la que se cita: la impresa si se leyó y es consecuente; si no, su lugar en el archivo, desde 1


@dataclass(frozen=True, slots=True)
class Bloque:
    """Un trozo seguido del texto canónico.

    `apartado`, si lo trae, nombra como se muestra el apartado que empieza aquí: siempre en un título («2.1 Concepto»),
    a veces en un párrafo («Artículo 5.- Definiciones»), que además se cita. `nivel` es el de ese apartado, de 1 en
    adelante; 0 si no lo abre. `cortes` va en orden y el primero es el de `inicio`; vacío si el formato no tiene
    páginas. `filas` son las de una tabla; la primera, su cabecera.
    """

    clase: ClaseDeBloque
    inicio: int
    fin: int
    apartado: str = ""
    nivel: int = 0
    cortes: tuple[Corte, ...] = ()
    filas: tuple[Tramo, ...] = ()


@dataclass(frozen=True, slots=True)
class Pagina:
    """Una página del archivo: su lugar desde 1, el número impreso en ella si se leyó, y de dónde salió su texto."""

    numero: int
    rotulo: str = ""
    origen: Origen = Origen.TEXTO


@dataclass(frozen=True, slots=True)
class Aviso:
    """Algo que mirar: en qué página del archivo, desde 1 (0: en ninguna), cuántas veces y hasta 80 caracteres suyos."""

    clase: ClaseDeAviso
    pagina: int = 0
    cuantas: int = 1
    muestra: str = ""


@dataclass(frozen=True, slots=True)
class Lectura:
    """Un archivo leído. `titulo` es el que se propone, y puede faltar; `formato`, la terminación habitual («pdf»).

    `fecha` es el día impreso en el encabezado del diario oficial («2018-07-18»), si es uno.
    """

    texto: str
    bloques: tuple[Bloque, ...]
    paginas: tuple[Pagina, ...] = ()
    avisos: tuple[Aviso, ...] = ()
    titulo: str = ""
    formato: str = "txt"
    fecha: str = ""


def paginas_que_se_citan(paginas: Sequence[Pagina]) -> dict[int, int]:
    """Por lugar de la página, el número impreso o, si no lo trae, el que le toca entre las que sí; si no, su lugar."""
    salto = next((int(una.rotulo) - una.numero for una in paginas if una.rotulo.isdecimal()), 0)
    return {una.numero: una.numero + salto if una.numero + salto > 0 else una.numero for una in paginas}


def lugares_de_las_citadas(paginas: Sequence[Pagina]) -> dict[int, int]:
    """De la página que se cita a su lugar en el archivo, que es como se llega a ella en cualquier visor."""
    lugares: dict[int, int] = {}
    for lugar, citada in paginas_que_se_citan(paginas).items():
        lugares.setdefault(citada, lugar)
    return lugares


def celdas_de(fila: str) -> list[str]:
    """Las celdas de una fila del texto canónico, también las que en sus puntas están en blanco."""
    antes, despues = (" " if fila.startswith("|") else "", " " if fila.endswith("|") else "")
    return f"{antes}{fila}{despues}".split(CELDA)


def columnas_de(cabecera: str) -> list[str]:
    """El nombre de cada columna; con varias filas, lo de arriba vale para las columnas en blanco que lo siguen."""
    filas = [celdas_de(fila) for fila in cabecera.split("\n")]
    ancho = max(map(len, filas))
    nombres: list[dict[str, None]] = [{} for _ in range(ancho)]
    for numero, fila in enumerate(filas):
        anterior = ""
        for lugar in range(ancho):
            celda = fila[lugar] if lugar < len(fila) else ""
            # Una celda que abarca varias columnas deja en blanco las siguientes, y debajo se dice cuál es cada una.
            anterior = celda or (anterior if numero < len(filas) - 1 and not nombres[lugar] else "")
            if anterior:
                nombres[lugar][anterior] = None  # la que abarca varias filas se dice una vez
    return [" ".join(dichos) for dichos in nombres]


def extender(lugares: Sequence[Sequence[int | None]], textos: Mapping[int, str]) -> list[list[str]]:
    """Las filas de una tabla: la celda que abarca varias filas o columnas vale en cada una.

    `lugares` dice qué celda ocupa cada lugar, por su número en `textos`. No se repite hacia la derecha la de la primera
    fila, que nombra las columnas que tiene debajo, ni la que está sola en la suya, que es el título de lo que sigue.
    Una fila en que no empieza ninguna celda con texto queda vacía.
    """
    filas: list[list[str]] = []
    vistas: set[int] = set()
    for numero, fila in enumerate(lugares):
        suyas = {celda for celda in fila if celda is not None and textos[celda]}
        nuevas = suyas - vistas
        vistas |= suyas
        a_la_derecha = numero > 0 and len(suyas) > 1
        leida = ["" if celda is None or not nuevas else textos[celda] for celda in fila]
        for columna in range(1, len(fila)):
            if not a_la_derecha and fila[columna] == fila[columna - 1]:
                leida[columna] = ""
        filas.append(leida)
    return filas


def a_json(lectura: Lectura) -> bytes:
    """La lectura como JSON, para guardarla; `de_json` la devuelve igual."""
    return _adaptador().dump_json(lectura)


def de_json(octetos: bytes) -> Lectura:
    """La lectura que `a_json` guardó. Raises `ValueError` si no lo es."""
    return _adaptador().validate_json(octetos)


@cache
def _adaptador() -> "TypeAdapter[Lectura]":
    from pydantic import TypeAdapter

    return TypeAdapter(Lectura)
