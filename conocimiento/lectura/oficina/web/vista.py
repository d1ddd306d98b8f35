"""Qué se ve de una página: lo que dicen sus atributos y los estilos que trae consigo.

De las hojas de estilo de la propia página se entienden las reglas de un solo selector simple («.oculto»), que bastan
para esconder un texto. Las que están en otros archivos no llegan.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from conocimiento.expresiones import diferida
from conocimiento.lectura.formatos.arbol import Elemento
from conocimiento.lectura.oficina.colores import se_distingue

_DECLARACION = diferida(r"([\w-]{1,40})\s{0,9}:\s{0,9}([^;{}]{1,200})")
_COMENTARIO = diferida(r"/\*.*?\*/", re.S)
_SELECTOR = diferida(r"(?P<etiqueta>[a-z][a-z0-9]{0,15})?(?P<resto>(?:[.#][\w-]{1,80}){0,3})", re.I)
_PARTE = diferida(r"[.#][\w-]{1,80}")
_QUE_ESCONDEN = frozenset(
    "background background-color background-image bottom clip clip-path color content-visibility display font-size "
    "height left margin-left margin-top max-height max-width opacity overflow position right text-indent top transform "
    "visibility width".split()
)
"""Lo único que se mira de una hoja de estilo."""
_MEDIDA = diferida(r"(-?\d{0,7}(?:\.\d{1,6})?)(px|pt|em|rem|%|vw|vh|in|cm|mm)?")
_RGB = diferida(
    r"rgba?\(\s{0,5}(\d{1,3})[\s,]{1,5}(\d{1,3})[\s,]{1,5}(\d{1,3})(?:[\s,/]{1,5}([\d.]{1,6})(%?))?\s{0,5}\)"
)
_EN_PUNTOS = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "%": 0.12, "in": 72.0, "cm": 28.3, "mm": 2.83}
_NOMBRES = {
    "white": "ffffff", "snow": "fffafa", "ivory": "fffff0", "ghostwhite": "f8f8ff", "whitesmoke": "f5f5f5",
    "floralwhite": "fffaf0", "azure": "f0ffff", "mintcream": "f5fffa", "black": "000000", "red": "ff0000",
    "green": "008000", "blue": "0000ff", "yellow": "ffff00", "gray": "808080", "grey": "808080", "silver": "c0c0c0",
    "navy": "000080", "teal": "008080", "maroon": "800000", "purple": "800080", "olive": "808000", "lime": "00ff00",
    "aqua": "00ffff", "fuchsia": "ff00ff", "orange": "ffa500", "darkblue": "00008b", "darkgreen": "006400",
}  # fmt: skip
_SOLO_PARA_LECTORES = ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "d-none", "hidden")
_FUERA = 500.0
"""En puntos: a esta distancia del borde un texto ya no está en la página."""
TRANSPARENTE = "transparente"
DIMINUTA = 2.0


@dataclass(frozen=True, slots=True)
class Vista:
    """Con qué se ve el texto de un elemento; lo heredan los que contiene. `fondo` vacío: no se sabe de qué color es."""

    color: str = "000000"
    fondo: str = "ffffff"
    letra: float = 12.0  # en puntos
    visible: bool = True

    @property
    def se_lee(self) -> bool:
        """Si el texto se distingue de lo que tiene detrás."""
        return self.visible and self.color != TRANSPARENTE and (not self.fondo or se_distingue(self.color, self.fondo))


class Estilo:
    """Los estilos que trae la página."""

    def __init__(self, hojas: str) -> None:
        self._reglas: defaultdict[str, list[tuple[int, str, frozenset[str], dict[str, str]]]] = defaultdict(list)
        for orden, regla in enumerate(_sin_condiciones(_COMENTARIO.sub("", hojas)).split("}")):
            selectores, _, cuerpo = regla.partition("{")
            declarado = {clave: dicho for clave, dicho in declaraciones(cuerpo).items() if clave in _QUE_ESCONDEN}
            for selector in selectores.split(",") if declarado else ():
                hallado = _SELECTOR.fullmatch(selector.strip())
                if hallado and selector.strip():
                    etiqueta, resto = (hallado["etiqueta"] or "").lower(), frozenset(_PARTE.findall(hallado["resto"]))
                    self._reglas[min(resto, default=etiqueta)].append((orden, etiqueta, resto, declarado))

    def de(self, elemento: Elemento) -> dict[str, str]:
        """Lo que se declara de un elemento, lo suyo por encima de lo de las hojas."""
        clases = {f".{una}" for una in elemento.get("class", "").split()} | {f"#{elemento.get('id', '')}"}
        declarado: dict[str, str] = {}
        if elemento.tag == "font" or elemento.get("bgcolor", ""):
            declarado |= {"color": elemento.get("color", ""), "background": elemento.get("bgcolor", "")}
        candidatas = (regla for clave in (elemento.tag, *clases) for regla in self._reglas.get(clave, ()))
        for _, etiqueta, resto, suyo in sorted(candidatas, key=lambda regla: regla[0]):
            if etiqueta in ("", elemento.tag) and resto <= clases:
                declarado |= suyo
        return declarado | declaraciones(elemento.get("style", ""))


def _sin_condiciones(hojas: str) -> str:
    """Sin lo que solo vale para imprimir o para otra pantalla (`@media {…}`), con sus llaves de dentro."""
    trozos: list[str] = []
    hondura, desde, en_condicion = 0, 0, False
    for hallado in re.finditer(r"[{}@]", hojas):
        signo, lugar = hallado.group(), hallado.start()
        if signo == "@" and hondura == 0 and not en_condicion:
            trozos.append(hojas[desde:lugar])
            en_condicion = True
        elif signo == "{":
            hondura += 1
        elif signo == "}":
            hondura = max(hondura - 1, 0)
            if en_condicion and hondura == 0:
                en_condicion, desde = False, lugar + 1
    return "".join(trozos) + ("" if en_condicion else hojas[desde:])


def declaraciones(texto: str) -> dict[str, str]:
    """«display: none» como `{"display": "none"}`, en minúsculas."""
    return {
        clave.lower(): dicho.lower().replace("!important", "").strip() for clave, dicho in _DECLARACION.findall(texto)
    }


def mirar(elemento: Elemento, declarado: dict[str, str], de_fuera: Vista) -> Vista | None:
    """Cómo se ve el texto del elemento, o `None` si el elemento entero no se ve."""
    if _se_esconde(elemento, declarado):
        return None
    vista = de_fuera
    if color := _color(declarado.get("color", "")):
        vista = replace(vista, color=color)
    dicho = declarado.get("background-color", "") or declarado.get("background", "")
    if "url(" in dicho or "gradient" in dicho or "url(" in declarado.get("background-image", ""):
        vista = replace(vista, fondo="")
    elif (fondo := _color(dicho)) and fondo != TRANSPARENTE:
        vista = replace(vista, fondo=fondo)
    if (letra := _puntos(declarado.get("font-size", ""))) is not None:
        vista = replace(vista, letra=letra)
    if visible := declarado.get("visibility", ""):
        vista = replace(vista, visible=visible not in ("hidden", "collapse"))
    return vista


def _se_esconde(elemento: Elemento, declarado: dict[str, str]) -> bool:
    if elemento.get("hidden", "no") != "no" or not {*elemento.get("class", "").split()}.isdisjoint(_SOLO_PARA_LECTORES):
        return True
    if declarado.get("display", "") == "none" or declarado.get("content-visibility", "") == "hidden":
        return True
    transparencia = declarado.get("opacity", "")
    if transparencia.rstrip("%").replace(".", "", 1).isdecimal() and float(transparencia.rstrip("%")) < 0.1:
        return True
    recorte = declarado.get("clip", "") + declarado.get("clip-path", "") + declarado.get("transform", "")
    if re.search(r"rect\((?:[01](?:px)?[\s,]{0,3}){4}\)|inset\((?:50|100)%|circle\(0|scale\(0(?:\.0\d?)?[),]", recorte):
        return True
    se_corta = "hidden" in declarado.get("overflow", "") or "clip" in declarado.get("overflow", "")
    medidas = [_puntos(declarado.get(lado, "")) for lado in ("height", "width", "max-height", "max-width")]
    if se_corta and any(medida is not None and medida <= 1 for medida in medidas):
        return True
    if any(_es_remoto(declarado.get(lado, "")) for lado in ("text-indent", "margin-left", "margin-top")):
        return True
    return declarado.get("position", "") in ("absolute", "fixed") and any(
        _es_remoto(declarado.get(lado, "")) for lado in ("left", "top", "right", "bottom")
    )


def _es_remoto(medida: str) -> bool:
    puntos = _puntos(medida)
    return puntos is not None and puntos <= -_FUERA


def _puntos(medida: str) -> float | None:
    """Una medida en puntos, más o menos; `None` si no es una."""
    hallada = _MEDIDA.fullmatch(medida)
    if hallada is None or hallada.group(1) in ("", "-", "."):
        return None
    return float(hallada.group(1)) * _EN_PUNTOS.get(hallada.group(2) or "px", 6.0)


def _color(dicho: str) -> str:
    """El color como seis cifras, `TRANSPARENTE` o vacío si no se entiende."""
    if "transparent" in dicho:
        return TRANSPARENTE
    if hallado := _RGB.search(dicho):
        opaco = float(hallado.group(4)) if (hallado.group(4) or "").replace(".", "", 1).isdecimal() else 1.0
        if opaco * (0.01 if hallado.group(5) else 1) < 0.1:
            return TRANSPARENTE
        return "".join(f"{min(int(hallado.group(lugar)), 255):02x}" for lugar in (1, 2, 3))
    if hallado := re.search(r"#([0-9a-f]{3,8})\b", dicho):
        cifras = hallado.group(1)
        cifras = "".join(cifra * 2 for cifra in cifras) if len(cifras) in (3, 4) else cifras
        return TRANSPARENTE if cifras[6:] == "00" else cifras[:6]
    return next((_NOMBRES[palabra] for palabra in dicho.split() if palabra in _NOMBRES), "")
