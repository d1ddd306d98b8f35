"""Lo que dice el sentido de cada frase sin haber visto ninguna de su voz, y con qué pesos se suma.

Los vectores de los ejemplos se toman del índice: solo se calculan los de las frases que no son ejemplos.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.dialogo.borrador.paso.compuerta import clases_de
from bot.entrevista.comprension.compuerta.clases import Clase
from conocimiento.ingesta import leer_corpus, leer_solicitudes
from indices.parecido.vecinos import PESOS, RASGOS, FrasesConocidas, VecinosDeRespuestas
from tests.apoyo.rutas import DOCUMENTOS

Numeros = npt.NDArray[np.float64]
Vectores = npt.NDArray[np.float32]
CASTIGO = 10.0
"""Lo que se castiga cada peso, con los rasgos llevados a la misma escala."""


@dataclass(frozen=True, slots=True)
class Sentido:
    """De una frase: los rasgos de `indices.parecido.vecinos` ante su pregunta y, por clase, el parecido a cada una."""

    rasgos: Numeros
    clases: Mapping[Clase, float]

    @property
    def parecido(self) -> float:
        """Con los pesos del producto."""
        return self.con_pesos(np.array([PESOS[nombre] for nombre in RASGOS]))

    def con_pesos(self, pesos: Numeros) -> float:
        """Cuánto se parece a responder, con otros."""
        return float(self.rasgos @ pesos)


@dataclass(frozen=True, slots=True)
class Frase:
    """Una frase de una voz ante una pregunta."""

    voz: int
    pregunta: str
    dice: str


class Voces:
    """Las frases y los ejemplos del producto, con la voz de la que viene cada ejemplo (0, ninguna)."""

    def __init__(self, frases: Sequence[Frase], datos: Path) -> None:
        """`datos` trae el modelo; el índice se hace si falta."""
        from indices.abrir import abrir_buscador, carpeta_del_modelo, huella_del_modelo
        from indices.guardado import generacion
        from indices.guardado.pedido import pedir

        embeddings = abrir_buscador(DOCUMENTOS, datos).embeddings
        huella = huella_del_modelo(carpeta_del_modelo(datos, None))
        pedido = pedir(leer_corpus(DOCUMENTOS, datos), DOCUMENTOS, datos, huella)
        abierta = generacion.abrir(pedido)
        assert abierta is not None
        textos, solicitudes = pedido.preguntas_conocidas, leer_solicitudes(DOCUMENTOS)
        de_documentos = len(textos) - sum(len(una.ejemplos) for una in solicitudes)
        self.frases = tuple(frases)
        self._vectores = abierta.conocidas
        self._solicitudes = [""] * de_documentos + [una.clave for una in solicitudes for _ in una.ejemplos]
        suyas = [clave for una in solicitudes for clave in una.preguntas or ("",) * len(una.ejemplos)]
        self._preguntas = [""] * de_documentos + suyas
        de_cada_una = {_sin_datos(frase.dice): frase.voz for frase in frases}
        self._voces = np.array([de_cada_una.get(_sin_datos(texto), 0) for texto in textos])
        lugares = {texto: lugar for lugar, texto in enumerate(textos)}
        nuevas = [frase.dice for frase in frases if frase.dice not in lugares]
        calculados = dict(zip(nuevas, embeddings.de_preguntas(nuevas), strict=True)) if nuevas else {}
        self._de_frases = [
            calculados[una.dice] if una.dice in calculados else self._vectores[lugares[una.dice]] for una in frases
        ]

    def sentidos(self, con: Collection[int] | None = None) -> list[Sentido]:
        """El de cada frase con los ejemplos de las voces `con` (todas, si falta), menos los de la suya."""
        voces = {frase.voz for frase in self.frases}
        con = voces if con is None else set(con)
        salida: dict[int, Sentido] = {}
        for voz in voces:
            vecinos = self._sin({*(voces - set(con)), voz})
            for lugar, frase in enumerate(self.frases):
                if frase.voz == voz:
                    salida[lugar] = _sentido(vecinos, frase.pregunta, self._de_frases[lugar])
        return [salida[lugar] for lugar in range(len(self.frases))]

    def _sin(self, fuera: Collection[int]) -> VecinosDeRespuestas:
        """Los vecinos sin ningún ejemplo de esas voces."""
        quedan = np.flatnonzero(~np.isin(self._voces, list(fuera)))
        return VecinosDeRespuestas(
            FrasesConocidas(
                self._vectores[quedan],
                [self._solicitudes[lugar] for lugar in quedan],
                [self._preguntas[lugar] for lugar in quedan],
            )
        )


def _sentido(vecinos: VecinosDeRespuestas, pregunta: str, vector: Vectores) -> Sentido:
    vistas = vecinos.mirar(vector)
    return Sentido(vecinos.rasgos(vistas, pregunta), clases_de(vecinos.a_cada_solicitud(vistas)))


def _sin_datos(texto: str) -> str:
    """Sin correos ni números largos, que en los ejemplos son otros."""
    return re.sub(r"\S+@[\w.-]+|\b(?:\d[ -]?){9,}", "", texto).strip()


def logistica(
    filas: Numeros, ciertos: Numeros, castigo: float, limites: Sequence[tuple[float | None, float | None]]
) -> Numeros:
    """Los pesos de una regresión logística, cada uno entre sus límites; el último, el sesgo."""
    from scipy.optimize import minimize

    def perdida(pesos: Numeros) -> tuple[float, Numeros]:
        sumas = filas @ pesos[:-1] + pesos[-1]
        errores = 1 / (1 + np.exp(-sumas)) - ciertos
        valor = float((np.logaddexp(0, sumas) - ciertos * sumas).sum() + 0.5 * castigo * (pesos[:-1] ** 2).sum())
        return valor, np.append(filas.T @ errores + castigo * pesos[:-1], errores.sum())

    inicio = np.zeros(filas.shape[1] + 1)
    return minimize(perdida, inicio, jac=True, method="L-BFGS-B", bounds=[*limites, (None, None)]).x


def ajustar_sentido(sentidos: Sequence[Sentido], responden: Numeros) -> tuple[Numeros, float]:
    """Los pesos de los rasgos y el sesgo; parecerse a una respuesta no puede restar, ni a lo demás sumar."""
    filas = np.array([uno.rasgos for uno in sentidos])
    medias, escalas = filas.mean(axis=0), filas.std(axis=0) + 1e-9
    limites = [(None, 0.0) if nombre.startswith("otras") else (0.0, None) for nombre in RASGOS]
    *pesos, sesgo = logistica((filas - medias) / escalas, responden, CASTIGO, limites)
    pesos = np.array(pesos) / escalas
    return pesos, float(sesgo - pesos @ medias)
