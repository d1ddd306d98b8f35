"""Comprueba que cada papel lo dé una pregunta que existe y que lo preguntado en una lista tenga dónde imprimirse."""

from bot.entrevista.esquema import Papeles, Pregunta
from bot.entrevista.propuesta.cuadros import CAMPOS_DE_CUADRO, preguntas_de_cuadro
from conocimiento.nodos import Nodo, parecido


def comprobar_papeles(raiz: Nodo, papeles: Papeles, preguntas: tuple[Pregunta, ...]) -> None:
    """Anota los papeles y los campos que no cuadran; `raiz`, todo `entrevista.yaml`."""
    claves = {pregunta.clave for pregunta in preguntas}
    for papel in Papeles.__dataclass_fields__ if "papeles" in raiz else ():
        clave = getattr(papeles, papel)
        if clave and clave not in claves:
            senala = f"el papel «{papel}» señala la pregunta «{clave}», que no existe"
            raiz.hijo("papeles").fallar(f"{senala}{parecido(clave, claves)}", papel)
    de_cuadro = {clave: cuadro for cuadro, clave in preguntas_de_cuadro(papeles).items() if cuadro in CAMPOS_DE_CUADRO}
    for pregunta, suyo in zip(preguntas, raiz.hijos("preguntas"), strict=True):
        admitidos = CAMPOS_DE_CUADRO.get(de_cuadro.get(pregunta.clave, ""), ())
        for lugar, campo in enumerate(pregunta.campos if admitidos else ()):
            if campo.clave not in admitidos:
                sin_cuadro = f"el campo «{campo.clave}» no se imprime en el cuadro «{de_cuadro[pregunta.clave]}»"
                cercano = parecido(campo.clave, admitidos)
                suyo.fallar(f"{sin_cuadro}{cercano}; use: {', '.join(admitidos)}", "campos", lugar)
