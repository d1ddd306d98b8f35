"""La puerta de la búsqueda: abre el corpus y prepara lo que falte: modelo, índice y calibración.

De aquí depende el resto del proyecto. Las consultas las responde `buscador`, que es lo que devuelve.
"""

import logging
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from conocimiento.frases import cantidad
from conocimiento.ingesta import leer_corpus, leer_solicitudes, leer_vocabulario
from conocimiento.modelo import Documento
from indices import ajuste, busqueda
from indices.ajuste import CalibracionDeCorpus, Fiabilidad
from indices.archivos import huella_de
from indices.buscador import Avisar, BuscadorLocal, callar
from indices.busqueda import LIMITE_EXACTO, Coleccion
from indices.confianza import calibracion
from indices.confianza.calibracion import Calibracion
from indices.errores import ErrorDeCalibracion, ErrorDeIndice
from indices.guardado.generacion import (
    CHROMA,
    Generacion,
    Pedido,
    abrir,
    abrir_o_construir,
    carpeta_vigente,
    leer_preguntas_de_fondo,
    modelo_de,
)
from indices.modelo.preparacion import MODELO_INCLUIDO, carpeta_del_modelo, huella_del_modelo, preparar_modelo
from indices.modelo.servicio import EmbeddingsLocales
from indices.palabras.ampliacion import Ampliador
from indices.palabras.correccion import Corrector
from indices.palabras.lexico import IndiceLexico
from indices.parecido.discriminante import Discriminante, probabilidades_apartadas
from indices.parecido.ideas import Juez, ajustar_juicio
from indices.parecido.solicitudes import Reconocedor, ajustar_solicitud, clases_de

__all__ = [
    "BuscadorLocal",
    "abrir_buscador",
    "abrir_con_su_modelo",
    "reconstruir",
    "revisar_indice",
    "revisar_modelo",
]

_registro = logging.getLogger(__name__)


def abrir_buscador(
    carpeta_corpus: Path, carpeta_datos: Path, modelo: str | None = None, avisar: Avisar = callar
) -> BuscadorLocal:
    """Devuelve un buscador listo; prepara el modelo y construye el índice si hace falta.

    Raises `ErrorDeConocimiento` si un documento no se puede leer y `ErrorDeIndices` si falla lo demás.
    """
    buscador, _, _ = _abrir(carpeta_corpus, carpeta_datos, modelo, avisar, rehacer=False)
    return buscador


def abrir_con_su_modelo(anterior: BuscadorLocal, carpeta_corpus: Path, carpeta_datos: Path, hoy: date) -> BuscadorLocal:
    """Devuelve un buscador con lo que hay ahora en el disco y el modelo que `anterior` ya tiene en memoria.

    Raises `ErrorDeIndice` si el índice es de otro modelo, y los errores de `abrir_buscador`.
    """
    huella_modelo = anterior.huellas()["modelo"]
    pedido = _pedido(leer_corpus(carpeta_corpus, carpeta_datos, hoy), carpeta_corpus, carpeta_datos, huella_modelo)
    if modelo_de(pedido.carpeta) not in (huella_modelo, None):
        # Rehacerlo aquí se lo quitaría a quien lo hizo: cada uno desharía lo del otro.
        raise ErrorDeIndice(f"El índice de {carpeta_corpus} lo hizo otro modelo. Reinicie el asistente.")
    buscador, _, _ = _armar(pedido, carpeta_corpus, anterior.embeddings, callar, rehacer=False)
    return buscador


def reconstruir(carpeta_corpus: Path, carpeta_datos: Path, modelo: str | None = None, avisar: Avisar = callar) -> str:
    """Rehace el índice (con los vectores que sirvan del anterior) y devuelve un resumen de una línea."""
    buscador, generacion, fiabilidad = _abrir(carpeta_corpus, carpeta_datos, modelo, avisar, rehacer=True)
    fragmentos = len(generacion.fragmentos)
    return (
        f"Índice listo: {cantidad(len(buscador.documentos), 'documento')}, {cantidad(fragmentos, 'fragmento')}, "
        f"{generacion.calculados} vectores calculados. {_describir(fiabilidad)}"
    )


def revisar_modelo(carpeta_datos: Path, modelo: str | None = None) -> str:
    """Devuelve una línea que dice qué modelo hay. Raises `ErrorDeModelo` si no está o está dañado."""
    carpeta = carpeta_del_modelo(carpeta_datos, modelo)
    huella = huella_del_modelo(carpeta, a_fondo=True)
    embeddings = EmbeddingsLocales(carpeta)
    return f"Modelo {modelo or MODELO_INCLUIDO}: {embeddings.ajustes.dimension} dimensiones, huella {huella[:12]}."


def revisar_indice(carpeta_corpus: Path, carpeta_datos: Path, modelo: str | None = None) -> str:
    """Devuelve una línea que dice qué índice hay. Raises `ErrorDeIndice` si falta, es viejo o está dañado."""
    from indices.guardado.chroma import LectorDeChroma

    carpeta_modelo = carpeta_del_modelo(carpeta_datos, modelo)
    pedido = _pedido(
        leer_corpus(carpeta_corpus, carpeta_datos), carpeta_corpus, carpeta_datos, huella_del_modelo(carpeta_modelo)
    )
    generacion = abrir(pedido)
    if generacion is None:
        motivo = "no está al día con sus documentos o está dañado" if carpeta_vigente(pedido.carpeta) else "no existe"
        raise ErrorDeIndice(f"El índice de {carpeta_corpus} {motivo}. Ejecute `alianzas indexar`.")
    fragmentos = len(generacion.fragmentos)
    LectorDeChroma(generacion.carpeta / CHROMA, fragmentos)
    fiabilidad = _leer_calibracion(pedido, generacion).fiabilidad
    return (
        f"Índice de {carpeta_corpus.name}: {cantidad(len(pedido.documentos), 'documento')}, "
        f"{cantidad(fragmentos, 'fragmento')}, huella {generacion.huella[:12]}. {_describir(fiabilidad)}"
    )


def _abrir(
    carpeta_corpus: Path, carpeta_datos: Path, modelo: str | None, avisar: Avisar, rehacer: bool
) -> tuple[BuscadorLocal, Generacion, Fiabilidad]:
    documentos = leer_corpus(carpeta_corpus, carpeta_datos)
    carpeta_modelo = preparar_modelo(carpeta_datos, modelo, avisar)
    huella_modelo = huella_del_modelo(carpeta_modelo)
    embeddings = EmbeddingsLocales(carpeta_modelo)
    pedido = _pedido(documentos, carpeta_corpus, carpeta_datos, huella_modelo)
    return _armar(pedido, carpeta_corpus, embeddings, avisar, rehacer)


def _armar(
    pedido: Pedido, carpeta_corpus: Path, embeddings: EmbeddingsLocales, avisar: Avisar, rehacer: bool
) -> tuple[BuscadorLocal, Generacion, Fiabilidad]:
    def calibrar(nueva: Generacion) -> str:
        return ajuste.a_texto(_calibrar(pedido, nueva))

    generacion = abrir_o_construir(pedido, embeddings, calibrar, avisar, rehacer)
    try:
        de_corpus = _leer_calibracion(pedido, generacion)
    except ErrorDeCalibracion:
        _registro.warning("calibración del índice inservible: se rehace")
        generacion = abrir_o_construir(pedido, embeddings, calibrar, avisar, rehacer=True)
        de_corpus = _leer_calibracion(pedido, generacion)
    documentos = pedido.documentos
    huellas = {"corpus": pedido.huella_corpus, "modelo": pedido.huella_modelo, "indice": generacion.huella}
    coleccion = _coleccion(pedido, generacion)
    coleccion = replace(coleccion, calibraciones=replace(coleccion.calibraciones, tema=de_corpus.tema))
    vocabulario = leer_vocabulario(carpeta_corpus)
    # Lo que la gente dice de otro modo también está bien escrito.
    de_la_gente = [expresion for equivalencia in vocabulario for expresion in equivalencia.expresiones]
    corrector = Corrector([*(documento.texto for documento in documentos), *de_la_gente], embeddings.conoce)
    ampliador = Ampliador(vocabulario, coleccion.lexico.omnipresentes())
    juez, reconocedor = _juez(pedido, generacion, de_corpus), _reconocedor(pedido, generacion, de_corpus)
    return (
        BuscadorLocal(
            documentos,
            coleccion,
            embeddings,
            corrector,
            ampliador,
            juez,
            reconocedor,
            huellas,
            generacion.carpeta,
            avisar,
        ),
        generacion,
        de_corpus.fiabilidad,
    )


def _calibrar(pedido: Pedido, generacion: Generacion) -> CalibracionDeCorpus:
    coleccion = _coleccion(pedido, generacion)
    tema, fiabilidad = ajuste.calibrar(
        coleccion,
        ajuste.preguntas_artificiales(pedido.fragmentos),
        generacion.artificiales,
        pedido.preguntas_de_fondo,
        generacion.fondo,
    )
    calibrada = replace(coleccion, calibraciones=replace(coleccion.calibraciones, tema=tema))
    return CalibracionDeCorpus(
        tema,
        fiabilidad,
        pedido.huella_corpus,
        pedido.huella_modelo,
        pedido.huella_base,
        *_ajustar_a_las_preguntas(pedido, generacion, calibrada),
    )


def _ajustar_a_las_preguntas(
    pedido: Pedido, generacion: Generacion, coleccion: Coleccion
) -> tuple[tuple[Calibracion, ...], Calibracion | None]:
    """Los coeficientes del juicio y de las solicitudes; ninguno si no se conocen preguntas."""
    preguntas = pedido.preguntas
    if preguntas is None:
        return (), None
    vectores = generacion.conocidas[: len(preguntas.textos)]
    hallazgos = [
        busqueda.buscar(coleccion, texto, vector) for texto, vector in zip(preguntas.textos, vectores, strict=True)
    ]
    apartadas = probabilidades_apartadas(vectores, np.array(preguntas.clases), len(preguntas.ideas))
    juicio = ajustar_juicio(preguntas, hallazgos, apartadas)
    if not pedido.solicitudes:
        return juicio, None
    clases = clases_de(pedido.solicitudes, preguntas.clases)
    return juicio, ajustar_solicitud(generacion.conocidas, clases, len(preguntas.ideas))


def _juez(pedido: Pedido, generacion: Generacion, de_corpus: CalibracionDeCorpus) -> Juez | None:
    preguntas = pedido.preguntas
    if preguntas is None:
        return None
    vectores = generacion.conocidas[: len(preguntas.textos)]
    discriminante = Discriminante(vectores, np.array(preguntas.clases), len(preguntas.ideas))
    return Juez(preguntas, discriminante, de_corpus.juicio, pedido.fragmentos)


def _reconocedor(pedido: Pedido, generacion: Generacion, de_corpus: CalibracionDeCorpus) -> Reconocedor | None:
    preguntas = pedido.preguntas
    if preguntas is None or de_corpus.solicitud is None:
        return None
    clases = clases_de(pedido.solicitudes, preguntas.clases)
    return Reconocedor(pedido.solicitudes, generacion.conocidas, clases, de_corpus.solicitud)


def _leer_calibracion(pedido: Pedido, generacion: Generacion) -> CalibracionDeCorpus:
    return ajuste.leer(
        generacion.carpeta / ajuste.ARCHIVO,
        pedido.huella_corpus,
        pedido.huella_modelo,
        pedido.huella_base,
    )


def _describir(fiabilidad: Fiabilidad) -> str:
    auc, ece = (f"{valor:.3f}".replace(".", ",") for valor in (fiabilidad.auc, fiabilidad.ece))
    return f"Confianza calibrada con {fiabilidad.ejemplos} preguntas artificiales: AUC {auc}, ECE {ece}."


def _pedido(documentos: tuple[Documento, ...], carpeta_corpus: Path, carpeta_datos: Path, huella_modelo: str) -> Pedido:
    absoluta = carpeta_corpus.resolve()
    legible = re.sub(r"[^A-Za-z0-9]+", "-", absoluta.name).strip("-") or "corpus"
    carpeta = carpeta_datos / "indice" / f"{legible}-{huella_de(str(absoluta))[:8]}"
    huella_base = ajuste.huella_de_base(calibracion.cargar())
    solicitudes = leer_solicitudes(carpeta_corpus)
    return Pedido(carpeta, documentos, huella_modelo, leer_preguntas_de_fondo(), huella_base, solicitudes)


def _coleccion(pedido: Pedido, generacion: Generacion) -> Coleccion:
    fragmentos = pedido.fragmentos
    comienzos: list[int] = []
    total = 0
    for fragmento in fragmentos:
        comienzos.append(total)
        total += len(fragmento.oraciones)
    coleccion = Coleccion(
        fragmentos=fragmentos,
        vectores=generacion.fragmentos,
        lexico=IndiceLexico([busqueda.texto_indexado(fragmento.apartado, fragmento.texto) for fragmento in fragmentos]),
        calibraciones=calibracion.cargar(),
        oraciones=generacion.oraciones,
        comienzos=tuple(comienzos),
        cercanos=_cercanos(generacion) if len(fragmentos) > LIMITE_EXACTO else None,
    )
    return replace(coleccion, fondo=busqueda.fondo_de(coleccion, generacion.fondo))


def _cercanos(generacion: Generacion) -> busqueda.Cercanos | None:
    """La búsqueda aproximada de Chroma; si no se puede abrir, `None`, y se compara con todos los vectores."""
    from indices.guardado.chroma import LectorDeChroma

    try:
        return LectorDeChroma(generacion.carpeta / CHROMA, len(generacion.fragmentos)).cercanos
    except ErrorDeIndice:
        _registro.warning("chroma no disponible: se busca en todos los vectores")
        return None
