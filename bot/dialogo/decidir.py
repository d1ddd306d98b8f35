"""El corazón del asistente: qué hacer ante cada entrada. Función pura, sin reloj, red ni disco.

Reparte entre la entrevista (`entrevistar`), las preguntas al marco (`preguntas`, `respuestas`,
`redaccion`) y lo demás (`textos`). No redacta ni busca.
"""

from dataclasses import replace
from typing import assert_never

from bot.dialogo import recordatorio, textos
from bot.dialogo.borrador import atender as borrador_abierto
from bot.dialogo.borrador.borradores import atender_leidos
from bot.dialogo.datos import atender as datos
from bot.dialogo.datos import textos as textos_datos
from bot.dialogo.efectos import AnotarAviso, AnotarConsulta, AnotarValoracion, Efecto, Enviar
from bot.dialogo.entradas import (
    BotonPulsado,
    DeLaPersona,
    EntradaNoAdmitida,
    MensajeEditado,
    MensajeRecibido,
    OrdenRecibida,
    RecordatorioVencido,
)
from bot.dialogo.intenciones import DE_SOLICITUD, Intencion, reconocer, sin_cortesia
from bot.dialogo.mensajes import Boton, Mensaje
from bot.dialogo.personal.consultas import atender as consultas
from bot.dialogo.personal.exportaciones import pedir as exportaciones
from bot.dialogo.peticiones import (
    BorradoresLeidos,
    ConversacionesExportadas,
    DatosBorrados,
    DatosResumidos,
    DatosReunidos,
    DocumentoFallido,
    DocumentoListo,
    ExportacionFallida,
    ExportacionRetenida,
    OdsSugeridos,
    PasajesEncontrados,
    PreguntaHallada,
    ResumirDatos,
    TraspasoNumerado,
    TraspasosLeidos,
    UltimosTurnosLeidos,
)
from bot.dialogo.preguntas.citas import citar
from bot.dialogo.preguntas.con_juicio import CONFIANZA_PARA_RESPONDER
from bot.dialogo.preguntas.mensaje import Forma, fuente, redactar_respuesta
from bot.dialogo.preguntas.parte import Resultado, resultado_conjunto
from bot.dialogo.preguntas.responder import contestar, sin_caducados
from bot.dialogo.preguntas.separar import es_ingles, preparar, preparar_extracto, recordar, separar
from bot.dialogo.turno import Contexto, Entrada, Estado, RespuestaDada, Turno
from conocimiento.modelo import Hallazgo
from conocimiento.palabras import palabras, plegar

CLARA = 0.85
"""Probabilidad desde la que se atiende una solicitud reconocida por parecido."""
MARCO = frozenset({"marco", "documento", "capitulo", "texto", "todo"})


def decidir(contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
    """Devuelve el estado nuevo y los efectos, en orden. Nunca deja una entrada de la persona sin respuesta."""
    if isinstance(entrada, DeLaPersona):
        estado = consultas.al_recibir(replace(estado, turno=estado.turno + 1), entrada)
    turno = _repartir(contexto, estado, entrada)
    turno = Turno(recordatorio.ya_no_hace_falta(turno.estado), turno.efectos)
    enviados = [efecto.mensaje for efecto in turno.efectos if isinstance(efecto, Enviar)]
    if not enviados:
        return turno
    botones = tuple(boton for mensaje in enviados[-1:] for fila in mensaje.botones for boton in fila)
    return Turno(replace(turno.estado, saludada=True, botones=botones), turno.efectos)


def _repartir(contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
    match entrada:
        case MensajeRecibido(texto, mensaje):
            contexto = replace(contexto, mensaje=mensaje)
            if (por_enviar := consultas.atender_texto(contexto, estado, texto)) is not None:
                return por_enviar
            estado = replace(estado, traspaso=None)
            dirigido = borrador_abierto.atender_respuesta_a(contexto, estado, entrada)
            dirigido = dirigido or consultas.atender_respuesta_a(contexto, estado, entrada)
            return dirigido or _atender_texto(contexto, estado, texto)
        case PreguntaHallada(recibido, asunto):
            contexto = replace(contexto, mensaje=recibido.mensaje)
            dirigido = consultas.atender_asunto(contexto, estado, asunto, recibido)
            dirigido = dirigido or borrador_abierto.atender_asunto(contexto, estado, asunto, recibido)
            return dirigido or _atender_texto(contexto, estado, recibido.texto)
        case BorradoresLeidos():
            return atender_leidos(contexto, estado, entrada)
        case MensajeEditado(texto, mensaje):
            contexto = replace(contexto, mensaje=mensaje)
            correccion = consultas.atender_edicion(contexto, estado, texto)
            correccion = correccion or borrador_abierto.atender_edicion(contexto, estado, texto, mensaje)
            if correccion is not None:
                return correccion
            if estado.en_entrevista:
                return _con_paso(contexto, estado, textos.mensaje_editado())
            return _atender_texto(contexto, estado, texto)
        case BotonPulsado(codigo):
            return _atender_boton(contexto, estado, codigo)
        case OrdenRecibida(nombre, argumento):
            return _atender_orden(contexto, estado, nombre, argumento)
        case EntradaNoAdmitida(clase):
            return _con_paso(contexto, estado, textos.no_admitida(clase))
        case PasajesEncontrados(hallazgos):
            return _responder(contexto, estado, sin_caducados(contexto, hallazgos))
        case DocumentoListo() | DocumentoFallido():
            return borrador_abierto.atender_documento(contexto, estado, entrada)
        case OdsSugeridos():
            return borrador_abierto.atender_ods(contexto, estado, entrada)
        case RecordatorioVencido():
            return recordatorio.recordar(contexto, estado)
        case DatosResumidos():
            return _con_botones_y_paso(contexto, estado, datos.resumen(contexto, estado, entrada))
        case DatosReunidos(adjunto):
            return _con_botones_y_paso(contexto, estado, textos_datos.reunidos(adjunto))
        case DatosBorrados(recibo):
            return Turno(estado, (Enviar(textos_datos.recibo(recibo)),))
        case UltimosTurnosLeidos() | TraspasoNumerado() | TraspasosLeidos():
            return consultas.atender_resultado(contexto, estado, entrada)
        case ConversacionesExportadas() | ExportacionRetenida() | ExportacionFallida():
            return _con_botones_y_paso(contexto, estado, exportaciones.contar(entrada))
        case _:
            assert_never(entrada)


# --- Texto --------------------------------------------------------------------------------------


def _atender_texto(contexto: Contexto, estado: Estado, texto: str) -> Turno:
    boton = boton_escrito(texto, (*estado.botones, *consultas.botones(contexto)))
    if boton is not None:
        return _atender_boton(contexto, estado, boton.codigo)
    if estado.en_entrevista:
        turno = borrador_abierto.atender_texto(contexto, estado, texto)
        if turno is not None:
            return turno
    intencion = reconocer(sin_cortesia(texto)) if texto.strip() else Intencion.SIN_PALABRAS
    if intencion is not None:
        return _atender_intencion(contexto, estado, intencion, texto)
    en_curso = preparar(texto, estado.preguntas)
    return Turno(replace(estado, en_curso=en_curso), (en_curso.buscar(),))


def boton_escrito(texto: str, botones: tuple[Boton, ...]) -> Boton | None:
    """Devuelve el botón cuya etiqueta se escribió, sin importar tildes, mayúsculas ni adornos."""
    buscada = _llana(texto)
    return next((boton for boton in botones if buscada and _llana(boton.etiqueta) == buscada), None)


def _llana(etiqueta: str) -> str:
    return (
        " ".join("".join(letra if letra.isalnum() else " " for letra in plegar(etiqueta)).split()) or etiqueta.strip()
    )


def _atender_intencion(contexto: Contexto, estado: Estado, intencion: Intencion, texto: str) -> Turno:
    abierto = borrador_abierto.resumen_borrador(contexto, estado)
    match intencion:
        case Intencion.PROPUESTA:
            turno = borrador_abierto.empezar(contexto, estado)
            return Turno(turno.estado, (AnotarConsulta(texto, "accion", 1.0, ()), *turno.efectos))
        case Intencion.RESUMEN:
            return _resumir(estado, texto)
        case Intencion.BORRAR_DATOS:
            salidas = consultas.con_salida(contexto, textos.borrar_y_persona(contexto.contacto))
            return _conversar(contexto, estado, salidas, texto, "accion")
        case Intencion.PRIVACIDAD:
            return _conversar(contexto, estado, datos.aviso(contexto), texto, "accion")
        case Intencion.PERSONA:
            salidas = consultas.con_salida(contexto, textos.hablar_con_persona(contexto.contacto))
            return _conversar(contexto, estado, salidas, texto, "accion")
        case Intencion.SALUDO:
            mensaje = textos.saludo(abierto) if estado.saludada else textos.bienvenida(abierto)
        case Intencion.GRACIAS:
            mensaje = textos.gracias()
        case Intencion.DESPEDIDA if estado.en_entrevista and estado.borrador is not None:
            turno = borrador_abierto.pausar(contexto, estado)  # quien se despide no espera otra pregunta
            return Turno(turno.estado, (AnotarConsulta(texto, "charla", 1.0, ()), *turno.efectos))
        case Intencion.DESPEDIDA:
            mensaje = textos.despedida()
        case Intencion.QUIEN_ES:
            mensaje = textos.quien_soy()
        case Intencion.AYUDA:
            mensaje = consultas.con_salida(contexto, textos.ayuda(contexto.contacto))
        case Intencion.APROBACION:
            mensaje = textos.aprobacion()
        case Intencion.FUERA_DE_LUGAR:
            mensaje = textos.fuera_de_lugar()
        case Intencion.COMENTARIO:
            mensaje = textos.comentario()
        case Intencion.SIN_PALABRAS:
            mensaje = textos.sin_palabras()
        case _:
            assert_never(intencion)
    return _conversar(contexto, estado, mensaje, texto, "charla")


def _resumir(estado: Estado, texto: str) -> Turno:
    """Lo último que se preguntó o, si se pide el documento o no hay nada antes, lo principal del marco."""
    del_documento = estado.ultima is None or any(palabra in MARCO for palabra in palabras(texto))
    todas = tuple(pregunta for _, pregunta in textos.SUGERENCIAS.values())
    preguntas = todas if del_documento or estado.ultima is None else separar(estado.ultima.pregunta)
    en_curso = preparar_extracto(texto, preguntas)
    return Turno(replace(estado, en_curso=en_curso), (en_curso.buscar(),))


def _conversar(contexto: Contexto, estado: Estado, mensaje: Mensaje, texto: str, resultado: str) -> Turno:
    turno = _con_paso(contexto, estado, mensaje)
    return Turno(turno.estado, (AnotarConsulta(texto, resultado, 1.0, ()), *turno.efectos))


def _con_paso(contexto: Contexto, estado: Estado, mensaje: Mensaje) -> Turno:
    """Dice algo y, si hay una entrevista en marcha, vuelve a poner la misma pregunta."""
    if estado.en_entrevista:
        paso = borrador_abierto.mostrar_paso(contexto, estado)
        return Turno(estado, (Enviar(consultas.solo_el_boton(mensaje)), Enviar(paso)))
    return Turno(estado, (Enviar(mensaje),))


# --- Respuestas del marco ---------------------------------------------------------------------


def _responder(contexto: Contexto, estado: Estado, hallazgos: tuple[Hallazgo, ...]) -> Turno:
    en_curso = estado.en_curso
    if en_curso is None:
        return Turno(estado)  # un resultado que ya nadie espera
    solicitada = _solicitud(hallazgos) if len(en_curso.partes) == 1 and not en_curso.extracto else None
    if solicitada is not None:
        return _atender_intencion(contexto, replace(estado, en_curso=None), solicitada, en_curso.original)
    partes = contestar(contexto, en_curso, hallazgos)
    resultado = resultado_conjunto(partes)
    forma = Forma(
        estado.turno, not estado.saludada, estado.en_entrevista, en_curso.extracto, es_ingles(en_curso.original)
    )
    mensaje = redactar_respuesta(partes, contexto.fichas, forma)
    if resultado is not Resultado.RESPUESTA:
        mensaje = consultas.con_boton(contexto, mensaje)
    fragmentos = {
        (uno.documento, uno.inicio): uno for parte in partes for uno in (parte.fragmento, parte.otro_fragmento) if uno
    }
    nuevo = replace(
        estado,
        en_curso=None,
        preguntas=estado.preguntas if en_curso.extracto else recordar(estado.preguntas, en_curso),
        ultima=RespuestaDada(estado.turno, en_curso.original, tuple(citar(uno) for uno in fragmentos.values())),
    )
    confianza = max((parte.confianza for parte in partes if parte.resultado is resultado), default=0.0)
    citas = tuple(dict.fromkeys(cita for parte in partes for cita in (parte.cita, parte.otra_cita) if cita))
    efectos: list[Efecto] = [AnotarConsulta(en_curso.original, resultado.value, confianza, citas), Enviar(mensaje)]
    if estado.en_entrevista:
        efectos.append(Enviar(borrador_abierto.mostrar_paso(contexto, nuevo)))
    return Turno(nuevo, tuple(efectos))


def _solicitud(hallazgos: tuple[Hallazgo, ...]) -> Intencion | None:
    """Lo que se le pide al asistente, si está claro que no era una pregunta al documento."""
    juicio = hallazgos[0].juicio if len(hallazgos) == 1 else None  # con dos, es un seguimiento
    if juicio is None or juicio.pide < CLARA or juicio.contesta >= CONFIANZA_PARA_RESPONDER:
        return None
    return DE_SOLICITUD.get(juicio.solicitud)


# --- Botones y órdenes ------------------------------------------------------------------------


def _atender_boton(contexto: Contexto, estado: Estado, codigo: str) -> Turno:
    if codigo.startswith(borrador_abierto.PREFIJO):
        return borrador_abierto.atender_boton(contexto, estado, codigo)
    if codigo.startswith(consultas.PREFIJO) and (suyo := consultas.atender_boton(contexto, estado, codigo)) is not None:
        return suyo
    if codigo.startswith(recordatorio.PREFIJO):
        return recordatorio.atender_boton(contexto, estado, codigo)
    match codigo.split(":"):
        case ["m", "pregunta"]:
            return Turno(replace(estado, en_entrevista=False), (Enviar(textos.invitar_a_preguntar()),))
        case ["m", "propuesta"]:
            return borrador_abierto.empezar(contexto, estado)
        case ["m", "datos"]:
            return _con_botones_y_paso(contexto, estado, datos.aviso(contexto))
        case ["d", "ver"]:
            return Turno(estado, (ResumirDatos(),))
        case ["d", "bajar"]:
            return datos.reunir(estado)
        case ["t", clave] if clave in textos.SUGERENCIAS:
            en_curso = preparar(textos.SUGERENCIAS[clave][1], ())
            return Turno(replace(estado, en_curso=en_curso), (en_curso.buscar(),))
        case ["v", ("+" | "-") as signo, numero] if numero.isdecimal() and int(numero) <= estado.turno:
            acuse = textos.valoracion(signo == "+", contexto.contacto)
            dicho = _con_paso(contexto, estado, consultas.con_salida(contexto, acuse) if signo == "-" else acuse)
            return Turno(dicho.estado, (AnotarValoracion(int(numero), signo == "+"), *dicho.efectos))
        case ["vm", motivo] if motivo in textos.MOTIVOS:
            return _con_paso(contexto, estado, textos.motivo_anotado())
        case ["av", numero] if numero.isdecimal() and int(numero) <= estado.turno:
            dicho = _con_paso(contexto, estado, textos.aviso_anotado())
            return Turno(dicho.estado, (AnotarAviso(int(numero)), *dicho.efectos))
        case ["p", numero] if (
            estado.ultima is not None and numero == str(estado.ultima.turno) and estado.ultima.pasajes
        ):
            citas = estado.ultima.pasajes
            pasajes = tuple((cita.texto, fuente(cita, contexto.fichas)) for cita in citas)
            return _con_paso(contexto, estado, textos.pasaje_completo(pasajes))
        case [exportaciones.PREFIJO, periodo] if contexto.es_personal:
            return _exportar(contexto, estado, periodo)
        case ["b", "pedir"]:
            return datos.pedir_borrado(estado)
        case ["b", "si"] if textos.BOTON_SI_BORRAR in estado.botones:
            return datos.borrar(estado)
        case ["b", "no"]:
            return _con_paso(contexto, estado, textos.conservado())
        case _:
            return _con_paso(contexto, estado, textos.boton_antiguo())


def _atender_orden(contexto: Contexto, estado: Estado, nombre: str, argumento: str) -> Turno:
    match nombre:
        case "start":
            abierto = borrador_abierto.resumen_borrador(contexto, estado)
            return Turno(replace(estado, en_entrevista=False), (Enviar(textos.bienvenida(abierto)),))
        case "propuesta":
            return borrador_abierto.empezar(contexto, estado)
        case "ayuda" | "help":
            return _con_paso(contexto, estado, consultas.con_salida(contexto, textos.ayuda(contexto.contacto)))
        case "privacidad":
            return _con_botones_y_paso(contexto, estado, datos.aviso(contexto))
        case "misdatos":
            return Turno(estado, (ResumirDatos(),))
        case "borrar":
            return datos.pedir_borrado(estado)
        case "exportar" if contexto.es_personal:  # para los demás no existe
            return _exportar(contexto, estado, argumento)
        case _:
            turno = consultas.atender_orden(contexto, estado, nombre, argumento)
            turno = turno or borrador_abierto.atender_orden(contexto, estado, nombre, argumento)
            if turno is not None:
                return turno
            if nombre in {"cancelar", "atras"}:
                return Turno(estado, (Enviar(textos.nada_que_cancelar()),))
            return _con_paso(contexto, estado, textos.orden_desconocida(nombre))


def _exportar(contexto: Contexto, estado: Estado, pedido: str) -> Turno:
    turno = exportaciones.pedir(contexto, pedido)
    if isinstance(turno, Mensaje):
        return _con_botones_y_paso(contexto, estado, turno)
    return Turno(estado, turno)


def _con_botones_y_paso(contexto: Contexto, estado: Estado, mensaje: Mensaje) -> Turno:
    """Un mensaje con sus propios botones; a mitad de la entrevista, el paso sigue después."""
    efectos: tuple[Efecto, ...] = (Enviar(mensaje),)
    if estado.en_entrevista:
        efectos = (*efectos, Enviar(borrador_abierto.mostrar_paso(contexto, estado)))
    return Turno(estado, efectos)
