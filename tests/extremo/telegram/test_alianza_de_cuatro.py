"""Una minera, una municipalidad, una ONG extranjera y una universidad que solo lee, cada una en su chat.

De invitarlas al Word que dice quién respondió por sí misma y a qué versión dio cada una su visto bueno.
"""

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest

from bot.entrevista.valor import Valor
from tests.apoyo.borradores import AMPLIADO, Respuestas
from tests.extremo.mesa_en_telegram import MARTES, PRIMER_CHAT, Mesa, sentar

MINERA, MUNI, ONG = "Minera Andes Altos", "Municipalidad Provincial de Celendín", "Welthungerhilfe"
NOMBRES = ("Rosario Quispe", "Luis Chávarry", "Ingrid Böhm", "Tomás Ñaupari")
ACTORES: list[Valor] = [
    {"id": "a1", "nombre": MUNI, "tipo": "gob_local"},
    {"id": "a2", "nombre": ONG, "tipo": "ongd"},
]
BORRADOR: Respuestas = {**AMPLIADO, ("nombre_organizacion", ""): MINERA, ("actores", ""): ACTORES}


async def llegar_a_un_acuerdo(mesa: Mesa) -> None:
    """La municipalidad corrige lo suyo y propone otro plazo, y la ONG confirma lo suyo; las dos dan su visto bueno."""
    minera, muni, ong, universidad = mesa.personas
    assert "La coordinación había puesto esto por ustedes" in (await mesa.entra(muni, "Municipalidad Provi…")).texto
    await mesa.pulsan(muni, "Corregir", lee="Qué le toca a cada actor")
    await mesa.dice(muni, "Aporta: siete técnicos y una camioneta", "Anotado")
    await mesa.entra(ong, ONG)
    await mesa.pulsan(ong, "Es correcto", lee="Su parte está completa")
    assert "Puede leerlo entero" in (await mesa.entra(universidad, "Solo para leer")).texto
    await mesa.dice(muni, "/alianza", "Entraron")
    await mesa.pulsan(muni, "Volver al borrador", "Proponer un cambio", "Plazo", lee="Escriba cómo debería decir")
    await mesa.dice(muni, "24 meses desde enero de 2027", "¿La envío?")
    await mesa.pulsan(muni, "Enviar propuesta", lee="Enviada a quien coordina")
    # Hoy ya se le avisó tres veces, que es lo más que se avisa: la propuesta la ve quien mira.
    await mesa.dice(minera, "/alianza", "Por decidir: 1 propuesta")
    await mesa.pulsan(minera, "Ver propuestas", lee=f"{MUNI} propone cambiar Plazo")
    await mesa.pulsan(minera, "Aceptar", lee="Aceptada")
    await pedir_visto_bueno(mesa, 1)
    for una in (muni, ong):
        await mesa.pulsan(una, "Doy visto bueno", lee="versión 1")


async def pedir_visto_bueno(mesa: Mesa, version: int) -> None:
    """La minera lo pide, y les llega a las dos."""
    minera, *socias, _ = mesa.personas
    await mesa.dice(minera, "/alianza", "Entraron")
    await mesa.pulsan(minera, "Pedir visto bueno", f"Enviar versión {version}", lee=f"versión {version}")
    for una in socias:
        await mesa.lee(una, f"Versión {version} de")


async def test_el_word_dice_quien_respondio_por_si_misma_y_que_version_aprobo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sentar(tmp_path, monkeypatch, BORRADOR, *NOMBRES) as mesa:
        minera, muni, _, universidad = mesa.personas
        await llegar_a_un_acuerdo(mesa)
        await mesa.dice(minera, "cambia el presupuesto a 200000 soles", "→ S/ 200,000.00")
        await pedir_visto_bueno(mesa, 2)
        await mesa.pulsan(muni, "Doy visto bueno", lee="versión 2")
        await mesa.pulsan(universidad, "Ver el borrador", lee="Actores: 3 de 3")
        await mesa.dice(universidad, "/propuesta", "Puede leer el borrador entero")
        await mesa.pulsan(universidad, "Recibir Word y PDF", lee="versión 2")
        archivos = {uno.archivo or "": uno.contenido for uno in universidad.recibidos if uno.archivo}
    word = next(contenido for nombre, contenido in archivos.items() if nombre.endswith(".docx"))
    documento = docx.Document(BytesIO(word))
    hoy = f"{MARTES:%d/%m/%Y}"
    portada = [tuple(celda.text for celda in fila.cells) for fila in documento.tables[0].rows]
    assert portada[1:] == [
        (MINERA, "Por sí misma\nCoordina el borrador", "Es quien lo pide"),
        (MUNI, f"Por sí misma, salvo 1 respuesta que escribió {MINERA}", f"A esta versión, la 2, el {hoy}"),
        (ONG, "Por sí misma", f"A la versión 1, el {hoy}\nDespués cambió: esta es la 2"),
    ]
    parrafos = "\n".join(uno.text for uno in documento.paragraphs)
    assert "Además, 1 integrante solo lee el borrador." in parrafos
    celdas = (celda.text for tabla in documento.tables for fila in tabla.rows for celda in fila.cells)
    entero = f"{parrafos}\n" + "\n".join(celdas)
    assert "24 meses" in entero
    assert "siete técnicos y una camioneta" in entero
    de_una_persona = "|".join((*NOMBRES, *" ".join(NOMBRES).split(), *(str(PRIMER_CHAT + lugar) for lugar in range(4))))
    assert re.findall(rf"\b(?:{de_una_persona})\b", entero) == []
