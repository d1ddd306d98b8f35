"""De los pasajes encontrados a la respuesta: qué se cita y cuál de los tres estados le toca.

Módulo puro. Nunca redacta contenido: lo que dice del tema son palabras del documento. Los tres
estados son *respuesta* (el documento lo dice), *cercano* (trata el tema, pero no trae el dato) y
*no sabe* (no trata el tema).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from bot.dialogo.definiciones import pasaje_que_define
from bot.dialogo.evidencia import (
    SIN_FORMA_PROPIA,
    Clase,
    ausentes,
    clase_de_dato,
    contiene_el_dato,
    nombres_ajenos,
    pide_confirmar,
)
from bot.dialogo.tipos import Contexto, PreguntaEnCurso
from conocimiento.modelo import Cita, Ficha, Fragmento, Hallazgo, Pasaje, Tramo, Vacio
from conocimiento.palabras import palabras, raices_con_sentido

LARGO_RESPUESTA = 700
"""Caracteres de una cita: lo que se lee en un teléfono sin desplazar."""
CONFIANZA_MINIMA = 0.5
"""Por debajo, es más probable que los documentos no traten el tema (la confianza es una probabilidad)."""
CONFIANZA_DE_CERCANIA = 0.15
"""Entre las dos, puede que lo traten con otras palabras: se muestra el pasaje sin afirmar que contesta."""
PASAJES_A_MIRAR = 3
PASAJES_DE_DEFINICION = 5
_DEFINICION_MINIMA = 60
_ENUMERACION = re.compile(r",| (?:y|e|o|u) ")
_ELEMENTOS_DE_UNA_LISTA = 3


class Resultado(Enum):
    """El estado de una respuesta; el valor es el de la interfaz pública."""

    RESPUESTA = "respuesta"
    CERCANO = "cercano"
    NO_SABE = "no_sabe"


@dataclass(frozen=True, slots=True)
class ParteContestada:
    """Lo decidido para una parte de la pregunta. Sin `cita` no hay nada que citar."""

    parte: str
    resultado: Resultado
    confianza: float
    clase: Clase
    cita: Cita | None = None
    destacada: Tramo | None = None
    fragmento: Fragmento | None = None
    vacio: Vacio | None = None  # el hueco conocido por el que se preguntó, o que conviene advertir
    no_figuran: tuple[str, ...] = ()  # palabras que la persona daba por ciertas y el pasaje no dice


def contestar(
    contexto: Contexto, pregunta: PreguntaEnCurso, hallazgos: Sequence[Hallazgo]
) -> tuple[ParteContestada, ...]:
    """Devuelve lo decidido para cada parte, en orden. Hay un hallazgo por consulta, en el orden de `pregunta`."""
    contestadas: list[ParteContestada] = []
    desde = 0
    for parte, consultas in zip(pregunta.partes, pregunta.consultas, strict=True):
        propios = hallazgos[desde : desde + len(consultas)]
        desde += len(consultas)
        contestadas.append(_contestar_parte(contexto, parte, preferido(propios)))
    if pregunta.extracto:
        return tuple(map(_solo_la_mejor_oracion, contestadas))
    return tuple(contestadas)


def _solo_la_mejor_oracion(parte: ParteContestada) -> ParteContestada:
    if parte.fragmento is None or parte.destacada is None:
        return parte
    return replace(parte, cita=citar(parte.fragmento, parte.destacada), vacio=None)


def preferido(hallazgos: Sequence[Hallazgo]) -> Hallazgo:
    """Devuelve el primero que trata el tema; si ninguno, el último (el que se buscó con más contexto)."""
    return next((uno for uno in hallazgos if uno.pasajes and uno.confianza >= CONFIANZA_MINIMA), hallazgos[-1])


def resultado_conjunto(partes: Iterable[ParteContestada]) -> Resultado:
    """Devuelve el mejor resultado: contestar una parte ya es contestar, y las demás dicen qué falta."""
    resultados = {parte.resultado for parte in partes}
    return next(resultado for resultado in Resultado if resultado in resultados)


def _contestar_parte(contexto: Contexto, parte: str, hallazgo: Hallazgo) -> ParteContestada:
    clase = clase_de_dato(parte)
    hueco = hueco_preguntado(parte, contexto.fichas)
    if hueco is not None:
        return _por_hueco(parte, clase, hueco, hallazgo)
    if not hallazgo.pasajes or hallazgo.confianza < CONFIANZA_DE_CERCANIA:
        return ParteContestada(parte, Resultado.NO_SABE, hallazgo.confianza, clase)
    if hallazgo.confianza < CONFIANZA_MINIMA:
        return _lo_mas_cercano(parte, clase, hallazgo)
    if _habla_de_otra_cosa(contexto, parte, hallazgo):
        return _lo_mas_cercano(parte, clase, hallazgo)
    for pasaje in _candidatos(parte, clase, hallazgo.pasajes):
        ficha = ficha_de(pasaje.fragmento, contexto.fichas)
        tema = raices_del_tema(ficha)
        tramo = ventana(pasaje, clase)
        texto = pasaje.fragmento.oracion(tramo)
        if contiene_el_dato(clase, parte, texto, tema, contexto.vocabulario):
            faltan = ausentes(parte, texto, tema, contexto.vocabulario) if pide_confirmar(parte) else ()
            aviso = _hueco_anunciado(texto, ficha) if clase is Clase.LISTA or faltan else None
            return _con_cita(parte, Resultado.RESPUESTA, hallazgo.confianza, clase, pasaje, tramo, aviso, faltan)
    return _lo_mas_cercano(parte, clase, hallazgo)


def _habla_de_otra_cosa(contexto: Contexto, parte: str, hallazgo: Hallazgo) -> bool:
    """Dice si la pregunta nombra algo («la Alianza del Pacífico») que no está en ningún pasaje hallado."""
    textos = " ".join(pasaje.fragmento.texto for pasaje in hallazgo.pasajes)
    tema = raices_del_tema(ficha_de(hallazgo.pasajes[0].fragmento, contexto.fichas))
    return bool(nombres_ajenos(parte, textos, tema, contexto.vocabulario))


def _lo_mas_cercano(parte: str, clase: Clase, hallazgo: Hallazgo) -> ParteContestada:
    mejor = _candidatos(parte, clase, hallazgo.pasajes)[0]
    return _con_cita(parte, Resultado.CERCANO, hallazgo.confianza, clase, mejor, ventana(mejor, clase))


def _por_hueco(parte: str, clase: Clase, hueco: Vacio, hallazgo: Hallazgo) -> ParteContestada:
    """El dato falta y se sabe: se cita, si se encuentra, el lugar donde el documento lo anuncia."""
    for pasaje in hallazgo.pasajes:
        posicion = pasaje.fragmento.texto.find(hueco.anuncio)
        if posicion >= 0:
            lugar = pasaje.fragmento.inicio + posicion
            oracion = next((tramo for tramo in pasaje.fragmento.oraciones if tramo.inicio <= lugar < tramo.fin), None)
            if oracion is not None:
                anunciado = Pasaje(pasaje.fragmento, pasaje.puntuacion, oracion)
                return _con_cita(
                    parte, Resultado.CERCANO, hallazgo.confianza, clase, anunciado, ventana(anunciado, clase), hueco
                )
    return ParteContestada(parte, Resultado.CERCANO, hallazgo.confianza, clase, vacio=hueco)


def _con_cita(
    parte: str,
    resultado: Resultado,
    confianza: float,
    clase: Clase,
    pasaje: Pasaje,
    tramo: Tramo,
    vacio: Vacio | None = None,
    no_figuran: tuple[str, ...] = (),
) -> ParteContestada:
    return ParteContestada(
        parte=parte,
        resultado=resultado,
        confianza=confianza,
        clase=clase,
        cita=citar(pasaje.fragmento, tramo),
        destacada=pasaje.oracion,
        fragmento=pasaje.fragmento,
        vacio=vacio,
        no_figuran=no_figuran,
    )


def citar(fragmento: Fragmento, tramo: Tramo | None = None) -> Cita:
    """Devuelve la cita de un tramo de un fragmento, o del fragmento entero."""
    elegido = tramo or Tramo(fragmento.inicio, fragmento.fin)
    return Cita(
        documento=fragmento.documento,
        version=fragmento.version,
        apartado=fragmento.apartado,
        pagina=None,
        texto=fragmento.oracion(elegido),
        inicio=elegido.inicio,
        fin=elegido.fin,
    )


def ventana(pasaje: Pasaje, clase: Clase) -> Tramo:
    """Devuelve el tramo que se cita: la mejor oración y las vecinas que quepan en `LARGO_RESPUESTA`.

    Una definición se cita sola, que ya es completa; en lo demás, una frase suelta puede cambiar de sentido.
    """
    fragmento, mejor = pasaje.fragmento, pasaje.oracion
    if fragmento.fin - fragmento.inicio <= LARGO_RESPUESTA and clase is not Clase.DEFINICION:
        return Tramo(fragmento.inicio, fragmento.fin)
    if clase is Clase.DEFINICION and mejor.fin - mejor.inicio >= _DEFINICION_MINIMA:
        return mejor
    oraciones = fragmento.oraciones
    primera = ultima = next((lugar for lugar, tramo in enumerate(oraciones) if tramo.inicio >= mejor.inicio), 0)
    while True:
        siguiente = (
            ultima + 1 < len(oraciones) and oraciones[ultima + 1].fin - oraciones[primera].inicio <= LARGO_RESPUESTA
        )
        anterior = primera > 0 and oraciones[ultima].fin - oraciones[primera - 1].inicio <= LARGO_RESPUESTA
        if siguiente:
            ultima += 1
        elif anterior:
            primera -= 1
        else:
            return Tramo(oraciones[primera].inicio, oraciones[ultima].fin) if oraciones else mejor


def _candidatos(parte: str, clase: Clase, pasajes: Sequence[Pasaje]) -> tuple[Pasaje, ...]:
    """Los pasajes en que se busca el dato, cada uno con la oración que mejor contesta a esa clase de pregunta."""
    definicion = pasaje_que_define(parte, pasajes[:PASAJES_DE_DEFINICION])
    if definicion is not None:
        return (definicion,)
    # Un monto o una fecha se reconoce en cualquier pasaje; que una palabra coincida no basta para cambiar de pasaje.
    primeros = tuple(pasajes[: 1 if clase in SIN_FORMA_PROPIA else PASAJES_A_MIRAR])
    return tuple(map(_con_la_que_enumera, primeros)) if clase is Clase.LISTA else primeros


def _con_la_que_enumera(pasaje: Pasaje) -> Pasaje:
    """Elige la oración que más cosas enumera («el sector público, la empresa y otros»); si ninguna, la mejor."""
    fragmento = pasaje.fragmento
    cuentas = [(len(_ENUMERACION.findall(fragmento.oracion(tramo))), tramo) for tramo in fragmento.oraciones]
    cuantas, tramo = max(cuentas, key=lambda cuenta: cuenta[0], default=(0, pasaje.oracion))
    return replace(pasaje, oracion=tramo) if cuantas >= _ELEMENTOS_DE_UNA_LISTA else pasaje


def ficha_de(fragmento: Fragmento, fichas: Iterable[Ficha]) -> Ficha | None:
    """Devuelve la ficha del documento de un fragmento."""
    return next((ficha for ficha in fichas if ficha.documento == fragmento.documento), None)


def raices_del_tema(ficha: Ficha | None) -> frozenset[str]:
    """Devuelve las raíces de lo que todo el documento trata: su título y su institución."""
    return frozenset(raices_con_sentido(f"{ficha.titulo} {ficha.institucion}")) if ficha else frozenset[str]()


def hueco_preguntado(parte: str, fichas: Iterable[Ficha]) -> Vacio | None:
    """Devuelve el vacío conocido por el que se pregunta, si alguna de sus pistas está en la pregunta."""
    plana = f" {' '.join(palabras(parte))} "
    for ficha in fichas:
        for vacio in ficha.vacios:
            if any(f" {' '.join(palabras(pista))} " in plana for pista in vacio.pistas):
                return vacio
    return None


def _hueco_anunciado(texto: str, ficha: Ficha | None) -> Vacio | None:
    """Devuelve el vacío que el propio texto citado anuncia («los siguientes cuatro principios»)."""
    return next((vacio for vacio in ficha.vacios if vacio.anuncio in texto), None) if ficha else None
