"""La orden `alianzas`: reúne las órdenes y las ejecuta."""

import sys

import typer

from bot.ordenes import atender, mantener, preguntar
from bot.ordenes.ayuda import GrupoDeOrdenes, Orden
from bot.ordenes.consultas import consultas, personal
from bot.ordenes.entrevista import entrevista
from bot.ordenes.personal import agregar_ordenes

aplicacion = typer.Typer(
    name="alianzas",
    cls=GrupoDeOrdenes,
    help="Asistente de la APCI sobre Alianzas Multiactor: responde con el marco y ayuda a redactar un borrador "
    "de propuesta.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "--ayuda"]},
)

aplicacion.add_typer(entrevista)
aplicacion.add_typer(consultas)
aplicacion.add_typer(personal)
for nombre, orden in (
    ("charla", atender.charla),
    ("telegram", atender.telegram),
    ("indexar", mantener.indexar),
    ("preguntar", preguntar.preguntar),
    ("evaluar", preguntar.evaluar),
    ("respaldar", mantener.respaldar),
    ("restaurar", mantener.restaurar),
    ("generar-clave", mantener.generar_clave),
    ("comprobar", mantener.comprobar),
):
    aplicacion.command(nombre, cls=Orden)(orden)
agregar_ordenes(aplicacion)


def principal() -> None:
    """Ejecuta la orden pedida; un error previsto sale con su mensaje y sin traza."""
    from conocimiento.errores import ErrorLegible

    try:
        aplicacion()
    except ErrorLegible as error:
        print(f"alianzas: {error}", file=sys.stderr)
        sys.exit(error.codigo_de_salida)
    except KeyboardInterrupt:
        sys.exit(130)
