"""Cómo se sumaba un borrador cuando lo escribía una sola persona: con qué comparar lo que se suma hoy.

Es el código de entonces, tal cual. No sabe de lo que pasa entre varios.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.entrevista.borrador.partes import Duda, Elemento, Respuesta
from bot.entrevista.eventos import (
    Archivado,
    Autorizada,
    AvisoAceptado,
    Creado,
    Descartado,
    Deshecha,
    DudaPlanteada,
    ElementoElegido,
    Evento,
    Fallo,
    Llave,
    Migrada,
    ModoCambiado,
    Omitida,
    Recuperado,
    Redactada,
    Respondida,
    Revocada,
    Seguida,
    Vuelta,
)


@dataclass(frozen=True, slots=True)
class Borrador:
    """Dónde está un borrador. `respuestas` incluye las apartadas (de ramas que hoy no se ven)."""

    respuestas: dict[Llave, Respuesta] = field(default_factory=dict)
    omitidas: frozenset[Llave] = frozenset()
    vuelta: Llave | None = None
    regreso: str = ""
    """Sección del repaso a la que se vuelve después de corregir."""
    fallos: int = 0
    duda: Duda | None = None
    elemento: Elemento | None = None
    modo: str = "nucleo"
    situacion: str = "abierto"
    """«abierto», «archivado» o «descartado»."""
    version: str = ""
    """La versión de la entrevista con que se lleva el borrador."""
    aviso: str = ""
    """La última versión del aviso de privacidad que aceptó."""
    autorizada: str = ""
    """La versión del aviso para compartir con que autorizó que la APCI lo lea; vacía si no."""
    cambios: tuple[tuple[Llave, ...], ...] = ()
    """Lo que se puede deshacer, del más antiguo al más nuevo: qué respuestas tocó cada cambio."""
    redaccion: dict[tuple[Llave, str], str] = field(default_factory=dict[tuple[Llave, str], str])
    """Cómo van en el documento los textos que ya se decidieron, por su respuesta y como se escribieron."""
    pasos_dados: int = 0
    """Cambia con cada paso: un botón de otro paso ya no vale."""

    @classmethod
    def de(cls, eventos: Iterable[Evento]) -> "Borrador":
        """Lo reconstruye de su historia; los mismos eventos dan siempre el mismo."""
        pasados: list[_Pasado] = []
        actual, dudas = cls(), 0
        for evento in eventos:
            match evento:
                case Respondida() | Omitida():
                    llave, lote = evento.llave, evento.lote
                    if lote is None or not pasados or pasados[-1][2] != lote:
                        pasados.append((actual.respuestas, actual.omitidas, lote))
                        cambios = (*actual.cambios, (llave,))
                    else:
                        cambios = (*actual.cambios[:-1], (*actual.cambios[-1], llave))
                    respuestas = {otra: valor for otra, valor in actual.respuestas.items() if otra != llave}
                    omitidas = actual.omitidas - {llave}
                    if isinstance(evento, Respondida):
                        respuestas[llave] = Respuesta(evento.valor, evento.crudo)
                    else:
                        omitidas |= {llave}
                    # Corregir otra respuesta no mueve a la persona de la pregunta a la que había vuelto.
                    vuelta = actual.vuelta if actual.vuelta != llave else None
                    actual = _avanzar(actual, respuestas, omitidas, vuelta=vuelta, cambios=cambios)
                case Deshecha():
                    for _ in range(evento.veces):
                        if pasados:
                            respuestas, omitidas, _lote = pasados.pop()
                            actual = _avanzar(actual, respuestas, omitidas, cambios=actual.cambios[:-1])
                case Vuelta():
                    actual = replace(_quieto(actual), vuelta=evento.llave, regreso=evento.desde or "")
                case Seguida():
                    de_otra = actual.duda is not None and actual.duda.llave != actual.vuelta
                    actual = replace(_quieto(actual), vuelta=actual.vuelta if de_otra else None)
                case ModoCambiado():
                    actual = replace(_quieto(actual), modo=evento.modo)
                case Fallo():
                    actual = replace(actual, fallos=actual.fallos + 1, duda=None)
                case DudaPlanteada():
                    dudas += 1
                    duda = Duda(
                        dudas,
                        evento.llave,
                        evento.crudo,
                        evento.texto,
                        evento.opciones,
                        evento.confirma,
                        evento.mensaje,
                    )
                    actual = replace(actual, duda=duda)
                case ElementoElegido():
                    elemento = Elemento(evento.llave, evento.accion, evento.lugar)
                    actual = replace(actual, elemento=elemento, duda=None, fallos=0, pasos_dados=actual.pasos_dados + 1)
                case Creado():
                    actual = replace(actual, version=evento.version, aviso=evento.aviso)
                case AvisoAceptado():
                    actual = replace(actual, aviso=evento.aviso)
                case Autorizada():
                    actual = replace(actual, autorizada=evento.aviso)
                case Revocada():
                    actual = replace(actual, autorizada="")
                case Archivado() | Descartado():
                    actual = replace(_quieto(actual), situacion=evento.tipo)
                case Recuperado():
                    actual = replace(_quieto(actual), situacion="abierto")
                case Redactada():
                    decididos = {
                        (uno.llave, uno.antes): uno.despues if uno.usado else uno.antes for uno in evento.arreglos
                    }
                    redaccion = {**actual.redaccion, **decididos}
                    actual = replace(actual, redaccion=redaccion, pasos_dados=actual.pasos_dados + 1)
                case Migrada():
                    actual, pasados = _migrar(actual, pasados, evento)
                case _:
                    pass
        return actual


_Pasado = tuple[dict[Llave, Respuesta], frozenset[Llave], str | None]
"""Las respuestas y omitidas que había antes de un cambio, y el lote de ese cambio."""


def _migrar(actual: Borrador, pasados: list[_Pasado], migrada: Migrada) -> tuple[Borrador, list[_Pasado]]:
    """Lleva las respuestas, también las que se recuperan al deshacer, a las claves de otra versión."""

    def llaves(viejas: Iterable[Llave]) -> tuple[Llave, ...]:
        return tuple(
            (migrada.renombradas.get(clave, clave), actor) for clave, actor in viejas if clave not in migrada.quitadas
        )

    def valor(clave: str, respuesta: Respuesta) -> Respuesta:
        cambios = migrada.opciones.get(clave)
        if cambios is None or not isinstance(respuesta.valor, str):
            return respuesta
        return replace(respuesta, valor=cambios.get(respuesta.valor, respuesta.valor))

    def respuestas(viejas: dict[Llave, Respuesta]) -> dict[Llave, Respuesta]:
        quedan = {llave: respuesta for llave, respuesta in viejas.items() if llave[0] not in migrada.quitadas}
        return {llave: valor(llave[0], quedan[vieja]) for vieja, llave in zip(quedan, llaves(quedan), strict=True)}

    nuevos = [(respuestas(r), frozenset(llaves(o)), lote) for r, o, lote in pasados]
    quieto = _avanzar(actual, respuestas(actual.respuestas), frozenset(llaves(actual.omitidas)))
    cambios = tuple(llaves(cambio) for cambio in actual.cambios)
    textos = tuple(actual.redaccion.items())
    redaccion = {(nueva, antes): va for (vieja, antes), va in textos for nueva in llaves((vieja,))}
    return replace(quieto, version=migrada.a, cambios=cambios, redaccion=redaccion), nuevos


def _avanzar(
    borrador: Borrador,
    respuestas: dict[Llave, Respuesta],
    omitidas: frozenset[Llave],
    *,
    vuelta: Llave | None = None,
    cambios: tuple[tuple[Llave, ...], ...] | None = None,
) -> Borrador:
    """Un paso más; sin `cambios`, los que había. Una sola copia: una historia larga da muchos pasos en cada turno."""
    return replace(
        borrador,
        respuestas=respuestas,
        omitidas=omitidas,
        cambios=borrador.cambios if cambios is None else cambios,
        vuelta=vuelta,
        regreso="",
        fallos=0,
        duda=None,
        elemento=None,
        pasos_dados=borrador.pasos_dados + 1,
    )


def _quieto(borrador: Borrador) -> Borrador:
    """Un paso más, con las mismas respuestas."""
    return _avanzar(borrador, borrador.respuestas, borrador.omitidas)
