"""Las oraciones que la agencia escribe para el documento, completadas con las respuestas.

Una oración lleva huecos, `{presupuesto}`; si falta alguno, no se imprime. Con `||` se da otra manera de decirla para
cuando falta un dato: vale la primera que se puede completar. `[participaría|participarían|otros_actores]` concuerda
con ese hueco: la primera forma si nombra una sola cosa. Un hueco con mayúscula, `{Proponente}`, empieza con mayúscula.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conocimiento.frases import punto_tras

_OTRA_MANERA = "||"
_HUECO = re.compile(r"\{([^{}]{1,60})\}")
_CONCUERDA = re.compile(r"\[([^\[\]|]{0,60})\|([^\[\]|]{0,60})\|([^\[\]| ]{1,60})\]")
_PALABRA = re.compile(r"[^\W\d_]")
_NO_ES_PROSA = re.compile(r"\S*(?:@|://|www\.)")


@dataclass(frozen=True, slots=True)
class Hueco:
    """Lo que va en un hueco y cuántas cosas nombra, para concordar con él."""

    texto: str
    cuantos: int = 1


def nombres_de_huecos(oracion: str) -> tuple[str, ...]:
    """Los nombres de los huecos de una oración, como se escriben en `documento.yaml`, en minúscula."""
    dichos = [*(hueco[1] for hueco in _HUECO.finditer(oracion)), *(forma[3] for forma in _CONCUERDA.finditer(oracion))]
    return tuple(dict.fromkeys(dicho[:1].lower() + dicho[1:] for dicho in dichos))


def completar(oracion: str, huecos: Mapping[str, Hueco]) -> str:
    """La oración con sus huecos llenos, con mayúscula y punto; vacía si ninguna manera de decirla se puede llenar."""
    for manera in oracion.split(_OTRA_MANERA):
        if all(nombre in huecos for nombre in nombres_de_huecos(manera)):
            return con_punto(con_mayuscula(_llenar(manera.strip(), huecos)))
    return ""


def componer(oraciones: Sequence[str], huecos: Mapping[str, Hueco]) -> str:
    """Un párrafo: las oraciones que se pueden completar, seguidas; vacío si ninguna."""
    return " ".join(completa for oracion in oraciones if (completa := completar(oracion, huecos)))


def con_mayuscula(texto: str) -> str:
    """El texto con su primera letra en mayúscula; un correo o una dirección, tal cual."""
    if _NO_ES_PROSA.match(texto):
        return texto
    primera = _PALABRA.search(texto)
    if primera is None or any(letra.isdigit() for letra in texto[: primera.start()]):
        return texto
    lugar = primera.start()
    return texto[:lugar] + texto[lugar].upper() + texto[lugar + 1 :]


def con_punto(texto: str) -> str:
    """El texto con su punto final; sin espacios ni otros signos sueltos al final."""
    limpio = texto.rstrip(" ,;:")
    return limpio + punto_tras(limpio.rstrip('»)"”')) if limpio else ""


def sin_punto(texto: str) -> str:
    """El texto sin el punto con que termina una oración; «S.A.C.» y «…» lo conservan."""
    limpio = texto.strip()
    ultima = limpio.split()[-1] if limpio else ""
    return limpio[:-1] if limpio.endswith(".") and "." not in ultima[:-1] else limpio


def _llenar(manera: str, huecos: Mapping[str, Hueco]) -> str:
    def concordar(forma: re.Match[str]) -> str:
        return forma[1] if huecos[forma[3]].cuantos == 1 else forma[2]

    def poner(hueco: re.Match[str]) -> str:
        nombre = hueco[1][:1].lower() + hueco[1][1:]
        texto = huecos[nombre].texto
        return con_mayuscula(texto) if nombre != hueco[1] else texto

    # Primero se concuerda: lo que escribió una persona puede llevar corchetes y no se interpreta.
    return _HUECO.sub(poner, _CONCUERDA.sub(concordar, manera))
