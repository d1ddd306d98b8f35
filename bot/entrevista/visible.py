"""Un borrador tal como se ve: las preguntas que tocan hoy y lo respondido en ellas. No decide nada.

Lo miran el documento, su procedencia, sus versiones y la revisión de coherencia.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from bot.entrevista.borrador import Borrador
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import Llave, Valor
from bot.entrevista.pasos import PROPONENTE, Actor, Paso, actores, pasos_visibles
from bot.entrevista.valores.matriz import separar_riesgo
from bot.entrevista.valores.tipos import TIPOS, con_textos
from conocimiento.palabras import plano


@dataclass(frozen=True, slots=True)
class Texto:
    """Un texto libre de la persona y la respuesta de la que sale."""

    llave: Llave
    rotulo: str
    texto: str


@dataclass(frozen=True, slots=True)
class FilaRiesgo:
    """Un riesgo, quién se hace cargo de él y, si se dijo, cómo se reduce y de qué clase es."""

    riesgo: str
    responsable: str | None
    mitigacion: str | None
    categoria: str | None = None
    detalle: str | None = None


@dataclass(frozen=True, slots=True)
class Visible:
    """El borrador tal como se ve en una fecha: las preguntas que tocan, sus respuestas y sus actores."""

    entrevista: Entrevista
    borrador: Borrador
    fecha: date
    pasos: tuple[Paso, ...]
    actores: tuple[Actor, ...]
    redactadas: frozenset[Llave] = frozenset()
    """Las respuestas en que la persona aceptó otra redacción."""

    def toca(self, clave: str) -> bool:
        """La pregunta se hace en este borrador; en modo rápido, las del ampliado no."""
        return any(paso.pregunta.clave == clave for paso in self.pasos)

    def valor(self, clave: str, actor: str = "") -> Valor:
        """El valor visible de una pregunta, o None."""
        respuesta = self.borrador.respuestas.get((clave, actor))
        return respuesta.valor if respuesta is not None and self._es_visible((clave, actor)) else None

    def campo(self, clave: str, campo: str) -> Valor:
        """Una parte de una respuesta compuesta; None si no se sabe y "" si se dijo que no se sabe."""
        valor = self.valor(clave)
        return valor.get(campo) if isinstance(valor, dict) else None

    def elementos(self, clave: str) -> tuple[dict[str, Valor], ...]:
        """Los elementos de una respuesta que es una lista de compuestos."""
        valor = self.valor(clave)
        return tuple(uno for uno in valor if isinstance(uno, dict)) if isinstance(valor, list) else ()

    def es_pendiente(self, clave: str) -> bool:
        """La pregunta toca y no tiene respuesta: aún no se llegó a ella o la persona no lo sabe."""
        return any(p.pregunta.clave == clave and p.llave not in self.borrador.respuestas for p in self.pasos)

    def etiqueta(self, clave: str, campo: str = "", actor: str = "") -> str:
        """Cómo se lee la opción elegida en una pregunta o en una de sus partes; "" si no se eligió."""
        valor = self.campo(clave, campo) if campo else self.valor(clave, actor)
        if valor is None or valor == "" or isinstance(valor, (dict, list)):
            return ""
        pregunta = self.entrevista.pregunta(clave)
        partes = [parte.opciones for parte in pregunta.campos if parte.clave == campo] if campo else [pregunta.opciones]
        etiquetas = {opcion.valor: opcion.etiqueta for opciones in partes for opcion in opciones}
        return etiquetas.get(str(valor), str(valor))

    def linea(self, actor: Actor, clave: str) -> str | None:
        """Lo que se dijo de un actor en la matriz: None si no se dijo, "" si aún no se sabe."""
        respuesta = self.borrador.respuestas.get((self.entrevista.papeles.matriz, actor.identificador))
        if respuesta is None or not isinstance(respuesta.valor, dict):
            return ""
        dicho = respuesta.valor.get(clave)
        return dicho if isinstance(dicho, str) else None

    def nombre_de(self, dicho: Valor) -> str | None:
        """El nombre del actor al que se refiere un identificador o un texto; lo dicho, si no es ninguno."""
        if not isinstance(dicho, str) or not dicho.strip():
            return None
        return next((actor.nombre for actor in self.actores if actor.identificador == dicho), dicho)

    def clase(self, actor: Actor) -> str:
        """La clase del concepto de alianza a la que pertenece un actor; "" si no se sabe."""
        return next((t.clase for t in self.entrevista.catalogos.tipos_actor if t.valor == actor.tipo), "")

    def clases(self) -> set[str]:
        """Las clases del concepto de alianza presentes."""
        return {clase for actor in self.actores if (clase := self.clase(actor))}

    def faltan_clases(self) -> bool:
        """Puede haber actores que todavía no se conocen."""
        sin_tipo = any(actor.tipo is None for actor in self.actores)
        return sin_tipo or not self.actores or self.es_pendiente(self.entrevista.papeles.actores)

    def otros_actores(self) -> tuple[Actor, ...]:
        """Los actores distintos de quien propone."""
        return tuple(actor for actor in self.actores if actor.identificador != PROPONENTE)

    def textos(self) -> Iterator[Texto]:
        """Las palabras de la persona en cada respuesta visible."""
        for paso in self.pasos:
            respuesta = self.borrador.respuestas.get(paso.llave)
            if respuesta is not None and not TIPOS[paso.pregunta.tipo].es_dato:
                rotulo = f"{paso.pregunta.rotulo} de {paso.actor.nombre}" if paso.actor else paso.pregunta.rotulo
                yield Texto(paso.llave, rotulo, respuesta.crudo)

    def _es_visible(self, llave: Llave) -> bool:
        return any(paso.llave == llave for paso in self.pasos)


def ver(entrevista: Entrevista, borrador: Borrador, fecha: date) -> Visible:
    """El borrador como se ve ese día, con los textos que la persona aceptó para el documento."""
    dicho, borrador = borrador, redactado(entrevista, borrador)
    antes, ahora = dicho.respuestas, borrador.respuestas
    cambiadas = frozenset(llave for llave, _ in dicho.redaccion if antes.get(llave) != ahora.get(llave))
    pasos = pasos_visibles(entrevista, borrador)
    return Visible(entrevista, borrador, fecha, pasos, actores(entrevista, borrador), cambiadas)


def huella_de(visible: Visible) -> str:
    """El SHA-256 de lo que dice el borrador: cuánto se pregunta y las respuestas visibles con sus palabras.

    No entran las versiones de la entrevista ni de las reglas: que la agencia las cambie no cambia lo que alguien dijo,
    ni a qué dio su visto bueno.
    """
    respuestas = {
        "|".join(paso.llave): [respuesta.valor, respuesta.crudo]
        for paso in visible.pasos
        if (respuesta := visible.borrador.respuestas.get(paso.llave)) is not None
    }
    contenido = [visible.borrador.modo, respuestas]
    escrito = json.dumps(contenido, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(escrito.encode("ascii")).hexdigest()


def redactado(entrevista: Entrevista, borrador: Borrador) -> Borrador:
    """El borrador con los textos como van en el documento; las palabras de la persona (`crudo`) siguen siendo suyas.

    Un texto que cambió después de decidirlo ya no es el que se decidió: va como se escribió.
    """
    if not borrador.redaccion:
        return borrador
    preguntas = {pregunta.clave: pregunta for pregunta in entrevista.preguntas}
    respuestas = dict(borrador.respuestas)
    for llave in {llave for llave, _ in borrador.redaccion}:
        pregunta, respuesta = preguntas.get(llave[0]), respuestas.get(llave)
        if pregunta is None or respuesta is None:
            continue

        def va(texto: str, llave: Llave = llave) -> str:
            return borrador.redaccion.get((llave, texto), texto)

        respuestas[llave] = replace(respuesta, valor=con_textos(pregunta, respuesta.valor, va))
    return replace(borrador, respuestas=respuestas)


def filas_de_riesgo(visible: Visible) -> tuple[FilaRiesgo, ...]:
    """Los riesgos dichos al repartir y en su lista; en el reparto, si no se nombra a otro, responde quien lo asume."""
    filas: list[FilaRiesgo] = []
    for actor in visible.actores:
        dicho = visible.linea(actor, "riesgo")
        if dicho:
            riesgo, responsable, mitigacion = separar_riesgo(dicho)
            filas.append(FilaRiesgo(riesgo, responsable or actor.nombre, mitigacion))
    dichos = {plano(fila.riesgo) for fila in filas}
    clave = visible.entrevista.papeles.riesgos
    for uno in visible.elementos(clave):
        riesgo = str(uno.get("riesgo") or "")
        if riesgo and plano(riesgo) not in dichos:
            categoria = etiqueta_de_campo(visible, clave, "categoria", uno.get("categoria"))
            mitigacion = str(uno.get("mitigacion") or "") or None
            quien, detalle = visible.nombre_de(uno.get("responsable")), str(uno.get("detalle") or "") or None
            filas.append(FilaRiesgo(riesgo, quien, mitigacion, categoria, detalle))
    return tuple(filas)


def etiqueta_de_campo(visible: Visible, clave: str, campo: str, valor: Valor) -> str | None:
    """Cómo se lee la opción de un elemento de una lista; None si no se sabe."""
    if not isinstance(valor, str) or not valor:
        return None
    campos = visible.entrevista.pregunta(clave).campos
    opciones = {opcion.valor: opcion.etiqueta for parte in campos if parte.clave == campo for opcion in parte.opciones}
    return opciones.get(valor, valor)
