"""Corregir una respuesta editando el mensaje con que se dio, o respondiendo a su pregunta o a ese mensaje.

Nunca cambia nada sin confirmar, y la pregunta que la persona tiene delante no se mueve.
"""

from collections.abc import Sequence
from typing import assert_never

from bot.dialogo.borrador import acciones, textos
from bot.dialogo.borrador.acciones import parece_pregunta, reconocer_pedido
from bot.dialogo.borrador.responder import con_identificadores, consecuencias, describir, dudar
from bot.dialogo.borrador.sesion import anotar, borrador_de, en_paso, entorno_de, falta_consentir, paso_de
from bot.dialogo.entradas import MensajeRecibido
from bot.dialogo.mensajes import parrafo
from bot.dialogo.peticiones import BuscarPregunta
from bot.dialogo.turno import Contexto, Estado, Turno
from bot.entrevista.borrador import Llave, datos_de, llave_de
from bot.entrevista.eventos import Evento, Valor
from bot.entrevista.pasos import Paso, buscar_paso
from bot.entrevista.valores.lectura import Explicacion, Pide, Valido
from bot.entrevista.valores.tipos import leer, mostrar
from conocimiento import frases

LARGO_DE_UN_VALOR = 300


def respuestas_de(eventos: Sequence[Evento], mensaje: str) -> tuple[Llave, ...]:
    """Las respuestas que vinieron de ese mensaje y que ninguna posterior reemplazó."""
    ultima: dict[Llave, str] = {}
    for evento in eventos:
        if evento.tipo == "respuesta":
            ultima[llave_de(evento.datos)] = str(evento.datos.get("mensaje") or "")
    return tuple(llave for llave, suyo in ultima.items() if mensaje and suyo == mensaje)


def atender_edicion(contexto: Contexto, estado: Estado, texto: str, mensaje: str) -> Turno | None:
    """Propone la corrección de la respuesta que dio el mensaje editado; None si no dio ninguna."""
    llaves = respuestas_de(estado.eventos, mensaje) if estado.borrador is not None else ()
    if not llaves:
        return None
    if falta_consentir(contexto, estado):
        return en_paso(contexto, estado)
    # La primera: si el mensaje dio varias respuestas, las otras se dedujeron de ella.
    return _proponer(contexto, estado, llaves[0], texto, completa=False)


def atender_respuesta_a(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """Si se responde a un mensaje anterior, propone corregir lo que ese mensaje preguntaba o respondía."""
    if estado.borrador is None or not recibido.responde_a:
        return None
    llaves = respuestas_de(estado.eventos, recibido.responde_a)
    if llaves:
        return _dirigir(contexto, estado, llaves[0], recibido)
    return Turno(estado, (BuscarPregunta(recibido),))


def atender_asunto(contexto: Contexto, estado: Estado, asunto: str, recibido: MensajeRecibido) -> Turno | None:
    """Con la pregunta ya hallada: None si es la que está delante, si no es ninguna o si no parece una respuesta."""
    hallada = acciones.llave_de_asunto(asunto)
    if hallada is None or estado.borrador is None:
        return None
    nombre, llave = hallada
    if nombre != estado.borrador:
        otro = parrafo("Esa pregunta es de otro borrador y aquí no cambia nada. Con /borradores puede abrirlo.")
        return en_paso(contexto, estado, (otro,))
    return _dirigir(contexto, estado, llave, recibido)


def _dirigir(contexto: Contexto, estado: Estado, llave: Llave, recibido: MensajeRecibido) -> Turno | None:
    actual = paso_de(contexto, estado)
    paso = buscar_paso(contexto.entrevista, borrador_de(estado), llave)
    if estado.en_entrevista and actual is not None and actual.llave == llave:
        return None
    if reconocer_pedido(recibido.texto, paso) is not None or parece_pregunta(recibido.texto, paso):
        return None
    if falta_consentir(contexto, estado):
        return en_paso(contexto, estado)
    return _proponer(contexto, estado, llave, recibido.texto, completa=True)


def _proponer(contexto: Contexto, estado: Estado, llave: Llave, texto: str, *, completa: bool) -> Turno:
    """`completa`: el texto se suma a lo ya dicho (una línea de la matriz); si no, lo reemplaza."""
    borrador, entrevista = borrador_de(estado), contexto.entrevista
    paso = buscar_paso(entrevista, borrador, llave)
    if paso is None:
        return en_paso(contexto, estado, (parrafo("Esa pregunta ya no corresponde en su borrador."),))
    tenia = borrador.respuestas.get(llave)
    lectura = leer(paso.pregunta, texto, entorno_de(contexto, estado, paso if completa else None))
    nombre = textos.nombre_del_paso(paso)
    match lectura:
        case Valido():
            valor = con_identificadores(contexto, estado, paso, lectura.valor)
            if tenia is not None and tenia.valor == valor:
                return en_paso(contexto, estado, (parrafo(f"«{nombre}» ya decía eso; no cambié nada."),))
            pregunta = _pregunta(contexto, estado, paso, valor, texto)
            etiqueta = "Cambiar" if tenia is not None else "Anotar"
            return dudar(contexto, estado, paso, texto, pregunta, ((etiqueta, valor),), confirma=True)
        case Pide(cual, opciones):
            return dudar(contexto, estado, paso, texto, f"Para corregir «{nombre}»: {cual}", opciones, confirma=True)
        case Explicacion(problema, entendido):
            leido = f"entendí «{entendido}», pero " if entendido else ""
            queda = "Su respuesta sigue como estaba." if tenia is not None else "No anoté nada."
            return en_paso(contexto, estado, (parrafo(f"Sobre «{nombre}»: {leido}{problema}. {queda}"),))
        case _:
            assert_never(lectura)


def _pregunta(contexto: Contexto, estado: Estado, paso: Paso, valor: Valor, texto: str) -> str:
    nombre, catalogos = textos.nombre_del_paso(paso), contexto.entrevista.catalogos
    tenia = borrador_de(estado).respuestas.get(paso.llave)
    nuevo = frases.recortado(mostrar(paso.pregunta, valor, catalogos), LARGO_DE_UN_VALOR)
    datos: dict[str, Valor] = {**datos_de(paso.llave), "valor": valor, "crudo": texto}
    trae = describir(consecuencias(contexto, estado, anotar(contexto, estado, "respuesta", datos), paso))
    despues = f" Ese cambio {trae}." if trae else ""
    if tenia is None:
        return f"¿Anoto en «{nombre}»: «{nuevo}»?{despues}"
    viejo = frases.recortado(mostrar(paso.pregunta, tenia.valor, catalogos), LARGO_DE_UN_VALOR)
    return f"¿Cambio «{nombre}» de «{viejo}» a «{nuevo}»?{despues}"
