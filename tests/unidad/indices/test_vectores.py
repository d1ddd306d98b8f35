"""Los vectores guardados: cada parte vuelve por su nombre y lo que no está entero no se lee."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from indices.guardado.vectores import (
    CLAVES,
    VECTORES,
    Parte,
    Textos,
    escribir,
    leer,
    leer_parte,
    leer_por_clave,
    parte_en_octetos,
)

PASAJES = Textos("pasaje", ["el río", "la papa", "el tren"])
PREGUNTAS = Textos("pregunta", ["el río"])


def parte(textos: Textos, desde: float) -> Parte:
    """Una fila por texto, distinta de las de cualquier otra parte que empiece en otro número."""
    filas = desde + np.arange(4 * len(textos.textos), dtype=np.float32)
    return Parte(textos.claves, filas.reshape(-1, 4))


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    escribir(tmp_path, {"preguntas": parte(PREGUNTAS, 100), "pasajes": parte(PASAJES, 0)})
    return tmp_path


def test_cada_parte_vuelve_por_su_nombre_se_guarde_en_el_orden_que_se_guarde(carpeta: Path, tmp_path: Path) -> None:
    al_reves = tmp_path / "al-reves"
    al_reves.mkdir()
    escribir(al_reves, {"pasajes": parte(PASAJES, 0), "preguntas": parte(PREGUNTAS, 100)})
    for leidas in (leer(carpeta), leer(al_reves)):
        assert leidas.keys() == {"pasajes", "preguntas"}
        assert leidas["pasajes"].claves == PASAJES.claves
        assert leidas["pasajes"].vectores.tolist() == parte(PASAJES, 0).vectores.tolist()
        assert leidas["preguntas"].vectores.tolist() == [[100, 101, 102, 103]]


def test_el_mismo_texto_como_pregunta_y_como_pasaje_son_dos_vectores(carpeta: Path) -> None:
    por_clave = leer_por_clave(carpeta)
    assert len(por_clave) == 4
    assert por_clave[PREGUNTAS.claves[0]].tolist() == [100, 101, 102, 103]
    assert por_clave[PASAJES.claves[0]].tolist() == [0, 1, 2, 3]


def test_una_parte_sin_textos_tambien_se_guarda(tmp_path: Path) -> None:
    escribir(tmp_path, {"conocidas": Parte((), np.zeros((0, 4), dtype=np.float32))})
    assert leer(tmp_path)["conocidas"].claves == ()
    assert leer_por_clave(tmp_path) == {}


def cambiar_claves(cambio: Callable[[dict[str, list[str]]], object]) -> Callable[[Path], object]:
    def danar(carpeta: Path) -> None:
        claves = json.loads((carpeta / CLAVES).read_text(encoding="utf-8"))
        (carpeta / CLAVES).write_text(json.dumps(cambio(claves)), encoding="utf-8")

    return danar


@pytest.mark.parametrize(
    "danar",
    [
        lambda carpeta: (carpeta / VECTORES).unlink(),
        lambda carpeta: (carpeta / VECTORES).write_bytes(b"no es un zip"),
        lambda carpeta: (carpeta / VECTORES).write_bytes((carpeta / VECTORES).read_bytes()[:-30]),
        lambda carpeta: (carpeta / CLAVES).write_text("{", encoding="utf-8"),
        cambiar_claves(lambda claves: [clave for suyas in claves.values() for clave in suyas]),
        cambiar_claves(lambda claves: {**claves, "otra": ["x"]}),
        cambiar_claves(lambda claves: {**claves, "pasajes": claves["pasajes"][1:]}),
        lambda carpeta: np.savez(carpeta / VECTORES, pasajes=np.zeros((3, 4)), preguntas=np.zeros((1, 4))),
    ],
    ids=["sin matrices", "ajenas", "cortadas", "claves cortadas", "sin nombres", "una de más", "descuadre", "float64"],
)
def test_lo_que_no_esta_entero_no_se_lee(carpeta: Path, danar: Callable[[Path], object]) -> None:
    danar(carpeta)
    assert leer(carpeta) == {} == leer_por_clave(carpeta)


@pytest.mark.parametrize("cuantas", [0, 3])
def test_una_parte_suelta_vuelve_igual_y_si_no_esta_entera_no_vuelve(cuantas: int, tmp_path: Path) -> None:
    textos = Textos("pasaje", PASAJES.textos[:cuantas])
    guardada, octetos = parte(textos, 7), parte_en_octetos(parte(textos, 7))
    ruta = tmp_path / "suelta.npz"
    assert leer_parte(ruta) == {}
    ruta.write_bytes(octetos)
    leida = leer_parte(ruta)
    assert [*leida] == [*guardada.claves]
    assert [uno.tolist() for uno in leida.values()] == guardada.vectores.tolist()
    for danado in (b"", octetos[: len(octetos) // 2], octetos[:-30], b"nada de esto es un npz"):
        ruta.write_bytes(danado)
        assert leer_parte(ruta) == {}
