"""La búsqueda misma, sobre vectores y palabras ya en memoria: mezcla, mejor oración y confianza.

No lee ni escribe archivos y no calcula vectores; `buscador` se los da.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from conocimiento.expresiones import diferida
from conocimiento.formas.definiciones import define_al_frente, terminos_preguntados
from conocimiento.lectura.valores import celdas_de, columnas_de
from conocimiento.modelo import Fragmento, Hallazgo, Pasaje, Tramo
from indices.confianza.calibracion import (
    SIN_MEDIR,
    Calibracion,
    Calibraciones,
    Certeza,
    Fondo,
    calcular_rasgos,
    medir_fondo,
)
from indices.confianza.evidencia import calcular_evidencia
from indices.modelo.servicio import Piezas
from indices.palabras.apoyo import apoyo, parejas_de
from indices.palabras.lexico import Coincidencia, IndiceLexico
from indices.palabras.piezas import PiezasDePasajes

PASAJES = 10
CON_APOYO, CON_PIEZAS = 14, 8
"""De cuántos se mira cada oración, y de cuántos de los que entonces van primero, cada pieza: con 20 y con 10 se acierta
lo mismo en 1 165 preguntas a normas."""
POR_PIEZAS = 40.0
"""Lo que cuenta el parecido pieza por pieza entre los que van primero, en puntaje z: de uno que contesta a otro que no
suele ir de 0,01 a 0,05."""
DONDE_SE_DEFINE, POR_DEFINIRLO = 200, 3.0
"""De cuántos se mira si definen lo que se pide definir, y lo que eso suma: una ley define en un renglón lo que nombra
en cien."""
PESO_LEXICO = 0.3
PESO_DENSO = 0.7
PESO_ORIENTADA = 0.7
PESO_LEXICO_RELATIVO = 4.0
"""Lo que valen las palabras en un estante de documentos sin revisar, si el pasaje las trajera todas.

Entre miles de fragmentos, casi ninguno trae una palabra rara, y el puntaje z del que la trae tapa cualquier parecido.
"""
DESVIACION_MINIMA_DE_COSENOS = 0.025
"""En un corpus diminuto y de un solo tema todos los cosenos se parecen; sin este piso, el puntaje z
convierte diferencias de milésimas, que son ruido, en diferencias decisivas."""
LIMITE_EXACTO = 60_000
"""Hasta aquí, comparar con todos los vectores es tan rápido como un índice aproximado, y exacto."""

SIN_CERTEZA = Certeza(0.0, 1.0, ())
"""La de una consulta que no dice nada."""

_POR_MUESTRA = 20

_PESO_PALABRAS_EN_ORACION = 0.08
"""Los cosenos de e5 van de 0,75 a 0,95: una cobertura completa vale lo que un coseno claramente mejor."""

Puntos = npt.NDArray[np.float32]
Cercanos = Callable[[Puntos], npt.NDArray[np.int64] | None]


@dataclass(frozen=True, slots=True)
class Coleccion:
    """Todo lo que hace falta para buscar en un corpus.

    `oraciones` trae un vector por oración, en el orden de los fragmentos, y `comienzos` en qué fila
    empiezan las de cada uno; `None` si el corpus es grande y no se calcularon. `cercanos`, si está,
    devuelve las filas de los fragmentos más parecidos sin recorrerlos todos, o `None` si ahora no puede.
    """

    fragmentos: tuple[Fragmento, ...]
    vectores: Puntos
    lexico: IndiceLexico
    calibraciones: Calibraciones
    fondo: Fondo = SIN_MEDIR
    oraciones: Puntos | None = None
    comienzos: tuple[int, ...] = ()
    cercanos: Cercanos | None = None
    por_tope: bool = False  # las palabras cuentan por la parte de la consulta que trae el fragmento
    piezas: PiezasDePasajes | None = None

    def con_tema(self, tema: Calibracion, fondo: Fondo | None = None) -> "Coleccion":
        """La misma colección, con otros coeficientes del tema y, si se da, otro fondo."""
        return replace(self, calibraciones=replace(self.calibraciones, tema=tema), fondo=fondo or self.fondo)


def texto_indexado(fragmento: Fragmento, tramo: Tramo | None = None) -> str:
    """Lo que se indexa de un fragmento o de una de sus oraciones: su texto y, delante, el nombre de su apartado.

    El nombre va sin número y, si es largo, sin el final: el título de una norma entera taparía lo que dice cada oración
    de sus considerandos. De una fila de una tabla, cada celda con el nombre de su columna.
    """
    sin_numero = _NUMERO_DE_APARTADO.sub("", fragmento.apartado)
    nombre = " ".join(sin_numero.split()[:PALABRAS_DE_UN_APARTADO])
    texto = fragmento.texto if tramo is None else fragmento.oracion(tramo)
    if fragmento.cabecera is not None:
        columnas, celdas = columnas_de(fragmento.cabecera.texto), celdas_de(texto)
        if len(columnas) == len(celdas):
            texto = "; ".join(f"{columna}: {celda}" for columna, celda in zip(columnas, celdas, strict=True) if celda)
    return f"{nombre}. {texto}" if nombre else texto


_NUMERO_DE_APARTADO = diferida(
    r"^(?:.{0,80}, “|anexo(?: n[°º.·]{0,2})?(?: [\w-]{1,9})?, )?"
    r"(?:art[ií]culo\s+[\w-]{1,12}\.?\s*|[^.]{0,20} disposici[oó]n [^.]{0,60}\.\s*)?[\d. ]*",
    re.IGNORECASE,
)
PALABRAS_DE_UN_APARTADO = 12


@dataclass(frozen=True, slots=True)
class Cosenos:
    """Lo que se parece un vector a cada fragmento y a cada oración de un estante, si sus oraciones tienen vectores."""

    fragmentos: Puntos
    oraciones: Puntos | None = None


@dataclass(frozen=True, slots=True)
class Consulta:
    """Un texto que se busca, su vector y, si se quiere mirar también pieza por pieza, quien da las suyas."""

    texto: str
    vector: Puntos
    piezas: Callable[[], Piezas] | None = None


@dataclass(frozen=True, slots=True)
class Mirada:
    """Una consulta frente a todos los fragmentos: lo que cuesta calcular y sirve para ordenar y para medir."""

    consulta: Consulta
    coincidencia: Coincidencia
    cosenos: Puntos
    mezcla: Puntos  # de los puntajes z de las palabras y del parecido

    @property
    def dice_algo(self) -> bool:
        """Dice si la consulta trae alguna letra o cifra."""
        return any(caracter.isalnum() for caracter in self.consulta.texto)


def mirar(coleccion: Coleccion, consulta: Consulta) -> Mirada:
    """Compara una consulta con todos los fragmentos, por sus palabras y por su vector."""
    return mirar_cada_uno(coleccion, (consulta.texto,), consulta)[consulta.texto]


def mirar_cada_uno(
    coleccion: Coleccion, textos: Iterable[str], codificada: Consulta, sabidos: Cosenos | None = None
) -> dict[str, Mirada]:
    """La mirada de cada uno de unos textos que quieren decir lo mismo: el significado de todos es el de `codificada`.

    `sabidos`: los cosenos de ese vector, si ya se calcularon.
    """
    cosenos = _cosenos(coleccion, codificada.vector, sabidos)
    miradas: dict[str, Mirada] = {}
    for texto in textos:
        coincidencia = coleccion.lexico.buscar(texto)
        mezcla = _mezclar(coleccion, coincidencia, cosenos)
        miradas[texto] = Mirada(replace(codificada, texto=texto), coincidencia, cosenos, mezcla)
    return miradas


def buscar(coleccion: Coleccion, mirada: Mirada, orientada: Mirada | None = None) -> Hallazgo:
    """Devuelve hasta diez pasajes, del mejor al peor; `puntuacion` es la mezcla de puntajes z.

    `orientada` es la misma consulta, con el mismo vector, dicha para distinguir partes del corpus (véase
    `consultas`): cuenta `PESO_ORIENTADA` en el orden y nada en la confianza, porque lo que agrega no lo preguntó la
    persona.
    """
    if not mirada.dice_algo:
        return Hallazgo(mirada.consulta.texto, (), 0.0)
    mezcla, vector = mirada.mezcla, mirada.consulta.vector
    if orientada is not None:
        mezcla = ((1 - PESO_ORIENTADA) * mezcla + PESO_ORIENTADA * orientada.mezcla).astype(np.float32)
    if coleccion.por_tope:
        mezcla = _con_apoyo(coleccion, mezcla, mirada, orientada or mirada)
    orden = _los_mejores(mezcla)
    certeza = _certeza(coleccion, mirada, orden[0])
    return Hallazgo(
        mirada.consulta.texto,
        tuple(
            Pasaje(
                coleccion.fragmentos[numero],
                float(mezcla[numero]),
                _mejor_oracion(coleccion, numero, vector, mirada.coincidencia),
            )
            for numero in orden
        ),
        certeza.tema,
        certeza.senales,
        certeza.dato,
    )


def medir(coleccion: Coleccion, mirada: Mirada) -> Certeza:
    """Devuelve la certeza que da una consulta por sí sola, sin juntar pasajes."""
    if not mirada.dice_algo:
        return SIN_CERTEZA
    return _certeza(coleccion, mirada, _los_mejores(mirada.mezcla)[0])


def _con_apoyo(coleccion: Coleccion, mezcla: Puntos, mirada: Mirada, orientada: Mirada) -> Puntos:
    """La mezcla, y a los que van primero, además, lo que una sola de sus oraciones dice de lo preguntado y lo que se
    parecen pieza por pieza."""
    consulta, terminos = mirada.consulta.texto, orientada.coincidencia.terminos
    parejas, fragmentos = parejas_de(consulta), coleccion.fragmentos
    apoyada, miradas = mezcla.copy(), _los_mejores(mezcla, CON_APOYO)
    if definidos := terminos_preguntados(consulta):
        definen = [uno for uno in _los_mejores(mezcla, DONDE_SE_DEFINE) if _define(fragmentos[uno], definidos)]
        apoyada[definen] += POR_DEFINIRLO
        miradas = [*dict.fromkeys((*miradas, *definen))]
    for numero in miradas:
        apoyada[numero] += apoyo(coleccion.lexico, terminos, parejas, numero, fragmentos[numero])
    if coleccion.piezas is not None and mirada.consulta.piezas is not None:
        primeros = _los_mejores(apoyada, CON_PIEZAS)
        parecidos = coleccion.piezas.parecido(mirada.consulta.piezas(), primeros)
        apoyada[primeros] += POR_PIEZAS * (parecidos - parecidos.min())
    return apoyada


def _define(fragmento: Fragmento, terminos: Iterable[tuple[str, ...]]) -> bool:
    return define_al_frente(terminos, fragmento, Tramo(fragmento.inicio, fragmento.fin))


def _los_mejores(mezcla: Puntos, maximo: int = PASAJES) -> list[int]:
    cuantos = min(maximo, len(mezcla))
    candidatos = np.argpartition(-mezcla, cuantos - 1)[:cuantos]
    return [int(numero) for numero in candidatos[np.argsort(-mezcla[candidatos], kind="stable")]]


def _certeza(coleccion: Coleccion, mirada: Mirada, mejor: int) -> Certeza:
    """La certeza si el fragmento `mejor` es el primero."""
    fragmento, vector = coleccion.fragmentos[mejor], mirada.consulta.vector
    del_tema = calcular_rasgos(mirada.cosenos, coleccion.lexico, mirada.coincidencia, mejor, coleccion.fondo)
    de_oraciones = None
    if coleccion.oraciones is not None:
        comienzo = coleccion.comienzos[mejor]
        de_oraciones = coleccion.oraciones[comienzo : comienzo + len(fragmento.oraciones)] @ vector
    del_dato = calcular_evidencia(
        coleccion.lexico,
        mirada.coincidencia,
        mirada.consulta.texto,
        fragmento,
        float(coleccion.vectores[mejor] @ vector),
        de_oraciones,
    )
    return coleccion.calibraciones.certeza(del_tema, del_dato)


def _mezclar(coleccion: Coleccion, coincidencia: Coincidencia, cosenos: Puntos) -> Puntos:
    densos = PESO_DENSO * _puntaje_z(cosenos, DESVIACION_MINIMA_DE_COSENOS)
    if coleccion.por_tope:
        return (densos + PESO_LEXICO_RELATIVO / max(coincidencia.tope, 1e-9) * coincidencia.puntos).astype(np.float32)
    return (PESO_LEXICO * _puntaje_z(coincidencia.puntos) + densos).astype(np.float32)


def _cosenos(coleccion: Coleccion, vector: Puntos, sabidos: Cosenos | None = None) -> Puntos:
    """El parecido de cada fragmento: mitad el suyo y mitad el de su mejor oración, si hay vectores de oraciones.

    Contar la mejor oración sube el nDCG@10 alrededor de punto y medio, y más en corpus diminutos.
    """
    de_fragmentos = _cosenos_de_fragmentos(coleccion, vector, sabidos)
    if coleccion.oraciones is None:
        return de_fragmentos
    sabidas = sabidos and sabidos.oraciones
    de_oraciones = np.maximum.reduceat(
        coleccion.oraciones @ vector if sabidas is None else sabidas, coleccion.comienzos
    )
    return (0.5 * de_fragmentos + 0.5 * de_oraciones).astype(np.float32)


def _cosenos_de_fragmentos(coleccion: Coleccion, vector: Puntos, sabidos: Cosenos | None) -> Puntos:
    """El coseno de cada fragmento; con `cercanos`, exacto solo el de los que este señala.

    A los demás se les supone el de un vecino suyo en el documento, uno de cada `_POR_MUESTRA`: así la media y la
    dispersión, de las que salen el orden y la confianza, son las de comparar con todos.
    """
    filas = None if coleccion.cercanos is None else coleccion.cercanos(vector)
    if filas is None:
        return coleccion.vectores @ vector if sabidos is None else sabidos.fragmentos
    suyos = coleccion.vectores[filas] @ vector
    muestra = np.minimum(coleccion.vectores[::_POR_MUESTRA] @ vector, suyos.min())
    todos = np.repeat(muestra, _POR_MUESTRA)[: len(coleccion.vectores)]
    todos[filas] = suyos
    return todos


def fondo_de(coleccion: Coleccion, preguntas: Puntos) -> Fondo:
    """Mide el fondo de una colección con los vectores de las preguntas ajenas a ella."""
    exacta = replace(coleccion, cercanos=None)  # son pocas preguntas, y se miden una vez
    return medir_fondo([float(_cosenos(exacta, vector).max()) for vector in preguntas])


def _puntaje_z(puntos: Puntos, desviacion_minima: float = 1e-9) -> Puntos:
    desviacion = max(float(puntos.std()), desviacion_minima)
    return ((puntos - puntos.mean()) / desviacion).astype(np.float32)


def _mejor_oracion(coleccion: Coleccion, numero: int, vector: Puntos, coincidencia: Coincidencia) -> Tramo:
    fragmento = coleccion.fragmentos[numero]
    tramos = fragmento.oraciones
    if len(tramos) == 1:
        return tramos[0]
    lexico, terminos = coleccion.lexico, coincidencia.terminos
    puntos = [
        _PESO_PALABRAS_EN_ORACION * lexico.cobertura_de_raices(terminos, raices)
        for raices in lexico.raices_por_oracion(numero, fragmento)
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
