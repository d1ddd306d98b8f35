"""Dos organizaciones en un borrador, cada una en su terminal: el código pasa de mano y los avisos traen botones."""

import asyncio
import io
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.canal.consola import conversar
from bot.canal.piezas import Piezas
from bot.dialogo.turno import Contexto, Estado
from bot.entrevista.borrador import Borrador
from bot.servicio.puertos import Persona, TurnoAtendido
from tests.apoyo.almacen import AHORA
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, historia
from tests.apoyo.mesa import Mesa

MINERA, MUNI = "minera", "muni"


@pytest.fixture
def escribir(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., str]]:
    """Alguien abre su terminal, escribe esas líneas y la cierra; devuelve lo que leyó."""
    mesa = Mesa(Contexto(ENTREVISTA, (), AHORA + timedelta(days=1)), tmp_path)
    entero = Estado(turno=1, borrador="uno", eventos=historia(AMPLIADO), saludada=True, borradores=1)
    mesa.almacen.guardar(Persona("consola", MINERA), TurnoAtendido(0, None, "", entero, (), AHORA))
    piezas = Piezas(mesa.servicio, mesa.almacen, mesa)

    def escribir(quien: str, *lineas: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lineas) + "\n"))
        asyncio.run(conversar(piezas, quien, en_json=True))
        return "\n".join(str(json.loads(linea)["texto"]) for linea in capsys.readouterr().out.splitlines())

    yield escribir
    de_minera = Borrador.de(mesa.almacen.cargar(Persona("consola", MINERA))[0].eventos)
    assert de_minera.escrita_por["reparto", "a1"] == "i1"
    mesa.almacen.cerrar()


def test_entra_con_el_codigo_y_pulsa_lo_que_le_llego_sin_escribir(escribir: Callable[..., str]) -> None:
    leido = escribir(MINERA, "/propuesta", "Invitar a un socio", "Municipalidad de Ce…", "Crear invitación")
    codigo = leido.partition("escriba /entrar ")[2].split()[0]
    numero = escribir(MUNI, f"/entrar {codigo}", "Sí, la represento", "Acepto y entro").partition("número: ")[2][:3]
    leido = escribir(MINERA, "Tengo el número", numero)
    assert "alguien aceptó su invitación" in leido
    assert "Entró Municipalidad de Celendín" in leido
    leido = escribir(MUNI, "¿Qué es una alianza?", "Es correcto", "/misdatos", "Descargar mis datos")
    assert "La coordinación había puesto esto por ustedes" in leido
    assert "ya es la respuesta de su organización" in leido
    assert "No pude preparar el archivo" in leido, (
        "aquí no hay quien lo haga; el botón es del primero de los dos mensajes con que se contesta"
    )


def test_antes_de_cada_mensaje_mira_si_hay_documentos_nuevos(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Una terminal abierta también los nota; si lo nuevo no se puede abrir, sigue con lo de antes."""
    mesa = Mesa(Contexto(ENTREVISTA, (), AHORA), tmp_path)
    contestadas: list[int] = []

    async def renovar() -> int | None:
        contestadas.append(len(capsys.readouterr().out.splitlines()))
        if len(contestadas) == 1:
            raise OSError("el índice nuevo está dañado")
        return 2

    monkeypatch.setattr("sys.stdin", io.StringIO("hola\n/ayuda\n"))
    asyncio.run(conversar(Piezas(mesa.servicio, mesa.almacen, mesa, renovar=renovar), "ana", en_json=True))
    assert len(contestadas) == 2 and contestadas[0] == 0 and contestadas[1] > 0
    assert capsys.readouterr().out.count('"texto"') > 0
    mesa.almacen.cerrar()
