"""Qué cuenta un número: tiempo, una parte de cien, gente o cualquier otra cosa; lo dice lo que va detrás."""

from collections.abc import Sequence
from decimal import Decimal

from bot.entrevista.valores.cifras.fichas import Clase, Ficha
from bot.entrevista.valores.cifras.numeros import Numero

TIEMPO: dict[str, Decimal] = {
    palabra: Decimal(dias)
    for palabras, dias in (
        ("ano anos anio anios anito anitos year years yr yrs ańo ańos aňo aňos", 360),
        ("semestre semestres", 180),
        ("cuatrimestre cuatrimestres", 120),
        ("trimestre trimestres quarter quarters", 90),
        ("bimestre bimestres", 60),
        ("mes meses mese mesees messes mezes mez mss m month months mo mos", 30),
        ("quincena quincenas", 15),
        ("semana semanas sem semanitas week weeks", 7),
        ("dia dias day days", 1),
    )
    for palabra in palabras.split()
}
"""Los días que se cuentan en cada unidad: un mes es de treinta, y un año, de doce meses."""
UN_MES_EN_DIAS = Decimal(30)

OTRAS = frozenset(
    "hora horas hectarea hectareas ha has kilometro kilometros km metro metros tonelada toneladas kg kilos centro "
    "centros escuela escuelas colegio colegios distrito distritos provincia provincias region regiones vivienda "
    "viviendas taller talleres punto puntos actor actores socio socios etapa etapas fase fases modulo modulos tramo "
    "tramos piso pisos veces vez tecnicos ingenieros profesionales vehiculos camionetas equipos".split()
)
"""Otras cosas que se cuentan y no son dinero ni gente."""

_ANTES_DE_UN_ORDINAL = frozenset(
    "ods nro numero num n articulo art anexo version etapa fase ley edicion apartado capitulo pagina punto item".split()
)
_DE_ENLACE = frozenset({"de", "d", "del"})


def es_porcentaje(fichas: Sequence[Ficha], numero: Numero) -> bool:
    """«40%», «40 por ciento»."""
    return numero.siguiente < len(fichas) and fichas[numero.siguiente].texto == "%"


def es_ordinal(fichas: Sequence[Ficha], numero: Numero) -> bool:
    """«ODS 6», «n.° 3»: nombra, no cuenta."""
    antes = [f.texto for f in fichas[max(0, numero.primera - 3) : numero.primera] if f.texto not in ("°", "º", ".")]
    return bool(antes) and antes[-1] in _ANTES_DE_UN_ORDINAL


def es_anio(fichas: Sequence[Ficha], numero: Numero) -> bool:
    """«2027», en cifras y solo."""
    ficha = fichas[numero.primera]
    return (
        numero.siguiente == numero.primera + 1
        and len(ficha.texto) == 4
        and ficha.texto[:2] in ("19", "20")
        and ficha.texto.isdigit()
    )


def ficha_tras(fichas: Sequence[Ficha], numero: Numero) -> Ficha | None:
    """Lo que cuenta un número, si es una palabra: la que sigue, sin el «de» de «un millón de familias»."""
    lugar = numero.siguiente
    while lugar < len(fichas) and fichas[lugar].texto in _DE_ENLACE and lugar < numero.siguiente + 2:
        lugar += 1
    return fichas[lugar] if lugar < len(fichas) and fichas[lugar].clase is Clase.PALABRA else None


def cuenta_tiempo(fichas: Sequence[Ficha], numero: Numero) -> bool:
    """«18 meses»."""
    detras = ficha_tras(fichas, numero)
    return detras is not None and detras.texto in TIEMPO


def cuenta_otra_cosa(fichas: Sequence[Ficha], numero: Numero) -> bool:
    """«18 meses», «40%», «5 talleres», «ODS 6»: no es dinero."""
    if es_porcentaje(fichas, numero) or es_ordinal(fichas, numero):
        return True
    detras = ficha_tras(fichas, numero)
    return detras is not None and (detras.texto in TIEMPO or detras.texto in OTRAS)


def es_proporcion(fichas: Sequence[Ficha], numeros: Sequence[Numero], lugar: int) -> bool:
    """«3 de cada 10»: ninguno de los dos cuenta nada; tampoco «1 de 3», «7 de 10» ni «uno de cada tres»."""
    primera = numeros[lugar].primera
    if [ficha.texto for ficha in fichas[max(0, primera - 2) : primera]] in (["de", "cada"], ["por", "cada"]):
        return True
    return any(
        _proporcion(fichas, numeros[previo], numeros[previo + 1])
        for previo in (lugar - 1, lugar)
        if 0 <= previo < len(numeros) - 1
    )


def _proporcion(fichas: Sequence[Ficha], uno: Numero, otro: Numero) -> bool:
    entre = [ficha.texto for ficha in fichas[uno.siguiente : otro.primera]]
    if entre in (["de", "cada"], ["por", "cada"], ["x", "cada"], ["out", "of"], ["of", "every"]):
        return True
    return (
        entre in (["de"], ["of"])
        and max(uno.lecturas, default=11) <= 10
        and max(otro.lecturas, default=101) in (3, 4, 5, 10, 100)
    )
