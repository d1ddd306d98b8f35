"""Embeddings en el proceso que atiende: ONNX de 8 bits y tokenizador, sin torch y sin red.

No prepara el modelo (lo hace `modelo_preparacion`) y no guarda vectores (lo hace `vectores`).
"""

# pyright: reportUnknownMemberType=false, reportMissingTypeStubs=false

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import onnxruntime
from langchain_core.embeddings import Embeddings
from tokenizers import Tokenizer

from indices.errores import ErrorDeModelo

MODELO_ONNX = "modelo.onnx"
TOKENIZADOR = "tokenizer.json"
AJUSTES = "ajustes.json"

_LETRAS_POR_TEXTO = 6_000
"""Con 512 piezas caben unos 2 500 caracteres; leer más solo cuesta tiempo."""
_PIEZAS_POR_LOTE = 4_096

Vectores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ajustes:
    """Lo que el modelo necesita que se sepa de él."""

    dimension: int
    maximo_de_piezas: int
    relleno: int
    prefijo_pregunta: str
    prefijo_pasaje: str


class EmbeddingsLocales(Embeddings):
    """Vectores normalizados de preguntas y pasajes, calculados en esta máquina.

    `hilos` se fija a propósito: dejar que onnxruntime elija atasca una máquina ocupada.
    """

    def __init__(self, carpeta: Path, hilos: int = 2) -> None:
        """Carga el modelo publicado en `carpeta`. Raises `ErrorDeModelo` si falta algo o está dañado."""
        try:
            self.ajustes = Ajustes(**json.loads((carpeta / AJUSTES).read_text(encoding="utf-8")))
            self._tokenizador = Tokenizer.from_file(str(carpeta / TOKENIZADOR))
            opciones = cast(Any, onnxruntime).SessionOptions()
            opciones.intra_op_num_threads = hilos
            opciones.inter_op_num_threads = 1
            opciones.enable_cpu_mem_arena = False  # la reserva crece con el lote más largo y no se devuelve
            opciones.log_severity_level = 3
            self._sesion = onnxruntime.InferenceSession(
                str(carpeta / MODELO_ONNX), opciones, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # tokenizers y onnxruntime lanzan Exception a secas
            raise ErrorDeModelo(
                f"No se puede cargar el modelo de {carpeta}: {type(error).__name__}. "
                "Borre esa carpeta y ejecute `alianzas indexar`."
            ) from error
        self._tokenizador.no_padding()  # cada lote se rellena aquí, con su máscara
        self._tokenizador.enable_truncation(self.ajustes.maximo_de_piezas)

    def embed_query(self, text: str) -> list[float]:
        """Devuelve el vector de una pregunta."""
        return cast(list[float], self.de_preguntas([text])[0].tolist())

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Devuelve los vectores de unos pasajes."""
        return cast(list[list[float]], self.de_pasajes(texts).tolist())

    def de_preguntas(self, textos: Sequence[str]) -> Vectores:
        """Devuelve una matriz de un vector por pregunta, en el mismo orden."""
        return self._codificar(self.ajustes.prefijo_pregunta, textos)

    def de_pasajes(self, textos: Sequence[str]) -> Vectores:
        """Devuelve una matriz de un vector por pasaje, en el mismo orden."""
        return self._codificar(self.ajustes.prefijo_pasaje, textos)

    def _codificar(self, prefijo: str, textos: Sequence[str]) -> Vectores:
        salida = np.zeros((len(textos), self.ajustes.dimension), dtype=np.float32)
        codificados = self._tokenizador.encode_batch_fast([prefijo + texto[:_LETRAS_POR_TEXTO] for texto in textos])
        piezas = [codificado.ids for codificado in codificados]
        for lote in _lotes([len(fila) for fila in piezas]):
            largo = max(len(piezas[numero]) for numero in lote)
            identificadores = np.full((len(lote), largo), self.ajustes.relleno, dtype=np.int64)
            mascara = np.zeros((len(lote), largo), dtype=np.int64)
            for fila, numero in enumerate(lote):
                identificadores[fila, : len(piezas[numero])] = piezas[numero]
                mascara[fila, : len(piezas[numero])] = 1
            entrada: dict[str, Any] = {"input_ids": identificadores, "attention_mask": mascara}
            salida[lote] = cast(Vectores, self._sesion.run(None, entrada)[0])
        return salida


def _lotes(largos: Sequence[int]) -> list[list[int]]:
    """Agrupa textos de largo parecido sin pasar de `_PIEZAS_POR_LOTE` piezas, relleno incluido."""
    lotes: list[list[int]] = []
    actual: list[int] = []
    for numero in sorted(range(len(largos)), key=largos.__getitem__):
        if actual and largos[numero] * (len(actual) + 1) > _PIEZAS_POR_LOTE:
            lotes.append(actual)
            actual = []
        actual.append(numero)
    return [*lotes, actual] if actual else lotes
