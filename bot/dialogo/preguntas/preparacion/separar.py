"""De lo que la persona escribió a lo que hay que buscar: sus partes y el hilo de la conversación.

No decide qué contestar.
"""

import re
from collections.abc import Sequence

from bot.dialogo.intenciones.reconocer import sin_cortesia
from bot.dialogo.preguntas.preparacion.senalar import es_solo_un_lugar, nombrar_lo_senalado
from bot.dialogo.turno import PreguntaEnCurso
from conocimiento.expresiones import diferida
from conocimiento.formas.enumeracion import enumeracion
from conocimiento.formas.marcas import sin_marca
from conocimiento.formas.rotulados import ListaRotulada
from conocimiento.palabras import AL_PEDIR, VACIAS, palabras, plegar, raices_con_sentido, sin_abreviaturas

PARTES_MAXIMAS = 8
"""Las que se contestan de un mensaje: con sus respuestas, lo que se lee sin cansarse. De las demás se avisa."""
PREGUNTAS_RECORDADAS = 3
PALABRAS_DE_UN_SEGUIMIENTO, PALABRAS_SI_SIGUE_EL_HILO = 2, 4
"""Los que mejor separan, en las doce voces, un seguimiento de una pregunta que se entiende sola."""
LARGO_DE_UN_COMIENZO = 200
"""Caracteres en que ya se vio si alguien se presenta."""
PALABRAS_DE_UN_RENGLON = 10
LARGO_CONSULTA = 600
"""Caracteres: el modelo lee unas 500 piezas; lo que pase de aquí no cambia la búsqueda."""

_INTERROGATIVO = r"(?:que|q|cual(?:es)?|cuant[oa]s?|como|quien(?:es)?|donde|cuando|por que|para que)"
# El punto de una inicial («Y. pestis») o de una cifra («2.3») no termina la frase.
_CLAUSULA = diferida(r"[^¿?!\n.]*(?:(?:(?<=\b[^\W\d_])\.|\.(?=\S))[^¿?!\n.]*)*[?!.\n]*|¿")
_PREPOSICION = r"(?:(?:de|a|en|con|por|para|entre|hacia|desde|hasta|sobre|segun|bajo|ante|tras) )?"
_ENTRE_PARTES = diferida(
    rf"(?:[,;/|]\s*(?:y |e |o )?|\s(?:y|e|o)\s+(?:tambien )?)(?=¿?{_PREPOSICION}({_INTERROGATIVO})\b)"
)
_O_QUIEN = diferida(rf"[,;\s]*\so\s+¿?{_PREPOSICION}{_INTERROGATIVO}\W*$")
"""«¿Lo decide la municipalidad o quién?»: no pregunta otra cosa."""
_EMPIEZA_PREGUNTANDO = diferida(rf"^\W*(?:y |e |o )?{_PREPOSICION}({_INTERROGATIVO})\b")
_PREGUNTA_SIN_EMPEZAR_POR_ELLO = diferida(
    r"^\W*(?:(?:hola|buen[oa]s?(?: dias| tardes| noches)?|disculpe?|oiga|por favor|y)[\s,.]+)*"
    r"(?:(?:(?:me |nos )?(?:gustaria|interesa|interesaria)|quisiera(?:mos)?|quiero|queremos|queria(?:mos)?"
    r"|necesit[oa](?:mos)?|dese[oa](?:mos)?|(?:me |nos )?(?:puede[ns]?|podrian?)) (?:\w+ )?"
    r"(?:saber|consultar|preguntar|conocer|averiguar|decir|indicar|explicar)(?:[mnl][eo]s?)?"
    r"|(?:me|nos) (?:dice[ns]?|indica[ns]?|explica[ns]?)|dig[ao](?:me|nos)|dime"
    r"|(?:es|son|hay|se puede|puedo|podemos|pueden?|debo|debemos|tengo que|tenemos que)\b"
    r"|.{1,60}\b(?:puedo|podemos|pueden?|podrian?) \w+[aei]r)\b"
)
"""«Quisiera saber si…», «mi ong puede entrar…»: lo que se pregunta sin signos ni interrogativo delante."""
_CLARAMENTE_OTRA = (
    r"cuant[oa]s?\b|cual(?:es)?\b|(?:a|con|de|para|por) quien(?:es)?\b"
    r"|(?:que|q) (?:\w+(?:os|as|es)|pasa|plazo|rol|papel|costo|monto|tiempo|documento|tramite|beneficio|requisito)\b"
    r"|quien(?:es)? (?!(?:me|nos|le|les|lo|la|los|las|te|se)\b)\w+"
)
_VERBO_QUE_SE_PREGUNTA = (
    r"(?:se|es|son|hay|hago|hacemos|puedo|podemos|debo|funciona\w*|empie\w+|comien\w+|abren?|entr[oa]\w*|particip[oa]\w*"
    r"|present[oa]\w*|form[oa]\w*|arm[oa]\w*)\b"
)
"""«…y como socia» no pregunta nada; «…y como se firma», sí."""
_ENTRE_PREGUNTAS_CLARAS = diferida(
    rf"(?:,\s*(?=¿?(?:{_CLARAMENTE_OTRA}))|(?:,\s*|\s)(?:y|e)\s+(?:tambien )?"
    rf"(?=¿?(?:{_CLARAMENTE_OTRA}|{_PREPOSICION}(?:donde|por que)\b|(?:como|cuando)\s+{_VERBO_QUE_SE_PREGUNTA})))"
)
"""Donde lo que sigue solo puede ser otra pregunta: «las que contaminan y que quieren entrar» no lo es."""
_SOLO_PREGUNTA = diferida(
    rf"\W*(?:y |e |o )?{_PREPOSICION}(?:{_INTERROGATIVO}|(?:que|q|cuales|cuant[oa]s) [a-z]{{2,}}(?:os|as|ones|ades))\W*"
)
"""«¿Dónde y cuándo…?», «¿qué requisitos y qué pago pide…?»: lo que se pregunta de ello va después."""
_ANUNCIA_VARIAS = diferida(
    r"^\W*(?:\w+ ){0,3}(?:dos|tres|cuatro|2|3|4|un par de|unas|varias) (?:\w+ )?(?:cos\w+|pregunt\w+|consult\w+|dud\w+)"
    r"[^:?]{0,40}:\s*"
)
"""«Dos cosas:», «tengo tres preguntitas:»: lo que va antes de preguntar."""
_QUEDA_ABIERTA = diferida(r"(?:,|\b(?:de|del|la|las|el|los|un|una|que|y|o|en|a|al|con|por|para|su|sus))$")
"""Con lo que no termina una pregunta: la línea sigue en la de abajo."""
_CON_TILDE = diferida(r"[¿áéíóú]", re.IGNORECASE)
_QUE_LE_DIGAN = diferida(r"(?:indic|dec|dig|ayud|explic|orient|inform|aclar|respond|apoy|absuelv)\w*")
_PRESENTA = diferida(
    r"^\W*(?:(?:y|pero|oiga|oye|disculpe?|bueno|mire|mira|yo|nosotros|aqui|es que|ya que|como|si)\W+)*"
    r"(?:soy|somos|trabaj\w+|represent\w+|tengo|tenemos|teniamos|estoy|estamos|vengo|venimos|pertene\w+|me|nos|mi"
    r"|mis|nuestr[oa]s?|quier[oe]|queremos|quisier\w+|acabo|acabamos|una (?:duda|consulta|pregunta)|(?:tengo )?dudas?"
    r"|consulta|en (?:mi|nuestr[oa]))\b"
)
"""Lo que cuenta de sí quien pregunta: no es parte de lo que busca."""
_CONDICION = diferida(r"\W*(?:(?:y|e|pero|entonces)\s)?(?:si|cuando|en caso de que|una vez que|al)\s")
"""«Si mi trámite ya había empezado, ¿con qué reglas sigue?»: sin la condición, la pregunta es otra."""
_MENCION_DEL_DOCUMENTO = diferida(
    r"(?<![\s,])[\s,]*\b(?:seg[uú]n|en|para|por) (?:(?:el|la|este|ese|su) )?"
    r"(?:marco(?: conceptual)?|documento|texto|apci)(?: (?:de )?(?:la )?apci)?\b",
    re.IGNORECASE,
)
_SIGUE_EL_HILO = diferida(
    r"^\W*(?:y|e|pero|entonces|osea|o sea|ademas|tambien)\b(?! (?:que|cual(?:es)?|quien(?:es)?) (?:es|son) "
    r"(?:el|la|los|las|un|una) \w+ \w+)"
    r"|\b(?:eso|esa|ese|esos|esas|esto|ellos|ellas|dijiste|dijo|mencionaste|menciono|anterior|el primero|el segundo|"
    r"el tercero|el ultimo|la primera|la segunda|la tercera|la ultima|lo mismo|de las que|de los que)\b"
)


def separar(texto: str) -> tuple[str, ...]:
    """Devuelve las preguntas que hay en un mensaje, en orden y como se escribieron (entre 1 y `PARTES_MAXIMAS`).

    Deja fuera el saludo, las marcas de una lista y lo que solo presenta a quien escribe, si además hay una pregunta.
    """
    return _todas(texto)[0][:PARTES_MAXIMAS]


def pregunta_en_una_lista(texto: str) -> bool:
    """Dice si lo escrito es una lista en que algo se pregunta, aunque otra cosa se pida."""
    lista = enumeracion(sin_cortesia(texto))
    return lista is not None and any(map(_es_pregunta, lista.elementos))


def sobrantes(texto: str) -> tuple[str, ...]:
    """Devuelve las preguntas de un mensaje que pasan de `PARTES_MAXIMAS`."""
    return _todas(texto)[0][PARTES_MAXIMAS:]


def _todas(texto: str) -> tuple[tuple[str, ...], str]:
    """Todas las preguntas de un mensaje y lo que en él presenta a quien escribe."""
    sin_saludo = sin_cortesia(texto)
    lista = enumeracion(sin_saludo)
    elementos = lista.elementos if lista else _renglones(sin_saludo)
    if not elementos:
        preguntas, presentacion = _preguntas_y_presentacion(sin_marca(sin_saludo) or sin_saludo)
        return tuple(parte for pregunta in preguntas for parte in _partes(pregunta)) or (texto.strip(),), presentacion
    antes = lista.antes if lista else ""
    partes: list[str] = []
    presentaciones: list[str] = []
    for lugar, trozo in enumerate((antes, *elementos)):
        preguntas, presentacion = _preguntas_y_presentacion(trozo)
        pregunta_algo = any(map(_es_pregunta, preguntas))
        cuenta = not pregunta_algo and (lugar == 0 or (lista is None and _cuenta_algo(trozo)))
        partes += [parte for pregunta in preguntas if not cuenta for parte in _partes(pregunta)]
        presentaciones.append(trozo if cuenta else presentacion)
    return tuple(filter(None, partes)) or (texto.strip(),), " ".join(filter(None, presentaciones))


def _cuenta_algo(linea: str) -> bool:
    """Dice si una línea sin pregunta es de quien se presenta o explica, y no otra pregunta («es obligatorio»)."""
    return presenta(linea) or linea.endswith((".", ":")) or len(palabras(linea)) > PALABRAS_DE_UN_RENGLON


def _renglones(texto: str) -> tuple[str, ...]:
    """Las líneas de quien pregunta una cosa en cada una; ninguna si solo partió un párrafo."""
    lineas = tuple(linea.strip() for linea in texto.splitlines() if linea.strip())
    if any("?" in linea.rstrip("?!. ") or len(linea) > LARGO_DE_UN_COMIENZO for linea in lineas):
        return ()
    preguntas = sum(map(_es_pregunta, lineas))
    if preguntas < 2 or any(_QUEDA_ABIERTA.search(plegar(linea)) for linea in lineas[:-1]):
        return ()
    return lineas


def _preguntas_y_presentacion(texto: str) -> tuple[list[str], str]:
    """Lo que pregunta un texto y lo que en él presenta a quien escribe."""
    clausulas = _clausulas(sin_cortesia(texto))
    preguntas = [clausula for clausula in clausulas if _es_pregunta(clausula)]
    if not any("?" in clausula or "¿" in clausula for clausula in preguntas):
        if sum(_abre_con_pregunta(clausula, texto) for clausula in clausulas) < 2:
            return [" ".join(clausulas)], ""
        preguntas = [una for una in clausulas if una in preguntas or not _cuenta_algo(una.rstrip(". "))]
    if all(map(solo_pide_que_le_digan, preguntas)):
        return [" ".join(clausulas)], ""
    return preguntas, " ".join(clausula for clausula in clausulas if clausula not in preguntas)


def solo_pide_que_le_digan(pregunta: str) -> bool:
    """«¿Podría indicármelo?», «¿me ayudan?»: lo que se pregunta está en lo que se dijo antes."""
    return all(
        palabra in VACIAS or palabra in AL_PEDIR or _QUE_LE_DIGAN.fullmatch(palabra) for palabra in palabras(pregunta)
    )


def _abre_con_pregunta(clausula: str, texto: str) -> bool:
    """Dice si empieza por un interrogativo; en quien pone tildes, con la suya."""
    plana = plegar(clausula)
    empieza = _EMPIEZA_PREGUNTANDO.search(plana)
    if empieza is None or len(plana) != len(clausula):
        return False
    return _pregunta_de_verdad(clausula[slice(*empieza.span(1))], pone_tildes=_CON_TILDE.search(texto) is not None)


def _pregunta_de_verdad(interrogativo: str, *, pone_tildes: bool) -> bool:
    """Quien escribe tildes las pone al preguntar: sin ella, «como» o «que» no abren una pregunta."""
    return not pone_tildes or interrogativo.lower() == "q" or interrogativo.lower() != plegar(interrogativo)


def _es_pregunta(clausula: str) -> bool:
    return "?" in clausula or "¿" in clausula or _EMPIEZA_PREGUNTANDO.search(plegar(clausula)) is not None


def _clausulas(texto: str) -> list[str]:
    """Corta en oraciones y en «¿»; lo que introduce una pregunta («En 2017, ¿quién…?») se queda con ella."""
    clausulas: list[str] = []
    abre = False
    for hallada in _CLAUSULA.finditer(texto):
        trozo = hallada.group()
        if trozo == "¿":
            abre = True
            continue
        if not trozo.strip():
            continue
        clausula = ("¿" if abre else "") + trozo.strip()
        previa = clausulas[-1] if clausulas else ""
        sigue = bool(previa) and previa[-1] not in ".?!"
        depende = _CONDICION.match(plegar(previa[:LARGO_DE_UN_COMIENZO])) is not None
        if sigue and (depende or len(raices_con_sentido(clausula)) < 2 or not presenta(previa)):
            clausulas[-1] = f"{previa} {clausula}"
        else:
            clausulas.append(clausula)
        abre = False
    return clausulas


def presenta(clausula: str) -> bool:
    """Dice si en ella quien escribe cuenta de sí, y no pregunta nada."""
    return _PRESENTA.search(plegar(clausula[:LARGO_DE_UN_COMIENZO])) is not None


def _partes(pregunta: str) -> list[str]:
    """Separa «qué es, qué principios hay y cuánto cuesta»; si la frase no empieza preguntando, solo lo más claro."""
    plana = plegar(pregunta)
    if len(plana) != len(pregunta):
        return [pregunta]
    if anuncio := _ANUNCIA_VARIAS.match(plana):
        pregunta, plana = pregunta[anuncio.end() :], plana[anuncio.end() :]
    empieza = _EMPIEZA_PREGUNTANDO.search(plana)
    if empieza is None:
        sin_signos = "?" not in pregunta and _PREGUNTA_SIN_EMPEZAR_POR_ELLO.search(plana[:LARGO_DE_UN_COMIENZO])
        return _en_lo_mas_claro(pregunta, plana) if sin_signos else [pregunta]
    pone_tildes = _CON_TILDE.search(pregunta) is not None
    if not _pregunta_de_verdad(pregunta[slice(*empieza.span(1))], pone_tildes=pone_tildes):
        return [pregunta]
    partes: list[str] = []
    inicio = 0
    for hallado in _ENTRE_PARTES.finditer(plana):
        if not _pregunta_de_verdad(pregunta[slice(*hallado.span(1))], pone_tildes=pone_tildes):
            continue
        parte = pregunta[inicio : hallado.start()].strip()
        if _O_QUIEN.fullmatch(plana, hallado.start()):
            continue
        if not parte or _SOLO_PREGUNTA.fullmatch(plana, inicio, hallado.start()):
            continue
        partes.append(parte)
        if len(partes) == PARTES_MAXIMAS:  # las demás no se buscarán
            return partes
        inicio = hallado.end()
    return [*partes, pregunta[inicio:].strip()]


def _en_lo_mas_claro(pregunta: str, plana: str) -> list[str]:
    """Las partes de quien pregunta sin signos ni interrogativo delante."""
    cortes = list(_ENTRE_PREGUNTAS_CLARAS.finditer(plana))[: PARTES_MAXIMAS - 1]
    inicios = [0, *(corte.end() for corte in cortes)]
    finales = [*(corte.start() for corte in cortes), len(pregunta)]
    return [pregunta[inicio:fin].strip() for inicio, fin in zip(inicios, finales, strict=True)]


def sigue_el_hilo(parte: str) -> bool:
    """Dice si una pregunta necesita la anterior para entenderse («¿y las universidades?»)."""
    return bool(_SIGUE_EL_HILO.search(" ".join(palabras(parte)))) and len(raices_con_sentido(parte)) <= 8


def preparar_extracto(texto: str, preguntas: Sequence[str]) -> PreguntaEnCurso:
    """Devuelve lo que hay que buscar para resumir lo que el documento dice de varias preguntas."""
    return PreguntaEnCurso(texto, tuple(preguntas), tuple((pregunta,) for pregunta in preguntas), extracto=True)


_INGLES = frozenset("the what is are does do of in and or can we how who which this that for with to a it be".split())


def es_ingles(texto: str) -> bool:
    """Dice si una pregunta está en inglés, por sus palabras gramaticales."""
    dichas = palabras(texto)
    inglesas = sum(palabra in _INGLES for palabra in dichas)
    return inglesas >= 2 and inglesas > sum(palabra in VACIAS for palabra in dichas)


def es_corta(parte: str) -> bool:
    """Dice si tiene tan pocas palabras con sentido que quizá hable de lo anterior, aunque no lo diga («¿solos?»)."""
    marcada = sigue_el_hilo(parte)
    return len(raices_con_sentido(parte)) <= (PALABRAS_SI_SIGUE_EL_HILO if marcada else PALABRAS_DE_UN_SEGUIMIENTO)


def esta_elidida(parte: str) -> bool:
    """Dice si a una parte le falta de qué habla («¿cuánto da?»); «qué principios hay» sí lo dice."""
    nombra = re.match(r"\W*(?:que|q|cual|cuales)\b", plegar(parte))
    return len(raices_con_sentido(parte)) < (1 if nombra else 2)


def preparar(
    texto: str, anteriores: Sequence[str], listas: Sequence[ListaRotulada] = (), ultima: str = ""
) -> PreguntaEnCurso:
    """Devuelve la pregunta con sus partes y, para cada una, las consultas con que se busca.

    Un seguimiento se busca primero solo: lo que tiene de nuevo («¿y las universidades?») suele bastar y la
    pregunta anterior lo taparía. Una parte elidida («¿cuánto da?») se entiende con la anterior, y cualquiera, quizá con
    lo que antes se contó («Tengo un grifo. ¿Qué me toca hacer?»). La que señala un elemento de una de las `listas`
    del documento («el segundo») es la que lo nombra. `ultima` es lo último que se preguntó, siguiera o no el hilo:
    tras «¿y los principios?», «el tercero» es de ellos.
    """
    todas, presentacion = _todas(texto)
    partes = tuple(nombrar_lo_senalado(una, (*anteriores, ultima), listas) or una for una in todas[:PARTES_MAXIMAS])
    consultas: list[tuple[str, ...]] = []
    previa = anteriores[-1] if anteriores else ""
    for parte in partes:
        elidida = bool(consultas) and esta_elidida(parte)
        sola = sin_abreviaturas(sin_mencion_del_documento(parte))[:LARGO_CONSULTA]
        previa = ultima if ultima and not consultas and es_solo_un_lugar(parte) else previa
        con_la_anterior = f"{sola} {previa}"[:LARGO_CONSULTA]
        if previa and (elidida or sigue_el_hilo(parte) or es_corta(parte)):
            consultas.append((sola, con_la_anterior))
        elif presentacion:
            consultas.append((sola, f"{presentacion} {sola}"[:LARGO_CONSULTA]))
        else:
            consultas.append((sola,))
        previa = sola
    return PreguntaEnCurso(texto, partes, tuple(consultas))


def sin_mencion_del_documento(parte: str) -> str:
    """Quita «según el marco de la APCI»: dice dónde mirar, no qué se busca; si no queda nada, lo deja."""
    resto = _MENCION_DEL_DOCUMENTO.sub("", parte)
    return resto if raices_con_sentido(resto) else parte


def recordar(anteriores: Sequence[str], en_curso: PreguntaEnCurso) -> tuple[str, ...]:
    """Devuelve las preguntas que sirven para entender la siguiente; las que ya seguían el hilo no lo cambian."""
    nuevas = (parte for parte in en_curso.partes if not sigue_el_hilo(parte))
    return (*anteriores, *nuevas)[-PREGUNTAS_RECORDADAS:]
