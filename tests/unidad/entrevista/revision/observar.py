"""Lo que observa una regla en un borrador que está bien salvo en lo que se cambia."""

from bot.entrevista.coherencia.hallado import Observacion
from bot.entrevista.coherencia.revisar import revisar
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.lectura import Entorno, Valido
from bot.entrevista.valores.tipos import leer
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, HOY, historia

Llave = tuple[str, str]
Cambios = dict[Llave, Valor]


def observar(regla: str, cambios: Cambios, crudos: dict[Llave, str] | None = None) -> Observacion | None:
    """La observación de esa regla; None si no observa nada."""
    eventos = historia({**AMPLIADO, **cambios}, crudos=crudos)
    return next((una for una in revisar(ENTREVISTA, eventos, HOY) if una.regla == regla), None)


def leido(pregunta: str, texto: str) -> Valor:
    """El valor que el producto lee en un texto."""
    lectura = leer(ENTREVISTA.pregunta(pregunta), texto, Entorno(ENTREVISTA.catalogos, HOY))
    assert isinstance(lectura, Valido), (texto, lectura)
    return lectura.valor
