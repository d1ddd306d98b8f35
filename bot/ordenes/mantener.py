"""Cuidar la instalación: el índice, las copias, la clave y su comprobación."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.ordenes.ayuda import GrupoDeOrdenes, Orden
from bot.ordenes.comun import (
    FALLO,
    Corpus,
    Datos,
    ahora,
    callar_bibliotecas,
    progreso,
)

if TYPE_CHECKING:
    from bot.almacen.respaldo import Resumen


def indexar(datos: Datos = None, corpus: Corpus = None) -> None:
    """Construye el índice de los documentos de nuevo."""
    from bot.config import leer_configuracion
    from bot.montaje.busqueda import reconstruir

    callar_bibliotecas()
    with progreso() as informar:
        resumen = reconstruir(leer_configuracion(datos=datos, corpus=corpus), informar)
    print(resumen)


def respaldar(
    destino: Annotated[Path, typer.Argument(metavar="DIR", help="Carpeta donde dejar la copia.")],
    conservar: Annotated[
        int | None,
        typer.Option("--conservar", metavar="K", min=1, help="Dejar allí las K más nuevas y borrar las demás."),
    ] = None,
    datos: Datos = None,
) -> None:
    """Copia en un archivo la base, la clave, los documentos y las respuestas oficiales; se puede mientras atiende."""
    from bot.almacen import respaldar as copiar
    from bot.almacen.respaldo import conservar as dejar
    from bot.config import leer_configuracion

    callar_bibliotecas()
    configuracion = leer_configuracion(datos=datos)
    hecho = copiar(configuracion.direccion_del_almacen, configuracion.datos, destino, ahora())
    print(_dicho(hecho))
    if conservar is not None:
        for borrada in dejar(hecho.archivo, conservar):
            print(f"se borró {borrada}")


def restaurar(
    archivo: Annotated[Path, typer.Argument(metavar="ARCHIVO", help="Una copia hecha con «respaldar».")],
    datos: Datos = None,
) -> None:
    """Devuelve una copia a una carpeta y una base sin conversaciones (SQLite o PostgreSQL)."""
    from bot.almacen import restaurar as devolver
    from bot.canal.cerrojo import cerrojo
    from bot.config import leer_configuracion

    callar_bibliotecas()
    configuracion = leer_configuracion(datos=datos)
    configuracion.datos.mkdir(parents=True, exist_ok=True)
    with cerrojo(configuracion.datos):
        hecho = devolver(archivo, configuracion.direccion_del_almacen, configuracion.datos)
    print(_dicho(hecho))


def _dicho(hecho: "Resumen") -> str:
    from conocimiento.frases import cantidad, enumerar

    partes = [cantidad(hecho.filas, "fila"), cantidad(hecho.documentos, "documento")]
    if hecho.respuestas:
        partes.append(cantidad(hecho.respuestas, "respuesta oficial", "respuestas oficiales"))
    if hecho.versiones:
        partes.append(f"{cantidad(hecho.versiones, 'versión', 'versiones')} de la biblioteca")
    return f"{hecho.archivo}: {enumerar(partes)}"


def generar_clave() -> None:
    """Hace una clave para cifrar lo guardado.

    Póngala en ALIANZAS_CLAVE_DATOS (entorno o .env) y guarde otra copia
    lejos de los respaldos: si se pierde, las conversaciones y los borradores
    ya no se pueden leer. Para cambiarla, ponga la nueva delante de la
    anterior, separadas por una coma.
    """
    from bot.servicio.cifrado import generar_secreto, huella_de_clave

    clave = generar_secreto()
    print(clave)
    print(f"Huella, para reconocerla sin mostrarla: {huella_de_clave(clave)}", file=sys.stderr)


def comprobar(datos: Datos = None) -> None:
    """Revisa configuración, modelo, documentos, índice, entrevista, plantilla y almacén."""
    from bot.ordenes.comprobar import comprobaciones
    from conocimiento.errores import ErrorLegible

    callar_bibliotecas()
    fallos = 0
    for nombre, revisar in comprobaciones(datos):
        try:
            print(f"bien  {nombre}: {revisar()}")
        except ErrorLegible as error:
            fallos += 1
            print(f"MAL   {nombre}: {error}")
    if fallos:
        raise typer.Exit(FALLO)


def preparar_voz(
    ruedas: Annotated[Path, typer.Argument(metavar="DIR", help="Carpeta con las dos ruedas descargadas.")],
    destino: Annotated[
        Path | None, typer.Option("--destino", metavar="DIR", help="Dónde armarlo (por omisión, datos/voz).")
    ] = None,
    datos: Datos = None,
) -> None:
    """Arma el modelo de voz que viene en dos ruedas de PyPI, y comprueba que sea el esperado."""
    from bot.config import leer_configuracion
    from bot.lenguaje.voz.carpeta import preparar

    carpeta = destino or leer_configuracion(datos=datos).datos / "voz"
    huella = preparar(ruedas, carpeta)
    print(f"Modelo de voz listo en {carpeta} (huella {huella[:12]}). Para usarlo: ALIANZAS_VOZ={carpeta}")


voz = typer.Typer(
    name="voz",
    cls=GrupoDeOrdenes,
    help="Las notas de voz: preparar el modelo con que se pasan a texto.",
    no_args_is_help=True,
)
voz.command("preparar", cls=Orden)(preparar_voz)
