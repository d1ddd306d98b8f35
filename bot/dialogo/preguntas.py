"""De lo que la persona escribió a lo que hay que buscar: sus partes y el hilo de la conversación.

Módulo puro. No decide qué contestar.
"""

import re
from collections.abc import Sequence

from bot.dialogo.intenciones import sin_cortesia
from bot.dialogo.tipos import PreguntaEnCurso
from conocimiento.palabras import VACIAS, palabras, plegar, raices_con_sentido

PARTES_MAXIMAS = 4
PREGUNTAS_RECORDADAS = 3
LARGO_CONSULTA = 600
"""Caracteres: el modelo lee unas 500 piezas; lo que pase de aquí no cambia la búsqueda."""

_INTERROGATIVO = r"(?:que|q|cual(?:es)?|cuant[oa]s?|como|quien(?:es)?|donde|cuando|por que|para que)"
_CLAUSULA = re.compile(r"[^¿?!\n.]*(?:\.(?=\S)[^¿?!\n.]*)*[?!.\n]*|¿")
_ENTRE_PARTES = re.compile(
    rf"(?:\s*[,;]\s*(?:y |e |o )?|\s+(?:y|e|o)\s+(?:tambien )?)(?=¿?(?:de |a |en )?{_INTERROGATIVO}\b)"
)
_EMPIEZA_PREGUNTANDO = re.compile(rf"^\W*(?:y |e |o )?(?:de |a |en |con |por )?{_INTERROGATIVO}\b")
_MENCION_DEL_DOCUMENTO = re.compile(
    r"[\s,]*\b(?:seg[uú]n|en|para|por) (?:(?:el|la|este|ese|su) )?(?:marco(?: conceptual)?|documento|texto|apci)"
    r"(?: (?:de )?(?:la )?apci)?\b",
    re.IGNORECASE,
)
_ABREVIATURAS = {
    "q": "que",
    "k": "que",
    "d": "de",
    "x": "por",
    "xq": "por qué",
    "pq": "por qué",
    "xk": "por qué",
    "pa": "para",
    "tb": "también",
    "tmb": "también",
    "bn": "bien",
    "dnd": "dónde",
    "cdo": "cuando",
    "kien": "quién",
    "obj": "objetivo",
    "soc": "sociedad",
}
"""Como se escribe deprisa en un teléfono. Solo cambia lo que se busca, no lo que la persona dijo."""
_SIGUE_EL_HILO = re.compile(
    r"^\W*(?:y|e|pero|entonces|osea|o sea|ademas|tambien)\b(?! (?:que|cual(?:es)?|quien(?:es)?) (?:es|son) "
    r"(?:el|la|los|las|un|una) \w+ \w+)"
    r"|\b(?:eso|esa|ese|esos|esas|esto|ellos|ellas|dijiste|dijo|mencionaste|menciono|anterior|el primero|el segundo|"
    r"el tercero|el ultimo|la primera|la segunda|la tercera|la ultima|lo mismo|de las que|de los que)\b"
)


def separar(texto: str) -> tuple[str, ...]:
    """Devuelve las preguntas que hay en un mensaje, en orden y como se escribieron (entre 1 y 4).

    Deja fuera el saludo y lo que solo presenta a quien escribe, si en el mensaje hay además una pregunta.
    """
    clausulas = _clausulas(sin_cortesia(texto))
    preguntas = [clausula for clausula in clausulas if "?" in clausula or "¿" in clausula] or [" ".join(clausulas)]
    partes = [parte for pregunta in preguntas for parte in _partes(pregunta)]
    return tuple(partes[:PARTES_MAXIMAS]) or (texto.strip(),)


def _clausulas(texto: str) -> list[str]:
    """Corta en oraciones y en «¿»; una pregunta casi sin contenido («¿no?») se queda con lo que la precede."""
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
        if sigue and len(raices_con_sentido(clausula)) < 2:
            clausulas[-1] = f"{previa} {clausula}"
        else:
            clausulas.append(clausula)
        abre = False
    return clausulas


def _partes(pregunta: str) -> list[str]:
    """Separa «qué es, qué principios hay y cuánto cuesta»; solo si la frase empieza preguntando."""
    plana = plegar(pregunta)
    if len(plana) != len(pregunta) or not _EMPIEZA_PREGUNTANDO.search(plana):
        return [pregunta]
    cortes = [(hallado.start(), hallado.end()) for hallado in _ENTRE_PARTES.finditer(plana) if hallado.start() > 0]
    partes: list[str] = []
    inicio = 0
    for fin, siguiente in [*cortes, (len(pregunta), len(pregunta))]:
        parte = pregunta[inicio:fin].strip()
        if parte:
            partes.append(parte)
        inicio = siguiente
    return partes


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


def _esta_elidida(parte: str) -> bool:
    """Dice si a una parte le falta de qué habla («¿cuánto da?»); «qué principios hay» sí lo dice."""
    nombra = re.match(r"\W*(?:que|q|cual|cuales)\b", plegar(parte))
    return len(raices_con_sentido(parte)) < (1 if nombra else 2)


def preparar(texto: str, anteriores: Sequence[str]) -> PreguntaEnCurso:
    """Devuelve la pregunta con sus partes y, para cada una, las consultas con que se busca.

    Un seguimiento se busca primero solo: lo que tiene de nuevo («¿y las universidades?») suele bastar y la
    pregunta anterior lo taparía. Una parte elidida («¿cuánto da?») solo se entiende con la anterior.
    """
    partes = separar(texto)
    consultas: list[tuple[str, ...]] = []
    previa = anteriores[-1] if anteriores else ""
    for parte in partes:
        elidida = bool(consultas) and _esta_elidida(parte)
        sola = sin_abreviaturas(sin_mencion_del_documento(parte))[:LARGO_CONSULTA]
        con_la_anterior = f"{sola} {previa}"[:LARGO_CONSULTA]
        if previa and elidida:
            consultas.append((con_la_anterior,))
        elif previa and sigue_el_hilo(parte):
            consultas.append((sola, con_la_anterior))
        else:
            consultas.append((sola,))
        previa = sola
    return PreguntaEnCurso(texto, partes, tuple(consultas))


def sin_mencion_del_documento(parte: str) -> str:
    """Quita «según el marco de la APCI»: dice dónde mirar, no qué se busca; si no queda nada, lo deja."""
    resto = _MENCION_DEL_DOCUMENTO.sub("", parte)
    return resto if raices_con_sentido(resto) else parte


def sin_abreviaturas(parte: str) -> str:
    """Escribe enteras las abreviaturas de teléfono («xq» → «por qué»)."""
    return re.sub(r"\b[a-z]{1,4}\b", lambda hallada: _ABREVIATURAS.get(hallada.group(), hallada.group()), parte)


def recordar(anteriores: Sequence[str], en_curso: PreguntaEnCurso) -> tuple[str, ...]:
    """Devuelve las preguntas que sirven para entender la siguiente; las que ya seguían el hilo no lo cambian."""
    nuevas = (parte for parte in en_curso.partes if not sigue_el_hilo(parte))
    return (*anteriores, *nuevas)[-PREGUNTAS_RECORDADAS:]
