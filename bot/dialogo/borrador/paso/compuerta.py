"""Antes de guardar: qué es lo escrito ante una pregunta y qué se hace con lo que no es su respuesta.

Todo lo que no es una respuesta recibe algo útil y vuelve a la pregunta. Lo escrito no se pierde: si pudo ser una
respuesta, queda en una duda y basta un toque para guardarlo entero.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.dialogo.borrador import borradores, plantear, repasar
from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.paso.lo_escrito import proponer_en_otra
from bot.dialogo.borrador.paso.responder import dudar, omitir_diciendo
from bot.dialogo.borrador.paso.sugerir import sugerir
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import compuerta as textos
from bot.dialogo.borrador.textos import repasar as textos_de_repasar
from bot.dialogo.intenciones.de_otro import pregunta_por_otro_tramite
from bot.dialogo.intenciones.decidido import se_va
from bot.dialogo.intenciones.reconocer import Intencion, reconocer, sin_cortesia
from bot.dialogo.mensajes import Parrafo, una_por_fila
from bot.dialogo.peticiones import PasajesEncontrados
from bot.dialogo.textos import BOTON_PERSONAL
from bot.dialogo.turno import PreguntaEnCurso, Turno
from bot.entrevista.comprension.cambios.senales import LARGO_DE_UN_CAMBIO
from bot.entrevista.comprension.comprender import solo_da_un_dato, solo_su_nombre
from bot.entrevista.comprension.compuerta.clases import Clase
from bot.entrevista.comprension.compuerta.distinguir import (
    DECLARA_OTRO,
    ES_CLARO,
    NO_RESPONDE,
    RESPONDE,
    SIN_QUE_GUARDAR,
    Distincion,
    con_sentido,
    distinguir,
)
from bot.entrevista.comprension.nombres import cuenta_algo
from bot.entrevista.eventos import DudaPlanteada
from bot.entrevista.pasos import Paso
from bot.entrevista.valores.lectura import Lectura, Pide, Valido
from bot.entrevista.valores.tipos import leer
from conocimiento.palabras import palabras

Tomar = Callable[[Sesion, Paso, str], Turno]
"""Cómo se toma un texto por respuesta."""

LARGO_DE_UN_PEDIDO = 60
LARGO_DE_UNA_RESPUESTA = 80
"""Desde aquí, lo que claramente responde no se mira por si además cambia otra respuesta: la nombra de paso."""
_NADIE_RESPONDE_ASI = frozenset({Intencion.PERSONA, Intencion.PRIVACIDAD, Intencion.QUIEN_ES, Intencion.FUERA_DE_LUGAR})
"""Con estas basta no parecer una respuesta; las demás («chau», «gracias», «borrar») también empiezan un título."""
HABLA_DE_OTRA = 0.7
"""Si nombra otra respuesta, desde aquí se le ofrece cambiarla, que también deja guardar lo escrito."""
SEGURO = 0.97
"""Desde aquí no se guarda lo escrito por si era una respuesta."""

_DE_UN_TROZO = frozenset({DECLARA_OTRO.nombre, "pregunta_que_es", "pregunta_directa"})
"""«Que son 300 familias» puede seguir a un nombre; si pregunta, lleva su signo."""

DE_SOLICITUD = {
    "no_entiende": Clase.AYUDA,
    "ayuda": Clase.AYUDA,
    "resumen": Clase.AYUDA,
    "ejemplo": Clase.EJEMPLO,
    "sugerencia": Clase.SUGERENCIA,
    "aplazar": Clase.APLAZAR,
    "correccion": Clase.OTRA_COSA,
    "queja": Clase.QUEJA,
    "emocion": Clase.QUEJA,
    "ajena_a_la_entrevista": Clase.DISTRACCION,
    "saludo": Clase.CHARLA,
    "gracias": Clase.CHARLA,
    "charla_en_la_entrevista": Clase.CHARLA,
    "seguimiento_de_la_entrevista": Clase.ORDEN,
    "": Clase.MARCO,
}
"""Qué es en la entrevista lo que se reconoce por su sentido; sin clave, lo que se pregunta a un documento."""

_DE_UNA_ORDEN = {
    "para_o_sigue": Accion.PAUSAR,
    "pide_el_documento": Accion.DOCUMENTO,
    "pide_ver_lo_avanzado": Accion.INDICE,
    "vuelve": Accion.ATRAS,
    "salta": Accion.OMITIR,
    "borra_todo": Accion.CANCELAR,
}
"""La señal y lo que se hace; manda la primera de la tabla que se vio."""


@dataclass(frozen=True, slots=True)
class Dicho:
    """Lo escrito ante una pregunta, con lo que leyó su validador y lo que parece."""

    paso: Paso
    texto: str
    lectura: Lectura
    distincion: Distincion


def leer_dicho(sesion: Sesion, paso: Paso, texto: str) -> Dicho:
    """Lo escrito ante una pregunta, ya leído por su validador y mirado por su forma."""
    texto = solo_su_nombre(sesion.entrevista, paso.pregunta.clave, texto)
    lectura = leer(paso.pregunta, texto, sesion.entorno_de(paso))
    return Dicho(paso, texto, lectura, distinguir(paso.pregunta, texto, lectura))


def recibir(sesion: Sesion, dicho: Dicho, tomar: Tomar) -> Turno | None:
    """Toma el texto por respuesta, atiende lo que pide o pregunta qué es; None si lo debe atender la conversación."""
    texto = dicho.texto
    if se_va(texto):
        return borradores.pausar(sesion)
    if len(texto) <= LARGO_DE_UN_PEDIDO and pregunta_por_otro_tramite(texto):
        return None
    if dicho.distincion.es_dudosa and _intencion(texto) is None:
        en_curso = PreguntaEnCurso(texto, (texto,), ((texto,),), mensaje=sesion.mensaje, en_duda=True)
        return Turno(replace(sesion.estado, en_curso=en_curso), (en_curso.buscar(),))
    return _resolver(sesion, dicho, tomar)


def parece_otra_cosa(sesion: Sesion, paso: Paso, texto: str) -> bool:
    """Dice si, por su forma, lo escrito ante una pregunta no se tomaría sin más por su respuesta ni parte de ella."""
    distincion = leer_dicho(sesion, paso, texto).distincion
    return bool(distincion.senales - _DE_UN_TROZO) and distincion.no_responde >= SIN_QUE_GUARDAR


def es_claro_que_responde(dicho: Dicho) -> bool:
    """Dice si un texto largo, escrito ante una pregunta que se responde con oraciones, es por su forma la respuesta."""
    es_largo = LARGO_DE_UNA_RESPUESTA <= len(dicho.texto) <= LARGO_DE_UN_CAMBIO
    se_guardaria = dicho.distincion.se_guardaria and dicho.distincion.no_responde <= ES_CLARO
    return dicho.paso.pregunta.tipo == "texto" and es_largo and se_guardaria


def habla_de_otra(dicho: Dicho) -> bool:
    """Dice si un texto no responde la pregunta de delante, o no lo parece: puede ser de otra que nombra."""
    return not isinstance(dicho.lectura, Valido) or dicho.distincion.no_responde >= HABLA_DE_OTRA


def atender_hallado(sesion: Sesion, encontrados: PasajesEncontrados, tomar: Tomar) -> Turno | None:
    """Con lo hallado por el sentido, decide lo que la forma dejó en duda; None si resultó una pregunta al marco."""
    en_curso, paso = sesion.estado.en_curso, sesion.paso
    if en_curso is None or not en_curso.en_duda or paso is None:
        return None
    dicho = leer_dicho(sesion, paso, en_curso.original)
    juicio = encontrados.hallazgos[0].dicho if encontrados.hallazgos else None
    if juicio is not None:
        parecido = juicio.parecido_a_responder(paso.pregunta.clave)
        distincion = con_sentido(dicho.distincion, parecido, clases_de(juicio.solicitudes))
        dicho = replace(dicho, distincion=distincion)
    libre = replace(sesion, estado=replace(sesion.estado, en_curso=None), mensaje=en_curso.mensaje)
    return _resolver(libre, dicho, tomar)


def clases_de(solicitudes: Mapping[str, float]) -> dict[Clase, float]:
    """De cada clase de lo que no responde, el mayor de los cosenos con sus solicitudes."""
    clases: dict[Clase, float] = {}
    for solicitud, coseno in solicitudes.items():
        if (clase := DE_SOLICITUD.get(solicitud)) is not None:
            clases[clase] = max(coseno, clases.get(clase, coseno))
    return clases


def _intencion(texto: str) -> Intencion | None:
    """Lo que la conversación reconocería en un texto corto por su forma."""
    intencion = reconocer(sin_cortesia(texto)) if len(texto) <= LARGO_DE_UN_PEDIDO else None
    es_un_dato = intencion is Intencion.SIN_PALABRAS and any(letra.isalnum() for letra in texto)
    return None if es_un_dato else intencion


def _es_de_la_charla(texto: str) -> bool:
    """«Gracias», «hola»: la conversación ya sabe qué contestar."""
    return len(palabras(texto)) <= 2 and reconocer(texto) is not None


def _resolver(sesion: Sesion, dicho: Dicho, tomar: Tomar) -> Turno | None:
    texto, distincion = dicho.texto, dicho.distincion
    intencion = _intencion(texto)
    hasta = RESPONDE if intencion in _NADIE_RESPONDE_ASI else NO_RESPONDE
    if intencion is not None and (
        not distincion.se_guardaria or distincion.no_responde >= hasta or _es_de_la_charla(texto)
    ):
        return None
    if distincion.clase is Clase.OTRA_COSA and distincion.campos and distincion.no_responde >= HABLA_DE_OTRA:
        return _atender(sesion, dicho)
    if distincion.se_pregunta or (intencion is not None and distincion.es_respuesta):
        return _preguntar(sesion, dicho, textos.es_o_ayuda(texto), textos.ES_MI_RESPUESTA)
    papeles = sesion.entrevista.papeles
    if distincion.es_respuesta and dicho.paso.pregunta.clave in (papeles.proponente, papeles.titulo):
        return _tomar_el_nombre(sesion, dicho, tomar)
    return tomar(sesion, dicho.paso, texto) if distincion.es_respuesta else _atender(sesion, dicho)


def _tomar_el_nombre(sesion: Sesion, dicho: Dicho, tomar: Tomar) -> Turno:
    """Donde va un nombre, un plazo o un monto se propone en su pregunta, y de una oración se pregunta si lo es."""
    paso, texto = dicho.paso, dicho.texto
    if solo_da_un_dato(sesion.entrevista, texto, sesion.entorno):
        return proponer_en_otra(sesion, paso, texto) or tomar(sesion, paso, texto)
    if cuenta_algo(texto):
        return _preguntar(sesion, dicho, textos.es_el_nombre(texto, paso.pregunta.rotulo), textos.SI_ES_EL_NOMBRE)
    return tomar(sesion, paso, texto)


def _preguntar(sesion: Sesion, dicho: Dicho, que: str, lo_es: str) -> Turno:
    """«¿Es su respuesta o me pide ayuda?»: el texto espera a que lo diga, con el botón `lo_es`."""
    assert isinstance(dicho.lectura, Valido)  # solo se pregunta por lo que se guardaría
    return dudar(sesion, dicho.paso, dicho.texto, Pide(que, ((lo_es, dicho.lectura.valor),)))


def no_era(sesion: Sesion, paso: Paso) -> Turno:
    """Lo escrito no era la respuesta ni pedía ayuda: otra vez la pregunta, y lo escrito, a un toque de guardarse."""
    return en_paso(sesion, textos.NO_LO_ANOTE)


def dar_ayuda(sesion: Sesion, paso: Paso) -> Turno:
    """Qué se pregunta, por qué, y una respuesta buena y una floja."""
    return en_paso(sesion, textos.PARA_AYUDAR, *_explicacion(sesion, paso))


def _explicacion(sesion: Sesion, paso: Paso) -> tuple[Parrafo, ...]:
    elegibles = plantear.nombres_del_catalogo(sesion, paso) if paso.pregunta.tipo == "ods" else ()
    lista = textos.por_numero([etiqueta for etiqueta, _ in elegibles]) if elegibles else ()
    return *plantear.porque(sesion, paso), *lista, *plantear.ejemplo(paso)


# --- Lo que no es respuesta -----------------------------------------------------------------------


def _atender(sesion: Sesion, dicho: Dicho) -> Turno | None:
    paso = dicho.paso
    match dicho.distincion.clase:
        case Clase.MARCO:
            return None
        case Clase.ORDEN:
            return _obedecer(sesion, paso, dicho.distincion)
        case Clase.APLAZAR:
            return omitir_diciendo(sesion, paso, textos.queda_pendiente(paso))
        case Clase.OTRA_COSA | Clase.DISTRACCION if (otra := _de_otra_que_falta(sesion, dicho)) is not None:
            return otra
        case Clase.OTRA_COSA:
            return _cambiar_otra(sesion, dicho)
        case Clase.QUEJA:
            disculpa = textos.ante_la_queja(sesion.estado.turno, sesion.contexto.contacto)
            return _con_personal(_con_lo_escrito(sesion, dicho), *disculpa)
        case Clase.EJEMPLO:
            util = (textos.UN_EJEMPLO, *plantear.ejemplo(paso))
        case Clase.SUGERENCIA:
            return sugerir(_con_lo_escrito(sesion, dicho), paso)
        case Clase.CHARLA:
            util = (textos.CON_GUSTO,)
        case Clase.DISTRACCION:
            util = (textos.NO_VIENE_AL_CASO,)
        case Clase.AYUDA | Clase.RESPUESTA:
            util = (textos.PARA_AYUDAR, *_explicacion(sesion, paso))
    return en_paso(_con_lo_escrito(sesion, dicho), *util)


def _de_otra_que_falta(sesion: Sesion, dicho: Dicho) -> Turno | None:
    """Lo que no es de esta pregunta ni de una ya respondida y trae datos de otra que falta, se propone allí."""
    respondidas = {llave[0] for llave in sesion.borrador.respuestas}
    if isinstance(dicho.lectura, Valido) or not respondidas.isdisjoint(dicho.distincion.campos):
        return None
    return proponer_en_otra(sesion, dicho.paso, dicho.texto)


def _con_lo_escrito(sesion: Sesion, dicho: Dicho) -> Sesion:
    """Si lo escrito pudo ser una respuesta, queda a un toque de guardarse."""
    if dicho.distincion.no_responde >= SEGURO or not isinstance(dicho.lectura, Valido):
        return sesion
    opciones = ((textos.ES_MI_RESPUESTA, dicho.lectura.valor),)
    pregunta = textos.es_o_ayuda(dicho.texto)
    return sesion.anotar(
        DudaPlanteada(sesion.ahora, dicho.paso.llave, dicho.texto, opciones, texto=pregunta, mensaje=sesion.mensaje)
    )


def _con_personal(sesion: Sesion, *dicho: Parrafo) -> Turno:
    mensaje = plantear.mostrar_paso(sesion, *dicho)
    botones = (*mensaje.botones, *una_por_fila(BOTON_PERSONAL)) if sesion.contexto.hay_personal else mensaje.botones
    return sesion.enviar(replace(mensaje, botones=botones))


def _cambiar_otra(sesion: Sesion, escrito: Dicho) -> Turno:
    """Con qué respuesta se queda: la que nombra, si ya la dio o si la trae, o las secciones del borrador."""
    sesion, distincion = _con_lo_escrito(sesion, escrito), escrito.distincion
    respondidas = {llave[0] for llave in sesion.borrador.respuestas}
    rotulos = {una.clave: una.rotulo for una in sesion.entrevista.preguntas}
    nombradas = [clave for clave in distincion.campos if clave in respondidas]
    por_venir = [clave for clave in distincion.campos if clave in rotulos and clave not in respondidas]
    if not nombradas and len(por_venir) == 1:
        propuesta = proponer_en_otra(sesion, escrito.paso, escrito.texto)
        return propuesta or en_paso(sesion, textos.no_se_pregunto(rotulos[por_venir[0]]))
    dicho = textos.es_de_otra([rotulos[clave] for clave in nombradas])
    indice = textos_de_repasar.indice(sesion)
    llaves = [llave for llave in sesion.borrador.respuestas if llave[0] in nombradas]
    directos = una_por_fila(
        *(sesion.boton(f"Cambiar: {rotulos[llave[0]]}", Accion.CORREGIR, *llave) for llave in llaves[:3])
    )
    era = plantear.boton_de_lo_escrito(sesion)
    botones = (*directos, *una_por_fila(*era), *indice.botones)
    return sesion.enviar(replace(indice, parrafos=(dicho, *indice.parrafos), botones=botones))


def _obedecer(sesion: Sesion, paso: Paso, distincion: Distincion) -> Turno | None:
    vistas = distincion.senales
    if "pide_una_persona" in vistas:
        return None
    if "otra_alianza" in vistas:
        return borradores.empezar_otro(sesion)
    if "pregunta_cuanto_falta" in vistas:
        return en_paso(sesion, textos.avance(paso, textos_de_repasar.cuanto_falta(sesion)))
    accion = next((accion for senal, accion in _DE_UNA_ORDEN.items() if senal in vistas), None)
    match accion:
        case Accion.PAUSAR:
            return borradores.pausar(sesion)
        case Accion.DOCUMENTO:
            return repasar.pedir_documento(sesion)
        case Accion.INDICE:
            return repasar.mostrar_indice(sesion)
        case Accion.ATRAS:
            return repasar.volver_atras(sesion)
        case Accion.OMITIR:
            return omitir_diciendo(sesion, paso, textos.queda_pendiente(paso))
        case Accion.CANCELAR:
            return borradores.preguntar_si_cancela(sesion)
        case _:
            return en_paso(sesion, textos.NO_VIENE_AL_CASO)
