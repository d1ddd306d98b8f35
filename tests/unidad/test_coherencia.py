"""La revisión: cada regla se enciende con su defecto, calla sin él y distingue lo pendiente."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import bot.entrevista
from bot.entrevista.coherencia import revisar
from bot.entrevista.eventos import Evento, Valor
from bot.entrevista.propuesta import Observacion
from bot.lectura_entrevista import leer_entrevista

ENTREVISTA = leer_entrevista(Path(bot.entrevista.__file__).parent / "alianza")
INSTANTE = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
HOY = date(2026, 11, 23)

FILA: dict[str, Valor] = {
    "responsabilidad": "operar",
    "aporte": "dos técnicos",
    "beneficio": "agua",
    "riesgo": "cambio de alcalde",
    "motivacion": "su deber",
}
ACTORES: list[Valor] = [
    {"id": "a1", "nombre": "Municipalidad de Celendín", "tipo": "gob_local"},
    {"id": "a2", "nombre": "GIZ", "tipo": "fuente"},
]
COMPLETO: dict[tuple[str, str], Valor] = {
    ("nombre_organizacion", ""): "Minera Andes",
    ("tipo_organizacion", ""): "empresa",
    ("ruc", ""): "20100070970",
    ("titulo", ""): "Agua Segura",
    ("problema", ""): "El agua llega sin cloro a los centros poblados",
    ("poblacion", ""): {"texto": "500 familias", "cantidad": 500, "unidad": "familias"},
    ("ubicacion", ""): {"departamentos": ["Cajamarca"], "texto": ""},
    ("objetivo_comun", ""): "Ampliar el acceso a agua segura para las familias de Celendín",
    ("ods", ""): [6],
    ("actores", ""): ACTORES,
    ("reparto", "a0"): FILA,
    ("reparto", "a1"): FILA,
    ("reparto", "a2"): FILA,
    ("plazo", ""): {"meses": 18, "inicio": "2027-03"},
    ("presupuesto", ""): {"monto": "200000.00", "moneda": "PEN"},
}


def _revisar(cambios: dict[tuple[str, str], Valor], omitidas: tuple[tuple[str, str], ...] = ()) -> list[Observacion]:
    eventos = [
        Evento("respuesta", INSTANTE, {"pregunta": p, "actor": a or None, "valor": valor, "crudo": str(valor)})
        for (p, a), valor in {**COMPLETO, **cambios}.items()
        if (p, a) not in omitidas
    ]
    eventos += [Evento("omitida", INSTANTE, {"pregunta": p, "actor": a or None}) for p, a in omitidas]
    return list(revisar(ENTREVISTA, eventos, HOY))


def _regla(observaciones: list[Observacion], clave: str) -> Observacion | None:
    return next((una for una in observaciones if una.regla == clave), None)


def test_una_propuesta_completa_solo_recibe_el_aviso_del_cuarto_principio() -> None:
    observaciones = _revisar({})
    assert [(una.regla, una.severidad) for una in observaciones] == [("R22", "info")]


@pytest.mark.parametrize(
    ("regla", "severidad", "cambios"),
    [
        ("R01", "critica", {("actores", ""): [ACTORES[1]]}),
        ("R02", "importante", {("tipo_organizacion", ""): "academia"}),
        ("R03", "importante", {("actores", ""): [ACTORES[0]]}),
        ("R04", "importante", {("actores", ""): [ACTORES[0]]}),
        ("R05", "critica", {("objetivo_comun", ""): "Agua"}),
        ("R06", "critica", {("objetivo_comun", ""): "Aumentar nuestras ventas y mejorar nuestra imagen"}),
        ("R08", "importante", {("reparto", "a1"): {**FILA, "motivacion": None}}),
        ("R10", "critica", {("reparto", "a1"): {**FILA, "responsabilidad": None}}),
        ("R11", "importante", {("reparto", "a2"): {**FILA, "aporte": None}}),
        ("R12", "importante", {("reparto", "a2"): {**FILA, "beneficio": None}}),
        (
            "R12",
            "critica",
            {("reparto", "a1"): {**FILA, "beneficio": None}, ("reparto", "a2"): {**FILA, "beneficio": None}},
        ),
        ("R13", "critica", {("reparto", actor): {**FILA, "riesgo": None} for actor in ("a0", "a1", "a2")}),
        ("R14", "critica", {("reparto", "a1"): {**FILA, "riesgo": "sequía — responsable: la lluvia"}}),
        ("R25", "sugerencia", {("plazo", ""): {"meses": 48, "inicio": "2027-03"}}),
        ("R25", "sugerencia", {("plazo", ""): {"meses": 12, "inicio": "2026-03"}}),
        ("R28", "importante", {("tipo_organizacion", ""): "ongd", ("registro_apci", ""): "vencida"}),
        ("R32", "sugerencia", {("poblacion", ""): {"texto": "los niños", "cantidad": None, "unidad": ""}}),
        ("R33", "importante", {("problema", ""): "Llamar a Juan Pérez, DNI 12345678, por el agua sin cloro"}),
        ("R33", "importante", {("problema", ""): "El agua llega sin cloro; informes al 987 654 321"}),
    ],
)
def test_cada_regla_ve_su_defecto(regla: str, severidad: str, cambios: dict[tuple[str, str], Valor]) -> None:
    observacion = _regla(_revisar(cambios), regla)
    assert observacion is not None
    assert (observacion.severidad, observacion.pendiente) == (severidad, False)
    assert "{" not in observacion.mensaje
    assert observacion.fuente


@pytest.mark.parametrize(
    ("regla", "omitidas"),
    [
        ("R01", (("actores", ""),)),
        ("R04", (("actores", ""),)),
        ("R05", (("objetivo_comun", ""),)),
        ("R07", (("ods", ""),)),
        ("R10", (("reparto", "a1"),)),
        ("R12", (("reparto", "a1"),)),
        ("R13", (("reparto", "a0"), ("reparto", "a1"), ("reparto", "a2"))),
        ("R25", (("plazo", ""),)),
    ],
)
def test_lo_que_no_se_sabe_es_pendiente_y_no_incumplimiento(regla: str, omitidas: tuple[tuple[str, str], ...]) -> None:
    observacion = _regla(_revisar({}, omitidas), regla)
    assert observacion is not None
    assert observacion.pendiente is True


def test_decir_no_se_en_una_linea_tambien_es_pendiente() -> None:
    observacion = _regla(_revisar({("reparto", "a1"): {**FILA, "responsabilidad": ""}}), "R10")
    assert observacion is not None
    assert observacion.pendiente is True
    assert "Municipalidad de Celendín" in observacion.mensaje


def test_un_objetivo_que_habla_de_clientes_y_de_la_poblacion_no_se_observa() -> None:
    objetivo = "Que los clientes y las familias de la comunidad tengan agua segura todo el año"
    assert _regla(_revisar({("objetivo_comun", ""): objetivo}), "R06") is None


def test_un_riesgo_a_cargo_de_otro_actor_de_la_alianza_no_se_observa() -> None:
    fila = {**FILA, "riesgo": "sequía — responsable: la Municipalidad de Celendín — mitigación: reservorio"}
    assert _regla(_revisar({("reparto", "a0"): fila}), "R14") is None


def test_primero_lo_critico_y_ninguna_frase_aprueba() -> None:
    observaciones = _revisar(
        {("actores", ""): [ACTORES[1]], ("plazo", ""): {"meses": 48, "inicio": None}}, (("ods", ""),)
    )
    orden = ["critica", "importante", "sugerencia", "info"]
    assert [una.severidad for una in observaciones] == sorted((una.severidad for una in observaciones), key=orden.index)
    assert not any("aproba" in una.mensaje.lower() or "puntaje" in una.mensaje.lower() for una in observaciones)


def test_sin_ninguna_respuesta_todo_es_pendiente() -> None:
    observaciones = revisar(ENTREVISTA, [], HOY)
    assert all(una.pendiente for una in observaciones if una.severidad != "info")


def test_las_citas_del_marco_son_literales() -> None:
    import re

    import conocimiento

    marco = Path(conocimiento.__file__).parent / "documentos" / "marco-apci-capitulo-2.txt"
    texto = " ".join(marco.read_text(encoding="utf-8").split())
    citas = [
        (regla.clave, cita)
        for regla in ENTREVISTA.reglas
        if regla.base == "marco"
        for cita in re.findall(r"«([^»]+)»", regla.fuente)
    ]
    citas += [
        (pregunta.clave, cita)
        for pregunta in ENTREVISTA.preguntas
        for cita in re.findall(r"«([^»]+)»", pregunta.por_que)
    ]
    assert len(citas) > 15
    assert [cita for cita in citas if cita[1] not in texto] == []
