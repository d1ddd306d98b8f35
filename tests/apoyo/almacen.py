"""Quién escribe, qué dice y cómo se abre el almacén en sus pruebas."""

import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, create_engine, insert, text, update

from bot.almacen import AlmacenSQL, abrir_almacen
from bot.almacen.base.conexion import archivo_sqlite, crear_archivo, crear_motor
from bot.almacen.base.migracion import migrar
from bot.almacen.base.tablas import BORRADORES, CONVERSACIONES, INTEGRANTES
from bot.dialogo.efectos import Enviar
from bot.dialogo.mensajes import Mensaje, parrafo
from bot.dialogo.peticiones import Recibo
from bot.dialogo.turno import Conservacion
from bot.entrevista.eventos import Respondida
from bot.servicio.cifrado import Cifrador, generar_secreto
from bot.servicio.puertos import Persona, Recibida
from conocimiento.hora import HORA_DE_LIMA
from conocimiento.modelo import Cita

SAL = b"k" * 32
CIFRADOR = Cifrador([generar_secreto()])


AHORA = datetime(2026, 11, 23, 22, 30, tzinfo=HORA_DE_LIMA)

ANA = Persona("telegram", "4455667788")

LUIS = Persona("telegram", "9900112233")

CITA = Cita("marco", "2017", "2.1 Concepto", None, "Un esquema de cooperación", 10, 35)


def evento(numero: int, texto: str = "Celendín") -> Respondida:
    instante = AHORA + timedelta(seconds=numero)
    return Respondida(instante, (f"P{numero:02}", ""), [{"monto": "250000.00"}, True, 3], texto)


def saludo(texto: str) -> Enviar:
    return Enviar(Mensaje((parrafo(texto),)))


def recibida(numero: int, persona: Persona = ANA, texto: str = "hola") -> Recibida:
    return Recibida(
        f"123:{numero}", "123", numero, persona.direccion, {"update_id": numero, "message": {"text": texto}}
    )


def base_nueva(archivo: Path) -> str:
    """La dirección de una base de SQLite vacía y ya con su esquema, que se copia en `archivo` si no estaba.

    Migrar cada una costaría más que casi toda prueba. Que abrir lo que no existe lo crea lo prueba `test_base`.
    """
    if not archivo.exists():
        crear_archivo(archivo)
        archivo.write_bytes(_migrada())
    return f"sqlite:///{archivo}"


@cache
def _migrada() -> bytes:
    with tempfile.TemporaryDirectory() as carpeta:
        archivo = Path(carpeta) / "alianzas.db"
        crear_archivo(archivo)
        motor = crear_motor(f"sqlite:///{archivo}")
        migrar(motor)
        motor.dispose()
        assert [uno.name for uno in Path(carpeta).iterdir()] == [archivo.name], "falta lo que quedó en el diario"
        return archivo.read_bytes()


def abrir(url: str, sal: bytes = SAL, documentos: Path | None = None) -> AlmacenSQL:
    """Abre el almacén; el de la carpeta «cifrado», con clave de datos: nada de lo que hace debe cambiar."""
    if archivo := archivo_sqlite(url):
        base_nueva(archivo)
    return abrir_almacen(url, sal, CIFRADOR if "/cifrado/" in url else None, documentos=documentos)


def sembrar_borrador(conexion: Connection, persona: int, creado: datetime, integrantes: Sequence[int] = ()) -> int:
    """Guarda un borrador en claro que esa persona coordina, y en el que están también otras; devuelve su número."""
    nuevo = insert(BORRADORES).values(nombre="p", creado=creado).returning(BORRADORES.c.id)
    borrador = conexion.scalars(nuevo).one()
    for lugar, una in enumerate((persona, *integrantes)):
        suya = {"borrador": borrador, "codigo": f"i{lugar}", "persona": una, "desde": creado}
        conexion.execute(insert(INTEGRANTES).values(suya))
    return borrador


def borrar(almacen: AlmacenSQL, persona: Persona, ahora: datetime = AHORA) -> Recibo:
    """Borra a alguien sin decirle nada después, y devuelve la constancia."""
    recibos: list[Recibo] = []
    almacen.borrar_persona(persona, ahora, recibos.append)
    (recibo,) = recibos
    return recibo


def mantener_cada_dia(almacen: AlmacenSQL, plazos: Conservacion, desde: datetime, hasta: datetime) -> int:
    """El mantenimiento de cada día entre dos instantes, y el del último; devuelve a cuántas personas se borró."""
    borradas, dia = 0, desde
    while True:
        hecho = almacen.mantener(plazos, dia)
        assert hecho.reparo is None
        borradas += hecho.personas
        if dia == hasta:
            return borradas
        dia = min(dia + timedelta(days=1), hasta)


def filas(url: str, consulta: str) -> list[tuple[object, ...]]:
    motor = create_engine(url)
    with motor.begin() as conexion:
        resultado = conexion.execute(text(consulta))
        leidas = [tuple(fila) for fila in resultado] if resultado.returns_rows else []
    motor.dispose()
    return leidas


def cambiar_estado(url: str, estado: dict[str, object]) -> None:
    motor = create_engine(url)
    with motor.begin() as conexion:
        conexion.execute(update(CONVERSACIONES).values(estado=estado))
    motor.dispose()
