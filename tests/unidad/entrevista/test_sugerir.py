"""Qué se sugiere según lo que la persona ya dijo: casos escritos sin mirar el resultado, y lo que nunca debe pasar."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.entrevista.comprension.dicho import lo_dicho
from bot.entrevista.comprension.sugerir import Sugerencia, completar, hay_para, sugerencias_para
from bot.entrevista.eventos import Creado, Entendida, Entendido, Evento, Lote, Respondida
from bot.entrevista.pasos import Actor, Paso
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.tipos import TIPOS, leer
from tests.apoyo.charla import ENTORNO, ENTREVISTA

AHORA = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)

# (lo que contó, los ODS que eligió, la pregunta, lo que debe estar entre las tres primeras)
CASOS = (
    ("la gente toma agua del puquio sin cloro y los chicos se enferman de la barriga", (6,), "resultados", "clorada"),
    ("los chicos tienen diarrea por el agua", (), "resultados", "diarrea"),
    ("hay mucha anemia en los niños menores de tres años de mi distrito", (2,), "resultados", "niños con anemia"),
    ("las gestantes no llegan a la posta a dar a luz", (3,), "resultados", "parto"),
    ("en el colegio los chicos no entienden lo q leen", (4,), "resultados", "comprenden lo que leen"),
    ("los alumnos dejan la escuela en secundaria para ir a trabajar", (4,), "resultados", "dejan la escuela"),
    ("no hay señal de internet en los colegios rurales", (4,), "resultados", "conectadas a internet"),
    ("los productores de cacao venden barato al intermediario", (2, 8), "resultados", "precio"),
    ("queremos que los regantes usen riego por goteo", (2,), "resultados", "riegan"),
    ("las mujeres sufren violencia de sus parejas", (5,), "resultados", "violencia"),
    ("talan el bosque y se pierde la selva", (15,), "resultados", "deforestación|bosque"),
    ("la basura se bota al río y no hay relleno", (11,), "resultados", "basura"),
    ("jóvenes que no estudian ni trabajan en villa el salvador", (8,), "resultados", "Más jóvenes"),
    ("los pescadores artesanales ganan poco y cada vez hay menos peces", (14,), "resultados", "pesca|especies"),
    ("las heladas matan a las alpacas y queman la papa", (13,), "resultados", "cultivos|fenómenos"),
    ("no tenemos luz en 14 caseríos", (7,), "resultados", "luz"),
    ("cocinan con leña y la casa se llena de humo", (7,), "resultados", "humo"),
    ("la trocha se corta con la lluvia y no sale la cosecha", (9,), "resultados", "carretera|caminos"),
    ("personas con discapacidad que no consiguen chamba", (10,), "resultados", "discapacidad"),
    ("extorsionan a los bodegueros del barrio", (16,), "resultados", "delitos|homicidios"),
    ("queremos reciclar las botellas de plástico con los recicladores", (12,), "resultados", "reciclados|separan"),
    ("agua clorada para angaraes", (6,), "titulo", "Agua Segura"),
    ("desagüe y baños para la escuela", (6,), "titulo", "Saneamiento"),
    ("cuidar los bofedales y lagunas de la cuenca", (6,), "titulo", "Cuencas"),
    ("anemia de los bebés", (2,), "titulo", "Anemia"),
    ("somos tejedoras de alpaca y queremos vender mejor", (5, 8), "titulo", "Mujeres que Emprenden"),
    ("turismo en la comunidad con hospedajes", (8,), "titulo", "Turismo"),
    ("el huaico se llevó las casas, queremos alerta temprana", (13,), "titulo", "Preparadas"),
    ("venezolanos refugiados sin papeles en tumbes", (10,), "titulo", "Migrantes"),
    ("queremos agua potable", (6,), "alineamiento", "Saneamiento"),
    ("anemia en niños", (2, 3), "alineamiento", "Anemia"),
    ("becas para el instituto", (4,), "alineamiento", "Educación Superior"),
    ("sembrar árboles nativos", (15,), "alineamiento", "Forestal"),
    ("la jass no cobra la cuota y el sistema se malogra", (6,), "riesgos", "cuota"),
    ("vender café en el extranjero", (8, 2), "riesgos", "precio"),
    ("repartir tabletas en las escuelas", (4,), "riesgos", "equipos"),
    ("los plantones se secan", (15,), "riesgos", "plantones"),
    ("capacitar a las jass", (6,), "actividades", "JASS"),
    ("cocinas mejoradas", (7,), "actividades", "cocinas"),
    ("rutas turísticas comunitarias", (8,), "actividades", "turismo"),
    ("que la gente tenga agua limpia y desagüe", (), "ods", "ODS 6 "),
    ("que los niños no tengan anemia", (), "ods", "ODS 2 |ODS 3 "),
    ("que las chicas terminen el colegio", (), "ods", "ODS 4 "),
    ("paneles solares para las casas", (), "ods", "ODS 7 "),
    ("reforestar las laderas con queñuales", (), "ods", "ODS 15 "),
    ("recojo de basura y reciclaje de plástico", (), "ods", "ODS 12 "),
)


# Con otras palabras que las de los datos; no se usaron para escribirlos.
RESERVADOS = (
    ("tomamos agua de la acequia y nos da mal de estómago", (6,), "resultados", "agua|diarrea"),
    ("la posta no tiene doctor ni medicinas", (3,), "resultados", "personal de salud|servicios de salud"),
    ("mi bebito esta bajo de peso", (2,), "resultados", "peso|desnutri"),
    ("las chicas de 15 salen embarazadas", (3,), "resultados", "embarazos"),
    ("los criadores de truchas del lago quieren vender mas", (14, 8), "resultados", "acu|precio|ingres"),
    ("la quinua no rinde por el suelo cansado", (2,), "resultados", "hect|sostenible|suelo"),
    ("no llega el carro al pueblo porque no hay pista", (9,), "resultados", "camin|carretera"),
    ("los mineros informales ensucian el rio con mercurio", (6, 15), "resultados", "río|agua"),
    ("queman el pajonal y se pierde el pasto", (15,), "resultados", "tierras|verdes|bosque"),
    ("los abuelitos no tienen pension", (1,), "resultados", "social|programas"),
    ("los bodegueros necesitan prestamos para su negocio", (8,), "resultados", "financ|cuenta|crédito"),
    ("chicos q trabajan en la ladrillera", (8,), "resultados", "trabajo infantil"),
    ("se va la luz a cada rato", (7,), "resultados", "cortes|luz"),
    ("los profes no estan capacitados", (4,), "actividades", "docentes"),
    ("el relleno sanitario colapsó y hay botaderos por todos lados", (11,), "actividades", "botadero"),
    ("las mamas tejen chompas de alpaca", (5, 8), "actividades", "mujeres|negocios"),
    ("hay peleas entre la mina y la comunidad", (16,), "actividades", "diálogo"),
    ("el friaje mata los ganados", (13,), "actividades", "cobertizos"),
    ("wifi para los colegios", (4,), "titulo", "Conectadas|Escuela"),
    ("que los jubilados no pasen necesidades", (1,), "titulo", "Protección|Pobreza"),
    ("niños con silla de ruedas sin poder entrar al cole", (10,), "titulo", "Inclusión"),
    ("pescadores de anchoveta de paita", (14,), "titulo", "Pesca"),
    ("los monos y guacamayos los venden en el mercado", (15,), "titulo", "Fauna"),
    ("rateros y pandilleros en el barrio", (16,), "titulo", "Seguros"),
    ("botellas y bolsas en la costa", (14,), "titulo", "Mar Limpio"),
    ("cocinan con bosta y tosen", (7,), "titulo", "Humo|Energía"),
    ("chamba para muchachos de 18 a 25", (8,), "titulo", "Empleo"),
    ("pintar y cuidar la iglesia colonial", (11,), "titulo", "Patrimonio"),
    ("los awajun no tienen escuela en su idioma", (4, 10), "titulo", "Igualdad|Escuela"),
    ("crecidas del rio que inundan las chacras", (13,), "titulo", "Preparadas|Clima"),
)


def historia(idea: str, ods: tuple[int, ...] = (), *otros: Evento) -> tuple[Evento, ...]:
    """Un borrador en que se contó esa idea y se eligieron esos ODS."""
    eventos: list[Evento] = [Creado(AHORA, ENTREVISTA.version), Entendida(AHORA, Lote(1, idea))]
    if ods:
        eventos.append(Respondida(AHORA, ("ods", ""), [*ods], ""))
    return (*eventos, *otros)


def las_de(clave: str, eventos: tuple[Evento, ...], actor: Actor | None = None) -> tuple[Sugerencia, ...]:
    paso = Paso(ENTREVISTA.pregunta(clave), actor)
    return sugerencias_para(ENTREVISTA, paso.pregunta, lo_dicho(ENTREVISTA, eventos, paso))


def medir(casos: Sequence[tuple[str, tuple[int, ...], str, str]]) -> tuple[int, int, list[str]]:
    """Cuántos casos aciertan con la primera y con las tres primeras, y qué se dijo en los que no."""

    primera = entre_tres = 0
    fallos: list[str] = []
    for idea, ods, clave, espera in casos:
        textos = [una.texto for una in las_de(clave, historia(idea, ods))[:3]]
        primera += bool(textos and re.search(espera, textos[0], re.IGNORECASE))
        acierta = any(re.search(espera, texto, re.IGNORECASE) for texto in textos)
        entre_tres += acierta
        if not acierta:
            fallos.append(f"{clave}: {idea} → {textos}")
    return primera, entre_tres, fallos


def test_lo_que_se_sugiere_viene_al_caso() -> None:
    primera, entre_tres, fallos = medir(CASOS)
    assert entre_tres == len(CASOS), fallos
    assert primera >= 40
    _, entre_tres, fallos = medir(RESERVADOS)
    assert entre_tres >= 27, fallos


def test_lo_mismo_da_siempre_lo_mismo() -> None:
    for idea, ods, clave, _ in CASOS:
        assert las_de(clave, historia(idea, ods)) == las_de(clave, historia(idea, ods))


def test_toda_sugerencia_es_una_respuesta_que_su_pregunta_admite() -> None:
    """Lo que se guardaría se deja leer por el validador de la pregunta, con el lugar dicho y sin él."""
    lugares = (None, {"departamentos": ["Huancavelica"], "texto": "Huancavelica, provincia de Angaraes"})
    probadas = 0
    for numero in (ods.numero for ods in ENTREVISTA.catalogos.ods):
        for lugar in lugares:
            otros = () if lugar is None else (Respondida(AHORA, ("ubicacion", ""), lugar, "Angaraes"),)
            for pregunta in ENTREVISTA.preguntas:
                if pregunta.tipo != "texto" or not hay_para(ENTREVISTA, pregunta):
                    continue
                for una in las_de(pregunta.clave, historia("", (numero,), *otros)):
                    assert isinstance(una.valor, str)
                    assert isinstance(leer(pregunta, una.valor, ENTORNO), Valido), una.texto
                    assert not set("[]{}") & set(una.texto)
                    probadas += 1
    assert probadas > 200


def test_el_lugar_dicho_entra_en_el_nombre_y_el_no_dicho_no_deja_hueco() -> None:
    angaraes = Respondida(
        AHORA,
        ("ubicacion", ""),
        {"departamentos": ["Huancavelica"], "texto": "Huancavelica, provincia de Angaraes"},
        "",
    )
    dos = Respondida(AHORA, ("ubicacion", ""), {"departamentos": ["Cusco", "Puno"], "texto": ""}, "")
    tres = Respondida(AHORA, ("ubicacion", ""), {"departamentos": ["Cusco", "Puno", "Ica"], "texto": ""}, "")
    pais = Respondida(AHORA, ("ubicacion", ""), {"departamentos": ["Nacional"], "texto": ""}, "")
    for lugar, nombre in (
        (angaraes, "Alianza Agua Segura para Angaraes"),
        (dos, "Alianza Agua Segura para Cusco y Puno"),
        (tres, "Alianza Agua Segura"),
        (pais, "Alianza Agua Segura para el Perú"),
    ):
        assert las_de("titulo", historia("agua potable", (6,), lugar))[0].texto == nombre
    planes = [una.texto for una in las_de("alineamiento", historia("agua", (6,), angaraes))]
    assert "Plan de Desarrollo Regional Concertado de Huancavelica" in planes
    assert completar("Mejorar el agua[ de {lugar}].", {"lugar": "el Perú"}) == "Mejorar el agua del Perú."


def test_sin_saber_nada_no_se_inventa_un_nombre() -> None:
    assert las_de("titulo", historia("")) == ()
    assert las_de("objetivo_comun", historia("Buenas tardes, somos una organización")) == ()


def test_los_nombres_de_los_actores_no_dicen_de_que_trata() -> None:
    """«Municipalidad de…» o «Universidad Agraria» no hacen de la alianza un asunto municipal o agrario."""
    cita = "la Universidad Nacional Agraria La Molina"
    lote = Lote(1, f"Queremos con {cita} que no talen el bosque", ((0, Entendido(("actores", ""), cita=cita)),))
    primero = las_de("titulo", (Creado(AHORA, ENTREVISTA.version), Entendida(AHORA, lote)))[0]
    assert "Bosques en Pie" in primero.texto


def test_al_actor_se_le_sugiere_lo_de_su_tipo_y_una_cosa_de_cada_linea() -> None:
    lineas = [linea.rotulo for linea in ENTREVISTA.pregunta("reparto").lineas]
    for tipo in ("empresa", "gob_local", "osb", "academia", "fuente", "ongd", "gob_regional", "gob_nacional"):
        suyas = las_de("reparto", historia("agua clorada", (6,)), Actor("a1", "Uno", tipo))
        assert [una.texto.partition(":")[0] for una in suyas[:5]] == lineas
    primera = las_de("reparto", historia("la jass y el cloro", (6,)), Actor("a1", "La muni", "gob_local"))[0]
    assert "JASS" in primera.texto
    assert las_de("reparto", historia("agua", (6,)), Actor("a1", "Uno", "otro")) == ()


def test_lo_de_un_tipo_de_actor_solo_se_sugiere_si_participa() -> None:
    empresa = Respondida(AHORA, ("nombre_organizacion", ""), "Minera Uno", "Minera Uno")
    tipo = Respondida(AHORA, ("tipo_organizacion", ""), "empresa", "empresa")
    con = {una.texto for una in las_de("riesgos", historia("agua", (6,), empresa, tipo))}
    sin = {una.texto for una in las_de("riesgos", historia("agua", (6,)))}
    assert "La empresa reduce su aporte por una baja del negocio" in con - sin
    assert "Cambio de autoridades municipales" not in con | sin


def test_lo_que_ya_se_tiene_no_se_sugiere_otra_vez() -> None:
    primera = las_de("resultados", historia("agua clorada", (6,)))[0]
    con_ella = historia("agua clorada", (6,), Respondida(AHORA, ("resultados", ""), [primera.valor], primera.texto))
    assert primera.texto not in {una.texto for una in las_de("resultados", con_ella)}
    assert 6 not in {una.valor for una in las_de("ods", historia("agua para los niños con anemia", (6,)))}


def test_hay_sugerencias_para_lo_que_se_piensa_y_no_para_lo_que_solo_se_sabe() -> None:
    con = {pregunta.clave for pregunta in ENTREVISTA.preguntas if hay_para(ENTREVISTA, pregunta)}
    assert con == {
        *("titulo", "objetivo_comun", "ods", "alineamiento", "reparto", "beneficio_poblacion"),
        *("riesgos", "resultados", "actividades", "cumplimiento", "continuidad"),
    }


def test_una_lista_guarda_los_campos_que_su_pregunta_tiene() -> None:
    for clave in ("resultados", "riesgos", "actividades"):
        pregunta = ENTREVISTA.pregunta(clave)
        assert TIPOS[pregunta.tipo].es_lista
        for una in las_de(clave, historia("agua y anemia", (6, 2))):
            assert isinstance(una.valor, dict)
            assert list(una.valor) == [campo.clave for campo in pregunta.campos]
            assert una.valor[pregunta.campos[0].clave]
