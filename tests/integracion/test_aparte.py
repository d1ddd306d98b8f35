"""Lo que se hace en otro proceso: sus valores llegan, su resultado y su error vuelven, y no deja nada detrás."""

import importlib
import logging
import operator
import os
import pickle
import pkgutil
import signal
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

import bot
import conocimiento
import indices
from bot.dialogo.peticiones import Filtros
from bot.servicio.aparte import _que_viaje, hacer_aparte
from bot.servicio.puertos import TrabajoExcedido, TrabajoInterrumpido
from conocimiento.errores import CorpusVacio, ErrorLegible
from conocimiento.ingesta import leer_corpus


def test_se_hace_en_otro_proceso_con_los_valores_que_se_le_dan() -> None:
    assert hacer_aparte(os.getpid) != os.getpid()
    filtros = Filtros(senales=("sin_respuesta",), ods=6)
    assert hacer_aparte(operator.getitem, {"a": filtros}, "a") == filtros


def test_lo_que_el_trabajo_imprime_no_estorba_a_su_respuesta() -> None:
    assert hacer_aparte(print, "palabrasecreta") is None
    assert hacer_aparte(os.system, "echo palabrasecreta; echo palabrasecreta >&2") == 0


def test_un_error_previsto_vuelve_tal_cual_y_no_se_repite_en_el_registro(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(CorpusVacio) as aqui:
        leer_corpus(tmp_path)
    with pytest.raises(CorpusVacio) as alli:
        hacer_aparte(leer_corpus, tmp_path)
    assert str(alli.value) == str(aqui.value)
    assert alli.value.__dict__ == aqui.value.__dict__
    assert caplog.text == ""


def clases(de: type[ErrorLegible]) -> Iterator[type[ErrorLegible]]:
    yield de
    for una in de.__subclasses__():
        yield from clases(una)


def del_producto() -> list[type[ErrorLegible]]:
    """Todas, se haya usado ya o no el módulo que las define."""
    for paquete in (bot, conocimiento, indices):
        for modulo in pkgutil.walk_packages(paquete.__path__, f"{paquete.__name__}."):
            if not modulo.name.endswith("__main__") and ".migraciones." not in modulo.name:
                importlib.import_module(modulo.name)
    suyas = {una for una in clases(ErrorLegible) if una.__module__.split(".")[0] in ("bot", "conocimiento", "indices")}
    return sorted(suyas, key=lambda una: una.__name__)


@pytest.mark.parametrize("clase", del_producto())
def test_cualquier_error_legible_puede_viajar(clase: type[ErrorLegible]) -> None:
    error = clase.__new__(clase, "No se puede.")
    error.codigo_de_salida = 3
    vuelto = pickle.loads(pickle.dumps(error))
    assert (type(vuelto), str(vuelto), vuelto.codigo_de_salida) == (clase, "No se puede.", 3)


def test_un_error_imprevisto_vuelve_y_el_registro_dice_donde_fue_sin_su_mensaje(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(ValueError, match="palabrasecreta"):
        hacer_aparte(datetime.fromisoformat, "palabrasecreta")
    assert "trabajo=fromisoformat" in caplog.text and "ValueError" in caplog.text and "aparte.py" in caplog.text
    assert "palabrasecreta" not in caplog.text


def test_un_error_que_no_puede_viajar_dice_al_menos_su_clase() -> None:
    class SoloDeAqui(Exception):
        pass

    assert repr(_que_viaje(SoloDeAqui("palabrasecreta"))) == "RuntimeError('SoloDeAqui')"


def test_si_una_senal_lo_detiene_se_sabe() -> None:
    with pytest.raises(TrabajoInterrumpido):
        hacer_aparte(signal.raise_signal, signal.SIGKILL)


def test_si_termina_sin_responder_se_dice_con_que_codigo() -> None:
    with pytest.raises(RuntimeError, match="código 7"):
        hacer_aparte(os._exit, 7)


def test_si_pasa_el_plazo_se_mata_y_se_sabe() -> None:
    antes, de_otras_pruebas = time.monotonic(), set(hijos())
    with pytest.raises(TrabajoExcedido):
        hacer_aparte(time.sleep, 60.0, plazo=0.5)
    assert time.monotonic() - antes < 20
    assert set(hijos()) <= de_otras_pruebas


def hijos() -> list[str]:
    """Los procesos que este dejó en marcha."""
    return [hijo for tarea in Path("/proc/self/task").iterdir() for hijo in (tarea / "children").read_text().split()]


@pytest.mark.parametrize("falta_memoria", [lambda: hacer_aparte(bytearray, 2**62), lambda: hacer_aparte(os.abort)])
def test_si_le_falta_memoria_es_que_se_excedio(falta_memoria: Callable[[], object]) -> None:
    with pytest.raises(TrabajoExcedido):
        falta_memoria()


def test_cede_el_procesador_a_quien_conversa() -> None:
    assert hacer_aparte(os.nice, 0) > os.nice(0)


def test_no_esta_en_la_sesion_de_quien_lo_pide() -> None:
    assert hacer_aparte(os.getsid, 0) != os.getsid(0)
