"""Probar con qué se oye antes de que hable nadie: se le da un segundo de silencio."""

import asyncio
import time
from http import HTTPStatus
from pathlib import Path

import aiohttp

from bot.config import Configuracion
from bot.lenguaje.voz.abrir import abrir_transcriptor, describir_voz
from bot.lenguaje.voz.carpeta import ErrorDeVoz
from bot.lenguaje.voz.remota import RespuestaInservible
from bot.servicio.puertos import NoSeOyo, TrabajoExcedido, TrabajoInterrumpido

SILENCIO = Path(__file__).with_name("silencio.ogg")
"""Una nota como las de Telegram (OGG con Opus) en que no habla nadie."""
PLAZO = 60.0
"""Segundos: los mismos que se espera a una nota de verdad."""


def probar_voz(configuracion: Configuracion) -> str:
    """Una línea que dice con qué se oye, tras oír silencio con ello. Raises `ErrorDeVoz`, que dice qué revisar."""
    descrita, transcriptor = describir_voz(configuracion), abrir_transcriptor(configuracion, ())
    if transcriptor is None:
        return descrita
    inicio = time.perf_counter()
    try:
        asyncio.run(transcriptor.transcribir(SILENCIO.read_bytes(), PLAZO))
    except (TimeoutError, TrabajoExcedido):
        raise ErrorDeVoz(f"No pasó a texto un segundo de silencio en {PLAZO:.0f} s: {descrita}.") from None
    except RespuestaInservible as error:
        raise ErrorDeVoz(_que_contesto(configuracion, error)) from None
    except aiohttp.ClientError:
        raise ErrorDeVoz(
            f"No se puede conectar con {configuracion.voz}: revise ALIANZAS_VOZ y que ese servidor esté encendido."
        ) from None
    except (NoSeOyo, TrabajoInterrumpido, RuntimeError):  # lo que falla en el otro proceso queda en el registro
        raise ErrorDeVoz(
            f"Con el modelo de «{configuracion.voz}» no se pudo oír una nota de prueba: puede estar dañado o ser de "
            "otra clase. Ármelo otra vez, o ponga otro."
        ) from None
    return f"{descrita}; oyó un segundo de silencio en {time.perf_counter() - inicio:.1f} s"


def _que_contesto(configuracion: Configuracion, error: RespuestaInservible) -> str:
    match error.codigo:
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            return f"No deja entrar {configuracion.voz}: revise ALIANZAS_VOZ_CLAVE."
        case HTTPStatus.NOT_FOUND:
            return (
                f"En {configuracion.voz} no hay quien pase audios a texto: revise el camino de ALIANZAS_VOZ (suele "
                f"acabar en /v1) y que ALIANZAS_VOZ_MODELO, «{configuracion.voz_modelo}», sea un modelo que tiene."
            )
        case 0:
            return f"{configuracion.voz} contesta, pero no una transcripción: revise que ALIANZAS_VOZ sea su dirección."
        case codigo:
            return f"{configuracion.voz} contestó un error {codigo} a una nota de prueba: revise su registro."
