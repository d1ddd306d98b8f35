"""Lo que se dice antes de volver a la pregunta: que un botón es viejo, que algo se deshizo, que no hay más atrás."""

from collections.abc import Sequence

from bot.dialogo.mensajes import Parrafo, negrita, parrafo

PRIMERA_PREGUNTA = parrafo("Esta es la primera pregunta.")
NADA_QUE_DESHACER = parrafo("No hay nada que deshacer.")

_BOTON_VIEJO = (
    "Ese botón es de un mensaje anterior y ya no cambia nada. Seguimos aquí:",
    "Ese botón, de un mensaje anterior, ya se usó o quedó atrás. Para cambiar una respuesta escriba /revisar. "
    "Seguimos aquí:",
)
_ANTE_LA_MOLESTIA = (
    "Lo entiendo; no lo anoté. Soy un programa y puedo fallar: si prefiere, deje esta pregunta con «No sé todavía», o "
    "escriba «quiero hablar con una persona». Seguimos aquí:",
    "De acuerdo, eso no lo guardé. Puede parar con /pausa cuando quiera; sus respuestas quedan. Seguimos aquí:",
)


def boton_viejo(turno: int) -> Parrafo:
    """El botón ya no vale; se alterna la frase para no repetirla."""
    return parrafo(_BOTON_VIEJO[turno % len(_BOTON_VIEJO)])


def ante_la_molestia(turno: int) -> Parrafo:
    """A quien se desahoga; se alterna la frase."""
    return parrafo(_ANTE_LA_MOLESTIA[turno % len(_ANTE_LA_MOLESTIA)])


def por_donde_iba(resumen: str, ibamos: str) -> tuple[Parrafo, ...]:
    """A quien vuelve a su borrador."""
    return (parrafo(resumen), parrafo(ibamos)) if ibamos else (parrafo(resumen),)


def actualizada(avisos: Sequence[str]) -> tuple[Parrafo, ...]:
    """Las preguntas del borrador cambiaron de versión."""
    titulo = parrafo(negrita("La APCI actualizó las preguntas de este borrador."), " Sus respuestas se conservan.")
    return (titulo, *map(parrafo, avisos))


def como_se_deshace(hasta: int) -> Parrafo:
    """El número pedido no vale."""
    return parrafo(f"Escriba /deshacer, o /deshacer 3 para los últimos tres cambios (hasta {hasta}).")


def deshecho(cambios: int, rotulos: Sequence[str]) -> Parrafo:
    """Lo que se deshizo, lo último primero."""
    cuantos = "su último cambio" if cambios == 1 else f"sus {cambios} últimos cambios"
    return parrafo(f"Deshice {cuantos}: {', '.join(rotulos)}. Lo demás sigue como estaba.")
