"""La revisión automática: observa, no aprueba ni rechaza y no pone puntaje.

Cada regla es una función pequeña que dice si encontró algo; su texto, su severidad y su fuente están
en `reglas.yaml`. Un dato que la persona aún no sabe da una observación pendiente, no un incumplimiento.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date

from bot.entrevista import coherencia_actores as de_actores
from bot.entrevista import coherencia_gobierno as de_gobierno
from bot.entrevista import coherencia_objetivo as de_objetivo
from bot.entrevista import coherencia_reparto as de_reparto
from bot.entrevista import coherencia_texto as de_texto
from bot.entrevista.coherencia_examen import Examen, Hallado, examinar
from bot.entrevista.esquema import Entrevista, Regla
from bot.entrevista.eventos import Evento
from bot.entrevista.motor import Llave, plegar
from bot.entrevista.propuesta import Observacion

ORDEN = ("critica", "importante", "sugerencia", "info")

Comprobacion = Callable[[Examen, Regla], Hallado | None]


def revisar(entrevista: Entrevista, eventos: Iterable[Evento], fecha: date) -> tuple[Observacion, ...]:
    """Aplica las reglas que se muestran; primero lo más grave y, a la par, lo que no está pendiente."""
    return _aplicar(entrevista, eventos, fecha, interna=False)


def senales_para_el_personal(entrevista: Entrevista, eventos: Iterable[Evento], fecha: date) -> tuple[Observacion, ...]:
    """Aplica las reglas internas, que no se muestran a la persona ni van al documento."""
    return _aplicar(entrevista, eventos, fecha, interna=True)


def _aplicar(
    entrevista: Entrevista, eventos: Iterable[Evento], fecha: date, *, interna: bool
) -> tuple[Observacion, ...]:
    examen = examinar(entrevista, plegar(eventos), fecha)
    observaciones = [
        _observar(examen, regla, hallado)
        for regla in entrevista.reglas
        if regla.interna == interna
        for hallado in (COMPROBACIONES[regla.clave](examen, regla),)
        if hallado is not None
    ]
    return tuple(sorted(observaciones, key=lambda o: (ORDEN.index(o.severidad), o.pendiente)))


def _observar(examen: Examen, regla: Regla, hallado: Hallado) -> Observacion:
    # De una sola vez: lo que escribió la persona no se vuelve a mirar como marca.
    mensaje = re.sub(r"\{(\w+)\}", lambda marca: hallado.marcas.get(marca[1], ""), regla.mensaje)
    return Observacion(
        regla=regla.clave,
        severidad=hallado.severidad or regla.severidad,
        mensaje=mensaje,
        fuente=regla.fuente,
        pendiente=hallado.pendiente,
        preguntas=regla.preguntas,
        titulo=regla.titulo,
        base=regla.base,
        posible=regla.deteccion == "heuristica",
        frase=hallado.frase,
        lugar=hallado.lugar or _primer_lugar(examen, regla),
    )


def _primer_lugar(examen: Examen, regla: Regla) -> Llave | None:
    """La primera pregunta visible de las que corrigen la regla."""
    pasos = [paso.llave for clave in regla.preguntas for paso in examen.pasos if paso.pregunta.clave == clave]
    return pasos[0] if pasos else None


COMPROBACIONES: dict[str, Comprobacion] = {
    "R01": de_actores.sin_actor_publico,
    "R02": de_actores.sin_empresa_privada,
    "R03": de_actores.sin_fuente_cooperante,
    "R04": de_actores.pocos_actores,
    "R05": de_objetivo.sin_objetivo_comun,
    "R06": de_objetivo.objetivo_no_publico,
    "R07": de_objetivo.sin_vinculo_ods,
    "R08": de_reparto.sin_motivacion,
    "R09": de_actores.motivaciones_clonadas,
    "R10": de_reparto.sin_responsabilidad,
    "R11": de_reparto.sin_aporte,
    "R12": de_reparto.beneficios_sin_distribuir,
    "R13": de_reparto.sin_riesgos,
    "R14": de_reparto.riesgo_sin_responsable,
    "R15": de_reparto.riesgos_concentrados,
    "R16": de_reparto.resultado_incompleto,
    "R17": de_gobierno.decide_un_solo_actor,
    "R18": de_texto.relacion_contractual,
    "R19": de_gobierno.sin_mecanismo_de_cumplimiento,
    "R20": de_gobierno.sin_espacio_para_visiones,
    "R21": de_gobierno.vinculos_no_declarados,
    "R22": de_gobierno.cuarto_principio,
    "R23": de_reparto.presupuesto_no_cuadra,
    "R24": de_reparto.aporte_privado_bajo,
    "R25": de_gobierno.plazo_incoherente,
    "R26": de_objetivo.sin_valor_agregado,
    "R27": de_objetivo.sin_continuidad,
    "R28": de_actores.registro_no_vigente,
    "R29": de_actores.nota_de_conformidad,
    "R30": de_actores.ruc_invalido,
    "R31": de_actores.nadie_contactado,
    "R32": de_objetivo.poblacion_imprecisa,
    "R33": de_texto.datos_personales,
    "R34": de_actores.territorio_incoherente,
    "R35": de_texto.instruccion_en_texto,
}
