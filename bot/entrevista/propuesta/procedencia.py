"""De dónde sale cada párrafo del documento: qué pregunta, quién lo dijo, cuándo y con qué palabras."""

from collections.abc import Sequence
from datetime import datetime

from bot.entrevista.eventos import Evento, Llave, Migrada, Respondida, Valor
from bot.entrevista.pasos import Paso
from bot.entrevista.propuesta.cuadros import escribir, preguntas_de_cuadro, tiene_matriz
from bot.entrevista.propuesta.modelo import Procedencia
from bot.entrevista.visible import Visible
from conocimiento.frases import enumerar
from conocimiento.hora import HORA_DE_LIMA

LA_PERSONA = "La persona"
CON_SUGERENCIAS = "La persona, con sugerencias del asistente que eligió"
CON_ORTOGRAFIA = "; ortografía revisada por el asistente, aceptada por la persona"
EN_LA_CARATULA = "Carátula"
EN_LA_MATRIZ = "Anexo A"


def reconocer_procedencia(visible: Visible, eventos: Sequence[Evento]) -> tuple[Procedencia, ...]:
    """Una fila por respuesta visible, en el orden de la entrevista."""
    dichas = _dichas(eventos)
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
                seccion=_seccion(visible, paso),
                pregunta=f"{paso.actor.nombre}: {rotulo}" if paso.actor else rotulo,
                quien=_quien(sugeridas, respuesta.valor, es_redactada=paso.llave in visible.redactadas),
                cuando=_escribir_hora(_dicho_desde(dichas[paso.llave], respuesta.valor, respuesta.crudo)),
                palabras=None if _estan_tal_cual(visible, paso, escrito, propias) else propias,
            )
        )
    return tuple(filas)


def _quien(sugeridas: set[str], valor: Valor, *, es_redactada: bool) -> str:
    dijo = CON_SUGERENCIAS if _quedan(sugeridas, valor) else LA_PERSONA
    return f"{dijo}{CON_ORTOGRAFIA}" if es_redactada else dijo


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


def _seccion(visible: Visible, paso: Paso) -> str:
    clave, papeles = paso.pregunta.clave, visible.entrevista.papeles
    if clave == papeles.titulo:
        return EN_LA_CARATULA
    de_actores = clave == papeles.actores or (paso.pregunta.tipo == "clase_actor" and paso.actor is not None)
    cuadros = [cuadro for cuadro, pregunta in preguntas_de_cuadro(papeles).items() if clave == pregunta]
    cuadro = "actores" if de_actores else next(iter(cuadros), None)
    propias = [
        s.numero for s in visible.entrevista.documento if clave in s.preguntas or (cuadro and cuadro in s.cuadros)
    ]
    if clave == papeles.matriz:
        con_matriz = tiene_matriz(visible)
        claves = {"riesgos"} if con_matriz else {"riesgos", *(linea.clave for linea in paso.pregunta.lineas)}
        propias = [s.numero for s in visible.entrevista.documento if claves & set(s.cuadros)]
        if con_matriz:
            return " y ".join((EN_LA_MATRIZ, *(f"sección {numero}" for numero in propias)))
    if not propias:
        return "Otros datos"
    return f"{'Sección' if len(propias) == 1 else 'Secciones'} {enumerar([str(numero) for numero in propias])}"


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


def _dicho_desde(dichas: list[Respondida], valor: Valor, crudo: str) -> datetime:
    """Cuándo dijo por primera vez lo que hoy vale: repetirlo después no lo hace más nuevo."""
    iguales = [respondida for respondida in dichas if respondida.crudo == crudo]
    # Al pasar a otra versión de la entrevista el valor puede cambiar de nombre; las palabras no.
    exactas = [respondida for respondida in iguales if respondida.valor == valor]
    return (exactas or iguales or dichas)[0].instante


def _escribir_hora(instante: datetime) -> str:
    return f"{instante.astimezone(HORA_DE_LIMA):%d/%m/%Y, %H:%M}"


def _estan_tal_cual(visible: Visible, paso: Paso, escrito: str, crudo: str) -> bool:
    """Las palabras de la persona ya se leen en el documento, sin interpretarlas."""
    palabras = " ".join(crudo.split())
    if not palabras or palabras == " ".join(escrito.split()):
        return True
    if paso.actor is None or paso.pregunta.tipo != "matriz":
        return False
    dichas = [dicho for linea in paso.pregunta.lineas if (dicho := visible.linea(paso.actor, linea.clave))]
    return all(" ".join(dicha.split()) in palabras for dicha in dichas)
