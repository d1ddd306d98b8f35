"""Qué sugerencias de la agencia le vienen mejor a una pregunta, por lo que la persona ya dijo.

Cuentan los ODS elegidos, las palabras con que contó su idea y los tipos de actor que participan. Las mismas respuestas
dan siempre las mismas sugerencias, en el mismo orden.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.entrevista.comprension.dicho import Dicho
from bot.entrevista.esquema import Entrevista, Ods, Pregunta
from bot.entrevista.sugerencias import Actividad, Indicador, OtraRespuesta, Plan, Reparto, Riesgo, Tema
from bot.entrevista.valor import Valor
from bot.entrevista.valores.tipos import TIPOS
from conocimiento.palabras import raices_con_sentido

Origen = Tema | Plan | Indicador | Riesgo | Actividad | Reparto | OtraRespuesta | Ods

POR_SUS_PALABRAS = 2.0  # frente a 1, si la palabra solo está en el texto de la sugerencia
POR_SU_ODS = (3.0, 2.0, 1.5)  # el principal, el segundo y el tercero
POR_SU_ACTOR = 1.0
SIN_ODS = 0.5  # lo que sirve a cualquier alianza va después de lo que sirve a esta
DE_OTRO_ODS = 0.5  # por lo que valen sus palabras, cuando ya se eligieron otros
CERCA = 0.4  # otro tema que llegue a esta parte de los puntos del primero da también un nombre


@dataclass(frozen=True, slots=True)
class Sugerencia:
    """Una respuesta posible: lo que se muestra, de dónde sale y lo que se guardaría (de una lista, un elemento)."""

    texto: str
    valor: Valor
    origen: Origen


@dataclass(frozen=True, slots=True)
class _Candidata:
    """Una sugerencia con lo que la hace venir al caso. `propio`: su texto, que también se compara."""

    sugerencia: Sugerencia
    ods: tuple[int, ...] = ()
    si: tuple[str, ...] = ()
    palabras: tuple[str, ...] = ()
    propio: str = ""


# --- Las mejores ----------------------------------------------------------------------------------


def hay_para(entrevista: Entrevista, pregunta: Pregunta) -> bool:
    """Dice si hay sugerencias escritas para esa pregunta, vengan o no al caso."""
    otras = {una.pregunta for una in entrevista.sugerencias.respuestas}
    return pregunta.clave in otras or _que_da(entrevista, pregunta) is not None


def sugerencias_para(entrevista: Entrevista, pregunta: Pregunta, dicho: Dicho) -> tuple[Sugerencia, ...]:
    """Las que vienen al caso y no se eligieron ya, de la mejor a la última; ninguna si no se sabe bastante."""
    dar = _que_da(entrevista, pregunta)
    halladas = dar(entrevista, pregunta, dicho) if dar is not None else []
    for otra in entrevista.sugerencias.respuestas:
        if otra.pregunta == pregunta.clave:
            suya = Sugerencia(otra.texto, otra.texto, otra)
            halladas.append(_Candidata(suya, (), otra.si, otra.palabras, otra.texto))
    ordenadas = halladas if dar in _YA_ORDENAN else [una for una, _ in _ordenar(halladas, dicho)]
    return tuple(una.sugerencia for una in ordenadas if not _ya_esta(una.sugerencia, dicho.tengo))


def completar(texto: str, marcas: Mapping[str, str]) -> str:
    """El texto con cada marca en su lugar y sin los corchetes cuya marca está vacía."""

    def quitar(hallado: re.Match[str]) -> str:
        vacia = any(not valor and f"{{{marca}}}" in hallado.group(1) for marca, valor in marcas.items())
        return "" if vacia else hallado.group(1)

    entero = re.sub(r"\[([^\]]*)\]", quitar, texto)
    for marca, valor in marcas.items():
        entero = entero.replace(f"{{{marca}}}", valor)
    entero = entero.replace(" de el Perú", " del Perú")
    return entero[:1].upper() + entero[1:]


def _ordenar(candidatas: Iterable[_Candidata], dicho: Dicho) -> list[tuple[_Candidata, float]]:
    """Con sus puntos, sin las que no vienen al caso; a igualdad, en el orden en que se escribieron."""
    posibles = [una for una in candidatas if not una.si or dicho.tipos.intersection(una.si)]
    raices = {id(una): _raices(una.palabras, una.propio) for una in posibles}
    cuantas = Counter(raiz for claves, propias in raices.values() for raiz in claves | propias)
    puntuadas: list[tuple[_Candidata, float]] = []
    for una in posibles:
        claves, propias = raices[id(una)]
        puntos = sum(
            dicho.raices[raiz] * (POR_SUS_PALABRAS if raiz in claves else 1.0) / cuantas[raiz] ** 0.5
            for raiz in sorted((claves | propias) & dicho.raices.keys())
        )
        suyos = [POR_SU_ODS[dicho.ods.index(n)] for n in una.ods if n in dicho.ods[: len(POR_SU_ODS)]]
        puntos = puntos + max(suyos) if suyos else puntos * (DE_OTRO_ODS if dicho.ods and any(una.ods) else 1.0)
        puntos += POR_SU_ACTOR if una.si else 0.0
        puntos += SIN_ODS if not una.ods else 0.0
        if puntos > 0:
            puntuadas.append((una, puntos))
    return sorted(puntuadas, key=lambda par: -par[1])


def _cercanas(puntuadas: list[tuple[_Candidata, float]]) -> list[_Candidata]:
    """Las que se acercan a la primera."""
    return [una for una, puntos in puntuadas if puntos >= CERCA * puntuadas[0][1]]


@lru_cache(maxsize=4096)
def _raices(palabras: tuple[str, ...], propio: str) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(raices_con_sentido(" ".join(palabras))), frozenset(raices_con_sentido(propio))


def _ya_esta(una: Sugerencia, tengo: Valor) -> bool:
    """Lo que se guardaría ya está guardado; de un elemento se mira su primera parte, la que lo nombra."""
    match una.valor, tengo:
        case dict() as nuevo, list() as elementos:
            nombre = next(iter(nuevo))
            return any(isinstance(uno, dict) and uno.get(nombre) == nuevo[nombre] for uno in elementos)
        case dict() as nuevo, dict() as lineas:
            return all(lineas.get(linea) for linea in nuevo)
        case str() as nuevo, str() as texto:
            return nuevo in texto
        case numero, list() as numeros:
            return numero in numeros
        case _:
            return False


# --- De cada lista, sus candidatas ----------------------------------------------------------------


def _nombres(entrevista: Entrevista, _: Pregunta, dicho: Dicho) -> list[_Candidata]:
    """Los moldes con los temas que más se acercan, alternados: primero el mejor tema con el primer molde."""
    cercanos = _cercanas(_ordenar(_temas(entrevista, dicho, lambda tema: tema.nombre), dicho))
    moldes = [m.texto for m in entrevista.sugerencias.nombres if not m.si or dicho.tipos.intersection(m.si)]
    pares = [(tema, molde) for tema in range(len(cercanos)) for molde in range(len(moldes))]
    hechos: list[_Candidata] = []
    for tema, molde in sorted(pares, key=lambda par: (sum(par), par)):
        origen = cercanos[tema].sugerencia.origen
        nombre = completar(moldes[molde], {"tema": cercanos[tema].sugerencia.texto, **_marcas(dicho)})
        hechos.append(_Candidata(Sugerencia(nombre, nombre, origen)))
    return hechos


def _temas(entrevista: Entrevista, dicho: Dicho, que: Callable[[Tema], str]) -> list[_Candidata]:
    escritos = [(tema, completar(que(tema), _marcas(dicho))) for tema in entrevista.sugerencias.temas]
    return [
        _Candidata(Sugerencia(texto, texto, tema), (tema.ods,), (), tema.palabras, f"{tema.nombre} {tema.objetivo}")
        for tema, texto in escritos
    ]


def _objetivos(entrevista: Entrevista, _: Pregunta, dicho: Dicho) -> list[_Candidata]:
    return _temas(entrevista, dicho, lambda tema: tema.objetivo)


def _beneficios(entrevista: Entrevista, _: Pregunta, dicho: Dicho) -> list[_Candidata]:
    return _temas(entrevista, dicho, lambda tema: tema.beneficio)


def _ods(entrevista: Entrevista, _: Pregunta, dicho: Dicho) -> list[_Candidata]:
    """Por sus palabras, no por los ya elegidos; solo los que se acercan al mejor. El que es un medio no se sugiere."""
    candidatas = [
        _Candidata(
            Sugerencia(f"ODS {ods.numero} · {ods.nombre}", ods.numero, ods), (0,), (), ods.palabras, ods.descripcion
        )
        for ods in entrevista.catalogos.ods
        if not ods.es_medio
    ]
    return _cercanas(_ordenar(candidatas, dicho))


def _planes(entrevista: Entrevista, _: Pregunta, dicho: Dicho) -> list[_Candidata]:
    candidatas: list[_Candidata] = []
    for plan in entrevista.sugerencias.planes:
        nombre = completar(plan.nombre, _marcas(dicho))
        candidatas.append(_Candidata(Sugerencia(nombre, nombre, plan), plan.ods, plan.si, plan.palabras, plan.nombre))
    return candidatas


def _indicadores(entrevista: Entrevista, pregunta: Pregunta, _: Dicho) -> list[_Candidata]:
    candidatas: list[_Candidata] = []
    for uno in entrevista.sugerencias.indicadores:
        medida = f"{uno.nombre} ({uno.unidad}; {uno.fuente})"
        valor = _elemento(pregunta, {"resultado": uno.resultado, "indicador": medida})
        propio = f"{uno.nombre} {uno.resultado}"
        candidatas.append(_Candidata(Sugerencia(uno.resultado, valor, uno), uno.ods, (), uno.palabras, propio))
    return candidatas


def _riesgos(entrevista: Entrevista, pregunta: Pregunta, _: Dicho) -> list[_Candidata]:
    candidatas: list[_Candidata] = []
    for uno in entrevista.sugerencias.riesgos:
        partes = {"riesgo": uno.riesgo, "mitigacion": uno.mitigacion, "categoria": uno.categoria}
        suya = Sugerencia(uno.riesgo, _elemento(pregunta, partes), uno)
        candidatas.append(_Candidata(suya, uno.ods, uno.si, uno.palabras, uno.riesgo))
    return candidatas


def _actividades(entrevista: Entrevista, pregunta: Pregunta, _: Dicho) -> list[_Candidata]:
    return [
        _Candidata(
            Sugerencia(una.actividad, _elemento(pregunta, {"actividad": una.actividad}), una),
            una.ods,
            una.si,
            una.palabras,
            una.actividad,
        )
        for una in entrevista.sugerencias.actividades
    ]


def _reparto(entrevista: Entrevista, pregunta: Pregunta, dicho: Dicho) -> list[_Candidata]:
    """De cada línea, la mejor; después las demás."""
    rotulos = {linea.clave: linea.rotulo for linea in pregunta.lineas}
    candidatas = [
        _Candidata(Sugerencia(f"{rotulos[uno.linea]}: {uno.texto}", {uno.linea: uno.texto}, uno), (), (), uno.palabras)
        for uno in entrevista.sugerencias.reparto
        if dicho.tipo_del_actor in uno.de and uno.linea in rotulos
    ]
    ordenadas = [una for una, _ in _ordenar(candidatas, dicho)]
    vistas = Counter[str]()
    puestos: list[tuple[int, int, _Candidata]] = []
    for una in ordenadas:
        linea = una.sugerencia.origen.linea if isinstance(una.sugerencia.origen, Reparto) else ""
        puestos.append((vistas[linea], [*rotulos].index(linea), una))
        vistas[linea] += 1
    return [una for *_, una in sorted(puestos, key=lambda puesto: puesto[:2])]


_Dar = Callable[[Entrevista, Pregunta, Dicho], list[_Candidata]]
_DA: Mapping[str, _Dar] = {
    "nombres": _nombres,
    "objetivos": _objetivos,
    "beneficios": _beneficios,
    "ods": _ods,
    "planes": _planes,
    "reparto": _reparto,
    "riesgos": _riesgos,
    "indicadores": _indicadores,
    "actividades": _actividades,
}
_YA_ORDENAN = (_nombres, _ods, _reparto)


def _que_da(entrevista: Entrevista, pregunta: Pregunta) -> _Dar | None:
    destinos = entrevista.sugerencias.preguntas
    return next((dar for lista, dar in _DA.items() if getattr(destinos, lista) == pregunta.clave), None)


def _elemento(pregunta: Pregunta, partes: Mapping[str, str]) -> dict[str, Valor]:
    """Un elemento de la lista con esas partes; las demás, sin decir."""
    return {campo.clave: partes.get(campo.clave) for campo in pregunta.campos}


def _marcas(dicho: Dicho) -> dict[str, str]:
    return {"lugar": dicho.lugar, "departamento": dicho.departamento}


def se_agrega(entrevista: Entrevista, pregunta: Pregunta) -> bool:
    """Dice si lo elegido se suma a lo que ya se tiene, y por eso pueden elegirse varias."""
    de_varias = pregunta.tipo in ("ods", "matriz") or TIPOS[pregunta.tipo].es_lista
    return de_varias or pregunta.clave == entrevista.sugerencias.preguntas.planes
