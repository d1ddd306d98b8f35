"""La calibración de un corpus: los coeficientes de base, ajustados al indexar con preguntas sacadas de él.

Las tratadas son trozos de sus oraciones y sus encabezados, a veces con palabras que el corpus no dice, como
las de quien pregunta a su modo; las ajenas, las de fondo, a veces con una palabra suelta del corpus. Son más
fáciles que las de verdad: por eso los coeficientes apenas pueden apartarse de los de base.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from conocimiento.frases import cantidad
from indices.archivos import huella_de
from indices.busqueda import Coleccion, Consulta, fondo_de, medir, mirar
from indices.confianza.calibracion import RASGOS, Calibracion, Fondo, leer_coeficientes, resolver
from indices.encaminamiento.aprendizaje import Ejemplos, aprender
from indices.encaminamiento.encaminador import RASGOS as RASGOS_DE_REPARTO
from indices.encaminamiento.encaminador import Vecindad
from indices.encaminamiento.estantes import Estante
from indices.errores import ErrorDeCalibracion
from indices.guardado.coleccion import artificiales_por_estante, conocidas_por_estante
from indices.guardado.generacion import CALIBRACION, Generacion, carpeta_vigente
from indices.guardado.pedido import FORMATO as FORMATO_DE_INDICE
from indices.guardado.pedido import IndicePedido
from indices.guardado.vectores import Vectores
from indices.palabras.artificiales import ARTIFICIALES, parafrasear
from indices.parecido.clasificador import probabilidades_apartadas
from indices.parecido.conocidas import (
    RASGOS_DE_JUICIO,
    RASGOS_DE_SOLICITUD,
    Preguntas,
    ajustar_juicio,
    ajustar_solicitud,
    clases_contrarias,
    ejemplos_de,
    ejemplos_de_preguntas,
)

FORMATO = 6
CASTIGO = 30.0
PESO_POR_CLASE = 40.0
"""Cuánto cuenta cada clase en total, por muchas preguntas que haya: son artificiales."""

_PARTES = 5
_TRAMOS = 10

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
class CalibracionDeEstante:
    """Los coeficientes del tema en un estante, su fondo y su fiabilidad; `huella`, la de aquello de que dependen.

    `juicio` trae los de `ajustar_juicio`; ninguno si de sus documentos no se sabe qué se pregunta.
    """

    huella: str
    tema: Calibracion
    fondo: Fondo
    fiabilidad: Fiabilidad
    juicio: tuple[Calibracion, ...] = ()


@dataclass(frozen=True, slots=True)
class CalibracionDeCorpus:
    """La de cada estante, en el orden de `IndicePedido.estantes`, y lo que es de todos.

    `solicitud` son los coeficientes de `ajustar_solicitud`, con la huella de aquello de que dependen; `reparto`, los
    pesos del encaminador. Ninguno si de ningún documento se sabe qué se pregunta, o si el estante es uno.
    """

    estantes: tuple[CalibracionDeEstante, ...]
    solicitud: Calibracion | None = None
    huella_de_solicitud: str = ""
    reparto: tuple[float, ...] = ()

    @property
    def fiabilidad(self) -> Fiabilidad:
        """La de todo el corpus: la de los estantes, pesada por sus ejemplos."""
        suyas = [uno.fiabilidad for uno in self.estantes]
        ejemplos = sum(una.ejemplos for una in suyas)
        if not ejemplos:
            return Fiabilidad(0, 0.5, 0.0)
        auc, ece = (sum(una.ejemplos * valor(una) for una in suyas) / ejemplos for valor in (_auc, _ece))
        return Fiabilidad(ejemplos, auc, ece)


def _auc(una: Fiabilidad) -> float:
    return una.auc


def _ece(una: Fiabilidad) -> float:
    return una.ece


def ajustar(pedido: IndicePedido, generacion: Generacion, colecciones: Sequence[Coleccion]) -> CalibracionDeCorpus:
    """Calibra un índice recién hecho con sus preguntas artificiales y las que se sabe que la gente hace.

    `colecciones` son las suyas, una por estante. Lo de un estante que no cambió se toma de la generación vigente:
    publicar un documento no vuelve a ajustar otro.
    """
    anterior = _anterior(pedido)
    sabidos = {uno.huella: uno for uno in anterior.estantes}
    artificiales = [
        _consultas([*dichas], vectores)
        for dichas, vectores in zip(pedido.artificiales, artificiales_por_estante(pedido, generacion), strict=True)
    ]
    conocidas = conocidas_por_estante(pedido, generacion)
    estantes = tuple(
        sabidos.get(huella_del_ajuste(pedido, estante))
        or _ajustar_estante(pedido, generacion, _ParaAjustar(estante, coleccion, suyas, sabidas))
        for estante, coleccion, suyas, sabidas in zip(
            pedido.estantes, colecciones, artificiales, conocidas, strict=True
        )
    )
    huella = huella_de_solicitud(pedido)
    solicitud = (
        anterior.solicitud if anterior.huella_de_solicitud == huella else _ajustar_a_las_solicitudes(pedido, generacion)
    )
    return CalibracionDeCorpus(estantes, solicitud, huella, aprender_reparto(pedido, generacion, colecciones))


@dataclass(frozen=True, slots=True)
class _ParaAjustar:
    """Un estante, su colección, sus preguntas artificiales y los vectores de las conocidas."""

    estante: Estante
    coleccion: Coleccion
    artificiales: Sequence[Consulta]
    conocidas: Vectores


def _ajustar_estante(pedido: IndicePedido, generacion: Generacion, suyo: _ParaAjustar) -> CalibracionDeEstante:
    estante, conocidas = suyo.estante, suyo.conocidas
    coleccion = replace(suyo.coleccion, fondo=fondo_de(suyo.coleccion, generacion.fondo))
    ajenas = _consultas(pedido.preguntas_de_fondo, generacion.fondo)
    tema, fiabilidad = calibrar(coleccion, suyo.artificiales[:ARTIFICIALES], ajenas)
    juicio: tuple[Calibracion, ...] = ()
    if estante.preguntas is not None:
        de_preguntas = ejemplos_de_preguntas(estante.preguntas, conocidas)
        suya = coleccion.con_tema(tema)
        certezas = [medir(suya, mirar(suya, una)) for una in _consultas(estante.preguntas.textos, conocidas)]
        juicio = ajustar_juicio(estante.preguntas, certezas, probabilidades_apartadas(de_preguntas))
    return CalibracionDeEstante(huella_del_ajuste(pedido, estante), tema, coleccion.fondo, fiabilidad, juicio)


def _ajustar_a_las_solicitudes(pedido: IndicePedido, generacion: Generacion) -> Calibracion | None:
    preguntas = pedido.preguntas
    if preguntas is None or not pedido.solicitudes:
        return None
    contrarias = clases_contrarias(pedido.solicitudes, len(preguntas.ideas))
    return ajustar_solicitud(ejemplos_de(preguntas, pedido.solicitudes, generacion.conocidas), contrarias)


def vecindades_de(
    pedido: IndicePedido, generacion: Generacion, colecciones: Sequence[Coleccion]
) -> tuple[Vecindad, ...]:
    """Lo que el encaminador compara de cada estante; sus preguntas ajenas no son de él."""
    vecindades: list[Vecindad] = []
    conocidas = conocidas_por_estante(pedido, generacion)
    for estante, coleccion, suyas in zip(pedido.estantes, colecciones, conocidas, strict=True):
        tratadas = None if estante.preguntas is None else suyas[_que_trata(estante.preguntas)]
        vecindades.append(Vecindad(coleccion.vectores, coleccion.oraciones, tratadas))
    return tuple(vecindades)


def aprender_reparto(
    pedido: IndicePedido, generacion: Generacion, colecciones: Sequence[Coleccion]
) -> tuple[float, ...]:
    """Los pesos del encaminador; ninguno si hay un solo estante."""
    estantes = pedido.estantes
    if len(estantes) < 2:
        return ()
    vecindades = vecindades_de(pedido, generacion, colecciones)
    artificiales = artificiales_por_estante(pedido, generacion)
    ejemplos: list[Ejemplos] = []
    for numero, (estante, vecindad) in enumerate(zip(estantes, vecindades, strict=True)):
        if vecindad.conocidas is not None:
            ejemplos.append(Ejemplos(numero, vecindad.conocidas, range(len(vecindad.conocidas))))
            continue
        de_fragmento = [lugar for lugar, uno in enumerate(estante.fragmentos) for _ in uno.oraciones]
        origenes = list(pedido.artificiales[numero].values())
        ejemplos.append(Ejemplos(numero, artificiales[numero], origenes, de_fragmento))
    return aprender(vecindades, ejemplos)


def _que_trata(preguntas: Preguntas) -> list[int]:
    return [fila for fila, clase in enumerate(preguntas.clases) if preguntas.ideas[clase] is not None]


def huella_del_ajuste(pedido: IndicePedido, estante: Estante) -> str:
    """Cambia si cambia cualquier cosa de la que dependan los coeficientes de un estante."""
    return huella_de(
        str(FORMATO_DE_INDICE),
        str(FORMATO),
        pedido.huella_modelo,
        pedido.base.huella,
        *pedido.preguntas_de_fondo,
        *(f"{documento.ficha.documento}:{documento.huella}" for documento in estante.documentos),
    )


def huella_de_solicitud(pedido: IndicePedido) -> str:
    return huella_de(
        str(FORMATO),
        pedido.huella_modelo,
        *pedido.preguntas_conocidas,
        *map(str, pedido.preguntas.clases if pedido.preguntas else ()),
        *(f"{solicitud.clave}:{len(solicitud.ejemplos)}" for solicitud in pedido.solicitudes),
    )


def _anterior(pedido: IndicePedido) -> CalibracionDeCorpus:
    """La calibración de la generación vigente, si se entiende, sea de los documentos que sea; si no, una vacía."""
    carpeta = carpeta_vigente(pedido.carpeta)
    try:
        return _leer(carpeta / CALIBRACION) if carpeta else CalibracionDeCorpus(())
    except (OSError, ValueError, KeyError, TypeError):
        return CalibracionDeCorpus(())


def _consultas(textos: Sequence[str], vectores: Vectores) -> list[Consulta]:
    return [Consulta(texto, vector) for texto, vector in zip(textos, vectores, strict=True)]


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
        return base, fiabilidad_de(np.array([base.confianza(fila) for fila in rasgos.tolist()]), tratadas)
    parte = np.arange(len(tratadas)) % _PARTES
    confianzas = np.zeros(len(tratadas))
    for una in range(_PARTES):
        parcial = ajustar_a(base, rasgos[parte != una], tratadas[parte != una])
        confianzas[parte == una] = [parcial.confianza(fila) for fila in rasgos[parte == una].tolist()]
    return ajustar_a(base, rasgos, tratadas), fiabilidad_de(confianzas, tratadas)


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


def _rasgos(coleccion: Coleccion, consulta: Consulta) -> tuple[float, ...]:
    senales = dict(medir(coleccion, mirar(coleccion, consulta)).senales)
    return tuple(senales.get(nombre, 0.0) for nombre in RASGOS)


def fiabilidad_de(confianzas: Numeros, tratadas: Numeros) -> Fiabilidad:
    """Mide unas confianzas; con una sola clase de preguntas no hay qué comparar y la AUC es la del azar."""
    si, no = confianzas[tratadas == 1], confianzas[tratadas == 0]
    if not len(si) or not len(no):
        return Fiabilidad(len(tratadas), 0.5, 0.0)
    comparadas = np.sign(np.subtract.outer(si, no))  # 1 si gana la tratada, 0 si empatan
    tramo = np.minimum((confianzas * _TRAMOS).astype(int), _TRAMOS - 1)
    desviaciones = np.abs(np.bincount(tramo, confianzas - tratadas))
    return Fiabilidad(len(tratadas), float(1 + comparadas.mean()) / 2, float(desviaciones.sum()) / len(tratadas))


def describir(fiabilidad: Fiabilidad) -> str:
    """Una oración que dice con qué se calibró y cuánto acierta."""
    auc, ece = (f"{valor:.3f}".replace(".", ",") for valor in (fiabilidad.auc, fiabilidad.ece))
    preguntas = cantidad(fiabilidad.ejemplos, "pregunta artificial", "preguntas artificiales")
    return f"Confianza calibrada con {preguntas}: AUC {auc}, ECE {ece}."


def a_texto(calibracion: CalibracionDeCorpus) -> str:
    """La calibración como JSON, para guardarla junto al índice."""
    return json.dumps({"formato": FORMATO, **asdict(calibracion)}, ensure_ascii=False, indent=1) + "\n"


def leer(pedido: IndicePedido, generacion: Generacion) -> CalibracionDeCorpus:
    """Lee la calibración de un índice. Raises `ErrorDeCalibracion` si no se entiende o no es la de lo pedido."""
    ruta = generacion.carpeta / CALIBRACION
    try:
        leida = _leer(ruta)
        pedidas = [huella_del_ajuste(pedido, estante) for estante in pedido.estantes]
        if [uno.huella for uno in leida.estantes] != pedidas:
            raise ValueError("es de otros documentos, de otro modelo o de otros coeficientes de base")
        if leida.huella_de_solicitud != huella_de_solicitud(pedido):
            raise ValueError("es de otras preguntas conocidas")
        if len(leida.reparto) != (len(RASGOS_DE_REPARTO) if len(pedido.estantes) > 1 else 0):
            raise ValueError("le falta cómo se reparten las preguntas")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ErrorDeCalibracion(f"La calibración de {ruta} no vale: {error}. Ejecute `alianzas indexar`.") from error
    return leida


def _leer(ruta: Path) -> CalibracionDeCorpus:
    """Raises `OSError`, `ValueError`, `KeyError` o `TypeError` si no se entiende."""
    datos = cast(dict[str, Any], json.loads(ruta.read_text(encoding="utf-8")))
    if datos["formato"] != FORMATO:
        raise ValueError("formato de otra versión")
    return CalibracionDeCorpus(
        tuple(
            CalibracionDeEstante(
                str(uno["huella"]),
                leer_coeficientes(uno["tema"], RASGOS),
                Fondo(**uno["fondo"]),
                Fiabilidad(**uno["fiabilidad"]),
                tuple(leer_coeficientes(una, RASGOS_DE_JUICIO) for una in uno["juicio"]),
            )
            for uno in datos["estantes"]
        ),
        leer_coeficientes(datos["solicitud"], RASGOS_DE_SOLICITUD) if datos["solicitud"] else None,
        str(datos["huella_de_solicitud"]),
        tuple(float(peso) for peso in datos["reparto"]),
    )
