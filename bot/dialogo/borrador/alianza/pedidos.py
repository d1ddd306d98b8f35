"""Lo que se pide con palabras en un borrador de varios: lo mismo que sus botones, escrito de corrido y sin tildes."""

from bot.dialogo.borrador.alianza import acordar, grupo, invitar, participar, relevar
from bot.dialogo.borrador.cambios.pedidos import ANTES
from bot.dialogo.borrador.plantear import al_dia, en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza import acordar as textos
from bot.dialogo.turno import Turno
from bot.entrevista.pasos import actores
from conocimiento.expresiones import diferida
from conocimiento.palabras import palabras, sin_signos

LARGO_DE_UN_PEDIDO, LARGO_DE_UN_ARTICULO = 120, 3
_QUIERO = (
    rf"{ANTES}(?:(?:queremos|quisieramos|necesitamos|deseamos|puedo|podemos|se puede|como (?:hago|hacemos) para"
    r"|como (?:se|puedo|podemos)|ver) )*"
)
_DE_AQUI = r"(?:la|esta|nuestra|mi|el|este|nuestro) (?:alianza|borrador|grupo)"
_SEGUIR = "(?:seguir|estar|participar|continuar)"
_DE_ELLA = r"(?:de (?:la|esta|nuestra|este)|del) (?:alianza|borrador|grupo)"
_UN_GRUPO = "(?:un |el |mi |este |nuestro )?grupo"

_MANERAS: dict[str, tuple[str, ...]] = {
    "invitar": (
        rf"(?!invit){_QUIERO}invitar(?:l[oea]s?)? .{{1,60}}",
        r"invit(?:ar|a|e|emos) a(?:l| \w+)(?: \w+){0,5}",
        r"a quien(?:es)? (?:puedo|podemos|debo) invitar",
        rf"{_QUIERO}(?:crear|crea|hacer|haz) (?:una |otra |la )?invitacion",
    ),
    "salir": (
        rf"{_QUIERO}(?:salir|retirar|ir)(?:me|nos)? {_DE_ELLA}",
        rf"(?:ya )?(?:me salgo|nos salimos|me retiro|nos retiramos) {_DE_ELLA}",
        rf"(?:ya )?no (?:quiero|queremos|deseo|deseamos|voy a|vamos a) {_SEGUIR}(?: mas)? en {_DE_AQUI}",
    ),
    "quienes": (
        rf"{_QUIERO}quien(?:es)? (?:ya )?(?:esta|estan|son|participan?|hay|somos) (?:en |de )?{_DE_AQUI}",
        rf"{_QUIERO}quien(?:es)? (?:faltan?|(?:ya )?entr(?:o|aron))(?: (?:por |de )?(?:entrar|contestar|responder))?",
        r"(?:quiero |ver |como va )+(?:la|mi|nuestra|esta) alianza",
    ),
    "visto bueno": (
        rf"{_QUIERO}(?:le )?(?:dar|doy|damos|daremos|dare) (?:mi |el |nuestro |un )?visto bueno(?: .{{0,40}})?",
        rf"{_QUIERO}(?:apruebo|aprobamos|aprobar) (?:la version|el borrador|el texto)(?: \d+)?",
    ),
    "pedir visto bueno": (
        rf"{_QUIERO}(?:ped(?:ir|imos)|pido|solicit(?:ar|o))(?:les?)? (?:el |su |los )?vistos? buenos?(?: .{{0,60}})?",
    ),
    "proponer": (
        rf"{_QUIERO}(?:propon(?:er|go|emos)|sugerir|sugiero) (?:un |otro |algun |unos )?cambios?(?: .{{0,60}})?",
        rf"{_QUIERO}(?:pido|pedimos|pedir) (?:un|otro|unos) cambios?(?: .{{0,60}})?",
        r"no (?:estoy|estamos) de acuerdo(?: con .{1,60})?",
    ),
    "cambios": (rf"{_QUIERO}quien (?:cambio|movio|modifico|escribio|puso) (?:que|cada cosa|esto|eso)",),
    "propuestas": (
        rf"{_QUIERO}(?:que |las |los )*(?:propuestas|cambios propuestos) (?:por decidir|pendientes|que hay)",
    ),
    "relevo": (
        rf"{_QUIERO}(?:pasar|ceder|dejar|entregar|soltar|transferir)(?:les?)? (?:la |mi )?coordinacion(?: .{{0,60}})?",
        r"(?:ya )?no (?:quiero|puedo|queremos|podemos|voy a) (?:seguir )?(?:coordinar|coordinando)",
        r"que coordine otr[oa](?: \w+)?",
    ),
    "vincular grupo": (rf"{_QUIERO}(?:vincul|conect|enlaz)(?:ar|a|e|o) (?:con |a )?{_UN_GRUPO}(?: .{{0,40}})?",),
    "desvincular grupo": (
        rf"{_QUIERO}(?:desvincul|desconect)(?:ar|a|e|o) (?:del? )?{_UN_GRUPO}(?: .{{0,40}})?",
        r"(?:ya )?no (?:quiero|queremos) que (?:se vea|salga|aparezca|avise|escriba)(?: \w+){0,3} en el grupo",
    ),
    "retirar": (rf"{_QUIERO}(?:retirar|sacar|botar|expulsar) a .{{1,60}} {_DE_ELLA}",),
}
"""Qué se pide y cómo se dice, sin signos ni tildes. Se mira la frase entera: «invitar a la gente a los talleres de mayo
en la plaza» es una actividad, y no un pedido."""
PEDIDOS = tuple((que, diferida(patron)) for que, maneras in _MANERAS.items() for patron in maneras)


def reconocer(texto: str) -> str:
    """Lo que se pide, o vacío."""
    if len(texto) > LARGO_DE_UN_PEDIDO:
        return ""
    dicho = sin_signos(texto)
    return next((que for que, patron in PEDIDOS if patron.fullmatch(dicho)), "")


def atender(sesion: Sesion, texto: str) -> Turno | None:
    """Hace lo que se pide; None si no se pide nada. Si no se invitó a nadie al borrador, solo se puede invitar."""
    que, borrador = reconocer(texto), sesion.borrador
    if not que or (que != "invitar" and not borrador.es_de_varios and not borrador.invitaciones):
        return None
    sesion, _ = al_dia(sesion.dentro())
    if sesion.falta_consentir:
        return en_paso(sesion)
    if que in participar.SIN_MAS:
        return participar.SIN_MAS[que](sesion)
    match que:
        case "invitar":
            cual = _a_quien(sesion, texto)
            return invitar.explicar(sesion, cual) if cual else invitar.elegir_a_quien(sesion)
        case "visto bueno":
            return _dar_visto_bueno(sesion)
        case "salir":
            return participar.preguntar_si_sale(sesion)
        case "quienes":
            return invitar.ver_quienes(sesion)
        case "pedir visto bueno":
            return acordar.preguntar_si_pide(sesion)
        case "cambios":
            return acordar.contar_cambios(sesion)
        case "vincular grupo":
            return grupo.explicar(sesion)
        case "desvincular grupo":
            return grupo.pedir_desvincular(sesion)
        case _:
            return relevar.elegir_a_quien_retirar(sesion)


def _dar_visto_bueno(sesion: Sesion) -> Turno:
    if sesion.coordina:
        return acordar.preguntar_si_pide(sesion)
    puesta = sesion.borrador.puesta
    return acordar.dar(sesion, str(puesta.version)) if puesta is not None else en_paso(sesion, textos.NADA_QUE_APROBAR)


def _a_quien(sesion: Sesion, texto: str) -> str:
    """El único actor sin quien responda por él con una palabra suya en el texto, entera o acortada («la muni»).

    Vacío si ninguno, o varios.
    """
    dichas = tuple(palabra for palabra in palabras(texto) if len(palabra) > LARGO_DE_UN_ARTICULO)
    libres = [uno for uno in actores(sesion.entrevista, sesion.borrador) if invitar.falta(sesion, uno)]
    nombrados = [uno.identificador for uno in libres if any(una.startswith(dichas) for una in palabras(uno.nombre))]
    return nombrados[0] if len(nombrados) == 1 else ""
