"""La ayuda de la línea de órdenes en español: Typer trae sus rótulos solo en inglés."""

from typing import Any

from typer.core import TyperCommand, TyperGroup

_ROTULOS = {"OPTIONS_PANEL_TITLE": "Opciones", "ARGUMENTS_PANEL_TITLE": "Argumentos", "COMMANDS_PANEL_TITLE": "Órdenes"}
_AYUDA = "Muestra esta ayuda y termina."


def _traducir_rotulos() -> None:
    from typer import rich_utils

    for nombre, rotulo in _ROTULOS.items():
        setattr(rich_utils, nombre, rotulo)
    rich_utils.REQUIRED_LONG_STRING = "[obligatorio]"


def _opcion_de_ayuda(opcion: Any) -> Any:
    if opcion is not None:
        opcion.help = _AYUDA
    return opcion


def _uso(uso: str) -> str:
    return (
        uso.replace("Usage:", "Uso:", 1)
        .replace("[OPTIONS]", "[OPCIONES]")
        .replace("COMMAND [ARGS]", "ORDEN [ARGUMENTOS]")
    )


class Orden(TyperCommand):
    """Una orden con su ayuda en español."""

    def get_help_option(self, ctx: Any) -> Any:
        """Traduce la opción --help."""
        return _opcion_de_ayuda(super().get_help_option(ctx))

    def get_usage(self, ctx: Any) -> str:
        """Traduce la línea de uso."""
        return _uso(super().get_usage(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Traduce los rótulos de los cuadros."""
        _traducir_rotulos()
        super().format_help(ctx, formatter)


class GrupoDeOrdenes(TyperGroup):
    """El conjunto de órdenes con su ayuda en español."""

    def get_help_option(self, ctx: Any) -> Any:
        """Traduce la opción --help."""
        return _opcion_de_ayuda(super().get_help_option(ctx))

    def get_usage(self, ctx: Any) -> str:
        """Traduce la línea de uso."""
        return _uso(super().get_usage(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Traduce los rótulos de los cuadros."""
        _traducir_rotulos()
        super().format_help(ctx, formatter)
