"""Que un lugar del documento se reconozca como lo diga cada quien: deprisa, sin tildes, con formalidad o en inglés."""

from dataclasses import replace
from typing import Any

import pytest

from bot.dialogo.decidir import decidir
from bot.dialogo.entradas import MensajeRecibido
from bot.dialogo.peticiones import Buscar
from bot.dialogo.preguntas.citas import citar, solo_presenta
from bot.dialogo.preguntas.lecturas.apartado import leer_apartado
from bot.dialogo.preguntas.lecturas.formas import pide_lo_principal
from bot.dialogo.preguntas.parte import Resultado
from bot.dialogo.preguntas.responder import leer
from bot.dialogo.turno import Estado, RespuestaDada
from conocimiento.ingesta import leer_solicitudes
from conocimiento.modelo import RESPUESTA, Ficha, Fragmento, Tramo, Vacio
from tests.apoyo.rutas import DOCUMENTOS
from tests.unidad.dialogo.preguntas.test_apartados import (
    CARACTERISTICAS,
    CONCEPTO,
    CONCLUSIONES,
    PRINCIPIOS,
    TODOS,
    contexto,
    leida,
)

LEEN = [
    ("la 2.1", [CONCEPTO]),
    ("y la 2.2?", [CARACTERISTICAS]),
    ("que dice la dos punto tres", [PRINCIPIOS]),
    ("el punto dos tres", [PRINCIPIOS]),
    ("2.3 pls", [PRINCIPIOS]),
    ("seccion 2,1", [CONCEPTO]),
    ("la seccion 2-2", [CARACTERISTICAS]),
    ("me lees el 2.1?", [CONCEPTO]),
    ("léame la 2.3 completa", [PRINCIPIOS]),
    ("las conclusiones", [CONCLUSIONES]),
    ("conclusiones porfa", [CONCLUSIONES]),
    ("en qué concluye el documento", [CONCLUSIONES]),
    ("cómo termina el documento", [CONCLUSIONES]),
    ("a qué conclusión llegan", [CONCLUSIONES]),
    ("la conclusión del capítulo", [CONCLUSIONES]),
    ("la última parte", [CONCLUSIONES]),
    ("lo último del documento", [CONCLUSIONES]),
    ("el final del documento", [CONCLUSIONES]),
    ("qué dice al final el marco", [CONCLUSIONES]),
    ("la parte final del capítulo", [CONCLUSIONES]),
    ("la primera parte", [CONCEPTO]),
    ("la primera sección", [CONCEPTO]),
    ("el segundo apartado", [CARACTERISTICAS]),
    ("la tercera sección qué dice", [PRINCIPIOS]),
    ("el tercer punto del capítulo", [PRINCIPIOS]),
    ("cómo empieza el documento", [CONCEPTO]),
    ("el comienzo del capítulo dos", [CONCEPTO]),
    ("la parte de los principios", [PRINCIPIOS]),
    ("el apartado sobre las características", [CARACTERISTICAS]),
    ("lo de las características en corto", [CARACTERISTICAS]),
    ("resúmame el documento", [*TODOS]),
    ("resumen del marco", [*TODOS]),
    ("de qué va el documento", [*TODOS]),
    ("lo más importante", [*TODOS]),
    ("lo más importante del documento", [*TODOS]),
    ("lo más importante de los principios", [PRINCIPIOS]),
    ("lo esencial del marco", [*TODOS]),
    ("lo principal del capítulo", [*TODOS]),
    ("los puntos clave", [*TODOS]),
    ("las ideas principales", [*TODOS]),
    ("en resumen qué dice el documento", [*TODOS]),
    ("un resumen para un correo", [*TODOS]),
    ("resumen para mi jefe", [*TODOS]),
    ("necesito un resumen ejecutivo del capítulo II", [*TODOS]),
    ("un resumen corto de las características", [CARACTERISTICAS]),
    ("resumen breve de los principios para un correo", [PRINCIPIOS]),
    ("un párrafo para un correo sobre las conclusiones", [CONCLUSIONES]),
    ("ponme el concepto para una diapositiva", [CONCEPTO]),
    ("Agradeceré un extracto de la sección 2.3", [PRINCIPIOS]),
    ("Sírvase transcribir el numeral 2.2", [CARACTERISTICAS]),
    ("Solicito el texto íntegro de las conclusiones", [CONCLUSIONES]),
    ("give me the conclusions", [CONCLUSIONES]),
    ("the last part", [CONCLUSIONES]),
    ("summary of section 2.2", [CARACTERISTICAS]),
    ("what does section 2.3 say", [PRINCIPIOS]),
    ("the main points of the document", [*TODOS]),
    ("tl;dr", [*TODOS]),
    ("tldr del documento", [*TODOS]),
    ("2.1 y 2.2", [CONCEPTO, CARACTERISTICAS]),
    ("las características y los principios resumidos", [CARACTERISTICAS, PRINCIPIOS]),
    ("resume el 2.1 y las conclusiones", [CONCEPTO, CONCLUSIONES]),
    ("toda la 2.3", [PRINCIPIOS]),
    ("el capitulo 2 completo", [*TODOS]),
    ("quiero leer todo el documento", [*TODOS]),
    ("mándame el documento entero", [*TODOS]),
    ("penúltima sección", [PRINCIPIOS]),
    ("la parte del concepto", [CONCEPTO]),
    ("para una exposicion: resumen de los principios", [PRINCIPIOS]),
    ("a ver las conclusiones", [CONCLUSIONES]),
    ("qué se concluye", [CONCLUSIONES]),
    ("cuál es la conclusión final", [CONCLUSIONES]),
    ("me puede leer la parte donde habla de los principios", [PRINCIPIOS]),
    ("la parte que habla de las características", [CARACTERISTICAS]),
    ("donde dice los principios, copie esa parte", [PRINCIPIOS]),
    ("acapite 2.2 textual", [CARACTERISTICAS]),
    ("2.2.", [CARACTERISTICAS]),
    ("2.1?", [CONCEPTO]),
    ("punto 2.3 resumido", [PRINCIPIOS]),
    ("qué dice exactamente el numeral 2.1", [CONCEPTO]),
    ("transcríbame el último apartado", [CONCLUSIONES]),
    ("el primer acápite", [CONCEPTO]),
    ("cuál es la idea central del documento", [*TODOS]),
    ("la idea principal del marco", [*TODOS]),
    ("idea principal de las conclusiones", [CONCLUSIONES]),
    ("de q se trata este documento", [*TODOS]),
    ("quiero un resumen del capítulo para enviarlo por correo", [*TODOS]),
    ("resumen de una página del documento", [*TODOS]),
    ("resuma en un párrafo la sección de principios", [PRINCIPIOS]),
    ("highlights of the document", [*TODOS]),
    ("give me a short summary of the framework", [*TODOS]),
    ("bullet points of the conclusions please", [CONCLUSIONES]),
    ("whats in section 2.1", [CONCEPTO]),
    ("el apartado final completo", [CONCLUSIONES]),
    ("léame todo", [*TODOS]),
    ("un resumen sencillo de las conclusiones", [CONCLUSIONES]),
    ("resumeme eso de las caracteristicas", [CARACTERISTICAS]),
    ("dime en corto las conclusiones", [CONCLUSIONES]),
    ("para mi informe necesito la sección 2.2 tal cual", [CARACTERISTICAS]),
    ("podría proporcionarme el contenido del apartado 2.3", [PRINCIPIOS]),
    ("el contenido de la 2.1", [CONCEPTO]),
    ("que viene en el 2.2", [CARACTERISTICAS]),
    ("y en el 2.3 que hay", [PRINCIPIOS]),
    ("la sección de conclusiones en inglés", [CONCLUSIONES]),
    ("hay conclusiones?", [CONCLUSIONES]),
    ("los puntos principales de la sección características", [CARACTERISTICAS]),
    ("me resumes de la 2.1 a la 2.3", [CONCEPTO, CARACTERISTICAS, PRINCIPIOS]),
    ("2.1 hasta 2.3", [CONCEPTO, CARACTERISTICAS, PRINCIPIOS]),
    ("resumen corto porfis es para mi jefa", [*TODOS]),
    ("resumen de los primeros dos apartados", [CONCEPTO, CARACTERISTICAS]),
    ("las dos primeras partes", [CONCEPTO, CARACTERISTICAS]),
    ("el concepto según la 2.1", [CONCEPTO]),
]

EN_PUNTOS = [
    ("el capítulo entero en 4 puntos", 4, [*TODOS]),
    ("todo el capítulo en 3 ideas", 3, [*TODOS]),
    ("el documento completo en cinco líneas", 5, [*TODOS]),
    ("resúmeme todo el marco conceptual en 4 puntos", 4, [*TODOS]),
    ("de qué trata el marco en dos líneas", 2, [*TODOS]),
    ("pa un correo, las conclusiones en 3 lineas", 3, [CONCLUSIONES]),
    ("3 bullets de los principios pa mi ppt", 3, [PRINCIPIOS]),
    ("las características en dos puntos", 2, [CARACTERISTICAS]),
    ("sintetice las conclusiones en tres ideas fuerza", 3, [CONCLUSIONES]),
    ("can you summarize the whole chapter in 4 points", 4, [*TODOS]),
    ("key takeaways in 3 bullets", 3, [*TODOS]),
    ("dime lo mas relevante de la 2.2 en una oracion", 1, [CARACTERISTICAS]),
    ("principios y conclusiones en 4 puntos", 4, [PRINCIPIOS, CONCLUSIONES]),
    ("lo que dice el documento sobre concepto, en 2 puntos", 2, [CONCEPTO]),
    ("tengo que hacer un informe, dame las conclusiones en 5 puntos", 5, [CONCLUSIONES]),
    ("estoy apurado, en 2 puntos de qué trata el capítulo", 2, [*TODOS]),
    ("soy alcalde, no tengo tiempo: el marco en cuatro puntos", 4, [*TODOS]),
    ("hazme la sintesis del marco en 6 lineas", 6, [*TODOS]),
    ("en tres frases el capítulo II", 3, [*TODOS]),
    ("dos ideas fuerza de las conclusiones para un discurso", 2, [CONCLUSIONES]),
    ("cinco puntos clave del marco", 5, [*TODOS]),
    ("los 4 puntos mas importantes del documento", 4, [*TODOS]),
    ("lo más relevante en 3 puntos", 3, [*TODOS]),
    ("capitulo dos en tres puntitos", 3, [*TODOS]),
]

DE_OTRA_COSA = [
    "el texto de la definición completo",
    "la última parte de mi propuesta",
    "el final de la alianza",
    "cómo empieza una alianza",
    "lo más importante para una empresa",
    "lo más importante en una alianza",
    "cuál es el principio más importante",
    "qué parte le toca al estado",
    "la primera etapa del proyecto",
    "en 4 puntos dime cómo postular",
    "un correo para la APCI",
    "dame 3 características de una empresa",
    "resumen de mi borrador",
    "el último paso",
    "la segunda parte del pago",
    "los principios de la contabilidad",
    "3 principios",
    "resume los requisitos",
    "las conclusiones de la reunión de ayer",
    "el punto 3 de mi proyecto",
    "un resumen de los beneficios para la empresa",
    "la mitad del documento",
    "qué dice la 2.3 sobre la corrupción",
    "la 2.3 obliga a las empresas?",
    "según las conclusiones qué hará la apci",
    "qué dicen las conclusiones sobre los recursos",
    "resumen de la reunión",
    "los puntos más importantes de mi propuesta",
    "lo más importante es la plata",
    "lo principal es el agua potable",
    "al final quién decide",
    "al final del proyecto qué pasa",
    "en la primera parte del proyecto capacitaremos",
    "el documento completo cuesta?",
    "todo el documento está aprobado?",
    "mi presentación es mañana",
    "presupuesto 2.3",
]

SIN_EL = [
    "la 2.4",
    "la 3.1 que dice",
    "el capitulo 5",
    "la octava seccion",
    "resumen del capitulo III",
    "la bibliografia",
    "la parte introductoria",
    "tiene anexos el documento?",
    "capítulo uno",
    "2.5",
]

DEL_INDICE = [
    "qué partes tiene el documento",
    "cuales son los apartados",
    "que secciones hay",
    "cuántos capítulos tiene",
]


@pytest.mark.parametrize(("pregunta", "apartados"), LEEN)
def test_lee_lo_que_se_nombra(pregunta: str, apartados: list[str]) -> None:
    citas = leida(pregunta).citas
    assert list(dict.fromkeys(cita.apartado for cita in citas)) == apartados
    assert [cita.inicio for cita in citas] == sorted(cita.inicio for cita in citas)
    assert not any(solo_presenta(cita.texto) for cita in citas)


@pytest.mark.parametrize(("pregunta", "cuantos", "apartados"), EN_PUNTOS)
def test_da_los_puntos_que_se_piden_como_extracto(pregunta: str, cuantos: int, apartados: list[str]) -> None:
    lectura = leida(pregunta)
    assert len(lectura.citas) == cuantos
    assert {cita.apartado for cita in lectura.citas} <= set(apartados)
    assert lectura.entrada.startswith("Extracto de «")
    assert lectura.entrada.endswith("con sus propias oraciones:")
    assert not any(solo_presenta(cita.texto) for cita in lectura.citas)


@pytest.mark.parametrize("pregunta", [fila[0] for fila in (*LEEN, *EN_PUNTOS)] + SIN_EL + DEL_INDICE)
def test_lo_que_se_lee_se_mira(pregunta: str) -> None:
    assert leer(contexto(), pregunta) is not None


@pytest.mark.parametrize("pregunta", DE_OTRA_COSA)
def test_lo_que_no_es_de_un_apartado_se_busca(pregunta: str) -> None:
    assert leer_apartado(contexto(), pregunta) is None


@pytest.mark.parametrize("pregunta", SIN_EL)
def test_del_que_no_esta_dice_los_que_si(pregunta: str) -> None:
    parte = leer_apartado(contexto(), pregunta)
    assert parte is not None
    assert parte.resultado is Resultado.CERCANO
    assert parte.citas == ()


@pytest.mark.parametrize("pregunta", DEL_INDICE)
def test_dice_que_apartados_hay(pregunta: str) -> None:
    assert all(titulo in leida(pregunta).entrada for titulo in TODOS)


def test_de_menos_puntos_que_apartados_quedan_el_primero_y_los_que_mas_dicen() -> None:
    citas = leida("el capítulo entero en dos puntos").citas
    assert citas[0].apartado == CONCEPTO
    assert "Un esquema de cooperación voluntaria" in citas[0].texto
    assert len(citas) == 2


@pytest.mark.parametrize(
    ("pregunta", "clave", "ademas"),
    [
        ("la 2.2", "grafico-3", ""),
        ("resume las características", "grafico-3", ""),
        ("2.3", "cuarto-principio", "GRÁFICO N°4"),
    ],
)
def test_lo_que_el_apartado_anuncia_y_no_esta_se_dice(pregunta: str, clave: str, ademas: str) -> None:
    parte = leer_apartado(contexto(), pregunta)
    assert parte is not None
    assert parte.vacio is not None
    assert parte.vacio.clave == clave
    assert parte.lectura is not None
    assert ademas in parte.lectura.cierre


def solo_el_titulo() -> tuple[Ficha, Fragmento]:
    """Un reglamento con un apartado que se anuncia y no está, y otro que termina en lo que solo presenta."""
    vacio = Vacio(
        "roles", "3. Roles", "roles de cada parte", "El reglamento anuncia los roles y no los trae.", ("roles",)
    )
    texto = "La veeduría dura dos años. Sus roles son los siguientes:"
    oraciones = (Tramo(0, 26), Tramo(27, len(texto)))
    ficha = Ficha("reglamento.txt", "Reglamento", "Veeduría", 2020, "f", "1", "", (vacio,))
    return ficha, Fragmento("reglamento.txt", "1", "2. Plazos", texto, 0, len(texto), oraciones)


def test_de_un_apartado_que_se_anuncia_y_no_esta_se_dice_el_vacio() -> None:
    ficha, fragmento = solo_el_titulo()
    parte = leer_apartado(replace(contexto(), fichas=(ficha,), fragmentos=(fragmento,)), "resume los roles")
    assert parte is not None
    assert parte.resultado is Resultado.CERCANO
    assert parte.vacio == ficha.vacios[0]


def test_lo_que_solo_presenta_y_nada_sigue_no_es_un_punto() -> None:
    ficha, fragmento = solo_el_titulo()
    parte = leer_apartado(replace(contexto(), fichas=(ficha,), fragmentos=(fragmento,)), "3 puntos de los plazos")
    assert parte is not None
    assert [cita.texto for cita in parte.citas] == ["La veeduría dura dos años."]


@pytest.mark.parametrize(
    "texto", ["y en 3 puntos?", "más corto", "lo más importante", "resúmelo", "tl;dr", "en una frase"]
)
@pytest.mark.parametrize(("antes", "apartado"), [("qué dicen las conclusiones", CONCLUSIONES), ("la 2.1", CONCEPTO)])
def test_lo_que_se_pide_despues_de_leer_un_apartado_es_de_ese(texto: str, antes: str, apartado: str) -> None:
    pasajes = tuple(map(citar, leida(antes).fragmentos))
    estado = Estado(turno=2, saludada=True, preguntas=(antes,), ultima=RespuestaDada(1, antes, pasajes))
    turno = decidir(contexto(), estado, MensajeRecibido(texto))
    assert any(isinstance(efecto, Buscar) for efecto in turno.efectos)
    assert turno.estado.en_curso is not None
    (junta,) = turno.estado.en_curso.partes
    lectura = leida(junta)
    assert {cita.apartado for cita in lectura.citas} == {apartado}
    assert lectura.en_puntos


@pytest.mark.parametrize(
    "texto", ["qué es una alianza", "y las universidades?", "resume los requisitos", "gracias", "las conclusiones"]
)
def test_lo_demas_no_es_resumir_lo_ultimo(texto: str) -> None:
    assert not pide_lo_principal(texto)


def test_mas_corto_da_menos_puntos() -> None:
    assert len(leida("las conclusiones: más corto").citas) < len(leida("las conclusiones").citas)


@pytest.mark.parametrize("texto", ["lo más importante", "los puntos clave"])
def test_si_lo_ultimo_no_tuvo_respuesta_lo_mas_importante_es_del_documento(texto: str) -> None:
    estado = Estado(turno=2, saludada=True, preguntas=("cómo postulo",), ultima=RespuestaDada(1, "cómo postulo", ()))
    turno = decidir(contexto(), estado, MensajeRecibido(texto))
    assert turno.estado.en_curso is not None
    (parte,) = turno.estado.en_curso.partes
    assert {cita.apartado for cita in leida(parte).citas} == {*TODOS}


def test_lo_que_se_contesta_en_la_entrevista_no_es_un_apartado(record_property: Any) -> None:
    respuestas = next(una for una in leer_solicitudes(DOCUMENTOS) if una.clave == RESPUESTA).ejemplos
    record_property("probados", len(respuestas))
    assert [una for una in respuestas if leer_apartado(contexto(), una)] == []
