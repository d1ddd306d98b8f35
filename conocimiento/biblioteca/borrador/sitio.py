"""Lo que se pregunta de una oración por el sitio en que está: lo que manda un artículo, y lo que cabe en una lista."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from conocimiento.biblioteca.borrador.partes import INFINITIVO, NO_SE_ENTIENDE_SOLA, acortar, sin_deicticos, sin_marca
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
    """Lo que manda un artículo, las funciones que da a alguien, renglón por renglón, y las infracciones."""
    if sitio.manda:
        yield from _mandato(oracion)
        return
    dicha = sin_deicticos(sin_marca(oracion))
    que = acortar(dicha[:1].lower() + dicha[1:])
    if len(que.split()) < 3 or not INFINITIVO.match(que.removeprefix("no ")) or NO_SE_ENTIENDE_SOLA.search(que):
        return
    if hallado := _DE_ALGUIEN.search(sitio.epigrafe or sitio.apartado):
        yield f"a quién le toca {que}"
        de_quien = hallado["de"].partition(" en materia ")[0]
        yield (
            f"{'el ' if de_quien.startswith('del') else ''}{de_quien.partition(' ')[2]} debe {que}"
            if not _VARIOS.match(de_quien)
            else ""
        )
    elif "infraccion" in plegar(sitio.presenta):
        yield f"es infracción {que}"


def _mandato(oracion: str) -> Iterator[str]:
    hallado = _MANDATO.match(sin_marca(oracion))
    if hallado is None:
        return
    verbo, entero = _SE_MANDA[plegar(hallado["verbo"])[:3]], sin_deicticos(hallado["que"])
    que = acortar(entero)
    if verbo == "encarga" and (a_quien := _A_QUIEN.match(entero)):
        que = acortar(a_quien["que"])
        yield f"a quién se {_concuerda(verbo, que)} {que}" if que else ""
    elif verbo == "dispone" and (publica := _SE_PUBLICA.match(entero)):
        yield f"dónde se publica {'el ' if publica['l'] else ''}{publica['que']}"
    elif verbo in {"aprueba", "crea", "constituye", "autoriza", "declara"} and que:
        yield f"con qué norma se {_concuerda(verbo, que)} {que}"
        yield f"se {_concuerda(verbo, que)} {que}"
    elif que:
        yield f"se {_concuerda(verbo, que)} {que}"


def _concuerda(verbo: str, que: str) -> str:
    """«se aprueban los…»."""
    primera, hay, sigue = verbo.partition(" ")
    return f"{primera}n{hay}{sigue}" if que.startswith(("los ", "las ")) else verbo
