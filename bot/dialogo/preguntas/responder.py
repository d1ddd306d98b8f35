"""De los pasajes encontrados a la respuesta de cada parte: con qué hallazgo se contesta y cómo se decide.

Nunca redacta contenido: lo que dice del tema son palabras del documento.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogo.intenciones import PEDIDOS, pregunta_por_un_tramite, reconocer, sin_cortesia
from bot.dialogo.preguntas import textos
from bot.dialogo.preguntas.cercania import sin_lo_lejano
from bot.dialogo.preguntas.citas import citar
from bot.dialogo.preguntas.clases import Clase, apoyos, ausentes, clase_de_dato
from bot.dialogo.preguntas.lecturas.apartado import leer_apartado
from bot.dialogo.preguntas.lecturas.formas import puede_nombrar_un_lugar
from bot.dialogo.preguntas.lecturas.procedencia import leer_procedencia
from bot.dialogo.preguntas.oficiales import contestar_con_oficial, lo_mas_cercano_oficial
from bot.dialogo.preguntas.parte import Lectura, ParteContestada, Resultado, ficha_de, fichas_vigentes, raices_del_tema
from bot.dialogo.preguntas.preparacion.separar import (
    LARGO_CONSULTA,
    es_corta,
    esta_elidida,
    preparar,
    sigue_el_hilo,
)
from bot.dialogo.preguntas.reglas.con_juicio import contestar_con_juicio, decision, es_un_pedido
from bot.dialogo.preguntas.reglas.generales import (
    comparte_palabras,
    contestar_por_hueco,
    contestar_por_reglas,
    hueco_preguntado,
)
from bot.dialogo.preguntas.reglas.sin_juicio import DATO_MINIMO, contestar_sin_juicio
from bot.dialogo.preguntas.sencillo import con_explicacion
from bot.dialogo.turno import Contexto, PreguntaEnCurso
from conocimiento.expresiones import diferida
from conocimiento.modelo import Ficha, Hallazgo, Juicio
from conocimiento.palabras import plegar, sin_abreviaturas

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
        quedan = Hallazgo(hallazgo.consulta, (), 0.0) if es_otro_el_mejor else replace(hallazgo, pasajes=pasajes, otro=otro)
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
    return lo_mas_cercano_oficial(parte, clase, hallazgo, de_lo_mismo=hay_algo) or contestada


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


def preparar_todo(contexto: Contexto, anteriores: Sequence[str], texto: str) -> PreguntaEnCurso:
    """Devuelve lo que hay que buscar; lo que en varias frases solo pide leer un lugar es una sola cosa."""
    sin_erratas = bien_escrita(contexto, texto)
    en_curso = replace(preparar(sin_erratas, anteriores, contexto.listas), original=texto)
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
    return replace(parte, cita=cita, vacio=None, falta="", otra_cita=None, otro_fragmento=None)


def _cuenta_su_caso(solo: Hallazgo, con_la_anterior: Hallazgo) -> bool:
    """Si lo que va con la parte es lo que antes se contó en el mismo mensaje, y no la pregunta anterior."""
    return con_la_anterior.consulta.endswith(solo.consulta) and not con_la_anterior.consulta.startswith(solo.consulta)


def preferidos(contexto: Contexto, pregunta: PreguntaEnCurso, hallazgos: Sequence[Hallazgo]) -> tuple[Hallazgo, ...]:
    """El hallazgo con que se contesta cada parte, en orden."""
    elegidos: list[Hallazgo] = []
    desde = 0
    for parte, consultas in zip(pregunta.partes, pregunta.consultas, strict=True):
        elegidos.append(preferido(contexto, parte, hallazgos[desde : desde + len(consultas)]))
        desde += len(consultas)
    return tuple(elegidos)


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


def _entre_los_juzgados(
    parte: str, solo: Hallazgo, de_solo: Juicio, con_la_anterior: Hallazgo, de_los_dos: Juicio
) -> Hallazgo:
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


def _va_con_la_conversacion(
    parte: str, solo: Hallazgo, de_solo: Juicio, con_la_anterior: Hallazgo, de_los_dos: Juicio
) -> bool:
    """Dice si un seguimiento que solo parece ir a otro documento va al de la conversación: si su juez lo tiene claro, o
    si el otro no parece contestarlo."""
    depende = es_corta(parte) or esta_elidida(parte) or sigue_el_hilo(parte)
    if not depende or _no_ayuda(de_solo, de_los_dos):
        return False
    no_esta_en_el_otro = solo.dato < DATO_DEBIL and de_los_dos.contesta >= CLARO
    return no_esta_en_el_otro or decision(_a_medias(de_solo, con_la_anterior, de_los_dos)) >= CLARO


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
        if (
            con_la_anterior.juicio is not None
            and con_la_anterior.juicio.contesta >= MUY_CLARO
            and not el_otro_lo_tiene
        ):
            return con_la_anterior  # la confianza de uno y otro no se comparan: son de distintos documentos
        es_claro = solo.juicio is not None and solo.juicio.contesta >= CLARO
        basta = solo.confianza > con_la_anterior.confianza and not _SENALA_LO_CONTADO.search(plegar(parte))
        return solo if es_claro or basta else con_la_anterior
    if _cuenta_su_caso(solo, con_la_anterior) and _REMITE_A_LO_CONTADO.search(plegar(parte)):
        return con_la_anterior
    if solo.juicio is not None and con_la_anterior.juicio is not None:
        return _entre_los_juzgados(parte, solo, solo.juicio, con_la_anterior, con_la_anterior.juicio)
    otro = solo.otro if solo.juicio is None else None
    if otro is not None and otro.juicio is not None and con_la_anterior.juicio is not None:
        va_a_el = _va_con_la_conversacion(parte, solo, otro.juicio, con_la_anterior, con_la_anterior.juicio)
        if not va_a_el:
            return solo
        return _entre_los_juzgados(parte, otro, otro.juicio, con_la_anterior, con_la_anterior.juicio)
    if esta_elidida(parte) and not sigue_el_hilo(parte):
        return con_la_anterior
    if solo.pasajes and comparte_palabras(contexto, solo):
        return replace(solo, confianza=max(solo.confianza, con_la_anterior.confianza))
    fragmento = con_la_anterior.pasajes[0].fragmento
    tema = raices_del_tema(ficha_de(fragmento, contexto.fichas))
    nuevas = ausentes(parte, fragmento.texto, tema, contexto.vocabulario)
    cambia_de_tema = len(nuevas) >= _PALABRAS_DE_OTRO_TEMA and not apoyos(
        parte, fragmento.texto, tema, contexto.vocabulario
    )
    return solo if cambia_de_tema else con_la_anterior
