"""Un borrador en que participan varias personas, y todas escribiendo en él a la vez, cada una en lo suyo."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.almacen import AlmacenSQL
from bot.dialogo.efectos import Enviar
from bot.dialogo.entradas import MensajeRecibido
from bot.dialogo.mensajes import Mensaje, parrafo
from bot.dialogo.peticiones import ComprobarIngreso, DocumentoListo, InvitacionLeida, RedactarBorrador
from bot.dialogo.peticiones.alianza import GuardarInvitacion, Ingresar, PedirIngreso, huella_de
from bot.dialogo.turno import Contexto, Entrada, Estado, Turno
from bot.documentos.redactor import RedactorDeDocumentos
from bot.entrevista.eventos import DE_LA_ALIANZA, Creado, DocumentoEntregado, Evento, Respondida, Unido
from bot.entrevista.propuesta.modelo import Propuesta
from bot.servicio.atender import Servicio
from bot.servicio.cumplir import Cumplidor
from bot.servicio.puertos import Persona, TurnoAtendido
from tests.apoyo.almacen import AHORA
from tests.apoyo.chat import ENTREVISTA, SinBuscador
from tests.apoyo.rutas import ALIANZA

NOMBRE = "alianza"
DOCUMENTO = "documento"


def integrante(numero: int) -> Persona:
    """Quien en el borrador es «i» y ese número."""
    return Persona("telegram", str(7_000_000 + numero))


def juntar(almacen: AlmacenSQL, cuantos: int) -> None:
    """Deja a esos integrantes en un mismo borrador, y con él abierto; «i0» lo coordina, y los demás son socios."""
    almacen.guardar(integrante(0), TurnoAtendido(0, None, "", Estado(turno=1), (), AHORA))
    abierto = Estado(turno=2, borrador=NOMBRE, eventos=(Creado(AHORA, "1", "1"),), en_entrevista=True)
    almacen.guardar(integrante(0), TurnoAtendido(1, None, "", abierto, (), AHORA))
    for uno in range(1, cuantos):
        entrar(almacen, uno)
    for uno in range(1, cuantos):
        leido, _ = almacen.cargar(integrante(0))
        suyo = replace(abierto, eventos=leido.eventos, integrante=f"i{uno}", cargados=len(leido.eventos))
        cambio = almacen.cargar(integrante(uno))[1]
        almacen.guardar(integrante(uno), TurnoAtendido(cambio, None, "", suyo, (), AHORA))
    for envio in almacen.leer_envios("telegram"):
        almacen.marcar_enviado(envio.identificador, AHORA)


def invitar(almacen: AlmacenSQL, secreto: str, actor: str = "a1", rol: str = "socio", cuando: datetime = AHORA) -> None:
    """Quien coordina guarda una invitación con ese secreto, para que alguien responda por ese actor."""
    estado, cambio = almacen.cargar(integrante(0))
    invitacion = GuardarInvitacion(huella_de(secreto), actor, rol, AHORA + timedelta(days=14))
    almacen.guardar(integrante(0), TurnoAtendido(cambio, None, "", estado, (invitacion,), cuando))


def pedir_entrar(almacen: AlmacenSQL, quien: Persona, secreto: str) -> InvitacionLeida:
    """Alguien abre la invitación y la acepta; devuelve lo que vio, con su código."""
    leida = almacen.abrir_invitacion(quien, secreto, AHORA)
    pedido = PedirIngreso(leida.numero, "1", "2", Mensaje((parrafo("alguien espera"),)))
    estado, cambio = almacen.cargar(quien)
    almacen.guardar(quien, TurnoAtendido(cambio, None, "", replace(estado, turno=1), (pedido,), AHORA))
    return leida


def abrir_la_puerta(almacen: AlmacenSQL, leida: InvitacionLeida) -> None:
    """Quien coordina escribe ese código, y entra quien lo tiene."""
    comprobado = almacen.comprobar_ingreso(integrante(0), ComprobarIngreso("codigo", leida.numero, leida.codigo), AHORA)
    estado, cambio = almacen.cargar(integrante(0))
    unido = Unido(
        AHORA,
        comprobado.integrante,
        comprobado.actor,
        comprobado.rol,
        comprobado.aviso,
        comprobado.privacidad,
        comprobado.aceptados,
        autor=DE_LA_ALIANZA,
    )
    entra = Ingresar(leida.numero, leida.codigo, comprobado.integrante, Mensaje((parrafo("bienvenida"),)))
    nuevo = replace(estado, eventos=(*estado.eventos, unido))
    almacen.guardar(integrante(0), TurnoAtendido(cambio, None, "", nuevo, (entra,), AHORA))


def entrar(almacen: AlmacenSQL, numero: int) -> None:
    """Ese integrante entra con su propia invitación, cada una de un día después: en uno solo no se crean tantas."""
    secreto = f"secreto {numero}"
    invitar(almacen, secreto, f"a{numero}", cuando=AHORA - timedelta(days=60 - numero))
    abrir_la_puerta(almacen, pedir_entrar(almacen, integrante(numero), secreto))


def anotar(almacen: AlmacenSQL, numero: int, *nuevos: Evento, dicho: str = "", efectos: Sequence[Enviar] = ()) -> None:
    """Lo anota ese integrante en un turno, sobre lo que ve ahora."""
    estado, cambio = almacen.cargar(integrante(numero))
    anotados = tuple(
        evento if evento.autor == DE_LA_ALIANZA else replace(evento, autor=f"i{numero}") for evento in nuevos
    )
    nuevo = replace(estado, turno=estado.turno + 1, eventos=(*estado.eventos, *anotados))
    almacen.guardar(integrante(numero), TurnoAtendido(cambio, None, dicho, nuevo, efectos, AHORA))


class Escribientes:
    """Un diálogo que guarda cada mensaje como una respuesta propia, y hace un documento de verdad si se le pide."""

    def __init__(self, propuesta: Propuesta) -> None:
        self._propuesta = propuesta

    def decidir(self, contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
        """Una función pura, como la del producto."""
        match entrada:
            case MensajeRecibido(texto) if texto == DOCUMENTO:
                return Turno(estado, (RedactarBorrador(self._propuesta),))
            case MensajeRecibido(texto):
                llave = (texto.partition(" ")[0], f"a{estado.integrante[1:]}")
                evento: Evento = Respondida(contexto.ahora, llave, texto, texto, autor=estado.integrante)
            case DocumentoListo():
                ya = sum(isinstance(uno, DocumentoEntregado) for uno in estado.eventos)
                evento = DocumentoEntregado(contexto.ahora, ya + 1, "h", hasta=estado.cargados, autor=estado.integrante)
            case _:
                raise AssertionError(entrada)
        nuevo = replace(estado, turno=estado.turno + 1, eventos=(*estado.eventos, evento))
        return Turno(nuevo, (Enviar(Mensaje((parrafo("Anotado."),))),))

    def ahora(self) -> datetime:
        """La hora de verdad."""
        return datetime.now(UTC)


async def escribir_a_la_vez(servicio: Servicio, cuantos: int, veces: int, documentos: int) -> list[float]:
    """Cada integrante escribe esas veces, una tras otra, mientras los últimos piden un documento.

    Devuelve los segundos que tardó cada escritura, sin las de los documentos.
    """
    tardaron: list[float] = []

    async def escribir(numero: int) -> None:
        for vez in range(veces):
            es_documento = numero >= cuantos - documentos and vez == veces // 2
            texto = DOCUMENTO if es_documento else f"P{vez} dicho por {numero}"
            inicio = time.perf_counter()
            assert await servicio.atender(integrante(numero), MensajeRecibido(texto), f"1:{numero}-{vez}")
            if not es_documento:
                tardaron.append(time.perf_counter() - inicio)

    await asyncio.gather(*map(escribir, range(cuantos)))
    return tardaron


def comprobar_lo_escrito(almacen: AlmacenSQL, cuantos: int, veces: int, documentos: int) -> None:
    """No falta nada, nadie escribió por otro, cada quien quedó en su orden y ninguna versión se repite."""
    vistos = [almacen.cargar(integrante(numero))[0] for numero in range(cuantos)]
    assert [uno.integrante for uno in vistos] == [f"i{numero}" for numero in range(cuantos)]
    eventos = vistos[0].eventos
    assert len(eventos) == cuantos + cuantos * veces
    assert all(uno.eventos == eventos for uno in vistos)
    for numero in range(cuantos):
        suyos = [uno for uno in eventos if isinstance(uno, Respondida) and uno.autor == f"i{numero}"]
        dichas = [vez for vez in range(veces) if not (numero >= cuantos - documentos and vez == veces // 2)]
        assert [uno.crudo for uno in suyos] == [f"P{vez} dicho por {numero}" for vez in dichas]
        assert {uno.llave[1] for uno in suyos} == {f"a{numero}"}
    versiones = [uno.version for uno in eventos if isinstance(uno, DocumentoEntregado)]
    assert versiones == list(range(1, documentos + 1))


def servicio_de(almacen: AlmacenSQL, propuesta: Propuesta, documentos: Path) -> Servicio:
    """El servicio de verdad, con su redactor; si algo falla, lo lanza en vez de disculparse."""
    escribientes = Escribientes(propuesta)
    cumplidor = Cumplidor(almacen, SinBuscador(), RedactorDeDocumentos(ALIANZA, documentos))
    return Servicio(
        escribientes.decidir,
        almacen,
        cumplidor,
        escribientes,
        lambda ahora: Contexto(ENTREVISTA, (), ahora),
        estricto=True,
    )
