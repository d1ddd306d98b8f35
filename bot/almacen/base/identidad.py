"""La sal que separa lo guardado de la identidad de quien lo escribió: sin ella un seudónimo no dice de quién es.

La base guarda la huella de la suya: con otra sal nadie encontraría lo que dijo, y borrarlo a pedido no borraría nada.
"""

import hashlib
import hmac
import secrets
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, inspect, select, update

from bot.almacen.base.conexion import archivo_sqlite, crear_motor, escritura, lectura
from bot.almacen.base.errores import AlmacenInaccesible, SalInvalida
from bot.almacen.base.tablas import DIRECCIONES, INSTALACION, PERSONAS
from bot.servicio.puertos import Persona
from conocimiento.archivos import abrir_entero
from conocimiento.errores import motivo_de
from conocimiento.frases import cantidad

ARCHIVO = "clave-de-personas"
_BYTES = 32
_QUE_HACER = (
    "Recupere ese archivo: está en la última copia de respaldo y en la carpeta de datos de antes. Con otra clave nadie "
    "encontraría lo suyo, ni lo borraría al pedirlo; por eso no se crea una nueva."
)
_USO = 2  # reiniciar no lo arregla
_TURNO_DE_RECONOCER = 7_264_103


def sal_de_la_instalacion(url: str, carpeta_datos: Path) -> bytes:
    """La sal de la carpeta de datos de una base; si falta la crea, pero nunca para una base que ya tiene personas.

    Raises `AlmacenInaccesible`, `SalInvalida`, que dice qué archivo recuperar.
    """
    exigir_archivo(url, carpeta_datos)
    return sal_de_personas(carpeta_datos)


def exigir_archivo(url: str, carpeta_datos: Path) -> None:
    """Comprueba que la sal está, si la base ya tiene personas. Raises `SalInvalida`, `ErrorAlmacen`."""
    if (carpeta_datos / ARCHIVO).exists() or (personas := _contar_personas(url)) == 0:
        return
    raise SalInvalida(
        f"Falta «{carpeta_datos / ARCHIVO}» y la base tiene {cantidad(personas, 'persona')} con ella. {_QUE_HACER}",
        codigo_de_salida=_USO,
    )


def reconocer_sal(motor: Engine, sal: bytes) -> None:
    """Comprueba que la sal es la de las personas de la base, y anota su huella si falta. Raises `SalInvalida`."""
    with lectura(motor) as conexion:
        if _huella_guardada(conexion) == huella_de_sal(sal):
            return
    with escritura(motor) as conexion:
        if motor.dialect.name == "postgresql":  # SQLite ya deja escribir de uno en uno
            conexion.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURNO_DE_RECONOCER})")
        comprobar_sal(conexion, sal)
        if _huella_guardada(conexion) is None:
            conexion.execute(insert(INSTALACION).values(id=1, huella_de_personas=huella_de_sal(sal)))
        else:
            conexion.execute(update(INSTALACION).values(huella_de_personas=huella_de_sal(sal)))


def comprobar_sal(conexion: Connection, sal: bytes) -> None:
    """Comprueba, sin anotar nada, que la sal es la de las personas de la base. Raises `SalInvalida`.

    Una base sin huella la hizo la versión 0.1.0: vale la sal con que se calculó el seudónimo de alguien. Basta uno,
    porque 0.1.0 creaba otra sal si faltaba, y entonces los de antes no se pueden reconocer con ninguna que se tenga.
    """
    guardada, propia = _huella_guardada(conexion), huella_de_sal(sal)
    if guardada == propia or not conexion.scalar(select(func.count()).select_from(PERSONAS)):
        return
    if guardada is None and _reconoce_a_alguien(conexion, sal):
        return
    cual = f"la de huella {guardada[:8]}" if guardada else "la que reconoce a las personas guardadas"
    raise SalInvalida(
        f"«{ARCHIVO}» (huella {propia[:8]}) no es la clave de esta base: falta {cual}. {_QUE_HACER}",
        codigo_de_salida=_USO,
    )


def huella_de_sal(sal: bytes) -> str:
    """Dieciséis cifras que distinguen una sal de otra y no permiten averiguarla."""
    return hashlib.blake2b(b"huella de la clave de personas", key=sal, digest_size=8).hexdigest()


def _huella_guardada(conexion: Connection) -> str | None:
    return conexion.scalar(select(INSTALACION.c.huella_de_personas))


def _reconoce_a_alguien(conexion: Connection, sal: bytes) -> bool:
    """Dice si alguien de la base tiene el seudónimo que da esa sal; sin direcciones no hay con qué saberlo, y vale."""
    consulta = (
        select(PERSONAS.c.clave, DIRECCIONES.c.canal, DIRECCIONES.c.direccion)
        .join(DIRECCIONES, DIRECCIONES.c.persona == PERSONAS.c.id)
        .order_by(PERSONAS.c.id.desc())
    )
    filas = conexion.execute(consulta).all()
    return not filas or any(seudonimo(sal, Persona(una.canal, una.direccion)) == una.clave for una in filas)


def _contar_personas(url: str) -> int:
    archivo = archivo_sqlite(url)
    if archivo is not None and not archivo.exists():
        return 0
    motor = crear_motor(url)
    try:
        with lectura(motor) as conexion:
            if not inspect(conexion).has_table(PERSONAS.name):
                return 0
            return conexion.scalar(select(func.count()).select_from(PERSONAS)) or 0
    finally:
        motor.dispose()


def sal_de_personas(carpeta_datos: Path) -> bytes:
    """Devuelve los 32 bytes de la sal de esta instalación; la crea, con permisos 0600, si falta.

    Sin esa sal las conversaciones guardadas ya no se pueden volver a unir con quien las tuvo.
    Raises `AlmacenInaccesible`, `SalInvalida`.
    """
    archivo = carpeta_datos / ARCHIVO
    try:
        if not archivo.exists():
            _crear(archivo)
        archivo.chmod(0o600)
        sal = archivo.read_bytes()
    except OSError as error:
        raise AlmacenInaccesible(
            f"No se pudo leer o crear «{archivo}» ({motivo_de(error)}). "
            "Revise que la carpeta exista y que el programa pueda escribir en ella."
        ) from error
    if len(sal) != _BYTES:
        raise SalInvalida(
            f"«{archivo}» tiene {len(sal)} bytes y debe tener {_BYTES}. Recupere la copia de respaldo de ese archivo."
        )
    return sal


def _crear(archivo: Path) -> None:
    archivo.parent.mkdir(parents=True, exist_ok=True)
    # Si otro proceso la creó a la vez, vale la suya.
    with suppress(FileExistsError), abrir_entero(archivo, pisar=False) as destino:
        destino.write(secrets.token_bytes(_BYTES))


def seudonimo(sal: bytes, persona: Persona) -> str:
    """Devuelve el HMAC-SHA256 de «canal:dirección», en hexadecimal."""
    return hmac.new(sal, f"{persona.canal}:{persona.direccion}".encode(), hashlib.sha256).hexdigest()
