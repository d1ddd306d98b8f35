"""Lo que la persona quiere cuando no está preguntando al marco: saludar, empezar, borrar, quejarse…

Módulo puro. Reconoce por la forma completa de la frase, no por palabras sueltas: «alianza» o
«propuesta» también aparecen en preguntas que los documentos sí responden. Ante la duda devuelve
`None` y la frase se trata como pregunta.
"""

import re
from enum import Enum

from conocimiento.palabras import plegar


class Intencion(Enum):
    """Qué se reconoció."""

    SALUDO = "saludo"
    GRACIAS = "gracias"
    DESPEDIDA = "despedida"
    QUIEN_ES = "quien_es"
    AYUDA = "ayuda"
    PROPUESTA = "propuesta"
    APROBACION = "aprobacion"
    BORRAR_DATOS = "borrar_datos"
    PRIVACIDAD = "privacidad"
    PERSONA = "persona"
    FUERA_DE_LUGAR = "fuera_de_lugar"
    SIN_PALABRAS = "sin_palabras"


_SALUDO = r"(?:hola+|buen[oa]s?(?: (?:dias?|tardes?|noches?))?|que tal|saludos|holi|alo|buen dia)"
_TRATO = r"(?:(?:,? (?:amig[oa]s?|estimad[oa]s?|senor(?:es|a|ita)?|equipo|asistente|bot|apci|a todos|muy|con todos))*)"
_CORTESIA = re.compile(
    rf"^(?:{_SALUDO}{_TRATO}[\s,.;:!¡]*)+|[\s,.;!]*(?:(?:muchas |mil )?gracias|por favor|porfa|porfavor|xfa"
    rf"|xfavor)[\s.!]*$"
)

_FORMAS: tuple[tuple[Intencion, re.Pattern[str]], ...] = tuple(
    (intencion, re.compile(forma))
    for intencion, forma in (
        (
            Intencion.FUERA_DE_LUGAR,
            r"\b(?:ignor[ae]|olvid[ae]|omit[ae])\w* (?:\w+ ){0,4}(?:instruccion|regla|indicacion|orden)"
            r"|\b(?:prompt|system prompt|clave de api|api key|tus instrucciones|tu token)\b"
            r"|\b(?:pas|muestr|ensen|env|mand|entreg|d)\w* (?:\w+ ){0,3}(?:conversaciones|datos|mensajes"
            r"|borradores|chats)"
            r" (?:\w+ ){0,3}(?:otr[oa]s?|demas|terceros|usuarios)\b",
        ),
        (
            Intencion.BORRAR_DATOS,
            r"\b(?:borr|elimin|suprim)\w* (?:\w+ ){0,3}(?:mis? datos|mi informacion|mis? mensajes|mis? "
            r"conversacion\w*)",
        ),
        (
            Intencion.PERSONA,
            r"\b(?:hablar|conversar|comunicarme|contactarme|atencion) (?:\w+ ){0,2}(?:una? )?"
            r"(?:persona|humano|alguien|asesor|funcionari[oa]|operador|especialista)\b"
            r"|^(?:quiero )?(?:un )?(?:humano|asesor|operador)$",
        ),
        (
            Intencion.PRIVACIDAD,
            r"\bque (?:\w+ ){0,2}(?:hacen|haces|guardan|guardas|pasa) (?:\w+ ){0,2}(?:mis datos|lo que escribo"
            r"|mi informacion)"
            r"|^(?:aviso de )?privacidad$|^mis datos$|\bmis datos (?:estan|son|quedan)\b",
        ),
        (
            Intencion.APROBACION,
            r"\b(?:mi|nuestra?|la|el|esta|este) (?:propuesta|borrador|proyecto|documento)"
            r" (?:\w+ ){0,4}(?:aprobad|presentad|aceptad|enviad|admitid|registrad)[oa]\b"
            r"|^(?:\w+ ){0,3}(?:apruebas|aprueban|aprueba) (?:mi|nuestra?) (?:propuesta|borrador|proyecto)",
        ),
        (
            Intencion.PROPUESTA,
            r"\b(?:armar|hacer|elaborar|redactar|preparar|crear|iniciar|empezar|comenzar|escribir|continuar"
            r"|seguir|retomar|"
            r"armo|hago|elaboro|redacto|preparo|empiezo|comienzo)"
            r" (?:\w+ ){0,2}(?:mi|nuestra?|una|la|el|un)s? (?:\w+ ){0,1}(?:propuesta|borrador|perfil|entrevista)\b"
            r"|\b(?:ayud|apoy)\w* (?:\w+ ){0,3}(?:con )?(?:mi|nuestra?|el|la|un|una) (?:propuesta|borrador)\b"
            r"|^(?:quiero |vamos a |ir a )?(?:armar |hacer )?(?:mi |una |la )?(?:propuesta|borrador)$",
        ),
        (
            Intencion.QUIEN_ES,
            r"^(?:y )?(?:quien (?:eres|es usted)|que eres|eres (?:un |una )?(?:bot|robot|persona|humano|ia|maquina|"
            r"inteligencia artificial)|con quien hablo|como te llamas|es usted (?:una persona|un bot|un robot))\b",
        ),
        (
            Intencion.AYUDA,
            r"^(?:ayuda|help|menu|opciones|inicio|empezar|comenzar|que (?:puedes|puede|sabes|sabe) hacer|"
            r"en que (?:me )?(?:puedes|puede) ayudar(?:me)?|como funciona(?:s| esto)?|para que sirves?|que hago"
            r"|necesito ayuda)$",
        ),
        (Intencion.DESPEDIDA, r"^(?:adios|chau|chao|hasta luego|nos vemos|bye|hasta pronto|eso es todo)\b"),
        (
            Intencion.GRACIAS,
            r"^(?:ok |listo |perfecto |genial |bien |vale |ya )*(?:muchas |mil )?(?:gracias|agradecid[oa])(?: "
            r"(?:por|a)\b.*)?$"
            r"|^(?:ok|okey|okay|listo|perfecto|genial|vale|entendido|de acuerdo|excelente|muy bien|ya|bien|claro)$",
        ),
        (Intencion.SALUDO, rf"^{_SALUDO}{_TRATO}(?: {_SALUDO})*(?: como (?:estas?|esta usted|andas))?$"),
    )
)
_SIGNOS = re.compile(r"[^\w\s]|_")


def reconocer(texto: str) -> Intencion | None:
    """Devuelve la intención de una frase, o `None` si hay que tratarla como pregunta."""
    plano = " ".join(_SIGNOS.sub(" ", plegar(texto)).split())
    if not plano:
        return Intencion.SIN_PALABRAS
    for intencion, forma in _FORMAS:
        if forma.search(plano):
            return intencion
    return None


def sin_cortesia(texto: str) -> str:
    """Quita el saludo del principio y el «gracias» del final; si no queda nada, devuelve el texto como estaba."""
    plano = plegar(texto)
    if len(plano) != len(texto):  # plegar cambió el largo (un carácter poco común): mejor no recortar
        return texto
    inicio, fin = 0, len(texto)
    for hallado in _CORTESIA.finditer(plano):
        if hallado.start() == 0:
            inicio = hallado.end()
        elif hallado.end() == len(plano):
            fin = hallado.start()
    return texto[inicio:fin].strip() or texto
