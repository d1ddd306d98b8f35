"""Reglas sobre los principios del marco, la manera de decidir y el plazo."""

from bot.entrevista.coherencia.hallado import Hallado, es_alguna, menciona
from bot.entrevista.coherencia.objetivo import falta_explicacion
from bot.entrevista.esquema import Regla
from bot.entrevista.eventos import Valor
from bot.entrevista.visible import Visible
from conocimiento.frases import enumerar

MESES_DE_UN_PILOTO_LARGO = 36


def decide_un_solo_actor(visible: Visible, regla: Regla) -> Hallado | None:
    """R17: las decisiones las toma uno solo."""
    if es_alguna(visible.etiqueta("decisiones", "mecanismo"), regla):
        return Hallado()
    return Hallado(pendiente=True) if visible.es_pendiente("decisiones") else None


def sin_mecanismo_de_cumplimiento(visible: Visible, regla: Regla) -> Hallado | None:
    """R19: no se dice cómo se hará seguimiento ni qué pasa si un actor no cumple."""
    return falta_explicacion(visible, regla, "cumplimiento")


def sin_espacio_para_visiones(visible: Visible, regla: Regla) -> Hallado | None:
    """R20: la manera de decidir está sin definir o no se explica."""
    if not visible.toca("decisiones"):
        return None
    if es_alguna(visible.etiqueta("decisiones", "mecanismo"), regla):
        return Hallado()
    return None if visible.campo("decisiones", "detalle") else Hallado(pendiente=True)


def vinculos_no_declarados(visible: Visible, regla: Regla) -> Hallado | None:
    """R21: hay vínculos sin explicar o no habrá información pública; lo que no se sabe es un pendiente."""
    if not visible.toca("transparencia"):
        return None
    vinculos = visible.etiqueta("transparencia", "vinculos")
    publica = str(visible.campo("transparencia", "informacion_publica") or "")
    if es_alguna(vinculos, regla) and not visible.campo("transparencia", "detalle"):
        return Hallado()
    if publica and menciona(publica, regla.contrapeso) == 0:
        return Hallado(frase=publica)
    sin_saber = not vinculos or menciona(vinculos, ("no sé", "no sabe")) >= 0 or not publica
    return Hallado(pendiente=True) if sin_saber else None


def cuarto_principio(_visible: Visible, _regla: Regla) -> Hallado | None:
    """R22: siempre, mientras el texto disponible no desarrolle el cuarto principio."""
    return Hallado()


def plazo_incoherente(visible: Visible, _regla: Regla) -> Hallado | None:
    """R25: inicio pasado, resultados o actividades fuera del plazo, o un piloto muy largo."""
    valor = visible.valor("plazo")
    if not isinstance(valor, dict):
        return Hallado(pendiente=True, marcas={"detalle": "falta indicarlo"}) if visible.es_pendiente("plazo") else None
    inicio, meses = valor.get("inicio"), valor.get("meses")
    if isinstance(inicio, str) and inicio < visible.fecha.isoformat()[: len(inicio)]:
        return Hallado(marcas={"detalle": "la fecha de inicio ya pasó"})
    if isinstance(meses, int):
        tarde = [
            f"«{uno.get('actividad')}» está en el mes {mes} y el plazo es de {meses} meses"
            for uno in visible.elementos("actividades")
            if isinstance(mes := uno.get("mes"), int) and mes > meses
        ]
        if tarde:
            return Hallado(marcas={"detalle": "; ".join(tarde)}, lugar=("actividades", ""))
        if fuera := _resultados_fuera(visible, inicio, meses):
            detalle = f"{enumerar(fuera)} {'tiene' if len(fuera) == 1 else 'tienen'} fecha fuera del plazo"
            return Hallado(marcas={"detalle": detalle}, lugar=("resultados", ""))
        if meses > MESES_DE_UN_PILOTO_LARGO:
            detalle = f"{meses} meses es largo para un piloto"
            return Hallado(severidad="sugerencia", marcas={"detalle": detalle})
    if inicio is None:
        return Hallado(pendiente=True, marcas={"detalle": "falta cuándo empezaría"})
    return None


def _resultados_fuera(visible: Visible, inicio: Valor, meses: int) -> list[str]:
    """Los resultados cuya fecha, con la precisión que se dio, cae antes del inicio o después del fin."""
    if not isinstance(inicio, str) or len(inicio) < len("2027-01"):
        return []
    corrido = int(inicio[:4]) * 12 + int(inicio[5:7]) - 1 + meses  # el mes siguiente al último
    # Una meta puede medirse al cierre: se admite hasta el mes que sigue al final.
    primero, ultimo = inicio[:7], f"{corrido // 12}-{corrido % 12 + 1:02d}"
    fuera: list[str] = []
    for uno in visible.elementos("resultados"):
        fecha = uno.get("fecha")
        if isinstance(fecha, str) and fecha:
            corte = min(len(fecha), len("2027-01"))
            if not primero[:corte] <= fecha[:corte] <= ultimo[:corte]:
                fuera.append(f"«{uno.get('resultado')}»")
    return fuera
