"""Cómo preguntaría la gente por un documento: un borrador para que una persona lo corrija.

Sale de lo que el documento dice de manera reconocible: lo que define, quién se encarga, los montos, los plazos y sus
apartados; de sus demás oraciones, para que quien revisa no tenga que copiarlas; y de lo que la gente suele preguntar y
el documento no dice. Cada idea lleva sus palabras, literales.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from conocimiento.expresiones import diferida
from conocimiento.frases import en_un_renglon, recortar
from conocimiento.lectura.encabezados import OTRA_NORMA, esta_en_mayusculas
from conocimiento.lectura.valores import Bloque, ClaseDeBloque, Lectura
from conocimiento.palabras import plegar
from conocimiento.yaml.texto import entre_comillas

MAS_LARGA, MAS_CORTA = 400, 25
"""Caracteres de las palabras de una idea: de una oración más larga, el principio; las más cortas no dicen nada."""
IDEAS_POR_CLASE, DE_LAS_DEMAS = 40, 150
RENGLON_DE_LISTA = 60
"""Caracteres: uno más corto («b) Ministerio de Educación») se entiende con los demás, y no se propone aparte."""
_DE_LISTA = diferida(r"[a-zñ0-9]{1,2}\)\s|[•‣–—-]\s")
_ENTRE_ORACIONES = diferida(r"(?<=[.;])\s{1,9}(?=[«“\"(¿¡]{0,2}[A-ZÁÉÍÓÚÑ])")
_FORMULA = diferida(
    r"(?:Reg[ií]strese|Comun[ií]quese|Publ[ií]quese|Mando se|Dad[oa] en|En Lima, al?|Ha dado la)\b"
    r"|(?:[A-ZÁÉÍÓÚÑ]{2,}\s){3}"
)
"""Con lo que se firma y se promulga: nadie pregunta por eso."""
_DEFINICION = diferida(r"^(?:[a-z0-9]{1,3}[.)]\s{1,3})?([A-ZÁÉÍÓÚÑ][\w ()/-]{2,60}?)(?:\.-|\s?:)\s{1,3}\S")
_ES = diferida(r"^(?:El|La|Los|Las)\s+([\w ]{3,60}?)\s+(?:es|son)\s+(?:un|una|el|la|los|las)\s")
_SON = diferida(r"^(Los|Las)\s.{3,60}?\sson\s")
_ENCARGADO = diferida(
    r"\b(?:responsables? de|a cargo de|encargad[oa]s? de|corresponde a|compete a|es competencia de)\b", re.IGNORECASE
)
_MONTO = diferida(r"S/\.?\s?\d|US\$\s?\d|\d\s?%|\bpor ciento\b|\bUIT\b|\bsoles\b|\bd[oó]lares\b")
_PLAZO = diferida(
    r"\b(?:\d{1,3}|un|una|dos|tres|cinco|diez|quince|veinte|treinta|sesenta|noventa)\)?\s(?:\(\d{1,3}\)\s)?"
    r"(?:d[ií]as|meses|mes|años|año|horas|semanas)\b",
    re.IGNORECASE,
)
_APARTADO = diferida(r"^(?:art[ií]culo\s\d{1,4}\S{0,4}\s?|[\divxlc]{1,5}(?:\.\d{1,3}){0,4}[.)-]{0,2}\s)", re.IGNORECASE)
_AUSENCIAS = (
    ("monto", _MONTO, "cuánto cuesta", ("¿Cuánto cuesta?", "¿Hay que pagar algo?")),
    (
        "telefono",
        diferida(r"\b(?:tel[eé]fono|celular|anexo)\b.{0,20}\d{3}", re.IGNORECASE),
        "a qué teléfono llamar",
        ("¿A qué teléfono llamo?", "¿Cuál es el número de contacto?"),
    ),
    ("encargado", _ENCARGADO, "quién se encarga", ("¿Quién se encarga de esto?", "¿Con quién hablo?")),
    ("plazo", _PLAZO, "cuánto demora", ("¿Cuánto demora?", "¿Cuál es el plazo?")),
)
_AJENAS = ("¿Quién ganó el partido de ayer?", "¿Va a llover mañana en Lima?", "¿Cómo se prepara el ceviche?")
_CABECERA = """# Borrador de cómo preguntaría la gente por este documento. Lo escribió el programa y nadie lo revisó.
# De cada idea: corrija las preguntas como las haría la gente, o borre la idea. «palabras» son del documento, tal cual.
# Cuando una idea esté bien, cambie «revisada: no» por «revisada: sí». Mientras diga «no», no se usa.
# En «no_dice», además de lo que falta puede poner «cerca», con las palabras del documento que más se acercan: se citan.
# Agregue las que falten: cuantas más maneras de preguntar lo mismo, mejor se reconoce. Ponga también lo que la gente
# preguntaría y el documento no dice.
"""


@dataclass(frozen=True, slots=True)
class _Idea:
    clave: str
    palabras: str
    preguntas: tuple[str, ...]


def proponer(lectura: Lectura) -> tuple[str, int]:
    """El borrador, como YAML, y cuántas ideas trae."""
    ideas = _sin_repetir(_de_cada_clase(lectura))
    ausencias = [una for una in _AUSENCIAS if not una[1].search(lectura.texto)]
    lineas = [_CABECERA, "ajenas:", *(f"  - {entre_comillas(una)}" for una in _AJENAS)]
    lineas += ["", "contesta:"] if ideas else []
    for una in ideas:
        lineas += [f"  - idea: {una.clave}", "    revisada: no", f"    palabras: {entre_comillas(una.palabras)}"]
        lineas += ["    preguntas:", *(f"      - {entre_comillas(pregunta)}" for pregunta in una.preguntas)]
    lineas += ["", "no_dice:"] if ausencias else []
    for clave, _, falta, preguntas in ausencias:
        lineas += [f"  - idea: no-dice-{clave}", "    revisada: no", f"    falta: {entre_comillas(falta)}"]
        lineas += ["    preguntas:", *(f"      - {entre_comillas(pregunta)}" for pregunta in preguntas)]
    return "\n".join(lineas) + "\n", len(ideas) + len(ausencias)


def _de_cada_clase(lectura: Lectura) -> Iterator[_Idea]:
    definidas, encargadas, montos, plazos = list[_Idea](), list[_Idea](), list[_Idea](), list[_Idea]()
    primeras, demas = list[_Idea](), list[_Idea]()
    apartado, espera_su_primera, es_de_otra = "", False, False
    for bloque in lectura.bloques:
        if bloque.apartado:
            es_de_otra = bloque.apartado.startswith(OTRA_NORMA)
            apartado, espera_su_primera = _sin_numero(bloque.apartado), True
        if es_de_otra:
            continue
        for oracion in _oraciones(lectura, bloque):
            if plegar(oracion).strip(" .") in plegar(bloque.apartado):
                continue  # es el epígrafe, que dice de qué trata y no qué manda
            if termino := _definido(oracion):
                definidas.append(_Idea(f"que-es-{_clave(termino)}", oracion, _que_es(termino, oracion)))
            if _ENCARGADO.search(oracion):
                preguntas = (f"¿Quién se encarga de {_minuscula(apartado)}?" if apartado else "¿Quién se encarga?",)
                encargadas.append(_Idea(f"quien-{_clave(oracion)}", oracion, preguntas))
            if _MONTO.search(oracion):
                montos.append(_Idea(f"cuanto-{_clave(oracion)}", oracion, _sobre("¿Cuánto es", apartado)))
            if _PLAZO.search(oracion):
                plazos.append(_Idea(f"plazo-{_clave(oracion)}", oracion, _sobre("¿Qué plazo hay", apartado)))
            if espera_su_primera and apartado:
                preguntas = (f"¿Qué dice sobre {_minuscula(apartado)}?", f"{apartado}, ¿qué es?")
                primeras.append(_Idea(f"apartado-{_clave(apartado)}", oracion, preguntas))
                espera_su_primera = False
            if len(oracion) >= RENGLON_DE_LISTA or not _DE_LISTA.match(oracion):
                demas.append(_Idea(f"dice-{_clave(oracion)}", oracion, _sobre("¿Qué dice", apartado)))
    propias = [una for clase in (definidas, encargadas, montos, plazos) for una in clase[:IDEAS_POR_CLASE]]
    dichas = {una.palabras for una in propias}
    primeras = [una for una in primeras if una.palabras not in dichas][:IDEAS_POR_CLASE]
    dichas |= {una.palabras for una in primeras}
    yield from (*propias, *primeras)
    yield from [una for una in demas if una.palabras not in dichas][:DE_LAS_DEMAS]


def _oraciones(lectura: Lectura, bloque: Bloque) -> Iterator[str]:
    if bloque.clase not in (ClaseDeBloque.PARRAFO, ClaseDeBloque.VINETA):
        return
    for hallada in _ENTRE_ORACIONES.split(lectura.texto[bloque.inicio : bloque.fin]):
        oracion = en_un_renglon(hallada)
        if len(oracion) > MAS_LARGA:
            oracion = oracion[: MAS_LARGA + 1].rpartition(" ")[0]
        if len(oracion) >= MAS_CORTA and not esta_en_mayusculas(oracion) and not _FORMULA.match(oracion):
            yield oracion


def _definido(oracion: str) -> str:
    hallado = _DEFINICION.match(oracion) or _ES.match(oracion)
    return hallado.group(1).strip() if hallado and len(hallado.group(1).split()) <= 6 else ""


def _que_es(termino: str, oracion: str) -> tuple[str, ...]:
    dicho = _minuscula(termino)
    if varios := _SON.match(oracion):
        return f"¿Qué son {varios.group(1).lower()} {dicho}?", f"¿A qué se llama {dicho}?", f"Definición de {dicho}"
    return f"¿Qué es {dicho}?", f"¿Qué significa {dicho}?", f"Definición de {dicho}"


def _sobre(pregunta: str, apartado: str) -> tuple[str, ...]:
    return (f"{pregunta} en {_minuscula(apartado)}?",) if apartado else (f"{pregunta}?",)


def _sin_numero(apartado: str) -> str:
    return _APARTADO.sub("", apartado).strip(" .-–—:") or apartado


def _minuscula(dicho: str) -> str:
    primera = dicho.partition(" ")[0]
    return dicho if len(primera) > 1 and primera.isupper() else dicho[:1].lower() + dicho[1:]


def _clave(dicho: str) -> str:
    return recortar("-".join(re.findall(r"[a-z0-9]+", plegar(dicho)))[:40].strip("-"), 40) or "idea"


def _sin_repetir(ideas: Iterable[_Idea]) -> list[_Idea]:
    unicas: dict[str, _Idea] = {}
    for una in ideas:
        unicas.setdefault(una.clave, una)
    return list(unicas.values())
