"""Lo que acompaña al pedido de un resumen sin cambiarlo: por qué se pide, para quién es y dónde se pondrá.

Se reconoce por su forma, y no por sus palabras: la cláusula que no nombra un lugar ni dice cuánto, y lo que en las
demás va tras «para», «porque» o «que lo…». Lo que queda no puede decir de qué trata otra cosa.
"""

import re
from collections.abc import Iterator

from bot.dialogo.intenciones.reconocer import PEDIDOS, reconocer
from bot.dialogo.preguntas.lecturas import cuanto, formas
from bot.dialogo.preguntas.preparacion.separar import solo_pide_que_le_digan
from conocimiento.expresiones import diferida
from conocimiento.palabras import palabras, plegar, raiz, sin_abreviaturas

PALABRAS_DE_MAS = 6
"""Las que se pasan por alto en lo que nombra el lugar y dice cuánto: más ya es otra cosa."""
_LUGAR = "§"
_POCO = "¶"
_FIN = "|"
_SIGNO = diferida(r"[:!?¿¡\n()«»\"“”]|;(?! ?dr)|[,.](?!\d)|…| [-–—] ")
_AL_DECIR = (
    r"(?:dice|dicen|diga|digan|sostiene\w?|plantea\w?|senala\w?|contiene\w?|trata\w?|habla\w?|menciona\w?|afirma\w?"
    r"|expone\w?|se (?:dice|refiere|habla|trata|menciona)|quiere decir|viene a decir)"
)
_DE_PASO = frozenset(
    """ahi alli amabilidad bien media bondad creo medio papel papelito pedacito pedazo sola solito tenga totalidad
    trozo mitad tamano""".split()
)
"""Palabras de cortesía o de lugar que acompañan."""
_COLETILLA = diferida(
    r"\b(?:para|porque|ya que|puesto que|dado que|pues|asi|sin|por si|a fin de|con el fin de|como (?:para|quien|si)"
    r"|antes (?:de )?que|(?:y )?(?:lo|la|los|las) (?:va|van|voy|vamos|quiero|queremos|necesito|pondre|pego|paso|usare"
    r"|leere)|que (?:(?:lo|la|los|las|me|nos|se|le|les|no) ){0,2}(?:va|van|voy|vamos|ir[ia]n?|seran?|tengo|tenemos"
    r"|quiero|queremos|despues|luego|pueda|podamos|quepa|entre|exceda|pase|puse|pego|paso|mando|leo)"
    r"|es (?:para|tarea|encargo|pedido|cosa)|for (?:my|the|a|an)|so (?:that )?i)\b.*"
)
"""Para quién, para qué o por qué, hasta el final de su cláusula."""
_QUE_TRAS_EL_LUGAR = diferida(rf"{_LUGAR} (?:\S+ ){{0,6}}?(?<!por )(que (?!{_AL_DECIR}\b).*)")
_CUAL_DE_ELLOS = diferida(rf"(?:y )?(?:que|cual(?:es)?)(?: (?:es|son|seria))?(?: (?:el|la|los|las))? {_LUGAR}")
"""«¿Qué principio falta?» no pide leerlos."""
_DE_OTRO = diferida(r"\b(?:mi|mis|nuestr[oa]s?) (?:propuestas?|proyectos?|borrador(?:es)?|ideas?|plan(?:es)?|perfil)\b")
_OTRA_COSA = r"(?:quien(?:es)?|cuant[oa]s?|cuando|por que|cual(?:es)?|si|who|when|where|why)"
_PREGUNTA_OTRA_COSA = diferida(rf"\b{_OTRA_COSA}\b")
_Y_ADEMAS = diferida(
    r"\b(?:y|ademas|tambien|luego|despues)\b(?: \w+){0,3} (?:quien(?:es)?|cuant[oa]s?|cuando|donde|cual(?:es)?|por que"
    r"|como se)\b"
)
_SOBRE = diferida(
    r"\b(?:de|del|sobre|acerca|respecto|segun|about|en torno|en cuanto|contra)\b(?: (?:de|del|a|al|el|la|lo|los|las|un"
    r"|una|unos|unas|su|sus|mi|mis|tu|ese|esa|este|esta|the)){0,4} (\w+)"
)
_COMO_SE_HACE = diferida(r"\bcomo (?:se |puedo |debo |me |nos ){0,2}(?!seria|quedaria|queda|lo|la)(\w+)")
_APOSICION = diferida(
    r"(?:la|el|lo|los|las|esa|ese|es|o sea|osea) (?:\w+ )?(?:que (?:es|habla|trata|se llama) )?(?:de|del|sobre)\b"
)
"""«La primera parte, la de la definición»: dice de otro modo el mismo lugar."""
_DE_LO_QUE_HAY = diferida(
    rf"(?:(?<!{_POCO} )\b(\w+) (?:de|del|segun)|\b(?:el|la|los|las|un|una|que) (\w+) en)"
    rf" (?:(?:el|la|lo|los|las|este|esta|ese|esa|todo|toda) ){{0,2}}{_LUGAR}"
)
_INTERROGA = diferida(rf"(?:¿ )?(?:y |o |pero )?(?:que|como|what|how|{_OTRA_COSA})\b")
_TROZO = diferida(r"[\w.]+")


def con_sus_clausulas(parte: str) -> str:
    """La pregunta plegada y con sus números en cifras, con «|» entre sus cláusulas y «¿» en las que preguntan."""
    plana = " ".join(plegar(sin_abreviaturas(parte.lower())).split())
    plana = re.sub(r"\bpal\b", "para el", formas.con_cifras(plana))
    clausulas: list[str] = []
    inicio, antes = 0, ""
    for signo, hasta, sigue in (*((uno.group(), *uno.span()) for uno in _SIGNO.finditer(plana)), ("", len(plana), 0)):
        if clausula := plana[inicio:hasta].strip():
            clausulas.append(f"¿ {clausula}" if "¿" in antes or "?" in signo else clausula)
        inicio, antes = sigue, signo
    return f" {_FIN} ".join(clausulas)


def solo_rodea(plana: str, resto: str, *, admitidas: frozenset[str], del_documento: frozenset[str]) -> bool:
    """Dice si lo que queda de la pregunta solo acompaña al pedido.

    `resto` es `plana` con espacios donde se nombra un lugar o se dice cuánto. `admitidas`: raíces que no dicen otra
    cosa; `del_documento`: las de lo que trata, que sí la dicen.
    """
    de_mas, termina_en_lugar = 0, False
    for dicha, queda in _clausulas(plana, resto):
        marcada = _marcada(dicha, queda)
        es_la_misma, termina_en_lugar = termina_en_lugar and _APOSICION.match(marcada), marcada.endswith(_LUGAR)
        if es_la_misma:
            continue
        if _Y_ADEMAS.search(marcada) or any(reconocer(una) in PEDIDOS for una in dicha.split(" y ")):
            return False
        if not {_LUGAR, _POCO}.intersection(marcada):
            if _es_otra_pregunta(dicha, _sueltas(marcada, admitidas), del_documento):
                return False
            continue
        principal = _sin_coletilla(marcada)
        sueltas = _sueltas(principal, admitidas)
        pregunta_algo = "¿" in dicha and _POCO not in marcada and not solo_pide_que_le_digan(" ".join(sueltas))
        if sueltas and (pregunta_algo or _CUAL_DE_ELLOS.match(marcada)):
            return False
        if _dice_de_que(principal, sueltas) or _del_documento(sueltas, del_documento):
            return False
        de_mas += len(sueltas)
    return de_mas <= PALABRAS_DE_MAS


def _clausulas(plana: str, resto: str) -> Iterator[tuple[str, str]]:
    inicio = 0
    for fin in (*(hallada.start() for hallada in re.finditer(re.escape(_FIN), plana)), len(plana)):
        yield plana[inicio:fin], resto[inicio:fin]  # con sus espacios, para que las posiciones coincidan
        inicio = fin + 1


def _marcada(dicha: str, queda: str) -> str:
    """La cláusula con una marca donde se nombra un lugar o una cantidad, y otra donde se pide lo principal."""
    poco = cuanto.donde_se_pide_poco(dicha)

    def marca(hallada: re.Match[str]) -> str:
        if any(inicio <= hallada.start() < fin for inicio, fin in poco):
            return _POCO
        return hallada.group() if queda[hallada.start() : hallada.end()].strip() else _LUGAR

    trozos = " ".join(map(marca, _TROZO.finditer(dicha)))
    return re.sub(rf"{_LUGAR}(?: {_LUGAR})+", _LUGAR, trozos)


def _sin_coletilla(marcada: str) -> str:
    """La cláusula sin lo que dice para quién, para qué o por qué."""
    quitada = _COLETILLA.sub("", marcada)
    tras_el_lugar = _QUE_TRAS_EL_LUGAR.search(quitada)
    return quitada[: tras_el_lugar.start(1)] if tras_el_lugar else quitada


def _sueltas(clausula: str, admitidas: frozenset[str]) -> list[str]:
    return [
        una
        for una in palabras(formas.ABRE_O_CIERRA.sub(" ", clausula))
        if not (formas.al_leer(una) or una in _DE_PASO or raiz(una) in admitidas)
    ]


def _del_documento(sueltas: list[str], suyas: frozenset[str]) -> bool:
    return any(raiz(una) in suyas for una in sueltas)


def _dice_de_que(principal: str, sueltas: list[str]) -> bool:
    """Dice si una palabra que no se conoce es de lo que trata lo pedido: «… sobre la corrupción», «requisitos de…»."""
    if not sueltas:
        return False
    if _DE_OTRO.search(principal) or _PREGUNTA_OTRA_COSA.search(principal):
        return True
    if any(hallado.group(1) in sueltas for hallado in _COMO_SE_HACE.finditer(principal)):
        return True
    sobre = any(hallado.group(1) in sueltas for hallado in _SOBRE.finditer(principal))
    return sobre or any(
        (hallado.group(1) or hallado.group(2)) in sueltas for hallado in _DE_LO_QUE_HAY.finditer(principal)
    )


def _es_otra_pregunta(dicha: str, sueltas: list[str], del_documento: frozenset[str]) -> bool:
    """Dice si una cláusula que no nombra el lugar pregunta algo más: con sus signos, o por algo del documento."""
    pregunta = _INTERROGA.match(dicha.strip()) is not None
    if not sueltas or solo_pide_que_le_digan(dicha):
        return False
    return "¿" in dicha or (pregunta and _del_documento(sueltas, del_documento))
