"""Los errores del almacén, y la traducción única de los de la base de datos.

    ErrorLegible
    └── ErrorAlmacen
        ├── AlmacenInaccesible      no se puede abrir o falta permiso para escribir
        ├── AlmacenOcupado          otro proceso la tiene tomada demasiado tiempo
        ├── AlmacenLleno            no queda espacio en el disco
        ├── AlmacenDanado           el archivo no es una base de datos o está dañado
        ├── VersionDesconocida      la base la hizo una versión más nueva del programa
        ├── RespaldoInservible      la copia de respaldo no se puede hacer o devolver
        ├── SalInvalida             la sal de las personas no sirve
        └── HistoriaInconsistente   el estado trae una historia que no continúa la guardada

Los tres primeros pueden arreglarse solos: son también `AlmacenNoDisponible`. Ningún mensaje lleva datos de una
persona: ni textos, ni direcciones, ni parámetros de una consulta.
"""

import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.servicio.puertos import AlmacenNoDisponible
from conocimiento.errores import ErrorLegible


class ErrorAlmacen(ErrorLegible):
    """Raíz de los errores del almacén."""


class AlmacenInaccesible(ErrorAlmacen, AlmacenNoDisponible):
    """No se puede abrir la base de datos o escribir en ella."""


class AlmacenOcupado(ErrorAlmacen, AlmacenNoDisponible):
    """La base de datos siguió tomada por otro proceso después de esperar."""


class AlmacenLleno(ErrorAlmacen, AlmacenNoDisponible):
    """No queda espacio para guardar."""


class AlmacenDanado(ErrorAlmacen):
    """El archivo no es una base de datos o está dañado."""


class VersionDesconocida(ErrorAlmacen):
    """La base tiene un esquema que este programa no conoce."""


class RespaldoInservible(ErrorAlmacen):
    """La copia de respaldo está incompleta o es de otra versión."""


class SalInvalida(ErrorAlmacen):
    """La sal con que se protege la identidad de las personas no sirve."""


class HistoriaInconsistente(ErrorAlmacen):
    """El estado por guardar no continúa los eventos ya guardados."""


_POR_CODIGO: dict[int, tuple[type[ErrorAlmacen], str]] = {
    sqlite3.SQLITE_CANTOPEN: (
        AlmacenInaccesible,
        "No se pudo abrir la base de datos. Revise que la carpeta exista y que el programa pueda escribir en ella.",
    ),
    sqlite3.SQLITE_READONLY: (
        AlmacenInaccesible,
        "La base de datos es de solo lectura. Dé al programa permiso de escritura sobre el archivo y su carpeta.",
    ),
    sqlite3.SQLITE_PERM: (
        AlmacenInaccesible,
        "Falta permiso para usar la base de datos. Dé al programa permiso sobre el archivo y su carpeta.",
    ),
    sqlite3.SQLITE_IOERR: (
        AlmacenInaccesible,
        "El disco no respondió al leer o escribir la base de datos. Revise el disco y la carpeta de datos.",
    ),
    sqlite3.SQLITE_BUSY: (
        AlmacenOcupado,
        "Otro proceso tiene tomada la base de datos. Cierre los otros programas que la usen y pruebe de nuevo.",
    ),
    sqlite3.SQLITE_FULL: (
        AlmacenLleno,
        "No queda espacio para guardar. Libere espacio en el disco; lo ya guardado está completo.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        AlmacenDanado,
        "La base de datos está dañada. Detenga el programa y recupere la última copia de respaldo.",
    ),
    sqlite3.SQLITE_NOTADB: (
        AlmacenDanado,
        "El archivo no es una base de datos. Revise la dirección configurada o recupere la última copia de respaldo.",
    ),
}
_POR_CODIGO[sqlite3.SQLITE_LOCKED] = _POR_CODIGO[sqlite3.SQLITE_BUSY]
_POR_ESTADO_SQL: tuple[tuple[str, type[ErrorAlmacen], str], ...] = (
    # Los dos o más primeros caracteres del código SQLSTATE de PostgreSQL, de lo más concreto a lo más general.
    ("53100", AlmacenLleno, "El servidor de la base de datos no tiene espacio. Libere espacio en su disco."),
    ("53", AlmacenOcupado, "El servidor de la base de datos no da abasto. Revise su carga y sus conexiones."),
    ("25006", AlmacenInaccesible, "La base de datos es de solo lectura. Dé permiso de escritura o use la principal."),
    ("28", AlmacenInaccesible, "El servidor rechazó el usuario o la contraseña. Revise ALIANZAS_BASE_DATOS."),
    ("3D000", AlmacenInaccesible, "Esa base de datos no existe en el servidor. Créela o revise ALIANZAS_BASE_DATOS."),
    ("42501", AlmacenInaccesible, "Falta permiso en la base de datos. Dé al usuario permiso sobre sus tablas."),
    ("55P03", AlmacenOcupado, "Otro proceso tiene tomada la base de datos. Revise qué la está usando."),
    ("40", AlmacenOcupado, "Otro proceso cambió lo mismo a la vez. Pruebe de nuevo."),
    ("57", AlmacenInaccesible, "El servidor de la base de datos se está deteniendo o arrancando. Pruebe de nuevo."),
    ("08", AlmacenInaccesible, "Se perdió la conexión con la base de datos. Revise que el servidor funcione."),
    ("XX", AlmacenDanado, "La base de datos está dañada. Revise el servidor y recupere la última copia de respaldo."),
)


def traducir(error: SQLAlchemyError) -> ErrorAlmacen:
    """Devuelve el error del almacén que corresponde a uno de la base de datos."""
    if isinstance(error, DBAPIError):
        if isinstance(error.orig, sqlite3.Error):
            clase, mensaje = _POR_CODIGO.get(getattr(error.orig, "sqlite_errorcode", 0) & 0xFF, (ErrorAlmacen, ""))
            if mensaje:  # lo que pasa de 0xFF es el código extendido
                return clase(mensaje)
        estado = getattr(error.orig, "sqlstate", None) or ""
        for inicio, clase, mensaje in _POR_ESTADO_SQL:
            if estado.startswith(inicio):
                return clase(mensaje)
        # Sin código: no se llegó a hablar con el servidor, o dejó de contestar.
        if error.connection_invalidated or (not estado and isinstance(error, OperationalError)):
            return AlmacenInaccesible("No hay conexión con la base de datos. Revise que el servidor funcione.")
    if isinstance(error, PoolTimeout):
        return AlmacenOcupado("Todas las conexiones con la base de datos están en uso. Pruebe de nuevo.")
    return ErrorAlmacen(f"La base de datos rechazó la operación ({type(error).__name__}).")
