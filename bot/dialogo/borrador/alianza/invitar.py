"""La coordinación invita: elige por quién responderá cada persona, y reconoce por un número a quien espera entrar."""

from dataclasses import replace
from datetime import timedelta

from bot.dialogo.borrador.alianza import grupo
from bot.dialogo.borrador.alianza.acordar import no_puede
from bot.dialogo.borrador.alianza.ingresar import dar_la_bienvenida
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza import grupo as textos_de_grupo
from bot.dialogo.borrador.textos.alianza import ingresar as textos_de_ingreso
from bot.dialogo.borrador.textos.alianza import participar as textos
from bot.dialogo.borrador.textos.alianza import relevar as textos_de_relevo
from bot.dialogo.efectos import AnotarEnBorrador, Efecto, Enviar
from bot.dialogo.peticiones import (
    ComprobarIngreso,
    IngresoComprobado,
    InvitacionesLeidas,
    LeerInvitaciones,
    SecretoSorteado,
    SortearSecreto,
)
from bot.dialogo.peticiones.alianza import AnotarCodigoErrado, AnularInvitacion, GuardarInvitacion, Ingresar, huella_de
from bot.dialogo.turno import PorEscribirEnAlianza, Turno
from bot.entrevista.borrador import (
    INVITACIONES_VIVAS,
    UN_DIA,
    Acto,
    Borrador,
    Denegado,
    Motivo,
    Rol,
    cabe,
    de_hoy,
    puede,
)
from bot.entrevista.eventos import DE_LA_ALIANZA, Invitado, Unido
from bot.entrevista.pasos import Actor, actores, nombres_de_actores

LARGO_DEL_CODIGO = 3
CODIGO, ANULAR, NO_ES = "codigo", "anular", "noes"


def elegir_a_quien(sesion: Sesion) -> Turno:
    """Muestra por quiénes todavía no responde nadie."""
    if (no := no_puede(sesion, Acto.INVITAR)) is not None:
        return no
    todos = actores(sesion.entrevista, sesion.borrador)
    return sesion.enviar(textos.a_quien(sesion, [uno for uno in todos if falta(sesion, uno)]))


def explicar(sesion: Sesion, cual: str) -> Turno:
    """Dice qué verá quien entre, antes de crear la invitación."""
    if (no := no_puede(sesion, Acto.INVITAR)) is not None:
        return no
    if (no := _no_cabe(sesion, cual)) is not None:
        return no
    if cual == textos.SOLO_LEE:
        return sesion.enviar(textos.antes_de_invitar(None))
    actor = _libre(sesion, cual)
    return elegir_a_quien(sesion) if actor is None else sesion.enviar(textos.antes_de_invitar(actor))


def crear(sesion: Sesion, cual: str) -> Turno:
    """Pide las invitaciones que ya hay, para no pasar del límite."""
    return no_puede(sesion, Acto.INVITAR) or _no_cabe(sesion, cual) or sesion.turno(_leer(sesion, f"crear:{cual}"))


def _no_cabe(sesion: Sesion, cual: str) -> Turno | None:
    """El turno que dice que no hay lugar para otro, o que por hoy ya no se crean más; None si se puede."""
    rol, borrador = Rol.OBSERVADOR if cual == textos.SOLO_LEE else Rol.SOCIO, sesion.borrador
    permiso = cabe(borrador, rol, Invitado(sesion.ahora, rol=rol))
    if not isinstance(permiso, Denegado):
        return None
    if permiso.motivo is Motivo.NO_CABE:
        return sesion.enviar(textos.no_cabe(rol))
    return sesion.enviar(textos.por_hoy(de_hoy(borrador, sesion.ahora)[0] + UN_DIA))


def ver_quienes(sesion: Sesion) -> Turno:
    """Pide las invitaciones vivas, para mostrarlas con quienes ya están."""
    if not sesion.coordina:
        return sesion.enviar(textos.quienes(textos.alianza_de(sesion), (), {}, coordina=False))
    return sesion.turno(_leer(sesion, "quienes"))


def _leer(sesion: Sesion, pedido: str) -> LeerInvitaciones:
    return LeerInvitaciones(pedido, sesion.estado.borrador or "")


def con_las_vivas(sesion: Sesion, leidas: InvitacionesLeidas) -> Turno:
    """Lo que se pidió al leerlas: verlas, crear otra si cabe, o que entre el único que espera."""
    accion, _, cual = leidas.pedido.partition(":")
    if accion == "crear" and len(leidas.vivas) >= INVITACIONES_VIVAS:
        return sesion.enviar(textos.no_caben_mas())
    if accion == "crear":
        return sesion.turno(SortearSecreto(cual))
    if accion == grupo.DESVINCULAR:
        return grupo.desvincular(sesion, hay=leidas.en_grupo)
    esperan = [una for una in leidas.vivas if una.esperan]
    if accion == CODIGO and len(esperan) == 1:
        return sesion.turno(ComprobarIngreso(CODIGO, esperan[0].numero, cual))
    nombres = nombres_de_actores(sesion.entrevista, sesion.borrador)
    de_grupo = textos_de_grupo.boton(sesion.contexto, hay=leidas.en_grupo)
    alianza = textos.alianza_de(sesion)
    return sesion.enviar(textos.quienes(alianza, leidas.vivas, nombres, coordina=True, de_grupo=de_grupo))


def entregar(sesion: Sesion, sorteado: SecretoSorteado) -> Turno:
    """La invitación ya creada: el mensaje para reenviar y qué hacer con él. Del secreto solo se guarda la huella."""
    actor = None if sorteado.pedido == textos.SOLO_LEE else _libre(sesion, sorteado.pedido)
    if actor is None and sorteado.pedido != textos.SOLO_LEE:
        return elegir_a_quien(sesion)
    identificador, rol = (actor.identificador, Rol.SOCIO) if actor is not None else ("", Rol.OBSERVADOR)
    huella = huella_de(sorteado.secreto)
    caduca = sesion.ahora + timedelta(days=textos.DIAS_DE_UNA_INVITACION)
    nueva = sesion.anotar(Invitado(sesion.ahora, identificador, rol))
    por = actor.nombre if actor is not None else ""
    alianza = textos.alianza_de(sesion)
    reenviar = textos.para_reenviar(sesion.contexto, alianza, por, sorteado.secreto)
    creada = textos.invitacion_creada(sesion.contexto, alianza, por, sorteado.secreto)
    return nueva.turno(
        GuardarInvitacion(huella, identificador, rol, caduca),
        Enviar(reenviar, textos.iba_la_invitacion()),
        Enviar(creada, textos.invitacion_creada(sesion.contexto, alianza, por)),
    )


def pedir_anular(sesion: Sesion, numero: int, *, era_otra: bool) -> Turno:
    """Mira de qué borrador es, antes de anularla. `era_otra`: quien esperaba no era quien se invitó."""
    return sesion.turno(ComprobarIngreso(NO_ES if era_otra else ANULAR, numero))


def pedir_el_codigo(sesion: Sesion, numero: int) -> Turno:
    """Espera el número de tres cifras: se escribe, y no se confirma con un toque."""
    espera = PorEscribirEnAlianza(sesion.estado.turno, CODIGO, str(numero))
    return sesion.en(replace(sesion.estado, por_decir=espera)).enviar(textos_de_ingreso.escriba_el_numero(numero))


def tomar_el_codigo(sesion: Sesion, invitacion: str, texto: str) -> Turno | None:
    """Si parece un código, pide comprobarlo; None si lo escrito es otra cosa."""
    escrito = _codigo_en(texto)
    return sesion.turno(ComprobarIngreso(CODIGO, int(invitacion), escrito)) if escrito else None


def tomar_un_codigo_suelto(sesion: Sesion, texto: str) -> Turno | None:
    """Quien coordina escribe el número sin que se le pida; None si ahí puede ser otra cosa."""
    escrito = _codigo_en(texto)
    if not escrito or not sesion.coordina or not sesion.borrador.invitaciones:
        return None
    return sesion.turno(_leer(sesion, f"{CODIGO}:{escrito}")) if sesion.paso is None else None


def _codigo_en(texto: str) -> str:
    """El número de tres cifras que es todo lo escrito; vacío si es otra cosa."""
    escrito = "".join(texto.split())
    return escrito if escrito.isascii() and escrito.isdecimal() and len(escrito) == LARGO_DEL_CODIGO else ""


def decidir_ingreso(sesion: Sesion, comprobado: IngresoComprobado) -> Turno:
    """Con el código ya comprobado: entra quien esperaba, o se cuenta el intento."""
    entero = Borrador.de(comprobado.eventos)
    de_ella = comprobado.coordina_como
    permiso = puede(entero, de_ella, Acto.INVITAR)
    if not comprobado.borrador or isinstance(permiso, Denegado):
        ya_no = comprobado.borrador and isinstance(permiso, Denegado) and permiso.motivo is not Motivo.NO_PARTICIPA
        return sesion.enviar(textos_de_relevo.ya_no_coordina() if ya_no else textos.ya_no_participa())
    if not comprobado.vale:
        return sesion.enviar(textos.ya_no_sirve())
    if comprobado.pedido in (ANULAR, NO_ES):
        dicho = textos.no_entro_nadie() if comprobado.pedido == NO_ES else textos.anulada()
        return sesion.turno(AnularInvitacion(comprobado.invitacion, textos.se_anulo()), Enviar(dicho))
    if not comprobado.integrante:
        dicho = textos_de_ingreso.no_es_ese(comprobado.quedan, comprobado.invitacion)
        espera = PorEscribirEnAlianza(sesion.estado.turno, CODIGO, str(comprobado.invitacion))
        otra_vez = sesion.en(replace(sesion.estado, por_decir=espera if comprobado.quedan else None))
        return otra_vez.turno(AnotarCodigoErrado(comprobado.invitacion), Enviar(dicho))
    unido = Unido(
        sesion.ahora,
        comprobado.integrante,
        comprobado.actor,
        comprobado.rol,
        comprobado.aviso,
        comprobado.privacidad,
        comprobado.aceptados,
        autor=DE_LA_ALIANZA,
    )
    if isinstance(cabe(entero, comprobado.rol, unido), Denegado):
        return sesion.enviar(textos.no_cabe(Rol(comprobado.rol)))
    eventos = (*comprobado.eventos, unido)
    saludo, por = dar_la_bienvenida(sesion, comprobado, eventos)
    entra = Ingresar(comprobado.invitacion, comprobado.codigo, comprobado.integrante, saludo)
    if comprobado.borrador == sesion.estado.borrador:
        return sesion.anotar(unido).turno(entra, Enviar(textos_de_ingreso.entro(por)))
    anotado: Efecto = AnotarEnBorrador(comprobado.borrador, unido)
    return sesion.turno(anotado, entra, Enviar(textos_de_ingreso.entro(por)))


def falta(sesion: Sesion, actor: Actor) -> bool:
    """Por ese actor todavía no responde nadie."""
    return sesion.borrador.responde_por(actor.identificador) is None


def _libre(sesion: Sesion, cual: str) -> Actor | None:
    todos = actores(sesion.entrevista, sesion.borrador)
    return next((uno for uno in todos if uno.identificador == cual and falta(sesion, uno)), None)
