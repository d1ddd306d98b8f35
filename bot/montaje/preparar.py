"""Preparar un documento con el modelo configurado: se leen sus oraciones y los borradores se dejan junto a él."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.config import Configuracion, ErrorConfiguracion
from bot.dialogo.peticiones import TextoEnviado, Uso
from bot.entrevista.eventos import Evento
from bot.lenguaje.conexion import Conexion
from bot.lenguaje.modelo import ModeloDeLenguaje
from bot.montaje.lenguaje import ajustes_de
from bot.revision.biblioteca.preparar import Preparado, preparar
from bot.revision.tachado.tachar import SEUDONIMO
from conocimiento.archivos import escribir_entero
from conocimiento.biblioteca.errores import ErrorDeBiblioteca
from conocimiento.biblioteca.gestion import elegir
from conocimiento.biblioteca.guardado import BORRADOR, DocumentoGuardado, guardado, leer_catalogo
from conocimiento.frases import Informar
from conocimiento.ingesta.corpus import leer_guardado


@dataclass(frozen=True, slots=True)
class Escrito:
    """Los borradores de un documento, y dónde quedaron."""

    hecho: Preparado
    preguntas: Path
    explicaciones: Path


def preparar_documento(configuracion: Configuracion, clave: str, hasta: int, informar: Informar) -> Escrito:
    """Escribe los borradores de un documento de la biblioteca; los que ya había no se tocan.

    Raises `ErrorConfiguracion` si no hay un modelo para eso, `ErrorDeBiblioteca` si ya hay borradores, y los errores de
    leer el documento.
    """
    ajustes = ajustes_de(configuracion)
    if Uso.PREPARAR not in ajustes.usos:
        raise ErrorConfiguracion("Ese modelo no se configuró para preparar: agréguelo a ALIANZAS_LENGUAJE_USOS.")
    suyo = guardado(configuracion.datos, elegir(leer_catalogo(configuracion.datos), clave))
    preguntas, explicaciones = _borrador(suyo, suyo.preguntas), _borrador(suyo, suyo.explicaciones)
    for archivo in (preguntas, explicaciones):
        if archivo.exists():
            raise ErrorDeBiblioteca(f"Ya hay un borrador, y no se tocó: {archivo}. Revíselo o bórrelo.")
    modelo = ModeloDeLenguaje(Conexion(ajustes), _nada_que_tachar, SEUDONIMO)
    hecho = asyncio.run(preparar(modelo, leer_guardado(suyo), informar, hasta))
    escribir_entero(preguntas, hecho.preguntas.encode("utf-8"))
    escribir_entero(explicaciones, hecho.explicaciones.encode("utf-8"))
    return Escrito(hecho, preguntas, explicaciones)


def _borrador(suyo: DocumentoGuardado, archivo: Path) -> Path:
    return suyo.carpeta / f"{archivo.stem}{BORRADOR}"


def _nada_que_tachar(texto: str, _historia: Sequence[Evento]) -> TextoEnviado:
    """Solo va texto del documento: nadie escribió nada suyo."""
    return TextoEnviado(texto)
