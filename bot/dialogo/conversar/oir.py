"""Las notas de voz: se escuchan, se muestra lo que se oyó y solo cuenta lo que la persona da por bueno.

Lo oído no se guarda: está en el mensaje que se le mostró, y de ahí se lee al pulsar [Está bien]. Entonces es como si lo
hubiera escrito. Hasta entonces no pasó nada: sigue donde estaba, y lo que escriba manda.
"""

from dataclasses import replace

from bot.dialogo.borrador.atender import con_el_paso, decir
from bot.dialogo.conversar import textos
from bot.dialogo.efectos import Adelantar, Enviar, OlvidarRecibido
from bot.dialogo.entradas import (
    SE_OYEN,
    BotonPulsado,
    DeLaPersona,
    EntradaNoAdmitida,
    MensajeRecibido,
    MensajeReenviado,
    VozRecibida,
)
from bot.dialogo.intenciones.decidido import da_por_bueno, si_o_no
from bot.dialogo.mensajes import Espacio, Mensaje, boton_escrito, partir
from bot.dialogo.peticiones import SinOir, Transcribir, VozNoTranscrita, VozTranscrita
from bot.dialogo.peticiones.voz import OCTETOS_MAXIMOS, SEGUNDOS_MAXIMOS
from bot.dialogo.textos import no_admitida
from bot.dialogo.turno import Contexto, Entrada, Estado, Turno

LETRAS_MAXIMAS = 3_000
"""En noventa segundos nadie dice más: es que se oyó mal. Y cabe en un mensaje, de donde se vuelve a leer."""
NOTAS_QUE_ESPERAN = 10


def si_se_escucha(contexto: Contexto, entrada: Entrada) -> Entrada:
    """La entrada; sin quien escuche, una nota de voz es algo que no se lee."""
    if isinstance(entrada, VozRecibida) and not contexto.escucha:
        return EntradaNoAdmitida(entrada.clase)
    return entrada


def como_dicho(estado: Estado, entrada: Entrada) -> tuple[Estado, Entrada]:
    """Lo que se dio por bueno es un mensaje, y con él no espera ninguna: su «sí» es una respuesta, y no de una nota."""
    dicho = dada_por_buena(estado, entrada)
    return (estado, entrada) if dicho is None else (replace(estado, oidas=()), dicho)


def dada_por_buena(estado: Estado, entrada: Entrada) -> MensajeRecibido | None:
    """Lo que decía una nota, si se pulsó su [Está bien] y todavía vale; None si es otra cosa o ya no se sabe."""
    mostrado = entrada.en if isinstance(entrada, BotonPulsado) else None
    if not isinstance(entrada, BotonPulsado) or mostrado is None:
        return None
    match partir(entrada.codigo):
        case Espacio.VOZ, (textos.BIEN, turno, *responde_a) if _espera(estado, turno):
            texto = textos.leer_lo_oido(mostrado.texto)
            return MensajeRecibido(texto, mostrado.responde_a, "".join(responde_a)) if texto else None
        case _:
            return None


def _espera(estado: Estado, turno: str) -> bool:
    return turno.isdecimal() and int(turno) in estado.oidas


def decision_escrita(estado: Estado, texto: str) -> bool | None:
    """Si lo escrito da por buena una nota que espera, o la descarta; None si no espera ninguna o dice otra cosa."""
    if not estado.oidas:
        return None
    if boton_escrito(texto, (textos.BOTON_NO,)) is not None:
        return False
    dice_si = si_o_no(texto)
    return True if dice_si is None and da_por_bueno(texto) else dice_si


def no_cambia_nada(estado: Estado, entrada: Entrada) -> bool:
    """Dice si después de esa entrada la persona sigue donde estaba, con los mismos botones delante."""
    match entrada:
        case MensajeReenviado() | VozRecibida() | VozTranscrita() | VozNoTranscrita():
            return True
        case BotonPulsado(codigo):
            return partir(codigo)[0] is Espacio.VOZ
        case MensajeRecibido(texto, responde_a=""):
            return decision_escrita(estado, texto) is not None
        case _:
            return False


def con_las_que_esperan(antes: Estado, entrada: Entrada, turno: Turno) -> Turno:
    """El turno con que se atendió lo que la persona hizo, anotando qué notas siguen esperando; con otra cosa, ninguna.

    `antes`: el estado en que estaba; `entrada`: tal como llegó.
    """
    if not isinstance(entrada, DeLaPersona):
        return turno
    igual = no_cambia_nada(antes, entrada)
    quedan = _quedan(antes, entrada) if igual else ()
    sin_cambio = antes.sin_cambio + 1 if igual and dada_por_buena(antes, entrada) is None else 0
    return Turno(replace(turno.estado, oidas=quedan, sin_cambio=sin_cambio), turno.efectos)


def _quedan(estado: Estado, entrada: Entrada) -> tuple[int, ...]:
    match entrada:
        case BotonPulsado(codigo):
            return tuple(una for una in estado.oidas if str(una) not in partir(codigo)[1][1:2])
        case MensajeRecibido(texto) if decision_escrita(estado, texto) is False:
            return ()
        case _:
            return estado.oidas


def no_admitir(contexto: Contexto, estado: Estado, entrada: EntradaNoAdmitida) -> Turno:
    """Lo que no se lee ni se oye. Varios audios en un solo envío no se escuchan: cada uno se confirma aparte."""
    es_de_voz = contexto.escucha and entrada.clase in SE_OYEN
    return decir(contexto, estado, textos.varias_a_la_vez() if es_de_voz else no_admitida(entrada.clase))


def recibir(contexto: Contexto, estado: Estado, voz: VozRecibida) -> Turno:
    """Una nota: se escucha, si cabe."""
    if voz.segundos > SEGUNDOS_MAXIMOS or voz.archivo.octetos > OCTETOS_MAXIMOS:
        return decir(contexto, estado, textos.no_oida(SinOir.LARGA))
    return Turno(estado, (Adelantar(textos.escuchando()), Transcribir(voz)))


def mostrar(contexto: Contexto, estado: Estado, oida: VozTranscrita) -> Turno:
    """Lo que se oyó, para que la persona diga si está bien."""
    texto = textos.en_limpio(oida.texto)
    if not any(letra.isalnum() for letra in texto) or len(texto) > LETRAS_MAXIMAS:
        return no_mostrar(contexto, estado, VozNoTranscrita(SinOir.NADA))
    if decision_escrita(estado, texto):  # «sí, está bien», de otra que espera: lo que cuenta no se decide de oídas
        return Turno(estado, (Enviar(_en_su_lugar(textos.falta_el_boton())),))
    mensaje = _en_su_lugar(textos.oido(texto, oida.voz, estado.turno))
    esperan = (*estado.oidas, estado.turno)[-NOTAS_QUE_ESPERAN:]
    return Turno(replace(estado, oidas=esperan), (Enviar(mensaje, textos.sin_lo_oido()),))


def no_mostrar(contexto: Contexto, estado: Estado, fallida: VozNoTranscrita) -> Turno:
    """No se pudo oír: se dice por qué, y la pregunta que tenía delante."""
    return con_el_paso(contexto, estado, Enviar(_en_su_lugar(textos.no_oida(fallida.motivo))))


def _en_su_lugar(mensaje: Mensaje) -> Mensaje:
    return replace(mensaje, quita_adelanto=True)


def atender_boton(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno:
    """[Lo escribo yo], o un [Está bien] que ya no vale o del que no se puede leer qué decía."""
    match partir(boton.codigo)[1]:
        case [textos.BIEN, turno, *_] if _espera(estado, turno):
            dicho = textos.ya_no_se_lee()
        case [textos.BIEN, *_]:
            dicho = textos.ya_no_vale()
        case _:
            dicho = textos.escribalo()
    return decir(contexto, estado, dicho, OlvidarRecibido())  # al pulsarlo llegó también lo que decía


def atender_texto(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """«Sí», «está bien» o «no», escrito con una nota que espera; None si no espera ninguna o dice otra cosa."""
    dice_si = decision_escrita(estado, recibido.texto)
    if dice_si is None:
        return None
    if dice_si:
        return Turno(estado, (Enviar(textos.falta_el_boton()),))
    return decir(contexto, estado, textos.escribalo())
