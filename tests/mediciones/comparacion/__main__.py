"""`python -m tests.mediciones.comparacion squad.json --salida DIR`: compara esta búsqueda con las habituales."""

import argparse
import sys
from pathlib import Path

from bot.canal.telegram.errores import callar_bibliotecas
from bot.config import leer_configuracion
from conocimiento.errores import ErrorLegible
from tests.mediciones.comparacion.comparar import ComparacionPedida, comparar


def principal() -> None:
    """Lee los argumentos, compara e imprime la tabla; un error previsto sale con su mensaje y sin traza."""
    lector = argparse.ArgumentParser(prog="python -m tests.mediciones.comparacion", description=__doc__)
    lector.add_argument("archivo", type=Path, help="preguntas y párrafos en el formato de SQuAD v2 (JSON)")
    lector.add_argument("--salida", type=Path, required=True, help="dónde dejar tabla, JSON y gráfico")
    lector.add_argument("--preguntas", type=int, default=0, help="cuántas usar; 0, todas")
    lector.add_argument("--datos", type=Path, help="carpeta de datos (por omisión, ALIANZAS_DATOS o ./datos)")
    dicho = lector.parse_args()
    callar_bibliotecas()
    try:
        configuracion = leer_configuracion(datos=dicho.datos)
        pedida = ComparacionPedida(
            dicho.archivo, dicho.salida, configuracion.datos, configuracion.modelo, dicho.preguntas
        )
        print(comparar(pedida, lambda aviso: print(aviso, file=sys.stderr)))
    except ErrorLegible as error:
        print(f"comparacion: {error}", file=sys.stderr)
        sys.exit(error.codigo_de_salida)


if __name__ == "__main__":
    principal()
