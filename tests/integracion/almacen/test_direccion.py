"""La base está en la carpeta de datos, se llame como se llame."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.almacen import abrir_almacen
from bot.almacen.base.conexion import archivo_sqlite
from bot.config import Configuracion
from tests.apoyo.almacen import SAL

RAROS = (
    "x/cien%20mil",
    "que?x=1",
    "que?mode=ro&uri=true",
    "#dos",
    "con espacios",
    "año ñandú",
    "comilla'simple",
    'comilla"doble',
    "punto;y;coma",
    "a:b@c",
    "file:otra",
    "%",
    "%%s %(x)s",
    "a&b=c",
    "+",
    "\\atrás",
    "💧",
    ":memory:",
)


def _en(carpeta: Path) -> str:
    return Configuracion(datos=carpeta, _env_file=None).direccion_del_almacen  # pyright: ignore[reportCallIssue]


@pytest.mark.parametrize("nombre", RAROS)
def test_la_base_se_crea_en_la_carpeta_pedida(nombre: str, tmp_path: Path) -> None:
    carpeta = tmp_path / nombre
    abrir_almacen(_en(carpeta), SAL).cerrar()
    assert (carpeta / "alianzas.db").stat().st_size > 0
    assert {ruta.name for ruta in tmp_path.iterdir()} == {Path(nombre).parts[0]}


def test_una_carpeta_relativa_tambien(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    for nombre in RAROS:
        assert archivo_sqlite(_en(Path(nombre))) == tmp_path / nombre / "alianzas.db"
    record_property("probados", len(RAROS))


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(blacklist_characters="/\0", blacklist_categories=("Cs",)), min_size=1, max_size=40))
def test_la_direccion_nombra_ese_archivo_y_ningun_otro(tmp_path: Path, nombre: str) -> None:
    carpeta = tmp_path / nombre
    assert archivo_sqlite(_en(carpeta)) == (carpeta / "alianzas.db").resolve()
