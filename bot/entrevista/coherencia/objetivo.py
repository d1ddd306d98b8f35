"""Reglas sobre el objetivo y la población."""

from bot.entrevista.coherencia.hallado import Clave, Hallado, frase_con, menciona
from bot.entrevista.esquema import Regla
from bot.entrevista.visible import Visible

LARGO_DE_OBJETIVO = 30  # letras
LARGO_DE_POBLACION = 10


def falta_objetivo(visible: Visible, _regla: Regla) -> Hallado | None:
    """Falta el objetivo común o es muy breve."""
    clave = visible.entrevista.papeles.objetivo
    valor = visible.valor(clave)
    if isinstance(valor, str) and len(valor) >= LARGO_DE_OBJETIVO:
        return None
    return Hallado(pendiente=visible.es_pendiente(clave))


def solo_lo_propio(visible: Visible, regla: Regla, en: tuple[Clave, ...]) -> Hallado | None:
    """Esas respuestas hablan de lo propio (palabras) y de nadie más (contrapeso)."""
    textos = [(clave, valor) for clave in en if isinstance(valor := visible.valor(clave), str)]
    if any(menciona(texto, regla.contrapeso) >= 0 for _, texto in textos):
        return None
    for clave, texto in textos:
        if (lugar := menciona(texto, regla.palabras)) >= 0:
            return Hallado(frase=frase_con(texto, lugar), lugar=(clave, ""))
    return None


def faltan_fines(visible: Visible, _regla: Regla, pregunta: Clave) -> Hallado | None:
    """No se indica un ODS, o solo el que describe el medio."""
    valor = visible.valor(pregunta)
    medios = {ods.numero for ods in visible.entrevista.catalogos.ods if ods.es_medio}
    fines = [numero for numero in valor if numero not in medios] if isinstance(valor, list) else []
    return None if fines else Hallado(pendiente=visible.es_pendiente(pregunta))


def poblacion_imprecisa(visible: Visible, _regla: Regla, pregunta: Clave) -> Hallado | None:
    """No se dice cuántos son o apenas se describe quiénes."""
    valor = visible.valor(pregunta)
    if not isinstance(valor, dict):
        return Hallado(pendiente=True) if visible.es_pendiente(pregunta) else None
    descripcion = str(valor.get("texto") or valor.get("descripcion") or "")
    precisa = valor.get("cantidad") is not None and len(descripcion) >= LARGO_DE_POBLACION
    return None if precisa else Hallado()
