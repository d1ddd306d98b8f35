"""La entrevista cuando algo se interrumpe: el proceso muere, un mensaje llega dos veces, pasan los días."""

import asyncio
import json
import os
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest

from bot.dialogo.entradas import BotonPulsado, MensajeRecibido
from bot.entrevista.borrador import Borrador
from bot.entrevista.eventos import Evento, Respondida
from tests.apoyo.almacen import base_nueva
from tests.apoyo.chat import AGUA_SEGURA, Chat
from tests.apoyo.ordenes import OrdenAbierta

GUION = (
    ("Minera Andes Altos S.A.C.", "¿Qué tipo de organización es?"),
    ("Empresa privada", "¿Cuál es su número de RUC?"),
    ("20100070970", "¿Qué nombre le pondría a la alianza?"),
    ("no sé todavía", "¿Qué problema público quieren resolver juntos?"),
)
"""Qué se responde y el comienzo de la pregunta que debe venir después."""


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    uno = Chat(tmp_path)
    yield uno
    uno.almacen.cerrar()


# --- E13: el proceso muere de golpe tras cada respuesta -----------------------------------------


class _Terminal:
    """Una orden `alianzas charla` en marcha, a la que se le escribe una línea por vez."""

    def __init__(self, datos: Path, cauces: Path) -> None:
        ambiente = {**os.environ, "ALIANZAS_TELEGRAM_TOKEN": ""}
        self._orden = OrdenAbierta(cauces, "charla", "--json", "--datos", datos, ambiente=ambiente)

    def decir(self, texto: str, *, ya_dicho: str = "") -> str:
        """Escribe y devuelve la respuesta en cuanto sale.

        Lo último que se mostró pudo morir antes de anotarse como entregado: al volver se entrega otra vez.
        """
        self._orden.escribir(texto)
        respuesta = self._leer()
        return self._leer() if respuesta == ya_dicho else respuesta

    def _leer(self) -> str:
        linea = self._orden.leer()
        assert linea, "el proceso terminó sin responder"
        return cast(str, json.loads(linea)["texto"])

    def matar(self) -> None:
        """SIGKILL: no puede despedirse ni vaciar nada."""
        self._orden.matar()


def test_matar_el_proceso_tras_cada_respuesta_no_pierde_ni_repite_ninguna(carpeta_modelo: Path, tmp_path: Path) -> None:
    for parte in ("modelo", "indice"):  # si otra prueba ya hizo el índice, se aprovecha
        if (carpeta_modelo / parte).exists():
            (tmp_path / parte).symlink_to(carpeta_modelo / parte, target_is_directory=True)
    terminal = _Terminal(tmp_path, tmp_path / "cauces" / "primera")
    try:
        for linea in ("/propuesta", "Acepto"):
            terminal.decir(linea)
        assert "¿Cómo se llama su organización" in terminal.decir("Pregunta por pregunta")
        dicho = ""
        for vez, (respuesta, siguiente) in enumerate(GUION):
            dicho = terminal.decir(respuesta, ya_dicho=dicho)
            assert siguiente in dicho
            terminal.matar()
            terminal = _Terminal(tmp_path, tmp_path / "cauces" / str(vez))
        dicho = terminal.decir("/propuesta", ya_dicho=dicho)
        assert "3 de 17 respuestas" in dicho
        assert GUION[-1][1] in dicho
    finally:
        terminal.matar()
    eventos = _eventos_guardados(tmp_path)
    respuestas = [(evento.llave[0], evento.valor) for evento in eventos if isinstance(evento, Respondida)]
    assert respuestas == [
        ("nombre_organizacion", "Minera Andes Altos S.A.C."),
        ("tipo_organizacion", "empresa"),
        ("ruc", "20100070970"),
    ]
    assert Borrador.de(eventos).omitidas == {("titulo", "")}


def _eventos_guardados(datos: Path) -> tuple[Evento, ...]:
    from bot.almacen import abrir_almacen, sal_de_personas
    from bot.servicio.puertos import Persona

    almacen = abrir_almacen(base_nueva(datos / "alianzas.db"), sal_de_personas(datos))
    try:
        return almacen.cargar(Persona("consola", "local"))[0].eventos
    finally:
        almacen.cerrar()


# --- E14: todo llega dos veces, a la vez, y con botones viejos ----------------------------------


async def test_cada_entrada_repetida_tiene_un_solo_efecto(chat: Chat) -> None:
    await chat.empezar()
    for numero, rotulo in enumerate(("Su organización", "Tipo de organización", "RUC", "Nombre de la alianza")):
        assert chat.rotulo() == rotulo
        antes = len(chat.estado().eventos)
        entrada = MensajeRecibido(AGUA_SEGURA[rotulo], f"m{numero}")
        dobles = await asyncio.gather(*(chat.entregar(entrada, f"actualizacion-{numero}") for _ in range(2)))
        assert sorted(len(envios) for envios in dobles) == [0, 1]  # la repetida no responde nada
        await chat.entregar(entrada, f"actualizacion-{numero}")  # y una tercera vez, ya sin prisa
        nuevos = [evento.tipo for evento in chat.estado().eventos[antes:]]
        assert nuevos.count("respuesta") == 1
        chat.mensajes = [envio.mensaje for envios in dobles for envio in envios]
    assert chat.rotulo() == "Problema público"


async def test_dos_mensajes_distintos_a_la_vez_se_atienden_uno_tras_otro(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="RUC")
    primero, segundo = await asyncio.gather(
        chat.entregar(MensajeRecibido(AGUA_SEGURA["RUC"], "m1"), "1"),
        chat.entregar(MensajeRecibido(AGUA_SEGURA["Nombre de la alianza"], "m2"), "2"),
    )
    assert (len(primero), len(segundo)) == (1, 1)
    respuestas = chat.borrador().respuestas
    assert respuestas["ruc", ""].valor == AGUA_SEGURA["RUC"]
    assert respuestas["titulo", ""].valor == AGUA_SEGURA["Nombre de la alianza"]


async def test_un_boton_de_hace_cinco_preguntas_no_cambia_nada_y_vuelve_a_lo_de_ahora(
    chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    await chat.empezar()
    await chat.responder(hasta="Tipo de organización")
    viejos = [boton.codigo for boton in chat.botones]
    await chat.responder(hasta="Objetivo común")
    pregunta, eventos, dichos = chat.mensajes[-1], chat.estado().eventos, list[str]()
    for numero, codigo in enumerate(viejos):
        dobles = await asyncio.gather(*(chat.entregar(BotonPulsado(codigo), f"b{numero}") for _ in range(2)))
        (unico,) = [envio.mensaje for envios in dobles for envio in envios]
        assert "mensaje anterior" in unico.texto
        assert "Seguimos aquí:" in unico.texto
        assert unico.texto.endswith(pregunta.texto[pregunta.texto.index("Pregunta ") :])
        assert unico.botones == pregunta.botones
        dichos.append(unico.texto)
    assert all(uno != otro for uno, otro in pairwise(dichos))  # nunca dos veces seguidas la misma frase
    assert chat.estado().eventos == eventos
    assert caplog.records == [] or all(registro.levelname == "INFO" for registro in caplog.records)


# --- E15: pasan veinte días y el proceso es otro ------------------------------------------------


async def test_a_los_veinte_dias_y_tras_reiniciar_sigue_donde_estaba(chat: Chat, tmp_path: Path) -> None:
    await chat.empezar()
    await chat.responder(hasta="Lugar")
    pregunta, eventos = chat.mensajes[-1].texto, chat.estado().eventos
    boton = next(boton for boton in chat.botones if boton.etiqueta == "No sé todavía")
    chat.almacen.cerrar()

    despues = Chat(tmp_path)  # otro proceso: solo comparten el archivo
    despues.ahora_es = chat.ahora_es + timedelta(days=20)
    try:
        await despues.ordenar("start")
        assert "Agua Segura para Celendín" in despues.texto
        assert "Continuar" in despues.etiquetas
        await despues.pulsar("Continuar")
        assert "6 de 17 respuestas" in despues.texto
        assert "hace 20 días" in despues.texto
        assert "Íbamos por «Lugar»" in despues.texto
        assert despues.mensajes[-1].texto.endswith(pregunta[pregunta.index("Pregunta ") :])
        assert despues.estado().eventos == eventos
        await despues.pulsar_codigo(boton.codigo)  # el botón de hace veinte días sigue siendo el vigente
        assert despues.rotulo() == "Objetivo común"
        assert ("ubicacion", "") in despues.borrador().omitidas
        await despues.ordenar("atras")
        await despues.escribir(AGUA_SEGURA["Lugar"])
        await despues.responder(hasta="Plazo")
        assert despues.rotulo() == "Plazo"
    finally:
        despues.almacen.cerrar()
