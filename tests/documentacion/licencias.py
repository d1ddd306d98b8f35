"""La página de licencias: con qué licencia se publica cada biblioteca que instala el asistente.

`python -m tests.documentacion.licencias` la escribe en `docs/licencias.md` con lo que declaran las instaladas.
"""

import json
import subprocess
import sys

from tests.apoyo.candados import fijadas
from tests.apoyo.rutas import RAIZ

PAGINA = RAIZ / "docs" / "licencias.md"
_CABEZA = """# Licencias de las bibliotecas

Lo que se instala con el asistente y con qué licencia lo publica cada autor, según declara. La escribe
`make inventario`, que deja además la lista de componentes con sus sumas (CycloneDX) en `datos/componentes.cdx.json`.
Lo que solo usan las pruebas no está. Ninguna pide publicar el código del asistente. La licencia del propio asistente
la elige la APCI.

El diccionario de español (`indices/palabras/espanol/`) es de Santiago Bosio y los colaboradores de RLA-ES, como lo
publica LibreOffice 7.5. De sus tres licencias (GPL 3, LGPL 3 o MPL 1.1) se usa la MPL 1.1, que solo pide mantener estos
dos archivos y sus cambios bajo ella; su texto va con ellos.

| biblioteca | versión | licencia |
|---|---|---|
"""


def instaladas() -> list[tuple[str, str, str]]:
    """Nombre, versión y licencia de cada biblioteca fijada que está instalada aquí, en orden alfabético."""
    nombres = [*fijadas("producto", "torch")]
    orden = [
        sys.executable,
        "-m",
        "piplicenses",
        "--from=mixed",
        "--with-system",
        "--format=json",
        "--packages",
        *nombres,
    ]
    dicho = subprocess.run(orden, capture_output=True, text=True, check=True).stdout
    filas = ((uno["Name"], uno["Version"], " ".join(uno["License"].split())) for uno in json.loads(dicho))
    return sorted(filas, key=lambda fila: fila[0].casefold())


def escribir() -> str:
    """La página entera. Una licencia se escribe en una línea aunque el autor declare su texto."""
    filas = (
        f"| {nombre} | {version.split('+')[0]} | {licencia[:120]} |\n" for nombre, version, licencia in instaladas()
    )
    return _CABEZA + "".join(filas)


if __name__ == "__main__":
    PAGINA.write_text(escribir(), encoding="utf-8")
