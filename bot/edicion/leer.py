"""Lee y comprueba los archivos de la entrevista que edita la agencia.

ErrorLegible
└── ErrorEntrevista          cada línea dice archivo:línea, qué está mal y qué hacer
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from bot.edicion.documento import leer_documento
from bot.edicion.formas import leer_formas
from bot.edicion.preguntas import comprobar_papeles, comprobar_preguntas, leer_pregunta
from bot.edicion.reglas import Nombrables, leer_reglas
from bot.edicion.sugerencias import leer_sugerencias
from bot.edicion.usos import leer_usos
from bot.entrevista.esquema import (
    AvisoPrivacidad,
    Catalogos,
    ConModelo,
    Entrevista,
    Migracion,
    Papeles,
    SeccionEntrevista,
)
from conocimiento.errores import ErrorLegible
from conocimiento.yaml.nodos import Fallo, Nodo, abrir

ARCHIVOS = ("entrevista", "reglas", "catalogos", "documento")


class ErrorEntrevista(ErrorLegible):
    """Los archivos de la entrevista tienen errores; `errores` los trae uno por uno."""

    def __init__(self, errores: Iterable[str]) -> None:
        self.errores = tuple(errores)
        super().__init__("\n".join(self.errores))


@dataclass(frozen=True, slots=True)
class _Entrevista:
    """Lo que lleva `entrevista.yaml`; las preguntas se leen una por una."""

    formato: Literal["entrevista/1"]
    version: str
    aviso_privacidad: AvisoPrivacidad
    aviso_compartir: AvisoPrivacidad
    papeles: Papeles
    secciones: tuple[SeccionEntrevista, ...]
    preguntas: tuple[Any, ...]
    minutos: int = 0
    aviso_alianza: AvisoPrivacidad = field(default_factory=lambda: AvisoPrivacidad("", ""))


@dataclass(frozen=True, slots=True)
class _Migracion:
    """Lo que lleva cada archivo de `migraciones/`."""

    formato: Literal["migracion/1"]
    de: str
    a: str
    aviso: str
    renombradas: Mapping[str, str] = field(default_factory=dict[str, str])
    quitadas: tuple[str, ...] = ()
    opciones: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, dict[str, str]])


def leer_entrevista(carpeta: Path) -> Entrevista:
    """Lee los archivos de una carpeta: `ARCHIVOS`, `migraciones/` y, si están, `formas-de-datos.yaml`,
    `sugerencias.yaml` y `redaccion.yaml`.

    Raises `ErrorEntrevista` con todos los errores encontrados; `OSError` si falta un archivo.
    """
    fallos: list[Fallo] = []
    nodos = [nodo for nombre in ARCHIVOS if (nodo := abrir(carpeta / f"{nombre}.yaml", fallos))]
    if fallos:
        raise ErrorEntrevista(map(str, fallos))
    raiz, nodo_reglas, nodo_catalogos, nodo_documento = nodos
    catalogos = nodo_catalogos.leer(Catalogos, salvo=("version",))
    nodo_catalogos.exigir(catalogos, "ods", "departamentos", "tipos_actor", "monedas", "unidades", "organizaciones")
    leida = raiz.leer(_Entrevista)
    if leida.aviso_privacidad.con_modelo is not None:
        _comprobar_el_aviso(raiz, leida.aviso_privacidad.texto, leida.aviso_privacidad.con_modelo)
    de_preguntas = raiz.hijos("preguntas")
    preguntas = tuple(leer_pregunta(nodo, catalogos) for nodo in de_preguntas)
    comprobar_preguntas(de_preguntas, preguntas, {seccion.clave for seccion in leida.secciones})
    claves = {pregunta.clave for pregunta in preguntas}
    comprobar_papeles(raiz, leida.papeles, preguntas)
    version_reglas, reglas = leer_reglas(nodo_reglas, Nombrables(preguntas, leida.papeles, catalogos))
    entrevista = Entrevista(
        version=leida.version,
        aviso=leida.aviso_privacidad,
        minutos=leida.minutos,
        secciones=leida.secciones,
        preguntas=preguntas,
        papeles=leida.papeles,
        reglas=reglas,
        catalogos=catalogos,
        migraciones=tuple(
            _leer_migracion(nodo, claves)
            for ruta in sorted((carpeta / "migraciones").glob("*.yaml"))
            if (nodo := abrir(ruta, fallos))
        ),
        version_reglas=version_reglas,
        documento=leer_documento(nodo_documento, preguntas),
        aviso_compartir=leida.aviso_compartir,
        aviso_alianza=leida.aviso_alianza,
        formas=leer_formas(carpeta, fallos),
        sugerencias=leer_sugerencias(carpeta, preguntas, catalogos, fallos),
        usos=leer_usos(carpeta, catalogos, fallos),
    )
    if fallos:
        raise ErrorEntrevista(map(str, fallos))
    return entrevista


def _comprobar_el_aviso(raiz: Nodo, texto: str, con_modelo: ConModelo) -> None:
    if texto.count(con_modelo.en_lugar_de) != 1:
        raiz.fallar(
            "«en_lugar_de» debe ser una frase del texto del aviso, tal cual y que esté una sola vez",
            "aviso_privacidad",
        )
    if "{quien}" not in con_modelo.externo:
        raiz.fallar("«externo» debe decir a quién se envía: escriba {quien} donde vaya", "aviso_privacidad")


def _leer_migracion(nodo: Nodo, claves: set[str]) -> Migracion:
    leida = nodo.leer(_Migracion)
    for vieja in leida.renombradas:
        if vieja in claves:
            nodo.fallar(f"«{vieja}» se renombra, pero sigue siendo una pregunta", "renombradas", vieja)
    for vieja in leida.quitadas:
        if vieja in claves:
            nodo.fallar(f"«{vieja}» figura como quitada, pero sigue siendo una pregunta", "quitadas")
    return Migracion(
        de=leida.de,
        a=leida.a,
        novedad=leida.aviso,
        renombradas=tuple(leida.renombradas.items()),
        quitadas=leida.quitadas,
        opciones=tuple((clave, v, n) for clave, cambios in leida.opciones.items() for v, n in cambios.items()),
    )
