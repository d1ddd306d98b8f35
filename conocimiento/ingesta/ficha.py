"""La ficha de un documento: un YAML junto a él que dice quién lo publica, cuándo y qué le falta."""

from datetime import date
from pathlib import Path
from typing import Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from conocimiento.errores import ErrorDeFicha
from conocimiento.modelo import Ficha, Vacio

_OBLIGATORIAS = ("titulo", "institucion", "fuente", "version")
_ADMITIDAS = (*_OBLIGATORIAS, "anio", "capitulo", "vacios", "vigente_hasta")
_DE_VACIO = ("clave", "apartado", "anuncio", "mensaje", "pistas")

Nodo = dict[str, Any]


def leer_ficha(ruta: Path, documento: str, texto: str) -> Ficha:
    """Devuelve la ficha de `documento` (su ruta relativa), comprobada contra el texto al que acompaña.

    Raises `ErrorDeFicha` con la línea si no es YAML, si falta o sobra una clave, si un valor es de
    otro tipo o si un `anuncio` no está, palabra por palabra, en el texto.
    """
    raiz = _leer_yaml(ruta)
    _comprobar_claves(ruta, raiz, _OBLIGATORIAS, _ADMITIDAS)
    anio = raiz.get("anio")
    if anio is not None and (not isinstance(anio, int) or isinstance(anio, bool)):
        raise ErrorDeFicha(ruta, f"«anio» es un número entero, como 2017, y aquí dice «{anio}».", _linea(raiz, "anio"))
    return Ficha(
        documento=documento,
        **{clave: _texto(ruta, raiz, clave) for clave in _OBLIGATORIAS},
        capitulo=_texto(ruta, raiz, "capitulo") if "capitulo" in raiz else "",
        anio=anio,
        vacios=_vacios(ruta, raiz, texto),
        vigente_hasta=_dia(ruta, raiz) if "vigente_hasta" in raiz else None,
    )


def _leer_yaml(ruta: Path) -> Nodo:
    lector = cast(Any, YAML(typ="rt"))
    try:
        raiz = lector.load(ruta.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ErrorDeFicha(ruta, "la ficha no está en UTF-8; guárdela con esa codificación.") from error
    except YAMLError as error:
        marca: Any = getattr(error, "problem_mark", None)
        raise ErrorDeFicha(ruta, "la ficha no es un YAML válido.", marca.line + 1 if marca else None) from error
    if not isinstance(raiz, dict):
        raise ErrorDeFicha(ruta, "la ficha debe ser una lista de «clave: valor».", 1)
    return cast(Nodo, raiz)


def _comprobar_claves(ruta: Path, nodo: Nodo, obligatorias: tuple[str, ...], admitidas: tuple[str, ...]) -> None:
    for clave in nodo:
        if clave not in admitidas:
            raise ErrorDeFicha(
                ruta, f"no se conoce la clave «{clave}»; se admiten: {', '.join(admitidas)}.", _linea(nodo, clave)
            )
    for clave in obligatorias:
        if clave not in nodo:
            raise ErrorDeFicha(ruta, f"falta la clave «{clave}».", _linea(nodo, next(iter(nodo), clave)))


def _texto(ruta: Path, nodo: Nodo, clave: str) -> str:
    valor = nodo[clave]
    if not isinstance(valor, str) or not valor.strip():
        raise ErrorDeFicha(
            ruta,
            f"«{clave}» debe ser un texto y aquí dice «{valor}»; si es un número, póngalo entre comillas.",
            _linea(nodo, clave),
        )
    return str(valor).strip()


def _dia(ruta: Path, raiz: Nodo) -> date:
    try:
        return date.fromisoformat(str(raiz["vigente_hasta"]))
    except ValueError:
        raise ErrorDeFicha(
            ruta, "«vigente_hasta» debe ser una fecha como 2027-12-31.", _linea(raiz, "vigente_hasta")
        ) from None


def _vacios(ruta: Path, raiz: Nodo, texto: str) -> tuple[Vacio, ...]:
    lista: Any = raiz.get("vacios") or []
    if not isinstance(lista, list):
        raise ErrorDeFicha(ruta, "«vacios» debe ser una lista.", _linea(raiz, "vacios"))
    vacios: list[Vacio] = []
    for nodo in cast(list[Any], lista):
        if not isinstance(nodo, dict):
            raise ErrorDeFicha(ruta, "cada vacío debe tener sus claves.", _linea(raiz, "vacios"))
        vacio = _vacio(ruta, cast(Nodo, nodo))
        if vacio.anuncio not in texto:
            raise ErrorDeFicha(
                ruta,
                f"el documento no contiene el anuncio «{vacio.anuncio}»; cópielo tal como aparece.",
                _linea(cast(Nodo, nodo), "anuncio"),
            )
        if any(otro.clave == vacio.clave for otro in vacios):
            raise ErrorDeFicha(ruta, f"hay dos vacíos con la clave «{vacio.clave}».", _linea(cast(Nodo, nodo), "clave"))
        vacios.append(vacio)
    return tuple(vacios)


def _vacio(ruta: Path, nodo: Nodo) -> Vacio:
    _comprobar_claves(ruta, nodo, _DE_VACIO, _DE_VACIO)
    pistas = cast(list[Any], nodo["pistas"]) if isinstance(nodo["pistas"], list) else []
    if not pistas or not all(isinstance(pista, str) for pista in pistas):
        raise ErrorDeFicha(ruta, "«pistas» debe ser una lista de textos.", _linea(nodo, "pistas"))
    return Vacio(
        clave=_texto(ruta, nodo, "clave"),
        apartado=_texto(ruta, nodo, "apartado"),
        anuncio=_texto(ruta, nodo, "anuncio"),
        mensaje=_texto(ruta, nodo, "mensaje"),
        pistas=tuple(str(pista) for pista in pistas),
    )


def _linea(nodo: Nodo, clave: str) -> int | None:
    """La línea de una clave, desde 1; ruamel la guarda en el propio nodo."""
    marcas = cast(Any, nodo).lc
    try:
        return int(marcas.key(clave)[0]) + 1
    except (KeyError, TypeError, AttributeError):
        return int(marcas.line) + 1 if marcas.line is not None else None
