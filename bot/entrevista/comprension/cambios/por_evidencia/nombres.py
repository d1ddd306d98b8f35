"""El nombre de la alianza, de la organización o de un actor, escrito de otra manera o cambiado por otro parecido."""

import re
from collections.abc import Iterator, Sequence

from bot.entrevista.comprension.cambios.actores import lista_de, renombrar
from bot.entrevista.comprension.cambios.lo_anotado.cosas import actores_de, menciones
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, LecturaDeCambio, Posibles, Que, Tenido
from bot.entrevista.comprension.cambios.por_evidencia.oraciones import Oracion
from bot.entrevista.comprension.cambios.por_partes.hojas import Hoja, con_dicho, hojas
from conocimiento.palabras import comparable, plano, raices_con_sentido

_PROPIO = re.compile(
    r"[A-ZÁÉÍÓÚÑ][\w.&-]{1,30}(?:\s(?:(?:de|del|de la|de los|de las|la|y|e|para|por|el"
    r"|los)\s)?[A-ZÁÉÍÓÚÑ0-9][\w.&-]{0,30}){0,9}"
)
_SE_NIEGA = re.compile(r"\bno (?:es|son|somos|soy|era)?\s?(?:de )?(?:la |el |los )?$|\by no (?:la |el )?$")
_ADJETIVO_Y_LUGAR = re.compile(
    r"\b(?:es|sino|mas bien|seria) ((?:la |el )?(?:distrital|provincial|regional) (?:de "
    r"|del )?[a-z]+(?: (?:de |del )?[a-z]{4,})?)(?=$|[,.;]| (?:la|el|que|me|no|porque)\b)"
)
_HABLA_DE_LETRAS = re.compile(r"\b(?:mayuscul\w*|minuscul\w*|tildes?|ortograf\w+|nombre propio|bien escrit\w)\b")
_HABLA_DE_NOMBRES = re.compile(
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
