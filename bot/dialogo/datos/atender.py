"""Ver, llevarse y borrar lo que se guarda de una persona. Puro: quien lee y borra es el servicio."""

from datetime import timedelta

from bot.dialogo import textos
from bot.dialogo.borrador.borradores import SIN_NOMBRE, nombre_del_borrador
from bot.dialogo.borrador.textos import parrafos_del_aviso
from bot.dialogo.datos import textos as textos_datos
from bot.dialogo.efectos import BorrarDatos, Enviar
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.peticiones import DatosResumidos, ReunirDatos
from bot.dialogo.turno import Contexto, Estado, Turno, hoy
from bot.entrevista.borrador import plegar


def aviso(contexto: Contexto) -> Mensaje:
    """El aviso de privacidad, con la salida para ver y borrar."""
    return Mensaje(
        parrafos_del_aviso(contexto),
        ((textos_datos.BOTON_VER_DATOS,), (textos.BOTON_BORRAR,), (textos.BOTON_PREGUNTA,)),
    )


def resumen(contexto: Contexto, estado: Estado, datos: DatosResumidos) -> Mensaje:
    """Lo que se guarda; el borrador abierto se cuenta como está en este turno."""
    borradores: list[tuple[str, str]] = []
    for uno in datos.borradores:
        eventos = estado.eventos if uno.nombre == estado.borrador else uno.eventos
        nombre = nombre_del_borrador(contexto.entrevista, plegar(eventos)) or SIN_NOMBRE
        borradores.append((nombre, textos_datos.en_dia(eventos[-1].instante)))
    plazos = contexto.conservacion
    dias = plazos.borradores if borradores else plazos.consultas
    return textos_datos.resumen(datos, tuple(borradores), hoy(contexto) + timedelta(days=dias))


def reunir(estado: Estado) -> Turno:
    """Pide el archivo con todo."""
    return Turno(estado, (ReunirDatos(),))


def pedir_borrado(estado: Estado) -> Turno:
    """El primer paso: preguntar."""
    return Turno(estado, (Enviar(textos_datos.confirmar_borrado()),))


def borrar(estado: Estado) -> Turno:
    """El segundo paso. La constancia se dice cuando ya está borrado."""
    return Turno(Estado(turno=estado.turno), (BorrarDatos(),))
