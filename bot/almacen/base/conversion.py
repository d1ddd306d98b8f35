"""De los valores del programa a lo que guarda la base, y de vuelta: casi todo, a JSON; una hora, a UTC.

El estado se guarda sin sus eventos, que tienen tabla propia. Un estado guardado por una versión
anterior se lee igual: los campos nuevos toman su valor por defecto y los que ya no existen se ignoran.

De un evento se guardan su tipo, su instante, su autor y sus datos: sus campos, con la llave escrita como «pregunta» y
«actor».
Lo que falta en los datos toma su valor por defecto, y lo que es None no se escribe.
"""

import math
from collections.abc import Sequence
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from functools import cache
from typing import Any, cast, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError, create_model
from sqlalchemy import DateTime, Dialect, TypeDecorator

from bot.almacen.base.errores import AlmacenDanado
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.turno import DE_LA_HISTORIA, Estado
from bot.entrevista.eventos import COORDINA, DE_LA_ALIANZA, Desconocido, Entendida, Evento
from bot.servicio.cifrado import SecretoPropio, nombre_de
from conocimiento.modelo import Cita

Json = dict[str, Any]

PROFUNDIDAD = 100
"""Niveles que se guardan de un JSON."""

_TIPOS = get_type_hints(Estado)
_CAMPOS = tuple(campo for campo in fields(Estado) if campo.name not in DE_LA_HISTORIA)
_GUARDADO_COMO = {"consulta": "traspaso"}
"""Los campos del estado que en la base llevan otro nombre, el de la primera versión."""
# Se arma campo a campo para dejar fuera los eventos.
_DEFINICIONES: dict[str, Any] = {
    _GUARDADO_COMO.get(campo.name, campo.name): (
        _TIPOS[campo.name],
        ... if campo.default is MISSING else campo.default,
    )
    for campo in _CAMPOS
}
_ESTADO = create_model("EstadoGuardado", **_DEFINICIONES)
_MENSAJE = TypeAdapter(Mensaje)
_CITAS = TypeAdapter(tuple[Cita, ...])
_PROPUESTAS = TypeAdapter(list[Json])
_EVENTOS: dict[str, type[Evento]] = {clase.tipo: clase for clase in get_args(Evento) if clase is not Desconocido}


class Instante(TypeDecorator[datetime]):
    """Una hora con zona, guardada en UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # SQLite no guarda la zona: lo que devuelve ya está en UTC.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def texto_guardable(texto: str) -> str:
    """Quita lo que una base de datos no admite en un texto: nulos y sustitutos sueltos."""
    return texto.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\x00", "")


def json_guardable(dato: Any, niveles: int = PROFUNDIDAD) -> Any:
    """Aplica `texto_guardable` a cada texto de un JSON; lo más hondo y lo que no es un número finito quedan en None.

    Ni PostgreSQL admite `NaN` ni Python escribe o lee un JSON de mil niveles.
    """
    match dato:
        case str():
            return texto_guardable(dato)
        case float() if not math.isfinite(dato):
            return None
        case dict() | list() if not niveles:
            return None
        case dict():
            campos = cast("dict[str, Any]", dato)
            return {texto_guardable(campo): json_guardable(valor, niveles - 1) for campo, valor in campos.items()}
        case list():
            return [json_guardable(valor, niveles - 1) for valor in cast("list[Any]", dato)]
        case _:
            return dato


def estado_a_json(estado: Estado) -> Json:
    """Devuelve el estado, sin los eventos, como JSON."""
    guardado = _ESTADO(**{_GUARDADO_COMO.get(campo.name, campo.name): getattr(estado, campo.name) for campo in _CAMPOS})
    return guardado.model_dump(mode="json")


def estado_de_json(dato: Json, eventos: Sequence[Evento], integrante: str = COORDINA) -> Estado:
    """Devuelve el estado guardado con los eventos de su borrador abierto, en que escribe como `integrante`.

    Raises `AlmacenDanado`.
    """
    try:
        guardado = _ESTADO.model_validate(dato)
    except ValidationError:
        raise _ilegible("El estado de una conversación") from None
    campos = {campo.name: getattr(guardado, _GUARDADO_COMO.get(campo.name, campo.name)) for campo in _CAMPOS}
    return Estado(**campos, eventos=tuple(eventos), integrante=integrante, cargados=len(eventos))


def mensaje_a_json(mensaje: Mensaje) -> Json:
    """Devuelve el mensaje como JSON; de la ruta de cada archivo, solo su nombre."""
    dato = cast(Json, _MENSAJE.dump_python(mensaje, mode="json"))
    for adjunto in dato["adjuntos"]:
        adjunto["ruta"] = nombre_de(adjunto["ruta"])
    return dato


def mensaje_a_fila(secreto: SecretoPropio, mensaje: Mensaje) -> Json:
    """Devuelve el contenido de un mensaje como se guarda: si se cifra, con los nombres de sus archivos a la vista.

    Así se borran los archivos de una persona sin tener el secreto.
    """
    dato = mensaje_a_json(mensaje)
    return secreto.cerrar_json(dato, rutas=nombres_de(dato))


def mensaje_de_fila(secreto: SecretoPropio, contenido: Json) -> Mensaje:
    """Devuelve el mensaje de una fila; la ruta de cada archivo es su nombre. Raises `AlmacenDanado`, `ErrorCifrado`."""
    dato = secreto.abrir_json(contenido)
    for adjunto in dato.get("adjuntos", ()):
        adjunto["ruta"] = nombre_de(adjunto["ruta"])
    try:
        return _MENSAJE.validate_python(dato)
    except ValidationError:
        raise _ilegible("Un mensaje por entregar") from None


def nombres_de(contenido: Json) -> list[str]:
    """Los nombres de los archivos de un mensaje guardado, esté o no cifrado."""
    rutas = contenido.get("rutas") or [adjunto["ruta"] for adjunto in contenido.get("adjuntos", ())]
    return [nombre_de(ruta) for ruta in rutas]


def citas_a_json(citas: tuple[Cita, ...]) -> list[Json]:
    """Devuelve las citas como JSON."""
    return cast("list[Json]", _CITAS.dump_python(citas, mode="json"))


def evento_a_fila(secreto: SecretoPropio, borrador: int, numero: int, evento: Evento) -> Json:
    """Devuelve la fila de un evento."""
    return {
        "borrador": borrador,
        "numero": numero,
        "autor": evento.autor or None,
        "tipo": evento.tipo,
        "instante": evento.instante.isoformat(),
        "datos": secreto.cerrar_json(evento_a_json(evento)),
    }


def evento_de_fila(
    secreto: SecretoPropio, tipo: str, instante: str, datos: Json, autor: str | None = COORDINA
) -> Evento:
    """Devuelve el evento de una fila; sin `autor`, el de la alianza. Raises `AlmacenDanado`, `ErrorCifrado`."""
    hecho = {"instante": datetime.fromisoformat(instante), "autor": autor or DE_LA_ALIANZA}
    try:
        return _evento_de(tipo, hecho, secreto.abrir_json(datos))
    except ValidationError:
        raise _ilegible("La historia de un borrador") from None


def evento_a_json(evento: Evento) -> Json:
    """Devuelve los datos de un evento como se guardan."""
    if isinstance(evento, Desconocido):
        return evento.datos
    campos: Json = _adaptador(type(evento)).dump_python(evento, mode="json", exclude={"instante", "autor"})
    if isinstance(evento, Entendida):
        lote: Json = campos["lote"]
        propuestas = [_sin_llave({"llave": (), "lugar": lugar, **entendido}) for lugar, entendido in lote["entendidos"]]
        restantes = {campo: lote[campo] for campo in ("avisa", "uno_por_uno", "intentos")}
        return {"lote": lote["numero"], "crudo": lote["crudo"], "propuestas": propuestas, **restantes}
    return _sin_llave(campos)


def _evento_de(tipo: str, hecho: Json, datos: Json) -> Evento:
    """Lo contrario; de un tipo que no se conoce, un `Desconocido`. Raises `ValidationError`."""
    clase = _EVENTOS.get(tipo)
    if clase is None:
        return Desconocido(tipo=tipo, datos=datos, **hecho)
    campos = _con_llave(datos)
    if clase is Entendida:
        crudas = _PROPUESTAS.validate_python(datos.get("propuestas") or [])
        entendidos = [(cruda.get("lugar", lugar), _con_llave(cruda)) for lugar, cruda in enumerate(crudas)]
        campos = {"lote": {**campos, "numero": datos.get("lote", 0), "entendidos": entendidos}}
    return _adaptador(clase).validate_python({**campos, **hecho})


@cache
def _adaptador(clase: type[Evento]) -> TypeAdapter[Evento]:
    # Cada uno a su tiempo: armarlos todos al importar tarda.
    return TypeAdapter(clase)


def _con_llave(dato: Json) -> Json:
    """Los campos que trae, sin los nulos, y la llave de la respuesta de que se trata."""
    campos = {campo: valor for campo, valor in dato.items() if valor is not None}
    return {**campos, "llave": (campos.get("pregunta", ""), campos.get("actor", ""))}


def _sin_llave(campos: Json) -> Json:
    """Lo contrario: el actor vacío se escribe nulo, y lo demás que sea None, menos un valor, no se escribe."""
    escritos: Json = {campo: valor for campo, valor in campos.items() if valor is not None or campo == "valor"}
    if "llave" not in escritos:
        return escritos
    pregunta, actor = escritos.pop("llave")
    return {"pregunta": pregunta, "actor": actor or None, **escritos}


def _ilegible(que: str) -> AlmacenDanado:
    # Sin la causa: el error de pydantic repite el dato, que puede ser de una persona.
    return AlmacenDanado(f"{que} no se puede leer. Recupere la última copia de respaldo o avise a quien da soporte.")
