"""El proceso que lee un archivo y muere: `leer ARCHIVO CARPETA` o `dibujar ARCHIVO CARPETA PPP PÁGINA…`.

Se pone sus límites antes de abrir el archivo. Deja en la carpeta la lectura, o las imágenes, o el motivo de su error,
y escribe por la salida una línea por página leída: «9 32».
"""

import os
import resource
import signal
import sys
import traceback
from pathlib import Path
from typing import NoReturn, TextIO

from conocimiento.errores import ErrorDeLectura
from conocimiento.lectura import aparte

MEMORIA = 2**30
ESCRITO = 200_000_000
"""Octetos de memoria, y de cada archivo que escriba."""
ABIERTOS = 64
GRACIA = 5
"""Segundos entre la señal que dice que se acabó el procesador y la que no dice nada."""
CEDE = 10


def _limitarse() -> None:
    topes = {
        resource.RLIMIT_AS: MEMORIA,
        resource.RLIMIT_CPU: aparte.PROCESADOR + GRACIA,
        resource.RLIMIT_FSIZE: ESCRITO,
        resource.RLIMIT_NOFILE: ABIERTOS,
        resource.RLIMIT_CORE: 0,
    }
    for cual, tope in topes.items():
        _, duro = resource.getrlimit(cual)
        tope = tope if duro == resource.RLIM_INFINITY else min(tope, duro)
        suave = tope - GRACIA if cual == resource.RLIMIT_CPU else tope
        resource.setrlimit(cual, (suave, tope))
    signal.alarm(aparte.PLAZO)  # él mismo, para que también acabe si quien lo abrió ya no está
    os.nice(CEDE)


def _responder(orden: str, ruta: Path, carpeta: Path, resto: list[str], salida: TextIO) -> None:
    def avanzar(numero: int, total: int) -> None:
        print(numero, total, file=salida, flush=True)

    if orden == "leer":
        from conocimiento.lectura.archivo import leer_archivo
        from conocimiento.lectura.valores import a_json

        (carpeta / aparte.LECTURA).write_bytes(a_json(leer_archivo(ruta, avanzar)))
    else:
        from conocimiento.lectura import motivos
        from conocimiento.lectura.formatos.tipo import Tipo, tipo_de

        if tipo_de(ruta) is not Tipo.PDF:
            raise ErrorDeLectura(ruta, motivos.formato_ajeno("un archivo sin páginas que dibujar"))
        from conocimiento.lectura.pdf import dibujar

        ppp, *numeros = map(int, resto)
        for numero in numeros:
            (carpeta / f"{numero}.png").write_bytes(dibujar(ruta, numero, ppp))


def _principal(orden: str, ruta: Path, carpeta: Path, *resto: str) -> int:
    salida = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # lo que algo imprima no es la respuesta
    try:
        _responder(orden, ruta, carpeta, list(resto), salida)
    except ErrorDeLectura as error:
        motivo = str(error).removeprefix(f"{error.ruta}: ").removeprefix(f"{error.ruta}, ")
        (carpeta / aparte.MOTIVO).write_text(motivo, encoding="utf-8")
        return aparte.LEGIBLE
    except MemoryError:
        return aparte.SIN_MEMORIA
    except BaseException as error:  # un lector que no supo qué hacer con lo que halló: para quien lo envió, está dañado
        (carpeta / aparte.MOTIVO).write_text(_donde(error), encoding="utf-8")
        return aparte.ROTO
    return 0


def _donde(error: BaseException) -> str:
    """La clase del error y los lugares por los que pasó; su mensaje podría traer palabras del archivo."""
    marcos = traceback.extract_tb(error.__traceback__)
    return " < ".join((type(error).__name__, *(f"{Path(uno.filename).name}:{uno.lineno}" for uno in reversed(marcos))))


def _terminar(codigo: int) -> NoReturn:
    """Sin la limpieza de Python: lo que una biblioteca compilada deje roto no cambia lo ya escrito."""
    os._exit(codigo)


if __name__ == "__main__":
    _limitarse()
    _terminar(_principal(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), *sys.argv[4:]))
