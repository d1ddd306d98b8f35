"""Los documentos son los de la carpeta de documentos: ninguna fila, nombre o enlace lleva a otro archivo."""

import io
import json
import os
import shutil
import tarfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import create_engine, text

from bot.almacen import AlmacenSQL, abrir_almacen, respaldar, restaurar, sal_de_personas
from bot.almacen.base.errores import RespaldoInservible
from bot.almacen.depurar import borrar_sueltos
from bot.canal.consola import ruta_para_abrir
from bot.dialogo.efectos import Enviar
from bot.dialogo.mensajes import COPIA_DE_SUS_DATOS, Adjunto, Mensaje, parrafo
from bot.dialogo.turno import Conservacion, Estado
from bot.documentos.archivo import adjuntar
from bot.documentos.mis_datos import ArchivadorAparte, ArchivadorDeDatos
from bot.servicio.cifrado import Cifrador, generar_secreto, leer_adjunto, nombre_de
from bot.servicio.puertos import TrabajoExcedido, TurnoAtendido
from tests.apoyo.almacen import AHORA, ANA, base_nueva, borrar, filas

AJENO = "secreto-ajeno.txt"
HOSTILES = (
    "{fuera}/secreto-ajeno.txt",
    "../secreto-ajeno.txt",
    "../../fuera/secreto-ajeno.txt",
    "/etc/passwd",
    "documentos/../../secreto-ajeno.txt",
    "..\\secreto-ajeno.txt",
    "enlace.txt",
    "./enlace.txt",
    "enlace-a-carpeta/secreto-ajeno.txt",
    "carpeta",
    "conducto",
    "..",
    ".",
    "",
    "/",
    "nulo\0.txt",
    "file:///etc/passwd",
)


def entregar(almacen: AlmacenSQL, adjunto: Adjunto, revision: int = 0) -> None:
    turno = TurnoAtendido(
        revision, None, "hola", Estado(turno=1), (Enviar(Mensaje((parrafo("a"),), (), (adjunto,))),), AHORA
    )
    almacen.guardar(ANA, turno)


def cambiar_rutas(url: str, ruta: str) -> None:
    """Como quien edita la base a mano: en claro, y en lo que queda a la vista si está cifrada."""
    motor = create_engine(url)
    with motor.begin() as conexion:
        for identificador, contenido in conexion.execute(text("SELECT id, contenido FROM mensajes")).all():
            dato = contenido if isinstance(contenido, dict) else json.loads(contenido)
            for adjunto in dato.get("adjuntos", ()):
                adjunto["ruta"] = ruta
            if "rutas" in dato:
                dato["rutas"] = [ruta]
            cambio = {"dato": json.dumps(dato), "fila": identificador}
            conexion.execute(text("UPDATE mensajes SET contenido = :dato WHERE id = :fila"), cambio)
    motor.dispose()


@pytest.fixture
def lugar(tmp_path: Path) -> Path:
    """Una carpeta de datos, y fuera de ella lo que no es suyo; dentro, lo que lleva fuera."""
    fuera, documentos = tmp_path / "fuera", tmp_path / "datos" / "documentos"
    fuera.mkdir()
    documentos.mkdir(parents=True)
    for ajeno in (fuera / AJENO, documentos.parent / AJENO, tmp_path / AJENO):
        ajeno.write_text("ajeno", encoding="utf-8")
    (documentos / "enlace.txt").symlink_to(fuera / AJENO)
    (documentos / "enlace-a-carpeta").symlink_to(fuera)
    (documentos / "carpeta").mkdir()
    os.mkfifo(documentos / "conducto")
    return tmp_path


@pytest.mark.parametrize("cifrar", [False, True])
@pytest.mark.parametrize("base", ["sqlite", "postgresql"])
def test_una_fila_no_puede_nombrar_un_archivo_de_fuera(
    base: str,
    cifrar: bool,
    lugar: Path,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    datos = lugar / "datos"
    documentos = datos / "documentos"
    url = base_nueva(datos / "alianzas.db") if base == "sqlite" else request.getfixturevalue("base_postgresql_nueva")
    cifrador = Cifrador([generar_secreto()]) if cifrar else None
    for vuelta, hostil in enumerate(HOSTILES):
        ruta = hostil.format(fuera=lugar / "fuera")
        almacen = abrir_almacen(url, sal_de_personas(datos), cifrador, documentos=documentos)
        propio = adjuntar(documentos, b"propio", "Borrador.docx", "", cifrar=False)
        entregar(almacen, propio)
        cambiar_rutas(url, ruta.replace("\0", ""))
        for adjunto in [uno for envio in almacen.leer_envios("telegram") for uno in envio.mensaje.adjuntos]:
            if not cifrar:  # la de dentro, cifrada, no se puede cambiar
                with pytest.raises(OSError):
                    leer_adjunto(adjunto)
            assert Path(ruta_para_abrir(adjunto)).parent in (documentos, documentos.parent), ruta
        guardado, adjuntos = almacen.reunir_datos(ANA)
        zip_ = ArchivadorDeDatos(documentos).archivar(guardado, adjuntos)
        with ZipFile(zip_.ruta) as archivo:
            assert b"ajeno" not in b"".join(archivo.read(nombre) for nombre in archivo.namelist()), ruta
        borrar(almacen, ANA, AHORA)
        borrar_sueltos_de_hace_un_dia(almacen, documentos)
        almacen.cerrar()
        for ajeno in (lugar / "fuera" / AJENO, datos / AJENO, lugar / AJENO):
            assert ajeno.read_text(encoding="utf-8") == "ajeno", ruta
        if vuelta < len(HOSTILES) - 1 and not (documentos / "enlace.txt").is_symlink():
            (documentos / "enlace.txt").symlink_to(lugar / "fuera" / AJENO)
    record_property("probados", len(HOSTILES))


@pytest.mark.parametrize("cifrar", [False, True])
@pytest.mark.parametrize("base", ["sqlite", "postgresql"])
def test_de_las_copias_de_sus_datos_queda_la_ultima(
    base: str, cifrar: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """La que todavía no se entregó también queda: se borra lo que la persona ya tiene."""
    documentos = tmp_path / "documentos"
    url = base_nueva(tmp_path / "alianzas.db") if base == "sqlite" else request.getfixturevalue("base_postgresql_nueva")
    cifrador = Cifrador([generar_secreto()]) if cifrar else None
    almacen = abrir_almacen(url, sal_de_personas(tmp_path), cifrador, documentos=documentos)
    borrador = adjuntar(documentos, b"borrador", "Borrador.docx", "", cifrar=cifrar)
    ajena = adjuntar(documentos, b"de otra persona", COPIA_DE_SUS_DATOS, "", cifrar=cifrar)
    entregar(almacen, borrador)
    copias = list[Adjunto]()
    for revision in range(1, 5):
        for envio in almacen.leer_envios("telegram"):
            if len(copias) != 3:  # la tercera no llega a entregarse
                almacen.marcar_enviado(envio.identificador, AHORA)
        copias.append(ArchivadorDeDatos(documentos, cifrar=cifrar).archivar(*almacen.reunir_datos(ANA)))
        entregar(almacen, copias[-1], revision)
    quedan = {Path(uno.ruta).name for uno in (borrador, ajena, *copias[2:])}
    assert {ruta.name for ruta in documentos.iterdir()} == quedan
    assert [uno.nombre for uno in almacen.reunir_datos(ANA)[1]] == ["Borrador.docx"]
    almacen.cerrar()


def test_hacer_la_copia_de_sus_datos_tiene_un_plazo(tmp_path: Path) -> None:
    documentos = tuple(adjuntar(tmp_path, os.urandom(2**20), f"{n}.docx", "", cifrar=False) for n in range(4))
    archivador = ArchivadorDeDatos(tmp_path)
    with ZipFile(ArchivadorAparte(archivador).archivar({"a": 1}, documentos).ruta) as archivo:
        assert len(archivo.namelist()) == 6
    with pytest.raises(TrabajoExcedido):
        ArchivadorAparte(archivador, plazo=0.001).archivar({"a": 1}, documentos)


def borrar_sueltos_de_hace_un_dia(almacen: AlmacenSQL, documentos: Path) -> None:
    borrar_sueltos(almacen._motor, documentos, AHORA + timedelta(days=3650))  # pyright: ignore[reportPrivateUsage]


def test_el_nombre_de_una_ruta_es_solo_un_nombre() -> None:
    assert [nombre_de(ruta) for ruta in ("a.docx", "/srv/datos/documentos/a.docx", "..\\a.docx", "x/../a.docx")] == [
        "a.docx"
    ] * 4
    assert [nombre_de(ruta) for ruta in ("", ".", "..", "/", "a/..", "a\0b", "..\\..")] == [""] * 7


@pytest.mark.parametrize("como", ["mover", "copiar"])
def test_una_carpeta_de_datos_movida_o_copiada_conserva_sus_documentos(como: str, tmp_path: Path) -> None:
    datos, otra = tmp_path / "datos", tmp_path / "otra"
    documento = adjuntar(datos / "documentos", b"propio", "Borrador.docx", "", cifrar=False)
    almacen = abrir_almacen(base_nueva(datos / "alianzas.db"), sal_de_personas(datos))
    entregar(almacen, documento)
    almacen.cerrar()
    os.utime(documento.ruta, (AHORA.timestamp() - 200_000,) * 2)
    if como == "mover":
        datos.rename(otra)
    else:
        shutil.copytree(datos, otra)
    almacen = abrir_almacen(base_nueva(otra / "alianzas.db"), sal_de_personas(otra))
    almacen.mantener(Conservacion(), AHORA)
    (adjunto,) = almacen.reunir_datos(ANA)[1]
    assert (Path(adjunto.ruta).parent, leer_adjunto(adjunto)) == (otra / "documentos", b"propio")
    borrar(almacen, ANA, AHORA)
    almacen.cerrar()
    assert list((otra / "documentos").iterdir()) == []
    assert como == "mover" or leer_adjunto(documento) == b"propio"


# --- Una copia de respaldo hecha a mano ---------------------------------------------------------------


def copia_con(origen: Path, destino: Path, ruta: str, otros: dict[str, bytes] | None = None) -> Path:
    """Una copia de verdad cuya única fila de mensaje nombra `ruta`, con otros archivos además."""
    import gzip

    copia = respaldar(f"sqlite:///{origen / 'alianzas.db'}", origen, destino, AHORA).archivo
    hecha = destino / "hecha.tar"
    with tarfile.open(copia) as tar, tarfile.open(hecha, "w") as salida:
        for miembro in tar:
            archivo = tar.extractfile(miembro)
            assert archivo is not None
            contenido = archivo.read()
            if miembro.name == "filas.jsonl.gz":
                lineas = [json.loads(linea) for linea in gzip.decompress(contenido).splitlines()]
                for linea in lineas:
                    for adjunto in linea["fila"]["contenido"]["adjuntos"] if linea["tabla"] == "mensajes" else ():
                        adjunto["ruta"] = ruta
                contenido = gzip.compress("\n".join(map(json.dumps, lineas)).encode())
            agregar(salida, miembro.name, contenido)
        for nombre, contenido in (otros or {}).items():
            agregar(salida, nombre, contenido)
    return hecha


def agregar(tar: tarfile.TarFile, nombre: str, contenido: bytes) -> None:
    ficha = tarfile.TarInfo(nombre)
    ficha.size = len(contenido)
    tar.addfile(ficha, io.BytesIO(contenido))


@pytest.fixture
def origen(tmp_path: Path) -> Path:
    datos = tmp_path / "origen"
    almacen = abrir_almacen(base_nueva(datos / "alianzas.db"), sal_de_personas(datos))
    entregar(almacen, adjuntar(datos / "documentos", b"propio", "Borrador.docx", "", cifrar=False))
    almacen.cerrar()
    return datos


def test_una_copia_hecha_a_mano_no_entrega_ni_borra_lo_ajeno(
    origen: Path, lugar: Path, record_property: Callable[[str, object], None]
) -> None:
    for numero, hostil in enumerate(HOSTILES):
        datos = lugar / f"datos-{numero}"
        url = f"sqlite:///{datos / 'alianzas.db'}"
        (datos / "documentos").mkdir(parents=True)
        (datos / "documentos" / "enlace.txt").symlink_to(lugar / "fuera" / AJENO)
        ruta = hostil.format(fuera=lugar / "fuera")
        copia = copia_con(origen, lugar / f"copia-{numero}", ruta)
        if not nombre_de(ruta):
            with pytest.raises(RespaldoInservible, match="No se devolvió nada"):
                restaurar(copia, url, datos)
            assert filas(url, "SELECT count(*) FROM personas") == [(0,)]
            continue
        restaurar(copia, url, datos)
        almacen = abrir_almacen(url, sal_de_personas(datos))
        ((adjunto,),) = [envio.mensaje.adjuntos for envio in almacen.leer_envios("telegram")]
        with pytest.raises(OSError):
            leer_adjunto(adjunto)
        borrar(almacen, ANA, AHORA)
        almacen.cerrar()
        assert (lugar / "fuera" / AJENO).read_text(encoding="utf-8") == "ajeno"
    record_property("probados", len(HOSTILES))


def test_un_archivo_de_la_copia_no_se_escribe_fuera_de_su_sitio(
    origen: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    nombres = (
        "documentos/../fuera.txt",
        "documentos/..",
        "documentos/a/b.txt",
        "documentos//fuera.txt",
        "/documentos/x.txt",
        "../fuera.txt",
        "modelo/pesos.onnx",
        "respuestas/../../fuera.txt",
        "documentos/..\\fuera.txt",
        "./documentos/x.txt",
    )
    for numero, nombre in enumerate(nombres):
        datos = tmp_path / f"datos-{numero}"
        url = f"sqlite:///{datos / 'alianzas.db'}"
        copia = copia_con(origen, tmp_path / f"copia-{numero}", "a.docx", {nombre: b"x"})
        with pytest.raises(RespaldoInservible, match="No se devolvió nada"):
            restaurar(copia, url, datos)
        assert not datos.exists()
    assert not list(tmp_path.rglob("fuera.txt"))
    record_property("probados", len(nombres))


def test_al_devolver_un_documento_no_se_sigue_un_enlace_que_ya_estaba(origen: Path, lugar: Path) -> None:
    destino = lugar / "destino"
    (documento,) = (origen / "documentos").iterdir()
    (destino / "documentos").mkdir(parents=True)
    (destino / "documentos" / documento.name).symlink_to(lugar / "fuera" / AJENO)
    url = f"sqlite:///{destino / 'alianzas.db'}"
    restaurar(respaldar(f"sqlite:///{origen / 'alianzas.db'}", origen, lugar / "copias", AHORA).archivo, url, destino)
    assert (lugar / "fuera" / AJENO).read_text(encoding="utf-8") == "ajeno"
    assert (destino / "documentos" / documento.name).read_bytes() == b"propio"
    assert not (destino / "documentos" / documento.name).is_symlink()


def test_la_copia_no_lleva_lo_que_un_enlace_de_la_carpeta_senala(origen: Path, lugar: Path) -> None:
    (origen / "documentos" / "enlace.txt").symlink_to(lugar / "fuera" / AJENO)
    copia = respaldar(f"sqlite:///{origen / 'alianzas.db'}", origen, lugar / "copias", AHORA)
    with tarfile.open(copia.archivo) as tar:
        assert "documentos/enlace.txt" not in tar.getnames()
    assert copia.documentos == 1
