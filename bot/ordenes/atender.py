"""Atender a las personas: en la terminal o en Telegram."""

import gc
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Annotated

import typer

from bot.ordenes.comun import (
    Datos,
    EnJson,
    callar_bibliotecas,
    progreso,
)


def charla(
    datos: Datos = None,
    en_json: EnJson = False,
    persona: Annotated[
        str, typer.Option("--persona", metavar="ID", help="Quién escribe: cada ID tiene su conversación.")
    ] = "local",
) -> None:
    """Conversa en la terminal. Con la entrada redirigida, lee un mensaje por línea."""
    with sin_recorrer_lo_que_se_monta():
        import asyncio

        from bot.canal.consola import conversar
        from bot.config import leer_configuracion
        from bot.montaje import montar

        callar_bibliotecas()
        configuracion = leer_configuracion(datos=datos)
        with progreso() as informar:
            asistente = montar(configuracion, informar)
    try:
        asyncio.run(conversar(asistente.piezas, persona, en_json=en_json))
    finally:
        asistente.cerrar()


def telegram(datos: Datos = None) -> None:
    """Atiende en Telegram hasta que se le detenga (Ctrl+C o SIGTERM)."""
    import asyncio
    import logging

    from bot.almacen import sal_de_la_instalacion
    from bot.canal.cerrojo import cerrojo
    from bot.config import ErrorConfiguracion, leer_configuracion
    from bot.montaje import CANAL_DEL_PERSONAL, montar

    configuracion = leer_configuracion(datos=datos)
    if configuracion.telegram_token is None:
        raise ErrorConfiguracion(
            "Falta ALIANZAS_TELEGRAM_TOKEN. Pida un token a @BotFather en Telegram y póngalo en el archivo .env "
            "(hay un ejemplo en .env.example)."
        )
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    callar_bibliotecas()
    configuracion.datos.mkdir(parents=True, exist_ok=True)
    # Con PostgreSQL y webhook pueden atender varios procesos; en lo demás, uno solo.
    varios = configuracion.telegram_webhook is not None and configuracion.base_datos is not None
    with cerrojo(configuracion.datos, compartido=varios):
        from bot.canal.telegram.arranque import Ajustes, atender_telegram
        from bot.canal.telegram.recepcion import Webhook, secreto_de

        with sin_recorrer_lo_que_se_monta(), progreso() as informar:
            asistente = montar(configuracion, informar, puede_recordar=True)
        try:
            token = configuracion.telegram_token.get_secret_value()
            webhook = None
            if configuracion.telegram_webhook is not None:
                sal = sal_de_la_instalacion(configuracion.direccion_del_almacen, configuracion.datos)
                secreto = secreto_de(token, sal)
                webhook = Webhook(configuracion.telegram_webhook, configuracion.escucha_del_webhook, secreto)
            ajustes = Ajustes(
                token,
                configuracion.telegram_api,
                webhook,
                configuracion.escucha_de_salud,
                asistente.almacen.papeles_por_direccion(CANAL_DEL_PERSONAL),
            )
            asyncio.run(atender_telegram(asistente.piezas, ajustes))
        finally:
            asistente.cerrar()


@contextmanager
def sin_recorrer_lo_que_se_monta() -> Generator[None]:
    """Para quien atiende hasta que termine el proceso: lo que se carga no se desecha, y el recolector no lo recorre.

    Si no, lo recorre a cada poco mientras se carga, y después cada pasada completa sobre la entrevista, los documentos
    y las bibliotecas detiene más de 100 ms el mensaje que la toca. Recorrerlo antes de apartarlo tardaría 0,1 s y no
    libera nada que se note.
    """
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()
