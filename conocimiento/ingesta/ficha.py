"""La ficha de un documento: un YAML junto a él que dice quién lo publica, cuándo y qué le falta."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from conocimiento.modelo import Ficha, Vacio
from conocimiento.yaml.nodos import exigir_sin_fallos, leer_entero


@dataclass(frozen=True, slots=True)
class _Escrita:
    """Lo que lleva el archivo."""

    titulo: str
    institucion: str
    fuente: str
    version: str
    anio: int | None = None
    capitulo: str = ""
    vacios: tuple[Vacio, ...] = ()
    vigente_hasta: date | None = None


def leer_ficha(ruta: Path, documento: str, texto: str) -> Ficha:
    """Devuelve la ficha de `documento` (su ruta relativa), comprobada contra el texto al que acompaña.

    Raises `ErrorDeFicha` con la línea si no es YAML, si falta o sobra una clave, si un valor es de
    otro tipo o si un `anuncio` no está, palabra por palabra, en el texto.
    """
    escrita, nodo = leer_entero(ruta, _Escrita)
    claves: set[str] = set()
    for vacio, suyo in zip(escrita.vacios, nodo.hijos("vacios"), strict=True):
        if vacio.anuncio not in texto:
            suyo.fallar(f"el documento no contiene el anuncio «{vacio.anuncio}»; cópielo tal como aparece", "anuncio")
        if vacio.clave in claves:
            suyo.fallar(f"hay dos vacíos con la clave «{vacio.clave}»", "clave")
        claves.add(vacio.clave)
    exigir_sin_fallos(ruta, nodo.fallos)
    return Ficha(
        documento=documento,
        titulo=escrita.titulo,
        institucion=escrita.institucion,
        anio=escrita.anio,
        fuente=escrita.fuente,
        version=escrita.version,
        capitulo=escrita.capitulo,
        vacios=escrita.vacios,
        vigente_hasta=escrita.vigente_hasta,
    )
