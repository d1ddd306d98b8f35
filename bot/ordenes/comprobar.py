"""Las comprobaciones de `alianzas comprobar`: una línea por pieza, o qué hacer si algo está mal."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Configuracion, aviso_de_permisos, leer_configuracion
from conocimiento.frases import cantidad
from conocimiento.modelo import QueExplicaciones

if TYPE_CHECKING:
    from conocimiento.modelo import Documento

Comprobacion = tuple[str, Callable[[], str]]


def comprobaciones(datos: Path | None) -> tuple[Comprobacion, ...]:
    """Devuelve cada revisión con su nombre, en orden; cada una lanza un `ErrorLegible` si falla."""

    def con_configuracion(revisar: Callable[[Configuracion], str]) -> Callable[[], str]:
        return lambda: revisar(leer_configuracion(datos=datos))

    return (
        ("configuración", con_configuracion(_configuracion)),
        ("modelo", con_configuracion(_modelo)),
        ("documentos", con_configuracion(_documentos)),
        ("índice", con_configuracion(_indice)),
        ("Chroma", con_configuracion(_chroma)),
        ("lenguaje", con_configuracion(_lenguaje)),
        ("entrevista", _entrevista),
        ("plantilla de Word", _plantilla_de_word),
        ("plantilla de PDF", _plantilla_de_pdf),
        ("almacén", con_configuracion(_almacen)),
        ("voz", con_configuracion(_voz)),
    )


def _configuracion(configuracion: Configuracion) -> str:
    bot = "con token" if configuracion.telegram_token else "sin token (solo consola)"
    aviso = aviso_de_permisos()
    return f"datos en {configuracion.datos}; Telegram {bot}" + (f". AVISO: {aviso}" if aviso else "")


def _modelo(configuracion: Configuracion) -> str:
    from bot.montaje.busqueda import revisar_modelo

    return revisar_modelo(configuracion)


def _documentos(configuracion: Configuracion) -> str:
    from conocimiento.ingesta import leer_corpus

    documentos = leer_corpus(configuracion.carpeta_corpus, configuracion.datos)
    fragmentos = sum(len(documento.fragmentos) for documento in documentos)
    hay = f"{cantidad(len(documentos), 'documento')}, {cantidad(fragmentos, 'fragmento')}"
    return hay + _explicadas(configuracion, documentos)


def _explicadas(configuracion: Configuracion, documentos: Sequence["Documento"]) -> str:
    """Cuántas ideas se explican en sencillo, cuántas aprobó alguien, y las que ya no valen."""
    todas = [una for documento in documentos for una in documento.explicaciones]
    caidas = [una for documento in documentos for una in documento.caidas]
    dicho = ""
    if todas:
        aprobadas = cantidad(
            sum(una.aprobada_por != "" for una in todas), "aprobada por la APCI", "aprobadas por la APCI"
        )
        dicho = f", {cantidad(len(todas), 'idea explicada', 'ideas explicadas')} en sencillo ({aprobadas})"
        if configuracion.en_sencillo is not QueExplicaciones.TODAS:
            dicho += f" (se muestran: ALIANZAS_EN_SENCILLO={configuracion.en_sencillo})"
    if caidas:
        dicho += (
            ". AVISO: el documento ya no trae, entera y con esas palabras, la oración que se explica en "
            f"{'; '.join(caidas)}. Esas explicaciones no se usan: lea qué dice ahora, corríjalas y apruébelas otra vez"
        )
    return dicho


def _indice(configuracion: Configuracion) -> str:
    from bot.montaje.busqueda import revisar_indice

    return revisar_indice(configuracion)


def _chroma(configuracion: Configuracion) -> str:
    from bot.montaje.busqueda import revisar_chroma

    return revisar_chroma(configuracion)


def _lenguaje(configuracion: Configuracion) -> str:
    if not configuracion.habla_de_un_modelo:
        return "sin modelo (no hace falta ninguno)"
    from bot.montaje.lenguaje import revisar_lenguaje

    return revisar_lenguaje(configuracion)


def _entrevista() -> str:
    from bot.edicion.comprobar import contar_sugerencias
    from bot.edicion.leer import leer_entrevista
    from bot.montaje import CARPETA_ENTREVISTA

    entrevista = leer_entrevista(CARPETA_ENTREVISTA)
    preguntas, reglas = cantidad(len(entrevista.preguntas), "pregunta"), cantidad(len(entrevista.reglas), "regla")
    return f"versión {entrevista.version}, {preguntas}, {reglas}, {contar_sugerencias(entrevista)}"


def _plantilla_de_word() -> str:
    from bot.documentos.comprobacion import comprobar_word
    from bot.montaje import CARPETA_ENTREVISTA

    return comprobar_word(CARPETA_ENTREVISTA)


def _plantilla_de_pdf() -> str:
    from bot.documentos.comprobacion import comprobar_pdf
    from bot.montaje import CARPETA_ENTREVISTA

    return comprobar_pdf(CARPETA_ENTREVISTA)


def _almacen(configuracion: Configuracion) -> str:
    from bot.almacen import comprobar_almacen
    from bot.montaje import cifrador_de

    return comprobar_almacen(configuracion.direccion_del_almacen, cifrador_de(configuracion), configuracion.datos)


def _voz(configuracion: Configuracion) -> str:
    if configuracion.voz is None:
        from bot.lenguaje.voz.abrir import SIN_VOZ

        return SIN_VOZ
    from bot.lenguaje.voz.probar import probar_voz

    return probar_voz(configuracion)
