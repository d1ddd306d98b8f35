"""Las conversaciones escritas, de principio a fin, con todas las piezas reales (sin canal)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.canal.consola import a_entrada, a_texto
from bot.config import leer_configuracion
from bot.dialogo.entradas import BotonPulsado, MensajeEditado, MensajeRecibido, MensajeReenviado, OrdenRecibida
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.turno import Entrada
from bot.entrevista.eventos import Evento, Redactada
from bot.montaje import Asistente, montar
from bot.servicio.puertos import Envio, Persona
from conocimiento.palabras import plegar
from tests.apoyo.lectura_documentos import texto_de_word
from tests.apoyo.lo_dicho import donde_acaban, perdidas
from tests.conftest import enlazar_datos
from tests.extremo.conversaciones import Conversacion, Turno, comprobar, lo_contado, todas

DEL_PERSONAL = "700000001"
USAR_TODO = "Usar todo"
"""Quien pide su documento acepta cómo quedaría su texto en él."""


Montar = Callable[[Conversacion], Asistente]


@pytest.fixture(scope="module")
def montado(carpeta_producto: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Montar]:
    """El asistente de una conversación, con el modelo y el índice ya preparados.

    Es el mismo para todas, que son de personas distintas; donde atiende el personal, uno nuevo: ve lo de todas.
    """
    abiertos: dict[str, Asistente] = {}

    def montar_para(conversacion: Conversacion) -> Asistente:
        cual = conversacion.archivo if conversacion.con_personal else ""
        if cual not in abiertos:
            datos = enlazar_datos(tmp_path_factory.mktemp("conversaciones") / "datos", carpeta_producto)
            personal = DEL_PERSONAL if conversacion.con_personal else None
            abiertos[cual] = montar(leer_configuracion(datos=datos, personal=personal), lambda _: None)
        return abiertos[cual]

    yield montar_para
    for asistente in abiertos.values():
        asistente.cerrar()


class Chat:
    """El chat de alguien: sus mensajes y los del asistente comparten una numeración, como en Telegram."""

    def __init__(self, asistente: Asistente, persona: Persona) -> None:
        self._asistente, self._persona = asistente, persona
        self._mensajes: dict[str, str] = {}
        self._botones: dict[str, BotonPulsado] = {}

    async def hacer(self, turno: Turno, texto: str) -> list[Mensaje]:
        envios = await self._asistente.servicio.atender(self._persona, self._entrada(turno, texto), None)
        return self._recibir(envios)

    def recibir(self) -> list[Mensaje]:
        """Lo que le llega sin que escriba."""
        canal, direccion = self._persona.canal, self._persona.direccion
        return self._recibir(self._asistente.almacen.leer_envios(canal, direccion))

    def _entrada(self, turno: Turno, texto: str) -> Entrada:
        if turno.reenviado:
            return MensajeReenviado()
        if turno.edita:
            editado = self._numero_de(turno.edita)
            self._mensajes[editado] = texto
            return MensajeEditado(texto, editado)
        boton = self._botones.get(texto)
        if boton is not None and boton.sobre is not None:
            return boton  # si no, basta con escribir la etiqueta
        entrada, propio = a_entrada(texto), self._numerar(texto)
        assert isinstance(entrada, MensajeRecibido | OrdenRecibida)
        if turno.responde_a:
            assert isinstance(entrada, MensajeRecibido)
            return replace(entrada, mensaje=propio, responde_a=self._numero_de(turno.responde_a))
        return replace(entrada, mensaje=propio)

    def _recibir(self, envios: Sequence[Envio]) -> list[Mensaje]:
        for envio in envios:
            numero = self._numerar(envio.mensaje.texto)
            self._asistente.almacen.marcar_enviado(envio.identificador, self._asistente.reloj.ahora(), numero)
            respondido = envio.mensaje.responde_a
            sobre = MensajeRecibido(self._mensajes[respondido], respondido) if respondido else None
            if envio.mensaje.botones:
                botones = [boton for fila in envio.mensaje.botones for boton in fila]
                self._botones = {boton.etiqueta: BotonPulsado(boton.codigo, sobre=sobre) for boton in botones}
        return [envio.mensaje for envio in envios]

    def _numerar(self, texto: str) -> str:
        numero = str(len(self._mensajes) + 1)
        self._mensajes[numero] = texto
        return numero

    def _numero_de(self, fragmento: str) -> str:
        return next(numero for numero, texto in reversed(self._mensajes.items()) if fragmento in texto)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("conversacion", todas(), ids=lambda una: una.archivo)
async def test_la_conversacion_va_como_esta_escrita(conversacion: Conversacion, montado: Montar) -> None:
    asistente = montado(conversacion)
    chats = {
        "persona": Chat(asistente, Persona("prueba", conversacion.archivo)),
        "personal": Chat(asistente, Persona("telegram", DEL_PERSONAL)),
    }
    etiquetas, word, revisados = set[str](), "", 0
    for turno in conversacion.turnos:
        if turno.recibe:
            mensajes = chats[turno.recibe].recibir()
        else:
            quien = chats["persona" if turno.persona else "personal"]
            mensajes = await quien.hacer(turno, turno.persona or turno.personal)
            if mensajes and any(boton.etiqueta == USAR_TODO for fila in mensajes[-1].botones for boton in fila):
                revisados += 1
                mensajes += await quien.hacer(Turno(persona=USAR_TODO), USAR_TODO)
        botones = [boton.etiqueta for mensaje in mensajes for fila in mensaje.botones for boton in fila]
        documentos = [Path(adjunto.ruta) for mensaje in mensajes for adjunto in mensaje.adjuntos]
        comprobar(turno, "\n".join(map(a_texto, mensajes)), botones, documentos)
        etiquetas |= set(botones)
        word = next((texto_de_word(uno.read_bytes()) for uno in documentos if uno.suffix == ".docx"), word)
    if conversacion.mensajes_maximos is not None:
        assert len(conversacion.turnos) + revisados <= conversacion.mensajes_maximos
    if conversacion.aparte is not None:
        eventos = asistente.almacen.cargar(Persona("prueba", conversacion.archivo))[0].eventos
        acaban = donde_acaban(_como_se_acepto(lo_contado(conversacion, etiquetas), eventos), word)
        assert perdidas(acaban, conversacion.aparte) == []
        de_mas = [una for una in conversacion.aparte if acaban.get(plegar(una)) != ""]
        assert de_mas == [], "esas palabras sí están en el documento, o no se dijeron"


def _como_se_acepto(dichos: Sequence[str], eventos: Sequence[Evento]) -> list[str]:
    """Lo que dijo, con las palabras que aceptó para el documento en lugar de las que escribió."""
    arreglos = [uno for evento in eventos if isinstance(evento, Redactada) for uno in evento.arreglos if uno.usado]
    aceptados: list[str] = []
    for dicho in dichos:
        for uno in sorted(arreglos, key=lambda arreglo: -len(arreglo.antes)):
            dicho = dicho.replace(uno.antes, uno.despues)
        aceptados.append(dicho)
    return aceptados
