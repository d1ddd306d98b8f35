"""Todo lo que el asistente dice fuera de la entrevista y de las respuestas.

Trato de *usted*, frases cortas de teléfono, palabras antes que emojis y siempre una salida.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.dialogo.entradas import SE_OYEN
from bot.dialogo.mensajes import Boton, ClaseParrafo, Espacio, Filas, Mensaje, negrita, parrafo, una_por_fila
from conocimiento.frases import cantidad, punto_tras

QUE_SOY = (
    "Soy el asistente automático de la APCI sobre Alianzas Multiactor. Respondo con las palabras del marco de la "
    "APCI (2017) y le ayudo a armar un borrador de propuesta. Puedo equivocarme; no apruebo ni presento propuestas."
)
QUE_SOY_CORTO = "Soy el asistente automático de la APCI: cito su marco y no apruebo ni presento propuestas."

SUGERENCIAS: dict[str, tuple[str, str]] = {
    "concepto": ("Qué es una alianza", "¿Qué es una Alianza Multiactor?"),
    "actores": ("Quiénes participan", "¿Quiénes pueden integrar una Alianza Multiactor?"),
    "caracteristicas": ("Qué características tiene", "¿Qué características tiene una Alianza Multiactor?"),
    "principios": ("Qué principios hay", "¿Cuáles son los principios de una Alianza Multiactor?"),
}
"""Etiqueta del botón y pregunta que hace, por código. Una prueba comprueba que todas se responden."""

BOTON_PREGUNTA = Espacio.MENU.boton("Hacer una pregunta", "pregunta")
BOTON_PROPUESTA = Espacio.MENU.boton("Armar mi propuesta", "propuesta")
BOTON_CONTINUAR = Espacio.MENU.boton("Continuar", "propuesta")
BOTON_DATOS = Espacio.MENU.boton("Sus datos", "datos")
BOTON_BORRAR = Espacio.BORRADO.boton("Borrar mis datos", "pedir")
BOTON_PERSONAL = Espacio.CONSULTA.boton("Escribir al personal", "pedir")
BOTON_SI_BORRAR = Espacio.BORRADO.boton("Sí, borrar todo", "si")
BOTON_NO_BORRAR = Espacio.BORRADO.boton("No, conservar", "no")

MENU: Filas = ((BOTON_PREGUNTA,), (BOTON_PROPUESTA,), (BOTON_DATOS,))


def botones_de_sugerencias() -> Filas:
    """Una fila por pregunta sugerida."""
    return una_por_fila(*(Espacio.SUGERENCIA.boton(etiqueta, codigo) for codigo, (etiqueta, _) in SUGERENCIAS.items()))


def _dicho(*parrafos: str, botones: Filas = ()) -> Mensaje:
    return Mensaje(tuple(parrafo(texto) for texto in parrafos), botones)


def bienvenida(borrador: str | None) -> Mensaje:
    """El saludo de /start; con un borrador abierto, lo primero es poder continuarlo."""
    if borrador is None:
        return _dicho(QUE_SOY, botones=MENU)
    return _dicho(
        QUE_SOY_CORTO,
        borrador,
        botones=((BOTON_CONTINUAR,), (BOTON_PREGUNTA,), (BOTON_DATOS,)),
    )


def saludo(borrador: str | None) -> Mensaje:
    """La respuesta a un «hola»."""
    entrada = "Buen día. " + QUE_SOY_CORTO
    partes = (entrada, borrador) if borrador else (entrada, "¿Qué necesita?")
    return _dicho(*partes, botones=MENU)


def gracias(*, sigue: bool = False) -> Mensaje:
    """La respuesta a un «gracias» o un «ok»; `sigue` si tiene una pregunta de su borrador delante."""
    if sigue:
        return _dicho("A usted. Seguimos donde íbamos:")
    return _dicho("A usted. Si tiene otra pregunta, escríbala; para armar o seguir su borrador, use /propuesta.")


def lo_dejamos() -> Mensaje:
    """La respuesta a un «no, déjalo» cuando no hay nada a medias."""
    return _dicho("De acuerdo, lo dejamos. Si necesita otra cosa, escríbame.")


def de_donde_es(fuentes: Sequence[str]) -> Mensaje:
    """De dónde es lo último que se citó; `fuentes`, como van debajo de cada cita."""
    if len(fuentes) == 1:
        return _dicho(f"Lo último que le cité está en: {fuentes[0]}{punto_tras(fuentes[0])}")
    return Mensaje((parrafo("Lo último que le cité está en:"), *(parrafo(f"• {una}") for una in fuentes)))


def despedida() -> Mensaje:
    """La respuesta a un «adiós»."""
    return _dicho("Hasta pronto. Lo que haya avanzado queda guardado; puede volver cuando quiera con /propuesta.")


def quien_soy() -> Mensaje:
    """La respuesta a «¿quién eres?»."""
    return _dicho("Soy un programa, no una persona. " + QUE_SOY, botones=MENU)


def ayuda(contacto: str, *, escucha: bool = False) -> Mensaje:
    """La respuesta a /ayuda. `escucha`: también se atienden notas de voz."""
    hablar = parrafo(
        negrita("Hablar. "),
        "Puede enviar una nota de voz: le muestro lo que oí y solo cuenta si usted lo confirma. El audio no se guarda.",
    )
    return Mensaje(
        (
            parrafo(
                negrita("Preguntar. "),
                "Escriba su pregunta con sus palabras; le cito el marco y le digo de dónde sale.",
            ),
            *((hablar,) if escucha else ()),
            parrafo(negrita("Armar un borrador. "), "/propuesta empieza o continúa. Puede dejarlo y volver otro día."),
            parrafo(
                negrita("Mientras lo arma. "),
                "«No sé todavía» siempre vale. /revisar muestra sus respuestas y deja cambiar cualquiera; /atras "
                "vuelve a la anterior; /deshacer quita el último cambio; /pendientes dice qué falta; "
                "/ampliar agrega preguntas; /comparar dice qué cambió desde la última versión que recibió.",
            ),
            parrafo(negrita("Corregir. "), "También puede editar su mensaje o responder a una pregunta anterior."),
            parrafo(negrita("Varios borradores. "), "/borradores los muestra; puede abrir otro, duplicar o archivar."),
            parrafo(
                negrita("Sus datos. "),
                "/misdatos muestra qué guardo de usted; /privacidad, para qué; /borrar lo elimina.",
            ),
            parrafo(negrita("Una persona. "), como_llegar(contacto)),
        ),
        MENU,
    )


def como_llegar(contacto: str) -> str:
    """Cómo hablar con el personal de la APCI."""
    if contacto:
        return f"Para hablar con el personal de la APCI: {contacto}"
    return (
        "Yo soy automático. Para hablar con el personal de la APCI, use los canales de atención de su página oficial."
    )


def hablar_con_persona(contacto: str) -> Mensaje:
    """Cómo llegar a una persona; no promete nada que el asistente no haga."""
    return _dicho("Entiendo, prefiere tratarlo con una persona.", como_llegar(contacto))


def lo_hace_otro() -> Mensaje:
    """A quien cuenta, sin tener un borrador ni pedir nada, que otro ayuda o pone algo."""
    return _dicho(
        "Eso me lo cuenta usted: los documentos no hablan de su caso. Si es parte de su idea para una alianza, la "
        "ordeno con usted: toque «Armar mi propuesta».",
        botones=((BOTON_PROPUESTA,), (BOTON_PREGUNTA,)),
    )


def borrar_y_persona(contacto: str) -> Mensaje:
    """La respuesta a quien, molesto, pide borrar sus datos y que lo atiendan."""
    return _dicho(
        "Puede borrar aquí mismo todo lo que este asistente guarda de usted.",
        como_llegar(contacto),
        botones=((BOTON_BORRAR,),),
    )


def invitar_a_preguntar() -> Mensaje:
    """Tras pulsar «Hacer una pregunta»."""
    return _dicho("Escriba su pregunta con sus palabras. Por ejemplo:", botones=botones_de_sugerencias())


def conservado() -> Mensaje:
    """Cuando la persona decide no borrar."""
    return _dicho("De acuerdo, no se borró nada.", botones=MENU)


def aprobacion() -> Mensaje:
    """La respuesta a «¿mi propuesta ya está aprobada?»."""
    return _dicho(
        "No. Lo que prepara conmigo es un borrador con observaciones automáticas: no es una aprobación ni una "
        "presentación ante la APCI. Eso lo decide el personal de la APCI por sus canales oficiales.",
        botones=((BOTON_PROPUESTA,), (BOTON_PREGUNTA,)),
    )


def fuera_de_lugar() -> Mensaje:
    """La respuesta a quien pide instrucciones internas, claves o datos de otras personas."""
    return _dicho(
        "Eso no puedo hacerlo: por aquí no entrego datos de otras personas ni detalles internos del asistente, "
        "a nadie. Sí puedo responder sobre las Alianzas Multiactor.",
        botones=MENU,
    )


def otra_tarea() -> Mensaje:
    """La respuesta a quien pide algo que el asistente no hace: una carta, un envío, una cita, una cuenta…"""
    return _dicho(
        "Eso no puedo hacerlo: no redacto cartas ni oficios, no envío ni busco nada por internet, no agendo, no "
        "inscribo y no apruebo. Sí puedo responderle con el marco y ayudarle con el borrador de su propuesta.",
        botones=MENU,
    )


def comentario() -> Mensaje:
    """La respuesta a un elogio, una queja o una reacción."""
    return _dicho("Gracias por decírmelo. ¿En qué le ayudo?", botones=MENU)


def queja() -> Mensaje:
    """La respuesta a quien se queja del asistente."""
    return _dicho(
        "Lamento no haberle ayudado. Solo puedo citar los documentos de la APCI y ayudarle a armar el borrador de su "
        "propuesta. Dígame con otras palabras qué busca y lo intento de nuevo.",
        botones=MENU,
    )


def ajena() -> Mensaje:
    """La respuesta a lo que no es para el asistente: un recado, el clima, el fútbol."""
    return _dicho("Con eso no puedo ayudarle: solo sé de las Alianzas Multiactor de la APCI.", botones=MENU)


def sin_palabras() -> Mensaje:
    """Cuando llega un texto sin ninguna palabra (solo emojis o signos)."""
    return _dicho("Recibí su mensaje, pero no trae palabras que pueda leer. ¿Qué quisiera saber?", botones=MENU)


_NO_LEO = {
    "voz": "No puedo escuchar audios todavía.",
    "audio": "No puedo escuchar audios todavía.",
    "foto": "No puedo ver imágenes.",
    "video": "No puedo ver videos.",
    "videomensaje": "No puedo ver videos.",
    "animación": "No puedo ver animaciones.",
    "sticker": "No sé leer stickers.",
    "documento": "No puedo abrir archivos.",
    "álbum": "No puedo ver imágenes ni abrir archivos.",
    "ubicación": "No puedo ver ubicaciones en el mapa.",
    "lugar": "No puedo ver ubicaciones en el mapa.",
    "contacto": "No puedo abrir tarjetas de contacto.",
    "encuesta": "No puedo leer encuestas.",
    "lista de tareas": "No puedo leer listas de tareas.",
    "historia": "No puedo ver historias.",
    "mensaje vacío": "Su mensaje me llegó sin palabras.",
}
_MUY_LARGO = "Lo que envió es demasiado largo y no guardé nada de ello. Por favor, resúmalo en un mensaje."


def no_admitida(clase: str) -> Mensaje:
    """Cuando llega algo que no es texto, o un texto que no se puede leer."""
    if clase == "texto muy largo":
        return _dicho(_MUY_LARGO)
    return _dicho(f"{_no_leo(clase)} Por favor, escríbamelo con palabras.")


def lei_solo_las_palabras(clase: str, *, escucha: bool = False) -> Mensaje:
    """Cuando lo que no se lee traía palabras, que sí se leyeron; lo que se oye, porque lo escrito manda."""
    no_leido = "No escuché el audio." if escucha and clase in SE_OYEN else _no_leo(clase)
    return _dicho(f"{no_leido} Leí solo lo que escribió.")


def _no_leo(clase: str) -> str:
    return _NO_LEO.get(clase, f"Recibí algo que no sé leer ({clase}).")


def reenviado(botones: tuple[Boton, ...]) -> Mensaje:
    """Cuando llega algo que la persona no escribió; lleva los botones que ya tenía."""
    return _dicho(
        "Eso es un mensaje reenviado, o lo escribió otro programa: no lo tomo como suyo y no hice nada con él. Si es "
        "lo que quiere decirme, escríbalo usted.",
        botones=una_por_fila(*botones),
    )


def disculpa(referencia: str, botones: tuple[Boton, ...]) -> Mensaje:
    """El aviso de un error, con los botones que la persona ya tenía para que pueda seguir."""
    return _dicho(
        f"Ocurrió un error (ref. {referencia}). Sus respuestas anteriores están guardadas. "
        "Por favor, envíe su mensaje otra vez; si se repite, indique esta referencia al personal de la APCI.",
        botones=una_por_fila(*botones),
    )


def orden_desconocida(nombre: str) -> Mensaje:
    """Cuando la orden no existe."""
    return _dicho(
        f"No conozco la orden /{nombre[:32].rstrip('.')}. Las que sí: /propuesta, /atras, /cancelar, /ayuda, "
        "/privacidad, /misdatos y /borrar. "
        "También puede escribir su pregunta sin barra.",
        botones=MENU,
    )


def boton_antiguo() -> Mensaje:
    """Cuando se pulsa un botón que ya no corresponde a nada."""
    return _dicho(
        "Ese botón es de un mensaje anterior y ya no hace nada. No se perdió nada; seguimos desde aquí.", botones=MENU
    )


def sin_cupo(pedidos: int, cuando: datetime) -> Mensaje:
    """Ya pidió archivos muchas veces en la última hora; `cuando`, la hora del Perú en que podrá pedirlos otra vez."""
    return _dicho(
        f"En la última hora ya le preparé archivos {cantidad(pedidos, 'vez', 'veces')}, que es lo más que hago "
        f"para una persona. Siguen en este chat, más arriba. A las {cuando:%H:%M} podrá pedírmelos otra vez; lo que "
        "respondió está guardado."
    )


def nada_que_cancelar() -> Mensaje:
    """/cancelar o /atras sin un borrador en marcha."""
    return _dicho("No hay ninguna propuesta en marcha en este momento.", botones=MENU)


def mensaje_editado() -> Mensaje:
    """Cuando la persona edita un mensaje en mitad de la entrevista."""
    return _dicho(
        "Vi que editó un mensaje, pero no es el de una respuesta vigente de este borrador, así que no cambié nada. "
        "Para corregir cualquier respuesta, use /revisar."
    )


def orden_editada(orden: str) -> Mensaje:
    """Cuando la persona cambia un mensaje por una orden."""
    return _dicho(
        f"Vi que cambió un mensaje por {orden}: al editar no hago lo que pide una orden. Tóquela aquí, {orden}, o "
        "envíela en un mensaje nuevo. No cambié nada."
    )


def editada_una_parte() -> Mensaje:
    """Cuando edita uno de varios mensajes que se leyeron como uno, y no se sabe cómo queda el todo."""
    return _dicho(
        "Leí ese mensaje junto con otro que me envió a la vez, así que no cambié nada. Para corregir esa respuesta, "
        "escríbala entera desde /revisar."
    )


MOTIVOS = ("No era lo que pregunté", "No se entiende", "Está equivocado")
"""Por qué no sirvió una respuesta; la etiqueta queda en la conversación, donde el personal la lee."""


def valoracion(sirve: bool, contacto: str) -> Mensaje:
    """El acuse de un 👍 o 👎; a quien no le sirvió se le pregunta por qué, y puede no decirlo."""
    if sirve:
        return _dicho("Gracias, lo anoté.")
    return _dicho(
        "Gracias, lo anoté para que el personal lo revise. Si quiere, dígame qué pasó; también puede preguntarlo con "
        "otras palabras.",
        como_llegar(contacto),
        botones=una_por_fila(*(Espacio.MOTIVO.boton(motivo, motivo) for motivo in MOTIVOS)),
    )


def motivo_anotado() -> Mensaje:
    """El acuse de quien dijo por qué no le sirvió."""
    return _dicho("Gracias, queda anotado con su conversación. Puede preguntarlo otra vez con otras palabras.")


def aviso_pedido() -> Mensaje:
    """El acuse de quien quiere enterarse si la APCI responde."""
    return _dicho(
        "Lo anoté. El personal de la APCI podrá leer esa pregunta; si la responde, se lo escribiré aquí una sola vez. "
        "Con /borrar también se borra este pedido."
    )


def respuesta_oficial(pregunta: str, respuesta: str, fecha: str) -> Mensaje:
    """Lo que se escribe, una vez, a quien pidió que se le avisara."""
    return Mensaje(
        (
            parrafo("Usted preguntó:"),
            parrafo(pregunta, clase=ClaseParrafo.CITA),
            parrafo(f"La APCI respondió ({fecha}):"),
            parrafo(respuesta, clase=ClaseParrafo.CITA),
        )
    )


def pasaje_completo(textos: tuple[tuple[str, str], ...]) -> Mensaje:
    """Los pasajes enteros: pares (texto literal, fuente)."""
    parrafos = tuple(
        uno
        for texto, fuente in textos
        for uno in (parrafo(f"«{texto}»", clase=ClaseParrafo.CITA), parrafo(f"— {fuente}"))
    )
    return Mensaje(parrafos)


def sin_botones(mensaje: Mensaje) -> Mensaje:
    """El mensaje sin otros botones que el de escribir al personal, si lo tenía."""
    return replace(mensaje, botones=tuple(fila for fila in mensaje.botones if fila == (BOTON_PERSONAL,)))
