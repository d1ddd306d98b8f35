"""Lo que el aviso de privacidad dice del modelo de lenguaje y de las notas de voz, y si se le puede preguntar algo."""

from dataclasses import replace

from bot.dialogo.peticiones.lenguaje import Modo, Uso
from bot.dialogo.turno import Contexto, Estado
from bot.entrevista.esquema import AvisoPrivacidad
from bot.entrevista.eventos import AvisoAceptado, Creado


def aviso_del_modo(aviso: AvisoPrivacidad, modo: Modo, quien: str = "") -> AvisoPrivacidad:
    """El aviso con lo que dice en ese modo. Sin modelo es el de siempre; con él, otra versión, que se acepta aparte."""
    if modo is Modo.SIN or aviso.con_modelo is None:
        return aviso
    dicho = aviso.con_modelo.local if modo is Modo.LOCAL else aviso.con_modelo.externo.replace("{quien}", quien)
    version = "-".join(filter(None, (aviso.version, modo.value, quien if modo is Modo.EXTERNO else "")))
    return replace(aviso, version=version, texto=aviso.texto.replace(aviso.con_modelo.en_lugar_de, dicho))


def aviso_con_voz(aviso: AvisoPrivacidad) -> AvisoPrivacidad:
    """El aviso cuando se escuchan notas de voz: dice dónde y qué se guarda; es otra versión, que se acepta aparte."""
    if not aviso.con_voz:
        return aviso
    primero, *demas = aviso.texto.split("\n")
    return replace(aviso, version=f"{aviso.version}-voz", texto="\n".join((primero, aviso.con_voz, *demas)))


def puede_elegir(contexto: Contexto, estado: Estado) -> bool:
    """Si lo que esta persona pregunta se le puede mostrar al modelo.

    A quien no aceptó el aviso de ahora, o está decidiéndolo, no se le muestra. A una empresa de fuera, además, solo lo
    de quien lo aceptó: preguntar no pide aceptar nada.
    """
    if Uso.ELEGIR not in contexto.usos:
        return False
    version = contexto.entrevista.aviso.version
    decidido = estado.aviso_decidido
    if decidido is not None and decidido.version == version:
        return decidido.acepta
    if estado.borrador is not None or estado.en_entrevista:
        return _aceptado(estado) == version
    return contexto.modo is Modo.LOCAL


def _aceptado(estado: Estado) -> str:
    """La versión que aceptó para el borrador abierto; vacía si no hay ninguno."""
    avisos = (evento.aviso for evento in reversed(estado.eventos) if isinstance(evento, Creado | AvisoAceptado))
    return next(avisos, "")
