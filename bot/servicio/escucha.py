"""Cumple `Transcribir`: trae una nota de voz por el canal y la da a quien la pasa a texto, de una en una.

El audio está en la memoria lo que eso dura, y no se guarda. El plazo es de todo: esperar el turno, traerla y oírla.
"""

import asyncio
import logging
from dataclasses import dataclass, field

from bot.dialogo.entradas import VozRecibida
from bot.dialogo.peticiones import SinOir, VozNoTranscrita, VozTranscrita
from bot.dialogo.peticiones.voz import OCTETOS_MAXIMOS
from bot.servicio.puertos import (
    DescargaFallida,
    Descargar,
    NoSeOyo,
    TrabajoExcedido,
    TrabajoInterrumpido,
    Transcriptor,
)
from bot.servicio.registro import anotar_fallo

REGISTRO = logging.getLogger(__name__)

PLAZO = 60.0
"""Segundos, en total, entre que le toca a la nota y lo que se oyó."""


@dataclass(frozen=True, slots=True)
class Escucha:
    """Sin `transcriptor` o sin `descargar` no se oye nada."""

    transcriptor: Transcriptor | None = None
    descargar: Descargar | None = None
    plazo: float = PLAZO
    turno: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    async def cumplir(self, voz: VozRecibida, nombre: str) -> VozTranscrita | VozNoTranscrita:
        """Devuelve el resultado; lo que falla también lo es, y queda en el registro con ese `nombre`.

        Raises `TrabajoInterrumpido`.
        """
        bucle = asyncio.get_running_loop()
        inicio = bucle.time()
        resultado = await self._oir(voz, inicio + self.plazo, nombre)
        como = "oida" if isinstance(resultado, VozTranscrita) else resultado.motivo.value
        REGISTRO.info(
            "voz conv=%s segundos=%d octetos=%d ms=%d resultado=%s",
            nombre,
            voz.segundos,
            voz.archivo.octetos,
            round((bucle.time() - inicio) * 1000),
            como,
        )
        return resultado

    async def _oir(self, voz: VozRecibida, hasta: float, nombre: str) -> VozTranscrita | VozNoTranscrita:
        if self.transcriptor is None or self.descargar is None:
            return VozNoTranscrita(SinOir.FALLO)
        try:
            async with asyncio.timeout_at(hasta), self.turno:
                audio = await self.descargar(voz.archivo.referencia, OCTETOS_MAXIMOS)
                queda = hasta - asyncio.get_running_loop().time()
                return VozTranscrita(voz, await self.transcriptor.transcribir(audio, queda))
        except TrabajoInterrumpido:
            raise
        except NoSeOyo as error:
            return VozNoTranscrita(error.motivo)
        except DescargaFallida:
            return VozNoTranscrita(SinOir.SIN_TRAER)
        except (TimeoutError, TrabajoExcedido):
            return VozNoTranscrita(SinOir.PLAZO)
        except Exception as error:
            anotar_fallo(REGISTRO, "nota de voz sin oír", nombre, error)
            return VozNoTranscrita(SinOir.FALLO)
