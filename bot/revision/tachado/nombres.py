"""Los nombres conocidos que no se escriben enteros ni como se guardaron: sueltos, en minúsculas o con una errata."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.revision.tachado.conocidos import ENTIDAD, PERSONA, Conocido, Publico
from bot.revision.tachado.formas.normal import Normal
from bot.revision.tachado.texto import Alineado, palabras_de
from conocimiento.palabras import raiz

_LARGO_DE_NOMBRE = 4
_LARGO_CON_ERRATA, _LARGO_DE_UNO_SOLO = 6, 8
"""Una errata se perdona en palabras de seis letras o más; si el nombre es una sola palabra, de ocho o más."""
_PRESENTAN = frozenset(
    """soy llamo llama nombre senor senora senorita sr sra srta don dona ing dr dra lic prof profe hermano hermana atte
    companero companera atentamente saluda firma firmado escribe habla hablar doctor doctora ingeniero ingeniera
    licenciado licenciada profesor profesora contacto presidente presidenta""".split()
)
_TAMBIEN_PALABRAS = frozenset(
    """alba alegria amparo angel aurora blanca blanco bravo bueno calle campo campos carmen castillo chavez clara claro
    concepcion consuelo cordero cruz delgado dolores domingo dulce esperanza estrella flor flores franco fuentes gloria
    guerra iglesias inocente jardin justa justo leal leon linda lucero luna luz mar marina mayor mercedes mesa
    milagros modesto montes nieves olivos paloma palma paz pilar piedra plaza pozo prado primavera puente ramos reyes
    rico rios rivera rojas rosa rosado rosario salas salinas santos serrano sierra sol soledad torres valle vega
    victoria vidal villa virtudes""".split()
)
"""Nombres y apellidos que además son palabras corrientes: en minúsculas no bastan."""


class Nombres:
    """Los nombres y apellidos de las personas de una conversación: en ella, cada uno basta para reconocerlas."""

    def __init__(self, publico: Publico, propios: Iterable[Conocido]) -> None:
        self._publico = publico
        personas = [conocido for conocido in propios if conocido.tipo == PERSONA]
        self._de_quien = {
            palabra: conocido
            for conocido in personas
            for palabra in palabras_de(conocido.valor)
            if len(palabra) >= _LARGO_DE_NOMBRE
        }
        self._por_raiz = {raiz(palabra): conocido for palabra, conocido in self._de_quien.items()}

    def __bool__(self) -> bool:
        return bool(self._de_quien)

    def hallar(self, normal: Normal, alineado: Alineado) -> Iterator[tuple[int, int, Conocido]]:
        """Cada nombre suelto: su tramo en el texto normal y de quién es."""
        anterior = ""
        for una, (inicio, fin) in zip(alineado.raices.split(), alineado.tramos, strict=True):
            palabra, conocido = normal.texto[inicio:fin], self._por_raiz.get(una)
            if conocido is not None and (
                normal.empieza_en_mayuscula(inicio) or self._es_nombre_en_minusculas(palabra, anterior)
            ):
                yield inicio, fin, conocido
            anterior = palabra

    def _es_nombre_en_minusculas(self, palabra: str, anterior: str) -> bool:
        if palabra not in self._de_quien:
            return False
        if anterior in _PRESENTAN or anterior in self._de_quien:
            return True
        return palabra not in _TAMBIEN_PALABRAS and not self._publico.es_publica(f" {raiz(palabra)} ")


class Erratas:
    """Las palabras de los nombres conocidos, para reconocerlas con una letra de más, de menos o cambiada."""

    def __init__(self, publico: Publico) -> None:
        self._publico = publico
        self._de_nombres: set[str] = set()
        self._sin_una: dict[str, set[str]] = {}
        self._corregir = lru_cache(maxsize=50_000)(self._mas_parecida)

    def agregar(self, conocido: Conocido) -> None:
        """Aprende las palabras de un nombre."""
        if conocido.tipo not in (PERSONA, ENTIDAD):
            return
        for palabra in palabras_de(conocido.valor):
            if len(palabra) >= _LARGO_CON_ERRATA and palabra not in self._de_nombres:
                self._de_nombres.add(palabra)
                for variante in _sin_una_letra(palabra):
                    self._sin_una.setdefault(variante, set()).add(palabra)

    def corregir(self, normal: Normal, alineado: Alineado) -> Alineado | None:
        """El texto con sus erratas corregidas; None si no tiene ninguna."""
        if not self._de_nombres:
            return None
        raices = alineado.raices.split()
        hay = False
        for lugar, (inicio, fin) in enumerate(alineado.tramos):
            corregida = self._corregir(normal.texto[inicio:fin]) if fin - inicio >= _LARGO_CON_ERRATA - 1 else None
            if corregida is not None:
                raices[lugar], hay = raiz(corregida), True
        return Alineado.de(raices, alineado.tramos) if hay else None

    def _mas_parecida(self, palabra: str) -> str | None:
        if palabra in self._de_nombres or self._publico.es_publica(f" {raiz(palabra)} "):
            return None
        candidatas = {una for variante in _sin_una_letra(palabra) for una in self._sin_una.get(variante, ())}
        parecidas = [una for una in candidatas if OSA.distance(palabra, una, score_cutoff=1) <= 1]
        return min(parecidas, default=None)


def basta(raices: str) -> bool:
    """Dice si lo hallado con una errata es seguro: varias palabras, o una larga. `raices`, entre espacios."""
    sueltas = raices.split()
    return len(sueltas) > 1 or len(sueltas[0]) >= _LARGO_DE_UNO_SOLO


def _sin_una_letra(palabra: str) -> set[str]:
    return {palabra, *(palabra[:lugar] + palabra[lugar + 1 :] for lugar in range(len(palabra)))}
