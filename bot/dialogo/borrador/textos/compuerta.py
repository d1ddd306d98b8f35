"""Lo que se contesta a lo que no es la respuesta: qué se entendió, qué se hace con ello y cómo seguir."""

from collections.abc import Sequence

from bot.dialogo.borrador.textos.repasar import nombre_del_paso
from bot.dialogo.mensajes import ClaseParrafo, Parrafo, cursiva, parrafo
from bot.entrevista.borrador import Duda
from bot.entrevista.pasos import Paso
from conocimiento.frases import punto_tras, recortado

LARGO_DE_LO_ESCRITO = 200
ES_MI_RESPUESTA, SI_ES_EL_NOMBRE = "Es mi respuesta", "Sí, es el nombre"
"""Identifican, además, la duda que planteó la compuerta."""
GUARDAR_TODO, NO_ES_EL_NOMBRE = "Guardar todo", "No, es otro"
PIDO_AYUDA, NI_LO_UNO, ERA_MI_RESPUESTA = "Le pido ayuda", "Ninguna de las dos", "Era mi respuesta"


ETIQUETAS = frozenset(
    {
        *(ES_MI_RESPUESTA, SI_ES_EL_NOMBRE, NO_ES_EL_NOMBRE, PIDO_AYUDA, NI_LO_UNO, ERA_MI_RESPUESTA),
        *("Guardar eso", GUARDAR_TODO, "Guardarlo así", "No guardar", "Uno por uno", "Descartar"),
        *("Descartar el resto", "Deshacer el cambio", "Dejar como estaba", "Dejar como está"),
        *("Dejar la lista como está", "Volver a la lista", "Volver a la pregunta", "Ver la lista", "Ver sugerencias"),
        *("Agregar uno", "Cambiar uno", "Quitar uno", "Autorizar que la APCI lo lea", "Retirar la autorización"),
        *("Sí, autorizo", "No autorizo", "Hacer una pregunta", "Ver toda la revisión", "Completar lo pendiente"),
        *("Corregir una respuesta", "Listo, seguir", "Armar mi propuesta"),
        *("Mejorar la redacción", "Usar la nueva", "Quedarme con la mía", "Usar lo propuesto", "Sin explicación"),
        *("Acepto y entro", "No acepto", "Leer el aviso", "Era una pregunta", "Está bien", "Lo escribo yo"),
        *("Me sirve", "Ver el pasaje", "Avísenme si hay respuesta", "Recordármelo en 3 días", "No recordármelo"),
        *("Recordarme lo pendiente en 3 días", "Intentar otra vez", "Otras secciones", "Anteriores", "Sus datos"),
        *("Archivar uno", "Duplicar uno", "Ver archivados", "Descargar antes una copia", "No, conservar"),
        *("Usar el modelo", "No usarlo", "Escribirlo otra vez", "Otra organización", "Solo para leer", "No invitar"),
        *("Ver la alianza", "Salir de la alianza", "Sí, salir", "No salir", "Menos avisos", "Tengo el número"),
        *("No es mi caso", "Vincular un grupo", "Desvincular grupo", "No vincular", "Llevármelas", "Dejarlas"),
        *("Pasar coordinación", "Pasarla antes", "Sí, pasarla", "No pasarla", "Devolverla"),
        *("Sí, retirar", "No retirar"),
        *("Enviar propuesta", "Ver propuestas", "Quién cambió qué", "Dejar lo de hoy", "Dejarlo como está"),
        *("Pedir visto bueno", "Doy visto bueno", "Pido un cambio"),
    }
)
"""Lo que dicen los botones: escrito donde ese botón no está, no es una respuesta."""
NO_LO_ANOTE = parrafo("De acuerdo, no lo anoté.")
NO_ESTA_ESE_BOTON = parrafo("Ese botón es de otro momento, así que no anoté nada. Seguimos aquí:")


def es_o_ayuda(texto: str) -> str:
    """La pregunta de la compuerta."""
    return f"«{recortado(texto, LARGO_DE_LO_ESCRITO)}»\n¿Es su respuesta o me pide ayuda?"


def es_el_nombre(texto: str, rotulo: str) -> str:
    """La de una oración, donde va un nombre."""
    return f"«{recortado(texto, LARGO_DE_LO_ESCRITO)}» parece contar algo, y en «{rotulo}» va solo el nombre. ¿Lo es?"


def es_de_la_compuerta(duda: Duda | None) -> bool:
    """Lo que se duda es si lo escrito es una respuesta, y no cuál."""
    return duda is not None and bool(duda.opciones) and duda.opciones[0][0] in (ES_MI_RESPUESTA, SI_ES_EL_NOMBRE)


PARA_AYUDAR = parrafo("Esto no lo anoté: le explico la pregunta.")
UN_EJEMPLO = parrafo("Esto no lo anoté. Así podría ser:")


def queda_pendiente(paso: Paso) -> Parrafo:
    """Lo deja para después."""
    return parrafo(
        f"De acuerdo, «{nombre_del_paso(paso)}» queda pendiente; cuando lo tenga, escriba «pendientes». Si prefiere "
        "parar aquí, escriba «pausa»: nada se pierde."
    )


def es_de_otra(rotulos: Sequence[str]) -> Parrafo:
    """Habla de otra respuesta."""
    cual = f" de «{rotulos[0]}»" if len(rotulos) == 1 else " de otra respuesta"
    return parrafo(f"Me parece que eso es{cual}, así que no lo anoté aquí. ¿Qué quiere cambiar?")


def no_se_pregunto(rotulo: str) -> Parrafo:
    """Habla de algo que todavía no se le preguntó."""
    return parrafo(f"Eso es de «{rotulo}», que le pregunto más adelante; aquí no lo anoté. Seguimos:")


def avance(paso: Paso, falta: str) -> Parrafo:
    """Por dónde va y cuánto falta."""
    return parrafo(f"Vamos por «{nombre_del_paso(paso)}». {falta} Con /revisar ve todo lo que lleva.")


def ante_la_queja(turno: int, contacto: str) -> tuple[Parrafo, ...]:
    """Una disculpa con salida; se alterna para no repetirla."""
    disculpa = (
        "Disculpe la molestia; eso no lo anoté. Puede dejar esta pregunta con «No sé todavía», o parar con /pausa: lo "
        "que respondió queda guardado.",
        "Tiene razón en molestarse, y no guardé eso. Si quiere, salte esta pregunta con «No sé todavía» y la ve "
        "después, o mire con /revisar lo que ya tengo.",
    )
    persona = f"Para tratarlo con una persona de la APCI: {contacto}{punto_tras(contacto)}" if contacto else ""
    dicho = parrafo(disculpa[turno % len(disculpa)])
    return (dicho, parrafo(persona)) if persona else (dicho,)


CON_GUSTO = parrafo("Con gusto. Seguimos aquí:")
NO_VIENE_AL_CASO = parrafo("Eso no lo anoté: aquí solo armo su borrador. Seguimos:")


def por_numero(nombres: Sequence[str]) -> tuple[Parrafo, ...]:
    """Una lista para elegir, uno por línea."""
    return (parrafo(cursiva("Puede elegir entre:")), *(parrafo(uno, clase=ClaseParrafo.ELEMENTO) for uno in nombres))
