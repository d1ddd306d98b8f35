"""Dónde se dicen, en un texto libre, montos, duraciones, fechas de inicio y cuántas personas son.

Solo señala tramos: el valor lo da siempre el validador de la pregunta. Ante un rango o dos cifras
distintas no elige: devuelve las lecturas para que la persona decida.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.entrevista.esquema import Catalogos, Moneda, Unidades
from bot.entrevista.valores.cantidades import ESCALAS
from bot.entrevista.valores.lectura import Pide, Valido, plegadas
from bot.entrevista.valores.montos import leer_monto
from bot.entrevista.valores.plazos import EPOCAS, PATRON_DE_MES
from bot.entrevista.valores.poblacion import patron_de_unidades
from conocimiento.palabras import NUMEROS, plano

_PALABRA = "|".join(sorted({*NUMEROS, "medio", "media"}, key=len, reverse=True))
_ESCALA = "|".join(sorted((e for e in ESCALAS if len(e) > 2), key=len, reverse=True))
# Con siete grupos ya no es dinero ni gente; sin tope, cada grupo volvería a mirar todos los que le siguen.
_CIFRAS = r"(?:\d{1,3}(?:[.,' ]\d{3}(?!\d)){1,7}+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)(?:\s?(?:mm|m|k)\b)?"
_FICHA = rf"(?:{_CIFRAS}|(?:{_PALABRA}|{_ESCALA})\b)"
NUMERO = rf"(?<![\w.,/-])(?:{_FICHA})(?:\s?(?:y\s+)?(?:(?:{_PALABRA}|{_ESCALA})\b|(?<=mil )\d{{1,3}}\b)){{0,8}}"
_RANGO_ANTES = re.compile(rf"(?:({NUMERO})\s*(?:-|–|a|o|hasta)\s*|\bentre\s+({NUMERO})\s+y\s+)(?:unos\s+)?$")
_POR_UNIDAD = re.compile(
    r"\s*(?:(?:por|x|para|a)\s+cada|cada|por|x|/|al|a la)\s*(?:un[ao]?\s+)?(?:familia|persona|hogar|nin[oa]|productora?"
    r"|benefici\w+|alumn[oa]|estudiante|hectarea|mes|ano|dia|semana|socio|socia|casa|vivienda|comunidad)\b"
    r"|\s*(?:c/u|cada un[oa]\b|mensual|anual|diari|semanal|cada (?:mes|ano))\w*"
)
_ASUNTO_DE_MONTO = re.compile(
    r"\b(?:presupuesto|monto|costos?|costaria|cuesta|costara|inversion|financiamiento|fondos?|total)\b[^.;\n\d]{0,25}$"
)
_OTRAS_UNIDADES = (
    r"anos?|mes(?:es)?|dias?|semanas?|horas?|semestres?|trimestres?|hectareas?|has?|kilometros?|km|metros?|toneladas?"
    r"|centros?|escuelas?|colegios?|distritos?|provincias?|viviendas?|talleres?|puntos?|actores|socios"
)
_DURACION = re.compile(
    rf"(?:{NUMERO}\s+(?:anos?|semestres?|trimestres?|mes(?:es)?)\b(?:\s+y\s+(?:medio|{NUMERO}\s+mes(?:es)?))?"
    r"|\b(?:un\s+)?ano\s+y\s+medio\b|\bmedio\s+ano\b)"
)
_NO_ES_DURACION_ANTES = re.compile(
    r"(?:\b(?:hace|desde hace|cada|ultim[oa]s|cumpl\w+|tenemos|tengo|tiene|tienen|dentro de"
    r"|llevamos|llevo|con mas de|menos de|mas de)\s+"
    r"(?:ya\s+|los\s+|mas de\s+|unos\s+)?|\b(?:menores|mayores|ninos|ninas|jovenes|adolescentes|adult[oa]s|personas"
    r"|edad|mujeres)\s+(?:de|desde|entre|hasta)\s+(?:\w+\s+(?:a|y)\s+)?)$"
)
_NO_ES_DURACION_DESPUES = re.compile(
    r"\s+(?:de\s+(?:experiencia|edad|trabajo|vida|fundad\w*|funcionamiento|existencia|trayectoria|antiguedad)|atras|antes"
    r"|trabajando|operando|pasad[oa]s?|hemos|he|trabajamos|llevamos|vivimos)\b"
)
_FECHA = re.compile(
    rf"\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]20\d\d\b|\b\d{{1,2}}[/-]20\d\d\b"
    rf"|(?:\b(?:el\s+)?\d{{1,2}}\s+(?:de\s+)?)?\b(?:{PATRON_DE_MES})\b\.?\s*(?:(?:de|del|/|-|,)?\s*20\d\d\b)?"
    rf"|\b(?:a\s+)?(?:{'|'.join(EPOCAS)})\s+(?:de|del)\s+(?:ano\s+)?20\d\d\b|\b20\d\d\b"
)
_ENTRE_FECHAS = re.compile(
    rf"\b(?:de|desde)\s+(?:{PATRON_DE_MES})\b(?:\s++(?:del?\s*+)?20\d\d)?\s+(?:a|hasta)\s+(?:{PATRON_DE_MES})\b"
    r"\s++(?:del?\s*+)?20\d\d\b"
)
_INICIO_ANTES = re.compile(
    r"\b(desde|a partir|empez\w+|empiez\w+|inici\w*|arran\w+|comen\w+|comienz\w+)\b[^.;\n\d]{0,20}$"
)
_INICIO_DESPUES = re.compile(r"\s*(?:empez|empiez|inici|arran|comen|comienz)(?!\w*[ai]ndo\b)")
_SOMOS = re.compile(r"\bsomos\s+(?:unos\s+|unas\s+)?$")
VENTANA = 80  # cuántas letras se miran antes de una cifra
MONTO_MINIMO = 100  # por debajo no es el presupuesto de una alianza: «un sol», «2 soles el pasaje»


@dataclass(frozen=True, slots=True)
class Tramo:
    """Un tramo del texto y lo que se le da a leer al validador; `dudas` son lecturas distintas del mismo dato."""

    inicio: int
    fin: int
    fragmento: str
    dudas: tuple[str, ...] = ()


def tramo_de_monto(texto: str, catalogos: Catalogos) -> Tramo | None:
    """El presupuesto que se dice; con `dudas` si hay un rango o más de un monto."""
    liso, monedas = plano(texto), catalogos.monedas
    halladas = _con_moneda(liso, monedas) or _con_asunto(liso, catalogos.unidades) or _redondas(liso)
    lecturas: dict[str, tuple[int, int]] = {}
    for inicio, fin in halladas:
        rango = _RANGO_ANTES.search(liso, max(0, inicio - VENTANA), inicio)
        if rango:
            minimo = rango.group(1) or rango.group(2)
            resto = re.sub(rf"^(\D{{0,4}}){NUMERO_SIMPLE}", r"\1", texto[inicio:fin])
            bajo = texto[inicio:fin] if resto == texto[inicio:fin] else f"{minimo} {resto}"
            lecturas.setdefault(bajo.strip(), (rango.start(), fin))
            lecturas.setdefault(texto[inicio:fin], (rango.start(), fin))
        else:
            lecturas.setdefault(texto[inicio:fin], (inicio, fin))
    unicas = _distintas(lecturas, monedas)
    if not unicas:
        return None
    inicio, fin = min(a for a, _ in unicas.values()), max(b for _, b in unicas.values())
    textos = tuple(unicas)
    return Tramo(inicio, fin, textos[0], textos if len(textos) > 1 else ())


NUMERO_SIMPLE = rf"(?:{_CIFRAS}|(?:{_PALABRA})\b)"


def _con_moneda(liso: str, monedas: tuple[Moneda, ...]) -> list[tuple[int, int]]:
    return [
        hallado.span()
        for hallado in _patron_de_moneda(monedas).finditer(liso)
        if not _POR_UNIDAD.match(liso, hallado.end()) and not re.search(r"[-−]\s*$", _pegado(liso, hallado.start()))
    ]


@lru_cache(maxsize=4)
def _patron_de_moneda(monedas: tuple[Moneda, ...]) -> re.Pattern[str]:
    """Una cifra con su símbolo delante («S/ 250 mil») o su moneda detrás («250 mil soles»)."""
    alias = [plano(a) for moneda in monedas for a in moneda.alias]
    simbolos = "|".join(re.escape(a) for a in sorted((a for a in alias if not a.isalpha()), key=len, reverse=True))
    codigos = "|".join(a for a in alias if a.isalpha() and len(a) == 3)
    nombres = "|".join(
        re.escape(a).replace(r"\ ", r"\s+") for a in sorted((a for a in alias if a[0].isalpha()), key=len, reverse=True)
    )
    numero = NUMERO.replace(r"(?<![\w.,/-])", "")
    cola = rf"(?:\s*(?:de\s+)?(?:{nombres})\b|\s*(?:{simbolos}))"
    return re.compile(rf"(?<![\w-])(?:(?:{simbolos})|(?:{codigos})\b)\s*{numero}(?:{cola})?|{NUMERO}{cola}")


@lru_cache(maxsize=4)
def _patron_de_unidad_ajena(unidades: Unidades) -> re.Pattern[str]:
    """Lo que va tras una cifra que no es dinero."""
    return re.compile(rf"\s*(?:%|por ciento|(?:de\s+)?(?:{patron_de_unidades(unidades)}|{_OTRAS_UNIDADES})\b)")


def _con_asunto(liso: str, unidades: Unidades) -> list[tuple[int, int]]:
    """Una cifra sin moneda, pero anunciada: «presupuesto 500 mil»."""
    unidad_ajena = _patron_de_unidad_ajena(unidades)
    return [
        hallado.span()
        for hallado in re.finditer(NUMERO, liso)
        if _ASUNTO_DE_MONTO.search(liso, max(0, hallado.start() - VENTANA), hallado.start())
        and not unidad_ajena.match(liso, hallado.end())
        and not _POR_UNIDAD.match(liso, hallado.end())
        and not re.fullmatch(r"20\d\d|un|una|uno", hallado.group())
    ]


def _redondas(liso: str) -> list[tuple[int, int]]:
    """«Unos 60 mil,»: una cifra redonda sin decir de qué; se pregunta la moneda."""
    return [
        hallado.span()
        for hallado in re.finditer(NUMERO, liso)
        if re.search(r"\b(?:mil|millon|millones)\b|\d\s?[km]\b", hallado.group())
        and re.match(r"\s*(?:[,.;\n)]|$)", liso[hallado.end() : hallado.end() + 3])
    ]


def _pegado(liso: str, inicio: int) -> str:
    """El signo que va justo delante, si no es el guion de una lista."""
    return liso[max(0, inicio - 2) : inicio] if inicio and not liso[inicio - 1].isspace() else ""


def _distintas(lecturas: dict[str, tuple[int, int]], monedas: tuple[Moneda, ...]) -> dict[str, tuple[int, int]]:
    """Quita lo que el validador no acepta, lo demasiado pequeño y lo que repite el mismo valor."""
    vistos, unicas = set[str](), dict[str, tuple[int, int]]()
    for fragmento, lugar in lecturas.items():
        match leer_monto(fragmento, monedas):
            case Valido(valor, lectura) if isinstance(valor, dict) and lectura not in vistos:
                if float(str(valor["monto"])) >= MONTO_MINIMO:
                    vistos.add(lectura)
                    unicas[fragmento] = lugar
            case Pide():
                unicas[fragmento] = lugar
            case _:
                pass
    return unicas


def tramo_de_plazo(texto: str, hoy: date) -> Tramo | None:
    """Cuánto dura, cuándo empieza o las dos cosas; con `dudas` si hay dos duraciones distintas."""
    liso = plano(texto)
    duraciones = [
        hallada
        for hallada in _DURACION.finditer(liso)
        if not _NO_ES_DURACION_ANTES.search(liso, max(0, hallada.start() - VENTANA), hallada.start())
        and not _NO_ES_DURACION_DESPUES.match(liso, hallada.end())
        and not (_INICIO_DESPUES.match(liso, hallada.end()) and liso[: hallada.start()].endswith("en "))
    ]
    inicio = _fecha_de_inicio(liso)
    if not duraciones:
        fechas = _ENTRE_FECHAS.search(liso)
        span = fechas.span() if fechas else inicio
        return Tramo(*span, texto[slice(*span)]) if span else None
    if any(_RANGO_ANTES.search(liso, max(0, d.start() - VENTANA), d.start()) for d in duraciones):
        rango = next(r for d in duraciones if (r := _RANGO_ANTES.search(liso, max(0, d.start() - VENTANA), d.start())))
        d = next(d for d in duraciones if _RANGO_ANTES.search(liso, max(0, d.start() - VENTANA), d.start()))
        unidad = d.group().split()[-1]
        bajo = f"{rango.group(1) or rango.group(2)} {unidad}"
        return Tramo(rango.start(), d.end(), texto[d.start() : d.end()], (bajo, texto[d.start() : d.end()]))
    textos = tuple(dict.fromkeys(d.group() for d in duraciones))
    a, b = duraciones[0].start(), duraciones[-1].end()
    cola = ""
    if inicio is not None:
        a, b = min(a, inicio[0]), max(b, inicio[1])
        cola = f" desde {texto[inicio[0] : inicio[1]]}"
    return Tramo(a, b, textos[0] + cola, tuple(t + cola for t in textos) if len(textos) > 1 else ())


def _fecha_de_inicio(liso: str) -> tuple[int, int] | None:
    """La fecha que se anuncia como comienzo, con su año o con un verbo que no deja duda («empezaremos en abril»)."""
    candidatas: list[tuple[bool, int, int]] = []
    for fecha in _FECHA.finditer(liso):
        antes = _INICIO_ANTES.search(liso, max(0, fecha.start() - VENTANA), fecha.start())
        despues = _INICIO_DESPUES.match(liso, fecha.end())
        con_anio = re.search(r"20\d\d", fecha.group()) is not None
        if not fecha.group().strip() or not (antes or despues):
            continue
        if con_anio or (antes and antes.group(1) != "desde" and len(fecha.group().split()[-1]) > 3):
            candidatas.append((con_anio, fecha.start(), fecha.end()))
    distintas = {liso[a:b].strip() for _, a, b in candidatas}
    if not candidatas or len(distintas) > 1:
        return None
    _, a, b = candidatas[0]
    return a, a + len(liso[a:b].rstrip(" ,.-/"))


def tramo_de_poblacion(texto: str, unidades: Unidades) -> Tramo | None:
    """Cuántas personas, familias o comunidades (si no se dicen personas); con `dudas` si hay varias cifras."""
    liso = plano(texto)
    hallados: list[tuple[bool, int, int]] = []
    for hallado in re.finditer(rf"({NUMERO})\s+(?:de\s+)?({patron_de_unidades(unidades)})\b", liso):
        if re.fullmatch(r"un[ao]?", hallado.group(1)) or _RANGO_ANTES.search(
            liso, max(0, hallado.start() - VENTANA), hallado.start()
        ):
            continue
        unidad = hallado.group(2)
        if unidad.startswith("empresa") or _SOMOS.search(liso, max(0, hallado.start() - VENTANA), hallado.start()):
            continue
        hallados.append((unidad.startswith(tuple(plegadas(unidades.colectivos))), *hallado.span()))
    if not hallados:
        return None
    personas = [(inicio, fin) for es_colectivo, inicio, fin in hallados if not es_colectivo]
    elegidos = personas or [hallados[0][1:]]
    textos = tuple({liso[a:b]: texto[a:b] for a, b in elegidos}.values())
    inicio, fin = elegidos[0][0], elegidos[-1][1]
    return Tramo(inicio, fin, textos[0], textos if len(textos) > 1 else ())
