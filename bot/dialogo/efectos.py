"""Los efectos: lo que el diálogo pide hacer: solo valores, que se nombran en infinitivo.

Los que piden algo los cumple `servicio.cumplir`, y su resultado vuelve como entrada; los demás se guardan con el turno.
"""

from dataclasses import dataclass

from bot.dialogo.mensajes import Mensaje
from bot.dialogo.peticiones import (
    ConsultaAlPersonal,
    Peticion,
    ResultadoDeUso,
    TurnoDicho,
    Uso,
)
from bot.dialogo.peticiones.alianza import EfectoDeAlianza
from bot.entrevista.eventos import Evento
from conocimiento.modelo import Cita


@dataclass(frozen=True, slots=True)
class PedirPersona:
    """Guardar una consulta con su número y mandar `mensaje` a cada chat del personal."""

    numero: int
    pregunta: str
    turnos: tuple[TurnoDicho, ...]
    mensaje: Mensaje


@dataclass(frozen=True, slots=True)
class MostrarConsulta:
    """Mandar una consulta a quien la pidió, de modo que se borre con ella."""

    consulta: ConsultaAlPersonal
    mensaje: Mensaje


@dataclass(frozen=True, slots=True)
class ResponderConsulta:
    """Guardar una respuesta y mandar `mensaje` a quien consultó. Si la consulta cambió, el turno se repite."""

    consulta: ConsultaAlPersonal
    texto: str
    mensaje: Mensaje


@dataclass(frozen=True, slots=True)
class CerrarConsulta:
    """Cerrar una consulta y, si hay `mensaje`, mandarlo a quien consultó. Si cambió, el turno se repite."""

    consulta: ConsultaAlPersonal
    motivo: str
    mensaje: Mensaje | None


EfectoDeConsulta = PedirPersona | MostrarConsulta | ResponderConsulta | CerrarConsulta
"""Los que se cumplen al guardar el turno, en su misma transacción."""


@dataclass(frozen=True, slots=True)
class Enviar:
    """Enviar un mensaje a la persona.

    `se_guarda`: lo que se guarda en su lugar, si lo que dice no se debe guardar; si el programa muere antes de
    entregarlo, es lo que se entrega al volver.
    """

    mensaje: Mensaje
    se_guarda: Mensaje | None = None

    @property
    def guardado(self) -> Mensaje:
        """El mensaje como queda en la conversación."""
        return self.se_guarda or self.mensaje


@dataclass(frozen=True, slots=True)
class Adelantar:
    """Decir algo ya, mientras el turno sigue. No se guarda; si el turno se repite, se dice otra vez."""

    mensaje: Mensaje


@dataclass(frozen=True, slots=True)
class AnotarValoracion:
    """Guardar si una respuesta sirvió. `turno` es el número de la respuesta valorada."""

    turno: int
    sirve: bool


@dataclass(frozen=True, slots=True)
class AnotarPregunta:
    """Guardar la respuesta dada: «respuesta», «cercano», «no_sabe», «accion» o «charla», con qué se citó."""

    pregunta: str
    estado: str
    confianza: float
    citas: tuple[Cita, ...]


@dataclass(frozen=True, slots=True)
class AnotarAvisoPedido:
    """Guardar que la persona quiere que se le avise si hay respuesta a lo que preguntó en el turno `turno`."""

    turno: int


@dataclass(frozen=True, slots=True)
class BorrarDatos:
    """Borrar todo lo guardado de la persona antes de guardar este turno."""


@dataclass(frozen=True, slots=True)
class OlvidarRecibido:
    """No guardar lo que la persona acaba de escribir: todavía no aceptó que se guarde."""


@dataclass(frozen=True, slots=True)
class AnotarEnBorrador:
    """Agregar un evento a un borrador que no queda abierto: el que se llama así entre los de quien hace el turno."""

    borrador: str
    evento: Evento


@dataclass(frozen=True, slots=True)
class AnotarUso:
    """Dejar en el registro y en las medidas en qué quedó lo que contestó el modelo de lenguaje. No se guarda."""

    uso: Uso
    resultado: ResultadoDeUso


PorGuardar = (
    Enviar
    | AnotarValoracion
    | AnotarPregunta
    | AnotarAvisoPedido
    | AnotarEnBorrador
    | BorrarDatos
    | OlvidarRecibido
    | EfectoDeConsulta
    | EfectoDeAlianza
)
"""Los que se cumplen al guardar el turno, en su transacción."""


Efecto = Peticion | PorGuardar | Adelantar | AnotarUso
