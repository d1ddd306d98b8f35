"""Lo que se pide en mitad de la entrevista sin responder la pregunta: retomar, ampliar, pausar, cancelar."""

from dataclasses import replace

from bot.dialogo import textos_entrevista as textos
from bot.dialogo.entrevistar_comun import anotar, borrador_de, en_paso, enviar, hoy, paso_de
from bot.dialogo.entrevistar_revision import cuanto_falta
from bot.dialogo.mensajes import Boton, Mensaje, parrafo
from bot.dialogo.tipos import Contexto, Estado, Turno
from bot.entrevista.borrador import Borrador
from bot.entrevista.esquema import Entrevista
from bot.entrevista.pasos import avance, pasos_visibles
from conocimiento import frases
from conocimiento.hora import HORA_DE_LIMA


def resumen_borrador(contexto: Contexto, estado: Estado) -> str | None:
    """Una frase sobre el borrador abierto, o None si no hay."""
    if estado.borrador is None:
        return None
    borrador = borrador_de(estado)
    respondidas, total = avance(contexto.entrevista, borrador)
    nombre = nombre_del_borrador(contexto.entrevista, borrador)
    abierto = f"Tiene abierto «{nombre}»" if nombre else "Tiene un borrador abierto"
    return f"{abierto}: {respondidas} de {total} respuestas. {cuanto_falta(contexto, borrador)}"


def nombre_del_borrador(entrevista: Entrevista, borrador: Borrador) -> str:
    """Cómo llama la persona a su borrador: el título o, si falta, su organización; puede estar vacío."""
    papeles = entrevista.papeles
    dicho = borrador.respuestas.get((papeles.titulo, "")) or borrador.respuestas.get((papeles.proponente, ""))
    return str(dicho.valor) if dicho else ""


def donde_ibamos(contexto: Contexto, estado: Estado) -> str:
    """Por qué pregunta se iba y hace cuánto, si pasó al menos un día."""
    paso, partes = paso_de(contexto, estado), list[str]()
    if estado.eventos:
        dias = (hoy(contexto) - estado.eventos[-1].instante.astimezone(HORA_DE_LIMA).date()).days
        if dias >= 1:
            partes.append(f"Su último cambio fue hace {frases.cantidad(dias, 'día', 'días')}.")
    if paso is not None and len(estado.eventos) > 1:
        partes.append(f"Íbamos por «{textos.nombre_del_paso(paso)}».")
    return " ".join(partes)


def ampliar(contexto: Contexto, estado: Estado) -> Turno:
    """Pasa al modo ampliado: solo se preguntará lo que falta."""
    antes = borrador_de(estado)
    if antes.modo == "ampliado" or not any(p.modo == "ampliado" for p in contexto.entrevista.preguntas):
        return en_paso(contexto, estado, (parrafo("Su borrador ya tiene todas las preguntas."),))
    nuevo = anotar(contexto, estado, "modo", {"modo": "ampliado"})
    despues = borrador_de(nuevo)
    mas = len(pasos_visibles(contexto.entrevista, despues)) - len(pasos_visibles(contexto.entrevista, antes))
    dicho = f"Se añaden {frases.cantidad(mas, 'pregunta', 'preguntas')}; lo que ya respondió no se vuelve a preguntar."
    return en_paso(contexto, nuevo, (parrafo(f"{dicho} Puede parar cuando quiera con /pausa."),))


def pausar(contexto: Contexto, estado: Estado) -> Turno:
    """Deja la entrevista guardada y vuelve a las preguntas."""
    resumen = resumen_borrador(contexto, estado) or ""
    guardado = parrafo(f"Guardado. {resumen} Para seguir, toque «Continuar» o escriba /propuesta.")
    continuar = Boton("Continuar", textos.codigo(estado, borrador_de(estado), "t"))
    recordar = ((textos.RECORDAR,),) if contexto.puede_recordar else ()
    botones = ((continuar,), *recordar, (textos.PREGUNTA,))
    return enviar(replace(estado, en_entrevista=False), Mensaje((guardado,), botones))


def preguntar_si_cancela(estado: Estado) -> Turno:
    """Antes de cancelar: guardar, descartar o seguir."""
    borrador = borrador_de(estado)
    botones = (("Guardarlo para después", "g"), ("Descartar el borrador", "x"), ("Seguir ahora", "t"))
    filas = tuple((Boton(etiqueta, textos.codigo(estado, borrador, accion)),) for etiqueta, accion in botones)
    return enviar(estado, Mensaje((parrafo("¿Qué hago con su borrador?"),), filas))
