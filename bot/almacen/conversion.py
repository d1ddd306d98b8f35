"""De los valores del diálogo a JSON y de vuelta.

El estado se guarda sin sus eventos, que tienen tabla propia. Un estado guardado por una versión
anterior se lee igual: los campos nuevos toman su valor por defecto y los que ya no existen se ignoran.
"""

from collections.abc import Sequence
from dataclasses import MISSING, fields
from datetime import datetime
from typing import Any, cast, get_type_hints

from pydantic import TypeAdapter, ValidationError, create_model

from bot.almacen.errores import AlmacenDanado
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.tipos import Estado
from bot.entrevista.eventos import Evento, Valor
from conocimiento.modelo import Cita

Json = dict[str, Any]

_TIPOS = get_type_hints(Estado)
_CAMPOS = tuple(campo for campo in fields(Estado) if campo.name != "eventos")
# Se arma campo a campo porque pydantic no admite la definición recursiva de `Valor`, que solo está en los eventos.
_DEFINICIONES: dict[str, Any] = {
    campo.name: (_TIPOS[campo.name], ... if campo.default is MISSING else campo.default) for campo in _CAMPOS
}
_ESTADO = create_model("EstadoGuardado", **_DEFINICIONES)
_MENSAJE = TypeAdapter(Mensaje)
_CITAS = TypeAdapter(tuple[Cita, ...])


def texto_guardable(texto: str) -> str:
    """Quita lo que una base de datos no admite en un texto: nulos y sustitutos sueltos."""
    return texto.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\x00", "")


def json_guardable(dato: Any) -> Any:
    """Aplica `texto_guardable` a cada texto de un JSON."""
    match dato:
        case str():
            return texto_guardable(dato)
        case dict():
            campos = cast("dict[str, Any]", dato)
            return {texto_guardable(campo): json_guardable(valor) for campo, valor in campos.items()}
        case list():
            return [json_guardable(valor) for valor in cast("list[Any]", dato)]
        case _:
            return dato


def estado_a_json(estado: Estado) -> Json:
    """Devuelve el estado, sin los eventos, como JSON."""
    guardado = _ESTADO(**{campo.name: getattr(estado, campo.name) for campo in _CAMPOS})
    return guardado.model_dump(mode="json")


def estado_de_json(dato: Json, eventos: Sequence[Evento]) -> Estado:
    """Devuelve el estado guardado con los eventos de su borrador abierto. Raises `AlmacenDanado`."""
    try:
        guardado = _ESTADO.model_validate(dato)
    except ValidationError:
        raise _ilegible("El estado de una conversación") from None
    return Estado(**{campo.name: getattr(guardado, campo.name) for campo in _CAMPOS}, eventos=tuple(eventos))


def mensaje_a_json(mensaje: Mensaje) -> Json:
    """Devuelve el mensaje como JSON."""
    return cast(Json, _MENSAJE.dump_python(mensaje, mode="json"))


def mensaje_de_json(dato: Json) -> Mensaje:
    """Devuelve el mensaje guardado. Raises `AlmacenDanado`."""
    try:
        return _MENSAJE.validate_python(dato)
    except ValidationError:
        raise _ilegible("Un mensaje por entregar") from None


def citas_a_json(citas: tuple[Cita, ...]) -> list[Json]:
    """Devuelve las citas como JSON."""
    return cast("list[Json]", _CITAS.dump_python(citas, mode="json"))


def evento_a_fila(borrador: int, numero: int, evento: Evento) -> Json:
    """Devuelve la fila de un evento."""
    return {
        "borrador": borrador,
        "numero": numero,
        "tipo": evento.tipo,
        "instante": evento.instante.isoformat(),
        "datos": evento.datos,
    }


def evento_de_fila(tipo: str, instante: str, datos: dict[str, Valor]) -> Evento:
    """Devuelve el evento de una fila."""
    return Evento(tipo, datetime.fromisoformat(instante), datos)


def _ilegible(que: str) -> AlmacenDanado:
    # Sin la causa: el error de pydantic repite el dato, que puede ser de una persona.
    return AlmacenDanado(f"{que} no se puede leer. Recupere la última copia de respaldo o avise a quien da soporte.")
