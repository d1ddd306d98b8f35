"""Si se pide cambiar algo y no se entiende qué: a qué respuestas puede referirse, de la más probable a la menos."""

import re

from bot.entrevista.comprension.cambios.actores import identificador_de, llave_de_actores, mencionados
from bot.entrevista.comprension.cambios.lo_anotado.campos import nombrados
from bot.entrevista.comprension.cambios.lo_anotado.modelo import PorSenalar, Tenido
from bot.entrevista.comprension.cambios.por_partes.del_reparto import habla_de_quien_propone
from bot.entrevista.comprension.cambios.por_partes.hojas import Hoja, hojas, se_dice_alguno
from bot.entrevista.comprension.cambios.senales import AGREGAR, CAMBIAR, CONTADO, QUITAR, YA_NO, YERRO
from bot.entrevista.eventos import Llave
from bot.entrevista.pasos import PROPONENTE
from conocimiento.palabras import plano, raices_con_sentido

_QUIERE_OTRA_COSA = re.compile(
    r"\b(?:debe\w*|tiene\w* (?:que|q)|tendria|falta\w*|prefiero|preferi\w+|quisiera|quiero|mejor|no (?:cuadra|basta"
    r"|alcanza|es|son|va|me convence|me gusta)|que (?:diga|figure|se mencione|quede|se llame)|suena|quedo viej\w"
    r"|actualiz\w+|aprob\w+|ahora|ya no|incomplet\w+|equivocad\w+|errad\w+|tambien|tb|consign\w+|hay que"
    r"|reclasific\w+|conste|seria justo|mayuscula\w*|tildes?|se escribe)\b"
    r"|\bno, (?:es|son|somos)\b|\b(?:meta|fecha|indicador)\b[^.]{0,20}\d|→|->"
)
_PREGUNTA_POR_ALGO = re.compile(
    r"\b(?:saber|consult\w+|duda|explic\w+|signific\w+|diferencia|recuerd\w+|entend\w+|(?:ahora|no) entiendo"
    r"|comprend\w+|aprend\w+|marco|apci|ley"
    r"|alianzas? multiactor)\b"
)
_NO_PIDE = re.compile(
    r"^\W*(?:(?:muchas )?gracias|que bueno|muy bien|excelente|genial|chevere|bacan|perfecto|jaja\w*)\b"
    r"|\b(?:no|nada) (?:cambie|mueva|toque|borre|haga|hay que cambiar)\w*\b|\basi (?:esta bien|nomas|dejalo)\b"
    r"|\bno hace falta\b|\bdej\w+ (?:nomas )?(?:como|tal) (?:esta|cual)|\bcomentario\b|\bno se si\b"
    r"|\bni caso\b|\b(?:que|q) quede\W*$|\basi lo dejamos\b|\bte? aviso\b|\btodo conforme\b"
)
_CONTRASTA = re.compile(
    r"\bno (?:soy|somos|yo|nosotr[oa]s|ell[oa]s?|la|el|los|las|un|una|de|del)\b|\bno es el unico\b|\bno solo\b"
    r"|\b(?:vienen? a ser|asciende\w*)\b"
    r"|\bq (?:diga|sea|figure|quede|se llame|conste)n?\b|\beso lo (?:hace|hacen|ve|ven)\b|^\W*que (?:el|la|los"
    r"|las|nuestr[oa]) \w+ \w+[ae]n?\b|\bmet[ae]n? al?\b|\basi (?:figura|esta|dice|se llama)\b|\bes mentira\b"
    r"|\bno (?:creo|sol[oa])\b|\bse (?:lee|ve"
    r"|oye) (?:pobre|mal|feo)"
    r"|\bse olvid\w+|\b(?:usar|use) (?:ese|esa)\b|\b(?:baj|sub|mov|pas|adelant|poster|corr)\w*r \w+ (?:a"
    r"|para)\b|(?:^|[.;,]\s)que (?:ell[oa]s?|solo) \w+[ae]n?\b"
    r"|\b(?:muev|mov|pas|adelant|poster|recort|complet|llen|precis|aclar)\w{0,6}l[aeo]\b|\bnombre (?:completo"
    r"|correcto|real|exacto)\b|\bdej[ae]\w* (?:solo|solamente)\b|\bquiere\w? (?:entrar|sumarse|participar"
    r"|unirse)\b"
    r"|\bpero (?:el|la|los|las) \w+ (?:dice|habla|sale|figura)"
)
_QUE_NADA_CAMBIE = re.compile(r"\bno (?:me )?(?:cambi|muev|toqu|borr|hag|quit)\w* (?:nada|todavia)\b")
CUANTAS = 3
BASTA = 2
"""Desde qué peso: el nombre del dato y el del actor, o varias de sus palabras."""


def no_pide_nada(liso: str) -> bool:
    """Comenta, agradece o dice que nada cambie."""
    return _QUE_NADA_CAMBIE.search(liso) is not None or (
        _NO_PIDE.search(liso) is not None and CAMBIAR.search(liso) is None
    )


def pide(liso: str) -> bool:
    """Dice que algo cambie o que no es así, y no pregunta por el marco."""
    senales = (CAMBIAR, QUITAR, AGREGAR, YERRO, CONTADO, YA_NO, _QUIERE_OTRA_COSA, _CONTRASTA)
    return not pregunta_por_algo(liso) and any(senal.search(liso) for senal in senales)


def pregunta_por_algo(liso: str) -> bool:
    """Pregunta por el marco, o por lo que quiere decir algo."""
    return _PREGUNTA_POR_ALGO.search(liso) is not None


def senalar(tenido: Tenido, texto: str) -> PorSenalar | None:
    """Hasta tres respuestas de las que puede hablar un texto que pide algo; None si no habla de ninguna."""
    liso = plano(texto)
    if not pide(liso):
        return None
    pesos: dict[Llave, int] = {}
    suyos = {identificador_de(tenido, mencion) for mencion in mencionados(tenido, texto)}
    if habla_de_quien_propone(tenido, liso):
        suyos.add(PROPONENTE)
    dichas = frozenset(raices_con_sentido(texto))
    for hoja in hojas(tenido):
        peso = _peso(hoja, liso, dichas, es_del_nombrado=hoja.llave[1] in suyos)
        pesos[hoja.llave] = max(peso, pesos.get(hoja.llave, 0))
    if re.search(r"\b(?:nombre|titulo)\b", liso) and not suyos:
        pesos[(tenido.entrevista.papeles.titulo, "")] = BASTA
    for nombrado in nombrados(liso, tenido.entrevista.preguntas):
        llave: Llave = (nombrado.clave, "")
        if llave in tenido.borrador.respuestas and llave != tenido.delante:
            pesos[llave] = pesos.get(llave, 0) + BASTA
    if suyos - {PROPONENTE} and max(pesos.values(), default=0) < BASTA:
        pesos[llave_de_actores(tenido)] = BASTA  # de un actor, y no de lo que le toca: su nombre o su tipo
    elegidas = sorted((llave for llave, peso in pesos.items() if peso >= BASTA), key=lambda llave: -pesos[llave])
    return PorSenalar(tuple(elegidas[:CUANTAS])) if elegidas else None


def _peso(hoja: Hoja, liso: str, dichas: frozenset[str], *, es_del_nombrado: bool) -> int:
    comunes = len(frozenset(raices_con_sentido(hoja.dicho)) & dichas)
    se_dice = BASTA if se_dice_alguno((hoja.rotulo,), liso) else se_dice_alguno(hoja.nombres, liso)
    return min(3, comunes) + se_dice + es_del_nombrado
