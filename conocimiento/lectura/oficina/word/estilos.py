"""Los estilos de un documento de Word: qué nivel de título da cada uno, su lista y cómo se ven sus letras."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from conocimiento.expresiones import diferida
from conocimiento.lectura.formatos.arbol import Elemento
from conocimiento.lectura.oficina.colores import se_distingue
from conocimiento.lectura.oficina.word.marcas import W, camino, encendido, valor

_DE_TITULO = diferida(r"(?:heading|t[íi]tulo|encabezado) ?([1-9])", re.IGNORECASE)
_TITULOS_DEL_DOCUMENTO = ("title", "título", "titulo", "puesto")
_DE_INDICE = diferida(r"(?:toc|tdc|tabla de contenido|[íi]ndice|contents|table of figures|tabla de ilustrac)", re.I)
_DE_LEYENDA = diferida(r"(?:caption|descripci[óo]n|leyenda|ep[íi]grafe)", re.IGNORECASE)
_HERENCIA = 20
"""Cuántos estilos puede haber, uno basado en otro."""
LETRA_DIMINUTA = 4.0
"""En medios puntos: menos que esto no lo lee nadie."""


@dataclass(frozen=True, slots=True)
class Apariencia:
    """Cómo se ve un texto. Sin `color` es el automático, que siempre se ve; sin `fondo`, el de lo que lo contiene."""

    oculto: bool = False
    negrita: bool = False
    color: str = ""
    fondo: str = ""
    tamano: float = 22.0  # en medios puntos

    def con(self, propiedades: Elemento | None) -> "Apariencia":
        """La misma con lo que dicen unas propiedades de letra (`w:rPr`)."""
        if propiedades is None:
            return self
        oculto, negrita = encendido(propiedades, "vanish"), encendido(propiedades, "b")
        color, medida = valor(propiedades, "color"), valor(propiedades, "sz")
        return replace(
            self,
            oculto=self.oculto if oculto is None else oculto,
            negrita=self.negrita if negrita is None else negrita,
            color=self.color if not color else "" if color == "auto" else color,
            fondo=_RESALTADOS.get(valor(propiedades, "highlight"), "") or relleno(propiedades) or self.fondo,
            tamano=float(medida) if medida.isdecimal() else self.tamano,
        )

    def se_ve(self, fondos: tuple[str, ...]) -> bool:
        """Si se distingue de su fondo o, si no tiene, de alguno de los que puede tener debajo."""
        if self.oculto:
            return False
        return not self.color or any(se_distingue(self.color, uno) for uno in ([self.fondo] if self.fondo else fondos))


_RESALTADOS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip


def relleno(propiedades: Elemento | None) -> str:
    """El color de fondo que dan unas propiedades, sean de letra, párrafo, celda o tabla; vacío si ninguno."""
    sombra = None if propiedades is None else propiedades.find(camino("shd"))
    if sombra is None:
        return ""
    if sombra.get(W + "val", "") == "solid":
        return sombra.get(W + "color", "").replace("auto", "000000")
    return sombra.get(W + "fill", "").replace("auto", "")


class Estilos:
    """Los de `styles.xml`; sin él, los de un documento sin estilos."""

    def __init__(self, raiz: Elemento | None) -> None:
        estilos = [] if raiz is None else raiz.findall(camino("style"))
        self._por_clave = {uno.get(W + "styleId", ""): uno for uno in estilos}
        de_fabrica = [uno for uno in estilos if uno.get(W + "default", "") in ("1", "true")]
        self._por_omision = {uno.get(W + "type", ""): uno.get(W + "styleId", "") for uno in de_fabrica}
        letra = None if raiz is None else raiz.find(camino("docDefaults", "rPrDefault", "rPr"))
        self._base = Apariencia(tamano=20.0).con(letra)

    def cadena(self, clave: str, clase: str = "paragraph") -> Iterator[Elemento]:
        """El estilo y aquellos en que se basa, del más cercano al más lejano."""
        clave = clave or self._por_omision.get(clase, "")
        vistos: set[str] = set()
        while (estilo := self._por_clave.get(clave)) is not None and clave not in vistos and len(vistos) < _HERENCIA:
            vistos.add(clave)
            yield estilo
            clave = valor(estilo, "basedOn")

    def nivel(self, parrafo: Elemento) -> int:
        """De qué nivel es el título, desde 1; 0 si no lo es."""
        propiedades = parrafo.find(camino("pPr"))
        for dicho in (propiedades, *self.cadena(valor(propiedades, "pStyle"))):
            nombre = valor(dicho, "name")
            if hallado := _DE_TITULO.fullmatch(nombre.strip()):
                return int(hallado.group(1))
            if nombre.lower() in _TITULOS_DEL_DOCUMENTO:
                return 1
            contorno = valor(dicho, "outlineLvl") or valor(dicho, "pPr", "outlineLvl")
            if contorno.isdecimal():
                return int(contorno) + 1 if int(contorno) < 9 else 0
        return 0

    def es_indice(self, parrafo: Elemento) -> bool:
        """Si es un renglón de la tabla de contenido, que solo repite los títulos."""
        return self._se_llama(parrafo, _DE_INDICE)

    def es_leyenda(self, parrafo: Elemento) -> bool:
        """Si es la leyenda de una tabla o de una figura."""
        return self._se_llama(parrafo, _DE_LEYENDA)

    def _se_llama(self, parrafo: Elemento, patron: re.Pattern[str]) -> bool:
        return any(patron.match(valor(uno, "name")) for uno in self.cadena(valor(parrafo, "pPr", "pStyle")))

    def numeracion(self, parrafo: Elemento) -> tuple[str, str, str]:
        """Su lista, su nivel en ella si se dice y el estilo que la da; vacíos si no está en una."""
        directa = parrafo.find(camino("pPr", "numPr"))
        nivel = valor(directa, "ilvl")
        if lista := valor(directa, "numId"):
            return (lista, nivel, "") if lista != "0" else ("", "", "")
        for estilo in self.cadena(valor(parrafo, "pPr", "pStyle")):
            dicha = estilo.find(camino("pPr", "numPr"))
            nivel = nivel or valor(dicha, "ilvl")
            if lista := valor(dicha, "numId"):
                return (lista, nivel, estilo.get(W + "styleId", "")) if lista != "0" else ("", "", "")
        return "", "", ""

    def de_parrafo(self, parrafo: Elemento, de_fuera: tuple[Elemento, ...] = ()) -> tuple[Apariencia, str]:
        """Cómo se ven sus letras y su fondo. `de_fuera`: las letras que da el estilo de la tabla en que está."""
        apariencia, fondo = self._base, ""
        for propiedades in de_fuera:
            apariencia = apariencia.con(propiedades)
        for estilo in reversed(tuple(self.cadena(valor(parrafo, "pPr", "pStyle")))):
            apariencia = apariencia.con(estilo.find(camino("rPr")))
            fondo = relleno(estilo.find(camino("pPr"))) or fondo
        return apariencia, relleno(parrafo.find(camino("pPr"))) or fondo

    def de_letras(self, tanda: Elemento, apariencia: Apariencia) -> Apariencia:
        """Cómo se ve una tanda de letras (`w:r`) de un párrafo de esa apariencia."""
        propiedades = tanda.find(camino("rPr"))
        if propiedades is None:
            return apariencia
        if clave := valor(propiedades, "rStyle"):
            for estilo in reversed(tuple(self.cadena(clave, "character"))):
                apariencia = apariencia.con(estilo.find(camino("rPr")))
        return apariencia.con(propiedades)
