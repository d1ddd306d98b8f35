"""Preguntar una vez, o por un archivo de casos, y medir cómo sale."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.ordenes.comun import (
    FALLO,
    Corpus,
    Datos,
    EnJson,
    preparar,
)


def preguntar(
    pregunta: Annotated[str, typer.Argument(help="La pregunta, entre comillas.")],
    datos: Datos = None,
    corpus: Corpus = None,
    en_json: EnJson = False,
) -> None:
    """Responde una pregunta suelta y termina."""
    import json

    from bot.evaluacion import Caso, responder_casos

    contexto, buscador = preparar(datos, corpus)
    ((_, respuesta),) = responder_casos(contexto, buscador, (Caso("1", pregunta),))
    print(json.dumps(respuesta, ensure_ascii=False) if en_json else respuesta["texto"])


def evaluar(
    casos: Annotated[
        Path, typer.Option("--casos", metavar="CASOS.jsonl", help="Una pregunta por línea: id, pregunta, historial.")
    ],
    datos: Datos = None,
    corpus: Corpus = None,
    salida: Annotated[
        Path | None, typer.Option("--salida", metavar="SALIDA.jsonl", help="Dónde escribir las respuestas.")
    ] = None,
    informe: Annotated[
        Path | None, typer.Option("--informe", metavar="DIR", help="Escribe ahí un informe con medidas y gráficos.")
    ] = None,
    robustez: Annotated[
        bool, typer.Option("--robustez", help="Mide además cuánto se pierde sin tildes, en minúsculas y con erratas.")
    ] = False,
    umbrales: Annotated[
        Path | None,
        typer.Option("--umbrales", metavar="UMBRALES.yaml", help="Sale con código 1 si una medida no los cumple."),
    ] = None,
    abrir_reservado: Annotated[
        bool, typer.Option("--abrir-reservado", help="Permite medir con casos reservados, al cerrar una versión.")
    ] = False,
) -> None:
    """Responde un archivo de casos y, si traen lo esperado, dice cuántos van bien."""
    import shlex

    from rich.console import Console
    from rich.progress import track

    from bot.evaluacion import orden

    dicha = shlex.join(("alianzas", *sys.argv[1:]))
    pedido = orden.EvaluacionPedida(casos, dicha, salida, informe, umbrales, robustez, abrir_reservado)
    preparado = orden.preparar_pedido(pedido)
    contexto, buscador = preparar(datos, corpus)
    consola = Console(stderr=True)
    if not orden.evaluar(
        preparado, contexto, buscador, lambda pasos, titulo, total: track(pasos, titulo, total, console=consola)
    ):
        raise typer.Exit(FALLO)
