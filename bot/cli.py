"""La línea de órdenes `alianzas`. Solo traduce argumentos; lo pesado se carga dentro de cada orden."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.ayuda_de_ordenes import GrupoDeOrdenes, Orden
from bot.ordenes_consultas import consultas
from bot.ordenes_entrevista import entrevista
from bot.ordenes_revision import agregar_ordenes

if TYPE_CHECKING:
    from bot.busqueda import BuscadorLocal
    from bot.dialogo.turno import Contexto

FALLO, USO = 1, 2

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

Datos = Annotated[
    Path | None,
    typer.Option("--datos", metavar="DIR", help="Carpeta de datos (por omisión, ALIANZAS_DATOS o ./datos)."),
]
Corpus = Annotated[Path | None, typer.Option("--corpus", metavar="DIR", help="Otra carpeta de documentos .txt o .md.")]
EnJson = Annotated[bool, typer.Option("--json", help="Escribe JSON, para que lo lea otro programa.")]


def principal() -> None:
    """Ejecuta la orden pedida; un error previsto sale con su mensaje y sin traza."""
    from conocimiento.legible import ErrorLegible

    try:
        aplicacion()
    except ErrorLegible as error:
        print(f"alianzas: {error}", file=sys.stderr)
        sys.exit(error.codigo_de_salida)
    except KeyboardInterrupt:
        sys.exit(130)


def _callar_bibliotecas() -> None:
    """Sin esto, algunas bibliotecas escriben direcciones con el token o avisos que nadie entiende."""
    import logging
    import os

    from bot.canal.telegram_errores import callar_bibliotecas

    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    callar_bibliotecas()
    for nombre in ("chromadb", "alembic"):
        logging.getLogger(nombre).setLevel(logging.WARNING)


@contextmanager
def _progreso() -> Generator[Callable[[str], None]]:
    """Muestra en la salida de errores lo que se va haciendo; en una terminal, con un indicador vivo."""
    from rich.console import Console

    consola = Console(stderr=True, highlight=False)
    if not consola.is_terminal:
        yield lambda texto: consola.print(texto, markup=False)
        return
    with consola.status("Abriendo el asistente…") as estado:

        def avisar(texto: str) -> None:
            estado.update(texto)

        yield avisar


def _preparar(datos: Path | None, corpus: Path | None) -> "tuple[Contexto, BuscadorLocal]":
    """Lo que hace falta para responder preguntas sueltas: contexto y buscador, sin almacén."""
    from datetime import UTC, datetime

    from bot.busqueda import abrir
    from bot.config import leer_configuracion
    from bot.montaje import armar_contexto

    _callar_bibliotecas()
    configuracion = leer_configuracion(datos=datos, corpus=corpus)
    with _progreso() as avisar:
        buscador = abrir(configuracion, avisar)
    return armar_contexto(configuracion, buscador.documentos)(datetime.now(UTC)), buscador


@aplicacion.command(cls=Orden)
def charla(
    datos: Datos = None,
    en_json: EnJson = False,
    persona: Annotated[
        str, typer.Option("--persona", metavar="ID", help="Quién escribe: cada ID tiene su conversación.")
    ] = "local",
) -> None:
    """Conversa en la terminal. Con la entrada redirigida, lee un mensaje por línea."""
    import asyncio

    from bot.canal.consola import conversar
    from bot.config import leer_configuracion
    from bot.montaje import montar

    _callar_bibliotecas()
    configuracion = leer_configuracion(datos=datos)
    with _progreso() as avisar:
        asistente = montar(configuracion, avisar)
    try:
        asyncio.run(conversar(asistente.servicio, asistente.almacen, asistente.reloj, persona, en_json))
    finally:
        asistente.cerrar()


@aplicacion.command(cls=Orden)
def telegram(datos: Datos = None) -> None:
    """Atiende en Telegram hasta que se le detenga (Ctrl+C o SIGTERM)."""
    import asyncio
    import logging

    from bot.almacen import clave_de_persona
    from bot.canal.cerrojo import cerrojo
    from bot.config import ErrorConfiguracion, leer_configuracion
    from bot.montaje import montar

    configuracion = leer_configuracion(datos=datos)
    if configuracion.telegram_token is None:
        raise ErrorConfiguracion(
            "Falta ALIANZAS_TELEGRAM_TOKEN. Pida un token a @BotFather en Telegram y póngalo en el archivo .env "
            "(hay un ejemplo en .env.example).",
            codigo_de_salida=USO,
        )
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    _callar_bibliotecas()
    configuracion.datos.mkdir(parents=True, exist_ok=True)
    # Con PostgreSQL y webhook pueden atender varios procesos; en lo demás, uno solo.
    varios = configuracion.telegram_webhook is not None and configuracion.base_datos is not None
    with cerrojo(configuracion.datos, compartido=varios):
        from bot.canal.telegram import Ajustes, Webhook, atender_telegram
        from bot.canal.telegram_webhook import secreto_de

        with _progreso() as avisar:
            asistente = montar(configuracion, avisar, puede_recordar=True)
        try:
            token = configuracion.telegram_token.get_secret_value()
            webhook = None
            if configuracion.telegram_webhook is not None:
                secreto = secreto_de(token, clave_de_persona(configuracion.datos))
                webhook = Webhook(configuracion.telegram_webhook, configuracion.escucha_del_webhook, secreto)
            ajustes = Ajustes(
                token,
                configuracion.telegram_api,
                webhook,
                configuracion.escucha_de_salud,
                configuracion.chats_del_personal,
            )
            asyncio.run(
                atender_telegram(
                    asistente.servicio,
                    asistente.almacen,
                    asistente.almacen.bandeja,
                    ajustes,
                    mantener=asistente.mantener,
                    renovar=asistente.renovar,
                )
            )
        finally:
            asistente.cerrar()


@aplicacion.command(cls=Orden)
def indexar(datos: Datos = None, corpus: Corpus = None) -> None:
    """Construye el índice de los documentos de nuevo."""
    from bot.busqueda import reconstruir
    from bot.config import leer_configuracion

    _callar_bibliotecas()
    with _progreso() as avisar:
        resumen = reconstruir(leer_configuracion(datos=datos, corpus=corpus), avisar)
    print(resumen)


@aplicacion.command(cls=Orden)
def preguntar(
    pregunta: Annotated[str, typer.Argument(help="La pregunta, entre comillas.")],
    datos: Datos = None,
    corpus: Corpus = None,
    en_json: EnJson = False,
) -> None:
    """Responde una pregunta suelta y termina."""
    import json

    from bot.evaluacion import Caso, responder_casos

    contexto, buscador = _preparar(datos, corpus)
    ((_, respuesta),) = responder_casos(contexto, buscador, (Caso("1", pregunta),))
    print(json.dumps(respuesta, ensure_ascii=False) if en_json else respuesta["texto"])


@aplicacion.command(cls=Orden)
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
    pedido = orden.Pedido(casos, dicha, salida, informe, umbrales, robustez, abrir_reservado)
    preparado = orden.preparar_pedido(pedido)
    contexto, buscador = _preparar(datos, corpus)
    consola = Console(stderr=True)
    if not orden.evaluar(
        preparado, contexto, buscador, lambda pasos, titulo, total: track(pasos, titulo, total, console=consola)
    ):
        raise typer.Exit(FALLO)


@aplicacion.command(cls=Orden)
def respaldar(
    destino: Annotated[Path, typer.Argument(metavar="DIR", help="Carpeta donde dejar la copia.")], datos: Datos = None
) -> None:
    """Copia la base, la clave y los documentos en un archivo; se puede hacer mientras atiende."""
    from datetime import UTC, datetime

    from bot.almacen import respaldar as copiar
    from bot.config import leer_configuracion

    _callar_bibliotecas()
    configuracion = leer_configuracion(datos=datos)
    hecho = copiar(configuracion.direccion_del_almacen, configuracion.datos, destino, datetime.now(UTC))
    print(f"{hecho.archivo}: {hecho.filas} filas y {hecho.documentos} documentos")


@aplicacion.command(cls=Orden)
def restaurar(
    archivo: Annotated[Path, typer.Argument(metavar="ARCHIVO", help="Una copia hecha con «respaldar».")],
    datos: Datos = None,
) -> None:
    """Devuelve una copia a una carpeta y una base sin conversaciones (SQLite o PostgreSQL)."""
    from bot.almacen import restaurar as devolver
    from bot.canal.cerrojo import cerrojo
    from bot.config import leer_configuracion

    _callar_bibliotecas()
    configuracion = leer_configuracion(datos=datos)
    configuracion.datos.mkdir(parents=True, exist_ok=True)
    with cerrojo(configuracion.datos):
        hecho = devolver(archivo, configuracion.direccion_del_almacen, configuracion.datos)
    print(f"{hecho.archivo}: {hecho.filas} filas y {hecho.documentos} documentos")


@aplicacion.command("generar-clave", cls=Orden)
def generar_clave() -> None:
    """Hace una clave para cifrar lo guardado.

    Póngala en ALIANZAS_CLAVE_DATOS (entorno o .env) y guarde otra copia
    lejos de los respaldos: si se pierde, las conversaciones y los borradores
    ya no se pueden leer. Para cambiarla, ponga la nueva delante de la
    anterior, separadas por una coma.
    """
    from bot.cifrado import generar_clave as generar
    from bot.cifrado import huella_de_clave

    clave = generar()
    print(clave)
    print(f"Huella, para reconocerla sin mostrarla: {huella_de_clave(clave)}", file=sys.stderr)


@aplicacion.command(cls=Orden)
def comprobar(datos: Datos = None) -> None:
    """Revisa configuración, modelo, documentos, índice, entrevista, plantilla y almacén."""
    from bot.comprobacion import comprobaciones
    from conocimiento.legible import ErrorLegible

    _callar_bibliotecas()
    fallos = 0
    for nombre, revisar in comprobaciones(datos):
        try:
            print(f"bien  {nombre}: {revisar()}")
        except ErrorLegible as error:
            fallos += 1
            print(f"MAL   {nombre}: {error}")
    if fallos:
        raise typer.Exit(FALLO)


agregar_ordenes(aplicacion)
