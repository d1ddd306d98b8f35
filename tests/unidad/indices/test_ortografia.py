"""El diccionario de español: qué palabras conoce, de qué clase son, y que es el que dice su licencia."""

import re
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from conocimiento.modelo import Documento, Ficha, Idea
from indices.confianza import calibracion
from indices.guardado.generacion import DICHAS, lo_dicho
from indices.guardado.pedido import IndicePedido
from indices.palabras.consultas import lo_que_se_dice
from indices.palabras.ortografia import CARPETA, DiccionarioAusente, DiccionarioEspanol, abrir_diccionario, el_que_haya

ESPANOL = abrir_diccionario()


@pytest.mark.parametrize(
    ("palabra", "existe"),
    [
        ("niños", True), ("ninos", False), ("capacitación", True), ("capacitacion", False), ("haciéndose", True),
        ("quinua", True), ("Perú", True), ("tendrían", True), ("nesesita", False), ("", False), ("a" * 41, False),
        ("dos palabras", False), ("12", False), ("s/", False), ("niños\n", False), ("ni\0ños", False),
    ],
)  # fmt: skip
def test_conoce_las_palabras_que_existen_y_solo_se_le_preguntan_palabras(palabra: str, existe: bool) -> None:
    assert ESPANOL.conoce(palabra) is existe


@pytest.mark.parametrize(
    ("palabra", "nombre", "verbo"),
    [
        ("niño", True, False), ("familias", True, False), ("campesina", True, False), ("capacita", False, True),
        ("calculo", False, True), ("cálculo", True, False), ("cargo", True, True), ("tejer", False, False),
        ("zzz", False, False), ("", False, False),
    ],
)  # fmt: skip
def test_dice_si_puede_ser_un_nombre_o_un_verbo(palabra: str, nombre: bool, verbo: bool) -> None:
    assert (ESPANOL.es_nombre(palabra), ESPANOL.es_verbo(palabra)) == (nombre, verbo)


@pytest.mark.parametrize(
    ("palabra", "plural"),
    [
        ("niño", "niños"), ("mujer", "mujeres"), ("luz", "luces"), ("mes", "meses"), ("región", "regiones"),
        ("joven", "jóvenes"), ("artesana", "artesanas"), ("papel", "papeles"), ("tejen", ""), ("zzz", ""),
    ],
)  # fmt: skip
def test_hace_el_plural_de_un_nombre(palabra: str, plural: str) -> None:
    assert ESPANOL.plural(palabra) == plural


def test_los_archivos_son_los_que_dice_su_licencia() -> None:
    dichas = dict(re.findall(r"(es\.\w{3})\s+SHA-256 ([0-9a-f]{64})", (CARPETA / "LICENCIA.txt").read_text("utf-8")))
    assert dichas == {nombre: sha256((CARPETA / nombre).read_bytes()).hexdigest() for nombre in ("es.aff", "es.dic")}


def test_sin_archivos_se_dice_y_sin_hunspell_se_sigue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OSError):
        abrir_diccionario(tmp_path)
    el_que_haya.cache_clear()
    assert isinstance(el_que_haya(), DiccionarioEspanol)
    monkeypatch.setitem(sys.modules, "hunspell", None)
    with pytest.raises(DiccionarioAusente):
        abrir_diccionario()
    assert isinstance(el_que_haya(), DiccionarioEspanol)  # se abrió una vez, y es la misma
    el_que_haya.cache_clear()
    assert el_que_haya() is None
    el_que_haya.cache_clear()


def test_las_palabras_de_las_preguntas_se_guardan_mientras_sean_las_mismas(tmp_path: Path) -> None:
    def pedido(*preguntas: str) -> IndicePedido:
        idea = Idea("a.txt", "una", contesta=True, lugar=None, preguntas=preguntas)
        documento = Documento(Ficha("a.txt", "A", "", None, "", "1", ""), "Texto.", "huella", (), (idea,))
        return IndicePedido(tmp_path, (documento,), (), (), "modelo", calibracion.cargar())

    class QuePregunta(DiccionarioEspanol):
        """Uno que anota por cuáles le preguntan."""

        def __init__(self, huella: str) -> None:
            super().__init__(ESPANOL._hunspell, huella)  # pyright: ignore[reportPrivateUsage]
            self.preguntadas: list[str] = []
            self.conoce = self.anotar

        def anotar(self, palabra: str) -> bool:
            self.preguntadas.append(palabra)
            return ESPANOL.conoce(palabra)

    una, otra = pedido("¿Qué capacitacion dan?"), pedido("¿Quién capacita a los niños?")
    for pedida, huella, pregunta in ((una, "a", True), (una, "a", False), (otra, "a", True), (otra, "b", True)):
        diccionario = QuePregunta(huella)
        assert lo_dicho(pedida, diccionario) == lo_que_se_dice(pedida.preguntas_conocidas, ESPANOL.conoce)
        assert bool(diccionario.preguntadas) is pregunta
    (tmp_path / DICHAS).write_bytes(b"roto")
    assert lo_dicho(otra, QuePregunta("b")) == lo_que_se_dice(otra.preguntas_conocidas, ESPANOL.conoce)
