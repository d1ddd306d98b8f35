"""Las piezas de los pasajes de una generación, en disco: `piezas.npy`, sus vectores, que se leen sin cargarlos enteros,
y `de-quien.npz`, de qué pasaje es cada una."""

from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from indices.palabras.piezas import PiezasDePasajes, PiezasReducidas

VECTORES, DE_QUIEN = "piezas.npy", "de-quien.npz"


def escribir(carpeta: Path, claves: Sequence[str], piezas: Sequence[PiezasReducidas]) -> None:
    """Guarda las de unos pasajes, cada uno con la clave de su texto; nada si no hay ninguno."""
    if not piezas:
        return
    comienzos = np.cumsum([0, *(len(una.cuales) for una in piezas)], dtype=np.int64)
    forma = (int(comienzos[-1]), piezas[0].vectores.shape[1])
    archivo = np.lib.format.open_memmap(carpeta / VECTORES, mode="w+", dtype=np.int8, shape=forma)
    for desde, una in zip(comienzos, piezas, strict=False):
        archivo[desde : desde + len(una.cuales)] = una.vectores
    archivo.flush()
    cuales = np.concatenate([una.cuales for una in piezas])
    np.savez(
        carpeta / DE_QUIEN, allow_pickle=False, claves=np.array(claves, dtype="U32"), comienzos=comienzos, cuales=cuales
    )


def leer(carpeta: Path, pasajes: int) -> PiezasDePasajes | None:
    """Las que se guardaron de tantos pasajes; None si no son tantos o están dañadas."""
    leidas = _leer(carpeta)
    return leidas[1] if leidas is not None and len(leidas[0]) == pasajes else None


def leer_por_clave(carpeta: Path) -> dict[str, PiezasReducidas]:
    """Las de cada pasaje guardado en una carpeta, por la clave de su texto; ninguna si faltan o están dañadas."""
    leidas = _leer(carpeta)
    return {} if leidas is None else {clave: leidas[1].del_pasaje(lugar) for lugar, clave in enumerate(leidas[0])}


def _leer(carpeta: Path) -> tuple[list[str], PiezasDePasajes] | None:
    try:
        with np.load(carpeta / DE_QUIEN, allow_pickle=False) as archivo:
            claves, comienzos, cuales = archivo["claves"].tolist(), archivo["comienzos"], archivo["cuales"]
        vectores = np.load(carpeta / VECTORES, mmap_mode="r", allow_pickle=False)
        cuadran = (
            len(claves) + 1 == len(comienzos)
            and len(vectores) == len(cuales) == int(comienzos[-1])
            and vectores.dtype == np.int8
            and bool((np.diff(comienzos) > 0).all())
        )
    except (OSError, EOFError, ValueError, KeyError, IndexError, AttributeError, TypeError, BadZipFile):
        return None
    return (claves, PiezasDePasajes(comienzos, cuales, vectores)) if cuadran else None
