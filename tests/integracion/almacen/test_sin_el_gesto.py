"""Lo que escribe quien atiende sin el gesto exacto no llega a nadie por sí solo ni se guarda, en ningún sitio.

Con el diálogo y el almacén de verdad, en SQLite y en PostgreSQL.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.almacen.personal.lectura import abrir_para_revision, leer_conversaciones
from bot.almacen.personal.tareas import leer_preguntas_sin_contestar
from bot.dialogo.entradas import BotonPulsado, MensajeEditado, MensajeRecibido, MensajeReenviado, OrdenRecibida
from bot.dialogo.turno import Entrada, RespuestaPorConfirmar, TextoPorDirigir
from bot.servicio.puertos import Envio
from tests.apoyo.almacen import base_nueva
from tests.integracion.almacen.test_consultas import JEFA, LUIS, PREGUNTA, ROSA, Oficina

SECRETO = "Señora PIMENTELAZUL, DNI 40404040: su trámite va bien"


@pytest.fixture(params=["sqlite", "postgresql"])
def oficina(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Oficina]:
    es_sqlite = request.param == "sqlite"
    url = base_nueva(tmp_path / "alianzas.db") if es_sqlite else request.getfixturevalue("base_postgresql_nueva")
    una = Oficina(url)
    yield una
    una.almacen.cerrar()


async def enviar(oficina: Oficina, entrada: Entrada) -> tuple[Envio, ...]:
    """Lo que la jefa hace, y lo que se le contesta en su chat."""
    envios = await oficina.servicio.atender(JEFA, entrada, None)
    for envio in envios:
        oficina.almacen.marcar_enviado(envio.identificador, oficina.ahora(), f"c{envio.identificador}")
    return envios


def de_la_jefa(oficina: Oficina, numero: int = 0, *, ajeno: bool = False) -> str:
    """Cómo se llama en su chat uno de sus mensajes, desde el último; con `ajeno`, el que muestra una consulta."""
    condicion = "!=" if ajeno else "="
    filas = oficina.filas(
        "SELECT m.en_canal FROM mensajes m JOIN turnos t ON t.id = m.turno JOIN direcciones d ON d.persona = m.persona "
        f"WHERE d.direccion = '{JEFA.direccion}' AND t.persona {condicion} m.persona AND m.en_canal IS NOT NULL "
        "ORDER BY m.id DESC"
    )
    return str(filas[numero][0])


@dataclass(frozen=True)
class Gesto:
    """Una manera de escribir sin el gesto exacto. `antes`: con la consulta ya respondida o todavía abierta."""

    entrada: Any
    ya_respondida: bool = False
    antes: tuple[Entrada, ...] = ()


def escrito(texto: str = SECRETO, responde_a: str = "") -> MensajeRecibido:
    return MensajeRecibido(texto, "21", responde_a)


EN_SU_ENTREVISTA = (
    OrdenRecibida("propuesta"),
    MensajeRecibido("acepto", "1"),
    MensajeRecibido("Pregunta por pregunta", "2"),
)
GESTOS = {
    "sin «Responder»": Gesto(lambda o: escrito()),
    "sin «Responder», ya respondida": Gesto(lambda o: escrito(), ya_respondida=True),
    "edita su respuesta": Gesto(lambda o: MensajeEditado(SECRETO, "20"), ya_respondida=True),
    "edita otro mensaje": Gesto(lambda o: MensajeEditado(SECRETO, "3"), antes=(MensajeRecibido("hola", "3"),)),
    "responde a «ya está en camino»": Gesto(lambda o: escrito(responde_a=de_la_jefa(o)), ya_respondida=True),
    "responde al saludo": Gesto(lambda o: escrito(responde_a=de_la_jefa(o, -1))),
    "responde a su propia respuesta": Gesto(lambda o: escrito(responde_a="20"), ya_respondida=True),
    "responde a un mensaje desconocido": Gesto(lambda o: escrito(responde_a="c9999")),
    "responde a un mensaje de otro chat": Gesto(lambda o: escrito(responde_a="otro-chat")),
    "con una barra y un espacio": Gesto(lambda o: escrito("/ responder 1 " + SECRETO)),
    "en su entrevista, editando": Gesto(lambda o: MensajeEditado(SECRETO, "88"), antes=EN_SU_ENTREVISTA),
    "en su entrevista, respondiendo a otro": Gesto(lambda o: escrito(responde_a="c9999"), antes=EN_SU_ENTREVISTA),
}
NO_SE_PREGUNTA = {
    "una orden mal escrita": Gesto(lambda o: OrdenRecibida("respnder", f"1 {SECRETO}")),
    "una orden pegada al número": Gesto(lambda o: OrdenRecibida("responder1", SECRETO)),
    "una orden sin número": Gesto(lambda o: OrdenRecibida("responder", SECRETO)),
    "otra orden con texto": Gesto(lambda o: OrdenRecibida("ayuda", SECRETO)),
    "un número que no existe": Gesto(lambda o: OrdenRecibida("responder", f"99 {SECRETO}")),
    "una orden editada": Gesto(lambda o: MensajeEditado(f"/responder 1 {SECRETO}", "20"), ya_respondida=True),
    "una segunda respuesta por orden": Gesto(lambda o: OrdenRecibida("responder", f"1 {SECRETO}", "21"), True),
    "una segunda respuesta con «Responder»": Gesto(lambda o: escrito(responde_a=de_la_jefa(o, ajeno=True)), True),
    "un mensaje reenviado": Gesto(lambda o: MensajeReenviado()),
}


async def preparar(oficina: Oficina, gesto: Gesto) -> Entrada:
    """Rosa consulta (y la jefa le responde con el mensaje 20); devuelve lo que la jefa hace después."""
    await oficina.con_personal()
    for entrada in gesto.antes:
        await enviar(oficina, entrada)
    await oficina.enviar(ROSA)
    oficina.recibir(JEFA)
    if gesto.ya_respondida:
        await enviar(oficina, MensajeRecibido("va bien", "20", de_la_jefa(oficina, ajeno=True)))
    oficina.recibir(ROSA)
    return gesto.entrada(oficina)


@pytest.mark.parametrize("cual", [*GESTOS, *NO_SE_PREGUNTA])
async def test_no_llega_a_nadie_y_no_queda_ni_un_octeto(oficina: Oficina, cual: str) -> None:
    entrada = await preparar(oficina, (GESTOS | NO_SE_PREGUNTA)[cual])
    (dicho, *_) = await enviar(oficina, entrada)
    assert dicho.mensaje.texto
    assert oficina.recibir(ROSA) == []
    for dato in ("PIMENTELAZUL", "40404040"):
        assert oficina.huellas(dato) == []
    await oficina.decir(ROSA, "/borrar")
    await oficina.decir(ROSA, "Sí, borrar todo")
    for dato in ("PIMENTELAZUL", "40404040", "ZANAHORIACRISTAL"):
        assert oficina.huellas(dato) == []


@pytest.mark.parametrize("cual", GESTOS)
async def test_se_ofrece_como_respuesta_y_solo_el_boton_la_envia_una_vez(oficina: Oficina, cual: str) -> None:
    entrada = await preparar(oficina, GESTOS[cual])
    (pregunta,) = await enviar(oficina, entrada)
    respondida = GESTOS[cual].ya_respondida
    assert "¿Es la respuesta a la consulta n.º 1, " in pregunta.mensaje.texto
    assert "no guardo lo que escribió" in pregunta.mensaje.texto
    a_ella, suyo = (fila[0] for fila in pregunta.mensaje.botones)
    assert a_ella.etiqueta == ("También a la n.º 1" if respondida else "Sí, a la n.º 1")
    assert suyo.etiqueta == ("No, es para mi borrador" if "entrevista" in cual else "No, es una pregunta mía")
    assert pregunta.mensaje.responde_a == entrada.mensaje
    espera = oficina.almacen.cargar(JEFA)[0].consulta
    assert isinstance(espera, TextoPorDirigir) and espera.mensaje == pregunta.mensaje.responde_a

    for sin_texto in (BotonPulsado(a_ella.codigo), MensajeRecibido(a_ella.etiqueta, "22"), MensajeRecibido("sí", "23")):
        (repetida,) = await enviar(oficina, sin_texto)
        assert "pulse uno de estos botones" in repetida.mensaje.texto
        assert repetida.mensaje.botones == pregunta.mensaje.botones
        assert repetida.mensaje.responde_a == entrada.mensaje
        assert oficina.recibir(ROSA) == []
    pulsado = BotonPulsado(a_ella.codigo, sobre=MensajeRecibido(SECRETO, "21"))
    assert "ya está en camino" in (await enviar(oficina, pulsado))[0].mensaje.texto
    (llego,) = oficina.recibir(ROSA)
    assert f":\n{SECRETO}\n" in llego
    assert "ya se envió o se dejó" in (await enviar(oficina, pulsado))[0].mensaje.texto
    assert oficina.recibir(ROSA) == []
    await oficina.decir(ROSA, "/borrar")
    await oficina.decir(ROSA, "Sí, borrar todo")
    for dato in ("PIMENTELAZUL", "40404040", "ZANAHORIACRISTAL"):
        assert oficina.huellas(dato) == []


async def test_decir_que_no_o_pasar_a_otra_cosa_no_envia_nada(oficina: Oficina) -> None:
    for despues in (MensajeRecibido("no", "22"), OrdenRecibida("consultas"), BotonPulsado("h:lista"), escrito("otra")):
        await preparar(oficina, GESTOS["sin «Responder»"])
        (pregunta,) = await enviar(oficina, escrito())
        await enviar(oficina, despues)
        viejo = BotonPulsado(pregunta.mensaje.botones[0][0].codigo, sobre=MensajeRecibido(SECRETO, "21"))
        assert "ya se envió o se dejó" in (await enviar(oficina, viejo))[0].mensaje.texto
        assert oficina.recibir(ROSA) == []
        await enviar(oficina, OrdenRecibida("cerrar", "1 x"))
        oficina.recibir(ROSA)


async def test_con_varias_se_elige_cual_y_se_ofrecen_pocas(oficina: Oficina) -> None:
    await oficina.con_personal()
    personas = [ROSA, LUIS]
    for numero in range(6):
        await oficina.enviar(personas[numero % 2], f"¿cuánto cuesta {numero}?")
    for numero in (1, 2):
        await enviar(oficina, OrdenRecibida("responder", f"{numero} va bien"))
    oficina.recibir(ROSA)
    oficina.recibir(LUIS)
    (pregunta,) = await enviar(oficina, escrito())
    etiquetas = [boton.etiqueta for fila in pregunta.mensaje.botones for boton in fila]
    assert etiquetas == [
        *("También a la n.º 1", "También a la n.º 2"),
        *("Sí, a la n.º 3", "Sí, a la n.º 4", "Sí, a la n.º 5", "Sí, a la n.º 6", "No, es una pregunta mía"),
    ]
    assert "n.º 3, del 25/11/2026" in pregunta.mensaje.texto and "cuesta" not in pregunta.mensaje.texto
    elegida = pregunta.mensaje.botones[3][0].codigo
    await enviar(oficina, BotonPulsado(elegida, sobre=MensajeRecibido(SECRETO, "21")))
    assert [SECRETO in uno for uno in oficina.recibir(LUIS)] == [True]
    assert oficina.recibir(ROSA) == []


async def test_si_entretanto_otro_la_respondio_se_pregunta_otra_vez_sin_perder_lo_escrito(oficina: Oficina) -> None:
    await preparar(oficina, GESTOS["sin «Responder»"])
    (pregunta,) = await enviar(oficina, escrito())
    motor = abrir_para_revision(oficina.url)
    from bot.revision.consultas import responder

    responder(motor, 1, "otra persona", "ana", oficina.ahora())
    motor.dispose()
    elegida = BotonPulsado(pregunta.mensaje.botones[0][0].codigo, sobre=MensajeRecibido(SECRETO, "21"))
    (otra,) = await enviar(oficina, elegida)
    assert "¿Lo envío también?" in otra.mensaje.texto and otra.mensaje.responde_a == "21"
    estado = oficina.almacen.cargar(JEFA)[0]
    assert estado.consulta == RespuestaPorConfirmar(estado.turno, 1, mensaje="21")
    assert oficina.huellas("PIMENTELAZUL") == []
    oficina.recibir(ROSA)
    await enviar(oficina, BotonPulsado(otra.mensaje.botones[0][0].codigo, sobre=MensajeRecibido(SECRETO, "21")))
    assert [SECRETO in uno for uno in oficina.recibir(ROSA)] == [True]


async def test_lo_que_dice_que_es_suyo_se_contesta_y_no_se_exporta(oficina: Oficina) -> None:
    await preparar(oficina, GESTOS["sin «Responder»"])
    (pregunta,) = await enviar(oficina, escrito("¿cuánto cuesta la ZANAHORIADELAJEFA?"))
    suyo = pregunta.mensaje.botones[-1][0].codigo
    assert "pulse uno de estos botones" in (await enviar(oficina, BotonPulsado(suyo)))[0].mensaje.texto
    pulsado = BotonPulsado(suyo, sobre=MensajeRecibido("¿cuánto cuesta la ZANAHORIADELAJEFA?", "21"))
    (contestada,) = await enviar(oficina, pulsado)
    assert "De eso no tratan" in contestada.mensaje.texto
    assert oficina.recibir(ROSA) == []
    motor = abrir_para_revision(oficina.url)
    assert [una.pregunta for una in leer_preguntas_sin_contestar(motor)] == [PREGUNTA]
    assert len(list(leer_conversaciones(motor))) == 1
    motor.dispose()


async def test_en_su_entrevista_solo_se_duda_si_le_llego_una_consulta_despues(oficina: Oficina) -> None:
    await oficina.con_personal()
    await oficina.enviar(ROSA)
    oficina.recibir(JEFA)
    for entrada in EN_SU_ENTREVISTA:
        await enviar(oficina, entrada)
    for suya in ("Cooperativa Sol", "Empresa privada"):
        antes = oficina.almacen.cargar(JEFA)[0].eventos
        await enviar(oficina, MensajeRecibido(suya, "30"))
        assert len(oficina.almacen.cargar(JEFA)[0].eventos) > len(antes), "contesta a lo que tiene delante"
    await oficina.enviar(LUIS, "¿cuánto cuesta LUIS?")
    oficina.recibir(JEFA)
    antes = oficina.almacen.cargar(JEFA)[0].eventos
    (pregunta,) = await enviar(oficina, escrito("20100070970"))
    assert "¿Es la respuesta a una de estas consultas?" in pregunta.mensaje.texto
    assert oficina.almacen.cargar(JEFA)[0].eventos == antes
    suyo = pregunta.mensaje.botones[-1][0]
    assert suyo.etiqueta == "No, es para mi borrador"
    (siguiente, *_) = await enviar(oficina, BotonPulsado(suyo.codigo, sobre=MensajeRecibido("20100070970", "21")))
    assert "Nombre de la alianza" in siguiente.mensaje.texto
    assert len(oficina.almacen.cargar(JEFA)[0].eventos) > len(antes)


async def test_sin_consultas_lo_suyo_se_atiende_como_lo_de_cualquiera(oficina: Oficina) -> None:
    await oficina.con_personal()
    for entrada in (escrito("¿qué es una alianza?"), MensajeEditado("¿y qué es?", "21"), escrito("¿qué?", "c999")):
        (contestada,) = await enviar(oficina, entrada)
        assert "De eso no tratan" in contestada.mensaje.texto


async def test_si_falla_a_mitad_lo_escrito_por_el_personal_tampoco_se_guarda(oficina: Oficina) -> None:
    await preparar(oficina, GESTOS["sin «Responder»"])
    oficina.servicio._estricto = False
    oficina.almacen.leer_destinos = lambda *_: 1 / 0  # type: ignore[method-assign]
    (disculpa,) = await enviar(oficina, escrito())
    assert "Ocurrió un error" in disculpa.mensaje.texto
    assert oficina.huellas("PIMENTELAZUL") == []
