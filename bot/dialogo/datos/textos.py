"""Lo que el asistente dice de los datos personales: qué guarda, cómo llevárselos y qué se borró."""

from collections.abc import Set
from datetime import date, datetime

from bot.dialogo.borrador.textos.borradores import boton_de_lista
from bot.dialogo.mensajes import Adjunto, ClaseParrafo, Espacio, Mensaje, Parrafo, negrita, parrafo
from bot.dialogo.peticiones import DatosResumidos, Recibo, Uso
from bot.dialogo.peticiones.lenguaje import CON_TEXTO_PERSONAL
from bot.dialogo.textos import BOTON_BORRAR, BOTON_NO_BORRAR, BOTON_PREGUNTA, BOTON_SI_BORRAR
from bot.entrevista.eventos import Autorizada, AvisoAceptado, Creado, Evento, Revocada, Unido
from conocimiento.frases import cantidad, enumerar
from conocimiento.hora import HORA_DE_LIMA

BOTON_DESCARGAR = Espacio.DATOS.boton("Descargar mis datos", "bajar")
BOTON_CORREGIR = boton_de_lista("Corregir mis respuestas", "lista")
BOTON_VER_DATOS = Espacio.DATOS.boton("Ver qué guarda de mí", "ver")
BOTONES_DEL_MODELO = (
    Espacio.DATOS.boton("Usar el modelo", "modelo", "si"),
    Espacio.DATOS.boton("No usarlo", "modelo", "no"),
)
"""Si lo que se escribe puede ir al modelo de lenguaje; se ofrece con el aviso, que dice qué modelo es."""
ACTOS_A_LA_VISTA = 6
EN_EL_CHAT_DEL_PERSONAL = (
    "Lo que envió al personal se quita de sus chats; lo de hace más de dos días puede seguir en el chat de quien ya lo "
    "recibió, a quien se le pide que lo borre."
)


def del_modelo(acepta: bool, usos: Set[Uso]) -> Mensaje:
    """Lo que dijo de que lo que escribe vaya al modelo de lenguaje, que se usa para esos `usos`."""
    que = "lo que escribe" if usos & CON_TEXTO_PERSONAL else "su pregunta, si la respuesta no está clara,"
    dicho = (
        f"De acuerdo: {que} puede ir al modelo de lenguaje del que habla el aviso."
        if acepta
        else "De acuerdo: nada de lo que escribe va al modelo de lenguaje. Le contesto como siempre."
    )
    return Mensaje((parrafo(f"{dicho} Puede cambiarlo en /privacidad."),), ((BOTON_PREGUNTA,),))


def en_dia(instante: datetime) -> str:
    """La fecha en el Perú: 25/11/2026."""
    return f"{instante.astimezone(HORA_DE_LIMA):%d/%m/%Y}"


def _acto(evento: Evento, integrante: str) -> tuple[str, str] | None:
    """Lo que ese integrante aceptó o autorizó con ese evento, y la versión del aviso que se le mostró."""
    if isinstance(evento, Unido) and evento.integrante == integrante:
        return "Aceptó el aviso de alianza y el de privacidad", f"{evento.aviso} y {evento.privacidad}"
    if evento.autor != integrante:
        return None
    match evento:
        case Creado(aviso=aviso) | AvisoAceptado(aviso=aviso):
            return "Aceptó el aviso de privacidad", aviso
        case Autorizada(aviso=aviso):
            return "Autorizó que la APCI lea el borrador", aviso
        case Revocada():
            return "Retiró esa autorización", ""
        case _:
            return None


def resumen(datos: DatosResumidos, borradores: tuple[tuple[str, str], ...], vence: date) -> Mensaje:
    """La respuesta a /misdatos. `borradores`: pares (nombre, fecha de su último cambio)."""
    parrafos = [
        parrafo(negrita("Esto es lo que guardo de usted:")),
        _elemento(f"{cantidad(datos.mensajes, 'mensaje suyo', 'mensajes suyos')}, con lo que le respondí"),
        _elemento(cantidad(len(borradores), "borrador", "borradores") if borradores else "ningún borrador"),
        *(_elemento(f"«{nombre}», último cambio el {dia}") for nombre, dia in borradores),
    ]
    for cuantos, uno, varios in (
        (datos.documentos, "documento que le entregué", "documentos que le entregué"),
        (datos.valoraciones, "valoración", "valoraciones"),
        (datos.avisos_pedidos, "pedido de que le avise", "pedidos de que le avise"),
        (datos.consultas_al_personal, "consulta enviada al personal", "consultas enviadas al personal"),
    ):
        if cuantos:
            parrafos.append(_elemento(cantidad(cuantos, uno, varios)))
    parrafos.append(_elemento("el identificador de su chat, solo para poder responderle"))
    actos = sorted(
        (evento.instante, *acto)
        for uno in datos.borradores
        for evento in uno.eventos
        if (acto := _acto(evento, uno.integrante)) is not None
    )
    if actos:
        parrafos.append(parrafo(negrita("Lo que aceptó:")))
    for instante, acto, version in actos[-ACTOS_A_LA_VISTA:]:
        de_version = f" (versión {version})" if version else ""
        parrafos.append(_elemento(f"{acto}{de_version}, el {en_dia(instante)}"))
    parrafos += [
        parrafo(f"Si no vuelve a escribir, se borrará solo después del {vence:%d/%m/%Y}."),
        parrafo(
            "Para corregir una respuesta, abra su borrador y use /revisar. Con «Descargar mis datos» recibe todo en "
            "un archivo."
        ),
    ]
    return Mensaje(tuple(parrafos), ((BOTON_DESCARGAR,), (BOTON_CORREGIR,), (BOTON_BORRAR,), (BOTON_PREGUNTA,)))


def reunidos(adjunto: Adjunto | None) -> Mensaje:
    """La entrega del archivo, o que no se pudo hacer."""
    if adjunto is None:
        fallo = "No pude preparar el archivo. Sus datos siguen como estaban; inténtelo otra vez en un momento."
        return Mensaje((parrafo(fallo),), ((BOTON_DESCARGAR,), (BOTON_PREGUNTA,)))
    dicho = (
        "Este archivo tiene todo lo que guardo de usted: mensajes, respuestas, borradores, documentos y lo que "
        "aceptó. Guárdelo en un lugar seguro."
    )
    return Mensaje((parrafo(dicho),), ((BOTON_BORRAR,), (BOTON_PREGUNTA,)), (adjunto,))


def confirmar_borrado(compartidos: int, relevo: str = "", *, coordina: bool) -> Mensaje:
    """El primer paso de /borrar. `compartidos`: los borradores en que hay otras organizaciones.

    `relevo`: el nombre del borrador cuya coordinación se puede pasar antes; vacío si de ninguno, o de varios.
    """
    dicho = (
        "Se borrará todo lo que guardo de usted: mensajes, respuestas, borradores, documentos y avisos pedidos. "
        "No se puede deshacer. ¿Lo borro?"
    )
    pasarla = ((Espacio.ALIANZA.boton("Pasarla antes", "relevo", relevo),),) if relevo else ()
    copia = (Espacio.DATOS.boton("Descargar antes una copia", "bajar"),)
    botones = ((BOTON_SI_BORRAR,), (BOTON_NO_BORRAR,), copia, *pasarla)
    parrafos = [parrafo(dicho)]
    if compartidos:
        cuantos = cantidad(compartidos, "borrador que comparte", "borradores que comparte")
        suyo = f"De {cuantos} con otras organizaciones se borra lo que usted escribió, y sale; lo de ellas queda."
        comun = " También se van los textos comunes que usted puso, y pasa a coordinar la primera que entró."
        comun += " Si quiere elegir quién, pásela antes." if relevo else ""
        parrafos.append(parrafo(suyo + (comun if coordina else "")))
    return Mensaje(tuple(parrafos), botones)


def recibo(uno: Recibo) -> Mensaje:
    """La constancia del borrado."""
    hora = uno.instante.astimezone(HORA_DE_LIMA)
    partes = [
        cantidad(uno.mensajes, "mensaje", "mensajes"),
        cantidad(uno.borradores, "borrador", "borradores"),
        cantidad(uno.documentos, "archivo", "archivos"),
        cantidad(uno.avisos_pedidos, "aviso pedido", "avisos pedidos"),
        *(
            [cantidad(uno.consultas_al_personal, "consulta al personal", "consultas al personal")]
            if uno.consultas_al_personal
            else []
        ),
    ]
    return Mensaje(
        (
            parrafo(negrita("Listo: se borró lo que este asistente guardaba de usted.")),
            parrafo(f"Constancia {uno.codigo}, del {hora:%d/%m/%Y} a las {hora:%H:%M}: {enumerar(partes)}."),
            parrafo(
                "De usted queda solo a qué chat entregar esta constancia, y se quita en un día. Una copia de "
                "respaldo hecha antes puede conservarlo hasta que la APCI la elimine."
            ),
            *([parrafo(EN_EL_CHAT_DEL_PERSONAL)] if uno.consultas_al_personal else []),
            parrafo("Los mensajes que ve en esta pantalla los borra usted en su aplicación."),
        )
    )


def _elemento(texto: str) -> Parrafo:
    return parrafo(texto, clase=ClaseParrafo.ELEMENTO)
