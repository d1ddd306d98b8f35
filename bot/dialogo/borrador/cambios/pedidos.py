"""Lo que se pide de un borrador y no es cambiarlo: verlo, recibirlo, compararlo, completarlo, abrir otro.

Vale a mitad de la entrevista y fuera de ella. Se reconoce por la frase entera: ante la duda, no es un pedido.
"""

import re
from enum import Enum
from typing import assert_never

from bot.dialogo.borrador import borradores, permisos, repasar
from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.plantear import mostrar_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import cambios as textos_de_cambios
from bot.dialogo.borrador.textos import pedidos as textos
from bot.dialogo.efectos import Enviar
from bot.dialogo.mensajes import Filas, Mensaje, Parrafo
from bot.dialogo.textos import BOTON_PERSONAL
from bot.dialogo.turno import Turno
from bot.entrevista.comprension.cambios.lo_anotado.campos import nombrados
from bot.entrevista.valores.tipos import mostrar
from conocimiento import frases
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano, sin_signos

LARGO_DE_UN_PEDIDO = 140


class Pedido(Enum):
    """Qué se pide."""

    DOCUMENTO = "documento"
    COMPARAR = "comparar"
    LO_ANOTADO = "lo_anotado"
    COMO_VA = "como_va"
    COMPLETAR = "completar"
    REDACTAR = "redactar"
    SOCIOS = "socios"
    PRESENTAR = "presentar"
    AUTORIZAR = "autorizar"
    OTRO = "otro"


ANTES = (
    r"(?:(?:hola|oe|oye|oiga|ya|ok|y|a ver|bueno|listo|por favor|porfa|disculpe?|joven|senor|senorita|ahora|entonces"
    r"|mejor|pues|si|esta|termine|acabe|amig[oa]|(?:me|nos) gustaria|hagame el favor de|si fuera posible"
    r"|me (?:puede|puedes|podria|podrias)|(?:puede|puedes|podria|podrias)(?: usted)?"
    r"|quiero|quisiera|necesito|deseo|agradecere|agradeceria) )*"
)
_ARCHIVO = r"(?:word|pdf|documentos?|archivos?|docx|borrador|avance en word|version (?:final|actual|ultima))"
_DAR = (
    r"(?:re)?(?:envi|mand|pas|compart|imprim|descarg|baj|gener|entreg|remit|dej|hag|haz|saqu|sac|muestr|mostr|ensen"
    r"|adjunt|prepar|reenvi|recib|trai|alcanz|da|de|ver)"
)
_DAME = rf"(?:(?:me|nos) (?:l[oa] )?{_DAR}\w*|{_DAR}(?!\w*(?:mos|an|en|on)\b)\w*)"
_SU_ARCHIVO = (
    rf"(?:(?:el|mi|un|ese|este|eso|esto|nuestro|los|mis|the|my|ya|de una vez|ultimo|nuev[oa]) ){{0,3}}{_ARCHIVO}"
)
_ENTRE_MEDIAS = (
    r"(?: (?:ver|otra vez|de nuevo|nuevamente|por favor|porfa|ya|ahora|pues|de una vez|todo|copia|una|un|por aqui|aca"
    r"|aqui|la|version|del?|en|a mi|correo))*"
)
_COLA_DE_PEDIDO = (
    r"(?: (?:en|a|al|por|para|word|pdf|y|o|este|medio|aqui|aca|favor\w*|porfa\w*|nuevo|nuevamente|otra|vez|de|una|ya"
    r"|ahora|ahorita|final|actualizad[oa]|complet[oa]|terminad[oa]|list[oa]|pues|ps|pe|mi|mis|la|el|con|los|cambios"
    r"|gracias|senor\w*|propuesta|alianza|proyecto|borrador|documento|formato|please|now|como|esta|va|asi|todo|lo|que"
    r"|ultim[oa]|version|mandame\w*|pasemelo|tambien|no mas|nomas|me|cuando|pueda|revisarl[oa]|leerl[oa]|verl[oa]"
    r"|imprimirl[oa]|mostrarl[oa]|firmar|presentar|jefe|directorio|le|se|su))*"
)
_DICHO = r"(?:llev\w+|teng\w+|tenemos|tienes|he|e|hemos|va|puse|dije|ya|anot\w+|esta|hay)"
_COSA = r"(?:proyecto|alianza|borrador|propuesta|idea|iniciativa)"
_NO_LLEGO = r"(?:llego|llega|ha llegado|a llegado|recibi|aparece|abre|carga|baja|descarga)"
_DE_OTRA_COSA = r"(?! .*\b(?:marco|ley|apci|formato|modelo|plantilla|otro|nuevo borrador|ejemplo)\b)"
_GRUPOS = (
    r"(?:empresas?|organizacion(?:es)?|instituciones|entidades|ongs?|cooperantes?|universidades|soci[oa]s?"
    r"|aliad[oa]s?)"
)
_ABRIR = r"(?:hacer|haz|abr\w+|empez\w+|empiec\w+|crear?|cree|arm\w+|gener\w+|inici\w+|comenz\w+)"
_QUE_CAMBIO = r"que (?:ha )?cambi(?:o|ado)(?: desde la ultima vez| en mi borrador)?"
_COMO_VA = (
    rf"{ANTES}(?:(?:muestr\w*|ensen\w*|cuent\w*|dime|digame|ver) )?"
    r"(?:como|en que|por donde) (?:va|vamos|voy|anda|esta quedando|quedo|esta)(?: (?:mi|el|la"
    rf"|nuestro))?"
    r"(?: (?:borrador|propuesta|avance|documento|proyecto|esto|todo|la cosa))?"
)
_FORMAS: tuple[tuple[Pedido, re.Pattern[str]], ...] = tuple(
    (pedido, diferida("|".join(formas)))
    for pedido, formas in (
        (
            Pedido.OTRO,
            (
                rf"{ANTES}(?:(?:{_ABRIR}|tengo|es) )?(?:un |una )?(?:otr[oa]|nuev[oa]) (?:nuev[oa] )?{_COSA}\b.*",
                rf"{ANTES}(?:{_ABRIR} )?(?:un |una )?{_COSA} (?:nuev[oa]|aparte|distint[oa]|desde cero)\b.*",
                rf"(?:\w+ ){{0,8}}{_ABRIR} (?:un |una )?(?:otr[oa]|nuev[oa]) (?:{_COSA}|papel|documento)\b.*",
                rf"(?:\w+ ){{0,12}}(?:quiero|necesito|queremos|toca) {_ABRIR} (?:un |una )?otr[oa]\b.*",
            ),
        ),
        (
            Pedido.COMPARAR,
            (
                r".*\b(?:que|q|lo que|en que|cuales) (?:se )?(?:ha |han |a )?cambi\w+\b.*"
                r"\b(?:versi\w+|antes|anterior|word|la 1|la 2|ultim\w+|borrador)\b.*",
                rf"{ANTES}(?:compar(?!t)\w+|ver (?:las )?diferencias?)\b.*\b(?:versi\w+|borrador\w*|word)\b.*",
                r".*\bdiferenci\w*\b.*\bversi\w+\b.*",
                r"(?:que|q|cual) (?:es|fue) lo ultimo (?:que|q) .*\b(?:cambi|modific)\w+.*",
                r"(?:que|q) (?:es lo (?:que|q) )?(?:le |me |se )?(?:ha |han |has )?(?:cambi|modific)\w+\b.*"
                r"\b(?:version|principio|antes|inicio|anterior|otra|ultim\w+)\b.*",
                _QUE_CAMBIO,
            ),
        ),
        (
            Pedido.DOCUMENTO,
            (
                rf"{ANTES}{_DAME}{_ENTRE_MEDIAS} {_SU_ARCHIVO}{_COLA_DE_PEDIDO}",
                rf"{ANTES}{_DAR}\w*(?:me|nos)(?:l[oa])?{_DE_OTRA_COSA}{_ENTRE_MEDIAS} {_SU_ARCHIVO}\b.*",
                rf"{ANTES}{_DAME} (?:(?:mi|el|la|nuestra?|este|esta|todo|esto|eso|mi propuesta|avance) ){{0,2}}"
                rf"(?:propuesta |alianza |proyecto |avance )?(?:en|a|por|al) (?:el )?(?:word|pdf)\b"
                rf"{_COLA_DE_PEDIDO}(?: para .*)?",
                rf"{ANTES}{_SU_ARCHIVO}{_COLA_DE_PEDIDO}",
                rf"{ANTES}(?:como|donde|por donde|de donde|como hago para) (?:lo |la )?"
                rf"(?:puedo )?(?:descarg|baj|recib|obten)\w*(?: {_SU_ARCHIVO})?{_COLA_DE_PEDIDO}",
                rf"{ANTES}descarg(?:ar|arl[oa]|a|ue|o)(?: {_SU_ARCHIVO})?",
                r"(?:(?:please|can you|could you|i (?:want|need|would like)|to|now|ok) )*"
                r"(?:send|give|get|download|share|see|have)?(?: me| us)?(?: the| my| a| our)?"
                r" (?:word|pdf|document|file|draft)(?: file| document)?(?: please| now| in word| in pdf)*",
                rf"(?:quiero |y )?(?:(?:ese|este|el|mi|los|mis) )?(?:nuev\w+ )?{_ARCHIVO}(?: (?:en )?(?:word|pdf|y"
                rf"|nuevo"
                r"|actualizado|otra vez|de nuevo|pasemelo.*|mandame\w*.*|por favor|porfa))*",
                rf".*\bno (?:me |lo |la |nos )*{_NO_LLEGO}\b.*\b(?:{_ARCHIVO}|nada)\b.*",
                rf".*\b{_ARCHIVO} (?:\w+ )?no (?:me |se |nos )*{_NO_LLEGO}\b.*",
                r".*\b(?:se me (?:perdio|borro)|perdi|borre)\b.*\b(?:word|pdf|documento|archivo)\b.*",
            ),
        ),
        (
            Pedido.COMPLETAR,
            (
                rf"{ANTES}(?:complet\w+|llen\w+|termin\w+|acab\w+|contest\w+|respond\w+)(?: de una vez)? "
                r"(?:(?:lo|los|las|todo lo|todos los) )?(?:que (?:me )?(?:falta\w*|qued\w+|deje)\b.*|pendientes?"
                r"|preguntas pendientes)\b.*",
            ),
        ),
        (
            Pedido.LO_ANOTADO,
            (
                rf"{ANTES}(?:muestr\w+|mostr\w+|ensen\w+|ver|veamos|leer|dime|digame|revis\w+|lee\w*|repas\w+|pas\w+"
                rf"|mand\w+|resum\w+)(?: \w+){{0,5}} (?:tod[oa]|todit[oa]|mis respuestas|lo (?:que|q) {_DICHO}"
                r"|avanzad\w+|version (?:completa|entera|final)"
                r"|(?:el |mi )?(?:borrador|propuesta) (?:completo|completa|entera?)"
                r"|hasta (?:ahora|aqui|aorita|ahorita|el momento))\b.*",
                rf"{ANTES}(?:hazme|hagame|dame|deme|un)?\s*(?:un )?resum\w+ (?:de )?"
                rf"(?:lo (?:que|q) {_DICHO}|mi borrador|mis respuestas)\b.*",
                r"(?:que|q) (?:es lo (?:que|q) )?(?:llevo|llevamos|tengo|tenemos|hay) "
                r"(?:anotado|escrito|avanzado|hasta (?:ahora|aqui|el momento))\b.*",
            ),
        ),
        (
            Pedido.COMO_VA,
            (
                _COMO_VA,
                rf"{ANTES}(?:cuant[oa]s?|cuantit[oa]s?) (?:preguntas?|preguntitas?)? ?(?:me |nos )?(?:falta"
                rf"|faltan|queda|quedan)"
                r"\b.*",
                rf"{ANTES}(?:donde |como )?(?:puedo |podria )?(?:ver|veo) (?:mi |el |cuanto |lo que )?"
                r"(?:avance|avanzado|llevo|progreso)\b.*",
                rf"{ANTES}(?:mi avance|que (?:es lo que )?(?:me |nos )?falta(?:ria)?\b(?: \w+){{0,6}})(?: tengo .*)?",
                rf"{ANTES}(?:que|q) (?:porcentaje|avance|tanto)(?: \w+)? (?:lleva|llevo|llevamos|tengo|va|vamos)\b.*",
                rf"{ANTES}(?:que|cuales) (?:campos|preguntas|partes|cosas|datos) (?:siguen?|quedan?|faltan?)\b.*",
            ),
        ),
        (
            Pedido.REDACTAR,
            (
                rf"{ANTES}(?:mejor(?:a|e|ame|eme|alo|elo|ala|ela|arlo|arme)\b|redact\w+|pul(?:e|elo|ela|a|ir)\b"
                rf"|reescrib\w+"
                r"|escrib\w+ mejor|(?:arregl|correg|corrig|mejor|revis)\w+ la (?:redaccion|ortografia)"
                r"|quiero mejorar|mejorar la redaccion)(?!.*\b(?:carta|clausulas?|convenio|contrato|ensayo"
                r"|oficio)\b).*",
                rf"{ANTES}(?:haz|pon|deja|hazme|ponme)\w* (?:mas|mejor) "
                r"(?:formal|bonito|clar\w|profesional|tecnic\w|redactad\w)\b.*",
            ),
        ),
        (
            Pedido.SOCIOS,
            (
                rf".*\b(?:que|q|cual(?:es)?|quien(?:es)?|con quien(?:es)?)\b.*\b{_GRUPOS}\b.*\b(?:podria\w*|pued\w+"
                r"|conviene\w*|recomiend\w+|sugier\w+|busc\w+|invit\w+|serian?|sumar|aconsej\w+)\b.*"
                r"\b(?:mis?|nuestr\w+|conmigo|nosotros|me|mio)\b.*",
                rf".*\b(?:recomiend\w+|sugier\w+|aconsej\w+)me\b.*\b{_GRUPOS}\b.*",
                r".*\b(?:con quien(?:es)?|a quien(?:es)?)\b (?:me |nos )?(?:recomiend\w+|sugier\w+|conviene|puedo"
                r"|podria"
                r"|asocio|alio|junto|invito)\b.*",
            ),
        ),
        (
            Pedido.PRESENTAR,
            (
                r"(?:y |ya |ahora |entonces )*(?:donde|adonde|a donde|a quien|ante quien|como|a que (?:correo"
                r"|oficina|area"
                r"|direccion)|en que oficina|cuando)\b(?: \w+){0,3}? (?:lo |la |le |se lo |se la "
                r"|los )?(?:present\w+|entreg\w+"
                r"|envi\w+|mand\w+|ingres\w+|tramit\w+|llev\w+|dej\w+)(?: (?:el|la|mi|este|esta|nuestro|nuestra))?"
                r"(?: (?:borrador|propuesta|word|documento|proyecto|alianza))?"
                r"(?: (?:terminad\w|ya list\w|list\w|ahora|a la apci|en la apci))*",
                rf"{ANTES}(?:present|entreg|envi|mand|remit|pas)\w*(?: (?:{_SU_ARCHIVO}|mi propuesta|la propuesta))?"
                r" (?:a|en|ante) (?:la )?apci(?: por favor)?",
            ),
        ),
        (
            Pedido.AUTORIZAR,
            (
                rf"{ANTES}que (?:la )?apci (?:l[oa] |me l[oa] |ya l[oa] )?(?:lea|vea|revise|evalue|mire|tenga)\b.*",
                rf"{ANTES}(?:autoriz|compart)\w*(?: (?:mi|el|la|este))? ?(?:{_SU_ARCHIVO}|propuesta)?(?: con)?"
                r" (?:a )?(?:la )?apci\b.*",
            ),
        ),
    )
)


def reconocer(texto: str) -> Pedido | None:
    """Qué se pide del borrador abierto; None si no es uno de estos pedidos."""
    if len(texto) > LARGO_DE_UN_PEDIDO or "\n" in texto.strip():
        return None
    dicho = sin_signos(texto)
    return next((pedido for pedido, forma in _FORMAS if forma.fullmatch(dicho)), None)


def atender_pedido(sesion: Sesion, texto: str) -> Turno | None:
    """Cumple el pedido; None si el texto no lo es o no hay un borrador abierto."""
    pedido = reconocer(texto)
    return None if pedido is None else cumplir(sesion, pedido, texto)


def cumplir(sesion: Sesion, pedido: Pedido, texto: str) -> Turno | None:
    """Lo que se hace con cada pedido; None si no hay un borrador abierto."""
    if sesion.estado.borrador is None or sesion.falta_consentir:
        return None
    match pedido:
        case Pedido.DOCUMENTO:
            return repasar.pedir_documento(sesion)
        case Pedido.COMPARAR:
            return repasar.comparar_versiones(sesion)
        case Pedido.COMPLETAR:
            return repasar.completar(sesion.dentro())
        case Pedido.LO_ANOTADO:
            return _decir(sesion, textos.todo(sesion))
        case Pedido.COMO_VA:
            return _decir(sesion, Mensaje(textos.como_va(sesion)))
        case Pedido.REDACTAR:
            return _sin_redactar(sesion, texto)
        case Pedido.SOCIOS:
            return _decir(sesion, Mensaje(textos.con_quienes(sesion)))
        case Pedido.PRESENTAR:
            personal: Filas = ((BOTON_PERSONAL,),) if sesion.contexto.hay_personal else ()
            return _decir(sesion, Mensaje(textos.donde_se_presenta(sesion.contexto.contacto), personal))
        case Pedido.AUTORIZAR:
            return permisos.autorizar(sesion, ())
        case Pedido.OTRO:
            return borradores.empezar_otro(sesion, lo_dice=True)
        case _:
            assert_never(pedido)


def _decir(sesion: Sesion, mensaje: Mensaje) -> Turno:
    """Lo dicho; a quien está en la entrevista, además, su pregunta, y a quien no, por dónde seguir."""
    if sesion.estado.en_entrevista:
        return sesion.turno(Enviar(Mensaje(mensaje.parrafos)), Enviar(mostrar_paso(sesion)))
    return sesion.enviar(Mensaje(mensaje.parrafos, (*mensaje.botones, *_salidas(sesion))))


def _salidas(sesion: Sesion) -> Filas:
    return sesion.filas(
        (textos_de_cambios.RECIBIR_WORD, Accion.DOCUMENTO),
        (textos_de_cambios.VER_TODO, Accion.INDICE),
        (textos_de_cambios.CONTINUAR, Accion.CONTINUAR),
    )


def _sin_redactar(sesion: Sesion, texto: str) -> Turno | None:
    """Se ofrece cambiar la respuesta que se nombra; si no se nombra ninguna, se pregunta cuál."""
    if sesion.estado.en_entrevista and re.search(r"\bredact\w*l[oa]\b", plano(texto)):
        return None  # «redáctelo usted» es de la pregunta de delante
    for nombrado in nombrados(plano(texto), sesion.entrevista.preguntas):
        paso = sesion.buscar((nombrado.clave, ""))
        if paso is not None:
            valor = sesion.valor_de(paso)
            visto = mostrar(paso.pregunta, valor, sesion.entrevista.catalogos) if valor is not None else ""
            dicho = textos.no_escribe(paso.pregunta, frases.recortado(visto, textos.LARGO_DE_UNA_RESPUESTA))
            cambiar = sesion.boton(textos_de_cambios.cambiar(paso.pregunta.rotulo), Accion.CORREGIR, *paso.llave)
            return sesion.enviar(Mensaje(dicho, ((cambiar,), *_seguir(sesion))))
    if sesion.estado.en_entrevista:
        return None
    dicho: tuple[Parrafo, ...] = (textos.SIN_SABER_CUAL,)
    return _decir(sesion, Mensaje(dicho))


def _seguir(sesion: Sesion) -> Filas:
    return sesion.filas((textos_de_cambios.CONTINUAR, Accion.CONTINUAR))
