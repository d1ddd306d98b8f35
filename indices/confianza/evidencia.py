"""Los rasgos de si el pasaje que ganó trae, además del tema, el dato que se pide.

Miran las palabras de la pregunta que el pasaje no dice, sus nombres y cifras, cuán juntas están las que
sí dice y si hay en él algo de la clase que se pide (una cantidad, una fecha, un nombre). No deciden nada.
"""

from collections.abc import Callable, Sequence, Set
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from conocimiento.expresiones import diferida
from conocimiento.modelo import Fragmento
from conocimiento.palabras import UN_MES, plegar, un_numero
from indices.palabras.lexico import PALABRA, Coincidencia, IndiceLexico, Termino

RASGOS_DE_EVIDENCIA = (
    "cobertura_de_ventana",
    "cobertura_de_oracion",
    "concentracion",
    "mayor_ausente",
    "parejas_seguidas",
    "nombres_ausentes",
    "nombres_ajenos",
    "cifras_ausentes",
    "coseno_de_oracion",
    "oracion_sobre_pasaje",
    "oracion_sobre_las_demas",
    "clase_ausente",
    "clase_presente",
    "negacion_sola",
    "contrario_en_su_lugar",
    "largas_ausentes",
)

ORACIONES_POR_VENTANA = 2

_NOMBRE = diferida(r"[^\W\d_][\w.]*")
_CIFRA = diferida(r"\d+")
_NEGACION = diferida(r"\b(?:no|nunca|jamas|ningun[ao]?|nadie|sin|tampoco)\b")
_MULETILLA = diferida(r"(?:,|¿|\bo|\by)\s*no(?:\s+es\s+(?:cierto|verdad|asi))?\s*+[?¿!.]*+\s*$|\bno\s*\?+\s*$")
"""El «¿no?» del final pide confirmar; no niega."""
_NUMERO = rf"\d|\b(?:{un_numero(2, 10)}|cien|cientos|mil|millon(?:es)?|mitad|tercio|doble)\b"
_CLASES = (
    (diferida(r"\bcuant[oa]s?\b|\bporcentaje\b|\bmonto\b|\bproporcion\b"), diferida(_NUMERO)),
    (
        diferida(r"\b(?:que|cual) (?:ano|siglo|decada)\b"),
        diferida(r"\b1\d{3}\b|\b20\d{2}\b|\bsiglos?\b|\b\d{2,3}\b"),
    ),
    (
        diferida(r"\bcuando\b|\b(?:que|cual) (?:fecha|mes|dia|plazo|periodo)\b"),
        diferida(rf"\b\d{{3,4}}\b|\bsiglos?\b|\b(?:{UN_MES}|anos?|dias?|meses|semanas?)\b"),
    ),
)
_CONTRARIOS = tuple(
    (diferida(rf"\b(?:{uno})\b"), diferida(rf"\b(?:{otro})\b"))
    for uno, otro in (
        ("menos|menor(?:es)?", "mas|mayor(?:es)?"),
        ("mas|mayor(?:es)?", "menos|menor(?:es)?"),
        ("antes", "despues"),
        ("despues", "antes"),
        ("primer[oa]?s?", "ultim[oa]s?"),
        ("ultim[oa]s?", "primer[oa]?s?"),
        ("norte", "sur"),
        ("sur", "norte"),
        ("este|oriental(?:es)?", "oeste|occidental(?:es)?"),
        ("oeste|occidental(?:es)?", "este|oriental(?:es)?"),
        ("nacio|nacieron", "murio|murieron|fallecio"),
        ("murio|murieron|fallecio", "nacio|nacieron"),
        ("empezo|comenzo|inicio|empieza|comienza", "termino|acabo|finalizo|termina|acaba"),
        ("termino|acabo|finalizo|termina|acaba", "empezo|comenzo|inicio|empieza|comienza"),
        ("public[oa]s?", "privad[oa]s?"),
        ("privad[oa]s?", "public[oa]s?"),
        ("maxim[oa]s?", "minim[oa]s?"),
        ("minim[oa]s?", "maxim[oa]s?"),
    )
)
_PIDE_NOMBRE = diferida(r"\bquien(?:es)?\b|\bdonde\b|\bcomo se llama\b|\ben que (?:pais|ciudad|lugar|region|estado)\b")

Puntos = npt.NDArray[np.float32]


def calcular_evidencia(
    lexico: IndiceLexico,
    coincidencia: Coincidencia,
    consulta: str,
    fragmento: Fragmento,
    coseno: float,
    cosenos_de_oraciones: Puntos | None,
) -> tuple[float, ...]:
    """Devuelve los rasgos en el orden de `RASGOS_DE_EVIDENCIA`.

    `coseno` es el del pasaje y `cosenos_de_oraciones` trae uno por oración suya, si se conocen.
    """
    terminos = coincidencia.terminos
    raices = [lexico.raices(fragmento.oracion(tramo)) for tramo in fragmento.oraciones]
    oraciones = [lexico.cobertura_de_raices(terminos, frozenset(suyas)) for suyas in raices]
    ventanas = [
        lexico.cobertura_de_raices(terminos, frozenset[str]().union(*grupo))
        for grupo in (raices[desde : desde + ORACIONES_POR_VENTANA] for desde in range(max(1, len(raices) - 1)))
    ]
    presentes = frozenset[str]().union(*raices)
    total = lexico.cobertura_de_raices(terminos, presentes)
    mejor = max(range(len(ventanas)), key=ventanas.__getitem__)
    ventana = " ".join(fragmento.oracion(tramo) for tramo in fragmento.oraciones[mejor : mejor + ORACIONES_POR_VENTANA])
    nombres = _nombres(consulta, lexico)
    cifras = set(_CIFRA.findall(consulta))
    de_oraciones = np.sort(cosenos_de_oraciones)[::-1] if cosenos_de_oraciones is not None else np.array([coseno])
    preguntado, plegada, todo = plegar(consulta), plegar(ventana), plegar(fragmento.texto)
    ausente, presente = _clase_pedida(preguntado, fragmento.texto, todo)
    return (
        ventanas[mejor],
        max(oraciones),
        max(oraciones) / total if total else 0.0,
        _mayor_ausente(terminos, presentes),
        _parejas_seguidas(terminos, [raiz for suyas in raices for raiz in suyas]),
        _parte(nombres, lambda nombre: nombre not in presentes),
        _parte(nombres, lambda nombre: not lexico.contiene(nombre)),
        _parte(cifras, lambda cifra: cifra not in fragmento.texto),
        float(de_oraciones[0]),
        float(de_oraciones[0]) - coseno,
        float(de_oraciones[0] - de_oraciones[1:].mean()) if len(de_oraciones) > 1 else 0.0,
        ausente,
        presente,
        1.0 if _NEGACION.search(_MULETILLA.sub("", preguntado)) and not _NEGACION.search(plegada) else 0.0,
        1.0
        if any(uno.search(preguntado) and not uno.search(todo) and otro.search(todo) for uno, otro in _CONTRARIOS)
        else 0.0,
        _parte(
            frozenset(termino.raiz for termino in terminos if len(termino.raiz) > 3 and termino.raiz not in nombres),
            lambda raiz: raiz not in presentes,
        ),
    )


def _mayor_ausente(terminos: Sequence[Termino], presentes: frozenset[str]) -> float:
    """La importancia de la palabra más rara que falta, sobre la de la más rara de la pregunta."""
    pesos = [(termino.importancia, termino.esta_en(presentes)) for termino in terminos]
    mayor = max((peso for peso, _ in pesos), default=0.0)
    return max((peso for peso, esta in pesos if not esta), default=0.0) / mayor if mayor else 1.0


def _parejas_seguidas(terminos: Sequence[Termino], raices: Sequence[str]) -> float:
    """Qué parte de las parejas de palabras seguidas de la pregunta están a tres palabras o menos en el pasaje."""
    lugares: dict[str, list[int]] = {raiz: [] for termino in terminos for raiz in termino.raices}
    for lugar, raiz in enumerate(raices):
        if raiz in lugares:
            lugares[raiz].append(lugar)
    de_termino = [[lugar for raiz, _ in termino.equivalentes for lugar in lugares[raiz]] for termino in terminos]
    parejas = list(pairwise(de_termino))
    if not parejas:
        return float(bool(de_termino and de_termino[0]))
    return sum(any(abs(uno - otro) <= 3 for uno in unos for otro in otros) for unos, otros in parejas) / len(parejas)


def _nombres(consulta: str, lexico: IndiceLexico) -> frozenset[str]:
    """Las raíces de las palabras con mayúscula que no empiezan la pregunta, y las siglas."""
    halladas = list(_NOMBRE.finditer(consulta))
    return frozenset(
        raiz
        for lugar, hallada in enumerate(halladas)
        if hallada.group()[0].isupper() and (lugar or hallada.group()[1:2].isupper())
        for raiz in lexico.raices(hallada.group())
    )


def _clase_pedida(plegada: str, texto: str, en_texto: str) -> tuple[float, float]:
    """Si se pide una clase de dato: (falta en el texto, está y la pregunta no lo traía ya).

    `plegada` es la pregunta y `en_texto`, `texto`, los dos ya plegados.
    """
    for pide, es in _CLASES:
        if pide.search(plegada):
            nuevos = {hallado.group() for hallado in es.finditer(en_texto)} - set(PALABRA.findall(plegada))
            return (0.0, 1.0) if nuevos else (1.0, 0.0)
    if _PIDE_NOMBRE.search(plegada):
        suyas = set(PALABRA.findall(plegada))
        hay = any(
            hallado.start() and hallado.group()[0].isupper() and plegar(hallado.group()) not in suyas
            for hallado in _NOMBRE.finditer(texto)
        )
        return (0.0, 1.0) if hay else (1.0, 0.0)
    return 0.0, 0.0


def _parte(cosas: Set[str], falta: Callable[[str], bool]) -> float:
    return sum(falta(cosa) for cosa in cosas) / len(cosas) if cosas else 0.0
