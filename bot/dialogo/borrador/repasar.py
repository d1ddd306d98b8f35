"""Repasar el borrador: ir a una pregunta y volver, ver las secciones y lo pendiente, recibirlo y ver qué cambió."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogo.borrador import redactar
from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.plantear import en_paso, mostrar_paso, pregunta_entera
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import pedidos as textos_de_pedidos
from bot.dialogo.borrador.textos import repasar as textos
from bot.dialogo.borrador.textos.alianza.participar import negado
from bot.dialogo.borrador.textos.responder import PREGUNTA_VIEJA, PRIMERA_PREGUNTA
from bot.dialogo.borrador.textos.revision import coherencia_entera
from bot.dialogo.mensajes import Adjunto, Parrafo
from bot.dialogo.peticiones import DocumentoFallido, DocumentoListo, RedactarBorrador
from bot.dialogo.turno import Turno, hoy
from bot.entrevista import pasos
from bot.entrevista.borrador import Denegado, puede_contestar
from bot.entrevista.eventos import Archivo, DocumentoEntregado, Llave, Vuelta
from bot.entrevista.propuesta.versiones import comparar, versiones_de

# --- De una pregunta a otra -----------------------------------------------------------------------


def volver_atras(sesion: Sesion) -> Turno:
    """A la pregunta anterior."""
    previo = pasos.anterior(sesion.entrevista, sesion.borrador)
    return en_paso(sesion, PRIMERA_PREGUNTA) if previo is None else _ir_a(sesion, previo.llave)


def ir(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
    """A la pregunta que se indica."""
    match argumentos:
        case [pregunta, actor]:
            return _ir_a(sesion, (pregunta, actor))
        case _:
            return en_paso(sesion)


def corregir(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
    """Lo mismo desde la revisión: después se vuelve a su sección."""
    match argumentos:
        case [pregunta, actor]:
            return _ir_a(sesion, (pregunta, actor), desde_el_repaso=True)
        case _:
            return en_paso(sesion)


EN_FILA = "pendientes"
"""Adónde se vuelve, después de contestar, quien está completando todo lo pendiente: al siguiente."""


def completar(sesion: Sesion) -> Turno:
    """Todo lo que quedó pendiente, una cosa tras otra, hasta acabar o hasta que la persona lo deje."""
    dejadas = [paso for paso, _ in pasos.pendientes(sesion.entrevista, sesion.borrador)]
    return _completar(sesion, dejadas) if dejadas else en_paso(sesion, textos.sin_pendientes(sesion))


def _completar(sesion: Sesion, quedan: Sequence[pasos.Paso], *previo: Parrafo) -> Turno:
    """El primero de los que quedan, con el botón que deja los demás."""
    if not quedan:
        return en_paso(sesion, *previo, textos_de_pedidos.SE_ACABARON_LOS_PENDIENTES)
    en_fila = sesion.anotar(Vuelta(sesion.ahora, quedan[0].llave, EN_FILA))
    cuantos = (textos_de_pedidos.pendientes_en_fila(len(quedan)),) if previo or len(quedan) > 1 else ()
    mensaje = mostrar_paso(en_fila, *previo, *cuantos)
    dejar = en_fila.filas((textos_de_pedidos.DEJAR_EL_RESTO, Accion.PAUSAR))
    return en_fila.enviar(replace(mensaje, botones=(*mensaje.botones, *dejar)))


def _los_que_siguen(antes: Sesion, despues: Sesion) -> list[pasos.Paso]:
    """Los pendientes que van detrás del que se tenía delante: el que se vuelve a dejar no se repite."""
    visibles = [paso.llave for paso in pasos.pasos_visibles(despues.entrevista, despues.borrador)]
    desde = visibles.index(antes.paso.llave) if antes.paso is not None and antes.paso.llave in visibles else -1
    dejadas = [paso for paso, _ in pasos.pendientes(despues.entrevista, despues.borrador)]
    return [paso for paso in dejadas if visibles.index(paso.llave) > desde]


def _ir_a(sesion: Sesion, llave: Llave, *, desde_el_repaso: bool = False) -> Turno:
    paso = sesion.buscar(llave)
    if paso is None:
        return en_paso(sesion, PREGUNTA_VIEJA)
    permiso = puede_contestar(sesion.borrador, llave, sesion.entrevista.reservadas)
    if isinstance(permiso, Denegado):
        return en_paso(sesion, negado(permiso.motivo))
    desde = paso.pregunta.seccion if desde_el_repaso else None
    return en_paso(sesion.anotar(Vuelta(sesion.ahora, llave, desde)))


# --- Secciones, pendientes y revisión -------------------------------------------------------------


def mostrar_indice(sesion: Sesion) -> Turno:
    """Las secciones del borrador con su avance."""
    return sesion.enviar(textos.indice(sesion))


def elegir_seccion(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
    """La sección que se indica."""
    match argumentos:
        case [clave]:
            return mostrar_seccion(sesion, clave)
        case _:
            return en_paso(sesion)


def mostrar_seccion(sesion: Sesion, clave: str, *previo: Parrafo) -> Turno:
    """Las respuestas de una sección; si no existe, el índice."""
    secciones = pasos.por_seccion(sesion.entrevista, sesion.borrador)
    una = next((seccion for seccion in secciones if seccion.seccion.clave == clave), None)
    return mostrar_indice(sesion) if una is None else sesion.enviar(textos.seccion(sesion, una, *previo))


def seguir(antes: Sesion, despues: Sesion, *previo: Parrafo) -> Turno:
    """Después de un cambio: de vuelta adonde se venía (la revisión, lo pendiente) o, si no, al paso que toca."""
    if antes.borrador.regreso == EN_FILA:
        return _completar(despues, _los_que_siguen(antes, despues), *previo)
    if antes.borrador.regreso:
        return mostrar_seccion(despues, antes.borrador.regreso, *previo)
    return en_paso(despues, *previo)


def listar_pendientes(sesion: Sesion) -> Turno:
    """Lo que se dejó pendiente."""
    dejadas = pasos.pendientes(sesion.entrevista, sesion.borrador)
    if not dejadas:
        return en_paso(sesion, textos.sin_pendientes(sesion))
    return sesion.enviar(textos.pendientes(sesion, dejadas))


def mostrar_coherencia(sesion: Sesion) -> Turno:
    """Todas las observaciones."""
    return sesion.enviar(coherencia_entera(sesion))


# --- Los documentos y sus versiones ---------------------------------------------------------------


def pedir_documento(sesion: Sesion) -> Turno:
    """Los archivos del borrador; antes, una sola vez, cómo quedaría en ellos lo que la persona escribió deprisa."""
    return redactar.proponer(sesion) or sesion.turno(RedactarBorrador(sesion.propuesta))


def pedir_vista(sesion: Sesion) -> Turno:
    """Cómo va el documento: la imagen de su primera página y lo mismo en palabras."""
    return sesion.turno(RedactarBorrador(sesion.propuesta, vista=True))


def entregar(sesion: Sesion, resultado: DocumentoListo | DocumentoFallido) -> Turno:
    """Entrega los archivos, o dice con su referencia que no se pudieron hacer."""
    if sesion.estado.borrador is None:
        return sesion.enviar(textos.documento_de_otro())
    if isinstance(resultado, DocumentoFallido):
        return sesion.enviar(textos.sin_documento(sesion, resultado))
    if resultado.vista:
        return sesion.enviar(replace(textos.vista(sesion), adjuntos=resultado.adjuntos))
    nuevo = _anotar_entrega(sesion, resultado.adjuntos)
    versiones = versiones_de(nuevo.estado.eventos)
    entrega = textos.entrega(versiones[-1].numero)
    if nuevo.paso is not None:
        return nuevo.enviar(replace(pregunta_entera(nuevo, *entrega), adjuntos=resultado.adjuntos))
    cerrado = textos.entregado(nuevo, *entrega, se_compara=len(versiones) > 1)
    return nuevo.fuera().enviar(replace(cerrado, adjuntos=resultado.adjuntos))


def _anotar_entrega(sesion: Sesion, adjuntos: tuple[Adjunto, ...]) -> Sesion:
    """Deja constancia de la versión entregada y de la huella de cada archivo."""
    propuesta = sesion.propuesta
    archivos = tuple(Archivo(adjunto.nombre, adjunto.sha256) for adjunto in adjuntos)
    entregado = DocumentoEntregado(sesion.ahora, propuesta.numero, propuesta.huella, archivos, sesion.estado.cargados)
    return sesion.anotar(entregado)


def comparar_versiones(sesion: Sesion) -> Turno:
    """Las dos últimas versiones o, si desde la última ya cambió algo o solo hay una, la última y lo de ahora."""
    eventos, dia = sesion.estado.eventos, hoy(sesion.contexto)
    versiones = versiones_de(eventos)
    if not versiones:
        return en_paso(sesion, textos.SIN_VERSIONES)
    ultima = versiones[-1]
    hasta_la_ultima = ultima.historia(eventos)
    sin_entregar = comparar(sesion.entrevista, hasta_la_ultima, eventos, dia, sesion.estado.integrante)
    if sin_entregar or len(versiones) == 1:
        return sesion.enviar(textos.comparacion(sesion, textos.desde_la_version(ultima.numero), sin_entregar))
    previa = versiones[-2]
    cambios = comparar(sesion.entrevista, previa.historia(eventos), hasta_la_ultima, dia, sesion.estado.integrante)
    return sesion.enviar(textos.comparacion(sesion, textos.entre_versiones(previa.numero, ultima.numero), cambios))
