"""Sin la clave de personas con que se escribió la base no se arranca, y nunca se crea otra en su lugar."""

import os
import secrets
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from bot.almacen import (
    abrir_almacen,
    comprobar_almacen,
    respaldar,
    restaurar,
    sal_de_la_instalacion,
    sal_de_personas,
)
from bot.almacen.base.errores import SalInvalida
from bot.almacen.base.identidad import ARCHIVO, huella_de_sal
from bot.almacen.personal.lectura import abrir_para_revision
from bot.dialogo.turno import Estado
from bot.ordenes.principal import aplicacion
from bot.servicio.puertos import Persona, TurnoAtendido
from tests.apoyo.almacen import AHORA, ANA, LUIS, borrar, filas
from tests.apoyo.rutas import RAIZ
from tests.conftest import enlazar_datos
from tests.integracion.almacen.test_version_0_1_0 import CARPETA, copiar


@pytest.fixture(params=["sqlite", "postgresql"])
def base(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return request.getfixturevalue("base_postgresql")
    return f"sqlite:///{tmp_path / 'datos' / 'alianzas.db'}"


def llenar(url: str, datos: Path, *personas: Persona) -> None:
    almacen = abrir_almacen(url, sal_de_la_instalacion(url, datos))
    for una in personas:
        almacen.guardar(una, TurnoAtendido(0, None, "hola", Estado(turno=1), (), AHORA))
    almacen.cerrar()


def formas_de_abrir(url: str, datos: Path, copias: Path) -> tuple[Callable[[], object], ...]:
    """Cada manera en que una orden llega a lo guardado."""
    return (
        lambda: abrir_almacen(url, sal_de_la_instalacion(url, datos)).cerrar(),
        lambda: abrir_para_revision(url, None, datos).dispose(),
        lambda: comprobar_almacen(url, None, datos),
        lambda: respaldar(url, datos, copias, AHORA),
    )


def test_sin_la_clave_nada_se_abre_y_no_se_crea_otra(
    base: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    datos = tmp_path / "datos"
    llenar(base, datos, ANA)
    (datos / ARCHIVO).rename(tmp_path / "guardada")
    formas = formas_de_abrir(base, datos, tmp_path / "copias")
    for abrir in formas:
        with pytest.raises(SalInvalida, match=r"Falta .*clave-de-personas.*1 persona con.*copia de respaldo") as error:
            abrir()
        assert error.value.codigo_de_salida == 2
        assert not (datos / ARCHIVO).exists()
    (tmp_path / "guardada").rename(datos / ARCHIVO)
    for abrir in formas:
        abrir()
    record_property("probados", len(formas))


def test_con_otra_clave_nada_se_abre_y_se_dice_cual_falta(
    base: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    datos = tmp_path / "datos"
    llenar(base, datos, ANA)
    huella = huella_de_sal(sal_de_personas(datos))
    antes = filas(base, "SELECT * FROM instalacion")
    (datos / ARCHIVO).write_bytes(os.urandom(32))
    formas = formas_de_abrir(base, datos, tmp_path / "copias")
    for abrir in formas:
        with pytest.raises(SalInvalida, match=f"no es la clave de esta base: falta la de huella {huella[:8]}"):
            abrir()
    assert filas(base, "SELECT * FROM instalacion") == antes
    assert list((tmp_path / "copias").glob("*.tar")) == []
    record_property("probados", len(formas))


def test_dos_carpetas_no_pueden_usar_la_misma_base(base_postgresql: str, tmp_path: Path) -> None:
    llenar(base_postgresql, tmp_path / "una", ANA)
    with pytest.raises(SalInvalida, match="Falta"):
        llenar(base_postgresql, tmp_path / "otra", LUIS)
    (tmp_path / "otra").mkdir(exist_ok=True)
    (tmp_path / "otra" / ARCHIVO).write_bytes(os.urandom(32))
    with pytest.raises(SalInvalida, match="no es la clave de esta base"):
        llenar(base_postgresql, tmp_path / "otra", LUIS)
    assert filas(base_postgresql, "SELECT count(*) FROM personas") == [(1,)]


def test_sin_personas_la_clave_se_puede_cambiar(base: str, tmp_path: Path) -> None:
    datos = tmp_path / "datos"
    llenar(base, datos, ANA)
    almacen = abrir_almacen(base, sal_de_personas(datos))
    borrar(almacen, ANA, AHORA)
    almacen.cerrar()
    (datos / ARCHIVO).unlink()
    llenar(base, datos, LUIS)
    assert filas(base, "SELECT huella_de_personas FROM instalacion") == [(huella_de_sal(sal_de_personas(datos)),)]


def test_la_huella_no_deja_averiguar_la_clave_y_distingue_una_de_otra(
    record_property: Callable[[str, object], None],
) -> None:
    claves = [secrets.token_bytes(32) for _ in range(2_000)]
    huellas = {huella_de_sal(clave) for clave in claves}
    assert len(huellas) == len(claves)
    assert all(len(una) == 16 for una in huellas)  # 8 bytes de un resumen de 32 al azar
    record_property("probados", len(claves))


def quitar_huella(url: str) -> None:
    """Deja la base como la de la versión 0.1.0, que no la anotaba."""
    motor = create_engine(url)
    with motor.begin() as conexion:
        conexion.execute(text("DELETE FROM instalacion"))
    motor.dispose()


def test_una_base_sin_huella_toma_la_de_la_clave_que_reconoce_a_alguien(base: str, tmp_path: Path) -> None:
    datos = tmp_path / "datos"
    llenar(base, datos, ANA, LUIS)
    quitar_huella(base)
    buena = (datos / ARCHIVO).read_bytes()
    (datos / ARCHIVO).write_bytes(os.urandom(32))
    with pytest.raises(SalInvalida, match="falta la que reconoce a las personas guardadas"):
        llenar(base, datos)
    assert filas(base, "SELECT count(*) FROM instalacion") == [(0,)]
    (datos / ARCHIVO).write_bytes(buena)
    llenar(base, datos)
    assert filas(base, "SELECT huella_de_personas FROM instalacion") == [(huella_de_sal(buena),)]


def test_la_que_cambio_de_clave_sin_decirlo_sigue_con_la_de_ahora(base: str, tmp_path: Path) -> None:
    """0.1.0 creaba otra si faltaba: hay personas de antes, que nadie puede reconocer, y de ahora."""
    datos = tmp_path / "datos"
    llenar(base, datos, ANA)
    quitar_huella(base)
    nueva = os.urandom(32)
    motor = create_engine(base)
    with motor.begin() as conexion:
        conexion.execute(text("UPDATE personas SET clave = 'de-otra-clave'"))
    motor.dispose()
    (datos / ARCHIVO).write_bytes(nueva)
    with pytest.raises(SalInvalida):
        llenar(base, datos)
    motor = create_engine(base)
    with motor.begin() as conexion:
        conexion.execute(text("DELETE FROM direcciones"))  # y si no hay con qué saberlo, también
    motor.dispose()
    llenar(base, datos, LUIS)
    quitar_huella(base)
    llenar(base, datos)
    assert filas(base, "SELECT huella_de_personas FROM instalacion") == [(huella_de_sal(nueva),)]


def test_la_carpeta_de_0_1_0_sin_su_clave_no_se_abre(tmp_path: Path) -> None:
    with tarfile.open(CARPETA / "carpetas.tar.xz") as comprimidas:
        comprimidas.extractall(tmp_path, filter="data")
    datos = tmp_path / "datos"
    url = copiar(tmp_path / "en-claro", datos)
    (datos / ARCHIVO).unlink()
    antes = (datos / "alianzas.db").read_bytes()
    with pytest.raises(SalInvalida, match="9 personas"):
        sal_de_la_instalacion(url, datos)
    assert (datos / "alianzas.db").read_bytes() == antes
    (datos / ARCHIVO).write_bytes(os.urandom(32))
    with pytest.raises(SalInvalida, match="no es la clave"):
        abrir_almacen(url, sal_de_la_instalacion(url, datos))


def test_la_copia_devuelta_se_abre_con_la_clave_que_trae(base: str, tmp_path: Path) -> None:
    datos, destino = tmp_path / "datos", tmp_path / "destino"
    llenar(base, datos, ANA)
    copia = respaldar(base, datos, tmp_path / "copias", AHORA).archivo
    nueva = f"sqlite:///{destino / 'alianzas.db'}"
    llenar(nueva, destino)  # ya se había iniciado con otra clave, y nadie escribió
    restaurar(copia, nueva, destino)
    almacen = abrir_almacen(nueva, sal_de_la_instalacion(nueva, destino))
    assert almacen.cargar(ANA)[1] == 1
    almacen.cerrar()


@pytest.mark.parametrize(
    "orden",
    [
        ["charla", "--json"],
        ["exportar", "--salida", "{copias}"],
        ["pendientes", "ver"],
        ["bitacora"],
        ["depurar"],
        ["respaldar", "{copias}"],
        ["consultas", "ver"],
    ],
)
def test_cada_orden_que_toca_lo_guardado_se_niega(orden: list[str], tmp_path: Path, carpeta_producto: Path) -> None:
    datos = enlazar_datos(tmp_path / "datos", carpeta_producto)
    llenar(f"sqlite:///{datos / 'alianzas.db'}", datos, ANA)
    (datos / ARCHIVO).unlink()
    argumentos = [parte.format(copias=tmp_path / "copias") for parte in orden]
    hecha = CliRunner().invoke(aplicacion, [*argumentos, "--datos", str(datos)])
    assert isinstance(hecha.exception, SalInvalida), hecha
    assert not (datos / ARCHIVO).exists()


def test_el_programa_solo_crea_la_clave_por_donde_se_comprueba() -> None:
    """`sal_de_personas` crea la que falta sin mirar la base: fuera de `identidad` solo la usa quien ya miró."""
    usan = {
        ruta.relative_to(RAIZ).as_posix()
        for ruta in (RAIZ / "bot").rglob("*.py")
        if "sal_de_personas(" in ruta.read_text(encoding="utf-8")
    }
    assert usan == {"bot/almacen/base/identidad.py", "bot/almacen/comprobar.py"}
