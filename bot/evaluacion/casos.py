"""El archivo de casos: qué se pregunta y, si lo trae, qué se espera.

Cada línea es un objeto JSON con `id` y `pregunta`. Todo lo demás es opcional; los campos están en
`tests/evaluacion/LEEME.md`.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from conocimiento.errores import ErrorLegible
from conocimiento.expresiones import diferida

_SIGUE_A = diferida(r"^\[sigue a ([^\]\s]+)\]")
_FINAL_RESERVADO = "-reservado.jsonl"


class ErrorCasos(ErrorLegible):
    """El archivo de casos no se puede leer; el mensaje dice la línea y qué se esperaba."""


class ErrorReservado(ErrorCasos):
    """Los casos se guardan para medir una versión cerrada y no se pidió abrirlos."""


@dataclass(frozen=True, slots=True)
class Esperado:
    """Lo que un caso debería dar. Lo que el archivo no dice queda en None o vacío, y no se mide."""

    respondible: bool | None = None
    evidencia: str | None = None
    evidencias_tambien: tuple[str, ...] = ()
    evidencias_todas: tuple[str, ...] = ()
    estado: str | None = None
    estados_admitidos: tuple[str, ...] = ()
    clase: str = ""
    entera: str | None = None  # un seguimiento, preguntado de modo que se entienda solo

    def necesidades(self) -> tuple[tuple[str, ...], ...]:
        """Devuelve lo que la respuesta debe citar: todas las necesidades, cada una con alternativas que valen igual."""
        if not self.respondible or not (self.evidencia or self.evidencias_todas):
            return ()
        principal = tuple(trozo for trozo in (self.evidencia, *self.evidencias_tambien) if trozo)
        if not self.evidencias_todas:
            return (principal,)
        return tuple(principal if trozo == self.evidencia else (trozo,) for trozo in self.evidencias_todas)

    def admitidos(self) -> frozenset[str]:
        """Devuelve los estados correctos; vacío si el caso no lo dice."""
        return frozenset((*self.estados_admitidos, self.estado)) if self.estado else frozenset[str]()


@dataclass(frozen=True, slots=True)
class Caso:
    """Una pregunta con las que se hicieron antes en la misma conversación."""

    identificador: str
    pregunta: str
    historial: tuple[str, ...] = ()
    esperado: Esperado = Esperado()


def es_reservado(ruta: Path) -> bool:
    """Dice si unos casos son reservados, por el nombre (`*-reservado.jsonl`) o por un campo `"reservado": true`."""
    if any(nombre.casefold().endswith(_FINAL_RESERVADO) for nombre in (ruta.name, ruta.resolve().name)):
        return True
    return any(leido.get("reservado") is True for _, leido in _objetos(ruta))


def rehusar_reservado(ruta: Path) -> None:
    """Raises `ErrorReservado` si los casos son reservados."""
    if es_reservado(ruta):
        raise ErrorReservado(
            f"{ruta} es del tercio reservado: solo se mide al cerrar una versión y no se ajusta nada con él. "
            "Use el conjunto abierto o, si de verdad cierra una versión, agregue --abrir-reservado.",
            codigo_de_salida=2,
        )


def leer_casos(ruta: Path) -> tuple[Caso, ...]:
    """Lee un JSONL con `id`, `pregunta`, `historial` (opcional) y lo esperado (opcional).

    Sin `historial`, un `esperado` que empieza por «[sigue a ID]» toma como historial la pregunta de ese caso.
    Una línea con `reservado` y sin `pregunta` es un encabezado y no cuenta. Raises `ErrorCasos`.
    """
    casos: list[Caso] = []
    preguntas: dict[str, str] = {}
    for numero, leido in _objetos(ruta):
        if "reservado" in leido and "pregunta" not in leido:
            continue
        if "id" not in leido or "pregunta" not in leido:
            raise ErrorCasos(f"{ruta}:{numero}: se esperaba un objeto JSON con «id» y «pregunta».")
        identificador, pregunta, historial = str(leido["id"]), leido["pregunta"], leido.get("historial")
        if not isinstance(pregunta, str) or not isinstance(historial, list | None):
            raise ErrorCasos(f"{ruta}:{numero}: «pregunta» debe ser texto e «historial», una lista de textos.")
        preguntas[identificador] = pregunta
        sigue = _SIGUE_A.match(str(leido.get("esperado", "")))
        if historial is None:
            previas = (preguntas[sigue.group(1)],) if sigue and sigue.group(1) in preguntas else ()
        else:
            previas = tuple(str(previa) for previa in cast("list[object]", historial))
        casos.append(Caso(identificador, pregunta, previas, _esperado(leido)))
    return tuple(casos)


def _objetos(ruta: Path) -> list[tuple[int, dict[str, object]]]:
    """Cada objeto con su número de línea. Solo «\\n» separa líneas: dentro de un texto puede haber otros saltos."""
    try:
        lineas = ruta.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ErrorCasos(f"{ruta}: no se puede leer como texto UTF-8; revise la ruta y el archivo.") from error
    objetos: list[tuple[int, dict[str, object]]] = []
    for numero, linea in enumerate(lineas, 1):
        if not linea.strip():
            continue
        try:
            leido = cast(object, json.loads(linea))
        except (ValueError, RecursionError) as error:
            raise ErrorCasos(f"{ruta}:{numero}: se esperaba un objeto JSON con «id» y «pregunta».") from error
        if not isinstance(leido, dict):
            raise ErrorCasos(f"{ruta}:{numero}: se esperaba un objeto JSON con «id» y «pregunta».")
        objetos.append((numero, cast("dict[str, object]", leido)))
    return objetos


def _esperado(leido: dict[str, object]) -> Esperado:
    respondible = leido.get("respondible")
    return Esperado(
        respondible=respondible if isinstance(respondible, bool) else None,
        evidencia=_texto(leido.get("evidencia")),
        evidencias_tambien=_textos(leido.get("evidencias_tambien")),
        evidencias_todas=_textos(leido.get("evidencias_todas")),
        estado=_texto(leido.get("estado")),
        estados_admitidos=_textos(leido.get("estados_admitidos")),
        clase=_texto(leido.get("clase")) or _texto(leido.get("tipo")) or "",
        entera=_texto(leido.get("entera")),
    )


def _texto(valor: object) -> str | None:
    return valor if isinstance(valor, str) and valor.strip() else None


def _textos(valor: object) -> tuple[str, ...]:
    return tuple(filter(None, map(_texto, cast("list[object]", valor)))) if isinstance(valor, list) else ()
