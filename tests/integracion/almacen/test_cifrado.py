"""El cifrado de lo guardado, con SQLite y PostgreSQL reales: se miran los bytes del disco."""

import gzip
import json
import secrets
import tarfile
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select, text
from typer.testing import CliRunner

from bot.almacen import AlmacenSQL, abrir_almacen, comprobar_almacen, respaldar, restaurar
from bot.almacen.base.identidad import ARCHIVO
from bot.almacen.base.migracion import version_del_programa
from bot.almacen.base.tablas import BORRADORES, EVENTOS, INTEGRANTES, MENSAJES, METADATOS, PERSONAS, PREGUNTAS, TURNOS
from bot.almacen.personal.lectura import abrir_para_revision, leer_conversaciones, leer_respuestas
from bot.almacen.personal.tareas import leer_preguntas_sin_contestar
from bot.canal.consola import ruta_para_abrir
from bot.config import leer_configuracion
from bot.dialogo.efectos import AnotarEnBorrador, AnotarPregunta, Enviar
from bot.dialogo.mensajes import Adjunto, Boton, Mensaje, parrafo
from bot.dialogo.turno import Estado, PreguntaEnCurso
from bot.documentos.archivo import adjuntar
from bot.documentos.mis_datos import ArchivadorDeDatos
from bot.entrevista.eventos import Autorizada, Respondida
from bot.ordenes.principal import aplicacion
from bot.revision.exportacion.conversacion import Filtros
from bot.revision.exportacion.exportar import ExportacionPedida, Material, exportar
from bot.servicio.cifrado import Cifrador, ErrorCifrado, generar_secreto, huella_de_clave, leer_adjunto
from bot.servicio.puertos import EstadoDesactualizado, Persona, Recibida, TurnoAtendido
from tests.apoyo.almacen import base_nueva, borrar
from tests.apoyo.chat import ENTREVISTA, Chat
from tests.apoyo.revision_sembrada import abrir as abrir_sembrada
from tests.apoyo.revision_sembrada import sembrar

SAL = b"k" * 32
AHORA = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
ANA, LUIS = Persona("telegram", "4455667788"), Persona("telegram", "9900112233")
PRIMERA, SEGUNDA = generar_secreto(), generar_secreto()
SECRETO = "ZANAHORIACRISTAL"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return request.getfixturevalue("base_postgresql_nueva")
    return base_nueva(tmp_path / "alianzas.db")


def hablar(
    almacen: AlmacenSQL, carpeta: Path, persona: Persona = ANA, *, cifrar: bool = True, secreto: str = SECRETO
) -> None:
    """Una persona dice el secreto en cada lugar donde algo se guarda: en un borrador, en otro y fuera de los dos."""
    (carpeta / "documentos").mkdir(exist_ok=True)
    evento = Respondida(AHORA, ("P01", ""), [secreto, 3, True], f"{secreto} Ñ 💧")
    botones = (Boton(secreto, "v:1"),)
    for numero, borrador in enumerate(("uno", "dos", None)):
        dicho = f"{secreto} {numero}"
        adjunto = adjuntar(carpeta / "documentos", dicho.encode(), f"{dicho}.docx", secreto, cifrar=cifrar)
        efectos = (
            Enviar(Mensaje((parrafo(secreto, " dicho"),), (botones,), (adjunto,), secreto)),
            AnotarPregunta(f"¿{secreto}?", "no_sabe", 0.1, ()),
        )
        estado = Estado(
            turno=numero + 1,
            preguntas=(secreto,),
            en_curso=PreguntaEnCurso(secreto, (secreto,), ((secreto,),)),
            botones=botones,
            borrador=borrador,
            eventos=(evento, evento) if borrador else (),
        )
        almacen.guardar(
            persona, TurnoAtendido(numero, f"1:{numero}-{persona.direccion}", dicho, estado, efectos, AHORA)
        )
    suelto = (AnotarEnBorrador("uno", Autorizada(AHORA, secreto)),)
    almacen.guardar(persona, TurnoAtendido(3, None, "", Estado(turno=4), suelto, AHORA))
    almacen.bandeja.recibir([Recibida(f"1:9{persona.direccion}", "1", 9, persona.direccion, {"text": secreto})], AHORA)


def todo(almacen: AlmacenSQL, persona: Persona = ANA) -> tuple[object, ...]:
    """Todo lo que el programa lee de una persona, con sus documentos abiertos; sin lo que cambia al cifrar."""
    datos, adjuntos = almacen.reunir_datos(persona)
    envios = [envio for envio in almacen.leer_envios("telegram") if envio.persona == persona]
    mensajes = [replace(envio.mensaje, adjuntos=()) for envio in envios]
    contenidos = [(uno.nombre, uno.pie, uno.sha256, leer_adjunto(uno)) for uno in adjuntos]
    motor = almacen._motor
    revision = [
        *leer_conversaciones(motor),
        *leer_respuestas(motor),
        *leer_preguntas_sin_contestar(motor),
    ]
    return datos, mensajes, contenidos, almacen.cargar(persona)[0], almacen.leer_borradores(persona), repr(revision)


def bytes_en_disco(url: str, carpeta: Path, *, con_diario: bool = False) -> bytes:
    """Lo que hay en los archivos de la base y los documentos; en PostgreSQL, el diario es de todas las bases."""
    carpetas = [carpeta]
    if url.startswith("postgresql"):
        motor = create_engine(url, isolation_level="AUTOCOMMIT")
        with motor.connect() as conexion:
            conexion.exec_driver_sql("CHECKPOINT")
            servidor = Path(conexion.exec_driver_sql("SHOW data_directory").scalar_one())
            base = conexion.exec_driver_sql("SELECT oid FROM pg_database WHERE datname = current_database()").scalar()
        motor.dispose()
        carpetas += [servidor / "base" / str(base), *([servidor / "pg_wal"] if con_diario else [])]
    return b"".join(ruta.read_bytes() for una in carpetas for ruta in una.rglob("*") if ruta.is_file())


def esta(valor: str, contenido: bytes) -> bool:
    """Como texto o como lo escribe el JSON de la base, que escapa las tildes."""
    return valor.encode() in contenido or json.dumps(valor)[1:-1].encode() in contenido


def filas(url: str, *columnas: Any) -> list[tuple[Any, ...]]:
    motor = create_engine(url)
    with motor.connect() as conexion:
        leidas = [tuple(fila) for fila in conexion.execute(select(*columnas).order_by(*columnas[:1]))]
    motor.dispose()
    return leidas


def huellas(url: str) -> set[str | None]:
    return {envuelta and envuelta.partition(":")[0] for envuelta in claves(url)}


def claves(url: str) -> list[str | None]:
    return [
        envuelta for tabla in (PERSONAS, INTEGRANTES, BORRADORES) for (envuelta,) in filas(url, tabla.c.clave_envuelta)
    ]


def test_nada_de_lo_dicho_esta_en_el_disco_y_todo_se_lee(url: str, tmp_path: Path) -> None:
    almacen = abrir_almacen(url, SAL, Cifrador([PRIMERA]), documentos=tmp_path / "documentos")
    secreto = f"MANDARINA{secrets.token_hex(4)}"  # nadie más lo escribió en este servidor
    hablar(almacen, tmp_path, secreto=secreto)
    contenido = bytes_en_disco(url, tmp_path, con_diario=True)
    assert not esta(secreto, contenido)
    assert ANA.direccion.encode() in contenido, "se mira donde es"
    datos, mensajes, documentos, *_ = leido = todo(almacen)
    assert repr(leido).count(secreto) > 30
    dichos = [f"{secreto} {numero}" for numero in range(3)]
    assert len(mensajes) == 3
    assert [contenido.decode() for *_, contenido in documentos] == dichos
    assert [turno["usted"] for turno in datos["conversacion"]] == [*dichos, ""]
    tomada = almacen.bandeja.tomar("1", ANA.direccion)
    assert tomada is not None and tomada.contenido == {"text": secreto}
    almacen.cerrar()
    # Cada borrador y cada persona, su clave; y lo mismo dicho dos veces no se parece.
    assert len(set(claves(url))) == 5
    datos_guardados = [json.dumps(datos) for _, datos in filas(url, EVENTOS.c.borrador, EVENTOS.c.datos)]
    assert len(set(datos_guardados)) == len(datos_guardados) == 5


async def test_una_entrevista_entera_con_sus_documentos_no_deja_nada_a_la_vista(tmp_path: Path) -> None:
    datos = tmp_path / "datos"
    datos.mkdir()
    (datos / ARCHIVO).write_bytes(SAL)
    chat = Chat(datos, cifrador=Cifrador([PRIMERA]))
    await chat.ordenar("start")
    await chat.empezar()
    await chat.responder()
    await chat.pulsar("Recibir Word y PDF")
    word, pdf, *los_demas = (adjunto for mensaje in chat.mensajes for adjunto in mensaje.adjuntos)
    await chat.ordenar("borradores")
    await chat.ordenar("misdatos")
    await chat.pulsar_codigo("d:bajar")
    (archivo,) = (adjunto for mensaje in chat.mensajes for adjunto in mensaje.adjuntos)
    valores = [linea for escrito in chat.escritos for linea in escrito.splitlines() if len(linea) > 10]
    valores += ["Agua Segura para Celendín", "asistente automático", "Acepto"]
    copia = respaldar(f"sqlite:///{datos / 'chat.db'}", datos, tmp_path / "copias", AHORA)
    with tarfile.open(copia.archivo) as tar:
        comprimidas = tar.extractfile("filas.jsonl.gz")
        assert comprimidas is not None
        respaldadas = gzip.decompress(comprimidas.read())
    for contenido in (bytes_en_disco("sqlite", tmp_path), respaldadas):
        assert len(contenido) > 50_000
        assert [valor for valor in valores if esta(valor, contenido)] == []
    for ruta in (datos / "documentos").iterdir():
        assert ruta.read_bytes().startswith(b"gAAAA"), "un documento está sin cifrar"
    assert leer_adjunto(pdf).startswith(b"%PDF")
    assert zipfile.is_zipfile(BytesIO(leer_adjunto(word)))
    with zipfile.ZipFile(BytesIO(leer_adjunto(archivo))) as llevado:
        propios = json.loads(llevado.read("datos.json"))
        documentos = sorted(llevado.read(nombre) for nombre in llevado.namelist() if "/" in nombre)
    assert documentos == sorted(leer_adjunto(uno) for uno in (word, pdf, *los_demas))
    dichos = [turno["usted"] for turno in propios["conversacion"]]
    assert [escrito for escrito in chat.escritos if escrito not in dichos] == []
    assert "Minera Andes Altos S.A.C." in json.dumps(propios["borradores"], ensure_ascii=False)

    base = f"sqlite:///{datos / 'chat.db'}"
    ((envuelta,),) = filas(base, INTEGRANTES.c.clave_envuelta)
    assert esta(envuelta, bytes_en_disco("sqlite", datos))
    await chat.ordenar("borrar")
    await chat.pulsar("Sí, borrar todo")
    assert not esta(envuelta, bytes_en_disco("sqlite", datos))
    assert list((datos / "documentos").iterdir()) == []
    chat.almacen.cerrar()


def test_sin_la_clave_o_con_otra_no_se_abre_y_se_dice_cual_falta(url: str, tmp_path: Path) -> None:
    almacen = abrir_almacen(url, SAL, Cifrador([PRIMERA]), documentos=tmp_path / "documentos")
    hablar(almacen, tmp_path)
    almacen.cerrar()
    huella = huella_de_clave(PRIMERA)
    acciones: tuple[Callable[[Cifrador | None], object], ...] = (
        lambda cifrador: abrir_almacen(url, SAL, cifrador, documentos=tmp_path / "documentos"),
        lambda cifrador: abrir_para_revision(url, cifrador),
        lambda cifrador: comprobar_almacen(url, cifrador),
    )
    for abrir in acciones:
        with pytest.raises(ErrorCifrado, match=f"huella {huella} y ALIANZAS_CLAVE_DATOS está vacía"):
            abrir(None)
        with pytest.raises(ErrorCifrado, match=f"ALIANZAS_CLAVE_DATOS no abre .*huella {huella} ") as error:
            abrir(Cifrador([SEGUNDA]))
        assert huella_de_clave(SEGUNDA) in str(error.value)
        assert PRIMERA not in str(error.value) and SEGUNDA not in str(error.value)
    assert comprobar_almacen(url, Cifrador([PRIMERA])) == (
        f"esquema {version_del_programa()}, 1 conversación, cifradas con la clave de huella {huella}"
    )


def test_al_cambiar_de_clave_no_se_reescribe_lo_cifrado_y_la_anterior_ya_no_hace_falta(
    url: str, tmp_path: Path
) -> None:
    almacen = abrir_almacen(url, SAL, Cifrador([PRIMERA]), documentos=tmp_path / "documentos")
    hablar(almacen, tmp_path)
    antes, cifrado = todo(almacen), filas(url, TURNOS.c.id, TURNOS.c.recibido, TURNOS.c.respuesta)
    almacen.cerrar()
    las_dos = Cifrador([SEGUNDA, PRIMERA])
    assert "(6 personas, borradores o mensajes lo estarán al arrancar)" in comprobar_almacen(url, las_dos)
    abrir_almacen(url, SAL, las_dos, documentos=tmp_path / "documentos").cerrar()
    assert huellas(url) == {huella_de_clave(SEGUNDA)}
    with pytest.raises(ErrorCifrado):
        abrir_almacen(url, SAL, Cifrador([PRIMERA]), documentos=tmp_path / "documentos")
    almacen = abrir_almacen(url, SAL, Cifrador([SEGUNDA]), documentos=tmp_path / "documentos")
    assert todo(almacen) == antes
    assert filas(url, TURNOS.c.id, TURNOS.c.recibido, TURNOS.c.respuesta) == cifrado
    tomada = almacen.bandeja.tomar("1", ANA.direccion)
    assert tomada is not None and tomada.contenido == {"text": SECRETO}
    almacen.cerrar()


def test_una_base_sin_cifrar_se_cifra_al_abrirla_y_se_lee_igual(url: str, tmp_path: Path) -> None:
    almacen = abrir_almacen(url, SAL, documentos=tmp_path / "documentos")
    for persona in (ANA, LUIS):
        hablar(almacen, tmp_path, persona, cifrar=False)
    antes = todo(almacen), todo(almacen, LUIS)
    almacen.cerrar()
    assert esta(SECRETO, bytes_en_disco(url, tmp_path))
    almacen = abrir_almacen(url, SAL, Cifrador([PRIMERA]), documentos=tmp_path / "documentos")
    assert (todo(almacen), todo(almacen, LUIS)) == antes
    assert huellas(url) == {huella_de_clave(PRIMERA)}
    if url.startswith("postgresql"):  # lo que decide quien administra el servidor
        motor = create_engine(url, isolation_level="AUTOCOMMIT")
        with motor.connect() as conexion:
            conexion.exec_driver_sql(f"VACUUM FULL {', '.join(METADATOS.tables)}")
        motor.dispose()
    assert not esta(SECRETO, bytes_en_disco(url, tmp_path))
    assert len(list((tmp_path / "documentos").iterdir())) == 6  # los de antes ya no están
    borrar(almacen, ANA, AHORA)
    borrar(almacen, LUIS, AHORA)
    assert list((tmp_path / "documentos").iterdir()) == []
    almacen.cerrar()


class Muerte(BaseException):
    """Como si mataran al proceso."""


class CifradorQueMuere(Cifrador):
    """Muere al ir a cifrar un borrador o una persona más."""

    def __init__(self, claves: list[str], cuantos: int) -> None:
        super().__init__(claves)
        self.quedan = cuantos

    def crear(self) -> str:
        if not self.quedan:
            raise Muerte
        self.quedan -= 1
        return super().crear()


def test_si_muere_a_la_mitad_el_siguiente_inicio_termina(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.almacen.cifrar._TANDA", 2)
    personas = [Persona("telegram", str(numero)) for numero in range(3)]
    almacen = abrir_almacen(url, SAL, documentos=tmp_path / "documentos")
    for persona in personas:
        hablar(almacen, tmp_path, persona, cifrar=False)
    antes = [todo(almacen, persona) for persona in personas]
    almacen.cerrar()
    # Seis integrantes, seis borradores y tres personas, de dos en dos: muere en la segunda tanda, al acabar con los
    # integrantes, al acabar con los borradores y en la bandeja.
    for cuantos, hechos in ((3, 2), (5, 6), (7, 12), (4, 15)):
        with pytest.raises(Muerte):
            abrir_almacen(url, SAL, CifradorQueMuere([PRIMERA], cuantos), documentos=tmp_path / "documentos")
        assert len(list(filter(None, claves(url)))) == hechos
    with pytest.raises(ErrorCifrado):
        abrir_almacen(url, SAL, documentos=tmp_path / "documentos")
    almacen = abrir_almacen(url, SAL, Cifrador([PRIMERA]), documentos=tmp_path / "documentos")
    assert [todo(almacen, persona) for persona in personas] == antes
    if url.startswith("sqlite"):
        sueltos = {ruta.read_bytes() for ruta in (tmp_path / "documentos").iterdir()}
        assert not any(SECRETO.encode() in contenido for contenido in sueltos)
        assert not esta(SECRETO, bytes_en_disco(url, tmp_path))
    almacen.cerrar()


def test_varios_procesos_pueden_cifrar_la_misma_base_a_la_vez(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.almacen.cifrar._TANDA", 2)
    almacen = abrir_almacen(url, SAL, documentos=tmp_path / "documentos")
    personas = [Persona("telegram", str(numero)) for numero in range(4)]
    for persona in personas:
        hablar(almacen, tmp_path, persona, cifrar=False)
    antes = [todo(almacen, persona) for persona in personas]
    almacen.cerrar()
    with ThreadPoolExecutor(3) as hilos:  # cada uno con su motor, como un proceso aparte
        abiertos = list(
            hilos.map(
                lambda _: abrir_almacen(url, SAL, Cifrador([PRIMERA]), documentos=tmp_path / "documentos"), range(3)
            )
        )
    for almacen in abiertos:
        assert [todo(almacen, persona) for persona in personas] == antes
        almacen.cerrar()


def test_quien_ya_atendia_sin_clave_no_guarda_nada_claro_de_alguien_ya_cifrado(url: str, tmp_path: Path) -> None:
    sin_clave = abrir_almacen(url, SAL, documentos=tmp_path / "documentos")
    hablar(sin_clave, tmp_path, cifrar=False)
    estado, revision = sin_clave.cargar(ANA)
    con_clave = abrir_almacen(url, SAL, Cifrador([PRIMERA]), documentos=tmp_path / "documentos")
    for accion in (
        lambda: sin_clave.guardar(ANA, TurnoAtendido(revision, None, SECRETO, estado, (), AHORA)),
        lambda: sin_clave.cargar(ANA),
    ):
        with pytest.raises(ErrorCifrado, match="ALIANZAS_CLAVE_DATOS está vacía"):
            accion()
    # Quien la tenía cargada de antes, con la misma clave, repite su turno y sigue.
    with pytest.raises(EstadoDesactualizado):
        con_clave.guardar(ANA, TurnoAtendido(revision, None, SECRETO, estado, (), AHORA))
    assert con_clave.cargar(ANA)[0] == estado
    con_clave.guardar(ANA, TurnoAtendido(con_clave.cargar(ANA)[1], None, SECRETO, estado, (), AHORA))
    assert not any(SECRETO in recibido for _, recibido in filas(url, TURNOS.c.id, TURNOS.c.recibido))
    sin_clave.cerrar()
    con_clave.cerrar()


@pytest.mark.parametrize("cifrado", [True, False])
def test_la_copia_vuelve_a_otra_carpeta_sin_la_clave_y_con_ella_se_sigue(tmp_path: Path, cifrado: bool) -> None:
    origen, destino = tmp_path / "origen", tmp_path / "destino"
    origen.mkdir()
    (origen / ARCHIVO).write_bytes(SAL)
    de, a = (f"sqlite:///{carpeta / 'alianzas.db'}" for carpeta in (origen, destino))
    cifrador = Cifrador([PRIMERA])
    almacen = abrir_almacen(de, SAL, cifrador if cifrado else None)
    hablar(almacen, origen, cifrar=cifrado)
    antes = todo(almacen)
    almacen.cerrar()
    copia = respaldar(de, origen, tmp_path / "copias", AHORA)
    assert restaurar(copia.archivo, a, destino).documentos == 3
    almacen = abrir_almacen(a, SAL, cifrador)  # la copia de antes de tener clave se cifra ahora
    (origen / "documentos").rename(origen / "otros")  # que no se lean los de antes
    assert todo(almacen) == antes
    assert not esta(SECRETO, bytes_en_disco(a, destino))
    borrar(almacen, ANA, AHORA)
    assert list((destino / "documentos").iterdir()) == []
    almacen.cerrar()


def test_borrar_no_necesita_la_clave_y_se_la_lleva(url: str, tmp_path: Path) -> None:
    almacen = abrir_almacen(url, SAL, Cifrador([PRIMERA]), documentos=tmp_path / "documentos")
    hablar(almacen, tmp_path)
    almacen.cerrar()
    motor = create_engine(url)
    sin_clave = AlmacenSQL(motor, SAL, tmp_path / "documentos", {})
    assert borrar(sin_clave, ANA, AHORA).documentos == 3
    sin_clave.cerrar()
    for tabla in (PERSONAS, INTEGRANTES, BORRADORES, EVENTOS, TURNOS, MENSAJES, PREGUNTAS):
        assert filas(url, *tabla.columns) == []
    assert list((tmp_path / "documentos").iterdir()) == []


def test_un_dato_danado_se_dice_sin_repetirlo(tmp_path: Path) -> None:
    url = base_nueva(tmp_path / "alianzas.db")
    almacen = abrir_almacen(url, SAL, Cifrador([PRIMERA]), documentos=tmp_path / "documentos")
    hablar(almacen, tmp_path)
    motor = create_engine(url)
    with motor.begin() as conexion:
        conexion.execute(text("UPDATE turnos SET recibido = substr(recibido, 1, 60) || 'AAAA' WHERE recibido != ''"))
    motor.dispose()
    with pytest.raises(ErrorCifrado, match="está dañado") as error:
        almacen.reunir_datos(ANA)
    assert "AAAA" not in str(error.value)
    almacen.cerrar()


def exportar_sin_tachar(url: str, cifrador: Cifrador | None, salida: Path) -> list[Any]:
    """Lo exportado, sin los seudónimos, que son otros en cada exportación."""
    motor = abrir_para_revision(url, cifrador)
    material = Material(motor, ENTREVISTA, (), lambda _: [])
    hecha = exportar(ExportacionPedida(salida, Filtros(), "ana", AHORA, "prueba"), material, lambda _: None)
    motor.dispose()
    lineas = (hecha.carpeta / "conversaciones.jsonl").read_text(encoding="utf-8").splitlines()[1:]
    exportadas = [json.loads(linea) for linea in lineas]
    for una in exportadas:
        del una["conversacion"]
        for turno in una["turnos"]:
            del turno["turno"]
    return exportadas


def test_lo_exportado_es_lo_mismo_con_y_sin_cifrar(tmp_path: Path) -> None:
    motor = abrir_sembrada(tmp_path)
    sembrar(motor, conversaciones=60, turnos=6)
    motor.dispose()
    url = base_nueva(tmp_path / "alianzas.db")
    claras = exportar_sin_tachar(url, None, tmp_path / "claras")
    assert len(claras) == 60 and any(una["respuestas"] for una in claras)
    assert exportar_sin_tachar(url, Cifrador([PRIMERA]), tmp_path / "cifradas") == claras
    assert None not in huellas(url)


def test_en_la_terminal_un_documento_cifrado_se_abre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporal"))
    (tmp_path / "temporal").mkdir()
    cerrado = adjuntar(tmp_path, b"contenido", "Borrador - Agua - v1.docx", "", cifrar=True)
    ruta = Path(ruta_para_abrir(cerrado))
    assert (ruta.name, ruta.read_bytes()) == ("Borrador - Agua - v1.docx", b"contenido")
    assert ruta.parent.stat().st_mode & 0o077 == 0
    abierto = adjuntar(tmp_path, b"contenido", "Borrador.docx", "", cifrar=False)
    assert ruta_para_abrir(abierto) == abierto.ruta
    Path(cerrado.ruta).unlink()
    assert ruta_para_abrir(cerrado) == cerrado.ruta
    assert cerrado.clave not in repr(cerrado)


def test_generar_clave_da_una_que_sirve_y_su_huella_aparte() -> None:
    dicho = CliRunner().invoke(aplicacion, ["generar-clave"])
    clave = dicho.stdout.strip()
    assert leer_configuracion(clave_datos=clave).claves_de_datos == (clave,)
    assert dicho.stderr.endswith(f" {huella_de_clave(clave)}\n") and clave not in dicho.stderr
    assert CliRunner().invoke(aplicacion, ["generar-clave"]).stdout.strip() != clave


def test_el_archivo_con_los_datos_incluye_documentos_claros_y_cifrados(tmp_path: Path) -> None:
    documentos = tmp_path / "documentos"
    uno = adjuntar(documentos, b"uno", "Uno.docx", "", cifrar=True)
    dos = adjuntar(documentos, b"dos", "Dos.docx", "", cifrar=False)
    archivo = ArchivadorDeDatos(documentos, cifrar=True).archivar({"a": 1}, [uno, dos, Adjunto("/no/esta", "Tres")])
    with zipfile.ZipFile(BytesIO(leer_adjunto(archivo))) as llevado:
        assert [llevado.read(nombre) for nombre in llevado.namelist() if "/" in nombre] == [b"uno", b"dos"]
