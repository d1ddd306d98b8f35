"""¿Piden dos preguntas el mismo dato? Solo entonces la respuesta de una sirve para la otra.

«Quién elige al comité directivo» y «cuáles son los pasos para elegirlo» se parecen mucho y no se contestan con lo
mismo. De cada pregunta se toma la *relación* (qué se quiere saber: quién, cuántos, cuándo, cómo, si se puede…) y sus
*argumentos* (de qué), y han de coincidir las dos cosas. Decir a alguien la respuesta de otra pregunta es peor que
dejar dos grupos por juntar: ante la duda, no son la misma.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.dialogo.intenciones.reconocer import sin_cortesia
from bot.dialogo.preguntas.preparacion.separar import separar, sigue_el_hilo, sin_mencion_del_documento
from bot.revision.grupos.relaciones import modo, normalizar, relacion_y_resto
from conocimiento.expresiones import diferida
from conocimiento.palabras import NUMEROS, VACIAS, palabras, plegar, raiz, sin_abreviaturas

_MISMAS: tuple[str, ...] = (
    "elegir elige eligen elegido eleccion escoger escoge escogen designar designa designan nombrar nombra nombran "
    "seleccionar selecciona seleccionan",
    "retirar retira retiran retirarse retire salir sale salen salirse salga renunciar renuncia abandonar abandona",
    "presentar presenta presentan presento presentamos enviar envia envio enviamos mandar manda mando mandamos "
    "entregar entrega entrego remitir remite remito",
    "pagar paga pagan pago cubrir cubre cubren costear costea",
    "supervisar supervisa supervisan supervision fiscalizar fiscaliza fiscalizan vigilar vigila vigilan",
    "cambiar cambia cambian modificar modifica modifican",
    "formar forma forman armar arma arman crear crea constituir constituye conformar conforma",
    "inscribir inscribo inscribirse inscribirme inscripcion inscrito inscrita inscritos inscribe registrar registrarse",
    "aprobar aprueba aprueban aprobacion",
    "disolver disuelve anular anula disolucion anulacion",
    "mype mypes pyme pymes microempresa",
    "ong ongs ongd ongds",
    "participar participa participan entrar entra entran ingresar ingresa",
    "minimo minima minimos minimas menos",
    "maximo maxima maximos maximas",
    "aportar aporta aportan aporte poner pone ponen",
    "plata dinero fondo fondos",
    "responder responde responden respuesta contestar contesta contestan",
    "resolver resuelve resuelven solucionar soluciona solucionan solucion",
    "custodiar custodia custodian guardar guarda guardan",
    "legalizar notarial notaria notario",
    "formato formatos plantilla formulario formularios",
    "descargar descargo encontrar encuentro bajar conseguir consigo",
    "socio socios socia socias",
    "municipalidad municipalidades muni munis municipio municipios",
    "firmar firma firman firmo firmado",
    "terminar termina final finalizar finaliza fin acabar acaba",
    "regular regula regulan normar norma norman rige rigen",
    "administracion administrativo administrativos administrar administra",
    "financiar financia financian",
    "capacitacion capacitaciones capacitar capacita",
    "cumplir cumple cumplen incumplir incumple incumplimiento",
    "atencion atender atiende atienden",
    "ganar gana ganan",
    "evaluar evalua evaluan evaluacion calificar califica",
    "reunir reune reunen reunion reuniones",
    "integrar integra integran compone componen",
    "unirse unir sumarse",
    "rendir rinde rinden rendicion",
    "durar dura",
    "presidir preside presiden presidente presidenta",
    "hacer hace hacen hago",
    "dar da dan",
    "tener tiene tienen tengo",
    "abrir abre apertura",
    "demorar demora tardar tarda",
)
"""Cada línea, palabras que aquí se dicen unas por otras. Solo las que se pueden cambiar en cualquier pregunta sin
que cambie la respuesta: «evaluar» y «aprobar» no lo son, aunque se parezcan."""
_CANONICA = {raiz(palabra): raiz(fila.split()[0]) for fila in _MISMAS for palabra in fila.split()}
_NEGADAS = frozenset({"incumplir", "incumple", "incumplimiento"})
_SENTIDO = frozenset(
    "hace hacen hacer hago da dan dar tiene tienen tener tengo no sin nunca tampoco antes despues desde hasta contra "
    "mas solo cada otro otra otros otras todo toda todos todas".split()
)
"""Las que, aunque pequeñas, cambian lo preguntado."""
_LIGERAS = (VACIAS - _SENTIDO) | frozenset(
    "ser daria haya hubiera algo miembro miembros integrante integrantes caben cabe van va lleva pues "
    "alguien elaborar elabora elaboro redactar redacta redacto preparar prepara preparo saber conocer necesito "
    "necesita necesitan debe deben tenga porfa porfis oiga seria estado estar mediante parte llamo cargo habilitado "
    "habilitados apto aptos queda quedan actual siguen sigue aca".split()
)
_DEL_TEMA = frozenset(map(raiz, "alianza alianzas multiactor amds apci marco peru asistente".split()))
"""De lo que trata todo: se dice o se calla sin que cambie lo preguntado."""
_ACTORES = frozenset(
    raiz(palabra)
    for palabra in "empresa empresas minera mineras ong universidad universidades academia comunidad comunidades "
    "estado municipalidad gobierno ministerio apci socio donante cooperante fuente asociacion cooperativa "
    "actor actores proponente".split()
)
"""Quienes hacen o reciben algo: entre dos de ellos importa cuál va primero."""
_VERBOS_LIGEROS = frozenset(map(raiz, ("hacer", "dar", "tener")))
_TENER_QUE = diferida(r"\b(?:tiene[ns]?|tengo|tenemos) que\b")
_TRAS_UNA_A = diferida(r"\b(?:a|al) (?:(?:el|la|los|las|un|una|su|sus) )?(\w+)")
_POR_O_CON = diferida(r"\b(por|con|contra|ante) (?:(?:el|la|los|las|un|una|su|sus) )?(\w+)")
_PASIVA = diferida(r"\b(?:es|son|fue|fueron|sera|seran|ser) \w+[ai]d[oa]s?\b")
_DESDE_DONDE_CABE_UNA_ERRATA = 6
"""Letras de una raíz: en una más corta, una letra cambiada es otra palabra («socio», «sucio»)."""
_SENALA = diferida(r"\b(?:eso|esa|ese|esos|esas|esto|ellos|ellas|ahi|alli|lo mismo|aquello)\b")


@dataclass(frozen=True, slots=True)
class DatoPedido:
    """Lo que pide una parte de una pregunta: la relación y de qué.

    `del_tema`: lo que se dice o se calla sin que cambie. `actores`: quienes hacen o reciben, como se dijeron;
    `destinos`, lo que va tras «a»; `con_quien`, los que van tras «por», «con», «contra» o «ante».
    `modo`: si se puede o se debe.
    """

    relacion: str
    argumentos: frozenset[str]
    del_tema: frozenset[str]
    actores: tuple[str, ...]
    destinos: frozenset[str]
    con_quien: frozenset[tuple[str, str]]
    modo: str


Pedidos = tuple[DatoPedido, ...]


@lru_cache(maxsize=20_000)
def datos_pedidos(pregunta: str) -> Pedidos:
    """Lo que pide cada parte de una pregunta; vacío si sola no se entiende («¿y eso cuánto cuesta?»)."""
    escrita = sin_cortesia(sin_abreviaturas(plegar(pregunta)))
    if sigue_el_hilo(escrita) or _SENALA.search(escrita):
        return ()
    pedidos = tuple(_dato_pedido(sin_mencion_del_documento(parte)) for parte in separar(escrita))
    return pedidos if all(uno.argumentos or uno.del_tema for uno in pedidos) else ()


def piden_lo_mismo(unos: Pedidos, otros: Pedidos) -> bool:
    """Dice si dos preguntas piden los mismos datos, uno por uno y en cualquier orden. Lo que no se entiende, no."""
    if not unos or len(unos) != len(otros):
        return False
    libres = list(otros)
    for uno in unos:
        igual = next((otro for otro in libres if _mismo(uno, otro)), None)
        if igual is None:
            return False
        libres.remove(igual)
    return True


def _dato_pedido(parte: str) -> DatoPedido:
    escrita = normalizar(parte)
    relacion, resto = relacion_y_resto(escrita)
    dichos = _sin_verbos_ligeros(argumentos(resto), relacion)
    return DatoPedido(
        relacion=relacion,
        argumentos=dichos - _DEL_TEMA,
        del_tema=dichos & _DEL_TEMA,
        actores=_actores_en_orden(resto),
        destinos=_destinos(resto),
        con_quien=_con_quien(resto),
        modo=modo(escrita),
    )


def _mismo(uno: DatoPedido, otro: DatoPedido) -> bool:
    return (
        uno.relacion == otro.relacion
        and _mismo_tema(uno, otro)
        and _mismos_argumentos(uno.argumentos, otro.argumentos)
        and not _se_contradicen(uno, otro)
    )


def _mismo_tema(uno: DatoPedido, otro: DatoPedido) -> bool:
    """El tema se puede callar si hay otra cosa de la que se habla; decir otro, no."""
    if uno.argumentos and not (uno.del_tema and otro.del_tema):
        return not (uno.del_tema | otro.del_tema) & (uno.destinos | otro.destinos)
    return uno.del_tema == otro.del_tema or bool(uno.argumentos and uno.del_tema & otro.del_tema)


def _se_contradicen(uno: DatoPedido, otro: DatoPedido) -> bool:
    """Con las mismas palabras: poder frente a deber, o quién da frente a quién recibe."""
    if {uno.modo, otro.modo} == {"puede", "debe"} or uno.con_quien != otro.con_quien:
        return True
    if uno.destinos and uno.destinos == otro.destinos:
        return False  # «la empresa a la ONG» y «a la ONG la empresa» dicen lo mismo
    comunes = [actor for actor in uno.actores if actor in otro.actores]
    return comunes != [actor for actor in otro.actores if actor in comunes]


def _mismos_argumentos(unos: frozenset[str], otros: frozenset[str]) -> bool:
    """Iguales, salvo una errata en palabras largas."""
    solo_uno, solo_otro = unos - otros, otros - unos
    return len(solo_uno) == len(solo_otro) and all(
        any(_es_errata(palabra, otra) for otra in solo_otro) for palabra in solo_uno
    )


def _es_errata(una: str, otra: str) -> bool:
    corta = min(len(una), len(otra)) < _DESDE_DONDE_CABE_UNA_ERRATA
    return not corta and una.isalpha() and una[0] == otra[0] and OSA.distance(una, otra) <= 1


def argumentos(resto: str) -> frozenset[str]:
    """Las raíces de las palabras con sentido, de cada una la que la representa; los números, en cifras."""
    return frozenset(_raices(resto))


def _actores_en_orden(resto: str) -> tuple[str, ...]:
    """De los argumentos, los que hacen o reciben algo, como se dijeron."""
    return tuple(dict.fromkeys(una for una in _raices(resto) if una in _ACTORES))


def _sin_verbos_ligeros(dichos: frozenset[str], relacion: str) -> frozenset[str]:
    """Quita hacer, dar y tener donde no cambian lo preguntado: «los beneficios que hay» o «que tiene».

    Sí lo cambian al preguntar quién, o qué de una sola cosa: quien hace el informe no es quien lo tiene.
    """
    demas = dichos - _VERBOS_LIGEROS
    return dichos if relacion.endswith("quien") or (relacion == "que" and len(demas) <= 1) else demas


def _con_quien(resto: str) -> frozenset[tuple[str, str]]:
    """Los actores que van tras «por», «con», «contra» o «ante»: firmar por la empresa no es firmar con ella."""
    halladas = ((por, una) for por, palabra in _POR_O_CON.findall(resto) for una in _raices(palabra))
    return frozenset((por, una) for por, una in halladas if una in _ACTORES)


def _destinos(resto: str) -> frozenset[str]:
    """Los argumentos que van tras «a»: quien recibe."""
    return frozenset(_raices(" ".join(_TRAS_UNA_A.findall(resto))))


def _raices(resto: str) -> Iterator[str]:
    if _PASIVA.search(resto):
        yield "pasiva"  # quien es elegido no es quien elige
    for palabra in palabras(_TENER_QUE.sub(" ", resto)):
        if palabra in NUMEROS and palabra not in {"un", "uno", "una"}:
            yield str(NUMEROS[palabra])
        elif palabra in _SENTIDO or palabra not in _LIGERAS:
            if palabra in _NEGADAS:
                yield "no"
            yield _canonica(raiz(palabra))


def _canonica(una: str) -> str:
    """La que representa a una raíz. Snowball deja la «n» del plural en los verbos cortos: «abre», «abren»."""
    sin_plural = una[:-1] if len(una) > 4 and una.endswith(("an", "en")) else una
    return _CANONICA.get(una) or _CANONICA.get(sin_plural, sin_plural)
