"""Lo que se tacha y lo que no: valores conocidos, nombres sueltos y con erratas, organismos públicos y seudónimos."""

import re

import pytest

from bot.edicion.formas import compilar
from bot.entrevista.esquema import FormaDeDato
from bot.revision.tachado.conocidos import Conocido, Publico
from bot.revision.tachado.tachar import SEUDONIMO, Tachador, seudonimo
from conocimiento.ingesta import leer_corpus
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.rutas import DOCUMENTOS

COOPERATIVA = Conocido("ENTIDAD", "Cooperativa Agraria Valle Verde S.A.C. (CAVV)")
ELENA = Conocido("PERSONA", "María Elena Quispe Huamán")
ROSA = Conocido("PERSONA", "Rosa Flores Cárdenas")
CORREO = Conocido("CORREO", "m.quispe@valleverde.pe")
EXPEDIENTE = FormaDeDato("EXPEDIENTE", "de la mesa de partes", (compilar("EXP-{4 cifras}-{1 a 6 cifras}"),))


@pytest.fixture(scope="module")
def publico() -> Publico:
    entrevista = ENTREVISTA
    return Publico(entrevista, leer_corpus(DOCUMENTOS))


@pytest.fixture(scope="module")
def tachador(publico: Publico) -> Tachador:
    conocidos = (COOPERATIVA, ELENA, ROSA, CORREO, Conocido("ENTIDAD", "Empresa privada"))
    return Tachador(b"sal", publico, conocidos, (EXPEDIENTE,))


@pytest.mark.parametrize(
    "texto",
    [
        "Cooperativa Agraria Valle Verde",
        "COOPERATIVA AGRARIA VALLE VERDE SAC",
        "la cooperativa agraria valle verde",
        "cooperativas agrarias Valle Verde",
        "Cooperativa Agraria\nValle Verde",
        "Coope-\nrativa Agraria Valle\nVerde",
        "CAVV",
        "Valle Ver\u00adde no, pero Cooperativa\u200b Agraria Valle Ver\u00adde sí",
        "Ｃｏｏｐｅｒａｔｉｖａ Agraria Valle Verde",
        "Cоореrаtivа Agraria Valle Verde",
    ],
)
def test_una_organizacion_se_tacha_como_se_escriba_y_con_el_mismo_seudonimo(tachador: Tachador, texto: str) -> None:
    tachado, (uno,) = tachador.tachar(texto)
    assert uno.tipo == "ENTIDAD"
    assert tachado[uno.inicio : uno.fin] == uno.seudonimo == tachador.organizacion(COOPERATIVA.valor)
    assert "agraria" not in tachado.lower()


def test_una_persona_se_tacha_entera_en_parte_y_por_su_apellido_en_su_conversacion(tachador: Tachador) -> None:
    for texto in ("maria elena quispe huaman", "MARÍA QUISPE", "Elena Quispe"):
        tachado, tachados = tachador.tachar(texto)
        assert {uno.tipo for uno in tachados} == {"PERSONA"}
        assert "quispe" not in tachado.lower()
    assert "Quispe" in tachador.tachar("La señora Quispe")[0]
    assert "Quispe" not in tachador.tachar("La señora Quispe", (ELENA,))[0]


@pytest.mark.parametrize(
    ("texto", "propio", "sale"),
    [
        ("dígale a elena que ya mandé todo", ELENA, "elena"),
        ("soy elena, la tesorera", ELENA, "elena"),
        ("habló con quispe ayer", ELENA, "quispe"),
        ("soy rosa y quiero preguntar", ROSA, "rosa"),
        ("la señora flores firma", ROSA, "flores"),
        ("dice cardenas que sí", ROSA, "cardenas"),
        ("rosa flores ya firmó", ROSA, "rosa"),
    ],
)
def test_un_nombre_suelto_en_minusculas_se_tacha_en_su_conversacion(
    tachador: Tachador, texto: str, propio: Conocido, sale: str
) -> None:
    assert sale not in tachador.tachar(texto, (propio,))[0].split()


@pytest.mark.parametrize(
    "texto",
    ["la casa es de color rosa", "sembramos flores y papas", "una rosa roja", "las elenitas", "queremos quispiar"],
)
def test_un_nombre_que_es_una_palabra_no_se_tacha_si_no_nombra_a_nadie(tachador: Tachador, texto: str) -> None:
    assert tachador.tachar(texto, (ROSA, ELENA)) == (texto, ())


@pytest.mark.parametrize(
    ("texto", "con_errata"),
    [
        ("somos la Coperativa Agraria Valle Verde", "Coperativa"),
        ("somos la cooperativa agrarria valle verde", "agrarria"),
        ("cooperatvia agraria valle verde", "cooperatvia"),
        ("con Elena Quizpe", "Quizpe"),
        ("MARIA QUSIPE", "QUSIPE"),
        ("escribe rosa cardena", "cardena"),
    ],
)
def test_una_letra_de_mas_de_menos_o_cambiada_no_salva_un_nombre(
    tachador: Tachador, texto: str, con_errata: str
) -> None:
    assert con_errata not in tachador.tachar(texto)[0]


@pytest.mark.parametrize(
    "texto",
    ["la cooperación agraria del valle", "cooperativas del valle", "un valle verde", "quisiera saber", "el agrario"],
)
def test_lo_que_se_parece_de_lejos_no_se_tacha(tachador: Tachador, texto: str) -> None:
    assert tachador.tachar(texto) == (texto, ())


def test_lo_publico_no_se_tacha(tachador: Tachador) -> None:
    texto = "La empresa privada y el sector público, según el marco de la APCI, en Lima."
    assert tachador.tachar(texto, (ELENA,)) == (texto, ())


PUBLICOS = (
    "Ministerio de Salud", "MINSA", "APCI", "Municipalidad Distrital de Tambogrande", "Gobierno Regional de Puno",
    "UGEL Lampa", "GORE Cusco", "Universidad Nacional de San Agustín", "PUCP", "GIZ", "Autoridad Nacional del Agua",
    "Universidad Nacional San Antonio Abad del Cusco (UNSAAC)", "Ministerio de Desarrollo Agrario y Riego (MIDAGRI)",
    "Municipalidad Provincial de Huamanga", "Defensoría del Pueblo", "Red de Salud Chumbivilcas", "DIRESA Puno",
)  # fmt: skip
NO_PUBLICOS = (
    "Asociación de Trabajadores de la Municipalidad", "Produce Andino SAC", "Minsa Import S.A.C.", "INIA Semillas",
    "Fundación Ministerio de Amor", "Municipalidad Amiga E.I.R.L.", "Comunidad Campesina de Ccollpa", "Cáritas Puno",
    "Universidad Privada Valle Azul", "Gobierno Regional de Puno y Asociación Kusi", "Ministerio Evangélico Luz Divina",
    "Programa Nacional Amigos ONG", "Minera Inia SA", "Municipalidad de Lima S.R.L.",
)  # fmt: skip


@pytest.mark.parametrize("nombre", PUBLICOS)
def test_un_organismo_publico_se_nombra(publico: Publico, nombre: str) -> None:
    tachador = Tachador(b"sal", publico, (Conocido("ENTIDAD", nombre), COOPERATIVA))
    texto = f"{nombre} integra la alianza"
    assert tachador.tachar(texto) == (texto, ())


@pytest.mark.parametrize("nombre", NO_PUBLICOS)
def test_lo_que_solo_se_le_parece_se_tacha(publico: Publico, nombre: str) -> None:
    tachador = Tachador(b"sal", publico, (Conocido("ENTIDAD", nombre),))
    assert nombre not in tachador.tachar(f"{nombre} integra la alianza")[0]


def test_otra_sal_da_otros_seudonimos(publico: Publico, tachador: Tachador) -> None:
    otro = Tachador(b"otra", publico, (COOPERATIVA,))
    assert otro.tachar("CAVV")[0] != tachador.tachar("CAVV")[0]


def test_cien_mil_datos_no_comparten_seudonimo() -> None:
    assert len({seudonimo(b"sal", "DNI", f"{numero:08d}") for numero in range(100_000)}) == 100_000
    assert SEUDONIMO.fullmatch(seudonimo(b"sal", "DNI", "45678912"))


def test_un_correo_partido_por_un_salto_se_tacha(tachador: Tachador) -> None:
    tachado, _ = tachador.tachar("Escriba a m.quispe@\nvalleverde.pe hoy")
    assert "valleverde" not in tachado
    assert tachado.endswith("hoy")


def test_cada_tachado_dice_donde_quedo_su_seudonimo(tachador: Tachador) -> None:
    texto = (
        "Elena Quispe, DNI ４５ ６７８ ９１２, cel. nueve ocho siete seis cinco cuatro tres dos uno; EXP-2026-123. Fin"
    )
    tachado, tachados = tachador.tachar(texto, (ELENA,))
    assert [uno.tipo for uno in tachados] == ["PERSONA", "DNI", "CELULAR", "EXPEDIENTE"]
    assert [tachado[uno.inicio : uno.fin] for uno in tachados] == [uno.seudonimo for uno in tachados]
    assert SEUDONIMO.sub("·", tachado) == "·, DNI ·, cel. ·; ·. Fin"


@pytest.mark.parametrize(
    "texto",
    [
        "dni 45678912 4567891 ",
        "dni 45678912, 4567891 y 23456789 también 1234567",
        "mi cel 987654321 4445566 4445567",
        "nació el 12/03/1985, 03/04/1986 y 05/06/1987",
        "placa ABC-123 moto 45678912 cuenta 12345678",
        "m.quispe@valleverde.pe o facebook.com/CAVV",
    ],
)
def test_lo_tachado_vuelto_a_mirar_ya_no_tiene_nada(tachador: Tachador, texto: str) -> None:
    tachado, _ = tachador.tachar(texto)
    assert tachador.repasar(tachado) == tachado


def test_repasar_tacha_lo_que_al_recortar_parece_un_dato_y_deja_los_seudonimos(tachador: Tachador) -> None:
    tachado, _ = tachador.tachar("Soy Elena Quispe y somos 45678912 personas")
    assert tachado.endswith("45678912 personas")
    recortado = tachador.repasar(tachado.removesuffix(" personas"))
    assert re.fullmatch(r"Soy PERSONA-[0-9A-F]{12} y somos DNI-[0-9A-F]{12}", recortado)
