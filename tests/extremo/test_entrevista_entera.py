"""La entrevista completa con el asistente entero: preguntas al marco, ayudas y fallos en cada pregunta."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.config import leer_configuracion
from bot.dialogo.borrador import atender as borrador_abierto
from bot.dialogo.efectos import Enviar
from bot.dialogo.entradas import BotonPulsado, MensajeRecibido, OrdenRecibida
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.turno import Contexto, Entrada, Estado
from bot.edicion.caminos import caminos
from bot.entrevista.borrador import Borrador
from bot.entrevista.esquema import Pregunta
from bot.entrevista.eventos import Evento, Guiada, Omitida, Respondida
from bot.entrevista.pasos import pasos_visibles
from bot.montaje import Asistente, montar
from bot.servicio.puertos import Persona
from tests.apoyo.entrevista import ENTREVISTA
from tests.conftest import enlazar_datos

CONTEXTO = Contexto(ENTREVISTA, (), datetime(2026, 11, 23, 15, 0, tzinfo=UTC), "consultas@ejemplo.pe")


class _Charla:
    def __init__(self, asistente: Asistente, quien: str) -> None:
        self.asistente = asistente
        self.persona = Persona("prueba", quien)
        self.mensajes: list[Mensaje] = []

    async def decir(self, entrada: Entrada) -> None:
        envios = await self.asistente.servicio.atender(self.persona, entrada, None)
        self.mensajes = [envio.mensaje for envio in envios]

    async def pulsar(self, etiqueta: str) -> None:
        botones = {boton.etiqueta: boton for fila in self.mensajes[-1].botones for boton in fila}
        await self.decir(BotonPulsado(botones[etiqueta].codigo))

    @property
    def texto(self) -> str:
        return "\n".join(mensaje.texto for mensaje in self.mensajes)

    @property
    def eventos(self) -> tuple[Evento, ...]:
        return self.asistente.almacen.cargar(self.persona)[0].eventos


async def test_en_cada_pregunta_se_puede_preguntar_al_marco_pedir_ayuda_y_dejar_pendiente(
    carpeta_producto: Path, tmp_path: Path
) -> None:
    datos = enlazar_datos(tmp_path / "datos", carpeta_producto)
    asistente = montar(leer_configuracion(datos=datos), lambda _: None)
    try:
        charla = _Charla(asistente, "ong")
        de_ong = {"nombre_organizacion": "Sol de los Andes", "tipo_organizacion": "ONG peruana"}
        preguntadas = await _recorrer(charla, de_ong)
        esperadas = [p.llave[0] for p in pasos_visibles(ENTREVISTA, Borrador.de(charla.eventos))]
        assert sorted(preguntadas) == sorted(esperadas)
        await charla.decir(OrdenRecibida("pendientes"))
        for rotulo in ("Objetivo común", "Otros riesgos", "GIZ · Compromiso", "Andes · Qué le toca a cada actor"):
            assert rotulo in charla.texto
        assert "Presupuesto" not in charla.texto
        # Lo que solo se pregunta a una empresa.
        faltan = {p.clave for p in ENTREVISTA.preguntas} - set(preguntadas)
        charla = _Charla(asistente, "empresa")
        de_empresa = {"nombre_organizacion": "Sol de los Andes S.A.C.", "tipo_organizacion": "Empresa privada"}
        assert faltan <= set(await _recorrer(charla, de_empresa, solo=faltan))
    finally:
        asistente.cerrar()


async def _recorrer(charla: _Charla, dichas: dict[str, str], solo: set[str] | None = None) -> list[str]:
    """Pasa por todas las preguntas y en cada una (o en las de `solo`) prueba lo que se puede pedir sin responder."""
    await charla.decir(OrdenRecibida("propuesta"))
    await charla.pulsar("Acepto")
    await charla.pulsar("Pregunta por pregunta")
    await charla.decir(OrdenRecibida("ampliar"))
    respuestas = {"actores": "Fundación Luna\nGIZ", "presupuesto": "S/ 900", **dichas}
    preguntadas: list[str] = []
    while (clave := charla.mensajes[-1].asunto.split("|")[1:2]) != []:
        pregunta = ENTREVISTA.pregunta(clave[0])
        preguntadas.append(pregunta.clave)
        if solo is None or pregunta.clave in solo:
            await _probar_ayudas(charla, pregunta)
        await charla.decir(MensajeRecibido(respuestas.get(pregunta.clave, "no sé")))
    return preguntadas


async def _probar_ayudas(charla: _Charla, pregunta: Pregunta) -> None:
    mostrada, eventos = await _igual_tras_preguntar(charla)
    await charla.pulsar("Ejemplo")
    for parte in (pregunta.ejemplo, pregunta.ejemplo_flojo, pregunta.por_que_flojo, pregunta.ayuda):
        assert all(linea in charla.texto for linea in parte.splitlines()), pregunta.clave
    await charla.pulsar("¿Por qué me lo pregunta?")
    assert pregunta.por_que in charla.texto
    assert all(seccion in charla.texto for seccion in pregunta.fuente)
    assert charla.mensajes[-1].botones == mostrada.botones
    assert charla.eventos == eventos


async def _igual_tras_preguntar(charla: _Charla) -> tuple[Mensaje, tuple[Evento, ...]]:
    """Pregunta al marco: cita, y vuelve exactamente la misma pregunta sin haber tocado nada."""
    eventos = charla.eventos
    await charla.decir(OrdenRecibida("ayuda"))
    mostrada = charla.mensajes[-1]
    await charla.decir(MensajeRecibido("¿Qué es una alianza multiactor?"))
    assert "Un esquema de cooperación voluntaria de carácter horizontal" in charla.mensajes[0].texto
    assert "2.1" in charla.mensajes[0].texto
    assert charla.mensajes[-1] == mostrada
    assert charla.eventos == eventos
    return mostrada, eventos


_MALAS = {
    "texto": "123",
    "opcion": "qwerty",
    "clase_actor": "qwerty",
    "ruc": "20100070971",
    "monto": "poquito",
    "plazo": "pronto",
    "poblacion": "12",
    "departamentos": "Narnia",
    "ods": "99",
    "actores": "ninguno",
    "matriz": "el agua",
}


def _mala(pregunta: Pregunta) -> str:
    if pregunta.tipo == "lista":
        return f"{pregunta.campos[1].rotulo}: alguien"
    if pregunta.tipo == "compuesto":
        campo = next(campo for campo in pregunta.campos if campo.tipo in ("correo", "opcion"))
        return f"{campo.rotulo}: qwerty"
    return _MALAS[pregunta.tipo]


def _hasta(pregunta: Pregunta) -> Estado:
    """El estado justo antes de responder esa pregunta, en el primer camino que llega a ella."""
    for camino in caminos(ENTREVISTA, "Agua Segura"):
        for lugar, evento in enumerate(camino.eventos):
            if isinstance(evento, Respondida | Omitida) and evento.llave[0] == pregunta.clave:
                guiada = Guiada(evento.instante)
                eventos = (*camino.eventos[:1], guiada, *camino.eventos[1:lugar])
                return Estado(borrador="b", en_entrevista=True, eventos=eventos)
    raise AssertionError(pregunta.clave)


@pytest.mark.parametrize("pregunta", ENTREVISTA.preguntas, ids=lambda una: una.clave)
def test_tres_fallos_seguidos_explican_dan_opciones_y_ofrecen_seguir_o_una_persona(pregunta: Pregunta) -> None:
    estado, dichos = _hasta(pregunta), list[Mensaje]()
    for _ in range(4):
        turno = borrador_abierto.atender_texto(CONTEXTO, estado, MensajeRecibido(_mala(pregunta)))
        assert turno is not None
        estado = turno.estado
        (efecto,) = turno.efectos
        assert isinstance(efecto, Enviar)
        dichos.append(efecto.mensaje)
    textos = [mensaje.texto for mensaje in dichos]
    assert pregunta.ejemplo.splitlines()[0] in textos[0]
    assert pregunta.ayuda in textos[1]
    assert "consultas@ejemplo.pe" in textos[2]
    assert len(set(textos)) == 4
    frases = [frase for texto in textos for frase in texto.splitlines()[1:]]
    assert all(frases.count(frase) < 3 for frase in frases)
    for mensaje in dichos:
        assert "No sé todavía" in [boton.etiqueta for fila in mensaje.botones for boton in fila]
    respondidas = [e for e in estado.eventos if isinstance(e, Respondida) and e.llave[0] == pregunta.clave]
    assert respondidas == []
