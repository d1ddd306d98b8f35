"""Quién es quién: los actores como la gente los escribe, con su tipo; lo que no está claro se pregunta."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entrevista.comprension.comprender import comprender
from bot.entrevista.valores.lectura import Entorno, Explicacion, Pide, Valido
from bot.entrevista.valores.tipos import leer, mostrar
from tests.apoyo.entrevista import ENTREVISTA

ACTORES = ENTREVISTA.pregunta("actores")
ENTORNO = Entorno(ENTREVISTA.catalogos, date(2026, 11, 29), "Minera Andes Altos SAC")
Actor = dict[str, object]


def actores(texto: str, entorno: Entorno = ENTORNO) -> list[Actor]:
    lectura = leer(ACTORES, texto, entorno)
    assert isinstance(lectura, Valido), lectura
    assert isinstance(lectura.valor, list)
    return [dict(uno) for uno in lectura.valor if isinstance(uno, dict)]


def nombres(texto: str, entorno: Entorno = ENTORNO) -> list[object]:
    return [uno["nombre"] for uno in actores(texto, entorno)]


def opciones(texto: str) -> dict[str, list[tuple[object, object]]]:
    lectura = leer(ACTORES, texto, ENTORNO)
    assert isinstance(lectura, Pide), lectura
    return {
        etiqueta: [(uno["nombre"], uno["tipo"]) for uno in valor if isinstance(uno, dict)]
        for etiqueta, valor in lectura.opciones
        if isinstance(valor, list)
    }


@pytest.mark.parametrize(
    ("texto", "quedan"),
    [
        ("1. GIZ 2. KfW 3. AECID", ["GIZ", "KfW", "AECID"]),
        ("● GIZ\n○ KfW\n‣ AECID", ["GIZ", "KfW", "AECID"]),
        ("\uf0b7 GIZ\n\uf0b7 KfW", ["GIZ", "KfW"]),
        ("o AECID\no Autoridad Nacional del Agua", ["AECID", "Autoridad Nacional del Agua"]),
        ("serian la muni de ocucaje, sunass y la giz", ["Municipalidad de Ocucaje", "Sunass", "GIZ"]),
        ("Por ahora somos poquitos: la UGEL Condorcanqui y quizá, digo quizá, Unicef", ["UGEL Condorcanqui", "Unicef"]),
        ("ah y la federación awajún\ncon la AECID", ["Federación Awajún", "AECID"]),
        ("la junta d usuarios\nel gore", ["Junta de Usuarios", "GORE"]),
        ("Gracias a Dios Transportes EIRL", ["Gracias a Dios Transportes EIRL"]),
        ("Asociación Manos que Siembran\nGloria S.A.", ["Asociación Manos que Siembran", "Gloria S.A."]),
        ("Ministerio de Comercio Exterior y Turismo\nGIZ", ["Ministerio de Comercio Exterior y Turismo", "GIZ"]),
        ("La Positiva Seguros S.A.", ["La Positiva Seguros S.A."]),
        ("buenas tardes, serían:\nGIZ\ngracias por su atención", ["GIZ"]),
        ("mire, yo pondria a la ugel, a la giz y a la diresa", ["UGEL", "GIZ", "DIRESA"]),
        ("Municipalidad de Celendín y Chota", ["Municipalidad de Celendín", "Municipalidad de Chota"]),
        ("la muni, la giz y nosotros", ["Municipalidad", "GIZ"]),
        ("GIZ/KfW/AECID", ["GIZ", "KfW", "AECID"]),
        ("La Municipalidad de Anta, UNI e IIAP", ["Municipalidad de Anta", "UNI", "IIAP"]),
        ("una empresa q se llama Kusi SAC\nuna universidad", ["Kusi SAC", "Una Universidad"]),
    ],
)
def test_los_nombres_se_leen_sin_lo_que_los_rodea(texto: str, quedan: list[str]) -> None:
    assert nombres(texto) == quedan


@pytest.mark.parametrize(
    ("texto", "nombre", "detalle"),
    [
        ("la embajada de Canadá (seguimos en floro con ellos)", "embajada de Canadá", "seguimos en floro con ellos"),
        ("Unicef que todavia no firma nada", "Unicef", "que todavia no firma nada"),
        ("KOICA q pone la plata", "KOICA", "q pone la plata"),
        ("una startup q se llama Ejemplo Vivo", "Ejemplo Vivo", "una startup"),
        ("la UNALM todavía no sé si entra pero póngala", "UNALM", "todavía no sé si entra pero póngala"),
        ("Minera Andina (por su oficina de RRCC)", "Minera Andina", "por su oficina de RRCC"),
        ("una minera que mi compadre conoce", "Una Minera", "que mi compadre conoce"),
        ("el parroco tambien dice que quiere", "Parroco", "tambien dice que quiere"),
        ("la ronda campesina que es la que pone orden", "Ronda Campesina", "que es la que pone orden"),
        ("Fundación Buen Ejemplo, que son españoles", "Fundación Buen Ejemplo", "que son españoles"),
    ],
)
def test_lo_que_se_cuenta_de_un_actor_queda_en_su_detalle(texto: str, nombre: str, detalle: str) -> None:
    (uno,) = actores(texto)
    assert (uno["nombre"], uno["detalle"]) == (nombre, detalle)
    lectura = leer(ACTORES, texto, ENTORNO)
    assert isinstance(lectura, Valido)
    assert detalle in mostrar(ACTORES, lectura.valor, ENTREVISTA.catalogos)


@pytest.mark.parametrize(
    ("nombre", "tipo"),
    [
        ("Petroperú (empresa del estado)", "empresa_estado"),
        ("Petroperú", "empresa_estado"),
        ("Sedapal", "empresa_estado"),
        ("EPS Grau S.A.", "empresa_estado"),
        ("una empresa estatal", "empresa_estado"),
        ("la empresa pública de agua", "empresa_estado"),
        ("Electro Puno S.A.A.", "empresa_estado"),
        ("Banco de la Nación", "empresa_estado"),
        ("Agrobanco", "empresa_estado"),
        ("Emapa San Martín", "empresa_estado"),
        ("Corpac", "empresa_estado"),
        ("Minera Andina SAC", "empresa"),
        ("Save the Children", "eniex"),
        ("World Vision Perú", "eniex"),
        ("Oxfam", "eniex"),
        ("ONG catalana", "eniex"),
        ("la ong alemana Sol", "eniex"),
        ("una oenegé española", "eniex"),
        ("ONG Sonrisas (italiana)", "eniex"),
        ("una asociación francesa", "eniex"),
        ("ong de afuera", "eniex"),
        ("la coop alemana", "fuente"),
        ("ONG peruana Sembrar", "ongd"),
        ("ONGD Tierra Buena", "ongd"),
    ],
)
def test_de_que_tipo_es_cada_uno(nombre: str, tipo: str) -> None:
    (uno,) = actores(nombre)
    assert uno["tipo"] == tipo


def test_las_empresas_del_estado_son_del_sector_publico() -> None:
    clases = {tipo.valor: tipo.clase for tipo in ENTREVISTA.catalogos.tipos_actor}
    assert clases["empresa_estado"] == "sector_publico"
    assert "empresa_estado" in {opcion.valor for opcion in ENTREVISTA.pregunta("tipo_organizacion").opciones}
    assert any(una.a == ENTREVISTA.version for una in ENTREVISTA.migraciones)


@pytest.mark.parametrize("dicho", ["ong", "ONG Sembrando Altura", "una ong", "la oenegé Manos", "ong chiquita"])
def test_una_ong_sin_decir_de_donde_se_pregunta(dicho: str) -> None:
    ofrecidas = opciones(dicho)
    assert list(ofrecidas) == ["ONG extranjera (ENIEX)", "ONG peruana (ONGD)"]
    assert [lista[0][1] for lista in ofrecidas.values()] == ["eniex", "ongd"]


def test_con_varias_ong_se_puede_decir_que_unas_y_otras() -> None:
    ofrecidas = opciones("ONG Agua\nONG Tierra\nGIZ")
    assert ofrecidas["Unas y otras: pregúnteme"] == [("ONG Agua", None), ("ONG Tierra", None), ("GIZ", "fuente")]


@pytest.mark.parametrize("dicho", ["ong", "ONG", "somos una oenegé", "una ong", "es una ong"])
def test_el_tipo_de_una_ong_propia_tambien_se_pregunta(dicho: str) -> None:
    lectura = leer(ENTREVISTA.pregunta("tipo_organizacion"), dicho, ENTORNO)
    assert isinstance(lectura, Pide)
    assert [valor for _, valor in lectura.opciones] == ["eniex", "ongd"]


@pytest.mark.parametrize(
    ("dicho", "quien", "tipo"),
    [
        ("Celendín", "Municipalidad Provincial de Celendín", "gob_local"),
        ("Cajamarca", "Gobierno Regional de Cajamarca", "gob_regional"),
        ("distrito de Chalamarca", "Municipalidad Distrital de Chalamarca", "gob_local"),
        ("el distrito de La Encañada", "Municipalidad Distrital de Encañada", "gob_local"),
        ("provincia de Chota", "Municipalidad Provincial de Chota", "gob_local"),
        ("la region Puno", "Gobierno Regional de Puno", "gob_regional"),
        ("departamento de Loreto", "Gobierno Regional de Loreto", "gob_regional"),
        ("anexo de Pampacancha", "Municipalidad de Pampacancha", "gob_local"),
        ("Huancavelica", "Gobierno Regional de Huancavelica", "gob_regional"),
        ("Sullana", "Municipalidad Provincial de Sullana", "gob_local"),
    ],
)
def test_un_lugar_no_es_un_actor(dicho: str, quien: str, tipo: str) -> None:
    ofrecidas = opciones(dicho)
    assert [(quien, tipo)] in ofrecidas.values()
    assert "Así se llama la organización" in ofrecidas


def test_un_lugar_entre_otros_se_puede_quitar() -> None:
    assert opciones("GIZ\ndistrito de Anta")["No es un actor: quitarlo"] == [("GIZ", "fuente")]


@pytest.mark.parametrize(
    "dicho",
    [
        *("N/A", "n.a.", "No hay", "no hay nadie más", "ninguno", "ninguna por ahora", "no aplica", "nadie", "-"),
        *(
            "no tengo",
            "no tenemos aliados",
            "solo nosotros",
            "los mismos de siempre pues",
            "sin socios",
            "todavia no hay",
        ),
    ],
)
def test_decir_que_no_hay_no_es_un_actor(dicho: str) -> None:
    assert isinstance(leer(ACTORES, dicho, ENTORNO), Explicacion)


@pytest.mark.parametrize(
    "dicho",
    ["40 mil", "S/ 40 000", "unos 40 mil soles", "2 millones de dolares", "US$ 5,000", "18 meses", "como 200 familias"],
)
def test_una_cifra_no_es_un_actor(dicho: str) -> None:
    assert isinstance(leer(ACTORES, dicho, ENTORNO), Explicacion)


@pytest.mark.parametrize("dicho", ["Grupo 5", "Asociación 24 de Junio", "Radio 100", "20 de Enero"])
def test_un_nombre_con_cifra_si_lo_es(dicho: str) -> None:
    assert not isinstance(leer(ACTORES, dicho, ENTORNO), Explicacion)


@pytest.mark.parametrize(
    ("dicho", "nombres"),
    [
        ("la muni pone el local, promperu capacita y nosotros compramos", ["Municipalidad", "Promperu"]),
        ("la posta presta el ambiente\nel hotel monasterio compra los tejidos", ["Posta", "Hotel Monasterio"]),
        ("caja los andes presta plata", ["Caja los Andes"]),
        ("el senasa supervisa y la cooperativa norandino vende", ["Senasa", "Cooperativa Norandino"]),
        ("asociacion dona maria", ["Asociacion Dona Maria"]),
        ("fundacion leonardo da vinci", ["Fundacion Leonardo Da Vinci"]),
        ("Perú Compra", ["Perú Compra"]),
    ],
)
def test_lo_que_hace_un_actor_no_es_de_su_nombre(dicho: str, nombres: list[str]) -> None:
    lectura = leer(ACTORES, dicho, ENTORNO)
    assert isinstance(lectura, Valido)
    assert isinstance(lectura.valor, list)
    assert [dato["nombre"] for dato in lectura.valor if isinstance(dato, dict)] == nombres


def test_entre_otros_lo_que_dice_que_no_hay_se_deja() -> None:
    assert nombres("GIZ\nN/A\nno hay más") == ["GIZ"]


EN_DUDA = "Fundacion Sol, Tierra Buena, Agua Viva y el banco BID lab"


@pytest.mark.parametrize(
    ("dicho", "ultimo"),
    [
        ("son 4 pero el ultimo es solo BID", "BID"),
        ("son 4, el último es BID Lab nomás", "BID Lab nomás"),
        ("4 pero el ultimo se llama BID Lab", "BID Lab"),
        ("son cuatro y el cuarto es solo BID", "BID"),
        ("los 4, aunque el 4 seria BID", "BID"),
        ("son 4", "Banco BID lab"),
        ("si son cuatro", "Banco BID lab"),
        ("todos separados", "Banco BID lab"),
        ("son cuatro organizaciones", "Banco BID lab"),
    ],
)
def test_tras_preguntar_cuantos_son_se_entiende_la_cuenta(dicho: str, ultimo: str) -> None:
    entorno = replace(ENTORNO, en_duda=EN_DUDA)
    leidos = nombres(dicho, entorno)
    assert leidos[:3] == ["Fundacion Sol", "Tierra Buena", "Agua Viva"]
    assert str(leidos[3]).lower() == ultimo.lower()


@pytest.mark.parametrize("dicho", ["es uno solo", "uno nomas", "es una sola", "uno solo", "juntos"])
def test_tras_preguntar_se_puede_decir_que_es_uno(dicho: str) -> None:
    en_duda = "Asociación de Café, Cacao y Miel"
    assert nombres(dicho, replace(ENTORNO, en_duda=en_duda)) == [en_duda]


def test_una_cuenta_que_no_sale_no_se_inventa() -> None:
    for dicho in ("son 9 pero el ultimo es solo BID", "son 3", "son 4 pero el 7 es solo BID"):
        assert isinstance(leer(ACTORES, dicho, replace(ENTORNO, en_duda=EN_DUDA)), Explicacion)


@pytest.mark.parametrize(
    ("texto", "hallados"),
    [
        ("Somos Compañia Minera Quebrada Honda Estamos en Moquegua", ["Compañia Minera Quebrada Honda"]),
        ("Compañia Minera Quebrada Honda\nQueremos agua", ["Compañia Minera Quebrada Honda"]),
        ("Somos Agro Kusi SAC Tenemos 30 socios", ["Agro Kusi SAC"]),
        ("Somos Agua Clara SAC\nCusco", ["Agua Clara SAC"]),
    ],
)
def test_el_nombre_propio_acaba_donde_empieza_el_verbo(texto: str, hallados: list[str]) -> None:
    entendidos = comprender(ENTREVISTA, texto, ENTORNO)
    assert [uno.valor for uno in entendidos if uno.llave[0] == "nombre_organizacion"] == hallados


@pytest.mark.parametrize(
    ("texto", "hallados"),
    [
        ("somos la ong agua clara queremos llevar agua a Puno con la minera Antamina", ["ONG Agua Clara"]),
        ("soy de la cooperativa valle verde y con la Municipalidad de Jaen la haremos", ["Cooperativa Valle Verde"]),
        ("somos la comunidad campesina de catac y con Antamina cosecharemos agua", ["Comunidad Campesina de Catac"]),
        ("represento a la empresa textiles del sur, en Arequipa con la UNSA", ["Empresa Textiles del Sur"]),
        ("somos la municipalidad y queremos trabajar con la ONG Prisma en Lima", []),
        ("somos la empresa minera que opera en Cajamarca con la ONG Prisma", []),
        ("somos la ong encargada del proyecto en Ayacucho con la Universidad San Cristobal", []),
        ("somos la empresa participante y con la ONG Prisma queremos sembrar en Lima", []),
        ("somos una ong de Puno que trabaja con la empresa Backus", []),
    ],
)
def test_quien_solo_pone_las_mayusculas_de_los_demas_tambien_dice_como_se_llama(
    texto: str, hallados: list[str]
) -> None:
    entendidos = comprender(ENTREVISTA, texto, ENTORNO)
    assert [uno.lectura for uno in entendidos if uno.llave[0] == "nombre_organizacion"] == hallados


@pytest.mark.parametrize(
    "texto",
    [
        "no estamos inscritos en apci",
        "Somos una ONG inscrita en la APCI",
        "nuestra empresa esta registrada ante la Sunat",
        "la asociacion no esta registrada en la municipalidad de Anta",
        "estamos empadronados en el Midis",
    ],
)
def test_donde_se_hace_un_tramite_no_es_quien_participa(texto: str) -> None:
    entendidos = comprender(ENTREVISTA, texto, ENTORNO)
    assert not [uno.lectura for uno in entendidos if uno.llave[0] == "actores"]


@pytest.mark.parametrize(
    ("texto", "ninguno"),
    [
        ("queremos q la comunidad ponga mano de obra", "Comunidad Ponga"),
        ("con una empresa q exporta palta", "Una Empresa Q"),
        ("la muni ponga el terreno", "Muni Ponga"),
        ("con la ONG catalana capacite a todos", "ONG catalana capacite"),
        ("con una empresa k produce cafe", "Una Empresa K"),
        ("que la municipalidad haga la obra", "Municipalidad Haga"),
    ],
)
def test_ningun_nombre_lleva_un_verbo_ni_una_muletilla(texto: str, ninguno: str) -> None:
    entendidos = comprender(ENTREVISTA, texto, ENTORNO)
    dichos = [
        dato["nombre"]
        for uno in entendidos
        if isinstance(uno.valor, list)
        for dato in uno.valor
        if isinstance(dato, dict)
    ]
    assert not [dicho for dicho in dichos if str(dicho).lower().startswith(ninguno.lower())]


PROPIOS = st.sampled_from(["GIZ", "KfW", "AECID", "UNICEF", "Municipalidad de Anta", "Universidad de Piura", "SERFOR"])


@given(st.lists(PROPIOS, min_size=2, max_size=6, unique=True), st.sampled_from(["\n", ", ", "; ", "\n- ", "\n● "]))
def test_separados_de_cualquier_manera_son_los_mismos(lista: list[str], entre: str) -> None:
    assert nombres(entre.join(lista)) == lista


@given(st.text(max_size=300))
def test_ningun_texto_rompe_la_lista_ni_deja_un_nombre_vacio(texto: str) -> None:
    lectura = leer(ACTORES, texto, ENTORNO)
    if isinstance(lectura, Valido):
        assert all(isinstance(uno, dict) and str(uno["nombre"]).strip() for uno in lectura.valor or [] if uno)
