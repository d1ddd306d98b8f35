"""El webhook y la salud, por un enchufe de verdad: cabeceras, caminos, métodos y cuerpos de toda clase."""

import asyncio
import gc
import json
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.canal.telegram.admision import leer_sobre
from bot.canal.telegram.recepcion import CABECERA, Webhook, abrir_webhook
from bot.canal.telegram.salud import Marcha, abrir_salud
from bot.servicio.puertos import Recibida
from tests.apoyo.rarezas import CON_NUMERO, SIN_NUMERO, cosas
from tests.extremo.bot_api_falso import NUMEROS
from tests.extremo.entorno_telegram import SECRETO, Entorno, Reloj, puerto_libre

MALOS: tuple[bytes, ...] = (
    b"",
    b"{",
    b"\xff",
    bytes(range(256)),
    b"<html></html>",
    b"[1]",
    '{"update_id":7}'.encode("utf-16"),
    b"[" * 200_000,
    b'{"update_id":' + b"9" * 5_000 + b"}",
    b'"' + b"\\" * 100_001,
    b'{"update_id":7,"x":"' + b"x" * (2 << 20) + b'"}',
    *(uno.encode() for uno in SIN_NUMERO),
)


async def test_lo_que_no_se_entiende_se_da_por_recibido_y_no_vuelve_y_lo_siguiente_se_atiende(
    entorno: Entorno, record_property: Callable[[str, Any], None], caplog: pytest.LogCaptureFixture
) -> None:
    rosa, puerto = entorno.api.persona(11), puerto_libre()
    url = f"http://127.0.0.1:{puerto}/telegram"
    entorno.webhook = Webhook(url, ("127.0.0.1", puerto), SECRETO)
    cuerpos = [*MALOS, *(uno.replace("%d", str(next(NUMEROS))).encode() for uno in CON_NUMERO)]
    async with entorno.en_marcha(), aiohttp.ClientSession(headers={CABECERA: SECRETO}) as sesion:
        await rosa.escribe("hola")
        await rosa.espera_respuesta()
        antes = entorno.api.reentregas  # alguna, si lo primero llegó antes de que el puerto estuviera abierto
        for numero, cuerpo in enumerate(cuerpos):
            async with sesion.post(url, data=cuerpo) as respuesta:
                assert respuesta.status == 200, cuerpo[:80]
            if numero % 10 == 0:
                await rosa.escribe(f"m{numero}")
                assert (await rosa.espera_respuesta()).texto.endswith(f": m{numero}")
        await entorno.api.esperar_confirmadas()
    record_property("probados", len(cuerpos))
    assert entorno.api.reentregas == antes
    assert caplog.text.count("actualización ilegible: se deja aparte") == len(MALOS)
    assert "Traceback" not in caplog.text
    assert entorno.almacen.bandeja.contar_retiradas() == 0


HILO = "puertos"


@dataclass
class Puertos:
    """El webhook y la salud atendiendo en otro hilo, lo que admitieron y lo que anotaron."""

    webhook: int = 0
    salud: int = 0
    admitidas: list[Recibida] = field(default_factory=list)
    anotado: list[str] = field(default_factory=list)

    async def admitir(self, datos: Any) -> int | None:
        self.admitidas += [sobre for dato in datos if (sobre := leer_sobre(dato, "1")) is not None]
        return None

    async def atender(self, abierto: threading.Event, bucle: list[asyncio.AbstractEventLoop]) -> None:
        parar = asyncio.Event()
        bucle.append(asyncio.get_running_loop())
        self.parar = lambda: bucle[0].call_soon_threadsafe(parar.set)
        marcha = Marcha("1", Reloj(), parar)
        self.webhook, self.salud = puerto_libre(), puerto_libre()
        destino = Webhook("https://alianzas.test/telegram", ("127.0.0.1", self.webhook), SECRETO)
        async with AsyncExitStack() as abiertos:
            abiertos.push_async_callback((await abrir_webhook(destino, self.admitir, marcha)).cleanup)
            salud = await abrir_salud(("127.0.0.1", self.salud), marcha.medidas, lambda: 0, hay_sondeo=True)
            abiertos.push_async_callback(salud.cleanup)
            abierto.set()
            await parar.wait()

    def pedir(self, puerto: int, peticion: bytes, segundos: float = 10.0) -> bytes:
        """Manda unos bytes y devuelve lo que contestan hasta que cierren o callen esos segundos."""
        with socket.create_connection(("127.0.0.1", puerto), timeout=10) as enchufe:
            recibido = bytearray()
            with suppress(ConnectionError, TimeoutError):  # lo que no es HTTP se corta; lo que está a medias se espera
                enchufe.sendall(peticion)
                enchufe.settimeout(segundos)
                while parte := enchufe.recv(65_536):
                    recibido += parte
            return bytes(recibido)


class Anotador(logging.Handler):
    """Lo que anota el hilo que atiende; lo de otras pruebas, que pueden ir entre dos de estas, no."""

    def __init__(self, anotado: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._anotado = anotado

    def emit(self, record: logging.LogRecord) -> None:
        if record.threadName == HILO:
            self._anotado.append(logging.Formatter().format(record))


@pytest.fixture(scope="module")
def puertos() -> Iterator[Puertos]:
    abiertos, listo, bucle = Puertos(), threading.Event(), []
    anotador = Anotador(abiertos.anotado)
    logging.getLogger().addHandler(anotador)
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    hilo = threading.Thread(name=HILO, target=lambda: asyncio.run(abiertos.atender(listo, bucle)))
    hilo.start()
    assert listo.wait(10)
    try:
        yield abiertos
    finally:
        abiertos.parar()
        hilo.join(20)
        gc.collect()  # una tarea que falló sin que nadie la mirara se anota al desecharla
        logging.getLogger().removeHandler(anotador)
    assert abiertos.anotado == []


CUERPO = json.dumps({"update_id": 7, "message": {"chat": {"id": 11}}}).encode()
SECRETOS_MALOS: tuple[bytes, ...] = (
    b"",
    b"\xff",
    b"\xff" * 4_000,
    "ñ".encode(),
    "ñ".encode("latin-1"),
    "😀".encode(),
    b"\xed\xa0\x80",
    b"\x80secreto",
    SECRETO.encode() + b"\xff",
    b"\xff" + SECRETO.encode(),
    SECRETO.upper().encode(),
    SECRETO.encode()[:-1],
    SECRETO.encode("utf-16-le").replace(b"\x00", b""),
    b", ".join([SECRETO.encode()] * 2),
    bytes(uno for uno in range(128, 256)),
)


def peticion(secreto: bytes, cuerpo: bytes = CUERPO) -> bytes:
    cabeceras = b"Host: x\r\nConnection: close\r\nContent-Length: %d\r\n" % len(cuerpo)
    return b"POST /telegram HTTP/1.1\r\n" + cabeceras + CABECERA.encode() + b": " + secreto + b"\r\n\r\n" + cuerpo


def test_el_secreto_se_compara_byte_a_byte_sea_lo_que_sea(
    puertos: Puertos, record_property: Callable[[str, Any], None]
) -> None:
    antes = (len(puertos.admitidas), len(puertos.anotado))
    malos = [uno for uno in SECRETOS_MALOS if uno != SECRETO.encode()]
    for secreto in malos:
        assert puertos.pedir(puertos.webhook, peticion(secreto)).startswith(b"HTTP/1.1 403 "), secreto
    assert (len(puertos.admitidas), len(puertos.anotado)) == antes
    assert puertos.pedir(puertos.webhook, peticion(SECRETO.encode())).startswith(b"HTTP/1.1 200 ")
    assert len(puertos.admitidas) == antes[0] + 1
    record_property("probados", len(malos))


METODOS = (*[b"GET", b"POST"] * 5, b"HEAD", b"PUT", b"OPTIONS", b"TRACE", b"CONNECT", b"post")
CAMINOS = (*[b"/telegram", b"/telegram", b"/salud"] * 5, b"/metrics", b"/", b"*", b"//", b"/telegram/",
           b"/%74elegram", b"/telegram?x=\xff", b"http://otro/telegram", b"/../telegram",
           b"/" + b"a" * 9_000)  # fmt: skip
VERSIONES = (*[b"HTTP/1.1"] * 8, b"HTTP/1.0", b"HTTP/2", b"HTTP/0.9", b"HTTP/1.1 x", b"")
CABECERAS = (b"Accept", b"Content-Length", b"Transfer-Encoding", b"Content-Encoding", b"Expect", b"Upgrade",
             b"Connection", b"Content-Type", b"Cookie", b"Range", CABECERA.encode())  # fmt: skip
VALORES = (b"0", b"5", b"-1", b"999999999999", b"chunked", b"gzip", b"br", b"100-continue", b"websocket", b"close",
           b"multipart/form-data", b"\xff\xfe", b"x" * 9_000)  # fmt: skip
CUERPOS = (b"", CUERPO, b"zz\r\n{}")


@st.composite
def peticiones(tomar: st.DrawFn) -> bytes:
    """Bytes con la forma de una petición, o sin ella; nunca con el secreto."""
    if tomar(st.integers(0, 19)) == 0:
        return tomar(st.binary(max_size=200))

    def uno(conocidos: tuple[bytes, ...], largo: int) -> bytes:
        raro = tomar(st.integers(0, 19)) == 0  # si todo fuera raro, nada pasaría de la primera línea
        return tomar(st.binary(max_size=largo) if raro else st.sampled_from(conocidos))

    if tomar(st.integers(0, 19)) == 0:
        return b"CONNECT  \r\nHost: x\r\n\r\n"  # con esto aiohttp 3.14 deja una traza
    inicio = b" ".join((uno(METODOS, 8), uno(CAMINOS, 20), uno(VERSIONES, 8)))
    lineas = [b": ".join((uno(CABECERAS, 10), uno(VALORES, 30))) for _ in range(tomar(st.integers(0, 3)))]
    cuerpo = uno(CUERPOS, 40)
    debidas = (b"Host: x", b"Connection: close", b"Content-Length: %d" % len(cuerpo))
    lineas += [una for una in debidas if tomar(st.integers(0, 7))]
    return b"\r\n".join((inicio, *lineas, b"", cuerpo))


@settings(max_examples=400, suppress_health_check=list(HealthCheck))
@given(peticiones())
def test_ninguna_peticion_da_error_interno_ni_deja_traza_ni_dice_con_que_se_atiende(
    puertos: Puertos, cruda: bytes
) -> None:
    antes = (len(puertos.admitidas), len(puertos.anotado))
    for puerto in (puertos.webhook, puertos.salud):
        dicho = puertos.pedir(puerto, cruda, 0.05)
        cabeza = dicho.partition(b"\r\n\r\n")[0].lower()
        assert not cabeza.startswith((b"http/1.1 5", b"http/1.0 5")), cabeza
        assert b"aiohttp" not in dicho.lower() and b"python" not in cabeza, dicho
        assert not cabeza or b"server: alianzas" in cabeza, cabeza
    assert (len(puertos.admitidas), len(puertos.anotado)) == antes, puertos.anotado[antes[1] :]


SOBRE_EL_CUERPO = (b"Content-Encoding: gzip", b"Content-Encoding: br", b"Content-Encoding: deflate",
                   b"Expect: 100-continue", b"Transfer-Encoding: chunked",
                   b"Content-Type: application/json; charset=utf-32")  # fmt: skip


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(
    st.binary(max_size=60) | cosas.map(lambda cosa: json.dumps(cosa).encode()),
    st.lists(st.sampled_from(SOBRE_EL_CUERPO)),
)
def test_con_el_secreto_ningun_cuerpo_da_error_interno_ni_deja_traza(
    puertos: Puertos, cuerpo: bytes, cabeceras: list[bytes]
) -> None:
    antes = len(puertos.anotado)
    cruda = peticion(SECRETO.encode(), cuerpo).replace(b"Host: x\r\n", b"\r\n".join((b"Host: x", *cabeceras, b"")))
    dicho = puertos.pedir(puertos.webhook, cruda, 0.05 if cabeceras else 10.0)
    assert cabeceras or dicho.startswith(b"HTTP/1.1 200 "), dicho
    assert not dicho.startswith((b"HTTP/1.1 5", b"HTTP/1.0 5")), dicho
    assert len(puertos.anotado) == antes, puertos.anotado[antes:]
