"""El estado de una conversación, lo que `decidir` puede mirar y lo que devuelve.

`decidir` convierte una entrada (`entradas`) en un `Turno`: el estado nuevo y los efectos (`efectos`) por cumplir.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

from bot.dialogo.efectos import Efecto
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
from bot.dialogo.mensajes import Boton
from bot.dialogo.peticiones import (
    BorradoresLeidos,
    Buscar,
    ConversacionesExportadas,
    DatosBorrados,
    DatosResumidos,
    DatosReunidos,
    DestinosHallados,
    DocumentoFallido,
    DocumentoListo,
    ExportacionFallida,
    ExportacionRetenida,
    LenguajeFallo,
    LenguajeRespondio,
    Modo,
    OdsSugeridos,
    PasajesEncontrados,
    PreguntaHallada,
    RespuestaDelPersonal,
    ResultadoDeAlianza,
    ResultadoDeBiblioteca,
    ResultadoDeConsulta,
    TextoRetenido,
    TextoSoltado,
    TurnoDicho,
    Uso,
    VozNoTranscrita,
    VozTranscrita,
)
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import COORDINA, Evento
from bot.entrevista.propuesta.redaccion.modelo import Diccionario
from conocimiento.formas.rotulados import ListaRotulada
from conocimiento.hora import HORA_DE_LIMA
from conocimiento.modelo import Cita, Equivalencia, Explicacion, Ficha, Fragmento


@dataclass(frozen=True, slots=True)
class PreguntaEnCurso:
    """Lo que se está buscando: cada parte, como la dijo la persona y como se consulta.

    `consultas` trae las de cada parte, de la preferida a la de reserva (un seguimiento se busca solo y,
    por si no se entiende solo, con la pregunta anterior).
    """

    original: str
    partes: tuple[str, ...]
    consultas: tuple[tuple[str, ...], ...]
    en_sencillo: bool = False  # se pidió con palabras sencillas
    con_ejemplo: bool = False  # se pidió un ejemplo
    vuelve_a: str = ""  # la pregunta cuya respuesta se pide de otro modo
    extracto: bool = False  # se pidió un resumen: de cada parte se cita solo la oración que más dice
    en_duda: bool = False  # se busca para saber si es la respuesta de la pregunta de delante
    mensaje: str = ""  # el que la trae, en su canal, si está en duda

    @property
    def de_que(self) -> str:
        """La pregunta de que se trata: la que se pide de otro modo o, si no se pide ninguna, la escrita."""
        return self.vuelve_a or self.original

    def buscar(self) -> Buscar:
        """Devuelve el efecto que pide todas las consultas seguidas."""
        return Buscar(tuple(consulta for de_una_parte in self.consultas for consulta in de_una_parte))


@dataclass(frozen=True, slots=True)
class RespuestaDada:
    """La última respuesta, para «ver el pasaje», valorar y seguir el hilo."""

    turno: int
    pregunta: str
    pasajes: tuple[Cita, ...]


@dataclass(frozen=True, slots=True)
class ConsultaPorEnviar:
    """Lo que se le mostró a la persona y aún no dijo si se envía. `turno`: en cuál se le mostró."""

    turno: int
    pregunta: str
    turnos: tuple[TurnoDicho, ...]
    respondido: tuple[RespuestaDelPersonal, ...] = ()


@dataclass(frozen=True, slots=True)
class RespuestaPorConfirmar:
    """El personal escribió a una consulta que ya tenía respuesta. `turno`: en cuál se le preguntó si se envía.

    Lo escrito no se guarda: se lee, al pulsar el botón, de su `mensaje`. `texto` solo está en lo que guardó la versión
    0.1.0.
    """

    turno: int
    numero: int
    texto: str = ""
    mensaje: str = ""


@dataclass(frozen=True, slots=True)
class TextoPorDirigir:
    """El personal escribió un `mensaje` sin decir a qué consulta responde. `turno`: en cuál se le preguntó.

    Lo que dice no se guarda: se lee del mensaje al pulsar el botón.
    """

    turno: int
    mensaje: str


class Dato(StrEnum):
    """Lo que el personal escribe de un documento cuando se le pide."""

    TITULO = "titulo"
    ANIO = "anio"
    INSTITUCION = "institucion"
    MOTIVO = "motivo"


@dataclass(frozen=True, slots=True)
class DatoPorEscribir:
    """Se le pidió al personal, en ese `turno`, que escriba un dato de una versión; solo vale lo siguiente que diga.

    `escrito`: lo que dijo, si falta que lo confirme.
    """

    turno: int
    version: str
    dato: Dato
    escrito: str = ""


@dataclass(frozen=True, slots=True)
class AvisoDecidido:
    """Lo último que la persona dijo del aviso de privacidad: si acepta esa `version`."""

    version: str
    acepta: bool


@dataclass(frozen=True, slots=True)
class InvitacionAbierta:
    """La última invitación que abrió la persona: su número y su código de tres cifras; de lo que decía, nada."""

    numero: int
    codigo: str


@dataclass(frozen=True, slots=True)
class PorEscribirEnAlianza:
    """Se le pidió a la persona, en ese `turno`, que escriba algo; solo vale lo siguiente que diga.

    `que`: «codigo» (el de quien espera entrar), «cambio» (cómo debería decir una respuesta común) o «motivo» (por qué
    no se acepta una propuesta). `cual`: de qué invitación, pregunta o propuesta. `escrito`: lo que ya dijo, si falta
    que lo confirme.
    """

    turno: int
    que: str
    cual: str
    escrito: str = ""


@dataclass(frozen=True, slots=True)
class Leido:
    """Un mensaje de la persona que ya se leyó. De lo que decía solo queda una huella, que no permite saberlo."""

    mensaje: str
    huella: str


@dataclass(frozen=True, slots=True)
class Estado:
    """Dónde está una conversación. `eventos` son los del borrador abierto, en orden.

    `integrante` dice con qué nombre escribe la persona en ese borrador, y `cargados`, cuántos de sus eventos se leyeron
    al empezar el turno: los dos los da el almacén con los eventos, y no se guardan con el estado.
    """

    turno: int = 0
    saludada: bool = False
    preguntas: tuple[str, ...] = ()  # las últimas, ya resueltas, de la más antigua a la más nueva
    en_curso: PreguntaEnCurso | None = None
    ultima: RespuestaDada | None = None
    botones: tuple[Boton, ...] = ()  # los del último mensaje: se pueden pulsar escribiendo su etiqueta
    borrador: str | None = None
    en_entrevista: bool = False
    eventos: tuple[Evento, ...] = ()
    integrante: str = COORDINA
    cargados: int = field(default=0, compare=False)  # no es de lo que la conversación dice
    consulta: ConsultaPorEnviar | RespuestaPorConfirmar | TextoPorDirigir | None = None  # espera un sí para enviarse
    recordatorio: datetime | None = None  # cuándo pidió que se le recordara el borrador; con zona horaria
    archivos: tuple[datetime, ...] = ()  # cuándo pidió los de la última hora: documentos, copias y exportaciones
    borradores: int = 0  # cuántos empezó y no descartó
    leidos: tuple[Leido, ...] = ()  # los últimos mensajes, para saber si al editar uno cambió algo
    por_escribir: DatoPorEscribir | None = None  # de un documento de los que se cita
    aviso_decidido: AvisoDecidido | None = None  # lo último que dijo del aviso, aunque no tenga un borrador
    invitacion: InvitacionAbierta | None = None
    por_decir: PorEscribirEnAlianza | None = None
    menos_avisos: bool = False  # no quiere el resumen de lo que cambia en los borradores que comparte
    retenido: bool = False  # escribió su idea antes de aceptar el aviso; se tiene a mano sin guardarla
    oidas: tuple[int, ...] = ()  # los turnos de las notas de voz que esperan un [Está bien]; lo que dicen no se guarda
    sin_cambio: int = 0  # turnos seguidos, hasta ahora, en que no pasó nada: notas de voz que esperan, reenviados

    @property
    def ultima_pregunta(self) -> str:
        """La última que se contestó; vacía si no hay."""
        return self.ultima.pregunta if self.ultima else self.preguntas[-1] if self.preguntas else ""

    @property
    def turno_anterior(self) -> int:
        """El de antes de este en que pasó algo."""
        return self.turno - 1 - self.sin_cambio


DE_LA_HISTORIA = frozenset({"eventos", "integrante", "cargados"})
"""Los campos del estado que salen de la historia del borrador abierto y de quién escribe en él."""


@dataclass(frozen=True, slots=True)
class Conservacion:
    """Días sin escribir tras los que se borra lo de una persona, según tenga o no un borrador."""

    consultas: int = 90
    borradores: int = 365


@dataclass(frozen=True, slots=True)
class Papeles:
    """Lo que se le permite a quien es del personal de la APCI; a los demás, nada de esto."""

    atiende: bool = False  # recibe las consultas de las personas y las responde
    exporta: bool = False  # pide exportaciones de las conversaciones

    @property
    def es_personal(self) -> bool:
        """Si tiene alguno."""
        return self.atiende or self.exporta


@dataclass(frozen=True, slots=True)
class Contexto:
    """Lo que `decidir` puede mirar además del estado: no cambia durante el turno."""

    entrevista: Entrevista
    fichas: tuple[Ficha, ...]
    ahora: datetime  # con zona horaria
    contacto: str = ""  # cómo llegar a una persona de la APCI; vacío si no está configurado
    vocabulario: tuple[Equivalencia, ...] = ()
    conservacion: Conservacion = Conservacion()
    puede_recordar: bool = False  # el canal puede escribirle después, sin que ella escriba
    papeles: Papeles = Papeles()  # los de quien escribe
    hay_personal: bool = False  # si alguien del personal puede recibir consultas por aquí
    escucha: bool = False  # si las notas de voz se pasan a texto
    fragmentos: tuple[Fragmento, ...] = ()  # los de todos los documentos, en su orden
    listas: tuple[ListaRotulada, ...] = ()  # lo que los documentos enumeran con un rótulo
    explicaciones: tuple[Explicacion, ...] = ()  # las de todos; ninguna si la agencia las apagó
    diccionario: Diccionario | None = None  # con qué se dispone el texto del documento; None: va como se escribió
    usos: frozenset[Uso] = frozenset()  # para qué hay un modelo de lenguaje; ninguno si no se configuró
    modo: Modo = Modo.SIN  # hasta dónde llega lo que se escribe; lo dice el aviso de privacidad
    sin_erratas: Callable[[str], str] = str  # lo que se pregunta, sin sus erratas claras; si no se sabe, como está
    usuario: str = ""  # el nombre del asistente en el canal, para escribir enlaces a él; vacío si allí no hay


@dataclass(frozen=True, slots=True)
class Turno:
    """Lo decidido: el estado nuevo y lo que hay que hacer, en orden."""

    estado: Estado
    efectos: tuple[Efecto, ...] = field(default=())


Entrada = (
    DeLaPersona
    | PasajesEncontrados
    | DocumentoListo
    | DocumentoFallido
    | BorradoresLeidos
    | PreguntaHallada
    | OdsSugeridos
    | RecordatorioVencido
    | TextoRetenido
    | TextoSoltado
    | DatosResumidos
    | DatosReunidos
    | DatosBorrados
    | ResultadoDeConsulta
    | DestinosHallados
    | ConversacionesExportadas
    | ExportacionRetenida
    | ExportacionFallida
    | VozTranscrita
    | VozNoTranscrita
    | ResultadoDeBiblioteca
    | LenguajeRespondio
    | LenguajeFallo
    | ResultadoDeAlianza
)


def hoy(contexto: Contexto) -> date:
    """La fecha de hoy en el Perú."""
    return contexto.ahora.astimezone(HORA_DE_LIMA).date()


def texto_para_guardar(estado: Estado, entrada: DeLaPersona) -> str:
    """Devuelve lo dicho o hecho. Un botón, con su etiqueta si se sabe: quien lea lo suyo no conoce los códigos."""
    match entrada:
        case MensajeRecibido(texto) | MensajeEditado(texto):
            return texto
        case BotonPulsado(codigo=codigo, etiqueta=leida):
            a_la_vista = (boton.etiqueta for boton in estado.botones if boton.codigo == codigo)
            return f"[{next(a_la_vista, leida or codigo)}]"
        case OrdenRecibida():
            return entrada.escrita
        case EntradaNoAdmitida(clase) | VozRecibida(clase=clase):
            return f"({clase})"
        case MensajeReenviado():
            return "(reenviado)"
        case _:
            assert_never(entrada)
