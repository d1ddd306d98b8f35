"""Lo que el personal lee de un borrador de varias organizaciones: hasta dónde llegó y quién es quién."""

from collections.abc import Callable

import pytest

from bot.almacen.personal.alianzas import AlianzaGuardada
from bot.entrevista.eventos import Autorizada
from bot.revision.exportacion.alianzas import (
    NO_ESTA,
    SE_FUE,
    SIN_AUTORIZAR,
    SOLO_LEE,
    AlianzaJson,
    Resumidor,
)
from bot.revision.exportacion.hojas import ALIANZAS, fila_de_alianza
from tests.apoyo.borradores import ENTREVISTA, INSTANTE
from tests.apoyo.organizaciones import DIA, NOMBRES, Alianza, de_doce

PERSONAS = {f"i{numero}": 100 + numero for numero in range(8)}


def resumir(alianza: Alianza, exportadas: set[int] | None = None) -> AlianzaJson:
    """Con los nombres tal cual: de tacharlos se encarga la exportación."""
    todas = set(PERSONAS.values()) if exportadas is None else exportadas
    resumidor = Resumidor(ENTREVISTA, b"sal", lambda nombre, _: nombre, todas, INSTANTE + 9 * DIA)
    return resumidor.resumir(AlianzaGuardada(1, tuple(alianza.eventos), PERSONAS))


def autoriza(alianza: Alianza, *integrantes: str) -> None:
    for uno in integrantes:
        alianza.eventos.append(Autorizada(INSTANTE + 8 * DIA, ENTREVISTA.aviso_compartir.version, autor=uno))


def entra(alianza: Alianza) -> None:
    alianza.entran("a1")


def confirma(alianza: Alianza) -> None:
    entra(alianza)
    alianza.confirma("i1")


def se_pide(alianza: Alianza) -> None:
    confirma(alianza)
    alianza.piden_visto_bueno()


def se_da(alianza: Alianza) -> None:
    se_pide(alianza)
    alianza.dan_visto_bueno("i1")


def se_va(alianza: Alianza) -> None:
    confirma(alianza)
    alianza.sale("i1", deja=True)


def se_va_quien_coordina(alianza: Alianza) -> None:
    confirma(alianza)
    alianza.sale("i0", deja=True)


@pytest.mark.parametrize(
    ("que_pasa", "situacion"),
    [
        (entra, "responden lo suyo"),
        (confirma, "sin pedir el visto bueno"),
        (se_pide, "esperan el visto bueno"),
        (se_da, "con el visto bueno de todas"),
        (se_va, "sin otra organización"),
        (se_va_quien_coordina, "sin coordinación"),
    ],
)
def test_dice_donde_esta(que_pasa: Callable[[Alianza], None], situacion: str) -> None:
    alianza = Alianza(2)
    que_pasa(alianza)
    assert resumir(alianza)["situacion"] == situacion


def test_cuenta_lo_de_cada_uno() -> None:
    una = resumir(de_doce())
    assert (una["organizaciones"], una["por_si_mismas"], una["versiones"]) == (12, 5, 2)
    assert una["sin_entrar"] == 3, "las que salieron sí entraron"
    assert una["sugerencias"] == {"abierta": 0, "acogida": 1, "desestimada": 0}
    suyo = {uno["integrante"]: uno for uno in una["integrantes"]}
    assert (suyo["i1"]["propias"], suyo["i1"]["preguntas"], suyo["i1"]["dias"]) == (2, 2, 0)
    assert suyo["i3"]["propias"] == 1
    assert suyo["i2"]["visto_bueno"].startswith("a la versión 2 (2026-")
    assert [suyo[uno]["sigue"] for uno in ("i4", "i5", "i7")] == [False, False, True]
    fila = dict(zip(ALIANZAS, fila_de_alianza(una), strict=True))
    assert str(fila["Respuestas propias"]).splitlines()[:2] == ["i0: 1 de 1", "i1: 2 de 2"]


def test_la_conversacion_y_la_organizacion_salen_solo_de_quien_lo_autorizo() -> None:
    alianza = de_doce()
    assert {uno["conversacion"] for uno in resumir(alianza)["integrantes"]} == {SIN_AUTORIZAR}
    autoriza(alianza, "i1")
    una, otra, *_ = resumir(alianza)["integrantes"][1:]
    assert (una["organizacion"], otra["organizacion"]) == (SIN_AUTORIZAR, SIN_AUTORIZAR), "el nombre lo escribió otra"
    assert (una["conversacion"][:2], otra["conversacion"]) == ("C-", SIN_AUTORIZAR)
    autoriza(alianza, "i0")
    assert [uno["organizacion"] for uno in resumir(alianza)["integrantes"]][1:3] == [NOMBRES[0], SIN_AUTORIZAR]
    assert resumir(alianza)["integrantes"][7]["organizacion"] == SOLO_LEE
    assert resumir(alianza, {101})["integrantes"][0]["conversacion"] == NO_ESTA
    sin_ella = AlianzaGuardada(1, tuple(alianza.eventos), {"i1": 101})
    resumidor = Resumidor(ENTREVISTA, b"sal", lambda nombre, _: nombre, {101}, INSTANTE)
    assert resumidor.resumir(sin_ella)["integrantes"][0]["conversacion"] == SE_FUE
