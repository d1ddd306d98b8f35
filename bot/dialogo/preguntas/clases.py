"""¿Está en el pasaje la *clase* de dato que se pregunta?

Un buscador encuentra el tema; no distingue «el marco habla de recursos» de «el marco
dice cuánto». Aquí se mira qué clase de dato pide la pregunta y si el texto lo contiene. Lo que no
se puede comprobar con reglas sencillas no se comprueba: se da por bueno.
"""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from conocimiento.expresiones import diferida
from conocimiento.modelo import Equivalencia
from conocimiento.palabras import (
    TEXTOS_A_MANO,
    UN_MES,
    VACIAS,
    palabras,
    plegar,
    raices_con_sentido,
    raiz,
    un_numero,
)


class Clase(Enum):
    """La clase de dato pedida; el valor es cómo se le nombra a la persona."""

    DINERO = "un monto"
    PLAZO = "un plazo"
    FECHA = "una fecha"
    CANTIDAD = "ese número"
    PORCENTAJE = "un porcentaje"
    CONTACTO = "un dato de contacto"
    NORMA = "esa norma"
    REFERENCIA = "esa referencia"
    TRAMITE = "ese trámite"
    SI_O_NO = "una respuesta a eso"
    DEFINICION = "esa definición"
    LISTA = "esa lista"
    ABIERTA = "ese dato"


SIN_FORMA_PROPIA = frozenset({Clase.SI_O_NO, Clase.DEFINICION, Clase.LISTA, Clase.ABIERTA})
"""Las clases cuyo dato no se reconoce por su forma: valen en el pasaje más parecido o no valen."""
CON_FORMA_PROPIA = frozenset(
    {Clase.DINERO, Clase.PLAZO, Clase.FECHA, Clase.PORCENTAJE, Clase.CONTACTO, Clase.NORMA, Clase.REFERENCIA}
)
"""Las clases cuyo dato, si no se ve en el pasaje, no está."""

_NUMERO_EN_LETRAS = f"{un_numero(1, 900)}|mil|millon|millones|docena"

_UNA_NORMA = r"(?:ley|decreto|d\.? ?s\.?|resolucion|articulo|directiva|norma)"
_PREGUNTAS: tuple[tuple[Clase, re.Pattern[str]], ...] = tuple(
    (clase, diferida(forma))
    for clase, forma in (
        (
            Clase.NORMA,
            rf"\b{_UNA_NORMA}\b\D{{1,14}}\d|\bbase legal\b"
            r"|\b(?:que|cual es (?:el|la)) (?:ley|decreto|resolucion|directiva|ordenanza)\b(?! (?:es|son|o)\b)",
        ),
        (
            Clase.REFERENCIA,
            r"\b(?:que|cuales|algun|los) autor(?:es)?\b|\b(?:fuentes?|referencias?|citas?) bibliografic\w+"
            r"|\bbibliografia\b",
        ),
        (Clase.PORCENTAJE, r"\b(?:porcentaje|por ciento|proporcion|que parte del presupuesto)\b|%"),
        (
            Clase.PLAZO,
            r"\bcuant[oa]s? (?:tiempo|dias?|meses|anos?|semanas?|horas?)\b|\bcuanto (?:se )?(?:demora|tarda|dura)\w*"
            r"|\b(?:que|cual es el|hay) plazos?\b|\bplazo (?:maximo|minimo|limite|de|para)\b",
        ),
        (
            Clase.DINERO,
            r"\bcuant[oa]s? (?:(?:me|nos|les?|se|hay que|debo|tengo que|puedo|puede\w*) )*"
            r"(?:cuesta\w*|vale\w*|da|dan|paga\w*|pone\w*|aporta\w*|cobra\w*|financia\w*|plata|dinero|presupuesto|"
            r"soles|dolares|euros|invert\w*|invierte\w*|gasta\w*)\b"
            r"|\ba cuanto (?:asciend|sub|llega|equival)\w*"
            r"|\bcuant[oa]s? (?:\w+ ){0,3}en (?:soles|dolares|euros|plata)\b"
            r"|\b(?:monto|costo|precio|tarifa|importe|cuantia|tope)s?\b",
        ),
        (
            Clase.TRAMITE,
            r"\b(?:adjunt|formulari|requisit|inscri[bp]|registr|tramit|solicit|postul|convocatori|firm|notari|permis"
            r"|licenci|descarg|formato|sancion|multa|apel|reclam|quej|disolv|disuelv|disoluci|renuncia|retir"
            r"|indicador)\w*\b",
        ),
        (
            Clase.CONTACTO,
            r"\b(?:telefono|celular|correo|e-?mail|direccion|pagina web|sitio web|whatsapp|horario|enlace|link)\b",
        ),
        (
            Clase.FECHA,
            r"\bcuando\b(?! (?:menos|mas|mucho|poco)\b)"
            r"|\b(?:que dia|que fecha|en que ano|que ano|desde que ano|fecha (?:de|limite|en))\b",
        ),
        (Clase.CANTIDAD, r"\bcuant[oa]s\b|\b(?:que|cual es el) (?:numero|cantidad) (?:minim|maxim|de)\w*"),
        (
            Clase.DEFINICION,
            r"^\W*(?:y )?(?:que|q) (?:es|son|significa|quiere decir|se entiende)\b"
            r"|^\W*(?:define|defina|(?:cual es )?(?:la |el )?(?:definicion|concepto|significado) de)\b",
        ),
        (
            Clase.LISTA,
            r"^\W*(?:y )?(?:cual(?:es)? son|que \w+s (?:hay|son|tiene|existen|rigen)|quienes)\b|\b(?:lista"
            r"|enumera|menciona)\w* ",
        ),
        (Clase.ABIERTA, r"\b(?:que|q|cual|quien|quienes|como|donde|por que|para que|cuales)\b"),
    )
)

# Solo se busca si está: de una cifra basta la última, y de un correo, lo que toca la arroba.
_EN_EL_TEXTO: dict[Clase, re.Pattern[str]] = {
    Clase.DINERO: diferida(
        r"(?:s/\.?|us\$|\$|€|£)\s*\d|\d[.,]*\s*(?:mil |millon(?:es)? )?(?:de )?(?:soles|dolares|euros|libras"
        r"|pesos|pen|usd|eur)\b"
        rf"|\b(?:{_NUMERO_EN_LETRAS}) (?:mil |millon(?:es)? )?(?:de )?(?:soles|dolares|euros|libras|pesos)\b"
        r"|\d[.,]*\s*(?:mil|millon(?:es)?|mil millones)\b"
    ),
    Clase.PLAZO: diferida(
        rf"(?:\d|\b(?:{_NUMERO_EN_LETRAS}))\s*(?:\(\d+\)\s*)?(?:segundos?|minutos?|horas?|dias?|semanas?|meses"
        rf"|mes|anos?|decadas?|siglos?)\b"
        rf"|\b(?:desde|entre|hasta|de) (?:{UN_MES}|1\d\d\d|20\d\d)\b"
    ),
    # «Agenda 2030» es un nombre: un año es fecha cuando lo precede una preposición, un mes o un paréntesis.
    Clase.FECHA: diferida(
        rf"(?:\b(?:en|de|del|desde|hasta|ano|anos|para|entre|y|a|hacia|{UN_MES})|[(\-–,/]) ?(?:1\d|20)\d\d\b"
        rf"|^(?:1\d|20)\d\d\b"
        rf"|\b(?:{UN_MES})\b|\bsiglos? [ivx]+\b|\b\d{{1,2}}[/-]\d{{1,2}}\b|\b(?:lunes|martes|miercoles|jueves|"
        r"viernes|sabado|domingo)\b|\bdecada de\b|\b(?:a\.?c|d\.?c)\b|\banos? (?:\d|antes|despues)"
    ),
    Clase.PORCENTAJE: diferida(r"\d\s*(?:%|por ciento)|\b(?:mitad|tercio|tercera parte|cuarto|por ciento)\b"),
    Clase.REFERENCIA: diferida(r"\([^()]{0,80}\b(?:1\d|20)\d\d[^()]{0,20}\)|\bet al\b|\bisbn\b"),
    Clase.CONTACTO: diferida(r"[\w.]@\w|https?:|www\.|\b\d{6,9}\b|\b(?:jr|av|calle|jiron|avenida)\.? \w"),
}
_ABRE_CON_OTRA = diferida(r"\W*(?:(?:y|e|pero) )?(?:que|q|quien(?:es)?|como|cual(?:es)?|donde|por que)\b")
_PIDE_ADEMAS_UNA_FECHA = diferida(
    r"(?:[,;:.?¿] ?(?:y |e |o )?|\b(?:y|e|o) )(?:(?:desde|hasta|para) )?cuando\b"
    r"|\b(?:que dia|que fecha|en que ano|que ano|desde que ano|fecha (?:de|limite|en))\b"
)
_NORMA_CON_NUMERO = diferida(rf"\b(?:{_UNA_NORMA}|ordenanza)\b\D{{1,24}}\d|\bconstitucion\b")
_TRAMITE = dict(_PREGUNTAS)[Clase.TRAMITE]
_NUMERO = diferida(rf"^(?:\d[\d.,]*|(?!un[oa]?$)(?:{_NUMERO_EN_LETRAS}))$")  # «cada uno de los…» no cuenta nada
_NOMBRE_PROPIO = diferida(
    r"(?<=[a-záéíóúñü,;] )(?<!\ben )(?<!\bsoy )(?<!\bsomos )([A-ZÁÉÍÓÚÑ][a-záéíóúñü]{2,}|[A-ZÁÉÍÓÚÑ]{2,})\b"
)
_CONFIRMA = diferida(r"\bes cierto que\b|\bes verdad que\b|(?:no|verdad|cierto|correcto)\s*\?+\s*$")


def clase_de_dato(pregunta: str) -> Clase:
    """Devuelve la clase de dato que pide una pregunta."""
    plana = plegar(pregunta).strip()
    for clase, forma in _PREGUNTAS:
        if forma.search(plana) and not (clase is Clase.FECHA and _dice_en_que_momento(plana)):
            return clase
    return Clase.SI_O_NO


def _dice_en_que_momento(plana: str) -> bool:
    """Si el «cuando» no pregunta una fecha: «¿qué es lo que respiran cuando otro fuma?»."""
    return _ABRE_CON_OTRA.match(plana) is not None and _PIDE_ADEMAS_UNA_FECHA.search(plana) is None


def pide_confirmar(pregunta: str) -> bool:
    """Dice si la pregunta afirma algo y busca que se lo confirmen («…, ¿no?»)."""
    return bool(_CONFIRMA.search(plegar(pregunta)))


def contiene_el_dato(
    clase: Clase, pregunta: str, texto: str, tema: frozenset[str], vocabulario: Sequence[Equivalencia]
) -> bool:
    """Dice si `texto` trae la clase de dato que pide `pregunta`.

    `tema` son las raíces de lo que todo el documento trata (su título): no cuentan como apoyo.
    """
    plano = plegar(texto)
    if clase in _EN_EL_TEXTO:
        return bool(_EN_EL_TEXTO[clase].search(plano))
    if clase is Clase.NORMA:
        cifras = re.findall(r"\d+", pregunta)
        return (
            all(cifra in palabras(texto) for cifra in cifras) if cifras else _NORMA_CON_NUMERO.search(plano) is not None
        )
    if clase is Clase.TRAMITE:
        pedidas = {raiz(palabra) for palabra in palabras(pregunta) if _TRAMITE.fullmatch(palabra)}
        return not pedidas.isdisjoint(map(raiz, palabras(texto)))
    if clase is Clase.CANTIDAD:
        return _cuenta_lo_pedido(pregunta, texto)
    if clase is Clase.SI_O_NO:
        return bool(apoyos(pregunta, texto, tema, vocabulario)) or not _distintivas(pregunta, tema)
    return True


def _cuenta_lo_pedido(pregunta: str, texto: str) -> bool:
    """Busca un número junto a la cosa contada («cuatro principios»), o una cifra si no se nombra la cosa."""
    hallado = re.search(r"\bcuant[oa]s (\w+)", plegar(pregunta))
    seguidas = palabras(texto)
    if (
        hallado and hallado.group(1).endswith("s") and hallado.group(1) not in VACIAS
    ):  # «cuántos participan» no dice qué
        cosa = raiz(hallado.group(1))
        contadas = (seguidas[lugar + 1 : lugar + 4] for lugar, palabra in enumerate(seguidas) if _NUMERO.match(palabra))
        return any(cosa in map(raiz, cerca) for cerca in contadas)
    return any(palabra.isdigit() and not re.fullmatch(r"(?:1\d|20)\d\d", palabra) for palabra in seguidas)


def _distintivas(pregunta: str, tema: frozenset[str]) -> tuple[str, ...]:
    return tuple(palabra for palabra in palabras(pregunta) if palabra not in VACIAS and raiz(palabra) not in tema)


@lru_cache(maxsize=TEXTOS_A_MANO)
def _raices_seguidas(texto: str) -> str:
    """Las raíces de sus palabras, cada una entre espacios; las de cada expresión del vocabulario, una sola vez."""
    return f" {' '.join(map(raiz, palabras(texto)))} "


def apoyos(pregunta: str, texto: str, tema: frozenset[str], vocabulario: Sequence[Equivalencia]) -> tuple[str, ...]:
    """Devuelve las palabras de la pregunta, fuera del tema general, que el texto dice (igual o como equivalente)."""
    dichas = frozenset(map(raiz, palabras(texto)))
    preguntadas = _raices_seguidas(pregunta)
    equivalentes: set[str] = set()
    for equivalencia in vocabulario:
        if equivalencia.mismo_tema and any(
            dichas.issuperset(raices_con_sentido(nombre)) for nombre in equivalencia.palabras.split(",")
        ):
            for expresion in equivalencia.expresiones:
                seguidas = _raices_seguidas(expresion)
                if seguidas in preguntadas:
                    equivalentes.update(seguidas.split())
    return tuple(
        palabra for palabra in _distintivas(pregunta, tema) if raiz(palabra) in dichas or raiz(palabra) in equivalentes
    )


def nombres_ajenos(
    pregunta: str, texto: str, tema: frozenset[str], vocabulario: Sequence[Equivalencia]
) -> tuple[str, ...]:
    """Devuelve los nombres propios y siglas de la pregunta que el texto no trae («la Alianza del Pacífico»).

    No cuenta la primera palabra de cada frase ni el lugar desde donde se pregunta («en Puno»).
    """
    nombres = [hallado.group(1) for hallado in _NOMBRE_PROPIO.finditer(pregunta)]
    if not nombres:  # casi nunca hay, y mirar el texto entero cuesta
        return ()
    apoyadas = frozenset(apoyos(pregunta, texto, frozenset(), vocabulario))
    return tuple(
        nombre for nombre in nombres if plegar(nombre) not in apoyadas | VACIAS and raiz(plegar(nombre)) not in tema
    )


def ausentes(pregunta: str, texto: str, tema: frozenset[str], vocabulario: Sequence[Equivalencia]) -> tuple[str, ...]:
    """Devuelve las palabras de la pregunta, fuera del tema general, que el texto no dice de ningún modo."""
    apoyadas = frozenset(apoyos(pregunta, texto, tema, vocabulario))
    return tuple(palabra for palabra in _distintivas(pregunta, tema) if palabra not in apoyadas)
