"""Lo que varias órdenes comparten: sus opciones, abrir lo que ya existe, leer lo que se les da y decir cosas.

ErrorLegible
└── ErrorDeOrden   lo que se le dio a una orden no sirve
"""

import re
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from conocimiento.errores import ErrorLegible
from conocimiento.hora import HORA_DE_LIMA

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from bot.config import Configuracion
    from bot.dialogo.turno import Contexto
    from bot.montaje.busqueda import BuscadorLocal

FALLO, USO = 1, 2
SEGUNDOS_SIN_DECIR = 10


class ErrorDeOrden(ErrorLegible):
    """Lo que se le dio a una orden no sirve; el mensaje dice qué dar."""


Datos = Annotated[
    Path | None,
    typer.Option("--datos", metavar="DIR", help="Carpeta de datos (por omisión, ALIANZAS_DATOS o ./datos)."),
]


def _o_usuario(quien: str) -> str:
    """El nombre dado o, si no, quién usa la máquina: es el que queda en la bitácora."""
    import getpass

    try:
        return quien or getpass.getuser()
    except (KeyError, OSError):  # un servicio puede no tener usuario con nombre
        return "sin nombre"


Quien = Annotated[
    str,
    typer.Option(
        "--quien",
        metavar="NOMBRE",
        help="Quién lo pide; por omisión, el usuario de la máquina.",
        callback=_o_usuario,
    ),
]
Motivo = Annotated[str, typer.Option("--motivo", help="Por qué hacen falta los datos sin tachar.")]
Respuesta = Annotated[Path, typer.Argument(metavar="RESPUESTA.txt", help="La respuesta, como texto en UTF-8.")]
Corpus = Annotated[Path | None, typer.Option("--corpus", metavar="DIR", help="Otra carpeta de documentos .txt o .md.")]
EnJson = Annotated[bool, typer.Option("--json", help="Escribe JSON, para que lo lea otro programa.")]


def callar_bibliotecas() -> None:
    """Sin esto, algunas bibliotecas escriben direcciones con el token o avisos que nadie entiende."""
    import logging

    from bot.canal.telegram.errores import callar_bibliotecas as callar_a_telegram

    callar_a_telegram()
    for nombre in ("chromadb", "alembic"):
        logging.getLogger(nombre).setLevel(logging.WARNING)


@contextmanager
def progreso() -> Generator[Callable[[str], None]]:
    """Muestra en la salida de errores lo que se va haciendo; en una terminal, con un indicador vivo."""
    from rich.console import Console

    consola = Console(stderr=True, highlight=False)
    if not consola.is_terminal:
        yield de_vez_en_cuando(lambda texto: consola.print(texto, markup=False), monotonic)
        return
    with consola.status("Abriendo el asistente…") as estado:

        def informar(texto: str) -> None:
            estado.update(texto)

        yield informar


def de_vez_en_cuando(decir: Callable[[str], None], segundos: Callable[[], float]) -> Callable[[str], None]:
    """Dice lo que llega si es otra cosa que lo último dicho; si solo cambió un número («página 2 de 46»), al rato.

    En un registro, un renglón por página no se lee. `segundos`: los que marca un reloj que no vuelve atrás.
    """
    ultimo, cuando = "", 0.0

    def informar(texto: str) -> None:
        nonlocal ultimo, cuando
        sin_cifras, ahora_es = re.sub(r"\d+", "", texto), segundos()
        if sin_cifras != ultimo or ahora_es - cuando >= SEGUNDOS_SIN_DECIR:
            ultimo, cuando = sin_cifras, ahora_es
            decir(texto)

    return informar


def preparar(datos: Path | None, corpus: Path | None) -> "tuple[Contexto, BuscadorLocal]":
    """Lo que hace falta para responder preguntas sueltas: contexto y buscador, sin almacén."""
    from bot.config import leer_configuracion

    return preparar_con(leer_configuracion(datos=datos, corpus=corpus))


def preparar_con(configuracion: "Configuracion") -> "tuple[Contexto, BuscadorLocal]":
    """Lo mismo, con una configuración ya leída."""
    from bot.montaje import armar_contexto
    from bot.montaje.busqueda import abrir_busqueda

    callar_bibliotecas()
    with progreso() as informar:
        buscador = abrir_busqueda(configuracion, informar)
    armado = armar_contexto(configuracion, buscador.documentos, sin_erratas=buscador.sin_erratas)
    return armado(ahora()), buscador


def abrir_lo_guardado(datos: Path | None) -> "tuple[Configuracion, Engine]":
    """Abre el almacén que ya existe en una carpeta de datos. Raises `ErrorLegible`."""
    import logging

    from bot.almacen.personal.lectura import abrir_para_revision
    from bot.config import leer_configuracion
    from bot.montaje import cifrador_de

    logging.getLogger("alembic").setLevel(logging.WARNING)
    configuracion = leer_configuracion(datos=datos)
    url, cifrador = configuracion.direccion_del_almacen, cifrador_de(configuracion)
    return configuracion, abrir_para_revision(url, cifrador, configuracion.datos)


def leer_respuesta(archivo: Path) -> str:
    """El texto de un archivo. Raises `ErrorDeOrden`."""
    try:
        return archivo.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ErrorDeOrden(f"No se puede leer «{archivo}» como texto UTF-8; revise la ruta.") from error


def exigir_motivo(sin_redactar: bool, motivo: str) -> None:
    """Los datos sin tachar no se ven sin decir por qué. Raises `ErrorDeOrden`."""
    if sin_redactar != bool(motivo.strip()):
        raise ErrorDeOrden(
            "--sin-redactar y --motivo van juntos: diga por qué necesita los datos sin tachar.", codigo_de_salida=USO
        )


def ahora() -> datetime:
    """La hora de la máquina, con zona."""
    return datetime.now(UTC)


def dia_y_hora(instante: datetime) -> str:
    """«25/11/2026 10:30», en el Perú."""
    return f"{instante.astimezone(HORA_DE_LIMA):%d/%m/%Y %H:%M}"


def informar(texto: str) -> None:
    """Dice en la salida de errores lo que se va haciendo: la otra es para el resultado."""
    print(texto, file=sys.stderr)


def sal_de_promocion(configuracion: "Configuracion") -> bytes:
    """Secreta y propia de la instalación: sin ella, un DNI se podría adivinar probándolos todos."""
    import hashlib

    from bot.almacen import sal_de_la_instalacion

    sal = sal_de_la_instalacion(configuracion.direccion_del_almacen, configuracion.datos)
    return hashlib.blake2b(b"promocion", key=sal).digest()
