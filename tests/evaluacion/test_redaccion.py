"""Lo que se corrige para el documento, medido con respuestas escritas deprisa por quien no conoce el programa.

`redaccion-abierto.jsonl`: cada una como se escribió (`dice`) y como la pondría un corrector prudente (`debe`). Se
cuentan palabras: las que debían cambiar y quedaron así, las que no, y las que quedaron como el corrector no las puso.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.entrevista.propuesta.redaccion.corregir import Forma, corregir
from bot.entrevista.propuesta.redaccion.modelo import Redactor, SinDiccionario, aplicar
from conocimiento.palabras import plano
from indices.palabras.ortografia import abrir_diccionario
from tests.apoyo.entrevista import ENTREVISTA

USOS = ENTREVISTA.usos
ESPANOL = Redactor(abrir_diccionario(), USOS)
CASOS: list[dict[str, Any]] = [
    json.loads(linea)
    for linea in (Path(__file__).parent / "redaccion-abierto.jsonl").read_text(encoding="utf-8").splitlines()
]


@dataclass(frozen=True, slots=True)
class Cuenta:
    bien: int
    falta: int
    mal: tuple[str, ...]
    """Palabras que salieron y el corrector no puso."""

    @property
    def de_otra_palabra(self) -> tuple[str, ...]:
        """Las que además no son la misma con otra tilde u otra mayúscula que la escrita: cambian lo que se dice."""
        return tuple(una for una in self.mal if "|" in una)


def _palabras(texto: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", texto))


def _corregido(caso: dict[str, Any], redactor: Redactor) -> str:
    forma = Forma.ORACION if caso["oracion"] else Forma.FRASE
    return aplicar(caso["dice"], corregir(caso["dice"], forma, (), redactor))


def medir(redactor: Redactor) -> Cuenta:
    bien = falta = 0
    mal: list[str] = []
    for caso in CASOS:
        dice, debe, sale = (_palabras(uno) for uno in (caso["dice"], caso["debe"], _corregido(caso, redactor)))
        pedidas, puestas = debe - dice, sale - dice
        bien += sum((pedidas & puestas).values())
        falta += sum((pedidas - puestas).values())
        escritas = {plano(una) for una in dice}
        mal += [una if plano(una) in escritas else f"{una}|{caso['id']}" for una in (puestas - pedidas).elements()]
    return Cuenta(bien, falta, tuple(mal))


def test_se_corrige_casi_todo_y_ninguna_palabra_pasa_a_ser_otra() -> None:
    cuenta = medir(ESPANOL)
    assert len(CASOS) >= 200
    assert cuenta.bien / (cuenta.bien + cuenta.falta) >= 0.80, cuenta
    assert cuenta.de_otra_palabra == ()
    assert len(cuenta.mal) / cuenta.bien <= 0.02, cuenta.mal


def test_sin_diccionario_se_corrige_menos_y_nada_se_estropea() -> None:
    cuenta = medir(Redactor(SinDiccionario(), USOS))
    assert cuenta.bien / (cuenta.bien + cuenta.falta) >= 0.40, cuenta
    assert cuenta.de_otra_palabra == ()


def test_lo_que_ya_estaba_bien_escrito_no_se_toca() -> None:
    bien_escritas = [caso for caso in CASOS if caso["dice"] == caso["debe"]]
    assert len(bien_escritas) >= 25
    assert [caso["id"] for caso in bien_escritas if _corregido(caso, ESPANOL) != caso["debe"]] == []


def test_corregir_lo_corregido_no_cambia_nada() -> None:
    otra_vez = [
        caso["id"] for caso in CASOS if (una := _corregido(caso, ESPANOL)) != _corregido({**caso, "dice": una}, ESPANOL)
    ]
    assert otra_vez == []


def test_ninguna_negacion_cifra_ni_cita_cambia() -> None:
    firmes = re.compile(
        r"\b(?:no|ni|sin|nunca|nada|nadie|tampoco)\b|\d[\d.,:/%]*|«[^»]*»|[\w.]+@\S+|https?://\S+", re.I
    )
    for caso in CASOS:
        dichas = [una.lower().rstrip(".,:") for una in firmes.findall(caso["dice"].replace("nose", "no se"))]
        salen = [una.lower().rstrip(".,:") for una in firmes.findall(_corregido(caso, ESPANOL))]
        assert dichas == salen, caso["id"]
