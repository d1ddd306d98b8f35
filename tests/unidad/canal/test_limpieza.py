"""Qué se quita y qué se respeta del texto que llega."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.canal.limpieza import limpiar


@pytest.mark.parametrize(
    ("sucio", "limpio"),
    [
        ("hola\x00 mundo", "hola mundo"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("\ud83d solo", "solo"),
        ("fin \ud83d\ude00", "fin 😀"),
        ("Jose\u0301", "José"),
        ("  muchos     espacios\t\tseguidos ", "muchos espacios seguidos"),
        ("uno\r\ndos\r\n\r\n\r\n\r\ntres", "uno\ndos\n\ntres"),
        ("uno \n \n \n dos", "uno\n\ndos"),
        ("\u200b\u2060\ufeff", ""),
        ("\u200d", ""),
        ("ﾠㅤ", ""),
        ("S/\u00a0200\u202f000", "S/ 200 000"),
        ("", ""),
    ],
)
def test_quita_lo_que_no_se_ve_y_ordena_los_espacios(sucio: str, limpio: str) -> None:
    assert limpiar(sucio) == limpio


@pytest.mark.parametrize(
    "texto", ["👨‍👩‍👧‍👦 familia", "🏳️‍🌈", "¿Y el árabe: السلام عليكم?", "中文", "ñandú", "می‌خواهم", "2 < 3 & **x** {y}"]
)
def test_respeta_emojis_compuestos_otras_escrituras_y_signos(texto: str) -> None:
    assert limpiar(texto) == texto


def test_no_recorta_un_texto_largo() -> None:
    largo = ("palabra " * 1250).strip()
    assert len(largo) == 9999
    assert limpiar(largo) == largo


@given(st.text(alphabet=st.characters(), max_size=200))
def test_limpiar_dos_veces_da_lo_mismo(texto: str) -> None:
    una = limpiar(texto)
    assert limpiar(una) == una
    assert unicodedata.is_normalized("NFC", una)
    una.encode("utf-8")


@pytest.mark.parametrize(
    ("adornado", "llano"), [("𝗾𝘂é 𝗲𝘀 𝒖𝒏𝒂 𝔞𝔩𝔦𝔞𝔫𝔷𝔞", "qué es una alianza"), ("ｒｉｅｓｇｏｓ ２０３０", "riesgos 2030")]
)
def test_las_letras_adornadas_y_las_de_ancho_doble_se_leen_como_las_de_siempre(adornado: str, llano: str) -> None:
    assert limpiar(adornado) == llano
