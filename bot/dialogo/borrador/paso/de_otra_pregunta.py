"""Lo que se escribe ante una pregunta y es de otra.

Lo que toca a un actor, un actor que se suma antes de que se pregunte quiénes son, o la opción o el RUC de otra espera a
la suya, y nada se pierde. A «¿qué pongo en los riesgos?» o «¿qué es el RUC?» se explica esa.
"""

from bot.dialogo.borrador.paso import de_un_actor
from bot.dialogo.borrador.paso.lo_escrito import abiertas, anotar_con_lo_que_espera, anotar_lote, juntar_al_lote
from bot.dialogo.borrador.paso.responder import responder
from bot.dialogo.borrador.plantear import ejemplo, en_paso, porque
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import lo_entendido as textos
from bot.dialogo.borrador.textos.cambios import no_esta
from bot.dialogo.borrador.textos.compuerta import PARA_AYUDAR
from bot.dialogo.mensajes import parrafo
from bot.dialogo.turno import Turno
from bot.entrevista.comprension.cambios.lo_anotado.campos import nombrados
from bot.entrevista.comprension.comprender import comprender
from bot.entrevista.comprension.nombres import dice_solo_que_es
from bot.entrevista.esquema import Opcion, Pregunta
from bot.entrevista.eventos import Entendido
from bot.entrevista.pasos import Paso, pasos_visibles
from bot.entrevista.valores.lectura import Lectura, Valido
from bot.entrevista.valores.matriz import cuantas_rotula, separar_por_actor
from bot.entrevista.valores.tipos import TIPOS, leer, mostrar
from conocimiento.expresiones import diferida
from conocimiento.formas.marcas import renglones
from conocimiento.frases import enumerar, renglones_seguidos
from conocimiento.palabras import plano, posicion_en, sin_signos

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
    nueva = anotar_con_lo_que_espera(nueva, tuple(uno for uno, _ in entendidos), texto)
    if efectos and nueva.borrador.duda is not None:
        return Turno(nueva.estado, efectos)  # antes se aclara quiénes son
    return en_paso(nueva, textos.es_de_otra(matriz.rotulo, enumerar([nombre for _, nombre in entendidos])))


def tomar_lo_que_es(sesion: Sesion, texto: str) -> Turno | None:
    """«Empresa», cuando se pregunta cómo se llama: dice qué es, y se propone en esa pregunta."""
    delante, papeles = sesion.paso, sesion.entrevista.papeles
    if delante is None or delante.pregunta.clave != papeles.proponente or delante.llave not in abiertas(sesion):
        return None
    if not dice_solo_que_es(texto, sesion.entrevista.catalogos):
        return None
    pregunta = sesion.entrevista.pregunta(papeles.tipo_proponente)
    lectura = leer(pregunta, texto, sesion.entorno)
    if not isinstance(lectura, Valido) or (pregunta.clave, "") not in abiertas(sesion):
        return None
    suya = Entendido((pregunta.clave, ""), lectura.valor, lectura.lectura, texto)
    propuesta = anotar_lote(sesion, juntar_al_lote(sesion, (suya,), texto))
    return en_paso(propuesta, textos.se_propone_en(delante.pregunta.rotulo, (pregunta.rotulo,)))


def proponer_opcion(sesion: Sesion, texto: str) -> Turno | None:
    """«No estamos inscritos en la APCI», «vigente» o un RUC, ante otra pregunta de un dato: se propone en la suya."""
    delante = sesion.paso
    if delante is None or len(texto.split()) > PALABRAS_DE_UNA_OPCION:
        return None
    libres, liso, de_un_dato = abiertas(sesion) - {delante.llave}, plano(texto), not _es_libre(delante)
    if _la_que_dice(delante.pregunta, liso) or isinstance(_leer_dato(sesion, delante, texto), Valido):
        return None
    for paso in pasos_visibles(sesion.entrevista, sesion.borrador):
        pregunta = paso.pregunta
        if paso.llave not in libres:
            continue
        suya: Entendido | None = None
        if pregunta.tipo == "opcion" and de_un_dato and (opcion := _la_que_dice(pregunta, liso)) is not None:
            suya = Entendido(paso.llave, opcion.valor, opcion.etiqueta, texto)
        elif pregunta.tipo == "ruc" and isinstance(lectura := leer(pregunta, texto, sesion.entorno), Valido):
            suya = Entendido(paso.llave, lectura.valor, lectura.lectura or texto.strip(), texto)
        if suya is not None:
            dicho = textos.se_propone_en(delante.pregunta.rotulo, (pregunta.rotulo,))
            return en_paso(anotar_lote(sesion, juntar_al_lote(sesion, (suya,), texto)), dicho)
    return None


def _es_libre(paso: Paso) -> bool:
    return TIPOS[paso.pregunta.tipo].es_libre


def _leer_dato(sesion: Sesion, paso: Paso, texto: str) -> Lectura | None:
    """Lo que de un texto lee la pregunta de delante, si es de un dato: de palabras, cualquier cosa lo sería."""
    return None if _es_libre(paso) else leer(paso.pregunta, texto, sesion.entorno_de(paso))


def _la_que_dice(pregunta: Pregunta, liso: str) -> Opcion | None:
    """La única opción de la que un texto trae un nombre de varias palabras, o que es, entero, uno de sus nombres."""
    solo = sin_signos(liso)
    dichas = [
        opcion
        for opcion in pregunta.opciones
        if any(
            solo == sin_signos(nombre) or (" " in nombre and posicion_en(liso, nombre) >= 0)
            for nombre in (opcion.etiqueta, *opcion.sinonimos)
        )
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
    sumado = anotar_con_lo_que_espera(sesion, nuevos, texto)
    return en_paso(sumado, textos.se_propone_en(delante.pregunta.rotulo, (actores.pregunta.rotulo,)))


_QUIZA = r"(?:(?:y|tambien|ah|oiga|por favor|ademas|ahora)[ ,]{1,2}){0,2}"
_SUMA = diferida(
    rf"{_QUIZA}(?:agreg|sum|inclu|anad|consider|apunt)\w{{1,6}} (?:tambien )?(?:al|a(?: (?:la|el|los|las))?) "
)
_QUITA = diferida(rf"{_QUIZA}(?:quit|sac|elimin|retir|borr)\w{{1,6}} (?:al|a(?: (?:la|el|los|las))?) ")
PALABRAS_DE_UN_NOMBRE = 8


def explicar(sesion: Sesion, texto: str) -> Turno | None:
    """«Que pongo en los actores», «qué es el RUC»: qué va en esa pregunta; None si no se nombra ninguna."""
    dicho = plano(texto).strip(" ¿?!¡.,")
    if (hallado := _QUE_VA.fullmatch(dicho)) is not None:
        dichas = [uno.clave for uno in nombrados(hallado["cual"], sesion.entrevista.preguntas) if not uno.inicio]
    elif (hallado := _QUE_ES.fullmatch(dicho) or _QUE_ES_DESPUES.fullmatch(dicho)) is not None:
        dichas = _las_que_definen(sesion, hallado["cual"])
    else:
        return None
    visibles = pasos_visibles(sesion.entrevista, sesion.borrador)
    otro = next((paso for paso in visibles if paso.pregunta.clave in dichas), None)
    if otro is None and not dichas:
        return None
    se_ve, otro = otro is not None, otro or Paso(sesion.entrevista.pregunta(dichas[0]))
    delante, hecha = sesion.paso, otro.llave in sesion.borrador.respuestas
    es_la_de_delante = delante is not None and delante.pregunta == otro.pregunta
    presenta = PARA_AYUDAR if es_la_de_delante else textos.que_va_en(otro.pregunta.rotulo, se_ve=se_ve, hecha=hecha)
    ayuda = parrafo(otro.pregunta.ayuda)
    return en_paso(sesion, presenta, ayuda, *porque(sesion, otro), *ejemplo(otro, con_ayuda=False))


def _las_que_definen(sesion: Sesion, cual: str) -> list[str]:
    """Las preguntas que explican esa palabra: la de delante, si es suya, o una que no sale del marco.

    Lo que el marco define («la transparencia», «el objetivo común») se busca en él.
    """
    delante = sesion.paso.pregunta if sesion.paso is not None else None
    if delante is not None and cual in _partes(delante):
        return [delante.clave]
    enteras = [uno for uno in nombrados(cual, sesion.entrevista.preguntas) if uno.fin - uno.inicio == len(cual)]
    propias = [uno.clave for uno in enteras if delante is not None and uno.clave == delante.clave]
    de_una_lista = (una for una in sesion.entrevista.preguntas if una.tipo == "lista" and cual in _partes(una))
    sin_fuente = [uno.clave for uno in enteras if not sesion.entrevista.pregunta(uno.clave).fuente] or [
        una.clave for una in de_una_lista
    ]
    return propias or sin_fuente or _de_sus_opciones(sesion, cual)


def _partes(pregunta: Pregunta) -> frozenset[str]:
    """Cómo se llaman las partes de su respuesta: «riesgo», «mitigación»."""
    dichas = (*pregunta.lineas, *pregunta.campos)
    return frozenset(plano(nombre) for una in dichas for nombre in (una.rotulo, *una.variantes))


def _de_sus_opciones(sesion: Sesion, cual: str) -> list[str]:
    """Las preguntas que tienen una opción que se llama así, o que la nombra entre paréntesis («ENIEX»)."""
    tipos = {"clase_actor": [(tipo.etiqueta, tipo.valor) for tipo in sesion.entrevista.catalogos.tipos_actor]}
    return [
        pregunta.clave
        for pregunta in sesion.entrevista.preguntas
        if not pregunta.repite_por
        and any(
            cual in {plano(valor), plano(etiqueta), plano(etiqueta).partition("(")[2].strip(" )")}
            for etiqueta, valor in (
                *((opcion.etiqueta, opcion.valor) for opcion in pregunta.opciones),
                *tipos.get(pregunta.tipo, ()),
            )
        )
    ]


_CABEZA = r"(?:(?:y|pero|oiga|disculpe|ahora|ok|ah|no se|una consulta),? )*"
_QUE_ES = diferida(
    rf"{_CABEZA}(?:(?:que|q|k) (?:es|son|significa|quiere decir|viene a ser|seria)|quien(?:es)? (?:es|son)"
    r"|a (?:que|q) se refiere con|como es)(?: (?:eso|lo))?(?: del?)?(?: (?:el|la|los|las|un|una|mi))? (?P<cual>.{3,50})"
)
_QUE_ES_DESPUES = diferida(
    rf"{_CABEZA}(?:(?:el|la|los|las|eso del?|lo del?) )*(?P<cual>.{{3,40}}?) (?:que|q|k) (?:es|son|significa|seria)"
)
"""«¿Qué es el RUC?», «y el riesgo qué sería»: lo que quiere decir una palabra de la entrevista."""
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


_CADA_CASO = (explicar, tomar_lo_que_es, de_un_actor.apartar, sumar_o_quitar, proponer_opcion)


def atender(sesion: Sesion, texto: str) -> Turno | None:
    """Lo que es de otra pregunta, espera allí o se explica; None si no es nada de eso."""
    return next((turno for caso in _CADA_CASO if (turno := caso(sesion, texto)) is not None), None)
