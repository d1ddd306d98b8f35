"""Lo que falta en un borrador, en una sola lista, con la pregunta que lo completa; y lo que se puede ampliar."""

from dataclasses import replace

from bot.entrevista.esquema import Pregunta
from bot.entrevista.pasos import Paso, pasos_visibles
from bot.entrevista.propuesta.modelo import Pendiente
from bot.entrevista.visible import Visible
from conocimiento.frases import enumerar


def lo_que_falta(visible: Visible) -> tuple[Pendiente, ...]:
    """Lo preguntado que no tiene respuesta, entera o en parte; lo que otro dijo y no se le muestra, no falta."""
    pendientes: list[Pendiente] = []
    for paso in visible.pasos:
        if paso.llave in visible.borrador.ocultas:
            continue
        if paso.llave not in visible.borrador.respuestas:
            pendientes.append(Pendiente(_nombre(paso), _pregunta(paso)))
        elif paso.actor and paso.pregunta.tipo == "matriz":
            faltan = [linea.rotulo for linea in paso.pregunta.lineas if not visible.linea(paso.actor, linea.clave)]
            if faltan:
                pendientes.append(Pendiente(f"{paso.actor.nombre}: {_juntos(faltan)}", EN_LA_MATRIZ))
        elif faltan := _campos_que_faltan(visible, paso):
            pendientes.append(Pendiente(f"{_nombre(paso)}: {_juntos(faltan)}", _pregunta(paso)))
    return tuple(pendientes)


EN_LA_MATRIZ = "Dígalo con sus palabras; por ejemplo, «la cooperativa gana mejores precios»."
DE_CADA_ACTOR = "de cada actor"


def lo_que_se_puede_ampliar(visible: Visible) -> tuple[Pendiente, ...]:
    """Lo que solo se preguntaría al ampliar el borrador, una vez aunque se repita por actor."""
    completo = pasos_visibles(visible.entrevista, replace(visible.borrador, modo="ampliado"))
    hechas = {paso.pregunta.clave for paso in visible.pasos}
    preguntas: dict[str, Pregunta] = {paso.pregunta.clave: paso.pregunta for paso in completo}
    return tuple(
        Pendiente(
            f"{una.etiqueta or una.rotulo} ({DE_CADA_ACTOR})" if una.repite_por else una.etiqueta or una.rotulo,
            una.texto.splitlines()[0].replace("{actor}", DE_CADA_ACTOR.removeprefix("de ")),
        )
        for clave, una in preguntas.items()
        if clave not in hechas
    )


def _nombre(paso: Paso) -> str:
    etiqueta = paso.pregunta.etiqueta or paso.pregunta.rotulo
    return f"{paso.actor.nombre}: {_en_frase(etiqueta)}" if paso.actor else etiqueta


def _pregunta(paso: Paso) -> str:
    if paso.pregunta.tipo == "matriz":
        return EN_LA_MATRIZ
    primera = paso.pregunta.texto.splitlines()[0]
    return primera.replace("{actor}", paso.actor.nombre) if paso.actor else primera


def _juntos(faltan: list[str]) -> str:
    return enumerar([_en_frase(falta) for falta in faltan])


def _en_frase(etiqueta: str) -> str:
    """Sin mayúscula inicial, salvo en las siglas."""
    return etiqueta if etiqueta[1:2].isupper() else etiqueta[:1].lower() + etiqueta[1:]


def _campos_que_faltan(visible: Visible, paso: Paso) -> list[str]:
    """Las partes obligatorias que faltan en una respuesta compuesta o en algún elemento de una lista."""
    valor = visible.borrador.respuestas[paso.llave].valor
    partes = [valor] if isinstance(valor, dict) else valor if isinstance(valor, list) else []
    elementos = [uno for uno in partes if isinstance(uno, dict)]
    return [
        campo.rotulo
        for campo in paso.pregunta.campos
        if campo.obligatorio and any(uno.get(campo.clave) in (None, "") for uno in elementos)
    ]
