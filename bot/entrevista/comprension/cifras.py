"""Dónde se dicen, en un texto libre, montos, duraciones, fechas de inicio y cuántas personas son.

Solo señala tramos: el valor lo da siempre el validador de la pregunta. Ante un rango o dos cifras
distintas no elige: devuelve las lecturas para que la persona decida.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from bot.entrevista.esquema import Catalogos, Moneda, Unidades
from bot.entrevista.valores.cifras.dinero import Dicho, dinero_en
from bot.entrevista.valores.cifras.duraciones import Duracion, duraciones_en
from bot.entrevista.valores.cifras.fechas import Fecha, Papel, anios_en, fechas_en
from bot.entrevista.valores.cifras.gente import Gente, clase_de_gente, gente_en
from bot.entrevista.valores.cifras.montos import leer_monto
from bot.entrevista.valores.cifras.trozos import liso_de
from bot.entrevista.valores.lectura import Pide, Valido
from conocimiento.expresiones import diferida

_ASUNTO_DE_MONTO = diferida(
    r"\b(?:presupuesto|monto|costos?|costaria|cuesta|costara|inversion|financiamiento|fondos?|total|budget)\b[^.;\n\d]{0,25}$"
)
_PALABRA_DETRAS = diferida(r"\s*(?:%|de\s+)?([a-z]+)?")
_ANTES_DE_UN_RANGO = diferida(r"\b(?:entre|between|de|desde)\s+(?:unos\s+|unas\s+)?$")
_INICIO_ANTES = diferida(
    r"\b(desde|a partir|empez\w+|empiez\w+|inici\w*|arran\w+|comen\w+|comienz\w+|from|starting|start)\b[^.;\n\d]{0,20}$"
)
_INICIO_DESPUES = diferida(r"\s*(?:empez|empiez|inici|arran|comen|comienz)(?!\w*[ai]ndo\b)")
_MOMENTO = diferida(
    r"\b(?:a\s+)?(?:inicios|comienzos|principios|mediados|fines|finales|fin|primer semestre|segundo semestre"
    r"|(?:primer|segundo|tercer|cuarto) trimestre)\s+(?:de|del)\s+(?:ano\s+)?20\d\d\b"
)
_SEGUIDO = diferida(r"\s{0,2},?\s{0,2}(?:y\s{1,2})?")
_HASTA = diferida(r"\s*(?:a|al|hasta|-)\s*(?:el\s+)?")
_SOMOS = diferida(r"\bsomos\s+(?:unos\s+|unas\s+)?$")
_DESCRIBE = diferida(
    r" (?:(?:menores|mayores|hasta|de mas) de \d+ anos|(?:de|entre) \d+ (?:a|y) \d+ anos"
    r"|(?!(?:mas|menos|los|las|sus|unos|unas|dos|tres|seis|tras|entonces|ademas|anos|meses|dias|soles|dolares|euros"
    r"|es|nos|les|todos|todas|luego|antes|despues|pues|ps)\b)[a-z]{3,}[aeo]s|con discapacidad|de la tercera edad"
    r"|en (?:pobreza|extrema pobreza|situacion de [a-z]+))\b(?!\s*:)"
)
PALABRAS_QUE_DESCRIBEN = 2
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
    """El presupuesto que se dice; con `dudas` si hay más de un monto."""
    liso, monedas = liso_de(texto), catalogos.monedas
    dichos = [dicho for dicho in dinero_en(texto, monedas) if dicho.lecturas and (not dicho.cada or dicho.veces)]
    halladas = (
        [dicho for dicho in dichos if dicho.monedas and not _lleva_signo(liso, dicho.inicio)]
        or [dicho for dicho in dichos if _se_anuncia(liso, dicho, catalogos.unidades)]
        or [dicho for dicho in dichos if _es_redonda(liso, dicho)]
    )
    lecturas: dict[str, tuple[int, int]] = {}
    for dicho in halladas:
        inicio, fin = _con_lo_de_antes(liso, dicho.inicio), _con_periodo(dicho, texto)
        lecturas.setdefault(texto[inicio:fin], (inicio, fin))
    unicas = _distintas(lecturas, monedas)
    if not unicas:
        return None
    inicio, fin = min(a for a, _ in unicas.values()), max(b for _, b in unicas.values())
    textos = tuple(unicas)
    return Tramo(inicio, fin, textos[0], textos if len(textos) > 1 else ())


def _lleva_signo(liso: str, inicio: int) -> bool:
    """Un guion pegado delante, que no es el de una lista."""
    return inicio > 0 and liso[inicio - 1] == "-"


def _se_anuncia(liso: str, dicho: Dicho, unidades: Unidades) -> bool:
    """Una cifra sin moneda, pero anunciada: «presupuesto 500 mil»."""
    if not _ASUNTO_DE_MONTO.search(liso, max(0, dicho.inicio - VENTANA), dicho.inicio) or dicho.cada:
        return False
    detras = _PALABRA_DETRAS.match(liso, dicho.fin)
    cuenta_gente = detras is not None and detras[1] is not None and clase_de_gente(detras[1], unidades) != ""
    return not cuenta_gente and not re.fullmatch(r"20\d\d", liso[dicho.inicio : dicho.fin])


def _es_redonda(liso: str, dicho: Dicho) -> bool:
    """«Unos 60 mil,»: una cifra redonda sin decir de qué; se pregunta la moneda."""
    acaba = re.match(r"\s*(?:[,.;\n)]|$)", liso[dicho.fin : dicho.fin + 3])
    return dicho.numero.escala >= 1_000 and not dicho.cada and acaba is not None


def _con_lo_de_antes(liso: str, inicio: int) -> int:
    """Dónde empieza con su «entre», si lo lleva: sin él, un rango no se entiende."""
    antes = _ANTES_DE_UN_RANGO.search(liso, max(0, inicio - VENTANA), inicio)
    return antes.start() if antes and antes.group().startswith(("entre", "between")) else inicio


def _con_periodo(dicho: Dicho, texto: str) -> int:
    """Hasta dónde va «S/ 10,000 mensuales por 18 meses»."""
    if not dicho.cada:
        return dicho.fin
    acaba = re.compile(r"[.;\n]|$").search(texto, dicho.fin)
    return acaba.start() if acaba else dicho.fin


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


@lru_cache(maxsize=8)
def tramo_de_plazo(texto: str, hoy: date) -> Tramo | None:
    """Cuánto dura, cuándo empieza o las dos cosas; con `dudas` si hay dos duraciones distintas."""
    liso, fechas = liso_de(texto), fechas_en(texto, hoy)
    dichas = duraciones_en(texto, [(fecha.inicio, fecha.fin) for fecha in fechas]).dichas
    duraciones = [una for una in dichas if not una.es_espera and not _es_espera(liso, una)]
    inicio = _fecha_de_inicio(liso, fechas, [una.fin for una in duraciones])
    if not duraciones:
        tramo = _entre_fechas(liso, fechas) or inicio
        return Tramo(*tramo, texto[slice(*tramo)]) if tramo else None
    textos = tuple(dict.fromkeys(texto[_con_lo_de_antes(liso, una.inicio) : una.fin] for una in duraciones))
    a, b = _con_lo_de_antes(liso, duraciones[0].inicio), duraciones[-1].fin
    cola = ""
    if inicio is not None:
        a, b = min(a, inicio[0]), max(b, inicio[1])
        cola = f" desde {texto[inicio[0] : inicio[1]]}"
    return Tramo(a, b, textos[0] + cola, tuple(t + cola for t in textos) if len(textos) > 1 else ())


def _es_espera(liso: str, duracion: Duracion) -> bool:
    """«En 3 meses empezamos»."""
    return _INICIO_DESPUES.match(liso, duracion.fin) is not None and liso[: duracion.inicio].endswith("en ")


def _entre_fechas(liso: str, fechas: Sequence[Fecha]) -> tuple[int, int] | None:
    """«de marzo de 2027 a agosto de 2028»."""
    for una, otra in pairwise(fechas):
        if una.papel is Papel.INICIO and _HASTA.fullmatch(liso, una.fin, otra.inicio) and otra.con_anio:
            desde = max(liso.rfind(palabra, 0, una.inicio) for palabra in ("de ", "del ", "desde "))
            return (desde if una.inicio - desde <= len("desde ") else una.inicio), otra.fin
    return None


def _fecha_de_inicio(liso: str, fechas: Sequence[Fecha], tras: Sequence[int] = ()) -> tuple[int, int] | None:
    """La fecha que se anuncia como comienzo, con su año o con un verbo que no deja duda («empezaremos en abril»).

    `tras`: dónde acaban las duraciones; «3 años desde junio», seguido, tampoco deja duda.
    """
    dichas = [(fecha.inicio, fecha.fin, fecha.con_anio) for fecha in fechas if fecha.lecturas]
    momentos = [(*momento.span(), True) for momento in _MOMENTO.finditer(liso)]
    ocupados = [(a, b) for a, b, _ in (*dichas, *momentos)]
    anios = [(a, b, True) for a, b in anios_en(liso) if not any(x <= a < y for x, y in ocupados)]
    candidatas: list[tuple[int, int]] = []
    for a, b, con_anio in sorted((*dichas, *momentos, *anios)):
        antes = _INICIO_ANTES.search(liso, max(0, a - VENTANA), a)
        despues = _INICIO_DESPUES.match(liso, b)
        sigue = antes is not None and any(_SEGUIDO.fullmatch(liso, fin, antes.start()) for fin in tras)
        con_verbo = antes is not None and (antes.group(1) != "desde" or sigue)
        es_clara = con_anio or (con_verbo and len(liso[a:b].split()[-1]) > 3)
        if (antes or despues) and es_clara:
            candidatas.append((a, b))
    if not candidatas or len({liso[a:b].strip() for a, b in candidatas}) > 1:
        return None
    a, b = candidatas[0]
    return a, a + len(liso[a:b].rstrip(" ,.-/"))


def tramo_de_poblacion(texto: str, unidades: Unidades) -> Tramo | None:
    """Cuántas personas, familias o comunidades (si no se dicen personas); con `dudas` si hay varias cifras."""
    liso = liso_de(texto)
    halladas = [una for una in gente_en(texto, unidades) if not _somos_o_empresas(liso, una)]
    if not halladas:
        return None
    elegidas = [una for una in halladas if not una.es_colectivo] or halladas[:1]
    comienzos = [_con_lo_de_antes(liso, una.inicio) for una in elegidas]
    finales = [_con_lo_que_las_describe(liso, una.fin) for una in elegidas]
    dichas = [texto[comienzo:fin] for comienzo, fin in zip(comienzos, finales, strict=True)]
    textos = tuple({liso_de(dicha): dicha for dicha in dichas}.values())
    return Tramo(comienzos[0], finales[-1], textos[0], textos if len(textos) > 1 else ())


def _con_lo_que_las_describe(liso: str, fin: int) -> int:
    """Dónde acaba «adultos mayores solos», «personas con discapacidad»: tras el nombre, un plural en -s es suyo."""
    for _ in range(PALABRAS_QUE_DESCRIBEN):
        sigue = _DESCRIBE.match(liso, fin)
        if sigue is None:
            break
        fin = sigue.end()
    return fin


def _somos_o_empresas(liso: str, una: Gente) -> bool:
    """«Somos 12 socias» o «3 empresas»: no dice a quiénes se beneficia."""
    es_empresa = liso_de(una.unidad).startswith("empresa")
    return es_empresa or _SOMOS.search(liso, max(0, una.inicio - VENTANA), una.inicio) is not None
