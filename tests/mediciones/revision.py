"""Mide la revisión con borradores de personas: cuántas de las fallas puestas encuentra y qué observa sin que la haya.

    python -m tests.mediciones.revision [--casos ARCHIVO ...] [--detalle] [--hoy AAAA-MM-DD]

Cada borrador pasa por los lectores del producto. Una falla puesta se encuentra si la observa una de las reglas de su
clase (`DE_CLASE`). Es falsa alarma toda observación de esas reglas, o crítica, o importante, que no esté pendiente y
que ninguna falla puesta explique. Lo que un lector no entendió se cuenta aparte: la revisión no llegó a verlo.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.entrevista.coherencia.hallado import Observacion
from bot.entrevista.coherencia.revisar import revisar
from tests.apoyo.borrador_escrito import ENTREVISTA, HOY, Escrito, leer_escrito
from tests.apoyo.rutas import RAIZ

CASOS = (RAIZ / "tests" / "evaluacion" / "borradores-con-fallas.jsonl",)
DE_CLASE: dict[str, frozenset[str]] = {
    "parentesco": frozenset({"R36", "R21"}),
    "aportes_y_presupuesto": frozenset({"R23", "R37"}),
    "promesa_vacia": frozenset({"R38", "R11"}),
    "responsable_ajeno": frozenset({"R39", "R14"}),
    "poblacion_y_meta": frozenset({"R40"}),
    "objetivo_sin_medir": frozenset({"R41"}),
    "riesgos_en_uno": frozenset({"R15"}),
    "ods_ajeno": frozenset({"R42"}),
    "plazo_incoherente": frozenset({"R25"}),
    "negocio_propio": frozenset({"R06"}),
}
"""Qué reglas encuentran una falla de esa clase."""
LO_QUE_FALTA = frozenset({"R01", "R02", "R03", "R04"})
"""Dicen qué clase de actor no está: lo dice el dato, y quien escribió el borrador no tenía por qué ponerla."""


@dataclass(frozen=True, slots=True)
class Caso:
    """Un borrador revisado: sus fallas puestas, lo que se observó y cómo se leyó."""

    nombre: str
    fallas: tuple[str, ...]
    observaciones: tuple[Observacion, ...]
    escrito: Escrito
    dicho: dict[str, Any]

    @property
    def vistas(self) -> set[str]:
        """Las reglas que observaron algo; un dato que falta no es haber visto la falla."""
        return {una.regla for una in self.observaciones if not una.pendiente}

    @property
    def perdidas(self) -> tuple[str, ...]:
        """Las fallas puestas que ninguna regla de su clase observó."""
        return tuple(falla for falla in self.fallas if not DE_CLASE[falla] & self.vistas)

    @property
    def falsas(self) -> tuple[Observacion, ...]:
        """Lo observado sin que haya una falla puesta que lo explique."""
        explicadas = {regla for falla in self.fallas for regla in DE_CLASE[falla]}
        de_una_clase = {regla for reglas in DE_CLASE.values() for regla in reglas}
        return tuple(
            una
            for una in self.observaciones
            if una.regla not in explicadas | LO_QUE_FALTA
            and not una.pendiente
            and (una.severidad in ("critica", "importante") or una.regla in de_una_clase)
        )


def leer_casos(rutas: Iterable[Path], hoy: date = HOY) -> list[Caso]:
    """Los borradores de unos archivos, leídos y revisados."""
    lineas = [linea for ruta in rutas for linea in ruta.read_text(encoding="utf-8").splitlines() if linea.strip()]
    return [_revisado(json.loads(linea), hoy) for linea in lineas]


def _revisado(dicho: dict[str, Any], hoy: date) -> Caso:
    escrito = leer_escrito(dicho, hoy)
    observaciones = revisar(ENTREVISTA, escrito.eventos, hoy)
    fallas = tuple(str(una["clase"]) for una in dicho.get("fallas", ()))
    return Caso(str(dicho["id"]), fallas, observaciones, escrito, dicho)


def cuenta_por_clase(casos: Iterable[Caso]) -> dict[str, tuple[int, int]]:
    """De cada clase, cuántas fallas se encontraron y cuántas había."""
    puestas, perdidas = Counter[str](), Counter[str]()
    for caso in casos:
        puestas.update(caso.fallas)
        perdidas.update(caso.perdidas)
    return {clase: (puestas[clase] - perdidas[clase], puestas[clase]) for clase in DE_CLASE}


def imprimir(casos: list[Caso], *, con_detalle: bool) -> None:
    """Las medidas; con detalle, lo perdido y lo observado de más, borrador por borrador."""
    cuenta = cuenta_por_clase(casos)
    halladas, puestas = (sum(par[lugar] for par in cuenta.values()) for lugar in (0, 1))
    falsas = sum(len(caso.falsas) for caso in casos)
    print(
        f"{len(casos)} borradores, {sum(bool(caso.fallas) for caso in casos)} con fallas puestas. "
        f"Encontradas {halladas} de {puestas} ({halladas / max(1, puestas):.0%}); "
        f"falsas alarmas {falsas}, {falsas / max(1, len(casos)):.2f} por borrador."
    )
    for clase, (suyas, todas) in cuenta.items():
        print(f"  {clase} ({', '.join(sorted(DE_CLASE[clase]))}): {suyas} de {todas}")
    print("  falsas por regla:", dict(Counter(una.regla for caso in casos for una in caso.falsas).most_common()))
    for nombre, que in (("sin leer", "sin_leer"), ("dudas del lector", "dudas")):
        dichos = [f"{caso.nombre} · {uno}" for caso in casos for uno in getattr(caso.escrito, que)]
        print(f"  {nombre}: {len(dichos)}")
        if con_detalle:
            print("\n".join(f"    {uno}" for uno in dichos))
    if not con_detalle:
        return
    for caso in casos:
        for falla in caso.dicho.get("fallas", ()):
            marca = "PERDIDA " if falla["clase"] in caso.perdidas else "hallada "
            print(f"{caso.nombre} · {marca}{falla['clase']} · {falla.get('donde')} · {falla.get('por_que')}")
            if falla["clase"] not in caso.perdidas:
                for una in caso.observaciones:
                    if una.regla in DE_CLASE[falla["clase"]]:
                        print(f"      {una.regla} {una.grado} {una.lugar} {una.mensaje[:200]} «{una.frase}»")
        for una in caso.falsas:
            print(f"{caso.nombre} · FALSA {una.regla} {una.grado} {una.lugar} · {una.mensaje[:240]} «{una.frase}»")


def principal() -> None:
    """Lee los argumentos e imprime."""
    lector = argparse.ArgumentParser(prog="python -m tests.mediciones.revision", description=__doc__)
    lector.add_argument("--casos", type=Path, nargs="+", default=CASOS)
    lector.add_argument("--detalle", action="store_true", help="nombra lo perdido, lo observado de más y lo no leído")
    lector.add_argument("--hoy", type=date.fromisoformat, default=HOY, help="el día en que se revisa")
    dicho: Any = lector.parse_args()
    imprimir(leer_casos(dicho.casos, dicho.hoy), con_detalle=dicho.detalle)


if __name__ == "__main__":
    principal()
