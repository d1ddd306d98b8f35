"""De dónde sale lo que se cita y quién puede decir lo demás: la ficha de los documentos y el contacto de la APCI.

Se reconoce por la forma de toda la pregunta: un dato de estos y, en lo que queda, ninguna palabra que hable de otra
cosa. Así «¿quién hizo el documento?» se contesta con la ficha, y «¿quién hizo la alianza?» se busca.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from bot.dialogo.preguntas import textos
from bot.dialogo.preguntas.clases import clase_de_dato
from bot.dialogo.preguntas.parte import Lectura, ParteContestada, Resultado, fichas_vigentes
from bot.dialogo.preguntas.reglas.generales import CONFIANZA_DE_UN_VACIO
from bot.dialogo.turno import Contexto
from conocimiento.expresiones import diferida
from conocimiento.modelo import CARPETA_DE_RESPUESTAS, Ficha
from conocimiento.palabras import AL_PEDIR, VACIAS, palabras, plegar, sin_abreviaturas

FICHAS_QUE_SE_DICEN = 4


class _Dato(Enum):
    """Lo que se puede preguntar de un documento; el valor es cómo se le nombra."""

    ISBN = "el ISBN"
    AREA = "qué área lo hizo"
    EDICION = "la edición"
    AUTOR = "quién lo hizo"
    FECHA = "la fecha"
    TODOS = "sus datos"
    VIGENCIA = "si hay otro más nuevo"
    COPIA = "de dónde bajarlo"


_SIN_CONFIRMAR = frozenset({_Dato.VIGENCIA, _Dato.COPIA})
"""De lo que se dice lo que se sabe, que no es lo que se pide."""


_SE_HIZO = (
    r"(?:sali[oe]|sale|(?:se )?(?:hizo|publico|edito|elaboro|escribio|redacto|saco|lanzo|emitio|preparo|produjo)"
    r"|(?:hicieron|publicaron|editaron|elaboraron|escribieron|redactaron|sacaron|lanzaron|prepararon)"
    r"|(?:fue |esta |ha sido )?(?:hecho|publicad[oa]|editad[oa]|elaborad[oa]|escrit[oa]|redactad[oa]|lanzad[oa]))"
)
_INEQUIVOCO = (
    r"(?:(?:se )?(?:publico|edito|redacto|escribio|elaboro)|publicaron|editaron|escribieron|elaboraron|redactaron)"
)
_DEL_DOCUMENTO = (
    r"(?:document(?:o|ito|os)?|doc|marco|texto|libr(?:o|ito)|publicacion|guia|capitulo|pdf|material|folleto|framework)"
)
_DAR = r"(?:mand|envi|pas|compart|alcanz|facilit|adjunt)\w*"
_DE_LA_FICHA: tuple[tuple[_Dato, re.Pattern[str]], ...] = tuple(
    (dato, diferida(forma))
    for dato, forma in (
        (_Dato.ISBN, r"\bisbn\b"),
        (
            _Dato.AREA,
            rf"\b(?:que|cual|q) (?:\w+ )?(?:direccion|area|oficina|unidad|gerencia|dependencia)\b(?=.*\b{_SE_HIZO}\b)",
        ),
        (_Dato.EDICION, r"\b(?:edicion|editorial|edition|publisher)\b|\b(?:que|cual|q) version\b"),
        (
            _Dato.AUTOR,
            rf"\b(?:quien(?:es)?|que (?:institucion|entidad|organismo|agencia)) (?:l[oa]s? |te )?{_SE_HIZO}\b"
            rf"|\bpor quien(?:es)? {_SE_HIZO}\b|\bautor(?:es|a|as|ia)?\b|\bauthors?\b"
            r"|\bwho (?:wrote|published|made|issued)\b",
        ),
        (
            _Dato.FECHA,
            rf"\b(?:en |de |desde )?(?:que|cual|q) (?:es )?(?:el |la )?(?:ano|fecha|mes)\b(?: {_SE_HIZO}\b)?"
            rf"|\bcuando (?:l[oa]s? )?{_SE_HIZO}\b|\bde cuando (?:es|son|data)\b|\b(?:fecha|ano) de\b"
            r"|\bque tan (?:actual|nuevo|antiguo|viejo|reciente)\b|\bes del? (?:ano )?(?:19|20)\d\d\b"
            r"|\b(?:what|which) year\b|\bwhen was\b.*\bpublished\b",
        ),
        (
            _Dato.TODOS,
            r"\b(?:ficha|referencia|cita|datos) bibliografic[oa]s?\b|\bcomo (?:l[oa] |se )?(?:cit[oa]r?|referencio)\b"
            r"|\bcomo se llama\b|\b(?:titulo|nombre)(?: completo)? del\b|\bhow (?:do|should) i cite\b"
            r"|\bde donde (?:l[oa] )?(?:sacas?|sacaste|sale|salio|viene)\b"
            r"|\b(?:cual es|en que|que) (?:la |es la )?(?:fuente|te basas|se basa|fuentes)\b",
        ),
        (
            _Dato.VIGENCIA,
            r"\b(?:(?:sigue|siguen|esta|estan|aun|todavia) )*"
            r"(?:vigentes?|en vigor|vigencia|(?:des)?actualizad[oa]s?|al dia)\b"
            r"|\b(?:hay|existe|salio|tienen?|sacaron) (?:ya )?(?:algun |un |una )?(?:otr[oa] )?(?:\w+ )?"
            r"mas (?:nuev[oa]|reciente|actual)\b",
        ),
        (
            _Dato.COPIA,
            rf"\b{_DAR}(?:me|nos)\b|\b(?:me|nos) (?:lo |la )?(?:puede[ns]? )?{_DAR}\b"
            r"|\b(?:de )?donde (?:(?:lo|la|se|puedo|podemos) )*"
            r"(?:descarg|baj|consig|consegu|encuentr|encontr|obten|leo|leer)\w*\b",
        ),
    )
)
_SIN_NOMBRARLO = diferida(
    rf"\bisbn\b|\b(?:edicion|editorial)\b|\bautor(?:es|ia)?\b|\b(?:quien(?:es)?|cuando) (?:l[oa] )?{_INEQUIVOCO}\b"
    rf"|\bquien(?:es)? lo {_SE_HIZO}\b|\b(?:que|q) (?:ano|fecha) {_INEQUIVOCO}\b|\bfecha de (?:publicacion|edicion)\b"
    r"|\bbibliografic[oa]s?\b|\bcomo l[oa] cit[oa]\b|\bde donde (?:l[oa] )?(?:sacas?|sacaste|sale)\b"
    r"|\bcual es la fuente\b|\b(?:que|q) version\b|\bde cuando es\b"
    r"|^\W*(?:y |pero )?de que ano es(?: (?:eso|esto))?\W*$"
    r"|^\W*(?:y |pero )?(?:eso |esto )?(?:sigue|esta)(?: aun| todavia)? (?:vigente|en vigor|actualizado)\b"
    r"|\bdonde (?:lo|la) (?:puedo )?(?:descarg|baj|consig|encuentr|leo|leer)\w*"
    rf"|\b(?:direccion|area|oficina)\b.* lo {_SE_HIZO}\b|\ben que te basas\b"
)
"""Lo que solo puede preguntarse del documento, aunque no se le nombre."""
_NOMBRA_EL_DOCUMENTO = diferida(rf"\b(?<!en el ){_DEL_DOCUMENTO}\b")
_JUNTO_A_LA_FICHA = frozenset(
    """actual actualizada actualizado agencia alianzas and ano antiguo apa aparece apci area autor autores
    bibliografica bibliografico capitulo cita citar cite cito completa completo completos conceptual cuenta dato
    datos decirme dices dicho direccion doc document documentito documento documentos does edicion editado edition
    edito elaboracion elaborado elaboraron elaboro emitio entidad es escribieron escribio escrito fecha ficha
    folleto framework from fuente guia hecho hicieron hizo how info informacion informe institucion is isbn it
    lanzaron lanzo librito libro llama lleva made marco material me mes multiactor nombre nuevo oficial oficina
    organismo pdf persona personas peru peruana prepararon preparo primera produjo publicacion publicada publicado
    publicaron publico published reciente redactado redactaron redacto referencia sacaron sacas saco sale salido
    salio segunda tesis texto the this tiene titulo trabajo ultima version vigente was what when which who wrote
    year""".split()
)

_MEDIOS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (nombre, diferida(pedido), diferida(suyo))
    for nombre, pedido, suyo in (
        ("un correo", r"\b(?:correos?|e-?mails?|mails?)\b", r"@"),
        ("un WhatsApp", r"\b(?:whats?app|wh?ats?ap+|wasap|wsp|wpp)\b", r"wh?ats?ap+"),
        (
            "un teléfono",
            r"\b(?:telefonos?|telf|fono|celular(?:es)?|celu|central telefonica|anexo|phone)\b|\bdonde llamo\b"
            r"|\b(?:que|cual|al?) (?:es (?:el|su) )?numero\b(?=.*\b(?:llam|contact|comunic|marc)|$)",
            r"(?:\d[\s()-]*){6,}",
        ),
        (
            "la página web",
            r"\b(?:pagina|sitio|portal)(?: web)?\b|\bweb(?:site)?\b|\bfacebook\b|\bredes sociales\b",
            r"\bwww\.|\bhttps?:|(?<![\w.@-])[\w-]+(?:\.[\w-]+)*\.(?:pe|com|org)\b(?!@)",
        ),
        (
            "el horario",
            r"\b(?:horarios?|a que hora|hasta que hora|atienden|que dias|hours)\b",
            r"\d ?(?:a\.?m|p\.?m|h)\b|\blunes\b",
        ),
        (
            "la dirección",
            r"\b(?:direccion(?:es)?|sedes?|oficinas?|ubicacion|mesa de partes)\b"
            r"|\bdonde (?:\w+ )?(?:quedan?|estan?|ubican?|encuentran?|encuentro|ubico|voy)\b",
            r"\b(?:av|jr|calle|jiron|avenida)\b",
        ),
        (
            "",
            r"\b(?:datos? de )?contactos?\b|\b(?:a ?donde|donde|a quien) (?:l[oe]s? |puedo )*escrib\w*"
            r"|\b(?:como|con quien) (?:me |nos |l[oe]s? |se |puedo |podemos )*(?:comunic|contact|ubic|llam|escrib)\w*",
            r"\w",
        ),
    )
)
_JUNTO_AL_CONTACTO = frozenset(
    """address adonde agencia algun alguna apci atencion atender atienden brinda brindame can celu celular central
    comunicamos comunicar comunicarme comunicarnos comunico consultas contact contactar contactarlos contactarme
    contactarnos contacto contactos contestan cooperacion correo correos cual cuentan dato datos dia dias direccion
    disponible do documento documentos donde dudas electronica electronico email encuentra encuentran encuentro
    entrego enviamos envio escribimos escribir escribirle escribirles escribo estan existe facebook facilita
    facilitame fisica fisico fono hay hora horario horarios hours how i idea info informacion informes institucional
    internacional ir is lima llamamos llamar llamarles llamarlos llamarte llamo lunes mail mandamos mando manejan
    marco mas mesa number numero numeros of office oficial oficina oficinas pagina partes personal peru peruana
    phone podemos portal preguntas presentamos presentar presento principal proporciona propuesta propuestas
    provincia proyecto puedo queda quedan redes region remito responden sabado sabados sede sedes should sitio
    sociales solicitud telefono telefonos teleoperador telf the tienen to ubica ubicacion ubicada ubicados ubicarlos
    ubico uds ustedes viernes virtual voy wasap watsap web what whatsapp which write wsp you your""".split()
)
_DE_PRESENTAR = diferida(
    r"\b(?:envi|mand|present|entreg|remit)\w*\b.*\b(?:propuestas?|proyectos?|documentos?|solicitud|idea)\b"
)


def leer_procedencia(contexto: Contexto, parte: str) -> ParteContestada | None:
    """Devuelve lo que consta de un documento o cómo llegar a la APCI; None si no se pregunta eso."""
    plana = " ".join(plegar(sin_abreviaturas(parte.lower())).replace("-", "").split())
    return _de_la_ficha(contexto, parte, plana) or _del_contacto(contexto, parte, plana)


def _queda_otra_cosa(plana: str, admitidas: frozenset[str]) -> bool:
    return any(
        not (palabra in VACIAS or palabra in AL_PEDIR or palabra in admitidas or palabra.isdigit())
        for palabra in palabras(plana)
    )


def _de_la_ficha(contexto: Contexto, parte: str, plana: str) -> ParteContestada | None:
    pedidos = tuple(dato for dato, forma in _DE_LA_FICHA if forma.search(plana))
    if not pedidos or not (_SIN_NOMBRARLO.search(plana) or _NOMBRA_EL_DOCUMENTO.search(plana)):
        return None
    resto = plana
    for dato, forma in _DE_LA_FICHA:
        resto = forma.sub(" ", resto) if dato in pedidos else resto
    if _queda_otra_cosa(resto, _JUNTO_A_LA_FICHA):
        return None
    fichas = [
        uno for uno in fichas_vigentes(contexto) if uno.fuente and not uno.documento.startswith(CARPETA_DE_RESPUESTAS)
    ][:FICHAS_QUE_SE_DICEN]
    if not fichas:
        return None
    dichos = [dicho for dato in pedidos if (dicho := _dicho(fichas, dato))]
    lectura = Lectura(textos.de_la_ficha(dichos, pedidos[0].value), cierre=textos.la_ficha(fichas))
    consta = bool(dichos) and not _SIN_CONFIRMAR.issuperset(pedidos)
    return _leida(parte, Resultado.RESPUESTA if consta else Resultado.CERCANO, lectura)


def _dicho(fichas: Sequence[Ficha], dato: _Dato) -> str:
    """El dato, si la ficha lo trae y es de un solo documento; vacío si no."""
    if len(fichas) > 1:
        return textos.DE_VARIOS
    ficha = fichas[0]
    match dato:
        case _Dato.FECHA:
            return textos.de_que_anio(ficha.anio) if ficha.anio else ""
        case _Dato.AUTOR:
            return textos.quien_lo_publica(ficha.fuente.partition(".")[0])
        case _Dato.ISBN:
            hallado = re.search(r"ISBN[:\s]*[\dXx-]+", ficha.fuente)
        case _Dato.EDICION:
            hallado = re.search(r"[^.]*\bedici[oó]n\b[^.]*", ficha.fuente, re.IGNORECASE)
        case _Dato.AREA:
            hallado = re.search(r"\b(?:Direcci[oó]n|Gerencia|Oficina|Unidad|Subdirecci[oó]n)\b[^.,;]*", ficha.fuente)
        case _Dato.TODOS:
            return textos.LOS_DATOS
        case _Dato.VIGENCIA:
            return textos.EL_QUE_TENGO
        case _Dato.COPIA:
            return textos.SIN_ARCHIVO
    return f"{hallado.group().strip()}." if hallado else ""


def _del_contacto(contexto: Contexto, parte: str, plana: str) -> ParteContestada | None:
    pedidos = [(nombre, suyo) for nombre, pedido, suyo in _MEDIOS if pedido.search(plana)]
    if not pedidos or _queda_otra_cosa(plana, _JUNTO_AL_CONTACTO):
        return None
    contacto = contexto.contacto
    faltan = [nombre for nombre, suyo in pedidos if not (contacto and suyo.search(plegar(contacto)))]
    lo_trae = len(faltan) < len(pedidos)
    entrada = textos.contacto(contacto, faltan, de_presentar=_DE_PRESENTAR.search(plana) is not None)
    return _leida(parte, Resultado.RESPUESTA if lo_trae else Resultado.CERCANO, Lectura(entrada))


def _leida(parte: str, resultado: Resultado, lectura: Lectura) -> ParteContestada:
    confianza = 1.0 if resultado is Resultado.RESPUESTA else CONFIANZA_DE_UN_VACIO
    return replace(ParteContestada(parte, resultado, confianza, clase_de_dato(parte)), lectura=lectura)
