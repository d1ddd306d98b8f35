"""Matar (SIGKILL) a quien agrega, publica o retira: queda lo de antes o lo nuevo, y nunca una mezcla.

Aquí, sin índice, en 20 momentos repartidos entre cada vez que se toca el disco; en todos, y con el índice y el modelo
de verdad, en `tests/mediciones/muertes.py`.
"""

from pathlib import Path

from conocimiento.biblioteca.guardado import leer_catalogo
from tests.apoyo.biblioteca import MARCO, directiva, escribir
from tests.apoyo.muertes import Lugar, Paso, comprobar_tras_la_muerte, hacer, hacer_y_morir, veces_que_toca_el_disco

ACCIONES = {"agregar": 10, "publicar": 5, "retirar": 5}
"""Cuántas muertes de cada una."""


def test_matar_en_cualquier_momento_deja_lo_de_antes_o_lo_nuevo(tmp_path: Path) -> None:
    lugar = Lugar(escribir(tmp_path / "corpus", "marco.txt", MARCO).parent, tmp_path / "datos", con_indice=False)

    def paso(accion: str, clave: str) -> Paso:
        return Paso(accion, escribir(tmp_path, f"{clave}.txt", directiva("quince", clave)), clave)

    muertes, quedo_lo_nuevo = 0, 0
    for numero in range(max(ACCIONES.values())):
        for accion, cuantas in ACCIONES.items():
            uno, antes = paso(accion, f"tema{numero}"), leer_catalogo(lugar.datos)
            if numero >= cuantas:
                hacer(lugar, uno)
                continue
            veces = veces_que_toca_el_disco(lugar, uno)
            en = 1 + round(numero * (veces - 1) / (cuantas - 1))
            muertes += hacer_y_morir(lugar, uno, en)
            if comprobar_tras_la_muerte(lugar, antes, uno):
                quedo_lo_nuevo += 1
                continue
            hacer(lugar, uno)  # no se hizo: repetirlo lo hace, con lo que haya quedado
            assert comprobar_tras_la_muerte(lugar, antes, uno)
    assert muertes == 20
    assert 0 < quedo_lo_nuevo < 20  # se mató antes y después de publicar
