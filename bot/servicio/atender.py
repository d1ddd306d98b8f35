"""El servicio: atiende una entrada de una persona, de principio a fin.

Carga el estado, alterna `decidir` con el cumplimiento de las peticiones, guarda el turno entero en una
transacción y devuelve los mensajes por entregar. Guarda antes de responder: si algo falla después,
el mensaje ya está en el almacén. No decide qué contestar, no conoce ningún canal y no entrega nada.

    Exception
    └── ErrorServicio
        └── DemasiadasRondas   `decidir` pidió efectos sin terminar el turno
"""

import asyncio
import logging
import random
import time
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.dialogo.conversar.oir import dada_por_buena
from bot.dialogo.decidir import va_aparte
from bot.dialogo.efectos import Adelantar, AnotarUso, BorrarDatos, Efecto, Enviar, OlvidarRecibido, PorGuardar
from bot.dialogo.entradas import DeLaPersona, MensajeRecibido, OrdenRecibida
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.personal.biblioteca.atender import archivo_por_leer
from bot.dialogo.peticiones import DatosBorrados, Recibo
from bot.dialogo.textos import disculpa, lei_solo_las_palabras
from bot.dialogo.turno import Contexto, Entrada, Estado, Turno, texto_para_guardar
from bot.entrevista.borrador import Claves
from bot.servicio.cumplir import Cumplidor
from bot.servicio.leido import anotar_leido, con_lo_leido
from bot.servicio.puertos import (
    AlmacenNoDisponible,
    Buscador,
    Conversaciones,
    Descargar,
    EntradaRepetida,
    Envio,
    EstadoDesactualizado,
    Persona,
    Reloj,
    TrabajoInterrumpido,
    TurnoAtendido,
)
from bot.servicio.registro import anotar_fallo
from conocimiento.modelo import Hallazgo

REGISTRO = logging.getLogger(__name__)

RONDAS_MAXIMAS = 8
INTENTOS_DE_GUARDAR = 6
ESPERA_MAXIMA = 0.02
"""Segundos, lo más que se espera antes del segundo intento; antes de cada uno de los siguientes, el doble."""

AlAdelantar = Callable[[Mensaje], Awaitable[None]]
"""Cómo se dice algo antes de que el turno termine; lo da el canal."""


class ErrorServicio(Exception):
    """Raíz de los errores del servicio."""


class DemasiadasRondas(ErrorServicio):
    """Un turno pidió más rondas de efectos de las permitidas: es un error de `decidir`."""

    def __init__(self, rondas: int) -> None:
        super().__init__(f"El turno no terminó en {rondas} rondas; revise qué efecto se pide sin fin.")


def sin_borrado(efectos: tuple[Efecto, ...]) -> tuple[Efecto, ...]:
    """Devuelve los efectos posteriores al borrado: lo anotado antes pertenece a lo que se borró."""
    borrados = [posicion for posicion, efecto in enumerate(efectos) if isinstance(efecto, BorrarDatos)]
    return efectos[borrados[-1] + 1 :] if borrados else efectos


def _con_aviso(contexto: Contexto, entrada: Entrada, efectos: tuple[Efecto, ...]) -> tuple[Efecto, ...]:
    """Los efectos, diciendo antes que no se leyó lo que venía con las palabras."""
    if not (isinstance(entrada, MensajeRecibido | OrdenRecibida) and entrada.acompana):
        return efectos
    if archivo_por_leer(contexto, entrada) is not None:
        return efectos
    return (Enviar(lei_solo_las_palabras(entrada.acompana, escucha=contexto.escucha)), *efectos)


@dataclass(slots=True)
class _Candado:
    candado: asyncio.Lock = field(default_factory=asyncio.Lock)
    interesados: int = 0


@dataclass(frozen=True, slots=True)
class _Llegada:
    """Qué hay que atender, de quién, y cómo se le dice algo antes de que el turno termine."""

    persona: Persona
    entrada: Entrada
    id_entrada: str | None
    adelantar: AlAdelantar | None
    junto_con: tuple[str, ...]


@dataclass(slots=True)
class _Intento:
    """Un intento de atender una llegada, con lo que se guardaría si algo fallara en este momento."""

    llegada: _Llegada
    contexto: Contexto
    numero_de_cambio: int
    estado: Estado
    recibido: str
    rondas: int = 0
    referencia: str = "-"


class Servicio:
    """Atiende entradas, una a la vez por persona y en paralelo entre personas.

    `construir_contexto` recibe la hora del turno. Con `estricto` los errores se lanzan en lugar de disculparse.
    """

    def __init__(
        self,
        decidir: Callable[[Contexto, Estado, Entrada], Turno],
        conversaciones: Conversaciones,
        cumplidor: Cumplidor,
        reloj: Reloj,
        construir_contexto: Callable[[datetime], Contexto],
        *,
        estricto: bool = False,
    ) -> None:
        self._dialogo = decidir
        self._conversaciones = conversaciones
        self._cumplidor = cumplidor
        self._reloj = reloj
        self._construir_contexto = construir_contexto
        self._estricto = estricto
        self._candados: dict[Persona, _Candado] = {}
        self._usuario = ""

    async def atender(
        self,
        persona: Persona,
        entrada: Entrada,
        id_entrada: str | None,
        adelantar: AlAdelantar | None = None,
        *,
        junto_con: tuple[str, ...] = (),
    ) -> tuple[Envio, ...]:
        """Atiende una entrada y devuelve los mensajes ya guardados que falta entregar.

        `junto_con`: las otras que se leyeron con ella, como una sola; quedan atendidas a la vez. Una entrada repetida,
        o una edición que no cambia ni una letra, no cambia nada y devuelve una tupla vacía. Si el almacén no responde o
        un trabajo se interrumpe, su error se lanza tal cual: sin guardar no hay respuesta, y la misma entrada se puede
        repetir. Con `adelantar` se dice lo que no puede esperar a que el turno termine.
        """
        async with self._turno_de(persona):
            try:
                return await self._atender(_Llegada(persona, entrada, id_entrada, adelantar, junto_con))
            except EntradaRepetida:
                REGISTRO.info("repetida conv=%s entrada=%s", self.conversacion(persona), type(entrada).__name__)
                return ()

    async def cuantos_se_juntan(self, persona: Persona, textos: Sequence[str]) -> int:
        """Cuántos de esos textos seguidos, del primero en adelante, se pueden leer como uno solo; al menos uno."""
        estado, _ = await asyncio.to_thread(self._conversaciones.cargar, persona)
        contexto = await self._contexto(persona)
        return next((lugar for lugar, uno in enumerate(textos) if va_aparte(contexto, estado, uno)), len(textos)) or 1

    async def lee_archivos_de(self, persona: Persona) -> bool:
        """Si los archivos de alguien se leen: es del personal que atiende."""
        papeles, _ = await asyncio.to_thread(self._conversaciones.papeles, persona)
        return papeles.atiende

    def traer_archivos_con(self, descargar: Descargar) -> None:
        """Dice cómo se trae lo que alguien envía; lo llama el canal al empezar."""
        self._cumplidor = replace(
            self._cumplidor,
            bibliotecario=replace(self._cumplidor.bibliotecario, descargar=descargar),
            escucha=replace(self._cumplidor.escucha, descargar=descargar),
        )

    def usar_lo_publicado_con(self, al_publicar: Callable[[], Awaitable[object]]) -> None:
        """Dice cómo se pasa a usar un documento recién publicado."""
        bibliotecario = replace(self._cumplidor.bibliotecario, al_publicar=al_publicar)
        self._cumplidor = replace(self._cumplidor, bibliotecario=bibliotecario)

    def llamarse(self, usuario: str) -> None:
        """Dice con qué nombre se escribe al asistente, para los enlaces a él; lo llama el canal que tiene uno."""
        self._usuario = usuario

    def conocer(self, buscador: Buscador, construir_contexto: Callable[[datetime], Contexto]) -> None:
        """Desde el turno siguiente se busca y se cita con esto; los que están en marcha terminan con lo que tenían.

        Se llama desde el bucle de eventos: así un turno nunca empieza con una cosa y sin la otra.
        """
        self._cumplidor, self._construir_contexto = replace(self._cumplidor, buscador=buscador), construir_contexto

    def contexto_de_nadie(self) -> Contexto:
        """El de ahora, para lo que no es de ninguna conversación."""
        return replace(self._construir_contexto(self._reloj.ahora()), usuario=self._usuario)

    async def buscar(self, consultas: tuple[str, ...]) -> tuple[Hallazgo, ...]:
        """Lo que dicen los documentos, en el turno de las demás búsquedas; no es de ninguna conversación."""
        async with self._cumplidor.busquedas:
            return await asyncio.to_thread(self._cumplidor.buscador.buscar, consultas)

    def conversacion(self, persona: Persona) -> str:
        """Devuelve el nombre de una conversación en el registro; no permite saber quién es."""
        return self._cumplidor.nombre(persona)

    @asynccontextmanager
    async def _turno_de(self, persona: Persona) -> AsyncGenerator[None]:
        candado = self._candados.setdefault(persona, _Candado())
        candado.interesados += 1
        try:
            async with candado.candado:
                yield
        finally:
            candado.interesados -= 1
            if not candado.interesados:
                del self._candados[persona]

    async def _atender(self, llegada: _Llegada) -> tuple[Envio, ...]:
        for intento in range(INTENTOS_DE_GUARDAR - 1):
            with suppress(EstadoDesactualizado):
                return await self._intentar(llegada)
            # Al azar: quienes chocaron no vuelven a la vez.
            await asyncio.sleep(random.uniform(0, ESPERA_MAXIMA * 2**intento))
        return await self._intentar(llegada)

    async def _intentar(self, llegada: _Llegada) -> tuple[Envio, ...]:
        inicio = time.perf_counter()
        estado, numero_de_cambio = await asyncio.to_thread(
            self._conversaciones.cargar, llegada.persona, llegada.id_entrada
        )
        entrada = con_lo_leido(estado, llegada.entrada)
        if entrada is None:
            return ()
        llegada = replace(llegada, entrada=entrada)
        dicho = dada_por_buena(estado, entrada) or entrada
        recibido = texto_para_guardar(estado, dicho) if isinstance(dicho, DeLaPersona) else ""
        estado = anotar_leido(estado, entrada)
        intento = _Intento(llegada, await self._contexto(llegada.persona), numero_de_cambio, estado, recibido)
        envios = await self._guardar_o_disculparse(intento)
        REGISTRO.info(
            "turno conv=%s entrada=%s rondas=%d ms=%d envios=%d ref=%s",
            self.conversacion(llegada.persona),
            type(entrada).__name__,
            intento.rondas,
            round((time.perf_counter() - inicio) * 1000),
            len(envios),
            intento.referencia,
        )
        return envios

    async def _guardar_o_disculparse(self, intento: _Intento) -> tuple[Envio, ...]:
        """Decide y guarda; si algo falla, guarda una disculpa y la persona sigue donde estaba.

        Raises `EstadoDesactualizado`, `AlmacenNoDisponible`, `TrabajoInterrumpido`: entonces no se guardó nada.
        """
        try:
            turno = await self._decidir(intento)
            await self._comprobar_papeles(intento)
            return await (self._borrar if BorrarDatos() in turno.efectos else self._guardar)(intento, turno)
        except (EstadoDesactualizado, AlmacenNoDisponible, TrabajoInterrumpido):
            raise
        except Exception as error:
            if self._estricto:
                raise
            nombre = self.conversacion(intento.llegada.persona)
            intento.referencia = anotar_fallo(REGISTRO, "turno fallido", nombre, error)
            aviso = Enviar(disculpa(intento.referencia, intento.estado.botones))
            if intento.contexto.papeles.es_personal:
                intento.recibido = ""  # puede ser la respuesta a alguien: nadie llegó a decidir que se podía guardar
            return await self._guardar(intento, Turno(intento.estado, (aviso,)))

    async def _decidir(self, intento: _Intento) -> Turno:
        """Alterna decidir y cumplir hasta que no falta nada; devuelve el estado final y lo que queda por guardar."""
        llegada, cumplidor = intento.llegada, self._cumplidor
        contexto, estado = intento.contexto, intento.estado
        por_decidir: deque[Entrada] = deque([llegada.entrada])
        por_guardar: list[Efecto] = []
        rondas = 0
        while por_decidir:
            if rondas == RONDAS_MAXIMAS:
                raise DemasiadasRondas(rondas)
            rondas += 1
            turno = self._dialogo(contexto, estado, por_decidir.popleft())
            estado = turno.estado
            for efecto in turno.efectos:
                if isinstance(efecto, PorGuardar):
                    por_guardar.append(efecto)
                elif isinstance(efecto, AnotarUso):
                    cumplidor.anotar_uso(llegada.persona, efecto)
                elif not isinstance(efecto, Adelantar):
                    por_decidir.append(await cumplidor.cumplir(llegada.persona, efecto, intento.contexto.ahora))
                elif llegada.adelantar is not None:
                    await llegada.adelantar(efecto.mensaje)
        intento.rondas = rondas
        if OlvidarRecibido() in por_guardar:
            intento.recibido = ""
        return Turno(estado, tuple(por_guardar))

    async def _borrar(self, intento: _Intento, turno: Turno) -> tuple[Envio, ...]:
        """Borra a la persona y guarda lo que el diálogo dice de ello; si algo falla, sigue como estaba."""
        persona = intento.llegada.persona
        filas = 0

        def despedir(recibo: Recibo) -> TurnoAtendido:
            nonlocal filas
            filas = recibo.filas
            dicho = self._dialogo(intento.contexto, turno.estado, DatosBorrados(recibo))
            # Empieza de nuevo: lo que escribió para pedirlo y lo anotado hasta entonces es de lo que se borró.
            efectos = sin_borrado((*turno.efectos, *dicho.efectos))
            llegada, ahora = intento.llegada, intento.contexto.ahora
            return TurnoAtendido(0, llegada.id_entrada, "", dicho.estado, efectos, ahora, llegada.junto_con)

        envios = await asyncio.to_thread(self._conversaciones.borrar_persona, persona, intento.contexto.ahora, despedir)
        REGISTRO.info("datos borrados conv=%s filas=%d", self.conversacion(persona), filas)
        return envios

    async def _guardar(self, intento: _Intento, turno: Turno) -> tuple[Envio, ...]:
        atendido = TurnoAtendido(
            intento.numero_de_cambio,
            intento.llegada.id_entrada,
            intento.recibido,
            turno.estado,
            _con_aviso(intento.contexto, intento.llegada.entrada, turno.efectos),
            intento.contexto.ahora,
            intento.llegada.junto_con,
            Claves.de(intento.contexto.entrevista),
        )
        return await asyncio.to_thread(self._conversaciones.guardar, intento.llegada.persona, atendido)

    async def _contexto(self, persona: Persona) -> Contexto:
        papeles, hay_personal = await asyncio.to_thread(self._conversaciones.papeles, persona)
        return replace(self.contexto_de_nadie(), papeles=papeles, hay_personal=hay_personal)

    async def _comprobar_papeles(self, intento: _Intento) -> None:
        """Quien dejó de ser del personal mientras se atendía lo suyo ya no lo es. Raises `EstadoDesactualizado`."""
        if intento.contexto.papeles.es_personal:
            papeles, _ = await asyncio.to_thread(self._conversaciones.papeles, intento.llegada.persona)
            if papeles != intento.contexto.papeles:
                raise EstadoDesactualizado
