"""La copia de respaldo: un solo archivo con la base entera y lo de la carpeta de datos que nadie puede rehacer.

La base se copia fila por fila, de una vez y sin detener a nadie, y sirve para volver a SQLite o a
PostgreSQL. No lleva la configuración (`.env`): ahí está el token, que se guarda aparte. Tampoco el modelo ni el
índice, que se rehacen solos.

    alianzas-….tar
    ├── manifiesto.json      versión del esquema, cuándo y cuántas filas
    ├── clave-de-personas
    ├── filas.jsonl.gz       {"tabla": …, "fila": {…}} por línea, en orden
    ├── documentos/…         los que se entregaron
    ├── respuestas/…         las oficiales del personal, con su ficha; las copias de 0.1.0 no las llevan
    └── biblioteca/…         los documentos que se citan, con todas sus versiones y su catálogo
"""

import fcntl
import gzip
import io
import json
import os
import secrets
import tarfile
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Engine, Table, TableClause, column, delete, insert, inspect, select, table

from bot.almacen.base.conexion import DOCUMENTOS, archivo_sqlite, crear_archivo, crear_motor, escritura, lectura
from bot.almacen.base.conversion import Instante
from bot.almacen.base.errores import AlmacenInaccesible, RespaldoInservible
from bot.almacen.base.identidad import ARCHIVO as SAL
from bot.almacen.base.identidad import comprobar_sal, sal_de_la_instalacion
from bot.almacen.base.migracion import migrar, version_del_programa, version_guardada
from bot.almacen.base.tablas import INSTALACION, METADATOS, PERSONAL, PERSONAS
from bot.almacen.depurar import DE_UN_DIA
from bot.servicio.cifrado import leer_archivo, nombre_de
from conocimiento.archivos import PARCIAL
from conocimiento.errores import motivo_de
from conocimiento.expresiones import diferida
from conocimiento.modelo import CARPETA_DE_LA_BIBLIOTECA, CARPETA_DE_RESPUESTAS

MANIFIESTO, FILAS = "manifiesto.json", "filas.jsonl.gz"
RESPUESTAS = CARPETA_DE_RESPUESTAS.rstrip("/")
BIBLIOTECA = CARPETA_DE_LA_BIBLIOTECA.rstrip("/")
LO_QUE_SE_COPIA = (SAL, DOCUMENTOS, RESPUESTAS, BIBLIOTECA)
"""Lo que la carpeta de datos tiene, fuera de la base, y no se rehace solo. Una prueba busca si falta algo."""
HONDURA_DE_LA_BIBLIOTECA = 3
"""clave, versión y archivo."""
_DE_UNA_VEZ = 500
_AL_ABRIR = (INSTALACION, PERSONAL)
"""Lo que se anota al abrir una base en la que todavía no hay nadie."""
_DE_UNA_COPIA = diferida(r"alianzas-\d{8}T\d{6}Z\.tar")


@dataclass(frozen=True, slots=True)
class Resumen:
    """Qué se copió, en `archivo`: `filas` de la base, `documentos` entregados, `respuestas` oficiales y `versiones`.

    Las versiones son de los documentos de la biblioteca.
    """

    archivo: Path
    filas: int
    documentos: int
    respuestas: int
    versiones: int = 0


def respaldar(url: str, carpeta_datos: Path, destino: Path, ahora: datetime) -> Resumen:
    """Escribe la copia en la carpeta `destino`, legible solo por el programa. Raises `ErrorAlmacen`."""
    sal = sal_de_la_instalacion(url, carpeta_datos)
    archivo = destino / f"alianzas-{ahora.astimezone(UTC):%Y%m%dT%H%M%SZ}.tar"
    parcial = archivo.with_name(f".{archivo.name}.parcial")
    try:
        destino.mkdir(parents=True, exist_ok=True)
        _quitar_parciales(destino)
        with open(parcial, "wb", opener=_solo_nuestro) as salida, tempfile.TemporaryFile(dir=destino) as filas:
            fcntl.flock(salida, fcntl.LOCK_EX)  # mientras se escribe, otra copia no la toma por una cortada
            cuantas, version = _copiar_filas(url, sal, filas)
            manifiesto = {"esquema": version, "instante": ahora.isoformat(), "filas": cuantas}
            with tarfile.open(fileobj=salida, mode="w") as tar:
                _agregar(tar, MANIFIESTO, io.BytesIO(json.dumps(manifiesto).encode()))
                _agregar(tar, SAL, io.BytesIO(sal))
                _agregar(tar, FILAS, filas)
                copiados = [nombre for nombre, ruta in _archivos(carpeta_datos) if _agregar_archivo(tar, nombre, ruta)]
            salida.flush()
            os.fsync(salida.fileno())
        parcial.replace(archivo)
    except OSError as error:
        raise AlmacenInaccesible(
            f"No se pudo escribir la copia en «{destino}» ({motivo_de(error)}). Revise el espacio y los permisos."
        ) from error
    finally:
        parcial.unlink(missing_ok=True)
    return _resumir(archivo, cuantas, copiados)


def conservar(hecha: Path, cuantas: int) -> tuple[Path, ...]:
    """Deja en la carpeta de una copia recién hecha las `cuantas` más nuevas, contándola, y devuelve las que borró.

    No mira la edad: si el reloj salta o las copias dejan de hacerse, no se queda sin ninguna. Primero se van las que
    dicen ser posteriores a la recién hecha, que son de cuando el reloj estaba mal. Raises `AlmacenInaccesible`.
    """
    if cuantas < 1:
        raise ValueError(f"hay que conservar alguna copia, no {cuantas}")
    otras = [una for una in hecha.parent.iterdir() if _DE_UNA_COPIA.fullmatch(una.name) and una.name != hecha.name]
    otras.sort(key=lambda una: (una.name < hecha.name, una.name))
    sobran = tuple(otras[: max(0, len(otras) + 1 - cuantas)])
    for una in sobran:
        try:
            una.unlink()
        except OSError as error:
            raise AlmacenInaccesible(
                f"«{hecha}» está hecha, pero no se pudo borrar «{una}» ({motivo_de(error)}). Revise los permisos."
            ) from error
    return sobran


def _quitar_parciales(destino: Path) -> None:
    """Quita lo que dejó una copia cortada, que lleva la clave; la que otro proceso está escribiendo, no."""
    for parcial in destino.glob(".alianzas-*.tar.parcial"):
        with suppress(OSError), open(parcial, "rb") as abierta:
            fcntl.flock(abierta, fcntl.LOCK_EX | fcntl.LOCK_NB)
            parcial.unlink()


def _resumir(archivo: Path, filas: int, nombres: Sequence[str]) -> Resumen:
    """Cuenta lo copiado a partir de los nombres que lleva la copia."""
    documentos = sum(nombre.startswith(f"{DOCUMENTOS}/") for nombre in nombres)
    respuestas = sum(nombre.startswith(CARPETA_DE_RESPUESTAS) and nombre.endswith(".md") for nombre in nombres)
    versiones = sum(nombre.startswith(CARPETA_DE_LA_BIBLIOTECA) and nombre.endswith("/texto.txt") for nombre in nombres)
    return Resumen(archivo, filas, documentos, respuestas, versiones)


def _copiar_filas(url: str, sal: bytes, destino: IO[bytes]) -> tuple[int, str]:
    sqlite = archivo_sqlite(url)
    if sqlite is not None and not sqlite.exists():
        raise AlmacenInaccesible(f"No hay ninguna base de datos en «{sqlite}»: no hay nada que respaldar.")
    motor, cuantas = crear_motor(url), 0
    try:
        with lectura(motor) as conexion, gzip.open(destino, "wt", encoding="utf-8") as filas:
            version = version_guardada(conexion)
            if version != version_del_programa():
                raise RespaldoInservible(
                    f"La base tiene el esquema {version} y este programa usa el {version_del_programa()}. "
                    "Respalde con la versión del programa que la usa."
                )
            comprobar_sal(conexion, sal)
            for tabla in METADATOS.sorted_tables:
                for fila in conexion.execution_options(yield_per=_DE_UNA_VEZ).execute(select(tabla)).mappings():
                    legible = {campo: _a_json(valor) for campo, valor in fila.items()}
                    filas.write(json.dumps({"tabla": tabla.name, "fila": legible}) + "\n")
                    cuantas += 1
    finally:
        motor.dispose()
    destino.seek(0)
    return cuantas, version_del_programa()


def _a_json(valor: Any) -> Any:
    return valor.isoformat() if isinstance(valor, datetime) else valor


def _solo_nuestro(ruta: str, modo: int) -> int:
    return os.open(ruta, modo, 0o600)


def _agregar(tar: tarfile.TarFile, nombre: str, contenido: IO[bytes]) -> None:
    ficha = tarfile.TarInfo(nombre)
    ficha.mode, ficha.size = 0o600, contenido.seek(0, io.SEEK_END)
    contenido.seek(0)
    tar.addfile(ficha, contenido)


def _archivos(carpeta_datos: Path) -> Iterator[tuple[str, Path]]:
    """Cada archivo que se conserva, con su nombre en la copia.

    Va después de las filas: el documento de una respuesta oficial se escribe antes de cerrar su tarea.
    """
    for carpeta in (DOCUMENTOS, RESPUESTAS):
        for ruta in sorted((carpeta_datos / carpeta).glob("*")):
            # Una copia no debe alargar la vida de lo que se borra en un día.
            es_de_un_dia = carpeta == DOCUMENTOS and DE_UN_DIA in ruta.name
            if ruta.is_file() and not ruta.is_symlink() and ruta.suffix != PARCIAL and not es_de_un_dia:
                yield f"{carpeta}/{ruta.name}", ruta
    # Del catálogo se copia lo que decía primero: lo que nombra ya estaba entero.
    biblioteca = carpeta_datos / BIBLIOTECA
    de_ella = sorted(biblioteca.rglob("*"), key=lambda ruta: (len(ruta.relative_to(biblioteca).parts), ruta))
    for ruta in de_ella:
        propio = ruta.relative_to(biblioteca)
        if ruta.is_file() and not ruta.is_symlink() and not any(parte.startswith(".") for parte in propio.parts):
            yield f"{BIBLIOTECA}/{propio.as_posix()}", ruta


def _agregar_archivo(tar: tarfile.TarFile, nombre: str, ruta: Path) -> bool:
    try:
        _agregar(tar, nombre, io.BytesIO(leer_archivo(ruta)))
    except OSError:  # se borró a esa persona mientras se copiaba
        return False
    return True


# --- Devolverla: los documentos primero y las filas al final, de una vez ---


def restaurar(archivo: Path, url: str, carpeta_datos: Path) -> Resumen:
    """Devuelve una copia a una base y una carpeta sin conversaciones. Raises `ErrorAlmacen`."""
    motor = crear_motor(url)
    try:
        with tarfile.open(archivo) as tar:
            manifiesto = json.loads(_leer(tar, MANIFIESTO))
            archivos = [_confinado(miembro.name) for miembro in tar if miembro.isfile() and "/" in miembro.name]
            carpeta_datos.mkdir(parents=True, exist_ok=True)
            if (sqlite := archivo_sqlite(url)) is not None:
                crear_archivo(sqlite)
            _poner_en_el_esquema(motor, manifiesto["esquema"])
            with _archivos_devueltos(carpeta_datos) as escribir, escritura(motor) as conexion:
                _exigir_vacias(conexion, (PERSONAS,))
                for tabla in _AL_ABRIR:  # vale lo de la copia
                    if inspect(conexion).has_table(tabla.name):  # no, si la copia es de un esquema anterior
                        conexion.execute(delete(tabla))
                for nombre in archivos:
                    escribir(nombre, _leer(tar, nombre))
                filas = _devolver_filas(tar, conexion, manifiesto["filas"])
                escribir(SAL, _leer(tar, SAL))
            migrar(motor)
    except (tarfile.TarError, ValueError, KeyError, EOFError, gzip.BadGzipFile) as error:
        raise RespaldoInservible(
            f"«{archivo}» no es una copia de respaldo completa ({type(error).__name__}). Use otra copia."
        ) from error
    except OSError as error:
        raise AlmacenInaccesible(f"No se pudo leer «{archivo}» o escribir en «{carpeta_datos}».") from error
    finally:
        motor.dispose()
    return _resumir(archivo, filas, archivos)


def _confinado(nombre: str) -> str:
    """El mismo nombre de un archivo de la copia, si su sitio es una de las carpetas que se copian."""
    carpeta, *partes = nombre.split("/")
    hondura = HONDURA_DE_LA_BIBLIOTECA if carpeta == BIBLIOTECA else 1
    if carpeta not in LO_QUE_SE_COPIA or not 1 <= len(partes) <= hondura or not all(map(_es_un_nombre, partes)):
        raise _fuera_de_sitio(nombre)
    return nombre


def _es_un_nombre(parte: str) -> bool:
    return bool(parte) and parte not in {".", ".."} and nombre_de(parte) == parte


def _fuera_de_sitio(nombre: str) -> RespaldoInservible:
    return RespaldoInservible(
        f"La copia nombra «{nombre}», que no es un archivo de lo que se copia. No se devolvió nada: use otra copia."
    )


@contextmanager
def _archivos_devueltos(carpeta_datos: Path) -> Generator[Callable[[str, bytes], None]]:
    """Da con qué escribir cada archivo, entero y legible solo por el programa. Si el bloque falla, quita los nuevos."""
    nuevos: list[Path] = []

    def escribir(nombre: str, contenido: bytes) -> None:
        destino = carpeta_datos / nombre
        destino.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not destino.exists():
            nuevos.append(destino)
        # Con otro nombre y después en su sitio: si allí hubiera un enlace, no se escribe en lo que lleva.
        parcial = destino.with_name(f".{secrets.token_hex(8)}.parcial")
        nuevos.append(parcial)
        with open(os.open(parcial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as salida:
            salida.write(contenido)
            salida.flush()
            os.fsync(salida.fileno())
        parcial.replace(destino)

    try:
        yield escribir
    except BaseException:
        for ruta in nuevos:
            ruta.unlink(missing_ok=True)
        raise


def _poner_en_el_esquema(motor: Engine, esquema: str) -> None:
    """Lleva la base al de la copia. Una de otro más nuevo, si no guarda nada, se hace otra vez: no se vuelve atrás."""
    with escritura(motor, rehace=True) as conexion:
        guardado = version_guardada(conexion)
        if guardado is not None and guardado > esquema:
            _exigir_vacias(conexion, (una for una in METADATOS.sorted_tables if una not in _AL_ABRIR))
            METADATOS.drop_all(conexion)
            conexion.exec_driver_sql("DROP TABLE alembic_version")
    motor.dispose()  # no mira las llaves ajenas
    migrar(motor, esquema)


def _exigir_vacias(conexion: Connection, tablas: Iterable[Table]) -> None:
    if any(conexion.execute(select(tabla).limit(1)).first() is not None for tabla in tablas):
        raise AlmacenInaccesible(
            "La base de datos ya tiene conversaciones y no se tocó. Restaure en otra carpeta (ALIANZAS_DATOS) "
            "o en otra base (ALIANZAS_BASE_DATOS), y luego use esa."
        )


def _devolver_filas(tar: tarfile.TarFile, conexion: Connection, cuantas: int) -> int:
    devueltas = 0
    for tabla, filas in _por_tandas(tar, conexion):
        conexion.execute(insert(tabla), filas)
        devueltas += len(filas)
    if devueltas != cuantas:
        raise ValueError(f"faltan {cuantas - devueltas} filas")
    _ajustar_numeracion(conexion)
    return devueltas


def _tabla(conexion: Connection, nombre: str) -> TableClause:
    """La tabla como la tiene la base, que puede ser de un esquema anterior: con sus columnas y no las de hoy."""
    de_hoy = METADATOS.tables[nombre].c
    columnas = [
        column(una["name"], de_hoy[una["name"]].type if una["name"] in de_hoy else una["type"])
        for una in inspect(conexion).get_columns(nombre)
    ]
    return table(nombre, *columnas)


def _por_tandas(tar: tarfile.TarFile, conexion: Connection) -> Iterator[tuple[TableClause, list[dict[str, Any]]]]:
    contenido = tar.extractfile(FILAS)
    if contenido is None:
        raise KeyError(FILAS)
    tanda: list[dict[str, Any]] = []
    tabla: TableClause | None = None
    with gzip.open(contenido, "rt", encoding="utf-8") as lineas:
        for linea in lineas:
            dato = json.loads(linea)
            if tabla is None or dato["tabla"] != tabla.name or len(tanda) == _DE_UNA_VEZ:
                if tabla is not None and tanda:
                    yield tabla, tanda
                tabla, tanda = _tabla(conexion, dato["tabla"]), []
            tanda.append(_de_json(tabla, dato["fila"]))
    if tabla is not None and tanda:
        yield tabla, tanda


def _de_json(tabla: TableClause, fila: dict[str, Any]) -> dict[str, Any]:
    """Recupera los instantes, y deja de cada documento solo su nombre: es de la carpeta a la que se vuelve."""
    for campo, valor in fila.items():
        if isinstance(tabla.c[campo].type, Instante) and valor is not None:
            fila[campo] = datetime.fromisoformat(valor)
    if tabla.name == "mensajes":
        contenido = fila["contenido"]
        for adjunto in contenido.get("adjuntos", ()):
            adjunto["ruta"] = _nombrado(adjunto["ruta"])
        if "rutas" in contenido:  # si está cifrado, están aparte
            contenido["rutas"] = [_nombrado(ruta) for ruta in contenido["rutas"]]
    return fila


def _nombrado(ruta: str) -> str:
    nombre = nombre_de(ruta)
    if not nombre:
        raise _fuera_de_sitio(ruta)
    return nombre


def _ajustar_numeracion(conexion: Connection) -> None:
    """Con PostgreSQL, lo próximo que se numere sigue a lo restaurado; SQLite ya lo hace.

    Una copia de una versión anterior no tiene las tablas que se agregaron después.
    """
    if conexion.dialect.name != "postgresql":
        return
    hay = set(inspect(conexion).get_table_names())
    for tabla in METADATOS.sorted_tables:
        if tabla.name in hay and "id" in tabla.c and tabla.c.id is tabla.autoincrement_column:
            conexion.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{tabla.name}', 'id'), "
                f"(SELECT coalesce(max(id), 0) + 1 FROM {tabla.name}), false)"
            )


def _leer(tar: tarfile.TarFile, nombre: str) -> bytes:
    contenido = tar.extractfile(nombre)
    if contenido is None:
        raise KeyError(nombre)
    return contenido.read()
