"""Mucha gente a la vez contra el programa real, por HTTP en esta máquina: cuánto tarda y cuánta CPU gasta.

Cada persona saluda, pregunta y hace una entrevista corta siguiendo los botones que ve; una de cada veinte pide
además la vista previa de su borrador. Como orden: `python -m tests.mediciones.carga --personas 1000 --pensar 20`.
"""

import argparse
import asyncio
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.apoyo.rutas import RAIZ
from tests.extremo.bot_api_falso import TOKEN, BotApiFalso
from tests.extremo.persona_simulada import PersonaSimulada

PREGUNTAS = (
    "¿Qué es una Alianza Multiactor?",
    "¿Cuáles son los principios?",
    "¿Quiénes pueden participar en una alianza?",
    "¿Qué beneficios tiene una alianza?",
    "¿Qué etapas tiene?",
    "¿Cómo se financia una alianza?",
    "¿Cuánto cuesta un pasaje a Cusco?",
)
TEXTOS = ("Agua segura para Celendín", "Somos una asociación de productores", "12 meses", "S/ 50 000", "No sé")
EVITAR = ("borrar", "cancelar", "descartar", "menú", "pregunta", "datos", "propuesta", "aviso", "pausa", "guardar")


@dataclass
class Cuenta:
    """Lo medido. `tardanzas`: segundos desde que alguien escribe hasta que ve la primera respuesta.

    `duracion` y `cpu` son los segundos de reloj y de procesador del programa, y `errores`, los de su registro.
    `memoria` son los MB que ocupa al cumplirse cada millar de turnos.
    """

    tardanzas: list[float] = field(default_factory=list)
    fallos: Counter[str] = field(default_factory=Counter)
    detalle: dict[str, list[float]] = field(default_factory=dict)
    duracion: float = 0.0
    cpu: float = 0.0
    errores: int = 0
    memoria: list[float] = field(default_factory=list)


async def vivir(persona: PersonaSimulada, cuenta: Cuenta, opciones: argparse.Namespace, azar: random.Random) -> None:
    """Una persona de principio a fin."""
    await asyncio.sleep(azar.uniform(0, opciones.pensar))
    pasos = ["/start", "/propuesta", "Acepto", *[""] * opciones.respuestas]
    # Cada quien pregunta en otro momento: si lo hicieran todos a la vez, se mediría solo el modelo.
    pasos.insert(azar.randint(1, len(pasos)), azar.choice(PREGUNTAS))
    if azar.random() < 0.05:
        pasos += ["/vista_previa", "Usar todo"]  # el documento llega al decidir cómo queda su texto
    for paso in pasos:
        clase = "pregunta" if paso in PREGUNTAS else "documento" if paso == "Usar todo" else "lo demás"
        vistos = len(persona.recibidos)
        inicio = time.perf_counter()
        await _actuar(persona, paso, azar)
        try:
            async with asyncio.timeout(120):
                while len(persona.recibidos) == vistos:
                    await persona.novedad.wait()
                    persona.novedad.clear()
        except TimeoutError:
            cuenta.fallos["sin respuesta en 120 s"] += 1
            return
        tardanza = time.perf_counter() - inicio
        cuenta.tardanzas.append(tardanza)
        cuenta.detalle.setdefault(clase, []).append(tardanza)
        if any("Ocurrió un error" in uno.texto for uno in persona.recibidos[vistos:]):
            cuenta.fallos["error del asistente"] += 1
        await asyncio.sleep(azar.uniform(0.5, 1.5) * opciones.pensar)


async def _actuar(persona: PersonaSimulada, paso: str, azar: random.Random) -> None:
    """Escribe el paso; si no hay, pulsa un botón de los que se ven o escribe algo."""
    if paso:
        await persona.escribe(paso)
        return
    ultimo = next((uno for uno in reversed(persona.recibidos) if uno.botones), None)
    utiles = [
        (codigo, ultimo.numero)
        for fila in (ultimo.botones if ultimo else ())
        for etiqueta, codigo in fila
        if ultimo and not any(palabra in etiqueta.lower() for palabra in EVITAR)
    ]
    if utiles and azar.random() < 0.7:
        await persona.pulsa_codigo(*azar.choice(utiles))
    else:
        await persona.escribe(azar.choice(TEXTOS))


def preparar_datos(carpeta: Path) -> Path:
    """Una carpeta de datos con el modelo ya preparado, para que arrancar no cuente."""
    from indices.modelo.preparacion import preparar_modelo

    pruebas = Path(os.environ.get("PRUEBAS_DATOS") or RAIZ / "datos" / "pruebas")
    preparar_modelo(pruebas, None, print)
    datos = carpeta / "datos"
    datos.mkdir()
    (datos / "modelo").symlink_to((pruebas / "modelo").resolve())
    return datos


def cpu_de(proceso: int) -> float:
    """Segundos de procesador que ha gastado un proceso."""
    campos = Path(f"/proc/{proceso}/stat").read_text().rpartition(")")[2].split()
    return (int(campos[11]) + int(campos[12])) / os.sysconf("SC_CLK_TCK")


async def mirar_memoria(proceso: int, cuenta: Cuenta) -> None:
    """Anota los MB del proceso cada mil turnos, hasta que se la cancele."""
    while True:
        if len(cuenta.tardanzas) >= 1_000 * (len(cuenta.memoria) + 1):
            estado = Path(f"/proc/{proceso}/status").read_text(encoding="utf-8")
            kilobytes = next(linea.split()[1] for linea in estado.splitlines() if linea.startswith("VmRSS:"))
            cuenta.memoria.append(int(kilobytes) / 1024)
        await asyncio.sleep(0.2)


async def medir(opciones: argparse.Namespace) -> bool:
    api = BotApiFalso()
    api.tope_por_segundo = opciones.tope
    cuenta = Cuenta()
    with tempfile.TemporaryDirectory() as temporal:
        datos = preparar_datos(Path(temporal))
        async with api.abierto():
            entorno = {nombre: valor for nombre, valor in os.environ.items() if not nombre.startswith("ALIANZAS_")}
            entorno |= {
                "ALIANZAS_DATOS": str(datos),
                "ALIANZAS_TELEGRAM_TOKEN": TOKEN,
                "ALIANZAS_TELEGRAM_API": api.raiz,
                "PYTHONPATH": str(RAIZ),
            }
            with (Path(temporal) / "registro").open("w+b") as registro:
                proceso = subprocess.Popen(
                    [sys.executable, "-m", "bot", "telegram"],
                    cwd=temporal,
                    env=entorno,
                    stdout=registro,
                    stderr=registro,
                )
                try:
                    await api.esperar(lambda: bool(api.de("setMyCommands")), 300, "que el programa arranque")
                    cpu, inicio = cpu_de(proceso.pid), time.monotonic()
                    gente = [api.persona(10_000 + numero, f"Persona {numero}") for numero in range(opciones.personas)]
                    azar = random.Random(opciones.semilla)
                    memoria = asyncio.create_task(mirar_memoria(proceso.pid, cuenta))
                    await asyncio.gather(*(vivir(una, cuenta, opciones, random.Random(azar.random())) for una in gente))
                    memoria.cancel()
                    cuenta.duracion, cuenta.cpu = time.monotonic() - inicio, cpu_de(proceso.pid) - cpu
                    proceso.send_signal(signal.SIGTERM)
                    await asyncio.to_thread(proceso.wait, 60)
                finally:
                    proceso.kill()
                registro.seek(0)
                cuenta.errores = sum(b" ERROR " in linea for linea in registro.read().splitlines())
    return informar(opciones, cuenta, api)


def informar(opciones: argparse.Namespace, cuenta: Cuenta, api: BotApiFalso) -> bool:
    """Imprime lo medido y devuelve si nadie se quedó sin respuesta."""
    turnos, nucleos = len(cuenta.tardanzas), cuenta.cpu / cuenta.duracion
    print(f"{opciones.personas} personas, {opciones.pensar} s de pensar, tope {opciones.tope or 'ninguno'} por segundo")
    print(f"turnos {turnos} en {cuenta.duracion:.0f} s: {turnos / cuenta.duracion:.1f} por segundo")
    print(
        f"CPU del programa {cuenta.cpu:.1f} s: {1000 * cuenta.cpu / max(turnos, 1):.1f} ms por turno, "
        f"{nucleos:.2f} núcleos"
    )
    print(f"carga de la máquina {os.getloadavg()[0]:.1f} con {os.cpu_count()} núcleos")
    if cuenta.memoria:
        primera, *_, ultima = cuenta.memoria * 2 if len(cuenta.memoria) == 1 else cuenta.memoria
        print(
            f"memoria a los 1000 turnos {primera:.0f} MB, al final {ultima:.0f}, como mucho {max(cuenta.memoria):.0f}"
        )
    for clase, tardanzas in {"todo": cuenta.tardanzas, **cuenta.detalle}.items():
        cortes = statistics.quantiles(tardanzas, n=100) if len(tardanzas) > 1 else [0.0] * 99
        print(
            f"{clase:10} n={len(tardanzas):5} p50 {1000 * cortes[49]:.0f} ms  p95 {1000 * cortes[94]:.0f} ms  "
            f"p99 {1000 * cortes[98]:.0f} ms  máximo {1000 * max(tardanzas):.0f} ms"
        )
    print(f"fallos {dict(cuenta.fallos)}; errores en el registro {cuenta.errores}; faltas {api.faltas[:3]}")
    print(f"llamadas frenadas {api.frenadas}")
    return not cuenta.fallos and not api.faltas and not cuenta.errores


def principal() -> None:
    """Sale con código 1 si alguien se quedó sin respuesta o hubo un error."""
    lector = argparse.ArgumentParser(prog="python -m tests.mediciones.carga", description=__doc__)
    lector.add_argument("--personas", type=int, default=1_000)
    lector.add_argument("--pensar", type=float, default=20.0, help="Segundos de media entre dos mensajes de alguien.")
    lector.add_argument("--respuestas", type=int, default=6, help="Pasos de la entrevista.")
    lector.add_argument("--tope", type=int, default=0, help="Llamadas por segundo que la API admite; 0, sin tope.")
    lector.add_argument("--semilla", type=int, default=20261125)
    sys.exit(0 if asyncio.run(medir(lector.parse_args())) else 1)


if __name__ == "__main__":
    principal()
