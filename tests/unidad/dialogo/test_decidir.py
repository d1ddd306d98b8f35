"""El reparto del diálogo: cada entrada tiene respuesta, y las consultas se piden y se cierran."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.dialogo import textos
from bot.dialogo.decidir import como_boton, decidir
from bot.dialogo.efectos import AnotarPregunta, AnotarValoracion, BorrarDatos, Efecto, Enviar
from bot.dialogo.entradas import BotonPulsado, EntradaNoAdmitida, MensajeEditado, MensajeRecibido, OrdenRecibida
from bot.dialogo.mensajes import Boton, Mensaje, boton_escrito
from bot.dialogo.peticiones import (
    BorradoresLeidos,
    Buscar,
    BuscarPregunta,
    DatosBorrados,
    DatosResumidos,
    DatosReunidos,
    LeerBorradores,
    OdsSugeridos,
    PasajesEncontrados,
    PreguntaHallada,
    Recibo,
    ResumirDatos,
    ReunirDatos,
    SoltarTexto,
    SugerirOds,
    TextoSoltado,
)
from bot.dialogo.turno import Contexto, Entrada, Estado, RespuestaDada, Turno
from conocimiento.formas.rotulados import ListaRotulada
from conocimiento.modelo import Cita, Ficha, Fragmento, Hallazgo, Pasaje, Tramo
from tests.apoyo.entrevista import ENTREVISTA

TEXTO = "Las alianzas son voluntarias."
FRAGMENTO = Fragmento("guia.txt", "1", "1 Concepto", TEXTO, 0, len(TEXTO), (Tramo(0, len(TEXTO)),))
FICHA = Ficha("guia.txt", "Guía", "APCI", 2017, "archivo", "1", "")
CONTEXTO = Contexto(ENTREVISTA, (FICHA,), datetime(2026, 11, 23, tzinfo=UTC), "correo@apci.example")


def mensajes(turno: Turno) -> list[Mensaje]:
    return [efecto.mensaje for efecto in turno.efectos if isinstance(efecto, Enviar)]


def texto(turno: Turno) -> str:
    return "\n".join(mensaje.texto for mensaje in mensajes(turno))


def encontrado(consultas: tuple[str, ...], confianza: float = 0.9) -> PasajesEncontrados:
    return PasajesEncontrados(
        tuple(Hallazgo(una, (Pasaje(FRAGMENTO, 1.0, FRAGMENTO.oraciones[0]),), confianza) for una in consultas)
    )


def resultado_de(efecto: Efecto) -> Entrada | None:
    """Lo que devolvería el servicio a quien nada tiene guardado; None si el efecto no devuelve nada."""
    match efecto:
        case Buscar(consultas):
            return encontrado(consultas)
        case SugerirOds():
            return OdsSugeridos(())
        case LeerBorradores(pedido):
            return BorradoresLeidos(pedido, ())
        case BuscarPregunta(recibido):
            return PreguntaHallada(recibido, "")
        case ResumirDatos():
            return DatosResumidos(3, 0, 0, 0, ())
        case ReunirDatos():
            return DatosReunidos(None)
        case BorrarDatos():
            return DatosBorrados(Recibo("B-000001", CONTEXTO.ahora, 9, 3, 0, 0, 0))
        case _:
            return None


def conversar(*entradas: Entrada, estado: Estado | None = None) -> Turno:
    """Atiende varias entradas seguidas, cumpliendo cada efecto con resultado; devuelve lo último decidido."""
    actual = estado or Estado()
    turno = Turno(actual)
    for entrada in entradas:
        efectos: list[Efecto] = []
        por_decidir: list[Entrada] = [entrada]
        while por_decidir:
            hecho = decidir(CONTEXTO, actual, por_decidir.pop(0))
            actual = hecho.estado
            efectos += hecho.efectos
            por_decidir += [uno for uno in map(resultado_de, hecho.efectos) if uno is not None]
        turno = Turno(actual, tuple(efectos))
    return turno


def test_start_se_presenta_como_automatico_y_ofrece_salidas() -> None:
    turno = conversar(OrdenRecibida("start"))
    assert "asistente automático" in texto(turno)
    assert "no apruebo ni presento" in texto(turno)
    assert textos.BOTON_PROPUESTA in turno.estado.botones


def test_una_pregunta_busca_y_despues_cita() -> None:
    primero = decidir(CONTEXTO, Estado(), MensajeRecibido("¿Las alianzas son voluntarias?"))
    assert [type(efecto) for efecto in primero.efectos] == [Buscar]
    turno = conversar(MensajeRecibido("¿Las alianzas son voluntarias?"))
    assert TEXTO in texto(turno)
    anotada = next(efecto for efecto in turno.efectos if isinstance(efecto, AnotarPregunta))
    assert (anotada.estado, anotada.citas[0].texto) == ("respuesta", TEXTO)
    assert turno.estado.en_curso is None


def test_la_primera_respuesta_tambien_dice_que_es_automatico() -> None:
    assert "automático" in texto(conversar(MensajeRecibido("¿Las alianzas son voluntarias?")))
    segunda = conversar(OrdenRecibida("start"), MensajeRecibido("¿Las alianzas son voluntarias?"))
    assert "automático" not in texto(segunda)


def test_ver_el_pasaje_y_valorar() -> None:
    turno = conversar(MensajeRecibido("¿Las alianzas son voluntarias?"))
    etiquetas = {boton.etiqueta: boton.codigo for boton in turno.estado.botones}
    pasaje = conversar(BotonPulsado(etiquetas["Ver el pasaje"]), estado=turno.estado)
    assert f"«{TEXTO}»" in texto(pasaje)
    valorada = conversar(BotonPulsado(etiquetas["👎 No"]), estado=turno.estado)
    assert AnotarValoracion(turno.estado.turno, False) in valorada.efectos


def test_a_quien_no_le_sirvio_se_le_pregunta_por_que_y_puede_no_decirlo() -> None:
    turno = conversar(MensajeRecibido("¿Las alianzas son voluntarias?"))
    valorada = conversar(BotonPulsado(f"v:-:{turno.estado.turno}"), estado=turno.estado)
    assert [boton.etiqueta for boton in valorada.estado.botones] == list(textos.MOTIVOS)
    motivo = valorada.estado.botones[1]
    assert texto(conversar(BotonPulsado(motivo.codigo), estado=valorada.estado)) == textos.motivo_anotado().texto
    siguiente = conversar(MensajeRecibido("¿Las alianzas son voluntarias?"), estado=valorada.estado)
    assert TEXTO in texto(siguiente)
    inventado = conversar(BotonPulsado("vm:otra cosa"), estado=valorada.estado)
    assert texto(inventado) == textos.boton_antiguo().texto


@pytest.mark.parametrize("dicho", ["el segundo", "2", "la 3", "el tercero", "opción 1"])
def test_tras_una_respuesta_un_lugar_no_pulsa_sus_botones(dicho: str) -> None:
    respondida = conversar(MensajeRecibido("¿Las alianzas son voluntarias?"))
    turno = conversar(MensajeRecibido(dicho), estado=respondida.estado)
    assert not any(isinstance(efecto, AnotarValoracion) for efecto in turno.efectos)
    assert [boton.codigo for boton in turno.estado.botones] != [boton.codigo for boton in respondida.estado.botones]


def test_un_lugar_elige_entre_los_motivos() -> None:
    turno = conversar(MensajeRecibido("¿Las alianzas son voluntarias?"))
    valorada = conversar(BotonPulsado(f"v:-:{turno.estado.turno}"), estado=turno.estado)
    assert texto(conversar(MensajeRecibido("el segundo"), estado=valorada.estado)) == textos.motivo_anotado().texto


@pytest.mark.parametrize(
    ("dicho", "etiqueta", "pulsa"),
    [
        ("borra todo", "Sí, borrar todo", True),
        ("envíalo", "Sí, enviar", True),
        ("borra todo", "Acepto", False),
        ("envíalo", "Sí, borrar todo", False),
    ],
)
def test_se_manda_hacer_lo_que_el_boton_pregunta_y_no_otra_cosa(dicho: str, etiqueta: str, pulsa: bool) -> None:
    estado = Estado(botones=(Boton(etiqueta, "m:uno"), Boton("No", "m:otro")))
    assert (como_boton(CONTEXTO, estado, MensajeRecibido(dicho)) is not None) is pulsa


def test_un_si_que_nadie_pregunto_no_se_busca() -> None:
    respondida = conversar(MensajeRecibido("¿Las alianzas son voluntarias?"))
    for dicho in ("si", "sí claro", "dale pues"):
        assert texto(conversar(MensajeRecibido(dicho), estado=respondida.estado)) == textos.gracias().texto


def test_escribir_la_etiqueta_pulsa_el_boton() -> None:
    turno = conversar(OrdenRecibida("start"), MensajeRecibido("hacer una pregunta"))
    assert texto(turno) == textos.invitar_a_preguntar().texto


def test_la_etiqueta_se_reconoce_sin_tildes_ni_adornos() -> None:
    botones = (Boton("👍 Me sirve", "v:+:1"), Boton("◀ Atrás", "x"))
    assert boton_escrito("me sirve", botones) == botones[0]
    assert boton_escrito("ATRAS", botones) == botones[1]
    assert boton_escrito("", botones) is None


@pytest.mark.parametrize(
    "codigo", ["", "viejo", "v:+:99", "v:+:uno", "p:77", "t:nada", "b:si", "e:", "e:zz:zz", "🙂", "m:otro"]
)
def test_un_boton_viejo_o_inventado_tiene_respuesta_amable_y_no_borra_nada(codigo: str) -> None:
    antes = conversar(MensajeRecibido("¿Las alianzas son voluntarias?")).estado
    turno = conversar(BotonPulsado(codigo), estado=antes)
    assert mensajes(turno)
    assert not any(isinstance(efecto, BorrarDatos) for efecto in turno.efectos)
    assert turno.estado.preguntas == antes.preguntas


def test_borrar_pide_confirmacion() -> None:
    pedido = conversar(OrdenRecibida("borrar"))
    assert not any(isinstance(efecto, BorrarDatos) for efecto in pedido.efectos)
    hecho = conversar(MensajeRecibido("sí, borrar todo"), estado=pedido.estado)
    assert isinstance(hecho.efectos[0], BorrarDatos)
    assert "Constancia B-000001, del 22/11/2026 a las 19:00: 3 mensajes" in texto(hecho)
    assert hecho.estado.preguntas == ()
    conservado = conversar(MensajeRecibido("No, conservar"), estado=pedido.estado)
    assert not any(isinstance(efecto, BorrarDatos) for efecto in conservado.efectos)


def test_quien_pide_borrar_y_una_persona_recibe_las_dos_salidas() -> None:
    turno = conversar(MensajeRecibido("bórrenme mis datos y quiero hablar con una persona"))
    assert textos.BOTON_BORRAR in turno.estado.botones
    assert CONTEXTO.contacto in texto(turno)


@pytest.mark.parametrize(
    "nombre", ["ayuda", "privacidad", "misdatos", "propuesta", "cancelar", "atras", "borrar", "nosequees"]
)
def test_toda_orden_tiene_respuesta(nombre: str) -> None:
    assert mensajes(conversar(OrdenRecibida(nombre)))


def test_una_orden_desconocida_dice_cuales_hay() -> None:
    assert "/propuesta" in texto(conversar(OrdenRecibida("financiar")))


def test_lo_que_no_es_texto_se_dice_con_su_nombre() -> None:
    assert "sticker" in texto(conversar(EntradaNoAdmitida("sticker")))


def test_un_mensaje_editado_fuera_de_la_entrevista_es_una_pregunta_nueva() -> None:
    assert TEXTO in texto(conversar(MensajeEditado("¿Las alianzas son voluntarias?")))


def test_pedir_la_propuesta_empieza_por_el_consentimiento() -> None:
    turno = conversar(MensajeRecibido("quiero armar mi propuesta"))
    assert turno.estado.en_entrevista
    assert any("acepto" in boton.etiqueta.casefold() for boton in turno.estado.botones)
    assert AnotarPregunta("quiero armar mi propuesta", "accion", 1.0, ()) in turno.efectos


def test_una_pregunta_a_mitad_de_la_entrevista_se_contesta_y_vuelve_el_mismo_paso() -> None:
    acepta = conversar(OrdenRecibida("propuesta"))
    boton = next(
        uno
        for uno in acepta.estado.botones
        if uno.etiqueta.casefold().endswith("acepto") and "no" not in uno.etiqueta.casefold()
    )
    paso = conversar(BotonPulsado(boton.codigo), estado=acepta.estado)
    pregunta = mensajes(paso)[-1]
    turno = conversar(MensajeRecibido("¿qué es una alianza multiactor?"), estado=paso.estado)
    assert TEXTO in mensajes(turno)[0].texto
    assert mensajes(turno)[-1].botones == pregunta.botones
    assert turno.estado.eventos == paso.estado.eventos


def test_resumelo_da_un_extracto_de_oraciones_enteras() -> None:
    turno = conversar(MensajeRecibido("¿Las alianzas son voluntarias?"), MensajeRecibido("resúmelo"))
    assert "Extracto" in texto(turno)
    assert f"«{TEXTO}»" in texto(turno)


def test_una_pregunta_en_ingles_lleva_una_linea_en_ingles() -> None:
    assert "In English" in texto(conversar(MensajeRecibido("What is the goal of the alliance?")))
    assert "In English" not in texto(conversar(MensajeRecibido("¿Cuál es el objetivo de la alianza?")))


entradas = st.one_of(
    st.builds(MensajeRecibido, st.text(max_size=80)),
    st.builds(
        MensajeRecibido,
        st.sampled_from(["¿Qué es?", "Sí, acepto", "no sé todavía", "quiero armar mi propuesta", "hola", "250.000"]),
    ),
    st.builds(MensajeEditado, st.text(max_size=40)),
    st.builds(BotonPulsado, st.text(max_size=20)),
    st.builds(
        OrdenRecibida,
        st.sampled_from(["start", "propuesta", "atras", "cancelar", "borrar", "ayuda", "misdatos", "x"]),
    ),
    st.builds(EntradaNoAdmitida, st.sampled_from(["sticker", "voz", "foto"])),
)


@given(st.lists(st.one_of(entradas, st.integers(0, 9)), max_size=12))
@example([OrdenRecibida("misdatos"), 1])
@example([MensajeRecibido(dicho) for dicho in ("quiero armar mi propuesta", "0", "Sí, acepto")])
def test_nunca_hay_silencio(pasos: list[Entrada | int]) -> None:
    estado, soltados = Estado(), cycle(("", "Somos Minera Andes y queremos agua segura con la municipalidad"))
    for paso in pasos:
        if isinstance(paso, int):
            if not estado.botones:
                continue
            paso = BotonPulsado(estado.botones[paso % len(estado.botones)].codigo)
        turno = conversar(paso, estado=estado)
        if SoltarTexto() in turno.efectos and not mensajes(turno):
            turno = conversar(TextoSoltado(next(soltados)), estado=turno.estado)  # lo que se dijo, o nada si se perdió
        if not any(efecto.__class__.__name__ == "RedactarBorrador" for efecto in turno.efectos):
            assert mensajes(turno), f"sin respuesta a {paso}"
        for mensaje in mensajes(turno):
            assert mensaje.texto.strip()
            assert all(len(boton.codigo.encode()) <= 64 for fila in mensaje.botones for boton in fila)
        estado = turno.estado


CITADO = Cita("guia.txt", "1", "Artículo 7", 12, TEXTO, 0, len(TEXTO))
RECIEN_CONTESTADO = Estado(turno=3, ultima=RespuestaDada(3, "¿qué son?", (CITADO,)), preguntas=("¿qué son?",))


@pytest.mark.parametrize(
    "dicho",
    """en que articulo dice eso|¿en qué parte dice eso?|que pagina es|y en que pagina esta eso|donde dice eso
cual articulo es|de donde sale eso|que norma dice|en que documento esta escrito|de que ley es lo que me dijo""".replace(
        "\n", "|"
    ).split("|"),
)
def test_de_donde_es_lo_ultimo_que_se_cito_se_dice_sin_buscar(dicho: str) -> None:
    turno = decidir(CONTEXTO, RECIEN_CONTESTADO, MensajeRecibido(dicho))
    assert "Lo último que le cité está en: Guía, Artículo 7, pág. 12 (APCI, 2017)." in texto(turno)


@pytest.mark.parametrize(
    "dicho",
    ["que dice el articulo 5", "en que capitulo estan los principios", "que documento presento", "que parte me toca"],
)
def test_preguntar_otra_cosa_de_un_articulo_se_busca(dicho: str) -> None:
    turno = decidir(CONTEXTO, RECIEN_CONTESTADO, MensajeRecibido(dicho))
    assert any(isinstance(efecto, Buscar) for efecto in turno.efectos)


TRES = tuple(replace(CITADO, apartado=f"Artículo {n}", texto=f"{TEXTO} {n}") for n in (7, 8, 9))
DE_TRES = replace(RECIEN_CONTESTADO, ultima=RespuestaDada(3, "¿qué son?", TRES))


@pytest.mark.parametrize(
    ("dicho", "cual"),
    [
        ("el tercero", 9),
        ("la segunda", 8),
        ("y el segundo?", 8),
        ("muestreme el primero", 7),
        ("el 3ro", 9),
        ("el ultimo", 9),
        ("¿cuál es la tercera?", 9),
        ("explicame el segundo", 8),
        ("el cuarto", None),  # no se citaron tantos
        ("el segundo año de la alianza", None),  # se dice algo más
        ("quien es el primer responsable", None),
    ],
)
def test_de_varios_que_se_citaron_se_muestra_el_que_se_senala(dicho: str, cual: int | None) -> None:
    turno = decidir(CONTEXTO, DE_TRES, MensajeRecibido(dicho))
    if cual is None:
        assert any(isinstance(efecto, Buscar) for efecto in turno.efectos)
        return
    assert f"{TEXTO} {cual}" in texto(turno)
    assert f"Artículo {cual}," in texto(turno)
    assert all(f"Artículo {otro}," not in texto(turno) for otro in (7, 8, 9) if otro != cual)
    # Lo que sigue señalándose es de lo mismo.
    assert turno.estado.ultima == DE_TRES.ultima


def test_el_segundo_de_lo_que_el_documento_enumera_se_busca_por_su_nombre() -> None:
    con_lista = replace(CONTEXTO, listas=(ListaRotulada("principios", ("Confianza", "Respeto"), 2),))
    preguntado = replace(DE_TRES, preguntas=("¿cuáles son los principios?",))
    turno = decidir(con_lista, preguntado, MensajeRecibido("el segundo"))
    (buscar,) = [efecto for efecto in turno.efectos if isinstance(efecto, Buscar)]
    assert "Respeto" in buscar.consultas[0]


def test_de_uno_solo_que_se_cito_no_se_muestra_otra_vez() -> None:
    turno = decidir(CONTEXTO, RECIEN_CONTESTADO, MensajeRecibido("el primero"))
    assert any(isinstance(efecto, Buscar) for efecto in turno.efectos)


def test_sin_nada_citado_no_se_dice_de_donde_es() -> None:
    turno = decidir(CONTEXTO, Estado(), MensajeRecibido("en que articulo dice eso"))
    assert "Lo último que le cité" not in texto(turno)


def test_dejarlo_cuando_no_hay_nada_a_medias_se_acepta_y_no_se_busca() -> None:
    turno = decidir(CONTEXTO, RECIEN_CONTESTADO, MensajeRecibido("no, dejalo"))
    assert texto(turno) == "De acuerdo, lo dejamos. Si necesita otra cosa, escríbame."
