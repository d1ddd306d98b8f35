"""Lo que se le hace a una consulta antes de buscarla: se corrige cómo está escrita y se amplía.

Se corrige con las palabras del corpus: el modelo se despista con una errata o con un nombre propio sin su mayúscula y
su tilde; la persona, no. Solo cambia lo que con seguridad está mal: lo que no es una palabra conocida y tiene una sola
corrección.

Se amplía con las palabras del documento para lo que la gente llama de otro modo. Y se le quitan, solo para ordenar,
las que están en casi todos los fragmentos: en un corpus que trata de una sola cosa, nombrarla no dice qué se busca.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from conocimiento.modelo import Equivalencia
from conocimiento.palabras import VACIAS, plegar
from indices.palabras.lexico import PALABRA, Analizador

LARGO_MINIMO = 5
"""Por debajo, casi cualquier palabra está a una letra de otra."""

_LARGO_MAXIMO = 30
_PALABRAS_POR_CONSULTA = 60
_DOMINIO = 0.8
"""Parte de las veces que el corpus debe escribir una palabra de un modo para que sea «el» modo."""
_VECES_MAS = 4
"""Entre dos correcciones posibles, cuánto más frecuente ha de ser una para que no haya duda."""
_INICIAL = re.compile(r"(?:^|[.!?¿¡…:\n«“\"][ \t(]*)([A-ZÁÉÍÓÚÜÑ][^\W_]*)")
_INTERROGATIVAS = {
    plegar(palabra): palabra
    for palabra in "qué quién quiénes cuál cuáles cuánto cuánta cuántos cuántas cómo cuándo dónde".split()
}

Conocer = Callable[[str], bool]


class Corrector:
    """Las palabras de un corpus y cómo las escribe. Se arma al abrir; no cambia después."""

    def __init__(self, textos: Iterable[str], conocida: Conocer, analizador: Analizador | None = None) -> None:
        """`conocida` dice si una palabra (plegada) es del español general aunque el corpus no la traiga."""
        self._conocida = conocida
        self._analizador = analizador or Analizador()
        todas: Counter[str] = Counter()
        iniciales: Counter[str] = Counter()
        for texto in textos:
            todas.update(PALABRA.findall(texto))
            iniciales.update(_INICIAL.findall(texto))
        self._formas: dict[str, Counter[str]] = {}
        for forma, veces in todas.items():
            # La mayúscula con que empieza una oración no dice cómo se escribe la palabra.
            dentro = veces - iniciales[forma]
            formas = self._formas.setdefault(plegar(forma), Counter())
            formas[forma if dentro else forma.lower()] += dentro or veces
        self._como_se_escribe = {plegada: _la_que_domina(formas) for plegada, formas in self._formas.items()}
        self._raices = frozenset(self._analizador.raices(" ".join(self._formas)))
        self._por_comienzo: dict[tuple[str, int], list[str]] = {}
        for palabra in {*self._formas, *(vacia for vacia in VACIAS if len(vacia) >= LARGO_MINIMO)}:
            if len(palabra) >= LARGO_MINIMO - 1 and palabra.isalpha():
                self._por_comienzo.setdefault((palabra[0], len(palabra)), []).append(palabra)

    def corregir(self, consulta: str) -> str:
        """Devuelve la consulta con sus erratas claras corregidas y las tildes y mayúsculas del corpus."""
        partes: list[str] = []
        hasta = 0
        for lugar, hallada in enumerate(PALABRA.finditer(consulta)):
            if lugar >= _PALABRAS_POR_CONSULTA:
                break
            partes += [consulta[hasta : hallada.start()], self._palabra(hallada.group(), es_primera=lugar == 0)]
            hasta = hallada.end()
        return "".join([*partes, consulta[hasta:]])

    def _palabra(self, escrita: str, es_primera: bool) -> str:
        plegada = plegar(escrita)
        if plegada in self._formas or plegada in VACIAS:
            return self._como_el_corpus(escrita, plegada, es_primera)
        # Quien pone una tilde ha mirado la palabra.
        corregida = self._corregida(plegada) if escrita.lower() == plegada else None
        if corregida is None:
            return escrita
        forma = self._como_el_corpus(corregida, corregida, es_primera)
        return forma[:1].upper() + forma[1:] if escrita[:1].isupper() else forma

    def _como_el_corpus(self, escrita: str, plegada: str, es_primera: bool) -> str:
        """Pone la tilde y la mayúscula que el corpus siempre pone, si la persona no puso ninguna."""
        if escrita != plegada:
            return escrita
        if es_primera and plegada in _INTERROGATIVAS:
            return _INTERROGATIVAS[plegada]
        return escrita if plegada in VACIAS else self._como_se_escribe.get(plegada) or escrita

    def _corregida(self, palabra: str) -> str | None:
        if not LARGO_MINIMO <= len(palabra) <= _LARGO_MAXIMO or not palabra.isalpha():
            return None
        if not self._raices.isdisjoint(self._analizador.todas_las_raices(palabra)) or self._conocida(palabra):
            return None
        candidatas = [
            candidata
            for largo in (len(palabra) - 1, len(palabra), len(palabra) + 1)
            for candidata in self._por_comienzo.get((palabra[0], largo), ())
            if OSA.distance(palabra, candidata, score_cutoff=1) == 1
        ]
        if not candidatas:
            return None
        candidatas.sort(key=self._frecuencia, reverse=True)
        hay_duda = len(candidatas) > 1 and (
            self._analizador.todas_las_raices(candidatas[0]) != self._analizador.todas_las_raices(candidatas[1])
            and self._frecuencia(candidatas[0]) < _VECES_MAS * self._frecuencia(candidatas[1])
        )
        return None if hay_duda else candidatas[0]

    def _frecuencia(self, palabra: str) -> int:
        formas = self._formas.get(palabra)
        return formas.total() if formas else 1


def _la_que_domina(formas: Counter[str]) -> str:
    """La forma en que casi siempre se escribe una palabra; ninguna si no hay una."""
    forma, veces = formas.most_common(1)[0]
    return forma if veces >= _DOMINIO * formas.total() else ""


@dataclass(frozen=True, slots=True)
class Ampliada:
    """Una consulta con sus equivalencias y, aparte, su versión para ordenar (vacía si es la misma)."""

    consulta: str
    orientada: str


class Ampliador:
    """Reconoce las expresiones de un vocabulario en una consulta, por raíces y sin mirar tildes."""

    def __init__(self, vocabulario: Sequence[Equivalencia], omnipresentes: frozenset[str] = frozenset()) -> None:
        """`omnipresentes` son las raíces que están en la mayoría de los fragmentos."""
        self._analizador = Analizador()
        self._omnipresentes = omnipresentes
        self._entradas = [
            (f" {' '.join(self._analizador.todas_las_raices(expresion))} ", equivalencia)
            for equivalencia in vocabulario
            for expresion in equivalencia.expresiones
        ]

    def ampliar(self, consulta: str) -> Ampliada:
        """Devuelve la consulta seguida de lo que le equivale; igual si nada le equivale."""
        raices = f" {' '.join(self._analizador.todas_las_raices(consulta))} "
        halladas = dict.fromkeys(equivalencia for expresion, equivalencia in self._entradas if expresion in raices)
        equivalente = _con(consulta, [hallada.palabras for hallada in halladas if hallada.mismo_tema])
        orientada = _con(self._sin_omnipresentes(consulta), [hallada.palabras for hallada in halladas])
        return Ampliada(equivalente, orientada if orientada != equivalente else "")

    def _sin_omnipresentes(self, consulta: str) -> str:
        if not self._omnipresentes or set(self._analizador.raices(consulta)) <= self._omnipresentes:
            return consulta
        return PALABRA.sub(
            lambda hallada: (
                "" if set(self._analizador.raices(hallada.group())) & self._omnipresentes else hallada.group()
            ),
            consulta,
        )


def _con(consulta: str, palabras: list[str]) -> str:
    return f"{consulta} ({'; '.join(palabras)})" if palabras else consulta
