"""La confianza de una búsqueda: la probabilidad de que los documentos traten lo preguntado.

Es una función logística de unos pocos rasgos *relativos* al corpus y a la consulta, porque un umbral
de coseno no sirve de un corpus a otro. No decide qué se responde: eso es de quien conversa.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indices.archivos import huella_de
from indices.confianza.evidencia import RASGOS_DE_EVIDENCIA
from indices.errores import ErrorDeCalibracion
from indices.palabras.lexico import Coincidencia, IndiceLexico

FORMATO = 3
RUTA_BASE = Path(__file__).with_name("calibracion_base.json")

RASGOS = (
    "coseno",
    "coseno_sobre_fondo",
    "margen",
    "coseno_z",
    "bm25_relativo",
    "cobertura_del_mejor",
    "cobertura_del_corpus",
    "palabras_ajenas",
    "log_palabras",
    "log_fragmentos",
)

RASGOS_DE_DATO = (*RASGOS, *RASGOS_DE_EVIDENCIA)

Numeros = npt.NDArray[np.float64]
Puntos = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Fondo:
    """Qué coseno alcanza en este corpus una pregunta que no tiene nada que ver con él.

    Se mide al indexar con las preguntas de `preguntas_de_fondo.json`: mediana y dispersión robusta,
    para que no importe que el corpus sí trate alguna de ellas.
    """

    mediana: float
    dispersion: float


SIN_MEDIR = Fondo(0.8, 0.01)
"""El de un corpus cualquiera con e5, hasta que se mida."""


@dataclass(frozen=True, slots=True)
class Calibracion:
    """Los coeficientes de una función logística, uno por rasgo."""

    rasgos: tuple[str, ...]
    medias: tuple[float, ...]
    escalas: tuple[float, ...]
    coeficientes: tuple[float, ...]
    intercepto: float

    def confianza(self, valores: Sequence[float]) -> float:
        """Devuelve la probabilidad (0 a 1) para unos valores en el orden de `rasgos`."""
        suma = self.intercepto
        for valor, media, escala, coeficiente in zip(
            valores, self.medias, self.escalas, self.coeficientes, strict=True
        ):
            suma += coeficiente * min(max((valor - media) / escala, -4.0), 4.0)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, suma))))


@dataclass(frozen=True, slots=True)
class Certeza:
    """Las probabilidades de `Calibraciones` para una consulta, y los rasgos de que salen, por su nombre."""

    tema: float
    dato: float
    senales: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Calibraciones:
    """Las probabilidades que se dan de una búsqueda y con qué orden se ajustaron las dos primeras.

    `tema`: los documentos tratan lo preguntado. `dato`: el primer pasaje, además, lo contesta. `sin_revisar`: lo mismo,
    de documentos de los que nadie ha revisado las preguntas; se ajusta con las de personas que leyeron unas normas
    (`python -m tests.mediciones.documentos --calibrar`), porque con párrafos sueltos de una enciclopedia no acertaba:
    en 13 documentos y 390 preguntas, la AUC era 0,68, y es 0,77 al preguntar a una norma que no vio.
    """

    tema: Calibracion
    dato: Calibracion
    sin_revisar: Calibracion
    orden: str

    def de_lo_no_revisado(self) -> "Calibraciones":
        """Las mismas, con el dato de documentos sin revisar."""
        return replace(self, dato=self.sin_revisar)

    @property
    def huella(self) -> str:
        """Cambia si cambia algún coeficiente."""
        return huella_de(json.dumps(asdict(self), sort_keys=True))

    def certeza(self, del_tema: Sequence[float], del_dato: Sequence[float]) -> Certeza:
        """Devuelve la de unos valores en el orden de `RASGOS` y de `RASGOS_DE_EVIDENCIA`."""
        todos = (*del_tema, *del_dato)
        senales = tuple(zip(RASGOS_DE_DATO, todos, strict=True))
        return Certeza(self.tema.confianza(del_tema), self.dato.confianza(todos), senales)


def logit(probabilidad: float) -> float:
    """El logaritmo de la razón de probabilidades, acotado para que 0 y 1 no lo lleven al infinito."""
    acotada = min(max(probabilidad, 1e-4), 1 - 1e-4)
    return math.log(acotada / (1 - acotada))


def medir_fondo(cosenos: Sequence[float]) -> Fondo:
    """Devuelve el fondo de un corpus a partir del mejor coseno de cada pregunta ajena."""
    valores = np.asarray(cosenos, dtype=np.float64)
    if not len(valores):
        return SIN_MEDIR
    mediana = float(np.median(valores))
    return Fondo(mediana, max(1.4826 * float(np.median(np.abs(valores - mediana))), 0.003))


def calcular_rasgos(
    cosenos: Puntos, lexico: IndiceLexico, coincidencia: Coincidencia, mejor: int, fondo: Fondo
) -> tuple[float, ...]:
    """Devuelve los rasgos de una consulta, en el orden de `RASGOS`.

    `cosenos` trae uno por fragmento y `mejor` es el fragmento que quedó primero.
    """
    orden = np.sort(cosenos)[::-1][:6].astype(np.float64)
    desviacion = float(cosenos.std())
    terminos = coincidencia.terminos
    ajenas = sum(not termino.equivalentes for termino in terminos)
    return (
        float(orden[0]),
        (float(orden[0]) - fondo.mediana) / fondo.dispersion,
        float(orden[0] - orden[1:].mean()) if len(orden) > 1 else 0.0,
        (float(orden[0]) - float(cosenos.mean())) / desviacion if desviacion > 1e-6 else 0.0,
        float(coincidencia.puntos.max()) / coincidencia.tope if coincidencia.tope else 0.0,
        lexico.cobertura(terminos, mejor),
        lexico.cobertura(terminos),
        ajenas / len(terminos) if terminos else 1.0,
        math.log1p(len(terminos)),
        math.log(len(cosenos)),
    )


def ajustar(
    nombres: Sequence[str], rasgos: Numeros, ciertos: Numeros, pesos: Numeros | None = None, castigo: float = 1.0
) -> Calibracion:
    """Ajusta la función logística, con castigo a los coeficientes grandes.

    `rasgos` tiene una fila por ejemplo y una columna por nombre; `ciertos` es 1 o 0; `pesos`, si está,
    cuenta cuánto vale cada ejemplo.
    """
    medias, escalas = rasgos.mean(axis=0), np.maximum(rasgos.std(axis=0), 1e-6)
    normales = np.clip((rasgos - medias) / escalas, -4, 4)
    solucion = resolver(
        np.hstack([normales, np.ones((len(normales), 1))]),
        ciertos,
        np.ones(len(ciertos)) if pesos is None else pesos,
        np.array([*[castigo] * len(nombres), 0.0]),
        np.zeros(len(nombres) + 1),
    )
    return Calibracion(
        tuple(nombres),
        tuple(float(valor) for valor in medias),
        tuple(float(valor) for valor in escalas),
        tuple(float(valor) for valor in solucion[:-1]),
        float(solucion[-1]),
    )


def resolver(matriz: Numeros, ciertos: Numeros, pesos: Numeros, castigos: Numeros, partida: Numeros) -> Numeros:
    """Los coeficientes más verosímiles, castigando a cada uno lo que se aparte del de partida."""
    solucion = partida.copy()
    for _ in range(30):
        probabilidad = 1 / (1 + np.exp(-np.clip(matriz @ solucion, -30, 30)))
        curvatura = pesos * np.maximum(probabilidad * (1 - probabilidad), 1e-9)
        gradiente = matriz.T @ (pesos * (ciertos - probabilidad)) - castigos * (solucion - partida)
        paso = np.linalg.solve((matriz.T * curvatura) @ matriz + np.diag(castigos + 1e-9), gradiente)
        solucion = solucion + np.clip(paso, -5, 5)
    return solucion


def guardar(calibraciones: Calibraciones, ruta: Path = RUTA_BASE) -> None:
    """Escribe los coeficientes con el nombre de cada rasgo."""
    ruta.write_text(
        json.dumps({"formato": FORMATO, **asdict(calibraciones)}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def cargar(ruta: Path = RUTA_BASE) -> Calibraciones:
    """Lee los coeficientes. Raises `ErrorDeCalibracion` si no son los de estos rasgos."""
    try:
        datos = json.loads(ruta.read_text(encoding="utf-8"))
        if datos["formato"] != FORMATO:
            raise ValueError("formato de otra versión")
        return Calibraciones(
            leer_coeficientes(datos["tema"], RASGOS),
            leer_coeficientes(datos["dato"], RASGOS_DE_DATO),
            leer_coeficientes(datos["sin_revisar"], RASGOS_DE_DATO),
            str(datos["orden"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ErrorDeCalibracion(
            f"No se entienden los coeficientes de {ruta}: {error}. "
            "Vuelva a calcularlos con python -m tests.mediciones.recuperacion --calibrar."
        ) from error


def leer_coeficientes(datos: dict[str, Any], rasgos: Sequence[str]) -> Calibracion:
    """Rehace una calibración. Raises `ValueError`, `KeyError` o `TypeError` si no es la de estos rasgos."""
    if tuple(datos["rasgos"]) != tuple(rasgos):
        raise ValueError("rasgos de otra versión")
    listas = [tuple(float(valor) for valor in datos[nombre]) for nombre in ("medias", "escalas", "coeficientes")]
    if any(len(lista) != len(rasgos) for lista in listas) or min(listas[1]) <= 0:
        raise ValueError("medidas que no cuadran")
    return Calibracion(tuple(rasgos), *listas, intercepto=float(datos["intercepto"]))
