"""Las páginas de los borradores de las historias de prueba, para mirarlas una por una.

`python -m tests.documentacion.imagenes.documentos CARPETA` pasa cada historia por el asistente de verdad, deja en la
carpeta sus documentos y una imagen de cada página, y dice qué no pudo convertir. No se guardan en el repositorio.
"""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bot.config import leer_configuracion
from bot.montaje import montar
from bot.servicio.puertos import Persona
from tests.documentacion.imagenes.fotos import paginas
from tests.extremo.asistente_en_telegram import datos_preparados
from tests.extremo.conversaciones import CARPETA, Conversacion, Turno, leer
from tests.extremo.test_conversaciones import USAR_TODO, Chat

NECESITAN_LIBREOFFICE = (".docx", ".xlsx")


def historias() -> list[Conversacion]:
    """Las que cuentan una alianza de principio a fin."""
    return [leer(ruta) for ruta in sorted((CARPETA / "historias").glob("*.yaml"))]


async def documentos_de(conversaciones: Sequence[Conversacion], datos: Path, carpeta: Path) -> list[Path]:
    """Los últimos documentos que recibe la persona de cada conversación, con su nombre delante."""
    asistente = montar(leer_configuracion(datos=datos), lambda _: None)
    hechos: dict[str, Path] = {}
    try:
        for conversacion in conversaciones:
            chat, nombre = Chat(asistente, Persona("prueba", conversacion.archivo)), Path(conversacion.archivo).stem
            for turno in conversacion.turnos:
                mensajes = await chat.hacer(turno, turno.persona)
                ofrecidos = {boton.etiqueta for mensaje in mensajes for fila in mensaje.botones for boton in fila}
                if USAR_TODO in ofrecidos:
                    mensajes += await chat.hacer(Turno(persona=USAR_TODO), USAR_TODO)
                for mensaje in mensajes:
                    for adjunto in mensaje.adjuntos:
                        clase = "-anexo" if adjunto.nombre.startswith("Anexo") else ""
                        destino = carpeta / f"{nombre}{clase}{Path(adjunto.nombre).suffix}"
                        hechos[destino.name] = Path(shutil.copyfile(adjunto.ruta, destino))
    finally:
        asistente.cerrar()
    return list(hechos.values())


def fotografiar(documentos: Sequence[Path], carpeta: Path) -> list[str]:
    """Escribe una imagen por página y devuelve lo que hay que decir de cada documento."""
    dichos: list[str] = []
    for documento in documentos:
        falta = next((uno for uno in ("soffice", "pdftoppm") if _hace_falta(uno, documento)), "")
        imagenes = [] if falta else paginas(documento)
        for numero, png in enumerate(imagenes, start=1):
            (carpeta / f"{documento.name}-{numero:02}.png").write_bytes(png)
        por_que = f"sin imágenes: falta {falta}" if falta else "sin imágenes: LibreOffice no pudo abrirlo"
        dichos.append(f"{documento.name}: {f'{len(imagenes)} páginas' if imagenes else por_que}")
    return dichos


def _hace_falta(programa: str, documento: Path) -> bool:
    se_usa = programa == "pdftoppm" or documento.suffix in NECESITAN_LIBREOFFICE
    return se_usa and shutil.which(programa) is None


def principal() -> None:
    """Pide la carpeta y cuenta qué quedó en ella."""
    if len(sys.argv) != 2:
        sys.exit("Diga en qué carpeta: python -m tests.documentacion.imagenes.documentos CARPETA")
    carpeta = Path(sys.argv[1])
    carpeta.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporal:
        datos = datos_preparados(Path(temporal) / "datos")
        documentos = asyncio.run(documentos_de(historias(), datos, carpeta))
    for dicho in fotografiar(documentos, carpeta):
        print(dicho)


if __name__ == "__main__":
    principal()
