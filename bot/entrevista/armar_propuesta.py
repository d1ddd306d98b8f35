"""Convierte un borrador en la propuesta que se imprime: solo lo visible, y lo que falta como pendiente."""

from collections.abc import Sequence
from datetime import date

from bot.entrevista.coherencia import Examen, examinar, filas_de_riesgo, revisar
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import Evento
from bot.entrevista.motor import Actor, Paso, plegar
from bot.entrevista.propuesta import Dato, FilaActor, Propuesta, Seccion
from bot.entrevista.valores_lectura import mostrar


def armar(entrevista: Entrevista, eventos: Sequence[Evento], fecha: date) -> Propuesta:
    """Arma la propuesta; los mismos eventos y la misma fecha dan siempre la misma."""
    examen = examinar(entrevista, plegar(eventos), fecha)
    titulo = examen.valor(entrevista.papeles.titulo)
    return Propuesta(
        titulo=titulo if isinstance(titulo, str) else None,
        fecha=fecha,
        secciones=_secciones(examen),
        actores=tuple(_fila(examen, actor) for actor in examen.actores),
        riesgos=filas_de_riesgo(examen),
        observaciones=revisar(entrevista, eventos, fecha),
        pendientes=_pendientes(examen),
        version_entrevista=entrevista.version,
    )


def _secciones(examen: Examen) -> tuple[Seccion, ...]:
    papeles = examen.entrevista.papeles
    secciones: list[Seccion] = []
    for seccion in examen.entrevista.secciones:
        datos = tuple(
            Dato(paso.pregunta.etiqueta or paso.pregunta.rotulo, _escrito(examen, paso))
            for paso in examen.pasos
            if paso.pregunta.seccion == seccion.clave
            and paso.actor is None
            and paso.pregunta.clave not in (papeles.titulo, papeles.actores)
        )
        if datos:
            secciones.append(Seccion(len(secciones) + 1, seccion.titulo, datos))
    return tuple(secciones)


def _escrito(examen: Examen, paso: Paso) -> str | None:
    respuesta = examen.borrador.respuestas.get(paso.llave)
    if respuesta is None:
        return None
    return mostrar(paso.pregunta, respuesta.valor, examen.entrevista.catalogos)


def _fila(examen: Examen, actor: Actor) -> FilaActor:
    etiquetas = {tipo.valor: tipo.etiqueta for tipo in examen.entrevista.catalogos.tipos_actor}
    return FilaActor(
        nombre=actor.nombre,
        tipo=etiquetas.get(actor.tipo or "", "Tipo por definir"),
        motivacion=examen.linea(actor, "motivacion") or None,
        responsabilidad=examen.linea(actor, "responsabilidad") or None,
        aporte=examen.linea(actor, "aporte") or None,
        beneficio=examen.linea(actor, "beneficio") or None,
        riesgo=examen.linea(actor, "riesgo") or None,
    )


def _pendientes(examen: Examen) -> tuple[str, ...]:
    pendientes: list[str] = []
    for paso in examen.pasos:
        nombre = f"{paso.actor.nombre}: " if paso.actor else ""
        if paso.llave not in examen.borrador.respuestas:
            pendientes.append(f"{nombre}{paso.pregunta.etiqueta or paso.pregunta.rotulo}")
        elif paso.actor and paso.pregunta.tipo == "matriz":
            faltan = [linea.rotulo for linea in paso.pregunta.lineas if not examen.linea(paso.actor, linea.clave)]
            if faltan:
                pendientes.append(f"{nombre}{', '.join(faltan)}")
    return tuple(pendientes)
