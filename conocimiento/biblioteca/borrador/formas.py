"""Cómo preguntaría la gente por una oración, según su forma: una definición, un plazo, una obligación, una prohibición…

Cada forma devuelve las preguntas de la más a la menos natural, o ninguna. Van con las palabras de la oración: quien
revisa las dice después como las diría la gente. Una pregunta sin sentido es peor que ninguna: si algo no se ve claro,
no se hace.
"""

import re
from collections.abc import Callable, Iterator

from conocimiento.biblioteca.borrador.partes import (
    EN_PLURAL,
    FEMENINO,
    INFINITIVO,
    NO_SE_ENTIENDE_SOLA,
    NO_TERMINA,
    Partes,
    acortar,
    articulo_de_nombre,
    en_limpio,
    entero,
    partir,
    sin_deicticos,
    sin_marca,
)
from conocimiento.biblioteca.borrador.predicados import es, hace, incumplir, modal, plazo, quien_lo_hace
from conocimiento.biblioteca.borrador.sitio import Sitio, segun_su_sitio
from conocimiento.expresiones import diferida
from conocimiento.palabras import UN_MES, plegar

PALABRAS_DE_UNA_PREGUNTA = 25
_DEFINICION = diferida(
    r"(?P<termino>[“\"«]?[A-ZÁÉÍÓÚÑ][\wáéíóúñ ()/,–—-]{2,70}?[”\"»]?)(?:\s?\.-|\s?\.\s[–—-]|\s?:|(?<=s)-)\s{1,3}"
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
    r"|por tanto|primer[ao]|segund[ao]|tercer[ao]|cuart[ao]|quint[ao]|sext[ao]|s[eé]ptim[ao]|octav[ao]|noven[ao]"
    r"|d[eé]cim[ao]|[uú]nic[ao]|teléfono|correo|fecha|lima|los siguientes|las siguientes|para|finalidad|objeto|objetivo"
    r"|alcance|[aá]mbito|otr[oa]s?|dem[aá]s|entre)\b",
    re.IGNORECASE,
)
_SIGLA_AL_FINAL = diferida(r"\s?(?:[-–—]\s?|\()(?P<sigla>[A-ZÁÉÍÓÚÑ]{2,10})\)?$")
_FECHA = diferida(rf"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+,\s(?:al?\s)?\d{{1,2}}\sde\s(?:{UN_MES})\sdel?\s\d{{4}}\.?")
_CLASE_Y_NUMERO = diferida(
    r"(?P<clase>(?:RESOLUCI[OÓ]N|ORDENANZA|DECRETO|LEY|ACUERDO|DIRECTIVA|REGLAMENTO)\b[A-ZÁÉÍÓÚÑp ]{0,40}?)\s"
    r"(?:SBS\s)?N\s?[º°.ro]{0,3}\s?\d"
)
_OTRA_LA_HIZO = diferida(
    r"(?:mediante|a trav[ée]s de(?:l)?|por)\s(?:la\s|el\s)?(?:Ley|Decreto|Resoluci[oó]n|Ordenanza"
    r"|Acuerdo)\b[^,;]{3,60},?"
    r"(?:\s[^,;]{3,90},)?\sse\s(?P<hace>cre[aóo]n?|crearon|aprueban?|aprob[óo]|aprobaron|modific[óa]|declar[óa]"
    r"|constituy[óe])"
    r"\s(?P<que>(?:el|la|los|las)\s.+)"
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
    r"(?P<cuando>(?:Cuando|Si|En caso(?: de)?(?: que)?|De no|En los casos (?:en )?que)\s(?P<que>[^,;:]{8,140}?))"
    r"(?:[,;]|\sprocede\b)\s"
)
_YA_PASO = diferida(r"\w(?:ó|aron|ieron)\b|\b(?:estuvo|estuvieron|fue|fueron|ha|han|hubo)\b")
_SENALA_ATRAS = diferida(
    r"\b(?:lo|les?)\s(?!que\b|cual|pagan\b)\w+(?:an?|en?|ó|ado|ido)\b|\bque\s(?:la|las|los)\s\w+(?:an|en)\b"
    r"|\b(?:éste|ésta|ello)\b"
    r"|^si (?:bien|fuera el caso|corresponde)\b|según corresponda|de ser el caso|\bcorresponda\b",
    re.IGNORECASE,
)
_SIGUIENTES = diferida(r"\b(?P<articulo>los|las)\s(?P<cuando>siguientes\s)(?P<nombre>[\wáéíóúñ]{4,20})\b(?:.{0,60}):?$")
_REQUISITOS_DE = diferida(
    r"los requisitos para (?:la (?:presentaci[oó]n|aprobaci[oó]n|obtenci[oó]n)|el tr[aá]mite) de(?P<la>l|\sla)\s"
    r"(?P<que>[A-ZÁÉÍÓÚÑ]{3,10})$"
)
"""De lo que se tramita, por su sigla: «los requisitos para la presentación del IGAC»."""
_SON_LOS_SIGUIENTES = diferida(
    r"(?P<que>(?:Los|Las)\s[^:;,.]{4,110}?)\s(?:son|ser[áa]n)(?:\s(?:los|las)\ssiguientes)?\s?:$", re.IGNORECASE
)
_OBLIGADO_A = diferida(
    r"(?P<quien>\b(?:[Ee]l|[Ll]a|[Ll]os|[Ll]as)\s(?!\S+\s(?:el|la|los|las)\s)(?:\w+\s){0,5}?\w+)\s(?:se encuentran?"
    r"|est[áa]n?|queda[n]?)"
    r"\sobligad[oa]s?\sa\b.{0,40}\blo siguiente\s?:$"
)
_SON = diferida(r"(?P<verbo>Son|Constituyen)\s(?P<que>[\wáéíóúñ ]{4,90}?)\s?(?:,[^:]{0,80})?:(?:$|\s[a-záéíóú])")
_PRESENTA_A_QUIENES = diferida(
    r"(?:est[áa]n?\s)?(?:conformad|integrad|compuest|constituid)[oa]s?(?:\s\w+){0,2}?(?:\spor)?\s?:$"
)
_COMPRENDE = diferida(
    r"(?:comprender?[áa]?n?|incluy[ea]n?|incluir[áa]n?|contendr[áa]n?|contienen?|considera(?:r[áa])?n?)$"
)
_UNO = diferida(r"(?:un|una|el|la|los|las|aquel|aquella|aquellos|aquellas|todo|toda)\s")
_GENTE = diferida(
    r"(?:\w+(?:ores|oras|antes|entes|istas|arios|arias|icos)|sujetos?|titular(?:es)?|\w+(?:ador|edor|idor|utor)a?"
    r"|infractor|beneficiari[oa]s?|usuari[oa]s?|operari[oa]s?|propietari[oa]s?)\b",
    re.IGNORECASE,
)
"""Lo que nombra a personas: «consultores», «titular», «sujeto de formalización»."""
_VAGA = diferida(
    r"las disposiciones complementarias\?$|"
    r"sus (?:funciones|atribuciones)(?: y \w+)?\?$|¿Qué es (?:la|el) (?:ley|reglamento|norma|resolución|ordenanza"
    r"|decreto \w+)\?$|¿(?:Para qué es|Qué plazo hay para (?:ello|eso))",
    re.IGNORECASE,
)
_NECESARIO = diferida(
    r"(?:Que,\s)?(?:en (?:ese|este|tal) (?:contexto|sentido|marco),?\s)?(?P<que>(?:es|resulta) (?:necesario|conveniente"
    r"|preciso|pertinente|indispensable) \w+r\s.+)",
    re.IGNORECASE,
)
_SUELTA = diferida(
    r"\b(?:y|e|o|u|de|del|a|al|en|con|por|para|que|quienes?|como|el|la|los|las|un|una|su|sus|cada|se|lo|no|más|menos"
    r"|mayor|menor|igual|siguientes?|artículo|numeral|literal|anexo|presente|tres|dos|cinco|diez|quince|treinta|cinco"
    r"|cuarenta|mediante|sobre|entre|según|cuyos?|cuyas?|sin|hasta|desde|ante|bajo|incluyendo|tales|ser necesario"
    r"|ser el caso|sean?|entre otr[oa]s)\?$",
    re.IGNORECASE,
)
"""Con lo que una pregunta queda a medias."""
_DOS_VERBOS = diferida(
    r"\b(?:pueden?|deben?|es|son)\b.*\s(?<!que )(?:pueden?|deben?|deberán?|podrán?|integra)\b", re.IGNORECASE
)
_RUIDO = diferida(r"[_~|\\^*<>'`]|\s[.;:]\s|\b[A-ZÁÉÍÓÚÑ]{4,}(?:\s[A-ZÁÉÍÓÚÑ]{2,}){2,}")
_REPETIDA = diferida(r"\b(?P<una>\w{3,})\s(?P=una)\b", re.IGNORECASE)
_DE_ADORNO = diferida(
    r"\s(?:respectiv[oa]s?|correspondientes?)(?=[\s?,]|$)"
    r"|\s(?:previst|señalad|establecid|aprobad|contenid|comprendid|descrit|regulad|dispuest|indicad)[oa]s?$"
)

_TERMINA = {"el": "o", "la": "a", "los": "os", "las": "as", "toda": "a", "todo": "o", "todas": "as", "todos": "os"}

Forma = Callable[[str, Partes | None], Iterator[str]]


def preguntas_de(oracion: str, sitio: Sitio) -> tuple[str, ...]:
    """Las preguntas que se hacen con una oración; ninguna si no sale una que alguien haría.

    «Aprobar el reglamento» es lo que hace la norma si es lo primero de un artículo; si no, es un renglón de una lista.
    """
    if re.match(r"ning[uú]na?\s", plegar(oracion)):
        algun = "Alguna" if plegar(oracion).startswith("ninguna") else "Algún"
        oracion = re.sub(r"^\w+", algun, oracion).replace(" ni ", " o ")
    if del_sitio := _buenas(segun_su_sitio(oracion, sitio)):
        return del_sitio
    partes = partir(oracion)
    formas = _DE_LO_QUE_EXPLICA if oracion.startswith("Que, ") else _FORMAS
    return next((buenas for forma in formas if (buenas := _buenas(forma(oracion, partes)))), ())


def _buenas(dichas: Iterator[str]) -> tuple[str, ...]:
    return tuple(una for una in dict.fromkeys(map(_en_pregunta, filter(None, dichas))) if tiene_sentido(una))


def tiene_sentido(pregunta: str) -> bool:
    """Si una pregunta se entiende fuera de su sitio y no está a medias."""
    sin_pareja = any(pregunta.count(abre) != pregunta.count(cierra) for abre, cierra in ("“”", "«»", "()"))
    mal_leida = _RUIDO.search(pregunta)
    a_medias = (
        mal_leida
        or _SUELTA.search(pregunta)
        or _REPETIDA.search(pregunta)
        or '"' in pregunta
        or pregunta.count("¿") > 1
    )
    sin_dueno = pregunta.startswith(("¿Quién", "¿Se puede", "¿Qué plazo hay")) and re.search(r"\bsus?\b", pregunta)
    a_medias = a_medias or sin_dueno or _DOS_VERBOS.search(pregunta)
    atras = NO_SE_ENTIENDE_SOLA.search(pregunta) or _SENALA_ATRAS.search(pregunta) or _VAGA.search(pregunta)
    return not (sin_pareja or a_medias or atras) and 2 < len(pregunta.split()) <= PALABRAS_DE_UNA_PREGUNTA


def termino_definido(oracion: str) -> str:
    """Lo que una oración define: «Crédito puente.- préstamo temporal…» es «crédito puente»; vacío si nada."""
    dicha = sin_marca(oracion)
    hallado = _DEFINICION.match(dicha) or _SE_ENTIENDE.match(dicha)
    termino = hallado["termino"].strip(' “”"«»') if hallado else ""
    if con_sigla := _SIGLA_AL_FINAL.search(termino):
        termino = termino[: con_sigla.start()].strip()
    palabras = termino.split()
    es_uno = (
        0 < len(palabras) <= 8
        and not (_NO_SE_DEFINE.match(termino) or _CON_VERBO.search(termino))
        and termino.count("(") == termino.count(")")
    )
    dos_puntos = hallado is not None and ":" in hallado.group() and not hallado.group().lstrip().startswith("se ")
    if not es_uno or "," in termino or plegar(palabras[-1]) in NO_TERMINA or (dos_puntos and len(palabras) > 6):
        return ""
    es_un_nombre = len(palabras) > 3 and sum(una[:1].isupper() for una in palabras) > 2
    return (
        termino
        if es_un_nombre
        else " ".join(una if una.isupper() and len(una) > 1 else una.lower() for una in palabras)
    )


_CON_VERBO = diferida(
    r"\b(?:son|es|está|están|deben?|tienen?|comprenden?|será|serán|podrán?|deberán?)\b", re.IGNORECASE
)


def _definicion(oracion: str, _: Partes | None) -> Iterator[str]:
    termino = termino_definido(oracion)
    if not termino:
        return
    son_varios, articulo = EN_PLURAL.match(termino) is not None, articulo_de_nombre(termino)
    sin_articulo = _UNO.match(termino) or re.fullmatch(r"\w+[aei]r", termino)
    con_articulo = termino if sin_articulo else f"{articulo} {termino}"
    sigla = _SIGLA_AL_FINAL.search(oracion.partition(".-")[0].partition(":")[0].rstrip())
    yield f"qué es {articulo} {sigla['sigla']}" if sigla else ""
    if _GENTE.match(termino):
        yield f"quiénes son {con_articulo}" if son_varios else f"quién es {con_articulo}"
    yield f"qué {'son' if son_varios else 'es'} {con_articulo}"
    yield f"qué significa {termino}" if not _UNO.match(termino) else ""


def _fecha_o_numero(oracion: str, _: Partes | None) -> Iterator[str]:
    if _FECHA.fullmatch(oracion):
        yield "de qué fecha es la norma"
    if hallado := _CLASE_Y_NUMERO.match(oracion):
        clase = hallado["clase"].lower().strip()
        yield f"qué número tiene {'el' if clase.startswith(('decreto', 'acuerdo', 'reglamento')) else 'la'} {clase}"


def _la_de_otra_norma(oracion: str, _: Partes | None) -> Iterator[str]:
    """Lo que un considerando cuenta de otra norma: con cuál se creó o se aprobó algo."""
    hallado = _OTRA_LA_HIZO.search(en_limpio(oracion))
    que = re.split(r"\s(?:del|de la) (?:Ley|Decreto)\b|\sy\s", acortar(hallado["que"]))[0] if hallado else ""
    if hallado and que:
        varios = que.startswith(("los ", "las "))
        creo, aprobo = ("crearon", "aprobaron") if varios else ("creó", "aprobó")
        hizo = {"cre": creo, "apr": aprobo}.get(hallado["hace"][:3], "")
        yield f"con qué norma se {hizo} {que}" if hizo else ""


def _vigencia(oracion: str, _: Partes | None) -> Iterator[str]:
    if hallado := _VIGENCIA.match(sin_deicticos(sin_marca(oracion))):
        quien = _minuscula(hallado["quien"])
        rigen, entran = ("rigen", "entran") if quien.startswith(("los ", "las ")) else ("rige", "entra")
        yield f"desde cuándo {rigen} {quien}"
        yield f"cuándo {entran} en vigencia {quien}"


def _prohibicion(oracion: str, _: Partes | None) -> Iterator[str]:
    if hallado := _PROHIBIDO.search(en_limpio(oracion)):
        que = acortar(hallado["que"])
        if que != entero(hallado["que"]):  # sin lo que falta, se prohibiría más de lo que se prohíbe
            return
        if INFINITIVO.match(que):
            yield f"se puede {que}"
        elif que:
            que = que.removeprefix("de ")
            articulo = primera if (primera := que.partition(" ")[0]) in _TERMINA else articulo_de_nombre(que)
            varios = "s" if articulo.endswith("s") or re.search(r",|\s[ye]\s", que) else ""
            yield f"está{'n' * bool(varios)} permitid{_TERMINA[articulo].rstrip('s')}{varios} {que}"


def _si_pasa(oracion: str, _: Partes | None) -> Iterator[str]:
    dicha = en_limpio(oracion)
    if (
        (hallado := _SI_PASA.match(dicha))
        and not _YA_PASO.search(hallado["que"])
        and len(hallado["cuando"].split()) <= 24
    ):
        yield f"qué pasa {_minuscula(hallado['cuando'])}"


def _necesario(oracion: str, _: Partes | None) -> Iterator[str]:
    if (hallado := _NECESARIO.match(sin_deicticos(oracion))) and (que := acortar(hallado["que"])):
        yield f"por qué {que}"


def _enumeracion(oracion: str, partes: Partes | None) -> Iterator[str]:
    """Lo que presenta una lista: «Son funciones del comité:», «…los siguientes requisitos:»."""
    dicha = en_limpio(oracion)
    presenta, dos_puntos, _ = dicha.partition(": ")
    if dos_puntos and _SIGUIENTES.search(presenta):
        dicha, partes = f"{presenta}:", partir(f"{presenta}:")
    if hallado := _SON_LOS_SIGUIENTES.match(dicha):
        que = _minuscula(hallado["que"])
        yield f"cuáles son {que}"
        if de_que := _REQUISITOS_DE.match(que):
            yield f"qué requisitos pide {'el' if de_que['la'] == 'l' else 'la'} {de_que['que']}"
        elif que.startswith("los requisitos para "):
            yield f"qué requisitos piden {que.removeprefix('los requisitos ')}"
    elif hallado := _OBLIGADO_A.search(dicha):
        tienen = "tienen" if hallado["quien"].lower().startswith(("los", "las")) else "tiene"
        yield f"qué obligaciones {tienen} {_minuscula(hallado['quien'])}"
    elif (hallado := _SON.match(dicha)) and not _UNO.match(hallado["que"]):
        yield f"cuáles son {'las' if FEMENINO.match(hallado['que']) else 'los'} {hallado['que']}"
    elif partes and not partes.no and _PRESENTA_A_QUIENES.match(partes.resto):
        yield f"quiénes integran {partes.quien}"
    elif partes and not partes.no and (hallado := _SIGUIENTES.search(partes.resto)):
        que = _SIGUIENTES.sub("", partes.resto).strip()
        hacer = INFINITIVO.match(que)
        delante = f"{que} " if que in {"a", "con", "en"} else ""
        if que in {"", "a", "con", "en", "por", "a su cargo"} and not partes.se:
            yield f"{delante}qué {hallado['nombre']} {partes.verbo} {partes.quien}"
        elif hacer and not hacer["resto"] and not partes.se:
            yield f"qué {hallado['nombre']} {partes.verbo} {que} {partes.quien}"
    elif (
        partes
        and not partes.no
        and dicha.endswith(":")
        and _COMPRENDE.match(partes.verbo)
        and not partes.resto.strip(": ")
    ):
        yield f"qué {partes.verbo} {partes.quien}"


_FORMAS: tuple[Forma, ...] = (
    _fecha_o_numero, _definicion, _la_de_otra_norma, _vigencia, incumplir, _prohibicion, plazo, _si_pasa, _necesario,
    _enumeracion, quien_lo_hace, es, modal, hace,
)  # fmt: skip
_DE_LO_QUE_EXPLICA: tuple[Forma, ...] = (_la_de_otra_norma, _necesario, quien_lo_hace)
"""De un considerando, que cuenta lo que dicen otras normas, se pregunta poco."""


def _minuscula(dicho: str) -> str:
    primera = dicho.partition(" ")[0]
    return dicho if len(primera) > 1 and primera.isupper() else dicho[:1].lower() + dicho[1:]


def _en_pregunta(dicha: str) -> str:
    dicha = re.sub(r"\b([Dd]e|[Aa]) el (?=[a-zA-ZÁÉÍÓÚÑ])", r"\1l ", _DE_ADORNO.sub("", dicha.strip(" ,;:.")))
    return f"¿{dicha[:1].upper()}{dicha[1:]}?"
