"""Lo que comparten las órdenes: cuánto se dice de un trabajo largo cuando nadie mira una terminal."""

from bot.ordenes.comun import SEGUNDOS_SIN_DECIR, de_vez_en_cuando


def test_lo_que_solo_cambia_de_numero_se_dice_al_rato() -> None:
    dicho: list[str] = []
    reloj = 100.0
    informar = de_vez_en_cuando(dicho.append, lambda: reloj)
    for pagina in range(1, 47):
        informar(f"Leyendo «guia.pdf»: página {pagina} de 46.")
        reloj += SEGUNDOS_SIN_DECIR / 20
    informar("Probando las preguntas conocidas…")
    informar("Leyendo «guia.pdf»: página 1 de 46.")
    assert dicho == [
        "Leyendo «guia.pdf»: página 1 de 46.",
        "Leyendo «guia.pdf»: página 21 de 46.",
        "Leyendo «guia.pdf»: página 41 de 46.",
        "Probando las preguntas conocidas…",
        "Leyendo «guia.pdf»: página 1 de 46.",
    ]
