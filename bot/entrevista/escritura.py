"""Cómo se escribe cada respuesta en el documento, con los actores por su nombre. No decide qué se imprime."""

from collections.abc import Callable

from bot.entrevista.coherencia_examen import Examen
from bot.entrevista.esquema import Campo
from bot.entrevista.eventos import Valor
from bot.entrevista.motor import Paso
from bot.entrevista.valores_lectura import mostrar
from bot.entrevista.valores_monto import mostrar_monto
from bot.entrevista.valores_plazo import mostrar_fecha


def escribir_paso(examen: Examen, paso: Paso) -> str | None:
    """La respuesta de un paso como se imprime; None si falta."""
    respuesta = examen.borrador.respuestas.get(paso.llave)
    if respuesta is None:
        return None
    return escribir(examen, paso, respuesta.valor)


def escribir(examen: Examen, paso: Paso, valor: Valor) -> str | None:
    """Un valor de la pregunta de ese paso como se imprime; None si está vacío."""
    campos = paso.pregunta.campos
    match paso.pregunta.tipo:
        case "compuesto" if isinstance(valor, dict):
            return _compuesto(examen, campos, valor)
        case "lista" if isinstance(valor, list):
            elementos = [_compuesto(examen, campos, uno) for uno in valor if isinstance(uno, dict)]
            return "\n".join(uno.replace("\n", " · ") for uno in elementos if uno) or None
        case _:
            return mostrar(paso.pregunta, valor, examen.entrevista.catalogos) or None


def escribir_campo(examen: Examen, campo: Campo, valor: Valor) -> str | None:
    """Una parte de una respuesta compuesta; None si no se sabe."""
    if valor is None or valor == "":
        return None
    if campo.tipo == "actor":
        return examen.nombre_de(valor)
    if campo.tipo == "opcion":
        return next((opcion.etiqueta for opcion in campo.opciones if opcion.valor == valor), str(valor))
    return FORMAS.get(campo.tipo, str)(valor)


def _compuesto(examen: Examen, campos: tuple[Campo, ...], valor: dict[str, Valor]) -> str | None:
    partes = [(campo.rotulo, escribir_campo(examen, campo, valor.get(campo.clave))) for campo in campos]
    return "\n".join(f"{rotulo}: {escrito}" for rotulo, escrito in partes if escrito) or None


FORMAS: dict[str, Callable[[Valor], str]] = {
    "monto": mostrar_monto,
    "fecha": lambda valor: mostrar_fecha(str(valor)),
    "entero": lambda valor: f"{valor:,}" if isinstance(valor, int) else str(valor),
}
