"""Lo que cambia quién está en un borrador, y lo que se le dice a los demás: se guarda con el turno de quien lo hace."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.almacen.base.errores import HistoriaInconsistente
from bot.almacen.base.secretos import crear_secreto, secreto_de_conversacion
from bot.almacen.base.tablas import BORRADORES, INGRESOS, INTEGRANTES, INVITACIONES
from bot.almacen.historia.eventos import agregar_eventos, agregar_suelto, leer_historia
from bot.almacen.historia.guardia import exigir_que_ocurra
from bot.almacen.turnos import PorEntregar, encolar
from bot.almacen.varios.avisos import cuando_avisar
from bot.almacen.varios.grupos import dejar_de_seguir, vincular
from bot.almacen.varios.invitaciones import Fila, Puerta, coordina
from bot.almacen.varios.llevarse import llevarse_todo, sin_mostrar_lo_ajeno
from bot.dialogo.efectos import AnotarEnBorrador, Efecto
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.peticiones import RevisarInvitacion
from bot.dialogo.peticiones.alianza import (
    AnotarCodigoErrado,
    AnularInvitacion,
    Apartar,
    AvisarA,
    DarPorResumido,
    DesistirDeEntrar,
    DesvincularGrupo,
    EfectoDeAlianza,
    GuardarInvitacion,
    Ingresar,
    PedirIngreso,
    Retirar,
    VincularGrupo,
)
from bot.entrevista.borrador import INVITACIONES_POR_DIA, INVITACIONES_VIVAS, UN_DIA, Borrador, Rol
from bot.entrevista.eventos import Evento, Unido
from bot.servicio.cifrado import SecretoPropio
from bot.servicio.puertos import EstadoDesactualizado, TurnoAtendido


@dataclass(frozen=True, slots=True)
class Anotado:
    """Lo que un turno agregó a los borradores: cada evento, con el suyo.

    `borrador`: el abierto. `del_turno`: del que el turno es parte, con cuyo `secreto` se cierra; ninguno si quien lo
    hace se llevó lo suyo de él.
    """

    secreto: SecretoPropio
    borrador: int | None
    del_turno: int | None
    eventos: Sequence[tuple[int, Evento]]


@dataclass(frozen=True, slots=True)
class Autoria:
    """Quién hace el turno, cuál es y qué anotó.

    `salidos`: los borradores de los que acaba de salir, por su nombre: todavía puede decírselo a los demás.
    """

    puerta: Puerta
    persona: int
    seudonimo: str
    turno: int
    anotado: Anotado
    salidos: Collection[str] = ()

    def entregar(self, persona: int, mensaje: Mensaje, desde: datetime | None = None) -> None:
        """Deja un mensaje por entregar, por el turno de quien lo hace; no antes de `desde`."""
        uno = PorEntregar(persona, self.turno, mensaje, desde)
        encolar(self.puerta.conexion, self.anotado.secreto, uno, self.puerta.ahora)

    def avisar(self, personas: Sequence[int], mensaje: Mensaje) -> None:
        """Lo deja para cuando a cada una se le pueda avisar; el resumen no lo dirá."""
        for una in personas:
            desde = cuando_avisar(self.puerta.conexion, una, self.puerta.ahora, puede_esperar=True)
            self.entregar(una, mensaje, desde)

    def avisar_o_resumir(self, borrador: int, personas: Sequence[int], mensaje: Mensaje) -> None:
        """Lo mismo; a quien hoy no se le puede avisar, se lo dirá el resumen de ese borrador."""
        for una in personas:
            desde = cuando_avisar(self.puerta.conexion, una, self.puerta.ahora, puede_esperar=False)
            if desde is not None:
                self.entregar(una, mensaje, desde)
                continue
            suya = (INTEGRANTES.c.borrador == borrador) & (INTEGRANTES.c.persona == una)
            self.puerta.conexion.execute(update(INTEGRANTES).where(suya).values(por_resumir=self.puerta.ahora))


def se_lleva_lo_suyo(efectos: Sequence[Efecto]) -> bool:
    """Quien hace el turno sale de su borrador con lo que dijo en él."""
    return any(isinstance(uno, Retirar) and not uno.deja for uno in efectos)


def anotar(conexion: Connection, persona: int, atendido: TurnoAtendido) -> Anotado:
    """Agrega los eventos del turno a los borradores y, si se lleva lo suyo de uno, lo saca de allí.

    Raises `EstadoDesactualizado`, `HistoriaInconsistente` si algo no lo puede anotar.
    """
    claves, eventos = atendido.claves, list[tuple[int, Evento]]()
    abierto = agregar_eventos(conexion, persona, atendido.estado, atendido.ahora, claves)
    if abierto is not None:
        eventos += [(abierto[0].borrador, uno) for uno in abierto[1]]
    for efecto in atendido.efectos:
        if isinstance(efecto, AnotarEnBorrador):
            suya = agregar_suelto(conexion, persona, efecto.borrador, efecto.evento, claves)
            eventos.append((suya.borrador, efecto.evento))
    exigir_que_ocurra([uno for _, uno in eventos], atendido.efectos)
    if abierto is None:
        return Anotado(secreto_de_conversacion(conexion, persona), None, None, eventos)
    suya = abierto[0]
    if not se_lleva_lo_suyo(atendido.efectos):
        return Anotado(suya.secreto, suya.borrador, suya.borrador, eventos)
    llevarse_todo(conexion, persona, suya.borrador, suya.codigo)
    return Anotado(secreto_de_conversacion(conexion, persona), suya.borrador, None, eventos)


def cumplir(de_quien: Autoria, efectos: Sequence[EfectoDeAlianza]) -> None:
    """Los cumple en orden. Raises `EstadoDesactualizado`, `HistoriaInconsistente` si algo no lo puede hacer."""
    for efecto in efectos:
        match efecto:
            case VincularGrupo(pase):
                _vincular(de_quien, pase)
            case DesvincularGrupo():
                borrador, _ = _exigir_coordinacion(de_quien, de_quien.anotado.borrador)
                de_quien.puerta.conexion.execute(dejar_de_seguir(borrador))
            case GuardarInvitacion():
                _guardar(de_quien, efecto)
            case AnularInvitacion():
                _anular(de_quien, efecto)
            case PedirIngreso():
                _pedir(de_quien, efecto)
            case DesistirDeEntrar(numero):
                suyo = (INGRESOS.c.invitacion == numero) & (INGRESOS.c.persona == de_quien.persona)
                de_quien.puerta.conexion.execute(delete(INGRESOS).where(suyo))
            case Ingresar():
                _ingresar(de_quien, efecto)
            case AnotarCodigoErrado(invitacion):
                una = _de_quien_coordina(de_quien, invitacion)
                _cambiar(de_quien, una.id, fallos=INVITACIONES.c.fallos + 1)
            case Retirar():
                _retirar(de_quien, efecto)
            case Apartar(integrante):
                _apartar(de_quien, integrante)
            case AvisarA():
                _avisar(de_quien, efecto)
            case DarPorResumido():
                suya = INTEGRANTES.c.persona == de_quien.persona
                de_quien.puerta.conexion.execute(update(INTEGRANTES).where(suya).values(por_resumir=None))
            case _:
                assert_never(efecto)


def _vincular(de_quien: Autoria, pase: str) -> None:
    puerta, (borrador, codigo) = de_quien.puerta, _exigir_coordinacion(de_quien, de_quien.anotado.borrador)
    vincular(puerta.conexion, borrador, codigo, pase, sal=puerta.sal, ahora=puerta.ahora)


def _guardar(de_quien: Autoria, efecto: GuardarInvitacion) -> None:
    puerta = de_quien.puerta
    _exigir_coordinacion(de_quien, de_quien.anotado.borrador)
    de_ahi = select(func.count()).where(INVITACIONES.c.borrador == de_quien.anotado.borrador)
    de_hoy = puerta.conexion.scalar(de_ahi.where(INVITACIONES.c.creada > puerta.ahora - UN_DIA)) or 0
    vivas = puerta.conexion.scalar(de_ahi.where(puerta.vale)) or 0
    if de_hoy >= INVITACIONES_POR_DIA or vivas >= INVITACIONES_VIVAS:
        raise HistoriaInconsistente(f"El borrador ya tiene {de_hoy} invitaciones de hoy y {vivas} vivas; no se guardó.")
    fila = {"borrador": de_quien.anotado.borrador, "huella": efecto.huella, "actor": efecto.actor, "rol": efecto.rol}
    fila |= {"creada": puerta.ahora, "caduca": efecto.caduca, "fallos": 0}
    puerta.conexion.execute(insert(INVITACIONES).values(fila))


def _anular(de_quien: Autoria, efecto: AnularInvitacion) -> None:
    puerta, una = de_quien.puerta, _de_quien_coordina(de_quien, efecto.numero)
    _cambiar(de_quien, una.id, anulada=puerta.ahora)
    de_quien.avisar([otra.persona for otra in puerta.esperan(una)], efecto.mensaje)
    puerta.conexion.execute(delete(INGRESOS).where(INGRESOS.c.invitacion == una.id))


def _pedir(de_quien: Autoria, efecto: PedirIngreso) -> None:
    puerta = de_quien.puerta
    if not puerta.abrir(de_quien.seudonimo, RevisarInvitacion("", efecto.numero)).numero:
        raise EstadoDesactualizado  # dejó de servir mientras se decidía
    una = _la(puerta, efecto.numero)
    if any(otra.persona == de_quien.persona for otra in puerta.esperan(una)):
        return
    suyo = (INGRESOS.c.invitacion == una.id) & (INGRESOS.c.persona == de_quien.persona)
    puerta.conexion.execute(delete(INGRESOS).where(suyo))  # el de hace más de dos días
    fila = {"invitacion": una.id, "persona": de_quien.persona, "aviso": efecto.aviso, "privacidad": efecto.privacidad}
    puerta.conexion.execute(insert(INGRESOS).values(fila | {"pedido": puerta.ahora}))
    borrador = Borrador.de(leer_historia(puerta.conexion, una.borrador))
    coordinan = [quien.codigo for quien in borrador.con_rol(Rol.COORDINACION)]
    de_quien.avisar_o_resumir(una.borrador, _personas(puerta, una.borrador, coordinan), efecto.mensaje)


def _ingresar(de_quien: Autoria, efecto: Ingresar) -> None:
    puerta = de_quien.puerta
    una = _la(puerta, efecto.invitacion)
    quien = puerta.de_ese_codigo(una, efecto.codigo)
    if quien is None:
        raise EstadoDesactualizado
    _cambiar(de_quien, una.id, usada=puerta.ahora)
    suyo = Unido(
        puerta.ahora, efecto.integrante, una.actor, una.rol, quien.aviso, quien.privacidad, quien.pedido, autor=""
    )
    dichos = [uno for borrador, uno in de_quien.anotado.eventos if isinstance(uno, Unido) and borrador == una.borrador]
    if [_lo_que_dice(uno) for uno in dichos] != [_lo_que_dice(suyo)]:
        raise HistoriaInconsistente("Se quiso anotar que entró alguien con otra invitación; no se guardó.")
    lugar = (INTEGRANTES.c.borrador == una.borrador) & (INTEGRANTES.c.persona == quien.persona)
    vuelve = lugar & (INTEGRANTES.c.codigo == efecto.integrante) & INTEGRANTES.c.hasta.is_not(None)
    if not puerta.conexion.execute(update(INTEGRANTES).where(vuelve).values(hasta=None)).rowcount:
        fila = {"borrador": una.borrador, "codigo": efecto.integrante, "persona": quien.persona}
        fila |= {"clave_envuelta": crear_secreto(puerta.conexion), "desde": puerta.ahora}
        try:
            puerta.conexion.execute(insert(INTEGRANTES).values(fila))
        except IntegrityError as error:  # ese nombre ya es de otro, o ya estaba dentro
            raise EstadoDesactualizado from error
    puerta.conexion.execute(delete(INGRESOS).where(INGRESOS.c.invitacion == una.id))
    de_quien.entregar(quien.persona, efecto.mensaje)  # espera al teléfono: no es un aviso


def _lo_que_dice(unido: Unido) -> tuple[object, ...]:
    return (unido.integrante, unido.actor, unido.rol, unido.aviso, unido.privacidad, unido.aceptados)


def _retirar(de_quien: Autoria, efecto: Retirar) -> None:
    """Si se lleva lo suyo, `llevarse` ya lo hizo: aquí solo deja de estar quien lo deja."""
    if not efecto.deja:
        return
    suya = (INTEGRANTES.c.borrador == de_quien.anotado.borrador) & (INTEGRANTES.c.persona == de_quien.persona)
    sigue = suya & (INTEGRANTES.c.codigo == efecto.integrante) & INTEGRANTES.c.hasta.is_(None)
    cambio = update(INTEGRANTES).where(sigue).values(hasta=de_quien.puerta.ahora)
    if de_quien.puerta.conexion.execute(cambio).rowcount != 1:
        raise HistoriaInconsistente("Se quiso retirar de un borrador a otro integrante; no se guardó.")


def _apartar(de_quien: Autoria, codigo: str) -> None:
    conexion, borrador = de_quien.puerta.conexion, de_quien.anotado.borrador
    _exigir_coordinacion(de_quien, borrador)
    es_esa = (INTEGRANTES.c.borrador == borrador) & (INTEGRANTES.c.codigo == codigo)
    suya = conexion.execute(select(INTEGRANTES).where(es_esa, INTEGRANTES.c.hasta.is_(None))).one_or_none()
    if suya is None or suya.persona is None:
        raise EstadoDesactualizado  # salió mientras se decidía
    conexion.execute(update(INTEGRANTES).where(es_esa).values(hasta=de_quien.puerta.ahora))
    for paso in sin_mostrar_lo_ajeno(suya.borrador, suya.persona):
        conexion.execute(paso)


def _avisar(de_quien: Autoria, efecto: AvisarA) -> None:
    borrador = de_quien.anotado.borrador
    if efecto.borrador:
        if efecto.borrador not in de_quien.salidos:
            raise HistoriaInconsistente("Se quiso avisar a los de un borrador en que no se participa; no se guardó.")
        cual = select(BORRADORES.c.id).where(BORRADORES.c.nombre == efecto.borrador)
        borrador = de_quien.puerta.conexion.scalar(cual)
    if borrador is None:
        return
    personas = _personas(de_quien.puerta, borrador, efecto.integrantes)
    if efecto.se_resume:
        de_quien.avisar_o_resumir(borrador, personas, efecto.mensaje)
    else:
        de_quien.avisar(personas, efecto.mensaje)


def _personas(puerta: Puerta, borrador: int, codigos: Sequence[str]) -> list[int]:
    """Las que hay detrás de esos integrantes y siguen dentro."""
    consulta = select(INTEGRANTES.c.persona).where(
        INTEGRANTES.c.borrador == borrador,
        INTEGRANTES.c.codigo.in_(codigos),
        INTEGRANTES.c.hasta.is_(None),
        INTEGRANTES.c.persona.is_not(None),
    )
    return [persona for persona in puerta.conexion.scalars(consulta) if persona is not None]


def _la(puerta: Puerta, numero: int) -> Fila:
    una = puerta.conexion.execute(select(INVITACIONES).where(INVITACIONES.c.id == numero)).one_or_none()
    if una is None:
        raise EstadoDesactualizado
    return una


def _de_quien_coordina(de_quien: Autoria, numero: int) -> Fila:
    una = _la(de_quien.puerta, numero)
    _exigir_coordinacion(de_quien, una.borrador)
    return una


def _cambiar(de_quien: Autoria, numero: int, **valores: object) -> None:
    """Cambia una invitación que sirve. Debe cambiar una fila. Raises `EstadoDesactualizado`."""
    puerta = de_quien.puerta
    cambio = update(INVITACIONES).where(INVITACIONES.c.id == numero, puerta.vale).values(**valores)
    if puerta.conexion.execute(cambio).rowcount != 1:
        raise EstadoDesactualizado


def _exigir_coordinacion(de_quien: Autoria, borrador: int | None) -> tuple[int, str]:
    """Devuelve el borrador y con qué código escribe en él quien hace el turno.

    Raises `HistoriaInconsistente` si no lo coordina.
    """
    conexion = de_quien.puerta.conexion
    suyo = select(INTEGRANTES.c.codigo).where(
        INTEGRANTES.c.borrador == borrador,
        INTEGRANTES.c.persona == de_quien.persona,
        INTEGRANTES.c.hasta.is_(None),
    )
    codigo = conexion.scalar(suyo)
    if borrador is None or codigo is None or not coordina(leer_historia(conexion, borrador), codigo):
        raise HistoriaInconsistente("Se quiso hacer en un borrador algo de quien coordina, sin serlo; no se guardó.")
    return borrador, codigo
