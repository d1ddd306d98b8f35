"""La confianza: rasgos, ajuste y coeficientes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from indices.confianza import calibracion
from indices.confianza.calibracion import (
    RASGOS,
    RASGOS_DE_DATO,
    Calibraciones,
    ajustar,
    calcular_rasgos,
    cargar,
    guardar,
    medir_fondo,
)
from indices.errores import ErrorDeCalibracion
from indices.palabras.lexico import IndiceLexico


def ejemplos(cuantos: int = 400) -> tuple[np.ndarray, np.ndarray]:
    azar = np.random.default_rng(3)
    tratados = (np.arange(cuantos) % 2).astype(np.float64)
    rasgos = azar.normal(size=(cuantos, len(RASGOS)))
    rasgos[:, 0] += 3 * tratados
    return rasgos, tratados


def test_el_ajuste_separa_lo_que_se_puede_separar_y_calibra() -> None:
    rasgos, tratados = ejemplos()
    ajustada = ajustar(RASGOS, rasgos, tratados)
    confianzas = np.array([ajustada.confianza(fila) for fila in rasgos.tolist()])
    assert confianzas[tratados == 1].mean() > 0.8 > 0.2 > confianzas[tratados == 0].mean()
    assert confianzas.mean() == pytest.approx(tratados.mean(), abs=0.02)


def test_la_confianza_no_sale_de_cero_a_uno_con_rasgos_extremos() -> None:
    rasgos, tratados = ejemplos()
    ajustada = ajustar(RASGOS, rasgos, tratados)
    for extremo in (-1e9, 1e9):
        assert 0 <= ajustada.confianza([extremo] * len(RASGOS)) <= 1


def test_lo_que_se_guarda_se_lee_igual(tmp_path: Path) -> None:
    rasgos, tratados = ejemplos()
    de_dato = np.hstack([rasgos, rasgos, rasgos])[:, : len(RASGOS_DE_DATO)]
    suya = ajustar(RASGOS_DE_DATO, de_dato, tratados)
    ajustadas = Calibraciones(ajustar(RASGOS, rasgos, tratados), suya, replace(suya, intercepto=1.0), "la orden")
    guardar(ajustadas, tmp_path / "c.json")
    assert cargar(tmp_path / "c.json") == ajustadas


@pytest.mark.parametrize("cambio", [('"coseno"', '"otro"'), ('"formato": 3', '"formato": 0'), ("{", "")])
def test_unos_coeficientes_ajenos_no_se_aceptan(tmp_path: Path, cambio: tuple[str, str]) -> None:
    ruta = tmp_path / "c.json"
    ruta.write_text(calibracion.RUTA_BASE.read_text(encoding="utf-8").replace(*cambio, 1), encoding="utf-8")
    with pytest.raises(ErrorDeCalibracion, match=r"c\.json"):
        cargar(ruta)


def test_los_coeficientes_enviados_dicen_con_que_orden_se_hicieron() -> None:
    assert "tests.mediciones.recuperacion" in cargar().orden


def test_los_coeficientes_enviados_dan_mas_confianza_a_lo_que_cubre_la_pregunta() -> None:
    lexico = IndiceLexico(["el agua llega a las viviendas", "los maestros enseñan danza", "la papa crece con lluvia"])
    fondo = medir_fondo([0.79, 0.80, 0.81, 0.80])
    bien = calcular_rasgos(
        np.array([0.93, 0.80, 0.79], np.float32), lexico, lexico.buscar("agua de las viviendas"), 0, fondo
    )
    mal = calcular_rasgos(
        np.array([0.80, 0.80, 0.79], np.float32), lexico, lexico.buscar("motor de cohete espacial"), 0, fondo
    )
    base = cargar().tema
    assert base.confianza(bien) > 0.5 > base.confianza(mal)


def test_los_rasgos_existen_con_un_solo_fragmento_y_sin_palabras() -> None:
    lexico = IndiceLexico(["una sola cosa"])
    rasgos = calcular_rasgos(np.array([0.8], np.float32), lexico, lexico.buscar("¿y eso?"), 0, medir_fondo([]))
    assert len(rasgos) == len(RASGOS)
    assert all(np.isfinite(rasgos))


def test_el_fondo_no_se_deja_llevar_por_unas_pocas_preguntas_tratadas() -> None:
    ajenas = [0.79 + 0.001 * numero for numero in range(20)]
    assert medir_fondo([*ajenas, 0.95, 0.94]).mediana == pytest.approx(medir_fondo(ajenas).mediana, abs=0.003)
