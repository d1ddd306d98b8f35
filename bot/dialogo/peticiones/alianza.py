"""Lo que se pide cuando varias organizaciones preparan un mismo borrador: invitar, entrar, salir y avisarles.

Las peticiones las cumple `servicio`; los efectos se guardan con el turno, en su transacción.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from bot.dialogo.mensajes import Mensaje
from bot.entrevista.eventos import Evento

LARGO_DEL_SECRETO = 22
"""Caracteres: 16 bytes en base64 de direcciones."""


@dataclass(frozen=True, slots=True)
class SortearSecreto:
    """Sortear el secreto de una invitación: 16 bytes al azar, en `LARGO_DEL_SECRETO` caracteres.

    `pedido`, que dice para quién es, vuelve tal cual.
    """

    pedido: str


@dataclass(frozen=True, slots=True)
class SecretoSorteado:
    """Resultado de `SortearSecreto`. El secreto solo está en este turno y en el enlace: se guarda su SHA-256."""

    pedido: str
    secreto: str


def huella_de(secreto: str) -> str:
    """El SHA-256 del secreto de una invitación, en hexadecimal: lo único que se guarda de él."""
    return sha256(secreto.encode()).hexdigest()


class Situacion(StrEnum):
    """Qué se puede hacer con una invitación. Usada, vencida, anulada o inventada son lo mismo: no vale."""

    VALE = "vale"
    NO_VALE = "no_vale"
    YA_ES = "ya_es"
    """La abrió quien ya es integrante de ese borrador."""


@dataclass(frozen=True, slots=True)
class AbrirInvitacion:
    """Mirar la invitación de ese secreto. Mirarla no la gasta.

    Quien falla cinco veces en una hora recibe `NO_VALE` sin que se busque.
    """

    secreto: str


PARA_EL_RESUMEN = "alianza:resumen:"
"""Se leen los borradores para decir qué cambiaron los demás en los que se comparten."""
PARA_SEGUIR = "seguir"
"""Se mira la invitación para seguir en ese borrador, si ya entró en él."""


@dataclass(frozen=True, slots=True)
class RevisarInvitacion:
    """Mirar otra vez la invitación que se abrió: pudo dejar de valer, o ya entró, mientras lo pensaba.

    `pedido`, que dice para qué se mira, vuelve tal cual.
    """

    pedido: str
    numero: int


@dataclass(frozen=True, slots=True)
class InvitacionLeida:
    """Resultado de `AbrirInvitacion` y de `RevisarInvitacion`. De los `eventos` se muestran un título y dos nombres.

    `numero`: el de la invitación en la base. `codigo`: las tres cifras que dirá quien la abrió, distintas para cada
    persona. `pedido`: vacío si se acaba de abrir. Si no vale, lo demás está vacío.
    """

    situacion: Situacion
    borrador: str = ""
    eventos: tuple[Evento, ...] = ()
    actor: str = ""
    numero: int = 0
    codigo: str = ""
    pedido: str = ""


@dataclass(frozen=True, slots=True)
class LeerInvitaciones:
    """Leer las invitaciones vivas de un borrador, si quien lo pide lo coordina. `pedido` vuelve tal cual."""

    pedido: str
    borrador: str


@dataclass(frozen=True, slots=True)
class InvitacionViva:
    """Una invitación que todavía sirve. `esperan`: cuántas personas la aceptaron y aún no entraron."""

    numero: int
    actor: str
    caduca: datetime
    esperan: int = 0


@dataclass(frozen=True, slots=True)
class InvitacionesLeidas:
    """Resultado de `LeerInvitaciones`, de la más antigua a la más nueva."""

    pedido: str
    vivas: tuple[InvitacionViva, ...]
    en_grupo: bool = False
    """Si un grupo sigue ese borrador."""


@dataclass(frozen=True, slots=True)
class ComprobarIngreso:
    """Mirar una invitación y si alguno de los que esperan entrar con ella tiene ese código. No cambia nada.

    `pedido`, que dice para qué se mira, vuelve tal cual. Sin `codigo` solo se mira la invitación.
    """

    pedido: str
    invitacion: int
    codigo: str = ""


@dataclass(frozen=True, slots=True)
class IngresoComprobado:
    """Resultado de `ComprobarIngreso`.

    `vale`: la invitación todavía sirve. `integrante`: el nombre que tendrá quien entra («i3»), vacío si el código no es
    de nadie, o es de dos. `aviso`, `privacidad` y
    `aceptados`: los que se dieron en `PedirIngreso`, y cuándo. `quedan`: los intentos que quedarían después de este;
    sin ninguno, ya no vale.
    """

    pedido: str
    invitacion: int
    codigo: str
    borrador: str = ""
    eventos: tuple[Evento, ...] = ()
    """El borrador al que se entraría y su historia, si quien comprueba es integrante; si no, vacíos."""
    vale: bool = False
    coordina_como: str = ""
    """Con qué nombre escribe en él quien comprueba."""
    integrante: str = ""
    actor: str = ""
    rol: str = ""
    aviso: str = ""
    privacidad: str = ""
    aceptados: datetime | None = None
    quedan: int = 0


MINUTOS_DE_UN_PASE = 60
"""Lo que vale el enlace que se da en un grupo para vincularlo."""
MINUTOS_ENTRE_CAMBIOS = 10
"""Lo que pasa, como poco, entre dos cambios del mensaje que dice en un grupo cómo va un borrador."""


@dataclass(frozen=True, slots=True)
class ComprobarGrupo:
    """Mirar si vale el pase de un grupo, y qué borrador sigue ese grupo. No cambia nada.

    `pase`: lo que lleva el enlace que se dio en el grupo. `borrador`: el que se vincularía, si ya se eligió.
    """

    pase: str
    borrador: str = ""


@dataclass(frozen=True, slots=True)
class GrupoComprobado:
    """Resultado de `ComprobarGrupo`. `sigue`: el borrador que ese grupo ya sigue; vacío si ninguno."""

    pase: str
    borrador: str
    vale: bool
    sigue: str = ""


PeticionDeAlianza = (
    SortearSecreto | AbrirInvitacion | RevisarInvitacion | LeerInvitaciones | ComprobarIngreso | ComprobarGrupo
)
ResultadoDeAlianza = SecretoSorteado | InvitacionLeida | InvitacionesLeidas | IngresoComprobado | GrupoComprobado


@dataclass(frozen=True, slots=True)
class GuardarInvitacion:
    """Guardar una invitación al borrador abierto, por la huella de su secreto (SHA-256, en hexadecimal).

    Es para una sola persona, y la guarda quien coordina.
    """

    huella: str
    actor: str
    rol: str
    caduca: datetime


@dataclass(frozen=True, slots=True)
class AnularInvitacion:
    """Que una invitación deje de valer. A quien esperaba entrar con ella se le manda `mensaje`.

    Si ya no valía, el turno se repite.
    """

    numero: int
    mensaje: Mensaje


@dataclass(frozen=True, slots=True)
class PedirIngreso:
    """Dejar a quien hace el turno esperando entrar con esa invitación.

    `aviso` y `privacidad`: las versiones que aceptó, en este turno, del aviso de alianza y del de privacidad.

    A la coordinación se le manda `mensaje`. Pedirlo dos veces es pedirlo una. Nada más de ella se guarda antes. Esperan
    tres a la vez, y cada una 48 horas; si la invitación dejó de valer, el turno se repite.
    """

    numero: int
    aviso: str
    privacidad: str
    mensaje: Mensaje


@dataclass(frozen=True, slots=True)
class DesistirDeEntrar:
    """Dejar de esperar: quien hace el turno ya no quiere entrar con esa invitación."""

    numero: int


@dataclass(frozen=True, slots=True)
class Ingresar:
    """Que entre quien espera con ese código, como `integrante`, y se le mande `mensaje`.

    Debe cambiar una fila; si no, el turno se repite. El evento `Unido` lo pone el diálogo, y dice lo mismo que la
    invitación y lo que aceptó quien entra; si no, no se guarda nada.
    """

    invitacion: int
    codigo: str
    integrante: str
    mensaje: Mensaje


@dataclass(frozen=True, slots=True)
class AnotarCodigoErrado:
    """Contar que se escribió un código que no era; al tercero, la invitación deja de valer."""

    invitacion: int


@dataclass(frozen=True, slots=True)
class Retirar:
    """Que quien hace el turno deje de ser integrante del borrador abierto. El evento `Retirado` lo pone el diálogo.

    Si no `deja` lo suyo, sus eventos pasan a ser `Borrado`, lo que dijo allí se borra y su clave se pierde.
    """

    integrante: str
    deja: bool


@dataclass(frozen=True, slots=True)
class Apartar:
    """Que otro integrante del borrador abierto deje de serlo: lo retira quien coordina.

    El evento `Retirado` lo pone el diálogo. Lo suyo deja de contar y, si no vuelve en `SE_APARTA`, se borra.
    """

    integrante: str


@dataclass(frozen=True, slots=True)
class AvisarA:
    """Avisar a otros integrantes de un borrador, por su nombre en él («i1»): pocas veces al día y nunca de noche.

    `borrador`: el abierto o, al borrar los datos de quien hace el turno, uno en el que estaba. A quien salió no le
    llega. `se_resume`: si hoy no se le puede avisar, el resumen le dirá lo que el borrador diga entonces; si no, el
    mensaje espera a otro día.
    """

    integrantes: tuple[str, ...]
    mensaje: Mensaje
    borrador: str = ""
    se_resume: bool = True


@dataclass(frozen=True, slots=True)
class DarPorResumido:
    """Lo que esperaba al resumen de quien hace el turno ya se le dijo, o ya no hace falta."""


@dataclass(frozen=True, slots=True)
class VincularGrupo:
    """Que el grupo de ese pase siga el borrador abierto, y ningún otro lo siga; lo pide quien coordina.

    Si el pase dejó de valer, o el grupo sigue otro borrador, el turno se repite.
    """

    pase: str


@dataclass(frozen=True, slots=True)
class DesvincularGrupo:
    """Que el grupo que sigue el borrador abierto deje de seguirlo; lo pide quien coordina."""


EfectoDeAlianza = (
    GuardarInvitacion
    | AnularInvitacion
    | PedirIngreso
    | DesistirDeEntrar
    | Ingresar
    | AnotarCodigoErrado
    | Retirar
    | Apartar
    | AvisarA
    | DarPorResumido
    | VincularGrupo
    | DesvincularGrupo
)
