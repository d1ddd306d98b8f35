"""De dónde sale cada párrafo del documento: qué pregunta, quién lo dijo, cuándo y con qué palabras.

En un borrador de varias organizaciones, quien lo dijo es una de ellas.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.entrevista.borrador import Respuesta, Suerte
from bot.entrevista.borrador.plegado import vigentes
from bot.entrevista.eventos import Evento, Llave, Migrada, Respondida, Valor
from bot.entrevista.pasos import Paso
from bot.entrevista.propuesta.autoria.participacion import nombre_de
from bot.entrevista.propuesta.cuadros import escribir
from bot.entrevista.propuesta.modelo import Procedencia
from bot.entrevista.visible import Visible
from conocimiento.hora import HORA_DE_LIMA
from conocimiento.palabras import plano

LA_PERSONA = "La persona"
CON_SUGERENCIAS = "La persona, con sugerencias del asistente que eligió"
MEJORADA = "La persona, con la redacción mejorada por un programa, que ella eligió"
CON_ORTOGRAFIA = "; ortografía revisada por el asistente, aceptada por la persona"
DE_VARIAS = {
    LA_PERSONA: "",
    CON_SUGERENCIAS: ", con sugerencias del asistente",
    MEJORADA: ", con la redacción mejorada por un programa",
}
"""Cómo se dice lo mismo de una organización: quien eligió la sugerencia pudo ser otra, que lo escribió antes."""
CON_ORTOGRAFIA_ACEPTADA = "; ortografía revisada por el asistente y aceptada"
EN_LA_CARATULA = "Carátula"

Lugares = dict[str, list[str]]
"""En qué secciones del documento se imprime cada pregunta."""


def reconocer_procedencia(visible: Visible, eventos: Sequence[Evento], lugares: Lugares) -> tuple[Procedencia, ...]:
    """Una fila por respuesta visible, en el orden de la entrevista."""
    dichas = _dichas(vigentes(eventos))
    filas: list[Procedencia] = []
    for paso in visible.pasos:
        respuesta = visible.borrador.respuestas.get(paso.llave)
        if respuesta is None:
            continue
        escrito = escribir(visible, paso, respuesta.valor) or ""
        rotulo = paso.pregunta.etiqueta or paso.pregunta.rotulo
        sugeridas = {dicha.crudo.splitlines()[-1] for dicha in dichas[paso.llave] if dicha.sugerida and dicha.crudo}
        propias = "\n".join(linea for linea in respuesta.crudo.splitlines() if linea not in sugeridas)
        filas.append(
            Procedencia(
                seccion=_seccion(visible, paso, lugares),
                pregunta=f"{paso.actor.nombre}: {rotulo}" if paso.actor else rotulo,
                quien=_quien(visible, paso.llave, sugeridas, dichas[paso.llave]),
                cuando=_escribir_hora(_dicho_desde(_de_quien_vale(visible, paso.llave, dichas), respuesta)),
                palabras=None if _estan_tal_cual(visible, paso, escrito, propias) else propias,
            )
        )
    return tuple(filas)


def _quien(visible: Visible, llave: Llave, sugeridas: set[str], dichas: Sequence[Respondida]) -> str:
    valor = visible.borrador.respuestas[llave].valor
    dijo = CON_SUGERENCIAS if _quedan(sugeridas, valor) else LA_PERSONA
    va = visible.borrador.redaccion
    if any(una.mejorada and va.get((llave, str(una.valor)), una.valor) == valor for una in dichas):
        dijo = MEJORADA
    if visible.borrador.es_de_varios:
        dijo = f"{_que_organizacion(visible, llave, dichas)}{DE_VARIAS[dijo]}"
        return f"{dijo}{CON_ORTOGRAFIA_ACEPTADA}" if llave in visible.redactadas else dijo
    return f"{dijo}{CON_ORTOGRAFIA}" if llave in visible.redactadas else dijo


def _que_organizacion(visible: Visible, llave: Llave, dichas: Sequence[Respondida]) -> str:
    """La que lo dijo y, si otra lo propuso o lo había escrito antes, también esa."""
    borrador = visible.borrador
    autor, dicha = borrador.escrita_por[llave], borrador.respuestas[llave]
    quien = nombre_de(visible, autor)
    acogidas = (una for una in borrador.sugerencias.values() if una.suerte is Suerte.ACOGIDA and una.llave == llave)
    if propuso := next((una.de for una in acogidas if una.crudo == dicha.crudo), ""):
        return f"{quien}, a propuesta de {nombre_de(visible, propuso)}"
    primera = next((una for una in dichas if una.crudo == dicha.crudo), None)
    if primera is not None and primera.autor != autor:
        return f"{quien}, que confirmó lo escrito por {nombre_de(visible, primera.autor)}"
    return quien


def _quedan(sugeridas: set[str], valor: Valor) -> bool:
    """Algo de lo sugerido sigue en la respuesta, aunque después se haya cambiado o agregado otra cosa."""
    match valor:
        case str():
            return any(una in valor for una in sugeridas)
        case int():
            return any(una.startswith(f"ODS {valor} ") for una in sugeridas)
        case dict():
            return any(_quedan(sugeridas, dentro) or _es_linea(sugeridas, dentro) for dentro in valor.values())
        case list():
            return any(_quedan(sugeridas, dentro) for dentro in valor)
        case _:
            return False


def _es_linea(sugeridas: set[str], dicho: Valor) -> bool:
    """En la matriz, lo sugerido se mostró con el rótulo de su línea delante."""
    return isinstance(dicho, str) and bool(dicho) and any(una.endswith(f": {dicho}") for una in sugeridas)


def _seccion(visible: Visible, paso: Paso, lugares: Lugares) -> str:
    papeles = visible.entrevista.papeles
    clave = papeles.actores if paso.pregunta.tipo == "clase_actor" and paso.actor else paso.pregunta.clave
    return "\n".join(lugares.get(clave, [EN_LA_CARATULA]))


def _dichas(eventos: Sequence[Evento]) -> dict[Llave, list[Respondida]]:
    """Las respuestas de cada pregunta, con la clave que tiene en la versión de hoy."""
    dichas: dict[Llave, list[Respondida]] = {}
    for evento in eventos:
        if isinstance(evento, Respondida):
            dichas.setdefault(evento.llave, []).append(evento)
        elif isinstance(evento, Migrada):
            nuevas = evento.renombradas
            dichas = {(nuevas.get(clave, clave), actor): dichas[clave, actor] for clave, actor in dichas}
    return dichas


def _de_quien_vale(visible: Visible, llave: Llave, dichas: dict[Llave, list[Respondida]]) -> list[Respondida]:
    """Las de quien dijo lo que hoy vale: lo que otro escribió antes no es lo que él dijo."""
    autor = visible.borrador.escrita_por.get(llave)
    return [una for una in dichas[llave] if una.autor == autor] or dichas[llave]


def _dicho_desde(dichas: list[Respondida], vale: Respuesta) -> datetime:
    """Cuándo dijo por primera vez lo que hoy vale: repetirlo después no lo hace más nuevo."""
    iguales = [respondida for respondida in dichas if respondida.crudo == vale.crudo]
    # Al pasar a otra versión de la entrevista el valor puede cambiar de nombre; las palabras no.
    exactas = [respondida for respondida in iguales if respondida.valor == vale.valor]
    return (exactas or iguales or dichas)[0].instante


def _escribir_hora(instante: datetime) -> str:
    return f"{instante.astimezone(HORA_DE_LIMA):%d/%m/%Y, %H:%M}"


def _estan_tal_cual(visible: Visible, paso: Paso, escrito: str, crudo: str) -> bool:
    """Las palabras de la persona ya se leen en el documento, sin interpretarlas."""
    palabras = plano(" ".join(crudo.split()))
    if not palabras or palabras == plano(" ".join(escrito.split())):
        return True
    if paso.actor is None or paso.pregunta.tipo != "matriz":
        return False
    dichas = [dicho for linea in paso.pregunta.lineas if (dicho := visible.linea(paso.actor, linea.clave))]
    return all(plano(" ".join(dicha.split())) in palabras for dicha in dichas)
