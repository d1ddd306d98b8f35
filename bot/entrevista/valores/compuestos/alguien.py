"""Quién se encarga de algo: cuándo unas palabras nombran a alguien y qué más dicen de lo que hace."""

import re

from bot.entrevista.valores.actores.clases import tipos_posibles
from bot.entrevista.valores.actores.reconocer import reconocer_actor
from bot.entrevista.valores.compuestos.rotulos import limpio
from bot.entrevista.valores.lectura import Entorno, plegadas
from conocimiento.palabras import comparable, plano

_EMPIEZA_CON_ARTICULO = re.compile(r"(?:el|la|los|las|un|una)\s")
_CON_QUE_SE_REDUCE = re.compile(
    r"\s+(?=\w+(?:ando|iendo|endo)\b|con\s+un[oa]?\b|con\s+(?:plan|seguro|fechas|actas?)\b)"
)
_NOSOTROS = re.compile(
    r"(?:a\s+)?(?:nosotr[oa]s(?:\s+mism[oa]s)?|nuestra\s+(?:organizacion|empresa|institucion|ong)|yo)\b"
)
_TODOS = re.compile(
    r"(?:tod[oa]s|tod[oa]s\s+(?:los\s+)?actores|entre\s+tod[oa]s|el\s+comite|la\s+directiva)(?:\s+\w+){0,3}"
)
_VE_ESO = re.compile(
    r"\s+(?:ve|ven|hace|hacen|asume|asumen|se\s+encarga|responde|lo\s+ve|lo\s+asume)(?:\s+(?:de\s+)?eso)?$"
)
_LARGO_DE_UN_ACTOR = 7  # palabras
_ANTES_DE_UN_COMPLEMENTO = frozenset("a de del con para en por al sin desde hacia entre sobre y e o".split())


def sin_lo_que_hace(trozo: str) -> tuple[str, str]:
    """«la muni con un plan de contingencia»: quién, y con qué."""
    sin = _VE_ESO.sub("", plano(trozo))
    trozo = trozo[: len(sin)]
    corte = _CON_QUE_SE_REDUCE.search(plano(trozo))
    return (trozo[: corte.start()], trozo[corte.end() :]) if corte else (trozo, "")


def es_alguien(trozo: str, entorno: Entorno) -> bool:
    """Un actor ya nombrado, «nosotros» o pocas palabras que son una organización."""
    liso = plano(trozo).strip(" .")
    if not liso or len(liso.split()) > _LARGO_DE_UN_ACTOR:
        return False
    if _NOSOTROS.match(liso) or _TODOS.fullmatch(liso):
        return True
    if reconocer_actor(trozo, entorno.actores) in entorno.actores and len(comparable(trozo)) > 2:
        return True
    primera = re.sub(r"^(?:el|la|los|las|nuestr[oa]s?)\s+", "", liso)
    propias = entorno.catalogos.organizaciones
    conocidas = plegadas(propias.genericas) | plegadas(propias.siglas) | plegadas(propias.quienes)
    comienzo = " ".join(primera.split()[:2])
    return bool(tipos_posibles(primera, entorno.catalogos.tipos_actor)) or not conocidas.isdisjoint(
        {comienzo, comienzo.split()[0] if comienzo else ""}
    )


def puede_ser_alguien(trozo: str) -> bool:
    """«StartUp Kusi», «los profesores cesantes»: pocas palabras, con artículo o con mayúscula."""
    palabras = trozo.split()
    if not 1 <= len(palabras) <= 5 or re.search(r"\d", trozo):
        return False
    return (
        bool(re.match(r"(?:el|la|los|las|nuestr[oa]s?|un[oa]?)\s", plano(trozo)))
        or trozo[:1].isupper()
        or len(palabras) <= 2
    )


def a_quien(dicho: str, entorno: Entorno) -> str:
    """«nosotros» es quien propone."""
    dicho = limpio(re.sub(r"^(?:por|con)\s+(?=la\b|el\b|los\b|las\b)", "", dicho.strip()))
    propio = _NOSOTROS.fullmatch(plano(dicho))
    return entorno.proponente if propio and entorno.proponente else dicho


def actor_al_final(texto: str, entorno: Entorno) -> tuple[str, str] | None:
    """«la obra la mina»: lo que se hace y quién, si son un nombre y, al final, alguien que no es su complemento."""
    if _EMPIEZA_CON_ARTICULO.match(plano(texto)) is None:
        return None  # «instalar la posta», «cambie el alcalde»: lo del final es el complemento o el sujeto
    for articulo in reversed(list(re.finditer(r"\s(?=(?:la|el|los|las|nuestra)\s)", plano(texto)))):
        antes, quien = texto[: articulo.start()], texto[articulo.end() :]
        if not antes.strip() or plano(antes).split()[-1] in _ANTES_DE_UN_COMPLEMENTO:
            continue
        if es_alguien(quien, entorno):
            return antes.strip(), quien.strip()
    return None
