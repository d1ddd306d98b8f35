"""Las palabras con que se reconoce el nombre de una organización: dónde acaba, qué lo describe, qué lo anuncia.

Todas sin tildes ni mayúsculas.
"""

from conocimiento.expresiones import diferida
from conocimiento.palabras import UN_MES_CON_ERRATAS, un_numero

LEGAL = diferida(r"^(?:s\.?a\.?(?:c\.?|a\.?)?|e\.?i\.?r\.?l\.?|s\.?r\.?l\.?|ltda\.?|s\.?c\.?r\.?l\.?)$")
SIGLA_CORRIENTE = {"sa", "uni", "ops", "bid", "caf", "oit", "fida", "fao", "inia", "produce", "gore"}
ENLACES = {"de", "del", "la", "las", "los", "el", "para", "en", "san", "santa", "e"}
ENLACES_DENTRO = {"de", "del", "la", "las", "los", "el", "the", "of", "for", "and"}
ENLACES_DE_FUERA = frozenset(
    "und fur fuer ohne der die das den des et du pour sans di della dei per i van voor och da dos do in without".split()
)
"""Los del nombre de un socio extranjero («Brot und Wasser»): solo entre dos palabras con mayúscula."""
GENERICO_DEFINIDO = {"municipalidad", "municipio", "muni", "alcaldia", "gobierno regional", "gore", "universidad"} | {
    "camara de comercio"
}
GENERICO_INDEFINIDO = frozenset(
    {"empresa", "minera", "ong", "oenege", "universidad", "fundacion", "municipalidad", "cooperativa", "camara"}
    | {"gremio", "embajada", "banco", "agencia de cooperacion", "asociacion civil"}
)
PLURALES = {"municipalidades", "comunidades"}
CLASES_QUE_NOMBRAN = frozenset("fundacion asociacion instituto consorcio confederacion empresa compania".split())
"""Empiezan un nombre aunque todo vaya en minúsculas."""
SIN_TIPO = (CLASES_QUE_NOMBRAN - {"empresa", "compania"}) | frozenset(
    """organizacion panaderia fabrica startup hospital parroquia iglesia vicariato colegio bodega botica ferreteria
    restaurante hotel hostal tienda imprenta constructora consultora grifo molino granja vivero radio clinica diocesis
    escuela club""".split()
)
"""Empiezan un nombre y no siempre dicen de qué tipo es."""
CLASES_DICHAS = frozenset("ong ongd oenege cooperativa universidad minera jass".split())
"""Lo mismo, en un texto que lleva mayúsculas en otros nombres: «somos Minera Sol, con la ong caritas cusco»."""
EN_UNA_LISTA = diferida(
    r"(?:\b(con|y|e)\s+|,\s+)(?:la\s+|el\s+)?"
    rf"({'|'.join(sorted(CLASES_QUE_NOMBRAN | SIN_TIPO | CLASES_DICHAS))})\s+(?=\w)"
)
_ACABA = r"(?:\s*(?:[,.;:()\n]|$)|\s+(?:y|e|con|junto|para|que|q|en|desde|unos|unas)\b)"
SU_ARTICULO = diferida(rf"(?:el|la|los|las)\s+\w+(?:\s+\w+){{0,4}}?(?={_ACABA})")
"""«Las vicuñas», «los cóndores del sur»: lo que nombra a una, tras decir qué es («asociación de ganaderas…»)."""
JUNTO_A_OTRAS = (
    r"(?:^\W*|,\s+|\b(?:con|y|e|entre|a|participa(?:ria)?n?|estar(?:an?)?|apoyo de|apoyan?|solo|tambien)\s+)"
    r"(?:la\s+|el\s+)?"
)
"""Lo que va delante de una que se nombra sin decir qué es."""
ACABA_UN_NOMBRE = diferida(_ACABA)
SIN_NOMBRE = frozenset(
    {"cooperacion internacional", "cooperacion tecnica", "fuente cooperante", "gobierno nacional", "gobierno local"}
    | {"programa nacional", "autoridad nacional"}
)
PRESENTACION = diferida(
    r"\bsomos\s+(?:parte\s+de\s+|del?\s+)?|\bsoy\s+(?:\w+,?\s+){0,4}?del?\s+|\brepresent(?:o|amos|ando)\s+al?\s+"
    r"|\ben\s+representacion\s+de\s+|\bpertenez\w+\s+a\s+|\btrabaj(?:o|amos)\s+(?:en|para)\s+"
    r"|\b(?:l[ea]s?\s+)?escrib(?:o|imos)\s+(?:de|desde|a\s+nombre\s+de)\s+|\bformamos\s+parte\s+de\s+|\bvengo\s+de\s+"
    r"|\bnosotros,?\s+(?:somos\s+)?|\bse\s+llama\s+|\b(?:mi|nuestra)\s+(?:empresa|ong|organizacion|asociacion|cooperativa"
    r"|institucion|fundacion)\s*(?:,|es|:)\s*"
    r"|^(?:es|seria)\s+(?:de\s+)?(?=(?:la|el)\s+(?:universidad|municipalidad|muni|empresa|ong|asociacion|cooperativa"
    r"|parroquia|comunidad|federacion|instituto|colegio|minera|fundacion|junta|ugel|gobierno)\s)"
    r"|^(?:la\s+|el\s+nombre\s+de\s+(?:la|mi|nuestra)\s+)(?:empresa|ong|organizacion|asociacion|cooperativa|institucion"
    r"|fundacion)\s+(?:es|seria)\s+(?!una?\b|la\b|el\b|de\b|muy\b|que\b|quien\b|mas\b)|(?:(?:^|\n)[^\S\n]*+|[.;]\s*+)(?:empresa|organizacion|institucion|ong|proponente|somos)\s*:\s*"
)
ARTICULO = diferida(
    r"(?P<solo>(?:(?:la|el|los|las)\s+)?)(?:(?:organizacion|institucion|entidad|agrupacion)\s+(?!\w+(?:da|do|que|de)\b|del?\b))?"
)
ES_DE_UN_LUGAR = diferida(
    r"(?:muni|municipalidad|municipio|alcaldia|gobierno regional|gore|ugel|red de salud|universidad)\b"
)
"""Su nombre es el del lugar que sigue, aunque vaya en minúsculas: «la muni de huanta»."""
ENTIDAD = diferida(r"(?:ministerio|superintendencia|direccion|gerencia)\b")
"""Lo que sigue, aunque sea corriente («de salud»), ya dice cuál es."""
ARTICULO_ANTES = diferida(r"\b(una|un|la|el)\s+$")
INDEFINIDO = diferida(rf"(?:una?|unos|unas|\d{{1,2}}|{un_numero(2, 6)})\s+")
DONDE_SE_INSCRIBE = diferida(
    r"\b(?:inscrit|inscrib|inscrip|registr|habilitad|acreditad|empadronad)\w*(?: \w+){0,4}? (?:en|ante|por)"
    r"(?: (?:el|la|los))? ?$"
)
"""«No estamos inscritos en la APCI», «registrada ante la Sunat»: donde se hace un trámite no es quien participa."""
LETRAS_DELANTE = 60
"""Las que se miran antes de un nombre."""
DESCRITA = diferida(r"^\w+ \w+(?:[ai]d[oa]s?|ntes?)(?: (?:de|del|en|a|al|por|con)\b|$)")
"""«Ong encargada del proyecto», «empresa participante»: lo que sigue a la clase la describe y no la nombra."""
LLAMADA = diferida(r"\b(?:llamad[oa]|(?:que|q|k)\s+se\s+(?:llama|denomina)|denominad[oa]|de\s+nombre)\s+")
PRIMERA_PERSONA = diferida(
    r"^\W*(?:y\s+(?:la|el)\s+[^.;]{0,40})?\b(?:queremos|vamos|buscamos|necesitamos|tenemos|proponemos|deseamos|nos)\b"
)
_INCISO = r"\W{0,3}(?:,[^,.;]{0,80},\s*|(?:a\s+traves\s+de|por\s+medio\s+de)\s[^,.;]{0,80},?\s*)?"
PROPONE = diferida(rf"{_INCISO}(?:propone|plantea|presenta|promueve|impulsa|solicita|formula|tiene\s+previsto)\b")
"""Quien hace esto al empezar un escrito es quien propone."""
DESEA = diferida(
    rf"{_INCISO}(?:desea|busca|quiere|pretende|tiene\s+(?:como|por)\s+(?:objetivo|finalidad)|esta\s+interesad[oa])\b"
)
"""Lo mismo, si no habla también de «nosotros»: entonces es otra."""
CON_OTROS = diferida(
    r"\s*(?:con|junto)\b[^.;]{0,160}?\b(?:queremos|buscamos|vamos\s+a|proponemos|deseamos|planeamos|pensamos)\b"
)
DE_NOSOTROS = diferida(r"\b(?:nosotr[oa]s|somos|nos|nuestr[oa]s?|mi|me|yo|soy|\w{3,}mos)\b")
LISTA = diferida(
    r"(?:\b(?:con|junto\s+(?:a|con)|entre|participa(?:ria|n|rian|ran)?|apoyo\s+de|ayuda\s+de)\s+"
    r"|\b(?:socios?|aliad[oa]s?|actores|alianza|participantes)(?:\s*+estrategic[oa]s)?(?:\s*+:)?\s++(?=[A-Z]|la\b|el\b|son\b|seria))"
)
APORTA = diferida(
    r"(?<!\s)\s+(?:podria|podrian|pondria|pone|aporta|aportaria|financia|financiaria|quiere\s+apoyar|apoyaria|dona)\b"
)
SE_COMPROMETE = diferida(
    r"\b(?:pon(?:e|en|emos|go|dran?|dremos|drian?|driamos)|aport(?:an?|amos|o|aran?|aremos|arian?|ariamos)"
    r"|(?:se|nos|me) (?:van? a |vamos a )?(?:encarg|compromet)\w+|(?:va|van|vamos) a (?:poner|aportar))\b"
)
"""Lo que dice qué hará o pondrá alguien: «la muni pone 100 mil soles», «nosotras ponemos el local»."""
MES_O_DATO = diferida(rf"^(?:{UN_MES_CON_ERRATAS}|ods|ruc|dni)$")
CORRIENTES = {"empresa", "compania", "corporacion", "banco"}  # solas no empiezan un nombre si sigue en minúsculas
EN_MEDIO = diferida(r",\s+(?:la\s+|el\s+)?([A-ZÁÉÍÓÚÑ][^,;.\n]{2,50}?)(?:,\s+|\s+y\s+)(?:(?:la|el|los|las|una?)\s+)?")
EN_MEDIO_SIN_MAYUSCULAS = diferida(
    r",\s+((?!(?:la|el|los|las|una?|unos|unas|y|con|para|por|en|de|que|nosotr[oa]s|tambien|otr[oa]s?|vari[oa]s|mi|mis|su|sus"
    r"|todos?|algun[oa]s?|familias)\b|\w+[aei]r\b"
    r"|\w+(?:er[oa]s|or[ea]s|[aei]ntes|in[oa]s|istas|[ae]n[oae]s|eres)\b)[a-z&][\w&.-]{2,24}(?: [\w&.-]{2,24})?)"
    r"(?:,\s+|\s+y\s+)(?:(?:la|el|los|las|una?)\s+)?"
)
"""«La muni de jaén, nestle y la ong»; no «…, sembrar café y…» ni «…, cafetaleros y…», que no son nombres."""
ANTES = diferida(r"\b([A-ZÁÉÍÓÚÑ][\w]{3,})\s+$")
GIRO_ANTES = diferida(
    r"(?i:\b(?:la|el|una|un)\s+)([a-z]+(?:dora|tora|sora|quera|lera|tera|cera|nera|ería|eria|cola))\s+$"
)
"""«la agroexportadora», «la constructora»: a qué se dedica, dicho antes de un nombre con mayúscula, es parte de él."""
# Su punto no acaba el nombre.
ABREVIATURAS = {"univ.", "muni.", "inst.", "coop.", "asoc.", "com.", "nac.", "prov.", "dist.", "gob."}
LUGAR_PROPIO = r"[A-ZÁÉÍÓÚÑ]\w+(?:\s+(?:de\s+(?:la\s+|los\s+)?)?[A-ZÁÉÍÓÚÑ]\w+)*"
NOMBRE_SEGUIDO = diferida(rf"\s+{LUGAR_PROPIO}")
QUE_ES = diferida(r"\s*,?\s+(?:que|q)\s+(?:es|son|seria)\s+(?:una?\s+|el\s+|la\s+)?(?=\w)")
APOSICION = diferida(r"\s*,\s+(?:una?|el|la)\s+(?=\w)")
CIERRA_LA_APOSICION = diferida(r"\s*(?:,\s*(?:y|e)\b|[.;\n]|$)")
ENTRE_PARENTESIS = diferida(r"\s*\(([^()]{2,60})\)")
DE_DONDE_ES = diferida(rf"(?:\s+(?:del?|la|las|los|el)){{0,2}}\s+{LUGAR_PROPIO}")
TIPO_DETRAS = diferida(
    r"(?:,\s*(?:(?:somos|que\s+es)\s+)?(?:una?\s+)?([^.,;:()\n]{2,40})(?=[.,;:\n]|$)|\s*\(([^()\n]{2,40})\))"
)
DESPUES_DE_Y = diferida(r"\s+(?:y|sin|por(?:\s+(?:la|el|los|las))?|para(?:\s+(?:la|el))?)\s+([A-ZÁÉÍÓÚÑ]\w+)(?=\W|$)")
DOS_MITADES = diferida(r"[A-ZÁÉÍÓÚÑ]\w(?=\s+y\s+[A-ZÁÉÍÓÚÑ])")
CARGO = diferida(r"\bsoy\s+(?:[a-z]+\s+){1,9}?del?\s+(?:[a-z]+\s+){0,6}")  # puede llevar varios «de»
INFINITIVO = diferida(r"\b[a-z]+(?:ar|er|ir)(?:l[aeo]s?|se|nos)?(?:l[aeo]s?)?\b")
NO_ES_VERBO = frozenset(
    "mar lugar hogar mujer taller alquiler militar escolar familiar popular particular celular regular solar "
    "similar auxiliar ayer azucar dolar bar par elegir placer poder deber alcaldar circular nuclear bienestar "
    "malestar preescolar vehicular peninsular".split()
)
"""Acaban como un infinitivo y no lo son."""
