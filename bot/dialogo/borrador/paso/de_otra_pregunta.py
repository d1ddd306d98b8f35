"""Lo que se escribe ante una pregunta y es de otra.

Lo que toca a un actor, con sus rótulos, un actor que se suma antes de que se pregunte quiénes son, o la opción de otra
espera a la suya, y nada se pierde. A «¿qué pongo en los riesgos?» se explica esa.
"""

from dataclasses import replace

from bot.dialogo.borrador.paso.lo_escrito import abiertas, anotar_lote, juntar_al_lote
from bot.dialogo.borrador.paso.responder import responder
from bot.dialogo.borrador.plantear import ejemplo, en_paso, porque
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import lo_entendido as textos
from bot.dialogo.borrador.textos.cambios import no_esta
from bot.dialogo.turno import Turno
from bot.entrevista.comprension.cambios.lo_anotado.campos import nombrados
from bot.entrevista.comprension.comprender import comprender
from bot.entrevista.comprension.lote import agregado, lote_abierto, numero_siguiente
from bot.entrevista.esquema import Opcion, Pregunta
from bot.entrevista.eventos import Entendido, Lote
from bot.entrevista.pasos import Paso, pasos_visibles
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.matriz import cuantas_rotula, separar_por_actor
from bot.entrevista.valores.tipos import TIPOS, leer, mostrar
from conocimiento.expresiones import diferida
from conocimiento.formas.marcas import renglones
from conocimiento.frases import enumerar, renglones_seguidos
from conocimiento.palabras import plano, posicion_en

PALABRAS_DE_UNA_OPCION = 8
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
    nueva = _anotar_con_lo_que_espera(nueva, tuple(uno for uno, _ in entendidos), texto)
    if efectos and nueva.borrador.duda is not None:
        return Turno(nueva.estado, efectos)  # antes se aclara quiénes son
    return en_paso(nueva, textos.es_de_otra(matriz.rotulo, enumerar([nombre for _, nombre in entendidos])))


def proponer_opcion(sesion: Sesion, texto: str) -> Turno | None:
    """«No estamos inscritos en la APCI», ante una pregunta de un dato: es una opción de otra, y se propone allí."""
    delante = sesion.paso
    if delante is None or TIPOS[delante.pregunta.tipo].es_libre or len(texto.split()) > PALABRAS_DE_UNA_OPCION:
        return None
    libres, liso = abiertas(sesion) - {delante.llave}, plano(texto)
    for paso in pasos_visibles(sesion.entrevista, sesion.borrador):
        pregunta = paso.pregunta
        if pregunta.tipo != "opcion" or paso.llave not in libres or _la_que_dice(delante.pregunta, liso):
            continue
        opcion = _la_que_dice(pregunta, liso)
        if opcion is not None:
            suya = Entendido(paso.llave, opcion.valor, opcion.etiqueta, texto)
            lote = juntar_al_lote(sesion, (suya,), texto)
            dicho = textos.se_propone_en(delante.pregunta.rotulo, (pregunta.rotulo,))
            return en_paso(anotar_lote(sesion, lote), dicho)
    return None


def _la_que_dice(pregunta: Pregunta, liso: str) -> Opcion | None:
    """La única opción de la que un texto trae un nombre de varias palabras: con una sola se diría cualquier cosa."""
    dichas = [
        opcion
        for opcion in pregunta.opciones
        if any(" " in nombre and posicion_en(liso, nombre) >= 0 for nombre in (opcion.etiqueta, *opcion.sinonimos))
    ]
    return dichas[0] if len(dichas) == 1 else None


def sumar_o_quitar(sesion: Sesion, texto: str) -> Turno | None:
    """«Agrega a la ONG Cáritas», antes de que se pregunte quiénes participan: se propone allí. «Quita a Backus», si no
    está: se dice. None si no pide eso, o si esa pregunta ya se respondió o es la de delante."""
    liso, delante, papeles = plano(texto), sesion.paso, sesion.entrevista.papeles
    suma, quita = _SUMA.match(liso), _QUITA.match(liso)
    pedido = suma or quita
    pasos = (paso for paso in pasos_visibles(sesion.entrevista, sesion.borrador) if paso.llave in abiertas(sesion))
    actores = next((paso for paso in pasos if paso.pregunta.clave == papeles.actores), None)
    if (
        pedido is None
        or delante is None
        or actores is None
        or delante.llave == actores.llave
        or len(liso) != len(texto)
    ):
        return None
    quien = texto[pedido.end() :].strip(" .,;!")
    if nombrados(plano(quien), sesion.entrevista.preguntas) or not 0 < len(quien.split()) <= PALABRAS_DE_UN_NOMBRE:
        return None
    if suma is None:
        return en_paso(sesion, no_esta(quien))
    nuevos = tuple(uno for uno in comprender(sesion.entrevista, texto, sesion.entorno) if uno.llave == actores.llave)
    lectura = leer(actores.pregunta, quien, sesion.entorno) if not nuevos else None
    if isinstance(lectura, Valido):
        leido = renglones_seguidos(mostrar(actores.pregunta, lectura.valor, sesion.entrevista.catalogos))
        nuevos = (Entendido(actores.llave, lectura.valor, leido, quien),)
    if not nuevos:
        return None
    sumado = _anotar_con_lo_que_espera(sesion, nuevos, texto)
    return en_paso(sumado, textos.se_propone_en(delante.pregunta.rotulo, (actores.pregunta.rotulo,)))


def _anotar_con_lo_que_espera(sesion: Sesion, nuevos: tuple[Entendido, ...], texto: str) -> Sesion:
    """Lo nuevo se propone con lo que ya esperaba a su pregunta, y no lo reemplaza."""
    previo = lote_abierto(sesion.propios)
    lote = Lote(numero_siguiente(sesion.propios), texto)
    if previo is not None:
        lote = replace(lote, crudo=f"{previo.crudo}\n{texto}", entendidos=previo.entendidos)
    return anotar_lote(sesion, agregado(lote, nuevos))


_QUIZA = r"(?:(?:y|tambien|ah|oiga|por favor|ademas|ahora)[ ,]{1,2}){0,2}"
_SUMA = diferida(
    rf"{_QUIZA}(?:agreg|sum|inclu|anad|consider|apunt)\w{{1,6}} (?:tambien )?(?:al|a(?: (?:la|el|los|las))?) "
)
_QUITA = diferida(rf"{_QUIZA}(?:quit|sac|elimin|retir|borr)\w{{1,6}} (?:al|a(?: (?:la|el|los|las))?) ")
PALABRAS_DE_UN_NOMBRE = 8


def explicar(sesion: Sesion, texto: str) -> Turno | None:
    """«Que pongo en los actores»: qué va en esa pregunta y un ejemplo; None si no se nombra otra."""
    hallado = _QUE_VA.fullmatch(plano(texto).strip(" ¿?!¡.,"))
    if hallado is None:
        return None
    dichas = [uno.clave for uno in nombrados(hallado["cual"], sesion.entrevista.preguntas) if not uno.inicio]
    visibles = pasos_visibles(sesion.entrevista, sesion.borrador)
    otro = next((paso for paso in visibles if paso.pregunta.clave in dichas), None)
    if otro is None and not dichas:
        return None
    se_ve, otro = otro is not None, otro or Paso(sesion.entrevista.pregunta(dichas[0]))
    es_la_de_delante = sesion.paso is not None and sesion.paso.llave == otro.llave
    hecha = otro.llave in sesion.borrador.respuestas
    presenta = () if es_la_de_delante else (textos.que_va_en(otro.pregunta.rotulo, se_ve=se_ve, hecha=hecha),)
    return en_paso(sesion, *presenta, *porque(sesion, otro), *ejemplo(otro))


_QUE_VA = diferida(
    r"(?:(?:y|pero|oiga|disculpe|ahora),? )*(?:que|q|como) (?:cosas? )?(?:es lo que )?(?:se |debo |puedo |hay que "
    r"|tengo que |deberia )?(?:pon\w+|va|van|iria|irian|escrib\w+|llen\w+|respond\w+|contest\w+|coloc\w+)"
    r" (?:(?:en|para|sobre|a) )?(?:(?:lo|la pregunta|el campo|la parte|el punto) del? )?(?:(?:el|la|los|las|mis?) )?"
    r"(?P<cual>.{3,50})"
)


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
            leido = renglones_seguidos(mostrar(matriz, lectura.valor, sesion.entrevista.catalogos))
            entendidos.append((Entendido(pasos[nombre].llave, lectura.valor, leido, dicho), nombre))
    return entendidos
