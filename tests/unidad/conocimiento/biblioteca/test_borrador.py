"""El borrador de preguntas: sus preguntas son de la oración, no se repiten, y nada suyo se usa sin revisar."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conocimiento.biblioteca.borrador.asunto import Asunto, Clase, asunto_de
from conocimiento.biblioteca.borrador.ausencias import lo_que_no_dice
from conocimiento.biblioteca.borrador.formas import preguntas_de
from conocimiento.biblioteca.borrador.proponer import IDEAS, proponer
from conocimiento.biblioteca.borrador.sitio import Sitio, por_su_epigrafe
from conocimiento.biblioteca.borrador.textos import nombrar_apartados
from conocimiento.ingesta.cortes import Dividido
from conocimiento.ingesta.ideas import leer_ideas
from conocimiento.ingesta.segmentacion import segmentar
from conocimiento.lectura.escrito import leer_escrito
from conocimiento.lectura.valores import Lectura
from tests.apoyo.rutas import DOCUMENTOS

NORMA = """Artículo 1.- Aprobar el Reglamento de Supervisión, Fiscalización y Sanción, que consta de cuatro títulos.

Artículo 2.- Definiciones

a) Cliente.- quien recibe financiamiento de una empresa para hacer un proyecto.

Los humedales son las lagunas y los bofedales, según el párrafo 5.1 de la presente ley y su reglamento.

Artículo 3.- Funciones de la Unidad de Riesgos

a) Proponer la metodología para la gestión del riesgo ambiental de los proyectos de la empresa.

El plazo máximo para ello es de cuatro meses, y se dice en la memoria del año.

Artículo 4.- Cuidado de los humedales

4.1. Los gobiernos locales cuidan los humedales de su jurisdicción con las comunidades que viven en ellos.

b) Ministerio de Educación (MINEDU)

LA PRESIDENTA DE LA REPÚBLICA DEL PERÚ

ALEJANDRO SOTO REYES Presidente del Congreso de la República

Comuníquese a la señora Presidenta de la República para su promulgación.
"""


def leida(texto: str) -> Lectura:
    return leer_escrito(texto, es_markdown=False)


def dividida(lectura: Lectura) -> Dividido:
    return Dividido(lectura.texto, segmentar(lectura, "d", "1"))


def campos(yaml: str, nombre: str) -> list[str]:
    return [linea.partition('"')[2].rstrip('"') for linea in yaml.split("\n") if linea.startswith(f"    {nombre}: ")]


@pytest.mark.parametrize(
    ("oracion", "primera"),
    [
        ("c) Crédito puente.- préstamo temporal que se da a un cliente.", "¿Qué es el crédito puente?"),
        ("Convenio marco: acuerdo general entre las partes.", "¿Qué es el convenio marco?"),
        ("Los ecosistemas frágiles son los humedales y las lomas.", "¿Qué son los ecosistemas frágiles?"),
        ("Las empresas deben aplicar el presente reglamento cuando brinden servicios.",
         "¿Quién debe aplicar el reglamento?"),
        ("El plan debe incluir las medidas de cierre.", "¿Qué debe incluir el plan?"),
        ("La solicitud debe realizarse conforme al Anexo V.", "¿Cómo debe realizarse la solicitud?"),
        ("En un plazo de diez días, las empresas deberán remitir a la Superintendencia un plan.",
         "¿Qué plazo tienen las empresas para remitir a la Superintendencia un plan?"),
        ("Está prohibido arrojar residuos en los humedales.", "¿Se puede arrojar residuos en los humedales?"),
        ("Las empresas no pueden trasladar el costo a sus clientes.",
         "¿Las empresas pueden trasladar el costo a sus clientes?"),
        ("La presente ley entra en vigencia el 1 de febrero de 2027.", "¿Desde cuándo rige la ley?"),
        ("En caso de incumplimiento de la orden, el OEFA impone una multa.",
         "¿Qué pasa en caso de incumplimiento de la orden?"),
        ("El Directorio es responsable de aprobar la política de riesgos.",
         "¿Quién es responsable de aprobar la política de riesgos?"),
        ("La vigilancia tiene por objeto generar información.", "¿Cuál es el objetivo de la vigilancia?"),
        ("Que, es necesario modificar el Reglamento de Sanciones;",
         "¿Por qué es necesario modificar el Reglamento de Sanciones?"),
        ("El Estado, a través de sus órganos, promueve el turismo sostenible.",
         "¿Quién promueve el turismo sostenible?"),
        ("Lima, 27 de marzo de 2015", "¿De qué fecha es la norma?"),
        ("ORDENANZA REGIONAL N.º 5-2026", "¿Qué número tiene la ordenanza regional?"),
    ],
)  # fmt: skip
def test_se_pregunta_con_la_oracion_segun_su_forma(oracion: str, primera: str) -> None:
    assert preguntas_de(oracion, Sitio())[0] == primera


@pytest.mark.parametrize(
    "oracion",
    [
        "Para ello, deberán considerarse las siguientes definiciones:",
        "Dicho plan deberá estar aprobado por el Directorio.",
        "Los impactos acumulativos, es decir, aquellos reconocidos como importantes;",
        "Que, el artículo 5 de la Ley establece que el Ministerio es competente;",
        "Artículo 4º.- Ámbito de aplicación",
        "al texto y anexos que acompaña a la presente Ordenanza.",
        "Asignar los recursos necesarios para la gestión del riesgo.",
    ],
)
def test_si_no_sale_una_pregunta_que_alguien_haria_no_se_hace_ninguna(oracion: str) -> None:
    assert preguntas_de(oracion, Sitio()) == ()


def test_el_sitio_dice_lo_que_la_oracion_no() -> None:
    aprueba = "Aprobar el Reglamento de Supervisión, Fiscalización y Sanción, que consta de cuatro títulos."
    assert preguntas_de(aprueba, Sitio(manda=True))[0] == (
        "¿Con qué norma se aprueba el Reglamento de Supervisión, Fiscalización y Sanción?"
    )
    assert preguntas_de(aprueba, Sitio(apartado="Artículo 5. Responsabilidad del Directorio"))[0].startswith(
        "¿Quién debe aprobar"
    )
    publica = "DISPONER la publicación del presente Decreto Supremo en el Diario Oficial El Peruano."
    assert preguntas_de(publica, Sitio(manda=True)) == ("¿Dónde se publica el Decreto Supremo?",)
    no_presentar = "No presentar el informe anual de riesgos a la autoridad."
    assert preguntas_de(no_presentar, Sitio(presenta="Incorporar las siguientes infracciones:")) == (
        "¿Es infracción no presentar el informe anual de riesgos a la autoridad?",
    )


def test_va_en_el_orden_del_documento_sin_titulos_ni_formulas() -> None:
    propuesto = proponer(leida(NORMA), "Ley General de Humedales")
    assert campos(propuesto.yaml, "palabras") == [
        "Aprobar el Reglamento de Supervisión, Fiscalización y Sanción, que consta de cuatro títulos.",
        "Cliente.- quien recibe financiamiento de una empresa para hacer un proyecto.",
        "Los humedales son las lagunas y los bofedales, según el párrafo 5.1 de la presente ley y su reglamento.",
        "Proponer la metodología para la gestión del riesgo ambiental de los proyectos de la empresa.",
        "El plazo máximo para ello es de cuatro meses, y se dice en la memoria del año.",
        "Los gobiernos locales cuidan los humedales de su jurisdicción con las comunidades que viven en ellos.",
    ]
    assert propuesto.ideas == propuesto.yaml.count("\n    revisada: no\n")
    assert propuesto.sin_pregunta == propuesto.yaml.count('- ""  # escriba cómo lo preguntaría la gente') > 0


def test_lo_que_no_se_sabe_preguntar_queda_fuera_y_se_dice_de_que_articulos() -> None:
    nadie = "Dicha situación podría darse también en los demás, a juicio de cada una de las anteriores."
    con_dato = "Dicha multa será de 10 UIT para cada una de las anteriores, a juicio de las demás."
    plazos = [f"Dicho trámite se hará en {numero} días, como en el caso anterior." for numero in (5, 6, 7, 8)]
    articulos = [(nadie, "Las empresas deben presentar el plan de cierre."), (nadie,), (), (*plazos, con_dato)]
    texto = "\n\n".join(
        f"Artículo {numero}.- Otros\n\n" + "\n\n".join(f"{una} {numero}." for una in dichas)
        for numero, dichas in enumerate(articulos, 1)
    )
    propuesto = proponer(leida(texto))
    assert propuesto.fuera == 5
    assert "# No propuse 5 oraciones de las que no sé qué se preguntaría." in propuesto.yaml
    assert "Están en: los artículos 1, 2 y 4." in " ".join(propuesto.yaml.replace("\n#", "").split())
    assert "# Artículo 1. Otros (aquí queda fuera 1 oración)" in propuesto.yaml
    assert propuesto.sin_pregunta == 2, "no van más de dos huecos seguidos, aunque traigan un dato"


@pytest.mark.parametrize(
    ("apartados", "dicho"),
    [
        (["Artículo 3. Objeto"], "el artículo 3"),
        (["Artículo 2", "Artículo 3", "Artículo 4", "Artículo 9"], "los artículos 2 a 4 y 9"),
        (["Artículo 9", "Artículo 2", "Artículo 9"], "los artículos 2 y 9"),
        (["Artículo 1", "Artículo 5", "Artículo 6"], "los artículos 1, 5 y 6"),
        (
            ["Aprueban la norma, Considerando", "Anexo 1, Del contenido", "Artículo 2"],
            "el artículo 2; Considerando; Anexo 1",
        ),
        ([""], "el principio"),
    ],
)
def test_los_apartados_se_nombran_en_corto(apartados: list[str], dicho: str) -> None:
    assert nombrar_apartados(apartados) == dicho


def test_lo_que_no_cabe_dice_de_que_articulos_es_y_las_palabras_cortadas_se_avisan() -> None:
    largas = "; ".join(f"{numero} medidas de cierre en cada una de las zonas de trabajo" for numero in range(30))
    articulos = "\n\n".join(
        f"Artículo {numero}.- Informe\n\nEl titular debe presentar el informe {numero}." for numero in range(1, 303)
    )
    propuesto = proponer(leida(f"{articulos}\n\nArtículo 303.- Plan\n\nEl plan debe incluir las {largas}."))
    assert propuesto.ideas == IDEAS
    assert "# No cabían en el archivo 3 oraciones más." in propuesto.yaml
    assert "Están en: los artículos 301 a 303." in propuesto.yaml
    cortadas = proponer(leida(f"Artículo 1.- Plan\n\nEl plan debe incluir las {largas}.")).yaml
    assert "# la oración sigue: puede alargarlas" in cortadas
    assert max(map(len, campos(cortadas, "palabras"))) <= 800


def test_ninguna_pregunta_se_repite_y_lo_repetido_dice_donde_mas_esta() -> None:
    repetida = "Las empresas deben presentar un informe cada año, con lo que hicieron y lo que falta por hacer."
    otra = "Las empresas deben presentar un informe cada año, si tienen clientes en la zona de influencia."
    articulos = (("Informe", repetida), ("Clientes", otra), ("Otra vez", repetida))
    texto = "\n\n".join(f"Artículo {n}.- {nombre}\n\n{dice}" for n, (nombre, dice) in enumerate(articulos, 1))
    propuesto = proponer(leida(texto))
    hechas = re.findall(r'^      - "(¿.*)"(?:  #.*)?$', propuesto.yaml, re.MULTILINE)
    assert "¿Quién debe presentar un informe cada año?" in hechas and len(set(hechas)) == len(hechas)
    assert "# también podría contestarla otra oración: mire el artículo 2" in propuesto.yaml
    assert 'apartado: "Artículo 1. Informe"  # también está en «Artículo 3. Otra vez»' in propuesto.yaml
    assert campos(propuesto.yaml, "palabras") == [repetida]


def de_que_trata(texto: str, titulo: str = "") -> Asunto | None:
    return asunto_de(titulo, leida(texto))


@pytest.mark.parametrize(
    ("titulo", "texto", "nombre", "norma"),
    [
        ("Ley General del Ambiente", "LEY N° 28611", "la Ley General del Ambiente", "la Ley General del Ambiente"),
        ("Aprueban Reglamento de Sanciones", "", "el Reglamento de Sanciones", "el Reglamento de Sanciones"),
        ("Aprueban Estándares de Calidad Ambiental (ECA) para Agua y establecen otras",
         "DECRETO SUPREMO N° 4-2017-MINAM",
         "los Estándares de Calidad Ambiental para Agua", "el Decreto Supremo 4-2017-MINAM"),
        ("Modifican el Reglamento de Sanciones", "DECRETO SUPREMO Nº 005-2025-MIDAGRI",
         "el Decreto Supremo 005-2025-MIDAGRI", "el Decreto Supremo 005-2025-MIDAGRI"),
        ("Modifican Decreto Supremo",
         "DECRETO SUPREMO N° 012-2018-MINAM\n\nCréase la Comisión Multisectorial de naturaleza temporal.",
         "la Comisión Multisectorial", "el Decreto Supremo 012-2018-MINAM"),
        ("Marco conceptual de las alianzas", "Texto.", "el Marco conceptual de las alianzas",
         "el Marco conceptual de las alianzas"),
    ],
)  # fmt: skip
def test_se_ve_de_que_trata_un_documento(titulo: str, texto: str, nombre: str, norma: str) -> None:
    asunto = de_que_trata(texto, titulo)
    assert asunto is not None
    assert (asunto.nombre, asunto.norma) == (nombre, norma)


def test_un_tramite_se_llama_por_su_sigla_y_una_entidad_no() -> None:
    parrafo = (
        "El Instrumento de Gestión Ambiental Correctivo (IGAC) se presenta al Ministerio del Ambiente (MINAM). La"
        " aprobación del IGAC, la solicitud del IGAC y la evaluación del IGAC son del MINAM, y la solicitud del MINAM. "
    )
    asunto = de_que_trata(parrafo * 4, "Norma")
    assert asunto is not None
    assert (asunto.nombre, asunto.clase, asunto.de) == ("el IGAC", Clase.TRAMITE, "del IGAC")


LEY = Asunto("la Ley de Lagunas", Clase.NORMA, "la Ley de Lagunas")
TRAMITE = Asunto("el IGAC", Clase.TRAMITE, "el Decreto Supremo 4-2012")
ORGANO = Asunto("la Comisión de Lagunas", Clase.ORGANO, "el Decreto Supremo 5-2018")
LO_HABITUAL = (
    ("multa", LEY, "La sanción es una multa.", "La multa es de 10 UIT."),
    ("apelacion", LEY, "La resolución se notifica.", "Contra la resolución cabe apelación."),
    ("silencio", LEY, "La solicitud de permiso se evalúa.", "La solicitud de permiso tiene silencio positivo."),
    ("costo", TRAMITE, "Se paga por derecho de trámite.", "Se paga S/ 50 por derecho de trámite."),
    ("consultor", TRAMITE, "Lo elabora un consultor.", "Lo elabora un consultor con los honorarios que acuerde."),
    ("quien-firma", TRAMITE, "", "Lo suscribe un profesional."),
    ("renovacion", TRAMITE, "", "El IGAC tiene vigencia de cinco años."),
    ("oficina", TRAMITE, "La solicitud se evalúa.", "La solicitud se evalúa en la av. Grau 123."),
    ("horario", TRAMITE, "La solicitud se evalúa.", "La solicitud se recibe en horario de oficina."),
    ("ejemplo", TRAMITE, "", "En el anexo hay un ejemplo de IGAC."),
    ("prescripcion", LEY, "La infracción se sanciona.", "La infracción prescribe en cuatro años."),
    ("denuncia", LEY, "Está prohibido pescar.", "Está prohibido pescar, y cualquiera puede denunciar."),
    ("sesiones", ORGANO, "", "La comisión se reúne cada mes."),
    ("alternos", ORGANO, "", "Cada miembro nombra un alterno."),
    ("pago", ORGANO, "", "El cargo es ad honorem."),
)  # fmt: skip


@pytest.mark.parametrize(("clave", "asunto", "lo_toca", "lo_dice"), LO_HABITUAL)
def test_lo_que_se_suele_preguntar_se_propone_solo_si_no_esta(
    clave: str, asunto: Asunto, lo_toca: str, lo_dice: str
) -> None:
    sin_decirlo = {una.clave for una in lo_que_no_dice(leida(f"La laguna es azul.\n\n{lo_toca}"), asunto)}
    diciendolo = {una.clave for una in lo_que_no_dice(leida(f"La laguna es azul.\n\n{lo_dice}"), asunto)}
    assert clave in sin_decirlo and clave not in diciendolo


@pytest.mark.parametrize("asunto", [LEY, TRAMITE, ORGANO])
def test_cada_ausencia_nombra_de_que_trata_y_no_es_de_contacto(asunto: Asunto) -> None:
    dice = "La solicitud de permiso, la sanción, la multa, la infracción y la indemnización constan en la resolución."
    ausencias = lo_que_no_dice(leida(f"{dice}\n\nEl titular debe presentar el informe anual de cierre."), asunto)
    assert len(ausencias) > 8
    for una in ausencias:
        for pregunta in una.preguntas:
            de_un_paso = una.clave.startswith("plazo-") and "informe" in pregunta
            assert (
                asunto.nombre.partition(" ")[2] in pregunta or asunto.norma.partition(" ")[2] in pregunta or de_un_paso
            )
            assert not re.search("correo|teléfono", pregunta) and pregunta.count("?") == 1


def test_de_lo_que_no_se_sabe_nombrar_no_se_propone_ninguna_ausencia_y_se_dice() -> None:
    assert lo_que_no_dice(leida("La laguna es azul."), None) == ()
    assert "póngale título" in proponer(leida("La laguna es azul, y tiene muchos peces de colores.")).yaml


def test_de_un_paso_sin_plazo_se_pregunta_cuando() -> None:
    con = "Las empresas deben remitir el plan de cierre a la autoridad en diez días."
    sin = "Las empresas deben publicar el reporte de gestión."
    claves = {una.clave: una.preguntas for una in lo_que_no_dice(leida(f"{con}\n\n{sin}"), LEY)}
    suyas = [preguntas for clave, preguntas in claves.items() if clave.startswith("plazo-")]
    assert suyas == [
        ("¿Cuándo hay que publicar el reporte de gestión?", "¿En qué plazo hay que publicar el reporte de gestión?")
    ]


def test_lo_que_no_dice_mira_quien_firma_el_anexo_y_otros_sectores() -> None:
    norma = "El gobernador aprueba el plan de pesca, con el texto que acompaña a la ordenanza."
    claves = {una.clave: una for una in lo_que_no_dice(leida(norma), LEY)}
    assert claves["quien-ocupa"].falta == "quién es hoy el gobernador"
    assert claves["anexo"].preguntas[0] == "¿Qué dice el anexo de la Ley de Lagunas?"
    assert claves["sector-mineria"].preguntas[0] == "¿La Ley de Lagunas vale para la minería?"
    firmada = {una.clave for una in lo_que_no_dice(leida(f"{norma}\n\nJUAN LUQUE MAMANI Gobernador Regional"), LEY)}
    assert "quien-ocupa" not in firmada
    con_minas = {una.clave for una in lo_que_no_dice(leida(f"{norma} También las mineras."), LEY)}
    assert "sector-mineria" not in con_minas and "sector-construccion" in con_minas


@pytest.mark.parametrize(
    ("apartado", "pregunta"),
    [
        ("Artículo 30. De los planes de cierre", ("¿Qué dice la Ley de Lagunas sobre los planes de cierre?",)),
        ("Artículo VII. Del principio precautorio", ("¿Qué es el principio precautorio?",)),
        ("Artículo 13. Registro de Consultores", ("¿Qué dice la Ley de Lagunas sobre el registro de consultores?",)),
        ("Artículo 1. Objeto", ()),
        ("Artículo 8. Del ámbito de aplicación", ()),
        ("Artículo 9", ()),
        ("Considerando", ()),
    ],
)  # fmt: skip
def test_del_epigrafe_de_un_articulo_sale_una_pregunta_si_no_es_general(
    apartado: str, pregunta: tuple[str, ...]
) -> None:
    assert por_su_epigrafe(apartado, LEY.norma) == pregunta


def test_nada_se_usa_hasta_que_alguien_lo_revisa(tmp_path: Path) -> None:
    archivo, lectura = tmp_path / "preguntas.yaml", leida(NORMA)
    propuesto = proponer(lectura)
    archivo.write_text(propuesto.yaml, encoding="utf-8")
    assert leer_ideas(archivo, "d", dividida(lectura), ()) == ((), ())
    antes, clave, despues = propuesto.yaml.partition("- idea: cliente-quien-recibe-financiamiento-de-una\n")
    archivo.write_text(antes + clave + despues.replace("revisada: no", "revisada: sí", 1), encoding="utf-8")
    (idea,), ajenas = leer_ideas(archivo, "d", dividida(lectura), ())
    assert "¿Qué es el cliente?" in idea.preguntas and ajenas
    assert idea.lugar is not None
    assert NORMA[idea.lugar.inicio : idea.lugar.fin].startswith("Cliente.- quien recibe")


def test_ninguna_pregunta_se_repite_en_el_borrador_de_un_documento() -> None:
    hechas = Counter(
        re.findall(r'^      - "(¿.*)"$', proponer(leida(NORMA), "Ley General de Humedales").yaml, re.MULTILINE)
    )
    assert len(hechas) > 6 and max(hechas.values()) == 1


def test_el_del_marco_se_lee(tmp_path: Path) -> None:
    (marco,) = DOCUMENTOS.glob("*.txt")
    lectura = leida(marco.read_bytes().decode("utf-8"))
    archivo = tmp_path / "preguntas.yaml"
    propuesto = proponer(lectura, "Marco conceptual de las Alianzas Multiactor")
    archivo.write_text(propuesto.yaml, encoding="utf-8")
    assert leer_ideas(archivo, "d", dividida(lectura), ()) == ((), ())
    assert propuesto.ideas > 5


@settings(max_examples=25, deadline=None)
@example(["0000000000000000000000000"])
@example(["null......................................"])
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=120), max_size=8))
def test_de_cualquier_texto_sale_un_borrador_que_se_lee(tmp_path_factory: object, parrafos: list[str]) -> None:
    lectura = leida("\n\n".join(parrafos))
    archivo = tmp_path_factory.mktemp("p") / "preguntas.yaml"  # pyright: ignore[reportAttributeAccessIssue]
    archivo.write_text(proponer(lectura).yaml, encoding="utf-8")
    assert leer_ideas(archivo, "d", dividida(lectura), ()) == ((), ())
