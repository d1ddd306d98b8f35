"""El esquema de la base: su versión y cómo llevarla a la de este programa.

Cada archivo de `migraciones/versions` empieza por su versión. Alembic tarda en cargarse, y solo se carga para migrar.
"""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from bot.almacen.base.conexion import escritura, lectura
from bot.almacen.base.errores import AlmacenDanado, VersionDesconocida

_TURNO_DE_MIGRAR = 7_264_101
_MIGRACIONES = Path(__file__).parent / "migraciones"


def version_del_programa() -> str:
    """Devuelve la versión del esquema que este programa usa."""
    return _versiones()[-1]


def version_guardada(conexion: Connection) -> str | None:
    """Devuelve la versión del esquema de la base, o None si está vacía. Raises `VersionDesconocida`."""
    if not inspect(conexion).has_table("alembic_version"):
        return None
    version: str | None = conexion.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
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
    from alembic import command
    from alembic.config import Config

    try:
        with escritura(motor, rehace=True) as conexion:
            if motor.dialect.name == "postgresql":  # SQLite ya deja escribir de uno en uno
                conexion.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURNO_DE_MIGRAR})")
            version_guardada(conexion)  # otro proceso pudo actualizarla mientras esperábamos el turno
            configuracion = Config()
            # El «%» es especial en la configuración de Alembic.
            configuracion.set_main_option("script_location", str(_MIGRACIONES).replace("%", "%%"))
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
    primera, ultima = _versiones()[0], _versiones()[-1]
    if version in _versiones():
        return
    if version < primera:
        raise VersionDesconocida(
            f"La base de datos o la copia tiene el esquema «{version}», anterior a la primera versión publicada "
            f"(«{primera}»). Ábrala o restáurela una vez con la versión 0.1.0 del programa, que la actualiza, y vuelva "
            "a esta."
        )
    raise VersionDesconocida(
        f"La base de datos o la copia tiene el esquema «{version}», más nuevo que este programa (usa el «{ultima}»). "
        "Actualice el programa o use una copia anterior."
    )


@cache
def _versiones() -> tuple[str, ...]:
    """Las que este programa conoce, de la primera publicada a la suya."""
    return tuple(sorted(ruta.name[1:5] for ruta in (_MIGRACIONES / "versions").glob("v[0-9]*_*.py")))
