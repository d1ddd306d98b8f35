"""Con qué clave se nombra un documento y a cuál de los que hay se parece."""

import pytest

from conocimiento.biblioteca.parecidos import clave_de, clave_libre, parecidos
from conocimiento.lectura.encabezados import titulo_util

LARGO = " ".join(f"palabra{numero}" for numero in range(200))


@pytest.mark.parametrize(
    ("nombre", "clave"),
    [
        ("directiva-004.pdf", "directiva-004"),
        ("Directiva N° 004-2024 (final).PDF", "directiva-n-004-2024-final"),
        ("Guía de Alianzas.docx", "guia-de-alianzas"),
        ("ÑANDÚ.txt", "nandu"),
        ("a/b/../c.html", "c"),
        ("../../etc/passwd", "passwd"),
        ("....pdf", "documento"),
        ("文件.pdf", "documento"),
        ("", "documento"),
        ("x" * 300 + ".pdf", "x" * 48),
        ("sin terminación", "sin-terminacion"),
        ("con\x00nulo\n.pdf", "con-nulo"),
    ],
)
def test_la_clave_sale_del_nombre_y_sirve_de_carpeta(nombre: str, clave: str) -> None:
    assert clave_de(nombre) == clave


def test_una_clave_tomada_lleva_un_numero() -> None:
    assert clave_libre("guia", ()) == "guia"
    assert clave_libre("guia", ("guia", "guia-2")) == "guia-3"


@pytest.mark.parametrize(
    "puesto_por_un_programa",
    [
        "Publicacion Oficial - Diario Oficial El Peruano",
        "Microsoft Word - Documento1",
        "Documento2",
        "untitled",
        "Sin título",
        "Documento1.docx",
        "Microsoft Word",
        "Libro1",
        "Nuevo documento.ods",
        "Página 3",
        "Presentación de PowerPoint",
        "\u200bHoja 1",
        "",
        "  ",
    ],
)
def test_el_titulo_que_pone_un_programa_no_sirve(puesto_por_un_programa: str) -> None:
    assert titulo_util(puesto_por_un_programa) == ""


@pytest.mark.parametrize(
    ("titulo", "propuesto"),
    [
        ("Directiva 004-2024", "Directiva 004-2024"),
        ("Documento de trabajo sobre alianzas", "Documento de trabajo sobre alianzas"),
        ("Guía  de\nalianzas", "Guía de alianzas"),
        ("Microsoft Word - Guía de alianzas.docx", "Guía de alianzas"),
        ("Guía de alianzas.indd", "Guía de alianzas"),
    ],
)
def test_un_titulo_de_verdad_se_propone(titulo: str, propuesto: str) -> None:
    assert titulo_util(titulo) == propuesto


def test_se_propone_por_titulo_o_por_la_mitad_de_las_palabras_seguidas() -> None:
    mitad = " ".join(LARGO.split()[:100]) + " " + " ".join(f"otra{numero}" for numero in range(80))
    otros = {
        "igual": ("Otro título", LARGO),
        "mitad": ("Otro título", mitad),
        "mismo-titulo": ("LA GUÍA", "nada que ver con lo demás"),
        "ajeno": ("Otro", " ".join(f"cosa{numero}" for numero in range(200))),
    }
    hallados = parecidos(LARGO, "La guía", otros)
    assert [uno.clave for uno in hallados] == ["igual", "mitad", "mismo-titulo"]
    assert hallados[0].parte == 1.0
    assert 0.5 <= hallados[1].parte < 0.6
    assert hallados[2].mismo_titulo


def test_sin_titulo_no_se_parece_por_el_titulo() -> None:
    assert parecidos("uno dos tres", "", {"otro": ("", "cuatro cinco seis")}) == ()
