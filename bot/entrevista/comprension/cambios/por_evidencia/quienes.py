"""Los actores, cuando la frase no tiene ninguna de las formas de siempre: de qué tipo es uno y quién falta."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.entrevista.comprension.cambios.actores import con_otro, de_otro_tipo, llave_de_actores
from bot.entrevista.comprension.cambios.lo_anotado.cosas import actores_de, menciones
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, LecturaDeCambio, PorSenalar, Posibles, Tenido
from bot.entrevista.comprension.cambios.por_evidencia.apuntar import actores_nombrados
from bot.entrevista.comprension.cambios.por_evidencia.oraciones import Hace, Oracion
from bot.entrevista.esquema import Catalogos
from bot.entrevista.valores.lectura import plegadas
from conocimiento.palabras import plano

_LLEGA = re.compile(
    r"\b(?:quiere\w? (?:entrar|sumarse|participar|unirse|estar|colaborar)|pon(?:los|las|lo|la|galos|ganlos)\b"
    r"|faltan?\b|met[ae]n? al?\b|met[ae]l|olvid\w+|inclu\w+"
    r"|agreg\w+|sum(?:a|e|en|ar)\b|se (?:suma|une|incorpora)\w*|tambien (?:estan?|van?|entran?)|van a estar)"
)
_DE_UN_NOMBRE = re.compile(r"\s((?:de|del|de la|de los|de las|y)\s)?([\w.&-]+)")
LETRAS_DE_UN_NOMBRE, LETRAS_DE_UNA_SIGLA = 60, 3
_SE_DICE_QUE_ES = (
    r"\b(?:es|son|sino|somos|seria|siendo|pon\w* como)(?: en realidad| mas bien| como| de tipo)? (?:un[oa]? )?"
    r"(?:(?:organizacion|institucion|entidad) )?(?:de la |del? )?"
)
_NIEGA = re.compile(r"\b(?:no|ni|ya no|tampoco)(?: \w+){0,3} $")


def con_otro_tipo(tenido: Tenido, dichas: Sequence[Oracion]) -> LecturaDeCambio | None:
    """De qué tipo se dice que es el único actor que se nombra; si es el que tenía, cuál es la respuesta."""
    liso = " ".join(una.liso for una in dichas)
    cosas = list(dict.fromkeys(una.cosa for una in menciones(liso, actores_de(tenido), tenido.entorno.catalogos)))
    if len(cosas) != 1:
        return None
    cambios: dict[str, Cambio] = {}
    patron, etiquetas = _tipos(tenido.entorno.catalogos)
    hay_alguno = False
    for una in dichas:
        for dicho in patron.finditer(una.liso) if una.hace is Hace.DICE else ():
            if _NIEGA.search(una.liso[: dicho.start()]):
                continue
            hay_alguno = True
            etiqueta = etiquetas[re.sub(r"\s+", " ", dicho.group(1))]
            if isinstance(leida := de_otro_tipo(tenido, cosas[0], etiqueta), Cambio):
                cambios[etiqueta] = leida
    if cambios:
        return Posibles(tuple(cambios.values())[:3])
    return PorSenalar((llave_de_actores(tenido),)) if hay_alguno else None


@lru_cache(maxsize=2)
def _tipos(catalogos: Catalogos) -> tuple[re.Pattern[str], dict[str, str]]:
    """Cómo se dice que algo es de un tipo, y la etiqueta del que es cada nombre; de dos, el primero."""
    etiquetas: dict[str, str] = {}
    for tipo in catalogos.tipos_actor:
        for nombre in (tipo.etiqueta, *tipo.sinonimos):
            etiquetas.setdefault(plano(nombre), tipo.etiqueta)
    nombres = "|".join(re.escape(nombre).replace(r"\ ", r"\s+") for nombre in sorted(etiquetas, key=len, reverse=True))
    return re.compile(rf"{_SE_DICE_QUE_ES}({nombres})\b"), etiquetas


def con_alguien_mas(tenido: Tenido, dichas: Sequence[Oracion]) -> LecturaDeCambio | None:
    """Quien se nombra, no está y se dice que entra o que falta. Siempre se pregunta."""
    llegan = [una for una in dichas if una.hace is Hace.DICE and _LLEGA.search(una.liso)]
    if not llegan or actores_nombrados(tenido, " ".join(una.liso for una in dichas)):
        return None
    propias = tenido.entorno.catalogos.organizaciones
    comienzos = {
        plano(una)
        for una in (*propias.siglas, *propias.quienes, *propias.genericas)
        if len(una) > 2 and not una.startswith("soci")
    }
    cortan = plegadas(propias.cortes) | plegadas(propias.explicaciones)
    for una in dichas:
        for palabra in re.finditer(r"\b(?:al|la|el|los|las|una?) (\w+)", una.liso):
            es_sigla = una.texto[slice(*palabra.span(1))].isupper() and len(palabra.group(1)) >= LETRAS_DE_UNA_SIGLA
            if not (es_sigla or palabra.group(1) in comienzos) or _NIEGA.search(una.liso[: palabra.start()]):
                continue
            dicho = una.texto[palabra.start(1) : _fin(una.liso, palabra.end(), cortan)].strip(" ,.;!")
            if _ya_esta(tenido, plano(dicho)) or actores_nombrados(tenido, palabra.group()):
                continue
            if isinstance(leida := con_otro(tenido, dicho, exige_forma=False), Cambio):
                return Posibles((leida,))
    return None


def _fin(liso: str, desde: int, cortan: frozenset[str]) -> int:
    """Dónde acaba un nombre: antes de una palabra con que se sigue hablando."""
    fin = desde
    for palabra in _DE_UN_NOMBRE.finditer(liso, desde):
        enlace, suya = palabra.group(1), palabra.group(2)
        if palabra.start() != fin or (suya in cortan and not enlace) or palabra.end() - desde > LETRAS_DE_UN_NOMBRE:
            break
        fin = palabra.end()
    return fin


def _ya_esta(tenido: Tenido, liso: str) -> bool:
    halladas = menciones(liso, actores_de(tenido), tenido.entorno.catalogos)
    propio = {*plano(tenido.entorno.proponente).split()}
    return bool(halladas) or not {palabra for palabra in liso.split() if len(palabra) > 3}.isdisjoint(propio)
