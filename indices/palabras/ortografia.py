"""Las palabras del español: el diccionario de LibreOffice, leído con Hunspell.

Los archivos del diccionario están en `espanol/`, con su licencia. Hunspell es una biblioteca de C++: solo se le
preguntan palabras de letras y cortas, y nunca se le pide que sugiera.
"""

import logging
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Protocol, cast

from conocimiento.archivos import huella_de_archivo

CARPETA = Path(__file__).resolve().parent / "espanol"
_NOMBRE = "es"
_LARGO_MAXIMO = 40
_PALABRAS_RECORDADAS = 20_000
_DE_NOMBRE = ("fl:S", "fl:G")
"""Las marcas con que el diccionario hace plurales y femeninos; las demás son terminaciones de verbos."""
_SIN_TILDE, _CON_TILDE = str.maketrans("áéíóú", "aeiou"), str.maketrans("aeiou", "áéíóú")
_INFINITIVOS = ("ar", "er", "ir", "ír")


class DiccionarioAusente(Exception):
    """Hunspell no está instalado."""


_registro = logging.getLogger(__name__)


class _Hunspell(Protocol):
    def spell(self, palabra: str, /) -> bool: ...
    def analyze(self, palabra: str, /) -> tuple[str, ...]: ...


class DiccionarioEspanol:
    """Qué palabras existen y de qué clase son. Ocupa unos 10 MB y tarda unas dos décimas de segundo en abrirse."""

    def __init__(self, hunspell: _Hunspell, huella: str = "") -> None:
        """`huella` cambia si cambian las palabras o quien las lee."""
        self.huella = huella
        self.conoce: Callable[[str], bool] = lru_cache(_PALABRAS_RECORDADAS)(self._conoce)
        self._formas: Callable[[str], tuple[tuple[str, ...], ...]] = lru_cache(_PALABRAS_RECORDADAS)(self._analizar)
        self._hunspell = hunspell

    def es_nombre(self, palabra: str) -> bool:
        """Dice si es un nombre o un adjetivo, aunque también pueda ser un verbo."""
        return any(
            forma[-1] in _DE_NOMBRE or (len(forma) == 1 and not palabra.endswith(_INFINITIVOS))
            for forma in self._formas(palabra)
        )

    def es_verbo(self, palabra: str) -> bool:
        """Dice si puede ser una forma de un verbo."""
        return any(len(forma) > 1 and forma[-1] not in _DE_NOMBRE for forma in self._formas(palabra))

    def plural(self, palabra: str) -> str:
        """El plural de un nombre o adjetivo en singular; vacío si no lo es."""
        bases = {forma[0] for forma in self._formas(palabra) if len(forma) == 1 or forma[-1] == "fl:G"}
        sin_tilde = palabra.translate(_SIN_TILDE)
        con_otra = [
            f"{sin_tilde[:lugar]}{letra.translate(_CON_TILDE)}{sin_tilde[lugar + 1 :]}es"
            for lugar, letra in enumerate(sin_tilde)
            if letra in "aeiou"
        ]
        de_zeta = [palabra[:-1] + "ces"] if palabra.endswith("z") else []
        posibles = [palabra + "s", palabra + "es", *de_zeta, f"{sin_tilde}es", *con_otra]  # «regiones», «jóvenes»
        return next((una for una in posibles if self._es_de(una, bases)), "")

    def _es_de(self, plural: str, bases: set[str]) -> bool:
        return any(forma[0] in bases and forma[-1] in _DE_NOMBRE for forma in self._formas(plural))

    def _conoce(self, palabra: str) -> bool:
        return _se_pregunta(palabra) and self._hunspell.spell(palabra)

    def _analizar(self, palabra: str) -> tuple[tuple[str, ...], ...]:
        """Por cada análisis, la palabra de la que sale y con qué marca: («st:niño», «fl:S»)."""
        if not _se_pregunta(palabra):
            return ()
        return tuple(tuple(uno.split()) for uno in self._hunspell.analyze(palabra) if uno.strip())


def _se_pregunta(palabra: str) -> bool:
    return 0 < len(palabra) <= _LARGO_MAXIMO and palabra.isalpha()


def abrir_diccionario(carpeta: Path = CARPETA) -> DiccionarioEspanol:
    """Abre el diccionario. Raises `DiccionarioAusente` si falta Hunspell; `OSError`, si faltan sus archivos."""
    try:
        import hunspell  # pyright: ignore[reportMissingTypeStubs, reportMissingImports]
    except ImportError as error:
        raise DiccionarioAusente from error
    archivos = [huella_de_archivo(carpeta / f"{_NOMBRE}.{terminacion}") for terminacion in ("aff", "dic")]
    abierto = hunspell.Hunspell(_NOMBRE, hunspell_data_dir=str(carpeta))  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType, reportAttributeAccessIssue]
    return DiccionarioEspanol(cast(_Hunspell, abierto), "-".join((version("chunspell"), *archivos)))


@cache
def el_que_haya() -> DiccionarioEspanol | None:
    """El diccionario, abierto una vez; None si falta Hunspell, y entonces se corrige menos: se avisa en el registro."""
    try:
        return abrir_diccionario()
    except DiccionarioAusente:
        _registro.warning(
            "no está instalado Hunspell: no se corrige la ortografía de los documentos y se corrigen "
            "menos erratas de lo que se pregunta"
        )
        return None
