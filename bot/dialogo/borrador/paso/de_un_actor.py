"""Lo que se dice de un actor que se nombra al empezar («la textil pone 30 mil soles»): es de lo que le toca a él.

Ante otra pregunta, espera a la suya. Ante la de otro actor, se guarda donde va o espera allí. Nada se toma por la
respuesta de la pregunta de delante.
"""

import re
from collections.abc import Sequence

from bot.dialogo.borrador.acciones import parece_pregunta
from bot.dialogo.borrador.paso.compuerta import Dicho, Tomar
from bot.dialogo.borrador.paso.lo_escrito import anotar_con_lo_que_espera
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import lo_entendido as textos
from bot.dialogo.borrador.textos.compuerta import no_se_pregunto
from bot.dialogo.turno import Turno
from bot.entrevista.comprension.actores import organizaciones
from bot.entrevista.comprension.lote import lote_abierto
from bot.entrevista.comprension.nombres import dice_solo_que_es
from bot.entrevista.comprension.palabras import ENLACES, SE_COMPROMETE
from bot.entrevista.eventos import Entendido
from bot.entrevista.pasos import Paso, pasos_visibles
from bot.entrevista.valores.actores.reconocer import nombra_solo_a, reconocer_actor
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.tipos import TIPOS, leer, mostrar
from conocimiento.expresiones import diferida
from conocimiento.frases import enumerar, renglones_seguidos
from conocimiento.palabras import plano

PALABRAS_DE_UN_NOMBRE = 8
_ANTES_DE_QUIEN = diferida(
    r"^(?:(?:y|e|pero|ah|tambien|ademas|ya|bueno|ok|mire)[ ,]{1,2})*"
    r"(?P<articulo>(?:(?:los|las|la gente) (?:del|de la|de los|de)|la|el|los|las) )?"
)
_ENTRE_ACTORES = diferida(r"[,;.]\s+(?:y |e )?|\s(?:y|e)\s+|\s+mientras (?:que )?")
_ENLACE_FINAL = diferida(r"[\s,;]+(?:y|e|mientras(?: que)?)$")
_ARTICULO_SUELTO = diferida(r"(?<=\s)(?:(?:el|la|los|las|un|una|se|su|sus)\s+)+$")
_ARTICULOS = frozenset("el la los las un una unos unas su sus".split())
_NOSOTROS = frozenset("nosotros nosotras nosotr@s yo".split())
_DE_NOSOTROS = diferida(rf"(?:{'|'.join(sorted(_NOSOTROS))})\b[ ,]+", re.IGNORECASE)
_NO_HACE_NADA = ENLACES | frozenset(
    """y o con que q k no nunca ya es son era esta estan seria sera va van puede pueden debe deben tiene tienen tambien
    si mas menos muy quien cual cuando cuanto como donde entra participa sale""".split()
)
"""Lo que sigue a un nombre y no dice qué hace: se pregunta por él, es otra cosa o se corrige."""


def apartar(sesion: Sesion, texto: str) -> Turno | None:
    """«La textil pone 30 mil soles», ante otra pregunta: espera a la de ese actor.

    None si no empieza por uno de los que ya se saben, o si lo suyo ya se respondió.
    """
    delante, liso = sesion.paso, plano(texto)
    hallado = SE_COMPROMETE.search(liso)
    if delante is None or hallado is None or "\n" in texto or len(liso) != len(texto):
        return None
    if delante.pregunta.clave == sesion.entrevista.papeles.matriz:
        return _decir_que_no_es_actor(sesion, texto)
    pasos = _pasos(sesion)
    repartido = _repartir(texto, hallado.group(), tuple(pasos))
    if repartido and (turno := _dejar_en_las_suyas(sesion, [(pasos[uno], suyo) for uno, suyo in repartido], texto)):
        return turno
    quien = _quien_es(texto[: hallado.start()], hallado.group(), tuple(pasos))
    if quien in pasos:
        return _dejar_en_la_suya(sesion, pasos[quien], texto[hallado.start() :])
    esperan = _los_que_esperan(sesion)
    if _quien_es(texto[: hallado.start()], hallado.group(), esperan) not in esperan:
        return None
    return en_paso(sesion, no_se_pregunto(sesion.entrevista.pregunta(sesion.entrevista.papeles.matriz).rotulo))


def atender(sesion: Sesion, dicho: Dicho, tomar: Tomar) -> Turno | None:
    """Lo que hace el actor que se nombra al empezar, con cualquier verbo, si lo escrito no responde lo que se pregunta.

    None si no empieza por ninguno, si pregunta algo o si la de delante se responde con palabras.
    """
    paso, texto = dicho.paso, dicho.texto
    pasos = _pasos(sesion, con_respuesta=True)
    if "\n" in texto or parece_pregunta(texto, paso):
        return None
    repartido = _del_de_delante(sesion, paso, texto, pasos)
    if repartido is not None:
        return tomar(*repartido)
    quien, lugar = _al_comienzo(texto, tuple(pasos))
    if not quien:
        return None
    suyo = texto[lugar:].strip()
    if paso.pregunta.clave != sesion.entrevista.papeles.matriz:
        responde = TIPOS[paso.pregunta.tipo].es_libre or isinstance(dicho.lectura, Valido)
        return None if responde else _dejar_en_la_suya(sesion, pasos[quien], suyo)
    se_lee = isinstance(leer(paso.pregunta, suyo, sesion.entorno_de(pasos[quien])), Valido)
    if se_lee or paso.actor is None:
        return tomar(sesion, paso, texto)
    if quien == paso.actor.nombre:
        return tomar(sesion, paso, suyo)
    return _dejar_en_la_suya(sesion, pasos[quien], suyo)


def _del_de_delante(sesion: Sesion, paso: Paso, texto: str, pasos: dict[str, Paso]) -> tuple[Sesion, Paso, str] | None:
    """Ante la pregunta de un actor, lo suyo de una frase que dice lo de varios; lo de los demás espera en las suyas."""
    hallado = SE_COMPROMETE.search(plano(texto))
    if hallado is None or paso.actor is None or paso.pregunta.clave != sesion.entrevista.papeles.matriz:
        return None
    repartido = dict(_repartir(texto, hallado.group(), tuple(pasos)))
    if paso.actor.nombre not in repartido:
        return None
    suyo = repartido.pop(paso.actor.nombre)
    de_otros = tuple(filter(None, (_entender(sesion, pasos[quien], dicho) for quien, dicho in repartido.items())))
    return (anotar_con_lo_que_espera(sesion, de_otros, texto) if de_otros else sesion), paso, suyo


def _los_que_esperan(sesion: Sesion) -> tuple[str, ...]:
    """Los actores que se entendieron y todavía no se guardan: de ellos aún no se pregunta qué les toca."""
    lote, actores = lote_abierto(sesion.propios), sesion.entrevista.papeles.actores
    valores = [uno.valor for _, uno in lote.entendidos if uno.llave[0] == actores] if lote is not None else []
    datos = [dato for valor in valores if isinstance(valor, list) for dato in valor if isinstance(dato, dict)]
    return tuple(str(dato.get("nombre")) for dato in datos)


def _pasos(sesion: Sesion, *, con_respuesta: bool = False) -> dict[str, Paso]:
    """La pregunta de lo que le toca a cada actor, por su nombre; primero, la de quien propone."""
    return {
        paso.actor.nombre: paso
        for paso in pasos_visibles(sesion.entrevista, sesion.borrador)
        if paso.pregunta.clave == sesion.entrevista.papeles.matriz
        and paso.actor
        and (con_respuesta or paso.llave not in sesion.borrador.respuestas)
    }


def _dejar_en_la_suya(sesion: Sesion, paso: Paso, suyo: str) -> Turno | None:
    """Se propone en la pregunta de ese actor; sin rótulo, es lo primero que se pide de él."""
    return _dejar_en_las_suyas(sesion, [(paso, suyo)], suyo)


def _dejar_en_las_suyas(sesion: Sesion, suyos: Sequence[tuple[Paso, str]], texto: str) -> Turno | None:
    """Lo de cada actor se propone en su pregunta; None si de alguno no se puede leer o ya esperaba algo."""
    entendidos = [_entender(sesion, paso, suyo) for paso, suyo in suyos]
    nuevos = tuple(filter(None, entendidos))
    if len(nuevos) < len(suyos):
        return None
    nombres = enumerar([paso.actor.nombre for paso, _ in suyos if paso.actor])
    apartado = anotar_con_lo_que_espera(sesion, nuevos, texto)
    return en_paso(apartado, textos.es_de_otra(suyos[0][0].pregunta.rotulo, nombres))


def _entender(sesion: Sesion, paso: Paso, suyo: str) -> Entendido | None:
    previo = lote_abierto(sesion.propios)
    espera = previo is not None and any(uno.llave == paso.llave for _, uno in previo.entendidos)
    if espera or paso.actor is None or paso.llave in sesion.borrador.respuestas:
        return None  # con lo que ya tenía se lee junto, cuando se le pregunte
    lectura = leer(paso.pregunta, suyo, sesion.entorno_de(paso))
    if not isinstance(lectura, Valido):
        lectura = leer(paso.pregunta, f"{paso.pregunta.lineas[0].rotulo}: {suyo}", sesion.entorno_de(paso))
    if not isinstance(lectura, Valido):
        return None
    leido = renglones_seguidos(mostrar(paso.pregunta, lectura.valor, sesion.entrevista.catalogos))
    return Entendido(paso.llave, lectura.valor, leido, suyo)


def _repartir(texto: str, verbo: str, nombres: tuple[str, ...]) -> list[tuple[str, str]]:
    """Lo que se dice de cada actor, si se nombra a varios: «la muni pone el local y la universidad, profesores».

    El verbo que no se repite es el primero. Vacío si es de uno solo o alguno se nombra dos veces.
    """
    if len(plano(texto)) != len(texto):  # los lugares de uno no son los del otro
        return []
    dichos: list[tuple[int, str, int]] = []
    for lugar in (0, *(hallado.end() for hallado in _ENTRE_ACTORES.finditer(texto))):
        propio = _DE_NOSOTROS.match(texto, lugar) if nombres else None
        quien, sigue = (
            (nombres[0], propio.end() - lugar) if propio else _al_comienzo(texto[lugar:], nombres, sin_verbo=lugar > 0)
        )
        if quien:
            dichos.append((lugar, quien, lugar + sigue))
    if len(dichos) < 2 or dichos[0][0] > 0 or len({quien for _, quien, _ in dichos}) < len(dichos):
        return []
    finales = [*(lugar for lugar, _, _ in dichos[1:]), len(texto)]
    partes = [(quien, texto[sigue:fin].strip(" ,.;")) for (_, quien, sigue), fin in zip(dichos, finales, strict=True)]
    sueltas = [(quien, _ENLACE_FINAL.sub("", suyo).strip(" ,.;")) for quien, suyo in partes]
    return [(quien, suyo if SE_COMPROMETE.match(plano(suyo)) else f"{verbo} {suyo}") for quien, suyo in sueltas]


def _decir_que_no_es_actor(sesion: Sesion, texto: str) -> Turno | None:
    """«Sencico pone los profesores», si no se dijo que participa: se dice, con cómo se agrega."""
    actores = tuple(_pasos(sesion, con_respuesta=True))
    if _al_comienzo(texto, actores)[0]:
        return None
    _, nombradas = organizaciones(texto, sesion.entrevista.catalogos)
    primera = next((una for una in nombradas if not _ANTES_DE_QUIEN.sub("", plano(texto[: una.inicio]))), None)
    if primera is None or dice_solo_que_es(primera.nombre, sesion.entrevista.catalogos):
        return None  # «la muni» es una de las que hay
    if not primera.nombre or reconocer_actor(primera.nombre, actores) in actores:
        return None
    return en_paso(sesion, textos.no_es_actor(primera.nombre))


def _quien_es(antes: str, verbo: str, nombres: tuple[str, ...]) -> str:
    """El actor que hace lo que se dice: el que se nombra delante o, si habla de «nosotros», quien propone."""
    dicho = _ANTES_DE_QUIEN.sub("", plano(antes).strip(" ,.;:"))
    de_nosotros = verbo.split()[0].endswith("mos") or verbo.startswith(("nos ", "me "))
    if dicho.split()[-1:] in (["no"], ["nunca"]):  # «la muni no pone orden»: es el problema
        return ""
    if dicho in _NOSOTROS or (not dicho and de_nosotros):
        return nombres[0] if nombres else ""
    return reconocer_actor(dicho, nombres) if dicho and len(dicho.split()) <= PALABRAS_DE_UN_NOMBRE else ""


def _al_comienzo(texto: str, nombres: tuple[str, ...], *, sin_verbo: bool = False) -> tuple[str, int]:
    """El actor que se nombra al empezar y dónde sigue lo que hace; vacío si no se nombra ninguno o no hace nada.

    `sin_verbo`: el que se dijo antes vale también para él («y la universidad los profesores»).
    """
    no_hace_nada = _NO_HACE_NADA - _ARTICULOS if sin_verbo else _NO_HACE_NADA
    liso = plano(texto)
    articulo = _ANTES_DE_QUIEN.match(liso)
    inicio = articulo.end() if articulo is not None and len(liso) == len(texto) else 0
    con_articulo = articulo is not None and articulo["articulo"] is not None
    palabras = [(inicio + len(antes), una) for antes, una in _con_su_lugar(liso[inicio:])]
    for cuantas in range(min(PALABRAS_DE_UN_NOMBRE, len(palabras) - 2), 0, -1):
        siguiente, sigue = palabras[cuantas]
        dicho = liso[inicio:siguiente].strip(" ,")
        quien = reconocer_actor(dicho, nombres)
        nombra = con_articulo or plano(quien).startswith(dicho)  # «pescadores más seguros» no es «Apoyo a Pescadores»
        if nombra and quien in nombres and nombra_solo_a(dicho, quien) and sigue.strip(",.") not in no_hace_nada:
            suelto = _ARTICULO_SUELTO.search(liso, inicio, siguiente)
            return quien, suelto.start() if suelto else siguiente  # «la muni el local»: el artículo es de lo que pone
    return "", 0


def _con_su_lugar(liso: str) -> list[tuple[str, str]]:
    """Cada palabra, con todo lo que va antes de ella."""
    trozos = liso.split(" ")
    return [(" ".join([*trozos[:lugar], ""]), una) for lugar, una in enumerate(trozos) if una]
