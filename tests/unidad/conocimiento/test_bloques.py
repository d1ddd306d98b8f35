"""De los bloques de una lectura a los fragmentos: páginas, tablas, notas y artículos que nombran y se citan."""

from collections.abc import Mapping

from conocimiento.ingesta.segmentacion import TABLA_ENTERA, segmentar
from conocimiento.lectura.valores import (
    Aviso,
    Bloque,
    ClaseDeAviso,
    ClaseDeBloque,
    Corte,
    Lectura,
    Origen,
    Pagina,
    a_json,
    de_json,
)
from conocimiento.modelo import Tramo


def _lectura(*partes: tuple[ClaseDeBloque, str, Mapping[str, object]]) -> Lectura:
    """Cada parte, un bloque, unido a los demás con una línea en blanco."""
    texto = ""
    bloques: list[Bloque] = []
    for clase, suyo, demas in partes:
        inicio = len(texto)
        texto += suyo + "\n\n"
        bloques.append(Bloque(clase, inicio, inicio + len(suyo), **demas))  # pyright: ignore[reportArgumentType]
    return Lectura(texto, tuple(bloques))


def test_un_articulo_nombra_su_apartado_y_tambien_se_cita() -> None:
    articulo = (
        "Artículo 5.- Definiciones. Humedal es la extensión cubierta de agua, natural o artificial, dulce o salobre."
    )
    lectura = _lectura(
        (ClaseDeBloque.TITULO, "TÍTULO I", {"apartado": "Título I", "nivel": 1}),
        (ClaseDeBloque.PARRAFO, articulo, {"apartado": "Artículo 5. Definiciones", "nivel": 2}),
    )
    (fragmento,) = segmentar(lectura, "ley.pdf", "1")
    assert (fragmento.apartado, fragmento.texto) == ("Artículo 5. Definiciones", articulo)


def test_la_pagina_de_una_posicion_es_la_del_ultimo_corte_que_no_la_pasa() -> None:
    texto = "Empieza en la nueve y sigue en la diez, donde termina lo que dice esta oración tan larga."
    diez = texto.index("sigue")
    parrafo = (ClaseDeBloque.PARRAFO, texto, {"cortes": (Corte(0, 9), Corte(diez, 10))})
    (fragmento,) = segmentar(_lectura(parrafo), "a.pdf", "1")
    assert [fragmento.pagina_en(lugar) for lugar in (0, diez - 1, diez, len(texto) - 1)] == [9, 9, 10, 10]


def test_un_parrafo_partido_lleva_en_cada_trozo_la_pagina_en_que_empieza() -> None:
    oracion = "La entidad evalúa lo que se presenta y responde con lo que corresponde a cada caso. "
    texto = (oracion * 40).strip()
    corte = len(oracion) * 20
    parrafo = (ClaseDeBloque.PARRAFO, texto, {"cortes": (Corte(0, 3), Corte(corte, 4))})
    fragmentos = segmentar(_lectura(parrafo), "a.pdf", "1")
    assert len(fragmentos) > 2
    for fragmento in fragmentos:
        assert fragmento.pagina_en(fragmento.inicio) == (3 if fragmento.inicio < corte else 4)
        assert fragmento.pagina_en(fragmento.fin - 1) == (3 if fragmento.fin - 1 < corte else 4)


def _tabla(filas: list[str]) -> Lectura:
    texto = ""
    tramos: list[Tramo] = []
    for fila in filas:
        tramos.append(Tramo(len(texto), len(texto) + len(fila)))
        texto += fila + "\n"
    texto = texto.rstrip()
    return Lectura(texto, (Bloque(ClaseDeBloque.TABLA, 0, len(texto), filas=tuple(tramos)),))


def test_las_filas_que_dicen_que_es_cada_columna_son_la_cabecera() -> None:
    filas = ["Parámetro | Valor", "| Agua para riego", *(f"Parámetro número {n} | {n} miligramos" for n in range(40))]
    fragmentos = segmentar(_tabla(filas), "a.pdf", "1")
    assert {uno.cabecera and uno.cabecera.texto for uno in fragmentos} == {"Parámetro | Valor\n| Agua para riego"}
    assert len(fragmentos) == 40


def test_una_tabla_corta_se_cita_entera_y_de_una_larga_cada_fila_con_su_cabecera() -> None:
    corta = _tabla(["Trámite | Plazo", "Registro | 30 días", "Renovación | 15 días"])
    (entera,) = segmentar(corta, "a.pdf", "1")
    assert entera.texto == corta.texto and entera.oraciones == (Tramo(0, len(corta.texto)),)
    larga = _tabla(["Trámite | Plazo", *(f"Trámite número {numero} | {numero} días hábiles" for numero in range(40))])
    assert len(larga.texto) > TABLA_ENTERA
    filas = segmentar(larga, "a.pdf", "1")
    assert [fila.texto for fila in filas] == larga.texto.split("\n")[1:]
    assert {fila.cabecera and fila.cabecera.texto for fila in filas} == {"Trámite | Plazo"}


def test_una_nota_al_pie_se_cita_y_se_dice_que_lo_es() -> None:
    lectura = _lectura(
        (ClaseDeBloque.TITULO, "1.1 Fines", {"apartado": "1.1 Fines", "nivel": 1}),
        (ClaseDeBloque.PARRAFO, "El fin es público.", {}),
        (ClaseDeBloque.NOTA, "Según el censo de 2017.", {}),
    )
    assert [uno.apartado for uno in segmentar(lectura, "a.pdf", "1")] == ["1.1 Fines", "1.1 Fines, nota al pie"]


def test_una_lectura_guardada_es_la_misma_al_leerla() -> None:
    corta = _tabla(["A | B", "1 | 2"])
    paginas = (Pagina(1, "i"), Pagina(2, "ii", Origen.RECONOCIDA))
    entera = Lectura(
        corta.texto, corta.bloques, paginas, (Aviso(ClaseDeAviso.TEXTO_INVISIBLE, 2, 14, "blanco"),), "Guía", "pdf"
    )
    assert de_json(a_json(entera)) == entera
