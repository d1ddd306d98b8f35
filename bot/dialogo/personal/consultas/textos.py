"""Lo que se dice al enviar una consulta al personal y al responderla, a la persona y al personal.

Lo que la persona ve antes de enviar son los mismos párrafos que recibe el personal.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.dialogo.entradas import MensajeEditado
from bot.dialogo.mensajes import Boton, ClaseParrafo, Espacio, Mensaje, Parrafo, cursiva, negrita, parrafo, una_por_fila
from bot.dialogo.peticiones import ConsultaAlPersonal, DestinosHallados, RespuestaDelPersonal, TurnoDicho
from bot.dialogo.textos import BOTON_PERSONAL, BOTON_PREGUNTA, BOTON_PROPUESTA, QUE_SOY_CORTO
from bot.dialogo.turno import ConsultaPorEnviar, RespuestaPorConfirmar, TextoPorDirigir
from bot.entrevista.coherencia.formas import parece_personal
from conocimiento.frases import cantidad, enumerar, recortar
from conocimiento.hora import HORA_DE_LIMA

DESDE_AQUI = "También puede escribirle desde aquí; antes de enviar nada verá qué se envía."
BOTON_ABIERTAS = Espacio.CONSULTA.boton("Consultas abiertas", "lista")
ASUNTO, ASUNTO_DE_ACUSE, ASUNTO_DE_RESPUESTA = "traspaso:", "sobre-traspaso:", "respuesta-traspaso:"
"""Con lo que empieza el asunto del mensaje que muestra una consulta, el del que le dice al personal algo de una y el de
lo que el personal le escribe a la persona."""
LARGO_DE_PREGUNTA, LARGO_DE_PERSONA, LARGO_DE_ASISTENTE, LARGO_DE_RESPUESTA = 1_000, 180, 150, 160
"""Caracteres: con seis turnos y dos respuestas, todo cabe en un mensaje de Telegram y se puede responder a él."""
LARGO_DE_RECUERDO = 120
AL_MOSTRAR = "El personal de la APCI recibiría esto, tal como se ve:"
_CON_DATOS_PERSONALES = (
    "Parece que lleva un DNI, un teléfono o un correo personal. Para responderle por aquí no hacen falta: puede "
    "escribir su consulta otra vez, sin ellos."
)
_COMO_SE_ATIENDE = (
    "Lo leerá una persona de la APCI y le responderá por este mismo chat, en su horario de trabajo; no hay un plazo "
    "fijo. No es una presentación de su propuesta ni una aprobación."
)
_COMO_RESPONDER = (
    "Para responder, conteste a este mensaje (con «Responder») o escriba /responder {numero} y su texto: le llega tal "
    "cual, como respuesta de una persona de la APCI. Si no se va a responder: /cerrar {numero} y el motivo."
)


# --- A la persona ---------------------------------------------------------------------------------


def vista_previa(uno: ConsultaPorEnviar) -> Mensaje:
    """Lo que se va a enviar y la pregunta de si se envía; sin nada que enviar, pide la consulta."""
    no = (Espacio.CONSULTA.boton("No enviar", "no", uno.turno),)
    if not uno.pregunta and not uno.turnos:
        pedido = parrafo("Escriba ahora su consulta para el personal de la APCI; se la mostraré antes de enviarla.")
        return Mensaje((pedido, parrafo(_COMO_SE_ATIENDE)), (no,))
    if uno.pregunta:
        final = "¿Lo envío? Si prefiere decirlo de otra manera, escríbalo ahora."
    else:
        final = "Escriba su consulta, o envíe los últimos mensajes. ¿Lo envío así?"
    dicho = "\n".join((uno.pregunta, *(turno.persona for turno in uno.turnos)))
    parrafos = (
        parrafo(AL_MOSTRAR),
        *_cuerpo(uno),
        *((parrafo(_CON_DATOS_PERSONALES),) if parece_personal(dicho) else ()),
        parrafo(_COMO_SE_ATIENDE),
        parrafo(final),
    )
    return Mensaje(parrafos, ((Espacio.CONSULTA.boton("Sí, enviar", "si", uno.turno),), no))


def enviado(numero: int) -> Mensaje:
    """La consulta quedó enviada."""
    dicho = f"Lo envié al personal (consulta n.º {numero}). Le responderán por aquí, sin un plazo fijo."
    return Mensaje((parrafo(dicho),), ((BOTON_PREGUNTA,), (BOTON_PROPUESTA,)), agota_botones=True)


def no_enviado() -> Mensaje:
    """La persona decidió no enviar."""
    botones = ((BOTON_PREGUNTA,), (BOTON_PROPUESTA,))
    return Mensaje((parrafo("De acuerdo, no envié nada."),), botones, agota_botones=True)


def ya_no_espera() -> Mensaje:
    """Se pulsó el botón de una vista previa que ya no está pendiente."""
    dicho = "Esa consulta ya se envió o se dejó; ahora no envié nada."
    return Mensaje((parrafo(dicho),), ((BOTON_PERSONAL,), (BOTON_PREGUNTA,)))


def demasiados(abiertos: int) -> Mensaje:
    """La persona ya tiene todas las que puede tener esperando."""
    dicho = (
        f"Ya tiene {cantidad(abiertos, 'consulta', 'consultas')} esperando respuesta del personal. Cuando le respondan "
        "una podrá enviar otra; mientras tanto, puede preguntarme a mí."
    )
    return Mensaje((parrafo(dicho),), ((BOTON_PREGUNTA,),))


def respuesta(uno: ConsultaAlPersonal, texto: str) -> Mensaje:
    """Lo que el personal respondió. Lleva botones porque así, si se corta la red al enviarlo, se repite."""
    return Mensaje(
        (
            parrafo(negrita("Respuesta del personal de la APCI (una persona, no el asistente):")),
            parrafo(texto),
            parrafo(cursiva(_de_que_consulta(uno))),
        ),
        ((BOTON_PERSONAL,),),
        asunto=f"{ASUNTO_DE_RESPUESTA}{uno.numero}",
    )


def cerrada_sin_respuesta(uno: ConsultaAlPersonal, motivo: str) -> Mensaje:
    """El personal cerró una consulta que no había respondido."""
    return Mensaje(
        (
            parrafo(negrita("El personal de la APCI cerró su consulta sin otra respuesta. Motivo:")),
            parrafo(motivo),
            parrafo(cursiva(_de_que_consulta(uno))),
        ),
        ((BOTON_PERSONAL,),),
        asunto=f"{ASUNTO_DE_RESPUESTA}{uno.numero}",
    )


def _de_que_consulta(uno: ConsultaAlPersonal) -> str:
    dicha = recortar(" ".join(uno.pregunta.split()), LARGO_DE_RECUERDO)
    return f"Consulta n.º {uno.numero}: «{dicha}»" if dicha else f"Consulta n.º {uno.numero}"


# --- Al personal ----------------------------------------------------------------------------------


def la_consulta(numero: int, uno: ConsultaPorEnviar | ConsultaAlPersonal) -> Mensaje:
    """La consulta, como la lee el personal."""
    return Mensaje((parrafo(negrita(f"Consulta n.º {numero} de una persona")), *_cuerpo(uno)))


def para_el_personal(numero: int, uno: ConsultaPorEnviar | ConsultaAlPersonal) -> Mensaje:
    """La consulta y cómo responderla, como llega a los chats del personal."""
    parrafos = (*la_consulta(numero, uno).parrafos, parrafo(_COMO_RESPONDER.format(numero=numero)))
    return Mensaje(parrafos, ((BOTON_ABIERTAS,),), asunto=f"{ASUNTO}{numero}")


def lista(consultas: Sequence[ConsultaAlPersonal]) -> Mensaje:
    """Las consultas que esperan respuesta. Sin su texto, que así queda solo en el mensaje de cada una."""
    if not consultas:
        return Mensaje((parrafo("No hay consultas esperando respuesta."),))
    filas = (
        parrafo(f"n.º {uno.numero}, del {_momento(uno.instante)}", clase=ClaseParrafo.ELEMENTO) for uno in consultas
    )
    cuantas = cantidad(len(consultas), "consulta espera", "consultas esperan")
    ayuda = "Para leer una: /consultas y su número. Para contestarla: /responder, su número y el texto."
    return Mensaje((parrafo(f"{cuantas} respuesta:"), *filas, parrafo(ayuda)))


def respondida(numero: int) -> Mensaje:
    """La respuesta sale hacia la persona."""
    dicho = f"Su respuesta a la consulta n.º {numero} ya está en camino."
    return _acuse(numero, dicho, agota_botones=True)


def _acuse(numero: int, dicho: str, *, agota_botones: bool = False) -> Mensaje:
    asunto = f"{ASUNTO_DE_ACUSE}{numero}"
    return Mensaje((parrafo(dicho),), ((BOTON_ABIERTAS,),), asunto=asunto, agota_botones=agota_botones)


def por_confirmar(uno: ConsultaAlPersonal, espera: RespuestaPorConfirmar) -> Mensaje:
    """La consulta ya tenía respuesta, o estaba cerrada: se pregunta antes de enviar otra."""
    dicho = f"La consulta n.º {uno.numero} {_situacion(uno)}. Su texto todavía no se envió. ¿Lo envío también?"
    si = Espacio.CONSULTA.boton("Sí, enviarlo también", "otra", espera.turno)
    no = Espacio.CONSULTA.boton("No enviarlo", "dejar", espera.turno)
    return Mensaje(
        (parrafo(dicho),), ((si,), (no,)), asunto=f"{ASUNTO_DE_ACUSE}{uno.numero}", responde_a=espera.mensaje
    )


def a_cual(hallados: DestinosHallados, espera: TextoPorDirigir, *, en_entrevista: bool) -> Mensaje:
    """Quien atiende escribió sin decir a qué consulta responde: se pregunta, y mientras tanto no se envía ni guarda."""
    es_edicion = isinstance(hallados.de, MensajeEditado)
    que_paso = "Editar un mensaje no cambia lo que ya se envió" if es_edicion else "Esto no se lo envié a nadie"
    parrafos = [parrafo(f"{que_paso}, y no guardo lo que escribió.")]
    if len(hallados.consultas) == 1:
        uno = hallados.consultas[0]
        parrafos.append(parrafo(f"¿Es la respuesta a la consulta n.º {uno.numero}, {_cual(uno)}?"))
    else:
        parrafos.append(parrafo("¿Es la respuesta a una de estas consultas?"))
        parrafos += (
            parrafo(f"n.º {uno.numero}, {_cual(uno)}", clase=ClaseParrafo.ELEMENTO) for uno in hallados.consultas
        )
    botones = (
        Espacio.CONSULTA.boton(f"También a la n.º {uno.numero}", "tambien", espera.turno, uno.numero)
        if uno.atendido or uno.cerrado
        else Espacio.CONSULTA.boton(f"Sí, a la n.º {uno.numero}", "a", espera.turno, uno.numero)
        for uno in hallados.consultas
    )
    suyo = Espacio.CONSULTA.boton(
        "No, es para mi borrador" if en_entrevista else "No, es una pregunta mía", "mia", espera.turno
    )
    return Mensaje(tuple(parrafos), una_por_fila(*botones, suyo), responde_a=espera.mensaje)


def falta_el_texto(botones: Sequence[Boton], mensaje: str) -> Mensaje:
    """Se decidió sin pulsar el botón, o su mensaje ya no está: no se sabe qué era. Repite los botones."""
    dicho = (
        "No guardo lo que usted escribió: para enviarlo, pulse uno de estos botones. Si borró su mensaje, conteste a "
        "la consulta con «Responder»."
    )
    return Mensaje((parrafo(dicho),), una_por_fila(*botones), responde_a=mensaje)


def respuesta_dejada(numero: int) -> Mensaje:
    """El personal decidió no enviar otra respuesta."""
    return _acuse(numero, f"No envié nada más a la consulta n.º {numero}.", agota_botones=True)


def texto_dejado() -> Mensaje:
    """El personal decidió no enviar lo que escribió sin decir a cuál respondía."""
    return Mensaje((parrafo("De acuerdo, no envié nada."),), ((BOTON_ABIERTAS,),), agota_botones=True)


def nada_por_confirmar() -> Mensaje:
    """Se pulsó un botón de una respuesta que ya se envió o se dejó."""
    return Mensaje((parrafo("Ese texto ya se envió o se dejó; ahora no envié nada."),), ((BOTON_ABIERTAS,),))


def cerrada(numero: int, *, avisada: bool) -> Mensaje:
    """La consulta se cerró."""
    final = "A la persona le llega el motivo." if avisada else "Ya tenía respuesta: a la persona no se le escribe."
    return _acuse(numero, f"Cerré la consulta n.º {numero}. {final}")


def ya_cerrada(numero: int) -> Mensaje:
    """No hay nada que cerrar."""
    return _acuse(numero, f"La consulta n.º {numero} ya estaba cerrada.")


def no_existe(numero: int) -> Mensaje:
    """Ese número no es de ninguna consulta guardada."""
    dicho = f"No hay una consulta n.º {numero}. Quizá la persona borró sus datos: con ellos se borra su consulta."
    return Mensaje((parrafo(dicho),), ((BOTON_ABIERTAS,),))


def consultas_borradas(numeros: Sequence[int], copias: Sequence[str]) -> Mensaje:
    """Una persona borró sus datos: sus consultas se quitan del chat de quien las recibió. `copias`: sus mensajes."""
    cuales = enumerar([f"n.º {numero}" for numero in numeros])
    suyas = f"sus consultas {cuales}" if len(numeros) > 1 else f"su consulta {cuales}"
    dicho = (
        f"Una persona borró sus datos y, con ellos, {suyas}. Quité de este chat lo que pude; lo de hace más de dos "
        "días, y lo que usted escribió o reenvió, bórrelo usted, por favor."
    )
    return Mensaje((parrafo(dicho),), quita=tuple(copias))


def edicion_sin_efecto() -> Mensaje:
    """El personal editó una orden que ya se cumplió."""
    dicho = "Editar un mensaje no cambia lo que ya se envió. Para agregar algo, escriba otra vez /responder."
    return Mensaje((parrafo(dicho),), ((BOTON_ABIERTAS,),))


def como_se_usa(nombre: str) -> Mensaje:
    """Falta el número o el texto de una orden."""
    uso = {
        "responder": "Escriba /responder, el número y su texto. Por ejemplo: /responder 12 Sí, pueden participar.",
        "cerrar": "Escriba /cerrar, el número y el motivo. Por ejemplo: /cerrar 12 Se atendió por teléfono.",
    }
    return Mensaje((parrafo(f"No envié nada. {uso[nombre]}"),), ((BOTON_ABIERTAS,),))


# --- Lo mismo para los dos ------------------------------------------------------------------------


def _cuerpo(uno: ConsultaPorEnviar | ConsultaAlPersonal) -> tuple[Parrafo, ...]:
    """La consulta, lo que ya se le respondió y los últimos turnos, plegados: en un teléfono ocupan tres líneas."""
    parrafos: list[Parrafo] = []
    if uno.pregunta:
        parrafos += [parrafo(negrita("Consulta:")), parrafo(uno.pregunta, clase=ClaseParrafo.CITA)]
    if uno.respondido:
        parrafos.append(parrafo(negrita("Lo último que el personal le respondió:")))
        parrafos.append(parrafo("\n".join(map(_respondido, uno.respondido)), clase=ClaseParrafo.CITA_PLEGABLE))
    if uno.turnos:
        cuantos = cantidad(len(uno.turnos), "turno", "turnos")
        dicho = "\n".join(filter(None, (linea for turno in uno.turnos for linea in _lineas(turno))))
        parrafos.append(parrafo(negrita(f"Lo último de la conversación ({cuantos}):")))
        parrafos.append(parrafo(dicho, clase=ClaseParrafo.CITA_PLEGABLE))
    return tuple(parrafos)


def _respondido(una: RespuestaDelPersonal) -> str:
    texto = recortar(" ".join(una.texto.split()), LARGO_DE_RESPUESTA)
    return f"n.º {una.numero}, el {una.instante.astimezone(HORA_DE_LIMA):%d/%m/%Y}: {texto}"


def _lineas(uno: TurnoDicho) -> tuple[str, str]:
    persona, asistente = (" ".join(texto.split()) for texto in (uno.persona, uno.asistente))
    asistente = asistente.removeprefix(QUE_SOY_CORTO).strip()
    return (
        f"Persona: {recortar(persona, LARGO_DE_PERSONA)}" if persona else "",
        f"Asistente: {recortar(asistente, LARGO_DE_ASISTENTE)}" if asistente else "",
    )


def _situacion(uno: ConsultaAlPersonal) -> str:
    return f"ya se respondió el {_momento(uno.atendido)}" if uno.atendido else "ya está cerrada"


def _cual(uno: ConsultaAlPersonal) -> str:
    """«del 25/11/2026 a las 10:00», y si ya se atendió, cuándo."""
    return f"que {_situacion(uno)}" if uno.atendido or uno.cerrado else f"del {_momento(uno.instante)}"


def _momento(instante: datetime) -> str:
    return f"{instante.astimezone(HORA_DE_LIMA):%d/%m/%Y a las %H:%M}"
