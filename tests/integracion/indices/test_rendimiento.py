"""Que nada se desmande con mucho texto: topes con cinco veces de holgura sobre lo que se espera."""

import time
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from conocimiento.ingesta import leer_documento
from conocimiento.modelo import Fragmento, Tramo
from indices import busqueda
from indices.busqueda import Coleccion, Consulta
from indices.confianza import calibracion
from indices.palabras.lexico import IndiceLexico

HOLGURA = 5
SILABAS = "ba ce di fo gu la me ni po ru sa te vi zo lu mar sol pan ten cor".split()


def crear_palabras(azar: np.random.Generator, cuantas: int) -> list[str]:
    """Palabras inventadas, unas mucho más frecuentes que otras, como en un texto."""
    vocabulario = [f"{a}{b}{c}" for a in SILABAS for b in SILABAS for c in SILABAS]
    rangos = np.minimum(azar.zipf(1.3, size=cuantas), len(vocabulario)) - 1
    return [vocabulario[int(rango)] for rango in rangos]


def crear_coleccion(cuantos: int) -> tuple[Coleccion, list[str], np.ndarray]:
    azar = np.random.default_rng(5)
    palabras = crear_palabras(azar, cuantos * 20)
    textos = [" ".join(palabras[desde * 20 : desde * 20 + 20]) for desde in range(cuantos)]
    vectores = azar.normal(size=(cuantos, 384)).astype(np.float32)
    vectores /= np.linalg.norm(vectores, axis=1, keepdims=True)
    fragmentos = tuple(
        Fragmento(
            "a.txt", "1", "", texto, 0, len(texto), (Tramo(0, len(texto) // 2), Tramo(len(texto) // 2, len(texto)))
        )
        for texto in textos
    )
    coleccion = Coleccion(fragmentos, vectores, IndiceLexico(textos), calibracion.cargar())
    consultas = [" ".join(crear_palabras(azar, 9)) for _ in range(40)]
    return coleccion, consultas, vectores[azar.integers(0, cuantos, size=40)]


@pytest.mark.parametrize(("fragmentos", "esperado"), [(5_000, 0.02), (50_000, 0.08)])
def test_buscar_sin_contar_el_modelo_no_se_desmanda(fragmentos: int, esperado: float) -> None:
    coleccion, consultas, vectores = crear_coleccion(fragmentos)
    tardanzas: list[float] = []
    for consulta, vector in zip(consultas, vectores, strict=True):
        comienzo = time.perf_counter()
        hallazgo = busqueda.buscar(coleccion, busqueda.mirar(coleccion, Consulta(consulta, vector)))
        tardanzas.append(time.perf_counter() - comienzo)
        assert len(hallazgo.pasajes) == busqueda.PASAJES
    p50, p95 = np.quantile(tardanzas, [0.5, 0.95]) * 1000
    print(f"{fragmentos} fragmentos: p50 {p50:.1f} ms, p95 {p95:.1f} ms (n = {len(tardanzas)})")
    assert p95 / 1000 < HOLGURA * esperado


@pytest.mark.parametrize("forma", ["párrafos", "una sola línea"])
def test_un_documento_de_cinco_megas_se_lee_sin_desmandarse(tmp_path: Path, forma: str) -> None:
    palabras = crear_palabras(np.random.default_rng(6), 60_000)
    oraciones = [" ".join(palabras[desde : desde + 12]).capitalize() + "." for desde in range(0, len(palabras), 12)]
    separador = "\n\n" if forma == "párrafos" else " "
    trozo = separador.join(" ".join(oraciones[desde : desde + 6]) for desde in range(0, len(oraciones), 6))
    texto = separador.join([trozo] * (5_000_000 // len(trozo) + 1))
    ruta = tmp_path / "grande.txt"
    ruta.write_text(texto, encoding="utf-8")
    comienzo = time.perf_counter()
    documento = leer_documento(ruta)
    tardanza = time.perf_counter() - comienzo
    print(f"5 MB, {forma}: {tardanza:.1f} s, {len(documento.fragmentos)} fragmentos")
    assert tardanza < HOLGURA * 4
    assert sum(fragmento.fin - fragmento.inicio for fragmento in documento.fragmentos) > 0.95 * len(texto)


def test_leer_un_documento_ocupa_unas_pocas_veces_su_tamano(tmp_path: Path) -> None:
    texto = "\n\n".join(["La cosecha de papa depende de la lluvia. El riego ayuda a la siembra. " * 6] * 1_000)
    ruta = tmp_path / "mediano.txt"
    ruta.write_text(texto, encoding="utf-8")
    tracemalloc.start()
    try:
        leer_documento(ruta)
        _, maximo = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert maximo < 12 * len(texto)
