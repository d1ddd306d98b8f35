"""La configuración dice qué variable falla y coincide con `.env.example`."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.almacen.base.conexion import archivo_sqlite, crear_motor
from bot.almacen.base.errores import AlmacenInaccesible
from bot.canal.telegram.errores import TokenRechazado
from bot.config import (
    PREFIJO,
    Configuracion,
    ErrorConfiguracion,
    aviso_de_permisos,
    es_direccion_segura,
    leer_configuracion,
)
from bot.ordenes.comprobar import comprobaciones
from bot.ordenes.principal import principal
from bot.servicio.cifrado import generar_secreto
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


@pytest.mark.parametrize(
    ("dicho", "vale"),
    [("", "sí"), ("si", "sí"), ("Sí", "sí"), ("no", "no"), ("NO", "no"), ("Aprobadas", "aprobadas")],
)
def test_lo_dicho_en_sencillo_se_limita_con_una_palabra(monkeypatch: pytest.MonkeyPatch, dicho: str, vale: str) -> None:
    monkeypatch.setenv("ALIANZAS_EN_SENCILLO", dicho)
    assert leer_configuracion().en_sencillo.value == vale


def test_una_palabra_que_no_es_si_ni_no_se_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIANZAS_EN_SENCILLO", "quizá")
    with pytest.raises(ErrorConfiguracion, match=r"ALIANZAS_EN_SENCILLO.*escriba sí, aprobadas o no"):
        leer_configuracion()


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


SEGURAS = (
    "https://api.telegram.org",
    "https://bots.apci.gob.pe:8443/raiz/",
    "http://127.0.0.1:8081",
    "http://127.3.2.1",
    "http://localhost:8081",
    "http://[::1]:8081",
    "HTTPS://API.TELEGRAM.ORG",
)
INSEGURAS = (
    "http://[",
    "http://[::1",
    "http://]",
    "ftp://127.0.0.1",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "127.0.0.1:8081",
    "api.telegram.org",
    "http://api.telegram.org",
    "http://10.0.0.5:8081",
    "http://localhost.example.org",
    "http://127.0.0.1.example.org",
    "http://0.0.0.0",
    "http://2130706433",
    "http://[::]",
    "https://",
    "https:///bot",
    "https:/api.telegram.org",
    "https://api.telegram.org:puerto",
    "https://api.telegram.org:99999",
    "https://api.telegram.org:0",
    "https://api.telegram.org:-1",
    "https://usuario:clave@api.telegram.org",
    "http://127.0.0.1@example.org",
    "http://127.0.0.1\\@example.org",
    "https://api.telegram.org/?x=1",
    "https://api.telegram.org/#x",
    "https://api.telegram .org",
    "https://api.telegram.org\n",
    "ht\ntps://api.telegram.org",
    "https://ápi.telegram.org",
    "https://api.telegram.org\x00",
)


@pytest.mark.parametrize("campo", ["telegram_api", "telegram_webhook"])
@pytest.mark.parametrize("valor", SEGURAS)
def test_se_admite_https_o_http_de_la_misma_maquina(campo: str, valor: str) -> None:
    assert getattr(leer_configuracion(**{campo: valor}), campo) == valor


@pytest.mark.parametrize("campo", ["telegram_api", "telegram_webhook"])
@pytest.mark.parametrize("valor", INSEGURAS)
def test_una_direccion_mala_se_rechaza_al_empezar_y_se_dice_que_poner(campo: str, valor: str) -> None:
    with pytest.raises(ErrorConfiguracion, match=rf"ALIANZAS_{campo.upper()} .*https://") as error:
        leer_configuracion(**{campo: valor})
    assert "clave@" not in str(error.value)


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=30) | st.builds("{}://{}".format, st.sampled_from(["http", "https"]), st.text(max_size=20)))
def test_de_cualquier_texto_se_dice_si_es_una_direccion_segura(texto: str) -> None:
    if es_direccion_segura(texto):
        assert texto.lower().startswith(("https://", "http://127.", "http://localhost", "http://[")), texto


ESCUCHAS_MALAS = ("puerto", "127.0.0.1", "127.0.0.1:", ":8080", "127.0.0.1:puerto", "127.0.0.1:0", "127.0.0.1:65536",
                  "127.0.0.1:99999", "127.0.0.1:-1", "127.0.0.1:80:90", "127.0.0.1:٣", "127.0.0.1:8080\n",
                  "a b:80")  # fmt: skip


@pytest.mark.parametrize("campo", ["telegram_salud", "telegram_webhook_escucha"])
@pytest.mark.parametrize("valor", ESCUCHAS_MALAS)
def test_un_puerto_malo_se_nombra(campo: str, valor: str) -> None:
    with pytest.raises(ErrorConfiguracion, match=f"ALIANZAS_{campo.upper()} .*dirección:puerto"):
        leer_configuracion(**{campo: valor})


def test_un_puerto_bueno_se_lee() -> None:
    configuracion = leer_configuracion(telegram_salud="0.0.0.0:65535", telegram_webhook_escucha="localhost:1")
    assert (configuracion.escucha_de_salud, configuracion.escucha_del_webhook) == (("0.0.0.0", 65535), ("localhost", 1))


@pytest.mark.parametrize(
    ("variable", "valor"),
    [
        ("ALIANZAS_TELEGRAM_API", "http://["),
        ("ALIANZAS_TELEGRAM_API", "ftp://x"),
        ("ALIANZAS_TELEGRAM_SALUD", "127.0.0.1:puerto"),
        ("ALIANZAS_TELEGRAM_WEBHOOK", "http://apci.gob.pe/telegram"),
        ("ALIANZAS_TELEGRAM_WEBHOOK_ESCUCHA", "99999"),
        ("ALIANZAS_CONSERVACION_DIAS", "muchos"),
        ("ALIANZAS_CONSERVACION_DIAS", "0"),
        ("ALIANZAS_CONSERVACION_CONSULTAS_DIAS", "1" * 12),
        ("ALIANZAS_PERSONAL", "@maria"),
        ("ALIANZAS_PERSONAL", "٧٧"),
        ("ALIANZAS_CLAVE_DATOS", "corta"),
        ("ALIANZAS_DATOS", "archivo"),
        ("ALIANZAS_DATO", "x"),
        ("ALIANZAS_TELEGRAM_TOKEN", ""),
    ],
)
def test_todo_error_de_configuracion_termina_con_2_y_sin_traza(
    variable: str, valor: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Con 2, systemd no lo reinicia: `RestartPreventExitStatus` en docs/despliegue/alianzas.service."""
    Path("archivo").touch()
    monkeypatch.setenv(variable, valor)
    monkeypatch.setattr(sys, "argv", ["alianzas", "telegram"])
    with pytest.raises(SystemExit) as salida:
        principal()
    dicho = capsys.readouterr().err
    assert salida.value.code == 2
    assert variable in dicho and "Traceback" not in dicho


@pytest.mark.parametrize(
    "url",
    ["hola", "", "postgresql+psycopg://u:clave@servidor:puerto/base", "sqlite://", "sqlite:///:memory:", "nada://x/y"],
)
def test_una_base_mal_escrita_tambien_termina_con_2_y_no_repite_la_clave(url: str) -> None:
    with pytest.raises(AlmacenInaccesible) as error:
        archivo_sqlite(url)
        crear_motor(url)
    assert error.value.codigo_de_salida == 2
    assert "clave" not in "".join(map(str, (error.value, error.value.__cause__)))


def test_un_token_rechazado_termina_con_2() -> None:
    assert TokenRechazado().codigo_de_salida == 2


CONTENIDO = "# Año\nALIANZAS_CONTACTO=Oficina de señales ✓\n"


@pytest.mark.parametrize("codificacion", ["utf-8", "utf-8-sig"])
def test_env_en_utf8_con_marca_o_sin_ella_se_lee(codificacion: str) -> None:
    Path(".env").write_text(CONTENIDO.removeprefix("# Año\n"), encoding=codificacion)
    assert leer_configuracion().contacto == "Oficina de señales ✓"


@pytest.mark.parametrize(
    ("codificacion", "parece"),
    [
        ("cp1252", "ANSI"),
        ("latin-1", "ANSI"),
        ("cp850", "ANSI"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-16"),
    ],
)
def test_env_en_otra_codificacion_se_dice_y_como_arreglarlo(codificacion: str, parece: str) -> None:
    Path(".env").write_bytes(CONTENIDO.replace("✓", "").encode(codificacion))
    with pytest.raises(ErrorConfiguracion, match=rf"\.env» no está guardado en UTF-8 \(parece {parece}\)") as error:
        leer_configuracion()
    assert error.value.codigo_de_salida == 2
    assert "señales" not in str(error.value)


@pytest.mark.parametrize(
    ("modo", "avisa"), [(0o600, False), (0o400, False), (0o640, True), (0o644, True), (0o604, True)]
)
def test_comprobar_avisa_si_otros_pueden_leer_env(modo: int, avisa: bool) -> None:
    Path(".env").write_text(CONTENIDO, encoding="utf-8")
    Path(".env").chmod(modo)
    nombre, revisar = comprobaciones(None)[0]
    assert nombre == "configuración"
    assert ("chmod 600 .env" in revisar()) is avisa is bool(aviso_de_permisos())


CABECERAS = (
    "Authorization: Bearer abc.DEF-123",
    "X-Chroma-Token:abc",
    "Authorization: Basic dXN1YXJpbzpjbGF2ZQ==",
    "Clave: a:b:c",
    "a: 1",
)
MALAS = (
    "abc",
    "X-Clave",
    "X-Clave:",
    "X-Clave: ",
    ": abc",
    "Con espacio: abc",
    "Clave: señal",
    "Clave: una\nOtra: dos",
    "Clave: una\r\nOtra: dos",
    "Clave\n: una",
    "Clave: una ",
    "Clave: \x00",
    "Cla/ve: una",
    "Clave: " + "a" * 5_000,
)


@pytest.mark.parametrize("valor", CABECERAS)
def test_la_cabecera_de_chroma_se_lee_y_no_se_muestra(valor: str) -> None:
    configuracion = leer_configuracion(chroma="https://chroma.apci.gob.pe", chroma_cabecera=valor)
    nombre, _, contenido = valor.partition(":")
    assert configuracion.cabecera_de_chroma == (nombre, contenido.strip())
    assert valor not in repr(configuracion)
    assert leer_configuracion().cabecera_de_chroma is None


def test_una_cabecera_de_chroma_mal_escrita_dice_como_se_escribe_y_no_la_repite(
    record_property: Callable[[str, object], None],
) -> None:
    for valor in MALAS:
        with pytest.raises(ErrorConfiguracion, match=r"ALIANZAS_CHROMA_CABECERA .*«Nombre: valor»") as error:
            leer_configuracion(chroma="https://chroma.apci.gob.pe", chroma_cabecera=valor)
        assert valor not in str(error.value)
    record_property("probados", len(MALAS))


def test_chroma_es_de_esta_maquina_o_por_https_y_se_dice_por_que(
    record_property: Callable[[str, object], None],
) -> None:
    assert leer_configuracion().chroma is None
    for direccion in SEGURAS:
        assert leer_configuracion(chroma=direccion).chroma == direccion
    for direccion in INSEGURAS:
        with pytest.raises(ErrorConfiguracion, match=r"ALIANZAS_CHROMA .*https://.*HTTPS.*ALIANZAS_CHROMA_CABECERA"):
            leer_configuracion(chroma=direccion)
    record_property("probados", len(INSEGURAS))


def test_sin_env_no_hay_de_que_avisar() -> None:
    assert aviso_de_permisos() == ""
