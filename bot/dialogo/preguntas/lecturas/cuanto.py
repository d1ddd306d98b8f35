"""Cuánto de un documento se quiere leer: un número de puntos, lo principal o todo."""

import re

from conocimiento.expresiones import diferida
from conocimiento.palabras import NUMEROS, un_numero

PUNTOS_MAXIMOS = 12
PALABRAS_DE_UNA_ORACION = 40
"""Las que suele tener una oración de un documento: para quien pide «un resumen de cien palabras»."""

ROMANOS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_EN_INGLES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}
ENTEROS = (*(palabra for palabra, numero in NUMEROS.items() if numero <= PUNTOS_MAXIMOS), *_EN_INGLES)
UN_ENTERO = "|".join(ENTEROS)
"""Para una expresión regular."""
CUANTOS = diferida(
    rf"(?<![\d.,])\b(\d{{1,2}}|{UN_ENTERO})\s+(?:(?!(?:en|{UN_ENTERO})\b)[a-z]+\s+){{0,2}}?(?:bullets?|puntos?"
    rf"|punto?itos|vinetas?|ideas?|lineas?|lineitas|frases?|frasecitas|ray(?:it)?as|guiones"
    r"|oraciones|items?|conclusiones|conclusion|points?|lines?|mensajes|takeaways|sentences?|ideitas|renglones)\b"
    rf"|\b(\d{{1,3}}|{un_numero(15, 200)}) (?:palabras|words)\b"
    r"|\b(?:un|una) (?:sola? )?(?:frase|linea|oracion|sentence)(?: \w+ita?)?\b"
)
PARA_USARLO = diferida(
    r"\b(?:para|a|for) (?:(?:el|la|un|una|mi|mis|nuestr[oa]|su|este|esta|hacer|enviar|mandar|poner en|a|my|an) ){0,3}"
    r"(?:correo|mail|e-?mail|informe|ppts?|power ?point|presentacion|exposicion|expo|diapositivas?|diapos?|slides?"
    r"|clase"
    r"|tarea|tesis|trabajo|reunion|acta|memo|memorando|oficio|nota|jef[ea]|alcalde(?:sa)?|equipo|profesora?|profe"
    r"|alumnos"
    r"|directorio|whatsapp|post|publicacion|articulo|examen|charla|afiche|folleto|boletin|boss|report|gerente|director"
    r"|directora|colegas|companeros|comite)\b(?: de (?:hoy|manana|trabajo|la (?:oficina|universidad|u)))?"
)
"""Un escrito o alguien que lo leerá: con eso no se pregunta nada."""
RESUME = diferida(
    r"\b(?:resum\w*|sintesis|sintet\w+|extract(?:o|e|a|ar|eme|ame|es)|summar\w+|breve\w*|cort[oa]s?|cortit[oa]s?"
    r"|principales|clave|abstract|redu[zc]\w{1,3}(?:me|nos)\w{0,4}|acort\w+|compact[ae]\w*|comprim\w+"
    r"|recort[ae](?:me|nos)\w{0,2}|(?:poc|poquit)[oa]s? (?:palabras|palabritas|lineas|frases|renglones)"
    r"|en (?:sustancia|esencia|limpio|corto|breve|apretad[oa])|(?:el|la) (?:esencia|sustancia|meollo|quid)"
    r"|(?:but|in) short|briefly|in brief|sum up|(?:en|de) (?:\d{1,2}|un|dos|tres|cinco|diez) (?:minut|segund)\w{1,4}"
    r"|condens\w+|compendi\w+|recap\w*|abrevi\w+|en concreto|en simple)\b"
)
LO_PRINCIPAL = diferida(
    r"\blo (?:que es )?(?:mas )?(?:importante|relevante|esencial|principal|fundamental|clave|central|medular|sustancial"
    r"|destacado|saltante|resaltante)\b|\b(?:puntos?|ideas?|mensajes?|aspectos?)[ -](?:mas )?(?:clave|claves"
    r"|principal(?:es)?"
    r"|central(?:es)?|importantes|fuerza|relevantes|resaltantes)\b|\b(?:key|main) (?:points?|takeaways?|ideas?"
    r"|messages?)\b"
    r"|\b(?:takeaways|highlights)\b|\btl ?;? ?dr\b|\bresumen (?:ejecutivo|corto|breve|general|rapido|cortito)\b"
    r"|\ben resumen\b"
    r"|\b(?:short|quick|brief|executive) summary\b|\b(?:lea\w{0,3}|lee\w{0,4}|transcrib\w{1,5}) todo\b"
)
MENOS = diferida(r"\b(?:(?:mas|bien|muy|super) (?:cort\w+|breve|resumid[oa]|concis[oa]|chiquito)|shorter)\b")
_TODO = diferida(
    r"\b(?:complet[oa]s?|enter[oa]s?|copi\w+|transcri\w+|literal|tod[oa]s?|textual(?:es)?|tal cual|full|whole"
    r"|integr[oa]s?"
    r"|integral|entire)\b"
)


def cuantos_puntos(plana: str) -> int:
    """Cuántos se piden; 0 si no se dice."""
    hallado = CUANTOS.search(plana)
    if hallado is None:
        return 0
    if hallado.group(2):
        return max(1, entero(hallado.group(2)) // PALABRAS_DE_UNA_ORACION)
    return entero(hallado.group(1)) if hallado.group(1) else 1


def sin_cuantos(plana: str) -> str:
    """La misma con espacios donde dice cuántos; «3 conclusiones» dice cuántas y también de dónde."""

    def en_blanco(hallado: re.Match[str]) -> str:
        dicho = hallado.group()
        return dicho[dicho.index("conclusion") :].rjust(len(dicho)) if "conclusion" in dicho else " " * len(dicho)

    return CUANTOS.sub(en_blanco, plana)


def donde_se_pide_poco(plana: str) -> list[tuple[int, int]]:
    """Las palabras que dicen que se quiere lo principal, más corto o en cuántos puntos."""
    return [hallado.span() for forma in (RESUME, LO_PRINCIPAL, MENOS, CUANTOS) for hallado in forma.finditer(plana)]


def pide_resumir(plana: str) -> bool:
    """Dice si se pide lo principal de algo, en pocas palabras o para un escrito."""
    return any(forma.search(plana) for forma in (RESUME, LO_PRINCIPAL, PARA_USARLO, MENOS))


def pide_poco(plana: str) -> bool:
    """Dice si se pide lo principal o en cuánto se quiere, y no solo para qué."""
    return any(forma.search(plana) for forma in (RESUME, LO_PRINCIPAL, MENOS, CUANTOS))


def pide_menos(plana: str) -> bool:
    """Dice si se pide más corto que lo de siempre."""
    return MENOS.search(plana) is not None


def pide_todo(plana: str) -> bool:
    """Dice si se pide entero."""
    return _TODO.search(plana) is not None


def es_lo_principal(plana: str) -> bool:
    """Dice si se pide lo más importante, o un resumen para algo, aunque no se diga de qué."""
    para_algo = "resumen" in plana and PARA_USARLO.search(plana) is not None
    return para_algo or LO_PRINCIPAL.search(plana) is not None


def entero(dicho: str) -> int:
    """El número de «2», «ii» o «dos»."""
    return int(dicho) if dicho.isdigit() else (ROMANOS | NUMEROS | _EN_INGLES)[dicho]
