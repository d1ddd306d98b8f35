"""Qué palabras de una idea contada dicen el problema y cuáles el objetivo: un trozo seguido, tal cual, sin muletillas.

Lo que no es claro no se propone: sobra más lo que se entiende mal que lo que se vuelve a preguntar.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.entrevista.comprension.palabras import INFINITIVO, NO_ES_VERBO
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

Tramo = tuple[int, int]

LARGO_MINIMO = 30
"""Lo que piden las dos preguntas."""
LARGO_DE_UN_LADO = 18
"""Lo que basta si se dijo qué se quiere y por qué: «capacitar a 40 jóvenes porque no encuentran trabajo»."""
LARGO_SI_DUELE = 10
"""Y del problema, si lo dice su verbo: «porque no hay agua»."""
LEJOS = 240  # cuántas letras se busca el verbo tras «queremos con la municipalidad y…»

CERCA = 60
"""Cuántas letras ocupa, como mucho, «junto con el apoyo de la» delante de un actor."""

_COMA, _PARA = diferida(r",\s+"), diferida(r"\bpara\s+")
_FIN = diferida(r"[\n!?;]+|\.(?=\s|$)")
_ABREVIATURA = diferida(
    r"\b(?:s\.a(?:\.[ac])?|e\.i\.r\.l|s\.r\.l|ltda|sr|sra|dr|dra|ing|aprox|prov|dist|av|jr|mill|hab)$"
)
_DETERMINANTE = diferida(r"\b(?:el|la|los|las|un|una|su|sus|al|del|cada|este|esta|de)\s+$")
_QUIERE = diferida(
    r"(?<!\bno )\b(?:queremos|quisieramos|quiero|quisiera|quieren|deseamos|deseo|buscamos|buscan|proponemos|planeamos"
    r"|pensamos|pretendemos|necesitamos|necesito|propone|plantea|desea|busca|pretende"
    r"|(?<!que )(?<!si )(?<!usted )(?<!nadie )quiere(?! decir| que)"
    r"|(?:tiene|tienen|tenemos) (?:como|por) (?:objetivo|finalidad|fin)|(?:nos|me) gustaria"
    r"|(?:la|nuestra|mi) idea(?: principal)?(?: es| seria|:)|(?:el|nuestro|mi) (?:objetivo|proposito)"
    r"(?: principal| comun| general)?(?: es| seria|:)|(?:la|nuestra) meta(?: es|:)"
    r"|(?:el|nuestro|este|mi) proyecto (?:busca|quiere|consiste en|es para|es|pretende)"
    r"|(?:la|esta|nuestra) alianza (?:busca|quiere|es para|pretende)|se (?:busca|quiere|propone)"
    r"|con (?:el|la) (?:objetivo|fin|finalidad|proposito) de|a fin de)(?!\w)[\s,:]*"
)
_AL_EMPEZAR = diferida(r"(?:con (?:el|la) (?:objetivo|fin|finalidad|proposito) de|a fin de)\b")
_DEL_TRAMITE = (
    r"(?:alianzas?|propuestas?|proyectos?|convenios?|borrador(?:es)?|consultas?|preguntas?|acuerdos?|respuestas?"
    r"|documentos?|formularios?|datos?|nombres?|actor(?:es)?|parte)"
)
_ES_DE_HABLAR = diferida(
    r"(?:saber|preguntar|consultar|conversar|hablar|registrar\w*|inscribir\w*|postular|participar|empezar|comenzar|iniciar"
    r"|continuar|seguir|ver|pedir\w*|contar\w*|explicar\w*|entender|conocer|averiguar|informar\w*|aliar\w*|unir\w*"
    r"|juntar(?:nos|se|me)|juntar (?:fuerzas|esfuerzos)|contactar\w*|trabajar"
    r"|(?:hacer|formar|crear|armar|elaborar|preparar|tener|firmar|proponer|realizar|presentar|cambiar|corregir|borrar"
    rf"|agregar|escribir|llenar|enviar|mandar|desarrollar)\w* (?:\w+ ){{0,2}}{_DEL_TRAMITE})\b"
)
_ARMA_CON = diferida(
    r"(?:hacer|formar|crear|armar|elaborar|preparar|proponer|realizar|presentar|desarrollar)\w*\s+(?:juntos?\s+)?"
    r"(?:con|entre|a)\b"
)
_LO_QUE_ARMA = diferida(rf"\b(?:un|una|el|la|este|esta|nuestr[oa])\s+(?:\w+\s+)?{_DEL_TRAMITE}\s+(?=para\b|que\b)")
_QUE = diferida(r"(?:que|q|k|ke) ")  # «queremos q los niños…»: se escribe así en un teléfono
_QUE_NO = diferida(r"(?:que|q|k|ke)\s+(?:me|nos|usted|alguien|la apci|el asistente|mi nombre|no (?:se|me))\b")
_SIGUE = diferida(
    r"(?:con|conjuntamente|en (?:alianza|conjunto)|juntos?|entre|desde|en|para|tambien|ademas|todos|como|a traves)\b"
)
_CIERRA = diferida(
    r"(?:y\s+)?(?:con|junto|unos|unas|son|seria|serian|costar\w*|(?:el |un )?presupuesto|s/|us\$|\$|\d|en \d|durante"
    r"|por \d|desde|hasta|participa\w*|tenemos|contamos|somos|soy|estamos|nos apoya\w*|(?:el )?plazo|durar\w*"
    r"|beneficia\w*|ods|gracias|muchas gracias|por favor|saludos|espero"
    r"|(?:\S+ ){1,5}(?:pone|aporta|pondr|aportar|dar)(?:n|a|an|ia|ian)?\b)"
)
_CON = diferida(
    r"[\s,]{0,4}\b(?:y\s)?(?:juntos?\s)?(?:con|a)\s(?:el |la )?(?:apoyo |ayuda |participacion )?(?:del? )?"
    r"(?:el |la |los |las |un |una )?$"
)
_ENTRADA = diferida(
    r"(?:(?:h?ola|holi|alo|senor(?:es|as?)?|estimad[oa]s?|buen[oa]s?(?: tardes| dias| noches| dia)?"
    r"|mire|vera|y|pero|bueno|pues|aca|aqui|es que|porque|ya que"
    r"|resulta que|pasa que|sucede que|lo que pasa es que|le cuento que|la verdad(?: es que)?|entonces"
    r"|(?:somos|soy|represent\w+)\b[^,.;]{0,80}\bescrib\w+ (?:porque|pues|ya que|por)"
    r"|necesit(?:o|amos) ayuda (?:con|por)|pedimos ayuda (?:con|por)|ayuda"
    r"|(?:el|nuestro|mi)(?: gran| principal)? problema(?: principal| publico)?(?: es| seria)?(?: que)?)\b[\s,:]*)+"
)
_COLA_DEL_PROBLEMA = (
    *(
        "es por eso que",
        "por lo que",
        "por eso",
        "por ello",
        "por esto",
        "para eso",
        "ante eso",
        "ante esto",
        "asi que",
    ),
    *("entonces", "pero", "nosotros", "nosotras", "y", "e", "tambien"),
)
_COLA_DEL_OBJETIVO = tuple(
    "por en de con unos unas durante como y e a al desde hasta costaria costo tiempo plazo monto duracion".split()
)
_LLEVA_A_OTRA_COSA = diferida(rf"\s*(?:y )?(?:{'|'.join(_COLA_DEL_PROBLEMA[:10])})\b")
_ORGANIZACION = r"(?:empresa|organizacion|ong|asociacion|cooperativa|fundacion|institucion|universidad|gremio|grupo)"
_PRESENTA = diferida(
    r"(?:h?ola|holi|alo|buenas?|buenos|senor(?:es|as?)?|estimad[oa]s?|somos|soy|represento"
    r"|representamos|trabajamos|trabajo|le escrib\w+|escribo|escribimos"
    rf"|(?:mi|nuestra|nuestro|la|tengo una?|tenemos una?) {_ORGANIZACION})\b"
)
_SE_PRESENTA = diferida(r"(?:somos|soy|represent\w+|pertenec\w+|trabaj(?:o|amos) (?:en|para)|(?:le |les )?escrib\w+)\b")
_TRAS_PRESENTARSE = diferida(r"[\s,]*(?:(?:y|pero|ya que|porque|es que|(?:le |les )?escrib\w+)\s+){0,3}")
_DUELE = diferida(
    r"\bno (?:hay|existen?|llegan?|tienen?|tenemos|cuentan?|contamos|pueden?|podemos|alcanzan?|consiguen?|encuentran?"
    r"|estudian?|trabajan?|saben?|sabemos|funcionan?|entienden?|leen|van|reciben?|acceden?|comen|logran?|producen?|rinden?"
    r"|terminan?|crecen?|abastecen?|atienden?|compran?|duermen|respetan?)\b"
    r"|\bya no (?:\w+ )?\w+n\b|\bmigran\b"
    r"|\bestan? (?:rot|caid|suci|colapsad|abandonad|destruid|cerrad)[oa]s?\b"
    r"|\bfaltan?\b|\bcarecen?\b|\bescas\w+|\bnadie\b|\bcasi ningun\w*|\bcada (?:vez|ano) (?:hay )?(?:menos|peor|mas)\b"
    r"|\bsin (?:agua|luz|desague|acceso|internet|electricidad|trabajo|empleo|atencion|desayuno|cloro|comida|medicinas"
    r"|control|tratamiento|servicios)\b|\bhay (?:much\w+|bastantes?|demasiad\w+|alta|poc\w+)\b"
    r"|\bsufr\w+|\bpadec\w+|\bse enferm\w+|\benferman\b|\bmueren?\b|\bmurier\w+|\bmatan?\b|\bafectan?\b|\bafectad\w+"
    r"|\bperjudican?\b|\bcontaminan?\b|\bcontaminad\w+|\bpierden?\b|\bperdemos\b|\bse malogran?\b|\bdesbordan?\b"
    r"|\bse (?:inunda|quema|seca|cae|llena|queda|demora)n?\b|\bse esta \w+ando\b|\btalan\b|\bbotan?\b|\bquitan?\b"
    r"|\bvend(?:en?|emos) (?:\w+ ){0,3}barat\w+|\bmiseria\b|\bganan (?:muy )?poco\b|\bganan menos\b|\binundan?\b"
    r"|\b(?:dejan|abandonan) (?:la escuela|el colegio|sus estudios)\b|\binsuficientes?\b|\bextorsionan?\b|\broban\b"
    r"|\bviven (?:solos|solas|hacinad\w+)\b|\bpasan hambre\b|\d\s*%|\bpor ciento\b|\b\d+ de cada \d+|\bsolo el \d"
)
_ES_DEL_TRAMITE = diferida(
    r"\b(?:le (?:contesto|aviso|mando|envio|digo|llamo)|mas tarde|luego|despues (?:le|sigo)|manana"
    r"|presupuesto|ruc|convenio|firmad\w|firmar|firma|confirmar|definir|decidir|borrador|formulario|propuesta"
    r"|apuro|apci|plazo|aport\w+|pon(?:e|emos|en|dria|dremos)|financ\w+|cofinanc\w+|contrapartida|pregunt\w+|reunion|deudas?"
    r"|experiencia|sunat|inscri\w+|requisitos?|cupos?|entiendo|entendi|no hay (?:problema|vinculo|conflictos? de)"
    r"|no tengo|no se (?:que|si|como|cuanto|cual|todavia|aun)|no sabemos (?:que poner|cuanto|todavia|aun)"
    r"|(?:me|nos)? ?falta (?:el|la|un|una|algo|por)? ?(?:nombre|carta|ruc|firma\w*|decidir|saber"
    r"|completar|llenar|dato|plata|dinero)"
    r")\b"
)
_CAUSA = (
    r"(?:porque|porq|xq|xk|pq|ya q(?:ue)?|puesto que|dado que|debido a que|en vista de que|visto que|a causa de que"
    r"|por que(?= (?:no|hay|los|las|el|la|nadie)\b)"
    r"|pues,?(?= (?:el|la|los|las|no|hay|se|nadie|much[oa]s?|casi|ya no|nuestr\w+|sus?|\d+)\b))"
)
_POR_CAUSA = diferida(rf"[\s,]{{1,3}}(?:es )?{_CAUSA}\s+")
_CAUSA_DELANTE = diferida(rf"\W*(?:(?:hola|buen[oa]s?(?: tardes| dias| noches)?|mire|es)[\s,]+){{0,2}}{_CAUSA}\s+")
_NO_ES_UN_PROBLEMA = diferida(
    r"(?:asi|juntos|juntas|queremos|quiero|quisieramos|buscamos|es (?:bueno|buena|importante|necesari\w|urgente|lo que"
    r"|nuestr\w+|mi|un|una)|(?:me|nos|les?) (?:permit|ayud|gust|pid|interes|sali|dij|parec|convien|toc)\w*|sirve"
    r"|permit\w+|podemos|podriamos|creemos|pensamos|tenemos|contamos|somos|soy|sabemos"
    r"|ya (?:tenemos|contamos|hay|somos)|la ley|eso|esto|usted(?:es)?|la apci"
    r"|hay (?:fondos?|plata|presupuesto|interes|voluntad|mercado|demanda))\b"
)
_VAMOS = diferida(r"\W*(?:(?:nosotr[oa]s|aca|aqui|ahora|este ano)[\s,]+){0,2}(?:vamos a|planteamos|estamos por)\s+")
"""Solo si además se dice por qué: «vamos a hacer» también empieza otras cosas."""


_JUNTOS = diferida(
    r"\b(?:trabaja(?:mos|ndo)|nos (?:juntamos|unimos|aliamos|organizamos|hemos (?:juntado|unido|aliado))"
    r"|estamos (?:coordinando|unidos|unidas|juntos|juntas))(?! para (?!que |q ))\b"
)
"""Dicen lo que se quiere si después va «para…»: «trabajamos con la muni para que…»."""


@dataclass(frozen=True, slots=True)
class Relato:
    """Dónde están en el texto el problema y el objetivo; None si no se dicen.

    `con_su_causa`: se dijo uno como la causa del otro, y vale aunque sea corto.
    """

    problema: Tramo | None
    objetivo: Tramo | None
    con_su_causa: bool = False


def leer_relato(texto: str, actores: Sequence[Tramo], cifras: Sequence[Tramo]) -> Relato:
    """Busca el problema y el objetivo. `actores` y `cifras`: lo que ya se entendió, con lo que ninguno termina."""
    liso, problemas, objetivo = plano(texto), list[Tramo](), None
    for oracion in _oraciones(liso, actores):
        los_dos = _con_su_causa(liso, oracion, actores, cifras) if objetivo is None else None
        if los_dos is not None:
            ya_dicho = (problemas[0][0], problemas[-1][1]) if problemas else (0, 0)
            return Relato(max(ya_dicho, los_dos[0], key=_largo), los_dos[1], con_su_causa=True)
        busca = _que_busca(liso, oracion, actores, cifras)
        if busca is not None and objetivo is None:
            objetivo = busca[1]
        hasta = busca[0] if busca is not None else oracion[1]
        duele = _que_duele(liso, (oracion[0], hasta), (*actores, *cifras), antes_de_querer=busca is not None)
        if duele is not None and (not problemas or not liso[problemas[-1][1] : duele[0]].strip(" .;\n")):
            problemas.append(duele)
    problema = (problemas[0][0], problemas[-1][1]) if problemas else None
    return Relato(problema if problema and problema[1] - problema[0] >= LARGO_MINIMO else None, objetivo)


def _con_su_causa(
    liso: str, oracion: Tramo, actores: Sequence[Tramo], cifras: Sequence[Tramo]
) -> tuple[Tramo, Tramo] | None:
    """«Queremos capacitar a 40 jóvenes porque no encuentran trabajo»: detrás está el problema; delante, el objetivo.

    También al revés, «porque no hay agua queremos…». Devuelve problema y objetivo; None si no se dicen los dos así.
    """
    inicio, fin = oracion
    querer = _QUIERE.search(liso, inicio, fin) or _VAMOS.match(liso, inicio, fin)
    desde = _donde_empieza(liso, querer.end(), fin) if querer is not None else None
    if querer is None and (querer := _JUNTOS.search(liso, inicio, fin)) is not None:
        desde = _para_que(liso, querer.end(), fin)
    if querer is None or desde is None:
        return None
    delante, detras = _CAUSA_DELANTE.match(liso, inicio, querer.start()), _POR_CAUSA.search(liso, desde, fin)
    if delante is not None:
        problema = delante.end(), _sin_cola(liso, delante.end(), querer.start(), _COLA_DEL_PROBLEMA)
        objetivo = desde, _donde_termina(liso, desde, fin, actores, en_la_coma=False)
    elif detras is not None:
        otra = _QUIERE.search(liso, detras.end(), fin)
        hasta = _donde_acaba_el_problema(liso, detras.end(), otra.start() if otra is not None else fin, actores)
        problema = _sin_cifras_ni_actores(liso, (detras.end(), hasta), actores, cifras)
        problema = problema[0], _sin_cola(liso, *problema, _COLA_DEL_PROBLEMA)
        objetivo = desde, _donde_termina(liso, desde, detras.start(), actores, en_la_coma=False)
    else:
        return None
    objetivo = _sin_cifras_ni_actores(liso, objetivo, actores, cifras)
    duele = _DUELE.search(liso, *problema) is not None
    if _largo(objetivo) < LARGO_DE_UN_LADO or _largo(problema) < (LARGO_SI_DUELE if duele else LARGO_DE_UN_LADO):
        return None
    es_otra_cosa = _NO_ES_UN_PROBLEMA.match(liso, problema[0]) or _ES_DEL_TRAMITE.search(liso, *problema)
    return None if es_otra_cosa else (problema, objetivo)


def _largo(tramo: Tramo) -> int:
    return tramo[1] - tramo[0]


def _donde_acaba_el_problema(liso: str, desde: int, fin: int, actores: Sequence[Tramo]) -> int:
    """En la coma tras la que se dice con quiénes, cuánto o cuándo."""
    empiezan = {inicio for inicio, _ in actores}
    comas = _COMA.finditer(liso, desde, fin)
    return next((c.start() for c in comas if c.end() in empiezan or _CIERRA.match(liso, c.end())), fin)


def solo_pregunta(texto: str, actores: Sequence[Tramo]) -> bool:
    """Dice si un texto no tiene ninguna oración que no pregunte: no cuenta nada."""
    return next(_oraciones(plano(texto), actores), None) is None


def _oraciones(liso: str, actores: Sequence[Tramo]) -> Iterator[Tramo]:
    """Las oraciones, sin las preguntas; un punto de «S.A.C.» no termina ninguna."""
    cortes = [
        fin.span()
        for fin in _FIN.finditer(liso)
        if fin.group() != "."
        or not (
            _ABREVIATURA.search(liso, max(0, fin.start() - 12), fin.start())
            or any(inicio < fin.start() < final for inicio, final in actores)
        )
    ]
    bordes = [(0, 0), *cortes, (len(liso), len(liso))]
    for (_, inicio), (fin, tras) in pairwise(bordes):
        if liso[inicio:fin].strip() and "?" not in liso[fin:tras] and "¿" not in liso[inicio:fin]:
            yield inicio, fin


def _que_busca(
    liso: str, oracion: Tramo, actores: Sequence[Tramo], cifras: Sequence[Tramo]
) -> tuple[int, Tramo | None] | None:
    """Dónde empieza a decir lo que se quiere, y el trozo que lo dice si es claro; None si no lo dice."""
    inicio, fin = oracion
    for marca in _QUIERE.finditer(liso, inicio, fin):
        desde = _donde_empieza(liso, marca.end(), fin)
        if desde is None:
            continue
        al_empezar = _AL_EMPEZAR.match(marca.group()) and not liso[inicio : marca.start()].strip()
        hasta = _donde_termina(liso, desde, fin, actores, en_la_coma=bool(al_empezar))
        cortado = _sin_cifras_ni_actores(liso, (desde, hasta), actores, cifras)
        return marca.start(), cortado if cortado[1] - cortado[0] >= LARGO_MINIMO else None
    return None


def _donde_empieza(liso: str, desde: int, fin: int) -> int | None:
    """Donde está el verbo de lo que se quiere, o «que…»; None si lo que se quiere es hablar o hacer el trámite."""
    if _QUE.match(liso, desde):
        return None if _QUE_NO.match(liso, desde) else desde
    verbo = INFINITIVO.match(liso, desde, fin)
    if verbo is None or verbo.group() in NO_ES_VERBO - {"poder"}:
        verbo = _verbo_tras(liso, desde, min(fin, desde + LEJOS)) if _SIGUE.match(liso, desde) else None
    if verbo is None:
        return None
    de_hablar = _ES_DE_HABLAR.match(liso, verbo.start())
    armado = _LO_QUE_ARMA.search(liso, verbo.end(), fin) if _ARMA_CON.match(liso, verbo.start()) else None
    if de_hablar is None and armado is None:
        return verbo.start()
    return _para_que(liso, armado.end() if armado else verbo.end(), fin)


def _para_que(liso: str, desde: int, fin: int) -> int | None:
    """Dónde se dice para qué es: «hacer una alianza con… para llevar agua», «un proyecto que lleve agua»."""
    if _QUE.match(liso, desde):
        return None if _QUE_NO.match(liso, desde) else desde
    para = _PARA.search(liso, desde, fin)
    if para is None:
        return None
    if _QUE.match(liso, para.end()):
        return None if _QUE_NO.match(liso, para.end()) else para.end()
    siguiente = INFINITIVO.match(liso, para.end(), fin)
    return para.end() if siguiente is not None and not _ES_DE_HABLAR.match(liso, siguiente.start()) else None


def _verbo_tras(liso: str, desde: int, hasta: int) -> re.Match[str] | None:
    """El primer infinitivo tras «queremos con la municipalidad y una ONG alemana…»."""
    return next(
        (
            verbo
            for verbo in INFINITIVO.finditer(liso, desde, hasta)
            if verbo.group() not in NO_ES_VERBO
            and not _DETERMINANTE.search(liso, max(0, verbo.start() - 8), verbo.start())
        ),
        None,
    )


def _donde_termina(liso: str, desde: int, fin: int, actores: Sequence[Tramo], *, en_la_coma: bool) -> int:
    """En la coma que da paso a otra cosa (con quiénes, cuánto, cuándo) o al final de la oración."""
    empiezan = {inicio for inicio, _ in actores}
    for coma in _COMA.finditer(liso, desde, fin):
        pieza = liso[coma.end() : fin].partition(",")[0]
        if en_la_coma or coma.end() in empiezan or _CIERRA.match(liso, coma.end()) or _DUELE.search(pieza):
            return coma.start()
    return fin


def _sin_cifras_ni_actores(liso: str, tramo: Tramo, actores: Sequence[Tramo], cifras: Sequence[Tramo]) -> Tramo:
    """El trozo sin el dinero, el plazo ni los actores con que acabe; los actores se quedan si sin ellos es corto."""
    desde, hasta = tramo
    for inicio, _ in cifras:
        if desde < inicio < hasta:
            hasta = inicio
    hasta = _sin_cola(liso, desde, hasta, _COLA_DEL_OBJETIVO)
    for inicio, fin in sorted(actores):
        con = _CON.search(liso, max(desde, inicio - CERCA), inicio) if desde < inicio < hasta else None
        if con is not None and con.start() - desde >= LARGO_MINIMO and not re.search(r"\bpara\b", liso[fin:hasta]):
            return desde, _sin_cola(liso, desde, con.start(), _COLA_DEL_OBJETIVO)
    return desde, hasta


def _sin_cola(liso: str, desde: int, hasta: int, colas: Sequence[str]) -> int:
    """El final, sin los signos ni el enlace suelto que quedó («por», «en», «y por eso»)."""
    while True:
        trozo = liso[desde:hasta].rstrip(" ,;:.\n\t")
        hasta = desde + len(trozo)
        cola = next(
            (una for una in colas if trozo.endswith(una) and not trozo[-len(una) - 1 : -len(una)].isalnum()), ""
        )
        if not cola:
            return hasta
        hasta -= len(cola)


def _que_duele(liso: str, tramo: Tramo, ajenos: Sequence[Tramo], *, antes_de_querer: bool) -> Tramo | None:
    """El trozo de una oración que cuenta un problema, sin la presentación de delante ni los datos de detrás."""
    inicio, fin = tramo
    anuncio, _, dicho = liso[inicio:fin].rpartition(": ")  # «La JASS pide ayuda: 85 familias sin desagüe»
    if _DUELE.search(dicho) and not _DUELE.search(anuncio):
        inicio = fin - len(dicho)
    cortes = [coma.span() for coma in _COMA.finditer(liso, inicio, fin)]
    bordes = [(inicio, inicio), *cortes, (fin, fin)]
    piezas = [(a, b) for (_, a), (b, _) in pairwise(bordes) if liso[a:b].strip()]
    while piezas and _PRESENTA.match(liso[slice(*piezas[0])].lstrip()) and not _DUELE.search(liso[slice(*piezas[0])]):
        piezas.pop(0)
    while (
        piezas
        and not _DUELE.search(liso[slice(*piezas[-1])])
        and _es_otro_dato(liso, piezas[-1], ajenos, antes_de_querer=antes_de_querer)
    ):
        piezas.pop()
    if not piezas or not _DUELE.search(liso, piezas[0][0], piezas[-1][1]):
        return None
    desde, hasta = piezas[0][0], piezas[-1][1]
    desde += len(liso[desde:hasta]) - len(liso[desde:hasta].lstrip())
    desde = _tras_presentarse(liso, (desde, hasta), ajenos)
    entrada = _ENTRADA.match(liso, desde, hasta)
    desde = entrada.end() if entrada else desde
    hasta = _sin_cola(liso, desde, hasta, _COLA_DEL_PROBLEMA if antes_de_querer else ())
    return (
        None if _ES_DEL_TRAMITE.search(liso, desde, hasta) or not _DUELE.search(liso, desde, hasta) else (desde, hasta)
    )


def _tras_presentarse(liso: str, tramo: Tramo, nombradas: Sequence[Tramo]) -> int:
    """Dónde sigue quien empezó diciendo de qué organización es, sin una coma que lo separe."""
    desde, hasta = tramo
    if not _SE_PRESENTA.match(liso, desde, hasta):
        return desde
    fin = next((b for a, b in nombradas if a - desde <= CERCA and desde < a and b < hasta), desde)
    enlace = _TRAS_PRESENTARSE.match(liso, fin, hasta)
    return enlace.end() if fin > desde and enlace is not None and _DUELE.search(liso, enlace.end(), hasta) else desde


def _es_otro_dato(liso: str, pieza: Tramo, ajenos: Sequence[Tramo], *, antes_de_querer: bool) -> bool:
    dicha = liso[slice(*pieza)].lstrip()
    return bool(_CIERRA.match(dicha) or (antes_de_querer and _LLEVA_A_OTRA_COSA.match(dicha))) or any(
        pieza[0] <= a < pieza[1] for a, _ in ajenos
    )
