"""Las sugerencias de una pregunta, como se muestran y como se acusa la que se elige.

Siempre dicen de quién son: del asistente, no del marco de la APCI.
"""

from collections.abc import Sequence
from zlib import crc32

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.repasar import nombre_del_paso
from bot.dialogo.mensajes import Boton, ClaseParrafo, Filas, Mensaje, Parrafo, cursiva, en_filas, negrita, parrafo
from bot.entrevista.comprension.sugerir import Sugerencia
from bot.entrevista.pasos import Paso
from bot.entrevista.sugerencias import Indicador, Plan, Riesgo
from conocimiento.frases import punto_tras

POR_VEZ = 3
NO_ES_DEL_MARCO = "Son ideas del asistente, no del marco de la APCI. Solo se guarda la que usted elija."
NO_HAY_DE_ESTA = parrafo("De esta pregunta no tengo sugerencias: solo usted conoce el dato. Le dejo un ejemplo:")
NO_QUEDAN = parrafo("No tengo más sugerencias para esta pregunta.")
SUGERENCIA_VIEJA = parrafo("Esa sugerencia ya no corresponde. Estas son las de ahora:")
NO_CABE = parrafo("Ya no cabe otra. Si quiere cambiar una, quítela primero.")


def sin_sugerencias(paso: Paso) -> Parrafo:
    """Todavía no se sabe bastante para sugerir."""
    que = "qué tipo de actor es" if paso.actor else "un poco más: el problema, los ODS o el lugar"
    return parrafo(f"Para sugerirle algo necesito saber {que}. Mientras tanto, un ejemplo:")


def codigo_de(sugerencia: Sugerencia) -> str:
    """Lo que distingue en un botón una sugerencia de las demás, aunque la agencia cambie el orden."""
    return f"{crc32(sugerencia.texto.encode()):08x}"


def sugerencias(sesion: Sesion, paso: Paso, halladas: Sequence[Sugerencia], desde: int, *previo: Parrafo) -> Mensaje:
    """Tres sugerencias numeradas, cada una con su botón; a la vez se puede escribir la respuesta propia."""
    estas = halladas[desde : desde + POR_VEZ]
    cabeza = parrafo(negrita(f"Sugerencias · {nombre_del_paso(paso)}"))
    elementos = [uno for numero, una in enumerate(estas, desde + 1) for uno in _elemento(numero, una)]
    usar = [
        sesion.boton(f"Usar esta ({numero})" if len(estas) > 1 else "Usar esta", Accion.USAR, codigo_de(una))
        for numero, una in enumerate(estas, desde + 1)
    ]
    aviso = parrafo(cursiva(f"{NO_ES_DEL_MARCO} También puede escribir la suya."))
    botones = (*en_filas(usar), *_salidas(sesion, paso, quedan=len(halladas) > desde + POR_VEZ, desde=desde))
    return Mensaje((*previo, cabeza, *elementos, aviso), botones, asunto=sesion.asunto(paso))


def _salidas(sesion: Sesion, paso: Paso, *, quedan: bool, desde: int) -> Filas:
    otras = (sesion.boton("Otras", Accion.SUGERENCIAS, desde + POR_VEZ),) if quedan else ()
    deshacer: tuple[Boton, ...] = ()
    salir = sesion.boton("Volver a la pregunta", Accion.CONTINUAR)
    if sesion.borrador.vuelta == paso.llave and paso.llave in sesion.borrador.respuestas:
        deshacer = sesion.fila(("Deshacer", Accion.DESHACER))
        salir = sesion.boton("Listo, seguir", Accion.DEJAR_COMO_ESTA)
    return ((*otras, *deshacer, salir),)


def _elemento(numero: int, una: Sugerencia) -> tuple[Parrafo, ...]:
    """La sugerencia y, aparte, de dónde sale lo que propone."""
    dicha = parrafo(f"{numero}. ", negrita(una.texto), clase=ClaseParrafo.ELEMENTO)
    detalle = _detalle(una)
    return (dicha, parrafo(detalle, clase=ClaseParrafo.ELEMENTO)) if detalle else (dicha,)


def _detalle(una: Sugerencia) -> str:
    match una.origen:
        case Indicador() as uno:
            que = "indicador ODS" if uno.marco == "mundial" else "aporta a la meta ODS"
            medida = f"Se mide con: {uno.nombre} ({uno.unidad})."
            return f"{medida} Fuente: {uno.fuente}; dato {uno.publica}; {que} {uno.codigo}."
        case Riesgo() as uno:
            return f"Mitigación: {uno.mitigacion}{punto_tras(uno.mitigacion)}"
        case Plan() as uno:
            return f"Lo conduce: {uno.rector}. Confirme que siga vigente."
        case _:
            return ""


def usada(texto: str) -> Parrafo:
    """Se guardó una sugerencia como respuesta."""
    return parrafo("Anotado, de la sugerencia: ", negrita(texto), *punto_tras(texto))


def agregada(texto: str) -> Parrafo:
    """Se sumó una sugerencia a lo que ya se tenía."""
    return parrafo("Agregado, de la sugerencia: ", negrita(texto), *punto_tras(texto), " Puede elegir otra.")


def con_deshacer(sesion: Sesion, mensaje: Mensaje) -> Filas:
    """Los botones de un mensaje y el que quita lo que se acaba de guardar."""
    return (*mensaje.botones, *sesion.filas(("Deshacer", Accion.DESHACER)))
