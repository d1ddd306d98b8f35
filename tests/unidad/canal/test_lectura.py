"""Cualquier cosa que llegue por la red se lee o se deja aparte, sin errores y en un tiempo acotado."""

import asyncio
import json
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram import Bot, Message, Update
from telegram.error import TelegramError

from bot.almacen.base.conversion import PROFUNDIDAD as NIVELES_GUARDADOS
from bot.almacen.base.conversion import json_guardable
from bot.canal.limpieza import LETRAS_PODABLES, PROFUNDIDAD, leer_json
from bot.canal.telegram.admision import NUMERO_MAXIMO, leer_sobre
from bot.canal.telegram.conexion import ESPERA_PEDIDA_MAXIMA, ConexionTelegram, comprobar_respuesta, espera_pedida
from bot.canal.telegram.traduccion import leer_actualizacion, traducir
from bot.servicio.puertos import Recibida
from tests.apoyo.rarezas import NOMBRES, NUMEROS, cosas, hojas

BOT = Bot("1:prueba")
SIN_PRISA = settings(max_examples=500, suppress_health_check=list(HealthCheck))


@SIN_PRISA
@given(cosas, st.none() | st.sampled_from(NUMEROS))
def test_de_cualquier_json_sale_una_actualizacion_o_se_deja_aparte(cosa: Any, numero: int | None) -> None:
    """El camino entero: los bytes, el sobre, lo que se guarda, la actualización y su traducción."""
    if isinstance(cosa, dict) and numero is not None:
        cosa["update_id"] = numero
    leida = leer_json(json.dumps(cosa).encode("utf-8", "surrogatepass"))
    sobre = leer_sobre(leida, "1")
    if sobre is None:
        assert not (isinstance(cosa, dict) and type(cosa.get("update_id")) is int and 0 < cosa["update_id"] < 2**31)
        return
    assert isinstance(sobre, Recibida) and 0 < sobre.numero <= NUMERO_MAXIMO
    assert -(2**63) <= int(sobre.direccion) < 2**63
    guardado = json.loads(json.dumps(json_guardable(sobre.contenido), allow_nan=False))
    actualizacion = leer_actualizacion(guardado, BOT)
    assert isinstance(actualizacion, Update) and actualizacion.update_id == sobre.numero
    traducir(actualizacion, "alianzas_bot")


@SIN_PRISA
@given(st.binary(max_size=300) | st.text(st.characters(codec="utf-8"), max_size=100).map(str.encode))
def test_de_cualquier_conjunto_de_bytes_sale_un_valor_o_no_es_json(contenido: bytes) -> None:
    with suppress(ValueError):
        leer_json(contenido)


METODOS = ("getMe", "getUpdates", "sendMessage", "sendDocument", "editMessageText", "answerCallbackQuery")
CODIGOS = (200, 200, 200, 201, 302, 400, 401, 403, 404, 409, 429, 500, 502)
MENSAJE = {"message_id": 5, "date": 1, "chat": {"id": 1, "type": "private"}}
respuestas = st.fixed_dictionaries(
    {"ok": st.booleans() | cosas},
    optional={
        "result": cosas | st.builds(lambda campo, cosa: {**MENSAJE, campo: cosa}, st.sampled_from(NOMBRES), cosas),
        "description": cosas,
        "parameters": cosas | st.dictionaries(st.sampled_from(["retry_after", "migrate_to_chat_id"]), hojas),
    },
)


class Contesta(ConexionTelegram):
    """Una conexión a la que siempre le llega lo mismo."""

    def __init__(self, codigo: int, contenido: bytes) -> None:
        super().__init__()
        self.llega = (codigo, contenido)

    async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:
        comprobar_respuesta(url.rpartition("/")[2], *self.llega)
        return self.llega


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
@SIN_PRISA
@given(respuestas, st.sampled_from(CODIGOS), st.sampled_from(METODOS))
def test_de_cualquier_respuesta_la_biblioteca_da_un_resultado_o_un_error_de_telegram(
    cosa: Any, codigo: int, metodo: str
) -> None:
    conexion = Contesta(codigo, json.dumps(cosa).encode("utf-8", "surrogatepass"))
    try:
        resultado = asyncio.run(conexion.post(f"http://127.0.0.1/bot1/{metodo}"))
    except TelegramError as error:
        assert 0 <= espera_pedida(error) <= ESPERA_PEDIDA_MAXIMA
        return
    assert cosa["ok"] is True and 200 <= codigo <= 299
    if metodo in {"sendMessage", "sendDocument", "editMessageText"}:
        assert isinstance(Message.de_json(resultado, BOT), Message)


@pytest.mark.parametrize(
    ("texto", "leido"),
    [
        ('{"a": NaN, "b": [Infinity, -Infinity, 1e999, -1e999, 1.5]}', {"a": None, "b": [None, None, None, None, 1.5]}),
        ('\ufeff{"a": 1}', {"a": 1}),
        ('{"a": "\\ud800"}', {"a": "\ud800"}),
        ("[" * PROFUNDIDAD + "]" * PROFUNDIDAD, json.loads("[" * PROFUNDIDAD + "]" * PROFUNDIDAD)),
        ('{"antes":1,"hondo":' + "[" * 5_000 + "]" * 5_000 + ',"despues":[2]}', None),
        ('["[[[", "\\"[", "\\\\", ' + '{"a":' * 2_000 + '"]"' + "}" * 2_000 + "]", None),
    ],
)
def test_lee_lo_que_se_puede_y_poda_lo_demasiado_hondo(texto: str, leido: Any) -> None:
    visto = leer_json(texto.encode())
    if leido is not None:
        assert visto == leido
    elif isinstance(visto, dict):
        assert (visto["antes"], visto["despues"]) == (1, [2])
        assert niveles(visto["hondo"]) == PROFUNDIDAD - 1
    else:
        assert visto[:3] == ["[[[", '"[', "\\"]
        assert niveles(visto[3]) == PROFUNDIDAD - 1


def niveles(dato: Any) -> int:
    """Cuántas listas u objetos hay uno dentro de otro."""
    cuantos = 0
    while isinstance(dato, list | dict) and dato:
        cuantos, dato = cuantos + 1, next(iter(dato.values())) if isinstance(dato, dict) else dato[0]
    return cuantos


@pytest.mark.parametrize("texto", ["", " ", "{", "[" * 100_000, "{}{}", "NULL", "{'a':1}", "9" * 5_000, "[1,]"])
def test_lo_que_no_es_json_lo_dice(texto: str) -> None:
    with pytest.raises(ValueError):
        leer_json(texto.encode())


@pytest.mark.parametrize("hondo", [0, 1, NIVELES_GUARDADOS, NIVELES_GUARDADOS + 1, 900, 5_000, 100_000])
def test_lo_hondo_se_guarda_hasta_donde_se_puede_escribir_y_leer(hondo: int) -> None:
    lista: Any = "fin"
    objeto: Any = "fin"
    for _ in range(hondo):
        lista, objeto = [lista], {"a": objeto}
    for dato in (lista, objeto):
        guardado = json.loads(json.dumps(json_guardable({"antes": 1, "hondo": dato})))
        assert guardado["antes"] == 1
        assert niveles(guardado["hondo"]) == min(hondo, NIVELES_GUARDADOS - 1)


LARGO = LETRAS_PODABLES // 2


@pytest.mark.parametrize(
    "texto",
    [
        "[" * LARGO,
        "[" * LARGO + "]" * LARGO,
        "[" * 2_000 + '"' + '\\"' * LARGO,
        "[" * 2_000 + '"' + "\\" * LARGO,
        "[" * 2_000 + '"' * LARGO,
        "[" * 2_000 + "[]" * LARGO,
        '{"a":' * (LARGO // 5),
        "[" * (8 * LARGO),
        '"' + "a" * (8 * LARGO),
        "[" * 2_000 + '"a",' * (LARGO // 4),
    ],
    ids=range(10),
)
def test_ninguna_forma_tarda_mas_que_su_largo(texto: str) -> None:
    """Con dos megas, la peor tarda 0,5 s de procesador; una cuadrática tardaría horas."""
    inicio = time.process_time()
    with suppress(ValueError):
        leer_json(texto.encode())
    assert time.process_time() - inicio < 10
