"""¿Es la misma pregunta que contestó el personal? Su respuesta vale para la suya, dicha como sea, y para ninguna otra.

Dos preguntas piden lo mismo si piden la misma clase de dato (cuánto, quién, dónde, si se puede…) de la misma cosa:
lo que una nombra lo nombra la otra, con esa palabra o con otra que aquí quiere decir igual. Una palabra de más
(«máximo», «la universidad», «extranjera») es otra pregunta. El parecido de las frases no basta: «mínimo» y «máximo»
las dejan casi iguales.
"""

import re
from enum import Enum, auto

from bot.dialogo.preguntas import textos
from bot.dialogo.preguntas.citas import citar
from bot.dialogo.preguntas.clases import Clase
from bot.dialogo.preguntas.parte import Lectura, ParteContestada, Resultado
from bot.dialogo.preguntas.reglas.generales import CONFIANZA_DE_UN_VACIO
from conocimiento.expresiones import diferida
from conocimiento.modelo import Hallazgo, Oficial
from conocimiento.palabras import AL_PEDIR, VACIAS, palabras, plegar, raiz, sin_abreviaturas

PARECIDO_MINIMO = 0.86
"""Por debajo, las preguntas no se parecen aunque compartan palabras."""
PARECIDO_SIN_NADA_PROPIO = 0.92
"""El de dos preguntas de la alianza misma («¿cuánto dura?»), que no nombran nada más."""
PARECIDO_CERCANO = 0.9
COMUNES_DE_LO_CERCANO = 2
"""Lo que una pregunta tiene en común con la que se contestó para que, a falta de otra cosa, se muestre."""
_CONTRASTE = diferida(r"\b(?:y|e|o) (?:no|si no|tiene que)\b.*$")
"""«En especie y no en plata»: lo que se descarta no es de lo que se pregunta."""


class _Pide(Enum):
    """La clase de dato, más fina que `Clase`: lo que distingue dos preguntas de la misma cosa."""

    CUANTO = auto()
    TIEMPO = auto()
    CUANDO = auto()
    DONDE = auto()
    QUIEN = auto()
    QUE_PASA = auto()
    POR_QUE = auto()
    COMO = auto()
    QUE = auto()
    SE_PUEDE = auto()
    SE_DEBE = auto()
    SI_O_NO = auto()
    SIN_VERBO = auto()


_FORMAS: tuple[tuple[_Pide, re.Pattern[str]], ...] = tuple(
    (pide, diferida(forma))
    for pide, forma in (
        (_Pide.QUE_PASA, r"\bque (?:pasa|pasaria|ocurre|sucede)\b"),
        (_Pide.POR_QUE, r"\bpor que\b|\bpara que\b|\bxq\b"),
        (
            _Pide.TIEMPO,
            r"\bcuant[oa]s? (?:tiempo|anos|meses|dias|semanas|horas)\b|\bcuanto (?:se )?(?:dura|demora|tarda)\w*"
            r"|\b(?:duracion|plazos?|dura|tiempo)\b",
        ),
        (_Pide.CUANDO, r"\bcuando\b|\b(?:que|cual es la) (?:fecha|dia)\b|\bfecha\b"),
        (
            _Pide.CUANTO,
            r"\bcuant[oa]s?\b|\b(?:cual|que|hay|existe)\b(?: \w+){0,3} (?:minim|maxim|montos?|numero|cantidad)"
            r"|^(?:el |la |un )?(?:\w+ )?(?:minim|maxim|monto|numero|cantidad)",
        ),
        (_Pide.DONDE, r"\b(?:a ?)?donde\b|\b(?:en|a) que (?:lugar|sitio|oficina|parte)\b"),
        (_Pide.QUIEN, r"\bquien(?:es)?\b|\bque (?:autoridad|entidad|persona|institucion|area|direccion)\b"),
        (_Pide.COMO, r"\bcomo\b|\bde que (?:forma|manera|modo)\b"),
        (
            _Pide.SE_DEBE,
            r"\b(?:hay|tienen?|tengo|tenemos) que\b|\bhace falta\b|\bse (?:necesita|requiere|exige|debe)n?\b"
            r"|\b(?:obligatori|necesari|indispensable|obligad|exigible)\w*|\b(?:es|son) (?:un )?requisito",
        ),
        (_Pide.SE_PUEDE, r"\bes posible\b"),
        (_Pide.QUE, r"^\W*(?:\w+ ){0,2}?(?:que|q|cual(?:es)?)\b|\b(?:en|con|a|bajo) (?:que|cual) \w+"),
        (
            _Pide.SE_PUEDE,
            r"\b(?:puede[ns]?|podemos|puedo|podria\w*|permit\w+|es posible|valen?|valid\w+|se aceptan?|se admiten?)\b",
        ),
        (_Pide.SE_DEBE, r"\bdebe[ns]?\b"),
        (
            _Pide.SI_O_NO,
            r"\b(?:hay|es|son|da|dan|se|pone[ns]?|entrega[ns]?|financia[ns]?|participa[ns]?|tienen?|existen?|cada)\b|\?",
        ),
    )
)
_DE_SI_O_NO = frozenset({_Pide.SI_O_NO, _Pide.SE_PUEDE, _Pide.SE_DEBE})
_COMPATIBLES = {
    _Pide.SIN_VERBO: frozenset(_Pide) - _DE_SI_O_NO - {_Pide.QUE_PASA, _Pide.POR_QUE},
    _Pide.SI_O_NO: frozenset({_Pide.SE_PUEDE, _Pide.SE_DEBE}),
}
"""Una frase sin verbo («aporte mínimo») puede pedir casi cualquiera; «¿participan?» es «¿pueden participar?»."""


def _grupos(dichas: str) -> frozenset[str]:
    return frozenset(_comun(raiz(una)) for una in dichas.split())


def _comun(una: str) -> str:
    return next((min(grupo) for grupo in _LO_MISMO if una in grupo), una)


_LO_MISMO = tuple(
    frozenset(map(raiz, grupo.split()))
    for grupo in (
        "presentar presenta presento presentan entregar entrega entregan entrego enviar envia envio mandar mando manda"
        " llevar llevo remitir remite",
        "aportar aporte aportes aporta aportan poner pone contribuir contribuye contribucion contribuciones",
        "retirar retira retirarse retire salir salirse sale salirme deje abandonar abandona irse retiro salida",
        "aprobar aprueba aprueban aprobacion autorizar autoriza autorizacion",
        "liderar lidera lidere conducir conduce encabezar encabeza dirigir dirige lider",
        "durar dura duracion plazo plazos tiempo",
        "ano anos anual anuales anualmente",
        "responder responde responden respondera respuesta respuestas",
        "rendir rinde rinden rendicion",
        "usar usa usan uso emplear emplea",
        "financiar financia financian financiamiento dinero plata fondos",
        "participar participa participan participacion integrar integra integran parte pertenecer sumarse entrar",
        "documentos documento papeles papel requisitos",
        "pedir pide piden requerir requiere requieren requeridos exigir exige exigen solicitar solicitan necesito",
        "numero cantidad cuantos cuantas",
        "actor actores socio socios miembro miembros aliado aliados",
        "convocatoria convocatorias concurso concursos",
        "proxima proximo siguiente",
        "valer vale valen valido validos valida validas aceptar acepta aceptan aceptado admitir admite admiten",
        "empresa empresas compania companias negocio negocios privada privado privadas privados",
        "universidad universidades uni universitario academia",
        "municipalidad municipio muni municipalidades alcaldia",
        "extranjera extranjero extranjeras extranjeros paises internacional",
        "evaluar evalua evaluan evaluacion revisar revisa revisan revision",
        "elegir elige eligen escoger escoge escogen seleccionar selecciona designar designa nombrar nombra",
        "cambiar cambia cambio modificar modifica variar varia corregir ajustar",
        "descargar descarga descargo bajar baja bajo obtener obtengo conseguir consigo encuentro encontrar",
        "porcentaje ciento",
        "maximo maxima tope limite",
        "objetivo meta finalidad proposito",
        "terminar termina acabar acaba finalizar finaliza concluir concluye disolver disuelve",
        "empezar empieza iniciar inicia comenzar comienza arrancar arranca",
        "cooperacion cooperante cooperantes donante donantes",
        "pagar paga pago costo costos cuesta precio tarifa cobrar cobra",
        "sancion sanciones multa multas castigo penalidad",
        "reunir reune reunen reunion reuniones sesionar sesiona",
        "firmar firma firman suscribir suscribe suscriben",
    )
)
_DICHO_DE_OTRO_MODO = (
    (diferida(r"\b(?:integrantes?|participantes?)\b"), "actor"),  # con la raíz de «integrar» y «participar»
    (diferida(r"\bgobiernos? local(?:es)?\b"), "municipalidad"),
    (diferida(r"\bcooperacion internacional\b"), "cooperacion"),
    (diferida(r"\b(?:pon|entreg|aport|da)\w* (?:el |la |los )?(?:dinero|plata|fondos)\b"), "financia"),
    (diferida(r"\bhasta cuant"), "maximo cuant"),
    (diferida(r"\b(\w+[aei]r)(?:se|me|nos|les?|l[oa]s?)\b"), r"\1"),  # «retirarse», «firmarlo»
    (
        diferida(r"\b(?:empresas?|companias?) ((?:miner|pesquer|petroler|constructor|exportador|agroexportador)\w+)"),
        r"\1",
    ),
    (diferida(r"\b(?:al menos|por lo menos)\b"), "minimo"),
)
_RECIBE = diferida(r"\b(?:al|a (?:la|las|los|el|un|una)) (\w+)")
_YA_LO_DICE = {
    _Pide.CUANTO: _grupos("monto cantidad"),
    _Pide.TIEMPO: _grupos("plazo demora demorar tarda tardar ano meses dias semanas horas"),
    _Pide.SE_PUEDE: _grupos("valer posible permitido permite"),
    _Pide.SE_DEBE: _grupos("pedir necesita necesaria necesario obligatorio obligatoria indispensable requisito falta"),
    _Pide.QUE: _grupos("pedir presentar usar ir"),
    _Pide.QUIEN: _grupos("autoridad"),
}
"""Lo que ya se dice con la clase de dato: «¿hay un monto mínimo?» es «¿cuánto es lo mínimo?»."""
_LIGERAS = frozenset(
    map(
        raiz,
        """haber hay habra poder deber querer autoridad entidad persona lugar sitio posible cosa algo deba tenga
        vigente alianza alianzas multiactor multi marco mismo fecha abre abrir realiza dar da dan hacer hace
        arma armar formar crear obtener tipo caso forma manera somos tenemos tengo proxima siguiente mas uno una
        existe cuanto como estas oficial""".split(),
    )
)
"""Las que están en cualquier pregunta de estas y no distinguen una de otra."""


def la_misma_pregunta(parte: str, oficial: Oficial) -> bool:
    """Dice si pedirla es pedir lo que contestó el personal."""
    if oficial.parecido < PARECIDO_MINIMO:
        return False
    dicha, suya = _pide(parte), _pide(oficial.pregunta)
    if dicha is not suya and suya not in _COMPATIBLES.get(dicha, ()) and dicha not in _COMPATIBLES.get(suya, ()):
        return False
    ya_dicho = _YA_LO_DICE.get(suya, frozenset[str]()) | _YA_LO_DICE.get(dicha, frozenset[str]())
    preguntado, contestado = _de_que(parte) - ya_dicho, _de_que(oficial.pregunta) - ya_dicho
    if not preguntado and not contestado:
        return dicha is suya and oficial.parecido >= PARECIDO_SIN_NADA_PROPIO
    return preguntado == contestado and not _al_reves(_llana(parte), _llana(oficial.pregunta))


def _pide(pregunta: str) -> _Pide:
    plana = _llana(pregunta)
    return next((pide for pide, forma in _FORMAS if forma.search(plana)), _Pide.SIN_VERBO)


def _llana(pregunta: str) -> str:
    plana = _CONTRASTE.sub("", plegar(sin_abreviaturas(pregunta.lower()))).strip(" ¿.!")
    for escrito, comun in _DICHO_DE_OTRO_MODO:
        plana = escrito.sub(comun, plana)
    return plana


def _al_reves(una: str, otra: str) -> bool:
    """Dice si quien da en una es quien recibe en la otra («¿la APCI da a la alianza?», «¿la alianza da a la APCI?»)."""
    recibe_en_una, recibe_en_otra = _reciben(una), _reciben(otra)
    return _primera(una) in recibe_en_otra and _primera(otra) in recibe_en_una


def _reciben(plana: str) -> frozenset[str]:
    return frozenset(map(raiz, _RECIBE.findall(plana)))


def _primera(plana: str) -> str:
    return next((raiz(una) for una in palabras(plana) if una not in VACIAS and una not in AL_PEDIR), "")


def _de_que(pregunta: str) -> frozenset[str]:
    """Lo que nombra, sin lo que no distingue; dos palabras que aquí quieren decir igual son la misma."""
    dichas = (
        raiz(palabra) for palabra in palabras(_llana(pregunta)) if palabra not in VACIAS and palabra not in AL_PEDIR
    )
    return frozenset(_comun(una) for una in dichas if una not in _LIGERAS)


def contestar_con_oficial(parte: str, clase: Clase, hallazgo: Hallazgo) -> ParteContestada | None:
    """La respuesta que el personal dio a esa misma pregunta, tal como la dijo; None si no la hay."""
    for oficial in hallazgo.oficiales:
        if la_misma_pregunta(parte, oficial):
            return _leida(parte, clase, oficial, Resultado.RESPUESTA, textos.RESPUESTA_OFICIAL)
    return None


def lo_mas_cercano_oficial(
    parte: str, clase: Clase, hallazgo: Hallazgo, *, de_lo_mismo: bool
) -> ParteContestada | None:
    """Lo que el personal respondió a otra pregunta, sin afirmar que contesta esta; None si no la hay.

    `de_lo_mismo`: solo vale si esta nombra todo lo que nombra aquella; si no, basta que compartan algo.
    """
    preguntado = _de_que(parte)
    for oficial in hallazgo.oficiales:
        contestado = _de_que(oficial.pregunta)
        comunes = preguntado & contestado
        vale = comunes == contestado if de_lo_mismo else len(comunes) >= COMUNES_DE_LO_CERCANO
        if comunes and vale and oficial.parecido >= PARECIDO_CERCANO:
            return _leida(parte, clase, oficial, Resultado.CERCANO, textos.oficial_de_otra(oficial.pregunta))
    return None


def _leida(parte: str, clase: Clase, oficial: Oficial, resultado: Resultado, entrada: str) -> ParteContestada:
    lectura = Lectura(entrada, tuple(map(citar, oficial.fragmentos)), oficial.fragmentos)
    confianza = oficial.parecido if resultado is Resultado.RESPUESTA else CONFIANZA_DE_UN_VACIO
    return ParteContestada(parte, resultado, confianza, clase, lectura=lectura)
