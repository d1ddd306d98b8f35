"""Preguntar una vez, o por un archivo de casos, y medir cómo sale."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.ordenes.comun import (
    FALLO,
    Corpus,
    Datos,
    EnJson,
    ErrorDeOrden,
    preparar,
)

if TYPE_CHECKING:
    from bot.dialogo.turno import Contexto
    from bot.evaluacion.lenguaje import Consulta, Grabado
    from bot.evaluacion.marcas import Marca
    from bot.lenguaje.modelo import ModeloDeLenguaje
    from conocimiento.modelo import Documento


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
    lenguaje: Annotated[
        str, typer.Option("--lenguaje", metavar="vivo|grabado", help="Mide qué cambia con el modelo de lenguaje.")
    ] = "",
    grabacion: Annotated[
        Path | None,
        typer.Option("--grabacion", metavar="ARCHIVO.json", help="Lo que contestó el modelo: se graba o se repite."),
    ] = None,
) -> None:
    """Responde un archivo de casos y, si traen lo esperado, dice cuántos van bien."""
    import shlex

    from rich.console import Console
    from rich.progress import track

    from bot.evaluacion import orden

    if lenguaje not in ("", "vivo", "grabado"):
        raise ErrorDeOrden(f"--lenguaje dice «{lenguaje}»: escriba vivo o grabado.")
    dicha = shlex.join(("alianzas", *sys.argv[1:]))
    pedido = orden.EvaluacionPedida(casos, dicha, salida, informe, umbrales, robustez, abrir_reservado)
    preparado = orden.preparar_pedido(pedido)
    contexto, buscador = preparar(datos, corpus)
    consola = Console(stderr=True)

    def mostrar(pasos: orden.Respondidos, titulo: str, total: int) -> orden.Respondidos:
        return track(pasos, titulo, total, console=consola)

    if not lenguaje:
        bien = orden.evaluar(preparado, contexto, buscador, mostrar)
    else:
        comparar = partial(orden.comparar_con_modelo, preparado, contexto, buscador, mostrar=mostrar)
        con_que = _vivo(contexto, buscador.documentos, datos) if lenguaje == "vivo" else _grabado(grabacion)
        bien = _medir_el_modelo(con_que, comparar, grabacion, datos)
    if not bien:
        raise typer.Exit(FALLO)


def _vivo(
    contexto: "Contexto", documentos: "tuple[Documento, ...]", datos: Path | None
) -> "tuple[ModeloDeLenguaje, str]":
    from bot.config import leer_configuracion
    from bot.montaje.lenguaje import abrir_modelo, ajustes_de

    ajustes = ajustes_de(leer_configuracion(datos=datos))
    return abrir_modelo(ajustes, contexto, documentos), ajustes.nombre


def _grabado(grabacion: Path | None) -> "tuple[Grabado, str]":
    from bot.evaluacion.lenguaje import Grabado

    if grabacion is None:
        raise ErrorDeOrden("Falta decir qué grabación: --grabacion ARCHIVO.json.")
    grabado = Grabado(grabacion)
    return grabado, grabado.nombre


def _medir_el_modelo(
    con_que: "tuple[ModeloDeLenguaje | Grabado, str]",
    comparar: "Callable[[Consulta], tuple[list[Marca], list[Marca]]]",
    grabacion: Path | None,
    datos: Path | None,
) -> bool:
    """Compara, muestra las cifras y, si se le preguntó al modelo, las guarda. Devuelve si no empeora."""
    import asyncio
    from datetime import UTC, datetime

    from bot.config import leer_configuracion
    from bot.evaluacion.lenguaje import Consulta, contar_cifras, medir_el_modelo
    from bot.lenguaje.cifras import guardar_cifras
    from bot.lenguaje.modelo import ModeloDeLenguaje

    modelo, nombre = con_que
    with asyncio.Runner() as corredor:
        consulta = Consulta(modelo, nombre, corredor)
        sin, con = comparar(consulta)
    vivo = isinstance(modelo, ModeloDeLenguaje)
    piezas = modelo.medidas.piezas if vivo else (0, 0)
    cifras = medir_el_modelo(consulta, sin, con, datetime.now(UTC).isoformat(timespec="seconds"), piezas)
    for linea in contar_cifras(cifras):
        print(linea, file=sys.stderr)
    if vivo:
        if grabacion is not None:
            consulta.grabar(grabacion)
        guardadas = guardar_cifras(leer_configuracion(datos=datos).datos, cifras)
        print(f"Cifras guardadas en {guardadas}", file=sys.stderr)
    return not cifras.empeora
