"""Las palabras que el asistente reconoce en cualquier texto: meses y números, una sola lista para todos."""

import re

import pytest

from conocimiento.palabras import (
    MESES,
    NUMEROS,
    UN_MES,
    UN_MES_CON_ERRATAS,
    codificable,
    plegar,
    sin_abreviaturas,
    sin_signos,
    un_numero,
)


def test_los_meses_son_doce_y_se_reconocen_por_su_nombre() -> None:
    assert len(MESES) == 12
    assert all(re.fullmatch(UN_MES, mes) and re.fullmatch(UN_MES_CON_ERRATAS, mes) for mes in (*MESES, "septiembre"))


@pytest.mark.parametrize("escrito", ["sepiembre", "setptiembre"])
def test_setiembre_se_reconoce_mal_escrito_solo_donde_se_admite(escrito: str) -> None:
    assert re.fullmatch(UN_MES_CON_ERRATAS, escrito)
    assert not re.fullmatch(UN_MES, escrito)


def test_los_numeros_estan_plegados_y_se_eligen_por_lo_que_valen() -> None:
    assert all(palabra == plegar(palabra) for palabra in NUMEROS)
    assert un_numero(2, 6) == "dos|tres|cuatro|cinco|seis"
    assert {palabra for palabra in NUMEROS if re.fullmatch(un_numero(1, 1), palabra)} == {"un", "uno", "una"}


@pytest.mark.parametrize(
    ("escrito", "entero"),
    [
        ("una poza de 120 m", "una poza de 120 m"),
        ("q plazo hay", "que plazo hay"),
        ("dame 2 d cada uno", "dame 2 de cada uno"),
    ],
)
def test_se_escriben_enteras_las_abreviaturas_y_no_las_unidades(escrito: str, entero: str) -> None:
    assert sin_abreviaturas(escrito) == entero


def test_media_pareja_de_un_emoji_no_impide_codificar() -> None:
    assert codificable("agua \ud83d limpia 😀") == "agua ? limpia 😀"


def test_sin_signos_quedan_letras_y_cifras_separadas_por_un_espacio() -> None:
    assert sin_signos(" ¡Sí, S/ 3.50 (más o menos)! ") == "si s 350 mas o menos"
    assert sin_signos("¿?") == ""
