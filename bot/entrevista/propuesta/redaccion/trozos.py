"""Un texto partido en palabras y lo que hay entre ellas, con lo que no se toca ya señalado.

No se toca lo que va entre comillas, los correos y enlaces, lo que lleva cifras, los nombres conocidos, las siglas, lo
que lleva mayúscula dentro de una oración y lo que niega.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.entrevista.comprension.compuerta.escritura import ENTRE_COMILLAS
from bot.entrevista.comprension.fidelidad.vocabulario import NIEGAN
from bot.entrevista.propuesta.redaccion.modelo import Clase
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

NEGACIONES = NIEGAN - {"ningun", "excepto", "contra"}
"""Lo que da la vuelta a una frase: se lee y se copia como está («ningun» solo recibe su tilde)."""

_PALABRA = diferida(r"[^\W\d_]+")
_ENLACE = diferida(
    r"\bhttps?://\S{1,300}|\bwww\.\S{1,300}|[\w.+-]{1,64}@[\w.-]{0,120}\w|(?<![\w@])[@#]\w{1,60}"
    r"|\b(?:[a-z0-9-]{1,60}\.){1,4}(?:com|org|net|edu|gob|info|pe)\b(?:/\S{0,200})?",
    re.IGNORECASE,
)
_CON_CIFRAS = diferida(
    r"(?:s/\.?|us\$|u\$s|usd|pen|eur|\$|€)[^\S\n]{0,2}(?=\d)"
    r"|[^\W\d_]{0,20}\d{1,20}(?:[.,:/-]\d{1,20}){0,8}(?:[^\W\d_]{1,20}|[^\S\n]?[%°º])?",
    re.IGNORECASE,
)
_OTRA_ORACION = diferida(r"(?:^|[^\w.])(\w{0,20})[^\w\s.!?]{0,3}[.!?](?:\s{1,4}|\s{0,4}[¿¡])$")
_ACORTAN_CON_PUNTO = frozenset(
    "ing sr sra srta dr dra lic etc aprox av jr prov dist dpto nro num art inc pag tel cel ej vs max min prof arq econ "
    "gral cia rep gob sta sto".split()
)
"""Tras su punto no empieza otra oración."""
_MARCA_DE_LISTA = diferida(r"[^\S\n]{0,8}(?:[-•*·–]|\d{1,2}[.)])[^\S\n]{0,8}")


@dataclass(frozen=True, slots=True)
class Trozo:
    """Una palabra, o lo que hay entre dos. `nuevo`: cómo queda; `fijo`: no se toca; `abre`: empieza una oración."""

    inicio: int
    texto: str
    nuevo: str
    es_palabra: bool
    fijo: bool = False
    abre: bool = False
    clase: Clase | None = None

    @property
    def liso(self) -> str:
        """Como quedó, sin tildes ni mayúsculas."""
        return plano(self.nuevo)

    def con(self, nuevo: str, clase: Clase) -> "Trozo":
        """El mismo, escrito de otra manera; lo fijo queda igual, y lo que niega solo admite mayúscula."""
        niega = self.es_palabra and self.liso in NEGACIONES and clase is not Clase.MAYUSCULA
        return (
            self if self.fijo or niega or nuevo == self.nuevo else replace(self, nuevo=nuevo, clase=self.clase or clase)
        )


def partir(texto: str, protegidos: Iterable[str]) -> list[Trozo]:
    """Las palabras y lo que hay entre ellas: juntos son el texto entero."""
    prohibido = _tramos_fijos(texto, protegidos)
    trozos: list[Trozo] = []
    desde = 0
    for hallada in _PALABRA.finditer(texto):
        if hallada.start() > desde:
            trozos += _entre_palabras(texto, desde, hallada.start(), prohibido)
        abre = _abre(texto, hallada.start())
        fijo = _esta_en(prohibido, hallada.start(), hallada.end()) or _es_propio(hallada.group(), abre)
        trozos.append(Trozo(hallada.start(), hallada.group(), hallada.group(), es_palabra=True, fijo=fijo, abre=abre))
        desde = hallada.end()
    if desde < len(texto):
        trozos += _entre_palabras(texto, desde, len(texto), prohibido)
    return trozos


def _entre_palabras(texto: str, desde: int, hasta: int, prohibido: Sequence[bool]) -> list[Trozo]:
    """Lo que hay entre dos palabras, partido donde empieza o acaba lo que no se toca."""
    trozos: list[Trozo] = []
    while desde < hasta:
        fin = desde + 1
        while fin < hasta and prohibido[fin] == prohibido[desde]:
            fin += 1
        trozo = texto[desde:fin]
        trozos.append(Trozo(desde, trozo, trozo, es_palabra=False, fijo=prohibido[desde]))
        desde = fin
    return trozos


def _tramos_fijos(texto: str, protegidos: Iterable[str]) -> list[bool]:
    """Por cada letra, si está en algo que no se toca."""
    fijas = [False] * len(texto)
    liso = plano(texto)
    halladas = [patron.finditer(texto) for patron in (ENTRE_COMILLAS, _ENLACE, _CON_CIFRAS)]
    tramos = [hallada.span() for una in halladas for hallada in una]
    for nombre in protegidos:
        buscado = plano(nombre).strip()
        desde = liso.find(buscado) if len(buscado) > 1 else -1
        while desde >= 0:
            hasta = desde + len(buscado)
            if not liso[desde - 1 : desde].isalnum() and not liso[hasta : hasta + 1].isalnum():
                tramos.append((desde, hasta))
            desde = liso.find(buscado, hasta)
    for desde, hasta in tramos:
        fijas[desde:hasta] = [True] * (hasta - desde)
    return fijas


def _esta_en(fijas: Sequence[bool], desde: int, hasta: int) -> bool:
    return any(fijas[desde:hasta])


def _abre(texto: str, donde: int) -> bool:
    """Dice si en ese lugar empieza una oración: el texto, un renglón, un elemento de una lista o tras un punto."""
    renglon = texto[texto.rfind("\n", 0, donde) + 1 : donde]
    if not renglon.strip(' \t-•*·–¿¡("«“') or _MARCA_DE_LISTA.fullmatch(renglon) is not None:
        return True
    acaba = _OTRA_ORACION.search(renglon[-32:])
    return acaba is not None and len(acaba[1]) != 1 and plano(acaba[1]) not in _ACORTAN_CON_PUNTO


def _es_propio(palabra: str, abre: bool) -> bool:
    """Una sigla, un nombre con mayúsculas dentro, o una mayúscula que no es la que abre la oración."""
    if not abre and palabra[0].isupper():
        return True
    return len(palabra) > 1 and any(letra.isupper() for letra in palabra[1:])


def palabras_de(trozos: Sequence[Trozo]) -> list[int]:
    """Los lugares de las palabras."""
    return [lugar for lugar, trozo in enumerate(trozos) if trozo.es_palabra]


def junto(trozos: Sequence[Trozo], lugares: Sequence[int], desde: int) -> bool:
    """Dice si entre la palabra de ese orden y la siguiente solo hay un espacio."""
    if not 0 <= desde < len(lugares) - 1:
        return False
    entre = trozos[lugares[desde] + 1 : lugares[desde + 1]]
    return bool(entre) and all(not uno.texto.strip() and "\n" not in uno.texto for uno in entre)
