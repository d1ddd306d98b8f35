"""Lo que se consulta o se pide en mitad de la entrevista sin responder la pregunta."""

from dataclasses import replace

from bot.dialogo import textos_entrevista as textos
from bot.dialogo.entrevistar_comun import anotar, borrador_de, en_paso, enviar, propuesta_de
from bot.dialogo.mensajes import Boton, ClaseParrafo, Mensaje, negrita, parrafo
from bot.dialogo.tipos import Contexto, Estado, Turno
from bot.entrevista.motor import avance, esta_resuelto, pasos_visibles
from bot.entrevista.valores_lectura import mostrar


def resumen_borrador(contexto: Contexto, estado: Estado) -> str | None:
    """Una frase sobre el borrador abierto, o None si no hay."""
    if estado.borrador is None:
        return None
    borrador = borrador_de(estado)
    respondidas, total = avance(contexto.entrevista, borrador)
    papeles = contexto.entrevista.papeles
    nombre = borrador.respuestas.get((papeles.titulo, "")) or borrador.respuestas.get((papeles.proponente, ""))
    abierto = f"Tiene abierto «{nombre.valor}»" if nombre else "Tiene un borrador abierto"
    return f"{abierto}: {respondidas} de {total} respuestas."


def lista_para_corregir(contexto: Contexto, estado: Estado) -> Turno:
    """Las respuestas dadas, una por botón, para cambiar cualquiera."""
    borrador = borrador_de(estado)
    pasos = [p for p in pasos_visibles(contexto.entrevista, borrador) if esta_resuelto(borrador, p)]
    if not pasos:
        return en_paso(contexto, estado, (parrafo("Todavía no hay respuestas que corregir."),))
    parrafos = [parrafo(negrita("¿Cuál quiere cambiar?"))]
    for paso in pasos:
        respuesta = borrador.respuestas.get(paso.llave)
        dicho = mostrar(paso.pregunta, respuesta.valor, contexto.entrevista.catalogos) if respuesta else "pendiente"
        corto = " · ".join(dicho.splitlines())
        corto = corto if len(corto) <= 70 else f"{corto[:69]}…"
        nombre = negrita(f"{textos.nombre_del_paso(paso)}: ")
        parrafos.append(parrafo(nombre, corto, clase=ClaseParrafo.ELEMENTO))
    botones = [
        Boton(textos.nombre_del_paso(p), textos.codigo(estado, borrador, f"l:{p.llave[0]}:{p.llave[1]}")) for p in pasos
    ]
    seguir = Boton("Continuar", textos.codigo(estado, borrador, "t"))
    return enviar(estado, Mensaje(tuple(parrafos), (*textos.en_filas(botones), (seguir,))))


def revision_entera(contexto: Contexto, estado: Estado) -> Turno:
    """Todas las observaciones."""
    borrador, propuesta = borrador_de(estado), propuesta_de(contexto, estado)
    parrafos = (
        parrafo(negrita("Revisión automática. "), "Orienta; no aprueba ni rechaza."),
        *(textos.observacion(una) for una in propuesta.observaciones),
    )
    botones = (("Recibir Word y PDF", "f"), ("Corregir una respuesta", "L"), ("Continuar", "t"))
    filas = tuple((Boton(etiqueta, textos.codigo(estado, borrador, accion)),) for etiqueta, accion in botones)
    corregir = textos.botones_para_corregir(estado, borrador, propuesta.observaciones)
    return enviar(estado, Mensaje(parrafos, (*corregir, *filas)))


def listar_pendientes(contexto: Contexto, estado: Estado) -> Turno:
    """Lo que falta, y el paso en que se está."""
    pendientes = propuesta_de(contexto, estado).pendientes
    titulo = "Queda por completar:" if pendientes else "No queda nada pendiente."
    elementos = (parrafo(uno, clase=ClaseParrafo.ELEMENTO) for uno in pendientes)
    return en_paso(contexto, estado, (parrafo(negrita(titulo)), *elementos))


def ampliar(contexto: Contexto, estado: Estado) -> Turno:
    """Pasa al modo ampliado: solo se preguntará lo que falta."""
    if not any(pregunta.modo == "ampliado" for pregunta in contexto.entrevista.preguntas):
        return en_paso(contexto, estado, (parrafo("Por ahora no hay más preguntas que estas."),))
    nuevo = anotar(contexto, estado, "modo", {"modo": "ampliado"})
    return en_paso(contexto, nuevo, (parrafo("Le haré solo las preguntas que faltan."),))


def pausar(contexto: Contexto, estado: Estado) -> Turno:
    """Deja la entrevista guardada y vuelve a las preguntas."""
    resumen = resumen_borrador(contexto, estado) or ""
    guardado = parrafo(f"Guardado. {resumen} Para seguir, toque «Continuar» o escriba /propuesta.")
    continuar = Boton("Continuar", textos.codigo(estado, borrador_de(estado), "t"))
    return enviar(replace(estado, en_entrevista=False), Mensaje((guardado,), ((continuar,), (textos.PREGUNTA,))))


def preguntar_si_cancela(estado: Estado) -> Turno:
    """Antes de cancelar: guardar, descartar o seguir."""
    borrador = borrador_de(estado)
    botones = (("Guardarlo para después", "g"), ("Descartar el borrador", "x"), ("Seguir ahora", "t"))
    filas = tuple((Boton(etiqueta, textos.codigo(estado, borrador, accion)),) for etiqueta, accion in botones)
    return enviar(estado, Mensaje((parrafo("¿Qué hago con su borrador?"),), filas))
