"""Lo que comparten las piezas de la entrevista: leer el borrador, anotar un evento, mostrar el paso."""

from dataclasses import replace

from bot.dialogo.borrador import lo_entendido, plantear, textos
from bot.dialogo.efectos import Enviar
from bot.dialogo.mensajes import Mensaje, Parrafo, negrita, parrafo
from bot.dialogo.turno import Contexto, Estado, Turno, hoy
from bot.entrevista.borrador import Borrador, plegar, poner_al_dia
from bot.entrevista.eventos import Valor, evento_de
from bot.entrevista.pasos import Paso, actores, paso_actual
from bot.entrevista.propuesta.armar import armar
from bot.entrevista.propuesta.modelo import Propuesta
from bot.entrevista.valores.lectura import Entorno


def borrador_de(estado: Estado) -> Borrador:
    """El borrador abierto."""
    return plegar(estado.eventos)


def paso_de(contexto: Contexto, estado: Estado) -> Paso | None:
    """La pregunta que la persona tiene delante; None si ya no queda ninguna."""
    return paso_actual(contexto.entrevista, borrador_de(estado))


def propuesta_de(contexto: Contexto, estado: Estado) -> Propuesta:
    """La propuesta tal como está hoy."""
    return armar(contexto.entrevista, estado.eventos, hoy(contexto))


def entorno_de(contexto: Contexto, estado: Estado, paso: Paso | None) -> Entorno:
    """Lo que un validador puede mirar: catálogos, fecha, quién propone, los actores y lo ya respondido."""
    borrador, entrevista = borrador_de(estado), contexto.entrevista
    nombre = borrador.respuestas.get((entrevista.papeles.proponente, ""))
    previo = borrador.respuestas.get(paso.llave) if paso is not None else None
    return Entorno(
        entrevista.catalogos,
        hoy(contexto),
        str(nombre.valor) if nombre else "",
        previo.valor if previo else None,
        tuple(actor.nombre for actor in actores(entrevista, borrador)),
    )


def anotar(contexto: Contexto, estado: Estado, tipo: str, datos: dict[str, Valor] | None = None) -> Estado:
    """Agrega un evento al borrador."""
    return replace(estado, eventos=(*estado.eventos, evento_de(tipo, contexto.ahora, datos or {})))


def enviar(estado: Estado, mensaje: Mensaje) -> Turno:
    """Un turno que solo dice algo."""
    return Turno(estado, (Enviar(mensaje),))


def agotar_botones(antes: Estado, turno: Turno) -> Turno:
    """Si lo pulsado cambió el borrador, los demás botones de ese mensaje ya no valen: lo dice el primer mensaje."""
    if turno.estado.eventos == antes.eventos:
        return turno
    efectos = list(turno.efectos)
    for lugar, efecto in enumerate(efectos):
        if isinstance(efecto, Enviar):
            efectos[lugar] = Enviar(replace(efecto.mensaje, agota_botones=True))
            break
    return Turno(turno.estado, tuple(efectos))


def al_dia(contexto: Contexto, estado: Estado) -> tuple[Estado, tuple[Parrafo, ...]]:
    """Lleva el borrador abierto a la versión de hoy de la entrevista; devuelve también qué contarle a la persona."""
    if estado.borrador is None:
        return estado, ()
    puesta = poner_al_dia(contexto.entrevista, borrador_de(estado).version)
    if puesta is None:
        return estado, ()
    for datos in puesta.eventos:
        estado = anotar(contexto, estado, "migrada", datos)
    titulo = parrafo(negrita("La APCI actualizó las preguntas de este borrador."), " Sus respuestas se conservan.")
    return estado, (titulo, *map(parrafo, puesta.avisos))


def falta_consentir(contexto: Contexto, estado: Estado) -> bool:
    """Dice si el aviso cambió desde que la persona lo aceptó para el borrador abierto."""
    return estado.borrador is not None and borrador_de(estado).aviso != contexto.entrevista.aviso.version


def en_paso(contexto: Contexto, estado: Estado, previo: tuple[Parrafo, ...] = ()) -> Turno:
    """Muestra el paso en que está la persona, con lo que haya que decir antes; si el aviso cambió, pide aceptarlo."""
    if falta_consentir(contexto, estado):
        return enviar(estado, textos.aviso_cambiado(contexto, previo))
    borrador, paso = borrador_de(estado), paso_de(contexto, estado)
    if (pendiente := lo_entendido.mensaje_pendiente(contexto, estado, borrador, previo)) is not None:
        return enviar(estado, pendiente)
    if paso is not None and borrador.elemento is not None and borrador.elemento.llave == paso.llave:
        mensaje = plantear.elemento_de_lista(contexto, estado, borrador, paso, borrador.elemento)
        return enviar(estado, replace(mensaje, parrafos=(*previo, *mensaje.parrafos)))
    if paso is not None and borrador.duda is not None and borrador.duda.llave == paso.llave and not previo:
        return enviar(estado, plantear.duda(contexto, estado, borrador, paso, borrador.duda))
    if paso is not None:
        mensaje = plantear.paso_entero(contexto, estado, borrador, paso, previo)
        return enviar(estado, lo_entendido.con_sugerencia(contexto, estado, borrador, paso, mensaje))
    mensaje = textos.cierre(contexto, estado, borrador, propuesta_de(contexto, estado))
    return enviar(estado, replace(mensaje, parrafos=(*previo, *mensaje.parrafos)))
