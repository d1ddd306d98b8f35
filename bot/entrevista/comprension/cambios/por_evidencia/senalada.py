"""Cómo quedaría una respuesta que la persona acaba de señalar, con lo que ya había escrito."""

from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, Tenido
from bot.entrevista.comprension.cambios.nuevo import con_lo_nuevo
from bot.entrevista.comprension.cambios.por_evidencia.apuntar import apuntadas
from bot.entrevista.comprension.cambios.por_evidencia.cifras import con_otra_cifra
from bot.entrevista.comprension.cambios.por_evidencia.decidir import las_suyas
from bot.entrevista.comprension.cambios.por_evidencia.en_su_sitio import con, se_suma
from bot.entrevista.comprension.cambios.por_evidencia.oraciones import oraciones
from bot.entrevista.eventos import Llave

CUANTAS = 3


def leer_en(tenido: Tenido, llave: Llave, texto: str) -> tuple[Cambio, ...]:
    """Hasta tres maneras de cambiar esa respuesta con ese texto, la más probable primero; ninguna si no dice cómo."""
    dichas = oraciones(texto)
    senaladas = [una for una in apuntadas(tenido, dichas) if una.hoja.llave == llave]
    cambios = [otra.cambio for otra in con_otra_cifra(tenido, texto, dichas, senaladas)]
    for senalada in senaladas if not cambios else ():
        if len(senaladas) > 1 and senalada.peso < senaladas[0].peso:
            break
        for frase in las_suyas(tenido, senalada, texto, dichas)[:1]:
            cambio = con(tenido, senalada.hoja, frase.dicho, suma=se_suma(dichas, frase))
            cambios += [cambio] if cambio is not None else []
    if not cambios and tenido.pregunta(llave).tipo not in ("matriz", "lista", "actores"):
        leida = con_lo_nuevo(tenido, llave, "", texto, 0)
        cambios += [leida] if isinstance(leida, Cambio) else []
    return tuple(cambios[:CUANTAS])
