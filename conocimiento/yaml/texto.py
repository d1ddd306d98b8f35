"""Un texto YAML: leerlo sin perder en qué línea está cada cosa, y escribir en él un texto cualquiera.

Lee libyaml, que es quince veces más rápido que un lector en Python; qué es un número y qué un texto lo dice el esquema
de YAML 1.2 (sección 10.3.2), en el que «no» y «on» son textos. Se lee suceso a suceso y sin recursión: lo muy hondo, lo
que se contiene a sí mismo y lo que se multiplica al repetirlo se rechazan al llegar a ello.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

import yaml

from conocimiento.expresiones import diferida
from conocimiento.yaml.diagnostico import Sitio, diagnosticar

NIVELES = 50
DEMASIADO_HONDO = f"tiene más de {NIVELES} niveles, unos dentro de otros; quite los guiones, corchetes o llaves de más"
TOPE = 500_000
"""Cuántas cosas caben, contadas tantas veces como se repiten."""
_NO_SE_ADMITE = diferida("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_VA_TAL_CUAL = diferida("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Lo que YAML no admite o toma por un salto de renglón (YAML 1.1, secciones 5.1 y 5.4)."""
_ENTERO = diferida(r"[-+]?[0-9]{1,4000}|0o[0-7]{1,4000}|0x[0-9a-fA-F]{1,4000}")
_DECIMAL = diferida(r"[-+]?(?:\.[0-9]{1,400}|[0-9]{1,400}(?:\.[0-9]{0,400})?)(?:[eE][-+]?[0-9]{1,4})?")
_PALABRAS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


class NoSeLee(ValueError):
    """Lo que hay que corregir y en qué línea, desde 1."""

    def __init__(self, mensaje: str, linea: int) -> None:
        super().__init__(mensaje)
        self.mensaje, self.linea = mensaje, linea


class Mapa(dict[Any, Any]):
    """Lo escrito como «clave: valor». `linea`: la suya; `lineas`: la de cada clave."""

    def __init__(self, linea: int) -> None:
        super().__init__()
        self.linea, self.lineas, self.cuantos = linea, dict[Any, int](), 1
        self._espera: tuple[Any, int] | None = None

    def poner(self, valor: Any, linea: int) -> None:
        """Recibe una clave y después su valor. Raises `NoSeLee` con una clave repetida o que no es un texto."""
        if self._espera is not None:
            clave, self.lineas[clave] = self._espera[0], self._espera[1]
            self[clave], self._espera = valor, None
        elif isinstance(valor, Mapa | Lista):
            raise NoSeLee("una clave debe ser un texto y es una lista o un mapa; revise «[», «{» y «?»", linea)
        elif valor in self:
            raise NoSeLee(f"clave repetida «{valor}»; junte las dos o quite una", linea)
        else:
            self._espera = valor, linea


class Lista(list[Any]):
    """Lo escrito con guiones o entre corchetes. `linea`: la suya; `lineas`: la de cada elemento."""

    def __init__(self, linea: int) -> None:
        super().__init__()
        self.linea, self.lineas, self.cuantos = linea, list[int](), 1

    def poner(self, valor: Any, linea: int) -> None:
        """Recibe el elemento que sigue."""
        self.append(valor)
        self.lineas.append(linea)


@lru_cache(maxsize=16)
def leer_texto(texto: str) -> Any:
    """Devuelve lo escrito: mapas, listas, textos, números, sí o no y None. Raises `NoSeLee`.

    El mismo texto da el mismo valor, que nadie cambia: los de la entrevista se releen a menudo.
    """
    if (raro := _NO_SE_ADMITE.search(texto)) is not None:
        linea = texto.count("\n", 0, raro.start()) + 1
        raise NoSeLee(f"lleva un signo que no se ve (U+{ord(raro.group()):04X}) y YAML no admite; bórrelo", linea)
    try:
        return _armar(_sucesos(texto))
    except yaml.MarkedYAMLError as error:
        marca, contexto = cast(Any, error.problem_mark or error.context_mark), cast(Any, error.context_mark)
        donde = Sitio(int(marca.line), int(marca.column))
        desde = Sitio(int(contexto.line), int(contexto.column)) if contexto else None
        raise NoSeLee(*diagnosticar(texto, str(error.problem), donde, desde)) from None
    except yaml.YAMLError as error:
        raise NoSeLee(f"no se puede leer como YAML ({type(error).__name__})", 1) from None


def _sucesos(texto: str) -> Iterator[Any]:
    return cast(Any, yaml).parse(texto, Loader=yaml.CSafeLoader)


def _armar(sucesos: Iterator[Any]) -> Any:
    raiz, anclas, abiertos = Lista(1), dict[str, Any](), list[tuple[Mapa | Lista, str | None]]()
    for suceso in sucesos:
        linea = int(suceso.start_mark.line) + 1
        ancla: str | None = None
        match suceso:
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                if len(abiertos) >= NIVELES:
                    raise NoSeLee(DEMASIADO_HONDO, linea)
                nuevo = Mapa(linea) if isinstance(suceso, yaml.MappingStartEvent) else Lista(linea)
                abiertos.append((nuevo, suceso.anchor))
                continue
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                valor, ancla = abiertos.pop()
                linea = valor.linea
            case yaml.AliasEvent():
                if suceso.anchor not in anclas:
                    raise NoSeLee(f"«*{suceso.anchor}» repite algo que no está antes con «&{suceso.anchor}»", linea)
                valor = anclas[suceso.anchor]
            case yaml.ScalarEvent():
                valor, ancla = _suelto(suceso, linea), suceso.anchor
            case yaml.DocumentStartEvent() if raiz:
                raise NoSeLee("hay otro documento tras «---»; deje uno solo", linea)
            case _:
                continue
        if ancla:
            anclas[ancla] = valor
        encima = abiertos[-1][0] if abiertos else raiz
        encima.poner(valor, linea)
        encima.cuantos += valor.cuantos if isinstance(valor, Mapa | Lista) else 1
        if encima.cuantos > TOPE:
            raise NoSeLee(f"repite tanto lo suyo que pasa de {TOPE} cosas; quite «*» y escriba cada una", linea)
    return raiz[0] if raiz else None


def _suelto(suceso: Any, linea: int) -> Any:
    dicho: str = suceso.value
    if suceso.tag is not None:
        raise NoSeLee(f"lleva la etiqueta «{suceso.tag}»; quítela y deje el valor", linea)
    if not suceso.implicit[0]:  # entre comillas o en bloque: es un texto
        return dicho
    if dicho in _PALABRAS:
        return _PALABRAS[dicho]
    if _ENTERO.fullmatch(dicho):
        return int(dicho, {"0o": 8, "0x": 16}.get(dicho[:2], 10))
    return float(dicho) if _DECIMAL.fullmatch(dicho) else dicho


def entre_comillas(dicho: str) -> str:
    """El texto como se escribe en un YAML, en un renglón: al leerlo vuelve el mismo, lleve los signos que lleve."""
    return _NO_VA_TAL_CUAL.sub(lambda signo: f"\\U{ord(signo.group()):08x}", json.dumps(dicho, ensure_ascii=False))
