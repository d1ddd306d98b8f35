"""La vista previa en un archivo HTML: a un lado las páginas del documento y al otro lo que se entendió de ellas."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

from bot.dialogo.preguntas.citas import citar, fuente
from bot.documentos.pagina import armar
from bot.edicion.previa.ordenar import indice, ordenar
from conocimiento.biblioteca.textos import RECONOCIDO, decir_avisos, decir_lo_leido
from conocimiento.ingesta.segmentacion import de_muestra
from conocimiento.lectura.valores import Lectura
from conocimiento.modelo import Ficha, Fragmento

PAGINAS_CON_IMAGEN, PUNTOS_POR_PULGADA = 60, 72
"""De cuántas páginas se pone la imagen, y con qué detalle conviene dibujarlas."""
PESO_DE_LAS_IMAGENES = 7_000_000
"""Octetos: con el tercio que agrega escribirlas como texto, la página no llega a 10 MB."""
_PESO_DE_UNA = 60_000
_CALIDAD = 60


@dataclass(frozen=True, slots=True)
class Previa:
    """Lo que se muestra. `imagenes`: el PNG de cada página, por su lugar en el archivo, desde 1."""

    lectura: Lectura
    ficha: Ficha
    fragmentos: Sequence[Fragmento]
    imagenes: Mapping[int, bytes] = field(default_factory=dict[int, bytes])


@dataclass(frozen=True, slots=True)
class Imagen:
    """La imagen de una página, lista para ponerla en el HTML, y sus medidas en puntos."""

    direccion: str
    ancho: int
    alto: int


def escribir_previa(previa: Previa) -> bytes:
    """Devuelve la página, en UTF-8: menos de 10 MB con sus imágenes, se abre sin red y no ejecuta nada."""
    lectura, ficha = previa.lectura, previa.ficha
    hojas = ordenar(lectura, ficha, previa.fragmentos)
    muestra = de_muestra(previa.fragmentos, ficha.titulo)
    valores = {
        "titulo": ficha.titulo,
        "autor": ", ".join(filter(None, (ficha.institucion, str(ficha.anio or "")))),
        "leido": decir_lo_leido(lectura),
        "avisos": decir_avisos(lectura),
        "ejemplo": fuente(citar(muestra), (replace(ficha, documento=muestra.documento),)) if muestra else "",
        "apartados": indice(lectura, previa.fragmentos),
        "hojas": hojas,
        "imagenes": _que_quepan(previa.imagenes),
        "reconocido": RECONOCIDO,
    }
    return armar(Path(__file__).resolve().parent, valores).encode("utf-8")


def _que_quepan(imagenes: Mapping[int, bytes]) -> dict[int, Imagen]:
    """Las de las primeras páginas, hasta donde no pesen demasiado."""
    puestas: dict[int, Imagen] = {}
    disponible = PESO_DE_LAS_IMAGENES
    for numero, png in sorted(imagenes.items())[:PAGINAS_CON_IMAGEN]:
        imagen, peso = _aligerar(png)
        disponible -= peso
        if disponible < 0:
            break
        puestas[numero] = imagen
    return puestas


def _aligerar(png: bytes) -> tuple[Imagen, int]:
    """La imagen y sus octetos: como viene o, si pesa mucho y así pesa menos, en JPEG."""
    from PIL import Image

    with Image.open(BytesIO(png)) as abierta:
        ancho, alto = abierta.size
        contenido, clase = png, "png"
        if len(png) > _PESO_DE_UNA:
            salida = BytesIO()
            abierta.convert("RGB").save(salida, "JPEG", quality=_CALIDAD, optimize=True)
            contenido, clase = min((png, "png"), (salida.getvalue(), "jpeg"), key=lambda una: len(una[0]))
    return Imagen(f"data:image/{clase};base64,{base64.b64encode(contenido).decode('ascii')}", ancho, alto), len(
        contenido
    )
