"""Lo que le toca a un actor que se nombra: cómo queda una parte, qué se le suma, qué se le quita, cómo se llama."""

import re
from collections.abc import Iterator

from bot.entrevista.comprension.cambios.actores import identificador_de, mencionados, renombrar
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, Tenido
from bot.entrevista.comprension.cambios.por_evidencia.apuntar import POR_OTRO_NOMBRE, actores_nombrados, apuntadas
from bot.entrevista.comprension.cambios.por_evidencia.en_su_sitio import con, dice_algo_nuevo, repite, sin_ello
from bot.entrevista.comprension.cambios.por_evidencia.hojas import Hoja, con_dicho, hojas
from bot.entrevista.comprension.cambios.por_evidencia.lo_dicho import oraciones
from bot.entrevista.comprension.cambios.senales import QUITAR, TAMBIEN, sin_cola
from bot.entrevista.pasos import PROPONENTE
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano, raices_con_sentido

_QUEDA = diferida(
    r"\s{0,2},?\s{0,2}(?:(?:cambi|corr[ei][gj]|pon|consign|anot)\w{0,8}l[aeo]s?\s{0,2}[:,]|(?:que )?(?:es|son"
    r"|sea|seria|debe ser"
    r"|que diga|diga)\s(?:que (?=\w+r\b))?|[:=])\s{0,2}(?!(?:muy|tan|bien|mal|no|lo mismo|igual|eso|esa|ese|asi"
    r"|un error)\b)"
)
_FIN = diferida(
    r"\s{0,2}[,;]?\s(?:(?:y )?no (?:solo|solamente|nomas)|(?:ademas|aparte|fuera|encima) del?|por eso"
    r"|pues (?:el|la|los|las|ya|es|ahi)|porque|xq"
    r"|pq|ya que|asi que"
    r"|eso (?:nomas|tiene|va|pon\w*)|no se (?:ha de|vaya)|me (?:avisa|confirma)|gracias|porfa|por favor)\b.{0,300}$"
    r"|[.;!\n].{0,300}$",
    re.DOTALL,
)
_TAMBIEN = diferida(
    rf"\b(?:{TAMBIEN})(?: (?:falta|ponle|pon|pongale|ponga|hay|va|van|pone|ponen|ponemos|da|dan|damos|aporta"
    rf"|aportan|aportamos"
    r"|lo de|esta poniendo|estan poniendo|gana|ganan))?\s(?=\w)"
)
_APARTE_DE = diferida(
    r"\b(?:ademas|aparte|fuera|encima) (?:de )?(?:del|de la|de los|de las|de|la|los|las|el)\s(?P<viejo>[\w ]{3,40}?)"
    rf"(?:,|\s(?:{TAMBIEN})|(?=\s(?:pone|ponen|da|dan|aporta|aportan|va|van|hay|ponemos|damos|aportamos)\b)|\s?[.;!]|$)"
)
_NO_SOLO = diferida(
    r"\bno (?:solo|solamente|nomas)\s(?:(?:de|del|la|el|los|las|con|pone|da"
    r"|aporta)\s){0,2}(?P<viejo>[\w ]{3,40}?)(?=[,.;]|$)"
)
_PONE = diferida(r"\b(?:pone|ponen|da|dan|aporta|aportan|va|van|hay|ponemos|damos|aportamos)\s(?=\w)")
_AL_APORTE_DE = diferida(
    r"\b(?:sum|agreg|aument|anad|inclu|met)\w{0,4}(?:le|les)\s(?:tambien )?(?:al|a la|a los|a)\s\w+ (?:de|del"
    r"|d)\s(?:(?:la|el|los)\s)?$"
)
_ESO = diferida(r"eso\b")
_LA_PLATA = diferida(r"\b(?:plata|dinero|monto|efectivo)\b")
_DINERO = diferida(r"\b(?:soles|dolares|mil|millon)\b|s/")
_LO_QUE_MUEVE = diferida(
    r"\b(?:lo|la) (?:que|q) (?:(?:a )?(?:les|nos|le|los|la|lo|me) )?(?:motiva|mueve|anima|impulsa"
    r"|interesa)(?: a (?:(?:la|el|los|las) )?"
    r"\w+)?(?: \w+)? es\s(?:que )?"
)
_NO_ESTA_PUESTA = diferida(
    r"\b(?:no (?:lo |la )?(?:han|has|esta|hemos) (?:puesto|puesta|llenado)|no (?:lo |la )?(?:pusieron|pusiste"
    r"|puso|sale|figura)"
    r"|falta(?:ba)?|(?:esta|quedo|sale) (?:vaci[oa]|en blanco|pendiente))\b,?\s{0,2}(?:(?:pues|es que|es|ponga"
    r"|ponle|pon|:|,)\s{0,2}){1,3}"
)
_MOTIVA = diferida(r"\b(?:motiv|muev|anim|impuls)\w*")
_LO_HACE = diferida(
    r"\bno (?:se )?(?P<verbo>[a-z]{4,20}) (?P<que>(?:a )?(?:el|la|los|las|un|una) [a-z ]{3,60}?),? (?:sino (?:que )?)?"
    r"(?P<clitico>l[aeo]s?) (?P<nuevo>[a-z]{4,20})\b"
)
_PONLE = diferida(
    r"\b(?:mejor )?(?:ponle|pongale|ponganle|ponlo como|ponla como|que se llame|llamal[oa]s?|llamenl[oa]s?"
    r"|dejal[oa] como)\s"
)
_COLA_DE_UN_NOMBRE = diferida(r"\s(?:y (?:ya|listo|punto|nada mas)|nomas|porfa|por favor|pues|pe)\b.{0,60}$")
PALABRAS_DE_UNA_PARTE = 25


def como_queda_su_parte(tenido: Tenido, texto: str) -> Cambio | None:
    """«El beneficio de la muni es más recaudación», «la responsabilidad de la JASS cámbiala: organizar…»."""
    liso = plano(texto)
    mencion = next(iter(mencionados(tenido, texto)), None)
    if mencion is None or len({una.cosa for una in mencionados(tenido, texto)}) != 1:
        return None
    queda = _QUEDA.match(liso, mencion.fin)
    for hoja in _las_de(tenido, identificador_de(tenido, mencion)):
        antes = "|".join(re.escape(plano(nombre)) for nombre in (hoja.rotulo, *hoja.nombres) if len(nombre) > 3)
        nombrada = re.search(
            rf"\b(?:el|la|su|los)\s(?:{antes}) (?:de|del|d) (?:(?:la|el|los) )?$", liso[: mencion.inicio]
        )
        if queda is not None and nombrada is not None:
            return _con(tenido, hoja, texto[queda.end() :], suma=False)
    return None


def con_algo_mas(tenido: Tenido, texto: str) -> Cambio | None:
    """Lo que se suma a una parte: «aparte de la mano de obra», «no solo la plata», «pero también que…»."""
    liso = plano(texto)
    hoja = _la_que_se_cita(tenido, liso) or _la_que_se_nombra(tenido, texto)
    if hoja is None or not hoja.dicho:
        return None
    for dicho in _lo_que_se_suma(tenido, texto, liso):
        if (cambio := _con(tenido, hoja, dicho, suma=True)) is not None:
            return cambio
    return None


def _lo_que_se_suma(tenido: Tenido, texto: str, liso: str) -> Iterator[str]:
    for mencion in mencionados(tenido, texto):
        if _AL_APORTE_DE.search(liso[: mencion.inicio]):
            yield texto[mencion.fin :]
    if (aparte := _APARTE_DE.search(liso)) and (pone := _PONE.search(liso, aparte.end())):
        yield texto[pone.end() :]
    for tambien in _TAMBIEN.finditer(liso):
        dicho = texto[tambien.end() :]
        yield _lo_primero(texto) if _ESO.match(plano(dicho)) else dicho


def _lo_primero(texto: str) -> str:
    """De «y el terreno para la caseta donde está, …eso…», «el terreno para la caseta»."""
    primero = re.split(r"[,;.]", texto, maxsplit=1)[0]
    return re.sub(r"^\W*(?:y|ah|pero)\s|\s(?:donde|que|q)\s.*$", "", primero, flags=re.IGNORECASE)


def _la_que_se_cita(tenido: Tenido, liso: str) -> Hoja | None:
    """De quien se nombra, la que dice aquello de lo que se dice «aparte de»."""
    suyos = actores_nombrados(tenido, liso)
    suyos = suyos - {PROPONENTE} or suyos
    citado = _APARTE_DE.search(liso) or _NO_SOLO.search(liso)
    if citado is None or len(suyos) != 1:
        return None
    suyas = _las_de(tenido, next(iter(suyos)))
    if _LA_PLATA.search(citado["viejo"]):
        halladas = [una for una in suyas if _DINERO.search(plano(una.dicho))]
    else:
        halladas = [una for una in suyas if una.dicho and repite(una, citado["viejo"])]
    return halladas[0] if len(halladas) == 1 else None


def _la_que_se_nombra(tenido: Tenido, texto: str) -> Hoja | None:
    """La única parte de un actor que se nombra con él."""
    senaladas = [una for una in apuntadas(tenido, oraciones(texto)) if una.por_actor and una.nombre >= POR_OTRO_NOMBRE]
    mejores = [una for una in senaladas if una.peso == senaladas[0].peso]
    return mejores[0].hoja if len(mejores) == 1 else None


def lo_que_lo_motiva(tenido: Tenido, texto: str) -> Cambio | None:
    """Lo que mueve a un actor del que estaba pendiente: «lo q les mueve es…», «no lo han puesto, pues…»."""
    liso = plano(texto)
    suyos = actores_nombrados(tenido, liso)
    suyos = suyos - {PROPONENTE} or suyos
    if len(suyos) != 1 or _MOTIVA.search(liso) is None:
        return None
    pendientes = [
        una for una in _las_de(tenido, next(iter(suyos))) if not una.dicho and _MOTIVA.search(plano(una.rotulo))
    ]
    for hoja in pendientes:
        if dicho := (_LO_QUE_MUEVE.search(liso) or _NO_ESTA_PUESTA.search(liso)):
            return _con(tenido, hoja, texto[dicho.end() :], suma=False)
    return None


def lo_hace_de_otra_manera(tenido: Tenido, texto: str) -> Cambio | None:
    """«No compramos los equipos, los financiamos»: lo mismo, con otro verbo."""
    liso = plano(texto)
    dicho = _LO_HACE.search(liso)
    if dicho is None:
        return None
    verbo = frozenset(raices_con_sentido(f"{dicho['verbo']} {dicho['que']}"))
    suyas = [
        una for una in hojas(tenido) if una.llave[1] and una.dicho and repite(una, f"{dicho['verbo']} {dicho['que']}")
    ]
    suyos = actores_nombrados(tenido, liso)
    suyas = [una for una in suyas if una.llave[1] in suyos] or suyas
    if len(suyas) != 1 or not verbo:
        return None
    que = re.sub(r"^(?:a )(?=l)", "a ", texto[slice(*dicho.span("que"))])
    return con_dicho(tenido, suyas[0], f"{texto[slice(*dicho.span('nuevo'))]} {que}")


def sin_una_parte(tenido: Tenido, texto: str) -> Cambio | None:
    """«Eso del riesgo que la gente no pague quítelo, nos hace quedar mal a la JASS»."""
    if QUITAR.search(plano(texto)) is None:
        return None
    hoja = _la_que_se_nombra(tenido, texto)
    return sin_ello(tenido, hoja, "") if hoja is not None and hoja.dicho and hoja.llave[1] else None


def con_otro_nombre(tenido: Tenido, texto: str) -> Cambio | None:
    """«Caritas y la pastoral son lo mismo, mejor ponle Pastoral Social Caritas»: el único actor que se nombra."""
    liso = plano(texto)
    cosas = {una.cosa for una in mencionados(tenido, texto)}
    pedido = _PONLE.search(liso)
    if len(cosas) != 1 or pedido is None or not texto[pedido.end() :][:1].isupper():
        return None
    dicho = texto[pedido.end() :]
    cola = _COLA_DE_UN_NOMBRE.search(plano(dicho))
    leida = renombrar(tenido, next(iter(cosas)), sin_cola(dicho[: cola.start()] if cola is not None else dicho))
    return leida if isinstance(leida, Cambio) else None


def _las_de(tenido: Tenido, identificador: str) -> list[Hoja]:
    return [una for una in hojas(tenido) if una.llave[1] == identificador and una.parte]


def _con(tenido: Tenido, hoja: Hoja, dicho: str, *, suma: bool) -> Cambio | None:
    """La parte con lo dicho, sin lo que sobra detrás; None si no dice nada nuevo o es demasiado."""
    fin = _FIN.search(plano(dicho))
    dicho = sin_cola(dicho[: fin.start()] if fin is not None else dicho)
    if not 1 <= len(dicho.split()) <= PALABRAS_DE_UNA_PARTE or not dice_algo_nuevo(hoja, dicho):
        return None
    return con(tenido, hoja, dicho, suma=suma)
