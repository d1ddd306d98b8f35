"""Lo que se escribe ante «¿Acepta el aviso?» sin decidirlo: cada cosa recibe lo suyo y nada se guarda."""

import pytest

from bot.dialogo.borrador.textos.permisos import en_pocas_palabras, sigue_pendiente
from tests.apoyo.charla import CONTEXTO, Charla

IDEA = "Somos la ong agua clara y queremos llevar agua a 300 familias de Puno con la minera Antamina"


def ante_el_aviso() -> Charla:
    return Charla(acepta=False)


@pytest.mark.parametrize(
    "texto",
    [
        "no entiendo",
        "para que",
        "por qué me lo pregunta",
        "no se",
        "es obligatorio?",
        "y si no acepto que pasa",
        "tengo que aceptar?",
        "que es ese aviso",
        "no quiero dar mis datos",
    ],
)
def test_a_quien_no_entiende_se_le_dice_en_pocas_palabras(texto: str) -> None:
    charla = ante_el_aviso()
    charla.escribir(texto)
    assert charla.mensaje == en_pocas_palabras(CONTEXTO)
    assert not charla.retenido


@pytest.mark.parametrize(
    "texto",
    [
        "que gana mi empresa con esto",
        "y la muni que pone",
        "con cuantos socios se hace",
        "pero quien firma",
        "a que se compromete la ong",
        "entonces cuanto demora",
        "me pueden financiar 100 mil soles",
        "es de la apci",
        "hay oficinas en cusco",
    ],
)
def test_lo_que_pregunta_sin_signos_se_contesta_y_el_aviso_se_recuerda_en_un_renglon(texto: str) -> None:
    charla = ante_el_aviso()
    charla.escribir(texto)
    assert charla.buscado
    assert charla.mensaje == sigue_pendiente(CONTEXTO)
    assert not charla.retenido


@pytest.mark.parametrize(
    "texto",
    [
        "luego sigo",
        "mejor despues",
        "otro dia",
        "salir",
        "mas tarde",
        "no, mejor sigo con la de café",
        "no mejor mañana",
    ],
)
def test_quien_lo_deja_para_otro_dia_no_ha_dicho_que_no(texto: str) -> None:
    charla = ante_el_aviso()
    charla.escribir(texto)
    assert not charla.estado.en_entrevista
    assert charla.estado.aviso_decidido is None


@pytest.mark.parametrize("texto", [IDEA, f"como le dije, {IDEA[0].lower()}{IDEA[1:]}", f"¿Se puede? {IDEA}"])
def test_una_idea_se_tiene_a_mano_aunque_empiece_como_pregunta(texto: str) -> None:
    charla = ante_el_aviso()
    charla.escribir(texto)
    assert charla.retenido == texto


def test_un_si_despues_de_otra_cosa_no_acepta_el_aviso() -> None:
    charla = ante_el_aviso()
    charla.escribir("borra mis datos")
    assert "Borrar mis datos" in charla.etiquetas()
    charla.escribir("si")
    assert charla.estado.borrador is None
    assert charla.mensaje == sigue_pendiente(CONTEXTO)
    charla.escribir("si")
    assert charla.estado.borrador is not None


@pytest.mark.parametrize("texto", ["no hay agua en mi pueblo y somos la ONG Sol", "no tenemos luz en Puno"])
def test_lo_que_empieza_por_no_tambien_puede_ser_la_idea(texto: str) -> None:
    charla = ante_el_aviso()
    charla.escribir(texto)
    assert charla.retenido == texto


@pytest.mark.parametrize("texto", ["borra todo", "bórralo", "envíalo", "mándelo por favor", "borrar eso"])
def test_mandar_otra_cosa_no_acepta_el_aviso(texto: str) -> None:
    charla = ante_el_aviso()
    charla.escribir("ayúdenme con un proyecto de riego en Ica")
    charla.escribir(texto)
    assert charla.estado.borrador is None
    assert charla.estado.aviso_decidido is None
    assert not charla.estado.eventos
