"""Las señales de que se habla de otra cosa: otra respuesta, el marco, una queja, la charla o la vida.

Cada señal es una forma sobre el texto ya llevado a palabras enteras (`escritura`). Ninguna decide sola: se pesan
juntas.
"""

from bot.entrevista.comprension.compuerta.clases import Clase, Senal, senal
from conocimiento.expresiones import diferida

_DIJE = (
    r"(?:di|dije|puse|mande|indique|pase|escribi|conte|consigne|registre|anote|puso|pusimos|dijimos|dimos|apunte"
    r"|declare"
    r"|conteste|respondi|he (?:dicho|puesto|dado|indicado)|hemos (?:dicho|puesto))"
)
_CAMBIAR = (
    r"(?:(?:cambi[ae]|corrij[ao]|corrige|modific[ae]|modifique|actualiz[ae]|actualice|reemplaz[ae]|reemplace|quit[ae]"
    r"|sa(?:c|qu)[ae]|borr[ae]|elimin[ae]|agreg[au]e?|anad[ae]|aument[ae]|incluy[ae]|sum[ae]|baj[ae]|sub[ae]|tach[ae]"
    r"|rectific[ao]|retir[ae])(?:n|s)?(?:me|le|lo|la|los|las|melo|mela|selo)?)"
)
_PUEDE = (
    r"(?:pued\w+|podria\w*|podemos|debe\w*|tiene que|tienen que|hay que|es obligat\w+|obligat\w+|obliga|exig\w+"
    r"|permit\w+"
    r"|requi\w+|necesit\w+|se necesita\w*|minim[oa]|valga|vale|admit\w+|entra\w*|forzosa\w*|si o si|a la fuerza)"
)

PREGUNTA_DIRECTA = diferida(
    r"^(y |pero |oiga |disculpe )?(que (es|son|significa|quiere decir|dice|pasa|principios|requisitos|diferencia|hace"
    r"|tipos?|actores|papel|rol)\b|cual(es)? (es|son|seria)\b|como (se|puedo|debo|funciona|es|son)\b|quien(es)? "
    r"(es|son|puede|pueden|participa|participan|integra|integran"
    r"|conforma|conforman|aprueba|aprueban|revisa|decide|debe|deben|firma|financia|paga)\b"
    r"|cuant[oa]s? (cuesta|demora|dura|actores|principios|tiempo|dinero|hay)\b|para que sirven?\b"
    r"|(se puede|puedo|podemos|debo|es obligatorio)\b.{0,60}\b(apci|marco|alianza|alianzas"
    r"|ong|empresa|universidad|convenio|requisito|requisitos)\b|explique(me)?\b|explica(me)?\b|digame (que|cual"
    r"|como)\b"
    r"|(quiero|quisiera) (saber|preguntar|consultar)\b|tengo una (pregunta|duda|consulta)\b)"
)
"""Como empieza una pregunta al marco, aunque no lleve signos. Se mira al comienzo del texto."""

PREGUNTA_DESPUES = diferida(
    r"^(?!(?:no|nadie|aun|todavia)\b)(?:[^\s,;]{1,20} ){1,6}"
    r"(?:(?:cual(?:es)?|quien(?:es)?) (?:es|son|era|eran)|que (?:es|son|significa))\W*$"
    r"|^(?:(?:y|pero|oiga|entonces),? )?(?:todo )?(?:esto|eso) (?:cuant[oa]s?|quien(?:es)?|como|donde|para que) "
    r"(?:me|nos|se|l[oae]s?|va|vale|cuesta|sirve|hago|puedo|debo|demora|dura|paga|aprueba|revisa|hay)\b"
)
"""«El segundo principio cuál es», «y esto cuánto me va a costar»: sin signos, y con lo que se pregunta después."""

DESVIOS: tuple[Senal, ...] = (
    senal(
        "lo_que_dije",
        Clase.OTRA_COSA,
        rf"\b(?:que|lo que|como|ahi|donde) (?:\w+ ){{0,2}}(?:ya )?(?:te |le |les |yo )*{_DIJE}\b"
        rf"|\ben (?:el|la|los|las) (?:\w+ ){{1,3}}(?:te |le |yo )?{_DIJE}\b"
        rf"|\b{_DIJE}\b(?: \w+){{0,6}} "
        r"(?:mal|error|equivoc\w+|no es|era|eran|no son)\b|\b(?:hace rato|al inicio|al principio|denantes"
        r"|anteriormente) "
        rf"(?:\w+ )?(?:te |le )?{_DIJE}\b|\b(?:que|el que) (?:se )?consigno\b",
    ),
    senal(
        "se_acuerda",
        Clase.OTRA_COSA,
        r"\bme (?:olvid\w+|estaba olvidando|acord\w+|acorde|corrijo|equivo\w+|falto|falta|habia (?:escapado"
        r"|olvidado)|comi"
        r"|trasapel\w+|confundi con|bailaron|jalaron)\b|\bse me (?:paso|pase|olvid\w+|escap\w+|vaya|fue|habia)\b"
        r"|\bcorrijo\b"
        r"|\brectific\w+|\bfe de erratas\b|\botra cos(?:a|ita)\b|\buna (?:precision|correccion|cosa mas|aclaracion)\b"
        r"|\bcosa me acord\w+|^\W*ah+ (?:y|oye|en|me)\b|^\W*(?:update|fail|ojo)\b|\bantes (?:de (?:eso|nada|esto"
        r"|que)|que (?:nada"
        r"|me|se))\b|\bde una vez (?:te|le|se)\b|\bpara que no se me\b",
    ),
    senal(
        "se_adelanta",
        Clase.OTRA_COSA,
        r"\b(?:(?:te|le|les|se) (?:lo |la |los |las )?)adelant[oe]\b|^\W*adelanto\b(?=\W| (?:que|algo|una|un)\b)"
        r"|\bde (?:paso|una vez|frente) (?:te|le|les|se)\b|\bpor si (?:\w+ ){0,3}pregunt\w+|\bya que estamos\b"
        r"|\bantes (?:de )?que (?:yo )?(?:me|se me) (?:olvid\w+|pas\w+|vay\w+|escap\w+)\b|\bdicho sea de paso\b"
        r"|\bpara que (?:ya )?(?:lo |la )?(?:vaya|vayas|tenga|tengas|sepa|sepas)(?: \w+)? (?:anot\w+|sab\w+"
        r"|apunt\w+|presente|en cuenta)\b|\b(?:despues|luego|al rato) se me (?:va|olvid\w*|pas\w*|escap\w*)\b"
        r"|\bpued[oe] (?:ya )?(?:hablar|decir\w*|contar\w*|pasar\w*|dar\w*)(?: ya| de una vez)? (?:del?|el|la|lo)\b",
    ),
    senal(
        "cambia",
        Clase.OTRA_COSA,
        rf"(?:^|[,.;:!?] ?|\b(?:favor|mejor|y|hay que|quiero|quisiera|puedes|puede) ){_CAMBIAR}\b"
        r"|\b(?:puedes?|podrias?|podria|puede|quiero|quisiera|hay que|necesito|favor de|como|deseo) (?:cambiar"
        r"|corregir|modificar"
        r"|quitar|sacar|agregar|aumentar|actualizar|anadir|incluir|rectificar)(?:lo|la|le|los|las)?\b",
    ),
    senal(
        "cambia_en_otra_parte",
        Clase.OTRA_COSA,
        rf"\b{_CAMBIAR}\b(?: \w+){{0,4}} (?:a|por|de la lista|con los demas|alla|alli|en (?:la|el|los|las)"
        rf"|del borrador"
        r"|como|entre|tambien)\b|\bpong?a (?:a|que|solo) \w+|\bponga a\b|\bmejor (?:ponga|pon|que sea|\w+ de)\b"
        r"|\bque se llame"
        r"\b|\b(?:ahora|debe) (?:es|decir|dice|se llama)\b|\btermina en\b|\ben su lugar\b|\bactualizar\b",
    ),
    senal(
        "ya_no_va",
        Clase.OTRA_COSA,
        r"\bya no (?:va|van|participa\w*|quiere\w* participar|sera|seran|entra\w*|es|esta|sigue|son)\b"
        r"|\bal final no\b"
        r"|\bse (?:bajo|bajaron|retiro|retiraron|salio|sumo|suma|suman|sube|suben|han sumado|han subido|desist\w+"
        r"|molest\w+)\b"
        r"|\bdesisti\w+|\btambien (?:van?|entra\w*|participa\w*|se)\b|\b(?:tambien) (?:esta|van)\b|\b(?:falta|falto"
        r"|faltan"
        r"|faltaron|faltaba) (?:decir |poner |agregar |incluir |la |el |los |las |lo |a )[a-z]\w*|\bme falto\b"
        r"|\bcontactar\b|\bfalt(?:a|o|an|aron)\b(?! de\b)(?: \w+){1,6} en (?:la lista|los|el grupo|los que)\b"
        r"|\ben (?:los que participan|la lista|los participantes|los actores)(?: \w+){0,2} falt\w+|\bme olvide de\b",
    ),
    senal(
        "estaba_mal",
        Clase.OTRA_COSA,
        r"\bqued\w+ (?:muy |bien |tan |medio |un poco )?(?:cort|larg|fe|pobre|incomplet|floj)[oa]\w*"
        r"|\bya no (?:me|nos|les?) (?:gusta|convence|cuadra|suena|parece)\b"
        r"|\bno eran? \S+(?: \S+){0,8}? (?:sino|es|son)\b"
        r"|\b(?:estaba|esta|estuvo|quedo|puse|va|fue) (?:mal|con error|errad\w|equivocad\w)\b|\bmal (?:escrit\w"
        r"|puest\w|estaba"
        r"|esta)\b|\bpor error\b|\b(?:lo|el|la) correct[oa]\b|\bno (?:es|son|era|eran) (?:\w+ ){1,4}?,? ?(?:sino|es"
        r"|son"
        r"|era|eran)\b|\beran? \d|\bno es exact\w|\bme rebota\b|\bdebio ser\b|\bsuena muy\b|\bno les? ha gustado\b"
        r"|\bvolte\w+"
        r" los\b|\bno lo (?:ha|a|han) querido\b|\bha? cambiado\b",
    ),
    senal("pregunta_directa", Clase.MARCO, f"^{PREGUNTA_DIRECTA.pattern}|{PREGUNTA_DESPUES.pattern}"),
    senal(
        "pregunta_por_alianzas",
        Clase.MARCO,
        r"\b(?:apci|marco (?:conceptual|de la|normativo|legal)|(?:el|del|al) marco|principios|la norma"
        r"|directiva|base legal|deducible\w*"
        r"|obligacion(?:es)? legal\w*"
        r"|decreto|normativa|reglamento"
        r"|resolucion|lineamientos?|la ley|obras por impuestos|una app|multiactor|convenios? (?:marco|que)"
        r"|tramite)\b",
    ),
    senal(
        "de_estas_alianzas",
        Clase.MARCO,
        r"\b(?:est[ao]s?|es[ao]s?|las|una|de) (?:alianzas?|iniciativas?|convenios)\b|\balianzas? de (?:estas|esas)\b"
        r"|\b(?:las|una|un|los) (?:empresas?|ong|fundacion\w*|universidad\w*|mancomunidad\w*|colectiv\w*"
        r"|comunidad\w*|aliad[oa]s?|mineras?|vaso de leche|privad\w+)\b(?: \w+){0,6}\W*(?:puede|pueden|tiene|debe"
        r"|entra"
        r"|integra\w*|lider\w+|participa\w*|ser parte)",
    ),
    senal(
        "pregunta_por_reglas",
        Clase.MARCO,
        rf"\b{_PUEDE}\b(?: \w+){{0,6}}\W*(?:inscrit\w+|registr\w+|formal\w*|legal\w*|lider\w*|integr\w+|particip\w+"
        r"|present\w+|alianza|multiactor|acept\w+|aliad\w+|ser parte|socios?|ong|ongd|eniex|apci|firma\w*)\b"
        r"|\bcuant[oa]s?\b(?: \w+){0,4} (?:minim\w|como minimo|se requieren|exige)|\bminim[oa]\b(?: \w+){0,6}(?:hay"
        r"|haber|ser"
        r"|deben|valga)\b|\b(?:quien|quienes) (?:\w+ ){0,2}(?:aprueba|firma|revisa|evalua|financia|paga)\w*"
        r"|\b(?:apci|ustedes|quien|quienes)\b(?: \w+){0,3} (?:pone|financia|da|aporta|presta)\w* "
        r"|\ben que se diferencia\b"
        r"|\bcual es la diferencia\b|\b(?:se hace|es) public[oa]\b|\bobliga\b|\bquien (?:lo|la) aprueba\b"
        r"|\b(?:la )?(?:apci"
        r"|norma) (?:lo )?(?:permite|exige|financia|pone|pide|acepta)\b|\bsancion\w+\b|\bse echa para atras\b",
    ),
    senal(
        "ya_lo_dijo",
        Clase.QUEJA,
        rf"\b(?:ya|otra vez|de nuevo|veces)\b(?: \w+){{0,3}} (?:te|le|les) (?:l[oae]s? )?(?:he |e )?{_DIJE}\b"
        rf"|\b(?:ya )?(?:te|se)"
        r" l[oa]s? (?:di|dije|puse|mande|escribi)\b|\b(?:vuelve|vuelves|vuelven|sigue"
        r"|sigues)\b(?: \w+){0,3} (?:pregunt|ped)\w+"
        r"|\b(?:tercera|segunda|cuarta|quinta) vez\b|\b(?:dos|tres|cuatro|cinco|varias|mil|muchas) veces\b"
        r"|\bme lo vuelve\w*\b"
        r"|\blo mismo me (?:pregunta|pide)|\bya di esos?\b|\botra vez lo mismo\b",
    ),
    senal(
        "se_cansa",
        Clase.QUEJA,
        r"\bpapeleo\b|\b(?:puro|tanto|mucho) (?:papel|boton|tramite)\w*|\bdemasiad\w+ (?:piden|pregunt\w+|largo)"
        r"|\btant[ao]s? "
        r"(?:pregunt\w+|papel\w*|cosa|tramite\w*|dato)|\bpregunt(?:adera|on)\w*|\bburocra\w+|\bpesim\w+"
        r"|\bque (?:barbaridad"
        r"|roche|flojera|lata|fastidi\w+|horror|verguenza|pesado)|\bcastigo\b|\babsurd\w+|\b(?:perder|perdida de"
        r"|perdiendo) (?:el |la )"
        r"?(?:tiempo|manana|tarde|dia|hora)\b|\bllevo (?:ya )?(?:\w+ ){0,2}(?:minutos|horas?|cuarenta|treinta"
        r"|veinte|rato)\b"
        r"|\btiempo (?:de|para) (?:\w+ )?(?:llenar|contestar|responder)|\b(?:los )?mismos (?:datos|papeles)\b"
        r"|\b(?:mas|tan) larg\w+ (?:que|como)\b|\bpiden? mas (?:cosas|datos|papeles|campos)\b|\bexagera\w+"
        r"|\binterrogatorio\b|\bimpropi\w+|\bel colmo\b|\bse me perdio\b|\bestoy (?:hart|cansad|viej)\w+"
        r"|\bridicul\w+|\bcaracho\b|\bmas facil (?:era"
        r"|seria|es)\b"
        r"|\bcatecismo\b|\bchoclo\b|\bpeor que\b|\bpiden (?:hasta|de todo)\b|\bmarear\b|\bparece (?:mi|una|un"
        r"|el) \w+\b"
        r"|\bnunca (?:sale|responden)\b|\b(?:nunca|jamas|no) ha[ns]? pisado\b|\bme sale con (?:lo|otr)\w*"
        r"|\bpara que (?:\w+ )?(?:escribe|contesta|responde|llena) uno\b|\bno me sorprende\b|\bodisea\b|\bno (?:lee"
        r"|leen|leyo)\b"
        r"|\bpor que (?:no hay|tant|me pregunt|me pide|tengo que)|\bpara que"
        r" (?:me )?pregunt\w+|\bnos hablan\b|\bno haber\b|\bengorros\w+|\bcomplicad[oa]s?\b(?: \w+){0,2} (?:esto"
        r"|llenar)|\bme (?:aburri|cans[eo])"
        r"\b|\binutil\w*\b|\b(?:que|muy|tan) lent[oa]\b|\blent[oa]s? (?:eres|es|son)\b|\bbrut[oa]\b"
        r"|\btorpe\b|\bpuro (?:cuento|floro)\b|\bfranqueza\b|\bquien (?:disen|hiz|invent)\w+",
    ),
    senal(
        "habla_de_la_maquina",
        Clase.QUEJA,
        r"\b(?:bot|chatbot|robot|maquina|cuestionario|celularcito|ux)\b|\b(?:este|estos|su|tu) (?:sistema|programa"
        r"|celular|cel"
        r"|app|formulario|aparato)\b|\b(?:chatgpt|gpt|google)\b|\b(?:en|un) excel\b|\bpor celular\b|\ben el cel\b",
    ),
    senal(
        "no_le_sirve",
        Clase.QUEJA,
        r"\bno (?:me |nos )?(?:escuch\w*|hace caso|entiend(?:e|es|en)|entendio|registr\w*|recibio|respond\w*"
        r"|contest\w*)\b"
        r"|\bdemoras?\b(?: \w+){0,3} (?:responder|contestar)|\ba su manera\b|\bno es lo que (?:yo )?(?:dije|puse"
        r"|escribi)\b"
        r"|\bapuntas? otra\b|\bno sirv\w+|\buna cosa y\b|\b(?:no |nadie te )responde\b|\bque (?:le|te) pasa\b"
        r"|\bque fue\b"
        r"|\bninguno es mi caso\b|\btodo (?:lo )?cambia\b",
    ),
    senal(
        "agradece_o_rie",
        Clase.CHARLA,
        r"(?<!\w )\bgracias\b(?! al?\b)|\bagradec\w+|\bmuy amable\b|\bdios ?(?:se )?lo ?pag\w+|\bpaciencia\b"
        r"|\bpaciente\b|\bfelici\w+|\bbacan\b"
        r"|\b(?:muy|super|bien) (?:util|educad\w|bonit\w|bueno)\b|^\W*(?:ja|je|ji){2,}\w*\b"
        r"|^(?:\W*+\w++){0,7}\W*\b(?:(?:ja|je|ji){2,}\w*|jej?e|xd|lol)\b|\bgracias por (?:la|su|tu|el|todo|este|tan)\b"
        r"|\bque cosas\b|\bme salvas?\b|\btqm\b",
    ),
    senal(
        "saluda",
        Clase.CHARLA,
        r"^\W*(?:hola+|buen[oa]s*|muy buen[oa]s?|saludos|estimad[oa]s?|allinllachu|allillanchu|que tal|alo)\b"
        r"|\bsaludos desde\b"
        r"|\bcomo (?:esta|estas|estara) (?:usted|todo)?|\bme pasaron tu\b|\bes grato\b|\bque el senor\b"
        r"|\bsoy \w+ de\b|\b(?:le|les|te) saluda\b"
        r"|\b(?:un|mucho) gusto\b|\bcordial saludo\b|\breciba\b|\bque (?:tenga|tengan|dios)\b|\bbendicion\w+"
        r"|\bpor este espacio\b|\bbuen\w+ (?:dias?|tardes?|noches?)\W+(?:aqui|aca)\b(?: \w+){1,2}\W*$"
        r"|\b(?:le|les) habla\b(?: \w+){1,3}\W*$",
    ),
    senal(
        "cuenta_su_dia",
        Clase.CHARLA,
        r"\bya (?:volvi|regrese|llegue|vine|me desocupe|estoy (?:aqui|de nuevo|de vuelta))\b"
        r"|\bdisculp\w+ (?:por )?(?:la|el) (?:demora|tardanza|hora|retraso)\b"
        r"|\brecien (?:\w+ )?(?:lleg|regres|vuelv|volv|desocup)\w*|\b(?:voy|vamos) (?:bien|avanzando)\b"
        r"|^\W*(?:(?:yaa?|ok|ta|esta|muy|que|tan|super|bien) )*(?:interesante|chevere|bacan|lind[oa]|buenaz[oa]"
        r"|brav[oa]|genial"
        r"|paja|increible|excelente|buena pregunta)\b(?:[\s,.!]+\w+){0,3}\W*$|\bquien diria\b|\bque tiempos\b"
        r"|\basi es la vida\b|\bcafecito\b|\bde vuelta\b|\basi es (?:el|la) \w+|\b(?:aqui"
        r"|aca|recien)\b"
        r"(?: \w+){0,2} (?:almorzando|desayunando|cenando|subiendo|caminando|descansando|trabajando|esperando)\b"
        r"|\bque frio\b"
        r"|\bcon un frio\b|\bme fui a\b|\bmi niet[oa] me\b|\b(?:aja|ya) entiendo\b|\bque interesante\b"
        r"|\bherramienta\b|\bexamen\b|\bseguimos pues\b|\bpara examen\b|^\W*(?:ya|ok|listo|aja"
        r"|claro)\b(?: \w+){0,2}\W*$",
    ),
    senal(
        "habla_con_otro",
        Clase.DISTRACCION,
        r"^\W*(?:(?:oye|alo|ya|oiga) )*(?:mama|mami|ma|papa|papi|pa|amor|mi (?:amor|rey|reina|cielo|corazon)|mij[oa]"
        r"|profe|sra|sr|gord[oa]|compadre|comadre|cumpa|bebe|flac[oa]"
        r"|prim[oa]|ti[oa]"
        r"|vecin[oa]|maestro|srta|don|dona|viej[oa]|herman[oa]|mi vida|hijit[oa]|chino|negr[oa])\b"
        r"|\b(?:avis[ae]n? a|confirm[ae]me|cancel[ae]me|dile|diles|avisale|avisales|llamalo|llamala|traeme|traigame"
        r"|traiga|compra(?:me)?|compreme|recoge"
        r"|recoja"
        r"|esperame|espereme|guardame comida|guardame (?:un|algo)|haga firmar|pide el|no te olvides|no se olvide de"
        r"|ven a)\b"
        r"|^\W*(?:doctora?|ingenier[oa]|licenciad[oa]|jef[ae]|senor\w*|profesora?|padre|\w+),? (?:ya )?"
        r"(?:le|te|les) (?:deje|mande|pase|envie|reenvie|compre|traje)\b"
        r"|^\W*\w+,? (?:por favor )?(?:cancela|trae|traes|pide|pediste|ya pediste|recoge|saca|sacas|llama a|avisa)\b"
        r"|\b(?:ya sali|llego en|voy a demorar|sal(?:e|imos|go) (?:la|a las|\d))\b",
    ),
    senal(
        "tema_de_la_vida",
        Clase.DISTRACCION,
        r"\b(?:llov\w+|llueve|llovera|lluvia manana|neva\w*|nieve|helar|senamhi|clima|temperatura"
        r"|el partido(?! politico| de)"
        r"|jueg[ao] (?:alianza|la"
        r"|el|hoy|peru)|jugo (?:la|el)|gol|mundial|cienciano|cristal|universitario|alianza lima|chaufa|ceviche"
        r"|chupe|juane|pachamanca"
        r"|patasca|leche de tigre|receta|remojar?|almuerzo|pastilla|feriado|no laborable|huayco en|hay paso|hora es"
        r"|que hora"
        r"|cumplea\w+|bautizo|torta|cancion|chiste|pelicula|novela|zapatillas|azucar|querosene|rodilla|remedio"
        r"|loteria|dolar hoy|cerro el dolar|tipo de cambio"
        r"|las noticias|tinder|netflix|pizza|perrito|gato)\b|\bcomo se prepara\b|\bquien gano\b|\bcomo quedo\b"
        r"|\bha quedado\b",
    ),
)
