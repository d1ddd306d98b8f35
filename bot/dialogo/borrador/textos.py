"""Las frases de la entrevista que no están en sus datos, y cómo se compone cada mensaje."""

from collections.abc import Iterable

from bot.dialogo.borrador.acciones import codigo
from bot.dialogo.mensajes import Boton, ClaseParrafo, Mensaje, Parrafo, cursiva, negrita, parrafo
from bot.dialogo.textos import BOTON_PREGUNTA, BOTON_PROPUESTA
from bot.dialogo.turno import Contexto, Estado
from bot.entrevista.borrador import Borrador, Llave, esta_autorizado
from bot.entrevista.coherencia.hallado import Observacion
from bot.entrevista.pasos import (
    Paso,
    avance,
    por_completar,
)
from bot.entrevista.propuesta.modelo import Propuesta
from conocimiento.frases import recortado

Filas = tuple[tuple[Boton, ...], ...]

ACEPTO = Boton("Acepto", "e:c:si")
NO_ACEPTO = Boton("No acepto", "e:c:no")
LEER_AVISO = Boton("Leer el aviso", "e:c:aviso")
PROPUESTA, PREGUNTA = BOTON_PROPUESTA, BOTON_PREGUNTA
RECORDAR = Boton("Recordármelo en 3 días", "r:si")
NO_ES_APROBACION = "No es una aprobación ni una presentación ante la APCI."
SEVERIDADES = {"critica": "Crítico", "importante": "Importante", "sugerencia": "Sugerencia", "info": "Para saber"}
OBSERVACIONES_EN_RESUMEN = 3
ANCHO_DE_FILA = 26  # letras que caben cómodas en una fila de botones de un teléfono


def en_filas(botones: list[Boton]) -> Filas:
    """Reparte botones en filas según el largo de sus etiquetas."""
    filas: list[tuple[Boton, ...]] = []
    for boton in botones:
        largo = sum(len(otro.etiqueta) + 2 for otro in filas[-1]) if filas else 0
        if filas and largo + len(boton.etiqueta) <= ANCHO_DE_FILA:
            filas[-1] = (*filas[-1], boton)
        else:
            filas.append((boton,))
    return tuple(filas)


def consentimiento(contexto: Contexto, aclaracion: str = "") -> Mensaje:
    """Lo primero: qué se hará y si acepta el aviso."""
    entrevista = contexto.entrevista
    parrafos = (
        parrafo(
            "Le haré unas preguntas para un ",
            negrita("borrador"),
            f" de propuesta. Tarda unos {entrevista.minutos} minutos y puede dejarlo cuando quiera: se guarda cada "
            "respuesta. «No sé todavía» siempre vale.",
        ),
        parrafo(
            "Soy un asistente automático: puedo equivocarme y no apruebo propuestas. Sus respuestas se guardan para "
            "preparar el borrador y para que la APCI mejore el servicio; no se envían a proveedores externos de "
            "inteligencia artificial. Puede borrarlas con /borrar."
        ),
        parrafo(f"¿Acepta el aviso de privacidad (versión {entrevista.aviso.version})?"),
    )
    previo = (parrafo(aclaracion),) if aclaracion else ()
    return Mensaje((*previo, *parrafos), ((ACEPTO, NO_ACEPTO), (LEER_AVISO,)))


def aviso_cambiado(contexto: Contexto, previo: tuple[Parrafo, ...] = ()) -> Mensaje:
    """Cuando el aviso de privacidad cambió y hay que aceptarlo otra vez antes de seguir."""
    dicho = (
        f"El aviso de privacidad cambió. Antes de seguir necesito saber si acepta la versión "
        f"{contexto.entrevista.aviso.version}. Lo que ya respondió sigue guardado."
    )
    return Mensaje((*previo, parrafo(dicho)), ((ACEPTO, NO_ACEPTO), (LEER_AVISO,)))


def boton_de_compartir(contexto: Contexto, estado: Estado, borrador: Borrador) -> Boton:
    """Autorizar que la APCI lea el borrador o, si ya está autorizado, retirarlo."""
    if esta_autorizado(contexto.entrevista, borrador):
        return Boton("Retirar la autorización", codigo(estado, borrador, "pr"))
    return Boton("Autorizar que la APCI lo lea", codigo(estado, borrador, "pa"))


def aviso_completo(contexto: Contexto) -> Mensaje:
    """El aviso entero, con la misma pregunta al final."""
    return Mensaje((*parrafos_del_aviso(contexto), parrafo("¿Lo acepta para empezar?")), ((ACEPTO, NO_ACEPTO),))


def parrafos_del_aviso(contexto: Contexto) -> tuple[Parrafo, ...]:
    """El aviso de privacidad entero, con los plazos de esta instalación."""
    aviso, plazos = contexto.entrevista.aviso, contexto.conservacion
    plazo = (
        f"Cuánto tiempo: si no escribe, se borra solo: a los {plazos.consultas} días si solo hizo preguntas y a los "
        f"{plazos.borradores} días si tiene un borrador. Usted puede borrarlo antes."
    )
    return (
        parrafo(negrita(f"Aviso de privacidad (versión {aviso.version})")),
        *(parrafo(linea.strip()) for linea in aviso.texto.splitlines() if linea.strip()),
        parrafo(plazo),
    )


def cierre(contexto: Contexto, estado: Estado, borrador: Borrador, propuesta: Propuesta) -> Mensaje:
    """El resumen corto y la revisión, con lo más grave primero."""
    respondidas, total = avance(contexto.entrevista, borrador)
    visibles = [o for o in propuesta.observaciones if o.severidad != "info"]
    primeras = visibles[:OBSERVACIONES_EN_RESUMEN]
    nombre = f"«{propuesta.titulo}»" if propuesta.titulo else "Su borrador"
    parrafos = [
        parrafo(negrita(f"{nombre}: {respondidas} de {total} respuestas.")),
        parrafo(_balance(visibles)),
        *(observacion(una) for una in primeras),
        parrafo(cursiva(NO_ES_APROBACION)),
    ]
    botones = [("Recibir Word y PDF", "f"), ("Corregir una respuesta", "L")]
    if por_completar(contexto.entrevista, borrador) is not None:
        botones.append(("Completar lo pendiente", "p"))
    otras = len(propuesta.observaciones) - len(primeras)
    if otras:
        botones.append(("Ver toda la revisión", "m"))
    if borrador.modo == "nucleo" and any(p.modo == "ampliado" for p in contexto.entrevista.preguntas):
        botones.append(("Ampliar el borrador", "z"))
    filas = tuple((Boton(etiqueta, codigo(estado, borrador, accion)),) for etiqueta, accion in botones)
    guardar = Boton("Guardar y seguir después", codigo(estado, borrador, "g"))
    corregir = botones_para_corregir(estado, borrador, primeras)
    compartir = boton_de_compartir(contexto, estado, borrador)
    return Mensaje(tuple(parrafos), (*corregir, *filas, (compartir,), (guardar,)))


def botones_para_corregir(estado: Estado, borrador: Borrador, observaciones: Iterable[Observacion]) -> Filas:
    """Un botón por observación que lleva a la pregunta que la corrige; uno solo si dos llevan a la misma."""
    destinos: dict[Llave, Boton] = {}
    for una in observaciones:
        if una.lugar is not None and una.lugar not in destinos:
            verbo = "Completar" if una.pendiente else "Corregir"
            accion = f"l:{una.lugar[0]}:{una.lugar[1]}"
            destinos[una.lugar] = Boton(f"{verbo}: {una.titulo}", codigo(estado, borrador, accion))
    return tuple((boton,) for boton in destinos.values())


def observacion(una: Observacion) -> Parrafo:
    """Una observación con su fuente; si el dato falta, se dice que está pendiente."""
    grado = "Pendiente" if una.pendiente else SEVERIDADES[una.severidad]
    posible = " (posible)" if una.posible else ""
    frase = f" Se lee: «{una.frase}»." if una.frase else ""
    fuente = f"Marco de la APCI, {una.fuente}" if una.base == "marco" else una.fuente
    partes = (negrita(f"{grado}{posible} · {una.titulo}. "), una.mensaje, frase, cursiva(f" ({fuente})"))
    return parrafo(*(parte for parte in partes if parte), clase=ClaseParrafo.ELEMENTO)


def nombre_del_paso(paso: Paso) -> str:
    """Cómo se nombra un paso en una lista."""
    return f"{recortado(paso.actor.nombre, 30)} · {paso.pregunta.rotulo}" if paso.actor else paso.pregunta.rotulo


def _balance(observaciones: list[Observacion]) -> str:
    firmes = [una.severidad for una in observaciones if not una.pendiente]
    pendientes = len(observaciones) - len(firmes)
    criticas, otras = firmes.count("critica"), len(firmes) - firmes.count("critica")
    partes = [
        f"{cuantas} {singular if cuantas == 1 else plural}"
        for cuantas, singular, plural in (
            (criticas, "punto crítico", "puntos críticos"),
            (otras, "por mejorar", "por mejorar"),
            (pendientes, "pendiente de un dato", "pendientes de un dato"),
        )
        if cuantas
    ]
    if not partes:
        return "La revisión automática no encontró nada que observar."
    junto = partes[0] if len(partes) == 1 else ", ".join(partes[:-1]) + " y " + partes[-1]
    return f"La revisión automática encontró {junto}:"
