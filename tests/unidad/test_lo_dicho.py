"""Lo que cuenta dónde acaba cada palabra también se prueba: si no ve una pérdida, no sirve."""

from tests.apoyo.lo_dicho import CARATULA, de_contenido, donde_acaban, perdidas, por_secciones

DOCUMENTO = """Agua Segura
1. Proponente
Minera Andes
7. Recursos y presupuesto
S/ 200,000.00 en 18 meses
8. Qué hace cada uno
Se encarga de
opera el sistema
Lo que falta
¿Qué gana la comunidad?
Revisión automática
se dijo «y la comunidad pone la mano de obra»
1. la comunidad pone la mano de obra"""


def test_se_lee_por_secciones_y_sin_lo_que_falta_ni_la_revision() -> None:
    assert por_secciones(DOCUMENTO) == {
        CARATULA: "Agua Segura\n",
        "1. Proponente": "\nMinera Andes\n",
        "7. Recursos y presupuesto": "\nS/ 200,000.00 en 18 meses\n",
        "8. Qué hace cada uno": "\n \nopera el sistema\n",
    }


def test_lo_que_solo_esta_en_la_revision_se_perdio() -> None:
    acaban = donde_acaban(
        ["la minera pone 200 mil soles", "dieciocho meses", "y la comunidad pone mano de obra"], DOCUMENTO
    )
    assert acaban["minera"] == "1. Proponente"
    assert {acaban[una] for una in ("200", "soles", "dieciocho", "meses")} == {"7. Recursos y presupuesto"}
    assert perdidas(acaban, ["pone", "mil"]) == ["comunidad", "mano", "obra"]


def test_las_palabras_vacias_y_muy_cortas_no_cuentan() -> None:
    assert de_contenido("Somos de la APCI y, pues, 1,200 niños") == ["1200", "somos", "apci", "ninos"]
