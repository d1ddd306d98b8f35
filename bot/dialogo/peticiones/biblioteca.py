"""Lo que el personal pide de los documentos de los que se cita: leer uno que envía, verlo, publicarlo o retirarlo.

De una versión, lo que se pide y lo que vuelve la nombran por su `version`, que es única.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.dialogo.entradas import ArchivoEnviado
from bot.dialogo.mensajes import Adjunto


class EstadoDeDocumento(StrEnum):
    """En qué punto de su vida está una versión; solo lo publicado se cita."""

    BORRADOR = "borrador"
    PUBLICADO = "publicado"
    REEMPLAZADO = "reemplazado"
    RETIRADO = "retirado"


@dataclass(frozen=True, slots=True)
class Parecido:
    """Un documento que se cita y al que otro se parece; `parte`, de 0 a 100, es cuánto de su texto comparten."""

    version: str
    titulo: str
    parte: int


@dataclass(frozen=True, slots=True)
class DocumentoDescrito:
    """Una versión de un documento y cómo está.

    `leido` y `avisos` dicen qué se leyó y qué mirar; `cita`, cómo se vería la fuente de un pasaje suyo; `desde`, el
    primer día en que se cita, y `cuando`, lo último que se hizo con ella. Al listar faltan `leido`, `avisos`, `cita` y
    `parecidos`.
    """

    version: str
    titulo: str
    estado: EstadoDeDocumento
    cuando: datetime
    institucion: str = ""
    anio: int | None = None
    desde: date | None = None
    leido: str = ""
    avisos: tuple[str, ...] = ()
    cita: str = ""
    parecidos: tuple[Parecido, ...] = ()


class ParaQue(StrEnum):
    """Para qué se mira una versión."""

    VER = "ver"
    CONFIRMAR = "confirmar"
    PUBLICAR = "publicar"
    DESHACER = "deshacer"


@dataclass(frozen=True, slots=True)
class LeerArchivo:
    """Leer un archivo que envió el personal y guardarlo como borrador, que no se cita."""

    archivo: ArchivoEnviado


@dataclass(frozen=True, slots=True)
class DescribirDocumento:
    """Mirar cómo está una versión."""

    version: str
    para: ParaQue


@dataclass(frozen=True, slots=True)
class CorregirDocumento:
    """Cambiar el título, el año o la institución de un borrador: lo que no sea None. El año 0 es quitarlo."""

    version: str
    titulo: str | None = None
    anio: int | None = None
    institucion: str | None = None


@dataclass(frozen=True, slots=True)
class VerDocumento:
    """Hacer la vista previa de una versión."""

    version: str


@dataclass(frozen=True, slots=True)
class PublicarDocumento:
    """Publicar un borrador desde hoy; `reemplaza` es la versión que deja de citarse, si alguna."""

    version: str
    reemplaza: str = ""


@dataclass(frozen=True, slots=True)
class DeshacerPublicacion:
    """Volver a borrador lo publicado; vuelve a citarse lo que reemplazó."""

    version: str


@dataclass(frozen=True, slots=True)
class RetirarDocumento:
    """Dejar de citar una versión."""

    version: str
    motivo: str


@dataclass(frozen=True, slots=True)
class DescartarDocumento:
    """Borrar un borrador."""

    version: str


@dataclass(frozen=True, slots=True)
class ListarDocumentos:
    """Mirar qué documentos hay, sin lo que ya no se cita."""


PeticionDeBiblioteca = (
    LeerArchivo
    | DescribirDocumento
    | CorregirDocumento
    | VerDocumento
    | PublicarDocumento
    | DeshacerPublicacion
    | RetirarDocumento
    | DescartarDocumento
    | ListarDocumentos
)


@dataclass(frozen=True, slots=True)
class DocumentoLeido:
    """Resultado de `LeerArchivo`; `ya_estaba`: el mismo archivo se había enviado antes."""

    documento: DocumentoDescrito
    ya_estaba: bool = False


@dataclass(frozen=True, slots=True)
class DocumentoMirado:
    """Resultado de `DescribirDocumento` y, para confirmar, de `CorregirDocumento`."""

    documento: DocumentoDescrito
    para: ParaQue


@dataclass(frozen=True, slots=True)
class VistaHecha:
    """Resultado de `VerDocumento`: la página que se abre sin internet."""

    documento: DocumentoDescrito
    adjunto: Adjunto


@dataclass(frozen=True, slots=True)
class DocumentoPublicado:
    """Resultado de `PublicarDocumento`: los títulos que dejan de citarse, y lo que dieron las preguntas conocidas.

    `peores` dice, de cada una que empeora, de qué documento es y qué se contesta; `revisado`, qué preguntas se usan.
    """

    documento: DocumentoDescrito
    salen: tuple[str, ...] = ()
    probadas: int = 0
    empeoran: int = 0
    peores: tuple[str, ...] = ()
    revisado: str = ""


@dataclass(frozen=True, slots=True)
class DocumentoQuitado:
    """Resultado de `DeshacerPublicacion`, `RetirarDocumento` y `DescartarDocumento`, que es `con` lo que se quitó."""

    documento: DocumentoDescrito
    con: DeshacerPublicacion | RetirarDocumento | DescartarDocumento


@dataclass(frozen=True, slots=True)
class DocumentosListados:
    """Resultado de `ListarDocumentos`: primero los borradores y después lo que se cita."""

    documentos: tuple[DocumentoDescrito, ...]


@dataclass(frozen=True, slots=True)
class DocumentoRehusado:
    """Lo pedido no se puede hacer, y `motivo` se lo dice a una persona."""

    motivo: str


@dataclass(frozen=True, slots=True)
class DocumentoSinHacer:
    """Lo pedido falló, y el error está en el registro con esa referencia."""

    referencia: str


ResultadoDeBiblioteca = (
    DocumentoLeido
    | DocumentoMirado
    | VistaHecha
    | DocumentoPublicado
    | DocumentoQuitado
    | DocumentosListados
    | DocumentoRehusado
    | DocumentoSinHacer
)
