"""Las frases de un mensaje que pueden ser lo nuevo: lo que sigue a lo que lo anuncia, hasta donde acaba."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.entrevista.comprension.cambios.por_evidencia.oraciones import Hace, Oracion
from bot.entrevista.comprension.cambios.senales import sin_cola
from conocimiento.palabras import VACIAS, plano

PALABRAS_DE_LO_NUEVO = 25
SEGURA, PROBABLE, POSIBLE = 3, 2, 1

_PONER = (
    r"(?:pon(?:er|emos|ga(?:n|mos)?|le|l[aeo]|gal[aeo]|ganl[aeo]|gam[eo]|me|mel[aeo]|lo|dria)?|consign\w{1,6}|coloqu?\w{1,6}"
    r"|(?:deb\w{1,4} |tiene\w? que |tendria que |podria |puede )(?:decir|leerse|figurar|llamarse|quedar|ser)"
    r"|(?:quier\w{1,4} )?(?:(?:que|q) )?(?:diga\w{0,3}|(?:se )?mencion\w{1,4}|figure|llame\w?|quede|quedaria)"
    r"|se llama(?:ra|ria)?)"
)
_RELLENO = (
    r"(?:(?:mejor|asi|ahi|alli|nomas|simplemente|solo|tambien|tb|tmb|ya|al final|en cambio|mas bien"
    r"|en su lugar|por favor|porfa"
    r"|como|nuestro|nuestra|de nombre|algo como|que diga|eso|esto|el nombre|que es|que sea)[\s,:]{1,3}){0,4}[\s:,]{0,3}"
)
_PIDE_PONER = re.compile(rf"\b{_PONER}\b\s?:?\s?{_RELLENO}")
_PIDE_SUMAR = re.compile(
    r"\b(?:agreg|agregu|anad|sum|inclu|adicion|aument)\w{0,5}(?:l[aeo]s?)?\b(?: (?:tambien|tb|tmb|ademas"
    r"|por favor|porfa|ahi))?\s?[:,]?\s(?!a |al |en |un |el |la |los |las )"
)
_ANUNCIOS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (SEGURA, _PIDE_PONER),
    (SEGURA, _PIDE_SUMAR),
    *(
        (fuerza, re.compile(forma))
        for fuerza, forma in (
            (SEGURA, r"\s?(?:→|[-=]{1,2}>)\s{0,3}"),
            (SEGURA, r"(?:^|[\s,;.])mejor\s?:\s?|\b(?:correct[oa]|real|final|definitiv[oa])\s?:\s?"),
            (
                SEGURA,
                r"\b(?:lo|el|la|los|las) (?:(?:verdader|unic|nuev|correct)[oa]s? )?(?:que|q) (?:[^\s,.;:]{1,20} ){1,9}?"
                r"(?:es|son|seria|sera|viene a ser)\s(?:(?:mas bien|ahora|en realidad) )?",
            ),
            (
                SEGURA,
                r"\b(?:lo correct[oa]|el verdadero \w+|(?:el|la|su) \w+ (?:correct|real|verdader)[oa]) (?:es|son)\s",
            ),
            (
                SEGURA,
                r"\b(?:cambi|reempla[cz]|sustitu|corrij|corrig)\w{1,7}(?: (?!por |a |con )\w+){0,6}? (?:por|a"
                r"|con)\s(?!fa)",
            ),
            (PROBABLE, r"\bsino(?: mas bien)?(?: (?:que es|es|son|a|en|de))?\s|\bmas bien(?: es| son)?\s"),
            (PROBABLE, r"\b(?:en realidad|al final|ahora|ya) (?:es|son|va|van|somos|seria\w?|sera\w?)\s"),
            (PROBABLE, r"[:=]\s{1,3}"),
            (POSIBLE, r"(?<!\bno )(?<!\bque )\b(?:es|son|somos|seria\w?|sera\w?|es que)\s"),
            (PROBABLE, r"\bmejor\s(?:lo de )?"),
        )
    ),
)
_SE_NIEGA = re.compile(r"\b(?:no|ni|nunca|tampoco)(?: \w{1,4}){0,2} $")
_FIN = re.compile(
    r"\s{0,2}(?:[,;(]\s{0,2})?\b(?:porque|xq|pq|ya que|por cuanto|puesto que|a fin de|para que (?:no|quede)"
    r"|(?:y |eso |asi )?(?:ponl|ponga|pongal|cambi[ae]l|cambiel|corrij[ae]l|corrigel|anot[ae]l|apunt[ae]l"
    r"|agreg[au]\w{0,2}l|inclu\w{2,4}l|consider[ae]l)[aeo]\b"
    r"|asi (?:le|lo|nos|me|se|es|dice|dijo|figura|deb\w+|esta|nomas)|eso (?:pon\w*|nomas|es|seria|deb\w+)"
    r"|en (?:vez|lugar) de|y no (?=(?:el|la|los|las|de|un|una|al?|con)\b|\d)|(?<!que )(?<!q )no (?=(?:el|la"
    r"|los|las|al?|de)\b)|(?:por favor|porfa|xfa|pls|gracias)"
    r"|(?:recien|ayer|hoy|anoche) (?:me|nos|lo|la|se)|tal como|como (?:dice|dijo|acordamos|quedamos))\b.*$"
    r"|\s{0,2},\s{0,2}(?:no|ni|sin lo|que es lo (?:que|q)|me|mi|yo|ya|creo|segun|como|lo|son|es|ellos|ellas|tu"
    r"|eso|pero|aunque"
    r"|(?:y )?(?:ahi|listo|ya esta|nada mas|punto))\b.*$",
    re.DOTALL,
)
_CITA = re.compile(r"[\"“«]([^\"”»]{2,200})[\"”»]|(?<!\w)['‘]([^'’]{2,200})['’](?!\w)")
_ENTRADA = re.compile(r"[\s,;:.¿?¡!\"'«»-]*(?:(?:es|son|seria|de|a|al|como|mejor|nomas)\s)?(?=\S)")
_NO_EMPIEZA = re.compile(
    r"(?:un[oa]? (?:lastima|pena|duda|pregunta|error|cosa|cosita|consulta|problema)|muy|bien|mal|tan|bastante"
    r"|demasiado|mucho"
    r"|poco|lo mismo|igual|eso|esto|asi|otr[oa]s?|verdad|cierto|posible|que (?:si|no)\b$|importante|necesario"
    r"|decir|medio|lo de"
    r"|favor|fa|algo|bonit[oa]|formal|clar[oa]|corto|largo|por|para (?:que|mi)|que ya|la verdad|tu|todo|nada"
    r"|cualquier|donde|ahi|alla|mas (?:de|que)|gracias|ese|esa|el caso|estan?|estaba|hay|sin|diga\w*|pong\w*|pon)\b"
)


_OTRA_VEZ = re.compile(r"\b(?:es|sino) (?:que|q)\b")
_A_ALGUIEN = re.compile(r"(?:(?:tambien|tb|tmb|ademas|por favor|porfa)\s)?(?:al?|en|como|un|una|el|la|los|las)\b")
_NO_ACABA = frozenset("ahora ya y e o u de del que q con en a al la el los las por para pero ni".split())


@dataclass(frozen=True, slots=True)
class Frase:
    """Lo que puede ser lo nuevo: sus palabras, desde y hasta qué letra del mensaje, y cuánto lo anuncia lo de delante.

    `es_puesta`: se pide ponerlo («pongan…», «que diga…»). `se_suma`: se pide agregarlo.
    """

    dicho: str
    inicio: int
    fin: int
    fuerza: int
    es_puesta: bool = False
    se_suma: bool = False


def frases_nuevas(dichas: Sequence[Oracion]) -> list[Frase]:
    """Las del mensaje, la más probable primero; entre iguales, la última que se dijo."""
    halladas = [frase for una in dichas if una.hace is Hace.DICE for frase in _de_la_oracion(una)]
    return sorted(halladas, key=lambda una: (-una.fuerza, -una.inicio))


def _de_la_oracion(oracion: Oracion) -> Iterator[Frase]:
    for cita in _CITA.finditer(oracion.texto):
        dicho = (cita.group(1) or cita.group(2)).strip()
        yield Frase(dicho, oracion.inicio + cita.start(), oracion.inicio + cita.end(), SEGURA)
    for fuerza, forma in _ANUNCIOS:
        for anuncio in forma.finditer(oracion.liso):
            if _SE_NIEGA.search(oracion.liso[: anuncio.start()]):
                continue
            if forma is _PIDE_SUMAR and _A_ALGUIEN.match(oracion.liso, anuncio.end()):
                continue
            if (frase := desde(oracion, anuncio.end(), fuerza)) is not None:
                es_puesta = forma in (_PIDE_PONER, _PIDE_SUMAR)
                yield replace(frase, es_puesta=es_puesta, se_suma=forma is _PIDE_SUMAR)


def desde(oracion: Oracion, lugar: int, fuerza: int) -> Frase | None:
    """Lo que se dice desde ahí, sin lo que sobra detrás; None si no puede ser lo nuevo."""
    resto = oracion.texto[lugar:].rstrip(" ?!")
    fin = _FIN.search(plano(resto))
    dicho = sin_cola(resto[: fin.start()] if fin is not None else resto)
    entrada = _ENTRADA.match(plano(dicho))
    dicho = dicho[entrada.end() :] if entrada is not None else dicho
    liso = plano(dicho)
    while dicho and plano(dicho).split()[-1] in _NO_ACABA:
        dicho = dicho.rpartition(" ")[0].rstrip(" ,;")
    liso = plano(dicho)
    if re.match(r"(?:no|ni|ya no)\b(?! (?:se|les|nos|le|haya|que))", liso):
        return None
    if _OTRA_VEZ.search(liso):
        return None  # lo nuevo empieza más adelante
    if not re.search(r"\w", dicho) or len(dicho.split()) > PALABRAS_DE_LO_NUEVO or _NO_EMPIEZA.match(liso):
        return None
    if VACIAS.issuperset(liso.split()):
        return None
    inicio = oracion.inicio + lugar + max(0, resto.find(dicho))
    return Frase(dicho, inicio, inicio + len(dicho), fuerza)
