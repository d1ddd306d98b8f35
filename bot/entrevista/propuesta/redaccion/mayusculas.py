"""Las mayúsculas: lo escrito todo con ellas, como se lee, y el lugar de un organismo, con la suya.

Solo si se sabe qué es nombre y qué no.
"""

from collections.abc import Iterable

from bot.entrevista.propuesta.redaccion.modelo import Clase, Diccionario, Redactor
from bot.entrevista.propuesta.redaccion.ortografia import con_su_tilde
from bot.entrevista.propuesta.redaccion.trozos import Trozo, junto, palabras_de
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

_PALABRA = diferida(r"[^\W\d_]+")
_PALABRAS_MINIMAS, _LETRAS_MINIMAS = 3, 12
_LARGO_DE_UNA_SIGLA = 6
_ANUNCIAN_UN_NOMBRE = diferida(
    r"\b(?:distrito|provincia|comunidad|caserio|centro poblado|valle|rio|cerro|laguna|quebrada|senor|senora|don|dona"
    r"|ing|dr|dra|lic|avenida|av|jiron|jr|calle|asociacion|empresa|constructora|universidad|cooperativa|plan|programa"
    r"|proyecto|ministerio|red|club|colegio|institucion|instituto|municipalidad|fundacion|minera|compania|comite)\b"
    r"(?:\s(?:distrital|provincial|regional|nacional|educativa|campesina|nativa))?"
    r"(?:\s(?:de|del))?(?:\s(?:la|los|las|el))?\s([^\W\d_]{2,40})"
)
_NO_SON_NOMBRE = frozenset(
    "de del la el los las que y o a al en con por para es son no ni se su sus tiene tienen pone ponen da van "
    "multisectorial campesina campesinas nativa nativas".split()
)


def bajar(texto: str, protegidos: Iterable[str], redactor: Redactor) -> str:
    """El texto en minúsculas, con el mismo largo, si estaba en mayúsculas; si no, o si puede haber un nombre, igual."""
    halladas = _PALABRA.findall(texto)
    letras = "".join(halladas)
    if len(halladas) < _PALABRAS_MINIMAS or len(letras) < _LETRAS_MINIMAS or letras.upper() != letras:
        return texto
    liso = plano(texto)
    nombres = {palabra for nombre in protegidos for palabra in plano(nombre).split()}
    for hallado in _ANUNCIAN_UN_NOMBRE.finditer(liso):
        sigue = hallado[1]
        if sigue not in _NO_SON_NOMBRE and sigue not in nombres and redactor.diccionario.conoce(sigue):
            return texto
    palabras = [_bajada(hallada.group(), nombres, redactor) for hallada in _PALABRA.finditer(texto)]
    if any(not palabra for palabra in palabras):
        return texto
    bajas = iter(palabras)
    return _PALABRA.sub(lambda _: next(bajas), texto)


def _bajada(palabra: str, nombres: set[str], redactor: Redactor) -> str:
    """La palabra como va dentro de una oración; vacía si no se sabe si es un nombre."""
    minuscula = palabra.lower()
    if plano(palabra) in nombres or len(minuscula) != len(palabra):
        return palabra
    usos = redactor.usos
    if minuscula in usos.propias or usos.conoce(minuscula) or redactor.diccionario.conoce(minuscula):
        return minuscula
    if con_su_tilde(minuscula, redactor.diccionario):
        return minuscula
    return palabra if len(palabra) < _LARGO_DE_UNA_SIGLA else ""


_ORGANISMO_DE_UN_LUGAR = diferida(
    r"(?:municipalidad(?:\s(?:provincial|distrital))?|gobierno regional|red de salud|ugel|diresa)"
    r"\sde(?:l|\sla)?\s(\w{4,20})$"
)
_ANTES_DE_UN_LUGAR = frozenset("de en por desde hasta hacia a para distrito provincia region".split())


def nombrar_lugares(trozos: list[Trozo], nombres: Iterable[str], diccionario: Diccionario) -> list[Trozo]:
    """«de espinar», si en la alianza está la Municipalidad Provincial de Espinar; no si es también un nombre común."""
    lugares: dict[str, str] = {}
    for nombre in nombres:
        hallado = _ORGANISMO_DE_UN_LUGAR.match(plano(nombre).strip())
        if hallado is not None:
            escrito = nombre.strip()[hallado.start(1) : hallado.end(1)]
            if escrito[:1].isupper() and not diccionario.es_nombre(escrito.lower()):
                lugares[plano(escrito)] = escrito
    orden = palabras_de(trozos) if lugares else []
    nuevos = list(trozos)
    for cual, lugar in enumerate(orden):
        trozo = nuevos[lugar]
        va_tras_una = cual > 0 and junto(trozos, orden, cual - 1) and trozos[orden[cual - 1]].liso in _ANTES_DE_UN_LUGAR
        if va_tras_una and trozo.texto.islower() and trozo.liso in lugares:
            nuevos[lugar] = trozo.con(lugares[trozo.liso], Clase.MAYUSCULA)
    return nuevos
