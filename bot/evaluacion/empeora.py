"""Lo que se contestaría peor con otros documentos: cada pregunta revisada, hecha antes y después.

ErrorLegible
└── PublicacionRehusada   demasiadas preguntas conocidas se contestarían peor
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogo.turno import Contexto
from bot.evaluacion.casos import Caso
from bot.evaluacion.respuestas import RespuestaJson, responder_casos
from bot.servicio.puertos import Buscador
from conocimiento.biblioteca.gestion import Comprobado, Empeorada
from conocimiento.errores import ErrorLegible
from conocimiento.frases import cantidad
from conocimiento.modelo import Documento, Idea

PARTE_ADMITIDA, CASOS_ADMITIDOS = 0.01, 1
"""Lo que puede empeorar sin que se rehúse: el mayor de los dos."""
A_LA_VISTA = 10


@dataclass(frozen=True, slots=True)
class Lado:
    """Con qué se responde: antes o después de cambiar los documentos."""

    contexto: Contexto
    buscador: Buscador
    documentos: tuple[Documento, ...]


class PublicacionRehusada(ErrorLegible):
    """Publicarlo haría contestar peor demasiadas preguntas conocidas; el mensaje dice cuáles."""

    def __init__(self, comprobado: Comprobado) -> None:
        empeoradas, probadas = comprobado.empeoran, comprobado.probadas
        lineas = [f"  · {una.pregunta}" for una in empeoradas[:A_LA_VISTA]]
        if len(empeoradas) > A_LA_VISTA:
            lineas.append(f"  y {len(empeoradas) - A_LA_VISTA} más")
        dicho = (
            f"No se publicó: de {cantidad(probadas, 'pregunta conocida', 'preguntas conocidas')}, "
            f"{cantidad(len(empeoradas), 'se contestaría', 'se contestarían')} peor.\n" + "\n".join(lineas)
        )
        super().__init__(
            f"{dicho}\nSi aun así conviene, agregue --forzar: quedará anotado.",
            en_el_chat=f"{dicho}\nSigue sin publicar y todo lo demás, como estaba. Si aun así conviene publicarlo, lo "
            "puede hacer quien administra el asistente.",
        )
        self.empeoradas = empeoradas


def se_rehusa(comprobado: Comprobado) -> bool:
    """Si es demasiado lo que empeora."""
    return len(comprobado.empeoran) > max(CASOS_ADMITIDOS, PARTE_ADMITIDA * comprobado.probadas)


def preguntas_que_empeoran(antes: Lado, despues: Lado) -> Comprobado:
    """Cuántas preguntas revisadas se hicieron, y las que antes se contestaban bien y después no.

    Solo las de los documentos que siguen: de lo que se deja de citar, se espera que no se conteste.
    """
    siguen = {(uno.ficha.documento, uno.ficha.version) for uno in despues.documentos}
    casos: list[tuple[Idea, Caso]] = []
    for documento in antes.documentos:
        if (documento.ficha.documento, documento.ficha.version) in siguen:
            for idea in documento.ideas:
                casos += [(idea, Caso(str(len(casos)), pregunta)) for pregunta in idea.preguntas]
    bien = _van_bien(antes, casos)
    por_repetir = [uno for uno, va_bien in zip(casos, bien, strict=True) if va_bien]
    siguen_bien = _van_bien(despues, por_repetir)
    empeoradas = (
        Empeorada(idea.documento, idea.clave, caso.pregunta)
        for (idea, caso), va_bien in zip(por_repetir, siguen_bien, strict=True)
        if not va_bien
    )
    return Comprobado(len(casos), tuple(empeoradas))


def _van_bien(lado: Lado, casos: Sequence[tuple[Idea, Caso]]) -> list[bool]:
    respuestas = responder_casos(lado.contexto, lado.buscador, [caso for _, caso in casos])
    return [_va_bien(idea, respuesta) for (idea, _), (_, respuesta) in zip(casos, respuestas, strict=True)]


def _va_bien(idea: Idea, respuesta: RespuestaJson) -> bool:
    if not idea.contesta:
        return respuesta["estado"] != "respuesta"
    lugar = idea.lugar
    return any(
        cita["documento"] == idea.documento
        and (lugar is None or (cita["inicio"] < lugar.fin and lugar.inicio < cita["fin"]))
        for cita in respuesta["citas"]
    )
