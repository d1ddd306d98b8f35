"""El modelo de lenguaje como lo usa el servicio: con plazo, tope, sitios y seudónimos. No juzga lo que contesta.

Un solo intento: la respuesta sin modelo ya está decidida, y nadie espera dos veces por una que quizá mejore.
"""

import asyncio
import logging
import re
import time
from collections.abc import Callable, Mapping, Sequence

from bot.dialogo.peticiones.lenguaje import Contestado, Encargo, Motivo, ResultadoDeUso, TextoEnviado, Uso
from bot.entrevista.eventos import Evento
from bot.lenguaje.conexion import Conexion, Dicho
from bot.lenguaje.formular import formular, huella
from bot.lenguaje.limites import PIEZAS, PLAZO, Cortacircuitos, Sitios
from bot.lenguaje.medidas import MedidasDeLenguaje
from bot.servicio.puertos import SinLenguaje

REGISTRO = logging.getLogger(__name__)

LARGO = 16 * 1024
"""Lo más que se lee de lo que contesta, en octetos."""
CIFRAS_DE_HUELLA = 8

Tachar = Callable[[str, Sequence[Evento]], TextoEnviado]
"""Pone seudónimos en lugar de los datos de un texto y de lo que esa persona guardó. Ocupa un procesador un instante."""


class ModeloDeLenguaje:
    """Cumple `Lenguaje` con el modelo configurado."""

    def __init__(
        self,
        conexion: Conexion,
        tachar: Tachar,
        seudonimo: re.Pattern[str],
        reloj: Callable[[], float] = time.monotonic,
        plazo: Mapping[Uso, float] = PLAZO,
    ) -> None:
        self._conexion, self._tachar, self._seudonimo, self._plazo = conexion, tachar, seudonimo, plazo
        self._corte, self._sitios = Cortacircuitos(reloj), Sitios()
        self.medidas = MedidasDeLenguaje(lambda: self._corte.abierto)

    async def pedir(self, encargo: Encargo, historia: Sequence[Evento] = ()) -> Contestado:
        """Lo que contesta el modelo. Raises `SinLenguaje`."""
        inicio = time.perf_counter()
        dicho, resultado = Dicho("", False, 0, 0), "respondio"
        try:
            async with asyncio.timeout(self._plazo[encargo.uso]):
                enviado, dicho = await self._preguntar(encargo, historia)
            return Contestado(self._leer(dicho, enviado), enviado)
        except SinLenguaje as error:
            resultado = f"fallo:{error.motivo}"
            raise
        except TimeoutError:
            resultado = f"fallo:{Motivo.PLAZO}"
            self._corte.anotar(bien=False)
            raise SinLenguaje(Motivo.PLAZO) from None
        except asyncio.CancelledError:
            resultado = "fallo:cancelado"
            self._corte.soltar()
            raise
        finally:
            segundos = time.perf_counter() - inicio
            self.medidas.medir(encargo.uso, segundos, dicho.entrada, dicho.salida)
            if resultado != "respondio":
                self.medidas.contar(encargo.uso, resultado)
            REGISTRO.info(
                "lenguaje uso=%s modelo=%s peticion=%s ms=%d entrada=%d salida=%d resultado=%s",
                encargo.uso.value,
                self._conexion.nombre,
                huella(encargo.uso, encargo.esquema)[:CIFRAS_DE_HUELLA],
                round(segundos * 1000),
                dicho.entrada,
                dicho.salida,
                resultado,
            )

    def anotar(self, uso: Uso, resultado: ResultadoDeUso) -> None:
        """Cuenta en qué quedó lo que contestó: lo decide quien lo lee."""
        self.medidas.contar(uso, resultado.value)

    async def _preguntar(self, encargo: Encargo, historia: Sequence[Evento]) -> tuple[TextoEnviado, Dicho]:
        if self._corte.abierto:  # antes de esperar un sitio para nada
            raise SinLenguaje(Motivo.DESCONECTADO)
        async with self._sitios.tomar():
            self._corte.pasar()
            try:
                enviado = await asyncio.to_thread(self._tachar, encargo.personal, historia)
                formulada = formular(encargo, enviado.texto)
                dicho = await self._conexion.preguntar(formulada, encargo.esquema, PIEZAS[encargo.uso])
            except Exception as error:
                self._corte.anotar(bien=False)
                REGISTRO.debug("lenguaje error=%s", type(error).__name__)
                raise SinLenguaje(Motivo.ERROR) from None  # el de la biblioteca puede repetir lo enviado
            self._corte.anotar(bien=bool(dicho.texto.strip()))
            return enviado, dicho

    def _leer(self, dicho: Dicho, enviado: TextoEnviado) -> str:
        texto = dicho.texto.strip()
        if not texto:
            raise SinLenguaje(Motivo.VACIO)
        if not dicho.termino or len(texto.encode("utf-8", "replace")) > LARGO:
            raise SinLenguaje(Motivo.CORTADO)
        if any(hallado.group() not in enviado.texto for hallado in self._seudonimo.finditer(texto)):
            raise SinLenguaje(Motivo.AJENO)
        return texto
