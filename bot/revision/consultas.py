"""Las consultas que las personas enviaron al personal, atendidas sin Telegram: ver, responder y cerrar.

Lo que se escribe a la persona queda por entregar en su canal, como en Telegram.
"""

from datetime import datetime

from sqlalchemy import Connection, Engine

from bot.almacen.base.conexion import escritura, lectura
from bot.almacen.personal import consultas
from bot.dialogo.efectos import ResponderConsulta
from bot.dialogo.personal.consultas.atender import cerrar as cerrar_consulta
from bot.dialogo.personal.consultas.textos import respuesta
from bot.dialogo.peticiones import ConsultaAlPersonal
from bot.revision.errores import ErrorDeConsulta
from bot.servicio.puertos import EstadoDesactualizado


def listar(motor: Engine) -> tuple[ConsultaAlPersonal, ...]:
    """Las que esperan respuesta, de la más antigua a la más nueva."""
    with lectura(motor) as conexion:
        return consultas.leer_consultas(conexion, None)


def leer(motor: Engine, numero: int, quien: str, ahora: datetime) -> ConsultaAlPersonal:
    """Una consulta entera; leerla queda en la bitácora. Raises `ErrorDeConsulta`."""
    with escritura(motor) as conexion:
        una = _buscar(conexion, numero)
        consultas.anotar_lectura(conexion, numero, quien, ahora)
        return una


def responder(motor: Engine, numero: int, texto: str, quien: str, ahora: datetime, *, es_otra: bool = False) -> None:
    """Deja una respuesta por entregar. Con `es_otra`, aunque ya tenga o esté cerrada. Raises `ErrorDeConsulta`."""
    if not texto.strip():
        raise ErrorDeConsulta("La respuesta está vacía; no se envió nada.")
    with escritura(motor) as conexion:
        una = _buscar(conexion, numero)
        if (una.atendido or una.cerrado) and not es_otra:
            situacion = "ya se respondió" if una.atendido else "ya está cerrada"
            raise ErrorDeConsulta(f"La consulta {numero} {situacion}; para enviar otra respuesta, use --otra.")
        try:
            efecto = ResponderConsulta(una, texto.strip(), respuesta(una, texto.strip()))
            consultas.responder(conexion, efecto, quien, ahora)
        except EstadoDesactualizado:
            raise _cambio(numero) from None


def cerrar(motor: Engine, numero: int, motivo: str, quien: str, ahora: datetime) -> bool:
    """Cierra una consulta; devuelve si se le dirá a la persona. Raises `ErrorDeConsulta`."""
    if not motivo.strip():
        raise ErrorDeConsulta("Diga el motivo; la consulta sigue abierta.")
    with escritura(motor) as conexion:
        una = _buscar(conexion, numero)
        if una.cerrado:
            raise ErrorDeConsulta(f"La consulta {numero} ya estaba cerrada; no se cambió nada.")
        efecto = cerrar_consulta(una, motivo.strip())
        try:
            consultas.cerrar(conexion, efecto, quien, ahora)
        except EstadoDesactualizado:
            raise _cambio(numero) from None
        return efecto.mensaje is not None


def _buscar(conexion: Connection, numero: int) -> ConsultaAlPersonal:
    hallada = consultas.leer_consultas(conexion, numero)
    if not hallada:
        raise ErrorDeConsulta(
            f"No hay una consulta {numero}; vea las que hay con `alianzas consultas ver`. Si la persona borró sus "
            "datos, su consulta se borró con ellos."
        )
    return hallada[0]


def _cambio(numero: int) -> ErrorDeConsulta:
    return ErrorDeConsulta(f"Otra persona atendió la consulta {numero} en este momento; mírela y vuelva a intentarlo.")
