"""Las órdenes `alianzas pendientes`: lo que quedó sin respuesta, sus grupos y las respuestas oficiales.

Solo traduce argumentos; lo pesado se carga dentro de cada orden.
"""

from collections import defaultdict
from typing import TYPE_CHECKING, Annotated

import typer

from bot.ordenes.ayuda import GrupoDeOrdenes, Orden
from bot.ordenes.comun import (
    Datos,
    Motivo,
    Quien,
    Respuesta,
    abrir_lo_guardado,
    ahora,
    exigir_motivo,
    informar,
    leer_respuesta,
    sal_de_promocion,
)
from conocimiento.frases import cantidad
from conocimiento.hora import HORA_DE_LIMA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.revision.exportacion.exportar import Material
    from bot.revision.tareas import Preparada, Tarea

pendientes = typer.Typer(
    name="pendientes",
    cls=GrupoDeOrdenes,
    help="Lo que quedó sin respuesta: ver, separar, juntar, asignar, cerrar y responder.",
    no_args_is_help=True,
)
_PREGUNTAS_A_LA_VISTA = 4
"""De cada tarea, en la lista; las demás se ven con su número."""

Numero = Annotated[int, typer.Argument(metavar="TAREA", help="El número que da `alianzas pendientes ver`.")]
SinRedactar = Annotated[
    bool, typer.Option("--sin-redactar", help="Muestra los datos personales; exige --motivo y queda registrado.")
]


@pendientes.command(cls=Orden)
def ver(
    tarea: Annotated[
        int | None, typer.Argument(metavar="TAREA", help="Muestra esa entera, con el número de cada pregunta.")
    ] = None,
    datos: Datos = None,
    sin_redactar: SinRedactar = False,
    motivo: Motivo = "",
    quien: Quien = "",
) -> None:
    """Muestra las preguntas sin contestar, juntas las que piden lo mismo, de la más pedida a la menos."""
    from bot.almacen.personal.bitacora import Actuacion, anotar_en_bitacora
    from bot.revision.tareas import Tareas

    exigir_motivo(sin_redactar, motivo)
    material, sal = _abrir(datos)
    if sin_redactar:
        anotar_en_bitacora(material.motor, Actuacion(ahora(), quien, "ver_pendientes_sin_redactar", motivo))
    tachar = str if sin_redactar else _tachar(material, sal)
    tareas = Tareas(material.motor, material.entrevista)
    if tarea is not None:
        _mostrar(tareas.ver(tarea), tachar, entera=True)
        return
    hay = tareas.listar(material.agrupar, ahora())
    for una in hay.tareas:
        _mostrar(una, tachar)
    if not hay.tareas:
        print("No hay preguntas pendientes.")
    if hay.reservadas:
        textos = cantidad(hay.reservadas, "texto")
        print(f"No se muestran {textos}: son de borradores que la persona no autorizó leer y no son preguntas claras.")


@pendientes.command(cls=Orden)
def separar(
    tarea: Numero,
    preguntas: Annotated[
        list[int], typer.Argument(metavar="PREGUNTA…", help="Los números que da `alianzas pendientes ver TAREA`.")
    ],
    datos: Datos = None,
    quien: Quien = "",
) -> None:
    """Pasa a otra tarea las preguntas que piden otra cosa."""
    from bot.revision.tareas import Tareas

    material, _ = _abrir(datos)
    nueva = Tareas(material.motor, material.entrevista).separar(tarea, preguntas, quien, ahora())
    print(f"{cantidad(len(set(preguntas)), 'pregunta')} de la tarea {tarea} ahora son la tarea {nueva}.")


@pendientes.command(cls=Orden)
def juntar(tarea: Numero, otra: Numero, datos: Datos = None, quien: Quien = "") -> None:
    """Junta dos tareas que piden lo mismo: quedan todas en la primera."""
    from bot.revision.tareas import Tareas

    material, _ = _abrir(datos)
    Tareas(material.motor, material.entrevista).juntar(tarea, otra, quien, ahora())
    print(f"Las preguntas de la tarea {otra} ahora están en la tarea {tarea}.")


@pendientes.command(cls=Orden)
def asignar(
    tarea: Numero,
    a_quien: Annotated[str, typer.Argument(metavar="NOMBRE", help="Quién se encarga.")],
    datos: Datos = None,
    quien: Quien = "",
) -> None:
    """Encarga una tarea a alguien."""
    from bot.revision.tareas import asignar as encargar

    _, motor = abrir_lo_guardado(datos)
    encargar(motor, tarea, a_quien, quien, ahora())
    print(f"La tarea {tarea} está a cargo de {a_quien}.")


@pendientes.command(cls=Orden)
def cerrar(
    tarea: Numero,
    motivo: Annotated[str, typer.Option("--motivo", help="Por qué no se va a responder.")],
    datos: Datos = None,
    quien: Quien = "",
) -> None:
    """Cierra una tarea que no se va a responder."""
    from bot.revision.tareas import cerrar as terminar

    _, motor = abrir_lo_guardado(datos)
    terminar(motor, tarea, motivo, quien, ahora())
    print(f"La tarea {tarea} se cerró.")


@pendientes.command(cls=Orden)
def responder(
    tarea: Numero,
    archivo: Respuesta,
    pregunta: Annotated[str, typer.Option("--pregunta", help="La pregunta, como debe figurar en el documento.")],
    autor: Annotated[str, typer.Option("--autor", help="Quién responde por la APCI.")],
    vigente_hasta: Annotated[
        str | None,
        typer.Option("--vigente-hasta", metavar="FECHA", help="Último día en que vale."),
    ] = None,
    sin_preguntar: Annotated[
        bool, typer.Option("--si", help="Enviar sin preguntar, después de mostrar a quiénes.")
    ] = False,
    datos: Datos = None,
    quien: Quien = "",
) -> None:
    """Muestra qué recibiría cada persona y, si se confirma, lo envía y lo convierte en documento que se cita."""
    from bot.dialogo.personal.exportaciones.filtros import leer_dia
    from bot.montaje.busqueda import reconstruir
    from bot.revision.tareas import RespuestaOficial, Tareas

    texto = leer_respuesta(archivo)
    configuracion, _ = abrir_lo_guardado(datos)
    material, sal = _abrir(datos)
    tareas = Tareas(material.motor, material.entrevista)
    respuesta = RespuestaOficial(pregunta, texto, autor, leer_dia(vigente_hasta))
    preparada = tareas.preparar(tarea, respuesta, ahora())
    _mostrar_avisos(preparada, _tachar(material, sal))
    if not sin_preguntar and not typer.confirm("¿Piden todas lo mismo y esta respuesta les sirve? Enviar"):
        print(f"No se envió nada. Para apartar una: alianzas pendientes separar {tarea} PREGUNTA")
        raise typer.Exit(1)
    documento, avisadas = tareas.responder(configuracion.datos, preparada, quien, ahora())
    print(f"Documento: {documento}")
    print(f"Se avisará a {cantidad(avisadas, 'persona')}.")
    print(reconstruir(configuracion, informar))
    print("Si el asistente está atendiendo, la citará en unos segundos.")


def _abrir(datos: "Path | None") -> "tuple[Material, bytes]":
    """De dónde salen las preguntas, y la sal con que se tachan."""
    from bot.montaje import reunir_material

    configuracion, motor = abrir_lo_guardado(datos)
    return reunir_material(configuracion, motor), sal_de_promocion(configuracion)


def _tachar(material: "Material", sal: bytes) -> "Callable[[str], str]":
    from bot.revision.promocion import Fuente

    tachador = Fuente(sal, material.motor, material.entrevista, material.documentos).tachador()
    return lambda dicho: tachador.tachar(dicho)[0]


def _mostrar(tarea: "Tarea", tachar: "Callable[[str], str]", *, entera: bool = False) -> None:
    encargado = f", a cargo de {tarea.asignado}" if tarea.asignado else ""
    print(f"{tarea.identificador}. {tachar(tarea.pregunta)}")
    cuantas = f"{cantidad(tarea.personas, 'persona')}, {cantidad(tarea.veces, 'vez', 'veces')}"
    print(f"   {cuantas}, la última el {tarea.ultima.astimezone(HORA_DE_LIMA):%d/%m/%Y}{encargado}")
    if entera:
        for una in tarea.preguntas:
            avisos = f", {una.por_avisar} con aviso pedido" if una.por_avisar else ""
            print(f"   pregunta {una.numero}: {tachar(una.texto)}")
            print(f"      {cantidad(una.personas, 'persona')}, {cantidad(una.veces, 'vez', 'veces')}{avisos}")
        return
    for otra in tarea.preguntas[1:_PREGUNTAS_A_LA_VISTA]:
        print(f"   también: {tachar(otra.texto)}")
    if len(tarea.preguntas) > _PREGUNTAS_A_LA_VISTA:
        mas = len(tarea.preguntas) - _PREGUNTAS_A_LA_VISTA
        print(f"   y {mas} más: alianzas pendientes ver {tarea.identificador}")


def _mostrar_avisos(preparada: "Preparada", tachar: "Callable[[str], str]") -> None:
    """Lo que recibiría cada persona que pidió que se le avise; las que preguntaron igual, juntas."""
    if not preparada.avisos:
        print("Nadie pidió que se le avise: la respuesta solo se guarda como documento.")
        return
    iguales: dict[str, list[int]] = defaultdict(list)
    for uno in preparada.avisos:
        iguales[tachar(uno.legible)].append(uno.consulta)
    print(f"Le llegaría a {cantidad(len(preparada.avisos), 'persona')} (cada quien lee su pregunta entera):")
    for legible, suyos in iguales.items():
        print(f"\n· {cantidad(len(suyos), 'persona')} (pregunta {suyos[0]}):")
        print(f"  Usted preguntó: «{legible}»")
        print(f"  La APCI respondió: «{preparada.respuesta.texto.strip()}»")
    print()
