"""La entrevista dentro del diálogo: de cada entrada de la persona al paso siguiente. Puro.

Sin consentimiento no hay borrador ni eventos. Todo lo demás se deduce de los eventos.
"""

from dataclasses import replace

from bot.dialogo import entrevistar_propuestas as propuestas
from bot.dialogo import textos_entrevista as textos
from bot.dialogo.entrevistar_comun import anotar, borrador_de, en_paso, enviar, paso_de, propuesta_de
from bot.dialogo.entrevistar_respuestas import aceptar, dejar_pendiente, elegir_duda, elegir_opcion
from bot.dialogo.entrevistar_senales import parece_pregunta, reconocer_eleccion, reconocer_pedido
from bot.dialogo.entrevistar_vistas import (
    ampliar,
    lista_para_corregir,
    listar_pendientes,
    pausar,
    preguntar_si_cancela,
    resumen_borrador,
    revision_entera,
)
from bot.dialogo.mensajes import Boton, Mensaje, cursiva, negrita, parrafo
from bot.dialogo.tipos import (
    Contexto,
    DocumentoFallido,
    DocumentoListo,
    Enviar,
    Estado,
    OdsSugeridos,
    RedactarBorrador,
    Turno,
)
from bot.entrevista.motor import Llave, anterior, buscar_paso, datos_de, por_completar
from bot.entrevista.valores import comparable
from bot.entrevista.valores_lectura import sin_dato

__all__ = [
    "PREFIJO",
    "atender_boton",
    "atender_documento",
    "atender_ods",
    "atender_orden",
    "atender_texto",
    "empezar",
    "mostrar_paso",
    "resumen_borrador",
]

PREFIJO = "e:"

# Escribirlo con todas sus letras es tan expreso como tocar el botón; un «sí» suelto no basta.
_CONSENTIMIENTO_ESCRITO = {
    "acepto": "si",
    "si acepto": "si",
    "acepto el aviso": "si",
    "acepto continuar": "si",
    "no acepto": "no",
    "no no acepto": "no",
}

_ORDENES = {
    "atras": "a",
    "pausa": "g",
    "cancelar": "cancelar",
    "revisar": "L",
    "corregir": "L",
    "vista_previa": "f",
    "borrador": "f",
    "pendientes": "pendientes",
    "deshacer": "deshacer",
    "ampliar": "z",
}


def empezar(contexto: Contexto, estado: Estado) -> Turno:
    """Continúa el borrador abierto o pide el consentimiento para crear uno."""
    estado = replace(estado, en_entrevista=True)
    resumen = resumen_borrador(contexto, estado)
    if resumen is None:
        return enviar(estado, textos.consentimiento(contexto))
    return en_paso(contexto, estado, (parrafo(resumen),))


def atender_texto(contexto: Contexto, estado: Estado, texto: str) -> Turno | None:
    """Toma el texto como respuesta; None si parece una pregunta, un saludo o un pedido al asistente."""
    if estado.borrador is None:
        if (decision := _CONSENTIMIENTO_ESCRITO.get(comparable(texto))) is not None:
            return _consentir(contexto, estado, decision)
        if parece_pregunta(texto, None):
            return None
        aclaracion = (
            "Para empezar necesito que toque un botón o escriba «Acepto». Lo que escribió no se guardó como respuesta."
        )
        return enviar(estado, textos.consentimiento(contexto, aclaracion))
    if (turno := propuestas.atender_texto(contexto, estado, texto)) is not None:
        return turno
    paso = paso_de(contexto, estado)
    accion = reconocer_eleccion(texto, borrador_de(estado).duda) or reconocer_pedido(texto, paso)
    if accion is not None:
        return _actuar(contexto, estado, accion)
    if paso is None or parece_pregunta(texto, paso):
        return None
    return propuestas.responder_y_proponer(contexto, estado, paso, texto)


def atender_boton(contexto: Contexto, estado: Estado, codigo: str) -> Turno:
    """Atiende un botón de la entrevista; uno viejo no hace nada y vuelve a mostrar el paso."""
    _, sello, *accion = [*codigo.split(":", 2), "", ""][:3]
    if sello == "c":
        return _consentir(contexto, estado, accion[0])
    if estado.borrador is None:
        aviso = parrafo("Ese botón es de un borrador que ya no está abierto. No se perdió nada de lo que sí guardó.")
        if estado.en_entrevista:
            return enviar(estado, textos.consentimiento(contexto, aviso.texto))
        return enviar(estado, Mensaje((aviso,), ((textos.PROPUESTA,), (textos.PREGUNTA,))))
    if sello != textos.sello(estado, borrador_de(estado)):
        aviso = parrafo("Ese botón es de un mensaje anterior y ya no cambia nada. Seguimos aquí:")
        return en_paso(contexto, replace(estado, en_entrevista=True), (aviso,))
    return _actuar(contexto, replace(estado, en_entrevista=True), accion[0])


def atender_orden(contexto: Contexto, estado: Estado, nombre: str, argumento: str) -> Turno | None:
    """Atiende /atras, /pausa, /cancelar, /revisar, /vista_previa…; None si no es suya o no hay entrevista."""
    accion = _ORDENES.get(nombre)
    if accion is None:
        return None
    if estado.borrador is None:
        if not estado.en_entrevista:
            return None
        return _consentir(contexto, estado, "no") if nombre in ("cancelar", "pausa") else empezar(contexto, estado)
    return _actuar(contexto, replace(estado, en_entrevista=True), accion)


def atender_documento(contexto: Contexto, estado: Estado, entrada: DocumentoListo | DocumentoFallido) -> Turno:
    """Entrega el borrador, o dice con su referencia que no se pudo hacer."""
    if estado.borrador is None:
        return enviar(estado, Mensaje((parrafo("Ese borrador ya no está abierto."),), ((textos.PROPUESTA,),)))
    borrador = borrador_de(estado)
    if isinstance(entrada, DocumentoFallido):
        fallo = parrafo(
            f"No pude hacer el archivo (ref. {entrada.referencia}). Sus respuestas siguen guardadas. Inténtelo otra "
            "vez; si se repite, indique esa referencia al personal de la APCI."
        )
        otra_vez = Boton("Intentar otra vez", textos.codigo(estado, borrador, "f"))
        seguir = Boton("Continuar", textos.codigo(estado, borrador, "t"))
        return enviar(estado, Mensaje((fallo,), ((otra_vez,), (seguir,))))
    entrega = (
        parrafo(negrita("Aquí está su borrador."), " Lo que falta aparece marcado como pendiente."),
        parrafo(cursiva(textos.NO_ES_APROBACION)),
    )
    nuevo = anotar(contexto, estado, "documento", {"archivos": len(entrada.adjuntos)})
    paso = paso_de(contexto, nuevo)
    if paso is not None:
        mensaje = textos.paso_entero(contexto, nuevo, borrador_de(nuevo), paso, entrega)
        return enviar(nuevo, replace(mensaje, adjuntos=entrada.adjuntos))
    botones = (
        (Boton("Corregir una respuesta", textos.codigo(nuevo, borrador, "L")),),
        (Boton("Ver toda la revisión", textos.codigo(nuevo, borrador, "m")),),
        (textos.PREGUNTA,),
    )
    return enviar(replace(nuevo, en_entrevista=False), Mensaje(entrega, botones, entrada.adjuntos))


def atender_ods(contexto: Contexto, estado: Estado, entrada: OdsSugeridos) -> Turno:
    """Muestra lo entendido con el ODS sugerido."""
    return propuestas.atender_ods(contexto, estado, entrada)


def mostrar_paso(contexto: Contexto, estado: Estado) -> Mensaje:
    """El paso en que está la persona, siempre igual mientras no responda."""
    if estado.borrador is None:
        return textos.consentimiento(contexto)
    efecto = en_paso(contexto, estado).efectos[0]
    assert isinstance(efecto, Enviar)
    return efecto.mensaje


def _consentir(contexto: Contexto, estado: Estado, accion: str) -> Turno:
    if estado.borrador is not None:
        return en_paso(contexto, replace(estado, en_entrevista=True), (parrafo("Ya había aceptado. Seguimos aquí:"),))
    match accion:
        case "si":
            entrevista = contexto.entrevista
            nombre = f"{contexto.ahora:%Y%m%dT%H%M%S%f}-{estado.turno}"
            creado = replace(estado, borrador=nombre, en_entrevista=True, eventos=())
            datos = {"version": entrevista.version, "aviso": entrevista.aviso.version, "acepta": True}
            nuevo = anotar(contexto, creado, "creado", {**datos})
            return en_paso(contexto, nuevo, (parrafo("Gracias, empezamos."),))
        case "no":
            rechazo = parrafo(
                "De acuerdo: no empezamos y no guardé ninguna respuesta. Puede hacerme preguntas sobre el marco de la "
                "APCI cuando quiera."
            )
            mensaje = Mensaje((rechazo,), ((textos.PREGUNTA,), (textos.PROPUESTA,)))
            return enviar(replace(estado, en_entrevista=False), mensaje)
        case "aviso":
            return enviar(replace(estado, en_entrevista=True), textos.aviso_completo(contexto))
        case _:
            return enviar(replace(estado, en_entrevista=True), textos.consentimiento(contexto))


def _actuar(contexto: Contexto, estado: Estado, accion: str) -> Turno:
    """Hace lo que pide un botón vigente, una orden o una palabra reconocida."""
    borrador, paso = borrador_de(estado), paso_de(contexto, estado)
    match accion.split(":"):
        case ["guiada"]:
            return propuestas.guiar(contexto, estado)
        case [lote, _] if lote.startswith("q") and lote[1:].isdecimal():
            return propuestas.atender_accion(contexto, estado, accion)
        case ["j"] if paso is not None:
            return en_paso(contexto, estado, textos.ejemplo(paso))
        case ["y"] if paso is not None:
            return en_paso(contexto, estado, textos.porque(paso))
        case ["n"] if paso is not None:
            return dejar_pendiente(contexto, estado, paso)
        case ["s"] if paso is not None and paso.pregunta.sin_dato:
            return aceptar(contexto, estado, paso, sin_dato(paso.pregunta), paso.pregunta.sin_dato)
        case ["o", *valor] if paso is not None:
            return elegir_opcion(contexto, estado, paso, ":".join(valor))
        case [numero, lugar] if numero.startswith("d") and numero[1:].isdecimal() and lugar.isdecimal():
            return elegir_duda(contexto, estado, int(numero[1:]), int(lugar))
        case ["k"]:
            return en_paso(contexto, anotar(contexto, estado, "seguida"), (parrafo("Queda como estaba."),))
        case ["a"]:
            return _volver(contexto, estado)
        case ["deshacer"]:
            return _deshacer(contexto, estado)
        case ["f"]:
            return Turno(estado, (RedactarBorrador(propuesta_de(contexto, estado)),))
        case ["L"]:
            return lista_para_corregir(contexto, estado)
        case ["l", pregunta, actor]:
            return _ir_a(contexto, estado, (pregunta, actor))
        case ["p"]:
            pendiente = por_completar(contexto.entrevista, borrador)
            return _ir_a(contexto, estado, pendiente.llave if pendiente else ("", ""))
        case ["m"]:
            return revision_entera(contexto, estado)
        case ["pendientes"]:
            return listar_pendientes(contexto, estado)
        case ["z"]:
            return ampliar(contexto, estado)
        case ["g"]:
            return pausar(contexto, estado)
        case ["cancelar"]:
            return preguntar_si_cancela(estado)
        case ["x"]:
            descartado = replace(estado, borrador=None, en_entrevista=False, eventos=())
            dicho = parrafo(
                "El borrador quedó descartado y ya no se puede continuar. Para borrar también lo que sigue guardado "
                "de usted, escriba /borrar."
            )
            return enviar(descartado, Mensaje((dicho,), ((textos.PROPUESTA,), (textos.PREGUNTA,))))
        case _:
            return en_paso(contexto, estado)


def _volver(contexto: Contexto, estado: Estado) -> Turno:
    previo = anterior(contexto.entrevista, borrador_de(estado))
    if previo is None:
        return en_paso(contexto, estado, (parrafo("Esta es la primera pregunta."),))
    return _ir_a(contexto, estado, previo.llave)


def _ir_a(contexto: Contexto, estado: Estado, llave: Llave) -> Turno:
    if buscar_paso(contexto.entrevista, borrador_de(estado), llave) is None:
        return en_paso(contexto, estado, (parrafo("Esa pregunta ya no corresponde en su borrador."),))
    return en_paso(contexto, anotar(contexto, estado, "vuelta", datos_de(llave)))


def _deshacer(contexto: Contexto, estado: Estado) -> Turno:
    nuevo = anotar(contexto, estado, "deshecha", {"veces": 1})
    antes, despues = borrador_de(estado), borrador_de(nuevo)
    if antes.revision == despues.revision:
        return en_paso(contexto, estado, (parrafo("No hay nada que deshacer."),))
    return en_paso(contexto, nuevo, (parrafo("Deshice su último cambio; lo demás sigue como estaba."),))
