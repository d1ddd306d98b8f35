"""El esquema de la base: su versión y cómo llevarla a la de este programa."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine

from bot.almacen.base.conexion import escritura, lectura
from bot.almacen.base.errores import VersionDesconocida

_TURNO_DE_MIGRAR = 7_264_101


def version_del_programa() -> str:
    """Devuelve la versión del esquema que este programa usa."""
    version = ScriptDirectory.from_config(_configuracion()).get_current_head()
    assert version is not None, "el paquete no trae migraciones"
    return version


def version_guardada(conexion: Connection) -> str | None:
    """Devuelve la versión del esquema de la base, o None si está vacía. Raises `VersionDesconocida`."""
    version = MigrationContext.configure(conexion).get_current_revision()
    conocidas = {guion.revision for guion in ScriptDirectory.from_config(_configuracion()).walk_revisions()}
    if version is not None and version not in conocidas:
        raise VersionDesconocida(
            f"La base de datos tiene el esquema «{version}», más nuevo que este programa "
            f"(«{version_del_programa()}»). Actualice el programa o use una copia anterior de la base."
        )
    return version


def migrar(motor: Engine, version: str | None = None) -> None:
    """Lleva la base a una versión (None: la del programa), entera o nada. Raises `VersionDesconocida`."""
    with lectura(motor) as conexion:
        if version_guardada(conexion) == (version or version_del_programa()):
            return
    with escritura(motor) as conexion:
        if motor.dialect.name == "postgresql":  # SQLite ya deja escribir de uno en uno
            conexion.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURNO_DE_MIGRAR})")
        version_guardada(conexion)  # otro proceso pudo actualizarla mientras esperábamos el turno
        configuracion = _configuracion()
        configuracion.attributes["conexion"] = conexion
        try:
            command.upgrade(configuracion, version or "head")
        except CommandError:
            raise VersionDesconocida(f"Este programa no conoce el esquema «{version}». Actualícelo.") from None


def _configuracion() -> Config:
    configuracion = Config()
    # El «%» es especial en la configuración de Alembic.
    configuracion.set_main_option("script_location", str(Path(__file__).parent / "migraciones").replace("%", "%%"))
    return configuracion
