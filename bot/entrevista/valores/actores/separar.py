"""De lo que se escribió a los trozos que son un actor cada uno."""

import re

from bot.entrevista.esquema import Catalogos
from bot.entrevista.valores.actores.clases import tipos_posibles
from bot.entrevista.valores.actores.nombres import Nombrado, nombrar
from bot.entrevista.valores.lectura import plegadas
from conocimiento.marcas import renglones
from conocimiento.palabras import comparable, plano

_CORTE = re.compile(
    r",\s+(?:y\s+(?!que\b))?(?:con\s+(?=la\b|el\b|los\b|las\b))?|(?<!\s)\s+y\s+(?!que\b)(?:con\s+)?"
    r"|\.{1,3}\s+(?=[A-ZÁÉÍÓÚÑ¿¡]|ah+\b|y\b|tambi[eé]n\b|a\b)|\s+[+/&]\s+(?=\S)",
    re.IGNORECASE,
)
_NO_CUENTA = re.compile(r"\bno\s+(?:la|lo|las|los)\s+(?:cuente|cuentes|ponga|pongas|anote|anotes|incluya)\b")


def lineas_de_actores(texto: str) -> list[str]:
    """Cada renglón sin su marca; también los que se separan con punto y coma."""
    return [parte.strip() for linea in renglones(texto) for parte in linea.split(";") if parte.strip()]


def partes_de_linea(linea: str) -> list[str]:
    """Una línea cortada en comas, «y», puntos y signos; lo que va entre paréntesis no se corta."""
    cierre = linea.rfind(")") + 1  # lo que se abre después no se cierra
    tapada = re.sub(r"\([^)]*\)", lambda hallado: "\x00" * len(hallado.group()), linea[:cierre]) + linea[cierre:]
    partes, desde = list[str](), 0
    for corte in _CORTE.finditer(tapada):
        partes.append(linea[desde : corte.start()])
        desde = corte.end()
    return [parte.strip() for parte in (*partes, linea[desde:]) if parte.strip(" .")]


def nombrados(partes: list[str], catalogos: Catalogos) -> list[Nombrado]:
    """Los actores de unos trozos; lo que no nombra a nadie se queda en el detalle del anterior."""
    salida: list[Nombrado] = []
    suelto = ""
    for parte in partes:
        uno = nombrar(parte, catalogos)
        if not uno.nombre and not uno.detalle:
            continue
        if salida and (not uno.nombre or _NO_CUENTA.search(plano(parte))):
            previo = salida[-1]
            salida[-1] = Nombrado(previo.nombre, previo.tipo, "; ".join(filter(None, (previo.detalle, parte))))
        elif not uno.nombre:
            suelto = "; ".join(filter(None, (suelto, uno.detalle)))
        else:
            salida.append(Nombrado(uno.nombre, uno.tipo, "; ".join(filter(None, (suelto, uno.detalle)))))
            suelto = ""
    return salida


def son_claros(uno: Nombrado, catalogos: Catalogos) -> bool:
    """Dice si un trozo es, sin duda, el nombre de una organización: su tipo, su sigla o sus palabras lo dicen."""
    if uno.tipo is not None or tipos_posibles(uno.nombre, catalogos.tipos_actor):
        return True
    return comparable(uno.nombre) in plegadas(catalogos.organizaciones.siglas) or bool(
        re.fullmatch(r"[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ0-9.&-]{1,9}", uno.nombre)
    )
