"""El esquema de la base: su versión y cómo llevarla a la de este programa."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from bot.almacen.base.conexion import escritura, lectura
from bot.almacen.base.errores import AlmacenDanado, VersionDesconocida

_TURNO_DE_MIGRAR = 7_264_101


def version_del_programa() -> str:
    """Devuelve la versión del esquema que este programa usa."""
    version = _migraciones().get_current_head()
    assert version is not None, "el paquete no trae migraciones"
    return version


def version_guardada(conexion: Connection) -> str | None:
    """Devuelve la versión del esquema de la base, o None si está vacía. Raises `VersionDesconocida`."""
    version = MigrationContext.configure(conexion).get_current_revision()
    if version is not None:
        _comprobar_conocida(version)
    return version


def migrar(motor: Engine, version: str | None = None) -> None:
    """Lleva la base a una versión (None: la del programa), entera o nada.

    Raises `VersionDesconocida`, `AlmacenDanado`.
    """
    version = version or version_del_programa()
    _comprobar_conocida(version)
    with lectura(motor) as conexion:
        if version_guardada(conexion) == version:
            return
    try:
        with escritura(motor, rehace=True) as conexion:
            if motor.dialect.name == "postgresql":  # SQLite ya deja escribir de uno en uno
                conexion.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURNO_DE_MIGRAR})")
            version_guardada(conexion)  # otro proceso pudo actualizarla mientras esperábamos el turno
            configuracion = _configuracion()
            configuracion.attributes["conexion"] = conexion
            command.upgrade(configuracion, version)
            if motor.dialect.name == "sqlite" and conexion.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise AlmacenDanado(
                    "La base de datos tiene filas que nombran a otras que no están, y no se cambió. Recupere la última "
                    "copia de respaldo o avise a quien da soporte."
                )
    finally:
        motor.dispose()  # la conexión que rehízo tablas no mira las llaves ajenas


def _comprobar_conocida(version: str) -> None:
    migraciones = _migraciones()
    if version in {una.revision for una in migraciones.walk_revisions()}:
        return
    primera, ultima = migraciones.get_base(), version_del_programa()
    if primera is not None and version < primera:
        raise VersionDesconocida(
            f"La base de datos o la copia tiene el esquema «{version}», anterior a la primera versión publicada "
            f"(«{primera}»). Ábrala o restáurela una vez con la versión 0.1.0 del programa, que la actualiza, y vuelva "
            "a esta."
        )
    raise VersionDesconocida(
        f"La base de datos o la copia tiene el esquema «{version}», más nuevo que este programa (usa el «{ultima}»). "
        "Actualice el programa o use una copia anterior."
    )


def _migraciones() -> ScriptDirectory:
    return ScriptDirectory.from_config(_configuracion())


def _configuracion() -> Config:
    configuracion = Config()
    # El «%» es especial en la configuración de Alembic.
    configuracion.set_main_option("script_location", str(Path(__file__).parent / "migraciones").replace("%", "%%"))
    return configuracion
