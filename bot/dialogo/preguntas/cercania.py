"""Si lo más cercano está cerca de verdad: cuando no, se dice que el documento no lo dice y no se cita nada.

Un párrafo que no ayuda a quien pregunta es peor que ninguno.
"""

from dataclasses import replace
from functools import lru_cache

from bot.dialogo.preguntas.citas import citar, solo_presenta
from bot.dialogo.preguntas.clases import apoyos
from bot.dialogo.preguntas.parte import ParteContestada, Resultado, ficha_de, raices_del_tema
from bot.dialogo.preguntas.reglas.con_juicio import FALTA_CLARA
from bot.dialogo.turno import Contexto
from conocimiento.modelo import Fragmento, Hallazgo, Juicio, Tramo
from conocimiento.palabras import TEXTOS_A_MANO, palabras, raiz

AJENA_CERCA = 0.15
"""Probabilidad de que el documento no trate lo preguntado hasta la que basta compartir una palabra."""
CONTESTA_CERCA = 0.22
"""La de que lo conteste desde la que, si además es más que la otra, está cerca aunque no comparta ninguna.

Los dos topes se eligieron con 51 respuestas «lo más cercano» del conjunto abierto y de preguntas propias: lo citado
ayudaba en 21, y de esas quedan 18; del ruido quedan 7 de 30. En otras 16 no usadas para elegirlos, 3 de 5 y 1 de 11.
"""
CONFIANZA_CERCA = 0.6
"""En un documento del que no se conocen preguntas, la probabilidad de que trate el tema desde la que está cerca."""
LETRAS_QUE_YA_DICEN = 160
"""Las de una oración que, aunque presente lo que sigue, ya dispone algo: «Modifícanse los artículos 1, 2 y 6 del…:»."""


def sin_lo_lejano(contexto: Contexto, contestada: ParteContestada, hallazgo: Hallazgo) -> ParteContestada:
    """Quita la cita de lo más cercano si no está cerca, o si solo presenta lo que sigue."""
    cita, fragmento = contestada.cita, contestada.fragmento
    if contestada.resultado is not Resultado.CERCANO or cita is None or fragmento is None:
        return contestada
    anuncia_lo_que_falta = contestada.vacio is not None
    if not anuncia_lo_que_falta and not _esta_cerca(contexto, contestada.parte, fragmento, hallazgo):
        return _sin_cita(contestada)
    if not solo_presenta(cita.texto):
        return contestada
    if hallazgo.juicio is not None:  # con juez, la oración se eligió con las preguntas conocidas
        return _sin_cita(contestada)
    *antes, ultima = [uno for uno in fragmento.oraciones if cita.inicio <= uno.inicio and uno.fin <= cita.fin]
    if ultima.fin - ultima.inicio >= LETRAS_QUE_YA_DICEN:
        return contestada
    util = next((uno for uno in reversed(antes) if not solo_presenta(fragmento.oracion(uno))), None)
    if util is None:
        return _con_la_siguiente(contestada)
    return replace(contestada, cita=citar(fragmento, Tramo(cita.inicio, util.fin)))


def _esta_cerca(contexto: Contexto, parte: str, fragmento: Fragmento, hallazgo: Hallazgo) -> bool:
    juicio = hallazgo.juicio
    if juicio is None:
        return hallazgo.confianza >= CONFIANZA_CERCA or _comparte_lo_suyo(
            contexto, hallazgo.orientada or parte, fragmento, f"{fragmento.apartado} {fragmento.texto}"
        )
    comparte = _comparte_lo_suyo(contexto, parte, fragmento, fragmento.texto)
    if _lo_senalo_alguien(juicio) and juicio.ajena <= AJENA_CERCA:
        lugar = juicio.ideas[0][0].lugar
        return lugar is None or not solo_presenta(fragmento.oracion(fragmento.oraciones_en(lugar)))
    puede_contestar = juicio.contesta >= CONTESTA_CERCA and juicio.contesta > juicio.ajena
    return puede_contestar or (comparte and juicio.ajena <= AJENA_CERCA)


def _lo_senalo_alguien(juicio: Juicio) -> bool:
    """Dice si lo que se cita es lo que las preguntas conocidas señalan como lo más cercano."""
    idea, parecido = juicio.ideas[0]
    return not idea.contesta and parecido >= FALTA_CLARA


def _comparte_lo_suyo(contexto: Contexto, parte: str, fragmento: Fragmento, texto: str) -> bool:
    """Dice si `texto`, que es del pasaje, trae alguna palabra de la pregunta que no esté en casi todo el documento."""
    tema = raices_del_tema(ficha_de(fragmento, contexto.fichas))
    comunes = {raiz(palabra) for palabra in apoyos(parte, texto, tema, contexto.vocabulario)}
    if not comunes:
        return False
    raices = [_raices_de(uno.texto) for uno in contexto.fragmentos if uno.documento == fragmento.documento]
    return any(sum(una in suyas for suyas in raices) * 2 <= max(len(raices), 2) for una in comunes)


@lru_cache(maxsize=TEXTOS_A_MANO)
def _raices_de(texto: str) -> frozenset[str]:
    return frozenset(map(raiz, palabras(texto)))


def _con_la_siguiente(contestada: ParteContestada) -> ParteContestada:
    """Lo demás que se cita en lugar de la primera, si dice algo."""
    utiles = [(cita, suyo) for cita, suyo in contestada.tambien if not solo_presenta(cita.texto)]
    if not utiles:
        return _sin_cita(contestada)
    (cita, fragmento), *demas = utiles
    return replace(_sin_cita(contestada), cita=cita, fragmento=fragmento, tambien=tuple(demas))


def _sin_cita(contestada: ParteContestada) -> ParteContestada:
    return replace(contestada, cita=None, destacada=None, fragmento=None, tambien=(), no_figuran=())
