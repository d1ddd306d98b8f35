"""Embeddings en el proceso que atiende: ONNX de 8 bits y tokenizador, sin torch y sin red.

No prepara el modelo (lo hace `preparacion`) y no guarda vectores (lo hace `vectores`).
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
from tokenizers import Tokenizer

from conocimiento.palabras import codificable, con_sus_tildes
from indices.errores import ErrorDeModelo

MODELO_ONNX = "modelo.onnx"
TOKENIZADOR = "tokenizer.json"
AJUSTES = "ajustes.json"

_LETRAS_POR_TEXTO = 6_000
"""Con 512 piezas caben unos 2 500 caracteres; leer más solo cuesta tiempo."""

_PIEZAS_DE_UNA_PREGUNTA = 256
"""Una consulta no pasa de seiscientas letras: con palabras no llega a 230 piezas; solo con signos, al doble."""

Vectores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ajustes:
    """Lo que el modelo necesita que se sepa de él."""

    dimension: int
    maximo_de_piezas: int
    prefijo_pregunta: str
    prefijo_pasaje: str


class EmbeddingsLocales:
    """Vectores normalizados de preguntas y pasajes, calculados en esta máquina.

    Tiene los dos métodos de un `Embeddings` de LangChain y no hereda de él: cargarlo cuesta una décima de segundo al
    arrancar, y quien atiende no lo usa.

    `hilos` se fija a propósito: dejar que onnxruntime elija atasca una máquina ocupada. Con uno, una pregunta no tarda
    más que con dos y gasta dos tercios; los vectores son los mismos, octeto por octeto.
    """

    def __init__(self, carpeta: Path, hilos: int = 1) -> None:
        """Carga el modelo publicado en `carpeta`. Raises `ErrorDeModelo` si falta algo o está dañado."""
        try:
            self.ajustes = Ajustes(**json.loads((carpeta / AJUSTES).read_text(encoding="utf-8")))
            self._tokenizador = Tokenizer.from_file(str(carpeta / TOKENIZADOR))
            opciones = cast(Any, onnxruntime).SessionOptions()
            opciones.intra_op_num_threads = hilos
            opciones.inter_op_num_threads = 1
            opciones.enable_cpu_mem_arena = False  # la reserva crece con el texto más largo y no se devuelve
            # Si no, entre cuenta y cuenta, y un rato después de la última, los hilos esperan dando vueltas.
            opciones.add_session_config_entry("session.intra_op.allow_spinning", "0")
            opciones.log_severity_level = 3
            self._sesion = onnxruntime.InferenceSession(
                str(carpeta / MODELO_ONNX), opciones, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # tokenizers y onnxruntime lanzan Exception a secas
            raise ErrorDeModelo(
                f"No se puede cargar el modelo de {carpeta}: {type(error).__name__}. "
                "Borre esa carpeta y ejecute `alianzas indexar`."
            ) from error
        self._tokenizador.no_padding()
        self._con_mascara = len(cast(list[Any], self._sesion.get_inputs())) > 1
        # SentencePiece marca el comienzo de palabra; WordPiece, no.
        self._comienzo = "▁" if self._tokenizador.token_to_id("▁") is not None else ""
        self._tokenizador.enable_truncation(self.ajustes.maximo_de_piezas)

    def conoce(self, palabra: str) -> bool:
        """Dice si una palabra plegada, con alguna tilde o mayúscula, es por sí sola una pieza del vocabulario.

        El vocabulario solo guarda enteras las palabras frecuentes; que no esté no quiere decir que no exista.
        """
        return any(
            self._tokenizador.token_to_id(self._comienzo + escrita) is not None
            for forma in con_sus_tildes(palabra)
            for escrita in (forma, forma.capitalize())
        )

    def embed_query(self, text: str) -> list[float]:
        """Devuelve el vector de una pregunta."""
        return cast(list[float], self.de_preguntas([text])[0].tolist())

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Devuelve los vectores de unos pasajes."""
        return cast(list[list[float]], self.de_pasajes(texts).tolist())

    def de_preguntas(self, textos: Sequence[str]) -> Vectores:
        """Devuelve una matriz de un vector por pregunta, en el mismo orden."""
        return self._codificar(self.ajustes.prefijo_pregunta, textos, _PIEZAS_DE_UNA_PREGUNTA)

    def de_pasajes(self, textos: Sequence[str]) -> Vectores:
        """Devuelve una matriz de un vector por pasaje, en el mismo orden."""
        return self._codificar(self.ajustes.prefijo_pasaje, textos, self.ajustes.maximo_de_piezas)

    def _codificar(self, prefijo: str, textos: Sequence[str], piezas: int) -> Vectores:
        """Codifica las primeras piezas de cada uno y la que lo cierra.

        De uno en uno: el modelo de 8 bits ajusta sus escalas a todo lo que recibe junto, y en un lote el vector de un
        texto dependería de sus vecinos. Los que empiezan con las mismas piezas tienen el mismo vector, y se calcula
        una vez: dos textos muy largos pueden distinguirse solo en lo que ya no se lee.
        """
        salida = np.zeros((len(textos), self.ajustes.dimension), dtype=np.float32)
        # Los sustitutos sueltos (media pareja de un emoji) no se pueden codificar: se cambian por otro signo.
        admitidos = [codificable(texto[:_LETRAS_POR_TEXTO]) for texto in textos]
        codificados = self._tokenizador.encode_batch_fast([prefijo + texto for texto in admitidos])
        calculados: dict[tuple[int, ...], int] = {}
        for numero, codificado in enumerate(codificados):
            ids = codificado.ids
            leidas = tuple(ids) if len(ids) <= piezas else (*ids[: piezas - 1], ids[-1])
            previo = calculados.setdefault(leidas, numero)
            if previo != numero:
                salida[numero] = salida[previo]
                continue
            identificadores = np.array([leidas], dtype=np.int64)
            entrada: dict[str, Any] = {"input_ids": identificadores}
            if self._con_mascara:
                entrada["attention_mask"] = np.ones_like(identificadores)
            salida[numero] = cast(Vectores, self._sesion.run(None, entrada)[0])[0]
        return salida
