"""Todo lo que un modelo de lenguaje podría contestar: texto cualquiera, JSON casi bueno y lo que dijo uno de verdad."""

import json
from typing import Any

from hypothesis import strategies as st

from tests.apoyo.rutas import RAIZ
from tests.apoyo.servidor_de_lenguaje import CONTENIDOS

DICHOS_DE_UN_MODELO = RAIZ / "tests" / "evaluacion" / "dichos-de-un-modelo.json"
"""Con qué modelo, qué día y con qué petición, y qué dijo. Lo escribe `tests.mediciones.lenguaje.dichos --guardar`."""
FORMATO_DE_DICHOS = "dichos-de-un-modelo/1"
_NOMBRES = st.one_of(
    st.integers(-2, 20).map(lambda numero: f"o{numero}"),
    st.sampled_from(["PERSONA-0123456789AB", "o1\u0000", " o1", "O1", "о1", "o01", "", "oraciones"]),
    st.text(max_size=12),
    st.none(),
    st.integers(),
    st.lists(st.text(max_size=3), max_size=2),
)
_ESTADOS = st.one_of(st.sampled_from(["contesta", "no_lo_dice", "Contesta", "aprobado", ""]), st.none(), st.booleans())
_CASI = st.fixed_dictionaries(
    {"estado": _ESTADOS, "oraciones": st.one_of(st.lists(_NOMBRES, max_size=5), st.text(max_size=5), st.none())},
    optional={"mensaje": st.text(max_size=20), "oracion": st.lists(st.text(max_size=4), max_size=2)},
).map(lambda dicho: json.dumps(dicho, ensure_ascii=False))
_BUENAS = st.permutations([f"o{numero}" for numero in range(1, 13)]).flatmap(
    lambda nombres: st.integers(0, 4).map(
        lambda cuantas: json.dumps(
            {"estado": "contesta" if cuantas else "no_lo_dice", "oraciones": [*nombres[:cuantas]]}
        )
    )
)


def dichos_de_verdad(uso: str) -> list[str]:
    """Cada cosa distinta que un modelo de verdad contestó a ese uso."""
    datos: Any = json.loads(DICHOS_DE_UN_MODELO.read_text(encoding="utf-8"))
    assert datos["formato"] == FORMATO_DE_DICHOS
    return datos["dichos"][uso]


def textos_de_un_modelo() -> st.SearchStrategy[str]:
    """Uno de cada tres es lo que se pide."""
    malos = st.one_of(
        st.text(max_size=200),
        _CASI,
        st.sampled_from(sorted(CONTENIDOS.values())),
        st.tuples(st.text(max_size=8), _BUENAS, st.text(max_size=8)).map("".join),
        st.integers(1, 3000).map(lambda hondo: "[" * hondo + "]" * hondo),
    )
    return st.integers(0, 2).flatmap(lambda numero: malos if numero else _BUENAS)
