"""Lo más cercano se cita solo si está cerca: lo demás se dice con lo que se puede hacer, y sin un párrafo de ruido."""

from dataclasses import replace

import pytest

from bot.dialogo.preguntas.cercania import sin_lo_lejano
from bot.dialogo.preguntas.citas import citar, solo_presenta
from bot.dialogo.preguntas.clases import Clase
from bot.dialogo.preguntas.mensaje import Forma, redactar_respuesta
from bot.dialogo.preguntas.parte import ParteContestada, Resultado
from bot.dialogo.preguntas.responder import contestar
from conocimiento.modelo import Fragmento, Hallazgo, Idea, Juicio, Pasaje, Tramo
from tests.unidad.dialogo.preguntas.test_apartados import CARACTERISTICAS, CONCEPTO, CONCLUSIONES, contexto
from tests.unidad.dialogo.preguntas.test_responder import una

MARCO = "marco-apci-capitulo-2.txt"


def de(apartado: str) -> Fragmento:
    return next(uno for uno in contexto().fragmentos if uno.apartado == apartado)


def decidida(pregunta: str, juicio: Juicio | None, fragmento: Fragmento, confianza: float = 0.4) -> ParteContestada:
    pasaje = Pasaje(fragmento, 1.0, fragmento.oraciones[0])
    (parte,) = contestar(
        contexto(), una(pregunta), (Hallazgo(pregunta, (pasaje,), confianza, dato=0.5, juicio=juicio),)
    )
    return parte


def suelto(contesta: float, ajena: float) -> Juicio:
    """El de una pregunta que no se parece mucho a ninguna conocida."""
    idea = Idea(MARCO, "quienes", True, None, ())
    return Juicio(contesta, 1 - contesta - ajena, ajena, ((idea, 0.2),))


@pytest.mark.parametrize(
    ("segunda", "queda"),
    [("Las pide la oficina en enero.", "Las pide la oficina en enero."), ("Los datos son:", None), (None, None)],
)
def test_si_la_primera_cita_solo_presenta_se_muestra_la_segunda(segunda: str | None, queda: str | None) -> None:
    textos = ("La ficha lleva las siguientes áreas:", *([segunda] if segunda else []))
    fragmentos = [
        Fragmento(f"{n}.pdf", "1", "", texto, 0, len(texto), (Tramo(0, len(texto)),)) for n, texto in enumerate(textos)
    ]
    hallazgo = Hallazgo("qué áreas", tuple(Pasaje(uno, 1.0, uno.oraciones[0]) for uno in fragmentos), 0.9)
    primera, *otra = (citar(uno) for uno in fragmentos)
    contestada = ParteContestada(
        "qué áreas", Resultado.CERCANO, 0.9, Clase.ABIERTA, cita=primera, fragmento=fragmentos[0]
    )
    if otra:
        contestada = replace(contestada, tambien=((otra[0], fragmentos[1]),))
    dicha = sin_lo_lejano(contexto(), contestada, hallazgo)
    assert (dicha.cita and dicha.cita.texto, dicha.tambien) == (queda, ())


@pytest.mark.parametrize(
    ("pregunta", "contesta", "ajena", "cita"),
    [
        ("puede participar la iglesia", 0.32, 0.12, True),
        ("sirve para proyectos de salud", 0.33, 0.02, True),
        ("qué porcentaje pone la empresa", 0.13, 0.02, True),
        ("debemos contar sin tapujos qué nos llevó a juntarnos", 0.46, 0.39, True),
        ("ya, pero solos o con alguien mas", 0.23, 0.46, False),
        ("se paga un derecho de trámite", 0.03, 0.27, False),
        ("cuántos empleados tiene", 0.01, 0.07, False),
        ("qué dice de la corrupción", 0.17, 0.22, False),
        ("la cooperativa no me devuelve mi plata", 0.09, 0.24, False),
        ("hay becas", 0.16, 0.27, False),
        ("qué es la cooperación triangular", 0.15, 0.02, False),
        ("aceptan voluntarios", 0.18, 0.21, False),
    ],
)
def test_lo_mas_cercano_se_cita_solo_si_esta_cerca(pregunta: str, contesta: float, ajena: float, cita: bool) -> None:
    parte = decidida(pregunta, suelto(contesta, ajena), de(CONCEPTO))
    assert parte.resultado is Resultado.CERCANO
    assert (parte.cita is not None) is cita
    texto = redactar_respuesta((parte,), contexto().fichas, Forma()).texto
    assert ("«Avísenme si hay respuesta» o pídame hablar con una persona" in texto) is not cita
    assert ("Lo más cercano" in texto) is cita


@pytest.mark.parametrize(
    ("pregunta", "confianza", "cita"),
    [
        ("¿cuánto dura el protocolo?", 0.55, True),
        ("¿cuánto dura el trámite?", 0.55, False),
        ("¿cuánto dura el trámite?", 0.9, True),
    ],
)
def test_sin_preguntas_conocidas_cuenta_lo_que_comparten_o_que_trate_el_tema(
    pregunta: str, confianza: float, cita: bool
) -> None:
    del_protocolo = [uno for uno in contexto().fragmentos if uno.apartado == CONCLUSIONES][1]
    parte = decidida(pregunta, None, del_protocolo, confianza=confianza)
    assert parte.resultado is Resultado.CERCANO
    assert (parte.cita is not None) is cita


def test_de_lo_que_acaba_presentando_se_cita_lo_de_antes() -> None:
    texto = "El humo ajeno también daña a quien trabaja en el local. 5.2 PROCEDIMIENTO DE LA INSPECCIÓN:"
    oraciones = (Tramo(0, 55), Tramo(56, len(texto)))
    fragmento = Fragmento("norma.pdf", "1", "5.1 Definiciones", texto, 0, len(texto), oraciones)
    parte = decidida("a quien daña el humo", None, fragmento, confianza=0.7)
    assert parte.cita is not None
    assert parte.cita.texto == "El humo ajeno también daña a quien trabaja en el local."


def test_lo_que_presenta_y_ya_dispone_se_cita() -> None:
    texto = (
        "Artículo 13.- Contenido del cuestionario. El cuestionario debe elaborarse tomando en consideración solo los "
        "bienes y servicios que presta el proveedor a un proyecto, y debe considerar como mínimo los siguientes "
        "aspectos sociales y ambientales:"
    )
    oraciones = (Tramo(0, 41), Tramo(42, len(texto)))
    fragmento = Fragmento("norma.pdf", "1", "Artículo 13", texto, 0, len(texto), oraciones)
    parte = decidida("el cuestionario toma en cuenta todo lo que vende el proveedor", None, fragmento, confianza=0.7)
    assert parte.cita is not None
    assert parte.cita.texto == texto


@pytest.mark.parametrize("apartado", [CARACTERISTICAS, CONCEPTO])
def test_lo_senalado_como_cercano_no_es_lo_que_solo_presenta(apartado: str) -> None:
    fragmento = de(apartado)
    presenta = next(tramo for tramo in fragmento.oraciones if solo_presenta(fragmento.oracion(tramo)))
    idea = Idea(MARCO, "diferencia", False, presenta, (), falta="en qué se diferencian")
    parte = decidida("diferencia con una app", Juicio(0.01, 0.98, 0.01, ((idea, 0.99),)), fragmento)
    assert parte.cita is None
    assert parte.falta == "en qué se diferencian"


def test_lo_senalado_se_cita_aunque_no_comparta_palabras() -> None:
    fragmento = de(CONCEPTO)
    idea = Idea(MARCO, "salida", False, fragmento.oraciones[2], (), falta="cómo se sale")
    parte = decidida("me quiero ir", Juicio(0.01, 0.98, 0.01, ((idea, 0.99),)), fragmento)
    assert parte.cita is not None
    assert parte.cita.texto.startswith("Un esquema de cooperación voluntaria")


@pytest.mark.parametrize("fragmento", contexto().fragmentos, ids=lambda uno: f"{uno.apartado} {uno.inicio}")
def test_ninguna_cita_se_queda_en_lo_que_solo_presenta(fragmento: Fragmento) -> None:
    for tramo in fragmento.oraciones:
        assert not solo_presenta(citar(fragmento, tramo).texto)


def test_lo_que_presenta_y_nada_sigue_no_se_cita_como_cercano() -> None:
    entero = de(CARACTERISTICAS)
    presenta = entero.oraciones[0]
    corto = replace(entero, texto=entero.oracion(presenta), fin=presenta.fin, oraciones=(presenta,))
    parte = decidida("qué características de una app", suelto(0.4, 0.01), corto)
    assert parte.cita is None
