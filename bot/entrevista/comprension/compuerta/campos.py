"""De qué otra respuesta se habla en un texto: la que nombra, o la que por su valor no puede ser otra."""

from conocimiento.expresiones import diferida

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
_FORMAS = {clave: diferida(rf"\b(?:{forma})\b") for clave, forma in NOMBRES.items()}


_DECLARA = r"(?:correcto |nuevo |bueno )?(?:es|son|era|eran|seria|debe|tiene|va|quedo|termina|no es|no son|:)"
_DECLARADAS = {
    clave: diferida(rf"(?:^|[,.;:] ?|\b(?:que|y|pero) )(?:el |la |mi |nuestro |nuestra )?(?:{forma}) {_DECLARA}")
    for clave, forma in NOMBRES.items()
}


_MES = r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|setiembre|septiembre|octubre|noviembre|diciembre)"
_VALORES = {
    "contacto": (diferida(r"^[^\w@]*[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{2,64}\W*$"), frozenset({"contacto"})),
    "plazo": (
        diferida(
            rf"\b(?:arranc\w+|empeza\w+|empieza\w*|inici\w+|comenza\w+|comienza\w*)\b(?: \w+){{0,2}} en {_MES}\b"
            r"|\b(?:van a ser|serian|dura\w*|va a durar|son)\b(?: \w+){0,2} (?:meses|anos)\b"
        ),
        frozenset({"plazo", "actividades", "resultados", "riesgos", "problema", "poblacion"}),
    ),
    "presupuesto": (
        diferida(
            r"\b(?:en total|saldria|cuesta|costaria|costara|andamos por|presupuest\w+)\b.{0,40}"
            r"\b(?:mil|millon\w*|soles|dolares|euros)\b"
        ),
        frozenset({"presupuesto", "por_conseguir", "reparto", "actividades", "continuidad", "vinculo_negocio"}),
    ),
}
"""El valor de otra pregunta, dicho sin nombrarla, y las preguntas en que decirlo puede ser responder."""


def declara_otro(clave: str, texto: str) -> bool:
    """Dice el valor de otra pregunta, por su nombre («el ruc es…») o sin él («van a ser 18 meses»)."""
    por_su_nombre = any(forma.search(texto) for otra, forma in _DECLARADAS.items() if otra != clave)
    return por_su_nombre or any(forma.search(texto) for forma, suyas in _VALORES.values() if clave not in suyas)


def campos_ajenos(clave: str, texto: str) -> tuple[str, ...]:
    """Las preguntas que se nombran en un texto, sin la de `clave`; el texto ya va con las palabras enteras."""
    return tuple(otra for otra, forma in _FORMAS.items() if otra != clave and forma.search(texto))
