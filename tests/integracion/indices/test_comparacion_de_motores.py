"""La comparación de motores de verdad, sobre un corpus diminuto. Pide el extra `[comparacion]`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mediciones.comparacion.comparar import ComparacionPedida, comparar
from tests.mediciones.comparacion.datos import ErrorDeComparacion
from tests.mediciones.comparacion.motores import NOMBRES, exigir_extra

AJENOS = ("ensemble", "haystack_hibrido", "bm25s_espanol")
"""Los que por dentro usan a todos: BM25 y Chroma de LangChain, los dos de Haystack y bm25s."""

PARRAFOS = {
    "El agua potable de la ciudad viene del río Rímac. La planta de La Atarjea la trata con cloro.": (
        "¿De qué río viene el agua potable?"
    ),
    "La papa nativa se siembra en octubre. Hay más de tres mil variedades en los Andes del Perú.": (
        "¿Cuándo se siembra la papa nativa?"
    ),
    "El tren a Huancayo sale del puente de los Desamparados. El viaje toma doce horas de subida.": (
        "¿Cuántas horas toma el viaje en tren a Huancayo?"
    ),
    "La marinera se baila con pañuelo. Es la danza de pareja de la costa norte del país.": (
        "¿Con qué se baila la marinera?"
    ),
}


@pytest.fixture(scope="module")
def salida(carpeta_modelo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """La carpeta con el resultado de una comparación real."""
    try:
        exigir_extra()
    except ErrorDeComparacion as error:
        pytest.fail(f"Esta prueba usa los motores reales. {error}")
    base = tmp_path_factory.mktemp("comparacion")
    datos = base / "datos"
    datos.mkdir()
    (datos / "modelo").symlink_to((carpeta_modelo / "modelo").resolve())
    parrafos = [
        {
            "context": parrafo,
            "qas": [
                {"id": "1", "question": pregunta, "is_impossible": False},
                {"id": "2", "question": "¿Cuánto cuesta?", "is_impossible": True},
            ],
        }
        for parrafo, pregunta in PARRAFOS.items()
    ]
    archivo = base / "squad.json"
    archivo.write_text(json.dumps({"data": [{"paragraphs": parrafos}]}), encoding="utf-8")
    devuelto = comparar(ComparacionPedida(archivo, base / "salida", datos, ajenos=AJENOS), print)
    assert devuelto == (base / "salida" / "comparacion.md").read_text(encoding="utf-8")
    return base / "salida"


def test_los_motores_responden_las_mismas_preguntas_y_encuentran_lo_facil(salida: Path) -> None:
    resultado = json.loads((salida / "comparacion.json").read_text(encoding="utf-8"))
    assert resultado["preguntas"] == resultado["parrafos"] == resultado["fragmentos"] == len(PARRAFOS)
    assert [motor["clave"] for motor in resultado["motores"]] == ["propio", *AJENOS]
    for motor in resultado["motores"]:
        assert len(motor["puestos"]) == len(PARRAFOS)
        assert motor["calidad"]["r_1"]["valor"] >= 0.75, motor["nombre"]
        assert 0 < motor["p50_ms"] <= motor["p95_ms"]
        assert motor["procesador_ms"] > 0
        assert 10 < motor["ocupacion"]["residente"] <= motor["ocupacion"]["maxima"]


def test_solo_los_motores_con_vectores_cargan_el_modelo(salida: Path) -> None:
    motores = json.loads((salida / "comparacion.json").read_text(encoding="utf-8"))["motores"]
    residente = {motor["clave"]: motor["ocupacion"]["residente"] for motor in motores}
    assert all(residente[clave] > 200 for clave in ("propio", "ensemble", "haystack_hibrido"))
    assert residente["bm25s_espanol"] < residente["ensemble"] / 2


def test_la_tabla_nombra_a_todos_y_la_diferencia_es_con_el_propio(salida: Path) -> None:
    texto = (salida / "comparacion.md").read_text(encoding="utf-8")
    for clave, veces in {"propio": [1, 0, 1], **{ajeno: [1, 1, 1] for ajeno in AJENOS}}.items():
        assert [tabla.count(f"| {NOMBRES[clave]} |") for tabla in _tablas(texto)] == veces
    assert str(salida) not in texto


def test_el_grafico_es_una_imagen_png(salida: Path) -> None:
    assert (salida / "comparacion.png").read_bytes().startswith(b"\x89PNG\r\n")


def test_abrir_los_modulos_no_carga_nada_pesado() -> None:
    programa = (
        "import sys, tests.mediciones.comparacion.motores, tests.mediciones.comparacion.memoria; "
        "print([uno for uno in ('chromadb', 'langchain_core', 'onnxruntime', 'haystack', 'bm25s', 'matplotlib') "
        "if uno in sys.modules])"
    )
    terminado = subprocess.run([sys.executable, "-c", programa], capture_output=True, text=True, check=True)
    assert terminado.stdout.strip() == "[]"


def test_haystack_no_manda_estadisticas_de_uso(tmp_path: Path) -> None:
    programa = (
        "from pathlib import Path\n"
        "from tests.mediciones.comparacion.material import Material\n"
        "from tests.mediciones.comparacion.motores import abrir_motor\n"
        "aqui = Path('.')\n"
        "motor = abrir_motor('haystack_bm25', Material(aqui, aqui, None, ('Un texto.', 'Otro.'), ('1', '2'), aqui))\n"
        "assert list(motor.buscar('texto')) == ['1']\n"
        "from haystack.telemetry import _telemetry\n"
        "print(_telemetry.telemetry)\n"
    )
    limpio = {nombre: valor for nombre, valor in os.environ.items() if nombre != "HAYSTACK_TELEMETRY_ENABLED"}
    terminado = subprocess.run(
        [sys.executable, "-c", programa],
        capture_output=True,
        text=True,
        check=True,
        env={**limpio, "HOME": str(tmp_path)},
    )
    assert terminado.stdout.strip() == "None"
    assert not (tmp_path / ".haystack").exists()


def _tablas(texto: str) -> list[str]:
    """Las tres tablas del informe, en orden: calidad, diferencia y costo."""
    bloques = [bloque for bloque in texto.split("\n\n") if bloque.startswith("|")]
    assert len(bloques) == 3
    return bloques
