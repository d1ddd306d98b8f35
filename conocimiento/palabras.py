"""Las palabras de un texto en español, comparables entre sí: las mismas al buscar en un pasaje y al comprobarlo."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol, cast

import Stemmer

from conocimiento.expresiones import diferida

_PALABRA = diferida(r"\w+")

VACIAS = frozenset(
    """a al algo alguna algunas alguno algunos ante antes aqui asi aun aunque cada como con contra cual cuales cuando
    cuanta cuantas cuanto cuantos de del desde donde e el ella ellas ello ellos en entre era eran eres es esa esas
    ese eso esos esta estan estar estas este esto estos fue fueron ha haber habia hace hacen hacer hacia han has hasta
    hay he igual la las le les lo los mas me mi mis mucho muchos muy nada ni no nos nosotros nuestra nuestras nuestro
    nuestros o os otra otras otro otros para pero poco por porque pues que quien quienes se sea sean segun ser si sido
    siempre sin sobre solo son soy su sus tal tambien tan tanto te tener tengo ti tiene tienen toda todas todo todos tu
    tus u un una unas uno unos usted ustedes va vamos van vez voy y ya yo puede pueden podemos puedo debe deben debo
    quiero quieren quiere quisiera decir dice dicen dijiste dime explica explicas explicame favor gracias hola buenas
    buenos dias tardes noches xfa porfa porfavor q k xq pq""".split()
)
"""Palabras que no ayudan a encontrar un pasaje (ya plegadas)."""
CLASES_DE_DOCUMENTO = frozenset(
    """ley codigo constitucion decreto resolucion ordenanza acuerdo reglamento directiva estatuto lineamiento
    lineamientos norma guia manual marco plan politica estrategia programa agenda informe memoria compendio convenio
    bases protocolo cartilla procedimiento instructivo""".split()
)
"""Con qué empieza el nombre de un documento (ya plegadas)."""

AL_PEDIR = frozenset(
    """ademas agradecere ahora amiga amigo are buen bueno buscaba busco comparte comparteme compartir conocer consulta
    consultar cuentame da dame dan dar darme darnos das deme denme deseo di diga digame dime dinos disculpa disculpe
    disculpen duda entonces envia enviame enviar enviarme estimados exacta exactamente exacto favor give gracias
    gustaria indica indicame indicar indique indiqueme interesa is know manda mandame mandar mandarme mandeme mira
    mire mismo necesitamos necesito need nomas oe oiga ok oye pasa pasame pasar pasarme pase paseme pe pes please
    plis podria podrian podrias porfis precisa precisar pregunta preguntar puedes pues querria quisiera rapido
    requiero sabe saben saber sabes senala senale senor senorita sirvase solamente solo tambien tell urgente want
    xfavor ya
    """.split()
)
"""Con lo que se pide algo, sea lo que sea: no dicen de qué trata lo pedido (ya plegadas)."""

ABREVIATURAS = {
    "q": "que", "k": "que", "ke": "que", "x": "por", "xq": "porque", "pq": "porque", "porq": "porque", "xke": "porque",
    "d": "de", "dl": "del", "dsp": "despues", "desp": "despues", "dps": "despues", "tb": "tambien", "tmb": "tambien",
    "tbn": "tambien", "tambn": "tambien", "pa": "para", "cm": "como", "kmo": "como", "ud": "usted", "uds": "ustedes",
    "ustd": "usted", "toy": "estoy", "tamos": "estamos", "ta": "esta", "xfa": "por favor",
    "xfavor": "por favor", "porfa": "por favor", "porfis": "por favor", "porfavor": "por favor", "pls": "por favor",
    "plis": "por favor", "plz": "por favor", "nose": "no se", "aki": "aqui", "asta": "hasta",
    "aora": "ahora", "orita": "ahorita", "aorita": "ahorita", "horita": "ahorita", "emos": "hemos", "an": "han",
    "aya": "haya", "ejm": "ejemplo", "ejem": "ejemplo", "sgte": "siguiente", "sig": "siguiente", "grax": "gracias",
    "grasias": "gracias", "gcias": "gracias", "kiero": "quiero", "nesecito": "necesito", "ppto": "presupuesto",
    "muni": "municipalidad", "bno": "bueno", "gral": "general", "oe": "oye", "nop": "no", "sip": "si", "tngo": "tengo",
    "dnd": "donde", "cdo": "cuando", "pes": "pues", "pe": "pues", "ps": "pues", "fam": "familias",
    "m": "me", "t": "te", "dsps": "despues", "tmbn": "tambien", "tas": "estas", "grac": "gracias", "resu": "resumen",
    "keda": "queda", "kedan": "quedan", "kien": "quien", "kieren": "quieren", "kiere": "quiere", "chvr": "chevere",
    "qda": "queda", "qdan": "quedan", "num": "numero", "wsp": "whatsapp", "wasap": "whatsapp", "info": "informacion",
    "reu": "reunion", "mñn": "manana", "mnn": "manana", "hno": "hermano", "bn": "bien", "msj": "mensaje",
}  # fmt: skip
"""Lo que se teclea, en minúsculas y sin tildes, y la palabra entera, también sin ellas."""

_AL_PREGUNTAR = ABREVIATURAS | {
    "xq": "por qué", "pq": "por qué", "xk": "por qué", "porq": "por qué", "xke": "por qué", "porke": "por qué",
    "obj": "objetivo", "soc": "sociedad", "kienes": "quienes", "qn": "quien", "qe": "que", "cmo": "como",
    "kual": "cual", "sgn": "segun", "sta": "esta", "stan": "estan", "stamos": "estamos", "stoy": "estoy",
    "tbm": "tambien", "univ": "universidad", "org": "organizacion", "doc": "documento", "docu": "documento",
    "caract": "caracteristicas", "coop": "cooperacion", "ppio": "principio", "ppios": "principios",
}  # fmt: skip
"""Además, las que en una respuesta podrían ser parte de un nombre («Coop. Sta. Rosa»): buscar no cambia lo dicho."""
_CORTA = diferida(rf"\b(?!(?<=\d )m\b)[a-z]{{1,{max(map(len, _AL_PREGUNTAR))}}}\b")  # «120 m» son metros

MESES = tuple("enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre".split())
"""Como se escriben en el Perú."""
UN_MES = "|".join((*MESES, "septiembre"))
"""Para una expresión regular."""
UN_MES_CON_ERRATAS = "|".join(MESES).replace("setiembre", "se[pt]+iembre")

NUMEROS = {
    "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16,
    "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiun": 21, "veintiuno": 21,
    "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26, "veintisiete": 27,
    "veintiocho": 28, "veintinueve": 29, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60,
    "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300,
    "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800,
    "novecientos": 900, "doscientas": 200, "trescientas": 300, "cuatrocientas": 400, "quinientas": 500,
    "seiscientas": 600, "setecientas": 700, "ochocientas": 800, "novecientas": 900,
}  # fmt: skip
"""Lo que vale cada número escrito con una sola palabra."""


ORDINALES = (
    "primer[oa]?|1er[oa]?|1r[oa]|first", "segund[oa]|2d[oa]|second", "tercer[oa]?|3er[oa]?|3r[oa]|third",
    "cuart[oa]|4t[oa]|fourth", "quint[oa]|5t[oa]|fifth", "sext[oa]|6t[oa]|sixth", "septim[oa]|7m[oa]|seventh",
    "octav[oa]|8v[oa]|eighth", "noven[oa]", "decim[oa]",
)  # fmt: skip
"""Cómo se dice cada lugar desde el primero, para una expresión regular, con palabras o con cifra («2do»)."""


def un_numero(desde: int, hasta: int) -> str:
    """Los números de una palabra entre esos dos, para una expresión regular."""
    return "|".join(palabra for palabra, numero in NUMEROS.items() if desde <= numero <= hasta)


TEXTOS_A_MANO = 2048
"""De cuántos textos se tiene a mano cómo quedan: en un turno, cada lector vuelve a pedir los mismos."""


class _Raices(Protocol):
    def stemWord(self, palabra: str, /) -> str: ...


@lru_cache(maxsize=TEXTOS_A_MANO)
def plegar(texto: str) -> str:
    """Devuelve el texto en minúsculas y sin tildes ni diéresis; la «ñ» también se pliega, como se teclea sin ella."""
    if texto.isascii():
        return texto.lower()
    return _NO_ASCII.sub(_sin_marca, unicodedata.normalize("NFD", texto.casefold()))


_NO_ASCII = diferida(r"[^\x00-\x7f]")


def _sin_marca(hallado: re.Match[str]) -> str:
    return "" if unicodedata.combining(hallado.group()) else hallado.group()


def con_sus_tildes(plegada: str) -> Iterator[str]:
    """Las maneras de escribir una palabra plegada: ella, con una eñe en vez de una ene y con una tilde."""
    enes = (plegada, *(f"{plegada[:lugar]}ñ{plegada[lugar + 1 :]}" for lugar in _lugares_de("n", plegada)))
    for una in enes:
        yield una
        for lugar in _lugares_de("aeiou", una):
            yield f"{una[:lugar]}{_CON_TILDE[una[lugar]]}{una[lugar + 1 :]}"


_CON_TILDE = dict(zip("aeiou", "áéíóú", strict=True))


def _lugares_de(letras: str, palabra: str) -> list[int]:
    return [lugar for lugar, letra in enumerate(palabra) if letra in letras]


def codificable(texto: str) -> str:
    """Cambia por «?» los sustitutos sueltos (media pareja de un emoji), que no se pueden codificar."""
    return texto.encode("utf-8", "replace").decode("utf-8")


def sin_abreviaturas(pregunta: str) -> str:
    """Escribe enteras las abreviaturas de una pregunta («xq» → «por qué»); lo que lleva mayúsculas es una sigla."""

    def entera(hallada: re.Match[str]) -> str:
        return _AL_PREGUNTAR.get(hallada.group(), hallada.group())

    # Casi ninguna trae una, y mirarlo así cuesta mucho menos.
    trae = not _AL_PREGUNTAR.keys().isdisjoint(_CORTA.findall(pregunta))
    return _CORTA.sub(entera, pregunta) if trae else pregunta


def es_abreviatura(plegada: str) -> bool:
    """Dice si `sin_abreviaturas` la escribe entera."""
    return plegada in _AL_PREGUNTAR


@lru_cache(maxsize=TEXTOS_A_MANO)
def palabras(texto: str) -> tuple[str, ...]:
    """Devuelve todas las palabras plegadas, en orden."""
    return tuple(_PALABRA.findall(plegar(texto)))


@lru_cache(maxsize=1)
def _raices() -> _Raices:
    return cast(_Raices, Stemmer.Stemmer("spanish", 0))  # pyright: ignore[reportUnknownMemberType]


@lru_cache(maxsize=20_000)
def raiz(palabra: str) -> str:
    """Devuelve la raíz (Snowball, español) de una palabra ya plegada."""
    return _raices().stemWord(palabra)


@lru_cache(maxsize=TEXTOS_A_MANO)
def raices_con_sentido(texto: str) -> tuple[str, ...]:
    """Devuelve las raíces de las palabras no vacías, en orden y con repeticiones."""
    return tuple(raiz(palabra) for palabra in palabras(texto) if palabra not in VACIAS)


@lru_cache(maxsize=TEXTOS_A_MANO)
def plano(texto: str) -> str:
    """Quita tildes y mayúsculas sin cambiar el largo: la posición de cada letra se conserva."""
    return texto.lower() if texto.isascii() else "".join(_letra(letra) for letra in texto)


@lru_cache(maxsize=TEXTOS_A_MANO)
def comparable(texto: str) -> str:
    """Deja solo letras, cifras y signos de moneda separados por un espacio, para comparar."""
    return " ".join(re.findall(r"[a-z0-9$€/.&]+", plano(texto))).strip(" .")


def sin_signos(texto: str) -> str:
    """Como `comparable`, y además sin ningún signo."""
    return re.sub(r"[^a-z0-9 ]", "", comparable(texto)).strip()


def posicion(texto: str, frase: str) -> int:
    """Dónde aparece `frase` como palabras enteras, sin mirar tildes ni mayúsculas; -1 si no aparece."""
    return posicion_en(plano(texto), frase)


def posicion_en(liso: str, frase: str) -> int:
    """Lo mismo en un texto ya pasado por `plano`: para buscar en él muchas frases."""
    comienzo, patron = _frase_entera(frase)
    hallado = patron.search(liso) if comienzo in liso else None  # casi ninguna está, y mirarlo así cuesta nada
    return hallado.start() if hallado else -1


@lru_cache(maxsize=4096)
def _frase_entera(frase: str) -> tuple[str, re.Pattern[str]]:
    """La primera palabra de una frase, y cómo se encuentra entera."""
    lisa = plano(frase)
    patron = r"(?<![a-z0-9])" + re.escape(lisa).replace(r"\ ", r"\s+") + r"(?![a-z0-9])"
    return lisa.partition(" ")[0], re.compile(patron)


@lru_cache(maxsize=4096)
def _letra(letra: str) -> str:
    base = unicodedata.normalize("NFD", letra)[0].lower()
    return base if len(base) == 1 else letra
