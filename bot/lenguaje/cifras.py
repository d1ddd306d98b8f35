"""Las cifras de cada modelo con cada petición: sin unas buenas no se enciende lo que cambia lo que se contesta."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from bot.dialogo.peticiones.lenguaje import Uso
from bot.lenguaje.formular import huella
from bot.lenguaje.limites import PLAZO
from conocimiento.archivos import escribir_entero

ARCHIVO = "lenguaje-cifras.json"


@dataclass(frozen=True, slots=True)
class Cifras:
    """Lo medido con un archivo de casos, sin el modelo y con él.

    De las `preguntadas`: `fallos`, que no contestó; `rechazadas`, que contestó otra cosa que lo pedido; `tarde`, que
    llegó cuando a quien conversa ya se le habría contestado sin él; y `cambiadas`, en que se diría otra cosa.
    """

    modelo: str
    uso: str
    peticion: str
    fecha: str
    casos: int
    preguntadas: int
    evidencia_sin: int
    evidencia_con: int
    estados_sin: int
    estados_con: int
    falsas_sin: int
    falsas_con: int
    p95_segundos: float
    piezas_de_entrada: int
    piezas_de_salida: int
    fallos: int
    rechazadas: int = 0
    tarde: int = 0
    cambiadas: int = 0
    mediana_segundos: float = 0.0

    @property
    def empeora(self) -> bool:
        """Si con el modelo se contesta más de lo que no se debía."""
        return self.falsas_con > self.falsas_sin

    @property
    def por_que_no(self) -> str:
        """Por qué con ellas no se enciende; vacío si se puede."""
        plazo = PLAZO[Uso(self.uso)]
        if self.empeora:
            return "con él se contesta más de lo que no se debe"
        if not self.preguntadas:
            return "con esos casos no se le preguntó nada"
        if self.fallos + self.rechazadas >= self.preguntadas:
            return "no contestó lo que se le pedía ni una vez"
        if self.p95_segundos > plazo:
            return (
                f"tarda demasiado: 5 de cada 100 consultas pasan de {plazo:.0f} s, y quien pregunta esperaría para nada"
            )
        return ""


def leer_cifras(datos: Path) -> tuple[Cifras, ...]:
    """Las guardadas, de la más antigua a la más nueva; ninguna si el archivo falta o no se entiende."""
    try:
        leidas: Any = json.loads((datos / ARCHIVO).read_text(encoding="utf-8"))
        return tuple(Cifras(**cast("dict[str, Any]", una)) for una in leidas)
    except (OSError, ValueError, TypeError):
        return ()


def guardar_cifras(datos: Path, cifras: Cifras) -> Path:
    """Agrega unas cifras y devuelve el archivo. Raises `OSError`."""
    todas = [*leer_cifras(datos), cifras]
    texto = json.dumps([asdict(una) for una in todas], ensure_ascii=False, indent=1)
    escribir_entero(datos / ARCHIVO, f"{texto}\n".encode())
    return datos / ARCHIVO


def por_que_apagado(datos: Path, modelo: str, uso: Uso, esquema: Mapping[str, Any]) -> str:
    """Por qué ese uso no se enciende con ese modelo y la petición de ahora; vacío si las últimas cifras lo permiten."""
    de_ahora = huella(uso, esquema)
    suyas = [una for una in leer_cifras(datos) if (una.modelo, una.peticion) == (modelo, de_ahora)]
    return suyas[-1].por_que_no if suyas else "de este modelo con esta petición no hay cifras"
