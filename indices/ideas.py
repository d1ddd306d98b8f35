"""A qué se parece una pregunta entre las que se sabe que la gente hace de un documento.

Cada idea es una clase y sus preguntas, los ejemplos. Un discriminante lineal (covarianza común, encogida
hacia la esfera: Friedman, 1989) sobre los vectores de las preguntas dice a qué idea se parece una nueva; con
eso y con lo que ya se mide de la búsqueda, tres regresiones logísticas dan la probabilidad de que el
documento la conteste, trate el tema sin decirlo o no lo trate. No decide qué se responde.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
import numpy.typing as npt

from conocimiento.modelo import Documento, Fragmento, Hallazgo, Idea, Juicio, Pasaje, Tramo
from indices.calibracion import RASGOS_DE_DATO, Calibracion, ajustar

ENCOGIMIENTO = 0.4
"""Parte de la covarianza que se reemplaza por la de una esfera: hay pocos ejemplos y 384 dimensiones."""
SUAVIZADO = 0.12
"""Cuánto se rebaja la seguridad del discriminante: el que mejor predice preguntas que no vio."""
PARTES = 8
IDEAS_MOSTRADAS = 6
PESO_DE_IDEAS = 4.0
"""Lo que suma al puntaje z de un pasaje que, de las ideas que el documento contesta, todas sean suyas."""
PARECIDO_MINIMO = 0.15
"""Con menos, la oración que se destaca es la que eligió la búsqueda."""
_TIPOS = ("contesta", "falta", "ajena")
RASGOS_DE_JUICIO = (
    "tema",
    "dato",
    *RASGOS_DE_DATO,
    *_TIPOS,
    "mejor_que_contesta",
    "mejor_que_falta",
)

Numeros = npt.NDArray[np.float64]
Vectores = npt.NDArray[np.float32]
Clases = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Preguntas:
    """Las preguntas conocidas de un corpus: la clase de cada una y, de cada clase, su idea (la última, ninguna)."""

    textos: tuple[str, ...]
    clases: tuple[int, ...]
    ideas: tuple[Idea | None, ...]

    @property
    def tipos(self) -> Clases:
        """De cada clase, su lugar en contesta, falta, ajena."""
        return np.array([2 if idea is None else 0 if idea.contesta else 1 for idea in self.ideas])


def reunir(documentos: Sequence[Documento]) -> Preguntas | None:
    """Las preguntas conocidas de todos los documentos; None si ninguno las trae."""
    ideas = [idea for documento in documentos for idea in documento.ideas]
    if not ideas:
        return None
    textos = [pregunta for idea in ideas for pregunta in idea.preguntas]
    clases = [numero for numero, idea in enumerate(ideas) for _ in idea.preguntas]
    ajenas = [pregunta for documento in documentos for pregunta in documento.ajenas]
    return Preguntas((*textos, *ajenas), (*clases, *([len(ideas)] * len(ajenas))), (*ideas, None))


class Discriminante:
    """La probabilidad de cada clase para un vector."""

    def __init__(self, vectores: Vectores, clases: Clases, cuantas: int) -> None:
        """`vectores` tiene una fila por ejemplo; toda clase de 0 a `cuantas` - 1 debe tener alguno."""
        filas = vectores.astype(np.float64)
        medias = np.stack([filas[clases == clase].mean(axis=0) for clase in range(cuantas)])
        centradas = filas - medias[clases]
        covarianza = centradas.T @ centradas / len(filas)
        esfera = np.eye(len(covarianza)) * np.trace(covarianza) / len(covarianza)
        covarianza = (1 - ENCOGIMIENTO) * covarianza + (ENCOGIMIENTO + 1e-9) * esfera + 1e-12 * np.eye(len(covarianza))
        pesos = cast(Numeros, np.linalg.solve(covarianza, medias.T))
        self._pesos: Numeros = pesos
        self._desplazamientos: Numeros = -0.5 * np.einsum("ij,ji->i", medias, pesos)

    def probabilidades(self, vectores: Vectores) -> Numeros:
        """Devuelve una fila por vector, que suma 1."""
        puntos = SUAVIZADO * (vectores.astype(np.float64) @ self._pesos + self._desplazamientos)
        exponentes = np.exp(puntos - puntos.max(axis=1, keepdims=True))
        return exponentes / exponentes.sum(axis=1, keepdims=True)


def probabilidades_apartadas(vectores: Vectores, clases: Clases, cuantas: int) -> Numeros:
    """Las de cada ejemplo según un discriminante que no lo vio, para no creerse más seguro de lo que es."""
    orden = np.random.default_rng(0).permutation(len(clases))
    parte = np.zeros(len(clases), dtype=np.int64)
    for clase in range(cuantas):
        suyas = orden[clases[orden] == clase]
        parte[suyas] = np.arange(len(suyas)) % PARTES
    salida = np.zeros((len(clases), cuantas))
    for una in range(PARTES):
        if (parte == una).any():
            vistas = parte != una
            salida[~vistas] = Discriminante(vectores[vistas], clases[vistas], cuantas).probabilidades(vectores[~vistas])
    return salida


def ajustar_juicio(preguntas: Preguntas, hallazgos: Sequence[Hallazgo], apartadas: Numeros) -> tuple[Calibracion, ...]:
    """Ajusta las tres probabilidades con las preguntas conocidas; cada tipo cuenta lo mismo.

    `hallazgos` y `apartadas` traen una entrada por pregunta, en su orden.
    """
    rasgos = np.array([_rasgos(uno, fila, preguntas.tipos) for uno, fila in zip(hallazgos, apartadas, strict=True)])
    de_cada_una = preguntas.tipos[np.array(preguntas.clases)]
    return tuple(
        ajustar(
            RASGOS_DE_JUICIO,
            rasgos,
            (de_cada_una == tipo).astype(np.float64),
            np.array([len(de_cada_una) / (3 * float((de_cada_una == suyo).sum())) for suyo in de_cada_una]),
        )
        for tipo in range(len(_TIPOS))
    )


class Juez:
    """Juzga una consulta ya buscada y ordena sus pasajes también por las ideas a las que se parece."""

    def __init__(
        self,
        preguntas: Preguntas,
        discriminante: Discriminante,
        calibraciones: Sequence[Calibracion],
        fragmentos: Sequence[Fragmento],
    ) -> None:
        self._preguntas = preguntas
        self._discriminante = discriminante
        self._calibraciones = tuple(calibraciones)
        self._documentos = frozenset(idea.documento for idea in preguntas.ideas if idea is not None)
        self._fragmentos = [idea and _fragmento_de(idea, fragmentos) for idea in preguntas.ideas]

    def juzgar(self, hallazgo: Hallazgo, sin_ampliar: Hallazgo, vector: Vectores) -> Hallazgo:
        """Devuelve el hallazgo con su juicio; igual si el primer pasaje es de un documento sin preguntas conocidas.

        `sin_ampliar` es lo que se halla con las palabras de la persona, que es como se ajustó el juicio, y
        `vector` es el de esas palabras.
        """
        if not hallazgo.pasajes or hallazgo.pasajes[0].fragmento.documento not in self._documentos:
            return hallazgo
        probabilidades = self._discriminante.probabilidades(vector[np.newaxis])[0]
        rasgos = _rasgos(sin_ampliar, probabilidades, self._preguntas.tipos)
        puntos = [calibracion.confianza(rasgos) for calibracion in self._calibraciones]
        contesta, falta, ajena = (punto / sum(puntos) for punto in puntos)
        orden = [int(clase) for clase in np.argsort(-probabilidades)]
        ideas = [(idea, float(probabilidades[clase])) for clase in orden if (idea := self._preguntas.ideas[clase])]
        return replace(
            hallazgo,
            juicio=Juicio(contesta, falta, ajena, tuple(ideas[:IDEAS_MOSTRADAS])),
            pasajes=self._ordenar(hallazgo.pasajes, probabilidades, orden),
        )

    def _ordenar(self, pasajes: Sequence[Pasaje], probabilidades: Numeros, orden: Sequence[int]) -> tuple[Pasaje, ...]:
        contestan = float(probabilidades[self._preguntas.tipos == 0].sum())
        ordenados: list[Pasaje] = []
        for pasaje in pasajes:
            suyas = [clase for clase in orden if self._fragmentos[clase] == pasaje.fragmento and self._contesta(clase)]
            parte = float(probabilidades[suyas].sum()) / contestan if contestan else 0.0
            idea = self._preguntas.ideas[suyas[0]] if suyas and parte >= PARECIDO_MINIMO else None
            oracion = _oraciones_de(pasaje.fragmento, idea.lugar) if idea and idea.lugar else pasaje.oracion
            ordenados.append(Pasaje(pasaje.fragmento, pasaje.puntuacion + PESO_DE_IDEAS * parte, oracion))
        return tuple(sorted(ordenados, key=lambda pasaje: -pasaje.puntuacion))

    def _contesta(self, clase: int) -> bool:
        idea = self._preguntas.ideas[clase]
        return idea is not None and idea.contesta


def _rasgos(hallazgo: Hallazgo, probabilidades: Numeros, tipos: Clases) -> tuple[float, ...]:
    senales = dict(hallazgo.senales)
    por_tipo = [float(probabilidades[tipos == tipo].sum()) for tipo in range(len(_TIPOS))]
    mejores = [float(probabilidades[tipos == tipo].max()) for tipo in (0, 1) if (tipos == tipo).any()]
    return (
        _logit(hallazgo.confianza),
        _logit(hallazgo.dato),
        *(senales.get(nombre, 0.0) for nombre in RASGOS_DE_DATO),
        *map(_logit, por_tipo),
        *map(_logit, (*mejores, 0.0, 0.0)[:2]),
    )


def _logit(probabilidad: float) -> float:
    acotada = min(max(probabilidad, 1e-4), 1 - 1e-4)
    return math.log(acotada / (1 - acotada))


def _fragmento_de(idea: Idea, fragmentos: Sequence[Fragmento]) -> Fragmento | None:
    lugar = idea.lugar
    if lugar is None:
        return None
    return next((f for f in fragmentos if f.documento == idea.documento and f.inicio <= lugar.inicio < f.fin), None)


def _oraciones_de(fragmento: Fragmento, lugar: Tramo) -> Tramo:
    """Las oraciones enteras del fragmento que tocan un lugar."""
    tocadas = [tramo for tramo in fragmento.oraciones if tramo.inicio < lugar.fin and tramo.fin > lugar.inicio]
    return Tramo(tocadas[0].inicio, tocadas[-1].fin) if tocadas else fragmento.oraciones[0]
