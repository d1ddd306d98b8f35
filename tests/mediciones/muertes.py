"""Matar (SIGKILL) a quien agrega, publica o retira, con el índice y el modelo de verdad.

`python -m tests.mediciones.muertes --datos CARPETA` usa el modelo de esa carpeta de datos. Sin índice, mata cada vez
que se toca el disco; con índice, `--veces` veces al azar. Tras cada una comprueba que quedó lo de antes o lo nuevo.
"""

import argparse
import random
import tempfile
from pathlib import Path

from conocimiento.biblioteca.catalogo import Catalogo
from conocimiento.biblioteca.guardado import leer_catalogo
from tests.apoyo.biblioteca import MARCO, directiva, escribir
from tests.apoyo.muertes import (
    Lugar,
    Paso,
    comprobar_tras_la_muerte,
    duracion,
    hacer,
    hacer_y_matar,
    hacer_y_morir,
)

ACCIONES = ("agregar", "publicar", "retirar")


def matar_en_cada_vez(carpeta: Path) -> tuple[int, int]:
    """Sin índice: en cada vez que se toca el disco. Devuelve las muertes y en cuántas quedó lo nuevo."""
    muertes, nuevos = 0, 0
    for accion in ACCIONES:
        numero, quedan = 1, True
        while quedan:  # cada vez, en una carpeta nueva: con más documentos se toca más veces el disco
            lugar = _lugar(carpeta / f"{accion}{numero}", con_indice=False)
            for previa in ACCIONES[: ACCIONES.index(accion)]:
                hacer(lugar, _paso(carpeta, previa, "tema"))
            paso, antes = _paso(carpeta, accion, "tema"), leer_catalogo(lugar.datos)
            quedan = hacer_y_morir(lugar, paso, numero)
            muertes, numero = muertes + quedan, numero + 1
            nuevos += _comprobar(lugar, paso, antes) and quedan
    return muertes, nuevos


def matar_al_azar(carpeta: Path, modelo: Path, veces: int) -> tuple[int, int]:
    """Con índice: al azar. Devuelve las muertes y en cuántas quedó lo nuevo."""
    lugar = _lugar(carpeta, con_indice=True)
    lugar.datos.mkdir()
    (lugar.datos / "modelo").symlink_to((modelo / "modelo").resolve(), target_is_directory=True)
    azar = random.Random(16)
    dura = {accion: duracion(lugar, _paso(carpeta, accion, "medida")) for accion in ACCIONES}
    muertes, nuevos = 0, 0
    for numero in range(veces):
        accion = ACCIONES[numero % len(ACCIONES)]
        paso, antes = _paso(carpeta, accion, f"tema{numero // len(ACCIONES)}"), leer_catalogo(lugar.datos)
        muertes += hacer_y_matar(lugar, paso, azar.uniform(0, dura[accion]))
        nuevos += _comprobar(lugar, paso, antes)
        print(f"{numero + 1} de {veces}: {accion}, {muertes} muertes", flush=True)
    return muertes, nuevos


def _comprobar(lugar: Lugar, paso: Paso, antes: Catalogo) -> bool:
    """Comprueba lo que quedó y, si fue lo de antes, que repetir el paso lo hace; dice si quedó lo nuevo."""
    es_nuevo = comprobar_tras_la_muerte(lugar, antes, paso)
    if not es_nuevo:
        hacer(lugar, paso)
        assert comprobar_tras_la_muerte(lugar, antes, paso)
    return es_nuevo


def _lugar(carpeta: Path, con_indice: bool) -> Lugar:
    corpus = escribir(carpeta / f"corpus-{con_indice}", "marco.txt", MARCO).parent
    return Lugar(corpus, carpeta / f"datos-{con_indice}", con_indice)


def _paso(carpeta: Path, accion: str, clave: str) -> Paso:
    return Paso(accion, escribir(carpeta, f"{clave}.txt", directiva("quince", clave)), clave)


def main() -> None:
    """Mata, comprueba y dice cuánto."""
    argumentos = argparse.ArgumentParser(prog="python -m tests.mediciones.muertes", description=__doc__)
    argumentos.add_argument("--datos", type=Path, required=True, help="Carpeta de datos con el modelo preparado.")
    argumentos.add_argument("--veces", type=int, default=60, help="Muertes al azar, con índice.")
    opciones = argumentos.parse_args()
    with tempfile.TemporaryDirectory(prefix="alianzas-muertes-") as temporal:
        carpeta = Path(temporal)
        print(
            "sin índice, en cada vez que se toca el disco: {} muertes, {} con lo nuevo".format(
                *matar_en_cada_vez(carpeta)
            )
        )
        hechas = matar_al_azar(carpeta, opciones.datos, opciones.veces)
        print("con índice, al azar: {} muertes, {} con lo nuevo; ninguna mezcla".format(*hechas))


if __name__ == "__main__":
    main()
