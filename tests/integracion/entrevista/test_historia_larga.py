"""Una historia muy larga no detiene a nadie: un turno con 500 respuestas guardadas gasta poco procesador."""

import time
from dataclasses import replace
from pathlib import Path

from bot.entrevista.eventos import Respondida
from bot.servicio.puertos import TurnoAtendido
from tests.apoyo.chat import Chat

SEGUNDOS = 0.15
"""Se ven unos 0,025 s; es el menor de cinco turnos, para que no lo mueva lo que haga la máquina."""


async def test_un_turno_con_quinientas_respuestas_gasta_poco(tmp_path: Path) -> None:
    chat = Chat(tmp_path)
    await chat.empezar()
    await chat.responder(hasta="Presupuesto")
    estado, cambio = chat.almacen.cargar(chat.persona)
    dadas = [evento for evento in estado.eventos if isinstance(evento, Respondida)]
    repetidas = tuple(replace(dadas[numero % len(dadas)], instante=chat.ahora(), lote=None) for numero in range(500))
    nuevo = replace(estado, eventos=estado.eventos + repetidas)
    chat.almacen.guardar(chat.persona, TurnoAtendido(cambio, None, "x", nuevo, (), chat.ahora()))
    gastos: list[float] = []
    for _ in range(5):
        inicio = time.process_time()
        await chat.escribir("no se entiende esto")
        gastos.append(time.process_time() - inicio)
    assert len(chat.estado().eventos) > 500
    assert min(gastos) <= SEGUNDOS
    print(f"menor {1000 * min(gastos):.1f} ms, mayor {1000 * max(gastos):.1f} ms")
