"""Lo que la gente suele preguntar de una norma y esta no parece decir: se busca en su texto con varias palabras.

Cada pregunta nombra de qué trata la norma: «¿Cuánto cuesta el trámite?», aprobada en una, taparía lo que dice otra.
Que algo no se halle no prueba que no esté: por eso va sin revisar. El teléfono y el correo no se proponen: el
asistente los contesta solo.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from conocimiento.biblioteca.borrador.asunto import Asunto, Clase, con_preposicion, lo_propio
from conocimiento.biblioteca.borrador.formas import preguntas_de, tiene_sentido
from conocimiento.biblioteca.borrador.habituales import HABITUALES, SECTORES, UN_CARGO, Habitual
from conocimiento.biblioteca.borrador.oraciones import oraciones_con_su_sitio
from conocimiento.biblioteca.borrador.partes import INFINITIVO
from conocimiento.biblioteca.borrador.predicados import CON_PLAZO
from conocimiento.biblioteca.borrador.sitio import Sitio
from conocimiento.expresiones import diferida
from conocimiento.lectura.valores import Lectura
from conocimiento.palabras import plegar

SIN_PLAZO = 6
"""Pasos sin plazo que se proponen, a lo más."""
_FIRMA = diferida(rf"(?:[A-ZÁÉÍÓÚÑ]{{2,}} ){{2,6}}(?i:{UN_CARGO})")
_UN_PASO = diferida(
    r"(?:present|remit|comunic|notific|aprob|aprueb|elabor|emit|public|actualiz|implement|entreg|inform|constitu|instal"
    r"|convoc|evalu|resolv|inscrib|reglament|formul|design|subsan|adecu|registr)"
)
_QUIEN_DEBE = diferida(r"¿Quién (?:debe|deberá) (?P<que>.+)\?")
_SIN_TERMINO = diferida(
    r"\bplazo\b|a mas tardar|hasta el|permanente|anual|trimestral|semestral|mensual|semanal|peri[oó]dic|inmediat"
    r"|dentro de|antes de|cada "
)


@dataclass(frozen=True, slots=True)
class Ausencia:
    """Algo que el texto no parece decir: su clave, qué falta y cómo se preguntaría."""

    clave: str
    falta: str
    preguntas: tuple[str, ...]


def lo_que_no_dice(lectura: Lectura, asunto: Asunto | None) -> tuple[Ausencia, ...]:
    """Lo que se suele preguntar y no se halla en el texto, sin contar lo que un extracto trae de otra norma.

    Ninguna si no se ve de qué trata: no se podría nombrar.
    """
    if asunto is None:
        return ()
    propio = "\n".join(lo_propio(lectura))
    oraciones = [plegar(una) for una in re.split(r"(?<=[.;])\s|\n", " ".join(propio.split()))]
    ausentes = (_de(uno, asunto) for uno in HABITUALES if _falta(uno, asunto, oraciones))
    return (
        *ausentes,
        *_sin_plazo(lectura),
        *_el_anexo(lectura, asunto, oraciones),
        *_el_cargo(propio, oraciones),
        *_otro_sector(asunto, oraciones),
    )


def _falta(uno: Habitual, asunto: Asunto, oraciones: list[str]) -> bool:
    toca = asunto.clase in uno.de and (not uno.si_nombra or _esta(oraciones, (uno.si_nombra,)))
    return toca and not _esta(oraciones, uno.juntas)


def _de(uno: Habitual, asunto: Asunto) -> Ausencia:
    def dicho(plantilla: str) -> str:
        return plantilla.format(el=asunto.nombre, de=asunto.de, n="n" * asunto.plural)

    return Ausencia(uno.clave, dicho(uno.falta), tuple(map(dicho, uno.preguntas)))


def _esta(oraciones: list[str], juntas: tuple[str, ...]) -> bool:
    return any(all(re.search(una, oracion) for una in juntas) for oracion in oraciones)


def _sin_plazo(lectura: Lectura) -> Iterator[Ausencia]:
    """Los pasos que alguien debe dar y de los que no se dice cuándo: «deberá remitir el informe a la autoridad»."""
    todas = list(oraciones_con_su_sitio(lectura))
    con_plazo = " ".join(plegar(una) for una, _ in todas if CON_PLAZO.search(una))
    hechas: set[str] = set()
    for oracion, sitio in todas:
        if CON_PLAZO.search(oracion) or _SIN_TERMINO.search(plegar(oracion)):
            continue
        que = _lo_que_hay_que_hacer(oracion, sitio)
        hecho = INFINITIVO.match(que)
        objeto = " ".join(plegar(hecho["resto"]).split()[:3]) if hecho else ""
        if hecho is None or not _UN_PASO.match(hecho["verbo"]) or len(objeto.split()) < 2 or objeto in con_plazo:
            continue
        dichas = tuple(filter(tiene_sentido, (f"¿Cuándo hay que {que}?", f"¿En qué plazo hay que {que}?")))
        if objeto in hechas or not dichas:
            continue
        hechas.add(objeto)
        clave = "-".join(re.findall(r"[a-z0-9]+", plegar(que))[:5])
        yield Ausencia(f"plazo-{clave}", f"en qué plazo hay que {que}", dichas)
        if len(hechas) == SIN_PLAZO:
            return


def _lo_que_hay_que_hacer(oracion: str, sitio: Sitio) -> str:
    """«remitir el informe», de lo que alguien debe hacer; vacío si la oración no manda nada a nadie."""
    return next((uno["que"] for uno in map(_QUIEN_DEBE.match, preguntas_de(oracion, sitio)) if uno), "")


def _el_anexo(lectura: Lectura, asunto: Asunto, oraciones: list[str]) -> Iterator[Ausencia]:
    """Lo que la norma aprueba y el archivo no trae: lo anuncia como anexo y no hay ningún apartado que lo sea."""
    anuncia = _esta(
        oraciones, (r"\b(?:anexos?\b.{0,60}(?:forma|resolucion|ley|ordenanza|decreto)|que (?:la |lo )?acompan)",)
    )
    if anuncia and not any(plegar(uno.apartado).startswith("anexo") for uno in lectura.bloques):
        de = con_preposicion("de", asunto.norma)
        yield Ausencia(
            "anexo", f"el texto del anexo {de}", (f"¿Qué dice el anexo {de}?", f"¿Dónde está el anexo {de}?")
        )


def _el_cargo(propio: str, oraciones: list[str]) -> Iterator[Ausencia]:
    """Quién ocupa un cargo que se nombra: si nadie firma con él, el texto no lo dice."""
    hallado = next(
        filter(None, (re.search(rf"\b(?:{UN_CARGO})\b(?: del? (?:la )?\w+)?", una) for una in oraciones)), None
    )
    if hallado and not _FIRMA.search(" ".join(propio.split())):
        cargo = hallado.group()
        articulo = "la" if cargo.partition(" ")[0].endswith("a") else "el"
        preguntas = (f"¿Quién es {articulo} {cargo}?", f"¿Cómo se llama {articulo} {cargo}?")
        yield Ausencia("quien-ocupa", f"quién es hoy {articulo} {cargo}", preguntas)


def _otro_sector(asunto: Asunto, oraciones: list[str]) -> Iterator[Ausencia]:
    if asunto.clase is Clase.ORGANO:
        return
    for sector, raiz in SECTORES:
        if not _esta(oraciones, (rf"\b(?:{raiz})",)):
            clave = f"sector-{plegar(sector).partition(' ')[2]}"
            vale = "valen" if asunto.plural else "vale"
            en_pregunta = f"{asunto.nombre[:1].upper()}{asunto.nombre[1:]}"
            dichas = (f"¿{en_pregunta} {vale} para {sector}?", f"¿Qué dice {asunto.norma} sobre {sector}?")
            yield Ausencia(clave, f"si {asunto.nombre} {vale} para {sector}", dichas)
            return
