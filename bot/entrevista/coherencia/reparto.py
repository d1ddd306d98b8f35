"""Reglas sobre lo que se distribuye: responsabilidades, recursos, beneficios, riesgos y resultados."""

from collections import Counter
from decimal import Decimal
from itertools import pairwise

from bot.entrevista.coherencia.hallado import Clase, Clave, Hallado, Linea, actores_sin, lugar_en_la_matriz
from bot.entrevista.esquema import Regla
from bot.entrevista.eventos import Llave, Valor
from bot.entrevista.valores.cifras.dinero import Dicho, dinero_en, es_la_misma, total_de
from bot.entrevista.valores.cifras.montos import mostrar_monto
from bot.entrevista.valores.cifras.numeros import leer_numeros
from bot.entrevista.visible import Visible, filas_de_riesgo
from conocimiento.frases import enumerar

RIESGOS_PARA_COMPARAR = 3
PARTE_DE_UNO_SOLO = 0.8
DIFERENCIA_ADMITIDA = Decimal("0.05")
PARTE_PRIVADA_DE_REFERENCIA = Decimal("0.25")


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


def sin_riesgos(visible: Visible, _regla: Regla) -> Hallado | None:
    """No se dijo ningún riesgo, ni al repartir ni en la lista."""
    if filas_de_riesgo(visible):
        return None
    dichos = [visible.linea(actor, "riesgo") for actor in visible.actores]
    return Hallado(pendiente=not dichos or any(dicho == "" for dicho in dichos))


def riesgo_sin_responsable(visible: Visible, _regla: Regla) -> Hallado | None:
    """De algún riesgo responde alguien que no es de la alianza; si no se dijo quién, es un pendiente."""
    filas = filas_de_riesgo(visible)
    ajenos = [f"«{fila.riesgo}»" for fila in filas if fila.responsable and not visible.es_actor(fila.responsable)]
    sin_saber = [f"«{fila.riesgo}»" for fila in filas if not fila.responsable]
    riesgos = visible.entrevista.papeles.riesgos
    lista = (riesgos, "") if visible.elementos(riesgos) else None
    if ajenos:
        return Hallado(marcas={"riesgos": "; ".join(ajenos)}, lugar=_lugar_del_riesgo(visible) or lista)
    return Hallado(pendiente=True, marcas={"riesgos": "; ".join(sin_saber)}, lugar=lista) if sin_saber else None


def riesgos_concentrados(visible: Visible, _regla: Regla) -> Hallado | None:
    """De tres o más riesgos, casi todos recaen en un solo actor."""
    filas = filas_de_riesgo(visible)
    responsables = Counter(fila.responsable for fila in filas if fila.responsable)
    if len(filas) < RIESGOS_PARA_COMPARAR or not responsables:
        return None
    actor, cuantos = responsables.most_common(1)[0]
    if cuantos < PARTE_DE_UNO_SOLO * len(filas):
        return None
    return Hallado(marcas={"actor": actor, "detalle": f"{cuantos} de {len(filas)}"})


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


def presupuesto_no_cuadra(visible: Visible, _regla: Regla, total: Clave, por_conseguir: Clave) -> Hallado | None:
    """Los aportes valorizados y lo que falta conseguir no suman el presupuesto."""
    valorizados = {a.identificador: montos_de(visible, visible.linea(a, "aporte") or "") for a in visible.actores}
    montos = [monto for lista in valorizados.values() for monto in lista]
    if not montos:
        return None
    presupuesto = _monto(visible.valor(total))
    if presupuesto is None:
        pendiente = visible.es_pendiente(total)
        falta = {"suma": _escrito(sum(m for m, _ in montos), montos[0][1]), "total": "no se sabe todavía"}
        return Hallado(pendiente=True, marcas=falta, lugar=(total, "")) if pendiente else None
    falta_conseguir = _monto(visible.valor(por_conseguir)) or (Decimal(0), presupuesto[1])
    if {moneda for _, moneda in (*montos, falta_conseguir)} != {presupuesto[1]}:
        return None  # sin tipo de cambio no se comparan monedas
    suma = sum((monto for monto, _ in montos), falta_conseguir[0])
    if abs(suma - presupuesto[0]) <= DIFERENCIA_ADMITIDA * presupuesto[0]:
        return None
    # Si falta valorizar un aporte o decir cuánto falta conseguir, la diferencia puede estar ahí.
    aportes = [visible.linea(actor, "aporte") or "" for actor in visible.actores]
    sin_valor = any(_deja_sin_valorizar(visible, aporte) for aporte in aportes) or visible.es_pendiente(por_conseguir)
    no_preguntado = not visible.toca(por_conseguir)
    marcas = {"suma": _escrito(suma, presupuesto[1]), "total": _escrito(*presupuesto)}
    return Hallado(pendiente=suma < presupuesto[0] and (sin_valor or no_preguntado), marcas=marcas, lugar=(total, ""))


def aporte_privado_bajo(visible: Visible, _regla: Regla, clase: Clase, total: Clave) -> Hallado | None:
    """Lo que aportarían los actores de esa clase, ya valorizado, es menos de la cuarta parte del total."""
    empresas = [actor for actor in visible.actores if visible.clase(actor) == clase]
    presupuesto = _monto(visible.valor(total))
    if not empresas or presupuesto is None:
        return None
    aportes = [visible.linea(actor, "aporte") for actor in empresas]
    if any(aporte == "" for aporte in aportes):
        return Hallado(pendiente=True, lugar=lugar_en_la_matriz(visible, empresas[aportes.index("")]))
    montos = [montos_de(visible, aporte or "") for aporte in aportes]
    if not all(montos) or {moneda for lista in montos for _, moneda in lista} != {presupuesto[1]}:
        return None
    privado = sum(monto for lista in montos for monto, _ in lista)
    es_bajo = privado < PARTE_PRIVADA_DE_REFERENCIA * presupuesto[0]
    return Hallado(lugar=lugar_en_la_matriz(visible, empresas[0])) if es_bajo else None


def montos_de(visible: Visible, texto: str) -> tuple[tuple[Decimal, str], ...]:
    """Los montos con moneda que declara un texto, en total; los ambiguos no se cuentan."""
    totales = (total_de(dicho) for dicho in _dichos(visible, texto))
    return tuple(total for total in totales if total is not None)


def _deja_sin_valorizar(visible: Visible, texto: str) -> bool:
    """Dice si el texto no declara ningún monto, o declara alguno que no se puede sumar: «S/ 10,000 al mes»."""
    dichos = _dichos(visible, texto)
    return not dichos or any(total_de(dicho) is None for dicho in dichos)


def _dichos(visible: Visible, texto: str) -> list[Dicho]:
    """Las cifras con moneda de un texto, sin las que solo aclaran la anterior."""
    dichos = [dicho for dicho in dinero_en(texto, visible.entrevista.catalogos.monedas) if dicho.monedas]
    aclaran = {otra.inicio for una, otra in pairwise(dichos) if es_la_misma(texto, una, otra)}
    return [dicho for dicho in dichos if dicho.inicio not in aclaran]


def _lugar_del_riesgo(visible: Visible) -> Llave | None:
    """El primer actor en cuyo reparto se nombra a un responsable ajeno."""
    for actor in visible.actores:
        fila = next((f for f in filas_de_riesgo(visible) if f.riesgo in (visible.linea(actor, "riesgo") or "")), None)
        if fila and fila.responsable and not visible.es_actor(fila.responsable):
            return lugar_en_la_matriz(visible, actor)
    return None


def _monto(valor: Valor) -> tuple[Decimal, str] | None:
    if not isinstance(valor, dict) or "monto" not in valor:
        return None
    return Decimal(str(valor["monto"])), str(valor.get("moneda"))


def _escrito(monto: Decimal | int, moneda: str) -> str:
    return mostrar_monto({"monto": str(monto), "moneda": moneda})
