"""Lo último que se mira de un cambio ya leído: que no guarde el pedido, y que se sepa dónde acaba lo nuevo."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.entrevista.comprension.cambios.actores import es_un_tipo, lista_de
from bot.entrevista.comprension.cambios.cambiar import UNIDADES_DE_DATO
from bot.entrevista.comprension.cambios.lo_anotado.campos import nombrados
from bot.entrevista.comprension.cambios.lo_anotado.cosas import actores_de, menciones
from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    LecturaDeCambio,
    PorSenalar,
    Posibles,
    Que,
    Tenido,
)
from bot.entrevista.comprension.cambios.lo_que_sobra import dicho_tras_la_prisa
from bot.entrevista.comprension.cambios.nuevo import LARGO_DE_UNA_ORACION
from bot.entrevista.comprension.cambios.senales import AGREGAR, CAMBIAR, QUITAR, YERRO, es_un_pedido
from bot.entrevista.valores.cifras.fechas import fechas_en
from bot.entrevista.valores.cifras.numeros import leer_numeros
from bot.entrevista.valores.lectura import plegadas
from bot.entrevista.valores.tipos import TIPOS
from conocimiento.expresiones import diferida
from conocimiento.palabras import NUMEROS, VACIAS, palabras, plano, raiz

_PIDE = diferida(
    r"\b(?:aument|agreg|agregu|sum|anad|inclu|pon|pong|cambi|corrig|corrij|anot|quit|borr|saqu?)\w{0,5}l[aeo]s?\b"
    r"|\bte olvidaste\b"
    r"|\b(?:tendria\w?|tiene\w?|deb\w+) (?:que|q)? ?(?:decir|ir|figurar|salir)\b|\bla palabra (?:que|q) quiero\b"
    r"|\ben (?:el|la) (?:objetivo|problema|titulo|nombre|beneficio|indicador|resultado|riesgo)\b"
    r"|\beso (?:quisiera|quiero|aument\w+|pon\w*)\b|\b(?:mejor )?que diga\b"
)
"""Palabras con que se pide, que nadie quiere leer en su propuesta."""
_SIN_VERBO = diferida(r"(?:que|q) (?:el|la|los|las|un|una|sus?) \w+")
"""«Que los niños…»: lo nuevo se cortó antes de decir qué."""
_SIGUE = diferida(r"[,;]\s*(?:por eso|asi|eso|por lo que|o sea|ya (?:que|no)|lo (?:que|q))\b|\w:\s")
_ACABA = diferida(r"[.;!?\n)»\"”]|,\s")
_DICE_LAS_DOS = diferida(
    r"\b(?:cambi|reempla[cz]|sustitu|corrij|corrig)\w* .{1,120} (?:por|con)\b(?! fav)|[«\"“].{2,}[»\"”]|->|→"
)
"""«Cambia X por Y», o lo nuevo entre comillas: se dice dónde empieza y dónde acaba."""
_CONTRASTA = diferida(r"\bno (?:es|son|era|eran) [^.]{2,80}?(?:, (?:es|son|ahora)|,? sino)\b")
"""«No es X, es Y»: se dice qué deja de ser."""
_DE_CIFRA = frozenset("mil millon millones un una uno s soles".split())
_DE_CORTESIA = frozenset("favor porfa xfa gracias pues pe pls nomas joven porfavor mejor ahora ya".split())
_NADA = diferida(
    r"(?:(?:eso|esto|esa|ese|aquello|lo mismo|asi|le|lo|la|les|se|ahi|alli|todo|tambien|q|que|y)\b\W{0,3}){1,4}"
)
_DICE_QUE_FALTA = diferida(r"(?:le|les|nos|me|se le) (?:falt|sobr)\w+|est[aá] (?:mal|errad|vaci|incomplet)\w*")
_PIDE_QUE = diferida(r"(?:que|q) (?:sea|se llame|diga|quede)\b")
_TRAS_UN_LUGAR = diferida(
    r"\b(?!(?:qued|dej|pon|pong|camb|baj|sub|esta|van?|seria|es|son|consist|falt)\w*\s)\w{3,20} en $"
)
_DE_SU_ACTOR = diferida(r"(?:d|de|del) (?:(?:la|el) )?$")
_ACABA_EN = diferida(r",\s(?:la|el|los|las)\s$")
_HASTA_EL_COMIENZO = diferida(
    r"\b(?:venc|termin|culmin|acab|conclu|cierr|finaliz|entreg|logr)\w* (?:\w+ )?(?:en|el|a)\s$"
)
LETRAS_DE_ALGO = 2
PALABRAS_QUE_SOBRAN, DESDE_MILES, MIL = 2, 10_000, 1000
PALABRAS_DE_UNA_VEZ = 14
"""Las de un mensaje hasta las que lo nuevo, si son palabras, se escribe sin esperar un toque."""
CASI_TODO = 0.6
"""Parte de un mensaje largo que, si es lo nuevo («el objetivo es que…»), no deja duda de dónde empieza y acaba."""


_FICHA = rf"(?:\d[\d.,]{{0,12}}|{'|'.join(NUMEROS)})"
_PARTITIVO = diferida(
    rf"\b{_FICHA} (?:\w+ )?(?:de|d|entre) (?:cada|(?:tod[oa]s )?(?:l[oa]s|est[oa]s|es[oa]s|nuestr[oa]s|sus)) {_FICHA}\b"
    rf"|\b(?:de|d) (?:tod[oa]s )?(?:l[oa]s|est[oa]s|es[oa]s|nuestr[oa]s|sus) {_FICHA} \w+,? "
    rf"(?:(?:solo|ya|hay|son|nomas) )?{_FICHA}\b"
)
"""«5 de las 8 comunidades», «de las 8, 3»: cuenta algo de las que hay, y siguen siendo 8."""
_SE_ANOTA = ("anot", "apunt", "registr", "consider")
_DE_DINERO = diferida(r"(?:s/\.?|us\$|\$|€)\s?$")
_QUEDA_EN = diferida(
    r"\b(?:es|son|sea|sean|seran?|somos|a|no|sino|de|deb\w{1,3} (?:ser|decir))\s(?:solo |unas? |unos )?$|[:=]\s?$"
)
_CORRIGE_LA_CIFRA = diferida(rf"\b(?:no|ya no|sino|en vez de|en lugar de)(?: (?:son|es|eran|de|l[oa]s))? {_FICHA}\b")


def repasar(tenido: Tenido, texto: str, leida: LecturaDeCambio | None) -> LecturaDeCambio | None:
    """Lo leído, sin lo que guardaría un pedido; lo que puede estar mal cortado espera un toque."""
    match leida:
        case Cambio():
            leida = _en_miles(tenido, leida)
            if not se_puede_ofrecer(tenido, texto, leida):
                return PorSenalar((leida.llave,))
            dudoso = (
                dicho_tras_la_prisa(texto, _lo_nuevo(leida))
                or _nombra_otra(tenido, texto, leida)
                or _es_dudoso(tenido, texto, leida)
            )
            return Posibles((leida,)) if not leida.junto and dudoso else leida
        case Posibles(cambios):
            cambios = tuple(_en_miles(tenido, uno) for uno in cambios)
            quedan = tuple(uno for uno in cambios if se_puede_ofrecer(tenido, texto, uno))
            return Posibles(quedan) if quedan else PorSenalar(_llaves(cambios))
        case _:
            return leida


def _llaves(cambios: Sequence[Cambio]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(uno.llave for uno in cambios))


def _es_una_clase(tenido: Tenido, dicho: str) -> bool:
    genericas = plegadas(tenido.entorno.catalogos.organizaciones.genericas)
    return es_un_tipo(tenido, dicho) or plano(dicho) in genericas


def _lo_nuevo(cambio: Cambio) -> str:
    """Lo que se escribiría; vacío si no son palabras."""
    if cambio.que in (Que.QUITA, Que.JUNTA):
        return ""
    return cambio.ahora or (cambio.valor if isinstance(cambio.valor, str) else "")


def _en_miles(tenido: Tenido, cambio: Cambio) -> Cambio:
    """«El perfil dice setecientos diez», de S/ 600,000: setecientos diez mil."""
    tenia, valor = tenido.valor(cambio.llave), cambio.valor
    if tenido.pregunta(cambio.llave).tipo != "monto" or not isinstance(tenia, dict) or not isinstance(valor, dict):
        return cambio
    antes, ahora = Decimal(str(tenia.get("monto"))), Decimal(str(valor.get("monto")))
    if antes < DESDE_MILES or ahora >= MIL:
        return cambio
    return replace(cambio, valor={**valor, "monto": str(ahora * MIL)})


def se_puede_ofrecer(tenido: Tenido, texto: str, cambio: Cambio) -> bool:
    """Se puede guardar, y es de esa respuesta y de nadie más."""
    tipo, liso = tenido.pregunta(cambio.llave).tipo, plano(texto)
    if _cuenta_algo_mas(tenido, texto, cambio):
        return False
    if tipo in ("monto", "poblacion"):
        return se_puede_guardar(tenido, cambio) and _es_de_esa_respuesta(tenido, liso, cambio)
    es_de_otra_cosa = (tipo == "plazo" and _es_el_fin(tenido, texto, cambio)) or (
        tipo == "matriz"
        and (
            _esta_a_medias(tenido, liso, cambio)
            or es_un_tipo(tenido, _lo_nuevo(cambio) or "-")
            or _dice_algo_de_otro(tenido, cambio)
        )
    )
    return se_puede_guardar(tenido, cambio) and not es_de_otra_cosa


def _es_el_fin(tenido: Tenido, texto: str, cambio: Cambio) -> bool:
    """«El resultado vence en junio de 2028»: no es cuándo empieza."""
    tenia, valor, liso = tenido.valor(cambio.llave), cambio.valor, plano(texto)
    if not isinstance(tenia, dict) or not isinstance(valor, dict) or valor.get("inicio") == tenia.get("inicio"):
        return False
    return any(
        _HASTA_EL_COMIENZO.search(liso[: una.inicio]) and valor.get("inicio") in una.lecturas
        for una in fechas_en(texto, tenido.entorno.hoy)
    )


def _esta_a_medias(tenido: Tenido, liso: str, cambio: Cambio) -> bool:
    """De «una oficina en Yauri», «Yauri»; o «de Caritas, pero también…»: lo nuevo empieza en otro sitio."""
    nuevo, antes = plano(_lo_nuevo(cambio)), plano(_lo_de_antes(tenido, cambio))
    sumado = nuevo.removeprefix(antes).strip(" ,.")
    lugar = liso.find(sumado) if sumado else -1
    if lugar > 0 and cambio.ahora and _TRAS_UN_LUGAR.search(liso[:lugar]):
        return True
    halladas = menciones(sumado, actores_de(tenido), tenido.entorno.catalogos)
    return any(
        _DE_SU_ACTOR.fullmatch(sumado[: una.inicio])
        or (_ACABA_EN.search(sumado[: una.inicio]) and una.fin == len(sumado))
        for una in halladas
    )


def _cuenta_algo_mas(tenido: Tenido, texto: str, cambio: Cambio) -> bool:
    """«Hay arsénico en 5 de las 8 comunidades, mételo ahí»: la cifra es de un hecho que se agrega, y no otra cifra."""
    liso = plano(texto)
    pide_cambiar = any(not senal.group().startswith(("pon", "coloc", "coloq")) for senal in CAMBIAR.finditer(liso))
    if cambio.que is not Que.CAMBIA or _CORRIGE_LA_CIFRA.search(liso) or pide_cambiar:
        return False
    lugar = _donde_esta_la_cifra(tenido, texto, cambio)
    if lugar < 0:
        return False
    antes = _DE_DINERO.sub("", liso[:lugar])
    partitivo = any(uno.start() <= lugar < uno.end() for uno in _PARTITIVO.finditer(liso))
    se_agrega = any(
        es_un_pedido(liso, senal) and not senal.group().startswith(_SE_ANOTA) for senal in AGREGAR.finditer(liso)
    )
    return (partitivo or (se_agrega and YERRO.search(liso) is None)) and _QUEDA_EN.search(antes) is None


def _donde_esta_la_cifra(tenido: Tenido, texto: str, cambio: Cambio) -> int:
    """Dónde se escribió la cifra nueva, si el cambio es poner esa en lugar de otra; -1 si cambia más o no se sabe."""
    tipo, tenia = tenido.pregunta(cambio.llave).tipo, tenido.valor(cambio.llave)
    if tipo in ("monto", "poblacion", "plazo"):
        nueva = TIPOS[tipo].numero(cambio.valor) if isinstance(cambio.valor, dict) else None
        vieja = TIPOS[tipo].numero(tenia) if isinstance(tenia, dict) else None
        nuevas = {nueva} - {vieja, None}
    else:
        antes, ahora = _lo_de_antes(tenido, cambio), _lo_nuevo(cambio)
        if not _solo_cambia_la_cifra(plano(antes), plano(ahora)):
            return -1
        de_antes = {valor for uno in leer_numeros(antes) for valor in uno.lecturas}
        nuevas = {valor for uno in leer_numeros(ahora) for valor in uno.lecturas} - de_antes
    return next((uno.inicio for uno in leer_numeros(texto) if not nuevas.isdisjoint(uno.lecturas)), -1)


def _dice_algo_de_otro(tenido: Tenido, cambio: Cambio) -> bool:
    """«Capacite, y Cáritas que opere»: lo nuevo de un actor habla de otro del que no se hablaba."""
    otros = [una for una in actores_de(tenido) if str(lista_de(tenido)[una.lugar].get("id")) != cambio.llave[1]]
    catalogos = tenido.entorno.catalogos
    dichos = {una.cosa for una in menciones(plano(_lo_nuevo(cambio)), tuple(otros), catalogos)}
    return not dichos <= {una.cosa for una in menciones(plano(cambio.cual), tuple(otros), catalogos)}


def se_puede_guardar(tenido: Tenido, cambio: Cambio) -> bool:
    """Lo nuevo no lleva dentro lo que se pide, ni se cortó antes de decir qué."""
    tenia, valor = tenido.valor(cambio.llave), cambio.valor
    if tenido.pregunta(cambio.llave).tipo == "poblacion" and isinstance(valor, dict) and isinstance(tenia, dict):
        return valor.get("cantidad") is not None or tenia.get("cantidad") is None
    if cambio.que is Que.CAMBIA and isinstance(valor, str) and QUITAR.match(plano(valor)):
        return False  # «Sáquele eso de que la pesca bajó»
    if cambio.llave[0] == tenido.entrevista.papeles.proponente and _es_una_clase(tenido, str(valor)):
        return False  # «mi organización es asociación»: dice de qué tipo es
    nuevo, antes = plano(_lo_nuevo(cambio)), plano(f"{cambio.cual} {tenia if isinstance(tenia, str) else ''}")
    if nuevo and ((nuevo.isalpha() and len(nuevo) < LETRAS_DE_ALGO) or _NADA.fullmatch(nuevo)):
        return False  # «métele eso», «agrégale»: falta decir qué
    if _DICE_QUE_FALTA.match(nuevo) or (cambio.llave[0] == tenido.entrevista.papeles.titulo and _PIDE_QUE.match(nuevo)):
        return False
    pide = any(pedido.group() not in antes for pedido in _PIDE.finditer(nuevo))
    return not pide and _SIN_VERBO.fullmatch(nuevo) is None


def _es_dudoso(tenido: Tenido, texto: str, cambio: Cambio) -> bool:
    """No se sabe dónde acaba lo nuevo, si cabe en lo que queda de antes o si la cifra es de esa respuesta."""
    tipo, liso = tenido.pregunta(cambio.llave).tipo, plano(texto)
    if tipo == "departamentos":
        es_claro = AGREGAR.search(liso) is not None or _DICE_LAS_DOS.search(liso) is not None
        return isinstance(cambio.valor, dict) and bool(cambio.valor.get("texto")) and not es_claro
    if tipo not in ("texto", "matriz", "lista", "actores"):
        return False
    antes, nuevo = plano(_lo_de_antes(tenido, cambio)), plano(_lo_nuevo(cambio)).strip(" .")
    sumado = nuevo.removeprefix(antes).strip(" ,.") if antes and tipo != "actores" else nuevo
    if not sumado or _solo_cambia_la_cifra(antes, nuevo) or _DICE_LAS_DOS.search(liso):
        return False
    dichas, nuevas = len(liso.split()), len(sumado.split())
    largo = dichas > PALABRAS_DE_UNA_VEZ and nuevas < CASI_TODO * dichas and _CONTRASTA.search(liso) is None
    if "?" in texto or (largo and nuevas > 1):
        return True  # en lo largo se cuenta también el porqué, y qué es lo nuevo lo sabe quien escribe
    if tipo == "actores":
        return "," in sumado and not nuevo.startswith(f"{plano(cambio.cual)}:")
    de_oraciones = (tenido.pregunta(cambio.llave).minimo or 0) >= LARGO_DE_UNA_ORACION
    if _SIGUE.search(sumado) or (de_oraciones and cambio.que is Que.AGREGA and len(sumado.split()) == 1):
        return True
    lugar = liso.find(sumado)
    if lugar < 0:  # lo escribió su validador, o queda algo de lo de antes
        queda = tipo in ("texto", "matriz") and not frozenset(palabras(nuevo)).isdisjoint(palabras(antes))
        es_un_nombre = cambio.llave[0] == tenido.entrevista.papeles.proponente
        return queda and (tipo == "matriz" or es_un_nombre or not _se_nombra(tenido, liso, cambio))
    resto = liso[lugar + len(sumado) :]
    fin = _ACABA.search(resto)
    sobran = [
        una
        for una in (resto[: fin.start()] if fin is not None else resto).split()
        if una not in VACIAS and una not in _DE_CORTESIA
    ]
    return len(sobran) >= PALABRAS_QUE_SOBRAN


def _lo_de_antes(tenido: Tenido, cambio: Cambio) -> str:
    """Lo que decía la parte que cambia; vacío si estaba pendiente."""
    if cambio.cual:
        return cambio.cual.partition(": ")[2]
    tenia = tenido.valor(cambio.llave)
    return tenia if isinstance(tenia, str) else ""


def _solo_cambia_la_cifra(antes: str, ahora: str) -> bool:
    """«Tres técnicos», de «dos técnicos»: todo lo demás queda igual."""
    return bool(antes) and _sin_cifras(antes) == _sin_cifras(ahora)


def _sin_cifras(dicho: str) -> list[str]:
    return [raiz(una) for una in palabras(dicho) if not una.isdigit() and una not in NUMEROS and una not in _DE_CIFRA]


def _es_de_esa_respuesta(tenido: Tenido, liso: str, cambio: Cambio) -> bool:
    """Se dice su unidad, su nombre o cuánto era."""
    pregunta, tenia = tenido.pregunta(cambio.llave), tenido.valor(cambio.llave)
    cuantos = TIPOS[pregunta.tipo].numero(tenia) if isinstance(tenia, dict) else None
    dice_la_de_antes = cuantos is not None and any(
        cuantos in uno.lecturas or cuantos in [1000 * lectura for lectura in uno.lecturas] for uno in leer_numeros(liso)
    )
    return dice_la_de_antes or _se_nombra(tenido, liso, cambio) or _dice_su_unidad(pregunta.tipo, liso)


def _nombra_otra(tenido: Tenido, texto: str, cambio: Cambio) -> bool:
    """«En el objetivo… que diga a junio»: lo que se nombra es otra respuesta que la que cambiaría.

    Solo en las listas, de las que se cambia una parte que se llama igual en todas («la fecha», «la meta»).
    """
    if tenido.pregunta(cambio.llave).tipo != "lista":
        return False
    nombradas = {uno.clave for uno in nombrados(plano(texto), tenido.entrevista.preguntas)}
    return bool(nombradas) and cambio.llave[0] not in nombradas


def _se_nombra(tenido: Tenido, liso: str, cambio: Cambio) -> bool:
    return any(uno.clave == cambio.llave[0] for uno in nombrados(liso, tenido.entrevista.preguntas))


def _dice_su_unidad(tipo: str, liso: str) -> bool:
    """«Mil» a secas no es dinero."""
    return UNIDADES_DE_DATO[tipo].search(re.sub(r"\bmil\b", " ", liso)) is not None
