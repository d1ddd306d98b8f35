"""Reglas sobre los principios del marco, la manera de decidir y el plazo."""

from bot.entrevista.coherencia.hallado import Clave, Hallado, Parte, es_alguna, menciona
from bot.entrevista.esquema import Regla
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.compuestos.tramos import ultimo_mes
from bot.entrevista.visible import Visible
from conocimiento.frases import cantidad, enumerar

MESES_DE_UN_PILOTO_LARGO = 36


def vinculos_sin_explicar(
    visible: Visible, regla: Regla, vinculos: Parte, explicados_en: Parte, publico: Parte
) -> Hallado | None:
    """Hay vínculos sin explicar o no habrá información pública; lo que no se sabe es un pendiente."""
    if not visible.toca(vinculos.pregunta):
        return None
    declarados = visible.etiqueta(vinculos.pregunta, vinculos.campo)
    publica = str(visible.campo(publico.pregunta, publico.campo) or "")
    if es_alguna(declarados, regla) and not visible.campo(explicados_en.pregunta, explicados_en.campo):
        return Hallado()
    if publica and menciona(publica, regla.contrapeso) == 0:
        return Hallado(frase=publica)
    sin_saber = not declarados or menciona(declarados, ("no sé", "no sabe")) >= 0 or not publica
    return Hallado(pendiente=True) if sin_saber else None


def plazo_incoherente(visible: Visible, _regla: Regla, pregunta: Clave) -> Hallado | None:
    """Inicio pasado, resultados o actividades fuera del plazo, o un piloto muy largo."""
    papeles, valor = visible.entrevista.papeles, visible.valor(pregunta)
    if not isinstance(valor, dict):
        return (
            Hallado(pendiente=True, marcas={"detalle": "falta indicarlo"}) if visible.es_pendiente(pregunta) else None
        )
    inicio, meses = valor.get("inicio"), valor.get("meses")
    if isinstance(inicio, str) and inicio < visible.fecha.isoformat()[: len(inicio)]:
        return Hallado(marcas={"detalle": "la fecha de inicio ya pasó"})
    if isinstance(meses, int):
        tarde = [
            f"«{uno.get('actividad')}» está en el mes {mes} y el plazo es de {cantidad(meses, 'mes', 'meses')}"
            for uno in visible.elementos(papeles.actividades)
            if (mes := ultimo_mes(uno.get("mes"))) is not None and mes > meses
        ]
        if tarde:
            return Hallado(marcas={"detalle": "; ".join(tarde)}, lugar=(papeles.actividades, ""))
        if fuera := _resultados_fuera(visible, inicio, meses):
            detalle = f"{enumerar(fuera)} {'tiene' if len(fuera) == 1 else 'tienen'} fecha fuera del plazo"
            return Hallado(marcas={"detalle": detalle}, lugar=(papeles.resultados, ""))
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
    for uno in visible.elementos(visible.entrevista.papeles.resultados):
        fecha = uno.get("fecha")
        if isinstance(fecha, str) and fecha:
            corte = min(len(fecha), len("2027-01"))
            if not primero[:corte] <= fecha[:corte] <= ultimo[:corte]:
                fuera.append(f"«{uno.get('resultado')}»")
    return fuera
