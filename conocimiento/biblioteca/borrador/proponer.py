"""El borrador de preguntas de un documento: cada oración suya, en su orden, con cómo se preguntaría por ella.

Ninguna pregunta se repite en el archivo: la que sale de dos oraciones no sirve para ninguna. Donde no sale una buena,
va la idea con sus palabras y el sitio para que la escriba quien revisa.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from conocimiento.biblioteca.borrador import textos
from conocimiento.biblioteca.borrador.ausencias import Ausencia, lo_que_no_dice
from conocimiento.biblioteca.borrador.formas import preguntas_de
from conocimiento.biblioteca.borrador.partes import sin_marca
from conocimiento.biblioteca.borrador.sitio import Sitio
from conocimiento.expresiones import diferida
from conocimiento.frases import en_un_renglon
from conocimiento.lectura.encabezados import ARTICULO, DISPOSICION, OTRA_NORMA, esta_en_mayusculas
from conocimiento.lectura.valores import Bloque, ClaseDeBloque, Lectura
from conocimiento.palabras import comparable, plegar
from conocimiento.yaml.texto import entre_comillas

MAS_LARGA, MAS_CORTA = 400, 25
"""Caracteres de las palabras de una idea: de una oración más larga, el principio; las más cortas no dicen nada."""
IDEAS, PREGUNTAS_POR_IDEA = 300, 2
RENGLON_DE_LISTA = 60
"""Caracteres: uno más corto («b) Ministerio de Educación») se entiende con los demás, y no se propone aparte."""
_DE_LISTA = diferida(r"[a-zñ0-9]{1,2}[).]\s|[•‣–—-]\s")
_ENTRE_ORACIONES = diferida(r"(?<=[.;])\s{1,9}(?=[«“\"(¿¡]{0,2}[A-ZÁÉÍÓÚÑ])")
_ABREVIATURA = diferida(r"(?:\b(?:Art|Nº|N°|Nro|inc|lit|núm|num|S|Sr|Sra|Dr|Ing|etc|pág|vs|art)|\b[A-Z])\.$")
_FORMULA = diferida(
    r"(?:Reg[ií]strese|Comun[ií]quese|Publ[ií]quese|Mando se|Dad[oa] en|En \w+,? al?\b|Ha dado la|Por tanto"
    r"|Contando con|En uso de las|Estando a)\b"
    r"|(?:[A-ZÁÉÍÓÚÑ]{2,}\s){3}|\(?…\)?"
)
"""Con lo que se firma y se promulga: nadie pregunta por eso."""
_NUMERO_DE_NORMA = diferida(r"(?:RESOLUCI[OÓ]N|ORDENANZA|DECRETO|LEY|ACUERDO|DIRECTIVA)\b.{0,60}\d")


@dataclass(frozen=True, slots=True)
class _Idea:
    clave: str
    apartado: str
    palabras: str
    preguntas: tuple[str, ...]
    tambien_en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Propuesto:
    """El borrador, como YAML; cuántas ideas trae, y de ellas, cuántas sin pregunta, que escribe quien revisa."""

    yaml: str
    ideas: int
    sin_pregunta: int


def proponer(lectura: Lectura) -> Propuesto:
    """El borrador de un documento leído."""
    ideas, fuera = _elegir(list(_sin_preguntas_repetidas(list(_ideas(lectura)))))
    ausencias = lo_que_no_dice(lectura)
    sin_pregunta = sum(not una.preguntas for una in ideas)
    lineas = [textos.cabecera(sin_pregunta, fuera), "ajenas:", *(f"  - {entre_comillas(una)}" for una in textos.AJENAS)]
    lineas += ["", "contesta:"] if ideas else []
    apartado = ""
    for una in ideas:
        if una.apartado != apartado:
            apartado = una.apartado
            lineas.append(f"  # {en_un_renglon(apartado)}")
        lineas += _escrita(una)
    lineas += ["", *textos.SOBRE_LO_QUE_NO_DICE, "no_dice:"] if ausencias else []
    for ausencia in ausencias:
        lineas += _falta(ausencia)
    return Propuesto("\n".join(lineas) + "\n", len(ideas) + len(ausencias), sin_pregunta)


def _escrita(una: _Idea) -> Iterator[str]:
    yield from (f"  - idea: {una.clave}", "    revisada: no", f"    palabras: {entre_comillas(una.palabras)}")
    if una.tambien_en:
        yield f"    apartado: {entre_comillas(una.apartado)}  # {textos.tambien_en(una.tambien_en)}"
    yield "    preguntas:"
    yield from (f"      - {entre_comillas(pregunta)}" for pregunta in una.preguntas)
    if not una.preguntas:
        yield f'      - ""  # {textos.SIN_PREGUNTA}'


def _falta(ausencia: Ausencia) -> Iterator[str]:
    yield from (
        f"  - idea: no-dice-{ausencia.clave}",
        "    revisada: no",
        f"    falta: {entre_comillas(ausencia.falta)}",
    )
    yield "    preguntas:"
    yield from (f"      - {entre_comillas(pregunta)}" for pregunta in ausencia.preguntas)


def _ideas(lectura: Lectura) -> Iterator[_Idea]:
    sitios = list(_oraciones_con_su_sitio(lectura))
    apartados: dict[str, dict[str, None]] = defaultdict(dict)
    for oracion, sitio in sitios:
        apartados[oracion].setdefault(sitio.apartado)
    claves = Counter[str]()
    for oracion, sitio in sitios:
        suyos = apartados.pop(oracion, None)
        if suyos is None:  # ya se propuso, donde está la primera vez
            continue
        clave = _clave(oracion)
        claves[clave] += 1
        unica = f"{clave}-{claves[clave]}" if claves[clave] > 1 else clave
        yield _Idea(unica, sitio.apartado, oracion, preguntas_de(oracion, sitio), tuple(suyos)[1:])


def _oraciones_con_su_sitio(lectura: Lectura) -> Iterator[tuple[str, Sitio]]:
    apartado, epigrafe, presenta, es_de_otra, es_la_primera = "", "", "", False, False
    for bloque in lectura.bloques:
        if bloque.apartado:
            es_de_otra = bloque.apartado.startswith(OTRA_NORMA)
            apartado, epigrafe, presenta, es_la_primera = bloque.apartado, "", "", True
        if es_de_otra:
            continue
        for oracion in _oraciones(lectura, bloque):
            if bloque.apartado and _es_epigrafe(oracion):
                epigrafe = oracion
                continue
            yield oracion, Sitio(apartado, epigrafe, es_la_primera, presenta)
            es_la_primera = False
            presenta = oracion if oracion.endswith(":") else presenta


def _es_epigrafe(oracion: str) -> bool:
    """Lo que sigue a «Artículo 5.-» y es su nombre, que no dice nada: sin punto y sin lo que alguien hace."""
    return oracion[-1].isalnum() and not preguntas_de(oracion, Sitio(manda=True))


def _sin_preguntas_repetidas(ideas: list[_Idea]) -> Iterator[_Idea]:
    cuantas = Counter(comparable(pregunta) for una in ideas for pregunta in una.preguntas)
    for una in ideas:
        unicas = tuple(pregunta for pregunta in una.preguntas if cuantas[comparable(pregunta)] == 1)
        yield replace(una, preguntas=unicas[:PREGUNTAS_POR_IDEA])


def _elegir(ideas: list[_Idea]) -> tuple[list[_Idea], int]:
    """Las que caben, en su orden, y cuántas no: primero salen, desde el final, las que no tienen pregunta."""
    sobran = max(0, len(ideas) - IDEAS)
    por_salir = [
        lugar for con in (False, True) for lugar in reversed(range(len(ideas))) if bool(ideas[lugar].preguntas) is con
    ]
    salen = set(por_salir[:sobran])
    return [una for lugar, una in enumerate(ideas) if lugar not in salen], sobran


def _oraciones(lectura: Lectura, bloque: Bloque) -> Iterator[str]:
    """Lo que un bloque manda o explica, sin el encabezado con que empieza ni las fórmulas con que se firma."""
    if bloque.clase not in (ClaseDeBloque.PARRAFO, ClaseDeBloque.VINETA):
        return
    texto = en_un_renglon(lectura.texto[bloque.inicio : bloque.fin])
    if _NUMERO_DE_NORMA.match(texto) and esta_en_mayusculas(texto) and len(texto) < 120:
        yield texto
        return
    for hallada in _unidas(_ENTRE_ORACIONES.split(_sin_encabezado(texto, bloque.apartado))):
        es_renglon = len(hallada) < RENGLON_DE_LISTA and _DE_LISTA.match(hallada)
        oracion = _hasta_donde_cabe(sin_marca(hallada))
        if len(oracion) < MAS_CORTA or es_renglon or esta_en_mayusculas(oracion) or _FORMULA.match(oracion):
            continue
        yield oracion


def _unidas(trozos: list[str]) -> Iterator[str]:
    """Los trozos de un párrafo, sin partirlo tras una abreviatura («Art. 5», «S.A.»)."""
    juntado = ""
    for trozo in trozos:
        juntado = f"{juntado} {trozo}" if juntado else trozo
        if not _ABREVIATURA.search(juntado):
            yield juntado
            juntado = ""
    if juntado:
        yield juntado


def _sin_encabezado(texto: str, apartado: str) -> str:
    """«Artículo 5.- Definiciones» no es nada que citar, y de «Artículo 1.- Aprobar el reglamento» sí lo que aprueba."""
    if not apartado:
        return texto
    abre = ARTICULO.match(texto) or DISPOSICION.match(texto)
    sigue = texto[abre.end() :] if abre else texto
    return "" if _palabras(sigue) in _palabras(apartado) else sigue


def _palabras(texto: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', plegar(texto.replace('º', '').replace('°', ''))))} "


def _hasta_donde_cabe(oracion: str) -> str:
    """La oración o, si es más larga de lo que se cita, hasta la última pausa que cabe."""
    if len(oracion) <= MAS_LARGA:
        return oracion
    cabe = oracion[: MAS_LARGA + 1]
    pausa = max(cabe.rfind(signo) for signo in (";", ",", ":"))
    return cabe[:pausa] if pausa > MAS_LARGA // 2 else cabe.rpartition(" ")[0]


def _clave(dicho: str) -> str:
    clave = ""
    for una in re.findall(r"[a-z0-9]+", plegar(dicho)):
        if len(clave) + len(una) + 1 > 44:
            break
        clave = f"{clave}-{una}" if clave else una
    return clave if "-" in clave else f"idea-{clave}".rstrip("-")  # sola, «000» o «null» no sería un texto en YAML
