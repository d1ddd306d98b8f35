"""Lo que lee quien revisa un borrador de preguntas: qué es, qué hacer con él y qué le falta."""

from collections.abc import Sequence

from conocimiento.frases import cantidad, en_un_renglon, enumerar

AJENAS = ("¿Quién ganó el partido de ayer?", "¿Va a llover mañana en Lima?", "¿Cómo se prepara el ceviche?")
SIN_PREGUNTA = "escriba cómo lo preguntaría la gente, o borre la idea"
SOBRE_LO_QUE_NO_DICE = (
    "# Lo que la gente suele preguntar y aquí no hallé. Compruébelo: si de verdad no lo dice, cambie a «revisada: sí»;",
    "# si lo dice, bórrelo. «cerca», si la agrega, lleva las palabras del documento que más se acercan: se citan.",
)
_CABECERA = """# Borrador de cómo preguntaría la gente por este documento. Lo escribió el programa y nadie lo revisó.
# Va en el orden del documento. De cada idea: corrija las preguntas como las haría la gente y agregue otras (cinco o más
# es lo mejor), o borre la idea. «palabras» son del documento, tal cual: puede acortarlas, no cambiarlas.
# Cuando una idea esté bien, cambie «revisada: no» por «revisada: sí». Mientras diga «no», no se usa.
# Si las mismas palabras están en dos apartados, agregue «apartado: "Artículo 5"» para decir en cuál.
"""


def cabecera(sin_pregunta: int, fuera: int) -> str:
    """Qué es el archivo, qué hacer con él y qué le falta."""
    lineas = [_CABECERA.rstrip()]
    if sin_pregunta:
        van = "va" if sin_pregunta == 1 else "van"
        lineas.append(f'# {cantidad(sin_pregunta, "idea")} {van} sin pregunta (""): escríbala usted, o borre la idea.')
    if fuera:
        caben = "no cupo" if fuera == 1 else "no cupieron"
        lineas.append(f"# {cantidad(fuera, 'oración', 'oraciones')} más {caben}: si importan, agréguelas.")
    return "\n".join(lineas) + "\n"


def tambien_en(apartados: Sequence[str]) -> str:
    """Dónde más están las mismas palabras."""
    return f"también está en {en_un_renglon(enumerar([f'«{uno}»' for uno in apartados]))}"
