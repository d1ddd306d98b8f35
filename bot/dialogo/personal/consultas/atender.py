"""La consulta a una persona: la persona ve qué se enviaría, decide, y el personal responde.

Nada se envía antes del sí. Sin personal configurado no se ofrece ni se promete nada, y las órdenes del
personal no existen para nadie más.
"""

from dataclasses import replace
from typing import assert_never

from bot.dialogo import textos
from bot.dialogo.borrador.atender import con_el_paso
from bot.dialogo.efectos import (
    CerrarConsulta,
    Enviar,
    MostrarConsulta,
    OlvidarRecibido,
    PedirPersona,
    ResponderConsulta,
)
from bot.dialogo.entradas import BotonPulsado, MensajeEditado, MensajeRecibido, OrdenRecibida
from bot.dialogo.intenciones.decidido import manda_enviar, manda_no_enviar
from bot.dialogo.intenciones.reconocer import Intencion, reconocer, se_presenta
from bot.dialogo.mensajes import Boton, Espacio, Mensaje, boton_escrito, parrafo, partir, una_por_fila
from bot.dialogo.personal.consultas import dirigir
from bot.dialogo.personal.consultas import textos as textos_de_consultas
from bot.dialogo.peticiones import (
    ConsultaAlPersonal,
    ConsultaNumerada,
    ConsultasLeidas,
    LeerConsultas,
    LeerUltimosTurnos,
    NumerarConsulta,
    OrdenDelPersonal,
    PedidoDelPersonal,
    PreguntaHallada,
    ResultadoDeConsulta,
    UltimosTurnosLeidos,
)
from bot.dialogo.turno import (
    ConsultaPorEnviar,
    Contexto,
    Entrada,
    Estado,
    RespuestaPorConfirmar,
    TextoPorDirigir,
    Turno,
)
from conocimiento import frases
from conocimiento.palabras import comparable

TURNOS_QUE_SE_ENVIAN = 6
ABIERTOS_MAXIMOS = 3
_SI_ESCRITO = frozenset({"si", "si enviar", "enviar", "envielo", "si envielo", "si enviarlo tambien"})
_NO_ESCRITO = frozenset({"no", "no enviar", "no enviarlo", "no lo envie", "no gracias"})
_DE_CORTESIA = frozenset({Intencion.SALUDO, Intencion.GRACIAS, Intencion.SIN_PALABRAS})
_ORDENES = {
    "consultas": OrdenDelPersonal.VER,
    "responder": OrdenDelPersonal.RESPONDER,
    "cerrar": OrdenDelPersonal.CERRAR,
}


def botones(contexto: Contexto) -> tuple[Boton, ...]:
    """El botón de escribir al personal, si hay quien lo lea."""
    return (textos.BOTON_PERSONAL,) if contexto.hay_personal else ()


def con_boton(contexto: Contexto, mensaje: Mensaje) -> Mensaje:
    """El mensaje con la salida hacia una persona al final, si hay quien la atienda."""
    return replace(mensaje, botones=(*mensaje.botones, *una_por_fila(*botones(contexto))))


def con_salida(contexto: Contexto, mensaje: Mensaje) -> Mensaje:
    """Un mensaje que dice cómo llegar al personal, con la manera de escribirle desde aquí, si la hay."""
    if not contexto.hay_personal:
        return mensaje
    return con_boton(contexto, replace(mensaje, parrafos=(*mensaje.parrafos, parrafo(textos_de_consultas.DESDE_AQUI))))


def al_recibir(contexto: Contexto, estado: Estado, entrada: Entrada) -> Estado:
    """Lo que estaba por enviar o confirmar se deja si la persona pasa a otra cosa."""
    return estado if _espera(contexto, estado, entrada) else dejar(estado)


def dejar(estado: Estado) -> Estado:
    """Sin nada por enviar ni por confirmar."""
    return replace(estado, consulta=None)


def _espera(contexto: Contexto, estado: Estado, entrada: Entrada) -> bool:
    match estado.consulta, entrada:
        case _, MensajeRecibido(responde_a=respondido) if respondido:
            return True  # hasta saber si responde a lo que espera
        case ConsultaPorEnviar(), MensajeRecibido():
            return contexto.hay_personal
        case RespuestaPorConfirmar() | TextoPorDirigir(), MensajeRecibido(texto):
            es_boton = boton_escrito(texto, estado.botones) is not None
            return contexto.papeles.atiende and (es_boton or comparable(texto) in _SI_ESCRITO | _NO_ESCRITO)
        case ConsultaPorEnviar(), BotonPulsado(codigo):
            return _es_decision(codigo, "si", "no")
        case RespuestaPorConfirmar(), BotonPulsado(codigo):
            return _es_decision(codigo, "otra", "dejar")
        case TextoPorDirigir(), BotonPulsado(codigo):
            return _es_decision(codigo, "a", "tambien", "mia")
        case _:
            return False


def _es_decision(codigo: str, *decisiones: str) -> bool:
    espacio, partes = partir(codigo)
    return espacio is Espacio.CONSULTA and len(partes) > 1 and partes[0] in decisiones


# --- Lo que se escribe ----------------------------------------------------------------------------


def lo_que_espera_un_si(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """Con algo por enviar, el texto es la decisión o la consulta; None si no hay nada pendiente."""
    escrito = comparable(recibido.texto)
    match estado.consulta:
        case ConsultaPorEnviar(turno, pregunta, turnos) as pendiente if contexto.hay_personal:
            if manda_no_enviar(recibido.texto):
                return _pulsar(contexto, estado, "no", turno)
            if manda_enviar(recibido.texto) and (pregunta or turnos):
                return _pulsar(contexto, estado, "si", turno)
            if _no_es_la_consulta(recibido.texto):
                return _mostrar(estado, replace(pendiente, turno=estado.turno))
            return _mostrar(estado, replace(pendiente, turno=estado.turno, pregunta=_como_consulta(recibido)))
        case RespuestaPorConfirmar(turno) if contexto.papeles.atiende and escrito in _SI_ESCRITO:
            return _pulsar(contexto, estado, "otra", turno)
        case RespuestaPorConfirmar(turno) if contexto.papeles.atiende and escrito in _NO_ESCRITO:
            return _pulsar(contexto, estado, "dejar", turno)
        case TextoPorDirigir() if contexto.papeles.atiende and escrito in _SI_ESCRITO:
            return dirigir.pedir_el_boton(estado)
        case TextoPorDirigir() if contexto.papeles.atiende and escrito in _NO_ESCRITO:
            return con_el_paso(contexto, dejar(estado), Enviar(textos_de_consultas.texto_dejado()))
        case _:
            return None


def _no_es_la_consulta(texto: str) -> bool:
    """Un saludo, un gracias o el nombre del botón que se acaba de pulsar: no dicen qué preguntar."""
    return reconocer(texto) in _DE_CORTESIA or boton_escrito(texto, (textos.BOTON_PERSONAL,)) is not None


def _pulsar(contexto: Contexto, estado: Estado, decision: str, turno: int) -> Turno | None:
    return atender_boton(contexto, estado, BotonPulsado(Espacio.CONSULTA.codigo(decision, turno)))


def _como_consulta(recibido: MensajeRecibido) -> str:
    return frases.recortar(recibido.texto.strip(), textos_de_consultas.LARGO_DE_PREGUNTA)


def atender_asunto(contexto: Contexto, estado: Estado, hallada: PreguntaHallada) -> Turno | None:
    """Responder al mensaje de una consulta es responderla, y a lo que el personal respondió, consultarle otra vez.

    None si no era ninguna de las dos, o si quien escribe no atiende o no hay quien atienda.
    """
    recibido = hallada.recibido
    if contexto.hay_personal and hallada.asunto.startswith(textos_de_consultas.ASUNTO_DE_RESPUESTA):
        dicha = ConsultaPorEnviar(estado.turno, _como_consulta(recibido), ())
        return Turno(replace(estado, consulta=dicha), (LeerUltimosTurnos(TURNOS_QUE_SE_ENVIAN),))
    numero = hallada.asunto.removeprefix(textos_de_consultas.ASUNTO)
    if not contexto.papeles.atiende or numero == hallada.asunto:
        return None
    pedido = PedidoDelPersonal(OrdenDelPersonal.RESPONDER, int(numero), recibido.texto.strip(), recibido.mensaje)
    return Turno(estado, (LeerConsultas(pedido),))


def atender_orden(contexto: Contexto, estado: Estado, recibida: OrdenRecibida) -> Turno | None:
    """Las órdenes del personal; None si no es una de ellas o quien la escribe no es del personal."""
    orden = _ORDENES.get(recibida.nombre)
    if not contexto.papeles.atiende or orden is None:
        return None
    hallado = dirigir.NUMERO_Y_TEXTO.fullmatch(recibida.argumento)
    numero, texto = (int(hallado[1]), hallado[2].strip()) if hallado else (None, "")
    if orden is not OrdenDelPersonal.VER and not (numero and texto):
        uso = textos_de_consultas.como_se_usa(recibida.nombre)
        return con_el_paso(contexto, estado, OlvidarRecibido(), Enviar(uso))
    return Turno(estado, (LeerConsultas(PedidoDelPersonal(orden, numero, texto, recibida.mensaje)),))


def atender_edicion(contexto: Contexto, estado: Estado, editado: MensajeEditado) -> Turno | None:
    """Editar una orden ya cumplida no cambia lo que se envió; None si no es una orden del personal."""
    texto = editado.texto
    nombre = next(iter(texto[1:].split(maxsplit=1)), "") if texto.startswith("/") else ""
    if not contexto.papeles.atiende or nombre not in _ORDENES:
        return None
    return con_el_paso(contexto, estado, OlvidarRecibido(), Enviar(textos_de_consultas.edicion_sin_efecto()))


# --- Botones --------------------------------------------------------------------------------------


def atender_boton(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno | None:
    """Los botones de la persona y los del personal; None si el código no es de nada que exista para quien lo pulsa."""
    libre = dejar(estado)
    pendiente = estado.consulta
    match partir(boton.codigo)[1]:
        case ["pedir"] if contexto.hay_personal:
            return Turno(libre, (LeerUltimosTurnos(TURNOS_QUE_SE_ENVIAN),))
        case [("si" | "no") as decision, turno] if contexto.hay_personal:
            if not isinstance(pendiente, ConsultaPorEnviar):
                return con_el_paso(contexto, libre, Enviar(textos_de_consultas.ya_no_espera()))
            if turno != str(pendiente.turno):  # es de una vista previa anterior: lo que vale es la última
                return _mostrar(estado, replace(pendiente, turno=estado.turno))
            if decision == "no":
                return con_el_paso(contexto, libre, Enviar(textos_de_consultas.no_enviado()))
            return Turno(estado, (NumerarConsulta(),))
        case ["lista"] if contexto.papeles.atiende:
            return Turno(libre, (LeerConsultas(PedidoDelPersonal(OrdenDelPersonal.VER)),))
        case [("otra" | "dejar") as decision, turno] if contexto.papeles.atiende:
            if not isinstance(pendiente, RespuestaPorConfirmar) or turno != str(pendiente.turno):
                return con_el_paso(contexto, libre, Enviar(textos_de_consultas.nada_por_confirmar()))
            if decision == "dejar":
                return con_el_paso(contexto, libre, Enviar(textos_de_consultas.respuesta_dejada(pendiente.numero)))
            pedido = PedidoDelPersonal(OrdenDelPersonal.INSISTIR, pendiente.numero, pendiente.texto)
            return dirigir.enviar(estado, pedido, boton)
        case _:
            return dirigir.atender_boton(contexto, estado, boton)


# --- Resultados -----------------------------------------------------------------------------------


def atender_resultado(contexto: Contexto, estado: Estado, resultado: ResultadoDeConsulta) -> Turno:
    """Sigue con lo que el almacén leyó."""
    match resultado:
        case UltimosTurnosLeidos(turnos, abiertos, respondido):
            if abiertos >= ABIERTOS_MAXIMOS:
                return con_el_paso(contexto, dejar(estado), Enviar(textos_de_consultas.demasiados(abiertos)))
            dicha = estado.consulta.pregunta if isinstance(estado.consulta, ConsultaPorEnviar) else ""
            # Una vista previa anterior repite lo mismo y no dice nada nuevo a quien responde.
            utiles = tuple(uno for uno in turnos if not uno.asistente.startswith(textos_de_consultas.AL_MOSTRAR))
            pregunta = dicha or _ultima_pregunta(estado)
            return _mostrar(estado, ConsultaPorEnviar(estado.turno, pregunta, utiles, respondido))
        case ConsultaNumerada(numero):
            uno = estado.consulta
            if not isinstance(uno, ConsultaPorEnviar):
                return Turno(estado)  # un resultado que ya nadie espera
            mensaje = textos_de_consultas.para_el_personal(numero, uno)
            pedido = PedirPersona(numero, uno.pregunta, uno.turnos, mensaje)
            return con_el_paso(
                contexto, replace(estado, consulta=None), pedido, Enviar(textos_de_consultas.enviado(numero))
            )
        case ConsultasLeidas(pedido, consultas):
            return _atender_pedido(contexto, estado, pedido, consultas)
        case _:
            assert_never(resultado)


def _atender_pedido(
    contexto: Contexto, estado: Estado, pedido: PedidoDelPersonal, consultas: tuple[ConsultaAlPersonal, ...]
) -> Turno:
    if pedido.numero is None:
        return con_el_paso(contexto, estado, Enviar(textos_de_consultas.lista(consultas)))
    if not consultas:
        return con_el_paso(contexto, estado, OlvidarRecibido(), Enviar(textos_de_consultas.no_existe(pedido.numero)))
    uno = consultas[0]
    match pedido.orden:
        case OrdenDelPersonal.VER:
            mensaje = textos_de_consultas.para_el_personal(uno.numero, uno)
            return con_el_paso(contexto, estado, MostrarConsulta(uno, mensaje))
        case OrdenDelPersonal.RESPONDER if uno.atendido or uno.cerrado:
            espera = RespuestaPorConfirmar(estado.turno, uno.numero, mensaje=pedido.mensaje)
            pregunta = textos_de_consultas.por_confirmar(uno, espera)
            return Turno(replace(estado, consulta=espera), (OlvidarRecibido(), Enviar(pregunta)))
        case OrdenDelPersonal.RESPONDER | OrdenDelPersonal.INSISTIR:
            respuesta = ResponderConsulta(uno, pedido.texto, textos_de_consultas.respuesta(uno, pedido.texto))
            return con_el_paso(
                contexto, estado, OlvidarRecibido(), respuesta, Enviar(textos_de_consultas.respondida(uno.numero))
            )
        case OrdenDelPersonal.CERRAR if uno.cerrado:
            return con_el_paso(contexto, estado, OlvidarRecibido(), Enviar(textos_de_consultas.ya_cerrada(uno.numero)))
        case OrdenDelPersonal.CERRAR:
            dicho = Enviar(textos_de_consultas.cerrada(uno.numero, avisada=uno.atendido is None))
            return con_el_paso(contexto, estado, OlvidarRecibido(), cerrar(uno, pedido.texto), dicho)
        case _:
            assert_never(pedido.orden)


def cerrar(uno: ConsultaAlPersonal, motivo: str) -> CerrarConsulta:
    """Cierra una consulta; a quien nadie respondió se le dice el motivo."""
    return CerrarConsulta(uno, motivo, None if uno.atendido else textos_de_consultas.cerrada_sin_respuesta(uno, motivo))


def _ultima_pregunta(estado: Estado) -> str:
    """La última que hizo al marco, si está entre los turnos que se envían."""
    ultima = estado.ultima
    if ultima is None or estado.turno - ultima.turno > TURNOS_QUE_SE_ENVIAN:
        return ""
    if se_presenta(ultima.pregunta) or reconocer(ultima.pregunta) in _DE_CORTESIA | {Intencion.QUEJA}:
        return ""  # una presentación o una queja no dice qué se consulta
    return frases.recortar(ultima.pregunta.strip(), textos_de_consultas.LARGO_DE_PREGUNTA)


def _mostrar(estado: Estado, uno: ConsultaPorEnviar) -> Turno:
    """A mitad de la entrevista la pregunta no se repite todavía: lo que se escriba ahora es la consulta."""
    return Turno(replace(estado, consulta=uno), (Enviar(textos_de_consultas.vista_previa(uno)),))
