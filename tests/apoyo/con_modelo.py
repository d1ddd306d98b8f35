"""Una conversación entera con un modelo de lenguaje: el servicio, el almacén y el marco de verdad, y un servidor real.

Lo que se encuentra para cada pregunta es siempre lo mismo y poco claro: así al modelo se le pregunta.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from bot.almacen import AlmacenSQL, abrir_almacen
from bot.dialogo.borrador.textos.permisos import LO_QUE_SE_DICE_DEL_MODELO
from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import AnotarPregunta, Enviar
from bot.dialogo.entradas import BotonPulsado, MensajeRecibido, OrdenRecibida
from bot.dialogo.mensajes import Adjunto, Mensaje
from bot.dialogo.peticiones import Buscar, Consultar, LenguajeFallo, LenguajeRespondio, Modo, PasajesEncontrados, Uso
from bot.dialogo.turno import Contexto, Entrada, Estado
from bot.entrevista.eventos import Evento
from bot.entrevista.propuesta.modelo import Propuesta
from bot.lenguaje.ajustes import Ajustes
from bot.lenguaje.conexion import Conexion
from bot.lenguaje.formular import Formulada
from bot.lenguaje.modelo import ModeloDeLenguaje
from bot.revision.tachado.conocidos import Publico
from bot.revision.tachado.saliente import TachadorSaliente
from bot.revision.tachado.tachar import SEUDONIMO
from bot.servicio.atender import Servicio
from bot.servicio.cumplir import Cumplidor
from bot.servicio.puertos import Lenguaje, Persona, SinLenguaje
from conocimiento.ingesta import leer_corpus
from conocimiento.modelo import Cita, Documento, Hallazgo, Pasaje
from indices.palabras.ortografia import abrir_diccionario
from tests.apoyo.almacen import base_nueva
from tests.apoyo.charla_con_modelo import QUIEN, con_modelo
from tests.apoyo.chat import AGUA_SEGURA, ENTREVISTA
from tests.apoyo.rutas import DOCUMENTOS
from tests.apoyo.servidor_de_lenguaje import CONTENIDOS, FALLAN, servidor_de_lenguaje

AHORA = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
PERSONA = Persona("telegram", "77")
ELEGIR = frozenset({Uso.ELEGIR})


@cache
def marco() -> Documento:
    (documento,) = leer_corpus(DOCUMENTOS)
    return documento


@cache
def pasajes() -> tuple[Pasaje, ...]:
    largos = [uno for uno in marco().fragmentos if len(uno.oraciones) >= 3][:5]
    return tuple(Pasaje(uno, 5.0 - lugar, uno.oraciones[0]) for lugar, uno in enumerate(largos))


def hallazgo(consulta: str, confianza: float = 0.3) -> Hallazgo:
    return Hallazgo(consulta, pasajes(), confianza)


@cache
def tachador(*, fuera: bool) -> TachadorSaliente:
    publico = Publico(ENTREVISTA, [marco()])
    return TachadorSaliente(ENTREVISTA, publico, abrir_diccionario().conoce, sale_de_la_casa=fuera)


@cache
def _conexion(direccion: str) -> Conexion:
    return Conexion(Ajustes("openai", "de-prueba", direccion, "clave-secreta", frozenset(Uso), ""))


def modelo_en(direccion: str, *, fuera: bool = False, reloj: Callable[[], float] = time.monotonic) -> ModeloDeLenguaje:
    """El de verdad, con su biblioteca, hablando con ese servidor."""
    return ModeloDeLenguaje(_conexion(direccion), tachador(fuera=fuera), SEUDONIMO, reloj)


class _Piezas:
    def ahora(self) -> datetime:
        return AHORA

    def buscar(self, consultas: Sequence[str]) -> tuple[Hallazgo, ...]:
        return tuple(map(hallazgo, consultas))

    def redactar(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        return (Adjunto("/dev/null", "borrador.docx"),)

    def ver(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        return self.redactar(propuesta)


@dataclass
class Charla:
    """Una persona que conversa; `dichos` es todo lo que se le dijo."""

    servicio: Servicio
    almacen: AlmacenSQL
    persona: Persona = PERSONA
    turnos: int = 0

    async def dice(self, texto: str) -> list[Mensaje]:
        orden = texto.removeprefix("/")
        return await self._hace(OrdenRecibida(orden) if orden != texto else MensajeRecibido(texto))

    async def pulsa(self, codigo: str) -> list[Mensaje]:
        return await self._hace(BotonPulsado(codigo))

    async def pulsa_el_de(self, etiqueta: str) -> list[Mensaje]:
        botones = self.almacen.cargar(self.persona)[0].botones
        return await self.pulsa(next(uno.codigo for uno in botones if uno.etiqueta == etiqueta))

    async def _hace(self, entrada: Entrada) -> list[Mensaje]:
        self.turnos += 1
        return [uno.mensaje for uno in await self.servicio.atender(self.persona, entrada, f"1:{self.turnos}")]


def charlar(
    carpeta: Path,
    lenguaje: Lenguaje | None,
    modo: Modo = Modo.LOCAL,
    usos: frozenset[Uso] = ELEGIR,
    nombre: str = "chat",
) -> Charla:
    """Con `lenguaje` None, como sin modelo configurado."""
    almacen, piezas = abrir_almacen(base_nueva(carpeta / f"{nombre}.db"), b"k" * 32), _Piezas()
    documento = marco()

    def contexto(ahora: datetime) -> Contexto:
        base = Contexto(ENTREVISTA, (documento.ficha,), ahora, fragmentos=documento.fragmentos)
        if lenguaje is None:
            return base
        return con_modelo(base, modo, usos)

    cumplidor = Cumplidor(almacen, piezas, piezas, lenguaje=lenguaje)
    return Charla(Servicio(decidir, almacen, cumplidor, piezas, contexto, estricto=True), almacen)


FIJOS = ("También dice:", "— Marco conceptual", "El texto que tengo no ")
"""Como empieza lo que no es de ningún documento y se puede agregar a una respuesta."""


def ajenos(con: Mensaje, sin: Mensaje, documentos: Iterable[str]) -> list[str]:
    """Lo que se lee con el modelo y no sin él, y no es un texto fijo ni un trozo de un documento, letra por letra."""
    de_siempre, textos = {uno.texto for uno in sin.parrafos}, [*documentos]
    sobran = [uno.texto for uno in con.parrafos if uno.texto not in de_siempre and not uno.texto.startswith(FIJOS)]
    return [uno for uno in sobran if not any(uno.removeprefix("«").removesuffix("»") in texto for texto in textos)]


SIN_MODELO = Contexto(ENTREVISTA, (marco().ficha,), AHORA, fragmentos=marco().fragmentos)
PARA_ELEGIR = con_modelo(SIN_MODELO, usos=ELEGIR)


async def responder(
    contexto: Contexto, texto: str, hallados: Hallazgo, lenguaje: Lenguaje | None
) -> tuple[Mensaje, tuple[Cita, ...]]:
    """Lo que se contesta a una pregunta suelta, y con qué citas."""
    estado, entradas = Estado(saludada=True), list[Entrada]([MensajeRecibido(texto)])
    dichos: list[Mensaje] = []
    citas: tuple[Cita, ...] = ()
    while entradas:
        turno = decidir(contexto, estado, entradas.pop())
        estado = turno.estado
        for efecto in turno.efectos:
            match efecto:
                case Enviar(mensaje):
                    dichos.append(mensaje)
                case AnotarPregunta():
                    citas = efecto.citas
                case Buscar(consultas):
                    entradas.append(PasajesEncontrados((hallados,) * len(consultas)))
                case Consultar(pedido):
                    assert lenguaje is not None
                    try:
                        contestado = await lenguaje.pedir(pedido.encargo)
                        entradas.append(LenguajeRespondio(pedido, contestado.texto, contestado.enviado))
                    except SinLenguaje as error:
                        entradas.append(LenguajeFallo(pedido, error.motivo))
                case _:
                    pass
    return dichos[-1], citas


# --- El mismo borrador con cualquier servidor -----------------------------------------------------

PREGUNTAS = ("¿cuánto dura una alianza?", "¿qué actores participan en la alianza?", "¿y quién la dirige?")
LENTOS = ("lento", "mudo", "gota a gota")
NO_SIRVEN = tuple(sorted({*FALLAN, *CONTENIDOS} - {*LENTOS}))
"""Los modos de un servidor que no contesta lo pedido, sin los que no contestan a tiempo: esos esperan su plazo."""
LO_QUE_SE_CONTESTA = (
    *(AGUA_SEGURA[una] for una in ("Su organización", "Tipo de organización", "RUC")),
    PREGUNTAS[1],
    AGUA_SEGURA["Nombre de la alianza"],
    f"{AGUA_SEGURA['Problema público']} Y las familias de las partes altas compran cada semana bidones de agua que no "
    "siempre pueden pagar, y caminan con ellos más de una hora.",
)
"""Lo de un borrador, con una pregunta en medio y una respuesta larga: por las dos se le pregunta al modelo."""


@dataclass(frozen=True)
class Hablado:
    """Lo que se le dijo a alguien, lo que quedó guardado, cuánto se le pidió al modelo y lo más que tardó un turno."""

    dichos: list[str]
    eventos: tuple[Evento, ...]
    pedidos: int = 0
    segundos: float = 0.0


async def conversar(charla: Charla) -> Hablado:
    """Alguien arma un borrador y pregunta al marco."""
    dichos: list[str] = []
    peor = 0.0
    acciones = (
        *(partial(charla.dice, texto) for texto in (PREGUNTAS[0], "/propuesta")),
        *(partial(charla.pulsa_el_de, etiqueta) for etiqueta in ("Acepto", "Pregunta por pregunta")),
        *(partial(charla.dice, texto) for texto in LO_QUE_SE_CONTESTA),
    )
    for accion in acciones:
        inicio = time.perf_counter()
        dichos += [uno.texto for uno in await accion()]
        peor = max(peor, time.perf_counter() - inicio)
    eventos = charla.almacen.cargar(charla.persona)[0].eventos
    charla.almacen.cerrar()
    return Hablado(dichos, eventos, segundos=peor)


def sin_lo_del_aviso(dicho: str) -> str:
    """Lo dicho, sin lo que el aviso dice de más por haber un modelo de la agencia."""
    return dicho.replace("(versión 4-local)", "(versión 4)").replace(LO_QUE_SE_DICE_DEL_MODELO[Modo.LOCAL], "")


async def comparar_borradores(carpeta: Path, modo: str, sin: Hablado) -> Hablado:
    """Lo mismo con un servidor en ese modo. Lanza `AssertionError` si queda otro borrador o se dice otra cosa."""
    async with servidor_de_lenguaje(lambda _: '{"estado":"contesta","oraciones":["o2"]}') as servidor:
        servidor.modo = modo
        usos = frozenset({Uso.ELEGIR, Uso.INTERPRETAR})
        con = await conversar(charlar(carpeta, modelo_en(servidor.direccion), usos=usos, nombre=f"con-{modo}"))
    assert str(con.eventos).replace("4-local", "4") == str(sin.eventos), modo
    if modo != "bueno":
        assert [sin_lo_del_aviso(uno) for uno in con.dichos] == sin.dichos, modo
    return replace(con, pedidos=len(servidor.recibido))


async def comprobar_proveedor(proveedor: str) -> None:
    """Que contesta, que su clave no va en lo que se pide, y que ninguna de las fallas se lee como una respuesta."""
    async with servidor_de_lenguaje(lambda _: "hola") as servidor:
        raiz = servidor.direccion.removesuffix("/v1")
        conexion = Conexion(Ajustes(proveedor, "m", raiz, "la-mia", frozenset(Uso), QUIEN))
        pregunta = partial(conexion.preguntar, Formulada("fijo", "datos"), {"type": "string"}, 5)
        dicho = await pregunta()
        assert (dicho.texto, dicho.termino, dicho.entrada, dicho.salida) == ("hola", True, 431, 22)
        assert b"la-mia" not in servidor.recibido[0]
        for modo in ("desvío", "300 MB", "500", "comprimida"):
            servidor.modo = modo
            try:
                await pregunta()
            except Exception:  # cada biblioteca tiene los suyos
                continue
            raise AssertionError(f"{proveedor} leyó algo con «{modo}»")
        assert len(servidor.recibido) == 5
