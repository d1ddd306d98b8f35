"""Convierte un borrador en la propuesta que se imprime: solo lo que se dijo, y lo que falta en una lista al final."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.entrevista.borrador import Borrador, sin_lo_reservado, vigentes
from bot.entrevista.coherencia.revisar import revisar
from bot.entrevista.esquema import ClaveDeCuadro, Entrevista, ParrafoDelDocumento, SeccionDocumento
from bot.entrevista.eventos import COORDINA, Evento
from bot.entrevista.pasos import Paso
from bot.entrevista.propuesta.autoria.participacion import nota_de_la_matriz, reconocer_participacion
from bot.entrevista.propuesta.autoria.procedencia import Lugares, reconocer_procedencia
from bot.entrevista.propuesta.cuadros import armar_cuadro, escribir_paso, fila_de, preguntas_de_cuadro
from bot.entrevista.propuesta.huecos import claves_de, huecos_de
from bot.entrevista.propuesta.modelo import Cuadro, Dato, Parrafo, Presupuesto, Propuesta, Seccion
from bot.entrevista.propuesta.oraciones import Hueco, componer, con_mayuscula, nombres_de_huecos
from bot.entrevista.propuesta.pendientes import lo_que_falta, lo_que_se_puede_ampliar
from bot.entrevista.propuesta.presupuesto import presupuestar
from bot.entrevista.propuesta.versiones import numero_de_version
from bot.entrevista.valores.compuestos.campos import escribir_campo
from bot.entrevista.visible import Visible, filas_de_riesgo, huella_de, ver

OTROS_DATOS = "Otros datos"


def armar(entrevista: Entrevista, eventos: Sequence[Evento], fecha: date, quien: str = COORDINA) -> Propuesta:
    """Arma la propuesta, sin lo reservado que ese integrante no ve; con lo mismo da siempre la misma."""
    entero = Borrador.de(eventos, quien)
    visible = ver(entrevista, entero, fecha)
    huella = huella_de(visible)  # de todo: el documento que recibe cada uno es de la misma versión
    numero = numero_de_version(eventos, huella)
    participacion = reconocer_participacion(visible, eventos, huella, numero)
    if (suyo := sin_lo_reservado(entero, entrevista.reservadas)).ocultas:
        visible = ver(entrevista, suyo, fecha)
    titulo, huecos = visible.valor(entrevista.papeles.titulo), huecos_de(visible)
    presupuesto = presupuestar(visible)
    secciones, lugares = _secciones(_Base(visible, huecos, presupuesto))
    return Propuesta(
        titulo=con_mayuscula(titulo) if isinstance(titulo, str) else None,
        fecha=fecha,
        resumen=_parrafos(entrevista.documento.resumen, huecos),
        de_un_vistazo=_datos(visible, entrevista.documento.de_un_vistazo),
        secciones=secciones,
        actores=tuple(fila_de(visible, actor) for actor in visible.actores),
        riesgos=filas_de_riesgo(visible),
        presupuesto=presupuesto,
        observaciones=revisar(entrevista, eventos, fecha),
        pendientes=lo_que_falta(visible),
        por_ampliar=lo_que_se_puede_ampliar(visible),
        version_entrevista=entrevista.version,
        procedencia=reconocer_procedencia(visible, vigentes(eventos), lugares),
        version_reglas=entrevista.version_reglas,
        huella=huella,
        numero=numero,
        participacion=participacion,
    )


@dataclass(frozen=True, slots=True)
class _Base:
    """De dónde sale lo que se imprime."""

    visible: Visible
    huecos: dict[str, Hueco]
    presupuesto: Presupuesto


def _secciones(base: _Base) -> tuple[tuple[Seccion, ...], Lugares]:
    """Las secciones que tienen algo que decir, numeradas, y en cuál de ellas se imprime cada pregunta."""
    visible = base.visible
    planes = list(visible.entrevista.documento.secciones)
    sueltas = _sin_seccion(visible)
    if sueltas:
        planes.append(SeccionDocumento(OTROS_DATOS, preguntas=sueltas))
    secciones: list[Seccion] = []
    lugares: Lugares = {}
    for plan in planes:
        seccion = _seccion(base, plan, len(secciones) + 1)
        if seccion.parrafos or seccion.datos or seccion.cuadros:
            secciones.append(seccion)
            for clave in _preguntas_de(visible, plan):
                lugares.setdefault(clave, []).append(seccion.nombre)
    return tuple(secciones), lugares


def _sin_seccion(visible: Visible) -> tuple[str, ...]:
    """Las preguntas respondidas que el plan no imprime en ningún sitio: las que la agencia agregó."""
    entrevista = visible.entrevista
    plan, papeles = entrevista.documento, entrevista.papeles
    de_un_vistazo = (clave for nombre in plan.de_un_vistazo for clave in claves_de(entrevista.preguntas, nombre))
    puestas = {papeles.titulo, papeles.actores, *preguntas_de_cuadro(papeles).values(), *de_un_vistazo}
    puestas.update(clave for seccion in plan.secciones for clave in _preguntas_de(visible, seccion))
    return tuple(
        paso.pregunta.clave for paso in visible.pasos if paso.actor is None and paso.pregunta.clave not in puestas
    )


def _preguntas_de(visible: Visible, plan: SeccionDocumento) -> list[str]:
    """Las preguntas cuyas respuestas imprime una sección, sin repetir."""
    entrevista = visible.entrevista
    nombres = [nombre for uno in plan.parrafos for oracion in uno.oraciones for nombre in nombres_de_huecos(oracion)]
    claves = [clave for nombre in (*nombres, *plan.preguntas) for clave in claves_de(entrevista.preguntas, nombre)]
    de_cuadro = preguntas_de_cuadro(entrevista.papeles)
    cuadros = [de_cuadro[cuadro] for cuadro in plan.cuadros]
    de_actores = [entrevista.papeles.actores] if "actores" in plan.cuadros else []
    return list(dict.fromkeys((*claves, *cuadros, *de_actores)))


def _seccion(base: _Base, plan: SeccionDocumento, numero: int) -> Seccion:
    cuadros = (_cuadro(base, clave) for clave in plan.cuadros)
    return Seccion(
        numero=numero,
        titulo=plan.titulo,
        parrafos=_parrafos(plan.parrafos, base.huecos),
        datos=_datos(base.visible, plan.preguntas),
        cuadros=tuple(cuadro for cuadro in cuadros if cuadro is not None),
    )


def _cuadro(base: _Base, clave: ClaveDeCuadro) -> Cuadro | None:
    cuadro = armar_cuadro(base.visible, base.presupuesto, clave)
    nota = nota_de_la_matriz(base.visible) if clave == "matriz" else ""
    return replace(cuadro, nota=nota) if cuadro is not None and nota else cuadro


def _parrafos(planes: Sequence[ParrafoDelDocumento], huecos: dict[str, Hueco]) -> tuple[Parrafo, ...]:
    escritos = (Parrafo(componer(plan.oraciones, huecos), plan.entrada) for plan in planes)
    return tuple(uno for uno in escritos if uno.texto)


def _datos(visible: Visible, claves: Sequence[str]) -> tuple[Dato, ...]:
    """Los datos que se dijeron, como «etiqueta: valor»."""
    pasos = {paso.pregunta.clave: paso for paso in visible.pasos if paso.actor is None}
    datos: list[Dato] = []
    for nombre in claves:
        clave, _, parte = nombre.partition(".")
        paso = pasos.get(clave)
        escrito = _escribir(visible, paso, parte) if paso is not None else None
        if paso is not None and escrito:
            datos.append(Dato(_etiqueta(paso, parte), con_mayuscula(escrito)))
    return tuple(datos)


def _escribir(visible: Visible, paso: Paso, parte: str) -> str | None:
    if not parte:
        return escribir_paso(visible, paso)
    campo = next(campo for campo in paso.pregunta.campos if campo.clave == parte)
    return escribir_campo(campo, visible.campo(paso.pregunta.clave, parte), visible.nombre_de)


def _etiqueta(paso: Paso, parte: str) -> str:
    """Cómo se llama el dato; la primera parte de una respuesta, como la respuesta entera."""
    rotulos = {campo.clave: campo.rotulo for campo in paso.pregunta.campos[1:]}
    return rotulos.get(parte, paso.pregunta.etiqueta or paso.pregunta.rotulo)
