"""El conjunto de oro del marco es coherente consigo mismo y con el documento; nunca imprime los casos reservados."""

import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.apoyo.rutas import DOCUMENTOS, RAIZ

DOCUMENTO = DOCUMENTOS / "marco-apci-capitulo-2.txt"
ABIERTO = RAIZ / "tests" / "evaluacion" / "marco-abierto.jsonl"
RESERVADO = RAIZ / "tests" / "evaluacion" / "marco-reservado.jsonl"

ESTADOS = {"respuesta", "cercano", "no_sabe", "accion", "charla"}
ESTADOS_POR_CLASE = {
    "directa": {"respuesta"},
    "coloquial": {"respuesta"},
    "parafrasis": {"respuesta"},
    "caso": {"respuesta", "cercano", "no_sabe"},
    "dato_ausente": {"cercano", "no_sabe"},
    "vacio": {"cercano"},
    "fuera_de_tema": {"no_sabe"},
    "varias_partes": {"respuesta"},
    "premisa_falsa": {"respuesta"},
    "seguimiento": {"respuesta", "cercano", "no_sabe"},
    "accion": {"accion"},
    "charla": {"charla"},
    "inyeccion": {"no_sabe"},
    "ingles": {"respuesta"},
}
OBLIGATORIOS = {"id", "pregunta", "clase", "respondible", "evidencia", "estado", "esperado"}
OPCIONALES = {"historial", "evidencias_tambien", "evidencias_todas", "estados_admitidos"}

Caso = dict[str, Any]


def leer(archivo: Path) -> list[Caso]:
    return [json.loads(linea) for linea in archivo.read_text(encoding="utf-8").splitlines()]


def reducir(texto: str) -> str:
    return " ".join(texto.split())


def plegar(texto: str) -> str:
    """Deja solo letras y cifras, sin tildes ni mayúsculas: dos preguntas iguales salvo la puntuación coinciden."""
    separado = unicodedata.normalize("NFD", texto.casefold())
    return reducir("".join(signo if signo.isalnum() else " " for signo in separado if not unicodedata.combining(signo)))


def evidencias(caso: Caso) -> list[str]:
    principal = [caso["evidencia"]] if caso["evidencia"] is not None else []
    return [*principal, *caso.get("evidencias_tambien", []), *caso.get("evidencias_todas", [])]


def senalar(casos: list[Caso]) -> list[str]:
    """Devuelve solo los identificadores, para que un fallo no muestre el texto de los reservados."""
    return [caso["id"] for caso in casos]


@pytest.fixture(scope="module")
def abiertos() -> list[Caso]:
    return leer(ABIERTO)


@pytest.fixture(scope="module")
def reservados() -> list[Caso]:
    return leer(RESERVADO)


@pytest.fixture(scope="module")
def casos(abiertos: list[Caso], reservados: list[Caso]) -> list[Caso]:
    return abiertos + reservados


def test_cada_evidencia_esta_literalmente_en_el_documento(casos: list[Caso]) -> None:
    documento = reducir(DOCUMENTO.read_text(encoding="utf-8"))
    ausentes = [caso for caso in casos if any(trozo not in documento for trozo in evidencias(caso))]
    assert senalar(ausentes) == []


def test_ninguna_evidencia_es_vacia_ni_lleva_espacios_de_mas(casos: list[Caso]) -> None:
    malas = [caso for caso in casos if any(len(t.split()) < 2 or t != reducir(t) for t in evidencias(caso))]
    assert senalar(malas) == []


def test_hay_casos_suficientes_con_identificadores_unicos(casos: list[Caso]) -> None:
    assert len(casos) >= 150
    repetidos = [identificador for identificador, veces in Counter(senalar(casos)).items() if veces > 1]
    assert repetidos == []


def test_cada_caso_trae_los_campos_acordados(casos: list[Caso]) -> None:
    malos = [caso for caso in casos if not OBLIGATORIOS <= caso.keys() <= OBLIGATORIOS | OPCIONALES]
    assert senalar(malos) == []
    vacios = [caso for caso in casos if not caso["pregunta"].strip() or not caso["esperado"].strip()]
    assert senalar(vacios) == []


def test_clases_y_estados_validos(casos: list[Caso]) -> None:
    sin_clase = [caso for caso in casos if caso["clase"] not in ESTADOS_POR_CLASE]
    assert senalar(sin_clase) == []
    impropios = [caso for caso in casos if caso["estado"] not in ESTADOS_POR_CLASE[caso["clase"]]]
    assert senalar(impropios) == []


def test_los_estados_admitidos_incluyen_el_estado_y_son_validos(casos: list[Caso]) -> None:
    con_varios = [caso for caso in casos if "estados_admitidos" in caso]
    malos = [c for c in con_varios if not {c["estado"]} < set(c["estados_admitidos"]) <= ESTADOS]
    assert con_varios and senalar(malos) == []


def test_respondible_equivale_a_tener_evidencia_y_estado_respuesta(casos: list[Caso]) -> None:
    malos = [
        caso
        for caso in casos
        if len({caso["respondible"], caso["evidencia"] is not None, caso["estado"] == "respuesta"}) > 1
        or (evidencias(caso) and not caso["respondible"])
        or (caso["respondible"] and "estados_admitidos" in caso)
    ]
    assert senalar(malos) == []


def test_solo_los_seguimientos_traen_historial_de_una_a_tres_preguntas(casos: list[Caso]) -> None:
    malos = [
        caso
        for caso in casos
        if (caso["clase"] == "seguimiento") != ("historial" in caso) or not 0 <= len(caso.get("historial", [])) <= 3
    ]
    assert senalar(malos) == []
    assert all(caso["historial"] for caso in casos if caso["clase"] == "seguimiento")


def test_las_de_varias_partes_traen_todas_sus_evidencias(casos: list[Caso]) -> None:
    malos = [
        caso
        for caso in casos
        if (caso["clase"] == "varias_partes") != ("evidencias_todas" in caso)
        or caso["evidencia"] not in caso.get("evidencias_todas", [caso["evidencia"]])
    ]
    assert senalar(malos) == []


def test_no_hay_preguntas_repetidas_plegando_tildes_y_mayusculas(casos: list[Caso]) -> None:
    veces = Counter(plegar(caso["pregunta"]) for caso in casos)
    assert senalar([caso for caso in casos if veces[plegar(caso["pregunta"])] > 1]) == []


def test_el_reservado_es_un_tercio_y_reparte_las_clases_igual(abiertos: list[Caso], reservados: list[Caso]) -> None:
    assert 0.28 <= len(reservados) / (len(abiertos) + len(reservados)) <= 0.38
    en_abierto = Counter(caso["clase"] for caso in abiertos)
    en_reservado = Counter(caso["clase"] for caso in reservados)
    assert set(en_abierto) == set(en_reservado) == set(ESTADOS_POR_CLASE)
    # Con clases de seis u ocho casos, un caso de más o de menos es el redondeo del tercio.
    desparejas = [
        clase
        for clase in ESTADOS_POR_CLASE
        if abs(en_reservado[clase] - (en_abierto[clase] + en_reservado[clase]) / 3) > 1
    ]
    assert desparejas == []
