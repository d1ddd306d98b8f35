"""Las listas que un documento anuncia y desarrolla con un rótulo por elemento.

«…los siguientes cuatro principios: Confianza: … Respeto: …» anuncia cuatro, y sus rótulos son «Confianza» y «Respeto».
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from conocimiento.expresiones import diferida
from conocimiento.modelo import Fragmento
from conocimiento.palabras import NUMEROS, plegar

_ANUNCIO = diferida(r"\bsiguientes\s+(?:(\w+)\s+)?(\w+)\s*:", re.IGNORECASE)
_ROTULO = diferida(r"(?:^|[.;:]\s+)([A-ZÁÉÍÓÚÑ][\wáéíóúñ]*(?:\s\w+){0,3}):\s")


@dataclass(frozen=True, slots=True)
class ListaRotulada:
    """Qué son («principios»), sus rótulos en orden y cuántos se anuncian, que pueden ser más; 0 si no se dice."""

    nombre: str
    rotulos: tuple[str, ...]
    anunciados: int = 0


def listas_rotuladas(fragmentos: Iterable[Fragmento]) -> tuple[ListaRotulada, ...]:
    """Devuelve las que haya, en el orden del documento; hacen falta dos rótulos para que sea una lista."""
    listas: list[ListaRotulada] = []
    for fragmento in fragmentos:
        for anuncio in _ANUNCIO.finditer(fragmento.texto):
            siguiente = _ANUNCIO.search(fragmento.texto, anuncio.end())
            desde = anuncio.end() - 1  # los dos puntos del anuncio van antes del primer rótulo
            cuerpo = fragmento.texto[desde : siguiente.start() if siguiente else None]
            rotulos = tuple(dict.fromkeys(hallado.group(1) for hallado in _ROTULO.finditer(cuerpo)))
            if len(rotulos) > 1:
                cuantos = NUMEROS.get(plegar(anuncio.group(1) or ""), 0)
                listas.append(ListaRotulada(plegar(anuncio.group(2)), rotulos, cuantos))
    return tuple(listas)
