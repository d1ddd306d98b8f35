"""La puerta de la búsqueda: abre el corpus, prepara lo que falte (modelo, índice, calibración) y nota si caducó.

De aquí depende el resto del proyecto. Las consultas las responde `buscador`, que es lo que devuelve.
"""

import gc
import logging
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from conocimiento.archivos import candado
from conocimiento.frases import Informar, cantidad
from conocimiento.ingesta import fechas_de, leer_corpus, leer_habla_comun, leer_vocabulario, siguen_en_vigor
from conocimiento.modelo import Documento, Equivalencia
from indices import ajuste
from indices.ajuste import CalibracionDeCorpus, CalibracionDeEstante
from indices.archivos import huella_de
from indices.buscador import Abierto, BuscadorLocal, Entendimiento, EstanteAbierto, callar
from indices.busqueda import Coleccion
from indices.encaminamiento.encaminador import Encaminador
from indices.encaminamiento.estantes import Estante, raices_dichas
from indices.errores import ErrorDeCalibracion, ErrorDeIndice
from indices.guardado import cercanos, generacion
from indices.guardado.coleccion import colecciones_de, conocidas_por_estante, contadas_por_estante
from indices.guardado.generacion import Generacion, carpeta_vigente, modelo_de
from indices.guardado.pedido import IndicePedido, Servidor, pedir
from indices.guardado.vectores import Vectores
from indices.modelo.preparacion import MODELO_INCLUIDO, carpeta_del_modelo, huella_del_modelo, preparar_modelo
from indices.modelo.servicio import EmbeddingsLocales
from indices.palabras.consultas import Ampliador, Contadas, Corrector, Lengua
from indices.palabras.ortografia import el_que_haya
from indices.parecido.clasificador import Clasificador
from indices.parecido.conocidas import Juez, Reconocedor, ejemplos_de, ejemplos_de_preguntas
from indices.parecido.oficiales import Oficiales

ENTRE_INTENTOS = 60.0
"""Segundos que se espera para volver a intentar abrir lo que no se pudo."""


_registro = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Indice:
    """Un índice al día con su calibración."""

    pedido: IndicePedido
    generacion: Generacion
    calibracion: CalibracionDeCorpus
    colecciones: tuple[Coleccion, ...] | None = None
    """Una por estante, si ya se armaron."""
    anterior: BuscadorLocal | None = None
    """Otro índice recién abierto, del que se toma lo que no cambió."""


@contextmanager
def _sin_recolector() -> Generator[None]:
    """Al abrir un índice se hacen cientos de miles de objetos y ninguno se desecha: recorrerlos a cada poco tarda."""
    estaba = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if estaba:
            gc.enable()


@_sin_recolector()
def abrir_buscador(
    carpeta_corpus: Path,
    carpeta_datos: Path,
    modelo: str | None = None,
    informar: Informar = callar,
    servidor: Servidor | None = None,
) -> BuscadorLocal:
    """Devuelve un buscador listo; prepara el modelo y construye el índice si hace falta.

    `servidor`: el de Chroma en que se guarda la colección y se busca, si se quiere uno.

    Raises `ErrorDeConocimiento` si un documento no se puede leer y `ErrorDeIndices` si falla lo demás.
    """
    documentos = leer_corpus(carpeta_corpus, carpeta_datos)  # lo primero: preparar el modelo tarda un minuto
    pedido, embeddings = _preparar(documentos, carpeta_corpus, carpeta_datos, modelo, informar)
    return _abrir(replace(pedido, servidor=servidor), carpeta_corpus, embeddings, informar)


@_sin_recolector()
def abrir_con(
    documentos: tuple[Documento, ...],
    carpeta_corpus: Path,
    carpeta_datos: Path,
    modelo: str | None = None,
    informar: Informar = callar,
) -> BuscadorLocal:
    """Como `abrir_buscador`, con unos documentos ya leídos; `carpeta_corpus` da el vocabulario y las solicitudes."""
    pedido, embeddings = _preparar(documentos, carpeta_corpus, carpeta_datos, modelo, informar)
    return _abrir(pedido, carpeta_corpus, embeddings, informar)


def _abrir(
    pedido: IndicePedido, carpeta_corpus: Path, embeddings: EmbeddingsLocales, informar: Informar
) -> BuscadorLocal:
    indice = _vigente(pedido) or _construido(pedido, embeddings, informar)
    return _buscador(indice, carpeta_corpus, embeddings, informar)


@_sin_recolector()
def abrir_con_su_modelo(anterior: BuscadorLocal, carpeta_corpus: Path, carpeta_datos: Path, hoy: date) -> BuscadorLocal:
    """Devuelve un buscador con lo que hay ahora en el disco y el modelo que `anterior` ya tiene en memoria.

    Raises `ErrorDeIndice` si el índice es de otro modelo, y los errores de `abrir_buscador`.
    """
    huella_modelo = anterior.huellas()["modelo"]
    pedido = pedir(leer_corpus(carpeta_corpus, carpeta_datos, hoy), carpeta_corpus, carpeta_datos, huella_modelo)
    pedido = replace(pedido, servidor=anterior.servidor)
    if modelo_de(pedido.carpeta) not in (huella_modelo, None):
        # Rehacerlo aquí se lo quitaría a quien lo hizo: cada uno desharía lo del otro.
        raise ErrorDeIndice(f"El índice de {carpeta_corpus} lo hizo otro modelo. Reinicie el asistente.")
    indice = _vigente(pedido) or _construido(pedido, anterior.embeddings, callar)
    nuevo = _buscador(indice, carpeta_corpus, anterior.embeddings, callar)
    nuevo.armar()
    return nuevo


def reconstruir(
    carpeta_corpus: Path,
    carpeta_datos: Path,
    modelo: str | None = None,
    informar: Informar = callar,
    servidor: Servidor | None = None,
) -> str:
    """Rehace el índice (con los vectores que sirvan del anterior) y devuelve un resumen de una línea."""
    documentos = leer_corpus(carpeta_corpus, carpeta_datos)
    pedido, embeddings = _preparar(documentos, carpeta_corpus, carpeta_datos, modelo, informar)
    indice = _construido(replace(pedido, servidor=servidor), embeddings, informar, aunque_haya=True)
    return (
        f"Índice listo: {cantidad(len(pedido.documentos), 'documento')}, "
        f"{cantidad(len(pedido.fragmentos), 'fragmento')}, "
        f"{cantidad(indice.generacion.calculados, 'vector calculado', 'vectores calculados')}. "
        f"{ajuste.describir(indice.calibracion.fiabilidad)}"
    )


@dataclass(frozen=True, slots=True)
class Cambio:
    """Lo que se pide para cambiar de documentos sin que nadie vea lo nuevo a medias.

    `comprobar` recibe cómo se busca antes y cómo se buscará después, y lanza un error si no conviene; `confirmar` es lo
    que hace el cambio, con el nombre del índice. Sin `en_uso`, el índice se hace y se comprueba, y no se deja puesto.
    """

    documentos: tuple[Documento, ...]
    comprobar: Callable[[BuscadorLocal, BuscadorLocal], None]
    confirmar: Callable[[str], None]
    en_uso: bool = True


def cambiar(anterior: BuscadorLocal, carpeta_corpus: Path, carpeta_datos: Path, cambio: Cambio) -> None:
    """Hace aparte el índice de otros documentos, lo comprueba, confirma el cambio y deja el índice puesto.

    Si algo falla antes de confirmar, nada cambia; si el proceso muere después, quien abra el índice lo rehace.
    """
    embeddings = anterior.embeddings
    pedido = pedir(cambio.documentos, carpeta_corpus, carpeta_datos, anterior.huellas()["modelo"])
    pedido = replace(pedido, servidor=anterior.servidor)
    with candado(pedido.carpeta / ".candado"), generacion.construir(pedido, embeddings, callar) as nueva:
        colecciones = colecciones_de(pedido, nueva)
        calibrada = ajuste.ajustar(pedido, nueva, colecciones)
        indice = _Indice(pedido, nueva, calibrada, colecciones, anterior)
        despues = _buscador(indice, carpeta_corpus, embeddings, callar)
        with generacion.consultas_guardadas(pedido, nueva, embeddings) as vectores:
            cambio.comprobar(anterior.recordando(vectores), despues.recordando(vectores))
        cambio.confirmar(nueva.carpeta.name.lstrip("."))
        if cambio.en_uso:
            generacion.publicar(pedido, nueva, ajuste.a_texto(calibrada))


def revisar_modelo(carpeta_datos: Path, modelo: str | None = None) -> str:
    """Devuelve una línea que dice qué modelo hay. Raises `ErrorDeModelo` si no está o está dañado."""
    carpeta = carpeta_del_modelo(carpeta_datos, modelo)
    huella = huella_del_modelo(carpeta, a_fondo=True)
    embeddings = EmbeddingsLocales(carpeta)
    return f"Modelo {modelo or MODELO_INCLUIDO}: {embeddings.ajustes.dimension} dimensiones, huella {huella[:12]}."


def revisar_indice(carpeta_corpus: Path, carpeta_datos: Path, modelo: str | None = None) -> str:
    """Devuelve una línea que dice qué índice hay. Raises `ErrorDeIndice` si falta, es viejo o está dañado."""
    pedido, vigente = _el_que_hay(carpeta_corpus, carpeta_datos, modelo)
    return (
        f"Índice de {carpeta_corpus.name}: {cantidad(len(pedido.documentos), 'documento')}, "
        f"{cantidad(len(pedido.fragmentos), 'fragmento')}, huella {vigente.huella[:12]}. "
        f"{ajuste.describir(ajuste.leer(pedido, vigente).fiabilidad)}"
    )


def revisar_chroma(
    carpeta_corpus: Path, carpeta_datos: Path, modelo: str | None = None, servidor: Servidor | None = None
) -> str:
    """Devuelve una línea que dice si se busca con Chroma y dónde. Raises `ErrorDeIndice` si su colección no vale."""
    pedido, vigente = _el_que_hay(carpeta_corpus, carpeta_datos, modelo)
    return cercanos.describir(replace(pedido, servidor=servidor), vigente.carpeta)


def _el_que_hay(carpeta_corpus: Path, carpeta_datos: Path, modelo: str | None) -> tuple[IndicePedido, Generacion]:
    huella_modelo = huella_del_modelo(carpeta_del_modelo(carpeta_datos, modelo))
    pedido = pedir(leer_corpus(carpeta_corpus, carpeta_datos), carpeta_corpus, carpeta_datos, huella_modelo)
    vigente = generacion.abrir(pedido)
    if vigente is None:
        motivo = "no está al día con sus documentos o está dañado" if carpeta_vigente(pedido.carpeta) else "no existe"
        raise ErrorDeIndice(f"El índice de {carpeta_corpus} {motivo}. Ejecute `alianzas indexar`.")
    return pedido, vigente


def _preparar(
    documentos: tuple[Documento, ...],
    carpeta_corpus: Path,
    carpeta_datos: Path,
    modelo: str | None,
    informar: Informar,
) -> tuple[IndicePedido, EmbeddingsLocales]:
    carpeta_modelo = preparar_modelo(carpeta_datos, modelo, informar)
    pedido = pedir(documentos, carpeta_corpus, carpeta_datos, huella_del_modelo(carpeta_modelo))
    return pedido, EmbeddingsLocales(carpeta_modelo)


def _vigente(pedido: IndicePedido) -> _Indice | None:
    """El índice en disco, si es el pedido y está entero."""
    vigente = generacion.abrir(pedido)
    if vigente is None:
        return None
    try:
        return _Indice(pedido, vigente, ajuste.leer(pedido, vigente))
    except ErrorDeCalibracion:
        _registro.warning("calibración del índice inservible: se rehace")
        return None


def _construido(
    pedido: IndicePedido, embeddings: EmbeddingsLocales, informar: Informar, aunque_haya: bool = False
) -> _Indice:
    """Un índice nuevo y ya vigente, salvo que otro proceso lo publicara mientras se esperaba el turno."""
    with candado(pedido.carpeta / ".candado"):
        if not aunque_haya and (vigente := _vigente(pedido)):
            return vigente
        with generacion.construir(pedido, embeddings, informar) as nueva:
            calibrada = ajuste.ajustar(pedido, nueva, colecciones_de(pedido, nueva))
            return _Indice(pedido, generacion.publicar(pedido, nueva, ajuste.a_texto(calibrada)), calibrada)


def _buscador(
    indice: _Indice, carpeta_corpus: Path, embeddings: EmbeddingsLocales, informar: Informar
) -> BuscadorLocal:
    pedido, calibracion = indice.pedido, indice.calibracion
    colecciones = indice.colecciones or colecciones_de(pedido, indice.generacion)
    vocabulario = leer_vocabulario(carpeta_corpus)
    de_todos = huella_de(calibracion.huella_de_solicitud, *(uno.huella for uno in pedido.oficiales))
    sabido, sabidos = (None, dict[str, EstanteAbierto]())
    if indice.anterior is not None:
        sabido, sabidos = indice.anterior.lo_que_comparte(de_todos)
    entendimiento = sabido or Entendimiento(embeddings, _reconocedor(indice), _lengua(pedido, embeddings))
    abiertos = tuple(
        sabidos.get(calibrado.huella)
        or _abrir_estante(
            estante,
            coleccion.con_tema(calibrado.tema, calibrado.fondo),
            calibrado,
            conocidas,
            _vocabulario_de(estante, pedido, vocabulario),
            entendimiento.lengua,
            contadas,
        )
        for estante, coleccion, calibrado, conocidas, contadas in zip(
            pedido.estantes,
            colecciones,
            calibracion.estantes,
            conocidas_por_estante(pedido, indice.generacion),
            contadas_por_estante(pedido, indice.generacion),
            strict=True,
        )
    )
    encaminador = (
        Encaminador(ajuste.vecindades_de(pedido, indice.generacion, colecciones), calibracion.reparto)
        if calibracion.reparto
        else None
    )
    oficiales = Oficiales(pedido.oficiales, indice.generacion.oficiales)
    huellas = {"corpus": pedido.huella_corpus, "modelo": pedido.huella_modelo, "indice": indice.generacion.huella}
    return BuscadorLocal(
        Abierto(indice.generacion.carpeta, pedido.documentos, abiertos, oficiales, huellas, pedido.servidor, de_todos),
        entendimiento,
        encaminador,
        informar,
    )


def _lengua(pedido: IndicePedido, embeddings: EmbeddingsLocales) -> Lengua:
    diccionario = el_que_haya()
    if diccionario is None:
        return Lengua(embeddings.conoce)
    return Lengua(embeddings.conoce, diccionario.conoce, generacion.lo_dicho(pedido, diccionario))


def _vocabulario_de(
    estante: Estante, pedido: IndicePedido, del_corpus: Sequence[Equivalencia]
) -> Sequence[Equivalencia]:
    """El del corpus es de lo revisado, si lo hay; el habla común, de aquello de lo que se conocen pocas preguntas."""
    es_suyo = estante.preguntas is not None or pedido.preguntas is None
    return (*(del_corpus if es_suyo else ()), *(leer_habla_comun() if estante.sabe_poco else ()))


def _abrir_estante(
    estante: Estante,
    coleccion: Coleccion,
    calibrado: CalibracionDeEstante,
    conocidas: Vectores,
    vocabulario: Sequence[Equivalencia],
    lengua: Lengua,
    contadas: Callable[[], Contadas],
) -> EstanteAbierto:
    juez, dichas = None, frozenset[str]()
    if estante.preguntas is not None:
        clasificador = Clasificador(ejemplos_de_preguntas(estante.preguntas, conocidas))
        juez = Juez(estante.preguntas, clasificador, calibrado.juicio, estante.fragmentos)
        dichas = raices_dichas(estante)
    return EstanteAbierto(
        frozenset(documento.ficha.documento for documento in estante.documentos),
        coleccion,
        _corrector(vocabulario, lengua, contadas),
        Ampliador(vocabulario, coleccion.lexico.omnipresentes()),
        juez,
        dichas,
        calibrado.huella,
    )


def _corrector(vocabulario: Sequence[Equivalencia], lengua: Lengua, contadas: Callable[[], Contadas]) -> Corrector:
    # Lo que la gente dice de otro modo también está bien escrito.
    de_la_gente = [expresion for equivalencia in vocabulario for expresion in equivalencia.expresiones]
    return Corrector(de_la_gente, lengua, contadas)


def _reconocedor(indice: _Indice) -> Reconocedor | None:
    pedido, calibracion = indice.pedido, indice.calibracion
    preguntas = pedido.preguntas
    if preguntas is None or calibracion.solicitud is None:
        return None
    ejemplos = ejemplos_de(preguntas, pedido.solicitudes, indice.generacion.conocidas)
    return Reconocedor(pedido.solicitudes, ejemplos, calibracion.solicitud)


class IndiceVigilado:
    """El índice de un buscador abierto. Se usa desde un solo hilo a la vez.

    Deja de valer si otro proceso publicó otro (`alianzas pendientes responder`, `alianzas indexar`), si el catálogo de
    la biblioteca dice otra cosa, si empezó o terminó la vigencia de un documento o si uno de los que cita se borró o se
    editó: lo que ya no está no se cita. Mirarlo cuesta leer dos archivos pequeños y preguntar al disco la fecha de cada
    documento.
    """

    def __init__(self, buscador: BuscadorLocal, carpeta_corpus: Path, carpeta_datos: Path) -> None:
        self._buscador = buscador
        self._carpeta_corpus = carpeta_corpus
        self._carpeta_datos = carpeta_datos
        self._sin_intentar_hasta = 0.0
        self._vistos = self._mirar()

    def renovar(self, hoy: date) -> BuscadorLocal | None:
        """Devuelve otro buscador si el anterior dejó de valer; None si vale o si hace poco no se pudo abrir otro.

        Raises los errores de `abrir_con_su_modelo`: el anterior sigue siendo el que hay.
        """
        if time.monotonic() < self._sin_intentar_hasta or not self._dejo_de_valer(hoy):
            return None
        self._sin_intentar_hasta = time.monotonic() + ENTRE_INTENTOS
        self._buscador = abrir_con_su_modelo(self._buscador, self._carpeta_corpus, self._carpeta_datos, hoy)
        self._vistos = self._mirar()
        self._sin_intentar_hasta = 0.0
        return self._buscador

    def _dejo_de_valer(self, hoy: date) -> bool:
        vigente = carpeta_vigente(self._buscador.carpeta.parent)
        es_otro = vigente is not None and vigente.name != self._buscador.carpeta.name
        plazos = [documento.ficha.vigente_hasta for documento in self._buscador.documentos]
        caduco = any(plazo is not None and plazo < hoy for plazo in plazos)
        if es_otro or caduco or self._mirar() != self._vistos:
            return True
        return not siguen_en_vigor(self._buscador.documentos, self._carpeta_datos, hoy)

    def _mirar(self) -> dict[Path, tuple[int, int]]:
        """Fecha y tamaño de los archivos de cada documento abierto, sin los que no están."""
        return fechas_de(self._buscador.documentos, self._carpeta_corpus, self._carpeta_datos)
