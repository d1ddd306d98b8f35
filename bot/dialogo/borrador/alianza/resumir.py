"""El resumen del día: qué cambiaron los demás en los borradores que alguien comparte, si no los miró desde entonces."""

from dataclasses import replace

from bot.dialogo.borrador.alianza.nombres import de_un_integrante
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza import resumir as textos
from bot.dialogo.borrador.textos.alianza.participar import alianza_de
from bot.dialogo.peticiones import BorradoresLeidos, BorradorGuardado
from bot.dialogo.turno import Turno
from bot.entrevista.borrador import Acto, Permitido, puede, vigentes
from bot.entrevista.eventos import Respondida, Retirado, RolCambiado, Unido
from bot.entrevista.pasos import nombres_de_actores


def contar(sesion: Sesion, leidos: BorradoresLeidos) -> Turno:
    """Lo envía; nada si pidió menos avisos, o si no hay nada que ella no haya podido ver."""
    if sesion.estado.menos_avisos:
        return sesion.turno()
    novedades = [una for uno in leidos.borradores if (una := _novedad(sesion, uno)) is not None]
    return sesion.enviar(textos.resumen(novedades)) if novedades else sesion.turno()


def recibir_menos(sesion: Sesion) -> Turno:
    """Desde ahora, solo lo que le toca decidir."""
    return sesion.en(replace(sesion.estado, menos_avisos=True)).enviar(textos.menos_avisos())


def recibir_todos(sesion: Sesion) -> Turno:
    """Otra vez el resumen de cada día."""
    return sesion.en(replace(sesion.estado, menos_avisos=False)).enviar(textos.todos_los_avisos())


def _novedad(sesion: Sesion, guardado: BorradorGuardado) -> textos.Novedad | None:
    estado = replace(sesion.estado, borrador=guardado.nombre, eventos=guardado.eventos, integrante=guardado.integrante)
    suya, yo, visto = Sesion(sesion.contexto, estado), guardado.integrante, guardado.visto
    borrador = suya.borrador
    if visto is None or not borrador.es_de_varios or borrador.situacion != "abierto":
        return None
    if not isinstance(puede(borrador, yo, Acto.VER), Permitido):
        return None
    rotulos = {una.clave: una.rotulo for una in sesion.entrevista.preguntas if not una.reservada}
    nombres, dichas = nombres_de_actores(sesion.entrevista, borrador), dict[str, None]()
    for evento in vigentes(guardado.eventos):
        if evento.autor == yo or evento.instante <= visto:
            continue
        match evento:
            case Respondida(llave=(clave, actor)) if clave in rotulos:
                dichas[textos.cambio(rotulos[clave], nombres.get(actor, ""))] = None
            case Unido(integrante=otro):
                dichas[textos.entro(de_un_integrante(suya, otro) if evento.actor else "")] = None
            case Retirado(integrante=otro):
                dichas[textos.salio(de_un_integrante(suya, otro))] = None
            case RolCambiado(integrante=otro, rol="coordinacion"):
                dichas[textos.coordina(de_un_integrante(suya, otro))] = None
            case _:
                pass
    if not dichas:
        return None
    puesta, dado = borrador.puesta, borrador.vistos.get(yo)
    le_falta = puesta is not None and not suya.coordina and (dado is None or dado.huella != puesta.huella)
    version = puesta.version if puesta is not None and le_falta and borrador.integrantes[yo].actor else 0
    return textos.Novedad(guardado.nombre, alianza_de(suya).titulo, tuple(dichas), version)
