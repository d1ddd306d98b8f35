"""Una biblioteca pequeña para las pruebas: sus textos, quién la cambia y qué se comprueba de ella en el disco."""

from datetime import UTC, date, datetime
from pathlib import Path

from conocimiento.biblioteca import gestion
from conocimiento.biblioteca.catalogo import Acto, Estado
from conocimiento.biblioteca.ficha import FichaEscrita
from conocimiento.biblioteca.gestion import Agregado, PorAgregar, PorPreparar, PorPublicar
from conocimiento.biblioteca.guardado import carpeta_de, guardado, leer_catalogo, version_de
from conocimiento.ingesta import leer_corpus
from conocimiento.lectura.escrito import leer_escrito
from conocimiento.lectura.valores import Lectura

HOY = date(2026, 11, 25)
MARCO = """1.1 Concepto

Una alianza multiactor es un acuerdo voluntario entre actores públicos y privados.

1.2 Principios

Los socios se tratan con respeto y comparten los riesgos de lo que hacen juntos.
"""
DICHAS = ("¿qué es una alianza multiactor?", "¿la alianza es un acuerdo voluntario?", "¿con qué se tratan los socios?")
DEL_MARCO = (
    'ajenas: ["¿Quién ganó?"]\ncontesta:\n  - idea: concepto\n    palabras: "es un acuerdo voluntario"\n'
    f'    preguntas: ["{DICHAS[0]}", "{DICHAS[1]}"]\n'
    f'  - idea: respeto\n    palabras: "se tratan con respeto"\n    preguntas: ["{DICHAS[2]}"]\n'
    'no_dice:\n  - idea: sede\n    falta: "dónde queda la sede"\n    preguntas: ["¿dónde queda la sede?"]\n'
)
"""Cómo se pregunta por el marco: sus preguntas conocidas y lo que no dice."""


def directiva(dias: str, tema: str = "convenio") -> str:
    """Una directiva de dos apartados que dice en cuántos días se evalúa algo."""
    return (
        f"1.1 Objeto\n\nLa directiva regula cómo se tramita cada {tema} ante la oficina competente de la agencia.\n\n"
        f"1.2 Plazos\n\nLa oficina evalúa el expediente de {tema} en {dias} días hábiles desde que llega completo.\n"
    )


def acto(dia: date = HOY, quien: str = "rosa") -> Acto:
    """Algo que hace alguien ese día."""
    return Acto(quien, datetime(dia.year, dia.month, dia.day, 15, tzinfo=UTC), dia)


def leer(archivo: Path, _nombre: str) -> Lectura:
    """Lee un texto en este proceso."""
    return leer_escrito(archivo.read_bytes().decode("utf-8"), es_markdown=archivo.suffix == ".md")


def preparar(pedido: PorPreparar) -> None:
    """Publica sin hacer ningún índice."""
    pedido.confirmar("g-de-prueba")


def escribir(carpeta: Path, nombre: str, texto: str) -> Path:
    """Un archivo con ese texto."""
    carpeta.mkdir(parents=True, exist_ok=True)
    ruta = carpeta / nombre
    ruta.write_text(texto, encoding="utf-8")
    return ruta


def agregar(datos: Path, archivo: Path, titulo: str = "Directiva de convenios", clave: str = "") -> Agregado:
    """Guarda un archivo como borrador."""
    pedido = PorAgregar(archivo, archivo.name, clave, FichaEscrita(titulo, "APCI", 2026))
    return gestion.agregar(datos, pedido, acto(), leer, {})


def publicar(datos: Path, clave: str, *reemplaza: str, desde: date | None = None) -> None:
    """Publica una clave, sin índice."""
    gestion.publicar(datos, PorPublicar(clave, desde, reemplaza), acto(), preparar, {})


def en_vigor(corpus: Path, datos: Path, dia: date = HOY) -> list[str]:
    """Lo que se cita ese día, como «documento/version» en la biblioteca."""
    return [
        f"{uno.ficha.documento}/{uno.ficha.version}"
        if uno.ficha.documento.startswith("biblioteca/")
        else uno.ficha.documento
        for uno in leer_corpus(corpus, datos, dia)
    ]


def comprobar_en_disco(datos: Path) -> None:
    """Cada versión del catálogo está entera y es la que dice."""
    for uno in leer_catalogo(datos).inscritos:
        suyo = guardado(datos, uno)
        assert suyo.lectura.texto == suyo.texto
        assert version_de(suyo.original.read_bytes()) == uno.version
        assert uno.estado is Estado.BORRADOR or suyo.ficha.titulo


def restos(datos: Path) -> list[str]:
    """Lo que quedó a medio escribir."""
    return [ruta.name for ruta in carpeta_de(datos).rglob("*.parcial")]
