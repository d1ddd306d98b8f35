"""La ficha de un documento: un YAML junto a él que dice quién lo publica, cuándo y qué le falta."""

from datetime import date
from pathlib import Path

from conocimiento.errores import ErrorDeFicha
from conocimiento.ingesta.lectura_yaml import (
    Nodo,
    comprobar_claves,
    leer_nodos,
    leer_texto,
    leer_textos,
    leer_yaml,
    linea_de,
)
from conocimiento.modelo import Ficha, Vacio

_OBLIGATORIAS = ("titulo", "institucion", "fuente", "version")
_ADMITIDAS = (*_OBLIGATORIAS, "anio", "capitulo", "vacios", "vigente_hasta")
_DE_VACIO = ("clave", "apartado", "anuncio", "mensaje", "pistas")


def leer_ficha(ruta: Path, documento: str, texto: str) -> Ficha:
    """Devuelve la ficha de `documento` (su ruta relativa), comprobada contra el texto al que acompaña.

    Raises `ErrorDeFicha` con la línea si no es YAML, si falta o sobra una clave, si un valor es de
    otro tipo o si un `anuncio` no está, palabra por palabra, en el texto.
    """
    raiz = leer_yaml(ruta)
    comprobar_claves(ruta, raiz, _OBLIGATORIAS, _ADMITIDAS)
    anio = raiz.get("anio")
    if anio is not None and (not isinstance(anio, int) or isinstance(anio, bool)):
        raise ErrorDeFicha(
            ruta, f"«anio» es un número entero, como 2017, y aquí dice «{anio}».", linea_de(raiz, "anio")
        )
    return Ficha(
        documento=documento,
        **{clave: leer_texto(ruta, raiz, clave) for clave in _OBLIGATORIAS},
        capitulo=leer_texto(ruta, raiz, "capitulo") if "capitulo" in raiz else "",
        anio=anio,
        vacios=_vacios(ruta, raiz, texto),
        vigente_hasta=_dia(ruta, raiz) if "vigente_hasta" in raiz else None,
    )


def _dia(ruta: Path, raiz: Nodo) -> date:
    try:
        return date.fromisoformat(str(raiz["vigente_hasta"]))
    except ValueError:
        raise ErrorDeFicha(
            ruta, "«vigente_hasta» debe ser una fecha como 2027-12-31.", linea_de(raiz, "vigente_hasta")
        ) from None


def _vacios(ruta: Path, raiz: Nodo, texto: str) -> tuple[Vacio, ...]:
    vacios: list[Vacio] = []
    for nodo in leer_nodos(ruta, raiz, "vacios"):
        vacio = _vacio(ruta, nodo)
        if vacio.anuncio not in texto:
            raise ErrorDeFicha(
                ruta,
                f"el documento no contiene el anuncio «{vacio.anuncio}»; cópielo tal como aparece.",
                linea_de(nodo, "anuncio"),
            )
        if any(otro.clave == vacio.clave for otro in vacios):
            raise ErrorDeFicha(ruta, f"hay dos vacíos con la clave «{vacio.clave}».", linea_de(nodo, "clave"))
        vacios.append(vacio)
    return tuple(vacios)


def _vacio(ruta: Path, nodo: Nodo) -> Vacio:
    comprobar_claves(ruta, nodo, _DE_VACIO, _DE_VACIO)
    return Vacio(
        clave=leer_texto(ruta, nodo, "clave"),
        apartado=leer_texto(ruta, nodo, "apartado"),
        anuncio=leer_texto(ruta, nodo, "anuncio"),
        mensaje=leer_texto(ruta, nodo, "mensaje"),
        pistas=leer_textos(ruta, nodo, "pistas"),
    )
