"""Las señales de que la respuesta queda para después: no la sabe, la tiene otro, debe consultarla o está ocupado.

Cada señal es una forma sobre el texto ya llevado a palabras enteras (`escritura`). Ninguna decide sola: se pesan
juntas.
"""

from bot.entrevista.comprension.compuerta.clases import Clase, Senal, senal

_ESTE_DATO = (
    r"(?:eso|ese dato|esa|esto|esta|este dato|el dato|la cifra|el numero|ese numero|el papel\w*|de eso|lo"
    r"|la)"
)

ESPERAS: tuple[Senal, ...] = (
    senal(
        "promete_luego",
        Clase.APLAZAR,
        r"(?<!casi )\b(?:te|le|les|se lo|te lo|se la|te la|se los|te los) (?:voy a |vamos a )?(?:paso|pasare|pasar"
        r"|doy|dare|dar"
        r"|digo|dire|aviso|avisare|mando|mandare|escribo|escribire|alcanzo|alcanzare|confirmo|confirmare|envio"
        r"|enviare|respondo"
        r"|respondere|contesto|contestare|averiguo|pregunto|atiendo|traigo|hago llegar|completo|debo)\b"
        r"(?! (?:con|una|porque|desde|lento|que)\b)|\b(?:lo|la|los) (?:averiguo|consulto|pregunto|reviso|busco"
        r"|lleno|completo"
        r"|respondo|contesto|completare|llenare|contestare)\b|\b(?:lo|la) (?:veo|vemos) (?:luego|despues|con"
        r"|en la (?:noche|reu\w*"
        r"|oficina)|mas|manana|otro)\b|\b(?:veo|pregunto|averiguo|consulto)\b(?: \w+){0,6} y (?:te|le|les|vuelvo"
        r"|regreso)\b",
    ),
    senal(
        "dice_cuando",
        Clase.APLAZAR,
        r"\b(?:mas (?:tarde|tardecito|rato|adelante|ratito)|al rato|otro (?:dia|rato|momento)|manana|en la (?:noche"
        r"|tarde)|de noche|cuando (?:llegue|regrese|vuelva|pueda|tenga|baje|salga|sepa)\b|(?:el|este) (?:lunes|martes"
        r"|miercoles|jueves|viernes|sabado|domingo)|(?:la |el )?(?:otr[ao]|proxim[oa]) (?:semana|mes)"
        r"|a?l? ?fin de mes|por mientras"
        r"|ahorita"
        r"|en un rato|despuesito|hasta (?:el|manana)|hoy no|paso por ahora)\b",
    ),
    senal(
        "debe_consultar",
        Clase.APLAZAR,
        r"\b(?:tengo|tendria|tenemos|tendriamos|debo|debemos|hay|habria|voy|vamos|dejeme|dejame|dejenme|deja"
        r"|permitame"
        r"|necesito|necesitamos|tiene|prefiero)\b (?:que |a |lo |primero |antes )*(?:\w+ )?(?:consult\w*|pregunt\w*"
        r"|averigu\w*|confirm\w*|mir\w+ (?:el|la)|revis\w*|ver(?:lo|la)?|busc\w*|contar|convers\w*|coordin\w*"
        r"|llamar\w*"
        r"|pensar\w*|cheque\w*|verific\w*)\b|\b(?:le|les|lo|se) (?:consulto|pregunto|consultara|preguntare"
        r"|consultare)\b"
        r"|\bprimero (?:tengo|debo|debe|lo|por)\b|\bdebe pasar primero\b|\b(?:antes que|antes de que) yo\b"
        r"|\besper(?:e|a|eme|ame|ese|ate|o)\b",
    ),
    senal(
        "no_lo_tiene",
        Clase.APLAZAR,
        r"\bno (?:l[oae]s? |se |te |me )*(?:tengo|tenemos|cuento|manejo|recuerdo|sabria\w*|se(?! (?:ha|han|hizo|pudo"
        r"|tiene|va|esta)\b)|sabemos|puedo|podria"
        r"|podemos"
        r"|acuerdo)\b(?: \w+){0,3} (?:a la mano|aqui|aca|conmigo|todavia|aun|ahora|ahorita|decir\w*|adelantar"
        r"|informar"
        r"|precisar|contest\w+|respond\w+)\b|\b(?:todavia|aun) no (?:l[oa]s? )?(?:se|sabemos|tengo|tenemos|lo se"
        r"|sabria)\b"
        r"|\bni (?:la )?(?:mas )?(?:minima )?idea\b|\bni (?:lo )?(?:se|sabemos) (?:cuant|cual|quien|cuando|donde)\w*"
        r"|\bno tengo (?:ni )?idea\b|\ba la mano\b|\bignoro\b"
        r"|\bno me acuerdo\b"
        r"|\bno (?:lo |la |le )?(?:sabria|se)(?: decir\w*)?(?: todavia| aun| ahora)?\W*(?:$|[,.])|\bno (?:recuerdo"
        r"|me se)\W*$"
        r"|\bno estoy segur[oa]\W*$|\bno (?:se|sabemos|sabria\w*) (?:a )?quien (?:\w+ )?(?:pon\w+|ir\w*|va\w*|sera"
        r"|design\w+|nombr\w+)\b"
        r"|\b(?:antes|todavia|aun|ahora|ahorita|al toque|por ahora) no (?:\w+ ){0,2}(?:puedo|podria)\b",
    ),
    senal(
        "lo_tiene_otro",
        Clase.APLAZAR,
        rf"\b{_ESTE_DATO}(?: si)? (?:eso |lo |la |los |las |le )*(?:tiene|maneja|ve|sabe|lleva|guarda|administra"
        rf"|decide|define"
        r"|conoce|toca|compete)n? (?:\w+ )?(?:el|la|los|las|mi|un|una|don|dona|finanzas|administra\w+|contabil\w+"
        r"|conta\w+"
        r"|tesor\w+|nuestr\w+|legal|area|gerencia|otr[oa]|a|que|solo|mis?)\b|\b(?:el|la) \w+ (?:\w+ )?lo tiene\b"
        r"|\bes (?:el|la) que (?:sabe|maneja|ve|tiene)\b|\bpreguntarle a\b|\b(?:eso|esto|esa|este dato"
        r"|recien)\b (?:\w+ )?(?:se|lo) (?:decide|define|vera|sabra|resuelve|aprueba|discute) (?:\w+ )?(?:en|el"
        r"|recien|la)\b|\ben la (?:casa|oficina"
        r"|laptop)\b(?: \w+){0,3} esta"
        r"|\bdepende de\b",
    ),
    senal(
        "lo_deja",
        Clase.APLAZAR,
        r"\b(?:dej\w*|qued[ae]|quede|salt\w*|pas[ea]\w*)\b(?: \w+){0,2} (?:pendiente|en blanco|para (?:despues"
        r"|luego|mas"
        r"|otro|el)|vacio|ahi (?:no ?mas|por)|de lado)"
        r"|\b(?:la|lo|esta|esa) (?:salto|salteo|salta\w*|paso|pasamos|brinco|obvio|omito|dejo|dejamos|vemos|veo"
        r"|respondo|contesto)"
        r" (?:por (?:ahora|hoy|el momento|mientras)|al final|ultimo|luego|despues|no ?mas|mejor|para (?:el final"
        r"|despues|luego))\b"
        r"|\b(?:me (?:la|lo)|la|esta|esa) (?:salto|salteo|brinco)\b"
        r"|\b(?:despues|luego) (?:la|lo) (?:veo|vemos|lleno|pongo)\b"
        r"|\bpasemos y\b|\bpendiente\b|\ben blanco\b|\ba (?:esta"
        r"|esa) (?:\w+ )?(?:regres|volv"
        r"|retorn)\w+|\b(?:todavia|aun) no (?:lo |la )?(?:\w+ )?(?:hemos|emos|han|he|esta|eligen|elegimos|designan?"
        r"|decid\w+"
        r"|defin\w+|acord\w+|discut\w+|cerr\w+|conversad\w*|habla\w+)\b|\bno (?:lo )?(?:tengo|tenemos) (?:cerrado"
        r"|definido"
        r"|decidido)\b|\bpor definir\b|\bmejor ni hablar\b|\bno pued[oe] adelantar\b|\bprefiero no\b",
    ),
    senal(
        "esta_ocupado",
        Clase.APLAZAR,
        r"\b(?:estoy|estamos|ando|voy|entro|entramos|entrando|empieza|ya empieza|llegando|saliendo"
        r"|ahorita)\b(?: \w+){0,5} "
        r"(?:manejando|reunion|asamblea|misa|clases?|combi|moto|carretera|camioneta|campo|comision|bus|calle|camino"
        r"|viaje"
        r"|ruta|llendo|yendo|llegando|saliendo|entrando|ocupad\w+|comite|concejo|consejo|jefe|jefa|apurad\w+"
        r"|senal)\b",
    ),
)
