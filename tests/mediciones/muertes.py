"""Matar (SIGKILL) a quien agrega, publica o retira, con el índice y el modelo de verdad.

`python -m tests.mediciones.muertes --datos CARPETA` usa el modelo de esa carpeta de datos. Sin índice, mata cada vez
que se toca el disco; con índice, `--veces` veces al azar. Con `--ordenes` mata `--veces` veces cada orden de
`alianzas documentos`, arrancada como la arranca una persona, mientras dos asistentes abiertos siguen contestando. Tras
cada muerte comprueba que quedó lo de antes o lo nuevo.

Con `--chroma` no se mata la orden, sino el servidor de Chroma con que se busca, `--veces` veces, mientras se publica
una versión, otra que la reemplaza, y se retira. Al final, `alianzas por-que` explica las respuestas, y han de ser las
que se enviaron.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from conocimiento.biblioteca.catalogo import Catalogo
from conocimiento.biblioteca.guardado import leer_catalogo
from conocimiento.frases import en_un_renglon
from conocimiento.hora import HORA_DE_LIMA
from tests.apoyo.biblioteca import MARCO, comprobar_en_disco, directiva, escribir
from tests.apoyo.chroma import ServidorDeChroma
from tests.apoyo.muertes import (
    Lugar,
    Paso,
    comprobar_tras_la_muerte,
    duracion,
    hacer,
    hacer_y_matar,
    hacer_y_morir,
)

ACCIONES = ("agregar", "publicar", "retirar")
VERSIONES = ("quince", "veinte")
"""Los días que dice cada versión de una directiva."""
ALIANZAS = (sys.executable, "-m", "bot")
PLAZO = 60.0
"""Segundos en que se da por perdido lo que no se nota; lo que se espera son 5, y se dice cuánto fue."""
TEMAS = (
    "riego", "pesca", "becas", "bosques", "puertos", "museos", "caminos", "semillas", "vacunas", "turismo",
    "deporte", "aduanas", "luz", "vivienda", "minas", "escuelas", "archivos", "puentes", "residuos", "quesos",
)  # fmt: skip


def matar_en_cada_vez(carpeta: Path) -> tuple[int, int]:
    """Sin índice: en cada vez que se toca el disco. Devuelve las muertes y en cuántas quedó lo nuevo."""
    muertes, nuevos = 0, 0
    for accion in ACCIONES:
        numero, quedan = 1, True
        while quedan:  # cada vez, en una carpeta nueva: con más documentos se toca más veces el disco
            lugar = _lugar(carpeta / f"{accion}{numero}", con_indice=False)
            for previa in ACCIONES[: ACCIONES.index(accion)]:
                hacer(lugar, _paso(carpeta, previa, "tema"))
            paso, antes = _paso(carpeta, accion, "tema"), leer_catalogo(lugar.datos)
            quedan = hacer_y_morir(lugar, paso, numero)
            muertes, numero = muertes + quedan, numero + 1
            nuevos += _comprobar(lugar, paso, antes) and quedan
    return muertes, nuevos


def matar_al_azar(carpeta: Path, modelo: Path, veces: int) -> tuple[int, int]:
    """Con índice: al azar. Devuelve las muertes y en cuántas quedó lo nuevo."""
    lugar = _lugar(carpeta, con_indice=True)
    lugar.datos.mkdir()
    (lugar.datos / "modelo").symlink_to((modelo / "modelo").resolve(), target_is_directory=True)
    azar = random.Random(16)
    dura = {accion: duracion(lugar, _paso(carpeta, accion, "medida")) for accion in ACCIONES}
    muertes, nuevos = 0, 0
    for numero in range(veces):
        accion = ACCIONES[numero % len(ACCIONES)]
        paso, antes = _paso(carpeta, accion, f"tema{numero // len(ACCIONES)}"), leer_catalogo(lugar.datos)
        muertes += hacer_y_matar(lugar, paso, azar.uniform(0, dura[accion]))
        nuevos += _comprobar(lugar, paso, antes)
        print(f"{numero + 1} de {veces}: {accion}, {muertes} muertes", flush=True)
    return muertes, nuevos


class Charla:
    """Un asistente abierto, como `alianzas charla`, al que se le va preguntando."""

    def __init__(self, ambiente: dict[str, str], persona: str) -> None:
        self._proceso = subprocess.Popen(
            [*ALIANZAS, "charla", "--json", "--persona", persona],
            env=ambiente, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=None, text=True,
        )  # fmt: skip

    def preguntar(self, pregunta: str) -> str:
        """Lo que contesta, con su fuente."""
        entrada, salida = self._proceso.stdin, self._proceso.stdout
        assert entrada is not None and salida is not None
        print(pregunta, file=entrada, flush=True)
        return json.loads(salida.readline())["texto"]

    def cerrar(self) -> None:
        self._proceso.communicate()


@dataclass
class Ordenes:
    """Las órdenes de una persona y dos asistentes que atienden entretanto; recuerda lo que tardaron en notarlo."""

    lugar: Lugar
    carpeta: Path
    ambiente: dict[str, str]
    charlas: list[Charla]
    tardaron: list[float] = field(default_factory=list[float])
    preguntadas: int = 0

    def argumentos(self, paso: Paso) -> list[str]:
        match paso.accion:
            case "agregar":
                return ["agregar", str(paso.archivo), "--clave", paso.clave, "--titulo", f"Título de {paso.clave}"]
            case "publicar":
                return ["publicar", paso.clave]
            case _:
                return ["retirar", paso.clave, "--motivo", "se derogó"]

    def dar(self, paso: Paso, tras: float | None = None) -> bool:
        """Da la orden y, con `tras`, la mata a esos segundos; dice si murió antes de terminar."""
        orden = [*ALIANZAS, "documentos", *self.argumentos(paso)]
        proceso = subprocess.Popen(orden, env=self.ambiente, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            _, dicho = proceso.communicate(timeout=tras)
        except subprocess.TimeoutExpired:
            proceso.kill()
            proceso.communicate()
            return True
        assert proceso.returncode == 0, dicho
        return False

    def preguntar(self, clave: str) -> None:
        """Lo que ya no se cita no se cita ni una vez; lo que se cita, lo notan los dos, y se apunta cuánto tardaron."""
        rige = any(uno.clave == clave for uno in leer_catalogo(self.lugar.datos).vigentes(_hoy()))
        desde, pregunta = time.monotonic(), _pregunta(clave)
        for charla in self.charlas:
            while True:
                self.preguntadas += 1
                cita = f"— Título de {clave}" in charla.preguntar(pregunta)
                assert rige or not cita, f"se citó {clave}, que no está en vigor"
                if cita == rige:
                    break
                assert time.monotonic() - desde < PLAZO, f"no se citó {clave} en {PLAZO:.0f} s"
                time.sleep(0.2)
            self.tardaron.append(time.monotonic() - desde)


def matar_ordenes(carpeta: Path, modelo: Path, veces: int) -> str:
    """Cada orden, tantas veces, muerta en un momento al azar de lo que dura desde que se escribe."""
    lugar, ambiente = _preparado(carpeta, modelo)
    ordenes = Ordenes(lugar, carpeta, ambiente, [])
    dura = dict.fromkeys(ACCIONES, 0.0)
    for accion in ACCIONES:
        desde = time.monotonic()
        ordenes.dar(_paso(carpeta, accion, "medida"))
        dura[accion] = time.monotonic() - desde
    ordenes.charlas = [Charla(ambiente, persona) for persona in ("ana", "beto")]
    azar, cuenta = random.Random(23), {accion: [0, 0] for accion in ACCIONES}
    for numero in range(veces):
        for accion in ACCIONES:
            paso, antes = (
                _paso(carpeta, accion, TEMAS[numero % len(TEMAS)] + "o" * (numero // len(TEMAS))),
                leer_catalogo(lugar.datos),
            )
            murio = ordenes.dar(paso, azar.uniform(0, dura[accion]))
            es_nuevo = comprobar_tras_la_muerte(lugar, antes, paso, _hoy())
            cuenta[accion][0] += murio
            cuenta[accion][1] += murio and es_nuevo
            ordenes.preguntar(paso.clave)
            if not es_nuevo:
                ordenes.dar(paso)
                assert comprobar_tras_la_muerte(lugar, antes, paso, _hoy())
                ordenes.preguntar(paso.clave)
        print(f"{numero + 1} de {veces}: {cuenta}", flush=True)
    for charla in ordenes.charlas:
        charla.cerrar()
    dicho = ", ".join(
        f"{accion} {muertes} muertes, {nuevas} con lo nuevo" for accion, (muertes, nuevas) in cuenta.items()
    )
    tardos = sorted(ordenes.tardaron)
    return (
        f"{dicho}; ninguna mezcla. Dos asistentes abiertos, {ordenes.preguntadas} preguntas, ninguna cita de lo que no "
        f"rige; en notarlo, n = {len(tardos)}: la mediana {tardos[len(tardos) // 2]:.1f} s, lo más {tardos[-1]:.1f} s"
    )


@dataclass
class SinChroma:
    """Las órdenes de una persona y un asistente que contesta entretanto, con un servidor de Chroma al que se mata."""

    ordenes: Ordenes
    servidor: ServidorDeChroma
    azar: random.Random
    muertes: int = 0
    a_media_orden: int = 0
    respuestas: dict[tuple[str, str], tuple[int, str, str]] = field(
        default_factory=dict[tuple[str, str], tuple[int, str, str]]
    )
    """Por directiva y días, la primera que la citó: su número, los días que decía y ella."""

    def hacer(self, paso: Paso, dura: float, antes: str, despues: str) -> None:
        """Da la orden, mata el servidor en un momento al azar y pregunta mientras: se dice lo de `antes` o lo de
        `despues`, que son los días de la directiva (o nada, si no se cita), y después de la orden, solo lo último.
        """
        orden = subprocess.Popen(
            [*ALIANZAS, "documentos", *self.ordenes.argumentos(paso)],
            env=self.ordenes.ambiente, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        matar = threading.Timer(self.azar.uniform(0, dura), self._matar, [orden])
        matar.start()
        while orden.poll() is None:
            self._preguntar(paso.clave, {antes, despues})
        assert orden.returncode == 0, orden.communicate()[1]
        desde, dicho = time.monotonic(), None
        while dicho != despues:  # lo retirado, ni una vez más; lo nuevo, en cuanto se nota
            dicho = self._preguntar(paso.clave, {despues} if not despues else {antes, despues})
            assert time.monotonic() - desde < PLAZO, f"no se dijo «{despues}» en {PLAZO:.0f} s"
        self.ordenes.tardaron.append(time.monotonic() - desde)
        matar.join()
        self._preguntar(paso.clave, {despues})
        self.servidor.iniciar()
        self._preguntar(paso.clave, {despues})

    def _matar(self, orden: "subprocess.Popen[bytes]") -> None:
        self.muertes += 1
        self.a_media_orden += orden.poll() is None
        self.servidor.matar()

    def _preguntar(self, clave: str, pueden: set[str]) -> str:
        """Los días que dice; vacío si no cita la directiva."""
        (charla,) = self.ordenes.charlas
        self.ordenes.preguntadas += 1
        contestado = charla.preguntar(_pregunta(clave))
        dichos = [dias for dias in VERSIONES if f"en {dias} días hábiles" in contestado]
        citada = f"— Título de {clave}" in contestado
        assert len(dichos) == citada, contestado
        dicho = dichos[0] if citada else ""
        assert dicho in pueden, f"se dijo «{dicho}» de {clave}, y podía decirse {pueden}"
        if citada:
            self.respuestas.setdefault((clave, dicho), (self.ordenes.preguntadas, dicho, contestado))
        return dicho


def matar_a_chroma(carpeta: Path, modelo: Path, veces: int) -> str:
    """Publica una versión, otra que la reemplaza, y la retira, con el servidor muerto en medio cada vez."""
    lugar, ambiente = _preparado(carpeta, modelo)
    servidor = ServidorDeChroma(carpeta / "chroma")
    servidor.iniciar()
    ordenes = Ordenes(lugar, carpeta, ambiente | {"ALIANZAS_CHROMA": servidor.servidor.direccion}, [])
    medida, dura = _paso(carpeta, "agregar", "medida"), dict.fromkeys(ACCIONES, 0.0)
    for accion in ACCIONES:
        desde = time.monotonic()
        ordenes.dar(replace(medida, accion=accion))
        dura[accion] = time.monotonic() - desde
    ordenes.charlas = [Charla(ordenes.ambiente, "ana")]
    sin_chroma = SinChroma(ordenes, servidor, random.Random(29))
    primera, segunda = VERSIONES
    try:
        while sin_chroma.muertes < veces:
            numero = sin_chroma.muertes // 3
            clave = TEMAS[numero % len(TEMAS)] + "o" * (numero // len(TEMAS))
            for dias, antes in ((primera, ""), (segunda, primera)):
                paso = Paso("agregar", escribir(carpeta / dias, f"{clave}.txt", directiva(dias, clave)), clave)
                ordenes.dar(paso)
                sin_chroma.hacer(replace(paso, accion="publicar"), dura["publicar"], antes, dias)
            sin_chroma.hacer(replace(paso, accion="retirar"), dura["retirar"], segunda, "")
            comprobar_en_disco(lugar.datos)
            print(f"{sin_chroma.muertes} muertes del servidor, {sin_chroma.a_media_orden} a media orden", flush=True)
    finally:
        servidor.matar()
        ordenes.charlas[0].cerrar()
    explicadas = _explicadas(ordenes, sin_chroma.respuestas.values())
    tardos = sorted(ordenes.tardaron)
    return (
        f"{sin_chroma.muertes} muertes del servidor, {sin_chroma.a_media_orden} a media orden; {ordenes.preguntadas} "
        "preguntas, siempre lo de antes o lo nuevo, y de lo retirado, ninguna cita después de su mensaje; en notarlo, "
        f"la mediana {tardos[len(tardos) // 2]:.1f} s, lo más {tardos[-1]:.1f} s. {explicadas}"
    )


def _explicadas(ordenes: Ordenes, respuestas: Iterable[tuple[int, str, str]]) -> str:
    """Cada respuesta, con `alianzas por-que`, es la que se envió, y su cita, la de la versión de entonces."""
    respuestas = [*respuestas]
    for numero, dias, contestado in respuestas:
        dicho = subprocess.run(
            [*ALIANZAS, "por-que", str(numero), "--json"], env=ordenes.ambiente, capture_output=True, check=True
        )
        explicada = json.loads(dicho.stdout)
        assert en_un_renglon(explicada["respuesta"]) == en_un_renglon(contestado), explicada
        (cita,) = (cita for una in explicada["preguntas"] for cita in una["citas"])
        assert cita["texto"] == cita["enviado"] and f"en {dias} días hábiles" in cita["texto"], cita
    return f"`alianzas por-que` de {len(respuestas)} respuestas de versiones que ya no se citan: lo que se envió"


def _pregunta(clave: str) -> str:
    return f"¿en cuántos días se evalúa el expediente de {clave}?"


def _preparado(carpeta: Path, modelo: Path) -> tuple[Lugar, dict[str, str]]:
    """Un lugar con índice y lo que hay que decir en el entorno para que las órdenes sean de él."""
    lugar = _lugar(carpeta, con_indice=True)
    lugar.datos.mkdir(parents=True)
    (lugar.datos / "modelo").symlink_to((modelo / "modelo").resolve(), target_is_directory=True)
    return lugar, {**os.environ, "ALIANZAS_DATOS": str(lugar.datos), "ALIANZAS_CORPUS": str(lugar.corpus)}


def _hoy() -> date:
    return datetime.now(HORA_DE_LIMA).date()


def _comprobar(lugar: Lugar, paso: Paso, antes: Catalogo) -> bool:
    """Comprueba lo que quedó y, si fue lo de antes, que repetir el paso lo hace; dice si quedó lo nuevo."""
    es_nuevo = comprobar_tras_la_muerte(lugar, antes, paso)
    if not es_nuevo:
        hacer(lugar, paso)
        assert comprobar_tras_la_muerte(lugar, antes, paso)
    return es_nuevo


def _lugar(carpeta: Path, con_indice: bool) -> Lugar:
    corpus = escribir(carpeta / f"corpus-{con_indice}", "marco.txt", MARCO).parent
    return Lugar(corpus, carpeta / f"datos-{con_indice}", con_indice)


def _paso(carpeta: Path, accion: str, clave: str) -> Paso:
    return Paso(accion, escribir(carpeta, f"{clave}.txt", directiva("quince", clave)), clave)


def main() -> None:
    """Mata, comprueba y dice cuánto."""
    argumentos = argparse.ArgumentParser(prog="python -m tests.mediciones.muertes", description=__doc__)
    argumentos.add_argument("--datos", type=Path, required=True, help="Carpeta de datos con el modelo preparado.")
    argumentos.add_argument("--veces", type=int, default=60, help="Muertes al azar, con índice.")
    argumentos.add_argument("--ordenes", action="store_true", help="Mata las órdenes, cada una `--veces` veces.")
    argumentos.add_argument("--chroma", action="store_true", help="Mata el servidor de Chroma, `--veces` veces.")
    opciones = argumentos.parse_args()
    if opciones.ordenes or opciones.chroma:
        matar = matar_a_chroma if opciones.chroma else matar_ordenes
        with tempfile.TemporaryDirectory(prefix="alianzas-muertes-") as temporal:
            print(matar(Path(temporal), opciones.datos, opciones.veces))
        return
    with tempfile.TemporaryDirectory(prefix="alianzas-muertes-") as temporal:
        carpeta = Path(temporal)
        print(
            "sin índice, en cada vez que se toca el disco: {} muertes, {} con lo nuevo".format(
                *matar_en_cada_vez(carpeta)
            )
        )
        hechas = matar_al_azar(carpeta, opciones.datos, opciones.veces)
        print("con índice, al azar: {} muertes, {} con lo nuevo; ninguna mezcla".format(*hechas))


if __name__ == "__main__":
    main()
