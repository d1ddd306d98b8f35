"""El texto de una persona, listo para un documento de Word.

Nada de lo que escribe una persona se interpreta: ni marcas, ni llaves, ni instrucciones de plantilla.
Solo se pierde lo que un archivo de Word no puede llevar (controles y sustitutos sueltos) y los
caracteres que invierten el sentido de lectura sin verse.
"""

import unicodedata

from markupsafe import Markup, escape

from conocimiento.expresiones import diferida

PENDIENTE = "[PENDIENTE]"

_SALTOS = diferida("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_FUERA_DE_XML = diferida("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SENTIDO_OCULTO = diferida("[\u202a-\u202e\u2066-\u2069\ufeff]")

# El estilo de carácter «Pendiente» está en la plantilla: la agencia decide cómo se ve.
_PENDIENTE_DESTACADO = Markup(
    '</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Pendiente"/></w:rPr><w:t>{}</w:t></w:r><w:r><w:t xml:space="preserve">'
).format(PENDIENTE)


def limpiar(texto: str) -> str:
    """Devuelve el texto en forma NFC, con saltos `\\n` y sin caracteres que no caben en un documento."""
    entero = texto.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    entero = _FUERA_DE_XML.sub("", _SALTOS.sub("\n", entero))
    return unicodedata.normalize("NFC", _SENTIDO_OCULTO.sub("", entero)).strip()


def literal(texto: str) -> Markup:
    """Devuelve el texto escapado para que aparezca tal cual, con sus saltos de línea."""
    # docxtpl convierte «{_{» en «{{» después de rellenar; sin llaves a la vista no puede.
    return Markup(str(escape(limpiar(texto))).replace("{", "&#123;").replace("}", "&#125;"))


def valor(texto: str | None) -> Markup:
    """Devuelve el texto literal o, si falta o está en blanco, la marca destacada de pendiente."""
    return literal(texto or "") or _PENDIENTE_DESTACADO
