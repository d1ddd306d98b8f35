"""Cómo se escribe cada respuesta en la propuesta, y sus cuadros: actores, matriz, riesgos y resultados."""

from collections.abc import Sequence

from bot.entrevista.esquema import ClaveDeCuadro, Papeles
from bot.entrevista.eventos import Valor
from bot.entrevista.pasos import Actor, Paso
from bot.entrevista.propuesta.cronograma import con_detalle, cronograma, repartir
from bot.entrevista.propuesta.modelo import Cuadro, FilaActor, Presupuesto
from bot.entrevista.propuesta.oraciones import con_mayuscula
from bot.entrevista.propuesta.presupuesto import SIN_DECIR, cuadro_de_presupuesto, escribir_monto
from bot.entrevista.valores.compuestos.campos import DETALLE, escribir_campo
from bot.entrevista.valores.tipos import SIN_DATO, TIPOS, mostrar
from bot.entrevista.visible import Visible, filas_de_riesgo

CAMPOS_DE_CUADRO = {
    "riesgos": ("riesgo", "responsable", "mitigacion", "categoria", DETALLE),
    "resultados": ("resultado", "indicador", "linea_base", "meta", "fecha", "responsable", DETALLE),
    "cronograma": ("actividad", "mes", "responsable", DETALLE),
}
"""Los campos que se imprimen de cada elemento de una lista; la revisión de coherencia los llama igual."""


def preguntas_de_cuadro(papeles: Papeles) -> dict[str, str]:
    """De qué pregunta sale cada cuadro; vacía si no se pregunta."""
    return {
        "actores": papeles.compromiso,
        "matriz": papeles.matriz,
        "motivacion": papeles.matriz,
        "presupuesto": papeles.presupuesto,
        "riesgos": papeles.riesgos,
        "resultados": papeles.resultados,
        "cronograma": papeles.actividades,
    }


def armar_cuadro(visible: Visible, presupuesto: Presupuesto, clave: ClaveDeCuadro) -> Cuadro | None:
    """El cuadro de esa clave; None si no hay nada que poner en él."""
    match clave:
        case "actores":
            return _actores(visible)
        case "matriz":
            return _matriz(visible)
        case "motivacion":
            return _motivaciones(visible)
        case "presupuesto":
            return cuadro_de_presupuesto(presupuesto)
        case "riesgos":
            return _riesgos(visible)
        case "resultados":
            return _resultados(visible)
        case "cronograma":
            return cronograma(visible)


def fila_de(visible: Visible, actor: Actor) -> FilaActor:
    """Lo que le toca a un actor, como se imprime."""
    etiquetas = {tipo.valor: tipo.etiqueta for tipo in visible.entrevista.catalogos.tipos_actor}
    return FilaActor(
        nombre=actor.nombre,
        tipo=etiquetas.get(actor.tipo or "", "Tipo por definir"),
        motivacion=_linea(visible, actor, "motivacion"),
        responsabilidad=con_detalle(_linea(visible, actor, "responsabilidad"), visible.linea(actor, DETALLE)),
        aporte=_linea(visible, actor, "aporte"),
        beneficio=_linea(visible, actor, "beneficio"),
        riesgo=_linea(visible, actor, "riesgo"),
    )


def _linea(visible: Visible, actor: Actor, clave: str) -> str | None:
    dicho = visible.linea(actor, clave)
    return con_mayuscula(dicho) if dicho else None


def _actores(visible: Visible) -> Cuadro | None:
    if not visible.actores:
        return None
    etiquetas = {tipo.valor: tipo.etiqueta for tipo in visible.entrevista.catalogos.tipos_actor}
    filas = [
        (actor, con_detalle(actor.nombre, actor.detalle), etiquetas.get(actor.tipo or "")) for actor in visible.actores
    ]
    compromiso = visible.entrevista.papeles.compromiso
    if not visible.toca(compromiso):
        return Cuadro(("Actor", "Tipo"), tuple((nombre, tipo) for _, nombre, tipo in filas), (52, 48))
    de_otros = {paso.actor.identificador for paso in visible.pasos if paso.actor and paso.pregunta.clave == compromiso}
    con_estado = tuple(
        (
            nombre,
            tipo,
            (visible.etiqueta(compromiso, actor=actor.identificador) or None)
            if actor.identificador in de_otros
            else "Propone la alianza",
        )
        for actor, nombre, tipo in filas
    )
    return Cuadro(("Actor", "Tipo", "Estado de su participación"), con_estado, (40, 32, 28))


def _matriz(visible: Visible) -> Cuadro | None:
    filas = [fila_de(visible, actor) for actor in visible.actores]
    if not any(fila.responsabilidad or fila.aporte or fila.beneficio or fila.riesgo for fila in filas):
        return None
    celdas = tuple((fila.nombre, fila.responsabilidad, fila.aporte, fila.beneficio, fila.riesgo) for fila in filas)
    return Cuadro(("Actor", "Se encarga de", "Aporta", "Gana", "Riesgo que asume"), celdas, (20, 22, 20, 19, 19))


def _motivaciones(visible: Visible) -> Cuadro | None:
    filas = tuple((a.nombre, motivo) for a in visible.actores if (motivo := _linea(visible, a, "motivacion")))
    return Cuadro(("Actor", "Qué lo motiva"), filas, (36, 64)) if filas else None


def _riesgos(visible: Visible) -> Cuadro | None:
    filas = [
        (
            con_mayuscula(con_detalle(fila.riesgo, fila.detalle) or ""),
            fila.categoria,
            fila.responsable,
            con_mayuscula(fila.mitigacion) if fila.mitigacion else None,
        )
        for fila in filas_de_riesgo(visible)
    ]
    titulos = ("Riesgo", "Clase", "Quién se hace cargo", "Cómo se reduce")
    return _con_lo_dicho(titulos, filas, (34, 14, 24, 28), opcionales=(1, 3))


def _resultados(visible: Visible) -> Cuadro | None:
    clave = visible.entrevista.papeles.resultados
    filas: list[tuple[str | None, ...]] = []
    for uno in visible.elementos(clave) if clave else ():
        escritos = _escritos(visible, clave, uno)
        resultado = con_detalle(escritos.get("resultado"), escritos.get(DETALLE))
        indicador = escritos.get("indicador")
        partes = [escritos.get(parte) for parte in ("linea_base", "meta", "fecha", "responsable")]
        filas.append((*(con_mayuscula(uno) if uno else None for uno in (resultado, indicador)), *partes))
    titulos = ("Resultado", "Indicador", "Hoy", "Meta", "Fecha", "Responsable")
    return _con_lo_dicho(titulos, filas, (26, 19, 10, 14, 13, 18), opcionales=(2,))


def _con_lo_dicho(
    titulos: tuple[str, ...],
    filas: Sequence[tuple[str | None, ...]],
    anchos: tuple[int, ...],
    opcionales: Sequence[int],
) -> Cuadro | None:
    """El cuadro sin las columnas opcionales de las que nadie dijo nada; en las demás, «—» donde no se dijo."""
    if not filas:
        return None
    sobran = {columna for columna in opcionales if not any(fila[columna] for fila in filas)}
    quedan = [columna for columna in range(len(titulos)) if columna not in sobran]
    celdas = tuple(
        tuple(fila[columna] or (SIN_DECIR if columna in opcionales else None) for columna in quedan) for fila in filas
    )
    return Cuadro(tuple(titulos[c] for c in quedan), celdas, repartir(tuple(anchos[c] for c in quedan)))


def _escritos(visible: Visible, clave: str, elemento: dict[str, Valor]) -> dict[str, str | None]:
    campos = visible.entrevista.pregunta(clave).campos
    return {campo.clave: escribir_campo(campo, elemento.get(campo.clave), visible.nombre_de) for campo in campos}


def escribir_paso(visible: Visible, paso: Paso) -> str | None:
    """La respuesta de un paso como se imprime; None si falta."""
    respuesta = visible.borrador.respuestas.get(paso.llave)
    return None if respuesta is None else escribir(visible, paso, respuesta.valor)


def escribir(visible: Visible, paso: Paso, valor: Valor) -> str | None:
    """Un valor de la pregunta de ese paso como se imprime; None si está vacío."""
    if paso.pregunta.tipo == "monto":
        return escribir_monto(valor) or None
    propia = TIPOS[paso.pregunta.tipo].escribir
    if propia is None or valor == SIN_DATO:
        return mostrar(paso.pregunta, valor, visible.entrevista.catalogos) or None
    return propia(paso.pregunta, valor, visible.nombre_de)
