"""Cómo se acorta al teclear en un teléfono: la misma tabla al buscar, al entender una respuesta y al corregirla."""

import re

ABREVIATURAS = {
    "q": "que", "k": "que", "ke": "que", "x": "por", "xq": "porque", "pq": "porque", "porq": "porque", "xke": "porque",
    "d": "de", "dl": "del", "dsp": "despues", "desp": "despues", "dps": "despues", "tb": "tambien", "tmb": "tambien",
    "tbn": "tambien", "tambn": "tambien", "pa": "para", "cm": "como", "kmo": "como", "ud": "usted", "uds": "ustedes",
    "ustd": "usted", "toy": "estoy", "tamos": "estamos", "ta": "esta", "xfa": "por favor",
    "xfavor": "por favor", "porfa": "por favor", "porfis": "por favor", "porfavor": "por favor", "pls": "por favor",
    "plis": "por favor", "plz": "por favor", "nose": "no se", "aki": "aqui", "asta": "hasta",
    "aora": "ahora", "orita": "ahorita", "aorita": "ahorita", "horita": "ahorita", "emos": "hemos", "an": "han",
    "aya": "haya", "ejm": "ejemplo", "ejem": "ejemplo", "sgte": "siguiente", "sig": "siguiente", "grax": "gracias",
    "grasias": "gracias", "gcias": "gracias", "kiero": "quiero", "nesecito": "necesito", "ppto": "presupuesto",
    "muni": "municipalidad", "bno": "bueno", "gral": "general", "oe": "oye", "nop": "no", "sip": "si", "tngo": "tengo",
    "dnd": "donde", "cdo": "cuando", "pes": "pues", "pe": "pues", "ps": "pues", "fam": "familias",
    "m": "me", "t": "te", "dsps": "despues", "tmbn": "tambien", "tas": "estas", "grac": "gracias", "resu": "resumen",
    "keda": "queda", "kedan": "quedan", "kien": "quien", "kieren": "quieren", "kiere": "quiere", "chvr": "chevere",
    "qda": "queda", "qdan": "quedan", "num": "numero", "wsp": "whatsapp", "wasap": "whatsapp", "info": "informacion",
    "reu": "reunion", "mñn": "manana", "mnn": "manana", "hno": "hermano", "bn": "bien", "msj": "mensaje",
}  # fmt: skip
"""Lo que se teclea, en minúsculas y sin tildes, y la palabra entera, también sin ellas."""

_AL_PREGUNTAR = ABREVIATURAS | {
    "xq": "por qué", "pq": "por qué", "xk": "por qué", "porq": "por qué", "xke": "por qué", "porke": "por qué",
    "obj": "objetivo", "soc": "sociedad", "kienes": "quienes", "qn": "quien", "qe": "que", "cmo": "como",
    "kual": "cual", "sgn": "segun", "sta": "esta", "stan": "estan", "stamos": "estamos", "stoy": "estoy",
    "tbm": "tambien", "univ": "universidad", "org": "organizacion", "doc": "documento", "docu": "documento",
    "caract": "caracteristicas", "coop": "cooperacion", "ppio": "principio", "ppios": "principios",
}  # fmt: skip
"""Además, las que en una respuesta podrían ser parte de un nombre («Coop. Sta. Rosa»): buscar no cambia lo dicho."""
_CORTA = re.compile(rf"\b[a-z]{{1,{max(map(len, _AL_PREGUNTAR))}}}\b")


def sin_abreviaturas(pregunta: str) -> str:
    """Escribe enteras las abreviaturas de una pregunta («xq» → «por qué»); lo que lleva mayúsculas es una sigla."""

    def entera(hallada: re.Match[str]) -> str:
        return _AL_PREGUNTAR.get(hallada.group(), hallada.group())

    return _CORTA.sub(entera, pregunta)
