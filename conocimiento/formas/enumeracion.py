"""Las marcas con que la gente enumera: «1)», «a.», «ii)», «2.-», «•», «1️⃣», «en segundo lugar».

Sirve a quien tenga que partir lo que otro pegó o escribió: no decide qué es cada elemento. Una numeración vale si va
seguida y desde el principio (1, 2…; a, b…): así «2.1», «Agenda 2030» o «3 meses» no parten nada.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from conocimiento.expresiones import diferida
from conocimiento.formas.marcas import VINETAS
from conocimiento.palabras import plano

Toca = Callable[[int, str], bool]
"""Dice si una marca puede ser la del lugar que se le da, contado desde cero."""
ELEMENTOS_MAXIMOS = 26
_ROMANOS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ORDINALES = ("primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav")
_RENGLON = r"(?:^|(?<=\n))[ \t]*"
_ANTES = r"(?:(?<=[\s,;:.?!])|^)(?:(?:pregunta|consulta|duda|inciso|punto|item)s? )?"


@dataclass(frozen=True, slots=True)
class Enumeracion:
    """Lo que se enumeró, sin sus marcas, y lo que se escribió antes de la primera."""

    antes: str
    elementos: tuple[str, ...]


def enumeracion(texto: str) -> Enumeracion | None:
    """Devuelve lo que el texto enumera con marcas; None si no enumera al menos dos cosas."""
    liso = plano(texto)
    for forma, toca in _FORMAS:
        marcas = _seguidas(forma, liso, toca)
        if len(marcas) > 1:
            finales = (*(inicio for inicio, _ in marcas[1:]), len(texto))
            cortados = (texto[desde:hasta] for (_, desde), hasta in zip(marcas, finales, strict=True))
            elementos = tuple(elemento for uno in cortados if (elemento := _sin_cola(uno)))
            if len(elementos) > 1:
                return Enumeracion(texto[: marcas[0][0]].strip(), elementos)
    return None


def _sin_cola(elemento: str) -> str:
    """Sin lo que lo une con el siguiente: «… y», «…;»."""
    limpio = elemento.strip().rstrip(" \t\r\n,;")
    *antes, ultima = limpio.rsplit(maxsplit=1) or [""]
    return antes[0].rstrip(" \t\r\n,;") if antes and ultima.lower() in {"y", "e", "o"} else limpio


def _seguidas(forma: re.Pattern[str], liso: str, toca: Toca) -> list[tuple[int, int]]:
    """Dónde están las marcas de una forma; las que llevan orden, desde la primera y sin saltos."""
    marcas: list[tuple[int, int]] = []
    for hallada in forma.finditer(liso):
        if toca(len(marcas), next((grupo for grupo in hallada.groups() if grupo), "")):
            marcas.append(hallada.span())
        if len(marcas) == ELEMENTOS_MAXIMOS:
            break
    return marcas


def _cualquiera(_lugar: int, _cual: str) -> bool:
    return True


def _numero(lugar: int, cual: str) -> bool:
    return cual == str(lugar + 1)


def _letra(lugar: int, cual: str) -> bool:
    return cual == chr(ord("a") + lugar)


def _romano(lugar: int, cual: str) -> bool:
    return _ROMANOS[lugar : lugar + 1] == (cual,)


def _ordinal(lugar: int, cual: str) -> bool:
    return _ORDINALES[lugar : lugar + 1] == (cual,) or (lugar > 0 and cual not in _ORDINALES)


def _formas() -> Iterator[tuple[re.Pattern[str], Toca]]:
    """De la que menos se confunde a la que más. El grupo que casa dice cuál es."""
    numero, letra, romano = r"(\d{1,2})", r"([a-z])", r"([ivx]{1,4})"
    despues = r"(?=[\s¿¡a-z\"«(])[ \t]*"
    cierre = r"(?:\s?[)\]]|[.º°ª]?\s?[-–—:](?!\d)|[.º°ª](?:er|do|to)?[ ]?[.)-]?)"
    yield diferida(r"(\d)\ufe0f?\u20e3[ \t]*[).:-]?[ \t]*"), _numero
    yield diferida(rf"{_ANTES}[(\[]?{numero}{cierre}{despues}"), _numero
    yield diferida(rf"{_ANTES}[(\[]?{letra}\s?[)\]]{despues}"), _letra
    yield diferida(rf"{_ANTES}[(\[]?{romano}\s?[)\]]{despues}"), _romano
    yield diferida(rf"{_RENGLON}{letra}(?:\.-?|-|:){despues}"), _letra
    yield diferida(rf"{_RENGLON}{romano}(?:\.-?|-|:){despues}"), _romano
    yield diferida(rf"{_ANTES}(\d{{1,2}})(?:r[oa]|d[oa]|t[oa]|er)\.?[:,)]?{despues}"), _numero
    yield diferida(rf"[ \t]?[{VINETAS}]+\ufe0f?[ \t]*"), _cualquiera
    yield diferida(rf"{_RENGLON}[-–—*·+>~]+[ \t]*(?=[^\s\d])"), _cualquiera
    ordinal = rf"(?:({'|'.join(_ORDINALES)})"
    cosa = r"(?: (?:lugar|termino|pregunta|duda|consulta|punto|cosa))"
    yield (
        diferida(
            r"(?:(?<=[,.;:?!\n] )|(?<=[,.;:?!\n])|^|(?<= y )|(?<= e ))(?:y |e )?(?:"
            rf"(?:(?:lo|en|por) )?{ordinal}(?:o|amente)?|(luego|despues|finalmente|ultimo)){cosa}?(?: es)?\s*[,:.-]?"
            rf"|(?:(?:la|el|mi) )?{ordinal}[oa]?|(ultim|otr)[oa]){cosa}?(?: es)?\s*(?:[,:]|(?<= es))"
            r")\s+"
        ),
        _ordinal,
    )
    yield diferida(rf"{_RENGLON}{numero}[ \t]+(?=[¿a-z])"), _numero
    yield (
        diferida(rf"{_ANTES}{numero} (?=¿?(?:(?:de|a|en|con|por|para) )?(?:que|q|cual|cuant|como|quien|donde|cuando))"),
        _numero,
    )


_FORMAS = tuple(_formas())
