"""Las hojas que guarda LibreOffice en los formatos que no se saben generar aquí: se leen igual que el original."""

from pathlib import Path

import pytest

from conocimiento.errores import ErrorDeLectura
from conocimiento.lectura import motivos
from conocimiento.lectura.aparte import leer_aparte
from conocimiento.lectura.formatos.tipo import Tipo, tipo_de
from conocimiento.lectura.oficina.hojas import leer_hojas
from conocimiento.lectura.valores import ClaseDeAviso
from tests.apoyo.estropear import convertir, escribir, hay_calc, ole
from tests.apoyo.oficina import SECRETO, comparar, hoja_larga

SIN_OFICINA = pytest.mark.skipif(not hay_calc(), reason="falta LibreOffice Calc")


@SIN_OFICINA
@pytest.mark.parametrize("clase", ["xls", "ods"])
def test_se_lee_igual_y_sin_lo_que_no_se_ve(clase: str, tmp_path: Path) -> None:
    hecho = hoja_larga(1)
    lectura = leer_aparte(convertir(tmp_path, hecho.octetos, clase), f"metas.{clase}")
    cifras = comparar(lectura, hecho.esperado)
    assert cifras.leidas >= 99 and cifras.exactas >= 99 and cifras.bloques == 100
    assert SECRETO not in lectura.texto and lectura.formato == clase
    assert {aviso.clase for aviso in lectura.avisos} == {ClaseDeAviso.HOJA_OCULTA, ClaseDeAviso.TEXTO_INVISIBLE}


@SIN_OFICINA
def test_un_xls_cortado_lo_dice(tmp_path: Path) -> None:
    octetos = convertir(tmp_path, hoja_larga(1).octetos, "xls").read_bytes()
    for cuanto in (600, 3_000, len(octetos) // 2):
        ruta = escribir(tmp_path, octetos[:cuanto])
        with pytest.raises(ErrorDeLectura, match=r"está dañado|archivo antiguo de Office"):
            leer_hojas(ruta, tipo_de(ruta))


def test_un_excel_anterior_no_se_lee(tmp_path: Path) -> None:
    ruta = escribir(tmp_path, ole("Book") + bytes(4096))
    assert tipo_de(ruta) is Tipo.XLS
    with pytest.raises(ErrorDeLectura) as lanzado:
        leer_hojas(ruta, Tipo.XLS)
    assert str(lanzado.value).endswith((motivos.danado(), motivos.formato_ajeno("un Excel de antes de 1997")))
