"""Quiénes se nombran en una idea contada: lo que se dice al lado del nombre, en minúsculas y en tercera persona."""

from datetime import date

import pytest

from bot.entrevista.comprension.actores import organizaciones
from bot.entrevista.comprension.comprender import comprender_idea
from bot.entrevista.eventos import Entendido
from bot.entrevista.valores.lectura import Entorno
from tests.apoyo.entrevista import ENTREVISTA

ENTORNO = Entorno(ENTREVISTA.catalogos, date(2026, 11, 29))


def leidos(texto: str) -> tuple[Entendido, ...]:
    return comprender_idea(ENTREVISTA, texto, ENTORNO)


def actores(texto: str) -> dict[str, str | None]:
    return {
        str(uno["nombre"]): str(uno["tipo"]) if uno["tipo"] else None
        for entendido in leidos(texto)
        if entendido.llave[0] == "actores" and isinstance(entendido.valor, list)
        for uno in entendido.valor
        if isinstance(uno, dict)
    }


def lectura(texto: str, clave: str) -> str:
    return next((uno.lectura for uno in leidos(texto) if uno.llave[0] == clave), "")


@pytest.mark.parametrize(
    ("texto", "nombre", "tipo"),
    [
        ("Bajaremos la anemia con la Red de Salud y la empresa Lácteos Wari", "Lácteos Wari", "empresa"),
        ("con la fundación Wiese y el banco Continental", "Continental", "empresa"),
        ("trabajaremos con Lácteos Wari (empresa) y la Muni de Anta", "Lácteos Wari", "empresa"),
        ("participarían Lácteos Wari, una empresa de Huanta, y la GIZ", "Lácteos Wari", "empresa"),
        ("participarían la GIZ y Kusi Warma, una ONG peruana.", "Kusi Warma", "ongd"),
        ("con Kusi Warma, que es una ONG peruana, y con la GIZ", "Kusi Warma", "ongd"),
        ("con Allin Kawsay (cooperativa) y la Municipalidad de Puno", "Allin Kawsay", "osb"),
        ("junto con Semillas del Ande, q es una empresa, y la muni de Jauja", "Semillas del Ande", "empresa"),
        ("con una empresa llamada Lácteos Wari y con la Muni de Anta", "Lácteos Wari", "empresa"),
        ("con la ONG Wayra (ong peruana) y la GIZ", "ONG Wayra", "ongd"),
        ("con Tierra Viva (ONG alemana) y el Gobierno Regional de Puno", "Tierra Viva", "eniex"),
        ("con Los Andes (universidad) y la Muni de Anta", "Los Andes", "academia"),
    ],
)
def test_lo_que_se_dice_junto_al_nombre_es_su_tipo(texto: str, nombre: str, tipo: str) -> None:
    assert actores(texto).get(nombre) == tipo
    assert not [otro for otro in actores(texto) if otro.lower().startswith(("una ", "empresa de"))]


def test_lo_que_va_en_una_lista_no_describe_al_anterior() -> None:
    assert list(actores("con Lácteos Wari, una ONG alemana y la Muni de Anta")) == [
        "Lácteos Wari",
        "una ONG alemana",
        "Municipalidad de Anta",
    ]


@pytest.mark.parametrize(
    ("texto", "nombre", "tipo"),
    [
        (
            "queremos con el ministerio de salud y la muni de imaza cuidar el agua",
            "Ministerio de Salud",
            "gob_nacional",
        ),
        ("junto con la fundacion wiese y la empresa lacteos wari", "Lacteos Wari", "empresa"),
        ("junto con la fundacion wiese y la empresa lacteos wari", "Fundacion Wiese", None),
        ("con la muni de jauja y la fundacion suiza agua verde cuidar el rio", "Fundacion Suiza Agua Verde", "eniex"),
        ("queremos dar agua con la empresa agua viva y la muni de jauja", "Agua Viva", "empresa"),
        ("lo haremos con la asociacion de padres san jose, en 12 meses", "Asociacion de Padres San Jose", "osb"),
        ("con el instituto peruano del cafe y la giz, dos años", "Instituto Peruano del Cafe", None),
        ("con la panadería San Jorge y la Municipalidad de Ate", "panadería San Jorge", None),
        ("con la startup Kusi y con la Universidad de Piura", "startup Kusi", None),
        ("Somos Kusi Warma, de Huanta, con la muni de huanta y la GIZ", "Municipalidad de Huanta", "gob_local"),
        ("La Red de Salud de ayacucho y Minera Sol SAC nos apoyan", "Red de Salud de ayacucho", "gob_regional"),
        ("con la direccion regional de salud y la giz", "Direccion Regional de Salud", "gob_regional"),
    ],
)
def test_en_minusculas_tambien_se_lee_hasta_donde_llega_el_nombre(texto: str, nombre: str, tipo: str | None) -> None:
    assert nombre in actores(texto)
    assert actores(texto)[nombre] == tipo


@pytest.mark.parametrize(
    ("texto", "nombre", "tipo"),
    [
        (
            "somos Minera Sol SAC, con la muni de espinar y la ong caritas cusco (peruana), en Cusco",
            "ONG Caritas Cusco",
            "ongd",
        ),
        ("Somos Kusi Warma y trabajamos con la ong manos amigas y la GIZ en Huanta", "ONG Manos Amigas", None),
        (
            "Somos Kusi Warma y trabajamos con la ong manos amigas y con la empresa lacteos wari",
            "Lacteos Wari",
            "empresa",
        ),
        (
            "Queremos, con la cooperativa oro verde y el Gobierno Regional de Piura, sembrar cacao",
            "Cooperativa Oro Verde",
            "osb",
        ),
        ("Somos la Cooperativa Sol, con la universidad nacional de jaen y la fundacion wiese", "Fundacion Wiese", None),
        (
            "Somos la Cooperativa Sol, con la universidad nacional de jaen y la GIZ",
            "Universidad Nacional de Jaen",
            "academia",
        ),
        ("Con el instituto peruano del cafe y la Municipalidad de Ate", "Instituto Peruano del Cafe", None),
    ],
)
def test_quien_escribe_con_mayuscula_solo_unos_nombra_tambien_a_los_demas(
    texto: str, nombre: str, tipo: str | None
) -> None:
    assert nombre in actores(texto)
    assert actores(texto)[nombre] == tipo


@pytest.mark.parametrize(
    ("texto", "nombre", "tipo"),
    [
        ("y tambien nestle y la ong agua viva", "Nestle", "empresa"),
        ("con el gore y la junta de usuarios del rio chonta y gloria", "Gloria", "empresa"),
        ("con backus y la municipalidad de ate", "Backus", "empresa"),
        ("tambien participan la ong sol, gloria y alicorp", "Alicorp", "empresa"),
        ("la municipalidad de ate y cerro verde ponen la plata", "Cerro Verde", "empresa"),
        ("con la muni de jaen y la asociación de ganaderas las vicuñas", "Asociación de Ganaderas las Vicuñas", "osb"),
        ("y la asociacion de artesanas las manos de oro", "Asociacion de Artesanas las Manos de Oro", "osb"),
        ("con la asociacion de recicladores los condores", "Asociacion de Recicladores los Condores", "osb"),
        ("con el comite de regantes la laguna y la ugel", "Comite de Regantes la Laguna", "osb"),
        ("con la posta de salud la esperanza y el gore", "Posta de Salud la Esperanza", "gob_regional"),
        ("con la muni de chota y la bodega la esquina", "Bodega la Esquina", None),
        ("con la bodega la esquina, la ferreteria don pepe y el gore", "Ferreteria Don Pepe", None),
        ("con la ugel de ate y el colegio la salle", "Colegio la Salle", None),
        ("con la parroquia el buen pastor", "Parroquia el Buen Pastor", None),
    ],
)
def test_en_minusculas_se_lee_el_nombre_entero_y_el_de_quien_no_dice_lo_que_es(
    texto: str, nombre: str, tipo: str | None
) -> None:
    assert actores(texto).get(nombre, "no está") == tipo


@pytest.mark.parametrize(
    ("texto", "nombrados"),
    [
        ("con la municipalidad de puno y mucha fe", {"Municipalidad de Puno"}),
        ("con la muni de puno los vecinos limpian y gana la gloria", {"Municipalidad de Puno"}),
        ("en las comunidades de espinar el agua viene turbia", set()),
        ("con la asociacion de ganaderas las vacas no tienen pasto y faltan", {"Asociacion de Ganaderas"}),
        ("queremos la gloria para todos con la muni de ate", {"Municipalidad de Ate"}),
        ("con el metro y la muni de ate", {"Municipalidad de Ate"}),
        ("con la universidad de piura y agua segura para todos", {"Universidad de Piura"}),
        ("con la bodega y la municipalidad de lima", {"Municipalidad de Lima"}),
        ("los padres y la escuela de mi pueblo", set()),
        ("con la muni de lima la empresa sol andino sac", {"Municipalidad de Lima", "Sol Andino SAC"}),
    ],
)
def test_un_articulo_o_una_palabra_corriente_no_alargan_ni_empiezan_un_nombre(texto: str, nombrados: set[str]) -> None:
    assert set(actores(texto)) == nombrados


@pytest.mark.parametrize(
    ("texto", "nombrados"),
    [
        ("queremos con la muni de jaen, ecofrut y la ong solidaridad mejorar el cafe", {"Ecofrut"}),
        ("con la muni de anta, quinuasol, la ong caritas y la unsaac sembrar quinua", {"Quinuasol"}),
        ("con el gobierno regional de piura, mangosol y la universidad de piura", {"Mangosol"}),
        ("con la muni de jaen, los comuneros y la ong solidaridad", set()),
        ("con la muni de jaen, cafetaleros y la ong solidaridad", set()),
        ("con la muni de jaen, 300 familias y la ong solidaridad", set()),
        ("con la muni de jaen, sus vecinos y la ong solidaridad", set()),
        ("con la muni de jaen, mujeres artesanas y la ong solidaridad", set()),
        ("con la municipalidad de puno, capacitar docentes y la ugel puno", set()),
    ],
)
def test_en_minusculas_el_nombre_que_va_entre_dos_es_de_otro(texto: str, nombrados: set[str]) -> None:
    assert {nombre for nombre, tipo in actores(texto).items() if tipo is None and "ONG" not in nombre} == nombrados


@pytest.mark.parametrize(
    "texto",
    [
        "Somos Minera Sol SAC. Trabajamos con la empresa privada y la comunidad sufre mucho. La empresa paga todo.",
        "En Puno trabajamos con la empresa que compra la leche y la ong que nos ayuda en Juliaca",
        "Somos Textiles Sur SAC y con la ong de mi prima queremos capacitar",
        "queremos trabajar con la empresa privada y las familias",
        "con la empresa que nos compra el cafe",
        "y la asociacion de la que hablamos, bueno",
        "con el instituto, que esta lejos",
        "la fundacion es de suiza",
    ],
)
def test_la_palabra_sola_no_nombra_a_nadie(texto: str) -> None:
    assert not {nombre for nombre in actores(texto) if nombre.split()[0].lower() not in ("empresa", "una")}


@pytest.mark.parametrize(
    ("texto", "propia", "objetivo"),
    [
        (
            "La Municipalidad Distrital de Chorrillos propone, conjuntamente con Recicladores Unidos (asociación), la "
            "empresa Envases del Sur S.A. y la GIZ, mejorar la segregación de basura en 12,000 hogares, con S/ 80,000",
            "Municipalidad Distrital de Chorrillos",
            "Mejorar la segregación de basura en 12,000 hogares",
        ),
        (
            "El Gobierno Regional de Puno, a través de su Gerencia Social, plantea reducir la anemia infantil en Puno",
            "Gobierno Regional de Puno",
            "Reducir la anemia infantil en Puno",
        ),
        (
            "La Cooperativa Agraria Sol desea, junto con la Muni de Jaén, mejorar la calidad del café de 300 familias",
            "Cooperativa Agraria Sol",
            "Mejorar la calidad del café de 300 familias",
        ),
        (
            "La Universidad Nacional de Piura tiene por objetivo, con Pesca Sur SAC, formar a 200 pescadores de Paita",
            "Universidad Nacional de Piura",
            "Formar a 200 pescadores de Paita",
        ),
        (
            "La Empresa Textiles del Sur S.A.C. solicita una alianza con la muni de Ate",
            "Empresa Textiles del Sur S.A.C.",
            "",
        ),
        (
            "La Cámara de Comercio de Ica busca capacitar a 90 jóvenes de Pisco",
            "Cámara de Comercio de Ica",
            "Capacitar",
        ),
        ("Minera Los Andes S.A. promueve llevar agua a Espinar", "Minera Los Andes S.A.", ""),
        ("La Asociación Civil Wayra presenta esta idea para Cusco", "Asociación Civil Wayra", ""),
        ("El Ministerio de Cultura impulsa rescatar el quechua en Apurímac", "Ministerio de Cultura", ""),
        (
            "soy de la organizacion de mujeres awajun nuwa de condorcanqui, queremos cuidar el agua de 15 comunidades",
            "Organizacion de Mujeres Awajun Nuwa de Condorcanqui",
            "Cuidar el agua de 15 comunidades",
        ),
        ("somos de la organización indígena ORPIO de Loreto", "organización indígena ORPIO de Loreto", ""),
        ("somos una ong q se llama warmi kuntur, trabajamos en abancay", "Warmi Kuntur", ""),
        ("soy de una asociacion llamada agua viva y queremos ayuda para limpiar el rio de la zona", "Agua Viva", ""),
        (
            "el gobierno regional de san martin con la giz y la jass buscamos que 500 familias no talen sus bosques",
            "Gobierno Regional de San Martin",
            "Que 500 familias no talen sus bosques",
        ),
    ],
)
def test_quien_escribe_en_tercera_persona_o_dice_de_donde_es_propone(texto: str, propia: str, objetivo: str) -> None:
    assert lectura(texto, "nombre_organizacion") == propia
    assert lectura(texto, "objetivo_comun").startswith(objetivo)
    assert propia not in actores(texto)


@pytest.mark.parametrize(
    "texto",
    [
        "La Municipalidad de Anta quiere ayudarnos y nosotros somos la ong Wayra",
        "La Minera Andes quiere apoyar a nuestra comunidad",
        "La Universidad de Piura desea que trabajemos juntos",
    ],
)
def test_quien_quiere_ayudarnos_no_propone(texto: str) -> None:
    assert lectura(texto, "nombre_organizacion") in ("", "ong Wayra")


@pytest.mark.parametrize(
    ("texto", "problema"),
    [
        (
            "soy de la organizacion de mujeres nuwa de condorcanqui en mi tierra el rio se contamina por la mineria",
            "En mi tierra el rio se contamina por la mineria",
        ),
        (
            "represento a la Cooperativa Sol de Jaén y los bosques se talan cada año más",
            "Los bosques se talan cada año más",
        ),
        ("soy de la muni de anta y los niños tienen anemia porque no hay hierro", "Los niños tienen anemia"),
    ],
)
def test_el_problema_empieza_tras_decir_quien_es(texto: str, problema: str) -> None:
    assert lectura(texto, "problema").startswith(problema)


@pytest.mark.parametrize(
    ("texto", "meses"),
    [
        ("con S/ 1'500,000.00 y un plazo de veinticuatro (24) meses a partir de enero de 2027", 24),
        ("con un presupuesto de S/ 500,000 por un plazo de 24 meses", 24),
        ("para 200 familias en un plazo de 18 meses", 18),
        ("80 mil soles y un tiempo de 12 meses", 12),
        ("12 comunidades por 18 meses, 300 mil soles", 18),
        ("1,200 niños en un periodo de 24 meses", 24),
        ("US$ 250,000 y duración de doce (12) meses desde marzo de 2027", 12),
        ("S/ 300,000 y un lapso de 2 años", 24),
        ("90 mil soles con duración de un año y medio", 18),
        ("40 talleres, plazo de 10 meses", 10),
    ],
)
def test_el_monto_o_la_gente_no_multiplican_el_plazo(texto: str, meses: int) -> None:
    (plazo,) = (uno for uno in leidos(texto) if uno.llave[0] == "plazo")
    assert isinstance(plazo.valor, dict)
    assert plazo.valor["meses"] == meses


@pytest.mark.parametrize("texto", ["serán 3 fases de 6 meses", "2 campañas de 5 meses", "4 ciclos por 3 meses"])
def test_las_etapas_si_se_preguntan(texto: str) -> None:
    (plazo,) = (uno for uno in leidos(texto) if uno.llave[0] == "plazo")
    assert len(plazo.opciones) == 2


@pytest.mark.parametrize(
    ("texto", "inicio"),
    [
        ("cuesta 1.2 millones de soles y dura 3 años desde junio", "2027-06"),
        ("18 meses desde abril, con la muni de Anta", "2027-04"),
        ("un año, desde marzo", "2027-03"),
        ("dos años desde enero y 200 mil soles", "2027-01"),
        ("trabajamos desde enero con las familias y durará 2 años", None),
        ("desde mayo no hay agua; el proyecto es de 12 meses", None),
    ],
)
def test_el_mes_que_sigue_a_la_duracion_es_el_comienzo(texto: str, inicio: str | None) -> None:
    (plazo,) = (uno for uno in leidos(texto) if uno.llave[0] == "plazo")
    assert isinstance(plazo.valor, dict)
    assert plazo.valor["inicio"] == inicio


@pytest.mark.parametrize(
    ("texto", "propia"),
    [
        ("la empresa es pesquera mar azul sac", "pesquera mar azul sac"),
        ("la empresa es Pesquera Mar Azul y queremos limpiar la bahía", "Pesquera Mar Azul"),
        ("el nombre de la empresa es pesquera mar azul sac", "pesquera mar azul sac"),
        ("la empresa sería agroindustrias del valle eirl, con la muni de ica", "agroindustrias del valle eirl"),
        ("es la universidad nacional de trujillo con la muni de huanchaco", "universidad nacional de trujillo"),
        ("es de la cooperativa valle verde, en jaén", "cooperativa valle verde"),
        ("bodega doña rosa, con la parroquia el buen pastor", "bodega doña rosa"),
        ("parroquia santa rosa: queremos dar talleres", "parroquia santa rosa"),
        ("colegio san juan con la ugel de jaén", "colegio san juan"),
        ("bodega y panadería, con la muni", None),
        ("es la primera vez que escribo", None),
        ("es una idea de la muni de lima", None),
        ("la empresa es muy grande", None),
        ("la empresa es una minera de cajamarca", None),
        ("la empresa es la que contamina", None),
    ],
)
def test_quien_empieza_por_decir_cual_es_su_empresa_la_presenta(texto: str, propia: str | None) -> None:
    hallada, _ = organizaciones(texto, ENTREVISTA.catalogos)
    assert (hallada.nombre or None if hallada else None) == propia


@pytest.mark.parametrize("signo", ["¢", "☺", "#", "…", "€€"])
def test_un_signo_antes_de_un_articulo_no_es_un_nombre(signo: str) -> None:
    assert actores(f"con la asociacion {signo} las flores y {signo} los de {signo} la muni de ate") is not None
    for texto in (f"ong {signo} la", f"muni {signo} los vecinos", f"{signo} la"):
        assert all(any(letra.isalnum() for letra in nombre) for nombre in actores(texto))
