"""De las marcas de todos los casos a las medidas del informe, cada una con su nombre con puntos.

Una medida falta cuando ningún caso permite calcularla.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.evaluacion.estadistica import (
    Lugares,
    Medida,
    area_bajo_la_curva,
    cobertura,
    curva_riesgo_cobertura,
    error_de_calibracion,
    fiabilidad,
    media,
    percentil,
    perdida,
    proporcion,
    remuestrear,
    respondidas_con_falsas,
)
from bot.evaluacion.marcas import Marca

RIESGOS = (1, 2, 5)
"""Por ciento."""
LARGO_DE_TELEFONO = 700
Medidas = dict[str, Medida]


@dataclass(frozen=True, slots=True)
class Curvas:
    """Los puntos de los dos gráficos."""

    riesgo: tuple[tuple[float, float], ...]  # (cobertura, riesgo)
    fiabilidad: tuple[tuple[float, float, int], ...]  # (confianza media, frecuencia, casos)


def medir(marcas: Sequence[Marca], seguimientos: Sequence[tuple[bool, bool]] = ()) -> Medidas:
    """Devuelve todas las medidas que los casos permiten.

    `seguimientos`: de cada caso con la pregunta entera, si se halló siguiendo el hilo y si se halló entera.
    """
    posibles: dict[str, Medida | None] = {
        **_de_recuperacion(marcas),
        **_de_respuesta(marcas),
        **_de_estado(marcas),
        **_de_seguimientos(marcas, seguimientos),
        "citas.literales": proporcion([lugar >= marca.alteradas for marca in marcas for lugar in range(marca.citas)]),
        "latencia.p50": percentil([marca.ms for marca in marcas], 50, "ms"),
        "latencia.p95": percentil([marca.ms for marca in marcas], 95, "ms"),
    }
    for clase in dict.fromkeys(marca.caso.esperado.clase for marca in marcas):
        if clase:
            propias = [marca for marca in marcas if marca.caso.esperado.clase == clase]
            posibles |= {f"clase.{clase}.{nombre}": medida for nombre, medida in _de_una_clase(propias).items()}
    return {nombre: medida for nombre, medida in posibles.items() if medida is not None}


def comparar(antes: Sequence[Marca], despues: Sequence[Marca], variante: str) -> Medidas:
    """Devuelve los puntos que se pierden con una variante de las mismas preguntas, caso por caso."""
    pares = list(zip(antes, despues, strict=True))
    hallada = [(uno.hallada, otro.hallada) for uno, otro in pares if uno.hallada is not None]
    admitido = [(uno.admitido, otro.admitido) for uno, otro in pares if uno.admitido is not None]
    ndcg = [(uno.puesto.ndcg, otro.puesto.ndcg) for uno, otro in pares if uno.puesto and otro.puesto]
    posibles = {
        "evidencia": perdida([float(bool(uno)) for uno, _ in hallada], [float(bool(otro)) for _, otro in hallada]),
        "estado": perdida([float(bool(uno)) for uno, _ in admitido], [float(bool(otro)) for _, otro in admitido]),
        "ndcg_10": perdida([uno for uno, _ in ndcg], [otro for _, otro in ndcg]),
    }
    return {f"robustez.{variante}.{nombre}": medida for nombre, medida in posibles.items() if medida is not None}


def confusiones(marcas: Sequence[Marca]) -> dict[str, dict[str, tuple[int, int]]]:
    """Devuelve, por estado esperado y dado, cuántos casos hay y cuántos de ellos se admiten."""
    con_estado = [marca for marca in marcas if marca.caso.esperado.estado]
    veces = Counter((marca.caso.esperado.estado or "", marca.dado) for marca in con_estado)
    buenas = Counter((marca.caso.esperado.estado or "", marca.dado) for marca in con_estado if marca.admitido)
    matriz: dict[str, dict[str, tuple[int, int]]] = {}
    for (esperado, dado), cuantas in sorted(veces.items()):
        matriz.setdefault(esperado, {})[dado] = (cuantas, buenas[esperado, dado])
    return matriz


def curvas(marcas: Sequence[Marca]) -> Curvas:
    """Devuelve los puntos de riesgo–cobertura y de fiabilidad de las preguntas."""
    preguntas = [marca for marca in marcas if marca.es_pregunta]
    if not preguntas:
        return Curvas((), ())
    contestadas = [marca for marca in preguntas if marca.responde]
    return Curvas(
        curva_riesgo_cobertura(
            np.array([marca.confianza for marca in contestadas]),
            np.array([marca.errada for marca in contestadas]),
            len(preguntas),
        ),
        fiabilidad(
            np.array([marca.confianza for marca in preguntas]),
            np.array([bool(marca.respondible) for marca in preguntas]),
        ),
    )


def _de_recuperacion(marcas: Sequence[Marca]) -> Mapping[str, Medida | None]:
    puestos = [marca.puesto for marca in marcas if marca.puesto]
    return {
        "recuperacion.ndcg_10": media([puesto.ndcg for puesto in puestos]),
        "recuperacion.r_1": media([puesto.en_1 for puesto in puestos]),
        "recuperacion.r_5": media([puesto.en_5 for puesto in puestos]),
        "recuperacion.mrr": media([puesto.reciproco for puesto in puestos]),
    }


def _de_respuesta(marcas: Sequence[Marca]) -> Mapping[str, Medida | None]:
    con_evidencia = [marca for marca in marcas if marca.hallada is not None]
    halladas = [marca for marca in con_evidencia if marca.hallada]
    largos = [marca.largo for marca in marcas if marca.largo is not None]
    maximo = Medida(float(max(largos)), None, None, len(largos), "caracteres") if largos else None
    return {
        "respuesta.evidencia": proporcion([bool(marca.hallada) for marca in con_evidencia]),
        "respuesta.evidencia_con_respuesta": proporcion(
            [bool(marca.hallada) and marca.responde for marca in con_evidencia]
        ),
        "respuesta.halladas_hasta_700": proporcion([(marca.largo or 0) <= LARGO_DE_TELEFONO for marca in halladas]),
        "respuesta.largo_mediana": percentil(largos, 50, "caracteres"),
        "respuesta.largo_maximo": maximo,
        "respuesta.hasta_700": proporcion([largo <= LARGO_DE_TELEFONO for largo in largos]),
    }


def _de_estado(marcas: Sequence[Marca]) -> Mapping[str, Medida | None]:
    preguntas = [marca for marca in marcas if marca.es_pregunta]
    sin_tema = [marca for marca in preguntas if marca.respondible or marca.caso.esperado.estado == "no_sabe"]
    sin_dato = [marca for marca in preguntas if marca.respondible or marca.caso.esperado.estado == "cercano"]
    con_estado = [marca for marca in preguntas if marca.caso.esperado.estado]
    medidas: dict[str, Medida | None] = {
        "estado.acierto": proporcion([bool(marca.admitido) for marca in marcas if marca.admitido is not None]),
        "estado.negativas": proporcion([not marca.responde for marca in marcas if marca.respondible is False]),
        "estado.auc": _con_confianza(preguntas, _auc),
        "estado.auc_tema_ausente": _con_confianza(sin_tema, _auc),
        "estado.auc_dato_ausente": _con_confianza(sin_dato, _auc),
        "estado.ece": _con_confianza(
            preguntas, lambda datos, unos: error_de_calibracion(datos.puntos[unos], datos.si[unos])
        ),
        "estado.ece_tema": _con_confianza(
            con_estado, lambda datos, unos: error_de_calibracion(datos.puntos[unos], datos.tratadas[unos])
        ),
    }
    for riesgo in RIESGOS:
        medidas[f"estado.cobertura_{riesgo}"] = _con_confianza(
            preguntas, lambda datos, unos, riesgo=riesgo: _cobertura(datos, unos, riesgo / 100), "proporción"
        )
        medidas[f"estado.respondidas_{riesgo}"] = _con_confianza(
            sin_tema,
            lambda datos, unos, riesgo=riesgo: respondidas_con_falsas(datos.puntos[unos], datos.si[unos], riesgo / 100),
            "proporción",
        )
    return medidas


class _Datos:
    """Lo mismo de muchas marcas, en columnas, para remuestrear deprisa."""

    def __init__(self, marcas: Sequence[Marca]) -> None:
        self.puntos = np.array([marca.confianza for marca in marcas], dtype=float)
        self.si = np.array([bool(marca.respondible) for marca in marcas], dtype=bool)
        self.tratadas = np.array(
            [marca.caso.esperado.estado in {"respuesta", "cercano"} for marca in marcas], dtype=bool
        )
        self.contestadas = np.array([marca.responde for marca in marcas], dtype=bool)
        self.erradas = np.array([marca.errada for marca in marcas], dtype=bool)


def _con_confianza(
    marcas: Sequence[Marca], medir_algunas: Callable[[_Datos, Lugares], float], unidad: str = "índice"
) -> Medida | None:
    datos = _Datos(marcas)
    return remuestrear(len(marcas), lambda lugares: medir_algunas(datos, lugares), unidad)


def _auc(datos: _Datos, lugares: Lugares) -> float:
    return area_bajo_la_curva(datos.puntos[lugares], datos.si[lugares])


def _cobertura(datos: _Datos, lugares: Lugares, riesgo: float) -> float:
    dadas = lugares[datos.contestadas[lugares]]
    return cobertura(datos.puntos[dadas], datos.erradas[dadas], len(lugares), riesgo)


def _de_seguimientos(marcas: Sequence[Marca], enteras: Sequence[tuple[bool, bool]]) -> Mapping[str, Medida | None]:
    con_hilo = [marca for marca in marcas if marca.caso.historial]
    return {
        "seguimientos.halladas": proporcion([bool(marca.hallada) for marca in con_hilo if marca.hallada is not None]),
        "seguimientos.halladas_con_entera": proporcion([hilo for hilo, _ in enteras]),
        "seguimientos.enteras": proporcion([entera for _, entera in enteras]),
        "seguimientos.perdida": perdida([float(entera) for _, entera in enteras], [float(hilo) for hilo, _ in enteras]),
    }


def _de_una_clase(marcas: Sequence[Marca]) -> Mapping[str, Medida | None]:
    return {
        "evidencia": proporcion([bool(marca.hallada) for marca in marcas if marca.hallada is not None]),
        "negativas": proporcion([not marca.responde for marca in marcas if marca.respondible is False]),
        "estado": proporcion([bool(marca.admitido) for marca in marcas if marca.admitido is not None]),
        "r_1": media([marca.puesto.en_1 for marca in marcas if marca.puesto]),
    }
