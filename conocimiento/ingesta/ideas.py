"""Cómo pregunta la gente: por cada documento, un YAML junto a él con cada idea y las maneras de preguntarla;
para todos, `solicitudes.yaml`, con lo que se le pide al asistente y no a un documento.

Sirve para reconocer una pregunta dicha con otras palabras y saber si el documento la contesta; lo que se
cita es siempre el documento.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from conocimiento.expresiones import diferida
from conocimiento.frases import enumerar
from conocimiento.ingesta.cortes import Dividido
from conocimiento.modelo import RESPUESTA, Idea, Solicitud, Tramo, Vacio
from conocimiento.palabras import comparable, plegar
from conocimiento.yaml.nodos import Nodo, exigir_sin_fallos, fuera_de_lista, leer_con_fallos, leer_entero, parecido

SUFIJO = ".preguntas.yaml"
SOLICITUDES = "solicitudes.yaml"
_SI, _NO = "sí", "no"
"""`revisada: no` es un borrador que nadie leyó: no se usa. Se acepta con o sin tilde y en mayúsculas («SI»)."""
_ENTRE_COMILLAS = diferida(r"^[“”„‘’\"']|[“”„‘’\"']$")
SIN_APARTADO = "el principio del documento"


@dataclass(frozen=True, slots=True)
class _Contestada:
    """`apartado` dice en cuál están las palabras, si están en varios; una pregunta sin escribir no cuenta."""

    idea: str
    palabras: str
    preguntas: tuple[str | None, ...] = ()
    apartado: str = ""
    revisada: str = _SI


@dataclass(frozen=True, slots=True)
class _SinDecir:
    idea: str
    falta: str
    preguntas: tuple[str | None, ...] = ()
    cerca: str = ""
    apartado: str = ""
    vacio: str = ""
    revisada: str = _SI


@dataclass(frozen=True, slots=True)
class _Preguntas:
    """Lo que lleva el archivo que acompaña a un documento."""

    ajenas: tuple[str, ...]
    contesta: tuple[_Contestada, ...] = ()
    no_dice: tuple[_SinDecir, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pedida:
    solicitud: str
    ejemplos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Respondida:
    """Lo que se contesta a una pregunta de la entrevista."""

    pregunta: str
    ejemplos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Solicitudes:
    """Lo que lleva `solicitudes.yaml`."""

    solicitudes: tuple[_Pedida, ...]
    respuestas: tuple[_Respondida, ...] = ()


@dataclass(frozen=True, slots=True)
class Repetida:
    """Una idea cuyas palabras están en varios sitios del documento, y en qué apartados; se toma el primero."""

    idea: str
    linea: int
    apartados: tuple[str, ...]


class ClaseDeReparo(StrEnum):
    """Lo que se admite en una idea revisada y quizá no es lo que quien la escribió quería."""

    EN_BLANCO = "en_blanco"
    CON_COMILLAS = "con_comillas"
    """La pregunta lleva comillas alrededor, o una suelta: quedan como parte de ella."""
    EN_DOS_IDEAS = "en_dos_ideas"


@dataclass(frozen=True, slots=True)
class Reparo:
    """Uno, con su línea. `pregunta`, vacía si está en blanco; `otra`, la línea en que ya estaba, si está dos veces."""

    clase: ClaseDeReparo
    linea: int
    pregunta: str = ""
    otra: int = 0


@dataclass(frozen=True, slots=True)
class IdeasLeidas:
    """Lo que trae un archivo de preguntas: lo revisado, que se usa, y cuánto no; las repetidas, de todas.

    `reparos`: lo que conviene mirar de lo revisado, en el orden del archivo.
    """

    revisadas: tuple[Idea, ...]
    ajenas: tuple[str, ...]
    sin_revisar: int
    repetidas: tuple[Repetida, ...]
    reparos: tuple[Reparo, ...] = ()

    @property
    def preguntas(self) -> int:
        """Cuántas preguntas revisadas hay."""
        return sum(len(idea.preguntas) for idea in self.revisadas)


def leer_ideas(
    ruta: Path, documento: str, dividido: Dividido, vacios: tuple[Vacio, ...]
) -> tuple[tuple[Idea, ...], tuple[str, ...]]:
    """Devuelve las ideas ya revisadas de `documento` y las preguntas ajenas a él. Raises como `revisar_ideas`."""
    leidas = revisar_ideas(ruta, documento, dividido, vacios)
    return leidas.revisadas, leidas.ajenas


def revisar_ideas(ruta: Path, documento: str, dividido: Dividido, vacios: tuple[Vacio, ...]) -> IdeasLeidas:
    """Devuelve lo que dice el archivo de preguntas de `documento`, comprobado contra su texto.

    Raises `ErrorDeFicha` con la línea de todo lo que esté mal, de una vez: si no es YAML, si falta o sobra una clave,
    si una idea se repite o está revisada y sin preguntas, o si lo que cita no está, palabra por palabra, en el texto.
    """
    leidas, nodo = leer_con_fallos(ruta, _Preguntas)
    claves_de_vacio = {vacio.clave for vacio in vacios}
    ideas: dict[str, Idea] = {}
    sin_revisar: set[str] = set()
    repetidas: list[Repetida] = []
    reparos, dichas = list[Reparo](), dict[str, tuple[str, int]]()
    for seccion, escritas in (("contesta", leidas.contesta), ("no_dice", leidas.no_dice)):
        for una, suyo in zip(escritas, nodo.hijos(seccion), strict=True):
            revisada, preguntas = _esta_revisada(suyo, una.revisada), tuple(filter(None, una.preguntas))
            clave, citadas = ("palabras", una.palabras) if isinstance(una, _Contestada) else ("cerca", una.cerca)
            lugares = _lugares(suyo, clave, citadas, dividido.texto) if citadas else ()
            lugar = _elegido(suyo, lugares, una.apartado, dividido)
            match una:
                case _Contestada():
                    idea = Idea(documento, una.idea, True, lugar, preguntas)
                case _SinDecir():
                    idea = Idea(documento, una.idea, False, lugar, preguntas, una.falta, una.vacio)
            if revisada and not preguntas:
                suyo.fallar("falta «preguntas»: la idea está revisada y no tiene ninguna; escriba alguna", "preguntas")
            if idea.clave in ideas and idea.clave:
                suyo.fallar(f"hay dos ideas con la clave «{idea.clave}»", "idea")
            if idea.vacio and idea.vacio not in claves_de_vacio:
                parecida = parecido(idea.vacio, claves_de_vacio)
                suyo.fallar(f"la ficha no tiene un vacío «{idea.vacio}»{parecida}", "vacio")
            if len(lugares) > 1 and not una.apartado:
                donde = tuple(dict.fromkeys(apartado_de(dividido, uno) for uno in lugares))
                repetidas.append(Repetida(idea.clave, suyo.linea, donde))
            ideas[idea.clave] = idea
            if revisada:
                reparos += _reparos(suyo, idea, una.preguntas, dichas)
            else:
                sin_revisar.add(idea.clave)
    exigir_sin_fallos(ruta, sorted(nodo.fallos, key=lambda fallo: fallo.linea))
    revisadas = tuple(idea for idea in ideas.values() if idea.clave not in sin_revisar)
    return IdeasLeidas(
        revisadas, leidas.ajenas if revisadas else (), len(sin_revisar), tuple(repetidas), tuple(reparos)
    )


def _reparos(
    nodo: Nodo, idea: Idea, escritas: tuple[str | None, ...], dichas: dict[str, tuple[str, int]]
) -> Iterator[Reparo]:
    """Los de las preguntas de una idea revisada. En `dichas` se anota de qué idea es cada una, y en qué línea está."""
    if not idea.preguntas:
        return  # eso ya es un fallo
    for lugar, pregunta in enumerate(escritas):
        linea = nodo.hijo("preguntas", lugar).linea
        if not pregunta:
            yield Reparo(ClaseDeReparo.EN_BLANCO, linea)
            continue
        if _ENTRE_COMILLAS.search(pregunta):
            yield Reparo(ClaseDeReparo.CON_COMILLAS, linea, pregunta)
        de_quien, otra = dichas.setdefault(comparable(pregunta), (idea.clave, linea))
        if de_quien != idea.clave:
            yield Reparo(ClaseDeReparo.EN_DOS_IDEAS, linea, pregunta, otra)


def apartado_de(dividido: Dividido, lugar: Tramo) -> str:
    """El apartado en que está un lugar del texto, como se muestra."""
    antes = (uno.apartado for uno in reversed(dividido.fragmentos) if uno.inicio <= lugar.inicio)
    return next(antes, "") or SIN_APARTADO


def _esta_revisada(nodo: Nodo, dicha: str) -> bool:
    llana = plegar(dicha).strip()
    if llana not in {plegar(_SI), _NO}:
        nodo.fallar(fuera_de_lista("revisada", dicha, (_SI, _NO)), "revisada")
    return llana == plegar(_SI)


def _lugares(nodo: Nodo, clave: str, citadas: str, texto: str) -> tuple[Tramo, ...]:
    """Dónde están esas palabras, en orden; los espacios y saltos de línea del documento no importan."""
    hallados = re.finditer(r"\s+".join(map(re.escape, citadas.split())), texto)
    lugares = tuple(Tramo(*hallado.span()) for hallado in hallados)
    if not lugares:
        nodo.fallar(f"el documento no contiene «{citadas}»; cópielo tal como aparece", clave)
    return lugares


def _elegido(nodo: Nodo, lugares: tuple[Tramo, ...], apartado: str, dividido: Dividido) -> Tramo | None:
    """El primero o, si se dijo en cuál, el del apartado cuyo nombre lleva esas palabras."""
    if not lugares or not apartado:
        return lugares[0] if lugares else None
    nombres = {lugar: apartado_de(dividido, lugar) for lugar in lugares}
    dicho = f" {' '.join(re.findall(r'[a-z0-9]+', plegar(apartado)))} "
    for lugar, nombre in nombres.items():
        if dicho in f" {' '.join(re.findall(r'[a-z0-9]+', plegar(nombre)))} ":
            return lugar
    estan = enumerar([f"«{nombre}»" for nombre in dict.fromkeys(nombres.values())])
    nodo.fallar(f"esas palabras no están en «{apartado}»; están en {estan}", "apartado")
    return None


def leer_solicitudes(carpeta: Path) -> tuple[Solicitud, ...]:
    """Devuelve las de un corpus; ninguna si no tiene `solicitudes.yaml`. Las respuestas, si las trae, van primero.

    Raises `ErrorDeFicha` con la línea.
    """
    ruta = carpeta / SOLICITUDES
    if not ruta.is_file():
        return ()
    leidas, nodo = leer_entero(ruta, _Solicitudes)
    solicitudes = {RESPUESTA: _juntas(leidas.respuestas)} if leidas.respuestas else {}
    for una, suyo in zip(leidas.solicitudes, nodo.hijos("solicitudes"), strict=True):
        if una.solicitud in solicitudes:
            suyo.fallar(f"hay dos solicitudes con la clave «{una.solicitud}»", "solicitud")
        solicitudes[una.solicitud] = Solicitud(una.solicitud, una.ejemplos)
    exigir_sin_fallos(ruta, nodo.fallos)
    return tuple(solicitudes.values())


def _juntas(respondidas: tuple[_Respondida, ...]) -> Solicitud:
    pares = [(ejemplo, una.pregunta) for una in respondidas for ejemplo in una.ejemplos]
    return Solicitud(RESPUESTA, tuple(ejemplo for ejemplo, _ in pares), tuple(pregunta for _, pregunta in pares))
