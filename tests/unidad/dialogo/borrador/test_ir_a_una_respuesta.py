"""Quien solo dice qué respuesta quiere cambiar va a ella, y nada se anota en la de delante."""

import pytest

from tests.apoyo.charla import Charla

PROBLEMA = "En 12 caseríos de Celendín el agua llega sin cloro y los niños se enferman cada mes."
RESPUESTAS = ("Minera Andes SAC", "Empresa privada", "20100070970", "Agua Segura para Celendín", PROBLEMA)


@pytest.fixture
def en_la_poblacion() -> Charla:
    charla = Charla().guiada()
    for respuesta in RESPUESTAS:
        charla.escribir(respuesta)
    assert "· Población" in charla.mensaje.texto
    return charla


@pytest.mark.parametrize(
    ("dicho", "rotulo"),
    [
        *((dicho, "Problema público") for dicho in (
            "corregir el problema", "corregir problema", "Cambiar el problema.", "quiero modificar el problema público",
            "hay que arreglar lo del problema", "rectificar problema", "necesito editar la respuesta del problema",
            "volver al problema", "revisar el problema", "ver problema", "mejoremos el problema", "quitar el problema",
        )),
        *((dicho, "Nombre de la alianza") for dicho in ("editar el nombre", "cambiemos el nombre de la alianza")),
        *((dicho, "RUC") for dicho in ("arreglar el ruc", "me falta corregir mi ruc", "CORREGIR RUC")),
    ],
)  # fmt: skip
def test_va_a_la_que_nombra_y_no_anota_nada(en_la_poblacion: Charla, dicho: str, rotulo: str) -> None:
    antes = en_la_poblacion.respuestas()
    en_la_poblacion.escribir(dicho)
    assert f"¿Cómo queda «{rotulo}»?" in en_la_poblacion.mensaje.texto
    assert f"· {rotulo}" in en_la_poblacion.mensaje.texto
    assert en_la_poblacion.respuestas() == antes


@pytest.mark.parametrize(
    ("dicho", "rotulo"),
    [
        *(("cambiar el plazo", "Plazo"), ("corregir el presupuesto", "Presupuesto"), ("ver el plazo", "Plazo")),
        *(
            ("quiero ver el presupuesto", "Presupuesto"),
            ("llenar el plazo", "Plazo"),
            ("poner el objetivo", "Objetivo común"),
        ),
    ],
)
def test_de_la_que_aun_no_se_pregunto_se_dice_y_no_se_anota(en_la_poblacion: Charla, dicho: str, rotulo: str) -> None:
    antes = en_la_poblacion.respuestas()
    en_la_poblacion.escribir(dicho)
    assert f"Eso es de «{rotulo}», que le pregunto más adelante" in en_la_poblacion.mensaje.texto
    assert "· Población" in en_la_poblacion.mensaje.texto
    assert en_la_poblacion.respuestas() == antes


@pytest.mark.parametrize("dicho", ["mejorar la vida de 300 familias", "500 familias", "ver crecer a 40 niños"])
def test_lo_que_contesta_se_anota(en_la_poblacion: Charla, dicho: str) -> None:
    en_la_poblacion.escribir(dicho)
    assert "· Lugar" in en_la_poblacion.mensaje.texto


def test_un_nombre_puede_empezar_por_un_verbo() -> None:
    charla = Charla().guiada()
    for respuesta in (*RESPUESTAS[:3], "Cambiar el problema del agua"):
        charla.escribir(respuesta)
    assert "· Problema público" in charla.mensaje.texto
    assert "Cambiar el problema del agua" in charla.respuestas().values()
