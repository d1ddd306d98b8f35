"""Lo que le toca a varios actores, dicho en un solo mensaje. Puro.

Cada bloque se lee con el validador de la pregunta; lo que no se entiende de uno no impide guardar los demás.
"""

from bot.dialogo.entrevistar_comun import anotar, borrador_de, entorno_de
from bot.dialogo.entrevistar_respuestas import seguir
from bot.dialogo.mensajes import negrita, parrafo
from bot.dialogo.tipos import Contexto, Estado, Turno
from bot.entrevista.borrador import datos_de
from bot.entrevista.pasos import Paso, partes_sin_decir, pasos_visibles
from bot.entrevista.valores.compuestos import separar_por_actor
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.tipos import leer


def responder_por_varios(contexto: Contexto, estado: Estado, paso: Paso, texto: str) -> Turno | None:
    """Guarda lo de cada actor nombrado; None si el mensaje habla solo del actor por el que se pregunta."""
    if paso.pregunta.tipo != "matriz" or paso.actor is None:
        return None
    visibles = pasos_visibles(contexto.entrevista, borrador_de(estado))
    pasos = {otro.actor.nombre: otro for otro in visibles if otro.pregunta == paso.pregunta and otro.actor}
    bloques = separar_por_actor(texto, paso.actor.nombre, tuple(pasos))
    if {nombre for nombre, _ in bloques} <= {paso.actor.nombre}:
        return None
    nuevo, juntas = estado, str(len(estado.eventos))  # lo que se guarda de una vez se deshace de una vez
    leidos, sin_leer, faltan = list[str](), list[str](), dict[str, str]()
    for nombre, suyo in bloques:
        lectura = leer(paso.pregunta, suyo, entorno_de(contexto, nuevo, pasos[nombre]))
        if isinstance(lectura, Valido):
            datos = {**datos_de(pasos[nombre].llave), "valor": lectura.valor, "crudo": suyo, "lote": juntas}
            nuevo = anotar(contexto, nuevo, "respuesta", datos)
            leidos.append(nombre)
            faltan[nombre] = ", ".join(partes_sin_decir(paso.pregunta, lectura.valor))
        else:
            sin_leer.append(nombre)
    if not leidos:
        return None
    dicho = [parrafo("Anotado lo de ", negrita(", ".join(dict.fromkeys(leidos))), ".")]
    if pendientes := [f"{nombre} ({partes})" for nombre, partes in faltan.items() if partes]:
        dicho.append(parrafo(f"Queda pendiente: {'; '.join(pendientes)}."))
    if sin_leer:
        dicho.append(parrafo(f"Lo de {', '.join(sin_leer)} no lo pude leer; no lo guardé y se lo pregunto aparte."))
    return seguir(contexto, estado, nuevo, tuple(dicho))
