"""Lo que se dice al leer un apartado, la ficha de un documento o el contacto, y de lo que no va con los documentos."""

from collections.abc import Sequence

from bot.dialogo.textos import como_llegar
from conocimiento.frases import cantidad, de_institucion, enumerar, punto_tras
from conocimiento.modelo import CARPETA_DE_LA_BIBLIOTECA, Ficha

RESPUESTA_OFICIAL = "Según una respuesta oficial de la APCI:"
EN_SENCILLO = "En palabras sencillas (no es texto del marco)"
UN_EJEMPLO = "Un ejemplo inventado (no es texto del marco)"
NO_APROBADA = "Eso lo escribió el equipo de este asistente y la APCI no lo ha aprobado; lo que vale es el texto."
EN_OTRAS_PALABRAS = "En otras palabras (explicación aprobada por la APCI; lo que vale es el texto)"
UN_EJEMPLO_APROBADO = "Un ejemplo inventado (aprobado por la APCI; no es texto del marco)"
SIN_EXPLICACION = "No tengo una explicación aprobada de ese pasaje y no lo voy a reescribir. El texto dice:"
SIN_EJEMPLO = "De ese pasaje no tengo un ejemplo aprobado, y no lo voy a inventar. El texto dice:"
_NO_LO_DICE = "Puede pedir que se le avise si la APCI lo responde, o escribirme «quiero hablar con una persona»."
LOS_DATOS = "Lo que cito es de:"
EL_QUE_TENGO = "Es el que tengo por vigente; si después se publicó otro, no lo sé. La APCI puede confirmárselo."
SIN_ARCHIVO = (
    "No tengo el archivo para enviárselo ni sé dónde se descarga: tengo su texto, y se lo cito. Con «Ver el pasaje» "
    "lee cada parte entera."
)
DE_VARIOS = "Tengo más de un documento:"
HAY_MAS = "Son oraciones enteras, sin cambiarles nada. Con «Ver el pasaje» lo lee completo."
EN_OTRO_MENSAJE = "Eso no lo dice un documento: me lo pide a mí. Escríbamelo solo, en otro mensaje, y lo atiendo."


def otro_tramite(contacto: str) -> str:
    """De un trámite que no es el de una alianza: que aquí no se sabe, y quién puede orientar."""
    return (
        "Aquí solo trato las Alianzas Multiactor: de ese trámite no tengo nada que citarle, y no voy a adivinar sus "
        f"pasos ni sus plazos. Una persona de la APCI puede orientarle. {como_llegar(contacto)}"
    )


def lo_que_significa_no_decirlo(de_que: str, *, trata_el_tema: bool, es_un_vacio: bool, con_ejemplo: bool) -> str:
    """En sencillo, lo que quiere decir que el documento no lo diga, y qué se puede hacer. `de_que`: lo que no dice."""
    if es_un_vacio:
        razon = "el documento anuncia esa parte, pero el texto que tengo no la trae"
    elif de_que:
        razon = f"el documento no dice {de_que}"
    else:
        razon = "el documento habla del tema, pero eso no lo dice" if trata_el_tema else "el documento no habla de eso"
    no_se_inventa = "y de lo que no dice no invento ejemplos" if con_ejemplo else "y yo no lo voy a inventar"
    return f"Dicho fácil: {razon}, {no_se_inventa}. {_NO_LO_DICE}"


def segun(ficha: Ficha | None) -> str:
    """De quién es lo que se cita, para antes de la cita; su título va después, en la fuente."""
    if ficha is None or not ficha.institucion:
        return "Según el documento"
    if ficha.documento.startswith(CARPETA_DE_LA_BIBLIOTECA):
        return f"Según un documento {de_institucion(ficha.institucion)}"
    return f"Según el marco de la {ficha.institucion}"


def lo_que_dice(ficha: Ficha, apartados: Sequence[str], parrafo: str = "") -> str:
    """Lo que precede a lo que se lee entero de unos apartados o, si no se dice cuáles, de todo lo que hay."""
    de_quien = segun(ficha)
    donde = f"{parrafo} de " if parrafo else ""
    return f"{de_quien}, en {donde}{_citados(apartados)}:" if apartados else f"{de_quien}{_lo_que_es(ficha)}:"


def extracto_de(ficha: Ficha, apartados: Sequence[str], parrafo: str = "") -> str:
    """Lo que precede a unas oraciones elegidas de unos apartados o, si no se dice cuáles, de todo lo que hay."""
    donde = f"{parrafo} de " if parrafo else ""
    de_que = f"{donde}{_citados(apartados)}" if apartados else f"«{ficha.titulo}»{_lo_que_es(ficha)}"
    return f"Extracto de {de_que}, con sus propias oraciones:"


def un_parrafo(lugar: int) -> str:
    """Cuál de un apartado: el que tiene ese lugar, desde 0, o, si es negativo, desde el final."""
    if lugar >= 0:
        return f"el párrafo {lugar + 1}"
    return "el último párrafo" if lugar == -1 else f"el párrafo {-lugar} desde el final"


def _citados(apartados: Sequence[str]) -> str:
    return enumerar([f"«{uno}»" for uno in apartados])


def de_ese_solo_el_titulo(apartado: str) -> str:
    """De un apartado que se anuncia y cuyo contenido no está."""
    return f"De «{apartado}» el texto que tengo solo trae el título."


def tampoco_trae(anuncios: Sequence[str]) -> str:
    """Lo demás que un apartado anuncia y no está, con las palabras que lo anuncian."""
    estan = "que no está" if len(anuncios) == 1 else "que no están"
    return f"Ese apartado anuncia {_citados(anuncios)}, {estan} en el texto que tengo."


def _lo_que_es(ficha: Ficha) -> str:
    return f", {ficha.capitulo}" if ficha.capitulo else ""


def _lo_que_tengo(ficha: Ficha) -> str:
    return f" solo el {ficha.capitulo}" if ficha.capitulo else ""


def indice(ficha: Ficha, apartados: Sequence[str]) -> str:
    """Los apartados de lo que se tiene de un documento."""
    que = enumerar(apartados)
    return f"De «{ficha.titulo}» tengo{_lo_que_tengo(ficha)}: {que}{punto_tras(que)} ¿Cuál le leo?"


def no_tengo_ese_apartado(ficha: Ficha, apartados: Sequence[str]) -> str:
    """De un capítulo o apartado que no está, lo que sí."""
    return f"Eso no lo tengo; la {ficha.institucion or 'APCI'} puede dárselo. {indice(ficha, apartados)}"


def de_que_anio(anio: int) -> str:
    """El año, según la ficha."""
    return f"Es de {anio}."


def quien_lo_publica(quien: str) -> str:
    """Quién, según la ficha, responde del documento."""
    return f"Lo publica {quien}{punto_tras(quien)} Si lo escribió alguien en particular, la ficha no lo dice."


def de_la_ficha(dichos: Sequence[str], dato: str) -> str:
    """Lo pedido, o que la ficha no lo trae."""
    return " ".join(dict.fromkeys(dichos)) or f"La ficha del documento no dice {dato}{punto_tras(dato)}"


def la_ficha(fichas: Sequence[Ficha]) -> str:
    """Lo que consta de cada documento y de dónde sale."""
    enteras = "; ".join(f"«{uno.titulo}»{_lo_que_es(uno)}: {uno.fuente.rstrip('.')}" for uno in fichas)
    return f"— {enteras}. Es la ficha con que lo guardo; el texto que cito no lo trae."


def contacto(contacto: str, faltan: Sequence[str], *, de_presentar: bool) -> str:
    """Cómo llegar a una persona de la APCI; de los medios pedidos, los que no tengo («un correo»)."""
    adonde = "Los documentos que tengo no dicen adónde se envía una propuesta." if de_presentar else ""
    que = enumerar([uno for uno in faltan if uno])
    no_tengo = f"No tengo {que} de la APCI." if que else "" if contacto else "No tengo sus datos de contacto."
    return " ".join(filter(None, (adonde, no_tengo, como_llegar(contacto))))


def oficial_de_otra(pregunta: str) -> str:
    """Lo que precede a la respuesta oficial a otra pregunta."""
    return f"Eso no lo dicen los documentos que tengo. Lo más cercano es lo que la APCI respondió a «{pregunta}»:"


def son_todos(cuantos: int) -> str:
    """Se pidieron más puntos de los que hay."""
    return f"Ahí hay {cantidad(cuantos, 'punto')}: no le doy más para no inventar."


def de_un_rotulo(rotulo: str) -> str:
    """La pregunta que nombra un elemento de una lista del documento, para quien lo señaló por su lugar."""
    return f"¿Qué es {rotulo}?"


def del_que_falta(ordinal: str, lista: str, uno: str) -> str:
    """La pregunta por un elemento que el documento anuncia y no desarrolla: «el cuarto de los principios»."""
    return f"¿Cuál es el {ordinal} de los {lista}, el {ordinal} {uno}?"
