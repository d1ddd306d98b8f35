"""Reglas sobre lo que se distribuye (aportes, beneficios y resultados) y para cuándo."""

import re
from re import Pattern

from bot.entrevista.coherencia.hallado import (
    Clave,
    Hallado,
    Linea,
    Palabra,
    actores_sin,
    dicho_de,
    hay_sin_linea,
    lugar_en_la_matriz,
    patron_de,
)
from bot.entrevista.esquema import Regla
from bot.entrevista.eventos import Llave, Valor
from bot.entrevista.valores.cifras.numeros import leer_numeros
from bot.entrevista.valores.compuestos.tramos import ultimo_mes
from bot.entrevista.visible import Visible
from conocimiento.frases import cantidad, enumerar
from conocimiento.palabras import VACIAS, palabras, plano

MESES_DE_UN_PILOTO_LARGO = 36
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
        pendiente=not nombres,
        es_duda=hay_sin_linea(visible, faltan),
        severidad=severidad,
        marcas={"actores": enumerar(nombres or ignorados)},
        lugar=lugar,
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
        dicho = dicho_de(visible, actor, linea)
        if dicho and _esta_vacia(plano(dicho), patron_de(regla.palabras), patron_de(relleno)):
            marcas = {"actor": actor.nombre, "dicho": dicho}
            return Hallado(marcas=marcas, lugar=lugar_en_la_matriz(visible, actor))
    return None


def _esta_vacia(liso: str, vacias: Pattern[str], relleno: Pattern[str]) -> bool:
    sin_vacias, cuantas = vacias.subn(" ", liso)
    quedan = [palabra for palabra in palabras(relleno.sub(" ", sin_vacias)) if palabra not in VACIAS]
    return cuantas > 0 and all(_ES_VERBO.search(palabra) for palabra in quedan)


def plazo_incoherente(visible: Visible, _regla: Regla, pregunta: Clave) -> Hallado | None:
    """Inicio pasado, resultados o actividades fuera del plazo, o un piloto muy largo."""
    papeles, valor = visible.entrevista.papeles, visible.valor(pregunta)
    if not isinstance(valor, dict):
        return (
            Hallado(pendiente=True, marcas={"detalle": "falta indicarlo"}) if visible.es_pendiente(pregunta) else None
        )
    inicio, meses = valor.get("inicio"), valor.get("meses")
    if isinstance(inicio, str) and inicio < visible.fecha.isoformat()[: len(inicio)]:
        return Hallado(marcas={"detalle": "la fecha de inicio ya pasó"})
    if isinstance(meses, int):
        tarde = [
            f"«{uno.get('actividad')}» está en el mes {mes} y el plazo es de {cantidad(meses, 'mes', 'meses')}"
            for uno in visible.elementos(papeles.actividades)
            if (mes := ultimo_mes(uno.get("mes"))) is not None and mes > meses
        ]
        if tarde:
            return Hallado(marcas={"detalle": "; ".join(tarde)}, lugar=(papeles.actividades, ""))
        if fuera := _resultados_fuera(visible, inicio, meses):
            detalle = f"{enumerar(fuera)} {'tiene' if len(fuera) == 1 else 'tienen'} fecha fuera del plazo"
            return Hallado(marcas={"detalle": detalle}, lugar=(papeles.resultados, ""))
        if meses > MESES_DE_UN_PILOTO_LARGO:
            detalle = f"{meses} meses es largo para un piloto"
            return Hallado(severidad="sugerencia", marcas={"detalle": detalle})
    if inicio is None:
        return Hallado(pendiente=True, marcas={"detalle": "falta cuándo empezaría"})
    return None


def _resultados_fuera(visible: Visible, inicio: Valor, meses: int) -> list[str]:
    """Los resultados cuya fecha, con la precisión que se dio, cae antes del inicio o después del fin."""
    if not isinstance(inicio, str):
        return []
    antes, despues = (inicio[:7], inicio[:7]) if len(inicio) > 4 else (f"{inicio}-01", f"{inicio}-12")
    corrido = int(despues[:4]) * 12 + int(despues[5:7]) - 1 + meses  # el mes siguiente al último
    # Una meta puede medirse al cierre: se admite hasta el mes que sigue al final.
    primero, ultimo = antes, f"{corrido // 12}-{corrido % 12 + 1:02d}"
    fuera: list[str] = []
    for uno in visible.elementos(visible.entrevista.papeles.resultados):
        fecha = uno.get("fecha")
        if isinstance(fecha, str) and fecha:
            corte = min(len(fecha), len("2027-01"))
            if not primero[:corte] <= fecha[:corte] <= ultimo[:corte]:
                fuera.append(f"«{uno.get('resultado')}»")
    return fuera
