"""Las palabras y las líneas de una página de PDF, en el orden en que se escribió, con su caja, su cuerpo y su grosor.

El orden en que se escribió un PDF es el de lectura. Las cajas van en puntos, desde la esquina de arriba a la izquierda
de la página como se ve (con su recorte y su giro). Se quitan los caracteres que no se ven nunca (de ancho cero, de
dirección, etiquetas) y se repara la ligadura que la fuente partió («fi nanciero»).
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby, pairwise
from statistics import median
from typing import Any

import pypdfium2.raw as _crudo  # pyright: ignore[reportMissingTypeStubs]

from conocimiento.expresiones import diferida
from conocimiento.lectura.blancos import sin_invisibles

pdfium: Any = _crudo
"""Las funciones de pdfium sin envoltura, que no declaran sus tipos."""
_VINETAS = dict.fromkeys("\uf0a7\uf0b7\uf0d8\uf0fc", "•")
"""Los códigos propios de una fuente de símbolos, como se ven."""
GUION_DE_CORTE = ("\u0002", "\ufffe")
"""Como informa pdfium un guion al final de una línea."""
_NEGRITA = diferida(r"bold|black|heavy|negri|demi", re.IGNORECASE)
_SIN_TINTA = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_CAJA_DE, _CODIGO_DE = pdfium.FPDFText_GetCharBox, pdfium.FPDFText_GetUnicode
_ESCALA = 100  # `FPDF_PageToDevice` da enteros


@dataclass(frozen=True, slots=True)
class Caja:
    """Un rectángulo de la página; `y` crece hacia abajo."""

    x0: float
    y0: float
    x1: float
    y1: float

    def contiene(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


Lados = tuple[float, float, float, float]
"""Los de una caja, en su orden: la de cada letra se mira una vez y no vale hacer un valor con nombre."""


@dataclass(frozen=True, slots=True)
class Palabra:
    """Caracteres sin espacios: `base` es la altura a la que se apoya; `cuerpo`, el de la letra, en puntos."""

    texto: str
    caja: Caja
    base: float
    cuerpo: float
    negrita: bool = False
    sin_tinta: bool = False
    """Se escribió para que no se dibuje: la capa de un programa de reconocimiento, o texto escondido."""


@dataclass(frozen=True)
class Linea:
    """Una línea de palabras; al menos una. `cortada` si termina en el guion que parte una palabra.

    Lo que se deduce de ellas se pregunta muchas veces, y se deduce una.
    """

    palabras: tuple[Palabra, ...]
    pagina: int
    cortada: bool = False

    @cached_property
    def texto(self) -> str:
        return " ".join(palabra.texto for palabra in self.palabras)

    @cached_property
    def x0(self) -> float:
        return min(palabra.caja.x0 for palabra in self.palabras)

    @cached_property
    def x1(self) -> float:
        return max(palabra.caja.x1 for palabra in self.palabras)

    @cached_property
    def y0(self) -> float:
        return min(palabra.caja.y0 for palabra in self.palabras)

    @cached_property
    def y1(self) -> float:
        return max(palabra.caja.y1 for palabra in self.palabras)

    @cached_property
    def base(self) -> float:
        return max(self.palabras, key=lambda palabra: len(palabra.texto)).base

    @cached_property
    def cuerpo(self) -> float:
        return max(self.palabras, key=lambda palabra: len(palabra.texto)).cuerpo

    @cached_property
    def negrita(self) -> bool:
        return all(palabra.negrita for palabra in self.palabras if any(map(str.isalnum, palabra.texto)))


LETRAS_SUELTAS = 5
"""Las mayúsculas seguidas, cada una aparte, desde las que son una palabra y no los nombres de unas columnas."""
_OTRA_PALABRA = 1.8  # veces el espacio que hay entre las letras de una


def lineas_de(pagina: Any, numero: int) -> tuple[Linea, ...]:
    """Las líneas de una página de pypdfium2, en el orden en que se escribieron."""
    texto = pagina.get_textpage()
    try:
        return tuple(_lineas(_Texto(pagina, texto), numero))
    finally:
        texto.close()


@lru_cache(256)
def _dice_negrita(nombre: bytes) -> bool:
    return _NEGRITA.search(nombre.decode("latin-1")) is not None


class _Texto:
    """Lo que pdfium dice de cada carácter de una página."""

    def __init__(self, pagina: Any, texto: Any) -> None:
        self._texto = texto.raw  # con el envuelto, cada llamada lo desenvuelve
        self.cuantos: int = pdfium.FPDFText_CountChars(texto)
        self._caja = tuple(ctypes.c_double() for _ in range(4))
        self._matriz = pdfium.FS_MATRIX()
        self._color = tuple(ctypes.c_uint() for _ in range(4))
        self._nombre = ctypes.create_string_buffer(256)
        self._vista = vista_de(pagina)

    def codigo(self, lugar: int) -> int:
        return _CODIGO_DE(self._texto, lugar)

    def caja(self, lugar: int) -> Lados:
        izquierda, derecha, abajo, arriba = self._caja
        _CAJA_DE(self._texto, lugar, izquierda, derecha, abajo, arriba)
        a, b, c, d, e, f = self._vista
        # Se hace con cada letra: ni se llama a nadie ni se hace un valor con nombre.
        xi, yi, xf, yf = izquierda.value, arriba.value, derecha.value, abajo.value
        xa, ya, xb, yb = a * xi + c * yi + e, b * xi + d * yi + f, a * xf + c * yf + e, b * xf + d * yf + f
        if xa > xb:
            xa, xb = xb, xa
        return (xa, ya, xb, yb) if ya <= yb else (xa, yb, xb, ya)

    def base(self, lugar: int) -> float:
        x, y = self._caja[:2]
        pdfium.FPDFText_GetCharOrigin(self._texto, lugar, x, y)
        return self._ver(x.value, y.value)[1]

    def cuerpo(self, lugar: int) -> float:
        """El tamaño de la fuente por la escala de su matriz: algunos archivos dicen 1 para todo."""
        escala = 1.0
        if pdfium.FPDFText_GetMatrix(self._texto, lugar, self._matriz):
            escala = (self._matriz.c**2 + self._matriz.d**2) ** 0.5
        return pdfium.FPDFText_GetFontSize(self._texto, lugar) * escala

    def negrita(self, lugar: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self._texto, lugar) >= 600:
            return True
        pdfium.FPDFText_GetFontInfo(self._texto, lugar, self._nombre, 256, ctypes.c_int())
        return _dice_negrita(self._nombre.value)

    def sin_tinta(self, lugar: int) -> bool:
        objeto = pdfium.FPDFText_GetTextObject(self._texto, lugar)
        if objeto and pdfium.FPDFTextObj_GetTextRenderMode(objeto) in _SIN_TINTA:
            return True
        visto = pdfium.FPDFText_GetFillColor(self._texto, lugar, *self._color)
        return bool(visto) and self._color[3].value == 0

    def _ver(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self._vista
        return a * x + c * y + e, b * x + d * y + f


def vista_de(pagina: Any) -> tuple[float, float, float, float, float, float]:
    """La transformación de las coordenadas del archivo a las de la página como se ve, por tres puntos."""
    ancho, alto = (round(lado * _ESCALA) for lado in pagina.get_size())
    dx, dy = ctypes.c_int(), ctypes.c_int()

    def ver(x: float, y: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(pagina, 0, 0, ancho, alto, 0, x, y, dx, dy)
        return dx.value / _ESCALA, dy.value / _ESCALA

    (x0, y0), (xa, ya), (xb, yb) = ver(0, 0), ver(1000, 0), ver(0, 1000)
    return (xa - x0) / 1000, (ya - y0) / 1000, (xb - x0) / 1000, (yb - y0) / 1000, x0, y0


def _lineas(texto: _Texto, pagina: int) -> Iterator[Linea]:
    palabras: list[Palabra] = []
    letras: list[str] = []
    cajas: list[Lados] = []
    desde = 0
    cortada = False

    def cerrar() -> None:
        escrita, _ = sin_invisibles("".join(letras))
        if escrita:
            izquierdas, altos, derechas, bajos = zip(*cajas, strict=True)
            palabras.append(
                Palabra(
                    escrita,
                    Caja(min(izquierdas), min(altos), max(derechas), max(bajos)),
                    texto.base(desde),
                    texto.cuerpo(desde),
                    texto.negrita(desde),
                    texto.sin_tinta(desde),
                )
            )
        letras.clear()
        cajas.clear()

    lugar = 0
    while lugar < texto.cuantos:
        letra, siguiente = _letra(texto, lugar)
        if letra in "\r\n" or letra in GUION_DE_CORTE:
            cortada = letra in GUION_DE_CORTE
            if cortada:
                letras.append("-")
                cajas.append(texto.caja(lugar))
            cerrar()
            if palabras:
                yield Linea(tuple(_sin_letras_sueltas(palabras)), pagina, cortada)
            palabras.clear()
        elif letra.isspace():
            if not _parte_una_ligadura(letras, cajas, texto, lugar):
                cerrar()
        else:
            if not letras:
                desde = lugar
            letras.append(_VINETAS.get(letra, letra))
            cajas.append(texto.caja(lugar))
        lugar = siguiente
    cerrar()
    if palabras:
        yield Linea(tuple(_sin_letras_sueltas(palabras)), pagina)


def _sin_letras_sueltas(palabras: Sequence[Palabra]) -> Iterator[Palabra]:
    """Las palabras de una línea; las escritas con un espacio tras cada mayúscula («P R E Á M B U L O»), enteras."""
    for es_suelta, suyas in groupby(palabras, key=lambda una: len(una.texto) == 1 and una.texto.isupper()):
        letras = list(suyas)
        saltos = [otra.caja.x0 - una.caja.x1 for una, otra in pairwise(letras)]
        if not es_suelta or len(letras) < LETRAS_SUELTAS or min(saltos) > letras[0].cuerpo:
            yield from letras
            continue
        comun = median(saltos)
        cortes = [lugar for lugar, salto in enumerate(saltos, 1) if salto > _OTRA_PALABRA * comun]
        for desde, hasta in pairwise((0, *cortes, len(letras))):
            yield _unida(letras[desde:hasta])


def _unida(letras: Sequence[Palabra]) -> Palabra:
    primera, ultima = letras[0], letras[-1]
    alto, bajo = min(una.caja.y0 for una in letras), max(una.caja.y1 for una in letras)
    return replace(
        primera,
        texto="".join(una.texto for una in letras),
        caja=Caja(primera.caja.x0, alto, ultima.caja.x1, bajo),
        sin_tinta=any(una.sin_tinta for una in letras),
    )


def _letra(texto: _Texto, lugar: int) -> tuple[str, int]:
    """El carácter y el lugar del siguiente: los de más allá del plano básico vienen en dos mitades."""
    codigo = texto.codigo(lugar)
    if 0xD800 <= codigo < 0xDC00 and lugar + 1 < texto.cuantos:
        bajo = texto.codigo(lugar + 1)
        if 0xDC00 <= bajo < 0xE000:
            return chr(0x10000 + ((codigo - 0xD800) << 10) + (bajo - 0xDC00)), lugar + 2
    if codigo == 0 or 0xD800 <= codigo < 0xE000 or codigo > 0x10FFFF:
        return "\u200b", lugar + 1  # no es un carácter
    return chr(codigo), lugar + 1


def _parte_una_ligadura(letras: list[str], cajas: list[Lados], texto: _Texto, lugar: int) -> bool:
    """El espacio que va encima de una ligadura, o sea, de dos letras con la misma caja, no separa palabras."""
    if len(cajas) < 2 or letras[-2] != "f" or cajas[-1] != cajas[-2]:
        return False
    return texto.caja(lugar)[0] < cajas[-1][2]
