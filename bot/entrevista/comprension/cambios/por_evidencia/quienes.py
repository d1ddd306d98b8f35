"""Los nombres y los actores, digan como se digan: cómo se escribe, quién es, de qué tipo y quién falta."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.entrevista.comprension.cambios.actores import con_otro, de_otro_tipo, lista_de, llave_de_actores, renombrar
from bot.entrevista.comprension.cambios.lo_anotado.cosas import actores_de, menciones
from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    LecturaDeCambio,
    PorSenalar,
    Posibles,
    Que,
    Tenido,
)
from bot.entrevista.comprension.cambios.por_evidencia.apuntar import actores_nombrados
from bot.entrevista.comprension.cambios.por_evidencia.hojas import Hoja, con_dicho, hojas
from bot.entrevista.comprension.cambios.por_evidencia.lo_dicho import Hace, Oracion
from bot.entrevista.esquema import Catalogos
from bot.entrevista.valores.lectura import plegadas
from conocimiento.expresiones import diferida
from conocimiento.palabras import comparable, plano, raices_con_sentido

_PROPIO = diferida(
    r"[A-ZÁÉÍÓÚÑ][\w.&-]{1,30}(?:\s(?:(?:de|del|de la|de los|de las|la|y|e|para|por|el"
    r"|los)\s)?[A-ZÁÉÍÓÚÑ0-9][\w.&-]{0,30}){0,9}"
)
_SE_NIEGA = diferida(r"\bno (?:es|son|somos|soy|era)?\s?(?:de )?(?:la |el |los )?$|\by no (?:la |el )?$")
_ADJETIVO_Y_LUGAR = diferida(
    r"\b(?:es|sino|mas bien|seria) ((?:la |el )?(?:distrital|provincial|regional) (?:de "
    r"|del )?[a-z]+(?: (?:de |del )?[a-z]{4,})?)(?=$|[,.;]| (?:la|el|que|me|no|porque)\b)"
)
_HABLA_DE_LETRAS = diferida(r"\b(?:mayuscul\w*|minuscul\w*|tildes?|ortograf\w+|nombre propio|bien escrit\w)\b")
_HABLA_DE_NOMBRES = diferida(
    r"\b(?:nombre|razon social|llam\w+|renombr\w+|denomin\w+|usar ese|usela?|somos|mal (?:puesto|escrito)"
    r"|libro de actas"
    r"|no (?:es|soy|son|somos) (?:de |la |el )?|la de[l ]|figura)"
)


def con_otras_letras(tenido: Tenido, texto: str) -> LecturaDeCambio | None:
    """Lo anotado, escrito igual y con otras mayúsculas o tildes; None si el mensaje no habla de cómo se escribe."""
    liso = plano(texto)
    if _HABLA_DE_LETRAS.search(liso) is None:
        return None
    cambios: list[Cambio] = []
    for hoja in hojas(tenido):
        if hoja.parte or not hoja.dicho:
            continue
        lugar = liso.find(plano(hoja.dicho))
        queda = texto[lugar : lugar + len(hoja.dicho)] if lugar >= 0 else _con_las_mayusculas(hoja, texto)
        if queda != hoja.dicho and (cambio := con_dicho(tenido, hoja, queda)) is not None:
            if lugar >= 0:
                return cambio
            cambios.append(cambio)
    return Posibles(tuple(cambios[:3])) if cambios else None


def _con_las_mayusculas(hoja: Hoja, texto: str) -> str:
    """De «Espinar va con mayúscula», «agua limpia para Espinar»."""
    queda = hoja.dicho
    for propia in re.finditer(r"(?<=[\s«\"(])[A-ZÁÉÍÓÚÑ]\w{2,}", f" {texto}"):
        suya = propia.group()
        queda = re.sub(rf"\b{re.escape(suya.lower())}\b", suya, queda)
    return queda


def con_otro_nombre(tenido: Tenido, texto: str, dichas: Sequence[Oracion]) -> LecturaDeCambio | None:
    """Un nombre propio que comparte palabras con uno anotado y no es ninguno: si es uno solo, se pregunta si es ese."""
    liso = plano(texto)
    if _HABLA_DE_NOMBRES.search(liso) is None:
        return None
    conocidos = {comparable(una.nombre) for una in actores_de(tenido)} | {comparable(tenido.entorno.proponente)}
    cambios: dict[str, Cambio] = {}
    for dicho in _propios(texto, dichas):
        if comparable(dicho) in conocidos:
            continue
        for cambio in (*_de_un_actor(tenido, dicho), *_de_quien_propone(tenido, dicho)):
            cambios.setdefault(f"{cambio.llave}{cambio.cual}", cambio)
    return Posibles(tuple(cambios.values())[:3]) if 1 <= len(cambios) <= 2 else None


def con_otro_adjetivo(tenido: Tenido, dichas: Sequence[Oracion]) -> LecturaDeCambio | None:
    """«La municipalidad es la Provincial de Sandia»: el mismo actor, con el resto de su nombre."""
    for una in dichas:
        dicho = _ADJETIVO_Y_LUGAR.search(una.liso)
        halladas = menciones(una.liso, actores_de(tenido), tenido.entorno.catalogos)
        if dicho is None or len({m.cosa for m in halladas}) != 1 or _SE_NIEGA.search(una.liso[: dicho.start(1)]):
            continue
        cambio = renombrar(tenido, halladas[0].cosa, una.texto[dicho.start(1) : dicho.end(1)].strip())
        if isinstance(cambio, Cambio):
            return Posibles((cambio,))
    return None


def _propios(texto: str, dichas: Sequence[Oracion]) -> Iterator[str]:
    for una in dichas:
        for propio in _PROPIO.finditer(una.texto):
            if len(propio.group().split()) > 1 and _SE_NIEGA.search(una.liso[: propio.start()]) is None:
                yield propio.group().rstrip(" ,;") if "." in propio.group()[:-1] else propio.group().strip(" ,;.")


def _de_un_actor(tenido: Tenido, dicho: str) -> Iterator[Cambio]:
    for cosa in actores_de(tenido):
        if _se_parece(cosa.nombre, dicho) and isinstance(cambio := renombrar(tenido, cosa, dicho), Cambio):
            yield cambio


def _de_quien_propone(tenido: Tenido, dicho: str) -> Iterator[Cambio]:
    llave = (tenido.entrevista.papeles.proponente, "")
    for hoja in hojas(tenido):
        if hoja.llave == llave and _se_parece(hoja.dicho, dicho) and (cambio := con_dicho(tenido, hoja, dicho)):
            yield cambio


def _se_parece(nombre: str, dicho: str) -> bool:
    """Comparten la primera palabra, o la mitad, y el dicho trae alguna más."""
    suyas, dichas = raices_con_sentido(nombre), raices_con_sentido(dicho)
    comunes = set(suyas) & set(dichas)
    if not suyas or not dichas or not set(dichas) - set(suyas):
        return False
    return len(comunes) * 2 >= len(set(suyas)) or (len(comunes) > 0 and dichas[0] in suyas)


def es_el_nombre_de_otro(tenido: Tenido, cambio: Cambio) -> bool:
    """El nombre nuevo de un actor ya es el de otro: no es que se llame así."""
    nombres = [comparable(str(uno.get("nombre"))) for uno in lista_de(tenido)]
    nuevo = comparable(cambio.ahora)
    otros = [nombre for nombre in nombres if nombre != comparable(cambio.cual)]
    return (
        cambio.que is Que.CAMBIA and bool(cambio.cual) and any(nuevo in (nombre, *nombre.split()) for nombre in otros)
    )


_ENTRA = diferida(
    r"\b(?:(?:quier|anim|acept)\w{1,4} (?:a )?(?:entrar|sumarse|participar|unirse|estar|colaborar)"
    r"|nadie l[aeo]s? (?:puso|menciono)|se (?:suma|sumo|une|unio|incorpora|incorporo)n?"
    r"|van? a (?:estar|entrar|participar)|tambien (?:entran?|participan?)|entre los (?:actores|socios|aliados)"
    r"|tiene\w? (?:que|q) (?:estar|entrar|figurar)|otro (?:actor|socio|aliado))\b"
)
_LLEGA = diferida(
    r"\b(?:quiere\w? (?:entrar|sumarse|participar|unirse|estar|colaborar)|pon(?:los|las|lo|la|galos|ganlos)\b"
    r"|faltan?\b|met[ae]n? al?\b|met[ae]l[ao]s?\b|olvid\w+|inclu\w+"
    r"|agreg\w+|sum(?:a|e|en|ar)\b|se (?:suma|une|incorpora)\w*|tambien (?:estan?|van?|entran?)|van a estar)"
)
_DE_UN_NOMBRE = diferida(r"\s((?:de|del|de la|de los|de las|y)\s)?([\w.&-]+)")
LETRAS_DE_UN_NOMBRE, LETRAS_DE_UNA_SIGLA = 60, 3
_SE_DICE_QUE_ES = (
    r"\b(?:es|son|sino|somos|seria|siendo|pon\w* como)(?: en realidad| mas bien| como| de tipo)? (?:un[oa]? )?"
    r"(?:(?:organizacion|institucion|entidad) )?(?:de la |del? )?"
)
_NIEGA = diferida(r"\b(?:no|ni|ya no|tampoco)(?: \w+){0,3} $")


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


def dice_que_llega(liso: str) -> bool:
    """Dice que alguien entra a la alianza, o que debe estar en ella."""
    return _ENTRA.search(liso) is not None


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
