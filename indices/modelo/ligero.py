"""Un BERT escrito para leer un solo texto sin relleno, que es como se codifica aquí: da lo mismo con menos operaciones.

El que exporta `transformers` calcula formas y máscaras, y hace tres productos donde basta uno; con textos de veinte
piezas, eso era casi un tercio del tiempo. Los pesos son los del modelo y se reducen a 8 bits igual.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false, reportUnknownArgumentType=false

import math
from typing import Any

_DIFERENCIA_ADMITIDA = 1e-5
_PRUEBAS = ("Una frase.", "¿Quién pone la contrapartida cuando la alianza es de tres organizaciones y una se retira?")


def aligerar(codificador: Any) -> Any | None:
    """El módulo de torch que hace lo que un `SentenceTransformer`, de un texto; None si no es un BERT promediado.

    Recibe las piezas (1, largo) y devuelve el vector normalizado (1, dimensión) y el de cada pieza dentro del texto
    (largo, dimensión), también normalizado. Antes de darlo por bueno se compara
    con el modelo entero: si algo suyo no se conoce, la diferencia lo dice.
    """
    import torch

    partes = [type(parte).__name__ for parte in codificador]
    bert = getattr(codificador[0], "auto_model", None)
    if partes[:2] != ["Transformer", "Pooling"] or type(bert).__name__ != "BertModel":
        return None
    ligero = _escribir(bert)
    with torch.no_grad():
        for texto in _PRUEBAS:
            piezas = codificador.tokenizer([texto], return_tensors="pt")
            entero = codificador({"input_ids": piezas["input_ids"], "attention_mask": piezas["attention_mask"]})
            normal = torch.nn.functional.normalize(entero["sentence_embedding"], dim=-1)
            if float((normal - ligero(piezas["input_ids"])[0]).abs().max()) > _DIFERENCIA_ADMITIDA:
                return None
    return ligero


def _escribir(bert: Any) -> Any:
    import torch
    from torch import nn

    cabezas = int(bert.config.num_attention_heads)
    ancho = int(bert.config.hidden_size)
    de_cada_una = ancho // cabezas

    class Capa(nn.Module):
        def __init__(self, capa: Any) -> None:
            super().__init__()
            atencion = capa.attention.self
            juntas = (atencion.query, atencion.key, atencion.value)
            self.juntas = nn.Linear(ancho, 3 * ancho)
            self.juntas.weight = nn.Parameter(torch.cat([una.weight for una in juntas]))
            self.juntas.bias = nn.Parameter(torch.cat([una.bias for una in juntas]))
            self.salida, self.norma_media = capa.attention.output.dense, capa.attention.output.LayerNorm
            self.ancha, self.estrecha, self.norma = (
                capa.intermediate.dense,
                capa.output.dense,
                capa.output.LayerNorm,
            )

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            pregunta, clave, valor = self.juntas(x).view(-1, 3, cabezas, de_cada_una).permute(1, 2, 0, 3).split(1)
            mira = torch.softmax(pregunta @ clave.transpose(2, 3) / math.sqrt(de_cada_una), -1)
            x = self.norma_media(self.salida((mira @ valor).permute(0, 2, 1, 3).reshape(-1, ancho)) + x)
            return self.norma(self.estrecha(nn.functional.gelu(self.ancha(x))) + x)

    class Ligero(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            entrada = bert.embeddings
            self.piezas, self.lugares = entrada.word_embeddings, entrada.position_embeddings
            self.frases, self.norma = entrada.token_type_embeddings, entrada.LayerNorm
            self.capas = nn.ModuleList(Capa(capa) for capa in bert.encoder.layer)

        def forward(self, input_ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            suyas = input_ids[0]
            x = self.norma(
                self.piezas(suyas) + self.frases(torch.zeros_like(suyas)) + self.lugares(torch.arange(suyas.shape[0]))
            )
            for capa in self.capas:
                x = capa(x)
            return nn.functional.normalize(x.mean(0, keepdim=True), dim=-1), nn.functional.normalize(x, dim=-1)

    return Ligero().eval()
