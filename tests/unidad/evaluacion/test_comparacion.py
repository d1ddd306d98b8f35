"""Las medidas de la comparación, con casos calculados a mano, y la lectura de las preguntas."""

import json
import math
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import ndcg_score

from tests.mediciones.comparacion.datos import ErrorDeComparacion, escribir_corpus, leer_conjunto
from tests.mediciones.comparacion.motores import exigir_extra
from tests.mediciones.medidas import calificar, comparar, estimar, por_pregunta, puesto_de

PUESTOS = (1, 3, None, 7)


def crear_squad(archivo: Path, articulos: list[list[tuple[str, list[tuple[str, bool]]]]]) -> Path:
    """Escribe un archivo SQuAD v2 con artículos de (párrafo, preguntas) y preguntas de (texto, imposible)."""
    contenido = {
        "version": "v2.0",
        "data": [
            {
                "title": "",
                "paragraphs": [
                    {
                        "context": texto,
                        "qas": [
                            {"id": str(numero), "question": pregunta, "is_impossible": imposible, "answers": []}
                            for numero, (pregunta, imposible) in enumerate(preguntas)
                        ],
                    }
                    for texto, preguntas in parrafos
                ],
            }
            for parrafos in articulos
        ],
    }
    archivo.write_text(json.dumps(contenido), encoding="utf-8")
    return archivo


def test_el_puesto_cuenta_parrafos_distintos_y_solo_hasta_el_decimo() -> None:
    assert puesto_de(["a", "b", "c"], "a") == 1
    assert puesto_de(["a", "a", "b"], "b") == 2
    assert puesto_de(["a", "b"], "z") is None
    assert puesto_de([], "a") is None
    once = [str(numero) for numero in range(1, 12)]
    assert puesto_de(once, "10") == 10
    assert puesto_de(once, "11") is None


def test_las_medidas_dan_lo_calculado_a_mano() -> None:
    valores = por_pregunta(PUESTOS)
    assert valores["ndcg_10"].tolist() == pytest.approx([1.0, 0.5, 0.0, 1 / 3])  # log2 de 2, 4 y 8
    assert valores["mrr"].tolist() == pytest.approx([1.0, 1 / 3, 0.0, 1 / 7])
    assert valores["r_1"].tolist() == [1, 0, 0, 0]
    assert valores["r_5"].tolist() == [1, 1, 0, 0]
    promedios = {nombre: medida.valor for nombre, medida in calificar(PUESTOS).items()}
    assert promedios == pytest.approx({"ndcg_10": 11 / 24, "r_1": 0.25, "r_5": 0.5, "mrr": 31 / 84})


@given(st.lists(st.none() | st.integers(1, 10), min_size=1, max_size=20))
def test_el_ndcg_es_el_de_scikit_learn(puestos: list[int | None]) -> None:
    pertinentes = np.array([[lugar == puesto for lugar in range(1, 12)] for puesto in puestos], dtype=float)
    pertinentes[:, -1] = [puesto is None for puesto in puestos]  # el que no se halló queda más allá del décimo
    orden = np.tile(-np.arange(11.0), (len(puestos), 1))
    assert por_pregunta(puestos)["ndcg_10"].mean() == pytest.approx(ndcg_score(pertinentes, orden, k=10))


def test_el_intervalo_se_parece_al_de_la_distribucion_normal() -> None:
    valores = np.array([1.0] * 300 + [0.0] * 100)
    estimacion = estimar(valores)
    margen = 1.96 * math.sqrt(0.75 * 0.25 / 400)
    assert estimacion.valor == 0.75
    assert estimacion.bajo == pytest.approx(0.75 - margen, abs=0.01)
    assert estimacion.alto == pytest.approx(0.75 + margen, abs=0.01)


def test_el_intervalo_es_repetible_y_de_un_solo_punto_si_todo_es_igual() -> None:
    valores = np.array([0.2, 0.9, 0.4, 0.0])
    assert estimar(valores) == estimar(valores)
    iguales = estimar(np.array([0.5, 0.5, 0.5]))
    assert (iguales.bajo, iguales.alto) == (0.5, 0.5)


def test_la_diferencia_pareada_no_hereda_lo_que_las_preguntas_tienen_de_dificiles() -> None:
    nuestros: list[int | None] = [1, 2] * 100
    ajenos: list[int | None] = [2, None] * 100  # el inverso del puesto, siempre medio punto menos
    diferencia = comparar(nuestros, ajenos)["mrr"]
    assert (diferencia.valor, diferencia.bajo, diferencia.alto) == (0.5, 0.5, 0.5)
    propia = calificar(nuestros)["mrr"]
    assert propia.bajo is not None and propia.alto is not None
    assert propia.alto - propia.bajo > 0.05


def test_la_diferencia_con_uno_mismo_es_cero_aunque_las_preguntas_varien() -> None:
    for medida in comparar(PUESTOS, PUESTOS).values():
        assert (medida.valor, medida.bajo, medida.alto) == (0, 0, 0)


def test_la_diferencia_entre_iguales_incluye_el_cero_y_cambia_de_signo_al_darle_la_vuelta() -> None:
    azar = np.random.default_rng(11)
    unos, otros = azar.integers(1, 11, size=300).tolist(), azar.integers(1, 11, size=300).tolist()
    contrarias = comparar(otros, unos)
    for nombre, diferencia in comparar(unos, otros).items():
        assert diferencia.bajo is not None and diferencia.alto is not None
        assert diferencia.bajo < 0 < diferencia.alto
        contraria = contrarias[nombre]
        assert contraria.valor == pytest.approx(-diferencia.valor)
        assert contraria.bajo == pytest.approx(-diferencia.alto)


def test_la_diferencia_pide_las_mismas_preguntas() -> None:
    with pytest.raises(ValueError, match="mismas preguntas"):
        comparar([1, None], [1])


def test_lee_solo_las_respondibles_y_junta_los_parrafos_repetidos(tmp_path: Path) -> None:
    archivo = crear_squad(
        tmp_path / "squad.json",
        [
            [("Uno.", [("¿uno?", False), ("¿nada?", True)]), ("Dos.", [("¿dos?", False)])],
            [("Uno.", [("¿otra vez uno?", False)]), ("  ", [("¿vacío?", False)])],
        ],
    )
    conjunto = leer_conjunto(archivo, 0)
    assert list(conjunto.parrafos.values()) == ["Uno.", "Dos."]
    hallados = [(pregunta.texto, conjunto.parrafos[pregunta.parrafo]) for pregunta in conjunto.preguntas]
    assert hallados == [("¿uno?", "Uno."), ("¿dos?", "Dos."), ("¿otra vez uno?", "Uno.")]


def test_elige_siempre_las_mismas_preguntas(tmp_path: Path) -> None:
    preguntas = [(f"¿pregunta {numero}?", False) for numero in range(40)]
    archivo = crear_squad(tmp_path / "squad.json", [[("Un párrafo.", preguntas)]])
    elegidas = leer_conjunto(archivo, 12).preguntas
    assert len(set(elegidas)) == 12
    assert elegidas == leer_conjunto(archivo, 12).preguntas
    assert len(leer_conjunto(archivo, 500).preguntas) == 40
    assert leer_conjunto(archivo, 12).respondibles == 40


def test_el_corpus_guarda_cada_parrafo_sin_cambiar_ni_un_caracter(tmp_path: Path) -> None:
    texto = "Línea una\r\ny «dos» con ñ.\n"
    conjunto = leer_conjunto(crear_squad(tmp_path / "squad.json", [[(texto, [("¿qué?", False)])]]), 0)
    carpeta = escribir_corpus(conjunto, tmp_path / "datos")
    (archivo,) = carpeta.iterdir()
    assert archivo.name == conjunto.preguntas[0].parrafo
    assert archivo.read_bytes().decode("utf-8") == texto
    assert escribir_corpus(conjunto, tmp_path / "datos") == carpeta


@pytest.mark.parametrize("contenido", ["no es json", "[]", '{"data": [{"paragraphs": [{"context": "a"}]}]}', "{}"])
def test_un_archivo_de_otro_formato_dice_cual_y_que_se_espera(tmp_path: Path, contenido: str) -> None:
    archivo = tmp_path / "otro.json"
    archivo.write_text(contenido, encoding="utf-8")
    with pytest.raises(ErrorDeComparacion, match=r"otro\.json no tiene el formato de SQuAD v2.*context"):
        leer_conjunto(archivo, 0)


def test_sin_archivo_sin_respondibles_o_con_un_numero_negativo_se_dice_claro(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeComparacion, match=r"No se puede leer .*falta\.json"):
        leer_conjunto(tmp_path / "falta.json", 0)
    imposibles = crear_squad(tmp_path / "imposibles.json", [[("Uno.", [("¿nada?", True)])]])
    with pytest.raises(ErrorDeComparacion, match="ninguna pregunta respondible"):
        leer_conjunto(imposibles, 0)
    with pytest.raises(ErrorDeComparacion, match="-3 preguntas"):
        leer_conjunto(imposibles, -3)


def test_sin_el_extra_se_dice_que_falta_y_como_instalarlo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bm25s", None)  # así se ve desde fuera un paquete que no está
    with pytest.raises(ErrorDeComparacion, match=r"bm25s.*pip install -e '\.\[comparacion\]'") as fallo:
        exigir_extra()
    assert fallo.value.codigo_de_salida == 2
