"""Las notas de voz: hasta que la persona da por bueno lo oído no pasó nada; entonces es como si lo escribiera."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.almacen.base.conversion import estado_a_json
from bot.dialogo.conversar.textos import leer_lo_oido, oido
from bot.dialogo.decidir import decidir, va_aparte
from bot.dialogo.efectos import Adelantar, Enviar, OlvidarRecibido
from bot.dialogo.entradas import (
    ArchivoEnviado,
    BotonPulsado,
    EntradaNoAdmitida,
    MensajeRecibido,
    MensajeReenviado,
    Mostrado,
    OrdenRecibida,
    VozRecibida,
)
from bot.dialogo.mensajes import Estilo, Mensaje
from bot.dialogo.peticiones import SinOir, Transcribir, VozNoTranscrita, VozTranscrita
from bot.dialogo.turno import Dato, DatoPorEscribir, Estado, Papeles, Turno
from tests.documentacion.estados import CONTEXTO, Paseo, Situacion, pasear, situacion

VOZ = VozRecibida(ArchivoEnviado("f", "voz", 9_000), 4, "31")
ESCUCHA = replace(CONTEXTO, escucha=True)


@pytest.fixture(scope="module")
def estados() -> list[Estado]:
    """Cada estado por el que pasa una conversación, en todas las situaciones."""

    class Recordado(Paseo):
        def _llega(self, entrada: object) -> None:
            super()._llega(entrada)
            vistos.append(self.estado)

    vistos = [Estado()]
    pasear(Recordado())
    assert {situacion(uno) for uno in vistos} == set(Situacion)
    return vistos


def mensajes(turno: Turno) -> list[Mensaje]:
    return [efecto.mensaje for efecto in turno.efectos if isinstance(efecto, Enviar)]


def dicho(turno: Turno) -> str:
    return "\n".join(mensaje.texto for mensaje in mensajes(turno))


def oir(estado: Estado, texto: str, voz: VozRecibida = VOZ) -> tuple[Estado, Mensaje]:
    """Llega una nota y se oye eso; devuelve dónde queda la persona y lo que ve."""
    pedido = decidir(ESCUCHA, estado, voz)
    adelanto, transcribir = pedido.efectos
    assert isinstance(adelanto, Adelantar) and transcribir == Transcribir(voz)
    turno = decidir(ESCUCHA, pedido.estado, VozTranscrita(voz, texto))
    (mostrado,) = mensajes(turno)
    return turno.estado, mostrado


def pulsar(visto: Mensaje, etiqueta: str, responde_a: str = "31") -> BotonPulsado:
    (codigo,) = (boton.codigo for fila in visto.botones for boton in fila if boton.etiqueta == etiqueta)
    return BotonPulsado(codigo, en=Mostrado(visto.texto, responde_a))


def sin_lo_de_voz(estado: Estado) -> Estado:
    return replace(estado, turno=0, oidas=(), sin_cambio=0)


DICHOS = ("Sí, acepto.", "Somos una ONG de Cusco", "¿Qué es una alianza?", "no sé", "Son 20 mil soles", "borra todo")


def test_en_cualquier_lugar_oir_no_cambia_nada_y_darlo_por_bueno_es_como_escribirlo(estados: list[Estado]) -> None:
    probados = 0
    for numero, estado in enumerate(estados):
        # Cada estado, con dos de los dichos: entre todos se prueban todos en todas las situaciones.
        for texto in (DICHOS[numero % len(DICHOS)], DICHOS[(numero // 2) % len(DICHOS)]):
            despues, visto = oir(estado, texto)
            assert sin_lo_de_voz(despues) == sin_lo_de_voz(estado)
            escrito = decidir(ESCUCHA, replace(estado, turno=estado.turno + 1), MensajeRecibido(texto, "31"))
            confirmado = decidir(ESCUCHA, despues, pulsar(visto, "Está bien"))
            assert confirmado.efectos == escrito.efectos
            assert confirmado.estado == escrito.estado
            probados += 1
    assert probados > 60


def test_lo_oido_no_esta_en_el_estado_ni_en_lo_que_se_guarda(estados: list[Estado]) -> None:
    secreto = "Hortensia Quispe 20100070970"
    for estado in estados:
        pedido = decidir(ESCUCHA, estado, VOZ)
        turno = decidir(ESCUCHA, pedido.estado, VozTranscrita(VOZ, secreto))
        (enviar,) = turno.efectos
        assert isinstance(enviar, Enviar)
        assert secreto in enviar.mensaje.texto and "Hortensia" not in repr(enviar.guardado)
        assert "Hortensia" not in str(estado_a_json(turno.estado))


@pytest.mark.parametrize(
    "siguiente",
    [MensajeRecibido("¿Qué es una alianza?"), OrdenRecibida("ayuda"), BotonPulsado("m:propuesta"),
     EntradaNoAdmitida("sticker")],
)  # fmt: skip
def test_si_sigue_con_otra_cosa_la_nota_ya_no_vale(siguiente: object) -> None:
    estado, visto = oir(Estado(), "Somos una ONG")
    despues = decidir(ESCUCHA, estado, siguiente).estado
    turno = decidir(ESCUCHA, despues, pulsar(visto, "Está bien"))
    assert "ya no la uso" in dicho(turno) and turno.efectos[0] == OlvidarRecibido()


def test_un_doble_toque_cuenta_una_vez_y_lo_reenviado_no_la_quita() -> None:
    estado, visto = oir(Estado(), "hola")
    estado = decidir(ESCUCHA, estado, MensajeReenviado()).estado
    primero = decidir(ESCUCHA, estado, pulsar(visto, "Está bien"))
    assert "Soy el asistente" in dicho(primero)
    assert "ya no la uso" in dicho(decidir(ESCUCHA, primero.estado, pulsar(visto, "Está bien")))


def test_de_dos_notas_seguidas_cada_una_se_confirma_con_su_boton() -> None:
    estado, una = oir(Estado(), "hola")
    estado, otra = oir(estado, "gracias")
    tras_una = decidir(ESCUCHA, estado, pulsar(una, "Está bien"))
    assert "Soy el asistente" in dicho(tras_una)
    assert "A usted" in dicho(decidir(ESCUCHA, tras_una.estado, pulsar(otra, "Está bien")))


@pytest.mark.parametrize("texto", ["sí", "está bien", "ok", "Está bien.", "claro que sí"])
def test_que_esta_bien_no_se_decide_de_palabra_ni_de_oidas(texto: str) -> None:
    estado, _ = oir(Estado(), "Somos una ONG")
    assert va_aparte(ESCUCHA, estado, texto)
    escrito = decidir(ESCUCHA, estado, MensajeRecibido(texto))
    assert "toque «Está bien»" in dicho(escrito) and escrito.estado.oidas == estado.oidas
    hablado, visto = oir(estado, texto)
    assert "toque «Está bien»" in visto.texto and hablado.oidas == estado.oidas


@pytest.mark.parametrize("como", ["no", "Lo escribo yo", "boton"])
def test_si_no_esta_bien_la_escribe_y_lo_que_esperaba_unas_palabras_las_sigue_esperando(como: str) -> None:
    contexto = replace(ESCUCHA, papeles=Papeles(atiende=True))
    esperaba = Estado(turno=7, por_escribir=DatoPorEscribir(7, "v1", Dato.TITULO))
    estado, visto = oir(esperaba, "Directiva de humedales")
    entrada = pulsar(visto, "Lo escribo yo") if como == "boton" else MensajeRecibido(como)
    rehusado = decidir(contexto, estado, entrada)
    assert "no uso lo que oí" in dicho(rehusado) and rehusado.estado.oidas == ()
    escrito = decidir(contexto, rehusado.estado, MensajeRecibido("Directiva de humedales"))
    assert "CorregirDocumento" in repr(escrito.efectos)


def test_de_un_mensaje_que_ya_no_se_ve_no_se_supone_nada() -> None:
    estado, visto = oir(Estado(), "hola")
    (codigo, _) = (boton.codigo for fila in visto.botones for boton in fila)
    for en in (None, Mostrado(""), Mostrado("El marco dice: «hola»"), Mostrado("Esto oí: «»")):
        turno = decidir(ESCUCHA, estado, BotonPulsado(codigo, en=en))
        assert "Ya no puedo leer" in dicho(turno)


@pytest.mark.parametrize("codigo", ["o:si:99", "o:si:x", "o:si:", "o:si", "o:no", "o:", "o:otra:1", "o:si:²"])
def test_un_codigo_inventado_no_hace_nada(codigo: str) -> None:
    estado, visto = oir(Estado(), "hola")
    turno = decidir(ESCUCHA, estado, BotonPulsado(codigo, en=Mostrado(visto.texto)))
    assert mensajes(turno) and turno.estado.preguntas == () and "Soy el asistente" not in dicho(turno)


def test_la_nota_que_responde_a_un_mensaje_se_lee_como_respuesta_a_ese() -> None:
    estado, visto = oir(Estado(), "en 2028", replace(VOZ, responde_a="17"))
    (efecto,) = decidir(ESCUCHA, estado, pulsar(visto, "Está bien")).efectos
    assert efecto.recibido == MensajeRecibido("en 2028", "31", "17")


@pytest.mark.parametrize(("segundos", "octetos"), [(91, 9), (3, 1_000_001)])
def test_la_que_pasa_de_lo_que_se_escucha_ni_se_trae(segundos: int, octetos: int) -> None:
    turno = decidir(ESCUCHA, Estado(), VozRecibida(ArchivoEnviado("f", "voz", octetos), segundos))
    assert "hasta 90 segundos" in dicho(turno)
    assert [type(efecto) for efecto in turno.efectos] == [Enviar]


def test_por_lo_que_no_se_oye_se_dice_que_hacer_y_vuelve_la_pregunta(estados: list[Estado]) -> None:
    en_pregunta = next(uno for uno in estados if situacion(uno) is Situacion.PREGUNTA)
    for motivo in SinOir:
        pedido = decidir(ESCUCHA, en_pregunta, VOZ)
        turno = decidir(ESCUCHA, pedido.estado, VozNoTranscrita(motivo))
        aviso, pregunta = mensajes(turno)
        assert aviso.quita_adelanto and "escríbalo con palabras" in aviso.texto
        assert pregunta.botones


@pytest.mark.parametrize("oido_mal", ["", "  ", "…", "«»", "la " * 1_100])
def test_lo_que_no_son_palabras_o_son_demasiadas_no_se_muestra(oido_mal: str) -> None:
    estado, visto = oir(Estado(), oido_mal)
    assert "No entendí ninguna palabra" in visto.texto and estado.oidas == ()


def test_sin_quien_escuche_es_lo_de_siempre(estados: list[Estado]) -> None:
    for estado in estados:
        assert decidir(CONTEXTO, estado, VOZ) == decidir(CONTEXTO, estado, EntradaNoAdmitida("voz"))


def test_de_un_album_de_audios_se_pide_uno_cada_vez() -> None:
    assert "de uno en uno" in dicho(decidir(ESCUCHA, Estado(), EntradaNoAdmitida("audio")))
    assert "No puedo ver videos" in dicho(decidir(ESCUCHA, Estado(), EntradaNoAdmitida("video")))


NUMEROS = {
    "Son ciento cincuenta mil soles y una casa": ["ciento cincuenta mil"],
    "Siento 50.000": ["50.000"],
    "2, 0, 1, 0": ["2", "0", "1", "0"],
    "treinta y cinco por ciento, o un millón y medio": ["treinta y cinco", "un millón y medio"],
    "la primera es una alianza y un objetivo": [],
    "del 15 de marzo y 3 distritos": ["15", "3"],
}


@pytest.mark.parametrize("texto", NUMEROS)
def test_los_numeros_van_en_negrita_enteros(texto: str) -> None:
    visto = oido(texto, VOZ, 1)
    en_negrita = [trozo.texto for trozo in visto.parrafos[0].trozos if trozo.estilo is Estilo.NEGRITA]
    assert en_negrita == NUMEROS[texto]
    assert ("Revise los números" in visto.texto) == bool(en_negrita)


def _trozos() -> Iterator[str]:
    yield from ("«", "»", "mil", "y", "20", " ", "Esto oí: «", "\n", "ñ", "un", ".", "¿qué?")


@given(st.lists(st.sampled_from(list(_trozos())), max_size=12).map("".join))
def test_de_lo_mostrado_se_lee_lo_mismo_que_se_oyo(texto: str) -> None:
    limpio = " ".join(texto.replace("«", "").replace("»", "").split())
    assert leer_lo_oido(oido(limpio, VOZ, 1).texto) == limpio
    assert leer_lo_oido(oido(limpio, VOZ, 1).texto + "\n\nEligió: Está bien") == limpio
