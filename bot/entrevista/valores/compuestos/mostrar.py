"""Cómo se muestran y se imprimen las respuestas de varias partes."""

from bot.entrevista.esquema import Campo
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.compuestos.campos import escribir_campo, mostrar_campo
from bot.entrevista.valores.definicion import Nombrar

PENDIENTE = "[PENDIENTE]"
"""La parte que falta dentro de una respuesta; las enteras las marca cada plantilla a su manera."""


def mostrar_compuesto(valor: Valor, campos: tuple[Campo, ...]) -> str:
    """Una línea por parte dicha: «Nombre: Rosa Quispe»; «pendiente» si es obligatoria y falta."""
    partes = valor if isinstance(valor, dict) else {}
    return "\n".join(
        f"{campo.rotulo}: {mostrar_campo(campo, partes.get(campo.clave)) or 'pendiente'}"
        for campo in campos
        if partes.get(campo.clave) is not None or (campo.obligatorio and campo.clave in partes)
    )


def mostrar_lista(valor: Valor, campos: tuple[Campo, ...]) -> str:
    """Una línea por elemento: «Cambio de autoridades — Responsable: Municipalidad»."""
    lineas: list[str] = []
    for elemento in valor if isinstance(valor, list) else []:
        partes = elemento if isinstance(elemento, dict) else {}
        dichas = [
            texto if lugar == 0 else f"{campo.rotulo}: {texto}"
            for lugar, campo in enumerate(campos)
            if (texto := mostrar_campo(campo, partes.get(campo.clave)))
        ]
        lineas.append(" — ".join(dichas))
    return "\n".join(lineas)


def escribir_compuesto(valor: Valor, campos: tuple[Campo, ...], nombrar: Nombrar) -> str | None:
    """Una línea por parte, como va en el documento; None si no se dijo ninguna."""
    partes = valor if isinstance(valor, dict) else {}
    escritas = [(campo, escribir_campo(campo, partes.get(campo.clave), nombrar)) for campo in campos]
    if not any(escrita for _, escrita in escritas):
        return None
    return "\n".join(
        f"{campo.rotulo}: {escrita or PENDIENTE}" for campo, escrita in escritas if escrita or campo.obligatorio
    )


def escribir_lista(valor: Valor, campos: tuple[Campo, ...], nombrar: Nombrar) -> str | None:
    """Una línea por elemento, como va en el documento; None si no hay ninguno."""
    elementos = valor if isinstance(valor, list) else []
    escritos = [escribir_compuesto(uno, campos, nombrar) for uno in elementos]
    return "\n".join(escrito.replace("\n", " · ") for escrito in escritos if escrito) or None
