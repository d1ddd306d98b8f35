"""Las cifras de cada modelo con cada petición: sin ellas no se enciende lo que cambia lo que se contesta."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from bot.dialogo.peticiones.lenguaje import Uso
from bot.lenguaje.formular import huella
from conocimiento.archivos import escribir_entero

ARCHIVO = "lenguaje-cifras.json"


@dataclass(frozen=True, slots=True)
class Cifras:
    """Lo medido con un archivo de casos, sin el modelo y con él."""

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

    @property
    def empeora(self) -> bool:
        """Si con el modelo se contesta más de lo que no se debía."""
        return self.falsas_con > self.falsas_sin


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


def hay_cifras(datos: Path, modelo: str, uso: Uso, esquema: Mapping[str, Any]) -> bool:
    """Si las últimas de ese modelo con la petición de ahora dicen que no empeora."""
    de_ahora = huella(uso, esquema)
    suyas = [una for una in leer_cifras(datos) if (una.modelo, una.peticion) == (modelo, de_ahora)]
    return bool(suyas) and not suyas[-1].empeora
