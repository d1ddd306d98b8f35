"""Ver, llevarse y borrar lo que se guarda de una persona. Quien lee y borra es el servicio."""

from dataclasses import replace
from datetime import timedelta

from bot.dialogo import textos
from bot.dialogo.borrador.atender import con_el_paso, decir
from bot.dialogo.borrador.borradores import nombre_del_borrador
from bot.dialogo.borrador.textos.alianza import relevar as textos_de_alianza
from bot.dialogo.borrador.textos.borradores import SIN_NOMBRE
from bot.dialogo.borrador.textos.permisos import parrafos_del_aviso
from bot.dialogo.datos import textos as textos_datos
from bot.dialogo.efectos import BorrarDatos, Enviar
from bot.dialogo.entradas import BotonPulsado, OrdenRecibida
from bot.dialogo.mensajes import Mensaje, partir
from bot.dialogo.peticiones import (
    BorradoresLeidos,
    DatosBorrados,
    DatosResumidos,
    DatosReunidos,
    LeerBorradores,
    Modo,
    ResumirDatos,
    ReunirDatos,
)
from bot.dialogo.peticiones.alianza import AvisarA
from bot.dialogo.turno import AvisoDecidido, Contexto, Estado, Turno, hoy
from bot.entrevista.borrador import Borrador, Rol


def aviso(contexto: Contexto) -> Mensaje:
    """El aviso de privacidad, con la salida para ver y borrar."""
    del_modelo = () if contexto.modo is Modo.SIN else (textos_datos.BOTONES_DEL_MODELO,)
    return Mensaje(
        parrafos_del_aviso(contexto),
        ((textos_datos.BOTON_VER_DATOS,), (textos.BOTON_BORRAR,), *del_modelo, (textos.BOTON_PREGUNTA,)),
    )


def atender_orden(contexto: Contexto, estado: Estado, orden: OrdenRecibida) -> Turno | None:
    """/privacidad, /misdatos y /borrar."""
    match orden.nombre:
        case "privacidad":
            return con_el_paso(contexto, estado, Enviar(aviso(contexto)))
        case "misdatos":
            return Turno(estado, (ResumirDatos(),))
        case "borrar":
            return _mirar_antes_de_borrar(estado)
        case _:
            return None


def atender_boton(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno | None:
    """Ver lo que se guarda, el archivo con todo, y si lo que se pregunta puede ir a un modelo de lenguaje."""
    match partir(boton.codigo)[1]:
        case ["ver"]:
            return Turno(estado, (ResumirDatos(),))
        case ["bajar"]:
            return Turno(estado, (ReunirDatos(),))
        case ["modelo", ("si" | "no") as dicho]:
            acepta = dicho == "si"
            decidido = replace(estado, aviso_decidido=AvisoDecidido(contexto.entrevista.aviso.version, acepta))
            return decir(contexto, decidido, textos_datos.del_modelo(acepta, contexto.usos))
        case _:
            return None


def atender_borrado(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno | None:
    """Los dos pasos del borrado: sin haber visto la pregunta, el sí no vale. La constancia se da cuando ya se borró."""
    match partir(boton.codigo)[1]:
        case ["pedir"]:
            return _mirar_antes_de_borrar(estado)
        case ["si"] if textos.BOTON_SI_BORRAR in estado.botones:
            return Turno(Estado(turno=estado.turno), (BorrarDatos(),))
        case ["no"]:
            return decir(contexto, estado, textos.conservado())
        case _:
            return None


PEDIDO = "borrado"
"""Con qué se leen los borradores antes de preguntar si se borra todo."""


def _mirar_antes_de_borrar(estado: Estado) -> Turno:
    return Turno(estado, (LeerBorradores(PEDIDO),))


def preguntar_si_borra(estado: Estado, leidos: BorradoresLeidos) -> Turno:
    """Antes de borrar, qué pasa con los borradores en que hay otros, si hay alguno."""
    todos = [Borrador.de(uno.eventos, uno.integrante) for uno in leidos.borradores]
    varios = [uno for uno in todos if uno.es_de_varios]
    coordina = any(uno.integrantes[uno.quien].rol is Rol.COORDINACION for uno in varios)
    relevos = [
        leido.nombre
        for leido, uno in zip(leidos.borradores, todos, strict=True)
        if uno.con_rol(Rol.SOCIO) and uno.integrantes[uno.quien].rol is Rol.COORDINACION
    ]
    de_cual = relevos[0] if len(relevos) == 1 else ""
    return Turno(estado, (Enviar(textos_datos.confirmar_borrado(len(varios), de_cual, coordina=coordina)),))


def resumir(contexto: Contexto, estado: Estado, datos: DatosResumidos) -> Turno:
    """Lo que se guarda de la persona."""
    return con_el_paso(contexto, estado, Enviar(_resumen(contexto, estado, datos)))


def entregar(contexto: Contexto, estado: Estado, reunidos: DatosReunidos) -> Turno:
    """El archivo con todo."""
    return con_el_paso(contexto, estado, Enviar(textos_datos.reunidos(reunidos.adjunto)))


def dar_constancia(contexto: Contexto, estado: Estado, borrados: DatosBorrados) -> Turno:
    """La constancia del borrado."""
    avisos = (
        AvisarA((uno.coordina,), textos_de_alianza.le_toca_por_un_borrado(uno.nombre), uno.nombre, se_resume=False)
        for uno in borrados.recibo.compartidos
        if uno.sucede
    )
    return Turno(estado, (*avisos, Enviar(textos_datos.recibo(borrados.recibo))))


def _resumen(contexto: Contexto, estado: Estado, datos: DatosResumidos) -> Mensaje:
    """Lo que se guarda; el borrador abierto se cuenta como está en este turno."""
    borradores: list[tuple[str, str]] = []
    for uno in datos.borradores:
        eventos = estado.eventos if uno.nombre == estado.borrador else uno.eventos
        nombre = nombre_del_borrador(contexto.entrevista, Borrador.de(eventos, uno.integrante)) or SIN_NOMBRE
        borradores.append((nombre, textos_datos.en_dia(eventos[-1].instante)))
    plazos = contexto.conservacion
    dias = plazos.borradores if borradores else plazos.consultas
    return textos_datos.resumen(datos, tuple(borradores), hoy(contexto) + timedelta(days=dias))
