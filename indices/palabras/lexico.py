"""Búsqueda por palabras en español: raíces, tildes plegadas, erratas y BM25. No sabe de vectores de significado."""

import math
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import version
from itertools import chain, pairwise
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from conocimiento.expresiones import diferida
from conocimiento.modelo import Fragmento
from conocimiento.palabras import VACIAS, plegar
from conocimiento.palabras import raiz as sin_flexion
from indices.archivos import huella_de

FORMATO_DE_LAS_RAICES = "1"
"""Cámbiese si cambia `raices_de` o `plegar`: lo que se contó se vuelve a contar."""
_K1 = 1.2
_B = 0.75
_PARECIDO_MINIMO = 0.45
"""Coeficiente de Dice de los trigramas; después manda la distancia de edición."""
_PESO_DE_ERRATA = 0.8
_PALABRAS_POR_CONSULTA = 120
"""Una consulta de diez mil caracteres no dice más por entero que sus primeras palabras distintas."""
_PALABRAS_RECORDADAS = 1 << 15
"""De cuántas palabras se recuerda la raíz: al abrir un índice se pide la de cada una de sus documentos."""
_TEXTOS_RECORDADOS, _FRAGMENTOS_RECORDADOS = 4_096, 1_024
"""De cuántas oraciones y fragmentos se recuerdan las raíces: sacarlas en cada consulta tardaría más que lo demás."""

PALABRA = diferida(r"[^\W_]+")

Puntos = npt.NDArray[np.float32]
_Enteros = npt.NDArray[np.int32]


def raices_de(texto: str) -> tuple[str, ...]:
    """Devuelve las raíces de las palabras de un texto, en orden, con repeticiones y sin palabras vacías.

    La tilde se pliega *antes* de sacar la raíz, de modo que «educación» y «educacion» den la misma.
    """
    return tuple([_raiz(palabra) for palabra in PALABRA.findall(plegar(texto)) if palabra not in VACIAS])


def todas_las_raices(texto: str) -> tuple[str, ...]:
    """Devuelve las raíces en orden, también las de las palabras vacías."""
    return tuple([_raiz(palabra) for palabra in PALABRA.findall(plegar(texto))])


@lru_cache(_PALABRAS_RECORDADAS)
def _raiz(palabra: str) -> str:
    """La de una palabra plegada, con la tilde que «-ción» y «-sión» exigen para que Snowball las reconozca."""
    con_tilde = f"{palabra[:-3]}ión" if palabra.endswith(("cion", "sion")) else palabra
    return plegar(sin_flexion(con_tilde))


@dataclass(frozen=True, slots=True)
class Termino:
    """Una palabra de la consulta y las del vocabulario que le corresponden, con su peso (0 a 1).

    `importancia` es su idf: el mayor de sus equivalentes; el de una que no aparece nunca es el más alto.
    """

    raiz: str
    equivalentes: tuple[tuple[str, float], ...]
    importancia: float
    raices: frozenset[str]  # las de las equivalentes: se pregunta por ellas miles de veces en cada búsqueda

    def esta_en(self, raices: Set[str]) -> bool:
        """Dice si alguna de sus equivalentes está entre unas raíces."""
        return not self.raices.isdisjoint(raices)


@dataclass(frozen=True, slots=True)
class Coincidencia:
    """El resultado léxico de una consulta sobre todos los fragmentos."""

    puntos: Puntos  # BM25 por fragmento
    tope: float  # BM25 que sacaría un fragmento con todas las palabras de la consulta
    terminos: tuple[Termino, ...]


@dataclass(frozen=True, slots=True)
class Apariciones:
    """Cuántas veces está cada raíz en cada texto de una lista; lo que cuesta de un índice de palabras.

    Una fila por raíz y texto en que está, ordenadas por raíz y, en cada una, por texto: `cuales` y `textos` son sus
    lugares. `largos`: las palabras con contenido de cada texto.
    """

    raices: tuple[str, ...]
    cuales: _Enteros
    textos: _Enteros
    veces: _Enteros
    largos: _Enteros

    def de(self, lugares: npt.NDArray[np.integer[Any]]) -> "Apariciones":
        """Las de algunos textos, en el orden en que se dan; uno puede darse varias veces."""
        repetidos = np.bincount(lugares, minlength=len(self.largos))
        por_texto, desde = np.argsort(lugares, kind="stable"), np.cumsum(repetidos) - repetidos
        cuantos = repetidos[self.textos]
        de_cual = np.repeat(np.arange(len(self.textos)), cuantos)
        vez = np.arange(len(de_cual)) - np.repeat(np.cumsum(cuantos) - cuantos, cuantos)
        textos = por_texto[desde[self.textos[de_cual]] + vez].astype(np.int32)
        cuales, veces = self.cuales[de_cual], self.veces[de_cual]
        if not bool((np.diff(lugares) > 0).all()):  # en cada raíz, los textos dejan de ir en orden
            orden = np.lexsort((textos, cuales))
            cuales, textos, veces = cuales[orden], textos[orden], veces[orden]
        estan = np.unique(cuales)
        raices = tuple([self.raices[una] for una in cast(list[int], estan.tolist())])
        return Apariciones(raices, np.searchsorted(estan, cuales).astype(np.int32), textos, veces, self.largos[lugares])

    def entre(self, desde: int, hasta: int) -> "Apariciones":
        """Las de unos textos seguidos, del lugar `desde` al anterior a `hasta`."""
        if (desde, hasta) == (0, len(self.largos)):
            return self
        suyas = np.flatnonzero((self.textos >= desde) & (self.textos < hasta))
        cuales = self.cuales[suyas]
        nueva = np.concatenate([cuales[:1] >= 0, cuales[1:] != cuales[:-1]])  # van ordenadas por raíz
        raices = tuple([self.raices[una] for una in cast(list[int], cuales[nueva].tolist())])
        lugares = (np.cumsum(nueva) - 1).astype(np.int32)
        textos = self.textos[suyas] - np.int32(desde)
        return Apariciones(raices, lugares, textos, self.veces[suyas], self.largos[desde:hasta])

    def y_las_de(self, otras: "Apariciones") -> "Apariciones":
        """Las de dos listas de textos, una detrás de la otra."""
        lugares = {raiz: lugar for lugar, raiz in enumerate(dict.fromkeys((*self.raices, *otras.raices)))}
        suyas = np.array([lugares[raiz] for raiz in otras.raices], dtype=np.int32)
        cuales = np.concatenate([self.cuales, suyas[otras.cuales]])
        orden = np.argsort(cuales, kind="stable")  # los textos de las otras son los últimos: quedan en orden
        return Apariciones(
            tuple(lugares),
            cuales[orden],
            np.concatenate([self.textos, otras.textos + len(self.largos)])[orden].astype(np.int32),
            np.concatenate([self.veces, otras.veces])[orden],
            np.concatenate([self.largos, otras.largos]),
        )


def huella_del_analisis() -> str:
    """Cambia si cambia cómo se sacan las raíces de un texto: lo contado de otro modo no vale."""
    return huella_de(FORMATO_DE_LAS_RAICES, *sorted(VACIAS), PALABRA.pattern, version("PyStemmer"))


def contar_palabras(textos: Sequence[str]) -> Apariciones:
    """Cuenta las raíces de cada texto."""
    dichas = [raices_de(texto) for texto in textos]
    lugares = {raiz: lugar for lugar, raiz in enumerate(dict.fromkeys(chain.from_iterable(dichas)))}
    largos = np.array([len(unas) for unas in dichas], dtype=np.int32)
    # Un número por aparición, por raíz y, en cada raíz, por texto: así se cuentan todas de una vez.
    de_raiz = np.fromiter((lugares[una] for unas in dichas for una in unas), dtype=np.int64, count=int(largos.sum()))
    todas = de_raiz * max(len(textos), 1) + np.repeat(np.arange(len(textos)), largos)
    distintas, veces = np.unique(todas, return_counts=True)
    cuales, filas = np.divmod(distintas, max(len(textos), 1))
    return Apariciones(tuple(lugares), cuales.astype(np.int32), filas.astype(np.int32), veces.astype(np.int32), largos)


class IndiceLexico:
    """BM25 sobre una lista fija de textos, con tolerancia a erratas. Cabe en memoria; se arma al abrir."""

    def __init__(self, textos: Sequence[str] | Apariciones) -> None:
        suyas = textos if isinstance(textos, Apariciones) else contar_palabras(textos)
        self.tamano = len(suyas.largos)
        largos = suyas.largos.astype(np.float32)
        medio = float(largos.mean()) if self.tamano and largos.sum() else 1.0
        normas = _K1 * (1 - _B + _B * largos / medio)
        en_cuantos = np.bincount(suyas.cuales, minlength=len(suyas.raices))
        idf = np.array([self._idf(cuantos) for cuantos in en_cuantos.tolist()], dtype=np.float32)[suyas.cuales]
        veces = suyas.veces.astype(np.float32)
        pesos = (idf * veces * np.float32(_K1 + 1) / (veces + normas[suyas.textos])).astype(np.float32)
        # De cada raíz, dónde empieza y dónde acaba lo suyo: partirlo de una vez, con decenas de miles, tarda.
        finales = cast(list[int], np.cumsum(en_cuantos).tolist())
        self._lugares = dict(zip(suyas.raices, pairwise((0, *finales)), strict=True))
        self._textos, self._pesos = suyas.textos, pesos
        self._erratas = _Parecidas(list(suyas.raices))
        self.raices: Callable[[str], tuple[str, ...]] = lru_cache(_TEXTOS_RECORDADOS)(raices_de)
        self._por_oracion: dict[int, tuple[frozenset[str], ...]] = {}

    def buscar(self, consulta: str) -> Coincidencia:
        """Devuelve los puntos BM25 de cada fragmento para la consulta."""
        raices = list(dict.fromkeys(raices_de(consulta)))[:_PALABRAS_POR_CONSULTA]
        terminos = tuple(self._termino(raiz) for raiz in raices)
        puntos = np.zeros(self.tamano, dtype=np.float32)
        for termino in terminos:
            for raiz, peso in termino.equivalentes:
                desde, hasta = self._lugares[raiz]
                puntos[self._textos[desde:hasta]] += peso * self._pesos[desde:hasta]
        tope = sum(termino.importancia for termino in terminos) * (_K1 + 1) / (1 + _K1 * (1 - _B))
        return Coincidencia(puntos, tope, terminos)

    def omnipresentes(self) -> frozenset[str]:
        """Las raíces que están en más de la mitad de los fragmentos; ninguna si hay menos de tres."""
        if self.tamano < 3:
            return frozenset()
        return frozenset(raiz for raiz, (desde, hasta) in self._lugares.items() if hasta - desde > self.tamano / 2)

    def cobertura(self, terminos: Sequence[Termino], fragmento: int | None = None) -> float:
        """La parte de la consulta (0 a 1, pesada por idf) que está en un fragmento, o en alguno si es `None`."""
        total = sum(termino.importancia for termino in terminos)
        presente = sum(
            termino.importancia * max(peso for _, peso in termino.equivalentes)
            for termino in terminos
            if any(fragmento is None or self._contiene(fragmento, raiz) for raiz, _ in termino.equivalentes)
        )
        return presente / total if total else 0.0

    def cobertura_de_raices(self, terminos: Sequence[Termino], raices: Set[str]) -> float:
        """Igual que `cobertura`, sobre unas raíces."""
        total = presente = 0.0
        for termino in terminos:  # sin llamar a nadie: se hace con cada oración de cada pasaje
            total += termino.importancia
            if not termino.raices.isdisjoint(raices):
                presente += termino.importancia
        return presente / total if total else 0.0

    def raices_por_oracion(self, numero: int, fragmento: Fragmento) -> tuple[frozenset[str], ...]:
        """Las de cada oración del fragmento de ese número; se recuerdan por él, que comparar textos largos cuesta."""
        raices = self._por_oracion.get(numero)
        if raices is None:
            raices = tuple(frozenset(self.raices(fragmento.oracion(tramo))) for tramo in fragmento.oraciones)
            if len(self._por_oracion) >= _FRAGMENTOS_RECORDADOS:
                self._por_oracion.clear()
            self._por_oracion[numero] = raices
        return raices

    def contiene(self, raiz: str) -> bool:
        """Dice si algún fragmento trae esa raíz."""
        return raiz in self._lugares

    def _contiene(self, fragmento: int, raiz: str) -> bool:
        desde, hasta = self._lugares[raiz]
        filas = self._textos[desde:hasta]
        lugar = int(filas.searchsorted(fragmento))
        return lugar < len(filas) and int(filas[lugar]) == fragmento

    def _termino(self, raiz: str) -> Termino:
        equivalentes = (
            ((raiz, 1.0),)
            if raiz in self._lugares
            else tuple((parecida, _PESO_DE_ERRATA) for parecida in self._erratas.de(raiz))
        )
        idf = max((self._idf(self._en_cuantos(parecida)) for parecida, _ in equivalentes), default=self._idf(0))
        return Termino(raiz, equivalentes, idf, frozenset(parecida for parecida, _ in equivalentes))

    def _en_cuantos(self, raiz: str) -> int:
        desde, hasta = self._lugares[raiz]
        return hasta - desde

    def _idf(self, fragmentos: int) -> float:
        return math.log(1 + (self.tamano - fragmentos + 0.5) / (fragmentos + 0.5))


class _Parecidas:
    """Encuentra palabras del vocabulario que difieren de otra en una o dos letras."""

    def __init__(self, vocabulario: list[str]) -> None:
        self._vocabulario = vocabulario

    @cached_property
    def _por_trigrama(self) -> tuple[dict[str, _Enteros], Puntos]:
        """En qué palabras está cada trigrama y cuántos tiene cada palabra; se mira si alguien escribe una errata."""
        listas: dict[str, list[int]] = {}
        cantidades: list[int] = []
        for numero, palabra in enumerate(self._vocabulario):
            trigramas = _trigramas(palabra)
            cantidades.append(len(trigramas))
            for trigrama in trigramas:
                listas.setdefault(trigrama, []).append(numero)
        por_trigrama = {trigrama: np.array(lista, dtype=np.int32) for trigrama, lista in listas.items()}
        return por_trigrama, np.array(cantidades, dtype=np.float32)

    def de(self, palabra: str) -> list[str]:
        """Devuelve hasta dos parecidas; ninguna si la palabra es corta o lleva cifras."""
        if not 4 <= len(palabra) <= 30 or not palabra.isalpha():
            return []
        trigramas = _trigramas(palabra)
        por_trigrama, cantidades = self._por_trigrama
        listas = [por_trigrama[trigrama] for trigrama in trigramas if trigrama in por_trigrama]
        if not listas:
            return []
        comunes = np.bincount(np.concatenate(listas), minlength=len(self._vocabulario))
        parecido = 2 * comunes / (cantidades + len(trigramas))
        candidatas = [self._vocabulario[int(numero)] for numero in np.flatnonzero(parecido >= _PARECIDO_MINIMO)]
        admitida = 1 if len(palabra) < 8 else 2
        medidas = [(OSA.distance(palabra, candidata), candidata) for candidata in candidatas if len(candidata) >= 4]
        cercanas = sorted(medida for medida in medidas if medida[0] <= admitida)
        return [candidata for distancia, candidata in cercanas[:2] if distancia == cercanas[0][0]]


def _trigramas(palabra: str) -> set[str]:
    rodeada = f"^{palabra}$"
    return {rodeada[lugar : lugar + 3] for lugar in range(len(rodeada) - 2)}
