"""Las fechas en que alguien nació o cumple años, en cifras o con palabras, si algo cerca lo dice."""

from bisect import bisect_right
from collections.abc import Iterator

from bot.revision.tachado.formas.normal import palabras_de_un, tiene_cifras
from bot.revision.tachado.formas.numeros import Tramo
from conocimiento.expresiones import diferida
from conocimiento.palabras import MESES, UN_MES, un_numero

NACIMIENTO = "NACIMIENTO"

_NUMERO = rf"(?:{un_numero(2, 99)}|un|uno|primero)(?: y [a-z]{{2,6}})?"
_DIA = rf"(?:\d{{1,2}}(?:ro|er|do|to|°)?|{_NUMERO})"
_CORTO = r"(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic)"
_INGLES = "january|february|march|april|june|july|august|september|october|november|december"
_MES = rf"(?:{UN_MES}|{_INGLES}|{_CORTO}\b\.?)"
_EN_MEDIO = rf"(?:\d{{1,2}}|{_MES}|[ivx]{{1,4}})"
_ANIO = rf"(?:(?:19|20)?\d{{2}}(?!\d)|(?:mil novecientos|dos mil)(?: [a-z]{{2,12}})?(?: y [a-z]{{2,6}})?|{_NUMERO})"
_FECHA = diferida(
    rf"(?<![a-z0-9])(?:{_DIA}(?: ?de(?:l mes de)?)? ?{_MES}(?:,? ?(?:del? (?:ano )?|y soy del |ano )?{_ANIO})?"
    rf"|{_MES} \d{{1,2}},? (?:del? )?{_ANIO}|{_DIA} del? {_DIA} del? {_ANIO}|{_MES},? del? (?:19|20)?\d{{2}}"
    rf"|\d{{1,2}},? (?:del )?mes \d{{1,2}},? (?:del )?ano \d{{2,4}}|\d{{1,2}} ?[-/.] ?{_EN_MEDIO} ?[-/.] ?{_ANIO}"
    rf"|(?:19|20)\d{{2}} ?[-/.] ?{_EN_MEDIO} ?[-/.] ?\d{{1,2}}|\d{{4}} (?:19|20)\d{{2}}"
    r"|\d{2} \d{2} (?:19|20)?\d{2}|\d{1,2}[/.\-]\d{1,2}(?![\d/.,\-]))(?![0-9])"
)
_SOLO_EL_ANIO = diferida(
    r"(?<![a-z])(?:naci|nacid[oa]|soy del?|ano de nac\w+|soy modelo|soy clase)(?: en| por| el| del?| ano| a|:){0,4}"
    r" ((?:19|20)?\d{2})(?![\d.,/\-])(?! ?(?:de|anos))"
)
_NACER = diferida(
    r"(?<![a-z])(?:naci(?:o|d[oa]s?|mos|eron|miento)?|fec?h?a? ?\.? ?(?:de )?nac\w*\.?|f\.? ?n\.?(?: ?ac\w*\.?)?|nac\.?"
    r"|natalicio|onomastico|f/n|fdn|dob|birth\w*|vi la luz|(?:vine|vengo|llegue) al mundo|cumpleanos|cumpl[eoi] anos"
    r"|(?:mi|su) cumple|soy del?|yo soy|es de(?= \d)|mi fecha es|partida dice|tengo \d{1,2}(?: anos)?"
    r"|soy (?:aries|tauro|geminis|cancer|leo|virgo|libra|escorpio|sagitario)"
    r"|(?:ella|el es|hij[oa]|espos[oa]|mama|papa|abuel[oa]|sobrin[oa]|alumn[oa]|becari[oa])(?: es)? del)(?![a-z])"
)
_PISTAS = (
    *"nac nat onoma f/n f.n fn dob birth mundo cump soy".split(),
    *("f. n", "la luz", "es de ", "mi fecha", "partida dice", "tengo ", " del "),
)
_NACE_OTRA_COSA = diferida(
    r"(?<![a-z])(?:asociacion|cooperativa|ongd?|fundacion|empresa|comunidad|proyecto|programa|institucion|ronda|federacion|club"
    r"|organizacion|alianza|distrito|colegio|universidad|comite)(?![a-z])"
)
_DESPUES = diferida(
    r"[^\d\n.]{1,30}?(?:fecha de nac\w+|partida de nac\w+|mi nacimiento|naci(?:o|da|do)?\b|(?:mi|su) cumple)"
)
_DE_MES = frozenset(MESES)
_ALCANCE, _ANTES, _OTRA_FECHA = 80, 30, 50


def nacimientos(texto: str) -> Iterator[Tramo]:
    """Las de un texto normal. Una fecha que sigue de cerca a otra reconocida también lo es."""
    if not any(pista in texto for pista in _PISTAS) or not (tiene_cifras(texto) or palabras_de_un(texto) & _DE_MES):
        return
    anuncios = [hallado.end() for hallado in _NACER.finditer(texto) if not _nace_otra_cosa(texto, hallado.start())]
    for hallado in _SOLO_EL_ANIO.finditer(texto):
        yield hallado.start(1), hallado.end(1), NACIMIENTO
    anterior = -_OTRA_FECHA - 1
    for hallada in _FECHA.finditer(texto) if anuncios else ():
        inicio, fin = hallada.span()
        if inicio - anterior <= _OTRA_FECHA or _se_anuncia(texto, inicio, anuncios) or _se_dice_despues(texto, fin):
            anterior = fin
            yield inicio, fin, NACIMIENTO


def _se_anuncia(texto: str, inicio: int, anuncios: list[int]) -> bool:
    """Dice si antes, y cerca, se habla de nacer."""
    lugar = bisect_right(anuncios, inicio) - 1
    return (
        lugar >= 0
        and inicio - anuncios[lugar] <= _ALCANCE
        and not _NACE_OTRA_COSA.search(texto, anuncios[lugar], inicio)
    )


def _se_dice_despues(texto: str, fin: int) -> bool:
    hallado = _DESPUES.match(texto, fin)
    return hallado is not None and _NACE_OTRA_COSA.search(texto, fin, hallado.end() + _ANTES) is None


def _nace_otra_cosa(texto: str, inicio: int) -> bool:
    return _NACE_OTRA_COSA.search(texto, max(0, inicio - _ANTES), inicio) is not None
