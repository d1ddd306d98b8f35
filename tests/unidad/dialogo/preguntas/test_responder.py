"""De los pasajes a la respuesta: qué se cita y cuál de los tres resultados toca."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.dialogo.preguntas.citas import LARGO_RESPUESTA, ventana
from bot.dialogo.preguntas.clases import Clase
from bot.dialogo.preguntas.mensaje import Forma, redactar_respuesta
from bot.dialogo.preguntas.parte import Resultado, resultado_conjunto
from bot.dialogo.preguntas.reglas.seguimiento import preferido
from bot.dialogo.preguntas.responder import contestar, sin_caducados
from bot.dialogo.turno import Contexto, PreguntaEnCurso
from conocimiento.modelo import Ficha, Fragmento, Hallazgo, Pasaje, Tramo, Vacio
from tests.apoyo.charla import ENTREVISTA

VACIO = Vacio("tercero", "2 Colores", "tres colores", "El texto anuncia tres colores y da dos.", ("tercer color",))
FICHA = Ficha("colores.txt", "Guía de pinturas", "Taller", 2020, "archivo", "1", "cap. II", (VACIO,))
CONTEXTO = Contexto(ENTREVISTA, (FICHA,), datetime(2026, 11, 23, tzinfo=UTC))


def fragmento(*oraciones: str, inicio: int = 100) -> Fragmento:
    """Un fragmento con sus oraciones separadas por un espacio."""
    tramos, posicion = [], inicio
    for oracion in oraciones:
        tramos.append(Tramo(posicion, posicion + len(oracion)))
        posicion += len(oracion) + 1
    texto = " ".join(oraciones)
    return Fragmento("colores.txt", "1", "2 Colores", texto, inicio, inicio + len(texto), tuple(tramos))


def hallazgo(*fragmentos: Fragmento, confianza: float = 0.9, mejor: int = 0) -> Hallazgo:
    return Hallazgo("", tuple(Pasaje(uno, 1.0, uno.oraciones[mejor]) for uno in fragmentos), confianza)


def una(pregunta: str) -> PreguntaEnCurso:
    return PreguntaEnCurso(pregunta, (pregunta,), ((pregunta,),))


COLORES = fragmento("Los tres colores son rojo y azul.", "El rojo abriga.", "El azul enfría.")


def test_responde_con_palabras_del_documento() -> None:
    (parte,) = contestar(CONTEXTO, una("¿Cómo es el rojo?"), (hallazgo(COLORES, mejor=1),))
    assert parte.resultado is Resultado.RESPUESTA
    assert parte.cita is not None
    assert parte.cita.texto == COLORES.texto[parte.cita.inicio - 100 : parte.cita.fin - 100]


def test_sin_confianza_no_sabe_ni_cita() -> None:
    (parte,) = contestar(CONTEXTO, una("¿Quién ganó ayer?"), (hallazgo(COLORES, confianza=0.1),))
    assert (parte.resultado, parte.cita) == (Resultado.NO_SABE, None)


def test_sin_pasajes_no_sabe() -> None:
    (parte,) = contestar(CONTEXTO, una("¿Quién ganó ayer?"), (Hallazgo("", (), 1.0),))
    assert parte.resultado is Resultado.NO_SABE


def test_el_tema_sin_el_dato_es_lo_mas_cercano() -> None:
    (parte,) = contestar(CONTEXTO, una("¿Cuánto cuesta el rojo?"), (hallazgo(COLORES),))
    assert parte.resultado is Resultado.CERCANO
    assert parte.cita is not None


def test_busca_el_dato_en_los_siguientes_pasajes() -> None:
    precio = fragmento("El rojo cuesta S/ 20.00 el litro.", inicio=900)
    (parte,) = contestar(CONTEXTO, una("¿Cuánto cuesta el rojo?"), (hallazgo(COLORES, precio),))
    assert parte.resultado is Resultado.RESPUESTA
    assert parte.cita is not None
    assert "S/ 20.00" in parte.cita.texto


def test_un_vacio_conocido_se_dice_y_no_se_adivina() -> None:
    (parte,) = contestar(CONTEXTO, una("¿cuál es el tercer color?"), (hallazgo(COLORES, mejor=2),))
    assert (parte.resultado, parte.vacio) == (Resultado.CERCANO, VACIO)
    assert parte.cita is not None
    assert VACIO.anuncio in parte.cita.texto


def test_una_lista_advierte_lo_que_el_documento_anuncia_y_no_trae() -> None:
    (parte,) = contestar(CONTEXTO, una("¿Cuáles son los colores?"), (hallazgo(COLORES),))
    assert (parte.resultado, parte.vacio) == (Resultado.RESPUESTA, VACIO)
    assert VACIO.mensaje in redactar_respuesta((parte,), (FICHA,), Forma()).texto


def test_corrige_lo_que_se_da_por_cierto() -> None:
    (parte,) = contestar(CONTEXTO, una("El verde es uno de los colores, ¿no?"), (hallazgo(COLORES),))
    assert parte.no_figuran == ("verde",)
    assert "no figura «verde»" in redactar_respuesta((parte,), (FICHA,), Forma()).texto


@pytest.mark.parametrize("mejor", range(12))
def test_la_ventana_contiene_la_mejor_oracion_y_cabe_en_un_telefono(mejor: int) -> None:
    largo = fragmento(
        *(f"Oración número {lugar} con bastante texto para que el pasaje no quepa entero." * 2 for lugar in range(12))
    )
    tramo = ventana(Pasaje(largo, 1.0, largo.oraciones[mejor]), Clase.ABIERTA)
    assert tramo.inicio <= largo.oraciones[mejor].inicio
    assert largo.oraciones[mejor].fin <= tramo.fin
    assert tramo.fin - tramo.inicio <= LARGO_RESPUESTA


def test_una_oracion_mas_larga_que_la_ventana_se_cita_entera() -> None:
    larga = fragmento("Palabra " * 150 + "fin.")
    assert ventana(Pasaje(larga, 1.0, larga.oraciones[0]), Clase.ABIERTA) == larga.oraciones[0]


def test_varias_partes_dicen_cual_falta() -> None:
    pregunta = PreguntaEnCurso("", ("¿Qué abriga?", "¿quién ganó?"), (("¿Qué abriga?",), ("¿quién ganó?",)))
    partes = contestar(CONTEXTO, pregunta, (hallazgo(COLORES, mejor=1), hallazgo(COLORES, confianza=0.01)))
    assert resultado_conjunto(partes) is Resultado.RESPUESTA
    texto = redactar_respuesta(partes, (FICHA,), Forma()).texto
    assert "1. Qué abriga" in texto
    assert "2. Quién ganó\nDe eso no tratan los documentos" in texto


def test_no_repite_la_misma_cita() -> None:
    pregunta = PreguntaEnCurso("", ("¿Qué abriga?", "¿qué enfría?"), (("¿Qué abriga?",), ("¿qué enfría?",)))
    partes = contestar(CONTEXTO, pregunta, (hallazgo(COLORES, mejor=1), hallazgo(COLORES, mejor=1)))
    assert redactar_respuesta(partes, (FICHA,), Forma()).texto.count(COLORES.texto) == 1


def test_la_fuente_dice_documento_capitulo_apartado_y_anio() -> None:
    (parte,) = contestar(CONTEXTO, una("¿Cómo es el rojo?"), (hallazgo(COLORES, mejor=1),))
    assert (
        "Guía de pinturas, cap. II, 2 Colores (Taller, 2020)" in redactar_respuesta((parte,), (FICHA,), Forma()).texto
    )


VERDE = fragmento("El verde calma mucho.", inicio=900)


def seguir(parte: str, confianza_solo: float) -> tuple[Resultado, Fragmento | None]:
    """Contesta un seguimiento de «¿Qué abriga?» cuya búsqueda sola halló VERDE."""
    pregunta = PreguntaEnCurso(parte, (parte,), ((parte, f"{parte} ¿Qué abriga?"),))
    solo = replace(hallazgo(VERDE, confianza=confianza_solo), consulta=parte)
    (contestada,) = contestar(CONTEXTO, pregunta, (solo, hallazgo(COLORES, mejor=1)))
    return contestada.resultado, contestada.fragmento


def test_un_seguimiento_sin_nada_nuevo_usa_la_busqueda_con_la_anterior() -> None:
    assert seguir("¿y eso?", 0.2) == (Resultado.RESPUESTA, COLORES)


def test_lo_nuevo_de_un_seguimiento_elige_el_pasaje_aunque_solo_no_baste() -> None:
    assert seguir("¿y el verde?", 0.2) == (Resultado.RESPUESTA, VERDE)


def test_un_seguimiento_que_cambia_de_tema_no_hereda_la_confianza() -> None:
    assert seguir("¿y quién ganó el mundial?", 0.05) == (Resultado.NO_SABE, None)


@pytest.mark.parametrize(
    ("parte", "documento"),
    [
        ("¿qué es una tela?", "telas.txt"),  # nombra el tema de otro documento: no sigue hablando de colores
        ("¿y las telas?", "telas.txt"),
        ("¿y cuánto cuesta?", "colores.txt"),
    ],
)
def test_quien_nombra_el_tema_de_otro_documento_ya_no_habla_del_de_antes(parte: str, documento: str) -> None:
    telas = replace(FICHA, documento="telas.txt", titulo="Manual de telas", vacios=())
    suyo = replace(fragmento("Las telas se tejen con algodón."), documento="telas.txt")
    en_curso = PreguntaEnCurso(parte, (parte,), ((parte, f"{parte} ¿Cómo es el rojo?"),))
    solo, con_la_anterior = (replace(hallazgo(uno), consulta=parte) for uno in (suyo, COLORES))
    contexto = replace(CONTEXTO, fichas=(FICHA, telas))
    elegido = preferido(contexto, parte, (solo, con_la_anterior))
    assert elegido.pasajes[0].fragmento.documento == documento
    assert len(contestar(contexto, en_curso, (solo, con_la_anterior))) == 1


@pytest.mark.parametrize(
    ("parte", "sola"), [("que es la trama", True), ("¿a qué le llaman trama?", True), ("¿y con qué se teje?", False)]
)
def test_quien_pregunta_que_es_algo_y_se_define_no_sigue_lo_de_antes(parte: str, sola: bool) -> None:
    define, otro = (
        replace(fragmento(texto, inicio=inicio), documento="telas.txt")
        for texto, inicio in (("La trama es el hilo que cruza la urdimbre.", 0), ("El telar se limpia cada mes.", 500))
    )
    telas = replace(FICHA, documento="telas.txt", titulo="Manual de la trama y la tela", vacios=())
    elegido = preferido(
        replace(CONTEXTO, fichas=(FICHA, telas)),
        parte,
        (replace(hallazgo(define), consulta=parte), replace(hallazgo(otro), consulta=f"{parte} cada cuánto")),
    )
    assert (elegido.pasajes[0].fragmento == define) is sola


def test_a_quienes_se_responde_con_la_oracion_que_enumera() -> None:
    largo = fragmento(
        "Pintar reúne a muchos. " * 15, "Pintan el maestro, la aprendiz, el taller y otros vecinos.", "Nada más. " * 25
    )
    (parte,) = contestar(CONTEXTO, una("¿Quiénes pintan?"), (hallazgo(largo),))
    assert parte.destacada == largo.oraciones[1]
    assert parte.cita is not None
    assert largo.oracion(largo.oraciones[1]) in parte.cita.texto


def test_lo_que_caduco_no_se_cita_desde_el_dia_siguiente_en_el_peru() -> None:
    oficial = replace(COLORES, documento="respuestas/respuesta-0001.md")
    ficha = replace(FICHA, documento=oficial.documento, vigente_hasta=date(2026, 11, 23))
    # 24 de noviembre a las 4:59 y a las 5:00 en UTC: en Lima, un minuto antes de la medianoche y la medianoche.
    ultimo, siguiente = (
        replace(CONTEXTO, fichas=(FICHA, ficha), ahora=datetime(2026, 11, 24, hora, minuto, tzinfo=UTC))
        for hora, minuto in ((4, 59), (5, 0))
    )
    primero, segundo = hallazgo(oficial, COLORES), hallazgo(COLORES, oficial)
    assert sin_caducados(ultimo, (primero, segundo)) == (primero, segundo)
    sin_nada, sin_el_otro = sin_caducados(siguiente, (primero, segundo))
    assert (sin_nada.pasajes, sin_nada.confianza, sin_nada.juicio) == ((), 0.0, None)
    assert sin_el_otro == hallazgo(COLORES)
    assert contestar(siguiente, una("¿Cómo es el rojo?"), (sin_nada,))[0].resultado is Resultado.NO_SABE


def dicho(*partes: str) -> str:
    """El mensaje a esas partes, de las que nada se halló."""
    en_curso = PreguntaEnCurso("", partes, tuple((parte,) for parte in partes))
    contestadas = contestar(CONTEXTO, en_curso, tuple(Hallazgo(parte, (), 0.0) for parte in partes))
    return redactar_respuesta(contestadas, (FICHA,), Forma()).texto


def test_lo_que_se_pide_en_una_lista_de_preguntas_no_se_calla_ni_se_niega() -> None:
    texto = dicho("¿quién ganó?", "quiero hablar con una persona", "borra mis datos")
    assert texto.count("me lo pide a mí") == 2
    assert texto.count("De eso no tratan") == 1


def test_lo_que_pasa_del_maximo_se_dice() -> None:
    partes = contestar(CONTEXTO, una("¿Cómo es el rojo?"), (hallazgo(COLORES, mejor=1),))
    texto = redactar_respuesta(partes, (FICHA,), Forma(sobran=("cómo es el azul", "hay verde"))).texto
    assert "Me faltan 2: «Cómo es el azul» y «Hay verde»" in texto


def test_el_titulo_de_una_parte_conserva_las_siglas() -> None:
    assert "1. Qué hace la APCI\n" in dicho("qué hace la APCI", "qué hace el MEF")


def test_la_ficha_no_se_repite_en_cada_parte() -> None:
    texto = dicho("de que año es el documento", "quien lo hizo")
    assert texto.count("Es la ficha con que lo guardo") == 1
    assert "Es de 2020." in texto
    assert "Lo publica archivo" in texto
