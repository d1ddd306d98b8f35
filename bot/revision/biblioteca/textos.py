"""Lo que lee quien revisa el borrador de un documento: qué es, qué hacer con él y qué le falta."""

from collections.abc import Sequence

from bot.dialogo.peticiones import Motivo
from bot.revision.biblioteca.borrador import SinPropuesta
from conocimiento.frases import cantidad

NO_ES_LO_PEDIDO = "contestó otra cosa"
SIN_PEDIR = "no se le pidió: el modelo había dejado de contestar"
POR_QUE_NO = {
    Motivo.PLAZO: "no contestó a tiempo",
    Motivo.OCUPADO: "estaba ocupado",
    Motivo.CORTADO: "la respuesta llegó cortada",
    Motivo.ERROR: "el servidor falló",
    Motivo.VACIO: "contestó vacío",
    Motivo.DESCONECTADO: "no hay conexión con él",
    Motivo.AJENO: "contestó con un dato que no se le envió",
}
_DE_PREGUNTAS = """# Borrador de cómo preguntaría la gente por este documento, y de lo que anuncia y no dice. Lo propuso
# un programa y nadie lo revisó: este archivo NO se usa.
# De cada idea: corrija las preguntas como las haría la gente, o bórrela. «palabras» y «cerca» son del documento.
# «# REVISAR» dice qué no se pudo comprobar. Lo que esté bien, márquelo con «revisada: sí». Al terminar:
# alianzas documentos preguntas CLAVE --con ESTE_ARCHIVO (si ya tenía preguntas revisadas, páselas antes a este)."""
_DE_EXPLICACIONES = """# Borrador de cada oración en palabras sencillas. Lo propuso un programa y nadie lo revisó:
# este archivo NO se usa.
# Compare cada explicación con su oración: no puede decir nada de más ni de menos. «# REVISAR» dice qué no se pudo
# comprobar. La que esté bien, apruébela: quite el «#» de «aprobado_por» y «fecha» y ponga su nombre y el día. Las
# demás, bórrelas o déjelas: sin nombre y fecha no se muestran. La idea de cada una tiene que estar, revisada, en las
# preguntas. Al terminar: alianzas documentos preguntas CLAVE --con ESTE_ARCHIVO"""


def dos_de_lo_mismo(uno: str, otro: str) -> str:
    """Dos archivos traen lo mismo."""
    return f"«{uno}» y «{otro}» son lo mismo: dé un archivo de preguntas y, si quiere, otro de explicaciones."


def por_corregir(fallos: Sequence[str], clave: str) -> str:
    """Todo lo que está mal, de una vez, y cómo se pone cuando esté bien."""
    renglones = [f"  · {renglon}" for fallo in fallos for renglon in fallo.split("\n")]
    return "\n".join(
        (
            f"No puse nada de lo revisado. Hay {cantidad(len(renglones), 'cosa')} que corregir:",
            *renglones,
            f"Corrija el archivo y póngalo con: alianzas documentos preguntas {clave} --con ARCHIVO",
        )
    )


def lo_trae_el_programa(clave: str) -> str:
    """No es de la biblioteca."""
    return f"«{clave}» lo trae el programa: sus preguntas no se cambian con esta orden."


def preparando(numero: int, total: int) -> str:
    """Por dónde va."""
    return f"Preparando la oración {numero} de {total}…"


def cabecera_de_preguntas(sin_hacer: Sequence[SinPropuesta], fuera: int) -> str:
    """Qué es el archivo de preguntas, qué hacer con él y qué le falta."""
    return _con_lo_que_falta(_DE_PREGUNTAS, sin_hacer, fuera)


def cabecera_de_explicaciones(sin_hacer: Sequence[SinPropuesta], fuera: int) -> str:
    """Qué es el archivo de explicaciones, qué hacer con él y qué le falta."""
    return _con_lo_que_falta(_DE_EXPLICACIONES, sin_hacer, fuera)


def _con_lo_que_falta(cabecera: str, sin_hacer: Sequence[SinPropuesta], fuera: int) -> str:
    lineas = [cabecera]
    if sin_hacer:
        lineas.append(f"# FALTA: de {cantidad(len(sin_hacer), 'oración', 'oraciones')} no hay borrador:")
        lineas += [f"#   {una.oracion} ({una.motivo})" for una in sin_hacer]
    if fuera:
        lineas.append(f"# FALTA: {cantidad(fuera, 'oración más', 'oraciones más')} que no se pidieron (--hasta).")
    return "\n".join(lineas)
