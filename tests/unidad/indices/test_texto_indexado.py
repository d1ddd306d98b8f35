"""Lo que se codifica de un fragmento: su apartado sin número y sin el final si es largo; de una fila, sus columnas."""

import pytest

from conocimiento.lectura.valores import columnas_de
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
        ("Artículo 12-A. Alcance", "Alcance. "),
        ("Artículo 3, “Artículo 11-A. Excepción del trámite”", "Excepción del trámite”. "),
        ("Primera disposición complementaria final. Plazo de adecuación", "Plazo de adecuación. "),
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


def test_con_dos_filas_de_cabecera_cada_columna_lleva_lo_de_arriba_y_lo_de_abajo() -> None:
    cabecera = "Parámetros | Unidad | Riego |  | Animales\n|  | No restringido | Restringido | Bebida"
    fila = _de("Categoría 3", "Arsénico | mg/L | 0,1 |  | 0,2", cabecera)
    assert texto_indexado(fila) == (
        "Categoría 3. Parámetros: Arsénico; Unidad: mg/L; Riego No restringido: 0,1; Animales Bebida: 0,2"
    )
    assert columnas_de(cabecera)[3] == "Riego Restringido"
