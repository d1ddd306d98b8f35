"""Quién está en la alianza y quién la coordina: pasar la coordinación a otra organización, y retirar a alguien."""

from bot.dialogo.borrador.alianza.acordar import no_puede
from bot.dialogo.borrador.alianza.nombres import de_un_integrante
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza import relevar as textos
from bot.dialogo.borrador.textos.alianza.participar import alianza_de
from bot.dialogo.mensajes import Espacio
from bot.dialogo.peticiones.alianza import Apartar, AvisarA
from bot.dialogo.turno import Turno
from bot.entrevista.borrador import Acto, Integrante, Permitido, Rol, puede
from bot.entrevista.eventos import DE_LA_ALIANZA, POR_LA_COORDINACION, Respondida, Retirado, RolCambiado

# --- Pasar la coordinación ------------------------------------------------------------------------


def elegir_a_quien(sesion: Sesion) -> Turno:
    """A qué organización; solo a una que ya entró y responde por sí misma."""
    if (no := no_puede(sesion, Acto.CAMBIAR_ROL)) is not None:
        return no
    return sesion.enviar(textos.a_quien(_nombrados(sesion, _socios(sesion))))


def preguntar(sesion: Sesion, codigo: str) -> Turno:
    """Qué cambia, antes de pasarla."""
    if (no := no_puede(sesion, Acto.CAMBIAR_ROL)) is not None:
        return no
    if codigo not in {uno.codigo for uno in _socios(sesion)}:
        return elegir_a_quien(sesion)
    return sesion.enviar(textos.antes_de_pasar(codigo, de_un_integrante(sesion, codigo)))


def pasar(sesion: Sesion, codigo: str) -> Turno:
    """Coordina otra y quien lo hacía sigue como socio, en el mismo turno; a la que lo hará se le dice.

    Solo si la persona acaba de leer qué cambia: un botón de otro día pregunta otra vez.
    """
    a_la_vista = _a_la_vista(sesion, "pasa", codigo)
    if not a_la_vista or codigo not in {uno.codigo for uno in _socios(sesion)}:
        return preguntar(sesion, codigo)
    yo, titulo = sesion.estado.integrante, alianza_de(sesion).titulo
    quien, de = de_un_integrante(sesion, codigo), de_un_integrante(sesion, yo)
    nueva = sesion.anotar(RolCambiado(sesion.ahora, codigo, Rol.COORDINACION, autor=DE_LA_ALIANZA))
    nueva = nueva.anotar(RolCambiado(sesion.ahora, yo, Rol.SOCIO, autor=DE_LA_ALIANZA))
    por_decidir = len(sesion.borrador.por_decidir)
    le_toca = textos.le_toca_coordinar(titulo, de, yo, sesion.estado.borrador or "", por_decidir)
    turno = en_paso(nueva, textos.pasada(quien))
    return Turno(turno.estado, (AvisarA((codigo,), le_toca, se_resume=False), *turno.efectos))


# --- Retirar a alguien ----------------------------------------------------------------------------


def elegir_a_quien_retirar(sesion: Sesion) -> Turno:
    """A quién, entre los demás que siguen."""
    if (no := no_puede(sesion, Acto.RETIRAR)) is not None:
        return no
    return sesion.enviar(textos.a_quien_retirar(_nombrados(sesion, _otros(sesion))))


def preguntar_si_retira(sesion: Sesion, codigo: str) -> Turno:
    """Qué pasa con lo suyo, antes de retirarlo."""
    if (no := no_puede(sesion, Acto.RETIRAR)) is not None:
        return no
    otro = _otro(sesion, codigo)
    if otro is None:
        return elegir_a_quien_retirar(sesion)
    return sesion.enviar(textos.antes_de_retirar(codigo, _nombre(sesion, otro), lee=not otro.actor))


def retirar(sesion: Sesion, codigo: str) -> Turno:
    """Deja de estar, y se le dice. Lo común que escribió cuando coordinaba se queda: pasa a decirlo quien lo retira."""
    otro = _otro(sesion, codigo)
    if otro is None or not _a_la_vista(sesion, "aparte", codigo):
        return preguntar_si_retira(sesion, codigo)
    quien, titulo = _nombre(sesion, otro), alianza_de(sesion).titulo
    sale = Retirado(sesion.ahora, codigo, POR_LA_COORDINACION, deja=False, autor=DE_LA_ALIANZA)
    nueva = _con_lo_comun_de(sesion, codigo).anotar(sale)
    avisa = AvisarA((codigo,), textos.le_retiraron(titulo, lee=not otro.actor), se_resume=False)
    turno = en_paso(nueva, textos.retirada(quien))
    return Turno(turno.estado, (avisa, Apartar(codigo), *turno.efectos))


def _con_lo_comun_de(sesion: Sesion, codigo: str) -> Sesion:
    """La sesión con lo que ese integrante escribió y no es de su organización, dicho ahora por quien coordina."""
    yo, juntas, nueva = sesion.estado.integrante, str(len(sesion.estado.eventos)), sesion
    for llave, respuesta in sesion.borrador.respuestas.items():
        es_suya = sesion.borrador.escrita_por[llave] == codigo
        if es_suya and isinstance(puede(sesion.borrador, yo, Acto.RESPONDER, llave), Permitido):
            nueva = nueva.anotar(Respondida(sesion.ahora, llave, respuesta.valor, respuesta.crudo, lote=juntas))
    return nueva


# --- Quiénes --------------------------------------------------------------------------------------


def _a_la_vista(sesion: Sesion, hace: str, codigo: str) -> bool:
    """La persona tiene delante el botón que lo confirma."""
    return any(boton.codigo == Espacio.ALIANZA.codigo(hace, codigo) for boton in sesion.estado.botones)


def _socios(sesion: Sesion) -> tuple[Integrante, ...]:
    return tuple(uno for uno in sesion.borrador.con_rol(Rol.SOCIO) if uno.codigo != sesion.estado.integrante)


def _otros(sesion: Sesion) -> tuple[Integrante, ...]:
    return tuple(
        uno for uno in sesion.borrador.integrantes.values() if uno.sigue and uno.codigo != sesion.estado.integrante
    )


def _otro(sesion: Sesion, codigo: str) -> Integrante | None:
    return next((uno for uno in _otros(sesion) if uno.codigo == codigo), None)


def _nombrados(sesion: Sesion, quienes: tuple[Integrante, ...]) -> list[textos.Candidato]:
    return [(uno.codigo, _nombre(sesion, uno)) for uno in quienes]


def _nombre(sesion: Sesion, otro: Integrante) -> str:
    """Su organización; de quien solo lee no se sabe otra cosa que su lugar entre los que leen."""
    if otro.actor:
        return de_un_integrante(sesion, otro.codigo)
    leen = [uno.codigo for uno in sesion.borrador.con_rol(Rol.OBSERVADOR)]
    return textos.QUIEN_LEE if len(leen) == 1 else f"{textos.QUIEN_LEE} {leen.index(otro.codigo) + 1}"
