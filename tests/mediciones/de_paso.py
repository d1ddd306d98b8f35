"""Mide si lo que la gente contesta a una pregunta cambia, de paso, la respuesta de otra.

    python -m tests.mediciones.de_paso

Dice cuántas respuestas escritas por personas se probaron, cada una en una conversación con todo lo demás respondido, y
cuáles cambiaron otra; termina con error si hay alguna. La suite prueba una de cada `UNA_DE_CADA`.
"""

import argparse
import sys
from collections.abc import Sequence

from bot.entrevista.borrador import Borrador
from bot.entrevista.pasos import pasos_visibles
from tests.apoyo.borrador_lleno import eventos_hasta
from tests.apoyo.chat import ENTREVISTA
from tests.mediciones.compuerta import CASOS, leer_casos
from tests.unidad.dialogo.borrador.test_cambios import Persona

UNA_DE_CADA = 4
PIDEN_ADEMAS_UN_CAMBIO = {"un año, arrancando abril. ahh y el título cámbialo a Barrio Vivo"}


def respuestas() -> list[tuple[str, str]]:
    """La pregunta y lo que se le contestó, de todas las que escribieron personas, en orden y sin repetir."""
    return sorted({(caso.pregunta, caso.dice) for caso in leer_casos(CASOS) if caso.es == "respuesta"})


def cambian_otra(dichos: Sequence[tuple[str, str]]) -> tuple[int, list[str]]:
    """Cuántas se pudieron probar y, de cada una que cambió otra respuesta sin pedirlo, cuál cambió."""
    lleno = eventos_hasta()
    probados, cambiaron = 0, list[str]()
    for clave, dicho in dichos:
        eventos = tuple(uno for uno in lleno if getattr(uno, "llave", ("", ""))[0] != clave)
        antes = Borrador.de(eventos)
        delante = [paso.llave for paso in pasos_visibles(ENTREVISTA, antes) if paso.llave not in antes.respuestas]
        if [llave[0] for llave in delante][:1] != [clave]:
            continue
        persona = Persona(eventos, en_entrevista=True)
        persona.escribir(dicho)
        quedan = Borrador.de(persona.estado.eventos).respuestas
        cambio = [llave for llave, una in antes.respuestas.items() if llave not in quedan or quedan[llave] != una]
        probados += 1
        if cambio and dicho not in PIDEN_ADEMAS_UN_CAMBIO:
            cambiaron.append(f"{clave}: {dicho} → {cambio}")
    return probados, cambiaron


if __name__ == "__main__":
    argparse.ArgumentParser("python -m tests.mediciones.de_paso", description=__doc__).parse_args()
    probados, cambiaron = cambian_otra(respuestas())
    print(f"{probados} respuestas probadas; {len(cambiaron)} cambiaron otra.", *cambiaron, sep="\n")
    sys.exit(bool(cambiaron))
