"""El borrador dentro del diálogo: de cada entrada de la persona al paso siguiente.

Lo que se hace con cada acción está en las tablas; una acción llega con un botón, una orden o unas palabras.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.dialogo.borrador import borradores, entender, permisos, plantear, redactar, repasar
from bot.dialogo.borrador.acciones import (
    DE_UNA_ORDEN,
    LARGO_DE_UN_PEDIDO,
    Accion,
    AccionPedida,
    Decision,
    SinSello,
    leer_accion,
    lo_encargado,
    parece_pregunta,
    reconocer_accion_de_lista,
    reconocer_eleccion,
    reconocer_pedido,
)
from bot.dialogo.borrador.cambios import corregir, hablando, listas, pedidos
from bot.dialogo.borrador.cambios.hacer import cambiar_tambien, corregir_lo_senalado, elegir_lectura
from bot.dialogo.borrador.cambios.por_sus_piezas import atender_pedido, ver_una_parte
from bot.dialogo.borrador.paso import compuerta, de_otra_pregunta, de_un_actor, mejorar, responder, sugerir
from bot.dialogo.borrador.paso.lo_escrito import decir_que_no_hay
from bot.dialogo.borrador.plantear import al_dia, en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import lo_entendido
from bot.dialogo.borrador.textos import permisos as textos_de_permisos
from bot.dialogo.borrador.textos import responder as textos
from bot.dialogo.borrador.textos.compuerta import ETIQUETAS, GUARDAR_TODO, NO_ESTA_ESE_BOTON
from bot.dialogo.efectos import Efecto, Enviar, OlvidarRecibido
from bot.dialogo.entradas import BotonPulsado, MensajeEditado, MensajeRecibido, OrdenRecibida
from bot.dialogo.intenciones.decidido import lugar_escrito, si_o_no
from bot.dialogo.intenciones.reconocer import reconocer
from bot.dialogo.mensajes import Mensaje, Parrafo, boton_escrito, partir
from bot.dialogo.peticiones import (
    BorradoresLeidos,
    DocumentoFallido,
    DocumentoListo,
    OdsSugeridos,
    PasajesEncontrados,
    PreguntaHallada,
    TextoSoltado,
)
from bot.dialogo.textos import sin_botones
from bot.dialogo.turno import Contexto, Estado, Turno
from bot.entrevista.borrador import Elemento
from bot.entrevista.comprension.lote import lote_abierto
from bot.entrevista.pasos import Paso
from bot.entrevista.valores.tipos import TIPOS
from conocimiento.palabras import comparable

HACE: Mapping[Accion, Callable[[Sesion], Turno]] = {
    Accion.GUIADA: entender.guiar,
    Accion.DEJAR_COMO_ESTA: responder.dejar_como_esta,
    Accion.CONTINUAR: en_paso,
    Accion.DESAHOGO: responder.calmar,
    Accion.ATRAS: repasar.volver_atras,
    Accion.COMPLETAR: repasar.completar,
    Accion.INDICE: repasar.mostrar_indice,
    Accion.PENDIENTES: repasar.listar_pendientes,
    Accion.COHERENCIA: repasar.mostrar_coherencia,
    Accion.DOCUMENTO: repasar.pedir_documento,
    Accion.VISTA: repasar.pedir_vista,
    Accion.COMPARAR: repasar.comparar_versiones,
    Accion.REVOCAR: permisos.revocar,
    Accion.BORRADORES: borradores.listar,
    Accion.AMPLIAR: borradores.ampliar,
    Accion.PAUSAR: borradores.pausar,
    Accion.CANCELAR: borradores.preguntar_si_cancela,
    Accion.DESCARTAR: borradores.descartar,
}
HACE_EN_LA_PREGUNTA: Mapping[Accion, Callable[[Sesion, Paso], Turno]] = {
    Accion.OMITIR: responder.omitir,
    Accion.SIN_DATO: responder.dejar_sin_dato,
    Accion.EJEMPLO: responder.dar_ejemplo,
    Accion.AYUDA: compuerta.dar_ayuda,
    Accion.NI_LO_UNO: compuerta.no_era,
    Accion.MOTIVO: responder.dar_motivo,
    Accion.CATALOGO: responder.mostrar_catalogo,
}
"""Lo que solo tiene sentido si queda una pregunta delante."""
HACE_CON: Mapping[Accion, Callable[[Sesion, Sequence[str]], Turno]] = {
    Accion.OPCION: responder.elegir_opcion,
    Accion.LECTURA: elegir_lectura,
    Accion.ELEMENTO: listas.elegir_elemento,
    Accion.ENTENDIDO: entender.elegir,
    Accion.DESHACER: responder.deshacer,
    Accion.SUGERENCIAS: sugerir.mostrar,
    Accion.USAR: sugerir.usar,
    Accion.REDACTAR: redactar.elegir,
    Accion.MEJORAR: mejorar.pedir,
    Accion.SECCION: repasar.elegir_seccion,
    Accion.IR: repasar.ir,
    Accion.CORREGIR: corregir_lo_senalado,
    Accion.TAMBIEN: cambiar_tambien,
    Accion.AUTORIZAR: permisos.autorizar,
}
"""Lo que necesita saber cuál, cuántos o adónde."""


def hacer(sesion: Sesion, pedida: AccionPedida | None) -> Turno:
    """Hace lo que se pide; lo que no se conoce, o no viene completo, vuelve a mostrar el paso."""
    if pedida is None:
        return en_paso(sesion)
    accion, paso = pedida.accion, sesion.paso
    if accion in HACE_CON:
        return HACE_CON[accion](sesion, pedida.argumentos)
    if pedida.argumentos:
        return en_paso(sesion)
    if accion in HACE:
        return HACE[accion](sesion)
    return HACE_EN_LA_PREGUNTA[accion](sesion, paso) if paso is not None else en_paso(sesion)


def empezar(contexto: Contexto, estado: Estado) -> Turno:
    """Continúa el borrador abierto, diciendo por dónde iba, o pide el consentimiento para crear uno."""
    sesion, novedad = al_dia(Sesion(contexto, estado).dentro())
    resumen = borradores.resumen(sesion)
    if resumen is None:
        return permisos.pedir_el_aviso(sesion)
    return en_paso(sesion, *novedad, *textos.por_donde_iba(resumen, borradores.donde_ibamos(sesion)))


def atender_texto(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """Toma el texto como respuesta; None si parece una pregunta, un saludo o un pedido al asistente."""
    sesion, texto = Sesion(contexto, estado, recibido.mensaje), recibido.texto
    if estado.borrador is None or sesion.falta_consentir:
        return permisos.atender_texto(sesion, texto)
    sesion, novedad = al_dia(sesion)
    decidido = _como_boton(sesion, texto) or redactar.responder(sesion, texto)
    turno = decidido or entender.atender_texto(sesion, texto) or _atender_respuesta(sesion, texto)
    return None if turno is None else _con_novedad(turno, *novedad)


def es_un_pedido(contexto: Contexto, estado: Estado, texto: str) -> bool:
    """Dice si lo escrito, por sí solo, es algo que se pide o se decide, y no una respuesta ni un trozo de ella."""
    sesion = Sesion(contexto, estado)
    if si_o_no(texto) is not None or texto.startswith("¿") or texto.endswith("?"):
        return True
    if len(texto) > LARGO_DE_UN_PEDIDO:
        return False
    pedido = reconocer_pedido(texto, sesion.paso) or reconocer_eleccion(texto, sesion.borrador.duda)
    if pedido is not None or reconocer(texto) is not None or pedidos.reconocer(texto) is not None:
        return True
    return sesion.paso is not None and compuerta.parece_otra_cosa(sesion, sesion.paso, texto)


def usar_lo_retenido(contexto: Contexto, estado: Estado, soltado: TextoSoltado) -> Turno:
    """Con el aviso ya aceptado, lo que escribió antes es su idea; si no aceptó, o ya no se tiene, nada."""
    sesion = Sesion(contexto, replace(estado, retenido=False))
    if estado.borrador is None:
        return sesion.turno()
    turno = entender.atender_texto(sesion, soltado.texto) if soltado.texto else None
    return turno or en_paso(sesion, textos_de_permisos.GRACIAS_EMPEZAMOS)


def _con_novedad(turno: Turno, *novedad: Parrafo) -> Turno:
    return Turno(turno.estado, (Enviar(Mensaje(novedad)), *turno.efectos)) if novedad else turno


def _como_boton(sesion: Sesion, texto: str) -> Turno | None:
    """Quien escribe lo que dice un botón lo pulsa; si ese botón no está, no se anota nada."""
    dicho = comparable(texto)
    if not dicho or len(texto) > LARGO_DE_UN_PEDIDO:
        return None
    a_la_vista = (boton for fila in plantear.mostrar_paso(sesion).botones for boton in fila)
    pulsado = boton_escrito(texto, a_la_vista)
    if pulsado is not None and pulsado.codigo:
        sello, *partes = partir(pulsado.codigo)[1]
        return hacer(sesion, leer_accion(partes)) if sello == sesion.sello else None
    if sesion.paso is None or dicho not in map(comparable, ETIQUETAS):
        return None
    lote = lote_abierto(sesion.propios)
    if lote is not None and lote.claros and dicho == comparable(GUARDAR_TODO):
        return entender.elegir(sesion, (str(lote.numero), "t"))
    return en_paso(sesion, NO_ESTA_ESE_BOTON)


_ANTES_QUE_RESPUESTA = (
    pedidos.atender_pedido,
    decir_que_no_hay,
    de_otra_pregunta.atender,
)


def _atender_respuesta(sesion: Sesion, texto: str) -> Turno | None:
    borrador, paso = sesion.borrador, sesion.paso
    pedida = reconocer_eleccion(texto, plantear.duda_a_la_vista(sesion))
    if pedida is None and (accion := reconocer_pedido(texto, paso)) is not None:
        pedida = AccionPedida(accion)
    if pedida is None and paso is not None and TIPOS[paso.pregunta.tipo].es_lista and borrador.vuelta == paso.llave:
        pedida = reconocer_accion_de_lista(texto)
    pedida = pedida or _elegida_por_numero(sesion, texto)
    if pedida is not None:
        return hacer(sesion, pedida)
    for atender in _ANTES_QUE_RESPUESTA:
        if (pedido := atender(sesion, texto)) is not None:
            return pedido
    if paso is not None and borrador.elemento is None and (aparte := de_otra_pregunta.apartar(sesion, paso, texto)):
        return aparte
    respuesta = lo_encargado(texto)
    dicho = compuerta.leer_dicho(sesion, paso, respuesta) if paso is not None else None
    cambia = borrador.elemento is None and not (dicho and compuerta.es_claro_que_responde(dicho))
    if cambia and (cambio := hablando.atender_cambio(sesion, texto, dicho)) is not None:
        return cambio
    if paso is None or dicho is None or lo_entendido.mensaje_pendiente(sesion) is not None:
        return None  # no hay ninguna pregunta delante: es una pregunta, o nada que guardar
    elemento = borrador.elemento
    if elemento is not None and elemento.llave == paso.llave and se_elige_cual(elemento):
        return tomar_respuesta(sesion, paso, respuesta)
    return de_un_actor.atender(sesion, dicho, tomar_respuesta) or compuerta.recibir(sesion, dicho, tomar_respuesta)


def se_elige_cual(elemento: Elemento) -> bool:
    """Se espera que diga cuál de la lista, y no que lo escriba."""
    return elemento.lugar < 0 and elemento.accion != "agregar"


def _elegida_por_numero(sesion: Sesion, texto: str) -> AccionPedida | None:
    """«El 3», ante las opciones de una pregunta o los elementos de una lista entre los que se elige."""
    lugar, paso, elemento = lugar_escrito(texto), sesion.paso, sesion.borrador.elemento
    if lugar is None or paso is None:
        return None
    if elemento is not None and elemento.llave == paso.llave:
        return AccionPedida(Accion.ELEMENTO, (elemento.accion, str(lugar))) if se_elige_cual(elemento) else None
    opciones = paso.pregunta.opciones if paso.pregunta.tipo in ("opcion", "clase_actor") else ()
    return AccionPedida(Accion.OPCION, (opciones[lugar].valor,)) if lugar < len(opciones) else None


def tomar_respuesta(sesion: Sesion, paso: Paso, texto: str) -> Turno:
    """Lo escrito ya es la respuesta a la pregunta, o a lo que se pide de un elemento de su lista."""
    elemento = sesion.borrador.elemento
    if elemento is not None and elemento.llave == paso.llave:
        return listas.escribir_elemento(sesion, paso, elemento, texto)
    varios = listas.responder_por_varios(sesion, paso, texto)
    return varios or entender.responder_y_proponer(sesion, paso, texto)


def atender_cambio(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """Fuera de la entrevista, «cambia el presupuesto a…» cambia el borrador abierto; None si no pide cambiarlo."""
    (sesion, novedad), texto = al_dia(Sesion(contexto, estado, recibido.mensaje)), recibido.texto
    turno = atender_pedido(sesion, texto) or ver_una_parte(sesion, texto) or hablando.atender_cambio(sesion, texto)
    return None if turno is None else _con_novedad(turno, *novedad)


def preguntar_si_cambia(contexto: Contexto, estado: Estado, texto: str, *, si_lo_nombra: bool) -> Turno | None:
    """Lo escrito fuera de la entrevista puede cambiar el borrador; None si no hay ninguno, o si no habla de él."""
    return hablando.preguntar_si_cambia(Sesion(contexto, estado), texto, si_lo_nombra=si_lo_nombra)


def atender_boton(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno:
    """Atiende un botón de la entrevista; uno viejo no hace nada y vuelve a mostrar el paso."""
    sesion = Sesion(contexto, estado, boton.mensaje)
    sello, *partes = partir(boton.codigo)[1]
    if sello == SinSello.AVISO:
        return _agotar_botones(sesion, permisos.decidir_aviso(sesion, ":".join(partes)))
    if sello == SinSello.LISTA:
        return _atender_lista(sesion, ":".join(partes))
    if estado.borrador is None and estado.en_entrevista:
        cerrado = textos_de_permisos.BORRADOR_CERRADO
        return sesion.enviar(textos_de_permisos.consentimiento(contexto, cerrado))
    if estado.borrador is None:
        return sesion.enviar(textos_de_permisos.borrador_cerrado())
    sesion, cambios = al_dia(sesion.dentro())
    if sello != sesion.sello:
        return en_paso(sesion, *cambios, textos.boton_viejo(estado.turno))
    pedida = leer_accion(partes)
    if permisos.esta_detenido(sesion, pedida.accion if pedida is not None else None):
        return en_paso(sesion)
    return _agotar_botones(sesion, hacer(sesion, pedida))


def _atender_lista(sesion: Sesion, pedido: str) -> Turno:
    return borradores.pedir(sesion, pedido) if pedido != "nuevo" else borradores.empezar_otro(sesion)


def _agotar_botones(antes: Sesion, turno: Turno) -> Turno:
    """Si lo pulsado cambió el borrador, los demás botones de ese mensaje ya no valen: lo dice el primer mensaje."""
    if turno.estado.eventos == antes.estado.eventos:
        return turno
    efectos = list(turno.efectos)
    for lugar, efecto in enumerate(efectos):
        if isinstance(efecto, Enviar):
            efectos[lugar] = Enviar(replace(efecto.mensaje, agota_botones=True))
            break
    return Turno(turno.estado, tuple(efectos))


def atender_orden(contexto: Contexto, estado: Estado, orden: OrdenRecibida) -> Turno | None:
    """Atiende /propuesta, /atras, /pausa, /revisar, /borradores…; None si no es suya o no hay entrevista."""
    if orden.nombre == "propuesta":
        return empezar(contexto, estado)
    accion = DE_UNA_ORDEN.get(orden.nombre)
    sesion = Sesion(contexto, estado)
    if accion is None:
        return None
    if accion is Accion.BORRADORES:
        return borradores.listar(sesion)
    if estado.borrador is None:
        if not estado.en_entrevista:
            return None
        if accion in (Accion.CANCELAR, Accion.PAUSAR):
            return permisos.decidir_aviso(sesion, Decision.NO_ACEPTAR)
        return empezar(contexto, estado)
    sesion, novedad = al_dia(sesion.dentro())
    if permisos.esta_detenido(sesion, accion):
        return en_paso(sesion)
    argumentos = (orden.argumento,) if accion is Accion.DESHACER else ()
    return _con_novedad(hacer(sesion, AccionPedida(accion, argumentos)), *novedad)


def atender_edicion(contexto: Contexto, estado: Estado, editado: MensajeEditado) -> Turno | None:
    """Si el mensaje editado dio una respuesta, propone corregirla."""
    return corregir.atender_edicion(Sesion(contexto, estado, editado.mensaje), editado.texto)


def atender_respuesta_a(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """Si se responde al mensaje propio con que se dio una respuesta, propone corregirla."""
    return corregir.atender_respuesta_a(Sesion(contexto, estado, recibido.mensaje), recibido)


def atender_asunto(contexto: Contexto, estado: Estado, hallada: PreguntaHallada) -> Turno | None:
    """Si se responde a una pregunta anterior, propone corregir su respuesta."""
    return corregir.atender_asunto(Sesion(contexto, estado, hallada.recibido.mensaje), hallada)


def es_la_de_delante(contexto: Contexto, estado: Estado, asunto: str) -> bool:
    """Dice si un asunto es el de la pregunta que la persona tiene delante."""
    sesion = Sesion(contexto, estado)
    return sesion.paso is not None and asunto == sesion.asunto(sesion.paso)


def no_tomar_respuesta(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """En la entrevista, lo que responde a otro mensaje no contesta la pregunta de delante; None si es una pregunta."""
    if parece_pregunta(recibido.texto, Sesion(contexto, estado).paso):
        return None
    return con_el_paso(contexto, estado, OlvidarRecibido(), Enviar(Mensaje((textos.RESPONDE_A_OTRO,))))


def atender_leidos(contexto: Contexto, estado: Estado, leidos: BorradoresLeidos) -> Turno:
    """Cumple lo que se pidió hacer con los borradores."""
    return borradores.atender_leidos(Sesion(contexto, estado), leidos)


def atender_documento(contexto: Contexto, estado: Estado, resultado: DocumentoListo | DocumentoFallido) -> Turno:
    """Entrega el borrador, o dice que no se pudo hacer."""
    return repasar.entregar(Sesion(contexto, estado), resultado)


def atender_hallado(contexto: Contexto, estado: Estado, encontrados: PasajesEncontrados) -> Turno | None:
    """Decide, con lo hallado, si era la respuesta; None si lo que se buscaba era otra cosa."""
    return compuerta.atender_hallado(Sesion(contexto, estado), encontrados, tomar_respuesta)


def atender_ods(contexto: Contexto, estado: Estado, sugeridos: OdsSugeridos) -> Turno:
    """Muestra lo entendido con el ODS sugerido."""
    return entender.atender_ods(Sesion(contexto, estado), sugeridos)


def mostrar_paso(contexto: Contexto, estado: Estado) -> Mensaje:
    """El paso en que está la persona, siempre igual mientras no responda."""
    if estado.borrador is None:
        return textos_de_permisos.sigue_pendiente(contexto)
    return plantear.mostrar_paso(Sesion(contexto, estado))


def con_el_paso(contexto: Contexto, estado: Estado, *efectos: Efecto) -> Turno:
    """Lo dicho y, si hay una entrevista en marcha, otra vez su paso."""
    paso = (Enviar(mostrar_paso(contexto, estado)),) if estado.en_entrevista else ()
    return Turno(estado, (*efectos, *paso))


def decir(contexto: Contexto, estado: Estado, mensaje: Mensaje, *antes: Efecto) -> Turno:
    """Lo mismo con un mensaje suelto: si sigue el paso, los botones que valen son los del paso."""
    return con_el_paso(contexto, estado, *antes, Enviar(sin_botones(mensaje) if estado.en_entrevista else mensaje))


def resumir(contexto: Contexto, estado: Estado) -> str | None:
    """Una frase sobre el borrador abierto, o None si no hay."""
    return borradores.resumen(Sesion(contexto, estado))


def pausar(contexto: Contexto, estado: Estado) -> Turno:
    """Deja la entrevista guardada y vuelve a las preguntas."""
    return borradores.pausar(Sesion(contexto, estado))


def atender_recordatorio(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno:
    """Pide o quita el recordatorio del borrador abierto."""
    return borradores.atender_recordatorio(Sesion(contexto, estado), boton.codigo)


def recordar(contexto: Contexto, estado: Estado) -> Turno:
    """Lo que se le escribe a quien pidió un recordatorio."""
    return borradores.recordar(Sesion(contexto, estado))
