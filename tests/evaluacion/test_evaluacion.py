"""El conjunto abierto, con el modelo y el índice reales, contra sus umbrales; y la orden `alianzas evaluar`."""

import json
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.config import leer_configuracion
from bot.evaluacion import Caso, responder_casos
from bot.evaluacion.orden import EvaluacionPedida, evaluar, preparar_pedido
from bot.montaje import armar_contexto
from bot.montaje.busqueda import abrir_busqueda
from tests.apoyo.ordenes import ordenar
from tests.apoyo.rutas import DOCUMENTOS

AQUI = Path(__file__).resolve().parent
ESTADOS = {"respuesta", "cercano", "no_sabe", "accion", "charla"}
Puesto = tuple[Any, Any]


@pytest.fixture(scope="module")
def puesto(carpeta_modelo: Path) -> Puesto:
    """El contexto y el buscador con que responde el producto."""
    configuracion = leer_configuracion(datos=carpeta_modelo)
    buscador = abrir_busqueda(configuracion, print)
    armado = armar_contexto(configuracion, buscador.documentos, sin_erratas=buscador.sin_erratas)
    return armado(datetime.now(UTC)), buscador


def en_silencio(pasos: Iterable[Any], _titulo: str, _total: int) -> Iterable[Any]:
    return pasos


def orden(carpeta: Path, *argumentos: str) -> "subprocess.CompletedProcess[str]":
    return ordenar("evaluar", "--datos", carpeta, *argumentos)


def test_el_conjunto_abierto_cumple_los_umbrales(
    puesto: Puesto, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pedido = EvaluacionPedida(
        AQUI / "marco-abierto.jsonl",
        "alianzas evaluar",
        salida=tmp_path / "salida.jsonl",
        informe=tmp_path / "informe",
        umbrales=AQUI / "umbrales.yaml",
    )
    cumple = evaluar(preparar_pedido(pedido), *puesto, en_silencio)
    assert cumple, capsys.readouterr().err
    leido = json.loads((tmp_path / "informe" / "informe.json").read_text(encoding="utf-8"))
    assert leido["huellas"].keys() >= {"corpus", "modelo", "indice"}
    assert leido["citas_alteradas"] == []
    identificadores = [json.loads(linea)["id"] for linea in pedido.casos.read_text(encoding="utf-8").splitlines()]
    respondidos = (tmp_path / "salida.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(linea)["id"] for linea in respondidos] == identificadores


def test_una_pregunta_revisada_hecha_tal_cual_se_contesta_con_lo_aprobado(puesto: Puesto) -> None:
    """Solo difieren la que no se entiende como una pregunta al documento y la que se parte en dos."""
    contexto, buscador = puesto
    ideas = [idea for documento in buscador.documentos for idea in documento.ideas if idea.contesta and idea.lugar]
    casos = [(idea, Caso("", pregunta)) for idea in ideas for pregunta in idea.preguntas[1:2]]
    assert len(casos) > 30
    dadas = [dada for _, dada in responder_casos(contexto, buscador, [caso for _, caso in casos])]
    otras = [
        caso.pregunta
        for (idea, caso), dada in zip(casos, dadas, strict=True)
        if dada["estado"] != "respuesta"
        or not any(cita["inicio"] < idea.lugar.fin and idea.lugar.inicio < cita["fin"] for cita in dada["citas"])
    ]
    assert len(otras) <= 1, otras


def test_la_robustez_la_pregunta_entera_y_un_umbral_incumplido(
    puesto: Puesto, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    casos = tmp_path / "casos.jsonl"
    caso = {
        "id": "a",
        "pregunta": "¿Y la confianza?",
        "historial": ["¿Qué principios hay?"],
        "respondible": True,
        "evidencia": "Seguridad de que cada uno de los actores",
        "entera": "¿Qué es la confianza en una Alianza Multiactor?",
    }
    casos.write_text(json.dumps(caso) + "\n", encoding="utf-8")
    umbrales = tmp_path / "umbrales.yaml"
    umbrales.write_text("maximos: {seguimientos.perdida: 100, robustez.errata.evidencia: -101}\n", encoding="utf-8")
    pedido = EvaluacionPedida(casos, "alianzas evaluar", salida=tmp_path / "s.jsonl", umbrales=umbrales, robustez=True)
    assert not evaluar(preparar_pedido(pedido), *puesto, en_silencio)
    dicho = capsys.readouterr().err
    assert "Umbral incumplido: robustez.errata.evidencia" in dicho
    assert "Umbral incumplido: seguimientos.perdida" not in dicho
    assert "Pérdida con «descuidada» en evidencia" in dicho


def test_la_orden_da_una_linea_por_caso_en_orden_por_la_salida_estandar(carpeta_modelo: Path, tmp_path: Path) -> None:
    preguntas = ["¿Qué es la confianza?", "hola", "", "¿Cuánto cuesta un pasaje a Cusco?", "¿Qué es la confianza?"]
    casos = tmp_path / "casos.jsonl"
    casos.write_text(
        "".join(json.dumps({"id": f"n{9 - lugar}", "pregunta": una}) + "\n" for lugar, una in enumerate(preguntas)),
        encoding="utf-8",
    )
    hecha = orden(carpeta_modelo, "--casos", str(casos))
    assert hecha.returncode == 0, hecha.stderr
    lineas = [json.loads(linea) for linea in hecha.stdout.splitlines()]
    assert [linea["id"] for linea in lineas] == ["n9", "n8", "n7", "n6", "n5"]
    assert all(linea.keys() == {"id", "estado", "texto", "confianza", "citas", "fragmentos", "ms"} for linea in lineas)
    assert lineas[0]["citas"] == lineas[4]["citas"] != []
    assert "Milisegundos por pregunta" in hecha.stderr


def test_la_orden_rehusa_lo_reservado_con_codigo_2(tmp_path: Path) -> None:
    casos = tmp_path / "propio-reservado.jsonl"
    casos.write_text('{"id": "a", "pregunta": "hola"}\n', encoding="utf-8")
    hecha = orden(tmp_path, "--casos", str(casos))
    assert hecha.returncode == 2
    assert "--abrir-reservado" in hecha.stderr
    assert hecha.stdout == ""
    assert "Traceback" not in hecha.stderr


def test_lo_reservado_se_mide_solo_si_se_pide_y_sin_mostrar_sus_casos(
    puesto: Puesto, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    casos = tmp_path / "propio-reservado.jsonl"
    casos.write_text(
        '{"id": "secreto-1", "pregunta": "¿Cuánto cuesta el pan?", "respondible": true, "evidencia": "dos soles"}\n',
        encoding="utf-8",
    )
    pedido = EvaluacionPedida(
        casos, "alianzas evaluar", tmp_path / "s.jsonl", informe=tmp_path / "informe", abrir_reservado=True
    )
    assert evaluar(preparar_pedido(pedido), *puesto, en_silencio)
    assert "citan su evidencia: 0/1" in (dicho := capsys.readouterr().err)
    informes = [ruta.read_text(encoding="utf-8") for ruta in (tmp_path / "informe").glob("informe.*")]
    assert len(informes) == 2
    assert not any("secreto-1" in texto for texto in (dicho, *informes))


# --- Propiedad: lo que se pregunte da igual, lo citado es el documento ---------------------------


@lru_cache(maxsize=1)
def palabras_del_corpus() -> tuple[str, ...]:
    textos = [ruta.read_text(encoding="utf-8") for ruta in sorted(DOCUMENTOS.glob("*.txt"))]
    return tuple(dict.fromkeys(palabra for texto in textos for palabra in texto.split()))


del_corpus = st.deferred(lambda: st.sampled_from(palabras_del_corpus()))
de_pregunta = st.sampled_from(
    "¿qué ¿quién cuánto y ¿y eso también ? ¿ . , cuál es la el principio propuesta no".split()
)
mezclas = st.lists(st.one_of(del_corpus, del_corpus, de_pregunta, st.text(max_size=6)), min_size=1, max_size=25)
preguntas_al_azar = st.one_of(mezclas.map(" ".join), mezclas.map(" ".join), st.text(max_size=80))


@given(preguntas_al_azar, st.lists(preguntas_al_azar, max_size=2))
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_toda_cita_es_byte_a_byte_el_documento(puesto: Puesto, pregunta: str, historial: list[str]) -> None:
    contexto, buscador = puesto
    ((_, dada),) = responder_casos(contexto, buscador, (Caso("1", pregunta, tuple(historial)),))
    assert dada["estado"] in ESTADOS
    assert dada["texto"].strip()
    assert 0 <= dada["confianza"] <= 1
    for cita in dada["citas"]:
        documento = (DOCUMENTOS / cita["documento"]).read_bytes().decode("utf-8")
        assert cita["texto"].encode() == documento[cita["inicio"] : cita["fin"]].encode() != b""
    json.dumps(dada, ensure_ascii=False).encode("utf-8")
