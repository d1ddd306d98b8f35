"""Las sugerencias que edita la agencia, como valores ya leídos: `alianza/sugerencias.yaml`.

Son del asistente, no del marco. `si`: tipos de actor; sin ninguno de ellos en la alianza, no se ofrece. `palabras`: con
las que la persona cuenta su idea si la sugerencia le viene bien. En un texto, `{lugar}`, `{departamento}` y `{tema}` se
cambian por lo que ya se dijo, y lo que va entre corchetes se quita si no se sabe.
"""

from dataclasses import dataclass
from typing import Literal

Marco = Literal["mundial", "nacional"]
"""De qué lista es un indicador: la de los ODS de las Naciones Unidas, o una peruana que aporta a la misma meta."""


@dataclass(frozen=True, slots=True)
class Molde:
    """Cómo se arma el nombre de una alianza."""

    texto: str
    si: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tema:
    """De qué puede tratar una alianza: cómo se llama, qué buscaría y qué gana la población."""

    ods: int
    nombre: str
    objetivo: str
    beneficio: str
    palabras: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Un plan o política pública y quién lo conduce; sin `ods`, enmarca cualquier alianza."""

    nombre: str
    rector: str
    ods: tuple[int, ...] = ()
    si: tuple[str, ...] = ()
    palabras: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicador:
    """Con qué se mide un resultado, quién publica el dato y cada cuánto; nunca su valor.

    `codigo`: «6.1.1», el del indicador mundial, o «6.1», la meta a la que aporta uno nacional.
    """

    codigo: str
    marco: Marco
    nombre: str
    unidad: str
    fuente: str
    publica: str
    resultado: str
    palabras: tuple[str, ...] = ()

    @property
    def ods(self) -> tuple[int, ...]:
        """El ODS de su código; ninguno si está mal escrito."""
        numero = self.codigo.partition(".")[0]
        return (int(numero),) if numero.isdecimal() else ()


@dataclass(frozen=True, slots=True)
class Riesgo:
    """Algo que puede salir mal y cómo se reduce. `categoria`: una de las opciones de la pregunta."""

    riesgo: str
    mitigacion: str
    categoria: str
    ods: tuple[int, ...] = ()
    si: tuple[str, ...] = ()
    palabras: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actividad:
    """Algo que se suele hacer."""

    actividad: str
    ods: tuple[int, ...] = ()
    si: tuple[str, ...] = ()
    palabras: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reparto:
    """Lo que suele tocarle a un tipo de actor en una de las líneas de la matriz."""

    de: tuple[str, ...]
    linea: str
    texto: str
    palabras: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OtraRespuesta:
    """Una respuesta posible a cualquier otra pregunta de texto."""

    pregunta: str
    texto: str
    si: tuple[str, ...] = ()
    palabras: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Destinos:
    """A qué pregunta responde cada lista, por su clave; vacía si no se pregunta."""

    nombres: str = ""
    objetivos: str = ""
    ods: str = ""
    planes: str = ""
    reparto: str = ""
    beneficios: str = ""
    riesgos: str = ""
    indicadores: str = ""
    actividades: str = ""


@dataclass(frozen=True, slots=True)
class Sugerencias:
    """Todas, en el orden en que se escribieron."""

    preguntas: Destinos = Destinos()
    nombres: tuple[Molde, ...] = ()
    temas: tuple[Tema, ...] = ()
    planes: tuple[Plan, ...] = ()
    indicadores: tuple[Indicador, ...] = ()
    riesgos: tuple[Riesgo, ...] = ()
    actividades: tuple[Actividad, ...] = ()
    reparto: tuple[Reparto, ...] = ()
    respuestas: tuple[OtraRespuesta, ...] = ()
