"""Las oraciones que un modelo de lenguaje señala cuando la respuesta no está clara: cuándo se le pide y qué se le cree.

El modelo solo dice nombres de oraciones de los documentos; aquí se decide si valen. Agrega, y nunca quita ni baja nada:
lo que ya se iba a contestar se contesta igual. No toca lo que contestó el personal, lo que se sabe que falta ni lo
ajeno.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import cast

from bot.dialogo.efectos import AnotarUso
from bot.dialogo.peticiones import Elegir, LenguajeFallo, LenguajeRespondio, ResultadoDeUso, Uso
from bot.dialogo.peticiones.objeto import leer_objeto
from bot.dialogo.preguntas.citas import citar
from bot.dialogo.preguntas.clases import contiene_el_dato, pide_confirmar
from bot.dialogo.preguntas.parte import ParteContestada, Resultado, ficha_de, raices_del_tema
from bot.dialogo.preguntas.reglas.con_juicio import (
    AJENA_MINIMA,
    CONFIANZA_PARA_RESPONDER,
    es_un_pedido,
    probabilidad_de_contestar,
)
from bot.dialogo.preguntas.reglas.generales import CONFIANZA_DE_CERCANIA, CONFIANZA_MINIMA
from bot.dialogo.preguntas.responder import contestar, preferidos
from bot.dialogo.turno import Contexto, PreguntaEnCurso
from conocimiento.modelo import Cita, Fragmento, Hallazgo
from conocimiento.palabras import raices_con_sentido

ORACIONES = 12
"""Las que se le muestran: más cuestan más y no ayudan."""
ELEGIDAS = 3
PASAJES, DE_CADA_PASAJE = 4, 4
LARGO_DE_UNA = 600
CLARA = 0.8
"""La probabilidad desde la que una respuesta se da sin preguntar a nadie."""


@dataclass(frozen=True, slots=True)
class Eleccion:
    """Lo que el modelo señaló, ya comprobado: oraciones de las que se le mostraron."""

    oraciones: tuple[Cita, ...]


def por_elegir(
    contexto: Contexto, en_curso: PreguntaEnCurso, partes: Sequence[ParteContestada], hallazgos: Sequence[Hallazgo]
) -> Elegir | None:
    """Lo que se le pide al modelo; None si todo está claro, o si no hay entre qué elegir."""
    if en_curso.extracto or en_curso.en_sencillo or en_curso.con_ejemplo:
        return None
    dudosas = [
        (parte, hallazgo)
        for parte, hallazgo in zip(partes, preferidos(contexto, en_curso, hallazgos), strict=True)
        if _es_dudosa(parte, hallazgo, con_otras=len(partes) > 1)
    ]
    vistas = [cita for parte in partes for cita in parte.citas]
    cuantas = ORACIONES // max(len(dudosas), 1)
    oraciones = [cita for _, hallazgo in dudosas for cita in islice(_candidatas(hallazgo, vistas), cuantas)]
    return Elegir(en_curso.original, tuple(oraciones), tuple(hallazgos)) if oraciones else None


def elegir(
    contexto: Contexto, en_curso: PreguntaEnCurso, pedido: Elegir, vuelto: LenguajeRespondio | LenguajeFallo
) -> tuple[tuple[ParteContestada, ...], tuple[AnotarUso, ...]]:
    """Lo que se iba a contestar con lo que el modelo señaló y vale, y en qué quedó eso."""
    partes = contestar(contexto, en_curso, pedido.hallazgos)
    if isinstance(vuelto, LenguajeFallo):
        return partes, ()
    eleccion = leer_eleccion(vuelto.texto, pedido)
    if eleccion is None:
        return partes, (AnotarUso(Uso.ELEGIR, ResultadoDeUso.RECHAZADO),)
    suyos = preferidos(contexto, en_curso, pedido.hallazgos)
    por_poner = list(eleccion.oraciones)
    nuevas: list[ParteContestada] = []
    for parte, hallazgo in zip(partes, suyos, strict=True):
        if _es_dudosa(parte, hallazgo, con_otras=len(partes) > 1):
            de_aqui = [(cita, suyo) for cita in por_poner if (suyo := _fragmento_de(cita, hallazgo)) is not None]
            por_poner = [cita for cita in por_poner if _fragmento_de(cita, hallazgo) is None]
            parte = _con(contexto, parte, hallazgo, de_aqui)
        nuevas.append(parte)
    quedo = ResultadoDeUso.SIN_CAMBIO if tuple(nuevas) == partes else ResultadoDeUso.USADO
    return tuple(nuevas), (AnotarUso(Uso.ELEGIR, quedo),)


def leer_eleccion(texto: str, pedido: Elegir) -> Eleccion | None:
    """Lo que el modelo señaló; None si no es justo lo que se le pidió.

    Un JSON con `estado` y `oraciones` y nada más, con nombres de los que se le dieron, sin repetir y hasta tres. Que
    diga que nada lo contesta se entiende, y no cambia nada.
    """
    leido = leer_objeto(texto, "estado", "oraciones")
    if leido is None or not isinstance(leido["oraciones"], list):
        return None
    estado, nombres = leido["estado"], cast("list[object]", leido["oraciones"])
    conocidas = pedido.con_nombre
    elegidas = [conocidas.get(nombre) if isinstance(nombre, str) else None for nombre in nombres]
    citas = tuple(cita for cita in elegidas if cita is not None)
    if len(citas) != len(elegidas) or len(citas) > ELEGIDAS or len(set(citas)) != len(citas):
        return None
    match estado:
        case "contesta" if citas:
            return Eleccion(citas)
        case "no_lo_dice" if not citas:
            return Eleccion(())
        case _:
            return None


def _es_dudosa(parte: ParteContestada, hallazgo: Hallazgo, *, con_otras: bool) -> bool:
    if parte.lectura is not None or parte.vacio is not None or parte.falta or parte.explicada or not hallazgo.pasajes:
        return False
    juicio = hallazgo.juicio
    if juicio is not None and (juicio.ajena >= AJENA_MINIMA or es_un_pedido(juicio)):
        return False
    match parte.resultado:
        case Resultado.RESPUESTA:
            return con_otras or parte.confianza < CLARA or bool(parte.tambien)
        case Resultado.CERCANO:
            return True
        case Resultado.NO_SABE:
            return parte.confianza >= CONFIANZA_DE_CERCANIA


def _candidatas(hallazgo: Hallazgo, vistas: list[Cita]) -> Iterator[Cita]:
    """Oraciones enteras de los pasajes que no se vieron ya; de cada uno, primero las que más tienen que ver.

    Las que da las anota en `vistas`: una que solo presenta a otra va con ella, y la otra no se da sola.
    """
    pedidas = raices_con_sentido(hallazgo.consulta)
    for pasaje in hallazgo.pasajes[:PASAJES]:
        fragmento = pasaje.fragmento

        def parecido(cita: Cita, mejor: int = pasaje.oracion.inicio) -> tuple[bool, int]:
            return cita.inicio != mejor, -len(set(pedidas) & set(raices_con_sentido(cita.texto)))

        suyas = sorted((citar(fragmento, tramo) for tramo in fragmento.oraciones), key=parecido)
        nuevas = (cita for cita in suyas if len(cita.texto) <= LARGO_DE_UNA and not _ya_esta(cita, vistas))
        for cita in islice(nuevas, DE_CADA_PASAJE):
            vistas.append(cita)
            yield cita


def _ya_esta(cita: Cita, vistas: Sequence[Cita]) -> bool:
    return any(
        cita.documento == otra.documento and cita.inicio < otra.fin and otra.inicio < cita.fin for otra in vistas
    )


def _fragmento_de(cita: Cita, hallazgo: Hallazgo) -> Fragmento | None:
    fragmentos = (pasaje.fragmento for pasaje in hallazgo.pasajes)
    lugar = cita.inicio
    return next((uno for uno in fragmentos if uno.documento == cita.documento and uno.inicio <= lugar < uno.fin), None)


def _con(
    contexto: Contexto, parte: ParteContestada, hallazgo: Hallazgo, elegidas: Sequence[tuple[Cita, Fragmento]]
) -> ParteContestada:
    """La parte con lo elegido después de lo que ya se citaba; si no se citaba nada, como lo más cercano que hay."""
    if not elegidas:
        return parte
    if parte.cita is None:
        (cita, fragmento), *demas = elegidas
        return replace(parte, resultado=Resultado.CERCANO, cita=cita, fragmento=fragmento, tambien=tuple(demas))
    con_ellas = replace(parte, tambien=(*parte.tambien, *elegidas))
    if parte.resultado is Resultado.CERCANO and (confianza := _basta(contexto, parte, hallazgo, elegidas)) is not None:
        return replace(con_ellas, resultado=Resultado.RESPUESTA, confianza=confianza)
    return con_ellas


def _basta(
    contexto: Contexto, parte: ParteContestada, hallazgo: Hallazgo, elegidas: Sequence[tuple[Cita, Fragmento]]
) -> float | None:
    """La confianza con que ahora se contesta; None si lo elegido no trae la clase de dato pedida.

    Que el modelo señale una oración no es una prueba: lo es el dato que las reglas ven en ella, que pesa lo mismo que
    si lo hubieran hallado solas. Un sí o un no, no lo dan las reglas, y tampoco el modelo.
    """
    if pide_confirmar(parte.parte):
        return None
    for cita, fragmento in elegidas:
        tema = raices_del_tema(ficha_de(fragmento, contexto.fichas))
        if contiene_el_dato(parte.clase, parte.parte, cita.texto, tema, contexto.vocabulario):
            juicio = hallazgo.juicio
            confianza = hallazgo.confianza if juicio is None else probabilidad_de_contestar(juicio, hay_dato=True)
            minima = CONFIANZA_MINIMA if juicio is None else CONFIANZA_PARA_RESPONDER
            return confianza if confianza >= minima else None
    return None
