"""Lee un YAML y lo convierte en los valores que lo describen, con la línea de cada cosa que corregir.

Qué lleva un archivo lo dicen los campos de una dataclass. pydantic lo comprueba, y aquí se dice en español dónde está,
qué clave es y qué va en su lugar. Lo que está sin escribir (nada, un texto en blanco, una lista sin elementos) es como
si no estuviera.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from types import GenericAlias, NoneType
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args, get_type_hints

from conocimiento.errores import ErrorDeFicha
from conocimiento.frases import recortar
from conocimiento.yaml.texto import Lista, Mapa, NoSeLee, leer_texto

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

T = TypeVar("T")
Camino = tuple[str | int, ...]

_UN_MAPA = "un mapa de «clave: valor»"
_UNA_FECHA = "una fecha como 2027-12-31"
_QUE_VA: dict[str, tuple[str, Callable[[], object]]] = {
    "string_type": ("un texto", str),
    "int_type": ("un número entero", int),
    "float_type": ("un número", float),
    "bool_type": ("true o false", bool),
    "date_type": (_UNA_FECHA, NoneType),
    "date_parsing": (_UNA_FECHA, NoneType),
    "tuple_type": ("una lista", tuple),
    "dict_type": (_UN_MAPA, dict),
    "dataclass_type": (_UN_MAPA, dict),
}
"""Por cada error de pydantic, qué va allí y qué se pone en su lugar para seguir comprobando lo demás."""


@dataclass(frozen=True, slots=True)
class Fallo:
    """Algo que corregir en un archivo, con su línea (desde 1)."""

    archivo: str
    linea: int
    mensaje: str

    def __str__(self) -> str:
        return f"{self.archivo}:{self.linea}: {self.mensaje}"


class Nodo:
    """Un trozo de un YAML: sabe su archivo y su línea, y anota en `fallos`, que es de todos, lo que está mal."""

    def __init__(self, archivo: str, valor: Any, fallos: list[Fallo], camino: Camino = (), linea: int = 1) -> None:
        self.archivo, self.valor, self.fallos, self.camino = archivo, valor, fallos, camino
        self.linea = valor.linea if isinstance(valor, Mapa | Lista) else linea

    def __contains__(self, clave: str) -> bool:
        return isinstance(self.valor, dict) and clave in cast("dict[object, object]", self.valor)

    def hijo(self, *camino: str | int) -> "Nodo":
        """Lo que hay en ese camino, que debe existir."""
        valor = self.valor
        for paso in camino:
            valor = valor[paso]
        return Nodo(self.archivo, valor, self.fallos, self.camino + camino, self._linea_de(camino))

    def hijos(self, clave: str) -> list["Nodo"]:
        """Los elementos de la lista que hay bajo una clave; ninguno si no hay una lista."""
        lista = self.valor[clave] if clave in self else None
        cuantos = len(cast("list[Any]", lista)) if isinstance(lista, list) else 0
        return [self.hijo(clave, lugar) for lugar in range(cuantos)]

    def fallar(self, mensaje: str, *camino: str | int) -> None:
        """Anota algo que corregir, en la línea de lo que hay en ese camino o de lo último que exista de él."""
        self.fallos.append(Fallo(self.archivo, self._linea_de(camino), mensaje))

    def exigir(self, valor: object, *claves: str) -> None:
        """Anota las claves sin escribir que en este valor no pueden faltar."""
        for clave in claves:
            if not getattr(valor, clave) and (clave not in self or _sin_escribir(self.valor[clave])):
                self.fallar(f"falta «{clave}»; escríbalo{_donde(self.camino)}", clave)

    def leer(self, tipo: type[T], *, salvo: tuple[str, ...] = ()) -> T:
        """Lo escrito, como valor de ese tipo; las claves de `salvo` se leen aparte.

        Lo que falta o no se entiende se anota y queda vacío, para seguir comprobando lo demás.
        """
        from pydantic import ValidationError

        raiz, puestos = [_llano(self.valor, salvo)], set[Camino]()
        while True:
            try:
                return _adaptador(tipo).validate_json(json.dumps(raiz, default=str))[0]
            except ValidationError as error:
                errores = error.errors(include_url=False)
            for uno in errores:
                lugar = uno["loc"]
                if not any(lugar[:largo] in puestos for largo in range(len(lugar) + 1)):
                    sobra = uno["type"] == "unexpected_keyword_argument"
                    admitidas = _claves(tipo, lugar[1:-1]) + (salvo if len(lugar) == 2 else ()) if sobra else ()
                    self.fallar(_mensaje(uno, self.camino + lugar[1:], admitidas), *lugar[1:])
                puestos.add(lugar)
                _enmendar(raiz, uno)

    def _linea_de(self, camino: Camino) -> int:
        linea, valor = self.linea, self.valor
        for paso in camino:
            try:
                linea, valor = valor.lineas[paso], valor[paso]
            except (AttributeError, KeyError, IndexError, TypeError):  # no está escrito o no es un mapa ni una lista
                break
        return linea


def abrir(ruta: Path, fallos: list[Fallo]) -> Nodo | None:
    """Lo que hay en un YAML; si no se puede leer, lo anota y no devuelve nada. Raises `OSError`."""
    try:
        return Nodo(ruta.name, leer_texto(ruta.read_text(encoding="utf-8")), fallos)
    except NoSeLee as error:
        fallos.append(Fallo(ruta.name, error.linea, error.mensaje))
    except UnicodeDecodeError:
        fallos.append(Fallo(ruta.name, 1, "no se puede leer como YAML en UTF-8; guárdelo con esa codificación"))
    return None


def leer_entero(ruta: Path, tipo: type[T]) -> tuple[T, Nodo]:
    """Lo que dice un YAML que acompaña a los documentos, y dónde lo dice. Raises `ErrorDeFicha`, `OSError`."""
    valor, nodo = leer_con_fallos(ruta, tipo)
    exigir_sin_fallos(ruta, nodo.fallos)
    return valor, nodo


def leer_con_fallos(ruta: Path, tipo: type[T]) -> tuple[T, Nodo]:
    """Lo mismo, con lo que esté mal anotado en el nodo, para decirlo junto con lo que falte comprobar.

    Lo que falta o no se entiende queda vacío. Raises `ErrorDeFicha` si no es YAML, `OSError`.
    """
    fallos: list[Fallo] = []
    nodo = abrir(ruta, fallos) or Nodo(ruta.name, None, fallos)
    exigir_sin_fallos(ruta, fallos)
    return nodo.leer(tipo), nodo


def exigir_sin_fallos(ruta: Path, fallos: list[Fallo]) -> None:
    """Raises `ErrorDeFicha` con todos los fallos y la línea del primero."""
    if fallos:
        primero, *demas = fallos
        otros = [str(ErrorDeFicha(ruta, fallo.mensaje, fallo.linea)) for fallo in demas]
        raise ErrorDeFicha(ruta, "\n".join((primero.mensaje, *otros)), primero.linea)


def parecido(dicho: str, admitidos: Iterable[str]) -> str:
    """« (¿quiso decir «x»?)», con el nombre que más se le parece; vacío si ninguno se le parece."""
    cercanos = get_close_matches(dicho, tuple(admitidos), 1)
    return f" (¿quiso decir «{cercanos[0]}»?)" if cercanos else ""


def fuera_de_lista(clave: str, dicho: str, admitidos: Iterable[str]) -> str:
    """Qué decir de un valor que no es ninguno de los que se admiten."""
    admitidos = tuple(admitidos)
    return f"«{clave}: {dicho}» no existe{parecido(dicho, admitidos)}; use uno de: {', '.join(admitidos)}"


def _mensaje(error: "ErrorDetails", camino: Camino, admitidas: tuple[str, ...]) -> str:
    """Qué va en ese camino en vez de lo que se escribió; pydantic lo dice en inglés."""
    dicho, ultimo = error["input"], camino[-1] if camino else ""
    nombre = next((paso for paso in reversed(camino) if isinstance(paso, str)), "")
    donde = _donde(camino[:-2] if isinstance(ultimo, int) else camino[:-1])
    match error["type"]:
        case "missing":
            return f"falta «{nombre}»; escríbalo{donde}"
        case "unexpected_keyword_argument":
            parecida = parecido(nombre, admitidas)
            return f"clave desconocida «{nombre}»{parecida}; se admiten: {', '.join(admitidas)}{donde}"
        case "literal_error":
            return fuera_de_lista(nombre, _en_corto(dicho), _literales(error)) + donde
        case clase:
            sujeto = f"en «{nombre}», cada elemento" if isinstance(ultimo, int) else f"«{nombre}»" if nombre else "esto"
            comillas = "; póngalo entre comillas" if clase == "string_type" and isinstance(dicho, int | float) else ""
            escrito = "no dice nada" if dicho is None else f"dice «{_en_corto(dicho)}»"
            return f"{sujeto} debe ser {_QUE_VA[clase][0]} y {escrito}{comillas}{donde}"


def _enmendar(raiz: Any, error: "ErrorDetails") -> None:
    """Quita lo que sobra y pone algo vacío donde hay algo mal o no hay nada."""
    *hasta, ultimo = error["loc"]
    for paso in hasta:
        raiz = raiz[paso]
    match error["type"]:
        case "unexpected_keyword_argument":
            del raiz[ultimo]
        case "missing":
            raiz[ultimo] = None  # qué vacío le toca lo dirá el error siguiente
        case "literal_error":
            raiz[ultimo] = _literales(error)[0]
        case clase:
            raiz[ultimo] = _QUE_VA[clase][1]()


def _literales(error: "ErrorDetails") -> list[str]:
    return re.findall(r"'([^']+)'", error.get("ctx", {})["expected"])


def _en_corto(dicho: object) -> str:
    texto = dicho if isinstance(dicho, str) else json.dumps(dicho, ensure_ascii=False)
    return recortar(texto, 60)


def _donde(camino: Camino) -> str:
    pasos = (paso if isinstance(paso, str) else f"n.º {paso + 1}" for paso in camino)
    return f" (en {' › '.join(pasos)})" if camino else ""


@lru_cache
def _adaptador(tipo: Any) -> "TypeAdapter[tuple[Any]]":
    from pydantic import ConfigDict, TypeAdapter

    # En una tupla, porque a una dataclass suelta pydantic no le deja dar la configuración desde fuera.
    return TypeAdapter(cast(Any, GenericAlias(tuple, (tipo,))), config=ConfigDict(extra="forbid", strict=True))


def _claves(tipo: Any, camino: Camino) -> tuple[str, ...]:
    """Los campos de la dataclass que hay en ese camino de un tipo."""
    for paso in camino:
        tipo = get_args(tipo)[0] if isinstance(paso, int) else get_type_hints(tipo)[paso]
    return tuple(get_type_hints(tipo))


def _sin_escribir(valor: object) -> bool:
    return valor is None or valor == [] or (isinstance(valor, str) and not valor.strip())


def _llano(valor: Any, salvo: tuple[str, ...] = ()) -> Any:
    """Lo escrito con mapas, listas y textos corrientes, y sin lo que está sin escribir."""
    if isinstance(valor, dict):
        mapa = cast("dict[object, object]", valor)
        return {str(k): _llano(v) for k, v in mapa.items() if k not in salvo and not _sin_escribir(v)}
    if isinstance(valor, list):
        return [None if _sin_escribir(uno) else _llano(uno) for uno in cast("list[object]", valor)]
    return valor.strip() if isinstance(valor, str) else valor
