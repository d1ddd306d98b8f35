"""Con lo que se sabe de cómo pregunta la gente: qué se decide y qué se cita."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogo.mensajes import ClaseParrafo
from bot.dialogo.preguntas.citas import LARGO_RESPUESTA, LARGO_SIN_AFIRMAR
from bot.dialogo.preguntas.mensaje import QUE_SE_PUEDE, Forma, redactar_respuesta
from bot.dialogo.preguntas.parte import ParteContestada, Resultado
from bot.dialogo.preguntas.reglas.con_juicio import probabilidad_de_contestar
from bot.dialogo.preguntas.responder import contestar
from bot.dialogo.turno import Contexto, PreguntaEnCurso
from conocimiento.modelo import Ficha, Fragmento, Hallazgo, Idea, Juicio, Pasaje, Tramo, Vacio
from tests.apoyo.charla import ENTREVISTA

VACIO = Vacio("tercero", "2 Colores", "tres colores", "El texto anuncia tres colores y da dos.", ("tercer color",))
FICHA = Ficha("colores.txt", "Guía de pinturas", "Taller", 2020, "archivo", "1", "cap. II", (VACIO,))
CONTEXTO = Contexto(ENTREVISTA, (FICHA,), datetime(2026, 11, 23, tzinfo=UTC))


def fragmento(*oraciones: str, inicio: int = 0) -> Fragmento:
    tramos, posicion = [], inicio
    for oracion in oraciones:
        tramos.append(Tramo(posicion, posicion + len(oracion)))
        posicion += len(oracion) + 1
    texto = " ".join(oraciones)
    return Fragmento("colores.txt", "1", "2 Colores", texto, inicio, inicio + len(texto), tuple(tramos))


ROJO = fragmento("Los tres colores son rojo y azul.", "El rojo abriga mucho.")
AZUL = fragmento("El azul enfría las casas.", "Se pinta en invierno.", inicio=500)
ABRIGA = Idea("colores.txt", "abriga", True, ROJO.oraciones[1], ("¿El rojo da calor?",))
PRECIO = Idea("colores.txt", "precio", False, AZUL.oraciones[0], ("¿Cuánto vale?",), falta="precios ni descuentos")
TERCERO = Idea("colores.txt", "tercero", False, None, ("¿Cuál falta?",), falta="el tercero", vacio="tercero")


def decidida(
    pregunta: str,
    juicio: Juicio,
    *pasajes: Pasaje,
) -> ParteContestada:
    hallado = Hallazgo(pregunta, pasajes or (Pasaje(ROJO, 5.0, ROJO.oraciones[1]),), 0.9, juicio=juicio)
    (parte,) = contestar(CONTEXTO, PreguntaEnCurso(pregunta, (pregunta,), ((pregunta,),)), (hallado,))
    return parte


def test_responde_aunque_no_comparta_una_sola_palabra() -> None:
    parte = decidida("¿sirve contra el frío?", Juicio(0.9, 0.08, 0.02, ((ABRIGA, 0.8),)))
    assert parte.resultado is Resultado.RESPUESTA
    assert parte.cita is not None and "El rojo abriga mucho." in parte.cita.texto


def test_lo_ajeno_no_se_cita() -> None:
    parte = decidida("¿quién ganó el partido?", Juicio(0.05, 0.1, 0.85, ((ABRIGA, 0.1),)))
    assert (parte.resultado, parte.cita) == (Resultado.NO_SABE, None)


def test_lo_que_falta_se_dice_con_su_nombre_y_se_cita_lo_que_alguien_senalo_como_cercano() -> None:
    hallados = (Pasaje(ROJO, 5.0, ROJO.oraciones[1]), Pasaje(AZUL, 1.0, AZUL.oraciones[1]))
    parte = decidida("¿es caro?", Juicio(0.1, 0.85, 0.05, ((PRECIO, 0.7), (ABRIGA, 0.1)), conocidas=1_500), *hallados)
    assert parte.resultado is Resultado.CERCANO
    mensaje = redactar_respuesta((parte,), (FICHA,), Forma())
    assert "El texto que tengo no dice precios ni descuentos. Lo más cercano que dice es:" in mensaje.texto
    (cita,) = [uno for uno in mensaje.parrafos if uno.clase is ClaseParrafo.CITA_PLEGABLE]
    assert cita.texto == "«El azul enfría las casas.»"


OTRA_FICHA = replace(FICHA, documento="biblioteca/otra", titulo="Otra guía")
OFICIAL = replace(FICHA, documento="respuestas/1.md", titulo="Respuesta")


@pytest.mark.parametrize(
    ("fichas", "dice"),
    [
        ((FICHA, OTRA_FICHA), "«Guía de pinturas» no dice precios ni descuentos. Lo más cercano que dice es:"),
        ((FICHA, OFICIAL), "El texto que tengo no dice precios ni descuentos. Lo más cercano que dice es:"),
    ],
)
def test_si_hay_varios_documentos_se_dice_a_cual_le_falta(fichas: tuple[Ficha, ...], dice: str) -> None:
    hallados = (Pasaje(ROJO, 5.0, ROJO.oraciones[1]), Pasaje(AZUL, 1.0, AZUL.oraciones[1]))
    parte = decidida("¿es caro?", Juicio(0.1, 0.85, 0.05, ((PRECIO, 0.7), (ABRIGA, 0.1))), *hallados)
    assert dice in redactar_respuesta((parte,), fichas, Forma()).texto


@pytest.mark.parametrize(
    ("pregunta", "fichas", "dice"),
    [
        (
            "¿cuánto cuesta?",
            (FICHA, OTRA_FICHA),
            "En los textos que tengo no encontré un monto. Lo más cercano que dicen",
        ),
        ("¿el rojo abriga?", (FICHA, OTRA_FICHA), "Los textos que tengo no lo dicen con claridad. Lo más cercano"),
        ("¿cuánto cuesta?", (FICHA,), "El texto que tengo no da un monto. Lo más cercano que dice es:"),
        ("¿el rojo abriga?", (FICHA,), "El texto que tengo no lo dice con claridad. Lo más cercano que dice es:"),
    ],
)
def test_si_hay_varios_documentos_no_se_habla_de_un_texto(pregunta: str, fichas: tuple[Ficha, ...], dice: str) -> None:
    parte = decidida(pregunta, Juicio(0.4, 0.55, 0.05, ((ABRIGA, 0.7),)))
    assert dice in redactar_respuesta((parte,), fichas, Forma()).texto


def test_sin_nada_cercano_senalado_se_dice_lo_que_falta_y_no_se_cita() -> None:
    suelto = replace(PRECIO, lugar=None)
    parte = decidida("¿es caro?", Juicio(0.1, 0.85, 0.05, ((suelto, 0.7), (ABRIGA, 0.1)), conocidas=1_500))
    assert (parte.resultado, parte.cita) == (Resultado.CERCANO, None)
    texto = redactar_respuesta((parte,), (FICHA,), Forma()).texto
    assert texto == f"El texto que tengo no dice precios ni descuentos. {QUE_SE_PUEDE}"


@pytest.mark.parametrize(
    ("lugar", "primera"), [(None, "El rojo abriga mucho."), (AZUL.oraciones[0], "El azul enfría las casas.")]
)
def test_de_lo_poco_revisado_se_dice_lo_que_falta_y_se_muestra_lo_hallado(lugar: Tramo | None, primera: str) -> None:
    """Quizá se pregunta otra cosa que lo que alguien dijo que falta; lo que señaló como cercano va delante."""
    falta = replace(PRECIO, lugar=lugar)
    pasajes = [Pasaje(uno, 3.0 - n, uno.oraciones[-1]) for n, uno in enumerate((ROJO, AZUL))]
    for sabida in (False, True):
        juicio = Juicio(0.1, 0.85, 0.05, ((falta, 0.7), (ABRIGA, 0.1)), conocidas=240, es_sabida=sabida)
        parte = decidida("¿es caro?", juicio, *pasajes)
        dicho = redactar_respuesta((parte,), (FICHA,), Forma()).texto
        assert dicho.startswith("El texto que tengo no dice precios ni descuentos.")
        if sabida:  # es justo lo que alguien dijo que no está
            assert len(parte.citas) == (lugar is not None)
        else:
            assert primera in parte.citas[0].texto
            assert {suyo.inicio for suyo in parte.fragmentos} == {ROJO.inicio, AZUL.inicio}


def test_si_solo_se_parece_algo_a_lo_que_falta_se_cita_el_mejor_pasaje() -> None:
    parte = decidida("¿es caro?", Juicio(0.3, 0.6, 0.1, ((PRECIO, 0.3), (ABRIGA, 0.1))))
    assert parte.falta == "precios ni descuentos"
    assert parte.cita is not None and "El rojo abriga mucho." in parte.cita.texto


def test_un_vacio_conocido_da_su_propio_mensaje() -> None:
    parte = decidida("¿y cuál no nombran?", Juicio(0.2, 0.75, 0.05, ((TERCERO, 0.6),)))
    assert parte.vacio == VACIO
    assert "El texto anuncia tres colores y da dos." in redactar_respuesta((parte,), (FICHA,), Forma()).texto


def test_un_monto_que_no_se_ve_en_el_pasaje_no_se_responde_por_mas_parecida_que_sea_la_pregunta() -> None:
    parte = decidida("¿Cuánto cuesta el rojo?", Juicio(0.99, 0.01, 0.0, ((ABRIGA, 0.99),)))
    assert parte.resultado is Resultado.CERCANO


@pytest.mark.parametrize(("conocidas", "caben"), [(1_500, LARGO_RESPUESTA), (240, LARGO_RESPUESTA + LARGO_SIN_AFIRMAR)])
def test_si_no_esta_claro_cual_de_dos_pasajes_contesta_se_muestran_los_dos_y_caben(conocidas: int, caben: int) -> None:
    largo = fragmento(*(f"La pared {numero} se pinta de rojo oscuro en verano." for numero in range(30)))
    otro = fragmento(*(f"La puerta {numero} se pinta de azul." for numero in range(30)), inicio=5_000)
    juicio = Juicio(0.8, 0.15, 0.05, ((ABRIGA, 0.3),), conocidas=conocidas)
    cerca = (Pasaje(largo, 2.0, largo.oraciones[4]), Pasaje(otro, 1.5, otro.oraciones[3]))
    parte = decidida("¿de qué color va?", juicio, *cerca)
    assert parte.cita is not None
    ((otra, _),) = parte.tambien
    assert len(parte.cita.texto) + len(otra.texto) <= caben
    assert "También dice:" in redactar_respuesta((parte,), (FICHA,), Forma()).texto
    lejos = decidida("¿de qué color va?", juicio, cerca[0], replace(cerca[1], puntuacion=-1.0))
    assert not lejos.tambien


@pytest.mark.parametrize(
    ("contesta", "conocidas", "cuantos"),
    [
        (0.9, 240, 2),  # se afirma
        (0.3, 240, 3),  # no se afirma
        (0.58, 240, 3),  # se afirmaría, y su juez no lo tiene claro
        (0.3, 1_500, 2),  # de lo que se sabe mucho, lo que cabe en la pantalla
    ],
)
def test_de_lo_poco_revisado_lo_que_no_se_afirma_se_muestra_en_tres_lugares(
    contesta: float, conocidas: int, cuantos: int
) -> None:
    juicio = Juicio(contesta, 1 - contesta, 0.0, ((ABRIGA, 0.2),), conocidas=conocidas)
    verde = fragmento("El verde se pinta en el rojo del otoño.", inicio=1_000)
    pasajes = [Pasaje(uno, 3.0 - n, uno.oraciones[0]) for n, uno in enumerate((ROJO, AZUL, verde))]
    parte = decidida("¿de qué color va la puerta?", juicio, *pasajes)
    assert (parte.resultado is Resultado.RESPUESTA) is (contesta == 0.9)
    assert len(parte.citas) == cuantos


def test_un_seguimiento_se_contesta_con_lo_que_se_decide_con_mas_claridad() -> None:
    pregunta = PreguntaEnCurso("¿y cada cuánto?", ("¿y cada cuánto?",), (("¿y cada cuánto?", "¿y cada cuánto? rojo"),))
    solo = Hallazgo("a", (Pasaje(AZUL, 1.0, AZUL.oraciones[0]),), 0.9, juicio=Juicio(0.05, 0.9, 0.05, ((PRECIO, 0.9),)))
    seguida = Hallazgo(
        "b", (Pasaje(ROJO, 1.0, ROJO.oraciones[0]),), 0.9, juicio=Juicio(0.6, 0.4, 0.0, ((ABRIGA, 0.6),))
    )
    (parte,) = contestar(CONTEXTO, pregunta, (solo, seguida))
    assert parte.resultado is Resultado.CERCANO


@pytest.mark.parametrize(
    ("pregunta", "contesta", "conocidas", "afirma"),
    [
        ("¿en qué oficina se pinta de rojo?", 0.92, 240, False),
        ("¿en qué oficina se pinta de rojo?", 0.92, 1_500, True),  # de mucho que se sabe, se cree más al juez
        ("¿en qué oficina se pinta de rojo?", 0.97, 240, True),
        ("¿qué porcentaje de paredes es rojo?", 0.85, 1_500, False),
        ("¿cómo se llama el jefe del taller?", 0.85, 1_500, False),
        ("¿el rojo abriga?", 0.85, 240, True),
    ],
)
def test_de_lo_poco_revisado_se_afirma_solo_lo_que_se_ve(
    pregunta: str, contesta: float, conocidas: int, afirma: bool
) -> None:
    juicio = Juicio(contesta, 1 - contesta, 0.0, ((ABRIGA, 0.6),), conocidas=conocidas)
    parte = decidida(pregunta, juicio)
    assert parte.cita is not None
    assert (parte.resultado is Resultado.RESPUESTA) is afirma


def test_de_lo_poco_revisado_dos_pasajes_de_una_sola_oracion_larga_se_muestran_los_dos() -> None:
    larga, otra = (f"El {color} se usa {'en el muro alto y ' * 25}en la puerta." for color in ("rojo", "azul"))
    primero, segundo = fragmento(larga), fragmento(otra, inicio=5_000)
    pasajes = Pasaje(primero, 5.0, primero.oraciones[0]), Pasaje(segundo, 3.0, segundo.oraciones[0])
    por_cuantas = {
        conocidas: decidida("¿de qué color va?", Juicio(0.8, 0.2, 0.0, ((ABRIGA, 0.3),), conocidas=conocidas), *pasajes)
        for conocidas in (240, 1_500)
    }
    otras = {cuantas: [cita.texto for cita, _ in parte.tambien] for cuantas, parte in por_cuantas.items()}
    assert otras == {240: [otra], 1_500: []}


@pytest.mark.parametrize(
    ("parecida", "parecido", "conocidas", "afirma"),
    [
        (PRECIO, 0.6, 240, False),  # se pregunta algo muy parecido, y el documento no lo dice
        (PRECIO, 0.4, 240, True),
        (PRECIO, 0.6, 1_500, True),  # de lo que se sabe mucho, se cree a quien juzga con todo
        (ABRIGA, 0.6, 240, True),
    ],
)
def test_de_lo_poco_revisado_no_se_afirma_lo_que_mas_se_parece_a_lo_que_falta(
    parecida: Idea, parecido: float, conocidas: int, afirma: bool
) -> None:
    parte = decidida("¿el rojo abriga?", Juicio(0.96, 0.04, 0.0, ((parecida, parecido),), conocidas=conocidas))
    assert parte.cita is not None
    assert (parte.resultado is Resultado.RESPUESTA) is afirma


@pytest.mark.parametrize(
    ("contesta", "es_dudoso", "conocidas", "afirma"),
    [
        (0.8, False, 240, True),
        (0.8, True, 240, False),  # la pregunta que más se le parece es de otra cosa
        (0.58, False, 240, False),  # solo con la ayuda de las reglas
        (0.8, True, 1_500, True),
        (0.58, False, 1_500, True),
    ],
)
def test_de_lo_poco_revisado_se_afirma_si_quien_juzga_esta_de_acuerdo_consigo_mismo(
    contesta: float, es_dudoso: bool, conocidas: int, afirma: bool
) -> None:
    juicio = Juicio(contesta, 1 - contesta, 0.0, ((ABRIGA, 0.6),), conocidas=conocidas, es_dudoso=es_dudoso)
    parte = decidida("¿el rojo abriga?", juicio)
    assert parte.cita is not None
    assert (parte.resultado is Resultado.RESPUESTA) is afirma


@pytest.mark.parametrize("pregunta", ["¿cuándo abriga el rojo?", "¿cuánto cuesta que abrigue?"])
def test_una_pregunta_que_alguien_reviso_se_contesta_con_lo_que_aprobo(pregunta: str) -> None:
    """Aunque en el pasaje no se vea una fecha, un monto ni un lugar: quien lo revisó dijo que ahí está."""
    aprobada = Juicio(0.99, 0.005, 0.005, ((ABRIGA, 1.0),), conocidas=240, es_sabida=True)
    parte = decidida(pregunta, aprobada)
    assert parte.resultado is Resultado.RESPUESTA
    assert parte.cita is not None and "El rojo abriga mucho." in parte.cita.texto
    assert decidida(pregunta, replace(aprobada, es_sabida=False)).resultado is Resultado.CERCANO


@pytest.mark.parametrize("en_disputa", [True, False])
def test_lo_que_quiza_se_pregunta_a_otro_documento_no_se_da_por_contestado(en_disputa: bool) -> None:
    juicio = Juicio(0.95, 0.05, 0.0, ((ABRIGA, 0.9),), conocidas=1_500, en_disputa=en_disputa)
    parte = decidida("¿el rojo abriga?", juicio)
    assert parte.cita is not None
    assert (parte.resultado is Resultado.RESPUESTA) is not en_disputa


SUELTO = Fragmento("otra.pdf", "1", "Artículo 1", "La multa es alta.", 0, 17, (Tramo(0, 17),))


@pytest.mark.parametrize(
    ("dicho", "con_la_anterior", "dato", "va_al_de_la_conversacion"),
    [
        ("¿Hasta dónde llega eso?", 0.97, 0.05, True),  # el otro no parece contestarlo
        ("¿Hasta dónde llega eso?", 0.97, 0.5, False),
        ("¿Hasta dónde llega eso?", 0.5, 0.05, False),  # tampoco está claro que la conversación ayude
        ("¿Cuánto cobra de multa la municipalidad por una pared sin pintar?", 0.97, 0.05, False),  # se entiende sola
    ],
)
def test_un_seguimiento_va_al_documento_de_la_conversacion_si_el_otro_no_lo_contesta(
    dicho: str, con_la_anterior: float, dato: float, va_al_de_la_conversacion: bool
) -> None:
    del_marco = Hallazgo(
        dicho, (Pasaje(AZUL, 1.0, AZUL.oraciones[0]),), 0.3, juicio=Juicio(0.1, 0.5, 0.4, ((PRECIO, 0.4),))
    )
    solo = Hallazgo(dicho, (Pasaje(SUELTO, 1.0, Tramo(0, 17)),), 0.6, dato=dato, otro=del_marco)
    seguida = Hallazgo(
        f"{dicho} El rojo", (Pasaje(ROJO, 1.0, ROJO.oraciones[1]),), 0.9,
        juicio=Juicio(con_la_anterior, 1 - con_la_anterior, 0.0, ((ABRIGA, 0.9),)),
    )  # fmt: skip
    pregunta = PreguntaEnCurso(dicho, (dicho,), ((dicho, f"{dicho} El rojo"),))
    (parte,) = contestar(CONTEXTO, pregunta, (solo, seguida))
    documento = parte.fragmento.documento if parte.fragmento else ""
    assert (documento == "colores.txt") is va_al_de_la_conversacion


def test_con_otras_preguntas_lo_que_se_parece_a_lo_que_falta_no_se_da_por_ajeno() -> None:
    dudosa = Hallazgo("b", (Pasaje(ROJO, 1.0, ROJO.oraciones[0]),), 0.9, juicio=Juicio(0.0, 0.4, 0.6, ((PRECIO, 0.5),)))
    sola = PreguntaEnCurso("¿cuánto vale?", ("¿cuánto vale?",), (("¿cuánto vale?",),))
    (parte,) = contestar(CONTEXTO, sola, (dudosa,))
    assert parte.resultado is Resultado.NO_SABE
    clara = replace(dudosa, juicio=Juicio(0.9, 0.1, 0.0, ((ABRIGA, 0.9),)))
    dos = PreguntaEnCurso("¿abriga y cuánto vale?", ("¿abriga", "cuánto vale?"), (("a",), ("b",)))
    _, segunda = contestar(CONTEXTO, dos, (clara, dudosa))
    assert (segunda.resultado, segunda.falta) == (Resultado.CERCANO, "precios ni descuentos")


@given(st.floats(0, 1), st.floats(0, 1))
def test_la_probabilidad_crece_con_el_juicio_y_con_el_dato(una: float, otra: float) -> None:
    menor, mayor = (Juicio(contesta, 0.0, 0.0, ()) for contesta in sorted((una, otra)))
    for hay_dato in (True, False):
        assert 0 <= probabilidad_de_contestar(menor, hay_dato) <= probabilidad_de_contestar(mayor, hay_dato) <= 1
    assert probabilidad_de_contestar(mayor, False) < probabilidad_de_contestar(mayor, True)


def test_entre_dos_cosas_que_el_pasaje_no_dice_no_se_afirma_ninguna() -> None:
    seguro = Juicio(0.95, 0.03, 0.02, ((ABRIGA, 0.9),))
    ajena = decidida("¿Es lavable o impermeable?", seguro)
    assert ajena.resultado is Resultado.CERCANO and ajena.cita is not None
    assert decidida("¿Enfría o abriga?", seguro).resultado is Resultado.RESPUESTA


def en_conversacion(parte: str, solo: Juicio, junto: Juicio, con_la_anterior: str) -> ParteContestada:
    """Sola se parece más a lo de AZUL; con lo dicho antes, a lo de ROJO."""
    azul, rojo = Pasaje(AZUL, 6.0, AZUL.oraciones[0]), Pasaje(ROJO, 6.0, ROJO.oraciones[1])
    hallazgos = (
        Hallazgo(parte, (azul,), 0.9, juicio=solo),
        Hallazgo(con_la_anterior, (rojo,), 0.9, juicio=junto),
    )
    en_curso = PreguntaEnCurso(parte, (parte,), ((parte, con_la_anterior),))
    (contestada,) = contestar(CONTEXTO, en_curso, hallazgos)
    return contestada


ENFRIA = Idea("colores.txt", "enfria", True, AZUL.oraciones[0], ("¿El azul da frío?",))


@pytest.mark.parametrize(
    ("de_la_parte", "esperado"),
    [
        (((ENFRIA, 0.4),), AZUL),  # de lo de antes la parte no trae nada, y de lo suyo, sí
        (((ENFRIA, 0.2),), ROJO),  # lo suyo es poco
        (((ABRIGA, 0.5), (ENFRIA, 0.4)), ROJO),  # sigue en lo mismo
        (((PRECIO, 0.5),), ROJO),  # lo suyo no lo dice el documento: decide el juicio de las dos juntas
    ],
)
def test_quien_sigue_el_hilo_no_repite_lo_ya_contestado(
    de_la_parte: tuple[tuple[Idea, float], ...], esperado: Fragmento
) -> None:
    junto = Juicio(0.95, 0.03, 0.02, ((ABRIGA, 0.9), (ENFRIA, 0.05)))
    contestada = en_conversacion(
        "¿y en invierno?", Juicio(0.4, 0.4, 0.2, de_la_parte), junto, "¿y en invierno? ¿El rojo da calor?"
    )
    assert (contestada.resultado, contestada.fragmento) == (Resultado.RESPUESTA, esperado)


def test_lo_que_remite_a_lo_contado_se_busca_con_ello_aunque_solo_parezca_claro() -> None:
    solo, junto = Juicio(0.95, 0.03, 0.02, ((ENFRIA, 0.9),)), Juicio(0.9, 0.05, 0.05, ((ABRIGA, 0.9),))
    contado = "Tenemos frío en el colegio. ¿Qué señala la guía al respecto?"
    assert en_conversacion("¿Qué señala la guía al respecto?", solo, junto, contado).fragmento == ROJO


@pytest.mark.parametrize(
    ("solo", "junto", "esperado", "elegido"),
    [
        # La anterior era ajena: de «¿va a llover?» no se sigue que lo demás también lo sea.
        (Juicio(0.85, 0.1, 0.05, ((ENFRIA, 0.6),)), Juicio(0.0, 0.02, 0.98, ()), Resultado.RESPUESTA, AZUL),
        (Juicio(0.6, 0.3, 0.1, ((ENFRIA, 0.6),)), Juicio(0.1, 0.3, 0.6, ()), Resultado.RESPUESTA, AZUL),
        # Lo es con ella y sin ella: se dice que no se trata de eso.
        (Juicio(0.0, 0.0, 1.0, ()), Juicio(0.0, 0.05, 0.95, ((ABRIGA, 0.1),)), Resultado.NO_SABE, None),
        # Lo claro estaba todo en la anterior: no se afirma.
        (Juicio(0.0, 0.6, 0.4, ((PRECIO, 0.2),)), Juicio(0.5, 0.5, 0.0, ((ABRIGA, 0.9),)), Resultado.CERCANO, ROJO),
        # Una parte que a solas también lo dice sí se afirma con lo de antes.
        (Juicio(0.4, 0.5, 0.1, ((ABRIGA, 0.3),)), Juicio(0.9, 0.1, 0.0, ((ABRIGA, 0.9),)), Resultado.RESPUESTA, ROJO),
    ],
)
def test_la_pregunta_anterior_no_presta_lo_que_la_de_ahora_no_tiene(
    solo: Juicio, junto: Juicio, esperado: Resultado, elegido: Fragmento | None
) -> None:
    contestada = en_conversacion("¿quién paga?", solo, junto, "¿quién paga? ¿El rojo da calor?")
    assert contestada.resultado is esperado
    assert elegido is None or contestada.fragmento == elegido


@pytest.mark.parametrize(
    ("parte", "falta"),
    [
        ("una iglesia puede entrar", ""),  # es una pregunta entera: lo que falta es de la otra
        ("hay plata de la agencia", ""),
        ("y una iglesia", "precios ni descuentos"),  # sigue el hilo
        ("¿y como máximo?", "precios ni descuentos"),
        ("¿cuánto?", "precios ni descuentos"),  # sola no dice de qué
    ],
)
def test_lo_que_falta_de_lo_que_se_pregunto_antes_no_se_dice_de_otra_pregunta(parte: str, falta: str) -> None:
    solo, junto = Juicio(0.15, 0.5, 0.35, ((ENFRIA, 0.2),)), Juicio(0.0, 0.99, 0.01, ((PRECIO, 0.9),))
    assert en_conversacion(parte, solo, junto, f"{parte} ¿Cuánto vale?").falta == falta


@pytest.mark.parametrize("pedido", ["hágame un oficio con los colores", "¿me puede llenar la ficha de colores?"])
def test_lo_que_se_pide_hacer_no_lo_contesta_un_pasaje_aunque_el_juicio_crea_que_si(pedido: str) -> None:
    parte = decidida(pedido, Juicio(0.97, 0.02, 0.01, ((ABRIGA, 0.9),)))
    assert parte.resultado is Resultado.CERCANO
