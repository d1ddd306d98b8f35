"""Lo que un modelo señala de un mensaje largo, para las preguntas abiertas que las reglas no leen.

Señala palabras y no escribe ninguna: cada propuesta es un trozo del mensaje, leído por el validador de su pregunta. Se
suma a lo entendido, que nadie guarda hasta que la persona lo diga; lo que ya entendieron las reglas no se toca.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.dialogo.borrador.paso.lo_escrito import abiertas, anotar_lote
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.peticiones import Interpretar, LenguajeFallo, LenguajeRespondio, TextoEnviado, Uso
from bot.dialogo.peticiones.objeto import leer_lista, leer_objeto
from bot.entrevista.comprension.lote import agregado
from bot.entrevista.eventos import Entendido, Lote
from bot.entrevista.pasos import Paso, pasos_visibles
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.tipos import leer

PALABRAS_MINIMAS = 25
"""Un mensaje más corto no trae varias respuestas."""
PREGUNTAS = 12


@dataclass(frozen=True, slots=True)
class Senalado:
    """De una pregunta, de qué letra a qué letra del mensaje se la contesta."""

    pregunta: str
    inicio: int
    fin: int


def por_interpretar(sesion: Sesion, lote: Lote) -> Interpretar | None:
    """Lo que se le pide al modelo de un mensaje; None si no hay modelo para eso, es corto o no queda nada que leer."""
    if not sesion.puede_mostrar_a_un_modelo(Uso.INTERPRETAR) or len(lote.crudo.split()) < PALABRAS_MINIMAS:
        return None
    preguntas = tuple((paso.pregunta.clave, paso.pregunta.texto) for paso in _de_texto(sesion, lote))[:PREGUNTAS]
    return Interpretar(lote.crudo, preguntas) if preguntas else None


def con_lo_senalado(
    sesion: Sesion, lote: Lote, pedido: Interpretar, vuelto: LenguajeRespondio | LenguajeFallo
) -> tuple[Sesion, Lote]:
    """El lote con cada trozo señalado que su pregunta admite y que no es de nada ya entendido; si no hay, el mismo."""
    senalados = leer_propuestas(vuelto.texto, pedido, vuelto.enviado) if isinstance(vuelto, LenguajeRespondio) else ()
    pasos = {paso.pregunta.clave: paso for paso in _de_texto(sesion, lote)}
    nuevos = tuple(_entendidos(sesion, lote.crudo, senalados, pasos))
    if not nuevos:
        return sesion, lote
    sumado = agregado(lote, nuevos)
    return anotar_lote(sesion, sumado), sumado


def _entendidos(
    sesion: Sesion, crudo: str, senalados: tuple[Senalado, ...], pasos: dict[str, Paso]
) -> Iterator[Entendido]:
    for uno in senalados:
        paso, dicho = pasos.pop(uno.pregunta, None), crudo[uno.inicio : uno.fin]
        lectura = leer(paso.pregunta, dicho, sesion.entorno_de(paso)) if paso is not None else None
        if paso is not None and isinstance(lectura, Valido):
            yield Entendido(paso.llave, lectura.valor, lectura.lectura or dicho, dicho)


def _de_texto(sesion: Sesion, lote: Lote) -> Iterator[Paso]:
    """Las preguntas de palabras que siguen abiertas y de las que las reglas no entendieron nada."""
    libres = abiertas(sesion) - {uno.llave for _, uno in lote.entendidos}
    papeles = sesion.entrevista.papeles
    for paso in pasos_visibles(sesion.entrevista, sesion.borrador):
        es_de_todos = paso.actor is None and paso.pregunta.clave not in (papeles.proponente, papeles.titulo)
        if paso.pregunta.tipo == "texto" and es_de_todos and paso.llave in libres:
            yield paso


def leer_propuestas(texto: str, pedido: Interpretar, enviado: TextoEnviado) -> tuple[Senalado, ...]:
    """Lo que el modelo señaló y es de verdad un trozo del mensaje, de una pregunta que se le dio; lo demás no cuenta.

    Un trozo que aparece dos veces, que parte una palabra o un dato sustituido, o que va a dos preguntas, tampoco.
    """
    leido = leer_objeto(texto, "respuestas")
    if leido is None:
        return ()
    conocidas = {clave for clave, _ in pedido.preguntas}
    senalados: dict[str, Senalado] = {}
    for uno in leer_lista(leido["respuestas"], "pregunta", "palabras"):
        clave, palabras = uno["pregunta"], uno["palabras"]
        if isinstance(clave, str) and clave in conocidas and clave not in senalados and isinstance(palabras, str):
            lugar = _lugar(palabras, enviado)
            if lugar is not None and not any(_se_pisan(lugar, otro) for otro in senalados.values()):
                senalados[clave] = Senalado(clave, *lugar)
    return tuple(senalados.values())


def _lugar(palabras: str, enviado: TextoEnviado) -> tuple[int, int] | None:
    """Dónde están en el mensaje esas palabras, enteras y una sola vez."""
    limpias = palabras.strip()
    inicio = enviado.texto.find(limpias) if limpias else -1
    if inicio < 0 or enviado.texto.find(limpias, inicio + 1) >= 0:
        return None
    fin = inicio + len(limpias)
    antes, despues = enviado.texto[inicio - 1 : inicio] if inicio else "", enviado.texto[fin : fin + 1]
    if (antes.isalnum() and limpias[0].isalnum()) or (despues.isalnum() and limpias[-1].isalnum()):
        return None
    return enviado.en_el_original(inicio, fin)


def _se_pisan(lugar: tuple[int, int], otro: Senalado) -> bool:
    return lugar[0] < otro.fin and otro.inicio < lugar[1]
