"""Lo que se le hace a una consulta antes de buscarla: se corrige cómo está escrita y se amplía.

Se corrige con las palabras del corpus y con las que la gente usa al preguntar: el modelo se despista con una errata o
con un nombre propio sin su mayúscula y su tilde; la persona, no. Solo cambia lo que con seguridad está mal: lo que no
es una palabra conocida y tiene una sola corrección.

Se amplía con las palabras del documento para lo que la gente llama de otro modo. Y se le quitan, solo para ordenar,
las que están en casi todos los fragmentos: en un corpus que trata de una sola cosa, nombrarla no dice qué se busca.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from rapidfuzz.distance import OSA

from conocimiento.expresiones import diferida
from conocimiento.modelo import Equivalencia
from conocimiento.palabras import AL_PEDIR, VACIAS, con_sus_tildes, es_abreviatura, plano, plegar
from indices.palabras.formas import Contadas, contar
from indices.palabras.lexico import PALABRA, raices_de, todas_las_raices

LARGO_MINIMO = 5
"""Por debajo, casi cualquier palabra está a una letra de otra; sabiendo qué se dice al preguntar, vale una menos."""
_PRONOMBRES = diferida(r"(?<=\w{3})(?:[mts]e|nos|l[aeo]s?){1,2}$")
"""Los que van pegados al verbo («mándeselo»): el diccionario no trae cada combinación."""
_PALABRAS_RECORDADAS = 20_000

_LARGO_MAXIMO = 30
_PALABRAS_POR_CONSULTA = 60
_DOMINIO = 0.8
"""Parte de las veces que el corpus debe escribir una palabra de un modo para que sea «el» modo."""
_VECES_MAS = 4
"""Entre dos correcciones posibles, cuánto más frecuente ha de ser una para que no haya duda."""
_INTERROGATIVAS = {
    plegar(palabra): palabra
    for palabra in "qué quién quiénes cuál cuáles cuánto cuánta cuántos cuántas cómo cuándo dónde".split()
}

Conocer = Callable[[str], bool]


def _ninguna(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Lengua:
    """Lo que se sabe del español aunque el corpus no lo traiga.

    `conocida` dice si una palabra plegada es de la lengua; `existe`, si la trae el diccionario escrita exactamente así;
    `dichas`, de cada palabra plegada que la gente usa, cómo se escribe y cuántas veces la dijo.
    """

    conocida: Conocer
    existe: Conocer = _ninguna
    dichas: Mapping[str, tuple[str, int]] = field(default_factory=dict[str, tuple[str, int]])


def lo_que_se_dice(frases: Iterable[str], existe: Conocer) -> dict[str, tuple[str, int]]:
    """Las palabras de lo que la gente pregunta y pide, para una `Lengua`; fuera lo que el diccionario no trae."""
    formas: dict[str, list[str]] = {}
    veces = Counter(PALABRA.findall("\n".join(frases).lower()))
    for forma in veces:
        formas.setdefault(plegar(forma), []).append(forma)
    dichas: dict[str, tuple[str, int]] = {}
    for plegada, escritas in formas.items():
        de_mas_a_menos = sorted(escritas, key=veces.__getitem__, reverse=True)
        if forma := next(filter(existe, de_mas_a_menos), "") or next(filter(existe, con_sus_tildes(plegada)), ""):
            dichas[plegada] = (forma, sum(veces[escrita] for escrita in escritas))
    return dichas


def _sin_contar() -> Contadas:
    return Counter(), Counter()


class Corrector:
    """Las palabras de un corpus y cómo las escribe. Se arma la primera vez que corrige; no cambia después.

    Contar las de miles de páginas es de lo que más tarda al abrir un índice, y de muchos documentos puede no
    preguntarse nada.
    """

    def __init__(self, textos: Iterable[str], lengua: Lengua, contadas: Callable[[], Contadas] = _sin_contar) -> None:
        """`contadas` da lo ya contado en otros textos, que van delante."""
        self._contadas = contadas
        self._textos = tuple(textos)
        self._lengua = lengua
        self._conocida: Conocer = lru_cache(_PALABRAS_RECORDADAS)(self._es_de_la_lengua)
        self._minimo = LARGO_MINIMO - 1 if lengua.dichas else LARGO_MINIMO
        self._dichas = lengua.dichas

    def armar(self) -> None:
        """Lo deja armado, para que no lo espere quien pregunta primero."""
        _ = self._por_comienzo, self._como_se_escribe, self._raices

    @cached_property
    def _formas(self) -> dict[str, Counter[str]]:
        """De cada palabra plegada, cómo se escribe en los textos y cuántas veces."""
        todas, iniciales = self._contadas()
        for suyas, de_comienzo in map(contar, self._textos):
            todas.update(suyas)
            iniciales.update(de_comienzo)
        por_palabra: dict[str, Counter[str]] = {}
        for forma, veces in todas.items():
            # La mayúscula con que empieza una oración no dice cómo se escribe la palabra.
            dentro = veces - iniciales[forma]
            formas = por_palabra.setdefault(plegar(forma), Counter())
            formas[forma if dentro else forma.lower()] += dentro or veces
        return por_palabra

    @cached_property
    def _como_se_escribe(self) -> dict[str, str]:
        return {plegada: _la_que_domina(formas) for plegada, formas in self._formas.items()}

    @cached_property
    def _raices(self) -> frozenset[str]:
        return frozenset(raices_de(" ".join(self._formas)))

    @cached_property
    def _por_comienzo(self) -> dict[tuple[str, int], list[str]]:
        """Las palabras que puede ser una mal escrita, por su primera letra y su largo."""
        por_comienzo: dict[tuple[str, int], list[str]] = {}
        de_siempre = (una for una in (*VACIAS, *AL_PEDIR) if len(una) >= self._minimo and una not in self._formas)
        for palabra in dict.fromkeys((*self._formas, *de_siempre, *self._dichas)):
            if len(palabra) >= LARGO_MINIMO - 1 and palabra.isalpha():
                por_comienzo.setdefault((palabra[0], len(palabra)), []).append(palabra)
        return por_comienzo

    def _es_de_la_lengua(self, plegada: str) -> bool:
        if plegada in self._dichas or es_abreviatura(plegada) or self._lengua.conocida(plegada):
            return True
        con_ese = plegada.removesuffix("s")
        if con_ese != plegada and (con_ese in self._formas or self._lengua.conocida(con_ese)):
            return True
        posibles = dict.fromkeys((plegada, _PRONOMBRES.sub("", plegada)))
        return any(self._lengua.existe(forma) for una in posibles for forma in con_sus_tildes(una))

    def corregir(self, consulta: str, ajena: Conocer = _ninguna) -> str:
        """Devuelve la consulta con sus erratas claras corregidas y las tildes y mayúsculas del corpus.

        `ajena` dice si una palabra plegada es de otro corpus («coli»): esa no es una errata.
        """
        return _palabra_por_palabra(consulta, lambda escrita, es_primera: self._palabra(escrita, es_primera, ajena))

    def sin_erratas(self, texto: str, ajena: Conocer = _ninguna) -> str:
        """Devuelve el texto con sus erratas claras corregidas y todo lo demás como se escribió.

        `ajena`: como en `corregir`. En el que no lleva tildes, lo corregido tampoco: que alguien las ponga dice cómo
        leer lo que pregunta.
        """
        sin_tildes = texto.isascii()

        def corregida(escrita: str, es_primera: bool) -> str:
            forma = self._sin_errata(escrita, es_primera, ajena) or escrita
            return plano(forma) if sin_tildes and forma != escrita and forma.islower() else forma

        return _palabra_por_palabra(texto, corregida)

    def _palabra(self, escrita: str, es_primera: bool, ajena: Conocer) -> str:
        plegada = plegar(escrita)
        if plegada in self._formas or plegada in VACIAS:
            return self._como_el_corpus(escrita, plegada, es_primera)
        return self._sin_errata(escrita, es_primera, ajena) or escrita

    def _sin_errata(self, escrita: str, es_primera: bool, ajena: Conocer) -> str | None:
        plegada = plegar(escrita)
        if plegada in self._formas or plegada in VACIAS:
            return None
        # Quien pone una tilde ha mirado la palabra, salvo que se sepa qué se dice y no sea eso.
        puede_estar_mal = escrita.lower() == plegada or (bool(self._dichas) and escrita.islower())
        corregida = self._corregida(plegada) if puede_estar_mal else None
        if corregida is None or ajena(plegada):
            return None
        forma = self._como_el_corpus(corregida, corregida, es_primera)
        if corregida not in self._formas and corregida in self._dichas:
            if not escrita.islower() and not es_primera:  # un nombre o una sigla: la gente no los dice todos
                return None
            forma = self._dichas[corregida][0]
        return forma[:1].upper() + forma[1:] if escrita[:1].isupper() else forma

    def _como_el_corpus(self, escrita: str, plegada: str, es_primera: bool) -> str:
        """Pone la tilde y la mayúscula que el corpus siempre pone, si la persona no puso ninguna."""
        if escrita != plegada:
            return escrita
        if es_primera and plegada in _INTERROGATIVAS:
            return _INTERROGATIVAS[plegada]
        return escrita if plegada in VACIAS else self._como_se_escribe.get(plegada) or escrita

    def _corregida(self, palabra: str) -> str | None:
        if not self._minimo <= len(palabra) <= _LARGO_MAXIMO or not palabra.isalpha():
            return None
        if not self._raices.isdisjoint(todas_las_raices(palabra)) or self._conocida(palabra):
            return None
        candidatas = [
            candidata
            for largo in (len(palabra) - 1, len(palabra), len(palabra) + 1)
            for candidata in self._por_comienzo.get((palabra[0], largo), ())
            if OSA.distance(palabra, candidata, score_cutoff=1) == 1
        ]
        del_reves = palabra[1] + palabra[0] + palabra[2:]
        if palabra[0] != palabra[1] and del_reves in self._por_comienzo.get((palabra[1], len(palabra)), ()):
            candidatas.append(del_reves)
        if not candidatas:
            return None
        candidatas.sort(key=self._frecuencia, reverse=True)
        hay_duda = (
            len(candidatas) > 1
            and not VACIAS.issuperset(candidatas[:2])
            and (  # cualquiera da lo mismo
                todas_las_raices(candidatas[0]) != todas_las_raices(candidatas[1])
                and self._frecuencia(candidatas[0]) < _VECES_MAS * self._frecuencia(candidatas[1])
            )
        )
        return None if hay_duda else candidatas[0]

    def _frecuencia(self, palabra: str) -> int:
        formas = self._formas.get(palabra)
        return max((formas.total() if formas else 0) + self._dichas.get(palabra, ("", 0))[1], 1)


def _palabra_por_palabra(texto: str, cambiar: Callable[[str, bool], str]) -> str:
    """El texto con sus primeras palabras cambiadas; a `cambiar` se le dice si es la primera."""
    partes: list[str] = []
    hasta = 0
    for lugar, hallada in enumerate(PALABRA.finditer(texto)):
        if lugar >= _PALABRAS_POR_CONSULTA:
            break
        partes += [texto[hasta : hallada.start()], cambiar(hallada.group(), lugar == 0)]
        hasta = hallada.end()
    return "".join([*partes, texto[hasta:]])


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
        self._omnipresentes = omnipresentes
        self._entradas = [
            (f" {' '.join(todas_las_raices(expresion))} ", equivalencia)
            for equivalencia in vocabulario
            for expresion in equivalencia.expresiones
        ]

    def ampliar(self, consulta: str) -> Ampliada:
        """Devuelve la consulta seguida de lo que le equivale; igual si nada le equivale."""
        if not self._entradas and not self._omnipresentes:
            return Ampliada(consulta, "")
        raices = f" {' '.join(todas_las_raices(consulta))} "
        halladas = dict.fromkeys(equivalencia for expresion, equivalencia in self._entradas if expresion in raices)
        equivalente = _con(consulta, [hallada.palabras for hallada in halladas if hallada.mismo_tema])
        orientada = _con(self._sin_omnipresentes(consulta), [hallada.palabras for hallada in halladas])
        return Ampliada(equivalente, orientada if orientada != equivalente else "")

    def _sin_omnipresentes(self, consulta: str) -> str:
        if not self._omnipresentes or set(raices_de(consulta)) <= self._omnipresentes:
            return consulta
        return PALABRA.sub(
            lambda hallada: "" if set(raices_de(hallada.group())) & self._omnipresentes else hallada.group(),
            consulta,
        )


def _con(consulta: str, palabras: list[str]) -> str:
    return f"{consulta} ({'; '.join(palabras)})" if palabras else consulta
