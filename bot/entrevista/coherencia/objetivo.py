"""Reglas sobre el objetivo, la población y lo que la alianza agrega y deja."""

from bot.entrevista.coherencia.hallado import Hallado, frase_con, menciona
from bot.entrevista.esquema import Regla
from bot.entrevista.visible import Visible

LARGO_DE_OBJETIVO = 30  # letras
LARGO_DE_EXPLICACION = 20
LARGO_DE_POBLACION = 10
ODS_DE_MEDIOS = 17


def sin_objetivo_comun(visible: Visible, _regla: Regla) -> Hallado | None:
    """R05: falta el objetivo común o es muy breve."""
    clave = visible.entrevista.papeles.objetivo
    valor = visible.valor(clave)
    if isinstance(valor, str) and len(valor) >= LARGO_DE_OBJETIVO:
        return None
    return Hallado(pendiente=visible.es_pendiente(clave))


def objetivo_no_publico(visible: Visible, regla: Regla) -> Hallado | None:
    """R06: el objetivo y su justificación hablan de lo propio y de nadie más (heurística)."""
    claves = (visible.entrevista.papeles.objetivo, "interes_publico")
    textos = [(clave, valor) for clave in claves if isinstance(valor := visible.valor(clave), str)]
    if any(menciona(texto, regla.contrapeso) >= 0 for _, texto in textos):
        return None
    for clave, texto in textos:
        if (lugar := menciona(texto, regla.palabras)) >= 0:
            return Hallado(frase=frase_con(texto, lugar), lugar=(clave, ""))
    return None


def sin_vinculo_ods(visible: Visible, _regla: Regla) -> Hallado | None:
    """R07: no se indica un ODS, o solo el 17."""
    valor = visible.valor("ods")
    otros = [numero for numero in valor if numero != ODS_DE_MEDIOS] if isinstance(valor, list) else []
    return None if otros else Hallado(pendiente=visible.es_pendiente("ods"))


def sin_valor_agregado(visible: Visible, regla: Regla) -> Hallado | None:
    """R26: no se explica qué se logra juntos que no se lograría por separado."""
    return falta_explicacion(visible, regla, "valor_agregado")


def sin_continuidad(visible: Visible, regla: Regla) -> Hallado | None:
    """R27: no se indica quién continúa cuando termina el apoyo."""
    return falta_explicacion(visible, regla, "continuidad")


def poblacion_imprecisa(visible: Visible, _regla: Regla) -> Hallado | None:
    """R32: no se dice cuántos son o apenas se describe quiénes."""
    valor = visible.valor("poblacion")
    if not isinstance(valor, dict):
        return Hallado(pendiente=True) if visible.es_pendiente("poblacion") else None
    descripcion = str(valor.get("texto") or valor.get("descripcion") or "")
    precisa = valor.get("cantidad") is not None and len(descripcion) >= LARGO_DE_POBLACION
    return None if precisa else Hallado()


def falta_explicacion(visible: Visible, regla: Regla, clave: str) -> Hallado | None:
    """Una explicación que se pidió y falta, es una negativa («no hay») o apenas dice algo."""
    if not visible.toca(clave):
        return None
    valor = visible.valor(clave)
    if not isinstance(valor, str) or not valor.strip():
        return Hallado(pendiente=True)
    if len(valor.strip()) >= LARGO_DE_EXPLICACION and menciona(valor[:LARGO_DE_EXPLICACION], regla.palabras) != 0:
        return None
    return Hallado(frase=valor.strip())
