"""Las órdenes `alianzas consultas`: lo que las personas preguntaron al personal, para quien atiende sin Telegram.

Solo traduce argumentos; lo pesado se carga dentro de cada orden.
"""

from pathlib import Path
from typing import Annotated

import typer

from bot.ordenes.ayuda import GrupoDeOrdenes, Orden
from bot.ordenes.comun import Datos, Quien, abrir, usuario
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
    from datetime import UTC, datetime

    from bot.canal.consola import a_texto
    from bot.dialogo.personal.consultas.textos import la_consulta
    from bot.revision.consultas import leer, listar
    from conocimiento.hora import HORA_DE_LIMA

    _, motor = abrir(datos)
    if numero is not None:
        una = leer(motor, numero, quien or usuario(), datetime.now(UTC))
        print(a_texto(la_consulta(una.numero, una.pregunta, una.turnos)))
        if una.atendido:
            veces = cantidad(una.respuestas, "vez", "veces")
            print(f"Respondida {veces}; la primera, el {una.atendido.astimezone(HORA_DE_LIMA):%d/%m/%Y %H:%M}.")
        if una.cerrado:
            print(f"Cerrada el {una.cerrado.astimezone(HORA_DE_LIMA):%d/%m/%Y %H:%M}: {una.motivo}")
        return
    abiertas = listar(motor)
    for una in abiertas:
        print(f"{una.numero}. del {una.instante.astimezone(HORA_DE_LIMA):%d/%m/%Y %H:%M}")
    if not abiertas:
        print("No hay consultas esperando respuesta.")


@consultas.command(cls=Orden)
def responder(
    numero: Consulta,
    archivo: Annotated[Path, typer.Argument(metavar="RESPUESTA.txt", help="La respuesta, como texto en UTF-8.")],
    otra: Annotated[bool, typer.Option("--otra", help="Aunque ya tenga respuesta o esté cerrada.")] = False,
    datos: Datos = None,
    quien: Quien = "",
) -> None:
    """Responde una consulta; a la persona le llega por su chat, como respuesta de una persona de la APCI."""
    from datetime import UTC, datetime

    from bot.revision.consultas import responder as enviar
    from bot.revision.errores import ErrorDeConsulta

    try:
        texto = archivo.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ErrorDeConsulta(f"No se puede leer «{archivo}» como texto UTF-8; revise la ruta.") from error
    _, motor = abrir(datos)
    enviar(motor, numero, texto, quien or usuario(), datetime.now(UTC), es_otra=otra)
    print(f"La respuesta a la consulta {numero} queda por entregar; si el asistente está atendiendo, sale enseguida.")


@consultas.command(cls=Orden)
def cerrar(
    numero: Consulta,
    motivo: Annotated[str, typer.Option("--motivo", help="Por qué no se va a responder; la persona lo lee.")],
    datos: Datos = None,
    quien: Quien = "",
) -> None:
    """Cierra una consulta; si nadie la respondió, a la persona le llega el motivo."""
    from datetime import UTC, datetime

    from bot.revision.consultas import cerrar as terminar

    _, motor = abrir(datos)
    es_avisada = terminar(motor, numero, motivo, quien or usuario(), datetime.now(UTC))
    print(
        f"La consulta {numero} se cerró. "
        + ("A la persona le llega el motivo." if es_avisada else "Ya tenía respuesta.")
    )
