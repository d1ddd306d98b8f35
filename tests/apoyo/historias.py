"""Las historias que dejó guardadas la versión 0.1.0, para probar que siguen diciendo lo mismo."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from bot.almacen.base.conversion import evento_de_fila
from bot.edicion.leer import leer_entrevista
from bot.entrevista.esquema import AvisoPrivacidad, Entrevista, Migracion
from bot.entrevista.eventos import Evento
from bot.servicio.cifrado import EN_CLARO
from tests.apoyo.rutas import ALIANZA_0_1_0

Json = dict[str, Any]

GUARDADO: Json = json.loads(
    (Path(__file__).parents[1] / "unidad" / "entrevista" / "historias-0.1.0.json").read_text(encoding="utf-8")
)
HISTORIAS: dict[str, Json] = {una["nombre"]: una for una in GUARDADO["historias"]}


def eventos_de(historia: Json) -> tuple[Evento, ...]:
    """Los eventos de una historia, leídos como los lee el almacén."""
    return tuple(
        evento_de_fila(EN_CLARO, fila["tipo"], fila["instante"], fila["datos"]) for fila in historia["eventos"]
    )


@cache
def entrevista_de(nombre: str) -> Entrevista:
    """La entrevista con que se vivió una historia: la de 0.1.0 con lo que diga el archivo."""
    que, base = GUARDADO["entrevistas"][nombre], leer_entrevista(ALIANZA_0_1_0)
    nuevas, opciones = que.get("renombradas", {}), que.get("opciones", {})
    preguntas = [
        replace(
            pregunta,
            clave=nuevas.get(pregunta.clave, pregunta.clave),
            opciones=tuple(
                replace(una, valor=opciones.get(pregunta.clave, {}).get(una.valor, una.valor))
                for una in pregunta.opciones
            ),
        )
        for pregunta in base.preguntas
        if pregunta.clave in que.get("solo_preguntas", (pregunta.clave,))
    ]
    migraciones = tuple(map(_migracion, que["migraciones"])) if "migraciones" in que else base.migraciones
    return replace(
        base,
        version=que.get("version", base.version),
        aviso=AvisoPrivacidad(que.get("aviso", base.aviso.version), base.aviso.texto),
        aviso_compartir=AvisoPrivacidad(
            que.get("aviso_compartir", base.aviso_compartir.version), base.aviso_compartir.texto
        ),
        preguntas=tuple(preguntas),
        papeles=replace(base.papeles, titulo=nuevas.get(base.papeles.titulo, base.papeles.titulo)),
        migraciones=migraciones,
    )


def _migracion(dicha: Json) -> Migracion:
    return Migracion(
        dicha["de"],
        dicha["a"],
        dicha["aviso"],
        tuple(dicha["renombradas"].items()),
        tuple(dicha["quitadas"]),
        tuple((clave, *cambio) for clave, cambios in dicha["opciones"].items() for cambio in cambios.items()),
    )
