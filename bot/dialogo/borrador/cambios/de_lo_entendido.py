"""Corregir hablando lo que se entendió, antes de guardarlo: la lista de lo entendido se mira como un borrador más."""

import re
from dataclasses import dataclass, replace
from typing import assert_never

from bot.dialogo.borrador.cambios.hacer import anotar_cambio, lo_que_tiene
from bot.dialogo.borrador.paso.lo_escrito import abiertas
from bot.dialogo.borrador.plantear import en_paso, mostrar_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import cambios as textos
from bot.dialogo.borrador.textos import lo_entendido
from bot.dialogo.mensajes import Parrafo
from bot.dialogo.turno import Turno
from bot.entrevista.comprension.cambios.leer import leer_cambio
from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    LecturaDeCambio,
    LoUltimo,
    PorSenalar,
    Posibles,
    Que,
    SinHallar,
    SinValor,
    Tenido,
    con_respuestas,
)
from bot.entrevista.comprension.lote import lote_abierto, numero_siguiente, renglones
from bot.entrevista.eventos import Entendida, Entendido, Evento, Llave, Lote, Respondida
from bot.entrevista.valor import Valor
from bot.entrevista.valores.tipos import elementos, mostrar
from conocimiento.frases import en_un_renglon


@dataclass(frozen=True, slots=True)
class Corregida:
    """La sesión con la lista ya corregida, lo que se cambió y cómo estaba antes."""

    sesion: Sesion
    cambio: Cambio
    tenido: Tenido


def corregir(sesion: Sesion, lote: Lote, texto: str) -> Turno | None:
    """Hace en la lista el cambio que pide el texto, o pregunta cuál; None si no pide ninguno."""
    leida = leer_correccion(sesion, lote, texto)
    match leida:
        case None | PorSenalar():
            return None
        case Cambio():
            hecha = corregir_lote(sesion, lote, leida, texto)
            dicho = textos.hecho(hecha.cambio, hecha.tenido)
            return con_la_lista(hecha.sesion, textos.corregido((dicho,), lo_entendido.NADA_GUARDADO))
        case Posibles(cambios):
            tenido, numero = tenido_con(sesion, lote), numero_siguiente(sesion.propios)
            dudoso = replace(lote, numero=numero, crudo=f"{lote.crudo}\n{en_un_renglon(texto)}", uno_por_uno=False)
            etiquetas = tuple(textos.etiqueta(uno, tenido) for uno in cambios)
            return sesion.anotar(Entendida(sesion.ahora, dudoso)).enviar(
                lo_entendido.cual_de(sesion, dudoso, etiquetas)
            )
        case SinValor(llave, problema):
            rotulo = sesion.entrevista.pregunta(llave[0]).rotulo
            sin_mas = lo_entendido.escriba_el_dato(rotulo)
            dicho = textos.no_se_cambio(rotulo, problema, "") if problema else sin_mas
            return en_paso(sesion, dicho)
        case SinHallar(dicho):
            return en_paso(sesion, textos.no_esta(dicho))
        case LoUltimo():
            return deshacer_correccion(sesion, lote) or en_paso(sesion, lo_entendido.NADA_QUE_DESHACER)
        case _:
            assert_never(leida)


def preguntar_renglon(sesion: Sesion, lote: Lote, numero: int) -> Parrafo:
    """Pregunta cómo queda el renglón de ese número, desde 1; si no lo hay, dice cuántos son."""
    tenido = tenido_con(sesion, lote)
    if not 0 < numero <= len(tenido.renglones):
        return lo_entendido.sin_ese_renglon(numero, len(tenido.renglones))
    llave, lugar = tenido.renglones[numero - 1]
    if lugar < 0:
        return lo_entendido.escriba_el_dato(sesion.entrevista.pregunta(llave[0]).rotulo)
    dato = elementos(tenido.borrador.respuestas[llave].valor)[lugar]
    return lo_entendido.escriba_por(str(dato.get("nombre")))


def quitar_cada_uno(sesion: Sesion, lote: Lote, fuera: str) -> Sesion | None:
    """La lista sin lo que se nombra («el lugar y el 5»), o None si algo de eso no se sabe qué es."""
    partes = [parte for parte in re.split(r",\s*|\s+(?:y|e|ni)\s+", fuera.strip()) if parte.strip()]
    # De abajo arriba: al quitar un renglón, los de encima conservan su número.
    partes.sort(key=lambda parte: -int(numero.group()) if (numero := re.search(r"\d+", parte)) else 0)
    for parte in (f"el {parte}" if parte.isdecimal() else parte for parte in partes):
        queda: Lote | None = lote_abierto(sesion.propios) or lote
        leida = leer_correccion(sesion, queda, f"quita {parte}")
        if not isinstance(leida, Cambio) or leida.que is not Que.QUITA:
            return None
        sesion = corregir_lote(sesion, queda, leida, f"quita {parte}").sesion
    return sesion


def guardar_otra(sesion: Sesion, lote: Lote, texto: str) -> Turno | None:
    """Mientras se aclara un dato, la respuesta a otra pregunta se guarda en la suya, y se vuelve a aquel."""
    leida = leer_correccion(sesion, lote, texto)
    if not isinstance(leida, Cambio) or leida.valor is None or leida.junto:
        return None
    if leida.llave not in abiertas(sesion) or any(uno.llave == leida.llave for _, uno in lote.entendidos):
        return None
    pregunta = sesion.entrevista.pregunta(leida.llave[0])
    respondida = Respondida(sesion.ahora, leida.llave, leida.valor, texto, sesion.mensaje or None)
    leido = mostrar(pregunta, leida.valor, sesion.entrevista.catalogos)
    return en_paso(sesion.anotar(respondida), lo_entendido.anotado(f"{pregunta.rotulo}: {leido}", hay_mas=False))


def elegir_correccion(sesion: Sesion, lote: Lote, numero: int) -> Turno:
    """Uno de los cambios entre los que se preguntó: se vuelve a leer lo último que se escribió."""
    texto = lote.crudo.rpartition("\n")[2]
    leida = leer_correccion(sesion, lote, texto)
    if not isinstance(leida, Posibles) or numero >= len(leida.cambios):
        return en_paso(sesion, lo_entendido.ELECCION_VIEJA)
    hecha = corregir_lote(sesion, lote, leida.cambios[numero], texto)
    dicho = textos.hecho(hecha.cambio, hecha.tenido)
    return con_la_lista(hecha.sesion, textos.corregido((dicho,), lo_entendido.NADA_GUARDADO))


def deshacer_correccion(sesion: Sesion, lote: Lote) -> Turno | None:
    previo = lote_anterior(sesion.propios)
    if previo is None:
        return None
    otro = replace(previo, numero=numero_siguiente(sesion.propios), avisa=True)
    return en_paso(sesion.anotar(Entendida(sesion.ahora, otro)), textos.DESHECHO_EN_LA_LISTA)


def con_la_lista(sesion: Sesion, dicho: Parrafo) -> Turno:
    """Lo corregido y la lista, con cómo deshacerlo."""
    lote = lote_abierto(sesion.propios)
    mensaje = mostrar_paso(sesion, dicho)
    if lote is None or lote_anterior(sesion.propios) is None:
        return sesion.enviar(mensaje)
    return sesion.enviar(lo_entendido.con_deshacer(sesion, lote, mensaje))


def leer_correccion(sesion: Sesion, lote: Lote, texto: str) -> LecturaDeCambio | None:
    """El cambio que pide el texto a la lista de lo entendido, o al borrador; None si no pide ninguno."""
    return leer_cambio(texto, tenido_con(sesion, lote))


def tenido_con(sesion: Sesion, lote: Lote) -> Tenido:
    """Lo respondido y lo entendido, con sus renglones numerados. Cada actor lleva el lugar de su entendido."""
    actores = sesion.entrevista.papeles.actores
    valores: dict[Llave, Valor] = {}
    lista: list[Valor] = []
    lugar_en_lista: dict[int, int] = {}
    for lugar, uno in lote.entendidos:
        if uno.llave[0] == actores:
            for dato in elementos(uno.valor):
                lugar_en_lista.setdefault(lugar, len(lista))
                lista.append({**dato, "id": _marca(lugar)})
        elif not uno.opciones:
            valores[uno.llave] = uno.valor
    if lista:
        valores[(actores, "")] = lista
    por_lugar = dict(lote.entendidos)
    visibles = tuple(
        (por_lugar[lugares[0]].llave, lugar_en_lista.get(lugares[0], -1))
        for lugares in renglones(lote, sesion.entrevista.papeles)
    )
    del_borrador = lo_que_tiene(sesion)
    nombres = tuple(str(dato.get("nombre")) for dato in lista if isinstance(dato, dict))
    entorno = replace(sesion.entorno, actores=(*sesion.entorno.actores, *nombres))
    borrador = con_respuestas(sesion.borrador, valores)
    return replace(del_borrador, borrador=borrador, entorno=entorno, delante=None, ultima=None, renglones=visibles)


def corregir_lote(sesion: Sesion, lote: Lote, cambio: Cambio, texto: str) -> Corregida:
    """Hace el cambio en la lista de lo entendido o, si es de lo ya guardado, en el borrador."""
    tenido = tenido_con(sesion, lote)
    en_lista = {uno.llave for _, uno in lote.entendidos}
    if cambio.llave not in en_lista and cambio.llave in sesion.borrador.respuestas:
        return Corregida(anotar_cambio(sesion, cambio, texto), cambio, tenido)
    if cambio.llave[0] == sesion.entrevista.papeles.actores:
        nuevos = _con_esos_actores(sesion, lote, cambio, texto)
    else:
        nuevos = _con_ese_valor(sesion, lote, cambio, texto)
    corregido = replace(
        lote,
        numero=numero_siguiente(sesion.propios),
        crudo=f"{lote.crudo}\n{texto}",
        entendidos=nuevos,
        uno_por_uno=False,
        avisa=True,
        intentos=0,
    )
    return Corregida(sesion.anotar(Entendida(sesion.ahora, corregido)), cambio, tenido)


def lote_anterior(eventos: tuple[Evento, ...]) -> Lote | None:
    """El lote como estaba antes de la última corrección; None si no se corrigió."""
    lotes = [evento.lote for evento in eventos if isinstance(evento, Entendida)]
    es_correccion = len(lotes) >= 2 and lotes[-1].crudo.startswith(lotes[-2].crudo)
    return lotes[-2] if es_correccion else None


def _marca(lugar: int) -> str:
    return f"l{lugar}"


def _con_ese_valor(sesion: Sesion, lote: Lote, cambio: Cambio, texto: str) -> tuple[tuple[int, Entendido], ...]:
    if cambio.valor is None:
        return tuple(par for par in lote.entendidos if par[1].llave != cambio.llave)
    nuevo = _entendido(sesion, cambio.llave, cambio.valor, texto)
    if all(uno.llave != cambio.llave for _, uno in lote.entendidos):
        return (*lote.entendidos, (_libre(lote), nuevo))
    return tuple((lugar, nuevo if uno.llave == cambio.llave else uno) for lugar, uno in lote.entendidos)


def _con_esos_actores(sesion: Sesion, lote: Lote, cambio: Cambio, texto: str) -> tuple[tuple[int, Entendido], ...]:
    """Cada actor que queda conserva su lugar y sus palabras; los nuevos van al final."""
    quedan = {str(dato.get("id")): dato for dato in elementos(cambio.valor) if dato.get("id")}
    salida: list[tuple[int, Entendido]] = []
    for lugar, uno in lote.entendidos:
        if uno.llave != cambio.llave:
            salida.append((lugar, uno))
        elif (dato := quedan.get(_marca(lugar))) is not None:
            limpio = _sin_marca(dato)
            salida.append((lugar, uno if [limpio] == uno.valor else _entendido(sesion, cambio.llave, [limpio], texto)))
    libre = _libre(lote)
    for dato in elementos(cambio.valor):
        if not dato.get("id"):
            salida.append((libre, _entendido(sesion, cambio.llave, [_sin_marca(dato)], texto)))
            libre += 1
    return tuple(salida)


def _libre(lote: Lote) -> int:
    return 1 + max((lugar for lugar, _ in lote.entendidos), default=-1)


def _sin_marca(dato: dict[str, Valor]) -> dict[str, Valor]:
    return {clave: valor for clave, valor in dato.items() if clave != "id"}


def _entendido(sesion: Sesion, llave: Llave, valor: Valor, texto: str) -> Entendido:
    pregunta = sesion.entrevista.pregunta(llave[0])
    return Entendido(llave, valor, mostrar(pregunta, valor, sesion.entrevista.catalogos), en_un_renglon(texto))
