"""Lee y comprueba `documento.yaml`: lo que se imprime, en qué orden y con qué oraciones."""

from bot.entrevista.esquema import ParrafoDelDocumento, PlanDelDocumento, Pregunta
from bot.entrevista.propuesta.huecos import nombres_posibles
from bot.entrevista.propuesta.oraciones import nombres_de_huecos
from conocimiento.yaml.nodos import Nodo, parecido


def leer_documento(nodo: Nodo, preguntas: tuple[Pregunta, ...]) -> PlanDelDocumento:
    """El plan del documento; anota lo que nombre algo que no existe y la pregunta que se imprima dos veces."""
    plan, posibles = nodo.leer(PlanDelDocumento), nombres_posibles(preguntas)
    _comprobar_parrafos(nodo, "resumen", plan.resumen, posibles)
    for clave in plan.de_un_vistazo:
        _senalar(nodo, clave, posibles, "de_un_vistazo")
    puestas: set[str] = set()
    for seccion, suyo in zip(plan.secciones, nodo.hijos("secciones"), strict=True):
        _comprobar_parrafos(suyo, "parrafos", seccion.parrafos, posibles)
        for clave in seccion.preguntas:
            _senalar(suyo, clave, posibles, "preguntas")
            if clave in puestas:
                suyo.fallar(f"la pregunta «{clave}» ya se imprime en otra sección; déjela en una sola", "preguntas")
        puestas.update(seccion.preguntas)
    return plan


def _comprobar_parrafos(nodo: Nodo, donde: str, parrafos: tuple[ParrafoDelDocumento, ...], posibles: set[str]) -> None:
    for parrafo, suyo in zip(parrafos, nodo.hijos(donde), strict=True):
        for lugar, oracion in enumerate(parrafo.oraciones):
            for nombre in nombres_de_huecos(oracion):
                if nombre not in posibles:
                    cercano = parecido(nombre, posibles)
                    suyo.fallar(f"la oración usa «{{{nombre}}}», que no existe{cercano}", "oraciones", lugar)
            if oracion.count("{") != oracion.count("}") or oracion.count("[") != oracion.count("]"):
                suyo.fallar("la oración tiene una llave o un corchete sin pareja; revíselos", "oraciones", lugar)


def _senalar(nodo: Nodo, clave: str, posibles: set[str], donde: str) -> None:
    if clave not in posibles:
        nodo.fallar(f"se imprime la pregunta «{clave}», que no existe{parecido(clave, posibles)}", donde)
