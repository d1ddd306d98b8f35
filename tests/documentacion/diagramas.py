"""Los diagramas de `docs/arquitectura.md`, que salen del código.

`make diagramas` (o `python -m tests.documentacion.diagramas`) los escribe de nuevo en su página.
"""

import re

from tests.apoyo.rutas import RAIZ
from tests.documentacion import carpetas, estados

PAGINA = RAIZ / "docs" / "arquitectura.md"
DIBUJOS = {"conversacion": estados.dibujar, "carpetas": carpetas.dibujar}
_BLOQUE = re.compile(r"(?<=<!-- diagrama: )(\w+)( -->\n)```mermaid\n(.*?)```\n", re.DOTALL)


def al_dia(pagina: str) -> str:
    """La página con sus diagramas recién hechos."""
    return _BLOQUE.sub(lambda hallado: f"{hallado[1]}{hallado[2]}```mermaid\n{DIBUJOS[hallado[1]]()}\n```\n", pagina)


def principal() -> None:
    PAGINA.write_text(al_dia(PAGINA.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    principal()
