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


class _EnEspanol:
    """Lo común a una orden y a un grupo de órdenes."""

    def get_help_option(self, ctx: Any) -> Any:
        opcion: Any = super().get_help_option(ctx)  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue, reportUnknownVariableType]
        if opcion is not None:
            opcion.help = _AYUDA
        return opcion

    def get_usage(self, ctx: Any) -> str:
        uso: str = super().get_usage(ctx)  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue, reportUnknownVariableType]
        return (
            uso.replace("Usage:", "Uso:", 1)
            .replace("[OPTIONS]", "[OPCIONES]")
            .replace("COMMAND [ARGS]", "ORDEN [ARGUMENTOS]")
        )

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _traducir_rotulos()
        super().format_help(ctx, formatter)  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]


class Orden(_EnEspanol, TyperCommand):
    """Una orden con su ayuda en español."""


class GrupoDeOrdenes(_EnEspanol, TyperGroup):
    """El conjunto de órdenes con su ayuda en español."""
