"""Hace las imágenes del README: `python -m tests.documentacion.imagenes`, o `make imagenes`.

Todo lo que se ve salió del asistente: la conversación, por la API de Telegram de mentira, con el modelo y el índice de
verdad; los documentos, de esa conversación; la página de revisión, de esa y de otras inventadas.
"""

import asyncio
import secrets
import sys
import tempfile
from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from playwright.sync_api import Browser, expect

from bot.dialogo.peticiones import Filtros
from bot.montaje import RelojDelSistema
from bot.revision.exportacion.exportar import PAGINA, ExportacionPedida, Material, exportar
from bot.revision.grupos.juntar import agrupar
from conocimiento.hora import HORA_DE_LIMA
from conocimiento.ingesta import leer_corpus
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.revision_sembrada import abrir, sembrar
from tests.apoyo.rutas import DOCUMENTOS, RAIZ
from tests.documentacion.imagenes.conversacion import Conversada, conversar
from tests.documentacion.imagenes.fotos import FaltaAlgo, comprobar, navegador, primera_pagina
from tests.documentacion.imagenes.telefono import ALTO, ANCHO, pagina
from tests.extremo.asistente_en_telegram import datos_preparados

AHORA = datetime(2026, 11, 23, 10, 0, tzinfo=HORA_DE_LIMA)
DESTINO = RAIZ / "docs" / "imagenes"
LIMITE = 200 * 1024
OTRAS_CONVERSACIONES, TURNOS = 60, 4


def hacer(carpeta: Path) -> dict[str, bytes]:
    """Las imágenes, por su nombre de archivo."""
    datos = datos_preparados(carpeta / "datos")
    motor = abrir(datos)
    sembrar(motor, OTRAS_CONVERSACIONES, TURNOS)
    motor.dispose()
    with patch.object(RelojDelSistema, "ahora", lambda _: AHORA.astimezone(UTC)):
        conversada = asyncio.run(conversar(datos, AHORA))
    with navegador() as abierto:
        return {
            **{f"{nombre}.png": _pantalla(abierto, pagina(globos)) for nombre, globos in conversada.pantallas.items()},
            **_documentos(abierto, conversada, carpeta),
            "revision.png": _revision(abierto, _exportada(datos, carpeta)),
        }


def _pantalla(abierto: Browser, html: str) -> bytes:
    hoja = abierto.new_page(viewport={"width": ANCHO, "height": ALTO}, device_scale_factor=1.5)
    hoja.set_content(html)
    return hoja.screenshot(omit_background=True)


def _documentos(abierto: Browser, conversada: Conversada, carpeta: Path) -> dict[str, bytes]:
    word, pdf = carpeta / "propuesta.docx", carpeta / "propuesta.pdf"
    word.write_bytes(conversada.word)
    pdf.write_bytes(conversada.pdf)
    return {"word.png": _con_borde(abierto, primera_pagina(word)), "pdf.png": _con_borde(abierto, primera_pagina(pdf))}


def _con_borde(abierto: Browser, png: bytes) -> bytes:
    """La página con un filo, para que se vea dónde acaba sobre un fondo blanco."""
    hoja = abierto.new_page()
    hoja.set_content(f'<img src="data:image/png;base64,{b64encode(png).decode()}" style="border: 1px solid #c5ccd3">')
    return hoja.locator("img").screenshot()


def _exportada(datos: Path, carpeta: Path) -> Path:
    """La página de revisión de todo lo guardado."""
    motor = abrir(datos)
    material = Material(motor, ENTREVISTA, leer_corpus(DOCUMENTOS), agrupar)
    # Siempre los mismos, y sin cifras: un identificador que parece un dato de alguien se cambia por otro.
    with patch.multiple(secrets, token_bytes=bytes, token_hex=lambda octetos: "ac" * octetos):
        hecha = exportar(ExportacionPedida(carpeta / "salida", Filtros(), "ana", AHORA), material, lambda _: None)
    motor.dispose()
    return hecha.carpeta / PAGINA


def _revision(abierto: Browser, ruta: Path) -> bytes:
    hoja = abierto.new_page(viewport={"width": 1240, "height": 720})
    hoja.goto(ruta.as_uri())
    hoja.get_by_label("Revisa", exact=True).fill("Rosa Ñaupari")
    buscar = hoja.get_by_label("Buscar en los textos")
    buscar.fill("cuarto principio")
    expect(hoja.locator("#cuantas")).to_have_text(f"1 de {OTRAS_CONVERSACIONES + 1} conversaciones")
    hoja.locator("#filas button").first.click()
    for tecla in "1qa":  # respuesta correcta, fuente correcta, trato claro
        hoja.keyboard.press(tecla)
    buscar.fill("")
    expect(hoja.locator("#cuantas")).to_contain_text(f"{OTRAS_CONVERSACIONES + 1} de ")
    hoja.locator("h1").click()  # que no quede el cursor en la búsqueda
    return hoja.screenshot()


def principal() -> None:
    """Escribe las imágenes en `docs/imagenes`. Lo que falte instalar lo dice y no escribe ninguna."""
    try:
        comprobar()
    except FaltaAlgo as falta:
        sys.exit(str(falta))
    with tempfile.TemporaryDirectory() as carpeta:
        hechas = hacer(Path(carpeta))
    DESTINO.mkdir(exist_ok=True)
    for nombre, contenido in hechas.items():
        assert len(contenido) < LIMITE, f"{nombre} pesa {len(contenido) // 1024} KB y el límite son {LIMITE // 1024}"
        (DESTINO / nombre).write_bytes(contenido)
        print(f"docs/imagenes/{nombre}: {len(contenido) // 1024} KB")


if __name__ == "__main__":
    principal()
