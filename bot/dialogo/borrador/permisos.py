"""Lo que la persona acepta y autoriza sobre su borrador: el aviso, otra vez si cambió, y que la APCI lo lea. Puro.

Cada decisión es un evento con la versión de lo que se le mostró y el instante.
"""

from dataclasses import replace

from bot.dialogo.borrador import acciones, textos
from bot.dialogo.borrador.sesion import anotar, borrador_de, en_paso, enviar, falta_consentir
from bot.dialogo.mensajes import Boton, Mensaje, negrita, parrafo
from bot.dialogo.turno import Contexto, Estado, Turno

SIN_ACEPTAR = frozenset({"g", "x", "cancelar", "pr"})
"""Lo que se puede hacer aunque no se acepte el aviso nuevo: dejar el borrador, descartarlo y retirar el permiso."""


def esta_detenido(contexto: Contexto, estado: Estado, accion: str) -> bool:
    """Dice si esa acción debe esperar a que se acepte el aviso que cambió."""
    return falta_consentir(contexto, estado) and accion not in SIN_ACEPTAR


def responder_al_cambio(contexto: Contexto, estado: Estado, accion: str) -> Turno:
    """Lo decidido ante un aviso que cambió: «si», «no» o «aviso» (leerlo)."""
    match accion:
        case "si":
            datos = {"aviso": contexto.entrevista.aviso.version}
            nuevo = anotar(contexto, replace(estado, en_entrevista=True), "aviso_aceptado", {**datos})
            return en_paso(contexto, nuevo, (parrafo("Gracias, seguimos."),))
        case "no":
            rechazo = parrafo(
                "De acuerdo: no sigo preguntando y no guardo más respuestas. Lo que ya respondió queda como está; con "
                "/misdatos puede verlo y llevárselo, y con /borrar, borrarlo."
            )
            mensaje = Mensaje((rechazo,), ((textos.PREGUNTA,), (textos.PROPUESTA,)))
            return enviar(replace(estado, en_entrevista=False), mensaje)
        case "aviso":
            return enviar(replace(estado, en_entrevista=True), textos.aviso_completo(contexto))
        case _:
            return en_paso(contexto, replace(estado, en_entrevista=True))


def pedir_autorizacion(contexto: Contexto, estado: Estado) -> Turno:
    """El aviso para compartir, con las dos respuestas a la vista."""
    aviso, borrador = contexto.entrevista.aviso_compartir, borrador_de(estado)
    parrafos = (
        parrafo(negrita(f"¿Autoriza que la APCI lea este borrador? (aviso para compartir, versión {aviso.version})")),
        *(parrafo(linea.strip()) for linea in aviso.texto.splitlines() if linea.strip()),
    )
    botones = (("Sí, autorizo", "pa:si"), ("No autorizo", "t"))
    return enviar(
        estado, Mensaje(parrafos, (tuple(Boton(e, acciones.codigo(estado, borrador, c)) for e, c in botones),))
    )


def autorizar(contexto: Contexto, estado: Estado) -> Turno:
    """Anota la autorización con la versión del aviso."""
    nuevo = anotar(contexto, estado, "autorizada", {"aviso": contexto.entrevista.aviso_compartir.version})
    dicho = (
        "Anotado: el personal de la APCI puede leer este borrador. No es una presentación. Puede retirar la "
        "autorización cuando quiera."
    )
    return _con_salidas(nuevo, dicho, textos.boton_de_compartir(contexto, nuevo, borrador_de(nuevo)))


def revocar(contexto: Contexto, estado: Estado) -> Turno:
    """Anota que la retira."""
    nuevo = anotar(contexto, estado, "revocada")
    dicho = "Listo: desde ahora el personal de la APCI no ve las respuestas de este borrador en lo que exporte."
    return _con_salidas(nuevo, dicho, textos.boton_de_compartir(contexto, nuevo, borrador_de(nuevo)))


def _con_salidas(estado: Estado, dicho: str, boton: Boton) -> Turno:
    borrador = borrador_de(estado)
    salidas = (("Recibir Word y PDF", "f"), ("Continuar", "t"))
    filas = tuple((Boton(etiqueta, acciones.codigo(estado, borrador, accion)),) for etiqueta, accion in salidas)
    return enviar(estado, Mensaje((parrafo(dicho),), ((boton,), *filas)))
