"""La página de seguridad nombra pruebas que existen, y su cuenta no puede dar por buena una que no se pasó."""

import re
from pathlib import Path

import pytest

from tests.apoyo.rutas import RAIZ
from tests.mediciones.seguridad import PAGINA, Contador, Cuenta, Promesa, en_filas, leer_promesas

PROMESAS = leer_promesas(PAGINA.read_text(encoding="utf-8"))


def test_cada_promesa_nombra_pruebas_que_existen() -> None:
    for promesa in PROMESAS:
        assert promesa.pruebas, promesa.dice
        for prueba in promesa.pruebas:
            archivo, _, nombre = prueba.partition("::")
            assert re.search(
                rf"^(async )?def {nombre}\(", (RAIZ / archivo).read_text(encoding="utf-8"), re.MULTILINE
            ), prueba


def test_todas_las_filas_de_promesas_se_leen() -> None:
    promesas = PAGINA.read_text(encoding="utf-8").split("## Promesas")[1].split("## Lo que no se promete")[0]
    filas = [una for una in promesas.splitlines() if una.startswith("| ") and not una.startswith("| promesa")]
    assert len(filas) == len(PROMESAS) > 30
    assert sum(una.count("::") for una in filas) == sum(len(promesa.pruebas) for promesa in PROMESAS)


def test_una_prueba_que_falla_se_salta_o_no_se_pasa_no_sostiene_nada() -> None:
    promesa = Promesa("p", ("a", "b"))
    bien = Cuenta(intentados=5, sostenidos=5)
    assert en_filas([promesa], {"a": bien, "b": bien}) == [("p", 10, 10, True)]
    for mala in (Cuenta(intentados=5, sostenidos=4), Cuenta(saltadas=1), None):
        cuentas = {"a": bien} | ({"b": mala} if mala else {})
        assert not en_filas([promesa], cuentas)[0][3]


def test_se_cuentan_los_casos_de_cada_prueba_con_su_parametro_y_con_lo_que_dice(tmp_path: Path) -> None:
    archivo = tmp_path / "test_de_muestra.py"
    archivo.write_text(
        "import pytest\n"
        "@pytest.mark.parametrize('n', [1, 2, 3])\n"
        "def test_tres(n): assert n < 3\n"
        "def test_muchos(record_property): record_property('probados', 40)\n"
        "def test_saltada(): pytest.skip('falta algo')\n",
        encoding="utf-8",
    )
    contador = Contador()
    pytest.main(
        ["-q", "-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir", str(tmp_path), str(archivo)], [contador]
    )
    contadas = {nombre.rpartition("::")[2]: cuenta for nombre, cuenta in contador.cuentas.items()}
    assert contadas == {"test_tres": Cuenta(3, 2), "test_muchos": Cuenta(40, 40), "test_saltada": Cuenta(0, 0, 1)}
