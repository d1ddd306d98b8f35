"""Los borradores de una persona: verlos, abrir otro, duplicar, archivar, pausar, descartar y que se le recuerde.

Solo uno está abierto; los demás esperan en el almacén con su historia, y nada pasa de uno a otro.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.dialogo.borrador.permisos import BORRADORES_POR_PERSONA, con_borrador_nuevo, no_cabe_otro
from bot.dialogo.borrador.plantear import al_dia, en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import borradores as textos
from bot.dialogo.borrador.textos import pedidos as textos_de_pedidos
from bot.dialogo.borrador.textos import permisos as textos_de_permisos
from bot.dialogo.borrador.textos.borradores import SIN_NOMBRE, EnLaLista
from bot.dialogo.efectos import AnotarEnBorrador, Enviar
from bot.dialogo.mensajes import Parrafo
from bot.dialogo.peticiones import BorradoresLeidos, BorradorGuardado, LeerBorradores
from bot.dialogo.peticiones.alianza import PARA_EL_RESUMEN
from bot.dialogo.turno import Estado, Turno, hoy
from bot.entrevista.borrador import Borrador, sin_lo_reservado
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import (
    Archivado,
    Autorizada,
    Creado,
    Descartado,
    Evento,
    ModoCambiado,
    Recuperado,
    Respondida,
    Revocada,
)
from bot.entrevista.pasos import PROPONENTE, actores, avance, pasos_visibles
from bot.entrevista.propuesta.versiones import versiones_de
from conocimiento.hora import HORA_DE_LIMA

DENTRO_DE = timedelta(days=3)
"""Cuándo se recuerda un borrador."""


@dataclass(frozen=True, slots=True)
class _Ficha:
    guardado: BorradorGuardado
    borrador: Borrador
    nombre: str


def listar(sesion: Sesion) -> Turno:
    """Pide los borradores para mostrarlos."""
    return pedir(sesion, "lista")


def pedir(sesion: Sesion, pedido: str) -> Turno:
    """Pide los borradores para cumplir `pedido`: lista, abrir:NOMBRE, duplicar:NOMBRE, archivar:NOMBRE…"""
    return sesion.turno(LeerBorradores(pedido))


def empezar_otro(sesion: Sesion, *, lo_dice: bool = False) -> Turno:
    """Otro borrador aparte, desde su aviso; el abierto queda guardado, y con `lo_dice` se dice."""
    if no_cabe_otro(sesion):
        return sesion.enviar(textos.no_cabe_otro(BORRADORES_POR_PERSONA))
    previo = ""
    if lo_dice and sesion.estado.borrador is not None:
        previo = textos_de_pedidos.otro_aparte(nombre_del_borrador(sesion.entrevista, sesion.borrador))
    aparte = sesion.en(replace(sesion.estado, borrador=None, eventos=(), en_entrevista=True))
    return aparte.enviar(textos_de_permisos.consentimiento(sesion.contexto, previo))


def atender_leidos(sesion: Sesion, leidos: BorradoresLeidos) -> Turno:
    """Cumple lo que se pidió al leerlos; un borrador que ya no está vuelve a mostrar la lista."""
    estado = sesion.estado
    guardados = [
        replace(uno, eventos=estado.eventos) if uno.nombre == estado.borrador else uno for uno in leidos.borradores
    ]
    if estado.borrador is not None and all(uno.nombre != estado.borrador for uno in guardados):
        guardados.append(BorradorGuardado(estado.borrador, estado.eventos, estado.integrante))
    fichas = [_ficha(sesion.entrevista, uno) for uno in guardados if uno.eventos]
    fichas = [una for una in fichas if una.borrador.situacion != "descartado"]
    accion, _, nombre = leidos.pedido.partition(":")
    elegida = next((una for una in fichas if una.guardado.nombre == nombre), None)
    match accion, elegida:
        case "abrir" | "recuperar", _Ficha():
            return _abrir(sesion, elegida)
        case "duplicar", _Ficha() if no_cabe_otro(sesion):
            return sesion.enviar(textos.no_cabe_otro(BORRADORES_POR_PERSONA))
        case "duplicar", _Ficha():
            return _duplicar(sesion, elegida)
        case "archivar", _Ficha():
            return _archivar(sesion, fichas, elegida)
        case "lista", _:
            return _listar(sesion, fichas, *_pagina(nombre))
        case _:
            return _listar(sesion, fichas, "")


def _pagina(pedida: str) -> tuple[str, int]:
    """De «duplicar:8», qué lista es y desde cuál se muestra; lo que no se entiende, la primera página de todas."""
    cual, _, desde = pedida.partition(":")
    return (cual, int(desde)) if cual in textos.TITULOS and desde.isdecimal() else (pedida, 0)


def _listar(sesion: Sesion, fichas: Sequence[_Ficha], cual: str, desde: int = 0, *previo: Parrafo) -> Turno:
    if cual not in textos.TITULOS:
        cual = ""
    situacion = "archivado" if cual == "archivados" else "abierto"
    visibles = [_en_la_lista(sesion, una) for una in fichas if una.borrador.situacion == situacion]
    hay_archivados = any(una.borrador.situacion == "archivado" for una in fichas)
    return sesion.enviar(textos.lista(textos.Pagina(cual, desde, tuple(visibles), hay_archivados), *previo))


def _en_la_lista(sesion: Sesion, una: _Ficha) -> EnLaLista:
    todos = actores(sesion.entrevista, una.borrador)
    return EnLaLista(
        una.guardado.nombre,
        una.nombre,
        *avance(sesion.entrevista, una.borrador),
        dia=una.guardado.eventos[-1].instante.astimezone(HORA_DE_LIMA).date(),
        socios=tuple(actor.nombre for actor in todos if actor.identificador != PROPONENTE),
        abierto=una.guardado.nombre == sesion.estado.borrador,
    )


def _abrir(sesion: Sesion, una: _Ficha) -> Turno:
    guardado = una.guardado
    suyo = replace(sesion.estado, borrador=guardado.nombre, integrante=guardado.integrante, en_entrevista=True)
    otra = sesion.en(replace(suyo, eventos=guardado.eventos, cargados=len(guardado.eventos)))
    if una.borrador.situacion == "archivado":
        otra = otra.anotar(Recuperado(sesion.ahora))
    otra, novedad = al_dia(otra)
    return en_paso(otra, textos.abierto(una.nombre), *novedad)


def _duplicar(sesion: Sesion, una: _Ficha) -> Turno:
    titulo = sesion.entrevista.papeles.titulo
    copia = con_borrador_nuevo(sesion, _lo_que_se_copia(sesion, una))
    if una.borrador.situacion == "archivado":
        copia = copia.anotar(Recuperado(sesion.ahora))
    nombre = una.nombre
    if (titulo, "") in una.borrador.respuestas:
        maximo = sesion.entrevista.pregunta(titulo).maximo or len(nombre) + len(textos.DE_LA_COPIA)
        nombre = nombre[: maximo - len(textos.DE_LA_COPIA)] + textos.DE_LA_COPIA
        copia = copia.anotar(Respondida(sesion.ahora, (titulo, ""), nombre, nombre))
    return en_paso(copia, textos.duplicado(nombre))


def _lo_que_se_copia(sesion: Sesion, una: _Ficha) -> tuple[Evento, ...]:
    """La historia de la copia. De un borrador de varios, solo lo que dice hoy y ella ve, como dicho por ella."""
    if not una.borrador.es_de_varios:
        # Lo que se autorizó leer es el otro borrador.
        return tuple(uno for uno in una.guardado.eventos if not isinstance(uno, Autorizada | Revocada))
    dicho = sin_lo_reservado(una.borrador, sesion.entrevista.reservadas)
    return (
        Creado(sesion.ahora, dicho.version, dicho.aviso, acepta=True),
        ModoCambiado(sesion.ahora, dicho.modo),
        *(Respondida(sesion.ahora, llave, suya.valor, suya.crudo) for llave, suya in dicho.respuestas.items()),
    )


def _archivar(sesion: Sesion, fichas: Sequence[_Ficha], una: _Ficha) -> Turno:
    evento = Archivado(sesion.ahora, autor=una.guardado.integrante)
    if una.guardado.nombre == sesion.estado.borrador:
        sesion = sesion.en(replace(sesion.estado, borrador=None, eventos=(), en_entrevista=False))
    archivado = replace(una.guardado, eventos=(*una.guardado.eventos, evento))
    quedan = [_ficha(sesion.entrevista, archivado) if otra is una else otra for otra in fichas]
    turno = _listar(sesion, quedan, "", 0, textos.archivado(una.nombre))
    return Turno(turno.estado, (AnotarEnBorrador(una.guardado.nombre, evento), *turno.efectos))


def _ficha(entrevista: Entrevista, guardado: BorradorGuardado) -> _Ficha:
    borrador = Borrador.de(guardado.eventos, guardado.integrante)
    return _Ficha(guardado, borrador, nombre_del_borrador(entrevista, borrador) or SIN_NOMBRE)


def nombre_del_borrador(entrevista: Entrevista, borrador: Borrador) -> str:
    """Cómo llama la persona a su borrador: el título o, si falta, su organización; puede estar vacío."""
    papeles = entrevista.papeles
    dicho = borrador.respuestas.get((papeles.titulo, "")) or borrador.respuestas.get((papeles.proponente, ""))
    return str(dicho.valor) if dicho else ""


# --- El que está abierto --------------------------------------------------------------------------


def resumen(sesion: Sesion) -> str | None:
    """Una frase sobre el borrador abierto, o None si no hay."""
    if sesion.estado.borrador is None:
        return None
    return textos.resumen(sesion, nombre_del_borrador(sesion.entrevista, sesion.borrador))


def donde_ibamos(sesion: Sesion) -> str:
    """Por qué pregunta se iba y hace cuánto, si pasó al menos un día."""
    dias = 0
    if sesion.estado.eventos:
        ultimo = sesion.estado.eventos[-1].instante.astimezone(HORA_DE_LIMA).date()
        dias = (hoy(sesion.contexto) - ultimo).days
    return textos.donde_ibamos(sesion, dias)


def ampliar(sesion: Sesion) -> Turno:
    """Pasa al modo ampliado: solo se preguntará lo que falta."""
    entrevista = sesion.entrevista
    if sesion.borrador.modo == "ampliado" or not any(una.modo == "ampliado" for una in entrevista.preguntas):
        return en_paso(sesion, textos.NADA_QUE_AMPLIAR)
    nueva = sesion.anotar(ModoCambiado(sesion.ahora, "ampliado"))
    mas = len(pasos_visibles(entrevista, nueva.borrador)) - len(pasos_visibles(entrevista, sesion.borrador))
    return en_paso(nueva, textos.ampliado(mas))


def pausar(sesion: Sesion) -> Turno:
    """Deja la entrevista guardada y vuelve a las preguntas."""
    return sesion.fuera().enviar(textos.pausado(sesion, resumen(sesion) or ""))


def preguntar_si_cancela(sesion: Sesion) -> Turno:
    """Antes de cancelar: guardar, descartar o seguir."""
    return sesion.enviar(textos.que_hago(sesion))


def descartar(sesion: Sesion) -> Turno:
    """Cierra el borrador: ya no se puede continuar."""
    assert sesion.estado.borrador is not None
    anotado = AnotarEnBorrador(sesion.estado.borrador, Descartado(sesion.ahora, autor=sesion.estado.integrante))
    quedan = max(sesion.estado.borradores - 1, 0)
    sin_borrador = replace(sesion.estado, borrador=None, borradores=quedan, en_entrevista=False, eventos=())
    return Turno(sin_borrador, (anotado, Enviar(textos.descartado())))


# --- El recordatorio: se escribe una sola vez, y solo a quien lo pidió al dejar su borrador o recibirlo ---


def atender_recordatorio(sesion: Sesion, codigo: str) -> Turno:
    """Pide o quita el recordatorio del borrador abierto."""
    contexto, estado = sesion.contexto, sesion.estado
    if estado.borrador is None:
        return sesion.enviar(textos.nada_que_recordar())
    if codigo == textos.NO_RECORDAR.codigo or not contexto.puede_recordar:
        return sesion.en(replace(estado, recordatorio=None)).enviar(textos.no_se_recordara())
    cuando = contexto.ahora + DENTRO_DE
    pedido = sesion.en(replace(estado, recordatorio=cuando)).fuera()
    return pedido.enviar(textos.se_recordara(cuando.astimezone(HORA_DE_LIMA)))


def recordar(sesion: Sesion) -> Turno:
    """Lo que se le escribe a quien lo pidió; a quien ya recibió sus documentos, lo que le falta.

    Nada si ya no tiene un borrador abierto.
    """
    pedido, abierto = sesion.estado.recordatorio, resumen(sesion)
    sin_pedido = sesion.en(replace(sesion.estado, recordatorio=None))
    if pedido is None:
        return sesion.turno(LeerBorradores(PARA_EL_RESUMEN))
    if abierto is None:
        return sin_pedido.turno()
    faltan = [uno.que for uno in sesion.propuesta.pendientes]
    if faltan and versiones_de(sesion.estado.eventos):
        nombre = nombre_del_borrador(sesion.entrevista, sesion.borrador)
        return sin_pedido.enviar(textos.recordatorio_de_lo_pendiente(sesion, nombre, faltan))
    return sin_pedido.enviar(textos.recordatorio(abierto))


def sin_recordatorio_de_mas(estado: Estado) -> Estado:
    """Quien volvió a su borrador, o ya no tiene uno, no necesita que se le recuerde."""
    if estado.recordatorio is None or (estado.borrador is not None and not estado.en_entrevista):
        return estado
    return replace(estado, recordatorio=None)
