"""Contar la idea con palabras propias: qué se propone, qué se guarda y qué no puede pasar."""

import pytest

from bot.dialogo.decidir import decidir
from bot.dialogo.entradas import MensajeRecibido
from bot.dialogo.peticiones import OdsSugeridos
from bot.entrevista.comprension.comprender import comprender
from bot.entrevista.comprension.lote import lote_abierto
from tests.apoyo.charla import CLAVES, CONTEXTO, ENTORNO, ENTREVISTA, MODELO, SEIS, Charla


def test_tras_aceptar_se_invita_a_contar_la_idea_o_ir_por_preguntas() -> None:
    charla = Charla()
    assert "Cuénteme su idea con sus palabras" in charla.mensaje.texto
    charla.pulsar("Pregunta por pregunta")
    assert "Pregunta 1 de" in charla.mensaje.texto


def test_la_conversacion_modelo() -> None:
    charla = Charla(ods=(6,))
    charla.escribir(MODELO)
    assert charla.mensaje.texto.splitlines() == [
        "Esto entendí. Nada se guarda hasta que usted lo diga.",
        "1. Organización: Minera Andes Altos SAC · Empresa privada — «Minera Andes Altos SAC»",
        "2. Objetivo común: Llevar agua segura a 500 familias",
        "3. Lugar: Cajamarca — «en Cajamarca»",
        "4. Población: 500 familias — «500 familias»",
        "5. Actor público: Municipalidad de Celendín · Municipalidad — «muni de Celendín»",
        "6. Cooperación: una ONG alemana · ONG extranjera (ENIEX); falta el nombre — «una ONG alemana»",
        "7. Plazo: 18 meses, inicio por definir — «18 meses»",
        "8. Presupuesto: S/ 200,000.00 — «200 mil soles»",
        "9. ODS sugerido: 6 Agua limpia y saneamiento — «llevar agua segura a 500 familias»",
    ]
    assert charla.etiquetas() == ["Guardar todo", "Uno por uno", "Descartar"]
    assert charla.respuestas() == {}


@pytest.mark.parametrize(
    ("texto", "propia", "actores"),
    [
        (
            "Somos Agua Limpia S.A.C., una empresa de Cajamarca, y queremos con la Municipalidad de Celendín dar agua",
            ("Agua Limpia S.A.C.", "empresa"),
            ["Municipalidad de Celendín"],
        ),
        (
            "Somos Sol Verde, una empresa de Lima que hace paneles. Con la Universidad de Piura",
            ("Sol Verde", "empresa"),
            ["Universidad de Piura"],
        ),
        (
            "Somos Minera Andes SAC, una ONG alemana y la Municipalidad de Celendín, y queremos dar agua",
            ("Minera Andes SAC", "empresa"),
            ["una ONG alemana", "Municipalidad de Celendín"],
        ),
        (
            "Somos la ONG Fe y Alegría, trabajaremos en Áncash con el Parque Nacional Huascarán y GIZ",
            ("ONG Fe y Alegría", "duda"),
            ["GIZ"],
        ),
        ("Somos Fe y Alegría y queremos mejorar escuelas", ("Fe y Alegría", None), []),
        (
            "somos cooperativa cafe verde de jaen, queremos con la muni de jaen y la giz capacitar 200 cafetaleros",
            ("Cooperativa Cafe Verde de Jaen", "osb"),
            ["Municipalidad de Jaen", "GIZ"],
        ),
        (
            "somos textiles del sur sac de arequipa, queremos con la municipalidad de camaná dar talleres",
            ("Textiles del Sur SAC", "empresa"),
            ["Municipalidad de Camaná"],
        ),
    ],
)
def test_quien_es_quien(texto: str, propia: tuple[str, str | None], actores: list[str]) -> None:
    dichos: dict[str, list[object]] = {}
    for entendido in comprender(ENTREVISTA, texto, ENTORNO):
        dichos.setdefault(entendido.llave[0], []).append("duda" if entendido.opciones else entendido.valor)
    nombre, tipo = propia
    assert dichos["nombre_organizacion"] == [nombre]
    assert dichos.get("tipo_organizacion") == ([tipo] if tipo else None)
    nombrados = [valor[0]["nombre"] for valor in dichos.get("actores", []) if isinstance(valor, list)]
    assert nombrados == actores


def test_solo_el_comienzo_se_propone_y_al_decir_los_meses_no_se_pierde() -> None:
    charla = Charla()
    charla.escribir("Somos Agua Limpia S.A.C., en Cajamarca. Empezaríamos en marzo de 2027")
    charla.pulsar("Guardar todo")
    assert "Empezaría en marzo de 2027. ¿Cuántos meses duraría?" in charla.mensaje.texto
    assert "24 meses, desde marzo de 2027" in charla.etiquetas()
    charla.escribir("20 meses")
    assert charla.respuestas()["plazo"] == {"meses": 20, "inicio": "2027-03"}


def test_seis_respuestas_en_un_mensaje_son_seis_propuestas_y_nada_se_guarda_antes() -> None:
    charla = Charla()
    charla.escribir(SEIS)
    lote = lote_abierto(charla.estado.eventos)
    assert lote is not None
    por_clave = {entendido.llave[0]: entendido for _, entendido in lote.entendidos}
    assert set(por_clave) - {"tipo_organizacion"} == {
        "nombre_organizacion",
        "ubicacion",
        "poblacion",
        "ods",
        "plazo",
        "presupuesto",
    }
    assert all(
        entendido.cita in SEIS and f"«{entendido.cita}»" in charla.mensaje.texto for entendido in por_clave.values()
    )
    assert charla.respuestas() == {}
    charla.pulsar("Guardar todo")
    respuestas = charla.respuestas()
    assert set(respuestas) == set(por_clave)
    assert respuestas["presupuesto"] == {"monto": "350000.00", "moneda": "PEN"}
    assert respuestas["plazo"] == {"meses": 24, "inicio": None}
    assert respuestas["ods"] == [8]
    assert "Guardé 7 respuestas" in charla.mensaje.texto
    assert "Pregunta 3 de" in charla.mensaje.texto


def test_una_fecha_vaga_se_pregunta() -> None:
    charla = Charla()
    charla.escribir("El proyecto empieza a finales de 2027 y dura 18 meses")
    assert "octubre de 2027" in charla.etiquetas()
    charla.pulsar("noviembre de 2027")
    assert charla.respuestas()["plazo"] == {"meses": 18, "inicio": "2027-11"}


def test_del_inicio_basta_escribir_el_mes() -> None:
    charla = Charla()
    charla.escribir("Dura año y medio desde mediados de 2027")
    charla.escribir("noviembre 2027")
    assert charla.respuestas()["plazo"] == {"meses": 18, "inicio": "2027-11"}


def test_quien_dice_su_cargo_no_pasa_a_ser_otro_actor_y_los_anos_no_son_el_comienzo() -> None:
    texto = (
        "soy gerente de relaciones comunitarias de minera cerro azul sac, seria en 2 años empezando en marzo de 2027"
    )
    dichos = {entendido.llave[0]: entendido.valor for entendido in comprender(ENTREVISTA, texto, ENTORNO)}
    assert dichos["nombre_organizacion"] == "Minera Cerro Azul SAC"
    assert "actores" not in dichos
    assert dichos["plazo"] == {"meses": 24, "inicio": "2027-03"}


def test_a_quien_se_despide_no_se_le_vuelve_a_preguntar() -> None:
    charla = Charla().guiada()
    charla.escribir("chau")
    assert "Guardado." in charla.mensaje.texto
    assert "¿Cómo se llama" not in charla.mensaje.texto
    charla.pulsar("Continuar")
    assert "¿Cómo se llama su organización" in charla.mensaje.texto


@pytest.mark.parametrize("dicho", ["no tengo idea todavía", "pucha no se me ocurre nada"])
def test_no_tener_idea_lleva_a_las_preguntas_y_despues_deja_pendiente(dicho: str) -> None:
    charla = Charla()
    charla.escribir(dicho)
    assert "De acuerdo, de una en una." in charla.mensaje.texto
    charla.escribir(dicho)
    assert "«Su organización» queda pendiente" in charla.mensaje.texto
    assert charla.respuestas() == {}


@pytest.mark.parametrize("dicho", ["no, mejor pregunta por pregunta", "pregunta por pregunta", "vamos de una en una"])
def test_ir_pregunta_por_pregunta_se_pide_de_muchas_maneras_y_no_es_una_respuesta(dicho: str) -> None:
    charla = Charla()
    charla.escribir(dicho)
    assert "De acuerdo, de una en una." in charla.mensaje.texto
    charla.escribir(dicho)
    assert "Así vamos, de una en una:" in charla.mensaje.texto
    assert charla.respuestas() == {}


@pytest.mark.parametrize("dicho", ["eres un inútil", "que te pasa oye", "esto es una mierda", "jajaja"])
def test_un_desahogo_no_es_una_respuesta_y_se_contesta_con_calma(dicho: str) -> None:
    charla = Charla().guiada()
    charla.escribir(dicho)
    assert "Seguimos aquí:" in charla.mensaje.texto
    assert "¿Cómo se llama su organización" in charla.mensaje.texto
    assert charla.respuestas() == {}


@pytest.mark.parametrize("dicho", ["q es eso", "que es eso", "no entiendo nada"])
def test_no_entender_la_pregunta_trae_su_ejemplo(dicho: str) -> None:
    charla = Charla().guiada()
    charla.escribir(dicho)
    assert "Una buena respuesta:" in charla.mensaje.texto
    assert charla.respuestas() == {}


def test_un_lugar_repetido_se_cita_una_vez_y_una_abreviatura_no_corta_el_nombre() -> None:
    texto = "En Puno y Cusco, sobre todo en Puno, con la Univ. Nacional del Altiplano y la coop agraria Sol"
    entendidos = comprender(ENTREVISTA, texto, ENTORNO)
    lugar = next(entendido for entendido in entendidos if entendido.llave[0] == "ubicacion")
    assert (lugar.lectura, lugar.cita) == ("Puno, Cusco", "En Puno y Cusco")
    citas = [entendido.cita for entendido in entendidos if entendido.llave[0] == "actores"]
    assert citas == ["Univ. Nacional del Altiplano", "coop agraria Sol"]


def test_si_no_se_entiende_nada_se_dice_y_se_sigue() -> None:
    charla = Charla()
    charla.escribir("la verdad no tengo todavía nada pensado del todo")
    assert "No encontré en su mensaje datos" in charla.mensaje.texto
    assert "Pregunta 1 de" in charla.mensaje.texto


def test_una_pregunta_al_marco_no_se_toma_por_idea_y_vuelve_la_invitacion() -> None:
    charla = Charla()
    turno = decidir(CONTEXTO, charla.estado, MensajeRecibido("¿qué es una alianza multiactor?"))
    assert turno.estado.en_curso is not None
    charla.escribir(MODELO)
    turno = decidir(CONTEXTO, charla.estado, MensajeRecibido("¿qué es la transparencia?"))
    assert turno.estado.en_curso is not None
    assert turno.estado.eventos == charla.estado.eventos


def test_un_ods_cuya_cita_no_es_de_la_persona_no_se_propone() -> None:
    charla = Charla()
    turno = decidir(CONTEXTO, charla.estado, MensajeRecibido(MODELO))
    charla.estado = turno.estado
    charla.recibir(OdsSugeridos(((6, "inventado"), (99, MODELO))))
    assert "ODS" not in charla.mensaje.texto


def test_lo_demas_que_trae_una_respuesta_se_propone_en_su_pregunta() -> None:
    charla = Charla().guiada()
    for texto in ("Asociación Tierra Viva", "ONG peruana (ONGD)", "No tengo RUC", "Vigente", "Agua para todos siempre"):
        charla.escribir(texto)
    charla.escribir("En Celendín 500 familias toman agua sin cloro y los niños se enferman")
    assert set(charla.respuestas()) >= {"problema"}
    assert "poblacion" not in charla.respuestas()
    assert "Población" in charla.mensaje.texto
    assert "De lo que me contó entendí 500 familias — «500 familias»." in charla.mensaje.texto
    charla.pulsar("Guardar eso")
    assert "entendí Cajamarca (por Celendín) — «En Celendín»" in charla.mensaje.texto
    charla.escribir("Puno")
    assert charla.respuestas()["ubicacion"] == {"departamentos": ["Puno"], "texto": ""}


def test_lo_entendido_de_dos_mensajes_no_se_pierde_y_el_objetivo_senala_sus_ods() -> None:
    charla = Charla().guiada()
    for texto in ("Asociación Tierra Viva", "ONG peruana (ONGD)", "No tengo RUC", "Vigente", "Agua para Celendín"):
        charla.escribir(texto)
    charla.escribir("500 familias toman agua sin cloro y los niños se enferman")
    assert "entendí 500 familias" in charla.mensaje.texto
    charla.escribir("sí")
    assert "entendí Cajamarca (por Celendín)" in charla.mensaje.texto
    charla.escribir("sí")
    charla.escribir("Que el agua segura llegue a todos y la salud de los niños mejore al 2028")
    assert "entendí 6 Agua limpia y saneamiento; 3 Salud y bienestar" in charla.mensaje.texto
    charla.pulsar("Guardar eso")
    assert charla.respuestas()["ods"] == [6, 3]


def test_la_moneda_se_puede_decir_despues() -> None:
    charla = Charla()
    charla.escribir("Presupuesto 500 mil")
    assert "¿En qué moneda?" in charla.mensaje.texto
    charla.escribir("soles")
    assert charla.respuestas() == {"presupuesto": {"monto": "500000.00", "moneda": "PEN"}}


def test_contar_la_idea_y_responder_una_por_una_dejan_las_mismas_respuestas() -> None:
    contada = Charla(ods=(6,))
    contada.escribir(MODELO)
    contada.pulsar("Guardar todo")
    guiada = Charla().guiada()
    dichas = {
        "Su organización": "Minera Andes Altos SAC",
        "Tipo de organización": "Empresa privada",
        "Población": "500 familias",
        "Lugar": "Cajamarca",
        "Objetivo común": "Llevar agua segura a 500 familias",
        "Desarrollo Sostenible": "6",
        "Los otros actores": "Municipalidad de Celendín\nuna ONG alemana",
        "Plazo": "18 meses",
        "Presupuesto": "200 mil soles",
    }
    while "Pregunta " in guiada.mensaje.texto:
        rotulo = next((rotulo for rotulo in dichas if f" · {rotulo}\n" in guiada.mensaje.texto), "")
        guiada.escribir(dichas.get(rotulo, "No sé todavía"))
    una_por_una = guiada.respuestas()
    assert {clave: una_por_una[clave] for clave in contada.respuestas()} == contada.respuestas()


def test_varias_respuestas_a_mitad_de_camino_se_proponen_juntas_y_no_pisan_lo_respondido() -> None:
    charla = Charla().guiada()
    for texto in ("Asociación Tierra Viva", "ONG peruana (ONGD)", "No tengo RUC", "Vigente", "Agua para todos siempre"):
        charla.escribir(texto)
    charla.escribir("Falta agua en Puno para 500 familias; somos Norte Claro SAC; costaría 200 mil soles en 18 meses")
    assert "También entendí esto" in charla.mensaje.texto
    assert "Organización:" not in charla.mensaje.texto  # se muestra lo anotado, pero no se propone cambiar de nombre
    charla.pulsar("Guardar todo")
    respuestas = charla.respuestas()
    assert respuestas["nombre_organizacion"] == "Asociación Tierra Viva"
    assert {"problema", "poblacion", "ubicacion", "plazo", "presupuesto"} <= set(respuestas)


RELATO = (
    "buenas, soy de la muni de lircay. aca los chiquitos sufren de anemia y la posta no tiene personal. "
    "por eso queremos bajar la anemia de los menores de 3 años con la diresa y unicef"
)


def test_la_idea_llena_tambien_el_problema_y_el_objetivo_con_sus_palabras_y_solo_si_lo_confirma() -> None:
    charla = Charla()
    charla.escribir(RELATO)
    lineas = charla.mensaje.texto.splitlines()
    assert "2. Problema público: Los chiquitos sufren de anemia y la posta no tiene personal" in lineas
    assert "3. Objetivo común: Bajar la anemia de los menores de 3 años" in lineas
    assert charla.respuestas() == {}
    charla.pulsar("Guardar todo")
    assert charla.respuestas()["problema"] == "Los chiquitos sufren de anemia y la posta no tiene personal"
    assert charla.respuestas()["objetivo_comun"] == "Bajar la anemia de los menores de 3 años"


def test_el_problema_entendido_se_puede_no_guardar_y_entonces_se_pregunta() -> None:
    charla = Charla()
    charla.escribir(RELATO)
    charla.pulsar("Uno por uno")
    while "Guardar" in charla.etiquetas():
        charla.pulsar("No guardar" if "Problema público: " in charla.mensaje.texto else "Guardar")
    assert "problema" not in charla.respuestas()
    assert "objetivo_comun" in charla.respuestas()
    while "· Problema público" not in charla.mensaje.texto:
        charla.pulsar("No sé todavía")


DUDOSA = "Somos la Cooperativa Sol de Jaén, con la Municipalidad de Jaén, y durará de 12 a 18 meses"


@pytest.mark.parametrize(
    ("dicho", "clave", "valor"),
    [
        ("20131312955", "ruc", "20131312955"),
        ("el ruc es 20131312955", "ruc", "20131312955"),
        ("son 300 familias cafetaleras", "poblacion", None),
        ("El presupuesto es 200 mil soles", "presupuesto", None),
    ],
)
def test_mientras_se_aclara_un_dato_la_respuesta_a_otra_pregunta_no_se_pierde(
    dicho: str, clave: str, valor: str | None
) -> None:
    charla = Charla()
    charla.escribir(DUDOSA)
    charla.pulsar("Guardar todo")
    charla.escribir(dicho)
    if valor is not None:
        assert charla.respuestas()[clave] == valor
    elif clave not in charla.respuestas():
        charla.pulsar("Guardar todo")
        assert clave in charla.respuestas()
    assert "Plazo" in charla.mensaje.texto  # lo que se aclaraba se vuelve a preguntar
    charla.escribir("15 meses")
    assert charla.respuestas()["plazo"] == {"meses": 15, "inicio": None}


@pytest.mark.parametrize(
    ("dicho", "clave"),
    [
        ("Café sin deforestación de Jaén", "titulo"),
        ("Chorrillos Recicla", "titulo"),
        ("Wawa sin anemia en Acobamba", "titulo"),
        ("los bosques se talan cada vez más y el café se paga muy barato", "problema"),
        ("queremos producir café sin tumbar bosque para que las familias ganen más", "objetivo_comun"),
        ("En el distrito solo se recicla el 3 % de los residuos sólidos; el resto termina en el relleno", "problema"),
        ("Alianza por un café limpio", "titulo"),
        ("agua limpia y niños sanos", "titulo"),
        ("Manos a la chacra", "titulo"),
        ("que los jóvenes de Jaén tengan trabajo digno en la cadena del café de su provincia", "titulo"),
    ],
)
def test_lo_que_no_aclara_el_dato_se_propone_en_la_pregunta_que_responde(dicho: str, clave: str) -> None:
    charla = Charla()
    charla.escribir(DUDOSA)
    charla.pulsar("Guardar todo")
    charla.escribir(dicho)
    lote = lote_abierto(charla.estado.eventos)
    assert lote is not None
    (propuesto,) = (uno for _, uno in lote.entendidos if uno.llave[0] == clave)
    assert str(propuesto.valor).casefold() in dicho.casefold()
    assert clave not in charla.respuestas()  # nada se guarda hasta que lo diga


def test_lo_propuesto_se_guarda_con_un_toque_cuando_llega_su_pregunta() -> None:
    charla = Charla()
    charla.escribir(DUDOSA)
    charla.pulsar("Guardar todo")
    charla.escribir("Café sin deforestación de Jaén")
    assert "se lo propongo en «Nombre de la alianza»" in charla.mensaje.texto
    charla.escribir("20131312955")
    assert "De lo que me contó entendí Café sin deforestación de Jaén" in charla.mensaje.texto
    charla.pulsar("Guardar eso")
    assert charla.respuestas()["titulo"] == "Café sin deforestación de Jaén"


def test_el_tipo_dudoso_de_quien_propone_se_muestra_por_aclarar() -> None:
    charla = Charla()
    charla.escribir("Somos Kusi Warma, una ONG de Huancavelica, con la Municipalidad de Acobamba")
    assert "Kusi Warma · por aclarar (ONG extranjera (ENIEX) o ONG peruana (ONGD))" in charla.mensaje.texto


ALIADOS = "Somos la Cooperativa Sol de Jaén y trabajamos con la Municipalidad de Jaén"


@pytest.mark.parametrize(
    ("dicho", "clave"),
    [
        ("los bosques se talan cada vez más y el café no tiene precio", "problema"),
        ("queremos producir café de calidad sin tumbar el bosque de la provincia", "objetivo_comun"),
        ("serían 300 familias", "poblacion"),
        ("son unas 300 familias cafetaleras las que ganan", "poblacion"),
        ("costaria 200 mil soles", "presupuesto"),
        ("tenemos pensado gastar unos 200 mil soles", "presupuesto"),
        ("dura 18 meses desde marzo de 2027", "plazo"),
        ("año y medio desde marzo del 2027", "plazo"),
        ("en el pueblo sufren porque el río está contaminado con mercurio", "problema"),
        ("son 300 familias y costaria 200 mil soles, 18 meses", "plazo"),
    ],
)
def test_lo_que_responde_a_otra_pregunta_que_falta_se_propone_en_ella(dicho: str, clave: str) -> None:
    charla = Charla()
    charla.escribir(ALIADOS)
    charla.pulsar("Guardar todo")
    assert "RUC" in charla.mensaje.texto
    charla.escribir(dicho)
    assert "Eso no lo leí como «RUC»" in charla.mensaje.texto
    lote = lote_abierto(charla.estado.eventos)
    assert lote is not None
    assert clave in {uno.llave[0] for _, uno in lote.entendidos}
    charla.escribir("20131312955")
    for _ in range(len(CLAVES)):
        if clave in charla.respuestas():
            break
        if "Guardar eso" in charla.etiquetas():
            charla.pulsar("Guardar eso")
        else:
            charla.pulsar("No sé todavía")
    assert clave in charla.respuestas()


"""Se lee: 1 la organización, 2 el objetivo, 3 el lugar, 4 la población, 5 la municipalidad, 6 la GIZ, 7 el monto."""


@pytest.mark.parametrize("antes", [(), ("Guardar todo",)])
@pytest.mark.parametrize("dicho", ["no tenemos ruc todavia", "aun no hay ruc", "nosotros no tenemos RUC"])
def test_que_no_hay_ruc_se_anota_en_su_pregunta_aunque_se_pregunte_otra_cosa(
    dicho: str, antes: tuple[str, ...]
) -> None:
    charla = Charla()
    charla.escribir("queremos producir café sin tumbar bosque con la Municipalidad de Jaén, 300 familias")
    for boton in antes:
        charla.pulsar(boton)
    charla.escribir(dicho)
    assert charla.respuestas()["ruc"] == "sin_dato"
    assert "nombre_organizacion" not in charla.respuestas()


IDEAS_QUE_PREGUNTAN = (
    "Somos la JASS de Tintaya, queremos agua clorada para 350 familias con la muni, 600 mil soles, ¿se puede?",
    "somos la cooperativa sol de jaen y queremos vender cafe sin deforestar con 300 familias, 2 años, se podra?",
    "Hola, ¿cómo están? Somos Lácteos Wari SAC, queremos mejorar la leche de 120 ganaderos de Huanta por 18 meses",
    "Somos una ONG alemana, queremos limpiar el lago Titicaca para 3,000 familias. 4 años. ¿Qué más necesita saber?",
    "soy de la parroquia san jose, queremos abrir comedores para 400 abuelos con 90 mil soles.\n¿me ayuda?",
    "¿Buenas? somos Minera Andes SAC y queremos llevar internet a 30 escuelas de Espinar, 200 mil soles, 12 meses",
    "Queremos que 200 niños de Ayacucho coman mejor, con la muni de Huanta, 80 mil soles, ¿por dónde voy?",
    "somos textiles norte sac de lima, daremos trabajo a 60 mujeres, 24 meses y 300 mil soles, le parece bien?",
    "En Anta los niños se enferman porque el agua viene sin cloro, somos la jass de anta, 500 familias, que hago?",
    "Somos el Banco Horizonte S.A. y queremos enseñar a ahorrar a 2,500 mujeres de Lima, 600 mil soles. ¿Está bien?",
)
SOLO_PREGUNTAN = (
    "¿Puede la Municipalidad de Puno hacer una alianza con una ONG alemana por 2 millones de soles?",
    "cuánto dura una alianza entre la muni y una empresa?",
    "somos una empresa, ¿podemos participar?",
    "¿qué es una alianza multiactor?",
    "somos la JASS de Tintaya, ¿tenemos que pagar algo?",
    "¿una universidad y un banco pueden ser socios por 24 meses?",
    "quién aprueba las alianzas en Cusco?",
    "¿Hay fondos para 300 familias?",
    "queremos saber si se necesita convenio firmado, ¿es obligatorio?",
    "¿Con 200 mil soles alcanza para una alianza de 12 meses?",
)


@pytest.mark.parametrize("texto", IDEAS_QUE_PREGUNTAN)
def test_una_idea_que_ademas_pregunta_no_se_pierde(texto: str) -> None:
    charla = Charla(ods=())
    turno = decidir(CONTEXTO, charla.estado, MensajeRecibido(texto))
    assert lote_abierto(turno.estado.eventos) is not None
    charla.escribir(texto)
    assert "Esto entendí" in charla.mensaje.texto


@pytest.mark.parametrize("texto", IDEAS_QUE_PREGUNTAN)
def test_antes_de_aceptar_tampoco_se_pierde(texto: str) -> None:
    charla = Charla(acepta=False, ods=())
    charla.escribir(texto)
    assert charla.retenido == texto
    charla.escribir("acepto")
    assert "Esto entendí" in charla.mensaje.texto


@pytest.mark.parametrize("texto", SOLO_PREGUNTAN)
def test_lo_que_solo_pregunta_no_se_toma_por_una_idea(texto: str) -> None:
    turno = decidir(CONTEXTO, Charla().estado, MensajeRecibido(texto))
    assert lote_abierto(turno.estado.eventos) is None


DE_DOS_PROVINCIAS = "somos la asociacion de mujeres sumaq warmi, 120 artesanas de huamanga y cangallo venderan tejidos"


@pytest.mark.parametrize(
    "dicho",
    [
        "y tambien la universidad san cristobal de huamanga",
        "y la muni de cangallo",
        "tambien la ugel de huamanga",
        "y el gobierno regional de ayacucho",
        "ah y la red de salud de huamanga",
        "con la municipalidad de huanta",
        "y la camara de comercio de ayacucho",
    ],
)
def test_agregar_a_quien_lleva_un_lugar_en_su_nombre_no_cambia_el_lugar_dicho(dicho: str) -> None:
    charla = Charla()
    charla.escribir(DE_DOS_PROVINCIAS)
    charla.escribir(dicho)
    assert "Lugar: Ayacucho (por Huamanga, Cangallo)" in charla.mensaje.texto
    assert "Esto puse al día: Lugar" not in charla.mensaje.texto


def test_si_el_lugar_se_dice_aparte_si_cambia() -> None:
    charla = Charla()
    charla.escribir(DE_DOS_PROVINCIAS)
    charla.escribir("y la universidad de huamanga, en cusco")
    assert "Lugar: Cusco" in charla.mensaje.texto


def test_un_lugar_corregido_no_se_repite() -> None:
    charla = Charla()
    charla.escribir(DE_DOS_PROVINCIAS)
    charla.escribir("no, no es en huamanga sino en cangallo nomas")
    assert "Lugar: Ayacucho (Cangallo)" in charla.mensaje.texto


@pytest.mark.parametrize(
    ("dicho", "queda"),
    [
        ("el problema es q la basura se quema en la quebrada", "La basura se quema en la quebrada"),
        ("el problema es k la basura se quema en la quebrada", "La basura se quema en la quebrada"),
        ("el problema es que la basura se quema en la quebrada", "La basura se quema en la quebrada"),
        ("no, el objetivo es q todos vivan sin basura en la ciudad", "Que todos vivan sin basura en la ciudad"),
        ("el objetivo es que todos vivan sin basura en la ciudad", "Que todos vivan sin basura en la ciudad"),
    ],
)
def test_que_abreviado_es_el_mismo_que(dicho: str, queda: str) -> None:
    charla = Charla()
    charla.escribir("somos la municipalidad de chota y queremos tratar la basura de la ciudad para que no se queme")
    charla.escribir(dicho)
    assert f"→ {queda}." in charla.mensaje.texto


@pytest.mark.parametrize(
    "dicho",
    ["no, mejor si va", "si va", "déjala", "no, déjala nomás", "mejor que se quede", "al final sí entra", "ya va",
     "perdon, dejala como estaba", "que vaya", "como estaba"],
)  # fmt: skip
def test_volver_atras_lo_que_se_acaba_de_quitar(dicho: str) -> None:
    charla = Charla()
    charla.escribir("somos la ong agua viva, 300 familias de jaen con la muni de jaen y la universidad de jaen")
    charla.escribir("quita a la universidad")
    assert "Academia" not in charla.mensaje.texto
    charla.escribir(dicho)
    assert "Academia: Universidad de Jaen" in charla.mensaje.texto
    assert charla.respuestas() == {}


@pytest.mark.parametrize(
    "dicho",
    ["no 500 no, 600", "no, 500 no, son 600", "500 no, 600", "uy 500 no, son 600 escolares", "no son 500, son 600",
     "no 500 escolares no, 600", "500 no, mejor 600"],
)  # fmt: skip
def test_una_cifra_se_corrige_con_el_no_delante_o_detras(dicho: str) -> None:
    charla = Charla()
    charla.escribir("somos la ong agua viva y queremos enseñar a reciclar a 500 escolares de jaen con la muni de jaen")
    charla.escribir(dicho)
    assert "→ 600 escolares" in charla.mensaje.texto
