"""Lo que se ve en cada caso al comparar la respuesta dada con la esperada."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from bot.evaluacion.casos import Caso
from bot.evaluacion.respuestas import CitaJson, RespuestaJson
from conocimiento.frases import en_un_renglon

CON_CITA = frozenset({"respuesta", "cercano"})
SIN_BUSQUEDA = frozenset({"accion", "charla"})
MIRADOS = 10

Necesidades = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Puesto:
    """Dónde quedó entre lo recuperado lo que el caso necesita (todo de 0 a 1)."""

    ndcg: float
    en_1: float
    en_5: float
    reciproco: float


@dataclass(frozen=True, slots=True)
class Marca:
    """Un caso ya comparado. None: el caso no permite saberlo."""

    caso: Caso
    dado: str
    confianza: float  # 0 si no se buscó: una orden o un saludo no afirman nada de los documentos
    ms: float
    hallada: bool | None  # lo citado contiene la evidencia
    puesto: Puesto | None
    admitido: bool | None  # el estado dado es uno de los correctos
    largo: int | None  # caracteres citados; None si no se citó
    alteradas: int  # citas que no son el documento
    citas: int

    @property
    def respondible(self) -> bool | None:
        """Lo que dice el caso."""
        return self.caso.esperado.respondible

    @property
    def es_pregunta(self) -> bool:
        """Dice si el caso va a los documentos; una orden o un saludo, no."""
        return self.respondible is not None and self.caso.esperado.estado not in SIN_BUSQUEDA

    @property
    def responde(self) -> bool:
        """Dice si el asistente dio la pregunta por contestada."""
        return self.dado == "respuesta"

    @property
    def errada(self) -> bool:
        """Dice si, dándola por contestada, erró: no había respuesta o lo citado no la contiene."""
        return not self.respondible or self.hallada is False


def marcar(caso: Caso, dada: RespuestaJson, textos: Mapping[str, str], fragmentos: Sequence[str]) -> Marca:
    """Compara un caso con su respuesta.

    `textos` son los documentos por su nombre; `fragmentos`, los textos del corpus ya pasados por `en_un_renglon`.
    """
    necesidades = [[en_un_renglon(una) for una in alternativas] for alternativas in caso.esperado.necesidades()]
    admitidos = caso.esperado.admitidos()
    return Marca(
        caso=caso,
        dado=dada["estado"],
        confianza=0.0 if dada["estado"] in SIN_BUSQUEDA else dada["confianza"],
        ms=dada["ms"],
        hallada=sostiene(dada, necesidades) if necesidades else None,
        puesto=situar(necesidades, [en_un_renglon(uno["texto"]) for uno in dada["fragmentos"]], fragmentos),
        admitido=dada["estado"] in admitidos if admitidos else None,
        largo=sum(len(cita["texto"]) for cita in dada["citas"]) if dada["citas"] else None,
        alteradas=sum(not es_literal(cita, textos) for cita in dada["citas"]),
        citas=len(dada["citas"]),
    )


def sostiene(dada: RespuestaJson, necesidades: Necesidades) -> bool:
    """Dice si, de cada necesidad, alguna cita contiene una de sus alternativas."""
    if dada["estado"] not in CON_CITA:
        return False
    citados = [en_un_renglon(cita["texto"]) for cita in dada["citas"]]
    return all(any(_cubre(citado, alternativas) for citado in citados) for alternativas in necesidades)


def es_literal(cita: CitaJson, textos: Mapping[str, str]) -> bool:
    """Dice si la cita es, carácter por carácter, el documento."""
    texto = textos.get(cita["documento"])
    return texto is not None and bool(cita["texto"]) and texto[cita["inicio"] : cita["fin"]] == cita["texto"]


def situar(necesidades: Necesidades, recuperados: Sequence[str], corpus: Iterable[str]) -> Puesto | None:
    """Devuelve el puesto de lo necesario entre textos ya reducidos.

    None si alguna necesidad no cabe entera en un fragmento del corpus: no se sabe cuál había que encontrar.
    La ganancia de un fragmento son las necesidades que cubre por primera vez: con una sola necesidad es el
    nDCG de siempre con un solo pertinente (Järvelin y Kekäläinen, 2002), y repetirse no da ni quita.
    """
    posibles = [cubiertas for uno in corpus if (cubiertas := _cubiertas(uno, necesidades))]
    if not necesidades or len(set[int]().union(*posibles)) < len(necesidades):
        return None
    ganancias = _ganancias([_cubiertas(uno, necesidades) for uno in recuperados[:MIRADOS]])
    ideales: list[frozenset[int]] = []
    while len(set[int]().union(*ideales)) < len(necesidades):
        vistas = frozenset[int]().union(*ideales)
        ideales.append(max(posibles, key=lambda cubiertas: len(cubiertas - vistas)))
    primero = next((lugar for lugar, ganancia in enumerate(ganancias, 1) if ganancia), None)
    total = len(necesidades)
    return Puesto(
        ndcg=_descontar(ganancias) / _descontar(_ganancias(ideales)),
        en_1=sum(ganancias[:1]) / total,
        en_5=sum(ganancias[:5]) / total,
        reciproco=1 / primero if primero else 0.0,
    )


def _cubre(texto: str, alternativas: Sequence[str]) -> bool:
    return any(alternativa in texto for alternativa in alternativas)


def _cubiertas(texto: str, necesidades: Necesidades) -> frozenset[int]:
    return frozenset(lugar for lugar, alternativas in enumerate(necesidades) if _cubre(texto, alternativas))


def _ganancias(cubiertas: Sequence[frozenset[int]]) -> list[int]:
    vistas: set[int] = set()
    ganancias: list[int] = []
    for unas in cubiertas:
        ganancias.append(len(unas - vistas))
        vistas |= unas
    return ganancias


def _descontar(ganancias: Sequence[int]) -> float:
    return sum(ganancia / log2(lugar + 1) for lugar, ganancia in enumerate(ganancias, 1))
