"""Por qué no se lee un YAML, dicho a quien no programa: una comilla, un tabulador, la sangría…, y en qué línea.

libyaml nota el error donde ya no puede seguir, que suele ser una o dos líneas después de donde está.
"""

from dataclasses import dataclass
from itertools import pairwise

from conocimiento.expresiones import diferida
from conocimiento.frases import cantidad

NO_SE_SABE = "no es YAML válido; revise sangrías, comillas y dos puntos"
TABULADOR = (
    "hay un tabulador, y YAML no lo admite al empezar: bórrelo y ponga espacios, tantos como las líneas parecidas"
)
COMILLA = 'parece que falta cerrar una comilla: el texto empieza con " y no termina con otra'
COMILLA_DENTRO = "hay comillas dentro de las comillas: las de dentro escríbalas como « y », o quítelas"
DOS_PUNTOS_DENTRO = 'el texto lleva dos puntos y no va entre comillas: póngalo entre " y "'
SIN_DOS_PUNTOS = "parece que faltan los dos puntos y un espacio («clave: valor»)"
SIN_GUION = "parece que falta el guion y un espacio («- ») delante del texto"
_ABRE = diferida(r'\s*(?:-\s+)?(?:[\w-]+:\s+)?"(?P<resto>.*)')
_CIERRA = diferida(r'(?:[^"\\]|\\.)*"(?P<despues>.*)')
_ACABA = diferida(r"\s*(?:#.*)?$|\s*[,\]}]")
_CON_DOS_PUNTOS_DENTRO = diferida(r"\s*(?:-\s+)?[\w-]+:\s+[^\"'\[{|>#\s][^#]*:\s")
_SOLO_LA_CLAVE = diferida(r"(?P<sangria>\s*)(?:-\s+)?[\w-]+:\s*(?:#.*)?$")
_UN_ELEMENTO = diferida(r"(?P<sangria>\s*)-\s")


@dataclass(frozen=True, slots=True)
class Sitio:
    """Una línea y una columna, desde 0."""

    linea: int
    columna: int


def diagnosticar(texto: str, problema: str, donde: Sitio, contexto: Sitio | None) -> tuple[str, int]:
    """Qué parece y en qué línea, desde 1. `problema` es lo que dice libyaml; `contexto`, dónde empezó lo que leía."""
    lineas = texto.split("\n")
    suya = lineas[donde.linea] if donde.linea < len(lineas) else ""
    if "tab" in problema or suya[donde.columna : donde.columna + 1] == "\t":
        return TABULADOR, donde.linea + 1
    if (sin_cerrar := _comilla_sin_cerrar(lineas[: donde.linea + 1])) is not None:
        return COMILLA, sin_cerrar + 1
    if _algo_tras_las_comillas(suya):
        return COMILLA_DENTRO, donde.linea + 1
    if "mapping values" in problema and _CON_DOS_PUNTOS_DENTRO.match(suya):
        return DOS_PUNTOS_DENTRO, donde.linea + 1
    if "expected ':'" in problema and contexto is not None:
        return SIN_DOS_PUNTOS, contexto.linea + 1
    if "unexpected end of stream" in problema and contexto is not None:
        return COMILLA, contexto.linea + 1
    if any(uno in problema for uno in ("expected '-' indicator", "expected key", "mapping values")):
        return _sangria(lineas, donde)
    return NO_SE_SABE, donde.linea + 1


def _comilla_sin_cerrar(lineas: list[str]) -> int | None:
    """La última línea en que se abre un texto que no se cierra en ella y que, donde se cierra, sigue con otra cosa."""
    for numero in reversed(range(len(lineas))):
        abre = _ABRE.match(lineas[numero])
        if abre is None or _CIERRA.match(abre["resto"]):
            continue
        cierra = _CIERRA.match("\n".join(lineas[numero + 1 :]).replace("\n", " "))
        if cierra is None or not _ACABA.match(cierra["despues"]):
            return numero
    return None


def _algo_tras_las_comillas(linea: str) -> bool:
    abre = _ABRE.match(linea)
    cierra = _CIERRA.match(abre["resto"]) if abre else None
    return cierra is not None and not _ACABA.match(cierra["despues"])


def _sangria(lineas: list[str], donde: Sitio) -> tuple[str, int]:
    """La línea que no está a la altura de las suyas; si la anterior es la que se corrió, esa."""
    suya = donde.linea
    for anterior, otra in pairwise(range(max(0, suya - 3), min(len(lineas), suya + 1))):
        clave, elemento = _SOLO_LA_CLAVE.match(lineas[anterior]), _UN_ELEMENTO.match(lineas[otra])
        if clave and lineas[otra].lstrip().startswith(('"', "¿")):
            return SIN_GUION, otra + 1
        if clave and elemento and len(elemento["sangria"]) < len(clave["sangria"]):
            return _mal_alineada(lineas[otra], clave["sangria"] + "  "), otra + 1
    return _mal_alineada(lineas[suya] if suya < len(lineas) else "", ""), suya + 1


def _mal_alineada(linea: str, debida: str) -> str:
    tiene = len(linea) - len(linea.lstrip())
    cuantos = f"; debería empezar con {len(debida)}" if debida else ""
    return (
        f"parece la sangría: la línea empieza con {cantidad(tiene, 'espacio')}{cuantos}. Póngala a la misma altura que "
        "las líneas parecidas"
    )
