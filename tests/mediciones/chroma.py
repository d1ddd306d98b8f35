"""Cuánto tarda y cuánto encuentra Chroma en un servidor, frente a comparar con todos, y si aguanta que lo maten.

    python -m tests.mediciones.chroma velocidad --fragmentos 50000
    python -m tests.mediciones.chroma caidas --veces 8

Los vectores son los del índice del producto, mezclados de dos en dos y con algo de ruido: calcular los de cincuenta mil
fragmentos de verdad tardaría horas.
"""

import argparse
import random
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from conocimiento.modelo import Fragmento, Tramo
from indices.errores import ErrorDeIndice
from indices.guardado.chroma import LectorDeChroma, Lugar, construir
from indices.guardado.generacion import carpeta_vigente
from indices.guardado.vectores import leer
from tests.apoyo.chroma import ServidorDeChroma
from tests.apoyo.rutas import RAIZ

CONSULTAS = 300

Puntos = npt.NDArray[np.float32]


class Hechos(Embeddings):
    """Unos embeddings que dan, en orden, los vectores que se les dieron."""

    def __init__(self, vectores: Puntos) -> None:
        self._vectores = vectores

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._vectores[int(texto.removeprefix("texto "))].tolist() for texto in texts]

    def embed_query(self, text: str) -> list[float]:
        raise NotImplementedError


def fragmentos(cuantos: int) -> list[Fragmento]:
    """Fragmentos que solo dicen su número."""
    textos = [f"texto {numero}" for numero in range(cuantos)]
    return [Fragmento("d.txt", "1", "", texto, 0, len(texto), (Tramo(0, len(texto)),)) for texto in textos]


def mezclar(datos: Path, cuantos: int, semilla: int) -> Puntos:
    """Vectores normalizados, parecidos a los del índice del producto."""
    carpeta = next(una for otra in (datos / "indice").glob("documentos-*") if (una := carpeta_vigente(otra)))
    base = np.concatenate([parte.vectores for parte in leer(carpeta).values()])
    azar = np.random.default_rng(semilla)
    unos, otros = azar.integers(len(base), size=(2, cuantos))
    peso = azar.uniform(0.5, 0.95, size=(cuantos, 1)).astype(np.float32)
    ruido = azar.normal(0, 0.02, size=(cuantos, base.shape[1])).astype(np.float32)
    vectores = peso * base[unos] + (1 - peso) * base[otros] + ruido
    return (vectores / np.linalg.norm(vectores, axis=1, keepdims=True)).astype(np.float32)


def medir_velocidad(datos: Path, cuantos: int, carpeta: Path) -> str:
    """Una tabla: milisegundos por consulta y cuántos de los diez y de los doscientos más cercanos se encuentran."""
    vectores, consultas = mezclar(datos, cuantos, 1), mezclar(datos, CONSULTAS, 2)
    servidor = ServidorDeChroma(carpeta / "chroma")
    servidor.iniciar()
    try:
        lugar = Lugar(servidor.servidor, "medida")
        desde = time.perf_counter()
        construir(lugar, fragmentos(cuantos), Hechos(vectores))
        guardar = time.perf_counter() - desde
        lector = LectorDeChroma(lugar, cuantos)
        tiempos: dict[str, list[float]] = {"exacta": [], "Chroma": []}
        hallados: dict[int, list[float]] = {10: [], 200: []}
        for consulta in consultas:
            desde = time.perf_counter()
            cosenos = vectores @ consulta
            tiempos["exacta"].append(time.perf_counter() - desde)
            desde = time.perf_counter()
            filas = set(lector.cercanos(consulta).tolist())
            tiempos["Chroma"].append(time.perf_counter() - desde)
            orden = np.argsort(-cosenos)
            for hasta, partes in hallados.items():
                partes.append(len(filas & set(orden[:hasta].tolist())) / hasta)
    finally:
        servidor.matar()
    ocupa = sum(ruta.stat().st_size for ruta in servidor.carpeta.rglob("*") if ruta.is_file()) / 1e6
    filas_de_tabla = [
        f"{nombre}: p50 {np.percentile(suyos, 50) * 1e3:.1f} ms, p95 {np.percentile(suyos, 95) * 1e3:.1f} ms"
        for nombre, suyos in tiempos.items()
    ]
    encontrados = ", ".join(f"{np.mean(partes):.3f} de los {hasta}" for hasta, partes in hallados.items())
    return "\n".join(
        [
            f"{cuantos} fragmentos, {CONSULTAS} consultas; guardar en el servidor: {guardar:.0f} s y {ocupa:.0f} MB",
            *filas_de_tabla,
            f"Chroma encuentra {encontrados} más cercanos; la exacta, todos",
        ]
    )


def medir_caidas(datos: Path, veces: int, carpeta: Path) -> str:
    """Mata el servidor en un momento al azar mientras guarda, y mira si la otra colección sigue entera."""
    azar = random.Random(7)
    servidor = ServidorDeChroma(carpeta / "chroma")
    servidor.iniciar()
    vectores = mezclar(datos, 6_000, 1)
    firme = Lugar(servidor.servidor, "firme")
    construir(firme, fragmentos(2_000), Hechos(vectores))
    antes = [LectorDeChroma(firme, 2_000).cercanos(consulta).tolist() for consulta in vectores[:20]]
    a_medias = intactas = 0
    for vez in range(veces):
        matar = threading.Timer(azar.uniform(0.05, 4.0), servidor.matar)
        matar.start()
        try:
            construir(Lugar(servidor.servidor, f"otra-{vez}"), fragmentos(6_000), Hechos(vectores))
        except ErrorDeIndice:
            a_medias += 1
        matar.join()
        servidor.iniciar()
        lector = LectorDeChroma(firme, 2_000)
        intactas += [lector.cercanos(consulta).tolist() for consulta in vectores[:20]] == antes
    servidor.matar()
    return f"{veces} veces muerto, {a_medias} de ellas a medio guardar: la otra colección, intacta {intactas} veces"


def main() -> None:
    """Mide lo que se pida."""
    lector = argparse.ArgumentParser(prog="python -m tests.mediciones.chroma", description=__doc__)
    lector.add_argument("medida", choices=["velocidad", "caidas"])
    lector.add_argument("--fragmentos", type=int, default=50_000)
    lector.add_argument("--veces", type=int, default=8)
    lector.add_argument("--datos", type=Path, default=RAIZ / "datos" / "pruebas")
    pedido = lector.parse_args()
    with tempfile.TemporaryDirectory() as carpeta:
        if pedido.medida == "velocidad":
            print(medir_velocidad(pedido.datos, pedido.fragmentos, Path(carpeta)))
        else:
            print(medir_caidas(pedido.datos, pedido.veces, Path(carpeta)))


if __name__ == "__main__":
    main()
