"""La entrevista dentro del diálogo: de cada entrada de la persona al paso siguiente. Puro.

Sin consentimiento no hay borrador ni eventos. Todo lo demás se deduce de los eventos.
"""

from dataclasses import replace

from bot.dialogo.borrador import acciones, borradores, entender, permisos, plantear, textos
from bot.dialogo.borrador.acciones import (
    parece_pregunta,
    reconocer_accion_de_lista,
    reconocer_eleccion,
    reconocer_pedido,
)
from bot.dialogo.borrador.borradores import ampliar, donde_ibamos, pausar, preguntar_si_cancela, resumen_borrador
from bot.dialogo.borrador.corregir import atender_asunto, atender_edicion, atender_respuesta_a
from bot.dialogo.borrador.listas import elegir_accion, escribir_elemento, responder_por_varios
from bot.dialogo.borrador.repasar import (
    anotar_entrega,
    boton_de_comparar,
    comparar_versiones,
    listar_pendientes,
    mostrar_indice,
    mostrar_seccion,
    revision_entera,
)
from bot.dialogo.borrador.responder import dejar_pendiente, dejar_sin_dato, elegir_duda, elegir_opcion, seguir
from bot.dialogo.borrador.sesion import (
    agotar_botones,
    al_dia,
    anotar,
    borrador_de,
    en_paso,
    enviar,
    falta_consentir,
    paso_de,
    propuesta_de,
)
from bot.dialogo.efectos import AnotarEnBorrador, Enviar, OlvidarRecibido
from bot.dialogo.mensajes import Boton, Mensaje, cursiva, negrita, parrafo
from bot.dialogo.peticiones import DocumentoFallido, DocumentoListo, OdsSugeridos, RedactarBorrador
from bot.dialogo.turno import Contexto, Estado, Turno
from bot.entrevista.borrador import Llave, datos_de
from bot.entrevista.eventos import evento_de
from bot.entrevista.pasos import anterior, buscar_paso, por_completar
from bot.entrevista.propuesta.versiones import versiones_de
from bot.entrevista.valores.elementos import TIPOS_DE_LISTA
from conocimiento.palabras import comparable

__all__ = [
    "PREFIJO",
    "atender_asunto",
    "atender_boton",
    "atender_documento",
    "atender_edicion",
    "atender_ods",
    "atender_orden",
    "atender_respuesta_a",
    "atender_texto",
    "empezar",
    "mostrar_paso",
    "pausar",
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
    "avance": "L",
    "pausa": "g",
    "cancelar": "cancelar",
    "revisar": "L",
    "corregir": "L",
    "vista_previa": "f",
    "borrador": "f",
    "pendientes": "pendientes",
    "comparar": "v",
    "ampliar": "z",
}
_BOTON_VIEJO = (
    "Ese botón es de un mensaje anterior y ya no cambia nada. Seguimos aquí:",
    "Ese botón, de un mensaje anterior, ya se usó o quedó atrás. Para cambiar una respuesta escriba /revisar. "
    "Seguimos aquí:",
)
_ANTE_LA_MOLESTIA = (
    "Lo entiendo; no lo anoté. Soy un programa y puedo fallar: si prefiere, deje esta pregunta con «No sé todavía», o "
    "escriba «quiero hablar con una persona». Seguimos aquí:",
    "De acuerdo, eso no lo guardé. Puede parar con /pausa cuando quiera; sus respuestas quedan. Seguimos aquí:",
)
CAMBIOS_QUE_SE_DESHACEN = 20
"""Cuántos se pueden deshacer de una vez; un número mayor suele ser una errata."""


def empezar(contexto: Contexto, estado: Estado) -> Turno:
    """Continúa el borrador abierto, diciendo por dónde iba, o pide el consentimiento para crear uno."""
    estado, aviso = al_dia(contexto, replace(estado, en_entrevista=True))
    resumen = resumen_borrador(contexto, estado)
    if resumen is None:
        return enviar(estado, textos.consentimiento(contexto))
    ibamos = donde_ibamos(contexto, estado)
    previo = (parrafo(resumen), parrafo(ibamos)) if ibamos else (parrafo(resumen),)
    return en_paso(contexto, estado, (*aviso, *previo))


def atender_texto(contexto: Contexto, estado: Estado, texto: str) -> Turno | None:
    """Toma el texto como respuesta; None si parece una pregunta, un saludo o un pedido al asistente."""
    if estado.borrador is None or falta_consentir(contexto, estado):
        if (decision := _CONSENTIMIENTO_ESCRITO.get(comparable(texto))) is not None:
            return _consentir(contexto, estado, decision)
        if parece_pregunta(texto, None):
            return None
        aclaracion = "Para empezar necesito que toque un botón o escriba «Acepto». Lo que escribió no se guardó."
        if estado.borrador is not None:
            return Turno(estado, (OlvidarRecibido(), Enviar(textos.aviso_cambiado(contexto, (parrafo(aclaracion),)))))
        return Turno(estado, (OlvidarRecibido(), Enviar(textos.consentimiento(contexto, aclaracion))))
    estado, aviso = al_dia(contexto, estado)
    turno = entender.atender_texto(contexto, estado, texto) or _atender_texto(contexto, estado, texto)
    if turno is None or not aviso:
        return turno
    return Turno(turno.estado, (Enviar(Mensaje(aviso)), *turno.efectos))


def _atender_texto(contexto: Contexto, estado: Estado, texto: str) -> Turno | None:
    borrador, paso = borrador_de(estado), paso_de(contexto, estado)
    accion = reconocer_eleccion(texto, borrador.duda) or reconocer_pedido(texto, paso)
    if accion is None and paso is not None and paso.pregunta.tipo in TIPOS_DE_LISTA and borrador.vuelta == paso.llave:
        accion = reconocer_accion_de_lista(texto)
    if accion is not None:
        return _actuar(contexto, estado, accion)
    if paso is None or parece_pregunta(texto, paso):
        return None
    if borrador.elemento is not None and borrador.elemento.llave == paso.llave:
        return escribir_elemento(contexto, estado, paso, borrador.elemento, texto)
    varios = responder_por_varios(contexto, estado, paso, texto)
    return varios or entender.responder_y_proponer(contexto, estado, paso, texto)


def atender_boton(contexto: Contexto, estado: Estado, codigo: str) -> Turno:
    """Atiende un botón de la entrevista; uno viejo no hace nada y vuelve a mostrar el paso."""
    _, sello, *accion = [*codigo.split(":", 2), "", ""][:3]
    if sello == "c":
        return agotar_botones(estado, _consentir(contexto, estado, accion[0]))
    if sello == borradores.SELLO:
        if accion[0] == "nuevo":
            aparte = replace(estado, borrador=None, eventos=(), en_entrevista=True)
            return enviar(aparte, textos.consentimiento(contexto))
        return borradores.pedir(estado, accion[0])
    if estado.borrador is None:
        aviso = parrafo("Ese botón es de un borrador que ya no está abierto. No se perdió nada de lo que sí guardó.")
        if estado.en_entrevista:
            return enviar(estado, textos.consentimiento(contexto, aviso.texto))
        return enviar(estado, Mensaje((aviso,), ((textos.PROPUESTA,), (textos.PREGUNTA,))))
    estado, cambios = al_dia(contexto, replace(estado, en_entrevista=True))
    if sello != acciones.sello(estado, borrador_de(estado)):
        viejo = parrafo(_BOTON_VIEJO[estado.turno % len(_BOTON_VIEJO)])
        return en_paso(contexto, estado, (*cambios, viejo))
    if permisos.esta_detenido(contexto, estado, accion[0]):
        return en_paso(contexto, estado)
    return agotar_botones(estado, _actuar(contexto, estado, accion[0]))


def atender_orden(contexto: Contexto, estado: Estado, nombre: str, argumento: str) -> Turno | None:
    """Atiende /atras, /pausa, /cancelar, /revisar, /borradores…; None si no es suya o no hay entrevista."""
    if nombre == "borradores":
        return borradores.pedir(estado, "lista")
    accion = f"deshacer:{argumento}" if nombre == "deshacer" else _ORDENES.get(nombre)
    if accion is None:
        return None
    if estado.borrador is None:
        if not estado.en_entrevista:
            return None
        return _consentir(contexto, estado, "no") if nombre in ("cancelar", "pausa") else empezar(contexto, estado)
    estado, aviso = al_dia(contexto, replace(estado, en_entrevista=True))
    if permisos.esta_detenido(contexto, estado, accion):
        return en_paso(contexto, estado)
    turno = _actuar(contexto, estado, accion)
    return Turno(turno.estado, (Enviar(Mensaje(aviso)), *turno.efectos)) if aviso else turno


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
        otra_vez = Boton("Intentar otra vez", acciones.codigo(estado, borrador, "f"))
        seguir = Boton("Continuar", acciones.codigo(estado, borrador, "t"))
        return enviar(estado, Mensaje((fallo,), ((otra_vez,), (seguir,))))
    nuevo = anotar_entrega(contexto, estado, entrada.adjuntos)
    version = versiones_de(nuevo.eventos)[-1].numero
    entrega = (
        parrafo(negrita(f"Aquí está su borrador, versión {version}."), " Lo que falta aparece marcado como pendiente."),
        parrafo(cursiva(textos.NO_ES_APROBACION)),
    )
    paso = paso_de(contexto, nuevo)
    if paso is not None:
        mensaje = plantear.paso_entero(contexto, nuevo, borrador_de(nuevo), paso, entrega)
        return enviar(nuevo, replace(mensaje, adjuntos=entrada.adjuntos))
    botones = (
        (Boton("Corregir una respuesta", acciones.codigo(nuevo, borrador, "L")),),
        (Boton("Ver toda la revisión", acciones.codigo(nuevo, borrador, "m")),),
        *((boton,) for boton in boton_de_comparar(nuevo)),
        (textos.boton_de_compartir(contexto, nuevo, borrador_de(nuevo)),),
        (textos.PREGUNTA,),
    )
    return enviar(replace(nuevo, en_entrevista=False), Mensaje(entrega, botones, entrada.adjuntos))


def atender_ods(contexto: Contexto, estado: Estado, entrada: OdsSugeridos) -> Turno:
    """Muestra lo entendido con el ODS sugerido."""
    return entender.atender_ods(contexto, estado, entrada)


def mostrar_paso(contexto: Contexto, estado: Estado) -> Mensaje:
    """El paso en que está la persona, siempre igual mientras no responda."""
    if estado.borrador is None:
        return textos.consentimiento(contexto)
    efecto = en_paso(contexto, estado).efectos[0]
    assert isinstance(efecto, Enviar)
    return efecto.mensaje


def _consentir(contexto: Contexto, estado: Estado, accion: str) -> Turno:
    if falta_consentir(contexto, estado):
        return permisos.responder_al_cambio(contexto, estado, accion)
    if estado.borrador is not None:
        return en_paso(contexto, replace(estado, en_entrevista=True), (parrafo("Ya había aceptado. Seguimos aquí:"),))
    match accion:
        case "si":
            entrevista = contexto.entrevista
            nombre = borradores.nombre_nuevo(contexto, estado)
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
            return entender.guiar(contexto, estado)
        case [lote, _] if lote.startswith("q") and lote[1:].isdecimal():
            return entender.atender_accion(contexto, estado, accion)
        case ["j"] if paso is not None:
            return en_paso(contexto, estado, plantear.ejemplo(paso))
        case ["y"] if paso is not None:
            return en_paso(contexto, estado, plantear.porque(contexto, borrador, paso))
        case ["n"] if paso is not None:
            return dejar_pendiente(contexto, estado, paso)
        case ["s"] if paso is not None and paso.pregunta.sin_dato:
            return dejar_sin_dato(contexto, estado, paso)
        case ["o", *valor] if paso is not None:
            return elegir_opcion(contexto, estado, paso, ":".join(valor))
        case [numero, lugar] if numero.startswith("d") and numero[1:].isdecimal() and lugar.isdecimal():
            return elegir_duda(contexto, estado, int(numero[1:]), int(lugar))
        case ["catalogo"] if paso is not None:
            return enviar(estado, plantear.paso_con_catalogo(contexto, estado, borrador, paso))
        case ["E", que, *lugar] if paso is not None:
            numero = int(lugar[0]) if lugar and lugar[0].isdecimal() else -1
            return elegir_accion(contexto, estado, paso, que, numero)
        case ["desahogo"]:
            return en_paso(contexto, estado, (parrafo(_ANTE_LA_MOLESTIA[estado.turno % len(_ANTE_LA_MOLESTIA)]),))
        case ["k"] if borrador.vuelta is None and borrador.duda is None:
            return en_paso(contexto, estado)
        case ["k"]:
            quieto = anotar(contexto, estado, "seguida")
            return seguir(contexto, estado, quieto, (parrafo("Queda como estaba."),))
        case ["a"]:
            return _volver(contexto, estado)
        case ["deshacer", *veces]:
            return _deshacer(contexto, estado, "".join(veces))
        case ["f"]:
            return Turno(estado, (RedactarBorrador(propuesta_de(contexto, estado)),))
        case ["L"]:
            return mostrar_indice(contexto, estado)
        case ["R", seccion]:
            return mostrar_seccion(contexto, estado, seccion)
        case ["l", pregunta, actor]:
            return _ir_a(contexto, estado, (pregunta, actor))
        case ["c", pregunta, actor]:
            return _ir_a(contexto, estado, (pregunta, actor), desde_la_revision=True)
        case ["p"]:
            pendiente = por_completar(contexto.entrevista, borrador)
            return _ir_a(contexto, estado, pendiente.llave if pendiente else ("", ""))
        case ["m"]:
            return revision_entera(contexto, estado)
        case ["v"]:
            return comparar_versiones(contexto, estado)
        case ["pendientes"]:
            return listar_pendientes(contexto, estado)
        case ["borradores"]:
            return borradores.pedir(estado, "lista")
        case ["pa"]:
            return permisos.pedir_autorizacion(contexto, estado)
        case ["pa", "si"]:
            return permisos.autorizar(contexto, estado)
        case ["pr"]:
            return permisos.revocar(contexto, estado)
        case ["z"]:
            return ampliar(contexto, estado)
        case ["g"]:
            return pausar(contexto, estado)
        case ["cancelar"]:
            return preguntar_si_cancela(estado)
        case ["x"]:
            return _descartar(contexto, estado)
        case _:
            return en_paso(contexto, estado)


def _volver(contexto: Contexto, estado: Estado) -> Turno:
    previo = anterior(contexto.entrevista, borrador_de(estado))
    if previo is None:
        return en_paso(contexto, estado, (parrafo("Esta es la primera pregunta."),))
    return _ir_a(contexto, estado, previo.llave)


def _ir_a(contexto: Contexto, estado: Estado, llave: Llave, *, desde_la_revision: bool = False) -> Turno:
    paso = buscar_paso(contexto.entrevista, borrador_de(estado), llave)
    if paso is None:
        return en_paso(contexto, estado, (parrafo("Esa pregunta ya no corresponde en su borrador."),))
    datos = datos_de(llave)
    if desde_la_revision:
        datos["desde"] = paso.pregunta.seccion
    return en_paso(contexto, anotar(contexto, estado, "vuelta", datos))


def _deshacer(contexto: Contexto, estado: Estado, argumento: str) -> Turno:
    pedidos = int(argumento) if argumento.isdecimal() else 1
    if argumento and (not argumento.isdecimal() or not 1 <= pedidos <= CAMBIOS_QUE_SE_DESHACEN):
        uso = f"Escriba /deshacer, o /deshacer 3 para los últimos tres cambios (hasta {CAMBIOS_QUE_SE_DESHACEN})."
        return en_paso(contexto, estado, (parrafo(uso),))
    hechos = borrador_de(estado).cambios[-pedidos:]
    if not hechos:
        return en_paso(contexto, estado, (parrafo("No hay nada que deshacer."),))
    nuevo = anotar(contexto, estado, "deshecha", {"veces": len(hechos)})
    claves = {pregunta.clave: pregunta.rotulo for pregunta in contexto.entrevista.preguntas}
    rotulos = dict.fromkeys(claves.get(llave[0], llave[0]) for cambio in reversed(hechos) for llave in cambio)
    cuantos = "su último cambio" if len(hechos) == 1 else f"sus {len(hechos)} últimos cambios"
    dicho = parrafo(f"Deshice {cuantos}: {', '.join(rotulos)}. Lo demás sigue como estaba.")
    return en_paso(contexto, nuevo, (dicho,))


def _descartar(contexto: Contexto, estado: Estado) -> Turno:
    assert estado.borrador is not None
    anotado = AnotarEnBorrador(estado.borrador, evento_de("descartado", contexto.ahora, {}))
    descartado = replace(estado, borrador=None, en_entrevista=False, eventos=())
    dicho = parrafo(
        "El borrador quedó descartado y ya no se puede continuar. Para borrar también lo que sigue guardado "
        "de usted, escriba /borrar."
    )
    mensaje = Mensaje((dicho,), ((textos.PROPUESTA,), (textos.PREGUNTA,)))
    return Turno(descartado, (anotado, Enviar(mensaje)))
