"""`python -m tests.mediciones.voces`: cómo se contesta a quien no escribió ninguna de las preguntas conocidas.

Por cada voz de `tests/evaluacion/voces-marco.jsonl`, se quitan sus preguntas de las conocidas y de las solicitudes, se
ajusta todo de nuevo con las demás voces y se le contesta con el diálogo y la búsqueda del producto. `--curva` repite
con menos voces, sorteadas, y dice cuánto baja el error con cada una; `--grafico` la dibuja.
"""

import argparse
import json
import random
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from bot.config import leer_configuracion
from bot.evaluacion.casos import Caso, leer_casos
from bot.evaluacion.marcas import Marca, marcar
from bot.evaluacion.respuestas import responder_casos
from bot.montaje import armar_contexto
from bot.montaje.busqueda import abrir_busqueda
from conocimiento.frases import en_un_renglon
from conocimiento.ingesta import leer_corpus, leer_solicitudes
from conocimiento.modelo import Solicitud
from indices.busqueda import Consulta, medir, mirar
from indices.confianza.calibracion import Certeza
from indices.guardado import generacion
from indices.guardado.pedido import pedir
from indices.modelo.preparacion import carpeta_del_modelo, huella_del_modelo
from indices.parecido.clasificador import Clasificador, probabilidades_apartadas
from indices.parecido.conocidas import (
    Juez,
    Preguntas,
    Reconocedor,
    ajustar_juicio,
    ajustar_solicitud,
    clases_contrarias,
    ejemplos_de,
    ejemplos_de_preguntas,
    reunir,
)
from tests.apoyo.rutas import DOCUMENTOS, RAIZ

VOCES = RAIZ / "tests" / "evaluacion" / "voces-marco.jsonl"
REMUESTREOS = 2_000
MEDIDAS_EN_LA_CURVA = 5
"""Voces que se miden en cada punto: las mismas en todos, para que de uno a otro solo cambie cuántas se conocen."""
CUANTAS = (1, 2, 4, 8)
_LO_SABE_LA_FICHA = "procedencia"
"""El año, la fuente y el contacto no están en el texto, pero el asistente los sabe: no cuentan."""


@dataclass(frozen=True, slots=True)
class Escrita:
    """Una pregunta de una voz: el caso, quién la escribió y con qué palabras se enseña, si se enseña."""

    caso: Caso
    voz: str
    ensenada: str
    cuenta: bool


@dataclass(frozen=True, slots=True)
class Acierto:
    """Qué pasó con una pregunta. `bien`: se citó la evidencia o, si no la hay, no se dio por contestada."""

    escrita: Escrita
    marca: Marca

    @property
    def respondible(self) -> bool:
        """Si el documento la contesta."""
        return bool(self.marca.respondible)

    @property
    def bien(self) -> bool:
        """Si se hizo lo que se debía."""
        return bool(self.marca.hallada) if self.respondible else not self.marca.responde


def leer_voces(ruta: Path = VOCES) -> tuple[Escrita, ...]:
    """Las preguntas de todas las voces, en el orden del archivo."""
    crudas = [json.loads(linea) for linea in ruta.read_text(encoding="utf-8").splitlines() if linea.strip()]
    escritas: list[Escrita] = []
    for caso, cruda in zip(leer_casos(ruta), crudas, strict=True):
        cuenta = not cruda.get("dudoso") and cruda.get("idea") != _LO_SABE_LA_FICHA
        ensenada = cruda.get("entera", "") if caso.historial else caso.pregunta
        escritas.append(Escrita(caso, cruda["voz"], " ".join(ensenada.split()), cuenta))
    return tuple(escritas)


class Banco:
    """El producto abierto, con las preguntas conocidas que se le dejen."""

    def __init__(self, datos: Path | None = None) -> None:
        configuracion = leer_configuracion(datos=datos)
        self._buscador: Any = abrir_busqueda(configuracion, lambda _: None)
        documentos = self._buscador.documentos
        self._contexto = armar_contexto(configuracion, documentos, sin_erratas=self._buscador.sin_erratas)(
            datetime.now(UTC)
        )
        (self._estante,) = self._buscador._abierto.estantes
        self._coleccion = self._estante.coleccion
        preguntas = reunir(documentos)
        assert preguntas is not None
        self._preguntas = preguntas
        self._solicitudes = leer_solicitudes(DOCUMENTOS)
        self._vectores = _vectores_del_indice(configuracion.datos)
        self._certezas: dict[str, Certeza] = {}
        self._textos = {documento.ficha.documento: documento.texto for documento in documentos}
        self._fragmentos = [en_un_renglon(uno.texto) for uno in self._coleccion.fragmentos]

    def dejar(self, fuera: Collection[str]) -> None:
        """Conoce todas las preguntas y solicitudes menos las que están, palabra por palabra, en `fuera`."""
        base = self._preguntas
        quedan = [(texto, clase) for texto, clase in zip(base.textos, base.clases, strict=True) if texto not in fuera]
        preguntas = Preguntas(tuple(uno for uno, _ in quedan), tuple(clase for _, clase in quedan), base.ideas)
        solicitudes = [_sin(una, fuera) for una in self._solicitudes]
        de_preguntas = ejemplos_de_preguntas(preguntas, self._de(preguntas.textos))
        certezas = [self._certeza(texto) for texto in preguntas.textos]
        juicio = ajustar_juicio(preguntas, certezas, probabilidades_apartadas(de_preguntas))
        textos = (*preguntas.textos, *(ejemplo for una in solicitudes for ejemplo in una.ejemplos))
        todos = ejemplos_de(preguntas, solicitudes, self._de(textos))
        solicitud = ajustar_solicitud(todos, clases_contrarias(solicitudes, len(preguntas.ideas)))
        juez = Juez(preguntas, Clasificador(de_preguntas), juicio, self._coleccion.fragmentos)
        abierto, entendimiento = self._buscador._abierto, self._buscador._entendimiento
        self._buscador._abierto = replace(abierto, estantes=(replace(self._estante, juez=juez),))
        self._buscador._entendimiento = replace(entendimiento, reconocedor=Reconocedor(solicitudes, todos, solicitud))

    def contestar(self, escritas: Sequence[Escrita]) -> list[Acierto]:
        """Lo que pasa con cada pregunta."""
        respondidos = responder_casos(self._contexto, self._buscador, [una.caso for una in escritas])
        return [
            Acierto(una, marcar(caso, dada, self._textos, self._fragmentos))
            for una, (caso, dada) in zip(escritas, respondidos, strict=True)
        ]

    def _de(self, textos: Sequence[str]) -> Any:
        return np.stack([self._vectores[texto] for texto in textos])

    def _certeza(self, texto: str) -> Certeza:
        if texto not in self._certezas:
            mirada = mirar(self._coleccion, Consulta(texto, self._vectores[texto]))
            self._certezas[texto] = medir(self._coleccion, mirada)
        return self._certezas[texto]


def _vectores_del_indice(datos: Path) -> dict[str, Any]:
    """El vector de cada pregunta y solicitud conocidas, ya calculado al indexar."""
    pedido = pedir(
        leer_corpus(DOCUMENTOS, datos), DOCUMENTOS, datos, huella_del_modelo(carpeta_del_modelo(datos, None))
    )
    abierta = generacion.abrir(pedido)
    assert abierta is not None
    return dict(zip(pedido.preguntas_conocidas, abierta.conocidas, strict=True))


def _sin(solicitud: Solicitud, fuera: Collection[str]) -> Solicitud:
    """La misma sin esos ejemplos; las respuestas de la entrevista traen además su pregunta y quedan como están."""
    if solicitud.preguntas:
        return solicitud
    return Solicitud(solicitud.clave, tuple(uno for uno in solicitud.ejemplos if uno not in fuera))


def dejando_fuera(banco: Banco, escritas: Sequence[Escrita], conocidas: Collection[str], voz: str) -> list[Acierto]:
    """Lo que pasa con las preguntas de una voz si solo se conocen las de `conocidas` y las que no son de nadie."""
    banco.dejar({una.ensenada for una in escritas if una.voz == voz or una.voz not in conocidas})
    return banco.contestar([una for una in escritas if una.voz == voz and una.cuenta])


def medidas(aciertos: Iterable[Acierto]) -> dict[str, list[bool]]:
    """De cada medida, si cada caso suyo la cumple."""
    todos = list(aciertos)
    si, no = [uno for uno in todos if uno.respondible], [uno for uno in todos if not uno.respondible]
    return {
        "evidencia": [uno.bien for uno in si],
        "negativas": [uno.bien for uno in no],
        "firmes": [uno.marca.responde for uno in si],
        "firmes y con evidencia": [uno.marca.responde and uno.bien for uno in si],
        "seguimientos": [uno.bien for uno in todos if uno.escrita.caso.historial],
    }


def _por_ciento(cumplen: Sequence[bool]) -> str:
    return f"{sum(cumplen)}/{len(cumplen)} = {100 * sum(cumplen) / max(1, len(cumplen)):.1f}"


def _intervalo(por_voz: dict[str, list[bool]]) -> str:
    """El del 95 % al remuestrear voces enteras: lo que cambia de una persona a otra."""
    azar, nombres = random.Random(7), sorted(por_voz)
    medias: list[float] = []
    for _ in range(REMUESTREOS):
        juntas = [uno for nombre in azar.choices(nombres, k=len(nombres)) for uno in por_voz[nombre]]
        medias.append(100 * sum(juntas) / len(juntas))
    medias.sort()
    return f"[{medias[int(0.025 * REMUESTREOS)]:.1f}; {medias[int(0.975 * REMUESTREOS)]:.1f}]"


def _imprimir(de_cada_voz: dict[str, list[Acierto]]) -> None:
    nombres = list(medidas([]))
    print("| voz | " + " | ".join(nombres) + " |")
    for voz, aciertos in de_cada_voz.items():
        print(f"| {voz} | " + " | ".join(_por_ciento(uno) for uno in medidas(aciertos).values()) + " |")
    for nombre in nombres:
        por_voz = {voz: medidas(aciertos)[nombre] for voz, aciertos in de_cada_voz.items()}
        peor = min(por_voz, key=lambda voz: sum(por_voz[voz]) / max(1, len(por_voz[voz])))
        todas = [uno for suyas in por_voz.values() for uno in suyas]
        print(f"{nombre}: {_por_ciento(todas)} {_intervalo(por_voz)}; la peor, {peor}: {_por_ciento(por_voz[peor])}")
    clases: dict[tuple[str, bool], list[bool]] = {}
    for aciertos in de_cada_voz.values():
        for uno in aciertos:
            clases.setdefault((uno.escrita.caso.esperado.clase, uno.respondible), []).append(uno.bien)
    for (clase, respondible), suyos in sorted(clases.items()):
        print(f"  {clase}, {'con' if respondible else 'sin'} respuesta: {_por_ciento(suyos)}")


def curva(banco: Banco, escritas: Sequence[Escrita]) -> dict[int, tuple[float, float]]:
    """Por ciento de errores (sin su evidencia, contestadas sin deber) según cuántas voces se conocen."""
    voces = list(dict.fromkeys(una.voz for una in escritas))
    azar, puntos = random.Random(11), dict[int, tuple[float, float]]()
    medidas_siempre = azar.sample(voces, MEDIDAS_EN_LA_CURVA)
    for cuantas in (*CUANTAS, len(voces) - 1):
        aciertos: list[Acierto] = []
        for voz in medidas_siempre:
            otras = [una for una in voces if una != voz]
            aciertos += dejando_fuera(banco, escritas, azar.sample(otras, cuantas), voz)
        medido = medidas(aciertos)
        sin_evidencia, sin_deber = (100 - 100 * float(np.mean(medido[cual])) for cual in ("evidencia", "negativas"))
        puntos[cuantas] = sin_evidencia, sin_deber
        print(f"con {cuantas} voces: sin evidencia {puntos[cuantas][0]:.1f} %, sin deber {puntos[cuantas][1]:.1f} %")
    return puntos


def _dibujar(puntos: dict[int, tuple[float, float]], archivo: Path) -> None:
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figura, ejes = plt.subplots(figsize=(6, 4))
    for lugar, nombre in enumerate(("respondibles sin su evidencia", "contestadas sin deber")):
        ejes.plot(list(puntos), [punto[lugar] for punto in puntos.values()], marker="o", label=nombre)
    ejes.set_xlabel("voces con que se aprende")
    ejes.set_ylabel("errores con una voz nueva (%)")
    ejes.set_ylim(bottom=0)
    ejes.legend()
    figura.tight_layout()
    figura.savefig(archivo)


def principal() -> None:
    """Mide cada voz sin conocerla y, si se pide, la curva y los fallos."""
    lector = argparse.ArgumentParser(prog="python -m tests.mediciones.voces", description=__doc__)
    lector.add_argument("--datos", type=Path, help="carpeta del modelo y del índice; por omisión, la configurada")
    lector.add_argument("--fallos", action="store_true", help="dice cada pregunta que se contesta mal")
    lector.add_argument("--curva", action="store_true", help="cuánto baja el error con más voces")
    lector.add_argument("--grafico", type=Path, help="archivo PNG en que dibujar la curva")
    dicho = lector.parse_args()
    banco, escritas = Banco(dicho.datos), leer_voces()
    voces = list(dict.fromkeys(una.voz for una in escritas))
    if dicho.curva or dicho.grafico:
        puntos = curva(banco, escritas)
        if dicho.grafico:
            _dibujar(puntos, dicho.grafico)
        return
    de_cada_voz: dict[str, list[Acierto]] = {}
    for voz in voces:
        de_cada_voz[voz] = dejando_fuera(banco, escritas, voces, voz)
        print(f"{voz}…", file=sys.stderr)
    _imprimir(de_cada_voz)
    for acierto in (uno for suyos in de_cada_voz.values() for uno in suyos if dicho.fallos and not uno.bien):
        caso = acierto.escrita.caso
        print(
            f"{caso.identificador} {caso.esperado.clase} {acierto.marca.dado}: {list(caso.historial)} {caso.pregunta}"
        )


if __name__ == "__main__":
    principal()
