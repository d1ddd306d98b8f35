"""Lo que se cuenta de una comparación: tablas en Markdown, JSON con todo y un gráfico. No mide ni busca."""

import json
import os
import platform
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from bot.evaluacion.estadistica import Medida
from tests.mediciones.comparacion.datos import ErrorDeComparacion
from tests.mediciones.comparacion.memoria import Ocupacion
from tests.mediciones.comparacion.motores import NOMBRES
from tests.mediciones.medidas import REMUESTREOS, Calidad, calificar, comparar

_PAQUETES = (
    "langchain-core",
    "langchain-chroma",
    "langchain-classic",
    "chromadb",
    "rank-bm25",
    "haystack-ai",
    "bm25s",
    "PyStemmer",
    "onnxruntime",
    "numpy",
)


@dataclass(frozen=True, slots=True)
class Medicion:
    """Lo medido de un motor, pregunta por pregunta y en el mismo orden en todos; tiempos en milisegundos."""

    clave: str
    puestos: tuple[int | None, ...]
    milisegundos: tuple[float, ...]
    procesador: tuple[float, ...]
    ocupacion: Ocupacion

    def percentil(self, cual: int) -> float:
        """Un percentil del tiempo de respuesta, en milisegundos."""
        return float(np.percentile(self.milisegundos, cual))


@dataclass(frozen=True, slots=True)
class Comparacion:
    """Una comparación entera. `carga` es la de la máquina al empezar; la primera medición es la propia."""

    datos: str
    parrafos: int
    fragmentos: int
    preguntas: int
    respondibles: int
    semilla: int
    carga: float
    mediciones: tuple[Medicion, ...]


@dataclass(frozen=True, slots=True)
class _Resumen:
    """Un motor con su calidad y, salvo el propio, cuánto le saca el propio."""

    medicion: Medicion
    calidad: Calidad
    diferencia: Calidad | None


def escribir_informe(comparacion: Comparacion, salida: Path) -> str:
    """Escribe comparacion.md, .json y .png en `salida` y devuelve el Markdown.

    Raises `ErrorDeComparacion` si no se puede escribir ahí.
    """
    resumenes = _resumir(comparacion)
    markdown = _en_markdown(comparacion, resumenes)
    try:
        (salida / "comparacion.md").write_text(markdown, encoding="utf-8")
        (salida / "comparacion.json").write_text(_en_json(comparacion, resumenes), encoding="utf-8")
        _dibujar(resumenes, salida / "comparacion.png")
    except OSError as error:
        raise ErrorDeComparacion(
            f"No se puede escribir en {salida}: {error.strerror}. Elija otra carpeta con --salida."
        ) from error
    return markdown


def _resumir(comparacion: Comparacion) -> list[_Resumen]:
    propia, *ajenas = comparacion.mediciones
    return [
        _Resumen(propia, calificar(propia.puestos), None),
        *(_Resumen(ajena, calificar(ajena.puestos), comparar(propia.puestos, ajena.puestos)) for ajena in ajenas),
    ]


def _en_markdown(comparacion: Comparacion, resumenes: list[_Resumen]) -> str:
    lineas = [
        f"{comparacion.preguntas} preguntas de {comparacion.respondibles} respondibles, {comparacion.parrafos} "
        f"párrafos en {comparacion.fragmentos} fragmentos. Por cien, con IC del 95 % ({REMUESTREOS} remuestreos "
        "de preguntas).",
        "",
        "| motor | nDCG@10 | R@1 | R@5 | MRR |",
        "|---|---|---|---|---|",
    ]
    for resumen in resumenes:
        lineas.append(f"| {_nombre(resumen)} | {' | '.join(_con_intervalo(una) for una in resumen.calidad.values())} |")
    lineas += [
        "",
        "Cuánto saca Alianzas a cada uno, en puntos y pregunta por pregunta (diferencia pareada, IC del 95 %); "
        "en **negrita** si el intervalo no toca el cero:",
        "",
        "| Alianzas menos… | nDCG@10 | R@1 | R@5 | MRR |",
        "|---|---|---|---|---|",
    ]
    for resumen in resumenes:
        if resumen.diferencia is not None:
            celdas = " | ".join(_con_signo(una) for una in resumen.diferencia.values())
            lineas.append(f"| {_nombre(resumen)} | {celdas} |")
    lineas += [
        "",
        f"Costo (carga de la máquina al empezar: {_numero(comparacion.carga)}, {os.cpu_count()} núcleos):",
        "",
        "| motor | p50 (ms) | p95 (ms) | procesador por pregunta (ms) | memoria (MB) | arranque (s) |",
        "|---|---|---|---|---|---|",
    ]
    for resumen in resumenes:
        medicion = resumen.medicion
        cifras = (
            _numero(medicion.percentil(50)),
            _numero(medicion.percentil(95)),
            _numero(float(np.mean(medicion.procesador))),
            f"{medicion.ocupacion.residente:.0f}",
            _numero(medicion.ocupacion.arranque),
        )
        lineas.append(f"| {_nombre(resumen)} | {' | '.join(cifras)} |")
    return "\n".join([*lineas, ""])


def _en_json(comparacion: Comparacion, resumenes: list[_Resumen]) -> str:
    motores: list[dict[str, Any]] = []
    for resumen in resumenes:
        medicion = resumen.medicion
        motores.append(
            {
                "clave": medicion.clave,
                "nombre": NOMBRES[medicion.clave],
                "calidad": _a_dict(resumen.calidad),
                "alianzas_menos_este": _a_dict(resumen.diferencia) if resumen.diferencia else None,
                "p50_ms": medicion.percentil(50),
                "p95_ms": medicion.percentil(95),
                "procesador_ms": float(np.mean(medicion.procesador)),
                "ocupacion": asdict(medicion.ocupacion),
                "puestos": medicion.puestos,
            }
        )
    contenido = {
        "datos": comparacion.datos,
        "parrafos": comparacion.parrafos,
        "fragmentos": comparacion.fragmentos,
        "preguntas": comparacion.preguntas,
        "respondibles": comparacion.respondibles,
        "semilla": comparacion.semilla,
        "remuestreos": REMUESTREOS,
        "maquina": {"nucleos": os.cpu_count(), "python": platform.python_version(), "carga": comparacion.carga},
        "versiones": {nombre: version(nombre) for nombre in _PAQUETES},
        "motores": motores,
    }
    return json.dumps(contenido, ensure_ascii=False, indent=1) + "\n"


def _dibujar(resumenes: list[_Resumen], archivo: Path) -> None:
    """nDCG@10 con su intervalo, tiempo (barra: p50; raya: p95) y memoria, un renglón por motor."""
    figura_de: Any = import_module("matplotlib.figure")
    figura = figura_de.Figure(figsize=(12, 0.55 * len(resumenes) + 1.6), layout="constrained")
    calidad, tiempo, memoria = figura.subplots(1, 3, sharey=True)
    for renglon, resumen in enumerate(resumenes):
        color = "#b5432a" if resumen.diferencia is None else "#5b7083"
        ndcg, medicion = resumen.calidad["ndcg_10"], resumen.medicion
        margen = [[100 * (ndcg.valor - ndcg.bajo)], [100 * (ndcg.alto - ndcg.valor)]]
        calidad.errorbar([100 * ndcg.valor], [renglon], xerr=margen, fmt="o", color=color, capsize=4)
        p50, p95 = medicion.percentil(50), medicion.percentil(95)
        tiempo.barh(renglon, p50, color=color)
        tiempo.plot([p50, p95], [renglon, renglon], color=color, marker="|")
        memoria.barh(renglon, medicion.ocupacion.residente, color=color)
    calidad.set_yticks(range(len(resumenes)), [_nombre(resumen) for resumen in resumenes])
    calidad.invert_yaxis()
    for parte, titulo in (
        (calidad, "nDCG@10, IC del 95 %"),
        (tiempo, "ms por pregunta (barra p50, raya p95)"),
        (memoria, "memoria residente (MB)"),
    ):
        parte.set_title(titulo, fontsize=10)
        parte.grid(axis="x", alpha=0.3)
    figura.savefig(archivo, dpi=130)


def _nombre(resumen: _Resumen) -> str:
    return NOMBRES[resumen.medicion.clave]


def _a_dict(calidad: Calidad) -> dict[str, dict[str, Any]]:
    return {nombre: asdict(medida) for nombre, medida in calidad.items()}


def _con_intervalo(una: Medida) -> str:
    return f"{_numero(100 * una.valor)} [{_numero(100 * una.bajo)}; {_numero(100 * una.alto)}]"


def _con_signo(una: Medida) -> str:
    texto = f"{_numero(100 * una.valor, '+')} [{_numero(100 * una.bajo, '+')}; {_numero(100 * una.alto, '+')}]"
    return f"**{texto}**" if una.bajo > 0 or una.alto < 0 else texto


def _numero(valor: float, signo: str = "") -> str:
    return f"{valor:{signo}.1f}".replace(".", ",").replace("-", "−")
