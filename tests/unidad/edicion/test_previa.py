"""La vista previa: lo que se citará, página por página, y un archivo que no pide ni ejecuta nada de fuera."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.edicion.previa.escribir import Previa, escribir_previa
from bot.edicion.previa.ordenar import Recuadro, Suelto, ordenar
from conocimiento.lectura.valores import Aviso, Bloque, ClaseDeAviso, ClaseDeBloque, Corte, Lectura, Pagina
from tests.apoyo.lectura_inventada import (
    DIRECTIVA,
    FICHA,
    Escrito,
    fragmentos_inventados,
    imagenes_inventadas,
    leer_inventada,
)

HOSTILES = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><a href="https://ejemplo.org">x</a>',
    "{{ 7*7 }} {% raw %}",
    "<!-- --><iframe src='http://ejemplo.org'></iframe>",
    "&lt;b&gt; javascript:alert(1) <base href=//ejemplo.org>",
    "]]></title><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    '<meta http-equiv="refresh" content="0;url=//ejemplo.org">',
    "<link rel=stylesheet href=//ejemplo.org/x.css>@import url(//ejemplo.org)",
)


class _Leida(HTMLParser):
    """Las etiquetas con sus atributos y el texto que se ve."""

    def __init__(self, octetos: bytes) -> None:
        super().__init__()
        self.etiquetas: list[tuple[str, dict[str, str | None]]] = []
        self.visto = ""
        self.feed(octetos.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.etiquetas.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.visto += data


def previa_de(lectura: Lectura, **otros: object) -> Previa:
    return replace(Previa(lectura, FICHA, fragmentos_inventados(lectura)), **otros)  # pyright: ignore[reportArgumentType]


def test_nada_de_lo_escrito_en_el_documento_llega_a_ser_etiqueta(
    record_property: Callable[[str, object], None],
) -> None:
    limpia = {etiqueta for etiqueta, _ in _Leida(_con("texto sin malicia")).etiquetas}
    for hostil in HOSTILES:
        leida = _Leida(_con(hostil))
        assert {etiqueta for etiqueta, _ in leida.etiquetas} == limpia, hostil
        assert not any(atributo.startswith("on") for _, suyos in leida.etiquetas for atributo in suyos), hostil
        assert leida.visto.count(hostil) >= 8, hostil
    record_property("probados", len(HOSTILES))


def _con(dicho: str) -> bytes:
    """La página con ese texto en todas partes: título, institución, apartados, celdas y avisos."""
    escritos: tuple[Escrito, ...] = (
        (ClaseDeBloque.TITULO, 1, dicho, dicho),
        (ClaseDeBloque.PARRAFO, 1, "", f"{dicho} {dicho}."),
        (ClaseDeBloque.ROTULO, 1, "", dicho),
        (ClaseDeBloque.TABLA, 1, "", f"{dicho} | b\n{dicho} | d"),
    )
    lectura = leer_inventada(escritos, avisos=(Aviso(ClaseDeAviso.TEXTO_INVISIBLE, 1, 2, dicho),))
    fragmentos = fragmentos_inventados(lectura)
    ficha = replace(FICHA, titulo=dicho, institucion=dicho)
    return escribir_previa(Previa(lectura, ficha, fragmentos, imagenes_inventadas()))


def test_no_pide_nada_de_fuera_ni_ejecuta_nada() -> None:
    escrita = escribir_previa(previa_de(leer_inventada(), imagenes=imagenes_inventadas()))
    leida = _Leida(escrita)
    direcciones = [suyos[cual] for _, suyos in leida.etiquetas for cual in ("src", "href") if suyos.get(cual)]
    assert direcciones
    assert all(re.match(r"#|data:image/(?:png|jpeg);base64,", direccion or "") for direccion in direcciones)
    assert not {"script", "iframe", "link", "object", "form", "base"} & {etiqueta for etiqueta, _ in leida.etiquetas}
    (politica,) = [suyos["content"] for _, suyos in leida.etiquetas if suyos.get("http-equiv")]
    assert politica is not None
    assert politica.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in politica
    assert "unsafe" not in politica
    assert re.search(rb"url\(|@import|https?://", escrita) is None


def test_cada_enlace_lleva_a_un_lugar_que_existe() -> None:
    lectura = leer_inventada()
    fragmentos = fragmentos_inventados(lectura)
    leida = _Leida(escribir_previa(previa_de(lectura, imagenes=imagenes_inventadas())))
    lugares = [suyos["id"] for _, suyos in leida.etiquetas if suyos.get("id")]
    assert len(lugares) == len(set(lugares))
    enlaces = {(suyos["href"] or "")[1:] for etiqueta, suyos in leida.etiquetas if etiqueta == "a"}
    assert enlaces <= set(lugares)
    assert {f"f{uno.inicio}" for uno in fragmentos} <= set(lugares)
    assert {"p1", "p2", "p3", "p4", "p5"} <= enlaces
    assert sum(etiqueta == "summary" for etiqueta, _ in leida.etiquetas) == 1


def test_cada_recuadro_dice_como_se_citara() -> None:
    lectura = leer_inventada(desfase=4)
    hojas = ordenar(lectura, FICHA, fragmentos_inventados(lectura))
    citas = [[cosa.cita for cosa in hoja.cosas if isinstance(cosa, Recuadro)] for hoja in hojas]
    assert citas == [
        [
            "…, Artículo 1.- Objeto, pág. 5",
            "…, Artículo 2.- Definiciones, pág. 5",
            "…, Artículo 2.- Definiciones, nota al pie, pág. 5",
        ],
        ["…, Artículo 3.- Plazos, pág. 6", "…, Artículo 4.- Publicación, pág. 6"],
        ["…, Anexo 1. Montos por región, pág. 7"],
        [],
        ["…, Artículo 5.- Archivo, pág. 9"],
    ]
    sueltos = [cosa.texto for hoja in hojas for cosa in hoja.cosas if isinstance(cosa, Suelto)]
    assert sueltos == ["I. DISPOSICIONES GENERALES", "CUADRO N.º 1", "ANEXO 1. MONTOS POR REGIÓN"]
    (anexo,) = [cosa for cosa in hojas[2].cosas if isinstance(cosa, Recuadro)]
    assert len(anexo.lugares) == len(anexo.partes[0].filas) == 15
    assert [cosa.es_reconocido for cosa in hojas[4].cosas if isinstance(cosa, Recuadro)] == [True]


_CLASES = st.sampled_from(list(ClaseDeBloque))
_DICHO = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp", "Cf"]), min_size=1, max_size=40
)


@given(st.lists(st.tuples(_CLASES, st.integers(1, 4), st.sampled_from(["", "Artículo 1"]), _DICHO), max_size=12))
def test_se_ve_todo_lo_citable_y_una_sola_vez(escritos: list[Escrito]) -> None:
    lectura = leer_inventada(sorted(escritos, key=lambda uno: uno[1]), avisos=())
    fragmentos = fragmentos_inventados(lectura)
    hojas = ordenar(lectura, FICHA, fragmentos)
    recuadros = [cosa for hoja in hojas for cosa in hoja.cosas if isinstance(cosa, Recuadro)]
    assert [lugar for uno in recuadros for lugar in uno.lugares] == [uno.inicio for uno in fragmentos]
    visto = "".join(
        "".join(trozo.texto for trozo in parte.trozos)
        + "".join(parte.cabecera)
        + "".join("".join(fila) for fila in parte.filas)
        for uno in recuadros
        for parte in uno.partes
    )
    citable = "".join(uno.texto for uno in fragmentos)
    assert re.sub(r"[\s|]", "", visto) == re.sub(r"[\s|]", "", citable)


def test_donde_empieza_otra_pagina_se_marca_dentro_del_recuadro() -> None:
    texto = "Empieza en la nueve y sigue en la diez, donde termina lo que dice esta oración."
    diez = texto.index("sigue")
    bloque = Bloque(ClaseDeBloque.PARRAFO, 0, len(texto), cortes=(Corte(0, 9), Corte(diez, 10)))
    lectura = Lectura(texto, (bloque,), (Pagina(1, "9"), Pagina(2, "10")), formato="pdf")
    (hoja, vacia) = ordenar(lectura, FICHA, fragmentos_inventados(lectura))
    (recuadro,) = hoja.cosas
    assert isinstance(recuadro, Recuadro)
    assert recuadro.cita == "…, págs. 9-10"
    assert [(trozo.texto, trozo.pagina) for trozo in recuadro.partes[0].trozos] == [
        (texto[:diez], None),
        (texto[diez:], 10),
    ]
    assert vacia.cosas == ()


def test_sin_paginas_ni_imagenes_se_ve_solo_el_texto() -> None:
    lectura = leer_inventada([(clase, 0, apartado, texto) for clase, _, apartado, texto in DIRECTIVA], avisos=())
    leida = _Leida(escribir_previa(previa_de(lectura)))
    assert "Nada que revisar" in leida.visto
    assert "Página" not in leida.visto
    assert "pág." not in leida.visto
    assert "Este es el texto que entendí. Cada recuadro" in leida.visto


@pytest.mark.parametrize("paginas", [60, 200])
def test_con_imagenes_muy_pesadas_no_pasa_de_diez_megas(paginas: int) -> None:
    salida = BytesIO()
    Image.effect_noise((595, 842), 90).convert("RGB").save(salida, "PNG")
    lectura = leer_inventada(
        [(ClaseDeBloque.PARRAFO, n, "", f"Página {n} con su texto.") for n in range(1, paginas + 1)]
    )
    pesadas = dict.fromkeys(range(1, paginas + 1), salida.getvalue())
    assert sum(map(len, pesadas.values())) > 20_000_000
    escrita = escribir_previa(previa_de(lectura, imagenes=pesadas))
    assert len(escrita) <= 10_000_000
    assert 20 <= escrita.count(b"<img ") <= 60
