"""La revisión automática: observa, no aprueba ni rechaza y no pone puntaje.

Una regla es lo que dice `reglas.yaml`: qué comprueba, con qué palabras, su severidad y su fuente. Un dato que la
persona aún no sabe da una observación pendiente, no un incumplimiento. Lo que está dicho entero y no se observa,
está claro, y se dice primero.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from bot.entrevista.borrador import Borrador
from bot.entrevista.coherencia.comprobaciones import comprobar
from bot.entrevista.coherencia.hallado import Hallado, Observacion
from bot.entrevista.coherencia.presupuesto import suma_lo_que_cuesta
from bot.entrevista.esquema import Entrevista, Regla
from bot.entrevista.eventos import Evento, Llave
from bot.entrevista.visible import Visible, filas_de_riesgo, ver
from conocimiento.frases import punto_tras

LO_DIJO_DE_OTRA_MANERA = " ¿Lo dijo de otra manera? Aclárelo, por favor."
ORDEN = ("critica", "importante", "sugerencia", "info")


def revisar(entrevista: Entrevista, eventos: Iterable[Evento], fecha: date) -> tuple[Observacion, ...]:
    """Aplica las reglas que se muestran; primero lo más grave y, a la par, lo que no está pendiente."""
    return _aplicar(entrevista, eventos, fecha, interna=False)


def senales_para_el_personal(entrevista: Entrevista, eventos: Iterable[Evento], fecha: date) -> tuple[Observacion, ...]:
    """Aplica las reglas internas, que no se muestran a la persona ni van al documento."""
    return _aplicar(entrevista, eventos, fecha, interna=True)


def _aplicar(
    entrevista: Entrevista, eventos: Iterable[Evento], fecha: date, *, interna: bool
) -> tuple[Observacion, ...]:
    visible = ver(entrevista, Borrador.de(eventos), fecha)
    observaciones = [
        _observar(visible, regla, hallado)
        for regla in entrevista.reglas
        if regla.interna == interna
        for hallado in (comprobar(visible, regla),)
        if hallado is not None
    ]
    return tuple(sorted(observaciones, key=lambda o: (ORDEN.index(o.severidad), o.pendiente)))


def _observar(visible: Visible, regla: Regla, hallado: Hallado) -> Observacion:
    # De una sola vez: lo que escribió la persona no se vuelve a mirar como marca.
    mensaje = re.sub(r"\{(\w+)\}(\.?)", partial(_dicho, hallado.marcas), regla.mensaje)
    if hallado.es_duda and "¿" not in mensaje:
        mensaje += LO_DIJO_DE_OTRA_MANERA
    posible, severidad = regla.deteccion == "heuristica" or hallado.es_duda, hallado.severidad or regla.severidad
    return Observacion(
        regla=regla.clave,
        severidad="importante" if posible and severidad == "critica" else severidad,
        mensaje=mensaje,
        fuente=regla.fuente,
        pendiente=hallado.pendiente,
        preguntas=regla.preguntas,
        titulo=regla.titulo,
        base=regla.base,
        posible=posible,
        frase=hallado.frase,
        lugar=hallado.lugar or _primer_lugar(visible, regla),
    )


def _dicho(marcas: Mapping[str, str], marca: re.Match[str]) -> str:
    dicho = marcas.get(marca[1], "")
    return dicho + (punto_tras(dicho) if marca[2] else "")


def _primer_lugar(visible: Visible, regla: Regla) -> Llave | None:
    """La primera pregunta visible de las que corrigen la regla."""
    pasos = [paso.llave for clave in regla.preguntas for paso in visible.pasos if paso.pregunta.clave == clave]
    return pasos[0] if pasos else None


# --- Lo que está claro ----------------------------------------------------------------------------

_SIN_DUDA: dict[str, frozenset[str]] = {
    "objetivo": frozenset({"falta_objetivo", "solo_lo_propio", "objetivo_sin_medir"}),
    "resultados": frozenset({"resultado_incompleto", "objetivo_sin_medir", "meta_mayor_que_poblacion"}),
    "riesgos": frozenset({"riesgo_sin_responsable", "riesgos_concentrados", "sin_riesgos"}),
    "dinero": frozenset({"presupuesto_no_cuadra", "varias_monedas"}),
    "plazo": frozenset({"plazo_incoherente"}),
}
"""Qué comprobaciones no deben observar nada para que cada cosa esté clara."""


@dataclass(frozen=True, slots=True)
class LoClaro:
    """Cuántas cosas están dichas enteras; cero, o falso, si no lo están todas o se observa algo de ellas.

    `actores`: con lo que hace y lo que aporta cada uno. `resultados`: con indicador, meta, fecha y responsable.
    `riesgos`: con quien responde. `cuadra`: lo que ponen suma lo que cuesta.
    """

    objetivo: bool = False
    actores: int = 0
    resultados: int = 0
    riesgos: int = 0
    cuadra: bool = False
    plazo: bool = False


def ver_lo_claro(visible: Visible, observaciones: Sequence[Observacion]) -> LoClaro:
    """Lo que está claro, según lo que se ve y lo que observó la revisión."""
    papeles = visible.entrevista.papeles
    observadas = _comprobaciones(visible.entrevista, observaciones)
    claro = {que for que, comprobaciones in _SIN_DUDA.items() if not comprobaciones & observadas}
    actores, resultados = visible.actores, visible.elementos(papeles.resultados)
    con_tarea = all(visible.linea(uno, "responsabilidad") and visible.linea(uno, "aporte") for uno in actores)
    enteros = all(uno.get(parte) for uno in resultados for parte in ("indicador", "meta", "fecha", "responsable"))
    riesgos, plazos = filas_de_riesgo(visible), _argumentos(visible, "plazo_incoherente")
    cuentas = _argumentos(visible, "presupuesto_no_cuadra")
    return LoClaro(
        objetivo="objetivo" in claro and isinstance(visible.valor(papeles.objetivo), str),
        actores=len(actores) if len(actores) > 1 and con_tarea and "promesa_vacia" not in observadas else 0,
        resultados=len(resultados) if enteros and "resultados" in claro else 0,
        riesgos=len(riesgos) if all(fila.responsable for fila in riesgos) and "riesgos" in claro else 0,
        cuadra="dinero" in claro and any(suma_lo_que_cuesta(visible, **una) for una in cuentas),
        plazo="plazo" in claro and any(visible.valor(uno["pregunta"]) is not None for uno in plazos),
    )


def _comprobaciones(entrevista: Entrevista, observaciones: Sequence[Observacion]) -> set[str]:
    """Las comprobaciones que observaron algo, aunque sea un dato que falta."""
    de_regla = {regla.clave: regla.comprobacion.nombre for regla in entrevista.reglas}
    return {de_regla[una.regla] for una in observaciones if una.regla in de_regla}


def _argumentos(visible: Visible, comprobacion: str) -> list[dict[str, Any]]:
    """Los de las reglas con esa comprobación."""
    reglas = [regla.comprobacion for regla in visible.entrevista.reglas]
    return [dict(una.argumentos) for una in reglas if una.nombre == comprobacion]
