"""Los Objetivos de Desarrollo Sostenible: por su número, su nombre o una palabra del catálogo."""

import re

from bot.entrevista.esquema import Ods
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.definicion import Tipo, en_lista
from bot.entrevista.valores.lectura import Explicacion, Lectura, Valido
from conocimiento.palabras import plano, posicion_en


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
    if all(ods.es_medio for ods in catalogo if ods.numero in numeros):
        return Explicacion(f"el ODS {numeros[0]} solo describe el medio; agregue al menos otro", lectura)
    return Valido([*numeros], lectura)


def mostrar_ods(valor: Valor, catalogo: tuple[Ods, ...]) -> str:
    """«6 Agua limpia y saneamiento; 3 Salud y bienestar»."""
    nombres = {ods.numero: ods.nombre for ods in catalogo}
    numeros = valor if isinstance(valor, list) else []
    return "; ".join(f"{numero} {nombres.get(numero, '')}" for numero in numeros if isinstance(numero, int))


def _por_palabras(texto: str, catalogo: tuple[Ods, ...]) -> list[int]:
    liso = plano(texto)
    lugares = [
        (min(lugar for lugar in lugares_ods), ods.numero)
        for ods in catalogo
        if (lugares_ods := [p for frase in (ods.nombre, *ods.palabras) if (p := posicion_en(liso, frase)) >= 0])
    ]
    return [numero for _, numero in sorted(lugares)]


TIPOS = {
    "ods": Tipo(
        leer=lambda pregunta, texto, entorno: leer_ods(texto, entorno.catalogos.ods, pregunta.maximo or 3),
        muestra=lambda _, muestra: [6] if muestra.a_medias else [6, 3],
        mostrar=lambda _, valor, catalogos: mostrar_ods(valor, catalogos.ods),
        con_numero=en_lista,
        elegibles=lambda catalogos: tuple(str(ods.numero) for ods in catalogos.ods if not ods.es_medio),
        es_estricto=True,
    ),
}
