"""Lo que contesta un modelo de verdad a cada uso, y cuánto de eso se admite: una grabación pequeña y sus cifras.

`python -m tests.mediciones.lenguaje.dichos --python RUTA` arranca el modelo pequeño (`…lenguaje.pequeno` dice qué
instalar, en un entorno aparte) y le pide, como lo pide el asistente, que señale palabras en ideas contadas y que mejore
respuestas. Dice en cuántas contestó con la forma pedida, en cuántas se propondría algo y qué tardó. Lo de `elegir` se
mide con `alianzas evaluar --lenguaje vivo`, y con `--elegidos GRABACION.json` se suma a lo guardado.

Con `--guardar`, deja lo que contestó en el archivo que leen las pruebas: así se prueba también con lo que dijo un
modelo de verdad, y no solo con lo que a alguien se le ocurrió que diría.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from ruamel.yaml import YAML

from bot.dialogo.borrador.paso.interpretar import PALABRAS_MINIMAS, leer_propuestas
from bot.dialogo.borrador.paso.mejorar import leer_mejora
from bot.dialogo.peticiones import Contestado, Interpretar, Mejorar, Pedido, Uso
from bot.dialogo.peticiones.lenguaje import FORMAS
from bot.dialogo.peticiones.objeto import leer_objeto
from bot.entrevista.comprension.fidelidad.comparar import comparar
from bot.lenguaje.ajustes import Ajustes
from bot.lenguaje.conexion import Conexion
from bot.lenguaje.formular import huella
from bot.lenguaje.limites import PLAZO_AL_MEDIR
from bot.lenguaje.modelo import ModeloDeLenguaje
from bot.revision.tachado.tachar import SEUDONIMO
from bot.servicio.puertos import SinLenguaje
from tests.apoyo.arbitrarios import DICHOS_DE_UN_MODELO, FORMATO_DE_DICHOS
from tests.apoyo.con_modelo import tachador
from tests.apoyo.rutas import RAIZ
from tests.mediciones.lenguaje.conversacion import modelo_pedido, pedir_modelo
from tests.mediciones.lenguaje.salidas import ESCRITO, IDEA, LARGA, lo_que_se_interpreta

CUANTOS = 8
EVALUACION = RAIZ / "tests" / "evaluacion"


def por_interpretar(cuantos: int) -> list[Interpretar]:
    """La idea y la respuesta de las pruebas, y relatos de una idea, con las preguntas de palabras de la entrevista."""
    relatos = [
        uno["texto"] for uno in YAML(typ="safe", pure=True).load((EVALUACION / "relatos.yaml").read_text("utf-8"))
    ]
    textos = [IDEA, LARGA, *(uno for uno in relatos if len(uno.split()) >= PALABRAS_MINIMAS)]
    return [Interpretar(texto, lo_que_se_interpreta()) for texto in textos[:cuantos]]


def por_mejorar(cuantos: int) -> list[Mejorar]:
    """La respuesta de las pruebas, y otras que la gente escribió con faltas."""
    lineas = (EVALUACION / "redaccion-abierto.jsonl").read_text("utf-8").splitlines()
    largas = [una["dice"] for una in map(json.loads, lineas) if len(una["dice"].split()) >= PALABRAS_MINIMAS // 2]
    return [Mejorar("problema", texto) for texto in (ESCRITO, *largas)[:cuantos]]


def se_admite(pedido: Pedido, contestado: Contestado) -> tuple[bool, bool]:
    """Si tiene la forma pedida, y si se propondría algo."""
    texto, enviado = contestado.texto, contestado.enviado
    match pedido:
        case Interpretar():
            return leer_objeto(texto, "respuestas") is not None, bool(leer_propuestas(texto, pedido, enviado))
        case Mejorar():
            nueva = leer_mejora(texto, pedido, enviado)
            return leer_objeto(texto, "texto") is not None, bool(nueva) and comparar(pedido.texto, nueva).dice_lo_mismo
        case _:
            raise AssertionError(pedido)


async def preguntar(direccion: str, modelo: str, pedidos: Sequence[Pedido]) -> list[str]:
    """Lo que contesta a cada uno; vacío si no contesta. Imprime cómo fue."""
    conexion = Conexion(Ajustes("openai", modelo, direccion, "", frozenset(Uso), ""))
    plazo = dict.fromkeys(Uso, PLAZO_AL_MEDIR)
    dichos, segundos, con_forma, propuestas, fallos = list[str](), list[float](), 0, 0, list[str]()
    for pedido in pedidos:
        lenguaje = ModeloDeLenguaje(conexion, tachador(fuera=False), SEUDONIMO, plazo=plazo)  # que no lo deje en paz
        inicio = perf_counter()
        try:
            contestado = await lenguaje.pedir(pedido.encargo)
        except SinLenguaje as error:
            fallos.append(error.motivo)
            continue
        finally:
            segundos.append(perf_counter() - inicio)
        forma, propone = se_admite(pedido, contestado)
        con_forma, propuestas = con_forma + forma, propuestas + propone
        dichos.append(contestado.texto)
        print(f"  {segundos[-1]:5.1f} s  {'propone' if propone else 'nada   '}  {contestado.texto[:200]!r}")
    uso = pedidos[0].encargo.uso.value
    print(
        f"{uso}: {len(pedidos)} consultas, {len(fallos)} sin respuesta ({', '.join(sorted(set(fallos)))}), "
        f"{con_forma} con la forma pedida, {propuestas} con algo que se propondría; mediana {median(segundos):.1f} s, "
        f"la peor {max(segundos):.1f} s"
    )
    return dichos


async def medir(direccion: str, modelo: str, cuantos: int) -> dict[str, list[str]]:
    """Lo que contestó, por uso."""
    return {
        Uso.INTERPRETAR.value: await preguntar(direccion, modelo, por_interpretar(cuantos)),
        Uso.REDACCION.value: await preguntar(direccion, modelo, por_mejorar(cuantos)),
    }


def guardar(modelo: str, dichos: dict[str, list[str]], elegidos: Path | None) -> None:
    """Deja en el archivo de las pruebas cada cosa distinta que dijo."""
    if elegidos is not None:
        grabado: Any = json.loads(elegidos.read_text("utf-8"))
        dichos = {Uso.ELEGIR.value: list(grabado["dichos"].values()), **dichos}
    datos = {
        "formato": FORMATO_DE_DICHOS,
        "modelo": modelo,
        "fecha": datetime.now(UTC).date().isoformat(),
        "peticiones": {uso: huella(Uso(uso), FORMAS[Uso(uso)]) for uso in dichos},
        "dichos": {uso: list(dict.fromkeys(unos)) for uso, unos in dichos.items()},
    }
    DICHOS_DE_UN_MODELO.write_text(f"{json.dumps(datos, ensure_ascii=False, indent=1)}\n", encoding="utf-8")
    print(f"Guardado en {DICHOS_DE_UN_MODELO}", file=sys.stderr)


def principal() -> None:
    lector = argparse.ArgumentParser(
        "python -m tests.mediciones.lenguaje.dichos",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    pedir_modelo(lector)
    lector.add_argument("--cuantos", type=int, default=CUANTOS, help="Consultas de cada uso.")
    lector.add_argument(
        "--elegidos", type=Path, help="Una grabación de «alianzas evaluar», para guardarla con lo demás."
    )
    lector.add_argument("--guardar", action="store_true", help="Guarda lo que contestó, para las pruebas.")
    pedido = lector.parse_args()
    with modelo_pedido(pedido) as direccion:
        dichos = asyncio.run(medir(direccion, pedido.modelo, pedido.cuantos))
    if pedido.guardar:
        guardar(pedido.modelo, dichos, pedido.elegidos)


if __name__ == "__main__":
    principal()
