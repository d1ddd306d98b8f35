"""¿Se juntan solo las preguntas que piden el mismo dato? Pares escritos antes que el programa, la mitad reservada.

`mismo-dato-*.jsonl`: dos preguntas y si piden lo mismo. Juntar de más es decirle a alguien la respuesta de otra cosa;
juntar de menos, que el personal responda dos veces. Por eso la precisión exigida es casi entera.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.revision.grupos.juntar import agrupar
from bot.revision.grupos.mismo_dato import datos_pedidos, piden_lo_mismo

CARPETA = Path(__file__).resolve().parent
PARTES = ("abierto", "reservado")
PRECISION, COBERTURA = 0.97, 0.8


@dataclass(frozen=True, slots=True)
class Par:
    """Dos preguntas y si piden el mismo dato."""

    una: str
    otra: str
    mismo: bool

    def se_juntan(self) -> bool:
        return piden_lo_mismo(datos_pedidos(self.una), datos_pedidos(self.otra))


def leer(parte: str) -> list[Par]:
    lineas = (CARPETA / f"mismo-dato-{parte}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Par(**json.loads(linea)) for linea in lineas]


@pytest.mark.parametrize("parte", PARTES)
def test_se_junta_lo_que_pide_lo_mismo_y_nada_mas(parte: str) -> None:
    pares = leer(parte)
    juntados = [par for par in pares if par.se_juntan()]
    bien = sum(par.mismo for par in juntados)
    iguales = sum(par.mismo for par in pares)
    print(f"{parte}: precisión {bien}/{len(juntados)}, cobertura {bien}/{iguales}, de {len(pares)} pares")
    assert bien >= PRECISION * len(juntados)
    assert bien >= COBERTURA * iguales


def test_hay_bastantes_pares_y_ninguno_esta_en_las_dos_partes() -> None:
    abiertos, reservados = (leer(parte) for parte in PARTES)
    assert len(abiertos) + len(reservados) >= 120
    assert not {(par.una, par.otra) for par in abiertos} & {(par.una, par.otra) for par in reservados}


@pytest.mark.parametrize("parte", PARTES)
def test_el_orden_de_las_dos_da_lo_mismo(parte: str) -> None:
    assert all(par.se_juntan() == Par(par.otra, par.una, par.mismo).se_juntan() for par in leer(parte))


def test_todas_a_la_vez_nadie_acaba_en_el_grupo_de_otra_cosa() -> None:
    pares = [par for parte in PARTES for par in leer(parte)]
    preguntas = list(dict.fromkeys(una for par in pares for una in (par.una, par.otra)))
    grupo_de = {preguntas[lugar]: numero for numero, grupo in enumerate(agrupar(preguntas)) for lugar in grupo}
    mezclados = [par for par in pares if not par.mismo and grupo_de[par.una] == grupo_de[par.otra]]
    assert mezclados == []
