"""Las órdenes `alianzas documentos`: qué hay, agregar, publicar, retirar, comparar y proponer preguntas.

Solo traduce argumentos; lo pesado se carga dentro de cada orden.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.ordenes.ayuda import GrupoDeOrdenes, Orden
from bot.ordenes.comun import Datos, EnJson, ErrorDeOrden, Quien, ahora, callar_bibliotecas, progreso
from bot.ordenes.documentos import decir

if TYPE_CHECKING:
    from bot.revision.biblioteca import Biblioteca
    from conocimiento.biblioteca.guardado import DocumentoGuardado

documentos = typer.Typer(
    name="documentos",
    cls=GrupoDeOrdenes,
    help="Los documentos que se citan: ver los que hay, agregar, publicar y retirar.",
    invoke_without_command=True,
)

Clave = Annotated[str, typer.Argument(metavar="CLAVE", help="La que da `alianzas documentos`.")]
Titulo = Annotated[str, typer.Option("--titulo", help="Cómo se llama; con ese título se cita.")]
Institucion = Annotated[str, typer.Option("--institucion", help="Quién lo publica.")]
Anio = Annotated[int | None, typer.Option("--anio", min=1821, max=2200, help="De qué año es.")]
Forzar = Annotated[bool, typer.Option("--forzar", help="Aunque algunas preguntas se contesten peor; queda anotado.")]
Fuente = Annotated[str, typer.Option("--fuente", help="De dónde se tomó: una dirección o el nombre de la norma.")]

_T = TypeVar("_T")


@documentos.callback()
def listar(contexto: typer.Context, datos: Datos = None, en_json: EnJson = False) -> None:
    """Muestra qué documentos hay: título, versión, estado, desde, hasta y quién."""
    if contexto.invoked_subcommand is None:
        from bot.config import leer_configuracion
        from conocimiento.biblioteca.guardado import guardado, leer_catalogo

        carpeta = leer_configuracion(datos=datos).datos
        inscritos = leer_catalogo(carpeta).inscritos
        filas = [(uno, guardado(carpeta, uno)) for uno in inscritos]
        print(decir.lista_en_json(filas) if en_json else decir.lista(filas))


@documentos.command(cls=Orden)
def agregar(
    archivo: Annotated[Path, typer.Argument(metavar="ARCHIVO", help="Un PDF, Word, página guardada, hoja o texto.")],
    titulo: Titulo = "",
    clave: Annotated[str, typer.Option("--clave", help="Con qué nombre corto se le llamará.")] = "",
    institucion: Institucion = "",
    anio: Anio = None,
    fuente: Fuente = "",
    datos: Datos = None,
    quien: Quien = "",
    en_json: EnJson = False,
) -> None:
    """Lee un archivo, dice qué entendió y lo guarda como borrador: todavía no se cita."""
    from bot.revision.biblioteca.revisadas import al_lado
    from conocimiento.biblioteca.ficha import FichaEscrita
    from conocimiento.biblioteca.gestion import PorAgregar

    escrita = FichaEscrita(titulo.strip(), institucion.strip(), anio, fuente.strip())
    pedido = PorAgregar(archivo, archivo.name, clave, escrita)
    inicio = ahora()
    hecho = _con(datos, lambda biblioteca: biblioteca.agregar(pedido, quien, ahora()))
    segundos = (ahora() - inicio).total_seconds()
    print(decir.agregado_en_json(hecho) if en_json else decir.agregado(hecho, segundos))
    if acompanan := al_lado(archivo):
        suya = hecho.guardado.clave
        informar = partial(print, file=sys.stderr) if en_json else print
        informar(decir.acompanan(acompanan))
        informar(decir.puesto(_con(datos, lambda biblioteca: biblioteca.poner(suya, acompanan, quien, ahora()))))


@documentos.command(cls=Orden)
def ver(
    clave: Clave,
    salida: Annotated[
        Path | None, typer.Option("--salida", metavar="ARCHIVO.html", help="Dónde escribirla; si no, CLAVE.html, aquí.")
    ] = None,
    datos: Datos = None,
) -> None:
    """Escribe una página que muestra cómo se leyó un documento y cómo se citará; se abre sin internet."""
    from conocimiento.archivos import DE_LA_CUENTA, escribir_entero

    destino = salida or Path(f"{clave.partition('/')[0]}.html")
    escribir_entero(destino, _con(datos, lambda biblioteca: biblioteca.ver(clave)), DE_LA_CUENTA)
    print(f"Escrita en {destino.resolve()}: ábrala con un navegador.")
    print(f"Si está bien leído y todavía no se cita: alianzas documentos publicar {clave}")


@documentos.command(cls=Orden)
def corregir(
    clave: Clave,
    titulo: Titulo = "",
    institucion: Institucion = "",
    anio: Anio = None,
    fuente: Fuente = "",
    datos: Datos = None,
    quien: Quien = "",
) -> None:
    """Cambia el título u otros datos de un borrador; lo que no se dé queda como está."""
    dichos = {"titulo": titulo.strip(), "institucion": institucion.strip(), "anio": anio, "fuente": fuente.strip()}
    cambios = {nombre: valor for nombre, valor in dichos.items() if valor}
    if not cambios:
        raise ErrorDeOrden("Diga qué cambiar: --titulo, --institucion, --anio o --fuente.", codigo_de_salida=2)

    def hacer(biblioteca: "Biblioteca") -> str:
        nueva = replace(biblioteca.guardado(clave).ficha, **cambios)
        biblioteca.corregir(clave, nueva, quien, ahora())
        return decir.asi_se_citara(nueva)

    print(_con(datos, hacer))
    print(f"Para que se cite: alianzas documentos publicar {clave}")


@documentos.command(cls=Orden)
def publicar(
    clave: Clave,
    reemplaza: Annotated[
        list[str] | None, typer.Option("--reemplaza", metavar="CLAVE", help="Lo que deja de citarse; puede repetirse.")
    ] = None,
    desde: Annotated[
        str | None, typer.Option("--desde", metavar="FECHA", help="Primer día en que se cita; si no, hoy.")
    ] = None,
    forzar: Forzar = False,
    datos: Datos = None,
    quien: Quien = "",
    en_json: EnJson = False,
) -> None:
    """Publica un borrador: desde ese día se cita."""
    from bot.dialogo.personal.exportaciones.filtros import leer_dia
    from conocimiento.biblioteca.gestion import PorPublicar

    pedido = PorPublicar(clave, leer_dia(desde), tuple(reemplaza or ()))
    hecho = _con(datos, lambda biblioteca: biblioteca.publicar(pedido, quien, ahora(), forzar=forzar))
    print(decir.publicado_en_json(hecho) if en_json else decir.publicado(hecho))


@documentos.command(cls=Orden)
def retirar(
    clave: Clave,
    motivo: Annotated[str, typer.Option("--motivo", help="Por qué se retira; queda anotado.")],
    datos: Datos = None,
    quien: Quien = "",
) -> None:
    """Deja de citar un documento desde ahora. Lo que ya se citó de él se conserva."""
    _con(datos, lambda biblioteca: biblioteca.retirar(clave, motivo, quien, ahora()))
    print(f"Retirado: «{clave}» ya no se cita. Si el asistente está atendiendo, lo nota en unos segundos.")


@documentos.command(cls=Orden)
def deshacer(clave: Clave, datos: Datos = None, quien: Quien = "") -> None:
    """Deshace la última publicación de un documento: vuelve a borrador, y se cita lo que había reemplazado."""
    _con(datos, lambda biblioteca: biblioteca.deshacer(clave, quien, ahora()))
    print(f"«{clave}» vuelve a ser un borrador y ya no se cita.")


@documentos.command(cls=Orden)
def descartar(clave: Clave, datos: Datos = None, quien: Quien = "") -> None:
    """Borra un borrador que nunca se publicó."""
    _con(datos, lambda biblioteca: biblioteca.descartar(clave, quien, ahora()))
    print(f"«{clave}» se descartó.")


@documentos.command(cls=Orden)
def comparar(
    antes: Annotated[str, typer.Argument(metavar="A", help="CLAVE, o CLAVE/VERSIÓN.")],
    despues: Annotated[str, typer.Argument(metavar="B", help="CLAVE, o CLAVE/VERSIÓN.")],
    datos: Datos = None,
) -> None:
    """Dice en qué se diferencian dos versiones, palabra por palabra: [-lo que sale-] y {+lo que entra+}."""
    from bot.config import leer_configuracion
    from conocimiento.biblioteca.catalogo import Catalogo
    from conocimiento.biblioteca.comparacion import comparar as diferencias
    from conocimiento.biblioteca.gestion import elegir
    from conocimiento.biblioteca.guardado import guardado, leer_catalogo

    carpeta = leer_configuracion(datos=datos).datos
    catalogo: Catalogo = leer_catalogo(carpeta)
    una, otra = (guardado(carpeta, elegir(catalogo, dicha)).lectura for dicha in (antes, despues))
    print(decir.diferencias(diferencias(una, otra)))


@documentos.command(cls=Orden)
def preguntas(
    clave: Clave,
    con: Annotated[
        list[Path] | None,
        typer.Option("--con", metavar="ARCHIVO", help="Pone lo ya revisado; puede repetirse."),
    ] = None,
    salida: Annotated[
        Path | None, typer.Option("--salida", metavar="ARCHIVO", help="Dónde escribirlo; si no, aquí, con la clave.")
    ] = None,
    forzar: Forzar = False,
    datos: Datos = None,
    quien: Quien = "",
) -> None:
    """Escribe un borrador de cómo preguntaría la gente, para que alguien lo corrija; con --con, pone lo revisado."""
    from bot.config import leer_configuracion
    from conocimiento.archivos import DE_LA_CUENTA, abrir_entero
    from conocimiento.biblioteca.borrador.proponer import proponer
    from conocimiento.biblioteca.gestion import elegir
    from conocimiento.biblioteca.guardado import guardado, leer_catalogo

    if con:
        print(decir.puesto(_con(datos, lambda biblioteca: biblioteca.poner(clave, con, quien, ahora(), forzar=forzar))))
        return
    carpeta = leer_configuracion(datos=datos).datos
    suyo = guardado(carpeta, elegir(leer_catalogo(carpeta), clave))
    destino = salida or Path(f"{suyo.clave}.preguntas.yaml")
    if suyo.preguntas.exists():
        contenido, dicho = _las_que_tiene(suyo), decir.preguntas_que_tiene(destino, clave)
    else:
        propuesto = proponer(suyo.lectura, suyo.ficha.titulo)
        contenido, dicho = propuesto.yaml.encode("utf-8"), decir.preguntas_propuestas(destino, propuesto, clave)
    try:
        with abrir_entero(destino, DE_LA_CUENTA, pisar=False) as archivo:
            archivo.write(contenido)
    except FileExistsError as error:
        raise ErrorDeOrden(f"Ya existe «{destino}», y no lo toqué. Dé otro nombre con --salida.") from error
    print(dicho)


def _las_que_tiene(suyo: "DocumentoGuardado") -> bytes:
    """El archivo de preguntas de un documento, con cuánto tiene revisado al principio; si no se lee, tal cual."""
    from bot.revision.biblioteca.acciones import revisado_de
    from conocimiento.biblioteca.borrador.textos import para_corregir
    from conocimiento.errores import ErrorDeFicha

    escrito = suyo.preguntas.read_bytes()
    try:
        leidas = revisado_de(suyo)
    except ErrorDeFicha:  # se dirá, con su línea, al ponerlo
        return escrito
    revisadas = len(leidas.revisadas) if leidas else 0
    ideas = revisadas + (leidas.sin_revisar if leidas else 0)
    return para_corregir(escrito.decode("utf-8"), revisadas, ideas).encode("utf-8")


@documentos.command(cls=Orden)
def preparar(
    clave: Clave,
    hasta: Annotated[
        int, typer.Option("--hasta", min=1, max=2000, help="De cuántas oraciones, desde el principio.")
    ] = 60,
    datos: Datos = None,
) -> None:
    """Pide al modelo de lenguaje un borrador de preguntas, vacíos y explicaciones. Nada se usa sin aprobarlo."""
    from bot.config import leer_configuracion
    from bot.montaje.preparar import preparar_documento

    callar_bibliotecas()
    with progreso() as informar:
        escrito = preparar_documento(leer_configuracion(datos=datos), clave, hasta, informar)
    print(decir.preparado(escrito.hecho, escrito.preguntas, escrito.explicaciones))


def _con(datos: Path | None, hacer: "Callable[[Biblioteca], _T]") -> _T:
    """Abre la biblioteca de la carpeta de datos, que se crea si falta, y hace algo con ella."""
    from bot.config import leer_configuracion
    from bot.montaje import con_la_biblioteca

    callar_bibliotecas()
    with progreso() as informar:
        return con_la_biblioteca(leer_configuracion(datos=datos), hacer, informar)
