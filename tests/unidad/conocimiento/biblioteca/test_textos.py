"""Lo que se le dice a quien agrega un documento."""

import pytest

from conocimiento.biblioteca.textos import avisos, paginas, resumen
from conocimiento.lectura.escrito import leer_escrito
from conocimiento.lectura.valores import Aviso, Bloque, ClaseDeAviso, ClaseDeBloque, Lectura, Pagina


def test_cada_clase_de_aviso_se_dice() -> None:
    for clase in ClaseDeAviso:
        lectura = Lectura("", (), avisos=(Aviso(clase, 3, 2, "muestra"), Aviso(clase, 9, 1, "otra")))
        (dicho,) = avisos(lectura)
        assert clase.value not in dicho.replace("_", " ") or " " in dicho
        assert "3" in dicho or "muestra" in dicho


def test_los_de_la_misma_clase_van_juntos_y_en_el_orden_en_que_llegan() -> None:
    lectura = Lectura(
        "",
        (),
        avisos=(
            Aviso(ClaseDeAviso.PAGINA_DE_IMAGEN, 7),
            Aviso(ClaseDeAviso.TEXTO_INVISIBLE, 9, 10, "x"),
            Aviso(ClaseDeAviso.TEXTO_INVISIBLE, 2, 4, "y"),
        ),
    )
    assert avisos(lectura) == (
        "pág. 7: es una imagen; no la leí",
        "págs. 2 y 9: 14 líneas que no se ven; no las tomé",
    )


@pytest.mark.parametrize(
    ("numeros", "dicho"),
    [
        ((), ""),
        ((0,), ""),
        ((7,), "pág. 7"),
        ((9, 2, 9), "págs. 2 y 9"),
        (range(1, 27), "págs. 1, 2, 3, 4, 5, 6 y 20 más"),
    ],
)
def test_las_paginas_se_dicen_en_orden(numeros: tuple[int, ...], dicho: str) -> None:
    assert paginas(numeros) == dicho


def test_el_resumen_no_dice_lo_que_no_hay() -> None:
    assert resumen(leer_escrito("Un párrafo suelto que no tiene título.", False)) == "1 párrafo"
    bloques = (
        Bloque(ClaseDeBloque.TITULO, 0, 1, "1. Uno", 1),
        Bloque(ClaseDeBloque.PARRAFO, 1, 2),
        Bloque(ClaseDeBloque.TABLA, 2, 3),
        Bloque(ClaseDeBloque.NOTA, 3, 4),
        Bloque(ClaseDeBloque.NOTA, 4, 5),
    )
    assert (
        resumen(Lectura("abcde", bloques, (Pagina(1), Pagina(2)))) == "2 páginas, 1 apartado, 1 tabla, 2 notas al pie"
    )
