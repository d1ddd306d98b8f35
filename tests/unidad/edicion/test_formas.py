"""Las formas de datos que agrega la agencia: se leen, se prueban con sus ejemplos y no se dejan romper nada."""

import shutil
import time
from pathlib import Path

import pytest

from bot.edicion.formas import ARCHIVO, compilar
from bot.edicion.leer import ErrorEntrevista, leer_entrevista
from bot.entrevista.esquema import FormaDeDato
from bot.revision.tachado.conocidos import Publico
from bot.revision.tachado.formas.reconocer import reconocer
from bot.revision.tachado.tachar import Tachador
from conocimiento.palabras import plano
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.rutas import ALIANZA

BUENAS = """formato: formas/1
formas:
  - nombre: EXPEDIENTE
    que_es: "Número de expediente de la mesa de partes"
    patrones:
      - "EXP-{4 cifras}-{1 a 6 cifras}"
      - "expediente {1 a 6 cifras}-{4 cifras}"
    si: ["mi trámite es el EXP-2026-00123", "el expediente 00123-2026 sigue igual"]
    no: ["presentamos el expediente en 2026", "exporta 2026 plantones"]
  - nombre: CARNE
    que_es: "Carné de voluntario"
    patrones: ["Carné {2 letras}{5 letras o cifras}"]
    si: ["Tengo el CARNE AB1C2D3"]
    no: ["el carné de la biblioteca"]
"""


def carpeta_con(destino: Path, formas: str) -> Path:
    """Una copia de la entrevista con otras formas de datos."""
    carpeta = destino / "entrevista"
    carpeta.mkdir()
    for ruta in ALIANZA.glob("*.yaml"):
        shutil.copy(ruta, carpeta / ruta.name)
    (carpeta / ARCHIVO).write_text(formas, encoding="utf-8")
    return carpeta


def test_las_que_se_entregan_se_leen_y_sin_archivo_no_hay_ninguna(tmp_path: Path) -> None:
    assert ENTREVISTA.formas == ()
    carpeta = carpeta_con(tmp_path, BUENAS)
    (carpeta / ARCHIVO).unlink()
    assert leer_entrevista(carpeta).formas == ()


def test_el_ejemplo_que_trae_el_archivo_sirve_tal_cual(tmp_path: Path) -> None:
    lineas = (ALIANZA / ARCHIVO).read_text(encoding="utf-8").splitlines()
    desde = lineas.index("# formas:")
    ejemplo = "\n".join(linea.removeprefix("# ") for linea in lineas[desde:] if linea.startswith("#"))
    (forma,) = leer_entrevista(carpeta_con(tmp_path, f"formato: formas/1\n{ejemplo}\n")).formas
    assert (forma.nombre, len(forma.patrones)) == ("EXPEDIENTE", 2)


def test_lo_que_agrega_la_agencia_se_tacha_con_su_nombre_sin_tocar_el_codigo(tmp_path: Path) -> None:
    entrevista = leer_entrevista(carpeta_con(tmp_path, BUENAS))
    tachador = Tachador(b"sal", Publico(entrevista, ()), (), entrevista.formas)
    for texto, tipo in (
        ("es el EXP-2026-00123", "EXPEDIENTE"),
        ("es el exp 2026 00123.", "EXPEDIENTE"),
        ("EXP.2026/123", "EXPEDIENTE"),
        ("ＥＸＰ－２０２６－00123", "EXPEDIENTE"),
        ("Expediente 123-2026", "EXPEDIENTE"),
        ("carne xy12345", "CARNE"),
    ):
        tachado, tachados = tachador.tachar(texto)
        assert tipo in {uno.tipo for uno in tachados}, texto
        assert "123" not in tachado.replace(tachados[0].seudonimo, "")
    for texto in ("exporta 2026 plantones", "EXP-26-1", "subexp-2026-1", "el expediente"):
        assert tachador.tachar(texto) == (texto, ())


@pytest.mark.parametrize(
    ("antes", "despues", "linea", "dice"),
    [
        ("nombre: EXPEDIENTE", "nombre: expediente", 3, "debe ser una palabra de 3 a 15 mayúsculas"),
        ("nombre: CARNE", "nombre: EXPEDIENTE", 10, "«EXPEDIENTE» ya está"),
        ("{4 cifras}-{1 a 6 cifras}", "{4 numeros}-{1 a 6 cifras}", 6, "«{4 numeros}» no se entiende; use {4 cifras}"),
        ("{4 cifras}-{1 a 6 cifras}", "{4 cifras-{1 a 6 cifras}", 6, "una llave sin pareja"),
        ("{4 cifras}-{1 a 6 cifras}", "{4 cifras}-{6 a 1 cifras}", 6, "primero la menor"),
        ("{4 cifras}-{1 a 6 cifras}", "{4 cifras}-{1 a 600 cifras}", 6, "deben ser de 1 a 30"),
        ('"EXP-{4 cifras}-{1 a 6 cifras}"', '"{1 a 6 cifras}"', 6, "tacharía palabras corrientes"),
        ('"EXP-{4 cifras}-{1 a 6 cifras}"', '"{4 a 30 letras}"', 6, "tacharía palabras corrientes"),
        ('"EXP-{4 cifras}-{1 a 6 cifras}"', '"{8 letras o cifras}"', 6, "tacharía palabras corrientes"),
        ("EXP-{4 cifras}", "EXP{30 cifras}{30 cifras}{30 cifras}", 6, "más de 80 letras"),
        ("EXP-{4 cifras}-{1 a 6 cifras}", "EXQ-{4 cifras}", 6, "no reconoce ningún ejemplo de «si»"),
        ("EXP-{4 cifras}", "(a+)+EXP-{4 cifras}", 6, "no reconoce ningún ejemplo de «si»"),
        ("sigue igual", "sigue", 0, ""),
        ("el expediente 00123-2026", "el legajo 00123-2026", 8, "ningún patrón reconoce «el legajo 00123-2026"),
        ("presentamos el expediente en 2026", "el expediente 12-2026", 9, "un patrón reconoce «el expediente 12-2026»"),
        ("    no: [\"presentamos", "    sino: [\"presentamos", 9, "clave desconocida «sino»"),
        ("formato: formas/1", "formato: formas/2", 1, "formas/2"),
        ("    que_es: \"Carné de voluntario\"\n", "", 10, "falta «que_es»"),
    ],
)  # fmt: skip
def test_una_forma_mal_escrita_dice_archivo_linea_y_que_hacer(
    tmp_path: Path, antes: str, despues: str, linea: int, dice: str
) -> None:
    assert antes in BUENAS
    carpeta = carpeta_con(tmp_path, BUENAS.replace(antes, despues, 1))
    if not dice:
        assert len(leer_entrevista(carpeta).formas) == 2
        return
    with pytest.raises(ErrorEntrevista) as recogido:
        leer_entrevista(carpeta)
    hallados = [error for error in recogido.value.errores if dice in error]
    assert hallados and hallados[0].startswith(f"{ARCHIVO}:{linea}: "), recogido.value.errores


@pytest.mark.parametrize(
    "patron",
    [
        "{1 a 30 letras o cifras}{1 a 30 letras o cifras}abc",
        "{1 a 9 letras} {1 a 9 letras} {1 a 9 letras} {1 a 9 letras} {1 a 9 letras} {3 cifras}",
        "a{1 a 30 letras}-{1 a 30 cifras}x",
        "{1 a 5 cifras}-{1 a 5 cifras}-{1 a 5 cifras}-{1 a 5 cifras}-{1 a 5 cifras}",
        "(a|a)*$ [a-z]+ {4 letras} (aa)+",
    ],
)
def test_ningun_patron_tarda_mas_que_el_largo_del_texto(patron: str) -> None:
    forma = FormaDeDato("PROPIA", "x", (compilar(patron),))
    for trozo in ("a", "a ", "1-", "a1", "aaaa-", "1 ", "ab12-"):
        texto = (trozo * 8192)[:8192]
        desde = time.process_time()
        list(forma.patrones[0].finditer(texto))
        assert time.process_time() - desde < 0.25
    assert list(reconocer("hola", (forma,))) == []


def test_los_signos_de_un_patron_son_texto_y_nada_mas() -> None:
    assert compilar("N.º (x+)+ {3 cifras}").search(plano("n.º (x+)+ 123"))
    assert not compilar("N.º (x+)+ {3 cifras}").search(plano("n.º xxx 123"))
