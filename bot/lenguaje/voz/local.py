"""Oír en esta máquina, con un modelo Whisper de una carpeta (faster-whisper).

Cada nota, en otro proceso: cede el procesador a quien conversa, y al terminar devuelve la memoria del modelo. Cargarlo
cuesta unos segundos en cada una.
"""

import asyncio
import os
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.dialogo.peticiones import SinOir
from bot.lenguaje.voz.audio import leer_audio
from bot.servicio.aparte import hacer_aparte
from bot.servicio.puertos import NoSeOyo

CONFIANZA_MINIMA = -1.0
"""Logaritmo medio de la probabilidad de lo oído: por debajo, se oyó mal."""
REPETICION_MAXIMA = 2.4
"""Cuánto se comprime lo oído: por encima, repite lo mismo sin fin, que es como inventa."""
IDIOMA = "es"
HAZ = 5


@dataclass(frozen=True, slots=True)
class TranscriptorLocal:
    """Oye con el modelo de una carpeta. Cumple `Transcriptor`. `glosario`: palabras que se pueden oír."""

    carpeta: Path
    glosario: str

    async def transcribir(self, audio: bytes, plazo: float) -> str:
        """Lo que se oye. Raises `NoSeOyo`, `TrabajoExcedido`, `TrabajoInterrumpido`."""
        oido = await asyncio.to_thread(lambda: hacer_aparte(oir, self.carpeta, self.glosario, audio, plazo=plazo))
        if isinstance(oido, SinOir):
            raise NoSeOyo(oido)
        return oido


def oir(carpeta: Path, glosario: str, audio: bytes) -> str | SinOir:
    """Lo que se oye en un archivo de audio, o por qué no se puede oír; vacío si no se oye a nadie."""
    try:
        muestras = leer_audio(audio)
    except NoSeOyo as error:
        return error.motivo
    # El modelo está en la carpeta: que ninguna biblioteca salga a buscar nada.
    os.environ["HF_HUB_OFFLINE"] = "1"
    biblioteca: Any = import_module("faster_whisper")  # no trae tipos
    hilos = max(1, (os.cpu_count() or 1) // 2)  # los demás procesadores son de quien conversa
    modelo = biblioteca.WhisperModel(
        str(carpeta), device="cpu", compute_type="int8", cpu_threads=hilos, local_files_only=True
    )
    segmentos, _ = modelo.transcribe(
        muestras,
        language=IDIOMA,
        beam_size=HAZ,
        temperature=0.0,  # sin volver a intentarlo con azar: lo que no se oye bien no se adivina
        condition_on_previous_text=False,
        initial_prompt=glosario or None,
        vad_filter=True,
    )
    return "".join(segmento.text for segmento in segmentos if _se_oyo_bien(segmento)).strip()


def _se_oyo_bien(segmento: Any) -> bool:
    return segmento.avg_logprob >= CONFIANZA_MINIMA and segmento.compression_ratio <= REPETICION_MAXIMA
