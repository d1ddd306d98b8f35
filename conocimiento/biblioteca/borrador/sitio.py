"""Lo que se pregunta de una oración por el sitio en que está: lo que manda un artículo, y lo que cabe en una lista."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from conocimiento.biblioteca.borrador.partes import (
    INFINITIVO,
    NO_SE_ENTIENDE_SOLA,
    PALABRAS_DE_SI_O_NO,
    acortar,
    articulo_de_nombre,
    en_limpio,
    partir,
    sin_marca,
)
from conocimiento.expresiones import diferida
from conocimiento.palabras import plegar

_MANDATO = diferida(
    r"(?P<verbo>Aprobar|Apru[ée]b[ae]se|Modificar|Modif[ií][cq]u?[ae]se|Derogar|Der[oó]gu?[ae]se|Encargar"
    r"|Enc[áa]rgu?ese|Disponer"
    r"|Disp[oó]ngase|Declarar|Decl[áa]r[ae]se|Autorizar|Autor[ií][cz]e?se|Crear|Cr[ée][ae]se|Establecer"
    r"|Establ[ée]zc?[ae]se|Incorporar"
    r"|Incorp[óo]r[ae]se|Delegar|Designar|Des[ií]gn[ae]se|Constituir|Prorrogar|Precisar|Dejar sin efecto"
    r"|Sustituir|Suspender"
    r"|Facultar|Fac[úu]lt[ae]se|Modif[ií]canse)\s(?P<que>.+)",
    re.IGNORECASE,
)
_SE_MANDA = {
    "apr": "aprueba", "mod": "modifica", "der": "deroga", "enc": "encarga", "dis": "dispone", "dec": "declara",
    "aut": "autoriza", "cre": "crea", "est": "establece", "inc": "incorpora", "del": "delega", "des": "designa",
    "con": "constituye", "pro": "prorroga", "pre": "precisa", "dej": "deja sin efecto", "sus": "sustituye",
    "fac": "faculta",
}  # fmt: skip
_A_QUIEN = diferida(
    r"(?P<quien>al?\s.+?)[,;]?\s(?P<que>(?:el|la|los|las)\s(?:cumplimiento|implementaci[oó]n|acciones"
    r"|publicaci[oó]n|difusi[oó]n"
    r"|ejecuci[oó]n|elaboraci[oó]n|supervisi[oó]n|notificaci[oó]n|seguimiento)\b.*)"
)
_SE_PUBLICA = diferida(r"la publicaci[oó]n de(?P<l>l?) (?P<que>.+?) en (?:el|la)\s")
_DE_ALGUIEN = diferida(
    r"\b(?:funci[oó]n|responsabilidad|atribuci[oó]n|obligaci[oó]n|deber"
    r"|competencia)(?:es)?\s(?P<de>(?:del?)\s(?!\w+[aei]r\b)[^,.;:]{3,70}?)$",
    re.IGNORECASE,
)
_VARIOS = diferida(r"de (?:los|las) ")
_CABEZA_DE_ARTICULO = diferida(
    r"(?:.*,\s)?Art[ií]culo\s\S+?\.\s|\d{1,2}(?:\.\d{1,2}){0,3}\.?\s|(?:\w+\s){1,2}disposici[oó]n\b[^.]*\.\s",
    re.IGNORECASE,
)
_SOBRE = diferida(r"(?P<de>del|de)\s", re.IGNORECASE)
_PRINCIPIO = diferida(r"principio (?:de|del|precautorio|general).*", re.IGNORECASE)
_MANDADO = diferida(r"(?:cr[ée]|apru[ée]b|modif|der[oó]g|decl[aá]r|establ)\w*(?:se|[ae]n?)\b", re.IGNORECASE)
_NOMBRE_PROPIO = diferida(r"\b[A-ZÁÉÍÓÚÑ]\w{2,}(?:(?:\s(?:de|del|la|los|las|y|e|para)){0,3}\s[A-ZÁÉÍÓÚÑ]\w{2,}){2}")
_GENERAL = diferida(
    r"(?:(?:el|la|los|las) )?(?:objet|finalidad|alcance|ambito|definici|vigencia|refrend|financ|publicaci|derogac"
    r"|modific|derogator|garant|instrument"
    r"|aplicaci|disposici|aprobaci|glosario|referencia|incorporaci|normas? |reglament|otr[oa]s|contenido|adecuaci"
    r"|base legal|articulo|anexo)"
)
"""Los epígrafes que no dicen de qué trata el artículo (plegado)."""
_ARTICULO = diferida(r"(?:el|la|los|las)\s", re.IGNORECASE)
_INTEGRAN = diferida(r"(?:conformad|integrad|compuest)[oa]s?\b[^:]{0,40}:$")
_PIDEN = diferida(r"requisit|documentos?:?$|siguientes? documentos|documentaci[oó]n|deber?an? (?:presentar|adjuntar)")
_UN_DOCUMENTO = diferida(
    r"(?:\w+ )?(?:\(\d+\) )?(?:copias?|solicitud|formulario|recibo|pago|ejemplar\w*|curr[ií]culum|carta|constancia"
    r"|certificado|declaracion|informe|plano|memoria|titulo|poder|documento|registro|relacion|ficha|contrato|partida)\b"
)
_TIENE_FUNCIONES = diferida(
    r"(?P<quien>(?:El|La)\s[^,;:]{3,60}?)\s(?:tiene|cumple|ejerce)\b.{0,40}\b(?:funciones|atribuciones|obligaciones"
    r"|competencias|facultades|responsabilidades)\b"
)
_VAGO = diferida(r"(?:las|los) (?:disposiciones|medidas|normas|lineamientos)\b", re.IGNORECASE)
_PARA_QUE = diferida(
    r"(?:que|la cual|el cual) (?:tiene|tendr[áa]) (?:por|como) (?:objeto|finalidad|objetivo)|con el (?:fin|objeto)"
)
_ARTICULOS = diferida(
    r"(?:los|las)\sart[ií]culos\s[\d, yº°-]+\s(?P<de>(?:del|de la|de los)\s.{5,80}?)(?:[,;:]|\s(?:que|seg[uú]n"
    r"|conforme|de acuerdo)\b|\.?$)"
)
_DE_ADORNO = diferida(
    r"\s(?:de naturaleza|de car[áa]cter|que regulan?|que consta|en el marco|el cual|la cual|la misma que)\b"
    r"|,\s(?:que|la|el)\s"
)
"""Con lo que sigue el nombre de lo que se manda, y ya no es su nombre."""


@dataclass(frozen=True, slots=True)
class Sitio:
    """Dónde está una oración: en qué apartado, si es lo primero que manda, y la que presenta su lista («…:»).

    `epigrafe` es el del apartado, si va en el texto y no en su nombre.
    """

    apartado: str = ""
    epigrafe: str = ""
    manda: bool = False
    presenta: str = ""


def segun_su_sitio(oracion: str, sitio: Sitio) -> Iterator[str]:
    """Lo que manda un artículo, y lo que es un renglón de lo que su lista anuncia: una función, un requisito…"""
    if sitio.manda and (mandado := tuple(_mandato(oracion))):
        yield from mandado
        return
    dicha = en_limpio(oracion)
    presenta = plegar(sitio.presenta)
    if (hallado := _INTEGRAN.search(sitio.presenta)) and partir(dicha) is None:
        yield from _integrante(dicha, sitio.presenta[: hallado.start()])
        return
    que = acortar(dicha[:1].lower() + dicha[1:])
    if _PIDEN.search(presenta) and not INFINITIVO.match(que) and _UN_DOCUMENTO.match(plegar(dicha)):
        yield f"hay que presentar {que}" if len(que.split()) > 2 else ""
        yield "hay que pagar por el trámite" if plegar(dicha).startswith(("recibo de pago", "pago por")) else ""
        return
    if len(que.split()) < 3 or not INFINITIVO.match(que.removeprefix("no ")) or NO_SE_ENTIENDE_SOLA.search(que):
        return
    if "infraccion" in presenta:
        yield f"es infracción {que}"
    elif de_quien := _de_quien_es(sitio):
        yield f"quién debe {que}"
        yield f"{de_quien} debe {que}" if len(f"{de_quien} {que}".split()) <= PALABRAS_DE_SI_O_NO else ""


def por_su_epigrafe(epigrafe: str, norma: str) -> tuple[str, ...]:
    """De «Pasivos ambientales» se pregunta «¿Qué dice la ley sobre los pasivos ambientales?»; nada si es general."""
    nombre = _CABEZA_DE_ARTICULO.sub("", epigrafe.rpartition("“")[2]).strip('”"». ')
    hallado = _SOBRE.match(nombre)
    de_que = f"{'el ' if hallado['de'].lower() == 'del' else ''}{nombre[hallado.end() :]}" if hallado else nombre
    de_que = (
        de_que if _NOMBRE_PROPIO.match(de_que) and not _ARTICULO.match(de_que) else f"{de_que[:1].lower()}{de_que[1:]}"
    )
    general = _GENERAL.match(plegar(de_que)) or _MANDADO.match(de_que)
    if nombre == epigrafe or not 1 <= len(de_que.split()) <= 12 or general or not norma:
        return ()
    if principio := _PRINCIPIO.search(de_que):
        return (f"¿Qué es el {principio.group()}?",)
    if not _NOMBRE_PROPIO.search(de_que):
        de_que = " ".join(una if una.isupper() and len(una) > 1 else una.lower() for una in de_que.split())
    sin_articulo = not _ARTICULO.match(de_que) and not re.match(r"\w+s\b", de_que)
    return (f"¿Qué dice {norma} sobre {articulo_de_nombre(de_que) + ' ' if sin_articulo else ''}{de_que}?",)


def _de_quien_es(sitio: Sitio) -> str:
    """De quién son las funciones que se enumeran; vacío si no se dice o si son varios («los gobiernos locales»)."""
    epigrafe = (sitio.epigrafe or sitio.apartado).rstrip('”"». ')
    hallado = _DE_ALGUIEN.search(epigrafe)
    if hallado:
        de_quien = hallado["de"].partition(" en materia ")[0]
        return (
            f"{'el ' if de_quien.startswith('del') else ''}{de_quien.partition(' ')[2]}"
            if not _VARIOS.match(de_quien)
            else ""
        )
    tiene = _TIENE_FUNCIONES.match(en_limpio(sitio.presenta))
    return f"{tiene['quien'][:1].lower()}{tiene['quien'][1:]}" if tiene else ""


def _integrante(dicha: str, quien: str) -> Iterator[str]:
    """«El Viceministro de Economía» de «La Comisión está conformada por:»."""
    de_que = re.sub(r"\s(?:est[áa]n?|es|son)$", "", en_limpio(quien).strip())
    nombre = re.split(r"[,;.(]", dicha)[0].strip()
    if not _ARTICULO.match(de_que) or not 2 <= len(nombre.split()) <= 10:
        return
    de_que = f"{de_que[:1].lower()}{de_que[1:]}"
    yield f"quién preside {de_que}" if re.search(r"\bpreside\b", dicha) else ""
    yield f"{nombre} integra {de_que}" if _ARTICULO.match(nombre) else ""


def _mandato(oracion: str) -> Iterator[str]:
    hallado = _MANDATO.match(sin_marca(oracion))
    if hallado is None:
        return
    verbo, entero = _SE_MANDA[plegar(hallado["verbo"])[:3]], en_limpio(hallado["que"])
    breve = acortar(_DE_ADORNO.split(entero)[0])
    que = acortar(entero) if len(breve.split()) < 4 and _VAGO.match(breve) else breve
    if verbo == "encarga" and (a_quien := _A_QUIEN.match(entero)):
        que = acortar(a_quien["que"])
        yield f"a quién se {_concuerda(verbo, que)} {que}" if que else ""
    elif verbo == "dispone" and (publica := _SE_PUBLICA.match(entero)):
        yield f"dónde se publica {'el ' if publica['l'] else ''}{publica['que']}"
    elif verbo in {"aprueba", "crea", "constituye", "autoriza", "declara"} and que:
        yield f"con qué norma se {_concuerda(verbo, que)} {que}"
        yield f"para qué se {_concuerda(verbo, que)} {que}" if _PARA_QUE.search(entero) else ""
    elif verbo == "modifica" and (articulos := _ARTICULOS.match(entero)):
        yield f"qué artículos se modifican {articulos['de']}"
    elif verbo == "deroga" and re.search(r",|\s[ye]\s", entero):
        yield "qué normas se derogan"
    elif verbo in {"modifica", "deroga", "deja sin efecto", "prorroga", "suspende", "sustituye"} and que:
        yield f"se {_concuerda(verbo, que)} {que}"


def _concuerda(verbo: str, que: str) -> str:
    """«se aprueban los…»."""
    primera, hay, sigue = verbo.partition(" ")
    return f"{primera}n{hay}{sigue}" if que.startswith(("los ", "las ")) else verbo
