"""El corazón del asistente: qué hacer ante cada entrada, sin reloj, red ni disco.

Cada entrada se ofrece, en el orden de su tabla, a quienes pueden atenderla: el primero que contesta se la queda.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias, TypeVar, assert_never

from bot.dialogo import textos
from bot.dialogo.borrador import atender as borrador
from bot.dialogo.borrador import permisos
from bot.dialogo.borrador.alianza import atender as alianza
from bot.dialogo.borrador.alianza import guardia
from bot.dialogo.borrador.borradores import sin_recordatorio_de_mas
from bot.dialogo.conversar import charla as conversar
from bot.dialogo.conversar import modelo, oir
from bot.dialogo.datos import atender as datos
from bot.dialogo.efectos import Enviar, OlvidarRecibido
from bot.dialogo.entradas import (
    BotonPulsado,
    DeLaPersona,
    EntradaNoAdmitida,
    MensajeEditado,
    MensajeRecibido,
    MensajeReenviado,
    OrdenRecibida,
    RecordatorioVencido,
    VozRecibida,
)
from bot.dialogo.intenciones.decidido import lo_que_ordena, lugar_escrito, si_o_no
from bot.dialogo.mensajes import Boton, Espacio, boton_de_si_o_no, boton_escrito, partir, sin_valorar
from bot.dialogo.personal.biblioteca import atender as biblioteca
from bot.dialogo.personal.consultas import atender as consultas
from bot.dialogo.personal.consultas import dirigir
from bot.dialogo.personal.exportaciones import pedir as exportaciones
from bot.dialogo.peticiones import (
    BorradoresLeidos,
    BuscarPregunta,
    ConsultaNumerada,
    ConsultasLeidas,
    ConversacionesExportadas,
    DatosBorrados,
    DatosResumidos,
    DatosReunidos,
    DestinosHallados,
    DocumentoFallido,
    DocumentoListo,
    ExportacionFallida,
    ExportacionRetenida,
    ExportarConversaciones,
    LenguajeFallo,
    LenguajeRespondio,
    OdsSugeridos,
    PasajesEncontrados,
    PreguntaHallada,
    RedactarBorrador,
    ResultadoDeAlianza,
    ResultadoDeBiblioteca,
    ReunirDatos,
    TextoRetenido,
    TextoSoltado,
    UltimosTurnosLeidos,
    VozNoTranscrita,
    VozTranscrita,
)
from bot.dialogo.preguntas.responder import sin_caducados
from bot.dialogo.turno import Contexto, Entrada, Estado, Turno
from conocimiento.hora import HORA_DE_LIMA

E = TypeVar("E")
Atiende: TypeAlias = Callable[[Contexto, Estado, E], Turno | None]
"""Quien puede atender una entrada: devuelve su turno, o None si no es suya."""


def con_borrador(atiende: Atiende[E]) -> Atiende[E]:
    """Solo se le ofrece si hay un borrador abierto, aunque esté en pausa."""
    return lambda contexto, estado, entrada: None if estado.borrador is None else atiende(contexto, estado, entrada)


def en_entrevista(atiende: Atiende[E]) -> Atiende[E]:
    """Solo se le ofrece si la persona está armando un borrador o decidiendo si empieza."""
    return lambda contexto, estado, entrada: atiende(contexto, estado, entrada) if estado.en_entrevista else None


def fuera_de_la_entrevista(atiende: Atiende[E]) -> Atiende[E]:
    """Solo se le ofrece si la persona no está armando un borrador."""
    return lambda contexto, estado, entrada: None if estado.en_entrevista else atiende(contexto, estado, entrada)


def a_quien_atiende(atiende: Atiende[E]) -> Atiende[E]:
    """Solo vale para lo que hace alguien del personal que atiende consultas."""
    return lambda contexto, estado, entrada: atiende(contexto, estado, entrada) if contexto.papeles.atiende else None


DE_UN_BOTON: Mapping[Espacio, Atiende[BotonPulsado]] = {
    Espacio.BORRADOR: borrador.atender_boton,
    Espacio.ALIANZA: alianza.atender_boton,
    Espacio.RECORDATORIO: borrador.atender_recordatorio,
    Espacio.CONSULTA: consultas.atender_boton,
    Espacio.EXPORTACION: exportaciones.atender_boton,
    Espacio.BIBLIOTECA: biblioteca.atender_boton,
    Espacio.MENU: conversar.atender_menu,
    Espacio.DATOS: datos.atender_boton,
    Espacio.BORRADO: datos.atender_borrado,
    Espacio.SUGERENCIA: conversar.sugerir,
    Espacio.VALORACION: conversar.valorar,
    Espacio.MOTIVO: conversar.anotar_motivo,
    Espacio.AVISO_PEDIDO: conversar.anotar_aviso_pedido,
    Espacio.PASAJE: conversar.mostrar_pasaje,
    Espacio.VOZ: oir.atender_boton,
}


def como_boton(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """Escribir la etiqueta de un botón a la vista es pulsarlo."""
    boton = _boton_de(contexto, estado, recibido.texto)
    return None if boton is None else _pulsar(contexto, estado, BotonPulsado(boton.codigo, recibido.mensaje))


def _boton_de(contexto: Contexto, estado: Estado, texto: str) -> Boton | None:
    a_la_pregunta = estado.en_entrevista and si_o_no(texto) is not None  # y no a si sirvió lo que se contestó antes
    vistos = sin_valorar(estado.botones) if a_la_pregunta else estado.botones
    return boton_escrito(texto, (*vistos, *consultas.botones(contexto))) or _elegido(contexto, estado, texto)


def _elegido(contexto: Contexto, estado: Estado, texto: str) -> Boton | None:
    """El botón que se elige con un sí, un no o, si no puede ser una respuesta, su número."""
    dice_si, lugar = si_o_no(texto), lugar_escrito(texto)
    if dice_si is not None:
        return boton_de_si_o_no(dice_si, estado.botones)
    if (orden := lo_que_ordena(texto)) and (si := boton_de_si_o_no(True, estado.botones)) and orden in si.etiqueta:
        return si
    se_elige = not estado.en_entrevista or alianza.se_elige_por_numero(contexto, estado)
    elegibles = estado.botones if se_elige and sin_valorar(estado.botones) == estado.botones else ()
    return elegibles[lugar] if lugar is not None and lugar < len(elegibles) else None


def va_aparte(contexto: Contexto, estado: Estado, texto: str) -> bool:
    """Dice si un texto no se lee junto con los que llegan con él.

    Es un botón; en la entrevista, algo que se pide; o de quien es del personal, que al confirmar vuelve del mensaje.
    """
    if contexto.papeles.es_personal or _boton_de(contexto, estado, texto) is not None:
        return True
    if oir.decision_escrita(estado, texto) is not None or alianza.es_un_pedido(estado, texto):
        return True
    return bool(texto) and estado.en_entrevista and borrador.es_un_pedido(contexto, estado, texto)  # sin él, un álbum


def con_archivo(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """Un archivo del personal se lee, traiga o no palabras."""
    return biblioteca.recibir(contexto, estado, recibido) if recibido.archivo is not None else None


LO_SUYO: tuple[Atiende[MensajeRecibido], ...] = (
    en_entrevista(borrador.atender_texto),
    con_borrador(fuera_de_la_entrevista(borrador.atender_cambio)),
    fuera_de_la_entrevista(permisos.ofrecer_por_la_idea),
    conversar.charlar,
    conversar.preguntar,
)
"""Lo que la persona dice, sin nada que espere su decisión."""
DE_UN_TEXTO: tuple[Atiende[MensajeRecibido], ...] = (
    con_archivo,
    oir.atender_texto,
    consultas.lo_que_espera_un_si,
    alianza.tomar_lo_escrito,
    como_boton,
    a_quien_atiende(biblioteca.atender_texto),
    a_quien_atiende(dirigir.buscar),
    conversar.anotar_motivo_escrito,
    con_borrador(alianza.atender_texto),
    en_entrevista(conversar.seguir_lo_preguntado),
    *LO_SUYO,
)
"""Lo que vale para lo que espera unas palabras: lo que se escribe sin responder a nada, o respondiendo a lo último."""


def corregir_lo_suyo(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """Responder al mensaje propio con que se dio una respuesta es corregirla."""
    return borrador.atender_respuesta_a(contexto, consultas.dejar(estado), recibido)


def buscar_a_que_responde(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno:
    """Lo que se escribe respondiendo a un mensaje es de ese mensaje: primero hay que saber cuál es."""
    return Turno(estado, (BuscarPregunta(recibido),))


DE_UNA_RESPUESTA: tuple[Atiende[MensajeRecibido], ...] = (con_borrador(corregir_lo_suyo), buscar_a_que_responde)


def contestar_la_de_delante(contexto: Contexto, estado: Estado, hallada: PreguntaHallada) -> Turno | None:
    """Responder a un mensaje que muestra la pregunta de ahora es contestarla."""
    es_suya = borrador.es_la_de_delante(contexto, estado, hallada.asunto)
    return _de_alguien(LO_SUYO, contexto, estado, hallada.recibido) if es_suya else None


DE_UNA_PREGUNTA_HALLADA: tuple[Atiende[PreguntaHallada], ...] = (
    en_entrevista(contestar_la_de_delante),
    con_borrador(borrador.atender_asunto),
    a_quien_atiende(dirigir.buscar_de_respuesta),
)
"""De qué mensaje era lo escrito."""
DE_LO_QUE_NADIE_ESPERA: tuple[Atiende[MensajeRecibido], ...] = (
    en_entrevista(borrador.no_tomar_respuesta),
    conversar.charlar,
    conversar.preguntar,
)
"""Lo que responde a otro mensaje, y no a lo que espera unas palabras: a lo sumo es una pregunta."""
DE_UNA_EDICION: tuple[Atiende[MensajeEditado], ...] = (
    consultas.atender_edicion,
    conversar.no_cumplir_al_editar,
    con_borrador(borrador.atender_edicion),
    a_quien_atiende(dirigir.buscar),
)
DE_UNA_ORDEN: tuple[Atiende[OrdenRecibida], ...] = (
    alianza.atender_orden,
    conversar.atender_orden,
    datos.atender_orden,
    exportaciones.atender_orden,
    biblioteca.atender_orden,
    consultas.atender_orden,
    borrador.atender_orden,
    conversar.no_atender_orden,
)
DE_LO_HALLADO: tuple[Atiende[PasajesEncontrados], ...] = (
    en_entrevista(borrador.atender_hallado),
    conversar.atender_solicitud,
    conversar.contestar_pregunta,
)
"""Después de buscar, una pregunta puede resultar un pedido al asistente: es el segundo que los reconoce."""


def decidir(contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
    """Devuelve el estado nuevo y los efectos, en orden. Nunca deja una entrada de la persona sin respuesta."""
    entrada = biblioteca.como_enviado(contexto, oir.si_se_escucha(contexto, entrada))
    turno = _decidir(contexto, *oir.como_dicho(estado, entrada))
    return oir.con_las_que_esperan(estado, entrada, turno)


def _decidir(contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
    sigue_igual = oir.no_cambia_nada(estado, entrada)
    if isinstance(entrada, DeLaPersona):
        estado = replace(estado, turno=estado.turno + 1)
        estado = estado if sigue_igual else consultas.al_recibir(contexto, estado, entrada)
    turno = guardia.con_permiso(contexto, estado, _repartir(contexto, estado, entrada))
    turno = guardia.sin_lo_ajeno(contexto, con_cupo(contexto, estado, turno))
    if sigue_igual:
        return turno  # como si no hubiera llegado: sigue donde estaba y con los mismos botones
    turno = Turno(sin_recordatorio_de_mas(turno.estado), turno.efectos)
    enviados = [efecto.mensaje for efecto in turno.efectos if isinstance(efecto, Enviar)]
    if not enviados:
        return turno
    botones = tuple(uno for mensaje in enviados[-1:] for fila in mensaje.botones for uno in fila if uno.codigo)
    return Turno(replace(turno.estado, saludada=True, botones=botones), turno.efectos)


PEDIDOS_POR_HORA = 12
"""Pedidos, cada uno con todos sus archivos: más de los que hace quien corrige y vuelve a mirar su borrador.

Cada uno ocupa procesador y disco de todos.
"""
UNA_HORA = timedelta(hours=1)


def con_cupo(contexto: Contexto, estado: Estado, turno: Turno) -> Turno:
    """El mismo turno, anotando que pide archivos; si en la última hora ya los pidió muchas veces, uno que lo dice."""
    if not any(isinstance(efecto, RedactarBorrador | ReunirDatos | ExportarConversaciones) for efecto in turno.efectos):
        return turno
    recientes = tuple(instante for instante in estado.archivos if instante > contexto.ahora - UNA_HORA)
    if len(recientes) >= PEDIDOS_POR_HORA:
        cuando = (recientes[0] + UNA_HORA).astimezone(HORA_DE_LIMA)
        return borrador.con_el_paso(contexto, estado, Enviar(textos.sin_cupo(PEDIDOS_POR_HORA, cuando)))
    return Turno(replace(turno.estado, archivos=(*recientes, contexto.ahora)), turno.efectos)


def _repartir(contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
    if isinstance(entrada, ResultadoDeBiblioteca):
        return biblioteca.contar(contexto, estado, entrada)
    if isinstance(entrada, ResultadoDeAlianza):
        return alianza.contar(contexto, estado, entrada)
    match entrada:
        case MensajeRecibido(responde_a=""):
            return _de_alguien(DE_UN_TEXTO, contexto, estado, entrada)
        case MensajeRecibido():
            return _de_alguien(DE_UNA_RESPUESTA, contexto, estado, entrada)
        case PreguntaHallada():
            de_una_consulta = consultas.atender_asunto(contexto, consultas.dejar(estado), entrada)
            return de_una_consulta or _de_lo_respondido(contexto, estado, entrada)
        case MensajeEditado():
            suyo = _primero(DE_UNA_EDICION, contexto, estado, entrada)
            return suyo or _como_suyo(contexto, estado, entrada)
        case DestinosHallados(de):
            return dirigir.ofrecer(contexto, estado, entrada) or _como_suyo(contexto, estado, de)
        case BotonPulsado():
            return _pulsar(contexto, estado, entrada)
        case OrdenRecibida():
            return _de_una_orden(contexto, estado, entrada)
        case EntradaNoAdmitida():
            return biblioteca.recibir(contexto, estado, entrada) or oir.no_admitir(contexto, estado, entrada)
        case VozRecibida():
            return oir.recibir(contexto, estado, entrada)
        case VozTranscrita():
            return oir.mostrar(contexto, estado, entrada)
        case VozNoTranscrita():
            return oir.no_mostrar(contexto, estado, entrada)
        case MensajeReenviado():
            return conversar.no_tomar_reenviado(estado)
        case PasajesEncontrados(hallazgos):
            vigentes = PasajesEncontrados(sin_caducados(contexto, hallazgos))
            return _de_alguien(DE_LO_HALLADO, contexto, estado, vigentes)
        case BorradoresLeidos(pedido=datos.PEDIDO):
            return datos.preguntar_si_borra(estado, entrada)
        case BorradoresLeidos() if alianza.es_suyo(entrada):
            return alianza.atender_leidos(contexto, estado, entrada)
        case BorradoresLeidos():
            return borrador.atender_leidos(contexto, estado, entrada)
        case DocumentoListo() | DocumentoFallido():
            return borrador.atender_documento(contexto, estado, entrada)
        case OdsSugeridos():
            return borrador.atender_ods(contexto, estado, entrada)
        case RecordatorioVencido():
            return borrador.recordar(contexto, estado)
        case TextoRetenido():
            return Turno(estado)
        case TextoSoltado(texto) if estado.retenido and estado.borrador is None:
            libre = replace(estado, retenido=False)
            invitado = Turno(libre, (Enviar(textos.invitar_a_preguntar()),))
            return conversar.preguntar(contexto, libre, MensajeRecibido(texto)) if texto else invitado
        case TextoSoltado():
            return borrador.usar_lo_retenido(contexto, estado, entrada)
        case DatosResumidos():
            return datos.resumir(contexto, estado, entrada)
        case DatosReunidos():
            return datos.entregar(contexto, estado, entrada)
        case DatosBorrados():
            return datos.dar_constancia(contexto, estado, entrada)
        case UltimosTurnosLeidos() | ConsultaNumerada() | ConsultasLeidas():
            return consultas.atender_resultado(contexto, estado, entrada)
        case ConversacionesExportadas() | ExportacionRetenida() | ExportacionFallida():
            return exportaciones.contar(contexto, estado, entrada)
        case LenguajeRespondio() | LenguajeFallo():
            return modelo.atender(contexto, estado, entrada)
        case _:
            assert_never(entrada)


def _de_lo_respondido(contexto: Contexto, estado: Estado, hallada: PreguntaHallada) -> Turno:
    """Responder a lo último que dijo el asistente es como no responder a nada; lo demás es de ese otro mensaje."""
    if hallada.es_lo_ultimo:
        escrito = replace(hallada.recibido, responde_a="")
        return _de_alguien(DE_UN_TEXTO, contexto, consultas.al_recibir(contexto, estado, escrito), escrito)
    libre = consultas.dejar(estado)
    suyo = _primero(DE_UNA_PREGUNTA_HALLADA, contexto, libre, hallada)
    return suyo or _como_suyo(contexto, libre, hallada)


def _como_suyo(contexto: Contexto, estado: Estado, dicho: MensajeRecibido | MensajeEditado | PreguntaHallada) -> Turno:
    """Lo que la persona dice y no es de nadie más. Fuera de la entrevista, lo editado es como escrito de nuevo."""
    match dicho:
        case MensajeRecibido():
            return _de_alguien(LO_SUYO, contexto, estado, dicho)
        case PreguntaHallada(recibido):
            return _de_alguien(DE_LO_QUE_NADIE_ESPERA, contexto, estado, recibido)
        case MensajeEditado(texto, mensaje):
            escrito = MensajeRecibido(texto, mensaje)
            suyo = conversar.no_atender_edicion(contexto, estado, dicho)
            return suyo or _de_alguien((como_boton, *LO_SUYO), contexto, estado, escrito)
        case _:
            assert_never(dicho)


def _de_una_orden(contexto: Contexto, estado: Estado, orden: OrdenRecibida) -> Turno:
    """Lo que quien atiende escribe tras una orden, aun mal escrita, puede ser para una persona: no se guarda."""
    turno = _de_alguien(DE_UNA_ORDEN, contexto, estado, orden)
    if not (contexto.papeles.atiende and orden.argumento):
        return turno
    return Turno(turno.estado, (OlvidarRecibido(), *turno.efectos))


def _pulsar(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno:
    espacio, _ = partir(boton.codigo)
    if (declarado := dirigir.declarado_suyo(contexto, estado, boton)) is not None:
        return _de_alguien(LO_SUYO, contexto, consultas.dejar(estado), declarado)
    suyo = DE_UN_BOTON[espacio](contexto, estado, boton) if espacio is not None else None
    return suyo or conversar.no_atender_boton(contexto, estado, boton)


def _primero(quienes: Iterable[Atiende[E]], contexto: Contexto, estado: Estado, entrada: E) -> Turno | None:
    turnos = (atiende(contexto, estado, entrada) for atiende in quienes)
    return next((turno for turno in turnos if turno is not None), None)


def _de_alguien(quienes: Iterable[Atiende[E]], contexto: Contexto, estado: Estado, entrada: E) -> Turno:
    """La última de estas tablas siempre contesta."""
    turno = _primero(quienes, contexto, estado, entrada)
    assert turno is not None
    return turno
