"""Cuánto dura algo, en meses: «18 meses», «año y medio», «1 año y 3 meses», «4 years»."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from bot.entrevista.valores.cifras.lector import Duda, Numero
from bot.entrevista.valores.cifras.numeros import (
    APROXIMADAS,
    OTRAS,
    TIEMPO,
    UN_MES_EN_DIAS,
    es_porcentaje,
    leer_numeros,
    numeros_en,
    trozo_tras,
)
from bot.entrevista.valores.cifras.trozos import Clase, Trozo, liso_de, trozos_de
from bot.entrevista.valores.cifras.vocabulario import VAGAS
from bot.entrevista.valores.lectura import Explicacion
from conocimiento.expresiones import diferida

_DIAS_DE_UN_MES = Decimal("30.4375")
_UNO = frozenset({"un", "una", "uno", "a", "one"})
_SUMAN = frozenset({"", "y", ",", "con", "and", "mas", ", y"})
_ALTERNAN = frozenset({"o", "a", "or", "to", "hasta", "-", "u"})
_ACLARAN = frozenset({"(", "=", "osea", "sea", "decir"})
_DE = frozenset({"de", "x", "of", "por"})
_ETAPAS = frozenset(
    "fases etapas ciclos periodos tramos campanas temporadas modulos partes veces vueltas rondas".split()
)
_NO_SON_VECES = frozenset("y e en un una con para plazo tiempo duracion lapso periodo durante y, , ; . ) $".split())
"""Entre un número y una duración, dicen que no la repite: «S/ 500,000 y un plazo de 24 meses»."""
VECES_MAXIMAS = 60

NO_ES_ANTES = diferida(
    r"(?:\b(?:hace|desde hace|cada|ultim[oa]s|cumpl\w+|tenemos|tengo|tiene|tienen"
    r"|llevamos|llevo|con mas de|menos de|mas de)\s+"
    r"(?:ya\s+|los\s+|mas de\s+|unos\s+)?|\b(?:menores|mayores|ninos|ninas|jovenes|adolescentes|adult[oa]s|personas"
    r"|edad|mujeres|varones|hombres|bebes?|infantes|criaturas|hij[oa]s|nin[oa]|alumn[oa]s|estudiantes|escolares"
    r"|gestantes|madres|padres|ancian[oa]s|abuel[oa]s)\s+(?:con\s+|que\s+tienen\s+)?(?:de|desde|entre|hasta|con)\s+"
    r"(?:los\s+)?(?:\w+\s+(?:mes(?:es)?\s+)?(?:a|y)\s+)?)$"
)
NO_ES_DESPUES = diferida(
    r"\s+(?:de\s+(?:experiencia|edad|trabajo|vida|fundad\w*|funcionamiento|existencia|trayectoria|antiguedad)|atras|antes"
    r"|trabajando|operando|pasad[oa]s?|hemos|he|trabajamos|llevamos|vivimos)\b"
)
_FALTA_PARA = diferida(
    r"\b(?:dentro\s+de|de\s+aqui\s+a|despues\s+de|luego\s+de|tras|(?:empez|empiez|inici|arran|comen|comienz)\w*\s+en)\s+$"
)
_CASI = Decimal("0.1")
_TRAS_UN_NUMERO = APROXIMADAS | frozenset(
    "desde from starting hasta until empezando comenzando iniciando partir para por creo nomas gracias pues".split()
)
"""Lo que puede seguir a «18» sin decir que cuenta otra cosa que meses."""
VENTANA = 80
_LARGO_DE_UNAS_VECES = 4
"""Trozos entre un número y la duración que repite: «3 fases seguidas de 6 meses»."""


@dataclass(frozen=True, slots=True)
class Duracion:
    """Una duración dicha, de la letra `inicio` a `fin`. `meses`: lo que puede ser; con decimales si no son justos.

    `es_espera`: lo que falta para empezar («dentro de 3 meses»), no lo que dura.
    """

    inicio: int
    fin: int
    meses: tuple[Decimal, ...]
    duda: Duda = Duda.NINGUNA
    dias: Decimal = UN_MES_EN_DIAS
    """Los de su unidad más pequeña."""
    es_espera: bool = False


@dataclass(frozen=True, slots=True)
class Duraciones:
    """Las que se dicen, y lo que queda sin entender: unidades sin número y números sin unidad."""

    dichas: tuple[Duracion, ...]
    sueltas: tuple[str, ...]
    numeros: tuple[Numero, ...]


def duraciones_en(texto: str, ajenos: Sequence[tuple[int, int]] = (), *, solo_plazo: bool = False) -> Duraciones:
    """Las duraciones de un texto, sin mirar los tramos `ajenos` (las fechas). `solo_plazo`: no habla de otra cosa."""
    liso = liso_de(texto)
    trozos = list(trozos_de(texto))
    emes = [lugar for lugar, trozo in enumerate(trozos) if trozo.texto == "m"]
    if solo_plazo and len(emes) == 1:  # «24 m» son meses, y no millones
        trozos[emes[0]] = replace(trozos[emes[0]], clase=Clase.PALABRA)
        escritos = numeros_en(trozos)
    else:
        escritos = leer_numeros(texto)
    ajenas = {letra for a, b in ajenos for letra in range(a, b)}
    numeros = [n for n in escritos if ajenas.isdisjoint(range(n.inicio, n.fin))]
    por_final = {numero.siguiente: numero for numero in numeros}
    con_unidad = {n.primera for n in numeros if n.siguiente < len(trozos) and trozos[n.siguiente].texto in TIEMPO}
    simples: list[tuple[Duracion, int, int]] = []
    sueltas: list[str] = []
    usados: set[int] = set()
    for lugar, trozo in enumerate(trozos):
        if trozo.clase is not Clase.PALABRA or trozo.texto not in TIEMPO:
            continue
        if any(a <= trozo.inicio < b for a, b in ajenos) or (trozo.texto == "sem" and lugar not in por_final):
            continue
        leida = _simple(trozos, lugar, por_final, con_unidad)
        if leida is None:
            if _pide_numero(trozos, lugar):
                sueltas.append(texto[trozos[lugar - 1].inicio : trozo.fin])
            continue
        usados.update(n.primera for n in numeros if leida[1] <= n.primera < leida[2])
        simples.append(leida)
    numeros = [n for n in numeros if n.primera not in usados]
    de_algo = [una for una in _juntar(trozos, simples) if not _es_edad_o_experiencia(liso, una[0])]
    dichas = [_con_veces(trozos, numeros, *una) for una in de_algo]
    return Duraciones(tuple(_segun_contexto(liso, una) for una in dichas), tuple(sueltas), tuple(numeros))


def _simple(
    trozos: Sequence[Trozo], lugar: int, por_final: dict[int, Numero], con_unidad: set[int]
) -> tuple[Duracion, int, int] | None:
    """Una unidad con su número delante, y de qué trozo a qué trozo va; None si no lo tiene."""
    trozo, previa = trozos[lugar], trozos[lugar - 1] if lugar else None
    dias, siguiente = TIEMPO[trozo.texto], lugar + 1
    y_medio = [f.texto for f in trozos[siguiente : siguiente + 2]] in (["y", "medio"], ["y", "media"])
    numero, primera, duda = por_final.get(lugar), lugar, Duda.NINGUNA
    if numero is not None and numero.lecturas:
        cuantos, primera, duda = numero.lecturas, numero.primera, numero.duda
    elif (parte := _parte_de(trozos, lugar, por_final)) is not None:
        cuantos, primera = parte
    elif previa is not None and previa.texto in _UNO:
        cuantos, primera = (Decimal(1),), lugar - 1
    elif [f.texto for f in trozos[max(0, lugar - 2) : lugar]] == ["par", "de"]:
        cuantos, primera, duda = (Decimal(2),), lugar - 2, Duda.VAGO
    elif trozo.texto == "ano" and (previa is None or previa.texto in (",", ":")) and _sigue_coma(trozos, siguiente):
        cuantos = (Decimal(1),)  # «año, año y medio»
    elif trozo.texto in ("ano", "mes", "semestre") and (y_medio or _sigue_y_numero(trozos, siguiente, con_unidad)):
        cuantos = (Decimal(1),)
    else:
        return None
    if y_medio:
        cuantos, siguiente = tuple(uno + Decimal("0.5") for uno in cuantos), siguiente + 2
    elif trozos[siguiente : siguiente + 1] and trozos[siguiente].texto == "y" and trozos[siguiente + 1 : siguiente + 2]:
        cola = {f.texto for f in trozos[siguiente + 1 : siguiente + 3]}
        if not VAGAS.isdisjoint(cola):  # «dos años y pico»
            duda = Duda.VAGO
    meses = tuple(_en_meses(uno, dias) for uno in cuantos)
    return Duracion(trozos[primera].inicio, trozos[siguiente - 1].fin, meses, duda, dias), primera, siguiente


def _parte_de(
    trozos: Sequence[Trozo], lugar: int, por_final: dict[int, Numero]
) -> tuple[tuple[Decimal, ...], int] | None:
    """«medio año», «half a year», «dos y medio años», «one and a half years»: cuántos y desde dónde."""
    parte = lugar - 1 - (lugar > 1 and trozos[lugar - 1].texto == "a")
    if parte < 0 or trozos[parte].clase is not Clase.PARTE:
        return None
    enlace = parte - 1 - (parte > 1 and trozos[parte - 1].texto == "a")
    entero = por_final.get(enlace) if enlace > 0 and trozos[enlace].texto in ("y", "and") else None
    mitad = trozos[parte].lecturas[0]
    if entero is not None:
        return tuple(uno + mitad for uno in entero.lecturas), entero.primera
    return ((1 + mitad,), enlace - 1) if enlace > 0 and trozos[enlace - 1].texto in _UNO else ((mitad,), parte)


def _sigue_coma(trozos: Sequence[Trozo], lugar: int) -> bool:
    return lugar < len(trozos) and trozos[lugar].texto in (",", "o", "-", "a")


def _sigue_y_numero(trozos: Sequence[Trozo], lugar: int, con_unidad: set[int]) -> bool:
    """«año y 3 meses»."""
    return lugar < len(trozos) and trozos[lugar].texto in ("y", "con") and lugar + 1 in con_unidad


def _pide_numero(trozos: Sequence[Trozo], lugar: int) -> bool:
    """«vintiquatro meses»: delante de la unidad, en plural, hay una palabra que no es de las de siempre."""
    previa = trozos[lugar - 1] if lugar else None
    es_plural = trozos[lugar].texto.endswith("s") and trozos[lugar].texto not in ("mes", "yrs")
    return es_plural and previa is not None and previa.clase is Clase.PALABRA and len(previa.texto) >= 5 and (
        previa.texto not in APROXIMADAS | {"estos", "varios", "todos", "muchos", "cuantos", "pocos", "algunos", "otros"}
        | {"primeros", "ultimos", "proximos", "siguientes", "desde", "hasta", "cuantas", "durante", "entre", "these"}
    )  # fmt: skip


def _en_meses(cuantos: Decimal, dias: Decimal) -> Decimal:
    """Los meses; los días y las semanas que no hacen meses justos, por lo que dura uno de verdad."""
    total = cuantos * dias
    if dias >= UN_MES_EN_DIAS or (dias != TIEMPO["semanas"] and total % UN_MES_EN_DIAS == 0):
        return total / UN_MES_EN_DIAS
    return total / _DIAS_DE_UN_MES


def _juntar(
    trozos: Sequence[Trozo], simples: Sequence[tuple[Duracion, int, int]]
) -> Iterator[tuple[Duracion, int, int]]:
    """«1 año y 6 meses» se suma; «1 año (12 meses)» es la misma; «un año o año y medio», una de las dos."""
    previa: tuple[Duracion, int, int] | None = None
    for una in simples:
        junta = _union(trozos, previa, una) if previa else None
        if previa is not None and junta is None:
            yield previa
        previa = junta or una
    if previa is not None:
        yield previa


def _union(
    trozos: Sequence[Trozo], previa: tuple[Duracion, int, int], una: tuple[Duracion, int, int]
) -> tuple[Duracion, int, int] | None:
    (uno, primera, hasta), (otro, desde, siguiente) = previa, una
    dichas = [trozo.texto for trozo in trozos[hasta:desde]]
    entre = [texto for texto in dichas if texto not in APROXIMADAS or texto == "mas"]
    if dichas == ["menos"]:  # «2 años menos 3 meses»
        meses = tuple(a - b for a in uno.meses for b in otro.meses)
        return replace(uno, fin=otro.fin, meses=(*meses, *uno.meses), duda=Duda.MANERAS), primera, siguiente
    junta = replace(uno, fin=otro.fin, dias=min(uno.dias, otro.dias))
    if " ".join(entre) in _SUMAN and otro.dias < uno.dias:
        meses = tuple(a + b for a in uno.meses for b in otro.meses)
        return (
            replace(junta, meses=meses, duda=uno.duda if uno.duda is not Duda.NINGUNA else otro.duda),
            primera,
            siguiente,
        )
    if entre and entre[0] in _ALTERNAN and len(entre) <= 2:
        return replace(junta, meses=tuple(dict.fromkeys(uno.meses + otro.meses)), duda=Duda.RANGO), primera, siguiente
    if entre and not _ACLARAN.isdisjoint(entre) and len(entre) <= 3:
        comunes = tuple(a for a in uno.meses if any(round(a) == round(b) for b in otro.meses))
        if comunes:
            return replace(junta, meses=comunes[:1], duda=Duda.NINGUNA), primera, siguiente
        return replace(junta, meses=uno.meses + otro.meses, duda=Duda.DISTINTAS), primera, siguiente
    return None


def _con_veces(
    trozos: Sequence[Trozo], numeros: list[Numero], duracion: Duracion, primera: int, siguiente: int
) -> Duracion:
    """«3 fases de 6 meses»: puede ser el total o lo de cada una."""
    cada = [f.texto for f in trozos[siguiente : siguiente + 1]] == ["cada"]
    antes = bisect_right(numeros, primera, key=lambda uno: uno.siguiente)
    numero = numeros[antes - 1] if antes else None
    entre = list(trozos[numero.siguiente : primera]) if numero is not None else []
    se_repite = 2 <= len(entre) <= _LARGO_DE_UNAS_VECES and entre[-1].texto in _DE and entre[0].clase is Clase.PALABRA
    dichos = [trozo.texto for trozo in entre]
    son_veces = _NO_SON_VECES.isdisjoint(dichos) and all(trozo.clase is not Clase.MONEDA for trozo in entre)
    if dichos[-1:] == ["por"] and _ETAPAS.isdisjoint(dichos):
        son_veces = False  # «12 comunidades por 18 meses»
    if numero is None or not se_repite or not son_veces or min(numero.lecturas, default=0) > VECES_MAXIMAS:
        return replace(duracion, duda=Duda.MANERAS) if cada else duracion
    numeros.remove(numero)
    totales = tuple(veces * meses for veces in numero.lecturas for meses in duracion.meses)
    return replace(duracion, inicio=numero.inicio, meses=(*totales, *duracion.meses), duda=Duda.MANERAS)


def _es_edad_o_experiencia(liso: str, duracion: Duracion) -> bool:
    """«200 niños menores de 5 años», «10 años trabajando»."""
    antes = NO_ES_ANTES.search(liso, max(0, duracion.inicio - VENTANA), duracion.inicio)
    return antes is not None or NO_ES_DESPUES.match(liso, duracion.fin) is not None


def _segun_contexto(liso: str, duracion: Duracion) -> Duracion:
    """Marcada si es lo que falta para empezar."""
    desde = max(0, duracion.inicio - VENTANA)
    return replace(duracion, es_espera=_FALTA_PARA.search(liso, desde, duracion.inicio) is not None)


@dataclass(frozen=True, slots=True)
class Meses:
    """Las duraciones posibles y, si hay que preguntar aunque sea una, por qué."""

    posibles: tuple[int, ...]
    por_que: str = ""


def meses_en(texto: str, duraciones: Duraciones) -> Meses | Explicacion | None:
    """Los meses que dura; None si no se dice."""
    dichas = [dicha for dicha in duraciones.dichas if not dicha.es_espera]
    if not dichas:
        return _sin_unidad(texto, duraciones)
    seguras = {dicha.meses for dicha in dichas if len(dicha.meses) == 1}
    if len(seguras) == 1 and all(next(iter(seguras))[0] in dicha.meses for dicha in dichas):
        dichas = [dicha for dicha in dichas if len(dicha.meses) == 1][:1]
    todos = tuple(dict.fromkeys(meses for dicha in dichas for meses in dicha.meses))
    sobra = next((n for n in duraciones.numeros if _queda_suelto(trozos_de(texto), n)), None)
    son_cortas = any(dicha.dias < Decimal(30) for dicha in dichas)
    if any(uno != uno.to_integral_value() for uno in todos):
        if not son_cortas:
            return Explicacion("necesito un número entero de meses", str(todos[0]))
        posibles = tuple(dict.fromkeys(entero for uno in todos for entero in _cercanos(uno)))
        return Meses(posibles, f"«{texto[dichas[0].inicio : dichas[0].fin]}» no son meses justos. ¿Cuántos anoto?")
    posibles = tuple(int(uno) for uno in todos)
    entre = [texto[una.fin : otra.inicio] for una, otra in pairwise(dichas)]
    if (
        entre
        and all(re.search(r"\by\b|\+|\bm[aá]s\b|\band\b|;", medio) for medio in entre)
        and len(todos) == len(dichas)
    ):
        posibles = (sum(int(dicha.meses[0]) for dicha in dichas), *posibles)  # «6 de preparación y 12 de ejecución»
    if len(posibles) > 1:
        return Meses(
            posibles, _por_que(dichas[0].duda) if len(dichas) == 1 else "Nombró más de una duración. ¿Cuál anoto?"
        )
    if sobra is not None:  # «2 años, quizás 3»
        return Meses(posibles, f"Dijo también «{texto[sobra.inicio : sobra.fin]}». ¿Cuántos meses duraría?")
    duda = dichas[0].duda
    return Meses(posibles, _por_que(duda) if duda is not Duda.NINGUNA else "")


def _queda_suelto(trozos: Sequence[Trozo], numero: Numero) -> bool:
    """Un número que no cuenta nada conocido: «…o dos»; «x 4 etapas» tampoco se deja pasar."""
    antes = trozos[numero.primera - 1].texto if numero.primera else ""
    return antes in ("x", "*", "por") or (trozo_tras(trozos, numero) is None and not es_porcentaje(trozos, numero))


def _cercanos(meses: Decimal) -> tuple[int, ...]:
    """Los meses enteros que puede ser: el que casi es, o los dos entre los que está."""
    entero = round(meses)
    return (max(1, entero),) if abs(meses - entero) < _CASI else (max(1, int(meses)), int(meses) + 1)


def _por_que(duda: Duda) -> str:
    match duda:
        case Duda.RANGO:
            return "Es un rango. ¿Cuántos meses anoto?"
        case Duda.DISTINTAS:
            return "Las dos duraciones no dicen lo mismo. ¿Cuál es?"
        case Duda.VAGO | Duda.MANERAS | Duda.EXTRANA | Duda.NINGUNA:
            return "¿Cuántos meses duraría en total?"


def _sin_unidad(texto: str, duraciones: Duraciones) -> Meses | None:
    """«18»: un número solo son meses; con algo que no se conoce detrás, se pregunta."""
    trozos = trozos_de(texto)
    numeros = [numero for numero in duraciones.numeros if numero.lecturas and not es_porcentaje(trozos, numero)]
    if len(numeros) != 1 or any(uno != uno.to_integral_value() for uno in numeros[0].lecturas):
        return None
    posibles = tuple(int(uno) for uno in numeros[0].lecturas)
    detras = trozo_tras(trozos, numeros[0])
    if detras is not None and detras.texto in OTRAS:
        return None
    if detras is not None and len(detras.texto) > 2 and detras.texto not in _TRAS_UN_NUMERO:
        return Meses(posibles, f"No entendí «{texto[detras.inicio : detras.fin][:40]}». ¿Son meses?")
    return Meses(posibles, "" if numeros[0].es_claro else _por_que(numeros[0].duda))
