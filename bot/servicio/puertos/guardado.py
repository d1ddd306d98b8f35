"""Lo que se guarda de cada persona, turno a turno, lo que de ello se consulta y lo que falta entregar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

from bot.dialogo.efectos import Efecto
from bot.dialogo.mensajes import Adjunto, Mensaje
from bot.dialogo.peticiones import (
    BorradorGuardado,
    ComprobarGrupo,
    ComprobarIngreso,
    ConsultaAlPersonal,
    DatosResumidos,
    GrupoComprobado,
    IngresoComprobado,
    InvitacionesLeidas,
    InvitacionLeida,
    LeerInvitaciones,
    Recibo,
    RevisarInvitacion,
    UltimosTurnosLeidos,
)
from bot.dialogo.turno import Estado, Papeles
from bot.entrevista.borrador import Claves
from bot.entrevista.eventos import Evento


class Reloj(Protocol):
    """Dice la hora, con zona horaria."""

    def ahora(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Persona:
    """Quién escribe: el canal y su dirección en él (por ejemplo, el chat de Telegram)."""

    canal: str
    direccion: str


@dataclass(frozen=True, slots=True)
class Envio:
    """Un mensaje ya guardado que falta entregar."""

    identificador: int
    persona: Persona
    mensaje: Mensaje


SIN_CLAVES = Claves()


@dataclass(frozen=True, slots=True)
class TurnoAtendido:
    """Lo decidido ante una entrada, por guardar de una vez. Los efectos son los que se cumplen al guardarlo.

    `numero_de_cambio` es el del estado sobre el que se decidió: cuántas veces se había guardado esa conversación.
    `junto_con`: las otras entradas que se leyeron con esta, como una sola. `claves`: con qué se
    sabe quién puede anotar qué en un borrador de varios.
    """

    numero_de_cambio: int
    id_entrada: str | None
    recibido: str
    estado: Estado
    efectos: Sequence[Efecto]
    ahora: datetime
    junto_con: tuple[str, ...] = ()
    claves: Claves = SIN_CLAVES


Despedir: TypeAlias = Callable[[Recibo], TurnoAtendido | None]
"""El turno que se guarda tras borrar a una persona, dado lo que se borró; None: no queda nada, ni la constancia."""


class Reparo(StrEnum):
    """Por qué no se borra solo a nadie: lo borrado no vuelve, y un reloj mal puesto los haría vencer a todos."""

    RELOJ_ADELANTADO = "el reloj va varios días por delante de lo último que se guardó"
    RELOJ_ATRASADO = "hay algo guardado después de la hora que da el reloj"
    DEMASIADAS = "se borraría de una vez a demasiadas de las personas guardadas"

    @property
    def es_del_reloj(self) -> bool:
        """Dice si el reloj puede estar mal: entonces nada de lo que depende de la hora se debe borrar."""
        return self is not Reparo.DEMASIADAS


@dataclass(frozen=True, slots=True)
class Mantenido:
    """Cuántas personas y cuántos archivos se borraron; con `reparo`, ninguna persona."""

    personas: int
    archivos: int
    reparo: Reparo | None = None


class EstadoDesactualizado(Exception):
    """Otro proceso guardó antes el mismo turno; hay que cargar de nuevo y repetir."""


class EntradaRepetida(Exception):
    """Esa entrada ya se atendió y se guardó."""


class AlmacenNoDisponible(Exception):
    """El almacén no puede trabajar ahora (lleno, ocupado, sin conexión), pero más tarde quizá sí."""


class Conversaciones(Protocol):
    """Lo que se guarda de cada persona, turno a turno. Bloquea: el servicio lo llama en un hilo."""

    def cargar(self, persona: Persona, id_entrada: str | None = None) -> tuple[Estado, int]:
        """Devuelve el estado (con los eventos del borrador abierto) y en qué cambio va; vacío y 0 si es nueva.

        Raises `EntradaRepetida` si `id_entrada` ya se atendió y se guardó.
        """
        ...

    def guardar(self, persona: Persona, atendido: TurnoAtendido) -> tuple[Envio, ...]:
        """Guarda todo el turno en una sola transacción y devuelve los mensajes por entregar.

        Los eventos del borrador que ya estaban guardados no se tocan: se agregan los nuevos.
        Si la entrada ya se había visto no cambia nada y devuelve una tupla vacía.
        Raises `EstadoDesactualizado` si se decidió sobre un cambio que ya no es el último; el almacén lanza un error
        suyo si la historia del estado no continúa la guardada.
        """
        ...

    def papeles(self, persona: Persona) -> tuple[Papeles, bool]:
        """Lo que se le permite ahora a alguien, y si hay quien atienda consultas."""
        ...

    def borrar_persona(self, persona: Persona, ahora: datetime, despedir: Despedir) -> tuple[Envio, ...]:
        """Borra todo lo guardado de una persona y guarda el turno con que se le dice, en una sola transacción.

        O queda borrada y con su constancia por entregar, o no cambió nada. Los documentos se borran después; el que
        no se pueda, en el mantenimiento. Devuelve los mensajes por entregar.
        """
        ...


@dataclass(frozen=True, slots=True)
class GrupoPorDecir:
    """Un grupo en que hay algo nuevo que decir del borrador que sigue: su nombre y su historia.

    `hilo`: el tema, si es un foro. `mensaje`: el que se edita; None si falta enviarlo. Sin `borrador`, ya no sigue
    ninguno.
    """

    chat: int
    hilo: int | None
    mensaje: int | None
    borrador: str
    eventos: tuple[Evento, ...]


class Grupos(Protocol):
    """Los grupos que siguen un borrador. Bloquea: se llama en un hilo."""

    def dar_pase(self, chat: int, hilo: int | None, ahora: datetime) -> str:
        """Lo que lleva el enlace con que quien coordina vincula ese grupo; no guarda nada."""
        ...

    def comprobar(self, pedido: ComprobarGrupo, ahora: datetime) -> GrupoComprobado:
        """Si ese pase vale, y qué borrador sigue ya su grupo."""
        ...

    def por_decir(self, ahora: datetime) -> tuple[GrupoPorDecir, ...]:
        """Aquellos en que toca decir algo. Los toma: otro proceso no los recibe y, falle o no, no vuelven enseguida."""
        ...

    def anotar_dicho(self, grupo: GrupoPorDecir, mensaje: int | None) -> None:
        """Anota qué mensaje lo dice; None si se quitó y hay que enviar otro. Si el grupo ya no lo sigue, nada."""
        ...

    def mudar(self, de: int, a: int) -> None:
        """El grupo pasó a ser un supergrupo, con otro número. Repetirlo no cambia nada."""
        ...

    def olvidar(self, chat: int) -> None:
        """El asistente ya no está en ese grupo, o no hay más que decir en él."""
        ...


class Invitaciones(Protocol):
    """Lo que se mira de las invitaciones a un borrador mientras se decide. Bloquea: el servicio lo llama en un hilo."""

    @property
    def grupos(self) -> Grupos:
        """Los que siguen un borrador."""
        ...

    def abrir_invitacion(self, persona: Persona, cual: str | RevisarInvitacion, ahora: datetime) -> InvitacionLeida:
        """La de ese secreto o, si ya se había abierto, la de ese número, como la ve esa persona."""
        ...

    def leer_invitaciones(self, persona: Persona, pedido: LeerInvitaciones, ahora: datetime) -> InvitacionesLeidas:
        """Las que sirven de un borrador, si esa persona lo coordina."""
        ...

    def comprobar_ingreso(self, persona: Persona, pedido: ComprobarIngreso, ahora: datetime) -> IngresoComprobado:
        """Si alguien espera entrar con ese código; nada se dice a quien no es integrante."""
        ...


class Lecturas(Invitaciones, Protocol):
    """Lo que un turno consulta de lo guardado mientras se decide. Bloquea: el servicio lo llama en un hilo."""

    def leer_borradores(self, persona: Persona) -> tuple[BorradorGuardado, ...]:
        """Todos los borradores de una persona con su historia, del más antiguo al más nuevo."""
        ...

    def asunto_de(self, persona: Persona, en_canal: str) -> tuple[str, bool]:
        """El asunto del mensaje que el canal identifica así, y si es de lo último que se le dijo.

        El asunto es vacío si no se conoce; de lo último es si se le contestó en su último turno.
        """
        ...

    def resumir_datos(self, persona: Persona) -> DatosResumidos:
        """Cuánto se guarda de una persona, con sus borradores."""
        ...

    def reunir_datos(self, persona: Persona) -> tuple[dict[str, Any], tuple[Adjunto, ...]]:
        """Todo lo que se guarda de una persona, como JSON, y los documentos que se le entregaron."""
        ...

    def leer_ultimos_turnos(self, persona: Persona, cuantos: int) -> UltimosTurnosLeidos:
        """Los últimos turnos de una persona, del más antiguo al más nuevo, y cuántas consultas suyas esperan."""
        ...

    def numerar_consulta(self, ahora: datetime) -> int:
        """Aparta el número de la siguiente consulta al personal; ninguno se usa dos veces."""
        ...

    def leer_consultas(self, numero: int | None) -> tuple[ConsultaAlPersonal, ...]:
        """La consulta con ese número o, sin él, las que esperan respuesta, de la más antigua a la más nueva."""
        ...

    def leer_destinos(
        self, persona: Persona, numero: int | None, ahora: datetime
    ) -> tuple[tuple[ConsultaAlPersonal, ...], bool]:
        """Unas pocas consultas a las que puede responder quien atiende, y si después de su último turno le llegó una.

        Son, por número, la pedida, si existe; las últimas abiertas, y las últimas que se atendieron hace poco.
        """
        ...


class Envios(Protocol):
    """Lo guardado que falta entregar, y qué pasó con ello. Bloquea: se llama en un hilo."""

    def leer_envios(self, canal: str, direccion: str | None = None, hasta: datetime | None = None) -> tuple[Envio, ...]:
        """Los mensajes guardados y no entregados de un canal (o de un chat), del más antiguo al más nuevo.

        No incluye los de quien bloqueó al asistente ni, con `hasta`, los avisos que deben esperar a otra hora.
        """
        ...

    def marcar_enviado(self, identificador: int, ahora: datetime, en_canal: str = "") -> None:
        """Anota que un mensaje llegó y cómo lo identifica el canal, si lo dice.

        Si ya no existe (se borró a la persona), no hace nada.
        """
        ...

    def marcar_dudoso(self, identificador: int, ahora: datetime) -> None:
        """Anota que no se sabe si un mensaje llegó: lo cierra el turno siguiente de esa persona."""
        ...

    def anotar_bloqueo(self, persona: Persona, desde: datetime | None) -> None:
        """Anota desde cuándo una persona no admite mensajes; None si vuelve a admitirlos."""
        ...


class Vencidos(Protocol):
    """A quién hay que escribirle sin que haya escrito. Bloquea: se llama en un hilo."""

    def por_entregar(self, canal: str, creados_antes: datetime) -> tuple[str, ...]:
        """Las direcciones que tienen algo guardado antes de ese instante, sin entregar y que ya se puede entregar.

        No incluye a quien bloqueó al asistente ni lo dudoso.
        """
        ...

    def recordatorios_vencidos(self, canal: str, ahora: datetime) -> tuple[tuple[Persona, datetime], ...]:
        """A quiénes toca recordarles su borrador, y para cuándo lo pidieron; no a quien bloqueó al asistente."""
        ...


class Emisor(Protocol):
    """Entrega un mensaje por un canal."""

    async def entregar(self, persona: Persona, mensaje: Mensaje) -> str:
        """Devuelve cómo identifica el canal lo entregado (su última parte); vacío si no lo dice."""
        ...
