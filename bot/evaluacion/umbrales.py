"""Los umbrales que una versión no debe incumplir, en YAML:

minimos: {recuperacion.ndcg_10: 0.9}
maximos: {estado.ece: 0.1}
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.evaluacion.estadistica import Medida
from conocimiento.errores import ErrorLegible, motivo_de
from conocimiento.yaml.nodos import Fallo, abrir


class ErrorUmbrales(ErrorLegible):
    """El archivo de umbrales no se puede leer; el mensaje dice qué se esperaba."""


@dataclass(frozen=True, slots=True)
class Umbrales:
    """Lo menos y lo más que puede dar cada medida, por su nombre."""

    minimos: Mapping[str, float] = field(default_factory=dict[str, float])
    maximos: Mapping[str, float] = field(default_factory=dict[str, float])


def leer_umbrales(ruta: Path) -> Umbrales:
    """Lee los umbrales. Raises `ErrorUmbrales`."""
    fallos: list[Fallo] = []
    try:
        nodo = abrir(ruta, fallos)
    except OSError as error:
        raise ErrorUmbrales(f"{ruta}: no se puede leer ({motivo_de(error)}); revise la ruta y el archivo.") from error
    umbrales = nodo.leer(Umbrales) if nodo else Umbrales()
    if not fallos and umbrales == Umbrales():
        fallos.append(Fallo(ruta.name, 1, "no hay ningún umbral; escriba alguno bajo «minimos» o «maximos»"))
    if fallos:
        raise ErrorUmbrales("\n".join(map(str, fallos)))
    return umbrales


def incumplidos(umbrales: Umbrales, medidas: Mapping[str, Medida]) -> tuple[str, ...]:
    """Devuelve una línea legible por umbral incumplido; una medida que no se hizo no lo cumple."""
    lineas: list[str] = []
    for signo, topes in (("<", umbrales.minimos), (">", umbrales.maximos)):
        for nombre, tope in topes.items():
            medida = medidas.get(nombre)
            if medida is None:
                lineas.append(f"{nombre}: no se midió (revise el nombre, los casos o si hace falta --robustez)")
            elif (medida.valor < tope) if signo == "<" else (medida.valor > tope):
                lineas.append(f"{nombre}: {medida.valor:.4f} {signo} {tope:g} (n={medida.n})")
    return tuple(lineas)
