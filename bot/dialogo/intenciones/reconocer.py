"""Lo que la persona quiere cuando no está preguntando al marco: saludar, empezar, borrar, quejarse…

Reconoce por la forma completa de la frase, no por palabras sueltas: «alianza» o
«propuesta» también aparecen en preguntas que los documentos sí responden. Ante la duda devuelve
`None` y la frase se trata como pregunta.
"""

import re
from enum import Enum
from string import whitespace

from bot.dialogo.intenciones.de_otro import ayuda_otro, es_otro_tramite
from bot.dialogo.intenciones.decidido import aplanado, se_anima
from conocimiento.expresiones import diferida
from conocimiento.palabras import plegar


class Intencion(Enum):
    """Qué se reconoció."""

    SALUDO = "saludo"
    GRACIAS = "gracias"
    DESPEDIDA = "despedida"
    QUIEN_ES = "quien_es"
    AYUDA = "ayuda"
    CONSULTA = "consulta"
    PROPUESTA = "propuesta"
    APROBACION = "aprobacion"
    BORRAR_DATOS = "borrar_datos"
    PRIVACIDAD = "privacidad"
    PERSONA = "persona"
    RESUMEN = "resumen"
    FUERA_DE_LUGAR = "fuera_de_lugar"
    OTRA_TAREA = "otra_tarea"
    COMENTARIO = "comentario"
    QUEJA = "queja"
    COPIA = "copia"
    SIN_PALABRAS = "sin_palabras"
    AJENA = "ajena"


DE_SOLICITUD = {
    "propuesta": Intencion.PROPUESTA,
    "persona": Intencion.PERSONA,
    "borrar": Intencion.BORRAR_DATOS,
    "datos": Intencion.PRIVACIDAD,
    "quien_es": Intencion.QUIEN_ES,
    "ayuda": Intencion.AYUDA,
    "aprobacion": Intencion.APROBACION,
    "instrucciones": Intencion.FUERA_DE_LUGAR,
    "otra_tarea": Intencion.OTRA_TAREA,
    "saludo": Intencion.SALUDO,
    "gracias": Intencion.GRACIAS,
    "despedida": Intencion.DESPEDIDA,
    "emocion": Intencion.COMENTARIO,
    "resumen": Intencion.RESUMEN,
    "no_entiende": Intencion.AYUDA,
    "ejemplo": Intencion.AYUDA,
    "sugerencia": Intencion.PROPUESTA,
    "correccion": Intencion.PROPUESTA,
    "seguimiento_de_la_entrevista": Intencion.PROPUESTA,
    "aplazar": Intencion.GRACIAS,
    "queja": Intencion.QUEJA,
    "ajena_a_la_entrevista": Intencion.AJENA,
    "charla_en_la_entrevista": Intencion.SALUDO,
}
"""La intención de cada solicitud de `solicitudes.yaml`, que se reconoce por parecido y no por su forma."""

_SALUDO = r"(?:hola+|buen[oa]s?(?: (?:dias?|tardes?|noches?))?|que tal|saludos|holi|alo|buen dia)"
_TRATO = (
    r"(?:(?:,? (?:amig(?:uit)?[oa]s?|estimad[oa]s?|herman[oa]s?|joven(?:cit[oa])?|jef[ae]|ingenier[oa]|doctora?"
    r"|licenciad[oa]|profe(?:sora?)?|senor(?:es|a|ita)?|equipo|asistente|bot|apci|a todos|muy|con todos))*)"
)
_SALUDO_PREVIO = diferida(rf"(?:{_SALUDO}{_TRATO}[\s,.;:!¡]*)+")
_CORTESIA_FINAL = diferida(r"(?:(?:muchas |mil )?gracias|por favor|porfa|porfavor|xfa|xfavor)[\s.!]*$")
_CORTESIA_PREVIA = diferida(  # «gracias, y cómo empiezo»: lo que sigue es lo que se pide
    r"(?:(?:ok|listo|ya|perfecto|bien|vale|entendido|genial)[\s,.;!]+)*(?:muchas |mil )?gracias[\s,.;!]+"
    r"(?:y|pero|ahora|entonces)\b\s*"
)
_ANUNCIO = (  # «una consulta», «disculpe, tengo una duda»: todavía no se pregunta nada
    r"(?:(?:disculp|perdon|oig|oye)\w*(?: (?:la|por la|que l[oae]s?) molest\w+)?,? )?(?:y |solo |ah )?"
    r"(?:(?:tengo|tenia|traigo|va|quiero|quisiera|queria|necesito|deseo|me gustaria|puedo|podria|l[ea]s?|te|hago"
    r"|hacer(?:l[ea]s?|te)?) )*"
    r"(?:(?:una?s?|otra?s?|mi|una? par de|1) )?(?:(?:consult|pregunt|dud)(?:it)?as?"
    r"|(?:preguntar|consultar)(?:l[ea]s?|te)? (?:algo|una cos(?:it)?a|unas cos(?:it)?as))"
    r"(?: (?:rapid[ao]|rapidit[ao]|mas|nomas|no mas|pequena|cort[ao]|pues|ps|por favor|porfa))*"
)
_ANUNCIO_PREVIO = diferida(
    rf"{_ANUNCIO}(?:\s*[,.:;!…-]+\s*|\s+(?=[¿(]|(?:a |de |en |con |por |para )?(?:que|q|quien(?:es)?|cual(?:es)?|como"
    r"|cuando|cuant[oa]s?|donde|si)\b))"
)
_SIGNOS_DE_CORTESIA = f"{whitespace},.;!"
_PROPUESTA = r"(?:propuesta|borrador|perfil|entrevista|iniciativa)"
_DATOS = r"(?:datos|informacion|mensajes|conversacion(?:es)?|historial|respuestas|chats?|borradores)"
_DE_OTROS = r"(?:otr[oa]s?|demas|terceros|usuarios|empresas|competencia|participantes)"

_AL_PEDIR_COPIA = (
    r"(?:(?:quiero|quisiera|necesito|deseo|solicito|pido|dame|deme|mandame|mandeme|enviame|envieme|pasame|paseme|puedo"
    r"|podria|me|puede|puedes|recibir|tener|obtener|sacar|pedir|dar|enviar|mandar|descargar|bajar) )"
)
_DE_LO_SUYO = (
    r"(?:de |con )?(?:mis datos(?: personales)?|mi informacion(?: personal)?|tod[oa] lo (?:mio|que (?:\w+ ){1,3}\w+)"
    r"|lo (?:mio|que (?:(?:yo )?(?:les |le |te )?(?:escribi|dije|conte|mande|puse|envie)|(?:me )?(?:tienen|tiene"
    r"|guardan|guarda|guardaron|saben)(?: de mi| sobre mi| guardado| mio)?)))"
)

_DEL_PERSONAL = r"(?:persona|humano|alguien|asesora?|funcionari[oa]|operadora?|especialista)"
_CUANDO = r"(?: (?:por favor|porfa|pues|hoy|ahora|manana|ya|(?:al|por) (?:celular|telefono|whatsapp)|con esto))*"

_FORMAS: tuple[tuple[Intencion, re.Pattern[str]], ...] = tuple(
    (intencion, diferida(forma))
    for intencion, forma in (
        (
            Intencion.FUERA_DE_LUGAR,
            r"\b(?:ignor[ae]|olvid[ae]|omit[ae]|desobedec)\w* (?:\w+ ){0,4}(?:instruccion|regla|indicacion|orden|dicho)"
            r"|\b(?:prompt|clave de api|api key|tus instrucciones|sus instrucciones|tu token|modo desarrollador"
            r"|configuracion interna|sin (?:reglas|restricciones|filtros)|a partir de ahora (?:eres|actua|responde))\b"
            rf"|\b(?:pas|muestr|ensen|env|mand|entreg|revel|compart|d[ae]|quiero ver|ver)\w* (?:\w+ ){{0,4}}{_DATOS}"
            rf" (?:\w+ ){{0,3}}{_DE_OTROS}\b"
            rf"|\bque (?:\w+ ){{0,3}}(?:escribi|pregunt|propus|puso|pusieron|respond)\w* (?:\w+ ){{0,3}}{_DE_OTROS}\b"
            r"|\b(?:actua|comportate|finge|haz de cuenta|responde|marca|pon) (?:\w+ ){0,4}(?:como si|aprobad[oa])\b"
            r"|\bfinge (?:ser|que)\b",
        ),
        (
            Intencion.RESUMEN,
            r"^(?:(?:y|me|nos|p[uo]e?d\w+|por favor) )*(?:resum|sintetiz)\w*(?: (?:l[oa]|es[oe]|est[oe]|todo|el)\b.*)?$"
            r"|^(?:un |en |dame un |deme un |hazme un |quiero un )?resumen(?: (?:de|del|por)\b.*)?$",
        ),
        (
            Intencion.BORRAR_DATOS,
            rf"\b(?:borr|elimin|suprim)\w* (?:\w+ ){{0,3}}(?:mis? {_DATOS}|mi (?:propuesta|cuenta|registro))\b"
            r"|\b(?:borr|elimin|suprim)\w* (?:\w+ ){0,2}todo (?:\w+ ){0,6}(?:mi|mio|escribi|dije|guardado|guardan)\b",
        ),
        (
            Intencion.COPIA,
            rf"^{_AL_PEDIR_COPIA}*(?:mi |la |una |tu )?copia(?: {_DE_LO_SUYO})?$"
            rf"|\b(?:copia|descarg\w+|bajar\w*|archivo) (?:\w+ ){{0,2}}{_DE_LO_SUYO}$"
            rf"|^{_AL_PEDIR_COPIA}+(?:ver |saber )?(?:tod[oa] )?{_DE_LO_SUYO}$",
        ),
        (
            Intencion.QUEJA,
            r"\b(?:no|ni) (?:me )?(?:sirves|ayudas|entiendes|comprendes|respondes|contestas|sabes (?:nada|ni))\b"
            r"|\b(?:esto|este (?:bot|chat|asistente|robot|programa)|asi) no (?:me )?"
            r"(?:sirve|ayuda|funciona|entiende|responde)\b"
            r"|^(?:(?:eres|es|que|esta|muy|un|una|bien|tan|todo) )*(?:inutil|pesim[oa]|malisim[oa]|mal[oa]|horrible"
            r"|porqueria|basura|fregad[oa]|burr[oa]|tont[oa])(?: \w+){0,3}$"
            r"|\b(?:siempre|otra vez|de nuevo|solo|nomas) (?:me )?(?:dices|dice|repites|repite|copias|copia|respondes"
            r"|responde|contestas|contesta|mandas|manda|sales con|sale con) (?:con )?lo mismo\b"
            r"|^(?:eso |esto |asi )?no me (?:sirvio|sirve|ayudo|ayuda|entendio|respondio|contesto)\b"
            r"|\b(?:que|una) (?:perdida de tiempo|verguenza|decepcion)\b"
            r"|^(?:(?:pero|oiga|oye|si|eso|todo eso) )*ya (?:se )?(?:le|les|te|lo|la)(?: lo)? (?:dije|conte|respondi"
            r"|conteste|puse|mande|envie|escribi)(?: (?:eso|antes|arriba|todo|una vez|dos veces)){0,2}$",
        ),
        (
            Intencion.PERSONA,
            r"\b(?:hablar|conversar|comunicarme|contactarme|comunicar|contactar|tratar|atienda|atiendan)"
            rf" (?:\w+ ){{0,3}}{_DEL_PERSONAL}\b"
            rf"|\batencion (?:de|con|por) (?:(?:un|una|algun|alguna) )?{_DEL_PERSONAL}\b(?! con\b)"
            r"|\b(?:pasame|paseme|comuniqueme|comunicame|derivame|deriveme) (?:\w+ ){0,2}con\b"
            r"|^(?:\w+ ){0,2}me (?:pasan?|pasas|comunican?|derivan?|contactan?) con\b"
            r"|^(?:quiero |necesito )?(?:un |una )?(?:humano|asesor|operador|persona|persona de la apci)$"
            r"|^(?:(?:quiero|quisiera|necesito|puedo|como|le) )*(?:escrib|pregunt|consult)\w+ al personal"
            r"(?: de la apci)?$"
            r"|^(?:(?:y|por favor|porfa|quiero|quisiera|necesito|prefiero|pido|solicito) )*(?:que|q) "
            rf"(?:(?:alguien|(?:un |una )?{_DEL_PERSONAL}|ustedes|la apci)(?: de (?:la )?(?:apci|ustedes|alianzas))? )?"
            rf"(?:me|nos) (?:llam|contact|atiend|visit)\w+{_CUANDO}$"
            rf"|(?:^|\b(?:que|q|quiero|necesito) )(?:un |una )?{_DEL_PERSONAL}"
            r"(?: de (?:la )?(?:apci|ustedes|alianzas))?"
            rf"(?: que| q)? (?:me|nos) (?:ayude|oriente|asesore|atienda|explique|llame|contacte)n?{_CUANDO}$"
            r"|^(?:y )?(?:la )?apci (?:me|nos) (?:puede|pueden|podria) (?:llamar|contactar|atender|escribir)\b"
            rf"|\b(?:quier|quer|quis|necesit|dese|solicit|pid|ped)\w+ (?:\w+ )?(?:reunion|cita|llamada|videollamada)"
            rf" con (?:(?:un|una|el|la|algun) )?{_DEL_PERSONAL}\b(?! del? (?!(?:la )?apci))",
        ),
        (
            Intencion.PRIVACIDAD,
            rf"\bque (?:\w+ ){{0,4}}(?:hacen|haces|hace|guardan|guardas|guarda|tienen|tiene|saben|sabe|pasa|almacenan?)"
            rf" (?:\w+ ){{0,4}}(?:mis {_DATOS}|mi {_DATOS}|lo que (?:escribo|digo)|de mi|sobre mi)\b"
            rf"|\bque {_DATOS} (?:mia|mio|mios|mias|personal\w*|de mi|sobre mi)\b"
            rf"|\bver mis {_DATOS}\b|^(?:aviso de )?privacidad$|^mis datos$|\bmis datos (?:estan|son|quedan|se)\b"
            r"|^(?:y )?quien(?:es)? (?:van? a |pueden? )?(?:v|le)e[nr]? (?:esto|eso|mis? \w+|lo que(?: \w+){1,2})$",
        ),
        (
            Intencion.APROBACION,
            r"^(?:y )?(?:ya )?(?:me )?l[oa] (?:aprobaron|aceptaron|revisaron|presentaron|enviaron|recibieron)(?: ya)?$"
            r"|\b(?:(?:mi|nuestra?|la|el|est[ae]) (?:propuesta|borrador|proyecto|documento|perfil)|lo que(?: \w+){2,3})"
            r" (?:\w+ ){0,4}(?:aprobad|presentad|aceptad|enviad|admitid|registrad|oficial)\w*(?: por la apci)?$"
            rf"|\b(?:aprueba|aprueben|apruebe|apruebas|aprueban|aprobar|envia|envie|enviame|presenta|presente|manda)\w*"
            rf" (?:ya |usted )?(?:mi|nuestra?) (?:\w+ )?{_PROPUESTA}(?: (?:a|ante|por|con|ya)\b.*)?$",
        ),
        (
            Intencion.PROPUESTA,
            r"\b(?:armar|hacer|elaborar|redactar|preparar|crear|iniciar|empezar|comenzar|escribir|continuar|seguir|retomar"
            r"|formular|presentar|desarrollar|armo|hago|elaboro|redacto|preparo|empiezo|comienzo|formulo)"
            rf" (?:\w+ ){{0,2}}(?:mi|nuestra?|una|la|el|un)s? (?:\w+ ){{0,1}}{_PROPUESTA}\b"
            rf"|\b(?:ayud|apoy|guia|gui)\w* (?:\w+ ){{0,4}}(?:con |en )?(?:mi|nuestra?|el|la|un|una) {_PROPUESTA}\b"
            rf"|^(?:quiero |vamos a |ir a )?(?:armar |hacer )?(?:mi |una |la )?{_PROPUESTA}$"
            r"|^(?:\w+ ){0,4}(?:quiero|queremos|quisiera|quisieramos|deseo|deseamos|necesito|necesitamos|vamos a)"
            r" (?:armar|hacer|formar|crear|proponer|plantear|empezar|iniciar|preparar|elaborar) (?:mi|una|nuestra|la)"
            r" (?:nueva )?alianza(?: multiactor)?\b"
            r"|^(?:(?:somos|soy|represento)\b.{2,60} y )?(?:quiero|queremos|quisiera|quisieramos|deseamos|nos gustaria)"
            r" (?:ali|asoci|sum|un)ar(?:me|nos)(?: (?:con|a) .{2,40})?$",
        ),
        (
            Intencion.QUIEN_ES,
            r"^(?:y |oye |disculpe )*(?:quien (?:eres|es usted)|que eres|(?:usted |tu )?(?:es|eres) "
            r"(?:usted )?(?:un |una )?(?:bot|robot|persona|humano|ia|maquina|programa|inteligencia artificial)"
            r"|con quien (?:hablo|estoy hablando)|como te llamas|cual es tu nombre|quien te (?:hizo|creo)"
            r"|(?:estoy |hablo |estoy hablando )(?:hablando )?con (?:un |una )(?:bot|robot|persona|humano|maquina|ia)"
            r"|(?:esto|este (?:bot|chat|numero|asistente)|usted|ustedes|tu) (?:es|son|eres) (?:de )?(?:la )?apci)\b",
        ),
        (
            Intencion.AYUDA,
            r"^(?:ayuda|help|menu|opciones|inicio|empezar|comenzar|para que sirves?|que hago|como funciona(?:s| esto)?"
            r"|(?:y )?que (?:cosas )?(?:puedes|puede|sabes|sabe) hacer(?: usted)?"
            r"|en que (?:me )?(?:puedes|puede) ayudar(?:me)?|necesito ayuda|que (?:te|le) puedo preguntar"
            r"|como (?:te uso|lo uso|(?:empiezo|comienzo|arranco|empezamos|comenzamos|le hago|hago)(?: esto| aqui)?))$",
        ),
        (Intencion.CONSULTA, rf"^{_ANUNCIO}$"),
        (Intencion.DESPEDIDA, r"^(?:adios|chau|chao|hasta luego|nos vemos|bye|hasta pronto|eso es todo|salir$)\b"),
        (
            Intencion.GRACIAS,
            r"^(?:ok |listo |perfecto |genial |bien |vale |ya |excelente )*(?:muchas |muchisimas |mil )?"
            r"(?:gracias|agradecid[oa])(?: (?:por|a|muy|de)\b.*)?$"
            r"|^(?:ok|okey|okay|listo|perfecto|genial|vale|entendido|de acuerdo|excelente|muy bien|ya|bien"
            r"|claro|muy amable)$"
            r"|^(?:la verdad |pero )?(?:no (?:me|nos) interesa|ya no(?: quiero)?|mejor no|no gracias)(?: gracias)?$"
            r"|^(?:no,? )?(?:ahora|por ahora|mejor|todavia|aun|por el momento)(?: mejor)? no(?: gracias)?$",
        ),
        (Intencion.SALUDO, rf"^{_SALUDO}{_TRATO}(?: {_SALUDO})*(?: como (?:estas?|esta usted|andas|le va|te va))?$"),
    )
)

PEDIDOS = frozenset(
    {Intencion.COPIA, Intencion.PROPUESTA, Intencion.PERSONA, Intencion.BORRAR_DATOS, Intencion.PRIVACIDAD}
)
"""Las que piden que el asistente haga algo."""
DE_UN_TRAMITE = frozenset({Intencion.PROPUESTA, Intencion.APROBACION, Intencion.PERSONA})
"""Las que comparten sus palabras con lo que se pregunta de un trámite («¿quién puede presentar una propuesta?»)."""
_SE_CONFUNDEN_CON_UN_TRAMITE = frozenset(
    {Intencion.BORRAR_DATOS, Intencion.PRIVACIDAD, Intencion.PROPUESTA, Intencion.APROBACION, Intencion.COPIA}
)
"""«Quiero dar de baja a mi ONG» no pide borrar lo guardado."""
_TRAMITAR = (
    r"(?:present|envi|mand|entreg|remit|postul|inscrib|registr|sustent|firm|aprob|aprueb|revis|evalu|calific|acept"
    r"|recib|tramit|admit|submit|send|apply|approv|review)\w*"
)
_PREGUNTA_QUE = r"(?:donde|adonde|quien(?:es)?|cuando|cuant[oa]s?|que|q|cual(?:es)?|como|where|who|when|how|what)"
_INTERESADO = (
    r"(?:un|una|el|la|los|las|mi|mis|nuestr[oa]s?|dos|tres|vari[oa]s|cualquier|cada|solo|a|an|my|the)"
    r" (?:(?!me\b|nos\b|que\b|y\b)\w+ ){1,4}?"
)
_DEBE_O_PUEDE = r"(?:pueden?|podrian?|debe|deben|deberian?|tienen? que|estan? obligad\w+|can|could|may|must|should)"
_ANTES_DE_PREGUNTAR = diferida(
    r"^(?:(?:y|pero|entonces|o sea|osea|oiga|oye|disculpe?|una|otra|consulta|duda|pregunta|quisiera|quiero|queria|me"
    r"|gustaria|necesito|deseo|podria|puede|puedes|favor|por|saber|consultar|preguntar|decirme|dime|digame|indicarme"
    r"|indiqueme|informarme|si|sobre|acerca de) )+"
)
_PREGUNTAN: tuple[re.Pattern[str], ...] = tuple(
    diferida(forma)
    for forma in (
        rf"^(?:(?:a|en|de|desde|hasta|con|por|para) )?{_PREGUNTA_QUE}\b(?! (?:me |nos )?falta).*\b{_TRAMITAR}\b",
        rf"^(?:en )?{_PREGUNTA_QUE}\b(?! (?:me |nos )?falta).*\b(?:debe|deben|tiene que|hay que)\b"
        r"|^(?:a )?donde (?:\w+ ){0,2}?(?:dej|llev)\w+",
        r"^(?:que|cuales|cual)\b.*\b(?:requisitos?|papeles|formatos?|plazos?|anexos|tramites?|criterios)\b"
        r"|^(?:en )?que (?:formato|plazo|pasa si|debe (?:tener|llevar|contener|incluir))\b",
        r"\b(?:cuanto|cuanta|hay que|se|me) (?:\w+ )?(?:cuesta|cobran?|paga|pagar)\b",
        r"^(?:no )?(?:se (?:necesita|requiere|exige|debe|presenta|envia|entrega|tiene que|permite|aprueba|firma|evalua"
        r"|acepta)n?|(?:es|sera|seria) (?:necesari|obligatori|requisito|indispensable|valid|legal"
        r"|grati)\w*|hay que|hace falta|hay (?:algun )?(?:plazo|fecha|costo|limite|convocatoria|requisito)\w*"
        r"|is it (?:mandatory|required|necessary|possible))\b",
        r"^(?:necesito|necesitamos|necesita) (?:\w+ ){0,2}?(?:permiso|autorizacion|ruc|convenio|licencia|carta)\b",
        rf"\bse puede\w* (?:\w+ ){{0,2}}?{_TRAMITAR}\b",
        rf"\b(?<!puede ){_INTERESADO}{_DEBE_O_PUEDE} (?!ayud|apoy|guiar|atend|hablar|comunic)\w+",
        rf"\b(?:cualquiera|alguien|uno|quien sea) {_DEBE_O_PUEDE} (?!ayud|apoy|guiar|atend|hablar|comunic|me\b)\w+",
        rf"^(?:acaso )?{_DEBE_O_PUEDE} (?!usted\b|ustedes\b|you\b){_INTERESADO}(?!ayud|apoy|guiar|atend)\w+r\b"
        rf"|^{_DEBE_O_PUEDE} {_INTERESADO}{_TRAMITAR}\b",
        rf"\b(?:puedo|podemos|podria|podriamos|can i|can we|may we) (?:\w+ ){{0,1}}?{_TRAMITAR}\b",
        r"\b(?:puedo|podemos|podria|podriamos) \w+r (?:\w+ ){1,4}?(?:si|sin|aunque|siendo|solo|con (?:solo|una|dos))\b",
    )
)
_PREGUNTA_SI_LLEVA_SIGNO = diferida(rf"^(?:debo|debemos|tengo que|tenemos que|necesito|necesitamos)\b.*\b{_TRAMITAR}\b")
_PIDE_AL_ASISTENTE = diferida(
    r"\b(?:ayud|apoy|guia)\w*|\b(?:hablar|conversar|comunicar\w*|contactar\w*|atiend\w+)\b|\basesora?\b"
    r"|\b(?:armemos|hagamos|empecemos|comencemos|preparemos|(?:quiero|queremos)(?! (?:saber|consultar|preguntar))) "
    r"|\b(?:arm|hac|empe[cz]|llen|continu|segu|sig)\w* (?:\w+ ){0,4}(?:aqui|contigo|con usted|por este medio|ahora)\b"
)
"""Lo que se le pide a él, aunque se pida preguntando («¿me puede ayudar a presentar una propuesta?»)."""


def pregunta_por_un_tramite(texto: str) -> bool:
    """Dice si se pregunta por quién, dónde, cuándo o con qué se presenta algo, y no se pide hacerlo aquí."""
    plano = aplanado(texto)
    if _PIDE_AL_ASISTENTE.search(plano):
        return False
    sin_rodeos = _ANTES_DE_PREGUNTAR.sub("", plano)
    if "?" in texto and _PREGUNTA_SI_LLEVA_SIGNO.search(sin_rodeos):
        return True
    return any(forma.search(variante) for forma in _PREGUNTAN for variante in (sin_rodeos, plano))


def reconocer(texto: str) -> Intencion | None:
    """Devuelve la intención de una frase, o `None` si hay que tratarla como pregunta."""
    plano = aplanado(texto)
    if not plano:
        return Intencion.SIN_PALABRAS
    if se_anima(plano):
        return Intencion.PROPUESTA
    for intencion, forma in _FORMAS:
        if not forma.search(plano) or es_de_otro(intencion, texto):
            continue
        if not (intencion in DE_UN_TRAMITE and pregunta_por_un_tramite(texto)):
            # «Gracias a esta alianza, ¿qué podrían…?» no agradece.
            return None if intencion is Intencion.GRACIAS and "?" in texto else intencion
    return None


def es_de_otro(intencion: Intencion, texto: str) -> bool:
    """Dice si lo que se parece a esa intención habla de otro: de quien ayuda, o de un trámite que no es este."""
    if intencion in (Intencion.PERSONA, Intencion.AYUDA, Intencion.SALUDO):
        return ayuda_otro(texto)
    return intencion in _SE_CONFUNDEN_CON_UN_TRAMITE and es_otro_tramite(texto)


_SE_PRESENTA = diferida(
    rf"(?:{_SALUDO} ?{_TRATO} ?){{0,3}}(?:yo )?(?:soy|mi nombre es|me llamo"
    r"|(?:le|les|te|los) (?:saluda|escribe|habla))"
    r"(?! (?:que|q|capaz|de los que)\b)(?: (?!que\b|q\b|quer|quisi|necesit|busc|dese|para\b|ayud)\w+){1,12}"
)
_PREGUNTA_ALGO = diferida(
    r"^(?:(?:y|pero|entonces|hola|disculpe?|oiga|oye|una|consulta|pregunta|duda) )*"
    r"(?:(?:a|en|de|desde|hasta|con|por|para) )?(?:que|q|k|cual(?:es)?|quien(?:es)?|como|cuando|cuant[oa]s?|donde"
    r"|adonde)\b"
    r"|\b(?:quiero|quisiera|quisieramos|queremos|necesito|necesitamos|deseo|deseamos|me gustaria) "
    r"(?:saber|consultar|preguntar|conocer|averiguar|informacion|informarme|hablar|que me)\b"
    r"|\b(?:explique(?:me|nos|melo)?|explica(?:me|nos|melo)|como es eso)\b"
    r"|\b(?:puedo|podemos|pueden|puede|podria\w*|hay (?:que|algun\w*|plazo|costo|fecha)|se puede|se necesita"
    r"|me (?:puede|pueden|puedes) (?:\w+)|mi consulta|mi duda|mi pregunta|tengo una (?:duda|consulta|pregunta)"
    r"|cuanto (?:cuesta|demora|tiempo)|que (?:requisitos|documentos|debo|tengo que|hago))\b"
)


def se_presenta(texto: str) -> bool:
    """Todo lo escrito saluda y dice quién es: «buenas tardes, soy Rosa, de la ONG Manos»."""
    return _SE_PRESENTA.fullmatch(aplanado(texto)) is not None and not pregunta_algo(texto)


def pregunta_algo(texto: str) -> bool:
    """Parece que se pregunta o se pide algo; un saludo, una presentación o una queja no."""
    return "?" in texto or _PREGUNTA_ALGO.search(aplanado(texto)) is not None


def sin_cortesia(texto: str) -> str:
    """Quita el saludo, el «gracias, y…» y el «una consulta:» del principio y el «gracias» del final.

    Si no queda nada, nada quita.
    """
    plano = plegar(texto)
    if len(plano) != len(texto):  # plegar cambió el largo (un carácter poco común): mejor no recortar
        return texto
    saludo = _SALUDO_PREVIO.match(plano)
    inicio = saludo.end() if saludo else 0
    if gracias := _CORTESIA_PREVIA.match(plano, inicio):
        inicio = gracias.end()
    if anuncio := _ANUNCIO_PREVIO.match(plano, inicio):
        inicio = anuncio.end()
    cortesia = _CORTESIA_FINAL.search(plano, inicio)
    resto = texto[inicio : cortesia.start()].rstrip(_SIGNOS_DE_CORTESIA) if cortesia else texto[inicio:]
    return resto.strip() or texto
