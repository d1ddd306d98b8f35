"""Las órdenes del personal: exportar, devolver anotaciones y atender lo que quedó sin respuesta.

Solo traduce argumentos; lo pesado se carga dentro de cada orden.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.ayuda_de_ordenes import Orden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine

    from bot.config import Configuracion
    from bot.revision.exportacion import Material

Datos = Annotated[
    Path | None,
    typer.Option("--datos", metavar="DIR", help="Carpeta de datos (por omisión, ALIANZAS_DATOS o ./datos)."),
]
Quien = Annotated[
    str, typer.Option("--quien", metavar="NOMBRE", help="Quién lo pide; por omisión, el usuario de la máquina.")
]


def agregar_ordenes(aplicacion: typer.Typer) -> None:
    """Agrega las órdenes del personal a `alianzas`."""
    aplicacion.command(cls=Orden)(exportar)


def exportar(
    salida: Annotated[Path, typer.Option("--salida", metavar="DIR", help="Dónde dejar la carpeta exportada.")],
    datos: Datos = None,
    desde: Annotated[str | None, typer.Option("--desde", metavar="FECHA", help="Primer día, como 2026-11-01.")] = None,
    hasta: Annotated[str | None, typer.Option("--hasta", metavar="FECHA", help="Último día, incluido.")] = None,
    filtro: Annotated[
        str, typer.Option("--filtro", help="sin_respuesta, valoracion_negativa o abandono; varios, con comas.")
    ] = "",
    tipo_organizacion: Annotated[
        str, typer.Option("--tipo-organizacion", metavar="TIPO", help="Como en el catálogo: empresa, ongd…")
    ] = "",
    ods: Annotated[int | None, typer.Option("--ods", min=1, max=17, help="Número de un ODS del borrador.")] = None,
    departamento: Annotated[str, typer.Option("--departamento", help="Departamento del borrador.")] = "",
    sin_redactar: Annotated[
        bool, typer.Option("--sin-redactar", help="Deja los datos personales; exige --motivo y queda registrado.")
    ] = False,
    motivo: Annotated[str, typer.Option("--motivo", help="Por qué hacen falta los datos sin tachar.")] = "",
    quien: Quien = "",
) -> None:
    """Exporta conversaciones con seudónimos: página de revisión sin internet, hojas de cálculo y datos."""
    from datetime import UTC, datetime

    from bot.revision import exportacion
    from bot.revision.errores import ErrorDeFiltro
    from bot.revision.filtros import Filtros, leer_dia, leer_senales

    if sin_redactar != bool(motivo.strip()):
        raise ErrorDeFiltro(
            "--sin-redactar y --motivo van juntos: diga por qué necesita los datos sin tachar.", codigo_de_salida=2
        )
    filtros = Filtros(leer_dia(desde), leer_dia(hasta), leer_senales(filtro), tipo_organizacion, ods, departamento)
    configuracion, motor = _abrir(datos)
    material = _material(configuracion, motor)
    tipos = [tipo.valor for tipo in material.entrevista.catalogos.tipos_actor]
    if tipo_organizacion and tipo_organizacion not in tipos:
        raise ErrorDeFiltro(
            f"No existe el tipo «{tipo_organizacion}»; los que hay: {', '.join(tipos)}.", codigo_de_salida=2
        )
    pedido = exportacion.Pedido(salida, filtros, quien or _usuario(), datetime.now(UTC), motivo.strip())
    hecha = exportacion.exportar(pedido, material, _avisar)
    print(f"{hecha.conversaciones} conversaciones y {hecha.turnos} turnos en {hecha.carpeta}")
    if hecha.tachados:
        print("Datos tachados: " + ", ".join(f"{tipo} {cuantos}" for tipo, cuantos in hecha.tachados.items()))


def _abrir(datos: Path | None) -> "tuple[Configuracion, Engine]":
    import logging

    from bot.almacen.lectura_revision import abrir_para_revision
    from bot.config import leer_configuracion
    from bot.montaje import direccion_del_almacen

    logging.getLogger("alembic").setLevel(logging.WARNING)
    configuracion = leer_configuracion(datos=datos)
    return configuracion, abrir_para_revision(direccion_del_almacen(configuracion))


def _material(configuracion: "Configuracion", motor: "Engine") -> "Material":
    from bot.lectura_entrevista import leer_entrevista
    from bot.montaje import CARPETA_ENTREVISTA
    from bot.revision.exportacion import Material
    from bot.revision.grupos import agrupar
    from conocimiento.ingesta import leer_corpus

    def por_tema(preguntas: "Sequence[str]") -> list[list[int]]:
        return agrupar(preguntas, lambda textos: _vectores(configuracion, textos)) if preguntas else []

    documentos = leer_corpus(configuracion.carpeta_corpus)
    return Material(motor, leer_entrevista(CARPETA_ENTREVISTA), documentos, por_tema)


def _vectores(configuracion: "Configuracion", textos: "Sequence[str]") -> "Sequence[Sequence[float]]":
    """En otro proceso: el modelo ocupa más memoria que toda la exportación, y así se devuelve al terminar."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from bot.busqueda import vectores_de_preguntas

    with ProcessPoolExecutor(1, get_context("spawn")) as procesos:
        return procesos.submit(vectores_de_preguntas, configuracion, textos).result()


def _usuario() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):  # un servicio puede no tener usuario con nombre
        return "sin nombre"


def _avisar(texto: str) -> None:
    print(texto, file=sys.stderr)
