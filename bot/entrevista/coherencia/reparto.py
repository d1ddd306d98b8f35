"""Reglas sobre lo que se distribuye: responsabilidades, recursos, beneficios, riesgos y resultados."""

import re
from re import Pattern

from bot.entrevista.coherencia.hallado import Clave, Hallado, Linea, Palabra, actores_sin, lugar_en_la_matriz, patron_de
from bot.entrevista.esquema import Regla
from bot.entrevista.eventos import Llave
from bot.entrevista.valores.cifras.numeros import leer_numeros
from bot.entrevista.visible import Visible
from conocimiento.frases import enumerar
from conocimiento.palabras import VACIAS, palabras, plano

_ES_VERBO = re.compile(r"[a-z]{1,15}(?:remos|ran|riamos|rian|ando|iendo|yendo)$")
"""«iremos», «apoyaran», «viendo»: lo que se haría no dice qué se pone."""


def beneficios_sin_repartir(visible: Visible, _regla: Regla, linea: Linea, poblacion: Clave) -> Hallado | None:
    """Algún actor o la población no recibe nada; es crítico si lo recibe uno solo o falta la población."""
    faltan, sin_saber = actores_sin(visible, linea)
    nombres, ignorados = [actor.nombre for actor in faltan], [actor.nombre for actor in sin_saber]
    toca, para_todos = visible.toca(poblacion), visible.valor(poblacion)
    falta_poblacion = toca and para_todos is not None and not str(para_todos).strip()
    if falta_poblacion:
        nombres.append("la población")
    elif toca and para_todos is None:
        ignorados.append("la población")
    if not nombres and not ignorados:
        return None
    con_beneficio = len(visible.actores) - len(faltan) - len(sin_saber)
    severidad = "importante" if con_beneficio >= 2 and not falta_poblacion else ""
    primero = (faltan or sin_saber)[:1]
    lugar: Llave = lugar_en_la_matriz(visible, primero[0]) if primero else (poblacion, "")
    return Hallado(
        pendiente=not nombres, severidad=severidad, marcas={"actores": enumerar(nombres or ignorados)}, lugar=lugar
    )


def resultado_incompleto(visible: Visible, _regla: Regla) -> Hallado | None:
    """A algún resultado le falta indicador, meta con número, fecha o responsable."""
    resultados = visible.entrevista.papeles.resultados
    if visible.es_pendiente(resultados):
        return Hallado(pendiente=True, marcas={"resultados": "falta indicarlos"})
    partes = {"indicador": "indicador", "meta": "meta", "fecha": "fecha", "responsable": "responsable"}
    sin_numero: list[str] = []
    incompletos: list[str] = []
    for uno in visible.elementos(resultados):
        nombre, meta = str(uno.get("resultado") or "sin nombre"), str(uno.get("meta") or "")
        if meta and not leer_numeros(meta):
            sin_numero.append(f"«{nombre}» (la meta no tiene un número)")
        elif faltan := [rotulo for clave, rotulo in partes.items() if not uno.get(clave)]:
            incompletos.append(f"«{nombre}» (falta {enumerar(faltan)})")
    if not sin_numero and not incompletos:
        return None
    return Hallado(pendiente=not sin_numero, marcas={"resultados": "; ".join(sin_numero + incompletos)})


def promesa_vacia(visible: Visible, regla: Regla, linea: Linea, relleno: tuple[Palabra, ...]) -> Hallado | None:
    """Lo que un actor aportaría no es nada que se pueda contar: «nada», «lo que se pueda», «apoyo moral».

    Quitadas esas palabras y las de relleno no queda otra: «apoyo moral y tres voluntarios» sí dice algo.
    """
    for actor in visible.actores:
        dicho = visible.linea(actor, linea)
        if dicho and _esta_vacia(plano(dicho), patron_de(regla.palabras), patron_de(relleno)):
            marcas = {"actor": actor.nombre, "dicho": dicho}
            return Hallado(marcas=marcas, lugar=lugar_en_la_matriz(visible, actor))
    return None


def _esta_vacia(liso: str, vacias: Pattern[str], relleno: Pattern[str]) -> bool:
    sin_vacias, cuantas = vacias.subn(" ", liso)
    quedan = [palabra for palabra in palabras(relleno.sub(" ", sin_vacias)) if palabra not in VACIAS]
    return cuantas > 0 and all(_ES_VERBO.search(palabra) for palabra in quedan)
