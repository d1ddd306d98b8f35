"""Población, departamentos y Objetivos de Desarrollo Sostenible."""

import re

from rapidfuzz import fuzz

from bot.entrevista.esquema import Departamento, Ods
from bot.entrevista.eventos import Valor
from bot.entrevista.valores import Explicacion, Lectura, Valido, comparable, contiene, plano, posicion
from bot.entrevista.valores_monto import cantidades
from bot.entrevista.valores_texto import MARGEN_MINIMO, PARECIDO_MINIMO, leer_texto

ODS_DE_MEDIOS = 17
_UNIDADES = (
    "familia", "persona", "hogar", "productor", "productora", "agricultor", "agricultora", "nino", "nina", "joven",
    "jovenes", "mujer", "estudiante", "escolar", "alumno", "habitante", "poblador", "pobladora", "usuario",
    "beneficiario", "comunidad", "organizacion", "vecino", "trabajador", "trabajadora", "emprendedor", "docente",
    "emprendedora", "adolescente", "ciudadano", "socio", "socia", "pescador", "artesano", "artesana", "ganadero",
    "empresa",
)  # fmt: skip

_COLECTIVOS = ("comunidad", "organizacion", "empresa")
_TROZOS = re.compile(r"[,;/\n]|\sy\s")


def leer_poblacion(texto: str, minimo: int, maximo: int) -> Lectura:
    """Guarda la descripción entera y, si se dice con claridad, cuántos son."""
    lectura = leer_texto(texto, minimo, maximo)
    if not isinstance(lectura, Valido):
        return lectura
    cantidad, unidad = _cuantos(texto)
    valor: dict[str, Valor] = {"texto": texto, "cantidad": cantidad, "unidad": unidad}
    return Valido(valor, f"{cantidad:,} {unidad}" if cantidad is not None else "")


def leer_departamentos(texto: str, catalogo: tuple[Departamento, ...], minimo: int, maximo: int) -> Lectura:
    """Reconoce departamentos. El valor es `{"departamentos": [...], "texto": …}`."""
    nombres = list(dict.fromkeys(n for trozo in _TROZOS.split(texto) for n in _departamentos_en(trozo, catalogo)))
    if len(nombres) < minimo:
        return Explicacion("no reconocí ningún departamento; si es una provincia o distrito, agregue el suyo")
    if len(nombres) > maximo:
        return Explicacion(f"son demasiados departamentos; el máximo es {maximo}")
    detalle = texto if comparable(texto) != comparable(" ".join(nombres)) else ""
    return Valido({"departamentos": [*nombres], "texto": detalle}, ", ".join(nombres))


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


def mostrar_departamentos(valor: Valor) -> str:
    """Los departamentos y, si dijo más, sus palabras."""
    if not isinstance(valor, dict):
        return ""
    lista = valor.get("departamentos")
    nombres = ", ".join(str(nombre) for nombre in lista) if isinstance(lista, list) else ""
    detalle = valor.get("texto")
    if detalle and isinstance(lista, list) and all(contiene(str(detalle), str(nombre)) for nombre in lista):
        return str(detalle)
    return f"{nombres} ({detalle})" if detalle else nombres


def _cuantos(texto: str) -> tuple[int | None, str]:
    """Cuántos son y de qué; las personas y familias cuentan antes que las organizaciones."""
    unidades = "|".join(f"{unidad}(?:e?s)?" for unidad in sorted(_UNIDADES, key=len, reverse=True))
    patron = re.compile(rf"((?:[\d.,']+|[a-z]+)(?:\s+(?:[\d.,']+|[a-z]+)){{0,5}}?)\s+(?:de\s+)?({unidades})\b")
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


def _departamentos_en(trozo: str, catalogo: tuple[Departamento, ...]) -> list[str]:
    """Los que nombra un trozo, en orden; si ninguno, el que se le parece mucho y a los demás poco («Cajamrca»)."""
    lugares = sorted(
        (min(hallados), departamento.nombre)
        for departamento in catalogo
        if (hallados := [p for n in (departamento.nombre, *departamento.alias) if (p := posicion(trozo, n)) >= 0])
    )
    if lugares:
        return [nombre for _, nombre in lugares]
    dicho = comparable(trozo)
    puntos = sorted(((fuzz.ratio(dicho, comparable(d.nombre)), d.nombre) for d in catalogo), reverse=True)
    if puntos[0][0] >= PARECIDO_MINIMO and puntos[0][0] - puntos[1][0] >= MARGEN_MINIMO:
        return [puntos[0][1]]
    return []


def _por_palabras(texto: str, catalogo: tuple[Ods, ...]) -> list[int]:
    lugares = [
        (min(lugar for lugar in lugares_ods), ods.numero)
        for ods in catalogo
        if (lugares_ods := [p for frase in (ods.nombre, *ods.palabras) if (p := posicion(texto, frase)) >= 0])
    ]
    return [numero for _, numero in sorted(lugares)]
