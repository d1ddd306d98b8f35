"""Las señales de que se le manda algo al asistente: parar, ver, volver, saltar, borrar, abrir otro borrador.

Cada señal es una forma sobre el texto ya llevado a palabras enteras (`escritura`). Ninguna decide sola: se pesan
juntas.
"""

from bot.entrevista.comprension.compuerta.clases import Clase, Senal, senal

ORDENES: tuple[Senal, ...] = (
    senal(
        "para_o_sigue",
        Clase.ORDEN,
        r"^(?:\W|ya |ok |bueno |pues |por favor )*(?:paus\w+|stop|para|alto|detente|espera|esperate"
        r"|un ratito"
        r"|un rato|un momento|descanso|break|hasta aqui)\b(?=\W*$|[,.;!] | un (?:rato|ratito|momento)| que | ya"
        r"| por hoy)"
        r"|^(?:\W|ya |ok |bueno |pues |por favor )*(?:pare|paremos|para|paus\w+|deteng\w+|cort[ae]mos|dejemoslo"
        r"|dejalo|dejelo|lo dejamos"
        r"|la dejamos|ahi (?:la|lo) dej\w+)\b(?: \w+)? (?:ahi|aqui|alli|un (?:rato|ratito|momento|toque|segundo)"
        r"|por (?:hoy|ahora))\b"
        r"|\b(?:y|,) pause?\b|\bguard\w*\b(?: \w+){0,4} (?:avanc\w*|avanz\w+|todo|ahi|hasta|lo que)\b"
        r"|\bguard[ae](?:lo|la|me"
        r"|eme|elo|ame)\b|\b(?:seguimos|sigo|continu\w+|retom\w+)\b(?: \w+){0,2} (?:manana|luego|despues|otro|el|la"
        r"|lunes"
        r"|desde)|\b(?:manana|luego|despues|lunes|lo) (?:lo )?(?:seguimos|sigo|retom\w+|continu\w+)\b|\bparamos\b"
        r"|\bpor hoy\b|\ben pausa\b|^\W*guard[ae]\w*\b(?: \w+){0,2} (?:ahi|aqui|no ?mas|todo)\b",
    ),
    senal(
        "pide_ver_lo_avanzado",
        Clase.ORDEN,
        r"\b(?:leer|le[ea](?:me|nos|melo|noslo)|repit[ae](?:me|nos)?)\b(?: pues| a ver)? (?:lo )?que \w+"
        r"|\b(?:muestr\w+|mostr\w+|ensen\w+|ver|leer|mand\w+|pas\w+|resum\w*"
        r"|list\w+)\b(?: \w+){0,4} (?:lo que (?:\w+ ){0,2}"
        r"(?:llev\w+|va|hay|he|e|tenemos|tengo|puse|dicho|avanz\w+|hemos|tiene)|mi avance|el avance|mis respuestas"
        r"|hasta (?:aqui"
        r"|ahora|ahorita|el momento))\b|^(?:\W*+\w++){0,6}\W*\bhasta (?:aqui|ahora|ahorita|el momento)\b"
        r"|\bcomo va (?:mi|el|la|todo"
        r"|quedando)\b"
        r"|\bresumen\w*\b|\bestado de(?:l)? avance\b|^\W*avances?\b(?: \w+){0,3}\W*$"
        r"|\b(?:ver|muestr\w+|mostr\w+|ensen\w+|ve[ao]) (?:\w+ ){0,2}como (?:va|ha|esta|quedo)\b(?: \w+){0,2}"
        r" (?:todo|quedando|quedado|eso)\b|\blo que (?:voy|vamos|llevo|llevamos|tenemos|va apuntado)\b"
        r"|\bver\w* mi avance",
    ),
    senal(
        "pide_el_documento",
        Clase.ORDEN,
        r"\b(?:mand|envi|pas|gener|descarg|remit|imprim|d[ae]me|deme|quiero|quisiera|dame|baj|hac"
        r"|compart)\w*\b(?: \w+){0,4} "
        r"(?:word|pdf|documento|archivo|docx)\b"
        r"|^\W*(?:el |la |un )?(?:word|pdf|docx|documento|archivo)\b(?=\W*$|[,.;!])"
        r"|\b(?:pas|mand|envi)\w*\b(?: \w+){0,8} (?:el|mi|del) (?:documento|word|pdf|archivo)\b"
        r"|\b(?:word|pdf|documento en word)\b(?: \w+){0,4} (?:mand|envi|pas"
        r"|gener|ya)\w*"
        r"|\ben (?:word|pdf)\b",
    ),
    senal(
        "pregunta_cuanto_falta",
        Clase.ORDEN,
        r"\bcuant[oa]s?\b(?: \w+){0,3} (?:falta|faltan|quedan?|me falta|me faltan|son en total)\b|\bfalta (?:mucho"
        r"|poco)\b|\bcuant[oa]s mas (?:son|hay|vienen|faltan|me)\b|\bcuantas preguntas\b"
        r"|\b(?:en|por) (?:que|donde|cual) (?:pregunta |numero )?(?:voy|vamos|estoy|estamos|ibamos)\b"
        r"|\bcuanto tiempo (?:mas|falta"
        r"|demora esto)|\bya (?:casi|acabamos|terminamos)\b.*\?",
    ),
    senal(
        "vuelve",
        Clase.ORDEN,
        r"\b(?:regres\w*|retroc\w*|vuelv(?!en\b)\w*|volver|volvamos|anda|ir|vamos|ve)\b(?: \w+){0,3} (?:anterior"
        r"|atras"
        r"|pregunta|la"
        r" del?|al|a lo)\b|\b(?:a )?la (?:pregunta )?anterior\b|^\W*(?:atras|anterior)\b|\bapreté mal\b"
        r"|\bapret\w+ mal\b",
    ),
    senal(
        "salta",
        Clase.ORDEN,
        r"^(?:\W|ya |ok |bueno )*(?:siguiente|skip|next|pasa|pase|paso|pasemos|salta\w*|salte\w*|sigu\w+|sigamos"
        r"|omit\w+|otra"
        r"|avanz\w+|continu\w+)\b(?: (?:esta|esa|la|a|de|pregunta|por|favor|siguiente|otra|que|sigue|y|vamos|pues"
        r"|ya))*\W*$"
        r"|\b(?:pas[ea]r?|pasemos|vamos|sigamos|salta\w*|salte\w*|siga)\b(?: \w+){0,3} (?:a "
        r"|con )?(?:la )?(?:siguiente|que sigue"
        r"|otra)\b|\bno me (?:la )?pregunte"
        r"|^\W*(?:siga|sigue|sigamos|pasa|pase|pasemos|dele|dale|ya)\b(?:[\s,]+\w+){0,2}[\s,]+la (?:que (?:viene"
        r"|sigue|toca)|proxima)\b",
    ),
    senal(
        "borra_todo",
        Clase.ORDEN,
        r"\b(?:borr|elimin|descart|bot|anul)\w*\b(?: \w+){0,3} (?:todo|todito|toda|registrado|el borrador"
        r"|mi borrador)\b"
        r"|\btodo lo (?:registrado|que (?:puse|escribi))|\b(?:de|desde) (?:cero|el principio)\b"
        r"|\bempe[cz]\w+ de (?:nuevo|cero)"
        r"|\bera una prueba\b",
    ),
    senal(
        "otra_alianza",
        Clase.ORDEN,
        r"\b(?:otr[oa]|nuev[oa]|segund[oa]) (?:\w+ )?(?:alianza|borrador|proyecto|propuesta)\b|\b(?:alianza"
        r"|borrador|proyecto"
        r"|propuesta) (?:aparte|nuev[oa]|distint[oa])\b|\b(?:abr|gener|cre|hac|empez)\w* (?:\w+ ){0,2}otr[oa]\b"
        r"|\beste (?:\w+ )?"
        r"dej\w+|\bdej\w+ guardad\w+|\bstand ?by\b",
    ),
    senal(
        "pide_una_persona",
        Clase.ORDEN,
        r"\b(?:persona|humano|alguien) (?:de verdad|real|de la|que atienda)\b"
        r"|\bhablar con\b(?! (?:una? )?(?:maquina|robot|bot))|\bpong?a\w*me con\b"
        r"|\bpas\w+me con\b"
        r"|\bcomuni\w+ con\b|\batien\w+ (?:una |un )?(?:persona|humano)\b",
    ),
)
