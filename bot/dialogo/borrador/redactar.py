"""Cómo quedan en el documento las palabras de la persona: se le muestra una vez, y decide todo junto o uno por uno.

Lo decidido se anota aparte: sus respuestas siguen como las escribió. Lo que ya decidió no se le vuelve a preguntar.
"""

from collections.abc import Iterable, Sequence

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import redaccion as textos
from bot.dialogo.borrador.textos.redaccion import Eleccion
from bot.dialogo.intenciones.decidido import da_por_bueno, si_o_no
from bot.dialogo.peticiones import RedactarBorrador
from bot.dialogo.turno import Turno
from bot.entrevista.eventos import Arreglo, Redactada
from bot.entrevista.propuesta.redaccion.modelo import Redactor
from bot.entrevista.propuesta.redaccion.respuestas import Pieza, por_decidir
from conocimiento.expresiones import diferida
from conocimiento.palabras import sin_signos

_ASI = "(?: (?:todo|todos|eso|ese|este|asi|igual|pues|nomas))"
_USA = diferida(rf"(?:si |ok |ya )?(?:us[ae]\w{{0,5}}|acept\w{{1,4}}){_ASI}{{0,2}}")
_DEJA = diferida(rf"(?:no |mejor ){{0,2}}dej\w{{1,8}}{_ASI}{{0,2}}(?: como (?:esta|estaba|lo escribi|lo puse))?")


def proponer(sesion: Sesion) -> Turno | None:
    """Lo que quedaría mejor en el documento, con su antes y después; None si no hay nada que decidir."""
    piezas = _piezas(sesion)
    return sesion.enviar(textos.todas(sesion, piezas)) if piezas else None


def elegir(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
    """Lo que se pulsó: todo, nada, una por una, otra página, o qué se hace con una."""
    piezas = _piezas(sesion)
    match argumentos:
        case [Eleccion.TODAS]:
            return _decidir(sesion, piezas, usado=True)
        case [Eleccion.NADA]:
            return _decidir(sesion, piezas, usado=False)
        case [Eleccion.PAGINA, lugar] if lugar.isdecimal() and piezas:
            return sesion.enviar(textos.todas(sesion, piezas, int(lugar)))
        case [Eleccion.UNA] if piezas:
            return sesion.enviar(textos.una(sesion, piezas[0], len(piezas)))
        case [Eleccion.USAR] if piezas:
            return _decidir(sesion, piezas[:1], usado=True)
        case [Eleccion.DEJAR] if piezas:
            return _decidir(sesion, piezas[:1], usado=False)
        case _:
            return en_paso(sesion)


def responder(sesion: Sesion, texto: str) -> Turno | None:
    """«Sí», «no», «úsalo» o «déjelo así» ante lo propuesto son sus botones; None si no se acaba de proponer nada."""
    dice_si = _lo_usa(texto)
    if dice_si is None:
        return None
    a_la_vista = {boton.codigo for boton in sesion.estado.botones}
    for si, no in ((Eleccion.USAR, Eleccion.DEJAR), (Eleccion.TODAS, Eleccion.NADA)):
        elegida = si if dice_si else no
        if sesion.boton("", Accion.REDACTAR, elegida).codigo in a_la_vista:
            return elegir(sesion, [elegida])
    return None


def _lo_usa(texto: str) -> bool | None:
    """Si todo lo escrito lo acepta o lo deja como estaba; None si dice otra cosa."""
    dicho = sin_signos(texto)
    if _DEJA.fullmatch(dicho):
        return False
    return True if _USA.fullmatch(dicho) or da_por_bueno(texto) else si_o_no(texto)


def _piezas(sesion: Sesion) -> tuple[Pieza, ...]:
    diccionario = sesion.contexto.diccionario
    if diccionario is None:
        return ()
    return por_decidir(sesion.entrevista, sesion.borrador, Redactor(diccionario, sesion.entrevista.usos))


def _decidir(sesion: Sesion, piezas: Iterable[Pieza], *, usado: bool) -> Turno:
    """Anota lo decidido y sigue con lo que falte; si no falta nada, hace los documentos."""
    arreglos = tuple(Arreglo(pieza.paso.llave, pieza.antes, pieza.despues, usado) for pieza in piezas)
    decidido = sesion.anotar(Redactada(sesion.ahora, arreglos))
    quedan = _piezas(decidido)
    if quedan:
        return decidido.enviar(textos.una(decidido, quedan[0], len(quedan)))
    return decidido.turno(RedactarBorrador(decidido.propuesta))
