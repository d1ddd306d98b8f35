"""Cumple las peticiones del diálogo (buscar, leer, redactar, exportar) y devuelve cada resultado como entrada.

Lo que bloquea va en hilos, y lo que ocupa un procesador espera su turno. No decide nada y no guarda nada.
"""

import asyncio
import logging
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import assert_never

from bot.dialogo.efectos import AnotarUso
from bot.dialogo.peticiones import (
    BorradoresLeidos,
    Buscar,
    BuscarDestinos,
    BuscarPregunta,
    ConsultaNumerada,
    Consultar,
    ConsultasLeidas,
    ConversacionesExportadas,
    DatosReunidos,
    DestinosHallados,
    DocumentoFallido,
    DocumentoListo,
    ExportacionFallida,
    ExportacionRetenida,
    ExportarConversaciones,
    Filtros,
    LeerBorradores,
    LeerConsultas,
    LeerUltimosTurnos,
    LenguajeFallo,
    LenguajeRespondio,
    Motivo,
    NumerarConsulta,
    OdsSugeridos,
    PasajesEncontrados,
    Pedido,
    Peticion,
    PeticionDeAlianza,
    PeticionDeBiblioteca,
    PreguntaHallada,
    RedactarBorrador,
    ResumirDatos,
    RetenerTexto,
    ReunirDatos,
    SoltarTexto,
    SugerirOds,
    TextoRetenido,
    TextoSoltado,
    Transcribir,
)
from bot.dialogo.turno import Entrada
from bot.servicio.biblioteca import Bibliotecario
from bot.servicio.escucha import Escucha
from bot.servicio.invitaciones import Portero
from bot.servicio.puertos import (
    Archivador,
    Buscador,
    Documentador,
    Exportador,
    Lecturas,
    Lenguaje,
    Persona,
    SinLenguaje,
    Sugeridor,
    TrabajoExcedido,
    TrabajoInterrumpido,
)
from bot.servicio.registro import anotar_fallo, nombre_en_bitacora, nombre_en_registro, nueva_referencia

REGISTRO = logging.getLogger(__name__)

SE_RETIENE = timedelta(hours=1)
"""Cuánto se tiene a mano, sin guardarlo, lo escrito antes de aceptar el aviso."""
RETENIDOS = 500
BUSQUEDAS = 2
"""Cuántas corren a la vez: una por procesador de la máquina más modesta."""


@dataclass(frozen=True, slots=True)
class Cumplidor:
    """Con qué se cumple un turno. Sin `sugeridor`, `archivador`, `exportador` o `lenguaje` no se hace lo suyo.

    `sal` es la de los nombres del registro. Lo que ocupa un procesador espera su turno, y cada clase de trabajo
    tiene los suyos: un documento largo, o una exportación, no deja sin sitio a las preguntas de los demás.
    """

    lecturas: Lecturas
    buscador: Buscador
    documentador: Documentador
    sugeridor: Sugeridor | None = None
    archivador: Archivador | None = None
    exportador: Exportador | None = None
    sal: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    bibliotecario: Bibliotecario = field(default_factory=Bibliotecario)
    escucha: Escucha = field(default_factory=Escucha)
    lenguaje: Lenguaje | None = None
    portero: Portero = field(default_factory=Portero)
    retenidos: dict[Persona, tuple[datetime, str]] = field(default_factory=dict)
    busquedas: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(BUSQUEDAS))
    documentos: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    exportacion: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    def nombre(self, persona: Persona) -> str:
        """Devuelve el nombre de una conversación en el registro; no permite saber quién es."""
        return nombre_en_registro(self.sal, persona)

    async def cumplir(self, persona: Persona, peticion: Peticion, ahora: datetime) -> Entrada:
        """Devuelve el resultado. Lo que falla al redactar, reunir o exportar es un resultado y queda en el registro.

        Raises `AlmacenNoDisponible`, `TrabajoInterrumpido`.
        """
        if isinstance(peticion, PeticionDeBiblioteca):
            quien = nombre_en_bitacora(self.sal, persona)
            return await self.bibliotecario.cumplir(peticion, quien, self.nombre(persona))
        if isinstance(peticion, PeticionDeAlianza):
            return await self.portero.cumplir(self.lecturas, persona, peticion, ahora)
        match peticion:
            case Buscar(consultas):
                async with self.busquedas:
                    return PasajesEncontrados(await asyncio.to_thread(self.buscador.buscar, consultas))
            case SugerirOds(fragmentos):
                return OdsSugeridos(await self._sugerir(fragmentos))
            case RedactarBorrador() as pedido:
                return await self._redactar(persona, pedido)
            case LeerBorradores(pedido):
                return BorradoresLeidos(pedido, await asyncio.to_thread(self.lecturas.leer_borradores, persona))
            case BuscarPregunta(recibido):
                hallado = await asyncio.to_thread(self.lecturas.asunto_de, persona, recibido.responde_a)
                return PreguntaHallada(recibido, *hallado)
            case RetenerTexto() as pedido:
                return self._retener(persona, pedido, ahora)
            case SoltarTexto():
                return self._soltar(persona, ahora)
            case ResumirDatos():
                return await asyncio.to_thread(self.lecturas.resumir_datos, persona)
            case ReunirDatos():
                return await self._reunir(persona)
            case LeerUltimosTurnos(cuantos):
                return await asyncio.to_thread(self.lecturas.leer_ultimos_turnos, persona, cuantos)
            case NumerarConsulta():
                return ConsultaNumerada(await asyncio.to_thread(self.lecturas.numerar_consulta, ahora))
            case LeerConsultas(pedido):
                return ConsultasLeidas(pedido, await asyncio.to_thread(self.lecturas.leer_consultas, pedido.numero))
            case BuscarDestinos(de, numero):
                destinos = await asyncio.to_thread(self.lecturas.leer_destinos, persona, numero, ahora)
                return DestinosHallados(de, *destinos)
            case ExportarConversaciones(filtros):
                return await self._exportar(persona, filtros)
            case Transcribir(voz):
                return await self.escucha.cumplir(voz, self.nombre(persona))
            case Consultar(pedido):
                return await self._consultar(persona, pedido)
            case _:
                assert_never(peticion)

    def _retener(self, persona: Persona, pedido: RetenerTexto, ahora: datetime) -> TextoRetenido:
        """Solo en la memoria: de cada persona, una idea; y no el de todas, para que no crezca sin fin."""
        for otra in [otra for otra, (cuando, _) in self.retenidos.items() if ahora - cuando > SE_RETIENE]:
            del self.retenidos[otra]
        if persona in self.retenidos or len(self.retenidos) < RETENIDOS:
            _, anterior = self.retenidos.get(persona, (ahora, ""))
            self.retenidos[persona] = (ahora, pedido.despues_de(anterior))
        return TextoRetenido()

    def _soltar(self, persona: Persona, ahora: datetime) -> TextoSoltado:
        cuando, texto = self.retenidos.pop(persona, (ahora, ""))
        return TextoSoltado(texto if ahora - cuando <= SE_RETIENE else "")

    async def _reunir(self, persona: Persona) -> DatosReunidos:
        if self.archivador is None:
            return DatosReunidos(None)
        datos, documentos = await asyncio.to_thread(self.lecturas.reunir_datos, persona)
        try:
            async with self.documentos:
                return DatosReunidos(await asyncio.to_thread(self.archivador.archivar, datos, documentos))
        except TrabajoInterrumpido:
            raise
        except Exception as error:
            anotar_fallo(REGISTRO, "datos sin reunir", self.nombre(persona), error)
            return DatosReunidos(None)

    async def _exportar(
        self, persona: Persona, filtros: Filtros
    ) -> ConversacionesExportadas | ExportacionRetenida | ExportacionFallida:
        if self.exportador is None:
            return ExportacionFallida(nueva_referencia())
        quien = nombre_en_bitacora(self.sal, persona)
        try:
            async with self.exportacion:
                return await asyncio.to_thread(self.exportador.exportar, filtros, quien)
        except TrabajoInterrumpido:
            raise
        except Exception as error:
            return ExportacionFallida(anotar_fallo(REGISTRO, "exportación fallida", self.nombre(persona), error))

    async def _consultar(self, persona: Persona, pedido: Pedido) -> LenguajeRespondio | LenguajeFallo:
        if self.lenguaje is None:
            return LenguajeFallo(pedido, Motivo.DESCONECTADO)
        borradores = await asyncio.to_thread(self.lecturas.leer_borradores, persona)
        historia = [evento for uno in borradores for evento in uno.eventos]
        try:
            contestado = await self.lenguaje.pedir(pedido.encargo, historia)
        except SinLenguaje as error:
            return LenguajeFallo(pedido, error.motivo)
        return LenguajeRespondio(pedido, contestado.texto, contestado.enviado)

    def anotar_uso(self, persona: Persona, anotado: AnotarUso) -> None:
        """Deja dicho en qué quedó lo que contestó el modelo de lenguaje."""
        uso, resultado = anotado.uso, anotado.resultado
        REGISTRO.info("lenguaje uso=%s resultado=%s conv=%s", uso.value, resultado.value, self.nombre(persona))
        if self.lenguaje is not None:
            self.lenguaje.anotar(uso, resultado)

    async def _sugerir(self, fragmentos: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
        if self.sugeridor is None:
            return ()
        async with self.busquedas:
            return await asyncio.to_thread(self.sugeridor.sugerir, fragmentos)

    async def _redactar(self, persona: Persona, pedido: RedactarBorrador) -> DocumentoListo | DocumentoFallido:
        hacer = self.documentador.ver if pedido.vista else self.documentador.redactar
        try:
            async with self.documentos:
                return DocumentoListo(await asyncio.to_thread(hacer, pedido.propuesta), pedido.vista)
        except TrabajoInterrumpido:
            raise
        except Exception as error:
            referencia = anotar_fallo(REGISTRO, "documento fallido", self.nombre(persona), error)
            return DocumentoFallido(referencia, excede=isinstance(error, TrabajoExcedido))
