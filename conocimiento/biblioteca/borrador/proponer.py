"""El borrador de preguntas de un documento: cada oración suya, en su orden, con cómo se preguntaría por ella.

Ninguna pregunta se repite en el archivo: la que sale de dos oraciones va en la primera, y dice dónde está la otra. Si
no sale ninguna buena y la oración trae un dato, va con sus palabras y el sitio para que la escriba quien revisa; si no
trae nada, se dice de qué apartado quedó fuera. Lo que no se preguntaría de ningún documento (un formulario por llenar)
no se cuenta siquiera.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from conocimiento.biblioteca.borrador import textos
from conocimiento.biblioteca.borrador.asunto import Asunto, asunto_de, nombrar_la_norma
from conocimiento.biblioteca.borrador.ausencias import Ausencia, lo_que_no_dice
from conocimiento.biblioteca.borrador.formas import preguntas_de
from conocimiento.biblioteca.borrador.oraciones import oraciones_con_su_sitio
from conocimiento.biblioteca.borrador.partes import partir
from conocimiento.biblioteca.borrador.predicados import CON_PLAZO
from conocimiento.biblioteca.borrador.sitio import por_su_epigrafe
from conocimiento.expresiones import diferida
from conocimiento.frases import en_un_renglon
from conocimiento.lectura.valores import Lectura
from conocimiento.palabras import comparable, plegar
from conocimiento.yaml.texto import entre_comillas

MAS_LARGA = textos.LARGO_DE_LO_CITADO
"""Caracteres de las palabras de una idea: de una oración más larga, el principio."""
IDEAS, PREGUNTAS_POR_IDEA = 300, 2
SIN_PREGUNTA_SEGUIDAS = 2
"""Cuántas ideas sin pregunta van juntas, a lo más: una lista de huecos no se llena."""
_UN_DATO = diferida(
    r"S/|US\$|\bUIT\b|\d\s?%|por ciento|\bmultas?\b|\bsancion\w*|\bprohib\w+|\bgratuit\w+|\bobligatori[oa]s?\b", re.I
)
"""Lo que alguien preguntará aunque no se sepa cómo: un monto, una sanción, lo que no se permite."""
_ESTA = diferida(r"\bpresentes?\b|\best[ae]\s|dispositivo|^[A-ZÁÉÍÓÚÑ]{3,}\s|^Lima,", re.IGNORECASE)
_EXPLICA = diferida(r"Que,\s")


@dataclass(frozen=True, slots=True)
class _Idea:
    clave: str
    apartado: str
    oracion: str
    palabras: str
    preguntas: tuple[str, ...]
    tambien_en: tuple[str, ...] = ()
    de_otras: tuple[tuple[str, ...], ...] = ()
    """De cada pregunta, en qué otros apartados hay una oración de la que también sale."""

    @property
    def sigue(self) -> str:
        """Lo que se avisa si las palabras no son la oración entera."""
        return "" if self.palabras == self.oracion else f"  # {textos.SIGUE}"

    @property
    def trae_un_dato(self) -> bool:
        """Si vale la pena que alguien le escriba una pregunta."""
        dato = CON_PLAZO.search(self.oracion) or (_UN_DATO.search(self.oracion) and partir(self.oracion))
        return dato is not None and not _EXPLICA.match(self.oracion) and self.oracion[:1].isupper()


@dataclass(frozen=True, slots=True)
class Propuesto:
    """El borrador, como YAML; cuántas ideas trae, cuántas sin pregunta y cuántas oraciones quedaron fuera."""

    yaml: str
    ideas: int
    sin_pregunta: int
    fuera: int


def proponer(lectura: Lectura, titulo: str = "") -> Propuesto:
    """El borrador de un documento leído; `titulo`, si no es el que trae."""
    asunto = asunto_de(titulo, lectura)
    todas = list(_sin_preguntas_repetidas(list(_ideas(lectura, asunto))))
    ideas, sin_hallar, sin_sitio = _elegir(todas)
    ausencias = lo_que_no_dice(lectura, asunto)
    sin_pregunta = sum(not una.preguntas for una in ideas)
    cabecera = textos.cabecera(sin_pregunta, sin_hallar, sin_sitio)
    lineas = [cabecera, "ajenas:", *(f"  - {entre_comillas(una)}" for una in textos.AJENAS)]
    lineas += ["", "contesta:"] if ideas else []
    fuera = sin_hallar + sin_sitio
    apartado = ""
    for una in ideas:
        if una.apartado != apartado:
            apartado = una.apartado
            aqui = f" ({textos.quedan_fuera(fuera[apartado])})" if fuera[apartado] else ""
            lineas.append(f"  # {en_un_renglon(apartado)}{aqui}")
        lineas += _escrita(una)
    lineas += ["", textos.SOBRE_LO_QUE_NO_DICE, "no_dice:"] if ausencias else []
    lineas += [] if asunto else ["", textos.SIN_NOMBRE]
    for ausencia in ausencias:
        lineas += _falta(ausencia)
    return Propuesto("\n".join(lineas) + "\n", len(ideas) + len(ausencias), sin_pregunta, fuera.total())


def _escrita(una: _Idea) -> Iterator[str]:
    yield from (
        f"  - idea: {una.clave}",
        "    revisada: no",
        f"    palabras: {entre_comillas(una.palabras)}{una.sigue}",
    )
    if una.tambien_en:
        yield f"    apartado: {entre_comillas(una.apartado)}  # {textos.tambien_en(una.tambien_en)}"
    yield "    preguntas:"
    for pregunta, otras in zip(una.preguntas, una.de_otras, strict=True):
        yield f"      - {entre_comillas(pregunta)}" + (f"  # {textos.tambien_sale_de(otras)}" if otras else "")
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


def _ideas(lectura: Lectura, asunto: Asunto | None) -> Iterator[_Idea]:
    sitios = list(oraciones_con_su_sitio(lectura))
    apartados: dict[str, dict[str, None]] = defaultdict(dict)
    for oracion, sitio in sitios:
        apartados[oracion].setdefault(sitio.apartado)
    hechas = {oracion: preguntas_de(oracion, sitio) for oracion, sitio in reversed(sitios)}
    con_alguna = {sitio.apartado for oracion, sitio in sitios if hechas[oracion]}
    claves = Counter[str]()
    for oracion, sitio in sitios:
        suyos = apartados.pop(oracion, None)
        if suyos is None:  # ya se propuso, donde está la primera vez
            continue
        clave = _clave(oracion)
        claves[clave] += 1
        unica = f"{clave}-{claves[clave]}" if claves[clave] > 1 else clave
        preguntas = hechas[oracion]
        if sitio.apartado not in con_alguna:
            preguntas = por_su_epigrafe(sitio.epigrafe or sitio.apartado, asunto.norma if asunto else "")
            con_alguna.add(sitio.apartado)
        habla_de_esta = _ESTA.search(oracion) is not None
        nombradas = tuple(filter(None, (nombrar_la_norma(una, asunto, es_esta=habla_de_esta) for una in preguntas)))
        yield _Idea(unica, sitio.apartado, oracion, _hasta_donde_cabe(oracion), nombradas, tuple(suyos)[1:])


def _sin_preguntas_repetidas(ideas: list[_Idea]) -> Iterator[_Idea]:
    """Cada pregunta, en la primera idea de la que sale, que dice de qué otros apartados también salía."""
    primera: dict[str, int] = {}
    otras: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for lugar, una in enumerate(ideas):
        for dicha in map(comparable, una.preguntas):
            if primera.setdefault(dicha, lugar) != lugar:
                otras[dicha].setdefault(una.apartado)
    for lugar, una in enumerate(ideas):
        suyas = tuple(pregunta for pregunta in una.preguntas if primera[comparable(pregunta)] == lugar)
        suyas = suyas[:PREGUNTAS_POR_IDEA]
        yield replace(una, preguntas=suyas, de_otras=tuple(tuple(otras[comparable(pregunta)]) for pregunta in suyas))


def _elegir(ideas: list[_Idea]) -> tuple[list[_Idea], Counter[str], Counter[str]]:
    """Las que se proponen, en su orden, y de cada apartado cuántas no: por no saber qué se preguntaría, y por no caber.

    Sin pregunta solo va la que trae un dato, y no muchas seguidas.
    """
    quedan: list[_Idea] = []
    sin_hallar, sin_sitio = Counter[str](), Counter[str]()
    for una in ideas:
        seguidas = quedan[-SIN_PREGUNTA_SEGUIDAS:]
        ya_hay = len(seguidas) == SIN_PREGUNTA_SEGUIDAS and not any(otra.preguntas for otra in seguidas)
        if una.preguntas or (una.trae_un_dato and not ya_hay):
            quedan.append(una)
        else:
            sin_hallar[una.apartado] += 1
    por_salir = [
        lugar for con in (False, True) for lugar in reversed(range(len(quedan))) if bool(quedan[lugar].preguntas) is con
    ]
    salen = set(por_salir[: max(0, len(quedan) - IDEAS)])
    sin_sitio.update(quedan[lugar].apartado for lugar in sorted(salen))
    return [una for lugar, una in enumerate(quedan) if lugar not in salen], sin_hallar, sin_sitio


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
