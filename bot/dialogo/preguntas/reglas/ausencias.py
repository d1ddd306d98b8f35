"""Qué pide una pregunta que el pasaje citado tendría que traer a la vista, y si no lo trae.

Sirve para no afirmar de un documento del que nadie ha revisado las preguntas y, lo inequívoco, tampoco de uno
revisado: lo que falta se muestra como lo más cercano, que cita el mismo pasaje. Las reglas son del español.
"""

import re
from collections.abc import Callable, Sequence, Set

from conocimiento.expresiones import diferida
from conocimiento.palabras import UN_MES, VACIAS, palabras, plegar, raiz, un_numero

_NUMERO = rf"(?:\d[\d.,]{{0,20}}|{un_numero(1, 900)}|mil|cien)"
_PLATA = (
    r"(?:uit|soles|dolares|plata|dinero|capital|presupuesto|sueldo|salario|remuneracion|multas?|tasas?|tarifas?|pagos?)"
)
_TIEMPO = r"(?:segundos?|minutos?|horas?|dias?|semanas?|meses|mes|anos?|bimestres?|trimestres?|semestres?)"
_ANIO = r"(?<![-/\d])(?:1\d|20)\d\d\b(?!-)"  # el de «004-2017-MTC» es de un número
_UNIDAD = r"(?:miligramos|metros|kilometros|hectareas|kilos|litros|grados|toneladas)"
_CON_NUMERO = r"ley|decreto|resolucion|norma|oficio|directiva|circular|ordenanza|informe|expediente|convenio|contrato"
_CADA = r"(?:anual|mensual|semanal|diari|trimestral|semestral|bimestral|bienal|quinquenal)(?:es|mente|amente|[oa]s?)?"

_INEQUIVOCAS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (diferida(pide), diferida(trae))
    for pide, trae in (
        (
            r"\b(?:telefono|celular|whatsapp|correo|e-?mail|pagina web|sitio web)\b"
            r"|\ba (?:que|cual) numero (?:\w+ )?llam",
            r"[\w.]@\w|https?:|www\.|\b\d{6,9}\b",
        ),
        (
            r"\b(?:con|de) (?:que|cuales) (?:fondos|recursos|dinero|plata|presupuesto)\b|\bde donde sale\w{0,2} "
            r"(?:la plata|el dinero|el presupuesto|los fondos|los recursos)\b",
            r"\b(?:financ\w+|presupuest\w+|fondos?|donaci\w+)\b|\bcon cargo a\b"
            r"|\brecursos (?:financ|econom|presup|propi|ordinari|public|directamente)\w*",
        ),
        (r"\ba que hora\b|\bque horario\b", r"\b\d{1,2}(?::\d\d| ?(?:a\.? ?m|p\.? ?m|horas))\b"),
        (
            rf"\bnumero de(?:l| la| el| los)? (?:{_CON_NUMERO})\b|\bque numero\b",
            r"\bn[°ºo.]{0,2} ?\d[\d-]{2,}",
        ),
        (
            rf"\bcuant[oa]s? (?:\w+ ){{0,2}}?(?:mg|{_UNIDAD})\b"
            r"|\b(?:que|cual(?: es)?(?: el| la)?) (?:altitud|altura|distancia|longitud|superficie|extension|profundidad"
            r"|temperatura|velocidad|volumen|ancho|largo|peso)\b",
            rf"\b{_NUMERO} ?(?:[muμ]?g|[cmk]?m[23²³]?|ha|kg|l|msnm|m\.? ?s\.? ?n\.? ?m|{_UNIDAD})\b|\d ?°",
        ),
    )
)
"""Lo que se pide solo de esa forma, y en el texto solo se dice de la otra: vale aunque el juicio crea que contesta."""
_VECES = (
    (r"anual", r"\banual|\b(?:cada|por) ano\b"),
    (r"mensual", r"\bmensual|\b(?:cada|por) mes\b"),
    (r"semanal", r"\bsemanal|\b(?:cada|por) semana\b"),
    (r"diari[oa]", r"\bdiari|\b(?:cada|por) dia\b|\b24 horas\b"),
    (r"trimestral", r"\b(?:tri|cada tri)mestr|\btres meses\b"),
    (r"semestral", r"\bsemestr|\bseis meses\b"),
)
"""Cada cuánto es lo que se pregunta: el valor anual no es el de 24 horas. Al ofrecer dos, basta que diga una."""

_OTRAS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (diferida(pide), diferida(trae))
    for pide, trae in (
        (
            rf"\b(?:cuant[oa]s?|que|cual(?:es)?)\b[^?]{{0,40}}\b{_PLATA}\b"
            r"|\bcuanto (?:\w+ ){0,3}(?:cuesta|vale|paga\w*|cobra\w*|gana\w*|invierte\w*)\b",
            r"\b(?:uit|unidad(?:es)? impositivas?|soles|dolares)\b|s/\.? ?\d|\$ ?\d",
        ),
        (
            rf"\bcuant[oa]s? (?:{_TIEMPO}|tiempo)\b|\b(?:que|cual es el) plazo\b|\bcada cuant[oa]s?\b|\bhasta cuando\b"
            r"|\bcuanto (?:se )?(?:demora\w*|tarda\w*|dura\w*)\b",
            rf"\b{_NUMERO} (?:\(\d+\) )?{_TIEMPO}\b|\b{_CADA}\b",
        ),
        (r"\bporcentaje\b|\bpor ciento\b|%", r"\d ?(?:%|por ciento)|\b(?:mitad|tercio|tercera parte)\b"),
        (
            r"\bfecha (?:exacta|precisa)\b|\b(?:que|cual) (?:dia|mes) exact[oa]\b",
            rf"{_ANIO}|\b\d{{1,2}} de {UN_MES}\b",
        ),
        (
            r"\b(?:cuando|desde|partir|(?:que|cual) (?:fecha|dia|ano|mes))\b[^?]{0,40}"
            r"\b(?:rige\w{0,2}|regir\w{0,2}|vigencia|vigente|vigor|(?:empieza|comienza|entra) a (?:valer|regir))\b",
            r"\b(?:vigencia|vigor|rigen?|regira)\b",
        ),
        (
            r"\b(?:cuando|(?:que|cual) (?:fecha|dia|ano|mes))\b",
            rf"{_ANIO}|\b{UN_MES}\b|\b{_NUMERO} (?:\(\d+\) )?{_TIEMPO}\b|\b(?:{_CADA}|siguiente|vigencia)\b",
        ),
        *((rf"(?<!\bo )\b{veces}(?:es|s)?\b(?! o\b)", trae) for veces, trae in _VECES),
    )
)
_A_LA_VISTA = _INEQUIVOCAS + _OTRAS
_DURA = diferida(rf"\b{_NUMERO} (?:\(\d+\) )?({_TIEMPO})\b")
_CUANTO_DURA = diferida(rf"\bcuant[oa]s ({_TIEMPO})\b")
_TAMANOS = (
    {"segundo", "minuto", "hora"},
    {"dia", "semana"},
    {"mes", "meses", "bimestre", "trimestre", "semestre"},
    {"ano"},
)
_DE_UN_LUGAR = diferida(
    r"\b(?:amazonas|ancash|apurimac|arequipa|ayacucho|cajamarca|callao|cusco|cuzco|huancavelica|huanuco|ica|junin"
    r"|la libertad|lambayeque|lima|loreto|madre de dios|moquegua|pasco|piura|puno|san martin|tacna|tumbes|ucayali)\b"
)
_DE_UN_ARTICULO = diferida(r"\bart(?:iculo|s)?\b\.? ?(?:n\S{0,2} ?)?(\d{1,4}(?:-[a-z])?)\b")
_CUAL_ES = diferida(
    r"\b(?:(?:cual(?:es)?|que) (?:es|son|seria|serian) (?:el|la|los|las)|que|q|cuales) (?P<cosa>[a-z]{4,}s?)\b"
)
_REMITE = (
    r"(?:senalad|establecid|previst|indicad|dispuest|contemplad|regulad|fijad|referid|detallad|descrit|precisad|aprobad)"
    r"[oa]s? (?:en|por)\b"
)
_OFICIOS = (
    "llenar rellenar redactar escribir armar hacer preparar elaborar calcular tramitar presentar inscribir registrar "
    "firmar agendar reservar completar generar disenar traducir corregir denunciar averiguar pagar"
).split()
_HACER = rf"(?:{'|'.join(oficio[:-2] for oficio in _OFICIOS)}|traduzc|corrig|corrij|pagu|averigu|ha[gz])[aeo]?n?"
_QUE_SE_HAGA = diferida(
    rf"^\W*(?:(?:por favor|porfa\w*|oye|oiga|hola|ya|buenas)\W+)*{_HACER}(?:me|nos)(?:l[oa]s?)?\b"
    rf"|\bque (?:me|nos) (?:l[oa]s? )?{_HACER}\b"
    rf"|\b(?:puede[ns]?|podria[ns]?) (?:{'|'.join(_OFICIOS)})(?:me|nos)"
    rf"|\b(?:me|nos) (?:l[oa]s? )?(?:puede[ns]?|podria[ns]?) (?:{'|'.join(_OFICIOS)})\b"
)
_QUIEN_ES_HOY = diferida(
    r"\b(?:quien(?:es)?|como se llaman?|que persona|nombre del?)\b[^?]{0,40}"
    r"\b(?:actual(?:mente)?|hoy|ahora|en este momento)\b"
    r"|\b(?:actual(?:mente)?|hoy|ahora)\b[^?]{0,20}\bquien(?:es)? (?:es|son|esta|dirige|preside)\b"
    r"|\bcomo se llaman? [^?]{0,40}?\b(?:(?:vice)?(?:president|ministr)|jef[ea]|director|alcald|gerente|titular"
    r"|gobernador|secretari|congresist|coordinador|senor)\w*"
)
_SIGLA = diferida(r"\b[A-ZÁÉÍÓÚÑ]{2,}\b")
_ESTO_O_LO_OTRO = diferida(
    r"\b(\w{3,})(?: (?:el|la|un|una|uno|los|las))? o (?:(?:el|la|un|una|uno|los|las|al|a la) )?(\w{3,})\W*$"
)
_NO_SON_OPCIONES = frozenset("no nada igual algo alguno alguna varios varias todo todos nunca puede solo sino".split())
_QUE_COSA = diferida(r"\b(?:que|cual(?:es)?(?: de)?(?: los| las)?) ([a-z]{4,})\b")
_COSAS_SIN_NOMBRE = frozenset(
    "cosa cosas caso casos parte partes forma formas manera maneras modo tipo tipos clase clases hacer hace dice pasa "
    "significa quiere puede pueden debe deben tiene tienen tengo necesito pasaria obligaciones comprende entiende "
    "define considera establece sera seria hacen busca consiste sirve ocurre sucede exige piden pide requiere incluye "
    "para como sobre desde hasta con sin esta este esto".split()
)
_COSAS_DE_UNA_PARTE = (
    r"riesgos?|peligros?|beneficios?|ventajas?|ganancias?|derechos?|deber(?:es)?|obligaci(?:on|ones)|aportes?"
    r"|compromisos?|responsabilidad(?:es)?"
)
_NOMBRA_UNA = diferida(rf"\b(?:{_COSAS_DE_UNA_PARTE})\b")
_LO_DE_UNA_PARTE = diferida(
    r"\b(?:que|q|cual(?:es)?(?: (?:son|serian|es|seria))?(?: los| las| el| la| sus)?) "
    rf"(?P<cosa>{_COSAS_DE_UNA_PARTE})\b[^?,;.]{{0,30}}?"
    r"\b(?:el|la|los|las|un|una|unos|unas|mi|nuestr[oa]|al|del|como)(?: \w+){0,2}? (?P<quien>(?!\w+[aei]r\b)\w{3,})"
)
_COMO_SE_BENEFICIA = diferida(
    r"\b(?:como|en que|de que (?:forma|manera)) (?:(?:se|me|nos|le|les) )?benefici(?:a|an|o|amos|aria|arian|ariamos)\b"
    r"|\b(?:que|q) (?:(?:me|nos|le|les) )?(?:gan|sac|obtien|obtendr|consig|consegui)\w{1,6}\b"
    r"(?= (?:el|la|los|las|un|una|mis?|nuestr[oa]|yo|nosotr[oa]s|con|de|si|como)\b)"
)
"""«¿Cómo se benefician las empresas?», «qué gana mi ong»: preguntan por los beneficios sin nombrarlos."""
_NO_SON_UNA_PARTE = frozenset(
    "actor actores alianza alianzas aliado aliados socio socios parte partes participante participantes integrante "
    "integrantes miembro miembros demas todos conjunto proyecto iniciativa esquema definicion marco documento texto "
    "capitulo apartado concepto otro otra".split()
)


def no_dice_los_de_esa_parte(parte: str, texto: str) -> bool:
    """Dice si se pregunta cuáles son los riesgos, beneficios o deberes de alguien y `texto` solo los nombra.

    «La distribución de beneficios, riesgos y resultados» no dice qué riesgos son ni de quién.
    """
    preguntado, plano = plegar(parte), plegar(texto)
    hallado = _LO_DE_UNA_PARTE.search(preguntado)
    if hallado is not None and hallado["quien"] not in _NO_SON_UNA_PARTE:
        cosa = re.escape(raiz(hallado["cosa"]))
    elif _COMO_SE_BENEFICIA.search(preguntado) and not _NOMBRA_UNA.search(preguntado):
        cosa = raiz("beneficio")
    else:
        return False
    return re.search(rf"\b{cosa}\w{{0,8}}(?: (?:de|del|para|que|como)\b|:)", plano) is None


def falta_a_la_vista(parte: str, texto: str, oraciones: Sequence[str]) -> bool:
    """Dice si la pregunta pide algo que se reconoce por su forma y el pasaje no lo trae.

    `texto` es lo citado y `oraciones`, las suyas: un monto o un plazo debe estar donde se habla de lo preguntado.
    """
    plana = plegar(parte)
    if falta_lo_que_tiene_forma(parte, texto, oraciones) or ofrece_otras_cosas(parte, texto):
        return True
    raices = frozenset(map(raiz, palabras(texto)))
    pide_por_su_forma = any(pide.search(plana) for pide, _ in _A_LA_VISTA)
    return not pide_por_su_forma and any(raiz(cosa) not in raices for cosa in _cosas_pedidas(plana))


def falta_lo_que_tiene_forma(parte: str, texto: str, oraciones: Sequence[str]) -> bool:
    """Lo mismo, sin mirar lo que se pide solo por su nombre («en qué diario»), que puede decirse con otro."""
    plana, plano = plegar(parte), plegar(texto)
    if _QUIEN_ES_HOY.search(plana) or _falta_una_sigla(parte, texto):
        return True
    if _dura_otra_cosa(plana, plano) or _es_de_otro_lugar(plana, plano) or _solo_remite(plana, plano):
        return True
    pedidas = [trae for pide, trae in _A_LA_VISTA if pide.search(plana)]
    return any(not _junto_a_lo_preguntado(plana, trae, oraciones) for trae in pedidas)


def trae_el_dato(parte: str, oraciones: Sequence[str]) -> bool | None:
    """Si unas oraciones traen lo que la pregunta pide por su forma (un monto, un plazo, desde cuándo rige, una medida)
    junto a alguna de sus palabras, también las que nombran el dato; None si no pide nada así."""
    plana = plegar(parte)
    pedidas = [trae for pide, trae in _A_LA_VISTA if pide.search(plana)]
    preguntadas = {raiz(palabra) for palabra in palabras(plana) if palabra not in VACIAS}
    return all(_junto_a(preguntadas, trae, oraciones) for trae in pedidas) if pedidas else None


def falta_lo_inequivoco(parte: str, oraciones: Sequence[str]) -> bool:
    """Si se pide un teléfono, una hora, un número de norma, una medida o de dónde salen los fondos, y no se ve."""
    plana = plegar(parte)
    pedidas = [trae for pide, trae in _INEQUIVOCAS if pide.search(plana)]
    return any(not _junto_a_lo_preguntado(plana, trae, oraciones) for trae in pedidas)


def es_de_otro_articulo(parte: str, apartado: str) -> bool:
    """Dice si se pregunta de un artículo por su número y `apartado` es otro."""
    pedidos = set(_DE_UN_ARTICULO.findall(plegar(parte)))
    return bool(pedidos) and pedidos.isdisjoint(_DE_UN_ARTICULO.findall(plegar(apartado)))


def pide_que_se_haga(parte: str) -> bool:
    """Dice si se pide hacer algo («llename la ficha») y no que se diga: ningún pasaje lo hace."""
    return _QUE_SE_HAGA.search(plegar(parte)) is not None


def _dura_otra_cosa(plana: str, plano: str) -> bool:
    """Si se preguntan años y lo citado cuenta días: es el plazo de otra cosa."""
    pedidas = [_tamano(una) for una in _CUANTO_DURA.findall(plana)]
    dichas = [_tamano(una) for una in _DURA.findall(plano)]
    return bool(pedidas and dichas) and all(abs(una - otra) > 1 for una in pedidas for otra in dichas)


def _tamano(unidad: str) -> int:
    return next(lugar for lugar, suyas in enumerate(_TAMANOS) if unidad in suyas or unidad.removesuffix("s") in suyas)


def _es_de_otro_lugar(plana: str, plano: str) -> bool:
    """Si lo citado vale en unos departamentos y se pregunta por otro."""
    pedidos, dichos = set(_DE_UN_LUGAR.findall(plana)), set(_DE_UN_LUGAR.findall(plano))
    return bool(pedidos and dichos) and pedidos.isdisjoint(dichos)


def _solo_remite(plana: str, plano: str) -> bool:
    """Si se pregunta cuál es algo y lo citado solo dice dónde está: «el contenido señalado en el anexo 2»."""
    for hallado in _CUAL_ES.finditer(plana):
        suya = rf"\b{re.escape(raiz(hallado['cosa']))}[a-z]{{0,8}}\b"
        veces = len(re.findall(suya, plano))
        if veces and veces == len(re.findall(rf"{suya}(?: [a-z]+){{0,2}}? {_REMITE}", plano)):
            return True
    return False


def ofrece_otras_cosas(parte: str, texto: str) -> bool:
    """Dice si se da a elegir entre dos cosas («¿son hábiles o calendario?») y `texto` no dice ninguna."""
    opciones = _opciones(plegar(parte))
    return bool(opciones) and frozenset(map(raiz, palabras(texto))).isdisjoint(map(raiz, opciones))


def _falta_una_sigla(parte: str, texto: str) -> bool:
    """Si se pregunta por una sigla («un ITS») que lo citado no nombra; a gritos, no hay siglas."""
    siglas = {plegar(sigla) for sigla in _SIGLA.findall(parte)}
    return not parte.isupper() and not siglas <= set(palabras(texto))


def _junto_a_lo_preguntado(plana: str, trae: re.Pattern[str], oraciones: Sequence[str]) -> bool:
    """Dice si alguna oración trae el dato y una palabra de la pregunta que no sea la que lo mide."""
    preguntadas = {raiz(palabra) for palabra in palabras(plana) if palabra not in VACIAS and not _es_medida(palabra)}
    return _junto_a(preguntadas, trae, oraciones)


def _junto_a(preguntadas: Set[str], trae: re.Pattern[str], oraciones: Sequence[str]) -> bool:
    """Dice si alguna oración trae el dato y una de esas raíces, ella o su vecina anterior."""
    anterior = frozenset[str]()
    for oracion in oraciones:
        suyas = frozenset(map(raiz, palabras(oracion)))
        if trae.search(plegar(oracion)) and (not preguntadas or preguntadas & (suyas | anterior)):
            return True
        anterior = suyas
    return False


_MEDIDA = diferida(
    rf"(?:{_PLATA}|{_TIEMPO}|tiempo|plazos?|numero|maxim[oa]|minim[oa]|cuesta|pag\w+|cobr\w+|cuant\w+|segun)"
)
_es_medida: Callable[[str], re.Match[str] | None] = _MEDIDA.fullmatch


def _opciones(plana: str) -> tuple[str, ...]:
    """Las dos cosas de «¿son hábiles o calendario?»; ninguna si no se pregunta así."""
    hallado = _ESTO_O_LO_OTRO.search(plana)
    if hallado is None or not _NO_SON_OPCIONES.isdisjoint(hallado.groups()):
        return ()
    return hallado.groups()


def _cosas_pedidas(plana: str) -> list[str]:
    """Lo que se pide por su nombre: «en qué diario», «qué documentos»."""
    return [
        hallado.group(1)
        for hallado in _QUE_COSA.finditer(plana)
        if hallado.group(1) not in _COSAS_SIN_NOMBRE and hallado.group(1) not in VACIAS
    ]
