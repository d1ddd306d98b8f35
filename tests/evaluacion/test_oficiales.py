"""Las respuestas oficiales, con el modelo real: cuándo es la misma pregunta, y que a las demás no las cambie."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.config import leer_configuracion
from bot.dialogo.preguntas.oficiales import la_misma_pregunta
from bot.evaluacion import Caso, leer_casos, responder_casos
from bot.montaje import armar_contexto
from bot.montaje.busqueda import abrir_busqueda
from conocimiento.modelo import Oficial

AQUI = Path(__file__).resolve().parent
FICHA = 'titulo: "Respuesta oficial"\ninstitucion: "APCI"\nanio: 2026\nfuente: "APCI"\nversion: "1"\n'
OFICIALES = (
    "¿Cuál es el aporte mínimo de la empresa privada en una alianza?",
    "¿Quién aprueba las alianzas?",
    "¿Cuánto dura como máximo una alianza?",
    "¿Una universidad puede liderar una alianza?",
)
RESPUESTA = "Lo acuerdan los actores de cada alianza en su reglamento."


def abrir(datos: Path) -> tuple[Any, Any]:
    configuracion = leer_configuracion(datos=datos)
    buscador = abrir_busqueda(configuracion, print)
    armado = armar_contexto(configuracion, buscador.documentos, sin_erratas=buscador.sin_erratas)
    return armado(datetime.now(UTC)), buscador


@pytest.fixture(scope="module")
def sin_oficiales(carpeta_producto: Path) -> tuple[Any, Any]:
    return abrir(carpeta_producto)


@pytest.fixture(scope="module")
def con_oficiales(carpeta_producto: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Any]]:
    """El producto con unas respuestas oficiales; el índice se rehace en una copia, con los vectores que ya hay."""
    datos = tmp_path_factory.mktemp("datos")
    (datos / "modelo").symlink_to((carpeta_producto / "modelo").resolve(), target_is_directory=True)
    shutil.copytree(carpeta_producto / "indice", datos / "indice")
    respuestas = datos / "respuestas"
    respuestas.mkdir()
    for numero, pregunta in enumerate(OFICIALES, 1):
        (respuestas / f"respuesta-{numero:04}.ficha.yaml").write_text(FICHA, encoding="utf-8")
        dicho = f"# {pregunta}\n\n{RESPUESTA} Es la respuesta {numero}.\n"
        (respuestas / f"respuesta-{numero:04}.md").write_text(dicho, encoding="utf-8")
    yield abrir(datos)


def acierto(buscador: Any, archivo: str) -> tuple[float, float]:
    """La precisión y la cobertura con que se reconoce la misma pregunta."""
    pares = [json.loads(linea) for linea in (AQUI / archivo).read_text(encoding="utf-8").splitlines()]
    acertadas = falsas = perdidas = 0
    for par in pares:
        suya, otra = buscador.embeddings.de_preguntas([par["oficial"], par["pregunta"]])
        es_la_misma = la_misma_pregunta(par["pregunta"], Oficial(par["oficial"], (), float(suya @ otra)))
        acertadas += es_la_misma and par["misma"]
        falsas += es_la_misma and not par["misma"]
        perdidas += par["misma"] and not es_la_misma
    return acertadas / (acertadas + falsas), acertadas / (acertadas + perdidas)


@pytest.mark.parametrize(("archivo", "cobertura_minima"), [("abierto", 0.9), ("reservado", 0.55)])
def test_reconoce_la_misma_pregunta(sin_oficiales: tuple[Any, Any], archivo: str, cobertura_minima: float) -> None:
    precision, cobertura = acierto(sin_oficiales[1], f"respuestas-oficiales-{archivo}.jsonl")
    assert precision >= 0.95
    assert cobertura >= cobertura_minima


def preguntar(puesto: tuple[Any, Any], pregunta: str) -> Any:
    ((_, dada),) = responder_casos(*puesto, (Caso("1", pregunta),))
    return dada


@pytest.mark.parametrize(
    "pregunta",
    [
        "cual es el aporte minimo de la empresa privada",
        "cuanto tiene que poner como minimo la empresa",
        "quien aprueba una alianza",
        "cual es la duracion maxima de una alianza",
        "puede liderar una alianza una universidad",
    ],
)
def test_a_su_pregunta_la_contesta(con_oficiales: tuple[Any, Any], pregunta: str) -> None:
    dada = preguntar(con_oficiales, pregunta)
    assert dada["estado"] == "respuesta"
    assert "Según una respuesta oficial" in dada["texto"]
    assert RESPUESTA in dada["texto"]


@pytest.mark.parametrize(
    "pregunta",
    [
        "la empresa puede salirse de la alianza?",
        "cual es el rol de la empresa privada",
        "quien paga todo",
        "que aporta la universidad",
        "cuál es el aporte máximo de la empresa privada",
        "quién financia las alianzas",
        "cuánto dura como mínimo una alianza",
        "una ONG puede liderar una alianza?",
        "una universidad puede integrar una alianza?",
    ],
)
def test_a_otra_no(con_oficiales: tuple[Any, Any], pregunta: str) -> None:
    dada = preguntar(con_oficiales, pregunta)
    assert "Según una respuesta oficial" not in dada["texto"]
    assert dada["estado"] != "respuesta" or RESPUESTA not in dada["texto"]


def test_las_preguntas_de_los_documentos_se_contestan_igual_que_sin_ellas(
    sin_oficiales: tuple[Any, Any], con_oficiales: tuple[Any, Any]
) -> None:
    casos = leer_casos(AQUI / "marco-abierto.jsonl")[::2]
    antes, ahora = (tuple(responder_casos(*puesto, casos)) for puesto in (sin_oficiales, con_oficiales))
    distintas = [
        caso.pregunta
        for (caso, sin_ellas), (_, con_ellas) in zip(antes, ahora, strict=True)
        if sin_ellas["texto"] != con_ellas["texto"] and RESPUESTA not in con_ellas["texto"]
    ]
    assert distintas == []
    oficiales = [caso.pregunta for caso, dada in ahora if "Según una respuesta oficial" in dada["texto"]]
    assert oficiales == []
