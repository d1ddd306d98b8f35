"""Las señales de que un texto es la respuesta a su pregunta: su forma, y lo que lee de él el validador."""

import re
from functools import lru_cache

from bot.entrevista.comprension.compuerta.escritura import CITADO, Escrito
from bot.entrevista.esquema import Pregunta
from bot.entrevista.valores.lectura import Explicacion, Lectura, Pide, Valido
from bot.entrevista.valores.tipos import TIPOS
from conocimiento.expresiones import diferida
from conocimiento.palabras import plegar

LARGO_DE_UN_NOMBRE = 150
"""Una pregunta de texto con este máximo o menos pide un nombre, y un nombre puede decir cualquier cosa."""

TITULO_ENTERO = 0.8
"""Desde esta parte de palabras con mayúscula, está escrito como un título."""

_CIFRA = diferida(r"\d")
_DATOS = {
    "contacto": diferida(r"[\w.+-]@\w|(?:\d[ -]?){9}"),
    "ruc": diferida(r"(?:\d[ -]?){11}"),
}
"""El dato que se pide, tal como se escribe: quien lo da responde, lo envuelva en lo que lo envuelva."""
_PORQUE = diferida(
    r"^\W*(?:porque|por que si|para que|que (?:no |ya |la |el |los |las |se |cada |ningun\w* |todos? )?\w+)\b"
)
_INFINITIVO = diferida(
    r"^\W*+(?:(?:seria|es|el objetivo es|queremos|lograr|que)\b\W*+)?(?:reducir|mejorar|ampliar|lograr|cambiar"
    r"|borrar|bajar"
    r"|subir"
    r"|aumentar|fortalecer|garantizar|recuperar|erradicar|promover|parar|dejar|conseguir|disminuir|cerrar|articular"
    r"|pedir"
    r"|explicarle|capacitar|hacer|limpiar|empadronar|poner|\w{3,}(?:ar|er|ir))\b"
)
_AFIRMA = diferida(
    r"^\W*(?:seri(?:a|an)|son|somos|es|era|pone|ponen|aporta\w*|gana\w*|hay|tenemos|tuvimos|vamos|fue|nos|ya|se|la"
    r"|el|los"
    r"|las|un|una|unos|unas|no hay|ningun\w*|nada|sobre todo|si|con|en|como|solo|todo|casi|directo|nosotros|uno|al)\b"
)
_NOSOTROS = diferida(
    r"\b(?:nosotr[oa]s|nuestr[oa]s?|vamos a|hemos|tenemos|queremos|compramos|vendemos|hacemos|ponemos"
    r"|publicar\w+mos|somos"
    r"|estimamos|estamos|conversamos|juntos|juntas)\b"
)
_DATO = diferida(
    r"\b(?:segun|de cada|por ciento|familias|personas|anos|meses|soles|dolares|euros|distrito|provincia|comunidad\w*"
    r"|poblacion|ninos|mujeres|comite|asamblea|acta\w*|convenio|cuota\w*|padron|responde\w*|responsable|cada (?:dos"
    r"|tres|mes"
    r"|trimestre)|trimestral\w*|semestral\w*|mensual\w*|gana\w*|aporta\w*|riesgo|riesgos|cambi\w+ de)\b|%"
)
_REPORTA = diferida(
    r"\beso (?:es lo que|dicen|viven?|contesta|escucha\w*)\b|\bes (?:lo|el|la) que\b|\b(?:dice|dicen) que\b"
)
_NOMBRE = diferida(
    r"\b[A-ZÁÉÍÓÚÑ][\w'’.-]{1,40}+\W{1,3}+(?:(?:de|del|la|el|los|las|y|al|en|por|a|para) ){0,4}+[A-ZÁÉÍÓÚÑ]\w"
)
_NIEGA = diferida(
    r"^\W*(?:(?:nop?|pues|la verdad|todavia|uy|ay|nosotr[oa]s|joven|senor\w*|es que)\b\W*){0,3}"
    r"(?:no (?:tenemos|tiene|hay|conozco|conocemos|conocen|existe|corresponde|nos toca|aplica|contamos)\b|ningun\w*\b"
    r"|cero\b|nada\b|nunca (?:l[oa]|nos|hemos)\b)(?!.*\b(?:idea|mano|ahorita|manana|luego)\b)"
)
_SIGLA = diferida(r"\b[A-ZÁÉÍÓÚÑ]{2,}(?:\.[A-Z])*\b")
_PREGUNTA_ENTERA = diferida(
    r"^\W*+(?:(?:y|pero|oye|oiga|disculp\w+|perdon\w*|una duda|duda|consulta|una pregunta|mmm?)\b\W++)*+(?:"
    r"que(?! (?:ya|no|los|las|el|la|cada)\b)"
    r"|cual(?:es)?"
    r"|como|quien(?:es)?|cuant[oa]s?|cuando|donde|a que|para que|por que|en que"
    r"|hay(?=.*\?)|puedo|puede|pueden|podria\w*"
    r"|tengo que"
    r"|tenemos que|se puede|es obligatorio|sabe|sabes|me puede\w*)\b"
)
_MANDA = (
    r"(?:pon|ponga|cambi[ae]|agreg[au]e?|sa(?:c|qu)[ae]|quit[ae]|borr[ae]|dej[ae]|haga|haz|redact[ae]|arm[ae]|guard[ae]"
    r"|mand[ae]"
    r"|pas[ae]|anot[ae]|actuali[zc][ae]|corrij[ae]|corrige|anad[ae]|incluy[ae]|sum[ae]|baj[ae]|sub[ae]|bus(?:c|qu)[ae]"
    r"|escrib[ae]"
    r"|complet[ae]|llen[ae]|salt[ae]|diga|di|muestr[ae]|ensen[ae]|elij[ae]|escoj[ae]|invent[ae]|mejor[ae]|revis[ae]"
    r"|esper[ae]"
    r"|explic[ae]|explique|aclar[ae]|orient[ae]|gui[ae]|ayud[ae]|propon|proponga|recomiend[ae]|aconsej[ae]"
    r"|sugier[ae]|d[ae]"
    r"|tir[ae]|abr[ae]|envi[ae]|avis[ae]|cuent[ae]|lanz[ae]|escup[ae]|bauti[zc][ae]|traig?[ae]|espliqu?[ae]|hag[ae])"
)
_SEGUNDA_PERSONA = diferida(
    rf"\b{_MANDA}(?:me|nos|le|lo|la|los|las|melo|mela|nosla|noslo)\b"
    rf"|\b(?:usted|ustedes|tu|ti|contigo|digame|dime|oiga|oye)\b|\b(?:me|nos) (?:lo )?(?:puede|podria|ayuda|guia|da"
    rf"|dice"
    r"|muestra|ensena|explica|recomienda|propone|aconseja|sugiere|pasa|manda)s?\b|\b(?:te|le) (?:dije|di|puse|conte"
    r"|digo|paso"
    r"|aviso|escribo|mando|envio|consulto|doy)\b|^\W*(?:por favor )?(?:mand|pas|gener|guard|regres|muestr|agreg"
    r"|quit|sac|borr"
    r"|elimin|abr|redact|escrib)[ae]\b"
)
_HACE = diferida(
    r"\b(?:puse|escribi|aprete|apreté|toque|marque|llene|envie|mande|conteste|respondi|anote|leyendo|leo|lei)\b"
)
_PALABRA = diferida(r"[a-z]{4,}")


def rasgos_de_respuesta(pregunta: Pregunta, escrito: Escrito, lectura: Lectura) -> dict[str, float]:
    """Cuánto se parece a una respuesta a esa pregunta, por nombre de rasgo. 1 es que sí; los de largo, una medida."""
    nucleo, crudo = escrito.nucleo, escrito.crudo
    tipo = TIPOS[pregunta.tipo]
    es_nombre = pregunta.tipo == "texto" and (pregunta.maximo or LARGO_DE_UN_NOMBRE + 1) <= LARGO_DE_UN_NOMBRE
    estricto = tipo.es_estricto or tipo.es_dato or (not tipo.es_libre and pregunta.tipo not in ("lista", "compuesto"))
    termina = escrito.liso.rstrip(" )!.…").endswith("?") and not escrito.se_confirma
    lineas = [linea for linea in crudo.splitlines() if linea.strip()]
    propias = _propias(f"{pregunta.ejemplo} {pregunta.ayuda}")  # con lo que suele hablarse de lo que se pide
    rasgos = {
        "leido_estricto": estricto and isinstance(lectura, Valido),
        "dudoso_estricto": estricto and isinstance(lectura, Pide),
        "sin_leer_estricto": estricto and isinstance(lectura, Explicacion),
        "leido_a_medias": isinstance(lectura, Explicacion) and bool(lectura.entendido),
        "titular": _titular(crudo) if es_nombre else 0.0,
        "titulo_entero": es_nombre
        and len(re.findall(r"[^\W\d_]{4,}", crudo)) >= 2
        and _titular(crudo) >= TITULO_ENTERO,
        "trae_el_dato": pregunta.clave in _DATOS and _DATOS[pregunta.clave].search(crudo) is not None,
        "cuenta_lo_que_hace": _HACE.search(nucleo) is not None,
        "solo_envoltura": escrito.palabras <= 2 and len(escrito.liso) - len(nucleo) > 6,
        "empieza_riendo": re.match(r"\W*(?:ja|je){2,}", escrito.liso) is not None,
        "sin_leer_libre": not estricto and isinstance(lectura, Explicacion),
        "nombre_y_corto": es_nombre and escrito.palabras <= 9,
        "cifra": _CIFRA.search(nucleo) is not None,
        "porque": _PORQUE.search(nucleo) is not None and not termina,
        "infinitivo": _INFINITIVO.search(nucleo) is not None and not termina,
        "afirma": _AFIRMA.search(nucleo) is not None and not termina,
        "niega": _NIEGA.search(nucleo) is not None and not termina,
        "nosotros": _NOSOTROS.search(nucleo) is not None,
        "dato": min(3, len(_DATO.findall(nucleo))) / 3,
        "reporta": _REPORTA.search(nucleo) is not None or CITADO in escrito.liso,
        "nombre_propio": _NOMBRE.search(crudo) is not None,
        "nombre_propio_en_un_nombre": es_nombre and _NOMBRE.search(crudo) is not None,
        "sigla": _SIGLA.search(crudo) is not None and not crudo.isupper(),
        "lineas": min(4, len(lineas) - 1) / 4,
        "lista": pregunta.tipo in ("actores", "lista", "matriz") and len(re.findall(r"[,;:\n/-]", nucleo)) >= 2,
        "se_confirma": escrito.se_confirma,
        "termina_preguntando": termina,
        "empieza_preguntando": _PREGUNTA_ENTERA.search(nucleo) is not None,
        "parte_preguntada": _parte_preguntada(nucleo),
        "solo_pregunta": termina and _PREGUNTA_ENTERA.search(nucleo) is not None,
        "segunda_persona": _SEGUNDA_PERSONA.search(nucleo) is not None,
        "palabras_suyas": min(3, len(propias & set(_PALABRA.findall(nucleo)))) / 3,
        "sin_palabras": re.search(r"\d|[^\W\d_]{2}", nucleo) is None,
        "corto": escrito.palabras <= 8,
        "largo": escrito.palabras >= 25,
        "muy_largo": escrito.palabras >= 45,
    }
    return {nombre: float(valor) for nombre, valor in rasgos.items()}


def comparte_palabras(pregunta: Pregunta, escrito: Escrito) -> bool:
    """Nombra algo de lo que la pregunta dice: lo que pide, sus partes o su ayuda."""
    partes = " ".join(parte.rotulo for parte in (*pregunta.lineas, *pregunta.campos))
    return not _propias(f"{pregunta.rotulo} {pregunta.texto} {pregunta.ayuda} {partes}").isdisjoint(
        _PALABRA.findall(escrito.nucleo)
    ) or any(sigla in pregunta.texto.lower() for sigla in re.findall(r"\b(?:ods|ruc|apci)\b", escrito.nucleo))


def _titular(crudo: str) -> float:
    """De 0 a 1, cuántas de las palabras largas llevan mayúscula, como en un título; 0 si todo el texto la lleva."""
    largas = re.findall(r"[^\W\d_]{4,}", crudo)
    return 0.0 if crudo.isupper() or not largas else sum(una[0].isupper() for una in largas) / len(largas)


def _parte_preguntada(nucleo: str) -> float:
    """De 0 a 1, cuánto del texto son preguntas."""
    oraciones = [una for una in re.findall(r"[^.!?\n]+[.!?\n]*", nucleo) if una.strip()]
    preguntas = [una for una in oraciones if una.rstrip().endswith("?") or _PREGUNTA_ENTERA.search(una)]
    return sum(map(len, preguntas)) / max(1, sum(map(len, oraciones)))


@lru_cache(maxsize=256)
def _propias(dicho: str) -> frozenset[str]:
    """Las palabras de un texto, para compararlas con las de otro."""
    return frozenset(_PALABRA.findall(plegar(dicho)))
