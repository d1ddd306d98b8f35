"""Los errores del canal de Telegram y lo que sus bibliotecas no deben escribir en el registro.

No importa la biblioteca de Telegram: la línea de comandos puede usarlo sin cargarla.

    ErrorLegible
    └── ErrorTelegram
        ├── TokenRechazado      Telegram no reconoce el token: hay que pedir otro
        ├── OtroProceso         otro programa recibe los mensajes con el mismo token
        ├── CarpetaOcupada      otro proceso ya atiende con la misma carpeta de datos
        ├── PuertoOcupado       no se puede escuchar donde se pidió
        ├── SinRespuesta        la recepción dejó de dar señales: hay que reiniciar el proceso
        ├── EntregaImposible    el chat ya no existe o no admite el mensaje: no se reintenta
        │   └── PersonaBloqueo  la persona bloqueó al asistente
        ├── EntregaDudosa       se cortó la conexión después de enviar: puede que haya llegado
        └── EntregaAplazada     hay que detenerse antes de poder entregar: queda para el próximo inicio

Los mensajes de las bibliotecas pueden llevar la dirección con el token; por eso no se encadenan
(`raise … from None`) ni se escriben: del error original solo se dice la clase.
"""

import logging

from conocimiento.errores import ErrorLegible


class ErrorTelegram(ErrorLegible):
    """Raíz de los errores del canal de Telegram."""


class TokenRechazado(ErrorTelegram):
    """Telegram no acepta el token."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram rechazó el token (ALIANZAS_TELEGRAM_TOKEN). Cópielo de nuevo desde @BotFather o pida otro allí.",
            codigo_de_salida=2,  # como un error de configuración: reiniciar no lo arregla
        )


class OtroProceso(ErrorTelegram):
    """Otro programa está recibiendo los mensajes del mismo bot."""

    def __init__(self, veces: int) -> None:
        super().__init__(
            f"Telegram avisó {veces} veces seguidas de que otro programa recibe los mensajes con este mismo token. "
            "Detenga el otro proceso y vuelva a iniciar este."
        )


class PuertoOcupado(ErrorTelegram):
    """No se puede escuchar en una dirección."""

    def __init__(self, direccion: str, puerto: int) -> None:
        super().__init__(
            f"No se puede escuchar en {direccion}:{puerto}. Quizá otro programa lo usa o esa dirección no es de esta "
            "máquina; cambie la configuración."
        )


class EntregaImposible(ErrorTelegram):
    """El mensaje no se puede entregar nunca."""


class PersonaBloqueo(EntregaImposible):
    """La persona bloqueó al asistente: no se le escribe hasta que vuelva."""


class SinRespuesta(ErrorTelegram):
    """La recepción de mensajes se quedó parada."""

    def __init__(self, segundos: float) -> None:
        super().__init__(
            f"La recepción de mensajes lleva {segundos:.0f} segundos sin dar señales. El programa termina para que "
            "quien lo vigila (systemd, el contenedor) lo inicie de nuevo; no se pierde ningún mensaje."
        )


class EntregaDudosa(ErrorTelegram):
    """No se sabe si el mensaje llegó; repetirlo podría duplicarlo."""


class EntregaAplazada(ErrorTelegram):
    """El asistente se detiene; el mensaje sigue guardado y se entrega al volver."""


def callar_bibliotecas() -> None:
    """Evita que las bibliotecas escriban direcciones (con el token) o textos de personas.

    `telegram` calla del todo: también en sus errores escribe enteras las respuestas que no entiende.
    Lo que importa de ellos lo anota este canal, sin su contenido.
    """
    for nombre in ("httpx", "httpcore", "aiohttp.access"):
        logging.getLogger(nombre).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
