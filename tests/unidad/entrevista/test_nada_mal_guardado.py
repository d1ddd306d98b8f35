"""Lo que un mensaje cuenta de paso nunca se guarda: por qué se pide, a quién se le habla, de cuántos se cuenta algo."""

import pytest

from bot.entrevista.comprension.cambios.leer import leer_cambio
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, Posibles
from bot.entrevista.eventos import Llave
from bot.entrevista.valor import Valor
from tests.apoyo.minera import CARITAS, JASS, MUNI, TENIDO, lo_leido

ORGANIZACION, ACTORES, PROBLEMA = ("nombre_organizacion", ""), ("actores", ""), ("problema", "")


def _cambios(dicho: str) -> tuple[Cambio, ...]:
    leida = leer_cambio(dicho, TENIDO)
    return (leida,) if isinstance(leida, Cambio) else leida.cambios if isinstance(leida, Posibles) else ()


def _parte(valor: Valor, parte: str) -> Valor:
    return valor[parte] if isinstance(valor, dict) and parte else valor


@pytest.mark.parametrize(
    ("dicho", "llave", "parte", "queda"),
    [
        ("la municipalidad no opera, supervisa la operación nomás. cámbialo q ya entro a reunión", MUNI,
         "responsabilidad", "supervisa la operación"),
        ("la jass no cobra la cuota, cuida el reservorio. corrígelo que ya me voy a misa", JASS, "responsabilidad",
         "cuida el reservorio"),
        ("caritas no pone 3 promotores, pone 4. arréglalo rápido que tengo que salir a campo", CARITAS, "aporte",
         "4 promotores"),
        ("el riesgo de la muni no es cambio de alcalde, es falta de presupuesto. cámbialo que ya viene el ingeniero",
         MUNI, "riesgo", "falta de presupuesto"),
        ("la motivación de caritas es servir a los pobres, ponlo nomás que se me acaba la batería", CARITAS,
         "motivacion", "servir a los pobres"),
        ("la muni no aporta dos tecnicos sino una camioneta, actualízalo que ahorita empieza la sesión de concejo",
         MUNI, "aporte", "una camioneta"),
        ("lo de caritas está mal, capacita a los maestros, cámbialo antes de que se vaya la luz", CARITAS,
         "responsabilidad", "capacita a los maestros"),
        ("lo que aporta la jass es el terreno, ponlo así que estoy llegando a la asamblea", JASS, "aporte",
         "el terreno"),
        ("supervisa el sistema, eso hace la muni, cámbialo que estoy en reunión", MUNI, "responsabilidad",
         "supervisa el sistema"),
        ("a la jass le motiva el agua para sus hijos, anótalo que voy a la chacra", JASS, "motivacion",
         "el agua para sus hijos"),
    ],
)  # fmt: skip
def test_el_apuro_no_es_lo_nuevo(dicho: str, llave: Llave, parte: str, queda: str) -> None:
    assert [(uno.llave, _parte(uno.valor, parte)) for uno in _cambios(dicho)] == [(llave, queda)]


@pytest.mark.parametrize(
    "dicho",
    [
        "la jass lo que gana es agua todos los días, corrígelo xq ya estoy en el carro",
        "la muni no opera, fiscaliza. cambia eso ps que ya cierro la oficina",
        "que la municipalidad mantenga el sistema, no que lo opere. cámbialo ya pues que entro a clase",
        "el riesgo de caritas está mal, cámbialo que me cierran el banco",
        "lo de la muni no es así, corrígelo porque el alcalde va a reunión",
        "lo que gana la jass está mal puesto, arréglalo porque mañana es la feria",
    ],
)
def test_si_no_se_dice_como_queda_no_se_guarda_el_apuro(dicho: str) -> None:
    assert not any(palabra in lo_leido(leer_cambio(dicho, TENIDO)) for palabra in
                   ("carro", "oficina", "clase", "banco", "reunión", "feria"))  # fmt: skip


@pytest.mark.parametrize(
    ("dicho", "llave", "parte", "queda"),
    [
        ("cambia lo que hace la muni a supervisar la operación", MUNI, "responsabilidad", "supervisar la operación"),
        ("el riesgo de la jass cámbialo a que no vengan a las reuniones", JASS, "riesgo",
         "que no vengan a las reuniones"),
        ("la jass cuida el reservorio y va a reuniones, cámbialo", JASS, "responsabilidad",
         "cuida el reservorio y va a reuniones"),
        ("corrige el aporte de caritas, que son 5 promotores", CARITAS, "aporte", "5 promotores"),
        ("pon que la muni hace reuniones mensuales", MUNI, "responsabilidad", "reuniones mensuales"),
        ("cámbialo, el presupuesto es 650 mil soles que ya aprobaron", ("presupuesto", ""), "monto", "650000.00"),
        ("la población son 500 familias, actualízalo que ya salió el padrón", ("poblacion", ""), "cantidad", 500),
        ("el nombre cámbialo a Agua en reunión", ("titulo", ""), "", "Agua en reunión"),
    ],
)  # fmt: skip
def test_lo_que_se_parece_al_apuro_y_es_lo_nuevo(dicho: str, llave: Llave, parte: str, queda: Valor) -> None:
    assert [(uno.llave, _parte(uno.valor, parte)) for uno in _cambios(dicho)] == [(llave, queda)]


@pytest.mark.parametrize(
    "dicho",
    [
        "falta lo + heavy del problema: la diresa halló arsénico en 5 d las 8 comunidades, mételo ahi",
        "agrega en el problema que 3 de las 8 comunidades no tienen posta",
        "en el problema súmale que 120 de las 350 familias toman agua del río",
        "el problema es peor, en 6 de las 8 comunidades hay plomo, inclúyelo",
        "en 2 de esas 8 comunidades ya murió ganado, ponlo en el problema",
        "de las 8 comunidades 3 ya tienen tanque, anótalo en el problema",
        "de las 350 familias, 200 son quechuahablantes, agrégalo",
        "uno de los dos técnicos de la muni es mujer, anótalo",
        "2 de los 3 promotores de caritas hablan quechua, ponlo",
        "la minería contaminó 5 de las 8 comunidades, inclúyelo por favor",
        "de los 400 mil soles nuestros 100 mil son en equipos, agrégalo",
        "la mitad de las 8 comunidades no tiene camino, métele eso al problema",
        "en 5 comunidades hay arsénico según la diresa, agrégalo al problema",
        "ponle al problema que 4 de cada 10 niños tiene anemia",
        "180 de nuestras 350 familias no tienen título, súmalo",
    ],
)
def test_lo_que_se_cuenta_de_algunos_no_cambia_cuantos_son(dicho: str) -> None:
    leida = lo_leido(leer_cambio(dicho, TENIDO))
    assert not leida.startswith("hecho cambia")
    for cambio in _cambios(dicho):
        problema = cambio.valor if cambio.llave == PROBLEMA else "en 8 comunidades"
        assert cambio.llave not in (("poblacion", ""), ("resultados", ""), ACTORES)
        assert "en 8 comunidades" in str(problema) or str(problema).startswith("4 de cada 10")


@pytest.mark.parametrize(
    ("dicho", "llave", "parte", "queda"),
    [
        ("la muni pone 3 técnicos, no dos", MUNI, "aporte", "3 tecnicos"),
        ("los promotores de caritas son 6, ya no 3", CARITAS, "aporte", "6 promotores"),
        ("caritas pone 5 promotores", CARITAS, "aporte", "5 promotores"),
        ("la población son 500 familias, actualízalo", ("poblacion", ""), "cantidad", 500),
        ("el plazo son 20 meses", ("plazo", ""), "meses", 20),
        ("la meta es 6 de las 8 comunidades", ("resultados", ""), "meta", "6"),
        ("en el problema son 9 comunidades, no 8", PROBLEMA, "",
         "en 9 comunidades de espinar el agua viene con metales y sin cloro, la posta reporta diarreas en los niños"),
        ("en el presupuesto son 650 mil soles, agrégalo", ("presupuesto", ""), "monto", "650000.00"),
    ],
)  # fmt: skip
def test_otra_cifra_si_cambia(dicho: str, llave: Llave, parte: str, queda: Valor) -> None:
    (cambio,) = _cambios(dicho)
    valor = cambio.valor[0] if isinstance(cambio.valor, list) else cambio.valor
    assert (cambio.llave, _parte(valor, parte)) == (llave, queda)


@pytest.mark.parametrize(
    ("dicho", "ahora"),
    [
        ("nel caritas no es ong peruana, es internacional mano", "ONG Caritas Cusco: ONG extranjera (ENIEX)"),
        ("caritas no es peruana, es extranjera pe", "ONG Caritas Cusco: ONG extranjera (ENIEX)"),
        ("caritas no es ong peruana, es extranjera causa", "ONG Caritas Cusco: ONG extranjera (ENIEX)"),
        ("no es ong peruana caritas, es internacional señorita", "ONG Caritas Cusco: ONG extranjera (ENIEX)"),
        ("caritas no es nacional, es internacional bro", "ONG Caritas Cusco: ONG extranjera (ENIEX)"),
        ("caritas no es peruana, es internacional compadre", "ONG Caritas Cusco: ONG extranjera (ENIEX)"),
        ("no es ong peruana, es extranjera caritas, joven", "ONG Caritas Cusco: ONG extranjera (ENIEX)"),
        ("la jass no es de tintaya, es de Marquiri hermano", "JASS de Marquiri"),
        ("no es caritas cusco, es Caritas Sicuani mano", "Caritas Sicuani"),
        ("no es JASS de Tintaya, es JASS Tintaya Marquiri, señorita", "JASS Tintaya Marquiri"),
        ("no es ong caritas cusco, es Caritas del Perú causa", "Caritas del Perú"),
        ("no es la municipalidad provincial de espinar, es la Municipalidad Distrital de Coporaque pe hermano",
         "Municipalidad Distrital de Coporaque"),
        ("la jass se llama JASS Los Hermanos", "JASS Los Hermanos"),
        ("no es caritas cusco, es Hermanas de la Caridad", "Hermanas de la Caridad"),
    ],
)  # fmt: skip
def test_a_quien_se_le_habla_no_es_parte_del_nombre_ni_del_tipo(dicho: str, ahora: str) -> None:
    (cambio,) = _cambios(dicho)
    assert (cambio.llave, cambio.ahora) == (ACTORES, ahora)


@pytest.mark.parametrize(
    "dicho",
    [
        "la jass no es social, es comunidad hermano",
        "oe la muni no es provincial, es distrital mano",
        "caritas no es privada, es pública doctora",
        "caritas no es ong, es privada mi estimado",
        "la jass no es una asociación, es una cooperativa amigo",
        "la municipalidad no es de espinar, es de Yauri joven",
    ],
)
def test_un_adjetivo_o_un_tratamiento_nunca_es_un_nombre(dicho: str) -> None:
    leida = lo_leido(leer_cambio(dicho, TENIDO))
    assert not leida.startswith("hecho")
    assert not any(palabra in leida.lower() for palabra in ("hermano", "mano", "doctora", "estimado", "amigo", "joven"))


@pytest.mark.parametrize(
    ("dicho", "queda"),
    [
        ("Estimado, en la ficha RUC no somos SAC sino S.A. Debe figurar Minera Cerro Bravo S.A. en todo el documento.",
         "Minera Cerro Bravo S.A."),
        ("Debe figurar Minera Cerro Bravo S.A.", "Minera Cerro Bravo S.A."),
        ("nuestro nombre es Minera Cerro Bravo S.A.A. por favor", "Minera Cerro Bravo S.A.A."),
        ("no somos SAC, somos S.A.", "Minera Cerro Bravo S.A."),
        ("Minera Cerro Bravo S.R.L. es el nombre correcto", "Minera Cerro Bravo S.R.L."),
        ("el nombre de nuestra empresa es Minera Cerro Bravo S.A.C., corrígelo", "Minera Cerro Bravo S.A.C."),
        ("la organización se llama Minera Cerro Bravo E.I.R.L. y no SAC", "Minera Cerro Bravo E.I.R.L."),
        ("razón social: Minera Cerro Bravo S.A. Así figura en SUNAT", "Minera Cerro Bravo S.A."),
        ("cambia Minera Cerro Bravo SAC por Minera Cerro Bravo S.A.", "Minera Cerro Bravo S.A."),
        ("no es SAC sino S.A.A., en el nombre de la empresa", "Minera Cerro Bravo S.A.A."),
        ("nuestro nombre es Minera Cerro Bravo S.A., gracias", "Minera Cerro Bravo S.A."),
        ("nuestro nombre es Minera Cerro Bravo Ltda. porfa", "Minera Cerro Bravo Ltda."),
        ("nuestro nombre es Minera Cerro Bravo Alto.", "Minera Cerro Bravo Alto"),
        ("el nombre de nuestra empresa es Minera Cerro Bravo Norte. Corrígelo", "Minera Cerro Bravo Norte"),
    ],
)  # fmt: skip
def test_una_sigla_conserva_su_punto_final(dicho: str, queda: str) -> None:
    assert [(uno.llave, uno.valor) for uno in _cambios(dicho)] == [(ORGANIZACION, queda)]


@pytest.mark.parametrize(
    "dicho",
    [
        "oye y si le ponemos un nombre más bacán? tipo Yaku Ch'uya, agua limpia para Espinar. ya me lo aprobaron!!",
        "¿y si el título fuera Agua para Espinar?",
        "en el beneficio solo hablan de los niños y también se enferman los abuelitos mejor menos enfermedades en "
        "niños y adultos mayores",
        "En el objetivo yo sería más precisa con la fecha, al 2028 es muy abierto. Que diga a junio de 2028",
    ],
)
def test_lo_largo_lo_que_pregunta_y_lo_que_nombra_otra_respuesta_esperan_un_toque(dicho: str) -> None:
    assert not isinstance(leer_cambio(dicho, TENIDO), Cambio)
