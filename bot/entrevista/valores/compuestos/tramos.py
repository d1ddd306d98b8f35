"""Lo que se halla dentro de una frase por su forma: un correo, una fecha, unos meses, una meta, una persona."""

import re
from itertools import groupby

from bot.entrevista.esquema import Campo
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.actores.nombres import con_mayusculas
from bot.entrevista.valores.cifras.fechas import EPOCAS, PATRON_DE_MES
from bot.entrevista.valores.cifras.fiestas import FIESTAS, SIN_NUMERO
from bot.entrevista.valores.definicion import TipoDeCampo
from bot.entrevista.valores.lectura import Entorno, Explicacion, Lectura, Valido
from bot.entrevista.valores.textos import leer_parte
from conocimiento.expresiones import diferida
from conocimiento.frases import enumerar
from conocimiento.palabras import NUMEROS, plano

Tramo = tuple[int, int]
"""Dónde empieza y dónde acaba."""

CORREO = diferida(
    r"(?:\b(?:(?:el|su|mi)\s{1,2})?(?:correo|e-?mail|mail)(?:\s{1,2}electr[oó]nico)?\s{0,2}(?:es\b|:)?\s{0,2})?[<(]?"
    r"(?<![\w.+-])([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})[>)]?",
    re.IGNORECASE,
)
TELEFONO = diferida(
    r"(?:\b(?:(?:mi|su|el)\s{1,2})?(?:cel(?:ular)?|tel[eé]fono|telf?|fono|whats?app|wsp|m[oó]vil)\.?\s{0,2}(?:es\b|:)?\s{0,2})?"
    r"(?<![\w.@])(?:\+?51[\s-]?)?(?:9\d{2}[\s.-]?\d{3}[\s.-]?\d{3}|\(?0\d{1,2}\)?[\s-]?\d{6,7})(?![\w.]*\d)",
    re.IGNORECASE,
)
_ANIO = r"20\d\d"
_EPOCAS = "|".join(
    (
        *EPOCAS,
        "mitad",
        "mitades",
        "cierre",
        "primer semestre",
        "segundo semestre",
        "primer trimestre",
        "ultimo trimestre",
    )
)
_PREPOSICION = (
    r"(?:(?:para|hasta|hacia|desde|en|a|al|el|la|por|antes\s+de(?:l)?|como\s+maximo|de|del|fecha|plazo)\s+){0,3}"
)
FECHA = diferida(
    rf"(?<![\w/.-]){_PREPOSICION}(?:"
    rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_ANIO}|\d{{1,2}}[/-]{_ANIO}|{_ANIO}-\d{{2}}(?:-\d{{2}})?"
    rf"|(?:(?:{_EPOCAS})\s+(?:de\s+|del\s+)?)?(?:\d{{1,2}}\s+(?:de\s+)?)?(?:{PATRON_DE_MES})\.?\s?(?:de|del|/|-|,)?\s?{_ANIO}"
    rf"|(?:{FIESTAS}|(?:\d{{1,2}}\s+(?:de\s+)?)?(?:{PATRON_DE_MES})|{_EPOCAS})\s+(?:de\s+|del\s+)?"
    rf"(?:{_ANIO}|{SIN_NUMERO})|{SIN_NUMERO}|(?:{_EPOCAS})\s+(?:de\s+|del\s+)?(?:ano\s+)?{_ANIO}|(?:ano\s+)?{_ANIO})(?![\w%])(?!\s?(?:familias|personas|ninos))"
)
_NUMERO = rf"(?:\d{{1,3}}|{'|'.join(n for n, v in NUMEROS.items() if v <= 60)})"
DURACION = diferida(rf"(?:\b(?:en|durante|por|unos|dura|toma|demora)\s+){{0,2}}\b({_NUMERO})\s+(mes(?:es)?|anos?)\b")
_UNO = r"\d{1,3}"
_VARIOS_MESES = r"\d{1,2}(?:\s*[,/]\s*\d{1,2}){1,11}(?:\s*,?\s*y\s+\d{1,2})?(?![\d/]|\s*(?:%|[a-z]{3}))"
MESES = diferida(
    rf"\bmeses\s+(?:del?\s+|los\s+)?{_VARIOS_MESES}|(?:\b(?:en|desde|del?|el|los|entre|a\s+partir\s+del?)\s+){{0,2}}(?:\bmes(?:es)?\s*(?:del?\s+|el\s+|los\s+)?#?({_UNO})(?:\s*(?:al?|hasta(?:\s+el)?|[-–—]|y)\s*(?:mes\s+)?({_UNO}))?"
    rf"|\b({_UNO})\s*(?:al?|hasta(?:\s+el)?|[-–—])\s*({_UNO})(?!\s*(?:%|\w))|\b(?:desde|a\s+partir)\s+(?:del?\s+|el\s+)?(?:mes\s+)?({_UNO})(?!\s*\w)"
    rf"|\btodos?\s+los\s+meses\b|\btodo\s+el\s+(?:plazo|proyecto|tiempo)\b)"
)


def hallar(patron: re.Pattern[str], texto: str) -> Tramo | None:
    """El primer tramo de esa forma en un texto, sin mirar tildes ni mayúsculas; None si no hay."""
    hallado = patron.search(plano(texto))
    return hallado.span() if hallado else None


def sin_tramo(texto: str, tramo: Tramo) -> str:
    """Lo que queda de un texto al sacarle un tramo, sin las comas que quedan sueltas."""
    antes, despues = texto[: tramo[0]].rstrip(" ,;-–—("), texto[tramo[1] :].lstrip(" ,;-–—).")
    return f"{antes}, {despues}".strip(" ,;") if antes and despues else antes or despues


_ULTIMO_MES = 240
_SUELTO = diferida(r"(?:(?:en\s+)?(?:el\s+)?mes\s+)?(\d{1,3})(?:er|ro|do|to|°|º)?")

_SUELTOS = diferida(
    r"(?:(?:en\s+)?(?:los\s+)?mes(?:es)?\s+)?\d{1,3}"
    r"(?:(?:\s*[,;/]\s*(?:mes\s+)?\d{1,3}){2,11}|(?:\s*[,;/]\s*(?:mes\s+)?\d{1,3}){1,11}\s*,?\s*y\s+(?:mes\s+)?\d{1,3})"
)
_RANGO = r"(\d{1,3})(?:\s{0,3}(?:al?|hasta|[-–—])\s{0,3}(\d{1,3}))?"
_VARIOS_RANGOS = diferida(
    rf"(?:(?:del?|los|en)\s{{1,3}}){{0,2}}(?:mes(?:es)?\s{{1,3}})?(?:del?\s{{1,3}})?{_RANGO}"
    rf"(?:\s{{0,3}}(?:[,;/]|(?:,|\s)\s{{0,3}}y\s)\s{{0,3}}(?:del?\s{{1,3}}|mes(?:es)?\s{{1,3}}){{0,2}}{_RANGO}){{1,11}}"
)
"""«2 al 5 y 14 al 17»: una actividad que se retoma."""
_ABIERTO = diferida(r"(?:desde|a\s+partir)\s+(?:del?\s+|el\s+)?(?:mes\s+)?(\d{1,3})(?:\s+en\s+adelante)?")
_PAR = diferida(r"(?:del?\s+)?(\d{1,3})\s*(?:al?|hasta(?:\s+el)?|[-–—]|y)\s*(\d{1,3})")


def leer_meses(texto: str) -> Lectura:
    """Lee un mes (un entero) o un intervalo (`{"desde": 1, "hasta": 8}`); sin final, `hasta` es None.

    De unos meses sueltos («6, 12 y 18», «2 al 5 y 14 al 17»), además de dónde empiezan y acaban, cuáles:
    `"meses": [6, 12, 18]`.
    """
    liso = plano(texto).strip(" .")
    if _SUELTOS.fullmatch(liso):
        return _varios([int(mes) for mes in re.findall(r"\d+", liso)])
    rangos = list(re.finditer(_RANGO, liso)) if _VARIOS_RANGOS.fullmatch(liso) else []
    if len(rangos) > 1 and any(rango[2] for rango in rangos):
        return _de_rangos([(int(rango[1]), int(rango[2] or rango[1])) for rango in rangos])
    for nombre, numero in NUMEROS.items():
        if numero <= 12:
            liso = (
                re.sub(rf"\b{nombre}\b", str(numero), liso)
                if re.search(rf"\bmes(?:es)?\b.*\b{nombre}\b", liso)
                else liso
            )
    if suelto := _SUELTO.fullmatch(liso):
        return _uno(int(suelto.group(1)))
    if abierto := _ABIERTO.fullmatch(liso):
        return Valido({"desde": int(abierto.group(1)), "hasta": None})
    if par := _PAR.fullmatch(liso):
        return intervalo(int(par.group(1)), int(par.group(2)))
    hallado = MESES.fullmatch(liso)
    if hallado is None:
        return Explicacion("necesito el mes o los meses, contados desde el inicio: «mes 4», «1 al 8»")
    desde, hasta = hallado.group(1) or hallado.group(3) or hallado.group(5), hallado.group(2) or hallado.group(4)
    if desde is None or hallado.group(5):
        return Valido({"desde": int(desde or 1), "hasta": None})
    return _uno(int(desde)) if hasta is None else intervalo(int(desde), int(hasta))


def intervalo(desde: int, hasta: int) -> Lectura:
    """De un mes a otro, si el orden es ese."""
    if not 1 <= desde <= hasta <= _ULTIMO_MES:
        return Explicacion(f"los meses van del 1 al {_ULTIMO_MES} y en orden", f"{desde} a {hasta}")
    if desde == hasta:
        return Valido(desde)
    return Valido({"desde": desde, "hasta": hasta})


def _de_rangos(rangos: list[tuple[int, int]]) -> Lectura:
    for desde, hasta in rangos:
        if not 1 <= desde <= hasta <= _ULTIMO_MES:
            return Explicacion(f"los meses van del 1 al {_ULTIMO_MES} y en orden", f"{desde} a {hasta}")
    return _varios([mes for desde, hasta in rangos for mes in range(desde, hasta + 1)])


def _varios(meses: list[int]) -> Lectura:
    if sorted(set(meses)) != meses or not 1 <= meses[0] <= meses[-1] <= _ULTIMO_MES:
        return Explicacion(f"los meses van del 1 al {_ULTIMO_MES} y en orden", ", ".join(map(str, meses)))
    return Valido({"desde": meses[0], "hasta": meses[-1], "meses": [*meses]})


def meses_sueltos(valor: Valor) -> tuple[int, ...]:
    """Los meses de «6, 12 y 18» o de «2 al 5 y 14 al 17»; ninguno si es un mes solo o van todos seguidos."""
    sueltos = valor.get("meses") if isinstance(valor, dict) else None
    return tuple(mes for mes in sueltos if isinstance(mes, int)) if isinstance(sueltos, list) else ()


def mostrar_meses(_campo: Campo, valor: Valor) -> str:
    """«4», «1 a 8», «6, 12 y 18», «desde el 10»."""
    if not isinstance(valor, dict):
        return str(valor)
    if sueltos := meses_sueltos(valor):
        return enumerar(_seguidos(sueltos))
    desde, hasta = valor.get("desde"), valor.get("hasta")
    if hasta is None:
        return "todos" if desde == 1 else f"desde el {desde}"
    return f"{desde} a {hasta}"


def _seguidos(meses: tuple[int, ...]) -> list[str]:
    """Tres o más seguidos, como «2 a 5»; los demás, uno por uno."""
    dichos: list[str] = []
    for _, grupo in groupby(enumerate(meses), key=lambda par: par[1] - par[0]):
        suyos = [mes for _, mes in grupo]
        dichos += [f"{suyos[0]} a {suyos[-1]}"] if len(suyos) > 2 else [str(mes) for mes in suyos]
    return dichos


def ultimo_mes(valor: Valor) -> int | None:
    """El último mes del que se habla; None si no se sabe."""
    if isinstance(valor, dict):
        valor = valor.get("hasta") or valor.get("desde")
    return valor if isinstance(valor, int) else None


def _uno(mes: int) -> Lectura:
    if not 1 <= mes <= _ULTIMO_MES:
        return Explicacion(f"el mes va del 1 al {_ULTIMO_MES}", str(mes))
    return Valido(mes)


def _es_su_mes(_campo: Campo, texto: str, _entorno: Entorno) -> bool:
    return isinstance(leer_meses(texto), Valido)


_CIFRA = r"[-−+]?\d(?:[.,' ]{0,2}\d)*+\s?(?:%|por\s?ciento|mil(?:lones)?\b)?"
_META = diferida(
    rf"(?:(?:(?:de|del)\s+)?{_CIFRA}\s*(?:a|al|hasta)\s+(?!{_ANIO}\b)|(?:al?|hasta|unos|mas\s+de|al\s+menos|[≥>=])\s*){{0,3}}{_CIFRA}(?:\s+[a-z]+){{0,2}}"
)
DE_A = diferida(rf"(?<!\w)(?:(?:de|del)\s+)?({_CIFRA})\s*(?:a|al|hasta)\s+(?!{_ANIO}\b)({_CIFRA})")

CIFRA_INICIAL = diferida(rf"{_CIFRA}(?:\s+(?!de\b|al?\b|y\b)[a-z]+)?")
"""«300 ha con riego»: el resultado empieza con cuánto."""


def _es_una_meta(_campo: Campo, texto: str, _entorno: Entorno) -> bool:
    """«95%», «12 centros»: una cifra y, a lo más, con qué se cuenta."""
    return _META.fullmatch(plano(texto).strip()) is not None


def _solo_con_su_rotulo(_campo: Campo, _texto: str, _entorno: Entorno) -> bool:
    return False


_CARGOS = (
    r"(?:(?:sub|vice|ex|co)[\s-]?)?(?:jef[ea]|gerent[ea]|coordi(?:nadora?)?|directora?|president[ea]|secretari[oa]"
    r"|responsable|superintendent[ea]|parroco|alcald(?:e|esa)|especialista|administradora?|representante|encargad[oa]"
    r"|promotora?|asesora?|analista|tesorer[oa]|regidora?|decan[oa]|rectora?|docente|consultora?|supervisora?"
    r"|apoderad[oa]|fiscal|vocal|socia?|miembro|asistente|oficial|tecnic[oa]|teniente\s+alcalde|gestora?|lider(?:esa)?"
    r"|delegad[oa]|dirigente|catedratic[oa]|investigadora?|funcionari[oa]|manager|head|officer|country)"
)
_CARGO = diferida(
    rf"(?:(?P<suyo>mi|su|nuestr[oa])\s+)?\b(?P<cargo>{_CARGOS}\b(?:\s+(?!que\b|q\b|y\s+(?:el|la)\b)[^\s,;:]+){{0,9}})"
)
_TRATO = (
    r"(?:(?:ing|lic|dr|dra|sr|sra|srta|prof|mg|abog|arq|econ|cpc|don|dona|padre|herman[oa]|pastor|ingenier[oa])\.?\s+)?"
)
_ENLACE = r"(?:de|del|la|las|los|y|san|santa)"
_PERSONA = diferida(rf"{_TRATO}[a-z'’-]{{2,20}}(?:\s+(?:{_ENLACE}\s+){{0,2}}[a-z'’-]{{2,20}}){{1,4}}")
_NO_ES_UN_NOMBRE = diferida(
    r"\b(?:con|conmigo|mi|mismo|misma|nomas|mas|no|si|yo|me|por|para|pueden|escribir\w*|llam\w+|favor|correo|mail|a|es|que"
    r"|quien|cuando|porque|xq|ahi|tiene|tenemos|todavia|mejor|responsable|persona|favorcito|gracias|ella|el|al|en|va|q|hasta"
    r"|menos|esta|sea|despues|antes|se|le|les|lo|nuestro|nuestra|empresa|organizacion)\b"
)
_PRESENTADA = diferida(
    r"(?:(?:y|con|soy|me\s+llamo|mi\s+nombre\s+es|a\s+nombre\s+de|contactar\s+a|escribir\s+a|es|lo\s+ve|va|seria|por)\s+)+(.+?)"
    r"(?:\s+(?:que|q|quien)\s+es)?|(.+?)\s+(?:que|q|quien)\s+es"
)
_BORDE = diferida(
    r"[,;:\n()]|(?<!\bing)(?<!\blic)(?<!\bdra)(?<!\bsra)(?<!\barq)(?<!prof)(?<!abog)(?<!srta)(?<!\bdr)(?<!\bsr)(?<!\bmg)\.\s"
)
_DE_CARGO = diferida(rf"\b{_CARGOS}\b")


def hallar_cargo(texto: str) -> Tramo | None:
    """Dónde se dice un cargo, hasta la coma o el punto."""
    hallados = list(_CARGO.finditer(plano(texto)))
    propios = [hallado for hallado in hallados if hallado.group("suyo") is None]  # «va mi jefe, Ana Paz, directora»
    elegido = (propios or hallados or [None])[0]
    return elegido.span("cargo") if elegido is not None else None


def hallar_persona(texto: str) -> Tramo | None:
    """Dónde está un nombre de persona: de dos a cinco palabras que no dicen otra cosa."""
    liso = plano(texto)
    bordes = [0, *(borde for corte in _BORDE.finditer(liso) for borde in corte.span()), len(liso)]
    for desde, hasta in zip(bordes[::2], bordes[1::2], strict=True):
        dicho = liso[desde:hasta]
        inicio = desde + len(dicho) - len(dicho.lstrip(" .-"))
        propio = dicho.strip(" .-")
        if (presentada := _PRESENTADA.fullmatch(propio)) is not None:
            suyo = 1 if presentada.group(1) is not None else 2
            inicio, propio = inicio + presentada.start(suyo), presentada.group(suyo)
        if _PERSONA.fullmatch(propio) and not _NO_ES_UN_NOMBRE.search(propio) and not _DE_CARGO.search(propio):
            return inicio, inicio + len(propio)
    return None


def _no_hace_falta(_campo: Campo, _texto: str, _entorno: Entorno) -> bool:
    return False


CAMPOS = {
    "meses": TipoDeCampo(
        leer=lambda _, texto, __: leer_meses(texto),
        muestra=lambda _, muestra: muestra.variante % 12 + 1,
        mostrar=mostrar_meses,
        reconoce=_es_su_mes,
        halla=lambda texto: hallar(MESES, texto),
    ),
    "meta": TipoDeCampo(
        leer=leer_parte,
        muestra=lambda campo, muestra: f"{campo.rotulo}: {muestra.texto}",
        reconoce=_es_una_meta,
        es_libre=True,
        es_texto=True,
        se_redacta=True,
    ),
    "base": TipoDeCampo(
        leer=leer_parte,
        muestra=lambda campo, muestra: f"{campo.rotulo}: {muestra.texto}",
        reconoce=_solo_con_su_rotulo,
        es_libre=True,
        es_texto=True,
        se_redacta=True,
        por_orden=False,
    ),
    "persona": TipoDeCampo(
        leer=lambda _, texto, __: Valido(con_mayusculas(texto, ())),
        muestra=lambda campo, muestra: f"{campo.rotulo}: {muestra.texto}",
        reconoce=_no_hace_falta,
        halla=hallar_persona,
        es_libre=True,
        es_texto=True,
    ),
    "cargo": TipoDeCampo(
        leer=leer_parte,
        muestra=lambda campo, muestra: f"{campo.rotulo}: {muestra.texto}",
        reconoce=_no_hace_falta,
        halla=hallar_cargo,
        es_libre=True,
        es_texto=True,
    ),
}
