"""Las formas de datos que agrega la agencia: `formas-de-datos.yaml`, de cómo se escriben a cómo se buscan.

Un patrón lleva texto corriente y piezas entre llaves: «{4 cifras}», «{1 a 6 cifras}», «{2 letras}», «{5 letras o
cifras}». Ninguna pieza vuelve atrás sobre lo que ya tomó: buscarla cuesta lo mismo sea cual sea el texto.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.entrevista.esquema import FormaDeDato
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano
from conocimiento.yaml.nodos import Fallo, Nodo, abrir

ARCHIVO = "formas-de-datos.yaml"
_NOMBRE = diferida(r"[A-Z]{3,15}")
_PIEZA = diferida(r"\{([^{}]*)\}")
_DICHA = diferida(r"(\d{1,3})(?: a (\d{1,3}))? (cifras?|letras?|letras o cifras)")
_CLASES = {"cifra": r"\d", "letra": "[a-z]", "letras o cifra": "[a-z0-9]"}
_SEPARAN = diferida(r"[ .\-/_]+")
_CUALQUIER_SEPARADOR = r"[ .\-/_]{0,3}+"
_LARGO_DE_PIEZA, _LARGO_DE_PATRON, _FORMAS = 30, 80, 50
_LARGO_MINIMO, _LARGO_DISTINTIVO = 4, 3


@dataclass(frozen=True, slots=True)
class _Forma:
    """Una forma tal como se escribe: `si`, ejemplos que debe reconocer; `no`, los que no."""

    nombre: str
    que_es: str
    patrones: tuple[str, ...]
    si: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Archivo:
    """Lo que lleva `formas-de-datos.yaml`."""

    formato: Literal["formas/1"]
    formas: tuple[_Forma, ...] = ()


class _PatronInvalido(ValueError):
    """Un patrón no se entiende; el mensaje dice qué parte y qué poner."""


def leer_formas(carpeta: Path, fallos: list[Fallo]) -> tuple[FormaDeDato, ...]:
    """Las de una carpeta, probadas con sus ejemplos; ninguna si no tiene el archivo. Anota en `fallos` lo que falla."""
    ruta = carpeta / ARCHIVO
    nodo = abrir(ruta, fallos) if ruta.exists() else None
    if nodo is None:
        return ()
    nuevos = len(fallos)
    formas = nodo.leer(_Archivo).formas
    if len(fallos) > nuevos:
        return ()
    if len(formas) > _FORMAS:
        nodo.fallar(f"hay {len(formas)} formas y caben {_FORMAS}; junte las que se parezcan", "formas")
    nombres = [forma.nombre for forma in formas]
    return tuple(
        FormaDeDato(forma.nombre, forma.que_es, tuple(_probar(suyo, forma, nombres[:lugar])))
        for lugar, (forma, suyo) in enumerate(zip(formas, nodo.hijos("formas"), strict=True))
    )


def _probar(nodo: Nodo, forma: _Forma, anteriores: list[str]) -> Iterator[re.Pattern[str]]:
    """Los patrones de una forma; anota lo que esté mal escrito o no cuadre con sus ejemplos."""
    if not _NOMBRE.fullmatch(forma.nombre):
        nodo.fallar(f"«{forma.nombre}» debe ser una palabra de 3 a 15 mayúsculas sin tildes, como EXPEDIENTE", "nombre")
    if forma.nombre in anteriores:
        nodo.fallar(f"«{forma.nombre}» ya está; ponga sus patrones en una sola forma", "nombre")
    patrones: list[re.Pattern[str]] = []
    for lugar, escrito in enumerate(forma.patrones):
        try:
            patron = compilar(escrito)
        except _PatronInvalido as error:
            nodo.fallar(str(error), "patrones", lugar)
            continue
        patrones.append(patron)
        if not any(patron.search(plano(ejemplo)) for ejemplo in forma.si):
            nodo.fallar(f"«{escrito}» no reconoce ningún ejemplo de «si»; corríjalo o agregue uno", "patrones", lugar)
    for lugar, ejemplo in enumerate(forma.si):
        if patrones and not any(patron.search(plano(ejemplo)) for patron in patrones):
            nodo.fallar(f"ningún patrón reconoce «{ejemplo}»", "si", lugar)
    for lugar, ejemplo in enumerate(forma.no):
        if any(patron.search(plano(ejemplo)) for patron in patrones):
            nodo.fallar(f"un patrón reconoce «{ejemplo}» y no debería", "no", lugar)
    yield from patrones


def compilar(patron: str) -> re.Pattern[str]:
    """La expresión que busca un patrón en un texto en minúsculas y sin tildes."""
    partes: list[str] = []
    desde = menos = mas = cifras = 0
    for pieza in _PIEZA.finditer(patron):
        partes.append(_literal(patron[desde : pieza.start()]))
        desde = pieza.end()
        clase, minimo, maximo = _leer_pieza(pieza.group(1).strip())
        partes.append(f"{clase}{{{minimo},{maximo}}}+")
        menos, mas = menos + minimo, mas + maximo
        cifras += minimo if clase == _CLASES["cifra"] else 0
    partes.append(_literal(patron[desde:]))
    fijas = len(re.sub(r"[\W_]", "", _PIEZA.sub("", patron)))
    if menos + fijas < _LARGO_MINIMO or cifras + fijas < _LARGO_DISTINTIVO:
        raise _PatronInvalido(
            f"«{patron}» tacharía palabras corrientes; que pida {_LARGO_MINIMO} letras o cifras, y {_LARGO_DISTINTIVO} "
            "de ellas, cifras o letras fijas"
        )
    if mas + fijas > _LARGO_DE_PATRON:
        raise _PatronInvalido(f"«{patron}» puede medir más de {_LARGO_DE_PATRON} letras; acorte sus piezas")
    return re.compile(rf"(?<![a-z0-9]){''.join(partes)}(?![a-z0-9])")


def _literal(texto: str) -> str:
    if "{" in texto or "}" in texto:
        raise _PatronInvalido(
            f"hay una llave sin pareja en «{texto.strip()}»; cada pieza se abre con «{{» y se cierra con «}}»"
        )
    partes = _SEPARAN.split(plano(texto))
    return _CUALQUIER_SEPARADOR.join(map(re.escape, partes))


def _leer_pieza(dicha: str) -> tuple[str, int, int]:
    """De qué es una pieza y de cuántas a cuántas."""
    leida = _DICHA.fullmatch(plano(dicha))
    if leida is None:
        raise _PatronInvalido(
            f"«{{{dicha}}}» no se entiende; use {{4 cifras}}, {{1 a 6 cifras}}, {{2 letras}} o {{5 letras o cifras}}"
        )
    minimo, maximo = int(leida[1]), int(leida[2] or leida[1])
    if not 1 <= minimo <= maximo <= _LARGO_DE_PIEZA:
        raise _PatronInvalido(f"«{{{dicha}}}»: deben ser de 1 a {_LARGO_DE_PIEZA}, y primero la menor")
    return _CLASES[leida[3].removesuffix("s")], minimo, maximo
