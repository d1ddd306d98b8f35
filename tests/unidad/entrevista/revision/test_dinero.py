"""El presupuesto frente a lo que pone cada uno: por mes, en varias monedas, con equivalencias y en especie."""

import pytest

from bot.entrevista.eventos import Valor
from tests.apoyo.borradores import fila
from tests.unidad.entrevista.revision.observar import Cambios, observar

PLAZO: Valor = {"meses": 18, "inicio": "2027-03"}


def _alianza(presupuesto: str, moneda: str, aportes: tuple[str, ...], falta: Valor = "sin_dato") -> Cambios:
    """Un borrador con ese presupuesto y lo que pone cada uno de sus tres actores."""
    repartos: Cambios = {("reparto", f"a{n}"): fila(aporte=aporte) for n, aporte in enumerate(aportes)}
    return {
        ("presupuesto", ""): {"monto": presupuesto, "moneda": moneda},
        ("por_conseguir", ""): falta,
        ("plazo", ""): PLAZO,
        **repartos,
    }


NO_CUADRA = (
    (
        "90000",
        "USD",
        ("US$ 14,000", "200 sillas a US$ 150 (30 000) y flete de US$ 8 000; en total 38 000", "US$ 6,000"),
    ),
    ("480000", "PEN", ("5 mil soles al mes", "S/ 120,000", "S/ 60,000")),
    ("90000", "PEN", ("S/ 5,000 mensuales", "S/ 60,000", "S/ 60,000")),
    ("120000", "EUR", ("1 500 euros al mes durante 18 meses", "8 000 euros", "6 000 euros")),
    ("500000", "USD", ("S/ 380,000", "S/ 90,000 en personal", "30 mil soles en jornales")),
    ("300000", "USD", ("140 mil soles", "90 mil soles", "70 mil soles")),
    ("60000", "PEN", ("US$ 900,000", "S/ 5,000", "S/ 5,000")),
    ("100000", "PEN", ("400 mil euros", "S/ 5,000", "S/ 5,000")),
    ("50000", "USD", ("US$ 60,000", "S/ 5,000", "S/ 5,000")),
    ("200000", "PEN", ("20 mil soles trimestrales", "S/ 10,000", "S/ 5,000")),
    ("200000", "PEN", ("S/ 40,000", "dos técnicos", "su local")),
    ("150000", "PEN", ("S/ 90,000 y US$ 100,000", "S/ 40,000", "S/ 20,000")),
    ("150000", "PEN", ("S/ 50 000 en dinero y S/ 20 000 en jornales", "S/ 60,000", "S/ 40,000")),
    ("150000", "PEN", ("S/ 50 000: S/ 20 000 en plata y S/ 30 000 en jornales", "S/ 10,000", "S/ 40,000")),
    ("150000", "PEN", ("S/ 50 000, de los cuales S/ 20 000 son jornales", "S/ 5,000", "S/ 40,000")),
    ("150000", "PEN", ("S/ 30 000 en efectivo, S/ 30 000 en equipos y S/ 30 000 en horas", "S/ 60,000", "S/ 40,000")),
)
CUADRA = (
    (
        "58000",
        "USD",
        ("US$ 14,000", "200 sillas a US$ 150 (30 000) y flete de US$ 8 000; en total 38 000", "US$ 6,000"),
    ),
    ("30000", "PEN", ("40 becas a S/ 300 y S/ 2 000 de útiles, en total 14 000", "S/ 10,000", "S/ 6,000")),
    ("50000", "EUR", ("3 técnicos a 5 000 euros; suman 15 000", "20 000 euros", "15 000 euros")),
    ("210000", "PEN", ("5 mil soles al mes", "S/ 60,000", "S/ 60,000")),
    ("210000", "PEN", ("S/ 5,000 mensuales por 18 meses (90 mil)", "S/ 60,000", "S/ 60,000")),
    ("380000", "USD", ("US$ 300,000", "S/ 300 000 (US$ 80 000) en personal", "equipo técnico")),
    ("212000", "PEN", ("S/ 100,000", "25 000 euros; al cambio de 4 soles son 100 000 soles", "S/ 12,000")),
    ("50000", "PEN", ("S/ 20,000", "S/ 10,000 en equipos y S/ 20,000 en horas, o sea S/ 30,000", "un local")),
    ("24000", "PEN", ("mil soles al mes por 12 meses", "no da plata, da dos especialistas, vale 12 mil", "su local")),
    ("730000", "PEN", ("S/ 400,000", "6,000 jornales a S/ 50.00, equivalentes a S/ 300,000.00", "S/ 30,000")),
    ("100000", "USD", ("US$ 50,000", "S/ 190,000", "su local")),
    ("62000", "USD", ("12 mil dólares en jornales (45 mil soles)", "US$ 30,000", "75 mil soles (20 mil dólares)")),
    ("90000", "PEN", ("20 mil soles semestrales", "S/ 20,000", "S/ 10,000")),
    ("100000", "PEN", ("S/ 99,000", "S/ 500", "S/ 500")),
    ("150000", "PEN", ("2 500 soles mensuales por los 18 meses, S/ 45 000", "S/ 60 000", "S/ 45 000")),
    ("150000", "PEN", ("S/ 2,500 al mes, que hacen S/ 45,000", "S/ 60,000", "S/ 45,000")),
    ("150000", "PEN", ("S/ 45,000: 2 500 soles al mes", "S/ 60,000", "S/ 45,000")),
    ("150000", "PEN", ("18 cuotas de S/ 2,500, S/ 45,000", "S/ 60,000", "S/ 45,000")),
    ("150000", "PEN", ("900 jornales a S/ 50.00, S/ 45,000.00", "S/ 60,000", "S/ 45,000")),
    ("150000", "PEN", ("S/ 30,000 al año, S/ 45,000 en todo el plazo", "S/ 60,000", "S/ 45,000")),
    ("150000", "PEN", ("S/ 50 000: S/ 20 000 en plata y S/ 30 000 en jornales", "S/ 60,000", "S/ 40,000")),
    ("150000", "PEN", ("S/ 50 000, de los cuales S/ 20 000 son jornales", "S/ 60,000", "S/ 40,000")),
    ("150000", "PEN", ("50 mil soles (30 mil soles en efectivo y 20 mil soles en horas)", "S/ 60,000", "S/ 40,000")),
    ("150000", "PEN", ("S/ 50 000, incluidos S/ 8 000 de su movilidad", "S/ 60,000", "S/ 40,000")),
    ("150000", "PEN", ("S/ 50 000; S/ 12 000 en especie y el resto en dinero", "S/ 60,000", "S/ 40,000")),
    ("150000", "PEN", ("S/ 20 000 en dinero, S/ 30 000 en horas: S/ 50 000", "S/ 60,000", "S/ 40,000")),
    ("150000", "PEN", ("S/ 50 000 repartidos en S/ 10 000, S/ 15 000 y S/ 25 000", "S/ 60,000", "S/ 40,000")),
    ("150000", "PEN", ("S/ 50 000, de ellos S/ 35 000 valorizados en personal", "S/ 60,000", "S/ 40,000")),
    ("90000", "EUR", ("S/ 72 000, que son 18 000 euros", "S/ 48 000 (12 000 euros)", "60 000 euros")),
    ("90000", "EUR", ("600 jornadas a S/ 30: S/ 18 000, es decir 4 500 euros", "25 500 euros", "60 000 euros")),
    ("150000", "PEN", ("S/ 50 000, la mitad (S/ 25 000) en equipos", "S/ 60,000", "S/ 40,000")),
)


@pytest.mark.parametrize(("presupuesto", "moneda", "aportes"), NO_CUADRA)
def test_lo_que_no_puede_cuadrar_se_observa(presupuesto: str, moneda: str, aportes: tuple[str, ...]) -> None:
    observacion = observar("R23", _alianza(presupuesto, moneda, aportes))
    assert observacion is not None
    assert (observacion.severidad, observacion.pendiente) == ("importante", False)
    assert "¿" in observacion.mensaje
    assert observacion.lugar == ("presupuesto", "")


@pytest.mark.parametrize(("presupuesto", "moneda", "aportes"), CUADRA)
def test_lo_que_cuadra_o_puede_cuadrar_no_se_observa(presupuesto: str, moneda: str, aportes: tuple[str, ...]) -> None:
    observacion = observar("R23", _alianza(presupuesto, moneda, aportes))
    assert observacion is None or observacion.pendiente, observacion


def test_varias_monedas_no_se_suman_se_dice_cuanto_es_en_cada_una() -> None:
    observacion = observar("R23", _alianza("100000", "PEN", ("400 mil euros", "S/ 5,000", "S/ 5,000")))
    assert observacion is not None
    assert "€ 400,000.00 y S/ 10,000.00" in observacion.mensaje
    assert observacion.grado == "Por confirmar"  # cuánto vale una moneda en otra no es de lo que se dijo


def test_de_lo_que_solo_falta_valorizar_poco_se_espera_el_dato() -> None:
    observacion = observar("R23", _alianza("100000", "PEN", ("S/ 60,000", "S/ 25,000", "dos técnicos")))
    assert observacion is not None
    assert observacion.pendiente


@pytest.mark.parametrize(
    ("aportes", "se_pregunta"),
    [
        (("US$ 50,000", "S/ 190,000", "su local"), True),
        (("US$ 50,000", "€ 20,000", "su local"), True),
        (("US$ 50,000", "S/ 190,000, al tipo de cambio de 3.80", "su local"), False),
        (("US$ 50,000", "S/ 190,000 (US$ 50,000)", "su local"), False),
        (("US$ 50,000", "US$ 50,000 en personal", "su local"), False),
        (("dos técnicos", "su local", "40 jornales"), False),
    ],
)
def test_con_varias_monedas_se_pregunta_el_tipo_de_cambio(aportes: tuple[str, ...], se_pregunta: bool) -> None:
    observacion = observar("R37", _alianza("100000", "USD", aportes))
    assert (observacion is not None) is se_pregunta
    if observacion is not None:
        assert (observacion.severidad, "tipo de cambio" in observacion.mensaje) == ("sugerencia", True)


VACIAS = (
    "nada",
    "Nada por ahora",
    "lo que se pueda",
    "Lo que se pueda según cómo estén",
    "ya veremos",
    "Ya se verá más adelante",
    "apoyo moral",
    "Su respaldo moral, y ya más adelante verán en qué pueden apoyar",
    "Su respaldo institucional; lo demás lo iremos viendo en el camino",
    "apoyará con lo que esté a su alcance",
    "buena voluntad y muchas ganas",
    "no pone nada",
    "a ver qué puede",
    "su acompañamiento, según su disponibilidad",
    "Apoyo moral y lo que se pueda en su momento",
    "lo que buenamente puedan dar",
    "todavía no sabemos qué va a poner",
    "lo que el directorio apruebe más adelante",
    "apoyo moral nomás",
    "pondrán lo que puedan cuando tengan",
    "su presencia en los eventos",
    "se compromete a apoyar en lo que haga falta",
    "por confirmar",
    "ahí veremos qué sale",
    "cuando haya plata pone",
    "solo su firma",
    "estará con nosotros en todo momento",
    "lo que Dios quiera",
)
CONCRETAS = (
    "no pone dinero pero sí su local",
    "nada de plata, pero presta el salón comunal",
    "apoyo moral y tres voluntarios los sábados",
    "lo que se pueda: como mínimo S/ 2,000",
    "apoyo técnico de dos ingenieros",
    "acompañamiento pedagógico a 60 docentes",
    "su nombre, su logo y S/ 5,000",
    "mano de obra de los socios",
    "voluntarios de la facultad",
    "terreno y agua",
    "un descuento del 10 %",
    "los datos de sus estaciones",
    "la convocatoria en las comunidades",
    "40 promotoras, sin cobrar nada",
    "su firma en el convenio y dos técnicos",
    "presencia de un médico dos días por semana",
    "apoyo logístico: camión y chofer",
    "difusión en su radio",
    "compromiso de compra de 20 toneladas",
    "nada de dinero; sí un vivero",
    "su experiencia de 20 años en riego",
)


@pytest.mark.parametrize("aporte", VACIAS)
def test_un_aporte_que_no_dice_nada_se_pregunta(aporte: str) -> None:
    observacion = observar("R38", {("reparto", "a1"): fila(aporte=aporte)})
    assert observacion is not None
    assert observacion.lugar == ("reparto", "a1")
    assert aporte in observacion.mensaje


@pytest.mark.parametrize("dicho", ["ninguno", "Ninguno", "ninguna"])
def test_decir_ninguno_no_es_no_saberlo(dicho: str) -> None:
    reparto = {("reparto", "a1"): f"Se encarga de: operar\nAporta: {dicho}\nGana: salud"}
    observacion = observar("R38", {("reparto", "a1"): fila(aporte="")}, reparto)
    assert observacion is not None and f"«{dicho}»" in observacion.mensaje


@pytest.mark.parametrize("aporte", CONCRETAS)
def test_un_aporte_que_no_es_dinero_es_un_aporte(aporte: str) -> None:
    assert observar("R38", {("reparto", "a1"): fila(aporte=aporte)}) is None
