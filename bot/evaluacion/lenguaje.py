"""Lo que hace `alianzas evaluar --lenguaje`: las mismas preguntas sin el modelo y con él, y qué cambia.

En vivo se le pregunta y, si se pide, se graba lo que contestó; con una grabación se repite sin ningún modelo. Una
grabación vale para la petición con que se hizo: si cambia, hay que grabar otra vez.
"""

import asyncio
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any, cast

from bot.dialogo.peticiones import (
    Contestado,
    Elegir,
    Encargo,
    LenguajeFallo,
    LenguajeRespondio,
    Modo,
    Motivo,
    Pedido,
    Uso,
)
from bot.dialogo.peticiones import ResultadoDeUso as Resultado
from bot.dialogo.peticiones.lenguaje import FORMA_DE_ELEGIR, TextoEnviado
from bot.dialogo.preguntas.eleccion import leer_eleccion
from bot.dialogo.turno import Contexto
from bot.entrevista.eventos import Evento
from bot.evaluacion.marcas import Marca
from bot.lenguaje.cifras import Cifras
from bot.lenguaje.formular import formular, huella
from bot.lenguaje.limites import PLAZO
from bot.servicio.puertos import Lenguaje, SinLenguaje
from conocimiento.archivos import escribir_entero
from conocimiento.errores import ErrorLegible

FORMATO = "lenguaje-grabado/1"
COMO_SE_GRABA = (
    "grábelo otra vez, con el modelo configurado: «alianzas evaluar --casos CASOS.jsonl --lenguaje vivo --grabacion "
    "ARCHIVO.json»"
)


class ErrorDeGrabacion(ErrorLegible):
    """La grabación no se puede usar; el mensaje dice por qué y cómo se hace otra."""


class Grabado:
    """Un modelo grabado: a cada pregunta, lo que contestó entonces. Cumple `Lenguaje`."""

    def __init__(self, ruta: Path) -> None:
        try:
            leido: Any = json.loads(ruta.read_text(encoding="utf-8"))
            formato, peticion = leido["formato"], leido["peticion"]
            self.nombre: str = leido["modelo"]
            self._dichos = cast("Mapping[str, str]", leido["dichos"])
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ErrorDeGrabacion(f"«{ruta}» no es una grabación de un modelo: {COMO_SE_GRABA}.") from error
        if formato != FORMATO or peticion != huella(Uso.ELEGIR, FORMA_DE_ELEGIR):
            raise ErrorDeGrabacion(f"«{ruta}» se grabó con otra petición, que desde entonces cambió: {COMO_SE_GRABA}.")

    async def pedir(self, encargo: Encargo, historia: Sequence[Evento] = ()) -> Contestado:
        """Lo que contestó. Raises `SinLenguaje` si entonces falló, o si no se le preguntó eso."""
        dicho = self._dichos.get(_clave(encargo))
        if dicho is None:
            raise SinLenguaje(Motivo.DESCONECTADO)
        return Contestado(dicho, TextoEnviado(encargo.personal))

    def anotar(self, uso: Uso, resultado: Resultado) -> None:
        """Nada que contar."""


@dataclass
class Consulta:
    """Cómo se le pregunta a un modelo en una evaluación: de una en una, midiendo y, si hace falta, grabando."""

    lenguaje: Lenguaje
    nombre: str
    corredor: asyncio.Runner
    segundos: list[float] = field(default_factory=list[float])
    fallos: int = 0
    rechazadas: int = 0
    dichos: dict[str, str] = field(default_factory=dict[str, str])

    def __call__(self, pedido: Pedido) -> LenguajeRespondio | LenguajeFallo:
        """Lo que vuelve de preguntar."""
        inicio = perf_counter()
        try:
            contestado = self.corredor.run(self.lenguaje.pedir(pedido.encargo))
        except SinLenguaje as error:
            self.fallos += 1
            return LenguajeFallo(pedido, error.motivo)
        finally:
            self.segundos.append(perf_counter() - inicio)
        self.dichos[_clave(pedido.encargo)] = contestado.texto
        self.rechazadas += isinstance(pedido, Elegir) and leer_eleccion(contestado.texto, pedido) is None
        return LenguajeRespondio(pedido, contestado.texto, contestado.enviado)

    def grabar(self, ruta: Path) -> None:
        """Guarda lo que contestó, para repetirlo sin él. Raises `OSError`."""
        peticion = huella(Uso.ELEGIR, FORMA_DE_ELEGIR)
        dichos = dict(sorted(self.dichos.items()))
        datos = {"formato": FORMATO, "modelo": self.nombre, "peticion": peticion, "dichos": dichos}
        escribir_entero(ruta, f"{json.dumps(datos, ensure_ascii=False, indent=1)}\n".encode())


def _clave(encargo: Encargo) -> str:
    """El SHA-256 de lo que se le preguntó, sin seudónimos: son otros cada vez."""
    return hashlib.sha256(formular(encargo, encargo.personal).datos.encode()).hexdigest()


def con_el_modelo(contexto: Contexto) -> Contexto:
    """El mismo contexto, en que se le puede preguntar por cualquier respuesta dudosa."""
    return replace(contexto, usos=frozenset({Uso.ELEGIR}), modo=Modo.LOCAL)


@dataclass(frozen=True, slots=True)
class Comparadas:
    """Las mismas preguntas sin el modelo y con él, y en cuántas se dice otra cosa."""

    sin: Sequence[Marca]
    con: Sequence[Marca]
    cambiadas: int


def medir_el_modelo(consulta: Consulta, comparadas: Comparadas, fecha: str, piezas: tuple[int, int]) -> Cifras:
    """Lo que cambia con el modelo. `piezas`: las que leyó y las que escribió."""
    entrada, salida = piezas
    sin, con, segundos = comparadas.sin, comparadas.con, consulta.segundos or [0.0]
    return Cifras(
        modelo=consulta.nombre,
        uso=Uso.ELEGIR.value,
        peticion=huella(Uso.ELEGIR, FORMA_DE_ELEGIR),
        fecha=fecha,
        casos=len(sin),
        preguntadas=len(consulta.segundos),
        evidencia_sin=_cuantas(sin, lambda una: bool(una.hallada)),
        evidencia_con=_cuantas(con, lambda una: bool(una.hallada)),
        estados_sin=_cuantas(sin, lambda una: bool(una.admitido)),
        estados_con=_cuantas(con, lambda una: bool(una.admitido)),
        falsas_sin=_cuantas(sin, _es_falsa),
        falsas_con=_cuantas(con, _es_falsa),
        p95_segundos=round(quantiles(segundos, n=20)[-1] if len(segundos) > 1 else segundos[0], 2),
        piezas_de_entrada=entrada,
        piezas_de_salida=salida,
        fallos=consulta.fallos,
        rechazadas=consulta.rechazadas,
        tarde=sum(uno > PLAZO[Uso.ELEGIR] for uno in consulta.segundos),
        cambiadas=comparadas.cambiadas,
        mediana_segundos=round(median(segundos), 2),
    )


def _cuantas(marcas: Sequence[Marca], es: Callable[[Marca], bool]) -> int:
    return sum(map(es, marcas))


def _es_falsa(marca: Marca) -> bool:
    return marca.respondible is False and marca.responde


def contar_cifras(cifras: Cifras) -> tuple[str, ...]:
    """Las cifras en líneas que se leen, y qué se decide con ellas."""
    motivo = cifras.por_que_no
    decision = (
        f"«elegir» no se enciende con este modelo: {motivo}."
        if motivo
        else "No contesta de más: con estas cifras guardadas, «elegir» se puede encender."
    )
    return (
        f"Modelo {cifras.modelo}, petición {cifras.peticion[:8]}, {cifras.casos} casos, preguntado en "
        f"{cifras.preguntadas}: {cifras.fallos} sin respuesta, {cifras.rechazadas} con otra cosa que lo pedido, "
        f"{cifras.tarde} después de {PLAZO[Uso.ELEGIR]:.0f} s",
        f"Respuestas que cambian: {cifras.cambiadas}",
        f"Citan su evidencia: {cifras.evidencia_sin} sin él, {cifras.evidencia_con} con él",
        f"Estado correcto: {cifras.estados_sin} sin él, {cifras.estados_con} con él",
        f"Respondidas sin deber: {cifras.falsas_sin} sin él, {cifras.falsas_con} con él",
        f"Segundos por consulta: mediana {cifras.mediana_segundos}, p95 {cifras.p95_segundos}; piezas leídas "
        f"{cifras.piezas_de_entrada}, escritas {cifras.piezas_de_salida}",
        decision,
    )
