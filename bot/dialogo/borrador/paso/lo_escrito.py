"""Lo que se escribe mientras se decide sobre lo entendido y no es esa decisión: nada de eso se pierde."""

from dataclasses import replace

from bot.dialogo.borrador.acciones import Accion, reconocer_pedido
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import lo_entendido as textos
from bot.dialogo.turno import Turno
from bot.entrevista.comprension.comprender import comprender_idea, sin_respondidas
from bot.entrevista.comprension.compuerta.distinguir import distinguir
from bot.entrevista.comprension.lote import agregado, lote_abierto, numero_siguiente
from bot.entrevista.eventos import Entendida, Entendido, Llave, Lote, Respondida
from bot.entrevista.pasos import Paso, esta_resuelto, pasos_visibles
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.tipos import TIPOS, leer, mostrar, sin_dato
from conocimiento.expresiones import diferida
from conocimiento.frases import fecha_en_palabras, recortado
from conocimiento.palabras import comparable, plano, sin_signos

MUCHAS = 3
"""Si un mensaje trae tantas respuestas más, se muestran todas juntas; si no, cada una en su pregunta."""
OTRAS = 2
"""Datos de otras preguntas con los que un texto cuenta más, y no es solo el dato que se decide."""
BREVE = 240
"""Letras de una respuesta que se repiten en el acuse."""
_PIDE_VERLO = diferida(
    r"(?:y )?(?:que|q) (?:fue lo que )?(?:entendi\w*|anot\w+|tiene\w*|dije|puse|falta)(?: de (?:eso|lo que \w+))?"
    r"|(?:y )?(?:quien(?:es)?|cual(?:es)?) (?:esta|estan|son|hay|va|van|falta|faltan)(?: (?:ahi|anotados|en la lista))?"
    r"|(?:a ver|ver|muestr\w+|repit\w+|de nuevo|otra vez)"
    r"(?: (?:lo|la|eso|todo|lista|de|nuevo|que|entendiste|entendio)){0,4}"
)
"""Con la lista delante, lo que solo pide volver a verla: no es un dato ni la corrige."""
LARGO_QUE_SE_BUSCA = 1_200
"""Letras de lo que se escribe ante otra pregunta; lo que pasa de ahí la responde, y no cupo."""


def leer_lo_dudoso(sesion: Sesion, entendido: Entendido, texto: str) -> Valido | None:
    """Lo escrito como respuesta al dato que se decide; de un monto o un plazo ya dichos basta la moneda o el mes."""
    pregunta = sesion.entrevista.pregunta(entendido.llave[0])
    if not TIPOS[pregunta.tipo].es_estricto:
        return None
    intentos = [texto]
    if pregunta.tipo == "monto" and entendido.opciones:
        intentos.append(f"{entendido.cita} {texto}")
    duraciones = {str(valor.get("meses")) for _, valor in entendido.opciones if isinstance(valor, dict)}
    if pregunta.tipo == "plazo" and len(duraciones) == 1:
        intentos.insert(0, f"{duraciones.pop()} meses desde {texto}")
    comienzos = {str(valor.get("inicio") or "") for _, valor in entendido.opciones if isinstance(valor, dict)}
    if pregunta.tipo == "plazo" and len(duraciones) > 1 and len(comienzos) == 1 and (inicio := comienzos.pop()):
        intentos.insert(0, f"{texto} desde {fecha_en_palabras(inicio)}")
    lecturas = (leer(pregunta, intento, sesion.entorno) for intento in intentos)
    leida = next((lectura for lectura in lecturas if isinstance(lectura, Valido)), None)
    return leida if leida is not None and distinguir(pregunta, texto, leida).es_respuesta else None


def aclarado(sesion: Sesion, lote: Lote, texto: str) -> tuple[Entendido, ...]:
    """Con la lista entera delante, lo escrito aclara el único dato dudoso, si se deja leer como él."""
    if len(lote.dudosos) != 1:
        return ()
    _, dudoso = lote.dudosos[0]
    lectura = leer_lo_dudoso(sesion, dudoso, texto)
    if lectura is None:
        return ()
    return (replace(dudoso, valor=lectura.valor, lectura=lectura.lectura or texto, cita=texto, duda="", opciones=()),)


def trae_otras(nuevos: tuple[Entendido, ...], dato: Entendido) -> bool:
    """Dice si lo que se entiende de un texto son sobre todo datos de otras preguntas: cuenta más, y no es ese dato."""
    return len({uno.llave for uno in nuevos} - {dato.llave}) >= OTRAS


def sin_entender(sesion: Sesion, lote: Lote, texto: str) -> Turno:
    """A la segunda no se insiste: lo entendido espera a su pregunta, y lo escrito, a la que puede responder.

    Si lo que se pregunta es un dato dudoso, no se insiste ni la primera vez. `texto` vacío: no responde nada.
    """
    if _PIDE_VERLO.fullmatch(sin_signos(texto)):
        return en_paso(sesion)
    suya = _a_que_responde(sesion, lote, texto) if texto else None
    de_uno = lote.uno_por_uno or not lote.claros
    if lote.intentos == 0 and not (de_uno and suya):
        return en_paso(anotar_lote(sesion, replace(lote, intentos=1)), textos.sin_entender(sesion.estado.turno))
    aparte = replace(lote, avisa=False, uno_por_uno=False)
    if suya is None:
        return en_paso(anotar_lote(sesion, aparte), textos.no_insisto())
    aparte = replace(agregado(aparte, (suya,)), crudo=f"{lote.crudo}\n{texto}")
    rotulo = sesion.entrevista.pregunta(suya.llave[0]).rotulo
    return en_paso(anotar_lote(sesion, aparte), textos.no_insisto(rotulo))


def sin_lo_de_un_nombre(sesion: Sesion, lote: Lote, nuevos: tuple[Entendido, ...]) -> tuple[Entendido, ...]:
    """Sin lo que ya se tenía y ahora solo está en el nombre de quien se agrega.

    «Y la universidad de Huamanga» no cambia el lugar que se dijo.
    """
    actores, tenidas = sesion.entrevista.papeles.actores, {uno.llave for _, uno in lote.entendidos}
    nombrados = [uno.cita for uno in nuevos if uno.llave[0] == actores]
    return tuple(
        uno
        for uno in nuevos
        if uno.llave[0] == actores or uno.llave not in tenidas or not any(uno.cita in otra for otra in nombrados)
    )


def puesto_al_dia(sesion: Sesion, lote: Lote, nuevos: tuple[Entendido, ...]) -> Lote:
    """Lo nuevo reemplaza lo del mismo dato; los actores se agregan, y el que ya estaba no se repite."""
    actores, dichos = sesion.entrevista.papeles.actores, [_tipos_de(uno) for _, uno in lote.entendidos]
    nuevos = tuple(
        uno
        for uno in nuevos
        if uno.llave[0] != actores or not any(_ya_estaba(_tipos_de(uno), otros) for otros in dichos)
    )
    llaves = {nuevo.llave for nuevo in nuevos if nuevo.llave[0] != actores}
    renovados = {nombre for nuevo in nuevos if nuevo.llave[0] == actores for nombre in _tipos_de(nuevo)}
    quedan = tuple(
        (numero, uno)
        for numero, uno in lote.entendidos
        if uno.llave not in llaves and not (_tipos_de(uno) and _tipos_de(uno).keys() <= renovados)
    )
    return agregado(replace(lote, entendidos=quedan), nuevos)


def _tipos_de(entendido: Entendido) -> dict[str, object]:
    """Quiénes dice, por su nombre sin tildes ni mayúsculas, y de qué tipo es cada uno; vacío si no dice quiénes."""
    suyos = entendido.valor if isinstance(entendido.valor, list) else []
    return {
        comparable(str(uno["nombre"])): uno.get("tipo") for uno in suyos if isinstance(uno, dict) and "nombre" in uno
    }


def _ya_estaba(nuevos: dict[str, object], dichos: dict[str, object]) -> bool:
    """Los mismos, sin decir nada que no se supiera."""
    return bool(nuevos) and all(nombre in dichos and tipo in (None, dichos[nombre]) for nombre, tipo in nuevos.items())


def juntar_al_lote(sesion: Sesion, nuevos: tuple[Entendido, ...], texto: str, *, avisa: bool = False) -> Lote:
    """Un lote con lo nuevo y lo de un mensaje anterior cuya pregunta aún no llega."""
    lote, previo = Lote(numero_siguiente(sesion.propios), texto, (), avisa), lote_abierto(sesion.propios)
    if previo is not None and not previo.avisa:
        quedan = abiertas(sesion) - {nuevo.llave for nuevo in nuevos}
        nuevos = (*(uno for _, uno in previo.entendidos if uno.llave in quedan), *nuevos)
        lote = replace(lote, crudo=f"{previo.crudo}\n{texto}")
    return agregado(lote, nuevos)


def anotar_con_lo_que_espera(sesion: Sesion, nuevos: tuple[Entendido, ...], texto: str) -> Sesion:
    """Lo nuevo se propone con lo que ya esperaba a su pregunta, y no lo reemplaza."""
    previo = lote_abierto(sesion.propios)
    lote = Lote(numero_siguiente(sesion.propios), texto)
    if previo is not None:
        lote = replace(lote, crudo=f"{previo.crudo}\n{texto}", entendidos=previo.entendidos)
    return anotar_lote(sesion, agregado(lote, nuevos))


def decir_lo_demas(sesion: Sesion, respondida: Respondida, lote: Lote) -> Turno:
    """El acuse de una respuesta, con lo que además traía: todo junto si avisa y, si no, cada cosa en su pregunta."""
    pregunta = sesion.entrevista.pregunta(respondida.llave[0])
    leido = mostrar(pregunta, respondida.valor, sesion.entrevista.catalogos)
    return en_paso(anotar_lote(sesion, lote), textos.anotado(recortado(leido, BREVE), hay_mas=lote.avisa))


def proponer_en_otra(sesion: Sesion, paso: Paso, texto: str) -> Turno | None:
    """Lo que no responde la pregunta de delante y sí otra que falta: se propone allí; None si no responde ninguna."""
    caben = (paso.pregunta.maximo if paso.pregunta.tipo == "texto" else None) or LARGO_QUE_SE_BUSCA
    if len(texto) > min(caben, LARGO_QUE_SE_BUSCA):
        return None  # si es larga, eso es lo que hay que decirle
    libres = abiertas(sesion) - {paso.llave}
    otros = sin_respondidas(comprender_idea(sesion.entrevista, texto, sesion.entorno), libres)
    suyas = {sesion.entrevista.papeles.proponente, sesion.entrevista.papeles.tipo_proponente}
    otros = tuple(uno for uno in otros if uno.llave[0] not in suyas)
    if not otros:
        return None
    lote = juntar_al_lote(sesion, otros, texto)
    rotulos = tuple(dict.fromkeys(sesion.entrevista.pregunta(uno.llave[0]).rotulo for uno in otros))
    return en_paso(anotar_lote(sesion, lote), textos.se_propone_en(paso.pregunta.rotulo, rotulos))


def decir_que_no_hay(sesion: Sesion, texto: str) -> Turno | None:
    """«No tenemos RUC» se anota en su pregunta, se diga cuando se diga; None si no dice eso de ninguna que falte."""
    delante, libres = sesion.paso, abiertas(sesion)
    se_decide = textos.mensaje_pendiente(sesion) is not None
    for paso in pasos_visibles(sesion.entrevista, sesion.borrador):
        pregunta = paso.pregunta
        sigla = next((palabra for palabra in pregunta.sin_dato.split() if palabra.isupper()), "")
        es_la_de_delante = delante is not None and delante.llave == paso.llave and not se_decide
        if not sigla or paso.llave not in libres or es_la_de_delante:
            continue
        if plano(sigla) in sin_signos(texto).split() and reconocer_pedido(texto, paso) is Accion.SIN_DATO:
            valor = sin_dato(pregunta).valor
            respondida = Respondida(sesion.ahora, paso.llave, valor, texto, sesion.mensaje or None)
            dicho = textos.anotado(f"{pregunta.rotulo}: {pregunta.sin_dato}", hay_mas=False)
            return en_paso(sesion.anotar(respondida), dicho)
    return None


def lo_dicho(lote: Lote) -> set[str]:
    """Qué dice un lote, sin el orden ni el número: dos iguales dicen lo mismo."""
    return {f"{uno.llave}{uno.lectura}{uno.opciones}" for _, uno in lote.entendidos}


def abiertas(sesion: Sesion) -> frozenset[Llave]:
    """Las preguntas que se ven y nadie ha resuelto."""
    visibles = pasos_visibles(sesion.entrevista, sesion.borrador)
    return frozenset(paso.llave for paso in visibles if not esta_resuelto(sesion.borrador, paso))


def anotar_lote(sesion: Sesion, lote: Lote) -> Sesion:
    """La sesión con el lote entendido, que todavía no se guarda."""
    return sesion.anotar(Entendida(sesion.ahora, lote))


def _a_que_responde(sesion: Sesion, lote: Lote, texto: str) -> Entendido | None:
    """Lo escrito como respuesta a la primera pregunta de palabras que lo admite; se propone allí, y no se guarda."""
    libres = abiertas(sesion) - {uno.llave for _, uno in lote.entendidos}
    for paso in pasos_visibles(sesion.entrevista, sesion.borrador):
        pregunta = paso.pregunta
        if pregunta.tipo != "texto" or paso.llave not in libres:
            continue
        lectura = leer(pregunta, texto, sesion.entorno_de(paso))
        if isinstance(lectura, Valido) and distinguir(pregunta, texto, lectura).es_respuesta:
            return Entendido(paso.llave, lectura.valor, lectura.lectura or texto, texto)
    return None
