"""Lo que hace quien escribe un borrador: responder, dudar, volver, deshacer, autorizar, recibir su documento."""

from dataclasses import dataclass, field
from typing import ClassVar

from bot.entrevista.eventos.hecho import Archivo, Arreglo, DeUnaPregunta, Hecho, Lote
from bot.entrevista.valor import Valor


@dataclass(frozen=True, slots=True)
class Creado(Hecho):
    """Empezó el borrador con esa `version` de la entrevista. `acepta` el aviso de privacidad de versión `aviso`."""

    tipo: ClassVar = "creado"
    version: str = ""
    aviso: str = ""
    acepta: bool = False


@dataclass(frozen=True, slots=True)
class AvisoAceptado(Hecho):
    """Aceptó el aviso de privacidad, en su versión `aviso`, después de que cambió."""

    tipo: ClassVar = "aviso_aceptado"
    aviso: str = ""


@dataclass(frozen=True, slots=True)
class Autorizada(Hecho):
    """La APCI puede leer el borrador; `aviso` es la versión del aviso para compartir que se mostró."""

    tipo: ClassVar = "autorizada"
    aviso: str = ""


@dataclass(frozen=True, slots=True)
class Revocada(Hecho):
    """Retiró esa autorización."""

    tipo: ClassVar = "revocada"


@dataclass(frozen=True, slots=True)
class Respondida(DeUnaPregunta):
    """Respondió una pregunta: el valor entendido y sus palabras (`crudo`).

    `mensaje` es su mensaje en el canal, para corregir la respuesta si lo edita. Las del mismo `lote` se dieron juntas
    y se deshacen juntas. `sugerida`: las palabras no son suyas; eligió una sugerencia del asistente. `mejorada`: el
    valor lo escribió un modelo con las palabras de `crudo`, y la persona lo eligió.
    """

    tipo: ClassVar = "respuesta"
    valor: Valor = None
    crudo: str = ""
    mensaje: str | None = None
    lote: str | None = None
    sugerida: bool | None = None
    mejorada: bool | None = None


@dataclass(frozen=True, slots=True)
class Omitida(DeUnaPregunta):
    """Dejó una pregunta pendiente a propósito; `lote`, como en `Respondida`."""

    tipo: ClassVar = "omitida"
    lote: str | None = None


@dataclass(frozen=True, slots=True)
class Deshecha(Hecho):
    """Deshizo sus últimos cambios: tantos como `veces`."""

    tipo: ClassVar = "deshecha"
    veces: int = 1


@dataclass(frozen=True, slots=True)
class Vuelta(DeUnaPregunta):
    """Volvió a una pregunta. `desde` es la sección de la revisión a la que regresa después."""

    tipo: ClassVar = "vuelta"
    desde: str | None = None


@dataclass(frozen=True, slots=True)
class Seguida(Hecho):
    """Dejó como está aquello a lo que había vuelto."""

    tipo: ClassVar = "seguida"


@dataclass(frozen=True, slots=True)
class ElementoElegido(DeUnaPregunta):
    """Va a agregar, cambiar o quitar un elemento de una lista; `lugar` es -1 mientras no se elige cuál."""

    tipo: ClassVar = "elemento"
    accion: str = ""
    lugar: int = -1


@dataclass(frozen=True, slots=True)
class Fallo(DeUnaPregunta):
    """No se entendió lo que escribió, que no se guarda."""

    tipo: ClassVar = "fallo"


@dataclass(frozen=True, slots=True)
class DudaPlanteada(DeUnaPregunta):
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
class Guiada(Hecho):
    """Prefirió ir pregunta por pregunta en vez de contar la idea."""

    tipo: ClassVar = "guiada"


@dataclass(frozen=True, slots=True)
class Entendida(Hecho):
    """De un texto libre se entendió un lote de respuestas, que reemplaza al anterior; todavía no cambia ninguna."""

    tipo: ClassVar = "propuesta"
    lote: Lote = field(default_factory=Lote)


@dataclass(frozen=True, slots=True)
class Aceptada(Hecho):
    """Guardó lo entendido en esos lugares del lote de ese número."""

    tipo: ClassVar = "aceptada"
    lote: int = 0
    lugares: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Descartada(Hecho):
    """No quiso lo entendido en esos lugares del lote de ese número."""

    tipo: ClassVar = "descartada"
    lote: int = 0
    lugares: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ModoCambiado(Hecho):
    """Pasó a responder solo lo principal («nucleo») o también lo demás («ampliado»)."""

    tipo: ClassVar = "modo"
    modo: str = "nucleo"


@dataclass(frozen=True, slots=True)
class Migrada(Hecho):
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
class Redactada(Hecho):
    """Decidió cómo van en el documento unos textos suyos. Las respuestas no cambian: siguen como las escribió."""

    tipo: ClassVar = "redaccion"
    arreglos: tuple[Arreglo, ...] = ()


@dataclass(frozen=True, slots=True)
class Archivado(Hecho):
    """Guardó el borrador aparte, para más adelante."""

    tipo: ClassVar = "archivado"


@dataclass(frozen=True, slots=True)
class Recuperado(Hecho):
    """Volvió a un borrador archivado."""

    tipo: ClassVar = "recuperado"


@dataclass(frozen=True, slots=True)
class Descartado(Hecho):
    """Abandonó el borrador entero."""

    tipo: ClassVar = "descartado"


@dataclass(frozen=True, slots=True)
class DocumentoEntregado(Hecho):
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
class Desconocido(Hecho):
    """Algo que este programa no sabe qué es: se conserva y no cambia nada."""

    tipo: str
    datos: dict[str, Valor]
