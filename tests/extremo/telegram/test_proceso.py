"""El programa real en un proceso aparte, `python -m bot telegram`, contra el servidor de prueba.

Cada conversación de `conversaciones/*.yaml` se sigue entera, con su búsqueda y sus documentos de verdad.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.servicio.cifrado import generar_secreto
from tests.apoyo.ordenes import ProgramaAbierto, abrir_programa, ordenar
from tests.apoyo.rutas import RAIZ
from tests.conftest import enlazar_datos
from tests.extremo import conversaciones
from tests.extremo.bot_api_falso import TOKEN, BotApiFalso
from tests.extremo.persona_simulada import PersonaSimulada, Recibido
from tests.extremo.test_conversaciones import USAR_TODO

ARRANQUE = 150.0
"""Segundos para abrir el modelo y el índice, que la primera vez se construye."""


def entorno_de_proceso(datos: Path, **variables: str) -> dict[str, str]:
    """El entorno de esta prueba, sin la configuración de quien la ejecuta."""
    heredado = {nombre: valor for nombre, valor in os.environ.items() if not nombre.startswith("ALIANZAS_")}
    return heredado | {"ALIANZAS_DATOS": str(datos), "OMP_NUM_THREADS": "2", "PYTHONUNBUFFERED": "1"} | variables


async def iniciar(carpeta: Path, *argumentos: str, **variables: str) -> asyncio.subprocess.Process:
    """Inicia el programa desde una carpeta vacía, para que no lea el `.env` de nadie."""
    entorno = entorno_de_proceso(carpeta / "datos", PYTHONPATH=str(RAIZ), **variables)
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *argumentos),
        cwd=carpeta,
        env=entorno,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


async def dar_orden(carpeta: Path, *argumentos: str) -> "subprocess.CompletedProcess[str]":
    """Otra orden de `alianzas` desde la misma carpeta, mientras lo demás sigue."""
    entorno = entorno_de_proceso(carpeta / "datos")
    return await asyncio.to_thread(ordenar, *argumentos, ambiente=entorno, en=carpeta)


class Programa:
    """El proceso en marcha y lo que va escribiendo."""

    def __init__(self, proceso: asyncio.subprocess.Process | ProgramaAbierto) -> None:
        self.proceso = proceso
        self.salida = ""
        self.listo = asyncio.Event()
        self._lectura = asyncio.create_task(self._leer())

    async def _leer(self) -> None:
        assert self.proceso.stdout is not None
        async for linea in self.proceso.stdout:
            self.salida += linea.decode()
            if "telegram listo" in self.salida:
                self.listo.set()
        self.listo.set()

    async def esperar_listo(self) -> None:
        await asyncio.wait_for(self.listo.wait(), ARRANQUE)
        assert "telegram listo" in self.salida, self.salida

    async def terminar(self, senal: int = signal.SIGTERM) -> int:
        if self.proceso.returncode is None:
            self.proceso.send_signal(senal)
        codigo = await asyncio.wait_for(self.proceso.wait(), 30)
        await self._lectura
        return codigo


@asynccontextmanager
async def en_marcha(
    api: BotApiFalso, carpeta: Path, *, desde_cero: bool = False, **variables: str
) -> AsyncGenerator[Programa]:
    """El programa atendiendo; si la prueba no lo mata, al salir se le pide terminar y debe hacerlo bien.

    `desde_cero`, como lo inicia quien lo instala; si no, en un proceso que ya tiene cargado el programa y nada más.
    """
    suyas = {"ALIANZAS_TELEGRAM_TOKEN": TOKEN, "ALIANZAS_TELEGRAM_API": api.raiz, **variables}
    if desde_cero:
        programa = Programa(await iniciar(carpeta, "telegram", **suyas))
    else:
        entorno = entorno_de_proceso(carpeta / "datos", **suyas)
        programa = Programa(await abrir_programa("bot.ordenes.principal", "telegram", ambiente=entorno, en=carpeta))
    try:
        await programa.esperar_listo()
        yield programa
        if programa.proceso.returncode is None:
            assert await programa.terminar() == 0, programa.salida
    finally:
        if programa.proceso.returncode is None:
            programa.proceso.kill()
            await programa.proceso.wait()


@pytest.fixture
async def api() -> AsyncIterator[BotApiFalso]:
    api = BotApiFalso()
    async with api.abierto():
        yield api
    assert api.faltas == []


@pytest.fixture(scope="module")
def carpeta(tmp_path_factory: pytest.TempPathFactory, carpeta_producto: Path) -> Path:
    """Una instalación para todo el módulo, con el modelo y el índice ya preparados."""
    instalacion = tmp_path_factory.mktemp("instalacion")
    enlazar_datos(instalacion / "datos", carpeta_producto)
    return instalacion


async def decir(persona: PersonaSimulada, texto: str, calma: float = 0.5) -> list[Recibido]:
    """Escribe, o pulsa el botón si lo escrito es la etiqueta de uno del último mensaje que los tiene."""
    ofrecidos = next((uno.etiquetas for uno in reversed(persona.recibidos) if uno.botones), [])
    await (persona.pulsa(texto) if texto in ofrecidos else persona.escribe(texto))
    return await persona.espera_turno(calma=calma)


def guardar_documentos(recibidos: list[Recibido], carpeta: Path) -> list[Path]:
    """Escribe los archivos recibidos para poder leerlos."""
    rutas: list[Path] = []
    for recibido in recibidos:
        if recibido.archivo is not None:
            rutas.append(carpeta / f"{recibido.numero}{Path(recibido.archivo).suffix}")
            rutas[-1].write_bytes(recibido.contenido)
    return rutas


CON_MUCHAS_A_LA_VEZ = 1.5
"""Segundos sin que llegue nada para darlo por todo dicho: entre un documento y su aviso se atiende a los demás."""


async def seguir(persona: PersonaSimulada, conversacion: conversaciones.Conversacion, carpeta: Path) -> None:
    """Sigue una conversación turno por turno."""
    for turno in conversacion.turnos:
        recibidos = await decir(persona, turno.persona, CON_MUCHAS_A_LA_VEZ)
        if any(USAR_TODO in recibido.etiquetas for recibido in recibidos):
            recibidos = [*recibidos, *await decir(persona, USAR_TODO, CON_MUCHAS_A_LA_VEZ)]
        texto = "\n".join(recibido.texto for recibido in recibidos)
        botones = [etiqueta for recibido in recibidos for etiqueta in recibido.etiquetas]
        conversaciones.comprobar(turno, texto, botones, guardar_documentos(recibidos, carpeta))


async def test_sin_token_termina_con_codigo_2_y_dice_que_hacer(tmp_path: Path) -> None:
    proceso = await iniciar(tmp_path, "telegram")
    salida, _ = await asyncio.wait_for(proceso.communicate(), 60)
    assert proceso.returncode == 2
    assert "ALIANZAS_TELEGRAM_TOKEN" in salida.decode()
    assert "@BotFather" in salida.decode()
    assert "Traceback" not in salida.decode()


async def test_un_segundo_proceso_con_la_misma_carpeta_no_arranca_y_dice_por_que(
    api: BotApiFalso, carpeta: Path
) -> None:
    async with en_marcha(api, carpeta):
        segundo = await iniciar(carpeta, "telegram", ALIANZAS_TELEGRAM_TOKEN=TOKEN, ALIANZAS_TELEGRAM_API=api.raiz)
        salida, _ = await asyncio.wait_for(segundo.communicate(), 60)
        assert segundo.returncode == 1
        assert "Otro proceso ya atiende Telegram" in salida.decode()
        assert "Traceback" not in salida.decode()


async def test_se_respalda_mientras_atiende_y_se_restaura_en_otra_carpeta(
    api: BotApiFalso, carpeta: Path, tmp_path: Path
) -> None:
    rosa = api.persona(4_321, "Rosa")
    async with en_marcha(api, carpeta):
        await decir(rosa, "/start")
        await decir(rosa, "Armar una propuesta")
        respaldo = await dar_orden(carpeta, "respaldar", str(tmp_path / "copias"))
        assert respaldo.returncode == 0, respaldo.stderr
        (copia,) = (tmp_path / "copias").iterdir()
        assert await decir(rosa, "/ayuda")
        ocupada = await dar_orden(carpeta, "restaurar", str(copia))
        assert ocupada.returncode == 1 and "Otro proceso ya atiende" in ocupada.stderr
    vuelta = await dar_orden(tmp_path, "restaurar", str(copia))
    assert vuelta.returncode == 0, vuelta.stderr
    assert " filas y " in vuelta.stdout + vuelta.stderr
    assert (tmp_path / "datos" / "clave-de-personas").read_bytes() == (
        carpeta / "datos" / "clave-de-personas"
    ).read_bytes()


async def test_atiende_y_su_registro_no_lleva_textos_nombres_ni_token(api: BotApiFalso, carpeta: Path) -> None:
    async with en_marcha(api, carpeta, desde_cero=True) as programa:
        rosa = api.persona(9_876_543_210, "Rosalinda")
        bienvenida = await decir(rosa, "/start")
        assert "asistente automático" in bienvenida[-1].texto
        assert bienvenida[-1].botones
        (respuesta, *_) = await decir(rosa, "¿Qué es una Alianza Multiactor?")
        assert "Según el marco" in respuesta.texto
    assert "turno conv=" in programa.salida
    for prohibido in (TOKEN, "9876543210", "Rosalinda", "Según el marco", "Qué es una Alianza"):
        assert prohibido not in programa.salida, prohibido


async def test_las_conversaciones_enteras_por_telegram_con_lo_guardado_cifrado(
    api: BotApiFalso, carpeta_producto: Path, tmp_path: Path
) -> None:
    datos = enlazar_datos(tmp_path / "datos", carpeta_producto)
    variables = {"ALIANZAS_CLAVE_DATOS": generar_secreto(), "ALIANZAS_PERSONAL": "700000001"}
    # Van todas a la vez: las que miran el chat de quien atiende verían las consultas de las demás.
    # Las de varias personas, que entran con un código, se siguen sin canal.
    suyas = [una for una in conversaciones.todas() if not una.habla_el_personal and not una.hablan_varias]
    async with en_marcha(api, tmp_path, **variables):
        resultados = await asyncio.gather(
            *(
                seguir(api.persona(77_000 + numero, f"Persona {numero}"), conversacion, tmp_path)
                for numero, conversacion in enumerate(suyas)
            ),
            return_exceptions=True,
        )
    fallos = [str(resultado) for resultado in resultados if isinstance(resultado, BaseException)]
    assert not fallos, "\n\n".join(fallos)
    guardado = b"".join(ruta.read_bytes() for ruta in (*datos.glob("alianzas.db*"), *(datos / "documentos").iterdir()))
    dichos = {turno.persona for una in suyas for turno in una.turnos if len(turno.persona) > 15}
    assert len(dichos) > 40
    assert [dicho for dicho in (*dichos, "Según el marco", "%PDF") if esta_en(dicho, guardado)] == []


def esta_en(texto: str, contenido: bytes) -> bool:
    """Como texto o como lo escribe el JSON de la base, que escapa las tildes."""
    return texto.encode() in contenido or json.dumps(texto)[1:-1].encode() in contenido


async def test_si_lo_matan_de_golpe_no_se_pierde_ningun_mensaje(api: BotApiFalso, carpeta: Path) -> None:
    personas = [api.persona(500 + numero, f"Persona {numero}") for numero in range(8)]
    async with en_marcha(api, carpeta) as programa:
        for persona in personas:
            await persona.escribe("¿Qué es una Alianza Multiactor?")
        await api.esperar(lambda: len(api.entregadas) == len(personas), que="que el programa lea los mensajes")
        assert await programa.terminar(signal.SIGKILL) == -signal.SIGKILL
    async with en_marcha(api, carpeta):
        for persona in personas:
            assert "Según el marco" in (await persona.espera_respuesta(30)).texto
