"""El aviso dice qué modelo se usa; al cambiar se acepta otra vez, y sin aceptarlo no se le pregunta nada."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.almacen.base.conversion import estado_a_json, estado_de_json
from bot.dialogo.datos.aviso import aviso_con_voz, aviso_del_modo, puede_elegir
from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import Enviar
from bot.dialogo.entradas import BotonPulsado, MensajeRecibido, OrdenRecibida
from bot.dialogo.peticiones import Consultar, Modo, PasajesEncontrados, Uso
from bot.dialogo.turno import AvisoDecidido, Contexto, Estado, Turno
from bot.edicion.leer import ErrorEntrevista, leer_entrevista
from tests.apoyo.charla_con_modelo import QUIEN, con_modelo
from tests.apoyo.chat import ENTREVISTA
from tests.apoyo.con_modelo import AHORA, ELEGIR, SIN_MODELO, hallazgo
from tests.apoyo.rutas import ALIANZA

AVISO = ENTREVISTA.aviso
CONTEXTOS = {modo: SIN_MODELO if modo is Modo.SIN else con_modelo(SIN_MODELO, modo, ELEGIR) for modo in Modo}


def pulsar(contexto: Contexto, estado: Estado, etiqueta: str) -> Turno:
    boton = next(uno for uno in estado.botones if uno.etiqueta == etiqueta)
    return decidir(contexto, estado, BotonPulsado(boton.codigo))


def dicho(turno: Turno) -> str:
    return "\n".join(efecto.mensaje.texto for efecto in turno.efectos if isinstance(efecto, Enviar))


def se_le_pregunta(contexto: Contexto, estado: Estado) -> bool:
    """Si al preguntar algo dudoso se consulta al modelo."""
    pide = decidir(contexto, estado, MensajeRecibido("¿qué actores participan en la alianza?"))
    consultas = [efecto for efecto in pide.efectos if not isinstance(efecto, Enviar)]
    if not consultas:
        return False
    turno = decidir(contexto, pide.estado, PasajesEncontrados((hallazgo("x"),)))
    return any(isinstance(efecto, Consultar) for efecto in turno.efectos)


def tras(contexto: Contexto, etiquetas: Sequence[str], orden: str = "propuesta") -> Estado:
    estado = decidir(contexto, Estado(saludada=True), OrdenRecibida(orden)).estado
    for etiqueta in etiquetas:
        estado = pulsar(contexto, estado, etiqueta).estado
    return estado


def test_sin_modelo_el_aviso_es_el_de_siempre() -> None:
    assert aviso_del_modo(AVISO, Modo.SIN) == AVISO
    assert "no se envía nada a proveedores externos" in AVISO.texto


def test_con_modelo_dice_cual_y_es_otra_version() -> None:
    local, externo = aviso_del_modo(AVISO, Modo.LOCAL), aviso_del_modo(AVISO, Modo.EXTERNO, QUIEN)
    assert (local.version, externo.version) == (f"{AVISO.version}-local", f"{AVISO.version}-externo-{QUIEN}")
    assert "funciona en los equipos de la APCI" in local.texto
    assert f"se envía a {QUIEN}" in externo.texto
    for aviso in (local, externo):
        assert "no se envía nada a proveedores externos" not in aviso.texto


@pytest.mark.parametrize("modo", list(Modo))
def test_si_se_escuchan_notas_de_voz_el_aviso_dice_donde_y_es_otra_version(modo: Modo) -> None:
    sin_voz, con_voz = aviso_del_modo(AVISO, modo, QUIEN), aviso_del_modo(aviso_con_voz(AVISO), modo, QUIEN)
    assert con_voz.version == sin_voz.version.replace(AVISO.version, f"{AVISO.version}-voz", 1)
    assert set(con_voz.texto.splitlines()) - set(sin_voz.texto.splitlines()) == {AVISO.con_voz}
    assert con_voz.texto.splitlines()[2:] == sin_voz.texto.splitlines()[1:]
    assert "El audio no se guarda ni sale de ahí" in AVISO.con_voz


def test_una_frase_que_no_esta_en_el_aviso_no_deja_abrir_la_entrevista(tmp_path: Path) -> None:
    for archivo in ALIANZA.glob("*.yaml"):
        texto = archivo.read_text(encoding="utf-8")
        texto = texto.replace("en_lugar_de: En esta versión", "en_lugar_de: En esta otra versión")
        (tmp_path / archivo.name).write_text(texto, encoding="utf-8")
    with pytest.raises(ErrorEntrevista, match="en_lugar_de"):
        leer_entrevista(tmp_path)


@pytest.mark.parametrize("antes", list(Modo))
@pytest.mark.parametrize("despues", list(Modo))
def test_al_cambiar_de_modo_se_pregunta_otra_vez_antes_de_seguir(antes: Modo, despues: Modo) -> None:
    estado = tras(CONTEXTOS[antes], ["Acepto"])
    turno = decidir(CONTEXTOS[despues], estado, MensajeRecibido("Asociación Los Andes"))
    assert ("El aviso de privacidad cambió" in dicho(turno)) == (antes is not despues)


def test_a_quien_solo_pregunta_se_le_pregunta_al_modelo_de_la_casa_y_no_al_de_fuera() -> None:
    assert [se_le_pregunta(CONTEXTOS[modo], Estado(saludada=True)) for modo in Modo] == [False, True, False]


@pytest.mark.parametrize("modo", [Modo.LOCAL, Modo.EXTERNO])
def test_quien_acepta_para_su_borrador_acepta_tambien_que_se_le_pregunte(modo: Modo) -> None:
    estado = tras(CONTEXTOS[modo], ["Acepto"])
    assert puede_elegir(CONTEXTOS[modo], estado)
    assert puede_elegir(CONTEXTOS[modo], replace(estado, borrador=None, en_entrevista=False, eventos=()))


@pytest.mark.parametrize("modo", [Modo.LOCAL, Modo.EXTERNO])
def test_a_quien_no_acepta_o_aun_no_decide_no_se_le_pregunta_nada(modo: Modo) -> None:
    contexto = CONTEXTOS[modo]
    assert not puede_elegir(contexto, tras(contexto, []))
    assert not puede_elegir(contexto, tras(contexto, ["No acepto"]))
    assert not se_le_pregunta(contexto, tras(contexto, ["No acepto"]))
    de_antes = tras(CONTEXTOS[Modo.SIN], ["Acepto"])  # aceptó cuando no había modelo
    assert not puede_elegir(contexto, de_antes)
    cambiado = decidir(contexto, de_antes, MensajeRecibido("Asociación Los Andes")).estado
    assert not puede_elegir(contexto, pulsar(contexto, cambiado, "No acepto").estado)
    assert puede_elegir(contexto, pulsar(contexto, cambiado, "Acepto").estado)


@pytest.mark.parametrize("modo", [Modo.LOCAL, Modo.EXTERNO])
def test_en_privacidad_se_puede_permitir_y_quitar_sin_tener_un_borrador(modo: Modo) -> None:
    contexto = CONTEXTOS[modo]
    si, no = (tras(contexto, [etiqueta], "privacidad") for etiqueta in ("Usar el modelo", "No usarlo"))
    assert (se_le_pregunta(contexto, si), se_le_pregunta(contexto, no)) == (True, False)
    assert not se_le_pregunta(con_modelo(SIN_MODELO, modo, frozenset()), si)
    otro = Modo.LOCAL if modo is Modo.EXTERNO else Modo.EXTERNO
    assert se_le_pregunta(CONTEXTOS[otro], si) == (otro is Modo.LOCAL)  # lo permitido para uno no vale para otro


@pytest.mark.parametrize("modo", list(Modo))
def test_lo_del_modelo_se_dice_antes_de_aceptar_aunque_no_se_lea_el_aviso(modo: Modo) -> None:
    contexto = CONTEXTOS[modo]
    pregunta = dicho(decidir(contexto, Estado(saludada=True), OrdenRecibida("propuesta")))
    otro = CONTEXTOS[Modo.LOCAL if modo is Modo.SIN else Modo.SIN]
    cambio = dicho(decidir(contexto, tras(otro, ["Acepto"]), MensajeRecibido("Asociación Los Andes")))
    for texto in (pregunta, cambio):
        assert ("modelo de lenguaje que funciona en los equipos de la APCI" in texto) == (modo is Modo.LOCAL)
        assert ("se puede enviar a otra empresa" in texto) == (modo is Modo.EXTERNO)


@pytest.mark.parametrize("usos", [{Uso.ELEGIR}, {Uso.INTERPRETAR}, {Uso.REDACCION}], ids=range(3))
def test_con_cualquier_uso_se_puede_decir_que_no(usos: set[Uso]) -> None:
    contexto = con_modelo(SIN_MODELO, usos=frozenset(usos))
    estado = tras(contexto, [], "privacidad")
    turno = pulsar(contexto, estado, "No usarlo")
    assert "nada de lo que escribe va al modelo" in dicho(turno)
    assert turno.estado.aviso_decidido == AvisoDecidido(contexto.entrevista.aviso.version, acepta=False)


def test_sin_modelo_el_aviso_no_ofrece_nada_de_el() -> None:
    estado = decidir(SIN_MODELO, Estado(saludada=True), OrdenRecibida("privacidad")).estado
    assert "Usar el modelo" not in [boton.etiqueta for boton in estado.botones]


def test_lo_decidido_se_guarda() -> None:
    estado = tras(CONTEXTOS[Modo.LOCAL], ["No usarlo"], "privacidad")
    assert estado_de_json(estado_a_json(estado), ()).aviso_decidido == estado.aviso_decidido
    assert AHORA.tzinfo is not None
