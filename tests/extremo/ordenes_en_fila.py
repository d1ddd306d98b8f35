"""Varias órdenes de `alianzas` en un solo proceso, para seguirlo.

`python -m tests.extremo.ordenes_en_fila ORDENES.json`; el archivo es una lista de órdenes, cada una la lista de sus
argumentos. Escribe, de cada una, su nombre y si terminó bien. La entrada que les llega es siempre la misma.
"""

import io
import json
import sys
import traceback
from pathlib import Path

from bot.ordenes.principal import aplicacion
from conocimiento.errores import ErrorLegible

MENSAJES = "¿Qué es una alianza?\n¿Cuánto cuesta?\n"


def ejecutar(argumentos: list[str]) -> str:
    """`bien`, o con qué error previsto terminó. Un error no previsto se deja salir."""
    sys.stdin = io.TextIOWrapper(io.BytesIO(MENSAJES.encode()), encoding="utf-8")
    sys.argv = ["alianzas", *argumentos]
    try:
        codigo = aplicacion(argumentos, standalone_mode=False)
    except ErrorLegible as error:
        return f"error: {error}"
    except SystemExit as salida:
        codigo = salida.code
    return f"código {codigo}" if codigo else "bien"


def principal() -> None:
    for argumentos in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        resultado = ejecutar(argumentos)
        print(f"{' '.join(argumentos[:2])}: {resultado}", file=sys.stderr)


if __name__ == "__main__":
    try:
        principal()
    except Exception:
        traceback.print_exc()
        sys.exit(70)
