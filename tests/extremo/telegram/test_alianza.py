"""Dos organizaciones en un mismo borrador, cada una en su chat de Telegram: de la invitación al visto bueno, y salir.

Con el servicio, el diálogo y el almacén de verdad, cifrado.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.canal.telegram.envio import imagen_de
from bot.entrevista.borrador import Borrador
from bot.servicio.puertos import Persona
from tests.apoyo.borradores import AMPLIADO
from tests.extremo.contrato_de_telegram import BOT
from tests.extremo.mesa_en_telegram import Mesa, sentar

MUNI = "Municipalidad de Celendín"


@pytest.fixture
async def mesa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Mesa]:
    async with sentar(tmp_path, monkeypatch, AMPLIADO, "Rosa", "Luis") as mesa:
        yield mesa


def _en_disco(carpeta: Path) -> bytes:
    return b"".join(ruta.read_bytes() for ruta in carpeta.iterdir() if ruta.is_file())


async def test_de_la_invitacion_al_visto_bueno_en_seis_mensajes_y_despues_se_lleva_lo_suyo(mesa: Mesa) -> None:
    minera, muni = mesa.personas
    saludo = await mesa.entra(muni, "Municipalidad de Ce…")
    enlace = next(uno.texto.rpartition(" ")[2] for uno in minera.recibidos if "?start=i_" in uno.texto)
    usuario, secreto = enlace.removeprefix("https://t.me/").split("?start=i_")
    assert usuario == BOT["username"]
    assert secreto.encode() not in _en_disco(mesa.carpeta), "del secreto solo se guarda la huella"
    (para_compartir,) = minera.api.direcciones
    assert para_compartir.startswith("https://t.me/share/url?")
    compartido = parse_qs(urlsplit(para_compartir).query)
    assert compartido["url"] == [enlace]
    assert f"Minera Andes le invita a preparar juntos «Agua Segura para Celendín», en nombre de {MUNI}" in str(
        compartido
    )
    (imagen,) = [uno for uno in minera.recibidos if uno.archivo]
    assert imagen.texto.endswith(f"para responder por {MUNI}. Es para una sola persona.")
    assert imagen.contenido == imagen_de(enlace)
    assert "La coordinación había puesto esto por ustedes" in saludo.texto
    await mesa.pulsan(muni, "Es correcto", lee="Su parte está completa")
    assert mesa.borrador().escrita_por["reparto", "a1"] == "i1"

    await mesa.dice(minera, "/alianza", "Entraron")
    desde = len(muni.recibidos)
    await mesa.pulsan(minera, "Pedir visto bueno", "Enviar versión 1")
    await mesa.lee(muni, "Versión 1", desde)
    await mesa.pulsan(muni, "Doy visto bueno", lee="Anotado")
    assert mesa.borrador().vistos["i1"].version == 1
    suyo = mesa.almacen.reunir_datos(Persona("telegram", str(muni.chat)))[0]["conversacion"]
    assert suyo[-1]["usted"] == "[Doy visto bueno]", "el botón era de un aviso, y se guarda lo que se leía"
    assert len(mesa.almacen.leer_ultimos_turnos(Persona("telegram", str(muni.chat)), 99).turnos) <= 6

    await mesa.dice(muni, "/alianza", "Entraron")
    await mesa.pulsan(muni, "Salir de la alianza", "Llevármelas", lee="Salió de la alianza")
    desde = len(minera.recibidos)
    mesa.pasa_un_dia()
    resumen = await mesa.lee(minera, "Resumen", desde)
    assert f"salió {MUNI}." in resumen.texto
    for viejo in ("Es correcto", "Ver el borrador"):
        await mesa.pulsan(muni, viejo, lee="Ya no participa en esa alianza")
    assert mesa.borrador().escrita_por["reparto", "a1"] == "i0"


async def test_quien_coordina_borra_sus_datos_y_la_socia_sigue(mesa: Mesa) -> None:
    minera, muni = mesa.personas
    await mesa.entra(muni, "Municipalidad de Ce…")
    await mesa.pulsan(muni, "Es correcto", lee="Su parte está completa")

    await mesa.dice(
        minera, "/borrar", "De 1 borrador que comparte con otras organizaciones se borra lo que usted escribió"
    )
    await mesa.pulsan(minera, "Sí, borrar todo", lee="Listo")
    await mesa.lee(muni, "Desde ahora lo coordina la suya")
    await mesa.pulsan(muni, "Ver el borrador")
    (suyo,) = mesa.almacen.leer_borradores(Persona("telegram", str(muni.chat)))
    queda = Borrador.de(suyo.eventos, suyo.integrante)
    assert set(queda.escrita_por.values()) == {"i1"}
    assert queda.respuestas["reparto", "a1"]
