"""Un borrador de varias organizaciones con palabras, sin botones, y el resumen del día de quien lo comparte."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from bot.dialogo.borrador.textos.alianza import participar as textos
from bot.dialogo.borrador.textos.alianza import relevar as relevo
from bot.dialogo.borrador.textos.alianza.acordar import dio_visto_bueno
from bot.dialogo.borrador.textos.alianza.ingresar import alguien_acepto
from bot.dialogo.entradas import RecordatorioVencido
from tests.apoyo.mesa import Mesa, Persona
from tests.integracion.entrevista.alianza.organizaciones import (
    CONTEXTO,
    entrar,
    municipalidad,
)


def test_lo_mismo_se_pide_con_palabras_y_se_elige_por_su_numero(mesa: Mesa) -> None:
    minera = mesa.personas["minera"]
    mesa.escribe(minera, "/propuesta")
    mesa.escribe(minera, "quiero invitar a alguien")
    assert "¿A quién invita?" in minera.leido
    mesa.escribe(minera, "1")
    assert f"responderá por {municipalidad(mesa)}" in minera.leido
    mesa.escribe(minera, "quiero invitar a la municipalidad")
    assert f"responderá por {municipalidad(mesa)}" in minera.leido
    muni = entrar(mesa, "muni", municipalidad(mesa))
    mesa.escribe(muni, "/propuesta")  # sin tocar nada de la bienvenida
    assert mesa.abierto(muni) == "de minera"
    assert "Aviso" not in muni.leido
    mesa.pulsa(minera, "Ver la alianza")
    mesa.escribe(muni, "doy mi visto bueno")
    assert "Todavía no se pidió el visto bueno" in muni.leido
    mesa.escribe(minera, "quiero pedir el visto bueno")
    mesa.escribe(minera, "1")
    assert "Versión 1" in muni.leido
    mesa.escribe(muni, "damos el visto bueno")
    assert "dio su visto bueno a la versión 1" in minera.leido
    mesa.escribe(muni, "quien falta")
    assert "Entraron 2 de 3 organizaciones; falta GIZ" in muni.leido
    mesa.escribe(muni, "quiero salir de la alianza")
    assert "¿Qué hacemos con las respuestas" in muni.leido
    mesa.escribe(muni, "3")
    assert "Salió" not in muni.leido
    assert mesa.abierto(muni) == "de minera"


def test_sin_titulo_los_avisos_empiezan_con_mayuscula() -> None:
    avisos = (
        alguien_acepto(textos.SIN_TITULO, "", 1),
        relevo.coordina_otra(textos.SIN_TITULO, "GIZ", "b"),
        relevo.le_toca_coordinar(textos.SIN_TITULO, "GIZ", "i0", "b", 0),
        relevo.le_retiraron(textos.SIN_TITULO, lee=True),
        relevo.salio_otra(textos.SIN_TITULO, "GIZ", deja=True),
        dio_visto_bueno(textos.SIN_TITULO, "GIZ", 1),
    )
    assert [aviso.texto[:10] for aviso in avisos] == ["Un borrador"[:10]] * len(avisos)


def recordar(mesa: Mesa, quien: Persona, cuando: datetime) -> str:
    """Lo que se le escribe a esa hora sin que haya escrito; vacío si nada."""
    mesa.contexto = replace(mesa.contexto, ahora=cuando)
    envios = asyncio.run(mesa.servicio.atender(quien.puerto, RecordatorioVencido(), f"recordatorio:{cuando}"))
    quien.mensajes = [envio.mensaje for envio in envios]
    for envio in envios:
        mesa.almacen.marcar_enviado(envio.identificador, cuando)
    return quien.leido


def test_el_resumen_dice_que_cambiaron_las_demas_y_no_lo_que_dice(mesa: Mesa) -> None:
    muni, minera = entrar(mesa, "muni", municipalidad(mesa)), mesa.personas["minera"]
    mesa.pulsa(muni, "Es correcto")
    despues = CONTEXTO.ahora + timedelta(hours=1)
    mesa.contexto = replace(mesa.contexto, ahora=despues)
    mesa.escribe(minera, "/propuesta")
    mesa.escribe(minera, "cambia el plazo a 20 meses desde marzo de 2027")
    mesa.escribe(minera, "quiero pedir el visto bueno")
    mesa.escribe(minera, "1")
    leido = recordar(mesa, muni, despues + timedelta(days=1))
    assert "Agua Segura para Celendín: cambió «Plazo»." in leido
    assert "Falta su visto bueno a la versión 1" in leido
    assert "20 meses" not in leido
    # Ya se le dijo: otro día no se repite, y a quien lo cambió no se le cuenta lo suyo.
    assert recordar(mesa, muni, despues + timedelta(days=2)) == ""
    assert recordar(mesa, minera, despues + timedelta(days=2)) == ""
    mesa.contexto = replace(mesa.contexto, ahora=despues + timedelta(days=3))
    mesa.escribe(minera, "cambia el plazo a 22 meses desde marzo de 2027")
    recordar(mesa, muni, despues + timedelta(days=4))
    mesa.pulsa(muni, "Menos avisos")
    assert "no le envío el resumen" in muni.leido
    mesa.contexto = replace(mesa.contexto, ahora=despues + timedelta(days=5))
    mesa.escribe(minera, "cambia el plazo a 24 meses desde marzo de 2027")
    assert recordar(mesa, muni, despues + timedelta(days=6)) == ""
