"""Lo que se escribe en el registro para encontrar un error, sin nada que dijera una persona."""

import secrets
import traceback


def huella_de_error(error: BaseException) -> str:
    """Describe un error sin su mensaje: el mensaje puede llevar palabras de la persona."""
    lineas: list[str] = []
    actual: BaseException | None = error
    while actual is not None:
        lineas.append(type(actual).__name__)
        lineas += [
            f"  {marco.filename}:{marco.lineno} {marco.name}" for marco in traceback.extract_tb(actual.__traceback__)
        ]
        actual = actual.__cause__ or actual.__context__
    return "\n".join(lineas)


def nueva_referencia() -> str:
    """Devuelve cuatro letras o cifras que una persona puede dictar."""
    return secrets.token_hex(2).upper()
