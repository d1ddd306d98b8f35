"""Lo configurado para las notas de voz, listo para usarse; sin configurar nada no se importa nada de lo que oye."""

from collections.abc import Sequence

from bot.config import Configuracion
from bot.servicio.puertos import Transcriptor
from conocimiento.modelo import Equivalencia

LETRAS_DEL_GLOSARIO = 400
"""Whisper lee hasta 224 fichas de lo que se le da antes del audio, y una palabra en español son dos o tres."""
EN_LA_CASA = "; modo local, y el aviso de privacidad lo dice"
"""No hay otro modo: la voz no se puede enviar con seudónimos."""
SIN_VOZ = "no se escuchan notas de voz: se pide escribirlo (ALIANZAS_VOZ está vacía)"


def abrir_transcriptor(configuracion: Configuracion, vocabulario: Sequence[Equivalencia]) -> Transcriptor | None:
    """Quien pasa a texto las notas de voz; None si no se configuró. Raises `ErrorDeVoz` si la carpeta no sirve."""
    if configuracion.voz is None:
        return None
    palabras = glosario(vocabulario)
    if (carpeta := configuracion.carpeta_de_voz) is not None:
        from bot.lenguaje.voz.carpeta import revisar_carpeta
        from bot.lenguaje.voz.local import TranscriptorLocal

        revisar_carpeta(carpeta)
        return TranscriptorLocal(carpeta.resolve(), palabras)
    from bot.lenguaje.voz.remota import TranscriptorRemoto

    clave = configuracion.voz_clave.get_secret_value() if configuracion.voz_clave is not None else ""
    return TranscriptorRemoto(configuracion.voz, configuracion.voz_modelo, palabras, clave)


def describir_voz(configuracion: Configuracion) -> str:
    """Una línea que dice con qué se oye. Raises `ErrorDeVoz` si no se puede."""
    if (carpeta := configuracion.carpeta_de_voz) is not None:
        from bot.lenguaje.voz.carpeta import describir_carpeta

        return f"{describir_carpeta(carpeta)}{EN_LA_CASA}"
    if (raiz := configuracion.direccion_de_voz) is not None:
        return f"notas de voz en el servidor {raiz}, con el modelo {configuracion.voz_modelo}{EN_LA_CASA}"
    return SIN_VOZ


def glosario(vocabulario: Sequence[Equivalencia]) -> str:
    """Las palabras de los documentos, y las siglas con que la gente las llama, separadas por comas."""
    dichas = ["APCI"]
    for una in vocabulario:
        siglas = (expresion for expresion in una.expresiones if expresion.isupper())
        dichas += [palabra.strip() for palabra in (*una.palabras.split(","), *siglas)]
    caben: list[str] = []
    for palabra in dict.fromkeys(filter(None, dichas)):
        if len(", ".join((*caben, palabra))) > LETRAS_DEL_GLOSARIO:
            break
        caben.append(palabra)
    return ", ".join(caben)
