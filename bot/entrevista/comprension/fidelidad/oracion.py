"""Si una oración dice solo lo que dice un pasaje: se acepta la que no agrega, no quita fuerza y no da la vuelta a nada.

Lo que no se puede comprobar se rechaza. No hay puntuación: o no hay reparos, o se dice cuál es el primero.
"""

from collections.abc import Sequence
from itertools import combinations, pairwise

from bot.entrevista.comprension.fidelidad import senas
from bot.entrevista.comprension.fidelidad.senas import Palabra, palabras_de
from bot.entrevista.comprension.fidelidad.vocabulario import DIVIDEN, OPUESTOS
from conocimiento.expresiones import diferida

LARGO_MAXIMO = 260
INVERSIONES = 0.34
"""Qué parte de las parejas de palabras puede ir en otro orden que en el pasaje."""
_ENLACE_O_MARCA = diferida(r"https?:|www\.|[<>*_`#{}\[\]|«»\"“”]")
_FIN_DE_ORACION = diferida(r"(?<=[.!?…])\s+(?=[A-ZÁÉÍÓÚÑ¿¡])")
_PARTE_EN_CLAUSULAS = diferida(rf"[,;:()]|\b(?:{'|'.join(sorted(DIVIDEN))})\b")


def reparo(oracion: str, fuentes: Sequence[str]) -> str:
    """Por qué no se puede dar por cierto que la oración diga lo que dice una de las fuentes; vacío si no lo hay."""
    dicha = " ".join(oracion.split())
    if (de_forma := _de_forma(dicha)) != "":
        return de_forma
    oraciones = [una for fuente in fuentes for una in _FIN_DE_ORACION.split(" ".join(fuente.split()))]
    reparos = {una: _ante(dicha, una) for una in oraciones}
    if "" in reparos.values():
        return ""
    sentido = set(senas.con_sentido(palabras_de(dicha)))
    mas_parecida = max(oraciones, key=lambda una: len(sentido & set(senas.con_sentido(palabras_de(una)))), default="")
    return reparos.get(mas_parecida, "no hay con qué comparar")


def _de_forma(dicha: str) -> str:
    if len(dicha) > LARGO_MAXIMO:
        return f"tiene {len(dicha)} letras y caben {LARGO_MAXIMO}"
    if _ENLACE_O_MARCA.search(dicha):
        return "lleva un enlace, comillas o marcas"
    if not dicha.endswith("."):
        return "no termina en punto: quizá está cortada"
    return "son varias oraciones" if len(_FIN_DE_ORACION.split(dicha)) > 1 else ""


def _ante(dicha: str, fuente: str) -> str:
    suyas, todas = palabras_de(dicha), palabras_de(fuente)
    en_la_fuente = senas.con_sentido(todas)
    sentido = tuple(senas.como_en(una, en_la_fuente) for una in senas.con_sentido(suyas))
    if not sentido:
        return "no dice nada que se pueda comparar"
    for que, tiene, admite in (
        ("agrega", sentido, en_la_fuente),
        ("agrega el número", senas.numeros(suyas), senas.numeros(todas)),
        ("agrega el nombre", senas.nombres(suyas), _sin_contar_mayusculas(todas)),
        ("agrega la cantidad", senas.cantidades(suyas), senas.cantidades(todas)),
        ("agrega la condición", senas.condiciones(suyas), senas.condiciones(todas)),
    ):
        if (de_mas := next((una for una in tiene if una not in admite), None)) is not None:
            return f"{que} «{_como_se_escribio(suyas, de_mas)}»"
    if opuesta := _opuesta(suyas, todas):
        return f"dice «{opuesta}», y el pasaje lo contrario"
    if _parte_invertida(sentido, en_la_fuente) > INVERSIONES:
        return "cambia el orden, y quizá quién hace qué"
    suya = _clausula(fuente, set(sentido))
    for que, tiene, debe in (
        ("lo que niega", senas.negaciones(suyas), senas.negaciones(suya)),
        ("la fuerza con que lo dice", senas.fuerzas(suyas), senas.fuerzas(suya)),
    ):
        if set(tiene) != set(debe):
            return f"cambia {que}"
    for que, tiene, debe in (
        ("la condición", senas.condiciones(suyas), senas.condiciones(suya)),
        ("la cantidad", senas.cantidades(suyas), senas.cantidades(suya)),
    ):
        if faltan := set(debe) - set(tiene):
            return f"no dice {que} «{_como_se_escribio(suya, min(faltan))}»"
    quitada = _lo_que_distingue(sentido[0], todas)
    return f"no dice «{quitada.escrita}»" if quitada is not None and quitada.raiz not in sentido else ""


def _lo_que_distingue(sujeto: str, todas: Sequence[Palabra]) -> Palabra | None:
    """La palabra pegada a aquello de lo que se habla: «ONG peruanas» no son todas las ONG."""
    pegadas = (otra for una, otra in pairwise(todas) if una.raiz == sujeto and not otra.empieza)
    return next((una for una in pegadas if una.tiene_sentido), None)


def _sin_contar_mayusculas(dichas: Sequence[Palabra]) -> tuple[str, ...]:
    """Las palabras con mayúscula, también la que empieza la oración."""
    return tuple(una.plegada for una in dichas if una.escrita[:1].isupper())


def _opuesta(suyas: Sequence[Palabra], todas: Sequence[Palabra]) -> str:
    dichas, en_la_fuente = {una.raiz for una in suyas}, {una.raiz for una in todas}
    for par in OPUESTOS:
        for una, otra in (par, par[::-1]):
            if (hay := dichas & una) and not en_la_fuente & una and en_la_fuente & otra:
                return _como_se_escribio(suyas, min(hay))
    return ""


def _parte_invertida(sentido: Sequence[str], en_la_fuente: Sequence[str]) -> float:
    """Qué parte de las parejas de palabras va al revés que en la fuente; de 0 a 1."""
    lugares = [en_la_fuente.index(una) for una in dict.fromkeys(sentido)]
    parejas = list(combinations(lugares, 2))
    return sum(uno > otro for uno, otro in parejas) / len(parejas) if parejas else 0.0


def _clausula(fuente: str, sentido: set[str]) -> tuple[Palabra, ...]:
    """La parte de la fuente de la que habla la oración: las cláusulas en que están sus palabras y las de en medio."""
    clausulas = [palabras_de(una) for una in _PARTE_EN_CLAUSULAS.split(fuente)]
    cuantas = [len(sentido & set(senas.con_sentido(una))) for una in clausulas]
    elegidas, cubiertas = set[int](), set[str]()
    for lugar in sorted(range(len(clausulas)), key=lambda uno: -cuantas[uno]):
        nuevas = sentido & set(senas.con_sentido(clausulas[lugar])) - cubiertas
        if nuevas:
            elegidas.add(lugar)
            cubiertas |= nuevas
    desde, hasta = min(elegidas, default=0), max(elegidas, default=len(clausulas) - 1)
    return tuple(palabra for una in clausulas[desde : hasta + 1] for palabra in una)


def _como_se_escribio(dichas: Sequence[Palabra], raiz: str) -> str:
    return next((una.escrita for una in dichas if raiz in (una.raiz, una.plegada)), raiz)
