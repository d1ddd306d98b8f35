"""Cómo se escribe cada respuesta en el documento, con los actores por su nombre. No decide qué se imprime."""

from bot.entrevista.esquema import Campo
from bot.entrevista.eventos import Valor
from bot.entrevista.pasos import Paso
from bot.entrevista.valores.compuestos import mostrar_campo
from bot.entrevista.valores.tipos import mostrar
from bot.entrevista.visible import Visible

PENDIENTE = "[PENDIENTE]"
"""La parte que falta dentro de una respuesta; las enteras las marca cada plantilla a su manera."""


def escribir_paso(visible: Visible, paso: Paso) -> str | None:
    """La respuesta de un paso como se imprime; None si falta."""
    respuesta = visible.borrador.respuestas.get(paso.llave)
    if respuesta is None:
        return None
    return escribir(visible, paso, respuesta.valor)


def escribir(visible: Visible, paso: Paso, valor: Valor) -> str | None:
    """Un valor de la pregunta de ese paso como se imprime; None si está vacío."""
    campos = paso.pregunta.campos
    match paso.pregunta.tipo:
        case "compuesto" if isinstance(valor, dict):
            return _compuesto(visible, campos, valor)
        case "lista" if isinstance(valor, list):
            elementos = [_compuesto(visible, campos, uno) for uno in valor if isinstance(uno, dict)]
            return "\n".join(uno.replace("\n", " · ") for uno in elementos if uno) or None
        case _:
            return mostrar(paso.pregunta, valor, visible.entrevista.catalogos) or None


def escribir_campo(visible: Visible, campo: Campo, valor: Valor) -> str | None:
    """Una parte de una respuesta compuesta; None si no se sabe."""
    return visible.nombre_de(valor) if campo.tipo == "actor" else mostrar_campo(campo, valor) or None


def _compuesto(visible: Visible, campos: tuple[Campo, ...], valor: dict[str, Valor]) -> str | None:
    partes = [(campo, escribir_campo(visible, campo, valor.get(campo.clave))) for campo in campos]
    if not any(escrito for _, escrito in partes):
        return None
    return "\n".join(
        f"{campo.rotulo}: {escrito or PENDIENTE}" for campo, escrito in partes if escrito or campo.obligatorio
    )
