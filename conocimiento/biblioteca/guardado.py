"""La biblioteca en el disco. Una versión se escribe entera, aparte, y aparece con un cambio de nombre; ya no cambia.

    biblioteca/catalogo.json                      qué se cita: su cambio de nombre es lo que publica o retira
               <clave>/<version>/original.<ext>   el archivo, como llegó
                                 texto.txt        el texto canónico, del que se cita por posiciones
                                 lectura.json     sus bloques, sus páginas y sus avisos
                                 ficha.yaml       cómo se llama y quién lo publica
                                 preguntas.yaml   cómo pregunta la gente, si alguien lo escribió
                                 sencillo.yaml    lo mismo en palabras sencillas, si alguien lo aprobó
                                 *.borrador.yaml  lo que propuso un programa: no se usa
                                 .cortes.json     cómo se divide, para no dividirlo cada vez (`ingesta/cortes.py`)

Quien muere a medias deja, a lo más, una carpeta que nadie nombra: la borra quien viene después.
"""

import hashlib
import os
import secrets
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from conocimiento.archivos import PARCIAL, SOLO_DEL_PROGRAMA, candado, escribir_entero
from conocimiento.biblioteca import ficha
from conocimiento.biblioteca.catalogo import Catalogo, Inscrito, a_json, de_json
from conocimiento.biblioteca.errores import ErrorDeBiblioteca
from conocimiento.biblioteca.ficha import FICHA, FichaEscrita
from conocimiento.lectura import valores
from conocimiento.lectura.valores import Lectura
from conocimiento.modelo import CARPETA_DE_LA_BIBLIOTECA

CATALOGO, CANDADO = "catalogo.json", ".candado"
TEXTO, LECTURA, PREGUNTAS, ORIGINAL = "texto.txt", "lectura.json", "preguntas.yaml", "original"
EXPLICACIONES, BORRADOR = "sencillo.yaml", ".borrador.yaml"
VERSION_DEL_LECTOR = 6
"""Súbase cuando se lea mejor: el mismo archivo da entonces otra versión."""


@dataclass(frozen=True, slots=True)
class DocumentoGuardado:
    """Una versión en el disco. Lo que tiene se lee al pedirlo."""

    clave: str
    version: str
    carpeta: Path

    @property
    def documento(self) -> str:
        """El nombre con que se cita, `Ficha.documento`."""
        return f"{CARPETA_DE_LA_BIBLIOTECA}{self.clave}"

    @property
    def ficha(self) -> FichaEscrita:
        """Raises `ErrorDeFicha`, `OSError`."""
        return ficha.leer(self.carpeta)

    @property
    def texto(self) -> str:
        """El texto canónico, sin tocar los saltos de línea. Raises `OSError`."""
        return (self.carpeta / TEXTO).read_bytes().decode("utf-8")

    @property
    def lectura(self) -> Lectura:
        """Raises `OSError`, `ValueError`."""
        return valores.de_json((self.carpeta / LECTURA).read_bytes())

    @property
    def original(self) -> Path:
        """El archivo como llegó. Raises `ErrorDeBiblioteca` si no está."""
        hallado = next(self.carpeta.glob(f"{ORIGINAL}.*"), None)
        if hallado is None:
            raise ErrorDeBiblioteca(f"Falta el archivo original en «{self.carpeta}». Devuélvalo de una copia.")
        return hallado

    @property
    def preguntas(self) -> Path:
        """Dónde se escribe cómo pregunta la gente por él; puede no estar."""
        return self.carpeta / PREGUNTAS

    @property
    def explicaciones(self) -> Path:
        """Dónde se escriben sus explicaciones; puede no estar."""
        return self.carpeta / EXPLICACIONES


def version_de(original: bytes) -> str:
    """12 cifras hexadecimales: el contenido y con qué se leyó."""
    return hashlib.sha256(original + f"\0{VERSION_DEL_LECTOR}".encode()).hexdigest()[:12]


def carpeta_de(datos: Path) -> Path:
    """La de la biblioteca, en una carpeta de datos."""
    return datos / CARPETA_DE_LA_BIBLIOTECA


def guardado(datos: Path, uno: Inscrito) -> DocumentoGuardado:
    """La versión inscrita, en el disco."""
    return DocumentoGuardado(uno.clave, uno.version, carpeta_de(datos) / uno.clave / uno.version)


def leer_catalogo(datos: Path) -> Catalogo:
    """El catálogo; vacío si todavía no hay biblioteca. Raises `CatalogoDanado`, `OSError`."""
    try:
        return de_json((carpeta_de(datos) / CATALOGO).read_bytes())
    except FileNotFoundError:
        return Catalogo()


def senal_del_catalogo(datos: Path) -> tuple[int, int, int] | None:
    """Cambia cada vez que se escribe el catálogo: el archivo, su fecha y su tamaño; None si todavía no lo hay."""
    try:
        dicho = (carpeta_de(datos) / CATALOGO).stat()
    except OSError:
        return None
    return dicho.st_ino, dicho.st_mtime_ns, dicho.st_size


@contextmanager
def turno(datos: Path) -> Generator[None]:
    """El turno de cambiar la biblioteca: uno solo a la vez, entre todos los procesos. Al tomarlo, quita los restos."""
    carpeta = carpeta_de(datos)
    carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)
    with candado(carpeta / CANDADO):
        for resto in carpeta.glob(f"**/.*{PARCIAL}"):
            shutil.rmtree(resto) if resto.is_dir() else resto.unlink(missing_ok=True)
        yield


def escribir_catalogo(datos: Path, catalogo: Catalogo) -> None:
    """Deja ese catálogo como el que vale. Se llama con el turno tomado. Raises `OSError`."""
    escribir_entero(carpeta_de(datos) / CATALOGO, a_json(catalogo))


def guardar_version(
    datos: Path, clave: str, original: bytes, lectura: Lectura, suya: FichaEscrita
) -> DocumentoGuardado:
    """Escribe una versión entera; si ya estaba, la deja como está. Se llama con el turno tomado. Raises `OSError`."""
    version = version_de(original)
    destino = carpeta_de(datos) / clave / version
    if not destino.is_dir():
        provisional = destino.with_name(f".{version}.{secrets.token_hex(4)}{PARCIAL}")
        provisional.mkdir(mode=0o700, parents=True)
        try:
            for nombre, contenido in (
                (f"{ORIGINAL}.{lectura.formato}", original),
                (TEXTO, lectura.texto.encode("utf-8")),
                (LECTURA, valores.a_json(lectura)),
                (FICHA, ficha.a_yaml(suya).encode("utf-8")),
            ):
                escribir_entero(provisional / nombre, contenido)
            provisional.replace(destino)
            _asentar(destino.parent)
        finally:
            shutil.rmtree(provisional, ignore_errors=True)
    return DocumentoGuardado(clave, version, destino)


def corregir_ficha(uno: DocumentoGuardado, nueva: FichaEscrita) -> None:
    """Cambia cómo se llama o quién lo publica. Raises `OSError`."""
    escribir_entero(uno.carpeta / FICHA, ficha.a_yaml(nueva).encode("utf-8"), SOLO_DEL_PROGRAMA)


def borrar_version(uno: DocumentoGuardado) -> None:
    """Quita del disco una versión que ya no está en el catálogo, y su clave si era la única."""
    shutil.rmtree(uno.carpeta, ignore_errors=True)
    if uno.carpeta.parent.is_dir() and not any(uno.carpeta.parent.iterdir()):
        uno.carpeta.parent.rmdir()


def _asentar(carpeta: Path) -> None:
    """Pasa al disco el cambio de nombre: el catálogo no debe nombrar, tras un corte de luz, lo que no está."""
    descriptor = os.open(carpeta, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
