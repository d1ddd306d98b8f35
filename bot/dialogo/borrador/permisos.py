"""Lo que la persona acepta y autoriza sobre su borrador: el aviso, otra vez si cambió, y que la APCI lo lea.

Sin consentimiento no hay borrador ni eventos. Cada decisión es un evento con la versión de lo que se le mostró y el
instante.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogo.borrador.acciones import (
    LARGO_DE_UNA_PREGUNTA,
    Accion,
    Decision,
    interroga,
    parece_pregunta,
    pregunta_por_el_permiso,
    reconocer_pedido,
)
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import borradores as textos_de_borradores
from bot.dialogo.borrador.textos import permisos as textos
from bot.dialogo.borrador.textos.compuerta import ETIQUETAS
from bot.dialogo.efectos import Enviar, OlvidarRecibido
from bot.dialogo.entradas import MensajeRecibido
from bot.dialogo.intenciones.de_otro import es_otro_tramite
from bot.dialogo.intenciones.decidido import da_por_bueno, si_o_no
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.peticiones import RetenerTexto, RevisarInvitacion, SoltarTexto
from bot.dialogo.peticiones.alianza import PARA_SEGUIR
from bot.dialogo.turno import AvisoDecidido, Contexto, Estado, Turno
from bot.entrevista.comprension.comprender import anuncia_una_idea, cuenta_una_idea
from bot.entrevista.eventos import COORDINA, Autorizada, AvisoAceptado, Creado, Evento, Revocada
from conocimiento.expresiones import diferida
from conocimiento.palabras import comparable, plano

BORRADORES_POR_PERSONA = 20
"""Abiertos o archivados; al descartar uno cabe otro."""
SIN_ACEPTAR = frozenset({Accion.PAUSAR, Accion.DESCARTAR, Accion.CANCELAR, Accion.REVOCAR})
"""Lo que se puede hacer aunque no se acepte el aviso nuevo: dejar el borrador, descartarlo y retirar el permiso."""

_NO_AHORA = diferida(r"\W*no(?:,| (?:mejor|gracias|quiero|todavia|por ahora|ahora|seguir)\b)(?! .*\b(?:datos|aviso)\b)")
_NO_ENTIENDE = frozenset({Accion.EJEMPLO, Accion.AYUDA, Accion.MOTIVO, Accion.OMITIR})


def esta_detenido(sesion: Sesion, accion: Accion | None) -> bool:
    """Dice si esa acción debe esperar a que se acepte el aviso que cambió."""
    return sesion.falta_consentir and accion not in SIN_ACEPTAR


def ofrecer_por_la_idea(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """A quien cuenta su idea sin haber empezado se le ofrece ordenarla; lo escrito se tiene a mano, sin guardarlo."""
    sesion, texto = Sesion(contexto, estado, recibido.mensaje), recibido.texto
    if estado.borrador is not None or contexto.papeles.es_personal or parece_pregunta(texto, None):
        return None
    if len(texto) <= LARGO_DE_UNA_PREGUNTA and es_otro_tramite(texto):
        return None  # «queremos renovar nuestro registro porque se venció» no cuenta ninguna alianza
    if not anuncia_una_idea(sesion.entrevista, texto, sesion.entorno):
        return None
    dentro = sesion.en(replace(estado, retenido=True)).dentro()
    return dentro.turno(OlvidarRecibido(), RetenerTexto(texto), Enviar(textos.parece_una_idea(contexto)))


def atender_texto(sesion: Sesion, texto: str) -> Turno | None:
    """Lo que se escribe ante «¿Acepta el aviso?»; None si es una pregunta o algo que se le pide al asistente.

    Escribir que sí es tan expreso como tocar el botón. Lo que no decide nada se tiene a mano, sin guardarlo.
    """
    if (acepta := si_o_no(texto)) is not None:
        vistos = sesion.estado.botones
        if acepta and vistos and textos.ACEPTO not in vistos:  # el sí es a otra cosa, que se dijo después
            return sesion.turno(OlvidarRecibido(), Enviar(textos.sigue_pendiente(sesion.contexto)))
        return decidir_aviso(sesion, Decision.ACEPTAR if acepta else Decision.NO_ACEPTAR)
    if not cuenta_una_idea(sesion.entrevista, texto, sesion.entorno):
        pedido = reconocer_pedido(texto, None)
        if pedido in (Accion.PAUSAR, Accion.CANCELAR) or _NO_AHORA.match(plano(texto)):
            return _dejarlo(sesion)
        if pedido in _NO_ENTIENDE or pregunta_por_el_permiso(texto):
            return sesion.turno(OlvidarRecibido(), Enviar(_otra_vez(sesion)))
        if parece_pregunta(texto, None) or interroga(texto):
            return None
    if sesion.estado.borrador is not None:
        return sesion.turno(OlvidarRecibido(), Enviar(textos.falta_aceptar_el_nuevo(sesion.contexto)))
    falta = Enviar(textos.falta_aceptar(sesion.contexto))
    if sesion.estado.retenido and _no_cuenta_nada(texto):
        return sesion.turno(OlvidarRecibido(), falta)
    pedido = RetenerTexto(texto, sigue=sesion.estado.retenido)
    return sesion.en(replace(sesion.estado, retenido=True)).turno(OlvidarRecibido(), pedido, falta)


def _no_cuenta_nada(texto: str) -> bool:
    """«Guarda todo», «uno por uno»: dicho después de la idea, no es un trozo de ella."""
    es_un_boton = comparable(texto) in map(comparable, ETIQUETAS)
    return es_un_boton or da_por_bueno(texto) or reconocer_pedido(texto, None) is not None


def _otra_vez(sesion: Sesion) -> Mensaje:
    cambio = sesion.estado.borrador is not None
    return textos.aviso_cambiado(sesion.contexto) if cambio else textos.en_pocas_palabras(sesion.contexto)


def _dejarlo(sesion: Sesion) -> Turno:
    """Sin haber decidido: fuera de la entrevista, y lo que se tenía a mano se olvida."""
    if sesion.estado.borrador is not None:
        return sesion.fuera().enviar(textos.no_seguimos())
    olvidar = (SoltarTexto(),) if sesion.estado.retenido else ()
    dicho = textos.no_empezamos(tiene_otros=sesion.estado.borradores > 0)
    return sesion.en(replace(sesion.estado, retenido=False)).fuera().turno(Enviar(dicho), *olvidar)


def decidir_aviso(sesion: Sesion, decision: str) -> Turno:
    """Lo decidido ante el aviso de privacidad: empezar un borrador, seguir con el que hay, no seguir o leerlo."""
    if decision in (Decision.ACEPTAR, Decision.NO_ACEPTAR):
        decidido = AvisoDecidido(sesion.entrevista.aviso.version, decision == Decision.ACEPTAR)
        sesion = sesion.en(replace(sesion.estado, aviso_decidido=decidido))
    if sesion.falta_consentir:
        return _decidir_el_que_cambio(sesion, decision)
    if sesion.estado.borrador is not None:
        return en_paso(sesion.dentro(), textos.YA_ACEPTADO)
    match decision:
        case Decision.ACEPTAR if no_cabe_otro(sesion):
            return sesion.fuera().enviar(textos_de_borradores.no_cabe_otro(BORRADORES_POR_PERSONA))
        case Decision.ACEPTAR:
            creado = con_borrador_nuevo(sesion)
            version, aviso = sesion.entrevista.version, sesion.entrevista.aviso.version
            nuevo = creado.anotar(Creado(sesion.ahora, version, aviso, acepta=True))
            return nuevo.turno(SoltarTexto()) if sesion.estado.retenido else en_paso(nuevo, textos.GRACIAS_EMPEZAMOS)
        case Decision.NO_ACEPTAR:
            return _dejarlo(sesion)
        case Decision.PREGUNTAR if sesion.estado.retenido:
            return sesion.fuera().turno(SoltarTexto())  # fuera y con algo retenido: lo que se suelta es una pregunta
        case Decision.LEER:
            return sesion.dentro().enviar(textos.aviso_completo(sesion.contexto))
        case _:
            return sesion.dentro().enviar(textos.consentimiento(sesion.contexto))


def _decidir_el_que_cambio(sesion: Sesion, decision: str) -> Turno:
    match decision:
        case Decision.ACEPTAR:
            nuevo = sesion.dentro().anotar(AvisoAceptado(sesion.ahora, sesion.entrevista.aviso.version))
            return en_paso(nuevo, textos.GRACIAS_SEGUIMOS)
        case Decision.NO_ACEPTAR:
            return _dejarlo(sesion)
        case Decision.LEER:
            return sesion.dentro().enviar(textos.aviso_completo(sesion.contexto))
        case _:
            return en_paso(sesion.dentro())


def pedir_el_aviso(sesion: Sesion) -> Turno:
    """Antes de empezar un borrador; a quien aceptó una invitación, después de ver si ya entró en aquel."""
    invitacion = sesion.estado.invitacion
    if invitacion is not None:
        return sesion.turno(RevisarInvitacion(PARA_SEGUIR, invitacion.numero))
    return sesion.enviar(textos.consentimiento(sesion.contexto))


def no_cabe_otro(sesion: Sesion) -> bool:
    """Dice si la persona ya tiene todos los borradores que se le guardan."""
    return sesion.estado.borradores >= BORRADORES_POR_PERSONA


def con_borrador_nuevo(sesion: Sesion, eventos: tuple[Evento, ...] = ()) -> Sesion:
    """Con otro borrador abierto. Su nombre interno, la hora y el turno, no se repite."""
    nombre, estado = f"{sesion.ahora:%Y%m%dT%H%M%S%f}-{sesion.estado.turno}", sesion.estado
    cuantos = estado.borradores + 1
    suyo = replace(estado, borrador=nombre, integrante=COORDINA, cargados=0)
    return sesion.en(replace(suyo, borradores=cuantos, eventos=eventos, en_entrevista=True))


def autorizar(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
    """Muestra el aviso para compartir y, con el sí, anota la autorización con la versión de ese aviso."""
    match argumentos:
        case []:
            return sesion.enviar(textos.pedir_autorizacion(sesion))
        case [Decision.ACEPTAR]:
            nuevo = sesion.anotar(Autorizada(sesion.ahora, sesion.entrevista.aviso_compartir.version))
            return nuevo.enviar(textos.autorizado(nuevo))
        case _:
            return en_paso(sesion)


def revocar(sesion: Sesion) -> Turno:
    """Anota que la retira."""
    nuevo = sesion.anotar(Revocada(sesion.ahora))
    return nuevo.enviar(textos.revocado(nuevo))
