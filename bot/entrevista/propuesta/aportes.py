"""Cuánto dinero dice un aporte que se pone, y si además o en vez de él se pone otra cosa.

Solo cuenta lo que se lee con certeza: lo negado, lo dudoso, lo que es una parte de otra cifra y lo que una cosa vale
quedan en sus palabras.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.entrevista.esquema import Moneda
from bot.entrevista.propuesta.modelo import AporteDeActor, Monto
from bot.entrevista.valores.cifras.aportes import AporteLeido, leer_montos
from bot.entrevista.valores.cifras.dinero import Dicho
from conocimiento.expresiones import diferida
from conocimiento.palabras import NUMEROS, palabras

_VALORIZADO = diferida(
    r"\b(?:valori[zs]ad|valuad|avaluad|tasad|equival|vale[n]?\b|cuesta|costo de|valor de|por valor)"
    r"|\b(?:en|de)\s(?:\w{1,15}\s){0,2}(?:especie|materiales|equipos|mano de obra|combustible|horas|trabajo|jornales"
    r"|alimentos|viveres|semillas?|plantones|herramientas|insumos|servicios|medicinas|vacunas|maquinaria)\b"
)
"""Con estas palabras el monto dice cuánto vale una cosa, no cuánto dinero se pone."""
_DUDOSO = frozenset(
    "no ni nunca tampoco sin quiza quizas talvez ojala tal si excepto salvo menos cuales ellos incluye incluido"
    " incluidos incluyendo ahorra ahorran ahorrar ahorro reduce reducir rebaja descuento descuenta exonera presta"
    " prestan prestamo credito deuda cobra cobran cobrar recibe reciben gana ganan pide piden necesita necesitan falta"
    " faltan podria podrian".split()
)
"""Con una de estas no es seguro que ese dinero se ponga, o que sea aparte del que ya se dijo."""
_SEGURO = diferida(r"\bmas o menos\b|\bsi\b(?=,|\s(?:pone|aporta|da|pondra|aportara|dara)\b)")
_DE_DINERO = frozenset(
    "aporta aportamos aportan aportara aportaremos aportaria pone ponemos ponen pondra pondremos pondria da damos dan"
    " dara daremos financia financiamos financian cofinancia entrega entregamos contribuye contribuimos invierte"
    " invertimos dona donamos con de del en el la los las un una unos unas y a al para se su sus nuestro nuestra"
    " dinero efectivo plata fondo fondos recursos propios propio presupuesto financiamiento soles sol dolares dolar"
    " euros euro mil millon millones mensuales mensual anuales anual total aproximadamente aprox casi hasta cerca como"
    " mas o menos unos alrededor partes tramos armadas cuotas cada mes meses ano anos por durante todo proyecto alianza"
    " si".split()
)  # fmt: skip
_SEPARA = diferida(r"[,;+\n]|\.\s|\b[ye]\b")
_ABRE = diferida(r"\s*(?::|\()")
_MONTOS_MAXIMOS = 20  # con más no es un aporte: queda en sus palabras
_CERCA = 40  # letras: bastan para las dos palabras que siguen
_EN = diferida(r"\ben\s+(?:(?:el|la|los|las|un|una|su)\s+)?(\w+)")


def leer_aporte(actor: str, texto: str, monedas: tuple[Moneda, ...]) -> AporteDeActor:
    """Lo que pone un actor: el dinero cierto, una suma por moneda, y si sus palabras dicen además otra cosa."""
    leido = leer_montos(texto, monedas)
    lector, dichos = leido.lector, [dicho for dicho in leido.lector.dichos() if dicho.monedas]
    tramos = list(_tramos(lector.liso, dichos)) if len(dichos) <= _MONTOS_MAXIMOS else []
    if not tramos or not _es_cierto(leido, tramos):
        return AporteDeActor(actor, (), en_especie=True, palabras=texto, sin_contar=bool(dichos))
    ciertos = [puesto for puesto in leido.puestos if not _es_valor(lector.liso, puesto.dicho, tramos)]
    montos = sumar(Monto(*total) for puesto in ciertos for total in puesto.totales[:1] if total[0] > 0)
    sueltas = palabras(" ".join(_fuera_de(texto, dichos)))
    es_solo_dinero = bool(montos) and all(una in _DE_DINERO or _es_numero(una) for una in sueltas)
    return AporteDeActor(actor, montos, not es_solo_dinero, texto, sin_contar=len(ciertos) < len(leido.puestos))


def sumar(montos: Iterable[Monto]) -> tuple[Monto, ...]:
    """Una suma por moneda, en el orden en que aparecen."""
    sumas: dict[str, Decimal] = {}
    for monto in montos:
        sumas[monto.moneda] = sumas.get(monto.moneda, Decimal(0)) + monto.cuanto
    return tuple(Monto(cuanto, moneda) for moneda, cuanto in sumas.items())


def _es_cierto(leido: AporteLeido, tramos: Sequence[tuple[int, int]]) -> bool:
    """Cada monto se sabe cuánto es, se pone de verdad y es aparte de los demás."""
    lector, dichos = leido.lector, [puesto.dicho for puesto in leido.puestos]
    totales = [puesto.en("") for puesto in leido.puestos]
    if any(total is None for total in totales) or _es_dudoso(lector.liso):
        return False
    if any(lector.parte_antes(dicho) is not None for dicho in dichos):
        return False
    if any("cada" in palabras(lector.liso[dicho.fin : dicho.fin + _CERCA])[:2] and not dicho.cada for dicho in dichos):
        return False  # «5 soles por cada sol que ponga la comunidad»
    if any(sum(inicio <= dicho.inicio < fin for dicho in dichos) > 1 for inicio, fin in tramos):
        return False
    if len(dichos) < 2:
        return True
    cuantos = [total[0] for total in totales if total is not None]
    es_desglose = sum(cuantos) == 2 * max(cuantos) and len(cuantos) > 2
    se_abre = any(_ABRE.match(lector.liso, dicho.fin) for dicho in dichos[:-1])
    return not (es_desglose or se_abre or leido.se_resume)


def _es_dudoso(liso: str) -> bool:
    return not _DUDOSO.isdisjoint(palabras(_SEGURO.sub(" ", liso)))


def _es_valor(liso: str, dicho: Dicho, tramos: Sequence[tuple[int, int]]) -> bool:
    """El monto es lo que vale una cosa: «equipos por S/ 15,000», «S/ 5,000 en materiales», «un local (S/ 3,000)»."""
    lugar = next(lugar for lugar, (inicio, fin) in enumerate(tramos) if inicio <= dicho.inicio < fin)
    inicio, fin = tramos[lugar]
    siguiente = liso[slice(*tramos[lugar + 1])] if lugar + 1 < len(tramos) else ""
    # «S/ 50,000, valorizado en mano de obra»: lo que sigue habla del monto de antes.
    if _VALORIZADO.search(liso[inicio:fin]) or re.match(r"\s*(?:valori[zs]ad|equival)", siguiente):
        return True
    antes, despues = liso[inicio : dicho.inicio], liso[dicho.fin : fin]
    otras = [una for una in palabras(antes) if una not in _DE_DINERO and not _es_numero(una)]
    lo_nombra = antes.rstrip().endswith((":", "(", "=", " por")) and bool(otras)
    en_que = [en[1] for en in _EN.finditer(despues)]
    return lo_nombra or any(una not in _DE_DINERO and not _es_numero(una) for una in en_que)


def _tramos(liso: str, dichos: Sequence[Dicho]) -> Iterable[tuple[int, int]]:
    """Los pedazos de la frase, entre comas, puntos o «y» que no están dentro de una cifra."""
    desde = 0
    for corte in _SEPARA.finditer(liso):
        if not any(dicho.inicio <= corte.start() < dicho.fin for dicho in dichos):
            yield desde, corte.start()
            desde = corte.end()
    yield desde, len(liso) + 1


def _es_numero(palabra: str) -> bool:
    return palabra.isdigit() or palabra in NUMEROS


def _fuera_de(texto: str, dichos: Sequence[Dicho]) -> Iterable[str]:
    desde = 0
    for dicho in dichos:
        yield texto[desde : dicho.inicio]
        desde = max(desde, dicho.fin)
    yield texto[desde:]
