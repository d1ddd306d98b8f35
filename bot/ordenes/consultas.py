"""Las órdenes `alianzas consultas`: ver, responder y cerrar lo que las personas preguntaron al personal.

Solo traduce argumentos; lo pesado se carga dentro de cada orden.
"""

from typing import Annotated

import typer

from bot.ordenes.ayuda import GrupoDeOrdenes, Orden
from bot.ordenes.comun import (
    Datos,
    Quien,
    Respuesta,
    abrir_lo_guardado,
    ahora,
    dia_y_hora,
    leer_respuesta,
)
from conocimiento.frases import cantidad

consultas = typer.Typer(
    name="consultas",
    cls=GrupoDeOrdenes,
    help="Lo que las personas consultaron al personal: ver, responder y cerrar.",
    no_args_is_help=True,
)

Consulta = Annotated[int, typer.Argument(metavar="NÚMERO", min=1, help="El que da `alianzas consultas ver`.")]


@consultas.command(cls=Orden)
def ver(
    numero: Annotated[
        int | None, typer.Argument(metavar="NÚMERO", min=1, help="Muestra esa entera; verla queda en la bitácora.")
    ] = None,
    datos: Datos = None,
    quien: Quien = "",
) -> None:
    """Muestra las consultas que esperan respuesta, o una entera con lo último de su conversación."""
    from bot.canal.consola import a_texto
    from bot.dialogo.personal.consultas.textos import la_consulta
    from bot.revision.consultas import leer, listar

    _, motor = abrir_lo_guardado(datos)
    if numero is not None:
        una = leer(motor, numero, quien, ahora())
        print(a_texto(la_consulta(una.numero, una)))
        if una.atendido:
            veces = cantidad(una.respuestas, "vez", "veces")
            print(f"Respondida {veces}; la primera, el {dia_y_hora(una.atendido)}.")
        if una.cerrado:
            print(f"Cerrada el {dia_y_hora(una.cerrado)}: {una.motivo}")
        return
    abiertas = listar(motor)
    for una in abiertas:
        print(f"{una.numero}. del {dia_y_hora(una.instante)}")
    if not abiertas:
        print("No hay consultas esperando respuesta.")


@consultas.command(cls=Orden)
def responder(
    numero: Consulta,
    archivo: Respuesta,
    otra: Annotated[bool, typer.Option("--otra", help="Aunque ya tenga respuesta o esté cerrada.")] = False,
    datos: Datos = None,
    quien: Quien = "",
) -> None:
    """Responde una consulta; a la persona le llega por su chat, como respuesta de una persona de la APCI."""
    from bot.revision.consultas import responder as enviar

    texto = leer_respuesta(archivo)
    _, motor = abrir_lo_guardado(datos)
    enviar(motor, numero, texto, quien, ahora(), es_otra=otra)
    print(f"La respuesta a la consulta {numero} queda por entregar; si el asistente está atendiendo, sale enseguida.")


@consultas.command(cls=Orden)
def cerrar(
    numero: Consulta,
    motivo: Annotated[str, typer.Option("--motivo", help="Por qué no se va a responder; la persona lo lee.")],
    datos: Datos = None,
    quien: Quien = "",
) -> None:
    """Cierra una consulta; si nadie la respondió, a la persona le llega el motivo."""
    from bot.revision.consultas import cerrar as terminar

    _, motor = abrir_lo_guardado(datos)
    es_avisada = terminar(motor, numero, motivo, quien, ahora())
    print(
        f"La consulta {numero} se cerró. "
        + ("A la persona le llega el motivo." if es_avisada else "Ya tenía respuesta.")
    )
