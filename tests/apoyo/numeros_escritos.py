"""Un mismo número escrito de muchas maneras, como lo escribe la gente; unas llanas, otras que solo ella aclara.

Lo llano ha de leerse sin preguntar. Lo demás puede preguntarse, y nunca leerse como otro número.
"""

from collections.abc import Callable
from dataclasses import dataclass

_HASTA_29 = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
).split()
_DECENAS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_CIENTOS = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos".split()
)
FALTAS = {
    "doscientos": "docientos", "trescientos": "tresientos", "cuatrocientos": "cuatrosientos",
    "seiscientos": "seisientos", "setecientos": "sietecientos", "novecientos": "nuevecientos", "veinte": "beinte",
    "cincuenta": "sincuenta", "sesenta": "secenta", "noventa": "nobenta", "cinco": "sinco", "millones": "millone",
    "quince": "quinse", "nueve": "nuebe", "millón": "millon", "doce": "dose", "trece": "trese",
}  # fmt: skip
"""Las faltas de siempre."""


def en_palabras(numero: int, *, ante_nombre: bool = True) -> str:
    """El número en palabras; `ante_nombre`: como va delante de lo que cuenta («veintiún mil»)."""
    for escala, uno, varios in ((1_000_000, "un millón", "millones"), (1_000, "mil", "mil")):
        if numero >= escala:
            cuantos, resto = divmod(numero, escala)
            cabeza = uno if cuantos == 1 else f"{en_palabras(cuantos)} {varios}"
            return f"{cabeza} {en_palabras(resto, ante_nombre=ante_nombre)}" if resto else cabeza
    if numero >= 100:
        if numero == 100:
            return "cien"
        cientos, resto = divmod(numero, 100)
        return _CIENTOS[cientos - 1] + (f" {en_palabras(resto, ante_nombre=ante_nombre)}" if resto else "")
    if numero >= 30:
        decena, resto = divmod(numero, 10)
        return _DECENAS[decena - 3] + (f" y {en_palabras(resto, ante_nombre=ante_nombre)}" if resto else "")
    escrito = _HASTA_29[numero]
    return {"uno": "un", "veintiuno": "veintiún"}.get(escrito, escrito) if ante_nombre else escrito


def con_faltas(palabras: str) -> str:
    """Las mismas palabras con las faltas de siempre, y sin tildes."""
    return " ".join(FALTAS.get(palabra, palabra) for palabra in palabras.split())


def pegado(palabras: str) -> str:
    """«treintaicinco mil»."""
    for decena in _DECENAS:
        palabras = palabras.replace(f"{decena} y ", f"{decena}i")
    return palabras


def con_comas(numero: int) -> str:
    """«1,250,000», como en el Perú."""
    return f"{numero:,}"


def con(signo: str) -> Callable[[int], str]:
    """Los miles separados por ese signo."""
    return lambda numero: con_comas(numero).replace(",", signo)


def con_apostrofo(numero: int, signo: str = "'") -> str:
    """«1'250,000»."""
    return con_comas(numero).replace(",", signo, 1) if numero >= 1_000_000 else con_comas(numero)


def en_unidades(numero: int, de: int) -> str:
    """«1.25», de millones o de miles; vacío si no es una cifra corta."""
    centesimas, resto = divmod(numero * 100, de)
    return "" if resto or not centesimas or centesimas > 99_999 else f"{centesimas / 100:g}"


@dataclass(frozen=True, slots=True)
class Manera:
    """Una manera de escribir; da vacío si ese número no se escribe así. `es_llana`: no hay nada que preguntar."""

    nombre: str
    escribir: Callable[[int], str]
    es_llana: bool = True


def _si(unidades: str, escrito: str) -> str:
    return escrito if unidades else ""


def _mil(numero: int, forma: str) -> str:
    cuantos, resto = divmod(numero, 1_000)
    return "" if resto or not 1 < cuantos < 1_000 else forma.format(cuantos)


def _millon(numero: int, forma: str) -> str:
    unidades = en_unidades(numero, 1_000_000)
    return _si(unidades if numero > 1_000_000 else "", forma.format(unidades, unidades.replace(".", ",")))


def _millon_y_miles(numero: int) -> str:
    millones, resto = divmod(numero, 1_000_000)
    una = "1 millón" if millones == 1 else f"{millones} millones"
    return f"{una} {resto // 1_000} mil soles" if millones and resto and resto % 1_000 == 0 else ""


def _medio(numero: int) -> str:
    millones, resto = divmod(numero, 1_000_000)
    if resto != 500_000:
        return ""
    return {0: "medio millón de soles", 1: "millón y medio de soles"}.get(
        millones, f"{en_palabras(millones)} millones y medio de soles"
    )


MONTOS = (
    Manera("cifras", lambda n: f"S/ {n}"),
    Manera("cifras, moneda detrás", lambda n: f"{n} soles"),
    Manera("pegado al signo", lambda n: f"S/{n}"),
    Manera("comas", lambda n: f"S/ {con_comas(n)}"),
    Manera("comas, detrás", lambda n: f"{con_comas(n)} soles"),
    Manera("céntimos", lambda n: f"S/ {con_comas(n)}.00"),
    Manera("a la europea", lambda n: f"S/ {con('.')(n)},00"),
    Manera("espacios", lambda n: f"S/ {con(' ')(n)}"),
    Manera("espacios duros", lambda n: f"S/ {con(chr(0xA0))(n)}"),
    Manera("apóstrofo", lambda n: f"S/ {con_apostrofo(n)}"),
    Manera("apóstrofo del teléfono", lambda n: f"S/. {con_apostrofo(n, '’')}"),
    Manera("apóstrofo y céntimos", lambda n: f"S/. {con_apostrofo(n)}.00"),
    Manera("mil", lambda n: _mil(n, "S/ {} mil")),
    Manera("mil, detrás", lambda n: _mil(n, "{} mil soles")),
    Manera("mil pegado", lambda n: _mil(n, "{}mil soles")),
    Manera("k", lambda n: _mil(n, "{}k soles")),
    Manera("K", lambda n: _mil(n, "S/ {}K")),
    Manera("lucas", lambda n: _mil(n, "{} lucas")),
    Manera("mil, solo de cifras", lambda n: _mil(n, "PEN {} mil")),
    Manera("millones", lambda n: _millon(n, "S/ {} millones")),
    Manera("millones, coma", lambda n: _millon(n, "{1} millones de soles")),
    Manera("mill.", lambda n: _millon(n, "{} mill. de soles")),
    Manera("M", lambda n: _millon(n, "S/ {}M") if n < 100_000_000 else ""),
    Manera("MM", lambda n: _millon(n, "S/ {} MM")),
    Manera("millones tras la moneda", lambda n: _millon(n, "{} PEN millones")),
    Manera("inglés", lambda n: _millon(n, "PEN {} million")),
    Manera("millón y miles", _millon_y_miles),
    Manera("medio millón", _medio),
    Manera("palabras", lambda n: f"{en_palabras(n)} soles"),
    Manera("palabras en mayúsculas", lambda n: f"{en_palabras(n).upper()} SOLES"),
    Manera("palabras con faltas", lambda n: f"{con_faltas(en_palabras(n))} soles"),
    Manera("palabras pegadas", lambda n: f"{pegado(en_palabras(n))} soles"),
    Manera("cifras y palabras", lambda n: f"S/ {con_comas(n)}.00 ({en_palabras(n)} con 00/100 soles)"),
    Manera("cifras y palabras sin céntimos", lambda n: f"S/ {con_comas(n)} ({en_palabras(n)} soles)"),
    Manera("palabras y cifras", lambda n: f"{en_palabras(n)} soles (S/ {con_comas(n)})"),
    Manera("cifras, palabras y moneda", lambda n: f"{con_comas(n)} ({en_palabras(n, ante_nombre=False)}) soles"),
    Manera("aprox.", lambda n: f"aprox. S/ {con_comas(n)}"),
    Manera("aprox. detrás", lambda n: f"S/ {con_comas(n)} aprox."),
    Manera("más o menos", lambda n: f"unos {n} soles más o menos"),
    Manera("guion final", lambda n: f"S/ {con_comas(n)}.-"),
    Manera("ceros con letras", lambda n: f"S/. {con_comas(n)}.oo"),
    Manera("nuevos soles", lambda n: f"{con_comas(n)} nuevos soles"),
    Manera("moneda con dos puntos", lambda n: f"soles: {con_comas(n)}"),
    Manera("para cuántos y cuándo", lambda n: f"S/ {con_comas(n)} para 300 familias en 18 meses"),
    Manera("con su porcentaje", lambda n: f"{con_comas(n)} soles, que es el 40%"),
    Manera("punto de miles", lambda n: f"S/ {con('.')(n)}", es_llana=False),
    Manera("sin moneda", lambda n: con_comas(n), es_llana=False),
    Manera("rango", lambda n: f"entre {con_comas(n)} y {con_comas(2 * n)} soles", es_llana=False),
    Manera("rango sin repetir mil", lambda n: _mil(n, f"de {n // 2_000} a {{}} mil soles"), es_llana=False),
    Manera("y pico", lambda n: _mil(n, "{} mil y pico de soles"), es_llana=False),
    Manera("por año", lambda n: f"{con_comas(n)} soles al año por 3 años", es_llana=False),
    Manera("por familia", lambda n: f"S/ {con_comas(n)} por familia", es_llana=False),
    Manera("palabra desconocida", lambda n: f"{n} xbrs soles", es_llana=False),
    Manera("una letra menos", lambda n: f"{_una_letra_menos(en_palabras(n))} soles", es_llana=False),
    Manera("decenas sueltas", lambda n: _mil(n, f"{n // 10_000 * 10} y {n // 1_000 % 10} mil soles"), es_llana=False),
)


def _una_letra_menos(palabras: str) -> str:
    """La palabra más larga sin su cuarta letra."""
    larga = max(palabras.split(), key=len)
    return palabras.replace(larga, larga[:3] + larga[4:], 1) if len(larga) > 4 else palabras


def _exacto(meses: int, de: int, uno: str, varios: str) -> str:
    cuantos, resto = divmod(meses, de)
    return "" if resto or not cuantos else f"{cuantos} {uno if cuantos == 1 else varios}"


def _anios_y_meses(meses: int, enlace: str) -> str:
    anios, resto = divmod(meses, 12)
    if not anios or not resto:
        return ""
    return f"{anios} {'año' if anios == 1 else 'años'}{enlace}{resto} {'mes' if resto == 1 else 'meses'}"


def _y_medio(meses: int) -> str:
    anios, resto = divmod(meses, 12)
    if resto != 6:
        return ""
    return {0: "medio año", 1: "año y medio"}.get(anios, f"{en_palabras(anios)} años y medio")


PLAZOS = (
    Manera("meses", lambda n: f"{n} meses"),
    Manera("solo el número", lambda n: f"{n}"),
    Manera("meses en palabras", lambda n: f"{en_palabras(n)} meses"),
    Manera("meses con faltas", lambda n: f"{con_faltas(en_palabras(n))} mezes"),
    Manera("meses pegados", lambda n: f"{pegado(en_palabras(n))} meses"),
    Manera("palabras y cifras", lambda n: f"{en_palabras(n, ante_nombre=False)} ({n}) meses"),
    Manera("cifras y palabras", lambda n: f"{n} ({en_palabras(n, ante_nombre=False)}) meses"),
    Manera("años", lambda n: _exacto(n, 12, "año", "años")),
    Manera("años y meses", lambda n: _anios_y_meses(n, " y ")),
    Manera("años, meses", lambda n: _anios_y_meses(n, " ")),
    Manera("años con meses", lambda n: _anios_y_meses(n, " con ")),
    Manera("y medio", _y_medio),
    Manera("años y en meses", lambda n: f"{_exacto(n, 12, 'año', 'años')} ({n} meses)" if n % 12 == 0 else ""),
    Manera("semestres", lambda n: _exacto(n, 6, "semestre", "semestres")),
    Manera("trimestres", lambda n: _exacto(n, 3, "trimestre", "trimestres")),
    Manera("bimestres", lambda n: _exacto(n, 2, "bimestre", "bimestres")),
    Manera("días", lambda n: f"{n * 30} días"),
    Manera("inglés, meses", lambda n: f"{n} months"),
    Manera("inglés, años", lambda n: _exacto(n, 12, "year", "years")),
    Manera("unos", lambda n: f"unos {n} meses"),
    Manera("aprox.", lambda n: f"{n} meses aprox."),
    Manera("rótulo", lambda n: f"plazo: {n} meses"),
    Manera("dura", lambda n: f"duraría {n} meses más o menos"),
    Manera("fases que suman", lambda n: f"{n} meses en 2 fases de {n // 2} meses" if n % 2 == 0 else ""),
    Manera("experiencia aparte", lambda n: f"tenemos 5 años de experiencia; serían {n} meses"),
    Manera("rango", lambda n: f"{n} a {n + 6} meses", es_llana=False),
    Manera("entre", lambda n: f"entre {n} y {n + 6} meses", es_llana=False),
    Manera("uno u otro", lambda n: f"{n} o {n + 6} meses", es_llana=False),
    Manera("fases", lambda n: f"2 fases de {n // 2} meses" if n % 2 == 0 else "", es_llana=False),
    Manera("semanas", lambda n: f"{n * 4} semanas", es_llana=False),
    Manera("palabra desconocida", lambda n: f"{n} xbrs", es_llana=False),
    Manera("dos que no son la misma", lambda n: f"{n} meses (2 años)", es_llana=False),
)

POBLACIONES = (
    Manera("familias", lambda n: f"{n} familias de la cuenca"),
    Manera("comas", lambda n: f"{con_comas(n)} familias de la cuenca"),
    Manera("punto de miles", lambda n: f"{con('.')(n)} familias de la cuenca"),
    Manera("espacio de miles", lambda n: f"{con(' ')(n)} familias de la cuenca"),
    Manera("palabras", lambda n: f"{en_palabras(n)} familias de la cuenca"),
    Manera("palabras con faltas", lambda n: f"{con_faltas(en_palabras(n))} familias"),
    Manera("palabras pegadas", lambda n: f"{pegado(en_palabras(n))} familias"),
    Manera("mil", lambda n: _mil(n, "{} mil familias")),
    Manera("unas", lambda n: f"unas {n} familias rurales"),
    Manera("más de", lambda n: f"más de {n} familias"),
    Manera("cerca de", lambda n: f"cerca de {n} familias"),
    Manera("beneficiarán", lambda n: f"se beneficiarían {n} familias de 3 distritos"),
    Manera("palabras y cifras", lambda n: f"{en_palabras(n)} ({n}) familias"),
    Manera("cifras y palabras", lambda n: f"{n} ({en_palabras(n)}) familias"),
    Manera("errata en la unidad", lambda n: f"{n} famillias"),
    Manera("inglés", lambda n: f"{con_comas(n)} families in Puno"),
    Manera("rótulo", lambda n: f"familias: {con_comas(n)}"),
    Manera("y cuántas personas", lambda n: f"{n} familias ({n * 5} personas)"),
    Manera("con una proporción", lambda n: f"3 de cada 10 niños tienen anemia; son {n} familias"),
    Manera("con un porcentaje", lambda n: f"{n} familias, el 40% con jefa mujer"),
    Manera("con edades", lambda n: f"{n} familias con niños de 3 a 5 años"),
    Manera("cada una", lambda n: f"{n // 4} comunidades con 4 familias cada una" if n % 4 == 0 else ""),
    Manera("por comunidad", lambda n: f"4 familias por comunidad en {n // 4} comunidades" if n % 4 == 0 else ""),
    Manera("rango", lambda n: f"{n} a {2 * n} familias", es_llana=False),
    Manera("entre", lambda n: f"entre {n} y {2 * n} familias", es_llana=False),
    Manera("y pico", lambda n: _mil(n, "{} mil y pico familias"), es_llana=False),
    Manera("palabra desconocida", lambda n: f"{n} xbrs familias", es_llana=False),
    Manera("en dos sitios", lambda n: f"{n - 1} familias en Jaén y 1 familia en Bagua", es_llana=False),
    Manera("una letra menos", lambda n: f"{_una_letra_menos(en_palabras(n))} familias", es_llana=False),
)

ANTES = ("", "serían ", "yo creo que ", "mire, ", "ya pues, ", "calculamos que cuesta ", "Total: ", "son ", "- ")
DESPUES = ("", " en total", " para todo", ", creo", ". Gracias", " pe", " nomás", "\n", " 👍", " :)")
"""Lo que la gente pone alrededor y no cambia el número."""
