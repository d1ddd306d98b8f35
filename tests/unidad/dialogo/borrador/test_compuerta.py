"""Lo que se contesta a lo que no es la respuesta, y que nada de lo escrito se pierde."""

import ast
from copy import copy

import pytest

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.textos.compuerta import ETIQUETAS
from bot.entrevista.eventos import Omitida
from conocimiento.modelo import Juicio
from tests.apoyo.charla import ENTREVISTA, MODELO, Charla
from tests.apoyo.rutas import RAIZ

PROBLEMA = "En doce centros poblados de Angaraes el agua llega sin cloro y los niños se enferman, según la posta"


def en(rotulo: str, juicio: Juicio | None = None) -> Charla:
    """Una conversación con esa pregunta delante."""
    respuestas = {
        "Su organización": "Asociación Tierra Viva",
        "Tipo de organización": "ONG peruana (ONGD)",
        "RUC": "No tengo RUC",
        "Registro en la APCI": "Vigente",
        "Nombre de la alianza": "Agua para todos siempre",
        "Problema público": PROBLEMA,
        "Población": "500 familias de Angaraes",
        "Lugar": "Huancavelica",
        "Objetivo común": "Que todas las familias de Angaraes tengan agua limpia al 2029",
    }
    charla = Charla(juicio=juicio).guiada()
    for una, dicha in respuestas.items():
        if una == rotulo:
            break
        charla.escribir(dicha)
        while f" · {una}\n" in charla.mensaje.texto:  # hubo que elegir
            charla.pulsar(charla.etiquetas()[0])
    assert f" · {rotulo}\n" in charla.mensaje.texto, charla.mensaje.texto
    return charla


@pytest.mark.parametrize(
    ("texto", "dice"),
    [
        ("no entiendo esto, q tengo q poner?", "Una buena respuesta:"),
        ("me puedes dar un ejemplo de como llenarlo por favor", "Una buena respuesta:"),
        ("redactalo tu con todo lo que ya te dije", "No redacto por usted"),
        ("eso ya te lo dije dos veces, por que me lo vuelves a preguntar", "Seguimos"),
        ("que fastidio tanta pregunta oiga, puro papeleo", "/revisar"),
        ("va a llover mañana en cusco?", "aquí solo armo su borrador"),
        ("cuanto falta para terminar?", "Le faltan"),
    ],
)
def test_cada_pedido_recibe_lo_suyo_y_vuelve_a_la_pregunta(texto: str, dice: str) -> None:
    charla = en("Problema público")
    antes = charla.respuestas()
    charla.escribir(texto)
    assert charla.respuestas() == antes
    assert dice in charla.mensaje.texto or " · Problema público\n" in charla.mensaje.texto
    assert " · Problema público\n" in charla.mensaje.texto


@pytest.fixture(scope="module")
def ante_el_nombre() -> Charla:
    return en("Nombre de la alianza")


@pytest.mark.parametrize(
    "texto",
    [
        *("ya no quiero seguir ahora", "no quiero continuar", "tengo que salir", "me tengo que ir", "ya me voy"),
        *("mejor en otro momento", "vuelvo mas tarde", "regreso en un rato", "quiero descansar", "otro día"),
        "disculpe me tengo que ir ahora",
    ],
)
def test_quien_dice_que_se_va_lo_deja_guardado_y_no_le_pone_ese_nombre(ante_el_nombre: Charla, texto: str) -> None:
    charla = copy(ante_el_nombre)
    charla.escribir(texto)
    assert "titulo" not in charla.respuestas()
    assert charla.mensaje.texto.startswith("Guardado.")


@pytest.mark.parametrize(
    "texto", ["Otro Momento para Chulucanas", "quiero salir adelante con mi comunidad", "Salir de la pobreza"]
)
def test_un_nombre_que_habla_de_salir_es_un_nombre(ante_el_nombre: Charla, texto: str) -> None:
    charla = copy(ante_el_nombre)
    charla.escribir(texto)
    assert charla.respuestas()["titulo"] == texto


def test_lo_que_se_aplaza_queda_pendiente_y_se_dice_como_volver() -> None:
    charla = en("Problema público")
    charla.escribir("te mando la respuesta mas tarde que estoy manejando")
    assert "problema" not in charla.respuestas()
    assert isinstance(charla.estado.eventos[-1], Omitida)
    assert "escriba «pendientes»" in charla.mensaje.texto


def test_cambiar_otra_respuesta_diciendo_su_valor_la_cambia_y_no_lo_anota_aqui() -> None:
    charla = en("Problema público")
    charla.escribir("puedes corregir el nombre de la alianza, es Puente Andino nomas")
    assert "problema" not in charla.respuestas()
    assert charla.respuestas()["titulo"] == "Puente Andino"
    assert "Deshacer el cambio" in charla.etiquetas()
    assert " · Problema público\n" in charla.mensaje.texto


def test_hablar_de_otra_respuesta_sin_su_valor_ofrece_cambiarla_y_no_la_anota_aqui() -> None:
    charla = en("Problema público")
    charla.escribir("ay, el nombre de la alianza que puse quedó muy largo, se puede cambiar?")
    assert "problema" not in charla.respuestas()
    assert "Cambiar: Nombre de la alianza" in charla.etiquetas()
    charla.pulsar("Cambiar: Nombre de la alianza")
    assert " · Nombre de la alianza\n" in charla.mensaje.texto


def test_hablar_de_lo_que_se_preguntara_despues_lo_dice() -> None:
    charla = en("Problema público")
    charla.escribir("antes que me olvide, el presupuesto se lo digo mañana")
    assert "problema" not in charla.respuestas()
    assert "que le pregunto más adelante" in charla.mensaje.texto


@pytest.mark.parametrize(
    "texto",
    [
        "¿Por qué hay anemia? Porque en 12 centros poblados el agua llega sin cloro y la posta no tiene hierro",
        f"{PROBLEMA}. " * 6 + "¿Está bien así?",
        "la gente pide ayuda y nadie la atiende, el centro de salud queda a cuatro horas",
    ],
)
def test_un_problema_que_parece_otra_cosa_se_guarda_entero_y_se_muestra(texto: str) -> None:
    charla = en("Problema público")
    charla.escribir(texto)
    if "Es mi respuesta" in charla.etiquetas():
        charla.pulsar("Es mi respuesta")
    assert charla.respuestas()["problema"] == texto.strip()
    assert f"Anotado: {texto[:60]}" in charla.mensaje.texto


@pytest.mark.parametrize(
    "titulo", ["Chau plástico en Lima", "Eliminar mis datos de pobreza", "Gracias a la Vida", "Pausa al Mercurio"]
)
def test_un_titulo_que_parece_una_orden_se_guarda_o_se_pregunta(titulo: str) -> None:
    charla = en("Nombre de la alianza")
    charla.escribir(titulo)
    if "titulo" not in charla.respuestas():
        assert "¿Es su respuesta o me pide ayuda?" in charla.mensaje.texto
        charla.pulsar("Es mi respuesta")
    assert charla.respuestas()["titulo"] == titulo


def test_lo_dudoso_espera_aunque_se_pida_ayuda() -> None:
    charla = en("Nombre de la alianza")
    charla.escribir("Chau plástico en Lima")
    assert charla.etiquetas()[:3] == ["Es mi respuesta", "Le pido ayuda", "Ninguna de las dos"]
    charla.pulsar("Le pido ayuda")
    assert "Una buena respuesta:" in charla.mensaje.texto
    charla.pulsar("Era mi respuesta")
    assert charla.respuestas()["titulo"] == "Chau plástico en Lima"


def test_en_la_duda_decide_el_sentido() -> None:
    texto = "eso todavía lo ven ellos cuando llegue el momento"
    parece, no_parece = (Juicio(0.1, 0.1, 0.8, (), respuestas={"problema": parecido}) for parecido in (4.0, -4.0))
    for juicio, se_guarda in ((parece, True), (no_parece, False)):
        charla = en("Problema público", juicio)
        charla.escribir(texto)
        assert ("problema" in charla.respuestas()) is se_guarda, charla.mensaje.texto


def test_la_lista_de_ods_lleva_los_nombres() -> None:
    charla = en("Desarrollo Sostenible")
    charla.pulsar("Ver la lista")
    assert "6. Agua limpia y saneamiento" in charla.etiquetas()
    charla.pulsar("6. Agua limpia y saneamiento")
    assert charla.respuestas()["ods"] == [6]


def test_lo_anotado_siempre_se_muestra() -> None:
    charla = en("Problema público")
    charla.escribir(PROBLEMA)
    assert f"Anotado: {PROBLEMA[:80]}" in charla.mensaje.texto


def test_el_valor_de_la_accion_de_ayuda_no_cambia() -> None:
    assert Accion.AYUDA == "ayuda"


@pytest.mark.parametrize("acepta", ["sí", "si acepto pues", "acepto ps", "I accept", "Sí, acepto el aviso", "dale"])
def test_lo_contado_antes_de_aceptar_se_usa_al_aceptar_y_no_antes(acepta: str) -> None:
    charla = Charla(acepta=False)
    charla.escribir(MODELO)
    assert MODELO not in str(charla.estado)
    assert "lo tengo a mano, sin guardarlo" in charla.mensaje.texto
    charla.escribir(acepta)
    assert "Esto entendí" in charla.mensaje.texto
    assert not charla.estado.retenido


def test_lo_contado_antes_de_no_aceptar_se_olvida() -> None:
    charla = Charla(acepta=False)
    charla.escribir(MODELO)
    charla.escribir("no gracias")
    assert charla.retenido == ""
    assert charla.estado.borrador is None


def test_se_elige_una_opcion_por_su_numero() -> None:
    charla = en("Tipo de organización")
    charla.escribir("el 1")
    opcion = charla.respuestas()["tipo_organizacion"]
    assert opcion == ENTREVISTA.pregunta("tipo_organizacion").opciones[0].valor


def test_no_tener_idea_no_es_no_tener_el_dato() -> None:
    charla = en("RUC")
    charla.escribir("no tengo ni idea, lo tiene la contadora")
    assert "ruc" not in charla.respuestas()


def _en_los_botones() -> set[str]:
    """Lo que dicen los botones que puede ver quien no es del personal, leído del código."""
    dichas: set[str] = set()
    for ruta in (RAIZ / "bot" / "dialogo").rglob("*.py"):
        for uno in () if "personal" in ruta.parts else ast.walk(ast.parse(ruta.read_text(encoding="utf-8"))):
            match uno:
                case ast.Call(ast.Attribute(attr=nombre) | ast.Name(id=nombre), [ast.Constant(str(dicha)), *_]) if (
                    nombre.lower().startswith(("boton", "_boton"))
                ):
                    dichas.add(dicha)
                case ast.Tuple([ast.Constant(str(dicha)), ast.Attribute(ast.Name("Accion"))]):
                    dichas.add(dicha)
    return dichas - {""}


EN_LOS_BOTONES = _en_los_botones()


def test_se_leen_los_botones_del_codigo() -> None:
    assert len(EN_LOS_BOTONES) > 100
    assert {"Ver el pasaje", "Guardarlo para después", "Salir de la alianza", "Archivar uno"} <= EN_LOS_BOTONES


@pytest.mark.parametrize("etiqueta", sorted(ETIQUETAS | EN_LOS_BOTONES))
def test_lo_que_dice_un_boton_que_no_esta_no_es_una_respuesta(etiqueta: str) -> None:
    charla = Charla().guiada()
    charla.escribir("Cooperativa Sol de Jaén")
    charla.pulsar("Organización social, comunidad o cooperativa")
    charla.pulsar("No tengo RUC")
    assert "¿Qué nombre le pondría" in charla.mensaje.texto
    charla.escribir(etiqueta)
    assert "titulo" not in charla.respuestas()


@pytest.mark.parametrize(
    ("escrito", "dicho"),
    [
        ("guardarlo para después", "Guardado. Tiene abierto"),
        ("Corregir mis respuestas", "Sus respuestas, por sección"),
        ("ver el pasaje", "Ese botón es de otro momento"),
    ],
)
def test_lo_que_dice_un_boton_que_no_esta_se_atiende_si_se_puede(escrito: str, dicho: str) -> None:
    charla = en("Objetivo común")
    charla.escribir(escrito)
    assert dicho in charla.mensaje.texto


@pytest.mark.parametrize("etiqueta", ["Empresa privada", "Otro", "No sé todavía", "◀ Atrás", "municipalidad"])
def test_escribir_lo_que_dice_un_boton_es_pulsarlo(etiqueta: str) -> None:
    escrita, pulsada = Charla().guiada(), Charla().guiada()
    for charla in (escrita, pulsada):
        charla.escribir("Cooperativa Sol de Jaén")
    escrita.escribir(etiqueta)
    pulsada.pulsar(etiqueta.capitalize() if etiqueta.islower() else etiqueta)
    assert escrita.respuestas() == pulsada.respuestas()
    assert escrita.etiquetas() == pulsada.etiquetas()


@pytest.mark.parametrize("escrito", ["ninguna de las dos", "Ninguna de las dos"])
def test_si_no_era_ninguna_de_las_dos_se_vuelve_a_la_pregunta(escrito: str) -> None:
    charla = Charla().guiada()
    charla.escribir("la cámara de comercio nos apoya")
    charla.escribir(escrito)
    assert charla.mensaje.texto.startswith("De acuerdo, no lo anoté.")
    assert "¿Cómo se llama su organización" in charla.mensaje.texto
    charla.pulsar("Era mi respuesta")
    assert charla.respuestas()["nombre_organizacion"] == "la cámara de comercio nos apoya"


@pytest.mark.parametrize(
    "texto",
    [
        "la camara ayuda con contactos",
        "la muni pone el local",
        "nosotros ponemos las semillas",
        "queremos mejorar el riego",
        "los niños no tienen agua",
        "somos 30 familias",
        "vendemos cafe en la feria",
        "la cooperativa vende cafe",
        "el banco nos presta plata",
        "trabajamos con artesanas de puno",
        "la posta no tiene medicinas",
        "nos falta plata para el proyecto",
        "la universidad capacita a los jovenes",
        "aca falta agua",
        "hay mucha basura en el rio",
        "el alcalde ya dijo que si",
        "la minera quiere apoyar",
        "los padres trabajan en la chacra",
    ],
)
def test_una_oracion_no_se_guarda_sin_mas_como_el_nombre(texto: str) -> None:
    charla = Charla().guiada()
    charla.escribir(texto)
    assert charla.etiquetas() == ["Sí, es el nombre", "No, es otro"]
    charla.escribir("no")
    assert "¿Cómo se llama su organización" in charla.mensaje.texto
    charla.escribir(texto)
    charla.escribir("sí")
    assert charla.respuestas()["nombre_organizacion"] == texto


@pytest.mark.parametrize(
    "nombre",
    [
        "manos que ayudan",
        "la casa que ayuda",
        "agua es vida",
        "mujeres que siembran",
        "el buen vivir",
        "los hijos del sol",
        "la voz de los que no tienen",
        "hay esperanza",
        "un techo para mi pais",
        "ayuda en accion",
        "enseña peru",
        "somos peru",
        "ramos hermanos sac",
        "fundacion pro niño leonardo da vinci",
        "asociacion civil salvemos el rio",
        "Los Que Sí Pueden",
        "Nosotras Tenemos Voz",
        "GREMIO LA UNION HACE LA FUERZA",
    ],
)
def test_un_nombre_que_dice_algo_es_un_nombre(nombre: str) -> None:
    charla = Charla().guiada()
    charla.escribir(nombre)
    assert charla.respuestas()["nombre_organizacion"] == nombre


@pytest.mark.parametrize(
    "texto", ["los suelos ya no dan, botaron mucho agroquimico", "son 150 familias", "seria en vinchos, ayacucho"]
)
def test_ni_como_el_de_la_alianza(texto: str) -> None:
    charla = en("Nombre de la alianza")
    charla.escribir(texto)
    assert "titulo" not in charla.respuestas()
    assert "va solo el nombre" in charla.mensaje.texto


@pytest.mark.parametrize(
    "titulo",
    [
        *("quinua limpia para vinchos", "agua que nos une", "mejorar el riego en puno", "Son de mi tierra"),
        *("1000 días para vivir", "24 horas de ciencia", "Mil soles para la escuela"),
    ],
)
def test_un_titulo_en_minusculas_se_guarda(titulo: str) -> None:
    charla = en("Nombre de la alianza")
    charla.escribir(titulo)
    assert charla.respuestas()["titulo"] == titulo


def test_un_si_dicho_despues_no_elige_lo_que_se_dudo_antes() -> None:
    """A «puno» se le ofreció «Empresa del Estado»; tras pedir ayuda, «sí» la guardaba."""
    charla = en("Tipo de organización")
    charla.escribir("puno")
    assert "Empresa del Estado" in charla.etiquetas()
    charla.escribir("no entiendo")
    charla.escribir("sí")
    assert "tipo_organizacion" not in charla.respuestas()
    charla.escribir("puno")
    charla.escribir("sí")
    assert charla.respuestas()["tipo_organizacion"] == "empresa_estado"
