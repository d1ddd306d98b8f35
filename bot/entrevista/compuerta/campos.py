"""Cómo nombra la gente cada respuesta del borrador cuando habla de ella desde otra pregunta."""

import re

NOMBRES = {
    "nombre_organizacion": r"razon social|nombre de (?:la |mi |nuestra )?(?:organizacion|empresa|institucion|ong)",
    "ruc": r"ruc",
    "titulo": r"nombre (?:de|para) (?:la |nuestra |esta )?alianza|nombre del proyecto|(?:el|ese|al) titulo|el nombre",
    "contacto": r"correo|contacto|e-?mail|mail",
    "actores": r"participantes|los que participan|la lista|actores|socios|aliados",
    "poblacion": r"familias|beneficiarios|poblacion|personas",
    "presupuesto": r"presupuesto|soles|dolares",
    "ubicacion": r"ubicacion|el lugar|lo del lugar|provincia|distrito|departamento",
    "problema": r"(?:el|al) problema",
    "objetivo_comun": r"(?:el|al) objetivo",
    "ods": r"los? ods",
    "plazo": r"(?:el|al) plazo|meses",
    "estado_compromiso": r"carta|convenio|solo (?:es )?(?:una )?idea",
    "decisiones": r"decisiones|comite",
    "transparencia": r"vinculos?",
    "riesgos": r"riesgos",
}
_FORMAS = {clave: re.compile(rf"\b(?:{forma})\b") for clave, forma in NOMBRES.items()}


_DECLARA = r"(?:correcto |nuevo |bueno )?(?:es|son|era|eran|seria|debe|tiene|va|quedo|termina|no es|no son|:)"
_DECLARADAS = {
    clave: re.compile(rf"(?:^|[,.;:] ?|\b(?:que|y|pero) )(?:el |la |mi |nuestro |nuestra )?(?:{forma}) {_DECLARA}")
    for clave, forma in NOMBRES.items()
}


def declara_otro(clave: str, texto: str) -> bool:
    """Dice el valor de otra pregunta por su nombre: «el ruc es…»."""
    return any(forma.search(texto) for otra, forma in _DECLARADAS.items() if otra != clave)


def campos_ajenos(clave: str, texto: str) -> tuple[str, ...]:
    """Las preguntas que se nombran en un texto, sin la de `clave`; el texto ya va con las palabras enteras."""
    return tuple(otra for otra, forma in _FORMAS.items() if otra != clave and forma.search(texto))
