"""Cómo se escribe en el registro y en la bitácora: sin nada que dijera una persona, y sin decir quién es."""

import hashlib
import logging
import secrets
import traceback
from datetime import UTC, datetime

from bot.servicio.puertos import Persona
from conocimiento.hora import HORA_DE_LIMA


def nombre_en_registro(sal: bytes, persona: Persona, ahora: datetime | None = None) -> str:
    """Cómo se la nombra en el registro: ocho cifras que sin la sal no dicen quién es, y otras cada mes.

    Así el registro, que dura lo que quien cuida la máquina decida, no junta lo que alguien hizo a lo largo del tiempo.
    Sin `ahora`, el mes es el de la máquina, como la hora de cada línea.
    """
    mes = f"{(ahora or datetime.now(UTC)).astimezone(HORA_DE_LIMA):%Y-%m}"
    return _ocho_cifras(sal, f"{mes}:{persona.canal}:{persona.direccion}")


def nombre_en_bitacora(sal: bytes, persona: Persona) -> str:
    """Cómo consta quien es del personal: siempre igual, para poder decir qué hizo."""
    return f"personal-{_ocho_cifras(sal, f'{persona.canal}:{persona.direccion}')}"


def _ocho_cifras(sal: bytes, dato: str) -> str:
    return hashlib.blake2b(dato.encode(), key=sal[:64], digest_size=4).hexdigest()


def anotar_fallo(registro: logging.Logger, que: str, nombre: str, error: Exception) -> str:
    """Escribe qué falló en la conversación de ese nombre; devuelve la referencia con que se encuentra."""
    referencia = nueva_referencia()
    registro.error("%s conv=%s ref=%s\n%s", que, nombre, referencia, huella_de_error(error))
    return referencia


def huella_de_error(error: BaseException) -> str:
    """Describe un error sin su mensaje: el mensaje puede llevar palabras de la persona."""
    lineas: list[str] = []
    actual: BaseException | None = error
    while actual is not None:
        lineas.append(type(actual).__name__)
        lineas += [
            f"  {marco.filename}:{marco.lineno} {marco.name}" for marco in traceback.extract_tb(actual.__traceback__)
        ]
        actual = actual.__cause__ or actual.__context__
    return "\n".join(lineas)


def nueva_referencia() -> str:
    """Devuelve cuatro letras o cifras que una persona puede dictar."""
    return secrets.token_hex(2).upper()
