"""Reglas sobre de qué trata cada cosa: si algún resultado mide el objetivo y si los ODS vienen al caso."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.entrevista.coherencia.hallado import Clave, Hallado, Palabra, patron_de
from bot.entrevista.coherencia.objetivo import CUENTAN, LARGO_DE_OBJETIVO
from bot.entrevista.esquema import Catalogos, Regla
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.cifras.gente import clase_de_gente
from bot.entrevista.visible import Visible
from conocimiento.expresiones import diferida
from conocimiento.frases import enumerar
from conocimiento.palabras import VACIAS, palabras, plano, raiz


def objetivo_sin_medir(
    visible: Visible,
    _regla: Regla,
    tareas: tuple[Palabra, ...],
    presencia: tuple[Palabra, ...] = (),
    entregas: tuple[Palabra, ...] = (),
    de_dar: tuple[Palabra, ...] = (),
    cambios: tuple[Palabra, ...] = (),
) -> Hallado | None:
    """Ningún resultado mide lo que dice el objetivo: solo cuentan tareas («72 talleres») o cosas («90 botes»).

    `presencia`: con qué se cuenta a quien estuvo («personas que asisten»), que tampoco dice si algo cambió.
    `entregas`: lo que se da o se construye («kits entregados»). Mide un objetivo que es darlo (`de_dar`: «que cuenten
    con letrinas»), si no trata de otra cosa; el que es un cambio («bajar las diarreas»), solo si el objetivo lo nombra.
    `cambios`: con qué se cuenta lo que pasó («casos», «vendidas»). De lo demás, solo dice si algo cambió lo que el
    objetivo nombra o lo que cuenta gente, dinero o una medida.
    """
    papeles = visible.entrevista.papeles
    objetivo, resultados = visible.valor(papeles.objetivo), visible.elementos(papeles.resultados)
    if not isinstance(objetivo, str) or not resultados:
        return None
    catalogos = visible.entrevista.catalogos
    voces = _Cuenta(*map(patron_de, (tareas, presencia, entregas, cambios)))
    liso = plano(objetivo)
    es_de_dar = any(not _DE_GRADO.match(liso, dar.end()) for dar in patron_de(de_dar).finditer(liso))
    if any(_mide(uno, objetivo, voces, catalogos, es_de_dar=es_de_dar) for uno in resultados):
        return None
    return Hallado(marcas={"objetivo": objetivo.rstrip(" .")}, lugar=(papeles.resultados, ""))


_DE_GRADO = diferida(r"\s(?:(?:una?|el|su)\s)?(?:menos|mas|mejor|mayor|pago|precio|sueldo|salario|ingreso|trato)")
"""«que tenga menos basura», «que reciban un pago justo»: es un cambio, y no darle nada."""


@dataclass(frozen=True, slots=True)
class _Cuenta:
    """Con qué se cuenta lo que se hace y no lo que cambia, como expresiones sobre un texto pasado por `plano`."""

    tareas: re.Pattern[str]
    presencia: re.Pattern[str]
    entregas: re.Pattern[str]
    cambios: re.Pattern[str]


def _mide(uno: dict[str, Valor], objetivo: str, voces: _Cuenta, catalogos: Catalogos, *, es_de_dar: bool) -> bool:
    """El resultado cuenta algo de lo que dice el objetivo, o algo que no se sabe qué es."""
    nombre, indicador, meta = (str(uno.get(parte) or "") for parte in ("resultado", "indicador", "meta"))
    if _primera(indicador) in _CON_QUE_SE_SABE:
        indicador = ""  # «lista de asistencia» dice cómo se sabrá, y no qué se cuenta
    dicho = f"{nombre} {indicador} {meta}"
    del_objetivo, contado = _raices(objetivo, catalogos), _primera(indicador) or _primera(meta) or _primera(nombre)
    if voces.tareas.match(contado) and raiz(contado) not in del_objetivo:
        return False
    if voces.presencia.search(plano(dicho)):
        lo_nombra = _raices(nombre, catalogos) & del_objetivo and not voces.presencia.search(plano(nombre))
        return bool(lo_nombra) or voces.presencia.search(plano(objetivo)) is not None
    entrega = voces.entregas.search(plano(indicador)) or (
        voces.entregas.search(plano(nombre)) if _solo_nombra(indicador, nombre) else None
    )
    nombradas = _raices(dicho, catalogos) & del_objetivo
    if nombradas and not (entrega is not None and not es_de_dar and nombradas <= _raices_de_gente(dicho, catalogos)):
        return True
    temas, suyos = _temas(objetivo, catalogos) - _DE_TODO, _temas(dicho, catalogos) - _DE_TODO
    if entrega is None:
        papel = _CON_UN_PAPEL.search(plano(dicho))
        if papel is not None and voces.tareas.match(papel[1]) and (papel[2] or not temas & suyos):
            return False
        es_de_lo_mismo = es_de_dar and (not temas or not suyos or bool(temas & suyos))
        return es_de_lo_mismo or _dice_un_cambio(dicho, contado, voces, catalogos)
    solo_recibe = entrega.group().startswith("recib") or f"{contado} {entrega.group()}" in plano(dicho)
    if _es_gente_o_dinero(contado, catalogos) and not solo_recibe:
        return True  # «familias con cocina instalada»: se cuenta a quien le cambia algo
    return es_de_dar and (not temas or not suyos or bool(temas & suyos))


def _raices_de_gente(dicho: str, catalogos: Catalogos) -> frozenset[str]:
    """Las de quienes lo reciben («niños», «escuelas»): que sean los del objetivo no dice que algo les cambie."""
    return frozenset(raiz(palabra) for palabra in palabras(dicho) if clase_de_gente(palabra, catalogos.unidades))


def _dice_un_cambio(dicho: str, contado: str, voces: _Cuenta, catalogos: Catalogos) -> bool:
    """Cuenta gente, dinero, una parte o una medida, o lo que les pasa («fincas que ya no botan»)."""
    liso = plano(dicho)
    son_gente = any(_es_gente_o_dinero(palabra, catalogos) for palabra in palabras(dicho)[:GENTE_AL_COMIENZO])
    es_cambio = voces.cambios.search(liso) or _ES_UNA_MEDIDA.search(liso) or _ES_UNA_MEDIDA.match(contado)
    return son_gente or _es_gente_o_dinero(contado, catalogos) or es_cambio is not None


GENTE_AL_COMIENZO = 3
"""Entre cuántas palabras se dice de quién se trata: «socios con contrato», «los jóvenes que entrenan»."""
_CON_UN_PAPEL = diferida(
    r"(?<![a-z])con\s([a-z]{3,15})(?![a-z])(?:\s(firmad|terminad|impres|entregad|llenad|elaborad|aprobad)[oa]s?)?"
)
"""«Familias con plan firmado»: tenerlo no dice que les haya cambiado nada."""
_ES_UNA_MEDIDA = diferida(
    r"%|por\s(?:ciento|mil)|\d\s?(?:mg|ug|ppm|m3)|/|s/|us\$|€|(?<![a-z])(?:al|por|cada)\s(?:mes|ano|dia|semana|hectarea)(?![a-z])"
    r"|(?<![a-z])(?:anual|mensual|diari[oa]|promedio|medi[oa]|tasa|indice|puntaje|nivel|kilos?|kg|litros?|toneladas?|quintales|horas?"
    r"|minutos|dias|noches|hectareas|has?|veces)(?:es)?(?![a-z])|(?<![a-z])que\s(?:ya\s|se\s|no\s|les?\s){0,3}[a-z]{3,15}"
)
"""Una parte, una medida o cada cuánto: «mg/l», «horas de viaje», «al año»."""

_CUENTAN = CUENTAN | frozenset("porcentaje metros m2 km kilometros pares unidades piezas juegos".split())
_DE_TODO = frozenset({13, 17})
"""Con el clima y con las alianzas tiene que ver casi todo: compartirlos no dice que se trate de lo mismo."""


_CON_QUE_SE_SABE = frozenset("lista listas registro registros encuesta encuestas ficha fichas boletas padron".split())


def _primera(texto: str) -> str:
    """La primera palabra que dice qué se cuenta: «talleres», de «número de talleres»; vacía si no hay."""
    return next((p for p in palabras(texto) if p not in _CUENTAN and not p[0].isdigit()), "")


def _solo_nombra(indicador: str, nombre: str) -> bool:
    """El indicador no agrega nada al resultado: «Tabletas entregadas», medido en «tabletas»."""
    dichas = [
        palabra for palabra in palabras(indicador) if palabra not in _CUENTAN | VACIAS and not palabra[0].isdigit()
    ]
    return len(dichas) < 2 or {raiz(palabra) for palabra in dichas} <= {raiz(palabra) for palabra in palabras(nombre)}


def _es_gente_o_dinero(palabra: str, catalogos: Catalogos) -> bool:
    """«Niños con nivel satisfactorio», «soles por libra»: a alguien le cambia algo, aunque no se sepa qué."""
    monedas = {plano(alias) for moneda in catalogos.monedas for alias in moneda.alias}
    return palabra in monedas or clase_de_gente(palabra, catalogos.unidades) == "persona"


# --- Los ODS --------------------------------------------------------------------------------------


def ods_ajeno(visible: Visible, _regla: Regla, pregunta: Clave, en: tuple[Clave, ...]) -> Hallado | None:
    """De un ODS elegido no hay ninguna palabra en lo que se quiere hacer, y de algún otro sí."""
    elegidos, catalogos = visible.valor(pregunta), visible.entrevista.catalogos
    texto = " ".join(dicho for clave in en for dicho in _dichos(visible.valor(clave)))
    if not isinstance(elegidos, list) or len(texto) < LARGO_DE_OBJETIVO:
        return None
    temas = _temas(texto, catalogos)
    ajenos = [ods for ods in catalogos.ods if ods.numero in elegidos and ods.terminos and ods.numero not in temas]
    if not ajenos or not temas:
        return None
    return Hallado(marcas={"ods": enumerar([f"{ods.numero} ({ods.nombre})" for ods in ajenos])}, lugar=(pregunta, ""))


def _dichos(valor: Valor) -> Iterator[str]:
    match valor:
        case str():
            yield valor
        case dict():
            for uno in valor.values():
                yield from _dichos(uno)
        case list():
            for uno in valor:
                yield from _dichos(uno)
        case _:
            pass


def _temas(texto: str, catalogos: Catalogos) -> frozenset[int]:
    """Los ODS de los que hay alguna palabra en un texto."""
    liso = plano(texto)
    return frozenset(ods.numero for ods in catalogos.ods if ods.terminos and patron_de(ods.terminos).search(liso))


@lru_cache(maxsize=512)
def _raices(texto: str, catalogos: Catalogos) -> frozenset[str]:
    """Las raíces con sentido de un texto, sin las de la gente ni las que valen para cualquier objetivo."""
    unidades = catalogos.unidades
    return frozenset(
        raiz(palabra)
        for palabra in palabras(texto)
        if len(palabra) > 3 and palabra not in VACIAS | _DE_CUALQUIER_OBJETIVO and not clase_de_gente(palabra, unidades)
    )


_DE_CUALQUIER_OBJETIVO = frozenset(
    "lograr mejorar mejor mejores promover fortalecer reducir aumentar ampliar contribuir impulsar desarrollar anual"
    " desarrollo calidad acceso proyecto alianza objetivo resultado nivel numero porcentaje cantidad total meses anos"
    " trabajo distrito provincia region comunidad comunidades zona zonas local locales nueve menos ciento entre"
    " escuela escuelas colegio colegios aula aulas posta postas puesto puestos hospital casa casas".split()
)
