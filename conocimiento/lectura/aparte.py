"""Lectura en otro proceso, con límites: un archivo hecho para dañar detiene a ese proceso y no a este.

El otro es `python -I -m conocimiento.lectura`, que se pone sus límites antes de abrir nada. No recibe el ambiente de
este, ni sus archivos abiertos, ni su entrada. Hay uno solo a la vez en la máquina, para quien corre el programa.
"""

import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from conocimiento.archivos import candado
from conocimiento.errores import ErrorDeLectura
from conocimiento.lectura import motivos
from conocimiento.lectura.valores import Lectura, de_json

REGISTRO = logging.getLogger(__name__)
PESO = 50_000_000
PLAZO = 300
PROCESADOR = 120
"""Segundos de reloj y de procesador que se le dan."""
LEGIBLE, SIN_MEMORIA, ROTO = 3, 4, 5
"""Con qué termina si su error es legible (está en `MOTIVO`), si le faltó memoria o si el lector no supo seguir."""
LECTURA, MOTIVO = "lectura.json", "motivo.txt"
_ARRANQUE = (
    "import runpy, sys; sys.path.append(sys.argv[1]); del sys.argv[1]; "
    "runpy.run_module('conocimiento.lectura', run_name='__main__', alter_sys=True)"
)
"""`-m`, diciendo dónde está el paquete: con `-I` no se busca en la carpeta en que se está."""
_RAIZ = Path(__file__).resolve().parents[2]
_CORTES_DE_PLAZO = (-signal.SIGXCPU, -signal.SIGALRM)
_CORTES_DE_MEMORIA = (SIN_MEMORIA, -signal.SIGABRT, -signal.SIGKILL)
"""Una biblioteca compilada a la que se le niega aborta; al que ocupa demasiado lo mata el sistema."""


def _no_avisar(numero: int, total: int) -> None: ...


def leer_aparte(ruta: Path, nombre: str, avanzar: Callable[[int, int], None] = _no_avisar) -> Lectura:
    """Lee un archivo de cualquier formato. `nombre` es el que conoce la persona, y el que dirá un error.

    `avanzar` recibe la página leída, desde 1, y cuántas son; solo si el formato tiene páginas. Bloquea hasta que
    termine y, antes, hasta que termine la lectura de otro. Raises `ErrorDeLectura`, `OSError` si la ruta no está.
    """
    with tempfile.TemporaryDirectory(prefix="alianzas-lectura-") as carpeta:
        _hacer(ruta, nombre, ["leer", str(ruta.resolve()), carpeta], avanzar)
        try:
            return de_json((Path(carpeta) / LECTURA).read_bytes())
        except (OSError, ValueError) as error:
            raise ErrorDeLectura(Path(nombre), motivos.danado()) from error


def dibujar_aparte(ruta: Path, numeros: Sequence[int], ppp: int) -> tuple[bytes, ...]:
    """Las páginas de un PDF como imágenes PNG, a tantos puntos por pulgada. Raises como `leer_aparte`."""
    with tempfile.TemporaryDirectory(prefix="alianzas-lectura-") as carpeta:
        pedido = ["dibujar", str(ruta.resolve()), carpeta, str(ppp), *map(str, numeros)]
        _hacer(ruta, ruta.name, pedido, _no_avisar)
        return tuple((Path(carpeta) / f"{numero}.png").read_bytes() for numero in numeros)


def _hacer(ruta: Path, nombre: str, pedido: list[str], avanzar: Callable[[int, int], None]) -> None:
    pesa = ruta.stat().st_size
    if not ruta.is_file():  # un tubo o un aparato no se acabaría nunca
        raise ErrorDeLectura(Path(nombre), motivos.formato_ajeno("una carpeta o algo que no es un archivo"))
    if pesa > PESO:
        cuanto = f"pesa {pesa / 1e6:,.0f} MB" if pesa > PESO + 500_000 else "pesa más de 50 MB"
        raise ErrorDeLectura(Path(nombre), motivos.demasiado(cuanto, f"{PESO // 1_000_000} MB"))
    pagina = 0

    def anotar(numero: int, total: int) -> None:
        nonlocal pagina
        pagina = numero
        avanzar(numero, total)

    with candado(Path(tempfile.gettempdir()) / f"alianzas-lectura-{os.getuid()}.candado"):
        codigo = _correr(pedido, anotar)
    if codigo:
        raise ErrorDeLectura(Path(nombre), _motivo(codigo, Path(pedido[2]), pagina))


def _correr(pedido: list[str], anotar: Callable[[int, int], None]) -> int:
    """Devuelve con qué terminó; mientras, le da a `anotar` cada página que el otro dice haber leído."""
    with subprocess.Popen(
        [sys.executable, "-I", "-c", _ARRANQUE, str(_RAIZ), *pedido],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # una traza podría repetir palabras del archivo
        env={},
        cwd=pedido[2],
        start_new_session=True,
        text=True,
        encoding="ascii",
        errors="replace",
    ) as proceso:
        assert proceso.stdout is not None
        try:
            for linea in proceso.stdout:
                numero, _, total = linea.strip().partition(" ")
                if numero.isdecimal() and total.isdecimal():
                    anotar(int(numero), int(total))
            return proceso.wait()
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(proceso.pid, signal.SIGKILL)  # también lo que él haya abierto


def _motivo(codigo: int, carpeta: Path, pagina: int) -> str:
    if codigo == LEGIBLE:
        return (carpeta / MOTIVO).read_text(encoding="utf-8")
    if codigo in _CORTES_DE_MEMORIA:
        return motivos.sin_memoria(pagina)
    if codigo in _CORTES_DE_PLAZO:
        return motivos.interrumpido(pagina, PLAZO // 60)
    detalle = (carpeta / MOTIVO).read_text(encoding="utf-8") if codigo == ROTO else f"código {codigo}"
    REGISTRO.warning("lectura interrumpida pagina=%d %s", pagina, detalle)
    return motivos.danado(pagina + 1 if pagina else 0)
