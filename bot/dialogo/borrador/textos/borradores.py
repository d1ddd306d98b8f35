"""Lo que se dice de los borradores de una persona: la lista, abrir otro, pausar, ampliar y descartar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.dialogo.borrador.acciones import Accion, SinSello
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza.participar import ES_DE_OTROS, VER_LA_ALIANZA
from bot.dialogo.borrador.textos.repasar import cuanto_falta, nombre_del_paso
from bot.dialogo.mensajes import Boton, ClaseParrafo, Espacio, Filas, Mensaje, Parrafo, negrita, parrafo, una_por_fila
from bot.dialogo.textos import BOTON_CONTINUAR, BOTON_PREGUNTA, BOTON_PROPUESTA
from bot.entrevista.borrador import Acto, Denegado, puede
from bot.entrevista.pasos import avance, porcentaje
from conocimiento import frases

SIN_NOMBRE = "Borrador sin nombre"
LARGO_DE_UNA_ETIQUETA = 40
ACTORES_EN_LA_LISTA = 3
EN_UNA_PAGINA = 8
"""Los que se leen en la pantalla de un teléfono; Telegram, además, no admite más de cien botones."""
DE_LA_COPIA = " (copia)"

RECORDAR = Espacio.RECORDATORIO.boton("Recordármelo en 3 días", "si")
NO_RECORDAR = Espacio.RECORDATORIO.boton("No recordármelo", "no")
PENDIENTES_QUE_SE_RECUERDAN = 6
NO_SE_REPITE = parrafo("No le volveré a escribir por esto.")
NADA_QUE_AMPLIAR = parrafo("Su borrador ya tiene todas las preguntas.")

TITULOS = {
    "": "Sus borradores:",
    "duplicar": "¿Cuál quiere duplicar? El original no cambia.",
    "archivar": "¿Cuál quiere archivar? Deja de aparecer aquí y puede recuperarlo cuando quiera.",
    "archivados": "Sus borradores archivados:",
}
"""Por lo que se va a hacer con el que se elija."""
_VERBOS = {
    "": ("Abrir", "abrir"),
    "duplicar": ("Duplicar", "duplicar"),
    "archivar": ("Archivar", "archivar"),
    "archivados": ("Recuperar", "recuperar"),
}


@dataclass(frozen=True, slots=True)
class EnLaLista:
    """Lo que se cuenta de un borrador. `clave` es su nombre interno; `dia`, el de su último cambio."""

    clave: str
    nombre: str
    respondidas: int
    total: int
    dia: date
    socios: tuple[str, ...]
    abierto: bool


@dataclass(frozen=True, slots=True)
class Pagina:
    """Qué lista se muestra (una clave de `TITULOS`), desde cuál de `todos`, y si además hay archivados."""

    cual: str
    desde: int
    todos: tuple[EnLaLista, ...]
    hay_archivados: bool


def boton_de_lista(etiqueta: str, *pedido: str) -> Boton:
    """Un botón de la lista de borradores: vale aunque cambie el que está abierto."""
    return Espacio.BORRADOR.boton(etiqueta, SinSello.LISTA, *pedido)


VER_BORRADORES = boton_de_lista("Ver los borradores", "lista")
VER_ARCHIVADOS = boton_de_lista("Ver archivados", "lista", "archivados")
DUPLICAR_UNO = boton_de_lista("Duplicar uno", "lista", "duplicar")
ARCHIVAR_UNO = boton_de_lista("Archivar uno", "lista", "archivar")
EMPEZAR_OTRO = boton_de_lista("Empezar otro", "nuevo")


def lista(pagina: Pagina, *previo: Parrafo) -> Mensaje:
    """Los borradores, de pocos en pocos, cada uno con el botón que hace con él lo que dice `cual`."""
    cual, todos = pagina.cual, pagina.todos
    archivados: Filas = ((VER_ARCHIVADOS,),) if pagina.hay_archivados else ()
    if not todos and cual != "archivados":
        return Mensaje((*previo, parrafo("No tiene borradores abiertos.")), ((BOTON_PROPUESTA,), *archivados))
    if not todos:
        return Mensaje((*previo, parrafo("No tiene borradores archivados.")), ((VER_BORRADORES,),))
    verbo, accion = _VERBOS[cual]
    desde = pagina.desde if pagina.desde < len(todos) else 0
    visibles = list(enumerate(todos, start=1))[desde : desde + EN_UNA_PAGINA]
    botones = [
        boton_de_lista(f"{verbo} {numero}. {frases.recortado(una.nombre, LARGO_DE_UNA_ETIQUETA)}", accion, una.clave)
        for numero, una in visibles
    ]
    salidas: Filas = ((VER_BORRADORES,),)
    if not cual:
        salidas = ((DUPLICAR_UNO, ARCHIVAR_UNO), (EMPEZAR_OTRO,), *archivados)
    lineas = (_linea(una, numero) for numero, una in visibles)
    filas = (*una_por_fila(*botones), *_otras_paginas(cual, desde, len(todos)), *salidas)
    return Mensaje((*previo, parrafo(negrita(TITULOS[cual])), *lineas), filas)


def _otras_paginas(cual: str, desde: int, cuantos: int) -> Filas:
    """Una fila con los botones para ver los anteriores y los que siguen, si los hay."""
    botones: list[Boton] = []
    if desde > 0:
        botones.append(boton_de_lista("◀ Anteriores", "lista", cual, str(max(desde - EN_UNA_PAGINA, 0))))
    if desde + EN_UNA_PAGINA < cuantos:
        botones.append(boton_de_lista("Siguientes ▶", "lista", cual, str(desde + EN_UNA_PAGINA)))
    return (tuple(botones),) if botones else ()


def no_cabe_otro(cuantos: int) -> Mensaje:
    """Ya tiene todos los que se le guardan."""
    tiene = frases.cantidad(cuantos, "borrador", "borradores")
    dicho = (
        f"Ya tiene {tiene}, que es lo más que guardo para una persona. Para empezar otro, abra uno que no necesite y "
        "descártelo con /cancelar."
    )
    return Mensaje((parrafo(dicho),), ((VER_BORRADORES,), (VER_ARCHIVADOS,), (BOTON_PREGUNTA,)))


def _linea(una: EnLaLista, numero: int) -> Parrafo:
    con = ""
    if una.socios:
        mas = len(una.socios) - ACTORES_EN_LA_LISTA
        con = f" · con {', '.join(una.socios[:ACTORES_EN_LA_LISTA])}{f' y {mas} más' if mas > 0 else ''}"
    abierto = " (el que tiene abierto)" if una.abierto else ""
    avanzado = (
        f"{porcentaje(una.respondidas, una.total)} %, {una.respondidas} de {frases.cantidad(una.total, 'respuesta')}"
    )
    return parrafo(
        negrita(f"{numero}. {una.nombre}"),
        f"{abierto}: {avanzado} · último cambio el {frases.fecha_en_palabras(una.dia)}{con}",
        clase=ClaseParrafo.ELEMENTO,
    )


def abierto(nombre: str) -> Parrafo:
    """Se abrió otro."""
    return parrafo("Abierto: ", negrita(nombre), *frases.punto_tras(nombre))


def duplicado(nombre: str) -> Parrafo:
    """Se abrió una copia."""
    return parrafo("Este es el duplicado, con las mismas respuestas: ", negrita(nombre), *frases.punto_tras(nombre))


def archivado(nombre: str) -> Parrafo:
    """Se archivó."""
    return parrafo("Archivado: ", negrita(nombre), *frases.punto_tras(nombre))


def resumen(sesion: Sesion, nombre: str) -> str:
    """Una frase sobre el borrador abierto."""
    respondidas, total = avance(sesion.entrevista, sesion.borrador)
    abierto = f"Tiene abierto «{nombre}»" if nombre else "Tiene un borrador abierto"
    return f"{abierto}: {respondidas} de {frases.cantidad(total, 'respuesta')}. {cuanto_falta(sesion)}"


def donde_ibamos(sesion: Sesion, dias: int) -> str:
    """Por qué pregunta se iba y hace cuántos días, si pasó al menos uno."""
    partes: list[str] = []
    if dias >= 1:
        partes.append(f"Su último cambio fue hace {frases.cantidad(dias, 'día', 'días')}.")
    if sesion.paso is not None and len(sesion.estado.eventos) > 1:
        partes.append(f"Íbamos por «{nombre_del_paso(sesion.paso)}».")
    return " ".join(partes)


def ampliado(mas: int) -> Parrafo:
    """Cuántas preguntas se añaden."""
    dicho = f"Se añaden {frases.cantidad(mas, 'pregunta', 'preguntas')}; lo que ya respondió no se vuelve a preguntar."
    return parrafo(f"{dicho} Puede parar cuando quiera con /pausa.")


def pausado(sesion: Sesion, resumen: str) -> Mensaje:
    """El borrador queda guardado."""
    guardado = parrafo(f"Guardado. {resumen} Para seguir, toque «Continuar» o escriba /propuesta.")
    recordar: Filas = ((RECORDAR,),) if sesion.contexto.puede_recordar else ()
    continuar = sesion.filas(("Continuar", Accion.CONTINUAR))
    return Mensaje((guardado,), (*continuar, *recordar, (BOTON_PREGUNTA,)))


def que_hago(sesion: Sesion) -> Mensaje:
    """Antes de cancelar: guardar, descartar o seguir; si es también de otros no se descarta, y se ve qué se puede."""
    if isinstance(puede(sesion.borrador, sesion.estado.integrante, Acto.DESCARTAR), Denegado):
        guardar = sesion.boton("Guardarlo para después", Accion.PAUSAR)
        botones = (guardar, VER_LA_ALIANZA, sesion.boton("Seguir ahora", Accion.CONTINUAR))
        return Mensaje((parrafo(ES_DE_OTROS), parrafo("¿Qué hago?")), una_por_fila(*botones))
    filas = sesion.filas(
        ("Guardarlo para después", Accion.PAUSAR),
        ("Descartar el borrador", Accion.DESCARTAR),
        ("Seguir ahora", Accion.CONTINUAR),
    )
    return Mensaje((parrafo("¿Qué hago con su borrador?"),), filas)


def descartado() -> Mensaje:
    """El borrador ya no se puede continuar."""
    dicho = parrafo(
        "El borrador quedó descartado y ya no se puede continuar. Para borrar también lo que sigue guardado "
        "de usted, escriba /borrar."
    )
    return Mensaje((dicho,), ((BOTON_PROPUESTA,), (BOTON_PREGUNTA,)))


# --- El recordatorio ------------------------------------------------------------------------------


def nada_que_recordar() -> Mensaje:
    """Se pidió un recordatorio y no hay borrador."""
    dicho = parrafo("No tiene ningún borrador abierto, así que no hay nada que recordarle.")
    return Mensaje((dicho,), ((BOTON_PROPUESTA,), (BOTON_PREGUNTA,)))


def no_se_recordara() -> Mensaje:
    """No se escribirá."""
    dicho = parrafo("De acuerdo, no le escribiré. Su borrador sigue guardado; para volver, use /propuesta.")
    return Mensaje((dicho,), ((BOTON_CONTINUAR,),))


def se_recordara(dia: datetime) -> Mensaje:
    """Cuándo se escribirá, en la hora del Perú."""
    dicho = parrafo(f"De acuerdo. Si no ha vuelto antes, le escribiré una sola vez el {dia:%d/%m/%Y}.")
    return Mensaje((dicho,), ((BOTON_CONTINUAR,), (NO_RECORDAR,)))


def recordatorio(resumen: str) -> Mensaje:
    """Lo que se escribe a quien lo pidió."""
    dicho = parrafo(f"Usted me pidió que se lo recordara. {resumen}")
    return Mensaje((dicho, NO_SE_REPITE), ((BOTON_CONTINUAR,), (BOTON_PREGUNTA,)))


def recordatorio_de_lo_pendiente(sesion: Sesion, nombre: str, faltan: Sequence[str]) -> Mensaje:
    """Lo que se escribe a quien lo pidió después de recibir sus documentos."""
    de_cual = f"de «{nombre}»" if nombre else "de su borrador"
    lista = [parrafo(una, clase=ClaseParrafo.ELEMENTO) for una in faltan[:PENDIENTES_QUE_SE_RECUERDAN]]
    if mas := len(faltan) - len(lista):
        lista.append(parrafo(f"y {frases.cantidad(mas, 'dato más', 'datos más')}.", clase=ClaseParrafo.ELEMENTO))
    como = parrafo(
        "Toque «Completar lo pendiente» y le pregunto solo eso; después podrá pedir los documentos otra vez."
    )
    dicho = parrafo(f"Usted me pidió que se lo recordara. Le falta {de_cual}:")
    return Mensaje(
        (dicho, *lista, como, NO_SE_REPITE),
        (*sesion.filas(("Completar lo pendiente", Accion.COMPLETAR)), (BOTON_CONTINUAR,), (BOTON_PREGUNTA,)),
    )
