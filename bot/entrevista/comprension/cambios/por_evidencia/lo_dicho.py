"""Las oraciones de un mensaje, qué hace cada una y qué frases de ellas pueden ser lo nuevo."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from bot.entrevista.comprension.cambios.senales import AGREGAR, CAMBIAR, CONTADO, QUITAR, YA_NO, YERRO, sin_cola
from conocimiento.expresiones import diferida
from conocimiento.palabras import NUMEROS, VACIAS, plano

_ORACION = diferida(r"(?:[^.;!?\n]|\.(?=[\w,)»\"])){1,600}[.;!?\n]{0,6}")
_QUEDA_IGUAL = diferida(
    r"\b(?:se (?:mantien|conserv|qued)\w*|que (?:permane\w+|quede\w* (?:igual|asi|como))|permane\w+"
    r"|sigu?en? (?:igual|siendo|como|en)|sigue en \d\w*|qued\w{1,5} (?:igual|tal cual|como est\w+)"
    r"|l[aeo]s? (?:deja\w*|conserv\w*)|tal cual|son l[oa]s mism[oa]s|es (?:la|el) mism[oa]"
    r"|(?:deja\w*|sin (?:tocar|borrar|cambiar)) (?:lo demas|lo otro|el resto|lo que ya)|no (?:me )?(?:toque"
    r"|mueva|borre)\w*)\b"
)

_PROPONE = diferida(
    r"(?:^|[,;]\s)\W{0,4}(?:(?:no|mm+|oye|oe|y|pero|mejor)\W{1,3}){0,2}(?:(?:que tal )?si (?:le |lo |la "
    r"|mejor )*pon\w+|(?:se )?(?:podri\w+|puede\w?) (?:llam|sali|ser|qued|dec|ir|figur|cambi|quit|agreg|correg"
    r"|arregl|reemplaz|sac|borr)\w*"
    r"|(?:seria|es|habria) (?:posible|forma|manera)|habra forma|no seria mejor|y si en (?:lugar|vez) de)\b"
)
"""«¿Y si le ponemos Yaku Kawsay?»: pide, aunque pregunte."""

_PIDE_ADEMAS = diferida(
    r"\b(?:cambi|pon|corr[ei]|correg|agreg|quit|sac|arregl|reemplaz|consign|anot|apunt)\w{0,7}l[aeo]s?\b"
    r"|\bponle\b|\bhay que \w+r\b"
    r"|\b(?:si|mejor),? (?:es|mejor|asi|ese|esa)\b|\b(?:usar|use) (?:ese|esa)\b|\b(?:es|son|somos) (?:el|la"
    r"|los|las|un|una) \w"
    r"|\b(?:tiene que|deb\w+) ser\b|\bno (?:es|opera|pues|son|somos)\b|\bpon(?:er|ga)?\b"
)

_PERO = diferida(r",?\s(?:pero|solo que|nomas que|lo (?:que|q) cambia es)\s")


class Hace(Enum):
    """Qué hace una oración."""

    PREGUNTA = "pregunta"
    DEJA = "deja"
    DICE = "dice"


@dataclass(frozen=True, slots=True)
class Oracion:
    """Lo que dice, tal cual y sin tildes, y desde qué letra del mensaje."""

    texto: str
    liso: str
    inicio: int
    hace: Hace


def oraciones(texto: str) -> tuple[Oracion, ...]:
    """Las del mensaje, en orden."""
    liso = plano(texto)
    return tuple(
        Oracion(texto[inicio:fin], liso[inicio:fin], inicio, _hace(liso[inicio:fin]))
        for suya in _ORACION.finditer(liso)
        for inicio, fin in _sin_lo_que_queda(liso, *suya.span())
        if re.search(r"\w", liso[inicio:fin])
    )


def _sin_lo_que_queda(liso: str, inicio: int, fin: int) -> Iterator[tuple[int, int]]:
    """«La meta sigue en ocho, pero la fecha…»: lo que queda igual es una oración, y lo que cambia, otra."""
    pero = _PERO.search(liso, inicio, fin)
    if pero is not None and _hace(liso[inicio : pero.start()]) is Hace.DEJA:
        yield inicio, pero.start()
        inicio = pero.end()
    yield inicio, fin


def _hace(liso: str) -> Hace:
    if "?" in liso:
        return Hace.DICE if _PROPONE.search(liso) else Hace.PREGUNTA
    if _QUEDA_IGUAL.search(liso) and not QUITAR.search(liso) and not CAMBIAR.search(liso):
        return Hace.DEJA
    return Hace.PREGUNTA if liso.lstrip().startswith("¿") else Hace.DICE


def pide_ademas(liso: str) -> bool:
    """Una oración que pide o afirma algo, junto a otra que pregunta."""
    return _PIDE_ADEMAS.search(liso) is not None


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
_PIDE_PONER = diferida(rf"\b{_PONER}\b\s?:?\s?{_RELLENO}")
_PIDE_SUMAR = diferida(
    r"\b(?:agreg|agregu|anad|sum|inclu|adicion|aument)\w{0,5}(?:l[aeo]s?)?\b(?: (?:tambien|tb|tmb|ademas"
    r"|por favor|porfa|ahi))?\s?[:,]?\s(?!a |al |en |un |el |la |los |las )"
)
_ANUNCIOS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (SEGURA, _PIDE_PONER),
    (SEGURA, _PIDE_SUMAR),
    *(
        (fuerza, diferida(forma))
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
_SE_NIEGA = diferida(r"\b(?:no|ni|nunca|tampoco)(?: \w{1,4}){0,2} $")
_FIN = diferida(
    r"\s{0,2}(?:[,;(]\s{0,2})?\b(?:porque|xq|pq|ya que|por cuanto|puesto que|a fin de|para que (?:no|quede)"
    r"|(?:y |eso |asi )?(?:ponl|ponga|pongal|cambi[ae]l|cambiel|corrij[ae]l|corrigel|anot[ae]l|apunt[ae]l"
    r"|agreg[au]\w{0,2}l|inclu\w{2,4}l|consider[ae]l)[aeo]\b"
    r"|asi (?:que|le|lo|nos|me|se|es|dice|dijo|figura|deb\w+|esta|nomas)|eso (?:pon\w*|nomas|es|seria|deb\w+)"
    r"|(?:ademas|aparte|fuera|encima) del?|en (?:vez|lugar) de|y no (?=(?:el|la|los|las|de|un|una|al?|con)\b"
    r"|\d)|(?<!que )(?<!q )no (?=(?:el|la"
    r"|los|las|al?|de)\b)|(?:por favor|porfa|xfa|pls|gracias)"
    r"|(?:recien|ayer|hoy|anoche) (?:me|nos|lo|la|se)|tal como|como (?:dice|dijo|acordamos|quedamos))\b.*$"
    r"|\s{0,2},\s{0,2}(?:no|ni|sin lo|que es lo (?:que|q)|me|mi|yo|ya|creo|segun|como|lo|son|es|ellos|ellas|tu"
    r"|eso|pero|aunque"
    r"|(?:y )?(?:ahi|listo|ya esta|nada mas|punto))\b.*$",
    re.DOTALL,
)
_CITA = diferida(r"[\"“«]([^\"”»]{2,200})[\"”»]|(?<!\w)['‘]([^'’]{2,200})['’](?!\w)")
_ENTRADA = diferida(r"[\s,;:.¿?¡!\"'«»-]*(?:(?:es|son|seria|de|a|al|como|mejor|nomas)\s)?(?=\S)")
_NO_EMPIEZA = diferida(
    r"(?:un[oa]? (?:lastima|pena|duda|pregunta|error|cosa|cosita|consulta|problema)|muy|bien|mal|tan|bastante"
    r"|demasiado|mucho"
    r"|poco|lo mismo|igual|eso|esto|asi|otr[oa]s?|verdad|cierto|posible|que (?:si|no)\b$|importante|necesario"
    r"|decir|medio|lo de"
    r"|favor|fa|algo|bonit[oa]|formal|clar[oa]|corto|largo|por|para (?:que|mi)|que ya|la verdad|tu|todo|nada"
    r"|cualquier|donde|ahi|alla|mas (?:de|que)|gracias|ese|esa|el caso|en (?:la|el) (?:caratula|documento|word"
    r"|portada|texto|propuesta)|en (?:las|los) dos|estan?|estaba|hay|sin|diga\w*|pong\w*|pon)\b"
)


_OTRA_VEZ = diferida(r"\b(?:es|sino) (?:que|q)\b")
_A_ALGUIEN = diferida(r"(?:(?:tambien|tb|tmb|ademas|por favor|porfa)\s)?(?:al?|en|como|un|una|el|la|los|las)\b")
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


# --- Si pide algo ---------------------------------------------------------------------------------

_QUIERE_OTRA_COSA = diferida(
    r"\b(?:debe\w*|tiene\w* (?:que|q)|tendria|falta\w*|prefiero|preferi\w+|quisiera|quiero|mejor|no (?:cuadra|basta"
    r"|alcanza|es|son|va|me convence|me gusta)|que (?:diga|figure|se mencione|quede|se llame)|suena|quedo viej\w"
    r"|actualiz\w+|aprob\w+|ahora|ya no|incomplet\w+|equivocad\w+|errad\w+|tambien|tb|consign\w+|hay que"
    r"|reclasific\w+|conste|seria justo|mayuscula\w*|tildes?|se escribe)\b"
    r"|\bno, (?:es|son|somos)\b|\b(?:meta|fecha|indicador)\b[^.]{0,20}\d|→|->"
)
_PREGUNTA_POR_ALGO = diferida(
    r"\b(?:saber|consult\w+|duda|explic\w+|signific\w+|diferencia|recuerd\w+|entend\w+|(?:ahora|no) entiendo"
    r"|comprend\w+|aprend\w+|marco|apci|ley"
    r"|alianzas? multiactor)\b"
)
_NO_PIDE = diferida(
    r"^\W*(?:(?:muchas )?gracias|que bueno|muy bien|excelente|genial|chevere|bacan|perfecto|jaja\w*)\b"
    r"|\b(?:no|nada) (?:cambie|mueva|toque|borre|haga|hay que cambiar)\w*\b|\basi (?:esta bien|nomas|dejalo)\b"
    r"|\bno hace falta\b|\bdej\w+ (?:nomas )?(?:como|tal) (?:esta|cual)|\bcomentario\b|\bno se si\b"
    r"|\bni caso\b|\b(?:que|q) quede\W*$|\basi lo dejamos\b|\bte? aviso\b|\btodo conforme\b"
)
_CONTRASTA = diferida(
    r"\bno (?:soy|somos|yo|nosotr[oa]s|ell[oa]s?|la|el|los|las|un|una|de|del)\b|\bno es el unico\b|\bno solo\b"
    r"|\b(?:vienen? a ser|asciende\w*)\b"
    r"|\bq (?:diga|sea|figure|quede|se llame|conste)n?\b|\beso lo (?:hace|hacen|ve|ven)\b|^\W*que (?:el|la|los"
    r"|las|nuestr[oa]) \w+ \w+[ae]n?\b|\bmet[ae]n? al?\b|\basi (?:figura|esta|dice|se llama)\b|\bes mentira\b"
    rf"|,\s?(?:y )?no (?:\d|(?:{'|'.join(NUMEROS)})\b)"
    r"|\bno (?:creo|sol[oa])\b|\bse (?:lee|ve"
    r"|oye) (?:pobre|mal|feo)"
    r"|\bse olvid\w+|\b(?:usar|use) (?:ese|esa)\b|\b(?:baj|sub|mov|pas|adelant|poster|corr)\w*r \w+ (?:a"
    r"|para)\b|(?:^|[.;,]\s)que (?:ell[oa]s?|solo) \w+[ae]n?\b"
    r"|\b(?:muev|mov|pas|adelant|poster|recort|complet|llen|precis|aclar)\w{0,6}l[aeo]\b|\bnombre (?:completo"
    r"|correcto|real|exacto)\b|\bdej[ae]\w* (?:solo|solamente)\b|\bquiere\w? (?:entrar|sumarse|participar"
    r"|unirse)\b"
    r"|\bpero (?:el|la|los|las) \w+ (?:dice|habla|sale|figura)"
)
_QUE_NADA_CAMBIE = diferida(r"\bno (?:me )?(?:cambi|muev|toqu|borr|hag|quit)\w* (?:nada|todavia)\b")


def no_pide_nada(liso: str) -> bool:
    """Comenta, agradece o dice que nada cambie."""
    return _QUE_NADA_CAMBIE.search(liso) is not None or (
        _NO_PIDE.search(liso) is not None and CAMBIAR.search(liso) is None
    )


def pide(liso: str) -> bool:
    """Dice que algo cambie o que no es así, y no pregunta por el marco."""
    senales = (CAMBIAR, QUITAR, AGREGAR, YERRO, CONTADO, YA_NO, _QUIERE_OTRA_COSA, _CONTRASTA)
    return not pregunta_por_algo(liso) and any(senal.search(liso) for senal in senales)


def pregunta_por_algo(liso: str) -> bool:
    """Pregunta por el marco, o por lo que quiere decir algo."""
    return _PREGUNTA_POR_ALGO.search(liso) is not None
