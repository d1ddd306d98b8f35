"""Lo que se lee al entrar: quién invita, qué se acepta y, quien coordina, cómo reconoce a quien espera."""

from bot.dialogo.borrador.textos.alianza.participar import (
    INVITAR,
    SALIDAS,
    VER_LA_ALIANZA,
    VOLVER,
    Alianza,
    de_un_borrador,
)
from bot.dialogo.mensajes import ClaseParrafo, Espacio, Mensaje, Parrafo, negrita, parrafo, una_por_fila
from bot.dialogo.turno import Contexto
from bot.entrevista.propuesta.oraciones import con_mayuscula
from conocimiento import frases
from conocimiento.frases import punto_tras

_BOTON = Espacio.ALIANZA.boton


def como_se_entra() -> Mensaje:
    """A quien escribe /entrar sin nada."""
    dicho = "Para entrar al borrador de otra organización, escriba /entrar y el código que le enviaron."
    return Mensaje((parrafo(dicho),), SALIDAS)


def no_sirve() -> Mensaje:
    """Usada, vencida, anulada o inventada: siempre lo mismo."""
    dicho = "Esta invitación ya no sirve. Pida otra a quien se la envió."
    return Mensaje((parrafo(dicho),), SALIDAS)


def ya_es_integrante(nombre: str) -> Mensaje:
    """A quien abre una invitación de un borrador en el que ya está."""
    return Mensaje((parrafo("Ya participa en ese borrador."),), ((de_un_borrador(nombre, "Ver el borrador", "ver"),),))


def le_invitan(alianza: Alianza, por: str) -> Mensaje:
    """Quién invita y a qué; todavía nada más."""
    nombre = ("en nombre de ", negrita(por)) if por else ("para leerlo",)
    parrafos = (
        parrafo(negrita(alianza.coordina), " le invita a ", negrita(alianza.titulo), ", ", *nombre, "."),
        parrafo("Soy un asistente automático; esto no es una firma ni un trámite."),
    )
    si = "Sí, la represento" if por else "Sí, quiero leerlo"
    return Mensaje(parrafos, una_por_fila(_BOTON(si, "si"), _BOTON("No es mi caso", "no")), reservado=True)


def antes_de_entrar(contexto: Contexto) -> Mensaje:
    """Lo que verán las demás y lo que acepta."""
    entrevista = contexto.entrevista
    parrafos = (
        parrafo("Antes de entrar:"),
        _elemento("Las demás verán el nombre de su organización, lo que responda y cuándo."),
        _elemento("No verán su nombre, su número ni su usuario."),
        _elemento("La APCI no lee sus respuestas si usted no lo autoriza."),
        _elemento("Puede salir cuando quiera y llevarse sus respuestas."),
        parrafo(
            f"¿Acepta el aviso de alianza (versión {entrevista.aviso_alianza.version}) y el de privacidad "
            f"(versión {entrevista.aviso.version})?"
        ),
    )
    return Mensaje(parrafos, _PARA_ACEPTAR)


_PARA_ACEPTAR = una_por_fila(
    _BOTON("Acepto y entro", "entro"), _BOTON("No acepto", "no"), _BOTON("Leer el aviso", "leer")
)


def _elemento(texto: str) -> Parrafo:
    return parrafo(texto, clase=ClaseParrafo.ELEMENTO)


def avisos_enteros(contexto: Contexto) -> Mensaje:
    """Los dos avisos, con sus palabras."""
    de_alianza, de_privacidad = contexto.entrevista.aviso_alianza, contexto.entrevista.aviso
    return Mensaje(
        (
            parrafo(negrita(f"Aviso de alianza (versión {de_alianza.version})")),
            *(parrafo(linea) for linea in de_alianza.texto.splitlines()),
            parrafo(negrita(f"Aviso de privacidad (versión {de_privacidad.version})")),
            *(parrafo(linea) for linea in de_privacidad.texto.splitlines()),
        ),
        _PARA_ACEPTAR,
    )


def no_entra() -> Mensaje:
    """A quien dice que no: no se guardó nada suyo."""
    return Mensaje(
        (parrafo("De acuerdo: no entra, y no queda nada guardado de esa invitación."),),
        SALIDAS,
    )


def diga_su_numero(codigo: str) -> Mensaje:
    """Lo último: que quien invitó sepa que es ella."""
    parrafos = (
        parrafo("Falta un paso. Llame a quien le invitó y dígale este número: ", negrita(codigo), punto_tras(codigo)),
        parrafo("Lo escribirá en su chat, en «Ver la alianza», y entra usted. Le avisaré aquí."),
    )
    return Mensaje(parrafos, ((_BOTON("Cancelar", "cancelar"),),))


def alguien_acepto(titulo: str, por: str, numero: int) -> Mensaje:
    """A la coordinación, cuando alguien espera entrar."""
    para = f"responder por {por}" if por else "leerlo"
    parrafos = (
        parrafo(negrita(con_mayuscula(titulo)), f": alguien aceptó su invitación para {para}{punto_tras(para)}"),
        parrafo("Hablen y pídale su número de tres cifras; así sé que es quien usted espera."),
    )
    botones = (_BOTON("Tengo el número", "numero", numero), _BOTON("No es quien espero", "noes", numero))
    return Mensaje(parrafos, una_por_fila(*botones))


# --- El número ------------------------------------------------------------------------------------


def escriba_el_numero(numero: int) -> Mensaje:
    """A la coordinación, que ya lo tiene."""
    return Mensaje((parrafo("Escriba el número de tres cifras."),), ((_BOTON("No es quien espero", "noes", numero),),))


def no_es_ese(quedan: int, numero: int) -> Mensaje:
    """El número no era; al tercero, la invitación deja de servir."""
    if not quedan:
        return Mensaje(
            (parrafo("Ese no es, y ya no quedan intentos: esa invitación ya no sirve."),), ((INVITAR,), (VOLVER,))
        )
    dicho = f"Ese no es. {'Le queda' if quedan == 1 else 'Le quedan'} {frases.cantidad(quedan, 'intento')}."
    botones = (_BOTON("Escribirlo otra vez", "numero", numero), _BOTON("No es quien espero", "noes", numero))
    return Mensaje((parrafo(dicho),), una_por_fila(*botones))


def entro(por: str) -> Mensaje:
    """A la coordinación: entró."""
    quien = por or "quien solo lee"
    return Mensaje((parrafo("Entró ", negrita(quien), frases.punto_tras(quien)),), ((VOLVER,), (VER_LA_ALIANZA,)))
