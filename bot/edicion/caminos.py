"""Todos los caminos de la entrevista, generados de sus condiciones: historias completas para probar.

Cada camino responde de una manera las preguntas de las que dependen otras (los casos de `alcance`), en un
modo y con un llenado: todo, a medias (lo opcional queda pendiente) o nada. Los valores tienen la forma que
guardan los validadores.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product

from bot.edicion.alcance import combinaciones
from bot.entrevista.borrador import Borrador
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import Creado, Evento, ModoCambiado, Omitida, Respondida, Valor
from bot.entrevista.pasos import Paso, actores, identificar, siguiente
from bot.entrevista.valores.definicion import Muestra
from bot.entrevista.valores.tipos import TIPOS

MODOS = ("nucleo", "ampliado")
LLENADOS = ("todo", "a medias", "nada")
TEXTO = "Muestra con Ñandú & Cía <S.A.>, tildes y «comillas» para ver que todo se lea."
INSTANTE = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
PASOS_MAXIMOS = 400


@dataclass(frozen=True, slots=True)
class Camino:
    """Una historia completa: `nombre` dice qué la distingue."""

    nombre: str
    eventos: tuple[Evento, ...]


def caminos(entrevista: Entrevista, texto: str = TEXTO) -> Iterator[Camino]:
    """Recorre todos los caminos; `texto` es lo que se escribe en las respuestas libres."""
    decisiones = tuple(combinaciones(entrevista.preguntas))
    for numero, (valores, modo, llenado) in enumerate(product(decisiones, MODOS, LLENADOS)):
        dichos = ", ".join(f"{clave} {_dicho(valor)}" for clave, valor in valores.items())
        recorrido = _Recorrido(entrevista, valores, llenado, texto, numero)
        yield Camino(f"{modo}, {llenado}: {dichos}", recorrido.recorrer(modo))


def _dicho(valor: Valor) -> str:
    if valor is None:
        return "sin responder"
    return f"«{valor}»" if isinstance(valor, str | int) else "respondida"


@dataclass(frozen=True, slots=True)
class _Recorrido:
    """Cómo responde quien recorre un camino: con esos `valores` a las preguntas que deciden y, a las demás, según
    el llenado; `numero` hace distintas las muestras de cada uno.
    """

    entrevista: Entrevista
    valores: dict[str, Valor]
    llenado: str
    texto: str
    numero: int

    def recorrer(self, modo: str) -> tuple[Evento, ...]:
        """Toda la historia, hasta que no queda nada por preguntar."""
        version, aviso = self.entrevista.version, self.entrevista.aviso.version
        eventos: list[Evento] = [Creado(INSTANTE, version, aviso, acepta=True), ModoCambiado(INSTANTE, modo)]
        for lugar in range(PASOS_MAXIMOS):
            borrador = Borrador.de(eventos)
            paso = siguiente(self.entrevista, borrador)
            if paso is None:
                return tuple(eventos)
            valor = self._responder(eventos, borrador, paso, self.numero + lugar)
            if valor is None:
                eventos.append(Omitida(INSTANTE, paso.llave))
            else:
                eventos.append(Respondida(INSTANTE, paso.llave, valor, self.texto))
        raise ValueError(f"Un camino no terminó en {PASOS_MAXIMOS} preguntas; revise las condiciones.")

    def _responder(self, eventos: list[Evento], borrador: Borrador, paso: Paso, variante: int) -> Valor:
        """El valor de un paso; None si queda sin responder."""
        clave, a_medias = paso.pregunta.clave, self.llenado == "a medias"
        if clave in self.valores:
            return self.valores[clave]
        if self.llenado == "nada" or (a_medias and variante % 3 == 2):
            return None
        nombres = tuple(actor.nombre for actor in actores(self.entrevista, borrador))
        muestra = Muestra(self.entrevista.catalogos, self.texto, nombres, variante, a_medias)
        valor = TIPOS[paso.pregunta.tipo].muestra(paso.pregunta, muestra)
        if clave == self.entrevista.papeles.actores and isinstance(valor, list):
            return identificar(eventos, self.entrevista, [uno for uno in valor if isinstance(uno, dict)])
        return valor
