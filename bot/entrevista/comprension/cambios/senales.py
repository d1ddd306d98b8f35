"""Las palabras con que se pide un cambio: quitar, agregar, cambiar, corregir; y dónde empieza y acaba lo nuevo."""

import re

from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

PALABRAS_DE_UN_CAMBIO_CLARO = 16
"""Con más, la frase cuenta otras cosas y lo que se leyó se muestra antes de cambiarlo."""
LARGO_DE_UN_CAMBIO = 320
"""Quien pide un cambio escribe poco; lo más largo es una respuesta o una historia."""

_PEGADO = r"(?:me|le|nos|se)?(?:l[aeo]s?)?"
EN_UN_ANIO = diferida(
    r"\b(?:al|para|hasta|desde|en)\s+(?:el\s+(?:a[nñ]o\s+)?)?(?:19|20)\d\d\b(?![.,]?\d)", re.IGNORECASE
)
"""«Al 2029» dice cuándo, y no cuántos son ni cuánto cuesta."""


def _pedir(*raices: str) -> str:
    """Las formas con que se pide un verbo, con su pronombre: «quita», «quítelo», «quiten», «quitar», «quitemos»."""
    return rf"(?:{'|'.join(raices)})(?:u?e|u?en|u?emos|u?es|a|ar|er|ir|an|as|e){_PEGADO}"


QUITAR = diferida(
    rf"\b(?:{_pedir('quit', 'sac', 'saq', 'borr', 'elimin', 'retir', 'descart', 'suprim', 'tach', 'anul')}"
    rf"|{_pedir('exclu', 'excluy', 'prescind', 'descont', 'remov', 'remuev')}|dej(?:a|e|en"
    rf"|ar)(?:l[aeo]s?)? (?:fuera|afuera|de lado))\b"
)
_SE_VA = (
    r"participan?|participara|entran?|quieren?|siguen?|forman? parte|integran?|es parte|son parte|nos acompanan?"
    r"|va a (?:estar|ir|participar|entrar|ser parte|poder)|van a (?:estar|ir|participar|entrar)|estan? en"
    r"|vamos con|cuent\w+ (?:con|a)"
    r"|consider\w+|inclu\w+ a|tom\w+ en cuenta|trabaj\w+ con|apoya\w*|pong\w+ a"
)
YA_NO = diferida(
    rf"\b(?:ya no|no|tampoco) (?:va|van)(?! a \w+[aei]r\b| como\b)\b|\b(?:ya no|no|tampoco) (?:{_SE_VA})\b|\b(?:sobran?"
    rf"|estan? de mas)\b"
    r"|\bse (?:bajo|bajaron|retiro|retiraron|salio|salieron|corrio|abrio|desanimo|aparto|desvinculo|desligo|fue de)\b"
    r"|\bse (?:nos )?ech\w+ (?:para |pa )?atras\b|\b(?:desisti(?:o|eron)|renuncio|declino|no quiso|no quisieron"
    r"|no quieren|dijo que no"
    r"|dijeron que no|dio un paso al costado)\b|\bque no (?:vaya|este|figure|salga|aparezca|participe)n?\b"
    r"|\bya no (?:firm|apoy|financi|colabor|acompan)\w+|\bse (?:nos |me )?(?:cae|cayo|caen)\b"
    r"|\b(?:sale|salen|salio|salieron|deja|dejo) (?:de )?(?:la|esta|nuestra) (?:alianza|lista|propuesta)\b"
    r"|\b(?:queda|quedo|sale|salio|va) (?:fuera|afuera)\b|\bfuera(?=(?: de (?:la lista|los actores|esto)| porfa"
    r"| por favor)?\W*$)"
)
REPETIDO = diferida(r"\b(?:repetid[oa]s?|duplicad[oa]s?|doble|dos veces|2 veces|se repiten?)\b")
AGREGAR = diferida(
    rf"\b(?:{_pedir('agreg', 'anad', 'adicion', 'incorpor', 'consider', 'anot', 'apunt', 'registr')}"
    rf"|aument(?:a|e|en|ar){_PEGADO}|inclu(?:ya|ir|yan){_PEGADO}|incluye(?:l[aeo]s?|me(?:l[aeo]s?)?)|sum(?:ale|ele"
    rf"|arle|enle|ela|elo|ala"
    rf"|alo|ar|e a|en a)"
    rf"|met(?:e|a|er|an)(?:l[aeo]s?|me)|mete a|(?:pon|ponga|pongan|ponle|pongale) (?:tambien|tb|ademas)"
    r"|que se (?:sume|agregue|incluya|incorpore|considere)n?"
    r"|falt(?:a|an|o|aba|aban|aria|arian)(?! de\b)|me (?:olvide|falto|faltaba|faltaron|comi|escapo|falta|salte)"
    r"|(?:se|haya|habia) me (?:olvido|escapo|paso|fue|quedo)|se me (?:olvido|olvidaba|escapo|paso|pasaba|fue|quedo)"
    r"|(?<!se )olvide|(?:se )?nos (?:olvidamos|olvido|falto|falta|faltaba|paso|escapo)"
    r"|(?:se )?acaba de sumar(?:se)?|olvidamos|me habia (?:escapado|olvidado|faltado)|no (?:l[aeo]s? )?(?:puse"
    r"|pusimos|mencione|considere"
    r"|inclui|anote)"
    r"|(?:tambien|tb|tmb|tbn|ademas) (?:esta|van?|entran?|participan?|estan|trabaja|se|cuenta|es|son)"
    r"|se (?:me |nos )?(?:suma|sumo|suman|sube|suben|unio|une|unen|incorporo?|incorpora|integra|integro|adhiere"
    r"|adhirio))\b"
)
CAMBIAR = diferida(
    rf"\b(?:{_pedir('cambi', 'corrig', 'corrij', 'correg', 'modific', 'modifi', 'modifiq', 'actualiz', 'actualic')}"
    rf"|{_pedir('reemplaz', 'reemplac', 'edit', 'rectific', 'rectifiq', 'renombr', 'sustituy', 'sustitu')}"
    rf"|{_pedir('arregl', 'ajust', 'coloc', 'coloq', 'enmend', 'enmiend')}"
    r"|rectifico|corrijo|pon(?:er|ga|gan|gal[aeo]|gam[eo]|l[aeo]s?|me|melo|mela)?"
    r"|(?:que|el titulo|el nombre) (?:diga|sea|sean|se llame|quede|figure|vaya|dure)|dej(?:a|e|al[aeo]|el[aeo]"
    r"|emosl[aeo]|ar) en"
    r"|(?:baj|sub|redu[cz]|ampli|aument)(?:(?:e|a|en|ar|ir|el[aeo]|al[aeo]|enl[aeo]) (?:a|en)|el[aeo]|al[aeo]|ele"
    r"|ale))\b"
)
YERRO = diferida(
    r"\b(?:me (?:equivo\w+|corrijo|confundi|corrij\w+)|(?:esta|estaba|estan|estaban|estuvo|salio|quedo|tiene"
    r"|tenia) (?:un )?"
    r"(?:mal|errad\w|equivocad\w|error)|mal (?:puest|escrit)\w|(?:puse|di|dije|escribi|pase|anote|consigne"
    r"|indique) mal"
    r"|mal estaba|error|fail|fe de erratas|volte\w+|bailaron|en realidad|mas bien|en verdad|perdon|sorry|disculpe?"
    r"|ya no (?:es|son|esta|sera|seran)|al final|debio (?:ser|decir)|deb(?:e|ia) (?:ser|decir)|deberia (?:ser"
    r"|decir)|termina en"
    r"|(?:el|la|lo) (?:correct[oa]|buen[oa])|no era|no eran|no es|no son|ahora (?:es|son|sera|seran|se llama"
    r"|queda)|es otr[oa]"
    r"|(?:ha |a |han )?cambi(?:ado|o|aron)(?=,? (?:ahora|es|son|a|y|de|por)\b)|(?:ha|a) cambiado|subio|bajo"
    r"|rebota|mejor"
    r"|en vez de|en lugar de|sino|hace rato|update|precision|donde (?:dice|decia|puse))\b"
)
CONTADO = diferida(
    r"\b(?:(?:l[aeo]s?|se|nos|me) )*(?:cambi|baj|sub|ampli|reduj|aument|recort|ajust|actualiz|modific|corrig"
    r"|extend|extiend"
    r"|alarg|acort|increment|qued|pas)(?:o|aron|ieron|eron|amos|imos|aria|ara|a|e)\b(?: \w+){0,1}? (?:a|en|como"
    r"|de|por)\b"
)
"""«Lo ampliaron a…», «quedó en…»: el cambio se cuenta en vez de pedirse."""
CONTADO_ANTES = diferida(
    r"(?:^|[,.;]|\b(?:nos|me|ya|ayer|hoy|que))\s*(?:baj|sub|ampli|reduj|aument|recort|ajust|actualiz|modific"
    r"|cambi|extend|acort)"
    r"(?:aron|eron|ieron|amos|imos|o) (?:el |la |los |las |mi |nuestro )?$"
)
LO_ULTIMO = diferida(
    r"(?:(?:por favor|porfa|oye|no|ya|mejor|ay|uy) )*(?:quit\w+|borr\w+|elimin\w+|anul\w+|deshaz|deshacer|deshaga"
    r"|descart\w+)"
    r" (?:lo|el|la)? ?(?:ultim[oa]|de recien|reciente|anterior|que (?:te |le )?(?:acabo de (?:decir|poner|escribir)"
    r"|dije|puse|escribi)(?: recien| ultimo)?"
    r"|ultimo (?:que|q) (?:te |le )?(?:dije|puse|escribi|hiciste|hizo|cambi\w+|anot\w+|guard\w+))"
    r"(?: cambio| respuesta| que \w+| de todo| por favor| porfa| mejor)*"
    r"|(?:\w+ ){0,6}dej[ae]\w{0,3} (?:todo )?como estaba(?: antes| al (?:principio|inicio))?"
    r"|(?:quita|borra|elimina|deshaz)\w* (?:eso|esto)(?: ultimo| que (?:puse|dije))?(?: por favor| porfa)?"
)
UNA_OPINION = r"lo mismo|igual|eso|asi|otr[oa]|mal|muy"
"""Para una expresión regular: lo que se dice de lo anotado, y no lo que va en su lugar."""
TAMBIEN = r"tambien|tb|tmb|tbn|ademas"
"""Para una expresión regular: lo nuevo se suma a lo que había."""
CONECTOR = diferida(
    r"(?:\b(?:son|es|eran|era|seran|sera|sean|sea|fueron|serian|seria|a|por(?! fav|fa)|con|en|sino|diga|decir"
    r"|que diga|llame|llama|llamara|ahora|correct[oa]"
    r"|queda|quede|quedo|como|mejor|de nombre|nombre|dura|dure|duraria|duro|pon(?:ga|le|gamos)?(?: que)?|empez\w+"
    r"|empieza\w*|inicia\w*|desde)\b)\s*(?:(?:que|q|k)\s+)?[:=]?\s*|(?:[:=→]|->)\s*"
)
"""Lo que va justo antes de lo nuevo."""
_OTRO_CONECTOR = diferida(
    r"\s*(?:(?:es|son|sera|seran|seria|sea|sean|que diga|que sea|que se llame|se llama(?:ria|ra)?|a|como|ahora es"
    r"|pon|ponga|pongamos|en"
    r"|mejor)\b"
    r"|[:=]+)\s*(?=\S)"
)
_COLA = diferida(
    r"(?:\s{0,2}[,;]|\s{0,2}\.\s|\s{1,2}[-–—]\s|\s{0,2}[(]|\s{0,2}\n)\s{0,2}(?:y\s{1,2})?(?:as[ií]\b|que\b(?!\s{1,2}\w+\s{1,2}\w+\s{1,2}\w+\s{1,2}\w+\s{1,2}\w+)"
    r"|q\b|porque|xq|pq|por\s?que|ya que|pues|lo\b|la gente|nos\b|sin lo|me\b|se\b|es que|es q"
    r"|gracias|por fav|porfa|x fa|xfa|pls|plis|creo|antes\b|ah[ií]\b|con eso|te\b|le\b|ojal[aá]|disculp|perd[oó]n"
    r"|no\b|ya\b|yo\b|tambi[eé]n|tb|corr[eií][gj]|c[aá]mb|act[uú]al"
    r"|incl[uú]y|ap[uú]nt[ae]l|s[uú]m[ae]l|agr[eé]g|an[oó]t|a[ñn][aá]d|q[uú][ií]t|m[eé]t|p[oó]n\w*|reci[eé]n|ayer|hoy|anoche|eso\b|esa\b|ese\b"
    r"|(?:el|ese|este) (?:nombre|t[ií]tulo)\b|de ah[ií]|ellas?\b|ellos\b|todos\b|mi jef|sede|s[aá]c).*$",
    re.IGNORECASE | re.DOTALL,
)
_COLA_DE_ORACION = diferida(
    r"(?:\s{0,2}[,;.(]|\s{1,2}[-–—]\s)\s{0,2}(?:as[ií] (?:es|lo|me|qued|nom|est)|que as[ií]|gracias|por fav|porfa"
    r"|x ?fa\b|pls|disculp|perd[oó]n|me equivo|corr[ií][gj]\w*l|c[aá]mb\w*l|act[uú]al\w*l|eso (?:nom|es todo)).*$",
    re.IGNORECASE | re.DOTALL,
)
_CORTESIA = diferida(
    r"[\s,.;!)]{0,5}(?:\b(?:por favor|porfa(?:vor)?|porfis|x ?fa(?:vor)?|pls|plis|please|gracias|nom[aá]s|no ?m[aá]s"
    r"|pe|pues|ps|ya|ok|amig[oa]|se[ñn]or(?:ita|a)?"
    r"|ahora|solamente|tambi[eé]n|tb|mejor|jaja\w*|as[ií])\b|[^\w\s\"'»”)?.])[\s,.;!]{0,5}$",
    re.IGNORECASE,
)
_NEGADO = diferida(
    r"(?:\b(?:y|e)\s)?\bno\s{1,2}(?:(?:son|es|eran|era|sean|fueron|va|van)\s)?(?:a|al|con|de|el|la|los|las|solo|en)?"
    r"\s?[^,.;:\n]*?(?=\s?(?:[,;:\n]|\.\s|\.$|\bsino\b|\b(?:y\s)?(?:son|es|eran|era)\b|$))"
)
_ABREVIATURA = diferida(r"\.\w{1,2}\.$|\b(?:Ltda|Cía|Cia|Inc|Sr|Dra?)\.$")
LARGO_DE_UNA_CORTESIA, LARGO_DE_UN_COMIENZO = 40, 200
_COMILLAS = diferida(r"[\"“«]([^\"”»]{2,200})[\"”»]|(?<!\w)['‘]([^'’]{2,200})['’](?!\w)")


_COMIENZO = diferida(
    r"(?:^|[,.;:!?\n])\s{0,2}(?:(?:oe|oye|oiga|ah|y|e|uy|ay|ojo|perdon|sorry|disculpe?|riesgos?|actividad(?:es)?"
    r"|resultados?|antes(?: que nada| de eso"
    r"| que me olvide)?|otra cos(?:a|ita)|en|a|al|lo|de|del|el|la|los|las|mi|mis|nuestr[oa]s?|su|que|q|este|ese"
    r"|con|parte|nos"
    r"|(?:(?:me|nos|les|recien|ayer|hoy|acaban? de|acabo de) )*(?:inform|avis|dij|dic|comunic|confirm|cont|enter"
    r"|escrib)\w+(?: ahora| ayer| hoy)? (?:que|q)|bueno|mira|mire|joven|senor|senorita|me|acorde|por favor|porfa"
    r"|dice|sobre|una precision|precision|update"
    r"|mi (?:senora|jefe|jefa)|corrijo|fijese|conversando|ella|ahora|quiero|solo|tambien)\b[\s,:]{0,3}){0,12}$"
)
"""Lo que va delante de lo que se cambia cuando la frase empieza por ello."""


def es_claro(liso: str) -> bool:
    """Dice si la frase es corta: pide el cambio y nada más."""
    return len(liso.split()) <= PALABRAS_DE_UN_CAMBIO_CLARO


def va_al_comienzo(antes: str) -> bool:
    """Dice si lo que hay delante es nada, o solo las palabras con que se empieza a pedir algo."""
    return _COMIENZO.search(antes[-LARGO_DE_UN_COMIENZO:]) is not None


def pide_quitar_o_cambiar(liso: str) -> bool:
    """Dice si el texto pide quitar, juntar o cambiar algo, y no solo agregar: nunca es un dato más."""
    es_negacion = re.match(r"\W*no\b", liso) is not None and YERRO.search(liso) is not None
    mismos = re.search(r"\b(?:son|es) (?:lo|la|el|los|las) mism", liso) is not None or re.match(
        r"\W*no (?:es|somos|son)\b", liso
    )
    return es_negacion or bool(mismos) or any(senal.search(liso) for senal in (QUITAR, YA_NO, REPETIDO, CAMBIAR))


def entre_comillas(texto: str) -> str:
    """Lo último que va entre comillas; vacío si no hay nada."""
    return next(reversed(citas(texto)), "")


def citas(texto: str) -> list[str]:
    """Lo que va entre comillas, en orden."""
    return [(hallada.group(1) or hallada.group(2)).strip() for hallada in _COMILLAS.finditer(texto)]


def sin_cola(texto: str) -> str:
    """Lo nuevo, sin el motivo ni la cortesía que se le agregan al final («, así quedó ayer», «porfa»)."""
    cola = _COLA.search(f"{texto} ")
    limpio = con_el_punto_de_su_sigla(texto, 0, cola.start()) if cola is not None else texto
    limpio = limpio.strip(" \n\t,;:–—-«»\"'“”¡!")
    limpio = limpio if _ABREVIATURA.search(limpio) else limpio.rstrip(" .")
    while hallada := _CORTESIA.search(limpio, max(0, len(limpio) - LARGO_DE_UNA_CORTESIA)):
        con_punto = f"{limpio[: hallada.start()]}."
        limpio = con_punto if _ABREVIATURA.search(con_punto) else con_punto.strip(" .,;:")
    return limpio


def con_el_punto_de_su_sigla(texto: str, inicio: int, fin: int) -> str:
    """Ese tramo y, si acaba en una sigla («S.A»), el punto que la cierra."""
    con_punto = texto[inicio : fin + 1]
    return con_punto if con_punto.endswith(".") and _ABREVIATURA.search(con_punto) else texto[inicio:fin]


def sin_cola_de_oracion(texto: str) -> str:
    """Lo mismo de lo que se escribe en oraciones: solo se le quita lo que no puede ser parte de ellas."""
    limpio = _COLA_DE_ORACION.sub("", texto).strip(" \n\t,;:–—-«»\"'“”")
    while hallada := _CORTESIA.search(limpio, max(0, len(limpio) - LARGO_DE_UNA_CORTESIA)):
        limpio = limpio[: hallada.start()].strip(" ,;:")
    return limpio


def sin_negar(texto: str) -> str:
    """El texto sin lo que niega: de «no son 500, son 620», «son 620»; de «debe ser el 3 y no el 6», «debe ser el 3»."""
    salida, hasta = list[str](), 0
    for hallado in _NEGADO.finditer(plano(texto)):
        salida.append(texto[hasta : hallado.start()])
        hasta = hallado.end()
    return "".join((*salida, texto[hasta:])).strip(" ,;")


def _sin_entrada(texto: str) -> str:
    """«Ahora es X», «a: X»: lo nuevo, sin las demás palabras que lo anuncian."""
    while (hallado := _OTRO_CONECTOR.match(plano(texto))) and texto.lstrip()[:1].islower():
        texto = texto[hallado.end() :]
    return texto.strip()


def tras_un_conector(texto: str, desde: int = 0) -> list[str]:
    """Lo que sigue a cada palabra que anuncia lo nuevo, de la última a la primera, sin repetir."""
    liso = plano(texto)
    partes = [_sin_entrada(texto[hallado.end() :]) for hallado in CONECTOR.finditer(liso, desde)]
    return [parte for parte in dict.fromkeys(reversed(partes)) if parte]


_INFINITIVO = diferida(r"(?:ar|er|ir)$")
_ANTES_DE_UN_INFINITIVO = diferida(
    r"\b(?:quier\w+|quisier\w+|dese\w+|necesit\w+|favor (?:de )?|hay que|olvid\w+|falt\w+|paso|pod\w+|pued\w+"
    r"|me gustaria|tiene\w* que|habria que|sirvase|proceda[n]? a|agradec\w+|pido|solicito|toca|deberia\w*"
    r"|tenemos que|vamos a|ganas de)"
    r"(?:\s+(?:que|de|por favor|me|te))*\s*$"
)
_CON_PRONOMBRE = diferida(r"(?:l[aeo]s?|me)$")
_ANTES_DE_UN_PEDIDO = diferida(
    r"(?:^|[,.;:!?¡¿()\n🙏\"]|\b(?:y|ah|oe|oye|oiga|favor|porfa|porfis|tambien|tb|mejor|ya|pe|pues|ok|si|no|pucha"
    r"|uy|ay|alli|entonces|antes|nomas|me|se|lo|la|ahi|disculpe|disculpa|perdon|sorry|hola|bueno|aqui"
    r"|puedes|podrias|puede|podria|que|usted|pls|joven|senor|senorita|amigo|cosa|cosita|ojo))\s*$"
)


def es_un_pedido(liso: str, senal: re.Match[str]) -> bool:
    """Dice si el verbo se le pide al asistente: al comienzo de una frase o con pronombre. «Quitar el plomo», no."""
    palabra, antes = senal.group(), liso[: senal.start()]
    if " " in palabra or palabra.startswith(("falt", "olvid", "puse", "rectifico", "corrijo")):
        return True
    if _CON_PRONOMBRE.search(palabra) and len(palabra) > 4 and not palabra.endswith(("ale", "ele")):
        return True
    if _INFINITIVO.search(palabra):
        return _ANTES_DE_UN_INFINITIVO.search(antes) is not None
    return _ANTES_DE_UN_PEDIDO.search(antes) is not None
