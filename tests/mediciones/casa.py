"""Las medidas de la casa: qué tan fácil es encontrar algo en el árbol del producto.

`python -m tests.mediciones.casa` las imprime y termina con error si alguna pasa de su límite. Lo mismo comprueba
`tests/unidad/test_casa.py`. Cuenta lo que está en el disco, sin lo que genera Python.
"""

import argparse
import ast
import statistics
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.apoyo.importaciones import PAQUETES, Flecha, carpetas, flechas, importaciones
from tests.apoyo.rutas import RAIZ

ARCHIVOS, MEDIANA = 564, 145
"""La mudanza terminó con 219 archivos y una mediana de 129. La seguridad, corregir hablando, la compuerta, las
sugerencias, el lector de cifras, disponer el texto para el documento, leer un apartado dicho de cualquier manera,
proponer un cambio antes de hacerlo, los borradores de varias organizaciones, el modelo de lenguaje, las notas de
voz, preguntar con cada oración de una norma, buscar dónde se define, lo que se decide con pocas palabras, lo que se
dice de un actor antes de que toque, lo que se pide de lo último que se contestó, que el borrador de preguntas
proponga poco y bueno, que se diga qué tiene mal un YAML, lo que se cuenta de otro (quien ayuda, otro trámite),
la cifra corregida que otra respuesta repite y comparar pieza por pieza agregaron lo suyo: crece lo que el asistente
sabe hacer. También la entrevista que las pruebas leen una sola vez. Lo que no cambia es lo que se mira de una vez: el
archivo más largo y los nombres por carpeta."""

NOMBRES_POR_CARPETA = 13
NOMBRES_EN_BOT = 14
GRUPO_DE_PREFIJO = 3
PARAMETROS = 5


@dataclass(frozen=True, slots=True)
class Medida:
    """Una cifra con su límite y, si lo pasa, los sitios que miraría quien quiera bajarla."""

    que: str
    valor: float
    limite: float
    sitios: tuple[str, ...] = ()

    @property
    def se_cumple(self) -> bool:
        return self.valor <= self.limite


@dataclass(frozen=True, slots=True)
class _Carpeta:
    ruta: Path
    nombres: tuple[str, ...]
    """Los archivos y carpetas que ve quien la abre; `__init__.py` no cuenta."""

    @property
    def relativa(self) -> str:
        return self.ruta.relative_to(RAIZ).as_posix()


def medir() -> list[Medida]:
    """Devuelve todas las medidas, en el orden en que se imprimen."""
    return [*_de_los_nombres(), *_de_las_flechas(), *_de_los_archivos(), _de_las_funciones(), _de_los_contratos()]


def _carpetas_de_codigo() -> Iterator[_Carpeta]:
    """Las que tienen algún `.py`, suyo o más adentro; las de datos crecen con lo que agrega la agencia."""
    for paquete in PAQUETES:
        for ruta in (RAIZ / paquete, *sorted((RAIZ / paquete).rglob("*"))):
            if ruta.is_dir() and any(ruta.rglob("*.py")):
                nombres = sorted(uno.name for uno in ruta.iterdir() if _se_ve(uno))
                yield _Carpeta(ruta, tuple(nombres))


def _se_ve(ruta: Path) -> bool:
    if ruta.name in {"__init__.py", "__pycache__"} or ruta.name.startswith("."):
        return False
    return ruta.is_file() or any(uno.is_file() and "__pycache__" not in uno.parts for uno in ruta.rglob("*"))


def _de_los_nombres() -> Iterator[Medida]:
    todas = list(_carpetas_de_codigo())
    bot = next(una for una in todas if una.relativa == "bot")
    resto = sorted((una for una in todas if una != bot), key=lambda una: -len(una.nombres))
    llenas = tuple(f"{una.relativa}: {len(una.nombres)}" for una in resto if len(una.nombres) > NOMBRES_POR_CARPETA)
    yield Medida("nombres en la carpeta más llena", len(resto[0].nombres), NOMBRES_POR_CARPETA, llenas)
    yield Medida("nombres en la raíz de bot", len(bot.nombres), NOMBRES_EN_BOT)
    repetidos = tuple(
        f"{una.relativa}/{nombre}"
        for una in todas
        for nombre in una.nombres
        if una.ruta.name in nombre.partition(".")[0].split("_")
    )
    yield Medida("archivos que repiten el nombre de su carpeta", len(repetidos), 0, repetidos)
    grupos = tuple(f"{una.relativa}/{prefijo}_*: {cuantos}" for una in todas for prefijo, cuantos in _prefijos(una))
    yield Medida("grupos de tres o más archivos con el mismo prefijo", len(grupos), 0, grupos)


def _prefijos(carpeta: _Carpeta) -> Iterator[tuple[str, int]]:
    """Los prefijos repetidos: lo que va antes de la primera raya baja, con el archivo que se llame solo así."""
    grupos: dict[str, list[str]] = defaultdict(list)
    for nombre in carpeta.nombres:
        raiz = nombre.partition(".")[0]
        if raiz.strip("_") == raiz:
            grupos[raiz.partition("_")[0]].append(raiz)
    for prefijo, raices in grupos.items():
        if len(raices) >= GRUPO_DE_PREFIJO and any("_" in raiz for raiz in raices):
            yield prefijo, len(raices)


def _de_las_flechas() -> Iterator[Medida]:
    grafo = importaciones()
    circulos: list[str] = []
    arriba: list[str] = []
    for carpeta in carpetas():
        circulo = _circulo(flechas(grafo.find_children(carpeta)))
        if circulo:
            circulos.append(" → ".join(circulo))
        arriba += [f"{desde} → {hasta}" for desde, hasta in grafo.nominate_cycle_breakers(carpeta)]
    arriba += _contra_los_pisos()
    yield Medida("círculos de importaciones", len(circulos), 0, tuple(circulos))
    yield Medida("flechas hacia arriba entre vecinos", len(arriba), 0, tuple(sorted(arriba)))
    yield Medida("importaciones de la entrevista en las preguntas", len(ajenas := _ajenas_a_las_preguntas()), 0, ajenas)


def _ajenas_a_las_preguntas() -> tuple[str, ...]:
    """Lo que `bot/dialogo/preguntas` importa de la entrevista o de su conversación."""
    grafo = importaciones()
    return tuple(
        f"{modulo} → {importado}"
        for modulo in sorted(grafo.find_descendants("bot.dialogo.preguntas"))
        for importado in sorted(grafo.find_modules_directly_imported_by(modulo))
        if importado.startswith(("bot.entrevista", "bot.dialogo.borrador"))
    )


def _circulo(todas: set[Flecha]) -> list[str]:
    orden: TopologicalSorter[str] = TopologicalSorter()
    for desde, hasta in todas:
        orden.add(desde, hasta)
    try:
        orden.prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def _contra_los_pisos() -> Iterator[str]:
    """Las flechas que suben en los pisos que declara `pyproject.toml`, o que unen dos cuartos de un mismo piso."""
    for contrato in _contratos():
        if contrato["type"] != "layers":
            continue
        for contenedor in contrato.get("containers", [""]):
            piso = {
                f"{contenedor}.{cuarto.strip()}".lstrip("."): numero
                for numero, fila in enumerate(contrato["layers"])
                for cuarto in fila.split("|")
            }
            for desde, hasta in flechas(set(piso)):
                if piso[desde] >= piso[hasta]:
                    yield f"{desde} → {hasta}"


def _contratos() -> list[dict[str, object]]:
    proyecto = tomllib.loads((RAIZ / "pyproject.toml").read_text(encoding="utf-8"))
    return proyecto["tool"]["importlinter"]["contracts"]


def _archivos() -> dict[str, str]:
    """Los archivos de Python del producto con su texto; sin los `__init__.py` que solo dicen qué es la carpeta."""
    return {
        ruta.relative_to(RAIZ).as_posix(): texto
        for paquete in PAQUETES
        for ruta in sorted((RAIZ / paquete).rglob("*.py"))
        if not _solo_dice_que_es(ruta.name, texto := ruta.read_text(encoding="utf-8"))
    }


def _solo_dice_que_es(nombre: str, texto: str) -> bool:
    return nombre == "__init__.py" and all(isinstance(una, ast.Expr) for una in ast.parse(texto).body)


def _de_los_archivos() -> Iterator[Medida]:
    largos = {nombre: len(texto.splitlines()) for nombre, texto in _archivos().items()}
    cortos = tuple(f"{nombre}: {largos[nombre]}" for nombre in sorted(largos, key=largos.__getitem__)[:12])
    yield Medida("archivos de Python", len(largos), ARCHIVOS, ("los más cortos, por si alguno cabe en otro:", *cortos))
    yield Medida("líneas del archivo mediano", statistics.median(largos.values()), MEDIANA)
    pasados = tuple(f"{nombre}: {lineas}" for nombre, lineas in largos.items() if lineas > 400)
    yield Medida("líneas del archivo más largo", max(largos.values()), 400, pasados)


def _de_las_funciones() -> Medida:
    """La parte de las funciones que piden cinco o más cosas, sin contar `self` ni `cls`, ni `*args` ni `**kwargs`."""
    cuantas = 0
    anchas: list[str] = []
    for nombre, texto in _archivos().items():
        for nodo in ast.walk(ast.parse(texto)):
            if isinstance(nodo, ast.FunctionDef | ast.AsyncFunctionDef):
                cuantas += 1
                pide = _parametros(nodo)
                if pide >= PARAMETROS:
                    anchas.append(f"{nombre}:{nodo.lineno} {nodo.name}: {pide}")
    anchas.sort(key=lambda sitio: -int(sitio.rpartition(" ")[2]))
    return Medida("funciones de cinco o más parámetros, en %", 100 * len(anchas) / cuantas, 4, tuple(anchas))


def _parametros(funcion: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    nombres = [uno.arg for uno in (*funcion.args.posonlyargs, *funcion.args.args)]
    return len(nombres) - (nombres[:1] in (["self"], ["cls"])) + len(funcion.args.kwonlyargs)


def _de_los_contratos() -> Medida:
    """Las líneas de `pyproject.toml` desde el primer renglón de import-linter hasta la tabla que siga, o el final."""
    lineas = (RAIZ / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    desde = lineas.index("[tool.importlinter]")
    siguen = (
        n for n, linea in enumerate(lineas) if n > desde and linea.startswith("[") and "importlinter" not in linea
    )
    return Medida("líneas de los contratos de importación", next(siguen, len(lineas)) - desde, 40)


def tabla(medidas: list[Medida]) -> str:
    """Una línea por medida y, de lo que pasa de su límite, dónde mirar."""
    lineas = [
        f"{'' if una.se_cumple else 'NO':2}  {una.que:<52}{una.valor:>7.4g}  hasta {una.limite}" for una in medidas
    ]
    for una in medidas:
        if not una.se_cumple:
            lineas += ["", f"{una.que}:", *(f"  {sitio}" for sitio in una.sitios)]
    return "\n".join(lineas)


def principal() -> None:
    argparse.ArgumentParser(
        prog="python -m tests.mediciones.casa", description="Las medidas de la casa, con sus límites."
    ).parse_args()
    medidas = medir()
    print(tabla(medidas))
    sys.exit(not all(una.se_cumple for una in medidas))


if __name__ == "__main__":
    principal()
