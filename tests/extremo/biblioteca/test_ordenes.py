"""Las órdenes `alianzas documentos` y `alianzas por-que`, como procesos: de un archivo a una respuesta explicada."""

import json
import os
import re
from pathlib import Path

import pytest

from tests.apoyo.biblioteca import MARCO, directiva, escribir
from tests.apoyo.ordenes import ordenar
from tests.conftest import enlazar_datos

REVISADAS = """ajenas: ["¿Quién ganó?"]
contesta:
  - idea: plazo
    palabras: "en quince días hábiles"
    revisada: Sí
    preguntas: ["¿En cuántos días se evalúa?", "¿cuánto demora?"]
"""


class Terminal:
    """Una carpeta de datos y un corpus pequeño, y las órdenes que se dan con ellos."""

    def __init__(self, datos: Path, corpus: Path) -> None:
        self.ambiente = {**os.environ, "ALIANZAS_DATOS": str(datos), "ALIANZAS_CORPUS": str(corpus)}
        self.datos = datos

    def orden(self, *argumentos: object, entrada: str = "", codigo: int = 0) -> str:
        """Lo que dice una orden: por la salida si va bien y, si no, por la de errores."""
        hecha = ordenar(*argumentos, entrada=entrada, ambiente=self.ambiente)
        assert hecha.returncode == codigo, hecha.stderr
        return hecha.stderr if codigo else hecha.stdout


@pytest.fixture
def terminal(tmp_path: Path, carpeta_modelo: Path) -> Terminal:
    corpus = escribir(tmp_path / "corpus", "marco.txt", MARCO).parent
    return Terminal(enlazar_datos(tmp_path / "datos", carpeta_modelo, ("modelo",)), corpus)


def test_de_un_archivo_a_una_respuesta_que_se_explica(terminal: Terminal, tmp_path: Path) -> None:
    assert "Todavía no agregó ningún documento" in terminal.orden("documentos")
    archivo = escribir(tmp_path, "directiva-004.txt", directiva("quince"))
    escribir(tmp_path, "directiva-004.preguntas.yaml", REVISADAS)
    sin_titulo = terminal.orden("documentos", "agregar", archivo)
    assert (
        "Tomo también «directiva-004.preguntas.yaml»" in sin_titulo
        and "Tomé 1 idea revisada (2 preguntas)" in sin_titulo
    )
    assert "no se cita todavía" in sin_titulo and "alianzas documentos corregir directiva-004 --titulo" in sin_titulo
    assert "Ya lo tengo" in terminal.orden("documentos", "agregar", archivo, codigo=1)
    assert "no tiene título" in terminal.orden("documentos", "publicar", "directiva-004", codigo=1)
    corregido = terminal.orden("documentos", "corregir", "directiva-004", "--titulo", "Directiva 004", "--anio", "2026")
    assert "Así se citará: Directiva 004 (2026)." in corregido
    vista = tmp_path / "vista.html"
    terminal.orden("documentos", "ver", "directiva-004", "--salida", vista)
    assert "en quince días hábiles" in vista.read_text(encoding="utf-8")
    publicado = terminal.orden("documentos", "publicar", "directiva-004", "--quien", "Rosa")
    assert "«Directiva 004» se cita desde hoy" in publicado and "Usé 1 idea revisada (2 preguntas)." in publicado
    pregunta = "¿En cuántos días evalúa la oficina el expediente de convenio?"
    dicho = terminal.orden("charla", entrada=f"{pregunta}\n")
    assert "quince días hábiles" in dicho and "— Directiva 004, 1.2 Plazos" in dicho

    otro = escribir(tmp_path / "otro", "directiva-2027.txt", directiva("veinte"))
    agregado = terminal.orden("documentos", "agregar", otro, "--titulo", "Directiva 2027")
    assert re.search(r"Se parece en \d\d % a «Directiva 004», .* --reemplaza directiva-004", agregado)
    comparado = terminal.orden("documentos", "comparar", "directiva-004", "directiva-2027")
    assert "[-quince-]{+veinte+} días hábiles" in comparado
    reemplazo = terminal.orden("documentos", "publicar", "directiva-2027", "--reemplaza", "directiva-004")
    assert re.search(r"Deja de citarse hoy: «directiva-004/[0-9a-f]{12}»", reemplazo)
    retirado = terminal.orden("documentos", "retirar", "directiva-2027", "--motivo", "derogada por R.D. 15-2027")
    assert "ya no se cita" in retirado
    lista = json.loads(terminal.orden("documentos", "--json"))
    assert [(uno["clave"], uno["estado"]) for uno in lista] == [
        ("directiva-004", "reemplazado"),
        ("directiva-2027", "retirado"),
    ]
    dichas = (terminal.orden("por-que", numero) for numero in range(1, 6))
    explicada = next(dicha for dicha in dichas if "Se preguntó" in dicha)
    assert "«La oficina evalúa el expediente de convenio en quince días hábiles" in explicada
    assert f"biblioteca/directiva-004, versión {lista[0]['version']}, 1.2 Plazos" in explicada
    assert "reemplazado por directiva-2027/" in explicada and "CUIDADO" not in explicada
    bitacora = terminal.orden("bitacora")
    for accion in ("agregar_documento", "corregir_documento", "publicar_documento", "retirar_documento"):
        assert accion in bitacora
    assert "Rosa · publicar_documento" in bitacora and "explicar_respuesta" in bitacora


@pytest.mark.parametrize(
    ("argumentos", "codigo", "dice"),
    [
        (("ver", "no-hay"), 1, "No hay ningún documento con la clave «no-hay»"),
        (("publicar", "no-hay"), 1, "alianzas documentos"),
        (("retirar", "no-hay", "--motivo", "x"), 1, "No hay ningún documento"),
        (("retirar", "no-hay"), 2, "--motivo"),
        (("agregar", "no-existe.pdf"), 1, "no existe"),
        (("corregir", "no-hay"), 2, "Diga qué cambiar"),
        (("comparar", "a", "b"), 1, "No hay ningún documento"),
        (("preguntas", "no-hay"), 1, "No hay ningún documento"),
        (("preguntas", "no-hay", "--con", "no-existe.yaml"), 1, "No hay ningún documento"),
        (("publicar", "no-hay", "--desde", "ayer"), 2, "no es una fecha"),
    ],
)
def test_lo_que_esta_mal_se_dice(tmp_path: Path, argumentos: tuple[str, ...], codigo: int, dice: str) -> None:
    corpus = escribir(tmp_path / "corpus", "marco.txt", MARCO).parent
    dicho = Terminal(tmp_path / "datos", corpus).orden("documentos", *argumentos, codigo=codigo)
    assert dice in dicho
    assert "Traceback" not in dicho
