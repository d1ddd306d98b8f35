"""Las conversaciones de aceptación por Telegram, con el asistente entero y un modelo de lenguaje de verdad.

`python -m tests.mediciones.lenguaje.conversacion --python RUTA` arranca el modelo pequeño (`…lenguaje.pequeno` dice
qué instalar, en un entorno aparte), conversa una vez sin él y otra con él encendido para todo, y termina con error si
al acabar queda otro borrador, falta un documento o se dice algo que no se debe. Imprime en qué se diferencian las
respuestas, lo que el modelo contestó y lo que tardó cada turno. Con `--direccion`, con otro que ya esté en marcha.

El plazo es el de siempre, 8 segundos; con `--plazo 120` se ve además qué contestaría un modelo lento. Para que «elegir»
se encienda se dan por buenas unas cifras que este modelo no tiene.
"""

import argparse
import asyncio
import json
import logging
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from subprocess import PIPE, Popen

from bot.almacen import abrir_almacen, sal_de_la_instalacion
from bot.config import leer_configuracion
from bot.dialogo.peticiones import Uso
from bot.dialogo.peticiones.lenguaje import FORMAS
from bot.entrevista.borrador import Borrador
from bot.lenguaje.cifras import Cifras, guardar_cifras
from bot.lenguaje.conexion import Conexion, Dicho
from bot.lenguaje.formular import huella
from bot.lenguaje.limites import PLAZO
from bot.servicio.puertos import Persona
from tests.apoyo.rutas import RAIZ
from tests.extremo.asistente_en_telegram import asistente_en_telegram, datos_preparados
from tests.extremo.conversaciones import CARPETA, leer
from tests.extremo.persona_simulada import PersonaSimulada, Recibido
from tests.mediciones.lenguaje.pequeno import NOMBRE

CONVERSACIONES = ("01-de-start-al-borrador.yaml", "05-caso-rapido-agua-segura.yaml")
DUDOSAS = (
    "existen experiensias d otros paises?",
    "¿Para qué se juntarían el gobierno, las firmas y los donantes?",
    "¿Qué es la transparencia y quién la fiscaliza?",
    "para q son los pilotos y cuantos se van a hacer",
)
"""Preguntas al marco que se contestan con dudas: por ellas se consulta al modelo."""
SOLO_CON_EL = ("Mejorar la redacción", "Quedarme con la mía")
USAR_TODO = "Usar todo"
CALMA = 60.0


@dataclass
class Hablado:
    """Lo que se le dijo a cada persona, lo que tardó cada turno, y los borradores y documentos que quedaron."""

    dichos: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    segundos: list[float] = field(default_factory=list[float])
    faltas: list[str] = field(default_factory=list[str])
    borradores: list[dict[str, object]] = field(default_factory=list[dict[str, object]])
    documentos: int = 0


def pedir_modelo(lector: argparse.ArgumentParser) -> None:
    """Las opciones que dicen a qué modelo se le pregunta: el pequeño, que se arranca, o uno que ya atiende."""
    cual = lector.add_mutually_exclusive_group(required=True)
    cual.add_argument("--python", type=Path, help="El del entorno del modelo pequeño, que se arranca.")
    cual.add_argument("--direccion", help="La de un servidor que ya está en marcha.")
    lector.add_argument("--modelo", default=NOMBRE, help="Qué modelo se le pide a ese servidor.")


@contextmanager
def modelo_pedido(pedido: argparse.Namespace) -> Iterator[str]:
    """La dirección del modelo que dicen esas opciones, en marcha."""
    if pedido.direccion:
        yield pedido.direccion
        return
    with _modelo_pequeno(pedido.python) as direccion:
        yield direccion


@contextmanager
def _modelo_pequeno(python: Path) -> Iterator[str]:
    """La dirección del modelo pequeño, en marcha en el Python de su entorno."""
    if not python.exists():
        raise SystemExit(
            f"No hay un Python en {python}: `python -m tests.mediciones.lenguaje.pequeno --help` dice cómo."
        )
    orden = (str(python), str(RAIZ / "tests/mediciones/lenguaje/pequeno.py"))
    with Popen(orden, stdout=PIPE, text=True) as proceso:
        try:
            assert proceso.stdout is not None
            direccion = proceso.stdout.readline().strip()
            if not direccion.startswith("http"):
                raise SystemExit("El modelo pequeño no arrancó: arriba dice por qué.")
            yield direccion
        finally:
            proceso.terminate()


async def conversar(datos: Path, **ajustes: str) -> Hablado:
    """Todas las conversaciones, cada una de una persona, con el asistente entero."""
    hablado = Hablado()
    async with asistente_en_telegram(datos, **ajustes) as api:
        for numero, archivo in enumerate(CONVERSACIONES, start=11):
            persona = api.persona(numero)
            for turno in leer(CARPETA / archivo).turnos:
                recibidos = await _hacer(persona, turno.persona, hablado)
                dicho = "\n".join(uno.texto for uno in recibidos)
                hablado.faltas += [f"«{turno.hecho}»: falta «{uno}»" for uno in turno.dice if uno not in dicho]
                hablado.faltas += [f"«{turno.hecho}»: sobra «{uno}»" for uno in turno.no_dice if uno in dicho]
                hablado.documentos += sum(uno.archivo is not None for uno in recibidos)
            for texto in (*DUDOSAS, "quiero cambiar el problema"):
                await _hacer(persona, texto, hablado)
            for etiqueta in ("Cambiar: Problema público", *SOLO_CON_EL, "Dejar como está"):
                if etiqueta in persona.recibidos[-1].etiquetas:
                    await _hacer(persona, etiqueta, hablado)
    url = leer_configuracion(datos=datos).direccion_del_almacen
    almacen = abrir_almacen(url, sal_de_la_instalacion(url, datos))
    for numero, _ in enumerate(CONVERSACIONES, start=11):
        respuestas = Borrador.de(almacen.cargar(Persona("telegram", str(numero)))[0].eventos).respuestas
        hablado.borradores.append({str(llave): una.valor for llave, una in respuestas.items()})
    almacen.cerrar()
    return hablado


async def _hacer(persona: PersonaSimulada, texto: str, hablado: Hablado) -> Sequence[Recibido]:
    inicio = time.perf_counter()
    etiquetas = persona.recibidos[-1].etiquetas if persona.recibidos else []
    await (persona.pulsa(texto) if texto in etiquetas else persona.escribe(texto))
    recibidos = await persona.espera_turno(max(PLAZO.values()) + CALMA)
    hablado.segundos.append(time.perf_counter() - inicio)
    hablado.dichos += [(texto, uno.texto) for uno in recibidos]
    if USAR_TODO in recibidos[-1].etiquetas:
        return [*recibidos, *await _hacer(persona, USAR_TODO, hablado)]
    return recibidos


@contextmanager
def escuchando() -> Iterator[list[tuple[str, float]]]:
    """Lo que el modelo contesta mientras dure, y en cuántos segundos."""
    dichos: list[tuple[str, float]] = []
    preguntar = Conexion.preguntar

    async def anotando(conexion: Conexion, *lo_pedido: object) -> Dicho:
        inicio = time.perf_counter()
        dicho = await preguntar(conexion, *lo_pedido)  # type: ignore[arg-type]
        dichos.append((dicho.texto, time.perf_counter() - inicio))
        return dicho

    Conexion.preguntar = anotando  # type: ignore[method-assign,assignment]
    try:
        yield dichos
    finally:
        Conexion.preguntar = preguntar


def dar_por_bueno(datos: Path, modelo: str) -> None:
    """Unas cifras con que «elegir» se enciende."""
    peticion, ahora = huella(Uso.ELEGIR, FORMAS[Uso.ELEGIR]), datetime.now(UTC).isoformat()
    guardar_cifras(datos, Cifras(modelo, "elegir", peticion, ahora, 1, 1, 0, 0, 0, 0, 0, 0, 0.0, 0, 0, 0))


async def comparar(direccion: str, modelo: str, carpeta: Path) -> bool:
    """Conversa sin el modelo y con él, dice en qué se diferencian y devuelve si se llegó a lo mismo."""
    sin = await conversar(datos_preparados(carpeta / "sin"))
    datos = datos_preparados(carpeta / "con")
    dar_por_bueno(datos, f"openai:{modelo}")
    ajustes = {"lenguaje": f"openai:{modelo}", "lenguaje_direccion": direccion}
    with escuchando() as dichos:
        con = await conversar(datos, **ajustes, lenguaje_usos="elegir,interpretar,redaccion")
    contar(sin, con, dichos)
    return (con.borradores, con.documentos, con.faltas) == (sin.borradores, sin.documentos, sin.faltas)


def contar(sin: Hablado, con: Hablado, dichos: Sequence[tuple[str, float]]) -> None:
    """Lo comparado, para leerlo."""
    comunes = [dicho for dicho in con.dichos if dicho[0] not in SOLO_CON_EL]
    distintos = [(pide, de, otro) for (pide, de), (_, otro) in zip(sin.dichos, comunes, strict=False) if de != otro]
    for pide, de, otro in distintos:
        print(f"\n«{pide[:80]}»", *(json.dumps(uno, ensure_ascii=False) for uno in (de, otro)), sep="\n  ")
    print("\nEl modelo contestó:")
    for texto, segundos in dichos:
        print(f"  {segundos:5.1f} s  {json.dumps(texto[:300], ensure_ascii=False)}")
    for cual, uno in (("sin él", sin), ("con él", con)):
        print(
            f"{cual}: {len(uno.segundos)} turnos, {len(uno.dichos)} mensajes, {uno.documentos} documentos, "
            f"{len(uno.faltas)} faltas; por turno, mediana {median(uno.segundos):.1f} s, "
            f"el peor {max(uno.segundos):.1f} s"
        )
    print("\n".join(con.faltas))
    print(f"Mensajes distintos: {len(distintos)}. Borradores iguales: {con.borradores == sin.borradores}.")


def principal() -> None:
    lector = argparse.ArgumentParser(
        "python -m tests.mediciones.lenguaje.conversacion",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    pedir_modelo(lector)
    lector.add_argument("--plazo", type=float, help="Segundos que se le espera; por omisión, los de siempre.")
    pedido = lector.parse_args()
    if pedido.plazo is not None:
        PLAZO.update(dict.fromkeys(Uso, pedido.plazo))
    logging.basicConfig(stream=sys.stdout, level=logging.WARNING, format="%(message)s")
    logging.getLogger("bot.lenguaje.modelo").setLevel(logging.INFO)
    with tempfile.TemporaryDirectory() as carpeta, modelo_pedido(pedido) as direccion:
        igual = asyncio.run(comparar(direccion, pedido.modelo, Path(carpeta)))
    if not igual:
        raise SystemExit("Con el modelo no se llegó a lo mismo.")


if __name__ == "__main__":
    principal()
