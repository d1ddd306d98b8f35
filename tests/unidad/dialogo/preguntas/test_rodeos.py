"""Que un resumen se reconozca aunque se diga para qué es, y que un párrafo se lea por su lugar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogo.decidir import decidir
from bot.dialogo.entradas import MensajeRecibido
from bot.dialogo.preguntas.citas import citar, solo_presenta
from bot.dialogo.preguntas.lecturas.apartado import leer_apartado
from bot.dialogo.preguntas.lecturas.parrafos import parrafos_de
from bot.dialogo.turno import Estado, RespuestaDada
from tests.apoyo.textos_leidos import fragmentos_de
from tests.unidad.dialogo.preguntas.test_apartados import (
    CARACTERISTICAS,
    CONCEPTO,
    CONCLUSIONES,
    PRINCIPIOS,
    TODOS,
    contexto,
    leida,
)

DE_APARTADOS = [
    ("Sírvase extractar el numeral 2.3 en dos renglones, que irán en el acta de la sesión", [PRINCIPIOS]),
    ("mi jefa no lee nada largo, asi que mandame las conclusiones en 3 frases nomas", [CONCLUSIONES]),
    ("el viernes expongo ante la junta vecinal: la 2.2 en dos ideas", [CARACTERISTICAS]),
    ("necesito la esencia del segundo apartado, lo voy a imprimir para el mural", [CARACTERISTICAS]),
    ("tldr 2.1", [CONCEPTO]),
    ("me condensas la seccion de principios? es pa pegarlo en el grupo", [PRINCIPIOS]),
    ("estoy manejando, cuénteme cortito las conclusiones", [CONCLUSIONES]),
    ("redúzcame el acápite 2.2 a un par de líneas porque el periódico mural es chiquito", [CARACTERISTICAS]),
    ("lo que sigue después de las características, en pocas palabras", [PRINCIPIOS]),
    ("la parte que va antes de los principios en una linea", [CARACTERISTICAS]),
    ("quiero un abstract de la 2.1 que quepa en una diapositiva", [CONCEPTO]),
    ("sintetíceme la última sección, son para los regidores que no tienen tiempo", [CONCLUSIONES]),
    ("la penúltima parte, en breve, antes de que empiece mi reunión", [PRINCIPIOS]),
    ("De la primera parte, la de la definición del concepto, deme lo medular en una oración", [CONCEPTO]),
    ("a ver joven, los principios en poquitas palabras que mi vista ya no da", [PRINCIPIOS]),
    ("2.2 en corto porfa, toy en la combi", [CARACTERISTICAS]),
    ("conclusiones en cinco bullets, thanks, tengo call en diez minutos", [CONCLUSIONES]),
    ("No alcanzo a leerlo hoy. ¿Me sintetiza la 2.3 en tres líneas?", [PRINCIPIOS]),
    ("Se me pide para mañana un resumen de la dos punto dos, con dos viñetas basta", [CARACTERISTICAS]),
    ("las ideas centrales del tercer apartado, que se las mando a mis colegas por correo", [PRINCIPIOS]),
    ("hazme un resumencito de las características pa leerlo en la radio comunal", [CARACTERISTICAS]),
    ("¿Qué plantea, en síntesis, la parte del concepto? Lo incluiré en mi ayuda memoria.", [CONCEPTO]),
    ("todo el documento en seis viñetas, va en la presentación del lunes a los alcaldes", [*TODOS]),
    ("resúmame el documento entero como para que lo entienda mi suegra", [*TODOS]),
    ("de principio a fin, el capítulo en cuatro oraciones, que no tengo toda la noche", [*TODOS]),
    ("El capítulo completo, condensado en cinco ideas, por favor; se lo debo a mi profesora", [*TODOS]),
    ("todo el folleto cortito pa los socios", [*TODOS]),
    ("un extracto breve de la totalidad del documento, que será leído en asamblea", [*TODOS]),
    ("in short, what does section 2.3 say? it's for my boss", [PRINCIPIOS]),
    ("sum up the conclusions in 3 bullet points, my manager needs it today", [CONCLUSIONES]),
    ("la sección con que termina todo, en tres ideas para cerrar mi ponencia", [CONCLUSIONES]),
    ("resúmelo todo el capítulo II en siete líneas porfis es tarea de la maestría", [*TODOS]),
    ("Doctora, ¿me ayuda con la 2.1? En tres líneas nomás, mi laptop se está apagando.", [CONCEPTO]),
    ("Me piden 50 palabras sobre las conclusiones del documento, ¿me ayuda?", [CONCLUSIONES]),
    ("hágame el favor de acortarme la 2.2 porque mi vista no me da para tanto", [CARACTERISTICAS]),
    ("principios: versión de un minuto para la radio", [PRINCIPIOS]),
    ("cierre del documento en dos líneas para mi LinkedIn", [CONCLUSIONES]),
    ("el primer apartado dicho en dos líneas como quien se lo cuenta a un vecino", [CONCEPTO]),
    ("lo que está justo después del 2.2, tres puntitos para mi papelógrafo", [PRINCIPIOS]),
    ("¿en qué se resume todo el documento? cuatro frases, estoy en cola del banco", [*TODOS]),
]

DE_PARRAFOS = [
    ("el primer párrafo de las conclusiones en una línea", "La APCI tiene el compromiso"),
    ("¿Qué dice el segundo párrafo de las conclusiones?", "El presente documento es"),
    ("el tercer parrafo de las conclusiones resumido, lo pego en mi tesis", "Finalmente, las Alianzas"),
    ("conclusiones, párrafo 2, en dos ideas", "El presente documento es"),
    ("el párrafo final en una sola oración para cerrar mi discurso", "Finalmente, las Alianzas"),
    ("resúmame el párrafo con el que termina el documento", "Finalmente, las Alianzas"),
    ("el parrafo que abre las conclusiones, cortito", "La APCI tiene el compromiso"),
    ("el primer párrafo del documento en pocas palabras", "Un esquema de cooperación"),
    ("¿qué sostiene el penúltimo párrafo?", "El presente documento es"),
    ("lo del final donde dice finalmente, en una frase, que se lo leo a mi papá", "Finalmente, las Alianzas"),
    ("el 1er parrafo de la 2.3 en breve", "Para garantizar"),
    ("the last paragraph in one sentence please", "Finalmente, las Alianzas"),
    ("el párrafo de cierre, ¿cómo lo resumiría?", "Finalmente, las Alianzas"),
    ("me perdí en el último párrafo, dímelo en corto", "Finalmente, las Alianzas"),
]

DE_OTRA_COSA = [
    "resuma en tres puntos los beneficios que menciona la 2.1",
    "en dos líneas dígame si las conclusiones obligan a las empresas",
    "resúmame los requisitos de la 2.1",
    "las conclusiones de mi proyecto en tres puntos para mi jefe",
    "en tres puntos, qué dice la 2.3 sobre la corrupción",
    "resuma las conclusiones y dígame quién aprueba los proyectos",
    "La 2.1 en dos líneas. ¿Cuánto dinero dan?",
    "el último párrafo de mi informe en una frase",
    "resume el primer apartado de mi borrador",
    "en pocas palabras, qué papel tiene la academia según las conclusiones",
    "sintetice las características de una buena propuesta en tres puntos",
    "los principios del presupuesto público en cinco líneas",
    "un resumen del documento que mandé ayer sobre el agua",
    "en una frase, por qué la 2.2 habla de lo público",
    "los recursos de las conclusiones en dos puntos",
    "en tres puntos la corrupción en la 2.3",
    "la segunda parte del pago en dos líneas",
    "resuma cómo postular según el último párrafo",
    "en dos líneas, cuándo empieza la segunda etapa",
    "escríbame un párrafo final para mi carta",
    "hágame un párrafo con las actividades del proyecto",
    "en la 2.1, qué gana la empresa privada, en corto",
    "resúmame la 2.1 y quiero hablar con una persona",
    "el primer párrafo de la ley de cooperación en una línea",
    "¿cuántos principios hay? en una línea",
    "resúmeme el segundo párrafo del oficio que les mandé",
    "qué principio falta, en corto",
    "¿la 2.1 incluye a las ONG? en una línea",
    "en dos líneas qué es la confianza según la 2.3",
    "un resumen de los actores de la 2.1",
    "¿qué empresa firmó según las conclusiones? breve",
    "dame las conclusiones del taller de ayer en tres puntos",
    "en corto, ¿los principios son obligatorios?",
    "quiero armar mi propuesta en tres puntos con sus conclusiones",
]


@pytest.mark.parametrize(("pregunta", "apartados"), DE_APARTADOS)
def test_el_motivo_no_cambia_lo_que_se_lee(pregunta: str, apartados: list[str]) -> None:
    citas = leida(pregunta).citas
    assert list(dict.fromkeys(cita.apartado for cita in citas)) == apartados
    assert not any(solo_presenta(cita.texto) for cita in citas)


@pytest.mark.parametrize(("pregunta", "contiene"), DE_PARRAFOS)
def test_lee_solo_el_parrafo_que_se_nombra(pregunta: str, contiene: str) -> None:
    citas = leida(pregunta).citas
    de_cada_uno = [parrafo for parrafo in _parrafos() if any(cita.texto in parrafo for cita in citas)]
    assert len(de_cada_uno) == 1
    assert any(contiene in cita.texto for cita in citas)


@pytest.mark.parametrize("pregunta", DE_OTRA_COSA)
def test_lo_que_pregunta_otra_cosa_no_es_un_resumen(pregunta: str) -> None:
    assert leer_apartado(contexto(), pregunta) is None


@pytest.mark.parametrize(
    ("pregunta", "empieza"),
    [
        ("el segundo párrafo de las conclusiones en una línea", "El presente documento"),
        ("2.1 en una frase", "Para los fines de promoción"),
        ("el último párrafo en una sola frase", "Finalmente, las Alianzas"),
    ],
)
def test_en_una_frase_se_da_la_que_se_entiende_sola_y_define(pregunta: str, empieza: str) -> None:
    (cita,) = leida(pregunta).citas
    assert cita.texto.startswith(empieza)


def test_del_parrafo_se_dice_cual_es() -> None:
    assert "el párrafo 2 de «Conclusiones»" in leida("el segundo párrafo de las conclusiones en dos ideas").entrada
    assert "el último párrafo de «Conclusiones»" in leida("el último párrafo resumido").entrada


def test_del_parrafo_que_no_hay_no_se_lee_otro() -> None:
    parte = leer_apartado(contexto(), "el quinto párrafo de las conclusiones")
    assert parte is not None
    assert parte.citas == ()


@pytest.mark.parametrize(
    "texto",
    [
        "El último párrafo, el que cierra todo, es muy enredado. ¿En pocas líneas qué viene a decir?",
        "Estoy en la obra y no puedo leer. El párrafo final. ¿Me lo resume en dos líneas?",
        "¿Con qué cierra el documento? El último párrafo en una sola frase, para mi diapositiva.",
    ],
)
def test_lo_dicho_en_varias_frases_es_un_solo_pedido(texto: str) -> None:
    turno = decidir(contexto(), Estado(saludada=True), MensajeRecibido(texto))
    assert turno.estado.en_curso is not None
    (parte,) = turno.estado.en_curso.partes
    assert any("Finalmente" in cita.texto for cita in leida(parte).citas)


def test_varias_lecturas_siguen_siendo_varias() -> None:
    turno = decidir(contexto(), Estado(saludada=True), MensajeRecibido("¿Qué dice la 2.1? ¿Qué dice la 2.3?"))
    assert turno.estado.en_curso is not None
    assert len(turno.estado.en_curso.partes) == 2


@pytest.mark.parametrize("antes", ["las conclusiones", "el primer párrafo de las conclusiones"])
@pytest.mark.parametrize("texto", ["¿y el segundo párrafo?", "ahora el segundo párrafo", "el párrafo 2 por favor"])
def test_el_parrafo_que_se_pide_despues_es_de_lo_que_se_leyo(antes: str, texto: str) -> None:
    pasajes = tuple(map(citar, leida(antes).fragmentos))
    estado = Estado(turno=2, saludada=True, preguntas=(antes,), ultima=RespuestaDada(1, antes, pasajes))
    turno = decidir(contexto(), estado, MensajeRecibido(texto))
    assert turno.estado.en_curso is not None
    (parte,) = turno.estado.en_curso.partes
    assert {cita.inicio for cita in leida(parte).citas} <= {*range(2587, 3417)}


@given(
    st.lists(
        st.lists(
            st.sampled_from(["Uno dice poco.", "Otro dice más que el de antes.", "Todo " + "sigue " * 60 + "así."]),
            min_size=1,
            max_size=30,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_los_parrafos_son_los_bloques_del_texto(bloques: list[list[str]]) -> None:
    texto = "\n\n".join(" ".join(bloque) for bloque in bloques)
    parrafos = parrafos_de(fragmentos_de(texto, "texto.txt"))
    assert [" ".join(uno.texto for uno in parrafo) for parrafo in parrafos] == texto.split("\n\n")


def _parrafos() -> list[str]:
    """Los bloques del texto entre líneas en blanco, sin contar con cómo se fragmenta."""
    return [" ".join(trozo.texto for trozo in parrafo) for parrafo in parrafos_de(contexto().fragmentos)]
