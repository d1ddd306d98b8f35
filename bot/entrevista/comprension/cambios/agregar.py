"""«Falta Cáritas», «agrega a la UGEL en los socios», «al problema le faltaba lo de los relaves»."""

import re

from bot.entrevista.comprension.cambios.actores import con_otro, llave_de_actores
from bot.entrevista.comprension.cambios.lo_anotado.campos import Nombrado, nombrados
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, LecturaDeCambio, Que, SinValor, Tenido
from bot.entrevista.comprension.cambios.nuevo import con_mas_lugar, con_mas_texto, leida_entre
from bot.entrevista.comprension.cambios.senales import AGREGAR, es_un_pedido, sin_cola, va_al_comienzo
from bot.entrevista.eventos import Llave
from bot.entrevista.valor import Valor
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.tipos import agregar, elementos, leer, nombre_de
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

PALABRAS_DE_QUIEN_LLEGA = 9
_LLEGA = diferida(
    r"\b(?:tambien|tb|tmb|tbn|ademas|se suman?|olvid\w+|falt\w+|incluy\w+|apoyan?|entran?|participan?|acompanan?)\b"
    r"|^\W*(?:ah+ )?y (?:con )?(?:la|el|los|las) "
)
_ALGO_LLEGA = (
    r"(?:ah+|y|e|oe|oye|tambien|tb|tmb|tbn|ademas|con|a|de|la|el|los|las|se|nos|me|lo|olvid\w+|falt\w+|sum\w+|entran?|va"
    r"|van|participa\w*|esta|estan|incluy\w+|apoya\w*|trabaj\w+|queremos|cuentan?|contamos|acompana\w*|ser|parte)"
)
_HASTA_QUIEN_LLEGA = diferida(rf"\W*(?:{_ALGO_LLEGA}\b[\s,:]*)+")
_TRAS_QUIEN_LLEGA = diferida(rf"(?:[\s,]{{1,3}}{_ALGO_LLEGA}(?![a-z])){{1,4}}\W{{0,6}}$")
_DEBIL = diferida(r"(?:falt\w+|nos falt\w+|(?:tambien|tb|tmb|tbn) \w+|se \w+)")
_DICHO_DE_MAS = diferida(
    r"^[\s,:;]*(?:(?:a|al|el|la|lo|los|las|un|una|otro|otra|de|del|en|q|que|por favor|porfa|tambien|tb|decir"
    r"|poner|mencionar|lo de|eso de|agregar|mas|nuevo|nueva|es|son)\b[\s,:]*)*"
)
_ANTES_DE_UN_CAMPO = diferida(
    r"(?:^|.*\b)(?:en|a|al|del?|con|entre|un|una|otro|otra|los|las|lo de|lo del|ese|el|la|mas)\s*$"
)


def leer_agregar(tenido: Tenido, texto: str, *, suelto: bool) -> LecturaDeCambio | None:
    """Lo que se agrega y adónde. `suelto`, como al quitar."""
    liso = plano(texto)
    nombres = nombrados(liso, tenido.entrevista.preguntas)
    senales = [s for s in AGREGAR.finditer(liso) if suelto or es_un_pedido(liso, s) or _tras_el_campo(liso, s, nombres)]
    if not senales:
        return None
    campos = [n for n in nombres if _se_puede(tenido, liso, n, senales, suelto=suelto)]
    for nombrado in campos:
        llave = (nombrado.clave, "")
        if llave != llave_de_actores(tenido):
            leida = _en_el_campo(tenido, texto, nombrado, senales)
            if leida is not None and (suelto or not isinstance(leida, SinValor)):
                return leida
    hay_lista = any(nombrado.clave == llave_de_actores(tenido)[0] for nombrado in campos)
    es_firme = any(not _DEBIL.fullmatch(senal.group()) for senal in senales)
    llega = va_al_comienzo(liso[: senales[0].start()]) and len(liso.split()) <= PALABRAS_DE_QUIEN_LLEGA
    if (
        not (hay_lista or suelto or es_firme or (llega and senales[0].group().startswith("se ")))
        or tenido.valor(llave_de_actores(tenido)) is None
    ):
        return None
    trozos = [texto[senal.end() :] for senal in reversed(senales)]
    trozos += [texto[nombrado.fin :] for nombrado in campos]
    con_pronombre = re.search(r"(?:tambien|tb|tm\w*) \w+$|^se |l[aeo]s?$", senales[-1].group())
    if con_pronombre or _DEBIL.fullmatch(senales[0].group()):  # «la UTEC también va, agréguela»: va antes
        trozos.append(re.split(r"[.:]\s|,\s", texto[: senales[0].start()].rstrip(" ,"))[-1])
    for exige in (True, False) if hay_lista or tenido.renglones else (True,):
        for trozo in trozos:
            if (leida := con_otro(tenido, trozo, exige_forma=exige)) is not None:
                return leida
    return None


def leer_quien_mas(tenido: Tenido, texto: str) -> Cambio | None:
    """«Y también entra la DIRESA»: otro actor, si lo escrito no contesta la pregunta de delante y no dice nada más."""
    liso = plano(texto)
    if len(liso.split()) > PALABRAS_DE_QUIEN_LLEGA or _LLEGA.search(liso) is None or re.search(r"\bno\b", liso):
        return None
    if tenido.valor(llave_de_actores(tenido)) is None:
        return None
    entrada = _HASTA_QUIEN_LLEGA.match(liso)
    salida = _TRAS_QUIEN_LLEGA.search(liso)
    dicho = texto[entrada.end() if entrada else 0 : salida.start() if salida else len(texto)]
    leida = con_otro(tenido, dicho, exige_forma=True) if dicho.strip() else None
    return leida if isinstance(leida, Cambio) else None


def _tras_el_campo(liso: str, senal: re.Match[str], nombres: tuple[Nombrado, ...]) -> bool:
    """«En el problema agrega que…»: se pide, aunque el verbo no empiece la frase."""
    return any(
        nombre.fin <= senal.start()
        and len(liso[nombre.fin : senal.start()].split()) <= 2
        and va_al_comienzo(liso[: nombre.inicio])
        for nombre in nombres
    )


def _se_puede(tenido: Tenido, liso: str, nombrado: Nombrado, senales: list[re.Match[str]], *, suelto: bool) -> bool:
    """El dato es adonde se agrega: «en los socios falta…», «agrega… al lugar»; no basta que se lo nombre."""
    llave = (nombrado.clave, "")
    if llave == tenido.delante and tenido.valor(llave) is None:
        return False
    es_un_lugar = tenido.entrevista.pregunta(nombrado.clave).tipo == "departamentos"
    if es_un_lugar and re.match(r"\s+del?\s", liso[nombrado.fin :]):  # «la provincia de Chota» es lo que se agrega
        return False
    antes = liso[: nombrado.inicio]
    if not suelto:
        en = re.search(
            r"\b(?:en|a|al|entre|del?|con)(?: (?:la|el|los|las|lo|mi|mis|parte|de|del|q|que|lista))*\s*$", antes
        )
        lejos = [
            len(liso[s.end() : nombrado.inicio].split())
            for s in senales
            if s.end() <= nombrado.inicio and (not _DEBIL.fullmatch(s.group()) or _empieza(tenido, liso, nombrado, s))
        ]
        es_ods = tenido.entrevista.pregunta(nombrado.clave).tipo == "ods"
        if es_ods and any(len(liso[s.end() : nombrado.inicio].split()) <= 2 for s in senales):
            return True
        if en is None and not any(cuantas <= 2 for cuantas in lejos):
            return False
        if en is not None and not (lejos or va_al_comienzo(antes) or va_al_comienzo(antes[: en.start()])):
            return False
    return tenido.entrevista.pregunta(nombrado.clave).repite_por == "" and bool(
        _ANTES_DE_UN_CAMPO.match(liso[max(0, nombrado.inicio - 20) : nombrado.inicio])
        or AGREGAR.search(liso[max(0, nombrado.inicio - 14) : nombrado.inicio])
    )


def _empieza(tenido: Tenido, liso: str, nombrado: Nombrado, senal: re.Match[str]) -> bool:
    """«Falta Cáritas en los socios»; «falta agua en la zona» no agrega nada a la zona."""
    return nombrado.clave == tenido.entrevista.papeles.actores and va_al_comienzo(liso[: senal.start()])


def _en_el_campo(
    tenido: Tenido, texto: str, nombrado: Nombrado, senales: list[re.Match[str]]
) -> LecturaDeCambio | None:
    llave: Llave = (nombrado.clave, "")
    pregunta, liso = tenido.pregunta(llave), plano(texto)
    fin = _fin_del_campo(liso, nombrado)
    tras = [s for s in senales if s.start() >= nombrado.fin]
    desde = tras[0].end() if tras else fin
    antes = [texto[s.end() : nombrado.inicio] for s in reversed(senales) if s.end() <= nombrado.inicio]
    entre = [texto[fin : tras[0].start()]] if tras else []  # «otro riesgo es la sequía, agrégalo»
    dichos = [
        _sin_entrada(texto[desde:]),
        *map(_sin_entrada, entre),
        *(_sin_entrada(_sin_entrega(uno)) for uno in antes),
    ]
    dichos = [dicho for dicho in dichos if len(dicho) > 1]
    match pregunta.tipo:
        case "lista":
            return _con_otro_elemento(tenido, llave, dichos)
        case "departamentos":
            return next((c for d in dichos if isinstance(c := con_mas_lugar(tenido, llave, d), Cambio)), None)
        case "ods":
            tenia = tenido.valor(llave)
            numeros = [*(tenia if isinstance(tenia, list) else []), *re.findall(r"\b\d{1,2}\b", texto)]
            return leida_entre(tenido, llave, [", ".join(str(n) for n in numeros)])
        case "texto" if _solo_de_paso(liso, nombrado, senales):
            return None
        case "texto":
            return con_mas_texto(tenido, llave, _sin_aviso(texto[desde:]) or dichos[0]) if dichos else SinValor(llave)
        case "compuesto":
            return _con_mas_detalle(tenido, llave, nombrado.parte, dichos[0] if dichos else "")
        case _:
            return leida_entre(tenido, llave, dichos) or SinValor(llave)


def _solo_de_paso(liso: str, nombrado: Nombrado, senales: list[re.Match[str]]) -> bool:
    """«El beneficio está bonito… eso también van a dejar de hacer»: no dice que se agregue a él."""
    debiles = all(_DEBIL.fullmatch(senal.group()) for senal in senales)
    return (
        debiles and re.search(r"\b(?:en|a|al)(?: (?:el|la|mi|nuestro|parte de))?\s*$", liso[: nombrado.inicio]) is None
    )


def _fin_del_campo(liso: str, nombrado: Nombrado) -> int:
    """«en la parte de decisiones», «riesgo: …»: dónde acaba de nombrarse."""
    hallado = re.compile(r"\s*(?:[:,]|es|son)?\s*").match(liso, nombrado.fin)
    return hallado.end() if hallado else nombrado.fin


def _sin_entrada(dicho: str) -> str:
    inicio = hallado.end() if (hallado := _DICHO_DE_MAS.match(plano(dicho))) else 0
    return sin_cola(dicho[inicio:]) or sin_cola(dicho)


def _sin_aviso(dicho: str) -> str:
    """Lo que se suma a un texto, con su artículo: de «decir lo de los relaves», «los relaves»."""
    return sin_cola(
        re.sub(r"^[\s,:;]*(?:(?:que|q|lo de|eso de|decir|mencionar|poner|tambi[eé]n|tb)\b[\s,:]*)*", "", dicho)
    )


def _sin_entrega(dicho: str) -> str:
    """«Jaén a la», «San Marcos al»: lo dicho antes de nombrar el campo, sin la preposición."""
    return re.sub(r"\s+(?:a|al|en|de|del)(?:\s+(?:el|la|los|las|lo de|parte de))?\s*$", "", dicho, flags=re.IGNORECASE)


def _con_otro_elemento(tenido: Tenido, llave: Llave, dichos: list[str]) -> LecturaDeCambio | None:
    pregunta = tenido.pregunta(llave)
    for dicho in dichos:
        lectura = leer(pregunta, re.sub(r"^(?:de|un|una|otro|otra)\s+(?=\w)", "", dicho), tenido.entorno)
        if isinstance(lectura, Valido):
            lista = elementos(tenido.valor(llave))
            nueva = agregar(pregunta, lista, elementos(lectura.valor))
            if len(nueva) > len(lista):
                nombres = ", ".join(nombre_de(pregunta, uno) for uno in nueva[len(lista) :])
                return Cambio(Que.AGREGA, llave, [*nueva], ahora=nombres)
    return SinValor(llave)


def _con_mas_detalle(tenido: Tenido, llave: Llave, parte: str, dicho: str) -> LecturaDeCambio | None:
    pregunta, tenia = tenido.pregunta(llave), tenido.valor(llave)
    partes = {**tenia} if isinstance(tenia, dict) else dict[str, Valor]()
    campo = next((c for c in pregunta.campos if c.clave == parte and c.tipo == "texto"), None)
    campo = campo or next((c for c in pregunta.campos if c.clave == "detalle"), None)
    if campo is None or len(dicho) < 3:
        return SinValor(llave)
    previo = partes.get(campo.clave)
    junto = f"{str(previo).rstrip(' .')}; {dicho}" if previo else f"{dicho[:1].upper()}{dicho[1:]}"
    return Cambio(Que.AGREGA, llave, {**partes, campo.clave: junto}, ahora=dicho)
