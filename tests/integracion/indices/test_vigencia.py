"""Un buscador abierto nota que el índice es otro o que algo caducó. Con el modelo real y un corpus pequeño."""

from datetime import date
from pathlib import Path

import pytest

from conocimiento.archivos import escribir_entero
from conocimiento.errores import ErrorDeDocumento
from indices.abrir import IndiceVigilado, abrir_buscador, reconstruir
from indices.buscador import BuscadorLocal
from indices.errores import ErrorDeIndice
from tests.conftest import enlazar_datos

HOY = date(2026, 11, 25)
MARCO = """1. Concepto

Una alianza multiactor es un acuerdo voluntario entre actores públicos y privados.

2. Plazos

La evaluación de cada propuesta tarda treinta días hábiles desde que se recibe completa.
"""
FICHA = 'titulo: "Respuesta oficial 1"\ninstitucion: "APCI"\nfuente: "F"\nversion: "1"\nvigente_hasta: "2026-11-30"\n'


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    carpeta = tmp_path / "corpus"
    carpeta.mkdir()
    (carpeta / "marco.txt").write_text(MARCO, encoding="utf-8")
    return carpeta


@pytest.fixture
def datos(tmp_path: Path, carpeta_modelo: Path) -> Path:
    return enlazar_datos(tmp_path / "datos", carpeta_modelo, ("modelo",))


def responder(datos: Path) -> None:
    carpeta = datos / "respuestas"
    carpeta.mkdir()
    (carpeta / "respuesta-0001.ficha.yaml").write_text(FICHA, encoding="utf-8")
    (carpeta / "respuesta-0001.md").write_text("# ¿A qué correo envío?\n\nA la mesa de partes.\n", encoding="utf-8")


def documentos(buscador: BuscadorLocal | None) -> list[str]:
    assert buscador is not None
    return [documento.ficha.documento for documento in buscador.documentos]


def test_abre_lo_que_publica_otro_y_deja_lo_que_caduca(
    corpus: Path, datos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    primero = abrir_buscador(corpus, datos)
    vigilado = IndiceVigilado(primero, corpus, datos)
    assert vigilado.renovar(HOY) is None
    responder(datos)
    assert vigilado.renovar(HOY) is None  # hasta que no se publica el índice, no hay nada nuevo que abrir
    reconstruir(corpus, datos)
    segundo = vigilado.renovar(HOY)
    assert documentos(segundo) == ["marco.txt", "respuestas/respuesta-0001.md"]
    assert segundo is not None and segundo.embeddings is primero.embeddings
    (hallado,) = segundo.buscar(["¿a qué correo envío?"])
    assert hallado.oficiales[0].fragmentos[0].documento == "respuestas/respuesta-0001.md"
    assert {uno.fragmento.documento for uno in hallado.pasajes} == {"marco.txt"}
    assert primero.buscar(["¿a qué correo envío?"])[0].pasajes[0].fragmento.documento == "marco.txt"
    assert vigilado.renovar(date(2026, 11, 30)) is None
    tercero = vigilado.renovar(date(2026, 12, 1))
    assert documentos(tercero) == ["marco.txt"]
    assert vigilado.renovar(date(2026, 12, 1)) is None


@pytest.mark.parametrize("cambio", ["borrado", "editado", "ficha"])
def test_lo_que_se_borra_o_se_edita_deja_de_citarse(corpus: Path, datos: Path, cambio: str) -> None:
    """Sin ejecutar `alianzas indexar`: quien quitó un documento no espera que se siga citando."""
    otro = corpus / "otro.txt"
    otro.write_text("1. Sede\n\nLa sede de la agencia queda en Miraflores, Lima.\n", encoding="utf-8")
    vigilado = IndiceVigilado(abrir_buscador(corpus, datos), corpus, datos)
    assert vigilado.renovar(HOY) is None
    match cambio:
        case "borrado":
            otro.unlink()
        case "editado":
            otro.write_text("1. Sede\n\nLa sede de la agencia queda en San Isidro, Lima.\n", encoding="utf-8")
        case _:
            (corpus / "otro.ficha.yaml").write_text(FICHA.replace("2026-11-30", "2026-11-01"), encoding="utf-8")
    nuevo = vigilado.renovar(HOY)
    assert nuevo is not None
    assert not any("Miraflores" in documento.texto for documento in nuevo.documentos)
    assert documentos(nuevo) == (["marco.txt", "otro.txt"] if cambio == "editado" else ["marco.txt"])
    assert vigilado.renovar(HOY) is None


def test_lo_que_no_se_puede_abrir_no_se_intenta_sin_parar(
    corpus: Path, datos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    buscador = abrir_buscador(corpus, datos)
    vigilado = IndiceVigilado(buscador, corpus, datos)
    responder(datos)
    estropeado = datos / "respuestas" / "respuesta-0002.md"
    estropeado.write_bytes(b"\xff\xfe")
    carpeta = buscador.carpeta
    carpeta.with_name("g-otra").symlink_to(carpeta, target_is_directory=True)
    escribir_entero(carpeta.parent / "actual", b"g-otra")
    with pytest.raises(ErrorDeDocumento):
        vigilado.renovar(HOY)
    assert vigilado.renovar(HOY) is None
    monkeypatch.setattr("indices.abrir.ENTRE_INTENTOS", 0.0)
    vigilado = IndiceVigilado(buscador, corpus, datos)
    with pytest.raises(ErrorDeDocumento):
        vigilado.renovar(HOY)
    estropeado.unlink()
    assert len(documentos(vigilado.renovar(HOY))) == 2


def test_un_indice_de_otro_modelo_no_se_rehace_ni_se_usa(corpus: Path, datos: Path) -> None:
    buscador = abrir_buscador(corpus, datos)
    vigilado = IndiceVigilado(buscador, corpus, datos)
    nueva = buscador.carpeta.with_name("g-de-otro")
    nueva.mkdir()
    (nueva / "manifiesto.json").write_text('{"modelo": "otro", "archivos": {}}', encoding="utf-8")
    escribir_entero(nueva.parent / "actual", nueva.name.encode())
    with pytest.raises(ErrorDeIndice, match="Reinicie"):
        vigilado.renovar(HOY)
    assert (nueva.parent / "actual").read_text(encoding="utf-8") == nueva.name
