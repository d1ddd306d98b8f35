"""El parecido pieza por pieza: una frase entre muchas se halla, lo raro cuenta más, y se guarda y se lee igual."""

from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indices.guardado import piezas as guardadas
from indices.modelo.servicio import Piezas
from indices.palabras.piezas import PiezasDePasajes, PiezasReducidas, reducir

DIMENSION = 384
AZAR = np.random.default_rng(5)
VECTORES = AZAR.normal(size=(40, DIMENSION)).astype(np.float32)
VECTORES /= np.linalg.norm(VECTORES, axis=1, keepdims=True)


def texto(*cuales: int) -> Piezas:
    """Uno de esas piezas; la pieza 40 en adelante es otra con el vector de la que le toca."""
    return Piezas(np.array(cuales, dtype=np.int32), VECTORES[[una % 40 for una in cuales]])


def pasajes(*de_cada_uno: tuple[int, ...]) -> PiezasDePasajes:
    reducidas = [reducir(texto(*cuales)) for cuales in de_cada_uno]
    comienzos = np.cumsum([0, *(len(una.cuales) for una in reducidas)])
    return PiezasDePasajes(
        comienzos,
        np.concatenate([una.cuales for una in reducidas]),
        np.concatenate([una.vectores for una in reducidas]),
    )


def test_se_halla_la_frase_que_contesta_entre_muchas_que_no() -> None:
    """Con el promedio, las treinta piezas ajenas la tapan."""
    pregunta, largo, corto = texto(1, 2, 3), (*range(10, 40), 1, 2, 3), (1, 2, 9)
    de_piezas = pasajes(largo, corto).parecido(pregunta, [0, 1])
    assert de_piezas[0] > de_piezas[1]
    promedios = [texto(*cuales).vectores.mean(0) for cuales in (largo, corto)]
    del_promedio = [float(pregunta.vectores.mean(0) @ uno / np.linalg.norm(uno)) for uno in promedios]
    assert del_promedio[0] < del_promedio[1]


def test_quien_lo_dice_todo_vale_uno_y_lo_raro_cuenta_mas() -> None:
    comun, rara = 0, 7
    todos = pasajes((comun, rara), (comun, 20), (comun, 21), (comun, 22), (rara, 23))
    entero, sin_rara, sin_comun = todos.parecido(texto(comun, rara), [0, 1, 4])
    assert entero == pytest.approx(1.0, abs=0.02)
    assert entero > sin_comun > sin_rara


@given(
    st.lists(st.lists(st.integers(0, 60), min_size=1, max_size=6), min_size=1, max_size=5),
    st.lists(st.integers(0, 90), min_size=1, max_size=5),
)
@settings(max_examples=40, deadline=None)
def test_cada_pasaje_se_mide_solo_y_agregarle_piezas_nunca_lo_aleja(textos: list[list[int]], pedida: list[int]) -> None:
    pregunta, unos = texto(*pedida), pasajes(*map(tuple, textos))
    juntos = unos.parecido(pregunta, range(len(textos)))
    assert juntos == pytest.approx([unos.parecido(pregunta, [lugar])[0] for lugar in range(len(textos))], abs=1e-5)
    assert (np.abs(juntos) <= 1.05).all()
    # Las mismas piezas otra vez, para que ninguna sea más rara ni menos, y el primero con las de todos.
    repetidos = [list(dict.fromkeys(chain(*textos))), *textos]
    con_todas = pasajes(*map(tuple, repetidos)).parecido(pregunta, range(len(repetidos)))
    assert con_todas[0] >= con_todas.max() - 1e-5


def test_unos_seguidos_son_los_mismos_y_no_se_copian() -> None:
    todos = pasajes((1, 2), (3,), (4, 5, 6), (7,))
    unos = todos.entre(1, 3)
    assert [unos.del_pasaje(lugar).cuales.tolist() for lugar in range(len(unos))] == [[3], [4, 5, 6]]
    assert np.shares_memory(unos.vectores, todos.vectores)


def test_lo_guardado_se_lee_igual(tmp_path: Path) -> None:
    reducidas = [reducir(texto(*cuales)) for cuales in ((1, 2), (3,), (4, 5, 6))]
    claves = [f"{numero:032x}" for numero in range(3)]
    guardadas.escribir(tmp_path, claves, reducidas)
    leidas = guardadas.leer(tmp_path, 3)
    assert leidas is not None and len(leidas) == 3
    por_clave = guardadas.leer_por_clave(tmp_path)
    assert list(por_clave) == claves
    for lugar, (clave, una) in enumerate(zip(claves, reducidas, strict=True)):
        for otra in (leidas.del_pasaje(lugar), por_clave[clave]):
            assert np.array_equal(otra.cuales, una.cuales)
            assert np.array_equal(otra.vectores, una.vectores)


def _faltan(carpeta: Path) -> None:
    (carpeta / guardadas.VECTORES).unlink()


def _cortado(carpeta: Path) -> None:
    ruta = carpeta / guardadas.VECTORES
    ruta.write_bytes(ruta.read_bytes()[:-20])


def _ilegible(carpeta: Path) -> None:
    (carpeta / guardadas.DE_QUIEN).write_bytes(b"PK\x03\x04nada")


def _de_otros(carpeta: Path) -> None:
    guardadas.escribir(carpeta, ["a" * 32], [PiezasReducidas(np.zeros(0, np.int32), np.zeros((0, 4), np.int8))])


@pytest.mark.parametrize("danar", [_faltan, _cortado, _ilegible, _de_otros])
def test_lo_danado_es_como_si_no_estuviera(tmp_path: Path, danar: object) -> None:
    guardadas.escribir(tmp_path, ["0" * 32, "1" * 32], [reducir(texto(1, 2)), reducir(texto(3))])
    assert guardadas.leer(tmp_path, 2) is not None
    danar(tmp_path)  # type: ignore[operator]
    assert guardadas.leer(tmp_path, 2) is None
    assert guardadas.leer_por_clave(tmp_path) == {}


def test_sin_ninguna_no_se_escribe_nada(tmp_path: Path) -> None:
    guardadas.escribir(tmp_path, [], [])
    assert list(tmp_path.iterdir()) == []
    assert guardadas.leer(tmp_path, 0) is None
