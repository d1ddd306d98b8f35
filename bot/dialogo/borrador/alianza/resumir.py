"""El resumen del día: qué cambiaron los demás en los borradores que alguien comparte, si no los miró desde entonces."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.dialogo.borrador.alianza.nombres import como_lo_ve, de_un_integrante
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza import resumir as textos
from bot.dialogo.borrador.textos.alianza.participar import alianza_de
from bot.dialogo.efectos import Enviar
from bot.dialogo.peticiones import BorradoresLeidos, BorradorGuardado
from bot.dialogo.peticiones.alianza import DarPorResumido
from bot.dialogo.turno import Turno
from bot.entrevista.borrador import Acto, Permitido, puede, vigentes
from bot.entrevista.eventos import (
    Acogida,
    Desestimada,
    Evento,
    Respondida,
    Retirado,
    RolCambiado,
    Sugerida,
    Unido,
    VersionPuesta,
    VistoBuenoDado,
)
from bot.entrevista.pasos import nombres_de_actores


def contar(sesion: Sesion, leidos: BorradoresLeidos) -> Turno:
    """Lo envía si hay algo que no haya podido ver; si pidió menos avisos, solo lo que le toca decidir."""
    novedades = [una for uno in leidos.borradores if (una := _novedad(sesion, uno)) is not None]
    avisos = (Enviar(textos.resumen(novedades)),) if novedades else ()
    return sesion.turno(DarPorResumido(), *avisos)


def recibir_menos(sesion: Sesion) -> Turno:
    """Desde ahora, solo lo que le toca decidir."""
    return sesion.en(replace(sesion.estado, menos_avisos=True)).enviar(textos.menos_avisos())


def recibir_todos(sesion: Sesion) -> Turno:
    """Otra vez el resumen de cada día."""
    return sesion.en(replace(sesion.estado, menos_avisos=False)).enviar(textos.todos_los_avisos())


def _novedad(sesion: Sesion, guardado: BorradorGuardado) -> textos.Novedad | None:
    suya, yo, visto = como_lo_ve(sesion, guardado), guardado.integrante, guardado.visto
    borrador = suya.borrador
    if visto is None or not borrador.es_de_varios or borrador.situacion != "abierto":
        return None
    if not isinstance(puede(borrador, yo, Acto.VER), Permitido):
        return None
    dichas = () if sesion.estado.menos_avisos else tuple(dict.fromkeys(_dichas(suya, guardado.eventos, visto)))
    por_decidir = _por_decidir(suya, guardado)
    if not dichas and not (por_decidir.algo and (guardado.por_resumir or _acaba_de_tocarle(suya, visto))):
        return None
    return textos.Novedad(guardado.nombre, alianza_de(suya).titulo, dichas, por_decidir)


def _dichas(suya: Sesion, eventos: tuple[Evento, ...], visto: datetime) -> Iterator[str]:
    """Lo que hicieron los demás desde entonces; antes, lo que se decidió de lo que ella propuso."""
    yo, nuevos = suya.estado.integrante, [uno for uno in vigentes(eventos) if uno.instante > visto]
    rotulos = {una.clave: una.rotulo for una in suya.entrevista.preguntas if not una.reservada}
    nombres = nombres_de_actores(suya.entrevista, suya.borrador)
    for evento in nuevos:
        if isinstance(evento, Acogida | Desestimada) and evento.de == yo:
            llave = suya.borrador.sugerencias[yo, evento.numero].llave
            motivo = evento.motivo if isinstance(evento, Desestimada) else None
            yield textos.se_decidio(rotulos.get(llave[0], ""), motivo)
    for evento in nuevos:
        if evento.autor == yo:
            continue
        match evento:
            case Respondida(llave=(clave, actor)) if clave in rotulos:
                yield textos.cambio(rotulos[clave], nombres.get(actor, ""))
            case Unido(integrante=otro):
                yield textos.entro(de_un_integrante(suya, otro) if evento.actor else "")
            case Retirado(integrante=otro):
                yield textos.salio(de_un_integrante(suya, otro))
            case RolCambiado(integrante=otro, rol="coordinacion") if otro != yo:
                yield textos.coordina(de_un_integrante(suya, otro))
            case VistoBuenoDado(version=version) if suya.coordina:
                yield textos.dio_visto_bueno(de_un_integrante(suya, evento.autor), version)
            case _:
                pass


def _por_decidir(suya: Sesion, guardado: BorradorGuardado) -> textos.PorDecidir:
    """Lo que hoy le toca: a quien coordina, las propuestas y quién espera entrar; a una socia, su visto bueno."""
    if suya.coordina:
        return textos.PorDecidir(len(suya.borrador.por_decidir), guardado.esperan)
    puesta, yo = suya.borrador.puesta, guardado.integrante
    dado = suya.borrador.vistos.get(yo)
    le_falta = (
        puesta is not None and suya.borrador.integrantes[yo].actor and (dado is None or dado.huella != puesta.huella)
    )
    return textos.PorDecidir(version=puesta.version if puesta is not None and le_falta else 0)


def _acaba_de_tocarle(suya: Sesion, visto: datetime) -> bool:
    """Algo le tocó decidir después de su último turno; que no lo mirara no es que no se le dijera."""
    tipo = Sugerida if suya.coordina else VersionPuesta
    return any(isinstance(uno, tipo) and uno.instante > visto for uno in vigentes(suya.estado.eventos))
