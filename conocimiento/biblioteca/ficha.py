"""La ficha de un documento de la biblioteca: cómo se llama y quién lo publica. Se puede corregir; lo leído, no."""

from dataclasses import asdict, dataclass
from pathlib import Path

from conocimiento.yaml.nodos import leer_entero
from conocimiento.yaml.texto import entre_comillas

FICHA = "ficha.yaml"


@dataclass(frozen=True, slots=True)
class FichaEscrita:
    """Lo que lleva el archivo. Sin título no se publica; lo demás puede faltar."""

    titulo: str = ""
    institucion: str = ""
    anio: int | None = None
    fuente: str = ""
    capitulo: str = ""


def leer(carpeta: Path) -> FichaEscrita:
    """La ficha de una versión. Raises `ErrorDeFicha` con la línea, `OSError`."""
    ruta = carpeta / FICHA
    if not ruta.read_text(encoding="utf-8").strip():
        return FichaEscrita()
    return leer_entero(ruta, FichaEscrita)[0]


def a_yaml(ficha: FichaEscrita) -> str:
    """La ficha como se guarda."""
    escrita = {clave: valor for clave, valor in asdict(ficha).items() if valor}
    lineas = (
        f"{clave}: {entre_comillas(valor) if isinstance(valor, str) else valor}\n" for clave, valor in escrita.items()
    )
    return "".join(lineas) or "titulo:\n"
