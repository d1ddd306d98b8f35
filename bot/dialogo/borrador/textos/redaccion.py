"""Lo que se lee antes de hacer el documento: cómo quedaría en él lo que la persona escribió."""

from collections.abc import Sequence
from enum import StrEnum

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.repasar import nombre_del_paso
from bot.dialogo.mensajes import ClaseParrafo, Filas, Mensaje, Parrafo, cursiva, negrita, parrafo
from bot.entrevista.propuesta.redaccion.respuestas import Pieza
from conocimiento import frases

PIEZAS_A_LA_VISTA = 8
LARGO_DE_UN_TEXTO = 110  # letras: lo más largo se cuenta por sus cambios
CAMBIOS_A_LA_VISTA = 5
LARGO_ENTERO = 1_300


class Eleccion(StrEnum):
    """Lo que se elige ante la redacción propuesta. Su valor va en los botones: no cambia nunca."""

    TODAS = "todo"
    NADA = "nada"
    UNA = "una"
    PAGINA = "pagina"
    USAR = "si"
    DEJAR = "no"


def todas(sesion: Sesion, piezas: Sequence[Pieza], desde: int = 0) -> Mensaje:
    """Las que caben en un teléfono, cada una con su antes y después; las demás, tras un botón."""
    desde = desde if 0 <= desde < len(piezas) else 0
    vistas, quedan = piezas[desde : desde + PIEZAS_A_LA_VISTA], len(piezas) - desde - PIEZAS_A_LA_VISTA
    parrafos = (
        parrafo(negrita("Así quedaría su texto en el documento:")),
        *(_elemento(pieza) for pieza in vistas),
        parrafo(cursiva("Solo ortografía y signos: no agrega ni quita nada. Lo que usted escribió se conserva.")),
    )
    otros = frases.cantidad(quedan, "texto más", "textos más")
    ver = _boton(sesion, f"Ver {otros}", Eleccion.PAGINA, desde + PIEZAS_A_LA_VISTA)
    botones = (
        *_boton(sesion, "Usar todo", Eleccion.TODAS),
        *(ver if quedan > 0 else ()),
        *_boton(sesion, "Elegir una por una", Eleccion.UNA),
        *_boton(sesion, "Dejar como lo escribí", Eleccion.NADA),
    )
    return Mensaje(parrafos, botones)


def una(sesion: Sesion, pieza: Pieza, quedan: int) -> Mensaje:
    """Un solo texto, entero, con lo que cambia."""
    parrafos: tuple[Parrafo, ...] = (
        parrafo(negrita(f"{_nombre(pieza)}. "), "Usted escribió:"),
        parrafo(frases.recortar(pieza.antes, LARGO_ENTERO), clase=ClaseParrafo.CITA),
        parrafo("En el documento quedaría:"),
        parrafo(frases.recortar(pieza.despues, LARGO_ENTERO), clase=ClaseParrafo.CITA),
    )
    todos = _boton(sesion, f"Usar este y los {quedan - 1} que faltan" if quedan > 2 else "Usar los dos", Eleccion.TODAS)
    botones = (
        *_boton(sesion, "Usar este texto", Eleccion.USAR),
        *_boton(sesion, "Dejar este como lo escribí", Eleccion.DEJAR),
        *(todos if quedan > 1 else ()),
    )
    return Mensaje(parrafos, botones)


def _boton(sesion: Sesion, etiqueta: str, eleccion: Eleccion, *argumentos: int) -> Filas:
    return ((sesion.boton(etiqueta, Accion.REDACTAR, eleccion, *argumentos),),)


def _elemento(pieza: Pieza) -> Parrafo:
    return parrafo(negrita(f"{_nombre(pieza)}: "), _antes_y_despues(pieza), clase=ClaseParrafo.ELEMENTO)


def _nombre(pieza: Pieza) -> str:
    return nombre_del_paso(pieza.paso)


def _antes_y_despues(pieza: Pieza) -> str:
    """El texto entero antes y después; de uno largo, sus cambios: «q → que, educacion → educación»."""
    if len(pieza.antes) <= LARGO_DE_UN_TEXTO:
        return f"{frases.renglones_seguidos(pieza.antes)} → {frases.renglones_seguidos(pieza.despues)}"
    cambios = dict.fromkeys(
        f"{una.antes} → {una.despues}" for una in pieza.correcciones if any(letra.isalpha() for letra in una.antes)
    )
    dichos, otros = list(cambios)[:CAMBIOS_A_LA_VISTA], len(cambios) - CAMBIOS_A_LA_VISTA
    if not dichos:
        return "los espacios, los signos o el punto final"
    cola = f" y {frases.cantidad(otros, 'cambio más', 'cambios más')}" if otros > 0 else ""
    return f"{', '.join(dichos)}{cola}"
