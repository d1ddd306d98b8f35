"""Con un índice aproximado, el orden y lo que da la confianza son los de comparar con todos."""

import random
from dataclasses import replace

import numpy as np
import pytest

from conocimiento.modelo import Fragmento, Tramo
from indices.busqueda import Coleccion, Consulta, Puntos, buscar, mirar
from indices.confianza import calibracion
from indices.confianza.calibracion import Fondo
from indices.palabras.lexico import IndiceLexico

CUANTOS = 4_000
PALABRAS = """agua río papa tren danza costa puente planta cloro octubre variedad viaje subida pañuelo pareja siembra
cosecha mes hora ciudad sierra selva valle camino escuela mercado puerto barco lluvia nieve""".split()


@pytest.fixture(scope="module")
def exacta() -> Coleccion:
    """Cosenos como los de e5, de 0,75 a 0,95, y documentos de veinte fragmentos que se parecen entre sí."""
    azar, palabras = np.random.default_rng(3), random.Random(3)
    comun = azar.normal(size=384)
    temas = np.repeat(azar.normal(size=(CUANTOS // 20, 384)), 20, axis=0)
    vectores = normalizar(2.2 * comun + 0.7 * temas + 0.7 * azar.normal(size=(CUANTOS, 384)))
    textos = [" ".join(palabras.choices(PALABRAS, k=12)) for _ in range(CUANTOS)]
    fragmentos = tuple(Fragmento("d", "1", "", uno, 0, len(uno), (Tramo(0, len(uno)),)) for uno in textos)
    return Coleccion(fragmentos, vectores, IndiceLexico(textos), calibracion.cargar(), Fondo(0.8, 0.01))


def normalizar(vectores: np.ndarray) -> Puntos:
    return (vectores / np.linalg.norm(vectores, axis=-1, keepdims=True)).astype(np.float32)


def consultas(exacta: Coleccion) -> list[Consulta]:
    azar, palabras = np.random.default_rng(5), random.Random(5)
    cerca = exacta.vectores[azar.integers(CUANTOS, size=30)]
    vectores = normalizar(cerca + azar.normal(0, 0.02, size=cerca.shape))
    return [Consulta(" ".join(palabras.choices(PALABRAS, k=3)), vector) for vector in vectores]


def test_da_el_mismo_orden_y_casi_la_misma_confianza(exacta: Coleccion) -> None:
    aproximada = replace(exacta, cercanos=lambda vector: np.argsort(-(exacta.vectores @ vector))[:200])
    for consulta in consultas(exacta):
        de_todos, de_algunos = (buscar(una, mirar(una, consulta)) for una in (exacta, aproximada))
        assert de_algunos.pasajes[0].fragmento == de_todos.pasajes[0].fragmento
        assert de_algunos.confianza == pytest.approx(de_todos.confianza, abs=0.03)
        una, otra = dict(de_todos.senales), dict(de_algunos.senales)
        assert otra["coseno_z"] == pytest.approx(una["coseno_z"], rel=0.15)
        assert otra["coseno"] == pytest.approx(una["coseno"], abs=1e-6)


def test_si_no_puede_se_compara_con_todos(exacta: Coleccion) -> None:
    sin_ella = replace(exacta, cercanos=lambda _: None)
    for consulta in consultas(exacta):
        assert buscar(sin_ella, mirar(sin_ella, consulta)) == buscar(exacta, mirar(exacta, consulta))
