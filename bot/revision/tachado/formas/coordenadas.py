"""Las coordenadas de un sitio: en grados, con decimales o minutos, en metros, en un enlace o dictadas."""

from collections.abc import Iterator

from bot.revision.tachado.formas.numeros import Tramo
from conocimiento.expresiones import diferida
from conocimiento.palabras import un_numero

UBICACION = "UBICACION"

_CARDINAL = r"(?:sur|norte|oeste|este|[nsewo])(?![a-z0-9])"
_RUMBO = rf"[ ]?(?:°|grados)?[ ]?(?:latitud |longitud |de )?(?:{_CARDINAL})?(?![a-z0-9])"
_ENTRE = (
    r"(?:[\s,;:/|()=&.]{1,3}"
    r"|(?:y|con|lon\w{0,5}|lat\w{0,5}|lng|coma|de|sur|norte|oeste|este|[xynsewo])(?![a-z])){0,7}"
)
_DECIMAL = r"\d{1,3}[.,]\d"
_ENTERO = rf"(?:\d{{1,2}}|(?:{un_numero(2, 90)}|un|cero)(?: y [a-z]{{2,6}})?)"
_GRADOS = (
    rf"{_ENTERO} ?(?:°|grados?) ?(?:con |y )?{_ENTERO}(?:[.,]\d{{1,6}})? ?(?:'|minutos?)"
    rf"(?: ?(?:con |y )?{_ENTERO}(?:[.,]\d{{1,6}})? ?(?:\"|''|segundos?))?"
)
_SEXAGESIMAL = r"\d{1,2}[ \-:]\d{1,2}[ \-:]\d{1,2}(?:[.,]\d{1,4})?"
_METROS = r"(?:[.,]\d{1,4})? ?m?"
_ESTE, _NORTE = rf"0?\d{{3}} ?\d{{3}}{_METROS}", rf"\d ?\d{{3}} ?\d{{3}}{_METROS}"
_ZONA = r"1[789] ?[c-x][ ,]{1,2}"
_Y = r"[ ,;/]{1,4}"
_SUELTO = r"(?<![a-z0-9])"
_FORMAS = tuple(
    diferida(forma)
    for forma in (
        rf"-?(?<![\d.,]){_DECIMAL}{{4,12}}(?!\d){_RUMBO}{_ENTRE}-?{_DECIMAL}{{4,12}}(?!\d){_RUMBO}",
        rf"-{_DECIMAL}{{1,12}}(?!\d){_RUMBO}{_ENTRE}-{_DECIMAL}{{1,12}}(?!\d){_RUMBO}",
        rf"(?<![\d.,]){_DECIMAL}{{1,12}} ?°? ?{_CARDINAL}{_ENTRE}{_DECIMAL}{{1,12}} ?°? ?{_CARDINAL}",
        rf"{_SUELTO}(?:gps|coordenadas?|lat\w{{0,5}}|ubicacion|georref\w*)[^\d\n]{{0,25}}{_DECIMAL}{{1,12}}(?!\d)"
        rf"{_RUMBO}{_ENTRE}-?{_DECIMAL}{{1,12}}(?!\d){_RUMBO}",
        rf"{_SUELTO}{_GRADOS}{_RUMBO}{_ENTRE}{_GRADOS}{_RUMBO}",
        rf"{_SUELTO}[ns] ?{_SEXAGESIMAL}[ ,;/]{{1,3}}[wo] ?{_SEXAGESIMAL}",
        rf"{_SUELTO}{_SEXAGESIMAL} ?[ns][ ,;/y]{{1,4}}{_SEXAGESIMAL} ?[wo](?![a-z])",
        rf"[xe]\w{{0,3}} ?[=:]? ?{_ESTE}{_Y}[yn]\w{{0,4}} ?[=:]? ?{_NORTE}(?!\d)",
        rf"[yn]\w{{0,4}} ?[=:]? ?{_NORTE}{_Y}[xe]\w{{0,3}} ?[=:]? ?{_ESTE}(?!\d)",
        rf"{_SUELTO}(?:{_ZONA})?{_ESTE} ?(?:e|este){_Y}{_NORTE} ?(?:n|norte)?\b",
        rf"{_SUELTO}{_NORTE} ?(?:n|norte|s|sur){_Y}{_ESTE} ?(?:e|este)\b",
        rf"{_SUELTO}{_ZONA}{_ESTE}{_Y}{_NORTE}(?!\d)",
        rf"{_SUELTO}[2-9cfghjmpqrvwx]{{4}}(?:[2-9cfghjmpqrvwx]{{4}})?\+[2-9cfghjmpqrvwx]{{2,3}}(?![a-z0-9])",
        rf"{_SUELTO}-{_DECIMAL}{{4,12}}(?!\d)",
        rf"{_SUELTO}menos {_ENTERO} (?:punto|coma) (?:(?:{un_numero(1, 99)}|cero)(?: y [a-z]{{2,6}})? ?){{1,8}}",
        r"///[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}",
    )
)
_PUEDE_HABER = diferida(
    r"\d[.,]\d\d|-\d{1,3}[.,]|\d[.,]\d ?°? ?[nsewo]\b|\d\d[ \-:]\d\d[ \-:]\d|\d{3} ?\d{3}|[a-z0-9]\+[a-z0-9]|°|grado"
    r"|menos|///|gps"
)
_MAPAS = ("maps", "waze", "openstreetmap", "osm.org", "plus.codes")
_MAPA = diferida(
    r"(?:https?://)?(?:[a-z]{1,10}\.){0,2}(?:maps\.google\.[a-z.]{2,6}|google\.[a-z.]{2,6}/maps|maps\.app\.goo\.gl"
    r"|goo\.gl/maps|g\.co/maps|bing\.com/maps|waze\.com|openstreetmap\.org|osm\.org|maps\.apple\.com|plus\.codes)\S*"
)


def coordenadas(texto: str) -> Iterator[Tramo]:
    """Las de un texto normal."""
    if _PUEDE_HABER.search(texto):
        for forma in _FORMAS:
            for hallada in forma.finditer(texto):
                yield hallada.start(), hallada.end(), UBICACION
    if any(mapa in texto for mapa in _MAPAS):
        for hallada in _MAPA.finditer(texto):
            yield hallada.start(), hallada.end(), UBICACION
