"""Poner a un documento lo que una persona revisó fuera: cómo pregunta la gente por él y sus explicaciones.

Se comprueba entero antes de poner nada, y lo que esté mal se dice de una vez, con su línea.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.revision.biblioteca import textos
from conocimiento.archivos import SOLO_DEL_PROGRAMA, escribir_entero
from conocimiento.biblioteca.errores import ErrorDeBiblioteca
from conocimiento.biblioteca.gestion import Comprobado
from conocimiento.biblioteca.guardado import EXPLICACIONES, PREGUNTAS, DocumentoGuardado
from conocimiento.errores import ErrorDeFicha
from conocimiento.ingesta.cortes import dividir
from conocimiento.ingesta.ideas import SUFIJO as SUFIJO_DE_IDEAS
from conocimiento.ingesta.ideas import IdeasLeidas, revisar_ideas
from conocimiento.ingesta.sencillo import SUFIJO as SUFIJO_DE_EXPLICACIONES
from conocimiento.ingesta.sencillo import leer_explicaciones
from conocimiento.yaml.nodos import abrir

ANTERIOR = ".anterior"
"""Lo que se agrega al nombre de lo que había: no se pierde lo que alguien escribió."""


@dataclass(frozen=True, slots=True)
class Puesto:
    """Lo que se puso a un documento y lo que conviene mirar.

    `preguntas` es None si no tiene ninguna; `comprobado`, lo que dio probarlo, si ya se cita: si no, es al publicar.
    """

    clave: str
    preguntas: IdeasLeidas | None
    explicaciones: int
    caidas: tuple[str, ...]
    comprobado: Comprobado | None = None


def al_lado(archivo: Path) -> tuple[Path, ...]:
    """Lo que acompaña a un archivo en su carpeta: «guia.preguntas.yaml» y «guia.sencillo.yaml» de «guia.pdf»."""
    posibles = (archivo.with_name(archivo.stem + sufijo) for sufijo in (SUFIJO_DE_IDEAS, SUFIJO_DE_EXPLICACIONES))
    return tuple(uno for uno in posibles if uno.is_file())


def por_su_nombre(archivos: Iterable[Path]) -> dict[str, Path]:
    """De cada archivo, con qué nombre se guarda: una lista son explicaciones; lo demás, preguntas.

    Raises `ErrorDeBiblioteca` si dos son lo mismo, `OSError`.
    """
    hallados: dict[str, Path] = {}
    for archivo in archivos:
        nodo = abrir(archivo, [])
        es_lista = isinstance(nodo.valor, list) if nodo is not None else "sencillo" in archivo.name
        nombre = EXPLICACIONES if es_lista else PREGUNTAS
        if nombre in hallados:
            raise ErrorDeBiblioteca(textos.dos_de_lo_mismo(hallados[nombre].name, archivo.name))
        hallados[nombre] = archivo
    return hallados


def comprobar(uno: DocumentoGuardado, archivos: Mapping[str, Path]) -> Puesto:
    """Lo que quedaría puesto. Raises `ErrorDeBiblioteca` con todo lo que hay que corregir, `OSError`."""
    dividido, fallos = dividir(uno), list[ErrorDeFicha]()
    preguntas, explicaciones = archivos.get(PREGUNTAS, uno.preguntas), archivos.get(EXPLICACIONES, uno.explicaciones)
    leidas, aprobadas, caidas = None, (), ()
    try:
        leidas = revisar_ideas(preguntas, uno.documento, dividido, ()) if preguntas.is_file() else None
    except ErrorDeFicha as error:
        fallos.append(error)
    if explicaciones.is_file() and not fallos:  # sin las preguntas, no se sabe de qué idea es cada una
        ideas = leidas.revisadas if leidas else ()
        try:
            aprobadas, caidas = leer_explicaciones(
                explicaciones, dividido.texto, dividido.fragmentos, ideas, solo_aprobadas=True
            )
        except ErrorDeFicha as error:
            fallos.append(error)
    if fallos:
        raise ErrorDeBiblioteca(textos.por_corregir([str(error) for error in fallos], uno.clave))
    return Puesto(uno.clave, leidas, len(aprobadas), caidas)


def guardar(uno: DocumentoGuardado, archivos: Mapping[str, bytes]) -> None:
    """Deja puestos esos contenidos, por su nombre; lo distinto que hubiera se conserva. Raises `OSError`."""
    for nombre, contenido in archivos.items():
        destino = uno.carpeta / nombre
        if destino.is_file() and (habia := destino.read_bytes()) != contenido:
            escribir_entero(destino.with_name(destino.name + ANTERIOR), habia, SOLO_DEL_PROGRAMA)
        escribir_entero(destino, contenido, SOLO_DEL_PROGRAMA)
