"""La consulta con el almacén y el diálogo reales, en SQLite y en PostgreSQL: de la persona al personal y de vuelta."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from bot.almacen import AlmacenSQL, abrir_almacen
from bot.almacen.base.conexion import crear_motor
from bot.almacen.base.tablas import METADATOS
from bot.almacen.personal.bitacora import leer_bitacora
from bot.canal.consola import a_entrada
from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import PedirPersona
from bot.dialogo.entradas import BotonPulsado, MensajeRecibido
from bot.dialogo.mensajes import Adjunto
from bot.dialogo.personal.consultas.textos import para_el_personal
from bot.dialogo.turno import Conservacion, ConsultaPorEnviar, Contexto, Entrada, Estado, Papeles
from bot.entrevista.propuesta.modelo import Propuesta
from bot.ordenes.principal import aplicacion
from bot.revision import consultas
from bot.revision.errores import ErrorDeConsulta
from bot.revision.exportacion.conversacion import Filtros
from bot.revision.exportacion.exportar import ExportacionPedida, Material, exportar
from bot.servicio.atender import Servicio
from bot.servicio.cifrado import Cifrador, generar_secreto
from bot.servicio.cumplir import Cumplidor
from bot.servicio.puertos import EstadoDesactualizado, Persona, TurnoAtendido
from bot.servicio.registro import nombre_en_bitacora
from conocimiento.modelo import Hallazgo
from tests.apoyo.almacen import base_nueva, borrar, mantener_cada_dia
from tests.apoyo.entrevista import ENTREVISTA

SAL = b"k" * 32
ROSA, LUIS = Persona("telegram", "4455667788"), Persona("telegram", "9900112233")
JEFA, ANALISTA, AUSENTE = (Persona("telegram", f"70000000{numero}") for numero in (1, 2, 3))
PERSONAL = dict.fromkeys((JEFA, ANALISTA, AUSENTE), Papeles(atiende=True))
PREGUNTA = "¿ZANAHORIACRISTAL cuesta <b>algo</b>?"
RESPUESTA = "No tiene costo, señora PIMENTELAZUL."


class Oficina:
    """Personas y personal que conversan con el asistente; el reloj avanza un segundo por vez."""

    def __init__(self, url: str, cifrador: Cifrador | None = None) -> None:
        self.url = url
        self.almacen: AlmacenSQL = abrir_almacen(url, SAL, cifrador, personal=PERSONAL)
        cumplidor = Cumplidor(self.almacen, self, self, sal=SAL)
        self.servicio = Servicio(decidir, self.almacen, cumplidor, self, self._contexto, estricto=True)
        self.hora = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)

    def ahora(self) -> datetime:
        self.hora += timedelta(seconds=1)
        return self.hora

    def buscar(self, preguntas: Sequence[str]) -> tuple[Hallazgo, ...]:
        return tuple(Hallazgo(una, (), 0.0) for una in preguntas)

    def redactar(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        raise AssertionError("nadie pidió el documento")

    def ver(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        return self.redactar(propuesta)

    def _contexto(self, ahora: datetime) -> Contexto:
        return Contexto(ENTREVISTA, (), ahora)

    async def decir(self, persona: Persona, dicho: str | Entrada, entrada: str | None = None) -> str:
        """Lo que se le contesta en el momento; «[código]» pulsa un botón."""
        if isinstance(dicho, str):
            dicho = BotonPulsado(dicho[1:-1]) if dicho.startswith("[") else a_entrada(dicho)
        envios = await self.servicio.atender(persona, dicho, entrada)
        for envio in envios:
            self.almacen.marcar_enviado(envio.identificador, self.ahora(), f"c{envio.identificador}")
        return "\n".join(envio.mensaje.texto for envio in envios)

    def recibir(self, persona: Persona) -> list[str]:
        """Entrega lo que otros le dejaron por entregar."""
        envios = self.almacen.leer_envios("telegram", persona.direccion)
        for envio in envios:
            self.almacen.marcar_enviado(envio.identificador, self.ahora(), f"c{envio.identificador}")
        return [envio.mensaje.texto for envio in envios]

    async def enviar(self, persona: Persona, pregunta: str = PREGUNTA) -> str:
        """Pregunta al marco, que no lo dice, y envía esa pregunta al personal."""
        await self.decir(persona, pregunta)
        await self.decir(persona, "Escribir al personal")
        return await self.decir(persona, "Sí, enviar")

    async def con_personal(self) -> None:
        """La jefa y la analista ya escribieron al asistente alguna vez."""
        for una in (JEFA, ANALISTA):
            await self.decir(una, "/start")

    def filas(self, consulta: str) -> list[tuple[Any, ...]]:
        motor = create_engine(self.url)
        with motor.connect() as conexion:
            leidas = [tuple(fila) for fila in conexion.execute(text(consulta))]
        motor.dispose()
        return leidas

    def huellas(self, dato: str) -> list[str]:
        """Los archivos (SQLite) o las tablas (PostgreSQL) que contienen un dato."""
        if self.url.startswith("sqlite"):
            carpeta = Path(self.url.removeprefix("sqlite:///")).parent
            return [ruta.name for ruta in carpeta.rglob("*") if ruta.is_file() and dato.encode() in ruta.read_bytes()]
        motor = create_engine(self.url)
        with motor.connect() as conexion:
            filas = {tabla: conexion.execute(text(f"SELECT * FROM {tabla}")).all() for tabla in METADATOS.tables}
        motor.dispose()
        return [tabla for tabla, suyas in filas.items() if dato in repr([tuple(una) for una in suyas])]


@pytest.fixture(params=["sqlite", "postgresql"])
def oficina(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Oficina]:
    es_sqlite = request.param == "sqlite"
    url = base_nueva(tmp_path / "alianzas.db") if es_sqlite else request.getfixturevalue("base_postgresql_nueva")
    oficina = Oficina(url)
    yield oficina
    oficina.almacen.cerrar()


async def test_la_consulta_llega_a_quienes_ya_escribieron_y_la_respuesta_vuelve_una_vez(oficina: Oficina) -> None:
    await oficina.con_personal()
    assert "consulta n.º 1" in await oficina.enviar(ROSA)
    for una in (JEFA, ANALISTA):
        (recibido,) = oficina.recibir(una)
        assert PREGUNTA in recibido and "Asistente: De eso no tratan" in recibido
    assert oficina.recibir(AUSENTE) == []
    assert "1 consulta espera" in await oficina.decir(JEFA, "/consultas")

    responde_a = oficina.filas("SELECT en_canal FROM mensajes WHERE en_canal IS NOT NULL ORDER BY id DESC")
    de_la_consulta = next(una for (una,) in responde_a if oficina.almacen.asunto_de(JEFA, una)[0] == "traspaso:1")
    assert "en camino" in await oficina.decir(JEFA, MensajeRecibido(RESPUESTA, "9", de_la_consulta), "1:77")
    assert await oficina.decir(JEFA, MensajeRecibido(RESPUESTA, "9", de_la_consulta), "1:77") == ""
    (vuelta,) = oficina.recibir(ROSA)
    assert vuelta.startswith(f"Respuesta del personal de la APCI (una persona, no el asistente):\n{RESPUESTA}")
    assert oficina.recibir(ROSA) == []
    assert "No hay consultas" in await oficina.decir(ANALISTA, "/consultas")

    assert "ya se respondió el 25/11/2026" in await oficina.decir(ANALISTA, "/responder 1 Agrego una cosa")
    assert oficina.recibir(ROSA) == []
    assert "pulse uno de estos botones" in await oficina.decir(ANALISTA, "Sí, enviarlo también"), (
        "lo escrito no se guarda"
    )
    assert oficina.recibir(ROSA) == []
    pulsado = BotonPulsado("h:otra:3", sobre=MensajeRecibido("/responder 1 Agrego una cosa", "8"))
    assert "en camino" in await oficina.decir(ANALISTA, pulsado)
    await oficina.decir(ANALISTA, pulsado)
    (segunda,) = oficina.recibir(ROSA)
    assert "Agrego una cosa" in segunda
    motor = crear_motor(oficina.url)
    bitacora = [(una.quien, una.accion, una.detalle) for una in leer_bitacora(motor, 9)]
    motor.dispose()
    nombres = [nombre_en_bitacora(SAL, una) for una in (ANALISTA, JEFA)]
    assert bitacora == [(nombre, "responder_consulta", {"consulta": 1}) for nombre in nombres]
    con_direccion = [
        tabla for tabla in METADATOS.tables if JEFA.direccion in repr(oficina.filas(f"SELECT * FROM {tabla}"))
    ]
    assert con_direccion == ["direcciones"]


async def test_dos_que_responden_a_la_vez_no_se_pisan(oficina: Oficina) -> None:
    await oficina.con_personal()
    await oficina.enviar(ROSA)
    dichos = await asyncio.gather(
        oficina.decir(JEFA, "/responder 1 de la jefa"), oficina.decir(ANALISTA, "/responder 1 de la analista")
    )
    assert sorted("en camino" in dicho for dicho in dichos) == [False, True]
    assert len(oficina.recibir(ROSA)) == 1
    assert sum("Su texto todavía no se envió" in dicho for dicho in dichos) == 1


async def test_muchas_personas_a_la_vez_tienen_numeros_distintos(oficina: Oficina) -> None:
    personas = [Persona("telegram", f"55500{numero}") for numero in range(12)]
    for una in personas:
        await oficina.decir(una, PREGUNTA)
        await oficina.decir(una, "Escribir al personal")
    dichos = await asyncio.gather(*(oficina.decir(una, "Sí, enviar") for una in personas))
    assert all("consulta n.º" in dicho for dicho in dichos)
    assert len(set(dichos)) == len(personas)
    assert oficina.filas("SELECT id FROM traspasos ORDER BY id") == [(numero,) for numero in range(1, 13)]


def test_con_un_numero_que_ya_es_de_otra_no_se_guarda_nada_del_turno(oficina: Oficina) -> None:
    numero = oficina.almacen.numerar_consulta(oficina.ahora())
    pedido = PedirPersona(numero, PREGUNTA, (), para_el_personal(numero, ConsultaPorEnviar(1, PREGUNTA, ())))
    oficina.almacen.guardar(ROSA, TurnoAtendido(0, "1", "x", Estado(turno=1), (pedido,), oficina.ahora()))
    with pytest.raises(EstadoDesactualizado):
        oficina.almacen.guardar(LUIS, TurnoAtendido(0, "1", "x", Estado(turno=1), (pedido,), oficina.ahora()))
    assert oficina.almacen.cargar(LUIS) == (Estado(), 0)
    assert [oficina.almacen.numerar_consulta(oficina.ahora()) for _ in range(2)] == [numero + 1, numero + 2]
    assert [uno.numero for uno in oficina.almacen.leer_consultas(None)] == [numero]
    assert oficina.almacen.leer_consultas(numero + 1) == ()


async def test_a_lo_sumo_tres_esperando_y_al_responder_una_cabe_otra(oficina: Oficina) -> None:
    await oficina.con_personal()
    for _ in range(3):
        await oficina.enviar(ROSA)
    assert "Ya tiene 3 consultas" in await oficina.decir(ROSA, "Escribir al personal")
    await oficina.decir(JEFA, "/cerrar 2 se repite")
    assert "¿Lo envío?" in await oficina.decir(ROSA, "Escribir al personal")
    (cierre,) = oficina.recibir(ROSA)
    assert "se repite" in cierre
    assert len(oficina.filas("SELECT id FROM traspasos WHERE cerrado IS NOT NULL")) == 1


async def test_borrar_se_lleva_la_consulta_tambien_de_los_chats_del_personal(oficina: Oficina) -> None:
    await oficina.con_personal()
    await oficina.enviar(ROSA)
    await oficina.decir(ROSA, "/borrar")  # deja de estar por enviar lo que hubiera
    await oficina.decir(ROSA, "No, conservar")
    await oficina.decir(JEFA, "/consultas 1")
    await oficina.decir(JEFA, f"/responder 1 {RESPUESTA}")
    await oficina.enviar(LUIS, "¿PERMANECECRISTAL?")
    assert "1 consulta enviada al personal" in await oficina.decir(ROSA, "/misdatos")
    datos, _ = oficina.almacen.reunir_datos(ROSA)
    (suya,) = datos["consultas_al_personal"]
    assert (suya["numero"], suya["consulta"]) == (1, PREGUNTA)
    assert [una["texto"] for una in suya["respuestas"]] == [RESPUESTA]
    assert suya["ultimos_turnos"][-1]["persona"] == PREGUNTA
    assert "personal-" not in json.dumps(suya)

    for dato in ("ZANAHORIACRISTAL", "PIMENTELAZUL"):
        assert oficina.huellas(dato)
    guardadas = sum(
        oficina.filas(f"SELECT count(*) FROM {tabla} WHERE persona = 3")[0][0]
        for tabla in ("conversaciones", "direcciones", "traspasos", "turnos")
    )
    de_turnos = sum(
        oficina.filas(f"SELECT count(*) FROM {tabla} WHERE turno IN (SELECT id FROM turnos WHERE persona = 3)")[0][0]
        for tabla in ("consultas", "mensajes")
    )
    await oficina.decir(ROSA, "/borrar")
    recibo = borrar(oficina.almacen, ROSA, oficina.ahora())
    # Además de lo contado: la propia persona, y el turno y la respuesta de pedir el borrado.
    assert (recibo.filas, recibo.consultas_al_personal) == (guardadas + de_turnos + 1 + 2, 1)
    for dato in ("ZANAHORIACRISTAL", "PIMENTELAZUL"):
        assert oficina.huellas(dato) == []
    assert oficina.huellas("PERMANECECRISTAL")
    assert "No hay una consulta n.º 1" in await oficina.decir(JEFA, "/responder 1 hola")
    assert "consulta n.º 3" in await oficina.enviar(LUIS), "un número no se usa dos veces"
    assert oficina.recibir(ROSA) == []


async def test_la_siguiente_consulta_lleva_lo_que_ya_se_le_respondio_y_nada_de_otros(oficina: Oficina) -> None:
    await oficina.con_personal()
    for persona in (ROSA, LUIS):
        await oficina.enviar(persona)
    oficina.recibir(JEFA)
    for numero, respuesta in ((1, "primera para ROSA"), (2, "SOLOPARALUIS"), (1, "segunda para ROSA")):
        await oficina.decir(JEFA, f"/responder {numero} {respuesta}")
        if oficina.almacen.cargar(JEFA)[0].consulta is not None:
            turno = oficina.almacen.cargar(JEFA)[0].turno
            otra = MensajeRecibido(f"/responder {numero} {respuesta}", "8")
            await oficina.decir(JEFA, BotonPulsado(f"h:otra:{turno}", sobre=otra))
    recibida = next(m for m in oficina.almacen.leer_envios("telegram", ROSA.direccion) if "segunda" in m.mensaje.texto)
    oficina.almacen.marcar_enviado(recibida.identificador, oficina.ahora(), "c-respuesta")
    visto = await oficina.decir(ROSA, MensajeRecibido("¿y los sábados?", "9", "c-respuesta"))
    await oficina.decir(ROSA, "Sí, enviar")
    (llego,) = oficina.recibir(JEFA)
    for dicho in (visto, llego, await oficina.decir(JEFA, "/consultas 3")):
        assert "n.º 1, el 25/11/2026: primera para ROSA\nn.º 1, el 25/11/2026: segunda para ROSA" in dicho
        assert "¿y los sábados?" in dicho and "SOLOPARALUIS" not in dicho
    assert "SOLOPARALUIS" in await oficina.decir(JEFA, "/consultas 2")


async def test_al_borrar_se_pide_quitar_las_copias_de_quienes_las_recibieron_y_de_nadie_mas(oficina: Oficina) -> None:
    await oficina.con_personal()
    for persona in (ROSA, LUIS, ROSA):
        await oficina.enviar(persona)
    copias = {
        quien: [envio.identificador for envio in oficina.almacen.leer_envios("telegram", quien.direccion)]
        for quien in (JEFA, ANALISTA)
    }
    oficina.recibir(JEFA)  # la analista todavía no: lo que no salió no hay que quitarlo
    await oficina.decir(ROSA, "/borrar")
    borrar(oficina.almacen, ROSA, oficina.ahora())
    (de_la_jefa,) = oficina.almacen.leer_envios("telegram", JEFA.direccion)
    assert de_la_jefa.mensaje.quita == (f"c{copias[JEFA][0]}", f"c{copias[JEFA][2]}")
    assert "sus consultas n.º 1 y n.º 3" in de_la_jefa.mensaje.texto
    (de_luis,) = oficina.almacen.leer_envios("telegram", ANALISTA.direccion)
    assert de_luis.identificador == copias[ANALISTA][1]
    assert oficina.almacen.leer_envios("telegram", LUIS.direccion) == ()


async def test_la_constancia_cuenta_las_consultas_y_el_numero_no_se_reutiliza(oficina: Oficina) -> None:
    await oficina.enviar(ROSA)
    await oficina.decir(ROSA, "/borrar")
    constancia = await oficina.decir(ROSA, "Sí, borrar todo")
    assert "1 consulta al personal" in constancia and "puede seguir en el chat de quien ya lo recibió" in constancia
    assert "consulta n.º 2" in await oficina.enviar(ROSA)


async def test_se_borra_sola_al_cumplir_su_plazo(oficina: Oficina, tmp_path: Path) -> None:
    await oficina.con_personal()
    await oficina.enviar(ROSA)
    ahora = oficina.ahora()
    assert mantener_cada_dia(oficina.almacen, Conservacion(), ahora, ahora + timedelta(days=91)) == 3
    assert oficina.huellas("ZANAHORIACRISTAL") == []


async def test_desde_la_consola_se_hace_lo_mismo(oficina: Oficina) -> None:
    await oficina.enviar(ROSA)
    motor = crear_motor(oficina.url)
    (una,) = consultas.listar(motor)
    assert consultas.leer(motor, una.numero, "ana", oficina.ahora()).pregunta == PREGUNTA
    consultas.responder(motor, 1, RESPUESTA, "ana", oficina.ahora())
    (vuelta,) = oficina.recibir(ROSA)
    assert RESPUESTA in vuelta
    for fallar in (
        lambda: consultas.responder(motor, 1, "otra", "ana", oficina.ahora()),
        lambda: consultas.responder(motor, 1, "  ", "ana", oficina.ahora(), es_otra=True),
        lambda: consultas.responder(motor, 9, "otra", "ana", oficina.ahora()),
        lambda: consultas.cerrar(motor, 1, " ", "ana", oficina.ahora()),
    ):
        with pytest.raises(ErrorDeConsulta) as lanzado:
            fallar()
        assert "ZANAHORIA" not in str(lanzado.value)
    consultas.responder(motor, 1, "otra", "luz", oficina.ahora(), es_otra=True)
    assert consultas.cerrar(motor, 1, "listo", "ana", oficina.ahora()) is False
    assert len(oficina.recibir(ROSA)) == 1
    with pytest.raises(ErrorDeConsulta, match="ya estaba cerrada"):
        consultas.cerrar(motor, 1, "listo", "ana", oficina.ahora())
    hecho = [(una.quien, una.accion) for una in leer_bitacora(motor, 9)]
    motor.dispose()
    assert hecho == [
        ("ana", "cerrar_consulta"),
        ("luz", "responder_consulta"),
        ("ana", "responder_consulta"),
        ("ana", "ver_consulta"),
    ]


async def test_la_exportacion_cuenta_las_consultas_y_marca_su_turno(oficina: Oficina, tmp_path: Path) -> None:
    await oficina.enviar(ROSA)
    await oficina.decir(LUIS, "hola")
    motor = crear_motor(oficina.url)
    pedido = ExportacionPedida(tmp_path / "salida", Filtros(), "ana", oficina.ahora())
    carpeta = exportar(pedido, Material(motor, ENTREVISTA, (), lambda _: []), lambda _: None).carpeta
    motor.dispose()
    lineas = (carpeta / "conversaciones.jsonl").read_text(encoding="utf-8").split("\n")
    de_rosa, de_luis = (json.loads(linea) for linea in lineas[1:3])
    assert (de_rosa["traspasos"], de_luis["traspasos"]) == (1, 0)
    assert [turno["persona"] for turno in de_rosa["turnos"] if turno["traspaso"]] == ["Sí, enviar"]


async def test_lo_enviado_desde_el_registro_no_lleva_textos(oficina: Oficina, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    await oficina.con_personal()
    await oficina.enviar(ROSA)
    await oficina.decir(JEFA, f"/responder 1 {RESPUESTA}")
    for dato in ("ZANAHORIA", "PIMENTEL", ROSA.direccion, JEFA.direccion):
        assert dato not in caplog.text


async def test_las_ordenes_de_la_consola(tmp_path: Path) -> None:
    (tmp_path / "clave-de-personas").write_bytes(SAL)
    oficina = Oficina(base_nueva(tmp_path / "alianzas.db"))
    await oficina.enviar(ROSA)
    respuesta = tmp_path / "respuesta.txt"
    respuesta.write_text(RESPUESTA, encoding="utf-8")

    def ordenar(*argumentos: object) -> str:
        hecha = CliRunner().invoke(aplicacion, ["consultas", *map(str, argumentos), "--datos", str(tmp_path)])
        return str(hecha.exception) if hecha.exception else hecha.output

    assert ordenar("ver").startswith("1. del 25/11/2026")
    assert PREGUNTA in ordenar("ver", 1)
    assert "queda por entregar" in ordenar("responder", 1, respuesta)
    assert "use --otra" in ordenar("responder", 1, respuesta)
    assert "como texto UTF-8" in ordenar("responder", 1, tmp_path / "no-existe.txt")
    assert "No hay consultas" in ordenar("ver")
    assert "Ya tenía respuesta" in ordenar("cerrar", 1, "--motivo", "listo")
    assert "Respondida 1 vez" in ordenar("ver", 1)
    assert [RESPUESTA in recibido for recibido in oficina.recibir(ROSA)] == [True]
    oficina.almacen.cerrar()


@pytest.mark.parametrize("base", ["sqlite", "postgresql"])
async def test_con_lo_guardado_cifrado_va_y_vuelve_y_no_se_lee_en_el_disco(
    base: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    es_sqlite = base == "sqlite"
    url = base_nueva(tmp_path / "alianzas.db") if es_sqlite else request.getfixturevalue("base_postgresql_nueva")
    clara = Oficina(url)
    await clara.con_personal()
    await clara.enviar(ROSA)
    assert clara.huellas("ZANAHORIACRISTAL")
    clara.almacen.cerrar()

    cifrada = Oficina(url, Cifrador((generar_secreto(),)))
    assert cifrada.huellas("ZANAHORIACRISTAL") == []
    (recibido,) = cifrada.recibir(JEFA)
    assert PREGUNTA in recibido
    assert "en camino" in await cifrada.decir(JEFA, f"/responder 1 {RESPUESTA}")
    assert "ya se respondió" in await cifrada.decir(ANALISTA, "/responder 1 otra cosa")
    assert [RESPUESTA in uno for uno in cifrada.recibir(ROSA)] == [True]
    await cifrada.enviar(ROSA)
    (suya, _) = cifrada.almacen.reunir_datos(ROSA)[0]["consultas_al_personal"]
    assert (suya["consulta"], suya["respuestas"][0]["texto"]) == (PREGUNTA, RESPUESTA)
    for dato in ("ZANAHORIACRISTAL", "PIMENTELAZUL"):
        assert cifrada.huellas(dato) == []
    cifrada.almacen.cerrar()
