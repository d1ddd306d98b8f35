"""La vista previa de una versión de la biblioteca."""

from bot.edicion.previa.escribir import PAGINAS_CON_IMAGEN, PUNTOS_POR_PULGADA, Previa, escribir_previa
from conocimiento.biblioteca.guardado import DocumentoGuardado
from conocimiento.ingesta import leer_guardado
from conocimiento.lectura.aparte import dibujar_aparte

CON_IMAGENES = "pdf"


def mostrar_guardado(suyo: DocumentoGuardado) -> bytes:
    """La página, con la imagen de sus primeras páginas si es un PDF. Raises `ErrorDeLectura`, `ErrorDeDocumento`."""
    lectura, documento = suyo.lectura, leer_guardado(suyo)
    con_imagen = lectura.paginas[:PAGINAS_CON_IMAGEN] if lectura.formato == CON_IMAGENES else ()
    numeros = [pagina.numero for pagina in con_imagen]
    dibujos = dibujar_aparte(suyo.original, numeros, PUNTOS_POR_PULGADA) if numeros else ()
    imagenes = dict(zip(numeros, dibujos, strict=True))
    return escribir_previa(Previa(lectura, documento.ficha, documento.fragmentos, imagenes))
