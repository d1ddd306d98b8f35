"""Dónde acaba cada palabra de lo que dice una persona: en qué sección de su documento, o en ninguna.

No se mira la revisión, que cita lo que se dijo.
"""

import re
from collections.abc import Iterable, Mapping

from conocimiento.palabras import NUMEROS, VACIAS, palabras, plegar, raiz

_SECCION = re.compile(r"^(?:\d+\. .+|Resumen|Lo que falta|Revisión automática)$", re.MULTILINE)
_CIFRA = re.compile(r"\d+(?:[.,' ]\d{3})*(?!\d)")
_EN_EL_DOCUMENTO = {"soles": "s/", "muni": "municipalidad", "dolares": "us$", "euros": "€"}
"""Lo que se dice de una forma y se imprime de otra."""
CARATULA, DE_LO_DICHO = "Carátula", "Revisión automática"


def por_secciones(documento: str) -> dict[str, str]:
    """El texto de cada sección, por su título; sin la revisión, que es lo último."""
    titulos = list(_SECCION.finditer(documento))
    # Dentro de la revisión hay renglones que parecen títulos: los de lo que cita, o una lista que se escribió numerada.
    de_lo_dicho = next((lugar for lugar, uno in enumerate(titulos) if uno.group().endswith(DE_LO_DICHO)), None)
    secciones = {CARATULA: documento[: titulos[0].start()] if titulos else documento}
    for titulo, siguiente in zip(titulos, [*titulos[1:], None], strict=True):
        if de_lo_dicho is None or titulo.start() < titulos[de_lo_dicho].start():
            secciones[titulo.group()] = documento[titulo.end() : siguiente.start() if siguiente else None]
    return secciones


def de_contenido(dicho: str) -> list[str]:
    """Las palabras plegadas que dicen algo: ni vacías ni de menos de tres letras; las cifras, sin separadores."""
    cifras = [_solo_digitos(cifra) for cifra in _CIFRA.findall(dicho)]
    sin_cifras = _CIFRA.sub(" ", dicho)
    return [*cifras, *(una for una in palabras(sin_cifras) if len(una) > 2 and una not in VACIAS)]


def donde_acaban(dichos: Iterable[str], documento: str) -> dict[str, str]:
    """Cada palabra de contenido y el título de la sección en que está; vacío si no está en ninguna."""
    secciones = {titulo: _claves(texto) for titulo, texto in por_secciones(documento).items()}
    return {
        palabra: next((titulo for titulo, claves in secciones.items() if _esta(palabra, claves)), "")
        for dicho in dichos
        for palabra in de_contenido(dicho)
    }


def perdidas(acaban: Mapping[str, str], aparte: Iterable[str]) -> list[str]:
    """Las que no están en el documento ni se dijo que no hacía falta."""
    plegadas = {plegar(una) for una in aparte}
    return [palabra for palabra, titulo in acaban.items() if not titulo and palabra not in plegadas]


def _claves(texto: str) -> set[str]:
    cifras = {_solo_digitos(cifra) for cifra in _CIFRA.findall(texto)}
    signos = {signo for signo in _EN_EL_DOCUMENTO.values() if signo in plegar(texto)}
    return {raiz(palabra) for palabra in palabras(texto)} | set(palabras(texto)) | cifras | signos


def _esta(palabra: str, claves: set[str]) -> bool:
    if palabra.isdigit():  # «200 mil» se imprime «200,000.00»
        return any(clave.isdigit() and clave.rstrip("0") == palabra.rstrip("0") for clave in claves)
    if palabra in NUMEROS and str(NUMEROS[palabra]) in claves:
        return True
    impresa = _EN_EL_DOCUMENTO.get(palabra, palabra)
    return impresa in claves or raiz(impresa) in claves


def _solo_digitos(cifra: str) -> str:
    return re.sub(r"\D", "", cifra)
