"""Qué respuestas trae un texto libre, sin modelo de lenguaje: se proponen, con sus palabras, y nada se guarda.

El valor lo da siempre el mismo validador de la pregunta. Lo que admite más de una lectura se propone con
sus opciones para que elija la persona; lo que no está claro no se propone.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.entrevista.comprension.actores import organizaciones
from bot.entrevista.comprension.cifras import Tramo, tramo_de_monto, tramo_de_plazo, tramo_de_poblacion
from bot.entrevista.comprension.nombres import UNO_U_OTRO, Nombrada
from bot.entrevista.comprension.relato import LARGO_DE_UN_LADO, leer_relato, solo_pregunta
from bot.entrevista.esquema import Entrevista, Pregunta
from bot.entrevista.eventos import Entendido, Llave, Valor
from bot.entrevista.valores.actores.lista import leer_lineas
from bot.entrevista.valores.actores.nombres import con_mayusculas
from bot.entrevista.valores.lectura import Entorno, Explicacion, Pide, Valido, plegadas
from bot.entrevista.valores.lugares import lugares_en
from bot.entrevista.valores.tipos import leer, mostrar
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano, posicion_en

LARGO_MAXIMO = 4000
LARGO_DE_UNA_CITA = 160
"""Más larga no se cita entera: se cita solo lo que da el valor."""

FRAGMENTOS_MAXIMOS = 12
DATOS_DE_UNA_IDEA = 3
_DATOS, PARTE_DEL_DATO = ("plazo", "monto"), 0.6
_QUEREMOS = (
    r"queremos|kremos|quisieramos|(?:busc|dese|pens|plane|propon)(?:a|e)mos|vamos a|nos gustaria"
    r"|(?:mi|nuestr[oa]) \w{2,20} (?:quiere|busca|desea|propone|plantea)"
    r"|^(?:(?:hola|buen[oa]s?(?: dias| tardes| noches)?|y|aqui)[ ,]+)*(?:la|el|una?) \w{3,20}(?: \w{2,20}){1,6}? "
    r"(?:quiere|busca|desea|propone|plantea)(?= \w+(?:ar|er|ir)\b)(?! (?:saber|conocer|consult|particip|inscrib))"
)
_QUIERO = (
    r"quiero|quisiera|(?:busc|dese|pien[sc]|plane|propong)o|me gustaria|hay (?:un|una) (?:idea|proyecto|iniciativa)"
    r"|(?:tenemos|tengo) (?:una|la|un|el)? ?(?:idea|proyecto|iniciativa)|(?:la|nuestra|mi)? ?idea(?: es|:)"
)
_QUEREMOS_HACER = diferida(rf"\b(?:{_QUEREMOS})(?!\w)")
_QUIERE_HACER = diferida(rf"\b(?:{_QUEREMOS}|{_QUIERO})(?!\w)")
_PIDE_OTRA_COSA = diferida(
    rf"(?:{_QUEREMOS}|{_QUIERO}|quiere|desea|puedo|podemos|necesit(?:o|amos))\W+(?:\w+\W+){{0,2}}"
    r"(?:saber|consult\w*|pregunt\w*|inscri\w*|registr\w*|participar|hablar|leer|copi\w*|ver|postular|recibir|pedir\w*"
    r"|conocer|entender|aprender|borrar|cambiar|correg\w*|descargar|precisar|informacion|ayud(?:a|en)|que (?:me|nos|no)"
    r"|usted\w*|(?:video)?llamada|reunion|cita|denunci\w*|reclam\w*|quej\w*|acus\w*)\b"
)
"""Lo que se le pide al asistente o a la APCI no es una idea, aunque nombre lugares y organizaciones."""
_SI_SE_PUEDE = diferida(r"\b(?:se pueden?|se podria|puede uno|es posible)\b")
"""Se cuenta algo para preguntar si va, sin signos: «somos tres empresas, se puede hacer con una municipalidad»."""
_AL_PRESENTARSE = r"\W*(?:(?:hola|buen[oa]s?(?: dias| tardes| noches)?|bueno|pues|mire|yo|nosotr[oa]s)[\s,]{1,3}){0,3}"
_SE_PRESENTA = diferida(
    rf"{_AL_PRESENTARSE}(?:(?:somos|soy|represent(?:o|amos)|pertenec(?:emos|zco)|trabaj(?:o|amos)|escrib(?:o|imos)|es"
    r"|(?:la|mi|nuestra) \w+ (?:es|se llama)|se llama)\s{1,2})(?:(?:de|del|en|a|al|desde|la|el|los|las|parte)\s{1,2})"
    r"{0,3}"
)
_NOS_LLAMAMOS = diferida(
    rf"{_AL_PRESENTARSE}(?:nos llamamos|(?:la|mi|nuestra) \w+ se llama|se llama)\s{{1,2}}(?=\w{{3}})"
    r"(?![^\n]{0,150}(?:[,.;\n] ?\w| pero | que | aunque | y (?:queremos|somos|estamos|tenemos)))"
)
_QUE = diferida(r"^(?:q|k|ke) ", re.IGNORECASE)
_PREGUNTA_SIN_SIGNOS = diferida(
    r"[.,;:\n][ ¿]{0,2}(?:(?:y|pero|entonces|ahora|osea|mi consulta es)[ ,:¿]{1,3})?"
    r"(?:(?:a|ante|con) quien(?:es)?"
    r"|quien(?:es)? (?:me|nos|l[aoe]s?|aprueba|da|autoriza|ve|decide|puede|debe|tiene|firma)"
    r"|cual(?:es)? (?:es|son|seria)|cuant[oa]s?"
    r"|(?:a |en )?donde (?:me|nos|l[aoe]s?|se|puedo|podemos|debo|debemos|tengo|tenemos|hay|\w+(?<!am)(?<!em)(?<!im)o)"
    r"|(?:q|que) (?:documentos?|papel(?:es)?|permisos?|requisitos?|tramites?|normas?|leyes|ley|plazos?|estudios?|ficha"
    r"|autorizacion(?:es)?|pasa|debo|debemos|tengo|tenemos|necesit\w+|hay))\b[^.,;:\n]*$"
)
"""«…queremos ampliar un canal, qué documento presentamos»: cuenta algo, y es para preguntar."""
_COMO_SE_EMPIEZA = diferida(
    r"\b(?:(?:a|con) quien|donde|que|q|cual)\W{1,2}(?:\w{1,20}\W{1,2}){0,4}"
    r"(?:empiezo|empezamos|empezar|comienzo|comenzamos|comenzar|escribo|mando|cuento)\b"
    r"(?:\W{1,2}(?:mi|la|esta|nuestra) (?:idea|propuesta|alianza)|\W{1,2}(?:aqui|esto|con esto))?\W*$"
)
"""«¿Qué necesitamos para empezar?»: lo que se ofrece es justo eso."""
_PREGUNTA_FINAL = diferida(r"(?:¿[^?¿]*|(?<=[.;!\n,])[^.;!\n,¿?]*)\?[\s?!.]*$")


def comprender(entrevista: Entrevista, texto: str, entorno: Entorno) -> tuple[Entendido, ...]:
    """Lo que se entiende de un texto, en el orden de la entrevista; los actores, cada uno aparte."""
    texto, catalogos = texto[:LARGO_MAXIMO], entrevista.catalogos
    propia, otras = organizaciones(texto, catalogos)
    halladas = [
        *_de_la_organizacion(entrevista, texto, propia, entorno),
        *_del_lugar(entrevista, texto, [*([propia] if propia else []), *otras], entorno),
        *_de_un_tramo(entrevista, texto, "poblacion", tramo_de_poblacion(texto, catalogos.unidades), entorno),
        *_de_los_ods(entrevista, texto, entorno),
        *_de_los_actores(entrevista, texto, propia, otras, entorno),
        *_de_un_tramo(entrevista, texto, "plazo", tramo_de_plazo(texto, entorno.hoy), entorno),
        *_de_un_tramo(entrevista, texto, "monto", tramo_de_monto(texto, catalogos), entorno),
    ]
    return tuple(entendido for entendido in halladas if entendido.cita and entendido.cita in texto)


def comprender_idea(entrevista: Entrevista, texto: str, entorno: Entorno) -> tuple[Entendido, ...]:
    """Lo mismo de quien cuenta su idea entera y, tras quién es, sus palabras sobre el problema y el objetivo."""
    propios = (entrevista.papeles.proponente, entrevista.papeles.tipo_proponente)
    halladas = comprender(entrevista, texto, entorno)
    suyas = [entendido for entendido in halladas if entendido.llave[0] in propios]
    demas = [entendido for entendido in halladas if entendido.llave[0] not in propios]
    return (*suyas, *_del_relato(entrevista, texto[:LARGO_MAXIMO], entorno), *demas)


def solo_su_nombre(entrevista: Entrevista, clave: str, texto: str) -> str:
    """Lo escrito ante esa pregunta; a la de quién propone, sin el «somos…» con que se presenta.

    «Somos la asociación Ilo Joven» dice un nombre y así se imprimía: «Somos la asociación Ilo Joven propone…».
    """
    if clave != entrevista.papeles.proponente:
        return texto
    if (llamada := _NOS_LLAMAMOS.match(plano(texto))) is not None:
        return _con_mayuscula(texto[llamada.end() :].strip(" .!"))
    propia, _ = organizaciones(texto, entrevista.catalogos)
    if propia is None or not propia.nombre or texto[propia.fin :].strip(" .,!") or not propia.inicio:
        return texto
    if _SE_PRESENTA.fullmatch(plano(texto[: propia.inicio])) is None:
        return texto
    return _con_mayuscula(con_mayusculas(propia.nombre, entrevista.catalogos.organizaciones.siglas))


def solo_da_un_dato(entrevista: Entrevista, texto: str, entorno: Entorno) -> bool:
    """«12 meses desde abril», «80 mil soles»: casi todo lo escrito es un plazo o un monto, y no un nombre."""
    dichos = (uno for uno in comprender(entrevista, texto, entorno) if entrevista.pregunta(uno.llave[0]).tipo in _DATOS)
    return any(len(uno.cita) >= PARTE_DEL_DATO * len(texto.strip()) for uno in dichos)


def _con_mayuscula(dicho: str) -> str:
    return f"{dicho[:1].upper()}{dicho[1:]}"


def cuenta_una_idea(entrevista: Entrevista, texto: str, entorno: Entorno) -> bool:
    """Dice si, aunque pregunte al empezar o al final, un texto cuenta una idea: quién es o para qué, y algo más."""
    sin_preguntar = _PREGUNTA_FINAL.sub("", texto[:LARGO_MAXIMO])
    papeles = entrevista.papeles
    propia, _ = organizaciones(sin_preguntar, entrevista.catalogos)
    de_la_idea = (
        *_de_la_organizacion(entrevista, sin_preguntar, propia, entorno),
        *_del_relato(entrevista, sin_preguntar, entorno),
    )
    if {uno.llave[0] for uno in de_la_idea} <= {papeles.tipo_proponente}:
        return False  # sin quién es ni para qué, de nada sirve leer lo demás
    claves = {uno.llave[0] for uno in comprender_idea(entrevista, sin_preguntar, entorno)} - {papeles.tipo_proponente}
    return len(claves) >= DATOS_DE_UNA_IDEA and not claves.isdisjoint(
        {papeles.proponente, papeles.objetivo, papeles.problema}
    )


def anuncia_una_idea(entrevista: Entrevista, texto: str, entorno: Entorno) -> bool:
    """Dice si, sin preguntar, un texto cuenta lo que se quiere hacer y con quién, dónde, para cuántos o con cuánto.

    Es de quien escribe por primera vez: `cuenta_una_idea` pide más, porque decide sobre lo que además pregunta.
    """
    liso, papeles = plano(texto[:LARGO_MAXIMO]), entrevista.papeles
    if "?" in liso or _PIDE_OTRA_COSA.search(liso) or _SI_SE_PUEDE.search(liso):
        return False
    if _PREGUNTA_SIN_SIGNOS.search(liso) and not _COMO_SE_EMPIEZA.search(liso):
        return False
    claves = {uno.llave[0] for uno in comprender_idea(entrevista, texto, entorno)} - {papeles.tipo_proponente}
    if len(claves) >= DATOS_DE_UNA_IDEA or (claves and _QUEREMOS_HACER.search(liso)):
        return True
    return _QUIERE_HACER.search(liso) is not None and bool(claves - {papeles.objetivo, papeles.problema})


def fragmentos(entrevista: Entrevista, texto: str, halladas: Iterable[Entendido]) -> tuple[str, ...]:
    """Las partes del texto que dicen para qué es la alianza: sin las organizaciones, los montos ni los plazos."""
    papeles, resto = entrevista.papeles, texto[:LARGO_MAXIMO]
    for entendido in halladas:
        clave = entendido.llave[0]
        if clave in (papeles.proponente, papeles.actores) or entrevista.pregunta(clave).tipo in ("monto", "plazo"):
            resto = resto.replace(entendido.cita, "\n")
    trozos = (trozo.strip(" ,.;:¡!¿?\t") for trozo in re.split(r"[\n.;:]|,\s", resto))
    cortes = plegadas(entrevista.catalogos.organizaciones.cortes)
    utiles = (t for t in trozos if len(t.split()) >= 3 and t in texto and _dice_algo(t, cortes))
    return tuple(dict.fromkeys(utiles))[:FRAGMENTOS_MAXIMOS]


def _dice_algo(trozo: str, cortes: frozenset[str]) -> bool:
    """«Queremos con la», no; «llevar agua segura», sí."""
    return any(len(palabra) >= 4 and palabra not in cortes for palabra in re.findall(r"[a-z]+", plano(trozo)))


def ods_por_palabras(entrevista: Entrevista, texto: str, entorno: Entorno) -> list[Entendido]:
    """Los ODS que señala una palabra del catálogo que no significa otra cosa («agua», «anemia»)."""
    pregunta = pregunta_de_tipo(entrevista, "ods")
    lugares: list[tuple[int, int, str]] = []
    liso = plano(texto)
    dudosas = entrevista.catalogos.palabras_sin_ods
    for ods in entrevista.catalogos.ods:
        for frase in (ods.nombre, *(palabra for palabra in ods.palabras if palabra not in dudosas)):
            if (lugar := posicion_en(liso, frase)) >= 0:
                lugares.append((lugar, ods.numero, texto[lugar : lugar + len(frase)]))
    numeros = list(dict.fromkeys(numero for _, numero, _ in sorted(lugares)))
    if pregunta is None or not numeros:
        return []
    lectura = leer(pregunta, ", ".join(str(numero) for numero in numeros[: pregunta.maximo or 3]), entorno)
    if not isinstance(lectura, Valido):
        return []
    inicio, fin = min(lugares)[0], max(lugar + len(dicho) for lugar, _, dicho in lugares)
    cita = texto[inicio:fin] if fin - inicio <= LARGO_DE_UNA_CITA else min(lugares)[2]
    return [Entendido((pregunta.clave, ""), lectura.valor, lectura.lectura, cita)]


def pregunta_de_tipo(entrevista: Entrevista, tipo: str) -> Pregunta | None:
    """La primera pregunta de ese tipo que no se repite por actor."""
    return next((p for p in entrevista.preguntas if p.tipo == tipo and not p.repite_por), None)


def _de_la_organizacion(
    entrevista: Entrevista, texto: str, propia: Nombrada | None, entorno: Entorno
) -> list[Entendido]:
    if propia is None:
        return []
    papeles, salida = entrevista.papeles, list[Entendido]()
    cita = texto[propia.inicio : propia.fin]
    if propia.nombre:
        pregunta = entrevista.pregunta(papeles.proponente)
        nombre = con_mayusculas(propia.nombre, entrevista.catalogos.organizaciones.siglas)
        if isinstance(lectura := leer(pregunta, nombre, entorno), Valido):
            salida.append(Entendido((pregunta.clave, ""), lectura.valor, nombre, cita))
    pregunta = entrevista.pregunta(papeles.tipo_proponente)
    posibles = (propia.tipo or "").split(UNO_U_OTRO)
    opciones = [opcion for opcion in pregunta.opciones if opcion.valor in posibles]
    if len(opciones) > 1:  # «somos una ONG» no dice si es peruana o extranjera
        lecturas = tuple((opcion.etiqueta, opcion.valor) for opcion in opciones)
        salida.append(Entendido((pregunta.clave, ""), None, "", cita, "¿Cuál de estas es?", lecturas))
    elif opciones:
        salida.append(Entendido((pregunta.clave, ""), opciones[0].valor, opciones[0].etiqueta, cita))
    return salida


def _de_los_actores(
    entrevista: Entrevista, texto: str, propia: Nombrada | None, otras: tuple[Nombrada, ...], entorno: Entorno
) -> list[Entendido]:
    proponente = propia.nombre if propia and propia.nombre else entorno.proponente
    salida: list[Entendido] = []
    pregunta = entrevista.pregunta(entrevista.papeles.actores)
    for una in otras:
        if len(una.nombre) > 150:
            continue
        for actor in leer_lineas([una.nombre], entrevista.catalogos, proponente):
            valor: list[Valor] = [{**actor, "tipo": actor["tipo"] or _tipo_seguro(una)}]
            lectura = mostrar(pregunta, valor, entrevista.catalogos)
            salida.append(Entendido((pregunta.clave, ""), valor, lectura, texto[una.inicio : una.fin]))
    return salida[: pregunta.maximo or 12]


def _tipo_seguro(una: Nombrada) -> str | None:
    """El que se dijo junto al nombre («la empresa Lácteos Wari»); «ONG», que puede ser dos, se pregunta."""
    return None if una.tipo is None or UNO_U_OTRO in una.tipo else una.tipo


def _del_relato(entrevista: Entrevista, texto: str, entorno: Entorno) -> list[Entendido]:
    """El problema y el objetivo, tal como los dijo; lo que su pregunta no admite (muy corto, muy largo) se calla."""
    catalogos = entrevista.catalogos
    propia, otras = organizaciones(texto, catalogos)
    nombradas = [(una.inicio, una.fin) for una in (*([propia] if propia else []), *otras)]
    if solo_pregunta(texto, nombradas):
        return []
    tramos = (tramo_de_monto(texto, catalogos), tramo_de_plazo(texto, entorno.hoy))
    relato = leer_relato(texto, nombradas, [(tramo.inicio, tramo.fin) for tramo in tramos if tramo])
    salida: list[Entendido] = []
    papeles = entrevista.papeles
    for clave, dicho in ((papeles.problema, relato.problema), (papeles.objetivo, relato.objetivo)):
        pregunta = next((una for una in entrevista.preguntas if una.clave == clave), None)
        if pregunta is None or dicho is None:
            continue
        cita = texto[slice(*dicho)]
        dicha = _QUE.sub("que ", cita)
        pregunta = replace(pregunta, minimo=LARGO_DE_UN_LADO) if relato.con_su_causa else pregunta
        lectura = leer(pregunta, _con_mayuscula(dicha), entorno)
        if isinstance(lectura, Valido):
            salida.append(Entendido((clave, ""), lectura.valor, str(lectura.valor), cita))
    return salida


def _del_lugar(entrevista: Entrevista, texto: str, organizadas: list[Nombrada], entorno: Entorno) -> list[Entendido]:
    """Los lugares; los que son parte del nombre de una organización solo cuentan si no se dice otro."""
    pregunta = pregunta_de_tipo(entrevista, "departamentos")
    todos = [
        lugar
        for lugar in lugares_en(texto, entrevista.catalogos)
        if not lugar.es_dudoso and plano(texto[lugar.inicio : lugar.fin]) != "nacional"
    ]
    sueltos = [u for u in todos if not any(o.nombre and o.inicio <= u.inicio < o.fin for o in organizadas)]
    lugares = sueltos or todos
    if pregunta is None or not lugares or (not sueltos and len({lugar.departamento for lugar in lugares}) > 1):
        return []
    primeras = {plano(lugar.nombre): lugar for lugar in reversed(lugares)}  # de cada lugar, su primera mención
    lugares = sorted(primeras.values(), key=lambda lugar: lugar.inicio)
    nombrados = [texto[lugar.inicio : lugar.fin] for lugar in lugares]
    lectura = leer(pregunta, ", ".join(nombrados), entorno)
    if not isinstance(lectura, Valido):
        return []
    inicio, fin = lugares[0].inicio, lugares[-1].fin
    if re.search(r"\ben $", plano(texto[:inicio])):
        inicio -= 3
    cita = texto[inicio:fin] if fin - inicio <= LARGO_DE_UNA_CITA else texto[lugares[0].inicio : lugares[0].fin]
    return [Entendido((pregunta.clave, ""), lectura.valor, lectura.lectura, cita)]


def _de_los_ods(entrevista: Entrevista, texto: str, entorno: Entorno) -> list[Entendido]:
    """Solo los que se nombran con su número («ODS 6 y 3»); los demás los sugiere la búsqueda por sentido."""
    pregunta = pregunta_de_tipo(entrevista, "ods")
    dicho = re.search(r"\bods\s*(?:n\S{0,2}\s*)?\d{1,2}(?:\s*(?:,|y|e)\s*(?:ods\s*)?\d{1,2}\b)*", plano(texto))
    if pregunta is None or dicho is None:
        return []
    return _de_un_tramo(entrevista, texto, "ods", Tramo(*dicho.span(), texto[slice(*dicho.span())]), entorno)


def _de_un_tramo(
    entrevista: Entrevista, texto: str, tipo: str, tramo: Tramo | None, entorno: Entorno
) -> list[Entendido]:
    """Lee un tramo con el validador de su pregunta; si hay varias lecturas, las ofrece todas."""
    pregunta = pregunta_de_tipo(entrevista, tipo)
    if pregunta is None or tramo is None:
        return []
    llave, cita = (pregunta.clave, ""), texto[tramo.inicio : tramo.fin]
    if not tramo.dudas:
        match leer(pregunta, tramo.fragmento, entorno):
            case Valido(valor, lectura):
                return [Entendido(llave, valor, lectura or tramo.fragmento, cita)]
            case Pide(duda, lecturas):
                return [Entendido(llave, None, "", cita, duda, lecturas)]
            case Explicacion():
                return []
    opciones: dict[str, Valor] = {}
    for duda in tramo.dudas:
        match leer(pregunta, duda, entorno):
            case Valido(valor, lectura):
                opciones.setdefault(lectura, valor)
            case Pide(_, varias):
                opciones |= {etiqueta: valor for etiqueta, valor in varias if etiqueta not in opciones}
            case Explicacion():
                pass
    if len(opciones) < 2:
        return []
    duda = "Nombró más de uno. ¿Cuál es el total?" if tipo == "monto" else "Nombró más de uno. ¿Cuál anoto?"
    return [Entendido(llave, None, "", cita, duda, tuple(opciones.items())[:6])]


def sin_respondidas(entendidos: Iterable[Entendido], abiertas: frozenset[Llave]) -> tuple[Entendido, ...]:
    """Deja solo lo que responde una pregunta que hoy se ve y nadie ha respondido."""
    return tuple(entendido for entendido in entendidos if entendido.llave in abiertas)


def con_opcion(entendido: Entendido, lugar: int) -> Entendido:
    """Lo mismo, con una de sus lecturas elegida."""
    lectura, valor = entendido.opciones[lugar]
    return replace(entendido, valor=valor, lectura=lectura, duda="", opciones=())
