"""Con qué palabras se nombra un lugar de un documento y se pide leerlo. No sabe qué apartados hay."""

import re

from bot.dialogo.preguntas.lecturas import cuanto
from bot.dialogo.preguntas.lecturas.cuanto import PARA_USARLO, ROMANOS, UN_ENTERO, entero
from bot.dialogo.preguntas.preparacion.separar import presenta
from conocimiento.expresiones import diferida
from conocimiento.palabras import AL_PEDIR, ORDINALES, VACIAS, palabras, plegar, raiz, sin_abreviaturas

_ORDINALES = {
    **{dicho: lugar for lugar, dicho in enumerate(ORDINALES)},
    "inicial|opening": 0,
    "antepenultim[oa]": -3,
    "penultim[oa]": -2,
    "ultim[oa]|final|postrer[oa]?|last|closing": -1,
}
"""Qué lugar ocupa, desde 0 o, si es negativo, desde el final."""
UN_LUGAR = "|".join(_ORDINALES)
SECCION = (
    r"(?:seccion(?:es)?|apartados?|acapites?|numeral(?:es)?|incisos?|titulos?|subtitulos?|partes?|sections?|parts?)"
)
_DIVISION = rf"(?:{SECCION}|punto|tema|bloque|item)"
_DEL_DOCUMENTO = r"(?:documento|doc|marco|texto|capitulo|cap|pdf|document|chapter|framework)"
CAPITULO = diferida(
    rf"\b(?:capitulo|cap|chapter)\b\.?\s*(?:n(?:ro|umero|o)?[.°º]*\s*)?(\d{{1,2}}|{'|'.join(ROMANOS)}|{UN_ENTERO})\b"
    rf"|\b({UN_LUGAR})\s+(?:capitulo|chapter)\b"
)
NUMERADO = diferida(
    r"(?<![\d.,/$])\b(\d{1,2}(?:[.,-]\d{1,2}){1,4})\b(?!\s*(?:%|mil|mill|soles|anos?\b|meses|km|ha\b)|[\d/])"
)
_CON_PALABRAS = diferida(
    rf"\b({UN_ENTERO}|\d{{1,2}})\s+(?:punto|coma)\s+({UN_ENTERO}|\d{{1,2}})\b"
    rf"|\b(?<=punto )({UN_ENTERO}|\d{{1,2}}) ({UN_ENTERO}|\d{{1,2}})\b(?! (?:bullet|punto|linea|frase|oracion|idea))"
)
"""«Dos punto uno», «el punto dos uno»."""
EN_ORDEN = diferida(rf"\b(?:({UN_LUGAR})\s+{_DIVISION}|{_DIVISION}\s+({UN_LUGAR}))\b")
_CUANTAS_SEGUIDAS = "dos|tres|cuatro|cinco|[2-5]"
VARIOS_EN_ORDEN = diferida(
    rf"\b(?:(?P<antes>primer[oa]s|ultim[oa]s) (?P<cuantas>{_CUANTAS_SEGUIDAS})|(?P<cuantos>{_CUANTAS_SEGUIDAS})"
    rf" (?P<despues>primer[oa]s|ultim[oa]s)) {_DIVISION}s?\b"
)
"""«Las dos primeras partes»."""
HASTA = diferida(r"\s*(?:a|al|hasta)(?: la| el)?\s*")
"""Entre dos números, «de la 2.1 a la 2.3»: también los de en medio."""
EMPIEZA = r"(?:abr\w{1,4}|empieza\w{0,2}|comienza\w{0,2}|inici\w{1,4}|arranca\w{0,2})"
TERMINA = r"(?:cierra\w{0,2}|termina\w{0,2}|acaba\w{0,2}|finaliza\w{0,2}|concluye\w{0,2}|remata\w{0,2}|culmina\w{0,2})"
ABRE_O_CIERRA = diferida(rf"\b(?:{EMPIEZA}|{TERMINA})\b")
JUNTO_A = diferida(
    r"\b(?:(?P<antes>antes|previ[oa]s?|anterior(?:es)?|precede)|(?P<despues>despues|luego|posterior(?:es)?|detras|tras"
    r"|sigue|siguientes?|continua))(?: (?:de|del|a|al))?(?: (?:la|el|lo|las|los|seccion|apartado|parte|punto|numeral|de"
    r"|del)){0,4} (?=\w)"
)
"""Lo que va antes o después de algo."""
POR_LO_QUE_HACE = tuple(
    (
        diferida(rf"\b{SECCION} (?:(?:con|en) )?(?:(?:la|el) )?(?:que|donde) (?:ya |se ){{0,2}}{hace}\b(?: todo)?"),
        lugar,
    )
    for hace, lugar in ((EMPIEZA, 0), (TERMINA, -1))
)
"""«La sección con que termina todo», y su lugar."""
CONTADO = diferida(rf"\b{_DIVISION}\s+(?:n(?:ro|umero|o)?[.°º]*\s*)?(\d{{1,2}}|{UN_ENTERO})\b(?![.,-]\d)")
"""«La sección 3»: la tercera, o la que termina en 3."""
COMIENZO = diferida(
    r"\b(?:como|con que|en que) (?:empieza|comienza|inicia|arranca|parte)\b|\b(?:el|al) (?:comienzo|inicio|principio)\b"
    rf"|\b(?:comienzo|inicio|arranque) del? (?:este |la )?{_DEL_DOCUMENTO}\b|\b(?:the beginning|the start)\b"
)
FINAL = diferida(
    r"\b(?:como|con que|en que) (?:termina|acaba|finaliza|cierra|remata|culmina)\b|\b(?:el|al) (?:final|cierre|fin)\b"
    rf"|\b(?:final|cierre) del? (?:este |la )?{_DEL_DOCUMENTO}\b|\blo (?:ultimo|final)\b"
    r"|\bthe end\b|\bhow does it end\b"
)
_PARA_QUE_ES = diferida(r"\b(?:para|a fin de|con (?:el )?fin de|for)(?! que\b) .*$|\bsin \w+")
"""Lo que se hará con lo leído («para mi informe», «pa slide») no es de lo que trata."""
INDICE = diferida(
    rf"\b(?:indice|tabla de contenidos?|estructura)\b|\btable of contents\b"
    rf"|\b(?:que|cuales|cuant[oa]s)\b(?: son)?(?: las| los)? (?:capitulos|(?!partes?\b){SECCION})\b"
    r"|\b(?:que|cuales|cuant[oa]s) partes (?:tiene|trae|son|hay en) (?:el|este|del) (?:documento|marco|texto)\b"
)
DE_COSTUMBRE = {
    "conclusiones": "conclu",
    "introduccion": "introduc",
    "recomendaciones": "recomend",
    "anexos": "anexo",
    "antecedentes": "antecedente",
    "presentacion": "presentacion",
    "glosario": "glosario",
    "bibliografia": "bibliograf",
    "prologo": "prologo",
}
"""Partes que un documento suele tener, y cómo empieza lo que las nombra: nadie pregunta por otra cosa con ellas."""
_AL_LEER = frozenset(
    """acapite al algo anda aparece apartado apartados aparte apci apurada apurado arma armame as asi bloque bullet
    bullets can cap capitulo central capitulos chapter clarito claro clave claves complete conceptual concreto
    consignar consigne contenido contenidos contiene correspondiente could cristiano cuantas cuantos describe
    diapo diapos diapositiva diapositivas dicho digan doc document documento documentos does ejecutiva ejecutivo
    encuentra end entire escribe escueto estan estructura explicame explique expliqueme facil facilito final for
    frase frases fuerza fundamental general global give hasta highlights habla hablan hacer has hay haz haga
    hagame hazme how idea ideas in inciso integra integral integro indice informe iniciar interesan is it item
    items key las lista listame lea lee leeme llano llana letra linea lineas lines llega llegan llego los main
    mandas marco material maximo me medular menciona mensaje mensajes minimo muestra muestreme numeral of
    oracion oraciones par para parrafo parrafos part parte partes pdf pega pegame point points pon pone poneme
    ponme pp powerpoint ppt presenta presentacion principal principales propias pts pueden puntitos punto puntos
    rapido redacta saca sacame referente referido renglones resaltantes respecto sale salen saltante say says
    seccion secciones section sections sencilla sencillo sentence sentences should show sirva slide slides some
    sobre subtitulo subtitulos sustancial sustanciales takeaways termina tema text texto the this titulo titulos
    sostiene sostienen plantea plantean senala senalan afirma tl tldr dr pls plz to todito trae traen trata tratan us
    va veo ver vienen vineta vinetas viene pagina paginas hoja ingles short quick brief executive what whole whats
    which word you your
    """.split()
)
_EMPIEZAN_AL_LEER = tuple(
    """abrevi bosquej brev compend complet concis copi cort detall destac enter enumer enunci esencia explic expon
    extract faciliteme facilitame importan leam leas lees leer literal mostr muestr necesit proporcion puntual
    recap relevan reprodu resalt resumi resume simpl sintes sintet solicit sucint summar synthes textual
    transcri
    """.split()
)
"""Cómo empiezan otras palabras con que se pide leer algo."""
_PIDE_LEER = diferida(
    r"\b(?:resum|sinte[st]|extract|summar|lee|lea\b|leame|copi|transcri|compend|recap|condens|abrevi|reprodu|show"
    r"|bullet|punt"
    r"|dice|dicen|contiene|trata\b)"
)
_DE_QUE_TRATA = diferida(
    r"\bde que (?:trata|va|habla|se trata)\b|\bque (?:dice|contiene|trae|plantea|propone en general)\b"
    r"|\bwhat (?:does|is)\b.*\b(?:say|about)\b"
)
_DE_PRINCIPIO_A_FIN = diferida(
    r"\b(?:de|desde el) (?:principio|comienzo|inicio|cabo) (?:a|al|hasta el) (?:fin|final|rabo)\b"
)
_TODO_LO_ESCRITO = diferida(
    r"\btod[oa](?: tod\w{0,3}it[oa])? (?:el|la|este|esta|ese|esa|tu|su) (?:papel|papelito|libro|librito|folleto|lectura"
    r"|cuadernillo|archivo|escrito|material)\b"
)
_PARRAFO = diferida(r"\b(?:parraf\w{1,4}|paragraph)\b")
_NOMBRA_EL_DOCUMENTO = diferida(rf"\b{_DEL_DOCUMENTO}\b")
_TRAS_PREPOSICION = diferida(
    r"\b(?:sobre|acerca|respecto|de|del|a|al|con|en|por|para|segun|entre|y|e|o)\b(?: (?:de|a|el|la|los|las|un|una|su"
    r"|sus|mi))*"
    r" $"
)
_DE_LO_SUYO = diferida(r"\s{3}(?:de|del|en) (?:mi|mis|nuestr[oa]s?) (?!documento|marco|capitulo)")
"""«El último párrafo de mi informe»: tras lo que se quitó, que es de otro escrito."""
CUENTA = diferida(r"\b(?:cuant[oa]s?|(?<!como )quien(?:es)?)\b")
"""Lo que se pregunta de algo y no es qué dice."""
_RODEO = diferida(
    r"^(?:y |pero |es que |porque |ya que )*(?:(?:es|estoy|ando|muy|bien|super|medio|algo) )*(?:urgente|apurad[oa]"
    r"|cort[oa] de"
    r" tiempo|con prisa|de salida)\b|^(?:y |pero |es que |porque )*(?:casi )?no (?:tengo|tenemos|hay"
    r"|me da) (?:\w+ )?tiempo\b"
    r"|^(?:tengo|tenemos|hay) (?:que|una|un)\b|^(?:para|pa) "
)
"""Lo que se dice de paso: la prisa, para qué es."""


_NOMBRAN = (
    CAPITULO,
    NUMERADO,
    EN_ORDEN,
    VARIOS_EN_ORDEN,
    diferida(rf"\b{SECCION}\b"),
    diferida(rf"\b(?:{'|'.join(DE_COSTUMBRE.values())})"),
    INDICE,
    _PARRAFO,
    _NOMBRA_EL_DOCUMENTO,
    cuanto.CUANTOS,
    cuanto.RESUME,
    cuanto.LO_PRINCIPAL,
    cuanto.MENOS,
)
"""Lo que nombra un lugar del documento o dice cuánto se quiere leer."""


def puede_nombrar_un_lugar(parte: str) -> bool:
    """Dice si tiene algo de lo que tienen las preguntas que se leen; las demás ni se miran."""
    plana = " ".join(plegar(sin_abreviaturas(parte.lower())).split())
    return any(forma.search(plana) for forma in (_CON_PALABRAS, COMIENZO, FINAL, PARA_USARLO)) or _pide_algo(plana)


def aplanada(parte: str) -> str:
    """La pregunta plegada, con sus abreviaturas enteras, sus números en cifras y sin lo que se dice de paso."""
    plana = " ".join(plegar(sin_abreviaturas(parte.lower())).split())
    plana = con_cifras(plana)
    clausulas = [una.strip() for una in re.split(r"[:!?¿¡\n()]|;(?! ?dr)|[,.](?!\d)", plana) if una.strip()]
    quedan = [una for una in clausulas if _pide_algo(una) or not (_RODEO.search(una) or presenta(una))]
    return " ".join(quedan or clausulas)


def con_cifras(plana: str) -> str:
    """La misma con «2.1» donde dice «dos punto uno», y con «entero» donde dice «de principio a fin»."""
    plana = _DE_PRINCIPIO_A_FIN.sub("entero", plana)
    return _CON_PALABRAS.sub(lambda hallado: ".".join(str(entero(uno)) for uno in hallado.groups() if uno), plana)


def _pide_algo(clausula: str) -> bool:
    """Dice si en ella se nombra un lugar del documento o cuánto se quiere leer."""
    return any(forma.search(clausula) for forma in _NOMBRAN)


def nombra_el_documento(plana: str) -> bool:
    """Dice si se nombra el documento («el marco», «el capítulo»)."""
    return any(forma.search(plana) for forma in (_NOMBRA_EL_DOCUMENTO, _TODO_LO_ESCRITO))


def pide_leerlo(plana: str) -> bool:
    """Dice si del documento que se nombra se pide todo, un resumen o de qué trata, y no otra cosa."""
    cuanta = cuanto.cuantos_puntos(plana) > 0 or cuanto.pide_resumir(plana) or cuanto.pide_todo(plana)
    return cuanta or _DE_QUE_TRATA.search(plana) is not None


def es_de_lo_suyo(resto: str) -> bool:
    """Dice si el lugar que se nombró, ya quitado, es de algo de quien pregunta."""
    return _DE_LO_SUYO.search(resto) is not None


def pide_lo_principal(parte: str) -> bool:
    """Dice si se pide resumir sin decir qué («lo más importante», «en 3 puntos»): si algo se contestó, es eso."""
    plana = aplanada(parte)
    if nombra_el_documento(plana) or not (cuanto.pide_resumir(plana) or cuanto.cuantos_puntos(plana)):
        return False
    return solo_pide(cuanto.sin_cuantos(plana), admitidas=frozenset(), del_apartado=False)


def solo_pide(resto: str, *, admitidas: frozenset[str], del_apartado: bool) -> bool:
    """Dice si lo que queda solo pide leer: ninguna palabra habla de otra cosa.

    Si además se nombró el apartado, se pasa por alto lo que se hará con lo leído y una palabra suelta que no se conoce
    («un resumen fidedigno de…»), siempre que no diga de qué («… sobre la corrupción»). `admitidas`: raíces de palabras
    que tampoco lo dicen, las de lo que trata todo el documento.
    """
    resto = PARA_USARLO.sub(" ", resto)
    resto = _PARA_QUE_ES.sub(" ", resto) if del_apartado else resto
    sueltas = [palabra for palabra in palabras(resto) if not (al_leer(palabra) or raiz(palabra) in admitidas)]
    if len(sueltas) != 1 or not del_apartado:
        return not sueltas
    antes = " ".join(palabras(resto[: resto.find(sueltas[0])])) + " "
    return _PIDE_LEER.search(resto) is not None and not _TRAS_PREPOSICION.search(antes)


def al_leer(palabra: str) -> bool:
    """Dice si una palabra no dice de qué trata lo que se pide leer."""
    conocida = palabra in VACIAS or palabra in AL_PEDIR or palabra in _AL_LEER or palabra.isdigit()
    return conocida or palabra.startswith(_EMPIEZAN_AL_LEER)


def lugar_de(ordinal: str) -> int:
    """El de «segunda» (1) o «última» (-1)."""
    return next(lugar for forma, lugar in _ORDINALES.items() if re.fullmatch(forma, ordinal))
