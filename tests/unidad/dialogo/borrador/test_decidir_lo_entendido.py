"""La lista de lo que se entendió: guardarla, descartarla, ir uno por uno y corregirla con palabras o por su número."""

import pytest

from bot.entrevista.comprension.lote import lote_abierto
from tests.apoyo.charla import MODELO, SEIS, Charla


def test_descartar_no_guarda_nada_y_sigue_con_las_preguntas() -> None:
    charla = Charla()
    charla.escribir(MODELO)
    charla.pulsar("Descartar")
    assert charla.respuestas() == {}
    assert "Pregunta 1 de" in charla.mensaje.texto


@pytest.mark.parametrize(
    "dicho", ["no", "no sé", "esta mal", "no es así", "hay un error", "incorrecto", "paso", "no está bien"]
)
def test_dudar_de_la_lista_entera_no_tira_lo_que_esta_bien(dicho: str) -> None:
    charla = Charla()
    charla.escribir(SEIS)
    charla.escribir(dicho)
    assert charla.mensaje.texto.startswith("Vamos uno por uno")
    assert "¿Lo guardo?" in charla.mensaje.texto
    assert charla.respuestas() == {}
    while "¿Lo guardo?" in charla.mensaje.texto:
        charla.escribir("sí")
    assert {"nombre_organizacion", "ubicacion", "poblacion", "plazo", "presupuesto"} <= set(charla.respuestas())


@pytest.mark.parametrize(
    "dicho",
    ["que entendiste", "quienes estan", "a ver", "muéstrame la lista", "que anotaste", "repite", "¿quiénes van?"],
)
def test_pedir_ver_la_lista_la_muestra_y_no_la_cambia(dicho: str) -> None:
    charla = Charla()
    charla.escribir(SEIS)
    antes = lote_abierto(charla.estado.eventos)
    for _ in range(3):  # ni se cansa ni lo toma por un dato
        charla.escribir(dicho)
        assert charla.mensaje.texto.startswith("Esto entendí")
    assert lote_abierto(charla.estado.eventos) == antes


@pytest.mark.parametrize(
    "dicho",
    [
        "queremos q 200 familias vendan su cafe a mejor precio con la universidad de jaen y la empresa perhusa",
        "serán 300 niños de Jaén, 12 meses y S/ 90,000",
        "es para 80 artesanas de Bagua, con la municipalidad de Bagua y la ONG Manos",
    ],
)
def test_quien_cuenta_mas_mientras_se_le_pregunta_un_dato_no_lo_cambia(dicho: str) -> None:
    charla = Charla()
    charla.escribir("somos la cooperativa cafetalera valle alto de jaen")
    charla.escribir("no sé")
    charla.escribir("sí")
    charla.escribir("sí")
    assert "Lugar: " in charla.mensaje.texto
    charla.escribir(dicho)
    assert "ubicacion" not in charla.respuestas()
    assert charla.mensaje.texto.startswith("Esto puse al día")
    lote = lote_abierto(charla.estado.eventos)
    assert lote is not None
    assert len({uno.llave[0] for _, uno in lote.entendidos}) >= 3


@pytest.mark.parametrize("dicho", ["descarta", "descártalo", "nada", "borra", "no guardes nada", "no lo guarde"])
def test_pedir_que_se_descarte_la_descarta(dicho: str) -> None:
    charla = Charla()
    charla.escribir(SEIS)
    charla.escribir(dicho)
    assert charla.mensaje.texto.startswith("Descartado")


@pytest.mark.parametrize(
    ("dicho", "contesta"),
    [
        ("3", "¿Cómo queda «Lugar»?"),
        ("el 3", "¿Cómo queda «Lugar»?"),
        ("n.º 3", "¿Cómo queda «Lugar»?"),
        ("5", "¿Cómo queda «Municipalidad de Jaén»? Escríbalo así: «cambia Municipalidad de Jaén por …»"),
        ("40", "La lista va del 1 al 7: no hay 40."),
        ("0", "La lista va del 1 al 7: no hay 0."),
    ],
)
def test_un_numero_solo_es_el_de_su_renglon(dicho: str, contesta: str) -> None:
    charla = Charla()
    charla.escribir(LISTA)
    charla.escribir(dicho)
    assert charla.mensaje.texto.startswith(contesta)
    assert "Nada se guarda" not in charla.mensaje.texto
    assert charla.respuestas() == {}


def test_uno_por_uno_guarda_solo_lo_que_se_acepta() -> None:
    charla = Charla()
    charla.escribir(SEIS)
    charla.pulsar("Uno por uno")
    while "¿Lo guardo?" in charla.mensaje.texto:
        charla.pulsar("No guardar" if charla.mensaje.texto.splitlines()[-2].startswith("Presupuesto") else "Guardar")
    assert "presupuesto" not in charla.respuestas()
    assert {"nombre_organizacion", "ubicacion", "poblacion", "plazo"} <= set(charla.respuestas())


def test_los_actores_se_aceptan_de_a_uno_y_se_juntan() -> None:
    charla = Charla()
    charla.escribir("Queremos trabajar con la Municipalidad de Comas, UNICEF y Agua Limpia SAC")
    charla.pulsar("Uno por uno")
    charla.pulsar("Guardar")
    charla.pulsar("No guardar")
    charla.pulsar("Guardar")
    actores = charla.respuestas()["actores"]
    assert isinstance(actores, list)
    assert [(actor["nombre"], actor["tipo"]) for actor in actores] == [
        ("Municipalidad de Comas", "gob_local"),
        ("Agua Limpia SAC", "empresa"),
    ]
    assert len({actor["id"] for actor in actores}) == 2


def test_un_monto_ambiguo_se_pregunta_aunque_se_guarde_todo() -> None:
    charla = Charla()
    charla.escribir("Somos Agua Limpia SAC, 18 meses y 250.000 soles")
    assert "por aclarar (S/ 250,000.00 o S/ 250.00)" in charla.mensaje.texto
    charla.pulsar("Guardar todo")
    assert "presupuesto" not in charla.respuestas()
    charla.pulsar("S/ 250,000.00")
    assert charla.respuestas()["presupuesto"] == {"monto": "250000.00", "moneda": "PEN"}


def test_si_no_se_entiende_la_correccion_no_se_repite_la_misma_frase() -> None:
    charla = Charla()
    charla.escribir(MODELO)
    dichos: list[str] = []
    for _ in range(2):
        charla.escribir("zzz yyy xxx")
        dichos.append(charla.mensaje.texto)
    assert len(set(dichos)) == 2
    assert charla.respuestas() == {}


def test_a_la_segunda_no_se_insiste_y_lo_entendido_espera_a_su_pregunta() -> None:
    charla = Charla()
    charla.escribir(MODELO)
    charla.escribir("zzz yyy xxx")
    charla.escribir("zzz yyy xxx")
    assert "No insisto" in charla.mensaje.texto
    assert "¿Cómo se llama su organización" in charla.mensaje.texto
    assert "De lo que me contó entendí Minera Andes Altos SAC" in charla.mensaje.texto
    charla.pulsar("Guardar eso")
    assert charla.respuestas() == {"nombre_organizacion": "Minera Andes Altos SAC"}
    assert "De lo que me contó entendí Empresa privada" in charla.mensaje.texto


def test_un_actor_que_falta_se_agrega_a_lo_entendido_escribiendolo() -> None:
    charla = Charla()
    charla.escribir(MODELO)
    charla.escribir("falta caritas")
    assert "Lo corregí así. Agregué en «Los otros actores»: Caritas. Nada se guarda" in charla.mensaje.texto
    assert "Caritas" in charla.mensaje.texto
    assert charla.respuestas() == {}
    charla.pulsar("Guardar todo")
    actores = charla.respuestas()["actores"]
    assert isinstance(actores, list)
    assert [uno["nombre"] for uno in actores if isinstance(uno, dict)] == [
        "Municipalidad de Celendín",
        "una ONG alemana",
        "Caritas",
    ]


def test_se_puede_corregir_escribiendo_y_decir_que_si() -> None:
    charla = Charla()
    charla.escribir(MODELO)
    charla.escribir("no, son 300 mil soles")
    assert "Presupuesto: S/ 300,000.00" in charla.mensaje.texto
    assert charla.respuestas() == {}
    charla.escribir("sí, guardar todo")
    assert charla.respuestas()["presupuesto"] == {"monto": "300000.00", "moneda": "PEN"}


def test_un_si_guarda_lo_que_se_entendio_de_la_pregunta() -> None:
    charla = Charla().guiada()
    for texto in ("Asociación Tierra Viva", "ONG peruana (ONGD)", "No tengo RUC", "Vigente", "Agua para todos siempre"):
        charla.escribir(texto)
    charla.escribir("En Celendín 500 familias toman agua sin cloro y los niños se enferman")
    charla.escribir("sí")
    assert charla.respuestas()["poblacion"] == {"texto": "500 familias", "cantidad": 500, "unidad": "familias"}


def test_uno_por_uno_una_frase_no_se_toma_por_el_nombre() -> None:
    charla = Charla()
    charla.escribir(MODELO)
    charla.pulsar("Uno por uno")
    charla.escribir("no sé si ese nombre va así")
    assert charla.respuestas() == {}


def test_un_boton_de_un_lote_anterior_no_hace_nada() -> None:
    charla = Charla()
    charla.escribir(MODELO)
    viejo = next(boton.codigo for boton in charla.botones() if boton.etiqueta == "Guardar todo")
    charla.escribir("no, son 300 mil soles")
    charla.pulsar_codigo(viejo)
    assert charla.respuestas() == {}
    assert "ya no corresponde" in charla.mensaje.texto


LISTA = (
    "Somos la Cooperativa Sol de Jaén con la Municipalidad de Jaén y la GIZ, queremos producir café sin tumbar bosque, "
    "300 familias, 200 mil soles"
)


@pytest.mark.parametrize(
    ("dicho", "fuera"),
    [
        ("guarda todo menos el lugar", {"ubicacion"}),
        ("guarda todo menos el 3", {"ubicacion"}),
        ("si, guárdalo todo salvo el objetivo", {"objetivo_comun"}),
        ("todo bien menos la población", {"poblacion"}),
        ("ok todo menos el 2 y el 3", {"objetivo_comun", "ubicacion"}),
        ("acepto todo excepto el presupuesto", {"presupuesto"}),
        ("guardar todo menos el objetivo y el lugar", {"objetivo_comun", "ubicacion"}),
        ("ya guarda todo menos el 4", {"poblacion"}),
        ("dale todo menos el monto", {"presupuesto"}),
        ("esta bien todo menos el 7 y el 4", {"presupuesto", "poblacion"}),
    ],
)
def test_se_guarda_todo_menos_lo_que_se_dice(dicho: str, fuera: set[str]) -> None:
    charla = Charla()
    charla.escribir(LISTA)
    todas = {"nombre_organizacion", "objetivo_comun", "ubicacion", "poblacion", "actores", "presupuesto"}
    charla.escribir(dicho)
    assert "Guardé" in charla.mensaje.texto
    assert set(charla.respuestas()) & todas == todas - fuera


@pytest.mark.parametrize(
    ("dicho", "quedan"), [("todo menos la GIZ", ["Municipalidad de Jaén"]), ("todo menos el 5", ["GIZ"])]
)
def test_se_guardan_los_actores_menos_uno(dicho: str, quedan: list[str]) -> None:
    charla = Charla()
    charla.escribir(LISTA)
    charla.escribir(dicho)
    actores = charla.respuestas()["actores"]
    assert isinstance(actores, list)
    assert [uno["nombre"] for uno in actores if isinstance(uno, dict)] == quedan


@pytest.mark.parametrize("dicho", ["todo menos la bicicleta", "guarda todo menos eso de allá", "todo menos el 15"])
def test_si_no_se_sabe_que_es_lo_que_no_se_guarda_nada(dicho: str) -> None:
    charla = Charla()
    charla.escribir(LISTA)
    charla.escribir(dicho)
    assert charla.respuestas() == {}


@pytest.mark.parametrize("dicho", ["quita el 2 y el 7", "borra la 2 y la 7", "saca 2 y 7"])
def test_se_quitan_varios_renglones_de_preguntas_distintas(dicho: str) -> None:
    charla = Charla()
    charla.escribir(LISTA)
    charla.escribir(dicho)
    lote = lote_abierto(charla.estado.eventos)
    assert lote is not None
    claves = {uno.llave[0] for _, uno in lote.entendidos}
    assert not claves & {"objetivo_comun", "presupuesto"}
    assert {"nombre_organizacion", "ubicacion", "poblacion", "actores"} <= claves
