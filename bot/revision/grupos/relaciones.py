"""Qué se quiere saber con una pregunta: quién, cuántos, cuándo, cómo, si se puede…"""

import re

from conocimiento.expresiones import diferida
from conocimiento.palabras import palabras

_ES = r"(?:es|son|era|sera|seran|seria|tiene|tienen|hay)"
_CUAL = rf"(?:cual(?:es)?(?: {_ES})?|que)"


def _dato(nombres: str) -> str:
    """Un dato nombrado: «cuál es el plazo», «hay plazo» o, al principio, «plazo». En otro sitio es un argumento."""
    return rf"(?:^|\b(?:a |en |por )?{_CUAL} |\bhay )(?:(?:el|la|los|las|un|una|algun|alguna) )?(?:{nombres})\b"


RELACIONES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (relacion, diferida(forma))
    for relacion, forma in (
        (
            "que pasa",
            r"\bque (?:pasa|ocurre|sucede|pasaria|ocurriria|sucederia|pasara)\b"
            r"(?: con)?(?: (?:si|cuando|en caso de)(?: que)?)?",
        ),
        ("a quien", r"\b(?:a|ante|hacia|con|para|por|en) quien(?:es)?\b"),
        (
            "de quien",
            rf"\bde quien(?:es)? (?:{_ES}|quedan?)\b|\bquien(?:es)? (?:{_ES}|queda) (?:el |la |los |las )?"
            r"(?:duen|propietari)\w+(?: de)?\b",
        ),
        ("quien", r"\b(?:quien(?:es)?|(?:que|cual) (?:persona|entidad|institucion|autoridad|area|oficina)s?)\b"),
        (
            "cada cuanto",
            r"\bcada (?:cuanto|cuando|que tiempo)\b|\bcon (?:que|cual) (?:frecuencia|regularidad)\b|\bcuantas veces\b|"
            + _dato("frecuencia|periodicidad"),
        ),
        ("a que hora", r"\ba que horas?\b|" + _dato("horarios?")),
        (
            "hasta cuando",
            r"\bhasta (?:cuando|que (?:dia|fecha))\b|"
            + _dato("plazo (?:maximo|limite|final)|fecha (?:limite|maxima|final)")
            + "|"
            + _dato("plazo (?=(?:de|para) (?:la )?(?:presenta|entreg|envi|mand|postul))"),
        ),
        (
            "cuanto tiempo",
            r"\b(?:en |por |durante )?(?:cuant[oa]s? (?:tiempo|dias?|meses|mes|anos?|semanas?|horas?)|cuanto (?:se )?"
            r"(?:demora|tarda|dura|toma)\w*)\b|" + _dato("plazo|duracion|vigencia|tiempo"),
        ),
        (
            "cuando",
            rf"\b(?:en )?que (?:dia|fecha|mes|ano)\b(?: {_ES}\b)?|\b(?:desde )?cuando\b(?: {_ES}\b)?|" + _dato("fecha"),
        ),
        ("que porcentaje", _dato("porcentaje|por ciento|proporcion")),
        (
            "cuanto dinero",
            r"\bcuant[oa]s? (?:plata|dinero|soles|dolares)\b"
            r"|\bcuanto (?:me |nos |se )?(?:cuesta|costara|costaria|vale)\w*\b"
            rf"|\bcuanto\b(?: (?:{_ES}|se|me|nos|hay que|debo|tengo que)\b)?|"
            + _dato("(?:costo|precio|tarifa|monto|importe|cuantia)s?"),
        ),
        (
            "cuantos",
            r"\bcuant[oa]s\b|"
            + _dato("(?:numero|cantidad) (?=minim|maxim|de (?!la|el|los|las|telefono|celular|ruc|cuenta|expediente))"),
        ),
        (
            "telefono",
            r"\b(?:a|en) que (?:numero|telefono|celular|whatsapp)\b|"
            + _dato("(?:numero (?:de|del) )?(?:telefono|celular|whatsapp|fono)s?"),
        ),
        ("correo", _dato("(?:direccion (?:de )?)?(?:correo|e ?mail|mail)(?: electronico)?")),
        (
            "donde",
            r"\b(?:de |en |a |por |desde )?donde\b(?: (?:queda|esta|se ubica|se encuentra)\b)?"
            r"|\ben que (?:lugar|sitio|parte|oficina)\b|" + _dato("direccion|ubicacion|enlace|link"),
        ),
        ("por que", r"\b(?:por que(?: (?:razon|motivo|causa))?|a que se debe)\b|" + _dato("razon de|motivo de")),
        (
            "para que",
            rf"\b(?:para|de) que (?:me |nos |se )?(?:sirv\w+|usan?|{_ES})\b|\bpara que\b"
            r"|\bque funcion(?:es)? (?:tienen?|cumplen?)\b|" + _dato("(?:funcion|utilidad|finalidad|proposito)(?:es)?"),
        ),
        (
            "en que se diferencia",
            r"\b(?:en )?que (?:se )?diferencian?\b(?: hay| tienen?| existe)?(?: entre)?|" + _dato("diferencias? entre"),
        ),
        (
            "ejemplos",
            r"(?:^|\b(?:dan?|den|dar|dame|hay|tienen|que|cuales son) )(?:(?:los|un|algun|algunos|unos) )?ejemplos?\b",
        ),
        (
            "requisitos",
            "(?:"
            + _dato("requisitos?|documentos?|papeles?|documentacion")
            + ")(?: (?:hay que|se necesitan?|se requieren?|necesito|piden|exigen|debo|tengo que)"
            "(?: (?:llevar|presentar|tener|entregar))?)?",
        ),
        (
            "como",
            r"\b(?:de|en) que (?:forma|manera|modo)\b"
            r"|\bque (?:hago|hacemos|hay que hacer|tengo que hacer|se hace|debo hacer)(?: para)?\b"
            r"|\bcomo\b(?! (?:minimo|maximo))(?: (?:hago|hacemos|se hace)\b(?: para)?)?|"
            + _dato("pasos?(?: a seguir)?|procedimiento|proceso|tramite"),
        ),
        (
            "que es",
            r"\bque (?:es|son|significan?|quiere decir|se entiende por)\b|\ba que se (?:llama|refiere)\b"
            r"|\ben que consisten?\b|" + _dato("(?:definicion|significado|concepto) de"),
        ),
        *((f"{por} que", rf"\b{por} (?:que|cual(?:es)?)\b") for por in ("en", "a", "de", "con", "sobre", "hacia")),
        (
            "que",
            r"(?:(?:^|^\w+ |^\w+ \w+ )(?<!hay )(?<!tiene )(?<!tengo )(?<!tienen )(?<!tenemos )que"
            r"(?! (?:la|el|los|las|un|una|tod[oa]s?|haya|sean?|nos)\b)"
            rf"|\bcual(?:es)?(?: {_ES})?)\b(?: (?:{_ES}|dicen?|piden)\b)?",
        ),
        (
            "es posible",
            r"\b(?:es|seria) posible\b|\b(?:se |nos |me )?(?:puede[ns]?|puedo|podemos|podria[ns]?|podriamos)\b"
            r"|\bse permite\b|\besta permitido\b",
        ),
        (
            "es obligatorio",
            r"\b(?:es|son|sera) (?:obligatori[oa]s?|necesari[oa]s?|indispensables?|forzos[oa]s?)\b"
            r"|\b(?:tiene[ns]?|tengo|tenemos) que\b|\bhay que\b|\bhacen? falta\b"
            r"|\b(?:se )?(?:necesit|requier|exig)\w+\b|\b(?:debe[ns]?|debo|debemos)\b",
        ),
        ("existe", r"\b(?:hay|existen?|habra)\b"),
    )
)
"""De lo más preciso a lo más general: vale la primera que se halla, y sus palabras no son argumentos."""
SI_O_NO = "si o no"
_MODOS = (
    ("puede", diferida(r"\b(?:puede[ns]?|puedo|podemos|podria[ns]?|posible|permite\w*|permitido)\b")),
    (
        "debe",
        diferida(r"\b(?:debe[ns]?|debo|debemos|obligad[oa]s?|obligatori[oa]s?|(?:tiene[ns]?|tengo|tenemos|hay) que)\b"),
    ),
)
_AL_PRINCIPIO = diferida(
    r"^(?:(?:(?:me|nos) (?:puede[ns]?|podria[ns]?|gustaria)|quiero|quisiera|quisieramos|queremos|deseo|necesito"
    r"|saber si|saber|conocer|dar(?:me|nos)?|dame|denme|dime|digame|diganme|decir(?:me|nos)?|informar(?:me)?"
    r"|pasa(?:me|r|rme)|brindar(?:me)?|indicar(?:me)?|explicar(?:me)?|(?:una |mi )?(?:consulta|pregunta|duda)(?: es)?"
    r"|disculp\w+|por favor|y|o|pero|entonces|oe|oye|oiga|amigo|causa|srta|senorita|senores|sabes?|saben|es cierto que"
    r"|es verdad que)\s+)+"
)
"""Lo que se dice antes de preguntar."""
_FRASES = (
    (diferida(r"\b(?:dan?|dar) (?:el |su )?(?:visto bueno|ok)\b(?: al?\b)?"), "aprueba"),
    (diferida(r"\b(?:ser|formar|es|son) (?:parte|miembros?)\b(?: de)?"), "participar"),
    (diferida(r"\b(?:lo minimo|al menos|por lo menos|como minimo)\b"), "minimo"),
    (diferida(r"\b(?:a lo mas|como maximo|lo maximo)\b"), "maximo"),
    (diferida(r"\b(?:k|q)ien(es)?\b"), r"quien\1"),
    (diferida(r"\b(?:hay|tengo|tiene[ns]?|tenemos) que pagar\b"), "paga"),
    (diferida(r"\besta[rn]? (?=inscrit)"), ""),
    # «Como ONG, ¿puedo…?» no pregunta cómo.
    (
        diferida(
            r"\bcomo (?=(?:una? )?(?!puedo|podemos|debo|debemos|tengo|me)\w+ (?:puedo|podemos|debo|debemos|tengo)\b)"
        ),
        "",
    ),
)
"""Lo que se dice con varias palabras o se escribe de otro modo."""


def normalizar(parte: str) -> str:
    """La pregunta en palabras plegadas, sin lo que se dice antes de preguntar."""
    escrita = " ".join(palabras(parte))
    for forma, por in _FRASES:
        escrita = forma.sub(por, escrita)
    return _AL_PRINCIPIO.sub("", escrita)


def relacion_y_resto(escrita: str) -> tuple[str, str]:
    """Qué se quiere saber en una pregunta ya normalizada, y las palabras que quedan."""
    for nombre, forma in RELACIONES:
        if hallada := forma.search(escrita):
            return nombre, f"{escrita[: hallada.start()]} {escrita[hallada.end() :]}"
    return SI_O_NO, escrita


def modo(escrita: str) -> str:
    """Si pregunta por lo que se puede o por lo que se debe; vacío si no lo dice."""
    return next((nombre for nombre, forma in _MODOS if forma.search(escrita)), "")
