"""Cómo preguntaría la gente por una oración, según su forma: una definición, un plazo, una obligación, una prohibición…

Cada forma devuelve las preguntas de la más a la menos natural, o ninguna. Van con las palabras de la oración: quien
revisa las dice después como las diría la gente.
"""

import re
from collections.abc import Callable, Iterator

from conocimiento.biblioteca.borrador.partes import (
    INFINITIVO,
    NO_SE_ENTIENDE_SOLA,
    NO_TERMINA,
    Partes,
    acortar,
    partir,
    sin_deicticos,
    sin_marca,
)
from conocimiento.biblioteca.borrador.sitio import Sitio, segun_su_sitio
from conocimiento.expresiones import diferida
from conocimiento.palabras import UN_MES, plegar

_DEFINICION = diferida(
    r"(?P<termino>[“\"«]?[A-ZÁÉÍÓÚÑ][\wáéíóúñ ()/,-]{2,70}?[”\"»]?)(?:\s?\.-|\s?\.\s[–—-]|\s?:|(?<=s)-)\s{1,3}"
    r"(?=[\wÁÉÍÓÚ“\"«])"
)
_SE_ENTIENDE = diferida(
    r"^(?:[^,]{0,80},\s)?(?:se\s(?:entiende|define)|enti[ée]ndase|se\sconsideran?)\s(?:por|como"
    r"|a)?\s?(?P<termino>[^,:;.]{3,60}?)"
    r"(?:\s(?:como|a|al)\s|[,:]\s)",
    re.IGNORECASE,
)
_NO_SE_DEFINE = diferida(
    r"(?:art[ií]culo|disposici[oó]n|cap[ií]tulo|t[ií]tulo|anexo|visto|considerando|que|nota|dice|debe decir"
    r"|por tanto|primer[ao]"
    r"|segund[ao]|tercer[ao]|cuart[ao]|quint[ao]|sext[ao]|s[eé]ptim[ao]|octav[ao]|noven[ao]|d[eé]cim[ao]|[uú]nic[ao]"
    r"|teléfono|correo|fecha|lima|los siguientes|las siguientes|para)\b",
    re.IGNORECASE,
)
_DETERMINADO = diferida(r"(?:el|la|los|las|un|una|su|sus|sus|todo|toda|todos|todas|\d)\s", re.IGNORECASE)
_FECHA = diferida(rf"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+,\s(?:al?\s)?\d{{1,2}}\sde\s(?:{UN_MES})\sdel?\s\d{{4}}\.?")
_CLASE_Y_NUMERO = diferida(
    r"(?P<clase>(?:RESOLUCI[OÓ]N|ORDENANZA|DECRETO|LEY|ACUERDO|DIRECTIVA|REGLAMENTO)\b[A-ZÁÉÍÓÚÑ ]{0,40}?)\s"
    r"(?:SBS\s)?N\s?[º°.ro]{0,3}\s?\d"
)
_PLAZO = diferida(
    r"\bplazos?\b|\b(?:\d{1,3}|un|una|dos|tres|cinco|diez|quince|veinte|treinta|sesenta|noventa)\)?\s(?:\(\d{1,3}\)\s)?"
    r"(?:d[ií]as|meses|mes|años|año|horas|semanas)\b",
    re.IGNORECASE,
)
_TIENE_QUIEN = diferida(
    r"\b(?P<quien>(?:el|la|los|las)\s(?:[\wáéíóúñ]+\s){1,5}?)(?P<verbo>deber[áa]n?|deben?|tienen?)\s(?P<resto>.+)",
    re.IGNORECASE,
)
_VIGENCIA = diferida(
    r"(?P<quien>(?:el|la|los|las)\s[^,;:.]{3,90}?)\s(?:entra(?:n|r[áa]n?)?\sen\s(?:vigencia|vigor)|rigen?\sdesde)\b",
    re.IGNORECASE,
)
_PROHIBIDO = diferida(
    r"(?:^|\s)(?:est[áa]n?\sprohibid[oa]s?|queda[n]?\sprohibid[oa]s?|se\sproh[íi]ben?|proh[íi]b[ae]nse)\s(?P<que>.+)",
    re.IGNORECASE,
)
_SI_PASA = diferida(
    r"(?P<cuando>(?:Cuando|Si|En (?:el )?caso(?: de)?(?: que)?|De no"
    r"|En los casos (?:en )?que)\s(?P<que>[^,;:]{8,130})),\s"
)
_YA_PASO = diferida(r"\w(?:ó|aron|ieron)\b|\b(?:estuvo|estuvieron|fue|fueron|ha|han|hubo)\b")
_SIGUIENTES = diferida(r"\b(?P<articulo>los|las)\s(?P<cuando>siguientes\s)(?P<nombre>[\wáéíóúñ]{4,20})\b(?:.{0,60}):?$")
_SON = diferida(r"(?P<verbo>Son|Constituyen)\s(?P<que>[\wáéíóúñ ]{4,80}?)\s?(?:,[^:]{0,80})?:?$")
_PARTICIPIO = diferida(r"ser\s(?P<resto>\w+(?:ad|id|t|ch|s)[oa]s?\b.*)")
_MODO = diferida(
    r"(?:mediante|de acuerdo|conforme|seg[úu]n|siguiendo|a trav[ée]s|de manera|de forma|sobre la base|con arreglo"
    r"|de modo|de conformidad)\b"
)
_PREPOSICION = diferida(r"(?P<cual>con|sobre|a(?=\s\w+[aei]r\b)|de(?=\s\w+[aei]r\b))\s")
_UNO = diferida(r"(?:un|una|el|la|los|las|aquel|aquella|aquellos|aquellas|todo|toda)\s")
_CIFRA = diferida(r"de\s.{0,30}\d|\d")
_A_CARGO = diferida(r"(?P<que>(?:responsables?|encargad[oa]s?|competentes?)\s(?:de|para|por)\s.+)")
_DE_PARTE_DE = diferida(r"a cargo de\s")
_OBJETIVO = diferida(r"(?:por|como|el)?\s?(?:objeto|objetivo|finalidad|fin|prop[óo]sito)s?\b")

_VAGA = diferida(
    r"sus (?:funciones|atribuciones)(?: y \w+)?\?$|¿Qué es (?:la|el) (?:ley|reglamento|norma|resolución|ordenanza"
    r"|decreto \w+)\?$",
    re.IGNORECASE,
)
_NECESARIO = diferida(
    r"(?:Que,\s)?(?P<que>(?:es|resulta) (?:necesario|conveniente|preciso|pertinente|indispensable) \w+r\s.+)"
)

Forma = Callable[[str, Partes | None], Iterator[str]]


def preguntas_de(oracion: str, sitio: Sitio) -> tuple[str, ...]:
    """Las preguntas que se hacen con una oración; ninguna si no sale una que alguien haría.

    «Aprobar el reglamento» es lo que hace la norma si es lo primero de un artículo; si no, es un renglón de una lista.
    """
    if re.match(r"ning[uú]na?\s", plegar(oracion)):
        oracion = re.sub(r"^\w+", "Alguna" if plegar(oracion).startswith("ninguna") else "Algún", oracion)
    del_sitio = tuple(map(_en_pregunta, filter(None, segun_su_sitio(oracion, sitio))))
    if del_sitio:
        return del_sitio
    partes = partir(oracion)
    for forma in _FORMAS:
        hechas = dict.fromkeys(map(_en_pregunta, filter(None, forma(oracion, partes))))
        if buenas := tuple(una for una in hechas if not (NO_SE_ENTIENDE_SOLA.search(una) or _VAGA.search(una))):
            return buenas
    return ()


def termino_definido(oracion: str) -> str:
    """Lo que una oración define: «Crédito puente.- préstamo temporal…» es «crédito puente»; vacío si nada."""
    dicha = sin_marca(oracion)
    hallado = _DEFINICION.match(dicha) or _SE_ENTIENDE.match(dicha)
    termino = hallado["termino"].strip(' “”"«»') if hallado else ""
    palabras = termino.split()
    es_uno = 0 < len(palabras) <= 8 and not _NO_SE_DEFINE.match(termino) and termino.count("(") == termino.count(")")
    dos_puntos = hallado is not None and ":" in hallado.group() and not hallado.group().lstrip().startswith("se ")
    if not es_uno or "," in termino or plegar(palabras[-1]) in NO_TERMINA or (dos_puntos and len(palabras) > 5):
        return ""
    return _minuscula(termino)


_EN_PLURAL = diferida(r"(?:(?:los|las)\s)?\w+[aeiou]s\b(?<!is)")


def _definicion(oracion: str, _: Partes | None) -> Iterator[str]:
    if termino := termino_definido(oracion):
        yield f"qué {'son' if _EN_PLURAL.match(termino) else 'es'} {termino}"
        yield f"qué se entiende por {termino}"


def _fecha_o_numero(oracion: str, _: Partes | None) -> Iterator[str]:
    if _FECHA.fullmatch(oracion):
        yield "de qué fecha es la norma"
    if hallado := _CLASE_Y_NUMERO.match(oracion):
        clase = hallado["clase"].lower().strip()
        yield f"qué número tiene {'el' if clase.startswith(('decreto', 'acuerdo', 'reglamento')) else 'la'} {clase}"


def _vigencia(oracion: str, _: Partes | None) -> Iterator[str]:
    if hallado := _VIGENCIA.match(sin_deicticos(sin_marca(oracion))):
        quien = _minuscula(hallado["quien"])
        rigen, entran = ("rigen", "entran") if quien.startswith(("los ", "las ")) else ("rige", "entra")
        yield f"desde cuándo {rigen} {quien}"
        yield f"cuándo {entran} en vigencia {quien}"


def _prohibicion(oracion: str, partes: Partes | None) -> Iterator[str]:
    if hallado := _PROHIBIDO.search(oracion):
        que = acortar(hallado["que"])
        if INFINITIVO.match(que):
            yield f"se puede {que}"
        elif que:
            yield f"se permite {que}"
    elif partes and partes.no and partes.verbo.startswith(("deb", "pued", "podr")) and partes.que:
        puede = "pueden" if partes.plural else "puede"
        yield f"{partes.quien} {puede} {partes.que}"
    elif partes and partes.no and not partes.se and partes.que:
        yield f"{partes.quien} {partes.verbo} {partes.que}"


def _plazo(oracion: str, partes: Partes | None) -> Iterator[str]:
    if not _PLAZO.search(oracion):
        return
    if plegar(sin_marca(oracion)).startswith(("en un plazo", "en el plazo", "dentro de")):
        if hallado := _TIENE_QUIEN.search(sin_deicticos(oracion)):
            resto = INFINITIVO.match(hallado["resto"])
            tienen = "tienen" if hallado["verbo"].endswith("n") else "tiene"
            que = acortar(hallado["resto"])
            if resto and que:
                yield f"qué plazo {tienen} {_minuscula(hallado['quien'].strip())} para {que}"
    elif partes and partes.quien.startswith(("el plazo", "los plazos")) and not partes.no:
        yield f"cuál es {partes.quien}" if not partes.plural else f"cuáles son {partes.quien}"
    elif partes and partes.que and not partes.no and _PLAZO.search(partes.resto):
        que = _sin_plazo(partes.resto)
        if partes.verbo.startswith(("deb", "podr", "pued")) and que and partes.es_agente:
            yield f"qué plazo {'tienen' if partes.plural else 'tiene'} {partes.quien} para {que}"
        elif partes.verbo.startswith("deb") and que:
            yield f"en qué plazo {partes.verbo} {que.partition(' ')[0]} {partes.quien}"
        elif partes.es_agente and que and not partes.verbo.startswith(("es", "son", "tien")):
            yield f"en qué plazo {partes.verbo} {partes.quien} {que}"


def _sin_plazo(resto: str) -> str:
    """Lo que se hace, sin el «en un plazo de…» que viene después."""
    antes = re.split(
        r"(?:^|,?\s)(?:en|dentro de|por|hasta|durante)\s(?:un|el|los|las|una|del)?\s?(?:plazo|\w+\s\(?\d)", resto
    )[0]
    return acortar(antes)


def _si_pasa(oracion: str, _: Partes | None) -> Iterator[str]:
    dicha = sin_marca(oracion)
    if (hallado := _SI_PASA.match(dicha)) and not _YA_PASO.search(hallado["que"]):
        yield f"qué pasa {_minuscula(hallado['cuando'])}"


def _necesario(oracion: str, _: Partes | None) -> Iterator[str]:
    if (hallado := _NECESARIO.match(sin_deicticos(oracion))) and (que := acortar(hallado["que"])):
        yield f"por qué {que}"


def _enumeracion(oracion: str, partes: Partes | None) -> Iterator[str]:
    """Lo que presenta una lista: «Son funciones del comité:», «…los siguientes requisitos:»."""
    dicha = sin_marca(oracion)
    if (hallado := _SON.match(dicha)) and not _UNO.match(hallado["que"]):
        articulo = (
            "los" if re.match(r"\w+(?:os|es)\b", hallado["que"]) and not _FEMENINO.match(hallado["que"]) else "las"
        )
        yield f"cuáles son {articulo} {hallado['que']}"
    elif partes and not partes.no and (hallado := _SIGUIENTES.search(partes.resto)):
        que = _SIGUIENTES.sub("", partes.resto)
        nombre = hallado["nombre"]
        if que.strip() in {"", "a", "con", "en", "por"} and not partes.se:
            delante = f"{que.strip()} " if que.strip() not in {"", "por"} else ""
            yield f"{delante}qué {nombre} {partes.verbo} {partes.quien}"


_FEMENINO = diferida(r"\w+(?:ciones|siones|dades|tades)\b")


def _es(_: str, partes: Partes | None) -> Iterator[str]:
    if (
        partes is None
        or partes.no
        or partes.se
        or partes.verbo not in {"es", "son", "está", "están", "constituye", "constituyen"}
    ):
        return
    quien, resto, verbo = partes.quien, partes.resto, partes.verbo
    if _DE_PARTE_DE.match(resto):
        yield f"quién está a cargo de {acortar(_DE_PARTE_DE.sub('', resto)) if partes.es_agente else quien}"
    elif hallado := _A_CARGO.match(resto):
        if que := acortar(hallado["que"]):
            yield f"quién es {_en_singular(que)}"
            yield "" if que.split()[1] == "por" else f"{que.split()[1]} qué {verbo} {que.split()[0]} {quien}"
    elif _CIFRA.match(resto):
        yield f"{'cuál es' if verbo == 'es' else 'cuáles son'} {quien}"
    elif verbo == "es" and INFINITIVO.match(resto) and not partes.es_agente:
        yield f"cuál es {quien}"
        return
    elif _UNO.match(resto) and verbo in {"es", "son"}:
        yield f"qué {verbo} {quien}"
        if partes.es_agente and partes.que:
            yield f"quién es {partes.que}"
    if len(partes.que.split()) > 1:
        yield f"{quien} {verbo} {partes.que}"


def _en_singular(que: str) -> str:
    primera, hay, resto = que.partition(" ")
    return (
        f"{primera.removesuffix('s')}{hay}{resto}"
        if primera in {"responsables", "encargados", "encargadas"}
        else (f"competente {resto}" if primera == "competentes" else que)
    )


def _modal(_: str, partes: Partes | None) -> Iterator[str]:
    """Lo que alguien debe o puede hacer."""
    if partes is None or partes.no or not partes.verbo.startswith(("deb", "pued", "podr")):
        return
    hecho = INFINITIVO.match(partes.resto)
    if hecho is None:
        return
    if len(partes.que.split()) < 2:
        if _MODO.match(hecho["resto"]):
            yield f"cómo {partes.verbo} {hecho['todo'].strip()} {partes.quien}"
        return
    quien, verbo, infinitivo, sigue = partes.quien, partes.verbo, hecho["todo"].strip(), hecho["resto"]
    de_poder = not verbo.startswith("deb")
    if partes.se:
        yield f"{quien} se {verbo} {partes.que}"
    elif de_poder:
        yield f"quién {partes.verbo_singular} {partes.que}" if partes.es_agente else ""
        yield f"{quien} {verbo} {partes.que}"
    elif pasiva := _PARTICIPIO.match(partes.resto):
        if _MODO.match(pasiva["resto"].partition(" ")[2]):
            yield f"cómo {verbo} ser {pasiva['resto'].split()[0].strip(',.;')} {quien}"
        yield f"{quien} {verbo} {partes.que}" if len(partes.que.split()) > 2 else ""
    else:
        a_si_mismo = infinitivo.endswith("se") and quien.split()[-1].isupper()  # «la FTA debe presentarse»
        yield f"quién {partes.verbo_singular} {partes.que}" if partes.es_agente and not a_si_mismo else ""
        if _MODO.match(sigue):
            yield f"cómo {verbo} {infinitivo} {quien}"
        elif preposicion := _PREPOSICION.match(sigue):
            yield f"{preposicion['cual']} qué {verbo} {infinitivo} {quien}"
        elif _DETERMINADO.match(sigue) and not infinitivo.endswith("se"):
            yield f"qué {verbo} {infinitivo} {quien}"
        yield f"{quien} {verbo} {partes.que}"


_HACIA = diferida("orient|destin|refier|dirig|sujet|extiend|someten?")
_SIN_LO_QUE_HACE = diferida(r"(?:en|sobre|según|entre|durante|a través|por|mediante|,)\b")


def _hace(_: str, partes: Partes | None) -> Iterator[str]:
    """Lo que alguien hace, o lo que algo trae."""
    if partes is None or partes.no or not partes.que or partes.verbo in {"es", "son"}:
        return
    quien, verbo, resto = partes.quien, partes.verbo, partes.resto
    if partes.se:
        if _MODO.match(resto):
            yield f"cómo se {verbo} {quien}"
        elif resto.startswith(("a ", "al ")) and _HACIA.match(verbo):
            yield f"a qué se {verbo} {quien}"
        yield f"{quien} se {verbo} {partes.que}"
    elif verbo.startswith("asciend"):
        yield f"a cuánto {verbo} {quien}"
    elif verbo.startswith("tien") and _OBJETIVO.match(resto):
        yield f"cuál es el objetivo de {quien}".replace("de el ", "del ")
        yield f"para qué es {quien}"
    elif len(partes.que.split()) > 1 and not _SIN_LO_QUE_HACE.match(partes.que):
        yield f"quién {partes.verbo_singular} {partes.que}" if partes.es_agente else ""
        if _DETERMINADO.match(resto) and not verbo.startswith("tien"):
            yield f"qué {verbo} {quien}"
        yield f"{quien} {verbo} {partes.que}"


_FORMAS: tuple[Forma, ...] = (
    _fecha_o_numero, _definicion, _vigencia, _prohibicion, _plazo, _si_pasa, _necesario, _enumeracion, _es, _modal,
    _hace,
)  # fmt: skip


def _minuscula(dicho: str) -> str:
    primera = dicho.partition(" ")[0]
    return dicho if len(primera) > 1 and primera.isupper() else dicho[:1].lower() + dicho[1:]


def _en_pregunta(dicha: str) -> str:
    dicha = re.sub(r"\b([Dd]e|[Aa]) el ", r"\1l ", dicha.strip())
    return f"¿{dicha[:1].upper()}{dicha[1:]}?"
