"""Lo que una sola oración dice de lo preguntado cuenta más que lo mismo repartido por un pasaje largo."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conocimiento.ingesta.oraciones import cortar_en_oraciones
from conocimiento.modelo import Fragmento
from indices.busqueda import Coleccion, Consulta, buscar, mirar
from indices.confianza import calibracion
from indices.palabras.apoyo import PAREJAS, POR_COBERTURA, POR_PAREJA, apoyo, parejas_de
from indices.palabras.lexico import IndiceLexico

TEXTOS = (
    "La zona de mezcla se delimita por la autoridad del agua. Los vertimientos se autorizan.",
    "La zona se cuida. El agua se mide. Toda mezcla se evita. La autoridad avisa. Se delimita el predio.",
    "El comité se reúne en enero.",
)
FRAGMENTOS = tuple(Fragmento("a.pdf", "1", "", t, 0, len(t), cortar_en_oraciones(t, 0, len(t))) for t in TEXTOS)
LEXICO = IndiceLexico(TEXTOS)


def de(pregunta: str) -> list[float]:
    terminos, parejas = LEXICO.buscar(pregunta).terminos, parejas_de(pregunta)
    return [apoyo(LEXICO, terminos, parejas, numero, uno) for numero, uno in enumerate(FRAGMENTOS)]


@pytest.mark.parametrize(
    "pregunta", ["quién delimita la zona de mezcla del agua", "zona de mezcla", "que autoridad delimita el agua"]
)
def test_lo_dicho_junto_pasa_delante_de_lo_repartido(pregunta: str) -> None:
    junto, repartido, ajeno = de(pregunta)
    assert junto > repartido > ajeno == 0


def test_entero_y_seguido_vale_lo_mas_que_puede_valer() -> None:
    assert de("zona de mezcla delimita autoridad agua")[0] == pytest.approx(POR_COBERTURA + POR_PAREJA * PAREJAS)


def test_dos_palabras_seguidas_en_dos_oraciones_no_son_una_pareja() -> None:
    assert len(parejas_de("agua vertimientos")) == 1
    assert de("agua vertimientos")[0] < POR_COBERTURA  # ni la pareja ni las dos palabras
    assert de("zona de mezcla")[0] == pytest.approx(POR_COBERTURA + POR_PAREJA)


@given(st.text(max_size=40))
def test_nunca_resta_ni_pasa_de_su_tope(pregunta: str) -> None:
    assert all(0 <= uno <= POR_COBERTURA + POR_PAREJA * PAREJAS + 1e-9 for uno in de(pregunta))


@pytest.mark.parametrize("pregunta", ["que es un humedal", "a que le dicen humedal", "definicion de humedal"])
def test_de_muchos_que_lo_nombran_se_halla_el_que_dice_que_es(pregunta: str) -> None:
    """Una ley define en un renglón, y con rodeos, lo que nombra en todos los demás."""
    define = "El alcance de esta ley es nacional. Los humedales son los manglares, pantanos y lagunas de toda la costa."
    textos = [f"La autoridad {numero} protege el humedal del humedal." for numero in range(60)]
    textos.insert(40, define)
    oraciones = [cortar_en_oraciones(t, 0, len(t)) for t in textos]
    fragmentos = tuple(Fragmento("a.pdf", "1", "", t, 0, len(t), o) for t, o in zip(textos, oraciones, strict=True))
    azar = np.random.default_rng(2)
    vectores, suyo = (azar.normal(size=(cuantos, 64)).astype(np.float32) for cuantos in (len(textos), 1))
    coleccion = Coleccion(fragmentos, vectores, IndiceLexico(textos), calibracion.cargar(), por_tope=True)
    hallado = buscar(coleccion, mirar(coleccion, Consulta(pregunta, suyo[0]))).pasajes
    assert define in [uno.fragmento.texto for uno in hallado]
    otra = buscar(coleccion, mirar(coleccion, Consulta("quien protege el humedal", suyo[0]))).pasajes
    assert define not in [uno.fragmento.texto for uno in otra]
