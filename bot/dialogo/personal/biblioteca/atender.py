"""Lo que el personal hace, desde el chat, con los documentos de los que se cita.

Un archivo suyo se lee y queda como borrador; publicarlo, retirarlo o deshacerlo es siempre una decisión aparte. Para
quien no atiende consultas no existen ni los archivos, ni la orden, ni los botones.
"""

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from bot.dialogo.borrador.atender import con_el_paso
from bot.dialogo.efectos import Adelantar, Efecto, Enviar
from bot.dialogo.entradas import (
    ArchivoEnviado,
    BotonPulsado,
    EntradaNoAdmitida,
    MensajeRecibido,
    MensajeReenviado,
    OrdenRecibida,
)
from bot.dialogo.intenciones.decidido import da_por_bueno, manda_no_enviar, si_o_no
from bot.dialogo.intenciones.reconocer import sin_cortesia
from bot.dialogo.mensajes import Espacio, Mensaje, partir
from bot.dialogo.personal.biblioteca import textos
from bot.dialogo.peticiones import (
    CorregirDocumento,
    DescartarDocumento,
    DescribirDocumento,
    DeshacerPublicacion,
    DocumentoDescrito,
    DocumentoLeido,
    DocumentoMirado,
    DocumentoPublicado,
    DocumentoQuitado,
    DocumentoRehusado,
    DocumentoSinHacer,
    DocumentosListados,
    EstadoDeDocumento,
    LeerArchivo,
    ListarDocumentos,
    ParaQue,
    PublicarDocumento,
    ResultadoDeBiblioteca,
    RetirarDocumento,
    VerDocumento,
    VistaHecha,
)
from bot.dialogo.turno import Contexto, Dato, DatoPorEscribir, Entrada, Estado, Turno, hoy
from conocimiento.expresiones import diferida
from conocimiento.frases import en_un_renglon, recortar
from conocimiento.palabras import plegar, sin_signos

LIMITE = 20_000_000
"""Octetos que Telegram deja descargar a un bot."""
HORAS_PARA_DESHACER = 24
LARGO_DEL_TITULO = 200
LARGO_DE_LA_INSTITUCION = 120
LARGO_DEL_MOTIVO = 300
_NINGUNA = {plegar(textos.SIN_INSTITUCION), "ninguna", "no tiene"}
_PRIMER_ANIO = 1821
_ATRAS = {"atras", "volver", "regresar"}
_QUIERE = r"(?:ya |si |entonces |pues |esta bien |ok |(?:lo )?(?:puedes?|quiero|quisiera|vamos a|hay que) )*"
_ESE = r"(?: (?:ya|ese|este|eso|el|documento|archivo|norma|nomas|pues|por favor|de una vez))*"
_PEDIDOS = tuple(
    (diferida(f"{_QUIERE}(?:{dichos}){_ESE}"), botones)
    for dichos, botones in (
        (
            r"publi(?:car?|que|quen)(?:l[oa]s?)?|publicacion|usal[oa]|usel[oa]|empieza a (?:usarl|citarl)[oa]",
            (textos.CONFIRMAR, textos.PUBLICAR, textos.MIRAR),
        ),
        (
            r"(?:ver |muestra(?:me)? |muestreme |a ver |ensena(?:me)? )?como l[oa] (?:leiste|leyo|entendiste|entendio)"
            r"|vista previa",
            (textos.VER, textos.MIRAR),
        ),
        (
            r"(?:\w+ )?(?:ya )?no l[oa]s? (?:use|cite)s?(?: mas)?|deja de (?:usar|citar)l[oa]|deshaz(?:l[oa])?|deshacer"
            r"|(?:reti(?:ra|re|rar)|qui(?:ta|te|tar)|sacar?)(?:l[oa])?"
            r"|(?:(?:es[ea]|est[ea]|la|el) )?(?:(?:norma|documento) )?ya no (?:vale|rige|sirve|esta vigente|se usa)",
            (textos.CONFIRMAR_RETIRO, textos.DESHACER, textos.RETIRAR),
        ),
        (r"descar(?:ta|te|tar)(?:l[oa])?|no l[oa] publi(?:ques?|car?)", (textos.DESCARTAR,)),
        (
            r"(?:que|cual(?:es)?|cuant[oa]s) (?:documento|version|versione|norma|archivo)s? "
            r"(?:(?:es|esta|estan) )?(?:hay|(?:tiene|usa|cita)s?|(?:la |las |los )?(?:vigente|publicad[oa]|en uso)s?)"
            r"|(?:lista(?: de)?|ver|mostrar)(?: los)? documentos",
            (textos.LISTA,),
        ),
    )
)
"""Lo que se dice sin tocar un botón, y los botones que lo hacen, del que va primero al último."""


def como_enviado(contexto: Contexto, entrada: Entrada) -> Entrada:
    """Un archivo que reenvía quien los puede enviar, como si lo enviara; lo demás reenviado no trae nada."""
    if not isinstance(entrada, MensajeReenviado):
        return entrada
    es_suyo = entrada.archivo is not None and contexto.papeles.atiende
    return EntradaNoAdmitida(textos.DOCUMENTO, entrada.archivo) if es_suyo else MensajeReenviado()


def archivo_por_leer(contexto: Contexto, entrada: object) -> ArchivoEnviado | None:
    """El archivo que trae una entrada, si es de quien los puede enviar; None si no se lee.

    El que va en respuesta a un mensaje es parte de lo que se le dice a alguien: de él, como de los demás, solo se leen
    las palabras.
    """
    match entrada:
        case EntradaNoAdmitida(archivo=archivo) | MensajeRecibido(responde_a="", archivo=archivo):
            return archivo if contexto.papeles.atiende else None
        case _:
            return None


def recibir(contexto: Contexto, estado: Estado, entrada: EntradaNoAdmitida | MensajeRecibido) -> Turno | None:
    """Un archivo: lo lee. Varios enviados juntos llegan sin ninguno."""
    archivo = archivo_por_leer(contexto, entrada)
    if archivo is None:
        return _sin_archivo(contexto, estado, entrada)
    if archivo.octetos > LIMITE:
        return _decir(contexto, estado, textos.pesa_demasiado(archivo, LIMITE))
    return Turno(estado, (Adelantar(textos.leyendo(archivo)), LeerArchivo(archivo)))


def _sin_archivo(contexto: Contexto, estado: Estado, entrada: EntradaNoAdmitida | MensajeRecibido) -> Turno | None:
    """Varios archivos juntos, o la foto de una página: cómo enviarlos para que se lean."""
    if not isinstance(entrada, EntradaNoAdmitida) or not contexto.papeles.atiende:
        return None
    dichos = {textos.DOCUMENTO: textos.uno_a_la_vez, textos.FOTO: textos.no_es_un_archivo}
    decir = dichos.get(entrada.clase)
    return None if decir is None else _decir(contexto, estado, decir())


def atender_orden(contexto: Contexto, estado: Estado, orden: OrdenRecibida) -> Turno | None:
    """/documentos."""
    es_suya = orden.nombre == "documentos" and contexto.papeles.atiende
    return Turno(estado, (ListarDocumentos(),)) if es_suya else None


def atender_boton(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno | None:
    """Lo que se hace con una versión."""
    if not contexto.papeles.atiende:
        return None
    match partir(boton.codigo)[1]:
        case [textos.LISTA, _]:
            return Turno(estado, (ListarDocumentos(),))
        case [textos.NADA, _]:
            return _decir(contexto, estado, textos.sin_retirar())
        case [textos.TITULO, version]:
            return _pedir(estado, version, Dato.TITULO, textos.pedir_titulo(version))
        case [textos.ANIO, version]:
            return _pedir(estado, version, Dato.ANIO, textos.pedir_anio(version))
        case [textos.INSTITUCION, version]:
            return _pedir(estado, version, Dato.INSTITUCION, textos.pedir_institucion(version))
        case [textos.RETIRAR, version]:
            puesta = next((uno.etiqueta for uno in estado.botones if uno.codigo == boton.codigo), boton.etiqueta)
            return _pedir(estado, version, Dato.MOTIVO, textos.pedir_motivo(puesta))
        case [textos.CONFIRMAR_RETIRO, version]:
            return _retirar(estado, version)
        case [que, *versiones]:
            efectos = _lo_que_pide(que, versiones)
            return Turno(estado, efectos) if efectos else None
        case _:
            return None


def _retirar(estado: Estado, version: str) -> Turno:
    """Retira con el motivo que se acaba de escribir; si ya no está, lo pide otra vez."""
    dicho = estado.por_escribir
    if dicho is None or dicho.version != version or not dicho.escrito:
        return _pedir(estado, version, Dato.MOTIVO, textos.pedir_motivo())
    return Turno(replace(estado, por_escribir=None), (RetirarDocumento(version, dicho.escrito),))


def _lo_que_pide(que: str, versiones: list[str]) -> tuple[Efecto, ...]:
    match que, versiones:
        case textos.VER, [version]:
            return (VerDocumento(version),)
        case textos.MIRAR, [version]:
            return (DescribirDocumento(version, ParaQue.VER),)
        case textos.PUBLICAR, [version]:
            return (DescribirDocumento(version, ParaQue.CONFIRMAR),)
        case textos.CONFIRMAR, [version]:
            return (DescribirDocumento(version, ParaQue.PUBLICAR),)
        case textos.DESHACER, [version]:
            return (DescribirDocumento(version, ParaQue.DESHACER),)
        case textos.SIN_REEMPLAZAR, [version]:
            return _publicar(version)
        case textos.REEMPLAZAR, [version, otra]:
            return _publicar(version, otra)
        case textos.DESCARTAR, [version]:
            return (DescartarDocumento(version),)
        case _:
            return ()


def atender_texto(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """El dato que se acaba de pedir o, si no se esperaba ninguno, lo que se pide hacer con un documento."""
    return _tomar_lo_escrito(contexto, estado, recibido) or _atender_pedido(contexto, estado, recibido)


def _atender_pedido(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """«Publícalo», «ya no lo uses», «¿cuál versión está vigente?»: lo que haría su botón, si está a la vista y es uno
    solo; si no, los documentos, para que se elija. Nada se publica ni se retira sin lo que pide ese botón."""
    if estado.en_entrevista:
        return None
    acciones = _que_pide(recibido.texto)
    dice_si, dice_no = da_por_bueno(recibido.texto), manda_no_enviar(recibido.texto)
    por_confirmar = [partir(uno.codigo)[1][1] for uno in estado.botones if _es_de(uno.codigo, textos.CONFIRMAR)]
    if not acciones and dice_si is not dice_no and por_confirmar:  # a «Así lo citaré. ¿Está bien?»
        para = ParaQue.PUBLICAR if dice_si else ParaQue.VER
        return Turno(estado, (DescribirDocumento(por_confirmar[0], para),))
    for accion in acciones:
        suyos = [uno for uno in estado.botones if _es_de(uno.codigo, accion)]
        # Uno de una lista nombra su documento: «ya no lo uses» puede ser de otro.
        if len(suyos) == 1 and not (accion == textos.RETIRAR and "«" in suyos[0].etiqueta):
            return atender_boton(contexto, estado, BotonPulsado(suyos[0].codigo))
    return Turno(estado, (ListarDocumentos(),)) if acciones and acciones != (textos.DESCARTAR,) else None


def _que_pide(texto: str) -> tuple[str, ...]:
    dicho = " ".join(sin_signos(plegar(sin_cortesia(texto))).split())
    return next((botones for forma, botones in _PEDIDOS if forma.fullmatch(dicho)), ())


def _es_de(codigo: str, accion: str) -> bool:
    espacio, partes = partir(codigo)
    return espacio is Espacio.BIBLIOTECA and bool(partes) and partes[0] == accion


def _tomar_lo_escrito(contexto: Contexto, estado: Estado, recibido: MensajeRecibido) -> Turno | None:
    """El dato que se acaba de pedir; None si no se esperaba ninguno."""
    espera = estado.por_escribir
    if espera is None or espera.escrito or espera.turno != estado.turno_anterior:
        return None
    escrito = en_un_renglon(recibido.texto)
    libre = replace(estado, por_escribir=None)
    if espera.dato is Dato.MOTIVO:
        if textos.CONFIRMAR in _que_pide(escrito):
            return None
    elif manda_no_enviar(escrito) or sin_signos(plegar(escrito)) in _ATRAS:
        para = ParaQue.VER if espera.dato is Dato.TITULO else ParaQue.CONFIRMAR
        return Turno(libre, (DescribirDocumento(espera.version, para),))
    elif _que_pide(escrito):
        return None
    match espera.dato:
        case Dato.TITULO if len(escrito) > LARGO_DEL_TITULO:
            return _pedir(libre, espera.version, Dato.TITULO, textos.titulo_largo(espera.version, LARGO_DEL_TITULO))
        case Dato.TITULO:
            return Turno(libre, (CorregirDocumento(espera.version, titulo=escrito),))
        case Dato.ANIO:
            anio = _anio(escrito, hoy(contexto).year)
            if anio is None:
                return _pedir(libre, espera.version, Dato.ANIO, textos.no_es_un_anio(espera.version, escrito))
            return Turno(libre, (CorregirDocumento(espera.version, anio=anio),))
        case Dato.INSTITUCION if len(escrito) > LARGO_DE_LA_INSTITUCION:
            return _pedir(
                libre, espera.version, Dato.INSTITUCION, textos.titulo_largo(espera.version, LARGO_DE_LA_INSTITUCION)
            )
        case Dato.INSTITUCION:
            return Turno(libre, (CorregirDocumento(espera.version, institucion=_institucion(escrito)),))
        case Dato.MOTIVO:
            if si_o_no(escrito) is False:
                return _decir(contexto, libre, textos.sin_retirar())
            motivo = recortar(escrito, LARGO_DEL_MOTIVO)
            pendiente = replace(espera, turno=estado.turno, escrito=motivo)
            dicho = Enviar(textos.confirmar_retiro(espera.version, motivo))
            return Turno(replace(estado, por_escribir=pendiente), (dicho,))
        case _:
            assert_never(espera.dato)


def _institucion(escrito: str) -> str:
    """Quién lo publica; vacío si es no ponerlo."""
    return "" if plegar(escrito).strip(" .") in _NINGUNA else escrito


def _anio(escrito: str, este: int) -> int | None:
    """El año; 0 si es no ponerlo y None si no es ninguno."""
    if plegar(escrito).strip(" .") in {plegar(textos.SIN_ANIO), "ninguno", "no tiene"}:
        return 0
    cifras = escrito.strip(" .")
    es_uno = len(cifras) == len("2026") and cifras.isascii() and cifras.isdecimal()
    return int(cifras) if es_uno and _PRIMER_ANIO <= int(cifras) <= este + 1 else None


def contar(contexto: Contexto, estado: Estado, resultado: ResultadoDeBiblioteca) -> Turno:
    """Lo que se dice, o se pide después."""
    match resultado:
        case DocumentoLeido(documento, ya_estaba):
            return _decir(contexto, estado, (textos.ya_estaba if ya_estaba else textos.borrador)(documento))
        case DocumentoMirado():
            return _segun_para_que(contexto, estado, resultado)
        case VistaHecha(documento, adjunto):
            return _decir(contexto, estado, textos.vista(documento, adjunto))
        case DocumentoPublicado():
            return _decir(contexto, estado, textos.publicado(resultado))
        case DocumentoQuitado(documento, con):
            return _decir(contexto, estado, _quitado(documento, con))
        case DocumentosListados(documentos):
            return _decir(contexto, estado, textos.lista(documentos))
        case DocumentoRehusado(motivo):
            return _decir(contexto, estado, textos.rehusado(motivo))
        case DocumentoSinHacer(referencia):
            return _decir(contexto, estado, textos.sin_hacer(referencia))
        case _:
            assert_never(resultado)


def _segun_para_que(contexto: Contexto, estado: Estado, mirado: DocumentoMirado) -> Turno:
    uno = mirado.documento
    if mirado.para is ParaQue.DESHACER:
        if contexto.ahora - uno.cuando > timedelta(hours=HORAS_PARA_DESHACER):
            return _decir(contexto, estado, textos.tarde_para_deshacer(uno, HORAS_PARA_DESHACER))
        return Turno(estado, (DeshacerPublicacion(uno.version),))
    if uno.estado is EstadoDeDocumento.PUBLICADO:
        return _decir(contexto, estado, textos.ya_publicado(uno))
    if uno.estado is not EstadoDeDocumento.BORRADOR:
        return _decir(contexto, estado, textos.ya_no_es_borrador(uno))
    match mirado.para:
        case ParaQue.VER:
            return _decir(contexto, estado, textos.borrador(uno))
        case ParaQue.CONFIRMAR | ParaQue.PUBLICAR if not uno.titulo:
            return _pedir(estado, uno.version, Dato.TITULO, textos.pedir_titulo(uno.version, falta=True))
        case ParaQue.CONFIRMAR:
            return _decir(contexto, estado, textos.confirmar(uno))
        case ParaQue.PUBLICAR if uno.parecidos:
            return _decir(contexto, estado, textos.reemplazar(uno))
        case ParaQue.PUBLICAR:
            return Turno(estado, _publicar(uno.version))
        case _:
            assert_never(mirado.para)


def _publicar(version: str, reemplaza: str = "") -> tuple[Efecto, ...]:
    return (Adelantar(textos.publicando()), PublicarDocumento(version, reemplaza))


def _quitado(uno: DocumentoDescrito, con: DeshacerPublicacion | RetirarDocumento | DescartarDocumento) -> Mensaje:
    match con:
        case DeshacerPublicacion():
            return textos.deshecho(uno)
        case RetirarDocumento(motivo=motivo):
            return textos.retirado(uno, motivo)
        case DescartarDocumento():
            return textos.descartado(uno)
        case _:
            assert_never(con)


def _pedir(estado: Estado, version: str, dato: Dato, mensaje: Mensaje) -> Turno:
    """Pide un dato que se escribe: sin la pregunta de la entrevista detrás, para que se conteste a esto."""
    return Turno(replace(estado, por_escribir=DatoPorEscribir(estado.turno, version, dato)), (Enviar(mensaje),))


def _decir(contexto: Contexto, estado: Estado, mensaje: Mensaje) -> Turno:
    return con_el_paso(contexto, estado, Enviar(replace(mensaje, quita_adelanto=True)))
