"""Lo que se lee de la revisión de un borrador: primero lo que está claro, y después lo que conviene mirar."""

from collections.abc import Iterable, Sequence

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza import participar as alianza
from bot.dialogo.borrador.textos.permisos import boton_de_compartir
from bot.dialogo.borrador.textos.repasar import NO_ES_APROBACION, salidas
from bot.dialogo.mensajes import Boton, ClaseParrafo, Filas, Mensaje, Parrafo, cursiva, negrita, parrafo, una_por_fila
from bot.dialogo.turno import hoy
from bot.entrevista.borrador import le_toca
from bot.entrevista.coherencia.hallado import Observacion
from bot.entrevista.coherencia.revisar import LoClaro, ver_lo_claro
from bot.entrevista.eventos import Llave
from bot.entrevista.pasos import avance, por_completar
from bot.entrevista.visible import ver
from conocimiento import frases

OBSERVACIONES_EN_RESUMEN = 3
CLARAS_EN_RESUMEN = 3


def cierre(sesion: Sesion) -> Mensaje:
    """El resumen corto: lo que está claro y hasta tres observaciones, con lo más grave primero."""
    if not sesion.coordina:
        return alianza.menu(sesion, alianza.alianza_de(sesion))
    entrevista, borrador, propuesta = sesion.entrevista, sesion.borrador, sesion.propuesta
    respondidas, total = avance(entrevista, borrador)
    visibles = [una for una in propuesta.observaciones if una.severidad != "info"]
    por_lugar = {una.lugar or (una.regla, ""): una for una in reversed(visibles)}  # de un mismo lugar, la más grave
    primeras = [una for una in visibles if una in por_lugar.values()][:OBSERVACIONES_EN_RESUMEN]
    nombre = f"«{propuesta.titulo}»" if propuesta.titulo else "Su borrador"
    parrafos = (
        parrafo(negrita(f"{nombre}: {respondidas} de {frases.cantidad(total, 'respuesta')}.")),
        *_lo_claro(sesion),
        parrafo(_balance(visibles)),
        *(observacion(una) for una in primeras),
        parrafo(cursiva(NO_ES_APROBACION)),
    )
    botones = [("Recibir Word y PDF", Accion.DOCUMENTO), ("Corregir una respuesta", Accion.INDICE)]
    if por_completar(entrevista, borrador) is not None:
        botones.append(("Completar lo pendiente", Accion.COMPLETAR))
    if len(propuesta.observaciones) > len(primeras):
        botones.append(("Ver toda la revisión", Accion.COHERENCIA))
    if borrador.modo == "nucleo" and any(pregunta.modo == "ampliado" for pregunta in entrevista.preguntas):
        botones.append(("Ampliar el borrador", Accion.AMPLIAR))
    guardar = sesion.filas(("Guardar y seguir después", Accion.PAUSAR))
    return Mensaje(
        parrafos,
        (
            *botones_para_corregir(sesion, primeras),
            *sesion.filas(*botones),
            (alianza.VER_LA_ALIANZA if borrador.es_de_varios else alianza.INVITAR,),
            (boton_de_compartir(sesion),),
            *guardar,
        ),
    )


def coherencia_entera(sesion: Sesion) -> Mensaje:
    """Lo que está claro y todas las observaciones, cada una con el botón que lleva a la pregunta donde se corrige."""
    observaciones = sesion.propuesta.observaciones
    parrafos = (
        parrafo(negrita("Revisión automática. "), "Orienta; no aprueba ni rechaza."),
        *_lo_claro(sesion),
        *(observacion(una) for una in observaciones),
    )
    return Mensaje(parrafos, (*botones_para_corregir(sesion, observaciones), *salidas(sesion)))


def botones_para_corregir(sesion: Sesion, observaciones: Iterable[Observacion]) -> Filas:
    """Un botón por observación hacia la pregunta que la corrige, si le toca; uno solo si dos llevan a la misma."""
    destinos: dict[Llave, Boton] = {}
    for una in observaciones:
        if una.lugar is None or not le_toca(sesion.borrador, una.lugar, sesion.entrevista.reservadas):
            continue
        if una.lugar not in destinos:
            verbo = "Completar" if una.pendiente else "Aclarar" if una.posible else "Corregir"
            destinos[una.lugar] = sesion.boton(f"{verbo}: {una.titulo}", Accion.IR, *una.lugar)
    return una_por_fila(*destinos.values())


def observacion(una: Observacion) -> Parrafo:
    """Una observación con su fuente; si el dato falta, se dice que está pendiente, y lo dudoso se pregunta."""
    frase = f" Se lee: «{una.frase.rstrip('.')}»." if una.frase else ""
    fuente = f"Marco de la APCI, {una.fuente}" if una.base == "marco" else una.fuente
    partes = (negrita(f"{una.grado} · {una.titulo}. "), una.mensaje, frase, cursiva(f" ({fuente})"))
    return parrafo(*(parte for parte in partes if parte), clase=ClaseParrafo.ELEMENTO)


def _lo_claro(sesion: Sesion) -> tuple[Parrafo, ...]:
    """«Lo que ya está claro: 5 actores con su tarea y su aporte y 3 resultados con meta, fecha y responsable.»"""
    visible = ver(sesion.entrevista, sesion.borrador, hoy(sesion.contexto))
    partes = _partes_claras(ver_lo_claro(visible, sesion.propuesta.observaciones))
    if not partes:
        return ()
    return (parrafo(negrita("Lo que ya está claro: "), f"{frases.enumerar(partes[:CLARAS_EN_RESUMEN])}."),)


def _partes_claras(claro: LoClaro) -> list[str]:
    partes = (
        (claro.actores, f"{frases.cantidad(claro.actores, 'actor', 'actores')} con su tarea y su aporte"),
        (claro.resultados, f"{frases.cantidad(claro.resultados, 'resultado')} con meta, fecha y responsable"),
        (claro.cuadra, "un presupuesto que cuadra con los aportes"),
        (claro.riesgos, f"{frases.cantidad(claro.riesgos, 'riesgo')} con quien responde"),
        (claro.objetivo, "el objetivo común"),
        (claro.plazo, "el plazo"),
    )
    return [dicha for esta, dicha in partes if esta]


def _balance(observaciones: Sequence[Observacion]) -> str:
    firmes = [una for una in observaciones if not una.pendiente and not una.posible]
    criticas = sum(una.severidad == "critica" for una in firmes)
    partes = [
        frases.cantidad(cuantas, singular, plural)
        for cuantas, singular, plural in (
            (criticas, "punto crítico", "puntos críticos"),
            (len(firmes) - criticas, "por mejorar", "por mejorar"),
            (sum(una.posible and not una.pendiente for una in observaciones), "por confirmar", "por confirmar"),
            (sum(una.pendiente for una in observaciones), "pendiente de un dato", "pendientes de un dato"),
        )
        if cuantas
    ]
    if not partes:
        return "La revisión automática no encontró nada que observar."
    return f"La revisión automática encontró {frases.enumerar(partes)}:"
