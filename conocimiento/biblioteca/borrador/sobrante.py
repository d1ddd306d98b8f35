"""Lo que un documento trae y nadie pregunta: los renglones de un formulario por llenar, lo mal leído y las fórmulas."""

import re

from conocimiento.expresiones import diferida
from conocimiento.palabras import plegar

LETRAS_DE_TEXTO, MAYUSCULAS_DE_TITULO = 0.6, 0.5
"""Parte de los signos de una oración que son letras, al menos; y de sus letras que van en mayúsculas, a lo más."""
_POR_LLENAR = diferida(r"\.{4,}|…{2,}|(?:\.\s){4,}|_{3,}|-{4,}|[─═]{3,}|(?:\[|\()\s{2,}(?:\]|\))")
_DE_UN_FORMULARIO = diferida(
    r"(?:nombres?\s(?:[yo]|completo)\b|apellidos\b|firma\b|lugar y fecha|direcci[oó]n\s?:|domicilio\s?:|tel[eé]fono"
    r"|celular|correo electr[oó]nico\s?:|nacionalidad|n\s?[º°*]\sde\b|dni\b|ruc\b|instituci[oó]n\s?:|otros\s?:"
    r"|t[ií]tulo profesional|colegio profesional|señor(?:\(a\)|a|es)?\s?:|señor\(a\)|ubicaci[oó]n (?:provincia|:)"
    r"|marque con|llenar con|yo\s?[,.:]|sello\b|huella\b|fecha\s?:|cargo\s?:|asunto\s?:|referencia\s?:|nota\s?:"
    r"|fuente\s?:(?!\s(?:es|son)\b)|atentamente|conste por el presente)",
    re.IGNORECASE,
)
_EN_PRIMERA_PERSONA = diferida(
    r"\b(?:manifiesto mi|declaro(?: bajo)?|me comprometo|quedo de ustedes?|(?:el|la|los) que suscribe|asumo yo"
    r"|identificad[oa] con dni|agradeciendo la atenci[oó]n|solicito a usted|brindo mis|brindar mi)\b",
    re.IGNORECASE,
)
_UN_TITULO = diferida(
    r"(?:cap[ií]tulo|t[ií]tulo|subcap[ií]tulo|secci[oó]n|anexo|formato|cuadro|tabla|gr[aá]fico|figura)\s"
    r"(?:n\s?[º°*o]?\.?\s?)?(?:\d{1,3}|[ivxlc]{1,6}|[a-h])\b(?!.{0,40}\b(?:contiene|señala|establece|regula)\b)",
    re.IGNORECASE,
)
_FORMULA = diferida(
    r"(?:reg[ií]strese|comun[ií]quese|publ[ií]quese|mando se|dad[oa] en|en (?!caso)\w{3,20},? al?\b|ha dado la"
    r"|por tanto"
    r"|contando con|en uso de las|estando a|con el visad?o|de conformidad con(?=.*(?:[;,]|\sy)$)|vist[oa]s?\b[,:]?\s"
    r"|que,? estando a|se resuelve|decreta\b|fe de erratas|dice:|debe decir:)",
    re.IGNORECASE,
)
"""Con lo que se firma, se promulga y se justifica que se pueda dictar (plegado o no)."""
_UN_ROTULO = diferida(r"\b(?P<rotulo>[A-ZÁÉÍÓÚÑ]{4,}):.*\b(?P=rotulo):")
"""El mismo rótulo dos veces: «PLAZO: 45 días PLAZO: 10 días», de un diagrama."""
_FIRMA = diferida(r"\W*(?:[A-ZÁÉÍÓÚÑ'’-]{2,}\s){2,}")
_MAL_LEIDO = diferida(
    r"[~^|\\{}<>=¡¿](?=\w)|\w[~^|\\{}<>=]|\b[a-z]+[A-Z]{2,}\w*|(?:\W{3,}+\w{1,2}){3,}|[\"'`]{2,}|(?:\s[.:;']){2}"
)
_POR_LO_QUE_MANDA = diferida(r"(?:PROPONER|DISPONER|APROBAR|ENCARGAR|DECLARAR|MODIFICAR|CREAR|PROHIBIR)\b")


def nadie_lo_pregunta(oracion: str) -> bool:
    """Si una oración no dice nada por lo que alguien preguntaría, sea cual sea el documento."""
    if _POR_LLENAR.search(oracion) or _UN_ROTULO.search(oracion) or _EN_PRIMERA_PERSONA.search(oracion):
        return True
    if any(una.match(oracion) for una in (_DE_UN_FORMULARIO, _UN_TITULO, _FORMULA)):
        return True
    if _FIRMA.match(oracion) and not _POR_LO_QUE_MANDA.match(oracion):
        return True
    return _parece_mal_leida(oracion) or _es_un_rotulo(oracion)


def _parece_mal_leida(oracion: str) -> bool:
    """Si lo que se ve no son palabras, o son casi todas mayúsculas: lo que queda de una imagen o de un encabezado."""
    signos = [signo for signo in oracion if not signo.isspace()]
    letras = [signo for signo in signos if signo.isalpha() and signo not in "ºª"]
    if len(letras) < LETRAS_DE_TEXTO * len(signos):
        return True
    grandes = sum(letra.isupper() for letra in letras)
    return grandes > MAYUSCULAS_DE_TITULO * len(letras) or len(_MAL_LEIDO.findall(oracion)) > 1


def _es_un_rotulo(oracion: str) -> bool:
    """«Procedimientos generales:» o «Lugar : Lima»: unas palabras y dos puntos, sin nada que se haga."""
    antes, dos_puntos, despues = oracion.partition(":")
    return bool(dos_puntos) and not despues.strip() and len(antes.split()) <= 3 and plegar(antes.split()[0]) != "son"
