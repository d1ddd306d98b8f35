"""El borrador de preguntas: sus preguntas son de la oración, no se repiten, y nada suyo se usa sin revisar."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conocimiento.biblioteca.borrador.ausencias import lo_que_no_dice
from conocimiento.biblioteca.borrador.formas import preguntas_de
from conocimiento.biblioteca.borrador.proponer import proponer
from conocimiento.biblioteca.borrador.sitio import Sitio
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
    return [linea.partition('"')[2].rstrip('"') for linea in yaml.split("\n") if f" {nombre}: " in linea]


@pytest.mark.parametrize(
    ("oracion", "primera"),
    [
        ("c) Crédito puente.- préstamo temporal que se da a un cliente.", "¿Qué es crédito puente?"),
        ("Convenio marco: acuerdo general entre las partes.", "¿Qué es convenio marco?"),
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
        "¿A quién le toca aprobar"
    )
    publica = "DISPONER la publicación del presente Decreto Supremo en el Diario Oficial El Peruano."
    assert preguntas_de(publica, Sitio(manda=True)) == ("¿Dónde se publica el Decreto Supremo?",)
    no_presentar = "No presentar el informe anual de riesgos a la autoridad."
    assert preguntas_de(no_presentar, Sitio(presenta="Incorporar las siguientes infracciones:")) == (
        "¿Es infracción no presentar el informe anual de riesgos a la autoridad?",
    )


def test_va_en_el_orden_del_documento_sin_titulos_ni_formulas() -> None:
    propuesto = proponer(leida(NORMA))
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


def test_ninguna_pregunta_se_repite_y_lo_repetido_dice_donde_mas_esta() -> None:
    repetida = "Las empresas deben presentar un informe cada año, con lo que hicieron y lo que falta por hacer."
    otra = "Las empresas deben presentar un informe cada año, si tienen clientes en la zona de influencia."
    articulos = (("Informe", repetida), ("Clientes", otra), ("Otra vez", repetida))
    texto = "\n\n".join(f"Artículo {n}.- {nombre}\n\n{dice}" for n, (nombre, dice) in enumerate(articulos, 1))
    propuesto = proponer(leida(texto))
    hechas = Counter(linea for linea in propuesto.yaml.split("\n") if linea.startswith('      - "¿'))
    assert max(hechas.values()) == 1
    assert "informe cada año?" not in propuesto.yaml, "sale de las dos oraciones y no distingue ninguna"
    assert 'apartado: "Artículo 1. Informe"  # también está en «Artículo 3. Otra vez»' in propuesto.yaml
    assert campos(propuesto.yaml, "palabras") == [repetida, otra]


LO_HABITUAL = (
    ("multa", "La multa es de 10 UIT."),
    ("costo", "El derecho de trámite está en el TUPA."),
    ("formulario", "Se llena la ficha técnica."),
    ("donde-presentar", "Se presenta por mesa de partes."),
    ("telefono", "Llame al teléfono (01) 611 3600."),
    ("correo", "Escriba a mesa@apci.gob.pe."),
    ("respuesta", "La autoridad resuelve en treinta días."),
    ("vigencia", "La ley entra en vigencia mañana."),
    ("denuncia", "Cualquiera puede denunciar."),
    ("requisitos", "Los requisitos son dos."),
)


@pytest.mark.parametrize(("clave", "dice"), LO_HABITUAL)
def test_lo_que_se_suele_preguntar_se_propone_solo_si_no_esta(clave: str, dice: str) -> None:
    sin_nada = {una.clave for una in lo_que_no_dice(leida("La laguna es azul y grande, y tiene muchos peces."))}
    con_ello = {una.clave for una in lo_que_no_dice(leida(f"La laguna es azul y grande.\n\n{dice}"))}
    assert clave in sin_nada and clave not in con_ello


def test_lo_que_no_dice_mira_quien_firma_el_anexo_y_otros_sectores() -> None:
    norma = "El gobernador aprueba el plan de pesca, con el texto que acompaña a la ordenanza."
    claves = {una.clave: una.falta for una in lo_que_no_dice(leida(norma))}
    assert claves["quien-ocupa"] == "quién es hoy el gobernador"
    assert {"anexo", "sector-mineria"} <= claves.keys()
    firmada = {una.clave for una in lo_que_no_dice(leida(f"{norma}\n\nJUAN LUQUE MAMANI Gobernador Regional"))}
    assert "quien-ocupa" not in firmada
    con_minas = {una.clave for una in lo_que_no_dice(leida(f"{norma} También las mineras."))}
    assert "sector-mineria" not in con_minas and "sector-construccion" in con_minas


def test_nada_se_usa_hasta_que_alguien_lo_revisa(tmp_path: Path) -> None:
    archivo, lectura = tmp_path / "preguntas.yaml", leida(NORMA)
    propuesto = proponer(lectura)
    archivo.write_text(propuesto.yaml, encoding="utf-8")
    assert leer_ideas(archivo, "d", dividida(lectura), ()) == ((), ())
    antes, clave, despues = propuesto.yaml.partition("- idea: cliente-quien-recibe-financiamiento-de-una\n")
    archivo.write_text(antes + clave + despues.replace("revisada: no", "revisada: sí", 1), encoding="utf-8")
    (idea,), ajenas = leer_ideas(archivo, "d", dividida(lectura), ())
    assert "¿Qué es cliente?" in idea.preguntas and ajenas
    assert idea.lugar is not None
    assert NORMA[idea.lugar.inicio : idea.lugar.fin].startswith("Cliente.- quien recibe")


def test_el_del_marco_se_lee(tmp_path: Path) -> None:
    (marco,) = DOCUMENTOS.glob("*.txt")
    lectura = leida(marco.read_bytes().decode("utf-8"))
    archivo = tmp_path / "preguntas.yaml"
    propuesto = proponer(lectura)
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
