"""Un texto partido en trozos: cifras, palabras de número, escalas, monedas y lo demás, sin saltarse nada.

Quien lee una cantidad mira los trozos uno por uno: lo que no conoce está delante de él, y puede preguntar.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

from bot.entrevista.esquema import Moneda
from bot.entrevista.valores.cifras.vocabulario import CENTENAS_APARTE, DUDOSAS, PARTES, escala_de, valores_de
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

_IGUALES = str.maketrans("’‘ʼ´`′\u00a0\u202f\u2009−‐‑–—", "''''''   -----")
_CIFRAS = r"\d{1,3}(?:'\d{3})?(?: \d{3}(?!\d))+(?:[.,]\d{1,2}(?!\d))?(?![.,']?\d)|\d+(?:[.,']\d+)*"
_CADA_TROZO = (
    rf"(?P<centimos>\d{{2}}/100(?!\d))|(?P<cifras>{_CIFRAS})(?P<cola>\.-|\.oo\b|,oo\b)?"
    r"|(?P<porciento>por\s?ciento\b|percent\b)|(?P<palabra>[^\W\d_]+)|(?P<signo>(?P<igual>[^\w\s])(?P=igual)*|\n+)"
)
_INGLES_DUDOSO = diferida(r"\s+(?:thousand|million|years?|months?|weeks?|families|people)\b")
"""Detrás de «ten», que en español es otra cosa."""


class Clase(Enum):
    """Qué es un trozo."""

    CIFRAS = auto()
    NUMERO = auto()
    CIENTOS = auto()
    ESCALA = auto()
    PARTE = auto()
    CENTIMOS = auto()
    MONEDA = auto()
    PALABRA = auto()
    SIGNO = auto()


@dataclass(frozen=True, slots=True)
class Trozo:
    """Un trozo y su lugar. `texto`: sin tildes ni mayúsculas; el de una moneda, su código ISO 4217.

    `lecturas`: lo que puede valer. Unas cifras mal agrupadas («1,500,50») no valen nada.
    """

    clase: Clase
    texto: str
    inicio: int
    fin: int
    lecturas: tuple[Decimal, ...] = ()


def liso_de(texto: str) -> str:
    """Sin tildes ni mayúsculas, y con un solo signo para cada apóstrofo, guion y espacio; del mismo largo."""
    return plano(texto).translate(_IGUALES)


def sin_bordes(texto: str, signos: str) -> str:
    """Sin esos signos a los lados; el menos de una cifra («-20%») no es un guion y se queda."""
    limpio = texto.strip(signos)
    antes = texto[: texto.find(limpio)] if limpio else ""
    return f"-{limpio}" if limpio[:1].isdigit() and antes.endswith(("-", "–", "−")) else limpio


@lru_cache(maxsize=8)
def trozos_de(texto: str, monedas: tuple[Moneda, ...] = ()) -> tuple[Trozo, ...]:
    """Los trozos de un texto, en orden."""
    patron, codigos = _lector(monedas)
    liso = liso_de(texto)
    trozos: list[Trozo] = []
    for hallada in patron.finditer(liso):
        match hallada.lastgroup:
            case "moneda":
                codigo = codigos[re.sub(r"\s+", " ", hallada.group())]
                trozos.append(Trozo(Clase.MONEDA, codigo, *hallada.span()))
            case "centimos":
                trozos.append(
                    Trozo(Clase.CENTIMOS, hallada.group(), *hallada.span(), (Decimal(hallada.group()[:2]) / 100,))
                )
            case "cifras" | "cola":
                trozos.append(Trozo(Clase.CIFRAS, hallada["cifras"], *hallada.span(), _lecturas(hallada["cifras"])))
            case "porciento":
                trozos.append(Trozo(Clase.SIGNO, "%", *hallada.span()))
            case "palabra":
                trozos += _de_palabra(hallada, liso, trozos[-1] if trozos else None)
            case _:
                clase = Clase.PARTE if hallada.group() in PARTES else Clase.SIGNO
                lecturas = (PARTES[hallada.group()],) if clase is Clase.PARTE else ()
                trozos.append(Trozo(clase, hallada.group(), *hallada.span(), lecturas))
    return tuple(trozos)


@lru_cache(maxsize=4)
def _lector(monedas: tuple[Moneda, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Cómo se parte un texto que puede nombrar esas monedas, y el código de cada nombre."""
    codigos = {plano(alias): moneda.codigo for moneda in monedas for alias in (*moneda.alias, moneda.codigo)}
    escritos = [
        (r"(?<![a-z])" if alias[0].isalpha() else "")
        + re.escape(alias).replace(r"\ ", r"\s+")
        + (r"(?![a-z])" if alias[-1].isalpha() else "")
        for alias in sorted(codigos, key=len, reverse=True)
    ]
    moneda = f"(?P<moneda>{'|'.join(escritos)})|" if escritos else ""
    return re.compile(moneda + _CADA_TROZO), codigos


def _de_palabra(hallada: re.Match[str], liso: str, previa: Trozo | None) -> list[Trozo]:
    palabra, (inicio, fin) = hallada.group(), hallada.span()
    if palabra in CENTENAS_APARTE:
        return [Trozo(Clase.CIENTOS, palabra, inicio, fin)]
    if palabra in PARTES:
        return [Trozo(Clase.PARTE, palabra, inicio, fin, (PARTES[palabra],))]
    if palabra == "ten" and _INGLES_DUDOSO.match(liso, fin):
        return [Trozo(Clase.NUMERO, palabra, inicio, fin, (Decimal(10),))]
    escala = escala_de(palabra)
    tras_cifras = previa is not None and previa.clase is Clase.CIFRAS and inicio - previa.fin <= 1
    if escala is not None and (len(palabra) > 2 or tras_cifras):
        con_punto = liso[fin : fin + 1] == "."
        es_dudosa = (
            palabra in DUDOSAS and not con_punto and previa is not None and max(previa.lecturas, default=0) >= 100
        )
        lecturas = (Decimal(1_000), escala) if es_dudosa else (escala,)
        fin += con_punto and len(palabra) <= 4  # «1.2 mill.»
        return [Trozo(Clase.ESCALA, palabra, inicio, fin, lecturas)]
    numeros, pegada = valores_de(palabra)
    trozos = [Trozo(Clase.NUMERO, palabra, inicio, fin, (Decimal(numero),)) for numero in numeros]
    if pegada:
        trozos.append(Trozo(Clase.ESCALA, pegada, inicio, fin, (Decimal(1_000 if pegada == "mil" else 1_000_000),)))
    return trozos or [Trozo(Clase.PALABRA, palabra, inicio, fin)]


def _lecturas(cifras: str) -> tuple[Decimal, ...]:
    """Las lecturas posibles de un número en cifras; más de una si es ambiguo, ninguna si está mal agrupado."""
    if cifras.isdecimal():
        return (Decimal(cifras),)
    entero_con_apostrofo = "'" in cifras
    if entero_con_apostrofo and not re.fullmatch(r"\d{1,3}'\d{3}.*", cifras):
        return (Decimal(cifras.replace("'", ".")),) if re.fullmatch(r"\d+'\d\d?", cifras) else ()
    cifras = cifras.replace("'", "").replace(" ", "")
    grupos = re.split(r"[.,]", cifras)
    separadores = [signo for signo in cifras if signo in ".,"]
    if not separadores:
        return (Decimal(cifras),)
    *medios, ultimo = grupos
    junto = Decimal("".join(grupos))
    con_decimales = Decimal(f"{''.join(medios)}.{ultimo}")
    if len(separadores) > 1:
        largos = [len(grupo) for grupo in medios[1:]]
        if any(largo != 3 for largo in largos) or (len(medios[0]) > 3 and not entero_con_apostrofo):
            return ()
        if len(set(separadores)) == 1:
            return (junto,) if len(ultimo) == 3 else ()
        if len(set(separadores[:-1])) > 1:
            return ()
        # «1,200.000» mezcla dos costumbres: puede ser mil doscientos o un millón doscientos mil
        return (junto, con_decimales) if len(ultimo) == 3 else (con_decimales,)
    entero = medios[0]
    if len(ultimo) != 3 or not entero.strip("0"):
        return (con_decimales,)
    if entero_con_apostrofo or separadores == [","]:
        return (junto,)
    return (junto, con_decimales) if len(entero) <= 3 else (con_decimales,)
