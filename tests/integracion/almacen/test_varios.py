"""Un borrador de varias personas, en SQLite y PostgreSQL: lo que escriben a la vez, y lo que se lleva quien se va."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import get_args

import pytest

from bot.almacen import AlmacenSQL
from bot.almacen.base.errores import HistoriaInconsistente
from bot.almacen.base.tablas import METADATOS
from bot.dialogo.efectos import AnotarEnBorrador, Enviar
from bot.dialogo.mensajes import Adjunto, Mensaje, parrafo
from bot.dialogo.turno import Conservacion, Estado
from bot.entrevista.borrador import Borrador, Rol
from bot.entrevista.eventos import (
    DE_LA_ALIANZA,
    Acogida,
    Autorizada,
    Borrado,
    Creado,
    Desestimada,
    Deshecha,
    DocumentoEntregado,
    Evento,
    Migrada,
    ModoCambiado,
    Respondida,
    Retirado,
    RolCambiado,
    Sugerida,
    VersionPuesta,
    VistoBuenoDado,
    Vuelta,
)
from bot.entrevista.propuesta.armar import armar
from bot.entrevista.propuesta.versiones import versiones_de
from bot.servicio.puertos import EstadoDesactualizado, TurnoAtendido
from tests.apoyo.almacen import AHORA, abrir, borrar, filas
from tests.apoyo.borradores import AMPLIADO, HOY, historia
from tests.apoyo.chat import ENTREVISTA
from tests.apoyo.varios import (
    NOMBRE,
    anotar,
    comprobar_lo_escrito,
    escribir_a_la_vez,
    integrante,
    juntar,
    servicio_de,
)

COMUN = ("titulo", "")
CON_LO_LEIDO = [clase for clase in get_args(Evento) if "hasta" in {campo.name for campo in fields(clase)}]
"""Los eventos que dicen hasta dónde había leído quien los hizo."""


def dicho(texto: str, llave: tuple[str, str] = COMUN) -> Respondida:
    return Respondida(AHORA, llave, texto, texto)


def guardar(almacen: AlmacenSQL, numero: int, estado: Estado, cambio: int, *nuevos: Evento) -> None:
    """Guarda el turno de quien decidió sobre ese estado, que puede ser viejo."""
    suyos = tuple(replace(uno, autor=f"i{numero}") for uno in nuevos)
    nuevo = replace(estado, turno=estado.turno + 1, eventos=(*estado.eventos, *suyos))
    efectos = (Enviar(Mensaje((parrafo("Anotado."),))),)
    almacen.guardar(integrante(numero), TurnoAtendido(cambio, f"1:{numero}", "dicho", nuevo, efectos, AHORA))


def test_todos_escriben_a_la_vez_y_no_se_pierde_nada(
    almacen: AlmacenSQL, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    juntar(almacen, 4)
    servicio = servicio_de(almacen, armar(ENTREVISTA, historia(AMPLIADO), HOY), tmp_path)
    asyncio.run(escribir_a_la_vez(servicio, 4, 5, documentos=0))
    comprobar_lo_escrito(almacen, 4, 5, documentos=0)
    record_property("probados", 4 * 5)


@pytest.mark.parametrize("url", ["cifrado", "postgresql"], indirect=True)
def test_lo_leido_hace_poco_es_lo_guardado_aunque_otro_proceso_anote_o_borre(almacen: AlmacenSQL, url: str) -> None:
    juntar(almacen, 3)
    procesos, azar = (almacen, abrir(url)), Random(7)

    def leidas() -> list[tuple[Evento, ...]]:
        vistas = {uno.cargar(integrante(numero))[0].eventos for uno in procesos for numero in (0, 2)}
        assert len(vistas) == 1
        return list(vistas)

    (ahora,) = leidas()
    for vez in range(8):
        numero = azar.randrange(3)
        anotar(azar.choice(procesos), numero, dicho(f"PALABRAS{vez}DE{numero}", ("reparto", f"a{numero}")))
        (ahora,) = leidas()
        assert f"PALABRAS{vez}DE{numero}" in repr(ahora[-1])
    # Lo que se rechaza a medias no se queda a mano.
    with pytest.raises(HistoriaInconsistente):
        anotar(procesos[1], 1, dicho("propio", ("reparto", "a1")), dicho("lo común"))
    assert leidas() == [ahora]
    borrar(procesos[1], integrante(1))
    (quedan,) = leidas()
    assert ("DE1'" in repr(ahora), "DE1'" in repr(quedan), "DE2'" in repr(quedan)) == (True, False, True)
    procesos[1].cerrar()
    de_nuevo = abrir(url)
    assert [de_nuevo.cargar(integrante(0))[0].eventos] == [quedan]
    de_nuevo.cerrar()


@pytest.mark.parametrize(
    ("mio", "ajeno", "otro"),
    [
        (dicho("mío", ("reparto", "a1")), dicho("ajeno", ("reparto", "a2")), 2),
        (dicho("mío", ("reparto", "a1")), dicho("ajeno"), 0),
        (DocumentoEntregado(AHORA, 1, "h"), dicho("ajeno"), 0),
        (dicho("mío", ("reparto", "a1")), DocumentoEntregado(AHORA, 1, "h"), 2),
        (VistoBuenoDado(AHORA, version=1, huella="h"), VistoBuenoDado(AHORA, version=1, huella="h"), 2),
        (Deshecha(AHORA), Vuelta(AHORA, COMUN), 2),
    ],
    ids=["otra fila", "lo común", "documento", "tras un documento", "dos vistos buenos", "deshacer"],
)
def test_lo_que_toca_otra_cosa_queda_detras(almacen: AlmacenSQL, mio: Evento, ajeno: Evento, otro: int) -> None:
    juntar(almacen, 3)
    antes, cambio = almacen.cargar(integrante(1))
    anotar(almacen, otro, ajeno)
    guardar(almacen, 1, antes, cambio, mio)
    assert [uno.autor for uno in almacen.cargar(integrante(0))[0].eventos[-2:]] == [f"i{otro}", "i1"]
    assert almacen.cargar(integrante(1))[0].eventos == almacen.cargar(integrante(2))[0].eventos


@pytest.mark.parametrize(
    ("mio", "ajeno", "otro"),
    [
        (dicho("mío"), dicho("ajeno"), 0),
        (Deshecha(AHORA), dicho("ajeno", ("reparto", "a2")), 2),
        (DocumentoEntregado(AHORA, 1, "h"), DocumentoEntregado(AHORA, 1, "h"), 2),
        (Sugerida(AHORA, COMUN, numero=1), Sugerida(AHORA, COMUN, numero=1), 2),
        (dicho("mío", ("reparto", "a1")), None, 0),
    ],
    ids=["la misma respuesta", "deshacer", "dos versiones", "dos sugerencias", "ahora coordino"],
)
def test_lo_que_toca_lo_mismo_se_decide_otra_vez_y_no_se_guarda(
    almacen: AlmacenSQL, mio: Evento, ajeno: Evento | None, otro: int
) -> None:
    juntar(almacen, 3)
    antes, cambio = almacen.cargar(integrante(1))
    anotar(almacen, otro, *(RELEVO if ajeno is None else (ajeno,)))
    despues = almacen.cargar(integrante(1))
    with pytest.raises(EstadoDesactualizado):
        guardar(almacen, 1, antes, cambio, mio)
    assert almacen.cargar(integrante(1)) == despues
    assert almacen.leer_envios("telegram") == ()


def test_nadie_escribe_en_nombre_de_otro_ni_en_un_borrador_ajeno(almacen: AlmacenSQL, url: str) -> None:
    juntar(almacen, 2)
    estado, cambio = almacen.cargar(integrante(1))
    for autor in ("i0", "i7", DE_LA_ALIANZA):
        falso = replace(estado, eventos=(*estado.eventos, replace(dicho("falso"), autor=autor)))
        with pytest.raises(HistoriaInconsistente):
            almacen.guardar(integrante(1), TurnoAtendido(cambio, None, "", falso, (), AHORA))
    # Quien no participa no halla el borrador por su nombre: el que se llame así será otro, suyo.
    ajena = integrante(9)
    with pytest.raises(HistoriaInconsistente):
        suelto = (AnotarEnBorrador(NOMBRE, Autorizada(AHORA, "1")),)
        almacen.guardar(ajena, TurnoAtendido(0, None, "", Estado(), suelto, AHORA))
    nuevo = Estado(borrador=NOMBRE, eventos=(dicho("de la ajena"),))
    almacen.guardar(ajena, TurnoAtendido(0, None, "", nuevo, (), AHORA))
    assert almacen.cargar(ajena)[0].eventos == (dicho("de la ajena"),)
    assert almacen.cargar(integrante(1)) == (estado, cambio)
    assert filas(url, "SELECT count(*) FROM borradores") == [(2,)]


def test_quien_perdio_su_lugar_mientras_se_decidia_no_empieza_otro_borrador(almacen: AlmacenSQL, url: str) -> None:
    juntar(almacen, 3)
    estado, cambio = almacen.cargar(integrante(1))
    filas(url, "UPDATE integrantes SET persona = NULL WHERE codigo = 'i1'")
    with pytest.raises(EstadoDesactualizado):
        guardar(almacen, 1, estado, cambio, dicho("mío", ("reparto", "a1")))
    assert filas(url, "SELECT count(*) FROM borradores") == [(1,)]
    assert almacen.cargar(integrante(1))[0].eventos == ()


RELEVO = (
    RolCambiado(AHORA, "i1", "coordinacion", autor=DE_LA_ALIANZA),
    RolCambiado(AHORA, "i0", "socio", autor=DE_LA_ALIANZA),
)
"""Quien empezó el borrador le pasa la coordinación a «i1»."""


# --- Llevarse lo dicho -------------------------------------------------------------------------------------

SEMBRADAS = 60


def _lo_demas(numero: int, desde: int, una: str, otra: str) -> tuple[Evento, ...]:
    """Lo que además puede decir cada uno: la coordinación decide lo que los socios proponen."""
    if numero == 0:
        return dicho(una), Desestimada(AHORA, numero=99, de="i1", motivo=otra)
    return (Sugerida(AHORA, COMUN, numero=10 * numero + desde, valor=una, crudo=otra),)


def sembrar(almacen: AlmacenSQL, numero: int, documentos: Path) -> list[str]:
    """Cada integrante dice muchas cosas que no se parecen a las de nadie, en cada sitio donde se guarda algo."""
    marcas = [f"MARCA{numero}X{vez:02}" for vez in range(SEMBRADAS)]
    for desde in range(0, SEMBRADAS, 20):
        veinte = marcas[desde : desde + 20]
        archivo = documentos / f"{secrets.token_hex(16)}.docx"  # como los nombra el redactor
        archivo.parent.mkdir(exist_ok=True)
        archivo.write_text(veinte[0])
        eventos = (
            *(dicho(una, ("reparto", f"a{numero}")) for una in veinte[:18]),
            *_lo_demas(numero, desde, *veinte[18:]),
            DocumentoEntregado(AHORA, 10 * numero + desde + 1, "huella"),
        )
        entrega = Enviar(Mensaje((parrafo(veinte[0]),), (), (Adjunto(str(archivo), f"{veinte[0]}.docx"),)))
        for otro in {0, 1, 2} - {numero}:  # los demás lo ven: uno ya lo recibió y el otro no
            anotar(almacen, otro, dicho="ver", efectos=(Enviar(Mensaje((parrafo(veinte[2]),), reservado=True)),))
            if (otro - numero) % 3 == 1:
                for envio in almacen.leer_envios("telegram", integrante(otro).direccion):
                    almacen.marcar_enviado(envio.identificador, AHORA)
        anotar(almacen, numero, *eventos, dicho=veinte[1], efectos=(entrega,))
    return marcas


def hallados(url: str, carpeta: Path, marcas: Sequence[str]) -> list[str]:
    """Las marcas que quedan en los archivos de la base y sus documentos; en PostgreSQL, en las filas y documentos."""
    if url.startswith("sqlite"):
        archivos = [ruta for ruta in carpeta.rglob("*") if ruta.is_file()]
        contenido = b"".join(ruta.read_bytes() for ruta in archivos)
    else:
        tablas = repr([filas(url, f"SELECT * FROM {tabla}") for tabla in METADATOS.tables])
        documentos = [ruta.read_bytes() for ruta in carpeta.rglob("*") if ruta.is_file()]
        contenido = tablas.encode() + b"".join(documentos)
    return [una for una in marcas if una.encode() in contenido]


@pytest.mark.parametrize("quien", [0, 1], ids=["coordinacion", "socio"])
def test_quien_borra_lo_suyo_se_lo_lleva_y_lo_de_los_demas_no_se_mueve(url: str, tmp_path: Path, quien: int) -> None:
    documentos = tmp_path / "documentos"
    almacen = abrir(url, documentos=documentos)
    juntar(almacen, 3)
    marcas = [sembrar(almacen, numero, documentos) for numero in range(3)]
    migrada = Migrada(AHORA, "1", "2", {"titulo": "nombre"})
    anotar(almacen, 0, migrada, VersionPuesta(AHORA, 1, "h"), Acogida(AHORA, 20, "i1"), ModoCambiado(AHORA, "ampliado"))
    anotar(almacen, 2, VistoBuenoDado(AHORA, version=1, huella="h"))
    cifrado = "/cifrado/" in url
    if not cifrado:
        assert len(hallados(url, tmp_path, marcas[quien])) == SEMBRADAS
    antes = almacen.cargar(integrante(2))[0].eventos

    borrar(almacen, integrante(quien))

    assert hallados(url, tmp_path, marcas[quien]) == []
    despues = almacen.cargar(integrante(2))[0].eventos
    de_la_salida = despues[len(antes) :]
    assert de_la_salida[0] == Retirado(AHORA, f"i{quien}", "borrado", deja=False, autor=DE_LA_ALIANZA)
    sucesion = (RolCambiado(AHORA, "i1", "coordinacion", autor=DE_LA_ALIANZA),)
    assert de_la_salida[1:] == (() if quien else sucesion)
    despues = despues[: len(antes)]
    assert [uno for uno in despues if uno.autor not in ("", f"i{quien}")] == [
        uno for uno in antes if uno.autor not in ("", f"i{quien}")
    ]
    for antes_era, ahora_es in zip(antes, despues, strict=True):
        if antes_era.autor != f"i{quien}":
            assert ahora_es == antes_era
            continue
        assert (ahora_es.autor, ahora_es.instante) == (DE_LA_ALIANZA, antes_era.instante)
        match antes_era:
            case Creado():
                assert ahora_es == Creado(AHORA, version="1", autor=DE_LA_ALIANZA)
            case Migrada() | VersionPuesta() | Acogida() | DocumentoEntregado() | ModoCambiado():
                assert ahora_es == replace(antes_era, autor=DE_LA_ALIANZA)
            case Desestimada():
                assert ahora_es == replace(antes_era, autor=DE_LA_ALIANZA, motivo="")
            case _:
                assert isinstance(ahora_es, Borrado)
    for otro in {0, 1, 2} - {quien}:
        datos, _ = almacen.reunir_datos(integrante(otro))
        assert [una for una in marcas[otro] if una not in str(datos)] == []
        assert [una for una in marcas[quien] if una in str(datos)] == []
        if not cifrado:
            assert len(hallados(url, tmp_path, marcas[otro])) == SEMBRADAS
    assert filas(url, f"SELECT persona, clave_envuelta FROM integrantes WHERE codigo = 'i{quien}'") == [(None, None)]
    # Los documentos llevaban lo suyo, también los que recibieron los demás; se pueden hacer otra vez.
    assert list(documentos.iterdir()) == []
    anotar(almacen, 2, dicho("sigo", ("reparto", "a2")))
    assert almacen.cargar(integrante(2))[0].eventos[-1].instante == AHORA
    borrar(almacen, integrante(1 - quien))
    borrar(almacen, integrante(2))
    for tabla in ("borradores", "integrantes", "eventos", "invitaciones", "ingresos"):
        assert filas(url, f"SELECT count(*) FROM {tabla}") == [(0,)]
    almacen.cerrar()


@pytest.mark.parametrize("clase", CON_LO_LEIDO, ids=[clase.tipo for clase in CON_LO_LEIDO])
def test_una_version_sigue_siendo_de_lo_leido_aunque_se_vaya_quien_la_hizo(
    almacen: AlmacenSQL, clase: type[DocumentoEntregado | VersionPuesta]
) -> None:
    juntar(almacen, 3)
    leido, cambio = almacen.cargar(integrante(0))
    mientras = dicho("llegó mientras se hacía", ("reparto", "a2"))
    anotar(almacen, 2, mientras)
    guardar(almacen, 0, leido, cambio, clase(AHORA, version=1, huella="h", hasta=len(leido.eventos)))

    def de_la_version() -> list[Evento]:
        eventos = almacen.cargar(integrante(2))[0].eventos
        (version,) = versiones_de(eventos)
        return [uno for uno in version.historia(eventos) if isinstance(uno, Respondida)]

    assert de_la_version() == []
    borrar(almacen, integrante(0))
    assert replace(mientras, autor="i2") in almacen.cargar(integrante(2))[0].eventos
    assert de_la_version() == []


def test_a_quien_participa_en_un_borrador_le_vale_el_plazo_de_los_borradores(almacen: AlmacenSQL, url: str) -> None:
    juntar(almacen, 2)
    plazos, quedan = Conservacion(consultas=90, borradores=365), []
    for dias in (91, 364, 366):
        hoy = AHORA + timedelta(days=dias)
        otra = TurnoAtendido(0, None, "hola", Estado(turno=1), (), hoy)
        almacen.guardar(integrante(dias), otra)  # alguien más escribe: no se duda del reloj
        assert almacen.mantener(plazos, hoy).reparo is None
        quedan.append(filas(url, "SELECT count(*) FROM integrantes")[0][0])
    assert quedan == [2, 2, 0]
    assert filas(url, "SELECT count(*) FROM borradores") == [(0,)]


@pytest.mark.parametrize("url", ["cifrado", "postgresql"], indirect=True)
def test_quien_calla_un_anio_sale_y_lo_de_su_organizacion_se_queda(almacen: AlmacenSQL, url: str) -> None:
    juntar(almacen, 4)
    for numero in range(4):
        anotar(almacen, numero, dicho(f"LODE{numero}", ("reparto", f"a{numero}")), dicho=f"ESCRITO{numero}")
    hacia = AHORA + timedelta(days=300)
    estado, cambio = almacen.cargar(integrante(2))
    almacen.guardar(integrante(2), TurnoAtendido(cambio, None, "sigo", estado, (), hacia))  # i2 sigue; los demás callan
    plazos = Conservacion(consultas=90, borradores=365)

    def mantener(dias: int) -> str:
        hoy = AHORA + timedelta(days=dias)
        almacen.guardar(integrante(dias), TurnoAtendido(0, None, "hola", Estado(turno=1), (), hoy))
        assert almacen.mantener(plazos, hoy).reparo is None
        (suyo,) = almacen.leer_borradores(integrante(2))
        return repr(suyo.eventos)

    assert "inactividad" not in mantener(364)
    quedan = mantener(366)
    # Salen las dos que callan; la coordinación no, porque alguien usó el borrador hace menos de un año.
    salidas = [uno for uno in almacen.cargar(integrante(2))[0].eventos if isinstance(uno, Retirado)]
    assert {(uno.integrante, uno.motivo, uno.deja) for uno in salidas} == {
        ("i1", "inactividad", True),
        ("i3", "inactividad", True),
    }
    assert all(f"LODE{numero}" in quedan for numero in range(4))
    assert filas(url, "SELECT codigo FROM integrantes WHERE persona IS NULL ORDER BY 1") == [("i1",), ("i3",)]
    assert almacen.leer_borradores(integrante(1)) == ()
    assert almacen.reunir_datos(integrante(1))[0] == {}
    # Quien coordina, al año de lo último que hizo cualquiera en él; lo suyo se va, y coordina quien sigue.
    estado, cambio = almacen.cargar(integrante(2))
    fuera = replace(estado, borrador=None, eventos=(), en_entrevista=False)
    almacen.guardar(integrante(2), TurnoAtendido(cambio, None, "otra", fuera, (), AHORA + timedelta(days=500)))
    assert "LODE0" in mantener(300 + 364)
    de_uno = mantener(300 + 366)
    assert ("LODE0" in de_uno, "LODE1" in de_uno, "LODE2" in de_uno) == (False, True, True)
    (suyo,) = almacen.leer_borradores(integrante(2))
    assert [uno.codigo for uno in Borrador.de(suyo.eventos).con_rol(Rol.COORDINACION)] == ["i2"]
