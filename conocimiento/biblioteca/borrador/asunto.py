"""De qué trata un documento, dicho como en una pregunta: «el IGAC», «la Comisión Multisectorial», «la Ley General del
Ambiente». Lo que se pregunta con ese nombre no tapa lo que dice otro documento."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from conocimiento.biblioteca.borrador.partes import NO_TERMINA, acortar, articulo_de_nombre
from conocimiento.expresiones import diferida
from conocimiento.lectura.encabezados import OTRA_NORMA, en_minusculas, esta_en_mayusculas
from conocimiento.lectura.valores import Lectura
from conocimiento.palabras import plegar

VECES, PALABRAS_DEL_NOMBRE, PALABRAS_DE_UN_NOMBRE_CORTO = 8, 12, 8
_SIGLA = diferida(r"(?:\(|[-–—]\s?)(?P<sigla>[A-ZÁÉÍÓÚÑ]{3,8})\)?(?!\w)")
_DE_QUIEN = diferida(
    r"(?:ministerio|organismo|autoridad|servicio|superintendencia|instituto|direcci[oó]n|consejo|presidencia|oficina"
    r"|congreso|secretar[ií]a|agencia|municipalidad|gobierno|universidad|defensor[ií]a|entidad|programa nacional|fondo"
    r"|direcciones|organizaci[oó]n|comit[eé]|sistema|texto [uú]nico|unidad impositiva)\b",
    re.IGNORECASE,
)
_DE_UN_TRAMITE = diferida(r"aprobaci[oó]n|solicitud|present|evaluaci[oó]n|tr[aá]mite|procedimiento|requisitos")
_ORGANO = r"(?:Comisi[oó]n|Comit[eé]|Grupo de Trabajo|Consejo|Mesa|Junta|Secretar[ií]a)"
_SE_CREA = diferida(
    rf"\b(?:Cr[ée][ae]se|Crear|Constituir|Constit[úu]yase|Conf[oó]rm[ae]se)\s(?P<que>(?:el"
    rf"|la)\s{_ORGANO}\b[^,;:.]{{0,90}})",
    re.IGNORECASE,
)
_DE_UN_ORGANO = diferida(rf"\b(?:crean?|conforman?|constituyen?|{_ORGANO})\b", re.IGNORECASE)
_APRUEBA = diferida(
    r"(?:Apru[ée]b[ae]n?(?:se)?|Aprobar|Establecen?)\s(?:el\s|la\s|los\s|las\s)?(?P<que>[A-ZÁÉÍÓÚÑ].{6,160})",
    re.IGNORECASE,
)
_CON_NOMBRE = diferida(
    r"(?P<que>(?:Ley\s(?!N)|Constituci[oó]n|C[oó]digo|Reglamento|Directiva\s(?!N)|Lineamientos|Norma T[eé]cnica|Plan"
    r"|Pol[ií]tica"
    r"|Manual|Marco|Gu[ií]a|Protocolo|Estatuto|Procedimiento|Bases|Convenio|Programa|Estrategia)\b.{3,160})",
    re.IGNORECASE,
)
_NUMERO = diferida(
    r"\W{0,3}(?P<clase>DECRETO SU[Pp]REMO|DECRETO LEGISLATIVO|DECRETO DE URGENCIA|RESOLUCI[ÓO]N(?:\s[A-ZÁÉÍÓÚÑ]+){0,2}?"
    r"|ORDENANZA(?:\s[A-ZÁÉÍÓÚÑ]+)?|LEY|ACUERDO"
    r"|DIRECTIVA)\s(?P<sbs>SBS\s)?N\s?[º°*.ro]{0,3}\s?(?P<numero>\d{1,6}(?:-[\w./-]+)*)"
)
_VAGOS = frozenset("disposiciones medidas normas modificaciones acciones".split())
"""Lo que no se usa para nombrar una norma (plegado): «las disposiciones complementarias»."""
_ESTA_NORMA = diferida(
    r"\b(?P<de>del|al|de la|a la|la|el)\s(?:(?P<acto>resoluci[oó]n(?: (?:ministerial|suprema))?"
    r"|ordenanza(?: \w+)?|directiva)|norma|ley|decreto (?:supremo|legislativo|de urgencia)|reglamento)\?$",
    re.IGNORECASE,
)
"""`acto`: lo que también puede ser otra cosa que la norma misma: «La Resolución se notifica»."""
_MODIFICA = diferida(
    r"(?:modifican?|derogan?|precisan?|prorrogan?|fe de erratas)\b|.{0,40}\bque modifica\b", re.IGNORECASE
)
_ENTRE_PARENTESIS = diferida(r"\s?\([^()]*\)")
_DE_ADORNO = diferida(
    r"\s(?:de naturaleza|de car[áa]cter|que regulan?|que consta|en el marco|el cual|la cual|la misma que|conforme"
    r"|en los"
    r"|y establecen?|y el|y dictan?|en el territorio|publicad[oa]|aprobad[oa])\b.*|,\s(?:que|publicad|aprobad"
    r"|la cual|dependiente|en adelante)\b.*|;.*"
)


class Clase(StrEnum):
    """Qué es aquello de que trata: de un trámite se pregunta cuánto cuesta; de un órgano, cada cuánto se reúne."""

    TRAMITE = "tramite"
    ORGANO = "organo"
    NORMA = "norma"


@dataclass(frozen=True, slots=True)
class Asunto:
    """Su nombre, con artículo («el IGAC»), y qué es. `norma`: cómo se llama el documento mismo («el Decreto…»)."""

    nombre: str
    clase: Clase
    norma: str

    @property
    def plural(self) -> bool:
        """Si lleva el verbo en plural: «los Estándares»."""
        return self.nombre.startswith(("los ", "las "))

    @property
    def de(self) -> str:
        """«del IGAC»."""
        return con_preposicion("de", self.nombre)


def con_preposicion(preposicion: str, nombre: str) -> str:
    """«de» y «el IGAC» son «del IGAC»."""
    junta = {"de": "del", "a": "al"}.get(preposicion, "")
    return f"{junta} {nombre[3:]}" if junta and nombre.startswith("el ") else f"{preposicion} {nombre}"


def asunto_de(titulo: str, lectura: Lectura) -> Asunto | None:
    """De qué trata un documento, por su título y su texto; None si no se ve."""
    seguido = " ".join(" ".join(lo_propio(lectura)).split())
    norma = _nombre_de_la_norma(titulo or lectura.titulo, lectura, seguido)
    su_numero = _su_numero(lectura)
    de_varios = norma.startswith(("los ", "las "))
    misma = su_numero if de_varios and su_numero else norma
    if tramite := _tramite(seguido):
        return Asunto(tramite, Clase.TRAMITE, misma or tramite)
    es_de_un_organo = not norma or norma == su_numero or _DE_UN_ORGANO.search(titulo or lectura.titulo)
    if es_de_un_organo and (hallado := _SE_CREA.search(seguido)) and (organo := _recortado(hallado["que"])):
        organo = f"{organo[:1].lower()}{organo[1:]}"
        return Asunto(organo, Clase.ORGANO, misma or organo)
    return Asunto(norma, Clase.NORMA, misma) if norma else None


def nombrar_la_norma(pregunta: str, asunto: Asunto | None, *, es_esta: bool) -> str:
    """«¿Desde cuándo rige la ley?» no dice cuál: «¿Desde cuándo rige la Ley General del Ambiente?».

    `es_esta`: si la oración lo decía de la norma en que está («la presente ley»); si no, vacío: no se sabe de cuál.
    """
    if asunto and pregunta.startswith("¿Qué número tiene "):
        return _por_el_numero(pregunta, asunto)
    if asunto and asunto.clase is Clase.TRAMITE and pregunta.endswith(" por el trámite?"):
        return f"{pregunta[:-1]} {asunto.de}?"
    hallado = _ESTA_NORMA.search(pregunta)
    if hallado is None or (es_esta and asunto is None):
        return pregunta
    if asunto is None or not es_esta:
        return pregunta if hallado["acto"] else ""
    preposicion = {"del": "de", "de la": "de", "al": "a", "a la": "a"}.get(hallado["de"].lower(), "")
    nombre = con_preposicion(preposicion, asunto.norma) if preposicion else asunto.norma
    return f"{pregunta[: hallado.start()]}{nombre}?"


def _por_el_numero(pregunta: str, asunto: Asunto) -> str:
    if asunto.clase is not Clase.NORMA:
        return f"¿Qué norma regula {asunto.nombre}?"
    return pregunta if re.search(r"\d", asunto.nombre) else f"¿Qué número tiene{'n' * asunto.plural} {asunto.nombre}?"


def lo_propio(lectura: Lectura) -> Iterator[str]:
    """El texto de cada bloque, sin lo que un extracto del diario oficial trae de otra norma."""
    es_de_otra = False
    for bloque in lectura.bloques:
        es_de_otra = bloque.apartado.startswith(OTRA_NORMA) if bloque.apartado else es_de_otra
        if not es_de_otra:
            yield lectura.texto[bloque.inicio : bloque.fin]


def _tramite(texto: str) -> str:
    """La sigla de un documento o un trámite que se nombra mucho, y de la que se dice cómo se aprueba o se presenta."""
    cuentas = Counter(re.findall(r"\b[A-ZÁÉÍÓÚÑ]{3,8}\b", texto))
    for hallada in _SIGLA.finditer(texto):
        sigla = hallada["sigla"]
        antes = texto[max(0, hallada.start() - 110) : hallada.start()]
        nombre = re.search(r"(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?:\s(?:de|del|la|el|los|las|y|en|para)){0,2}\s?){2,10}$", antes)
        if nombre and (articulo := re.match(r"(?:El|La|Los|Las|Al|Del)\s", nombre.group())):
            nombre = re.match(r".*", nombre.group()[articulo.end() :])
        iniciales = "".join(una[0] for una in re.findall(r"[A-ZÁÉÍÓÚÑ]\w+", nombre.group())) if nombre else ""
        if nombre is None or cuentas[sigla] < VECES or _DE_QUIEN.match(nombre.group()) or sigla[0] != iniciales[:1]:
            continue
        cerca = re.findall(rf"(?:{_DE_UN_TRAMITE.pattern})\w*\s(?:\w+\s){{0,3}}?(?:del|el|de|un)\s{sigla}\b", texto)
        if len(cerca) >= 3:
            return f"el {sigla}"
    return ""


def _nombre_de_la_norma(titulo: str, lectura: Lectura, seguido: str) -> str:
    """«la Ley General del Ambiente»; si su título no trae un nombre que diga de qué trata, su clase y su número."""
    titulo = " ".join((en_minusculas(titulo) if esta_en_mayusculas(titulo) else titulo).split())
    aprueba = _APRUEBA.match(titulo)
    hallado = None if _MODIFICA.match(titulo) else aprueba or _CON_NOMBRE.search(titulo)
    nombre = _como_lo_escribe(_recortado(hallado["que"]), seguido) if hallado else ""
    palabras = nombre.split()
    numero = _su_numero(lectura)
    sirve = len(palabras) > 2 and plegar(palabras[0]) not in _VAGOS
    if sirve and (len(palabras) <= PALABRAS_DE_UN_NOMBRE_CORTO or not numero):
        return f"{articulo_de_nombre(nombre)} {nombre}"
    suelto = titulo.strip(" .") if 2 <= len(titulo.split()) <= PALABRAS_DE_UN_NOMBRE_CORTO else ""
    return numero or (f"«{suelto}»" if suelto and not (aprueba or _MODIFICA.match(titulo)) else "")


def _su_numero(lectura: Lectura) -> str:
    """«el Decreto Supremo 004-2012-MINAM», del primer renglón que no es más que eso; vacío si no hay ninguno."""
    numero = next(filter(None, (_NUMERO.match(" ".join(uno.split())) for uno in lo_propio(lectura))), None)
    if numero is None:
        return ""
    clase = " ".join(numero["clase"].lower().split())
    clase = f"{clase[:1].upper()}{clase[1:]}".replace("supremo", "Supremo").replace("legislativo", "Legislativo")
    dicho = f"{clase} {numero['sbs'] or ''}{numero['numero'].rstrip('.-')}"
    return f"{articulo_de_nombre(dicho)} {dicho}"


def _como_lo_escribe(nombre: str, texto: str) -> str:
    """Con las mayúsculas con que más veces está en el texto."""
    formas = Counter(re.findall(re.escape(nombre), texto, re.IGNORECASE))
    del formas[nombre.upper()]
    return formas.most_common(1)[0][0] if formas else nombre


def _recortado(nombre: str) -> str:
    corto = " ".join(_DE_ADORNO.sub("", _ENTRE_PARENTESIS.sub("", nombre)).split()).strip(' "“”.,:;')
    if len(corto.split()) > PALABRAS_DEL_NOMBRE:
        corto = acortar(corto, PALABRAS_DEL_NOMBRE)
    while corto and plegar(corto.split()[-1]) in NO_TERMINA:
        corto = corto.rpartition(" ")[0]
    return corto if len(corto.split()) >= 2 else ""
