"""De los pasajes encontrados a la respuesta de cada parte: con qué hallazgo se contesta y cómo se decide.

Nunca redacta contenido: lo que dice del tema son palabras del documento.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogo.intenciones.de_otro import es_otro_tramite, nombra_un_tramite
from bot.dialogo.intenciones.reconocer import PEDIDOS, pregunta_por_un_tramite, reconocer, sin_cortesia
from bot.dialogo.preguntas import textos
from bot.dialogo.preguntas.cercania import sin_lo_lejano
from bot.dialogo.preguntas.citas import citar
from bot.dialogo.preguntas.clases import Clase, clase_de_dato
from bot.dialogo.preguntas.lecturas.apartado import leer_apartado
from bot.dialogo.preguntas.lecturas.formas import puede_nombrar_un_lugar
from bot.dialogo.preguntas.lecturas.procedencia import leer_procedencia
from bot.dialogo.preguntas.oficiales import contestar_con_oficial, lo_mas_cercano_oficial
from bot.dialogo.preguntas.parte import Lectura, ParteContestada, Resultado, fichas_vigentes
from bot.dialogo.preguntas.preparacion.separar import LARGO_CONSULTA, preparar
from bot.dialogo.preguntas.reglas.con_juicio import contestar_con_juicio, es_un_pedido
from bot.dialogo.preguntas.reglas.generales import (
    contestar_por_hueco,
    contestar_por_reglas,
    hueco_preguntado,
)
from bot.dialogo.preguntas.reglas.seguimiento import CLARO, preferido
from bot.dialogo.preguntas.reglas.sin_juicio import contestar_sin_juicio
from bot.dialogo.preguntas.sencillo import con_explicacion
from bot.dialogo.turno import Contexto, Estado, PreguntaEnCurso
from conocimiento.modelo import Ficha, Hallazgo
from conocimiento.palabras import sin_abreviaturas

FALTA_EN_OTRO = 0.5
"""La probabilidad de que a un documento revisado le falte lo preguntado desde la que cuenta, aunque se cite otro que no
está claro que lo trate."""


def sin_caducados(contexto: Contexto, hallazgos: Sequence[Hallazgo]) -> tuple[Hallazgo, ...]:
    """Quita los pasajes de documentos cuya vigencia terminó. El índice los pierde poco después, cuando se renueva.

    Si uno era el mejor, lo demás que se dedujo de él (la confianza, el juicio) tampoco vale: es no haber hallado nada.
    """
    caducados = {ficha.documento for ficha in contexto.fichas} - {uno.documento for uno in fichas_vigentes(contexto)}
    if not caducados:
        return tuple(hallazgos)
    vigentes: list[Hallazgo] = []
    for hallazgo in hallazgos:
        pasajes = tuple(uno for uno in hallazgo.pasajes if uno.fragmento.documento not in caducados)
        es_otro_el_mejor = pasajes[:1] != hallazgo.pasajes[:1]
        (otro,) = sin_caducados(contexto, (hallazgo.otro,)) if hallazgo.otro else (None,)
        oficiales = tuple(uno for uno in hallazgo.oficiales if uno.fragmentos[0].documento not in caducados)
        quedan = (
            Hallazgo(hallazgo.consulta, (), 0.0) if es_otro_el_mejor else replace(hallazgo, pasajes=pasajes, otro=otro)
        )
        vigentes.append(replace(quedan, oficiales=oficiales))
    return tuple(vigentes)


def contestar(
    contexto: Contexto, pregunta: PreguntaEnCurso, hallazgos: Sequence[Hallazgo]
) -> tuple[ParteContestada, ...]:
    """Devuelve lo decidido para cada parte, en orden. Hay un hallazgo por consulta, en el orden de `pregunta`."""
    contestadas: list[ParteContestada] = []
    for parte, elegido in zip(pregunta.partes, preferidos(contexto, pregunta, hallazgos), strict=True):
        contestada = _contestar_parte(contexto, parte, elegido, con_otras=len(pregunta.partes) > 1)
        contestadas.append(con_explicacion(contexto, pregunta, contestada, elegido))
    if pregunta.extracto:
        return tuple(map(_solo_la_mejor_oracion, contestadas))
    return tuple(contestadas)


def _contestar_parte(contexto: Contexto, parte: str, hallazgo: Hallazgo, *, con_otras: bool) -> ParteContestada:
    clase = clase_de_dato(parte)
    sabida = contestar_con_oficial(parte, clase, hallazgo) or leer(contexto, parte)
    if sabida is not None:
        return sabida
    if con_otras and _es_un_pedido(parte, hallazgo):
        return ParteContestada(parte, Resultado.NO_SABE, 0.0, clase, lectura=Lectura(textos.EN_OTRO_MENSAJE))
    contestada = _con_los_documentos(contexto, parte, clase, hallazgo, con_otras=con_otras)
    if contestada.resultado is Resultado.RESPUESTA:
        return contestada
    contestada = sin_lo_lejano(contexto, contestada, hallazgo)
    hay_algo = contestada.resultado is Resultado.CERCANO
    oficial = lo_mas_cercano_oficial(parte, clase, hallazgo, de_lo_mismo=hay_algo)
    return oficial or _de_otro_tramite(contexto, contestada) or contestada


def _de_otro_tramite(contexto: Contexto, contestada: ParteContestada) -> ParteContestada | None:
    """Lo que se contesta de un trámite que no es el de una alianza, si lo más cercano no habla de trámites así.

    Decir que el texto «no dice cómo se presenta una propuesta» a quien pregunta por su inscripción es contestar otra
    cosa.
    """
    citado = " ".join(cita.texto for cita in contestada.citas)
    if contestada.vacio is not None or not es_otro_tramite(contestada.parte) or nombra_un_tramite(citado):
        return None
    lectura = Lectura(textos.otro_tramite(contexto.contacto))
    return ParteContestada(contestada.parte, Resultado.NO_SABE, contestada.confianza, contestada.clase, lectura=lectura)


def _es_un_pedido(parte: str, hallazgo: Hallazgo) -> bool:
    """Entre varias preguntas, la que no lo es («3) quiero hablar con una persona») tampoco se pierde."""
    if pregunta_por_un_tramite(parte):
        return False
    return reconocer(parte) in PEDIDOS or (hallazgo.dicho is not None and es_un_pedido(hallazgo.dicho))


def _con_los_documentos(
    contexto: Contexto, parte: str, clase: Clase, hallazgo: Hallazgo, *, con_otras: bool
) -> ParteContestada:
    hueco = hueco_preguntado(parte, _fichas_de(contexto, hallazgo))
    # Una palabra suelta señala el vacío; si el juez tiene claro que se contesta, es que se preguntaba otra cosa.
    if hueco is not None and (hallazgo.juicio is None or hallazgo.juicio.contesta < CLARO):
        return contestar_por_hueco(parte, clase, hueco, hallazgo)
    if hallazgo.juicio is None:
        return contestar_sin_juicio(contexto, parte, clase, hallazgo)
    por_reglas = contestar_por_reglas(contexto, parte, clase, hallazgo)
    return contestar_con_juicio(contexto, por_reglas, hallazgo, hallazgo.juicio, con_otras=con_otras)


def _fichas_de(contexto: Contexto, hallazgo: Hallazgo) -> list[Ficha]:
    """Las de los documentos en que se buscó: lo que falta en otro no se pregunta, salvo que lo diga su juez."""
    buscados = {pasaje.fragmento.documento for pasaje in hallazgo.pasajes}
    otro = hallazgo.otro and hallazgo.otro.juicio
    if otro is not None and otro.falta >= FALTA_EN_OTRO and hallazgo.confianza < CLARO:
        buscados |= {idea.documento for idea, _ in otro.ideas}
    return [ficha for ficha in contexto.fichas if not buscados or ficha.documento in buscados]


def es_pregunta_sabida(contexto: Contexto, parte: str, hallazgo: Hallazgo) -> bool:
    """Dice si ya la contestó el personal o se contesta sin buscar: no es un pedido, aunque se le parezca."""
    return contestar_con_oficial(parte, clase_de_dato(parte), hallazgo) is not None or leer(contexto, parte) is not None


def leer(contexto: Contexto, parte: str) -> ParteContestada | None:
    """Lo que se contesta sin buscar: un apartado del documento, su ficha o el contacto; None si no se pide eso."""
    de_un_lugar = leer_apartado(contexto, parte) if puede_nombrar_un_lugar(parte) else None
    return de_un_lugar or leer_procedencia(contexto, parte)


def bien_escrita(contexto: Contexto, texto: str) -> str:
    """Lo que se preguntó, sin abreviaturas ni erratas claras; en lo que no lleva tildes no se pone ninguna."""
    entero = sin_abreviaturas(texto)
    return contexto.sin_erratas(entero.replace("é", "e") if texto.isascii() else entero)


def preparar_todo(contexto: Contexto, estado: Estado, texto: str) -> PreguntaEnCurso:
    """Devuelve lo que hay que buscar; lo que en varias frases solo pide leer un lugar es una sola cosa."""
    sin_erratas = bien_escrita(contexto, texto)
    en_curso = replace(preparar(sin_erratas, estado.preguntas, contexto.listas, estado.ultima_pregunta), original=texto)
    entero = sin_cortesia(sin_erratas)
    partes = en_curso.partes
    if partes == (entero,) or not puede_nombrar_un_lugar(entero):
        return en_curso
    son_varias = len(partes) > 1 and all(leer_apartado(contexto, parte) for parte in partes)
    if son_varias or leer_apartado(contexto, entero) is None:
        return en_curso
    return replace(en_curso, partes=(entero,), consultas=((sin_abreviaturas(entero)[:LARGO_CONSULTA],),))


def _solo_la_mejor_oracion(parte: ParteContestada) -> ParteContestada:
    if parte.fragmento is None or parte.destacada is None:
        return parte
    cita = citar(parte.fragmento, parte.destacada)
    return replace(parte, cita=cita, vacio=None, falta="", tambien=())


def preferidos(contexto: Contexto, pregunta: PreguntaEnCurso, hallazgos: Sequence[Hallazgo]) -> tuple[Hallazgo, ...]:
    """El hallazgo con que se contesta cada parte, en orden."""
    elegidos: list[Hallazgo] = []
    desde = 0
    for parte, consultas in zip(pregunta.partes, pregunta.consultas, strict=True):
        elegidos.append(preferido(contexto, parte, hallazgos[desde : desde + len(consultas)]))
        desde += len(consultas)
    return tuple(elegidos)
