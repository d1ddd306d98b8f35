"""El servicio: qué guarda, qué repite, qué hace cuando algo falla. Con el almacén real."""

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.almacen import AlmacenSQL, abrir_almacen
from bot.dialogo.efectos import Adelantar, AnotarValoracion, BorrarDatos, Enviar
from bot.dialogo.entradas import (
    ArchivoEnviado,
    BotonPulsado,
    DeLaPersona,
    MensajeEditado,
    MensajeRecibido,
    OrdenRecibida,
    VozRecibida,
)
from bot.dialogo.mensajes import Adjunto, Boton, Mensaje, parrafo
from bot.dialogo.peticiones import (
    Buscar,
    DatosBorrados,
    DocumentoFallido,
    DocumentoListo,
    ExportacionFallida,
    ExportacionRetenida,
    ExportarConversaciones,
    Filtros,
    OdsSugeridos,
    PasajesEncontrados,
    RedactarBorrador,
    SugerirOds,
)
from bot.dialogo.turno import Contexto, Entrada, Estado, Papeles, Turno, texto_para_guardar
from bot.entrevista.propuesta.modelo import Presupuesto, Propuesta
from bot.servicio.atender import INTENTOS_DE_GUARDAR, RONDAS_MAXIMAS, DemasiadasRondas, Servicio
from bot.servicio.cumplir import Cumplidor
from bot.servicio.puertos import EstadoDesactualizado, Persona, TrabajoExcedido, TrabajoInterrumpido
from bot.servicio.registro import huella_de_error, nombre_en_bitacora, nombre_en_registro
from conocimiento.modelo import Hallazgo
from tests.apoyo.almacen import base_nueva
from tests.apoyo.charla import ENTREVISTA
from tests.apoyo.lectura_almacen import vista

ROSA = Persona("telegram", "11")
LUIS = Persona("telegram", "12")
SAL = b"a" * 32
BOTON = Boton("Continuar", "m:propuesta")
PROPUESTA = Propuesta(None, date(2026, 1, 2), (), (), (), (), (), Presupuesto((), (), None, None), (), (), "1")

Decidir = Callable[[Contexto, Estado, Entrada], Turno]


def enviar(texto: str) -> Enviar:
    return Enviar(Mensaje((parrafo(texto),)))


def contar(_contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
    """Contesta el número de turno y lo recibido."""
    texto = entrada.texto if isinstance(entrada, MensajeRecibido) else type(entrada).__name__
    return Turno(Estado(turno=estado.turno + 1, botones=(BOTON,)), (enviar(f"{estado.turno + 1}: {texto}"),))


class Piezas:
    """Buscador, documentador y reloj de prueba."""

    def __init__(self) -> None:
        self.consultas: list[tuple[str, ...]] = []
        self.soltar = threading.Event()
        self.soltar.set()
        self.empezo = threading.Event()
        self.falla_documento: Exception | None = None
        self.documentos = threading.Event()
        self.documentos.set()

    def buscar(self, consultas: Sequence[str]) -> tuple[Hallazgo, ...]:
        self.consultas.append(tuple(consultas))
        self.empezo.set()
        assert self.soltar.wait(20)
        return ()

    def redactar(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        assert self.documentos.wait(20)
        if self.falla_documento is not None:
            raise self.falla_documento
        return (Adjunto("/dev/null", "b.docx"),)

    def ver(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        return self.redactar(propuesta)

    def ahora(self) -> datetime:
        return datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


class AlmacenQueFalla:
    """El almacén real, con fallos puestos delante de algunas llamadas."""

    def __init__(self, almacen: AlmacenSQL) -> None:
        self._almacen = almacen
        self.fallos: dict[str, list[Exception | None]] = {}

    def __getattr__(self, nombre: str) -> Any:
        if (cola := self.fallos.get(nombre)) and (fallo := cola.pop(0)) is not None:
            raise fallo
        return getattr(self._almacen, nombre)


@pytest.fixture
def almacen(tmp_path: Path) -> Iterator[AlmacenQueFalla]:
    real = abrir_almacen(base_nueva(tmp_path / "alianzas.db"), b"c" * 32)
    yield AlmacenQueFalla(real)
    real.cerrar()


@pytest.fixture
def piezas() -> Piezas:
    return Piezas()


def armar(
    decidir: Decidir,
    almacen: Any,
    piezas: Piezas,
    *,
    estricto: bool = False,
    **opciones: Any,
) -> Servicio:
    """`opciones` son las del `Cumplidor`. Ninguno de estos `decidir` mira la entrevista."""

    def contexto(ahora: datetime) -> Contexto:
        return Contexto(ENTREVISTA, (), ahora)

    cumplidor = Cumplidor(almacen, piezas, piezas, **opciones)
    return Servicio(decidir, almacen, cumplidor, piezas, contexto, estricto=estricto)


def textos(envios: Sequence[Any]) -> list[str]:
    return [envio.mensaje.texto for envio in envios]


async def test_guarda_antes_de_devolver_y_una_repetida_no_cambia_nada(almacen: Any, piezas: Piezas) -> None:
    servicio = armar(contar, almacen, piezas)
    envios = await servicio.atender(ROSA, MensajeRecibido("hola"), "1:1")
    assert textos(envios) == ["1: hola"]
    assert almacen.leer_envios("telegram") == envios
    assert await servicio.atender(ROSA, MensajeRecibido("hola"), "1:1") == ()
    assert almacen.cargar(ROSA)[0].turno == 1
    assert textos(await servicio.atender(ROSA, MensajeRecibido("otra"), "1:2")) == ["2: otra"]


async def test_cumple_los_efectos_y_entrega_sus_resultados_en_orden(almacen: Any, piezas: Piezas) -> None:
    vistas: list[Entrada] = []

    def decidir(_contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
        vistas.append(entrada)
        match entrada:
            case MensajeRecibido():
                return Turno(estado, (enviar("busco"), Buscar(("a", "b")), RedactarBorrador(PROPUESTA)))
            case _:
                return Turno(Estado(turno=estado.turno + 1), (enviar(type(entrada).__name__),))

    envios = await armar(decidir, almacen, piezas).atender(ROSA, MensajeRecibido("x"), "1:1")
    assert textos(envios) == ["busco", "PasajesEncontrados", "DocumentoListo"]
    assert piezas.consultas == [("a", "b")]
    assert vistas[1:] == [PasajesEncontrados(()), DocumentoListo((Adjunto("/dev/null", "b.docx"),))]
    assert almacen.cargar(ROSA)[0].turno == 2


async def test_un_documento_fallido_llega_al_dialogo_con_la_referencia_del_registro(
    almacen: Any, piezas: Piezas, caplog: pytest.LogCaptureFixture
) -> None:
    def decidir(_contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
        match entrada:
            case DocumentoFallido(referencia):
                return Turno(estado, (enviar(referencia),))
            case _:
                return Turno(estado, (RedactarBorrador(PROPUESTA),))

    piezas.falla_documento = OSError("no hay espacio para palabrasecreta")
    (referencia,) = textos(await armar(decidir, almacen, piezas).atender(ROSA, MensajeRecibido("x"), None))
    assert f"ref={referencia}" in caplog.text
    assert "palabrasecreta" not in caplog.text


def pedir_documento(_contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
    match entrada:
        case MensajeRecibido("pregunta"):
            return Turno(estado, (Buscar(("a",)),))
        case MensajeRecibido():
            return Turno(estado, (RedactarBorrador(PROPUESTA),))
        case DocumentoFallido(_, excede):
            return Turno(estado, (enviar(f"fallido {excede}"),))
        case _:
            return Turno(estado, (enviar(type(entrada).__name__),))


async def test_un_documento_que_se_excede_se_distingue_y_el_turno_se_guarda(almacen: Any, piezas: Piezas) -> None:
    servicio = armar(pedir_documento, almacen, piezas)
    piezas.falla_documento = TrabajoExcedido()
    assert textos(await servicio.atender(ROSA, MensajeRecibido("x"), "1:1")) == ["fallido True"]
    piezas.falla_documento = ValueError()
    assert textos(await servicio.atender(ROSA, MensajeRecibido("x"), "1:2")) == ["fallido False"]
    assert vista(almacen, ROSA, "1:1") and vista(almacen, ROSA, "1:2")


async def test_un_documento_interrumpido_no_guarda_el_turno_y_se_puede_repetir(almacen: Any, piezas: Piezas) -> None:
    servicio = armar(pedir_documento, almacen, piezas)
    piezas.falla_documento = TrabajoInterrumpido()
    with pytest.raises(TrabajoInterrumpido):
        await servicio.atender(ROSA, MensajeRecibido("x"), "1:1")
    assert not vista(almacen, ROSA, "1:1")
    piezas.falla_documento = None
    assert textos(await servicio.atender(ROSA, MensajeRecibido("x"), "1:1")) == ["DocumentoListo"]


async def test_quien_espera_un_documento_no_ocupa_el_sitio_de_una_pregunta(almacen: Any, piezas: Piezas) -> None:
    servicio = armar(pedir_documento, almacen, piezas, busquedas=asyncio.Semaphore(1))
    piezas.documentos.clear()
    pedidos = [asyncio.create_task(servicio.atender(uno, MensajeRecibido("x"), None)) for uno in (ROSA, LUIS)]
    otra = await asyncio.wait_for(servicio.atender(Persona("telegram", "13"), MensajeRecibido("pregunta"), None), 20)
    assert textos(otra) == ["PasajesEncontrados"]
    assert not any(pedido.done() for pedido in pedidos)
    piezas.documentos.set()
    assert [textos(await pedido) for pedido in pedidos] == [["DocumentoListo"]] * 2


def sin_fin(_contexto: Contexto, estado: Estado, _entrada: Entrada) -> Turno:
    return Turno(estado, (Buscar(("otra vez",)),))


async def test_un_turno_sin_fin_se_corta(almacen: Any, piezas: Piezas) -> None:
    with pytest.raises(DemasiadasRondas):
        await armar(sin_fin, almacen, piezas, estricto=True).atender(ROSA, MensajeRecibido("x"), "1:1")
    assert len(piezas.consultas) == RONDAS_MAXIMAS
    assert not vista(almacen, ROSA, "1:1")


async def test_un_error_se_disculpa_conserva_el_estado_y_los_botones(
    almacen: Any, piezas: Piezas, caplog: pytest.LogCaptureFixture
) -> None:
    def decidir(contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
        if entrada == MensajeRecibido("palabrasecreta"):
            raise ValueError("no entiendo palabrasecreta")
        return contar(contexto, estado, entrada)

    servicio = armar(decidir, almacen, piezas)
    with caplog.at_level(logging.INFO):
        await servicio.atender(ROSA, MensajeRecibido("hola"), "1:1")
        antes = almacen.cargar(ROSA)[0]
        (disculpa,) = await servicio.atender(ROSA, MensajeRecibido("palabrasecreta"), "1:2")
    assert "Ocurrió un error (ref. " in disculpa.mensaje.texto
    assert disculpa.mensaje.botones == ((BOTON,),)
    assert almacen.cargar(ROSA)[0] == antes
    assert vista(almacen, ROSA, "1:2")
    assert "ValueError" in caplog.text and "palabrasecreta" not in caplog.text


async def test_si_otro_guardo_antes_se_decide_otra_vez_con_lo_nuevo(almacen: Any, piezas: Piezas) -> None:
    servicio = armar(contar, almacen, piezas)
    almacen.fallos["guardar"] = [EstadoDesactualizado(), EstadoDesactualizado()]
    assert textos(await servicio.atender(ROSA, MensajeRecibido("hola"), "1:1")) == ["1: hola"]
    almacen.fallos["guardar"] = [EstadoDesactualizado()] * INTENTOS_DE_GUARDAR
    with pytest.raises(EstadoDesactualizado):
        await servicio.atender(ROSA, MensajeRecibido("hola"), "1:2")


async def test_si_el_almacen_no_responde_se_lanza_y_se_puede_repetir(almacen: Any, piezas: Piezas) -> None:
    servicio = armar(contar, almacen, piezas)
    almacen.fallos["cargar"] = [OSError("disco")]
    with pytest.raises(OSError, match="disco"):
        await servicio.atender(ROSA, MensajeRecibido("hola"), "1:1")
    assert textos(await servicio.atender(ROSA, MensajeRecibido("hola"), "1:1")) == ["1: hola"]


async def test_si_no_se_puede_guardar_ni_la_disculpa_se_lanza(almacen: Any, piezas: Piezas) -> None:
    servicio = armar(contar, almacen, piezas)
    almacen.fallos["guardar"] = [OSError("disco"), OSError("disco")]
    with pytest.raises(OSError, match="disco"):
        await servicio.atender(ROSA, MensajeRecibido("hola"), "1:1")
    assert not vista(almacen, ROSA, "1:1")
    assert almacen.leer_envios("telegram") == ()


def buscar_si_lento(contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
    if entrada == MensajeRecibido("lento"):
        return Turno(estado, (Buscar(("x",)),))
    return contar(contexto, estado, entrada)


async def test_una_persona_espera_su_turno_y_las_demas_no(almacen: Any, piezas: Piezas) -> None:
    servicio = armar(buscar_si_lento, almacen, piezas)
    piezas.soltar.clear()
    lenta = asyncio.create_task(servicio.atender(ROSA, MensajeRecibido("lento"), "1:1"))
    await asyncio.to_thread(piezas.empezo.wait, 10)
    segunda = asyncio.create_task(servicio.atender(ROSA, MensajeRecibido("b"), "1:2"))
    assert textos(await servicio.atender(LUIS, MensajeRecibido("a"), "1:3")) == ["1: a"]
    assert not lenta.done() and not segunda.done()
    piezas.soltar.set()
    assert textos(await lenta) == ["1: PasajesEncontrados"]
    assert textos(await segunda) == ["2: b"]
    assert servicio._candados == {}


async def test_cancelar_un_turno_no_deja_a_la_persona_bloqueada(almacen: Any, piezas: Piezas) -> None:
    servicio = armar(buscar_si_lento, almacen, piezas)
    piezas.soltar.clear()
    tarea = asyncio.create_task(servicio.atender(ROSA, MensajeRecibido("lento"), "1:1"))
    await asyncio.to_thread(piezas.empezo.wait, 10)
    tarea.cancel()
    with pytest.raises(asyncio.CancelledError):
        await tarea
    piezas.soltar.set()
    assert textos(await servicio.atender(ROSA, MensajeRecibido("b"), "1:2")) == ["1: b"]


def olvidar(contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
    if entrada == MensajeRecibido("olvida a Rosa"):
        return Turno(Estado(), (AnotarValoracion(1, True), BorrarDatos()))
    if isinstance(entrada, DatosBorrados):
        return Turno(estado, (enviar("borrado"),))
    return contar(contexto, estado, entrada)


async def test_borrar_no_deja_nada_de_antes_ni_lo_que_se_escribio_para_pedirlo(
    almacen: Any, piezas: Piezas, tmp_path: Path
) -> None:
    servicio = armar(olvidar, almacen, piezas)
    await servicio.atender(ROSA, MensajeRecibido("palabrasecreta"), "1:1")
    envios = await servicio.atender(ROSA, MensajeRecibido("olvida a Rosa"), "1:2")
    assert textos(envios) == ["borrado"]
    assert almacen.leer_envios("telegram") == envios
    assert almacen.cargar(ROSA)[0] == Estado()
    guardado = b"".join(archivo.read_bytes() for archivo in tmp_path.glob("alianzas.db*"))
    assert b"palabrasecreta" not in guardado
    assert b"olvida a Rosa" not in guardado


async def test_un_fallo_al_decir_que_se_borro_deja_todo_y_se_puede_pedir_otra_vez(almacen: Any, piezas: Piezas) -> None:
    fallos = [OSError("disco")]

    def fallar_una_vez(contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
        if isinstance(entrada, DatosBorrados) and fallos:
            raise fallos.pop()
        return olvidar(contexto, estado, entrada)

    servicio = armar(fallar_una_vez, almacen, piezas)
    await servicio.atender(ROSA, MensajeRecibido("hola"), "1:1")
    (disculpa,) = await servicio.atender(ROSA, MensajeRecibido("olvida a Rosa"), "1:2")
    assert disculpa.mensaje.texto != "borrado"
    assert almacen.cargar(ROSA)[0].turno == 1
    assert textos(await servicio.atender(ROSA, MensajeRecibido("olvida a Rosa"), "1:3")) == ["borrado"]
    assert almacen.cargar(ROSA)[0] == Estado()


@pytest.mark.parametrize(
    ("entrada", "texto"),
    [
        (MensajeRecibido("hola"), "hola"),
        (MensajeEditado("hola"), "hola"),
        (BotonPulsado("m:propuesta"), "[Continuar]"),
        (BotonPulsado("viejo"), "[viejo]"),
        (OrdenRecibida("ayuda"), "/ayuda"),
        (OrdenRecibida("start", "x"), "/start x"),
        (VozRecibida(ArchivoEnviado("f", "voz", 9), 3), "(voz)"),
    ],
)
def test_lo_recibido_se_guarda_como_se_leeria(entrada: DeLaPersona, texto: str) -> None:
    assert texto_para_guardar(Estado(botones=(BOTON,)), entrada) == texto


def test_la_huella_dice_donde_y_de_que_clase_sin_el_mensaje() -> None:
    try:
        try:
            raise KeyError("palabrasecreta")
        except KeyError as error:
            raise RuntimeError("palabrasecreta") from error
    except RuntimeError as error:
        huella = huella_de_error(error)
    assert "RuntimeError" in huella and "KeyError" in huella and "test_servicio.py" in huella
    assert "palabrasecreta" not in huella


def test_el_nombre_en_el_registro_no_identifica_y_depende_de_la_clave(almacen: Any, piezas: Piezas) -> None:
    uno, otro = (armar(contar, almacen, piezas, sal=sal * 32) for sal in (b"a", b"b"))
    assert uno.conversacion(ROSA) == uno.conversacion(ROSA)
    assert len({uno.conversacion(ROSA), uno.conversacion(LUIS), otro.conversacion(ROSA)}) == 3


def test_el_nombre_en_el_registro_cambia_cada_mes_y_el_de_la_bitacora_no() -> None:
    dias = [datetime(2027, 12, 31, tzinfo=UTC) - timedelta(days=dias) for dias in range(730)]
    por_mes: dict[str, set[str]] = {}
    for dia in dias:
        por_mes.setdefault(f"{dia - timedelta(hours=5):%Y-%m}", set()).add(nombre_en_registro(SAL, ROSA, dia))
    assert all(len(nombres) == 1 for nombres in por_mes.values())
    todos = set[str]().union(*por_mes.values())
    assert len(todos) == len(por_mes) >= 24
    assert nombre_en_registro(SAL, ROSA, datetime(2027, 2, 1, 4, 59, tzinfo=UTC)) in por_mes["2027-01"]  # en Lima
    assert nombre_en_bitacora(SAL, ROSA).removeprefix("personal-") not in todos


async def test_los_ods_se_sugieren_en_un_hilo_y_vuelven_como_entrada(almacen: Any, piezas: Piezas) -> None:
    def decidir(_contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
        if isinstance(entrada, OdsSugeridos):
            return Turno(estado, (enviar(repr(entrada.sugeridos)),))
        return Turno(estado, (SugerirOds(("agua segura", "otra cosa")),))

    class SugeridorDePrueba:
        def sugerir(self, fragmentos: Sequence[str]) -> tuple[tuple[int, str], ...]:
            assert threading.current_thread() is not threading.main_thread()
            return ((6, fragmentos[0]),)

    servicio = armar(decidir, almacen, piezas, sugeridor=SugeridorDePrueba())
    assert textos(await servicio.atender(ROSA, MensajeRecibido("hola"), "1:1")) == ["((6, 'agua segura'),)"]
    sin_nadie = armar(decidir, almacen, piezas)
    assert textos(await sin_nadie.atender(LUIS, MensajeRecibido("hola"), "1:2")) == ["()"]


async def test_el_dialogo_sabe_que_puede_quien_escribe_y_nada_mas_de_quien_es(tmp_path: Path, piezas: Piezas) -> None:
    def decidir(contexto: Contexto, estado: Estado, _entrada: Entrada) -> Turno:
        papeles = contexto.papeles
        return Turno(estado, (enviar(f"{papeles.atiende} {papeles.exporta} {contexto.hay_personal}"),))

    personal = {ROSA: Papeles(atiende=True), LUIS: Papeles(exporta=True)}
    almacen = abrir_almacen(base_nueva(tmp_path / "con-personal.db"), b"c" * 32, personal=personal)
    servicio = armar(decidir, almacen, piezas)
    en_otro_canal = Persona("consola", ROSA.direccion)
    dicho = [textos(await servicio.atender(uno, MensajeRecibido("hola"), None)) for uno in (ROSA, LUIS, en_otro_canal)]
    assert dicho == [["True False True"], ["False True True"], ["False False True"]]
    almacen.cerrar()


async def test_lo_que_se_conoce_nuevo_vale_desde_el_turno_siguiente(almacen: Any, piezas: Piezas) -> None:
    def decidir(contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
        if isinstance(entrada, PasajesEncontrados):
            return Turno(estado, (enviar(f"{contexto.contacto}: {len(entrada.hallazgos)}"),))
        return Turno(estado, (Buscar(("algo",)),))

    class BuscadorNuevo:
        def buscar(self, consultas: Sequence[str]) -> tuple[Hallazgo, ...]:
            return tuple(Hallazgo(una, (), 0.0) for una in consultas)

    servicio = armar(decidir, almacen, piezas)
    piezas.soltar.clear()
    en_marcha = asyncio.create_task(servicio.atender(ROSA, MensajeRecibido("¿?"), None))
    assert await asyncio.to_thread(piezas.empezo.wait, 20)
    servicio.conocer(BuscadorNuevo(), lambda ahora: Contexto(ENTREVISTA, (), ahora, "nuevo"))
    assert textos(await servicio.atender(LUIS, MensajeRecibido("¿?"), None)) == ["nuevo: 1"]
    piezas.soltar.set()
    assert textos(await en_marcha) == [": 0"]


def exportar(_contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
    """Exporta lo que se le pida y dice cómo terminó; con otra cosa, busca."""
    match entrada:
        case MensajeRecibido("exporta"):
            adelanto = Adelantar(Mensaje((parrafo("preparo"),)))
            return Turno(estado, (adelanto, ExportarConversaciones(Filtros(ods=6))))
        case ExportacionFallida() | ExportacionRetenida() | PasajesEncontrados():
            return Turno(estado, (enviar(type(entrada).__name__),))
        case _:
            return Turno(estado, (Buscar(("algo",)),))


class ExportadorDePrueba:
    def __init__(self, error: Exception | None = None) -> None:
        self.error, self.soltar, self.empezo = error, threading.Event(), threading.Event()
        self.pedidos: list[tuple[Filtros, str]] = []
        self.a_la_vez = self.maximo = 0

    def exportar(self, filtros: Filtros, quien: str) -> ExportacionRetenida:
        self.pedidos.append((filtros, quien))
        self.a_la_vez += 1
        self.maximo = max(self.maximo, self.a_la_vez)
        self.empezo.set()
        assert self.soltar.wait(20)
        self.a_la_vez -= 1
        if self.error is not None:
            raise self.error
        return ExportacionRetenida()


async def test_se_exporta_de_una_en_una_se_dice_antes_y_las_busquedas_no_esperan(almacen: Any, piezas: Piezas) -> None:
    exportador, adelantos = ExportadorDePrueba(), []
    servicio = armar(exportar, almacen, piezas, exportador=exportador, busquedas=asyncio.Semaphore(1), sal=SAL)

    async def adelantar(mensaje: Mensaje) -> None:
        adelantos.append(mensaje.texto)

    pedidas = [
        asyncio.create_task(servicio.atender(uno, MensajeRecibido("exporta"), None, adelantar)) for uno in (ROSA, LUIS)
    ]
    assert await asyncio.to_thread(exportador.empezo.wait, 20)
    otra = await servicio.atender(Persona("telegram", "13"), MensajeRecibido("¿?"), None, adelantar)
    assert textos(otra) == ["PasajesEncontrados"]
    assert adelantos == ["preparo", "preparo"]
    assert not any(tarea.done() for tarea in pedidas)
    exportador.soltar.set()
    assert [textos(await tarea) for tarea in pedidas] == [["ExportacionRetenida"]] * 2
    assert exportador.maximo == 1
    quienes = {nombre_en_bitacora(SAL, uno) for uno in (ROSA, LUIS)}  # cuál llega primero da igual
    assert {quien for _, quien in exportador.pedidos} == quienes
    assert [filtros for filtros, _ in exportador.pedidos] == [Filtros(ods=6)] * 2


async def test_una_exportacion_interrumpida_no_guarda_el_turno_y_se_puede_repetir(almacen: Any, piezas: Piezas) -> None:
    exportador = ExportadorDePrueba(TrabajoInterrumpido())
    exportador.soltar.set()
    servicio = armar(exportar, almacen, piezas, exportador=exportador)
    with pytest.raises(TrabajoInterrumpido):
        await servicio.atender(ROSA, MensajeRecibido("exporta"), "1:1")
    assert almacen.leer_envios("telegram") == ()
    exportador.error = None
    assert textos(await servicio.atender(ROSA, MensajeRecibido("exporta"), "1:1")) == ["ExportacionRetenida"]


async def test_una_exportacion_que_falla_se_dice_con_referencia_y_el_registro_no_repite_nada(
    almacen: Any, piezas: Piezas, caplog: pytest.LogCaptureFixture
) -> None:
    exportador = ExportadorDePrueba(OSError("palabrasecreta"))
    exportador.soltar.set()
    servicio = armar(exportar, almacen, piezas, exportador=exportador)
    assert textos(await servicio.atender(ROSA, MensajeRecibido("exporta"), None)) == ["ExportacionFallida"]
    assert "exportación fallida" in caplog.text
    assert "palabrasecreta" not in caplog.text
    sin_nadie = armar(exportar, almacen, piezas)
    assert textos(await sin_nadie.atender(LUIS, MensajeRecibido("exporta"), None)) == ["ExportacionFallida"]
