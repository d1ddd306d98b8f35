"""De un archivo de audio a sus muestras. Lo abre FFmpeg (PyAV), con lo mínimo: el archivo lo envía cualquiera."""

import io
from collections.abc import Iterator
from itertools import chain
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from bot.dialogo.peticiones import SinOir
from bot.dialogo.peticiones.voz import SEGUNDOS_MAXIMOS
from bot.servicio.puertos import NoSeOyo

MUESTRAS_POR_SEGUNDO = 16_000
"""Las que espera Whisper, de un solo canal."""
_DE_MAS = 1.0
"""Segundos que se perdonan: Telegram redondea la duración."""
_SIN_SALIR = {
    # Sin esto, una lista de reproducción haría que se pidieran las direcciones que trae.
    "format_whitelist": "ogg,mov,mp3,wav,flac,matroska,aac,amr",
    "protocol_whitelist": "pipe",
}


def leer_audio(audio: bytes) -> NDArray[np.float32]:
    """Las muestras de un archivo, entre −1 y 1. Raises `NoSeOyo` si no es audio o dura de más."""
    from av.error import FFmpegError

    caben = int((SEGUNDOS_MAXIMOS + _DE_MAS) * MUESTRAS_POR_SEGUNDO)
    partes: list[NDArray[np.float32]] = []
    leidas = 0
    try:
        for parte in _muestras(audio):
            leidas += len(parte)
            if leidas > caben:
                raise NoSeOyo(SinOir.LARGA)
            partes.append(parte)
    except (FFmpegError, ValueError, IndexError):
        raise NoSeOyo(SinOir.NO_ES_AUDIO) from None
    if not partes:
        raise NoSeOyo(SinOir.NO_ES_AUDIO)
    return np.concatenate(partes)


def _muestras(audio: bytes) -> Iterator[NDArray[np.float32]]:
    import av
    from av.audio.resampler import AudioResampler

    a_la_medida = AudioResampler(format="s16", layout="mono", rate=MUESTRAS_POR_SEGUNDO)
    with av.open(io.BytesIO(audio), mode="r", options=_SIN_SALIR, metadata_errors="ignore") as abierto:
        cuadros = cast("Iterator[Any]", abierto.decode(audio=0))
        for cuadro in chain(cuadros, (None,)):  # al final, lo que quedaba por ajustar
            for listo in a_la_medida.resample(cuadro):
                yield listo.to_ndarray().reshape(-1).astype(np.float32) / np.float32(32_768)
