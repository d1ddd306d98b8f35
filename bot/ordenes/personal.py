"""Las órdenes `alianzas personal`: quién atiende consultas y quién exporta por Telegram.

Solo traduce argumentos; lo pesado se carga dentro de cada orden.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.ordenes.ayuda import GrupoDeOrdenes, Orden
from bot.ordenes.comun import USO, Datos, ErrorDeOrden, Quien, ahora, callar_bibliotecas

if TYPE_CHECKING:
    from bot.almacen.personal.papeles import Plantel
    from bot.dialogo.turno import Papeles

personal = typer.Typer(
    name="personal",
    cls=GrupoDeOrdenes,
    help="Quién atiende consultas y quién exporta por Telegram: ver, agregar y quitar. Vale enseguida.",
    no_args_is_help=True,
)


def _es_numero(numero: str) -> str:
    if not (numero.isascii() and numero.isdecimal() and len(numero) <= 20):
        raise ErrorDeOrden(
            f"«{numero[:30]}» no es un número de Telegram: son solo cifras, y no es el del teléfono. Cada quien "
            "encuentra el suyo («identificador») en el archivo que da /misdatos.",
            codigo_de_salida=USO,
        )
    return numero


Numero = Annotated[str, typer.Argument(metavar="NÚMERO", help="Su número de Telegram.", callback=_es_numero)]


@personal.command(cls=Orden)
def ver(datos: Datos = None) -> None:
    """Muestra quiénes son del personal y qué puede hacer cada uno; también quienes lo fueron."""
    integrantes = _plantel(datos).ver()
    for uno in integrantes:
        print(f"{uno.numero or '(todavía no escribió al asistente)'}: {_en_palabras(uno.papeles)}")
    if not integrantes:
        print("No hay nadie. Para agregar a alguien: alianzas personal agregar NÚMERO")


@personal.command(cls=Orden)
def agregar(
    numero: Numero,
    atiende: Annotated[
        bool, typer.Option("--atiende/--no-atiende", help="Recibe y responde las consultas de las personas.")
    ] = True,
    exporta: Annotated[
        bool, typer.Option("--exporta/--no-exporta", help="Puede exportar conversaciones con /exportar.")
    ] = False,
    datos: Datos = None,
    quien: Quien = "",
) -> None:
    """Agrega a alguien, o cambia lo que puede hacer. Vale desde su mensaje siguiente."""
    from bot.dialogo.turno import Papeles

    papeles = Papeles(atiende=atiende, exporta=exporta)
    if not papeles.es_personal:
        raise ErrorDeOrden(
            "Diga qué puede hacer (--atiende o --exporta); para dejarlo sin nada, use «quitar».", codigo_de_salida=USO
        )
    _plantel(datos).cambiar(numero, papeles, quien, ahora())
    print(f"{numero}: {_en_palabras(papeles)}. Debe haberle escrito alguna vez al asistente (basta /start).")


@personal.command(cls=Orden)
def quitar(numero: Numero, datos: Datos = None, quien: Quien = "") -> None:
    """Quita a alguien, aunque esté en la configuración. Desde su mensaje siguiente es como cualquier persona."""
    from bot.dialogo.turno import Papeles

    plantel = _plantel(datos)
    if not plantel.papeles_de(numero).es_personal:
        raise ErrorDeOrden(f"El número {numero} no es del personal; vea los que hay con `alianzas personal ver`.")
    plantel.cambiar(numero, Papeles(), quien, ahora())
    print(f"{numero} ya no es del personal. Lo que conversó no se exporta; lo que ya tiene en su chat, lo conserva.")


def _plantel(datos: Path | None) -> "Plantel":
    """El personal de esta instalación; si el almacén todavía no existe, lo crea."""
    from bot.almacen import abrir_almacen, sal_de_la_instalacion
    from bot.almacen.personal.lectura import abrir_para_revision
    from bot.almacen.personal.papeles import Plantel
    from bot.config import leer_configuracion
    from bot.montaje import CANAL_DEL_PERSONAL, cifrador_de, papeles_configurados

    callar_bibliotecas()
    configuracion = leer_configuracion(datos=datos)
    configuracion.datos.mkdir(parents=True, exist_ok=True)
    url, cifrador = configuracion.direccion_del_almacen, cifrador_de(configuracion)
    sal = sal_de_la_instalacion(url, configuracion.datos)
    abrir_almacen(url, sal, cifrador).cerrar()
    motor = abrir_para_revision(url, cifrador)
    return Plantel(motor, sal, CANAL_DEL_PERSONAL, papeles_configurados(configuracion))


def _en_palabras(papeles: "Papeles") -> str:
    dichos = ["atiende consultas"] * papeles.atiende + ["exporta"] * papeles.exporta
    return " y ".join(dichos) or "nada: ya no es del personal"
