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
    preparar_con,
)
from conocimiento.frases import enumerar

if TYPE_CHECKING:
    from bot.config import Configuracion
    from bot.dialogo.turno import Contexto
    from bot.evaluacion.lenguaje import Comparadas, Consulta, Grabado
    from bot.lenguaje.cifras import Cifras
    from bot.lenguaje.modelo import ModeloDeLenguaje
    from bot.montaje.busqueda import BuscadorLocal


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

    from bot.config import leer_configuracion
    from bot.evaluacion import orden

    de_mas = {"--umbrales": umbrales, "--informe": informe, "--robustez": robustez}
    _comprobar_lo_pedido(lenguaje, grabacion, [nombre for nombre, dado in de_mas.items() if dado])
    dicha = shlex.join(("alianzas", *sys.argv[1:]))
    pedido = orden.EvaluacionPedida(casos, dicha, salida, informe, umbrales, robustez, abrir_reservado)
    preparado = orden.preparar_pedido(pedido)
    configuracion = leer_configuracion(datos=datos, corpus=corpus)
    contexto, buscador = preparar_con(configuracion)
    consola = Console(stderr=True)

    def mostrar(pasos: orden.Respondidos, titulo: str, total: int) -> orden.Respondidos:
        return track(pasos, titulo, total, console=consola)

    comparar = partial(orden.comparar_con_modelo, preparado, contexto, buscador, mostrar=mostrar)
    match lenguaje:
        case "":
            bien = orden.evaluar(preparado, contexto, buscador, mostrar)
        case "vivo":
            consulta, cifras = _medir_el_modelo(comparar, *_vivo(configuracion, contexto, buscador))
            _guardar(consulta, cifras, grabacion, configuracion.datos)
            bien = not cifras.por_que_no
        case _:
            _, cifras = _medir_el_modelo(comparar, *_grabado(grabacion))
            bien = not cifras.por_que_no
    if not bien:
        raise typer.Exit(FALLO)


def _comprobar_lo_pedido(lenguaje: str, grabacion: Path | None, de_mas: list[str]) -> None:
    """Que lo pedido se pueda hacer junto. Raises `ErrorDeOrden`."""
    if lenguaje not in ("", "vivo", "grabado"):
        raise ErrorDeOrden(f"--lenguaje dice «{lenguaje}»: escriba vivo o grabado.")
    if grabacion is not None and not lenguaje:
        raise ErrorDeOrden("--grabacion va con --lenguaje: vivo, para grabar; grabado, para repetir lo grabado.")
    if lenguaje and de_mas:
        raise ErrorDeOrden(
            f"--lenguaje no se junta con {enumerar(de_mas)}: compara las respuestas sin el modelo y con él, y nada "
            "más. Evalúe dos veces: una con --lenguaje y otra, sin él, con lo demás."
        )


def _vivo(
    configuracion: "Configuracion", contexto: "Contexto", buscador: "BuscadorLocal"
) -> "tuple[ModeloDeLenguaje, str]":
    from bot.montaje.lenguaje import abrir_modelo, ajustes_de

    ajustes = ajustes_de(configuracion)
    return abrir_modelo(ajustes, contexto, buscador.documentos, al_medir=True), ajustes.nombre


def _grabado(grabacion: Path | None) -> "tuple[Grabado, str]":
    from bot.evaluacion.lenguaje import Grabado

    if grabacion is None:
        raise ErrorDeOrden("Falta decir qué grabación: --grabacion ARCHIVO.json.")
    grabado = Grabado(grabacion)
    return grabado, grabado.nombre


def _medir_el_modelo(
    comparar: "Callable[[Consulta], Comparadas]", modelo: "ModeloDeLenguaje | Grabado", nombre: str
) -> "tuple[Consulta, Cifras]":
    """Compara y muestra las cifras. Devuelve también lo que se le preguntó."""
    import asyncio
    from datetime import UTC, datetime

    from bot.evaluacion.lenguaje import Consulta, Grabado, contar_cifras, medir_el_modelo

    with asyncio.Runner() as corredor:
        consulta = Consulta(modelo, nombre, corredor)
        comparadas = comparar(consulta)
    piezas = (0, 0) if isinstance(modelo, Grabado) else modelo.medidas.piezas
    cifras = medir_el_modelo(consulta, comparadas, datetime.now(UTC).isoformat(timespec="seconds"), piezas)
    for linea in contar_cifras(cifras):
        print(linea, file=sys.stderr)
    return consulta, cifras


def _guardar(consulta: "Consulta", cifras: "Cifras", grabacion: Path | None, datos: Path) -> None:
    from bot.lenguaje.cifras import guardar_cifras

    if grabacion is not None:
        consulta.grabar(grabacion)
    print(f"Cifras guardadas en {guardar_cifras(datos, cifras)}", file=sys.stderr)
