"""La base de datos: sus garantías, sus migraciones, su comprobación, sus errores y la clave."""

import os
import re
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import bot.almacen.base.conexion as conexion_del_almacen
import bot.almacen.base.migracion as migracion
from bot.almacen import abrir_almacen, comprobar_almacen, sal_de_personas
from bot.almacen.base.errores import (
    AlmacenDanado,
    AlmacenInaccesible,
    AlmacenLleno,
    AlmacenOcupado,
    SalInvalida,
    VersionDesconocida,
)
from bot.almacen.base.migracion import version_del_programa
from bot.almacen.base.tablas import METADATOS
from bot.dialogo.turno import Estado
from bot.servicio.puertos import Persona, Recibida, TurnoAtendido
from tests.apoyo.lectura_almacen import vista

SAL = b"k" * 32
AHORA = datetime(2026, 11, 23, tzinfo=UTC)
ANA = Persona("telegram", "4455667788")
SECRETO = "ZANAHORIACRISTAL"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return tmp_path / "alianzas.db"


def url_de(base: Path) -> str:
    return f"sqlite:///{base}"


def crear(base: Path) -> None:
    almacen = abrir_almacen(url_de(base), SAL)
    almacen.guardar(ANA, TurnoAtendido(0, "1", "hola", Estado(turno=1), (), AHORA))
    almacen.cerrar()


def test_las_migraciones_hacen_las_tablas_declaradas(base: Path) -> None:
    crear(base)
    motor = create_engine(url_de(base))
    with motor.connect() as conexion:
        contexto = MigrationContext.configure(conexion, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(contexto, METADATOS) == []
        hechas = {fila.name: fila.sql for fila in conexion.exec_driver_sql("SELECT name, sql FROM sqlite_master")}
    motor.dispose()
    en_memoria = create_engine("sqlite://")
    with en_memoria.connect() as conexion:
        METADATOS.create_all(conexion)
        for nombre, sql in conexion.exec_driver_sql("SELECT name, sql FROM sqlite_master"):
            # Incluye lo que la comparación no mira: claves, restricciones y AUTOINCREMENT.
            assert _en_orden(hechas[nombre]) == _en_orden(sql), nombre


def _en_orden(sql: str | None) -> list[str]:
    # Una tabla rehecha queda con su nombre entre comillas, y una columna agregada después, en la última línea.
    partes = re.split(r"\n|,\s+(?![^(]*\))", (sql or "").replace('"', ""))
    return sorted(parte for parte in (parte.strip(" ,\t") for parte in partes) if parte)


def test_cada_archivo_de_migracion_empieza_por_la_version_que_declara() -> None:
    carpeta = Path(migracion.__file__).parent / "migraciones"
    migraciones = list(ScriptDirectory(str(carpeta)).walk_revisions())
    assert {Path(una.path).name[1:5] for una in migraciones} == {una.revision for una in migraciones}
    assert version_del_programa() == migraciones[0].revision


def test_la_base_se_abre_con_las_garantias_prometidas(base: Path) -> None:
    motor = conexion_del_almacen.crear_motor(url_de(base))
    with motor.connect() as conexion:
        ajustes = {
            nombre: conexion.exec_driver_sql(f"PRAGMA {nombre}").scalar()
            for nombre in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
        assert ajustes == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
        assert conexion.exec_driver_sql("PRAGMA busy_timeout").scalar() == conexion_del_almacen.ESPERA_MILISEGUNDOS
    motor.dispose()


def test_la_base_solo_la_lee_su_dueno(base: Path) -> None:
    almacen = abrir_almacen(url_de(base), SAL)
    almacen.guardar(ANA, TurnoAtendido(0, "1", "hola", Estado(turno=1), (), AHORA))
    archivos = list(base.parent.glob("alianzas.db*"))
    assert len(archivos) > 1
    assert all(archivo.stat().st_mode & 0o077 == 0 for archivo in archivos)
    almacen.cerrar()


def test_varios_pueden_abrir_a_la_vez_una_base_que_no_existe(base: Path) -> None:
    salida = threading.Barrier(4)

    def abrir(_: int) -> None:
        salida.wait(timeout=20)
        abrir_almacen(url_de(base), SAL).cerrar()

    with ThreadPoolExecutor(4) as hilos:
        list(hilos.map(abrir, range(4)))
    assert comprobar_almacen(url_de(base)) == f"esquema {version_del_programa()}, 0 conversaciones, sin cifrar"


def test_la_comprobacion_dice_la_version_y_las_conversaciones_y_no_crea_nada(base: Path) -> None:
    assert "aún no existe" in comprobar_almacen(url_de(base))
    assert list(base.parent.iterdir()) == []
    crear(base)
    assert comprobar_almacen(url_de(base)) == f"esquema {version_del_programa()}, 1 conversación, sin cifrar"
    almacen = abrir_almacen(url_de(base), SAL)
    for cuantas, dicho in ((1, "; 1 mensaje apartado tras"), (2, "; 2 mensajes apartados tras")):
        almacen.bandeja.recibir([Recibida(f"7:{cuantas}", "7", cuantas, ANA.direccion, {})], AHORA)
        almacen.bandeja.retirar(f"7:{cuantas}")
        assert dicho in comprobar_almacen(url_de(base))
    almacen.cerrar()
    base.unlink()
    sqlite3.connect(base).close()
    base.touch()
    assert "se actualizará al arrancar" in comprobar_almacen(url_de(base))


def test_una_base_mas_nueva_que_el_programa_no_se_toca(base: Path) -> None:
    crear(base)
    with sqlite3.connect(base) as conexion:
        conexion.execute("UPDATE alembic_version SET version_num = '9999'")
    for accion in (lambda: abrir_almacen(url_de(base), SAL), lambda: comprobar_almacen(url_de(base))):
        with pytest.raises(VersionDesconocida, match="«9999», más nuevo que este programa"):
            accion()


def test_un_archivo_que_no_es_una_base_se_explica(base: Path) -> None:
    base.write_bytes(b"esto es una carta, no una base de datos " * 100)
    for accion in (lambda: abrir_almacen(url_de(base), SAL), lambda: comprobar_almacen(url_de(base))):
        with pytest.raises(AlmacenDanado, match="copia de respaldo"):
            accion()


def test_una_base_danada_se_nota_en_la_comprobacion(base: Path) -> None:
    almacen = abrir_almacen(url_de(base), SAL)
    for numero in range(40):
        almacen.guardar(
            Persona("telegram", str(numero)), TurnoAtendido(0, "1", "x" * 3_000, Estado(turno=1), (), AHORA)
        )
    almacen.cerrar()
    contenido = bytearray(base.read_bytes())
    for inicio in range(8 * 4096, len(contenido) - 4096, 4096):
        contenido[inicio : inicio + 64] = os.urandom(64)
    base.write_bytes(contenido)
    with pytest.raises(AlmacenDanado):
        comprobar_almacen(url_de(base))


def test_sin_permiso_de_escritura_se_dice(base: Path) -> None:
    crear(base)
    # `mode=ro` vale también cuando quien prueba es administrador y los permisos no lo detienen.
    with pytest.raises(AlmacenInaccesible, match="permiso de escritura"):
        comprobar_almacen(f"sqlite:///file:{base}?mode=ro&uri=true")


def test_una_carpeta_imposible_se_explica(tmp_path: Path) -> None:
    estorbo = tmp_path / "estorbo"
    estorbo.write_text("no soy una carpeta")
    direccion = url_de(estorbo / "alianzas.db")
    with pytest.raises(AlmacenInaccesible, match="Revise"):
        abrir_almacen(direccion, SAL)
    with pytest.raises(AlmacenInaccesible, match="no es una carpeta"):
        comprobar_almacen(direccion)


@pytest.mark.parametrize("direccion", ["", "alianzas.db", "sqlite://", "sqlite:///:memory:", "inventada://x/y"])
def test_una_direccion_mal_escrita_se_explica(direccion: str) -> None:
    with pytest.raises(AlmacenInaccesible):
        abrir_almacen(direccion, SAL)


def test_con_el_disco_lleno_no_queda_medio_turno_y_el_error_no_repite_el_texto(base: Path) -> None:
    crear(base)
    almacen = abrir_almacen(url_de(base), SAL)
    with almacen._motor.connect() as conexion:  # el mismo error que da el disco, sin llenarlo
        paginas = conexion.exec_driver_sql("PRAGMA page_count").scalar()
        conexion.exec_driver_sql(f"PRAGMA max_page_count = {paginas}")
    with pytest.raises(AlmacenLleno, match="Libere espacio") as lanzado:
        almacen.guardar(ANA, TurnoAtendido(1, "2", SECRETO * 10_000, Estado(turno=2), (), AHORA))
    causa: BaseException | None = lanzado.value
    while causa is not None:
        assert SECRETO not in str(causa)
        assert ANA.direccion not in str(causa)
        causa = causa.__cause__ or causa.__context__
    assert almacen.cargar(ANA) == (Estado(turno=1), 1)
    assert not vista(almacen, ANA, "2")
    almacen.cerrar()


def test_si_otro_programa_tiene_tomada_la_base_se_dice(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crear(base)
    monkeypatch.setattr(conexion_del_almacen, "ESPERA_MILISEGUNDOS", 50)
    otro = sqlite3.connect(base, isolation_level=None)
    otro.execute("BEGIN IMMEDIATE")
    almacen = abrir_almacen(url_de(base), SAL)
    assert almacen.cargar(ANA) == (Estado(turno=1), 1)  # leer sí se puede
    with pytest.raises(AlmacenOcupado, match="Otro proceso"):
        almacen.guardar(ANA, TurnoAtendido(1, "2", "hola", Estado(turno=2), (), AHORA))
    otro.execute("ROLLBACK")
    almacen.guardar(ANA, TurnoAtendido(1, "2", "hola", Estado(turno=2), (), AHORA))
    almacen.cerrar()
    otro.close()


def test_la_clave_se_crea_una_vez_y_solo_la_lee_su_dueno(tmp_path: Path) -> None:
    carpeta = tmp_path / "datos"
    with ThreadPoolExecutor(8) as hilos:
        claves = set(hilos.map(sal_de_personas, [carpeta] * 8))
    assert len(claves) == 1
    (clave,) = claves
    assert len(clave) == 32
    (archivo,) = carpeta.iterdir()
    assert archivo.stat().st_mode & 0o777 == 0o600
    archivo.chmod(0o644)
    assert sal_de_personas(carpeta) == clave
    assert archivo.stat().st_mode & 0o777 == 0o600
    assert sal_de_personas(tmp_path / "otra") != clave


def test_una_clave_cortada_no_se_usa_ni_se_cambia(tmp_path: Path) -> None:
    sal_de_personas(tmp_path)
    (archivo,) = tmp_path.iterdir()
    archivo.write_bytes(b"corta")
    with pytest.raises(SalInvalida, match="copia de respaldo"):
        sal_de_personas(tmp_path)
    assert archivo.read_bytes() == b"corta"
