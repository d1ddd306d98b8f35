"""Convierte un borrador en la propuesta que se imprime: solo lo visible, y lo que falta como pendiente."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.entrevista.borrador import Borrador
from bot.entrevista.coherencia.revisar import revisar
from bot.entrevista.esquema import Entrevista, SeccionDocumento
from bot.entrevista.eventos import Evento
from bot.entrevista.pasos import Actor, Paso, pasos_visibles
from bot.entrevista.propuesta.cuadros import (
    armar_cuadro,
    con_detalle,
    es_de_la_matriz,
    escribir_paso,
    preguntas_de_cuadro,
    tiene_matriz,
)
from bot.entrevista.propuesta.modelo import Dato, FilaActor, Propuesta, Seccion
from bot.entrevista.propuesta.procedencia import reconocer_procedencia
from bot.entrevista.propuesta.versiones import huella_de, numero_de_version
from bot.entrevista.visible import Visible, filas_de_riesgo, ver

# Cómo se llama lo que falta cuando un cuadro no tiene ninguna fila.
PENDIENTE_DE_CUADRO = {
    "actores": "Actores de la alianza",
    "motivacion": "Qué motiva a cada actor",
    "responsabilidad": "De qué se encarga cada actor",
    "aporte": "Qué aporta cada actor",
    "beneficio": "Qué gana cada actor",
    "riesgos": "Riesgos",
    "resultados": "Resultados",
    "actividades": "Actividades",
}
EN_LA_MATRIZ = "Lo de cada actor está en la matriz del Anexo A."
SIN_DATOS = "Esta sección no tiene datos en este borrador."


def armar(entrevista: Entrevista, eventos: Sequence[Evento], fecha: date) -> Propuesta:
    """Arma la propuesta; los mismos eventos y la misma fecha dan siempre la misma."""
    visible = ver(entrevista, Borrador.de(eventos), fecha)
    titulo = visible.valor(entrevista.papeles.titulo)
    huella = huella_de(visible)
    return Propuesta(
        titulo=titulo if isinstance(titulo, str) else None,
        fecha=fecha,
        secciones=_secciones(visible),
        actores=tuple(_fila(visible, actor) for actor in visible.actores),
        riesgos=filas_de_riesgo(visible),
        observaciones=revisar(entrevista, eventos, fecha),
        pendientes=_pendientes(visible),
        version_entrevista=entrevista.version,
        procedencia=reconocer_procedencia(visible, eventos),
        version_reglas=entrevista.version_reglas,
        huella=huella,
        numero=numero_de_version(eventos, huella),
    )


def _secciones(visible: Visible) -> tuple[Seccion, ...]:
    entrevista, papeles = visible.entrevista, visible.entrevista.papeles
    puestas = {clave for seccion in entrevista.documento for clave in seccion.preguntas}
    puestas |= {papeles.titulo, papeles.actores, papeles.matriz, *preguntas_de_cuadro(papeles).values()}
    sueltas = tuple(
        paso.pregunta.clave for paso in visible.pasos if paso.actor is None and paso.pregunta.clave not in puestas
    )
    por_preguntar = _por_preguntar(visible)
    secciones = [_seccion(visible, seccion, por_preguntar) for seccion in entrevista.documento]
    if sueltas:
        otra = SeccionDocumento(len(secciones) + 1, "Otros datos", sueltas)
        secciones.append(_seccion(visible, otra, por_preguntar))
    return tuple(secciones)


def _seccion(visible: Visible, seccion: SeccionDocumento, por_preguntar: dict[str, str]) -> Seccion:
    pasos = {paso.pregunta.clave: paso for paso in visible.pasos if paso.actor is None}
    datos = tuple(
        Dato(paso.pregunta.etiqueta or paso.pregunta.rotulo, escribir_paso(visible, paso))
        for clave in seccion.preguntas
        if (paso := pasos.get(clave)) is not None
    )
    armados = [(clave, armar_cuadro(visible, clave)) for clave in seccion.cuadros]
    cuadros = tuple(cuadro for _, cuadro in armados if cuadro is not None and cuadro.filas)
    datos += tuple(
        Dato(PENDIENTE_DE_CUADRO[clave], None) for clave, cuadro in armados if cuadro is not None and not cuadro.filas
    )
    de_cuadro = preguntas_de_cuadro(visible.entrevista.papeles)
    claves = (*seccion.preguntas, *(de_cuadro[cuadro] for cuadro in seccion.cuadros if cuadro in de_cuadro))
    faltan = [por_preguntar[clave] for clave in claves if clave in por_preguntar]
    en_la_matriz = tiene_matriz(visible) and any(es_de_la_matriz(visible, clave) for clave in seccion.cuadros)
    sobre_lo_demas = [EN_LA_MATRIZ] if en_la_matriz else []
    if faltan:
        sobre_lo_demas.append(f"No se preguntó en el modo rápido: {'; '.join(faltan)}. Puede ampliar el borrador.")
    notas = [" ".join(sobre_lo_demas)] if sobre_lo_demas else []
    if not datos and not cuadros and not notas:
        notas.append(SIN_DATOS)
    if seccion.nota:
        notas.append(seccion.nota)
    return Seccion(seccion.numero, seccion.titulo, datos, cuadros, tuple(notas))


def _por_preguntar(visible: Visible) -> dict[str, str]:
    """Las preguntas que solo se harían al ampliar, y cómo se llaman en una frase."""
    completo = pasos_visibles(visible.entrevista, replace(visible.borrador, modo="ampliado"))
    hechas = {paso.pregunta.clave for paso in visible.pasos}
    preguntas = [paso.pregunta for paso in completo if paso.pregunta.clave not in hechas]
    return {pregunta.clave: _en_frase(pregunta.etiqueta or pregunta.rotulo) for pregunta in preguntas}


def _en_frase(etiqueta: str) -> str:
    """Sin mayúscula inicial, salvo en las siglas."""
    return etiqueta if etiqueta[1:2].isupper() else etiqueta[:1].lower() + etiqueta[1:]


def _fila(visible: Visible, actor: Actor) -> FilaActor:
    etiquetas = {tipo.valor: tipo.etiqueta for tipo in visible.entrevista.catalogos.tipos_actor}
    return FilaActor(
        nombre=actor.nombre,
        tipo=etiquetas.get(actor.tipo or "", "Tipo por definir"),
        motivacion=visible.linea(actor, "motivacion") or None,
        responsabilidad=con_detalle(visible.linea(actor, "responsabilidad"), visible.linea(actor, "detalle")) or None,
        aporte=visible.linea(actor, "aporte") or None,
        beneficio=visible.linea(actor, "beneficio") or None,
        riesgo=visible.linea(actor, "riesgo") or None,
    )


def _pendientes(visible: Visible) -> tuple[str, ...]:
    pendientes: list[str] = []
    for paso in visible.pasos:
        nombre = f"{paso.actor.nombre}: " if paso.actor else ""
        etiqueta = paso.pregunta.etiqueta or paso.pregunta.rotulo
        if paso.llave not in visible.borrador.respuestas:
            pendientes.append(f"{nombre}{etiqueta}")
        elif paso.actor and paso.pregunta.tipo == "matriz":
            faltan = [linea.rotulo for linea in paso.pregunta.lineas if not visible.linea(paso.actor, linea.clave)]
            if faltan:
                pendientes.append(f"{nombre}{', '.join(faltan)}")
        elif faltan := _campos_que_faltan(visible, paso):
            pendientes.append(f"{etiqueta}: {', '.join(faltan)}")
    return tuple(pendientes)


def _campos_que_faltan(visible: Visible, paso: Paso) -> list[str]:
    """Las partes obligatorias que faltan en una respuesta compuesta o en algún elemento de una lista."""
    valor = visible.borrador.respuestas[paso.llave].valor
    partes = [valor] if isinstance(valor, dict) else valor if isinstance(valor, list) else []
    elementos = [uno for uno in partes if isinstance(uno, dict)]
    return [
        campo.rotulo
        for campo in paso.pregunta.campos
        if campo.obligatorio and any(uno.get(campo.clave) in (None, "") for uno in elementos)
    ]
