"""El conjunto público, leído y codificado una vez: de él se sacan corpus de muchos tamaños y sus preguntas."""

import json
import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from conocimiento.modelo import Fragmento, Hallazgo
from indices import busqueda
from indices.busqueda import Coleccion, Consulta, mirar, texto_indexado
from indices.confianza.calibracion import RASGOS, RASGOS_DE_DATO, Calibracion, Calibraciones
from indices.guardado.pedido import leer_preguntas_de_fondo
from indices.guardado.vectores import VectoresGuardados
from indices.palabras.artificiales import parafrasear
from indices.palabras.consultas import Conocer, Corrector, Lengua
from indices.palabras.lexico import IndiceLexico
from tests.apoyo.textos_leidos import fragmentos_de


def _neutra(rasgos: Sequence[str]) -> Calibracion:
    cuantos = len(rasgos)
    return Calibracion(tuple(rasgos), (0.0,) * cuantos, (1.0,) * cuantos, (0.0,) * cuantos, 0.0)


NEUTRAS = Calibraciones(_neutra(RASGOS), _neutra(RASGOS_DE_DATO), _neutra(RASGOS_DE_DATO), "")


@dataclass(frozen=True, slots=True)
class Pregunta:
    """Una pregunta que se puede responder, con su artículo y su párrafo."""

    texto: str
    descuidada: str  # sin tildes ni mayúsculas y con una errata, como en el teléfono
    articulo: int
    parrafo: int


@dataclass(frozen=True, slots=True)
class Datos:
    """El conjunto público, ya repartido."""

    parrafos: tuple[tuple[int, str], ...]  # (artículo, texto)
    preguntas: tuple[Pregunta, ...]
    imposibles: tuple[Pregunta, ...]  # su párrafo trata el tema y no trae el dato


def leer_datos(ruta: Path, azar: random.Random) -> Datos:
    """Lee un archivo con el formato de SQuAD v2."""
    parrafos: list[tuple[int, str]] = []
    preguntas: list[Pregunta] = []
    imposibles: list[Pregunta] = []
    for articulo, contenido in enumerate(json.loads(ruta.read_text(encoding="utf-8"))["data"]):
        for parrafo in contenido["paragraphs"]:
            parrafos.append((articulo, parrafo["context"]))
            preguntas += [
                Pregunta(caso["question"], descuidar(caso["question"], azar), articulo, len(parrafos) - 1)
                for caso in parrafo["qas"]
                if not caso["is_impossible"]
            ]
            imposibles += [
                Pregunta(caso["question"], "", articulo, len(parrafos) - 1)
                for caso in parrafo["qas"]
                if caso["is_impossible"]
            ]
    return Datos(tuple(parrafos), tuple(preguntas), tuple(imposibles))


def descuidar(texto: str, azar: random.Random) -> str:
    """Escribe una pregunta como se escribe deprisa: sin tildes ni mayúsculas y con una errata."""
    descompuesto = unicodedata.normalize("NFD", texto).lower().strip("¿?¡! ")
    palabras = "".join(letra for letra in descompuesto if unicodedata.category(letra) != "Mn").split()
    largas = [lugar for lugar, palabra in enumerate(palabras) if len(palabra) >= 5]
    if largas:
        lugar = azar.choice(largas)
        palabra = palabras[lugar]
        corte = azar.randrange(1, len(palabra) - 1)
        palabras[lugar] = azar.choice(
            (
                palabra[:corte] + palabra[corte + 1 :],
                palabra[:corte] + palabra[corte + 1] + palabra[corte] + palabra[corte + 2 :],
                palabra[:corte] + azar.choice("aeioust") + palabra[corte + 1 :],
            )
        )
    return " ".join(palabras)


class Banco:
    """El conjunto público codificado una vez: de él se sacan corpus de muchos tamaños."""

    def __init__(
        self, datos: Datos, memoria: VectoresGuardados, conocer: Conocer, avisar: Callable[[str], None]
    ) -> None:
        self.datos = datos
        self.fragmentos: list[tuple[int, Fragmento]] = [
            (numero, fragmento)
            for numero, (_, texto) in enumerate(datos.parrafos)
            for fragmento in fragmentos_de(texto, str(numero))
        ]
        self.vectores = memoria.de_pasajes([fragmento.texto for _, fragmento in self.fragmentos], avisar)
        avisar("Pasajes codificados; siguen las oraciones y las preguntas.")
        self.comienzos: list[int] = []
        oraciones: list[str] = []
        for _, fragmento in self.fragmentos:
            self.comienzos.append(len(oraciones))
            oraciones += [fragmento.oracion(tramo) for tramo in fragmento.oraciones]
        self.oraciones = memoria.de_pasajes(oraciones, avisar)
        self.fondo = memoria.de_preguntas(leer_preguntas_de_fondo())
        self._memoria = memoria
        self._conocer = conocer

    def coleccion(self, filas: Sequence[int], con_oraciones: bool) -> Coleccion:
        """Arma un corpus con algunos fragmentos."""
        de_fragmentos = self.vectores[list(filas)]
        fragmentos = tuple(self.fragmentos[fila][1] for fila in filas)
        comienzos = np.cumsum([0, *(len(fragmento.oraciones) for fragmento in fragmentos)])
        de_oraciones = [
            self.comienzos[fila] + lugar for fila in filas for lugar in range(len(self.fragmentos[fila][1].oraciones))
        ]
        coleccion = Coleccion(
            fragmentos=fragmentos,
            vectores=de_fragmentos,
            lexico=IndiceLexico([texto_indexado("", fragmento.texto) for fragmento in fragmentos]),
            calibraciones=NEUTRAS,
            oraciones=self.oraciones[de_oraciones] if con_oraciones else None,
            comienzos=tuple(int(comienzo) for comienzo in comienzos[:-1]),
        )
        return replace(coleccion, fondo=busqueda.fondo_de(coleccion, self.fondo))

    def corrector(self, coleccion: Coleccion) -> Corrector:
        """El que corrige con las palabras de ese corpus."""
        return Corrector([fragmento.texto for fragmento in coleccion.fragmentos], Lengua(self._conocer))

    def buscar(
        self, coleccion: Coleccion, corrector: Corrector, textos: Sequence[str], ocultar: random.Random | None = None
    ) -> list[Hallazgo]:
        """Busca unas preguntas como las busca el producto; con `ocultar`, como si se preguntaran con otras palabras."""
        corregidas = [corrector.corregir(texto) for texto in textos]
        codificadas = self._memoria.de_preguntas(corregidas)
        consultas = [
            Consulta(parafrasear(texto, ocultar, 1.0) if ocultar else texto, vector)
            for texto, vector in zip(corregidas, codificadas, strict=True)
        ]
        return [busqueda.buscar(coleccion, mirar(coleccion, consulta)) for consulta in consultas]

    def consultas(self, textos: Sequence[str]) -> list[Consulta]:
        """Unas preguntas con su vector."""
        return [Consulta(*una) for una in zip(textos, self._memoria.de_preguntas(textos), strict=True)]
