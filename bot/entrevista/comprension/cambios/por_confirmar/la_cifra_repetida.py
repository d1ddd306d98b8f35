"""La cifra que se acaba de cambiar y que otras respuestas siguen diciendo: cómo quedaría cada una.

Cambiar cuántos son en «Población» deja el objetivo con la de antes. Aquí no se cambia nada: se propone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, Tenido
from bot.entrevista.comprension.cambios.por_evidencia.hojas import con_dicho, hojas
from bot.entrevista.esquema import Moneda
from bot.entrevista.valor import Valor
from bot.entrevista.valores.cifras.dinero import dinero_en
from bot.entrevista.valores.cifras.lector import Numero
from bot.entrevista.valores.cifras.numeros import (
    TIEMPO,
    UN_MES_EN_DIAS,
    cuenta_otra_cosa,
    es_anio,
    numeros_en,
    trozo_tras,
)
from bot.entrevista.valores.cifras.trozos import Trozo, trozos_de

CON_MILES = 10_000
"""Desde esta se escribe con coma de miles si la de antes no decía cómo."""
_MIL = Decimal(1000)


@dataclass(frozen=True, slots=True)
class CifraCambiada:
    """Las que una respuesta dijo antes y la que dice ahora. `tipo`: el de su pregunta, que dice qué cuenta."""

    tipo: str
    antes: tuple[Decimal, ...]
    ahora: Decimal


@dataclass(frozen=True, slots=True)
class Repetida:
    """Una parte de otra respuesta que sigue diciendo `antes`, y el cambio que la pone al día."""

    antes: Decimal
    cambio: Cambio


def cifra_de(tipo: str, valor: Valor) -> Decimal | None:
    """Cuánto dice una respuesta que es una sola cifra: gente, dinero o meses; None si no es de esas."""
    parte = _PARTE.get(tipo)
    dicha = valor.get(parte) if parte and isinstance(valor, dict) else None
    try:
        return Decimal(str(dicha)) if dicha is not None else None
    except InvalidOperation:
        return None


def donde_se_repite(tenido: Tenido, cifra: CifraCambiada) -> tuple[Repetida, ...]:
    """Las partes de las respuestas escritas que dicen alguna de las de antes, en su orden."""
    buscar, monedas = _BUSCA[cifra.tipo], tenido.entrevista.catalogos.monedas
    halladas: list[Repetida] = []
    for hoja in hojas(tenido):
        for antes in dict.fromkeys(cifra.antes):
            tramos = [] if hoja.es_un_actor or antes == cifra.ahora else [*buscar(hoja.dicho, antes, monedas)]
            cambio = con_dicho(tenido, hoja, _con_la_de_ahora(hoja.dicho, tramos, cifra.ahora)) if tramos else None
            if cambio is not None:
                halladas.append(Repetida(antes, cambio))
    return tuple(halladas)


Tramo = tuple[int, int]


def _de_gente(dicho: str, antes: Decimal, _monedas: tuple[Moneda, ...]) -> Iterator[Tramo]:
    """Las que no cuentan tiempo, dinero, partes ni otra cosa: «120 artesanas», y no «120 metros»."""
    trozos = trozos_de(dicho)
    for numero in _iguales(trozos, antes):
        if not cuenta_otra_cosa(trozos, numero) and not es_anio(trozos, numero):
            yield numero.inicio, numero.fin


def _de_dinero(dicho: str, antes: Decimal, monedas: tuple[Moneda, ...]) -> Iterator[Tramo]:
    for una in dinero_en(dicho, monedas):
        if una.monedas and una.numero.lecturas == (antes,):
            yield una.numero.inicio, una.numero.fin


def _de_meses(dicho: str, antes: Decimal, _monedas: tuple[Moneda, ...]) -> Iterator[Tramo]:
    trozos = trozos_de(dicho)
    for numero in _iguales(trozos, antes):
        detras = trozo_tras(trozos, numero)
        if detras is not None and TIEMPO.get(detras.texto) == UN_MES_EN_DIAS:
            yield numero.inicio, numero.fin


_PARTE = {"poblacion": "cantidad", "monto": "monto", "plazo": "meses"}
_BUSCA: dict[str, Callable[[str, Decimal, tuple[Moneda, ...]], Iterator[Tramo]]] = {
    "poblacion": _de_gente,
    "monto": _de_dinero,
    "plazo": _de_meses,
}


def _iguales(trozos: tuple[Trozo, ...], antes: Decimal) -> Iterator[Numero]:
    return (numero for numero in numeros_en(trozos) if numero.es_claro and numero.lecturas == (antes,))


def _con_la_de_ahora(dicho: str, tramos: list[Tramo], ahora: Decimal) -> str:
    for inicio, fin in reversed(tramos):
        dicho = dicho[:inicio] + _escrita_como(dicho[inicio:fin], ahora) + dicho[fin:]
    return dicho


def _escrita_como(la_de_antes: str, ahora: Decimal) -> str:
    """La de ahora escrita a la manera de la de antes: «80 mil» pasa a «90 mil», y «1,200», a «1,350»."""
    if la_de_antes.casefold().endswith("mil") and ahora % _MIL == 0:
        return f"{ahora / _MIL:.0f} {la_de_antes[-3:]}"
    entera = ahora == ahora.to_integral_value()
    con_coma = "," in la_de_antes or ahora >= CON_MILES
    return f"{ahora:,.{0 if entera else 2}f}" if con_coma else f"{ahora:.{0 if entera else 2}f}"
