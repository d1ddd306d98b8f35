"""La página que dice qué puede ir mal en Telegram nombra pruebas que existen."""

import re

from tests.apoyo.rutas import RAIZ


def test_cada_prueba_nombrada_existe() -> None:
    pagina = (RAIZ / "docs" / "telegram.md").read_text(encoding="utf-8")
    nombradas = set(re.findall(r"`(test_\w+)`", pagina))
    fuente = "".join(ruta.read_text(encoding="utf-8") for ruta in (RAIZ / "tests").rglob("test_*.py"))
    existen = set(re.findall(r"def (test_\w+)\(", fuente))
    assert len(nombradas) > 30
    assert nombradas <= existen, nombradas - existen
