"""Con una sola parte nombrada y un pedido claro, se propone antes → después con un botón, y nada se hace sin él."""

import pytest

from bot.entrevista.comprension.cambios.leer import leer_cambio
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, Posibles
from bot.entrevista.eventos import Llave
from bot.entrevista.valor import Valor
from tests.apoyo.minera import CARITAS, JASS, MUNI, NOSOTROS, TENIDO, lo_leido

ACTORES, TITULO, PLAZO, RESULTADOS = ("actores", ""), ("titulo", ""), ("plazo", ""), ("resultados", "")


def _propuesto(dicho: str) -> Cambio:
    leida = leer_cambio(dicho, TENIDO)
    assert isinstance(leida, Cambio | Posibles), lo_leido(leida)
    (cambio,) = (leida,) if isinstance(leida, Cambio) else leida.cambios
    return cambio


def _parte(cambio: Cambio, parte: str) -> Valor:
    valor = cambio.valor[0] if isinstance(cambio.valor, list) else cambio.valor
    return valor[parte] if isinstance(valor, dict) and parte else valor


@pytest.mark.parametrize(
    ("dicho", "nombre", "tipo"),
    [
        ("metemos a la Red de Salud Espinar, entidad pública, ellos hacen el monitoreo del agua",
         "Red de Salud Espinar", "gob_regional"),
        ("la comunidad campesina de Huano Huano tambien quiere estar en la alianza, su presidente me ha llamado anoche,"
         " aumentelo por favor", "comunidad campesina de Huano Huano", "osb"),
        ("tmb va la unsaac ah, univ pública, ellos chekan la calidad dl agua gratis", "UNSAAC", "academia"),
        ("súmale a la Diresa Cusco, ellos hacen los análisis de sangre", "Diresa Cusco", "gob_regional"),
        ("se me olvidaba la posta de salud de Yauri, también va, ellos reportan los casos", "posta de salud de Yauri",
         "gob_regional"),
        ("falta poner a la Asociación de Ganaderos de Espinar, organización social",
         "Asociación de Ganaderos de Espinar", "osb"),
        ("también está la Universidad San Antonio Abad, va a medir el cloro", "Universidad San Antonio Abad",
         "academia"),
        ("la UGEL Espinar también entra, capacita a los profesores", "UGEL Espinar", "gob_regional"),
        ("ah y la cooperativa Los Andes se suma, pone plata", "cooperativa Los Andes", "osb"),
        ("incluyan al Ministerio de Vivienda, gobierno nacional", "Ministerio de Vivienda", "gob_nacional"),
    ],
)  # fmt: skip
def test_quien_llega(dicho: str, nombre: str, tipo: str) -> None:
    cambio = _propuesto(dicho)
    assert isinstance(cambio.valor, list)
    (*_, nuevo) = cambio.valor
    assert isinstance(nuevo, dict)
    assert (cambio.llave, cambio.ahora, nuevo["tipo"]) == (ACTORES, nombre, tipo)


@pytest.mark.parametrize(
    ("dicho", "llave", "parte", "queda"),
    [
        ("ojo q de nuestro lado tb va un ing sanitario a medio tiempo, no solo la plata", NOSOTROS, "aporte",
         "400 mil soles, un ing sanitario a medio tiempo"),
        ("y el terreno para la caseta donde está, si la jass también eso está poniendo aparte de la mano de obra, no se"
         " ha de olvidar", JASS, "aporte", "mano de obra, el terreno para la caseta"),
        ("lo d q no asistan a las capacitaciones ta bien como riesgo d caritas pero tmb q los promotores se quiten a"
         " media chamba", CARITAS, "riesgo", "q no asistan, q los promotores se quiten a media chamba"),
        ("la muni aparte de los dos técnicos pone una camioneta", MUNI, "aporte", "dos tecnicos, una camioneta"),
        ("caritas además de los 3 promotores da los materiales de capacitación", CARITAS, "aporte",
         "3 promotores, los materiales de capacitación"),
        ("nosotros también ponemos un laboratorio, además de los 400 mil", NOSOTROS, "aporte",
         "400 mil soles, un laboratorio"),
        ("en lo que gana la jass también ponle capacitación, fuera del agua segura", JASS, "beneficio",
         "agua segura, capacitación"),
        ("el riesgo de la muni está bien pero también que no haya presupuesto", MUNI, "riesgo",
         "cambio de alcalde, que no haya presupuesto"),
        ("falta q diga q la comunidad tmb pone algo, la jass aparte de la mano de obra da el terreno para la caseta",
         JASS, "aporte", "mano de obra, el terreno para la caseta"),
        ("súmale al aporte de caritas una oficina en Yauri", CARITAS, "aporte", "3 promotores, una oficina en Yauri"),
        ("de parte de la muni también va la maquinaria, no solo los técnicos", MUNI, "aporte",
         "dos tecnicos, la maquinaria"),
        ("que cosa nos motiva a la jass no lo han puesto, pues la agua es vida y nuestros abuelos nos han dejado esos"
         " manantiales, por eso luchamos", JASS, "motivacion",
         "la agua es vida y nuestros abuelos nos han dejado esos manantiales"),
        ("los d la jass ya me respondieron x wsp, dicen q lo q les mueve es dejar d comprar agua en bidón q ta carazo",
         JASS, "motivacion", "dejar d comprar agua en bidón q ta carazo"),
        ("lo que mueve a la jass es la salud de sus hijos", JASS, "motivacion", "la salud de sus hijos"),
        ("Una precisión: nosotros no compramos los equipos de cloración, los financiamos. Contablemente no es igual.",
         NOSOTROS, "responsabilidad", "financiamos los equipos de cloración"),
        ("la muni no opera el sistema, lo supervisa", MUNI, "responsabilidad", "supervisa el sistema"),
        ("la jass no cobra la cuota, la administra", JASS, "responsabilidad", "administra la cuota"),
        ("caritas no capacita a las familias, las acompaña", CARITAS, "responsabilidad", "acompaña a las familias"),
        ("el beneficio de la muni es más recaudación", MUNI, "beneficio", "más recaudación"),
        ("la responsabilidad de la jass cámbiala: organizar las reuniones de usuarios", JASS, "responsabilidad",
         "organizar las reuniones de usuarios"),
        ("eso del riesgo que la gente no pague quitelo compañero, nos hace quedar mal a la jass, mi gente si cumple",
         JASS, "riesgo", None),
        ("el riesgo de caritas bórralo, no es cierto", CARITAS, "riesgo", None),
        ("quítele a la jass lo de que no paguen", JASS, "riesgo", None),
    ],
)  # fmt: skip
def test_lo_que_toca_a_un_actor(dicho: str, llave: Llave, parte: str, queda: Valor) -> None:
    cambio = _propuesto(dicho)
    antes = TENIDO.valor(llave)
    assert isinstance(cambio.valor, dict)
    assert isinstance(antes, dict)
    assert (cambio.llave, cambio.valor) == (llave, {**antes, parte: queda})


@pytest.mark.parametrize(
    ("dicho", "llave", "parte", "queda"),
    [
        ("muy seco está el nombre de la alianza, en la asamblea hemos quedado que sea Yaku Kawsay, agua y vida para"
         " Espinar", TITULO, "", "Yaku Kawsay, agua y vida para Espinar"),
        ("el nombre no gusta, hemos acordado que sea Agua Viva", TITULO, "", "Agua Viva"),
        ("la gente votó y el nombre de la alianza va a ser Unu Kausay", TITULO, "", "Unu Kausay"),
        ("el nombre está feo, mejor que sea Agua que Cura", TITULO, "", "Agua que Cura"),
        ("bautícenla Yaku Mama, el nombre de ahora no dice nada", TITULO, "", "Yaku Mama"),
        ("en la asamblea se decidió que el nombre sea Aguas Sanas de Espinar", TITULO, "", "Aguas Sanas de Espinar"),
        ("como va a empezar en enero, en enero es pura lluvia por acá no entra ni el carro. en mayo del 2027 que"
         " empiece", PLAZO, "inicio", "2027-05"),
        ("que empiece en mayo", PLAZO, "inicio", "2027-05"),
        ("enero no se puede, que inicie en junio", PLAZO, "inicio", "2027-06"),
        ("corran el inicio para marzo del 2027", PLAZO, "inicio", "2027-03"),
        ("recién podríamos comenzar en julio de 2027", PLAZO, "inicio", "2027-07"),
        ("en resultados meta 8 no, 6. Dos comunidades ya tienen clorador instalado", RESULTADOS, "meta", "6"),
        ("meta 6, no 8", RESULTADOS, "meta", "6"),
        ("la meta del resultado 10 nomás", RESULTADOS, "meta", "10"),
        ("Si iniciamos en enero de 2027 y son 18 meses, el resultado vence en junio de 2028, no en diciembre."
         " Rectificar esa fecha, por favor.", RESULTADOS, "fecha", "2028-06"),
        ("Al indicador le falta el valor. Va cloro residual mayor o igual a 0.5 mg/L", RESULTADOS, "indicador",
         "cloro residual mayor o igual a 0.5 mg/L"),
        ("Donde se lee Lugar: Cusco, le agradeceré especificar provincia de Espinar, departamento de Cusco.",
         ("ubicacion", ""), "texto", "provincia de Espinar, departamento de Cusco"),
    ],
)  # fmt: skip
def test_lo_del_proyecto(dicho: str, llave: Llave, parte: str, queda: Valor) -> None:
    cambio = _propuesto(dicho)
    assert (cambio.llave, _parte(cambio, parte)) == (llave, queda)


def test_un_hecho_mas_del_problema_se_suma_y_no_trae_a_nadie() -> None:
    cambio = _propuesto("falta lo + heavy del problema: la diresa halló arsénico en 5 d las 8 comunidades, mételo ahi")
    assert (cambio.llave, cambio.ahora) == (("problema", ""), "la diresa halló arsénico en 5 d las 8 comunidades")
    assert str(cambio.valor).startswith(str(TENIDO.valor(("problema", ""))))


@pytest.mark.parametrize(
    ("dicho", "nombre"),
    [
        ("bro caritas cusco y la pastoral social son lo mismo, mejor ponle Pastoral Social Caritas Cusco y ya",
         "Pastoral Social Caritas Cusco"),
        ("a caritas mejor ponle Cáritas Arquidiocesana del Cusco", "Cáritas Arquidiocesana del Cusco"),
        ("la jass que se llame JASS Tintaya Marquiri", "JASS Tintaya Marquiri"),
        ("la muni mejor ponle Municipalidad Provincial de Espinar - Yauri",
         "Municipalidad Provincial de Espinar - Yauri"),
    ],
)  # fmt: skip
def test_otro_nombre_de_un_actor(dicho: str, nombre: str) -> None:
    cambio = _propuesto(dicho)
    assert (cambio.llave, cambio.ahora) == (ACTORES, nombre)


def test_si_la_cifra_esta_en_dos_partes_se_pregunta_en_cual() -> None:
    leida = leer_cambio(
        "nueve comunidades son pues las que tienen el agua mala, no ocho, de Huisa se han olvidado otra vez", TENIDO
    )
    assert isinstance(leida, Posibles), lo_leido(leida)
    assert {cambio.llave for cambio in leida.cambios} == {("problema", ""), RESULTADOS}


@pytest.mark.parametrize(
    "dicho",
    [
        "bonito ha quedado, que la minera ponga sus 400 mil como dice ahi pues, nosotros vamos a estar vigilando",
        "asu q bravazo, ni sabía q la jass cobraba cuota jajaj mi tía es d ahi y nunca paga",
        "lo de los dos técnicos de la muni ya lo conversé con el gerente, está ok así como está",
        "también me gusta lo de la jass",
        "la muni también está contenta con el documento",
        "también va el ingeniero a la reunión con la muni",
        "caritas tiene su oficina en Yauri",
        "Revisé los S/ 600,000 del presupuesto y los 400 mil nuestros: coinciden. Sin observaciones.",
        "lo que gana la muni y lo que la motiva son lo mismo, cumplir su meta en las dos partes",
        "la meta de la minera es ser buena vecina",
        "mi primo empieza a trabajar en la mina en marzo",
    ],
)
def test_un_comentario_no_se_propone(dicho: str) -> None:
    assert not isinstance(leer_cambio(dicho, TENIDO), Cambio | Posibles), lo_leido(leer_cambio(dicho, TENIDO))
