"""Qué datos del borrador nombra un texto: por su rótulo, su etiqueta, sus sinónimos o algo muy parecido."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from bot.entrevista.esquema import Pregunta
from conocimiento.palabras import plano

PARECIDO = 86
LARGO_PARA_ERRATAS = 6
_ENLACES = {
    "de": r"(?:d|de|del|a|para)",
    "la": "(?:la|mi|nuestra|su|esta)",
    "del": r"d(?:el|e)?",
    "para": "(?:para|pa)",
    "que": "(?:que|q)",
}
_SIN_NOMBRE_PROPIO = frozenset(
    {"nombre", "detalle", "persona", "contacto", "cual", "cuales", "forma", "funcion", "decision"}
)
"""Partes de una respuesta que solas no dicen de cuál."""


@dataclass(frozen=True, slots=True)
class Nombrado:
    """Un dato nombrado: su pregunta, la parte de ella si es una («correo») y dónde se nombra."""

    clave: str
    parte: str
    inicio: int
    fin: int


def nombrados(liso: str, preguntas: tuple[Pregunta, ...]) -> list[Nombrado]:
    """Los datos que nombra un texto ya sin tildes, en orden y sin solaparse; gana el nombre más largo."""
    patron, nombres = _nombres(preguntas)
    hallados: list[Nombrado] = []
    for hallado in patron.finditer(liso):
        grupo = str(hallado.lastgroup)
        hallados += [Nombrado(clave, parte, *hallado.span()) for clave, parte in nombres[grupo][1]]
    if not hallados:
        hallados = _con_erratas(liso, nombres)
    return hallados


_Nombres = dict[str, tuple[str, tuple[tuple[str, str], ...]]]
"""Por cada nombre, con la clave de su grupo: cómo se escribe y de qué preguntas es."""


@lru_cache(maxsize=4)
def _nombres(preguntas: tuple[Pregunta, ...]) -> tuple[re.Pattern[str], _Nombres]:
    dichos: dict[str, list[tuple[str, str]]] = {}
    for pregunta in preguntas:
        for nombre in (pregunta.rotulo, pregunta.etiqueta, *pregunta.sinonimos):
            for forma in _formas(plano(nombre), es_lista=pregunta.tipo in ("lista", "actores")):
                dichos.setdefault(forma, []).append((pregunta.clave, ""))
        for campo in pregunta.campos if pregunta.tipo == "compuesto" else ():
            for nombre in (campo.rotulo, *campo.variantes):
                if plano(nombre) not in _SIN_NOMBRE_PROPIO and campo.tipo != "opcion":
                    dichos.setdefault(plano(nombre), []).append((pregunta.clave, campo.clave))
    nombres: _Nombres = {}
    escritos: list[str] = []
    for numero, forma in enumerate(sorted(dichos, key=len, reverse=True)):
        unicos = tuple(dict.fromkeys(dichos[forma]))
        nombres[f"n{numero}"] = (forma, unicos)
        palabras = r"\s+".join(_ENLACES.get(palabra, re.escape(palabra)) for palabra in forma.split())
        escritos.append(f"(?P<n{numero}>{palabras})")
    return re.compile(rf"\b(?<!\ba )(?:{'|'.join(escritos)})\b"), nombres


def _formas(nombre: str, *, es_lista: bool) -> tuple[str, ...]:
    """El nombre y, de una lista, su singular («riesgos», «riesgo»)."""
    if not es_lista or " " in nombre:
        return (nombre,)
    return nombre, re.sub(r"(?:(?<=[rd])es|s)$", "", nombre)


def _con_erratas(liso: str, nombres: _Nombres) -> list[Nombrado]:
    """«presuspuesto»: solo nombres de una palabra larga que empieza igual; una «versión» no es una «inversión»."""
    cortos = [(forma, de) for forma, de in nombres.values() if " " not in forma and len(forma) >= LARGO_PARA_ERRATAS]
    for palabra in re.finditer(r"[a-z]+", liso):
        if len(palabra.group()) < LARGO_PARA_ERRATAS:
            continue
        parecido, de = max(
            ((fuzz.ratio(palabra.group(), forma), de) for forma, de in cortos if forma[0] == palabra.group()[0]),
            key=lambda uno: uno[0],
            default=(0, ()),
        )
        if parecido >= PARECIDO:
            return [Nombrado(clave, parte, *palabra.span()) for clave, parte in de]
    return []
