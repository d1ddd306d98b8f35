"""Con cuál de dos hallazgos se contesta una parte que quizá necesita lo que se dijo antes para entenderse."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogo.preguntas.clases import apoyos, ausentes
from bot.dialogo.preguntas.parte import ficha_de, raices_del_tema
from bot.dialogo.preguntas.preparacion.separar import es_corta, esta_elidida, sigue_el_hilo
from bot.dialogo.preguntas.reglas.con_juicio import decision
from bot.dialogo.preguntas.reglas.generales import comparte_palabras
from bot.dialogo.preguntas.reglas.sin_juicio import DATO_MINIMO
from bot.dialogo.turno import Contexto
from conocimiento.expresiones import diferida
from conocimiento.formas.definiciones import define_al_frente, terminos_preguntados
from conocimiento.modelo import Hallazgo, Juicio, Tramo
from conocimiento.palabras import palabras, plegar, raiz

CLARO, MUY_CLARO = 0.8, 0.9
"""Probabilidad desde la que un seguimiento se entiende sin la pregunta anterior; y uno de muy pocas palabras."""
DATO_DEBIL = 0.15
"""La de que el otro documento lo conteste con la que un seguimiento no parece ir a él."""
AJENA = 0.5
"""Probabilidad desde la que una consulta más bien no trata de lo que dicen los documentos."""
PARECIDO_DE_ANTES, PARECIDO_DE_LO_NUEVO = 0.05, 0.3
"""Con menos, una idea está en un seguimiento solo por la pregunta anterior; con más, es lo que el seguimiento trae."""
_PALABRAS_DE_OTRO_TEMA = 2
_SENALA_LO_CONTADO = diferida(r"\b(?:\w{2,12}[aei]r(?:l[oa]s?|se)|eso|esto|ahi)\b")
"""«¿Puedo hacerlo sin pedir permiso?»: de qué habla está en lo que contó."""
_REMITE_A_LO_CONTADO = diferida(
    r"\b(?:al respecto|en ese caso|sobre (?:eso|esto|ello|el particular)|de (?:eso|esto|ello))\b"
)
"""«¿Qué señala el documento al respecto?»: lo que se pregunta está entero en lo que contó."""


def preferido(contexto: Contexto, parte: str, hallazgos: Sequence[Hallazgo]) -> Hallazgo:
    """Devuelve el hallazgo con que se contesta una parte; si necesita su contexto, hay dos y se elige.

    Con juicio, el de la parte sola si está claro y, si no, el que más lo esté; si es tan corta que sola casi no dice
    nada, el que la une a la anterior. Sin él, lo nuevo que dice un seguimiento elige el pasaje y la conversación da el
    tema; si lo nuevo no está en ningún pasaje («¿y quién ganó el mundial?»), cambió de tema y vale solo lo que se halló
    sin la anterior.
    """
    solo, con_la_anterior = hallazgos[0], hallazgos[-1]
    if len(hallazgos) == 1 or not con_la_anterior.pasajes:
        return solo
    if _cuenta_su_caso(solo, con_la_anterior) and (solo.juicio is None or con_la_anterior.juicio is None):
        el_otro_lo_tiene = solo.juicio is None and solo.dato >= DATO_MINIMO
        if con_la_anterior.juicio is not None and con_la_anterior.juicio.contesta >= MUY_CLARO and not el_otro_lo_tiene:
            return con_la_anterior  # la confianza de uno y otro no se comparan: son de distintos documentos
        es_claro = solo.juicio is not None and solo.juicio.contesta >= CLARO
        basta = solo.confianza > con_la_anterior.confianza and not _SENALA_LO_CONTADO.search(plegar(parte))
        return solo if es_claro or basta else con_la_anterior
    if _cuenta_su_caso(solo, con_la_anterior) and _REMITE_A_LO_CONTADO.search(plegar(parte)):
        return con_la_anterior
    juzgado = solo if solo.juicio is not None else solo.otro
    if juzgado is not None and juzgado.juicio is not None and con_la_anterior.juicio is not None:
        if juzgado is not solo and not _va_con_la_conversacion(parte, solo.dato, juzgado, con_la_anterior):
            return solo
        return _entre_los_juzgados(parte, juzgado, con_la_anterior)
    if solo.juicio is None and _define_lo_preguntado(parte, solo):
        return solo
    if esta_elidida(parte) and not sigue_el_hilo(parte):
        return con_la_anterior
    if solo.pasajes and (
        comparte_palabras(contexto, solo) or _nombra_otro_tema(contexto, parte, solo, con_la_anterior)
    ):
        return replace(solo, confianza=max(solo.confianza, con_la_anterior.confianza))
    fragmento = con_la_anterior.pasajes[0].fragmento
    tema = raices_del_tema(ficha_de(fragmento, contexto.fichas))
    nuevas = ausentes(parte, fragmento.texto, tema, contexto.vocabulario)
    cambia_de_tema = len(nuevas) >= _PALABRAS_DE_OTRO_TEMA and not apoyos(
        parte, fragmento.texto, tema, contexto.vocabulario
    )
    return solo if cambia_de_tema else con_la_anterior


def _define_lo_preguntado(parte: str, solo: Hallazgo) -> bool:
    """Si se pregunta qué es algo y el mejor pasaje lo define: «¿qué es un humedal?» no sigue a lo de antes."""
    terminos = terminos_preguntados(parte)
    return any(
        define_al_frente(terminos, uno.fragmento, Tramo(uno.fragmento.inicio, uno.fragmento.fin))
        for uno in solo.pasajes[:1]
    )


def _nombra_otro_tema(contexto: Contexto, parte: str, solo: Hallazgo, con_la_anterior: Hallazgo) -> bool:
    """Si dice una palabra de lo que trata otro documento y no el de la conversación: «¿qué es un humedal?», tras uno de
    bancos. Dentro de uno, la de su tema no dice de qué parte se habla."""
    suyo, otro = (uno.pasajes[0].fragmento for uno in (solo, con_la_anterior))
    if suyo.documento == otro.documento:
        return False
    del_suyo, del_otro = (raices_del_tema(ficha_de(uno, contexto.fichas)) for uno in (suyo, otro))
    return not (del_suyo - del_otro).isdisjoint(map(raiz, palabras(parte)))


def _cuenta_su_caso(solo: Hallazgo, con_la_anterior: Hallazgo) -> bool:
    """Si lo que va con la parte es lo que antes se contó en el mismo mensaje, y no la pregunta anterior."""
    return con_la_anterior.consulta.endswith(solo.consulta) and not con_la_anterior.consulta.startswith(solo.consulta)


def _con_lo_nuevo(solo: Hallazgo, elegido: Hallazgo) -> Hallazgo:
    """El elegido y, si lo que más se le parece es solo lo que ya se preguntó antes, con los pasajes de lo nuevo.

    Quien sigue no repite: de «¿y con qué propósito?» tras «¿hay una definición mundial?», lo segundo ya se contestó.
    """
    juicio, propio = elegido.juicio, solo.juicio
    if juicio is None or propio is None or not juicio.ideas or not propio.ideas:
        return elegido
    de_antes, (nueva, parecido) = juicio.ideas[0][0], propio.ideas[0]
    en_la_parte = sum(cuanto for idea, cuanto in propio.ideas if idea == de_antes)
    se_sostiene = any(idea == nueva for idea, _ in juicio.ideas)
    if en_la_parte >= PARECIDO_DE_ANTES or parecido < PARECIDO_DE_LO_NUEVO or not (nueva.contesta and se_sostiene):
        return elegido
    return replace(elegido, pasajes=solo.pasajes, juicio=replace(juicio, ideas=propio.ideas))


def _falta_solo_lo_de_antes(solo: Hallazgo, con_la_anterior: Hallazgo) -> bool:
    """Si lo que no se dice es lo que se preguntó antes: «una iglesia puede entrar», tras preguntar por un teléfono."""
    juicio, propio = con_la_anterior.juicio, solo.juicio
    if juicio is None or propio is None or not juicio.ideas or juicio.ideas[0][0].contesta:
        return False
    return sum(cuanto for idea, cuanto in propio.ideas if idea == juicio.ideas[0][0]) < PARECIDO_DE_ANTES


def _no_ayuda(solo: Juicio, con_la_anterior: Juicio) -> bool:
    """Si la pregunta anterior no dice de qué habla la parte: era ajena, o la parte lo es con ella y sin ella."""
    era_ajena = con_la_anterior.ajena >= AJENA and solo.ajena < AJENA
    return era_ajena or min(solo.ajena, con_la_anterior.ajena) >= MUY_CLARO


def _a_medias(solo: Juicio, hallazgo: Hallazgo, juicio: Juicio) -> Hallazgo:
    """El que une la parte a la anterior; si su idea está toda en la anterior, con la certeza a medio camino.

    Que lo de antes esté claro no dice nada de lo que se pregunta ahora.
    """
    if (
        not juicio.ideas
        or sum(cuanto for idea, cuanto in solo.ideas if idea == juicio.ideas[0][0]) >= PARECIDO_DE_ANTES
    ):
        return hallazgo
    medias = {
        nombre: (getattr(solo, nombre) + getattr(juicio, nombre)) / 2 for nombre in ("contesta", "falta", "ajena")
    }
    return replace(hallazgo, juicio=replace(juicio, **medias))


def _entre_los_juzgados(parte: str, solo: Hallazgo, con_la_anterior: Hallazgo) -> Hallazgo:
    """El que está más claro, o el que la conversación hace falta para entender; si uno no tiene juicio, el de la parte
    sola."""
    de_solo, de_los_dos = solo.juicio, con_la_anterior.juicio
    if de_solo is None or de_los_dos is None:
        return solo
    if not _cuenta_su_caso(solo, con_la_anterior):
        if _no_ayuda(de_solo, de_los_dos):
            return solo
        con_la_anterior = _a_medias(de_solo, con_la_anterior, de_los_dos)
    if es_corta(parte):
        # De tan poco, ser ajena no dice nada.
        if max(de_solo.contesta, de_solo.falta, de_solo.pide) >= MUY_CLARO:
            return solo
        if _cuenta_su_caso(solo, con_la_anterior):
            return con_la_anterior
        if not (sigue_el_hilo(parte) or esta_elidida(parte)) and _falta_solo_lo_de_antes(solo, con_la_anterior):
            return solo
        return _con_lo_nuevo(solo, con_la_anterior)
    if decision(solo) >= CLARO:
        return solo
    elegido = max(solo, con_la_anterior, key=decision)
    return elegido if _cuenta_su_caso(solo, con_la_anterior) else _con_lo_nuevo(solo, elegido)


def _va_con_la_conversacion(parte: str, dato: float, suyo: Hallazgo, con_la_anterior: Hallazgo) -> bool:
    """Dice si un seguimiento que, solo, parece ir a otro documento va al de la conversación: si el juez de este lo
    tiene claro, o si el otro no parece contestarlo (`dato`). `suyo`: lo que de la parte
    se halla en el de la conversación.
    """
    de_solo, de_los_dos = suyo.juicio, con_la_anterior.juicio
    if de_solo is None or de_los_dos is None:
        return False
    depende = es_corta(parte) or esta_elidida(parte) or sigue_el_hilo(parte)
    if not depende or _no_ayuda(de_solo, de_los_dos):
        return False
    no_esta_en_el_otro = dato < DATO_DEBIL and de_los_dos.contesta >= CLARO
    return no_esta_en_el_otro or decision(_a_medias(de_solo, con_la_anterior, de_los_dos)) >= CLARO
