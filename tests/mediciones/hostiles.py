"""Cuánto procesador puede tomar una persona con un solo mensaje, en cada lugar de una conversación.

`python -m tests.mediciones.hostiles` prueba todos los textos hostiles que se saben hacer en todos los sitios, y cada
expresión regular con sus propias bombas; tarda muchos minutos. Termina con error si algo pasa de `LIMITE`. Lo peor de
lo que halle se agrega a `PEORES` en `tests/apoyo/hostiles.py`, que es lo que la suite prueba siempre.
"""

import argparse
import random
import sys
from typing import NamedTuple

from bot.dialogo.borrador import acciones
from bot.dialogo.borrador.cambios import pedidos, por_sus_piezas
from bot.entrevista.comprension.cambios import senales
from bot.entrevista.comprension.compuerta import escritura
from tests.apoyo.hostiles import BOMBAS, LARGO, LIMITE, Sitio, atender, llenar, segundos, sitios, textos
from tests.apoyo.patrones import Bomba, Escucha, Patron, bombas, patrones

CALENTAMIENTO = ("Somos Minera Andes SAC, con la muni de Celendín: 500 familias, S/ 200 mil, 18 meses desde junio",
                 "¿Qué es una alianza, y cuánto cuesta?", "Responsable: Ana\nAporta: S/ 10; mes 1", "200.000", "si",
                 "aporta dos técnicos y gana prestigio", "A, B y C", "Agregar uno")  # fmt: skip
"""Mensajes corrientes, para que el producto compile lo que compila en el momento."""
POR_SITIO = 400
"""Cuántas bombas de las expresiones, elegidas al azar, se prueban en cada sitio además de la lista."""


class Peor(NamedTuple):
    """Lo que más tardó algo, en segundos de procesador, y con qué texto."""

    tarda: float
    que: str
    texto: str


LEEN_POCO = {
    "acciones._DE_UNAS_PALABRAS": acciones.LARGO_DE_UN_PEDIDO,
    "pedidos._FORMAS": pedidos.LARGO_DE_UN_PEDIDO,
    "por_sus_piezas._COMO_QUEDO": por_sus_piezas.LARGO_DE_UNA_VISTA,
    "senales._COMIENZO": senales.LARGO_DE_UN_COMIENZO,
    **dict.fromkeys(
        ("_SENALES", "DESVIOS", "ORDENES", "PEDIDOS", "ESPERAS"),
        4 * (escritura.AL_COMIENZO + escritura.AL_FINAL),  # con las abreviaturas ya escritas enteras
    ),
    "oraciones._NUMERAL": 41,
    "oraciones._ULTIMA_PALABRA": 41,
    "COLA_DE_TITULO": 120,
    "escrito._TITULO_MARKDOWN": 120,
    "_patron_de_unidad_ajena": 40,
}
"""Las que no leen un texto largo, y cuántas letras leen, a lo más."""


FINALES = ("", "¬")
"""Con un signo al final que nada admite, quien casi encontró vuelve atrás a probarlo todo."""


def peor_de_un_patron(
    patron: Patron,
    extra: tuple[Bomba, ...] = (),
    rondas: int = 2,
    finales: tuple[str, ...] = FINALES,
    desde: float = LIMITE / 300,
) -> Peor:
    """El texto que más le cuesta entre sus bombas y las de la lista. Si con un cuarto ya tarda, no se prueba entero.

    Con un cuarto que tarda menos que `desde`, en segundos, tampoco.
    """
    largo = next((letras for cual, letras in LEEN_POCO.items() if patron.lugar.endswith(cual)), LARGO)
    peor = Peor(0.0, patron.lugar, "")
    for comienzo, bomba in (*bombas(patron.expresion, rondas), *extra):
        for final in finales:
            for leer in patron.maneras():
                tarda = segundos(lambda: leer(llenar(comienzo, bomba, final, largo // 4)))  # noqa: B023
                if tarda < desde:
                    continue
                texto = llenar(comienzo, bomba, final, largo)
                tarda = segundos(lambda: leer(texto)) if tarda < LIMITE else tarda * 4  # noqa: B023
                peor = max(peor, Peor(tarda, patron.lugar, texto))
    return peor


def peor_de_un_sitio(sitio: Sitio, escritos: tuple[str, ...]) -> Peor:
    """El texto que más cuesta ahí. Un error también es un fallo: se anota como si no terminara."""
    peor = Peor(0.0, sitio.nombre, "")
    for texto in escritos:
        try:
            tarda = segundos(lambda: atender(sitio, texto))  # noqa: B023
        except Exception as error:
            return Peor(float("inf"), f"{sitio.nombre}: {error!r}", texto)
        peor = max(peor, Peor(tarda, sitio.nombre, texto))
    return peor


def principal() -> int:
    """Mide todo e imprime lo que más tardó, de más a menos."""
    argumentos = argparse.ArgumentParser(prog="python -m tests.mediciones.hostiles", description=__doc__)
    argumentos.add_argument("--solo", default="", help="solo los sitios o expresiones cuyo nombre lo contiene")
    solo = argumentos.parse_args().solo
    with Escucha() as escucha:
        for sitio in sitios():
            for texto in CALENTAMIENTO:
                atender(sitio, texto)
    todos = {patron.expresion: patron for patron in (*escucha.oidos.values(), *patrones())}
    generales = tuple(("", bomba) for bomba in BOMBAS)
    sueltas = tuple(dict.fromkeys(una for patron in todos for una in bombas(patron)))
    peores: list[Peor] = []
    for patron in todos.values():
        if solo in patron.lugar:
            peores.append(peor_de_un_patron(patron, generales))
    for numero, sitio in enumerate(sitios()):
        if solo in sitio.nombre:
            azar = random.Random(numero)
            elegidas = azar.sample(sueltas, min(POR_SITIO, len(sueltas)))
            hechos = [llenar(*una, azar.choice(("", "?", "¬")), azar.choice((LARGO, 1_000, 600))) for una in elegidas]
            peores.append(peor_de_un_sitio(sitio, (*textos(), *hechos)))
            print(f"{peores[-1].tarda * 1000:9.1f} ms  {sitio.nombre}", file=sys.stderr, flush=True)
    for tarda, que, texto in sorted(peores, reverse=True)[:60]:
        print(f"{tarda * 1000:9.1f} ms  {que:60}  {texto[:24]!r}…{texto[-6:]!r}")
    print(f"{len(peores)} medidos; el límite es {LIMITE * 1000:.0f} ms")
    return int(max(peores).tarda > LIMITE)


if __name__ == "__main__":
    sys.exit(principal())
