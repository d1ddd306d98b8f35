"""La comparación de un caso con su respuesta."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import ndcg_score

from bot.evaluacion import Caso, Esperado, RespuestaJson
from bot.evaluacion.marcas import Marca, marcar, situar, sostiene

TEXTO = "La alianza es voluntaria.\nNadie  paga."


def dada(estado: str, *citas: tuple[int, int], fragmentos: tuple[str, ...] = (), confianza: float = 0.9) -> Any:
    respuesta: RespuestaJson = {
        "estado": estado,
        "texto": "",
        "confianza": confianza,
        "ms": 5.0,
        "citas": [
            {
                "documento": "a",
                "version": "1",
                "apartado": "",
                "pagina": None,
                "texto": TEXTO[inicio:fin],
                "inicio": inicio,
                "fin": fin,
            }
            for inicio, fin in citas
        ],
        "fragmentos": [{"documento": "a", "apartado": "", "texto": uno, "puntuacion": 1.0} for uno in fragmentos],
    }
    return respuesta


def comparar(esperado: Esperado, respuesta: Any) -> Marca:
    return marcar(Caso("1", "¿?", (), esperado), respuesta, {"a": TEXTO}, ("La alianza es voluntaria.", "Nadie paga."))


def test_sostiene_solo_si_la_cita_contiene_la_evidencia() -> None:
    assert sostiene(dada("respuesta", (0, 25)), [["es voluntaria"]])
    assert not sostiene(dada("respuesta", (26, 38)), [["es voluntaria"]])
    assert not sostiene(dada("no_sabe", (0, 25)), [["es voluntaria"]])


def test_otro_lugar_que_vale_igual_tambien_sostiene() -> None:
    esperado = Esperado(True, "es obligatoria", ("es voluntaria",))
    assert comparar(esperado, dada("cercano", (0, 25))).hallada is True


def test_las_evidencias_de_todas_las_partes_hacen_falta_aunque_esten_en_citas_distintas() -> None:
    esperado = Esperado(True, "es voluntaria", evidencias_todas=("es voluntaria", "Nadie paga"))
    assert comparar(esperado, dada("respuesta", (0, 25), (26, 38))).hallada is True
    assert comparar(esperado, dada("respuesta", (0, 25))).hallada is False


def test_sin_evidencia_no_se_dice_si_se_hallo() -> None:
    marca = comparar(Esperado(respondible=True), dada("respuesta", (0, 25)))
    assert marca.hallada is None and marca.puesto is None


def test_una_cita_alterada_o_de_otro_documento_se_cuenta() -> None:
    respuesta = dada("respuesta", (0, 10), (0, 25))
    respuesta["citas"][0]["texto"] = "otra cosa"
    assert comparar(Esperado(), respuesta).alteradas == 1
    respuesta["citas"][1]["documento"] = "b"
    assert comparar(Esperado(), respuesta).alteradas == 2


def test_un_estado_admitido_vale_y_uno_ajeno_no() -> None:
    esperado = Esperado(False, estado="cercano", estados_admitidos=("cercano", "no_sabe"))
    assert comparar(esperado, dada("no_sabe")).admitido is True
    assert comparar(esperado, dada("respuesta")).admitido is False
    assert comparar(Esperado(), dada("respuesta")).admitido is None


def test_un_saludo_no_afirma_nada_de_los_documentos() -> None:
    assert comparar(Esperado(False, estado="no_sabe"), dada("charla", confianza=1.0)).confianza == 0


@given(st.integers(0, 14), st.integers(10, 15))
def test_con_una_necesidad_el_ndcg_es_el_de_scikit_learn(lugar: int, cuantos: int) -> None:
    recuperados = [f"relleno {numero}" for numero in range(cuantos)]
    if lugar < cuantos:
        recuperados[lugar] = "aquí está la evidencia"
    puesto = situar([["la evidencia"]], recuperados, [*recuperados, "y la evidencia está"])
    pertinente = np.array([[float("evidencia" in uno) for uno in recuperados]])
    orden = np.array([[float(cuantos - numero) for numero in range(cuantos)]])
    assert puesto is not None
    assert puesto.ndcg == pytest.approx(ndcg_score(pertinente, orden, k=10) if lugar < cuantos else 0.0)
    assert puesto.en_1 == (lugar == 0)
    assert puesto.en_5 == (lugar < 5)
    assert puesto.reciproco == pytest.approx(1 / (lugar + 1) if lugar < min(10, cuantos) else 0.0)


def test_con_dos_necesidades_repetir_la_misma_no_suma() -> None:
    necesidades = [["uno"], ["dos"]]
    # Hecho a mano: ganancias 1, 0, 1 frente a las ideales 1, 1.
    puesto = situar(necesidades, ["uno", "uno otra vez", "dos"], ["uno", "dos"])
    assert puesto is not None
    assert puesto.ndcg == pytest.approx((1 + 1 / 2) / (1 + 1 / np.log2(3)))
    assert (puesto.en_1, puesto.en_5, puesto.reciproco) == (0.5, 1.0, 1.0)


def test_un_fragmento_que_lo_trae_todo_es_el_ideal() -> None:
    puesto = situar([["uno"], ["dos"]], ["uno y dos"], ["uno", "dos", "uno y dos"])
    assert puesto is not None and puesto.ndcg == 1


def test_sin_un_fragmento_que_contenga_la_evidencia_no_se_mide_la_recuperacion() -> None:
    assert situar([["partida en dos"]], ["partida"], ["partida", "en dos"]) is None
    assert situar([], ["a"], ["a"]) is None
