"""De los pasajes encontrados a la respuesta: qué se cita y cuál de los tres estados le toca.

Módulo puro. Nunca redacta contenido: lo que dice del tema son palabras del documento. Los tres
estados son *respuesta* (el documento lo dice), *cercano* (trata el tema, pero no trae el dato) y
*no sabe* (no trata el tema).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from bot.dialogo.citas import candidatos, citar, ventana
from bot.dialogo.evidencia import (
    Clase,
    apoyos,
    ausentes,
    clase_de_dato,
    contiene_el_dato,
    nombres_ajenos,
    pide_confirmar,
)
from bot.dialogo.tipos import Contexto, PreguntaEnCurso
from conocimiento.modelo import CARPETA_DE_RESPUESTAS, Cita, Ficha, Fragmento, Hallazgo, Pasaje, Tramo, Vacio
from conocimiento.palabras import palabras, raices_con_sentido

CONFIANZA_MINIMA = 0.5
"""Por debajo, es más probable que los documentos no traten el tema (la confianza es una probabilidad)."""
CONFIANZA_DE_CERCANIA = 0.15
"""Entre las dos, puede que lo traten con otras palabras: se muestra el pasaje sin afirmar que contesta."""
_PALABRAS_DE_OTRO_TEMA = 2


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
        contestadas.append(_contestar_parte(contexto, parte, preferido(contexto, parte, propios)))
    if pregunta.extracto:
        return tuple(map(_solo_la_mejor_oracion, contestadas))
    return tuple(contestadas)


def _solo_la_mejor_oracion(parte: ParteContestada) -> ParteContestada:
    if parte.fragmento is None or parte.destacada is None:
        return parte
    return replace(parte, cita=citar(parte.fragmento, parte.destacada), vacio=None)


def preferido(contexto: Contexto, parte: str, hallazgos: Sequence[Hallazgo]) -> Hallazgo:
    """Devuelve el hallazgo con que se contesta una parte; si es un seguimiento, hay dos y se combinan.

    Lo nuevo que dice un seguimiento elige el pasaje y la conversación da el tema. Si lo nuevo no está en
    ningún pasaje («¿y quién ganó el mundial?»), cambió de tema y vale solo lo que se halló sin la anterior.
    """
    solo, con_la_anterior = hallazgos[0], hallazgos[-1]
    if len(hallazgos) == 1 or not con_la_anterior.pasajes:
        return solo
    if solo.pasajes and _comparte_palabras(contexto, solo):
        return replace(solo, confianza=max(solo.confianza, con_la_anterior.confianza))
    fragmento = con_la_anterior.pasajes[0].fragmento
    tema = raices_del_tema(ficha_de(fragmento, contexto.fichas))
    nuevas = ausentes(parte, fragmento.texto, tema, contexto.vocabulario)
    cambia_de_tema = len(nuevas) >= _PALABRAS_DE_OTRO_TEMA and not apoyos(
        parte, fragmento.texto, tema, contexto.vocabulario
    )
    return solo if cambia_de_tema else con_la_anterior


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
    if hallazgo.confianza < CONFIANZA_MINIMA and not _comparte_palabras(contexto, hallazgo):
        return ParteContestada(parte, Resultado.NO_SABE, hallazgo.confianza, clase)
    if hallazgo.confianza < CONFIANZA_MINIMA or _habla_de_otra_cosa(contexto, parte, hallazgo):
        return _lo_mas_cercano(parte, clase, hallazgo)
    for pasaje in candidatos(parte, clase, hallazgo.pasajes):
        ficha = ficha_de(pasaje.fragmento, contexto.fichas)
        tema = raices_del_tema(ficha)
        tramo = ventana(pasaje, clase, hallazgo.consulta)
        texto = pasaje.fragmento.oracion(tramo)
        if _es_su_respuesta(pasaje.fragmento, clase) or contiene_el_dato(
            clase, parte, texto, tema, contexto.vocabulario
        ):
            faltan = ausentes(parte, texto, tema, contexto.vocabulario) if pide_confirmar(parte) else ()
            aviso = _hueco_anunciado(texto, ficha) if clase is Clase.LISTA or faltan else None
            return _con_cita(parte, Resultado.RESPUESTA, hallazgo.confianza, clase, pasaje, tramo, aviso, faltan)
    return _lo_mas_cercano(parte, clase, hallazgo)


def _es_su_respuesta(fragmento: Fragmento, clase: Clase) -> bool:
    """Dice si es una respuesta oficial a una pregunta de la misma clase: la dio el personal, tal como la dio vale."""
    es_oficial = fragmento.documento.startswith(CARPETA_DE_RESPUESTAS)
    return es_oficial and clase_de_dato(fragmento.apartado) is clase


def _comparte_palabras(contexto: Contexto, hallazgo: Hallazgo) -> bool:
    """Dice si el mejor pasaje trae alguna palabra de la consulta, además de las que están en todo el documento."""
    fragmento = hallazgo.pasajes[0].fragmento
    tema = raices_del_tema(ficha_de(fragmento, contexto.fichas))
    return bool(apoyos(hallazgo.consulta, fragmento.texto, tema, contexto.vocabulario))


def _habla_de_otra_cosa(contexto: Contexto, parte: str, hallazgo: Hallazgo) -> bool:
    """Dice si la pregunta nombra algo («la Alianza del Pacífico») que no está en ningún pasaje hallado."""
    textos = " ".join(pasaje.fragmento.texto for pasaje in hallazgo.pasajes)
    tema = raices_del_tema(ficha_de(hallazgo.pasajes[0].fragmento, contexto.fichas))
    return bool(nombres_ajenos(parte, textos, tema, contexto.vocabulario))


def _lo_mas_cercano(parte: str, clase: Clase, hallazgo: Hallazgo) -> ParteContestada:
    mejor = candidatos(parte, clase, hallazgo.pasajes)[0]
    return _con_cita(
        parte, Resultado.CERCANO, hallazgo.confianza, clase, mejor, ventana(mejor, clase, hallazgo.consulta)
    )


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
                    parte,
                    Resultado.CERCANO,
                    hallazgo.confianza,
                    clase,
                    anunciado,
                    ventana(anunciado, clase, hallazgo.consulta),
                    hueco,
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
