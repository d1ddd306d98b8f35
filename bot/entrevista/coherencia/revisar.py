"""La revisión automática: observa, no aprueba ni rechaza y no pone puntaje.

Una regla es lo que dice `reglas.yaml`: qué comprueba, con qué palabras, su severidad y su fuente. Un dato que la
persona aún no sabe da una observación pendiente, no un incumplimiento.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial

from bot.entrevista.borrador import Borrador
from bot.entrevista.coherencia.comprobaciones import comprobar
from bot.entrevista.coherencia.hallado import Hallado, Observacion
from bot.entrevista.esquema import Entrevista, Regla
from bot.entrevista.eventos import Evento, Llave
from bot.entrevista.visible import Visible, ver
from conocimiento.frases import punto_tras

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
