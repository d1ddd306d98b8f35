"""Las versiones de un documento y lo que cambió entre dos: todo sale de los eventos. Módulo puro."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.entrevista.coherencia_examen import Examen
from bot.entrevista.eventos import Evento

DOCUMENTO = "documento"


@dataclass(frozen=True, slots=True)
class Version:
    """Una versión entregada: su número, la huella de las respuestas y cuántos eventos había."""

    numero: int
    huella: str
    eventos: int


def huella_de(examen: Examen) -> str:
    """El SHA-256 de lo que dice el borrador: versión de la entrevista, modo y respuestas visibles con sus palabras."""
    respuestas = {
        "|".join(paso.llave): [respuesta.valor, respuesta.crudo]
        for paso in examen.pasos
        if (respuesta := examen.borrador.respuestas.get(paso.llave)) is not None
    }
    contenido = [examen.entrevista.version, examen.entrevista.version_reglas, examen.borrador.modo, respuestas]
    escrito = json.dumps(contenido, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(escrito.encode("ascii")).hexdigest()


def versiones_de(eventos: Sequence[Evento]) -> tuple[Version, ...]:
    """Las versiones entregadas, de la más antigua a la más nueva; volver a pedir la misma no cuenta dos veces."""
    versiones: dict[int, Version] = {}
    for lugar, evento in enumerate(eventos):
        numero, huella = evento.datos.get("version"), evento.datos.get("huella")
        if evento.tipo == DOCUMENTO and isinstance(numero, int):
            versiones.setdefault(numero, Version(numero, str(huella), lugar))
    return tuple(versiones[numero] for numero in sorted(versiones))


def numero_de_version(eventos: Sequence[Evento], huella: str) -> int:
    """El número que le toca al documento: el de la última versión si nada cambió, o el siguiente."""
    versiones = versiones_de(eventos)
    if not versiones:
        return 1
    return versiones[-1].numero if versiones[-1].huella == huella else versiones[-1].numero + 1
