"""Las versiones de un documento y lo que cambió entre dos: todo sale de los eventos."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from bot.entrevista.borrador import Borrador, sin_lo_reservado
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import COORDINA, DE_LA_ALIANZA, DocumentoEntregado, Evento, VersionPuesta
from bot.entrevista.propuesta.cuadros import escribir_paso
from bot.entrevista.valor import Valor
from bot.entrevista.valores.compuestos.campos import escribir_campo
from bot.entrevista.visible import Visible, ver


@dataclass(frozen=True, slots=True)
class Version:
    """Una versión entregada: su número, la huella de las respuestas, cuántos eventos había y a quién se entregó."""

    numero: int
    huella: str
    eventos: int
    autor: str = COORDINA
    hasta: int | None = None
    """Como en `DocumentoEntregado`."""

    def historia(self, eventos: Sequence[Evento]) -> tuple[Evento, ...]:
        """Los eventos de que se hizo: los que se habían leído y los que agregó en su turno quien la recibió."""
        previos = tuple(eventos[: self.eventos])
        if self.hasta is None:
            return previos
        suyos = (uno for uno in previos[self.hasta :] if uno.autor in (self.autor, DE_LA_ALIANZA))
        return (*previos[: self.hasta], *suyos)


def huella_del_valor(valor: Valor) -> str:
    """Lo que basta para saber si una respuesta dice otra cosa: 16 cifras hexadecimales del SHA-256 de su valor."""
    escrito = json.dumps(valor, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(escrito.encode("ascii")).hexdigest()[:16]


def versiones_de(eventos: Sequence[Evento]) -> tuple[Version, ...]:
    """Las versiones entregadas o puestas a consulta, por su orden; volver a pedir la misma no cuenta dos veces."""
    versiones: dict[int, Version] = {}
    for lugar, evento in enumerate(eventos):
        if isinstance(evento, DocumentoEntregado | VersionPuesta) and evento.version:
            version = Version(evento.version, evento.huella, lugar, evento.autor, evento.hasta)
            versiones.setdefault(evento.version, version)
    return tuple(versiones[numero] for numero in sorted(versiones))


def numero_de_version(eventos: Sequence[Evento], huella: str) -> int:
    """El número que le toca al documento: el de la última versión si nada cambió, o el siguiente."""
    versiones = versiones_de(eventos)
    if not versiones:
        return 1
    return versiones[-1].numero if versiones[-1].huella == huella else versiones[-1].numero + 1


@dataclass(frozen=True, slots=True)
class Cambio:
    """Un dato que cambió: cómo se llama, qué decía y qué dice. None es que no estaba."""

    etiqueta: str
    antes: str | None
    ahora: str | None


def comparar(
    entrevista: Entrevista, antes: Sequence[Evento], ahora: Sequence[Evento], fecha: date, quien: str = COORDINA
) -> tuple[Cambio, ...]:
    """Los cambios entre dos historias del mismo borrador que ve ese integrante; lo que ya no está, al final."""
    # Lo que puede ver es lo de hoy, también de cuando todavía no había entrado.
    entero = Borrador.de(ahora, quien)
    claves_ocultas = frozenset(clave for clave, _ in sin_lo_reservado(entero, entrevista.reservadas).ocultas)

    def datos(borrador: Borrador) -> dict[tuple[str, str, str], tuple[str, str | None]]:
        todos = _datos(ver(entrevista, borrador, fecha))
        return {lugar: dato for lugar, dato in todos.items() if lugar[0] not in claves_ocultas}

    previo, actual = datos(Borrador.de(antes)), datos(entero)
    claves = (*actual, *(clave for clave in previo if clave not in actual))
    cambios: list[Cambio] = []
    for clave in claves:
        (etiqueta, nuevo), (_, viejo) = actual.get(clave, ("", None)), previo.get(clave, ("", None))
        if nuevo != viejo:
            cambios.append(Cambio(etiqueta or previo[clave][0], viejo, nuevo))
    return tuple(cambios)


def _datos(visible: Visible) -> dict[tuple[str, str, str], tuple[str, str | None]]:
    """Cada dato visible con su etiqueta: la matriz y las respuestas compuestas, por partes."""
    datos: dict[tuple[str, str, str], tuple[str, str | None]] = {}
    for paso in visible.pasos:
        clave, actor = paso.llave
        rotulo = paso.pregunta.etiqueta or paso.pregunta.rotulo
        respuesta = visible.borrador.respuestas.get(paso.llave)
        valor = respuesta.valor if respuesta is not None else None
        if paso.actor is not None and paso.pregunta.tipo == "matriz":
            for linea in paso.pregunta.lineas:
                etiqueta = f"{paso.actor.nombre} · {linea.rotulo}"
                datos[clave, actor, linea.clave] = (etiqueta, visible.linea(paso.actor, linea.clave) or None)
        elif paso.pregunta.campos and isinstance(valor, dict):
            for campo in paso.pregunta.campos:
                escrito = escribir_campo(campo, valor.get(campo.clave), visible.nombre_de)
                datos[clave, actor, campo.clave] = (f"{rotulo} · {campo.rotulo}", escrito)
        else:
            etiqueta = f"{paso.actor.nombre} · {rotulo}" if paso.actor else rotulo
            datos[clave, actor, ""] = (etiqueta, escribir_paso(visible, paso))
    return datos
