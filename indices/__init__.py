"""Cómo se encuentra lo que dicen los documentos: modelo de embeddings, índices y búsqueda. No conversa.

Las bibliotecas que saben llamar a su casa solo se usan aquí, y al importar este paquete quedan calladas, diga lo que
diga el entorno. Va antes que ellas porque onnxruntime envía su primer aviso al abrirse; la tabla y sus razones están en
`docs/decisiones/0003-dependencias.md`. Las de cálculo quedan en un solo hilo, por lo que dice `SIN_ESPERAR_DESPIERTO`.
"""

import os

SIN_LLAMAR_A_CASA = {
    "ORT_DISABLE_TELEMETRY": "1",
    "ORT_TELEMETRY_DISABLED": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
    "LANGCHAIN_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "OTEL_SDK_DISABLED": "true",
}

SIN_ESPERAR_DESPIERTO = {"OPENBLAS_NUM_THREADS": "1"}
"""Los hilos de ayuda de numpy, tras cada cuenta, esperan la siguiente dando vueltas: gastan más de lo que ayudan."""

os.environ.update(SIN_LLAMAR_A_CASA)
for _nombre, _valor in SIN_ESPERAR_DESPIERTO.items():
    os.environ.setdefault(_nombre, _valor)
