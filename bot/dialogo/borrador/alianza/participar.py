"""Quien ya entró: confirma o corrige su parte, ve el conjunto y sale cuando quiere."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.dialogo.borrador import repasar
from bot.dialogo.borrador.alianza import acordar, grupo, relevar, resumir
from bot.dialogo.borrador.alianza.nombres import pasos_de_su_organizacion
from bot.dialogo.borrador.plantear import al_dia, en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza import grupo as de_grupo
from bot.dialogo.borrador.textos.alianza import participar as textos
from bot.dialogo.borrador.textos.alianza import relevar as de_salir
from bot.dialogo.efectos import Enviar
from bot.dialogo.peticiones import BorradoresLeidos, LeerBorradores
from bot.dialogo.peticiones.alianza import PARA_EL_RESUMEN, Retirar
from bot.dialogo.turno import Turno
from bot.entrevista.borrador import Acto, Denegado, puede
from bot.entrevista.eventos import DE_LA_ALIANZA, PROPIO, Respondida, Retirado, Vuelta
from bot.entrevista.pasos import nombres_de_actores

PEDIDO = "alianza"
"""Con qué empieza lo que se pide al leer los borradores para hacer algo de aquí."""
MI_PARTE = "parte"
"""Se abre desde un grupo, donde lo pulsa cualquiera."""
SIN_MAS: Mapping[str, Callable[[Sesion], Turno]] = {
    "proponer": acordar.elegir_que,
    "propuestas": acordar.mostrar_por_decidir,
    "relevo": relevar.elegir_a_quien,
}
"""Lo que se pide igual con un botón que con palabras."""


def en_su_borrador(sesion: Sesion, hace: str, nombre: str) -> Turno:
    """Hace algo en ese borrador: si es otro, primero hay que leerlo y abrirlo."""
    if nombre != sesion.estado.borrador:
        return sesion.turno(LeerBorradores(f"{PEDIDO}:{hace}:{nombre}"))
    sesion, novedad = al_dia(sesion.dentro())
    if hace in SIN_MAS:
        return SIN_MAS[hace](sesion)
    match hace:
        case "bien":
            return _confirmar(sesion)
        case "corregir":
            return _corregir(sesion)
        case "ver":
            return repasar.mostrar_indice(sesion)
        case "deja" | "lleva":
            return _salir(sesion, deja=hace == "deja")
        case _:
            return _sobre_algo(sesion, hace) or en_paso(sesion, *novedad)


def _sobre_algo(sesion: Sesion, hace: str) -> Turno | None:
    que, _, cual = hace.partition("-")
    match que:
        case "aco" | "usar":
            return acordar.acoger(sesion, cual, aunque_cambio=que == "usar")
        case "des":
            return acordar.preguntar_por_que(sesion, cual)
        case "sin":
            return acordar.desestimar(sesion, cual, "")
        case "vb":
            return acordar.dar(sesion, cual)
        case "pasar":
            return relevar.preguntar(sesion, cual)
        case "une":
            return grupo.comprobar(sesion, cual)
        case _:
            return None


def atender_leidos(sesion: Sesion, leidos: BorradoresLeidos) -> Turno:
    """Con los borradores leídos, abre el que hacía falta; si ya no está entre los suyos, lo dice."""
    _, hace, nombre = leidos.pedido.split(":", 2)
    if leidos.pedido == PARA_EL_RESUMEN:
        return resumir.contar(sesion, leidos)
    if hace == grupo.ELEGIR:
        return grupo.elegir(sesion, leidos, pase=nombre)
    guardado = next((uno for uno in leidos.borradores if uno.nombre == nombre), None)
    if guardado is None:
        return sesion.enviar(de_grupo.no_es_suyo() if hace == MI_PARTE else textos.ya_no_participa())
    estado = replace(sesion.estado, invitacion=None)  # si la abrió para entrar aquí, ya entró
    suyo = replace(estado, borrador=nombre, integrante=guardado.integrante, en_entrevista=True)
    abierto = sesion.en(replace(suyo, eventos=guardado.eventos, cargados=len(guardado.eventos)))
    if isinstance(puede(abierto.borrador, guardado.integrante, Acto.VER), Denegado):
        return sesion.enviar(textos.ya_no_participa())
    return en_su_borrador(abierto, hace, nombre)


def _confirmar(sesion: Sesion) -> Turno:
    """Lo que se había puesto por su organización pasa a ser lo que ella dice, todo de una vez."""
    yo, juntas, nueva = sesion.estado.integrante, str(len(sesion.estado.eventos)), sesion
    suyos = pasos_de_su_organizacion(sesion)
    for paso in suyos:
        respuesta = sesion.borrador.respuestas.get(paso.llave)
        if respuesta is not None and sesion.borrador.escrita_por[paso.llave] != yo:
            nueva = nueva.anotar(Respondida(sesion.ahora, paso.llave, respuesta.valor, respuesta.crudo, lote=juntas))
    hay = nueva is not sesion
    puesto = any(paso.llave in sesion.borrador.respuestas for paso in suyos)
    return en_paso(nueva, *((textos.HECHO_SUYO,) if hay else (textos.YA_ERA_SUYO,) if puesto else ()))


def _corregir(sesion: Sesion) -> Turno:
    """Vuelve a la pregunta del reparto, con lo que ya decía."""
    suyo = sesion.borrador.integrantes[sesion.estado.integrante]
    llave = (sesion.entrevista.papeles.matriz, suyo.actor)
    if sesion.buscar(llave) is None:
        return en_paso(sesion)
    return en_paso(sesion.anotar(Vuelta(sesion.ahora, llave)))


def preguntar_si_sale(sesion: Sesion) -> Turno:
    """Antes de salir, qué se hace con lo suyo."""
    if isinstance(puede(sesion.borrador, sesion.estado.integrante, Acto.SALIR), Denegado):
        return sesion.enviar(de_salir.no_sale_quien_coordina(sesion))
    assert sesion.estado.borrador is not None
    yo, dijo = sesion.estado.integrante, sesion.borrador.escrita_por
    comunes = any(quien == yo and not actor for (_, actor), quien in dijo.items())
    return sesion.enviar(de_salir.que_hacemos(sesion.estado.borrador, _por_quien(sesion), escribio_comunes=comunes))


def _salir(sesion: Sesion, *, deja: bool) -> Turno:
    yo = sesion.estado.integrante
    if isinstance(puede(sesion.borrador, yo, Acto.SALIR), Denegado):
        return sesion.enviar(de_salir.no_sale_quien_coordina(sesion))
    salida = sesion.anotar(Retirado(sesion.ahora, yo, PROPIO, deja, autor=DE_LA_ALIANZA))
    return salida.fuera().turno(Retirar(yo, deja), Enviar(de_salir.salio(_por_quien(sesion), deja=deja)))


def _por_quien(sesion: Sesion) -> str:
    suyo = sesion.borrador.integrantes.get(sesion.estado.integrante)
    nombres = nombres_de_actores(sesion.entrevista, sesion.borrador)
    return nombres.get(suyo.actor, "") if suyo is not None else ""
