"""Lo decidido para una parte de una pregunta: su resultado y qué se cita. No decide nada.

Los tres resultados son *respuesta* (el documento lo dice), *cercano* (trata el tema, pero no
trae el dato) y *no sabe* (no trata el tema).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar, cast

from bot.dialogo.preguntas.citas import citar
from bot.dialogo.preguntas.clases import Clase
from bot.dialogo.turno import Contexto, PreguntaEnCurso, RespuestaDada, hoy
from conocimiento.modelo import Cita, Ficha, Fragmento, Pasaje, Tramo, Vacio
from conocimiento.palabras import raices_con_sentido

_T = TypeVar("_T")


class Resultado(Enum):
    """El estado de una respuesta; el valor es el de la interfaz pública."""

    RESPUESTA = "respuesta"
    CERCANO = "cercano"
    NO_SABE = "no_sabe"


@dataclass(frozen=True, slots=True)
class Lectura:
    """Lo que se dice sin buscarlo: un apartado, la ficha de un documento o el contacto.

    `citas`, en orden, van después de `entrada`; `fragmentos` son los que se leen enteros al pedir el pasaje.
    """

    entrada: str
    citas: tuple[Cita, ...] = ()
    fragmentos: tuple[Fragmento, ...] = ()
    cierre: str = ""
    en_puntos: bool = False  # cada cita es uno de los puntos pedidos


@dataclass(frozen=True, slots=True)
class ParteContestada:
    """Lo decidido para una parte de la pregunta. Sin `cita` no hay nada que citar."""

    parte: str
    resultado: Resultado
    confianza: float
    clase: Clase
    cita: Cita | None = None
    destacada: Tramo | None = None
    fragmento: Fragmento | None = None
    vacio: Vacio | None = None  # el hueco conocido por el que se preguntó, o que conviene advertir
    no_figuran: tuple[str, ...] = ()  # palabras que la persona daba por ciertas y el pasaje no dice
    falta: str = ""  # lo que se sabe que un documento no dice («plazos ni duración»)
    falta_en: str = ""  # en cuál
    lectura: Lectura | None = None  # si está, es todo lo que se contesta
    tambien: tuple[tuple[Cita, Fragmento], ...] = ()  # lo demás que se cita, porque puede estar ahí, con su pasaje
    explicada: tuple[tuple[str, str], ...] = ()  # lo que no es texto del documento y se pidió: su título y qué dice

    @property
    def citas(self) -> tuple[Cita, ...]:
        """Todo lo que se cita, en orden."""
        leidas = self.lectura.citas if self.lectura else ()
        return (*((self.cita,) if self.cita else ()), *leidas, *(cita for cita, _ in self.tambien))

    @property
    def fragmentos(self) -> tuple[Fragmento, ...]:
        """Los fragmentos de lo que se cita."""
        leidos = self.lectura.fragmentos if self.lectura else ()
        return (*((self.fragmento,) if self.fragmento else ()), *leidos, *(uno for _, uno in self.tambien))


def respuesta_dada(turno: int, en_curso: PreguntaEnCurso, partes: Iterable[ParteContestada]) -> RespuestaDada:
    """Lo que se recuerda de lo contestado: la pregunta y los pasajes enteros, sin repetir ninguno."""
    fragmentos = {(uno.documento, uno.inicio): uno for parte in partes for uno in parte.fragmentos}
    return RespuestaDada(turno, en_curso.de_que, tuple(citar(uno) for uno in fragmentos.values()))


def resultado_conjunto(partes: Iterable[ParteContestada]) -> Resultado:
    """Devuelve el mejor resultado: contestar una parte ya es contestar, y las demás dicen qué falta."""
    resultados = {parte.resultado for parte in partes}
    return next(resultado for resultado in Resultado if resultado in resultados)


def con_cita(
    parte: str,
    resultado: Resultado,
    confianza: float,
    clase: Clase,
    pasaje: Pasaje,
    tramo: Tramo,
    vacio: Vacio | None = None,
    no_figuran: tuple[str, ...] = (),
) -> ParteContestada:
    """Lo decidido, citando un tramo de un pasaje."""
    return ParteContestada(
        parte=parte,
        resultado=resultado,
        confianza=confianza,
        clase=clase,
        cita=citar(pasaje.fragmento, tramo),
        destacada=pasaje.oracion,
        fragmento=pasaje.fragmento,
        vacio=vacio,
        no_figuran=no_figuran,
    )


def ficha_de(fragmento: Fragmento, fichas: Iterable[Ficha]) -> Ficha | None:
    """Devuelve la ficha del documento de un fragmento."""
    return next((ficha for ficha in fichas if ficha.documento == fragmento.documento), None)


class LosMismos(Generic[_T]):
    """Unos valores que se comparan por ser los mismos, y no de uno en uno: pueden ser decenas de miles."""

    def __init__(self, mismos: tuple[_T, ...]) -> None:
        self.mismos = mismos

    def __eq__(self, otro: object) -> bool:
        return isinstance(otro, LosMismos) and self.mismos is cast("LosMismos[_T]", otro).mismos

    def __hash__(self) -> int:
        return id(self.mismos)


def fichas_vigentes(contexto: Contexto) -> tuple[Ficha, ...]:
    """Las de los documentos que hoy se pueden citar."""
    dia = hoy(contexto)
    return tuple(uno for uno in contexto.fichas if uno.vigente_hasta is None or uno.vigente_hasta >= dia)


def raices_del_tema(ficha: Ficha | None) -> frozenset[str]:
    """Devuelve las raíces de lo que todo el documento trata: su título y su institución."""
    return frozenset(raices_con_sentido(f"{ficha.titulo} {ficha.institucion}")) if ficha else frozenset[str]()
