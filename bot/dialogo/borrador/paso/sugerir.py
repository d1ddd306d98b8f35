"""Las sugerencias en una pregunta: mostrarlas y guardar la que la persona toque; sin un toque, nada se guarda.

De una lista se suma a lo que había, y se puede elegir otra; lo demás es la respuesta y se sigue.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogo.borrador import plantear
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.repasar import seguir
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import sugerir as textos
from bot.dialogo.efectos import Enviar
from bot.dialogo.mensajes import Parrafo
from bot.dialogo.turno import Turno
from bot.entrevista.comprension.dicho import lo_dicho
from bot.entrevista.comprension.sugerir import Sugerencia, hay_para, se_agrega, sugerencias_para
from bot.entrevista.eventos import Respondida, Vuelta
from bot.entrevista.pasos import Paso
from bot.entrevista.valor import Valor
from bot.entrevista.valores.tipos import agregar, elementos

LARGO_DE_UN_TEXTO = 4000


def sugerir(sesion: Sesion, paso: Paso, *previo: Parrafo, desde: int = 0) -> Turno:
    """Las mejores sugerencias para un paso, desde la que se indica; sin ninguna, lo dice y da un ejemplo."""
    if not hay_para(sesion.entrevista, paso.pregunta):
        return en_paso(sesion, *previo, textos.NO_HAY_DE_ESTA, *plantear.ejemplo(paso))
    halladas = _halladas(sesion, paso)
    if desde >= len(halladas):
        if desde or sesion.valor_de(paso) is not None:
            return en_paso(sesion, *previo, textos.NO_QUEDAN)
        return en_paso(sesion, *previo, textos.sin_sugerencias(paso), *plantear.ejemplo(paso))
    return sesion.enviar(textos.sugerencias(sesion, paso, halladas, desde, *previo))


def mostrar(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
    """Las de la pregunta que se tiene delante. `argumentos`: desde cuál; ninguno, desde la primera."""
    match argumentos:
        case [] if sesion.paso is not None:
            return sugerir(sesion, sesion.paso)
        case [desde] if desde.isdecimal() and sesion.paso is not None:
            return sugerir(sesion, sesion.paso, desde=int(desde))
        case _:
            return en_paso(sesion)


def usar(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
    """Guarda la sugerencia elegida, como tal. `argumentos`: su código."""
    paso = sesion.paso
    if paso is None:
        return en_paso(sesion)
    elegida = next((una for una in _halladas(sesion, paso) if [textos.codigo_de(una)] == [*argumentos]), None)
    if elegida is None:
        return sugerir(sesion, paso, textos.SUGERENCIA_VIEJA)
    valor, cabe = _con(sesion, paso, elegida)
    if not cabe:
        return en_paso(sesion, textos.NO_CABE)
    previa = sesion.borrador.respuestas.get(paso.llave)
    se_suma = se_agrega(sesion.entrevista, paso.pregunta)
    crudo = f"{previa.crudo}\n{elegida.texto}" if previa is not None and previa.crudo and se_suma else elegida.texto
    nueva = sesion.anotar(Respondida(sesion.ahora, paso.llave, valor, crudo, sugerida=True))
    if not se_suma:
        turno = seguir(sesion, nueva, textos.usada(elegida.texto))
        return _con_deshacer(nueva, turno)
    nueva = nueva.anotar(Vuelta(sesion.ahora, paso.llave, sesion.borrador.regreso or None))
    return sugerir(nueva, paso, textos.agregada(elegida.texto))


def _halladas(sesion: Sesion, paso: Paso) -> tuple[Sugerencia, ...]:
    estado = sesion.estado
    dicho = lo_dicho(sesion.entrevista, estado.eventos, paso, estado.integrante)
    return sugerencias_para(sesion.entrevista, paso.pregunta, dicho)


def _con(sesion: Sesion, paso: Paso, elegida: Sugerencia) -> tuple[Valor, bool]:
    """Lo que se tenía con la sugerencia puesta, y si cabe."""
    pregunta, tengo, nuevo = paso.pregunta, sesion.valor_de(paso), elegida.valor
    match pregunta.tipo, nuevo:
        case "matriz", dict():
            lineas: dict[str, Valor] = {linea.clave: None for linea in pregunta.lineas}
            return lineas | (tengo if isinstance(tengo, dict) else {}) | nuevo, True
        case _, dict():
            lista = agregar(pregunta, elementos(tengo), [nuevo])
            return [*lista], len(lista) <= (pregunta.maximo or len(lista))
        case "ods", int():
            numeros = [*(tengo if isinstance(tengo, list) else []), nuevo]
            return [*numeros], len(numeros) <= (pregunta.maximo or len(numeros))
        case _, str() if isinstance(tengo, str) and se_agrega(sesion.entrevista, pregunta):
            junto = f"{tengo}; {nuevo}"
            return junto, len(junto) <= (pregunta.maximo or LARGO_DE_UN_TEXTO)
        case _:
            return nuevo, True


def _con_deshacer(sesion: Sesion, turno: Turno) -> Turno:
    """El mismo turno, con el botón de deshacer en su último mensaje."""
    *antes, ultimo = turno.efectos
    if not isinstance(ultimo, Enviar):
        return turno
    botones = textos.con_deshacer(sesion.en(turno.estado), ultimo.mensaje)
    return Turno(turno.estado, (*antes, Enviar(replace(ultimo.mensaje, botones=botones))))
