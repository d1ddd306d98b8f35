"""Las historias de la versión 0.1.0 se leen y se vuelven a guardar octeto por octeto."""

import json
from pathlib import Path

import pytest

from bot.almacen.base.conversion import evento_a_json, evento_de_fila
from bot.almacen.base.errores import AlmacenDanado
from bot.dialogo.turno import Estado
from bot.entrevista.eventos import Desconocido, Respondida
from bot.servicio.cifrado import EN_CLARO
from bot.servicio.puertos import TurnoAtendido
from tests.apoyo.almacen import AHORA, ANA, abrir, base_nueva, filas
from tests.apoyo.historias import HISTORIAS, eventos_de

VIVIDAS = [nombre for nombre, una in HISTORIAS.items() if "conversacion" in una]
"""Las que escribió el programa; las demás, escritas a mano, no tienen todos los campos."""


@pytest.mark.parametrize("nombre", HISTORIAS)
def test_una_historia_guardada_se_lee_y_se_vuelve_a_guardar_igual(nombre: str, tmp_path: Path) -> None:
    url, eventos = base_nueva(tmp_path / "alianzas.db"), eventos_de(HISTORIAS[nombre])
    almacen = abrir(url)
    almacen.guardar(ANA, TurnoAtendido(0, None, "hola", Estado(turno=1, borrador="b", eventos=eventos), (), AHORA))
    assert almacen.cargar(ANA)[0].eventos == eventos
    almacen.cerrar()
    guardadas = filas(url, "SELECT numero, tipo, instante, datos FROM eventos ORDER BY numero")
    esperadas = [
        (una["numero"], una["tipo"], una["instante"], json.dumps(una["datos"])) for una in HISTORIAS[nombre]["eventos"]
    ]
    if nombre in VIVIDAS:
        assert guardadas == esperadas
    assert [fila[:3] for fila in guardadas] == [fila[:3] for fila in esperadas]


def test_casi_todas_las_historias_las_escribio_el_programa() -> None:
    assert set(HISTORIAS) - set(VIVIDAS) == {"tolerancia"}


def test_lo_que_no_se_conoce_se_conserva_y_lo_que_falta_no_estorba() -> None:
    instante = AHORA.isoformat()
    ajeno = evento_de_fila(EN_CLARO, "bendecida", instante, {"por": ["alguien"]})
    assert ajeno == Desconocido(AHORA, "bendecida", {"por": ["alguien"]})
    vacia = {"pregunta": "titulo", "actor": None, "crudo": None, "sobra": 3}
    assert evento_de_fila(EN_CLARO, "respuesta", instante, vacia) == Respondida(AHORA, ("titulo", ""))


def test_un_evento_sin_tipo_se_conserva_como_vino() -> None:
    datos = {"pregunta": "titulo", "actor": None}
    ajeno = evento_de_fila(EN_CLARO, "", AHORA.isoformat(), datos)
    assert ajeno == Desconocido(AHORA, "", datos)
    assert evento_a_json(ajeno) == datos


@pytest.mark.parametrize(
    ("tipo", "datos"),
    [
        ("respuesta", {"pregunta": "titulo", "valor": "MANDARINA", "crudo": ["MANDARINA"]}),
        ("respuesta", {"pregunta": "titulo", "valor": 2.5}),
        ("duda", {"pregunta": "MANDARINA", "opciones": [["MANDARINA"]]}),
        ("propuesta", {"lote": 1, "propuestas": [{"pregunta": "titulo", "cita": {"MANDARINA": 1}}]}),
        ("propuesta", {"lote": 1, "propuestas": ["MANDARINA"]}),
        ("aceptada", {"lote": "MANDARINA"}),
    ],
)
def test_un_evento_con_otra_forma_se_dice_sin_repetir_lo_que_tiene(tipo: str, datos: dict[str, object]) -> None:
    with pytest.raises(AlmacenDanado) as hallado:
        evento_de_fila(EN_CLARO, tipo, AHORA.isoformat(), datos)
    assert "copia de respaldo" in str(hallado.value)
    assert "MANDARINA" not in str(hallado.value)
