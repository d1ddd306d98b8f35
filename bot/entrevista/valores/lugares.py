"""Departamentos, provincias y ciudades del Perú: dónde se nombran en un texto y cómo se leen y muestran.

No conoce distritos: la lista es la de los 24 departamentos, el Callao y las 196 provincias del catálogo.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from bot.entrevista.esquema import Catalogos, Pregunta
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.definicion import Muestra, Tipo
from bot.entrevista.valores.lectura import Explicacion, Lectura, Pide, Valido
from bot.entrevista.valores.textos import MARGEN_MINIMO, PARECIDO_MINIMO
from conocimiento.expresiones import diferida
from conocimiento.palabras import comparable, plano, posicion, posicion_en

_TROZOS = diferida(r"[,;/\n]|\sy\s")
# «San Martín de Porres» es un distrito o un colegio; «Lima norte», un lugar de Lima.
_OTRA_COSA = diferida(r"\s+de\s+(?:porres|pangoa)\b")
_SEGUIDO_DE_SI_MISMO = diferida(r"\b([^\W\d_][^,()\n]{2,40}),\s*\1\b", re.IGNORECASE)
"""«Cangallo, Cangallo»: queda así al corregir uno de los dos."""
_PROVINCIA = diferida(r"\bprov(?:incia)?s?\.?\s+(?:de\s+)?$")
_VIA = diferida(
    r"\b(?:av|avenida|jr|jiron|calle|urb|urbanizacion|universidad nacional|i ?e|colegio|club|alianza)\.?\s+$"
)


@dataclass(frozen=True, slots=True)
class Lugar:
    """Un lugar nombrado: dónde está en el texto y a qué departamento pertenece.

    `es_dudoso`: su nombre es también otra cosa y no se dijo «provincia de …».
    """

    inicio: int
    fin: int
    nombre: str
    departamento: str
    es_dudoso: bool = False


def lugares_en(texto: str, catalogos: Catalogos) -> list[Lugar]:
    """Los lugares que nombra un texto, en orden y sin solaparse; de dos posibles gana el nombre más largo."""
    patron, nombres = _patron(catalogos)
    liso = plano(texto)
    lugares: list[Lugar] = []
    for hallado in patron.finditer(liso):
        nombre, departamento, es_comun = nombres[re.sub(r"\s+", " ", hallado.group())]
        if _OTRA_COSA.match(liso, hallado.end()) or _VIA.search(liso, max(0, hallado.start() - 40), hallado.start()):
            continue
        dudoso = es_comun and not _PROVINCIA.search(liso, max(0, hallado.start() - 40), hallado.start())
        lugares.append(Lugar(hallado.start(), hallado.end(), nombre, departamento, dudoso))
    return lugares


def leer_departamentos(texto: str, catalogos: Catalogos, minimo: int, maximo: int) -> Lectura:
    """Reconoce departamentos, también por su provincia. El valor es `{"departamentos": [...], "texto": …}`."""
    nombrados: list[str] = []
    dudosos: list[Lugar] = []
    provincias: list[Lugar] = []
    for trozo in _TROZOS.split(texto):
        lugares = lugares_en(trozo, catalogos)
        seguros = [lugar for lugar in lugares if not lugar.es_dudoso]
        nombrados += [lugar.departamento for lugar in seguros] or _parecido(trozo, lugares, catalogos)
        provincias += [lugar for lugar in seguros if lugar.nombre != lugar.departamento]
        dudosos += [lugar for lugar in lugares if lugar.es_dudoso]
    nombres = list(dict.fromkeys(nombrados))
    if not nombres and dudosos:
        opciones = {lugar.departamento: lugar.nombre for lugar in dudosos}
        return Pide(
            "Ese nombre es de más de un lugar. ¿Se refiere a esta provincia?",
            tuple((f"{nombre}, en {dep}", _valor([dep], texto)) for dep, nombre in opciones.items()),
        )
    if len(nombres) < minimo:
        return Explicacion("no reconocí ningún departamento ni provincia; si es un distrito, agregue su departamento")
    if len(nombres) > maximo:
        return Explicacion(f"son demasiados departamentos; el máximo es {maximo}")
    lectura = ", ".join(nombres)
    liso = plano(texto)
    de_quien = {p.nombre: p.departamento for p in provincias if p.nombre not in nombres}
    deducidos = [nombre for nombre, departamento in de_quien.items() if posicion_en(liso, departamento) < 0]
    if deducidos:
        lectura += f" (por {', '.join(deducidos)})"
    return Valido(_valor(nombres, _con_sus_mayusculas(texto, catalogos)), lectura)


def _con_sus_mayusculas(texto: str, catalogos: Catalogos) -> str:
    """«huamanga, cangallo» es «Huamanga, Cangallo»: un lugar conocido, escrito sin mayúsculas, va con su nombre."""
    for lugar in reversed(lugares_en(texto, catalogos)):
        dicho = texto[lugar.inicio : lugar.fin]
        if dicho == dicho.lower() and comparable(dicho) == comparable(lugar.nombre):
            texto = f"{texto[: lugar.inicio]}{lugar.nombre}{texto[lugar.fin :]}"
    return texto


def mostrar_departamentos(valor: Valor) -> str:
    """Los departamentos y, si dijo más, sus palabras."""
    if not isinstance(valor, dict):
        return ""
    lista = valor.get("departamentos")
    nombres = ", ".join(str(nombre) for nombre in lista) if isinstance(lista, list) else ""
    detalle = valor.get("texto")
    if detalle and isinstance(lista, list) and all(posicion(str(detalle), str(nombre)) >= 0 for nombre in lista):
        return str(detalle)
    return f"{nombres} ({detalle})" if detalle else nombres


def _valor(nombres: list[str], texto: str) -> dict[str, Valor]:
    texto = _SEGUIDO_DE_SI_MISMO.sub(r"\1", texto)
    detalle = texto if comparable(texto) != comparable(" ".join(nombres)) else ""
    return {"departamentos": [*nombres], "texto": detalle}


def _parecido(trozo: str, lugares: list[Lugar], catalogos: Catalogos) -> list[str]:
    """El departamento que se le parece mucho y a los demás poco («Cajamrca»)."""
    dicho = comparable(trozo)
    if lugares or len(dicho) < 4:
        return []
    puntos = sorted(((fuzz.ratio(dicho, liso), nombre) for liso, nombre in _comparables(catalogos)), reverse=True)
    if puntos[0][0] >= PARECIDO_MINIMO and puntos[0][0] - puntos[1][0] >= MARGEN_MINIMO:
        return [puntos[0][1]]
    return []


@lru_cache(maxsize=4)
def _comparables(catalogos: Catalogos) -> tuple[tuple[str, str], ...]:
    """Cada departamento, como se compara y como se llama."""
    return tuple((comparable(departamento.nombre), departamento.nombre) for departamento in catalogos.departamentos)


@lru_cache(maxsize=4)
def _patron(catalogos: Catalogos) -> tuple[re.Pattern[str], dict[str, tuple[str, str, bool]]]:
    """Una sola expresión con todos los nombres, y qué es cada uno. Los departamentos ganan a las provincias."""
    comunes = {plano(nombre) for nombre in catalogos.lugares_comunes}
    nombres: dict[str, tuple[str, str, bool]] = {}
    for departamento in catalogos.departamentos:
        for nombre in (departamento.nombre, *departamento.alias):
            nombres[plano(nombre)] = (departamento.nombre, departamento.nombre, False)
    for departamento in catalogos.departamentos:
        for nombre in (*departamento.provincias, *departamento.ciudades):
            nombres.setdefault(plano(nombre), (nombre, departamento.nombre, plano(nombre) in comunes))
    partes = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(nombres, key=len, reverse=True))
    return re.compile(rf"(?<![a-z0-9])(?:{partes})(?![a-z0-9])"), nombres


def _muestra(_pregunta: Pregunta, muestra: Muestra) -> Valor:
    departamentos = muestra.catalogos.departamentos
    return {"departamentos": [departamentos[muestra.variante % len(departamentos)].nombre], "texto": muestra.texto}


TIPOS = {
    "departamentos": Tipo(
        leer=lambda pregunta, texto, entorno: leer_departamentos(
            texto, entorno.catalogos, pregunta.minimo or 1, pregunta.maximo or 25
        ),
        muestra=_muestra,
        mostrar=lambda _, valor, __: mostrar_departamentos(valor),
        elegibles=lambda catalogos: tuple(departamento.nombre for departamento in catalogos.departamentos),
        es_estricto=True,
    ),
}
