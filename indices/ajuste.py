"""La calibración de un corpus: los coeficientes de base, ajustados al indexar con preguntas sacadas de él.

Las tratadas son trozos de sus oraciones y sus encabezados, a veces con palabras que el corpus no dice, como
las de quien pregunta a su modo; las ajenas, las de fondo, a veces con una palabra suelta del corpus. Son más
fáciles que las de verdad: por eso los coeficientes apenas pueden apartarse de los de base.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from indices.busqueda import Coleccion, Consulta, medir, mirar
from indices.confianza.calibracion import RASGOS, Calibracion, leer_coeficientes, resolver
from indices.errores import ErrorDeCalibracion
from indices.guardado.coleccion import coleccion_de
from indices.guardado.generacion import CALIBRACION, Generacion
from indices.guardado.pedido import IndicePedido
from indices.guardado.vectores import Vectores
from indices.palabras.artificiales import parafrasear, preguntas_artificiales
from indices.parecido.clasificador import probabilidades_apartadas
from indices.parecido.conocidas import (
    RASGOS_DE_JUICIO,
    RASGOS_DE_SOLICITUD,
    ajustar_juicio,
    ajustar_solicitud,
    clases_contrarias,
    ejemplos_de,
    ejemplos_de_preguntas,
)

FORMATO = 3
CASTIGO = 30.0
PESO_POR_CLASE = 40.0
"""Cuánto cuenta cada clase en total, por muchas preguntas que haya: son artificiales."""

_PARTES = 5
_TRAMOS = 10

Numeros = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fiabilidad:
    """Lo que se espera de la confianza en un corpus, estimado con preguntas que no se usaron en el ajuste.

    `auc`: probabilidad de que una tratada tenga más confianza que una ajena. `ece`: distancia media entre
    la confianza y la frecuencia con que acierta. Son de preguntas artificiales, más fáciles que las de verdad.
    """

    ejemplos: int
    auc: float
    ece: float


@dataclass(frozen=True, slots=True)
class CalibracionDeCorpus:
    """Los coeficientes del tema en un corpus, su fiabilidad y de qué corpus, modelo y base son.

    `juicio` trae los de `ajustar_juicio` y `solicitud`, los de `ajustar_solicitud`; ninguno si de ningún documento
    se sabe qué se pregunta.
    """

    tema: Calibracion
    fiabilidad: Fiabilidad
    corpus: str
    modelo: str
    base: str
    juicio: tuple[Calibracion, ...] = ()
    solicitud: Calibracion | None = None


def ajustar(pedido: IndicePedido, generacion: Generacion) -> CalibracionDeCorpus:
    """Calibra un índice recién hecho con sus preguntas artificiales y las que se sabe que la gente hace."""
    coleccion = coleccion_de(pedido, generacion)
    artificiales = _consultas(preguntas_artificiales(pedido.fragmentos), generacion.artificiales)
    tema, fiabilidad = calibrar(coleccion, artificiales, _consultas(pedido.preguntas_de_fondo, generacion.fondo))
    coleccion = coleccion.con_tema(tema)
    return CalibracionDeCorpus(
        tema,
        fiabilidad,
        pedido.huella_corpus,
        pedido.huella_modelo,
        pedido.base.huella,
        *_ajustar_a_las_conocidas(pedido, generacion, coleccion),
    )


def _ajustar_a_las_conocidas(
    pedido: IndicePedido, generacion: Generacion, coleccion: Coleccion
) -> tuple[tuple[Calibracion, ...], Calibracion | None]:
    """Los coeficientes del juicio y de las solicitudes; ninguno si no se conocen preguntas."""
    preguntas = pedido.preguntas
    if preguntas is None:
        return (), None
    de_preguntas = ejemplos_de_preguntas(preguntas, generacion.conocidas[: len(preguntas.textos)])
    certezas = [medir(coleccion, mirar(coleccion, una)) for una in _consultas(preguntas.textos, de_preguntas.vectores)]
    juicio = ajustar_juicio(preguntas, certezas, probabilidades_apartadas(de_preguntas))
    if not pedido.solicitudes:
        return juicio, None
    contrarias = clases_contrarias(pedido.solicitudes, len(preguntas.ideas))
    return juicio, ajustar_solicitud(ejemplos_de(preguntas, pedido.solicitudes, generacion.conocidas), contrarias)


def _consultas(textos: Sequence[str], vectores: Vectores) -> list[Consulta]:
    return [Consulta(texto, vector) for texto, vector in zip(textos, vectores, strict=True)]


def calibrar(
    coleccion: Coleccion, artificiales: Sequence[Consulta], fondo: Sequence[Consulta]
) -> tuple[Calibracion, Fiabilidad]:
    """Ajusta la confianza de una colección; con muy pocas preguntas devuelve la de base."""
    base = coleccion.calibraciones.tema
    azar = random.Random(7)
    parafraseadas = [replace(una, texto=parafrasear(una.texto, azar)) for una in artificiales]
    filas = [_rasgos(coleccion, una) for una in (*parafraseadas, *fondo)]
    tratadas = np.array([1.0] * len(artificiales) + [0.0] * len(fondo))
    rasgos = np.array(filas, dtype=np.float64).reshape(len(filas), len(RASGOS))
    if min(len(artificiales), len(fondo)) < 2 * _PARTES:
        return base, fiabilidad_de(np.array([base.confianza(fila) for fila in rasgos.tolist()]), tratadas)
    parte = np.arange(len(tratadas)) % _PARTES
    confianzas = np.zeros(len(tratadas))
    for una in range(_PARTES):
        parcial = ajustar_a(base, rasgos[parte != una], tratadas[parte != una])
        confianzas[parte == una] = [parcial.confianza(fila) for fila in rasgos[parte == una].tolist()]
    return ajustar_a(base, rasgos, tratadas), fiabilidad_de(confianzas, tratadas)


def ajustar_a(base: Calibracion, rasgos: Numeros, tratadas: Numeros, castigo: float = CASTIGO) -> Calibracion:
    """Devuelve la calibración más verosímil entre las cercanas a la de base."""
    normales = np.clip((rasgos - np.array(base.medias)) / np.array(base.escalas), -4, 4)
    positivas = float(tratadas.sum())
    pesos = np.where(tratadas == 1, PESO_POR_CLASE / positivas, PESO_POR_CLASE / (len(tratadas) - positivas))
    solucion = resolver(
        np.hstack([normales, np.ones((len(normales), 1))]),
        tratadas,
        pesos,
        np.full(len(base.coeficientes) + 1, castigo),
        np.array([*base.coeficientes, base.intercepto]),
    )
    return replace(base, coeficientes=tuple(float(uno) for uno in solucion[:-1]), intercepto=float(solucion[-1]))


def _rasgos(coleccion: Coleccion, consulta: Consulta) -> tuple[float, ...]:
    senales = dict(medir(coleccion, mirar(coleccion, consulta)).senales)
    return tuple(senales.get(nombre, 0.0) for nombre in RASGOS)


def fiabilidad_de(confianzas: Numeros, tratadas: Numeros) -> Fiabilidad:
    """Mide unas confianzas; con una sola clase de preguntas no hay qué comparar y la AUC es la del azar."""
    si, no = confianzas[tratadas == 1], confianzas[tratadas == 0]
    if not len(si) or not len(no):
        return Fiabilidad(len(tratadas), 0.5, 0.0)
    comparadas = np.sign(np.subtract.outer(si, no))  # 1 si gana la tratada, 0 si empatan
    tramo = np.minimum((confianzas * _TRAMOS).astype(int), _TRAMOS - 1)
    desviaciones = np.abs(np.bincount(tramo, confianzas - tratadas))
    return Fiabilidad(len(tratadas), float(1 + comparadas.mean()) / 2, float(desviaciones.sum()) / len(tratadas))


def a_texto(calibracion: CalibracionDeCorpus) -> str:
    """La calibración como JSON, para guardarla junto al índice."""
    return json.dumps({"formato": FORMATO, **asdict(calibracion)}, ensure_ascii=False, indent=1) + "\n"


def leer(pedido: IndicePedido, generacion: Generacion) -> CalibracionDeCorpus:
    """Lee la calibración de un índice. Raises `ErrorDeCalibracion` si no se entiende o no es la de lo pedido."""
    ruta = generacion.carpeta / CALIBRACION
    corpus, modelo, base = pedido.huella_corpus, pedido.huella_modelo, pedido.base.huella
    try:
        datos = cast(dict[str, Any], json.loads(ruta.read_text(encoding="utf-8")))
        if datos["formato"] != FORMATO:
            raise ValueError("formato de otra versión")
        if (datos["corpus"], datos["modelo"], datos["base"]) != (corpus, modelo, base):
            raise ValueError("es de otro corpus, de otro modelo o de otros coeficientes de base")
        return CalibracionDeCorpus(
            leer_coeficientes(datos["tema"], RASGOS),
            Fiabilidad(**datos["fiabilidad"]),
            corpus,
            modelo,
            base,
            tuple(leer_coeficientes(uno, RASGOS_DE_JUICIO) for uno in datos["juicio"]),
            leer_coeficientes(datos["solicitud"], RASGOS_DE_SOLICITUD) if datos["solicitud"] else None,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ErrorDeCalibracion(f"La calibración de {ruta} no vale: {error}. Ejecute `alianzas indexar`.") from error
