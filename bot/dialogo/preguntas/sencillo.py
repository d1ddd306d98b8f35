"""Decirlo más fácil o con un ejemplo, a quien lo pide: no es texto del documento, y se dice si la APCI lo aprobó.

Acompaña a una respuesta, con su cita debajo; de lo que el documento no dice se explica qué quiere decir que no lo diga.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.dialogo.preguntas import textos
from bot.dialogo.preguntas.parte import Lectura, LosMismos, ParteContestada, Resultado, raices_del_tema
from bot.dialogo.turno import Contexto, PreguntaEnCurso
from conocimiento.expresiones import diferida
from conocimiento.modelo import Cita, Explicacion, Ficha, Hallazgo, Tramo
from conocimiento.palabras import AL_PEDIR, VACIAS, palabras, plegar, raiz

PALABRAS_DE_UNA_PREGUNTA = 20
PALABRAS_DE_UN_TEMA = 8
"""Hasta las que lo que queda es de lo que se pide, y no otra cosa que se cuenta."""
EXPLICACIONES_DE_UN_APARTADO = 3
"""Las que se dan de lo que se leyó entero: más sería volver a leerlo."""

_FACIL = (
    r"(?:facil(?:ito|mente)?|sencill[oa]s?|sencillito|simples?|simplecito|clar[oa]s?|clarito|despacio|mejor"
    r"|digerible|ligero"
    r"|accesible|entendible|amigable)"
)
_EXPLICAR = (
    r"(?:(?:puede[sn]?|podria[sn]?|me|nos|lo|la|le|quiero|quisiera|necesito|que|a ver|y|can you|could you) ){0,4}"
    r"(?:expli(?:c|qu)\w{1,9}|aclar\w{1,8}|traduz\w{1,7}|traduc\w{1,7}|di(?:ga)?(?:melo|noslo|me|nos|lo)"
    r"|decir(?:melo|noslo|me|nos)"
    r"|pon(?:me|melo|gamelo|ga)|habl(?:a|e|ame|eme)|resumamelo|explain|say)"
)
_DE_MODO_FACIL = (
    r"(?:(?:lo |la |eso |esto |me |it |that ){0,4}(?:(?:un poco|algo|lo|super|bien) )?"
    r"(?:mas |bien |de (?:manera|forma|modo) (?:mas )?|en (?:forma|modo) )?"
    rf"{_FACIL}\b|simply\b|(?:it |that )?better\b)"
)
_EN_SENCILLO: tuple[re.Pattern[str], ...] = tuple(
    diferida(forma)
    for forma in (
        rf"\b{_EXPLICAR} {_DE_MODO_FACIL}",
        r"\b(?:(?:puede|podria)s? )?(?:(?:me |nos )?(?:lo )?(?:expli(?:c|qu)\w{1,9}|di(?:ga)?(?:melo|noslo|me|nos|lo)"
        r"|traduz\w{1,7}"
        r"|traduc\w{1,7}|habla\w{0,3}|explain) (?:lo |eso |esto |it |that |y )?)?(?:en (?:buen castellano|cristiano"
        r"|buen cristiano|peruano|criollo|simple"
        r"|facil|sencillo|chibolo|arroz con huevo)\b|en facilito\b|con manzan\w+|con palitos|con dibujitos)",
        r"\b(?:(?:puede|podria)s? )?(?:(?:me |nos )?(?:lo )?(?:expli(?:c|qu)\w{1,9}|di(?:ga)?(?:melo|noslo|me|nos|lo)"
        r"|traduz\w{1,7}"
        r"|traduc\w{1,7}|explain) (?:lo |eso |esto |it |that )?)?(?:en|con|a|in|using)(?: un)? (?:(?:otras "
        r"|mis )palabras\b|other words\b"
        r"|simple(?:r)? (?:words|terms)\b|plain (?:words|language|english|terms)\b|(?:unas )?(?:palabras|lenguaje"
        r"|terminos|idioma)"
        r" (?:mas |muy |bien )?(?:sencill\w+|simples?|faciles|facil|normal(?:es)?|claras?|comunes|de la calle"
        r"|de todos los dias"
        r"|cotidian[oa]s?|coloquial(?:es)?)\b)",
        rf"\b(?:{_EXPLICAR} )?(?:lo |eso |esto )?(?:como (?:para|a|si fuera|si tuviera|si yo fuera) (?:un |una |mi "
        rf"|mis )?"
        r"|(?:para|como) (?:un |una |mi ))"
        r"(?:nin[oa]s?|chic[oa]s?|chibol[oa]s?|abuelit[oa]s?|abuel[oa]s?|tont[oa]s?|dummies|principiantes|bebe|escolar"
        r"|alguien que no sabe(?: nada)?|quien no sabe(?: nada)?|(?:\d{1,2}|cinco|seis|siete|ocho"
        r"|diez) anos)(?: de (?:\d{1,2}|cinco"
        r"|seis|siete|ocho|diez)(?: anos)?)?(?: de primaria)?\b",
        r"\b(?:(?:la verdad|pero|disculpe?|perdon|yo|es que|aun|todavia|sigo) ){0,4}(?:no|ni|sin) (?:(?:lo|la|le|te|les"
        r"|se) )?"
        r"(?:entendi(?:mos|do)?|entiendo|entender|entendemos|capto|capte|captamos|comprendo|comprendi|comprender"
        r"|comprendemos"
        r"|pesco|pesque|cach[eo]|pill[eo]|agarr[eo])\b(?: (?:bien|nada|mucho|muy bien"
        r"|ni michi|ni papa|casi nada|eso|esto)){0,3}",
        r"\b(?:i )?(?:don ?t|do not|didn ?t|did not|cant|can ?t) (?:understand|get)\b(?: (?:it|that|this))?",
        r"\bno se (?:entiende|comprende)\b(?: (?:bien|nada|mucho|eso|esto)){0,3}",
        r"\bde (?:una )?(?:forma|manera|modo) (?:mas )?(?:sencilla|simple|facil|clara|entendible)\b"
        r"|\b(?:expli(?:c|qu)\w{1,9}|decir\w{0,4}|dig\w{1,6}) (?:lo |eso |esto )?de otra (?:forma|manera)\b"
        r"|^\s*de otra (?:forma|manera)\s*$",
        r"\b(?:no me (?:queda|quedo) (?:muy |del todo |nada )?claro|no (?:esta|es|fue) (?:muy )?claro)\b",
        r"\b(?:like i ?m (?:five|5)|eli5|simpler\b|in a simple(?:r)? way)",
        r"\bsin (?:tanto |tanta |mucho |usar )?(?:floro|rodeos|palabreo|tecnicismos?|palabras (?:dificiles|raras"
        r"|tecnicas)|jerga)\b",
    )
)
_PIDE = (
    r"(?:(?:(?:me|nos|puede[sn]?|podria[sn]?|quiero|quisiera|necesito|a ver|y|can you"
    r"|could you) ){0,3}(?:da[rn]?(?:me|nos)?|das"
    r"|deme|dame|denme|pon(?:ga)?(?:me)?|poner(?:me)?|muestr[ae](?:me)?|mostrar(?:me)?|menciona(?:me)?|cite(?:me)?"
    r"|ilustr\w{1,7}"
    r"|expli(?:c|qu)\w{1,9}|give(?: me)?|show(?: me)?|quiero|quisiera|necesito|ver|tendra|tiene[ns]?) (?:lo )?)?"
)
_CON_EJEMPLO: tuple[re.Pattern[str], ...] = tuple(
    diferida(forma)
    for forma in (
        rf"\b{_PIDE}(?:con |as |de )?(?:un(?:os)? |una? |algun(?:os)? |otro |an "
        rf"|some )(?:mini )?(?:ejempl(?:o|ito|os|itos)|examples?)\b"
        r"(?: (?:practicos?|concretos?|sencillos?|simples?|cotidianos?|claros?|de la vida(?: diaria| real"
        r"| cotidiana)?|inventado"
        r"|facil(?:ito)?|imaginario|de eso|de esto|of (?:that|it))){0,4}",
        r"(?:^\W*(?:y |a ver |con |as )?|\b(?:dame|deme|denme|da|de|pongame|ponme|mencione|give me|con) )"
        r"(?:ejempl(?:o|ito|os|itos)|examples?)\b(?: (?:practicos?|concretos?|sencillos?|de la vida(?: diaria"
        r"| real)?)){0,4}",
        r"\b(?:pon(?:ga)?me|da?me|deme|ilustr\w{1,7}|con|expli(?:c|qu)\w{1,9} con) (?:lo )?(?:con )?un caso\b"
        r"(?: (?:practico|concreto|sencillo|imaginario|hipotetico|de eso))?",
        r"\b(?:un )?caso (?:practico|imaginario|hipotetico)\b",
        r"\b(?:y )?(?:como|q|que) (?:seria|se veria|se ve|se aplica|se aplicaria|funciona|funcionaria|es|significa"
        r"|quiere decir)"
        r" ?(?:eso|esto|lo)? en la (?:vida (?:real|diaria)|practica|realidad)\b",
        r"^\s*(?:y |pero |a ver )?(?:en|a) la (?:vida real|practica)\s*$",
        r"\b(?:for|por) (?:example|instance|ejemplo)\W*$|\bwhat would (?:it|that) look like(?: in practice)?\b",
        r"^\W*(?:y )?como (?:cual|que|seria eso|se veria eso|seria)\W*$",
    )
)
_SUELTO = diferida(
    r"^(?:(?:y|pero|eso|esto|lo|quiero|prefiero|mejor|me) ){0,3}(?:(?:un poco |algo )?mas|super|mejor) (?:\w+ )?"
    rf"(?:{_FACIL})(?: (?:por favor|porfa|pe|pues|de entender|para mi|todo|eso)){{0,3}}$"
    rf"|^(?:sea|podria ser|puede ser|se puede) mas (?:{_FACIL})$"
    r"|^(?:(?:y|pero|eso|esto|es|esta) ){0,3}(?:muy|demasiado|bien|super|medio|algo|tan|un poco) (?:tecnic[oa]"
    r"|complicad[oa]"
    r"|enredad[oa]|dificil|confus[oa]|enrevesad[oa]|rebuscad[oa])(?: (?:por favor|porfa|pe|pues|de entender|para mi"
    r"|todo"
    r"|eso)){0,3}$"
    r"|^(?:(?:y|entonces|o sea|osea) ){0,2}(?:(?:que|q) (?:quiere decir|significa|es|seria) (?:eso|esto)"
    r"|a que se refiere(?:n)?(?: con)?(?: eso| esto)?|como asi|como es eso|que quiso decir"
    r"|(?:eso|esto) que (?:significa|quiere decir)|quede igual|what does (?:that|it) mean)$"
)
"""Lo que, dicho en una frase aparte, solo es pedirlo."""
_TODO_ES_EXPLIQUE = diferida(
    r"(?:no |a ver )?(?:me lo |lo |me |podria |puede )?(?:expli(?:c|qu)\w{1,9}|aclar\w{1,8})"
    r"(?: (?:eso|esto|otra vez|de nuevo|por favor|porfa|pe|pues)){0,3}"
)
_REAL = diferida(
    r"\b(?:real(?:es)?|existen\w*|exitos\w+|verdader[oa]s?|de exito|que (?:ya )?(?:exist|haya|hay|funcion|se (?:hizo"
    r"|hicier))\w*"
    r"|peruan[oa]s?|conocid[oa]s?|preguntas|mencion\w+|nombrad[oa]s?|documentad[oa]s?|de (?:la )?apci|successful)\b"
)
"""Un caso que de verdad pasó no se inventa: es una pregunta."""
_NOMBRA_UNO = diferida(
    r"^.{15,}, ?(?:(?:el|la|los|las|un|una|en|con|de|a) )?[^\W\d_]{1,30}(?: [^\W\d_]{1,30})?,? por ejemplo\W*$",
    re.DOTALL,
)
"""«¿…los papeles en nuestro idioma, quechua por ejemplo?»: lo dice quien pregunta, y no pide ninguno."""
_SI_LOS_HAY = diferida(r"\b(?:hay|existen?|tienen?|conocen?|habra) (?:\w+ ){0,2}(?:ejemplos?|casos?)\b")
_QUE_HACER = diferida(r"\b(?:que|como|donde|cual) (?:\w+ ){0,2}?(?:hago|hacer|debo|tengo que|puedo)\b")
_PREGUNTA = diferida(
    r"\?|^\W*(?:(?:y|o sea|osea|entonces) ){0,3}(?:(?:de|a|en|con|por|para) )?"
    r"(?:que|q|cual(?:es)?|cuant[oa]s?|como|quien(?:es)?|donde|cuando|what|how|who|why|which)\b"
)
_EXPLIQUE = diferida(r"(?:me )?(?:expli(?:c|qu)\w{1,9}|resum\w{1,6}|explain|dime|digame|cuent[ae]me|cuenta)\b")
_CLAUSULA = diferida(r"[^,.;:!?¡¿\n]+")
_DE_QUE = diferida(
    r"^(?:del?|sobre|acerca del?|al?|con|para|of|about) (?:(?:el|la|los|las|lo|un|una) )?", re.IGNORECASE
)
_DE_RELLENO = frozenset(
    """vuelve vuelva repetir repite repita indicar tarea clase pa pe pues mas nada bien eso esto lo asi entonces
    disculpe disculpa perdon ahora otra vez nuevo pls profe amigo ver todo la verdad sorry tu usted it that this
    of me a the pero aun todavia manera forma en con de for can could you please
    """.split()
)


@dataclass(frozen=True, slots=True)
class Pedida:
    """Qué se pide y de qué; sin `de_que`, de lo último que se contestó."""

    en_sencillo: bool
    con_ejemplo: bool
    de_que: str


def pide_explicacion(texto: str, tema: frozenset[str] = frozenset()) -> Pedida | None:
    """Devuelve qué se pide explicar; None si no se pide eso. `tema`: raíces de lo que trata todo el documento."""
    plano = re.sub(r"[^\w\s]", " ", plegar(texto))
    if len(plano) != len(texto) or "@" in texto or _NOMBRA_UNO.search(plegar(texto)):
        return None
    sencillo, ejemplo = (_quitar(plano, formas) for formas in (_EN_SENCILLO, _CON_EJEMPLO))
    if _TODO_ES_EXPLIQUE.fullmatch(" ".join(plano.split())):
        return Pedida(en_sencillo=True, con_ejemplo=False, de_que="")
    con_formas = "".join(" " if " " in par else par[0] for par in zip(sencillo, ejemplo, strict=True))
    queda = _sin_lo_suelto(texto, con_formas)
    en_sencillo, con_ejemplo = sencillo != plano or queda != con_formas, ejemplo != plano
    if not (en_sencillo or con_ejemplo) or _REAL.search(queda):
        return None
    dichas = [palabra for palabra in palabras(queda) if palabra not in VACIAS | AL_PEDIR | _DE_RELLENO]
    if not dichas:
        return None if _QUE_HACER.search(queda) else Pedida(en_sencillo, con_ejemplo, "")
    if con_ejemplo and (_SI_LOS_HAY.search(plano) or all(raiz(palabra) in tema for palabra in dichas)):
        return None  # «un ejemplo de alianza» es uno que exista
    de_que = " ".join(_lo_que_queda(texto, plano, queda).split()).strip(" ,.;:")
    empieza_pidiendo = queda.strip() != "" and not queda.startswith(plano.split()[0], len(plano) - len(plano.lstrip()))
    return Pedida(en_sencillo, con_ejemplo, _DE_QUE.sub("", de_que)) if _es_de_que(de_que, empieza_pidiendo) else None


def _es_de_que(dicho: str, empieza_pidiendo: bool) -> bool:
    """Dice si lo que queda nombra algo, y no cuenta ni contesta otra cosa."""
    plano, cuantas = plegar(dicho), len(palabras(dicho))
    if cuantas > PALABRAS_DE_UNA_PREGUNTA:
        return False
    if _PREGUNTA.search(plano):
        return True
    return cuantas <= PALABRAS_DE_UN_TEMA and (empieza_pidiendo or _EXPLIQUE.match(plano) is not None)


def _sin_lo_suelto(texto: str, plano: str) -> str:
    """Lo dicho sin las frases que solo piden explicar, con espacios en su lugar."""
    trozos = list(plano)
    for clausula in _CLAUSULA.finditer(texto):
        if _SUELTO.search(" ".join(plano[clausula.start() : clausula.end()].split())):
            trozos[clausula.start() : clausula.end()] = " " * len(clausula.group())
    return "".join(trozos)


def _quitar(plano: str, formas: Sequence[re.Pattern[str]]) -> str:
    """Lo dicho con espacios donde estaba el pedido: la posición de cada letra se conserva."""
    for forma in formas:
        plano = forma.sub(lambda hallado: " " * len(hallado.group()), plano)
    return plano


def _lo_que_queda(texto: str, plano: str, queda: str) -> str:
    """El texto, con sus signos y sus tildes, sin las palabras que ya no quedan."""
    return "".join(
        letra if resta != " " or antes == " " else " " for letra, antes, resta in zip(texto, plano, queda, strict=True)
    )


def raices_de_los_temas(contexto: Contexto) -> frozenset[str]:
    """Las de lo que tratan los documentos que hay."""
    return _raices_de(LosMismos(contexto.fichas))


@lru_cache(1)
def _raices_de(fichas: LosMismos[Ficha]) -> frozenset[str]:
    return frozenset[str]().union(*map(raices_del_tema, fichas.mismos))


def con_explicacion(
    contexto: Contexto, pregunta: PreguntaEnCurso, contestada: ParteContestada, hallazgo: Hallazgo
) -> ParteContestada:
    """Añade a una respuesta lo que se pidió de ella; de lo que el documento no dice, qué quiere decir eso."""
    if not (pregunta.en_sencillo or pregunta.con_ejemplo):
        return contestada
    if contestada.resultado is not Resultado.RESPUESTA:
        return contestada if contestada.lectura is not None else _no_lo_dice(pregunta, contestada)
    if not contestada.citas:
        return contestada
    explicada = tuple(_dichas(pregunta, _explicaciones(contexto, contestada, hallazgo)))
    sin_nada = textos.SIN_EXPLICACION if pregunta.en_sencillo else textos.SIN_EJEMPLO
    return replace(contestada, explicada=explicada or (("", sin_nada),))


def _dichas(pregunta: PreguntaEnCurso, suyas: Sequence[Explicacion]) -> Iterator[tuple[str, str]]:
    """Lo que se pidió, con su título: lo que la APCI aprobó y, aparte, lo que no ha aprobado, dicho que es así."""
    aprobadas, de_la_casa = ([una for una in suyas if bool(una.aprobada_por) is si] for si in (True, False))
    nuestras = 0
    for en_sencillo, un_ejemplo, unas in (
        (textos.EN_OTRAS_PALABRAS, textos.UN_EJEMPLO_APROBADO, aprobadas),
        (textos.EN_SENCILLO, textos.UN_EJEMPLO, de_la_casa),
    ):
        explicadas = [una.en_sencillo for una in unas if una.en_sencillo and pregunta.en_sencillo]
        ejemplos = [una.ejemplo for una in unas if una.ejemplo and pregunta.con_ejemplo][:1]
        yield from ((titulo, " ".join(d)) for titulo, d in ((en_sencillo, explicadas), (un_ejemplo, ejemplos)) if d)
        nuestras = len(explicadas) + len(ejemplos)
    if nuestras:
        yield "", textos.NO_APROBADA


def _no_lo_dice(pregunta: PreguntaEnCurso, contestada: ParteContestada) -> ParteContestada:
    """Lo mismo que ya se dijo, sin repetirlo: qué significa que el documento no lo diga y qué se puede hacer."""
    dicho = textos.lo_que_significa_no_decirlo(
        contestada.falta,
        trata_el_tema=contestada.resultado is Resultado.CERCANO,
        es_un_vacio=contestada.vacio is not None,
        con_ejemplo=pregunta.con_ejemplo and not pregunta.en_sencillo,
    )
    sin_cita = replace(contestada, cita=None, destacada=None, fragmento=None, tambien=())
    return replace(sin_cita, vacio=None, lectura=Lectura(dicho))


def _explicaciones(contexto: Contexto, contestada: ParteContestada, hallazgo: Hallazgo) -> list[Explicacion]:
    """Las de lo que se cita: la de la idea que se preguntó o, de un apartado, las que más abarcan."""
    tocadas = [una for una in contexto.explicaciones if any(_se_tocan(una, cita) for cita in contestada.citas)]
    if contestada.lectura is not None:
        return _las_que_mas_abarcan(tocadas)
    preguntadas = [idea.clave for idea, _ in hallazgo.juicio.ideas] if hallazgo.juicio else []
    propia = next((una for clave in preguntadas for una in tocadas if una.idea == clave), None)
    if propia is not None:
        return [propia]
    destacada = contestada.destacada
    en_ella = [
        una for una in tocadas if destacada and una.lugar.inicio < destacada.fin and una.lugar.fin > destacada.inicio
    ]
    return _las_que_mas_abarcan(en_ella)[:1]


def _las_que_mas_abarcan(explicaciones: Sequence[Explicacion]) -> list[Explicacion]:
    """De más a menos, sin dos de las mismas palabras; al final, en el orden del documento."""
    elegidas: list[Explicacion] = []
    for una in sorted(explicaciones, key=lambda una: una.lugar.inicio - una.lugar.fin):
        if not any(una.lugar.inicio < otra.lugar.fin and una.lugar.fin > otra.lugar.inicio for otra in elegidas):
            elegidas.append(una)
    return sorted(elegidas[:EXPLICACIONES_DE_UN_APARTADO], key=lambda una: una.lugar.inicio)


def _se_tocan(una: Explicacion, cita: Cita) -> bool:
    lugar = Tramo(cita.inicio, cita.fin)
    return una.documento == cita.documento and una.lugar.inicio < lugar.fin and una.lugar.fin > lugar.inicio
