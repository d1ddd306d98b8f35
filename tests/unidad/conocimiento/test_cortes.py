"""Lo que se guarda de cómo se dividió una versión: vale solo mientras nada de lo que depende cambie."""

import ast
import sys
from pathlib import Path

import pytest

from conocimiento.biblioteca.ficha import FichaEscrita
from conocimiento.biblioteca.guardado import LECTURA, TEXTO, DocumentoGuardado, guardar_version, turno
from conocimiento.errores import ErrorDeDocumento
from conocimiento.ingesta import cortes
from conocimiento.ingesta.cortes import CORTES, LO_QUE_DIVIDE, dividir
from conocimiento.ingesta.segmentacion import segmentar
from conocimiento.lectura.valores import a_json
from conocimiento.modelo import Fragmento
from tests.apoyo.lectura_inventada import DIRECTIVA, leer_inventada
from tests.apoyo.rutas import RAIZ


@pytest.fixture
def version(tmp_path: Path) -> DocumentoGuardado:
    """Una con títulos, listas, notas, tablas largas y páginas."""
    with turno(tmp_path):
        return guardar_version(tmp_path, "directiva", b"original", leer_inventada(), FichaEscrita("Directiva"))


def test_lo_guardado_es_lo_que_se_dividiria(version: DocumentoGuardado) -> None:
    dividido = dividir(version, guardando=True)
    assert dividido.fragmentos == segmentar(version.lectura, version.documento, version.version)
    assert any(uno.cabecera for uno in dividido.fragmentos)
    assert (version.carpeta / CORTES).is_file()
    assert dividir(version) == dividido


def test_quien_solo_lee_no_deja_nada(version: DocumentoGuardado) -> None:
    dividir(version)
    assert not (version.carpeta / CORTES).exists()


def test_lo_guardado_se_usa_y_danado_no(version: DocumentoGuardado, monkeypatch: pytest.MonkeyPatch) -> None:
    entero = dividir(version, guardando=True)
    ruta = version.carpeta / CORTES
    bueno = ruta.read_bytes()
    divididas: list[str] = []

    def contar(*partes: object) -> object:
        divididas.append(str(partes[1]))
        return segmentar(*partes)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(cortes, "segmentar", contar)
    assert dividir(version) == entero
    assert divididas == []
    danados = [b"", bueno[:-1], bueno + b" ", b"\n".join(reversed(bueno.split(b"\n")))]
    danados += [bueno[:lugar] + bytes([bueno[lugar] ^ 1]) + bueno[lugar + 1 :] for lugar in range(0, len(bueno), 97)]
    for danado in danados:
        ruta.write_bytes(danado)
        assert dividir(version) == entero
    assert len(divididas) == len(danados)


def test_con_otra_lectura_o_con_otro_codigo_se_divide_otra_vez(
    version: DocumentoGuardado, monkeypatch: pytest.MonkeyPatch
) -> None:
    dividir(version, guardando=True)
    otra = leer_inventada(DIRECTIVA[:-1])
    (version.carpeta / TEXTO).write_text(otra.texto, encoding="utf-8")
    with pytest.raises(ErrorDeDocumento, match="no es el que se leyó"):
        dividir(version)
    (version.carpeta / LECTURA).write_bytes(a_json(otra))
    de_la_otra = dividir(version, guardando=True).fragmentos
    assert de_la_otra == segmentar(otra, version.documento, version.version)
    monkeypatch.setattr(cortes, "huella_de_lo_que_divide", lambda: "otro código")

    def de_otro_modo(*_: object) -> tuple[Fragmento, ...]:
        return de_la_otra[:1]

    monkeypatch.setattr(cortes, "segmentar", de_otro_modo)
    assert dividir(version).fragmentos == de_la_otra[:1]


def test_la_huella_cuenta_todo_el_codigo_del_que_depende_dividir() -> None:
    """Los módulos de la casa que importa `segmentacion`, y los que estos importan."""
    vistos: set[str] = set()
    por_ver = ["conocimiento.ingesta.segmentacion"]
    while por_ver:
        nombre = por_ver.pop()
        ruta = RAIZ / f"{nombre.replace('.', '/')}.py"
        if nombre in vistos or not ruta.is_file():
            continue
        vistos.add(nombre)
        for nodo in ast.walk(ast.parse(ruta.read_text(encoding="utf-8"))):
            if isinstance(nodo, ast.ImportFrom) and nodo.module:
                por_ver += [nodo.module, *(f"{nodo.module}.{uno.name}" for uno in nodo.names)]
            elif isinstance(nodo, ast.Import):
                por_ver += [uno.name for uno in nodo.names]
    assert vistos == {modulo.__name__ for modulo in LO_QUE_DIVIDE}
    assert all(nombre in sys.modules for nombre in vistos)
