"""Lo que toca a un actor, con sus rótulos, escrito ante otra pregunta: espera a la suya y nada se pierde."""

from dataclasses import replace

from bot.dialogo.borrador.paso.responder import responder
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import lo_entendido as textos
from bot.dialogo.turno import Turno
from bot.entrevista.comprension.lote import agregado, lote_abierto, numero_siguiente
from bot.entrevista.esquema import Pregunta
from bot.entrevista.eventos import Entendida, Entendido, Lote
from bot.entrevista.pasos import Paso, pasos_visibles
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.matriz import cuantas_rotula, separar_por_actor
from bot.entrevista.valores.tipos import leer, mostrar
from conocimiento.frases import enumerar
from conocimiento.listas.marcas import renglones

ROTULOS_DE_OTRA = 2
"""Con uno solo («Riesgo: la lluvia») puede ser la respuesta a lo que se pregunta."""


def apartar(sesion: Sesion, paso: Paso, texto: str) -> Turno | None:
    """Deja lo de cada actor propuesto en su pregunta, y vuelve a la de ahora; None si el texto no es de otra.

    Si se pregunta quiénes participan y cada bloque empieza con un nombre, los nombres son la respuesta.
    """
    matriz = next((una for una in sesion.entrevista.preguntas if una.clave == sesion.entrevista.papeles.matriz), None)
    if matriz is None or paso.pregunta == matriz or cuantas_rotula(texto, matriz.lineas) < ROTULOS_DE_OTRA:
        return None
    nueva, efectos = sesion, ()
    if paso.pregunta.clave == sesion.entrevista.papeles.actores and (nombres := _nombres(texto, matriz)):
        turno = responder(sesion, paso, "\n".join(nombres))
        nueva, efectos = sesion.en(turno.estado), turno.efectos
    entendidos = _de_cada_uno(nueva, matriz, texto)
    if not entendidos:
        return None
    previo = lote_abierto(nueva.propios)
    lote = Lote(numero_siguiente(nueva.propios), texto)
    if previo is not None:
        lote = replace(lote, crudo=f"{previo.crudo}\n{texto}", entendidos=previo.entendidos)
    nueva = nueva.anotar(Entendida(nueva.ahora, agregado(lote, tuple(uno for uno, _ in entendidos))))
    if efectos and nueva.borrador.duda is not None:
        return Turno(nueva.estado, efectos)  # antes se aclara quiénes son
    return en_paso(nueva, textos.es_de_otra(matriz.rotulo, enumerar([nombre for _, nombre in entendidos])))


def _nombres(texto: str, matriz: Pregunta) -> list[str]:
    """Los renglones sin rótulo a los que sigue uno con rótulo: «JASS de Tintaya», «La muni:»."""
    dichos = [uno for uno in renglones(texto) if uno.strip()]
    rotulados = [cuantas_rotula(uno, matriz.lineas) > 0 for uno in dichos]
    return [
        uno.strip(" :*")
        for uno, suyo, siguiente in zip(dichos, rotulados, [*rotulados[1:], False], strict=True)
        if not suyo and siguiente
    ]


def _de_cada_uno(sesion: Sesion, matriz: Pregunta, texto: str) -> list[tuple[Entendido, str]]:
    """Lo entendido de cada actor que tiene su pregunta sin responder, y su nombre."""
    pasos = {
        otro.actor.nombre: otro
        for otro in pasos_visibles(sesion.entrevista, sesion.borrador)
        if otro.pregunta == matriz and otro.actor and otro.llave not in sesion.borrador.respuestas
    }
    if not pasos:
        return []
    entendidos: list[tuple[Entendido, str]] = []
    for nombre, dicho in separar_por_actor(texto, next(iter(pasos)), tuple(pasos), matriz.lineas):
        lectura = leer(matriz, dicho, sesion.entorno_de(pasos[nombre]))
        if isinstance(lectura, Valido):
            leido = " · ".join(mostrar(matriz, lectura.valor, sesion.entrevista.catalogos).splitlines())
            entendidos.append((Entendido(pasos[nombre].llave, lectura.valor, leido, dicho), nombre))
    return entendidos
