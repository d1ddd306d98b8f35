"""Los nombres de un XML de Word y cómo se mira en él."""

from conocimiento.lectura.formatos.arbol import Elemento

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATEMATICA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DIBUJO = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_APAGADO = ("0", "false", "off", "none")


def camino(*nombres: str) -> str:
    """La ruta de lxml de unos nombres de Word: «pPr/numPr»."""
    return "/".join(W + nombre for nombre in nombres)


def valor(elemento: Elemento | None, *nombres: str, atributo: str = "val") -> str:
    """El atributo de lo que hay en esa ruta; vacío si no está."""
    hallado = elemento.find(camino(*nombres)) if elemento is not None and nombres else elemento
    return "" if hallado is None else hallado.get(W + atributo, "")


def encendido(elemento: Elemento | None, nombre: str) -> bool | None:
    """Una propiedad de sí o no; `None` si no se dice."""
    hallado = None if elemento is None else elemento.find(camino(nombre))
    return None if hallado is None else hallado.get(W + "val", "1").lower() not in _APAGADO
