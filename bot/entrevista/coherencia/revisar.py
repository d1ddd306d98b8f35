"""La revisión automática: observa, no aprueba ni rechaza y no pone puntaje.

Cada regla es una función pequeña que dice si encontró algo; su texto, su severidad y su fuente están
en `reglas.yaml`. Un dato que la persona aún no sabe da una observación pendiente, no un incumplimiento.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date

from bot.entrevista.borrador import Borrador
from bot.entrevista.coherencia import actores, gobierno, objetivo, reparto, texto
from bot.entrevista.coherencia.hallado import Hallado, Observacion
from bot.entrevista.esquema import Entrevista, Regla
from bot.entrevista.eventos import Evento, Llave
from bot.entrevista.visible import Visible, ver

ORDEN = ("critica", "importante", "sugerencia", "info")

Comprobacion = Callable[[Visible, Regla], Hallado | None]


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
        for hallado in (COMPROBACIONES[regla.clave](visible, regla),)
        if hallado is not None
    ]
    return tuple(sorted(observaciones, key=lambda o: (ORDEN.index(o.severidad), o.pendiente)))


def _observar(visible: Visible, regla: Regla, hallado: Hallado) -> Observacion:
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
        lugar=hallado.lugar or _primer_lugar(visible, regla),
    )


def _primer_lugar(visible: Visible, regla: Regla) -> Llave | None:
    """La primera pregunta visible de las que corrigen la regla."""
    pasos = [paso.llave for clave in regla.preguntas for paso in visible.pasos if paso.pregunta.clave == clave]
    return pasos[0] if pasos else None


COMPROBACIONES: dict[str, Comprobacion] = {
    "R01": actores.sin_actor_publico,
    "R02": actores.sin_empresa_privada,
    "R03": actores.sin_fuente_cooperante,
    "R04": actores.pocos_actores,
    "R05": objetivo.sin_objetivo_comun,
    "R06": objetivo.objetivo_no_publico,
    "R07": objetivo.sin_vinculo_ods,
    "R08": reparto.sin_motivacion,
    "R09": actores.motivaciones_clonadas,
    "R10": reparto.sin_responsabilidad,
    "R11": reparto.sin_aporte,
    "R12": reparto.beneficios_sin_distribuir,
    "R13": reparto.sin_riesgos,
    "R14": reparto.riesgo_sin_responsable,
    "R15": reparto.riesgos_concentrados,
    "R16": reparto.resultado_incompleto,
    "R17": gobierno.decide_un_solo_actor,
    "R18": texto.relacion_contractual,
    "R19": gobierno.sin_mecanismo_de_cumplimiento,
    "R20": gobierno.sin_espacio_para_visiones,
    "R21": gobierno.vinculos_no_declarados,
    "R22": gobierno.cuarto_principio,
    "R23": reparto.presupuesto_no_cuadra,
    "R24": reparto.aporte_privado_bajo,
    "R25": gobierno.plazo_incoherente,
    "R26": objetivo.sin_valor_agregado,
    "R27": objetivo.sin_continuidad,
    "R28": actores.registro_no_vigente,
    "R29": actores.nota_de_conformidad,
    "R30": actores.ruc_invalido,
    "R31": actores.nadie_contactado,
    "R32": objetivo.poblacion_imprecisa,
    "R33": texto.datos_personales,
    "R34": actores.territorio_incoherente,
    "R35": texto.instruccion_en_texto,
}
