"""La copia de respaldo: un solo archivo con la base entera y lo de la carpeta de datos que nadie puede rehacer.

La base se copia fila por fila, de una vez y sin detener a nadie, y sirve para volver a SQLite o a
PostgreSQL. No lleva la configuración (`.env`): ahí está el token, que se guarda aparte. Tampoco el modelo ni el
índice, que se rehacen solos.

    alianzas-….tar
    ├── manifiesto.json      versión del esquema, cuándo y de qué carpeta
    ├── clave-de-personas
    ├── filas.jsonl.gz       {"tabla": …, "fila": {…}} por línea, en orden
    ├── documentos/…         los que se entregaron
    └── respuestas/…         las oficiales del personal, con su ficha; las copias de 0.1.0 no las llevan
"""

import gzip
import io
import json
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Table, delete, func, insert, inspect, select

from bot.almacen.base.conexion import archivo_sqlite, crear_archivo, crear_motor, escritura, lectura
from bot.almacen.base.conversion import Instante
from bot.almacen.base.errores import AlmacenInaccesible, RespaldoInservible
from bot.almacen.base.identidad import ARCHIVO as SAL
from bot.almacen.base.identidad import sal_de_personas
from bot.almacen.base.migracion import migrar, version_del_programa, version_guardada
from bot.almacen.base.tablas import METADATOS, PERSONAL, PERSONAS
from bot.almacen.personas import DE_UN_DIA
from conocimiento.archivos import PARCIAL, abrir_entero, escribir_entero
from conocimiento.errores import motivo_de
from conocimiento.modelo import CARPETA_DE_RESPUESTAS

MANIFIESTO, FILAS = "manifiesto.json", "filas.jsonl.gz"
DOCUMENTOS, RESPUESTAS = "documentos", CARPETA_DE_RESPUESTAS.rstrip("/")
LO_QUE_SE_COPIA = (SAL, DOCUMENTOS, RESPUESTAS)
"""Lo que la carpeta de datos tiene, fuera de la base, y no se rehace solo. Una prueba busca si falta algo."""
_DE_UNA_VEZ = 500


@dataclass(frozen=True, slots=True)
class Resumen:
    """Qué se copió: `filas` de la base, `documentos` entregados y `respuestas` oficiales, en `archivo`."""

    archivo: Path
    filas: int
    documentos: int
    respuestas: int


def respaldar(url: str, carpeta_datos: Path, destino: Path, ahora: datetime) -> Resumen:
    """Escribe la copia en la carpeta `destino`, legible solo por el programa. Raises `ErrorAlmacen`."""
    sal_de_personas(carpeta_datos)
    archivo = destino / f"alianzas-{ahora:%Y%m%dT%H%M%SZ}.tar"
    try:
        destino.mkdir(parents=True, exist_ok=True)
        with abrir_entero(archivo) as salida, tempfile.TemporaryFile(dir=destino) as filas:
            cuantas, version = _copiar_filas(url, filas)
            manifiesto = {"esquema": version, "instante": ahora.isoformat(), "datos": str(carpeta_datos.resolve())}
            with tarfile.open(fileobj=salida, mode="w") as tar:
                _agregar(tar, MANIFIESTO, io.BytesIO(json.dumps(manifiesto | {"filas": cuantas}).encode()))
                _agregar(tar, SAL, io.BytesIO((carpeta_datos / SAL).read_bytes()))
                _agregar(tar, FILAS, filas)
                copiados = [nombre for nombre, ruta in _archivos(carpeta_datos) if _agregar_archivo(tar, nombre, ruta)]
    except OSError as error:
        raise AlmacenInaccesible(
            f"No se pudo escribir la copia en «{destino}» ({motivo_de(error)}). Revise el espacio y los permisos."
        ) from error
    return _resumir(archivo, cuantas, copiados)


def restaurar(archivo: Path, url: str, carpeta_datos: Path) -> Resumen:
    """Devuelve una copia a una base y una carpeta sin conversaciones. Raises `ErrorAlmacen`."""
    try:
        with tarfile.open(archivo) as tar:
            manifiesto = json.loads(_leer(tar, MANIFIESTO))
            carpeta_datos.mkdir(parents=True, exist_ok=True)
            if (sqlite := archivo_sqlite(url)) is not None:
                crear_archivo(sqlite)
            filas = _devolver_filas(tar, manifiesto, url, carpeta_datos)
            escribir_entero(carpeta_datos / SAL, _leer(tar, SAL))
            archivos = [miembro.name for miembro in tar if miembro.isfile() and "/" in miembro.name]
            for nombre in archivos:
                carpeta, _, propio = nombre.partition("/")
                if carpeta not in LO_QUE_SE_COPIA or Path(propio).name != propio:
                    raise ValueError(f"no se espera «{nombre}»")
                (carpeta_datos / carpeta).mkdir(exist_ok=True)
                escribir_entero(carpeta_datos / carpeta / propio, _leer(tar, nombre))
    except (tarfile.TarError, ValueError, KeyError, EOFError, gzip.BadGzipFile) as error:
        raise RespaldoInservible(
            f"«{archivo}» no es una copia de respaldo completa ({type(error).__name__}). Use otra copia."
        ) from error
    except OSError as error:
        raise AlmacenInaccesible(f"No se pudo leer «{archivo}» o escribir en «{carpeta_datos}».") from error
    return _resumir(archivo, filas, archivos)


def _resumir(archivo: Path, filas: int, nombres: Sequence[str]) -> Resumen:
    documentos = sum(nombre.startswith(f"{DOCUMENTOS}/") for nombre in nombres)
    respuestas = sum(nombre.startswith(CARPETA_DE_RESPUESTAS) and nombre.endswith(".md") for nombre in nombres)
    return Resumen(archivo, filas, documentos, respuestas)


def _copiar_filas(url: str, destino: IO[bytes]) -> tuple[int, str]:
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
            for tabla in METADATOS.sorted_tables:
                for fila in conexion.execution_options(yield_per=_DE_UNA_VEZ).execute(select(tabla)).mappings():
                    legible = {campo: _a_json(valor) for campo, valor in fila.items()}
                    filas.write(json.dumps({"tabla": tabla.name, "fila": legible}) + "\n")
                    cuantas += 1
    finally:
        motor.dispose()
    destino.seek(0)
    return cuantas, version_del_programa()


def _devolver_filas(tar: tarfile.TarFile, manifiesto: dict[str, Any], url: str, carpeta_datos: Path) -> int:
    motor, devueltas = crear_motor(url), 0
    try:
        migrar(motor, manifiesto["esquema"])
        with escritura(motor) as conexion:
            if conexion.scalar(select(func.count()).select_from(PERSONAS)):
                raise AlmacenInaccesible(
                    "La base de datos ya tiene conversaciones y no se tocó. Restaure en otra carpeta (ALIANZAS_DATOS) "
                    "o en otra base (ALIANZAS_BASE_DATOS), y luego use esa."
                )
            if inspect(conexion).has_table(PERSONAL.name):  # no, si la copia es de un esquema anterior a ella
                conexion.execute(delete(PERSONAL))  # al abrirla se anotó a quienes nombra la configuración
            lugares = (manifiesto["datos"], str(carpeta_datos.resolve()))
            for tabla, filas in _por_tandas(tar, lugares):
                conexion.execute(insert(tabla), filas)
                devueltas += len(filas)
            if devueltas != manifiesto["filas"]:
                raise ValueError(f"faltan {manifiesto['filas'] - devueltas} filas")
            _ajustar_numeracion(conexion)
        migrar(motor)
    finally:
        motor.dispose()
    return devueltas


def _por_tandas(tar: tarfile.TarFile, lugares: tuple[str, str]) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    contenido = tar.extractfile(FILAS)
    if contenido is None:
        raise KeyError(FILAS)
    tanda: list[dict[str, Any]] = []
    tabla: Table | None = None
    with gzip.open(contenido, "rt", encoding="utf-8") as lineas:
        for linea in lineas:
            dato = json.loads(linea)
            if tabla is None or dato["tabla"] != tabla.name or len(tanda) == _DE_UNA_VEZ:
                if tabla is not None and tanda:
                    yield tabla, tanda
                tabla, tanda = METADATOS.tables[dato["tabla"]], []
            tanda.append(_de_json(tabla, dato["fila"], lugares))
    if tabla is not None and tanda:
        yield tabla, tanda


def _a_json(valor: Any) -> Any:
    return valor.isoformat() if isinstance(valor, datetime) else valor


def _de_json(tabla: Table, fila: dict[str, Any], lugares: tuple[str, str]) -> dict[str, Any]:
    """Recupera los instantes, y lleva a la carpeta nueva la ruta de cada documento: al borrar a alguien hace falta."""
    for campo, valor in fila.items():
        if isinstance(tabla.c[campo].type, Instante) and valor is not None:
            fila[campo] = datetime.fromisoformat(valor)
    if tabla.name == "mensajes":
        contenido = fila["contenido"]
        for adjunto in contenido.get("adjuntos", ()):
            adjunto["ruta"] = adjunto["ruta"].replace(*lugares, 1)
        if "rutas" in contenido:  # si está cifrado, están aparte
            contenido["rutas"] = [ruta.replace(*lugares, 1) for ruta in contenido["rutas"]]
    return fila


def _ajustar_numeracion(conexion: Connection) -> None:
    """Con PostgreSQL, lo próximo que se numere sigue a lo restaurado; SQLite ya lo hace."""
    if conexion.dialect.name != "postgresql":
        return
    for tabla in METADATOS.sorted_tables:
        if "id" in tabla.c and tabla.c.id is tabla.autoincrement_column:
            conexion.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{tabla.name}', 'id'), "
                f"(SELECT coalesce(max(id), 0) + 1 FROM {tabla.name}), false)"
            )


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
            if ruta.is_file() and ruta.suffix != PARCIAL and not es_de_un_dia:
                yield f"{carpeta}/{ruta.name}", ruta


def _agregar_archivo(tar: tarfile.TarFile, nombre: str, ruta: Path) -> bool:
    try:
        _agregar(tar, nombre, io.BytesIO(ruta.read_bytes()))
    except OSError:  # se borró a esa persona mientras se copiaba
        return False
    return True


def _leer(tar: tarfile.TarFile, nombre: str) -> bytes:
    contenido = tar.extractfile(nombre)
    if contenido is None:
        raise KeyError(nombre)
    return contenido.read()
