"""Las órdenes `alianzas entrevista …`, para quien edita la entrevista. Solo traduce argumentos."""

from pathlib import Path
from typing import Annotated

import typer

from bot.ordenes.ayuda import GrupoDeOrdenes, Orden
from bot.ordenes.comun import ahora
from conocimiento.errores import motivo_de
from conocimiento.frases import cantidad

entrevista = typer.Typer(
    name="entrevista",
    cls=GrupoDeOrdenes,
    help="Comprueba y muestra la entrevista después de editarla.",
    no_args_is_help=True,
)

Carpeta = Annotated[
    Path | None,
    typer.Option("--carpeta", metavar="DIR", help="Otra carpeta de entrevista (por omisión, la que se usa)."),
]


def _carpeta(dada: Path | None) -> Path:
    from bot.montaje import CARPETA_ENTREVISTA

    return dada or CARPETA_ENTREVISTA


@entrevista.command(cls=Orden)
def comprobar(carpeta: Carpeta = None) -> None:
    """Busca errores en los archivos y la plantilla: dice archivo, línea y qué hacer."""
    from bot.edicion.comprobar import comprobar_carpeta

    print(f"bien  {comprobar_carpeta(_carpeta(carpeta))}")


@entrevista.command(cls=Orden)
def caminos(
    carpeta: Carpeta = None,
    detalle: Annotated[bool, typer.Option("--detalle", help="Escribe además las preguntas de cada camino.")] = False,
) -> None:
    """Lista todos los caminos que las condiciones permiten, con cuántas preguntas tiene cada uno."""
    from bot.edicion.caminos import caminos as todos
    from bot.edicion.comprobar import abrir_carpeta
    from bot.entrevista.borrador import Borrador
    from bot.entrevista.pasos import pasos_visibles

    leida = abrir_carpeta(_carpeta(carpeta))
    cuantos = 0
    for camino in todos(leida):
        pasos = pasos_visibles(leida, Borrador.de(camino.eventos))
        cuantos += 1
        print(f"{cuantos:4} {len(pasos):3} {'pregunta ' if len(pasos) == 1 else 'preguntas'}  {camino.nombre}")
        if detalle:
            claves = (paso.pregunta.clave + (f"[{paso.actor.identificador}]" if paso.actor else "") for paso in pasos)
            print(f"     {', '.join(claves)}")
    print(cantidad(cuantos, "camino"))


@entrevista.command(cls=Orden)
def vista(
    salida: Annotated[Path, typer.Option("--salida", metavar="VISTA.html", help="Dónde escribir la página.")],
    carpeta: Carpeta = None,
) -> None:
    """Escribe una página sin conexión con cada pregunta tal como se ve en el chat."""
    from bot.edicion.comprobar import abrir_carpeta
    from bot.edicion.vista import VistaNoEscrita, dibujar

    leida = abrir_carpeta(_carpeta(carpeta))
    pagina = dibujar(leida, ahora())
    try:
        salida.write_text(pagina, encoding="utf-8")
    except OSError as error:
        raise VistaNoEscrita(salida, motivo_de(error)) from None
    print(f"{salida}: {cantidad(len(leida.preguntas), 'pregunta')}")
