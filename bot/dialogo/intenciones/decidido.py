"""Lo que decide quien contesta con pocas palabras: que sí, que no, que se envíe, el tercero, que se empiece.

Vale si **todo** lo escrito lo dice; si dice algo más, no decide nada.
"""

from conocimiento.expresiones import diferida
from conocimiento.palabras import plegar

_ALARGADA = diferida(r"([aeiou])\1+$")
_SIGNOS = diferida(r"[^\w\s]|_")
_SI = frozenset(
    """si sip sipi claro dale acepto yes yep accept agree confirmo autorizo afirmativo correcto exacto hazlo
    hagalo procede proceda conforme""".split()
)
_NO = frozenset("no nop nel nones nunca negativo tampoco jamas nope dont not".split())
_DE_RELLENO = frozenset(
    """pues ps pe pes nomas por favor porfa xfa porfavor todo el la los las aviso terminos version de privacidad
    gracias senor senorita ya mas lo mis datos eso esa ese esta este asi una vez i do gusto supuesto amigo amiga ok
    okey okay bueno que y tal cual con mejor quiero deseo bien acuerdo mi parte 1 2 3 4 5 6 7 8 9""".split()
)
"""Lo que acompaña a un sí o a un no sin cambiarlo."""
_BORRA, _ENVIA = {*"borra borralo borre borrelo borrar".split()}, {*"envialo envielo mandalo mandelo enviar".split()}
"""Solo dicen que sí a quien pregunta si lo hace: «borra todo», ante el aviso de privacidad, no lo acepta."""
_BUENO = frozenset(
    """si sip sipi claro dale acepto yes correcto exacto conforme confirmo afirmativo procede proceda ok okey okay ya
    bien listo perfecto excelente guarda guardalo guardala guardar guardalos guarde guardelo guardenlo anota anotalo
    anote todo eso asi""".split()
)
_ENVIAR = diferida(
    r"(?:envi|mand|remit|despach)(?:a|e|o|ar|ad|en|an|as|es|alo|elo|ala|ela|arlo|arla|aselo|eselo|arselo|alos|elos)"
)
_DEJAR = diferida(r"(?:dej(?:a|e|o|alo|elo|emoslo|arlo)|cancel(?:a|e|o|ar|alo|elo)|olvid(?:a|e|o|alo|elo)|anul\w+)")
_IRSE = diferida(
    r"(?:(?:ya|ok|bueno|pues|disculp\w+|perdon|ahora|ahorita|la verdad|mejor) )*"
    r"(?:(?:me )?(?:tengo que|debo|voy a) (?:salir|ir|irme|colgar|cortar|descansar|trabajar|atender)|me voy"
    r"|no (?:quiero|puedo|deseo) (?:seguir|continuar)|(?:quiero|necesito) (?:descansar|parar|salir)"
    r"|(?:vuelvo|regreso) (?:mas tarde|luego|despues|manana|en un rato|al rato)"
    r"|(?:en |para )?otro (?:momento|dia|rato))"
    r"(?: (?:ahora|ahorita|hoy|por ahora|por el momento|mas|mas tarde|luego|un rato|ya|nomas|pues|porfa))*"
)
_ANIMARSE = diferida(
    r"\b(?:(?:hag|arm|empe[cz]|comen[cz]|inici|arranqu|prepar|continu|sig|avanc|prob)[ae]mos(?:l[oa])?|demosle|me animo"
    r"|manos a la obra|(?:hay que|quiero|queremos|vamos a) (?:hacer|empezar|comenzar|armar|intentar)(?:l[oa])?"
    r"|vamos(?: (?:con|a) (?:eso|esto|ello))?|me interesa)\b"
)
"""«Ok, hagámoslo», «ya, vamos con eso»: después de leer, se quiere empezar o seguir el borrador."""
_AL_ANIMARSE = frozenset(
    "a ver perfecto genial entonces ahora ps me parece gusta excelente juntos aqui algo uno una alianza".split()
)
PALABRAS_DE_UN_SI = 8
_LUGARES = ("primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav", "noven", "decim")
_POR_NUMERO = diferida(
    r"(?:quiero |elijo |escojo |mejor |seria |pon(?:ga|le|gale)? |marca )?"
    r"(?:el |la |los |opcion |numero |nro |n |boton |alternativa )*"
    rf"(?:(\d{{1,2}})|({'|'.join(_LUGARES)})[oa]?)(?: opcion| nomas| por favor| pues)?"
)


def aplanado(texto: str) -> str:
    """Sin tildes, signos ni mayúsculas, y con un espacio entre palabras."""
    return " ".join(_SIGNOS.sub(" ", plegar(texto)).split())


def se_anima(plano: str) -> bool:
    """Todo lo escrito, ya aplanado, dice que se empiece o se siga: «ok hagámoslo», «ya, vamos con eso»."""
    resto = _ANIMARSE.sub(" ", plano)
    return resto != plano and _BUENO.union(_DE_RELLENO, _AL_ANIMARSE).issuperset(resto.split())


def _dichas(texto: str) -> list[str]:
    """Las palabras, sin las letras que se alargan al final: «sii», «yaaa»."""
    return [_ALARGADA.sub(r"\1", una) for una in aplanado(texto).split()]


def si_o_no(texto: str) -> bool | None:
    """Si todo lo escrito es un sí o un no: «si acepto pues», «no esa no»; None si dice algo más, o nada claro."""
    dichas = _dichas(texto)
    admitidas = _DE_RELLENO.union(_SI, _NO, _BORRA, _ENVIA)
    if not 0 < len(dichas) <= PALABRAS_DE_UN_SI or not admitidas.issuperset(dichas):
        return None
    if any(una in _NO for una in dichas):
        return False
    return True if any(una in _SI for una in dichas) or dichas in (["de", "acuerdo"], ["por", "supuesto"]) else None


def lo_que_ordena(texto: str) -> str:
    """El comienzo del verbo, si todo lo escrito manda borrar o enviar; vacío si dice algo más."""
    dichas = {*aplanado(texto).split()} - _DE_RELLENO
    return "borr" if dichas and dichas <= _BORRA else "envi" if dichas and dichas <= _ENVIA else ""


def manda_enviar(texto: str) -> bool:
    """Todo lo escrito manda enviar lo que se muestra: «dale envíalo», «mándelo nomás», «así está bien, envía»."""
    dichas = aplanado(texto).split()
    if not 0 < len(dichas) <= PALABRAS_DE_UN_SI or any(una in _NO for una in dichas):
        return False
    de_envio = [una for una in dichas if _ENVIAR.fullmatch(una)]
    demas = [una for una in dichas if una not in de_envio]
    caben = all(una in _SI | _BUENO | _DE_RELLENO | {"esta", "es", "de", "se", "tambien"} for una in demas)
    return caben and (bool(de_envio) or si_o_no(texto) is True or da_por_bueno(texto))


def se_va(texto: str) -> bool:
    """Todo lo escrito dice que se sigue después: «me tengo que ir», «vuelvo en un rato», «no quiero seguir ahora»."""
    return _IRSE.fullmatch(aplanado(texto)) is not None


def manda_dejarlo(texto: str) -> bool:
    """Todo lo escrito dice que no se siga con lo que sea: «no, déjalo», «olvídalo nomás», «ya, cancela»."""
    return manda_no_enviar(texto) and any(_DEJAR.fullmatch(una) for una in aplanado(texto).split())


def manda_no_enviar(texto: str) -> bool:
    """Todo lo escrito manda no enviar: «no lo envíe», «mejor no», «déjelo así nomás», «cancela»."""
    dichas = aplanado(texto).split()
    if not 0 < len(dichas) <= PALABRAS_DE_UN_SI:
        return False
    deja = [una for una in dichas if _DEJAR.fullmatch(una)]
    demas = [una for una in dichas if una not in deja and not _ENVIAR.fullmatch(una)]
    caben = all(una in _SI | _NO | _DE_RELLENO | {"esta", "se", "nada", "todavia", "aun", "ahi"} for una in demas)
    return caben and (bool(deja) or any(una in _NO for una in dichas))


def da_por_bueno(texto: str) -> bool:
    """Todo lo escrito da por bueno lo que se muestra: «guarda todo», «sí, está bien así», «ya dale»."""
    dichas = _dichas(texto)
    caben = len(dichas) <= PALABRAS_DE_UN_SI and _BUENO.union(_DE_RELLENO, ("esta", "es", "de")).issuperset(dichas)
    return caben and (any(una in _BUENO for una in dichas) or dichas == ["de", "acuerdo"])


def lugar_escrito(texto: str) -> int | None:
    """El lugar, desde 0, de lo que se elige por su número: «el 3», «opción 8», «la segunda»; None si no es eso."""
    hallado = _POR_NUMERO.fullmatch(aplanado(texto))
    if hallado is None:
        return None
    numero = int(hallado.group(1)) if hallado.group(1) else _LUGARES.index(hallado.group(2)) + 1
    return numero - 1 if numero else None
