"""Cómo se llega a alguien por escrito: correos, nombres de usuario y páginas de una red social."""

import re
from collections.abc import Iterator
from itertools import takewhile

from bot.revision.tachado.formas.normal import FINALES_DE_DOMINIO, Normal, palabras_de_un
from bot.revision.tachado.formas.numeros import Tramo
from conocimiento.expresiones import diferida

CORREO, USUARIO = "CORREO", "USUARIO"

_FINAL = rf"(?:{FINALES_DE_DOMINIO})(?![a-z0-9])"
_GRATUITOS = r"(?:gmail|gmial|hotmail|outlook|yahoo|icloud|live|msn|protonmail)(?:com|es)?(?![a-z0-9])"
_CORREO = diferida(
    r"(?<![\w.+%\-])[\w.+%\-]++(?:"
    r"@\s?[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63}){1,5}"
    rf"|\s?@\s?(?:[a-z0-9\-]{{1,63}}\s?[.,]?\s?){{1,4}}?(?<=[ .,]){_FINAL}(?:\s?[. ]\s?pe(?![a-z0-9]))?"
    rf"|@[a-z][a-z0-9\-]{{3,40}}|\s?@\s?{_GRATUITOS}|[ _]{{1,2}}(?:gmail|hotmail|outlook|yahoo)\.{_FINAL})"
)
_EN_GRATUITO = diferida(
    rf"(?<![\w.+%\-])(?=[\w.\-]{{0,40}}[._\d])[a-z][\w.\-]{{3,40}}+ (?:(?:en|de|del|el|a|es|punto) ){{0,2}}{_GRATUITOS}"
)
_SIN_DOMINIO = diferida(r"(?<![\w.+%\-])(?=[\w.+%\-]{0,40}[._\d])[\w.+%\-]{4,64}+@(?![\w.])")
_DE_CORREO = ("@", "mail", "yahoo", "outlook")
_RED = (
    r"ig|insta(?:gram)?|face(?:book)?|feis|fb|tik ?tok|telegram|twitter|threads|messenger|youtube|linkedin|skype"
    r"|snapchat|discord|signal|kwai|twitch|pinterest|usuario|gmail|hotmail"
)
_REDES = frozenset(
    """ig insta instagram face facebook feis fb tiktok tok telegram twitter threads messenger youtube linkedin skype
    snapchat discord signal kwai twitch pinterest usuario gmail hotmail""".split()
)
_SE_LLAMA = (
    r"(?:[\s,:;(]|es|soy|como|mi|me|llamo|encuentras?|encuentran|buscame|busquenme|perfil|cuenta|usuario|live:){0,8}"
)
_ARROBADO = diferida(r"(?<![\w.@/])@[a-z][\w.]{2,30}")
_EN_UNA_RED = diferida(
    rf"(?<![a-z0-9])(?:{_RED})(?![a-z0-9.]){_SE_LLAMA}(?:@ ?[a-z][\w.]{{2,30}}"
    r"|(?<=[ :])[a-z][a-z0-9]*+[._\d][\w.]{2,30}|(?<=:)(?<=[a-z]:) ?[a-z]\w{3,30}(?=\s*(?:$|[,.;)\n])))"
)
_NOMBRE_EN_UNA_RED = diferida(
    rf"(?<![a-z0-9])(?:{_RED})(?![a-z0-9.]){_SE_LLAMA}(?<=[ :])(?P<quien>[a-z]{{2,20}}(?: [a-z]{{2,20}}){{1,3}})"
)
_PALABRA = diferida(r"[a-z]+")
_PAGINAS = (
    r"(?:facebook|fb|instagram|twitter|x|tiktok|linkedin|whatsapp|youtube|github|snapchat|pinterest|medium|vimeo|flickr"
    r"|patreon|soundcloud)\.com|threads\.net|twitch\.tv|orcid\.org|bsky\.app|discord\.gg|researchgate\.net"
    r"|(?:t|wa|m|fb|telegram|about)\.me|youtu\.be|linktr\.ee"
)
_ENLACE = diferida(
    rf"(?:https?://)?(?<![a-z0-9])(?:[a-z\-]{{1,12}}\.){{0,2}}(?:{_PAGINAS})/[^\s<>\"]+"
    r"|(?<![a-z0-9])(?:facebook|instagram|tiktok|twitter|fb|ig)/[a-z][\w.\-]{2,40}"
    r"|(?<![\w\-])[\w\-]{3,40}\.(?:blogspot|wordpress|wixsite)\.com\S*"
)
_DE_ENLACE = tuple(".com .net .me/ .tv/ .org/ .app/ .gg/ .be/ .ee/ book/ gram/ tok/ tter/ fb/ ig/".split())


def contactos(normal: Normal) -> Iterator[Tramo]:
    """Los del texto."""
    texto = normal.texto
    if any(pista in texto for pista in _DE_CORREO):
        yield from _de(_CORREO, texto, CORREO)
        yield from _de(_EN_GRATUITO, texto, CORREO)
    if "@" in texto:
        yield from _de(_SIN_DOMINIO, texto, CORREO)
        yield from _de(_ARROBADO, texto, USUARIO)
    if palabras_de_un(texto) & _REDES:
        yield from _de(_EN_UNA_RED, texto, USUARIO)
        yield from _con_nombre(normal)
    if any(pista in texto for pista in _DE_ENLACE):
        yield from _de(_ENLACE, texto, USUARIO)


def _con_nombre(normal: Normal) -> Iterator[Tramo]:
    """Los nombres y apellidos, en mayúscula, con que alguien dice que está en una red: «Facebook: Rosa Cuyes»."""
    for hallado in _NOMBRE_EN_UNA_RED.finditer(normal.texto):
        palabras = [palabra.span() for palabra in _PALABRA.finditer(normal.texto, *hallado.span("quien"))]
        propias = list(takewhile(lambda tramo: normal.empieza_en_mayuscula(tramo[0]), palabras))
        if len(propias) > 1:
            yield propias[0][0], propias[-1][1], USUARIO


def _de(patron: re.Pattern[str], texto: str, tipo: str) -> Iterator[Tramo]:
    for hallado in patron.finditer(texto):
        yield hallado.start(), hallado.end(), tipo
