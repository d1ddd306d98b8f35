"""Los hechos de un borrador, una clase por cada cosa que puede pasar.

La historia nunca se reescribe: deshacer también es un evento. `tipo` es el nombre con que se guarda cada hecho.
Lo que puede faltar en una historia guardada tiene valor por defecto.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from bot.entrevista.valor import Valor

Llave = tuple[str, str]
"""Una respuesta posible: clave de la pregunta e identificador del actor («» si no se repite)."""

COORDINA = "i0"
"""El integrante que empezó el borrador: lo coordina mientras no lo pase a otro. Los demás son «i1», «i2»…"""
DE_LA_ALIANZA = ""
"""El autor de lo que no es de ningún integrante: quedan en la historia aunque se borre lo de todos ellos."""


@dataclass(frozen=True, slots=True)
class Entendido:
    """Una respuesta que se entendió de un texto y espera su decisión. `cita` son palabras exactas del mensaje.

    Con `opciones` el valor todavía no se sabe: `duda` dice qué debe elegir la persona.
    """

    llave: Llave
    valor: Valor = None
    lectura: str = ""
    cita: str = ""
    duda: str = ""
    opciones: tuple[tuple[str, Valor], ...] = ()


@dataclass(frozen=True, slots=True)
class Lote:
    """Lo entendido de un texto, sin decidir. `avisa`: se muestran juntas; si no, cada una cuando llega su pregunta."""

    numero: int = 0
    crudo: str = ""
    entendidos: tuple[tuple[int, Entendido], ...] = ()
    """Cada una con su lugar, que no cambia cuando se deciden otras."""
    avisa: bool = False
    uno_por_uno: bool = False
    intentos: int = 0
    """Cuántas veces seguidas no se entendió qué hacer con el lote."""

    @property
    def claros(self) -> tuple[tuple[int, Entendido], ...]:
        """Las que no esperan que se elija entre lecturas, con su lugar en el lote."""
        return tuple(par for par in self.entendidos if not par[1].opciones)

    @property
    def dudosos(self) -> tuple[tuple[int, Entendido], ...]:
        """Las que esperan que se elija entre lecturas, con su lugar en el lote."""
        return tuple(par for par in self.entendidos if par[1].opciones)


@dataclass(frozen=True, slots=True)
class Archivo:
    """Un archivo que se entregó, con la huella de lo que tenía dentro."""

    nombre: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class _Hecho:
    instante: datetime
    autor: str = field(default=COORDINA, kw_only=True)
    """El integrante que lo hizo, o `DE_LA_ALIANZA`. Las historias de una sola persona no lo guardan: son de «i0»."""


@dataclass(frozen=True, slots=True)
class _DeUnaPregunta(_Hecho):
    llave: Llave


@dataclass(frozen=True, slots=True)
class Creado(_Hecho):
    """Empezó el borrador con esa `version` de la entrevista. `acepta` el aviso de privacidad de versión `aviso`."""

    tipo: ClassVar = "creado"
    version: str = ""
    aviso: str = ""
    acepta: bool = False


@dataclass(frozen=True, slots=True)
class AvisoAceptado(_Hecho):
    """Aceptó el aviso de privacidad, en su versión `aviso`, después de que cambió."""

    tipo: ClassVar = "aviso_aceptado"
    aviso: str = ""


@dataclass(frozen=True, slots=True)
class Autorizada(_Hecho):
    """La APCI puede leer el borrador; `aviso` es la versión del aviso para compartir que se mostró."""

    tipo: ClassVar = "autorizada"
    aviso: str = ""


@dataclass(frozen=True, slots=True)
class Revocada(_Hecho):
    """Retiró esa autorización."""

    tipo: ClassVar = "revocada"


@dataclass(frozen=True, slots=True)
class Respondida(_DeUnaPregunta):
    """Respondió una pregunta: el valor entendido y sus palabras (`crudo`).

    `mensaje` es su mensaje en el canal, para corregir la respuesta si lo edita. Las del mismo `lote` se dieron juntas
    y se deshacen juntas. `sugerida`: las palabras no son suyas; eligió una sugerencia del asistente.
    """

    tipo: ClassVar = "respuesta"
    valor: Valor = None
    crudo: str = ""
    mensaje: str | None = None
    lote: str | None = None
    sugerida: bool | None = None


@dataclass(frozen=True, slots=True)
class Omitida(_DeUnaPregunta):
    """Dejó una pregunta pendiente a propósito; `lote`, como en `Respondida`."""

    tipo: ClassVar = "omitida"
    lote: str | None = None


@dataclass(frozen=True, slots=True)
class Deshecha(_Hecho):
    """Deshizo sus últimos cambios: tantos como `veces`."""

    tipo: ClassVar = "deshecha"
    veces: int = 1


@dataclass(frozen=True, slots=True)
class Vuelta(_DeUnaPregunta):
    """Volvió a una pregunta. `desde` es la sección de la revisión a la que regresa después."""

    tipo: ClassVar = "vuelta"
    desde: str | None = None


@dataclass(frozen=True, slots=True)
class Seguida(_Hecho):
    """Dejó como está aquello a lo que había vuelto."""

    tipo: ClassVar = "seguida"


@dataclass(frozen=True, slots=True)
class ElementoElegido(_DeUnaPregunta):
    """Va a agregar, cambiar o quitar un elemento de una lista; `lugar` es -1 mientras no se elige cuál."""

    tipo: ClassVar = "elemento"
    accion: str = ""
    lugar: int = -1


@dataclass(frozen=True, slots=True)
class Fallo(_DeUnaPregunta):
    """No se entendió lo que escribió, que no se guarda."""

    tipo: ClassVar = "fallo"


@dataclass(frozen=True, slots=True)
class DudaPlanteada(_DeUnaPregunta):
    """Debe elegir entre lecturas: pares de etiqueta y valor. `texto` es la pregunta que se le hizo.

    `confirma`: lo que se le pregunta es si cambia lo ya respondido. `mensaje`, como en `Respondida`.
    """

    tipo: ClassVar = "duda"
    crudo: str = ""
    opciones: tuple[tuple[str, Valor], ...] = ()
    confirma: bool = False
    texto: str = ""
    mensaje: str = ""


@dataclass(frozen=True, slots=True)
class Guiada(_Hecho):
    """Prefirió ir pregunta por pregunta en vez de contar la idea."""

    tipo: ClassVar = "guiada"


@dataclass(frozen=True, slots=True)
class Entendida(_Hecho):
    """De un texto libre se entendió un lote de respuestas, que reemplaza al anterior; todavía no cambia ninguna."""

    tipo: ClassVar = "propuesta"
    lote: Lote = field(default_factory=Lote)


@dataclass(frozen=True, slots=True)
class Aceptada(_Hecho):
    """Guardó lo entendido en esos lugares del lote de ese número."""

    tipo: ClassVar = "aceptada"
    lote: int = 0
    lugares: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Descartada(_Hecho):
    """No quiso lo entendido en esos lugares del lote de ese número."""

    tipo: ClassVar = "descartada"
    lote: int = 0
    lugares: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ModoCambiado(_Hecho):
    """Pasó a responder solo lo principal («nucleo») o también lo demás («ampliado»)."""

    tipo: ClassVar = "modo"
    modo: str = "nucleo"


@dataclass(frozen=True, slots=True)
class Migrada(_Hecho):
    """El borrador pasó de una versión de la entrevista a otra.

    `renombradas`: la clave nueva de cada pregunta que cambió de clave. `quitadas`: las que ya no existen.
    `opciones`: de cada pregunta, por su clave nueva, el valor nuevo de cada opción que cambió.
    """

    tipo: ClassVar = "migrada"
    de: str = ""
    a: str = ""
    renombradas: dict[str, str] = field(default_factory=dict[str, str])
    quitadas: tuple[str, ...] = ()
    opciones: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])


@dataclass(frozen=True, slots=True)
class Arreglo:
    """Un texto de una respuesta como se escribió y como quedaría en el documento; `usado`: lo quiso así."""

    llave: Llave = ("", "")
    antes: str = ""
    despues: str = ""
    usado: bool = False


@dataclass(frozen=True, slots=True)
class Redactada(_Hecho):
    """Decidió cómo van en el documento unos textos suyos. Las respuestas no cambian: siguen como las escribió."""

    tipo: ClassVar = "redaccion"
    arreglos: tuple[Arreglo, ...] = ()


@dataclass(frozen=True, slots=True)
class Archivado(_Hecho):
    """Guardó el borrador aparte, para más adelante."""

    tipo: ClassVar = "archivado"


@dataclass(frozen=True, slots=True)
class Recuperado(_Hecho):
    """Volvió a un borrador archivado."""

    tipo: ClassVar = "recuperado"


@dataclass(frozen=True, slots=True)
class Descartado(_Hecho):
    """Abandonó el borrador entero."""

    tipo: ClassVar = "descartado"


@dataclass(frozen=True, slots=True)
class DocumentoEntregado(_Hecho):
    """Recibió el documento. `huella` es la de las respuestas: la misma huella es la misma `version`, desde 1.

    `hasta`: cuántos eventos había leído quien lo recibió al empezar su turno. Lo que otros anotaron después, aunque en
    la historia quede antes, no está en el documento; lo suyo sí. None en lo que se guardó cuando escribía uno solo.
    """

    tipo: ClassVar = "documento"
    version: int = 0
    huella: str = ""
    archivos: tuple[Archivo, ...] = ()
    hasta: int | None = None


@dataclass(frozen=True, slots=True)
class Invitado(_Hecho):
    """La coordinación creó la invitación de ese número para responder por un `actor` («» si solo va a leer)."""

    tipo: ClassVar = "invitado"
    invitacion: int = 0
    actor: str = ""
    rol: str = ""


@dataclass(frozen=True, slots=True)
class Unido(_Hecho):
    """Entró un integrante, que responde por ese `actor`. De la alianza. `aviso`: el de alianza que aceptó."""

    tipo: ClassVar = "unido"
    integrante: str = ""
    actor: str = ""
    rol: str = ""
    aviso: str = ""


@dataclass(frozen=True, slots=True)
class Retirado(_Hecho):
    """Salió un integrante. De la alianza. `motivo`: «propio», «coordinacion», «borrado» o «inactividad».

    `deja`: sus respuestas siguen siendo las de su organización; si no, se las llevó y dejan de estar.
    """

    tipo: ClassVar = "retirado"
    integrante: str = ""
    motivo: str = ""
    deja: bool = True


@dataclass(frozen=True, slots=True)
class RolCambiado(_Hecho):
    """Un integrante pasó a tener otro rol. De la alianza. Pasar la coordinación son dos, en el mismo turno."""

    tipo: ClassVar = "rol"
    integrante: str = ""
    rol: str = ""


@dataclass(frozen=True, slots=True)
class Sugerida(_DeUnaPregunta):
    """Propuso otra respuesta común. `numero` la distingue; `base`, la huella del valor que estaba mirando.

    `elemento`: el nombre del de la lista del que habla; None si es de la respuesta entera.
    """

    tipo: ClassVar = "sugerida"
    numero: int = 0
    valor: Valor = None
    crudo: str = ""
    base: str = ""
    elemento: str | None = None


@dataclass(frozen=True, slots=True)
class Acogida(_Hecho):
    """La coordinación aceptó la sugerencia de ese número; la respuesta que sale de ella va aparte."""

    tipo: ClassVar = "acogida"
    numero: int = 0


@dataclass(frozen=True, slots=True)
class Desestimada(_Hecho):
    """La coordinación dejó como estaba lo que la sugerencia de ese número proponía cambiar."""

    tipo: ClassVar = "desestimada"
    numero: int = 0
    motivo: str = ""


@dataclass(frozen=True, slots=True)
class Desistida(_Hecho):
    """Quien hizo la sugerencia de ese número la retiró."""

    tipo: ClassVar = "desistida"
    numero: int = 0


@dataclass(frozen=True, slots=True)
class VersionPuesta(_Hecho):
    """La coordinación pidió el visto bueno a esa versión, con la `huella` de lo que dice."""

    tipo: ClassVar = "puesta"
    version: int = 0
    huella: str = ""


@dataclass(frozen=True, slots=True)
class VistoBuenoDado(_Hecho):
    """Dio su visto bueno a esa versión. No se retira: si el texto cambia, sigue siendo a esa versión."""

    tipo: ClassVar = "visto_bueno"
    version: int = 0
    huella: str = ""


@dataclass(frozen=True, slots=True)
class Observada(_Hecho):
    """No dio su visto bueno a esa versión: pidió un cambio, que dice `texto`."""

    tipo: ClassVar = "observada"
    version: int = 0
    huella: str = ""
    texto: str = ""


@dataclass(frozen=True, slots=True)
class Borrado(_Hecho):
    """Aquí hubo algo que su autor borró: conserva el lugar en la historia y no dice nada. De la alianza."""

    tipo: ClassVar = "borrado"


@dataclass(frozen=True, slots=True)
class Desconocido(_Hecho):
    """Algo que este programa no sabe qué es: se conserva y no cambia nada."""

    tipo: str
    datos: dict[str, Valor]


Evento = (
    Creado
    | AvisoAceptado
    | Autorizada
    | Revocada
    | Respondida
    | Omitida
    | Deshecha
    | Vuelta
    | Seguida
    | ElementoElegido
    | Fallo
    | DudaPlanteada
    | Guiada
    | Entendida
    | Aceptada
    | Descartada
    | ModoCambiado
    | Migrada
    | Redactada
    | Archivado
    | Recuperado
    | Descartado
    | DocumentoEntregado
    | Invitado
    | Unido
    | Retirado
    | RolCambiado
    | Sugerida
    | Acogida
    | Desestimada
    | Desistida
    | VersionPuesta
    | VistoBuenoDado
    | Observada
    | Borrado
    | Desconocido
)
"""Algo que pasó en un borrador."""
