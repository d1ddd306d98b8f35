"""Lo que se le muestra a una persona, sin saber en qué canal se mostrará.

Cada canal lo traduce a su manera (HTML en Telegram, texto en la consola). No contiene redacción:
las frases están en los `textos` de cada carpeta. El texto de un `Trozo` es siempre dato; el canal lo escapa.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from conocimiento.expresiones import diferida
from conocimiento.palabras import palabras

_NUMERADO = diferida(r"\d{1,2}\. ")
ANCHO_DE_FILA = 26
"""Letras que caben cómodas en una fila de botones de un teléfono."""


class Estilo(Enum):
    """Cómo se destaca un trozo de texto."""

    NORMAL = "normal"
    NEGRITA = "negrita"
    CURSIVA = "cursiva"


class ClaseParrafo(Enum):
    """Qué papel cumple un párrafo en el mensaje."""

    TEXTO = "texto"
    CITA = "cita"
    CITA_PLEGABLE = "cita_plegable"
    ELEMENTO = "elemento"


@dataclass(frozen=True, slots=True)
class Trozo:
    """Un tramo de texto con un solo estilo."""

    texto: str
    estilo: Estilo = Estilo.NORMAL


@dataclass(frozen=True, slots=True)
class Parrafo:
    """Un párrafo: trozos seguidos, con su papel."""

    trozos: tuple[Trozo, ...]
    clase: ClaseParrafo = ClaseParrafo.TEXTO

    @property
    def texto(self) -> str:
        """Texto sin estilos."""
        return "".join(trozo.texto for trozo in self.trozos)

    @property
    def lleva_vineta(self) -> bool:
        """Es de una lista y no empieza ya por su número."""
        return self.clase is ClaseParrafo.ELEMENTO and _NUMERADO.match(self.texto) is None


@dataclass(frozen=True, slots=True)
class Boton:
    """Un botón: su etiqueta visible y el código que vuelve al pulsarlo (hasta 64 bytes).

    En lugar del código puede llevar un texto por `copiar` (hasta 256 caracteres) o una dirección por `compartir` con
    quien elija la persona, con lo `dicho` al lado; ninguno vuelve al asistente. El canal que no tenga esos botones no
    los muestra: lo mismo está dicho antes, con palabras.
    """

    etiqueta: str
    codigo: str = ""
    copiar: str = ""
    compartir: str = ""
    dicho: str = ""


Filas = tuple[tuple[Boton, ...], ...]


class Espacio(StrEnum):
    """De quién es un botón: con esto empieza su código. No cambian: hay botones en chats de hace meses."""

    BORRADOR = "e"
    ALIANZA = "i"
    CONSULTA = "h"
    RECORDATORIO = "r"
    EXPORTACION = "x"
    BIBLIOTECA = "l"
    MENU = "m"
    DATOS = "d"
    SUGERENCIA = "t"
    VALORACION = "v"
    MOTIVO = "vm"
    AVISO_PEDIDO = "av"
    PASAJE = "p"
    BORRADO = "b"
    VOZ = "o"

    def codigo(self, *partes: str | int) -> str:
        """El código de un botón suyo: «h:si:7»."""
        return ":".join((self.value, *map(str, partes)))

    def boton(self, etiqueta: str, *partes: str | int) -> Boton:
        """Un botón suyo."""
        return Boton(etiqueta, self.codigo(*partes))


def para_copiar(etiqueta: str, texto: str) -> Boton:
    """Un botón que copia un texto y no vuelve al asistente."""
    return Boton(etiqueta, copiar=texto)


def para_compartir(etiqueta: str, direccion: str, dicho: str) -> Boton:
    """Un botón con que la persona envía a otra una dirección y un texto; no vuelve al asistente."""
    return Boton(etiqueta, compartir=direccion, dicho=dicho)


_ESPACIOS = {espacio.value: espacio for espacio in Espacio}


def partir(codigo: str) -> tuple[Espacio | None, tuple[str, ...]]:
    """Lo contrario de `Espacio.codigo`: de quién es y las demás partes; None si no es de ninguno."""
    prefijo, *partes = codigo.split(":")
    return (_ESPACIOS.get(prefijo) if partes else None), tuple(partes)


def se_gasta(codigo: str) -> bool:
    """Dice si un botón vale una sola vez, pase lo que pase al pulsarlo: los de lo que se oyó."""
    return partir(codigo)[0] is Espacio.VOZ


def sin_valorar(botones: Iterable[Boton]) -> tuple[Boton, ...]:
    """Los que no valoran una respuesta: tras ella, «el segundo» es el segundo de lo que se citó, y no [No]."""
    return tuple(boton for boton in botones if not boton.codigo or partir(boton.codigo)[0] is not Espacio.VALORACION)


def boton_escrito(texto: str, botones: Iterable[Boton]) -> Boton | None:
    """Devuelve el botón cuya etiqueta se escribió, sin importar tildes, mayúsculas, adornos ni lo que señala.

    «Guardar eso» y «guardarlo así» son [Guardar], si no hay otro que haga lo mismo.
    """
    buscada, ofrecidos = _llana(texto), tuple(botones)
    exacto = next((boton for boton in ofrecidos if buscada and _llana(boton.etiqueta) == buscada), None)
    hace = _lo_que_hace(buscada)
    parecidos = [boton for boton in ofrecidos if hace and _lo_que_hace(_llana(boton.etiqueta)) == hace]
    return exacto or (parecidos[0] if len(parecidos) == 1 else None)


_SENALA = diferida(r"\b(?:eso|esto|ese|este|asi|lo)\b|(?<=[aei]r)l[oa]s?\b")


def _lo_que_hace(llana: str) -> str:
    return " ".join(_SENALA.sub(" ", llana).split())


def boton_de_si_o_no(dice_si: bool, botones: Iterable[Boton]) -> Boton | None:
    """El del sí o el del no, si lo que se pregunta es justo eso; None si hay otros con que confundirlo."""
    llanas = [(_llana(boton.etiqueta).split(), boton) for boton in botones]
    afirman = [boton for dichas, boton in llanas if dichas[:1] in (["si"], ["acepto"], ["autorizo"])]
    niegan = [boton for dichas, boton in llanas if dichas[:1] == ["no"]]
    if len(afirman) != 1 or len(niegan) != 1:
        return None
    return afirman[0] if dice_si else niegan[0]


def _llana(etiqueta: str) -> str:
    return " ".join(palabras(etiqueta.replace("_", " "))) or etiqueta.strip()


def en_filas(botones: Iterable[Boton]) -> Filas:
    """Reparte botones en filas según el largo de sus etiquetas."""
    filas: list[tuple[Boton, ...]] = []
    for boton in botones:
        largo = sum(len(otro.etiqueta) + 2 for otro in filas[-1]) if filas else 0
        if filas and largo + len(boton.etiqueta) <= ANCHO_DE_FILA:
            filas[-1] = (*filas[-1], boton)
        else:
            filas.append((boton,))
    return tuple(filas)


def una_por_fila(*botones: Boton) -> Filas:
    """Un botón en cada fila."""
    return tuple((boton,) for boton in botones)


@dataclass(frozen=True, slots=True)
class Adjunto:
    """Un archivo listo para entregar: `ruta` en la carpeta de datos, `nombre` visible y `pie` que lo presenta.

    `clave`, si no está vacía, es el secreto propio que abre el archivo, que está cifrado; `sha256`, siempre del
    archivo abierto.
    """

    ruta: str
    nombre: str
    pie: str = ""
    sha256: str = ""
    clave: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CodigoQr:
    """Una dirección para mostrar como imagen que se lee con una cámara, y el `pie` que la presenta.

    El canal hace la imagen al entregarla y no la guarda; el que no muestra imágenes no la hace.
    """

    direccion: str
    pie: str


COPIA_DE_SUS_DATOS = "mis-datos.zip"
"""El nombre visible del archivo con todo lo guardado de una persona: de cada una solo se conserva el último."""


@dataclass(frozen=True, slots=True)
class Mensaje:
    """Un mensaje completo: párrafos, filas de botones y archivos.

    `asunto` dice qué pregunta de qué borrador muestra, para reconocerla si la persona le responde.
    `agota_botones`: los del mensaje donde se pulsó ya no valen; el canal puede mostrar allí lo elegido y quitarlos.
    `responde_a`: el mensaje de la persona al que responde, como lo identifica el canal; con sus botones vuelve.
    `quita`: mensajes anteriores del asistente en ese chat que, si el canal aún lo permite, se quitan al entregarlo.
    `reservado`: muestra palabras de otros integrantes; el turno no las guarda, y el mensaje las pierde al entregarse.
    `quita_adelanto`: ocupa el lugar de lo que se adelantó en el mismo turno («lo estoy leyendo»), que se quita.
    """

    parrafos: tuple[Parrafo, ...]
    botones: Filas = ()
    adjuntos: tuple[Adjunto, ...] = ()
    asunto: str = ""
    agota_botones: bool = False
    responde_a: str = ""
    quita: tuple[str, ...] = ()
    quita_adelanto: bool = False
    reservado: bool = False
    qr: CodigoQr | None = None

    @property
    def texto(self) -> str:
        """Texto sin estilos, con una línea por párrafo."""
        return "\n".join(parrafo.texto for parrafo in self.parrafos)


@dataclass(frozen=True, slots=True)
class EnGrupo:
    """Lo único que se puede decir en un grupo, que lo lee y lo pulsa cualquiera: párrafos y enlaces al chat privado.

    `enlaces`: la etiqueta de cada botón y lo que llevará /start. No hay dónde poner un archivo ni un botón que vuelva.
    """

    parrafos: tuple[Parrafo, ...]
    enlaces: tuple[tuple[str, str], ...] = ()


def parrafo(*partes: str | Trozo, clase: ClaseParrafo = ClaseParrafo.TEXTO) -> Parrafo:
    """Arma un párrafo mezclando texto corriente y trozos con estilo."""
    return Parrafo(tuple(Trozo(parte) if isinstance(parte, str) else parte for parte in partes), clase)


def negrita(texto: str) -> Trozo:
    """Marca un texto como destacado."""
    return Trozo(texto, Estilo.NEGRITA)


def cursiva(texto: str) -> Trozo:
    """Marca un texto como aclaración."""
    return Trozo(texto, Estilo.CURSIVA)
