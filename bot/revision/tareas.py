"""Las preguntas que nadie contestó, como lista de trabajo: se juntan, se asignan y se cierran.

Una respuesta oficial se guarda como documento, con su autor, su fecha y su vigencia: desde ese momento se cita
como los demás, y a quien pidió que se le avisara se le escribe una sola vez.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from sqlalchemy import Engine

from bot.almacen.personal import tareas as almacen
from bot.almacen.personal.bitacora import Actuacion, anotar_en_bitacora
from bot.almacen.personal.tareas import PreguntaSinContestar
from bot.dialogo.textos import respuesta_oficial
from bot.revision.errores import ErrorDeTarea
from conocimiento.archivos import DE_LA_CUENTA, escribir_entero
from conocimiento.errores import motivo_de
from conocimiento.hora import HORA_DE_LIMA
from conocimiento.modelo import CARPETA_DE_RESPUESTAS
from conocimiento.palabras import raices_con_sentido

Agrupar = Callable[[Sequence[str]], Sequence[Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Tarea:
    """Unas preguntas que piden lo mismo: cuántas veces y cuántas personas, y quién se encarga."""

    identificador: int
    pregunta: str
    veces: int
    personas: int
    ultima: datetime
    asignado: str
    otras: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RespuestaOficial:
    """Lo que el personal responde a una tarea. Sin `vigente_hasta` no caduca."""

    pregunta: str
    texto: str
    autor: str
    vigente_hasta: date | None = None


def listar(motor: Engine, agrupar: Agrupar, ahora: datetime) -> list[Tarea]:
    """Junta las preguntas nuevas con las que ya estaban y devuelve las tareas abiertas, de la más pedida a la menos."""
    consultas = almacen.leer_preguntas_sin_contestar(motor)
    grupos: dict[int, list[PreguntaSinContestar]] = defaultdict(list)
    nuevas: dict[int, list[int]] = defaultdict(list)
    for lugares in agrupar([consulta.pregunta for consulta in consultas]) if consultas else ():
        suyas = [consultas[lugar] for lugar in lugares]
        # Lo ya agrupado no se mueve: alguien puede estar trabajando en ello.
        tarea = next((una.tarea for una in suyas if una.tarea is not None), None)
        for una in suyas:
            if una.tarea is None:
                tarea = tarea if tarea is not None else almacen.crear_tarea(motor, ahora)
                nuevas[tarea].append(una.identificador)
            grupos[una.tarea if una.tarea is not None else cast(int, tarea)].append(una)
    almacen.unir_preguntas(motor, nuevas)
    tareas = [_tarea(motor, identificador, suyas) for identificador, suyas in grupos.items()]
    return sorted(tareas, key=lambda tarea: (-tarea.personas, -tarea.veces, tarea.identificador))


def asignar(motor: Engine, identificador: int, a_quien: str, quien: str, ahora: datetime) -> None:
    """Encarga una tarea a alguien. Raises `ErrorDeTarea`."""
    _abierta(motor, identificador)
    almacen.asignar_tarea(motor, identificador, a_quien)
    detalle = {"pendiente": identificador, "a": a_quien}
    anotar_en_bitacora(motor, Actuacion(ahora, quien, "asignar_pendiente", detalle=detalle))


def cerrar(motor: Engine, identificador: int, motivo: str, quien: str, ahora: datetime) -> None:
    """Cierra una tarea que no se va a responder. Raises `ErrorDeTarea`."""
    _abierta(motor, identificador)
    almacen.cerrar_tarea(motor, identificador, motivo, ahora)
    anotar_en_bitacora(motor, Actuacion(ahora, quien, "cerrar_pendiente", motivo, {"pendiente": identificador}))


def responder(
    motor: Engine, datos: Path, identificador: int, respuesta: RespuestaOficial, quien: str, ahora: datetime
) -> tuple[Path, int]:
    """Guarda la respuesta como documento, cierra la tarea y avisa a quien lo pidió.

    Devuelve el documento y a cuántas personas se avisará. Raises `ErrorDeTarea`.
    """
    _abierta(motor, identificador)
    if respuesta.vigente_hasta is not None and respuesta.vigente_hasta < ahora.astimezone(HORA_DE_LIMA).date():
        raise ErrorDeTarea(f"La vigencia {respuesta.vigente_hasta:%d/%m/%Y} ya pasó; revise la fecha.")
    if not respuesta.texto.strip() or not respuesta.pregunta.strip():
        raise ErrorDeTarea("La respuesta y su pregunta no pueden estar vacías.")
    suyas = [una for una in almacen.leer_preguntas_sin_contestar(motor) if una.tarea == identificador]
    documento = _escribir(datos / CARPETA_DE_RESPUESTAS, identificador, respuesta, ahora)
    almacen.cerrar_tarea(motor, identificador, documento.name, ahora)
    dia = f"{ahora.astimezone(HORA_DE_LIMA):%d/%m/%Y}"
    mensajes = {una.identificador: respuesta_oficial(una.pregunta, respuesta.texto.strip(), dia) for una in suyas}
    avisadas = almacen.avisar(motor, identificador, mensajes, ahora)
    detalle = {"pendiente": identificador, "documento": documento.name, "autor": respuesta.autor, "avisadas": avisadas}
    anotar_en_bitacora(motor, Actuacion(ahora, quien, "responder_pendiente", detalle=detalle))
    return documento, avisadas


def _tarea(motor: Engine, identificador: int, suyas: Sequence[PreguntaSinContestar]) -> Tarea:
    guardada = almacen.leer_tarea(motor, identificador)
    distintas = list(dict.fromkeys(una.pregunta.strip() for una in suyas))
    return Tarea(
        identificador=identificador,
        pregunta=distintas[0],
        veces=len(suyas),
        personas=len({una.persona for una in suyas}),
        ultima=max(una.instante for una in suyas),
        asignado=guardada.asignado if guardada else "",
        otras=tuple(distintas[1:4]),
    )


def _abierta(motor: Engine, identificador: int) -> None:
    guardada = almacen.leer_tarea(motor, identificador)
    if guardada is None:
        raise ErrorDeTarea(f"No hay una tarea {identificador}; vea las que hay con `alianzas pendientes ver`.")
    if guardada.cerrado is not None:
        raise ErrorDeTarea(f"La tarea {identificador} ya está cerrada: {guardada.motivo}")


def _escribir(carpeta: Path, identificador: int, respuesta: RespuestaOficial, ahora: datetime) -> Path:
    """Escribe el documento y su ficha; la ficha, primero, para que nunca se lea un documento sin ella."""
    hoy = ahora.astimezone(HORA_DE_LIMA).date()
    vigencia = f" Vigente hasta el {respuesta.vigente_hasta:%d/%m/%Y}." if respuesta.vigente_hasta else ""
    ficha = {
        "titulo": f"Respuesta oficial {identificador}",
        "institucion": "APCI",
        "anio": hoy.year,
        "fuente": f"Respuesta oficial de la APCI, del {hoy:%d/%m/%Y}. Autor: {respuesta.autor}.{vigencia}",
        "version": hoy.isoformat(),
    }
    if respuesta.vigente_hasta:
        ficha["vigente_hasta"] = respuesta.vigente_hasta.isoformat()
    texto = StringIO()
    cast(Any, YAML()).dump(
        {clave: DoubleQuotedScalarString(valor) if isinstance(valor, str) else valor for clave, valor in ficha.items()},
        texto,
    )
    documento = carpeta / f"respuesta-{identificador:04}.md"
    try:
        carpeta.mkdir(parents=True, exist_ok=True)
        suya = documento.with_name(f"{documento.stem}.ficha.yaml")
        escribir_entero(suya, texto.getvalue().encode(), DE_LA_CUENTA)
        dicho = f"# {respuesta.pregunta.strip()}\n\n{respuesta.texto.strip()}\n"
        escribir_entero(documento, dicho.encode(), DE_LA_CUENTA)
    except OSError as error:
        raise ErrorDeTarea(f"No se pudo escribir en «{carpeta}» ({motivo_de(error)}).") from error
    return documento


PARECIDO = 0.88
"""Coseno desde el que dos preguntas se juntan: se prefiere dejar dos grupos a mezclar dos temas."""


Vectorizar = Callable[[Sequence[str]], Sequence[Sequence[float]]]


def agrupar(preguntas: Sequence[str], vectorizar: Vectorizar | None) -> list[list[int]]:
    """Devuelve los grupos como posiciones en `preguntas`, del más numeroso al menos.

    Las que tienen las mismas palabras con sentido van siempre juntas. Cada una de las demás se une al grupo
    de cabeza más parecida; la primera de un grupo es su cabeza.
    """
    iguales: dict[frozenset[str], list[int]] = {}
    for lugar, pregunta in enumerate(preguntas):
        iguales.setdefault(frozenset(raices_con_sentido(pregunta)), []).append(lugar)
    grupos = sorted(iguales.values(), key=len, reverse=True)
    if vectorizar is not None and len(grupos) > 1:
        grupos = _juntar(grupos, vectorizar([preguntas[grupo[0]] for grupo in grupos]))
    return sorted(grupos, key=lambda grupo: (-len(grupo), grupo[0]))


def _juntar(grupos: list[list[int]], vectores: Sequence[Sequence[float]]) -> list[list[int]]:
    import numpy as np

    matriz = np.asarray(vectores, dtype=np.float32)
    matriz /= np.maximum(np.linalg.norm(matriz, axis=1, keepdims=True), 1e-9)
    cabezas: list[int] = []
    juntos: list[list[int]] = []
    for lugar, grupo in enumerate(grupos):
        if cabezas:
            parecidos = matriz[cabezas] @ matriz[lugar]
            mejor = int(parecidos.argmax())
            if float(parecidos[mejor]) >= PARECIDO:
                juntos[mejor] += grupo
                continue
        cabezas.append(lugar)
        juntos.append(list(grupo))
    return juntos
