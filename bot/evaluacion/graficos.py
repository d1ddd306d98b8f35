"""Los dos gráficos del informe. Es lo único que usa matplotlib, que se carga al dibujar."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.evaluacion.metricas import Curvas

RIESGO = "riesgo-cobertura.png"
FIABILIDAD = "fiabilidad.png"


def se_puede_dibujar() -> bool:
    """Dice si matplotlib está instalado."""
    return find_spec("matplotlib") is not None


def dibujar(carpeta: Path, curvas: Curvas) -> tuple[str, ...]:
    """Escribe los dos PNG y devuelve sus nombres; ninguno si ningún caso da puntos."""
    if not curvas.fiabilidad:
        return ()
    _dibujar_riesgo(carpeta / RIESGO, curvas.riesgo)
    _dibujar_fiabilidad(carpeta / FIABILIDAD, curvas.fiabilidad)
    return RIESGO, FIABILIDAD


def _lienzo() -> tuple[Any, Any]:
    """Una figura de matplotlib y sus ejes: sus tipos, incompletos, no salen de aquí. Agg dibuja sin pantalla."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figura = Figure(figsize=(6, 4.5), dpi=150, layout="constrained")
    FigureCanvasAgg(figura)
    return figura, figura.add_subplot()


def _dibujar_riesgo(ruta: Path, puntos: tuple[tuple[float, float], ...]) -> None:
    figura, ejes = _lienzo()
    ejes.step([cobertura for cobertura, _ in puntos], [100 * riesgo for _, riesgo in puntos], where="post")
    for tope in (1, 2, 5):
        ejes.axhline(tope, linestyle=":", linewidth=0.8, color="gray")
    ejes.set(
        xlim=(0, 1),
        xlabel="Cobertura: parte de las preguntas que se contesta",
        ylabel="Riesgo: % errado de lo contestado",
        title="Riesgo–cobertura al bajar el umbral de confianza",
    )
    ejes.set_ylim(bottom=0)
    figura.savefig(ruta)


def _dibujar_fiabilidad(ruta: Path, puntos: tuple[tuple[float, float, int], ...]) -> None:
    figura, ejes = _lienzo()
    ejes.plot([0, 1], [0, 1], linestyle=":", color="gray", label="calibración perfecta")
    ejes.plot([uno for uno, _, _ in puntos], [dos for _, dos, _ in puntos], marker="o", label="asistente")
    for confianza, frecuencia, casos in puntos:
        ejes.annotate(
            f"n={casos}", (confianza, frecuencia), textcoords="offset points", xytext=(0, -12), ha="center", fontsize=7
        )
    ejes.set(
        xlim=(-0.03, 1.05),
        ylim=(-0.06, 1.05),
        xlabel="Confianza media del tramo",
        ylabel="Parte que se puede responder",
        title="Fiabilidad de la confianza",
    )
    ejes.legend(loc="upper left")
    figura.savefig(ruta)
