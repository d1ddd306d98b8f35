"""El servicio: atiende una entrada de una persona, de principio a fin.

Carga el estado, alterna `decidir` con el cumplimiento de los efectos, guarda el turno entero en una
transacción y devuelve los mensajes por entregar. Guarda antes de responder: si algo falla después,
el mensaje ya está en el almacén. No decide qué contestar, no conoce ningún canal y no entrega nada.

    Exception
    └── ErrorServicio
        └── DemasiadasRondas   `decidir` pidió efectos sin terminar el turno
"""

import asyncio
import logging
import secrets
import time
import traceback
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from bot.dialogo.filtros import Filtros
from bot.dialogo.mensajes import Mensaje, parrafo
from bot.dialogo.tipos import (
    Adelantar,
    AnotarAviso,
    AnotarConsulta,
    AnotarEnBorrador,
    AnotarValoracion,
    BorradoresLeidos,
    BorrarDatos,
    BotonPulsado,
    Buscar,
    BuscarPregunta,
    Contexto,
    ConversacionesExportadas,
    DatosBorrados,
    DatosResumidos,
    DatosReunidos,
    DocumentoFallido,
    DocumentoListo,
    Efecto,
    Entrada,
    EntradaNoAdmitida,
    Enviar,
    Estado,
    ExportacionFallida,
    ExportacionRetenida,
    ExportarConversaciones,
    LeerBorradores,
    MensajeEditado,
    MensajeRecibido,
    OdsSugeridos,
    OlvidarRecibido,
    OrdenRecibida,
    PasajesEncontrados,
    PreguntaHallada,
    Recibo,
    RecordatorioVencido,
    RedactarBorrador,
    ResumirDatos,
    ReunirDatos,
    SugerirOds,
    Turno,
)
from bot.dialogo.tipos_traspaso import (
    CerrarTraspaso,
    LeerTraspasos,
    LeerUltimosTurnos,
    MostrarTraspaso,
    NumerarTraspaso,
    PedirPersona,
    ResponderTraspaso,
    TraspasoNumerado,
    TraspasosLeidos,
    UltimosTurnosLeidos,
)
from bot.puertos import (
    Almacen,
    AlmacenNoDisponible,
    Archivador,
    Buscador,
    Documentador,
    EntradaRepetida,
    EnvioPendiente,
    EstadoDesactualizado,
    Exportador,
    Persona,
    Reloj,
    Sugeridor,
    TrabajoInterrumpido,
    nombre_en_registro,
)

REGISTRO = logging.getLogger(__name__)

RONDAS_MAXIMAS = 8
INTENTOS_DE_GUARDAR = 3

AlAdelantar = Callable[[Mensaje], Awaitable[None]]
"""Cómo se dice algo antes de que el turno termine; lo da el canal."""


class ErrorServicio(Exception):
    """Raíz de los errores del servicio."""


class DemasiadasRondas(ErrorServicio):
    """Un turno pidió más rondas de efectos de las permitidas: es un error de `decidir`."""

    def __init__(self, rondas: int) -> None:
        super().__init__(f"El turno no terminó en {rondas} rondas; revise qué efecto se pide sin fin.")


def texto_para_guardar(estado: Estado, entrada: Entrada) -> str:
    """Devuelve lo que la persona dijo o hizo, para que la conversación se pueda leer después.

    Un botón se guarda con su etiqueta si está entre los del último mensaje. Las entradas que
    produce el propio servicio no tienen texto.
    """
    match entrada:
        case MensajeRecibido(texto) | MensajeEditado(texto):
            return texto
        case BotonPulsado(codigo):
            return next((f"[{boton.etiqueta}]" for boton in estado.botones if boton.codigo == codigo), f"[{codigo}]")
        case OrdenRecibida(nombre, argumento):
            return f"/{nombre} {argumento}".rstrip()
        case EntradaNoAdmitida(clase):
            return f"({clase})"
        case PasajesEncontrados() | DocumentoListo() | DocumentoFallido() | OdsSugeridos() | RecordatorioVencido():
            return ""
        case BorradoresLeidos() | PreguntaHallada() | DatosResumidos() | DatosReunidos() | DatosBorrados():
            return ""
        case UltimosTurnosLeidos() | TraspasoNumerado() | TraspasosLeidos():
            return ""
        case ConversacionesExportadas() | ExportacionRetenida() | ExportacionFallida():
            return ""
        case _:
            assert_never(entrada)


def sin_borrado(efectos: tuple[Efecto, ...]) -> tuple[Efecto, ...]:
    """Devuelve los efectos posteriores al borrado: lo anotado antes pertenece a lo que se borró."""
    borrados = [posicion for posicion, efecto in enumerate(efectos) if isinstance(efecto, BorrarDatos)]
    return efectos[borrados[-1] + 1 :] if borrados else efectos


def huella_de_error(error: BaseException) -> str:
    """Describe un error sin su mensaje: el mensaje puede llevar palabras de la persona."""
    lineas: list[str] = []
    actual: BaseException | None = error
    while actual is not None:
        lineas.append(type(actual).__name__)
        lineas += [
            f"  {marco.filename}:{marco.lineno} {marco.name}" for marco in traceback.extract_tb(actual.__traceback__)
        ]
        actual = actual.__cause__ or actual.__context__
    return "\n".join(lineas)


def disculpa(referencia: str, estado: Estado) -> Mensaje:
    """Arma el aviso de error, con los botones que la persona ya tenía para que pueda seguir."""
    return Mensaje(
        (
            parrafo(
                f"Ocurrió un error (ref. {referencia}). Sus respuestas anteriores están guardadas. "
                "Por favor, envíe su mensaje otra vez; si se repite, indique esta referencia al personal de la APCI."
            ),
        ),
        tuple((boton,) for boton in estado.botones),
    )


def nueva_referencia() -> str:
    """Devuelve cuatro letras o cifras que una persona puede dictar."""
    return secrets.token_hex(2).upper()


@dataclass(slots=True)
class _Candado:
    candado: asyncio.Lock = field(default_factory=asyncio.Lock)
    interesados: int = 0


class Servicio:
    """Atiende entradas, una a la vez por persona y en paralelo entre personas.

    `construir_contexto` recibe la hora del turno. `trabajos_pesados` es cuántas búsquedas o
    documentos corren a la vez. Sin `sugeridor` no se sugiere ningún ODS; sin `archivador` no se entregan los datos;
    sin `exportador` no se exporta. `personal` es quiénes son de la APCI. Con `estricto` los errores se lanzan en
    lugar de disculparse.
    """

    def __init__(
        self,
        decidir: Callable[[Contexto, Estado, Entrada], Turno],
        almacen: Almacen,
        buscador: Buscador,
        documentador: Documentador,
        reloj: Reloj,
        construir_contexto: Callable[[datetime], Contexto],
        *,
        sugeridor: Sugeridor | None = None,
        archivador: Archivador | None = None,
        exportador: Exportador | None = None,
        personal: frozenset[Persona] = frozenset(),
        clave_registro: bytes | None = None,
        trabajos_pesados: int = 2,
        estricto: bool = False,
    ) -> None:
        self._decidir = decidir
        self._almacen = almacen
        self._buscador = buscador
        self._documentador = documentador
        self._sugeridor = sugeridor
        self._archivador = archivador
        self._exportador = exportador
        self._personal = personal
        self._reloj = reloj
        self._construir_contexto = construir_contexto
        self._clave = clave_registro or secrets.token_bytes(32)
        self._pesados = asyncio.Semaphore(trabajos_pesados)
        # De una en una y con turno propio: una exportación larga no debe dejar sin sitio a las búsquedas.
        self._exportacion = asyncio.Semaphore(1)
        self._estricto = estricto
        self._candados: dict[Persona, _Candado] = {}

    async def atender(
        self, persona: Persona, entrada: Entrada, id_entrada: str | None, adelantar: AlAdelantar | None = None
    ) -> tuple[EnvioPendiente, ...]:
        """Atiende una entrada y devuelve los mensajes ya guardados que falta entregar.

        Una entrada repetida no cambia nada y devuelve una tupla vacía. Si el almacén no responde o un trabajo se
        interrumpe, su error se lanza tal cual: sin guardar no hay respuesta, y la misma entrada se puede repetir.
        Con `adelantar` se dice lo que no puede esperar a que el turno termine.
        """
        async with self._turno_de(persona):
            try:
                return await self._atender(persona, entrada, id_entrada, adelantar)
            except EntradaRepetida:
                REGISTRO.info("repetida conv=%s entrada=%s", self.conversacion(persona), type(entrada).__name__)
                return ()

    def conocer(self, buscador: Buscador, construir_contexto: Callable[[datetime], Contexto]) -> None:
        """Desde el turno siguiente se busca y se cita con esto; los que están en marcha terminan con lo que tenían.

        Se llama desde el bucle de eventos: así un turno nunca empieza con una cosa y sin la otra.
        """
        self._buscador, self._construir_contexto = buscador, construir_contexto

    def conversacion(self, persona: Persona) -> str:
        """Devuelve el nombre de una conversación en el registro; no permite saber quién es."""
        return nombre_en_registro(self._clave, persona)

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

    async def _atender(
        self, persona: Persona, entrada: Entrada, id_entrada: str | None, adelantar: AlAdelantar | None
    ) -> tuple[EnvioPendiente, ...]:
        for _ in range(INTENTOS_DE_GUARDAR - 1):
            try:
                return await self._intentar(persona, entrada, id_entrada, adelantar)
            except EstadoDesactualizado:
                continue
        return await self._intentar(persona, entrada, id_entrada, adelantar)

    async def _intentar(
        self, persona: Persona, entrada: Entrada, id_entrada: str | None, adelantar: AlAdelantar | None
    ) -> tuple[EnvioPendiente, ...]:
        inicio = time.perf_counter()
        estado, revision = await asyncio.to_thread(self._almacen.cargar, persona, id_entrada)
        ahora = self._reloj.ahora()
        recibido = texto_para_guardar(estado, entrada)
        rondas, referencia = 0, "-"
        try:
            nuevo, efectos, rondas = await self._decidir_y_cumplir(persona, estado, entrada, ahora, adelantar)
            if OlvidarRecibido() in efectos:
                recibido = ""
            if BorrarDatos() in efectos:
                recibo, revision = await self._borrar(persona, ahora)
                recibido, estado = "", Estado()
                turno = self._decidir(self._contexto(persona, ahora), nuevo, DatosBorrados(recibo))
                nuevo, efectos = turno.estado, (*efectos, *turno.efectos)
            envios = await asyncio.to_thread(
                self._almacen.guardar, persona, revision, id_entrada, recibido, nuevo, sin_borrado(efectos), ahora
            )
        except (EstadoDesactualizado, AlmacenNoDisponible, TrabajoInterrumpido):
            raise
        except Exception as error:
            if self._estricto:
                raise
            referencia = nueva_referencia()
            self._anotar_error("turno fallido", persona, referencia, error)
            aviso = (Enviar(disculpa(referencia, estado)),)
            envios = await asyncio.to_thread(
                self._almacen.guardar, persona, revision, id_entrada, recibido, estado, aviso, ahora
            )
        REGISTRO.info(
            "turno conv=%s entrada=%s rondas=%d ms=%d envios=%d ref=%s",
            self.conversacion(persona),
            type(entrada).__name__,
            rondas,
            round((time.perf_counter() - inicio) * 1000),
            len(envios),
            referencia,
        )
        return envios

    async def _decidir_y_cumplir(
        self, persona: Persona, estado: Estado, entrada: Entrada, ahora: datetime, adelantar: AlAdelantar | None
    ) -> tuple[Estado, tuple[Efecto, ...], int]:
        """Devuelve el estado final, los efectos que faltan (los ya cumplidos, no) y las rondas."""
        contexto, buscador = self._contexto(persona, ahora), self._buscador
        por_decidir: deque[Entrada] = deque([entrada])
        por_guardar: list[Efecto] = []
        rondas = 0
        while por_decidir:
            if rondas == RONDAS_MAXIMAS:
                raise DemasiadasRondas(rondas)
            rondas += 1
            turno = self._decidir(contexto, estado, por_decidir.popleft())
            estado = turno.estado
            for efecto in turno.efectos:
                match efecto:
                    case Buscar(consultas):
                        async with self._pesados:
                            hallazgos = await asyncio.to_thread(buscador.buscar, consultas)
                        por_decidir.append(PasajesEncontrados(hallazgos))
                    case SugerirOds(fragmentos):
                        por_decidir.append(OdsSugeridos(await self._sugerir(fragmentos)))
                    case RedactarBorrador():
                        por_decidir.append(await self._redactar(persona, efecto))
                    case LeerBorradores(pedido):
                        borradores = await asyncio.to_thread(self._almacen.leer_borradores, persona)
                        por_decidir.append(BorradoresLeidos(pedido, borradores))
                    case BuscarPregunta(recibido):
                        asunto = await asyncio.to_thread(self._almacen.asunto_de, persona, recibido.responde_a)
                        por_decidir.append(PreguntaHallada(recibido, asunto))
                    case ResumirDatos():
                        por_decidir.append(await asyncio.to_thread(self._almacen.resumir_datos, persona))
                    case ReunirDatos():
                        por_decidir.append(await self._reunir(persona))
                    case LeerUltimosTurnos(cuantos):
                        ultimos = await asyncio.to_thread(self._almacen.leer_ultimos_turnos, persona, cuantos)
                        por_decidir.append(ultimos)
                    case NumerarTraspaso():
                        numero = await asyncio.to_thread(self._almacen.numerar_traspaso, ahora)
                        por_decidir.append(TraspasoNumerado(numero))
                    case LeerTraspasos(pedido):
                        traspasos = await asyncio.to_thread(self._almacen.leer_traspasos, pedido.numero)
                        por_decidir.append(TraspasosLeidos(pedido, traspasos))
                    case ExportarConversaciones(filtros):
                        por_decidir.append(await self._exportar(persona, filtros))
                    case Adelantar(mensaje):
                        if adelantar is not None:
                            await adelantar(mensaje)
                    case (
                        Enviar()
                        | AnotarValoracion()
                        | AnotarConsulta()
                        | AnotarEnBorrador()
                        | AnotarAviso()
                        | BorrarDatos()
                        | OlvidarRecibido()
                        | PedirPersona()
                        | MostrarTraspaso()
                        | ResponderTraspaso()
                        | CerrarTraspaso()
                    ):
                        por_guardar.append(efecto)
                    case _:
                        assert_never(efecto)
        return estado, tuple(por_guardar), rondas

    def _contexto(self, persona: Persona, ahora: datetime) -> Contexto:
        contexto = self._construir_contexto(ahora)
        return replace(contexto, es_personal=persona in self._personal, hay_personal=bool(self._personal))

    async def _borrar(self, persona: Persona, ahora: datetime) -> tuple[Recibo, int]:
        """Borra lo guardado; devuelve la constancia y la revisión con la que empieza la conversación vacía."""
        recibo = await asyncio.to_thread(self._almacen.borrar_persona, persona, ahora)
        REGISTRO.info("datos borrados conv=%s filas=%d", self.conversacion(persona), recibo.filas)
        return recibo, (await asyncio.to_thread(self._almacen.cargar, persona))[1]

    async def _reunir(self, persona: Persona) -> DatosReunidos:
        if self._archivador is None:
            return DatosReunidos(None)
        datos, documentos = await asyncio.to_thread(self._almacen.reunir_datos, persona)
        try:
            async with self._pesados:
                return DatosReunidos(await asyncio.to_thread(self._archivador.archivar, datos, documentos))
        except Exception as error:
            self._anotar_error("datos sin reunir", persona, nueva_referencia(), error)
            return DatosReunidos(None)

    async def _exportar(
        self, persona: Persona, filtros: Filtros
    ) -> ConversacionesExportadas | ExportacionRetenida | ExportacionFallida:
        referencia = nueva_referencia()
        if self._exportador is None:
            return ExportacionFallida(referencia)
        quien = f"personal-{self.conversacion(persona)}"
        try:
            async with self._exportacion:
                return await asyncio.to_thread(self._exportador.exportar, filtros, quien)
        except TrabajoInterrumpido:
            raise
        except Exception as error:
            self._anotar_error("exportación fallida", persona, referencia, error)
            return ExportacionFallida(referencia)

    async def _sugerir(self, fragmentos: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
        if self._sugeridor is None:
            return ()
        async with self._pesados:
            return await asyncio.to_thread(self._sugeridor.sugerir, fragmentos)

    async def _redactar(self, persona: Persona, efecto: RedactarBorrador) -> DocumentoListo | DocumentoFallido:
        try:
            async with self._pesados:
                return DocumentoListo(await asyncio.to_thread(self._documentador.redactar, efecto.propuesta))
        except Exception as error:
            referencia = nueva_referencia()
            self._anotar_error("documento fallido", persona, referencia, error)
            return DocumentoFallido(referencia)

    def _anotar_error(self, que: str, persona: Persona, referencia: str, error: Exception) -> None:
        REGISTRO.error("%s conv=%s ref=%s\n%s", que, self.conversacion(persona), referencia, huella_de_error(error))
