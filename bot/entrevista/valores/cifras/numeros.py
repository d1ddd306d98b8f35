"""Los números de un texto y qué cuenta cada uno: el único lector de todos los que leen cifras.

Lo que cuenta un número lo dice lo que va detrás: tiempo, una parte de cien, gente o cualquier otra cosa.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from bot.entrevista.esquema import Moneda
from bot.entrevista.valores.cifras.lector import ENLACES, ENTRE, Duda, Numero, leer_numero
from bot.entrevista.valores.cifras.trozos import Clase, Trozo, trozos_de
from bot.entrevista.valores.cifras.vocabulario import MIL, parece_numero, por_palabra
from conocimiento.palabras import VACIAS

APROXIMADAS = frozenset(
    "aprox aproximadamente aproximado aproximados apro aproximada unos unas casi cerca como cosa mas menos alrededor "
    "around about approximately some roughly total totales redondeando maso mso xaprox".split()
)
"""Dicen que la cifra no es exacta, y no cambian cuál es."""

TIEMPO = por_palabra(
    ("ano anos anio anios anito anitos year years yr yrs", 360),
    ("semestre semestres", 180),
    ("cuatrimestre cuatrimestres", 120),
    ("trimestre trimestres quarter quarters", 90),
    ("bimestre bimestres", 60),
    ("mes meses mese mesees messes mezes mez mss m month months mo mos", 30),
    ("quincena quincenas", 15),
    ("semana semanas sem semanitas week weeks", 7),
    ("dia dias day days", 1),
)
"""Los días que se cuentan en cada unidad: un mes es de treinta, y un año, de doce meses."""
UN_MES_EN_DIAS = Decimal(30)

OTRAS = frozenset(
    "hora horas hectarea hectareas ha has kilometro kilometros km metro metros tonelada toneladas kg kilos centro "
    "centros escuela escuelas colegio colegios distrito distritos provincia provincias region regiones vivienda "
    "viviendas taller talleres punto puntos actor actores socio socios etapa etapas fase fases modulo modulos tramo "
    "tramos piso pisos veces vez tecnicos ingenieros profesionales vehiculos camionetas equipos".split()
)
"""Otras cosas que se cuentan y no son dinero ni gente."""

_HASTA = frozenset({"a", "-", "o", "u", "hasta", "to", "or", "/", "ó"})
_QUIZA = frozenset("quiza quizas tal vez talvez incluso mejor hasta mas bien si maximo minimo como mucho de".split())
_CORRIENTES = frozenset(
    "seria monto costo total pone ponen dona paga fondo vale valen suma suman meta maso cada hacen".split()
)
_APROXIMAN = APROXIMADAS - {"mas"}
_MEDIO_MAXIMO = 8
"""Trozos que puede haber entre los dos extremos de un rango."""
_LECTURAS_MAXIMAS = 6
"""De un rango; a nadie se le pregunta entre más, y una cadena de miles de números no es un rango."""
_ANTES_DE_UN_ORDINAL = frozenset(
    "ods nro numero num n articulo art anexo version etapa fase ley edicion apartado capitulo pagina punto item".split()
)
_DE_ENLACE = frozenset({"de", "d", "del"})


def numeros_en(trozos: Sequence[Trozo]) -> tuple[Numero, ...]:
    """Los números de unos trozos, en orden; dos que forman un rango, o el mismo dos veces, son uno."""
    sueltos: list[Numero] = []
    lugar = 0
    while lugar < len(trozos):
        numero = leer_numero(trozos, lugar)
        if numero is not None:
            sueltos.append(numero)
        lugar = numero.siguiente if numero is not None else lugar + 1
    return tuple(_juntar(trozos, [_con_sospecha(trozos, uno) for uno in sueltos]))


@lru_cache(maxsize=8)
def leer_numeros(texto: str, monedas: tuple[Moneda, ...] = ()) -> tuple[Numero, ...]:
    """Los números de un texto. Se recuerdan: de un mismo mensaje los piden el dinero, el plazo y la gente."""
    return numeros_en(trozos_de(texto, monedas))


def extrana_junto_a(trozos: Sequence[Trozo], numero: Numero) -> Trozo | None:
    """La palabra que parece de número y está pegada a uno, sin contar una «y»; None si no hay."""
    antes, despues = numero.primera - 1, numero.siguiente
    antes -= antes > 0 and trozos[antes].texto in ENLACES
    despues += despues < len(trozos) and trozos[despues].texto in ENLACES
    sin_cuantos = trozos[numero.primera].clase is Clase.ESCALA and antes == numero.primera - 1 >= 0
    if sin_cuantos and _es_corta_y_rara(trozos[antes]):  # «sies mil»
        return trozos[antes]
    if antes >= 0 and trozos[antes].clase is Clase.PALABRA and parece_numero(trozos[antes].texto):
        return trozos[antes]
    # Detrás, solo si le sigue una escala: «dos millones quinetos mil»; «100 docentes» no es un número a medias.
    sigue_escala = despues + 1 < len(trozos) and trozos[despues + 1].clase is Clase.ESCALA
    if sigue_escala and trozos[despues].clase is Clase.PALABRA and parece_numero(trozos[despues].texto):
        return trozos[despues]
    return None


def _es_corta_y_rara(trozo: Trozo) -> bool:
    """Una palabra como un número de los pequeños, y que no es de las que van delante de cualquier cosa."""
    es_corriente = trozo.texto in VACIAS or trozo.texto in APROXIMADAS or trozo.texto in _CORRIENTES
    return trozo.clase is Clase.PALABRA and 3 <= len(trozo.texto) <= 5 and not es_corriente


def _con_sospecha(trozos: Sequence[Trozo], numero: Numero) -> Numero:
    return numero if extrana_junto_a(trozos, numero) is None else replace(numero, duda=Duda.EXTRANA)


def _juntar(trozos: Sequence[Trozo], sueltos: Sequence[Numero]) -> Iterator[Numero]:
    """Los números, con los rangos y lo dicho dos veces («veinticuatro (24)») como uno solo."""
    previo: Numero | None = None
    for numero in sueltos:
        junto = _repetido(trozos, previo, numero) or _rango(trozos, previo, numero) if previo else None
        if previo is not None and junto is None:
            yield previo
        previo = junto or numero
    if previo is not None:
        yield previo


def _repetido(trozos: Sequence[Trozo], uno: Numero, otro: Numero) -> Numero | None:
    """El mismo número otra vez entre paréntesis; si no es el mismo, valen los dos y se duda."""
    if otro.primera != uno.siguiente + 1 or trozos[uno.siguiente].texto != "(":
        return None
    despues = trozos[otro.siguiente].texto if otro.siguiente < len(trozos) else ""
    if despues != ")" or uno.en_cifras == otro.en_cifras:
        return None
    fin = {"siguiente": otro.siguiente + 1, "fin": trozos[otro.siguiente].fin}
    comunes = tuple(a for a in uno.lecturas for b in otro.lecturas if int(a) == int(b))
    if comunes:
        return replace(uno, lecturas=comunes, duda=Duda.NINGUNA, **fin)
    return replace(uno, lecturas=uno.lecturas + otro.lecturas, duda=Duda.DISTINTAS, **fin)


def _rango(trozos: Sequence[Trozo], uno: Numero, otro: Numero) -> Numero | None:
    """«10 a 20 mil», «entre diez y veinte mil», «10 mil o 20 mil»: un número con dos lecturas."""
    if not 0 < otro.primera - uno.siguiente <= _MEDIO_MAXIMO or len(uno.lecturas) >= _LECTURAS_MAXIMAS:
        return None
    medio = [trozo for trozo in trozos[uno.siguiente : otro.primera] if trozo.clase is not Clase.MONEDA]
    textos = [trozo.texto for trozo in medio if trozo.texto not in _APROXIMAN]
    antes = {trozo.texto for trozo in trozos[max(0, uno.primera - 4) : uno.primera]}
    con_y = textos[:1] in (["y"], ["and"]) and not ENTRE.isdisjoint(antes)
    es_tope = textos[:1] in (["y"], ["pero"]) and textos[1:2] in (["hasta"], ["maximo"])
    if not textos or len(textos) > 4 or not (textos[0] in _HASTA or con_y or es_tope):
        return None
    if not set(textos[1:]) <= _QUIZA or not uno.lecturas or not otro.lecturas:
        return None
    bajas = uno.lecturas
    if uno.escala < otro.escala and max(bajas) < otro.escala:
        escala = otro.escala if max(bajas) * otro.escala <= max(otro.lecturas) else otro.escala / MIL
        bajas = tuple(baja * escala for baja in bajas) if escala > 1 else bajas
    if textos[0] not in ("o", "or", "u") and min(bajas) >= max(otro.lecturas):
        return None
    return replace(
        uno,
        siguiente=otro.siguiente,
        fin=otro.fin,
        lecturas=tuple(dict.fromkeys((*bajas, *otro.lecturas))),
        escala=max(uno.escala, otro.escala),
        duda=Duda.RANGO,
    )


def es_porcentaje(trozos: Sequence[Trozo], numero: Numero) -> bool:
    """«40%», «40 por ciento»."""
    return numero.siguiente < len(trozos) and trozos[numero.siguiente].texto == "%"


def es_ordinal(trozos: Sequence[Trozo], numero: Numero) -> bool:
    """«ODS 6», «n.° 3»: nombra, no cuenta."""
    antes = [f.texto for f in trozos[max(0, numero.primera - 3) : numero.primera] if f.texto not in ("°", "º", ".")]
    return bool(antes) and antes[-1] in _ANTES_DE_UN_ORDINAL


def es_anio(trozos: Sequence[Trozo], numero: Numero) -> bool:
    """«2027», en cifras y solo."""
    trozo = trozos[numero.primera]
    return (
        numero.siguiente == numero.primera + 1
        and len(trozo.texto) == 4
        and trozo.texto[:2] in ("19", "20")
        and trozo.texto.isdigit()
    )


def trozo_tras(trozos: Sequence[Trozo], numero: Numero) -> Trozo | None:
    """Lo que cuenta un número, si es una palabra: la que sigue, sin el «de» de «un millón de familias»."""
    lugar = numero.siguiente
    while lugar < len(trozos) and trozos[lugar].texto in _DE_ENLACE and lugar < numero.siguiente + 2:
        lugar += 1
    return trozos[lugar] if lugar < len(trozos) and trozos[lugar].clase is Clase.PALABRA else None


def cuenta_otra_cosa(trozos: Sequence[Trozo], numero: Numero) -> bool:
    """«18 meses», «40%», «5 talleres», «ODS 6»: no es dinero."""
    if es_porcentaje(trozos, numero) or es_ordinal(trozos, numero):
        return True
    detras = trozo_tras(trozos, numero)
    return detras is not None and (detras.texto in TIEMPO or detras.texto in OTRAS)


def es_proporcion(trozos: Sequence[Trozo], numeros: Sequence[Numero], lugar: int) -> bool:
    """«3 de cada 10»: ninguno de los dos cuenta nada; tampoco «1 de 3», «7 de 10» ni «uno de cada tres»."""
    primera = numeros[lugar].primera
    if [trozo.texto for trozo in trozos[max(0, primera - 2) : primera]] in (["de", "cada"], ["por", "cada"]):
        return True
    return any(
        _proporcion(trozos, numeros[previo], numeros[previo + 1])
        for previo in (lugar - 1, lugar)
        if 0 <= previo < len(numeros) - 1
    )


def _proporcion(trozos: Sequence[Trozo], uno: Numero, otro: Numero) -> bool:
    entre = [trozo.texto for trozo in trozos[uno.siguiente : otro.primera]]
    if entre in (["de", "cada"], ["por", "cada"], ["x", "cada"], ["out", "of"], ["of", "every"]):
        return True
    return (
        entre in (["de"], ["of"])
        and max(uno.lecturas, default=11) <= 10
        and max(otro.lecturas, default=101) in (3, 4, 5, 10, 100)
    )
