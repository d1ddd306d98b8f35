"""Los valores del conocimiento: documento, fragmento, oración y vacío.

No lee archivos, no calcula vectores y no sabe qué es una conversación.
Todas las posiciones son índices de caracteres Unicode en `Documento.texto`, que es el archivo
decodificado sin normalizar nada; así `texto[inicio:fin]` es siempre la cita literal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

RESPUESTA = "respuesta"
"""La clave de lo que no se pide: se responde."""
CARPETA_DE_RESPUESTAS = "respuestas/"
"""Con esto empieza el nombre de los documentos que son respuestas oficiales del personal."""
CARPETA_DE_LA_BIBLIOTECA = "biblioteca/"
"""Con esto empieza el nombre de los que agregó la agencia: «biblioteca/directiva-004»."""


@dataclass(frozen=True, slots=True)
class Vacio:
    """Un dato que el documento anuncia y no contiene (por ejemplo, el cuarto principio).

    `pistas`: expresiones que, en una pregunta, indican que se pide justo ese dato.
    `mensaje`: lo que se le dice a la persona; `anuncio`: palabras del documento que lo anuncian.
    """

    clave: str
    apartado: str
    anuncio: str
    mensaje: str
    pistas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ficha:
    """La cabecera de un documento: quién lo dice, cuándo y qué se sabe que le falta."""

    documento: str
    titulo: str
    institucion: str
    anio: int | None
    fuente: str
    version: str
    capitulo: str
    vacios: tuple[Vacio, ...] = ()
    vigente_hasta: date | None = None  # el último día en que se puede citar; None si no caduca


@dataclass(frozen=True, slots=True)
class Equivalencia:
    """Unas expresiones de la gente y las palabras del documento que les corresponden.

    Con `mismo_tema` nombran lo mismo, y encontrarlas cuenta como que el documento trata lo preguntado;
    sin él solo orientan hacia dónde mirar.
    """

    expresiones: tuple[str, ...]
    palabras: str
    mismo_tema: bool


@dataclass(frozen=True, slots=True)
class Tramo:
    """Un intervalo [inicio, fin) de caracteres del documento."""

    inicio: int
    fin: int


@dataclass(frozen=True, slots=True)
class Cabecera:
    """La fila que dice qué es cada columna de una tabla: `texto == Documento.texto[inicio:fin]`."""

    texto: str
    inicio: int
    fin: int


@dataclass(frozen=True, slots=True)
class Fragmento:
    """Un pasaje citable: uno o varios párrafos seguidos de un mismo apartado, o una tabla o una fila de ella.

    `paginas`: desde qué posición del documento está en qué página, en orden; vacío si no tiene páginas. `cabecera` es
    la de la tabla, si es una fila.
    """

    documento: str
    version: str
    apartado: str  # como se muestra: «2.1 Concepto»; vacío si el documento no tiene apartados
    texto: str
    inicio: int
    fin: int
    oraciones: tuple[Tramo, ...]
    paginas: tuple[tuple[int, int], ...] = ()
    cabecera: Cabecera | None = None

    def pagina_en(self, posicion: int) -> int | None:
        """La página de una posición del documento que cae en este fragmento; None si no tiene páginas."""
        return next((pagina for desde, pagina in reversed(self.paginas) if desde <= posicion), None)

    def oracion(self, tramo: Tramo) -> str:
        """Devuelve el texto de un tramo del documento que cae dentro de este fragmento."""
        return self.texto[tramo.inicio - self.inicio : tramo.fin - self.inicio]

    def oraciones_en(self, lugar: Tramo) -> Tramo:
        """Devuelve las oraciones enteras que tocan un lugar; si no toca ninguna, la primera."""
        tocadas = [tramo for tramo in self.oraciones if tramo.inicio < lugar.fin and tramo.fin > lugar.inicio]
        return Tramo(tocadas[0].inicio, tocadas[-1].fin) if tocadas else self.oraciones[0]


@dataclass(frozen=True, slots=True)
class Idea:
    """Algo por lo que la gente pregunta, con las maneras en que lo pregunta.

    Si el documento lo dice, `contesta` es cierto y `lugar` señala las palabras que lo contestan. Si no,
    `falta` completa «El texto que tengo no dice…», `lugar` señala lo más cercano que sí dice (o nada) y
    `vacio` es la clave del vacío conocido, si es uno.
    """

    documento: str
    clave: str
    contesta: bool
    lugar: Tramo | None
    preguntas: tuple[str, ...]
    falta: str = ""
    vacio: str = ""


@dataclass(frozen=True, slots=True)
class Explicacion:
    """Una idea del documento dicha en sencillo y con un ejemplo inventado; no son texto suyo. Uno puede faltar.

    `lugar` es el de la idea: las palabras del documento que se explican. `aprobada_por` es quien, en la APCI, la leyó y
    la dio por buena en esa `fecha`; vacío si nadie todavía.
    """

    documento: str
    idea: str
    lugar: Tramo
    en_sencillo: str
    ejemplo: str
    aprobada_por: str = ""
    fecha: date | None = None


class QueExplicaciones(StrEnum):
    """Cuáles se muestran: todas, dicho cuáles aprobó la APCI; solo las aprobadas; o ninguna."""

    TODAS = "sí"
    APROBADAS = "aprobadas"
    NINGUNA = "no"

    def de(self, documentos: Iterable["Documento"]) -> tuple[Explicacion, ...]:
        """Las de unos documentos. Lo que agrega la agencia solo se explica con lo que ella aprobó."""
        if self is QueExplicaciones.NINGUNA:
            return ()
        return tuple(
            una
            for documento in documentos
            for una in documento.explicaciones
            if una.aprobada_por or (self is QueExplicaciones.TODAS and documento.es_del_producto)
        )


@dataclass(frozen=True, slots=True)
class Solicitud:
    """Algo que la gente le pide o le dice al asistente y no le pregunta a un documento, con ejemplos.

    La de clave `RESPUESTA` es lo contrario de un pedido: lo que se contesta en la entrevista; solo en ella, `preguntas`
    trae, de cada ejemplo, la clave de la pregunta que contesta.
    """

    clave: str
    ejemplos: tuple[str, ...]
    preguntas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Documento:
    """Un documento leído, con su texto íntegro, sus fragmentos y cómo pregunta la gente por él."""

    ficha: Ficha
    texto: str
    huella: str  # SHA-256 de los bytes del archivo, de su ficha y de sus preguntas
    fragmentos: tuple[Fragmento, ...]
    ideas: tuple[Idea, ...] = ()
    ajenas: tuple[str, ...] = ()  # preguntas que no tienen que ver con él
    explicaciones: tuple[Explicacion, ...] = ()  # no entran en la huella: no cambian lo que se busca
    caidas: tuple[str, ...] = ()  # las que no se usan porque su oración cambió: dónde están y qué oración era

    @property
    def es_del_producto(self) -> bool:
        """Si lo trae el producto, o está en su carpeta de documentos: no lo agregó la agencia con el asistente."""
        return not self.ficha.documento.startswith((CARPETA_DE_LA_BIBLIOTECA, CARPETA_DE_RESPUESTAS))

    @property
    def es_oficial(self) -> bool:
        """Si es una respuesta del personal a una pregunta, que es su primera línea."""
        return self.ficha.documento.startswith(CARPETA_DE_RESPUESTAS)

    @property
    def pregunta(self) -> str:
        """La que contesta, si es una respuesta oficial."""
        return self.texto.strip().partition("\n")[0].lstrip("# ").strip()


@dataclass(frozen=True, slots=True)
class Pasaje:
    """Un fragmento encontrado para una pregunta, con su puntuación y su mejor oración."""

    fragmento: Fragmento
    puntuacion: float
    oracion: Tramo


@dataclass(frozen=True, slots=True)
class Cita:
    """Palabras textuales de un documento: `texto == Documento.texto[inicio:fin]`.

    `pagina` es aquella en que empieza, si el documento tiene páginas, y `hasta_pagina`, en la que acaba, si es otra.
    """

    documento: str
    version: str
    apartado: str
    pagina: int | None
    texto: str
    inicio: int
    fin: int
    hasta_pagina: int | None = None


MUCHAS_CONOCIDAS = 1_000
"""Preguntas conocidas desde las que se cree más al juez que a lo que se ve: del marco son más de 1 500, y de una norma
que alguien revisó en una hora, unas 240."""


@dataclass(frozen=True, slots=True)
class Juicio:
    """A qué se parece una consulta entre lo que se sabe que la gente pregunta.

    `contesta`, `falta` y `ajena` son probabilidades que suman 1: el documento lo dice, trata el tema sin
    decirlo o no lo trata. `ideas` trae las más parecidas con su probabilidad, de mayor a menor. `pide` es la
    probabilidad de que no sea una pregunta sino algo que se le pide al asistente, y `solicitud` dice qué. `respuestas`,
    de cada pregunta de la entrevista, cuánto más se parece a lo que se le contesta que a lo demás, en la escala de una
    regresión logística (de -10 a 10). `solicitudes`, de cada una, el coseno con sus ejemplos más cercanos; la clave
    vacía, con las preguntas a un documento. `conocidas`: con cuántas preguntas se juzgó. `es_sabida`: lo preguntado es,
    palabra por palabra, una de ellas, y la primera de `ideas` es la suya. `es_dudoso`: la conocida que más se le parece
    es de otra idea que la primera. `en_disputa`: quizá se pregunta a otro documento, que trata más el tema.
    """

    contesta: float
    falta: float
    ajena: float
    ideas: tuple[tuple[Idea, float], ...]
    pide: float = 0.0
    solicitud: str = ""
    respuestas: Mapping[str, float] = field(default_factory=dict[str, float])
    solicitudes: Mapping[str, float] = field(default_factory=dict[str, float])
    conocidas: int = 0
    es_sabida: bool = False
    es_dudoso: bool = False
    en_disputa: bool = False

    @property
    def sabe_poco(self) -> bool:
        """Si se juzgó con pocas preguntas conocidas: del documento se pregunta más que eso."""
        return self.conocidas < MUCHAS_CONOCIDAS

    def parecido_a_responder(self, pregunta: str) -> float:
        """Cuánto más se parece a responder a esa pregunta; de una sin ejemplos, a responder a cualquiera."""
        return self.respuestas.get(pregunta, self.respuestas.get("", 0.0))


@dataclass(frozen=True, slots=True)
class Oficial:
    """Una respuesta oficial del personal: la pregunta que contesta, con qué palabras, y cuánto se le parece otra.

    `parecido` es el coseno de las dos preguntas: alto no quiere decir que pidan lo mismo.
    """

    pregunta: str
    fragmentos: tuple[Fragmento, ...]
    parecido: float


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """Lo encontrado para una consulta: hasta diez pasajes, del mejor al peor.

    `confianza` es la probabilidad calibrada (0 a 1) de que los documentos traten lo preguntado;
    `senales` son los rasgos de los que salió, por nombre, para poder explicarla. `dato` es la probabilidad
    de que el primer pasaje, además, lo conteste. `juicio` falta si del documento no se sabe qué se pregunta.
    `otro` es lo hallado en un documento del que sí se sabe, si los pasajes son de otros: no dice nada de ellos, pero sí
    de si lo escrito era una pregunta (`dicho`), y vale si la conversación resulta ir a él.
    `orientada`: la consulta con las palabras con que un documento sin revisar diría lo mismo, si las hay.
    `oficiales` trae las respuestas oficiales a las preguntas más parecidas, de la más a la menos; ninguna está en
    `pasajes`.
    """

    consulta: str
    pasajes: tuple[Pasaje, ...]
    confianza: float
    senales: tuple[tuple[str, float], ...] = ()
    dato: float = 1.0
    juicio: Juicio | None = None
    oficiales: tuple[Oficial, ...] = ()
    otro: "Hallazgo | None" = None
    orientada: str = ""

    @property
    def dicho(self) -> Juicio | None:
        """El juicio en que se mira si lo escrito es una pregunta u otra cosa."""
        return self.juicio or (self.otro.juicio if self.otro else None)
