"""Los nombres de los actores: cada uno separado de los demás y de las muletillas y explicaciones con que se dice."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.entrevista.esquema import Catalogos, NombresDeOrganizacion
from bot.entrevista.valores.actores.reconocer import deducir_tipo, tipos_posibles
from bot.entrevista.valores.lectura import plegadas
from conocimiento.expresiones import diferida
from conocimiento.formas.marcas import renglones
from conocimiento.palabras import comparable, plano

_SIN_MAYUSCULA = frozenset("a al con de del e el en la las los o para por u y".split())
_SIGLAS_DE_CLASE = frozenset(
    "ong ongd gore ugel diresa geresa jass eniex sac srl eirl sa scrl s.a.c. s.r.l. e.i.r.l. s.a. sac.".split()
)
_BORDES = " \t.,;:¡!¿?\"'«»“”*_-–—"
_ARTICULO_DE_ENTIDAD = diferida(
    r"^(?:La|El|Los|Las)\s+(?=(?:Municipalidad|Gobierno|Universidad|Asociaci[oó]n|Cooperativa|Comunidad|Fundaci[oó]n|Empresa"
    r"|Embajada|Agencia|Red|Federaci[oó]n|C[aá]mara|Ministerio|ONG|UGEL|DIRESA|JASS|Instituto|Direcci[oó]n)\s)"
)
_PUNTO_DE_SIGLA = diferida(r"\.[A-Za-z]$")
_ARTICULO = diferida(
    r"(?:a\s+)?(?:el|la|los|las|nuestr[oa]s?(?:\s+herman[oa]s?)?|mis?|su)\s+(?!(?:de|del|y)\s)|al\s+|a\s+(?=un[oa]?\s)"
)
_ABREVIADO = diferida(r"(?<=\S\s)d(?=\s\S)")
_PREGUNTA_POR_EL = diferida(r"(?:l[oa]s?|les?)\s+(?:pongo|anoto|cuento|incluyo|dejo|meto|agrego|pongo)\b")
_LLAMADA = diferida(
    r"\s{0,2},?\s{0,2}\b(?:(?:que|q|k)\s{1,2})?(?:se\s{1,2}llama|llamad[oa]|denominad[oa]|de\s{1,2}nombre)\s{1,2}"
)
_INDEFINIDO = diferida(r"(?:un[oa]?|unos|unas|otr[oa]s?)(?:\s+(?:un[oa]?|otr[oa]))*\b\s*")
_ENTRE_PARENTESIS = diferida(r"\s*\(([^()]*)\)?\s*$")
_SIGLA = diferida(r"[A-Z][A-Za-z0-9.&-]{1,12}")


@dataclass(frozen=True, slots=True)
class Nombrado:
    """Un actor dicho: su nombre, de qué tipo es, si se sabe, y lo que se contó de él."""

    nombre: str
    tipo: str | None
    detalle: str = ""


def nombrar(dicho: str, catalogos: Catalogos) -> Nombrado:
    """Separa el nombre de lo que lo rodea: «ah y la GIZ (todavía no firma)» es «GIZ», con su detalle.

    El nombre puede quedar vacío: entonces todo lo dicho está en el detalle.
    """
    palabras, tipos = catalogos.organizaciones, catalogos.tipos_actor
    resto, tipo, detalles = _sin_rellenos(_sin_bordes(dicho), palabras), None, list[str]()
    if not resto:
        return Nombrado("", None)
    if _PREGUNTA_POR_EL.match(plano(resto)):
        return Nombrado("", None, dicho.strip())
    resto = _ABREVIADO.sub("de", resto)
    if (final := _ENTRE_PARENTESIS.search(resto)) and final.start() and final.group(1).strip():
        dentro = final.group(1).strip()
        tipo = _tipo_dicho(dentro, catalogos)
        if tipo is not None:
            resto = resto[: final.start()]
        elif not _es_del_nombre(dentro, palabras):
            tipo = deducir_tipo(resto[: final.start()], tipos) or deducir_tipo(dentro, tipos)
            resto, detalles = resto[: final.start()], [dentro]
    if (llamada := _LLAMADA.search(plano(resto))) and llamada.end() < len(resto):
        antes, resto = resto[: llamada.start()], resto[llamada.end() :]
        tipo = tipo or deducir_tipo(antes, tipos)
        if _INDEFINIDO.sub("", plano(antes)).strip():
            detalles.append(_sin_articulo(antes))
    corte = _explicacion(resto, palabras)
    if corte is not None:
        detalles.insert(0, resto[corte:].strip(_BORDES))
        resto = resto[:corte]
    resto = _sin_bordes(resto)
    if not set(comparable(_sin_articulo(resto)).split()) <= plegadas(palabras.genericas) - _SIGLAS_DE_CLASE - {"muni"}:
        resto = _sin_articulo(resto)  # «la municipalidad», sola, se queda como se dijo
    if comparable(resto) in _solo_palabras(palabras):
        return Nombrado("", None, dicho.strip())
    posibles = tipos_posibles(resto, tipos)
    if tipo is None and posibles:
        tipo = posibles[0] if len(posibles) == 1 else None
        if tipo is None:  # «ONG», «una ONG que es italiana»: lo que se cuenta puede decir cuál
            dicha = deducir_tipo(f"{resto} {' '.join(detalles)}", tipos)
            tipo = dicha if dicha in posibles else None
    elif tipo is None and detalles:
        tipo = deducir_tipo(f"{' '.join(detalles)}", tipos)
    return Nombrado(normal(resto, palabras.siglas), tipo, "; ".join(filter(None, detalles)))


def nombrar_entero(dicho: str, catalogos: Catalogos) -> Nombrado:
    """La línea entera como un solo nombre: «Asociación de Café, Cacao y Miel»."""
    resto = _sin_articulo(_sin_rellenos(dicho.strip(_BORDES), catalogos.organizaciones)) or dicho
    return Nombrado(normal(resto, catalogos.organizaciones.siglas), deducir_tipo(resto, catalogos.tipos_actor))


def con_mayusculas(nombre: str, siglas: tuple[str, ...]) -> str:
    """«gobierno regional de puno» como «Gobierno Regional de Puno», y «giz» como «GIZ».

    Si ya trae alguna mayúscula, se deja como se escribió.
    """
    if nombre != nombre.lower():
        return nombre
    palabras = re.split(r"(\s+|(?<=[(\-/]))", nombre)
    en_mayusculas = plegadas(siglas) | _SIGLAS_DE_CLASE
    for lugar, palabra in enumerate(palabras):
        if not {palabra.strip("().,"), palabra}.isdisjoint(en_mayusculas):
            palabras[lugar] = palabra.upper()
        elif not lugar or palabra not in _SIN_MAYUSCULA:
            palabras[lugar] = palabra[:1].upper() + palabra[1:]
    return "".join(palabras)


def normal(nombre: str, siglas: tuple[str, ...]) -> str:
    """Con sus mayúsculas, y «la muni de Celendín» como «Municipalidad de Celendín»."""
    return re.sub(r"^muni\b\.?", "Municipalidad", con_mayusculas(nombre, siglas), flags=re.IGNORECASE)


def _sin_bordes(dicho: str) -> str:
    """Sin los signos de alrededor; el punto final de «S.A.» se queda."""
    sin = dicho.strip(_BORDES)
    sigue = dicho.lstrip(_BORDES)[len(sin) :]
    return f"{sin}." if _PUNTO_DE_SIGLA.search(sin) and sigue.startswith(".") else sin


def _sin_articulo(dicho: str) -> str:
    """El artículo en minúscula no es del nombre; «La Positiva», sí. El de «La Municipalidad…», tampoco."""
    dicho = _ARTICULO_DE_ENTIDAD.sub("", dicho)
    while (articulo := _ARTICULO.match(dicho)) is not None and articulo.end() < len(dicho):
        dicho = dicho[articulo.end() :]
    return dicho


def _sin_rellenos(dicho: str, palabras: NombresDeOrganizacion) -> str:
    """Vacío si no decía más."""
    patron = _de_rellenos(palabras)
    while (relleno := patron.match(plano(dicho))) is not None:
        dicho = dicho[relleno.end() :]
    return dicho


def _explicacion(dicho: str, palabras: NombresDeOrganizacion) -> int | None:
    """Dónde empieza lo que ya no es el nombre: «que todavía no firma», «porque sin ella no hay permiso»."""
    liso = plano(dicho)
    con_minusculas = dicho != dicho.upper()
    for hallada in _de_explicaciones(palabras).finditer(liso):
        siguiente = dicho[hallada.end() :].lstrip()[:1]
        es_del_nombre = con_minusculas and (siguiente.isupper() or dicho[hallada.start(1)].isupper())
        if hallada.start() > 1 and not es_del_nombre:  # «ONG Manos que Siembran» es un nombre entero
            return hallada.start()
    return None


def _es_del_nombre(dentro: str, palabras: NombresDeOrganizacion) -> bool:
    """«(AECID)», «(Alemania)»: una sigla o una palabra sola van con el nombre."""
    return len(dentro.split()) == 1 or (
        len(dentro.split()) <= 3 and dentro[:1].isupper() and _de_explicaciones(palabras).search(plano(dentro)) is None
    )


def _tipo_dicho(dentro: str, catalogos: Catalogos) -> str | None:
    """El tipo que se escribió entre paréntesis, si es eso y nada más; None también si vale por dos («ONG»)."""
    if _SIGLA.fullmatch(dentro) and comparable(dentro) in plegadas(catalogos.organizaciones.siglas):
        return None
    dicho = comparable(_sin_articulo(dentro))
    suyos = [
        tipo.valor
        for tipo in catalogos.tipos_actor
        if dicho in {comparable(n) for n in (tipo.etiqueta, tipo.valor, *tipo.sinonimos)}
    ]
    return suyos[0] if len(suyos) == 1 else None


@lru_cache(maxsize=4)
def _de_rellenos(palabras: NombresDeOrganizacion) -> re.Pattern[str]:
    escritas = "|".join(_escrita(plano(uno)) for uno in sorted(palabras.rellenos, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?:{escritas})(?:(?![a-z0-9])[\s,:.…!¡-]*)")


@lru_cache(maxsize=4)
def _de_explicaciones(palabras: NombresDeOrganizacion) -> re.Pattern[str]:
    escritas = "|".join(_escrita(plano(uno)) for uno in sorted(palabras.explicaciones, key=len, reverse=True))
    return re.compile(rf"(?<![\s,;(])[\s,;(]++({escritas or '(?!)'})(?![a-z0-9])")


@lru_cache(maxsize=4)
def _solo_palabras(palabras: NombresDeOrganizacion) -> frozenset[str]:
    """Lo que, solo, no nombra a nadie: una muletilla o una explicación."""
    return frozenset({"", *(comparable(uno) for uno in (*palabras.rellenos, *palabras.explicaciones))})


def _escrita(frase: str) -> str:
    return re.escape(frase).replace(r"\ ", r"\s+")


_CORTE = diferida(
    r",\s+(?:y\s+(?!que\b))?(?:con\s+(?=la\b|el\b|los\b|las\b))?|(?<!\s)\s+(?:y\s+(?!que\b)(?:con\s+)?|e\s+(?=h?i))"
    r"|(?<=[^\W\d_]{3})(?<!univ)(?<!muni)(?<!inst)(?<!coop)(?<!asoc)(?<!prov)(?<!dist)\.{1,3}\s+(?=[A-ZÁÉÍÓÚÑ¿¡]|ah+\b|y\b|tambi[eé]n\b|a\b)|(?<!\s)\s+[+/&]\s+(?=\S)",
    re.IGNORECASE,
)
_CON_BARRAS = diferida(r"[A-ZÁÉÍÓÚÑ][\w.-]{2,}(?:/[A-ZÁÉÍÓÚÑ][\w.-]{2,})+")
_NO_CUENTA = diferida(r"\bno\s+(?:la|lo|las|los)\s+(?:cuente|cuentes|ponga|pongas|anote|anotes|incluya)\b")


def lineas_de_actores(texto: str) -> list[str]:
    """Cada renglón sin su marca; también los que se separan con punto y coma."""
    return [parte.strip() for linea in renglones(texto) for parte in linea.split(";") if parte.strip()]


def partes_de_linea(linea: str) -> list[str]:
    """Una línea cortada en comas, «y», puntos y signos; lo que va entre paréntesis no se corta."""
    cierre = linea.rfind(")") + 1  # lo que se abre después no se cierra
    tapada = re.sub(r"\([^)]*\)", lambda hallado: "\x00" * len(hallado.group()), linea[:cierre]) + linea[cierre:]
    partes, desde = list[str](), 0
    for corte in _CORTE.finditer(tapada):
        partes.append(linea[desde : corte.start()])
        desde = corte.end()
    cortadas = [parte.strip() for parte in (*partes, linea[desde:]) if parte.strip(" .")]
    return linea.split("/") if len(cortadas) == 1 and _CON_BARRAS.fullmatch(linea) else cortadas


def nombrados(partes: list[str], catalogos: Catalogos) -> list[Nombrado]:
    """Los actores de unos trozos; lo que no nombra a nadie se queda en el detalle del anterior."""
    salida: list[Nombrado] = []
    suelto = ""
    for parte in partes:
        uno = nombrar(parte, catalogos)
        if not uno.nombre and not uno.detalle:
            continue
        if salida and (not uno.nombre or _NO_CUENTA.search(plano(parte))):
            previo = salida[-1]
            salida[-1] = Nombrado(previo.nombre, previo.tipo, "; ".join(filter(None, (previo.detalle, parte))))
        elif not uno.nombre:
            suelto = "; ".join(filter(None, (suelto, uno.detalle)))
        else:
            salida.append(Nombrado(uno.nombre, uno.tipo, "; ".join(filter(None, (suelto, uno.detalle)))))
            suelto = ""
    return salida


def son_claros(uno: Nombrado, catalogos: Catalogos) -> bool:
    """Dice si un trozo es, sin duda, el nombre de una organización: su tipo, su sigla o sus palabras lo dicen."""
    if uno.tipo is not None or tipos_posibles(uno.nombre, catalogos.tipos_actor):
        return True
    return comparable(uno.nombre) in plegadas(catalogos.organizaciones.siglas) or bool(
        re.fullmatch(r"[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ0-9.&-]{1,9}", uno.nombre)
    )
