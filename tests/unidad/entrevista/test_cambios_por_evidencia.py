"""Cambiar hablando sin ninguna forma de frase: de qué se habla, qué se dice de ello y qué se pide."""

from dataclasses import replace

import pytest

from bot.entrevista.comprension.cambios.leer import leer_cambio
from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    PorSenalar,
    Posibles,
    Que,
    con_respuestas,
)
from bot.entrevista.comprension.cambios.por_evidencia.decidir import leer_en
from bot.entrevista.eventos import Llave
from bot.entrevista.valor import Valor
from tests.unidad.entrevista.test_cambios_de_una_parte import TENIDO

MUNI, NOSOTROS, LABORATORIO = ("reparto", "a1"), ("reparto", "a0"), ("reparto", "a2")


def _parte(cambio: Cambio, parte: str) -> Valor:
    valor = cambio.valor[0] if isinstance(cambio.valor, list) else cambio.valor
    return valor[parte] if isinstance(valor, dict) and parte else valor


@pytest.mark.parametrize(
    ("dicho", "llave", "parte", "queda"),
    [
        ("oiga, en el aporte nuestro no son dos enfermeras, conseguimos cuatro", NOSOTROS, "aporte",
         "cuatro enfermeras"),
        ("me corrigen que los locales de la muni son dos nomás", MUNI, "aporte", "dos locales"),
        ("80 mil no, el gerente de laboratorios sur subió a 120 mil", LABORATORIO, "aporte", "120 mil soles"),
        ("donde dice que gana buena imagen el laboratorio ponle descuento tributario", LABORATORIO, "beneficio",
         "descuento tributario"),
        ("en vez de experiencia, lo que ganamos es reconocimiento del ministerio", NOSOTROS, "beneficio",
         "reconocimiento del ministerio"),
        ("lo que motiva al laboratorio no es su política social sino vender más, seamos sinceros", LABORATORIO,
         "motivacion", "vender más"),
        ("falta la línea de motivación de la muni: cumplir con su gente", MUNI, "motivacion", "cumplir con su gente"),
        ("cambio de gestión ya no es riesgo porque recién entraron, ahora el riesgo es que no aprueben el presupuesto",
         MUNI, "riesgo", "que no aprueben el presupuesto"),
        ("ponga por favor que la municipalidad además limpia las postas cada semana", MUNI, "responsabilidad",
         "mantiene las postas, limpia las postas cada semana"),
        ("El indicador debería ser número de refrigeradoras instaladas y no actas", ("resultados", ""), "indicador",
         "número de refrigeradoras instaladas"),
        ("la fecha del resultado muévala a diciembre de 2028", ("resultados", ""), "fecha", "2028-12"),
        ("Meta del indicador: 5. Uno de los caseríos ya tiene posta.", ("resultados", ""), "meta", "5"),
        ("el plazo que quede en 30 meses por el tema de los caminos", ("plazo", ""), "meses", 30),
        ("mi compadre dice que con las lluvias no se llega a marzo. Póngale tres años", ("plazo", ""), "meses", 36),
        ("al 2029 es mucho tiempo para el objetivo, que diga al 2028", ("objetivo_comun", ""), "",
         "que los niños de Cuyocuyo reciban sus vacunas a tiempo al 2028"),
        ("mejor que el nombre sea Salud que llega, Cuyocuyo", ("titulo", ""), "", "Salud que llega, Cuyocuyo"),
        ("que el título vaya con mayúscula: Postas Vivas", ("titulo", ""), "", "Postas Vivas"),
        ("bajen el presupuesto a 210 mil soles que nos recortaron", ("presupuesto", ""), "monto", "210000.00"),
    ],
)  # fmt: skip
def test_se_hace_de_una_vez(dicho: str, llave: Llave, parte: str, queda: Valor) -> None:
    leida = leer_cambio(dicho, TENIDO)
    assert isinstance(leida, Cambio), leida
    assert (leida.llave, _parte(leida, parte)) == (llave, queda)
    antes = TENIDO.valor(llave)
    if isinstance(antes, dict) and isinstance(leida.valor, dict) and llave[1]:
        assert {k: v for k, v in leida.valor.items() if k != parte} == {k: v for k, v in antes.items() if k != parte}


@pytest.mark.parametrize(
    ("dicho", "llave", "parte", "queda"),
    [
        ("el laboratorio me aclara que su riesgo real es que se corte la luz y se dañen las vacunas", LABORATORIO,
         "riesgo", "que se corte la luz y se dañen las vacunas"),
        ("no me gusta eso de su misión, suena vacío, pon más bien el compromiso con los niños quechuas", NOSOTROS,
         "motivacion", "el compromiso con los niños quechuas"),
        ("lo de las actas de entrega no sirve como indicador, mejor inventario visado por la red de salud",
         ("resultados", ""), "indicador", "inventario visado por la red de salud"),
        ("quién responde por las postas equipadas tiene que ser el laboratorio, no la muni", ("resultados", ""),
         "responsable", "Laboratorios Sur SAC"),
        ("retiren lo del cambio de gestión, la municipalidad lo va a leer", MUNI, "riesgo", None),
        ("quita lo de buena imagen que suena a marketing", LABORATORIO, "beneficio", None),
        ("elimina el riesgo de que se malogren", LABORATORIO, "riesgo", None),
        ("Asociación Salud Andina Perú es el nombre completo", ("nombre_organizacion", ""), "",
         "Asociación Salud Andina Perú"),
        ("arrancaría en junio del 2027", ("plazo", ""), "inicio", "2027-06"),
        ("240 mil es con IGV, sin IGV serían 203 mil, pon sin IGV", ("presupuesto", ""), "monto", "203000.00"),
    ],
)  # fmt: skip
def test_si_no_es_seguro_se_pregunta_con_el_cambio_entero(dicho: str, llave: Llave, parte: str, queda: Valor) -> None:
    leida = leer_cambio(dicho, TENIDO)
    assert isinstance(leida, Posibles), leida
    (cambio,) = leida.cambios
    assert (cambio.llave, _parte(cambio, parte)) == (llave, queda)


@pytest.mark.parametrize(
    ("dicho", "nombre"),
    [
        ("la municipalidad es la Provincial de Sandia, me confundí", "Municipalidad Provincial de Sandia"),
        ("quien nos acompaña es la Municipalidad Distrital de Cuyocuyo Alto, así figura en el acta",
         "Municipalidad Distrital de Cuyocuyo Alto"),
    ],
)  # fmt: skip
def test_un_nombre_parecido_a_uno_anotado_se_pregunta_si_es_ese(dicho: str, nombre: str) -> None:
    leida = leer_cambio(dicho, TENIDO)
    assert isinstance(leida, Posibles), leida
    assert [cambio.ahora for cambio in leida.cambios] == [nombre]


def test_quien_falta_se_pregunta_aunque_la_frase_sea_otra() -> None:
    leida = leer_cambio("metan al IMARPE que ellos tienen el barco de investigación", TENIDO)
    assert isinstance(leida, Posibles), leida
    assert [(cambio.que, cambio.ahora) for cambio in leida.cambios] == [(Que.AGREGA, "IMARPE")]


def test_un_resultado_mas_se_lee_entero_y_no_cambia_el_primero() -> None:
    leida = leer_cambio(
        "2do resultado: 500 niños con vacunas completas. Indicador carné de vacunas. Meta 500, jun-2029, resp. muni.",
        TENIDO,
    )
    assert isinstance(leida, Posibles), leida
    (cambio,) = leida.cambios
    assert cambio.que is Que.AGREGA
    assert isinstance(cambio.valor, list)
    antes = TENIDO.valor(("resultados", ""))
    assert isinstance(antes, list)
    assert cambio.valor[:1] == antes
    assert isinstance(cambio.valor[1], dict)
    assert (cambio.valor[1]["meta"], cambio.valor[1]["fecha"]) == ("500", "2029-06")


def test_lo_que_se_pide_que_quede_como_esta_no_se_toca() -> None:
    leida = leer_cambio(
        "El objetivo dice 2029 y es optimista. Póngale 2030; la fecha del resultado la dejamos tal cual.", TENIDO
    )
    assert isinstance(leida, Cambio), leida
    assert leida.llave == ("objetivo_comun", "")


@pytest.mark.parametrize(
    "dicho",
    [
        "la municipalidad ya firmó el convenio con nosotros ayer",
        "ayer hablé con el laboratorio y están contentos",
        "el alcalde me dijo que los tres locales los pinta en marzo",
        "cuántas enfermeras ponemos?",
        "y si el laboratorio no dona nada qué pasa?",
        "ya se lo mostré al alcalde y le gustó lo de mantener las postas",
        "ojalá que no se corte el camino porque ahí sí nos fregamos",
        "en Puno hay 20 caseríos en total, nosotros solo trabajamos con 6",
        "el año pasado el presupuesto de la muni fue de 3 millones",
        "a ver si el otro mes nos reunimos con la municipalidad para firmar",
        "no entiendo la diferencia entre riesgo y problema",
        "ya tengo las firmas de las 900 personas del padrón",
        "estoy esperando que el laboratorio me confirme si sigue, después te aviso",
        "se puede poner dos resultados o solo uno?",
        "cuánto pone el laboratorio?",
        "ahora entiendo por qué piden lo que gana cada uno",
        "No mueva nada todavía, primero lo ve el alcalde y según lo que diga de los locales le aviso",
        "eso de los 24 meses me quita el sueño, pero así lo dejamos nomás",
        "el gobernador visitó la posta y prometió apoyo",
        "me equivoqué de chat, disculpe",
    ],
)
def test_contar_algo_de_lo_anotado_o_preguntar_no_cambia_ni_pregunta_nada(dicho: str) -> None:
    assert leer_cambio(dicho, TENIDO) is None


@pytest.mark.parametrize(
    "dicho",
    [
        "en el problema sáquele eso de que el técnico va una vez al mes",
        "borra la palabra refrigeradora del problema",
        "tres locales, y me preocupa la motivación de la muni y del laboratorio, revíselas",
        "la municipalidad pasa a lo del laboratorio y el laboratorio a lo de la municipalidad, cámbielo",
    ],
)
def test_lo_que_se_entiende_a_medias_nunca_se_guarda(dicho: str) -> None:
    assert not isinstance(leer_cambio(dicho, TENIDO), Cambio)


def test_quitar_y_poner_en_la_misma_frase_cambia_el_ods() -> None:
    con_ods = replace(TENIDO, borrador=con_respuestas(TENIDO.borrador, {("ods", ""): [14]}))
    quita = leer_cambio("quita el ods 14 y pon el 6", con_ods)
    suma = leer_cambio("el donante pide que figure también el ODS 3", con_ods)
    assert isinstance(quita, Cambio) and quita.valor == [6]
    assert isinstance(suma, Cambio) and suma.valor == [14, 3]


@pytest.mark.parametrize(
    "dicho",
    [
        "el laboratorio no entra después",
        "la muni no sigue cuando se acabe el proyecto",
        "el laboratorio ya no participa, la muni sigue sola",
        "después de dos años el laboratorio no va",
        "al final la muni se queda con todo y el laboratorio se retira",
        "el laboratorio no cuenta con presupuesto después",
        "la muni no quiere que se abandone",
        "cuando termine, laboratorios sur ya no apoya",
        "la municipalidad no entra hasta el segundo año",
        "laboratorios sur no participa en el mantenimiento",
    ],
)
def test_ante_una_pregunta_abierta_contar_quien_no_seguira_no_lo_quita(dicho: str) -> None:
    assert leer_cambio(dicho, replace(TENIDO, delante=("continuidad", ""))) is None


@pytest.mark.parametrize("dicho", ["el laboratorio ya no va", "quita al laboratorio", "laboratorios sur se retiró"])
def test_ante_una_pregunta_abierta_decir_que_se_fue_si_lo_quita(dicho: str) -> None:
    leida = leer_cambio(dicho, replace(TENIDO, delante=("continuidad", "")))
    assert isinstance(leida, Cambio)
    assert (leida.que, leida.cual) == (Que.QUITA, "Laboratorios Sur SAC")


@pytest.mark.parametrize(
    ("dicho", "llave", "parte", "queda"),
    [
        ("la verdad que tres enfermeras", NOSOTROS, "aporte", "tres enfermeras"),
        ("el laboratorio se encarga de traer las vacunas", LABORATORIO, "responsabilidad", "traer las vacunas"),
        ("sería 1,100 personas", ("poblacion", ""), "cantidad", 1100),
        ("somos de la provincia de Sandia", ("ubicacion", ""), "texto", "la provincia de Sandia"),
    ],
)
def test_lo_ya_escrito_se_propone_en_la_respuesta_que_se_senala(
    dicho: str, llave: Llave, parte: str, queda: Valor
) -> None:
    cambio, *_ = leer_en(TENIDO, llave, dicho)
    assert cambio.llave == llave
    assert _parte(cambio, parte) == queda


def test_si_lo_escrito_no_dice_como_queda_no_se_propone_nada() -> None:
    assert leer_en(TENIDO, ("presupuesto", ""), "el monto que pusimos ya quedó viejo") == ()
    senalada = leer_cambio("el monto que pusimos ya quedó viejo", TENIDO)
    assert isinstance(senalada, PorSenalar)
