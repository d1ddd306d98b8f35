"""La calibración de un corpus: los coeficientes de base, ajustados al indexar con preguntas sacadas de él.

Las tratadas son trozos de sus oraciones y sus encabezados, a veces con palabras que el corpus no dice, como
las de quien pregunta a su modo; las ajenas, las de fondo, a veces con una palabra suelta del corpus. Son más
fáciles que las de verdad: por eso los coeficientes apenas pueden apartarse de los de base.
"""

import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from conocimiento.modelo import Fragmento
from conocimiento.palabras import VACIAS, plegar
from indices.archivos import huella_de
from indices.busqueda import Coleccion, Consulta, medir, mirar
from indices.confianza.calibracion import RASGOS, Calibracion, Calibraciones, leer_coeficientes, resolver
from indices.errores import ErrorDeCalibracion
from indices.palabras.lexico import PALABRA
from indices.parecido.ideas import RASGOS_DE_JUICIO
from indices.parecido.solicitudes import RASGOS_DE_SOLICITUD

ARCHIVO = "calibracion.json"
FORMATO = 3
ARTIFICIALES = 60
CASTIGO = 30.0
PESO_POR_CLASE = 40.0
"""Cuánto cuenta cada clase en total, por muchas preguntas que haya: son artificiales."""

_PARTES = 5
_AJENA = "xqzw"
"""Una palabra que ningún corpus trae y que no se parece a ninguna."""

Numeros = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fiabilidad:
    """Lo que se espera de la confianza en un corpus, estimado con preguntas que no se usaron en el ajuste.

    `auc`: probabilidad de que una tratada tenga más confianza que una ajena. `ece`: distancia media entre
    la confianza y la frecuencia con que acierta. Son de preguntas artificiales, más fáciles que las de verdad.
    """

    ejemplos: int
    auc: float
    ece: float


@dataclass(frozen=True, slots=True)
class CalibracionDeCorpus:
    """Los coeficientes del tema en un corpus, su fiabilidad y de qué corpus, modelo y base son.

    `juicio` trae los de `ideas.ajustar_juicio` y `solicitud`, los de `solicitudes.ajustar_solicitud`; ninguno
    si de ningún documento se sabe qué se pregunta.
    """

    tema: Calibracion
    fiabilidad: Fiabilidad
    corpus: str
    modelo: str
    base: str
    juicio: tuple[Calibracion, ...] = ()
    solicitud: Calibracion | None = None


def preguntas_artificiales(fragmentos: Sequence[Fragmento]) -> tuple[str, ...]:
    """Devuelve hasta `ARTIFICIALES` preguntas; las de una oración dependen solo de ella."""
    oraciones = {fragmento.oracion(tramo) for fragmento in fragmentos for tramo in fragmento.oraciones}
    elegidas = sorted(oraciones, key=lambda oracion: hashlib.sha256(oracion.encode("utf-8", "replace")).digest())
    preguntas: dict[str, None] = {}
    for oracion in elegidas:
        if len(preguntas) >= ARTIFICIALES:
            break
        azar = random.Random(oracion)
        palabras = PALABRA.findall(oracion)
        con_sentido = [palabra for palabra in palabras if plegar(palabra) not in VACIAS and len(palabra) > 3]
        if len(con_sentido) >= 3:
            largo = azar.randint(5, 9)
            desde = azar.randrange(max(1, len(palabras) - largo))
            preguntas[f"¿{' '.join(palabras[desde : desde + largo])}?"] = None
            preguntas[plegar(" ".join(azar.sample(con_sentido, min(3, len(con_sentido)))))] = None
    return tuple(preguntas)


def calibrar(
    coleccion: Coleccion, artificiales: Sequence[Consulta], fondo: Sequence[Consulta]
) -> tuple[Calibracion, Fiabilidad]:
    """Ajusta la confianza de una colección; con muy pocas preguntas devuelve la de base."""
    base = coleccion.calibraciones.tema
    azar = random.Random(7)
    parafraseadas = [replace(una, texto=parafrasear(una.texto, azar)) for una in artificiales]
    filas = [_rasgos(coleccion, una) for una in (*parafraseadas, *fondo)]
    tratadas = np.array([1.0] * len(artificiales) + [0.0] * len(fondo))
    rasgos = np.array(filas, dtype=np.float64).reshape(len(filas), len(RASGOS))
    if min(len(artificiales), len(fondo)) < 2 * _PARTES:
        return base, _fiabilidad(np.array([base.confianza(fila) for fila in rasgos.tolist()]), tratadas)
    parte = np.arange(len(tratadas)) % _PARTES
    confianzas = np.zeros(len(tratadas))
    for una in range(_PARTES):
        parcial = ajustar_a(base, rasgos[parte != una], tratadas[parte != una])
        confianzas[parte == una] = [parcial.confianza(fila) for fila in rasgos[parte == una].tolist()]
    return ajustar_a(base, rasgos, tratadas), _fiabilidad(confianzas, tratadas)


def ajustar_a(base: Calibracion, rasgos: Numeros, tratadas: Numeros, castigo: float = CASTIGO) -> Calibracion:
    """Devuelve la calibración más verosímil entre las cercanas a la de base."""
    normales = np.clip((rasgos - np.array(base.medias)) / np.array(base.escalas), -4, 4)
    positivas = float(tratadas.sum())
    pesos = np.where(tratadas == 1, PESO_POR_CLASE / positivas, PESO_POR_CLASE / (len(tratadas) - positivas))
    solucion = resolver(
        np.hstack([normales, np.ones((len(normales), 1))]),
        tratadas,
        pesos,
        np.full(len(base.coeficientes) + 1, castigo),
        np.array([*base.coeficientes, base.intercepto]),
    )
    return replace(base, coeficientes=tuple(float(uno) for uno in solucion[:-1]), intercepto=float(solucion[-1]))


def parafrasear(texto: str, azar: random.Random, parte: float = 0.5) -> str:
    """Cambia a veces las palabras con sentido por una que nadie usa: lo que hace, para la búsqueda por
    palabras, quien pregunta lo mismo con otras. El vector debe ser el del texto original."""
    cuanto = azar.choice((0.0, 0.5, 1.0)) if azar.random() < parte else 0.0
    return PALABRA.sub(
        lambda hallada: (
            _AJENA + plegar(hallada.group())[:4]
            if plegar(hallada.group()) not in VACIAS and azar.random() < cuanto
            else hallada.group()
        ),
        texto,
    )


def _rasgos(coleccion: Coleccion, consulta: Consulta) -> tuple[float, ...]:
    senales = dict(medir(coleccion, mirar(coleccion, consulta)).senales)
    return tuple(senales.get(nombre, 0.0) for nombre in RASGOS)


def _fiabilidad(confianzas: Numeros, tratadas: Numeros) -> Fiabilidad:
    if not 0 < tratadas.sum() < len(tratadas):
        return Fiabilidad(len(tratadas), 0.5, 0.0)
    return Fiabilidad(
        len(tratadas), area_bajo_la_curva(confianzas, tratadas), error_de_calibracion(confianzas, tratadas)
    )


def area_bajo_la_curva(puntos: Numeros, ciertos: Numeros) -> float:
    """AUC por rangos medios; hacen falta ejemplos de las dos clases."""
    _, inverso, veces = np.unique(puntos, return_inverse=True, return_counts=True)
    rangos = (np.cumsum(veces) - (veces - 1) / 2)[inverso]
    positivos = ciertos.sum()
    return float(
        (rangos[ciertos == 1].sum() - positivos * (positivos + 1) / 2) / (positivos * (len(ciertos) - positivos))
    )


def error_de_calibracion(confianzas: Numeros, ciertos: Numeros, cajas: int = 10) -> float:
    """ECE con cajas de igual ancho."""
    lugar = np.minimum((confianzas * cajas).astype(int), cajas - 1)
    return sum(
        abs(float(confianzas[lugar == caja].mean() - ciertos[lugar == caja].mean())) * float((lugar == caja).mean())
        for caja in range(cajas)
        if (lugar == caja).any()
    )


def huella_de_base(calibraciones: Calibraciones) -> str:
    """La huella de los coeficientes de los que parte el ajuste."""
    return huella_de(json.dumps(asdict(calibraciones), sort_keys=True))


def a_texto(calibracion: CalibracionDeCorpus) -> str:
    """La calibración como JSON, para guardarla junto al índice."""
    return json.dumps({"formato": FORMATO, **asdict(calibracion)}, ensure_ascii=False, indent=1) + "\n"


def leer(ruta: Path, corpus: str, modelo: str, base: str) -> CalibracionDeCorpus:
    """Lee una calibración. Raises `ErrorDeCalibracion` si no se entiende o es de otro corpus, modelo o base."""
    try:
        datos = cast(dict[str, Any], json.loads(ruta.read_text(encoding="utf-8")))
        if datos["formato"] != FORMATO:
            raise ValueError("formato de otra versión")
        if (datos["corpus"], datos["modelo"], datos["base"]) != (corpus, modelo, base):
            raise ValueError("es de otro corpus, de otro modelo o de otros coeficientes de base")
        return CalibracionDeCorpus(
            leer_coeficientes(datos["tema"], RASGOS),
            Fiabilidad(**datos["fiabilidad"]),
            corpus,
            modelo,
            base,
            tuple(leer_coeficientes(uno, RASGOS_DE_JUICIO) for uno in datos["juicio"]),
            leer_coeficientes(datos["solicitud"], RASGOS_DE_SOLICITUD) if datos["solicitud"] else None,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ErrorDeCalibracion(f"La calibración de {ruta} no vale: {error}. Ejecute `alianzas indexar`.") from error
