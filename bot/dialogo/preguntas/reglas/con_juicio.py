"""Decide una parte sabiendo, además, a qué se parece entre lo que la gente pregunta de ese documento.

El juicio trae la probabilidad de que el documento conteste, de que trate el tema sin decirlo y
de que no lo trate; las reglas dicen si el dato pedido se ve en el pasaje. Aquí se juntan las dos cosas.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogo.preguntas.citas import (
    LARGO_RESPUESTA,
    LARGO_SIN_AFIRMAR,
    OTROS_AL_AFIRMAR,
    OTROS_SIN_AFIRMAR,
    citar,
    oraciones_citadas,
    ventana,
)
from bot.dialogo.preguntas.clases import CON_FORMA_PROPIA, Clase
from bot.dialogo.preguntas.parte import ParteContestada, Resultado, con_cita, ficha_de
from bot.dialogo.preguntas.reglas.ausencias import (
    falta_a_la_vista,
    falta_lo_inequivoco,
    falta_lo_que_tiene_forma,
    no_dice_los_de_esa_parte,
    ofrece_otras_cosas,
    pide_que_se_haga,
)
from bot.dialogo.preguntas.reglas.generales import contestar_por_hueco, hueco_anunciado
from bot.dialogo.turno import Contexto
from conocimiento.modelo import Cita, Fragmento, Hallazgo, Idea, Juicio, Pasaje, Tramo
from conocimiento.palabras import plegar

CONFIANZA_PARA_RESPONDER = 0.55
"""La probabilidad de que el documento conteste desde la que se afirma. Pasa de la mitad porque afirmar lo que no
dice es peor que mostrarlo como lo más cercano, que cita el mismo pasaje."""
MUY_CLARO, SIN_DUDA = 0.9, 0.95
CONTESTA_SIN_AYUDA = 0.6
"""La que hace falta, con pocas preguntas conocidas, sin lo que suman las reglas. Con esto y `es_dudoso`, de 125 que se
afirmaban de seis normas revisadas en una hora dejan de afirmarse 6 de las 7 que no dicen y 18 de las 113 que sí."""
AJENA_MINIMA = 0.5
AJENA_CLARA = 0.75
"""La que hace falta si, con otras preguntas, se hace una muy parecida a las que el documento no contesta («…y cuánto
cuesta el trámite»): del tema hablan las demás."""
PEDIDO_CLARO, PEDIDO_MUY_CLARO = 0.85, 0.95
"""Probabilidad desde la que lo escrito no es una pregunta: es algo que se le pide al asistente."""
FALTA_MINIMA = 0.25
"""Parecido con una pregunta que el documento no contesta desde el que se dice qué es lo que falta."""
FALTA_CLARA, FALTA_LO_MAS_PARECIDO = 0.4, 0.5
PESO_DEL_JUICIO = 0.75
PESO_DE_LAS_REGLAS = 0.8
CERCA = 3.0
"""Diferencia de puntaje con la que no está claro cuál de dos pasajes contesta: se muestran los dos.

Con 2 se citaban los dos en 7 de cada 100; con 3, en 13, y con 4, en 34, que es ruido para ganar 2 evidencias.
"""
LARGO_DE_LA_SEGUNDA = 350


def decision(hallazgo: Hallazgo) -> float:
    """Cuán claro está un hallazgo: la mayor de las probabilidades de su juicio."""
    juicio = hallazgo.juicio
    return max(juicio.contesta, juicio.falta, juicio.ajena, juicio.pide) if juicio else 0.0


def es_un_pedido(juicio: Juicio, *, en_seguimiento: bool = False) -> bool:
    """Dice si está claro que no era una pregunta a un documento; en un seguimiento ha de estarlo más."""
    return (
        juicio.pide >= (PEDIDO_MUY_CLARO if en_seguimiento else PEDIDO_CLARO)
        and juicio.contesta < CONFIANZA_PARA_RESPONDER
    )


def probabilidad_de_contestar(juicio: Juicio, hay_dato: bool) -> float:
    """La de que el documento conteste, sabiendo si además las reglas hallaron el dato en el pasaje.

    Los pesos son los de una regresión logística sobre las preguntas conocidas del marco, juzgada cada una
    sin haberla visto.
    """
    acotada = min(max(juicio.contesta, 1e-4), 1 - 1e-4)
    puntos = PESO_DEL_JUICIO * math.log(acotada / (1 - acotada)) + (PESO_DE_LAS_REGLAS if hay_dato else 0.0)
    return 1 / (1 + math.exp(-puntos))


def contestar_con_juicio(
    contexto: Contexto, por_reglas: ParteContestada, hallazgo: Hallazgo, juicio: Juicio, *, con_otras: bool = False
) -> ParteContestada:
    """Devuelve lo decidido. `por_reglas` es lo que se decidiría sin el juicio; `con_otras`, si se pregunta más."""
    parte, clase = por_reglas.parte, por_reglas.clase
    hay_dato = por_reglas.resultado is Resultado.RESPUESTA
    confianza = probabilidad_de_contestar(juicio, hay_dato)
    if juicio.es_sabida and juicio.ideas[0][0].contesta and juicio.contesta > CONFIANZA_PARA_RESPONDER:
        return _citar(parte, clase, hallazgo, juicio, Resultado.RESPUESTA, confianza)
    if confianza >= CONFIANZA_PARA_RESPONDER and (hay_dato or clase not in CON_FORMA_PROPIA):
        citada = _citar(parte, clase, hallazgo, juicio, Resultado.RESPUESTA, confianza)
        ficha = ficha_de(hallazgo.pasajes[0].fragmento, contexto.fichas)
        texto = citada.cita.texto if citada.cita else ""
        citado = " ".join(cita.texto for cita in citada.citas)
        no_lo_dice = (
            ofrece_otras_cosas(parte, citado)
            or no_dice_los_de_esa_parte(parte, citado)
            or _no_se_ve(citada, juicio)
            or juicio.en_disputa
            or (juicio.sabe_poco and _no_convence(juicio))
        )
        if no_lo_dice or pide_que_se_haga(parte):
            return _citar(parte, clase, hallazgo, juicio, Resultado.CERCANO, confianza)
        aviso = hueco_anunciado(texto, ficha) if clase is Clase.LISTA or por_reglas.no_figuran else None
        return replace(citada, vacio=aviso, no_figuran=_que_no_figuran(por_reglas.no_figuran, texto))
    if juicio.ajena >= (AJENA_CLARA if con_otras and _falta_algo_conocido(juicio) else AJENA_MINIMA):
        return ParteContestada(parte, Resultado.NO_SABE, confianza, clase)
    ausente = _lo_que_falta(juicio)
    if ausente is not None and ausente.vacio:
        for ficha in contexto.fichas:
            for vacio in ficha.vacios:
                if (ficha.documento, vacio.clave) == (ausente.documento, ausente.vacio):
                    return replace(contestar_por_hueco(parte, clase, vacio, hallazgo), confianza=confianza)
    senalada = ParteContestada(parte, Resultado.CERCANO, confianza, clase)
    if ausente is not None and _falta_algo_conocido(juicio):
        senalada = _citar_lo_cercano(senalada, ausente, hallazgo)
        if juicio.es_sabida or not juicio.sabe_poco:
            return senalada
    citada = _citar(parte, clase, hallazgo, juicio, Resultado.CERCANO, confianza)
    if ausente is None:
        return citada
    citada = replace(citada, falta=ausente.falta, falta_en=ausente.documento)
    if (
        juicio.sabe_poco
    ):  # quizá se pregunta otra cosa: se dice qué falta, y se muestra lo que alguien señaló y lo hallado
        return _con_lo_hallado(senalada, citada) if senalada.cita is not None else citada
    return replace(citada, tambien=())  # sabido que falta, basta una


def _con_lo_hallado(senalada: ParteContestada, citada: ParteContestada) -> ParteContestada:
    """Lo que alguien señaló como lo más cercano y, detrás, lo que se halló en otros pasajes."""
    halladas = [(citada.cita, citada.fragmento), *citada.tambien]
    otras = [(cita, suyo) for cita, suyo in halladas if cita and suyo and suyo != senalada.fragmento]
    return replace(senalada, tambien=tuple(otras[:OTROS_SIN_AFIRMAR]))


def _no_convence(juicio: Juicio) -> bool:
    """Si quien juzga con pocas preguntas no está de acuerdo consigo mismo, o lo más parecido es algo que falta."""
    de_acuerdo = juicio.contesta >= CONTESTA_SIN_AYUDA and not juicio.es_dudoso
    return not de_acuerdo or _falta_algo_conocido(juicio, FALTA_LO_MAS_PARECIDO)


def _no_se_ve(citada: ParteContestada, juicio: Juicio) -> bool:
    """Si se pide algo que solo se dice de una forma (una medida, un número de norma) y nada de lo citado lo trae.

    Cuanto menos se sabe de lo que se pregunta de un documento, más ha de verse para afirmarlo.
    """
    pasajes = ((citada.cita, citada.fragmento), *citada.tambien)
    oraciones = [una for cita, suyo in pasajes if cita and suyo for una in oraciones_citadas(cita, suyo)]
    citado = " ".join(cita.texto for cita in citada.citas)
    if juicio.sabe_poco and juicio.contesta < SIN_DUDA:
        return falta_a_la_vista(citada.parte, citado, oraciones)
    if juicio.contesta < MUY_CLARO:
        return falta_lo_que_tiene_forma(citada.parte, citado, oraciones)
    return falta_lo_inequivoco(citada.parte, oraciones)


def _que_no_figuran(palabras: tuple[str, ...], texto: str) -> tuple[str, ...]:
    plegado = plegar(texto)
    return tuple(palabra for palabra in palabras if palabra not in plegado)


def _falta_algo_conocido(juicio: Juicio, desde: float = FALTA_CLARA) -> bool:
    idea, parecido = juicio.ideas[0]
    return not idea.contesta and parecido >= desde


def _lo_que_falta(juicio: Juicio) -> Idea | None:
    """La idea que el documento no trae, si la pregunta se parece más a ella que a las que sí contesta."""
    idea, parecido = juicio.ideas[0]
    return idea if not idea.contesta and parecido >= FALTA_MINIMA else None


def _citar_lo_cercano(contestada: ParteContestada, ausente: Idea, hallazgo: Hallazgo) -> ParteContestada:
    """Lo que falta y, si alguien señaló qué es lo más cercano del documento, esas oraciones; si no, ninguna."""
    lugar = ausente.lugar
    contestada = replace(contestada, falta=ausente.falta, falta_en=ausente.documento)
    for pasaje in hallazgo.pasajes:
        fragmento = pasaje.fragmento
        if lugar and fragmento.documento == ausente.documento and fragmento.inicio <= lugar.inicio < fragmento.fin:
            cita = citar(fragmento, fragmento.oraciones_en(lugar))
            return replace(contestada, cita=cita, fragmento=fragmento)
    return contestada


def _citar(
    parte: str, clase: Clase, hallazgo: Hallazgo, juicio: Juicio, resultado: Resultado, confianza: float
) -> ParteContestada:
    """Cita el primer pasaje y, si no está claro que sea ese, otros.

    De lo poco revisado, enteros aunque sean largos: otro puede ser lo mejor que halló la búsqueda.
    """
    primero, *demas = hallazgo.pasajes
    cerca = [uno for uno in demas if primero.puntuacion - uno.puntuacion < CERCA]
    if not juicio.sabe_poco:
        tramo, tambien = _lo_que_cabe(primero, cerca[:1], clase, hallazgo, juicio)
        return replace(con_cita(parte, resultado, confianza, clase, primero, tramo), tambien=tambien)
    afirma = resultado is Resultado.RESPUESTA
    caben, largo = (OTROS_AL_AFIRMAR, LARGO_RESPUESTA) if afirma else (OTROS_SIN_AFIRMAR, LARGO_SIN_AFIRMAR)
    tramos = [(uno.fragmento, _ventana(uno, clase, hallazgo, juicio, largo)) for uno in cerca[:caben]]
    tramo = _ventana(primero, clase, hallazgo, juicio, LARGO_RESPUESTA)
    citada = con_cita(parte, resultado, confianza, clase, primero, tramo)
    return replace(citada, tambien=tuple((citar(suyo, tramo), suyo) for suyo, tramo in tramos))


def _lo_que_cabe(
    primero: Pasaje, segundos: Sequence[Pasaje], clase: Clase, hallazgo: Hallazgo, juicio: Juicio
) -> tuple[Tramo, tuple[tuple[Cita, Fragmento], ...]]:
    """El tramo del primero y la cita del segundo, si lo hay: juntos, lo que cabe en la pantalla."""
    for segundo in segundos:
        suyo = segundo.fragmento
        segunda = citar(suyo, _ventana(segundo, clase, hallazgo, juicio, LARGO_DE_LA_SEGUNDA))
        tramo = _ventana(primero, clase, hallazgo, juicio, LARGO_RESPUESTA - len(segunda.texto))
        if tramo.fin - tramo.inicio + len(segunda.texto) <= LARGO_RESPUESTA:
            return tramo, ((segunda, suyo),)
        lugares = _lugares(juicio, suyo)  # dos oraciones largas: lo que cabe de una
        return tramo, ((citar(suyo, lugares[0]), suyo),) if lugares else ()
    return _ventana(primero, clase, hallazgo, juicio, LARGO_RESPUESTA), ()


def _ventana(pasaje: Pasaje, clase: Clase, hallazgo: Hallazgo, juicio: Juicio, largo: int) -> Tramo:
    return ventana(pasaje, clase, hallazgo.consulta, largo, _lugares(juicio, pasaje.fragmento))


def _lugares(juicio: Juicio, fragmento: Fragmento) -> Sequence[Tramo]:
    return [
        idea.lugar
        for idea, _ in juicio.ideas
        if idea.contesta
        and idea.lugar is not None
        and idea.documento == fragmento.documento
        and fragmento.inicio <= idea.lugar.inicio < fragmento.fin
    ]
