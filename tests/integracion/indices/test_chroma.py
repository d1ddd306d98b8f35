"""Con Chroma en su carpeta, en un servidor o sin ella se encuentra lo mismo, y lo que le pase a Chroma no se nota.

El servidor es el de la rueda, en esta máquina.
"""

import logging
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from bot.config import leer_configuracion
from bot.montaje.busqueda import revisar_chroma, servidor_de_chroma
from conocimiento.ingesta import leer_corpus
from conocimiento.modelo import Fragmento, Hallazgo, Tramo
from indices import busqueda
from indices.abrir import Cambio, IndiceVigilado, abrir_buscador, cambiar, reconstruir
from indices.buscador import BuscadorLocal
from indices.errores import ErrorDeIndice
from indices.guardado import cercanos, chroma, pedido
from indices.guardado.chroma import LectorDeChroma, Lugar
from indices.guardado.generacion import PUNTERO
from indices.guardado.pedido import Servidor
from indices.guardado.vectores import VectoresGuardados, leer_por_clave
from indices.modelo.preparacion import carpeta_del_modelo, huella_del_modelo
from indices.recuperador import RecuperadorAlianzas
from tests.apoyo.chroma import ServidorDeChroma, puerto_libre
from tests.apoyo.rutas import DOCUMENTOS
from tests.conftest import enlazar_datos
from tests.integracion.indices.test_abrir import crear_corpus

CONSULTAS = [
    "agua del río",
    "variedades de papa",
    "viaje en tren",
    "baile con pañuelo",
    "¿quién descubrió la penicilina?",
]
DEL_MARCO = [
    "¿qué es una alianza multiactor?",
    "quiénes pueden participar",
    "principios de la cooperación",
    "¿cuánto pagan?",
]


@pytest.fixture(scope="module")
def servidor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServidorDeChroma]:
    uno = ServidorDeChroma(tmp_path_factory.mktemp("servidor") / "chroma")
    uno.iniciar()
    yield uno
    uno.matar()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return crear_corpus(tmp_path / "corpus")


@pytest.fixture
def datos(tmp_path: Path, carpeta_modelo: Path) -> Path:
    return enlazar_datos(tmp_path / "datos", carpeta_modelo, ("modelo",))


@pytest.fixture(autouse=True)
def sin_espera(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cercanos, "ENTRE_INTENTOS", 0.0)


@pytest.fixture
def consultadas(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """De dónde contestó Chroma cada consulta: sin esto, una Chroma que no se usa también daría lo mismo."""
    anotadas: list[str] = []
    original = LectorDeChroma.cercanos

    def anotar(lector: LectorDeChroma, vector: chroma.Puntos) -> chroma.Filas:
        filas = original(lector, vector)
        anotadas.append(type(lector._lugar.donde).__name__)
        return filas

    monkeypatch.setattr(LectorDeChroma, "cercanos", anotar)
    return anotadas


def iguales(unos: tuple[Hallazgo, ...], otros: tuple[Hallazgo, ...]) -> None:
    for uno, otro in zip(unos, otros, strict=True):
        assert [p.fragmento for p in uno.pasajes] == [p.fragmento for p in otro.pasajes]
        assert [p.oracion for p in uno.pasajes] == [p.oracion for p in otro.pasajes]
        assert uno.confianza == pytest.approx(otro.confianza, abs=1e-3)
        assert uno.dato == pytest.approx(otro.dato, abs=1e-3)


def servidor_para(donde: str, servidor: ServidorDeChroma, monkeypatch: pytest.MonkeyPatch) -> Servidor | None:
    """Prepara cada manera de buscar; `carpeta` es la de siempre, con el límite bajado."""
    if donde == "carpeta":
        monkeypatch.setattr(busqueda, "LIMITE_EXACTO", 0)
    return servidor.servidor if donde == "servidor" else None


CHROMA_EN = {"exacta": None, "carpeta": "PosixPath", "servidor": "Servidor"}


@pytest.mark.parametrize("con_oraciones", [True, False], ids=["con oraciones", "sin oraciones"])
@pytest.mark.parametrize("donde", CHROMA_EN)
def test_se_encuentra_lo_mismo(
    donde: str,
    con_oraciones: bool,
    corpus: Path,
    datos: Path,
    servidor: ServidorDeChroma,
    consultadas: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not con_oraciones:
        monkeypatch.setattr(pedido, "LIMITE_DE_ORACIONES", 0)
    exactos = abrir_buscador(corpus, datos).buscar(CONSULTAS)
    assert consultadas == []
    suyo = servidor_para(donde, servidor, monkeypatch)
    reconstruir(corpus, datos, servidor=suyo)
    consultadas.clear()
    iguales(exactos, abrir_buscador(corpus, datos, servidor=suyo).buscar(CONSULTAS))
    assert consultadas == ([CHROMA_EN[donde]] * len(consultadas))
    assert bool(consultadas) == (donde != "exacta")


@pytest.mark.parametrize("donde", ["carpeta", "servidor"])
def test_el_marco_con_sus_preguntas_conocidas_se_encuentra_igual(
    donde: str,
    carpeta_producto: Path,
    tmp_path: Path,
    servidor: ServidorDeChroma,
    consultadas: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    de_todos = abrir_buscador(DOCUMENTOS, carpeta_producto)
    exactos = de_todos.buscar(DEL_MARCO)
    copia = enlazar_datos(tmp_path / "copia", carpeta_producto, ("modelo",))
    shutil.copytree(de_todos.carpeta.parent, copia / "indice" / de_todos.carpeta.parent.name)
    suyo = servidor_para(donde, servidor, monkeypatch)
    # Solo la colección: volver a ajustar el juicio tarda medio minuto.
    pedido_suyo = pedido_de(DOCUMENTOS, copia, suyo)
    embeddings = VectoresGuardados(de_todos.embeddings, leer_por_clave(de_todos.carpeta))
    cercanos.construir(pedido_suyo, pedido_suyo.carpeta / de_todos.carpeta.name, embeddings, lambda _: None)
    hallados = abrir_buscador(DOCUMENTOS, copia, servidor=suyo).buscar(DEL_MARCO)
    assert set(consultadas) == {CHROMA_EN[donde]}
    iguales(exactos, hallados)
    for uno, otro in zip(exactos, hallados, strict=True):
        assert uno.juicio is not None and otro.juicio is not None
        assert uno.juicio.contesta == pytest.approx(otro.juicio.contesta, abs=1e-3)


@pytest.mark.parametrize("donde", CHROMA_EN)
def test_el_recuperador_de_langchain_da_los_mismos_pasajes(
    donde: str, corpus: Path, datos: Path, servidor: ServidorDeChroma, monkeypatch: pytest.MonkeyPatch
) -> None:
    buscador = abrir_buscador(corpus, datos, servidor=servidor_para(donde, servidor, monkeypatch))
    primero, *resto = RecuperadorAlianzas(buscador=buscador, cuantos=2).invoke("danza de la costa")
    assert len(resto) == 1
    (hallazgo,) = buscador.buscar(["danza de la costa"])
    fragmento = hallazgo.pasajes[0].fragmento
    assert primero.page_content == fragmento.texto
    assert primero.metadata["documento"] == "danza.md"
    assert primero.metadata["apartado"] == "La marinera"
    texto = next(uno.texto for uno in buscador.documentos if uno.ficha.documento == "danza.md")
    assert texto[primero.metadata["inicio"] : primero.metadata["fin"]] == primero.page_content
    assert primero.metadata["oracion"] in primero.page_content
    assert primero.metadata["version"] == fragmento.version
    assert primero.metadata["pagina"] is None
    assert RecuperadorAlianzas(buscador=buscador).invoke("¿?") == []


def test_hasta_el_limite_no_se_construye_ni_se_carga(corpus: Path, datos: Path) -> None:
    buscador = abrir_buscador(corpus, datos)
    assert not (buscador.carpeta / cercanos.CHROMA).exists()


# Lo que le puede pasar a un servidor


def servido(corpus: Path, datos: Path, servidor: ServidorDeChroma) -> BuscadorLocal:
    reconstruir(corpus, datos, servidor=servidor.servidor)
    return abrir_buscador(corpus, datos, servidor=servidor.servidor)


def avisos(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [uno.getMessage() for uno in caplog.records if uno.levelno >= logging.WARNING]


def test_reiniciado_y_muerto_de_golpe_conserva_lo_que_tenia(
    corpus: Path, datos: Path, servidor: ServidorDeChroma, consultadas: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    buscador = servido(corpus, datos, servidor)
    exactos = abrir_buscador(corpus, datos).buscar(CONSULTAS)
    antes = servidor.colecciones()
    servidor.matar()
    iguales(exactos, buscador.buscar(CONSULTAS))
    assert len(avisos(caplog)) == 1, "una línea por caída, no una por pregunta"
    assert "chroma no disponible" in avisos(caplog)[0]
    servidor.iniciar()
    assert servidor.colecciones() == antes
    consultadas.clear()
    iguales(exactos, buscador.buscar(CONSULTAS))
    assert set(consultadas) == {"Servidor"}, "vuelve a usarla sin reiniciar el asistente"


def test_sin_servidor_al_empezar_se_construye_y_se_abre_igual(
    corpus: Path, datos: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ausente = Servidor(f"http://127.0.0.1:{puerto_libre()}")
    dichos: list[str] = []
    reconstruir(corpus, datos, informar=dichos.append, servidor=ausente)
    assert any("se compara con todos" in dicho for dicho in dichos)
    caplog.clear()
    buscador = abrir_buscador(corpus, datos, servidor=ausente)
    iguales(abrir_buscador(corpus, datos).buscar(CONSULTAS), buscador.buscar(CONSULTAS))
    assert len(avisos(caplog)) == 1


def test_el_que_acepta_y_no_contesta_no_detiene_a_nadie(
    corpus: Path, datos: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cercanos, "ENTRE_INTENTOS", 60.0)
    abrir_buscador(corpus, datos)
    with socket.create_server(("127.0.0.1", 0)) as mudo:
        desde = time.monotonic()
        buscador = abrir_buscador(corpus, datos, servidor=Servidor(f"http://127.0.0.1:{mudo.getsockname()[1]}"))
        buscador.buscar(CONSULTAS)
        assert time.monotonic() - desde < 30
    assert len(avisos(caplog)) == 1


def test_una_coleccion_que_no_cuadra_no_se_usa(
    corpus: Path, datos: Path, servidor: ServidorDeChroma, consultadas: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    servido(corpus, datos, servidor)
    (nombre,) = [una for una in servidor.colecciones() if una.endswith(vigente(datos)[-9:])]
    with servidor.cliente() as cliente:
        cliente.get_collection(nombre, embedding_function=None).delete(ids=["0"])
    consultadas.clear()
    caplog.clear()
    buscador = abrir_buscador(corpus, datos, servidor=servidor.servidor)
    iguales(abrir_buscador(corpus, datos).buscar(CONSULTAS), buscador.buscar(CONSULTAS))
    assert consultadas == [] and len(avisos(caplog)) == 1
    assert "registros y debería haber" in avisos(caplog)[0]


def test_una_coleccion_borrada_a_mitad_de_uso_no_se_nota(
    corpus: Path, datos: Path, servidor: ServidorDeChroma, caplog: pytest.LogCaptureFixture
) -> None:
    buscador = servido(corpus, datos, servidor)
    exactos = buscador.buscar(CONSULTAS)
    servidor.borrar()
    iguales(exactos, buscador.buscar(CONSULTAS))
    assert len(avisos(caplog)) == 1


def test_una_respuesta_que_no_puede_ser_no_se_cree(
    corpus: Path, datos: Path, servidor: ServidorDeChroma, monkeypatch: pytest.MonkeyPatch
) -> None:
    servido(corpus, datos, servidor)
    lugar = cercanos.lugar_de(pedido_de(corpus, datos, servidor.servidor), datos / vigente(datos))
    assert lugar is not None
    lector = LectorDeChroma(lugar, 4)
    for ids in ([], ["-1"], ["4"], ["999999999"], ["uno"], [None], ["1e3"]):
        monkeypatch.setattr(lector._coleccion, "query", lambda ids=ids, **_: {"ids": [ids]})
        with pytest.raises(ErrorDeIndice):
            lector.cercanos(np.ones(384, dtype=np.float32))


def pedido_de(corpus: Path, datos: Path, servidor: Servidor | None) -> pedido.IndicePedido:
    huella = huella_del_modelo(carpeta_del_modelo(datos, None))
    hecho = pedido.pedir(leer_corpus(corpus, datos), corpus, datos, huella)
    return replace(hecho, servidor=servidor)


def vigente(datos: Path) -> str:
    (carpeta,) = (datos / "indice").iterdir()
    return (carpeta / PUNTERO).read_text(encoding="utf-8")


def test_se_conservan_la_vigente_y_la_anterior_y_lo_ajeno(
    corpus: Path, datos: Path, tmp_path: Path, carpeta_modelo: Path, servidor: ServidorDeChroma
) -> None:
    servidor.borrar()
    with servidor.cliente() as cliente:
        cliente.create_collection("alianzas-de-otro", embedding_function=None)
    otros = enlazar_datos(tmp_path / "otros", carpeta_modelo, ("modelo",))
    reconstruir(corpus, otros, servidor=servidor.servidor)
    ajenas = servidor.colecciones()
    en_uso = servido(corpus, datos, servidor)
    for veces in (2, 2):
        reconstruir(corpus, datos, servidor=servidor.servidor)
        hay = servidor.colecciones()
        assert ajenas.items() <= hay.items()
        assert len(hay) - len(ajenas) == veces
    # La que usaba quien no se ha enterado todavía ya no está: sigue, comparando con todos.
    iguales(abrir_buscador(corpus, datos).buscar(CONSULTAS), en_uso.buscar(CONSULTAS))


def test_quien_atiende_pasa_a_la_coleccion_nueva(
    corpus: Path, datos: Path, servidor: ServidorDeChroma, consultadas: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    vigilado = IndiceVigilado(servido(corpus, datos, servidor), corpus, datos)
    (corpus / "pan.txt").write_text("El pan de Oropesa se hornea con leña de eucalipto.", encoding="utf-8")
    reconstruir(corpus, datos, servidor=servidor.servidor)
    nuevo = vigilado.renovar(date(2026, 11, 29))
    assert nuevo is not None
    consultadas.clear()
    assert nuevo.buscar(["pan con leña"])[0].pasajes[0].fragmento.documento == "pan.txt"
    assert consultadas and avisos(caplog) == []


def test_muerto_mientras_se_guarda_las_demas_quedan_y_se_sigue(
    corpus: Path, datos: Path, servidor: ServidorDeChroma, caplog: pytest.LogCaptureFixture
) -> None:
    """En `tests/mediciones/muchos.py` se repite en momentos al azar y con muchos registros."""
    buscador = servido(corpus, datos, servidor)
    exactos = buscador.buscar(CONSULTAS)
    antes = servidor.colecciones()
    rafaga = threading.Timer(0.02, servidor.matar)
    rafaga.start()
    reconstruir(corpus, datos, servidor=servidor.servidor)
    rafaga.join()
    iguales(exactos, abrir_buscador(corpus, datos, servidor=servidor.servidor).buscar(CONSULTAS))
    servidor.matar()
    servidor.iniciar()
    ahora = servidor.colecciones()
    vivas = [nombre for nombre in antes if nombre in ahora]
    assert all(ahora[nombre] == antes[nombre] for nombre in vivas)
    reconstruir(corpus, datos, servidor=servidor.servidor)
    caplog.clear()
    iguales(exactos, abrir_buscador(corpus, datos, servidor=servidor.servidor).buscar(CONSULTAS))
    assert avisos(caplog) == []


def test_lo_que_se_cambia_desde_quien_atiende_va_al_mismo_servidor(
    corpus: Path, datos: Path, servidor: ServidorDeChroma
) -> None:
    anterior = servido(corpus, datos, servidor)
    (corpus / "tren.txt").unlink()
    despues: list[BuscadorLocal] = []
    cambio = Cambio(leer_corpus(corpus, datos), lambda _, nuevo: despues.append(nuevo), lambda _: None)
    cambiar(anterior, corpus, datos, cambio)
    assert anterior.servidor == despues[0].servidor == servidor.servidor
    (registros,) = [n for nombre, n in servidor.colecciones().items() if nombre.endswith(vigente(datos)[-9:])]
    assert registros == 3


def test_lo_de_esta_maquina_no_pasa_por_el_intermediario(
    corpus: Path, datos: Path, servidor: ServidorDeChroma, consultadas: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    nadie = f"http://127.0.0.1:{puerto_libre()}"
    for nombre in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(nombre, nadie)
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("NO_PROXY", "")
    servido(corpus, datos, servidor).buscar(CONSULTAS)
    assert consultadas


def test_la_cabecera_llega_y_no_queda_escrita_en_ninguna_parte(
    corpus: Path, datos: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    recibido: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as puerta:

        def atender() -> None:
            conexion, _ = puerta.accept()
            with conexion:
                recibido.append(conexion.recv(65_536))
                conexion.sendall(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")

        hilo = threading.Thread(target=atender)
        hilo.start()
        monkeypatch.setenv("ALIANZAS_CHROMA", f"http://127.0.0.1:{puerta.getsockname()[1]}")
        monkeypatch.setenv("ALIANZAS_CHROMA_CABECERA", "Authorization: Bearer secretisimo")
        configuracion = leer_configuracion(datos=datos, corpus=corpus)
        suyo = servidor_de_chroma(configuracion)
        monkeypatch.setattr(cercanos, "ENTRE_INTENTOS", 60.0)
        caplog.set_level(logging.DEBUG)
        abrir_buscador(corpus, datos)
        abrir_buscador(corpus, datos, servidor=suyo).buscar(CONSULTAS)
        hilo.join()
    assert b"bearer secretisimo" in recibido[0].lower()
    assert "secretisimo" not in repr(configuracion) + repr(suyo) + caplog.text
    assert len(avisos(caplog)) == 1


def test_comprobar_dice_como_esta_chroma(
    corpus: Path, datos: Path, servidor: ServidorDeChroma, monkeypatch: pytest.MonkeyPatch
) -> None:
    reconstruir(corpus, datos)
    assert "no se usa" in revisar_chroma(leer_configuracion(datos=datos, corpus=corpus))
    monkeypatch.setenv("ALIANZAS_CHROMA", servidor.servidor.direccion + "/")
    con_servidor = leer_configuracion(datos=datos, corpus=corpus)
    with pytest.raises(ErrorDeIndice, match=r"Falta la colección .*alianzas indexar"):
        revisar_chroma(con_servidor)
    reconstruir(corpus, datos, servidor=servidor_de_chroma(con_servidor))
    assert "4 registros" in revisar_chroma(con_servidor)
    monkeypatch.setenv("ALIANZAS_CHROMA", f"http://127.0.0.1:{puerto_libre()}")
    with pytest.raises(ErrorDeIndice, match=r"No se puede abrir .*ConnectError.*servidor atienda"):
        revisar_chroma(leer_configuracion(datos=datos, corpus=corpus))


def test_una_coleccion_de_la_carpeta_danada_a_mitad_de_uso_no_se_nota(
    corpus: Path, datos: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(busqueda, "LIMITE_EXACTO", 0)
    buscador = abrir_buscador(corpus, datos)
    exactos = buscador.buscar(CONSULTAS)
    suyo = buscador._abierto.estantes[0].coleccion.cercanos
    assert isinstance(suyo, cercanos.CercanosDeChroma) and suyo._lector is not None
    with monkeypatch.context() as cambio:
        cambio.setattr(suyo._lector._coleccion, "query", lambda **_: 1 / 0)
        (buscador.carpeta / cercanos.CHROMA).rename(buscador.carpeta / "otra")
        iguales(exactos, buscador.buscar(CONSULTAS))
    assert len(avisos(caplog)) == 1


@pytest.mark.parametrize("donde", ["carpeta", "servidor"])
def test_cada_registro_lleva_su_texto_y_de_donde_sale(donde: str, tmp_path: Path, servidor: ServidorDeChroma) -> None:
    sin_paginas = Fragmento("a.txt", "1", "", "Uno.", 0, 4, (Tramo(0, 4),))
    con_paginas = Fragmento("b.pdf", "f0", "2.1 Concepto", "Dos.", 7, 11, (Tramo(7, 11),), ((0, 8), (5, 9)))
    lugar = Lugar(tmp_path / "chroma" if donde == "carpeta" else servidor.servidor, f"registros-{donde}")
    chroma.construir(lugar, [sin_paginas, con_paginas], DeterministicFakeEmbedding(size=384))
    lector = LectorDeChroma(lugar, 2)
    hallados = lector._coleccion.get(include=["metadatas", "documents"])
    assert sorted(hallados["documents"]) == ["Concepto. Dos.", "Uno."]
    por_documento = {uno["documento"]: uno for uno in hallados["metadatas"]}
    comun = {"version": "f0", "apartado": "2.1 Concepto", "inicio": 7, "fin": 11}
    assert por_documento["b.pdf"] == {"documento": "b.pdf", "pagina": 9, **comun}
    assert "pagina" not in por_documento["a.txt"]


def test_un_lugar_dice_donde_esta() -> None:
    assert "de datos/chroma" in str(Lugar(Path("datos/chroma"), "x"))
    assert "«x» de https://uno" in str(Lugar(Servidor("https://uno"), "x"))
