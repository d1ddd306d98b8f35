"""Cuántas respuestas de una evaluación van bien, con su intervalo. Módulo puro, salvo leer el archivo.

Un caso puede traer `respondible` (bool) y `evidencia` (las palabras del documento que lo sostienen).
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import median, quantiles
from typing import Any, cast

_ESPACIOS = re.compile(r"\s+")
Z_95 = 1.959964
CITADOS = frozenset({"respuesta", "cercano"})


@dataclass(frozen=True, slots=True)
class Esperado:
    """Lo que un caso debería dar; `respondible` es None si el archivo no lo dice."""

    identificador: str
    respondible: bool | None
    evidencia: str | None


def leer_esperados(ruta: Path) -> tuple[Esperado, ...]:
    """Lee lo esperado de cada caso, en el orden del archivo (ya validado por `leer_casos`)."""
    leidos = (
        cast("dict[str, Any]", json.loads(linea))
        for linea in ruta.read_text(encoding="utf-8").splitlines()
        if linea.strip()
    )
    return tuple(Esperado(str(caso["id"]), caso.get("respondible"), caso.get("evidencia")) for caso in leidos)


def resumir(
    esperados: Sequence[Esperado], respuestas: Sequence[Mapping[str, Any]], textos: Mapping[str, str]
) -> tuple[str, ...]:
    """Devuelve líneas legibles: evidencia citada, negativas correctas, citas literales y tiempos."""
    pares = list(zip(esperados, respuestas, strict=True))
    lineas: list[str] = []
    respondibles = [(caso, dada) for caso, dada in pares if caso.respondible and caso.evidencia]
    if respondibles:
        aciertos = [sostiene(dada, caso.evidencia or "", textos) for caso, dada in respondibles]
        lineas.append(_proporcion("Respondibles que citan su evidencia", aciertos))
        firmes = [
            bien and dada["estado"] == "respuesta" for bien, (_, dada) in zip(aciertos, respondibles, strict=True)
        ]
        lineas.append(_proporcion("  de ellas, con estado «respuesta»", firmes))
        lineas += [
            f"  sin su evidencia: {caso.identificador} ({dada['estado']})"
            for (caso, dada), bien in zip(respondibles, aciertos, strict=True)
            if not bien
        ]
    imposibles = [(caso, dada) for caso, dada in pares if caso.respondible is False]
    if imposibles:
        negadas = [dada["estado"] != "respuesta" for _, dada in imposibles]
        lineas.append(_proporcion("No respondibles que no se responden", negadas))
        lineas += [
            f"  respondida sin deber: {caso.identificador}"
            for (caso, _), bien in zip(imposibles, negadas, strict=True)
            if not bien
        ]
    citas = [(cita, textos.get(cita["documento"], "")) for _, dada in pares for cita in dada["citas"]]
    if citas:
        lineas.append(
            _proporcion(
                "Citas literales", [texto[cita["inicio"] : cita["fin"]] == cita["texto"] for cita, texto in citas]
            )
        )
    tiempos = [float(dada["ms"]) for _, dada in pares]
    if len(tiempos) > 1:
        lineas.append(
            f"Milisegundos por pregunta: mediana {median(tiempos):.1f}, p95 {quantiles(tiempos, n=20)[-1]:.1f}, "
            f"n={len(tiempos)}"
        )
    return tuple(lineas)


def sostiene(respuesta: Mapping[str, Any], evidencia: str, textos: Mapping[str, str]) -> bool:
    """Dice si la respuesta cita la evidencia, o un pasaje que la contiene."""
    if respuesta["estado"] not in CITADOS:
        return False
    buscada = _ESPACIOS.sub(" ", evidencia).strip()
    return any(buscada in _ESPACIOS.sub(" ", cita["texto"]) for cita in respuesta["citas"])


def intervalo(aciertos: int, total: int) -> tuple[float, float]:
    """Devuelve el intervalo de Wilson al 95 % de una proporción (Wilson, 1927)."""
    if not total:
        return 0.0, 1.0
    proporcion = aciertos / total
    divisor = 1 + Z_95**2 / total
    centro = (proporcion + Z_95**2 / (2 * total)) / divisor
    radio = Z_95 * sqrt(proporcion * (1 - proporcion) / total + Z_95**2 / (4 * total**2)) / divisor
    return max(0.0, centro - radio), min(1.0, centro + radio)


def _proporcion(nombre: str, aciertos: Sequence[bool]) -> str:
    bien, total = sum(aciertos), len(aciertos)
    bajo, alto = intervalo(bien, total)
    return f"{nombre}: {bien}/{total} = {bien / total:.1%} (IC 95 %: {bajo:.1%} a {alto:.1%})"
