"""Preguntas inventadas con las palabras de un corpus, para ajustar en él la confianza sin que nadie las escriba.

Son trozos de sus oraciones, a veces con palabras que el corpus no dice. Las de verdad son más difíciles.
"""

import hashlib
import heapq
import random
import sys
from collections.abc import Sequence
from functools import cache

from conocimiento import palabras
from conocimiento.archivos import huella_del_codigo
from conocimiento.modelo import Fragmento
from conocimiento.palabras import VACIAS, plegar
from indices.palabras import lexico
from indices.palabras.lexico import PALABRA

ARTIFICIALES = 60
_AJENA = "xqzw"
"""Una palabra que ningún corpus trae y que no se parece a ninguna."""


@cache
def huella_de_las_artificiales() -> str:
    """Cambia si cambia cómo se inventan: de los mismos fragmentos saldrían otras."""
    return huella_del_codigo(sys.modules[__name__], palabras, lexico)


def preguntas_con_origen(fragmentos: Sequence[Fragmento], cuantas: int) -> dict[str, int]:
    """Devuelve unas `cuantas` preguntas con el lugar del fragmento de que salió cada una; si se piden más, son las
    mismas y otras. Las de una oración dependen solo de ella."""
    oraciones: dict[str, int] = {}
    for lugar, fragmento in enumerate(fragmentos):
        for tramo in fragmento.oraciones:
            oraciones.setdefault(fragmento.oracion(tramo), lugar)
    # Se toman unas pocas de las primeras: ordenar las de miles de páginas tardaría más.
    por_elegir = [(hashlib.sha256(oracion.encode("utf-8", "replace")).digest(), oracion) for oracion in oraciones]
    heapq.heapify(por_elegir)
    preguntas: dict[str, int] = {}
    while por_elegir and len(preguntas) < cuantas:
        _, oracion = heapq.heappop(por_elegir)
        azar = random.Random(oracion)
        dichas = PALABRA.findall(oracion)
        con_sentido = [palabra for palabra in dichas if plegar(palabra) not in VACIAS and len(palabra) > 3]
        if len(con_sentido) >= 3:
            largo = azar.randint(5, 9)
            desde = azar.randrange(max(1, len(dichas) - largo))
            preguntas[f"¿{' '.join(dichas[desde : desde + largo])}?"] = oraciones[oracion]
            preguntas[plegar(" ".join(azar.sample(con_sentido, min(3, len(con_sentido)))))] = oraciones[oracion]
    return preguntas


def parafrasear(texto: str, azar: random.Random, parte: float = 0.5) -> str:
    """Cambia a veces las palabras con sentido por una que nadie usa: lo que hace, para la búsqueda por
    palabras, quien pregunta lo mismo con otras. El vector debe ser el del texto original."""
    cuanto = azar.choice((0.0, 0.5, 1.0)) if azar.random() < parte else 0.0
    return PALABRA.sub(
        lambda hallada: (
            _AJENA + plegar(hallada.group())[:4]
            if plegar(hallada.group()) not in VACIAS and azar.random() < cuanto
            else hallada.group()
        ),
        texto,
    )
