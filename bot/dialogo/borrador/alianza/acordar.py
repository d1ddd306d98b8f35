"""Ponerse de acuerdo: proponer cambios a lo común, decidirlos, y pedir y dar el visto bueno a una versión."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogo.borrador.alianza.nombres import de_un_integrante, los_demas
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza import acordar as textos
from bot.dialogo.borrador.textos.alianza.participar import alianza_de, negado
from bot.dialogo.mensajes import Parrafo
from bot.dialogo.peticiones.alianza import AvisarA
from bot.dialogo.turno import PorEscribirEnAlianza, Turno, hoy
from bot.entrevista.borrador import Acto, Denegado, Rol, Suerte, Sugerencia, Visto, puede, vigentes
from bot.entrevista.eventos import (
    Acogida,
    Desestimada,
    Evento,
    Llave,
    Respondida,
    Sugerida,
    Unido,
    VersionPuesta,
    VistoBuenoDado,
)
from bot.entrevista.pasos import Paso, pasos_visibles
from bot.entrevista.propuesta.versiones import comparar, huella_del_valor, versiones_de
from bot.entrevista.valores.lectura import Explicacion, Pide, Valido
from bot.entrevista.valores.tipos import leer, mostrar
from conocimiento.hora import HORA_DE_LIMA

CAMBIO, MOTIVO = "cambio", "motivo"
VECES_QUE_SE_PIDE = 2
"""Sin que conteste; después se le dice a quien coordina y no se le escribe más."""
SIN_DECIDIR = 10
"""Propuestas de un integrante que pueden esperar a la vez."""
HECHOS_A_LA_VISTA = 10


def no_puede(sesion: Sesion, acto: Acto, llave: Llave | None = None) -> Turno | None:
    """El turno que dice por qué quien escribe no puede hacer eso (como en `puede`); None si puede."""
    permiso = puede(sesion.borrador, sesion.estado.integrante, acto, llave)
    return en_paso(sesion, negado(permiso.motivo)) if isinstance(permiso, Denegado) else None


# --- Proponer -------------------------------------------------------------------------------------


def elegir_que(sesion: Sesion) -> Turno:
    """Qué respuesta común quiere cambiar; la lista de actores no: cada uno es de su organización."""
    if sum(una.de == sesion.estado.integrante for una in sesion.borrador.por_decidir) >= SIN_DECIDIR:
        return en_paso(sesion, textos.ESPERAN_DEMASIADAS)
    return no_puede(sesion, Acto.SUGERIR, ("", "")) or sesion.enviar(textos.que_parte(_comunes(sesion)))


def _comunes(sesion: Sesion) -> list[Paso]:
    fuera = {sesion.entrevista.papeles.actores, sesion.entrevista.papeles.proponente, *sesion.entrevista.reservadas}
    pasos = pasos_visibles(sesion.entrevista, sesion.borrador)
    return [
        paso
        for paso in pasos
        if paso.actor is None and paso.llave in sesion.borrador.respuestas and paso.pregunta.clave not in fuera
    ]


def pedir_el_texto(sesion: Sesion, clave: str) -> Turno:
    """Muestra lo que dice hoy y espera lo que debería decir."""
    paso = _comun(sesion, clave)
    if paso is None:
        return elegir_que(sesion)
    espera = PorEscribirEnAlianza(sesion.estado.turno, CAMBIO, clave)
    return sesion.en(replace(sesion.estado, por_decir=espera)).enviar(textos.como_deberia_decir(sesion, paso))


def _comun(sesion: Sesion, clave: str) -> Paso | None:
    return next((paso for paso in _comunes(sesion) if paso.pregunta.clave == clave), None)


def tomar_el_texto(sesion: Sesion, clave: str, texto: str) -> Turno | None:
    """Lee lo escrito con el validador de esa pregunta y pregunta si se envía; todavía no guarda nada."""
    paso = _comun(sesion, clave)
    if paso is None:
        return None
    match leer(paso.pregunta, texto, sesion.entorno):
        case Valido(valor=valor) if valor == sesion.valor_de(paso):
            return en_paso(sesion, textos.ya_dice_eso())
        case Valido(valor=valor):
            espera = PorEscribirEnAlianza(sesion.estado.turno, CAMBIO, clave, texto)
            return sesion.en(replace(sesion.estado, por_decir=espera)).enviar(textos.la_envio(sesion, paso, valor))
        case Pide(pregunta=pregunta):
            return sesion.enviar(textos.no_se_lee(pregunta, clave))
        case Explicacion(problema=problema):
            return sesion.enviar(textos.no_se_lee(problema, clave))


def proponer_lo_dicho(sesion: Sesion, eventos: Sequence[Evento]) -> Turno | None:
    """Quien no puede cambiar una respuesta común dijo cómo debería quedar: se le pregunta si la propone.

    None si cambiaba más de una, o si no se leería lo mismo que dijo.
    """
    dichas = [uno for uno in eventos if isinstance(uno, Respondida)]
    paso = _comun(sesion, dichas[-1].llave[0]) if len({uno.llave for uno in dichas}) == 1 else None
    if paso is None or no_puede(sesion, Acto.SUGERIR, paso.llave) is not None:
        return None
    ultima = dichas[-1]  # un cambio de varias partes se anota por partes
    for texto in (ultima.crudo, mostrar(paso.pregunta, ultima.valor, sesion.entrevista.catalogos)):
        lectura = leer(paso.pregunta, texto, sesion.entorno)
        if isinstance(lectura, Valido) and lectura.valor == ultima.valor:
            return tomar_el_texto(sesion, paso.pregunta.clave, texto)
    return None


def enviar(sesion: Sesion) -> Turno:
    """La propuesta queda en la historia y la coordinación la recibe."""
    espera = sesion.estado.por_decir
    paso = _comun(sesion, espera.cual) if espera is not None and espera.que == CAMBIO and espera.escrito else None
    lectura = leer(paso.pregunta, espera.escrito, sesion.entorno) if espera is not None and paso is not None else None
    if espera is None or paso is None or not isinstance(lectura, Valido):
        return en_paso(sesion, textos.SE_PERDIO)
    yo, base = sesion.estado.integrante, huella_del_valor(sesion.valor_de(paso))
    numero = 1 + max((suya.numero for suya in sesion.borrador.sugerencias.values() if suya.de == yo), default=0)
    sugerida = Sugerida(sesion.ahora, paso.llave, numero, lectura.valor, espera.escrito, base)
    nueva = sesion.en(replace(sesion.estado, por_decir=None)).anotar(sugerida)
    suya = nueva.borrador.sugerencias[yo, numero]
    nombre = sesion.estado.borrador or ""
    aviso = textos.propone(sesion, paso, suya, de_un_integrante(sesion, yo), nombre)
    turno = en_paso(nueva, textos.ENVIADA)
    return Turno(turno.estado, (AvisarA(los_demas(sesion, Rol.COORDINACION), aviso), *turno.efectos))


# --- Decidir --------------------------------------------------------------------------------------


def acoger(sesion: Sesion, cual: str, *, aunque_cambio: bool) -> Turno:
    """Lo propuesto pasa a ser la respuesta; si el texto ya no es el que se miraba, antes se muestran los dos."""
    hallada = _por_decidir(sesion, cual)
    if isinstance(hallada, Turno):
        return hallada
    suya, paso = hallada
    if not aunque_cambio and huella_del_valor(sesion.valor_de(paso)) != suya.base:
        return sesion.enviar(textos.cambio_mientras(sesion, paso, suya, sesion.estado.borrador or ""))
    nueva = sesion.anotar(Respondida(sesion.ahora, suya.llave, suya.valor, suya.crudo))
    nueva = nueva.anotar(Acogida(sesion.ahora, suya.numero, suya.de))
    return en_paso(nueva, textos.aceptada(paso))


def mostrar_por_decidir(sesion: Sesion) -> Turno:
    """La propuesta que más espera; al decidirla se puede ver la siguiente."""
    if (no := no_puede(sesion, Acto.RESOLVER)) is not None:
        return no
    esperan = ((una, sesion.buscar(una.llave)) for una in sesion.borrador.por_decidir)
    suya, paso = next(((una, paso) for una, paso in esperan if paso is not None), (None, None))
    if suya is None or paso is None:
        return en_paso(sesion, textos.NINGUNA_POR_DECIDIR)
    quien = de_un_integrante(sesion, suya.de)
    return sesion.enviar(textos.propone(sesion, paso, suya, quien, sesion.estado.borrador or ""))


def preguntar_por_que(sesion: Sesion, cual: str) -> Turno:
    """Antes de no aceptarla, si se quiere decir por qué."""
    hallada = _por_decidir(sesion, cual)
    if isinstance(hallada, Turno):
        return hallada
    suya, _ = hallada
    espera = PorEscribirEnAlianza(sesion.estado.turno, MOTIVO, cual)
    esperando = sesion.en(replace(sesion.estado, por_decir=espera))
    return esperando.enviar(textos.por_que(suya, sesion.estado.borrador or ""))


def desestimar(sesion: Sesion, cual: str, motivo: str) -> Turno:
    """Queda como estaba; a quien propuso se lo dice el resumen."""
    hallada = _por_decidir(sesion, cual)
    if isinstance(hallada, Turno):
        return hallada
    suya, _ = hallada
    libre = sesion.en(replace(sesion.estado, por_decir=None))
    return en_paso(libre.anotar(Desestimada(sesion.ahora, suya.numero, suya.de, motivo)), textos.QUEDO_COMO_ESTABA)


def _por_decidir(sesion: Sesion, cual: str) -> tuple[Sugerencia, Paso] | Turno:
    """La propuesta y la pregunta que cambia; si ya no espera, o no le toca decidirla, el turno que lo dice."""
    if (no := no_puede(sesion, Acto.RESOLVER)) is not None:
        return no
    de, _, numero = cual.partition(".")
    suya = sesion.borrador.sugerencias.get((de, int(numero))) if numero.isdecimal() else None
    paso = sesion.buscar(suya.llave) if suya is not None and suya.suerte is Suerte.ABIERTA else None
    if suya is None or paso is None:
        return en_paso(sesion, textos.YA_DECIDIDA)
    return suya, paso


# --- Visto bueno ----------------------------------------------------------------------------------


def preguntar_si_pide(sesion: Sesion) -> Turno:
    """Antes de pedirlo, a cuántas y a qué versión."""
    if (no := no_puede(sesion, Acto.PEDIR_VISTO_BUENO)) is not None:
        return no
    faltan, callan = _sin_visto(sesion)
    if not faltan:
        return en_paso(sesion, *(_sin_pedir(sesion, callan) or (textos.NADIE_A_QUIEN_PEDIR,)))
    return sesion.enviar(textos.antes_de_pedirlo(sesion.propuesta.numero, len(faltan), _sin_pedir(sesion, callan)))


def pedir(sesion: Sesion) -> Turno:
    """Pone la versión de hoy a consulta; solo se escribe a quien no dio su visto bueno a este mismo texto."""
    if (no := no_puede(sesion, Acto.PEDIR_VISTO_BUENO)) is not None:
        return no
    (faltan, callan), propuesta, nombre = _sin_visto(sesion), sesion.propuesta, sesion.estado.borrador or ""
    if not faltan:
        return preguntar_si_pide(sesion)
    eventos, previas = sesion.estado.eventos, versiones_de(sesion.estado.eventos)
    antes = previas[-1].historia(eventos) if previas else eventos
    nueva = sesion.anotar(VersionPuesta(sesion.ahora, propuesta.numero, propuesta.huella, sesion.estado.cargados))
    titulo, dia = alianza_de(sesion).titulo, hoy(sesion.contexto)
    cambios = {quien: comparar(sesion.entrevista, antes, eventos, dia, quien) for quien in faltan}
    avisos = (
        AvisarA((quien,), textos.decida(titulo, propuesta.numero, suyos, nombre)) for quien, suyos in cambios.items()
    )
    turno = en_paso(nueva, textos.pedido(propuesta.numero, len(faltan)), *_sin_pedir(sesion, callan))
    return Turno(turno.estado, (*avisos, *turno.efectos))


def dar(sesion: Sesion, version: str) -> Turno:
    """El visto bueno es a esa versión y a lo que decía: si el texto cambia, no cambia a qué se dio."""
    if (no := no_puede(sesion, Acto.DAR_VISTO_BUENO)) is not None:
        return no
    puesta, yo = sesion.borrador.puesta, sesion.estado.integrante
    if puesta is None or str(puesta.version) != version:
        return en_paso(sesion, *((textos.ya_hay_otra(puesta.version),) if puesta else ()))
    por = de_un_integrante(sesion, yo)
    previo = sesion.borrador.vistos.get(yo)
    if previo is not None and previo.huella == puesta.huella:
        return sesion.enviar(textos.visto_bueno_dado(sesion, por, previo))
    nueva = sesion.anotar(VistoBuenoDado(sesion.ahora, puesta.version, puesta.huella))
    return nueva.enviar(textos.visto_bueno_dado(nueva, por, Visto(puesta.version, puesta.huella, sesion.ahora)))


def _sin_visto(sesion: Sesion) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Las socias que no dieron su visto bueno a este texto: a las que se pide, y las que ya no contestan."""
    huella, vistos = sesion.propuesta.huella, sesion.borrador.vistos
    socias = los_demas(sesion, Rol.SOCIO)
    faltan = [quien for quien in socias if quien not in vistos or vistos[quien].huella != huella]
    callan = tuple(quien for quien in faltan if _sin_contestar(sesion, quien) >= VECES_QUE_SE_PIDE)
    return tuple(quien for quien in faltan if quien not in callan), callan


def _sin_contestar(sesion: Sesion, quien: str) -> int:
    """Cuántas veces se le pidió desde lo último que hizo en el borrador."""
    veces = 0
    for evento in vigentes(sesion.estado.eventos):
        if evento.autor == quien or (isinstance(evento, Unido) and evento.integrante == quien):
            veces = 0
        elif isinstance(evento, VersionPuesta):
            veces += 1
    return veces


def _sin_pedir(sesion: Sesion, callan: tuple[str, ...]) -> tuple[Parrafo, ...]:
    return textos.no_contestan([de_un_integrante(sesion, quien) for quien in callan])


# --- Quién cambió qué -----------------------------------------------------------------------------


def contar_cambios(sesion: Sesion) -> Turno:
    """Lo último que cambió, por organización; de lo reservado no se dice."""
    rotulos = {pregunta.clave: pregunta.rotulo for pregunta in sesion.entrevista.preguntas if not pregunta.reservada}
    hechos = [
        (f"{evento.instante.astimezone(HORA_DE_LIMA):%d/%m, %H:%M}", de_un_integrante(sesion, evento.autor), rotulo)
        for evento in reversed(vigentes(sesion.estado.eventos))
        if isinstance(evento, Respondida) and (rotulo := rotulos.get(evento.llave[0])) is not None
    ]
    return sesion.enviar(textos.quien_cambio_que(hechos[:HECHOS_A_LA_VISTA]))
