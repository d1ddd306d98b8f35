"""Qué es respuesta, qué es pedido y qué es pregunta al marco."""

import pytest

from bot.dialogo.borrador.acciones import (
    Accion,
    AccionPedida,
    lo_encargado,
    parece_pregunta,
    reconocer_eleccion,
    reconocer_pedido,
)
from bot.entrevista.borrador import Duda
from bot.entrevista.pasos import Paso
from tests.apoyo.entrevista import ENTREVISTA

OBJETIVO, RUC = Paso(ENTREVISTA.pregunta("objetivo_comun")), Paso(ENTREVISTA.pregunta("ruc"))


@pytest.mark.parametrize(
    "texto",
    [
        "¿Qué es una alianza multiactor?",
        "que es una alianza multiactor",
        "cuales son los principios",
        "Cuándo se firma el convenio",
        "quienes participan en una alianza",
        "Cómo se distribuyen los riesgos",
        "y las universidades?",
        "puedo incluir a una empresa",
        "quisiera saber qué dice el marco",
        "hola",
        "gracias",
        "quiero hablar con una persona",
        "el segundo principio cual es",
        "los actores quienes son",
        "eso del marco que es",
        "y la confianza que significa",
        "y esto cuanto me va a costar a mi",
        "eso quien lo revisa",
        "pero eso como se hace",
    ],
)
def test_una_pregunta_o_un_saludo_no_es_respuesta(texto: str) -> None:
    assert parece_pregunta(texto, OBJETIVO) is True


@pytest.mark.parametrize(
    "texto",
    [
        "Que las familias de Celendín tengan agua segura todo el año",
        "Quienes viven en las zonas altas tendrán agua segura",
        "Hay que articular a la empresa con la universidad para cuidar el bosque",
        "Como parte del plan regional, ampliar el acceso al agua",
        "no sabemos cuál es",
        "Eso, cuando llueve, nos deja sin agua",
        "Reducir la anemia. ¿Por qué importa? Porque afecta a los niños de toda la región y a su futuro. " * 3,
    ],
)
def test_una_respuesta_larga_no_es_pregunta(texto: str) -> None:
    assert parece_pregunta(texto, OBJETIVO) is False


def test_en_una_pregunta_de_dato_un_interrogativo_es_pregunta() -> None:
    assert parece_pregunta("como lo consigo", RUC) is True
    assert parece_pregunta("que pongo aqui", RUC) is True
    for respuesta in ("como 80 mil", "como unos 80 mil soles", "que bajen las aguas mieles"):
        assert parece_pregunta(respuesta, Paso(ENTREVISTA.pregunta("presupuesto"))) is False
    assert parece_pregunta("20100070970", RUC) is False


@pytest.mark.parametrize(
    ("texto", "accion"),
    [
        *(
            (dicho, Accion.DEJAR_COMO_ESTA)
            for dicho in ("quiero seguir", "sigo", "mejor continúo", "sí, sigue", "seguir ahora")
        ),
        *(
            (dicho, Accion.PENDIENTES)
            for dicho in ("qué falta", "cuántas faltan", "cuantas preguntas me quedan", "que nos falta")
        ),
        ("no sé", "n"),
        ("Aún no lo sé", "n"),
        ("no tengo idea", "n"),
        ("no tengo RUC", "s"),
        ("no tengo", "s"),
        ("un ejemplo", "j"),
        ("no entiendo", "j"),
        ("¿por qué me lo pregunta?", "y"),
        ("para qué", "y"),
        ("y para qué quieres el ruc", "y"),
        ("¿por qué me piden mi RUC?", "y"),
        ("continuar", "k"),
        ("no", "s"),
        ("ampliar el borrador", "z"),
        ("qué me falta", "pendientes"),
        ("mis borradores", "borradores"),
        ("así está bien", "k"),
        ("volver atrás", "a"),
        ("sigo mañana", "g"),
        ("cancelar", "cancelar"),
        ("quiero corregir una respuesta", "L"),
        ("quiero ver el borrador", "f"),
        ("20100070970", None),
        ("no sé bien cuántas familias son, pero más de 300", None),
    ],
)
def test_reconoce_los_pedidos_escritos(texto: str, accion: str | None) -> None:
    assert reconocer_pedido(texto, RUC) == accion


def test_una_eleccion_se_puede_escribir() -> None:
    duda = Duda(3, ("presupuesto", ""), "250.000", "¿Cuál?", (("S/ 250,000.00", "x"), ("S/ 250.00", "y")))
    assert reconocer_eleccion("la segunda", duda) == AccionPedida(Accion.LECTURA, ("3", "1"))
    assert reconocer_eleccion("la tercera", duda) is None
    assert reconocer_eleccion("sí", duda) is None
    confirmacion = Duda(1, ("ruc", ""), "x", "¿Lo cambio?", (("Cambiar", "x"),), confirma=True)
    assert reconocer_eleccion("Sí", confirmacion) == AccionPedida(Accion.LECTURA, ("1", "0"))
    assert reconocer_eleccion("no", confirmacion) == AccionPedida(Accion.DEJAR_COMO_ESTA)
    assert reconocer_eleccion("sí", None) is None


@pytest.mark.parametrize(
    "texto",
    [
        "nop, aun no hay ruc",
        "no tenemos ruc todavia",
        "aun no sacamos ruc",
        "todavia no contamos con ruc",
        "sin ruc",
        "estamos sin ruc por ahora",
        "la asociacion no tiene ruc",
        "pucha todavia no tenemos el ruc",
        "ningun ruc",
        "no existe ruc de la organizacion",
        "nosotros no tenemos ruc pues",
    ],
)
def test_no_haber_ruc_es_una_respuesta_se_diga_como_se_diga(texto: str) -> None:
    assert reconocer_pedido(texto, RUC) is Accion.SIN_DATO


@pytest.mark.parametrize(
    "texto",
    [
        "no tengo a la mano el ruc",
        "no tengo el ruc aqui",
        "no tengo el ruc a la mano",
        "no me acuerdo el ruc",
        "no se el ruc",
        "tengo que buscar el ruc",
        "no lo tengo conmigo el ruc",
        "ahorita no tengo el ruc",
    ],
)
def test_no_tenerlo_a_mano_no_es_no_tener_ruc(texto: str) -> None:
    assert reconocer_pedido(texto, RUC) is not Accion.SIN_DATO


@pytest.mark.parametrize(
    "texto",
    [
        "no se cuanto costaria",
        "no sé cuánto sería",
        "todavia no sabemos cuanto cuesta",
        "no tenemos claro cuanto saldria todo",
        "la verdad no se cuanto",
        "no se el monto exacto",
        "aun no se cuanto va a costar",
        "pucha no se cuanto es",
        "no sabemos a cuanto asciende",
        "uy no se cuanto costara la obra",
    ],
)
def test_no_saber_cuanto_deja_pendiente_el_dato(texto: str) -> None:
    assert reconocer_pedido(texto, Paso(ENTREVISTA.pregunta("presupuesto"))) is Accion.OMITIR


def test_no_saber_cuantos_puede_ser_el_problema() -> None:
    assert reconocer_pedido("no sabemos cuantos niños tienen anemia", Paso(ENTREVISTA.pregunta("problema"))) is None


@pytest.mark.parametrize("texto", ["ya pues avancemos", "avancemos nomas", "mejor sigamos", "pasemos a la siguiente"])
def test_quien_quiere_avanzar_deja_la_pregunta_pendiente(texto: str) -> None:
    assert reconocer_pedido(texto, RUC) is Accion.OMITIR


@pytest.mark.parametrize("texto", ["avancemos con la muni", "que sigamos capacitando a las madres", "avance de obra"])
def test_lo_que_avanza_en_la_alianza_no_es_dejarla(texto: str) -> None:
    assert reconocer_pedido(texto, OBJETIVO) is not Accion.OMITIR


_TIPOS = (("ONG extranjera (ENIEX)", 0), ("ONG peruana (ONGD)", 1))
PERUANA_O_NO = Duda(1, ("actores", ""), "con la ong sol", "¿Qué es «ONG Sol»?", _TIPOS)
_CUANTOS = (("Son 2", 0), ("Es uno solo", 1))
DOS_O_UNO = Duda(1, ("actores", ""), "la muni y el gore", "¿Son 2 actores o es uno solo?", _CUANTOS)


@pytest.mark.parametrize(
    ("texto", "duda", "lugar"),
    [
        ("la ong es peruana", PERUANA_O_NO, "1"),
        ("peruana nomas", PERUANA_O_NO, "1"),
        ("es una ong peruana", PERUANA_O_NO, "1"),
        ("extranjera", PERUANA_O_NO, "0"),
        ("ongd", PERUANA_O_NO, "1"),
        ("creo q es eniex", PERUANA_O_NO, "0"),
        ("la segunda", PERUANA_O_NO, "1"),
        ("son dos", DOS_O_UNO, "0"),
        ("es uno solo nomas", DOS_O_UNO, "1"),
        ("uno", DOS_O_UNO, "1"),
    ],
)
def test_una_opcion_se_elige_diciendola_con_otras_palabras(texto: str, duda: Duda, lugar: str) -> None:
    assert reconocer_eleccion(texto, duda) == AccionPedida(Accion.LECTURA, ("1", lugar))


@pytest.mark.parametrize(
    ("texto", "duda"),
    [
        ("la ong", PERUANA_O_NO),
        ("es la ong sol de puno", PERUANA_O_NO),
        ("no sé", PERUANA_O_NO),
        ("ni peruana ni extranjera", PERUANA_O_NO),
        ("una ong peruana de mujeres", PERUANA_O_NO),
        ("la muni", DOS_O_UNO),
    ],
)
def test_lo_que_dice_mas_que_una_opcion_no_la_elige(texto: str, duda: Duda) -> None:
    assert reconocer_eleccion(texto, duda) is None


@pytest.mark.parametrize(
    ("texto", "respuesta"),
    [
        ("mmm no se, ponle tejiendo futuro para ayacucho", "tejiendo futuro para ayacucho"),
        ("ponle agua para todos", "agua para todos"),
        ("pon: Agua para Celendín", "Agua para Celendín"),
        ("póngale “Café con rostro de mujer”", "Café con rostro de mujer"),
        ("anota que son 300 familias", "son 300 familias"),
        ("que se llame Alianza por el Agua", "Alianza por el Agua"),
        ("se llamaría Alianza por el Agua", "Alianza por el Agua"),
        ("podría ser agua segura", "agua segura"),
        ("bueno, digamos que 200 familias", "200 familias"),
        ("a ver, ponga nomas minera cerro azul", "minera cerro azul"),
        ("creo que mejor apunta 24 meses", "24 meses"),
    ],
)
def test_lo_que_se_manda_anotar_es_la_respuesta(texto: str, respuesta: str) -> None:
    assert lo_encargado(texto) == respuesta


@pytest.mark.parametrize(
    "texto",
    ["ponle lo que quieras", "pon un ejemplo", "pon cualquier cosa", "ponga en los riesgos que llueve", "pon lo mismo",
     "ponle algo bonito", "agua para todos", "la muni pone 100 mil soles", "se encarga de anotar", "ponga a la muni",
     "anota eso", "el ponente es Juan"],
)  # fmt: skip
def test_lo_que_no_dicta_nada_queda_como_se_escribio(texto: str) -> None:
    assert lo_encargado(texto) == texto


@pytest.mark.parametrize(
    ("texto", "accion"),
    [
        ("x q me pides eso", Accion.MOTIVO),
        ("xq preguntas eso", Accion.MOTIVO),
        ("por q", Accion.MOTIVO),
        ("pa q me lo pides", Accion.MOTIVO),
        ("q pongo aqui", Accion.AYUDA),
        ("q falta", Accion.PENDIENTES),
        ("ya termine?", Accion.PENDIENTES),
        ("eso es todo", Accion.PENDIENTES),
        ("falta mucho", Accion.PENDIENTES),
        ("q significa eso", Accion.AYUDA),
    ],
)
def test_los_pedidos_abreviados_son_los_mismos(texto: str, accion: Accion) -> None:
    assert reconocer_pedido(texto, OBJETIVO) is accion
