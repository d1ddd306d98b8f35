"""Reglas sobre el dinero: lo que aporta cada uno, lo que falta conseguir y lo que cuesta todo.

Varias monedas nunca se suman. Solo se dice si, valga lo que valga una en la otra, la cuenta es imposible.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.entrevista.coherencia.hallado import Clase, Clave, Hallado, lugar_en_la_matriz
from bot.entrevista.esquema import Regla
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.cifras.aportes import en_el_plazo, leer_montos
from bot.entrevista.valores.cifras.dinero import Dicho, dinero_en
from bot.entrevista.valores.cifras.montos import mostrar_monto
from bot.entrevista.visible import Visible
from conocimiento.frases import enumerar
from conocimiento.palabras import posicion

DIFERENCIA_ADMITIDA = Decimal("0.05")
PARTE_QUE_FALTARIA_VALORIZAR = Decimal("0.7")
"""Si lo reunido llega a esta parte, lo demás puede ser un aporte sin valorizar; si no, se pregunta."""
PARTE_PRIVADA_DE_REFERENCIA = Decimal("0.25")
_VALE = {"PEN": (Decimal(1), Decimal(1)), "USD": (Decimal("2.5"), Decimal(6)), "EUR": (Decimal("2.5"), Decimal(7))}
"""Cuántos soles puede valer una moneda, de menos a más. Anchas a propósito: solo dicen qué cuenta es imposible."""

Monto = tuple[Decimal, str]
"""Cuánto y en qué moneda."""


@dataclass(frozen=True, slots=True)
class _Aporte:
    """Lo que un actor pone en dinero o valorizado. `entero`: se sabe cuánto es todo lo que declara."""

    montos: tuple[Monto, ...]
    entero: bool


@dataclass(frozen=True, slots=True)
class _Cuenta:
    """Lo que cuesta y lo que se reúne: `sumas`, por moneda. `entera`: no falta valorizar ningún aporte."""

    presupuesto: Monto | None
    sumas: dict[str, Decimal]
    hay_aportes: bool
    entera: bool

    @property
    def diferencia(self) -> int:
        """1 si lo que se reúne pasa del presupuesto, -1 si no llega y 0 si cuadra o puede cuadrar."""
        return 0 if self.presupuesto is None or not self.hay_aportes else _diferencia(self.sumas, self.presupuesto)


def presupuesto_no_cuadra(
    visible: Visible, _regla: Regla, total: Clave, por_conseguir: Clave, plazo: Clave | None = None
) -> Hallado | None:
    """Los aportes valorizados y lo que falta conseguir no suman el presupuesto.

    Lo que se da cada mes se cuenta por los meses del `plazo`. Con varias monedas solo se observa lo que no puede ser.
    """
    cuenta = _contar(visible, total, por_conseguir, plazo)
    if cuenta.presupuesto is None:
        pendiente = cuenta.hay_aportes and visible.es_pendiente(total)
        falta = {"suma": _escritos(cuenta.sumas), "total": "un dato que todavía no se sabe"}
        return Hallado(pendiente=True, marcas=falta, lugar=(total, "")) if pendiente else None
    if not cuenta.diferencia:
        return None
    cuanto, moneda = cuenta.presupuesto
    # La diferencia puede estar en lo que no se dijo que falta conseguir y, si no es mucha, en lo que falta valorizar.
    sin_valor, sin_decir = not cuenta.entera, not visible.toca(por_conseguir) or visible.es_pendiente(por_conseguir)
    es_poca = cuenta.sumas.get(moneda, Decimal(0)) >= PARTE_QUE_FALTARIA_VALORIZAR * cuanto
    pendiente = cuenta.diferencia < 0 and (sin_decir or (sin_valor and es_poca))
    return Hallado(
        pendiente=pendiente,
        es_duda=not pendiente and (set(cuenta.sumas) != {moneda} or (cuenta.diferencia < 0 and sin_valor)),
        marcas={"suma": _escritos(cuenta.sumas), "total": _escrito(cuanto, moneda)},
        lugar=(total, ""),
    )


def suma_lo_que_cuesta(visible: Visible, total: Clave, por_conseguir: Clave, plazo: Clave | None = None) -> bool:
    """Lo que ponen, en la moneda del presupuesto, y lo que falta conseguir lo suman."""
    cuenta = _contar(visible, total, por_conseguir, plazo)
    es_una = cuenta.presupuesto is not None and set(cuenta.sumas) == {cuenta.presupuesto[1]}
    return es_una and cuenta.hay_aportes and not cuenta.diferencia


def _contar(visible: Visible, total: Clave, por_conseguir: Clave, plazo: Clave | None) -> _Cuenta:
    presupuesto, falta, meses = _monto(visible.valor(total)), _monto(visible.valor(por_conseguir)), None
    if plazo is not None:
        dicho = visible.campo(plazo, "meses")
        meses = Decimal(dicho) if isinstance(dicho, int) else None
    moneda = presupuesto[1] if presupuesto is not None else ""
    aportes = [_leer_aporte(visible, visible.linea(a, "aporte") or "", meses, moneda) for a in visible.actores]
    montos = [monto for aporte in aportes for monto in aporte.montos]
    sumas = _por_moneda([*montos, falta] if falta is not None and montos else montos)
    return _Cuenta(presupuesto, sumas, bool(montos), all(aporte.entero for aporte in aportes))


def varias_monedas(visible: Visible, _regla: Regla, total: Clave, por_conseguir: Clave) -> Hallado | None:
    """Hay montos en otra moneda que la del presupuesto y no se dice a qué cambio se calculó."""
    presupuesto = _monto(visible.valor(total))
    if presupuesto is None:
        return None
    sumas = _contar(visible, total, por_conseguir, None).sumas
    crudo = visible.borrador.respuestas[total, ""].crudo
    dichas_con_el_total = {c for d in dinero_en(crudo, visible.entrevista.catalogos.monedas) for c in d.monedas}
    sin_cambio = set(sumas) - {presupuesto[1]} - dichas_con_el_total
    if not sin_cambio or any(posicion(texto.texto, "cambio") >= 0 for texto in visible.textos()):
        return None
    return Hallado(marcas={"suma": _escritos(sumas), "total": _escrito(*presupuesto)}, lugar=(total, ""))


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


def montos_de(visible: Visible, texto: str) -> tuple[Monto, ...]:
    """Los montos con moneda que declara un texto, en total; los ambiguos no se cuentan."""
    return _leer_aporte(visible, texto, None, "").montos


def _diferencia(sumas: Mapping[str, Decimal], presupuesto: Monto) -> int:
    cuanto, moneda = presupuesto
    if set(sumas) <= {moneda}:
        suma = sumas.get(moneda, Decimal(0))
        if abs(suma - cuanto) <= DIFERENCIA_ADMITIDA * cuanto:
            return 0
        return 1 if suma > cuanto else -1
    if not {moneda, *sumas} <= set(_VALE):
        return 0
    menos = sum((_VALE[otra][0] * uno for otra, uno in sumas.items()), Decimal(0))
    mas = sum((_VALE[otra][1] * uno for otra, uno in sumas.items()), Decimal(0))
    if sumas.get(moneda, Decimal(0)) > cuanto * (1 + DIFERENCIA_ADMITIDA) or menos > cuanto * _VALE[moneda][1]:
        return 1
    return -1 if mas < cuanto * _VALE[moneda][0] else 0


def _leer_aporte(visible: Visible, texto: str, meses: Decimal | None, preferida: str) -> _Aporte:
    """Cuánto pone alguien, en dinero o valorizado; lo dicho sin moneda, en la del presupuesto si no es otra cosa."""
    leido = leer_montos(texto, visible.entrevista.catalogos.monedas, meses)
    if leido.puestos or not preferida:
        return _Aporte(leido.montos(preferida), leido.entero)
    cuantos = (_sin_moneda(dicho, meses) for dicho in leido.lector.dichos())
    return _Aporte(tuple((cuanto, preferida) for cuanto in cuantos if cuanto is not None), False)


def _sin_moneda(dicho: Dicho, meses: Decimal | None) -> Decimal | None:
    """Cuánto es una cifra que no dice su moneda y es tan grande que no puede contar otra cosa («5 mil al mes»)."""
    if dicho.es_ajena or dicho.numero.escala == 1:
        return None
    total = en_el_plazo(replace(dicho, monedas=("",)), meses)
    return total[0] if total is not None else None


def _monto(valor: Valor) -> Monto | None:
    if not isinstance(valor, dict) or "monto" not in valor:
        return None
    return Decimal(str(valor["monto"])), str(valor.get("moneda"))


def _por_moneda(montos: Iterable[Monto]) -> dict[str, Decimal]:
    sumas: dict[str, Decimal] = {}
    for monto, moneda in montos:
        sumas[moneda] = sumas.get(moneda, Decimal(0)) + monto
    return sumas


def _escritos(sumas: Mapping[str, Decimal]) -> str:
    return enumerar([_escrito(suma, moneda) for moneda, suma in sumas.items()])


def _escrito(monto: Decimal, moneda: str) -> str:
    return mostrar_monto({"monto": str(monto), "moneda": moneda})
