"""Cambiar la biblioteca en otro proceso, al que se puede matar en cualquier momento, y comprobar qué quedó."""

import os
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import TYPE_CHECKING

from conocimiento.biblioteca import gestion
from conocimiento.biblioteca.catalogo import Catalogo
from conocimiento.biblioteca.ficha import FichaEscrita
from conocimiento.biblioteca.gestion import PorAgregar, PorPreparar, PorPublicar
from conocimiento.biblioteca.guardado import leer_catalogo, turno
from conocimiento.ingesta import leer_corpus
from indices import abrir
from indices.buscador import BuscadorLocal
from tests.apoyo.biblioteca import HOY, acto, comprobar_en_disco, en_vigor, leer, restos
from tests.apoyo.ordenes import PROCESOS

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

_DEL_DISCO = {"open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.scandir", "fcntl.flock"}


@dataclass(frozen=True, slots=True)
class Paso:
    """Algo que se hace con la biblioteca: agregar un archivo, o publicar o retirar una clave."""

    accion: str
    archivo: Path
    clave: str


@dataclass(frozen=True, slots=True)
class Lugar:
    """Las carpetas; `con_indice`: se hace también el índice, con el modelo de verdad."""

    corpus: Path
    datos: Path
    con_indice: bool


def hacer(lugar: Lugar, paso: Paso, listo: Event | None = None) -> None:
    """Hace el paso entero. Avisa cuando está por empezar, con todo lo demás ya abierto."""
    anterior = (
        abrir.abrir_buscador(lugar.corpus, lugar.datos) if lugar.con_indice and paso.accion != "agregar" else None
    )
    if listo is not None:
        listo.set()
    match paso.accion:
        case "agregar":
            pedido = PorAgregar(paso.archivo, paso.archivo.name, paso.clave, FichaEscrita(f"Título de {paso.clave}"))
            gestion.agregar(lugar.datos, pedido, acto(), leer, {})
        case "publicar":
            gestion.publicar(
                lugar.datos, PorPublicar(paso.clave), acto(), lambda uno: _preparar(lugar, anterior, uno), {}
            )
        case _:
            gestion.retirar(lugar.datos, paso.clave, acto(), "se derogó", {})
            if anterior is not None:
                abrir.abrir_con_su_modelo(anterior, lugar.corpus, lugar.datos, HOY)


def _preparar(lugar: Lugar, anterior: BuscadorLocal | None, pedido: PorPreparar) -> None:
    documentos = leer_corpus(lugar.corpus, lugar.datos, HOY, pedido.catalogo)
    if anterior is None:
        pedido.confirmar("")
        return
    cambio = abrir.Cambio(documentos, lambda _antes, _despues: None, pedido.confirmar)
    abrir.cambiar(anterior, lugar.corpus, lugar.datos, cambio)


def hacer_y_matar(lugar: Lugar, paso: Paso, tras: float) -> bool:
    """Empieza el paso en otro proceso y lo mata (SIGKILL) tras esos segundos; dice si murió antes de terminar."""
    listo = PROCESOS.Event()
    proceso = PROCESOS.Process(target=hacer, args=(lugar, paso, listo))
    proceso.start()
    assert listo.wait(60)
    time.sleep(tras)
    proceso.kill()
    proceso.join()
    return proceso.exitcode != 0


def duracion(lugar: Lugar, paso: Paso) -> float:
    """Segundos que toma el paso en otro proceso, que lo hace entero, sin contar lo que tarda en abrir."""
    listo = PROCESOS.Event()
    proceso = PROCESOS.Process(target=hacer, args=(lugar, paso, listo))
    proceso.start()
    assert listo.wait(60)
    inicio = time.perf_counter()
    proceso.join()
    assert proceso.exitcode == 0
    return time.perf_counter() - inicio


def hacer_y_morir(lugar: Lugar, paso: Paso, en: int) -> bool:
    """Hace el paso en un proceso que se mata (SIGKILL) al ir a tocar el disco por esa vez, desde 1; dice si murió."""
    veces = PROCESOS.Value("i", 0)
    proceso = PROCESOS.Process(target=_hacer_contando, args=(lugar, paso, veces, en))
    proceso.start()
    proceso.join()
    assert proceso.exitcode in (0, -signal.SIGKILL)
    return proceso.exitcode != 0


def veces_que_toca_el_disco(lugar: Lugar, paso: Paso) -> int:
    """Cuántas veces abre, crea, renombra o borra algo el paso, que se hace entero en una copia."""
    veces = PROCESOS.Value("i", 0)
    with tempfile.TemporaryDirectory() as copia:
        if lugar.datos.is_dir():
            shutil.copytree(lugar.datos, Path(copia) / "datos")
        otro = replace(lugar, datos=Path(copia) / "datos")
        proceso = PROCESOS.Process(target=_hacer_contando, args=(otro, paso, veces, 0))
        proceso.start()
        proceso.join()
    assert proceso.exitcode == 0
    return veces.value


def _hacer_contando(lugar: Lugar, paso: Paso, veces: "Synchronized[int]", muere_en: int) -> None:
    def mirar(evento: str, _: tuple[object, ...]) -> None:
        if contando and evento in _DEL_DISCO:
            veces.value += 1
            if veces.value == muere_en:
                os.kill(os.getpid(), signal.SIGKILL)

    contando = False
    sys.addaudithook(mirar)
    leer_catalogo(lugar.datos)  # lo que se carga al usarlo por primera vez no se cuenta
    contando = True
    hacer(lugar, paso)
    contando = False


def comprobar_tras_la_muerte(lugar: Lugar, antes: Catalogo, paso: Paso, dia: date = HOY) -> bool:
    """Lo que quedó es lo de antes o lo nuevo, entero; dice si es lo nuevo. `dia`: el que es para quien lo hizo."""
    ahora = leer_catalogo(lugar.datos)
    comprobar_en_disco(lugar.datos)
    cambiadas = {uno.clave for uno in ahora.inscritos if uno not in antes.inscritos}
    assert cambiadas <= {paso.clave}
    assert {uno.nombre for uno in antes.inscritos} <= {uno.nombre for uno in ahora.inscritos}
    citadas = en_vigor(lugar.corpus, lugar.datos, dia)
    assert citadas == ["marco.txt", *(f"biblioteca/{uno.nombre}" for uno in ahora.vigentes(dia))]
    if lugar.con_indice:
        buscador = abrir.abrir_buscador(lugar.corpus, lugar.datos)
        hallados = buscador.buscar([f"¿en cuántos días se evalúa el expediente de {paso.clave}?"])[0].pasajes
        nombres = {uno.ficha.documento for uno in leer_corpus(lugar.corpus, lugar.datos, dia)}
        assert hallados and {uno.fragmento.documento for uno in hallados} <= nombres
    with turno(lugar.datos):  # quien viene después quita los restos
        assert restos(lugar.datos) == []
    return ahora != antes
