"""La bandeja de entrada y los mensajes por entregar: en orden, contados, dudosos, bloqueados y con turno por chat."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.almacen import AlmacenSQL
from bot.almacen.bandeja import ATENDIDA, RETIRADA
from bot.almacen.base.errores import HistoriaInconsistente
from bot.dialogo.turno import Estado
from bot.servicio.puertos import Persona, TurnoAtendido
from tests.apoyo.almacen import AHORA, ANA, LUIS, abrir, borrar, evento, filas, recibida, saludo


def test_por_entregar_dice_a_quien_le_falta_algo_ya_guardado_sin_bloqueados_ni_dudosos(almacen: AlmacenSQL) -> None:
    (de_ana,) = almacen.guardar(ANA, TurnoAtendido(0, "1", "hola", Estado(turno=1), (saludo("para Ana"),), AHORA))
    almacen.guardar(LUIS, TurnoAtendido(0, "1", "hola", Estado(turno=1), (saludo("para Luis"),), AHORA))
    almacen.guardar(Persona("consola", "local"), TurnoAtendido(0, "1", "hola", Estado(), (saludo("otra"),), AHORA))
    despues = AHORA + timedelta(seconds=1)
    assert almacen.por_entregar("telegram", AHORA) == ()
    assert set(almacen.por_entregar("telegram", despues)) == {ANA.direccion, LUIS.direccion}
    almacen.marcar_dudoso(de_ana.identificador, AHORA)
    assert almacen.por_entregar("telegram", despues) == (LUIS.direccion,)
    almacen.anotar_bloqueo(LUIS, AHORA)
    assert almacen.por_entregar("telegram", despues) == ()


def test_la_bandeja_guarda_una_vez_y_devuelve_en_orden_contando_los_intentos(almacen: AlmacenSQL) -> None:
    bandeja = almacen.bandeja
    assert bandeja.recibir([recibida(7), recibida(5), recibida(6, LUIS)], AHORA) == {"123:7", "123:5", "123:6"}
    assert bandeja.recibir([recibida(5), recibida(8, texto="con \x00 nulos")], AHORA) == {"123:8"}
    assert sorted(bandeja.por_atender("123")) == sorted({ANA.direccion, LUIS.direccion})
    assert bandeja.por_atender("otro bot") == ()
    for intento in (1, 2):
        tomada = bandeja.tomar("123", ANA.direccion)
        assert tomada == replace(recibida(5), intentos=intento)
    bandeja.terminar("123:5")
    assert bandeja.tomar("123", ANA.direccion) == replace(recibida(7), intentos=1)
    bandeja.retirar("123:7")
    assert bandeja.contar_retiradas() == 1
    tomada = bandeja.tomar("123", ANA.direccion)
    assert tomada is not None and tomada.contenido["message"]["text"] == "con  nulos"
    bandeja.terminar("123:8")
    assert bandeja.tomar("123", ANA.direccion) is None
    assert bandeja.recibir([recibida(5), recibida(7)], AHORA) == frozenset()


def test_guardar_el_turno_vacia_su_entrada_en_la_misma_transaccion(almacen: AlmacenSQL, url: str) -> None:
    almacen.bandeja.recibir([recibida(5), recibida(6)], AHORA)
    with pytest.raises(HistoriaInconsistente):
        almacen.guardar(ANA, TurnoAtendido(0, "123:5", "hola", Estado(eventos=(evento(1),)), (), AHORA))
    assert almacen.bandeja.tomar("123", ANA.direccion) == replace(recibida(5), intentos=1)
    almacen.guardar(ANA, TurnoAtendido(0, "123:5", "hola", Estado(turno=1), (), AHORA))
    assert filas(url, "SELECT situacion, direccion, contenido FROM bandeja WHERE numero = 5") == [
        (ATENDIDA, None, None)
    ]
    assert almacen.bandeja.tomar("123", ANA.direccion) == replace(recibida(6), intentos=1)


def test_lo_atendido_se_olvida_a_su_tiempo_y_lo_demas_no(almacen: AlmacenSQL, url: str) -> None:
    almacen.bandeja.recibir([recibida(1), recibida(2), recibida(3)], AHORA)
    almacen.bandeja.terminar("123:1")
    almacen.bandeja.retirar("123:2")
    assert almacen.bandeja.olvidar(AHORA, AHORA) == 0
    assert almacen.bandeja.olvidar(AHORA + timedelta(seconds=1), AHORA) == 1
    assert filas(url, "SELECT situacion FROM bandeja ORDER BY numero") == [(RETIRADA,), ("pendiente",)]
    assert almacen.bandeja.olvidar(AHORA, AHORA + timedelta(seconds=1)) == 2


def test_al_borrar_a_una_persona_lo_que_espera_se_conserva_y_lo_apartado_no(almacen: AlmacenSQL, url: str) -> None:
    almacen.guardar(ANA, TurnoAtendido(0, "1", "hola", Estado(turno=1), (), AHORA))
    almacen.bandeja.recibir([recibida(1), recibida(2), recibida(3, LUIS)], AHORA)
    for entrada in ("123:1", "123:3"):
        almacen.bandeja.retirar(entrada)
    borrar(almacen, ANA, AHORA)
    assert filas(url, "SELECT numero, situacion FROM bandeja ORDER BY numero") == [(2, "pendiente"), (3, RETIRADA)]


def test_lo_dudoso_sigue_pendiente_hasta_el_turno_siguiente(almacen: AlmacenSQL) -> None:
    (dudoso, otro) = almacen.guardar(
        ANA, TurnoAtendido(0, "1", "a", Estado(turno=1), (saludo("uno"), saludo("dos")), AHORA)
    )
    almacen.marcar_dudoso(dudoso.identificador, AHORA)
    assert almacen.leer_envios("telegram") == (dudoso, otro)
    (nuevo,) = almacen.guardar(ANA, TurnoAtendido(1, "2", "b", Estado(turno=2), (saludo("tres"),), AHORA))
    assert almacen.leer_envios("telegram") == (otro, nuevo)
    assert almacen.leer_envios("telegram", ANA.direccion) == (otro, nuevo)
    assert almacen.leer_envios("telegram", LUIS.direccion) == ()


def test_a_quien_bloqueo_no_se_le_entrega_hasta_que_vuelve(almacen: AlmacenSQL) -> None:
    envios = almacen.guardar(ANA, TurnoAtendido(0, "1", "a", Estado(turno=1), (saludo("uno"),), AHORA))
    almacen.anotar_bloqueo(ANA, AHORA)
    almacen.anotar_bloqueo(LUIS, AHORA)  # nunca escribió: no hay nada que anotar
    assert almacen.leer_envios("telegram") == ()
    almacen.anotar_bloqueo(ANA, None)
    assert almacen.leer_envios("telegram") == envios


def test_el_turno_de_un_chat_vale_entre_procesos_solo_en_postgresql(almacen: AlmacenSQL, url: str) -> None:
    otro = abrir(url)
    es_postgresql = url.startswith("postgresql")
    assert almacen.bandeja.reservar("11")
    assert otro.bandeja.reservar("11") is not es_postgresql
    assert otro.bandeja.reservar("12")
    almacen.bandeja.soltar("11")
    assert otro.bandeja.reservar("11")
    otro.cerrar()  # como si el proceso muriera: sus turnos quedan libres en cuanto el servidor lo nota
    plazo = time.monotonic() + 10
    while not almacen.bandeja.reservar("11"):
        assert time.monotonic() < plazo
        time.sleep(0.02)
    assert almacen.bandeja.reservar("12")
