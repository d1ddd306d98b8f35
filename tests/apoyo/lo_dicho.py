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
CARATULA = "Carátula"
_HASTA = ("Lo que falta", "Revisión automática")
"""Desde ahí, el documento pregunta y la revisión cita lo dicho."""
_FIJO = re.compile(
    r"^(?:Se encarga de|Aporta|Gana|Riesgo que asume|En especie o trabajo|Responsable)$"
    r"|La alianza (?:trabajaría en|beneficiaría a|costaría alrededor de|duraría)|y beneficiaría a"
    r"|(?:Qué gana la población|Qué pone cada uno|Qué se espera|Lo que buscan juntos|El problema)\.",
    re.MULTILINE,
)
"""Lo que dice todo documento: encontrarlo no prueba que lo dijo la persona."""


def por_secciones(documento: str) -> dict[str, str]:
    """El texto de cada sección, por su título; sin lo que dice todo documento, lo que falta ni la revisión."""
    titulos = list(_SECCION.finditer(documento))
    # Dentro de la revisión hay renglones que parecen títulos: los de lo que cita, o una lista que se escribió numerada.
    corte = min((uno.start() for uno in titulos if uno.group() in _HASTA), default=len(documento))
    titulos = [uno for uno in titulos if uno.start() < corte]
    finales = [*(uno.start() for uno in titulos[1:]), corte]
    secciones = {CARATULA: documento[: titulos[0].start() if titulos else corte]}
    secciones |= {uno.group(): documento[uno.end() : fin] for uno, fin in zip(titulos, finales, strict=bool(titulos))}
    return {titulo: _FIJO.sub(" ", texto) for titulo, texto in secciones.items()}


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
