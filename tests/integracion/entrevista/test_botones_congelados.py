"""Los botones que quedaron en los chats de la versión 0.1.0 siguen sirviendo: el mismo código, la misma respuesta."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.dialogo.borrador.acciones import SinSello, leer_accion
from bot.dialogo.mensajes import Espacio, Mensaje, partir
from tests.integracion.entrevista.congelados import CONGELADOS, Mundo

CONVERSACIONES: dict[str, list[dict[str, Any]]] = CONGELADOS["conversaciones"]


@pytest.mark.parametrize("nombre", CONVERSACIONES)
async def test_se_muestran_los_mismos_y_contestan_lo_mismo_en_su_momento_y_mas_tarde(
    nombre: str, tmp_path: Path
) -> None:
    suyos = [boton for boton in CONGELADOS["botones"] if boton["conversacion"] == nombre]
    vivido, ensayo = Mundo(tmp_path / "vivido"), Mundo(tmp_path / "ensayo")
    for hasta, entrada in enumerate(CONVERSACIONES[nombre], start=1):
        mensajes = await vivido.hacer(entrada)
        _comprobar_que_se_conocen(mensajes)
        a_la_vista = {(b.codigo, b.etiqueta) for mensaje in mensajes for fila in mensaje.botones for b in fila}
        for boton in suyos:
            for momento in (boton, boton["mas_tarde"]):
                if momento["hasta"] != hasta:
                    continue
                if momento is boton:
                    assert (boton["codigo"], boton["etiqueta"]) in a_la_vista
                ensayo.ponerse_como(vivido)
                esperado = {campo: momento[campo] for campo in ("respuesta", "anota") if campo in momento}
                assert await ensayo.pulsar(boton) == esperado, (boton["codigo"], boton["etiqueta"], hasta)


def _comprobar_que_se_conocen(mensajes: Sequence[Mensaje]) -> None:
    """Todo botón que se muestra es de alguien y, si es del borrador, pide una acción declarada."""
    for boton in (boton for mensaje in mensajes for fila in mensaje.botones for boton in fila):
        espacio, partes = partir(boton.codigo)
        assert espacio is not None, boton
        if espacio is Espacio.BORRADOR and partes[0] not in set(SinSello):
            assert leer_accion(partes[1:]) is not None, boton


def test_hay_de_todas_las_clases() -> None:
    clases = {boton["clase"] for boton in CONGELADOS["botones"]}
    assert len(clases) == 73
    assert {clase.partition(":")[0] for clase in clases} == {*"ehrxmdtvpb", "vm", "av"}
