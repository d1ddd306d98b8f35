"""Decide una parte de un documento del que nadie ha revisado las preguntas: con reglas, y afirmando poco.

Se cita lo mismo se afirme o no: lo que cambia es si se dice que eso contesta.
"""

from dataclasses import replace

from bot.dialogo.preguntas.citas import citar, ventana
from bot.dialogo.preguntas.clases import Clase
from bot.dialogo.preguntas.parte import ParteContestada, Resultado
from bot.dialogo.preguntas.reglas.ausencias import falta_a_la_vista
from bot.dialogo.preguntas.reglas.generales import contestar_por_reglas
from bot.dialogo.turno import Contexto
from conocimiento.modelo import Cita, Fragmento, Hallazgo

DATO_MINIMO = 0.6
"""La probabilidad de que el pasaje traiga lo que se pide desde la que se afirma."""
CONFIANZA_DE_AFIRMAR = 0.8
"""De 42 preguntas que se afirmaban de seis normas, con ella se dejan de afirmar 8 de las 9 que no contestan y 1 de las
23 bien contestadas; lo que no se afirma se cita igual, como lo más cercano."""
CERCA = 1.0
"""Diferencia de puntaje con el segundo pasaje hasta la que se citan los dos."""
LARGO_DE_LA_SEGUNDA = 350


def contestar_sin_juicio(contexto: Contexto, parte: str, clase: Clase, hallazgo: Hallazgo) -> ParteContestada:
    """Devuelve lo decidido, con el segundo pasaje si no está claro cuál de los dos contesta."""
    por_reglas = contestar_por_reglas(contexto, parte, clase, hallazgo)
    afirma = por_reglas.resultado is Resultado.RESPUESTA and _se_afirma(parte, por_reglas, hallazgo)
    if por_reglas.resultado is Resultado.RESPUESTA and not afirma:
        por_reglas = replace(por_reglas, resultado=Resultado.CERCANO)
    return _con_el_que_sigue(replace(por_reglas, confianza=confianza_de_contestar(hallazgo)), hallazgo)


def confianza_de_contestar(hallazgo: Hallazgo) -> float:
    """La probabilidad de que el tema esté, rebajada hasta la mitad si en el pasaje no parece estar el dato."""
    return hallazgo.confianza * (0.5 + 0.5 * hallazgo.dato)


def _se_afirma(parte: str, citada: ParteContestada, hallazgo: Hallazgo) -> bool:
    cita, fragmento = citada.cita, citada.fragmento
    if cita is None or fragmento is None or hallazgo.dato < DATO_MINIMO:
        return False
    if confianza_de_contestar(hallazgo) < CONFIANZA_DE_AFIRMAR:
        return False
    return not falta_a_la_vista(parte, cita.texto, _oraciones(cita, fragmento))


def _oraciones(cita: Cita, fragmento: Fragmento) -> list[str]:
    return [fragmento.oracion(uno) for uno in fragmento.oraciones if cita.inicio <= uno.inicio < cita.fin]


def _con_el_que_sigue(contestada: ParteContestada, hallazgo: Hallazgo) -> ParteContestada:
    """Cita también el segundo pasaje, con menos letras, si no está claro cuál de los dos contesta."""
    primero, *demas = hallazgo.pasajes or (None,)
    if primero is None or not demas or contestada.cita is None or contestada.fragmento != primero.fragmento:
        return contestada
    segundo = demas[0]
    if contestada.vacio is not None or primero.puntuacion - segundo.puntuacion >= CERCA:
        return contestada
    otra = citar(segundo.fragmento, ventana(segundo, contestada.clase, hallazgo.consulta, LARGO_DE_LA_SEGUNDA))
    return replace(contestada, otra_cita=otra, otro_fragmento=segundo.fragmento)
