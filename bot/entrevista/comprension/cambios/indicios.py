"""Lo que se entiende por indicios cuando la frase no tiene ninguna de las formas de siempre.

Hacen falta tres cosas a la vez: algo que ya está en el borrador, una palabra con que se corrige y pocas palabras más.
"""

import re

from bot.entrevista.comprension.cambios.actores import con_otro, mencionados, sin_esos
from bot.entrevista.comprension.cambios.lo_anotado.campos import Nombrado, nombrados
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, LecturaDeCambio, Posibles, Que, Tenido
from bot.entrevista.comprension.cambios.nuevo import con_lo_nuevo, leida_entre
from bot.entrevista.comprension.cambios.senales import (
    AGREGAR,
    CAMBIAR,
    CONTADO,
    EN_UN_ANIO,
    QUITAR,
    YA_NO,
    YERRO,
    sin_cola,
    sin_negar,
)
from bot.entrevista.eventos import Llave
from bot.entrevista.valores.tipos import TIPOS
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

PALABRAS = 14
_DE_DATO = frozenset({"monto", "plazo", "ruc", "ods", "departamentos", "poblacion"})
_CORRIGE = diferida(
    r"\b(?:conte mal|me equivo\w+|corrij\w+|corrig\w+|cambi\w+|actualic\w*|actualiz\w+|ahora|ya no|era|eran|no es"
    r"|no son|en realidad"
    r"|mal|seran|alargo|extendio|amplio|redujo|recort\w+|aument\w+|subio|bajo|corrio|movio|postergo|adelanto"
    r"|atraso|paso a)\b"
)
_OTRO_ACTOR = diferida(
    r"\b(?:otr[oa]|nuev[oa]|un[oa]?) (?:mas|actor(?: mas)?|soci[oa](?: mas)?|aliad[oa](?: mas)?"
    r"|participante(?: mas)?)\b\s*(?:es|seria|va|sera|:|,)?\s*"
)
_NO_TANTOS = diferida(r"\bno \d")
_DE_NOMBRE = diferida(
    r"(?:\w+ ){0,3}(?:llam(?:a|e|emos)l[ao]|bauti[cz]\w+l[ao]|que se llame|se va a llamar|que (?:el"
    r"|su) nombre (?:sea|quede|diga)"
    r"|(?:ponle|pongale|ponganle|dale) (?:de |por )?nombre)\s+"
)
_QUE_SE_LLAME = diferida(
    r"(?:^|[.;,]\s|\b(?:esta|gusta|mejor|quiero|prefiero)\s)(?:que se llame|podria llamarse|puede llamarse)\s+"
)
_UNIDADES = {
    "poblacion": r"(?:familias?|fam|personas?|beneficiari[oa]s?|hogares)",
    "plazo": r"(?:mes(?:es)?|anos?)",
    "monto": r"(?:soles|dolares|euros)",
}


def leer_por_indicios(tenido: Tenido, texto: str, *, suelto: bool) -> LecturaDeCambio | None:
    """El cambio que señalan los indicios; None si falta alguno."""
    liso = plano(texto)
    if len(liso.split()) > PALABRAS or "\n" in texto.strip():
        return None
    return (
        _sale(tenido, texto, liso, suelto=suelto)
        or _se_llama(tenido, texto, liso)
        or _entra(tenido, texto, liso, suelto=suelto)
        or _del_dato_nombrado(tenido, texto, liso, suelto=suelto)
        or _por_su_unidad(tenido, texto, liso, suelto=suelto)
    )


def _sale(tenido: Tenido, texto: str, liso: str, *, suelto: bool) -> LecturaDeCambio | None:
    """Un actor nombrado y algo que dice que sale."""
    halladas = mencionados(tenido, texto)
    if not halladas or (halladas[0].peso < 1.0 and not suelto):
        return None
    liso = f"{liso[: halladas[0].inicio]} {liso[halladas[0].fin :]}"  # un nombre puede llevar dentro un verbo
    if AGREGAR.search(liso) or CAMBIAR.search(liso):
        return None
    if YA_NO.search(liso) is None and (QUITAR.search(liso) is None or not suelto):
        return None
    cambios = tuple(sin_esos(tenido, [una.cosa]) for una in halladas[:3])
    return cambios[0] if len(cambios) == 1 else Posibles(cambios)


def _se_llama(tenido: Tenido, texto: str, liso: str) -> LecturaDeCambio | None:
    """«Llámala Agua Dulce»: el nombre de la alianza, sin decir de qué es el nombre."""
    llave: Llave = (tenido.entrevista.papeles.titulo, "")
    hallado = _DE_NOMBRE.match(liso) or _QUE_SE_LLAME.search(liso)
    if hallado is None or llave == tenido.delante or mencionados(tenido, texto[: hallado.end()]):
        return None
    leida = leida_entre(tenido, llave, [sin_cola(texto[hallado.end() :])])
    return leida if isinstance(leida, Cambio) else None


def _entra(tenido: Tenido, texto: str, liso: str, *, suelto: bool) -> LecturaDeCambio | None:
    """«Otro actor es…», «uno más: …»: alguien que falta."""
    otro = _OTRO_ACTOR.search(liso)
    if otro is None or not (suelto or otro.start() <= 12):
        return None
    return con_otro(tenido, texto[otro.end() :], exige_forma=True)


def _del_dato_nombrado(tenido: Tenido, texto: str, liso: str, *, suelto: bool) -> LecturaDeCambio | None:
    """Un dato nombrado en cualquier lugar de la frase, una palabra que corrige y lo nuevo, que se deja leer."""
    if not any(senal.search(liso) for senal in (CAMBIAR, YERRO, CONTADO, _CORRIGE)):
        return None
    papeles = tenido.entrevista.papeles
    for nombrado in nombrados(liso, tenido.entrevista.preguntas):
        tipo = tenido.entrevista.pregunta(nombrado.clave).tipo
        llave: Llave = (nombrado.clave, "")
        if tipo not in _DE_DATO and nombrado.clave != papeles.titulo and not nombrado.parte:
            continue
        if not _esta_dicho(tenido, llave) or (not suelto and tipo == "departamentos"):
            continue
        leida = _con_lo_suyo(tenido, texto, nombrado, llave)
        if isinstance(leida, Cambio | Posibles):
            return leida
    return None


def _con_lo_suyo(tenido: Tenido, texto: str, nombrado: Nombrado, llave: Llave) -> LecturaDeCambio | None:
    despues = con_lo_nuevo(tenido, llave, nombrado.parte, texto, nombrado.fin)
    if isinstance(despues, Cambio | Posibles) or llave[0] == tenido.entrevista.papeles.titulo:
        return despues
    return con_lo_nuevo(tenido, llave, nombrado.parte, f"{texto[: nombrado.inicio]}{texto[nombrado.fin :]}", 0)


def _por_su_unidad(tenido: Tenido, texto: str, liso: str, *, suelto: bool) -> LecturaDeCambio | None:
    """«Son 525 las familias, conté mal»: una cifra con la unidad de algo que ya se dijo."""
    if not (
        _CORRIGE.search(liso) or YERRO.search(liso) or _NO_TANTOS.search(liso) or (suelto and CAMBIAR.search(liso))
    ):
        return None
    entero, texto = liso, sin_negar(texto)
    liso = plano(texto)
    for paso in tenido.pasos:
        unidad = _UNIDADES.get(paso.pregunta.tipo)
        if unidad is None or not _esta_dicho(tenido, paso.llave):
            continue
        fechas = [] if paso.pregunta.tipo == "plazo" else [una.span() for una in EN_UN_ANIO.finditer(liso)]
        cifras = [
            una
            for una in re.finditer(rf"\b(\d[\d.,']*)(?: mil)?(?: (?:de )?(?:las |los )?{unidad})?\b", liso)
            if not any(inicio <= una.start() < fin for inicio, fin in fechas)
        ]
        if not cifras or re.search(rf"\b{unidad}\b", entero) is None:
            continue
        ultima = cifras[-1].group(1)
        dicho = f"es {texto[cifras[-1].start() : cifras[-1].end()]}"
        leida = con_lo_nuevo(tenido, paso.llave, "", dicho if unidad in dicho or ultima else texto, 0)
        if isinstance(leida, Cambio) and leida.que is Que.CAMBIA:
            return leida
    return None


def _esta_dicho(tenido: Tenido, llave: Llave) -> bool:
    """Ya se respondió, y no es lo que se está contestando ni lo que se pregunta ahora."""
    if llave == tenido.delante or llave not in tenido.borrador.respuestas:
        return False
    delante = tenido.delante
    return delante is None or TIPOS[tenido.pregunta(delante).tipo].es_libre or delante[0] != llave[0]
