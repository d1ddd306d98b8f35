"""De qué trata lo preguntado: sus palabras con sentido, y cuáles se dicen unas por otras."""

import re
from collections.abc import Iterator

from conocimiento.palabras import NUMEROS, VACIAS, palabras, raiz

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
DEL_TEMA = frozenset(map(raiz, "alianza alianzas multiactor amds apci marco peru asistente".split()))
"""De lo que trata todo: se dice o se calla sin que cambie lo preguntado."""
_ACTORES = frozenset(
    raiz(palabra)
    for palabra in "empresa empresas minera mineras ong universidad universidades academia comunidad comunidades "
    "estado municipalidad gobierno ministerio apci socio donante cooperante fuente asociacion cooperativa "
    "actor actores proponente".split()
)
"""Quienes hacen o reciben algo: entre dos de ellos importa cuál va primero."""
_VERBOS_LIGEROS = frozenset(map(raiz, ("hacer", "dar", "tener")))
_TENER_QUE = re.compile(r"\b(?:tiene[ns]?|tengo|tenemos) que\b")
_TRAS_UNA_A = re.compile(r"\b(?:a|al) (?:(?:el|la|los|las|un|una|su|sus) )?(\w+)")
_POR_O_CON = re.compile(r"\b(por|con|contra|ante) (?:(?:el|la|los|las|un|una|su|sus) )?(\w+)")
_PASIVA = re.compile(r"\b(?:es|son|fue|fueron|sera|seran|ser) \w+[ai]d[oa]s?\b")


def argumentos(resto: str) -> frozenset[str]:
    """Las raíces de las palabras con sentido, de cada una la que la representa; los números, en cifras."""
    return frozenset(_raices(resto))


def actores_en_orden(resto: str) -> tuple[str, ...]:
    """De los argumentos, los que hacen o reciben algo, como se dijeron."""
    return tuple(dict.fromkeys(una for una in _raices(resto) if una in _ACTORES))


def sin_verbos_ligeros(dichos: frozenset[str], relacion: str) -> frozenset[str]:
    """Quita hacer, dar y tener donde no cambian lo preguntado: «los beneficios que hay» o «que tiene».

    Sí lo cambian al preguntar quién, o qué de una sola cosa: quien hace el informe no es quien lo tiene.
    """
    demas = dichos - _VERBOS_LIGEROS
    return dichos if relacion.endswith("quien") or (relacion == "que" and len(demas) <= 1) else demas


def con_quien(resto: str) -> frozenset[tuple[str, str]]:
    """Los actores que van tras «por», «con», «contra» o «ante»: firmar por la empresa no es firmar con ella."""
    halladas = ((por, una) for por, palabra in _POR_O_CON.findall(resto) for una in _raices(palabra))
    return frozenset((por, una) for por, una in halladas if una in _ACTORES)


def destinos(resto: str) -> frozenset[str]:
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
