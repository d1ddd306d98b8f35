"""El grupo en que se dice cómo va un borrador: vincularlo y dejarlo, en el chat privado de quien coordina."""

from collections.abc import Sequence

from bot.dialogo.borrador.alianza.acordar import no_puede
from bot.dialogo.borrador.alianza.nombres import como_lo_ve
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza import grupo as textos
from bot.dialogo.borrador.textos.alianza.participar import alianza_de
from bot.dialogo.efectos import Enviar
from bot.dialogo.mensajes import EnGrupo
from bot.dialogo.peticiones import (
    BorradoresLeidos,
    BorradorGuardado,
    ComprobarGrupo,
    GrupoComprobado,
    LeerBorradores,
    LeerInvitaciones,
)
from bot.dialogo.peticiones.alianza import DesvincularGrupo, VincularGrupo
from bot.dialogo.turno import Contexto, Estado, Turno
from bot.entrevista.borrador import Acto, Borrador, Rol
from bot.entrevista.eventos import COORDINA, Evento
from bot.entrevista.pasos import avance

ELEGIR, DESVINCULAR = "grupo", "desvincular"


def explicar(sesion: Sesion) -> Turno:
    """Cómo se vincula: se empieza en el grupo, para que la persona no tenga que decir cuál es."""
    return sesion.enviar(textos.como_se_vincula(en_telegram=bool(sesion.contexto.usuario)))


def abrir(sesion: Sesion, pase: str) -> Turno:
    """Abrió el enlace que se dio en un grupo: primero se mira si todavía vale."""
    return sesion.turno(ComprobarGrupo(pase))


def comprobar(sesion: Sesion, pase: str) -> Turno:
    """Dijo que sí, en el borrador abierto: se mira otra vez antes de vincular."""
    no = no_puede(sesion, Acto.VINCULAR)
    return no or sesion.turno(ComprobarGrupo(pase, sesion.estado.borrador or ""))


def con_el_pase(sesion: Sesion, comprobado: GrupoComprobado) -> Turno:
    """Con el pase mirado: lee sus borradores, para que elija, o vincula el que ya eligió."""
    if not comprobado.vale:
        return sesion.enviar(textos.no_vale())
    if not comprobado.borrador:
        return sesion.turno(LeerBorradores(f"alianza:{ELEGIR}:{comprobado.pase}"))
    if comprobado.sigue not in ("", comprobado.borrador):
        return sesion.enviar(textos.sigue_otro())
    return sesion.turno(VincularGrupo(comprobado.pase), Enviar(textos.vinculado(alianza_de(sesion).titulo)))


def elegir(sesion: Sesion, leidos: BorradoresLeidos, pase: str) -> Turno:
    """Qué se leerá en el grupo, y en cuál de los que coordina: lo confirma pulsando."""
    suyos = [(uno.nombre, alianza_de(como_lo_ve(sesion, uno)).titulo) for uno in _los_que_coordina(sesion, leidos)]
    return sesion.enviar(textos.antes_de_vincular(suyos, pase) if suyos else textos.no_coordina())


def _los_que_coordina(sesion: Sesion, leidos: BorradoresLeidos) -> Sequence[BorradorGuardado]:
    """Los abiertos de varios, o a los que ya invitó a alguien."""

    def se_puede(guardado: BorradorGuardado) -> bool:
        suya = como_lo_ve(sesion, guardado)
        es_alianza = suya.borrador.es_de_varios or bool(suya.borrador.invitaciones)
        return suya.coordina and es_alianza and suya.borrador.situacion == "abierto"

    return [uno for uno in leidos.borradores if se_puede(uno)]


def pedir_desvincular(sesion: Sesion) -> Turno:
    """Mira si un grupo lo sigue."""
    no = no_puede(sesion, Acto.VINCULAR)
    return no or sesion.turno(LeerInvitaciones(DESVINCULAR, sesion.estado.borrador or ""))


def desvincular(sesion: Sesion, *, hay: bool) -> Turno:
    """Deja de decirse allí; si ninguno lo seguía, lo dice."""
    return sesion.turno(DesvincularGrupo(), Enviar(textos.desvinculado())) if hay else sesion.enviar(textos.no_hay())


def como_va(contexto: Contexto, nombre: str, eventos: tuple[Evento, ...]) -> EnGrupo | None:
    """Lo que se lee en el grupo que sigue un borrador; None si se descartó y no hay nada que seguir."""
    entero = Borrador.de(eventos)
    if entero.situacion == "descartado":
        return None
    coordina = next((uno.codigo for uno in entero.con_rol(Rol.COORDINACION)), COORDINA)
    suya = Sesion(contexto, Estado(borrador=nombre, eventos=eventos, integrante=coordina))
    borrador, puesta = suya.borrador, suya.borrador.puesta
    socias = borrador.con_rol(Rol.SOCIO)
    dados = [borrador.vistos[uno.codigo] for uno in socias if uno.codigo in borrador.vistos]
    vistos = None
    if puesta is not None:
        cuantos = sum(uno.huella == puesta.huella for uno in dados)
        vistos = textos.Vistos(cuantos, len(socias), puesta.version, puesta.huella == suya.propuesta.huella)
    avanza = avance(suya.entrevista, borrador)
    return textos.como_va(alianza_de(suya), avanza, vistos, nombre)
