"""La calibración de un corpus: parte de la base, se aparta poco y no sirve para otro."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluacion.estadistica import area_bajo_la_curva, error_de_calibracion
from conocimiento.modelo import Documento, Ficha
from indices.ajuste import (
    CalibracionDeCorpus,
    CalibracionDeEstante,
    Fiabilidad,
    a_texto,
    ajustar_a,
    fiabilidad_de,
    huella_de_solicitud,
    huella_del_ajuste,
    leer,
)
from indices.confianza import calibracion
from indices.confianza.calibracion import RASGOS
from indices.errores import ErrorDeCalibracion
from indices.guardado.generacion import CALIBRACION, Generacion
from indices.guardado.pedido import IndicePedido
from indices.palabras.artificiales import ARTIFICIALES, preguntas_con_origen
from indices.palabras.lexico import contar_palabras
from tests.apoyo.textos_leidos import fragmentos_de

TEXTO = "\n\n".join(
    f"La comunidad número {numero} siembra papa nativa cerca del río. Después vende la cosecha en la feria del pueblo."
    for numero in range(80)
)


def test_las_preguntas_de_una_oracion_no_cambian_porque_cambie_otra() -> None:
    fragmentos = fragmentos_de("La papa nativa se siembra en octubre. El tren sale del puente viejo.", "a")
    otros = fragmentos_de("La papa nativa se siembra en octubre. El cacao crece junto a la selva.", "a")
    antes, despues = (set(preguntas_con_origen(unos, ARTIFICIALES)) for unos in (fragmentos, otros))
    assert len(antes & despues) == 2 and len(antes - despues) == 2


def test_las_preguntas_artificiales_son_pocas_aunque_el_corpus_sea_grande() -> None:
    cuantas = len(preguntas_con_origen(fragmentos_de(TEXTO, "a"), ARTIFICIALES))
    assert ARTIFICIALES <= cuantas <= ARTIFICIALES + 1
    assert preguntas_con_origen(fragmentos_de("Sí.", "a"), ARTIFICIALES) == {}


def test_pedir_mas_preguntas_artificiales_no_cambia_las_primeras() -> None:
    fragmentos = fragmentos_de(TEXTO, "a")
    pocas, muchas = [*preguntas_con_origen(fragmentos, ARTIFICIALES)], [*preguntas_con_origen(fragmentos, 100)]
    assert len(muchas) >= 100 and muchas[: len(pocas)] == pocas


def test_se_acerca_a_lo_que_ve_y_con_mucho_castigo_se_queda_en_la_base() -> None:
    base = calibracion.cargar().tema
    azar = np.random.default_rng(1)
    tratadas = (np.arange(80) % 2).astype(np.float64)
    rasgos = np.array(base.medias) + azar.normal(size=(80, len(RASGOS))) * np.array(base.escalas)
    rasgos[:, 0] -= 2 * base.escalas[0] * tratadas  # aquí, al revés que en la base

    def verosimilitud(una: calibracion.Calibracion) -> float:
        confianzas = np.clip([una.confianza(fila) for fila in rasgos.tolist()], 1e-9, 1 - 1e-9)
        return float(np.mean(np.where(tratadas == 1, np.log(confianzas), np.log(1 - confianzas))))

    poca, mucha = ajustar_a(base, rasgos, tratadas, 1e9), ajustar_a(base, rasgos, tratadas, 1.0)
    assert poca.coeficientes == pytest.approx(base.coeficientes, abs=1e-4)
    assert verosimilitud(mucha) > verosimilitud(ajustar_a(base, rasgos, tratadas)) > verosimilitud(base)


def test_una_calibracion_de_otro_corpus_de_otro_modelo_o_de_otra_base_se_rechaza(tmp_path: Path) -> None:
    base = calibracion.cargar()
    ficha = Ficha("a.txt", "A", "", None, "", "1", "")
    documento = Documento(ficha, TEXTO, "huella", fragmentos_de(TEXTO, "a.txt"))
    pedido = IndicePedido(tmp_path, (documento,), (), (), "modelo", base)
    generacion = Generacion(tmp_path, pedido.huella, *[np.zeros((0, 4), dtype=np.float32)] * 4, contar_palabras([]))
    fiabilidad = Fiabilidad(84, 0.99, 0.03)
    (estante,) = pedido.estantes
    del_estante = CalibracionDeEstante(huella_del_ajuste(pedido, estante), base.tema, calibracion.SIN_MEDIR, fiabilidad)
    una = CalibracionDeCorpus((del_estante,), None, huella_de_solicitud(pedido))
    (tmp_path / CALIBRACION).write_text(a_texto(una), encoding="utf-8")
    assert leer(pedido, generacion) == una
    assert una.fiabilidad == fiabilidad
    otra_base = replace(base, tema=replace(base.tema, intercepto=base.tema.intercepto + 1))
    for otro in (
        replace(pedido, documentos=(replace(documento, huella="otra"),)),
        replace(pedido, huella_modelo="otro"),
        replace(pedido, base=otra_base),
    ):
        with pytest.raises(ErrorDeCalibracion, match="alianzas indexar"):
            leer(otro, generacion)
    otro_tema = replace(base.tema, rasgos=("otro",))
    ajena = replace(una, estantes=(replace(del_estante, tema=otro_tema),))
    (tmp_path / CALIBRACION).write_text(a_texto(ajena), encoding="utf-8")
    with pytest.raises(ErrorDeCalibracion):
        leer(pedido, generacion)


@pytest.mark.parametrize(
    ("confianzas", "auc", "ece"),
    [((0.9, 0.8, 0.2, 0.1), 1, 0.15), ((1, 1, 0, 0), 1, 0), ((0.5,) * 4, 0.5, 0), ((0, 0, 1, 1), 0, 1)],
)
def test_las_medidas_de_fiabilidad_de_casos_hechos_a_mano(
    confianzas: tuple[float, ...], auc: float, ece: float
) -> None:
    fiabilidad = fiabilidad_de(np.array(confianzas, dtype=float), np.array([1.0, 1.0, 0.0, 0.0]))
    assert fiabilidad == Fiabilidad(4, pytest.approx(auc), pytest.approx(ece))


def test_con_una_sola_clase_de_preguntas_la_auc_es_la_del_azar() -> None:
    assert fiabilidad_de(np.array([0.9, 0.1]), np.array([1.0, 1.0])) == Fiabilidad(2, 0.5, 0.0)


@given(st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=2, max_size=60))
def test_la_fiabilidad_es_la_que_mide_la_evaluacion(pares: list[tuple[int, bool]]) -> None:
    confianzas, ciertas = np.array([numero / 20 for numero, _ in pares]), np.array([cierta for _, cierta in pares])
    if len(set(ciertas.tolist())) < 2:
        return
    fiabilidad = fiabilidad_de(confianzas, ciertas.astype(np.float64))
    assert fiabilidad.auc == pytest.approx(area_bajo_la_curva(confianzas, ciertas))
    assert fiabilidad.ece == pytest.approx(error_de_calibracion(confianzas, ciertas))
