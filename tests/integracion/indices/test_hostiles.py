"""Lo que una búsqueda hace con una consulta, sin contar el modelo, tampoco se desmanda con textos hostiles."""

from collections.abc import Callable, Iterator
from pathlib import Path

from indices.abrir import abrir_buscador
from indices.buscador import BuscadorLocal
from indices.busqueda import Consulta, buscar, medir, mirar
from tests.apoyo.hostiles import LIMITE, peores, segundos
from tests.apoyo.rutas import DOCUMENTOS

Anotar = Callable[[str, object], None]
CASI_DEL_CORPUS = " ".join(("alinza", "mutiactor", "coperación", "instituciones") * 90)


def _lo_que_hace(buscador: BuscadorLocal, texto: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Cada cosa que la búsqueda hace con una consulta, con el vector de otra: el del modelo no depende del largo."""
    (estante,) = buscador._abierto.estantes
    coleccion = estante.coleccion
    consulta = Consulta(texto, buscador.embeddings.de_preguntas(["¿Qué es una alianza multiactor?"])[0])
    mirada = mirar(coleccion, consulta)
    yield "corregir", lambda: estante.corrector.corregir(texto)
    yield "ampliar", lambda: estante.ampliador.ampliar(texto)
    yield "mirar", lambda: mirar(coleccion, consulta)
    yield "buscar", lambda: buscar(coleccion, mirada)
    yield "medir", lambda: medir(coleccion, mirada)


def test_corregir_ampliar_mirar_y_medir_una_consulta_hostil(carpeta_producto: Path, record_property: Anotar) -> None:
    buscador = abrir_buscador(DOCUMENTOS, carpeta_producto)
    tardanzas = [
        (segundos(hacer), nombre, texto[:20])
        for texto in (*peores(), CASI_DEL_CORPUS)
        for nombre, hacer in _lo_que_hace(buscador, texto)
    ]
    record_property("probados", len(tardanzas))
    print(f"lo que más tardó: {max(tardanzas)}")
    assert [una for una in tardanzas if una[0] > 5 * LIMITE] == []
