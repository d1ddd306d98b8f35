"""Los cuadros de la propuesta: quiénes son, qué se reparte, los riesgos, los resultados y las actividades."""

from bot.entrevista.eventos import Valor
from bot.entrevista.propuesta.escribir import escribir_campo
from bot.entrevista.propuesta.modelo import Cuadro
from bot.entrevista.visible import Examen, filas_de_riesgo

TITULOS_DE_LINEA = {
    "motivacion": "Qué lo motiva",
    "responsabilidad": "De qué se encarga",
    "aporte": "Qué aporta",
    "beneficio": "Qué gana",
}
SIN_DECIR = "—"  # una celda que nadie preguntó: no es un pendiente


def armar_cuadro(examen: Examen, clave: str) -> Cuadro | None:
    """El cuadro de esa clave (una `ClaveDeCuadro`), sin filas si falta lo que pide; None si aquí no toca."""
    match clave:
        case "actores":
            return _actores(examen)
        case "riesgos":
            return _riesgos(examen)
        case "resultados":
            return _resultados(examen)
        case "actividades":
            return _actividades(examen)
        case _:
            return _linea(examen, clave)


def tiene_matriz(examen: Examen) -> bool:
    """Con dos actores o más, lo de cada uno se lee una sola vez: en la matriz del anexo."""
    return len(examen.actores) > 1


def es_de_la_matriz(examen: Examen, clave: str) -> bool:
    """Dice si un cuadro es una columna de la matriz."""
    return any(linea.clave == clave for linea in examen.entrevista.pregunta(examen.entrevista.papeles.matriz).lineas)


def _actores(examen: Examen) -> Cuadro | None:
    etiquetas = {tipo.valor: tipo.etiqueta for tipo in examen.entrevista.catalogos.tipos_actor}
    filas = [(actor, actor.nombre, etiquetas.get(actor.tipo or "")) for actor in examen.actores]
    if not examen.toca("estado_compromiso"):
        return Cuadro(("Actor", "Tipo"), tuple((nombre, tipo) for _, nombre, tipo in filas))
    de_otros = {
        paso.actor.identificador for paso in examen.pasos if paso.actor and paso.pregunta.clave == "estado_compromiso"
    }
    return Cuadro(
        ("Actor", "Tipo", "Estado"),
        tuple(
            (
                nombre,
                tipo,
                (examen.etiqueta("estado_compromiso", actor=actor.identificador) or None)
                if actor.identificador in de_otros
                else "Propone la alianza",
            )
            for actor, nombre, tipo in filas
        ),
    )


def _linea(examen: Examen, clave: str) -> Cuadro | None:
    if not es_de_la_matriz(examen, clave) or tiene_matriz(examen):
        return None
    filas = tuple((actor.nombre, examen.linea(actor, clave) or None) for actor in examen.actores)
    return Cuadro(("Actor", TITULOS_DE_LINEA[clave]), filas)


def _riesgos(examen: Examen) -> Cuadro | None:
    filas = filas_de_riesgo(examen)
    if any(fila.categoria for fila in filas):
        return Cuadro(
            ("Riesgo", "Clase", "Quién se hace cargo", "Cómo se reduce"),
            tuple((f.riesgo, f.categoria or SIN_DECIR, f.responsable, f.mitigacion or SIN_DECIR) for f in filas),
        )
    return Cuadro(
        ("Riesgo", "Quién se hace cargo", "Cómo se reduce"),
        tuple((fila.riesgo, fila.responsable, fila.mitigacion or SIN_DECIR) for fila in filas),
    )


def _resultados(examen: Examen) -> Cuadro | None:
    if not examen.toca("resultados"):
        return None
    titulos = ("Resultado e indicador", "Línea base", "Meta", "Fecha", "Responsable")
    filas: list[tuple[str | None, ...]] = []
    for uno in examen.elementos("resultados"):
        escritos = _escritos(examen, "resultados", uno)
        indicador = escritos.get("indicador")
        resultado = (
            f"{escritos.get('resultado') or ''}\nIndicador: {indicador}" if indicador else escritos.get("resultado")
        )
        base = escritos.get("linea_base") or SIN_DECIR
        filas.append((resultado, base, *(escritos.get(c) for c in ("meta", "fecha", "responsable"))))
    return Cuadro(titulos, tuple(filas))


def _actividades(examen: Examen) -> Cuadro | None:
    if not examen.toca("actividades"):
        return None
    filas = [
        tuple(escritos.get(clave) for clave in ("actividad", "mes", "responsable"))
        for uno in examen.elementos("actividades")
        for escritos in (_escritos(examen, "actividades", uno),)
    ]
    return Cuadro(("Actividad", "Mes", "Responsable"), tuple(filas))


def _escritos(examen: Examen, clave: str, elemento: dict[str, Valor]) -> dict[str, str | None]:
    campos = examen.entrevista.pregunta(clave).campos
    return {campo.clave: escribir_campo(examen, campo, elemento.get(campo.clave)) for campo in campos}
