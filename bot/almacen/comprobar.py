"""La comprobación del almacén, para saber antes de arrancar si se podrá guardar."""

import shutil
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from bot.almacen.bandeja import contar_retiradas
from bot.almacen.base.conexion import archivo_sqlite, crear_motor, escritura, lectura
from bot.almacen.base.errores import AlmacenDanado, AlmacenInaccesible, AlmacenLleno
from bot.almacen.base.identidad import ARCHIVO, comprobar_sal, exigir_archivo, sal_de_personas
from bot.almacen.base.migracion import version_del_programa, version_guardada
from bot.almacen.base.tablas import BORRADORES, CONVERSACIONES, INTEGRANTES, PERSONAS
from bot.almacen.cifrar import revisar_huellas
from bot.servicio.cifrado import Cifrador
from conocimiento.frases import cantidad

_ESPACIO_MINIMO = 50_000_000  # bytes: unos meses de conversaciones y sus documentos


def comprobar_almacen(url: str, cifrador: Cifrador | None = None, datos: Path | None = None) -> str:
    """Devuelve una línea con la versión del esquema, cuántas conversaciones hay y si están cifradas. No guarda nada.

    Con `datos`, comprueba también que la clave de personas de esa carpeta es la de la base.
    Raises `ErrorAlmacen`, `ErrorCifrado`, con lo que hay que hacer, si no se puede abrir, leer o escribir.
    """
    archivo = archivo_sqlite(url)
    if archivo is not None:
        _comprobar_espacio(archivo)
        if not archivo.exists():
            return f"aún no existe; se creará al arrancar, con el esquema {version_del_programa()}"
    if datos is not None:
        exigir_archivo(url, datos)
    motor = crear_motor(url)
    try:
        if datos is not None and (datos / ARCHIVO).exists():
            _comprobar_sal(motor, sal_de_personas(datos))
        return _comprobar(motor, cifrador)
    finally:
        motor.dispose()


def _comprobar_espacio(archivo: Path) -> None:
    carpeta = next(carpeta for carpeta in archivo.absolute().parents if carpeta.exists())
    if not carpeta.is_dir():
        raise AlmacenInaccesible(f"«{carpeta}» no es una carpeta. Revise la dirección de la base de datos.")
    libres = shutil.disk_usage(carpeta).free
    if libres < _ESPACIO_MINIMO:
        raise AlmacenLleno(f"Quedan {libres // 1_000_000} MB en el disco de «{carpeta}». Libere espacio.")


def _comprobar(motor: Engine, cifrador: Cifrador | None) -> str:
    with lectura(motor) as conexion:
        if motor.dialect.name == "sqlite" and conexion.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise AlmacenDanado("La base de datos está dañada. Recupere la última copia de respaldo.")
        version = version_guardada(conexion)
        al_dia = version == version_del_programa()
        conversaciones = (
            conexion.execute(select(func.count()).select_from(CONVERSACIONES)).scalar_one() if al_dia else 0
        )
        apartadas = contar_retiradas(conexion) if al_dia else 0
        cifrado = _comprobar_cifrado(conexion, cifrador) if al_dia else ""
    with escritura(motor) as conexion:
        # Tomar el turno de escritura no basta: en una base de solo lectura, SQLite falla al escribir de verdad.
        conexion.exec_driver_sql("CREATE TABLE prueba_de_escritura (vacia INTEGER)")
        conexion.rollback()
    if not al_dia:
        return f"esquema {version or 'vacío'}; se actualizará al arrancar al {version_del_programa()}"
    sin_atender = (
        f"; {cantidad(apartadas, 'mensaje apartado', 'mensajes apartados')} tras fallar varias veces"
        if apartadas
        else ""
    )
    return f"esquema {version}, {cantidad(conversaciones, 'conversación', 'conversaciones')}, {cifrado}{sin_atender}"


def _comprobar_sal(motor: Engine, sal: bytes) -> None:
    with lectura(motor) as conexion:
        if version_guardada(conexion) == version_del_programa():
            comprobar_sal(conexion, sal)


def _comprobar_cifrado(conexion: Connection, cifrador: Cifrador | None) -> str:
    huellas = revisar_huellas(conexion, cifrador)
    if cifrador is None:
        return "sin cifrar"
    for tabla in (PERSONAS, INTEGRANTES, BORRADORES):
        for envuelta in conexion.scalars(select(tabla.c.clave_envuelta).where(tabla.c.clave_envuelta.is_not(None))):
            cifrador.abrir(envuelta)
    faltan = huellas.total() - huellas[cifrador.huellas[0]]
    lo_estaran = cantidad(faltan, "persona, borrador o mensaje lo estará", "personas, borradores o mensajes lo estarán")
    por_hacer = f" ({lo_estaran} al arrancar)" if faltan else ""
    return f"cifradas con la clave de huella {cifrador.huellas[0]}{por_hacer}"
