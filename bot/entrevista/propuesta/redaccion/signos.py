"""Los espacios alrededor de los signos, la mayúscula que abre cada oración y el punto con que acaba la última."""

from bot.entrevista.propuesta.redaccion.modelo import Clase
from bot.entrevista.propuesta.redaccion.trozos import Trozo
from conocimiento.expresiones import diferida
from conocimiento.frases import punto_tras

_ESPACIOS = diferida(r"[^\S\n]{2,}")
_ANTES_DEL_SIGNO = diferida(r"[^\S\n](?=[,;:.!?)](?!\.))")
_TRAS_ABRIR = diferida(r"(?<=[(¿¡])[^\S\n]+")
_MARCA = diferida(r"[-•*·–]|\d{1,2}[.)]")
_LARGO_DE_UNA_PALABRA = 4  # «S.A.C.» y «p.m.» llevan puntos por dentro


def espaciar(trozos: list[Trozo]) -> list[Trozo]:
    """Un espacio donde había varios; ninguno antes de un signo y uno después. No toca lo que va con cifras."""
    nuevos: list[Trozo] = []
    for lugar, trozo in enumerate(trozos):
        if trozo.es_palabra or trozo.fijo:
            nuevos.append(trozo)
            continue
        if lugar in (0, len(trozos) - 1) and not trozo.nuevo.strip():
            nuevos.append(trozo.con("", Clase.SIGNOS))
            continue
        limpio = _TRAS_ABRIR.sub("", _ANTES_DEL_SIGNO.sub("", _ESPACIOS.sub(" ", trozo.nuevo)))
        siguiente = trozos[lugar + 1] if lugar + 1 < len(trozos) else None
        previo = trozos[lugar - 1] if lugar else None
        if siguiente is not None and siguiente.es_palabra and _va_separado(previo, limpio, siguiente):
            limpio += " "
        nuevos.append(trozo.con(limpio, Clase.SIGNOS))
    return nuevos


def _va_separado(previo: Trozo | None, signo: str, siguiente: Trozo) -> bool:
    """Tras coma, punto y coma o dos puntos, siempre; tras un punto pegado, si une dos palabras largas o es «1.»."""
    if signo.endswith((",", ";", ":")):
        return True
    es_palabra = previo is not None and previo.es_palabra and len(previo.texto) >= _LARGO_DE_UNA_PALABRA
    es_de_lista = previo is not None and previo.texto.isdecimal() and siguiente.abre
    return signo in (".", ".)") and (es_de_lista or (es_palabra and len(siguiente.texto) >= _LARGO_DE_UNA_PALABRA))


def abrir_con_mayuscula(trozos: list[Trozo]) -> list[Trozo]:
    """La primera palabra de cada oración, con mayúscula; «c/», no."""
    return [
        trozo.con(trozo.nuevo[0].upper() + trozo.nuevo[1:], Clase.MAYUSCULA)
        if trozo.es_palabra and trozo.abre and trozo.nuevo[0].islower() and not _sigue_barra(trozos, lugar)
        else trozo
        for lugar, trozo in enumerate(trozos)
    ]


def _sigue_barra(trozos: list[Trozo], lugar: int) -> bool:
    return lugar + 1 < len(trozos) and trozos[lugar + 1].texto.startswith("/")


def cerrar_con_punto(trozos: list[Trozo]) -> list[Trozo]:
    """El punto al final de cada renglón que es una oración; los de una lista, con su marca delante, no."""
    cerrados: list[Trozo] = []
    renglon = ""
    for trozo in trozos:
        salto = trozo.nuevo.find("\n") if not trozo.es_palabra and not trozo.fijo else -1
        if salto >= 0:
            previo = trozo.nuevo[:salto]
            punto = _punto_de(renglon + previo)
            cerrados.append(trozo.con(previo.rstrip() + punto + trozo.nuevo[salto:], Clase.PUNTO) if punto else trozo)
            renglon = trozo.nuevo[trozo.nuevo.rfind("\n") + 1 :]
        else:
            cerrados.append(trozo)
            renglon += trozo.nuevo
    return [*cerrados, *_punto_final(cerrados, renglon)]


def _punto_de(renglon: str) -> str:
    """El punto que le falta a un renglón; ninguno si ya acaba en un signo, o si es de una lista."""
    dicho = renglon.strip()
    if not dicho or _MARCA.match(dicho) or dicho[-1] in ",;:-(/" or not any(letra.isalpha() for letra in dicho):
        return ""
    return punto_tras(dicho.rstrip('»”")'))


def _punto_final(trozos: list[Trozo], renglon: str) -> list[Trozo]:
    if not _punto_de(renglon):
        return []
    ultimo = trozos[-1]
    return [Trozo(ultimo.inicio + len(ultimo.texto), "", ".", es_palabra=False, clase=Clase.PUNTO)]
