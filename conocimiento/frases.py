"""Trozos de frase en español que se escriben igual en todas partes: enumerar, contar, acortar y decir una fecha."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import takewhile

from conocimiento.expresiones import diferida
from conocimiento.palabras import MESES

Informar = Callable[[str], None]
"""Cómo se dice, a quien espera, por dónde va un trabajo largo."""


def en_un_renglon(texto: str) -> str:
    """El texto con cada espacio o salto, por largo que sea, reducido a un espacio."""
    return " ".join(texto.split())


def recortar(texto: str, largo: int) -> str:
    """El texto, con «…» si pasa del largo."""
    return texto if len(texto) <= largo else texto[: largo - 1].rstrip() + "…"


def renglones_seguidos(texto: str) -> str:
    """Los renglones del texto en uno, separados por puntos."""
    return " · ".join(texto.splitlines())


def recortado(texto: str, largo: int) -> str:
    """Lo mismo, con ese largo como mucho."""
    return recortar(renglones_seguidos(texto), largo)


def etiquetas(nombres: Sequence[str], largo: int) -> list[str]:
    """Cada nombre con ese largo como mucho, y ninguno igual a otro: si empiezan igual, se ve en qué se distinguen.

    `largo`: al menos 10. «Municipalidad Distrital de Oxamarca» y «Municipalidad Distrital de Utco» son «…de Oxamarca»
    y «…de Utco»; si no hay en qué distinguirlos, se numeran.
    """
    dichas = [recortado(nombre, largo) for nombre in nombres]
    for repetida in {una for una in dichas if dichas.count(una) > 1}:
        lugares = [lugar for lugar, una in enumerate(dichas) if una == repetida]
        comun = _comienzo_comun([nombres[lugar] for lugar in lugares]).rstrip().rpartition(" ")[0]
        for lugar in lugares:
            dichas[lugar] = recortado(f"…{nombres[lugar][len(comun) :].strip()}" if comun else nombres[lugar], largo)
    for lugar, una in enumerate(dichas):
        numero = 1
        while dichas[lugar] in dichas[:lugar]:
            numero += 1
            dichas[lugar] = f"{recortado(una, largo - len(f' {numero}'))} {numero}"
    return dichas


def _comienzo_comun(textos: Sequence[str]) -> str:
    iguales = takewhile(lambda letras: len(set(letras)) == 1, zip(*textos, strict=False))
    return "".join(letras[0] for letras in iguales)


def cantidad(cuantas: int, singular: str, plural: str = "") -> str:
    """«1 pregunta», «3 preguntas»; sin plural, el singular con «s»."""
    return f"{cuantas} {singular if cuantas == 1 else plural or f'{singular}s'}"


def unos(cuantos: int, singular: str, plural: str = "") -> str:
    """«1 minuto», «unos 6 minutos»: una cantidad aproximada, de algo masculino."""
    return cantidad(cuantos, singular, plural) if cuantos == 1 else f"unos {cantidad(cuantos, singular, plural)}"


def punto_tras(texto: str) -> str:
    """El punto con que termina una frase que acaba en ese texto; ninguno si ya termina en uno, como «S.A.C.»."""
    return "" if texto.endswith((".", "…", "?", "!")) else "."


def enumerar(nombres: Sequence[str]) -> str:
    """«A», «A y B», «A, B y C»; vacío si no hay ninguno."""
    *primeros, ultimo = nombres or ("",)
    return f"{', '.join(primeros)} y {ultimo}" if primeros else ultimo


_LA = diferida(
    r"(?:municipalidad|superintendencia|autoridad|agencia|presidencia|universidad|oficina|direcci[oó]n|comisi[oó]n|mesa"
    r"|contralor[ií]a|defensor[ií]a|secretar[ií]a|asociaci[oó]n|c[aá]mara|corte|fiscal[ií]a|intendencia|red)\b",
    re.IGNORECASE,
)
_EL = diferida(
    r"(?:ministerio|organismo|gobierno|congreso|instituto|servicio|consejo|banco|poder|tribunal|fondo|programa|centro"
    r"|jurado|registro|seguro|sistema|despacho|colegio|proyecto|estado)\b",
    re.IGNORECASE,
)


def de_institucion(nombre: str) -> str:
    """«del Ministerio del Ambiente», «de la Municipalidad de Puno»; de una sigla no se sabe, y es «de MINAM»."""
    if _EL.match(nombre):
        return f"del {nombre}"
    return f"de la {nombre}" if _LA.match(nombre) else f"de {nombre}"


def fecha_en_palabras(fecha: date | str) -> str:
    """«23 de noviembre de 2026»; de «2026-11», «noviembre de 2026», y de «2026», «2026»: sin agregar precisión."""
    anio, *resto = str(fecha).split("-")
    if not resto:
        return anio
    mes = f"{MESES[int(resto[0]) - 1]} de {anio}"
    return f"{int(resto[1])} de {mes}" if len(resto) == 2 else mes


def paginas(desde: int | None, hasta: int | None = None) -> str:
    """«pág. 9», «págs. 9-10»; nada si no hay páginas."""
    if desde is None:
        return ""
    return f"pág. {desde}" if hasta is None else f"págs. {desde}-{hasta}"
