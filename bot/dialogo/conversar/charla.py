"""Conversar fuera del borrador: saludos y pedidos al asistente, preguntas al marco y lo que se hace con su respuesta.

Qué se contesta a una pregunta lo decide `preguntas`.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from bot.dialogo import textos
from bot.dialogo.borrador import atender as borrador
from bot.dialogo.borrador.atender import con_el_paso, decir
from bot.dialogo.conversar.lo_ultimo import (
    buscar,
    decir_de_donde,
    explicar,
    mostrar_el_senalado,
    resumir,
    resumir_lo_leido,
)
from bot.dialogo.datos import atender as datos
from bot.dialogo.datos.aviso import puede_elegir
from bot.dialogo.efectos import AnotarAvisoPedido, AnotarPregunta, AnotarValoracion, Enviar
from bot.dialogo.entradas import BotonPulsado, MensajeEditado, MensajeRecibido, OrdenRecibida
from bot.dialogo.intenciones.de_otro import ayuda_otro, es_otro_tramite
from bot.dialogo.intenciones.decidido import manda_dejarlo, si_o_no
from bot.dialogo.intenciones.reconocer import (
    DE_SOLICITUD,
    DE_UN_TRAMITE,
    PEDIDOS,
    Intencion,
    es_de_otro,
    pregunta_algo,
    pregunta_por_un_tramite,
    reconocer,
    se_presenta,
    sin_cortesia,
)
from bot.dialogo.mensajes import Espacio, partir
from bot.dialogo.personal.consultas import atender as consultas
from bot.dialogo.peticiones import Consultar, Elegir, LenguajeFallo, LenguajeRespondio, PasajesEncontrados, ResumirDatos
from bot.dialogo.preguntas.citas import fuente
from bot.dialogo.preguntas.eleccion import elegir, por_elegir
from bot.dialogo.preguntas.mensaje import Forma, redactar_respuesta
from bot.dialogo.preguntas.parte import ParteContestada, Resultado, respuesta_dada, resultado_conjunto
from bot.dialogo.preguntas.preparacion.senalar import nombrar_lo_senalado
from bot.dialogo.preguntas.preparacion.separar import (
    pregunta_en_una_lista,
    preparar,
    recordar,
)
from bot.dialogo.preguntas.reglas.con_juicio import es_un_pedido
from bot.dialogo.preguntas.responder import bien_escrita, contestar, es_pregunta_sabida, leer, preparar_todo
from bot.dialogo.turno import Contexto, Estado, PreguntaEnCurso, Turno
from conocimiento.expresiones import diferida
from conocimiento.modelo import Hallazgo
from conocimiento.palabras import palabras

_ORDEN = diferida(r"/[a-z0-9_]{1,32}(?!\S)")
PALABRAS_DE_UN_MOTIVO = 40
NADA_DEL_BORRADOR = frozenset(
    {
        Intencion.PERSONA,
        Intencion.BORRAR_DATOS,
        Intencion.PRIVACIDAD,
        Intencion.COPIA,
        Intencion.FUERA_DE_LUGAR,
        Intencion.QUIEN_ES,
        Intencion.GRACIAS,
        Intencion.SALUDO,
        Intencion.DESPEDIDA,
    }
)
"""Lo que, aunque nombre a quien está en el borrador, no se dice para cambiarlo."""

# --- Saludos y pedidos al asistente ---------------------------------------------------------------


def anotar_motivo_escrito(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """Lo que se escribe cuando se acaba de preguntar por qué no sirvió, si no es otra pregunta ni pide nada."""
    se_pregunto = any(partir(boton.codigo)[0] is Espacio.MOTIVO for boton in estado.botones)
    texto = recibido.texto
    if not se_pregunto or not texto.strip() or pregunta_algo(texto) or len(palabras(texto)) > PALABRAS_DE_UN_MOTIVO:
        return None
    if reconocer(sin_cortesia(texto)) not in (None, Intencion.QUEJA, Intencion.COMENTARIO):
        return None
    return decir(contexto, estado, textos.motivo_anotado())


def charlar(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """Lo que se reconoce por su forma; None si hay que tratarlo como pregunta."""
    texto = recibido.texto
    intencion = reconocer(sin_cortesia(bien_escrita(contexto, texto))) if texto.strip() else Intencion.SIN_PALABRAS
    if intencion is None and se_presenta(texto):
        intencion = Intencion.SALUDO
    if intencion is None and si_o_no(texto) is not None:
        intencion = Intencion.GRACIAS  # nada se le preguntaba: un «sí» suelto no se busca en los documentos
    if intencion is None and manda_dejarlo(texto):
        return decir(contexto, estado, textos.lo_dejamos(), AnotarPregunta(texto, "charla", 1.0, ()))
    if intencion in PEDIDOS and pregunta_en_una_lista(texto):
        return None  # cada cosa de la lista se contesta
    if intencion is None:
        for atender in (decir_de_donde, mostrar_el_senalado, explicar):
            if (turno := atender(contexto, estado, texto)) is not None:
                return turno
    if intencion in (None, Intencion.RESUMEN) and (turno := resumir_lo_leido(contexto, estado, texto)) is not None:
        return turno
    if intencion is Intencion.RESUMEN and leer(contexto, sin_cortesia(texto)) is not None:
        return None  # se pide resumir un apartado, y no lo último ni todo
    return None if intencion is None else _atender_intencion(contexto, estado, intencion, texto)


def atender_solicitud(contexto: Contexto, estado: Estado, encontrados: PasajesEncontrados) -> Turno | None:
    """Lo que se reconoce por parecido, después de buscar, si está claro que no era una pregunta al documento."""
    en_curso, hallazgos = estado.en_curso, encontrados.hallazgos
    if en_curso is None or len(en_curso.partes) != 1 or en_curso.extracto or en_curso.vuelve_a:
        return None
    juicio = hallazgos[0].dicho if hallazgos else None
    if juicio is None or not es_un_pedido(juicio, en_seguimiento=len(hallazgos) > 1):
        return None
    intencion = DE_SOLICITUD.get(juicio.solicitud)
    if intencion is None or es_de_otro(intencion, en_curso.original):
        return None
    if intencion in DE_UN_TRAMITE and pregunta_por_un_tramite(en_curso.original):
        return None
    if es_pregunta_sabida(contexto, en_curso.partes[0], hallazgos[0]):
        return None
    libre = replace(estado, en_curso=None)
    if intencion not in NADA_DEL_BORRADOR:
        suyo = borrador.preguntar_si_cambia(contexto, libre, en_curso.original, si_lo_nombra=True)
        if suyo is not None:
            return suyo
    return _atender_intencion(contexto, libre, intencion, en_curso.original)


def _atender_intencion(contexto: Contexto, estado: Estado, intencion: Intencion, texto: str) -> Turno:
    abierto = borrador.resumir(contexto, estado)
    como_accion, como_charla = (AnotarPregunta(texto, que, 1.0, ()) for que in ("accion", "charla"))
    match intencion:
        case Intencion.PROPUESTA:
            turno = borrador.empezar(contexto, estado)
            return Turno(turno.estado, (como_accion, *turno.efectos))
        case Intencion.RESUMEN:
            return resumir(estado, texto)
        case Intencion.BORRAR_DATOS:
            # Quien pide borrar no espera otra vez la pregunta, y el botón con que se borra no puede faltar.
            mensaje = consultas.con_salida(contexto, textos.borrar_y_persona(contexto.contacto))
            return Turno(estado, (como_accion, Enviar(mensaje)))
        case Intencion.PRIVACIDAD:
            return decir(contexto, estado, datos.aviso(contexto), como_accion)
        case Intencion.COPIA:
            return Turno(estado, (como_accion, ResumirDatos()))
        case Intencion.PERSONA:
            mensaje = consultas.con_salida(contexto, textos.hablar_con_persona(contexto.contacto))
            return decir(contexto, estado, mensaje, como_accion)
        case Intencion.SALUDO:
            mensaje = textos.saludo(abierto) if estado.saludada else textos.bienvenida(abierto)
        case Intencion.GRACIAS:
            mensaje = textos.gracias(sigue=estado.en_entrevista and estado.borrador is not None)
        case Intencion.DESPEDIDA if estado.en_entrevista and estado.borrador is not None:
            turno = borrador.pausar(contexto, estado)  # quien se despide no espera otra pregunta
            return Turno(turno.estado, (como_charla, *turno.efectos))
        case Intencion.DESPEDIDA:
            mensaje = textos.despedida()
        case Intencion.QUIEN_ES:
            mensaje = textos.quien_soy()
        case Intencion.CONSULTA:
            mensaje = textos.invitar_a_preguntar()
        case Intencion.AYUDA:
            mensaje = consultas.con_salida(contexto, textos.ayuda(contexto.contacto, escucha=contexto.escucha))
        case Intencion.APROBACION:
            mensaje = textos.aprobacion()
        case Intencion.FUERA_DE_LUGAR:
            mensaje = textos.fuera_de_lugar()
        case Intencion.OTRA_TAREA:
            mensaje = textos.otra_tarea()
        case Intencion.COMENTARIO:
            mensaje = textos.comentario()
        case Intencion.QUEJA:
            mensaje = consultas.con_boton(contexto, textos.queja())
        case Intencion.AJENA:
            mensaje = textos.ajena()
        case Intencion.SIN_PALABRAS:
            mensaje = textos.sin_palabras()
        case _:
            assert_never(intencion)
    return decir(contexto, estado, mensaje, como_charla)


def atender_menu(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno | None:
    """Los botones del menú."""
    match partir(boton.codigo)[1]:
        case ["pregunta"]:
            return Turno(replace(estado, en_entrevista=False), (Enviar(textos.invitar_a_preguntar()),))
        case ["propuesta"]:
            return borrador.empezar(contexto, estado)
        case ["datos"]:
            return con_el_paso(contexto, estado, Enviar(datos.aviso(contexto)))
        case _:
            return None


def atender_orden(contexto: Contexto, estado: Estado, orden: OrdenRecibida) -> Turno | None:
    """/start y /ayuda."""
    match orden.nombre:
        case "start":
            abierto = borrador.resumir(contexto, estado)
            return Turno(replace(estado, en_entrevista=False), (Enviar(textos.bienvenida(abierto)),))
        case "ayuda" | "help":
            return decir(
                contexto,
                estado,
                consultas.con_salida(contexto, textos.ayuda(contexto.contacto, escucha=contexto.escucha)),
            )
        case _:
            return None


def no_atender_orden(contexto: Contexto, estado: Estado, orden: OrdenRecibida) -> Turno:
    """La que no existe, o que no tiene nada que hacer ahora."""
    if orden.nombre in {"cancelar", "atras"}:
        return Turno(estado, (Enviar(textos.nada_que_cancelar()),))
    return decir(contexto, estado, textos.orden_desconocida(orden.nombre))


def no_atender_boton(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno:
    """El que ya no corresponde a nada."""
    return decir(contexto, estado, textos.boton_antiguo())


def no_atender_edicion(contexto: Contexto, estado: Estado, editado: MensajeEditado) -> Turno | None:
    """A mitad de la entrevista, editar lo que no es una respuesta vigente no cambia nada; None fuera de ella."""
    return decir(contexto, estado, textos.mensaje_editado()) if estado.en_entrevista else None


def no_cumplir_al_editar(contexto: Contexto, estado: Estado, editado: MensajeEditado) -> Turno | None:
    """Una orden no se da cambiando un mensaje, ni se cambia una respuesta por ella; y un trozo no es el todo."""
    if editado.es_una_parte:
        return decir(contexto, estado, textos.editada_una_parte())
    orden = _ORDEN.match(editado.texto)
    if orden is None or (contexto.papeles.atiende and orden.end() < len(editado.texto)):
        return None  # lo que quien atiende escribe tras una orden puede ser para una persona
    return decir(contexto, estado, textos.orden_editada(orden[0]))


def no_tomar_reenviado(estado: Estado) -> Turno:
    """Lo que la persona no escribió: se le dice, con los botones que ya tenía, y no pasa nada más."""
    return Turno(estado, (Enviar(textos.reenviado(estado.botones)),))


# --- Preguntas al marco ---------------------------------------------------------------------------


def preguntar(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno:
    """Busca en los documentos lo que se preguntó."""
    return buscar(estado, preparar_todo(contexto, estado, recibido.texto))


def seguir_lo_preguntado(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """«El que sigue», enseguida de contestarle una pregunta, la sigue: no responde a lo que espera la entrevista."""
    recien = estado.ultima is not None and estado.ultima.turno == estado.turno_anterior
    preguntadas = (*estado.preguntas, estado.ultima_pregunta)
    senala = recien and nombrar_lo_senalado(recibido.texto, preguntadas, contexto.listas) is not None
    return preguntar(contexto, estado, recibido) if senala else None


def sugerir(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno | None:
    """Hace una de las preguntas sugeridas."""
    match partir(boton.codigo)[1]:
        case [clave] if clave in textos.SUGERENCIAS:
            return buscar(estado, preparar(textos.SUGERENCIAS[clave][1], ()))
        case _:
            return None


def contestar_pregunta(contexto: Contexto, estado: Estado, encontrados: PasajesEncontrados) -> Turno:
    """Con los pasajes ya hallados, contesta y recuerda qué se preguntó; si no está claro, antes pregunta al modelo."""
    en_curso, hallazgos = estado.en_curso, encontrados.hallazgos
    if en_curso is None:
        return Turno(estado)  # un resultado que ya nadie espera
    partes = contestar(contexto, en_curso, hallazgos)
    texto, libre = en_curso.original, replace(estado, en_curso=None)
    if libre.borrador is not None and not en_curso.extracto and not es_otro_tramite(texto):
        seguro_que_pregunta = resultado_conjunto(partes) is Resultado.RESPUESTA or pregunta_algo(texto)
        turno = borrador.preguntar_si_cambia(contexto, libre, texto, si_lo_nombra=seguro_que_pregunta)
        if turno is not None:
            return turno
    if _cuenta_de_otro(contexto, libre, en_curso, hallazgos):
        return decir(contexto, libre, textos.lo_hace_otro(), AnotarPregunta(texto, "charla", 1.0, ()))
    pedido = por_elegir(contexto, en_curso, partes, hallazgos) if puede_elegir(contexto, estado) else None
    return Turno(estado, (Consultar(pedido),)) if pedido else _entregar(contexto, estado, en_curso, partes)


def _cuenta_de_otro(
    contexto: Contexto, estado: Estado, en_curso: PreguntaEnCurso, hallazgos: Sequence[Hallazgo]
) -> bool:
    """Quien no tiene borrador cuenta que otro ayuda: ningún documento habla de su caso."""
    if en_curso.extracto or estado.en_entrevista or estado.borrador is not None or not ayuda_otro(en_curso.original):
        return False
    return not es_pregunta_sabida(contexto, en_curso.partes[0], hallazgos[0])


def contestar_con_lo_elegido(contexto: Contexto, estado: Estado, vuelto: LenguajeRespondio | LenguajeFallo) -> Turno:
    """Lo que ya se iba a contestar y, si el modelo señaló oraciones que valen, también esas."""
    if estado.en_curso is None or not isinstance(vuelto.pedido, Elegir):
        return Turno(estado)  # un resultado que ya nadie espera
    partes, anotado = elegir(contexto, estado.en_curso, vuelto.pedido, vuelto)
    turno = _entregar(contexto, estado, estado.en_curso, partes)
    return Turno(turno.estado, (*turno.efectos, *anotado))


def _entregar(
    contexto: Contexto, estado: Estado, en_curso: PreguntaEnCurso, partes: tuple[ParteContestada, ...]
) -> Turno:
    resultado = resultado_conjunto(partes)
    forma, de_otro = Forma.de(estado, en_curso), es_otro_tramite(en_curso.original)
    forma = replace(forma, cuenta_algo=forma.cuenta_algo and not de_otro)
    mensaje = redactar_respuesta(partes, contexto.fichas, forma)
    if de_otro:  # a quien viene por otro trámite no se le proponen preguntas sobre las alianzas
        filas = (fila for fila in mensaje.botones if partir(fila[0].codigo)[0] is not Espacio.SUGERENCIA)
        mensaje = replace(mensaje, botones=tuple(filas))
    if resultado is not Resultado.RESPUESTA:
        mensaje = consultas.con_boton(contexto, mensaje)
    nuevo = replace(
        estado,
        en_curso=None,
        preguntas=estado.preguntas if en_curso.extracto else recordar(estado.preguntas, en_curso),
        ultima=respuesta_dada(estado.turno, en_curso, partes),
    )
    confianza = max((parte.confianza for parte in partes if parte.resultado is resultado), default=0.0)
    citas = tuple(dict.fromkeys(cita for parte in partes for cita in parte.citas))
    anotada = AnotarPregunta(en_curso.original, resultado.value, confianza, citas)
    dicho = (anotada, Enviar(mensaje))
    return con_el_paso(contexto, nuevo, *dicho) if nuevo.en_entrevista else Turno(nuevo, dicho)


# --- Sobre una respuesta --------------------------------------------------------------------------


def valorar(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno | None:
    """Anota si sirvió; a quien no le sirvió se le pregunta por qué."""
    match partir(boton.codigo)[1]:
        case [("+" | "-") as signo, numero] if _es_de_un_turno(estado, numero):
            sirve = signo == "+"
            acuse = textos.valoracion(sirve, contexto.contacto)
            acuse = acuse if sirve else consultas.con_salida(contexto, acuse)
            return decir(contexto, estado, acuse, AnotarValoracion(int(numero), sirve))
        case _:
            return None


def anotar_motivo(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno | None:
    """Agradece que diga por qué no sirvió; el motivo queda en la conversación."""
    match partir(boton.codigo)[1]:
        case [motivo] if motivo in textos.MOTIVOS:
            return decir(contexto, estado, textos.motivo_anotado())
        case _:
            return None


def anotar_aviso_pedido(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno | None:
    """Anota que se le avise si la APCI responde."""
    match partir(boton.codigo)[1]:
        case [numero] if _es_de_un_turno(estado, numero):
            return decir(contexto, estado, textos.aviso_pedido(), AnotarAvisoPedido(int(numero)))
        case _:
            return None


def mostrar_pasaje(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno | None:
    """Los pasajes enteros de la última respuesta."""
    ultima = estado.ultima
    if ultima is None or not ultima.pasajes or partir(boton.codigo)[1] != (str(ultima.turno),):
        return None
    pasajes = tuple((cita.texto, fuente(cita, contexto.fichas)) for cita in ultima.pasajes)
    return decir(contexto, estado, textos.pasaje_completo(pasajes))


def _es_de_un_turno(estado: Estado, numero: str) -> bool:
    return numero.isdecimal() and int(numero) <= estado.turno
