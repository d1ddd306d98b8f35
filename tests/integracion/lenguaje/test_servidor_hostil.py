"""Un servidor de verdad que falla de todas las maneras: la conversación y el borrador son los de siempre."""

import asyncio
import resource
import time
from pathlib import Path

import pytest

from bot.dialogo.peticiones import Elegir, Motivo, Uso
from bot.lenguaje import limites
from bot.lenguaje.limites import FALLOS_SEGUIDOS
from bot.servicio.puertos import SinLenguaje
from conocimiento.modelo import Cita
from tests.apoyo.con_modelo import (
    LENTOS,
    NO_SIRVEN,
    PARA_ELEGIR,
    PREGUNTAS,
    SIN_MODELO,
    charlar,
    comparar_borradores,
    conversar,
    hallazgo,
    marco,
    modelo_en,
    responder,
)
from tests.apoyo.servidor_de_lenguaje import ENORME, MEGABYTE, servidor_de_lenguaje

PEDIDO = Elegir("¿cuánto dura?", (Cita("d", "1", "a", None, "Dura un año.", 0, 12),))


@pytest.fixture
def plazo_corto(monkeypatch: pytest.MonkeyPatch) -> float:
    monkeypatch.setitem(limites.PLAZO, Uso.ELEGIR, 0.5)
    return 0.5


@pytest.mark.parametrize("modo", NO_SIRVEN)
async def test_con_cualquier_falla_se_contesta_lo_mismo_que_sin_modelo(modo: str) -> None:
    sin, citas = await responder(SIN_MODELO, PREGUNTAS[0], hallazgo(PREGUNTAS[0]), None)
    async with servidor_de_lenguaje() as servidor:
        servidor.modo = modo
        inicio = time.perf_counter()
        con = await responder(PARA_ELEGIR, PREGUNTAS[0], hallazgo(PREGUNTAS[0]), modelo_en(servidor.direccion))
        assert time.perf_counter() - inicio < 10
    assert len(servidor.recibido) == 1
    assert con == (sin, citas)


@pytest.mark.parametrize("modo", ["500", "prosa", "bueno"])
async def test_un_borrador_queda_igual_con_el_modelo_sin_el_y_si_falla(tmp_path: Path, modo: str) -> None:
    """Una muestra; de todos los modos, `python -m tests.mediciones.lenguaje.fallas`."""
    assert (await comparar_borradores(tmp_path, modo, await conversar(charlar(tmp_path, None, nombre="sin")))).pedidos


@pytest.mark.parametrize("modo", LENTOS)
async def test_lo_que_no_llega_a_tiempo_no_detiene_a_nadie_y_el_servidor_lo_sabe(
    tmp_path: Path, plazo_corto: float, modo: str
) -> None:
    sin = charlar(tmp_path, None, nombre="sin")
    async with servidor_de_lenguaje() as servidor:
        servidor.modo = modo
        con = charlar(tmp_path, modelo_en(servidor.direccion), nombre="con")
        inicio = time.perf_counter()
        dicho = await con.dice(PREGUNTAS[0])
        assert time.perf_counter() - inicio < plazo_corto + 5
        assert [uno.texto for uno in dicho] == [uno.texto for uno in await sin.dice(PREGUNTAS[0])]
        await asyncio.sleep(0.3)
        assert servidor.cortadas == 1


async def test_lo_que_llega_tarde_no_se_usa(tmp_path: Path, plazo_corto: float) -> None:
    async with servidor_de_lenguaje(lambda _: '{"estado":"contesta","oraciones":["o1"]}') as servidor:
        servidor.modo, servidor.segundos = "lento", plazo_corto + 0.3
        con = charlar(tmp_path, modelo_en(servidor.direccion))
        (dicho,) = await con.dice(PREGUNTAS[0])
        await asyncio.sleep(0.5)
        assert "También dice" not in dicho.texto
        assert con.almacen.leer_envios("telegram", "77")[-1].mensaje.texto == dicho.texto


async def test_una_respuesta_enorme_no_se_lee() -> None:
    async with servidor_de_lenguaje() as servidor:
        modelo = modelo_en(servidor.direccion)
        await modelo.pedir(PEDIDO.encargo)  # lo que cuesta la primera, que no cuente
        antes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        servidor.modo = "300 MB"
        with pytest.raises(SinLenguaje, match="error"):
            await modelo.pedir(PEDIDO.encargo)
        crecio = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - antes) * 1024
    assert crecio < ENORME / 5, f"creció {crecio / MEGABYTE:.0f} MB"


async def test_al_que_falla_se_le_deja_en_paz_y_se_le_vuelve_a_probar() -> None:
    async with servidor_de_lenguaje() as servidor:
        hora = 0.0
        modelo = modelo_en(servidor.direccion, reloj=lambda: hora)
        servidor.modo = "500"
        for _ in range(FALLOS_SEGUIDOS):
            with pytest.raises(SinLenguaje):
                await modelo.pedir(PEDIDO.encargo)
        assert len(servidor.recibido) == FALLOS_SEGUIDOS  # ni un reintento
        with pytest.raises(SinLenguaje) as caso:
            await modelo.pedir(PEDIDO.encargo)
        assert caso.value.motivo is Motivo.DESCONECTADO
        assert b"alianzas_lenguaje_abierto 1.0" in modelo.medidas.en_texto()
        servidor.modo, hora = "bueno", limites.APARTADO
        await modelo.pedir(PEDIDO.encargo)
        assert len(servidor.recibido) == FALLOS_SEGUIDOS + 1
        assert b"alianzas_lenguaje_abierto 0.0" in modelo.medidas.en_texto()


async def test_nunca_mas_de_dos_a_la_vez_y_los_que_sobran_no_esperan() -> None:
    async with servidor_de_lenguaje() as servidor:
        servidor.modo, servidor.segundos = "lento", 0.3
        modelo = modelo_en(servidor.direccion)
        dichos = await asyncio.gather(*(modelo.pedir(PEDIDO.encargo) for _ in range(12)), return_exceptions=True)
        ocupado = [uno for uno in dichos if isinstance(uno, SinLenguaje) and uno.motivo is Motivo.OCUPADO]
        assert (servidor.mas_a_la_vez, len(ocupado)) == (2, 4)


async def test_si_funciona_agrega_oraciones_enteras_del_documento_y_lo_anota(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    async with servidor_de_lenguaje(lambda _: '{"estado":"contesta","oraciones":["o4","o2"]}') as servidor:
        modelo = modelo_en(servidor.direccion)
        con = charlar(tmp_path, modelo)
        (dicho,) = await con.dice("¿la alianza de Zoila Quispetupa dura cuánto?")
        cuerpo = servidor.recibido[0].decode()
    citadas = [uno.texto.strip("«»") for uno in dicho.parrafos if uno.texto.startswith("«")]
    assert len(citadas) == 2
    assert all(cita in marco().texto for cita in citadas)
    assert "Quispetupa" not in cuerpo
    assert "Zoila" not in cuerpo
    lineas = [uno for uno in caplog.messages if uno.startswith("lenguaje ")]
    assert [una.partition("resultado=")[2].split()[0] for una in lineas] == ["respondio", "usado"]
    assert "Quispetupa" not in caplog.text
    medidas = modelo.medidas.en_texto().decode()
    assert 'alianzas_lenguaje_total{resultado="usado",uso="elegir"} 1.0' in medidas
    assert 'alianzas_lenguaje_piezas_total{sentido="entrada"} 431.0' in medidas
