"""La búsqueda misma, sobre vectores y palabras ya en memoria: mezcla, mejor oración y confianza.

No lee ni escribe archivos y no calcula vectores; `buscador` se los da.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from conocimiento.modelo import Fragmento, Hallazgo, Pasaje, Tramo
from indices.confianza.calibracion import RASGOS_DE_DATO, SIN_MEDIR, Calibraciones, Fondo, calcular_rasgos, medir_fondo
from indices.confianza.evidencia import calcular_evidencia
from indices.palabras.lexico import Coincidencia, IndiceLexico

PASAJES = 10
PESO_LEXICO = 0.3
PESO_DENSO = 0.7
PESO_ORIENTADA = 0.7
DESVIACION_MINIMA_DE_COSENOS = 0.025
"""En un corpus diminuto y de un solo tema todos los cosenos se parecen; sin este piso, el puntaje z
convierte diferencias de milésimas, que son ruido, en diferencias decisivas."""
LIMITE_EXACTO = 15_000
"""Hasta aquí, comparar con todos los vectores es tan rápido como un índice aproximado, y exacto."""

_PESO_PALABRAS_EN_ORACION = 0.08
"""Los cosenos de e5 van de 0,75 a 0,95: una cobertura completa vale lo que un coseno claramente mejor."""

Puntos = npt.NDArray[np.float32]
Cercanos = Callable[[Puntos], tuple[npt.NDArray[np.int64], Puntos]]


@dataclass(frozen=True, slots=True)
class Coleccion:
    """Todo lo que hace falta para buscar en un corpus.

    `oraciones` trae un vector por oración, en el orden de los fragmentos, y `comienzos` en qué fila
    empiezan las de cada uno; `None` si el corpus es grande y no se calcularon. `cercanos`, si está,
    devuelve las filas y los cosenos de los fragmentos más parecidos sin recorrerlos todos.
    """

    fragmentos: tuple[Fragmento, ...]
    vectores: Puntos
    lexico: IndiceLexico
    calibraciones: Calibraciones
    fondo: Fondo = SIN_MEDIR
    oraciones: Puntos | None = None
    comienzos: tuple[int, ...] = ()
    cercanos: Cercanos | None = None


def texto_indexado(apartado: str, texto: str) -> str:
    """Lo que se indexa de un fragmento u oración: su texto y, delante, el nombre de su apartado sin número."""
    nombre = apartado.lstrip("0123456789. ")
    return f"{nombre}. {texto}" if nombre else texto


def buscar(
    coleccion: Coleccion, consulta: str, vector: Puntos, orientada: str = "", vector_orientado: Puntos | None = None
) -> Hallazgo:
    """Devuelve hasta diez pasajes, del mejor al peor; `puntuacion` es la mezcla de puntajes z.

    `orientada` es la consulta dicha para distinguir partes del corpus (véase `ampliacion`): cuenta
    `PESO_ORIENTADA` en el orden y nada en la confianza, porque lo que agrega no lo preguntó la persona.
    """
    if not coleccion.fragmentos or not any(caracter.isalnum() for caracter in consulta):
        return Hallazgo(consulta, (), 0.0)
    coincidencia = coleccion.lexico.buscar(consulta)
    cosenos = _cosenos(coleccion, vector)
    mezcla = _mezclar(coincidencia.puntos, cosenos)
    if orientada and vector_orientado is not None:
        de_orientada = coleccion.lexico.buscar(orientada).puntos
        mezcla = (
            (1 - PESO_ORIENTADA) * mezcla
            + PESO_ORIENTADA * _mezclar(de_orientada, _cosenos(coleccion, vector_orientado))
        ).astype(np.float32)
        vector_de_oracion = (0.5 * (vector + vector_orientado)).astype(np.float32)
    else:
        vector_de_oracion = vector
    cuantos = min(PASAJES, len(mezcla))
    candidatos = np.argpartition(-mezcla, cuantos - 1)[:cuantos]
    orden = [int(numero) for numero in candidatos[np.argsort(-mezcla[candidatos], kind="stable")]]
    rasgos = calcular_rasgos(cosenos, coleccion.lexico, coincidencia, orden[0], coleccion.fondo)
    de_dato = (*rasgos, *_evidencia(coleccion, orden[0], consulta, vector, coincidencia))
    return Hallazgo(
        consulta,
        tuple(
            Pasaje(
                coleccion.fragmentos[numero],
                float(mezcla[numero]),
                _mejor_oracion(coleccion, numero, vector_de_oracion, coincidencia),
            )
            for numero in orden
        ),
        coleccion.calibraciones.tema.confianza(rasgos),
        tuple(zip(RASGOS_DE_DATO, de_dato, strict=True)),
        coleccion.calibraciones.dato.confianza(de_dato),
    )


def _evidencia(
    coleccion: Coleccion, numero: int, consulta: str, vector: Puntos, coincidencia: Coincidencia
) -> tuple[float, ...]:
    fragmento = coleccion.fragmentos[numero]
    de_oraciones = None
    if coleccion.oraciones is not None:
        comienzo = coleccion.comienzos[numero]
        de_oraciones = coleccion.oraciones[comienzo : comienzo + len(fragmento.oraciones)] @ vector
    coseno = float(coleccion.vectores[numero] @ vector)
    return calcular_evidencia(coleccion.lexico, coincidencia, consulta, fragmento, coseno, de_oraciones)


def _mezclar(puntos_lexicos: Puntos, cosenos: Puntos) -> Puntos:
    densos = _puntaje_z(cosenos, DESVIACION_MINIMA_DE_COSENOS)
    return (PESO_LEXICO * _puntaje_z(puntos_lexicos) + PESO_DENSO * densos).astype(np.float32)


def _cosenos(coleccion: Coleccion, vector: Puntos) -> Puntos:
    """El parecido de cada fragmento: mitad el suyo y mitad el de su mejor oración, si hay vectores de oraciones.

    Contar la mejor oración sube el nDCG@10 alrededor de punto y medio, y más en corpus diminutos.
    """
    if coleccion.oraciones is not None:
        de_oraciones = np.maximum.reduceat(coleccion.oraciones @ vector, coleccion.comienzos)
        return (0.5 * (coleccion.vectores @ vector) + 0.5 * de_oraciones).astype(np.float32)
    if coleccion.cercanos is None:
        return coleccion.vectores @ vector
    filas, cosenos = coleccion.cercanos(vector)
    # A los que no están entre los cercanos se les supone el coseno del último que sí está.
    todos = np.full(len(coleccion.fragmentos), cosenos.min(), dtype=np.float32)
    todos[filas] = cosenos
    return todos


def fondo_de(coleccion: Coleccion, preguntas: Puntos) -> Fondo:
    """Mide el fondo de una colección con los vectores de las preguntas ajenas a ella."""
    return medir_fondo([float(_cosenos(coleccion, vector).max()) for vector in preguntas])


def _puntaje_z(puntos: Puntos, desviacion_minima: float = 1e-9) -> Puntos:
    desviacion = max(float(puntos.std()), desviacion_minima)
    return ((puntos - puntos.mean()) / desviacion).astype(np.float32)


def _mejor_oracion(coleccion: Coleccion, numero: int, vector: Puntos, coincidencia: Coincidencia) -> Tramo:
    fragmento = coleccion.fragmentos[numero]
    tramos = fragmento.oraciones
    if len(tramos) == 1:
        return tramos[0]
    puntos = [
        _PESO_PALABRAS_EN_ORACION * coleccion.lexico.cobertura_de_texto(coincidencia.terminos, fragmento.oracion(tramo))
        for tramo in tramos
    ]
    if coleccion.oraciones is not None:
        comienzo = coleccion.comienzos[numero]
        cosenos = coleccion.oraciones[comienzo : comienzo + len(tramos)] @ vector
        puntos = [punto + float(coseno) for punto, coseno in zip(puntos, cosenos, strict=True)]
    mejor = max(range(len(tramos)), key=puntos.__getitem__)
    return tramos[_lo_presentado(fragmento, tramos, mejor)]


def _lo_presentado(fragmento: Fragmento, tramos: Sequence[Tramo], mejor: int) -> int:
    """Si la mejor oración solo presenta la última («…la siguiente definición:»), la respuesta es la última."""
    presenta_la_ultima = mejor == len(tramos) - 2 and fragmento.oracion(tramos[mejor]).endswith(":")
    return mejor + 1 if presenta_la_ultima else mejor
