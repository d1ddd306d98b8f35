"""Lo que se pregunta o se dice de otra pregunta: se explica esa o se propone en ella, y en la de delante nada."""

import pytest

from bot.dialogo.mensajes import Boton, boton_escrito
from bot.entrevista.comprension.lote import lote_abierto
from tests.apoyo.charla import ENTREVISTA, Charla


def ante_el_ruc() -> Charla:
    charla = Charla().guiada()
    charla.escribir("Asociación Yachay Wasi")
    charla.pulsar("ONG peruana (ONGD)")
    assert " · RUC\n" in charla.mensaje.texto
    return charla


@pytest.mark.parametrize(
    ("texto", "rotulo", "cuando"),
    [
        ("que pongo en actores", "Los otros actores", "más adelante"),
        ("y q va en los actores?", "Los otros actores", "más adelante"),
        ("q pongo en lo del plazo", "Plazo", "más adelante"),
        ("¿Cómo lleno el presupuesto?", "Presupuesto", "más adelante"),
        ("que se pone en el objetivo comun", "Objetivo común", "más adelante"),
        ("oiga, que tengo que poner en el problema", "Problema público", "más adelante"),
        ("y que va en los riesgos", "Otros riesgos", "/ampliar"),
        ("que pongo en tipo de organizacion", "Tipo de organización", "ya la respondió"),
    ],
)
def test_se_explica_la_pregunta_que_se_nombra_y_se_sigue_en_la_de_delante(texto: str, rotulo: str, cuando: str) -> None:
    charla = ante_el_ruc()
    antes = charla.respuestas()
    charla.escribir(texto)
    pregunta = next(una for una in ENTREVISTA.preguntas if una.rotulo == rotulo)
    assert f"Lo que va en «{rotulo}»" in charla.mensaje.texto
    assert cuando in charla.mensaje.texto
    assert pregunta.por_que.splitlines()[0] in charla.mensaje.texto
    assert " · RUC\n" in charla.mensaje.texto
    assert charla.respuestas() == antes


@pytest.mark.parametrize("texto", ["que va aqui", "que pongo en el ruc", "q escribo ahi"])
def test_de_la_de_delante_se_da_el_ejemplo(texto: str) -> None:
    charla = ante_el_ruc()
    charla.escribir(texto)
    assert "Una buena respuesta:" in charla.mensaje.texto
    assert "Lo que va en" not in charla.mensaje.texto


@pytest.mark.parametrize("texto", ["no estamos inscritos en apci", "nosotros no estamos inscritos todavia"])
def test_la_opcion_de_otra_se_propone_alli(texto: str) -> None:
    charla = ante_el_ruc()
    charla.escribir(texto)
    assert "se lo propongo en «Registro en la APCI»" in charla.mensaje.texto
    charla.pulsar("No tengo RUC")
    assert " · Registro en la APCI\n" in charla.mensaje.texto
    assert "De lo que me contó entendí No inscrita" in charla.mensaje.texto


@pytest.mark.parametrize("texto", ["inscritos", "la de lima", "estamos en eso"])
def test_una_palabra_suelta_no_es_la_opcion_de_otra(texto: str) -> None:
    charla = ante_el_ruc()
    charla.escribir(texto)
    assert "Registro en la APCI" not in charla.mensaje.texto


def test_un_correo_no_es_el_nombre_de_la_alianza() -> None:
    charla = ante_el_ruc()
    charla.pulsar("No tengo RUC")
    while " · Nombre de la alianza\n" not in charla.mensaje.texto:
        charla.pulsar("No sé todavía")
    charla.escribir("yachaywasi@correo.pe")
    assert "titulo" not in charla.respuestas()


@pytest.mark.parametrize(
    ("texto", "etiqueta"),
    [
        ("guardar eso", "Guardar"),
        ("guardarlo así", "Guardar"),
        ("GUARDARLO", "Guardar"),
        ("no guardar eso", "No guardar"),
        ("descartar el resto", "Descartar el resto"),
    ],
)
def test_un_boton_se_pulsa_tambien_diciendo_lo_que_senala(texto: str, etiqueta: str) -> None:
    botones = [Boton(una, una) for una in ("Guardar", "No guardar", "Descartar el resto")]
    pulsado = boton_escrito(texto, botones)
    assert pulsado is not None
    assert pulsado.etiqueta == etiqueta


@pytest.mark.parametrize("texto", ["eso", "así", "guardar todo", "guardar el nombre"])
def test_lo_que_dice_otra_cosa_no_pulsa_ninguno(texto: str) -> None:
    assert boton_escrito(texto, [Boton("Guardar", "a"), Boton("No guardar", "b")]) is None


def test_si_dos_hacen_lo_mismo_no_se_elige() -> None:
    assert boton_escrito("guardarlo", [Boton("Guardar eso", "a"), Boton("Guardar así", "b")]) is None


@pytest.mark.parametrize(
    ("texto", "dicho"),
    [
        ("y eso q es", "Registro Único de Contribuyentes"),
        ("q es ruc", "Registro Único de Contribuyentes"),
        ("que es el ruc?", "Registro Único de Contribuyentes"),
        ("y el ruc que es", "Registro Único de Contribuyentes"),
        ("q significa ruc", "Registro Único de Contribuyentes"),
        ("q es eso", "Registro Único de Contribuyentes"),
        ("no se q es eso", "Registro Único de Contribuyentes"),
        ("a que se refiere con eso", "Registro Único de Contribuyentes"),
        ("quien es el proponente?", "Lo que va en «Su organización»"),
        ("que es eniex", "una extranjera"),
        ("q significa fuente cooperante", "quien da la cooperación"),
        ("que quiere decir ipreda", "una receptora de donaciones"),
        ("q es indicador", "Lo que va en «Resultados»"),
    ],
)
def test_lo_que_significa_una_palabra_de_la_entrevista_se_explica(texto: str, dicho: str) -> None:
    charla = ante_el_ruc()
    antes = charla.respuestas()
    charla.escribir(texto)
    assert dicho in charla.mensaje.texto
    assert " · RUC\n" in charla.mensaje.texto
    assert charla.respuestas() == antes


@pytest.mark.parametrize(
    "texto",
    [
        "¿qué es la transparencia?", "que es una alianza multiactor", "q es el objetivo comun",
        "quien aprueba las alianzas", "que es la confianza", "que es un actor", "que es el marco",
    ],
)  # fmt: skip
def test_lo_que_el_marco_define_se_busca_en_el(texto: str) -> None:
    charla = ante_el_ruc()
    charla.escribir(texto)
    assert charla.buscado == texto


@pytest.mark.parametrize(
    ("texto", "valor"),
    [
        ("empresa", "empresa"),
        ("una empresa privada", "empresa"),
        ("municipalidad", "gob_local"),
        ("universidad", "academia"),
        ("cooperativa", "osb"),
        ("comunidad campesina", "osb"),
        ("ongd", "ongd"),
        ("ong peruana", "ongd"),
        ("gobierno regional", "gob_regional"),
        ("ministerio", "gob_nacional"),
    ],
)
def test_lo_que_solo_dice_que_es_no_se_guarda_como_el_nombre(texto: str, valor: str) -> None:
    charla = Charla().guiada()
    charla.escribir(texto)
    assert charla.respuestas() == {}
    assert "se lo propongo en «Tipo de organización»" in charla.mensaje.texto
    charla.escribir("Sumaq Warmi")
    charla.pulsar("Guardar eso")
    assert charla.respuestas()["tipo_organizacion"] == valor


@pytest.mark.parametrize(
    "nombre", ["Empresa Sol", "cooperativa valle verde", "Universidad de Piura", "ONG Perú", "GIZ"]
)
def test_un_nombre_aunque_diga_lo_que_es_se_guarda(nombre: str) -> None:
    charla = Charla().guiada()
    charla.escribir(nombre)
    assert charla.respuestas()["nombre_organizacion"] == nombre


IDEA = (
    "somos la asociacion de mujeres sumaq warmi de ayacucho, queremos q 120 artesanas vendan sus tejidos, con la "
    "municipalidad de huamanga y la empresa textil andina"
)


def con_sus_actores(rotulo: str) -> Charla:
    """La idea guardada, y delante la pregunta de ese rótulo."""
    charla = Charla()
    charla.escribir(IDEA)
    charla.escribir("guardar todo")
    for _ in range(6):
        if f" · {rotulo}\n" in charla.mensaje.texto:
            return charla
        charla.escribir("no sé")
    raise AssertionError(charla.mensaje.texto)


@pytest.mark.parametrize("rotulo", ["RUC", "Problema público", "Desarrollo Sostenible"])
@pytest.mark.parametrize(
    ("texto", "quien", "parte"),
    [
        ("la textil pone 30 mil soles y los telares", "Textil Andina", "aporte"),
        ("textil andina aportaria 30 mil soles", "Textil Andina", "aporte"),
        ("y la municipalidad se encarga de las ferias", "Municipalidad de Huamanga", "responsabilidad"),
        ("la muni va a poner un local en la plaza", "Municipalidad de Huamanga", "aporte"),
        ("nosotras ponemos el trabajo y el local", "Mujeres Sumaq Warmi", "aporte"),
        ("nos encargamos de tejer y vender", "Mujeres Sumaq Warmi", "responsabilidad"),
    ],
)
def test_lo_que_pone_o_hace_un_actor_espera_a_su_pregunta(rotulo: str, texto: str, quien: str, parte: str) -> None:
    charla = con_sus_actores(rotulo)
    antes = charla.respuestas()
    charla.escribir(texto)
    assert charla.respuestas() == antes
    assert "Eso es de «Qué le toca a cada actor»" in charla.mensaje.texto
    assert quien in charla.mensaje.texto
    assert f" · {rotulo}\n" in charla.mensaje.texto
    lote = lote_abierto(charla.estado.eventos)
    assert lote is not None
    ((_, suyo),) = lote.entendidos
    assert suyo.llave[0] == "reparto"
    assert isinstance(suyo.valor, dict)
    assert suyo.valor[parte]


REPARTOS = [
    (
        "la muni pone el local y la textil pone telares, nosotras la mano de obra y los tejidos",
        {"Huamanga": "el local", "Textil": "telares", "Sumaq": "la mano de obra y los tejidos"},
    ),
    (
        "la textil pone telares, la muni el local y nosotras la mano de obra",
        {"Textil": "telares", "Huamanga": "el local", "Sumaq": "la mano de obra"},
    ),
    (
        "la muni pone el local y la textil los telares, nosotras la mano de obra",
        {"Huamanga": "el local", "Textil": "los telares", "Sumaq": "la mano de obra"},
    ),
    (
        "nosotras ponemos la lana y la textil andina aporta 30 mil soles",
        {"Sumaq": "la lana", "Textil": "30 mil soles"},
    ),
]


LO_DE_CADA_UNO = ("responsabilidad", "aporte", "beneficio", "riesgo", "motivacion")


def lo_que_espera(charla: Charla) -> dict[str, dict[str, object]]:
    """Lo que espera a la pregunta de cada actor."""
    lote = lote_abierto(charla.estado.eventos)
    assert lote is not None
    valores = {str(uno.llave[1]): uno.valor for _, uno in lote.entendidos if uno.llave[0] == "reparto"}
    return {quien: valor for quien, valor in valores.items() if isinstance(valor, dict)}


@pytest.mark.parametrize(("texto", "de_cada_uno"), REPARTOS)
def test_lo_que_pone_cada_uno_en_una_misma_frase_es_de_cada_uno(texto: str, de_cada_uno: dict[str, str]) -> None:
    charla = con_sus_actores("RUC")
    charla.escribir(texto)
    assert "Eso es de «Qué le toca a cada actor»" in charla.mensaje.texto
    assert all(nombre in charla.mensaje.texto for nombre in de_cada_uno)
    aportes = sorted(str(suyo["aporte"]) for suyo in lo_que_espera(charla).values())
    assert aportes == sorted(de_cada_uno.values())


@pytest.mark.parametrize("suyo", ["el local, las mesas y la luz", "el local para la textil y para todos"])
def test_lo_que_pone_uno_solo_no_se_parte(suyo: str) -> None:
    charla = con_sus_actores("RUC")
    charla.escribir(f"la muni pone {suyo}")
    (espera,) = lo_que_espera(charla).values()
    assert espera["aporte"] == suyo


def test_preguntar_que_pone_cada_uno_no_es_decirlo() -> None:
    charla = con_sus_actores("RUC")
    while "Qué le toca a cada actor\nAsociacion de Mujeres Sumaq Warmi" not in charla.mensaje.texto:
        charla.escribir("no sé")
    charla.escribir("¿nosotras ponemos la mano de obra y la muni pone el local?")
    assert "reparto" not in charla.respuestas()


def test_ante_la_pregunta_de_uno_se_guarda_lo_suyo_y_lo_de_los_demas_espera() -> None:
    charla = con_sus_actores("RUC")
    while "Qué le toca a cada actor\nAsociacion de Mujeres Sumaq Warmi" not in charla.mensaje.texto:
        charla.escribir("no sé")
    charla.escribir("la textil pone telares, la muni el local y nosotras la mano de obra")
    assert charla.respuestas()["reparto"] == {**dict.fromkeys(LO_DE_CADA_UNO), "aporte": "la mano de obra"}
    assert sorted(str(suyo["aporte"]) for suyo in lo_que_espera(charla).values()) == ["el local", "telares"]


@pytest.mark.parametrize(
    "texto",
    [
        "los intermediarios ponen precios muy bajos a los tejidos y ellas pierden plata cada mes",
        "la empresa textil paga muy poco por cada manta y nadie la controla en la provincia",
        "la municipalidad no pone orden en el mercado y las artesanas venden en la vereda",
    ],
)
def test_un_problema_que_habla_de_un_actor_sigue_siendo_el_problema(texto: str) -> None:
    charla = con_sus_actores("Problema público")
    charla.escribir(texto)
    assert charla.respuestas()["problema"] == texto


@pytest.mark.parametrize("escrito", ["20131312955", "ruc 20131312955", "es el 20131312955"])
def test_un_ruc_escrito_ante_otra_pregunta_se_propone_en_la_suya(escrito: str) -> None:
    charla = Charla().guiada()
    charla.escribir(escrito)
    assert "se lo propongo en «RUC»" in charla.mensaje.texto
    assert charla.respuestas() == {}


@pytest.mark.parametrize(
    ("texto", "quien", "dicho"),
    [
        ("la muni capacita a los vecinos", "Municipalidad de Huamanga", "capacita a los vecinos"),
        ("textil andina compra los tejidos", "Textil Andina", "compra los tejidos"),
        ("y la textil nos presta los telares", "Textil Andina", "nos presta los telares"),
        ("la municipalidad da el local de la feria", "Municipalidad de Huamanga", "da el local de la feria"),
        ("los de la muni limpian el mercado", "Municipalidad de Huamanga", "limpian el mercado"),
    ],
)
def test_ante_un_dato_lo_que_hace_un_actor_con_cualquier_verbo_espera_a_su_pregunta(
    texto: str, quien: str, dicho: str
) -> None:
    charla = con_sus_actores("RUC")
    antes = charla.respuestas()
    charla.escribir(texto)
    assert charla.respuestas() == antes
    assert f"con lo de {quien}" in charla.mensaje.texto
    lote = lote_abierto(charla.estado.eventos)
    assert lote is not None
    assert lote.entendidos[0][1].cita == dicho


@pytest.mark.parametrize(
    "texto",
    ["la textil ya no va", "la muni es provincial", "¿la textil puede entrar?", "la muni que pone", "textil andina",
     "la muni y la textil", "la textil no sabe", "mujeres mas seguras", "los intermediarios compran barato"],
)  # fmt: skip
def test_lo_que_no_dice_que_hace_un_actor_no_se_aparta(texto: str) -> None:
    charla = con_sus_actores("RUC")
    charla.escribir(texto)
    assert "con lo de" not in charla.mensaje.texto


def ante_el_reparto() -> Charla:
    charla = con_sus_actores("RUC")
    for _ in range(6):
        if "Qué le toca a cada actor\n" in charla.mensaje.texto:
            return charla
        charla.escribir("no sé")
    raise AssertionError(charla.mensaje.texto)


@pytest.mark.parametrize(
    ("elegido", "parte"),
    [("Se encarga de", "responsabilidad"), ("Aporta", "aporte"), ("Gana", "beneficio"), ("Le motiva", "motivacion")],
)
def test_lo_que_se_dice_de_un_actor_sin_rotulo_se_pregunta_que_es(elegido: str, parte: str) -> None:
    charla = ante_el_reparto()
    charla.escribir("las mujeres sumaq warmi llevan los tejidos a la feria")
    assert "«llevan los tejidos a la feria»: ¿qué es de lo que le toca?" in charla.mensaje.texto
    charla.pulsar(elegido)
    suya = charla.respuestas()["reparto"]
    assert isinstance(suya, dict)
    assert {clave: valor for clave, valor in suya.items() if valor} == {parte: "llevan los tejidos a la feria"}


@pytest.mark.parametrize(
    "texto", ["la muni presta locales, pone 60 mil soles, gana orden", "textil andina dona hilo y pone 2 telares"]
)
def test_lo_de_otro_actor_ante_el_reparto_se_guarda_en_lo_suyo(texto: str) -> None:
    charla = ante_el_reparto()
    charla.escribir(texto)
    assert "Anotado lo de" in charla.mensaje.texto


@pytest.mark.parametrize(
    "texto", ["sencico pone los profesores", "y la giz pone 10 mil euros", "la ugel de puno aporta"]
)
def test_lo_que_pone_quien_no_participa_se_dice(texto: str) -> None:
    charla = ante_el_reparto()
    charla.escribir(texto)
    assert "no está entre los actores" in charla.mensaje.texto
    assert "reparto" not in charla.respuestas()


@pytest.mark.parametrize(
    "texto", ["la muni pone los camiones y la gasolina para todo el año", "backus aporta 20 mil soles para los tachos"]
)
def test_de_quien_todavia_no_se_guardo_no_se_anota_en_otra_pregunta(texto: str) -> None:
    charla = Charla()
    charla.escribir("es la universidad de piura con la muni de paita y backus, para 600 escolares")
    for dicho in ("uno por uno", "si", "si", "la segunda", "la segunda", "siguiente", "siguiente"):
        charla.escribir(dicho)
    antes = charla.respuestas()
    assert "actores" not in antes
    charla.escribir(texto)
    assert charla.respuestas() == antes
    assert "Eso es de «Qué le toca a cada actor»" in charla.mensaje.texto
