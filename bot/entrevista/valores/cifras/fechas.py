"""Fechas de un texto, con la precisión que dio la persona: nunca se inventa el día, y la que no existe se dice.

Una fecha es `AAAA`, `AAAA-MM` o `AAAA-MM-DD`; en cifras, en el orden del Perú: día, mes y año.
"""

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.entrevista.valores.cifras.fiestas import anio_tras, fiestas_en
from bot.entrevista.valores.cifras.numeros import TIEMPO
from bot.entrevista.valores.cifras.trozos import liso_de
from conocimiento.expresiones import diferida
from conocimiento.palabras import MESES

_INGLESES = "january february march april may june july august september october november december".split()
_ENTEROS = (
    {nombre: numero for numero, nombre in enumerate(MESES, start=1)}
    | {nombre: numero for numero, nombre in enumerate(_INGLESES, start=1) if nombre != "may"}
    | {"septiembre": 9, "henero": 1, "abrill": 4, "otubre": 10, "ogosto": 8}
)
_ABREVIADOS = {nombre[:3]: numero for nombre, numero in _ENTEROS.items()} | {
    "may": 5,
    "sept": 9,
    "sep": 9,
    "set": 9,
    "sett": 9,
}
PATRON_DE_MES = "|".join(sorted({*_ENTEROS, *_ABREVIADOS}, key=len, reverse=True))
"""Los meses como se escriben, plegados, para una expresión regular."""
_LARGO_CON_ERRATA = 6

_A_O_D = r"(?<![\w/.,'-])"
_FIN_DE_FECHA = r"(?![\w/]|[.,'-]\d)"
_EN_CIFRAS = diferida(
    rf"{_A_O_D}(?:(?P<a>20\d\d)[-/.](?P<b>\d{{1,2}})(?:[-/.](?P<c>\d{{1,2}}))?"
    rf"|(?P<d>\d{{1,2}})[-/.](?P<e>\d{{1,2}})[-/.](?P<f>20\d\d|\d\d)"
    rf"|(?P<g>\d{{1,2}})[-/.](?P<h>20\d\d)"
    rf"|(?P<i>\d{{1,2}})/(?P<j>\d{{2}})){_FIN_DE_FECHA}"
)
_PALABRA = diferida(r"(?<![^\W\d_])[a-z]{3,12}(?![^\W_])")
_DIA_ANTES = diferida(r"(?<![\d.,/'-])(\d{1,2})(?:\s?(?:ero|ro|er|st|nd|rd|th|°|º))?\s*(?:de\s+|of\s+|-|/|\s)$")
_DE_UN_DIA = diferida(r"de|of|-|/")
_OTRO_DIA = diferida(r"(?<![\d.,/'-])(\d{1,2})\s*(?:al?|y|o|-|to)\s*(?:el\s+)?$")
_LARGO_DE_UN_DIA = 12
_ANIO_DESPUES = diferida(
    r"\.?(?:\s*(?:,|de\s+ano|del\s+ano|del|de|/|-|'|,)?\s*(?P<entero>20\d\d)(?![\d.,]\d|\d)"
    r"|\s+(?P<dia>\d{1,2})(?:st|nd|rd|th)?\s*(?:,|de|del)\s*(?P<suyo>20\d\d)\b"
    r"|(?P<seguro>\s*(?:del\s+ano|del|de|/|-|')\s*'?(?=\d\d\b)|'(?=\d\d\b))?(?(seguro)|\s+)(?P<corto>\d\d)(?![\w.,/:'%-]*\d|\s*%))"
)
_SIGUE_UNIDAD = diferida(rf"\s*(?:{'|'.join(TIEMPO)}|mil|millon\w*|por\s+ciento|[a-z]{{4,}}s)\b")
_ANIO = diferida(r"(?<![\w.,/'$-])(20\d\d)(?![\d/]|[.,'-]\d{1,3}\b)")
_ANIO_AJENO = diferida(rf"\s*(?:{'|'.join(TIEMPO)}|soles|dolares|euros|familias|personas|mil|%)\b")

_ORDINAL = (
    r"(?:(?P<p1>primer|1er|1ro|i|first)|(?P<p2>segundo|2do|ii|second)|(?P<p3>tercer|3er|iii|third)"
    r"|(?P<p4>cuarto|4to|iv|fourth))"
)
_PARTE_DEL_ANO = diferida(
    rf"\b{_ORDINAL}\s+(?P<parte>semestre|trimestre|quarter)\b"
    r"|\b(?:(?:q|t)(?P<q>[1-4])|(?P<t>[1-4])t)(?:[\s/-]?\s?'?(?P<suyo>20\d\d|\d\d))?\b"
)
_MOMENTO = diferida(
    r"\b(?:(?:a|desde|hacia|para|en|por|early|mid|late)\s+)?(?P<cual>inicios|comienzos|principios|mediados|fines|finales)\b"
    r"|\b(?P<fin>fin)\s+(?:de|del)\s+(?:ano|20\d\d)\b"
)
EPOCAS = {
    "inicios": (1, 2, 3), "comienzos": (1, 2, 3), "principios": (1, 2, 3), "mediados": (5, 6, 7),
    "fines": (10, 11, 12), "finales": (10, 11, 12), "fin": (10, 11, 12),
}  # fmt: skip
"""Los meses que puede ser cada momento de un año."""

_DE_FIN = (
    r"hasta|termin\w+|acab\w+|culmin\w+|conclu\w+|finaliz\w+|fin|until|till|through|ending|ends?|by|al|cierr\w+|to"
)
_DE_INICIO = (
    r"a\s+partir|desde|del?|inici\w+|empez\w+|empiez\w+|empes\w+|empies\w+|comen\w+|comienz\w+|arran\w+|from|start\w*"
    r"|begin\w*"
)
_SENAL = diferida(rf"\b(?:(?P<fin>{_DE_FIN})|(?P<inicio>{_DE_INICIO})|(?P<para>para|a))\b")
VENTANA = 30


class Papel(Enum):
    """Qué marca una fecha: cuándo empieza, cuándo acaba, una de las dos («para marzo») o no se dice."""

    NINGUNO = auto()
    INICIO = auto()
    FIN = auto()
    PARA = auto()


@dataclass(frozen=True, slots=True)
class Fecha:
    """Una fecha dicha, de la letra `inicio` a `fin`. `lecturas`: más de una si es ambigua; si no existe, `problema`."""

    inicio: int
    fin: int
    lecturas: tuple[str, ...]
    papel: Papel = Papel.NINGUNO
    problema: str = ""
    con_anio: bool = True


def fechas_en(texto: str, hoy: date) -> tuple[Fecha, ...]:
    """Las fechas de un texto, en orden, cada una con su papel."""
    liso = liso_de(texto)
    halladas = sorted(
        (*_en_cifras(liso, hoy), *_con_nombre(liso, hoy), *_de_fiestas(liso, hoy)), key=lambda fecha: fecha.inicio
    )
    halladas = [f for n, f in enumerate(halladas) if not n or f.inicio >= halladas[n - 1].fin]
    sueltos = [_de_anio(a) for a in _ANIO.finditer(liso) if not _ANIO_AJENO.match(liso, a.end())]
    if not halladas and momento_en(texto, hoy) is None:
        halladas = sueltos or list(_relativas(liso, hoy))
    completas = [_con_otro_dia(liso, fecha) for fecha in _con_anio_prestado(halladas, sueltos, hoy)]
    return tuple(
        replace(fecha, papel=_papel(liso, completas[n - 1].fin if n else 0, fecha.inicio))
        for n, fecha in enumerate(completas)
    )


def anios_en(liso: str) -> tuple[tuple[int, int], ...]:
    """Dónde se dice un año suelto, en un texto ya liso."""
    return tuple(anio.span() for anio in _ANIO.finditer(liso) if not _ANIO_AJENO.match(liso, anio.end()))


@dataclass(frozen=True, slots=True)
class Momento:
    """«a mediados de 2027»: el año, los meses que puede ser y si es cuando acaba."""

    anio: int
    meses: tuple[int, ...]
    es_fin: bool


def momento_en(texto: str, hoy: date) -> Momento | None:
    """La época del año que se dice sin decir el mes: «a mediados de 2027», «primer trimestre», «Q3 2027»."""
    liso = liso_de(texto)
    anio = _ANIO.search(liso) or re.search(r"\bdel?\s+(\d\d)\b(?!\s*(?:mes|ano))", liso)
    numero = (int(anio[1]) % 2000 + 2000) if anio else hoy.year + 1
    if (parte := _PARTE_DEL_ANO.search(liso)) is not None:
        cual = parte["q"] or parte["t"] or next(str(n) for n in range(1, 5) if parte[f"p{n}"])
        numero = int(parte["suyo"]) % 2000 + 2000 if parte["suyo"] else numero
        es_fin = _papel(liso, 0, parte.start()) is Papel.FIN
        if parte["parte"] == "semestre":
            return Momento(numero, {"1": (1, 3, 6), "2": (7, 9, 12)}.get(cual, (1, 6, 12)), es_fin)
        primero = int(cual) * 3 - 2
        se_anuncia = parte["parte"] or parte["suyo"] or anio
        return Momento(numero, (primero, primero + 1, primero + 2), es_fin) if se_anuncia else None
    for momento in _MOMENTO.finditer(liso):
        se_anuncia = momento["fin"] or anio or momento.start("cual") > momento.start()
        if se_anuncia:
            es_fin = _papel(liso, 0, momento.start()) is Papel.FIN
            return Momento(numero, EPOCAS[momento["cual"] or momento["fin"]], es_fin)
    return None


@lru_cache(maxsize=4096)
def mes_de(palabra: str) -> tuple[int, bool]:
    """El número de un mes, y si está entero y no abreviado; 0 si no es un mes."""
    if palabra in _ENTEROS:
        return _ENTEROS[palabra], True
    if palabra in _ABREVIADOS:
        return _ABREVIADOS[palabra], False
    if len(palabra) < _LARGO_CON_ERRATA:
        return 0, False
    suena = palabra.replace("s", "c").replace("z", "c").replace("v", "b")
    for mes, numero in _ENTEROS.items():
        igual = mes.replace("s", "c").replace("z", "c").replace("v", "b")
        if len(mes) > _LARGO_CON_ERRATA and OSA.distance(suena, igual, score_cutoff=1) <= 1:
            return numero, True
    return 0, False


def _en_cifras(liso: str, hoy: date) -> Iterator[Fecha]:
    for hallada in _EN_CIFRAS.finditer(liso):
        partes = hallada.groupdict()
        if partes["i"]:
            fecha = _corta(hallada, liso, hoy)
            if fecha is not None:
                yield fecha
            continue
        anio = int(partes["a"] or partes["f"] or partes["h"]) % 2000 + 2000
        mes = int(partes["b"] or partes["e"] or partes["g"])
        dia = partes["c"] or partes["d"]
        yield _fecha(*hallada.span(), anio, mes, int(dia) if dia else None)


def _corta(hallada: re.Match[str], liso: str, hoy: date) -> Fecha | None:
    """«03/27», marzo de 2027; «15/03», el 15 de marzo. «12/18 meses» no es ninguna."""
    uno, otro = int(hallada["i"]), int(hallada["j"])
    if _SIGUE_UNIDAD.match(liso, hallada.end()):
        return None
    if 1 <= uno <= 12 and _es_cercano(2000 + otro, hoy):
        return _fecha(*hallada.span(), 2000 + otro, uno, None)
    if 1 <= uno <= 31 and 1 <= otro <= 12:
        return replace(_fecha(*hallada.span(), _proximo(otro, hoy), otro, uno), con_anio=False)
    return None


def _con_nombre(liso: str, hoy: date) -> Iterator[Fecha]:
    for palabra in _PALABRA.finditer(liso):
        mes, es_entero = mes_de(palabra.group())
        if not mes:
            continue
        antes = _DIA_ANTES.search(liso, max(0, palabra.start() - _LARGO_DE_UN_DIA), palabra.start())
        dia = int(antes[1]) if antes else None
        if dia is not None and dia > 31 and not _DE_UN_DIA.search(antes.group() if antes else ""):
            dia = None  # «los 40 enero»: no es un día
        inicio = antes.start() if antes and dia is not None else palabra.start()
        despues = _ANIO_DESPUES.match(liso, palabra.end())
        if despues is not None and despues["corto"] and _SIGUE_UNIDAD.match(liso, despues.end()):
            despues = None
        if despues is None:
            if es_entero and (dicho := anio_tras(liso, palabra.end(), hoy)) is not None:  # «del próximo año»
                yield _fecha(inicio, dicho[1], dicho[0], mes, dia)
            elif es_entero:
                anio = _proximo(mes, hoy)
                yield replace(_fecha(inicio, palabra.end(), anio, mes, dia), con_anio=False)
            continue
        if despues["entero"] or despues["suyo"]:
            suyo = int(despues["dia"]) if despues["dia"] else dia
            yield _fecha(inicio, despues.end(), int(despues["entero"] or despues["suyo"]), mes, suyo)
            continue
        corto = int(despues["corto"])
        es_anio = _es_cercano(2000 + corto, hoy)
        if (despues["seguro"] or dia is not None) and es_anio:
            yield _fecha(inicio, despues.end(), 2000 + corto, mes, dia)
        elif dia is None and (es_entero or es_anio):
            yield _dia_o_anio(inicio, despues.end(), mes, corto, hoy)


def _de_fiestas(liso: str, hoy: date) -> Iterator[Fecha]:
    for inicio, fin, meses in fiestas_en(liso):
        dicho = anio_tras(liso, fin, hoy)
        if dicho is None:
            claves = tuple(f"{_proximo(mes, hoy)}-{mes:02d}" for mes in meses)
            yield Fecha(inicio, fin, claves, con_anio=False)
        else:
            yield Fecha(inicio, dicho[1], tuple(f"{dicho[0]}-{mes:02d}" for mes in meses))


def _dia_o_anio(inicio: int, fin: int, mes: int, corto: int, hoy: date) -> Fecha:
    """«marzo 27»: marzo de 2027 o el 27 de marzo."""
    del_anio = (f"{2000 + corto}-{mes:02d}",) if _es_cercano(2000 + corto, hoy) else ()
    del_dia = _fecha(inicio, fin, _proximo(mes, hoy), mes, corto)
    if del_anio:
        return Fecha(inicio, fin, (*del_anio, *del_dia.lecturas))
    return replace(del_dia, con_anio=False)


def _fecha(inicio: int, fin: int, anio: int, mes: int, dia: int | None) -> Fecha:
    if not 1 <= mes <= 12:
        return Fecha(
            inicio, fin, (), problema=f"no hay mes {mes}: escriba la fecha como día, mes y año, por ejemplo 25/12/2028"
        )
    if dia is None:
        return Fecha(inicio, fin, (f"{anio}-{mes:02d}",))
    if not 1 <= dia <= monthrange(anio, mes)[1]:
        del_anio = f" de {anio}" if (mes, dia) == (2, 29) else ""
        return Fecha(inicio, fin, (), problema=f"el {dia} de {MESES[mes - 1]}{del_anio} no existe; revise el día")
    return Fecha(inicio, fin, (f"{anio}-{mes:02d}-{dia:02d}",))


def _con_otro_dia(liso: str, fecha: Fecha) -> Fecha:
    """«del 1 al 15 de marzo»: puede ser cualquiera de los dos."""
    otro = _OTRO_DIA.search(liso, max(0, fecha.inicio - _LARGO_DE_UN_DIA), fecha.inicio)
    con_dia = len(fecha.lecturas) == 1 and len(fecha.lecturas[0]) == len("2027-01-01")
    if otro is None or not con_dia or not 1 <= int(otro[1]) <= int(fecha.lecturas[0][8:]):
        return fecha
    return replace(fecha, inicio=otro.start(), lecturas=(f"{fecha.lecturas[0][:8]}{int(otro[1]):02d}", *fecha.lecturas))


def _de_anio(hallado: re.Match[str]) -> Fecha:
    return Fecha(*hallado.span(), (hallado[1],))


def _relativas(liso: str, hoy: date) -> Iterator[Fecha]:
    """«el próximo año», «el mes que viene»."""
    if anio := re.search(
        r"\b(?:el\s+)?(?:proximo\s+ano|ano\s+que\s+viene|ano\s+proximo|otro\s+ano|next\s+year)\b", liso
    ):
        yield Fecha(*anio.span(), (str(hoy.year + 1),))
    elif mes := re.search(r"\b(?:el\s+)?(?:proximo\s+mes|mes\s+que\s+viene|mes\s+proximo|next\s+month)\b", liso):
        yield Fecha(*mes.span(), (correr(f"{hoy.year}-{hoy.month:02d}", 1),))


def _con_anio_prestado(halladas: list[Fecha], sueltos: list[Fecha], hoy: date) -> list[Fecha]:
    """A la que no trae año se le presta el de la siguiente que lo trae («de marzo a agosto de 2028»), o el anterior."""
    fuentes = sorted((f for f in (*halladas, *sueltos) if f.con_anio and f.lecturas), key=lambda fecha: fecha.inicio)
    comienzos = [fuente.inicio for fuente in fuentes]
    completas: list[Fecha] = []
    for fecha in halladas:
        lugar = bisect_left(comienzos, fecha.fin)
        previas = [*fuentes[max(0, lugar - 1) : lugar], *(f for f in completas[-1:] if f.lecturas)]
        if fecha.con_anio or not fecha.lecturas or (lugar == len(fuentes) and not previas):
            completas.append(fecha)
            continue
        prestada = fuentes[lugar] if lugar < len(fuentes) else max(previas, key=lambda una: una.inicio)
        nueva = prestada.lecturas[0][:4] + fecha.lecturas[0][4:]
        anio = nueva[:4]
        if lugar == len(fuentes) and nueva < prestada.lecturas[0][: len(nueva)]:
            anio = str(int(anio) + 1)
        completas.append(replace(fecha, lecturas=tuple(anio + lectura[4:] for lectura in fecha.lecturas)))
    return completas


def _papel(liso: str, desde: int, inicio: int) -> Papel:
    senales = list(_SENAL.finditer(liso, max(desde, inicio - VENTANA), inicio))
    if not senales:
        return Papel.NINGUNO
    ultima = senales[-1]
    if ultima["para"]:
        return Papel.PARA
    return Papel.FIN if ultima["fin"] else Papel.INICIO


def _es_cercano(anio: int, hoy: date) -> bool:
    return hoy.year <= anio <= hoy.year + 20


def _proximo(mes: int, hoy: date) -> int:
    return hoy.year + (mes < hoy.month)


def correr(mes: str, cuantos: int) -> str:
    """El `AAAA-MM` que está tantos meses después."""
    total = int(mes[:4]) * 12 + int(mes[5:7]) - 1 + cuantos
    return f"{total // 12}-{total % 12 + 1:02d}"


def meses_entre(desde: str, hasta: str) -> int | None:
    """Cuántos meses van de una fecha a otra, las dos incluidas; None si alguna no dice el mes."""
    if len(desde) < len("2027-01") or len(hasta) < len("2027-01"):
        return None
    diferencia = (int(hasta[:4]) - int(desde[:4])) * 12 + int(hasta[5:7]) - int(desde[5:7])
    con_dias = len(desde) == len(hasta) == len("2027-01-01")
    return diferencia if con_dias and int(hasta[8:]) <= int(desde[8:]) and diferencia else diferencia + 1
