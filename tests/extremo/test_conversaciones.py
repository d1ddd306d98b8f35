"""Las conversaciones escritas, de principio a fin, con todas las piezas reales (sin canal)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.canal.consola import a_entrada, a_texto, pulsado_mas_arriba
from bot.config import leer_configuracion
from bot.dialogo.entradas import BotonPulsado, MensajeEditado, MensajeRecibido, MensajeReenviado, OrdenRecibida
from bot.dialogo.mensajes import Boton, Mensaje
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
        self._contestado: list[list[Boton]] = []
        self._llegado: list[list[Boton]] = []
        self.hechos = 0

    async def hacer(self, turno: Turno, texto: str) -> list[Mensaje]:
        self.hechos += 1
        envios = await self._asistente.servicio.atender(self._persona, self._entrada(turno, texto), None)
        self._contestado = _botones_de(envios)
        return self._recibir(envios)

    def recibir(self) -> list[Mensaje]:
        """Lo que le llega sin que escriba."""
        canal, direccion = self._persona.canal, self._persona.direccion
        envios = self._asistente.almacen.leer_envios(canal, direccion)
        self._llegado = [*_botones_de(envios), *self._llegado]
        return self._recibir(envios)

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
        de_un_aviso = pulsado_mas_arriba(texto, [*self._contestado, *self._llegado], len(self._contestado[:1]))
        if de_un_aviso is not None:
            return de_un_aviso
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


def _botones_de(envios: Sequence[Envio]) -> list[list[Boton]]:
    """Los de cada uno, del último al primero."""
    return [[uno for fila in envio.mensaje.botones for uno in fila if uno.codigo] for envio in reversed(envios)]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("conversacion", todas(), ids=lambda una: una.archivo)
async def test_la_conversacion_va_como_esta_escrita(conversacion: Conversacion, montado: Montar) -> None:
    asistente = montado(conversacion)
    direcciones = {quien: f"{conversacion.archivo} {quien}" for quien in conversacion.personas}
    chats = {quien: Chat(asistente, Persona("prueba", direccion)) for quien, direccion in direcciones.items()}
    chats["personal"] = Chat(asistente, Persona("telegram", DEL_PERSONAL))
    etiquetas, word, guardado = set[str](), "", dict[str, str]()
    for turno in conversacion.turnos:
        chat = chats[turno.quien]
        if turno.recibe:
            mensajes = chat.recibir()
        else:
            mensajes = await chat.hacer(turno, _con(guardado, turno.persona or turno.personal))
            if mensajes and any(boton.etiqueta == USAR_TODO for fila in mensajes[-1].botones for boton in fila):
                mensajes += await chat.hacer(Turno(persona=USAR_TODO), USAR_TODO)
        texto = "\n".join(map(a_texto, mensajes))
        botones = [boton.etiqueta for mensaje in mensajes for fila in mensaje.botones for boton in fila]
        documentos = [Path(adjunto.ruta) for mensaje in mensajes for adjunto in mensaje.adjuntos]
        comprobar(turno, texto, botones, documentos)
        for nombre, patron in turno.guarda.items():
            hallado = re.search(patron, texto)
            assert hallado, f"tras «{turno.hecho}» no se lee «{patron}»:\n{texto}"
            guardado[nombre] = hallado[1]
        if conversacion.hablan_varias and not turno.recibe:
            assert botones, f"tras «{turno.hecho}» no hay cómo seguir:\n{texto}"
        etiquetas |= set(botones)
        word = next((texto_de_word(uno.read_bytes()) for uno in documentos if uno.suffix == ".docx"), word)
    for quien, maximos in conversacion.mensajes_maximos.items():
        assert chats[quien].hechos <= maximos
    assert not any(direccion in word for direccion in direcciones.values())
    if conversacion.aparte is not None:
        eventos = asistente.almacen.cargar(Persona("prueba", direcciones["persona"]))[0].eventos
        acaban = donde_acaban(_como_se_acepto(lo_contado(conversacion, etiquetas), eventos), word)
        assert perdidas(acaban, conversacion.aparte) == []
        de_mas = [una for una in conversacion.aparte if acaban.get(plegar(una)) != ""]
        assert de_mas == [], "esas palabras sí están en el documento, o no se dijeron"


def _con(guardado: Mapping[str, str], texto: str) -> str:
    """Lo escrito, con lo que se guardó antes en lugar de su nombre entre llaves."""
    for nombre, valor in guardado.items():
        texto = texto.replace(f"{{{nombre}}}", valor)
    return texto


def _como_se_acepto(dichos: Sequence[str], eventos: Sequence[Evento]) -> list[str]:
    """Lo que dijo, con las palabras que aceptó para el documento en lugar de las que escribió."""
    arreglos = [uno for evento in eventos if isinstance(evento, Redactada) for uno in evento.arreglos if uno.usado]
    aceptados: list[str] = []
    for dicho in dichos:
        for uno in sorted(arreglos, key=lambda arreglo: -len(arreglo.antes)):
            dicho = dicho.replace(uno.antes, uno.despues)
        aceptados.append(dicho)
    return aceptados
