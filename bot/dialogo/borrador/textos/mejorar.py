"""Lo que se lee al mejorar la redacción de una respuesta: cuándo se ofrece, y el antes y el después."""

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.repasar import nombre_del_paso
from bot.dialogo.mensajes import ClaseParrafo, Mensaje, Parrafo, Trozo, cursiva, negrita, parrafo
from bot.dialogo.peticiones import Uso
from bot.entrevista.borrador import Duda
from bot.entrevista.comprension.fidelidad.comparar import comparar
from bot.entrevista.pasos import Paso

BOTON = "Mejorar la redacción"
USAR_LA_NUEVA = "Usar la nueva"
"""Identifica, además, lo que se duda."""
QUEDARME_CON_LA_MIA = "Quedarme con la mía"
CUAL_QUIERE = "¿Cuál quiere para su respuesta?"
NO_PUDE = parrafo("No pude mejorarla sin cambiar lo que dice.")
PALABRAS_MINIMAS = 5
"""Con menos no hay redacción que mejorar."""


def se_puede_mejorar(sesion: Sesion, paso: Paso) -> bool:
    """Si es un texto ya respondido, y hay un modelo en los equipos de la agencia para eso."""
    valor = sesion.valor_de(paso)
    es_texto = paso.pregunta.tipo == "texto" and paso.pregunta.clave != sesion.entrevista.papeles.proponente
    return (
        sesion.puede_mostrar_a_un_modelo(Uso.REDACCION)
        and es_texto
        and isinstance(valor, str)
        and len(valor.split()) >= PALABRAS_MINIMAS
    )


def es_una_mejora(dudosa: Duda | None) -> bool:
    """Si lo que se duda es con cuál de dos redacciones quedarse."""
    return dudosa is not None and [etiqueta for etiqueta, _ in dudosa.opciones] == [USAR_LA_NUEVA]


def antes_y_despues(sesion: Sesion, paso: Paso, dudosa: Duda) -> Mensaje:
    """Los dos textos, con lo que el nuevo escribe de otro modo en negrita."""
    antes, nueva = str(sesion.valor_de(paso) or ""), str(dudosa.opciones[0][1])
    parrafos = (
        parrafo(negrita(f"{nombre_del_paso(paso)}. "), "Usted escribió:"),
        parrafo(antes, clase=ClaseParrafo.CITA),
        parrafo("Quedaría, con lo distinto en negrita:"),
        Parrafo(tuple(_con_lo_nuevo(antes, nueva)), ClaseParrafo.CITA),
        parrafo(cursiva("La escribió un programa. Compruebe que diga lo mismo: lo suyo se conserva.")),
        parrafo(CUAL_QUIERE),
    )
    usar = sesion.boton(USAR_LA_NUEVA, Accion.LECTURA, dudosa.numero, 0)
    return Mensaje(parrafos, ((usar, sesion.boton(QUEDARME_CON_LA_MIA, Accion.DEJAR_COMO_ESTA)),))


def _con_lo_nuevo(antes: str, nueva: str) -> list[Trozo]:
    trozos: list[Trozo] = []
    desde = 0
    for inicio, fin in comparar(antes, nueva).nuevas:
        trozos += (Trozo(nueva[desde:inicio]), negrita(nueva[inicio:fin]))
        desde = fin
    return [uno for uno in (*trozos, Trozo(nueva[desde:])) if uno.texto]
