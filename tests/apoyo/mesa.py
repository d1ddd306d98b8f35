"""Varias personas en una misma alianza, cada una en su chat, con el servicio y el almacén de verdad."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from bot.almacen import AlmacenSQL, abrir_almacen
from bot.canal.consola import a_entrada
from bot.dialogo.decidir import decidir
from bot.dialogo.entradas import BotonPulsado, MensajeEditado, MensajeRecibido
from bot.dialogo.mensajes import Adjunto, Boton, Mensaje
from bot.dialogo.peticiones import BorradorGuardado
from bot.dialogo.turno import Contexto, Entrada, Estado
from bot.entrevista.eventos import Evento
from bot.entrevista.propuesta.modelo import Propuesta
from bot.servicio import puertos
from bot.servicio.atender import Servicio
from bot.servicio.cifrado import Cifrador
from bot.servicio.cumplir import Cumplidor
from tests.apoyo.almacen import CIFRADOR, SAL, base_nueva
from tests.apoyo.chat import SinBuscador

LARGO_DE_UN_BOTON, LARGO_DE_UN_CODIGO = 20, 64


@dataclass
class Persona:
    """Quien conversa: todo lo que se le mostró y cuántas veces hizo algo."""

    nombre: str
    mensajes: list[Mensaje] = field(default_factory=list[Mensaje])
    entradas: int = 0
    propuestas: list[Propuesta] = field(default_factory=list[Propuesta])

    @property
    def puerto(self) -> puertos.Persona:
        """Quién es para el almacén."""
        return puertos.Persona("telegram", self.nombre)

    @property
    def leido(self) -> str:
        """Lo que se le mostró al final, desde lo último que hizo."""
        return "\n".join(mensaje.texto for mensaje in self.mensajes)

    def botones(self) -> Iterator[Boton]:
        """Los que tiene a la vista, del último mensaje al primero."""
        return (boton for uno in reversed(self.mensajes) for fila in uno.botones for boton in fila)

    def boton(self, etiqueta: str) -> BotonPulsado:
        """Pulsar el último que dice eso."""
        boton = next((uno for uno in self.botones() if uno.etiqueta == etiqueta), None)
        assert boton is not None, f"«{etiqueta}» no está entre {[uno.etiqueta for uno in self.botones()]}"
        return BotonPulsado(boton.codigo)


class Mesa:
    """Las personas de una alianza y lo que queda guardado, cifrado. El reloj está parado en el del contexto."""

    def __init__(
        self, contexto: Contexto, carpeta: Path, *, url: str | None = None, cifrador: Cifrador = CIFRADOR
    ) -> None:
        """Guarda en `carpeta` o, con `url`, en esa base."""
        self.contexto = contexto
        self.personas: dict[str, Persona] = {}
        self.almacen: AlmacenSQL = abrir_almacen(url or base_nueva(carpeta / "mesa.db"), SAL, cifrador)
        self._pedidas: list[Propuesta] = []
        cumplidor = Cumplidor(self.almacen, SinBuscador(), self)
        self.servicio = Servicio(decidir, self.almacen, cumplidor, self, lambda _: self.contexto, estricto=True)

    def sentar(self, nombre: str, eventos: tuple[Evento, ...] = ()) -> Persona:
        """Alguien que llega, con un borrador suyo si se da su historia."""
        persona = self.personas[nombre] = Persona(nombre)
        if eventos:
            suyo = Estado(turno=1, borrador=f"de {nombre}", eventos=eventos, saludada=True, borradores=1)
            self.almacen.guardar(persona.puerto, puertos.TurnoAtendido(0, None, "", suyo, (), self.ahora()))
        return persona

    def escribe(self, quien: Persona, texto: str) -> None:
        """Escribe un texto o una orden."""
        entrada = a_entrada(texto)
        if isinstance(entrada, MensajeRecibido):
            entrada = replace(entrada, mensaje=str(quien.entradas + 100))
        self.recibe(quien, entrada)

    def pulsa(self, quien: Persona, etiqueta: str) -> None:
        """Pulsa el último botón que dice eso."""
        self.recibe(quien, quien.boton(etiqueta))

    def pulsa_codigo(self, quien: Persona, codigo: str) -> None:
        """Pulsa un botón, quizá de un mensaje de otro día."""
        self.recibe(quien, BotonPulsado(codigo))

    def recibe(self, quien: Persona, entrada: Entrada) -> None:
        """Le llega algo de esa persona: se atiende, y se entrega lo que haya para cualquiera."""
        quien.entradas += 1
        quien.mensajes.clear()
        for envio in asyncio.run(self.servicio.atender(quien.puerto, entrada, None)):
            quien.mensajes.append(envio.mensaje)
            self.almacen.marcar_enviado(envio.identificador, self.ahora(), str(envio.identificador))
        # Corregir lo que ya no importa no pide una respuesta; todo lo demás, sí.
        assert quien.mensajes or isinstance(entrada, MensajeEditado)
        quien.propuestas += self._pedidas
        self._pedidas.clear()
        self.repartir()
        for mensaje in quien.mensajes:
            suyos = [boton for fila in mensaje.botones for boton in fila if boton.codigo.startswith("i:")]
            assert all(len(boton.etiqueta) <= LARGO_DE_UN_BOTON for boton in suyos)
            assert all(len(boton.codigo.encode()) <= LARGO_DE_UN_CODIGO for boton in suyos)

    def repartir(self) -> None:
        """Entrega a cada una lo que otra le dejó dicho, sin esperar a otra hora."""
        por_puerto = {una.puerto: una for una in self.personas.values()}
        for envio in self.almacen.leer_envios("telegram"):
            por_puerto[envio.persona].mensajes.append(envio.mensaje)
            self.almacen.marcar_enviado(envio.identificador, self.ahora())

    def enlace(self, quien: Persona) -> str:
        """El código de la invitación que acaba de crear."""
        return next(uno.copiar for uno in quien.botones() if uno.copiar).rpartition("start=i_")[2].rpartition(" ")[2]

    def abierto(self, quien: Persona) -> str | None:
        """El borrador que tiene abierto."""
        return self.almacen.cargar(quien.puerto)[0].borrador

    @property
    def historias(self) -> dict[str, tuple[Evento, ...]]:
        """La de cada borrador en que hay alguien, por su nombre."""
        return {uno.nombre: uno.eventos for quien in self.personas.values() for uno in self.borradores(quien)}

    @property
    def integrantes(self) -> dict[str, dict[str, str]]:
        """Quiénes están en cada borrador, y con qué nombre en él."""
        todos: dict[str, dict[str, str]] = {}
        for quien in self.personas.values():
            for uno in self.borradores(quien):
                todos.setdefault(uno.nombre, {})[quien.nombre] = uno.integrante
        return todos

    def borradores(self, quien: Persona) -> tuple[BorradorGuardado, ...]:
        """Los que alguien puede ver."""
        return self.almacen.leer_borradores(quien.puerto)

    # --- Lo que el servicio necesita ----------------------------------------------------------------

    def ahora(self) -> datetime:
        """La hora, siempre la misma."""
        return self.contexto.ahora

    def redactar(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        """Entrega un archivo que ya existe: aquí no se prueba el documento."""
        self._pedidas.append(propuesta)
        return (Adjunto("/dev/null", "borrador.docx", sha256="a" * 64),)

    def ver(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        """Lo mismo."""
        return self.redactar(propuesta)
