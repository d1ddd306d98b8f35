"""Cómo se escribe cada respuesta en la propuesta, y sus cuadros: actores, reparto, riesgos, resultados, actividades."""

from bot.entrevista.esquema import Papeles
from bot.entrevista.eventos import Valor
from bot.entrevista.pasos import Paso
from bot.entrevista.propuesta.modelo import Cuadro
from bot.entrevista.valores.compuestos.campos import DETALLE, escribir_campo
from bot.entrevista.valores.tipos import SIN_DATO, TIPOS, mostrar
from bot.entrevista.visible import Visible, filas_de_riesgo

TITULOS_DE_LINEA = {
    "motivacion": "Qué lo motiva",
    "responsabilidad": "De qué se encarga",
    "aporte": "Qué aporta",
    "beneficio": "Qué gana",
}
CAMPOS_DE_CUADRO = {
    "riesgos": ("riesgo", "responsable", "mitigacion", "categoria", DETALLE),
    "resultados": ("resultado", "indicador", "linea_base", "meta", "fecha", "responsable", DETALLE),
    "actividades": ("actividad", "mes", "responsable", DETALLE),
}
"""Los campos que se imprimen de cada elemento de una lista; la revisión de coherencia los llama igual."""


def con_detalle(dicho: str | None, detalle: Valor) -> str | None:
    """Lo dicho y, en otro renglón, lo que se contó además."""
    return f"{dicho or ''}\nDetalle: {detalle}".strip() if detalle else dicho


SIN_DECIR = "—"  # una celda que nadie preguntó: no es un pendiente


def preguntas_de_cuadro(papeles: Papeles) -> dict[str, str]:
    """De qué pregunta sale cada cuadro que no es de la matriz; vacía si no se pregunta."""
    return {
        "actores": papeles.compromiso,
        "riesgos": papeles.riesgos,
        "resultados": papeles.resultados,
        "actividades": papeles.actividades,
    }


def armar_cuadro(visible: Visible, clave: str) -> Cuadro | None:
    """El cuadro de esa clave (una `ClaveDeCuadro`), sin filas si falta lo que pide; None si aquí no toca."""
    match clave:
        case "actores":
            return _actores(visible)
        case "riesgos":
            return _riesgos(visible)
        case "resultados":
            return _resultados(visible)
        case "actividades":
            return _actividades(visible)
        case _:
            return _linea(visible, clave)


def tiene_matriz(visible: Visible) -> bool:
    """Con dos actores o más, lo de cada uno se lee una sola vez: en la matriz del anexo."""
    return len(visible.actores) > 1


def es_de_la_matriz(visible: Visible, clave: str) -> bool:
    """Dice si un cuadro es una columna de la matriz."""
    return any(linea.clave == clave for linea in visible.entrevista.pregunta(visible.entrevista.papeles.matriz).lineas)


def _actores(visible: Visible) -> Cuadro | None:
    etiquetas = {tipo.valor: tipo.etiqueta for tipo in visible.entrevista.catalogos.tipos_actor}
    filas = [
        (actor, con_detalle(actor.nombre, actor.detalle) or "", etiquetas.get(actor.tipo or ""))
        for actor in visible.actores
    ]
    compromiso = visible.entrevista.papeles.compromiso
    if not visible.toca(compromiso):
        return Cuadro(("Actor", "Tipo"), tuple((nombre, tipo) for _, nombre, tipo in filas))
    de_otros = {paso.actor.identificador for paso in visible.pasos if paso.actor and paso.pregunta.clave == compromiso}
    return Cuadro(
        ("Actor", "Tipo", "Estado"),
        tuple(
            (
                nombre,
                tipo,
                (visible.etiqueta(compromiso, actor=actor.identificador) or None)
                if actor.identificador in de_otros
                else "Propone la alianza",
            )
            for actor, nombre, tipo in filas
        ),
    )


def _linea(visible: Visible, clave: str) -> Cuadro | None:
    if not es_de_la_matriz(visible, clave) or tiene_matriz(visible):
        return None
    filas = tuple((actor.nombre, visible.linea(actor, clave) or None) for actor in visible.actores)
    return Cuadro(("Actor", TITULOS_DE_LINEA[clave]), filas)


def _riesgos(visible: Visible) -> Cuadro | None:
    filas = filas_de_riesgo(visible)
    if any(fila.categoria for fila in filas):
        return Cuadro(
            ("Riesgo", "Clase", "Quién se hace cargo", "Cómo se reduce"),
            tuple(
                (con_detalle(f.riesgo, f.detalle), f.categoria or SIN_DECIR, f.responsable, f.mitigacion or SIN_DECIR)
                for f in filas
            ),
        )
    return Cuadro(
        ("Riesgo", "Quién se hace cargo", "Cómo se reduce"),
        tuple(
            (con_detalle(fila.riesgo, fila.detalle), fila.responsable, fila.mitigacion or SIN_DECIR) for fila in filas
        ),
    )


def _resultados(visible: Visible) -> Cuadro | None:
    resultados = visible.entrevista.papeles.resultados
    if not visible.toca(resultados):
        return None
    titulos = ("Resultado e indicador", "Línea base", "Meta", "Fecha", "Responsable")
    filas: list[tuple[str | None, ...]] = []
    for uno in visible.elementos(resultados):
        escritos = _escritos(visible, resultados, uno)
        indicador = escritos.get("indicador")
        resultado = (
            f"{escritos.get('resultado') or ''}\nIndicador: {indicador}" if indicador else escritos.get("resultado")
        )
        base = escritos.get("linea_base") or SIN_DECIR
        resultado = con_detalle(resultado, escritos.get(DETALLE))
        filas.append((resultado, base, *(escritos.get(c) for c in ("meta", "fecha", "responsable"))))
    return Cuadro(titulos, tuple(filas))


def _actividades(visible: Visible) -> Cuadro | None:
    actividades = visible.entrevista.papeles.actividades
    if not visible.toca(actividades):
        return None
    filas = [
        (
            con_detalle(escritos.get("actividad"), escritos.get(DETALLE)),
            escritos.get("mes"),
            escritos.get("responsable"),
        )
        for uno in visible.elementos(actividades)
        for escritos in (_escritos(visible, actividades, uno),)
    ]
    return Cuadro(("Actividad", "Mes", "Responsable"), tuple(filas))


def _escritos(visible: Visible, clave: str, elemento: dict[str, Valor]) -> dict[str, str | None]:
    campos = visible.entrevista.pregunta(clave).campos
    return {campo.clave: escribir_campo(campo, elemento.get(campo.clave), visible.nombre_de) for campo in campos}


def escribir_paso(visible: Visible, paso: Paso) -> str | None:
    """La respuesta de un paso como se imprime; None si falta."""
    respuesta = visible.borrador.respuestas.get(paso.llave)
    return None if respuesta is None else escribir(visible, paso, respuesta.valor)


def escribir(visible: Visible, paso: Paso, valor: Valor) -> str | None:
    """Un valor de la pregunta de ese paso como se imprime; None si está vacío."""
    propia = TIPOS[paso.pregunta.tipo].escribir
    if propia is None or valor == SIN_DATO:
        return mostrar(paso.pregunta, valor, visible.entrevista.catalogos) or None
    return propia(paso.pregunta, valor, visible.nombre_de)
