"""Lo que un documento le dice a un programa y no a una persona: se conserva, porque es texto, y se avisa."""

from bisect import bisect_right
from collections import Counter
from dataclasses import replace

from conocimiento.expresiones import diferida
from conocimiento.lectura.valores import Aviso, Bloque, ClaseDeAviso, Lectura, lugares_de_las_citadas
from conocimiento.palabras import plegar

_QUE = (
    r"(?:instrucci(?:on|ones)|indicaci(?:on|ones)|reglas|ordenes|directrices|restricciones|prompts?|mensajes|filtros)"
)
_DE_QUIEN = r"(?:(?:todas?|todos?|cualquier|las?|los?|sus?|tus?|estas?|esas?|el|lo|previas?|anteriores|demas)\s){0,4}"
_MAQUINA = (
    r"(?:asistente|chatbot|bot|robot|modelo\sde\s(?:lenguaje|ia)|inteligencia\sartificial|ia\b|llm\b|agente\sde\sia"
    r"|sistema\sautomatico|language\smodel|ai\b|assistant|gpt)"
)
_OLVIDAR = (
    r"(?:ignor(?:a|e|en|ar|es)|olvid(?:a|e|en|ar|es)|descart(?:a|e|en|ar)|omit(?:e|a|ir)|desobede(?:ce|zca)"
    r"|salt(?:a|e)(?:te|se))"
)
_RESPONDER = (
    r"(?:respond(?:e|a|er|as)|contest(?:a|e|ar)|di(?:ga|gale)?|afirm(?:a|e)|asegur(?:a|e)|indi(?:ca|que)"
    r"|menci(?:ona|one))"
)
_PATRONES = tuple(
    diferida(patron)
    for patron in (
        rf"\b{_OLVIDAR}\s(?:por\scompleto\s)?{_DE_QUIEN}{_QUE}\b",
        rf"\b{_OLVIDAR}\s(?:todo\s)?lo\s(?:anterior|que\s(?:te|le)\s(?:dijeron|indicaron|han\sdicho|hayan\sdicho))",
        rf"\bno\s(?:sigas?|obedezcas?|hagas?\scaso|tom(?:es|e)\sen\scuenta)\s(?:a\s|de\s)?{_DE_QUIEN}{_QUE}\b",
        rf"\b(?:eres|usted\ses|tu\seres|seras|usted\ssera|actua|actue|comportate|comportese)\s(?:ahora\s)?(?:como\s)?"
        rf"(?:un\s|una\s|el\s|la\s)?{_MAQUINA}",
        rf"\bsi\s(?:tu\s)?(?:eres|usted\ses|es\susted|es|estas?\sleyendo\sesto\sy\seres)\s(?:un\s|una\s)?{_MAQUINA}",
        rf"\b(?:nota|mensaje|instruccion(?:es)?|aviso|orden(?:es)?|indicacion(?:es)?|atencion|oye|estimad[oa])\s?[:,]?\s"
        rf"(?:para|a|al|dirigid[oa]s?\sa)?\s?(?:el\s|la\s|los\s|las\s|al\s|tod[oa]\s|cualquier\s){{0,2}}{_MAQUINA}",
        rf"\b(?:a\spartir\sde\sahora|desde\sahora|de\sahora\sen\sadelante)\s?,?\s(?:solo\s|siempre\s)?"
        rf"(?:{_RESPONDER}|eres|seras|ignor|actu|olvid|debes)",
        rf"\b{_RESPONDER}\s(?:siempre|unicamente|solo|solamente|exclusivamente|exactamente|textualmente|asi)\s?[:,]?\s?"
        r"(?:que\b|con\b|lo\ssiguiente|esto|en\b|[«\"“'])",
        rf"\b(?:cuando|si)\s(?:te|le|alguien\s(?:te|le)|el\susuario|la\spersona|un\susuario|alguien|un\sciudadano)\s"
        rf"(?:te\s|le\s)?(?:pregunt\w{{1,5}}|consult\w{{1,5}}|escrib\w{{1,5}})\b[^.\n]{{0,120}}\b{_RESPONDER}\b",
        rf"^\W{{0,3}}{_RESPONDER}\sque\b",
        r"\bno\s(?:le\s)?(?:reveles?|menciones?|cites?|muestres|digas)\b[^.\n]{0,80}\b(?:usuario|persona|documento|fuente)",
        r"\b(?:system\sprompt|prompt\s(?:del\ssistema|inicial|interno)|modo\s(?:desarrollador|dios|sin\sfiltros?)|jailbreak"
        r"|developer\smode|instrucciones\sinternas)\b",
        r"<\|?/?(?:im_start|im_end|system|sys|assistant|user|endoftext)\|?>|\[/?inst\]|<<sys>>|##\s?(?:instruction|system|response)",
        r"(?:^|\n)\s{0,9}(?:system|assistant|user|sistema|asistente)\s?:\s",
        r"\b(?:ignore|disregard|forget|override|bypass)\s(?:(?:all|any|the|of|your|my|previous|prior|above|earlier|preceding|"
        r"these|those|everything)\s){1,5}(?:instructions?|prompts?|rules?|guidelines?|directions?|messages?|context|above|before)",
        rf"\b(?:you\sare\s(?:now\s)?|act\sas\s|pretend\sto\sbe\s|if\syou\sare\s|as\s)(?:an?\s|the\s)?(?:large\s|helpful\s)?{_MAQUINA}",
        r"\b(?:respond|reply|answer|output|say)\s(?:only|always|exactly|just)\s(?:with|that|in|the)\b",
        r"\bdo\snot\s(?:reveal|mention|disclose|cite|tell)\b[^.\n]{0,80}\b(?:user|system|prompt|instructions?|document)",
    )
)
MUESTRA = 80


def avisar_lo_dirigido(lectura: Lectura) -> Lectura:
    """La misma lectura con un aviso por cada página que le hable a un programa."""
    veces: Counter[int] = Counter()
    lugares_de = lugares_de_las_citadas(lectura.paginas)
    muestras: dict[int, str] = {}
    for bloque in lectura.bloques:
        texto = " ".join(lectura.texto[bloque.inicio : bloque.fin].split(" "))
        plegado = plegar(texto)
        lugares = sorted(hallado.start() for patron in _PATRONES for hallado in patron.finditer(plegado))
        for lugar in lugares:
            citada = _pagina(bloque, bloque.inicio + min(lugar, len(texto)))
            pagina = lugares_de.get(citada, citada)
            veces[pagina] += 1
            muestras.setdefault(pagina, texto[max(lugar - 5, 0) :][:MUESTRA].strip())
    nuevos = (Aviso(ClaseDeAviso.DIRIGIDO_A_MAQUINAS, pagina, veces[pagina], muestras[pagina]) for pagina in veces)
    return replace(lectura, avisos=(*lectura.avisos, *nuevos))


def _pagina(bloque: Bloque, posicion: int) -> int:
    """La página que se cita de un lugar del texto; 0 si no tiene páginas."""
    cual = bisect_right([corte.posicion for corte in bloque.cortes], posicion) - 1
    return bloque.cortes[max(cual, 0)].pagina if bloque.cortes else 0
