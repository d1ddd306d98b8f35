"""Dos versiones, palabra por palabra: qué se quitó, qué se agregó y qué cambió, párrafo a párrafo."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from conocimiento.expresiones import diferida
from conocimiento.frases import en_un_renglon
from conocimiento.lectura.valores import Lectura

_TROZO = diferida(r"\w+|[^\w\s]|\s+")
PALABRAS_A_COMPARAR = 3_000
"""De párrafos más largos que esto, los dos juntos, se dice entero el de antes y el de ahora: tardaría demasiado."""
IGUALES = 0.35
"""Parecido, de 0 a 1, desde el que dos párrafos son el mismo con cambios, y no uno que sale y otro que entra."""


@dataclass(frozen=True, slots=True)
class Cambio:
    """Un párrafo que cambió: `dicho` lleva lo quitado entre «[-» y «-]» y lo agregado entre «{+» y «+}»."""

    apartado: str
    dicho: str


@dataclass(frozen=True, slots=True)
class _Parrafo:
    apartado: str
    texto: str


def comparar(antes: Lectura, ahora: Lectura) -> tuple[Cambio, ...]:
    """Los párrafos que no son iguales, en orden; los espacios y los saltos de línea no cuentan."""
    unos, otros = _parrafos(antes), _parrafos(ahora)
    iguales = SequenceMatcher(None, [uno.texto for uno in unos], [uno.texto for uno in otros], autojunk=False)
    return tuple(
        cambio
        for clase, desde, hasta, suyo, fin in iguales.get_opcodes()
        if clase != "equal"
        for cambio in _de_un_tramo(unos[desde:hasta], otros[suyo:fin])
    )


def _parrafos(lectura: Lectura) -> list[_Parrafo]:
    parrafos: list[_Parrafo] = []
    apartado = ""
    for bloque in lectura.bloques:
        apartado = bloque.apartado or apartado
        parrafos.append(_Parrafo(apartado, en_un_renglon(lectura.texto[bloque.inicio : bloque.fin])))
    return parrafos


def _de_un_tramo(antes: list[_Parrafo], ahora: list[_Parrafo]) -> Iterator[Cambio]:
    """Cada párrafo nuevo se compara con el primero que queda de los de antes al que se parece."""
    quedan = list(antes)
    for nuevo in ahora:
        lugar = next((lugar for lugar, viejo in enumerate(quedan) if _es_el_mismo(viejo.texto, nuevo.texto)), None)
        if lugar is None:
            yield Cambio(nuevo.apartado, f"{{+{nuevo.texto}+}}")
            continue
        for viejo in quedan[:lugar]:
            yield Cambio(viejo.apartado, f"[-{viejo.texto}-]")
        yield Cambio(nuevo.apartado, _palabra_por_palabra(quedan[lugar].texto, nuevo.texto))
        quedan = quedan[lugar + 1 :]
    for viejo in quedan:
        yield Cambio(viejo.apartado, f"[-{viejo.texto}-]")


def _es_el_mismo(viejo: str, nuevo: str) -> bool:
    unas, otras = set(viejo.lower().split()), set(nuevo.lower().split())
    return len(unas & otras) >= IGUALES * max(len(unas), len(otras), 1)


def _palabra_por_palabra(viejo: str, nuevo: str) -> str:
    unos, otros = _TROZO.findall(viejo), _TROZO.findall(nuevo)
    if len(unos) + len(otros) > PALABRAS_A_COMPARAR:
        return f"[-{viejo}-]{{+{nuevo}+}}"
    dicho: list[str] = []
    for clase, desde, hasta, suyo, fin in SequenceMatcher(None, unos, otros, autojunk=False).get_opcodes():
        quitado, puesto = "".join(unos[desde:hasta]), "".join(otros[suyo:fin])
        if clase == "equal":
            dicho.append(quitado)
            continue
        dicho += [f"[-{quitado}-]"] if quitado else []
        dicho += [f"{{+{puesto}+}}"] if puesto else []
    return "".join(dicho)
