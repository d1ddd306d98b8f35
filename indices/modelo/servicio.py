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
VECTOR, PIEZAS = "vector", "piezas"
"""Lo que da el ONNX: el vector del texto (1, dimensión) y el de cada pieza dentro de él (largo, dimensión)."""

_LETRAS_POR_TEXTO = 6_000
"""Con 512 piezas caben unos 2 500 caracteres; leer más solo cuesta tiempo."""

_PIEZAS_DE_UNA_PREGUNTA = 256
"""Una consulta no pasa de seiscientas letras: con palabras no llega a 230 piezas; solo con signos, al doble."""

Vectores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Piezas:
    """Las de un texto, sin su prefijo ni las que pone el modelo: cuál es cada una (n) y su vector dentro del texto
    (n, dimensión), normalizado. Al menos una."""

    cuales: npt.NDArray[np.int32]
    vectores: Vectores


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
        prefijos = (self.ajustes.prefijo_pregunta, self.ajustes.prefijo_pasaje)
        self._antes_del_texto = {prefijo: self._del_prefijo(prefijo) for prefijo in prefijos}

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
        return self._vectores(self._partir(self.ajustes.prefijo_pregunta, textos, _PIEZAS_DE_UNA_PREGUNTA))

    def de_pasajes(self, textos: Sequence[str]) -> Vectores:
        """Devuelve una matriz de un vector por pasaje, en el mismo orden."""
        return self._vectores(self._partir(self.ajustes.prefijo_pasaje, textos, self.ajustes.maximo_de_piezas))

    def pregunta_por_piezas(self, texto: str) -> tuple[Vectores, Piezas]:
        """Devuelve el vector de una pregunta (dimensión) y sus piezas, calculados a la vez."""
        (leidas,) = self._partir(self.ajustes.prefijo_pregunta, [texto], _PIEZAS_DE_UNA_PREGUNTA)
        vector, piezas = self._ejecutar(leidas, VECTOR, PIEZAS)
        return vector[0], _sin_el_prefijo(leidas, piezas, self._antes_del_texto[self.ajustes.prefijo_pregunta])

    def pasajes_por_piezas(self, textos: Sequence[str]) -> list[tuple[Vectores, Piezas]]:
        """Devuelve el vector de cada pasaje (dimensión) y sus piezas, calculados a la vez."""
        prefijo = self.ajustes.prefijo_pasaje
        saltadas, salida = self._antes_del_texto[prefijo], list[tuple[Vectores, Piezas]]()
        for leidas in self._partir(prefijo, textos, self.ajustes.maximo_de_piezas):
            vector, piezas = self._ejecutar(leidas, VECTOR, PIEZAS)
            salida.append((vector[0], _sin_el_prefijo(leidas, piezas, saltadas)))
        return salida

    def _partir(self, prefijo: str, textos: Sequence[str], piezas: int) -> list[tuple[int, ...]]:
        """De cada texto, sus primeras piezas y la que lo cierra."""
        # Los sustitutos sueltos (media pareja de un emoji) no se pueden codificar: se cambian por otro signo.
        admitidos = [codificable(texto[:_LETRAS_POR_TEXTO]) for texto in textos]
        codificados = self._tokenizador.encode_batch_fast([prefijo + texto for texto in admitidos])
        de_cada_uno = [tuple(codificado.ids) for codificado in codificados]
        return [ids if len(ids) <= piezas else (*ids[: piezas - 1], ids[-1]) for ids in de_cada_uno]

    def _del_prefijo(self, prefijo: str) -> int:
        """Cuántas piezas van antes de las del texto: las del prefijo y la que abre."""
        return max(len(self._tokenizador.encode(prefijo.rstrip()).ids) - 1, 0)

    def _vectores(self, textos: Sequence[tuple[int, ...]]) -> Vectores:
        """Un vector por texto.

        De uno en uno: el modelo de 8 bits ajusta sus escalas a todo lo que recibe junto, y en un lote el vector de un
        texto dependería de sus vecinos. Los que empiezan con las mismas piezas tienen el mismo vector, y se calcula
        una vez: dos textos muy largos pueden distinguirse solo en lo que ya no se lee.
        """
        calculados = {leidas: self._ejecutar(leidas, VECTOR)[0][0] for leidas in dict.fromkeys(textos)}
        salida = np.zeros((len(textos), self.ajustes.dimension), dtype=np.float32)
        for numero, leidas in enumerate(textos):
            salida[numero] = calculados[leidas]
        return salida

    def _ejecutar(self, leidas: tuple[int, ...], *salidas: str) -> list[Vectores]:
        identificadores = np.array([leidas], dtype=np.int64)
        entrada: dict[str, Any] = {"input_ids": identificadores}
        if self._con_mascara:
            entrada["attention_mask"] = np.ones_like(identificadores)
        return cast(list[Vectores], self._sesion.run(list(salidas), entrada))


def _sin_el_prefijo(leidas: tuple[int, ...], vectores: Vectores, saltadas: int) -> Piezas:
    """Las piezas del texto; si no trae ninguna, la que lo cierra."""
    desde, hasta = (saltadas, len(leidas) - 1) if len(leidas) - 1 > saltadas else (len(leidas) - 1, len(leidas))
    return Piezas(np.array(leidas[desde:hasta], dtype=np.int32), vectores[desde:hasta])
