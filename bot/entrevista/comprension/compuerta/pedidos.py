"""Las señales de que se le pide algo al asistente: que explique, que muestre o que proponga.

Cada señal es una forma sobre el texto ya llevado a palabras enteras (`escritura`). Ninguna decide sola: se pesan
juntas.
"""

from bot.entrevista.comprension.compuerta.clases import Clase, Senal, senal

_DE_LLENAR = (
    r"(?:poner|pongo|ponga|pone|ponen|ponemos|pondria|escrib\w+|respond\w+|contest\w+|llen\w+|marc(?:ar|o)"
    r"|anot(?:ar|o)"
    r"|consign\w+|agarr\w+|empez\w+|empiezo|hacer|hago|incluir|decir|diga|va (?:aqui|aca|ahi))"
)
_ME = r"(?:me|nos)"
_PREGUNTA = r"(?:^|[¿?.,;:!\n(] ?|\by |\bpero |\ba ver |\bentonces |\bse |\boye |\bsaber )"
"""Donde empieza una pregunta, directa o indirecta; «que» y «como» dentro de una frase no preguntan nada."""

PEDIDOS: tuple[Senal, ...] = (
    senal(
        "no_entiende",
        Clase.AYUDA,
        rf"\bno (?:l[eao]s? |te |se )*(?:entiend[oa]|entendi|entendemos|capto|captamos|cacho|cachamos"
        rf"|comprend[oie]\w*"
        rf"|pillo|pesco|agarro|sigo)\b|\bno {_ME} queda\b|\bno (?:veo|encuentro|le veo) (?:la|cual es la) diferencia"
        rf"|\bno (?:me |nos )?(?:esta|es|tengo|tenemos) (?:muy |del todo |nada |tan |bien )?clar[oa]"
        rf"|\b{_ME} (?:he |hemos |e )?(?:perdi|perdido|perdimos|pierdo|confund\w+|enred\w+|hice bolas)\b"
        r"|\b(?:estoy|ando|estamos|quede|quedo) (?:\w+ )?(?:perdid\w+|confundid\w+|mareado|enredad\w+|en las nubes)"
        r"|\b(?:confundid|perdid)[oa]s? estoy",
    ),
    senal(
        "no_sabe_llenar",
        Clase.AYUDA,
        rf"\bno (?:lo )?(?:se|sabria|sabemos|tengo idea) (?:ni |bien |muy bien )*(?:de )?"
        rf"(?:que|como|cual|por donde|cuanto|a que)\b(?: \w+){{0,4}} (?:{_DE_LLENAR}|pid\w+|toca|corresponde)",
    ),
    senal(
        "pide_explicacion",
        Clase.AYUDA,
        r"\b(?:expli[cq]\w*|aclar\w*|orient\w*|especifi\w*|defin\w*|detall\w*)(?:me|nos|melo)\b"
        r"|\b(?:expli(?:ca|que)|aclar(?:a|e)) (?:eso|esto|esa|mejor|bien|un poco|que)"
        r"|\b(?:gui|ayud|apoy)\w*(?:me|nos)\b|\bech\w+ una mano"
        rf"|\b{_ME} (?:lo )?(?:puede|podria|podrian|puedes|podrias|pueden|ayuda|guia|explica|aclara|orienta"
        rf"|apoya)s?\b"
        r"(?: \w+){0,3}|\b(?:en cristiano|otras palabras|palabras (?:mas )?(?:simple|sencill|facil|que)\w*)"
        r"|^\W*(?:help|ayuda|auxilio|sos)\W*(?:$|[,.!?])"
        r"|\bnecesit\w+ (?:\w+ )?(?:ayuda|apoyo|orientacion|explicacion)|\bpor partes\b|\bpaso a paso\b"
        r"|\b(?:otra vez |de nuevo )?(?:digame|dime|digamelo|dimelo|repita\w*|repite\w*)\b(?: \w+){0,3} (?:mas"
        r"|otra vez|de"
        r" nuevo|facil|claro)|\botra vez digame",
    ),
    senal(
        "pregunta_que_es",
        Clase.AYUDA,
        r"\b(?:que|a que|eso de|cosa) (?:\w+ ){0,4}(?:significa\w*|quiere decir|quieren decir|se refier\w+"
        r"|te refieres"
        r"|refiere|viene a ser|vendria a ser|le llama\w*|entiend\w+ por|viene siendo)\b"
        rf"|{_PREGUNTA}que (?:cosa |cosas |rayos |diablos )?(?:es|son|sera|seria|seran) (?:eso|esto|esa|esos|el|la"
        rf"|los|las|lo|un"
        r"|una)\b|\bque (?:cosa |cosas )?(?:es|son) \w+(?: \w+){0,2}\W*$|\b(?:ese|esa|eso"
        r"|eso de)\b(?: \w+){0,3} que es\b"
        r"|^\W*(?:\w+ ){1,3}= ?\?|\bque cosas?\b\W*\?|\bque cosa (?:es|son|sera)\b"
        r"|\bque cosas?\b(?: \w+){0,3}\W*$|\bcomo (?:asi|seria eso|es eso|que)\b\W*"
        r"|\bpara que (?:sirve|es) (?:eso|esto|esta)\b|\b(?:suena|parece) a (?:examen|chino)",
    ),
    senal(
        "pregunta_como_llenar",
        Clase.AYUDA,
        rf"{_PREGUNTA}(?:que|como|cual|donde|cuanto|cuantas|cuantos)\b (?:\w+ ){{0,4}}{_DE_LLENAR}\b"
        r"|\b(?:como|que) se (?:\w+ ){0,2}(?:llena|pone|contesta|responde|marca|escribe|consigna|hace)\b"
        r"|\bcual (?:de los |de las |es el )?(?:boton|botones|opcion|opciones|casilla)\b"
        r"|\bque (?:opciones|alternativas) (?:hay|son|tengo)|\bhay (?:una |alguna )?lista\b|\blistar\b"
        r"|\bcual(?:es)? eran\b"
        rf"|{_PREGUNTA}(?:lo )?que (?:\w+ )?(?:pide|piden|esperan|quieren|me pides|me esta\w*|me estas)\b",
    ),
    senal(
        "habla_de_la_pregunta",
        Clase.AYUDA,
        r"\b(?:esta|esa|la) pregunta\b|\b(?:la|lo|los|las) (?:\w+ )?(?:he |hemos |e )?leid[oa]\b|\bl[oa]s? (?:leo"
        r"|leemos)\b"
        r"|(?<!que )\bme (?:esta[sn]? )?(?:pidiendo|pidiendole|preguntando|piden|pide)\b|\bno es lo mismo\b"
        r"|\b(?:parte|linea"
        r"|casilla"
        r"|recuadro|campo)\b(?: \w+){0,3}\?|\ben que se diferencia\b(?: \w+){0,4} (?:objetivo|problema|pregunta"
        r"|conteste)",
    ),
    senal(
        "pregunta_si_cuenta",
        Clase.AYUDA,
        r"\b(?:cuenta|cuentan|vale|valdria|valen|sirve|sirven|alcanza|basta|aplica|califica)\b(?: \w+){0,8}\W*\?"
        r"|\b(?:eso|esa|ese|igual|tambien) (?:ya )?(?:cuenta|vale|sirve|entra)\b|\bcuenta(?: \w+){0,5} o (?:no"
        r"|tiene|tienen)"
        r"|\b(?:tiene|tienen|puede|pueden|debe|deben) (?:que )?(?:ser|ir|estar|poner\w*)\b(?: [\w:,'«»]+){0,7}\W*\?"
        r"|^\W*(?:y |pero )?(?:cuento|pongo|incluyo|considero|sumo|marco|va|van|incluye|entra|cuenta|es|seria)\b.{3,60}"
        r" o (?:solo|tambien|no|aparte|va|lo que|los que|las que|cuant\w+|el de|la de)\b|\bseria (?:cuant[oa]s?|que"
        r"|cual)\b"
        r"|\b(?:uno|una|eso|esto) o (?:el|la|lo|los|de)\b|\bo (?:lo que|basta|vale|tiene que|es)\b(?: \w+){0,7}\W*\?",
    ),
    senal(
        "pide_ejemplo",
        Clase.EJEMPLO,
        r"\b(?:un|unos|algun|algunos|dame|deme|ver|otro|tiene\w*|tendra\w*|hay|contaran?(?: con)?|pon\w*me|pas\w+me"
        r"|mostr\w+"
        r"|muestr\w+|ensen\w+|cuent\w+|por|con|tir\w+me|quiero|quisiera)\b(?: \w+){0,4} (?:ejemplo|ejemplito|modelo"
        r"|modelito"
        r"|muestra|muestrita|sample|formato|caso|casito|referencia|plantilla)s?\b|^\W*(?:a ver |ver )?(?:un |una "
        r"|otr[oa] )?(?:ejemplo|(?:ejempl|muestr|model|cas)it[oa]|muestra|sample|modelo)s?(?: no ?mas| de \w+)?\W*$"
        r"|\b(?:ejemplo|ejemplito|ejemplitos|modelito)\b(?: \w+){0,6}\W*\?|\bejemplit\w+\b|\b(?:como|tipo) que\W*\?"
        r"|^\W*ejemplos? (?:de|para|por|con)\b|\btipo que\b|\bcomo que (?:cosa|por|ejemplo)\w*",
    ),
    senal(
        "pide_ver_uno",
        Clase.EJEMPLO,
        r"\b(?:muestr[ae]\w*(?:me|nos|melo)|ensen[ae]\w*(?:me|nos)|mostrar(?:me|nos)|ensenar(?:me|nos)|hace\w* ver"
        r"|hagame ver"
        r"|pon(?:ga)?me|pas[ae]\w*me|tir[ae]me|mand[ae]me|d[ae]me) (?:\w+ )?(?:un[oa]?|unito|algun[oa]?|como)\b"
        r"|\b(?:quisiera|quiero|puedo|podria|gustaria|pueda) (?:\w+ )?(?:ver|chequear|mirar|revisar) (?:un|uno|una"
        r"|alg|como)"
        r"|\b(?:un|uno|una|unito) (?:\w+ )?(?:que )?(?:ya )?(?:\w+ ){0,2}(?:llenad|hech|resuelt|complet|redactad"
        r"|escrit)\w+"
        r"|\b(?:alguno|uno|una|unito)\b(?: \w+){0,2} (?:quisiera|quiero|digame|dime|viendo)\b",
    ),
    senal(
        "pregunta_por_otros",
        Clase.EJEMPLO,
        r"\b(?:como|que)\b (?:\w+ ){0,3}(?:puso|pusieron|pusiero|ponen|pone|puesto|lleno|llenaron|hizo|hicieron|hacen"
        r"|redact\w+|escribi\w+|pondria\w*|contest\w+|respond\w+|se llaman?|llamaron"
        r"|han puesto) (?:\w+ ){0,3}(?:otr[oa]s?|demas|la gente"
        r"|normalmente"
        r"|generalmente|ahi)\b|\b(?:suelen|acostumbran a) (?:poner|escribir|contestar)\b"
        r"|\b(?:otr[oa]s?) (?:\w+ ){0,3}(?:ya )?"
        r"(?:haya\w*|han|que ya) (?:hecho|llenado|paso|puesto|resuelto)|\bde otr[oa] (?:caso|alianza|cooperativa"
        r"|ong)",
    ),
    senal(
        "para_guiarse",
        Clase.EJEMPLO,
        r"\b(?:para|y|asi) (?:\w+ )?(?:guiar(?:me|nos)|guio|guia|orientarme|copiar\w*|copio|ver (?:el formato|como)"
        r"|darme una idea|no meter la pata|agarrar|tomar(?:lo)? (?:como|de)|tener (?:una )?(?:idea|referencia))\b"
        r"|\baprendo\b|\bse aprende\b|\bme guio\b|\bde (?:ahi|alli) (?:yo |ya )?(?:sigo|saco|sacamos|copio"
        r"|nosotros)\b"
        r"|\bcopiar la forma",
    ),
    senal(
        "pide_que_proponga",
        Clase.SUGERENCIA,
        r"\b(?:sugi[eé]r[ea]\w*|sugier\w+|sugerencias?|recomiend[aeo]\w*|recomendar(?:me|ia|ias)\w*|recomendacion\w*"
        r"|aconsej\w+|propon(?:me|ga|game|gan|ganme|es|e|er|dria|drias|gamelo|me)?\b|proponga\w*|propongan?me"
        r"|opcion\w* me"
        r"|(?:diga|digame|dime|pon|ponga|pongame|ponme|ponle|pongale|de|deme|dame)(?: tu| usted)? (?:un|una"
        r"|algun|alguna)"
        r" (?:nombre|titulo|monto|cifra|numero|frase|objetivo|problema|texto)"
        r"|(?:pon|ponga|ponle|pongale|escribe|escriba)(?: tu| usted)? (?:algo|cualquier|lo que)"
        r"|inv[ei]nt[ae]\w*|bauti[cz]\w+(?:lo|la|me)|elij[ae](?:lo|la|los)?|elige(?:lo|me)?|escoj[ao]\w*|escoge\w*"
        r"|imagin[ae]\w*(?:lo|la|te)|cre[ae](?:lo|la|me)|piens[ae](?:lo|la|me)?)\b",
    ),
    senal(
        "pide_ideas",
        Clase.SUGERENCIA,
        r"\b(?:bus(?:c|qu)|pon|elig|elij|escog|escoj|escrib|hag|hac|decid|invent|arm)\w* (?:lo |la )?(?:tu|usted)\b"
        r"|\bse (?:te|le|les) ocurre\b|\b(?:dame|deme|denme|tir[ae](?:me)?|pon[eg]?a?me|lanz[ae]\w*|escup\w*"
        r"|solt[ae]\w*|busc\w*"
        r"|identific\w*"
        r"|quiero|necesito|me da|me das)\b(?: \w+){0,3} (?:ideas?|opciones|alternativas|nombres|unos|unas|tres"
        r"|cuatro|cinco"
        r"|dos|\d+)\b|\bme faltan? ideas?\b|\b(?:estoy|quede|ando|sigo) en blanco\b|\bno se me ocurre\b"
        r"|\b(?:cual|cuales|que)\b (?:\w+ ){0,4}(?:me|nos|le|te) (?:\w+ )?(?:convien\w+|convendri\w+|recomien\w+"
        r"|aconsej\w+|tocan?"
        r"|suger\w+|pondrias?|quedan?|sirven?)\b|\bcual(?:es)? (?:\w+ ){0,2}(?:quedaria|seria|pega|calza"
        r"|va) (?:mejor|bien)"
        r"|\b(?:cual|cuales|que)\b (?:\w+ ){0,3}(?:pega|calza|cuadra|encaja|queda|combina)n? (?:mas|mejor|bien)\b"
        r"|\b(?:cual|cuales|que|a quien) (?:\w+ )?(?:crees?|piensas?|dirias?|ves?|pondrias?|escogerias?|invitarias?)\b"
        r"|\bhacer(?:lo|la|los|las)? sonar\b|\b(?:lo|la) dejo a su (?:criterio|gusto)\b"
        r"|\bcual le calza\b|\b(?:crees|cree|ves|ve) (?:tu|usted)\b|\b(?:tu|usted),? que (?:dices?|opinas?"
        r"|pondrias?|harias?|crees?|recomiendas?)\b"
        r"|\b(?:tu|usted) sabras?\b|\b(?:tu|usted) (?:que|cual|cuales) \w+ (?:le "
        r"|les )?"
        r"(?:ves|ve|pondrias?|crees|cree|dices|dice)\b|\bseg?uro? (?:tu |usted )?(?:hay|conoces|conoce|sabes"
        r"|existe)\b"
        r"|\bseguramente (?:existe|hay)\b",
    ),
    senal(
        "pide_que_escriba",
        Clase.SUGERENCIA,
        r"\b(?:redact[ae]\w*|escrib[ae]\w*|arm[ae](?:lo|la|me|melo|melos|mela)?|complet[ae](?:lo|la|me)"
        r"|llen[ae](?:lo|la|me)"
        r"|haga(?:melo|lo|la|me)|haz(?:lo|la|me|melo)|pon(?:lo|la|le|me|te|gale|galo|gala|galos|ga)|dale|dele"
        r"|desarroll\w+"
        r"|mejor[ae](?:lo|la|me)|aument[ae](?:lo|la))\b(?: \w+){0,4} (?:tu|usted|ustedes|bonito|formal\w*|estandar"
        r"|por mi"
        r"|por nosotros|forma|lo que (?:crea|mejor|vea|conven|se acost)\w*|los que|un parraf\w+|parraf\w+|la frase"
        r"|una frase)"
        r"|\b(?:redact[ae]\w*|arme|arma|armame)(?:lo|la|me|melo)? (?:\w+ )?(?:tu|usted|un|una|el|la|asi|con|bonito"
        r"|no mas)\b"
        r"|\bsirvase (?:redact|propon|complet|indic)\w+|\bir armando\b|\bhacer(?:lo|la)? (?:tu|usted)\b"
        r"|\b(?:que suene|que quede|para que suene) (?:\w+ )?(?:bien|bonit\w|pro|formal|mejor|institucional)",
    ),
    senal(
        "con_lo_ya_dicho",
        Clase.SUGERENCIA,
        r"\b(?:con|en base a|segun|de acuerdo a|usa|usando|por) (?:todo )?lo (?:que )?(?:ya )?(?:ya |te |le |les "
        r"|yo )*"
        r"(?:dije|conte|contado|puse|he|e|explique|vengo|consignado|hemos|di)\b|\bya tiene\w* (?:\w+ )?(?:nuestro"
        r"|mi|el"
        r" objetivo|todo)\b|\b(?:yo|despues|luego|nosotros) (?:\w+ ){0,2}(?:escojo|elijo|lo reviso|la reviso"
        r"|la apruebo|lo"
        r" apruebo|te digo si|le digo si|lo corrijo|lo leo|revisamos)\b|\b(?:usted|tu) que (?:ya |has |ha |sabe"
        r"|eres|tiene)",
    ),
    senal(
        "pide_en_ingles",
        Clase.AYUDA,
        r"\bi (?:don.?t|do not) (?:understand|know|get)\b|\bwhat (?:should|do|shall) i (?:write|put|say|answer)\b"
        r"|\bwhat (?:do you mean|does (?:it|this|that) mean)\b|\bhelp me\b|\b(?:an |some )?examples? (?:please|of)\b"
        r"|\b(?:give|show) me\b|\bcan you (?:help|suggest|write|explain|give|show)\b|\b(?:suggest|write) (?:a|an|it"
        r"|one|some)\b"
        r"|\b(?:later|tomorrow)\b|\b(?:not sure|no idea|don.?t have)\b|\b(?:skip|go back|change the)\b",
    ),
    senal(
        "pregunta_en_ingles",
        Clase.MARCO,
        r"^\W*(?:do|does|can|could|is|are|what|which|how|why|who|when|where|should|must|may) (?:\w+ ){1,14}?\w+\W*\?",
    ),
)
