"""La copia de respaldo: completa, hecha mientras otros escriben, y de ida y vuelta entre SQLite y PostgreSQL."""

import fcntl
import json
import os
import tarfile
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Connection, Float, Integer, create_engine, select
from typer.testing import CliRunner

from bot.almacen import abrir_almacen, respaldar, respaldo, restaurar, sal_de_personas
from bot.almacen.base.conversion import Instante
from bot.almacen.base.errores import AlmacenInaccesible, RespaldoInservible, VersionDesconocida
from bot.almacen.base.tablas import METADATOS
from bot.almacen.depurar import DE_UN_DIA
from bot.almacen.personal.lectura import abrir_para_revision
from bot.almacen.personal.tareas import leer_preguntas_sin_contestar
from bot.almacen.respaldo import LO_QUE_SE_COPIA, conservar
from bot.canal.cerrojo import cerrojo
from bot.canal.consola import a_entrada
from bot.config import leer_configuracion
from bot.dialogo.efectos import AnotarPregunta, AnotarValoracion, Enviar
from bot.dialogo.mensajes import Adjunto, Mensaje, parrafo
from bot.dialogo.peticiones import ConversacionesExportadas, Filtros
from bot.dialogo.turno import Estado
from bot.entrevista.eventos import Respondida
from bot.montaje import RelojDelSistema, exportar_aparte, montar
from bot.ordenes.principal import aplicacion
from bot.revision.exportacion.entregar import ExportadorDeConversaciones
from bot.revision.grupos.juntar import agrupar
from bot.revision.tareas import RespuestaOficial, Tareas
from bot.servicio.puertos import Persona, Recibida, TurnoAtendido
from conocimiento.archivos import PARCIAL
from conocimiento.biblioteca.guardado import CANDADO
from conocimiento.ingesta import leer_corpus
from conocimiento.modelo import Cita
from tests.apoyo.almacen import borrar
from tests.apoyo.biblioteca import HOY, agregar, directiva, escribir, publicar
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.rutas import DOCUMENTOS
from tests.conftest import enlazar_datos

AHORA = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
ANA = Persona("telegram", "4455667788")
CITA = Cita("marco", "2017", "2.1", None, "Un esquema", 10, 35)


def url_sqlite(carpeta: Path) -> str:
    return f"sqlite:///{carpeta / 'alianzas.db'}"


def llenar(url: str, datos: Path) -> None:
    """Una fila o más en cada tabla, con acentos, emoji y un documento."""
    documento = datos / "documentos" / "borrador.docx"
    documento.parent.mkdir(parents=True)
    documento.write_bytes(b"PK contenido")
    almacen = abrir_almacen(url, sal_de_personas(datos), documentos=documento.parent)
    estado = Estado(turno=1, borrador="b", eventos=(Respondida(AHORA, ("titulo", ""), "Ñandú 💧"),))
    efectos = (
        AnotarPregunta("¿Qué es?", "respuesta", 0.9, (CITA,)),
        AnotarValoracion(1, True),
        Enviar(Mensaje((parrafo("Aquí está"),), (), (Adjunto(str(documento.resolve()), "Borrador.docx"),))),
    )
    almacen.guardar(ANA, TurnoAtendido(0, "123:1", "hola", estado, efectos, AHORA))
    almacen.guardar(Persona("telegram", "9"), TurnoAtendido(0, "123:2", "hola", Estado(turno=1), (), AHORA))
    borrar(almacen, Persona("telegram", "9"), AHORA)
    almacen.bandeja.recibir([Recibida("123:3", "123", 3, ANA.direccion, {"update_id": 3})], AHORA)
    almacen.cerrar()
    llenar_lo_vacio(url)


def llenar_lo_vacio(url: str) -> None:
    """Una fila cualquiera en las tablas que solo llena el personal."""
    motor = create_engine(url)
    with motor.begin() as conexion:
        for tabla in METADATOS.sorted_tables:
            if conexion.execute(select(tabla)).first() is None:
                fila = {columna.name: un_valor(conexion, columna) for columna in tabla.columns}
                conexion.execute(tabla.insert().values(fila))
    motor.dispose()


def un_valor(conexion: Connection, columna: Column[Any]) -> object:
    """Un valor que la columna admite; el de una clave ajena existe."""
    for ajena in columna.foreign_keys:
        return conexion.scalar(select(ajena.column).limit(1))
    match columna.type:
        case Instante():
            return AHORA
        case Boolean():
            return True
        case JSON():
            return {"nota": "Ñandú 💧"}
        case Integer() | Float():
            return 1
        case _:
            return "Ñ"


def contenido(url: str) -> dict[str, list[str]]:
    motor = create_engine(url)
    with motor.connect() as conexion:
        leido = {
            tabla.name: sorted(repr(tuple(fila)) for fila in conexion.execute(select(tabla)))
            for tabla in METADATOS.sorted_tables
        }
    motor.dispose()
    return leido


@pytest.mark.parametrize("ida", ["sqlite", "postgresql"])
def test_la_copia_vuelve_entera_a_la_otra_base_y_se_puede_seguir(
    ida: str, tmp_path: Path, base_postgresql: str
) -> None:
    origen, destino = tmp_path / "origen", tmp_path / "destino"
    origen.mkdir()
    de, a = url_sqlite(origen), base_postgresql
    if ida == "postgresql":
        destino.mkdir()
        de, a = base_postgresql, url_sqlite(destino)
    llenar(de, origen)
    antes = contenido(de)
    assert all(antes.values()), "cada tabla tiene algo"
    hecho = respaldar(de, origen, tmp_path / "copias", AHORA)
    assert hecho.archivo.stat().st_mode & 0o077 == 0
    devuelto = restaurar(hecho.archivo, a, destino)
    assert (
        (devuelto.filas, devuelto.documentos) == (hecho.filas, hecho.documentos) == (sum(map(len, antes.values())), 1)
    )
    assert contenido(a) == antes
    assert sal_de_personas(destino) == sal_de_personas(origen)

    almacen = abrir_almacen(a, sal_de_personas(destino), documentos=destino / "documentos")
    estado, revision = almacen.cargar(ANA)
    (pendiente,) = almacen.leer_envios("telegram")
    assert Path(pendiente.mensaje.adjuntos[0].ruta).read_bytes() == b"PK contenido"
    siguiente = almacen.guardar(
        ANA,
        TurnoAtendido(
            revision, "123:4", "sigue", replace(estado, turno=2), (Enviar(Mensaje((parrafo("ya"),))),), AHORA
        ),
    )
    assert siguiente[0].identificador > pendiente.identificador
    borrar(almacen, ANA, AHORA)
    assert list((destino / "documentos").iterdir()) == []
    almacen.cerrar()


@pytest.mark.parametrize("base", ["sqlite", "postgresql"])
def test_la_copia_hecha_mientras_se_escribe_es_de_un_solo_momento(
    base: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = url_sqlite(tmp_path) if base == "sqlite" else request.getfixturevalue("base_postgresql")
    almacen = abrir_almacen(url, sal_de_personas(tmp_path))
    parar = threading.Event()
    guardados = [0, 0]

    def conversar(numero: int) -> None:
        persona = Persona("telegram", str(numero))
        while not parar.is_set():
            estado, revision = almacen.cargar(persona)
            nuevo = replace(estado, turno=estado.turno + 1)
            efectos = (Enviar(Mensaje((parrafo("y"),))),)
            almacen.guardar(persona, TurnoAtendido(revision, f"1:{numero}-{revision}", "x", nuevo, efectos, AHORA))
            guardados[numero] += 1

    hilos = [threading.Thread(target=conversar, args=(numero,)) for numero in range(2)]
    for hilo in hilos:
        hilo.start()
    copias = []
    for vuelta in range(3):
        antes = sum(guardados)
        copias.append(respaldar(url, tmp_path, tmp_path / "copias", AHORA.replace(minute=vuelta)))
        while sum(guardados) == antes:  # la copia no detuvo a nadie
            threading.Event().wait(0.01)
    parar.set()
    for hilo in hilos:
        hilo.join()
    almacen.cerrar()
    for numero, copia in enumerate(copias):
        destino = tmp_path / f"destino{numero}"
        restaurar(copia.archivo, url_sqlite(destino), destino)
        filas = contenido(url_sqlite(destino))
        # Un turno se guarda entero: en la copia no puede haber un mensaje sin su turno ni al revés.
        assert len(filas["turnos"]) == len(filas["mensajes"]) == len(filas["entradas_vistas"])


SE_REHACE = {"modelo", "indice", "telegram.cerrojo", "alianzas.db", "alianzas.db-wal", "alianzas.db-shm"}
"""Lo demás de la carpeta de datos: la base va por filas; el modelo y el índice se preparan al arrancar."""


async def usar_todo(datos: Path) -> None:
    """Deja en la carpeta de datos todo lo que el programa escribe en ella, por donde lo escribe."""
    with cerrojo(datos):
        asistente = montar(leer_configuracion(datos=datos), lambda _: None)
        for dicho in (
            "a qué correo envío la propuesta",
            "Avísenme si hay respuesta",
            "/misdatos",
            "Descargar mis datos",
        ):
            await asistente.servicio.atender(ANA, a_entrada(dicho), None)
        asistente.cerrar()
    motor = abrir_para_revision(leer_configuracion(datos=datos).direccion_del_almacen)
    tareas = Tareas(motor, ENTREVISTA)
    (tarea,) = tareas.listar(agrupar, AHORA).tareas
    oficial = RespuestaOficial("¿A qué correo envío la propuesta?", "Por la mesa de partes virtual.", "Área ficticia")
    tareas.responder(datos, tareas.preparar(tarea.identificador, oficial, AHORA), "jefa", AHORA)
    motor.dispose()
    agregar(datos, escribir(datos.parent, "directiva.txt", directiva("quince")))
    publicar(datos, "directiva")
    exportar = exportar_aparte(leer_configuracion(datos=datos))
    exportador = ExportadorDeConversaciones(exportar, datos / "documentos", RelojDelSistema())
    hecha = exportador.exportar(Filtros(), "personal-3f9a2c1b")
    assert isinstance(hecha, ConversacionesExportadas) and hecha.adjunto is not None


async def test_todo_lo_que_no_se_rehace_solo_vuelve(carpeta_producto: Path, tmp_path: Path) -> None:
    datos, destino = enlazar_datos(tmp_path / "datos", carpeta_producto), tmp_path / "destino"
    await usar_todo(datos)
    hallado = {ruta.name for ruta in datos.iterdir()}
    sin_decidir = hallado - SE_REHACE - set(LO_QUE_SE_COPIA)
    assert not sin_decidir, f"decida si {sin_decidir} va en la copia de respaldo o se rehace"
    assert set(LO_QUE_SE_COPIA) <= hallado, "se probó cada cosa que se copia"

    (datos / "documentos" / f".cortado.docx{PARCIAL}").write_bytes(b"PK medio")  # se fue la luz al escribirlo
    hecho = respaldar(url_sqlite(datos), datos, tmp_path / "copias", AHORA)
    devuelto = restaurar(hecho.archivo, url_sqlite(destino), destino)
    assert (hecho.documentos, hecho.respuestas) == (devuelto.documentos, devuelto.respuestas) == (1, 1)
    guardado, vuelto = (
        {ruta.relative_to(de): ruta.read_bytes() for ruta in archivos_de(de)} for de in (datos, destino)
    )
    # La clave, sus datos en un archivo, la respuesta oficial con su ficha, el catálogo y los cuatro de un documento.
    assert len(guardado) == 9
    assert vuelto == guardado
    assert (hecho.versiones, devuelto.versiones) == (1, 1)
    titulos = [uno.ficha.titulo for uno in leer_corpus(DOCUMENTOS, destino, HOY)]
    assert titulos[-2:] == ["Respuesta oficial 1", "Directiva de convenios"]
    motor = abrir_para_revision(url_sqlite(destino))
    assert leer_preguntas_sin_contestar(motor) == []  # su tarea sigue cerrada, y ahora con respuesta
    motor.dispose()


def archivos_de(datos: Path) -> list[Path]:
    """Los archivos de lo que se copia, salvo lo que no dura más de un día, se quedó a medio escribir o se rehace (los
    cortes de una versión, que empiezan con un punto)."""
    lugares = [datos / nombre for nombre in LO_QUE_SE_COPIA]
    return [
        ruta
        for lugar in lugares
        for ruta in ([lugar] if lugar.is_file() else lugar.rglob("*"))
        if ruta.is_file()
        and DE_UN_DIA not in ruta.name
        and ruta.suffix != PARCIAL
        and ruta.name[0] != "."
        and ruta.name != CANDADO
    ]


def test_las_ordenes_dicen_que_copiaron_y_que_devolvieron(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    datos, destino = tmp_path / "datos", tmp_path / "destino"
    llenar(url_sqlite(datos), datos)
    correr = CliRunner().invoke
    hecha = correr(aplicacion, ["respaldar", str(tmp_path / "copias"), "--datos", str(datos)])
    (copia,) = (tmp_path / "copias").iterdir()
    cuantas = sum(map(len, contenido(url_sqlite(datos)).values()))
    assert hecha.stdout == f"{copia}: {cuantas} filas y 1 documento\n"
    copia.unlink()
    (datos / "respuestas").mkdir()
    (datos / "respuestas" / "respuesta-0001.md").write_text("# ¿x?\n\nEs así.\n", encoding="utf-8")
    correr(aplicacion, ["respaldar", str(tmp_path / "copias"), "--datos", str(datos)])
    (copia,) = (tmp_path / "copias").iterdir()
    vuelta = correr(aplicacion, ["restaurar", str(copia), "--datos", str(destino)])
    assert vuelta.stdout == f"{copia}: {cuantas} filas, 1 documento y 1 respuesta oficial\n"


@pytest.mark.parametrize(
    "nombre",
    [
        "biblioteca/../alianzas.db",
        "biblioteca/guia/../../fuera.txt",
        "biblioteca/guia/a1/b2/texto.txt",
        "biblioteca//texto.txt",
        "biblioteca/",
        "biblioteca/./catalogo.json",
        "biblioteca/guia\\..\\fuera.txt",
        "documentos/otra/uno.docx",
        "respuestas/otra/uno.md",
        "modelo/uno.bin",
        "/biblioteca/catalogo.json",
    ],
)
def test_una_copia_no_escribe_fuera_de_lo_que_se_copia(nombre: str) -> None:
    with pytest.raises(RespaldoInservible, match="no es un archivo de lo que se copia"):
        respaldo._confinado(nombre)  # pyright: ignore[reportPrivateUsage]


def test_no_pisa_lo_que_ya_hay(tmp_path: Path) -> None:
    llenar(url_sqlite(tmp_path), tmp_path)
    copia = respaldar(url_sqlite(tmp_path), tmp_path, tmp_path / "copias", AHORA).archivo
    antes = contenido(url_sqlite(tmp_path))
    with pytest.raises(AlmacenInaccesible, match="ya tiene conversaciones y no se tocó"):
        restaurar(copia, url_sqlite(tmp_path), tmp_path)
    assert contenido(url_sqlite(tmp_path)) == antes


def test_una_copia_cortada_o_ajena_no_deja_nada_a_medias(tmp_path: Path) -> None:
    llenar(url_sqlite(tmp_path), tmp_path)
    copia = respaldar(url_sqlite(tmp_path), tmp_path, tmp_path / "copias", AHORA).archivo
    entera = copia.read_bytes()
    for numero, bytes_ in enumerate((entera[: len(entera) // 3], b"no soy un tar")):
        copia.write_bytes(bytes_)
        destino = tmp_path / f"destino{numero}"
        with pytest.raises(RespaldoInservible, match="no es una copia de respaldo completa"):
            restaurar(copia, url_sqlite(destino), destino)
        assert not (destino / "clave-de-personas").exists()
    with pytest.raises(AlmacenInaccesible):
        restaurar(tmp_path / "no-existe.tar", url_sqlite(tmp_path / "otro"), tmp_path / "otro")
    with pytest.raises(AlmacenInaccesible, match="no hay nada que respaldar"):
        respaldar(url_sqlite(tmp_path / "vacia"), tmp_path / "vacia", tmp_path / "copias", AHORA)


def test_una_copia_de_una_version_mas_nueva_se_rechaza(tmp_path: Path) -> None:
    llenar(url_sqlite(tmp_path), tmp_path)
    copia = respaldar(url_sqlite(tmp_path), tmp_path, tmp_path / "copias", AHORA).archivo
    otra = tmp_path / "nueva.tar"
    with tarfile.open(copia) as tar, tarfile.open(otra, "w") as salida:
        for miembro in tar:
            archivo = tar.extractfile(miembro)
            if miembro.name == "manifiesto.json":
                import io

                assert archivo is not None
                cambiado = json.dumps(json.load(archivo) | {"esquema": "9999"}).encode()
                miembro.size, archivo = len(cambiado), io.BytesIO(cambiado)
            salida.addfile(miembro, archivo)
    with pytest.raises(VersionDesconocida, match="9999"):
        restaurar(otra, url_sqlite(tmp_path / "destino"), tmp_path / "destino")


# --- Las copias que quedan --------------------------------------------------------------------------------


def hacer_copias(carpeta: Path, *cuando: datetime) -> list[Path]:
    carpeta.mkdir(exist_ok=True)
    hechas = [carpeta / f"alianzas-{uno:%Y%m%dT%H%M%SZ}.tar" for uno in cuando]
    for una in hechas:
        una.write_bytes(b"x")
    return hechas


@pytest.mark.parametrize("cuantas", [1, 2, 7, 30])
@pytest.mark.parametrize("salto", [-4_000, -31, 0, 31, 400])
def test_de_las_copias_quedan_las_ultimas_hechas_salte_o_no_el_reloj(cuantas: int, salto: int, tmp_path: Path) -> None:
    """Cuarenta noches, un salto del reloj que dura otras tantas, y de vuelta."""
    ajeno = tmp_path / "copias" / "otra-cosa.tar"
    hechas: list[Path] = []
    for corrimiento in (0, salto, 40 if salto else 0):
        for noche in range(40):
            cuando = AHORA + timedelta(days=noche + corrimiento + (40 if hechas and not corrimiento else 0))
            (una,) = hacer_copias(tmp_path / "copias", cuando)
            ajeno.write_bytes(b"x")
            conservar(una, cuantas)
            if una in hechas:
                hechas.remove(una)
            hechas.append(una)
            quedan = {ruta for ruta in (tmp_path / "copias").iterdir() if ruta != ajeno}
            assert una in quedan
            assert len(quedan) == min(cuantas, len(set(hechas)))
            assert ajeno.exists()
            if not salto:
                assert quedan == set(hechas[-cuantas:])
    with pytest.raises(ValueError, match="conservar alguna"):
        conservar(hechas[-1], 0)


def test_las_copias_de_hace_un_ano_no_se_borran_por_su_edad(tmp_path: Path) -> None:
    llenar(url_sqlite(tmp_path / "datos"), tmp_path / "datos")
    viejas = hacer_copias(tmp_path / "copias", *(AHORA - timedelta(days=365 + dia) for dia in range(3)))
    for una in viejas:
        os.utime(una, (0, 0))
    correr = CliRunner().invoke
    orden = ["respaldar", str(tmp_path / "copias"), "--datos", str(tmp_path / "datos"), "--conservar"]
    assert correr(aplicacion, [*orden, "4"]).exit_code == 0
    assert all(una.exists() for una in viejas)
    for mal in ("0", "-1", "x"):
        assert correr(aplicacion, [*orden, mal]).exit_code == 2
    hecha = correr(aplicacion, [*orden, "2"])
    assert hecha.stdout.count("se borró") == len(viejas) + 1 - 1 - sum(una.exists() for una in viejas)


def test_una_copia_que_falla_o_se_corta_no_deja_la_clave_en_ninguna_parte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    datos, copias = tmp_path / "datos", tmp_path / "copias"
    llenar(url_sqlite(datos), datos)
    copias.mkdir()
    cortada = copias / ".alianzas-20260101T000000Z.tar.parcial"
    cortada.write_bytes(b"clave")

    def sin_espacio(_origen: Path, _destino: Path) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as parche:
        parche.setattr(Path, "replace", sin_espacio)
        with pytest.raises(AlmacenInaccesible, match="no queda espacio"):
            respaldar(url_sqlite(datos), datos, copias, AHORA)
    assert list(copias.iterdir()) == []
    en_marcha = copias / ".alianzas-20260102T000000Z.tar.parcial"
    with open(en_marcha, "wb") as otra:
        fcntl.flock(otra, fcntl.LOCK_EX)  # la escribe otro proceso
        hecho = respaldar(url_sqlite(datos), datos, copias, AHORA)
        assert set(copias.iterdir()) == {en_marcha, hecho.archivo}
    respaldar(url_sqlite(datos), datos, copias, AHORA)
    assert list(copias.iterdir()) == [hecho.archivo]


@pytest.mark.parametrize("falla", ["documento", "clave", "filas", "base"])
def test_si_devolverla_falla_no_queda_nada_y_se_puede_intentar_otra_vez(
    falla: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    datos, destino = tmp_path / "datos", tmp_path / "destino"
    llenar(url_sqlite(datos), datos)
    copia = respaldar(url_sqlite(datos), datos, tmp_path / "copias", AHORA).archivo
    escribir, devolver = Path.replace, respaldo._devolver_filas  # pyright: ignore[reportPrivateUsage]

    def reemplazar(origen: Path, a: Path) -> Path:
        if (falla == "documento" and a.suffix == ".docx") or (falla == "clave" and a.name == "clave-de-personas"):
            raise OSError(28, "No space left on device")
        return escribir(origen, a)

    def filas(*valores: Any) -> int:
        devueltas = devolver(*valores)
        if falla in ("filas", "base"):
            raise ValueError("faltan filas") if falla == "filas" else AlmacenInaccesible("se cayó el servidor")
        return devueltas

    with monkeypatch.context() as parche:
        parche.setattr(Path, "replace", reemplazar)
        parche.setattr(respaldo, "_devolver_filas", filas)
        with pytest.raises((AlmacenInaccesible, RespaldoInservible)):
            restaurar(copia, url_sqlite(destino), destino)
    quedan = {ruta.name for ruta in destino.rglob("*") if ruta.is_file()}
    assert quedan <= {"alianzas.db", "alianzas.db-wal", "alianzas.db-shm"}
    assert not any(contenido(url_sqlite(destino)).values())
    assert restaurar(copia, url_sqlite(destino), destino).documentos == 1
    assert contenido(url_sqlite(destino)) == contenido(url_sqlite(datos))
    for ruta in destino.rglob("*"):
        assert ruta.stat().st_mode & 0o077 == 0 or ruta.suffix in {".db-wal", ".db-shm"}, ruta
