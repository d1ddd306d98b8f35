"""El aviso de privacidad y el de compartir: cómo se muestran y qué se contesta a cada decisión."""

from dataclasses import replace

from bot.dialogo.borrador.acciones import Accion, Decision, SinSello
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.mensajes import Boton, Espacio, Filas, Mensaje, Parrafo, negrita, parrafo
from bot.dialogo.peticiones import Modo
from bot.dialogo.textos import BOTON_PREGUNTA, BOTON_PROPUESTA
from bot.dialogo.turno import Contexto
from bot.entrevista.borrador import Acto, Permitido, esta_autorizado, puede
from conocimiento.frases import unos

ACEPTO = Espacio.BORRADOR.boton("Acepto", SinSello.AVISO, Decision.ACEPTAR)
NO_ACEPTO = Espacio.BORRADOR.boton("No acepto", SinSello.AVISO, Decision.NO_ACEPTAR)
ERA_UNA_PREGUNTA = Espacio.BORRADOR.boton("Era una pregunta", SinSello.AVISO, Decision.PREGUNTAR)
LEER_AVISO = Espacio.BORRADOR.boton("Leer el aviso", SinSello.AVISO, Decision.LEER)

GRACIAS_EMPEZAMOS = parrafo("Gracias, empezamos.")
GRACIAS_SEGUIMOS = parrafo("Gracias, seguimos.")
YA_ACEPTADO = parrafo("Ya había aceptado. Seguimos aquí:")
_FALTA_ACEPTAR = "Para seguir necesito que toque un botón o escriba «Acepto». Lo que escribió no se guardó."
_LO_TENGO_A_MANO = (
    "Lo que escribió lo tengo a mano, sin guardarlo. Si acepta el aviso de privacidad, lo uso para empezar; si no, lo "
    "olvido. ¿Acepta?"
)
_PARECE_UNA_IDEA = (
    "Me cuenta la idea de una alianza: puedo ordenarla con usted. Lo que escribió lo tengo a mano, sin guardarlo; si "
    "acepta, empezamos con eso."
)
LO_QUE_SE_DICE_DEL_MODELO = {
    Modo.SIN: "",
    Modo.LOCAL: "Lo que escribe lo puede leer un modelo de lenguaje que funciona en los equipos de la APCI. ",
    Modo.EXTERNO: (
        "Lo que pregunte sobre el marco sí se puede enviar a otra empresa, con nombres y números sustituidos: el "
        "aviso dice a cuál. "
    ),
}
"""Lo que hay que saber del modelo de lenguaje antes de aceptar, aunque no se lea el aviso entero."""
BORRADOR_CERRADO = "Ese botón es de un borrador que ya no está abierto. No se perdió nada de lo que sí guardó."


def consentimiento(contexto: Contexto, aclaracion: str = "") -> Mensaje:
    """Lo primero: qué se hará y si acepta el aviso."""
    entrevista = contexto.entrevista
    parrafos = (
        parrafo(
            "Le haré unas preguntas para un ",
            negrita("borrador"),
            f" de propuesta. Tarda {unos(entrevista.minutos, 'minuto')} y puede dejarlo cuando quiera: se guarda cada "
            "respuesta. «No sé todavía» siempre vale.",
        ),
        parrafo(
            "Soy un asistente automático: puedo equivocarme y no apruebo propuestas. Sus respuestas se guardan para "
            "preparar el borrador y para que la APCI mejore el servicio; no se envían a proveedores externos de "
            f"inteligencia artificial. {LO_QUE_SE_DICE_DEL_MODELO[contexto.modo]}Puede borrarlas con /borrar."
        ),
        parrafo(_si_acepta(contexto)),
    )
    previo = (parrafo(aclaracion),) if aclaracion else ()
    return Mensaje((*previo, *parrafos), ((ACEPTO, NO_ACEPTO), (LEER_AVISO,)))


def sigue_pendiente(contexto: Contexto) -> Mensaje:
    """Después de contestarle otra cosa a quien ya lo vio: la pregunta sola, con los mismos botones."""
    return Mensaje((parrafo(f"Su borrador espera. {_si_acepta(contexto)}"),), ((ACEPTO, NO_ACEPTO), (LEER_AVISO,)))


def en_pocas_palabras(contexto: Contexto) -> Mensaje:
    """A quien no entiende qué se le pide o no sabe qué decir: para qué es el permiso y qué pasa con cada botón."""
    dicho = (
        "Le pido permiso para guardar lo que me responda: sin eso no puedo armar su borrador. Si no acepta, no guardo "
        "nada y puede seguir preguntando."
    )
    return Mensaje((parrafo(dicho), parrafo(_si_acepta(contexto))), ((ACEPTO, NO_ACEPTO), (LEER_AVISO,)))


def _si_acepta(contexto: Contexto) -> str:
    return f"¿Acepta el aviso de privacidad (versión {contexto.entrevista.aviso.version})?"


def parece_una_idea(contexto: Contexto) -> Mensaje:
    """A quien cuenta su idea en su primer mensaje: qué se puede hacer con ella y si acepta el aviso."""
    pedido = consentimiento(contexto, _PARECE_UNA_IDEA)
    return replace(pedido, botones=((ACEPTO, NO_ACEPTO), (ERA_UNA_PREGUNTA,), (LEER_AVISO,)))


def aviso_cambiado(contexto: Contexto, *previo: Parrafo) -> Mensaje:
    """Cuando el aviso de privacidad cambió y hay que aceptarlo otra vez antes de seguir."""
    version, del_modelo = contexto.entrevista.aviso.version, LO_QUE_SE_DICE_DEL_MODELO[contexto.modo]
    dicho = (
        f"El aviso de privacidad cambió. Antes de seguir necesito saber si acepta la versión {version}. {del_modelo}"
        "Lo que ya respondió sigue guardado."
    )
    return Mensaje((*previo, parrafo(dicho)), ((ACEPTO, NO_ACEPTO), (LEER_AVISO,)))


def falta_aceptar(contexto: Contexto) -> Mensaje:
    """A quien cuenta su idea sin haber aceptado el aviso, que ya se le mostró."""
    version = parrafo(f"Es la versión {contexto.entrevista.aviso.version}; puede leerlo entero antes.")
    return Mensaje((parrafo(_LO_TENGO_A_MANO), version), ((ACEPTO, NO_ACEPTO), (LEER_AVISO,)))


def falta_aceptar_el_nuevo(contexto: Contexto) -> Mensaje:
    """A quien escribe otra cosa sin haber aceptado el aviso que cambió."""
    return aviso_cambiado(contexto, parrafo(_FALTA_ACEPTAR))


def aviso_completo(contexto: Contexto) -> Mensaje:
    """El aviso entero, con la misma pregunta al final."""
    return Mensaje((*parrafos_del_aviso(contexto), parrafo("¿Lo acepta para empezar?")), ((ACEPTO, NO_ACEPTO),))


def _a_los(dias: int) -> str:
    return "al día siguiente" if dias == 1 else f"a los {dias} días"


def parrafos_del_aviso(contexto: Contexto) -> tuple[Parrafo, ...]:
    """El aviso de privacidad entero, con los plazos de esta instalación."""
    aviso, plazos = contexto.entrevista.aviso, contexto.conservacion
    plazo = (
        f"Cuánto tiempo: si no escribe, se borra solo: {_a_los(plazos.consultas)} si solo hizo preguntas y "
        f"{_a_los(plazos.borradores)} si tiene un borrador. Usted puede borrarlo antes."
    )
    return (
        parrafo(negrita(f"Aviso de privacidad (versión {aviso.version})")),
        *(parrafo(linea.strip()) for linea in aviso.texto.splitlines() if linea.strip()),
        parrafo(plazo),
    )


def no_empezamos(*, tiene_otros: bool) -> Mensaje:
    """A quien no acepta el aviso y todavía no tiene un borrador; `tiene_otros`: los que había dejado."""
    los_otros = " Los que ya tenía están en /borradores." if tiene_otros else ""
    return _rechazo(
        "De acuerdo: no empezamos y no guardé ninguna respuesta. Puede hacerme preguntas sobre el marco de la "
        f"APCI cuando quiera.{los_otros}"
    )


def no_seguimos() -> Mensaje:
    """A quien no acepta el aviso que cambió."""
    return _rechazo(
        "De acuerdo: no sigo preguntando y no guardo más respuestas. Lo que ya respondió queda como está; con "
        "/misdatos puede verlo y llevárselo, y con /borrar, borrarlo."
    )


def _rechazo(dicho: str) -> Mensaje:
    return Mensaje((parrafo(dicho),), ((BOTON_PREGUNTA,), (BOTON_PROPUESTA,)))


def borrador_cerrado() -> Mensaje:
    """Cuando se pulsa un botón de un borrador y no hay ninguno abierto."""
    return Mensaje((parrafo(BORRADOR_CERRADO),), ((BOTON_PROPUESTA,), (BOTON_PREGUNTA,)))


# --- Que la APCI lo lea ---------------------------------------------------------------------------


def boton_de_compartir(sesion: Sesion) -> Boton:
    """Autorizar que la APCI lea el borrador o, si ya está autorizado, retirarlo."""
    if esta_autorizado(sesion.entrevista, sesion.borrador):
        return sesion.boton("Retirar la autorización", Accion.REVOCAR)
    return sesion.boton("Autorizar que la APCI lo lea", Accion.AUTORIZAR)


def fila_de_compartir(sesion: Sesion) -> Filas:
    """Lo mismo, si le toca autorizarlo: quien solo lee no dijo nada."""
    permiso = puede(sesion.borrador, sesion.estado.integrante, Acto.AUTORIZAR)
    return ((boton_de_compartir(sesion),),) if isinstance(permiso, Permitido) else ()


def pedir_autorizacion(sesion: Sesion) -> Mensaje:
    """El aviso para compartir, con las dos respuestas a la vista."""
    aviso = sesion.entrevista.aviso_compartir
    parrafos = (
        parrafo(negrita(f"¿Autoriza que la APCI lea este borrador? (aviso para compartir, versión {aviso.version})")),
        *(parrafo(linea.strip()) for linea in aviso.texto.splitlines() if linea.strip()),
    )
    si = sesion.boton("Sí, autorizo", Accion.AUTORIZAR, Decision.ACEPTAR)
    return Mensaje(parrafos, ((si, sesion.boton("No autorizo", Accion.CONTINUAR)),))


def autorizado(sesion: Sesion) -> Mensaje:
    """El acuse de la autorización."""
    dicho = (
        "Anotado: el personal de la APCI puede leer este borrador. No es una presentación. Puede retirar la "
        "autorización cuando quiera."
    )
    return _con_salidas(sesion, dicho)


def revocado(sesion: Sesion) -> Mensaje:
    """El acuse de que se retiró."""
    dicho = "Listo: desde ahora el personal de la APCI no ve las respuestas de este borrador en lo que exporte."
    return _con_salidas(sesion, dicho)


def _con_salidas(sesion: Sesion, dicho: str) -> Mensaje:
    salidas = sesion.filas(("Recibir Word y PDF", Accion.DOCUMENTO), ("Continuar", Accion.CONTINUAR))
    return Mensaje((parrafo(dicho),), ((boton_de_compartir(sesion),), *salidas))
