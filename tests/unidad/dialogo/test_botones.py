"""Los botones: de quién es cada uno, que lo atienda alguien y que ningún código se escriba a mano."""

import ast
import re
from itertools import product
from pathlib import Path

import pytest

import bot.dialogo
from bot.dialogo.borrador.acciones import Accion, AccionPedida, leer_accion
from bot.dialogo.borrador.atender import HACE, HACE_CON, HACE_EN_LA_PREGUNTA
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.decidir import DE_UN_BOTON, decidir
from bot.dialogo.efectos import Enviar
from bot.dialogo.entradas import BotonPulsado
from bot.dialogo.mensajes import Espacio, partir
from bot.dialogo.peticiones import LeerBorradores, RedactarBorrador
from tests.apoyo.charla import CONTEXTO, Charla

DIALOGO = Path(bot.dialogo.__file__).parent
EN_LOS_CHATS = {
    Espacio: "e h r x m d t v vm av p b",
    Accion: "n s o E d q j y catalogo k t a deshacer desahogo guiada L R l c p pendientes m v f z pa pr borradores g "
    "cancelar x",
}
"""Lo que llevan los botones de los chats de 0.1.0: agregar vale; cambiar o quitar, no."""


@pytest.mark.parametrize("de", EN_LOS_CHATS)
def test_los_codigos_de_los_chats_no_cambian(de: type[Espacio | Accion]) -> None:
    assert {uno.value for uno in de} >= set(EN_LOS_CHATS[de].split())


def test_un_codigo_se_parte_como_se_armo() -> None:
    assert Espacio.CONSULTA.codigo("si", 7) == "h:si:7"
    assert partir("h:si:7") == (Espacio.CONSULTA, ("si", "7"))
    assert partir("e:65508:l:titulo:") == (Espacio.BORRADOR, ("65508", "l", "titulo", ""))
    for extrano in ("", "viejo", "zz:1", "🙂", "e"):
        assert partir(extrano)[0] is None


def test_cada_espacio_tiene_quien_lo_atienda() -> None:
    assert set(DE_UN_BOTON) == set(Espacio)


def test_cada_accion_tiene_quien_la_haga_y_solo_uno() -> None:
    assert sorted([*HACE, *HACE_EN_LA_PREGUNTA, *HACE_CON]) == sorted(Accion)


@pytest.mark.parametrize("accion", Accion)
def test_una_accion_se_lee_como_se_escribio(accion: Accion) -> None:
    pedida = AccionPedida(accion, ("3", "1"))
    assert leer_accion(pedida.codigo.split(":")) == pedida


def test_el_numero_de_una_duda_va_pegado_a_su_letra() -> None:
    assert AccionPedida(Accion.LECTURA, ("3", "1")).codigo == "d3:1"
    assert AccionPedida(Accion.ENTENDIDO, ("2", "o0.1")).codigo == "q2:o0.1"
    assert [leer_accion(partes) for partes in ([], ["d"], ["q", "1"], ["dx", "1"], ["nada"])] == [None] * 5


@pytest.mark.parametrize("accion", Accion)
def test_una_accion_incompleta_o_con_algo_de_mas_se_contesta(accion: Accion) -> None:
    estado = Charla().guiada().estado
    sello = Sesion(CONTEXTO, estado).sello
    sin_numero = accion in (Accion.LECTURA, Accion.ENTENDIDO)
    for cuantos in range(4):
        for argumentos in product(("", "1", "x", "agregar"), repeat=cuantos):
            partes = (f"{accion}1", *argumentos) if sin_numero else (accion, *argumentos)
            turno = decidir(CONTEXTO, estado, BotonPulsado(Espacio.BORRADOR.codigo(sello, *partes)))
            assert any(isinstance(uno, Enviar | LeerBorradores | RedactarBorrador) for uno in turno.efectos), partes


def test_ningun_codigo_de_boton_se_escribe_a_mano() -> None:
    a_mano = re.compile(rf"({'|'.join(Espacio)}):\S*")
    hallados: list[str] = []
    for modulo in sorted(DIALOGO.rglob("*.py")):
        arbol = ast.parse(modulo.read_text(encoding="utf-8"))
        descripciones = {id(n.value) for n in ast.walk(arbol) if isinstance(n, ast.Expr)}
        for nodo in ast.walk(arbol):
            if isinstance(nodo, ast.Call) and isinstance(nodo.func, ast.Name) and nodo.func.id == "Boton":
                hallados.append(f"{modulo.relative_to(DIALOGO)}: Boton(…)")
            elif isinstance(nodo, ast.Constant) and isinstance(nodo.value, str) and id(nodo) not in descripciones:
                hallados += [f"{modulo.relative_to(DIALOGO)}: {nodo.value}"] if a_mano.fullmatch(nodo.value) else []
    assert hallados == ["mensajes.py: Boton(…)"] * 3  # `Espacio.boton`, `para_copiar` y `para_compartir`
