"""La puerta de lo que es de varios: de cada botón, orden o resultado, a quien lo atiende."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import assert_never

from bot.dialogo.borrador.alianza import acordar, grupo, ingresar, invitar, participar, pedidos, relevar, resumir
from bot.dialogo.borrador.plantear import al_dia, en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza import grupo as textos_de_grupo
from bot.dialogo.borrador.textos.alianza import ingresar as textos_de_ingreso
from bot.dialogo.borrador.textos.alianza import participar as textos
from bot.dialogo.entradas import BotonPulsado, MensajeRecibido, OrdenRecibida
from bot.dialogo.mensajes import Espacio, partir
from bot.dialogo.peticiones import (
    BorradoresLeidos,
    GrupoComprobado,
    IngresoComprobado,
    InvitacionesLeidas,
    InvitacionLeida,
    ResultadoDeAlianza,
    SecretoSorteado,
)
from bot.dialogo.peticiones.alianza import LARGO_DEL_SECRETO
from bot.dialogo.turno import Contexto, Estado, Turno
from conocimiento.expresiones import diferida

DE_QUIEN_RECIBIO: Mapping[str, Callable[[Sesion], Turno]] = {
    "si": ingresar.consentir,
    "no": ingresar.no_entrar,
    "leer": ingresar.leer_avisos,
    "entro": ingresar.pedir_entrar,
    "cancelar": ingresar.dejar_de_esperar,
    "menos": resumir.recibir_menos,
    "todos": resumir.recibir_todos,
}
"""No dependen del borrador que la persona tenga abierto."""
EN_EL_ABIERTO: Mapping[str, Callable[[Sesion], Turno]] = {
    "inv": invitar.elegir_a_quien,
    "quienes": invitar.ver_quienes,
    "salir": participar.preguntar_si_sale,
    "prop": acordar.elegir_que,
    "enviar": acordar.enviar,
    "pedirvb": acordar.preguntar_si_pide,
    "ponervb": acordar.pedir,
    "propuestas": acordar.mostrar_por_decidir,
    "relevo": relevar.elegir_a_quien,
    "retirar": relevar.elegir_a_quien_retirar,
    "cambios": acordar.contar_cambios,
    "grupo": grupo.explicar,
    "suelta": grupo.pedir_desvincular,
    "volver": en_paso,
}
CON_ALGUIEN: Mapping[str, Callable[[Sesion, str], Turno]] = {
    "inv": invitar.explicar,
    "crear": invitar.crear,
    "prop": acordar.pedir_el_texto,
    "pasar": relevar.preguntar,
    "pasa": relevar.pasar,
    "aparta": relevar.preguntar_si_retira,
    "aparte": relevar.retirar,
}
CON_UN_NUMERO: Mapping[str, Callable[[Sesion, int], Turno]] = {
    "numero": invitar.pedir_el_codigo,
    "noes": lambda sesion, numero: invitar.pedir_anular(sesion, numero, era_otra=True),
    "anular": lambda sesion, numero: invitar.pedir_anular(sesion, numero, era_otra=False),
}
EN_SU_BORRADOR = frozenset({"bien", "corregir", "ver", "proponer", "propuestas", "relevo"})
_SECRETO = rf"(?P<secreto>[\w-]{{{LARGO_DEL_SECRETO}}})"
INVITACION_PEGADA = diferida(
    rf"(?:https://)?t\.me/\w+\?start={textos.DE_UNA_INVITACION}{_SECRETO}"
    rf"|(?=\S*[A-Z\d])(?=\S*[a-z]){_SECRETO.replace('secreto', 'solo')}",
    re.ASCII,
)
"""El enlace de una invitación, o su código: 22 letras y cifras seguidas, que no son una palabra."""
SOBRE_ALGO = frozenset({"aco", "usar", "des", "sin", "vb", "pasar", "une"})
"""Lo que se hace en un borrador con algo suyo: una propuesta, una versión, un integrante o un grupo."""


def atender_boton(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno | None:
    """Atiende un botón; None si no se sabe qué es."""
    sesion = Sesion(contexto, estado)
    match partir(boton.codigo)[1]:
        case [hace] if hace in DE_QUIEN_RECIBIO:
            return DE_QUIEN_RECIBIO[hace](sesion)
        case [hace, numero] if hace in CON_UN_NUMERO and numero.isdecimal():
            return CON_UN_NUMERO[hace](sesion, int(numero))
        case [hace, nombre] if hace in EN_SU_BORRADOR:
            return participar.en_su_borrador(sesion, hace, nombre)
        case [hace, cual, nombre] if hace in SOBRE_ALGO:
            return participar.en_su_borrador(sesion, f"{hace}-{cual}", nombre)
        case ["sale", ("deja" | "lleva") as como, nombre]:
            return participar.en_su_borrador(sesion, como, nombre)
        case [hace, *resto] if estado.borrador is not None:
            return _en_el_abierto(sesion, hace, resto)
        case _:
            return None


def _en_el_abierto(sesion: Sesion, hace: str, resto: list[str]) -> Turno | None:
    sesion, _ = al_dia(sesion.dentro())
    if sesion.falta_consentir:
        return en_paso(sesion)
    match resto:
        case [] if hace in EN_EL_ABIERTO:
            return EN_EL_ABIERTO[hace](sesion)
        case [cual] if hace in CON_ALGUIEN:
            return CON_ALGUIEN[hace](sesion, cual)
        case _:
            return None


def atender_orden(contexto: Contexto, estado: Estado, orden: OrdenRecibida) -> Turno | None:
    """/entrar CODIGO, /start con una invitación o desde un grupo, /alianza y /vincular; None si no es suya."""
    sesion = Sesion(contexto, estado)
    match orden.nombre:
        case "entrar":
            return ingresar.abrir(sesion, _secreto_de(orden.argumento))
        case "start" if orden.argumento.startswith(textos.DE_UNA_INVITACION):
            return ingresar.abrir(sesion, orden.argumento.removeprefix(textos.DE_UNA_INVITACION))
        case "start" if orden.argumento.startswith(textos_de_grupo.DE_UN_PASE):
            return grupo.abrir(sesion, orden.argumento.removeprefix(textos_de_grupo.DE_UN_PASE))
        case "start" if orden.argumento.startswith(textos_de_grupo.DE_MI_PARTE):
            nombre = orden.argumento.removeprefix(textos_de_grupo.DE_MI_PARTE)
            return participar.en_su_borrador(sesion, participar.MI_PARTE, nombre)
        case "vincular":
            return grupo.explicar(sesion)
        case "alianza" if estado.borrador is not None:
            return _en_el_abierto(sesion, "quienes", [])
        case "alianza":
            return sesion.enviar(textos_de_ingreso.como_se_entra())
        case _:
            return None


def _secreto_de(escrito: str) -> str:
    """El de un código o un enlace pegado entero. Un secreto puede empezar por lo mismo que un enlace."""
    codigo = escrito.strip().rpartition("start=")[2]
    return codigo if len(codigo) == LARGO_DEL_SECRETO else codigo.removeprefix(textos.DE_UNA_INVITACION)


def tomar_lo_escrito(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """Lo que se le pidió que escribiera; None si no se esperaba nada, o si escribió otra cosa."""
    espera, sesion = estado.por_decir, Sesion(contexto, estado, recibido.mensaje)
    if espera is None or espera.turno + 1 != estado.turno or espera.escrito:
        return _sin_que_se_pida(sesion, recibido.texto)
    libre = sesion.en(replace(estado, por_decir=None))
    match espera.que:
        case invitar.CODIGO:
            return invitar.tomar_el_codigo(libre, espera.cual, recibido.texto)
        case acordar.CAMBIO if estado.borrador is not None:
            return acordar.tomar_el_texto(libre, espera.cual, recibido.texto)
        case acordar.MOTIVO if estado.borrador is not None:
            return acordar.desestimar(libre, espera.cual, recibido.texto)
        case _:
            return None


def _sin_que_se_pida(sesion: Sesion, texto: str) -> Turno | None:
    """Pega una invitación sin la orden, o escribe el número de quien espera entrar; None si escribió otra cosa."""
    if (pegada := INVITACION_PEGADA.fullmatch(texto.strip())) is not None:
        return ingresar.abrir(sesion, pegada["secreto"] or pegada["solo"])
    return invitar.tomar_un_codigo_suelto(sesion, texto) if sesion.estado.borrador is not None else None


def atender_texto(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """Lo que se pide con palabras, como con un botón; None si no se pide nada de aquí."""
    return pedidos.atender(Sesion(contexto, estado, recibido.mensaje), recibido.texto)


def es_un_pedido(estado: Estado, texto: str) -> bool:
    """Lo escrito, por sí solo, es algo que se pide aquí."""
    return estado.borrador is not None and bool(pedidos.reconocer(texto))


def se_elige_por_numero(contexto: Contexto, estado: Estado) -> bool:
    """En la entrevista de un borrador de varios, un número elige un botón y no responde.

    Lo que se mostró al final es de aquí, o ya no queda pregunta que responder; y no se espera un número.
    """
    if estado.borrador is None or estado.por_decir is not None or not estado.botones:
        return False
    if partir(estado.botones[0].codigo)[0] is Espacio.ALIANZA:
        return True
    sesion = Sesion(contexto, estado)
    return sesion.borrador.es_de_varios and sesion.paso is None and sesion.borrador.duda is None


def es_suyo(leidos: BorradoresLeidos) -> bool:
    """Se leyeron los borradores para hacer algo de aquí."""
    return leidos.pedido.startswith(f"{participar.PEDIDO}:")


def atender_leidos(contexto: Contexto, estado: Estado, leidos: BorradoresLeidos) -> Turno:
    """Con los borradores leídos, lo que se iba a hacer en uno."""
    return participar.atender_leidos(Sesion(contexto, estado), leidos)


def contar(contexto: Contexto, estado: Estado, resultado: ResultadoDeAlianza) -> Turno:
    """Lo que se hace con cada resultado."""
    sesion = Sesion(contexto, estado)
    match resultado:
        case SecretoSorteado():
            return invitar.entregar(sesion, resultado)
        case InvitacionesLeidas():
            return invitar.con_las_vivas(sesion, resultado)
        case GrupoComprobado():
            return grupo.con_el_pase(sesion, resultado)
        case IngresoComprobado():
            return invitar.decidir_ingreso(sesion, resultado)
        case InvitacionLeida():
            return ingresar.mostrar(sesion, resultado)
        case _:
            assert_never(resultado)
