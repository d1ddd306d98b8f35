"""La orden `alianzas`: reúne las órdenes y las ejecuta."""

import io
import sys
from typing import TYPE_CHECKING, NoReturn

import typer

from bot.ordenes import atender, mantener, preguntar
from bot.ordenes.ayuda import GrupoDeOrdenes, Orden
from bot.ordenes.consultas import consultas
from bot.ordenes.documentos.biblioteca import documentos
from bot.ordenes.documentos.explicar import por_que
from bot.ordenes.entrevista import entrevista
from bot.ordenes.pendientes import pendientes
from bot.ordenes.personal import personal
from bot.ordenes.revision import agregar_ordenes

if TYPE_CHECKING:
    from conocimiento.errores import ErrorLegible

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
aplicacion.add_typer(pendientes)
aplicacion.add_typer(personal)
aplicacion.add_typer(documentos)
aplicacion.add_typer(mantener.voz)
for nombre, orden in (
    ("charla", atender.charla),
    ("telegram", atender.telegram),
    ("indexar", mantener.indexar),
    ("preguntar", preguntar.preguntar),
    ("evaluar", preguntar.evaluar),
    ("por-que", por_que),
    ("respaldar", mantener.respaldar),
    ("restaurar", mantener.restaurar),
    ("generar-clave", mantener.generar_clave),
    ("comprobar", mantener.comprobar),
):
    aplicacion.command(nombre, cls=Orden)(orden)
agregar_ordenes(aplicacion)


def principal() -> None:
    """Ejecuta la orden pedida; un error previsto, o del sistema, sale con su mensaje y sin traza."""
    from conocimiento.errores import ErrorDelSistema, ErrorLegible, TextoIlegible

    _preparar_entrada_y_salida()
    try:
        aplicacion()
    except ErrorLegible as error:
        _terminar(error)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        _terminar(ErrorDelSistema(error))
    except UnicodeDecodeError as error:
        _terminar(TextoIlegible(error))
    except Exception as error:
        from bot.servicio.puertos import EstadoDesactualizado

        if not isinstance(error, EstadoDesactualizado):
            raise
        dicho = "Otra terminal conversa a la vez como la misma persona. Cierre una, o use otra con --persona NOMBRE."
        _terminar(ErrorLegible(dicho))


def _preparar_entrada_y_salida() -> None:
    """Lo que una terminal antigua no sabe mostrar sale como «?»; lo que llega de un archivo se lee siempre en UTF-8."""
    salidas: tuple[object, ...] = (sys.stdout, sys.stderr)
    for salida in salidas:
        if isinstance(salida, io.TextIOWrapper):
            salida.reconfigure(errors="replace")
    entrada: object = sys.stdin
    if isinstance(entrada, io.TextIOWrapper) and not entrada.isatty():
        entrada.reconfigure(encoding="utf-8-sig", errors="strict")


def _terminar(error: "ErrorLegible") -> NoReturn:
    print(f"alianzas: {error}", file=sys.stderr)
    sys.exit(error.codigo_de_salida)
