"""Todo lo que una regla puede comprobar, por el nombre con que lo pide `reglas.yaml`.

La firma de cada función dice sus argumentos: después de lo que se ve y de la regla, cuáles lleva y qué nombra cada uno
(su clase está en `hallado`). Para agregar una comprobación se escribe la función y se nombra aquí.
"""

from collections.abc import Callable
from inspect import Parameter, signature

from bot.entrevista.coherencia import (
    actores,
    asunto,
    formas,
    objetivo,
    presupuesto,
    reparto,
    responsables,
    varios,
    vinculos,
)
from bot.entrevista.coherencia.hallado import Hallado
from bot.entrevista.esquema import Regla
from bot.entrevista.visible import Visible

Comprobar = Callable[..., Hallado | None]

COMPROBACIONES: dict[str, Comprobar] = {
    funcion.__name__: funcion
    for funcion in (
        formas.siempre,
        formas.falta_clase,
        formas.falta_linea,
        formas.falta_explicacion,
        formas.opcion_senalada,
        formas.de_todos_los_demas,
        formas.dice,
        formas.dice_tal_cual,
        actores.pocos_actores,
        actores.lineas_iguales,
        actores.aporta_una_fuente,
        actores.ruc_por_revisar,
        actores.territorio_ajeno,
        vinculos.vinculos_sin_explicar,
        reparto.plazo_incoherente,
        objetivo.falta_objetivo,
        objetivo.solo_lo_propio,
        objetivo.faltan_fines,
        objetivo.poblacion_imprecisa,
        reparto.beneficios_sin_repartir,
        objetivo.meta_mayor_que_poblacion,
        asunto.objetivo_sin_medir,
        asunto.ods_ajeno,
        reparto.resultado_incompleto,
        reparto.promesa_vacia,
        responsables.sin_riesgos,
        responsables.riesgo_sin_responsable,
        responsables.riesgos_concentrados,
        responsables.responsable_ajeno,
        presupuesto.presupuesto_no_cuadra,
        presupuesto.varias_monedas,
        presupuesto.aporte_privado_bajo,
        formas.datos_personales,
        vinculos.parentesco,
        varios.responsabilidad_sin_confirmar,
        varios.sin_respuesta_propia,
        varios.visto_bueno_anterior,
    )
}


def parametros_de(nombre: str) -> dict[str, Parameter]:
    """Los argumentos que lleva una comprobación en `reglas.yaml`, por su nombre."""
    return dict(list(signature(COMPROBACIONES[nombre]).parameters.items())[2:])


def comprobar(visible: Visible, regla: Regla) -> Hallado | None:
    """Lo que encuentra una regla, o None."""
    return COMPROBACIONES[regla.comprobacion.nombre](visible, regla, **dict(regla.comprobacion.argumentos))
