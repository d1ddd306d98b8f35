"""«El título es otro», «no son 500, son 620», «Cáritas es ENIEX», «cambia el 3 por…», «me equivoqué, son 300»."""

import re

from bot.entrevista.comprension.cambios.actores import de_otro_tipo, llave_de_actores, mencionados, renombrar
from bot.entrevista.comprension.cambios.del_actor import leer_del_actor
from bot.entrevista.comprension.cambios.lo_anotado.campos import Nombrado, nombrados
from bot.entrevista.comprension.cambios.lo_anotado.cosas import por_numero
from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    LecturaDeCambio,
    Posibles,
    Que,
    SinValor,
    Tenido,
)
from bot.entrevista.comprension.cambios.nuevo import con_lo_nuevo, leida_entre
from bot.entrevista.comprension.cambios.senales import (
    CAMBIAR,
    CONTADO,
    CONTADO_ANTES,
    YERRO,
    es_un_pedido,
    sin_cola,
    sin_negar,
    tras_un_conector,
    va_al_comienzo,
)
from bot.entrevista.eventos import Llave
from bot.entrevista.valores.cifras.numeros import leer_numeros
from bot.entrevista.valores.lectura import Explicacion
from bot.entrevista.valores.tipos import TIPOS, leer, mostrar
from conocimiento.expresiones import diferida
from conocimiento.palabras import UN_MES_CON_ERRATAS, plano

_DE_DATO = frozenset({"monto", "plazo", "ruc", "correo", "ods", "departamentos", "poblacion", "opcion", "clase_actor"})
_VIEJO, _NUEVO = r"(?:[^,.;:\n]|[.,](?=\d{3}\b))", r"(?:[^,;\n]|,(?=\d{3}\b))"
"""La coma de «1,200» no acaba nada: cortar ahí dejaba la población en «1»."""
_NO_ES = diferida(
    rf"\bno\s{{1,2}}(?:es|era|son|eran|va|seria|fueron|somos)\s{{1,2}}(?P<viejo>{_VIEJO}{{1,80}}?)\s{{0,2}}(?:[,.;:]|\bsino\b|\by\b"
    r"|\s-)*\s{0,2}(?:\bsino\b|\bes\b|\bera\b|\bson\b|\beran\b|\bsomos\b|\bseria\b"
    rf"|\bmas bien\b)\s{{0,2}}(?P<nuevo>{_NUEVO}{{1,120}})"
    rf"|\b(?:puse|dije|di|anote|escribi|indique|consigne)\s{{1,2}}(?P<viejo2>{_VIEJO}{{1,60}}?)\s{{0,2}},?\s{{0,2}}(?:y|pero"
    rf"|cuando)\s{{1,2}}(?:en realidad\s{{1,2}})?(?:es|era|son|eran|fueron)\s{{1,2}}(?P<nuevo2>{_NUEVO}{{1,80}})"
    rf"|\bdonde\s(?:dice|decia|puse|puso|dije|va)\s(?P<viejo3>{_VIEJO}{{1,80}}?)\s{{0,2}},?\s{{0,2}}(?:deb\w+|tiene que"
    r"|deberia|va|es|pon\w*)\s{1,2}"
    rf"(?:decir|ir|ser|poner|a\s)?\s{{0,2}}(?P<nuevo3>{_NUEVO}{{1,80}})"
    rf"|\b(?:pon\w*|quiero|que sea|cambi\w+|va)\s{{1,2}}(?:a\s{{1,2}})?(?P<nuevo5>{_NUEVO}{{1,80}}?)\s{{1,2}}en (?:vez"
    rf"|lugar) de\s{{1,2}}(?P<viejo5>{_VIEJO}{{1,80}})"
    r"|\bno\s{1,2}(?:empieza|empezamos|empezaria|inicia|arranca|dura|duraria"
    rf"|cuesta)\s{{1,2}}(?P<viejo6>{_VIEJO}{{1,40}}?)\s{{0,2}}(?:[,;]|\bsino\b)\s{{0,2}}"
    rf"(?:empieza|empezamos|empezaria|inicia|arranca|dura|duraria|cuesta|es|son)?\s{{0,2}}(?P<nuevo6>{_NUEVO}{{1,60}})"
    rf"|\ben (?:vez|lugar|reemplazo) de\s(?P<viejo4>{_VIEJO}{{1,80}}?)\s{{0,2}},?\s{{0,2}}(?:pon\w*|va|es|son|sea"
    r"|que sea|entra|quiero|debe ser)\s{1,2}"
    rf"(?:a\s{{1,2}})?(?P<nuevo4>{_NUEVO}{{1,80}})"
)
_LO_DICE_EL_NOMBRE = diferida(r"^renombr|\bse llam\w+$")
_SE_LLAMA_ASI = diferida(r"\s*(?:(?:ahora|en realidad|ya)\s+)*se (?:llam|denomin)\w+")
_ES_EL = diferida(r"\b(?:es|son|seria|sera) (?:el|la|mi|nuestro|nuestra) (?:nuevo |correcto |verdadero )?$")
_DEJA_DE_SER = diferida(r"\bya no (?:es|va a ser|sera|va como)\s+(?:el|la|mi|nuestro|nuestra)?\s*$")
_CORRIGE = diferida(
    r"^\W*son\b|^\W*(?:ya )?(?:somos|son) (?:mas|menos)\b|^\W*(?:\w+\W+){0,5}?(?:me (?:equivo\w+|corrijo"
    r"|confundi)|corrijo|fe de erratas|no (?:son|eran|es"
    r"|era)|puse mal|rectifico|en realidad|perdon|error|disculp\w+)\b"
)
_QUIEN_FIRMA = diferida(r"\s(?:la|el|los|las) (?:que|q) .*$")
PALABRAS_DE_UNA_CORRECCION = 12
UNIDADES_DE_DATO = {
    "monto": diferida(r"\b(?:soles|dolares|euros|mil|millon(?:es)?|lucas)\b|s/|us\$|\$|€"),
    "plazo": diferida(r"\b(?:mes(?:es)?|anos?|semestres?)\b"),
    "poblacion": diferida(
        r"\b(?:familias?|fam|personas?|benefici\w+|hogares|ninos|ninas|mujeres|jovenes|productores|alumnos|habitantes"
        r"|pobladores|socios)\b"
    ),
}


def leer_cambiar(tenido: Tenido, texto: str, *, suelto: bool) -> LecturaDeCambio | None:
    """Lo que se cambia por otra cosa. `suelto`, como al quitar."""
    liso = plano(texto)
    return (
        (_por_numero(tenido, texto) if tenido.renglones or suelto else None)
        or leer_del_actor(tenido, texto, suelto=suelto)
        or _del_campo_o_del_actor(tenido, texto, suelto=suelto)
        or (_no_es_sino(tenido, texto) if YERRO.search(liso) or _NO_ES.search(liso) else None)
        or (_por_su_forma(tenido, texto) if YERRO.search(liso) or CAMBIAR.search(liso) or suelto else None)
    )


def _del_campo_o_del_actor(tenido: Tenido, texto: str, *, suelto: bool) -> LecturaDeCambio | None:
    """Lo que se le cambia a un dato; «no es la Municipalidad Provincial, es la Distrital», al actor y no al lugar."""
    leida = _del_campo(tenido, texto, suelto=suelto)
    del_lugar = isinstance(leida, Cambio) and tenido.pregunta(leida.llave).tipo == "departamentos"
    if suelto and (isinstance(leida, SinValor) or del_lugar):
        otra = _no_es_sino(tenido, texto)
        return otra if isinstance(otra, Cambio) and otra.llave == llave_de_actores(tenido) else leida
    return leida


def _por_numero(tenido: Tenido, texto: str) -> LecturaDeCambio | None:
    """«Cambia el 3 a 600 familias», «el 4 es ENIEX», «la 2 está mal, es Chota»."""
    liso = plano(texto)
    comienzo = re.match(
        r"\s*(?:(?:no|en|ah|y|corrij?[eog]\w*|cambi\w+|el|la|de|del|lo|linea|numero|pon\w*|renombra)\s+)*(?:#"
        r"|n[°º]\s*)?\d{1,2}\b",
        liso,
    )
    senalados = por_numero(tenido, liso[: comienzo.end()]) if comienzo else []
    if not senalados or comienzo is None:
        return None
    uno = senalados[0]
    if uno.lugar < 0:
        return con_lo_nuevo(tenido, uno.llave, "", texto, comienzo.end())
    resto = texto[comienzo.end() :]
    for dicho in (sin_cola(parte) for parte in (*reversed(tras_un_conector(sin_negar(resto))), resto)):
        if dicho and uno.llave == llave_de_actores(tenido):
            return de_otro_tipo(tenido, uno, dicho) or renombrar(tenido, uno, dicho)
    return None


# --- De un dato nombrado --------------------------------------------------------------------------


def _del_campo(tenido: Tenido, texto: str, *, suelto: bool) -> LecturaDeCambio | None:
    liso, primera = plano(texto), None
    posibles: list[Cambio] = []
    hallados = nombrados(liso, tenido.entrevista.preguntas)
    for nombrado in hallados:
        if not _se_le_cambia(tenido, liso, nombrado, suelto=suelto):
            continue
        llave: Llave = (nombrado.clave, "")
        leida = _con_lo_suyo(tenido, texto, nombrado, llave)
        ambiguo = sum(otro.inicio == nombrado.inicio for otro in hallados) > 1
        if isinstance(leida, Cambio) and ambiguo:
            posibles.append(leida)
        elif isinstance(leida, Cambio | Posibles):
            return leida
        elif primera is None and _lo_pide(liso, nombrado, suelto=suelto):
            primera = leida or SinValor(llave)
    if posibles:
        return posibles[0] if len(posibles) == 1 else Posibles(tuple(posibles[:3]))
    return primera


def _con_lo_suyo(tenido: Tenido, texto: str, nombrado: Nombrado, llave: Llave) -> LecturaDeCambio | None:
    """Lo nuevo de ese dato: «no es X, es Y» dentro de él, o lo que se dice después o, si no, en todo el texto."""
    dentro = _no_es_sino(tenido, texto, llave) if not nombrado.parte else None
    if isinstance(dentro, Cambio):
        return dentro
    leida = con_lo_nuevo(tenido, llave, nombrado.parte, texto, nombrado.fin)
    if isinstance(leida, Cambio | Posibles) or nombrado.inicio == 0:
        return leida
    return con_lo_nuevo(tenido, llave, nombrado.parte, texto[: nombrado.inicio] + texto[nombrado.fin :], 0) or leida


def _se_le_cambia(tenido: Tenido, liso: str, nombrado: Nombrado, *, suelto: bool) -> bool:
    """El dato es lo que se cambia: va tras el verbo, o al comienzo con algo que lo corrige detrás."""
    pregunta = tenido.entrevista.pregunta(nombrado.clave)
    if pregunta.repite_por or TIPOS[pregunta.tipo].es_lista:
        return False
    llave: Llave = (nombrado.clave, "")
    if llave == tenido.delante and tenido.valor(llave) is None:
        return False
    if all(paso.llave != llave for paso in tenido.pasos):
        return False
    dicho = liso[nombrado.inicio : nombrado.fin]
    if _lo_pide(liso, nombrado, suelto=suelto) or _LO_DICE_EL_NOMBRE.search(dicho):
        return True
    if _DEJA_DE_SER.search(liso[: nombrado.inicio]):
        return True
    if (
        pregunta.tipo in _DE_DATO
        and _ES_EL.search(liso[: nombrado.inicio])
        and (suelto or YERRO.search(liso) or "correct" in liso)
    ):
        return True
    despues = liso[nombrado.fin :]
    if (
        pregunta.tipo in _DE_DATO
        and CONTADO_ANTES.search(liso[: nombrado.inicio])
        and re.match(r"\s*(?:a|en) ", despues)
    ):
        return True
    if not va_al_comienzo(liso[: nombrado.inicio]):
        return False
    if YERRO.search(despues) or _SE_LLAMA_ASI.match(despues):
        return True
    if CONTADO.match(despues.strip(" ,")):
        return True
    for senal in CAMBIAR.finditer(liso, nombrado.fin):
        if es_un_pedido(liso, senal) or len(liso[nombrado.fin : senal.start()].split()) <= 2:
            return True
    if (
        re.match(r"\s*(?:nuev[oa]|correct[oa]|final|definitiv[oa])?\s*[:=]", despues)
        and len(liso[: nombrado.inicio].split()) <= 2
    ):
        return True
    es_de_dato = pregunta.tipo in _DE_DATO or bool(nombrado.parte)
    return (suelto or es_de_dato) and re.match(
        r"\s*(?:nuev[oa]|correct[oa]|real|buen[oa]|final|de \w+)?\s*(?::|=|es\b|son\b|de\b.{0,30}\bes\b|seri?a"
        r"|(?:en |a |unos )?(?:\d|mes\b|enero|febrero|marzo|abril"
        r"|mayo|junio|julio|agosto"
        r"|se[pt]+iembre|octubre|noviembre|diciembre).*\b(?:no|ya no)\b)",
        despues,
    ) is not None


def _lo_pide(liso: str, nombrado: Nombrado, *, suelto: bool) -> bool:
    """«Cambia el título…», «me equivoqué en el costo»: el verbo, pocas palabras y el dato."""
    for senal in (*CAMBIAR.finditer(liso, 0, nombrado.inicio), *YERRO.finditer(liso, 0, nombrado.inicio)):
        entre = liso[senal.end() : nombrado.inicio]
        if len(entre.split()) <= 4 and not re.search(r"[.;\n]", entre):
            es_yerro = YERRO.fullmatch(senal.group()) is not None
            seguido = (
                entre.strip() in ("", "el", "la", "mi")
                and re.match(r"\s*(?::|=|a\b|por(?! fav)\b)", liso[nombrado.fin :]) is not None
            )
            if suelto or es_yerro or seguido or es_un_pedido(liso, senal):
                return True
    return False


# --- Sin nombrar el dato --------------------------------------------------------------------------


def _no_es_sino(tenido: Tenido, texto: str, solo: Llave | None = None) -> LecturaDeCambio | None:
    """«No es Calca, es Urubamba»: se busca lo viejo en lo ya respondido y se pone lo nuevo en su lugar."""
    hallado = _NO_ES.search(plano(texto))
    if hallado is None:
        return None
    cual = next(numero for numero in ("", "2", "3", "4", "5", "6") if hallado.group(f"viejo{numero}"))
    viejo = texto[slice(*hallado.span(f"viejo{cual}"))].strip(" ,.\"'«»")
    nuevo = sin_cola(texto[slice(*hallado.span(f"nuevo{cual}"))])
    viejo = re.sub(r"^(?:el|la|los|las|de|en|con|solo)\s+", "", viejo, flags=re.IGNORECASE)
    nuevo = re.sub(r"^(?:en|con)\s+", "", nuevo)
    if not viejo or not nuevo or plano(viejo) in tenido.unidades:
        return None
    if solo is None and not re.search(r"\d", viejo) and (halladas := mencionados(tenido, viejo)):
        nuevo = _QUIEN_FIRMA.sub("", re.sub(r"^(?:el|la)\s+(?=[A-Z])", "", nuevo))
        return renombrar(tenido, halladas[0].cosa, nuevo)
    nuevo = re.sub(r"^del?\s+(?=[A-ZÁÉÍÓÚÑ])", "", nuevo)  # «no es de Espinar, es de Yauri»
    cambios: list[Cambio] = []
    for paso in tenido.pasos:
        if (solo is not None and paso.llave != solo) or paso.llave not in tenido.borrador.respuestas:
            continue
        de_actor = paso.actor is not None and paso.pregunta.tipo != "matriz"
        if TIPOS[paso.pregunta.tipo].es_lista or de_actor or paso.llave == tenido.delante:
            continue
        leida = _con_el_dato_nuevo(tenido, paso.llave, viejo, nuevo)
        if isinstance(leida, Cambio):
            cambios.append(leida)
    # «500 familias» es ante todo la población, aunque el problema o el objetivo también las nombren.
    de_un_dato = [uno for uno in cambios if tenido.pregunta(uno.llave).tipo in (*UNIDADES_DE_DATO, "departamentos")]
    cambios = de_un_dato or cambios
    if not cambios:
        return None
    return cambios[0] if len(cambios) == 1 else Posibles(tuple(cambios[:3]))


def _con_el_dato_nuevo(tenido: Tenido, llave: Llave, viejo: str, nuevo: str) -> LecturaDeCambio | None:
    pregunta = tenido.pregunta(llave)
    if pregunta.tipo in ("monto", "plazo", "poblacion"):
        del_mes = pregunta.tipo == "plazo" and re.search(UN_MES_CON_ERRATAS, plano(nuevo)) is not None
        if del_mes or (leer_numeros(nuevo) and _dice_lo_mismo(tenido, llave, viejo)):
            return con_lo_nuevo(tenido, llave, "", f"es {nuevo}", 0)
        return None
    nuevo = _con_lo_contado(viejo, nuevo)
    if pregunta.tipo == "matriz":
        return _en_su_linea(tenido, llave, viejo, nuevo)
    if pregunta.tipo not in ("texto", "departamentos"):
        return None
    tenia = mostrar(pregunta, tenido.valor(llave), tenido.entorno.catalogos)
    lugar = re.search(rf"(?<![a-z0-9]){re.escape(plano(viejo))}(?![a-z0-9])", plano(tenia))
    if lugar is None:
        return None
    # «No somos Minera Alta, somos Minera Baja SAC»: del nombre propio se dice el nuevo entero, con su forma legal.
    resto = "" if llave[0] == tenido.entrevista.papeles.proponente else tenia[lugar.end() :]
    return leida_entre(tenido, llave, [tenia[: lugar.start()] + nuevo + resto])


def _con_lo_contado(viejo: str, nuevo: str) -> str:
    """De «10 promotoras» y «12», «12 promotoras»."""
    de_antes = re.fullmatch(r"[\d.,]+(\s+.+)", viejo.strip())
    return f"{nuevo}{de_antes.group(1)}" if de_antes is not None and re.fullmatch(r"[\d.,]+", nuevo) else nuevo


def _en_su_linea(tenido: Tenido, llave: Llave, viejo: str, nuevo: str) -> LecturaDeCambio | None:
    """Lo que le toca a un actor, con lo nuevo en la única línea que decía lo viejo."""
    tenia = tenido.valor(llave)
    if not isinstance(tenia, dict):
        return None
    buscado = re.compile(rf"(?<![a-z0-9]){re.escape(plano(viejo))}(?![a-z0-9])")
    hallados = [
        (clave, dicho, buscado.search(plano(dicho))) for clave, dicho in tenia.items() if isinstance(dicho, str)
    ]
    suyas = [(clave, dicho, lugar) for clave, dicho, lugar in hallados if lugar is not None]
    if len(suyas) != 1:
        return None
    clave, dicho, lugar = suyas[0]
    queda = dicho[: lugar.start()] + nuevo + dicho[lugar.end() :]
    return Cambio(Que.CAMBIA, llave, {**tenia, clave: queda}, dicho, queda)


def _dice_lo_mismo(tenido: Tenido, llave: Llave, viejo: str) -> bool:
    """Lo viejo que se niega es lo que se tenía: el mismo número."""
    tenia = tenido.valor(llave)
    if not isinstance(tenia, dict):
        return False
    numero = TIPOS[tenido.pregunta(llave).tipo].numero(tenia)
    numero = numero if numero is not None else TIPOS["plazo"].numero(tenia)
    return numero is not None and any(numero in uno.lecturas for uno in leer_numeros(viejo))


def _por_su_forma(tenido: Tenido, texto: str) -> LecturaDeCambio | None:
    """Sin nombrar el dato: por su unidad («son 300 familias») o, si no la trae, el último que se respondió."""
    liso, afirmado = plano(texto), plano(sin_negar(texto))
    if not re.search(r"\d|\b(?:dos|tres|seis|diez|doce|veinte|cien|mil|doscient|trescient|quinient)\w*", afirmado):
        return None
    if tenido.delante is not None:
        cabe = leer(tenido.pregunta(tenido.delante), texto, tenido.entorno_de(tenido.delante))
        if tenido.pregunta(tenido.delante).tipo in UNIDADES_DE_DATO and not isinstance(cabe, Explicacion):
            return None
    pedido = any(es_un_pedido(liso, senal) for senal in CAMBIAR.finditer(liso))
    if not (pedido or _CORRIGE.search(liso)) or len(liso.split()) > PALABRAS_DE_UNA_CORRECCION:
        return None
    for paso in tenido.pasos:
        unidad = UNIDADES_DE_DATO.get(paso.pregunta.tipo)
        if unidad is None or paso.llave not in tenido.borrador.respuestas or paso.llave == tenido.delante:
            continue
        if unidad.search(afirmado) and not (paso.pregunta.tipo == "monto" and "familia" in afirmado):
            leida = con_lo_nuevo(tenido, paso.llave, "", texto, 0)
            if isinstance(leida, Cambio | Posibles) and _trae_una_cifra(leida):
                return leida
    ultima = tenido.ultima
    if ultima is not None and ultima != tenido.delante and tenido.pregunta(ultima).tipo in UNIDADES_DE_DATO:
        leida = con_lo_nuevo(tenido, ultima, "", texto, 0)
        return leida if isinstance(leida, Cambio | Posibles) and _trae_una_cifra(leida) else None
    return None


def _trae_una_cifra(leida: Cambio | Posibles) -> bool:
    valor = leida.valor if isinstance(leida, Cambio) else leida.cambios[0].valor
    return not isinstance(valor, dict) or valor.get("cantidad", 0) is not None
