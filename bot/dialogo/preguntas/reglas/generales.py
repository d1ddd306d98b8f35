"""Decide una parte con reglas: si trata el tema y si en el pasaje está la clase de dato que se pide.

Es lo que vale para cualquier documento; lo que además se sabe de cómo pregunta la gente por
uno en particular lo añade `respuestas_con_juicio`.
"""

from collections.abc import Iterable

from bot.dialogo.preguntas.citas import candidatos, ventana
from bot.dialogo.preguntas.clases import (
    Clase,
    apoyos,
    ausentes,
    contiene_el_dato,
    nombres_ajenos,
    pide_confirmar,
)
from bot.dialogo.preguntas.parte import ParteContestada, Resultado, con_cita, ficha_de, raices_del_tema
from bot.dialogo.turno import Contexto
from conocimiento.modelo import Ficha, Hallazgo, Pasaje, Vacio
from conocimiento.palabras import palabras

CONFIANZA_MINIMA = 0.5
"""Por debajo, es más probable que los documentos no traten el tema (la confianza es una probabilidad)."""
CONFIANZA_DE_CERCANIA = 0.15
"""Entre las dos, puede que lo traten con otras palabras: se muestra el pasaje sin afirmar que contesta."""
CONFIANZA_DE_UN_VACIO = 0.05
"""De un vacío conocido se sabe que el documento no lo contesta."""


def contestar_por_reglas(contexto: Contexto, parte: str, clase: Clase, hallazgo: Hallazgo) -> ParteContestada:
    """Devuelve lo decidido para una parte."""
    if not hallazgo.pasajes or hallazgo.confianza < CONFIANZA_DE_CERCANIA:
        return ParteContestada(parte, Resultado.NO_SABE, hallazgo.confianza, clase)
    if hallazgo.confianza < CONFIANZA_MINIMA and not comparte_palabras(contexto, hallazgo):
        return ParteContestada(parte, Resultado.NO_SABE, hallazgo.confianza, clase)
    if hallazgo.confianza < CONFIANZA_MINIMA or _habla_de_otra_cosa(contexto, parte, hallazgo):
        return lo_mas_cercano(parte, clase, hallazgo)
    for pasaje in candidatos(parte, clase, hallazgo.pasajes):
        ficha = ficha_de(pasaje.fragmento, contexto.fichas)
        tema = raices_del_tema(ficha)
        tramo = ventana(pasaje, clase, hallazgo.consulta)
        texto = pasaje.fragmento.oracion(tramo)
        if contiene_el_dato(clase, parte, texto, tema, contexto.vocabulario):
            faltan = ausentes(parte, texto, tema, contexto.vocabulario) if pide_confirmar(parte) else ()
            aviso = hueco_anunciado(texto, ficha) if clase is Clase.LISTA or faltan else None
            return con_cita(parte, Resultado.RESPUESTA, hallazgo.confianza, clase, pasaje, tramo, aviso, faltan)
    return lo_mas_cercano(parte, clase, hallazgo)


def comparte_palabras(contexto: Contexto, hallazgo: Hallazgo) -> bool:
    """Dice si el mejor pasaje trae alguna palabra de la consulta, además de las que están en todo el documento."""
    fragmento = hallazgo.pasajes[0].fragmento
    tema = raices_del_tema(ficha_de(fragmento, contexto.fichas))
    return bool(apoyos(hallazgo.orientada or hallazgo.consulta, fragmento.texto, tema, contexto.vocabulario))


def _habla_de_otra_cosa(contexto: Contexto, parte: str, hallazgo: Hallazgo) -> bool:
    """Dice si la pregunta nombra algo («la Alianza del Pacífico») que no está en ningún pasaje hallado."""
    textos = " ".join(pasaje.fragmento.texto for pasaje in hallazgo.pasajes)
    tema = raices_del_tema(ficha_de(hallazgo.pasajes[0].fragmento, contexto.fichas))
    return bool(nombres_ajenos(parte, textos, tema, contexto.vocabulario))


def lo_mas_cercano(parte: str, clase: Clase, hallazgo: Hallazgo) -> ParteContestada:
    """El pasaje más parecido, sin afirmar que contesta."""
    mejor = candidatos(parte, clase, hallazgo.pasajes)[0]
    return con_cita(
        parte, Resultado.CERCANO, hallazgo.confianza, clase, mejor, ventana(mejor, clase, hallazgo.consulta)
    )


def contestar_por_hueco(parte: str, clase: Clase, hueco: Vacio, hallazgo: Hallazgo) -> ParteContestada:
    """El dato falta y se sabe: se cita, si se encuentra, el lugar donde el documento lo anuncia."""
    for pasaje in hallazgo.pasajes:
        posicion = pasaje.fragmento.texto.find(hueco.anuncio)
        if posicion >= 0:
            lugar = pasaje.fragmento.inicio + posicion
            oracion = next((tramo for tramo in pasaje.fragmento.oraciones if tramo.inicio <= lugar < tramo.fin), None)
            if oracion is not None:
                anunciado = Pasaje(pasaje.fragmento, pasaje.puntuacion, oracion)
                return con_cita(
                    parte,
                    Resultado.CERCANO,
                    CONFIANZA_DE_UN_VACIO,
                    clase,
                    anunciado,
                    ventana(anunciado, clase, hallazgo.consulta),
                    hueco,
                )
    return ParteContestada(parte, Resultado.CERCANO, CONFIANZA_DE_UN_VACIO, clase, vacio=hueco)


def hueco_preguntado(parte: str, fichas: Iterable[Ficha]) -> Vacio | None:
    """Devuelve el vacío conocido por el que se pregunta, si alguna de sus pistas está en la pregunta."""
    plana = f" {' '.join(palabras(parte))} "
    for ficha in fichas:
        for vacio in ficha.vacios:
            if any(f" {' '.join(palabras(pista))} " in plana for pista in vacio.pistas):
                return vacio
    return None


def hueco_anunciado(texto: str, ficha: Ficha | None) -> Vacio | None:
    """Devuelve el vacío que el propio texto citado anuncia («los siguientes cuatro principios»)."""
    return next((vacio for vacio in ficha.vacios if vacio.anuncio in texto), None) if ficha else None
