"""Cómo se pregunta por lo que una oración dice de alguien o de algo: un plazo, quién lo hace, qué lleva, si se puede.

Cada forma devuelve preguntas, de la más a la menos natural, o ninguna; sin signos ni mayúscula.
"""

import re
from collections.abc import Iterator

from conocimiento.biblioteca.borrador.partes import INFINITIVO, Partes, acortar, en_limpio
from conocimiento.expresiones import diferida
from conocimiento.palabras import plegar

_NUMERO = (
    r"(?:\d{1,3}|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|veinticinco"
    r"|veinte y cinco|treinta|cuarenta|cuarenta y cinco|sesenta|noventa|ciento veinte|ciento ochenta)"
)
CON_PLAZO = diferida(
    rf"\bplazos?\s(?:[uú]nico|m[áa]ximo|m[íi]nimo|no\s(?:mayor|menor|superior)|improrrogable|de\s{_NUMERO}\b|adicional)"
    rf"|\b{_NUMERO}\)?\s(?:d[ií]as|meses|mes|años|año|horas|semanas)\b",
    re.IGNORECASE,
)
_ANTES_DEL_PLAZO = diferida(
    r"(?:^|,?\s)(?:en|dentro de|por|hasta|durante|con)\s(?:un|el|los|las|una|del)?\s?(?:plazo|\w+\s\(?\d|"
    + _NUMERO
    + r"\b)"
)
_PARA_QUE = diferida(r"\bplazo\b[^;.]{0,160}?\spara\s(?P<que>(?:la |el )?\w+.*)", re.IGNORECASE)
_EMPIEZA_POR_EL_PLAZO = diferida(
    r"(?:En|Dentro de)\s.{0,30}?\b(?:plazo|d[ií]as|meses|años)\b.*?[,\s](?P<quien>(?:el|la|los|las)\s"
    r"(?:[\wáéíóúñ]+\s){1,6}?)(?P<verbo>deber[áa]n?|deben?|podr[áa]n?|pueden?)\s(?P<resto>.+)",
    re.IGNORECASE,
)
_DE_QUE_ES_EL_PLAZO = (
    (r"\bobservaci\w*\b.*\b(?:comunic|notific|formul)\w*", "comunicar las observaciones"),
    (r"\b(?:subsan|levant)(?:ar|e|en|arla|arlas)\b", "subsanar las observaciones"),
    (r"\b(?:opinion|pronunci)\w*", "emitir la opinión"),
    (r"\b(?:apelaci|reconsideraci|impugna)\w*", "apelar"),
    (r"\baportes, comentarios u observaciones\b", "enviar comentarios"),
)
"""De una oración enrevesada con un plazo, de qué es, por lo que nombra antes y más cerca (plegado)."""
_DURA = diferida(r"(?:una?\s)?(?:vigencia|duraci[oó]n|validez)\s(?:m[áa]xima\s)?(?:de|por|indefinida)\b")
_FUTURO = diferida(r"(?P<infinitivo>\w+r)[áa]n?$")
_RAROS = {"tendr": "tener", "podr": "poder", "har": "hacer", "dir": "decir", "pondr": "poner", "vendr": "venir",
          "saldr": "salir", "habr": "haber", "dispondr": "disponer", "propondr": "proponer", "mantendr": "mantener",
          "contendr": "contener", "impondr": "imponer", "sostendr": "sostener", "obtendr": "obtener"}  # fmt: skip
_PARTICIPIO = diferida(
    r"(?:ser|estar)?\s?(?:debidamente\s|previamente\s)?(?P<raiz>\w{3,}?)(?P<fin>ad|id|uest|crit|uelt)[oa]s?\b"
)
_DE_RAIZ = {
    "aprob": "aprueba", "comprob": "comprueba", "evalu": "evalúa", "deneg": "deniega", "renov": "renueva",
    "envi": "envía", "efectu": "efectúa", "actu": "actúa", "em": "emite", "rem": "remite", "exped": "expide",
    "atend": "atiende", "respond": "responde", "difund": "difunde", "establec": "establece", "eleg": "elige",
    "ejerc": "ejerce", "defin": "define", "presid": "preside", "conduc": "conduce", "reconoc": "reconoce",
    "recib": "recibe", "suscrit": "firma", "suscrito": "firma", "firm": "firma", "resuelt": "resuelve",
    "devuelt": "devuelve", "dirig": "dirige", "constitu": "constituye", "gobern": "gobierna",
    "atribu": "atribuye", "conced": "concede", "eximid": "exime",
}  # fmt: skip
"""De un participio, lo que hace alguien; de los demás en «-ado», quitándole el final."""
_POR_ALGUIEN = diferida(
    r"(?:ser |estar )?(?:debidamente )?\w+(?:\s\w+mente)?\spor\s(?!\w+r\b|(?:la\s)?ley|leyes|(?:el"
    r"|un)\s(?:per[ií]odo|plazo|t[eé]rmino)|(?:la\s)?fuerza)"
)
_LO_INTEGRAN = diferida(r"(?:est[áa]n?\s|es\s|son\s)?(?:conformad|integrad|compuest|constituid)[oa]s?\spor\b")
_DE_PARTE_DE = diferida(r"a cargo de(?:l)?\s")
_RESPONSABLE = diferida(r"(?:responsables?|encargad[oa]s?|competentes?)\s(?P<de>de|para|por)\s(?P<que>.+)")
_SE_APLICA = diferida(
    r"(?:tambi[ée]n\s)?(?:de aplicaci[oó]n|aplicables?|de (?:cumplimiento|observancia) obligatori[oa]"
    r"|de obligatorio cumplimiento|dirigid[oa]s?)\b.{0,60}?\s(?:a|al|para|por)\s"
)
_GENTE = diferida(
    r"\b(?:quien|quienes|personas?|empresas?|titular\w*|entidades|todos|ciudadan\w+|generadores|usuarios"
    r"|direccion\w*)\b"
)
_OBLIGATORIO = diferida(r"obligatori(?P<genero>[oa])(?P<plural>s?)\b")
_OBLIGADO = diferida(r"obligad[oa]s?\sa\s(?P<que>\w+[aei]r\b.+)")
_DERECHO = diferida(r"(?:el\s)?derecho\s(?:irrenunciable\s)?(?P<que>a(?:l)?\s.+)")
_OBJETIVO = diferida(r"(?:por|como|el)?\s?(?:objeto|objetivo|finalidad|fin|prop[óo]sito)s?\b")
_UNA_DEFINICION = diferida(
    r"(?:un|una|el|la|los|las|aquel|aquella|aquellos|aquellas|todo|toda)\s"
    r"(?!(?:funci[oó]n|derecho|deber|obligaci[oó]n|condici[oó]n|requisito|responsabilidad|siguientes?|mism[oa]s?|parte"
    r"|d[íi]a|especialmente)\b)"
)
_AUTORIDAD = diferida(r"(?P<que>(?:el|la)\s(?:autoridad|ente|[oó]rgano|organismo|entidad|instancia|m[áa]xim)\S*\s.+)")
_CIFRA = diferida(r"(?:de\s)?(?:hasta\s)?(?:S/|US\$|\d|una?\s\d|(?:un|una|dos|tres|cinco|diez)\s(?:UIT|por ciento))")
_DE_DINERO = diferida(r"(?:el|la|los|las)\s(?:multas?|montos?|tasas?|costos?|aportes?|pagos?|derechos?|sanci[oó]n)\b")
_MODO = diferida(
    r"(?:mediante|de acuerdo|conforme|seg[úu]n|siguiendo|a trav[ée]s|sobre la base|con arreglo|de conformidad)\b"
)
_PARTICULARES = diferida(
    r"(?:(?:el|la|los|las|todo|toda|cualquier|cada)\s)?(?:personas?|sujetos?|titular(?:es)?|interesad\w+|administrad\w+"
    r"|empresas?|ciudadan\w+|usuari\w+|solicitantes?|consultor\w*|trabajador\w*|propietari\w+|beneficiari\w+)\b"
)
"""A quienes se les permite algo: por lo suyo se pregunta «¿se puede…?»."""
_CIRCUNSTANCIAS = frozenset("en ante con por mediante de a al según para".split())
_SIN_OBJETO = diferida(
    r"(?:particip|contribu|cumpl|cont|cuent|vel|acud|asist|incid|continu|oper|interv|tom|acog|invit|colabor"
    r"|dispon|goz|inform|pertenec|ingres|acced|recurr|depend|pas|viv|tien|opt|renunci|resid|votar|apel)"
)
_LLEVA = diferida(
    r"(?:inclu|conten|conti|consider|comprend|present|adjunt|acredit|indic|señal|precis|cumpl|cont(?:ar|ener)|tener"
    r"|remit|inform|entreg|describ|detall|anex|reun|abarc|asum|adopt|us(?:ar|en?)\b|llev|implement|garantiz|proporcion"
    r"|comunic|regul|estable|dispon|fij)"
)
"""Con estos verbos se pregunta «¿qué debe…?» o «¿qué contiene…?»."""
_CONTIENE = diferida(r"inclu|conten|conti|comprend|abarc|estable|fij|regul|detall|garantiz|permit|prev[éi]")
_CON = diferida(r"(?P<con>con)\s")
_DETERMINADO = diferida(r"(?:el|la|los|las|un|una|su|sus|todo|toda|todos|todas|\d|\w+s\s)", re.IGNORECASE)
_SE_HACE_EN = diferida(r"en (?:el|la|los|las|su)\s|ante (?:el|la)\s")
_DONDE = diferida(r"(?:publi|present|inscrib|registr|difund|tramit)\w*$")
_INCUMPLIR = diferida(r"(?:el|la|los)\sincumplimientos?\s(?P<que>d(?:e|el)\s[^,;:]+)")
_OTRO_VERBO = diferida(r"(?:y/o|y|e|o|u|,)\s\w+(?:an|en|a|e|rán|rá)\b")


def plazo(oracion: str, partes: Partes | None) -> Iterator[str]:
    """Cuánto tiempo hay para algo."""
    dicha = en_limpio(oracion)
    if partes and partes.verbo.startswith(("tien", "tendr")) and _DURA.match(partes.resto):
        yield f"cuánto dura {partes.quien}"
        return
    if not CON_PLAZO.search(dicha):
        return
    if partes and partes.quien.startswith(("el plazo", "los plazos", "la vigencia", "la duración")):
        es = "cuáles son" if partes.quien.startswith("los") else "cuál es"
        yield f"{es} {partes.quien}" if len(partes.quien.split()) > 2 else ""
    elif hallado := _EMPIEZA_POR_EL_PLAZO.match(dicha):
        suyo = hallado["quien"].strip()
        plural = "n" * hallado["verbo"].endswith("n")
        yield from _plazo_para(acortar(hallado["resto"]), f"{suyo[:1].lower()}{suyo[1:]}", plural)
    elif (hallado := _PARA_QUE.search(dicha)) and INFINITIVO.match(hallado["que"]):
        lo_tiene = partes and partes.verbo.startswith(("tien", "tendr", "cuenta", "dispone", "dispondr"))
        quien = partes.quien if partes and lo_tiene and partes.es_agente else ""
        yield from _plazo_para(acortar(hallado["que"]), quien, "n" * bool(partes and partes.plural))
    else:
        claro = partes and not partes.no and CON_PLAZO.search(partes.resto)
        hechas = tuple(_plazo_de_lo_que_hace(partes)) if partes and claro else ()
        yield from hechas or _plazo_por_lo_que_nombra(plegar(dicha))


def _plazo_por_lo_que_nombra(dicha: str) -> Iterator[str]:
    hallado = re.search(r"\bplazo\b|\bdias\b", dicha)
    antes = dicha[: hallado.start()] if hallado else ""
    finales = {
        que: max((uno.end() for uno in re.finditer(de_que, antes)), default=0) for de_que, que in _DE_QUE_ES_EL_PLAZO
    }
    mas_cerca = max(finales, key=lambda que: finales[que])
    if finales[mas_cerca]:
        yield f"qué plazo hay para {mas_cerca}"


def _plazo_de_lo_que_hace(partes: Partes) -> Iterator[str]:
    que = acortar(_ANTES_DEL_PLAZO.split(partes.resto)[0])
    quien, plural = partes.quien if partes.es_agente else "", "n" * partes.plural
    se_hace = _lo_que_hace(partes.resto)
    if partes.verbo.startswith(("deb", "podr", "pued", "ser")) and se_hace and not partes.es_agente:
        yield f"en qué plazo se {se_hace}{'n' * partes.plural} {partes.quien}"
    elif partes.verbo.startswith(("deb", "podr", "pued")):
        yield from _plazo_para(que, quien, plural) if INFINITIVO.match(que) else ()
    elif not partes.es_agente or not que or partes.verbo.startswith(("es", "son", "tien", "tendr", "ser")):
        return
    elif en_infinitivo(partes.verbo, que) and not partes.se:
        yield from _plazo_para(en_infinitivo(partes.verbo, que), quien, plural)
    elif not partes.se:
        yield f"en qué plazo {partes.verbo} {partes.quien} {que}"


def en_infinitivo(verbo: str, que: str) -> str:
    """«verificará» y «la subsanación» son «verificar la subsanación»; vacío si no es un futuro."""
    futuro = _FUTURO.match(verbo)
    return f"{_RAROS.get(futuro['infinitivo'], futuro['infinitivo'])} {que}".strip() if futuro else ""


def _plazo_para(que: str, quien: str, plural: str = "") -> Iterator[str]:
    """«qué plazo tiene el titular para cerrar la mina», «cuánto tiempo tengo para…» y, de una entidad, «cuánto demora».

    `plural`: la «n» del verbo, si quien lo hace son varios.
    """
    if len(que.split()) < 2 or re.match(r"\w+l[oa]s?\b", que):
        return
    if not quien:
        yield f"qué plazo hay para {que}"
    elif _PARTICULARES.match(quien):
        yield f"qué plazo tiene{plural} {quien} para {que}"
        yield f"cuánto tiempo tengo para {que}" if not _reflexivo(que) else f"qué plazo hay para {que}"
    else:
        yield f"qué plazo tiene{plural} {quien} para {que}"
        yield f"cuánto demora{plural} {quien} en {que}"


def _lo_que_hace(resto: str) -> str:
    """«(ser) notificada…» es «notifica»; vacío si no empieza por un participio que se sepa decir."""
    hallado = _PARTICIPIO.match(resto)
    if hallado is None:
        return ""
    raiz, entera = hallado["raiz"], hallado["raiz"] + hallado["fin"]
    corta = entera.removesuffix("ad").removesuffix("id")
    por_tabla = _DE_RAIZ.get(corta) or _DE_RAIZ.get(entera)
    return por_tabla or (f"{raiz}a" if hallado["fin"] == "ad" else "")


def quien_lo_hace(_: str, partes: Partes | None) -> Iterator[str]:
    """Quién hace lo que la oración dice en pasiva: «es aprobado por el Ministerio», «está conformada por…»."""
    if (
        partes is None
        or partes.no
        or partes.verbo not in {"es", "son", "está", "están", "será", "serán", "debe", "deben", "deberá", "deberán"}
    ):
        if partes and partes.se and re.match(r"a cabo por\b", partes.resto):
            yield f"quién lleva a cabo {partes.quien}"
        return
    if _LO_INTEGRAN.match(partes.resto):
        yield f"quiénes integran {partes.quien}" if partes.es_agente else f"qué comprende {partes.quien}"
    elif _DE_PARTE_DE.match(partes.resto):
        de_que = acortar(_DE_PARTE_DE.sub("", partes.resto)) if partes.es_agente else partes.quien
        yield f"quién está a cargo de {de_que}"
    elif _POR_ALGUIEN.match(partes.resto) and (hace := _lo_que_hace(partes.resto)):
        yield f"quién {hace} {'a ' * hace.startswith(('design', 'nombr', 'elig', 'remuev'))}{partes.quien}"


def es(_: str, partes: Partes | None) -> Iterator[str]:
    """Lo que alguien o algo es: responsable, obligatorio, para quién, qué cosa."""
    if partes is None or partes.se or partes.verbo not in {"es", "son", "está", "están", "será", "serán"}:
        return
    quien, resto, verbo = partes.quien, partes.resto, partes.verbo
    if partes.no:
        yield f"{quien} {verbo} {partes.sin_ni}" if partes.es_corta and len(partes.que.split()) > 1 else ""
    elif hallado := _RESPONSABLE.match(resto):
        que = acortar(hallado["que"])
        uno = {"r": "responsable", "e": "encargado", "c": "competente"}[resto[0]]
        yield f"quién es {uno} {hallado['de']} {que}" if que and partes.es_agente else ""
        yield f"de qué {verbo} {resto.split()[0]} {quien}" if partes.es_agente and hallado["de"] != "para" else ""
    elif hallado := _OBLIGADO.match(resto):
        que = acortar(hallado["que"])
        toda = plegar(quien).startswith("toda persona")
        yield f"estoy obligado a {que}" if toda and que else f"a qué {verbo} obligad{_genero(quien)} {quien}"
    elif hallado := _OBLIGATORIO.match(resto):
        yield f"{verbo} obligatori{hallado['genero']}{hallado['plural']} {quien}"
    elif _SE_APLICA.match(resto):
        a_quien = "quién" if _GENTE.search(plegar(resto[:160])) else "qué"
        yield f"a {a_quien} se {'aplican' if partes.plural else 'aplica'} {quien}"
    elif _CIFRA.match(resto):
        yield (
            f"de cuánto {verbo} {quien}"
            if _DE_DINERO.match(quien)
            else f"{'cuál es' if verbo == 'es' else 'cuáles son'} {quien}"
        )
    elif (hallado := _AUTORIDAD.match(resto)) and partes.es_agente:
        yield f"quién es {acortar(hallado['que'])}"
    elif _UNA_DEFINICION.match(resto) and len(quien.split()) <= 7 and not partes.es_agente:
        yield f"qué {verbo} {quien}"


def modal(_: str, partes: Partes | None) -> Iterator[str]:
    """Lo que alguien debe o puede hacer, y lo que algo debe llevar."""
    if partes is None or not partes.verbo.startswith(("deb", "pued", "podr")):
        return
    quien, verbo, hecho = partes.quien, partes.verbo, INFINITIVO.match(partes.resto)
    se_dice = len(partes.que.split()) > 1 and not _le_falta_el_objeto(partes.que)
    if partes.no:
        puede = "pueden" if partes.plural else "puede"
        yield f"{quien} {puede} {partes.sin_ni}" if se_dice and partes.es_corta else ""
    elif hecho is None or partes.se:
        return
    elif not verbo.startswith("deb"):
        yield f"quién {partes.verbo_singular} {partes.que}" if partes.es_agente and se_dice else ""
        yield (
            f"se puede {partes.que}"
            if se_dice and partes.es_entero and _PARTICULARES.match(quien) and not _reflexivo(partes.que)
            else ""
        )
        yield f"{quien} {verbo} {partes.que}" if partes.es_corta and se_dice else ""
    elif _MODO.match(hecho["resto"]) and not hecho["todo"].startswith(("ser", "estar")):
        yield f"cómo {verbo} {hecho['todo'].strip()} {quien}"
    elif hecho["todo"].strip() in {"ser", "estar"}:
        participio, _, sigue = hecho["resto"].partition(" ")
        como = _MODO.match(sigue) and _PARTICIPIO.match(participio)
        yield f"cómo {verbo} {hecho['todo'].strip()} {participio} {quien}" if como else ""
        yield f"{quien} {verbo} {partes.que}" if partes.es_corta and len(partes.que.split()) > 2 else ""
    else:
        yield (
            f"quién {partes.verbo_singular} {partes.que}"
            if partes.es_agente and se_dice and not _reflexivo(partes.que)
            else ""
        )
        con = "con " if _CON.match(hecho["resto"]) else ""
        if _LLEVA.match(hecho["verbo"]) and (con or _DETERMINADO.match(hecho["resto"])):
            yield f"{con}qué {verbo} {hecho['todo'].strip()} {quien}"


def _le_falta_el_objeto(que: str, verbo: str = "") -> bool:
    """«publicar semanalmente en un panel» o «aprobará con resolución»: lo que se publica o se aprueba viene después."""
    palabras = que.split() if verbo else que.split()[1:]
    if palabras[:2] in (["de", "manera"], ["de", "forma"]):
        palabras = palabras[3:]
    circunstancia = bool(palabras) and (palabras[0].endswith("mente") or palabras[0] in _CIRCUNSTANCIAS)
    return circunstancia and _SIN_OBJETO.match(verbo or que) is None


def _reflexivo(que: str) -> bool:
    return re.match(r"\w+(?:se|l[oae]s?)\b", que) is not None


def hace(_: str, partes: Partes | None) -> Iterator[str]:
    """Lo que alguien hace, lo que algo trae y para qué es."""
    if partes is None or partes.verbo in {"es", "son", "está", "están", "será", "serán"}:
        return
    quien, verbo, resto = partes.quien, partes.verbo, partes.resto
    if verbo.startswith(("deb", "pued", "podr")) or re.search(r"\bN\s?[º°]", quien):  # lo que dice otra norma
        return
    se_dice = len(partes.que.split()) > 1 and not _OTRO_VERBO.match(partes.que)
    se_dice = se_dice and not _le_falta_el_objeto(partes.que, verbo)
    if partes.no:
        yield f"{quien} {'se ' * partes.se}{verbo} {partes.sin_ni}" if partes.es_corta and se_dice else ""
    elif "ad honorem" in resto:
        yield f"le{'s' * partes.plural} pagan a {quien}"
    elif partes.se:
        yield from _se_hace(partes)
    elif verbo.startswith("asciend"):
        yield f"a cuánto {verbo} {quien}"
    elif verbo.startswith("tien") and _OBJETIVO.match(resto):
        de_que = plegar(resto).removeprefix("por ").removeprefix("como ").removeprefix("el ")
        yield f"cuál es {'la finalidad' if de_que.startswith('finalidad') else 'el objetivo'} de {quien}"
        yield f"para qué sirve{'n' * partes.plural} {quien}"
    elif verbo.startswith("tien") and (hallado := _DERECHO.match(resto)) and plegar(quien).startswith("toda persona"):
        yield f"tengo derecho {acortar(hallado['que'])}" if acortar(hallado["que"]) else ""
    elif verbo.startswith("regula") and not partes.es_agente:
        yield f"qué {verbo} {quien}"
    elif partes.es_agente:
        yield (
            f"quién {partes.verbo_singular} {partes.que}"
            if se_dice and not verbo.startswith(("tien", "tendr", "está"))
            else ""
        )
    elif _CONTIENE.match(verbo) and _DETERMINADO.match(resto) and len(quien.split()) <= 10:
        yield f"qué {verbo} {quien}"
    elif verbo.startswith("consist") and re.match(r"en\s", resto):
        yield f"en qué {verbo} {quien}"


def incumplir(_: str, partes: Partes | None) -> Iterator[str]:
    """Lo que pasa si no se cumple algo: «El incumplimiento del plazo constituye infracción»."""
    if partes and not partes.no and (hallado := _INCUMPLIR.match(partes.quien)):
        que = re.sub(r"^del? ", lambda uno: "el " if uno.group() == "del " else "", hallado["que"])
        yield f"qué pasa si no se cumple{'n' * que.startswith(('los ', 'las '))} {que}"


def _se_hace(partes: Partes) -> Iterator[str]:
    """«La solicitud se presenta ante…», «se realiza conforme a…»."""
    if _MODO.match(partes.resto) and len(partes.quien.split()) <= 10:
        yield f"cómo se {partes.verbo} {partes.quien}"
    elif _SE_HACE_EN.match(partes.resto) and _DONDE.match(partes.verbo):
        yield f"dónde se {partes.verbo} {partes.quien}"
    elif partes.verbo.startswith("aplica") and re.match(r"al?\s", partes.resto):
        yield f"a quién se {partes.verbo} {partes.quien}"


def _genero(quien: str) -> str:
    """La terminación de un participio según el artículo: «a», «os»…"""
    articulo = quien.partition(" ")[0]
    return {"la": "a", "las": "as", "los": "os", "toda": "a", "todas": "as", "todos": "os"}.get(articulo, "o")
