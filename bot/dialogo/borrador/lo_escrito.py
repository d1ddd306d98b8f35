"""Lo que se escribe mientras se decide sobre lo entendido y no es esa decisión: nada de eso se pierde."""

from dataclasses import replace

from bot.dialogo.borrador.cambios.de_lo_entendido import leer_correccion
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import lo_entendido as textos
from bot.dialogo.turno import Turno
from bot.entrevista.comprension.cambios.modelo import Cambio
from bot.entrevista.comprension.compuerta.distinguir import distinguir
from bot.entrevista.comprension.lote import agregado
from bot.entrevista.eventos import Entendida, Entendido, Llave, Lote, Respondida
from bot.entrevista.pasos import esta_resuelto, pasos_visibles
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.tipos import TIPOS, leer, mostrar
from conocimiento.frases import fecha_en_palabras


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
    return en_paso(sesion.anotar(respondida), textos.anotado(f"{pregunta.rotulo}: {leido}", hay_mas=False))


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


def sin_entender(sesion: Sesion, lote: Lote, texto: str) -> Turno:
    """A la segunda no se insiste: lo entendido espera a su pregunta, y lo escrito, a la que puede responder.

    Si lo que se pregunta es un dato dudoso, no se insiste ni la primera vez. `texto` vacío: no responde nada.
    """
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


def puesto_al_dia(sesion: Sesion, lote: Lote, nuevos: tuple[Entendido, ...]) -> Lote:
    """Lo nuevo reemplaza lo del mismo dato; los actores se agregan."""
    actores = sesion.entrevista.papeles.actores
    llaves = {nuevo.llave for nuevo in nuevos if nuevo.llave[0] != actores}
    quedan = tuple(par for par in lote.entendidos if par[1].llave not in llaves)
    return agregado(replace(lote, entendidos=quedan), nuevos)


def lo_dicho(lote: Lote) -> set[str]:
    return {f"{uno.llave}{uno.lectura}{uno.opciones}" for _, uno in lote.entendidos}


def abiertas(sesion: Sesion) -> frozenset[Llave]:
    """Las preguntas que se ven y nadie ha resuelto."""
    visibles = pasos_visibles(sesion.entrevista, sesion.borrador)
    return frozenset(paso.llave for paso in visibles if not esta_resuelto(sesion.borrador, paso))


def anotar_lote(sesion: Sesion, lote: Lote) -> Sesion:
    return sesion.anotar(Entendida(sesion.ahora, lote))


def _a_que_responde(sesion: Sesion, lote: Lote, texto: str) -> Entendido | None:
    """Lo escrito como respuesta a la primera pregunta de palabras que lo admite; se propone allí, y no se guarda."""
    ocupadas = {uno.llave for _, uno in lote.entendidos}
    for paso in pasos_visibles(sesion.entrevista, sesion.borrador):
        pregunta = paso.pregunta
        if pregunta.tipo != "texto" or paso.llave in ocupadas or paso.llave not in abiertas(sesion):
            continue
        lectura = leer(pregunta, texto, sesion.entorno_de(paso))
        if isinstance(lectura, Valido) and distinguir(pregunta, texto, lectura).es_respuesta:
            return Entendido(paso.llave, lectura.valor, lectura.lectura or texto, texto)
    return None
