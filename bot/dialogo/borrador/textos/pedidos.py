"""Lo que se contesta a quien pide algo de su borrador que no es cambiarlo: verlo, presentarlo, con quién hacerlo."""

from collections.abc import Sequence

from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.repasar import cuanto_falta, nombre_del_paso
from bot.dialogo.mensajes import ClaseParrafo, Mensaje, Parrafo, negrita, parrafo
from bot.entrevista.esquema import Pregunta
from bot.entrevista.pasos import (
    PROPONENTE,
    actores,
    avance,
    partes_que_faltan,
    pasos_visibles,
    por_seccion,
    porcentaje,
)
from bot.entrevista.valores.tipos import mostrar
from conocimiento import frases

LARGO_DE_UNA_RESPUESTA = 300
CLASES = (
    ("sector_publico", "Sector público", "por ejemplo la municipalidad, el gobierno regional o un ministerio"),
    ("empresa_privada", "Empresa privada", "las que trabajan en la zona o usan lo mismo que usted quiere cuidar"),
    ("fuente_cooperante", "Fuente cooperante", "agencias y organizaciones del exterior que apoyan ese tema"),
    ("academia", "Academia", "universidades e institutos que midan o enseñen"),
    ("sociedad_civil", "Sociedad civil", "la organización de la propia población y las ONG de la zona"),
)
"""Las clases de actor del concepto de alianza (2.1 y Conclusiones), con una pista para buscarlos."""


def como_va(sesion: Sesion) -> tuple[Parrafo, ...]:
    """Cuánto hay, cuánto falta y qué respuestas quedaron con alguna parte pendiente."""
    respondidas, total = avance(sesion.entrevista, sesion.borrador)
    titulo = sesion.propuesta.titulo
    nombre = f"«{titulo}»" if titulo else "Su borrador"
    dicho = f"{respondidas} de {frases.cantidad(total, 'respuesta')} ({porcentaje(respondidas, total)} %)"
    a_medias = [
        f"{nombre_del_paso(paso)}: {', '.join(partes).lower()}"
        for paso in pasos_visibles(sesion.entrevista, sesion.borrador)
        if (partes := partes_que_faltan(sesion.borrador, paso))
    ]
    queda = (parrafo(negrita("Quedó pendiente: "), "; ".join(a_medias), "."),) if a_medias else ()
    return (parrafo(negrita(f"{nombre}: {dicho}. "), cuanto_falta(sesion)), *queda)


def todo(sesion: Sesion) -> Mensaje:
    """Las respuestas de todas las secciones, con lo que falta al final."""
    parrafos: list[Parrafo] = [*como_va(sesion)]
    sin_decir: list[str] = []
    for una in por_seccion(sesion.entrevista, sesion.borrador):
        dichas = [paso for paso in una.pasos if paso.llave in sesion.borrador.respuestas]
        sin_decir += [nombre_del_paso(paso) for paso in una.pasos if paso.llave not in sesion.borrador.respuestas]
        if dichas:
            parrafos.append(parrafo(negrita(una.seccion.titulo)))
        for paso in dichas:
            visto = mostrar(paso.pregunta, sesion.valor_de(paso), sesion.entrevista.catalogos)
            visto = frases.recortado(visto, LARGO_DE_UNA_RESPUESTA)
            parrafos.append(parrafo(negrita(f"{nombre_del_paso(paso)}: "), visto, clase=ClaseParrafo.ELEMENTO))
    if sin_decir:
        parrafos.append(parrafo(negrita("Sin responder: "), f"{', '.join(sin_decir)}."))
    return Mensaje(tuple(parrafos))


def lo_de_una_parte(vistas: Sequence[tuple[str, str]]) -> tuple[Parrafo, ...]:
    """Lo anotado de lo que se pidió ver: cada rótulo y lo que dice."""
    elementos = [
        parrafo(negrita(f"{rotulo}: "), frases.recortado(dicho or "pendiente", LARGO_DE_UNA_RESPUESTA))
        for rotulo, dicho in vistas
    ]
    return parrafo("Esto es lo anotado:"), *elementos


def no_escribe(pregunta: Pregunta, visto: str) -> tuple[Parrafo, ...]:
    """No redacta por la persona; le muestra lo que tiene, un ejemplo y el consejo de esa pregunta."""
    ahora = (parrafo("Ahora dice: ", negrita(visto)),) if visto else ()
    return (
        parrafo(
            f"No escribo por usted: el borrador lleva sus palabras. Puedo ayudarle a mejorar «{pregunta.rotulo}»: "
            "toque «Cambiar» y escríbalo de nuevo, completo."
        ),
        *ahora,
        parrafo(f"{pregunta.ayuda} Por ejemplo: «{pregunta.ejemplo.splitlines()[0]}»"),
    )


SIN_SABER_CUAL = parrafo(
    "No escribo por usted: el borrador lleva sus palabras. Dígame qué respuesta quiere mejorar (por ejemplo, «el "
    "objetivo») y le muestro lo que tiene, un consejo y un ejemplo."
)


def con_quienes(sesion: Sesion) -> tuple[Parrafo, ...]:
    """Qué clases de actor tiene y cuáles no; nunca propone una organización."""
    catalogo = {tipo.valor: tipo.clase for tipo in sesion.entrevista.catalogos.tipos_actor}
    tengo: dict[str, list[str]] = {}
    for actor in actores(sesion.entrevista, sesion.borrador):
        nombre = f"{actor.nombre} (usted)" if actor.identificador == PROPONENTE else actor.nombre
        tengo.setdefault(catalogo.get(actor.tipo or "", ""), []).append(nombre)
    lineas = [
        parrafo(
            negrita(f"{rotulo}: "),
            ", ".join(tengo[clase]) if clase in tengo else f"nadie todavía; {pista}",
            clase=ClaseParrafo.ELEMENTO,
        )
        for clase, rotulo, pista in CLASES
    ]
    return (
        parrafo(
            "No recomiendo organizaciones por su nombre: eso lo deciden ustedes. Lo que sí puedo es decirle qué clases "
            "de actor nombra el marco de la APCI y cuáles tiene ya su borrador:"
        ),
        *lineas,
        parrafo("Para sumar a alguien escriba, por ejemplo, «agrega a la Universidad de Piura»."),
    )


def donde_se_presenta(contacto: str) -> tuple[Parrafo, ...]:
    """Este asistente ni presenta ni aprueba: quién puede decirlo."""
    quien = f"Escriba a {contacto}" if contacto else "Pregúntelo a una persona de la APCI"
    return (
        parrafo(
            "Este asistente arma el borrador, pero no lo presenta ni lo aprueba, y el texto que tengo no dice dónde se "
            f"presenta. {quien}{frases.punto_tras(quien)} El Word es suyo: puede llevarlo a quien le indiquen."
        ),
    )


def otro_aparte(titulo: str) -> str:
    """Se abre otro borrador: el que había se queda guardado."""
    cual = f"«{titulo}» queda guardado" if titulo else "El borrador que tenía queda guardado"
    return f"{cual}; para volver a él escriba /borradores. Empecemos el otro."


def pendientes_en_fila(cuantos: int) -> Parrafo:
    """Cuántos pendientes quedan, con el que se tiene delante."""
    return parrafo("Queda un pendiente:" if cuantos == 1 else f"Quedan {cuantos} pendientes. Vamos uno por uno:")


SE_ACABARON_LOS_PENDIENTES = parrafo("Esos eran todos los pendientes.")
DEJAR_EL_RESTO = "Dejar el resto para después"
