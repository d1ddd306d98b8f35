"""Cuánto se quiere lograr y desde cuánto: «95 %», «12 centros», «de 58 a 40 %»."""

import re

from bot.entrevista.esquema import Campo
from bot.entrevista.valores.definicion import TipoDeCampo
from bot.entrevista.valores.lectura import Entorno
from bot.entrevista.valores.textos import leer_parte
from conocimiento.palabras import plano

_CIFRA = r"[-−+]?\d[\d.,' ]*+\s?(?:%|por\s?ciento|mil(?:lones)?\b)?"
_META = re.compile(
    rf"(?:(?:de|del)\s+{_CIFRA}\s*(?:a|al|hasta)\s+|(?:al?|hasta|unos|mas\s+de|al\s+menos|[≥>=]+)\s*)*{_CIFRA}(?:\s+[a-z]+){{0,2}}"
)
DE_A = re.compile(rf"\b(?:de|del)\s+({_CIFRA})\s*(?:a|al|hasta)\s+({_CIFRA})")

CIFRA_INICIAL = re.compile(rf"{_CIFRA}(?:\s+(?!de\b|al?\b|y\b)[a-z]+)?")
"""«300 ha con riego»: el resultado empieza con cuánto."""


def _es_una_meta(_campo: Campo, texto: str, _entorno: Entorno) -> bool:
    """«95%», «12 centros»: una cifra y, a lo más, con qué se cuenta."""
    return _META.fullmatch(plano(texto).strip()) is not None


def _solo_con_su_rotulo(_campo: Campo, _texto: str, _entorno: Entorno) -> bool:
    return False


CAMPOS = {
    "meta": TipoDeCampo(
        leer=leer_parte,
        muestra=lambda campo, muestra: f"{campo.rotulo}: {muestra.texto}",
        reconoce=_es_una_meta,
        es_libre=True,
        es_texto=True,
    ),
    "base": TipoDeCampo(
        leer=leer_parte,
        muestra=lambda campo, muestra: f"{campo.rotulo}: {muestra.texto}",
        reconoce=_solo_con_su_rotulo,
        es_libre=True,
        es_texto=True,
        por_orden=False,
    ),
}
