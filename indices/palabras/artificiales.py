"""Preguntas inventadas con las palabras de un corpus, para ajustar en él la confianza sin que nadie las escriba.

Son trozos de sus oraciones, a veces con palabras que el corpus no dice. Las de verdad son más difíciles.
"""

import hashlib
import random
from collections.abc import Sequence

from conocimiento.modelo import Fragmento
from conocimiento.palabras import VACIAS, plegar
from indices.palabras.lexico import PALABRA

ARTIFICIALES = 60
_AJENA = "xqzw"
"""Una palabra que ningún corpus trae y que no se parece a ninguna."""


def preguntas_artificiales(fragmentos: Sequence[Fragmento]) -> tuple[str, ...]:
    """Devuelve hasta `ARTIFICIALES` preguntas; las de una oración dependen solo de ella."""
    return tuple(preguntas_con_origen(fragmentos, ARTIFICIALES))


def preguntas_con_origen(fragmentos: Sequence[Fragmento], cuantas: int) -> dict[str, int]:
    """Devuelve unas `cuantas` preguntas con el lugar del fragmento de que salió cada una; si se piden más, son las
    mismas y otras."""
    oraciones: dict[str, int] = {}
    for lugar, fragmento in enumerate(fragmentos):
        for tramo in fragmento.oraciones:
            oraciones.setdefault(fragmento.oracion(tramo), lugar)
    elegidas = sorted(oraciones, key=lambda oracion: hashlib.sha256(oracion.encode("utf-8", "replace")).digest())
    preguntas: dict[str, int] = {}
    for oracion in elegidas:
        if len(preguntas) >= cuantas:
            break
        azar = random.Random(oracion)
        palabras = PALABRA.findall(oracion)
        con_sentido = [palabra for palabra in palabras if plegar(palabra) not in VACIAS and len(palabra) > 3]
        if len(con_sentido) >= 3:
            largo = azar.randint(5, 9)
            desde = azar.randrange(max(1, len(palabras) - largo))
            preguntas[f"¿{' '.join(palabras[desde : desde + largo])}?"] = oraciones[oracion]
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
