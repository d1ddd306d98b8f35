"""Qué cambió entre dos momentos de un borrador, respuesta por respuesta. Módulo puro."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.entrevista.coherencia_examen import Examen, examinar
from bot.entrevista.escritura import escribir_campo, escribir_paso
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import Evento
from bot.entrevista.motor import plegar


@dataclass(frozen=True, slots=True)
class Cambio:
    """Un dato que cambió: cómo se llama, qué decía y qué dice. None es que no estaba."""

    etiqueta: str
    antes: str | None
    ahora: str | None


def comparar(
    entrevista: Entrevista, antes: Sequence[Evento], ahora: Sequence[Evento], fecha: date
) -> tuple[Cambio, ...]:
    """Los cambios entre dos historias del mismo borrador, en el orden de la entrevista; lo que ya no está, al final."""
    previo = _datos(examinar(entrevista, plegar(antes), fecha))
    actual = _datos(examinar(entrevista, plegar(ahora), fecha))
    claves = (*actual, *(clave for clave in previo if clave not in actual))
    cambios: list[Cambio] = []
    for clave in claves:
        (etiqueta, nuevo), (_, viejo) = actual.get(clave, ("", None)), previo.get(clave, ("", None))
        if nuevo != viejo:
            cambios.append(Cambio(etiqueta or previo[clave][0], viejo, nuevo))
    return tuple(cambios)


def _datos(examen: Examen) -> dict[tuple[str, str, str], tuple[str, str | None]]:
    """Cada dato visible con su etiqueta: la matriz y las respuestas compuestas, por partes."""
    datos: dict[tuple[str, str, str], tuple[str, str | None]] = {}
    for paso in examen.pasos:
        clave, actor = paso.llave
        rotulo = paso.pregunta.etiqueta or paso.pregunta.rotulo
        respuesta = examen.borrador.respuestas.get(paso.llave)
        valor = respuesta.valor if respuesta is not None else None
        if paso.actor is not None and paso.pregunta.tipo == "matriz":
            for linea in paso.pregunta.lineas:
                etiqueta = f"{paso.actor.nombre} · {linea.rotulo}"
                datos[clave, actor, linea.clave] = (etiqueta, examen.linea(paso.actor, linea.clave) or None)
        elif paso.pregunta.tipo == "compuesto" and isinstance(valor, dict):
            for campo in paso.pregunta.campos:
                escrito = escribir_campo(examen, campo, valor.get(campo.clave))
                datos[clave, actor, campo.clave] = (f"{rotulo} · {campo.rotulo}", escrito)
        else:
            etiqueta = f"{paso.actor.nombre} · {rotulo}" if paso.actor else rotulo
            datos[clave, actor, ""] = (etiqueta, escribir_paso(examen, paso))
    return datos
