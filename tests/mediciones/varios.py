"""Un borrador de varias organizaciones: que nada cambie para quien escribe solo, y que nadie toque lo ajeno.

`python -m tests.mediciones.varios` lo mide con miles de historias al azar y con una muy larga. La suite corre pocas.
"""

import argparse
import statistics
import sys
from collections.abc import Callable, Iterable
from functools import partial
from random import Random
from time import perf_counter

from bot.entrevista.borrador import Borrador, Permitido, de_que_depende, puede_anotar
from bot.entrevista.eventos import Evento, Llave
from tests.apoyo import pliegue_de_uno
from tests.apoyo.historias_al_azar import CLAVES, cualquiera, de_uno, de_varios

CAMPOS = (
    *("omitidas", "vuelta", "regreso", "fallos", "duda", "elemento", "modo", "situacion", "version", "aviso"),
    *("autorizada", "cambios", "redaccion", "pasos_dados"),
)
"""Lo que se compara de un borrador, además de sus respuestas y su orden."""


def distintas(historias: Iterable[list[Evento]]) -> list[str]:
    """En qué se aparta lo que se suma hoy de lo que se sumaba cuando escribía uno solo; vacío si en nada."""
    fallas: list[str] = []
    for numero, eventos in enumerate(historias):
        antes, ahora = pliegue_de_uno.Borrador.de(eventos), Borrador.de(eventos)
        previas = [(llave, una.valor, una.crudo) for llave, una in antes.respuestas.items()]
        if previas != [(llave, una.valor, una.crudo) for llave, una in ahora.respuestas.items()]:
            fallas.append(f"{numero}: respuestas")
        for campo in CAMPOS:
            previo, nuevo = getattr(antes, campo), getattr(ahora, campo)
            # La duda y el elemento son de otra clase en el código de entonces.
            if previo != nuevo and repr(previo) != repr(nuevo):
                fallas.append(f"{numero}: {campo}")
    return fallas


def ajenas_cambiadas(eventos: list[Evento]) -> list[Llave]:
    """Las respuestas que cambió, o quitó, alguien que no era quien responde por ellas."""
    cambiadas: list[Llave] = []
    antes = Borrador.de(())
    for numero, evento in enumerate(eventos):
        ahora = Borrador.de(eventos[: numero + 1])
        for llave in {*antes.respuestas, *ahora.respuestas}:
            dueno = antes.responde_por(llave[1])
            es_otra = antes.respuestas.get(llave) != ahora.respuestas.get(llave)
            if es_otra and dueno is not None and evento.autor not in (dueno.codigo, ""):
                cambiadas.append(llave)
        antes = ahora
    return cambiadas


def aceptados_en_nombre_de_otro(azar: Random, eventos: list[Evento]) -> tuple[int, int]:
    """De los eventos dichos en nombre de otro, cuántos se aceptarían, y de cuántos."""
    borrador = Borrador.de(eventos)
    forzados = [(evento, f"i{azar.randint(0, 9)}") for evento in eventos if evento.autor]
    ajenos = [(evento, quien) for evento, quien in forzados if quien != evento.autor]
    permisos = (puede_anotar(borrador, quien, evento, CLAVES) for evento, quien in ajenos)
    return sum(isinstance(uno, Permitido) for uno in permisos), len(ajenos)


def permisos_que_cambian(azar: Random, eventos: list[Evento], veces: int = 10) -> list[Evento]:
    """Los eventos, al azar, cuyo permiso sería otro si solo se mira lo que quien guarda mira de la historia."""
    cambian: list[Evento] = []
    for _ in range(veces):
        historia, autor = eventos[: azar.randint(1, len(eventos))], f"i{azar.randint(0, 4)}"
        nuevo = cualquiera(azar, historia[-1].instante, autor)
        entero, bastante = (Borrador.de(una, autor) for una in (historia, de_que_depende(historia, (nuevo,), CLAVES)))
        if puede_anotar(entero, autor, nuevo, CLAVES) != puede_anotar(bastante, autor, nuevo, CLAVES):
            cambian.append(nuevo)
    return cambian


def tarda(sumar: Callable[[], object], veces: int = 30) -> float:
    """La mediana, en milisegundos, de lo que tarda."""
    tiempos: list[float] = []
    for _ in range(veces):
        empieza = perf_counter()
        sumar()
        tiempos.append(1000 * (perf_counter() - empieza))
    return statistics.median(tiempos)


def _principal() -> int:
    leidos = argparse.ArgumentParser("python -m tests.mediciones.varios", description=__doc__)
    leidos.add_argument("--de-uno", type=int, default=12_000)
    leidos.add_argument("--de-varios", type=int, default=20_000)
    pedido = leidos.parse_args()
    azar = Random(18)
    fallas = distintas(de_uno(azar) for _ in range(pedido.de_uno))
    print(f"historias de una sola persona que dan otra cosa: {len(fallas)} de {pedido.de_uno}", *fallas[:5])
    ajenas = aceptados = forzados = cambian = 0
    for _ in range(pedido.de_varios):
        eventos = de_varios(azar, 20)
        ajenas += len(ajenas_cambiadas(eventos))
        aparte = aceptados_en_nombre_de_otro(azar, eventos)
        aceptados, forzados = aceptados + aparte[0], forzados + aparte[1]
        cambian += len(permisos_que_cambian(azar, eventos))
    print(f"respuestas ajenas cambiadas: {ajenas} en {pedido.de_varios} historias de cuatro integrantes")
    print(f"eventos en nombre de otro que se aceptarían: {aceptados} de {forzados}")
    print(f"permisos que serían otros al mirar solo aquello de que dependen: {cambian} de {10 * pedido.de_varios}")
    larga = de_varios(azar, 6_000, socios=12)[:2_000]
    print(f"sumar {len(larga)} eventos de 13 integrantes: {tarda(partial(Borrador.de, larga)):.1f} ms")
    sola = [evento for _ in range(160) for evento in de_uno(azar)][:2_000]
    ahora, antes = tarda(partial(Borrador.de, sola)), tarda(partial(pliegue_de_uno.Borrador.de, sola))
    print(f"sumar {len(sola)} eventos de una sola persona: {ahora:.1f} ms; como se sumaba antes, {antes:.1f} ms")
    return 1 if fallas or ajenas or aceptados or cambian else 0


if __name__ == "__main__":
    sys.exit(_principal())
