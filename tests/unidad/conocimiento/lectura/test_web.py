"""Lo que se lee de una página guardada: su texto principal, en orden, y nada de lo que no se ve."""

from pathlib import Path

import pytest

from conocimiento.lectura.oficina.web import leer_web
from conocimiento.lectura.valores import ClaseDeAviso, ClaseDeBloque, Lectura
from tests.apoyo.estropear import escribir
from tests.apoyo.oficina import SECRETO, comparar, pagina_larga

TITULO, PARRAFO, VINETA = ClaseDeBloque.TITULO, ClaseDeBloque.PARRAFO, ClaseDeBloque.VINETA
TABLA, ROTULO = ClaseDeBloque.TABLA, ClaseDeBloque.ROTULO


def leer(carpeta: Path, cuerpo: str, cabeza: str = "") -> Lectura:
    pagina = f"<!DOCTYPE html><html><head><meta charset=utf-8>{cabeza}</head><body>{cuerpo}</body></html>"
    return leer_web(escribir(carpeta, pagina.encode()))


def bloques(lectura: Lectura) -> list[tuple[ClaseDeBloque, str]]:
    return [(uno.clase, lectura.texto[uno.inicio : uno.fin]) for uno in lectura.bloques]


@pytest.mark.parametrize("semilla", range(3))
def test_una_pagina_larga_se_lee_entera_y_sin_lo_que_no_se_ve(semilla: int, tmp_path: Path) -> None:
    hecho = pagina_larga(semilla)
    lectura = leer_web(escribir(tmp_path, hecho.octetos))
    cifras = comparar(lectura, hecho.esperado)
    assert cifras.leidas >= 99 and cifras.exactas >= 99 and cifras.bloques >= 95
    assert cifras.titulos == cifras.de == 21
    assert SECRETO not in lectura.texto and lectura.titulo == "Guía de alianzas"


ESCONDIDO = {
    "hidden": f"<p hidden>{SECRETO}</p>",
    "display": f"<p style='DISPLAY : none !important'>{SECRETO}</p>",
    "visibility": f"<p style='visibility:hidden'>{SECRETO}</p>",
    "opacity": f"<p style='opacity: 0.0'>{SECRETO}</p>",
    "letra de cero": f"<p style='font-size:0px'>{SECRETO}</p>",
    "blanco": f"<p style='color:white'>{SECRETO}</p>",
    "blanco en cifras": f"<span style='color:#FEFEFE'>{SECRETO}</span>",
    "blanco en rgb": f"<span style='color:rgb(255, 255, 255)'>{SECRETO}</span>",
    "font": f"<font color='#ffffff'>{SECRETO}</font>",
    "transparente": f"<p style='color:transparent'>{SECRETO}</p>",
    "casi transparente": f"<p style='color:rgba(0,0,0,0.01)'>{SECRETO}</p>",
    "negro sobre negro": f"<div style='background:#000'><p>{SECRETO}</p></div>",
    "azul sobre azul": f"<div bgcolor='#000080'><b style='color:navy'>{SECRETO}</b></div>",
    "lejos": f"<p style='position:absolute;left:-10000px'>{SECRETO}</p>",
    "sangría": f"<p style='text-indent:-9999px'>{SECRETO}</p>",
    "recortado": f"<p style='position:absolute;clip:rect(0,0,0,0)'>{SECRETO}</p>",
    "recortado entero": f"<p style='clip-path:inset(50%)'>{SECRETO}</p>",
    "sin alto": f"<div style='height:0;overflow:hidden'>{SECRETO}</div>",
    "reducido": f"<div style='transform:scale(0)'>{SECRETO}</div>",
    "clase de la hoja": f"<p class='a oculto b'>{SECRETO}</p>",
    "clave de la hoja": f"<p id='x1'>{SECRETO}</p>",
    "etiqueta de la hoja": f"<small>{SECRETO}</small>",
    "solo para lectores": f"<p class='sr-only'>{SECRETO}</p>",
    "padre oculto": f"<div hidden><div><p>{SECRETO}</p></div></div>",
    "celda": f"<table><tr><td>a<td>b<tr><td>c<td hidden>{SECRETO}</table>",
    "fila": f"<table><tr><td>a<td>b<tr><td>c<td>d<tr style='display:none'><td>{SECRETO}<td>e</table>",
    "en una celda": f"<table><tr><td>a<td>b<tr><td>c<td>d <i class='oculto'>{SECRETO}</i></table>",
    "punto de una lista": f"<ul><li>a<li class=oculto>{SECRETO}<li>b</ul>",
}
HOJA = "<style>/* a */ .oculto, #x1 { color: red; display:none } small{display:none} p { color: #111 }</style>"


@pytest.mark.parametrize("cuerpo", ESCONDIDO.values(), ids=ESCONDIDO)
def test_lo_que_no_se_ve_no_se_lee_y_se_avisa(cuerpo: str, tmp_path: Path) -> None:
    lectura = leer(tmp_path, f"<p>Se ve.</p>{cuerpo}<p>También.</p>", HOJA)
    assert SECRETO not in lectura.texto
    assert {"Se ve.", "También."} <= {texto for _, texto in bloques(lectura)}
    avisos = {aviso.clase: aviso for aviso in lectura.avisos}
    assert SECRETO in avisos[ClaseDeAviso.TEXTO_INVISIBLE].muestra


APARTE = {
    "guion": f"<script>{SECRETO}</script>",
    "comentario": f"<!-- {SECRETO} -->",
    "comentario abierto": f"<!--[if IE]>{SECRETO}<![endif]-->",
    "plantilla": f"<template><p>{SECRETO}</p></template>",
    "menú": f"<nav><a>{SECRETO}</a></nav>",
    "menú por su papel": f"<div role=navigation>{SECRETO}</div>",
    "cabecera": f"<header>{SECRETO}</header>",
    "pie": f"<footer>{SECRETO}</footer>",
    "costado": f"<aside>{SECRETO}</aside>",
    "formulario": f"<form><label>{SECRETO}</label><input value='{SECRETO}'></form>",
    "opciones": f"<select><option>{SECRETO}</select>",
    "dibujo": f"<svg><text>{SECRETO}</text></svg>",
    "texto de una imagen": f"<img alt='{SECRETO}' title='{SECRETO}'>",
    "marco": f"<iframe srcdoc='{SECRETO}'>{SECRETO}</iframe>",
}


@pytest.mark.parametrize("cuerpo", APARTE.values(), ids=APARTE)
def test_lo_que_rodea_al_texto_no_se_lee(cuerpo: str, tmp_path: Path) -> None:
    lectura = leer(tmp_path, f"<p>Se ve, y es un texto largo, como los de cualquier página.</p>{cuerpo}<p>También.</p>")
    assert bloques(lectura) == [
        (PARRAFO, "Se ve, y es un texto largo, como los de cualquier página."),
        (PARRAFO, "También."),
    ]


VISIBLE = {
    "blanco sobre azul": "<div style='background-color:#003366'><p style='color:#fff'>Hola.</p></div>",
    "blanco sobre una foto": "<div style='background:url(a.jpg)'><p style='color:white'>Hola.</p></div>",
    "visible dentro de oculto": "<div style='visibility:hidden'><p style='visibility:visible'>Hola.</p></div>",
    "solo al imprimir": "<p class=impresa>Hola.</p>",
    "plegado": "<details><summary>Más</summary><p>Hola.</p></details>",
    "título que se pliega": "<h2><button>Hola.</button></h2>",
    "página dentro de un formulario": "<form><div><p>Hola.</p></div></form>",
    "cabecera del artículo": "<article><header><p>Hola.</p></header></article>",
    "mal cerrado": "<p><b>Ho<i>la</b>.</i>",
    "entidades": "<p>H&#111;l&#x61;&period;</p>",
}


@pytest.mark.parametrize("cuerpo", VISIBLE.values(), ids=VISIBLE)
def test_lo_que_se_ve_se_lee(cuerpo: str, tmp_path: Path) -> None:
    hoja = "<style>@media print { .impresa { display: none } } .otra { display: none }</style>"
    lectura = leer(tmp_path, cuerpo, hoja)
    assert lectura.texto.count("Hola.") == 1 and lectura.avisos == ()


def test_lo_tachado_como_borrado_se_avisa_y_no_se_lee(tmp_path: Path) -> None:
    lectura = leer(tmp_path, f"<p>Son <del>{SECRETO}</del> <ins>diez</ins> días.</p>")
    assert lectura.texto == "Son diez días."
    assert [aviso.clase for aviso in lectura.avisos] == [ClaseDeAviso.CAMBIOS_SIN_ACEPTAR]


@pytest.mark.parametrize(("clase", "rotulos"), [("1", "1. 2."), ("a", "a. b."), ("I", "I. II."), ("?", "1. 2.")])
def test_cada_lista_con_sus_numeros(clase: str, rotulos: str, tmp_path: Path) -> None:
    uno, dos = rotulos.split()
    lectura = leer(tmp_path, f"<ol type='{clase}'><li>Uno<li>Dos</ol>")
    assert bloques(lectura) == [(VINETA, f"{uno} Uno"), (VINETA, f"{dos} Dos")]


def test_se_lee_lo_principal_si_la_pagina_lo_marca(tmp_path: Path) -> None:
    largo = "Un texto de la página, que dice lo que hay que decir. " * 5
    alrededor = "<div class=menu>Inicio</div>{}<div>Comparta en sus redes</div>"
    for marca in ("main", "article", "div role=main"):
        cuerpo = alrededor.format(f"<{marca}><h1>Guía</h1><p>{largo}</p></{marca.split()[0]}>")
        assert bloques(leer(tmp_path, cuerpo)) == [(TITULO, "Guía"), (PARRAFO, largo.strip())]
    sin_nada = alrededor.format(f"<main></main><p>{largo}</p>")
    assert (PARRAFO, largo.strip()) in bloques(leer(tmp_path, sin_nada))


def test_parrafos_listas_y_tablas(tmp_path: Path) -> None:
    cuerpo = """
    <h1>Guía   de
      alianzas</h1> Suelto. <p>Uno<br>dos<br><br>Tres</p><div>Cuatro <span>y</span> <div>cinco</div> seis</div>
    <ol start=3><li>a<li><p>b</p><p>otro</p><ul><li>c</li></ul></ol><p><b>II. Objeto</b></p><p><b>Ojo:</b> nada.</p>
    <p>Artículo 4.- Plazos. Son diez días.</p><dl><dt>Alianza</dt><dd>Es un acuerdo.</dd></dl>
    <table><caption>Metas</caption><thead><tr><th>Eje<th>Tema</thead><tr><td rowspan=2>Agua<td>Riego<tr><td>Pozos
    <tr><td colspan=2>Todo</table><table><tr><td>Una celda</table><table><tr><td><h2>Título</h2></td><td>x</td></tr>
    <tr><td>y<td>z</table>"""
    assert bloques(leer(tmp_path, cuerpo)) == [
        (TITULO, "Guía de alianzas"), (PARRAFO, "Suelto."), (PARRAFO, "Uno dos"), (PARRAFO, "Tres"),
        (PARRAFO, "Cuatro y"), (PARRAFO, "cinco"), (PARRAFO, "seis"), (VINETA, "3. a"), (VINETA, "4. b"),
        (VINETA, "otro"), (VINETA, "• c"), (TITULO, "II. Objeto"), (PARRAFO, "Ojo: nada."),
        (PARRAFO, "Artículo 4.- Plazos. Son diez días."), (PARRAFO, "Alianza"), (PARRAFO, "Es un acuerdo."),
        (ROTULO, "Metas"), (TABLA, "Eje | Tema\nAgua | Riego\nAgua | Pozos\nTodo |"), (PARRAFO, "Una celda"),
        (TITULO, "Título"), (PARRAFO, "x"), (PARRAFO, "y"), (PARRAFO, "z"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "octetos",
    [
        "<html><body><p>Año de la niñez".encode(),
        "<html><meta charset=iso-8859-1><body><p>Año de la niñez".encode("latin-1"),
        "<html><meta http-equiv=Content-Type content='text/html; charset=windows-1252'><body><p>Año de la niñez".encode(
            "cp1252"
        ),
        "<html><body><p>Año de la niñez".encode("cp1252"),
        "<html><body><p>Año de la niñez".encode("utf-16"),
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html><html><body><p>Año de la niñez</p></html>".encode(),
        "<html><meta charset=inventada><body><p>A\0ño de la niñez".encode("cp1252"),
    ],
    ids=range(7),
)
def test_la_codificacion_que_sea(octetos: bytes, tmp_path: Path) -> None:
    assert leer_web(escribir(tmp_path, octetos)).texto == "Año de la niñez"


def test_el_titulo_que_se_propone(tmp_path: Path) -> None:
    cabeza = "<title>Guía - Plataforma del Estado</title>"
    assert leer(tmp_path, "<h1>Guía</h1><p>Hola.</p>", cabeza).titulo == "Guía"
    assert leer(tmp_path, "<p>Hola.</p>", cabeza).titulo == "Guía - Plataforma del Estado"
    assert leer(tmp_path, "<p>Hola.</p>", "<title>Untitled</title>").titulo == ""
