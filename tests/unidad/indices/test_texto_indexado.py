"""Lo que se codifica de un fragmento: su apartado sin número y sin el final si es largo; de una fila, sus columnas."""

import pytest

from conocimiento.modelo import Cabecera, Fragmento, Tramo
from indices.busqueda import PALABRAS_DE_UN_APARTADO, texto_indexado


def _de(apartado: str, texto: str = "Se cuida.", cabecera: str = "") -> Fragmento:
    columnas = Cabecera(cabecera, 0, len(cabecera)) if cabecera else None
    return Fragmento("a.pdf", "1", apartado, texto, 0, len(texto), (Tramo(0, len(texto)),), (), columnas)


@pytest.mark.parametrize(
    ("apartado", "delante"),
    [
        ("2.1 Concepto", "Concepto. "),
        ("Conclusiones", "Conclusiones. "),
        ("Artículo 5. Definiciones", "Definiciones. "),
        ("Artículo 12", ""),
        ("", ""),
        ("Anexo 1", "Anexo 1. "),
        (" ".join(["larga"] * 40), " ".join(["larga"] * PALABRAS_DE_UN_APARTADO) + ". "),
    ],
)
def test_delante_va_el_nombre_del_apartado(apartado: str, delante: str) -> None:
    assert texto_indexado(_de(apartado)) == f"{delante}Se cuida."


def test_de_una_fila_cada_celda_va_con_su_columna() -> None:
    fila = _de("Plazos", "Registro | 30 días | ", "Trámite | Plazo | Nota")
    assert texto_indexado(fila) == "Plazos. Trámite: Registro; Plazo: 30 días"
    assert texto_indexado(_de("Plazos", "Registro | 30 días", "Trámite | Plazo | Nota")) == "Plazos. Registro | 30 días"
