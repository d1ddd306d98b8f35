"""El archivo de casos: lo que se lee, lo que se perdona y lo que se rehúsa."""

import json
from pathlib import Path

import pytest

from bot.evaluacion import Caso, ErrorCasos, ErrorReservado, Esperado, leer_casos
from bot.evaluacion.casos import es_reservado, rehusar_reservado


def escribir(ruta: Path, *objetos: object) -> Path:
    ruta.write_text("".join(json.dumps(uno, ensure_ascii=False) + "\n" for uno in objetos), encoding="utf-8")
    return ruta


def test_un_caso_solo_con_lo_obligatorio_no_espera_nada(tmp_path: Path) -> None:
    (caso,) = leer_casos(escribir(tmp_path / "c.jsonl", {"id": 7, "pregunta": "¿Qué es?"}))
    assert caso == Caso("7", "¿Qué es?")
    assert caso.esperado.necesidades() == ()
    assert caso.esperado.admitidos() == frozenset()


def test_lee_todo_lo_esperado(tmp_path: Path) -> None:
    ruta = escribir(
        tmp_path / "c.jsonl",
        {
            "id": "a",
            "pregunta": "¿Y eso?",
            "historial": ["¿Qué es?"],
            "clase": "seguimiento",
            "respondible": True,
            "evidencia": "uno",
            "evidencias_tambien": ["uno bis"],
            "evidencias_todas": ["uno", "dos"],
            "estado": "respuesta",
            "estados_admitidos": ["respuesta", "cercano"],
            "entera": "¿Qué es eso?",
        },
    )
    (caso,) = leer_casos(ruta)
    assert caso.historial == ("¿Qué es?",)
    assert caso.esperado.necesidades() == (("uno", "uno bis"), ("dos",))
    assert caso.esperado.admitidos() == {"respuesta", "cercano"}
    assert caso.esperado.entera == "¿Qué es eso?"


def test_lo_esperado_con_otra_forma_no_se_mide_ni_rompe(tmp_path: Path) -> None:
    raro = {"respondible": "quizá", "evidencia": 3, "evidencias_todas": "x", "estados_admitidos": None, "estado": ["a"]}
    (caso,) = leer_casos(escribir(tmp_path / "c.jsonl", {"id": "a", "pregunta": "¿?", **raro}))
    assert caso.esperado == Esperado()


def test_un_salto_dentro_del_texto_y_una_marca_inicial_no_parten_la_linea(tmp_path: Path) -> None:
    ruta = tmp_path / "c.jsonl"
    ruta.write_text('\ufeff{"id": "a", "pregunta": "uno\u2028dos\u0085tres"}\r\n\n', encoding="utf-8")
    (caso,) = leer_casos(ruta)
    assert caso.pregunta == "uno\u2028dos\u0085tres"


def test_sin_historial_sigue_a_la_pregunta_que_dice_lo_esperado(tmp_path: Path) -> None:
    ruta = escribir(
        tmp_path / "c.jsonl",
        {"id": "a", "pregunta": "¿Qué es?"},
        {"id": "b", "pregunta": "¿Y luego?", "esperado": "[sigue a a] lo que sea"},
    )
    assert [caso.historial for caso in leer_casos(ruta)] == [(), ("¿Qué es?",)]


@pytest.mark.parametrize("linea", ["no es json", "[1]", '{"id": "a"}', '{"id": "a", "pregunta": 3}', "[" * 5000])
def test_una_linea_mala_dice_cual_es(tmp_path: Path, linea: str) -> None:
    ruta = tmp_path / "c.jsonl"
    ruta.write_text('{"id": "a", "pregunta": "¿Qué es?"}\n' + linea + "\n", encoding="utf-8")
    with pytest.raises(ErrorCasos, match=r"c\.jsonl:2"):
        leer_casos(ruta)


def test_rehusa_lo_reservado_por_el_nombre_sin_leerlo(tmp_path: Path) -> None:
    with pytest.raises(ErrorReservado, match="--abrir-reservado") as rehusado:
        rehusar_reservado(tmp_path / "otro-Reservado.jsonl")
    assert rehusado.value.codigo_de_salida == 2


def test_rehusa_lo_reservado_por_un_enlace_con_otro_nombre(tmp_path: Path) -> None:
    verdadero = escribir(tmp_path / "x-reservado.jsonl", {"id": "a", "pregunta": "¿Qué es?"})
    (tmp_path / "abierto.jsonl").symlink_to(verdadero)
    assert es_reservado(tmp_path / "abierto.jsonl")


def test_rehusa_lo_reservado_por_un_encabezado_que_no_cuenta_como_caso(tmp_path: Path) -> None:
    ruta = escribir(tmp_path / "c.jsonl", {"reservado": True}, {"id": "a", "pregunta": "¿Qué es?"})
    assert es_reservado(ruta)
    assert [caso.identificador for caso in leer_casos(ruta)] == ["a"]


def test_un_archivo_abierto_no_se_rehusa(tmp_path: Path) -> None:
    rehusar_reservado(escribir(tmp_path / "c.jsonl", {"id": "a", "pregunta": "¿Está reservado?", "reservado": False}))
