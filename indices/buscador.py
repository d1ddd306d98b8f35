"""La puerta de la búsqueda: abre el corpus, prepara lo que falte y responde consultas en lote.

De aquí depende el resto del proyecto. No decide qué se contesta.
"""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from conocimiento.ingesta import leer_corpus, leer_vocabulario
from conocimiento.modelo import Documento, Hallazgo
from indices import busqueda, calibracion, calibracion_corpus
from indices.ampliacion import Ampliador
from indices.archivos import huella_de
from indices.busqueda import LIMITE_EXACTO, Coleccion
from indices.calibracion_corpus import CalibracionDeCorpus, Fiabilidad
from indices.correccion import Corrector
from indices.errores import ErrorDeCalibracion, ErrorDeIndice
from indices.generacion import (
    CHROMA,
    Generacion,
    Pedido,
    abrir,
    abrir_o_construir,
    carpeta_vigente,
    leer_preguntas_de_fondo,
)
from indices.lexico import IndiceLexico
from indices.modelo_preparacion import MODELO_INCLUIDO, carpeta_del_modelo, huella_del_modelo, preparar_modelo
from indices.modelo_servicio import EmbeddingsLocales

Avisar = Callable[[str], None]

_registro = logging.getLogger(__name__)
_POR_TANDA = 256


def _callar(_: str) -> None:
    """No avisa a nadie."""


class BuscadorLocal:
    """Busca en un corpus ya indexado. Se puede usar desde varios hilos a la vez."""

    def __init__(
        self,
        documentos: tuple[Documento, ...],
        coleccion: Coleccion,
        embeddings: EmbeddingsLocales,
        corrector: Corrector,
        ampliador: Ampliador,
        huellas: dict[str, str],
        avisar: Avisar = _callar,
    ) -> None:
        self.documentos = documentos
        self._coleccion = coleccion
        self._embeddings = embeddings
        self._corrector = corrector
        self._ampliador = ampliador
        self._huellas = huellas
        self._avisar = avisar

    def buscar(self, consultas: Sequence[str]) -> tuple[Hallazgo, ...]:
        """Devuelve un hallazgo por consulta, en el mismo orden; sin pasajes si la consulta no dice nada."""
        hallazgos: list[Hallazgo] = []
        for desde in range(0, len(consultas), _POR_TANDA):
            tanda = consultas[desde : desde + _POR_TANDA]
            hallazgos += self._buscar_tanda(tanda)
            if len(consultas) > _POR_TANDA:
                self._avisar(f"Consultas buscadas: {len(hallazgos)} de {len(consultas)}.")
        return tuple(hallazgos)

    def _buscar_tanda(self, consultas: Sequence[str]) -> list[Hallazgo]:
        ampliadas = [
            self._ampliador.ampliar(self._corrector.corregir(_codificable(consulta))) for consulta in consultas
        ]
        orientadas = [ampliada.orientada for ampliada in ampliadas if ampliada.orientada]
        vectores = self._embeddings.de_preguntas([*(ampliada.consulta for ampliada in ampliadas), *orientadas])
        de_orientadas = iter(vectores[len(ampliadas) :])
        return [
            replace(
                busqueda.buscar(
                    self._coleccion,
                    ampliada.consulta,
                    vector,
                    ampliada.orientada,
                    next(de_orientadas) if ampliada.orientada else None,
                ),
                consulta=consulta,
            )
            for consulta, ampliada, vector in zip(consultas, ampliadas, vectores[: len(ampliadas)], strict=True)
        ]

    def huellas(self) -> dict[str, str]:
        """Las huellas del corpus, del modelo y del índice, para poder explicar después una respuesta."""
        return dict(self._huellas)


def abrir_buscador(
    carpeta_corpus: Path, carpeta_datos: Path, modelo: str | None = None, avisar: Avisar = _callar
) -> BuscadorLocal:
    """Devuelve un buscador listo; prepara el modelo y construye el índice si hace falta.

    Raises `ErrorDeConocimiento` si un documento no se puede leer y `ErrorDeIndices` si falla lo demás.
    """
    buscador, _, _ = _abrir(carpeta_corpus, carpeta_datos, modelo, avisar, rehacer=False)
    return buscador


def reconstruir(carpeta_corpus: Path, carpeta_datos: Path, modelo: str | None = None, avisar: Avisar = _callar) -> str:
    """Rehace el índice (con los vectores que sirvan del anterior) y devuelve un resumen de una línea."""
    buscador, generacion, fiabilidad = _abrir(carpeta_corpus, carpeta_datos, modelo, avisar, rehacer=True)
    fragmentos = len(generacion.fragmentos)
    return (
        f"Índice listo: {_plural(len(buscador.documentos), 'documento')}, {_plural(fragmentos, 'fragmento')}, "
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
    from indices.chroma import LectorDeChroma

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
        f"Índice de {carpeta_corpus.name}: {_plural(len(pedido.documentos), 'documento')}, "
        f"{_plural(fragmentos, 'fragmento')}, huella {generacion.huella[:12]}. {_describir(fiabilidad)}"
    )


def _abrir(
    carpeta_corpus: Path, carpeta_datos: Path, modelo: str | None, avisar: Avisar, rehacer: bool
) -> tuple[BuscadorLocal, Generacion, Fiabilidad]:
    documentos = leer_corpus(carpeta_corpus, carpeta_datos)
    carpeta_modelo = preparar_modelo(carpeta_datos, modelo, avisar)
    huella_modelo = huella_del_modelo(carpeta_modelo)
    embeddings = EmbeddingsLocales(carpeta_modelo)
    pedido = _pedido(documentos, carpeta_corpus, carpeta_datos, huella_modelo)

    def calibrar(nueva: Generacion) -> str:
        return calibracion_corpus.a_texto(_calibrar(pedido, nueva))

    generacion = abrir_o_construir(pedido, embeddings, calibrar, avisar, rehacer)
    try:
        de_corpus = _leer_calibracion(pedido, generacion)
    except ErrorDeCalibracion:
        _registro.warning("calibración del índice inservible: se rehace")
        generacion = abrir_o_construir(pedido, embeddings, calibrar, avisar, rehacer=True)
        de_corpus = _leer_calibracion(pedido, generacion)
    huellas = {"corpus": pedido.huella_corpus, "modelo": huella_modelo, "indice": generacion.huella}
    coleccion = _coleccion(pedido, generacion)
    coleccion = replace(coleccion, calibraciones=replace(coleccion.calibraciones, tema=de_corpus.tema))
    vocabulario = leer_vocabulario(carpeta_corpus)
    # Lo que la gente dice de otro modo también está bien escrito.
    de_la_gente = [expresion for equivalencia in vocabulario for expresion in equivalencia.expresiones]
    corrector = Corrector([*(documento.texto for documento in documentos), *de_la_gente], embeddings.conoce)
    ampliador = Ampliador(vocabulario, coleccion.lexico.omnipresentes())
    return (
        BuscadorLocal(documentos, coleccion, embeddings, corrector, ampliador, huellas, avisar),
        generacion,
        de_corpus.fiabilidad,
    )


def _calibrar(pedido: Pedido, generacion: Generacion) -> CalibracionDeCorpus:
    coleccion = _coleccion(pedido, generacion)
    tema, fiabilidad = calibracion_corpus.calibrar(
        coleccion,
        calibracion_corpus.preguntas_artificiales(pedido.fragmentos),
        generacion.artificiales,
        pedido.preguntas_de_fondo,
        generacion.fondo,
    )
    return CalibracionDeCorpus(tema, fiabilidad, pedido.huella_corpus, pedido.huella_modelo, pedido.huella_base)


def _leer_calibracion(pedido: Pedido, generacion: Generacion) -> CalibracionDeCorpus:
    return calibracion_corpus.leer(
        generacion.carpeta / calibracion_corpus.ARCHIVO,
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
    huella_base = calibracion_corpus.huella_de_base(calibracion.cargar())
    return Pedido(carpeta, documentos, huella_modelo, leer_preguntas_de_fondo(), huella_base)


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
    from indices.chroma import LectorDeChroma

    try:
        return LectorDeChroma(generacion.carpeta / CHROMA, len(generacion.fragmentos)).cercanos
    except ErrorDeIndice:
        _registro.warning("chroma no disponible: se busca en todos los vectores")
        return None


def _codificable(consulta: str) -> str:
    """Cambia los sustitutos sueltos (media pareja de un emoji), que no se pueden codificar."""
    return consulta.encode("utf-8", "replace").decode("utf-8")


def _plural(cuantos: int, nombre: str) -> str:
    return f"{cuantos} {nombre}" if cuantos == 1 else f"{cuantos} {nombre}s"
