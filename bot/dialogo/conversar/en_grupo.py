"""Una pregunta al marco hecha en un grupo: se contesta sola, sin conversación, y de ella no se guarda nada."""

from collections.abc import Sequence

from bot.dialogo.borrador.textos.alianza.grupo import SEGUIR_EN_PRIVADO
from bot.dialogo.mensajes import EnGrupo
from bot.dialogo.preguntas.mensaje import Forma, redactar_respuesta
from bot.dialogo.preguntas.parte import Resultado, resultado_conjunto
from bot.dialogo.preguntas.responder import contestar, preparar_todo, sin_caducados
from bot.dialogo.turno import Contexto, Estado, PreguntaEnCurso
from conocimiento.modelo import Hallazgo


def preparar(contexto: Contexto, texto: str) -> PreguntaEnCurso:
    """Lo que hay que buscar. En un grupo no se sigue el hilo de nadie."""
    return preparar_todo(contexto, Estado(), texto)


def responder(contexto: Contexto, en_curso: PreguntaEnCurso, hallazgos: Sequence[Hallazgo]) -> EnGrupo | None:
    """La respuesta, con las palabras del documento; None si el marco no lo dice, o no era una pregunta."""
    partes = contestar(contexto, en_curso, sin_caducados(contexto, hallazgos))
    if resultado_conjunto(partes) is not Resultado.RESPUESTA:
        return None
    dicho = redactar_respuesta(partes, contexto.fichas, Forma(extracto=en_curso.extracto))
    return EnGrupo(dicho.parrafos, (SEGUIR_EN_PRIVADO,))
