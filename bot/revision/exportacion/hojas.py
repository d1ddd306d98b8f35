"""Las hojas de cálculo: un libro XLSX de cuatro hojas y dos CSV que Excel abre sin preguntar.

En los CSV todo va entre comillas, y lo que podría empezar una celda y parece una fórmula lleva delante un apóstrofo:
al principio, o después de cualquier separador o salto, porque quien los lee puede separar con otro signo. En el libro
todo es texto y nada se calcula. Se escriben fila a fila: la memoria no crece.
"""

import csv
from collections.abc import Callable
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, cast

from bot.revision.exportacion.alianzas import AlianzaJson, IntegranteJson
from bot.revision.exportacion.formato import CitaJson, ConversacionJson
from conocimiento.expresiones import diferida
from conocimiento.frases import paginas

CONVERSACIONES = (
    "Conversación", "Canal", "Inicio (Lima)", "Fin (Lima)", "Organización", "Tipo de organización", "Departamentos",
    "ODS", "Estado", "Abandonó en", "Respondidas", "Preguntas", "Turnos", "Reintentos", "Sin respuesta",
    "Le sirvió", "No le sirvió", "Observaciones de la revisión", "Borrador autorizado", "Consultas al personal",
    "Señales para el personal",
)  # fmt: skip
TURNOS = (
    "Conversación", "Turno", "N.º", "Instante (Lima)", "Modo", "Persona", "Asistente", "Estado de la respuesta",
    "Confianza", "Fuentes citadas", "Valoración", "Cambió en el borrador", "Reintentos", "Datos tachados",
    "Anotaciones", "Consultó al personal",
)  # fmt: skip
RESPUESTAS = ("Conversación", "Clave", "Pregunta", "Respuesta")
ALIANZAS = (
    "Alianza", "Creada (Lima)", "Último cambio (Lima)", "Situación", "Organizaciones", "Respondieron por sí mismas",
    "Invitadas que no entraron", "Integrantes", "Conversación de cada uno", "Organización de cada uno",
    "Días hasta entrar", "Respuestas propias", "Cambios propuestos sin decidir", "Cambios aceptados",
    "Cambios no aceptados", "Versiones", "Versión puesta a visto bueno", "Vistos buenos",
)  # fmt: skip
FILAS_POR_HOJA = 1_000_000
LARGO_DE_CELDA = 32_700
_RECORTE = " […] Texto entero en conversaciones.jsonl"
_COLA = 200
_CIFRAS_SUELTAS = diferida(r"\S{0,40}\d[^\n]{0,60}$")
"""Un número al final de lo recortado puede quedarse sin la palabra que decía de qué era."""
_SEPARADORES = ";,|\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029"
_RELLENO = " \"'\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff"
_SIGNOS = "=+\\-@＝＋－＠﹦﹢﹣﹫"
_AL_PRINCIPIO = diferida(rf"[{_RELLENO}]*+[{_SIGNOS}\t\r\n]")
_DESPUES_DE_SEPARAR = diferida(rf"([{_SEPARADORES}][{_RELLENO}]*+)(?=[{_SIGNOS}])")
"""Tras cualquier signo con que otro programa pueda separar, aunque siga un espacio o unas comillas."""
Celda = str | int | float | None


def neutralizar(celda: Celda) -> Celda:
    """Devuelve la celda de modo que ninguna hoja de cálculo la tome, entera o en parte, por una fórmula."""
    if not isinstance(celda, str):
        return celda
    neutra = _DESPUES_DE_SEPARAR.sub(r"\1'", celda)
    return f"'{neutra}" if _AL_PRINCIPIO.match(celda) else neutra


def fila_de_conversacion(una: ConversacionJson) -> list[Celda]:
    """Devuelve las celdas de `CONVERSACIONES`."""
    return [
        una["conversacion"], una["canal"], una["inicio"], una["fin"], una["organizacion"], una["tipo_organizacion"],
        ", ".join(una["departamentos"]), ", ".join(map(str, una["ods"])), una["estado"], una["abandono_en"],
        una["respondidas"], una["preguntas"], una["n_turnos"], una["n_reintentos"], una["n_sin_respuesta"],
        una["valoraciones"]["sirve"], una["valoraciones"]["no_sirve"], ", ".join(una["reglas"]),
        {True: "sí", False: "no", None: None}[una["borrador_autorizado"]], una["traspasos"],
        "\n".join(f"{senal['regla']} {senal['titulo']}" for senal in una["senales"]),
    ]  # fmt: skip


def _lugar(cita: CitaJson) -> str:
    en_que = (cita["documento"], cita["apartado"], paginas(cita["pagina"], cita["hasta_pagina"]))
    return " ".join(filter(None, en_que))


def filas_de_turnos(una: ConversacionJson) -> list[list[Celda]]:
    """Devuelve las celdas de `TURNOS`, una fila por turno."""
    filas: list[list[Celda]] = []
    for turno in una["turnos"]:
        consulta = turno["consultas"][0] if turno["consultas"] else None
        citas = [cita for consulta in turno["consultas"] for cita in consulta["citas"]]
        filas.append([
            una["conversacion"], turno["turno"], turno["numero"], turno["instante"], turno["modo"], turno["persona"],
            turno["asistente"], consulta["estado"] if consulta else None, consulta["confianza"] if consulta else None,
            "; ".join(_lugar(cita) for cita in citas), turno["valoracion"],
            "\n".join(f"{cambio['rotulo']}: {cambio['despues'] or '(sin respuesta)'}" for cambio in turno["cambios"]),
            turno["tropiezos"], len(turno["redacciones"]),
            "\n".join(
                f"{nota['revisor']}: {', '.join(f'{d}={v}' for d, v in nota['valores'].items())} {nota['nota']}".strip()
                for nota in turno["anotaciones"]
            ),
            "sí" if turno["traspaso"] else None,
        ])  # fmt: skip
    return filas


def filas_de_respuestas(una: ConversacionJson) -> list[list[Celda]]:
    """Devuelve las celdas de `RESPUESTAS`: el borrador como está al final."""
    return [[una["conversacion"], uno["clave"], uno["rotulo"], uno["despues"]] for uno in una["respuestas"]]


def fila_de_alianza(una: AlianzaJson) -> list[Celda]:
    """Devuelve las celdas de `ALIANZAS`; lo de cada integrante, en un renglón que empieza por su nombre en ella."""
    todos, suertes = una["integrantes"], una["sugerencias"]

    def de_cada_uno(decir: Callable[[IntegranteJson], object]) -> str:
        return "\n".join(f"{uno['integrante']}: {dicho}" for uno in todos if (dicho := decir(uno)) not in ("", None))

    return [
        una["alianza"], una["creada"], una["ultimo_cambio"], una["situacion"], una["organizaciones"],
        una["por_si_mismas"], una["sin_entrar"],
        de_cada_uno(lambda uno: uno["rol"] if uno["sigue"] else f"{uno['rol']}; salió"),
        de_cada_uno(lambda uno: uno["conversacion"]), de_cada_uno(lambda uno: uno["organizacion"]),
        de_cada_uno(lambda uno: uno["dias"]),
        de_cada_uno(lambda uno: f"{uno['propias']} de {uno['preguntas']}" if uno["preguntas"] else ""),
        suertes["abierta"], suertes["acogida"], suertes["desestimada"], una["versiones"], una["puesta"],
        de_cada_uno(lambda uno: uno["visto_bueno"]),
    ]  # fmt: skip


class Csv:
    """Un CSV con «;» y BOM, que es como lo abre Excel en español."""

    def __init__(self, ruta: Path, titulos: tuple[str, ...]) -> None:
        self._archivo: TextIOWrapper = ruta.open("w", encoding="utf-8-sig", newline="")
        self._escritor = csv.writer(self._archivo, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
        self.escribir(titulos)

    def escribir(self, celdas: "tuple[Celda, ...] | list[Celda]") -> None:
        """Escribe una fila."""
        self._escritor.writerow([neutralizar(celda) for celda in celdas])

    def cerrar(self) -> None:
        """Termina el archivo."""
        self._archivo.close()


class Libro:
    """Un XLSX que se escribe fila a fila. Una hoja llena sigue en otra con el mismo nombre y un número."""

    def __init__(self, ruta: Path) -> None:
        xlsxwriter = cast(Any, import_module("xlsxwriter"))
        self._libro: Any = xlsxwriter.Workbook(
            str(ruta),
            {
                "constant_memory": True,
                "tmpdir": str(ruta.parent),
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._negrita: Any = self._libro.add_format({"bold": True, "bg_color": "#8B1A2B", "font_color": "#FFFFFF"})
        self._hojas: dict[str, Any] = {}
        self._filas: dict[str, int] = {}
        self._partes: dict[str, int] = {}
        self._titulos: dict[str, tuple[str, ...]] = {}

    def agregar_hoja(self, nombre: str, titulos: tuple[str, ...]) -> None:
        """Crea una hoja con sus títulos, fijos al desplazarse."""
        self._partes[nombre] = self._partes.get(nombre, 0) + 1
        self._titulos[nombre] = titulos
        parte = self._partes[nombre]
        hoja: Any = self._libro.add_worksheet(nombre if parte == 1 else f"{nombre[:28]} {parte}")
        hoja.freeze_panes(1, 0)
        hoja.set_column(0, len(titulos) - 1, 22)
        for columna, titulo in enumerate(titulos):
            hoja.write_string(0, columna, titulo, self._negrita)
        self._hojas[nombre], self._filas[nombre] = hoja, 1

    def escribir(self, nombre: str, celdas: list[Celda]) -> None:
        """Escribe una fila en una hoja."""
        if self._filas[nombre] > FILAS_POR_HOJA:
            self.agregar_hoja(nombre, self._titulos[nombre])
        hoja, fila = self._hojas[nombre], self._filas[nombre]
        for columna, celda in enumerate(celdas):
            if isinstance(celda, str):
                if celda:
                    hoja.write_string(fila, columna, _que_quepa(celda))
            elif celda is not None:
                hoja.write_number(fila, columna, celda)
        self._filas[nombre] = fila + 1

    def cerrar(self) -> None:
        """Termina el archivo."""
        self._libro.close()


def _que_quepa(texto: str) -> str:
    if len(texto) <= LARGO_DE_CELDA:
        return texto
    corte = texto[: LARGO_DE_CELDA - len(_RECORTE)]
    return corte[:-_COLA] + _CIFRAS_SUELTAS.sub("", corte[-_COLA:]) + _RECORTE
