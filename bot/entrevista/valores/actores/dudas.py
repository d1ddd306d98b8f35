"""Lo que hay que preguntar de una lista de actores: un lugar que no es un actor, una ONG de no se sabe dónde."""

import re
from dataclasses import dataclass, replace

from bot.entrevista.esquema import Catalogos
from bot.entrevista.valores.actores.nombres import Nombrado, lineas_de_actores, partes_de_linea
from bot.entrevista.valores.actores.reconocer import tipos_posibles
from bot.entrevista.valores.lugares import lugares_en
from conocimiento.expresiones import diferida
from conocimiento.frases import enumerar
from conocimiento.palabras import NUMEROS, comparable, plano, sin_signos

_DIVISION = diferida(
    r"(?:(?:el|la|los|las|un|una)\s+)?(distritos?|provincias?|region|departamentos?|anexos?|caserios?|zona|valle)"
    r"\s+(?:de\s+(?:la\s+|el\s+|los\s+|las\s+)?|del\s+)?(?=\S)"
)
_QUIEN_GOBIERNA = {
    "distrito": "Municipalidad Distrital de",
    "provincia": "Municipalidad Provincial de",
    "region": "Gobierno Regional de",
    "departamento": "Gobierno Regional de",
}
_ORDINALES = ("primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav", "noven", "decim")
_CUENTA = diferida(
    r"(?:(?:si|no|ya|bueno|ah|son|los|las|hay|serian)\s++)*+"
    rf"(\d{{1,2}}|{'|'.join(n for n, v in NUMEROS.items() if 2 <= v <= 12)}|todos|todas|varios|separados|aparte)\b"
    r"(?:\s++(?:separados|aparte|actores|organizaciones|instituciones|en total|nomas|pues)\b)*+"
)
_SALVEDAD = diferida(
    r"\s*+(?:(?:pero|aunque|solo que|y|nada mas que)\s++)?(?:el|la)\s++(?:numero\s++)?"
    rf"(ultim[oa]|\d{{1,2}}|(?:{'|'.join(_ORDINALES)})[oa]?)\s++"
    r"(?:es|seria|se llama|va como|debe decir|dice)\s++(?:(?:solo|solamente|unicamente|nada mas|nomas)\s++)?"
)
_ES_UNO = diferida(r"(?:no )?(?:es|son)?\s*(?:un[oa]|juntos)(?: sol[oa])?(?: nomas| actor| organizacion| pues)*")


@dataclass(frozen=True, slots=True)
class Duda:
    """Una pregunta y las listas entre las que se elige."""

    pregunta: str
    opciones: tuple[tuple[str, list[Nombrado]], ...]


def preguntar_lugar(actores: list[Nombrado], catalogos: Catalogos) -> Duda | None:
    """«Celendín» o «distrito de Chalamarca» no son un actor: puede ser su municipalidad. None si no hay ninguno."""
    lugares = {lugar: quien for lugar, uno in enumerate(actores) if (quien := _gobierno_de(uno.nombre, catalogos))}
    if not lugares:
        return None
    dichos = enumerar([f"«{actores[lugar].nombre}»" for lugar in lugares])
    gobiernos = [
        replace(uno, nombre=lugares[n][0], tipo=lugares[n][1]) if n in lugares else uno for n, uno in enumerate(actores)
    ]
    opciones = [(enumerar([quien for quien, _ in lugares.values()]), gobiernos)]
    otros = [uno for lugar, uno in enumerate(actores) if lugar not in lugares]
    if otros:
        opciones.append(("No es un actor: quitarlo" if len(lugares) == 1 else "No son actores: quitarlos", otros))
    opciones.append(("Así se llama la organización", actores))
    cual = "es un lugar" if len(lugares) == 1 else "son lugares"
    return Duda(f"{dichos} {cual}. ¿Quién participaría de allí?", tuple(opciones))


def preguntar_tipo(actores: list[Nombrado], catalogos: Catalogos) -> Duda | None:
    """Si por sus palabras un actor puede ser de más de un tipo («ONG»), de cuál es; None si no hay duda."""
    dudosos: dict[int, tuple[str, ...]] = {}
    for lugar, uno in enumerate(actores):
        posibles = tipos_posibles(uno.nombre, catalogos.tipos_actor)
        if uno.tipo is None and len(posibles) > 1:
            dudosos[lugar] = posibles
    if not dudosos:
        return None
    posibles = next(iter(dudosos.values()))
    etiquetas = {tipo.valor: tipo.etiqueta for tipo in catalogos.tipos_actor}
    opciones = [
        (etiquetas[tipo], [replace(uno, tipo=tipo) if n in dudosos else uno for n, uno in enumerate(actores)])
        for tipo in posibles
    ]
    if len(dudosos) > 1:
        opciones.append(("Unas y otras: pregúnteme", actores))
    nombres = enumerar([f"«{actores[lugar].nombre}»" for lugar in dudosos])
    return Duda(f"¿Qué es {nombres}?" if len(dudosos) == 1 else f"¿Qué son {nombres}?", tuple(opciones))


def con_lo_sobreentendido(actores: list[Nombrado], catalogos: Catalogos) -> list[Nombrado]:
    """«Municipalidad de Cajamarca, Celendín y Chota»: al lugar suelto le falta lo que se dijo del anterior."""
    salida: list[Nombrado] = []
    for uno in actores:
        comienzo = _hasta_su_lugar(salida[-1].nombre, catalogos) if salida else ""
        if comienzo and _es_un_lugar(uno.nombre, catalogos):
            uno = replace(uno, nombre=f"{comienzo}{uno.nombre}", tipo=salida[-1].tipo)
        salida.append(uno)
    return salida


def _hasta_su_lugar(nombre: str, catalogos: Catalogos) -> str:
    """«Municipalidad de » de «Municipalidad de Cajamarca»; vacío si no acaba en un lugar o es solo un lugar."""
    lugares = lugares_en(nombre, catalogos)
    return nombre[: lugares[-1].inicio] if lugares and lugares[-1].fin == len(nombre) else ""


def _es_un_lugar(nombre: str, catalogos: Catalogos) -> bool:
    lugares = lugares_en(nombre, catalogos)
    return len(lugares) == 1 and not lugares[0].es_dudoso and (lugares[0].inicio, lugares[0].fin) == (0, len(nombre))


def corregir_cuenta(texto: str, en_duda: str) -> list[str] | None:
    """«Son 7, pero el último es solo BID», tras preguntar si son varios: los trozos, ya corregidos.

    `en_duda`: la respuesta sobre la que se preguntó. None si no es eso; vacía si la cuenta no sale.
    """
    lineas = lineas_de_actores(en_duda)
    if len(lineas) != 1:
        return None
    if _ES_UNO.fullmatch(sin_signos(texto)):
        return lineas
    partes, liso = partes_de_linea(lineas[0]), plano(texto).replace(",", " ").rstrip(" .")
    cuenta = _CUENTA.match(liso)
    if cuenta is None:
        return None
    dicha = NUMEROS.get(cuenta.group(1)) or (int(cuenta.group(1)) if cuenta.group(1).isdecimal() else len(partes))
    resto = cuenta.end()
    if dicha != len(partes):
        return [] if not liso[resto:].strip() or _SALVEDAD.match(liso, resto) else None
    while resto < len(liso) and (salvedad := _SALVEDAD.match(liso, resto)) is not None:
        siguiente = re.search(
            r"(?<!\s)\s++(?:y|pero)\s++(?=(?:el|la)\s+\S+\s+(?:es|seria|se llama)\b)", liso[salvedad.end() :]
        )
        fin = salvedad.end() + siguiente.start() if siguiente else len(liso)
        lugar = _lugar(salvedad.group(1), len(partes))
        if lugar is None:
            return []
        partes[lugar] = texto[salvedad.end() : fin].strip(" .,")
        resto = fin
    return partes if not liso[resto:].strip() else None


def _lugar(dicho: str, cuantos: int) -> int | None:
    if dicho.startswith("ultim"):
        return cuantos - 1
    raiz = dicho.rstrip("oa")
    numero = int(dicho) if dicho.isdecimal() else _ORDINALES.index(raiz) + 1 if raiz in _ORDINALES else 0
    return numero - 1 if 1 <= numero <= cuantos else None


def _gobierno_de(nombre: str, catalogos: Catalogos) -> tuple[str, str] | None:
    """Quién gobierna el lugar que nombra ese texto, y de qué tipo es; None si no es el nombre de un lugar."""
    division = _DIVISION.match(plano(nombre))
    propio = nombre[division.end() :] if division else nombre
    lugares = [lugar for lugar in lugares_en(propio, catalogos) if lugar.inicio == 0 and lugar.fin >= len(propio)]
    if division is None and (not lugares or lugares[0].es_dudoso):
        return None
    clase = division.group(1).rstrip("s") if division else ""
    if not clase:
        es_departamento = comparable(lugares[0].nombre) == comparable(lugares[0].departamento)
        clase = "departamento" if es_departamento else "provincia"
    quien = _QUIEN_GOBIERNA.get(clase, "Municipalidad de")
    return f"{quien} {propio}", "gob_regional" if quien.startswith("Gobierno") else "gob_local"
