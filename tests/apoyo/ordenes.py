"""Órdenes de `alianzas` y programas de las pruebas, cada uno en su proceso, que no carga otra vez el asistente.

Un proceso ya cargado y limpio se divide por cada uno: el hijo recibe sus argumentos, su entrada, su ambiente y su
carpeta, y termina con su código. Que `python -m bot` arranca desde cero lo prueban `test_proyecto` y `test_proceso`.
"""

import asyncio
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.apoyo.rutas import RAIZ

PROCESOS = multiprocessing.get_context("forkserver")
PROCESOS.set_forkserver_preload(
    [
        *("bot.ordenes.principal", "bot.montaje", "bot.almacen", "bot.revision.biblioteca"),
        *("tests.apoyo.muertes", "tests.integracion.entrevista.alianza.caidas"),
        *("tests.extremo.entorno_telegram", "tests.extremo.programa_de_consultas"),
    ]
)
_CAUCES = ("entrada", "salida", "errores")
PLAZO = 600
"""Segundos tras los que una orden que no termina se mata."""


def ordenar(
    *argumentos: object, entrada: str = "", ambiente: Mapping[str, str] | None = None, en: Path = RAIZ
) -> "subprocess.CompletedProcess[str]":
    """Da una orden y espera a que termine. Sin `ambiente`, el de esta prueba."""
    dichos = [str(uno) for uno in argumentos]
    with tempfile.TemporaryDirectory() as carpeta:
        cauces = [Path(carpeta) / nombre for nombre in _CAUCES]
        cauces[0].write_text(entrada, encoding="utf-8")
        proceso = _iniciar(dichos, cauces, ambiente, en)
        proceso.join(PLAZO)
        if proceso.exitcode is None:
            proceso.kill()
            raise subprocess.TimeoutExpired(dichos, PLAZO)
        salida, errores = (cauce.read_text(encoding="utf-8") for cauce in cauces[1:])
    return subprocess.CompletedProcess(dichos, proceso.exitcode, salida, errores)


class OrdenAbierta:
    """Una orden en marcha, a la que se le escribe y se le lee un renglón por vez y se puede matar."""

    def __init__(self, carpeta: Path, *argumentos: object, ambiente: Mapping[str, str] | None = None) -> None:
        """Sus cauces quedan en `carpeta`, que no los debe tener de antes."""
        carpeta.mkdir(parents=True)
        cauces = [carpeta / nombre for nombre in _CAUCES]
        for cauce in cauces[:2]:
            os.mkfifo(cauce)
        self._proceso = _iniciar([str(uno) for uno in argumentos], cauces, ambiente, RAIZ)
        self._entrada = cauces[0].open("w", encoding="utf-8")
        self._salida = cauces[1].open(encoding="utf-8")

    def escribir(self, renglon: str) -> None:
        """Lo que teclearía la persona."""
        print(renglon, file=self._entrada, flush=True)

    def leer(self) -> str:
        """El renglón siguiente; vacío si el proceso terminó."""
        return self._salida.readline()

    def matar(self) -> None:
        """SIGKILL: no puede despedirse ni vaciar nada."""
        self._proceso.kill()
        self._proceso.join()
        self._salida.close()
        with suppress(BrokenPipeError):
            self._entrada.close()


class ProgramaAbierto:
    """Un programa de las pruebas en marcha, con lo que se usa de un proceso de asyncio."""

    def __init__(self, proceso: BaseProcess, stdout: asyncio.StreamReader) -> None:
        """`stdout`: lo que escribe, también sus errores; vacío si no se pidió oírlo."""
        self._proceso, self.stdout = proceso, stdout

    @property
    def pid(self) -> int:
        assert self._proceso.pid is not None
        return self._proceso.pid

    @property
    def returncode(self) -> int | None:
        return self._proceso.exitcode

    def send_signal(self, senal: int) -> None:
        os.kill(self.pid, senal)

    def kill(self) -> None:
        self._proceso.kill()

    def terminate(self) -> None:
        self._proceso.terminate()

    async def wait(self) -> int:
        await asyncio.to_thread(self._proceso.join)
        assert self._proceso.exitcode is not None
        return self._proceso.exitcode


async def abrir_programa(
    modulo: str, *argumentos: str, oir: bool = True, ambiente: Mapping[str, str] | None = None, en: Path = RAIZ
) -> ProgramaAbierto:
    """Inicia el `principal` de ese módulo como si se diera `python -m`. Sin `oir`, lo que escriba se pierde.

    Sin `ambiente`, el de esta prueba.
    """
    lector = asyncio.StreamReader()
    with tempfile.TemporaryDirectory() as carpeta:
        cauce = Path(carpeta) / "salida" if oir else Path(os.devnull)
        if oir:
            os.mkfifo(cauce)
        suyo = dict(os.environ if ambiente is None else ambiente)
        proceso = PROCESOS.Process(target=_correr, args=(modulo, argumentos, str(cauce), suyo, str(en)))
        await asyncio.to_thread(proceso.start)
        if oir:
            abierto = await asyncio.to_thread(cauce.open, "rb", 0)  # espera a que el hijo abra el suyo
            conectar = asyncio.get_running_loop().connect_read_pipe
            await conectar(lambda: asyncio.StreamReaderProtocol(lector), abierto)
        else:
            lector.feed_eof()
    return ProgramaAbierto(proceso, lector)


def _correr(modulo: str, argumentos: tuple[str, ...], cauce: str, ambiente: dict[str, str], carpeta: str) -> None:
    """En el hijo: pone cada cosa en su sitio y corre el programa."""
    abierto = os.open(cauce, os.O_WRONLY)
    for numero in (1, 2):
        os.dup2(abierto, numero)
    os.close(abierto)
    sys.stdout, sys.stderr = (os.fdopen(n, "w", buffering=1, encoding="utf-8", closefd=False) for n in (1, 2))
    os.environ.clear()
    os.environ.update(ambiente)
    os.chdir(carpeta)
    sys.argv = [modulo, *argumentos]
    import_module(modulo).principal()


def _iniciar(argumentos: list[str], cauces: list[Path], ambiente: Mapping[str, str] | None, en: Path) -> BaseProcess:
    suyo = dict(os.environ if ambiente is None else ambiente)
    proceso = PROCESOS.Process(target=_obedecer, args=(argumentos, [str(uno) for uno in cauces], suyo, str(en)))
    proceso.start()
    return proceso


def _obedecer(argumentos: list[str], cauces: list[str], ambiente: dict[str, str], carpeta: str) -> None:
    """En el hijo: pone cada cosa en su sitio, como la habría puesto quien lo arrancara, y hace la orden."""
    from bot.ordenes.principal import principal

    for numero, cauce in enumerate(cauces):
        abierto = os.open(cauce, (os.O_WRONLY if numero else os.O_RDONLY) | os.O_CREAT, 0o600)
        os.dup2(abierto, numero)
        os.close(abierto)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(numero, modo, encoding="utf-8", errors=errores, closefd=False)
        for numero, modo, errores in ((0, "r", "strict"), (1, "w", "strict"), (2, "w", "backslashreplace"))
    )
    os.environ.clear()
    os.environ.update(ambiente)
    os.chdir(carpeta)
    sys.argv = ["alianzas", *argumentos]
    principal()
