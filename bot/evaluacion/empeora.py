"""Lo que se contestaría peor con otros documentos: cada pregunta revisada, hecha antes y después.

ErrorLegible
└── PublicacionRehusada   demasiadas preguntas conocidas se contestarían peor
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.dialogo.turno import Contexto
from bot.evaluacion.casos import Caso
from bot.evaluacion.respuestas import RespuestaJson, consultas_de, responder_casos
from bot.servicio.puertos import Buscador
from conocimiento.biblioteca.gestion import Comprobado, Empeorada
from conocimiento.biblioteca.textos import decir_empeorada, decir_lo_contestado
from conocimiento.errores import ErrorLegible
from conocimiento.frases import cantidad
from conocimiento.modelo import Documento, Idea

PARTE_ADMITIDA, CASOS_ADMITIDOS = 0.01, 1
"""Lo que puede empeorar sin que se rehúse: el mayor de los dos."""
A_LA_VISTA = 10


HallanLoMismo = Callable[[Sequence[str]], Sequence[bool]]
"""De cada consulta, si es seguro que antes y después se halla lo mismo."""


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
        lineas = [
            f"  {'·' if lugar == 0 else ' '} {dicho}"
            for una in empeoradas[:A_LA_VISTA]
            for lugar, dicho in enumerate(decir_empeorada(una))
        ]
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


def _ninguna(consultas: Sequence[str]) -> Sequence[bool]:
    return [False] * len(consultas)


def preguntas_que_empeoran(antes: Lado, despues: Lado, hallan_lo_mismo: HallanLoMismo = _ninguna) -> Comprobado:
    """Cuántas preguntas revisadas se probaron, y las que antes se contestaban bien y después no.

    Solo las que siguen: de lo que se deja de citar, o se corrige, se espera que no se conteste igual. Se hacen después
    las que pueden contestarse de otro modo, y antes solo las que después van mal: en las demás no hay qué comparar.
    """
    siguen = {
        (uno.ficha.version, idea.documento, idea.clave, idea.contesta, idea.lugar, pregunta)
        for uno in despues.documentos
        for idea in uno.ideas
        for pregunta in idea.preguntas
    }
    casos: list[tuple[Idea, Caso]] = []
    for documento in antes.documentos:
        for idea in documento.ideas:
            suya = (documento.ficha.version, idea.documento, idea.clave, idea.contesta, idea.lugar)
            quedan = [pregunta for pregunta in idea.preguntas if (*suya, pregunta) in siguen]
            casos += [(idea, Caso(str(len(casos) + lugar), pregunta)) for lugar, pregunta in enumerate(quedan)]
    iguales = _se_contestan_igual(antes, despues, [caso for _, caso in casos], hallan_lo_mismo)
    por_hacer = [uno for uno, igual in zip(casos, iguales, strict=True) if not igual]
    ahora = zip(por_hacer, _respuestas(despues, por_hacer), strict=True)
    mal = [(uno, respuesta) for uno, respuesta in ahora if not _va_bien(uno[0], respuesta)]
    de_antes = _respuestas(antes, [uno for uno, _ in mal])
    titulos = {uno.ficha.documento: uno.ficha.titulo for uno in (*despues.documentos, *antes.documentos)}
    empeoradas = (
        Empeorada(
            idea.documento,
            idea.clave,
            caso.pregunta,
            titulos.get(idea.documento, ""),
            _lo_contestado(iba, titulos),
            _lo_contestado(respuesta, titulos),
        )
        for ((idea, caso), respuesta), iba in zip(mal, de_antes, strict=True)
        if _va_bien(idea, iba)
    )
    return Comprobado(len(casos), tuple(empeoradas))


def _se_contestan_igual(
    antes: Lado, despues: Lado, casos: Sequence[Caso], hallan_lo_mismo: HallanLoMismo
) -> list[bool]:
    """De cada caso, si antes y después se busca lo mismo y es seguro que se halla lo mismo."""
    buscadas = [consultas_de(despues.contexto, caso) for caso in casos]
    if antes.contexto.listas != despues.contexto.listas:  # con ellas se entiende de qué habla una pregunta
        de_antes = (consultas_de(antes.contexto, caso) for caso in casos)
        buscadas = [suyas if suyas == otras else () for suyas, otras in zip(buscadas, de_antes, strict=True)]
    todas = [*dict.fromkeys(consulta for suyas in buscadas for consulta in suyas)]
    seguras = dict(zip(todas, hallan_lo_mismo(todas), strict=True))
    return [bool(suyas) and all(seguras[una] for una in suyas) for suyas in buscadas]


def _respuestas(lado: Lado, casos: Sequence[tuple[Idea, Caso]]) -> list[RespuestaJson]:
    return [respuesta for _, respuesta in responder_casos(lado.contexto, lado.buscador, [caso for _, caso in casos])]


def _lo_contestado(respuesta: RespuestaJson, titulos: Mapping[str, str]) -> str:
    """Lo primero que se cita, y de dónde."""
    cita = next(iter(respuesta["citas"]), None)
    if cita is None:
        return decir_lo_contestado(respuesta["estado"], "", "")
    de_donde = ", ".join(filter(None, (titulos.get(cita["documento"]) or cita["documento"], cita["apartado"])))
    return decir_lo_contestado(respuesta["estado"], cita["texto"], de_donde)


def _va_bien(idea: Idea, respuesta: RespuestaJson) -> bool:
    if not idea.contesta:
        return respuesta["estado"] != "respuesta"
    lugar = idea.lugar
    return any(
        cita["documento"] == idea.documento
        and (lugar is None or (cita["inicio"] < lugar.fin and lugar.inicio < cita["fin"]))
        for cita in respuesta["citas"]
    )
