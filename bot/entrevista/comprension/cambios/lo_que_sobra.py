"""Lo que se escribe al pedir un cambio y no es el cambio: a quién se le habla y por qué se tiene prisa."""

import re

from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

_PEDIDO = (
    r"\b(?:cambi|corr[ei][gj]|arregl|modifi[cq]|actuali[zc]|rectifi[cq]|edit|ajust|agreg|anad|inclu|sum|met|aument|quit"
    r"|sac|borr|anot|apunt|consign|pon)[a-z]{0,8}"
)
_LO_PIDE = rf"{_PEDIDO}(?:l[aeo]s?|me|(?:\s(?:lo|eso|esto|esa|ese|asi|nomas)(?: parte)?))"
_RELLENO = (
    r"(?:[\s,.]{1,3}(?:pe|pues|ps|ya|nomas|rapido|rapidito|urgente|porfa|porfis|por favor|xfa|asi|ahi|ahora|ahorita"
    r"|de una|al toque|entonces|joven|senorita))"
)
_PRISA = (
    r"(?:(?:ya|ahorita|ahora|manana|hoy|recien|orita|en un rato|mas tarde)\s)?(?!(?:no|si)\s)"
    r"(?:me|se me|nos|mi|mis|tengo|estoy|toy|ando|voy|vamos|entro|entramos|salgo|salimos|cierro|viajo|viene|vienen"
    r"|empieza|empiezan|comienza|urge|es para (?:hoy|manana|ayer)|lo necesito|lo quiero|debo|hay que|manana|hoy|ya es"
    r"|ni|llega|llegan|termina|acaba|estamos|tenemos|quiero|necesito|va a|van a|toca|subo|bajo|corro)\b"
)
_CON_PRISA = diferida(
    rf"(?P<pedido>{_LO_PIDE}{_RELLENO}{{0,3}})[\s,.]{{1,3}}(?:(?:que|q)\s{_PRISA}"
    r"|(?:porque|xq|pq|ya que|antes (?:de )?(?:que|q)|mientras|para (?:que|q))\s)"
)
PALABRAS_DE_LO_DICHO = 3
"""Cuántas hay delante del pedido para que lo de detrás no pueda ser lo nuevo."""
_AUN_DICE = diferida(
    r"\d|^\W{0,5}(?:que|q|porque|xq|pq|ya que)\s(?:es|son|somos|seria|debe|dice|diga)\b|\bno (?:es|son|somos)\b"
    r"|\bsino\b"
)
"""Todavía dice cómo queda: «cámbialo porque son 5», «cámbialo porque no es operar, es supervisar»."""

_TRATO = (
    r"mano|manito|bro|broder|brother|causa|causita|hermano|hermanito|compadre|comadre|compa|companero|pata|varon|joven"
    r"|amigo|amiguito|mijo|casero|casera|caserit[oa]|mi estimad[oa]|senor(?:it)?a?|jefe|jefecito|chocher[ao]"
)
_TRATO_TRAS_COMA = (
    r"hermana|hermanita|amiga|amiguita|companera|mija|estimad[oa]|jefa|jefecita|maestr[oa]|vecin[oa]|papa|mama|tio|tia"
)
"""Sin una coma delante, «agua hermana» es un nombre."""
_TITULO = r"ing|inge|ingenier[oa]|doctora?|dra?|licenciad[oa]|lic|profe|profesora?|economista|arquitect[oa]"
_TRAS_UN_TRATO = r"(?=\s{0,2}(?:[,.;!?)]|$))"
_AL_HABLAR = diferida(
    rf"(?:\s(?:pe|pues|ps|oe|nomas))?"
    rf"(?:\s{{0,2}},\s{{0,2}}(?:{_TRATO}|{_TRATO_TRAS_COMA}|{_TITULO})|\s(?:{_TRATO})){_TRAS_UN_TRATO}"
)
_TITULO_TRAS_UN_NOMBRE = diferida(rf"(?<=\w)\s(?:{_TITULO}){_TRAS_UN_TRATO}")
_PIDE_OTRA_PALABRA = diferida(
    r"(?:^|\s)(?:el|la|los|las|un|una|unos|unas|mi|su|sus|nuestr[oa]|cada|otro|otra|de|del|al?|y|e|o|u|con|sin|por|para|en"
    r"|que|q|segunda|primera|dos|tres|\d{1,4}|ese|esa|este|esta|como|cuya|pone|aporta|es|son)$"
)
"""Lo que sigue es parte de lo dicho, y no a quién se le habla: «mano de obra y mano», «de segunda mano»."""


def sin_lo_que_sobra(texto: str) -> str:
    """El mismo pedido sin «…, cámbialo q ya entro a reunión» ni «…, mano»."""
    return _sin_tratos(_sin_prisa(texto))


def dicho_tras_la_prisa(texto: str, dicho: str) -> bool:
    """Lo dicho solo está detrás de «cámbialo que…»: puede contar por qué, y no cómo queda."""
    liso = plano(texto)
    prisa = re.search(rf"{_LO_PIDE}{_RELLENO}{{0,3}}[\s,.]{{1,3}}(?:que|q|porque|xq|pq|ya que|pues|es que)\s", liso)
    if prisa is None or len(liso[: prisa.start()].split()) < PALABRAS_DE_LO_DICHO:
        return False
    return plano(dicho) not in liso[: prisa.start()] and plano(dicho) in liso[prisa.start() :]


def _sin_prisa(texto: str) -> str:
    liso = plano(texto)
    for prisa in _CON_PRISA.finditer(liso):
        fin = prisa.end("pedido")
        resto = liso[fin:]
        acaba = re.search(r"[.;!?\n]\s", resto)
        cola = resto[: acaba.start()] if acaba is not None else resto
        if len(liso[: prisa.start()].split()) >= PALABRAS_DE_LO_DICHO and _AUN_DICE.search(cola) is None:
            return f"{texto[:fin]}{texto[fin + len(cola) :]}"
    return texto


def _sin_tratos(texto: str) -> str:
    liso = plano(texto)
    tramos = [hallado.span() for hallado in _AL_HABLAR.finditer(liso) if _es_un_trato(texto, liso, hallado)]
    tramos += [
        hallado.span()
        for hallado in _TITULO_TRAS_UN_NOMBRE.finditer(liso)
        if texto[: hallado.start()].split()[-1][:1].isupper()
    ]
    for inicio, fin in sorted(tramos, reverse=True):
        texto = f"{texto[:inicio]}{texto[fin:]}"
    return texto


def _es_un_trato(texto: str, liso: str, hallado: re.Match[str]) -> bool:
    antes = liso[: hallado.start()]
    es_un_nombre = texto[hallado.end() - 1].islower() and texto[slice(*hallado.span())].split()[-1][:1].isupper()
    suelto = _PIDE_OTRA_PALABRA.search(antes[-20:]) is None and not es_un_nombre
    return bool(antes.strip()) and ("," in hallado.group() or suelto)
