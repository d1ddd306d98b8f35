"""Las respuestas de varias partes: rotuladas, por comas, una por línea; lo que no está claro se explica."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entrevista.esquema import Campo, Opcion, Pregunta
from bot.entrevista.valores.actores.nombres import con_mayusculas
from bot.entrevista.valores.actores.reconocer import reconocer_actor
from bot.entrevista.valores.lectura import Entorno, Explicacion, Pide, Valido
from bot.entrevista.valores.tipos import leer, mostrar
from tests.apoyo.entrevista import ENTREVISTA

CATALOGOS = ENTREVISTA.catalogos
ACTORES = ("Minera Andes Altos SAC", "Municipalidad Provincial de Celendín", "Agencia Española de Cooperación (AECID)")
ENTORNO = Entorno(CATALOGOS, date(2026, 11, 25), "Minera Andes Altos SAC", None, ACTORES)
CONTACTO = Pregunta(
    "contacto", "S1", "Contacto", "compuesto", "¿Con quién hablamos?", "", "", "",
    campos=(
        Campo("nombre", "Nombre", variantes=("se llama",)),
        Campo("cargo", "Cargo"),
        Campo("correo", "Correo", "correo", variantes=("correo electrónico", "email", "mail")),
    ),
)  # fmt: skip
RIESGOS = Pregunta(
    "riesgos", "S6", "Riesgos", "lista", "¿Qué podría salir mal?", "", "", "", minimo=1, maximo=3,
    campos=(
        Campo("riesgo", "Riesgo"),
        Campo("responsable", "Responsable", "actor", variantes=("a cargo de", "se encarga"), obligatorio=False),
        Campo("mitigacion", "Mitigación", variantes=("cómo se evita",), obligatorio=False),
    ),
)  # fmt: skip
APORTES = Pregunta(
    "aportes", "S5", "Aportes", "lista", "¿Qué aporta cada quién?", "", "", "", maximo=5,
    campos=(
        Campo("que", "Qué"),
        Campo("monto", "Monto", "monto", obligatorio=False),
        Campo("fecha", "Fecha", "fecha", obligatorio=False),
        Campo("clase", "Clase", "opcion", (Opcion("dinero", "Dinero"), Opcion("bienes", "Bienes")), obligatorio=False),
        Campo("cuantos", "Cuántos", "entero", obligatorio=False),
    ),
)  # fmt: skip


def valor(pregunta: Pregunta, texto: str, entorno: Entorno = ENTORNO) -> object:
    lectura = leer(pregunta, texto, entorno)
    assert isinstance(lectura, Valido), lectura
    return lectura.valor


@pytest.mark.parametrize(
    "texto",
    [
        "Nombre: Rosa Quispe\nCargo: gerenta\nCorreo: rosa@agua.org.pe",
        "nombre: Rosa Quispe, cargo: gerenta, email: rosa@agua.org.pe",
        "Rosa Quispe\ngerenta\nrosa@agua.org.pe",
        "Rosa Quispe, gerenta, rosa@agua.org.pe",
        "rosa@agua.org.pe; Rosa Quispe; gerenta",
        "Correo electrónico: rosa@agua.org.pe\nCargo = gerenta\nNombre: Rosa Quispe",
        "- Nombre: Rosa Quispe\n- Cargo: gerenta\n- Correo: rosa@agua.org.pe",
    ],
)
def test_un_contacto_se_lee_de_varias_maneras(texto: str) -> None:
    assert valor(CONTACTO, texto) == {"nombre": "Rosa Quispe", "cargo": "gerenta", "correo": "rosa@agua.org.pe"}


def test_lo_que_no_se_dice_queda_sin_valor_y_se_muestra_pendiente() -> None:
    leido = valor(CONTACTO, "Nombre: Rosa Quispe")
    assert leido == {"nombre": "Rosa Quispe", "cargo": None, "correo": None}
    assert mostrar(CONTACTO, {"nombre": "Rosa Quispe", "cargo": None, "correo": None}, CATALOGOS) == (
        "Nombre: Rosa Quispe\nCargo: pendiente\nCorreo: pendiente"
    )


def test_se_puede_completar_despues_sin_repetir_lo_dicho() -> None:
    previo = Entorno(CATALOGOS, ENTORNO.hoy, "", {"nombre": "Rosa Quispe", "cargo": None, "correo": None})
    assert valor(CONTACTO, "cargo: gerenta", previo) == {"nombre": "Rosa Quispe", "cargo": "gerenta", "correo": None}


def test_sin_rotulos_se_relee_como_se_entendio() -> None:
    lectura = leer(CONTACTO, "Rosa Quispe, gerenta, rosa@gmail.com", ENTORNO)
    assert isinstance(lectura, Valido)
    assert lectura.lectura == "Nombre: Rosa Quispe\nCargo: gerenta\nCorreo: rosa@gmail.com"
    assert "correo personal" in lectura.advertencia


@pytest.mark.parametrize(
    ("texto", "motivo"),
    [
        ("Rosa Quispe, gerenta, Lima, Perú, rosa@agua.org.pe", "a qué corresponde cada parte"),
        ("Correo: rosa arroba agua", "en «Correo»"),
        ("Nombre:\nCargo:", "ningún dato"),
    ],
)
def test_lo_que_no_esta_claro_se_explica(texto: str, motivo: str) -> None:
    lectura = leer(CONTACTO, texto, ENTORNO)
    assert isinstance(lectura, Explicacion)
    assert motivo in lectura.problema


@pytest.mark.parametrize(
    "texto",
    [
        "Cambio de autoridades — la muni de Celendín — firmar un acta\nSube el costo",
        "1. Cambio de autoridades | Municipalidad Provincial de Celendín | firmar un acta\n2. Sube el costo",
        "• Cambio de autoridades; MPC; firmar un acta\n• Sube el costo",
        "Cambio de autoridades (responsable: municipalidad de celendin; mitigación: firmar un acta)\nSube el costo",
        "Riesgo: Cambio de autoridades\nResponsable: MPC\nMitigación: firmar un acta\nRiesgo: Sube el costo",
        "Cambio de autoridades\n  a cargo de: la muni de Celendín\n  cómo se evita: firmar un acta\nSube el costo",
    ],
)
def test_los_riesgos_se_leen_uno_por_linea_y_reconocen_al_responsable(texto: str) -> None:
    assert valor(RIESGOS, texto) == [
        {
            "riesgo": "Cambio de autoridades",
            "responsable": "Municipalidad Provincial de Celendín",
            "mitigacion": "firmar un acta",
        },
        {"riesgo": "Sube el costo", "responsable": None, "mitigacion": None},
    ]


def test_una_lista_se_muestra_por_lineas() -> None:
    leido = leer(RIESGOS, "Sequía — AECID — pozos\nSube el costo", ENTORNO)
    assert isinstance(leido, Valido)
    assert mostrar(RIESGOS, leido.valor, CATALOGOS) == (
        "Sequía — Responsable: Agencia Española de Cooperación (AECID) — Mitigación: pozos\nSube el costo"
    )


def test_los_tipos_de_cada_parte_se_respetan() -> None:
    texto = "Bombas — S/ 120 mil — marzo 2027 — bienes — 12\nCapacitación — monto: 3 mil soles"
    assert valor(APORTES, texto) == [
        {
            "que": "Bombas",
            "monto": {"monto": "120000.00", "moneda": "PEN"},
            "fecha": "2027-03",
            "clase": "bienes",
            "cuantos": 12,
        },
        {
            "que": "Capacitación",
            "monto": {"monto": "3000.00", "moneda": "PEN"},
            "fecha": None,
            "clase": None,
            "cuantos": None,
        },
    ]


@pytest.mark.parametrize(
    ("pregunta", "texto", "motivo"),
    [
        (APORTES, "Bombas — S/ 250.000", "línea 1, en «Monto» hay más de una lectura"),
        (APORTES, "Bombas — S/ 5,000 — 31 de febrerillo", "en «Fecha»"),
        (RIESGOS, "a\nb\nc\nd", "son 4 y caben hasta 3"),
        (RIESGOS, "Sequía — AECID — pozos — más cosas", "más partes de las que caben"),
        (RIESGOS, "Responsable: AECID", "falta «Riesgo»"),
        (RIESGOS, "   ", "uno por línea"),
        (RIESGOS, ", )" * 35, "falta «Riesgo»"),
        (RIESGOS, ", " * 35, "uno por línea"),
        (RIESGOS, ") ,\t( , )", "falta «Riesgo»"),
        (RIESGOS, "Sequía — Responsable: " + "x" * 601, "en «Responsable», es muy largo (601 caracteres y caben 600)"),
        (APORTES, "Bombas — monto: " + "9" * 601, "en «Monto», es muy largo (601 caracteres y caben 600)"),
    ],
)
def test_una_lista_mal_escrita_dice_donde_y_por_que(pregunta: Pregunta, texto: str, motivo: str) -> None:
    lectura = leer(pregunta, texto, ENTORNO)
    assert isinstance(lectura, Explicacion)
    assert motivo in lectura.problema


@pytest.mark.parametrize(
    ("dicho", "actor"),
    [
        ("aecid", ACTORES[2]),
        ("La Minera Andes Altos", ACTORES[0]),
        ("MPC", ACTORES[1]),
        ("muni celendin", ACTORES[1]),
        ("la comunidad", "la comunidad"),
        ("municipalidad", ACTORES[1]),
    ],
)
def test_el_responsable_se_reconoce_por_su_nombre_o_siglas_y_si_no_queda_como_se_dijo(dicho: str, actor: str) -> None:
    assert reconocer_actor(dicho, ACTORES) == actor


def test_si_dos_actores_se_parecen_no_se_elige_ninguno() -> None:
    dos = ("Municipalidad de Celendín", "Municipalidad de Chota")
    assert reconocer_actor("la municipalidad", dos) == "la municipalidad"


@given(st.text(max_size=200))
def test_ningun_texto_rompe_la_lectura(texto: str) -> None:
    for pregunta in (CONTACTO, RIESGOS, APORTES):
        lectura = leer(pregunta, texto, ENTORNO)
        assert isinstance(lectura, Valido | Explicacion | Pide)
        if isinstance(lectura, Valido):
            assert isinstance(mostrar(pregunta, lectura.valor, CATALOGOS), str)


@pytest.mark.parametrize(
    ("clave", "linea", "esperado"),
    [
        ("actividades", "diagnóstico, la muni, mes 1", ("diagnóstico", "Municipalidad de Celendín", 1)),
        ("actividades", "- Instalar tubos, mes 4, cáritas", ("Instalar tubos", "Cáritas Cajamarca", 4)),
        ("actividades", "Taller, feria y pasacalle", ("Taller, feria y pasacalle", None, None)),
        ("actividades", "Riego, la muni, mes 2, 300 familias", ("Riego", "Municipalidad de Celendín", 2)),
        ("riesgos", "Sequía, la muni, reservorios", ("Sequía", "Municipalidad de Celendín", "reservorios")),
        ("riesgos", "Sequía, heladas y huaicos", ("Sequía, heladas y huaicos", None, None)),
    ],
)
def test_las_comas_separan_solo_si_no_hay_duda(clave: str, linea: str, esperado: tuple[object, ...]) -> None:
    pregunta = ENTREVISTA.pregunta(clave)
    entorno = replace(ENTORNO, actores=("Minera Andes", "Municipalidad de Celendín", "Cáritas Cajamarca"))
    lectura = leer(pregunta, linea, entorno)
    assert isinstance(lectura, Valido)
    assert isinstance(lectura.valor, list)
    (uno,) = lectura.valor
    assert isinstance(uno, dict)
    assert tuple(uno[campo.clave] for campo in pregunta.campos)[:3] == esperado


@pytest.mark.parametrize(
    ("escrito", "queda"),
    [
        ("gobierno regional de puno", "Gobierno Regional de Puno"),
        ("la giz (alemania)", "La GIZ (Alemania)"),
        ("minera andes altos s.a.c.", "Minera Andes Altos S.A.C."),
        ("Asociación de mujeres de Acora", "Asociación de mujeres de Acora"),
        ("MUNICIPALIDAD DE ANTA", "MUNICIPALIDAD DE ANTA"),
    ],
)
def test_un_nombre_sin_ninguna_mayuscula_las_recibe(escrito: str, queda: str) -> None:
    assert con_mayusculas(escrito, CATALOGOS.organizaciones.siglas) == queda


@pytest.mark.parametrize(
    ("texto", "mecanismo"),
    [
        ("un comite con uno de cada uno, se reune cada mes y deciden por consenso", "consenso"),
        ("el comité directivo decide por consenso y publica el acta", "consenso"),
        ("mesa técnica cada dos meses, las decisiones son por consenso", "consenso"),
        ("por consenso, en un comité", "consenso"),
        ("un comité que se reúne cada mes y vota", "comite"),
        ("comite con un voto por actor, sin consenso no se avanza", "comite"),
        ("en asamblea a mano alzada", "asamblea"),
        ("un comite con un representante de cada uno q se reune cada mes y se decide por votacion", "comite"),
        ("consejo directivo y entre todos", "comite"),
        ("todavía no definido, quizás un comité", "no_definido"),
    ],
)
def test_como_se_decide_lo_dice_la_opcion_nombrada_entera(texto: str, mecanismo: str) -> None:
    lectura = leer(ENTREVISTA.pregunta("decisiones"), texto, ENTORNO)
    assert isinstance(lectura, Valido)
    assert isinstance(lectura.valor, dict)
    assert lectura.valor["mecanismo"] == mecanismo
