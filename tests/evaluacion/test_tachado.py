"""El tachado contra lo que escribieron dos personas que no vieron el programa: cuánto retiene y cuánto tacha de más.

`tachado-*.jsonl`: textos con datos inventados; `valores`, los que no deben quedar. `tachado-limpias-*.jsonl`: textos
con números, lugares y organizaciones en los que no hay nada que tachar. Un texto es del tercio reservado si su SHA-256
es múltiplo de tres.

Un valor está *retenido* si no queda escrito tal cual (sin mirar tildes ni mayúsculas) y, si tiene cuatro cifras o más,
tampoco quedan seguidas cinco de ellas (todas, si tiene menos), aunque las separen espacios o signos. La *cobertura* es
la parte de los valores retenida. Hay dos precisiones: la parte de los textos limpios que queda intacta, y la parte de
los tramos reconocidos en los otros textos que toca un valor. No se mira si el tipo del seudónimo es el que era.
"""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.revision.tachado.conocidos import Publico
from bot.revision.tachado.formas.reconocer import Reconocido, reconocer
from bot.revision.tachado.tachar import SEUDONIMO, Tachador
from conocimiento.ingesta import leer_corpus
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.rutas import DOCUMENTOS

CARPETA = Path(__file__).resolve().parent
PARTES = ("abierto", "reservado")
MINIMO = 0.95
_CIFRAS_SEGUIDAS = re.compile(r"\d(?:[\W_]{0,3}\d)*")


@dataclass(slots=True)
class Medida:
    """Lo contado en unos textos, por clase de valor."""

    valores: Counter[str] = field(default_factory=Counter)
    retenidos: Counter[str] = field(default_factory=Counter)
    tramos: int = 0
    acertados: int = 0

    @property
    def cobertura(self) -> float:
        return self.retenidos.total() / self.valores.total()

    def por_clase(self) -> str:
        return ", ".join(
            f"{clase} {self.retenidos[clase]}/{cuantos}" for clase, cuantos in sorted(self.valores.items())
        )


@pytest.fixture(scope="module")
def tachador() -> Tachador:
    return Tachador(b"sal", Publico(ENTREVISTA, leer_corpus(DOCUMENTOS)), ())


def leer(nombre: str) -> list[dict[str, Any]]:
    lineas = (CARPETA / f"{nombre}.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(linea) for linea in lineas if linea]


def medir(tachador: Tachador, casos: list[dict[str, Any]]) -> Medida:
    medida = Medida()
    for caso in casos:
        salida, _ = tachador.tachar(caso["texto"])
        for valor in caso["valores"]:
            medida.valores[caso["clase"]] += 1
            medida.retenidos[caso["clase"]] += esta_retenido(valor, salida)
        reconocidos = list(reconocer(caso["texto"]))
        medida.tramos += len(reconocidos)
        medida.acertados += sum(toca_un_valor(caso, uno) for uno in reconocidos)
    return medida


def esta_retenido(valor: str, salida: str) -> bool:
    sin_seudonimos = _plegar(SEUDONIMO.sub("∎", salida))
    if _plegar(valor) in sin_seudonimos:
        return False
    cifras = re.sub(r"\D", "", _plegar(valor))
    if len(cifras) < 4:
        return True
    largo = min(5, len(cifras))
    quedan = [re.sub(r"\D", "", hallado) for hallado in _CIFRAS_SEGUIDAS.findall(sin_seudonimos)]
    trozos = {cifras[desde : desde + largo] for desde in range(len(cifras) - largo + 1)}
    return not any(trozo in seguidas for trozo in trozos for seguidas in quedan)


def toca_un_valor(caso: dict[str, Any], uno: Reconocido) -> bool:
    lugares = (lugar.span() for valor in caso["valores"] for lugar in re.finditer(re.escape(valor), caso["texto"]))
    return any(uno.inicio < termina and comienza < uno.fin for comienza, termina in lugares)


def _plegar(texto: str) -> str:
    descompuesto = unicodedata.normalize("NFKD", texto.casefold())
    return "".join(letra for letra in descompuesto if not unicodedata.combining(letra))


def reservado(texto: str) -> bool:
    return int(hashlib.sha256(texto.encode()).hexdigest(), 16) % 3 == 0


@pytest.mark.parametrize("parte", PARTES)
def test_casi_nada_de_lo_sembrado_queda_y_poco_se_tacha_de_mas(tachador: Tachador, parte: str) -> None:
    medida = medir(tachador, leer(f"tachado-{parte}"))
    assert medida.cobertura >= MINIMO, medida.por_clase()
    assert medida.acertados / medida.tramos >= MINIMO


@pytest.mark.parametrize("parte", PARTES)
def test_casi_ningun_texto_limpio_se_toca(tachador: Tachador, parte: str) -> None:
    limpios = [caso["texto"] for caso in leer(f"tachado-limpias-{parte}")]
    intactos = sum(tachador.tachar(texto) == (texto, ()) for texto in limpios)
    assert intactos / len(limpios) >= MINIMO, f"{intactos} de {len(limpios)}"


def test_hay_textos_suficientes_y_cada_uno_en_su_parte() -> None:
    casos = {parte: leer(f"tachado-{parte}") for parte in PARTES}
    limpios = {parte: leer(f"tachado-limpias-{parte}") for parte in PARTES}
    assert sum(len(caso["valores"]) for suyos in casos.values() for caso in suyos) >= 300
    assert sum(map(len, limpios.values())) >= 500
    for parte in PARTES:
        assert all(reservado(caso["texto"]) == (parte == "reservado") for caso in casos[parte] + limpios[parte])
    assert all(valor in caso["texto"] for suyos in casos.values() for caso in suyos for valor in caso["valores"])


@pytest.mark.parametrize(
    ("valor", "salida", "retenido"),
    [
        ("45 678 912", "mi dni es DNI-0123456789AB", True),
        ("45 678 912", "mi dni es 45.678.912", False),
        ("45 678 912", "mi dni es DNI-0123456789AB y 78 912", False),
        ("45 678 912", "mi dni es DNI-456789120000", True),
        ("Ana@Correo.pe", "escriba a ana@correo.pe", False),
        ("nueve ocho", "nueve ócho", False),
    ],
)
def test_la_vara_es_estricta(valor: str, salida: str, retenido: bool) -> None:
    assert esta_retenido(valor, salida) is retenido
