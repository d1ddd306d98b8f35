"""Lo que se tacha y lo que no: valores conocidos, formas del Perú y seudónimos."""

import pytest

from bot.edicion.leer import leer_entrevista
from bot.revision.tachado.conocidos import Conocido, Publico
from bot.revision.tachado.patrones import reconocer
from bot.revision.tachado.tachar import Tachador
from conocimiento.ingesta import leer_corpus
from tests.apoyo.rutas import ALIANZA, DOCUMENTOS

COOPERATIVA = Conocido("ENTIDAD", "Cooperativa Agraria Valle Verde S.A.C. (CAVV)")
ELENA = Conocido("PERSONA", "María Elena Quispe Huamán")
CORREO = Conocido("CORREO", "m.quispe@valleverde.pe")


@pytest.fixture(scope="module")
def publico() -> Publico:
    entrevista = leer_entrevista(ALIANZA)
    return Publico(entrevista, leer_corpus(DOCUMENTOS))


@pytest.fixture(scope="module")
def tachador(publico: Publico) -> Tachador:
    return Tachador(b"sal", publico, (COOPERATIVA, ELENA, CORREO, Conocido("ENTIDAD", "Empresa privada")))


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


def test_lo_publico_no_se_tacha(tachador: Tachador) -> None:
    texto = "La empresa privada y el sector público, según el marco de la APCI, en Lima."
    assert tachador.tachar(texto, (ELENA,)) == (texto, ())


def test_otra_sal_da_otros_seudonimos(publico: Publico, tachador: Tachador) -> None:
    otro = Tachador(b"otra", publico, (COOPERATIVA,))
    assert otro.tachar("CAVV")[0] != tachador.tachar("CAVV")[0]


def test_un_correo_partido_por_un_salto_se_tacha(tachador: Tachador) -> None:
    tachado, _ = tachador.tachar("Escriba a m.quispe@\nvalleverde.pe hoy")
    assert "valleverde" not in tachado
    assert tachado.endswith("hoy")


@pytest.mark.parametrize(
    ("texto", "tipo"),
    [
        ("mi DNI es 45123678", "DNI"),
        ("DNI N° 4512 3678", "DNI"),
        ("identificado con 45123678", "DNI"),
        ("RUC 10451236780", "RUC"),
        ("DNI45123678", "DNI"),
        ("45123678-9", "DNI"),
        ("RUC 2013131\n2955", "RUC"),
        ("RUC20131312955", "RUC"),
        ("carné de extranjería 001234567", "CE"),
        ("C.E. 001234567", "CE"),
        ("987654321", "CELULAR"),
        ("+51 987 654 321", "CELULAR"),
        ("987-654-321", "CELULAR"),
        ("cel987654321", "CELULAR"),
        ("51987654321", "CELULAR"),
        ("987 65 43 21", "CELULAR"),
        ("llame al 987 654 321 5 veces", "CELULAR"),
        ("987654321\n45123678", "CELULAR"),
        ("(01) 225-1234", "CELULAR"),
        ("teléfono: 225 1234", "CELULAR"),
        ("ana.perez@ejemplo.org.pe", "CORREO"),
        ("ana arroba gmail.com", "CORREO"),
        ("búscame como @anita_p", "USUARIO"),
        ("t.me/anita_p", "USUARIO"),
        ("CCI 00219300123456789012", "CUENTA"),
        ("vivo en Av. Los Pinos 123", "DIRECCION"),
        ("av. los pinos 123 dpto 4", "DIRECCION"),
        ("Jirón de la Unión 456", "DIRECCION"),
        ("Calle Lima N° 12", "DIRECCION"),
        ("Mz. B Lt. 5", "DIRECCION"),
    ],
)
def test_cada_forma_se_reconoce(texto: str, tipo: str) -> None:
    assert tipo in {uno.tipo for uno in reconocer(texto)}


@pytest.mark.parametrize(
    "texto",
    [
        "S/ 12000000",
        "12000000 soles",
        "costaría 12,345,678.00 dólares",
        "S/ 12.345.678",
        "20261125",
        "del 2024 al 2028 en 12 centros poblados",
        "RUC 20131312954",
        "15000000 habitantes",
        "la calle es larga y 20 personas viven ahí",
        "en la avenida principal hay 300 familias",
        "ODS 6, 3 y 17; apartado 2.1",
        "escríbalo a las 10 @ Lima",
    ],
)
def test_lo_que_no_es_un_dato_personal_no_se_reconoce(texto: str) -> None:
    assert list(reconocer(texto)) == []
