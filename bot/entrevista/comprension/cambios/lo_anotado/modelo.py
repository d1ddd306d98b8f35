"""Lo que se puede cambiar hablando y lo que se entiende que se pide cambiar."""

from dataclasses import dataclass, replace
from enum import Enum

from bot.entrevista.borrador import Borrador, Respuesta
from bot.entrevista.esquema import Entrevista, Pregunta
from bot.entrevista.eventos import Llave
from bot.entrevista.pasos import Paso, pasos_visibles
from bot.entrevista.valor import Valor
from bot.entrevista.valores.lectura import Entorno
from conocimiento.palabras import plano


class Que(Enum):
    """Qué se le hace a una respuesta o a un elemento de ella."""

    QUITA = "quita"
    AGREGA = "agrega"
    CAMBIA = "cambia"
    JUNTA = "junta"


@dataclass(frozen=True, slots=True)
class Cambio:
    """Un cambio entendido entero.

    `valor`: cómo queda la respuesta de `llave`; None la deja sin responder. `cual`: el elemento que se quita, se agrega
    o se cambia, y `ahora`, cómo queda; vacíos si cambia la respuesta entera. `junto`: lo que cambia con ella.
    """

    que: Que
    llave: Llave
    valor: Valor
    cual: str = ""
    ahora: str = ""
    junto: tuple[tuple[Llave, Valor], ...] = ()


@dataclass(frozen=True, slots=True)
class Posibles:
    """Varias lecturas, de dos a tres: que elija la persona."""

    cambios: tuple[Cambio, ...]


@dataclass(frozen=True, slots=True)
class SinValor:
    """Se nombró lo que se cambia y no se dijo, o no se pudo leer, cómo queda. `problema`: por qué no se pudo leer."""

    llave: Llave
    problema: str = ""


@dataclass(frozen=True, slots=True)
class SinHallar:
    """Se pide quitar o cambiar algo que no está. `dicho`: con qué palabras."""

    dicho: str


@dataclass(frozen=True, slots=True)
class LoUltimo:
    """«Borra lo último»: se deshace el último cambio."""


@dataclass(frozen=True, slots=True)
class PorSenalar:
    """Se pide cambiar algo y no se entiende qué ni cómo queda: de qué respuestas puede hablar, de una a tres."""

    llaves: tuple[Llave, ...]


LecturaDeCambio = Cambio | Posibles | SinValor | SinHallar | LoUltimo | PorSenalar


@dataclass(frozen=True, slots=True)
class Tenido:
    """Lo que hay y se puede cambiar.

    `delante`: la pregunta que se tiene delante, que se contesta y no se corrige. `ultima`: la última respondida.
    `renglones`: si hay una lista numerada a la vista, qué es cada renglón: una respuesta y su elemento, o -1.
    """

    entrevista: Entrevista
    borrador: Borrador
    entorno: Entorno
    delante: Llave | None = None
    ultima: Llave | None = None
    renglones: tuple[tuple[Llave, int], ...] = ()

    @property
    def pasos(self) -> tuple[Paso, ...]:
        """Las preguntas que hoy tocan."""
        return pasos_visibles(self.entrevista, self.borrador)

    @property
    def unidades(self) -> frozenset[str]:
        """Lo que se cuenta en la población («familias»): «no son familias, son personas» es de ella."""
        valores = (respuesta.valor for respuesta in self.borrador.respuestas.values())
        dichas = (valor.get("unidad") for valor in valores if isinstance(valor, dict))
        return frozenset(plano(str(unidad)) for unidad in dichas if unidad)

    def pregunta(self, llave: Llave) -> Pregunta:
        """La pregunta de una respuesta."""
        return self.entrevista.pregunta(llave[0])

    def valor(self, llave: Llave) -> Valor:
        """Lo respondido; None si nada."""
        respuesta = self.borrador.respuestas.get(llave)
        return respuesta.valor if respuesta is not None else None

    def entorno_de(self, llave: Llave) -> Entorno:
        """Lo que mira un validador, con lo ya respondido de esa llave."""
        return replace(self.entorno, previo=self.valor(llave))


def con_respuestas(borrador: Borrador, valores: dict[Llave, Valor]) -> Borrador:
    """El borrador con esas respuestas de más, todavía sin guardar."""
    nuevas = {llave: Respuesta(valor, "") for llave, valor in valores.items()}
    return replace(borrador, respuestas={**borrador.respuestas, **nuevas})
