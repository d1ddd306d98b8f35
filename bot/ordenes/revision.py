"""Las órdenes con que el personal revisa: exportar, devolver lo anotado y promoverlo.

Solo traduce argumentos; lo pesado se carga dentro de cada orden.
"""

from pathlib import Path
from typing import Annotated

import typer

from bot.ordenes.ayuda import Orden
from bot.ordenes.comun import (
    Datos,
    Motivo,
    Quien,
    abrir_lo_guardado,
    ahora,
    dia_y_hora,
    exigir_motivo,
    informar,
    sal_de_promocion,
)
from conocimiento.frases import cantidad

_TURNO = "El de la página, como T-5D21C0AF13E2."


def agregar_ordenes(aplicacion: typer.Typer) -> None:
    """Agrega a `alianzas` las órdenes con que el personal revisa."""
    aplicacion.command(cls=Orden)(exportar)
    aplicacion.command("importar-anotaciones", cls=Orden)(importar_anotaciones)
    aplicacion.command("elegir-definitiva", cls=Orden)(elegir_definitiva)
    aplicacion.command(cls=Orden)(promover)
    aplicacion.command(cls=Orden)(bitacora)
    aplicacion.command(cls=Orden)(depurar)


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
    motivo: Motivo = "",
    quien: Quien = "",
) -> None:
    """Exporta conversaciones con seudónimos: página de revisión sin internet, hojas de cálculo y datos."""
    from bot.dialogo.personal.exportaciones.filtros import leer_dia, leer_senales, leer_tipo
    from bot.dialogo.peticiones import Filtros
    from bot.montaje import reunir_material
    from bot.revision.exportacion import exportar as exportacion

    exigir_motivo(sin_redactar, motivo)
    filtros = Filtros(leer_dia(desde), leer_dia(hasta), leer_senales(filtro), tipo_organizacion, ods, departamento)
    configuracion, motor = abrir_lo_guardado(datos)
    material = reunir_material(configuracion, motor)
    leer_tipo(tipo_organizacion, material.entrevista.catalogos)
    pedido = exportacion.ExportacionPedida(salida, filtros, quien, ahora(), motivo.strip())
    hecha = exportacion.exportar(pedido, material, informar)
    conversaciones = cantidad(hecha.conversaciones, "conversación", "conversaciones")
    print(f"{conversaciones} y {cantidad(hecha.turnos, 'turno')} en {hecha.carpeta}")
    if hecha.tachados:
        print("Datos tachados: " + ", ".join(f"{tipo} {cuantos}" for tipo, cuantos in hecha.tachados.items()))


def importar_anotaciones(
    archivos: Annotated[list[Path], typer.Argument(metavar="ANOTACIONES.json…", help="Lo que descargó cada revisor.")],
    datos: Datos = None,
    quien: Quien = "",
) -> None:
    """Guarda lo que anotaron los revisores; dice cuánto coinciden y en qué no."""
    from bot.revision.anotaciones import importar

    _, motor = abrir_lo_guardado(datos)
    hecha = importar(motor, archivos, quien, ahora())
    print(f"Guardadas: {cantidad(hecha.anotaciones, 'anotación', 'anotaciones')}.")
    if hecha.ya_borrados:
        print(f"{hecha.ya_borrados} eran de turnos que ya se borraron y no se guardaron.")
    for uno in hecha.acuerdos:
        kappa = "sin variación" if uno.kappa is None else f"κ = {uno.kappa:.2f}"
        print(f"{uno.dimension}: {' y '.join(uno.revisores)} coinciden en {uno.iguales} de {uno.turnos}; {kappa}")
    for conflicto in hecha.conflictos:
        print(f"Conflicto en el {conflicto.nombre}:")
        for dimension, dichos in conflicto.dimensiones.items():
            print(f"  {dimension}: " + ", ".join(f"{revisor} dice {valor}" for revisor, valor in dichos.items()))
    if hecha.conflictos:
        print("Elija con: alianzas elegir-definitiva TURNO REVISOR")


def elegir_definitiva(
    turno: Annotated[str, typer.Argument(metavar="TURNO", help=_TURNO)],
    revisor: Annotated[str, typer.Argument(help="De quién es la anotación que vale.")],
    datos: Datos = None,
    quien: Quien = "",
) -> None:
    """Resuelve un conflicto: la anotación de ese revisor será la definitiva."""
    from bot.revision.anotaciones import elegir_definitiva as elegir
    from bot.revision.turnos import hallar_turno, nombrar_turno

    _, motor = abrir_lo_guardado(datos)
    hallado = hallar_turno(motor, turno)
    elegir(motor, hallado, revisor, quien, ahora())
    print(f"En el {nombrar_turno(motor, hallado)} vale lo anotado por {revisor}.")


def promover(
    salida: Annotated[Path, typer.Option("--salida", metavar="DIR", help="Dónde dejar los casos y las historias.")],
    datos: Datos = None,
    historia: Annotated[
        str | None,
        typer.Option("--historia", metavar="TURNO", help=f"Escribe como historia la conversación hasta él. {_TURNO}"),
    ] = None,
    quien: Quien = "",
) -> None:
    """Convierte lo anotado en casos de evaluación o una conversación en una historia que se vuelve a probar."""
    from bot.almacen.personal.bitacora import Actuacion, anotar_en_bitacora
    from bot.montaje import reunir_material
    from bot.revision.promocion import CASOS, UMBRALES, Fuente, promover_casos, promover_historia
    from bot.revision.turnos import hallar_turno, nombrar_turno

    configuracion, motor = abrir_lo_guardado(datos)
    material = reunir_material(configuracion, motor)
    fuente = Fuente(sal_de_promocion(configuracion), motor, material.entrevista, material.documentos)
    if historia is not None:
        hasta = hallar_turno(motor, historia)
        archivo = promover_historia(fuente, hasta, salida)
        print(f"Historia escrita en {archivo}: desde el principio hasta el {nombrar_turno(motor, hasta)}.")
    else:
        hecha = promover_casos(fuente, salida)
        print(f"Promovidos: {cantidad(hecha.casos, 'caso')}.")
        for linea in hecha.sin_promover:
            print(f"  sin promover, {linea}")
        if hecha.casos:
            print(f"Pruébelos con: alianzas evaluar --casos {salida / CASOS} --umbrales {salida / UMBRALES}")
    anotar_en_bitacora(motor, Actuacion(ahora(), quien, "promover", detalle={"historia": historia}))


def bitacora(
    datos: Datos = None,
    ultimas: Annotated[int, typer.Option("--ultimas", metavar="N", min=1, help="Cuántas mostrar.")] = 50,
) -> None:
    """Muestra lo que hizo el personal: cuándo, quién, qué y por qué."""
    import json

    from bot.almacen.personal.bitacora import leer_bitacora

    _, motor = abrir_lo_guardado(datos)
    for una in leer_bitacora(motor, ultimas):
        por_que = f" · {una.motivo}" if una.motivo else ""
        dicho = json.dumps(una.detalle, ensure_ascii=False)
        print(f"{dia_y_hora(una.instante)} · {una.quien} · {una.accion}{por_que} · {dicho}")


def depurar(
    consultas: Annotated[
        int | None,
        typer.Option("--consultas", metavar="DÍAS", min=1, help="Sin escribir, para quien solo hizo consultas."),
    ] = None,
    borradores: Annotated[
        int | None,
        typer.Option("--borradores", metavar="DÍAS", min=1, help="Sin escribir, para quien tiene un borrador."),
    ] = None,
    sin_preguntar: Annotated[
        bool, typer.Option("--si", help="No preguntar aunque la hora o la cantidad no parezcan buenas.")
    ] = False,
    datos: Datos = None,
    quien: Quien = "",
) -> None:
    """Borra lo guardado de quienes no escriben desde hace más días que los dados o, si no, que los configurados."""
    from bot.almacen.base.conexion import DOCUMENTOS
    from bot.almacen.depurar import Vencimiento
    from bot.almacen.depurar import depurar as borrar
    from bot.almacen.personal.bitacora import Actuacion, anotar_en_bitacora, olvidar_sales
    from bot.dialogo.turno import Conservacion
    from conocimiento.biblioteca.catalogo import Acto
    from conocimiento.biblioteca.gestion import olvidar_borradores
    from conocimiento.hora import HORA_DE_LIMA

    configuracion, motor = abrir_lo_guardado(datos)
    instante = ahora()
    plazos = Conservacion(
        consultas or configuracion.conservacion_consultas_dias, borradores or configuracion.conservacion_dias
    )
    vencimiento, documentos = Vencimiento.de(plazos, instante), configuracion.datos / DOCUMENTOS
    hecho = borrar(motor, vencimiento, documentos, confirmada=sin_preguntar)
    if hecho.reparo is not None:
        informar(f"Cuidado: {hecho.reparo}. Para esta máquina es el {dia_y_hora(instante)}.")
        typer.confirm(f"¿Borrar lo guardado de {cantidad(hecho.vencidas, 'persona')}? No se puede deshacer", abort=True)
        hecho = borrar(motor, vencimiento, documentos, confirmada=True)
    olvidar_sales(motor, instante)
    cuantas = hecho.borradas
    detalle = {"dias_consultas": plazos.consultas, "dias_borradores": plazos.borradores, "personas": cuantas}
    anotar_en_bitacora(motor, Actuacion(instante, quien, "depurar", detalle=detalle))
    print(f"Se borró lo guardado de {cantidad(cuantas, 'persona')}.")
    olvidados = olvidar_borradores(configuracion.datos, Acto(quien, instante, instante.astimezone(HORA_DE_LIMA).date()))
    if olvidados:
        nombres = ", ".join(f"«{uno.clave}»" for uno in olvidados)
        print(f"Se borraron borradores de documentos que nunca se publicaron: {nombres}.")
