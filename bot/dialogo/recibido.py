"""Lo que una persona dijo o hizo, como texto, para que su conversación se pueda leer después. Módulo puro."""

from typing import assert_never

from bot.dialogo.entradas import (
    BotonPulsado,
    DeLaPersona,
    EntradaNoAdmitida,
    MensajeEditado,
    MensajeRecibido,
    OrdenRecibida,
)
from bot.dialogo.tipos import Estado


def texto_para_guardar(estado: Estado, entrada: DeLaPersona) -> str:
    """Devuelve lo dicho o hecho. Un botón, con su etiqueta si está entre los del último mensaje."""
    match entrada:
        case MensajeRecibido(texto) | MensajeEditado(texto):
            return texto
        case BotonPulsado(codigo):
            return next((f"[{boton.etiqueta}]" for boton in estado.botones if boton.codigo == codigo), f"[{codigo}]")
        case OrdenRecibida(nombre, argumento):
            return f"/{nombre} {argumento}".rstrip()
        case EntradaNoAdmitida(clase):
            return f"({clase})"
        case _:
            assert_never(entrada)
