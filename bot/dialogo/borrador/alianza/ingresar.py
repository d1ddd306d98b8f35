"""Quien recibió una invitación: la mira, acepta, espera y entra. Mirarla no gasta nada ni guarda nada suyo."""

from dataclasses import replace

from bot.dialogo.borrador.alianza.nombres import pasos_de_su_organizacion
from bot.dialogo.borrador.alianza.participar import PEDIDO
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza import ingresar as textos_de_ingreso
from bot.dialogo.borrador.textos.alianza import participar as textos
from bot.dialogo.borrador.textos.permisos import consentimiento
from bot.dialogo.efectos import Enviar, OlvidarRecibido
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.peticiones import (
    AbrirInvitacion,
    IngresoComprobado,
    InvitacionLeida,
    LeerBorradores,
    RevisarInvitacion,
    Situacion,
)
from bot.dialogo.peticiones.alianza import PARA_SEGUIR, DesistirDeEntrar, PedirIngreso
from bot.dialogo.turno import InvitacionAbierta, Turno
from bot.entrevista.eventos import Evento
from bot.entrevista.pasos import nombres_de_actores

ENTRAR, DESISTIR = "entrar", "desistir"
"""Para qué se vuelve a mirar la invitación que se abrió."""


def abrir(sesion: Sesion, secreto: str) -> Turno:
    """Mira una invitación. El secreto no se guarda con lo que la persona escribió."""
    if not secreto:
        return sesion.enviar(textos_de_ingreso.como_se_entra())
    return sesion.turno(OlvidarRecibido(), AbrirInvitacion(secreto))


def mostrar(sesion: Sesion, leida: InvitacionLeida) -> Turno:
    """Quién invita y a qué, o que ya no sirve."""
    if leida.situacion is Situacion.YA_ES:
        ya_dentro = sesion.en(replace(sesion.estado, invitacion=None))
        if leida.pedido == PARA_SEGUIR:
            return ya_dentro.turno(LeerBorradores(f"{PEDIDO}:abrir:{leida.borrador}"))
        return ya_dentro.enviar(textos_de_ingreso.ya_es_integrante(leida.borrador))
    if leida.pedido == PARA_SEGUIR:
        return sesion.enviar(consentimiento(sesion.contexto))
    if leida.pedido == DESISTIR:
        return _dejar_de_esperar(sesion)
    if leida.situacion is Situacion.NO_VALE:
        return sesion.en(replace(sesion.estado, invitacion=None)).enviar(textos_de_ingreso.no_sirve())
    de_quien_invita = _mirada(sesion, leida.borrador, leida.eventos)
    alianza = textos.alianza_de(de_quien_invita)
    nombres = nombres_de_actores(sesion.entrevista, de_quien_invita.borrador)
    if leida.actor and leida.actor not in nombres:
        return sesion.en(replace(sesion.estado, invitacion=None)).enviar(textos_de_ingreso.no_sirve())
    por = nombres.get(leida.actor, "")
    if leida.pedido == ENTRAR:
        return _esperar(sesion, leida, alianza.titulo, por)
    abierta = InvitacionAbierta(leida.numero, leida.codigo)
    return sesion.en(replace(sesion.estado, invitacion=abierta)).enviar(textos_de_ingreso.le_invitan(alianza, por))


def consentir(sesion: Sesion) -> Turno:
    """Lo que verán las demás, antes de aceptar."""
    return sesion.enviar(
        textos_de_ingreso.antes_de_entrar(sesion.contexto) if sesion.estado.invitacion else textos_de_ingreso.no_sirve()
    )


def leer_avisos(sesion: Sesion) -> Turno:
    """Los avisos enteros."""
    return sesion.enviar(textos_de_ingreso.avisos_enteros(sesion.contexto))


def no_entrar(sesion: Sesion) -> Turno:
    """No acepta, o no es su caso."""
    return sesion.en(replace(sesion.estado, invitacion=None)).enviar(textos_de_ingreso.no_entra())


def pedir_entrar(sesion: Sesion) -> Turno:
    """Aceptó: se mira otra vez, por si dejó de valer mientras lo pensaba."""
    abierta = sesion.estado.invitacion
    if abierta is None:
        return sesion.enviar(textos_de_ingreso.no_sirve())
    return sesion.turno(RevisarInvitacion(ENTRAR, abierta.numero))


def _esperar(sesion: Sesion, leida: InvitacionLeida, titulo: str, por: str) -> Turno:
    """Espera a que la coordinación escriba su número."""
    entrevista = sesion.entrevista
    avisa = textos_de_ingreso.alguien_acepto(titulo, por, leida.numero)
    pedido = PedirIngreso(leida.numero, entrevista.aviso_alianza.version, entrevista.aviso.version, avisa)
    return sesion.turno(pedido, Enviar(textos_de_ingreso.diga_su_numero(leida.codigo)))


def dejar_de_esperar(sesion: Sesion) -> Turno:
    """Ya no quiere entrar; si mientras tanto entró, se le dice."""
    abierta = sesion.estado.invitacion
    return no_entrar(sesion) if abierta is None else sesion.turno(RevisarInvitacion(DESISTIR, abierta.numero))


def _dejar_de_esperar(sesion: Sesion) -> Turno:
    abierta = sesion.estado.invitacion
    if abierta is None:
        return no_entrar(sesion)
    libre = sesion.en(replace(sesion.estado, invitacion=None))
    return libre.turno(DesistirDeEntrar(abierta.numero), Enviar(textos_de_ingreso.no_entra()))


def dar_la_bienvenida(
    sesion: Sesion, comprobado: IngresoComprobado, eventos: tuple[Evento, ...]
) -> tuple[Mensaje, str]:
    """Lo primero que lee quien entra, con lo que se puso por su organización, y el nombre de esta."""
    suya = _mirada(sesion, comprobado.borrador, eventos, comprobado.integrante)
    nombres = nombres_de_actores(sesion.entrevista, suya.borrador)
    puesto = textos.lo_puesto(suya, pasos_de_su_organizacion(suya))
    saludo = textos.bienvenida(textos.alianza_de(suya), comprobado.borrador, puesto, lee=not comprobado.actor)
    return saludo, nombres.get(comprobado.actor, "")


def _mirada(sesion: Sesion, borrador: str, eventos: tuple[Evento, ...], quien: str = "") -> Sesion:
    """El borrador de la invitación, como lo vería ese integrante; sin decir cuál, como quien no lo es."""
    return Sesion(sesion.contexto, replace(sesion.estado, borrador=borrador, eventos=eventos, integrante=quien))
