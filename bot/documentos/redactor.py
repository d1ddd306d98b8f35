"""El redactor de documentos: cumple el puerto `Documentador` con Word, PDF, Excel y el anexo de procedencia."""

import os
import resource
from hashlib import sha256
from pathlib import Path

from bot.dialogo.mensajes import Adjunto
from bot.documentos.archivo import BORRADOR, adjuntar, nombre_visible, normalizar
from bot.entrevista.propuesta.modelo import Propuesta
from bot.servicio.aparte import hacer_aparte

PLANTILLA_DE_WORD = "plantilla.docx"
PLANTILLA_DE_PDF = "plantilla.typ"
PLANTILLA_DEL_ANEXO = "anexo.typ"
ESTILO = "estilo.typ"
PLANTILLAS = (PLANTILLA_DE_WORD, PLANTILLA_DE_PDF, PLANTILLA_DEL_ANEXO, ESTILO)
PLAZO = 30.0
"""Segundos para hacer los dos archivos; los de una propuesta corriente se hacen en medio."""
MEMORIA = (1_024 + 80 * (os.cpu_count() or 1)) * 2**20
"""Bytes que se pueden reservar; un documento corriente reserva un tercio y usa la décima parte.

Typst reserva además una parte por cada procesador, aunque no la use.
"""
_LARGO_DE_VERSION = 8  # cifras: bastan para distinguir una edición de otra


def version_de_plantillas(carpeta: Path) -> str:
    """El principio del SHA-256 de las plantillas juntas: cambia con cada edición. La que falta no cuenta."""
    rutas = [carpeta / nombre for nombre in PLANTILLAS]
    return sha256(b"".join(ruta.read_bytes() for ruta in rutas if ruta.is_file())).hexdigest()[:_LARGO_DE_VERSION]


class RedactorDeDocumentos:
    """Convierte una propuesta en un Word y un PDF con el mismo texto, un Excel con sus cuadros y un PDF con su anexo.

    `plantillas` es la carpeta de las plantillas, que se leen en cada documento: un cambio de la
    agencia vale sin reiniciar. `carpeta` es donde quedan los archivos, cifrados o no, y se crea si falta.
    """

    def __init__(self, plantillas: Path, carpeta: Path, *, cifrar: bool = False) -> None:
        self._plantillas = plantillas
        self._carpeta = carpeta
        self._cifrar = cifrar

    def redactar(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        """Escribe los archivos y los devuelve. Raises `PlantillaInvalida`, `DocumentoNoEscrito`."""
        # Al primer documento y no al arrancar: lo que lee y escribe estos archivos tarda en cargarse.
        from bot.documentos.excel import escribir_excel
        from bot.documentos.pdf import componer, componer_anexo
        from bot.documentos.word import rellenar

        # Todos se componen antes de guardar nada: si una plantilla falla, no queda un archivo suelto.
        version = version_de_plantillas(self._plantillas)
        word = normalizar(rellenar(self._plantillas / PLANTILLA_DE_WORD, propuesta))
        pdf = componer(self._plantillas / PLANTILLA_DE_PDF, propuesta)
        excel = normalizar(escribir_excel(propuesta))
        anexo = componer_anexo(self._plantillas / PLANTILLA_DEL_ANEXO, propuesta, version)
        return (
            self._adjuntar(propuesta, word, "docx", "Word, para editar"),
            self._adjuntar(propuesta, pdf, "pdf", "PDF, para leer y compartir"),
            self._adjuntar(propuesta, excel, "xlsx", "Excel, con el presupuesto y la matriz"),
            self._adjuntar(propuesta, anexo, "pdf", "Anexo: de dónde sale cada dato", clase="Anexo"),
        )

    def ver(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        """Escribe la imagen de la primera página. Raises `PlantillaInvalida`, `DocumentoNoEscrito`."""
        from bot.documentos.pdf import fotografiar

        imagen = fotografiar(self._plantillas / PLANTILLA_DE_PDF, propuesta)
        return (self._adjuntar(propuesta, imagen, "png", "La primera página"),)

    def _adjuntar(
        self, propuesta: Propuesta, contenido: bytes, extension: str, pie: str, clase: str = BORRADOR
    ) -> Adjunto:
        # En el de varias no va el título: el nombre queda guardado con quien lo recibe, y quien lo puso puede irse.
        titulo = propuesta.titulo if propuesta.participacion is None else None
        nombre = nombre_visible(titulo, propuesta.numero, extension, clase)
        pie = f"{pie} · versión {propuesta.numero}"
        return adjuntar(self._carpeta, contenido, nombre, pie, cifrar=self._cifrar)


class RedactorAparte:
    """El mismo redactor en otro proceso, que se mata si pasa de su plazo, en segundos, o de `MEMORIA`.

    Dentro de este no se podría: un typst en marcha no se detiene.
    """

    def __init__(self, redactor: RedactorDeDocumentos, plazo: float = PLAZO) -> None:
        self._redactor = redactor
        self._plazo = plazo

    def redactar(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        """Como `RedactorDeDocumentos.redactar`. Raises además `TrabajoExcedido`, `TrabajoInterrumpido`."""
        return hacer_aparte(redactar_con_tope, self._redactor, propuesta, plazo=self._plazo)

    def ver(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        """Como `RedactorDeDocumentos.ver`. Raises además `TrabajoExcedido`, `TrabajoInterrumpido`."""
        return hacer_aparte(ver_con_tope, self._redactor, propuesta, plazo=self._plazo)


def redactar_con_tope(redactor: RedactorDeDocumentos, propuesta: Propuesta) -> tuple[Adjunto, ...]:
    """Redacta sin que este proceso pueda pasar de `MEMORIA`. Es para un proceso que no hace otra cosa."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORIA, MEMORIA))
    return redactor.redactar(propuesta)


def ver_con_tope(redactor: RedactorDeDocumentos, propuesta: Propuesta) -> tuple[Adjunto, ...]:
    """Lo mismo para la imagen de la primera página."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORIA, MEMORIA))
    return redactor.ver(propuesta)
