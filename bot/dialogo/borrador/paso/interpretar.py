"""Lo que un modelo señala de un mensaje largo, para las preguntas abiertas que las reglas no leen.

Señala palabras y no escribe ninguna: cada propuesta es un trozo del mensaje, leído por el validador de su pregunta. Se
suma a lo entendido, que nadie guarda hasta que la persona lo diga; lo que ya entendieron las reglas no se toca.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.dialogo.borrador.paso.lo_escrito import MUCHAS, abiertas, anotar_lote, decir_lo_demas, juntar_al_lote
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.efectos import Enviar
from bot.dialogo.peticiones import (
    Consultar,
    Interpretar,
    LenguajeFallo,
    LenguajeRespondio,
    ResultadoDeUso,
    TextoEnviado,
    Uso,
)
from bot.dialogo.peticiones.objeto import leer_lista, leer_objeto
from bot.dialogo.turno import Turno
from bot.entrevista.comprension.lote import agregado, lote_abierto
from bot.entrevista.eventos import Entendida, Entendido, Lote, Respondida
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


def por_interpretar(sesion: Sesion, texto: str, lote: Lote | None) -> Interpretar | None:
    """Lo que se le pide al modelo de un mensaje; None si no hay modelo para eso, es corto o no queda nada que leer."""
    if not sesion.puede_mostrar_a_un_modelo(Uso.INTERPRETAR) or len(texto.split()) < PALABRAS_MINIMAS:
        return None
    preguntas = tuple((paso.pregunta.clave, paso.pregunta.texto) for paso in _de_texto(sesion, lote))[:PREGUNTAS]
    return Interpretar(texto, preguntas) if preguntas else None


def con_lo_senalado(
    sesion: Sesion, lote: Lote, pedido: Interpretar, vuelto: LenguajeRespondio | LenguajeFallo
) -> tuple[Sesion, Lote, ResultadoDeUso]:
    """El lote con cada trozo señalado que su pregunta admite y que no es de nada ya entendido; si no hay, el mismo."""
    nuevos, quedo = _senalados(sesion, lote, pedido, vuelto)
    if not nuevos:
        return sesion, lote, quedo
    sumado = agregado(lote, nuevos)
    return anotar_lote(sesion, sumado), sumado, quedo


# --- De una respuesta larga -----------------------------------------------------------------------


def preguntar_lo_demas(sesion: Sesion, turno: Turno, texto: str) -> Turno:
    """El turno con que se contestó una pregunta; antes de decirlo, se mira si lo escrito contesta además otras."""
    dichos = tuple(efecto.mensaje for efecto in turno.efectos if isinstance(efecto, Enviar))
    if len(dichos) != len(turno.efectos):
        return turno  # falta cumplir algo: no es el momento
    contestada = sesion.en(turno.estado)
    pedido = por_interpretar(contestada, texto, lote_abierto(contestada.propios))
    return turno if pedido is None else contestada.turno(Consultar(replace(pedido, si_no=dichos)))


def atender_lo_demas(
    sesion: Sesion, pedido: Interpretar, vuelto: LenguajeRespondio | LenguajeFallo
) -> tuple[Turno, ResultadoDeUso]:
    """Lo que se iba a decir o, si el modelo señaló algo que vale, eso con lo señalado. Y en qué quedó."""
    respondida = next((uno for uno in reversed(sesion.propios) if isinstance(uno, Respondida)), None)
    lote = lote_abierto(sesion.propios)
    nuevos, quedo = _senalados(sesion, lote, pedido, vuelto)
    if not nuevos or respondida is None:
        return sesion.turno(*map(Enviar, pedido.si_no)), quedo
    match sesion.propios[-1]:
        case Entendida() if lote is not None:  # lo que las reglas vieron en el mismo mensaje
            sumado = agregado(lote, nuevos)
        case _:
            sumado = juntar_al_lote(sesion, nuevos, pedido.texto)
    de_ahora = sum(uno.cita in pedido.texto for _, uno in sumado.entendidos)
    return decir_lo_demas(sesion, respondida, replace(sumado, avisa=de_ahora >= MUCHAS)), quedo


# --- Qué se le cree -------------------------------------------------------------------------------


def _senalados(
    sesion: Sesion, lote: Lote | None, pedido: Interpretar, vuelto: LenguajeRespondio | LenguajeFallo
) -> tuple[tuple[Entendido, ...], ResultadoDeUso]:
    if isinstance(vuelto, LenguajeFallo):
        return (), ResultadoDeUso.SIN_CAMBIO
    pasos = {paso.pregunta.clave: paso for paso in _de_texto(sesion, lote)}
    nuevos = tuple(_entendidos(sesion, pedido, leer_propuestas(vuelto.texto, pedido, vuelto.enviado), pasos))
    if nuevos:
        return nuevos, ResultadoDeUso.USADO
    no_senala = leer_objeto(vuelto.texto, "respuestas") == {"respuestas": []}
    return (), ResultadoDeUso.SIN_CAMBIO if no_senala else ResultadoDeUso.RECHAZADO


def _entendidos(
    sesion: Sesion, pedido: Interpretar, senalados: tuple[Senalado, ...], pasos: dict[str, Paso]
) -> Iterator[Entendido]:
    for uno in senalados:
        paso, dicho = pasos.pop(uno.pregunta, None), pedido.texto[uno.inicio : uno.fin]
        if paso is None or (pedido.si_no and dicho == pedido.texto.strip()):  # entero ya contestó la suya
            continue
        lectura = leer(paso.pregunta, dicho, sesion.entorno_de(paso))
        if isinstance(lectura, Valido):
            yield Entendido(paso.llave, lectura.valor, lectura.lectura or dicho, dicho)


def _de_texto(sesion: Sesion, lote: Lote | None) -> Iterator[Paso]:
    """Las preguntas de palabras que siguen abiertas y de las que no se entendió nada todavía."""
    libres = abiertas(sesion) - {uno.llave for _, uno in (lote.entendidos if lote is not None else ())}
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
