"""Las generaciones de un índice: se construyen aparte, enteras, y un puntero atómico dice cuál vale.

    <carpeta del índice>/actual        nombre de la generación vigente
                         g-…/          manifiesto.json, vectores.npz, claves.json, calibracion.json, chroma/

Quien lee nunca ve una a medio escribir. Una ausente, vieja o dañada se rehace; los vectores de lo que
no cambió se toman de la anterior.
"""

import shutil
import uuid
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from conocimiento.archivos import DE_LA_CUENTA, escribir_entero
from conocimiento.frases import Informar, cantidad
from indices import archivos
from indices.archivos import leer_manifiesto
from indices.guardado import cercanos, vectores
from indices.guardado.cercanos import CHROMA
from indices.guardado.pedido import FORMATO, IndicePedido
from indices.guardado.vectores import Parte, Textos, Vectores, VectoresGuardados
from indices.modelo.servicio import EmbeddingsLocales

PUNTERO = "actual"
CALIBRACION = "calibracion.json"


@dataclass(frozen=True, slots=True)
class Generacion:
    """Un índice listo, con los vectores de cada una de las partes de su pedido."""

    carpeta: Path
    huella: str
    fragmentos: Vectores
    fondo: Vectores
    artificiales: Vectores
    conocidas: Vectores
    oraciones: Vectores | None = None
    oficiales: Vectores | None = None
    calculados: int = 0


def abrir(pedido: IndicePedido) -> Generacion | None:
    """Devuelve la generación vigente si es exactamente la pedida y está entera."""
    carpeta = carpeta_vigente(pedido.carpeta)
    if carpeta is None:
        return None
    manifiesto = leer_manifiesto(carpeta, a_fondo=True)
    if manifiesto is None or manifiesto.get("huella") != pedido.huella:
        return None
    partes = vectores.leer(carpeta)
    if _claves(partes) != _claves(pedido.partes()):
        return None  # está dañada o la hizo una versión que partía los textos de otro modo
    return _generacion(pedido, carpeta, partes)


def carpeta_vigente(carpeta: Path) -> Path | None:
    """Devuelve la carpeta a la que apunta `actual`, si existe."""
    try:
        nombre = (carpeta / PUNTERO).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    vigente = carpeta / nombre
    return vigente if nombre.startswith("g-") and "/" not in nombre and vigente.is_dir() else None


def modelo_de(carpeta: Path) -> str | None:
    """La huella del modelo con que se hizo la generación vigente; None si no se puede saber."""
    vigente = carpeta_vigente(carpeta)
    manifiesto = leer_manifiesto(vigente) if vigente else None
    return None if manifiesto is None else manifiesto.get("modelo")


@contextmanager
def construir(pedido: IndicePedido, embeddings: EmbeddingsLocales, informar: Informar) -> Generator[Generacion]:
    """Da una generación nueva, sin calibrar, en una carpeta que se borra al salir si no se publicó."""
    documentos, fragmentos = len(pedido.documentos), len(pedido.fragmentos)
    informar(f"Construyendo el índice: {cantidad(documentos, 'documento')}, {cantidad(fragmentos, 'fragmento')}…")
    memoria = VectoresGuardados(embeddings, _anteriores(pedido))
    partes = {nombre: memoria.obtener(textos, informar) for nombre, textos in pedido.partes().items()}
    provisional = pedido.carpeta / f".g-{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}"
    provisional.mkdir(parents=True)
    try:
        vectores.escribir(provisional, partes)
        cercanos.construir(pedido, provisional, memoria, informar)
        reutilizados = sum(len(parte.claves) for parte in partes.values()) - memoria.calculados
        yield _generacion(pedido, provisional, partes, memoria.calculados)
        nuevos = cantidad(memoria.calculados, "vector nuevo", "vectores nuevos")
        informar(f"Índice listo: {nuevos}, {cantidad(reutilizados, 'reutilizado')}.")
    finally:
        shutil.rmtree(provisional, ignore_errors=True)


def publicar(pedido: IndicePedido, nueva: Generacion, calibracion: str) -> Generacion:
    """Deja como vigente la generación que dio `construir`, con su calibración, y la devuelve ya en su sitio."""
    (nueva.carpeta / CALIBRACION).write_text(calibracion, encoding="utf-8")
    destino = pedido.carpeta / nueva.carpeta.name.lstrip(".")
    archivos.publicar(nueva.carpeta, destino, _manifiesto(pedido), sin=CHROMA)
    anterior = carpeta_vigente(pedido.carpeta)
    escribir_entero(pedido.carpeta / PUNTERO, destino.name.encode(), DE_LA_CUENTA)
    _limpiar(pedido.carpeta, {destino, anterior})
    cercanos.limpiar(pedido, {destino, anterior})
    return replace(nueva, carpeta=destino)


def _claves(partes: Mapping[str, Parte | Textos]) -> dict[str, tuple[str, ...]]:
    return {nombre: parte.claves for nombre, parte in partes.items()}


def _generacion(pedido: IndicePedido, carpeta: Path, partes: Mapping[str, Parte], calculados: int = 0) -> Generacion:
    matrices = {nombre: parte.vectores for nombre, parte in partes.items()}
    return Generacion(carpeta, pedido.huella, calculados=calculados, **matrices)


def _anteriores(pedido: IndicePedido) -> dict[str, Vectores]:
    """Los vectores de la generación anterior, si los hizo el mismo modelo y se pueden leer."""
    carpeta = carpeta_vigente(pedido.carpeta)
    manifiesto = leer_manifiesto(carpeta, a_fondo=True) if carpeta else None
    if carpeta is None or manifiesto is None or manifiesto.get("modelo") != pedido.huella_modelo:
        return {}
    return vectores.leer_por_clave(carpeta)


def _manifiesto(pedido: IndicePedido) -> dict[str, Any]:
    return {
        "formato": FORMATO,
        "huella": pedido.huella,
        "corpus": pedido.huella_corpus,
        "modelo": pedido.huella_modelo,
        "fecha": datetime.now(UTC).isoformat(timespec="seconds"),
        "documentos": len(pedido.documentos),
        "fragmentos": len(pedido.fragmentos),
        "versiones": {nombre: version(nombre) for nombre in ("chromadb", "langchain-chroma", "onnxruntime")},
    }


def _limpiar(carpeta: Path, conservar: set[Path | None]) -> None:
    """Borra las generaciones viejas y las que quedaron a medias; la anterior se guarda por si alguien la lee."""
    for ruta in carpeta.iterdir():
        if ruta.is_dir() and ruta.name.lstrip(".").startswith("g-") and ruta not in conservar:
            shutil.rmtree(ruta, ignore_errors=True)
