"""Las anotaciones que vuelven: se comprueban, se unen a sus turnos y se mide cuánto coinciden los revisores.

Un archivo cortado, corregido a mano, de otra exportación o de otra rúbrica se rehúsa entero. Con un solo revisor su
anotación es la definitiva; si dos no coinciden, alguien debe elegir: nunca decide la mayoría en silencio.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Engine

from bot.almacen.base.conexion import lectura
from bot.almacen.personal.bitacora import (
    Actuacion,
    anotar_en_bitacora,
    detalles_de_bitacora,
    guardar_anotaciones,
    leer_exportacion,
    leer_turnos,
    marcar_definitiva,
)
from bot.almacen.personal.lectura import AnotacionGuardada, leer_anotaciones
from bot.revision.errores import ErrorDeAnotaciones
from bot.revision.exportacion.conversacion import nombre_de_turno
from bot.revision.exportacion.formato import FORMATO_ANOTACIONES, RUBRICA, en_una_linea, huella_de_rubrica
from bot.revision.turnos import nombrar_turno
from conocimiento.errores import motivo_de

_TAMANO_MAXIMO = 50_000_000
ELEGIR = "elegir_definitiva"
SIN_MARCAR, GRAVE = "sin marcar", "grave"
Texto = Annotated[str, Field(max_length=8000)]


class _Estricto(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Anotacion(_Estricto):
    turno: str
    conversacion: str
    ts: str
    valores: dict[str, str]
    nota: Texto
    respuesta_correcta: Texto
    fuentes_correctas: list[Texto]


class _Archivo(_Estricto):
    formato: str
    export_id: str
    export_sha: str
    rubrica_sha: str
    revisor: Annotated[str, Field(min_length=1, max_length=80)]
    creado: str
    anotaciones: list[_Anotacion]
    suma: str


@dataclass(frozen=True, slots=True)
class Conflicto:
    """Un turno en el que los revisores no coinciden: lo que dijo cada uno, por dimensión. `nombre`: el de la página."""

    turno: int
    nombre: str
    dimensiones: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Acuerdo:
    """Cuánto coinciden dos revisores en una dimensión. `kappa` es None si ninguno de los dos varió."""

    revisores: tuple[str, str]
    dimension: str
    turnos: int
    iguales: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Importacion:
    """Lo que se hizo con unos archivos."""

    anotaciones: int
    ya_borrados: int
    acuerdos: tuple[Acuerdo, ...]
    conflictos: tuple[Conflicto, ...]


def importar(motor: Engine, rutas: Sequence[Path], quien: str, ahora: datetime) -> Importacion:
    """Guarda las anotaciones de los archivos, o ninguna si uno no se puede aceptar. Raises `ErrorDeAnotaciones`."""
    leidas: list[AnotacionGuardada] = []
    perdidas = 0
    sal: bytes | None = None
    for ruta in rutas:
        archivo = _leer(ruta)
        sal = _exportacion(motor, ruta, archivo)
        turnos = {nombre_de_turno(sal, turno): turno for turno in leer_turnos(motor)}
        for una in archivo.anotaciones:
            if una.turno in turnos:
                leidas.append(_guardable(ruta, archivo, una, turnos[una.turno]))
            else:
                perdidas += 1
    guardar_anotaciones(motor, _mas_recientes(motor, leidas))
    conflictos = _conciliar(motor, sal)
    detalle = {"archivos": len(rutas), "anotaciones": len(leidas), "conflictos": len(conflictos)}
    anotar_en_bitacora(motor, Actuacion(ahora, quien, "importar_anotaciones", detalle=detalle))
    with lectura(motor) as conexion:
        todas = leer_anotaciones(conexion)
    return Importacion(len(leidas), perdidas, tuple(acuerdos(todas.values())), conflictos)


def elegir_definitiva(motor: Engine, turno: int, revisor: str, quien: str, ahora: datetime) -> None:
    """Deja como definitiva la anotación de un revisor en un turno. Raises `ErrorDeAnotaciones` si no la hay."""
    if not marcar_definitiva(motor, turno, revisor):
        raise ErrorDeAnotaciones(f"El {nombrar_turno(motor, turno)} no tiene anotación de «{revisor}»; revise ambos.")
    detalle = {"turno": turno, "revisor": revisor}
    anotar_en_bitacora(motor, Actuacion(ahora, quien, ELEGIR, detalle=detalle))


def acuerdos(por_turno: Iterable[Sequence[AnotacionGuardada]]) -> list[Acuerdo]:
    """Devuelve el acuerdo de cada par de revisores en cada dimensión que marcaron los dos."""
    pares: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for anotaciones in por_turno:
        for una, otra in combinations(sorted(anotaciones, key=lambda nota: nota.revisor), 2):
            for dimension in RUBRICA:
                valores = (una.valores.get(dimension), otra.valores.get(dimension))
                if valores[0] is not None and valores[1] is not None:
                    pares[una.revisor, otra.revisor, dimension].append((valores[0], valores[1]))
    return [
        Acuerdo((una, otra), dimension, len(valores), sum(a == b for a, b in valores), kappa(valores))
        for (una, otra, dimension), valores in sorted(pares.items())
    ]


def kappa(pares: Sequence[tuple[str, str]]) -> float | None:
    """Devuelve la κ de Cohen (1960): el acuerdo por encima del que daría el azar; None si no se puede definir."""
    total = len(pares)
    unos, otros = Counter(par[0] for par in pares), Counter(par[1] for par in pares)
    esperado = sum(unos[valor] * otros[valor] for valor in unos) / total**2 if total else 1.0
    if esperado == 1.0:
        return None
    observado = sum(una == otra for una, otra in pares) / total
    return (observado - esperado) / (1 - esperado)


def suma_de(texto: str) -> str:
    """Devuelve la suma FNV-1a de 32 bits con que la página marca sus archivos."""
    suma = 0x811C9DC5
    for octeto in texto.encode("utf-8"):
        suma = (suma ^ octeto) * 0x01000193 & 0xFFFFFFFF
    return f"{suma:08x}"


def _leer(ruta: Path) -> _Archivo:
    try:
        if ruta.stat().st_size > _TAMANO_MAXIMO:
            raise ErrorDeAnotaciones(f"«{ruta.name}» es demasiado grande para ser un archivo de anotaciones.")
        leido: object = json.loads(ruta.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ErrorDeAnotaciones(f"No se puede leer «{ruta.name}» ({motivo_de(error)}).") from error
    except (ValueError, RecursionError) as error:
        raise ErrorDeAnotaciones(
            f"«{ruta.name}» está incompleto o no es de anotaciones; pida que se descargue otra vez."
        ) from error
    try:
        archivo = _Archivo.model_validate(leido)
    except ValidationError as error:
        # Sin el detalle de pydantic: repite lo que escribió el revisor.
        lugares = ", ".join(".".join(map(str, falla["loc"])) for falla in error.errors()[:3])
        raise ErrorDeAnotaciones(f"«{ruta.name}» no tiene la forma esperada ({lugares}).") from None
    if archivo.formato != FORMATO_ANOTACIONES:
        raise ErrorDeAnotaciones(f"«{ruta.name}» no es del formato {FORMATO_ANOTACIONES}.")
    if archivo.suma != suma_de(en_una_linea([una.model_dump() for una in archivo.anotaciones])):
        raise ErrorDeAnotaciones(
            f"«{ruta.name}» se cambió después de descargarlo; corrija en la página y descárguelo otra vez."
        )
    return archivo


def _exportacion(motor: Engine, ruta: Path, archivo: _Archivo) -> bytes:
    exportacion = leer_exportacion(motor, archivo.export_id)
    if exportacion is None:
        raise ErrorDeAnotaciones(f"«{ruta.name}» es de una exportación que no se hizo con este almacén.")
    if archivo.export_sha != exportacion.huella:
        raise ErrorDeAnotaciones(f"«{ruta.name}» no corresponde a los datos de la exportación {archivo.export_id}.")
    if archivo.rubrica_sha != exportacion.rubrica or exportacion.rubrica != huella_de_rubrica():
        raise ErrorDeAnotaciones(f"«{ruta.name}» se anotó con otra rúbrica; exporte de nuevo y anote con la actual.")
    if not exportacion.sal:
        raise ErrorDeAnotaciones(
            f"«{ruta.name}» es de una exportación que caducó: ya no se sabe a qué turnos corresponde. Exporte de nuevo."
        )
    return exportacion.sal


def _guardable(ruta: Path, archivo: _Archivo, una: _Anotacion, turno: int) -> AnotacionGuardada:
    for dimension, valor in una.valores.items():
        if valor not in RUBRICA.get(dimension, {}):
            raise ErrorDeAnotaciones(f"«{ruta.name}» marca algo que no está en la rúbrica.")
    try:
        instante = datetime.fromisoformat(una.ts)
    except ValueError:
        raise ErrorDeAnotaciones(f"«{ruta.name}» trae una hora que no se entiende.") from None
    if instante.tzinfo is None:
        raise ErrorDeAnotaciones(f"«{ruta.name}» trae una hora sin zona.")
    return AnotacionGuardada(
        turno=turno,
        revisor=archivo.revisor.strip(),
        instante=instante,
        rubrica=archivo.rubrica_sha,
        valores=una.valores,
        nota=una.nota,
        respuesta_correcta=una.respuesta_correcta,
        fuentes=tuple(una.fuentes_correctas),
        definitiva=False,
    )


def _mas_recientes(motor: Engine, leidas: Iterable[AnotacionGuardada]) -> list[AnotacionGuardada]:
    """De cada turno y revisor, la última; la ya guardada solo se sustituye por una posterior."""
    with lectura(motor) as conexion:
        guardadas = leer_anotaciones(conexion)
    ultimas = {(una.turno, una.revisor): una for suyas in guardadas.values() for una in suyas}
    nuevas: dict[tuple[int, str], AnotacionGuardada] = {}
    for una in leidas:
        llave = (una.turno, una.revisor)
        previa = ultimas.get(llave)
        if previa is None or previa.instante < una.instante:
            ultimas[llave] = una
            nuevas[llave] = una if previa is None else replace(una, definitiva=previa.definitiva)
    return list(nuevas.values())


def _conciliar(motor: Engine, sal: bytes | None) -> tuple[Conflicto, ...]:
    """Hace definitivas las que nadie contradice y devuelve los conflictos que nadie resolvió.

    `sal`: la de la exportación que se anotó, para nombrar los turnos como ella.
    """
    with lectura(motor) as conexion:
        todas = leer_anotaciones(conexion)
    elegidas = {(dato["turno"], dato["revisor"]) for dato in detalles_de_bitacora(motor, ELEGIR)}
    conflictos: list[Conflicto] = []
    for turno, anotaciones in todas.items():
        definitiva = next((una.revisor for una in anotaciones if una.definitiva), None)
        distintas = _distintas(anotaciones)
        if not distintas:
            marcar_definitiva(motor, turno, definitiva or max(anotaciones, key=lambda una: len(una.valores)).revisor)
        elif definitiva is None or (turno, definitiva) not in elegidas:
            # Si lo era por ser la única, ya no lo es.
            marcar_definitiva(motor, turno, None)
            conflictos.append(Conflicto(turno, nombrar_turno(motor, turno, sal), distintas))
    return tuple(conflictos)


def _distintas(anotaciones: Sequence[AnotacionGuardada]) -> dict[str, dict[str, str]]:
    distintas: dict[str, dict[str, str]] = {}
    for dimension in RUBRICA:
        dichos = {una.revisor: una.valores.get(dimension, SIN_MARCAR) for una in anotaciones}
        # No marcar una dimensión no es contradecir a quien la marcó; callar algo grave, sí.
        if len(set(dichos.values()) - (set[str]() if dimension == GRAVE else {SIN_MARCAR})) > 1:
            distintas[dimension] = dichos
    return distintas
