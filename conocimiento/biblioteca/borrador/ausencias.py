"""Lo que la gente suele preguntar de una norma y esta no parece decir: se busca en su texto con varias palabras.

Que no se halle no prueba que no esté: por eso va sin revisar, y dice qué se buscó.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from conocimiento.expresiones import diferida
from conocimiento.lectura.encabezados import OTRA_NORMA
from conocimiento.lectura.valores import Lectura
from conocimiento.palabras import plegar

_DIAS = (
    r"(?:\d{1,3}|un|una|dos|tres|cinco|diez|quince|veinte|treinta|sesenta|noventa)\)? "
    r"(?:dias|meses|mes|ano|horas|semanas)"
)
_DINERO = r"s/\.? ?\d|us\$ ?\d|\d ?%|por ciento|\buit\b|\bsoles\b|dolares"
_UN_CARGO = "gobernador|ministr[oa]|superintendente|president[ea]|gerente|director|alcalde|jefe|consejer[oa]"
_FIRMA = diferida(rf"(?:[A-ZÁÉÍÓÚÑ]{{2,}} ){{2,6}}(?i:{_UN_CARGO})")
SECTORES = (
    ("la minería", "miner"),
    ("la pesca", r"pesc|pesquer|acuic"),
    ("la construcción", "construc"),
    ("el transporte", "transport"),
    ("la educación", "educa|universi"),
    ("el turismo", "turis"),
)
"""Sectores por los que se pregunta, y la raíz con que se nombran: de los que el texto no nombra, uno."""


@dataclass(frozen=True, slots=True)
class Ausencia:
    """Algo que el texto no parece decir: su clave, qué falta y cómo se preguntaría."""

    clave: str
    falta: str
    preguntas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Habitual:
    """Lo que se suele preguntar; está dicho si en una oración se hallan todas las expresiones (sobre lo plegado)."""

    ausencia: Ausencia
    juntas: tuple[str, ...]


def _una(clave: str, falta: str, preguntas: tuple[str, ...], *juntas: str) -> _Habitual:
    return _Habitual(Ausencia(clave, falta, preguntas), juntas)


_HABITUALES = (
    _una("multa", "de cuánto es la multa", ("¿De cuánto es la multa?", "¿Cuánto tengo que pagar de multa?"),
         "mult|sancion|penalidad", _DINERO),
    _una("incumplimiento", "qué pasa si no se cumple", ("¿Qué pasa si no se cumple?", "¿Hay alguna sanción?"),
         "mult|sancion|infracc|penalidad|incumpl|bajo responsabilidad"),
    _una("costo", "cuánto cuesta el trámite", ("¿Cuánto cuesta el trámite?", "¿Hay que pagar algo?"),
         r"\bcostos? (?:de|del) (?:tramite|procedimiento)|derecho de (?:tramite|pago)|\btasas?\b|\btupa\b|gratuit"
         r"|\bpag(?:o|a|ar|os)\b|s/\.? ?\d"),
    _una("formulario", "qué formulario se llena", ("¿Qué formulario tengo que llenar?", "¿Dónde descargo el formato?"),
         "formulari|formato|ficha|plantilla|modelo de (?:solicitud|carta|informe)"),
    _una("requisitos", "qué documentos piden", ("¿Qué documentos piden?", "¿Qué requisitos hay?"),
         "requisit|documentos? (?:que|requerid|necesari)|adjunt|acompanad[oa] de"),
    _una("donde-presentar", "dónde se presenta", ("¿Dónde lo presento?", "¿Se puede presentar por internet?"),
         r"mesa de partes|ventanilla|plataforma|sede (?:digital|electronica)|present\w+ (?:\S+ ){0,6}?(?:ante|al?"
         r"|en) (?:la|el|su)?\b|remit\w+ a"),
    _una("telefono", "a qué teléfono llamar", ("¿A qué teléfono llamo?", "¿Cuál es el número de contacto?"),
         r"(?:telefono|celular|central|llam).{0,25}\d{3}"),
    _una("correo", "a qué correo escribir", ("¿A qué correo escribo?", "¿Cuál es el correo electrónico?"),
         r"\w@\w|correo electronico"),
    _una("direccion", "dónde queda la oficina", ("¿Dónde queda la oficina?", "¿En qué horario atienden?"),
         r"\bav(?:enida|\.)|\bjr\.|\bjiron|\bcalle\b|horario|ubicad[oa] en"),
    _una("encargado", "quién se encarga", ("¿Quién se encarga de esto?", "¿Con quién hablo?"),
         r"responsables? de|a cargo de|encarg|corresponde a|compete|autoridad|\bdeber?an?\b"),
    _una("respuesta", "en cuánto tiempo responden",
         ("¿En cuánto tiempo responden?", "¿Qué plazo tienen para contestar?"),
         "resuelv|resolver|respond|respuesta|pronunci|evalua|atend|aprob|emit|notific|conformidad", rf"{_DIAS}|plazo"),
    _una("vigencia", "desde cuándo rige", ("¿Desde cuándo está vigente?", "¿Cuándo entra en vigencia?"),
         r"vigencia|en vigor|\brige\b|a partir del (?:dia|\d)|dia siguiente de su publicacion"),
    _una("denuncia", "dónde se denuncia o se reclama", ("¿Dónde puedo denunciar?", "¿Cómo presento un reclamo?"),
         "denunci|queja|reclam|apelaci|reconsideraci"),
)  # fmt: skip


def lo_que_no_dice(lectura: Lectura) -> tuple[Ausencia, ...]:
    """Lo que se suele preguntar y no se halla en el texto, sin contar lo que un extracto trae de otra norma."""
    propio = "\n".join(_propio(lectura))
    oraciones = [plegar(una) for una in re.split(r"(?<=[.;])\s|\n", " ".join(propio.split()))]
    ausentes = [uno.ausencia for uno in _HABITUALES if not _esta(oraciones, uno.juntas)]
    return (*ausentes, *_el_anexo(lectura, oraciones), *_el_cargo(propio, oraciones), *_otro_sector(oraciones))


def _propio(lectura: Lectura) -> Iterator[str]:
    es_de_otra = False
    for bloque in lectura.bloques:
        es_de_otra = bloque.apartado.startswith(OTRA_NORMA) if bloque.apartado else es_de_otra
        if not es_de_otra:
            yield lectura.texto[bloque.inicio : bloque.fin]


def _esta(oraciones: list[str], juntas: tuple[str, ...]) -> bool:
    return any(all(re.search(una, oracion) for una in juntas) for oracion in oraciones)


def _el_anexo(lectura: Lectura, oraciones: list[str]) -> Iterator[Ausencia]:
    """Lo que la norma aprueba y el archivo no trae: lo anuncia como anexo y no hay ningún apartado que lo sea."""
    anuncia = _esta(
        oraciones, (r"\b(?:anexos?\b.{0,60}(?:forma|resolucion|ley|ordenanza|decreto)|que (?:la |lo )?acompan)",)
    )
    if anuncia and not any(plegar(uno.apartado).startswith("anexo") for uno in lectura.bloques):
        yield Ausencia(
            "anexo", "el texto del anexo que acompaña a la norma", ("¿Qué dice el anexo?", "¿Dónde está el anexo?")
        )


def _el_cargo(propio: str, oraciones: list[str]) -> Iterator[Ausencia]:
    """Quién ocupa un cargo que se nombra: si nadie firma con él, el texto no lo dice."""
    hallado = next(filter(None, (re.search(rf"\b(?:{_UN_CARGO})\b", una) for una in oraciones)), None)
    if hallado and not _FIRMA.search(" ".join(propio.split())):
        cargo = hallado.group()
        articulo = "la" if cargo.endswith("a") else "el"
        yield Ausencia(
            "quien-ocupa", f"quién es hoy {articulo} {cargo}", (f"¿Quién es {articulo} {cargo}?", "¿Cómo se llama?")
        )


def _otro_sector(oraciones: list[str]) -> Iterator[Ausencia]:
    for sector, raiz in SECTORES:
        if not _esta(oraciones, (rf"\b(?:{raiz})",)):
            clave = f"sector-{plegar(sector).partition(' ')[2]}"
            yield Ausencia(
                clave, f"si vale para {sector}", (f"¿También vale para {sector}?", f"¿Qué dice sobre {sector}?")
            )
            return
