"""El grupo que sigue un borrador: qué se dice en él, a quién se le ofrece vincularlo y cómo se lee en cada caso."""

from dataclasses import replace
from typing import Any

import pytest

from bot.dialogo.borrador.alianza.grupo import como_va, con_el_pase, elegir
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.efectos import Enviar
from bot.dialogo.peticiones import BorradoresLeidos, BorradorGuardado, GrupoComprobado, LeerBorradores
from bot.dialogo.peticiones.alianza import VincularGrupo
from bot.dialogo.turno import Contexto, Estado, Turno
from bot.entrevista.eventos import Descartado, Evento
from tests.apoyo.borradores import ENTREVISTA, INSTANTE
from tests.apoyo.organizaciones import DIA, OTRO_PLAZO, PLAZO, Alianza

CONTEXTO = Contexto(ENTREVISTA, (), INSTANTE + 20 * DIA, usuario="un_bot")
NOMBRE, PASE = "20261201T101530123456-99999", "A" * 28
TITULO = "Agua Segura para Celendín"


def de_tres() -> Alianza:
    alianza = Alianza(3)
    alianza.invitan("a1", "a2")
    alianza.entran("a1")
    return alianza


def leido(alianza: Alianza) -> str:
    dicho = como_va(CONTEXTO, NOMBRE, tuple(alianza.eventos))
    assert dicho is not None and dicho.enlaces == (("Mi parte", f"p_{NOMBRE}"),)
    (parrafo,) = dicho.parrafos
    return parrafo.texto.replace("\u00a0", " ")


def test_dice_cuanto_hay_quien_falta_y_cuantos_vistos_buenos_sin_decir_de_quien() -> None:
    alianza = de_tres()
    antes = leido(alianza)
    assert antes.startswith(f"{TITULO} · ") and " respuestas · falta: GIZ" in antes and "visto bueno" not in antes
    alianza.entran("a2")
    alianza.piden_visto_bueno()
    alianza.dan_visto_bueno("i1")
    assert leido(alianza).partition("respuestas")[2] == " · visto bueno: 1 de 2"
    alianza.responde("i0", PLAZO, OTRO_PLAZO, "doce meses desde junio")
    assert leido(alianza).endswith(" · visto bueno: 1 de 2 a la versión 1; después cambió el texto")


def test_de_muchas_que_faltan_nombra_cinco_y_cabe_en_un_mensaje() -> None:
    dicho = leido(Alianza(12))
    assert "y 6 más" in dicho and len(dicho) < 500


def test_de_un_borrador_descartado_no_hay_nada_que_seguir() -> None:
    descartado = (*Alianza(3).eventos, Descartado(INSTANTE))
    assert como_va(CONTEXTO, NOMBRE, descartado) is None


def guardado(nombre: str, eventos: tuple[Evento, ...], integrante: str = "i0") -> BorradorGuardado:
    return BorradorGuardado(nombre, eventos, integrante)


def test_se_elige_entre_los_de_varios_que_coordina_y_cada_boton_cabe() -> None:
    eventos, de_una = tuple(de_tres().eventos), tuple(Alianza(3).eventos)
    guardados = (
        guardado("solo", de_una),
        guardado("socia", eventos, "i1"),
        guardado("descartado", (*eventos, Descartado(INSTANTE))),
        guardado(NOMBRE, eventos),
        guardado(f"{NOMBRE[:-1]}8", eventos),
    )
    dicho = mensaje(elegir(Sesion(CONTEXTO, Estado(9)), BorradoresLeidos("", guardados), PASE))
    ofrecidos = [boton for fila in dicho.botones for boton in fila if boton.codigo.startswith("i:une:")]
    assert [boton.codigo.rpartition(":")[2] for boton in ofrecidos] == [NOMBRE, f"{NOMBRE[:-1]}8"]
    assert len({boton.etiqueta for boton in ofrecidos}) == 2
    assert all(len(boton.codigo.encode()) <= 64 for boton in ofrecidos)
    sin_ninguno = mensaje(elegir(Sesion(CONTEXTO, Estado(9)), BorradoresLeidos("", guardados[:3]), PASE))
    assert TITULO not in sin_ninguno.texto and "no coordina ninguno" in sin_ninguno.texto


@pytest.mark.parametrize(
    ("comprobado", "efecto", "dice"),
    [
        (GrupoComprobado(PASE, NOMBRE, vale=False), None, "ya no sirve"),
        (GrupoComprobado(PASE, "", vale=True), LeerBorradores(f"alianza:grupo:{PASE}"), ""),
        (GrupoComprobado(PASE, NOMBRE, vale=True, sigue="otro"), None, "ya sigue otro borrador"),
        (GrupoComprobado(PASE, NOMBRE, vale=True), VincularGrupo(PASE), "Listo"),
        (GrupoComprobado(PASE, NOMBRE, vale=True, sigue=NOMBRE), VincularGrupo(PASE), "Listo"),
    ],
)
def test_solo_se_vincula_con_un_pase_que_vale_y_un_grupo_libre(
    comprobado: GrupoComprobado, efecto: Any, dice: str
) -> None:
    estado = Estado(9, borrador=NOMBRE, eventos=tuple(de_tres().eventos))
    turno = con_el_pase(Sesion(CONTEXTO, replace(estado, turno=10)), comprobado)
    pedidos = [uno for uno in turno.efectos if not isinstance(uno, Enviar)]
    assert pedidos == ([] if efecto is None else [efecto])
    assert not dice or dice in mensaje(turno).texto


def mensaje(turno: Turno) -> Any:
    (dicho,) = [uno.mensaje for uno in turno.efectos if isinstance(uno, Enviar)]
    return dicho
