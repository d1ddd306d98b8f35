"""Con quién hablar: el nombre de una persona y su cargo, dichos seguidos o rodeados de otras palabras."""

import re

from bot.entrevista.esquema import Campo
from bot.entrevista.valores.actores.nombres import con_mayusculas
from bot.entrevista.valores.compuestos.tramos import Tramo
from bot.entrevista.valores.definicion import TipoDeCampo
from bot.entrevista.valores.lectura import Entorno, Valido
from bot.entrevista.valores.textos import leer_parte
from conocimiento.palabras import plano

_CARGOS = (
    r"(?:(?:sub|vice|ex|co)[\s-]?)?(?:jef[ea]|gerent[ea]|coordi(?:nadora?)?|directora?|president[ea]|secretari[oa]"
    r"|responsable|superintendent[ea]|parroco|alcald(?:e|esa)|especialista|administradora?|representante|encargad[oa]"
    r"|promotora?|asesora?|analista|tesorer[oa]|regidora?|decan[oa]|rectora?|docente|consultora?|supervisora?"
    r"|apoderad[oa]|fiscal|vocal|socia?|miembro|asistente|oficial|tecnic[oa]|teniente\s+alcalde|gestora?|lider(?:esa)?"
    r"|delegad[oa]|dirigente|catedratic[oa]|investigadora?|funcionari[oa]|manager|head|officer|country)"
)
_CARGO = re.compile(
    rf"(?:(?P<suyo>mi|su|nuestr[oa])\s+)?\b(?P<cargo>{_CARGOS}\b(?:\s+(?!que\b|q\b|y\s+(?:el|la)\b)[^\s,;:]+){{0,9}})"
)
_TRATO = (
    r"(?:(?:ing|lic|dr|dra|sr|sra|srta|prof|mg|abog|arq|econ|cpc|don|dona|padre|herman[oa]|pastor|ingenier[oa])\.?\s+)?"
)
_ENLACE = r"(?:de|del|la|las|los|y|san|santa)"
_PERSONA = re.compile(rf"{_TRATO}[a-z'’-]{{2,20}}(?:\s+(?:{_ENLACE}\s+){{0,2}}[a-z'’-]{{2,20}}){{1,4}}")
_NO_ES_UN_NOMBRE = re.compile(
    r"\b(?:con|conmigo|mi|mismo|misma|nomas|mas|no|si|yo|me|por|para|pueden|escribir\w*|llam\w+|favor|correo|mail|a|es|que"
    r"|quien|cuando|porque|xq|ahi|tiene|tenemos|todavia|mejor|responsable|persona|favorcito|gracias|ella|el|al|en|va|q|hasta"
    r"|menos|esta|sea|despues|antes|se|le|les|lo|nuestro|nuestra|empresa|organizacion)\b"
)
_BORDE = re.compile(
    r"[,;:\n()]|(?<!\bing)(?<!\blic)(?<!\bdra)(?<!\bsra)(?<!\barq)(?<!prof)(?<!abog)(?<!srta)(?<!\bdr)(?<!\bsr)(?<!\bmg)\.\s"
)
_DE_CARGO = re.compile(rf"\b{_CARGOS}\b")


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
        if _PERSONA.fullmatch(propio) and not _NO_ES_UN_NOMBRE.search(propio) and not _DE_CARGO.search(propio):
            return inicio, inicio + len(propio)
    return None


def _no_hace_falta(_campo: Campo, _texto: str, _entorno: Entorno) -> bool:
    return False


CAMPOS = {
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
