"""«Metemos a la Red de Salud, entidad pública», «tmb va la unsaac»: alguien que no está y se pide que esté."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.entrevista.comprension.actores import organizaciones
from bot.entrevista.comprension.cambios.actores import es_un_tipo, lista_de, llave_de_actores
from bot.entrevista.comprension.cambios.lo_anotado.cosas import actores_de, menciones
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, Que, Tenido
from bot.entrevista.comprension.cambios.senales import QUITAR, TAMBIEN, YA_NO
from bot.entrevista.valores.actores.lista import leer_lineas
from bot.entrevista.valores.actores.reconocer import clases_de_actor, deducir_tipo
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.textos import leer_opcion
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

_VIENE = r"(?:va|van|entra|entran|esta|estan|participa|participan|viene|vienen|se suma|se suman)"
_QUIERE = r"quieren? (?:estar|entrar|sumarse|participar|unirse|ser parte|colaborar)"
_SE_PIDE = diferida(
    r"\b(?:met(?:emos|amos|an|e|a|er|eme|elos|elas|elo|ela)|agreg\w{1,8}|inclu\w{1,8}|incorpor\w{1,8}|anad\w{1,8}"
    r"|sum(?:a|e|en|ale|ele|ar|amos|emos|ela|elo)|aument\w{1,6}l[aeo]s?|falta\w{0,3}|se suman?|se une)\b"
    rf"|\b(?:{TAMBIEN}) {_VIENE}\b|\b{_VIENE} (?:{TAMBIEN})\b|\b{_QUIERE}\b|\b(?:{TAMBIEN}) {_QUIERE}\b"
)
_TRAS_EL_PEDIDO = diferida(
    rf"\b(?:(?:{TAMBIEN}) {_VIENE}|{_VIENE} (?:{TAMBIEN})|met\w{{1,6}} al?|sum\w{{1,4}} al?) (?:(?:la|el|los|las) )?"
    r"(?P<quien>[\w.&-]{3,30}(?: (?:de |del |la )?[\w.&-]{2,30}){0,4}?)(?=\s{0,2}(?:[,.;(]|$)| (?:ah|que|q|pe"
    r"|pues|ellos)\b)"
)
_QUE_ES = diferida(r"\s{0,2}(?:ah|pe|pues)?\s{0,2}[,(]\s{0,2}(?:que )?(?:es |son )?(?:una? )?(?P<tipo>[\w\s]{3,40})")
_PUBLICA = diferida(r"\b(?:entidad|institucion|organismo) (?:public[oa]|del estado|estatal)\b")
_UNIVERSIDAD = diferida(r"\buniv?\b|\buniversi\w*")
PALABRAS_DE_UN_NOMBRE, LETRAS_DE_UNA_PALABRA = 9, 4


@dataclass(frozen=True, slots=True)
class _Llegado:
    nombre: str
    tipo: str | None
    fin: int


def otro_actor(tenido: Tenido, texto: str) -> Cambio | None:
    """La lista con quien llega, si es uno solo, no está y se sabe o se dice de qué tipo es."""
    liso = plano(texto)
    if _SE_PIDE.search(liso) is None or QUITAR.search(liso) or YA_NO.search(liso):
        return None
    llegados = {plano(uno.nombre): uno for uno in _nombrados(tenido, texto, liso) if _no_esta(tenido, uno.nombre)}
    if len(llegados) != 1:
        return None
    (uno,) = llegados.values()
    tipo = _tipo_dicho(tenido, liso[uno.fin :]) or uno.tipo
    leidos = leer_lineas([uno.nombre], tenido.entorno.catalogos, tenido.entorno.proponente)
    if tipo is None or len(leidos) != 1 or len(uno.nombre.split()) > PALABRAS_DE_UN_NOMBRE:
        return None
    nuevo = {**leidos[0], "tipo": tipo}
    return Cambio(Que.AGREGA, llave_de_actores(tenido), [*lista_de(tenido), nuevo], ahora=str(nuevo["nombre"]))


def _nombrados(tenido: Tenido, texto: str, liso: str) -> Iterator[_Llegado]:
    catalogos = tenido.entorno.catalogos
    dicho = _TRAS_EL_PEDIDO.search(liso)
    if dicho is not None:
        quien = texto[slice(*dicho.span("quien"))]
        tipo = deducir_tipo(quien, catalogos.tipos_actor) or _tipo_dicho(tenido, liso[dicho.end("quien") :])
        if tipo is not None:
            yield _Llegado(quien.upper() if " " not in quien and _es_sigla(quien) else quien, tipo, dicho.end("quien"))
            return
    propia, otras = organizaciones(texto, catalogos)
    for una in (*((propia,) if propia is not None else ()), *otras):
        if una.nombre and not es_un_tipo(tenido, una.nombre):
            yield _Llegado(una.nombre, una.tipo, una.inicio + len(una.nombre))


def _es_sigla(quien: str) -> bool:
    return quien.islower() and len(quien) <= 2 * LETRAS_DE_UNA_PALABRA


def _no_esta(tenido: Tenido, nombre: str) -> bool:
    propias = {una for una in plano(tenido.entorno.proponente).split() if len(una) > LETRAS_DE_UNA_PALABRA}
    suyas = set(plano(nombre).split())
    return propias.isdisjoint(suyas) and not menciones(plano(nombre), actores_de(tenido), tenido.entorno.catalogos)


def _tipo_dicho(tenido: Tenido, tras_el_nombre: str) -> str | None:
    """De «…, univ pública, ellos…», academia."""
    dicho = _QUE_ES.match(tras_el_nombre)
    if dicho is None:
        return None
    catalogos, suyo = tenido.entorno.catalogos, dicho["tipo"]
    if _PUBLICA.search(suyo):
        return None  # de cuál de los tres niveles, lo dirá su nombre
    suyo = _UNIVERSIDAD.sub("universidad", suyo)
    lectura = leer_opcion(suyo, clases_de_actor(catalogos))
    return str(lectura.valor) if isinstance(lectura, Valido) else deducir_tipo(suyo, catalogos.tipos_actor)
