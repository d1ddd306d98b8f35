"""Quién puede hacer qué en un borrador de varios: una tabla y el único sitio que la lee.

Se pregunta antes de ofrecer o hacer algo y, con cada evento que se va a guardar, otra vez. En un borrador de una sola
persona todo está permitido a quien lo escribe.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.entrevista.borrador.modelo import Borrador
from bot.entrevista.borrador.partes import CUPOS, INVITACIONES_POR_DIA, PROPONENTE, UN_DIA, Integrante, Rol
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import (
    DE_LA_ALIANZA,
    POR_LA_COORDINACION,
    PROPIO,
    Acogida,
    Autorizada,
    Borrado,
    Descartado,
    Desestimada,
    DocumentoEntregado,
    Evento,
    Invitado,
    Llave,
    ModoCambiado,
    Omitida,
    Redactada,
    Respondida,
    Retirado,
    Revocada,
    RolCambiado,
    Sugerida,
    Unido,
    VersionPuesta,
    VistoBuenoDado,
)
from bot.entrevista.valor import Valor


class Acto(StrEnum):
    """Lo que alguien quiere hacer en un borrador."""

    VER = "ver"
    VER_RESERVADA = "ver_reservada"
    """Una que no se muestra a los demás. La que no es de un actor es de quien propone: su RUC, su contacto."""
    RESPONDER = "responder"
    SUGERIR = "sugerir"
    RESOLVER = "resolver"
    """Aceptar o no una sugerencia de otro."""
    NOMBRAR = "nombrar"
    """Cambiar el nombre de un actor o quitarlo. Su llave: la de la lista de actores, con el identificador de ese."""
    INVITAR = "invitar"
    RETIRAR = "retirar"
    """Que otro integrante deje de serlo."""
    SALIR = "salir"
    CAMBIAR_ROL = "cambiar_rol"
    VINCULAR = "vincular"
    """Que un grupo siga el borrador, o deje de seguirlo."""
    PEDIR_VISTO_BUENO = "pedir_visto_bueno"
    DAR_VISTO_BUENO = "dar_visto_bueno"
    RECIBIR = "recibir"
    """El Word y el PDF."""
    AUTORIZAR = "autorizar"
    """Que la APCI lea lo suyo."""
    DESCARTAR = "descartar"


class DeQuien(StrEnum):
    """De quién es una respuesta, para quien la mira."""

    SUYA = "suya"
    """De su actor; lo que dice de su organización quien propone también es suyo."""
    DE_OTRO = "de_otro"
    """De un actor por el que responde otro integrante."""
    DE_NADIE = "de_nadie"
    """De un actor por el que todavía no responde nadie."""
    COMUN = "comun"


class Motivo(StrEnum):
    """Por qué no se puede."""

    NO_PARTICIPA = "no_participa"
    """No es integrante: para él, el borrador no existe."""
    SOLO_LEE = "solo_lee"
    ES_DE_OTRO = "es_de_otro"
    ES_COMUN = "es_comun"
    """Es de todos y lo escribe la coordinación; se le puede proponer un cambio."""
    LO_HACE_LA_COORDINACION = "lo_hace_la_coordinacion"
    HAY_OTROS = "hay_otros"
    """Hay más integrantes: antes se les pasa."""
    NO_ES_SUYO = "no_es_suyo"
    """Quiso hacerlo en nombre de otro."""
    NO_CABE = "no_cabe"
    """Ya están todos los que caben con ese rol."""
    POR_HOY = "por_hoy"
    """Ya se crearon las invitaciones de 24 horas."""
    YA_NO_ESTA = "ya_no_esta"
    """De quien se trata salió, o no puede tener ese lugar: solo lee."""


@dataclass(frozen=True, slots=True)
class Claves:
    """Las preguntas de la entrevista que no son de todos, aunque no se repitan por actor."""

    actores: str = ""
    """La que nombra a los actores: ahí, cada uno es de quien responde por él."""
    reservadas: frozenset[str] = frozenset()
    """Las que no se muestran a los demás: son de quien propone."""

    @classmethod
    def de(cls, entrevista: Entrevista) -> "Claves":
        """Las de esa entrevista."""
        return cls(entrevista.papeles.actores, entrevista.reservadas)


@dataclass(frozen=True, slots=True)
class Permitido:
    """Se puede."""


@dataclass(frozen=True, slots=True)
class Denegado:
    """No se puede, y por qué."""

    motivo: Motivo


Permiso = Permitido | Denegado

_SI = Permitido()
_COORDINACION, _SOCIO, _OBSERVADOR = Rol.COORDINACION, Rol.SOCIO, Rol.OBSERVADOR
_TODOS = frozenset(Rol)
_LOS_QUE_RESPONDEN = frozenset({_COORDINACION, _SOCIO})
_SOLO_COORDINA = frozenset({_COORDINACION})
_SOLO_SOCIO = frozenset({_SOCIO})
_NADIE = frozenset[Rol]()

TABLA: dict[tuple[Acto, DeQuien | None], frozenset[Rol]] = {
    (Acto.VER, None): _TODOS,
    (Acto.VER_RESERVADA, DeQuien.SUYA): _LOS_QUE_RESPONDEN,
    (Acto.VER_RESERVADA, DeQuien.DE_OTRO): _NADIE,
    (Acto.VER_RESERVADA, DeQuien.DE_NADIE): _NADIE,
    (Acto.RESPONDER, DeQuien.SUYA): _LOS_QUE_RESPONDEN,
    (Acto.RESPONDER, DeQuien.DE_OTRO): _NADIE,
    (Acto.RESPONDER, DeQuien.DE_NADIE): _SOLO_COORDINA,
    (Acto.RESPONDER, DeQuien.COMUN): _SOLO_COORDINA,
    (Acto.SUGERIR, DeQuien.SUYA): _NADIE,
    (Acto.SUGERIR, DeQuien.DE_OTRO): _NADIE,
    (Acto.SUGERIR, DeQuien.DE_NADIE): _NADIE,
    (Acto.SUGERIR, DeQuien.COMUN): _SOLO_SOCIO,
    (Acto.RESOLVER, None): _SOLO_COORDINA,
    (Acto.NOMBRAR, DeQuien.SUYA): _LOS_QUE_RESPONDEN,
    (Acto.NOMBRAR, DeQuien.DE_OTRO): _NADIE,
    (Acto.NOMBRAR, DeQuien.DE_NADIE): _SOLO_COORDINA,
    (Acto.INVITAR, None): _SOLO_COORDINA,
    (Acto.RETIRAR, None): _SOLO_COORDINA,
    (Acto.SALIR, None): frozenset({_SOCIO, _OBSERVADOR}),
    (Acto.CAMBIAR_ROL, None): _SOLO_COORDINA,
    (Acto.VINCULAR, None): _SOLO_COORDINA,
    (Acto.PEDIR_VISTO_BUENO, None): _SOLO_COORDINA,
    (Acto.DAR_VISTO_BUENO, None): _LOS_QUE_RESPONDEN,
    (Acto.RECIBIR, None): _TODOS,
    (Acto.AUTORIZAR, None): _LOS_QUE_RESPONDEN,
    (Acto.DESCARTAR, None): _SOLO_COORDINA,
}
"""Quiénes pueden cada cosa; con una respuesta de por medio, según de quién sea. Lo que no está, no lo puede nadie."""

_DE_UN_EVENTO: dict[type[Evento], Acto] = {
    ModoCambiado: Acto.RESPONDER,
    Autorizada: Acto.AUTORIZAR,
    Revocada: Acto.AUTORIZAR,
    Descartado: Acto.DESCARTAR,
    DocumentoEntregado: Acto.RECIBIR,
    Acogida: Acto.RESOLVER,
    Desestimada: Acto.RESOLVER,
    VersionPuesta: Acto.PEDIR_VISTO_BUENO,
    VistoBuenoDado: Acto.DAR_VISTO_BUENO,
}
"""Lo que hace cada evento que no es de una pregunta. Los que no están solo mueven a quien los hizo."""


_DE_LOS_INTEGRANTES = frozenset({Unido, Retirado, RolCambiado, Invitado})


def puede(borrador: Borrador, integrante: str, acto: Acto, llave: Llave | None = None) -> Permiso:
    """Si ese integrante puede hacer eso en el borrador; `llave` es la respuesta de que se trata, si se trata de una."""
    quien = borrador.integrantes.get(integrante)
    if quien is None or not quien.sigue:
        return Denegado(Motivo.NO_PARTICIPA)
    if llave is not None and acto is Acto.VER_RESERVADA:
        llave = _con_su_actor(llave, (llave[0],))
    de_quien = None if llave is None else _de_quien(borrador, quien, llave)
    if quien.rol not in TABLA.get((acto, de_quien), _NADIE):
        return Denegado(_motivo(quien.rol, de_quien))
    if acto is Acto.DESCARTAR and any(uno.sigue and uno.codigo != integrante for uno in borrador.integrantes.values()):
        return Denegado(Motivo.HAY_OTROS)
    return _SI


def puede_anotar(borrador: Borrador, integrante: str, evento: Evento, claves: Claves) -> Permiso:
    """Si ese integrante puede agregar ese evento a la historia de la que sale el borrador."""
    if evento.autor not in (integrante, DE_LA_ALIANZA):
        return Denegado(Motivo.NO_ES_SUYO)
    match evento:
        case Respondida(llave=llave, valor=valor):
            return _puede_responder(
                borrador, integrante, _con_su_actor(llave, claves.reservadas), valor, claves.actores
            )
        case Omitida(llave=llave):
            return puede(borrador, integrante, Acto.RESPONDER, _con_su_actor(llave, claves.reservadas))
        case Sugerida(llave=llave):
            return puede(borrador, integrante, Acto.SUGERIR, llave)
        case Redactada(arreglos=arreglos):
            llaves = (_con_su_actor(uno.llave, claves.reservadas) for uno in arreglos)
            return _primero_denegado(puede(borrador, integrante, Acto.RESPONDER, llave) for llave in llaves)
        case Unido(rol=rol) | Invitado(rol=rol):
            permiso = puede(borrador, integrante, Acto.INVITAR)
            return permiso if isinstance(permiso, Denegado) else cabe(borrador, rol, evento)
        case Retirado():
            return _puede_sacar(borrador, integrante, evento)
        case RolCambiado():
            return _puede_dar_otro_rol(borrador, integrante, evento)
        case ModoCambiado():
            return puede(borrador, integrante, Acto.RESPONDER, ("", ""))
        case Borrado():
            return Denegado(Motivo.NO_ES_SUYO)  # queda al borrar; nadie lo escribe
        case _:
            return puede(borrador, integrante, _DE_UN_EVENTO.get(type(evento), Acto.VER))


def de_que_depende(historia: Sequence[Evento], nuevos: Iterable[Evento], claves: Claves) -> tuple[Evento, ...]:
    """Los eventos de la historia de que depende que se puedan anotar los nuevos: sumar solo esos da el mismo permiso.

    Quién es cada uno y cuántos caben lo dicen unos pocos; qué actores había nombrados, que se escriban otra vez, todos.
    """
    if any(isinstance(uno, Respondida) and uno.llave == (claves.actores, "") for uno in nuevos):
        return tuple(historia)
    return tuple(uno for uno in historia if type(uno) in _DE_LOS_INTEGRANTES)


def cabe(borrador: Borrador, rol: str, evento: Unido | Invitado) -> Permiso:
    """Si queda lugar para otro con ese rol y, si se le invita, si hoy se puede crear otra invitación."""
    if len(borrador.con_rol(Rol(rol))) >= CUPOS.get(Rol(rol), 1):
        return Denegado(Motivo.NO_CABE)
    if isinstance(evento, Invitado) and len(de_hoy(borrador, evento.instante)) >= INVITACIONES_POR_DIA:
        return Denegado(Motivo.POR_HOY)
    return _SI


def de_hoy(borrador: Borrador, ahora: datetime) -> tuple[datetime, ...]:
    """Cuándo se creó cada invitación de las últimas 24 horas, de la más antigua a la más nueva."""
    return tuple(uno for uno in borrador.invitaciones if uno > ahora - UN_DIA)


def sin_lo_reservado(borrador: Borrador, reservadas: Container[str]) -> Borrador:
    """El borrador sin las respuestas de esas preguntas que quien lo mira no puede ver."""
    if not borrador.es_de_varios:
        return borrador
    ocultas = frozenset(
        llave
        for llave in borrador.respuestas
        if llave[0] in reservadas and isinstance(puede(borrador, borrador.quien, Acto.VER_RESERVADA, llave), Denegado)
    )
    if not ocultas:
        return borrador
    quedan = {llave: respuesta for llave, respuesta in borrador.respuestas.items() if llave not in ocultas}
    return replace(borrador, respuestas=quedan, ocultas=ocultas)


def puede_contestar(borrador: Borrador, llave: Llave, reservadas: Container[str]) -> Permiso:
    """Si esa pregunta le toca responderla a quien mira el borrador."""
    if not borrador.es_de_varios:
        return _SI
    return puede(borrador, borrador.quien, Acto.RESPONDER, _con_su_actor(llave, reservadas))


def le_toca(borrador: Borrador, llave: Llave, reservadas: Container[str]) -> bool:
    """Lo mismo, sin decir por qué no."""
    return isinstance(puede_contestar(borrador, llave, reservadas), Permitido)


def _con_su_actor(llave: Llave, reservadas: Container[str]) -> Llave:
    """La de una pregunta reservada que no se repite es de quien propone; las demás, de quien dicen."""
    clave, actor = llave
    return (clave, PROPONENTE) if not actor and clave in reservadas else llave


def _puede_responder(borrador: Borrador, integrante: str, llave: Llave, valor: Valor, lista: str) -> Permiso:
    if llave != (lista, ""):
        return puede(borrador, integrante, Acto.RESPONDER, llave)
    previa = borrador.respuestas.get(llave)
    antes, ahora = _por_identificador(previa.valor if previa else None), _por_identificador(valor)
    distintos = [actor for actor, nombrado in antes.items() if ahora.get(actor) != nombrado]
    solo_nombres = ahora.keys() <= antes.keys()
    permisos = [puede(borrador, integrante, Acto.NOMBRAR, (lista, actor)) for actor in distintos]
    if not (solo_nombres and distintos):
        permisos.append(puede(borrador, integrante, Acto.RESPONDER, llave))
    return _primero_denegado(permisos)


def _puede_sacar(borrador: Borrador, integrante: str, salida: Retirado) -> Permiso:
    """Quien sale dice qué hace con lo suyo; a quien retira la coordinación, se le aparta."""
    if salida.integrante == integrante:
        permiso = puede(borrador, integrante, Acto.SALIR)
        return permiso if salida.motivo == PROPIO else Denegado(Motivo.NO_ES_SUYO)
    if isinstance(permiso := puede(borrador, integrante, Acto.RETIRAR), Denegado):
        return permiso
    otro = borrador.integrantes.get(salida.integrante)
    if otro is None or not otro.sigue:
        return Denegado(Motivo.YA_NO_ESTA)
    return _SI if salida.motivo == POR_LA_COORDINACION and not salida.deja else Denegado(Motivo.NO_ES_SUYO)


def _puede_dar_otro_rol(borrador: Borrador, integrante: str, cambio: RolCambiado) -> Permiso:
    """Solo lo tiene quien responde por una organización; que alguien siga coordinando lo exige quien guarda."""
    if isinstance(permiso := puede(borrador, integrante, Acto.CAMBIAR_ROL), Denegado):
        return permiso
    otro = borrador.integrantes.get(cambio.integrante)
    if otro is None or not otro.sigue or not otro.actor:
        return Denegado(Motivo.YA_NO_ESTA)
    return _SI if cambio.rol in _LOS_QUE_RESPONDEN else Denegado(Motivo.NO_ES_SUYO)


def _primero_denegado(permisos: Iterable[Permiso]) -> Permiso:
    return next((uno for uno in permisos if isinstance(uno, Denegado)), _SI)


def _por_identificador(valor: Valor) -> dict[str, Valor]:
    """Cómo se nombra cada actor de una lista, por su identificador."""
    datos = [uno for uno in valor if isinstance(uno, dict)] if isinstance(valor, list) else []
    return {str(uno.get("id")): uno.get("nombre") for uno in datos}


def _de_quien(borrador: Borrador, quien: Integrante, llave: Llave) -> DeQuien:
    actor = llave[1]
    if not actor:
        return DeQuien.COMUN
    if actor == quien.actor:
        return DeQuien.SUYA
    return DeQuien.DE_OTRO if borrador.responde_por(actor) is not None else DeQuien.DE_NADIE


def _motivo(rol: Rol, de_quien: DeQuien | None) -> Motivo:
    if rol is Rol.OBSERVADOR:
        return Motivo.SOLO_LEE
    match de_quien:
        case DeQuien.DE_OTRO | DeQuien.DE_NADIE | DeQuien.SUYA:
            return Motivo.ES_DE_OTRO
        case DeQuien.COMUN:
            return Motivo.ES_COMUN
        case None:
            return Motivo.LO_HACE_LA_COORDINACION
