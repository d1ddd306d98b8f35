"""Las oraciones que la agencia escribe para el documento, completadas con las respuestas.

Una oración lleva huecos, `{presupuesto}`; si falta alguno, no se imprime. Con `||` se da otra manera de decirla para
cuando falta un dato: vale la primera que se puede completar. `[participaría|participarían|otros_actores]` concuerda
con ese hueco: la primera forma si nombra una sola cosa. Un hueco con mayúscula, `{Proponente}`, empieza con mayúscula.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conocimiento.expresiones import diferida
from conocimiento.frases import punto_tras
from conocimiento.palabras import palabras

PALABRAS_DE_UNA_BREVE = 3

_OTRA_MANERA = "||"
_HUECO = diferida(r"\{([^{}]{1,60})\}")
_CONCUERDA = diferida(r"\[([^\[\]|]{0,60})\|([^\[\]|]{0,60})\|([^\[\]| ]{1,60})\]")
_PALABRA = diferida(r"[^\W\d_]")
_NO_ES_PROSA = diferida(r"\S*(?:@|://|www\.)")
_DIRECCION_AL_FINAL = diferida(r"(?:@|://|www\.)\S{0,500}\Z")
_ABREVIATURA = diferida(
    r"\b(?:[A-ZÁÉÍÓÚÑ]{1,2}|(?i:etc|cía|ltda|corp|inc|hnos|sr|sra|dr|dra|ing|lic|jr|av|dpto|prov))\.\Z"
)
_CIERRES = '»)"”]'


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
    llenos = {nombre: hueco for nombre, hueco in huecos.items() if hueco.texto.strip()}
    for manera in oracion.split(_OTRA_MANERA):
        if all(nombre in llenos for nombre in nombres_de_huecos(manera)):
            return con_punto(con_mayuscula(_llenar(manera.strip(), llenos)))
    return ""


def componer(oraciones: Sequence[str], huecos: Mapping[str, Hueco]) -> str:
    """Un párrafo: las oraciones que se pueden completar, seguidas; vacío si ninguna.

    La breve que otra ya dice con las mismas palabras («No hay.» ante «No hay vínculos.») no se repite. Tras una que
    acaba en una dirección, sin punto para que se copie entera, se pasa de renglón.
    """
    completas = _sin_repetir([completa for oracion in oraciones if (completa := completar(oracion, huecos))])
    seguidas = (f"{una}{chr(10) if _acaba_en_direccion(una) else ' '}" for una in completas[:-1])
    return "".join((*seguidas, *completas[-1:]))


def _sin_repetir(completas: Sequence[str]) -> list[str]:
    lisas = [f" {' '.join(palabras(una))} " for una in completas]
    return [
        una
        for lugar, una in enumerate(completas)
        if len(lisas[lugar].split()) > PALABRAS_DE_UNA_BREVE
        or not any(lisas[lugar] in otra for otro, otra in enumerate(lisas) if otro > lugar)
    ]


def con_mayuscula(texto: str) -> str:
    """El texto con su primera letra en mayúscula; un correo, una dirección o una marca («iPerú»), tal cual."""
    if _NO_ES_PROSA.match(texto):
        return texto
    primera = _PALABRA.search(texto)
    if primera is None or any(letra.isdigit() for letra in texto[: primera.start()]):
        return texto
    lugar = primera.start()
    es_marca = texto[lugar].islower() and texto[lugar + 1 : lugar + 2].isupper()
    return texto if es_marca else texto[:lugar] + texto[lugar].upper() + texto[lugar + 1 :]


def con_punto(texto: str) -> str:
    """El texto con su punto final; sin espacios ni otros signos sueltos al final.

    Un correo o una dirección van sin punto, para que al copiarlos no se lleve; lo que no tiene letras, tampoco.
    """
    limpio = _sin_sueltos(texto)
    if not any(letra.isalnum() for letra in limpio) or _acaba_en_direccion(limpio):
        return limpio
    return limpio + punto_tras(limpio.rstrip(_CIERRES))


def sin_punto(texto: str) -> str:
    """El texto sin el punto con que termina una oración; «S.A.C.», «etc.» y «…» lo conservan."""
    limpio = _sin_sueltos(texto, signos="")
    if not limpio.endswith(".") or limpio.endswith(".."):
        return limpio
    ultima = limpio.split()[-1]
    es_sigla = "." in ultima[:-1] and any(letra.isalpha() for letra in ultima)
    if not _DIRECCION_AL_FINAL.search(ultima) and (es_sigla or _ABREVIATURA.search(limpio)):
        return limpio
    resto = limpio[:-1].rstrip()
    return sin_punto(resto) if resto.endswith(".") else resto


def _sin_sueltos(texto: str, signos: str = ",;:") -> str:
    """Sin lo que sobra al final: espacios, signos que esperan algo más, y el espacio de antes del punto."""
    limpio = texto.lstrip()
    fin = len(limpio)
    while fin and (limpio[fin - 1].isspace() or limpio[fin - 1] in signos):
        fin -= 1
    limpio = limpio[:fin]
    antes = limpio[:-1].rstrip()
    return f"{antes}." if limpio.endswith(".") and antes and not antes.endswith(".") else limpio


def _acaba_en_direccion(texto: str) -> bool:
    return _DIRECCION_AL_FINAL.search(texto) is not None


def _llenar(manera: str, huecos: Mapping[str, Hueco]) -> str:
    def concordar(forma: re.Match[str]) -> str:
        return forma[1] if huecos[forma[3]].cuantos == 1 else forma[2]

    def poner(hueco: re.Match[str]) -> str:
        nombre = hueco[1][:1].lower() + hueco[1][1:]
        texto = huecos[nombre].texto
        return con_mayuscula(texto) if nombre != hueco[1] else texto

    # Primero se concuerda: lo que escribió una persona puede llevar corchetes y no se interpreta.
    return _HUECO.sub(poner, _CONCUERDA.sub(concordar, manera))
