"""Lo que dice un apartado que se pide por su lugar: entero si cabe, o un extracto con sus propias oraciones."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogo.preguntas import textos
from bot.dialogo.preguntas.citas import citar
from bot.dialogo.preguntas.clases import clase_de_dato
from bot.dialogo.preguntas.lecturas.extracto import escoger, puntos_de
from bot.dialogo.preguntas.lecturas.lugares import Apartado
from bot.dialogo.preguntas.lecturas.pedido import Pedido, leer_pedido
from bot.dialogo.preguntas.parte import Lectura, ParteContestada, Resultado
from bot.dialogo.preguntas.reglas.generales import CONFIANZA_DE_UN_VACIO
from bot.dialogo.turno import Contexto
from conocimiento.modelo import Ficha, Vacio

LARGO_ENTERO = 900
"""Caracteres de un apartado que se lee entero si no se dice cuánto; de uno mayor, lo principal de cada párrafo."""
LARGO_RESUMIDO = 600
"""Los de uno que, aunque se pida un resumen, se lee entero: no hay qué dejar fuera."""
LARGO_DE_TODO = 3_000
"""Caracteres que se leen de una vez aunque se pida todo: lo demás está en «Ver el pasaje»."""


def leer_apartado(contexto: Contexto, parte: str) -> ParteContestada | None:
    """Devuelve lo que dice el apartado que se pide, o que no lo tengo; None si no se pide ninguno."""
    pedido = leer_pedido(contexto, parte)
    if pedido is None:
        return None
    contestada = ParteContestada(parte, Resultado.RESPUESTA, 1.0, clase_de_dato(parte))
    texto = pedido.texto
    if pedido.indice:
        return replace(contestada, lectura=Lectura(textos.indice(texto.ficha, texto.titulos)))
    if any(uno.fragmentos for uno in pedido.elegidos):
        return _leer(contestada, pedido)
    huecos = _huecos(texto.ficha, pedido.elegidos, "")
    entrada = textos.de_ese_solo_el_titulo(pedido.elegidos[0].titulo) if huecos else ""
    lectura = Lectura(entrada or textos.no_tengo_ese_apartado(texto.ficha, texto.titulos))
    hueco = huecos[0] if huecos else None
    return replace(
        contestada, resultado=Resultado.CERCANO, confianza=CONFIANZA_DE_UN_VACIO, lectura=lectura, vacio=hueco
    )


def _leer(contestada: ParteContestada, pedido: Pedido) -> ParteContestada:
    """Lo que se pidió leer: tantos puntos, todo, o lo principal si es largo o se pide resumir."""
    ficha, elegidos = pedido.texto.ficha, [uno for uno in pedido.elegidos if uno.fragmentos]
    fragmentos = tuple(fragmento for uno in elegidos for fragmento in uno.fragmentos)
    largo = sum(len(uno.texto) for uno in fragmentos)
    titulos = [] if len(elegidos) == len(pedido.texto.apartados) > 1 else [uno.titulo for uno in elegidos]
    tope = LARGO_DE_TODO if pedido.completo else LARGO_RESUMIDO if pedido.resumido else LARGO_ENTERO
    if not pedido.puntos and largo <= tope:
        lectura = Lectura(textos.lo_que_dice(ficha, titulos, pedido.parrafo), tuple(map(citar, fragmentos)), fragmentos)
    else:
        bloques = [uno.fragmentos for uno in elegidos] if len(elegidos) > 1 else [(uno,) for uno in fragmentos]
        hay = len(puntos_de(fragmentos))
        de_un_resumen = len(bloques) if len(bloques) > 1 else max(1, hay // 2)
        de_un_resumen = max(1, de_un_resumen // 2) if pedido.corto else de_un_resumen
        puntos = escoger(bloques, min(pedido.puntos, hay) or de_un_resumen)
        cierre = (
            textos.son_todos(len(puntos))
            if pedido.puntos > len(puntos)
            else textos.HAY_MAS
            if len(puntos) < hay
            else ""
        )
        citas = tuple(citar(fragmento, tramo) for fragmento, tramo in puntos)
        lectura = Lectura(textos.extracto_de(ficha, titulos, pedido.parrafo), citas, fragmentos, cierre, en_puntos=True)
    huecos = _huecos(
        ficha,
        elegidos if len(elegidos) == 1 and not pedido.parrafo else (),
        " ".join(cita.texto for cita in lectura.citas),
    )
    if len(huecos) > 1:
        tampoco = textos.tampoco_trae([uno.anuncio for uno in huecos[1:]])
        lectura = replace(lectura, cierre=" ".join(filter(None, (lectura.cierre, tampoco))))
    return replace(contestada, lectura=lectura, vacio=huecos[0] if huecos else None)


def _huecos(ficha: Ficha, apartados: Sequence[Apartado], citado: str) -> list[Vacio]:
    """Lo que se anuncia y no está: primero lo que anuncia lo citado y después lo demás de esos apartados."""
    titulos = {uno.titulo for uno in apartados}
    anunciados = [uno for uno in ficha.vacios if uno.anuncio in citado]
    return anunciados + [uno for uno in ficha.vacios if uno not in anunciados and uno.apartado in titulos]
