"""Una consulta al personal por Telegram, con el programa muerto de golpe antes de cada entrega."""

import asyncio
import signal
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing
from pathlib import Path

from tests.apoyo.almacen import base_nueva
from tests.apoyo.ordenes import abrir_programa
from tests.extremo.bot_api_falso import BotApiFalso
from tests.extremo.persona_simulada import PersonaSimulada

PREGUNTA, RESPUESTA = "¿ZANAHORIA cuesta <b>algo</b> & más?", "No tiene costo, señora PIMENTEL <3"
JEFA, ROSA = 1, 2  # el número que les da el almacén, por orden de llegada
FIRMA = "Respuesta del personal de la APCI (una persona, no el asistente):"


@asynccontextmanager
async def atendiendo(
    api: BotApiFalso, base: Path, chats: tuple[int, ...], senal: signal.Signals
) -> AsyncGenerator[list[str]]:
    """El programa en marcha; al salir recibe esa señal. Devuelve lo que va registrando."""
    programa = "tests.extremo.programa_de_consultas"
    proceso = await abrir_programa(programa, base_nueva(base), api.raiz, *map(str, chats))
    registro: list[str] = []
    try:
        async with asyncio.timeout(60):
            while not registro or "telegram listo" not in registro[-1]:
                linea = await proceso.stdout.readline()
                assert linea, registro
                registro.append(linea.decode())
        yield registro
    finally:
        proceso.send_signal(senal)
        registro.append((await proceso.stdout.read()).decode())
        await proceso.wait()


def con(persona: PersonaSimulada, fragmento: str) -> list[str]:
    return [recibido.texto for recibido in persona.recibidos if fragmento in recibido.texto]


def sin_entregar(base: Path) -> set[int]:
    """A quiénes les falta algo. Lo entregado y sin anotar cuenta: si el programa muere ahí, se repite."""
    with closing(sqlite3.connect(base)) as conexion:
        return {una for (una,) in conexion.execute("SELECT persona FROM mensajes WHERE pendiente")}


def en_disco(carpeta: Path) -> bytes:
    return b"".join(ruta.read_bytes() for ruta in carpeta.iterdir())


async def test_va_y_vuelve_una_sola_vez_aunque_maten_al_programa_antes_de_cada_entrega(tmp_path: Path) -> None:
    api, base = BotApiFalso(), tmp_path / "alianzas.db"
    rosa, luis, jefa = api.persona(11, "Rosa"), api.persona(12, "Luis"), api.persona(900, "Jefa")
    chats = (jefa.chat, 901)
    registros: list[str] = []
    async with api.abierto():
        async with atendiendo(api, base, chats, signal.SIGKILL) as registro:
            await jefa.escribe("/start")
            await jefa.espera_respuesta()
            await rosa.escribe(PREGUNTA)
            assert "Escribir al personal" in (await rosa.espera_respuesta()).etiquetas
            await rosa.pulsa("Escribir al personal")
            assert PREGUNTA in (await rosa.espera_respuesta()).texto
            assert not con(jefa, "Consulta n.º")
            await rosa.pulsa("Sí, enviar")
            assert "consulta n.º 1" in (await rosa.espera_respuesta()).texto
            await api.esperar(lambda: sin_entregar(base) == {JEFA}, que="que solo falte entregar la consulta")
        registros += registro
        assert not con(jefa, "Consulta n.º"), "la entrega debe quedar para después de la muerte"

        async with atendiendo(api, base, chats, signal.SIGKILL) as registro:
            consulta = await jefa.espera_respuesta()
            assert PREGUNTA in consulta.texto
            assert "&lt;b&gt;algo&lt;/b&gt; &amp; más" in consulta.html
            cita = api._mensaje_del_bot(jefa.chat, consulta.numero) | {"text": consulta.texto}
            await jefa.envia({"text": RESPUESTA, "reply_to_message": cita})
            assert "en camino" in (await jefa.espera_respuesta()).texto
            await api.esperar(lambda: sin_entregar(base) == {ROSA}, que="que solo falte entregar la respuesta")
        registros += registro
        assert not con(rosa, FIRMA)

        async with atendiendo(api, base, chats, signal.SIGTERM) as registro:
            respuesta = await rosa.espera_respuesta()
            assert respuesta.texto.startswith(f"{FIRMA}\n\n{RESPUESTA}")
            for orden in ("responder", "consultas", "cerrar"):
                await luis.escribe(f"/{orden} 1 hola")
                suya = await luis.espera_respuesta()
                await luis.escribe("/qwerty 1 hola")
                inventada = await luis.espera_respuesta()
                assert suya.html == inventada.html.replace("/qwerty", f"/{orden}")
                assert suya.botones == inventada.botones
            await jefa.escribe("/consultas 1")
            assert PREGUNTA in (await jefa.espera_respuesta()).texto
            assert b"ZANAHORIA" in en_disco(tmp_path)
            await rosa.escribe("/borrar")
            await rosa.espera_respuesta()
            await rosa.pulsa("Sí, borrar todo")
            assert "1 consulta al personal" in (await rosa.espera_respuesta()).texto
        registros += registro
    for persona, fragmento, veces in ((jefa, "Consulta n.º 1 de una persona", 2), (rosa, FIRMA, 1), (luis, FIRMA, 0)):
        assert len(con(persona, fragmento)) == veces
    guardado = en_disco(tmp_path)
    for dato in ("ZANAHORIA", "PIMENTEL"):
        assert dato.encode() not in guardado
        assert dato not in "".join(registros)
    assert api.faltas == []
