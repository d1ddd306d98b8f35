"""El guardia de un borrador de varios: de un turno no sale nada que quien lo hace no pueda anotar, ver o guardar."""

from dataclasses import replace

from bot.dialogo.borrador.acciones import Accion, leer_accion
from bot.dialogo.borrador.alianza import acordar
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza import participar as textos
from bot.dialogo.borrador.textos.alianza.acordar import PROPONER
from bot.dialogo.efectos import AnotarEnBorrador, Enviar
from bot.dialogo.mensajes import Boton, Espacio, partir
from bot.dialogo.turno import Contexto, Estado, Turno
from bot.entrevista.borrador import Acto, Borrador, Claves, Denegado, Motivo, Permitido, le_toca, puede, puede_anotar
from bot.entrevista.eventos import Evento, Llave, Unido


def con_permiso(contexto: Contexto, antes: Estado, turno: Turno) -> Turno:
    """El mismo turno; si anota en un borrador de varios algo que no se puede, uno que dice por qué y no anota nada."""
    nuevos = _nuevos(antes, turno)
    if not nuevos or not any(isinstance(evento, Unido) for evento in antes.eventos):
        return turno
    borrador, claves = Borrador.de(antes.eventos), Claves.de(contexto.entrevista)
    for evento in nuevos:
        permiso = puede_anotar(borrador, antes.integrante, evento, claves)
        if isinstance(permiso, Denegado):
            quieta = Sesion(contexto, replace(antes, botones=()))
            propuesto = acordar.proponer_lo_dicho(quieta, nuevos) if permiso.motivo is Motivo.ES_COMUN else None
            return propuesto or en_paso(quieta, textos.negado(permiso.motivo))
    return turno


def _solo_lo_suyo(sesion: Sesion, enviar: Enviar) -> Enviar:
    """Si lo quitado es de todos y puede proponer otra cosa, se le ofrece."""
    quitados = [llave for fila in enviar.mensaje.botones for boton in fila if (llave := _ajena(sesion, boton))]
    if not quitados:
        return enviar
    filas = [tuple(boton for boton in fila if _ajena(sesion, boton) is None) for fila in enviar.mensaje.botones]
    botones = tuple(fila for fila in filas if fila)
    yo = sesion.estado.integrante
    if any(isinstance(puede(sesion.borrador, yo, Acto.SUGERIR, llave), Permitido) for llave in quitados):
        botones = ((PROPONER,), *botones) if (PROPONER,) not in botones else botones
    return replace(enviar, mensaje=replace(enviar.mensaje, botones=botones))


def _ajena(sesion: Sesion, boton: Boton) -> Llave | None:
    """La respuesta que ese botón lleva a cambiar, si no le toca."""
    espacio, partes = partir(boton.codigo)
    pedida = leer_accion(partes[1:]) if espacio is Espacio.BORRADOR else None
    if pedida is None or pedida.accion not in (Accion.IR, Accion.CORREGIR) or len(pedida.argumentos) != 2:
        return None
    llave = (pedida.argumentos[0], pedida.argumentos[1])
    return None if le_toca(sesion.borrador, llave, sesion.entrevista.reservadas) else llave


def sin_lo_ajeno(contexto: Contexto, turno: Turno) -> Turno:
    """El mismo turno; si hay varios en el borrador abierto, sin botones de lo que a ella se le negaría.

    Y lo que se muestra no queda guardado en su conversación: lo que otro dijo se lee en la historia, y deja de estar en
    cuanto él lo borra.
    """
    if not any(isinstance(evento, Unido) for evento in turno.estado.eventos):
        return turno
    sesion = Sesion(contexto, turno.estado)
    efectos = (_reservado(_solo_lo_suyo(sesion, uno)) if isinstance(uno, Enviar) else uno for uno in turno.efectos)
    return Turno(turno.estado, tuple(efectos))


def _reservado(enviar: Enviar) -> Enviar:
    guarda = enviar.se_guarda
    otro = replace(guarda, reservado=True) if guarda is not None else None
    return Enviar(replace(enviar.mensaje, reservado=True), otro)


def _nuevos(antes: Estado, turno: Turno) -> tuple[Evento, ...]:
    """Lo que el turno agrega a la historia del borrador que estaba abierto."""
    mismos = turno.estado.borrador == antes.borrador
    nuevos = turno.estado.eventos[len(antes.eventos) :] if mismos else ()
    sueltos = (
        efecto.evento
        for efecto in turno.efectos
        if isinstance(efecto, AnotarEnBorrador) and efecto.borrador == antes.borrador
    )
    return (*nuevos, *sueltos)
