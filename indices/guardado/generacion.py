"""Las generaciones de un índice: se construyen aparte, enteras, y un puntero atómico dice cuál vale.

    <carpeta del índice>/actual        nombre de la generación vigente
                         consultas-…   los vectores de lo que se pregunta antes de publicar
                         dichas.json   las palabras de las preguntas conocidas, como las escribe el diccionario
                         g-…/          manifiesto.json, calibracion.json, chroma/,
                                       vectores.npz y claves.json, lo que se codificó, piezas.npy y de-quien.npz,
                                       sus piezas, y palabras.npz y formas.npz, lo que se contó

Quien lee nunca ve una a medio escribir. Una ausente, vieja o dañada se rehace; los vectores de lo que
no cambió se toman de la anterior.
"""

import json
import shutil
import uuid
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast
from zipfile import BadZipFile

import numpy as np

from conocimiento import palabras as palabras_del_espanol
from conocimiento.archivos import DE_LA_CUENTA, escribir_entero, guardar_deducido, huella_del_codigo, leer_deducido
from conocimiento.frases import Informar, cantidad
from indices import archivos
from indices.archivos import huella_de, leer_manifiesto
from indices.guardado import cercanos, piezas, vectores
from indices.guardado.cercanos import CHROMA
from indices.guardado.pedido import FORMATO, INVENTADAS, IndicePedido, texto_de
from indices.guardado.vectores import Parte, Textos, Vectores, VectoresGuardados
from indices.modelo.servicio import EmbeddingsLocales
from indices.palabras import consultas
from indices.palabras.formas import Formas, contar_formas, huella_de_las_formas
from indices.palabras.lexico import Apariciones, contar_palabras, huella_del_analisis
from indices.palabras.ortografia import DiccionarioEspanol
from indices.palabras.piezas import PiezasDePasajes, PiezasReducidas

PUNTERO = "actual"
CALIBRACION = "calibracion.json"
CONSULTAS, DICHAS = "consultas", "dichas.json"
PALABRAS, FORMAS = "palabras.npz", "formas.npz"
_DE_LAS_FORMAS = ("cuales", "veces", "iniciales", "filas")
SIN_FORMAS = contar_formas(())
_DE_LAS_PALABRAS = ("cuales", "textos", "veces", "largos")


@dataclass(frozen=True, slots=True)
class Generacion:
    """Un índice listo, con los vectores de cada una de las partes de su pedido."""

    carpeta: Path
    huella: str
    fragmentos: Vectores
    fondo: Vectores
    artificiales: Vectores
    conocidas: Vectores
    palabras: Apariciones
    """Las de los fragmentos, en su orden."""
    formas: Formas = SIN_FORMAS
    """Cómo se escribe cada una en cada documento, en el orden de los estantes."""
    oraciones: Vectores | None = None
    oficiales: Vectores | None = None
    piezas: PiezasDePasajes | None = None
    """Las de los fragmentos que se comparan pieza por pieza, en su orden; None si no es ninguno."""
    calculados: int = 0


def abrir(pedido: IndicePedido) -> Generacion | None:
    """Devuelve la generación vigente si es exactamente la pedida y está entera."""
    carpeta = carpeta_vigente(pedido.carpeta)
    if carpeta is None:
        return None
    manifiesto = leer_manifiesto(carpeta, a_fondo=True)
    if manifiesto is None or manifiesto.get("huella") != pedido.huella:
        return None
    if manifiesto.get("textos") != pedido.huella_de_los_textos:
        return None  # la hizo una versión que partía los textos de otro modo
    partes = vectores.leer(carpeta)
    cuantos = {nombre: len(parte.claves) for nombre, parte in partes.items()}
    pedidos = {nombre: len(parte.textos) for nombre, parte in pedido.partes_escritas.items()}
    if cuantos != {**pedidos, INVENTADAS: cuantos.get(INVENTADAS)}:
        return None  # está dañada
    de_piezas = piezas.leer(carpeta, len(pedido.por_piezas))
    if de_piezas is None and pedido.por_piezas:
        return None
    palabras = _leer_palabras(carpeta, len(pedido.fragmentos)) or contar_palabras(_textos(pedido))
    formas = _leer_formas(carpeta)
    if formas is None or formas.claves != pedido.claves_de_los_documentos:
        formas = _formas(pedido, formas)
    return _generacion(pedido, carpeta, partes, (palabras, formas), de_piezas)


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
    anterior = _anterior(pedido)
    memoria = VectoresGuardados(embeddings, *_recordado(anterior))
    de_piezas = memoria.piezas_de(pedido.por_piezas, informar)
    partes = {nombre: memoria.obtener(textos, informar) for nombre, textos in pedido.partes.items()}
    provisional = pedido.carpeta / f".g-{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}"
    provisional.mkdir(parents=True)
    try:
        vectores.escribir(provisional, partes)
        piezas.escribir(provisional, Textos("pasaje", pedido.por_piezas).claves, de_piezas)
        palabras = _palabras(pedido, partes["fragmentos"].claves, anterior)
        _escribir_palabras(provisional, palabras)
        formas = _formas(pedido, _leer_formas(anterior) if anterior else None)
        _escribir_formas(provisional, formas)
        cercanos.construir(pedido, provisional, memoria, informar)
        reutilizados = sum(len(parte.claves) for parte in partes.values()) - memoria.calculados
        leidas = piezas.leer(provisional, len(de_piezas))
        hecha = _generacion(pedido, provisional, partes, (palabras, formas), leidas)
        yield replace(hecha, calculados=memoria.calculados)
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


@contextmanager
def consultas_guardadas(
    pedido: IndicePedido, nueva: Generacion, embeddings: EmbeddingsLocales
) -> Generator[VectoresGuardados]:
    """Da los vectores de las preguntas conocidas y de lo que se busca por ellas; al salir, guarda los que se usaron.

    Se hacen antes y después de cada cambio de documentos: cada una se codifica una vez, y no cada vez que se publica.
    """
    ruta = pedido.carpeta / f"{CONSULTAS}-{pedido.huella_modelo[:12]}.npz"
    conocidas = dict(zip(Textos("pregunta", pedido.preguntas_conocidas).claves, nueva.conocidas, strict=True))
    vectores_de = VectoresGuardados(embeddings, vectores.leer_parte(ruta) | conocidas)
    yield vectores_de
    escribir_entero(ruta, vectores.parte_en_octetos(vectores_de.lo_usado(conocidas)), DE_LA_CUENTA)
    for otra in pedido.carpeta.glob(f"{CONSULTAS}-*.npz"):
        if otra != ruta:
            otra.unlink(missing_ok=True)


def _generacion(
    pedido: IndicePedido,
    carpeta: Path,
    partes: Mapping[str, Parte],
    contado: tuple[Apariciones, Formas],
    de_piezas: PiezasDePasajes | None,
) -> Generacion:
    matrices: dict[str, Any] = {nombre: parte.vectores for nombre, parte in partes.items()}
    palabras, formas = contado
    return Generacion(carpeta, pedido.huella, palabras=palabras, formas=formas, piezas=de_piezas, **matrices)


def _recordado(anterior: Path | None) -> tuple[dict[str, Vectores], dict[str, PiezasReducidas]]:
    """Lo que la generación anterior calculó de cada texto."""
    return (vectores.leer_por_clave(anterior), piezas.leer_por_clave(anterior)) if anterior else ({}, {})


def _anterior(pedido: IndicePedido) -> Path | None:
    """La carpeta de la generación anterior, si la hizo el mismo modelo y está entera."""
    carpeta = carpeta_vigente(pedido.carpeta)
    manifiesto = leer_manifiesto(carpeta, a_fondo=True) if carpeta else None
    return carpeta if manifiesto is not None and manifiesto.get("modelo") == pedido.huella_modelo else None


def _textos(pedido: IndicePedido) -> list[str]:
    return [texto_de(fragmento) for fragmento in pedido.fragmentos]


def _palabras(pedido: IndicePedido, claves: Sequence[str], anterior: Path | None) -> Apariciones:
    """Las de los fragmentos de estas claves; solo se cuentan las de los que la generación anterior no tenía."""
    partes = vectores.leer(anterior) if anterior else {}
    de_antes = partes["fragmentos"].claves if "fragmentos" in partes else ()
    sabidas = _leer_palabras(anterior, len(de_antes)) if anterior else None
    if sabidas is None:
        return contar_palabras(_textos(pedido))
    lugares = {clave: lugar for lugar, clave in enumerate(de_antes)}
    nuevos = {clave: texto for clave, texto in zip(claves, _textos(pedido), strict=True) if clave not in lugares}
    lugares |= {clave: len(de_antes) + lugar for lugar, clave in enumerate(nuevos)}
    return sabidas.y_las_de(contar_palabras([*nuevos.values()])).de(np.array([lugares[clave] for clave in claves]))


def lo_dicho(pedido: IndicePedido, diccionario: DiccionarioEspanol) -> dict[str, tuple[str, int]]:
    """Lo que da `lo_que_se_dice` de las preguntas conocidas: preguntar por miles de palabras tarda más que leerlo."""
    codigo = huella_del_codigo(consultas, palabras_del_espanol)
    de_que = huella_de(codigo, diccionario.huella, *pedido.preguntas_conocidas)
    guardadas = leer_deducido(pedido.carpeta / DICHAS, de_que)
    if guardadas is not None:
        leidas = cast(dict[str, tuple[str, int]], json.loads(guardadas))
        return {plegada: (forma, veces) for plegada, (forma, veces) in leidas.items()}
    dichas = consultas.lo_que_se_dice(pedido.preguntas_conocidas, diccionario.conoce)
    guardar_deducido(pedido.carpeta / DICHAS, de_que, json.dumps(dichas, ensure_ascii=False).encode())
    return dichas


def _formas(pedido: IndicePedido, anteriores: Formas | None) -> Formas:
    """Las de los documentos; solo se cuentan las de los que no estaban entre las anteriores."""
    sabidas = anteriores or SIN_FORMAS
    lugares = {clave: lugar for lugar, clave in enumerate(sabidas.claves)}
    pedidas = dict(zip(pedido.claves_de_los_documentos, pedido.textos_de_los_documentos, strict=True))
    nuevas = [clave for clave in pedidas if clave not in lugares]
    lugares |= {clave: len(sabidas.claves) + lugar for lugar, clave in enumerate(nuevas)}
    todas = sabidas.y_las_de(contar_formas([pedidas[clave] for clave in nuevas]))
    return todas.de([lugares[clave] for clave in pedido.claves_de_los_documentos])


def _escribir_formas(carpeta: Path, formas: Formas) -> None:
    numeros = {nombre: getattr(formas, nombre) for nombre in _DE_LAS_FORMAS}
    dichos = {nombre: "\n".join(getattr(formas, nombre)) for nombre in ("escritas", "claves")}
    dichos["contadas"] = huella_de_las_formas()
    octetos = {nombre: np.frombuffer(dicho.encode(), dtype=np.uint8) for nombre, dicho in dichos.items()}
    np.savez(carpeta / FORMAS, allow_pickle=False, **numeros, **octetos)


def _leer_formas(carpeta: Path) -> Formas | None:
    """Las que se guardaron; None si faltan, están dañadas o se contaron de otro modo."""
    try:
        with np.load(carpeta / FORMAS, allow_pickle=False) as archivo:
            if archivo["contadas"].tobytes().decode() != huella_de_las_formas():
                return None
            escritas, claves = (archivo[nombre].tobytes().decode().split() for nombre in ("escritas", "claves"))
            numeros = {nombre: archivo[nombre] for nombre in _DE_LAS_FORMAS}
            return Formas(tuple(escritas), claves=tuple(claves), **numeros)
    except (OSError, EOFError, ValueError, KeyError, AttributeError, TypeError, BadZipFile):
        return None


def _escribir_palabras(carpeta: Path, palabras: Apariciones) -> None:
    numeros = {nombre: getattr(palabras, nombre) for nombre in _DE_LAS_PALABRAS}
    dichos = {"raices": "\n".join(palabras.raices), "analisis": huella_del_analisis()}
    octetos = {nombre: np.frombuffer(dicho.encode(), dtype=np.uint8) for nombre, dicho in dichos.items()}
    np.savez(carpeta / PALABRAS, allow_pickle=False, **numeros, **octetos)


def _leer_palabras(carpeta: Path, fragmentos: int) -> Apariciones | None:
    """Las que se guardaron de tantos fragmentos; None si faltan o se contaron de otro modo."""
    try:
        with np.load(carpeta / PALABRAS, allow_pickle=False) as archivo:
            if archivo["analisis"].tobytes().decode() != huella_del_analisis() or len(archivo["largos"]) != fragmentos:
                return None
            raices = archivo["raices"].tobytes().decode()
            return Apariciones(
                tuple(raices.split("\n")) if raices else (), **{nombre: archivo[nombre] for nombre in _DE_LAS_PALABRAS}
            )
    except (OSError, EOFError, ValueError, KeyError, AttributeError, TypeError, BadZipFile):
        return None


def _manifiesto(pedido: IndicePedido) -> dict[str, Any]:
    return {
        "formato": FORMATO,
        "huella": pedido.huella,
        "textos": pedido.huella_de_los_textos,
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
