"""Lo que se dice de las notas de voz, y cómo se vuelve a leer lo que se oyó."""

from collections.abc import Iterator

from bot.dialogo.entradas import VozRecibida
from bot.dialogo.mensajes import Espacio, Mensaje, Trozo, negrita, parrafo, una_por_fila
from bot.dialogo.peticiones.voz import SEGUNDOS_MAXIMOS, SinOir
from bot.entrevista.valores.cifras.trozos import Clase, trozos_de
from bot.entrevista.valores.cifras.trozos import Trozo as TrozoDeCifra
from bot.entrevista.valores.cifras.vocabulario import EMPIEZAN
from conocimiento.frases import en_un_renglon

BIEN, NO = "si", "no"
BOTON_NO = Espacio.VOZ.boton("Lo escribo yo", NO)
ABRE, CIERRA = "«", "»"
ESTO_OI = "Esto oí: "
_SIN_COMILLAS = str.maketrans("", "", ABRE + CIERRA)
_CUENTAN = frozenset({Clase.CIFRAS, Clase.NUMERO, Clase.CIENTOS, Clase.ESCALA, Clase.PARTE, Clase.CENTIMOS})
_UN_ARTICULO = frozenset({"un", "una"})
_ENLAZA = "y"


def en_limpio(oido: str) -> str:
    """Lo oído en un renglón y sin comillas angulares, que son las que lo encierran."""
    return en_un_renglon(oido.translate(_SIN_COMILLAS))


def leer_lo_oido(mostrado: str) -> str:
    """Lo que se oyó, leído del mensaje con que se mostró; vacío si no es uno de esos."""
    inicio, fin = mostrado.find(ABRE), mostrado.rfind(CIERRA)
    es_uno = mostrado.startswith(ESTO_OI) and 0 < inicio < fin
    return en_limpio(mostrado[inicio + 1 : fin]) if es_uno else ""


def escuchando() -> Mensaje:
    """Lo que se dice ya, mientras se escucha."""
    return Mensaje((parrafo("La estoy escuchando…"),))


def oido(texto: str, voz: VozRecibida, turno: int) -> Mensaje:
    """Lo que se oyó, con los números destacados: son lo que se oye mal sin que se note."""
    trozos = tuple(_con_numeros(texto))
    hay_numeros = any(isinstance(uno, Trozo) for uno in trozos)
    pregunta = "¿Está bien? Solo cuenta si usted lo confirma; si no, escríbalo o envíe otra nota."
    revise = " Revise los números: a veces los oigo mal."
    partes = (str(turno), *((voz.responde_a,) if voz.responde_a else ()))
    return Mensaje(
        (parrafo(ESTO_OI + ABRE, *trozos, CIERRA), parrafo(pregunta + revise * hay_numeros)),
        una_por_fila(Espacio.VOZ.boton("Está bien", BIEN, *partes), Espacio.VOZ.boton("Lo escribo yo", NO, turno)),
        responde_a=voz.mensaje,
    )


def sin_lo_oido() -> Mensaje:
    """Lo que queda guardado en lugar de lo que se oyó, y lo que se dice si no se llegó a mostrar."""
    return Mensaje((parrafo("Oí su nota de voz. Si no ve qué oí, envíela otra vez o escríbalo, por favor."),))


def falta_el_boton() -> Mensaje:
    """Confirmó de palabra lo que se oyó."""
    return Mensaje((parrafo("Para que cuente lo que oí, toque «Está bien» en ese mensaje; o escríbalo usted."),))


def escribalo() -> Mensaje:
    """No está bien: lo escribirá."""
    return Mensaje((parrafo("De acuerdo, no uso lo que oí. Escríbalo, por favor, o envíe otra nota de voz."),))


def ya_no_vale() -> Mensaje:
    """Pulsó [Está bien] después de haber seguido con otra cosa."""
    return Mensaje(
        (parrafo("Esa nota de voz es de antes y ya no la uso. Si hace falta, envíela otra vez o escríbalo."),)
    )


def ya_no_se_lee() -> Mensaje:
    """Pulsó [Está bien] en un mensaje que el canal ya no muestra."""
    return Mensaje((parrafo("Ya no puedo leer qué decía esa nota de voz. Envíela otra vez o escríbalo, por favor."),))


_NO_OIDA = {
    SinOir.LARGA: f"Solo escucho notas de voz de hasta {SEGUNDOS_MAXIMOS} segundos. Envíela más corta",
    SinOir.NO_ES_AUDIO: "No pude abrir ese audio. Grabe una nota de voz aquí mismo",
    SinOir.NADA: "No entendí ninguna palabra en su nota de voz. Acérquese al micrófono y repítala",
    SinOir.SIN_TRAER: "No pude recibir su nota de voz. Envíela otra vez",
    SinOir.PLAZO: "No alcancé a escuchar su nota de voz. Envíela otra vez en un momento",
    SinOir.FALLO: "No pude escuchar su nota de voz. Envíela otra vez en un momento",
}


def no_oida(motivo: SinOir) -> Mensaje:
    """Por qué no se pudo oír, y qué hacer."""
    return Mensaje((parrafo(f"{_NO_OIDA[motivo]} o, si prefiere, escríbalo con palabras."),))


def varias_a_la_vez() -> Mensaje:
    """Llegaron varios audios en un solo envío."""
    return Mensaje((parrafo("Recibí varios audios juntos y no los escuché. Envíemelos de uno en uno, por favor."),))


def _con_numeros(texto: str) -> Iterator[str | Trozo]:
    """El texto partido, con cada número en negrita: «son », **ciento cincuenta mil**, « soles»."""
    hasta = 0
    for inicio, fin in _numeros(texto):
        if inicio > hasta:
            yield texto[hasta:inicio]
        yield negrita(texto[inicio:fin])
        hasta = fin
    if hasta < len(texto):
        yield texto[hasta:]


def _numeros(texto: str) -> list[tuple[int, int]]:
    """Dónde empieza y acaba cada número, escrito con cifras o con palabras; «un» y «una» solas no lo son."""
    tramos: list[tuple[int, int]] = []
    seguidos: list[TrozoDeCifra] = []
    for trozo in (*trozos_de(texto), None):
        enlaza = trozo is not None and trozo.texto == _ENLAZA and bool(seguidos)
        if trozo is not None and (trozo.clase in _CUENTAN or enlaza):
            seguidos.append(trozo)
            continue
        while seguidos and seguidos[-1].texto == _ENLAZA:
            seguidos.pop()
        if any(_es_numero(uno) for uno in seguidos):
            tramos.append((seguidos[0].inicio, seguidos[-1].fin))
        seguidos = []
    return tramos


def _es_numero(trozo: TrozoDeCifra) -> bool:
    match trozo.clase:
        case Clase.CIFRAS | Clase.CENTIMOS:
            return True
        case Clase.NUMERO:
            return trozo.texto not in _UN_ARTICULO
        case Clase.ESCALA:
            return trozo.texto in EMPIEZAN
        case _:
            return False
