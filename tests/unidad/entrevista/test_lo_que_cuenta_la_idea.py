"""De la idea con que se empieza: quién es, para qué, con quiénes y a cuánta gente, sin perder parte de un nombre."""

from datetime import date

import pytest

from bot.entrevista.comprension.comprender import comprender_idea, solo_su_nombre
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.lectura import Entorno
from tests.apoyo.entrevista import ENTREVISTA

ENTORNO = Entorno(ENTREVISTA.catalogos, date(2026, 11, 29))


def entendido(texto: str, clave: str) -> Valor:
    return next((uno.valor for uno in comprender_idea(ENTREVISTA, texto, ENTORNO) if uno.llave[0] == clave), None)


def actores(texto: str) -> dict[object, object]:
    listas = [uno.valor for uno in comprender_idea(ENTREVISTA, texto, ENTORNO) if uno.llave[0] == "actores"]
    datos = [dato for lista in listas if isinstance(lista, list) for dato in lista if isinstance(dato, dict)]
    return {dato["nombre"]: dato["tipo"] for dato in datos}


@pytest.mark.parametrize(
    ("texto", "nombre"),
    [
        ("Nosotros somos Brot und Wasser, una ONG alemana. Queremos agua para Puno", "Brot und Wasser"),
        ("Somos Brot für die Welt, ong de Alemania, y queremos dar agua segura en Puno", "Brot für die Welt"),
        ("soy de Terre des Hommes, una ong suiza. queremos internet en 30 escuelas", "Terre des Hommes"),
        ("Somos Fundació Aigua i Terra, ONG catalana. Vamos a Puno", "Fundació Aigua i Terra"),
        ("Hola, soy Hans de Wasser fuer Alle (ONG alemana). queremos ir a Espinar", "Wasser fuer Alle"),
        ("Somos Arquitectos sin Fronteras, ONG española, queremos construir en Ica", "Arquitectos sin Fronteras"),
        ("Somos Médecins du Monde, una ong francesa", "Médecins du Monde"),
        ("Somos Stichting Kinderen van de Andes, una ONG holandesa", "Stichting Kinderen van de Andes"),
        ("Represento a Water for People, una ONG de Estados Unidos", "Water for People"),
        ("nosotros somos Vatten och Liv, ong sueca", "Vatten och Liv"),
    ],
)
def test_el_socio_de_fuera_dice_su_nombre_y_que_es_una_ong(texto: str, nombre: str) -> None:
    assert entendido(texto, "nombre_organizacion") == nombre
    assert entendido(texto, "tipo_organizacion") == "eniex"


@pytest.mark.parametrize(
    ("texto", "objetivo"),
    [
        (
            "queremos q 200 familias vendan su cafe a mejor precio con la universidad de jaen",
            "Que 200 familias vendan su cafe a mejor precio",
        ),
        (
            "la idea es k no falte agua en la comunidad de tintaya",
            "Que no falte agua en la comunidad de tintaya",
        ),
        (
            "buscamos ke las mujeres tengan su propio negocio, con la muni de puno",
            "Que las mujeres tengan su propio negocio",
        ),
        (
            "Queremos hacer con la muni de Puno y Acuo S.A. un proyecto para limpiar las aguas del lago Titicaca",
            "Limpiar las aguas del lago Titicaca",
        ),
        (
            "queremos armar con la muni de Anta y la UNAP una alianza para dar agua segura a 500 familias",
            "Dar agua segura a 500 familias",
        ),
        (
            "Queremos formar junto con la Ugel Cusco una alianza que lleve internet a 30 escuelas rurales",
            "Que lleve internet a 30 escuelas rurales",
        ),
        (
            "quisiéramos desarrollar con Cáritas Ica el proyecto para sembrar queñuales en las alturas",
            "Sembrar queñuales en las alturas",
        ),
        (
            "deseamos presentar con el gore Piura una propuesta para que 400 familias tengan riego tecnificado",
            "Que 400 familias tengan riego tecnificado",
        ),
        (
            "queremos crear entre la cooperativa Sol y la DRE Puno un convenio para que los jóvenes aprendan oficios",
            "Que los jóvenes aprendan oficios",
        ),
        (
            "queremos hacer una alianza para llevar una posta médica a los caseríos",
            "Llevar una posta médica a los caseríos",
        ),
        (
            "buscamos realizar con la Universidad de Piura un proyecto para mejorar el mango de exportación",
            "Mejorar el mango de exportación",
        ),
        (
            "Queremos hacer con los jóvenes una radio escolar en Chota",
            "Hacer con los jóvenes una radio escolar en Chota",
        ),
        ("queremos armar con la JASS un vivero de árboles nativos", "Armar con la JASS un vivero de árboles nativos"),
    ],
)
def test_el_objetivo_es_para_que_y_no_con_quien_se_arma(texto: str, objetivo: str) -> None:
    assert entendido(texto, "objetivo_comun") == objetivo


@pytest.mark.parametrize(
    ("texto", "nombre", "tipo"),
    [
        ("con el vaso de leche de Pueblo Nuevo queremos abrir comedores", "Vaso de leche de Pueblo Nuevo", "osb"),
        ("Con el club de madres de Huaycán queremos abrir comedores", "Club de madres de Huaycán", "osb"),
        ("con la olla común de Manchay y otros Queremos cocinar", "Olla común de Manchay", "osb"),
        (
            "con la Asociación de Bodegueras de Villa El Salvador",
            "Asociación de Bodegueras de Villa El Salvador",
            "osb",
        ),
        ("con la Asociación de Recicladores de Ate queremos reciclar", "Asociación de Recicladores de Ate", "osb"),
        ("Con la agroexportadora Uvas del Sur S.A.C. damos fruta", "Agroexportadora Uvas del Sur S.A.C.", "empresa"),
        ("con la constructora Los Andes SAC queremos dar agua", "Constructora Los Andes SAC", "empresa"),
        ("la pesquera Mar Azul S.A. pone el hielo", "Pesquera Mar Azul S.A.", "empresa"),
        ("con una comercializadora Selva Verde EIRL", "Comercializadora Selva Verde EIRL", "empresa"),
        ("junto a La Positiva S.A. queremos asegurar las cosechas", "La Positiva S.A.", "empresa"),
        ("con la apafa del colegio y el comedor popular de Comas", "Comedor popular de Comas", "osb"),
    ],
)
def test_el_nombre_de_un_actor_no_pierde_lo_que_es_ni_de_donde_es(texto: str, nombre: str, tipo: str) -> None:
    assert actores(texto).get(nombre) == tipo, actores(texto)


@pytest.mark.parametrize(
    ("texto", "dicho", "cantidad"),
    [
        ("abrir comedores para 400 adultos mayores solos, en 12 meses", "400 adultos mayores solos", 400),
        ("a 2,500 mujeres emprendedoras de Lima", "2,500 mujeres emprendedoras", 2500),
        ("para que 300 familias cafetaleras vendan mejor", "300 familias cafetaleras", 300),
        ("60 personas con discapacidad tengan trabajo", "60 personas con discapacidad", 60),
        ("unas 90 bodegueras aprendan a llevar cuentas", "90 bodegueras", 90),
        ("para 350 familias tengan agua", "350 familias", 350),
        ("120 jóvenes rurales en 24 meses", "120 jóvenes rurales", 120),
        ("atender a 200 niños menores de 5 años con anemia", "200 niños menores de 5 años", 200),
        ("80 abuelos de la tercera edad comen mejor", "80 abuelos de la tercera edad", 80),
        ("500 familias más pobres", "500 familias", 500),
        ("40 recicladoras dos veces al mes", "40 recicladoras", 40),
        ("70 niñas de 6 a 12 años de Puno", "70 niñas de 6 a 12 años", 70),
    ],
)
def test_de_la_gente_se_guarda_como_es(texto: str, dicho: str, cantidad: int) -> None:
    valor = entendido(texto, "poblacion")
    assert isinstance(valor, dict), valor
    assert (valor["texto"], valor["cantidad"]) == (dicho, cantidad)


@pytest.mark.parametrize(
    "texto",
    [
        "200 niños menores de 5 años comen mejor",
        "bebés de 6 meses a 3 años con anemia",
        "70 niñas de 6 a 12 años de Puno",
        "30 alumnas de 14 años estudian",
        "100 personas mayores de 65 años",
        "50 madres con hijos de 2 años",
        "80 gestantes entre 15 y 19 años",
        "40 escolares de 10 a 12 años",
        "25 hombres de más de 40 años",
        "abuelos con 70 años",
    ],
)
def test_una_edad_no_es_lo_que_dura(texto: str) -> None:
    assert entendido(texto, "plazo") is None
    assert [uno for uno in comprender_idea(ENTREVISTA, texto, ENTORNO) if uno.llave[0] == "plazo"] == []


@pytest.mark.parametrize(
    ("texto", "objetivo", "problema"),
    [
        (
            "queremos capacitar a 40 jóvenes porque no encuentran trabajo",
            "Capacitar a 40 jóvenes",
            "No encuentran trabajo",
        ),
        (
            "queremos capacitar a 40 jovenes de Ilo xq no encuentran trabajo, con la municipalidad y Southern",
            "Capacitar a 40 jovenes de Ilo",
            "No encuentran trabajo",
        ),
        (
            "vamos a hacer un reservorio en Cangallo ya que no hay agua en los meses de verano",
            "Hacer un reservorio en Cangallo",
            "No hay agua en los meses de verano",
        ),
        (
            "quisieramos poner cloradores en 12 comunidades pues los niños se enferman de diarrea",
            "Poner cloradores en 12 comunidades",
            "Los niños se enferman de diarrea",
        ),
        (
            "Buscamos que las artesanas vendan por internet, porque los intermediarios les pagan muy poco.",
            "Que las artesanas vendan por internet",
            "Los intermediarios les pagan muy poco",
        ),
        (
            "pensamos abrir una botica comunal ya q en el pueblo no se consigue medicina y hay q viajar 4 horas",
            "Abrir una botica comunal",
            "En el pueblo no se consigue medicina y hay q viajar 4 horas",
        ),
        (
            "queremos dar becas a las jovenes shipibas puesto que dejan el colegio por falta de plata, 200 mil soles",
            "Dar becas a las jovenes shipibas",
            "Dejan el colegio por falta de plata",
        ),
        (
            "planteamos hacer un centro de acopio dado que la leche se malogra antes de llegar al mercado",
            "Hacer un centro de acopio",
            "La leche se malogra antes de llegar al mercado",
        ),
        (
            "La minera quiere construir una planta de agua porque el rio viene con metales. La muni pone el terreno.",
            "Construir una planta de agua",
            "El rio viene con metales",
        ),
        (
            "debido a que las lluvias se llevaron el puente, queremos levantar uno colgante con la comunidad",
            "Levantar uno colgante con la comunidad",
            "Las lluvias se llevaron el puente",
        ),
        (
            "porque no hay trabajo para los jovenes queremos armar talleres de carpinteria con senati",
            "Armar talleres de carpinteria con senati",
            "No hay trabajo para los jovenes",
        ),
        (
            "somos la asociacion de ganaderos de Macusani y queremos mejorar los pastos porque la sequia mato muchas "
            "alpacas, con la municipalidad y la universidad del altiplano, 18 meses",
            "Mejorar los pastos",
            "La sequia mato muchas alpacas",
        ),
        (
            "somos la asociacion kawsay, trabajamos con la municipalidad de vinchos para q 120 familias siembren "
            "quinua sin quimicos porque los suelos estan malogrados",
            "Que 120 familias siembren quinua sin quimicos",
            "Los suelos estan malogrados",
        ),
        (
            "nos juntamos con la posta para que los niños desayunen leche porque hay mucha anemia en ilave",
            "Que los niños desayunen leche",
            "Hay mucha anemia en ilave",
        ),
        (
            "estamos coordinando con el gore puno para reforestar 50 hectareas de queñua ya que se secan los manantes",
            "Reforestar 50 hectareas de queñua",
            "Se secan los manantes",
        ),
    ],
)
def test_lo_que_va_tras_porque_es_el_problema_y_lo_de_delante_el_objetivo(
    texto: str, objetivo: str, problema: str
) -> None:
    assert (entendido(texto, "objetivo_comun"), entendido(texto, "problema")) == (objetivo, problema)


@pytest.mark.parametrize(
    "texto",
    [
        "queremos hacer un local comunal grande porque hay plata",
        "trabajo para la empresa backus porque me gusta el medio ambiente",
        "trabajamos para la municipalidad porque somos consultores de proyectos",
        "trabajamos con jovenes para ver qué requisitos hay porque no sabemos nada",
        "queremos capacitar a las socias de la cooperativa porque queremos que vendan más",
        "queremos construir un local comunal para todos porque tenemos el terreno y la plata",
        "queremos trabajar juntos porque juntos somos más fuertes y podemos llegar lejos",
        "queremos armar un proyecto porque nos interesa la cooperación internacional",
        "queremos participar en una alianza porque tenemos experiencia en salud",
        "quiero saber si puedo participar porque mi ong no está inscrita en la apci",
        "vamos a trabajar con la municipalidad porque ellos tienen el terreno",
        "queremos abrir una planta de quinua en Juliaca porque hay mercado y es una buena oportunidad",
        "no pudimos ir a la reunión porque se malogró la combi en la carretera",
        "queremos capacitar pues a los 40 jóvenes de la comunidad de Ilo",
    ],
)
def test_un_porque_que_no_cuenta_un_problema_no_se_propone_como_tal(texto: str) -> None:
    assert entendido(texto, "problema") is None


def test_si_el_problema_ya_se_habia_contado_queda_el_que_dice_mas() -> None:
    texto = (
        "En Chucuito los niños no comen antes de ir a la escuela y la mitad tiene anemia. Queremos armar un comedor "
        "escolar porque caminan dos horas en ayunas."
    )
    assert entendido(texto, "problema") == (
        "En Chucuito los niños no comen antes de ir a la escuela y la mitad tiene anemia"
    )
    assert entendido(texto, "objetivo_comun") == "Armar un comedor escolar"


@pytest.mark.parametrize(
    ("dicho", "nombre"),
    [
        ("somos la asociacion Ilo Joven", "Asociacion Ilo Joven"),
        ("somos la asociacion ilo joven", "Asociacion Ilo Joven"),
        ("Somos Agua Viva", "Agua Viva"),
        ("soy de la ONG Manos Unidas", "ONG Manos Unidas"),
        ("nos llamamos Tejedoras del Sur", "Tejedoras del Sur"),
        ("nosotras nos llamamos flor de retama", "Flor de retama"),
        ("se llama cooperativa valle verde", "Cooperativa valle verde"),
        ("represento a la fundacion wiese", "Fundacion Wiese"),
        ("la organizacion se llama Comité de Riego Chumbao", "Comité de Riego Chumbao"),
        ("hola, somos la Municipalidad de Ilo.", "Municipalidad de Ilo"),
        ("nosotros somos la junta de regantes de ica", "Junta de Regantes de Ica"),
    ],
)
def test_ante_la_pregunta_del_nombre_no_se_guarda_la_presentacion(dicho: str, nombre: str) -> None:
    assert solo_su_nombre(ENTREVISTA, "nombre_organizacion", dicho) == nombre
    assert solo_su_nombre(ENTREVISTA, "titulo", dicho) == dicho


@pytest.mark.parametrize(
    "dicho",
    [
        "Asociación Somos Uno",
        "Somos Perú",
        "somos una ong",
        "somos 20 artesanas de puno",
        "somos la ong Kallpa y queremos agua",
        "soy Rosa de la ONG Agua Clara",
        "se llama Ayuda Mutua pero en la resolucion sale Centro Ayuda Mutua",
        "Cooperativa Agraria Valle Verde Ltda.",
        "la asociacion Ilo Joven",
    ],
)
def test_lo_que_no_solo_presenta_queda_como_se_escribio(dicho: str) -> None:
    assert solo_su_nombre(ENTREVISTA, "nombre_organizacion", dicho) == dicho
