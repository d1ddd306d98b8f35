"""Cuánto se entiende de lo que alguien dice, qué se oye donde no habla nadie y cuánto esperan los demás.

`python -m tests.mediciones.voz` necesita lo que dice `tests/apoyo/voz.py`. Con `--glosario` se oye como en el producto,
con las palabras de los documentos delante; `--espera` mide lo que tarda en contestarse una pregunta escrita, sola y
mientras se oye una nota de 90 segundos, con el modelo y el índice de `datos/pruebas`.
"""

import argparse
import asyncio
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bot.lenguaje.voz.abrir import glosario
from bot.lenguaje.voz.local import TranscriptorLocal, oir
from conocimiento.ingesta import leer_vocabulario
from tests.apoyo.rutas import RAIZ
from tests.apoyo.voz import (
    MODELO,
    MUESTRAS_DE_OPUS,
    como_nota,
    errores,
    falta_para_oir,
    grabaciones,
    nota_de,
    palabras_de,
    ruido,
    silencio,
)

DATOS = RAIZ / "datos" / "pruebas"
PREGUNTAS = ("¿Qué es una alianza multiactor?", "¿Quiénes pueden participar?", "¿Qué principios hay?",
             "¿Cuánto dura una alianza?", "¿Qué hace la APCI?")  # fmt: skip
SEGUNDOS_DE_LA_LARGA = 88


def _medir_errores(cuantas: int, delante: str, *, con_fallos: bool) -> bool:
    fallos = total = exactas = 0
    procesador = 0.0
    for archivo, dice in grabaciones(cuantas):
        nota, inicio = como_nota(archivo), time.process_time()
        oido = oir(MODELO, delante, nota)
        procesador += time.process_time() - inicio
        suyos = errores(dice, str(oido))
        fallos, total, exactas = fallos + suyos, total + len(palabras_de(dice)), exactas + (not suyos)
        if suyos and con_fallos:
            print(f"  {suyos}: {dice}\n     {oido}")
    print(
        f"{cuantas} grabaciones, {total} palabras: {100 * fallos / total:.1f} % de errores (hasta 20 %), "
        f"{exactas} exactas, {procesador / cuantas:.1f} s de procesador por nota, con cargar el modelo"
    )
    return fallos <= total * 0.2


def _medir_nada(delante: str) -> bool:
    sin_nadie = {
        "silencio de 3 s": silencio(3),
        "silencio de 30 s": silencio(30),
        "ruido suave": ruido(5, 0.02),
        "ruido fuerte": ruido(5, 0.3),
        "un pitido": np.sin(np.arange(5 * MUESTRAS_DE_OPUS) * 2 * np.pi * 440 / MUESTRAS_DE_OPUS) * 0.5,
    }
    oidos = {nombre: oir(MODELO, delante, nota_de(muestras)) for nombre, muestras in sin_nadie.items()}
    for nombre, oido in oidos.items():
        print(f"{nombre}: {oido!r}")
    return not any(oidos.values())


async def _medir_espera(vueltas: int) -> bool:
    """Preguntas escritas al asistente entero, de una en una: solas, y mientras se oye una nota larga."""
    from bot.config import leer_configuracion
    from bot.dialogo.entradas import MensajeRecibido
    from bot.montaje import montar
    from bot.servicio.puertos import Persona
    from tests.conftest import enlazar_datos

    larga = nota_de(np.tile(_lo_dicho(), 40)[: SEGUNDOS_DE_LA_LARGA * MUESTRAS_DE_OPUS])
    with TemporaryDirectory() as carpeta:
        datos = enlazar_datos(Path(carpeta) / "datos", DATOS)
        asistente = montar(leer_configuracion(datos=datos), lambda _: None)
        try:

            async def preguntar(numero: int) -> float:
                inicio = time.perf_counter()
                persona = Persona("consola", str(numero))
                await asistente.servicio.atender(persona, MensajeRecibido(PREGUNTAS[numero % len(PREGUNTAS)]), None)
                return time.perf_counter() - inicio

            for numero in range(10):
                await preguntar(numero)
            solas = [await preguntar(100 + numero) for numero in range(vueltas)]
            oyendo = asyncio.create_task(TranscriptorLocal(MODELO, "APCI").transcribir(larga, 300.0))
            acompanadas: list[float] = []
            while not oyendo.done():
                acompanadas.append(await preguntar(10_000 + len(acompanadas)))
            oido = await oyendo
        finally:
            asistente.cerrar()
    p95 = [statistics.quantiles(unas, n=20)[-1] for unas in (solas, acompanadas)]
    veces = p95[1] / p95[0]
    print(
        f"una pregunta escrita: p95 {1000 * p95[0]:.0f} ms sola (n={len(solas)}), {1000 * p95[1]:.0f} ms mientras se "
        f"oye una nota de {SEGUNDOS_DE_LA_LARGA} s (n={len(acompanadas)}): {veces:.2f} veces (hasta 2). "
        f"Se oyeron {len(palabras_de(oido))} palabras."
    )
    return veces <= 2


def _lo_dicho() -> "np.ndarray":
    from bot.lenguaje.voz.audio import MUESTRAS_POR_SEGUNDO, leer_audio

    partes = [leer_audio(como_nota(archivo)) for archivo, _ in grabaciones(25)]
    return np.repeat(np.concatenate(partes), MUESTRAS_DE_OPUS // MUESTRAS_POR_SEGUNDO)


def principal() -> int:
    partes = argparse.ArgumentParser("python -m tests.mediciones.voz", description=__doc__)
    partes.add_argument("--cuantas", type=int, default=25)
    partes.add_argument("--glosario", action="store_true")
    partes.add_argument("--fallos", action="store_true", help="Muestra lo que se oyó mal.")
    partes.add_argument("--espera", type=int, metavar="N", help="Mide solo la espera, con N preguntas solas.")
    dicho = partes.parse_args()
    if falta := falta_para_oir():
        print(falta, file=sys.stderr)
        return 2
    if dicho.espera:
        return 0 if asyncio.run(_medir_espera(dicho.espera)) else 1
    delante = glosario(leer_vocabulario(RAIZ / "conocimiento" / "documentos")) if dicho.glosario else ""
    bien = _medir_errores(dicho.cuantas, delante, con_fallos=dicho.fallos)
    return 0 if _medir_nada(delante) and bien else 1


if __name__ == "__main__":
    sys.exit(principal())
