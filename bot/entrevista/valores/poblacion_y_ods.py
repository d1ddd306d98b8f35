"""Población y Objetivos de Desarrollo Sostenible."""

import re

from bot.entrevista.esquema import Ods
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.lectura import Explicacion, Lectura, Valido
from bot.entrevista.valores.montos import cantidades
from bot.entrevista.valores.textos import leer_texto
from conocimiento.palabras import plano, posicion

ODS_DE_MEDIOS = 17
_UNIDADES = (
    "familia", "persona", "hogar", "productor", "productora", "agricultor", "agricultora", "nino", "nina", "joven",
    "jovenes", "mujer", "estudiante", "escolar", "alumno", "habitante", "poblador", "pobladora", "usuario",
    "beneficiario", "comunidad", "organizacion", "vecino", "trabajador", "trabajadora", "emprendedor", "docente",
    "emprendedora", "adolescente", "ciudadano", "socio", "socia", "pescador", "artesano", "artesana", "ganadero",
    "empresa",
)  # fmt: skip

PATRON_DE_UNIDADES = "|".join(f"{unidad}(?:e?s)?" for unidad in sorted(_UNIDADES, key=len, reverse=True))
"""Las palabras con que se cuentan personas y familias, sin tildes, para una expresión regular."""

_COLECTIVOS = ("comunidad", "organizacion", "empresa")


def leer_poblacion(texto: str, minimo: int, maximo: int) -> Lectura:
    """Guarda la descripción entera y, si se dice con claridad, cuántos son."""
    lectura = leer_texto(texto, minimo, maximo)
    if not isinstance(lectura, Valido):
        return lectura
    cantidad, unidad = _cuantos(texto)
    valor: dict[str, Valor] = {"texto": texto, "cantidad": cantidad, "unidad": unidad}
    return Valido(valor, f"{cantidad:,} {unidad}" if cantidad is not None else "")


def leer_ods(texto: str, catalogo: tuple[Ods, ...], maximo: int) -> Lectura:
    """Reconoce ODS por número, nombre o palabra; el primero mencionado es el principal."""
    liso = plano(texto)
    cifras = [int(cifra) for cifra in re.findall(r"(?<![\d.])(\d{1,4})(?:\.\d+)?(?![\d%])", liso)]
    otras_palabras = re.sub(r"\b(ods|objetivos?|numeros?|metas?|el|los|la|y|e|de|principal)\b|[\W\d_]", "", liso)
    if cifras and not otras_palabras:
        numeros = list(dict.fromkeys(cifras))
    else:
        nombrados = [int(cifra) for cifra in re.findall(r"\b(?:ods|objetivo)\D{0,4}(\d{1,2})\b", liso)]
        numeros = list(dict.fromkeys(nombrados + _por_palabras(texto, catalogo)))
    fuera = [numero for numero in numeros if not 1 <= numero <= len(catalogo)]
    if fuera:
        return Explicacion(f"los ODS van del 1 al {len(catalogo)}", ", ".join(map(str, fuera)))
    if not numeros:
        return Explicacion("no reconocí ningún ODS en ese texto")
    lectura = mostrar_ods([*numeros], catalogo)
    if len(numeros) > maximo:
        return Explicacion(f"son {len(numeros)} y caben hasta {maximo}; elija los principales", lectura)
    if numeros == [ODS_DE_MEDIOS]:
        return Explicacion("el ODS 17 solo describe el medio; agregue al menos otro", lectura)
    return Valido([*numeros], lectura)


def mostrar_ods(valor: Valor, catalogo: tuple[Ods, ...]) -> str:
    """«6 Agua limpia y saneamiento; 3 Salud y bienestar»."""
    nombres = {ods.numero: ods.nombre for ods in catalogo}
    numeros = valor if isinstance(valor, list) else []
    return "; ".join(f"{numero} {nombres.get(numero, '')}" for numero in numeros if isinstance(numero, int))


def _cuantos(texto: str) -> tuple[int | None, str]:
    """Cuántos son y de qué; las personas y familias cuentan antes que las organizaciones."""
    patron = re.compile(
        rf"((?:[\d.,']+|[a-z]+)(?:\s+(?:[\d.,']+|[a-z]+)){{0,5}}?)\s+(?:de\s+)?({PATRON_DE_UNIDADES})\b"
    )
    hallados: list[tuple[bool, int, str]] = []
    for hallado in patron.finditer(plano(texto)):
        numeros = cantidades(hallado.group(1))
        # Las personas no se cuentan con decimales: «1.200 familias» son mil doscientas.
        enteras = [n for n in numeros[-1].lecturas if n == n.to_integral_value()] if numeros else []
        if enteras and max(enteras) > 0:
            unidad = texto[hallado.start(2) : hallado.end(2)]
            hallados.append((plano(unidad).startswith(_COLECTIVOS), int(max(enteras)), unidad))
    if not hallados:
        return None, ""
    _, cantidad, unidad = min(hallados, key=lambda hallado: hallado[0])
    return cantidad, unidad


def _por_palabras(texto: str, catalogo: tuple[Ods, ...]) -> list[int]:
    lugares = [
        (min(lugar for lugar in lugares_ods), ods.numero)
        for ods in catalogo
        if (lugares_ods := [p for frase in (ods.nombre, *ods.palabras) if (p := posicion(texto, frase)) >= 0])
    ]
    return [numero for _, numero in sorted(lugares)]
