"""El presupuesto por actor: lo que pone cada uno en dinero y en especie, cuánto cuesta todo y cuánto falta.

El dinero se lee con el lector de montos de la entrevista; lo que no se lee con certeza queda solo en sus palabras.
"""

from collections.abc import Iterable
from decimal import Decimal

from bot.entrevista.eventos import Valor
from bot.entrevista.pasos import Actor
from bot.entrevista.propuesta.aportes import leer_aporte, sumar
from bot.entrevista.propuesta.modelo import AporteDeActor, Cuadro, Monto, Presupuesto
from bot.entrevista.propuesta.oraciones import con_mayuscula
from bot.entrevista.valores.cifras.montos import mostrar_monto
from bot.entrevista.visible import Visible
from conocimiento.frases import enumerar

SIN_DECIR = "—"


def presupuestar(visible: Visible) -> Presupuesto:
    """Lo que pone cada actor y lo que falta."""
    papeles = visible.entrevista.papeles
    aportes = tuple(_aporte(visible, actor) for actor in visible.actores)
    sumas = sumar(monto for aporte in aportes for monto in aporte.dinero)
    total, dicho = _monto(_valor(visible, papeles.presupuesto)), _monto(_valor(visible, papeles.por_conseguir))
    if dicho is not None or total is None:
        return Presupuesto(aportes, sumas, total, dicho)
    diferencia = _diferencia(aportes, sumas, total)
    return Presupuesto(aportes, sumas, total, diferencia, es_diferencia=diferencia is not None)


def cuadro_de_presupuesto(presupuesto: Presupuesto) -> Cuadro | None:
    """El cuadro por actor y fuente; None si nadie dijo qué pone ni cuánto cuesta."""
    dichos = [aporte for aporte in presupuesto.aportes if aporte.palabras is not None]
    if not dichos and presupuesto.total is None:
        return None
    filas = [_fila(aporte) for aporte in presupuesto.aportes]
    totales: list[tuple[str | None, ...]] = []
    if presupuesto.sumas:
        totales.append(("Suma del dinero ofrecido", escribir_montos(presupuesto.sumas), SIN_DECIR))
    if presupuesto.total is not None:
        totales.append(("Presupuesto total aproximado", escribir_montos([presupuesto.total]), SIN_DECIR))
    if presupuesto.por_conseguir is not None:
        rotulo = "Por conseguir o valorizar (diferencia)" if presupuesto.es_diferencia else "Por conseguir"
        totales.append((rotulo, escribir_montos([presupuesto.por_conseguir]), SIN_DECIR))
    monedas = {monto.moneda for monto in (*presupuesto.sumas, *([presupuesto.total] if presupuesto.total else []))}
    nota = "Hay montos en monedas distintas: no se suman entre sí." if len(monedas) > 1 else ""
    titulos = ("Quién", "Dinero", "En especie o trabajo")
    return Cuadro(titulos, (*filas, *totales), (36, 24, 40), totales=len(totales), nota=nota)


def escribir_montos(montos: Iterable[Monto]) -> str:
    """«S/ 400,000 y US$ 20,000», sin los centavos que son cero."""
    return enumerar([escribir_monto({"monto": str(uno.cuanto), "moneda": uno.moneda}) for uno in montos])


def escribir_monto(valor: Valor) -> str:
    """Un monto guardado como se imprime: «S/ 600,000»."""
    return mostrar_monto(valor).removesuffix(".00")


def _fila(aporte: AporteDeActor) -> tuple[str | None, ...]:
    if aporte.palabras is None:
        return (aporte.actor, None, None)
    especie = con_mayuscula(aporte.palabras) if aporte.en_especie else SIN_DECIR
    return (aporte.actor, escribir_montos(aporte.dinero) or SIN_DECIR, especie)


def _aporte(visible: Visible, actor: Actor) -> AporteDeActor:
    texto = visible.linea(actor, "aporte") or None
    if texto is None:
        return AporteDeActor(actor.nombre, (), en_especie=False, palabras=None)
    return leer_aporte(actor.nombre, texto, visible.entrevista.catalogos.monedas)


def _diferencia(aportes: tuple[AporteDeActor, ...], sumas: tuple[Monto, ...], total: Monto) -> Monto | None:
    """Lo que falta, si se contó todo el dinero que se dijo, está en una moneda y es menos de lo que cuesta."""
    if any(aporte.palabras is None or aporte.sin_contar for aporte in aportes):
        return None
    if len(sumas) != 1 or sumas[0].moneda != total.moneda:
        return None
    falta = total.cuanto - sumas[0].cuanto
    return Monto(falta, total.moneda) if falta > 0 else None


def _valor(visible: Visible, clave: str) -> Valor:
    return visible.valor(clave) if clave else None


def _monto(valor: Valor) -> Monto | None:
    if not isinstance(valor, dict) or valor.get("monto") is None:
        return None
    return Monto(Decimal(str(valor["monto"])), str(valor.get("moneda")))
