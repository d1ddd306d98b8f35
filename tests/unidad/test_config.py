"""La configuración dice qué variable falla y coincide con `.env.example`."""

import re
from pathlib import Path

import pytest

from bot.cifrado import generar_secreto
from bot.config import PREFIJO, Configuracion, ErrorConfiguracion, leer_configuracion
from tests.apoyo.rutas import RAIZ


@pytest.fixture(autouse=True)
def entorno_limpio(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for campo in Configuracion.model_fields:
        monkeypatch.delenv(PREFIJO + campo.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_el_ejemplo_tiene_las_mismas_variables() -> None:
    ejemplo = set(re.findall(r"^(\w+)=", (RAIZ / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert ejemplo == {PREFIJO + campo.upper() for campo in Configuracion.model_fields}


def test_lo_dado_manda_sobre_el_entorno(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIANZAS_DATOS", "del-entorno")
    assert leer_configuracion().datos == Path("del-entorno")
    assert leer_configuracion(datos=Path("dado")).datos == Path("dado")


def test_el_token_no_se_muestra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIANZAS_TELEGRAM_TOKEN", "123:secreto")
    assert "secreto" not in repr(leer_configuracion())


def test_una_variable_mal_escrita_en_el_entorno_se_nombra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIANZAS_TELEGRAN_TOKEN", "123:secreto")
    with pytest.raises(ErrorConfiguracion, match="ALIANZAS_TELEGRAN_TOKEN") as error:
        leer_configuracion()
    assert "secreto" not in str(error.value)


def test_una_variable_mal_escrita_en_env_se_nombra(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ALIANZAS_DATO=x\n", encoding="utf-8")
    with pytest.raises(ErrorConfiguracion, match="ALIANZAS_DATO"):
        leer_configuracion()


def test_los_huecos_del_ejemplo_valen_como_vacios(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text((RAIZ / ".env.example").read_text(encoding="utf-8"), encoding="utf-8")
    configuracion = leer_configuracion()
    assert configuracion.telegram_token is None
    assert configuracion.contacto == ""


def test_las_claves_de_datos_se_separan_por_comas_y_no_se_muestran() -> None:
    una, otra = generar_secreto(), generar_secreto()
    assert leer_configuracion().claves_de_datos == ()
    configuracion = leer_configuracion(clave_datos=f"{una}, {otra}")
    assert configuracion.claves_de_datos == (una, otra)
    assert una not in repr(configuracion)


@pytest.mark.parametrize("valor", ["corta", "ñ" * 43 + "=", "{clave},mal", "{clave} {clave}", "{clave}{clave}"])
def test_una_clave_de_datos_mal_escrita_dice_como_hacerla_y_no_la_repite(valor: str) -> None:
    clave = generar_secreto()
    with pytest.raises(ErrorConfiguracion, match=r"ALIANZAS_CLAVE_DATOS .*alianzas generar-clave") as error:
        leer_configuracion(clave_datos=valor.format(clave=clave))
    assert valor not in str(error.value)
    assert clave not in str(error.value)


def test_los_numeros_del_personal_se_separan_por_comas() -> None:
    nadie = leer_configuracion()
    assert nadie.chats_que_atienden == nadie.chats_que_exportan == frozenset()
    algunos = leer_configuracion(personal=" 12, 345 ", personal_exporta="345,6")
    assert (algunos.chats_que_atienden, algunos.chats_que_exportan) == ({"12", "345"}, {"345", "6"})
    assert leer_configuracion(personal="12").chats_que_exportan == frozenset(), "atender no basta para exportar"


@pytest.mark.parametrize("campo", ["personal", "personal_exporta"])
def test_un_numero_del_personal_mal_escrito_se_nombra(campo: str) -> None:
    with pytest.raises(ErrorConfiguracion, match=f"ALIANZAS_{campo.upper()} "):
        leer_configuracion(**{campo: "@maria"})
