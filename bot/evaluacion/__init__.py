"""Preguntas sueltas o por miles, por el mismo camino que una conversación, y la medida de cómo salen.

`casos` lee lo que se pregunta y lo que se espera; `respuestas` lo responde; `marcas` compara caso por
caso; `estadistica` y `metricas` lo resumen; `robustez`, `umbrales` e `informe` son lo que se puede
pedir además; `orden` lo junta para `alianzas evaluar`. No toca el almacén ni los canales.

ErrorLegible
├── ErrorCasos          el archivo de casos no se puede leer
│   └── ErrorReservado  los casos son del tercio reservado y no se pidió abrirlo
├── ErrorUmbrales       el archivo de umbrales no se puede leer
└── ErrorInforme        el informe no se puede escribir
"""

from bot.evaluacion.casos import Caso, ErrorCasos, ErrorReservado, Esperado, leer_casos
from bot.evaluacion.respuestas import CitaJson, FragmentoJson, RespuestaJson, responder_casos

__all__ = [
    "Caso",
    "CitaJson",
    "ErrorCasos",
    "ErrorReservado",
    "Esperado",
    "FragmentoJson",
    "RespuestaJson",
    "leer_casos",
    "responder_casos",
]
