"""Lo que ya está claro se dice primero; lo dudoso se pregunta y nunca es crítico."""

import pytest

from bot.entrevista.borrador import Borrador
from bot.entrevista.coherencia.revisar import LoClaro, revisar, ver_lo_claro
from bot.entrevista.visible import ver
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, HOY, fila, historia
from tests.unidad.entrevista.revision.observar import Cambios, observar

TODO = LoClaro(objetivo=True, actores=3, resultados=1, riesgos=5, cuadra=True, plazo=True)
CUADRA: Cambios = {("presupuesto", ""): {"monto": "152000.00", "moneda": "PEN"}}


def _claro(cambios: Cambios, modo: str = "ampliado") -> LoClaro:
    eventos = historia({**AMPLIADO, **CUADRA, **cambios}, modo=modo)
    return ver_lo_claro(ver(ENTREVISTA, Borrador.de(eventos), HOY), revisar(ENTREVISTA, eventos, HOY))


def test_de_una_propuesta_completa_esta_claro_todo() -> None:
    assert _claro({}) == TODO


@pytest.mark.parametrize(
    ("cambios", "que"),
    [
        ({("objetivo_comun", ""): "Agua"}, "objetivo"),
        (
            {("objetivo_comun", ""): "Subir nuestras ventas", ("interes_publico", ""): "Da imagen"},
            "objetivo",
        ),
        ({("reparto", "a1"): fila(responsabilidad=None)}, "actores"),
        ({("reparto", "a1"): fila(aporte="ya veremos")}, "actores"),
        ({("resultados", ""): []}, "resultados"),
        (
            {("resultados", ""): [{"resultado": "agua", "indicador": "cloro", "meta": "12"}]},
            "resultados",
        ),
        ({("riesgos", ""): [{"riesgo": "sequía", "responsable": None}]}, "riesgos"),
        ({("riesgos", ""): [{"riesgo": "sequía", "responsable": "SENAMHI"}]}, "riesgos"),
        ({("presupuesto", ""): {"monto": "900000.00", "moneda": "PEN"}}, "cuadra"),
        ({("presupuesto", ""): {"monto": "40000.00", "moneda": "USD"}}, "cuadra"),
        ({("reparto", f"a{n}"): fila(aporte="dos técnicos") for n in range(3)}, "cuadra"),
        ({("plazo", ""): {"meses": 48, "inicio": "2027-03"}}, "plazo"),
        ({("plazo", ""): {"meses": 18, "inicio": None}}, "plazo"),
    ],
)
def test_lo_que_se_observa_no_se_da_por_claro(cambios: Cambios, que: str) -> None:
    assert not getattr(_claro(cambios), que)


def test_un_borrador_vacio_no_tiene_nada_claro() -> None:
    eventos = historia({})
    visible = ver(ENTREVISTA, Borrador.de(eventos), HOY)
    assert ver_lo_claro(visible, revisar(ENTREVISTA, eventos, HOY)) == LoClaro()


def test_lo_heuristico_pregunta_y_no_es_critico() -> None:
    dudosas = [regla for regla in ENTREVISTA.reglas if regla.deteccion == "heuristica" and not regla.interna]
    assert len(dudosas) >= 8
    assert all("¿" in regla.mensaje and "?" in regla.mensaje for regla in dudosas)
    assert all(regla.severidad != "critica" for regla in dudosas)


@pytest.mark.parametrize(
    ("regla", "linea"), [("R10", "responsabilidad"), ("R08", "motivacion"), ("R11", "aporte"), ("R12", "beneficio")]
)
def test_si_algo_dicho_quedo_sin_linea_lo_que_falta_se_pregunta(regla: str, linea: str) -> None:
    """Lo que no cupo en ninguna línea puede ser lo que falta: acusar sería leerlo mal y echarle la culpa."""
    otra = fila(**{linea: None})
    claro, dudoso = (observar(regla, {("reparto", "a1"): una}) for una in (otra, {**otra, "detalle": "ve la cuenca"}))
    assert claro is not None and not claro.posible
    assert dudoso is not None and dudoso.posible
    assert dudoso.severidad != "critica"
    assert "¿Lo dijo de otra manera?" in dudoso.mensaje
